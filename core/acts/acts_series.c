/* A weekly series, and several slots offered of which one is chosen. */
#include <stdio.h>
#include <string.h>

#include "core/acts/act_slot.h"
#include "core/base/json.h"

/* --- series --------------------------------------------------------------------------------------------------- */

/* The plan needs every week of the agenda: asked for, and said, when it is not there yet. */
static bool series_agenda(struct app *a, const char *person, struct date from, struct date to, struct agenda_facts *g,
                          struct error *e)
{
	if (slot_agenda(a, person, from, to, g) && strcmp(a->agenda.facts->person, person) == 0)
		return true;
	if (a->agenda.m.state != LOAD_ASKED || strcmp(a->agenda.id, person) != 0 ||
	    date_compare(from, a->agenda.from) < 0 || date_compare(to, a->agenda.to) > 0)
		app_load_agenda(a, "", date_week_start(from), to, person);
	error_set(e, ERR_NOTHING, "l'agenda de ces semaines est en cours de lecture");
	error_set_remedy(e, "validez de nouveau dans un instant");
	return false;
}

static bool series_check_input(const struct rdv_new *v, const char *weeks, struct period *first, int *count,
                               struct error *e)
{
	return rdv_read(v, first, e) &&
	       input_number(weeks == NULL ? "" : weeks, "semaines", "le nombre de semaines", SERIES_MIN, SERIES_MAX, count, e);
}

static bool series_prepare(struct app *a, const struct rdv_new *v, const char *weeks, struct arena *arena,
                           struct series *plan, struct error *e)
{
	struct booking first = {.except = "", .confirmed = !input_blank(v->confirmation)};
	const struct calendar *local = app_rules(a) != NULL ? app_rules(a)->local : NULL;
	struct agenda_facts g;
	int count = 0;

	*plan = (struct series){0};
	if (!act_allowed(a, e) || !series_check_input(v, weeks, &first.period, &count, e))
		return false;
	if (!series_agenda(a, v->person, first.period.from.day, date_add_days(first.period.from.day, 7 * (count - 1)), &g, e))
		return false;
	*plan = series_plan_booking(arena, &g, local, a->session->department, a->now, &first, count);
	return series_check(arena, plan, e);
}

bool act_rdv_series_plan(struct app *a, const struct rdv_new *v, const char *weeks, struct arena *arena,
                         struct series *plan, struct error *e)
{
	return series_prepare(a, v, weeks, arena, plan, e);
}

/* « 8 RDV avec BERNARD Aïcha, jeu. 26 nov. 10:15, chaque semaine jusqu'au jeu. 14 janv. »: those that are given. */
static const char *series_label(struct command_draft *d, const char *person, const struct series *s)
{
	struct moment first = MOMENT_NONE, last = MOMENT_NONE;
	char day[24];

	for (size_t i = 0; i < s->count; i++)
		if (s->items[i].refusal == BOOKING_OK) {
			last = s->items[i].period.from;
			first = moment_is_set(first) ? first : last;
		}
	return arena_format(&d->arena, "%zu RDV avec %s, %s, chaque semaine jusqu'au %s", s->given,
	                    act_person_name(d->app, &d->arena, person), when_words(&d->arena, first),
	                    date_format_day(last.day, day));
}

bool act_rdv_series(struct app *a, const struct rdv_new *v, const char *weeks, struct arena *arena, struct series *plan,
                    struct error *e)
{
	struct command_draft d;

	if (!series_prepare(a, v, weeks, arena, plan, e))
		return false;
	command_open(&d, a, "rdv_serie");
	command_new_id(&d, "serie_id");
	json_string(&d.content, "identifiant", v->person);
	json_int(&d.content, "semaines", (long)plan->count);
	json_array_open(&d.content, "seances");
	for (size_t i = 0; i < plan->count; i++) {
		if (plan->items[i].refusal != BOOKING_OK)
			continue;
		json_open(&d.content);
		command_new_id(&d, "seance_id");
		json_moment(&d.content, "debut", plan->items[i].period.from);
		json_close(&d.content);
	}
	json_array_close(&d.content);
	rdv_particulars(&d, v, period_minutes(plan->items[0].period));
	command_send(&d, series_label(&d, v->person, plan), v->person, false);
	return true;
}

/* --- proposals -------------------------------------------------------------------------------------------------- */

