/* What the demonstration shows of training requests: a living example of each stage, step, ground, piece, cost, state of a line,
 * precondition, period, allowance, funder and bucket; a funnel beside the one observed (002:509). */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "config/funders_file.h"
#include "core/training/clocks.h"
#include "core/training/funding.h"
#include "sql/demo/demo_trainings.h"
#include "tests/support/demo_facts.h"
#include "tests/support/rules_dir.h"

static struct demo_data *sample(void)
{
	return demo_generate(1, date_make(2026, 11, 20));
}

/* --- each code, in order of its list ------------------------------------------------------------------------------- */

static void expect_each(const struct code_label *list, const size_t *count, const char *what)
{
	for (size_t i = 0; list[i].code != NULL; i++)
		cr_expect_gt(count[i], 0u, "%s: no %s", what, list[i].code);
}

static void tally(const struct code_label *list, const char *code, size_t *count)
{
	for (size_t i = 0; list[i].code != NULL; i++)
		count[i] += strcmp(list[i].code, code) == 0;
}

/* « {a,b} », as PostgreSQL writes an array. */
static void tally_grounds(const struct code_label *list, const char *grounds, size_t *count)
{
	char text[128], *rest = NULL;

	cr_assert_lt(strlen(grounds), sizeof text);
	strcpy(text, grounds);
	for (char *word = strtok_r(text, "{,}", &rest); word != NULL; word = strtok_r(NULL, "{,}", &rest))
		tally(list, word, count);
}

Test(demo_trainings, each_stage_and_each_step_lives)
{
	struct demo_data *d = sample();
	size_t stage[TRAINING_STAGE_COUNT] = {0}, first[TRAINING_STAGE_COUNT] = {0}, step[STEP_COUNT] = {0};

	for (size_t i = 0; i < d->training_count; i++) {
		stage[d->trainings[i].stage]++;
		first[d->trainings[i].stage] += d->people[d->trainings[i].person].holder == 0;
	}
	for (size_t i = 0; i < d->training_event_count; i++)
		step[d->training_events[i].step]++;
	for (int i = 0; i < TRAINING_STAGE_COUNT; i++) {
		cr_expect_gt(stage[i], 0u, "no request is %s", training_stage_code((enum training_stage)i));
		cr_expect_gt(first[i], 0u, "none of the first portfolio is %s", training_stage_code((enum training_stage)i));
	}
	for (int i = 0; i < STEP_COUNT; i++)
		cr_expect_gt(step[i], 0u, "nobody came to %s", training_step_code((enum training_step)i));
	demo_data_free(d);
}

Test(demo_trainings, each_ground_lives)
{
	struct demo_data *d = sample();
	size_t refused[16] = {0}, dropped[16] = {0}, ended[16] = {0}, followed[16] = {0};

	for (size_t i = 0; i < d->training_event_count; i++) {
		const struct demo_training_event *e = &d->training_events[i];

		if (e->step == STEP_REFUSE)
			tally_grounds(training_grounds_refusal, e->grounds, refused);
		else if (e->step == STEP_DROP)
			tally_grounds(training_grounds_drop, e->grounds, dropped);
		else if (e->step == STEP_END)
			tally_grounds(training_grounds_end, e->grounds, ended);
		else if (e->step == STEP_FOLLOW)
			tally_grounds(training_grounds_follow, e->grounds, followed);
	}
	expect_each(training_grounds_refusal, refused, "refused");
	expect_each(training_grounds_drop, dropped, "abandoned");
	expect_each(training_grounds_end, ended, "ended");
	expect_each(training_grounds_follow, followed, "followed up");
	demo_data_free(d);
}

Test(demo_trainings, each_piece_and_each_owner_lives)
{
	struct demo_data *d = sample();
	size_t kind[8] = {0}, owner[DEBTOR_COUNT] = {0}, waiting = 0;

	for (size_t i = 0; i < d->piece_count; i++) {
		tally(training_piece_kinds, d->pieces[i].kind, kind);
		owner[d->pieces[i].owner]++;
		waiting += !date_is_set(d->pieces[i].received);
	}
	expect_each(training_piece_kinds, kind, "piece");
	for (int i = 0; i < DEBTOR_COUNT; i++)
		if (i != DEBTOR_NONE && i != DEBTOR_BOTH && i != DEBTOR_AUTHORITY)
			cr_expect_gt(owner[i], 0u, "no piece of the %s", debtor_code((enum debtor)i));
	cr_expect(waiting > 2 && waiting < d->piece_count);
	demo_data_free(d);
}

