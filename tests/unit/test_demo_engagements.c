/* What the demonstration shows of contracts and hours: a living example of each state, part, cadence, debtor, absence. */
#include <criterion/criterion.h>

#include "core/engagement/ledger.h"
#include "sql/demo/demo_bonds.h"
#include "tests/support/rules_dir.h"

static struct demo_data *sample(void)
{
	return demo_generate(1, date_make(2026, 11, 20));
}

static struct item item_of(const struct demo_data *d, size_t index)
{
	const struct demo_commitment *x = &d->commitments[index];
	const struct demo_contract *c = &d->contracts[x->contract];
	struct item i = item_unknown();

	i.id = x->id;
	i.contract = c->id;
	i.debtor = x->debtor;
	i.object = x->object;
	i.due = x->due;
	i.done = x->done;
	i.part = x->part;
	i.cadence = x->cadence;
	i.bound = demo_version_signed(&c->versions[x->rank_from - 1]);
	i.excused = x->excused;
	if (x->rank_to > 0)
		i.withdrawn = demo_version_signed(&c->versions[x->rank_to - 1]);
	for (size_t k = 0; k < d->fulfilment_count; k++)
		if (d->fulfilments[k].commitment == index && (!date_is_set(i.done) || date_compare(d->fulfilments[k].on, i.done) > 0))
			i.done = d->fulfilments[k].on;
	for (size_t k = 0; k < d->remedial_count; k++)
		if (d->remedials[k].commitment == (long)index && date_is_set(d->remedials[k].delivered)) {
			i.compensated = i.cadence == CADENCE_ONCE;
			i.made_up = i.cadence == CADENCE_ONCE ? DATE_NONE : d->remedials[k].lapsed;
		}
	return i;
}

Test(demo_engagements, each_state_part_cadence_and_debtor_lives_in_the_first_portfolio)
{
	struct demo_data *d = sample();
	struct rulebook book = shipped_rules();
	size_t state[ITEM_STATE_COUNT] = {0}, part[PART_COUNT] = {0}, cadence[CADENCE_COUNT] = {0}, debtor[DEBTOR_COUNT] = {0};

	for (size_t i = 0; i < d->commitment_count; i++) {
		const struct demo_contract *c = &d->contracts[d->commitments[i].contract];
		struct item x = item_of(d, i);

		if (d->people[c->person].holder != 0)
			continue;
		state[item_state_on(&x, NULL, &book, c->regime, (struct moment){d->today, 0}, DEMO_DEPARTMENT, NULL)]++;
		part[x.part]++;
		cadence[x.cadence]++;
		debtor[x.debtor]++;
	}
	for (int i = 0; i < ITEM_STATE_COUNT; i++)
		cr_expect_gt(state[i], 0, "no line is %s", item_state_code((enum item_state)i));
	for (int i = PART_SOCLE; i < PART_COUNT; i++)
		cr_expect_gt(part[i], 0, "no line is of the %s", item_part_code((enum item_part)i));
	for (int i = 0; i < CADENCE_COUNT; i++)
		cr_expect_gt(cadence[i], 0, "no line is of each %s", cadence_code((enum cadence)i));
	for (int i = 0; i < DEBTOR_COUNT; i++)
		if (i != DEBTOR_NONE && i != DEBTOR_BOTH && i != DEBTOR_AUTHORITY)
			cr_expect_gt(debtor[i], 0, "%s owes nothing", debtor_code((enum debtor)i));
	rulebook_free(&book);
	demo_data_free(d);
}

Test(demo_engagements, each_absence_each_regime_and_each_version_lives)
{
	struct demo_data *d = sample();
	size_t absence[PROTECTED_COUNT] = {0}, regime[REGIME_COUNT] = {0}, amended = 0, renewed = 0, chosen = 0, waiting = 0;

	for (size_t i = 0; i < d->leave_count; i++)
		absence[d->leaves[i].kind]++;
	for (size_t i = 0; i < d->contract_count; i++) {
		const struct demo_contract *c = &d->contracts[i];

		regime[c->regime]++;
		amended += c->version_count > 1;
		renewed += c->follows >= 0;
		chosen += c->choice != CHOICE_NONE;
		waiting += !date_is_set(demo_version_signed(&c->versions[c->version_count - 1]));
	}
	for (int i = 0; i < PROTECTED_COUNT; i++)
		cr_expect_gt(absence[i], 0, "nobody is absent for %s", protected_code((enum protected_kind)i));
	for (int i = REGIME_CSP; i <= REGIME_CE; i++)
		cr_expect_gt(regime[i], 0, "no contract under %s", regime_code((enum regime)i));
	cr_expect(amended > 20 && renewed > 10 && chosen > 2 && waiting > 2, "%zu amended, %zu renewed, %zu chosen, %zu waiting", amended,
		renewed, chosen, waiting);
	cr_expect(d->dispensation_count > 0 && d->diagnostic_count > 300 && d->request_count > 20 && d->reading_count > 4);
	demo_data_free(d);
}

/* As the base would refuse it (011_contrats, 012_heures): rows that are loaded pass its triggers. */
Test(demo_engagements, nothing_is_loaded_that_the_base_would_refuse)
{
	struct demo_data *d = sample();

	for (size_t i = 0; i < d->contract_count; i++) {
		const struct demo_contract *c = &d->contracts[i];
		const struct demo_passage *g = demo_passage_on(&d->people[c->person], c->from);
		bool ours = false;

		cr_expect(g != NULL && g->regime == c->regime, "contract %zu out of its regime", i);
		for (int k = 0; k < c->version_count; k++) {
			cr_expect(!date_is_set(c->versions[k].to) || date_compare(c->from, c->versions[k].to) < 0);
			cr_expect(!date_is_set(demo_version_signed(&c->versions[k])) ||
				date_compare(demo_version_signed(&c->versions[k]), d->today) <= 0);
		}
		for (size_t k = 0; k < d->commitment_count; k++)
			ours = ours || (d->commitments[k].contract == i && d->commitments[k].debtor == DEBTOR_STRUCTURE);
		cr_expect(ours, "contract %zu binds the person alone", i);
	}
	for (size_t i = 0; i < d->activity_count; i++)
		cr_expect(date_compare(d->activities[i].day, d->today) <= 0 && d->activities[i].minutes <= 1440 &&
			(!moment_is_set(d->activities[i].validated) || moment_compare(d->activities[i].declared, d->activities[i].validated) <= 0));
	for (size_t i = 0; i < d->remedial_count; i++)
		cr_expect(date_compare(d->remedials[i].lapsed, d->remedials[i].opened) <= 0);
	demo_data_free(d);
}
