/* Hours of activity: a duration after a theme, the exact duration with its text, what is taken back, dérogations. */
#include "tui/forms/forms_hours.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/acts/acts_engagement.h"
#include "core/base/mem.h"
#include "core/base/text.h"
#include "tui/forms/form_kinds.h"
#include "tui/forms/forms_rdv.h"
#include "tui/widgets/widgets.h"

#define HALF_HOUR 30
#define EXACT 0    /* the value that no duration has */
#define GRANT "accorder"

/* --- the second of two keystrokes ------------------------------------------------------------------------ */

struct duration_about { char id[32]; struct date day; int theme; };

static void duration_declare(struct ui *ui, const struct duration_about *about, int minutes)
{
	char day[DATE_TEXT], duration[32];
	struct error e = {0};
	snprintf(duration, sizeof duration, "%d min", minutes);
	const struct activity_new v = {.person = about->id, .day = date_format(about->day, day),
	                               .theme = activity_themes[about->theme].code, .duration = duration, .text = ""};
	if (!act_hours_declare(ui->app, &v, &e))
		app_say_error(ui->app, MESSAGE_WARNING, "", &e);
}

static void duration_chosen(struct ui *ui, void *ctx, int minutes)
{
	const struct duration_about *about = ctx;
	if (minutes == EXACT)
		form_hours_exact(ui, about->id, about->day, about->theme);
	else
		duration_declare(ui, about, minutes);
}

void form_hours_duration(struct ui *ui, const char *id, struct date day, int theme)
{
	static const struct choice durations[] = {
		{'1', "h", 60}, {'2', "h", 120}, {'3', "h", 180}, {'4', "h", 240}, {'5', "h", 300}, {'6', "h", 360}, {'7', "h", 420},
		{'8', "h", 480}, {'0', "30 min", HALF_HOUR}, {'e', "exacte", EXACT},
	};
	struct duration_about *about = mem_alloc(sizeof *about);
	struct arena arena = {0};
	char when[24];
	*about = (struct duration_about){.day = day, .theme = theme};
	snprintf(about->id, sizeof about->id, "%s", id);
	const char *question = arena_format(&arena, "%s, %s :", activity_themes[theme].label, date_format_day(day, when));
	ui_show_popup(ui, choice_new_owning(question, durations, sizeof durations / sizeof *durations, duration_chosen, about, free));
	arena_free(&arena);
}

static void theme_chosen(struct ui *ui, void *ctx, const char *code)
{
	const struct form_context *c = ctx;
	int theme = activity_theme_from_code(code);
	if (theme >= 0)
		form_hours_duration(ui, c->id, *(const struct date *)c->object, theme);
}

void form_hours_theme(struct ui *ui, const char *id, struct date day)
{
	struct form_context *c = form_context_new(ui, id);
	struct date *kept = arena_alloc(&c->arena, sizeof *kept);
	*kept = day;
	c->object = kept;
	ui_show_popup(ui, chooser_new(arena_format(&c->arena, "Heures · %s", c->name), activity_themes, THEME_COUNT, theme_chosen, c,
	                              form_context_free));
}

/* --- any duration ---------------------------------------------------------------------------------------- */

enum { ACTIVITY_DAY, ACTIVITY_THEME, ACTIVITY_DURATION, ACTIVITY_TEXT, ACTIVITY_FIELDS };

static bool activity_declared(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	const struct activity_new v = {.person = c->id, .day = values[ACTIVITY_DAY], .theme = values[ACTIVITY_THEME],
	                               .duration = values[ACTIVITY_DURATION], .text = values[ACTIVITY_TEXT]};
	if (!act_hours_declare(ui->app, &v, e))
		return false;
	form_sent_values(ui, c, values, ACTIVITY_FIELDS, activity_again);
	return true;
}

