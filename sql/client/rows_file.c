/* The results of a person's sheet into a file. */
#include "sql/client/rows.h"

#include <string.h>

#include "core/agenda/agenda.h"
#include "sql/client/rows_read.h"

void regime_row(struct row *r, void *item)
{
	struct regime_period *p = item;

	p->regime = regime_from_code(row_peek(r));
	p->from = row_date(r);
	p->to = row_date(r);
	p->reason = row_text(r);
}

static void referent_period_row(struct row *r, void *item)
{
	struct referent_period *p = item;

	p->login = row_text(r);
	p->name = row_text(r);
	p->from = row_date(r);
	p->to = row_date(r);
}

void appointment_row(struct row *r, void *item)
{
	struct appointment *p = item;

	p->id = row_text(r);
	p->start = row_moment(r);
	p->minutes = row_int(r);
	p->kind = row_text(r);
	p->place = row_text(r);
	p->counsellor = row_text(r);
	p->attendance = (enum attendance)known(attendance_from_code(row_peek(r)));
	p->conclusion = row_text(r);
	p->cancelled = row_bool(r);
	p->login = row_text(r);
	p->subject = row_text(r);
	p->reason = row_text(r);
	p->series = row_text(r);
	p->convoked = row_date(r);
	p->received = row_date(r);
	p->unplanned = row_bool(r);
	p->group = row_bool(r);
	p->moves = row_int(r);
	p->version = row_int(r);
}

static void contact_row(struct row *r, void *item)
{
	struct contact *c = item;

	c->id = row_text(r);
	c->at = row_moment(r);
	c->channel = (enum channel)known(channel_from_code(row_peek(r)));
	c->reached = row_bool(r);
	c->text = row_text(r);
	c->author = row_text(r);
}

static void note_row(struct row *r, void *item)
{
	struct note *n = item;

	n->id = row_text(r);
	n->at = row_moment(r);
	n->private_note = row_bool(r);
	n->text = row_text(r);
	n->author = row_text(r);
	n->version = row_int(r);
	n->mine = row_bool(r);
}

static void barrier_row(struct row *r, void *item)
{
	struct barrier *b = item;

	b->id = row_text(r);
	b->kind = row_text(r);
	b->detail = row_text(r);
	b->since = row_date(r);
	b->lifted = row_date(r);
	b->version = row_int(r);
}

struct person_file *rows_file(struct arena *a, PGresult *const results[SHEET_COUNT])
{
	struct row r = { a, results[SHEET_PERSON], 0, 0 };
	struct person_file *f;

	if (PQntuples(results[SHEET_PERSON]) == 0)
		return NULL;
	f = arena_alloc(a, sizeof *f);
	person_read(&r, &f->person);
	f->birth = row_date(&r);
	f->email = row_text(&r);
	f->town = row_text(&r);
	f->household = row_text(&r);
	f->regimes = rows_read(a, results[SHEET_REGIMES], sizeof *f->regimes, regime_row, &f->regime_count);
	f->referents = rows_read(a, results[SHEET_REFERENTS], sizeof *f->referents, referent_period_row, &f->referent_count);
	f->appointments = rows_read(a, results[SHEET_APPOINTMENTS], sizeof *f->appointments, appointment_row,
		&f->appointment_count);
	f->contacts = rows_read(a, results[SHEET_CONTACTS], sizeof *f->contacts, contact_row, &f->contact_count);
	f->notes = rows_read(a, results[SHEET_NOTES], sizeof *f->notes, note_row, &f->note_count);
	f->barriers = rows_read(a, results[SHEET_BARRIERS], sizeof *f->barriers, barrier_row, &f->barrier_count);
	f->items = rows_read(a, results[SHEET_ITEMS], sizeof *f->items, item_row, &f->item_count);
	f->trainings = rows_person_trainings(a, results[SHEET_TRAININGS], &f->person, &f->training_count);
	f->periods = rows_periods(a, results[SHEET_PERIODS], &f->period_count);
	f->allowances = rows_allowances(a, results[SHEET_ALLOWANCES], &f->allowance_count);
	f->protections = rows_read(a, results[SHEET_PROTECTIONS], sizeof *f->protections, protection_row, &f->protection_count);
	return f;
}
