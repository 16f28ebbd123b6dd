/* Freins: add one, or lift one of those still open. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/text.h"
#include "tui/screens/common.h"
#include "tui/screens/forms.h"
#include "tui/widgets/widgets.h"

#define NEW_BARRIER "+" /* the chooser's line that adds one */

static bool barrier_added(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	return act_barrier_add(ui->app, c->id, values[0], values[1], e);
}

void form_barrier_add(struct ui *ui, const char *id)
{
	struct form_context *c = form_context_new(ui, id);
	const struct field_spec fields[] = {
		{.name = "nature", .label = "Frein", .kind = FIELD_CHOICE, .choices = barrier_kinds, .required = true,
		 .hint = "Flèches ou première lettre pour choisir"},
		{.name = "detail", .label = "Précision", .max = 500,
		 .hint = "Facultatif : ce qui empêche, depuis quand, qui peut aider"},
	};
	ui_show_popup(ui, form_new(arena_format(&c->arena, "Ajouter un frein · %s", c->name), fields,
	                           sizeof fields / sizeof *fields, barrier_added, c, form_context_free));
}

void form_barrier_lift(struct ui *ui, const struct barrier *b)
{
	struct error e = {0};
	if (date_is_set(b->lifted)) {
		app_say(ui->app, MESSAGE_INFO, "Ce frein est déjà levé.");
		return;
	}
	if (!act_barrier_lift(ui->app, b, &e))
		error_say(ui, &e);
}

/* --- from a list: the open freins of the person, read first ------------------------------------------ */

static void barrier_chosen(struct ui *ui, void *ctx, const char *code)
{
	const struct form_context *c = ctx;
	const struct person_file *file = ui->app->file.file;
	if (strcmp(code, NEW_BARRIER) == 0) {
		form_barrier_add(ui, c->id);
		return;
	}
	for (size_t i = 0; file != NULL && i < file->barrier_count; i++)
		if (strcmp(file->barriers[i].id, code) == 0)
			form_barrier_lift(ui, &file->barriers[i]);
}

static const char *barrier_label(struct arena *arena, const struct barrier *b)
{
	const char *kind = code_label_find(barrier_kinds, b->kind);
	if (b->detail[0] == '\0')
		return text_safe(arena, arena_format(arena, "Lever : %s", kind));
	return text_safe(arena, arena_format(arena, "Lever : %s · %s", kind, b->detail));
}

static void barrier_choose(struct ui *ui, const char *id)
{
	struct form_context *c = form_context_new(ui, id);
	const struct person_file *file = ui->app->file.file;
	struct code_label *items = arena_array(&c->arena, file->barrier_count + 1, sizeof *items);
	size_t count = 0;
	items[count++] = (struct code_label){NEW_BARRIER, "Ajouter un frein"};
	for (size_t i = 0; i < file->barrier_count; i++)
		if (!date_is_set(file->barriers[i].lifted))
			items[count++] = (struct code_label){arena_strdup(&c->arena, file->barriers[i].id),
			                                     barrier_label(&c->arena, &file->barriers[i])};
	ui_show_popup(ui, chooser_new(arena_format(&c->arena, "Freins de %s", c->name), items, count, barrier_chosen, c,
	                              form_context_free));
}

void form_barrier(struct ui *ui, const char *id)
{
	const struct judged_person *p = app_person(ui->app, id);
	if (p != NULL && p->facts->open_barriers == 0)
		form_barrier_add(ui, id);
	else
		form_wait(ui, WAIT_FILE, id, barrier_choose);
}
