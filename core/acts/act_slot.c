/* What the acts on appointments share: typed slots, the check against the agenda loaded, what messages say. */
#include "core/acts/act_slot.h"

#include <stdio.h>
#include <string.h>

#include "core/base/json.h"
#include "core/base/text.h"

/* --- typed -------------------------------------------------------------------------------------------------- */

static bool minutes_read(const char *s, int missing, int *out, struct error *e)
{
	*out = missing;
	return input_blank(s) || input_number(s, "minutes", "la durée en minutes", 5, SLOT_MINUTES_MAX, out, e);
}

bool slot_read(const char *day, const char *time, const char *minutes, int missing, struct period *out, struct error *e)
{
	int length;

	if (!input_date(day, "jour", "le jour", DATE_NONE, &out->from.day, e) ||
	    !input_time(time, "heure", "l'heure", -1, &out->from.minute, e) || !minutes_read(minutes, missing, &length, e))
		return false;
	out->to = moment_add_minutes(out->from, length);
	if (!moment_is_set(out->to))
		return input_refuse(e, "jour", "le jour est trop lointain");
	return true;
}

bool slot_codes_check(const char *kind, const char *place, struct error *e)
{
	if (!code_label_known(appointment_kinds, kind))
		return act_code_refuse(appointment_kinds, "type", "le type", e);
	return code_label_known(appointment_places, place) || act_code_refuse(appointment_places, "lieu", "le lieu", e);
}

/* --- the agenda loaded ---------------------------------------------------------------------------------------- */

bool slot_agenda(const struct app *a, const char *person, struct date from, struct date to, struct agenda_facts *out)
{
	const struct agenda_facts *g = a->agenda.facts;

	if (g == NULL || a->session == NULL || strcmp(g->login, a->session->login) != 0)
		return false; /* an appointment is given in one's own agenda */
	if (date_compare(from, g->from) < 0 || date_compare(to, g->to) > 0)
		return false;
	*out = *g;
	if (strcmp(g->person, person) != 0) { /* the times of somebody else say nothing of this person */
		out->person = person;
		out->person_busy_count = 0;
	}
	return true;
}

/* The form has a day, a time and a confirmation; the database only knows a start. */
static const char *refusal_field(enum booking_refusal r)
{
	if (booking_refusal_confirmable(r))
		return "confirmation";
	return r == BOOKING_LEAVE || r == BOOKING_REFLECTION ? "jour" : "heure";
}

bool slot_check(const struct app *a, const char *person, const struct booking *b, struct error *e)
{
	struct agenda_facts g;
	struct arena arena = {0};
	const struct calendar *local = app_rules(a) != NULL ? app_rules(a)->local : NULL;
	enum booking_refusal r;

	if (!slot_agenda(a, person, b->period.from.day, b->period.from.day, &g))
		return true;
	r = booking_check(&g, local, a->session->department, a->now, b);
	if (r == BOOKING_OK)
		return true;
	booking_refuse(&arena, &g, local, a->session->department, b, r, e);
	snprintf(e->field, sizeof e->field, "%s", refusal_field(r));
	arena_free(&arena);
	return false;
}

const struct meeting *meeting_find(const struct app *a, const char *id)
{
	const struct agenda_facts *g = a->agenda.facts;

	for (size_t i = 0; g != NULL && i < g->meeting_count; i++)
		if (strcmp(g->meetings[i].id, id) == 0)
			return &g->meetings[i];
	return NULL;
}

const struct attendee *attendee_find(const struct meeting *m, const char *person)
{
	for (size_t i = 0; m != NULL && i < m->attendee_count; i++)
		if (strcmp(m->attendees[i].id, person) == 0)
			return &m->attendees[i];
	return NULL;
}

const struct appointment *appointment_find(const struct app *a, const char *id)
{
	const struct person_file *f = a->file.file;

	for (size_t i = 0; f != NULL && i < f->appointment_count; i++)
		if (strcmp(f->appointments[i].id, id) == 0)
			return &f->appointments[i];
	return NULL;
}

bool meeting_period(const struct app *a, const char *id, struct period *out)
{
	const struct meeting *m = meeting_find(a, id);
	const struct appointment *p = m == NULL ? appointment_find(a, id) : NULL;

	if (m != NULL)
		*out = m->period;
	else if (p != NULL)
		*out = (struct period){p->start, moment_add_minutes(p->start, p->minutes)};
	return m != NULL || p != NULL;
}

/* --- words ---------------------------------------------------------------------------------------------------- */

const char *when_words(struct arena *arena, struct moment m)
{
	char text[32];

	return arena_strdup(arena, moment_format_day(m, text));
}

/* « atelier » when several attend, else « RDV avec … ». */
static const char *with_words(const struct app *a, struct arena *arena, const struct meeting *m, const char *person)
{
	if (person[0] == '\0' && m != NULL && m->capacity == 0 && m->attendee_count == 1 && m->attendees[0].id[0] != '\0')
		person = m->attendees[0].id;
	if (person[0] != '\0')
		return arena_format(arena, "RDV avec %s", act_person_name(a, arena, person));
	if (m == NULL)
		return "rendez-vous";
	return text_safe(arena, m->subject[0] != '\0' ? m->subject : code_label_find(appointment_kinds, m->kind));
}

const char *meeting_words(const struct app *a, struct arena *arena, const char *id, const char *person)
{
	const char *with = with_words(a, arena, meeting_find(a, id), person);
	struct period when;

	if (!meeting_period(a, id, &when))
		return with;
	return arena_format(arena, "%s, %s", with, when_words(arena, when.from));
}

/* --- content ---------------------------------------------------------------------------------------------------- */

void json_moment(struct strbuf *b, const char *key, struct moment m)
{
	char text[MOMENT_TEXT];

	json_string(b, key, moment_format(m, text));
}
