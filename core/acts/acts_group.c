/* Group appointments: one séance, several people, a number of places. Their roll-call: acts_presence.c. */
#include <stdio.h>
#include <string.h>

#include "core/acts/act_slot.h"
#include "core/base/json.h"

static const struct input_text subject_text = {"objet", "l'objet", true, 500, false};
static const struct input_text confirmation_text = {"confirmation", "la raison de confirmer", false, 500, false};
enum { CAPACITY_MAX = 500 };

static bool people_check(const char *const *people, size_t count, int places, struct error *e)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < i; j++)
			if (strcmp(people[i], people[j]) == 0)
				return input_refuse(e, "participants", "la même personne est inscrite deux fois");
	if (places >= 0 && count > (size_t)places) {
		error_set(e, ERR_REFUSED, "%zu personnes pour %d place%s", count, places, places > 1 ? "s" : "");
		error_set_remedy(e, "augmentez le nombre de places, ou inscrivez moins de personnes");
		strcpy(e->constraint, "groupe_complet");
		strcpy(e->field, "capacite");
		return false;
	}
	return true;
}

/* Each person's own protected days and séances, as far as the agenda loaded knows them. */
static bool people_free(const struct app *a, const char *const *people, size_t count, const struct booking *b,
                        struct error *e)
{
	for (size_t i = 0; i < count; i++)
		if (!slot_check(a, people[i], b, e)) {
			struct arena arena = {0};
			const char *said = arena_format(&arena, "%s : %s", act_person_name(a, &arena, people[i]), e->message);

			if (strcmp(e->constraint, "seance_conseiller_occupe") != 0)
				snprintf(e->message, sizeof e->message, "%s", said);
			arena_free(&arena);
			return false;
		}
	return true;
}

static void people_write(struct command_draft *d, const char *const *people, size_t count)
{
	json_array_open(&d->content, "identifiants");
	for (size_t i = 0; i < count; i++)
		json_array_string(&d->content, people[i]);
	json_array_close(&d->content);
}

static bool group_check(const struct app *a, const struct group_new *v, const char *const *people, size_t count,
                        struct period *when, int *places, struct error *e)
{
	struct booking b = {.except = "", .confirmed = !input_blank(v->confirmation)};

	if (!slot_read(v->day, v->time, v->minutes, 2 * SLOT_MINUTES, when, e) || !slot_codes_check(v->kind, v->place, e) ||
	    !input_text_check(&subject_text, v->subject, e) || !input_text_check(&confirmation_text, v->confirmation, e) ||
	    !input_number(v->capacity == NULL ? "" : v->capacity, "capacite", "le nombre de places", 1, CAPACITY_MAX, places, e) ||
	    !people_check(people, count, *places, e))
		return false;
	b.period = *when;
	return slot_check(a, "", &b, e) && people_free(a, people, count, &b, e);
}

bool act_group_create(struct app *a, const struct group_new *v, const char *const *people, size_t count, struct error *e)
{
	struct command_draft d;
	struct period when;
	int places = 0;

	if (!act_allowed(a, e) || !group_check(a, v, people, count, &when, &places, e))
		return false;
	command_open(&d, a, "groupe_creer");
	command_new_id(&d, "seance_id");
	json_moment(&d.content, "debut", when.from);
	json_int(&d.content, "minutes", period_minutes(when));
	json_string(&d.content, "type", v->kind);
	json_string(&d.content, "lieu", v->place);
	command_text(&d, "objet", v->subject);
	json_int(&d.content, "capacite", places);
	people_write(&d, people, count);
	command_text_if(&d, "confirmation", v->confirmation);
	command_send(&d, arena_format(&d.arena, "%s, %s, %zu personne%s", v->subject, when_words(&d.arena, when.from), count,
	                              count > 1 ? "s" : ""), "", false);
	return true;
}

/* Whoever cancelled may be enrolled again. */
static bool has_left(const struct attendee *a)
{
	return a->attendance == ATTENDANCE_CANCELLED_STRUCTURE || a->attendance == ATTENDANCE_CANCELLED_PERSON;
}

/* Places left of a séance that is loaded; -1 when it is not. */
static int places_left(const struct meeting *m)
{
	int taken = 0;

	if (m == NULL || m->capacity == 0)
		return -1;
	for (size_t i = 0; i < m->attendee_count; i++)
		taken += !has_left(&m->attendees[i]);
	return taken < m->capacity ? m->capacity - taken : 0;
}

bool act_group_enrol(struct app *a, const char *meeting, const char *const *people, size_t count, struct error *e)
{
	const struct meeting *m = meeting_find(a, meeting);
	struct command_draft d;

	if (!act_allowed(a, e))
		return false;
	if (count == 0)
		return input_refuse(e, "participants", "choisissez d'abord qui inscrire");
	for (size_t i = 0; i < count; i++)
		if (attendee_find(m, people[i]) != NULL && !has_left(attendee_find(m, people[i])))
			return input_refuse(e, "participants", "cette personne est déjà inscrite");
	if (!people_check(people, count, places_left(m), e))
		return false;
	command_open(&d, a, "groupe_inscrire");
	json_string(&d.content, "seance_id", meeting);
	people_write(&d, people, count);
	command_send(&d, arena_format(&d.arena, "%s : %zu inscription%s", meeting_words(a, &d.arena, meeting, ""), count,
	                              count > 1 ? "s" : ""), count == 1 ? people[0] : "", false);
	return true;
}
