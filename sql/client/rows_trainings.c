/* The results about training requests and periods in a company, into facts; the open ones beside the people of a portfolio. */
#include "core/training/training.h"

#include <stdlib.h>
#include <string.h>

#include "core/training/stages.h"
#include "sql/client/rows.h"
#include "sql/client/rows_read.h"

/* --- one request among others: the columns that three queries share ----------------------------------------------- */

static void course_read(struct row *r, struct training *t)
{
	t->id = row_text(r);
	t->person = row_text(r);
	t->person_last_name = row_text(r);
	t->person_first_name = row_text(r);
	t->referent_login = row_text(r);
	t->title = row_text(r);
	t->trade = row_text(r);
	t->aim = row_text(r);
	t->body = row_text(r);
	t->place = row_text(r);
	t->basin = row_text(r);
	t->session = row_text(r);
	t->minutes = row_int(r);
	t->weekly = row_int(r);
	t->starts = row_date(r);
	t->ends = row_date(r);
}

static void days_read(struct row *r, struct training *t)
{
	t->stage = (enum training_stage)known(training_stage_from_code(row_peek(r)));
	t->since = row_date(r);
	t->raised = row_date(r);
	t->filed = row_date(r);
	t->decided = row_date(r);
	t->granted = row_date(r);
	t->funded = row_date(r);
	t->entered = row_date(r);
	t->ended = row_date(r);
	t->checked = row_date(r);
	t->followed = row_date(r);
}

static void training_row(struct row *r, void *item)
{
	struct training *t = item;

	course_read(r, t);
	days_read(r, t);
	t->funder = row_text(r);
	t->funder_days = row_int(r);
	t->suspended_days = row_int(r);
	t->pieces_waiting = row_int(r);
	t->pieces_since = row_date(r);
	t->pieces_owner = (enum debtor)known(debtor_from_code(row_peek(r)));
	t->costs_missing = (unsigned)row_int(r);
	t->preconditions_missing = row_int(r);
	t->rights_end = row_date(r);
	t->has_rights = row_bool(r);
	t->uncovered_days = row_int(r);
	t->contestable = row_bool(r);
	t->no_counter = row_bool(r);
	t->version = row_int(r);
	t->pieces_due = row_date(r);
	t->rights_ended = row_date(r);
}

static void convergence_row(struct row *r, void *item)
{
	struct training_convergence *c = item;

	c->title = row_text(r);
	c->basin = row_text(r);
	c->ends = row_date(r);
	c->people = row_int(r);
}

struct training_list *rows_training_list(struct arena *a, const PGresult *list, const PGresult *convergences)
{
	struct training_list *l = arena_alloc(a, sizeof *l);

	l->items = rows_read(a, list, sizeof *l->items, training_row, &l->count);
	l->convergences = rows_read(a, convergences, sizeof *l->convergences, convergence_row, &l->convergence_count);
	return l;
}

/* --- beside a person ------------------------------------------------------------------------------------------------ */

/* Every row that holds a request, behind so many other columns. */
static struct training *trainings_behind(struct arena *a, const PGresult *res, int columns, size_t *count)
{
	struct training *items = arena_array(a, (size_t)PQntuples(res), sizeof *items);

	*count = 0;
	for (int i = 0; i < PQntuples(res); i++)
		if (!PQgetisnull(res, i, columns))
			training_row(&(struct row){ a, res, i, columns }, &items[(*count)++]);
	return items;
}

static int furthest_first(const void *a, const void *b)
{
	const struct training *x = a, *y = b;

	if (x->stage != y->stage)
		return x->stage > y->stage ? -1 : 1;
	if (x->since.days != y->since.days)
		return date_compare(x->since, y->since);
	return strcmp(x->id, y->id);
}

/* The open ones among all, in the order of formations_ouvertes.sql. */
static struct training *open_ones(struct arena *a, const struct training *all, size_t count, size_t *open)
{
	struct training *kept = arena_array(a, count + 1, sizeof *kept);

	*open = 0;
	for (size_t i = 0; i < count; i++)
		if (training_is_open(all[i].stage))
			kept[(*open)++] = all[i];
	qsort(kept, *open, sizeof *kept, furthest_first);
	return kept;
}

