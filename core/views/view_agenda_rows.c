/* What stands in a week: séances, absences, closings, holidays, slots offered, days of the person protected. */
#include <string.h>

#include "core/agenda/booking.h"
#include "core/views/view_agenda_private.h"
#include "core/views/view_private.h"
#include "core/base/strbuf.h"
#include "core/base/text.h"

/* --- words of a séance --------------------------------------------------------------------------------------------- */

static bool attendee_cancelled(const struct attendee *a)
{
	return a->attendance == ATTENDANCE_CANCELLED_STRUCTURE || a->attendance == ATTENDANCE_CANCELLED_PERSON;
}

static size_t attendees_expected(const struct meeting *m)
{
	size_t n = 0;

	for (size_t i = 0; i < m->attendee_count; i++)
		n += !attendee_cancelled(&m->attendees[i]);
	return n;
}

/* Of those whom one may see: nobody's outcome is known, nor owed, here of the others (their own counsellor calls them). */
static size_t attendees_with(const struct meeting *m, enum attendance x)
{
	size_t count = 0;

	for (size_t i = 0; i < m->attendee_count; i++)
		count += m->attendees[i].attendance == x && m->attendees[i].id[0] != '\0';
	return count;
}

static bool is_group(const struct meeting *m)
{
	return m->capacity > 0 || m->attendee_count > 1;
}

const char *agenda_meeting_name(struct arena *arena, const struct meeting *m)
{
	if (is_group(m)) {
		const char *what = text_safe(arena, m->subject[0] != '\0' ? m->subject : code_label_find(appointment_kinds, m->kind));

		if (m->capacity == 0)
			return arena_format(arena, "%s (%zu)", what, attendees_expected(m));
		return arena_format(arena, "%s (%zu sur %d)", what, attendees_expected(m), m->capacity);
	}
	if (m->attendee_count == 1 && m->attendees[0].name[0] != '\0')
		return text_safe(arena, m->attendees[0].name);
	return m->attendee_count == 1 ? "hors de votre portée" : "sans participant";
}

/* Everybody who was expected has cancelled: as good as cancelled. */
static bool meeting_is_off(const struct meeting *m)
{
	return m->cancelled || (m->attendee_count > 0 && attendees_expected(m) == 0);
}

static bool meeting_is_past(const struct meeting *m, struct moment now)
{
	return moment_is_set(now) && moment_compare(m->period.to, now) <= 0;
}

static const char *group_attendance_words(struct arena *arena, const struct meeting *m)
{
	size_t present = attendees_with(m, ATTENDANCE_PRESENT), unknown = attendees_with(m, ATTENDANCE_UNKNOWN);

	if (unknown == 0)
		return arena_format(arena, "%zu présent%s", present, present > 1 ? "s" : "");
	return present == 0 ? arena_format(arena, "%zu à saisir", unknown)
	                    : arena_format(arena, "%zu présent%s, %zu à saisir", present, present > 1 ? "s" : "", unknown);
}

/* « présent », « à venir »; of a group « 8 présents, 2 à saisir ». */
static const char *agenda_attendance_words(struct arena *arena, const struct meeting *m, struct moment now)
{
	if (m->cancelled)
		return "annulé";
	if (is_group(m))
		return meeting_is_past(m, now) || attendees_with(m, ATTENDANCE_PRESENT) > 0 ? group_attendance_words(arena, m) : "à venir";
	if (m->attendee_count == 0)
		return "";
	if (m->attendees[0].attendance == ATTENDANCE_UNKNOWN && moment_compare(m->period.from, now) > 0)
		return "à venir";
	return attendance_label(m->attendees[0].attendance);
}

/* Past and inconnu is our debt (rules.md L3); attended without a conclusion is not closed (L2). A group closes without. */
static const char *meeting_mark(const struct meeting *m, struct moment now)
{
	if (meeting_is_off(m))
		return "x";
	if (meeting_is_past(m, now) && attendees_with(m, ATTENDANCE_UNKNOWN) > 0)
		return "!";
	for (size_t i = 0; i < m->attendee_count && !is_group(m); i++)
		if (m->attendees[i].attendance == ATTENDANCE_PRESENT && m->attendees[i].conclusion[0] == '\0')
			return "~";
	return "";
}

