/* Facts of the generated demonstration, from its structs. */
#include "tests/support/demo_facts.h"

#include "core/base/calendar.h"
#include "core/portfolio/reasons.h"
#include "sql/demo/demo_bonds.h"

static void earliest(struct date *kept, struct date day)
{
	if (date_is_set(day) && (!date_is_set(*kept) || date_compare(day, *kept) < 0))
		*kept = day;
}

static void latest(struct date *kept, struct date day)
{
	if (date_is_set(day) && (!date_is_set(*kept) || date_compare(day, *kept) > 0))
		*kept = day;
}

static bool holds(const struct demo_commitment *x, int rank)
{
	return x->rank_from <= rank && (x->rank_to == 0 || rank < x->rank_to);
}

/* ---- the contract ---- */

static void bind_contract(const struct demo_data *d, size_t index, struct contract_summary *s)
{
	const struct demo_contract *c = &d->contracts[index], *first = c;
	const struct demo_version *v;

	s->id = c->id;
	s->rank = demo_rank_on(c, d->today);
	v = &c->versions[s->rank - 1];
	s->signed_on = demo_version_signed(v);
	s->signed_person = v->signed_person;
	s->signed_structure = v->signed_structure;
	s->starts = c->from;
	s->ends = date_is_set(v->to) ? date_add_days(v->to, -1) : DATE_NONE;
	s->intensive = v->intensive;
	for (size_t i = 0; i < d->commitment_count; i++) {
		const struct demo_commitment *x = &d->commitments[i];

		if (x->contract != index || !holds(x, s->rank))
			continue;
		s->actions += x->action;
		s->employment_actions += x->employment;
		s->structuring = s->structuring || x->structuring;
	}
	if (!s->intensive)
		return;
	while (first->follows >= 0 && d->contracts[first->follows].versions[0].intensive) {
		latest(&s->chosen, d->contracts[first->follows].chosen);
		first = &d->contracts[first->follows];
	}
	s->intensive_since = first->from;
	latest(&s->chosen, c->chosen);
}

static void bind_waiting(const struct demo_data *d, int person, struct contract_summary *s)
{
	for (size_t i = 0; i < d->contract_count; i++) {
		const struct demo_contract *c = &d->contracts[i];
		const struct demo_version *last = &c->versions[c->version_count - 1];
		struct date end = date_is_set(c->closed) ? c->closed : last->to;

		if (c->person != person)
			continue;
		if (!date_is_set(demo_version_signed(last))) {
			s->pending = true;
			s->signed_person = last->signed_person;
			s->signed_structure = last->signed_structure;
		} else if (date_is_set(end) && date_compare(end, d->today) <= 0) {
			latest(&s->ended, date_add_days(end, -1));
		}
	}
}

/* ---- what is owed ---- */

/* The last lapse of it that was made up for. */
static struct date made_up(const struct demo_data *d, size_t commitment)
{
	struct date last = DATE_NONE;

	for (size_t i = 0; i < d->remedial_count; i++)
		if (d->remedials[i].commitment == (long)commitment && date_is_set(d->remedials[i].delivered))
			latest(&last, d->remedials[i].lapsed);
	return last;
}

static bool is_compensated(const struct demo_data *d, size_t commitment)
{
	return d->commitments[commitment].cadence == CADENCE_ONCE && date_is_set(made_up(d, commitment));
}

static struct date last_time(const struct demo_data *d, size_t commitment)
{
	struct date last = made_up(d, commitment);

	for (size_t i = 0; i < d->fulfilment_count; i++)
		if (d->fulfilments[i].commitment == commitment)
			latest(&last, d->fulfilments[i].on);
	return last;
}

static struct date next_due(const struct demo_data *d, size_t index)
{
	const struct demo_commitment *x = &d->commitments[index];
	struct date last = x->cadence == CADENCE_ONCE ? DATE_NONE : last_time(d, index), next;

	if (!date_is_set(last))
		return x->due;
	next = x->cadence == CADENCE_WEEK ? date_add_days(last, 7) : date_add_months(last, x->cadence == CADENCE_MONTH ? 1 : 3);
	return date_compare(next, x->due) > 0 ? next : x->due;
}