Test(demo_trainings, each_cost_each_state_and_each_kind_of_funder_live)
{
	static const char *const kinds[] = {"opca", "region", "etat", "france_travail", "employeur", "agefiph", "fonds", "departement"};
	struct demo_data *d = sample();
	size_t cost[COST_COUNT] = {0}, state[LINE_STATE_COUNT] = {0}, kind[8] = {0}, two_payers = 0;
	struct funder_list funders = {0};
	struct arena arena = {0};
	struct rules_faults faults = {0};
	struct error e = {0};

	cr_assert(funders_load(TEST_SOURCES "/config", &arena, &funders, &faults, &e), "%s", e.message);
	for (size_t i = 0; i < d->funding_count; i++) {
		const struct demo_funding *x = &d->fundings[i];
		const struct funder *f = funder_find(&funders, x->funder);

		cost[x->cost]++;
		state[x->state]++;
		cr_expect((x->state == LINE_NOT_NEEDED) == (x->funder[0] == '\0'));
		cr_expect(x->funder[0] == '\0' || f != NULL, "%s is no funder", x->funder);
		for (size_t k = 0; f != NULL && k < sizeof kinds / sizeof *kinds; k++)
			kind[k] += strcmp(f->kind, kinds[k]) == 0;
		two_payers += i > 0 && d->fundings[i - 1].training == x->training && d->fundings[i - 1].cost == x->cost;
	}
	for (int i = 0; i < COST_COUNT; i++)
		cr_expect_gt(cost[i], 0u, "no line of %s", cost_code((enum cost)i));
	for (int i = 0; i < LINE_STATE_COUNT; i++)
		cr_expect_gt(state[i], 0u, "no line is %s", line_state_code((enum line_state)i));
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		cr_expect_gt(kind[i], 0u, "no line of a funder of kind %s", kinds[i]);
	cr_expect_gt(two_payers, 0u, "no cost has successive funders: %zu", two_payers);
	rules_faults_free(&faults);
	arena_free(&arena);
	demo_data_free(d);
}

Test(demo_trainings, each_precondition_is_met_and_waived)
{
	struct demo_data *d = sample();
	size_t met[PRE_COUNT] = {0}, waived[PRE_COUNT] = {0};

	for (size_t i = 0; i < d->precondition_count; i++) {
		met[d->preconditions[i].code] += !d->preconditions[i].waived;
		waived[d->preconditions[i].code] += d->preconditions[i].waived;
	}
	for (int i = 0; i < PRE_COUNT; i++)
		cr_expect(met[i] > 0 && waived[i] > 0, "%s: %zu met, %zu waived", precondition_code((enum precondition)i), met[i], waived[i]);
	demo_data_free(d);
}

Test(demo_trainings, each_period_and_each_allowance_lives)
{
	struct demo_data *d = sample();
	size_t kind[8] = {0}, allowance[16] = {0}, with = 0, without = 0, waiting = 0, despite = 0;

	for (size_t i = 0; i < d->company_period_count; i++) {
		const struct demo_company_period *x = &d->company_periods[i];

		tally(company_period_kinds, x->kind, kind);
		with += date_is_set(x->debriefed) && x->with_host;
		without += date_is_set(x->debriefed) && !x->with_host;
		waiting += !date_is_set(x->debriefed) && date_compare(x->to, d->today) <= 0;
		despite += x->despite[0] != '\0';
	}
	for (size_t i = 0; i < d->allowance_count; i++)
		tally(allowance_kinds, d->allowances[i].kind, allowance);
	expect_each(company_period_kinds, kind, "period");
	expect_each(allowance_kinds, allowance, "allowance");
	cr_expect(with > 0 && without > 0 && waiting > 0 && despite > 0, "%zu %zu %zu %zu", with, without, waiting, despite);
	demo_data_free(d);
}

/* --- clocks, funnel ------------------------------------------------------------------------------------------------- */

static struct training *facts_of_all(struct arena *arena, const struct demo_data *d)
{
	struct training *items = arena_array(arena, d->training_count + 1, sizeof *items);

	for (size_t i = 0; i < d->training_count; i++)
		items[i] = demo_facts_training(d, i);
	return items;
}

