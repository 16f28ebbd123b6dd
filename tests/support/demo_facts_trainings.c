/* Facts of training requests in the generated demonstration, from its structs. */
#include <string.h>

#include "core/training/stages.h"
#include "sql/demo/demo_trainings.h"
#include "tests/support/demo_facts.h"

static bool covers(const struct demo_funding *x, size_t training, enum cost cost, struct date day)
{
	return x->training == training && x->cost == cost && date_compare(x->from, day) <= 0 && date_compare(day, x->to) < 0;
}

/* Days of the course from that day on without a line of that cost: granted, or not needed unless `paid`. */
static int days_without(const struct demo_data *d, size_t training, enum cost cost, struct date from, bool paid)
{
	const struct demo_training *t = &d->trainings[training];
	int days = 0;

	for (struct date day = date_latest(from, t->starts); date_compare(day, t->ends) <= 0; day = date_add_days(day, 1)) {
		bool covered = false;

		for (size_t i = 0; i < d->funding_count; i++)
			covered = covered || (covers(&d->fundings[i], training, cost, day) &&
			                      (d->fundings[i].state == LINE_GRANTED || (d->fundings[i].state == LINE_NOT_NEEDED && !paid)));
		days += !covered;
	}
	return days;
}

/* Of somebody who has none left on that day, under the present regime. */
static struct date rights_ended(const struct demo_data *d, int person, struct date day)
{
	const struct demo_passage *regime = demo_passage_on(&d->people[person], d->today);
	struct date ended = DATE_NONE;

	for (size_t i = 0; i < d->allowance_count; i++) {
		const struct demo_allowance *x = &d->allowances[i];

		if (x->person == person && date_is_set(x->to) && date_compare(x->to, day) <= 0 && (regime == NULL || date_compare(x->to, regime->from) > 0))
			ended = date_latest(ended, date_add_days(x->to, -1));
	}
	return ended;
}

static void bind_funding(const struct demo_data *d, size_t training, struct training *t)
{
	const struct demo_allowance *a = demo_allowance_on(d, d->trainings[training].person, date_is_set(t->starts) ? t->starts : d->today);

	t->has_rights = a != NULL;
	t->rights_end = a != NULL && date_is_set(a->to) ? date_add_days(a->to, -1) : DATE_NONE;
	if (a == NULL)
		t->rights_ended = rights_ended(d, d->trainings[training].person, date_is_set(t->starts) ? t->starts : d->today);
	if (!date_is_set(t->starts))
		return;
	for (int c = 0; c < COST_COUNT; c++)
		t->costs_missing |= days_without(d, training, (enum cost)c, t->starts, false) > 0 ? 1u << c : 0;
	if (date_is_set(t->rights_end) || date_is_set(t->rights_ended))
		t->uncovered_days = days_without(d, training, COST_INCOME, date_add_days(date_latest(t->rights_end, t->rights_ended), 1), false);
}

static void bind_event(const struct demo_training_event *e, struct training *t)
{
	switch (e->step) {
	case STEP_RAISE: t->raised = e->on; break;
	case STEP_FILE: t->funder = e->funder; /* and filed again when contested */
		/* fallthrough */
	case STEP_CONTEST: t->filed = e->on; t->suspended_days = 0; break;
	case STEP_COUNTER: t->decided = e->on; break;
	case STEP_REFUSE: t->decided = e->on;
		t->contestable = strcmp(e->grounds, "{metier_non_en_tension}") == 0;
		t->no_counter = e->counter[0] == '\0'; break;
	case STEP_GRANT: t->decided = t->granted = e->on; break;
	case STEP_ACCEPT: t->granted = e->on; break;
	case STEP_FUND: t->funded = e->on; break;
	case STEP_ENTER: t->entered = e->on; break;
	case STEP_CHECK: t->checked = e->on; break;
	case STEP_END: t->ended = e->on; break;
	case STEP_FOLLOW: t->followed = e->on; break;
	default: break;
	}
	if (e->step != STEP_EXCHANGE && e->step != STEP_CHECK)
		t->since = e->on;
}

static void bind_pieces(const struct demo_data *d, size_t training, struct training *t)
{
	for (size_t i = 0; i < d->piece_count; i++) {
		const struct demo_piece *x = &d->pieces[i];

		if (x->training != training || date_is_set(x->received))
			continue;
		t->pieces_waiting++;
		t->pieces_since = x->asked;
		t->pieces_owner = x->owner;
		t->pieces_due = x->expected;
	}
}

struct training demo_facts_training(const struct demo_data *d, size_t index)
{
	const struct demo_training *x = &d->trainings[index];
	const struct demo_offer *o = &demo_offers[x->offer];
	struct training t = {.id = x->id, .person = d->people[x->person].id, .person_last_name = "", .person_first_name = "", .referent_login = "",
		.title = o->title, .trade = o->trade, .aim = o->aim, .body = o->body, .place = o->place, .basin = o->basin, .session = "",
		.minutes = o->hours * 60, .weekly = o->pace * 60, .starts = x->starts, .ends = x->ends, .stage = x->stage, .raised = DATE_NONE,
		.filed = DATE_NONE, .decided = DATE_NONE, .granted = DATE_NONE, .funded = DATE_NONE, .entered = DATE_NONE, .ended = DATE_NONE,
		.checked = DATE_NONE, .followed = DATE_NONE, .funder = "", .pieces_since = DATE_NONE, .pieces_due = DATE_NONE,
		.rights_end = DATE_NONE, .rights_ended = DATE_NONE,
		.preconditions_missing = PRE_COUNT};
	struct date asked = DATE_NONE;

	for (size_t i = 0; i < d->training_event_count; i++) {
		const struct demo_training_event *e = &d->training_events[i];

		if (e->training != index)
			continue;
		bind_event(e, &t);
		asked = e->step == STEP_ASK_PIECES ? e->on : asked;
		if (e->step == STEP_COMPLETE)
			t.suspended_days += date_diff(e->on, asked);
	}
	for (size_t i = 0; i < d->precondition_count; i++)
		t.preconditions_missing -= d->preconditions[i].training == index;
	bind_pieces(d, index, &t);
	bind_funding(d, index, &t);
	return t;
}

void demo_facts_train(struct arena *arena, const struct demo_data *d, size_t person, struct person_facts *f)
{
	struct training *list = arena_array(arena, d->training_count + 1, sizeof(*list));

	f->trainings = list;
	for (size_t i = 0; i < d->training_count; i++)
		if (d->trainings[i].person == (int)person && training_is_open(d->trainings[i].stage))
			list[f->training_count++] = demo_facts_training(d, i);
	for (size_t i = 0; i < d->company_period_count; i++) {
		const struct demo_company_period *x = &d->company_periods[i];
		struct date last = date_add_days(x->to, -1);

		if (x->person == (int)person && !date_is_set(x->debriefed) && date_compare(last, d->today) < 0 &&
			(!date_is_set(f->debrief_since) || date_compare(last, f->debrief_since) < 0))
			f->debrief_since = last;
	}
}