struct training *rows_person_trainings(struct arena *a, const PGresult *res, struct person_facts *p, size_t *count)
{
	struct row first = { a, res, 0, 0 };
	struct training *all = trainings_behind(a, res, 1, count);

	p->debrief_since = PQntuples(res) > 0 ? row_date(&first) : DATE_NONE;
	p->trainings = open_ones(a, all, *count, &p->training_count);
	return all;
}

/* A person, looked up by identifiant. */
struct known { const char *id; struct person_facts *person; };

static int by_id(const void *a, const void *b)
{
	return strcmp(((const struct known *)a)->id, ((const struct known *)b)->id);
}

/* The person of that row; NULL when the portfolio, read a moment before, does not hold them. */
static struct person_facts *person_of(const struct known *sorted, size_t count, const char *id)
{
	const struct known wanted = { id, NULL };
	const struct known *found = count == 0 ? NULL : bsearch(&wanted, sorted, count, sizeof *sorted, by_id);

	return found != NULL ? found->person : NULL;
}

/* The rows of one person, from `row` on; returns the row behind them. */
static int person_rows(struct arena *a, const PGresult *res, int row, struct person_facts *p)
{
	int past = row, rows = PQntuples(res);
	struct row first = { a, res, row, 1 };
	struct training *items;
	size_t n = 0;

	while (past < rows && strcmp(PQgetvalue(res, past, 0), PQgetvalue(res, row, 0)) == 0)
		past++;
	if (p == NULL)
		return past;
	items = arena_array(a, (size_t)(past - row), sizeof *items);
	for (int i = row; i < past && !PQgetisnull(res, i, 2); i++)
		training_row(&(struct row){ a, res, i, 2 }, &items[n++]);
	p->debrief_since = row_date(&first);
	p->trainings = items;
	p->training_count = n;
	return past;
}

void rows_open_trainings(struct arena *a, const PGresult *res, struct person_facts *people, size_t count)
{
	struct known *sorted = arena_array(a, count + 1, sizeof *sorted);

	for (size_t i = 0; i < count; i++)
		sorted[i] = (struct known){ people[i].id, &people[i] };
	qsort(sorted, count, sizeof *sorted, by_id);
	for (int row = 0; row < PQntuples(res);)
		row = person_rows(a, res, row, person_of(sorted, count, PQgetvalue(res, row, 0)));
}

/* --- periods, allowances -------------------------------------------------------------------------------------------- */

static void period_row(struct row *r, void *item)
{
	struct company_period *x = item;

	x->id = row_text(r);
	x->training = row_text(r);
	x->kind = row_text(r);
	x->host = row_text(r);
	x->trade = row_text(r);
	x->aim = row_text(r);
	x->from = row_date(r);
	x->to = row_date(r);
	x->debriefed = row_date(r);
	x->with_host = row_bool(r);
	x->debrief = row_text(r);
	x->despite = row_text(r);
	x->version = row_int(r);
}

struct company_period *rows_periods(struct arena *a, const PGresult *res, size_t *count)
{
	return rows_read(a, res, sizeof(struct company_period), period_row, count);
}

static void allowance_row(struct row *r, void *item)
{
	struct allowance *x = item;

	x->id = row_text(r);
	x->kind = row_text(r);
	x->from = row_date(r);
	x->to = row_date(r);
}

struct allowance *rows_allowances(struct arena *a, const PGresult *res, size_t *count)
{
	return rows_read(a, res, sizeof(struct allowance), allowance_row, count);
}

/* --- one request with all of it ------------------------------------------------------------------------------------- */

static void event_row(struct row *r, void *item)
{
	struct training_event *e = item;

	e->id = row_text(r);
	e->step = (enum training_step)known(training_step_from_code(row_peek(r)));
	e->on = row_date(r);
	e->recorded = row_moment(r);
	e->author = row_text(r);
	e->with = row_text(r);
	e->text = row_text(r);
	e->grounds = row_text(r);
	e->said = row_text(r);
	e->counter = row_text(r);
	e->no_counter = row_text(r);
}

