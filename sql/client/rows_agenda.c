/* The results of an agenda and of the day's list into facts. */
#include "core/agenda/agenda.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/app/port.h"
#include "core/base/text.h"
#include "sql/client/rows.h"
#include "sql/client/rows_read.h"

static struct period row_period(struct row *r)
{
	struct moment from = row_moment(r);

	return (struct period){ from, row_moment(r) };
}

/* « BERNARD Aïcha »; "" when out of reach. */
static const char *row_name(struct row *r)
{
	const char *last = row_text(r), *first = row_peek(r);

	return last[0] == '\0' ? "" : arena_format(r->arena, "%s %s", text_upper(r->arena, last), first);
}

/* --- séances: one row per participant, those of one séance one after the other -------------------------------- */

enum { MEETING_COLUMNS = 16 }; /* of agenda_seances.sql; those of the participant follow */

static void meeting_read(struct row *r, struct meeting *m)
{
	m->id = row_text(r);
	m->counsellor = row_text(r);
	m->counsellor_name = row_text(r);
	m->period = row_period(r);
	m->kind = row_text(r);
	m->place = row_text(r);
	m->subject = row_text(r);
	m->series = row_text(r);
	m->capacity = row_int(r);
	m->unplanned = row_bool(r);
	m->cancelled = row_bool(r);
	m->cancel_reason = row_text(r);
	m->confirmation = row_text(r);
	m->moves = row_int(r);
	m->version = row_int(r);
}

/* False: nobody stands in this row, the séance is empty. */
static bool attendee_read(struct row *r, struct attendee *p)
{
	if (!row_bool(r))
		return false;
	p->id = row_text(r);
	p->last_name = row_text(r);
	p->first_name = row_text(r);
	p->name = p->last_name[0] == '\0' ? ""
		: arena_format(r->arena, "%s %s", text_upper(r->arena, p->last_name), p->first_name);
	p->phone = row_text(r);
	p->attendance = (enum attendance)known(attendance_from_code(row_peek(r)));
	p->reason = row_text(r);
	p->conclusion = row_text(r);
	p->convoked = row_date(r);
	p->received = row_date(r);
	p->version = row_int(r);
	p->reminders = row_int(r);
	return true;
}

static struct meeting *meetings_read(struct arena *a, const PGresult *res, size_t *count)
{
	size_t rows = (size_t)PQntuples(res);
	struct meeting *meetings = arena_array(a, rows, sizeof *meetings), *m = NULL;
	struct attendee *attendees = arena_array(a, rows, sizeof *attendees);

	*count = 0;
	for (size_t i = 0; i < rows; i++) {
		struct row r = { a, res, (int)i, 0 };

		if (m == NULL || strcmp(m->id, PQgetvalue(res, (int)i, 0)) != 0) {
			m = &meetings[(*count)++];
			meeting_read(&r, m);
			m->attendees = attendees;
		}
		r.column = MEETING_COLUMNS;
		if (attendee_read(&r, attendees))
			m->attendee_count++, attendees++;
	}
	return meetings;
}

/* --- what stands in the way ----------------------------------------------------------------------------------- */

static void busy_row(struct row *r, void *item)
{
	struct busy *b = item;

	b->login = row_text(r);
	b->period = row_period(r);
}

static void absence_row(struct row *r, void *item)
{
	struct absence *x = item;

	x->id = row_text(r);
	x->login = row_text(r);
	x->reason = row_text(r);
	x->period = row_period(r);
}

static void closing_row(struct row *r, void *item)
{
	struct closing *c = item;

	c->id = row_text(r);
	c->reason = row_text(r);
	c->from = row_date(r);
	c->to = row_date(r);
}

void protection_row(struct row *r, void *item)
{
	struct protected_period *p = item;

	p->id = row_text(r);
	p->person = row_text(r);
	p->kind = (enum protected_kind)known(protected_from_code(row_peek(r)));
	p->from = row_date(r);
	p->to = row_date(r);
	p->text = row_text(r);
}

static void period_row(struct row *r, void *item)
{
	*(struct period *)item = row_period(r);
}

static void moment_word(const char *word, void *item)
{
	if (!moment_parse(word, item))
		*(struct moment *)item = MOMENT_NONE;
}

static void proposal_row(struct row *r, void *item)
{
	struct proposal *p = item;

	p->id = row_text(r);
	p->person = row_text(r);
	p->name = row_name(r);
	p->kind = row_text(r);
	p->place = row_text(r);
	p->minutes = row_int(r);
	p->slots = words_read(r->arena, row_peek(r), sizeof *p->slots, moment_word, &p->slot_count);
	p->made = row_moment(r);
	p->text = row_text(r);
}

/* « 510-750 »: minutes of the week. */
static void hours_word(const char *word, void *item)
{
	struct hours_range *h = item;
	char *end;

	h->from = (int)strtol(word, &end, 10);
	h->to = *end == '-' ? (int)strtol(end + 1, NULL, 10) : h->from;
}

struct agenda_facts *rows_agenda(struct arena *a, PGresult *const results[AGENDA_COUNT])
{
	struct row r = { a, results[AGENDA_OWNER], 0, 0 };
	struct agenda_facts *f;

	if (PQntuples(results[AGENDA_OWNER]) == 0)
		return NULL;
	f = arena_alloc(a, sizeof *f);
	f->login = row_text(&r);
	f->name = row_text(&r);
	f->hours_own = row_bool(&r);
	f->hours_version = row_int(&r);
	f->hours = words_read(a, row_peek(&r), sizeof *f->hours, hours_word, &f->hours_count);
	f->person = row_text(&r);
	f->meetings = meetings_read(a, results[AGENDA_MEETINGS], &f->meeting_count);
	f->busy = rows_read(a, results[AGENDA_OCCUPIED], sizeof *f->busy, busy_row, &f->busy_count);
	f->absences = rows_read(a, results[AGENDA_ABSENCES], sizeof *f->absences, absence_row, &f->absence_count);
	f->closings = rows_read(a, results[AGENDA_CLOSINGS], sizeof *f->closings, closing_row, &f->closing_count);
	f->protections = rows_read(a, results[AGENDA_PROTECTIONS], sizeof *f->protections, protection_row, &f->protection_count);
	f->proposals = rows_read(a, results[AGENDA_PROPOSALS], sizeof *f->proposals, proposal_row, &f->proposal_count);
	f->person_busy = rows_read(a, results[AGENDA_PERSON_BUSY], sizeof *f->person_busy, period_row, &f->person_busy_count);
	return f;
}

/* --- Ma journée ------------------------------------------------------------------------------------------------ */

static void put_off_row(struct row *r, void *item)
{
	struct put_off *p = item;

	p->person = row_text(r);
	p->code = row_text(r);
	p->until = row_date(r);
	p->done = row_bool(r);
}

struct put_off *rows_put_off(struct arena *a, const PGresult *res, size_t *count)
{
	return rows_read(a, res, sizeof(struct put_off), put_off_row, count);
}

const char *rows_changes(const PGresult *res, bool *changed, int64_t *mark)
{
	struct row r = { NULL, res, 0, 0 };

	*changed = row_bool(&r);
	*mark = strtoll(row_peek(&r), NULL, 10);
	return row_peek(&r);
}
