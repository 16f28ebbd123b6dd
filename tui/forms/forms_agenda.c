/* The counsellor's own absences and hours; the agency's closing days (responsable). */
#include "tui/screens/screens.h"
#include "tui/forms/forms_rdv.h"

#include <string.h>

/* --- absence ----------------------------------------------------------------------------------------------------- */

enum { ABSENCE_FROM, ABSENCE_FROM_TIME, ABSENCE_TO, ABSENCE_TO_TIME, ABSENCE_WHY, ABSENCE_FIELDS };

/* The day under the cursor of the agenda, unless it is gone. */
static const char *day_shown(struct form_context *c, const struct ui *ui)
{
	struct date shown = agenda_day_shown(ui);
	char text[DATE_TEXT];
	if (!date_is_set(shown) || date_compare(shown, app_today(ui->app).day) < 0)
		return form_today(c, ui);
	return arena_strdup(&c->arena, date_format_numeric(shown, text));
}

static void absence_open(struct ui *ui, const struct sent_form *sent);

void absence_again(struct ui *ui, const struct sent_form *sent)
{
	absence_open(ui, sent);
}

static bool absence_set(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const char *last = values[ABSENCE_TO][0] != '\0' ? values[ABSENCE_TO] : values[ABSENCE_FROM];
	if (!act_absence_set(ui->app, values[ABSENCE_FROM], values[ABSENCE_FROM_TIME], last, values[ABSENCE_TO_TIME],
	                     values[ABSENCE_WHY], e))
		return false;
	form_sent_values(ui, ctx, values, ABSENCE_FIELDS, absence_again);
	return true;
}

static const char *sent_text(const struct sent_form *sent, size_t field)
{
	return sent != NULL ? sent->values[field] : "";
}

static void absence_open(struct ui *ui, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, "");
	const struct field_spec fields[] = {
		{.name = "du", .label = "Premier jour", .kind = FIELD_DATE, .required = true, .hint = "JJ/MM ou JJ/MM/AAAA",
		 .initial = sent_day(c, sent, ABSENCE_FROM, day_shown(c, ui))},
		{.name = "debut", .label = "À partir de", .max = 5, .initial = sent_text(sent, ABSENCE_FROM_TIME),
		 .hint = "9h30, 14h ; vide : toute la journée"},
		{.name = "au", .label = "Dernier jour", .kind = FIELD_DATE, .initial = sent_day(c, sent, ABSENCE_TO, ""),
		 .hint = "JJ/MM ou JJ/MM/AAAA ; vide : le même jour ; ce jour compte encore"},
		{.name = "fin", .label = "Jusqu'à", .max = 5, .initial = sent_text(sent, ABSENCE_TO_TIME),
		 .hint = "12h, 17h30 ; vide : toute la journée"},
		{.name = "motif", .label = "Motif", .max = 200, .initial = sent_text(sent, ABSENCE_WHY),
		 .hint = "Facultatif ; vos collègues voient que vous êtes pris, pas pourquoi"},
	};
	form_show(ui, form_new("Mon absence", fields, ABSENCE_FIELDS, absence_set, c, form_context_free), FORM_ABSENCE, c, sent);
}

void form_absence(struct ui *ui)
{
	absence_open(ui, NULL);
}

/* --- hours -------------------------------------------------------------------------------------------------------- */

#define DAYS 7
#define DAY_MINUTES 1440

static void hours_open(struct ui *ui, const struct sent_form *sent);

void hours_again(struct ui *ui, const struct sent_form *sent)
{
	hours_open(ui, sent);
}

static bool hours_set(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	if (!act_hours_set(ui->app, values, e))
		return false;
	form_sent_values(ui, ctx, values, DAYS, hours_again);
	return true;
}

static const char *hour_text(struct arena *arena, int minute)
{
	minute %= DAY_MINUTES;
	return minute % 60 == 0 ? arena_format(arena, "%dh", minute / 60) : arena_format(arena, "%dh%02d", minute / 60, minute % 60);
}

/* « 9h-12h30 13h30-17h » */
static const char *hours_of_day(struct arena *arena, const struct agenda_facts *facts, int day)
{
	const char *text = "";
	for (size_t i = 0; facts != NULL && i < facts->hours_count; i++) {
		const struct hours_range *r = &facts->hours[i];
		if (r->from / DAY_MINUTES == day)
			text = arena_format(arena, "%s%s%s-%s", text, text[0] != '\0' ? " " : "", hour_text(arena, r->from),
			                    r->to % DAY_MINUTES == 0 ? "24h" : hour_text(arena, r->to));
	}
	return text;
}

static void hours_open(struct ui *ui, const struct sent_form *sent)
{
	static const char *const days[DAYS] = {"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"};
	static const char *const labels[DAYS] = {"Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche"};
	struct form_context *c = form_context_new(ui, "");
	const struct agenda_facts *facts = ui->app->agenda.facts;
	struct field_spec fields[DAYS];
	for (int day = 0; day < DAYS; day++)
		fields[day] = (struct field_spec){.name = days[day], .label = labels[day], .max = 60,
			.initial = sent != NULL ? sent->values[day] : hours_of_day(&c->arena, facts, day),
			.hint = "9h-12h30 13h30-17h ; vide : ne travaille pas ce jour ; tout vide : les horaires de l'agence"};
	const char *title = facts != NULL && facts->hours_own ? "Mes horaires" : "Mes horaires (aujourd'hui ceux de l'agence)";
	form_show(ui, form_new(title, fields, DAYS, hours_set, c, form_context_free), FORM_HOURS, c, sent);
}

static void hours_start(struct ui *ui, const char *id)
{
	(void)id;
	hours_open(ui, NULL);
}

void form_hours(struct ui *ui)
{
	form_wait(ui, WAIT_AGENDA, "", hours_start);
}

/* --- closing days ------------------------------------------------------------------------------------------------- */

enum { CLOSING_FROM, CLOSING_TO, CLOSING_WHY, CLOSING_FIELDS };

static void closing_open(struct ui *ui, const struct sent_form *sent);

void closing_again(struct ui *ui, const struct sent_form *sent)
{
	closing_open(ui, sent);
}

static bool closing_set(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const char *last = values[CLOSING_TO][0] != '\0' ? values[CLOSING_TO] : values[CLOSING_FROM];
	if (!act_closing_set(ui->app, values[CLOSING_FROM], last, values[CLOSING_WHY], e))
		return false;
	form_sent_values(ui, ctx, values, CLOSING_FIELDS, closing_again);
	return true;
}

static void closing_open(struct ui *ui, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, "");
	const struct field_spec fields[] = {
		{.name = "du", .label = "Premier jour", .kind = FIELD_DATE, .required = true, .hint = "JJ/MM ou JJ/MM/AAAA",
		 .initial = sent_day(c, sent, CLOSING_FROM, "")},
		{.name = "au", .label = "Dernier jour", .kind = FIELD_DATE, .initial = sent_day(c, sent, CLOSING_TO, ""),
		 .hint = "JJ/MM ou JJ/MM/AAAA ; vide : un seul jour ; ce jour est encore fermé"},
		{.name = "motif", .label = "Motif", .required = true, .max = 200, .initial = sent_text(sent, CLOSING_WHY),
		 .hint = "Séminaire, travaux, pont… : dit dans l'agenda de chacun"},
	};
	form_show(ui, form_new("Fermeture de l'agence", fields, CLOSING_FIELDS, closing_set, c, form_context_free), FORM_CLOSING, c, sent);
}

void form_closing(struct ui *ui)
{
	closing_open(ui, NULL);
}