const char *agenda_hours_words(struct arena *arena, struct period p)
{
	int end = date_compare(p.to.day, p.from.day) > 0 ? p.to.minute + AGENDA_DAY_MINUTES : p.to.minute;

	return arena_format(arena, "%02d:%02d-%02d:%02d", p.from.minute / 60, p.from.minute % 60, end / 60, end % 60);
}

/* --- rows -------------------------------------------------------------------------------------------------------------- */

static struct period whole_day(struct date d)
{
	return (struct period){{d, 0}, {date_add_days(d, 1), 0}};
}

static bool is_whole_day(struct period p)
{
	return p.from.minute == 0 && moment_compare(p.to, whole_day(p.from.day).to) == 0;
}

static struct view_agenda_row *row_add(struct agenda_rows *r, enum agenda_row_kind kind, struct period p)
{
	struct view_agenda_row *row;

	if (r->count == r->room) {
		struct view_agenda_row *old = r->items;

		r->room = r->room == 0 ? 32 : r->room * 2;
		r->items = arena_array(r->arena, r->room, sizeof *r->items);
		if (r->count > 0)
			memcpy(r->items, old, r->count * sizeof *old);
	}
	row = &r->items[r->count++];
	*row = (struct view_agenda_row){.kind = kind, .period = p, .day = date_diff(p.from.day, r->monday), .name = "",
	                                .person = "", .what = "", .place = "", .attendance = "", .mark = "", .folded = ""};
	row->hours = is_whole_day(p) ? "journée" : agenda_hours_words(r->arena, p);
	return row;
}

/* The part of the period that lies on that day; false when none does. */
static bool day_part(struct period p, struct date d, struct period *out)
{
	struct period day = whole_day(d);

	*out = (struct period){moment_compare(p.from, day.from) > 0 ? p.from : day.from,
	                       moment_compare(p.to, day.to) < 0 ? p.to : day.to};
	return moment_compare(out->from, out->to) < 0;
}

/* What came in the way of an appointment since it was given: congés, a closing, an absence, a holiday. "" when nothing,
 * or when it was confirmed. */
static const char *meeting_obstacle(const struct agenda_rows *r, const struct meeting *m)
{
	const struct rulebook *book = app_rules(r->app);
	const struct calendar *local = book != NULL ? book->local : NULL;
	struct booking b = {.period = m->period, .except = m->id, .confirmed = m->confirmation[0] != '\0'};
	enum booking_refusal why;

	if (r->app->session == NULL || meeting_is_off(m) || moment_compare(m->period.from, r->app->now) <= 0)
		return "";
	why = booking_check(r->facts, local, r->app->session->department, r->app->now, &b);
	if (why != BOOKING_LEAVE && why != BOOKING_REFLECTION && why != BOOKING_HOLIDAY && why != BOOKING_CLOSED && why != BOOKING_ABSENT)
		return "";
	return booking_refusal_text(r->arena, r->facts, local, r->app->session->department, &b, why);
}

/* An immersion lasts for days: a line on each. */
static void rows_meetings(struct agenda_rows *r, struct date d)
{
	for (size_t i = 0; i < r->facts->meeting_count; i++) {
		const struct meeting *m = &r->facts->meetings[i];
		struct view_agenda_row *row;
		struct period part;
		const char *obstacle;

		if (strcmp(m->counsellor, r->facts->login) != 0 || !day_part(m->period, d, &part) ||
		    (meeting_is_off(m) && !r->cancelled))
			continue;
		row = row_add(r, AGENDA_MEETING, part);
		row->meeting = m;
		row->name = agenda_meeting_name(r->arena, m);
		row->person = !is_group(m) && m->attendee_count == 1 ? m->attendees[0].id : "";
		row->what = text_safe(r->arena, code_label_find(appointment_kinds, m->kind));
		row->place = text_safe(r->arena, code_label_find(appointment_places, m->place));
		row->attendance = agenda_attendance_words(r->arena, m, r->app->now);
		row->mark = meeting_mark(m, r->app->now);
		obstacle = meeting_obstacle(r, m);
		if (obstacle[0] == '\0')
			continue;
		row->mark = "~";
		row->to_move = true;
		row->attendance = arena_format(r->arena, "à déplacer : %s", obstacle);
	}
}