static void activity_open(struct ui *ui, const char *id, struct date day, int theme, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, id);
	char shown[DATE_TEXT];
	const struct field_spec fields[ACTIVITY_FIELDS] = {
		{.name = "jour", .label = "Jour", .kind = FIELD_DATE, .required = true, .hint = "JJ/MM ou JJ/MM/AAAA, pas un jour à venir",
		 .initial = sent_day(c, sent, ACTIVITY_DAY, arena_strdup(&c->arena, date_format_numeric(day, shown)))},
		{.name = "theme", .label = "Thème", .kind = FIELD_CHOICE, .choices = activity_themes, .required = true,
		 .initial = sent != NULL ? sent->values[ACTIVITY_THEME] : activity_themes[theme].code},
		{.name = "minutes", .label = "Durée", .required = true, .max = 20, .whole = true,
		 .initial = sent != NULL ? sent->values[ACTIVITY_DURATION] : "", .hint = "1h30, 1:30, 45 min ; un nombre seul compte des heures"},
		{.name = "texte", .label = "Quoi", .max = 500, .initial = sent != NULL ? sent->values[ACTIVITY_TEXT] : "",
		 .hint = "Facultatif : atelier, démarche, employeur…"},
	};
	struct popup *form = form_new(arena_format(&c->arena, "Heures · %s", c->name), fields, ACTIVITY_FIELDS, activity_declared, c,
	                              form_context_free);
	if (sent == NULL)
		form->ops->place(form, ACTIVITY_DURATION, 0);
	form_show(ui, form, FORM_ACTIVITY, c, sent);
}

void activity_again(struct ui *ui, const struct sent_form *sent)
{
	activity_open(ui, sent->id, app_today(ui->app).day, 0, sent);
}

void form_hours_exact(struct ui *ui, const char *id, struct date day, int theme)
{
	activity_open(ui, id, day, theme, NULL);
}

/* --- taken back ------------------------------------------------------------------------------------------ */

static const struct activity *activity_find(const struct app *a, const char *id)
{
	const struct hours_file *f = a->hours.file;
	for (size_t i = 0; f != NULL && i < f->activity_count; i++)
		if (strcmp(f->activities[i].id, id) == 0)
			return &f->activities[i];
	return NULL;
}

static void activity_remove(struct ui *ui, void *ctx, const char *code)
{
	const struct form_context *c = ctx;
	const struct activity *x = activity_find(ui->app, code);
	struct error e = {0};
	if (x == NULL)
		app_say(ui->app, MESSAGE_WARNING, "Cette saisie n'est plus là : elle a déjà été retirée.");
	else if (!act_hours_withdraw(ui->app, c->id, x, &e))
		app_say_error(ui->app, MESSAGE_WARNING, "", &e);
}

/* « 1h30, déclarée le 18/11 par LE GOFF Maël, validée · atelier CV » */
static const char *activity_words(struct arena *arena, const struct activity *x)
{
	char day[DATE_TEXT];
	return text_safe(arena, arena_format(arena, "%s, saisie le %s par %s%s%s%s", hours_words(arena, x->minutes),
	                                     date_format_numeric(x->declared.day, day), x->declared_by,
	                                     moment_is_set(x->validated) ? ", validée" : ", à valider", x->text[0] != '\0' ? " · " : "", x->text));
}

static void activity_answered(struct ui *ui, void *ctx, int value)
{
	const struct form_context *c = ctx;
	if (value == 1)
		activity_remove(ui, ctx, c->extra);
}

void form_hours_remove(struct ui *ui, const char *id, const struct activity *const *items, size_t count)
{
	static const struct choice answers[] = {{'o', "retirer", 1}, {'n', "laisser", 0}};
	struct form_context *c = form_context_new(ui, id);
	struct code_label *labels = arena_array(&c->arena, count, sizeof *labels);
	if (count == 1) {
		c->extra = arena_strdup(&c->arena, items[0]->id);
		ui_show_popup(ui, choice_new_owning(arena_format(&c->arena, "Retirer %s ?", activity_words(&c->arena, items[0])), answers, 2,
		                                    activity_answered, c, form_context_free));
		return;
	}
	for (size_t i = 0; i < count; i++)
		labels[i] = (struct code_label){arena_strdup(&c->arena, items[i]->id), activity_words(&c->arena, items[i])};
	ui_show_popup(ui, chooser_new(arena_format(&c->arena, "Retirer une saisie · %s", c->name), labels, count, activity_remove, c,
	                              form_context_free));
}

/* --- dérogations ----------------------------------------------------------------------------------------- */

enum { DISPENSATION_FROM, DISPENSATION_TO, DISPENSATION_TARGET, DISPENSATION_REASON, DISPENSATION_FIELDS };

static bool dispensation_granted(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	const struct dispensation_new v = {.person = c->id, .from = values[DISPENSATION_FROM], .last_day = values[DISPENSATION_TO],
	                                   .weekly = values[DISPENSATION_TARGET], .reason = values[DISPENSATION_REASON]};
	if (!act_dispensation_grant(ui->app, &v, e))
		return false;
	form_sent_values(ui, c, values, DISPENSATION_FIELDS, dispensation_again);
	return true;
}

