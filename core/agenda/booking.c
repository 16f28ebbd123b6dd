/* The check of a booking: each refusal in its order of precedence (rules.md L5). Its words: booking_text.c. */
#include "core/agenda/booking.h"

#include <string.h>

#include "core/agenda/booking_private.h"

/* --- who is concerned --------------------------------------------------------------------------------- */

static const struct meeting *meeting_moved(const struct agenda_facts *agenda, const struct booking *b)
{
	if (b->except == NULL || *b->except == '\0')
		return NULL;
	for (size_t i = 0; i < agenda->meeting_count; i++)
		if (strcmp(agenda->meetings[i].id, b->except) == 0)
			return &agenda->meetings[i];
	return NULL;
}

/* Whoever cancelled is free again, as in the database's exclusion. */
static bool attendee_is_expected(const struct attendee *a)
{
	return a->attendance != ATTENDANCE_CANCELLED_STRUCTURE && a->attendance != ATTENDANCE_CANCELLED_PERSON;
}

/* Somebody out of reach has no id, and is never recognised. */
static bool meeting_expects(const struct meeting *m, const char *id)
{
	for (size_t i = 0; *id != '\0' && i < m->attendee_count; i++)
		if (strcmp(m->attendees[i].id, id) == 0 && attendee_is_expected(&m->attendees[i]))
			return true;
	return false;
}

static bool booking_concerns(const struct agenda_facts *agenda, const struct booking *b, const char *id)
{
	const struct meeting *moved = meeting_moved(agenda, b);

	if (moved != NULL)
		return meeting_expects(moved, id);
	return *id != '\0' && strcmp(agenda->person, id) == 0;
}

/* --- what stands in the way ----------------------------------------------------------------------------- */

/* Days from .. to, last one included, that the period touches. */
static bool days_overlap(struct date from, struct date to, struct period p)
{
	return date_compare(from, period_last_day(p)) <= 0 && date_compare(p.from.day, to) <= 0;
}

static bool period_same(struct period a, struct period b)
{
	return moment_compare(a.from, b.from) == 0 && moment_compare(a.to, b.to) == 0;
}

const struct protected_period *obstacle_protection(const struct agenda_facts *agenda, const struct booking *b,
                                                   enum protected_kind kind)
{
	for (size_t i = 0; i < agenda->protection_count; i++) {
		const struct protected_period *p = &agenda->protections[i];

		if (p->kind == kind && days_overlap(p->from, p->to, b->period) && booking_concerns(agenda, b, p->person))
			return p;
	}
	return NULL;
}

/* A busy period has no id: the séance being moved is known by its time, as one side is never taken twice. */
static bool period_in_the_way(struct period p, const struct booking *b, const struct meeting *moved)
{
	return period_overlaps(p, b->period) && (moved == NULL || !period_same(p, moved->period));
}

const struct meeting *obstacle_meeting(const struct agenda_facts *agenda, const struct booking *b,
                                       const struct period **busy)
{
	const struct meeting *moved = meeting_moved(agenda, b);

	*busy = NULL;
	for (size_t i = 0; i < agenda->meeting_count; i++) {
		const struct meeting *m = &agenda->meetings[i];

		if (m != moved && !m->cancelled && strcmp(m->counsellor, agenda->login) == 0 &&
		    period_overlaps(m->period, b->period))
			return m;
	}
	for (size_t i = 0; i < agenda->busy_count && *busy == NULL; i++)
		if (strcmp(agenda->busy[i].login, agenda->login) == 0 &&
		    period_in_the_way(agenda->busy[i].period, b, moved))
			*busy = &agenda->busy[i].period;
	return NULL;
}

static bool meeting_takes_concerned(const struct agenda_facts *agenda, const struct booking *b, const struct meeting *m)
{
	for (size_t i = 0; i < m->attendee_count; i++)
		if (attendee_is_expected(&m->attendees[i]) && booking_concerns(agenda, b, m->attendees[i].id))
			return true;
	return false;
}