static void rows_absences(struct agenda_rows *r, struct date d)
{
	for (size_t i = 0; i < r->facts->absence_count; i++) {
		const struct absence *x = &r->facts->absences[i];
		struct view_agenda_row *row;
		struct period part;

		if (strcmp(x->login, r->facts->login) != 0 || !day_part(x->period, d, &part))
			continue;
		row = row_add(r, AGENDA_ABSENCE, part);
		row->absence = x;
		row->name = x->reason[0] != '\0' ? text_safe(r->arena, x->reason) : "absence";
		row->what = "absence";
	}
}

/* NULL when none */
static const char *agenda_holiday(const struct app *a, struct date day)
{
	const struct rulebook *book = app_rules(a);

	if (a->session == NULL)
		return NULL;
	return calendar_holiday_name(book != NULL ? book->local : NULL, day, a->session->department);
}

static void rows_closed(struct agenda_rows *r, struct date d)
{
	const char *holiday = agenda_holiday(r->app, d);

	if (holiday != NULL) {
		struct view_agenda_row *row = row_add(r, AGENDA_HOLIDAY, whole_day(d));

		row->name = text_safe(r->arena, holiday);
		row->what = "jour férié";
	}
	for (size_t i = 0; i < r->facts->closing_count; i++) {
		const struct closing *c = &r->facts->closings[i];

		if (date_compare(c->from, d) <= 0 && date_compare(d, c->to) <= 0) {
			struct view_agenda_row *row = row_add(r, AGENDA_CLOSING, whole_day(d));

			row->closing = c;
			row->name = text_safe(r->arena, c->reason);
			row->what = "agence fermée";
		}
	}
}

static bool expected_that_day(const struct agenda_facts *g, const char *person, struct date d)
{
	for (size_t i = 0; i < g->meeting_count; i++) {
		const struct meeting *m = &g->meetings[i];

		for (size_t j = 0; date_compare(m->period.from.day, d) == 0 && !m->cancelled && j < m->attendee_count; j++)
			if (strcmp(m->attendees[j].id, person) == 0 && !attendee_cancelled(&m->attendees[j]))
				return true;
	}
	return false;
}

/* Of whom is being booked, and of whoever is expected on such a day: congés declared afterwards leave a séance to move. */
static void rows_protected(struct agenda_rows *r, struct date d)
{
	for (size_t i = 0; i < r->facts->protection_count; i++) {
		const struct protected_period *p = &r->facts->protections[i];
		struct view_agenda_row *row;

		if (date_compare(d, p->from) < 0 || date_compare(d, p->to) > 0 || p->person[0] == '\0' ||
		    (strcmp(p->person, r->facts->person) != 0 && !expected_that_day(r->facts, p->person, d)))
			continue;
		row = row_add(r, AGENDA_PROTECTED, whole_day(d));
		row->protection = p;
		row->person = p->person;
		row->name = app_person_name(r->app, r->arena, p->person);
		row->what = protected_label(p->kind);
	}
}

static void rows_proposals(struct agenda_rows *r, struct date d)
{
	for (size_t i = 0; i < r->facts->proposal_count; i++)
		for (size_t k = 0; k < r->facts->proposals[i].slot_count; k++) {
			const struct proposal *p = &r->facts->proposals[i];
			struct view_agenda_row *row;

			if (date_compare(p->slots[k].day, d) != 0)
				continue;
			row = row_add(r, AGENDA_PROPOSAL, (struct period){p->slots[k], moment_add_minutes(p->slots[k], p->minutes)});
			row->proposal = p;
			row->person = p->person;
			row->name = text_safe(r->arena, p->name);
			row->what = "créneau proposé";
			row->place = text_safe(r->arena, code_label_find(appointment_places, p->place));
		}
}

void agenda_rows_collect(struct agenda_rows *r)
{
	for (int i = 0; i < 7; i++) {
		struct date d = date_add_days(r->monday, i);

		rows_closed(r, d);
		rows_absences(r, d);
		rows_protected(r, d);
		rows_meetings(r, d);
		rows_proposals(r, d);
	}
	for (size_t i = 0; i < r->count; i++) {
		struct view_agenda_row *row = &r->items[i];

		row->folded = text_fold(r->arena, arena_format(r->arena, "%s %s %s %s %s %s", row->name, row->person, row->what,
		                                               row->place, row->attendance, row->hours));
	}
}