static void bind_commitments(const struct demo_data *d, long contract, struct person_facts *f)
{
	for (size_t i = 0; i < d->commitment_count; i++) {
		const struct demo_commitment *x = &d->commitments[i];
		struct date due = next_due(d, i);
		bool is_due = date_is_set(due) && date_compare(due, d->today) <= 0;

		if ((long)x->contract != contract || !holds(x, f->contract.rank) || date_is_set(x->done) || date_is_set(x->excused) ||
			is_compensated(d, i))
			continue;
		if (x->debtor == DEBTOR_STRUCTURE) {
			earliest(&f->item_ours, due);
			f->item_ours_count += is_due;
		} else if (x->debtor == DEBTOR_PERSON) {
			earliest(&f->item_theirs, due);
			f->item_theirs_count += is_due;
		} else if (date_is_set(due)) {
			if (!date_is_set(f->item_third) || date_compare(due, f->item_third) < 0)
				f->item_third_debtor = x->debtor;
			earliest(&f->item_third, due);
			f->item_third_count += is_due;
		}
	}
}

/* ---- hours ---- */

static int absent_days(const struct demo_data *d, int person, struct date monday)
{
	int absent = 0;

	for (int k = 0; k < 5; k++) {
		struct date day = date_add_days(monday, k);
		bool away = false;

		for (size_t i = 0; i < d->leave_count; i++)
			away = away || (d->leaves[i].person == person && d->leaves[i].kind != PROTECTED_REFLECTION &&
			                date_compare(d->leaves[i].from, day) <= 0 && date_compare(day, d->leaves[i].to) < 0);
		absent += away && calendar_is_working_day(NULL, day, DEMO_DEPARTMENT);
	}
	return absent;
}

static struct week_facts week_of(const struct demo_data *d, int person, struct date monday)
{
	struct week_facts w = {.target = -1, .absent_days = absent_days(d, person, monday)};
	long contract = demo_contract_on(d, person, monday);

	if (contract >= 0)
		w.target = d->contracts[contract].versions[demo_rank_on(&d->contracts[contract], monday) - 1].target;
	for (size_t i = 0; i < d->dispensation_count; i++)
		if (d->dispensations[i].person == person && date_compare(d->dispensations[i].from, monday) <= 0 &&
			date_compare(monday, d->dispensations[i].to) < 0)
			w.target = d->dispensations[i].target;
	for (size_t i = 0; i < d->activity_count; i++) {
		const struct demo_activity *x = &d->activities[i];

		if (x->person != person || date_diff(x->day, monday) < 0 || date_diff(x->day, monday) > 6)
			continue;
		w.declared += x->minutes;
		w.validated += moment_is_set(x->validated) ? x->minutes : 0;
	}
	return w;
}

static void bind_hours(const struct demo_data *d, int person, struct person_facts *f)
{
	struct date monday = date_week_start(d->today);

	f->week = week_of(d, person, monday);
	f->last_week = week_of(d, person, date_add_days(monday, -7));
	for (size_t i = 0; i < d->activity_count; i++)
		if (d->activities[i].person == person && !moment_is_set(d->activities[i].validated))
			earliest(&f->unvalidated, d->activities[i].day);
}

/* ---- the rest ---- */

static void bind_requests(const struct demo_data *d, int person, struct person_facts *f)
{
	for (size_t i = 0; i < d->request_count; i++) {
		const struct demo_request *x = &d->requests[i];
		struct moment *since = x->complaint ? &f->complaint_since : &f->request_since;

		if (x->person == person && !moment_is_set(x->answered) && (!moment_is_set(*since) || moment_compare(x->received, *since) < 0))
			*since = x->received;
	}
}

static void bind_dates(const struct demo_data *d, int person, struct person_facts *f)
{
	for (size_t i = 0; i < d->orientation_count; i++)
		if (d->orientations[i].person == person)
			latest(&f->oriented, d->orientations[i].notified);
	for (size_t i = 0; i < d->diagnostic_count; i++)
		if (d->diagnostics[i].person == person)
			latest(&f->diagnosed, d->diagnostics[i].on);
	for (size_t i = 0; i < d->rights_count; i++)
		if (d->rights[i].person == person && date_compare(d->rights[i].on, f->regime_from) >= 0)
			latest(&f->rights_informed, d->rights[i].on);
	for (size_t i = 0; i < d->remedial_count; i++)
		if (d->remedials[i].person == person && !date_is_set(d->remedials[i].delivered)) {
			earliest(&f->remedial_due, d->remedials[i].due);
			f->remedial_count++;
		}
}

void demo_facts_bind(const struct demo_data *d, size_t person, struct person_facts *f)
{
	long contract = demo_contract_on(d, (int)person, d->today);

	bind_waiting(d, (int)person, &f->contract);
	if (contract >= 0) {
		bind_contract(d, (size_t)contract, &f->contract);
		bind_commitments(d, contract, f);
	}
	bind_requests(d, (int)person, f);
	bind_dates(d, (int)person, f);
	bind_hours(d, (int)person, f);
}
