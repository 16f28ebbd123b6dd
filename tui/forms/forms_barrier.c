/* Freins: one list holds those that can be lifted and the kinds that can be added. */
#include <string.h>

#include "core/base/french.h"
#include "core/base/text.h"
#include "tui/screens/common.h"
#include "tui/forms/form_kinds.h"
#include "tui/forms/forms.h"
#include "tui/widgets/widgets.h"

#define LIFT "lever:" /* before the identifier of an open frein */

/* --- add ---------------------------------------------------------------------------------------------- */

static void barrier_form_add(struct ui *ui, const char *id, const char *kind, const struct sent_form *sent);

void barrier_add_again(struct ui *ui, const struct sent_form *sent)
{
	barrier_form_add(ui, sent->id, sent->extra, sent);
}

static bool barrier_added(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	if (!act_barrier_add(ui->app, c->id, c->extra, values[0], e))
		return false;
	form_sent_values(ui, c, values, 1, barrier_add_again);
	return true;
}

static void barrier_form_add(struct ui *ui, const char *id, const char *kind, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, id);
	c->extra = arena_strdup(&c->arena, kind);
	const struct field_spec fields[] = {
		{.name = "detail", .label = "Précision", .max = 500, .initial = sent != NULL ? sent->values[0] : "",
		 .hint = "Facultatif : ce qui empêche, depuis quand, qui peut aider"},
	};
	const char *title = arena_format(&c->arena, "Frein : %s · %s", code_label_find(barrier_kinds, kind), c->name);
	form_show(ui, form_new(title, fields, 1, barrier_added, c, form_context_free), FORM_BARRIER, c, sent);
}

/* --- lift --------------------------------------------------------------------------------------------- */

void form_barrier_lift(struct ui *ui, const struct barrier *b)
{
	struct error e = {0};
	if (!act_barrier_lift(ui->app, b, &e))
		app_say_error(ui->app, MESSAGE_ERROR, "", &e);
}

static void barrier_lift_by_id(struct ui *ui, const char *barrier_id)
{
	const struct person_file *file = ui->app->file.file;
	for (size_t i = 0; file != NULL && i < file->barrier_count; i++)
		if (strcmp(file->barriers[i].id, barrier_id) == 0) {
			form_barrier_lift(ui, &file->barriers[i]);
			return;
		}
	app_say(ui->app, MESSAGE_WARNING, "Ce frein n'est plus ouvert.");
}

/* --- choose ------------------------------------------------------------------------------------------- */

static void barrier_chosen(struct ui *ui, void *ctx, const char *code)
{
	const struct form_context *c = ctx;
	if (strncmp(code, LIFT, strlen(LIFT)) == 0)
		barrier_lift_by_id(ui, code + strlen(LIFT));
	else
		barrier_form_add(ui, c->id, code, NULL);
}

static struct code_label barrier_lift_choice(struct arena *arena, const struct barrier *b)
{
	const char *detail = b->detail[0] != '\0' ? arena_format(arena, " · %s", b->detail) : "";
	return (struct code_label){
		arena_format(arena, LIFT "%s", b->id),
		text_safe(arena, arena_format(arena, "Lever : %s%s", code_label_find(barrier_kinds, b->kind), detail)),
	};
}

static size_t barrier_count_kinds(void)
{
	size_t count = 0;
	while (barrier_kinds[count].code != NULL)
		count++;
	return count;
}

static void barrier_choose(struct ui *ui, const char *id)
{
	struct form_context *c = form_context_new(ui, id);
	const struct file_model *m = &ui->app->file;
	const struct person_file *file = m->file != NULL && strcmp(m->id, id) == 0 ? m->file : NULL;
	size_t kinds = barrier_count_kinds(), count = 0;
	struct code_label *items = arena_array(&c->arena, kinds + (file != NULL ? file->barrier_count : 0), sizeof *items);
	for (size_t i = 0; file != NULL && i < file->barrier_count; i++)
		if (!date_is_set(file->barriers[i].lifted))
			items[count++] = barrier_lift_choice(&c->arena, &file->barriers[i]);
	for (size_t i = 0; i < kinds; i++)
		items[count++] = (struct code_label){barrier_kinds[i].code, arena_format(&c->arena, "Ajouter : %s", barrier_kinds[i].label)};
	ui_show_popup(ui, chooser_new(arena_format(&c->arena, "Freins %s", french_of(&c->arena, c->name)), items, count, barrier_chosen, c,
	                              form_context_free));
}

void form_barrier(struct ui *ui, const char *id)
{
	const struct judged_person *p = app_person(ui->app, id);
	if (p != NULL && p->facts->open_barriers == 0)
		barrier_choose(ui, id);
	else
		form_wait(ui, WAIT_FILE, id, barrier_choose);
}