enum { PROPOSED_MIN = 2, PROPOSED_MAX = 6 };
static const struct input_text proposal_text = {"texte", "le texte", false, 500, true};

static bool slots_check(const struct app *a, const char *person, const struct moment *slots, size_t count, int minutes,
                        struct error *e)
{
	if (count < PROPOSED_MIN || count > PROPOSED_MAX)
		return input_refuse(e, "creneaux", "une proposition compte de %d à %d créneaux", PROPOSED_MIN, PROPOSED_MAX);
	for (size_t i = 0; i < count; i++) {
		struct booking b = {.period = {slots[i], moment_add_minutes(slots[i], minutes)}, .except = ""};

		for (size_t j = 0; j < i; j++)
			if (moment_compare(slots[i], slots[j]) == 0)
				return input_refuse(e, "creneaux", "le même créneau est proposé deux fois");
		if (!slot_check(a, person, &b, e)) {
			snprintf(e->field, sizeof e->field, "creneaux");
			return false;
		}
	}
	return true;
}

/* By time, as they will be printed. */
static void slots_sort(struct moment *slots, size_t count)
{
	for (size_t i = 1; i < count; i++)
		for (size_t j = i; j > 0 && moment_compare(slots[j], slots[j - 1]) < 0; j--) {
			struct moment swap = slots[j];

			slots[j] = slots[j - 1];
			slots[j - 1] = swap;
		}
}

bool act_proposal_make(struct app *a, const char *person, const struct moment *slots, size_t count, int minutes,
                       const char *kind, const char *place, const char *text, struct error *e)
{
	struct moment sorted[PROPOSED_MAX];
	struct command_draft d;
	char start[MOMENT_TEXT];

	if (!act_allowed(a, e) || !slot_codes_check(kind, place, e) || !input_text_check(&proposal_text, text, e))
		return false;
	if (minutes < 5 || minutes > SLOT_MINUTES_MAX)
		return input_refuse(e, "minutes", "la durée en minutes : attendu un nombre de 5 à %d", SLOT_MINUTES_MAX);
	if (!slots_check(a, person, slots, count, minutes, e))
		return false;
	memcpy(sorted, slots, count * sizeof *sorted);
	slots_sort(sorted, count);
	command_open(&d, a, "proposition_faire");
	command_new_id(&d, "proposition_id");
	json_string(&d.content, "identifiant", person);
	json_array_open(&d.content, "creneaux");
	for (size_t i = 0; i < count; i++)
		json_array_string(&d.content, moment_format(sorted[i], start));
	json_array_close(&d.content);
	json_int(&d.content, "minutes", minutes);
	json_string(&d.content, "type", kind);
	json_string(&d.content, "lieu", place);
	command_text_if(&d, "texte", text);
	command_send(&d, arena_format(&d.arena, "%zu créneaux proposés à %s", count, act_person_name(a, &d.arena, person)), person, false);
	return true;
}

bool act_proposal_choose(struct app *a, const struct proposal *p, size_t slot, struct error *e)
{
	struct booking b = {.except = ""};
	struct command_draft d;

	if (!act_allowed(a, e))
		return false;
	if (slot >= p->slot_count)
		return input_refuse(e, "creneaux", "ce créneau n'est pas de ceux proposés");
	b.period = (struct period){p->slots[slot], moment_add_minutes(p->slots[slot], p->minutes)};
	if (!slot_check(a, p->person, &b, e)) {
		snprintf(e->field, sizeof e->field, "creneaux");
		return false;
	}
	command_open(&d, a, "proposition_choisir");
	json_string(&d.content, "proposition_id", p->id);
	command_new_id(&d, "seance_id");
	json_moment(&d.content, "debut", p->slots[slot]);
	command_send(&d, arena_format(&d.arena, "RDV avec %s, %s (créneau choisi)", act_person_name(a, &d.arena, p->person),
	                              when_words(&d.arena, p->slots[slot])), p->person, false);
	return true;
}

bool act_proposal_withdraw(struct app *a, const struct proposal *p, struct error *e)
{
	struct command_draft d;

	if (!act_allowed(a, e))
		return false;
	command_open(&d, a, "proposition_retirer");
	json_string(&d.content, "proposition_id", p->id);
	command_send(&d, arena_format(&d.arena, "créneaux proposés à %s : retirés", act_person_name(a, &d.arena, p->person)),
	             p->person, false);
	return true;
}