Test(demo_trainings, each_bucket_of_both_clocks_lives)
{
	struct demo_data *d = sample();
	struct rulebook book = shipped_rules();
	struct arena arena = {0};
	struct training *items = facts_of_all(&arena, d);
	size_t decision[DECISION_UNKNOWN + 1] = {0}, entry[ENTRY_UNKNOWN + 1] = {0};

	for (size_t i = 0; i < d->training_count; i++) {
		struct training_clocks c = training_clocks(&book, &items[i], (struct moment){d->today, 0}, DEMO_DEPARTMENT);

		decision[c.decision_bucket]++;
		entry[c.entry_bucket]++;
	}
	for (int i = 0; i <= DECISION_UNKNOWN; i++)
		cr_expect_gt(decision[i], 0u, "no decision: %s", decision_bucket_label((enum decision_bucket)i));
	for (int i = 0; i <= ENTRY_UNKNOWN; i++)
		cr_expect_gt(entry[i], 0u, "no entry: %s", entry_bucket_label((enum entry_bucket)i));
	rulebook_free(&book);
	arena_free(&arena);
	demo_data_free(d);
}

/* 002:509: of those evoked a third is prescribed, and about half of these enter. */
/* Nothing is told of a day to come, and « sans revenu » only to somebody who has none. */
Test(demo_trainings, what_is_told_could_have_happened)
{
	struct demo_data *d = sample();
	size_t said = 0;

	for (size_t i = 0; i < d->training_event_count; i++) {
		const struct demo_training_event *e = &d->training_events[i];
		const struct demo_training *t = &d->trainings[e->training];

		cr_expect(date_compare(e->on, d->today) <= 0, "%s of request %zu", training_step_code(e->step), e->training);
		cr_expect(!e->no_income_said || demo_allowance_on(d, t->person, t->starts) == NULL, "request %zu", e->training);
		said += e->no_income_said;
	}
	cr_expect_gt(said, 0u);
	demo_data_free(d);
}

Test(demo_trainings, the_funnel_is_plausible)
{
	for (unsigned seed = 1; seed <= 8; seed++) {
		struct demo_data *d = demo_generate(seed, date_make(2026, 11, 20));
		struct arena arena = {0};
		struct training_funnel n = training_funnel(facts_of_all(&arena, d), d->training_count, d->today);

		cr_expect(n.raised > 120, "seed %u: %d evoked", seed, n.raised);
		cr_expect(n.filed * 100 > n.raised * 25 && n.filed * 100 < n.raised * 45, "seed %u: %d filed of %d", seed, n.filed, n.raised);
		cr_expect(n.entered * 100 > n.filed * 35 && n.entered * 100 < n.filed * 65, "seed %u: %d entered of %d", seed, n.entered, n.filed);
		arena_free(&arena);
		demo_data_free(d);
	}
}

/* --- catalogue, convergence ----------------------------------------------------------------------------------------- */

Test(demo_trainings, a_provider_is_stale_sessions_are_full_unknown_and_withdrawn)
{
	struct demo_data *d = sample();
	size_t full = 0, unknown = 0, withdrawn = 0, left = 0, taken = 0;
	int oldest = 0;

	for (size_t i = 0; i < d->session_count; i++) {
		const struct demo_session *s = &d->sessions[i];
		bool ahead = date_compare(s->starts, d->today) > 0;

		full += ahead && s->places == 0;
		unknown += ahead && s->places < 0;
		left += ahead && s->places > 0;
		withdrawn += s->withdrawn;
	}
	for (int i = 0; i < DEMO_IMPORTS; i++)
		if (date_diff(d->today, d->imports[i].on) > oldest)
			oldest = date_diff(d->today, d->imports[i].on);
	for (size_t i = 0; i < d->training_event_count; i++)
		taken += d->training_events[i].place_confirmed;
	cr_expect_gt(oldest, 30, "no provider is stale");
	cr_expect(full > 3 && unknown > 3 && left > 20 && withdrawn > 0 && taken > 0, "%zu %zu %zu %zu %zu", full, unknown, left, withdrawn, taken);
	demo_data_free(d);
}

Test(demo_trainings, five_people_converge)
{
	struct demo_data *d = sample();
	int most = 0;

	for (size_t i = 0; i < d->training_count; i++) {
		const struct demo_training *t = &d->trainings[i];
		int same = 0;

		for (size_t k = 0; k < d->training_count; k++)
			same += d->trainings[k].offer == t->offer && date_is_set(t->ends) && date_compare(d->trainings[k].ends, t->ends) == 0 &&
				date_compare(t->ends, d->today) > 0;
		most = same > most ? same : most;
	}
	cr_expect_geq(most, 5);
	demo_data_free(d);
}