static void piece_row(struct row *r, void *item)
{
	struct training_piece *p = item;

	p->id = row_text(r);
	p->kind = row_text(r);
	p->object = row_text(r);
	p->owner = (enum debtor)known(debtor_from_code(row_peek(r)));
	p->asked = row_date(r);
	p->expected = row_date(r);
	p->received = row_date(r);
	p->closed = row_date(r);
	p->version = row_int(r);
}

static void line_row(struct row *r, void *item)
{
	struct funding_line *l = item;

	l->id = row_text(r);
	l->cost = (enum cost)known(cost_from_code(row_peek(r)));
	l->funder = row_text(r);
	l->from = row_date(r);
	l->to = row_date(r);
	l->amount = row_int(r);
	l->state = (enum line_state)known(line_state_from_code(row_peek(r)));
	l->asked = row_date(r);
	l->decided = row_date(r);
	l->reason = row_text(r);
	l->version = row_int(r);
}

static void absence_row(struct row *r, void *item)
{
	struct training_absence *x = item;

	x->id = row_text(r);
	x->from = row_date(r);
	x->to = row_date(r);
	x->excused = row_bool(r);
	x->reason = row_text(r);
}

static void preconditions_read(struct arena *a, const PGresult *res, struct precondition_fact facts[PRE_COUNT])
{
	for (int p = 0; p < PRE_COUNT; p++)
		facts[p] = (struct precondition_fact){ .on = DATE_NONE, .text = "", .author = "" };
	for (int i = 0; i < PQntuples(res); i++) {
		struct row r = { a, res, i, 0 };
		int code = precondition_from_code(row_peek(&r));
		struct precondition_fact *fact = code >= 0 ? &facts[code] : NULL;

		if (fact == NULL)
			continue; /* of a later program */
		fact->waived = row_bool(&r);
		fact->met = !fact->waived;
		fact->on = row_date(&r);
		fact->text = row_text(&r);
		fact->author = row_text(&r);
	}
}

static void project_read(struct row *r, struct training_file *f)
{
	f->project_rank = row_int(r);
	f->project_on = row_date(r);
	for (size_t i = 0; i < PROJECT_FIELDS; i++)
		f->project[i] = row_text(r);
	f->same_course = row_int(r);
}

/* The request out of those of its person; the others close up. False: not raised by that day. */
static bool request_take(struct training_file *f, const char *id)
{
	size_t kept = 0;
	bool found = false;

	for (size_t i = 0; i < f->other_count; i++)
		if (strcmp(f->others[i].id, id) == 0) {
			f->request = f->others[i];
			found = true;
		} else
			f->others[kept++] = f->others[i];
	f->other_count = kept;
	return found;
}

struct training_file *rows_training(struct arena *a, PGresult *const results[TRAINING_COUNT])
{
	struct row person = { a, results[TRAINING_PERSON], 0, 0 }, project = { a, results[TRAINING_PROJECT_FORM], 0, 0 };
	struct training_file *f = arena_alloc(a, sizeof *f);

	if (PQntuples(results[TRAINING_PERSON]) == 0 || PQntuples(results[TRAINING_PROJECT_FORM]) == 0)
		return NULL;
	person_read(&person, &f->person);
	f->others = rows_person_trainings(a, results[TRAINING_REQUESTS], &f->person, &f->other_count);
	if (!request_take(f, row_peek(&project)))
		return NULL;
	project_read(&project, f);
	preconditions_read(a, results[TRAINING_PRECONDITIONS], f->preconditions);
	f->events = rows_read(a, results[TRAINING_EVENTS], sizeof *f->events, event_row, &f->event_count);
	f->pieces = rows_read(a, results[TRAINING_PIECE_LIST], sizeof *f->pieces, piece_row, &f->piece_count);
	f->lines = rows_read(a, results[TRAINING_LINES], sizeof *f->lines, line_row, &f->line_count);
	f->absences = rows_read(a, results[TRAINING_ABSENCES], sizeof *f->absences, absence_row, &f->absence_count);
	f->periods = rows_periods(a, results[TRAINING_PERIODS], &f->period_count);
	f->allowances = rows_allowances(a, results[TRAINING_ALLOWANCES], &f->allowance_count);
	return f;
}
