/* Days of a person: those on which nobody convokes them (congés, délai de réflexion), those that lower the hours owed that
 * week (illness, work, training…); declared here, or withdrawn. */
#include "tui/forms/forms_rdv.h"

#include <string.h>

#include "core/base/text.h"

#define DECLARE "declarer"

enum { LEAVE_KIND, LEAVE_FROM, LEAVE_TO, LEAVE_TEXT, LEAVE_FIELDS };

static void leave_open(struct ui *ui, const char *id, struct date day, const struct sent_form *sent);

void leave_again(struct ui *ui, const struct sent_form *sent)
{
	leave_open(ui, sent->id, app_today(ui->app).day, sent);
}

static bool leave_declared(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	const char *last = values[LEAVE_TO][0] != '\0' ? values[LEAVE_TO] : values[LEAVE_FROM];
	if (!act_leave_declare(ui->app, c->id, values[LEAVE_KIND], values[LEAVE_FROM], last, values[LEAVE_TEXT], e))
		return false;
	form_sent_values(ui, c, values, LEAVE_FIELDS, leave_again);
	return true;
}

static void leave_open(struct ui *ui, const char *id, struct date day, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, id);
	char from[DATE_TEXT];
	struct code_label *kinds = arena_array(&c->arena, PROTECTED_COUNT + 1, sizeof *kinds);
	for (int k = 0; k < PROTECTED_COUNT; k++)
		kinds[k] = (struct code_label){protected_code((enum protected_kind)k), protected_label((enum protected_kind)k)};
	const struct field_spec fields[] = {
		{.name = "nature", .label = "Nature", .kind = FIELD_CHOICE, .choices = kinds, .required = true,
		 .initial = sent != NULL ? sent->values[LEAVE_KIND] : kinds[0].code, .hint = "Pas de RDV en congés ni réflexion ; hors réflexion, moins d'heures à faire"},
		{.name = "du", .label = "Premier jour", .kind = FIELD_DATE, .required = true, .hint = "JJ/MM ou JJ/MM/AAAA",
		 .initial = sent_day(c, sent, LEAVE_FROM, date_format_numeric(day, from))},
		{.name = "au", .label = "Dernier jour", .kind = FIELD_DATE, .initial = sent_day(c, sent, LEAVE_TO, ""),
		 .hint = "JJ/MM ou JJ/MM/AAAA ; vide : un seul jour ; ce jour compte encore"},
		{.name = "texte", .label = "Précision", .max = 500, .initial = sent != NULL ? sent->values[LEAVE_TEXT] : "",
		 .hint = "Facultatif, sauf pour « autre » : ce que la personne a déclaré"},
	};
	form_show(ui, form_new(arena_format(&c->arena, "Congés, absence · %s", c->name), fields, LEAVE_FIELDS,
	                       leave_declared, c, form_context_free), FORM_LEAVE, c, sent);
}

/* --- those there are ---------------------------------------------------------------------------------------------- */

static const struct protected_period *leave_among(const struct protected_period *periods, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(periods[i].id, id) == 0)
			return &periods[i];
	return NULL;
}

/* In the agenda, else among the absences of the hours, whichever the list came from. */
static const struct protected_period *leave_find(const struct app *a, const char *id)
{
	const struct agenda_facts *agenda = a->agenda.facts;
	const struct hours_file *hours = a->hours.file;
	const struct protected_period *p = agenda != NULL ? leave_among(agenda->protections, agenda->protection_count, id) : NULL;
	return p != NULL || hours == NULL ? p : leave_among(hours->absences, hours->absence_count, id);
}

static void leave_chosen(struct ui *ui, void *ctx, const char *code)
{
	const struct form_context *c = ctx;
	const struct protected_period *p = leave_find(ui->app, code);
	struct error e = {0};
	if (strcmp(code, DECLARE) == 0)
		leave_open(ui, c->id, *(const struct date *)c->object, NULL);
	else if (p == NULL)
		app_say(ui->app, MESSAGE_WARNING, "Cette période n'est plus déclarée.");
	else if (!act_leave_withdraw(ui->app, p, &e))
		app_say_error(ui->app, MESSAGE_WARNING, "", &e);
}

static struct code_label leave_label(struct arena *arena, const struct protected_period *p)
{
	char from[DATE_TEXT], to[DATE_TEXT];
	return (struct code_label){arena_strdup(arena, p->id), arena_format(arena, "Retirer : %s du %s au %s", protected_label(p->kind),
		date_format_numeric(p->from, from), date_format_numeric(p->to, to))};
}

void form_leave_among(struct ui *ui, const char *id, const struct protected_period *periods, size_t count, struct date day)
{
	struct form_context *c = form_context_new(ui, id);
	struct code_label *items = arena_array(&c->arena, count + 1, sizeof *items);
	struct date *first = arena_alloc(&c->arena, sizeof *first);
	size_t shown = 0;
	*first = day;
	c->object = first;
	items[shown++] = (struct code_label){DECLARE, "Déclarer des congés, une absence, un délai de réflexion"};
	for (size_t i = 0; i < count; i++)
		if (periods[i].person[0] == '\0' || strcmp(periods[i].person, id) == 0)
			items[shown++] = leave_label(&c->arena, &periods[i]);
	if (shown == 1) {
		form_context_free(c);
		leave_open(ui, id, day, NULL);
		return;
	}
	ui_show_popup(ui, chooser_new(arena_format(&c->arena, "Congés, absences · %s", c->name), items, shown, leave_chosen, c, form_context_free));
}

static void leave_start(struct ui *ui, const char *id)
{
	const struct agenda_facts *facts = ui->app->agenda.facts;
	form_leave_among(ui, id, facts->protections, facts->protection_count, app_today(ui->app).day);
}

void form_leave(struct ui *ui, const char *id)
{
	form_wait(ui, WAIT_AGENDA, id, leave_start);
}
