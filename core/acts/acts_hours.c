/* Hours of activity (rules.md L8): declared, validated, withdrawn; dérogations to the weekly target. */
#include <stdlib.h>
#include <string.h>

#include "core/acts/act_contract.h"

enum { DAY_MINUTES = 1440, WEEK_MINUTES_MAX = 10080, DISPENSATION_DAYS = 366 };

static const char *minutes_words(struct arena *arena, int minutes)
{
	if (minutes < 60)
		return arena_format(arena, "%d min", minutes);
	return minutes % 60 == 0 ? arena_format(arena, "%d h", minutes / 60)
	                         : arena_format(arena, "%d h %02d", minutes / 60, minutes % 60);
}

/* --- declared ---------------------------------------------------------------------------------------------------- */

static bool theme_read(const char *typed, int *theme, struct error *e)
{
	*theme = typed == NULL ? -1 : activity_theme_from_code(typed);
	if (*theme < 0 && typed != NULL && typed[0] >= '1' && typed[0] <= '9' && typed[1] == '\0')
		*theme = typed[0] - '1';
	if (*theme >= 0)
		return true;
	act_rule_refuse(e, "activite_theme_connu", "theme", "choisissez relation, diagnostic, freins, confiance, projet, competences, "
	                "candidature, emploi, entreprise, ou un numéro de 1 à 9", "ce thème d'activité n'est pas l'un des neuf");
	e->code = ERR_USAGE; /* mistyped, rather than refused */
	return false;
}

static int day_declared(const struct hours_file *f, struct date day)
{
	int total = 0;

	for (size_t i = 0; f != NULL && i < f->activity_count; i++)
		if (date_compare(f->activities[i].day, day) == 0)
			total += f->activities[i].minutes;
	return total;
}

static bool day_room_check(const struct app *a, const char *person, struct date day, int minutes, struct error *e)
{
	struct arena arena = {0};
	int declared = day_declared(app_hours(a, person), day);

	if (declared + minutes <= DAY_MINUTES)
		return true;
	act_rule_refuse(e, "activite_jour_plein", "minutes", "corrigez la durée, ou retirez d'abord des heures de ce jour",
	                "une journée ne compte pas plus de 24 heures, toutes activités ensemble : %s déjà déclarées",
	                minutes_words(&arena, declared));
	arena_free(&arena);
	return false;
}

bool act_hours_declare(struct app *a, const struct activity_new *v, struct error *e)
{
	static const struct dated_field field = {"jour", "le jour", "activite_jour_futur", "des heures ne se déclarent pas pour un jour à venir"};
	static const struct input_text text = {"texte", "le texte", false, 500, false};
	struct date day = DATE_NONE;
	int theme, minutes;
	struct command_draft d;

	if (!act_allowed(a, e) || !act_past_date(a, v->day, &field, &day, e) || !theme_read(v->theme, &theme, e) ||
	    !input_duration(v->duration, "minutes", "la durée", 1, DAY_MINUTES, -1, &minutes, e) ||
	    !input_text_check(&text, v->text, e) || !day_room_check(a, v->person, day, minutes, e))
		return false;
	command_open(&d, a, "heures_declarer");
	command_new_id(&d, "activite_id");
	json_string(&d.content, "identifiant", v->person);
	json_date(&d.content, "jour", day);
	json_string(&d.content, "theme", activity_themes[theme].code);
	json_int(&d.content, "minutes", minutes);
	command_text_if(&d, "texte", v->text);
	command_send(&d, arena_format(&d.arena, "%s, %s, le %s %s", minutes_words(&d.arena, minutes), activity_themes[theme].label,
	                              date_format_day(day, (char[24]){0}), act_person_of(a, &d.arena, v->person)), v->person, true);
	return true;
}

/* --- validated, withdrawn ------------------------------------------------------------------------------------------ */