const struct period *obstacle_person(const struct agenda_facts *agenda, const struct booking *b)
{
	const struct meeting *moved = meeting_moved(agenda, b);

	for (size_t i = 0; booking_concerns(agenda, b, agenda->person) && i < agenda->person_busy_count; i++)
		if (period_in_the_way(agenda->person_busy[i], b, moved))
			return &agenda->person_busy[i];
	for (size_t i = 0; i < agenda->meeting_count; i++) {
		const struct meeting *m = &agenda->meetings[i];

		if (m != moved && !m->cancelled && period_overlaps(m->period, b->period) && meeting_takes_concerned(agenda, b, m))
			return &m->period;
	}
	return NULL;
}

const char *obstacle_holiday(const struct calendar *local, const char *department, struct period p, struct date *day)
{
	struct date last = period_last_day(p);

	for (*day = p.from.day; date_is_set(*day) && date_compare(*day, last) <= 0; *day = date_add_days(*day, 1)) {
		const char *name = calendar_holiday_name(local, *day, department);

		if (name != NULL)
			return name;
	}
	return NULL;
}

const struct closing *obstacle_closing(const struct agenda_facts *agenda, struct period p)
{
	for (size_t i = 0; i < agenda->closing_count; i++)
		if (days_overlap(agenda->closings[i].from, agenda->closings[i].to, p))
			return &agenda->closings[i];
	return NULL;
}

/* Colleagues' absences are known too, and do not count. */
const struct absence *obstacle_absence(const struct agenda_facts *agenda, struct period p)
{
	for (size_t i = 0; i < agenda->absence_count; i++)
		if (strcmp(agenda->absences[i].login, agenda->login) == 0 && period_overlaps(agenda->absences[i].period, p))
			return &agenda->absences[i];
	return NULL;
}

/* Inside one range: a meeting may not run through the midday break. */
static bool within_hours(const struct agenda_facts *agenda, struct period p)
{
	int from = moment_minute_of_week(p.from), to = from + period_minutes(p);

	for (size_t i = 0; i < agenda->hours_count; i++)
		if (agenda->hours[i].from <= from && to <= agenda->hours[i].to)
			return true;
	return false;
}

/* --- the check --------------------------------------------------------------------------------------------- */

/* Double booking of either party (L5), whatever is confirmed. */
static enum booking_refusal check_taken(const struct agenda_facts *agenda, const struct booking *b)
{
	const struct period *busy;

	if (obstacle_meeting(agenda, b, &busy) != NULL || busy != NULL)
		return BOOKING_COUNSELLOR_BUSY;
	return obstacle_person(agenda, b) != NULL ? BOOKING_PERSON_BUSY : BOOKING_OK;
}

static enum booking_refusal check_confirmable(const struct agenda_facts *agenda, const struct calendar *local,
                                              const char *department, struct period p)
{
	struct date day;

	if (obstacle_holiday(local, department, p, &day) != NULL)
		return BOOKING_HOLIDAY;
	if (obstacle_closing(agenda, p) != NULL)
		return BOOKING_CLOSED;
	if (obstacle_absence(agenda, p) != NULL)
		return BOOKING_ABSENT;
	return within_hours(agenda, p) ? BOOKING_OK : BOOKING_HOURS;
}

/* Only a convocation may not lie in the past, nor on the person's protected days; what took place has not to come (L5). */
static enum booking_refusal check_days(const struct agenda_facts *agenda, struct moment now, const struct booking *b)
{
	if (b->unplanned)
		return moment_compare(b->period.from, now) > 0 ? BOOKING_AHEAD : BOOKING_OK;
	if (moment_compare(b->period.from, now) < 0)
		return BOOKING_PAST;
	if (obstacle_protection(agenda, b, PROTECTED_LEAVE) != NULL)
		return BOOKING_LEAVE;
	return obstacle_protection(agenda, b, PROTECTED_REFLECTION) != NULL ? BOOKING_REFLECTION : BOOKING_OK;
}

enum booking_refusal booking_check(const struct agenda_facts *agenda, const struct calendar *local,
                                   const char *department, struct moment now, const struct booking *b)
{
	enum booking_refusal r = check_days(agenda, now, b);

	if (r == BOOKING_OK)
		r = check_taken(agenda, b);
	if (r == BOOKING_OK && !b->unplanned && !b->confirmed)
		r = check_confirmable(agenda, local, department, b->period);
	return r;
}

bool booking_refusal_confirmable(enum booking_refusal r)
{
	return r >= BOOKING_HOLIDAY && r < BOOKING_COUNT;
}