static void dispensation_open(struct ui *ui, const char *id, struct date monday, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, id);
	char from[DATE_TEXT];
	const struct field_spec fields[DISPENSATION_FIELDS] = {
		{.name = "du", .label = "Premier jour", .kind = FIELD_DATE, .required = true, .hint = "JJ/MM ou JJ/MM/AAAA",
		 .initial = sent_day(c, sent, DISPENSATION_FROM, arena_strdup(&c->arena, date_format_numeric(monday, from)))},
		{.name = "au", .label = "Dernier jour", .kind = FIELD_DATE, .required = true, .hint = "JJ/MM ou JJ/MM/AAAA ; ce jour compte encore",
		 .initial = sent_day(c, sent, DISPENSATION_TO, "")},
		{.name = "cible", .label = "Heures par semaine", .required = true, .max = 20, .whole = true,
		 .initial = sent != NULL ? sent->values[DISPENSATION_TARGET] : "", .hint = "6, 7h30… ; 0 : aucune heure demandée"},
		{.name = "motif", .label = "Motif", .required = true, .max = 500, .initial = sent != NULL ? sent->values[DISPENSATION_REASON] : "",
		 .hint = "Pourquoi l'objectif est abaissé : santé, garde d'enfant, mobilité…"},
	};
	form_show(ui, form_new(arena_format(&c->arena, "Dérogation aux heures · %s", c->name), fields, DISPENSATION_FIELDS,
	                       dispensation_granted, c, form_context_free), FORM_DISPENSATION, c, sent);
}

void dispensation_again(struct ui *ui, const struct sent_form *sent)
{
	dispensation_open(ui, sent->id, app_today(ui->app).day, sent);
}

static const struct dispensation *dispensation_find(const struct app *a, const char *id)
{
	const struct hours_file *f = a->hours.file;
	for (size_t i = 0; f != NULL && i < f->dispensation_count; i++)
		if (strcmp(f->dispensations[i].id, id) == 0)
			return &f->dispensations[i];
	return NULL;
}

static void dispensation_chosen(struct ui *ui, void *ctx, const char *code)
{
	const struct form_context *c = ctx;
	const struct dispensation *d = dispensation_find(ui->app, code);
	struct error e = {0};
	if (strcmp(code, GRANT) == 0)
		dispensation_open(ui, c->id, *(const struct date *)c->object, NULL);
	else if (d == NULL)
		app_say(ui->app, MESSAGE_WARNING, "Cette dérogation n'est plus là : elle a déjà été retirée.");
	else if (!act_dispensation_withdraw(ui->app, c->id, d, &e))
		app_say_error(ui->app, MESSAGE_WARNING, "", &e);
}

static struct code_label dispensation_label(struct arena *arena, const struct dispensation *d)
{
	char from[DATE_TEXT], to[DATE_TEXT];
	return (struct code_label){arena_strdup(arena, d->id),
		text_safe(arena, arena_format(arena, "Retirer : %s par semaine du %s au %s · %s", hours_words(arena, d->target),
		                              date_format_numeric(d->from, from), date_format_numeric(d->to, to), d->reason))};
}

void form_dispensation(struct ui *ui, const char *id, const struct view_hours *v)
{
	struct form_context *c = form_context_new(ui, id);
	struct code_label *items = arena_array(&c->arena, v->dispensation_count + 1, sizeof *items);
	struct date *monday = arena_alloc(&c->arena, sizeof *monday);
	size_t count = 0;
	*monday = v->monday;
	c->object = monday;
	if (v->dispensation_count == 0) {
		form_context_free(c);
		dispensation_open(ui, id, v->monday, NULL);
		return;
	}
	items[count++] = (struct code_label){GRANT, "Accorder une dérogation"};
	for (size_t i = 0; i < v->dispensation_count; i++)
		items[count++] = dispensation_label(&c->arena, v->dispensations[i]);
	ui_show_popup(ui, chooser_new(arena_format(&c->arena, "Dérogations · %s", c->name), items, count, dispensation_chosen, c,
	                              form_context_free));
}

/* --- absences -------------------------------------------------------------------------------------------- */

void form_absence_of(struct ui *ui, const char *id, struct date day)
{
	const struct hours_file *f = ui->app->hours.file;
	form_leave_among(ui, id, f != NULL ? f->absences : NULL, f != NULL ? f->absence_count : 0, day);
}
