/* The results about what binds a person and the structure, and about what is held on them, into facts. */
#include "core/engagement/contract.h"

#include <string.h>

#include "core/app/port.h"
#include "sql/client/rows.h"
#include "sql/client/rows_read.h"

/* --- what a party undertook ------------------------------------------------------------------------------------ */

/* Withdrawn by an avenant, its motif; by the end of the contract, the code of its closing. */
static const char *withdrawal_read(struct row *r)
{
	const char *text = row_peek(r);

	return arena_strdup(r->arena, code_label_known(contract_closings, text) ? code_label_find(contract_closings, text) : text);
}

static void item_contract_read(struct row *r, struct item *i)
{
	i->contract = row_text(r);
	i->rank_from = row_int(r);
	i->rank_to = row_int(r);
	i->bound = row_date(r);
	i->part = (enum item_part)known(item_part_from_code(row_peek(r)));
	i->cadence = (enum cadence)known(cadence_from_code(row_peek(r)));
	i->rule = row_text(r);
	i->model = row_text(r);
	i->source = row_text(r);
	i->action = row_bool(r);
	i->employment = row_bool(r);
	i->structuring = row_bool(r);
	i->kept_count = row_int(r);
}

void item_row(struct row *r, void *item)
{
	struct item *i = item;

	i->id = row_text(r);
	i->meeting = row_text(r);
	i->debtor = (enum debtor)known(debtor_from_code(row_peek(r)));
	i->object = row_text(r);
	i->due = row_date(r);
	i->done = row_date(r);
	i->recorded = row_moment(r);
	i->version = row_int(r);
	item_contract_read(r, i);
	i->excused = row_date(r);
	i->excuse = row_text(r);
	i->withdrawn = row_date(r);
	i->withdrawal = withdrawal_read(r);
	i->compensated = row_bool(r);
	i->made_up = row_date(r);
}

/* --- contracts: one row per version, those of one contract one after the other ---------------------------------- */

enum { CONTRACT_COLUMNS = 12 }; /* of engagements_contrats.sql; those of the version follow */

static void contract_read(struct row *r, struct contract *c)
{
	c->id = row_text(r);
	c->regime = regime_from_code(row_peek(r));
	c->parcours = parcours_from_code(row_peek(r));
	c->starts = row_date(r);
	c->closed = row_date(r);
	c->closing = row_text(r);
	c->closing_text = row_text(r);
	c->choice = choice_from_code(row_peek(r));
	c->chosen = row_date(r);
	c->choice_reason = row_text(r);
	c->follows = row_text(r);
	c->version = row_int(r);
}

static void version_read(struct row *r, struct contract_version *v)
{
	v->rank = row_int(r);
	v->objectives = row_text(r);
	v->ends = row_date(r);
	v->weekly_target = row_int(r);
	v->intensive = row_bool(r);
	v->reason = row_text(r);
	v->prepared = row_date(r);
	v->prepared_by = row_text(r);
	v->signed_person = row_date(r);
	v->signed_structure = row_date(r);
	v->signatory = row_text(r);
	v->signed_by = row_text(r);
	v->dropped = row_bool(r);
	v->version = row_int(r);
}

static struct contract *contracts_read(struct arena *a, const PGresult *res, size_t *count)
{
	size_t rows = (size_t)PQntuples(res);
	struct contract *contracts = arena_array(a, rows, sizeof *contracts), *c = NULL;
	struct contract_version *versions = arena_array(a, rows, sizeof *versions);

	*count = 0;
	for (size_t i = 0; i < rows; i++) {
		struct row r = { a, res, (int)i, 0 };

		if (c == NULL || strcmp(c->id, PQgetvalue(res, (int)i, 0)) != 0) {
			c = &contracts[(*count)++];
			contract_read(&r, c);
			c->versions = &versions[i];
		}
		r.column = CONTRACT_COLUMNS;
		version_read(&r, &c->versions[c->version_count++]);
	}
	return contracts;
}

/* --- what goes with them ------------------------------------------------------------------------------------------ */

static void remedial_row(struct row *r, void *item)
{
	struct remedial *m = item;

	m->id = row_text(r);
	m->item = row_text(r);
	m->rule = row_text(r);
	m->lapsed = row_date(r);
	m->harm = row_text(r);
	m->object = row_text(r);
	m->due = row_date(r);
	m->opened = row_date(r);
	m->delivered = row_date(r);
	m->delivered_text = row_text(r);
	m->version = row_int(r);
}