bool act_hours_validate(struct app *a, const char *person, const struct activity *const *items, size_t count, struct error *e)
{
	struct command_draft d;
	int minutes = 0;

	if (!act_allowed(a, e))
		return false;
	for (size_t i = 0; i < count; i++)
		minutes += moment_is_set(items[i]->validated) ? 0 : items[i]->minutes;
	if (minutes == 0) {
		error_set(e, ERR_NOTHING, "aucune heure n'attend d'être validée");
		error_set_remedy(e, "déclarez d'abord les heures faites");
		return false;
	}
	command_open(&d, a, "heures_valider");
	json_string(&d.content, "identifiant", person);
	json_array_open(&d.content, "activites");
	for (size_t i = 0; i < count; i++) {
		if (moment_is_set(items[i]->validated))
			continue;
		json_open(&d.content);
		json_string(&d.content, "activite_id", items[i]->id);
		json_int(&d.content, "version", items[i]->version);
		json_close(&d.content);
	}
	json_array_close(&d.content);
	command_send(&d, arena_format(&d.arena, "%s %s : validé", minutes_words(&d.arena, minutes), act_person_of(a, &d.arena, person)),
	             person, true);
	return true;
}

bool act_hours_withdraw(struct app *a, const char *person, const struct activity *x, struct error *e)
{
	struct command_draft d;

	if (!act_allowed(a, e))
		return false;
	command_open(&d, a, "heures_retirer");
	json_string(&d.content, "activite_id", x->id);
	json_int(&d.content, "version", x->version);
	command_send(&d, arena_format(&d.arena, "%s, %s, %s : retiré", minutes_words(&d.arena, x->minutes),
	                              activity_themes[x->theme].label, act_person_of(a, &d.arena, person)), person, false);
	return true;
}

/* --- dérogations ----------------------------------------------------------------------------------------------------- */

static bool dispensation_days(const struct dispensation_new *v, struct date *from, struct date *last, struct error *e)
{
	if (!input_date(v->from, "du", "le premier jour", DATE_NONE, from, e) ||
	    !input_date(v->last_day, "au", "le dernier jour", DATE_NONE, last, e))
		return false;
	if (date_compare(*from, date_make(1990, 1, 1)) < 0 || date_compare(*last, *from) < 0 ||
	    date_diff(*last, *from) >= DISPENSATION_DAYS)
		return act_rule_refuse(e, "derogation_bornes", "au", "corrigez les dates",
		                       "une dérogation finit après son début et dure un an au plus");
	return true;
}

static bool dispensation_alone(const struct hours_file *f, struct date from, struct date last, struct error *e)
{
	char day[2][DATE_TEXT];

	for (size_t i = 0; f != NULL && i < f->dispensation_count; i++) {
		const struct dispensation *d = &f->dispensations[i];

		if (date_compare(d->from, last) <= 0 && date_compare(d->to, from) >= 0)
			return act_rule_refuse(e, "derogation_une_seule", "du", "retirez-la d'abord, ou changez les dates",
			                       "une autre dérogation court déjà sur ces dates : du %s au %s",
			                       date_format_numeric(d->from, day[0]), date_format_numeric(d->to, day[1]));
	}
	return true;
}

bool act_dispensation_grant(struct app *a, const struct dispensation_new *v, struct error *e)
{
	static const struct input_text reason = {"motif", "le motif de la dérogation", true, 1000, true};
	struct date from = DATE_NONE, last = DATE_NONE;
	struct command_draft d;
	int weekly;

	if (!act_allowed(a, e) || !dispensation_days(v, &from, &last, e) ||
	    !input_duration(v->weekly, "cible", "l'objectif d'heures par semaine", 0, WEEK_MINUTES_MAX, -1, &weekly, e) ||
	    !input_text_check(&reason, v->reason, e) || !dispensation_alone(app_hours(a, v->person), from, last, e))
		return false;
	command_open(&d, a, "derogation_accorder");
	command_new_id(&d, "derogation_id");
	json_string(&d.content, "identifiant", v->person);
	json_date(&d.content, "du", from);
	json_date(&d.content, "au", last);
	json_int(&d.content, "cible_minutes", weekly);
	command_text(&d, "motif", v->reason);
	command_send(&d, arena_format(&d.arena, "dérogation %s : %s par semaine", act_person_of(a, &d.arena, v->person),
	                              minutes_words(&d.arena, weekly)), v->person, true);
	return true;
}

bool act_dispensation_withdraw(struct app *a, const char *person, const struct dispensation *x, struct error *e)
{
	struct command_draft d;

	if (!act_allowed(a, e))
		return false;
	command_open(&d, a, "derogation_retirer");
	json_string(&d.content, "derogation_id", x->id);
	command_send(&d, arena_format(&d.arena, "dérogation %s : retirée", act_person_of(a, &d.arena, person)), person, false);
	return true;
}