static void orientation_row(struct row *r, void *item)
{
	struct orientation *o = item;

	o->id = row_text(r);
	o->again = row_bool(r);
	o->parcours = parcours_from_code(row_peek(r));
	o->body = row_text(r);
	o->notified = row_date(r);
	o->preference = row_text(r);
	o->reason = row_text(r);
}

static void diagnostic_row(struct row *r, void *item)
{
	struct diagnostic *d = item;

	d->id = row_text(r);
	d->rank = row_int(r);
	d->on = row_date(r);
	d->author = row_text(r);
	for (size_t i = 0; i < DIAGNOSTIC_FIELDS; i++)
		d->text[i] = row_text(r);
}

static void rights_row(struct row *r, void *item)
{
	struct rights_information *x = item;

	x->id = row_text(r);
	x->on = row_date(r);
	x->support = row_text(r);
	x->text = row_text(r);
}

static void request_row(struct row *r, void *item)
{
	struct person_request *q = item;

	q->id = row_text(r);
	q->complaint = row_bool(r);
	q->received = row_moment(r);
	q->answered = row_moment(r);
	q->object = row_text(r);
	q->answer = row_text(r);
	q->version = row_int(r);
}

static void dates_read(struct arena *a, const PGresult *res, struct commitment_file *f)
{
	struct row r = { a, res, 0, 0 };

	f->registered = row_date(&r);
	f->first_convocation = row_date(&r);
	f->first_referent = row_date(&r);
}

struct commitment_file *rows_commitments(struct arena *a, PGresult *const results[BOND_COUNT])
{
	struct row r = { a, results[BOND_PERSON], 0, 0 };
	struct commitment_file *f;

	if (PQntuples(results[BOND_PERSON]) == 0)
		return NULL;
	f = arena_alloc(a, sizeof *f);
	person_read(&r, &f->person);
	f->birth = row_date(&r);
	dates_read(a, results[BOND_DATES], f);
	f->regimes = rows_read(a, results[BOND_REGIMES], sizeof *f->regimes, regime_row, &f->regime_count);
	f->contracts = contracts_read(a, results[BOND_CONTRACTS], &f->contract_count);
	f->items = rows_read(a, results[BOND_ITEMS], sizeof *f->items, item_row, &f->item_count);
	f->remedials = rows_read(a, results[BOND_REMEDIALS], sizeof *f->remedials, remedial_row, &f->remedial_count);
	f->orientations = rows_read(a, results[BOND_ORIENTATIONS], sizeof *f->orientations, orientation_row, &f->orientation_count);
	f->diagnostics = rows_read(a, results[BOND_DIAGNOSTICS], sizeof *f->diagnostics, diagnostic_row, &f->diagnostic_count);
	f->rights = rows_read(a, results[BOND_RIGHTS], sizeof *f->rights, rights_row, &f->rights_count);
	f->requests = rows_read(a, results[BOND_REQUESTS], sizeof *f->requests, request_row, &f->request_count);
	f->appointments = rows_read(a, results[BOND_APPOINTMENTS], sizeof *f->appointments, appointment_row, &f->appointment_count);
	f->trainings = rows_person_trainings(a, results[BOND_TRAININGS], &f->person, &f->training_count);
	f->periods = rows_periods(a, results[BOND_PERIODS], &f->period_count);
	return f;
}

/* --- what is held ------------------------------------------------------------------------------------------------- */

static void held_row(struct row *r, void *item)
{
	struct held_value *v = item;

	v->table = row_text(r);
	v->row = row_text(r);
	v->column = row_text(r);
	v->value = row_text(r);
}

static void reading_row(struct row *r, void *item)
{
	struct file_reading *x = item;

	x->at = row_moment(r);
	x->role = role_from_code(row_peek(r));
	x->reason = row_text(r);
}

struct held_file *rows_held(struct arena *a, PGresult *const results[HELD_COUNT])
{
	struct row r = { a, results[HELD_PERSON], 0, 0 };
	struct held_file *f;

	if (PQntuples(results[HELD_PERSON]) == 0)
		return NULL;
	f = arena_alloc(a, sizeof *f);
	f->last_name = row_text(&r);
	f->first_name = row_text(&r);
	f->birth = row_date(&r);
	f->values = rows_read(a, results[HELD_VALUES], sizeof *f->values, held_row, &f->value_count);
	f->readings = rows_read(a, results[HELD_READINGS], sizeof *f->readings, reading_row, &f->reading_count);
	return f;
}
