/* The course of each person: regimes one after the other, modalités, référents, all dated. */
#include <string.h>

#include "sql/demo/demo_model.h"
#include "sql/demo/demo_random.h"

const struct demo_passage *demo_passage_on(const struct demo_person *p, struct date day)
{
	for (int i = 0; i < p->passage_count; i++) {
		const struct demo_passage *g = &p->passages[i];

		if (date_compare(g->from, day) <= 0 && date_compare(day, g->to) < 0)
			return g;
	}
	return NULL;
}

int demo_referent_on(const struct demo_person *p, struct date day)
{
	for (int i = 0; i < p->referent_count; i++) {
		const struct demo_referral *g = &p->referents[i];

		if (date_compare(g->from, day) <= 0 && date_compare(day, g->to) < 0)
			return g->account;
	}
	return -1;
}

/* ---- regimes ---- */

static struct date days_before(const struct demo_data *d, int days)
{
	return date_add_days(d->today, -days);
}

/* The first day of a regime whose last day is the plan's. */
static struct date regime_start(const struct demo_data *d, const struct demo_plan *plan)
{
	int months = demo_regime_months(plan->regime);
	struct date last, from;

	if (plan->end == DEMO_FREE || months == 0)
		return days_before(d, plan->since);
	last = date_add_days(d->today, plan->end);
	from = date_add_months(date_add_days(last, 1), -months);
	while (date_compare(date_period_end(from, months), last) > 0)
		from = date_add_days(from, -1);
	return from;
}

/* What came before a regime, and why it ended. */
static const struct before {
	enum regime then, before;
	const char *reason;
} befores[] = {
	{ REGIME_CE, REGIME_CSP, "fin du CSP" },
	{ REGIME_CE, REGIME_CER, "passage au contrat d'engagement" },
	{ REGIME_CE, REGIME_CEJ, "fin du CEJ" },
	{ REGIME_CE, REGIME_PPAE, "passage au contrat d'engagement" },
	{ REGIME_CE, REGIME_CUER, "fin du contrat unique" },
	{ REGIME_CSP, REGIME_PPAE, "licenciement économique" },
	{ REGIME_CSP, REGIME_CRP, "changement de dispositif" },
	{ REGIME_CEJ, REGIME_PACEA, "entrée en CEJ" },
	{ REGIME_CUER, REGIME_CEJ, "changement de dispositif" },
	{ REGIME_PPAE, REGIME_CSP, "fin du CSP" },
	{ REGIME_PPAE, REGIME_CTP, "fin du CTP" },
	{ REGIME_CER, REGIME_PPAE, "ouverture de droits au RSA" },
	{ REGIME_CAR_CTP, REGIME_CRP, "licenciement d'intérim" },
	{ REGIME_NONE, REGIME_CEJ, "emploi durable" },
	{ REGIME_NONE, REGIME_CSP, "création d'entreprise" },
	{ REGIME_NONE, REGIME_CE, "déménagement" },
	{ REGIME_NONE, REGIME_PPAE, "retraite" },
};

static const struct before *before_draw(struct demo_random *r, enum regime then)
{
	const size_t count = sizeof(befores) / sizeof(befores[0]);
	size_t matching = 0, wanted;

	for (size_t i = 0; i < count; i++)
		matching += befores[i].then == then;
	if (matching == 0)
		return NULL;
	wanted = demo_random_below(r, (unsigned)matching);
	for (size_t i = 0; i < count; i++)
		if (befores[i].then == then && wanted-- == 0)
			return &befores[i];
	return NULL;
}

/* RSA contracts became contrats d'engagement in 2025: dated then when the two years still hold it. */
static struct date passage_in_2025(const struct demo_data *d, struct demo_random *r, struct date fallback)
{
	struct date day = date_add_days(date_make(2025, 1, 1), demo_random_between(r, 0, 330));

	if (date_compare(day, date_add_days(d->first_day, 60)) < 0 || date_compare(day, days_before(d, 100)) > 0)
		return fallback;
	return day;
}

/* Opens the earlier passage, shorter than its regime lasts; false when it would not fit. */
static bool passage_before(struct demo_data *d, struct demo_random *r, struct demo_person *p, const struct before *b,
	struct date end)
{
	int months = demo_regime_months(b->before);
	int longest = months > 0 ? months * 30 - 5 : 400;
	struct date from = date_add_days(end, -demo_random_between(r, 90, longest));

	if (date_compare(from, d->first_day) < 0)
		from = date_add_days(d->first_day, demo_random_between(r, 0, 20));
	if (date_diff(end, from) < 45)
		return false;
	p->passages[p->passage_count++] =
		(struct demo_passage){ .regime = b->before, .from = from, .to = end, .reason = b->reason };
	return true;
}

static void passages_make(struct demo_data *d, struct demo_random *r, struct demo_person *p)
{
	const struct before *b = before_draw(r, p->plan.regime);
	struct date from = regime_start(d, &p->plan);

	if (p->plan.regime == REGIME_CE && p->plan.since > 120 && p->plan.milestone == DEMO_NEVER)
		b = NULL;
	if (b != NULL && b->before == REGIME_CER)
		from = passage_in_2025(d, r, from);
	if (b != NULL && (p->plan.regime == REGIME_NONE || b->before == REGIME_CER || demo_random_chance(r, 45)))
		passage_before(d, r, p, b, from);
	if (p->plan.regime != REGIME_NONE)
		p->passages[p->passage_count++] =
			(struct demo_passage){ .regime = p->plan.regime, .from = from, .to = DATE_NONE, .reason = "" };
	p->entry = p->passages[0].from;
}

/* ---- modalités ---- */

static void follow_add(struct demo_person *p, enum follow_up f, struct date from)
{
	if (p->follow_count > 0)
		p->follows[p->follow_count - 1].to = from;
	p->follows[p->follow_count++] = (struct demo_follow){ .follow_up = f, .from = from, .to = DATE_NONE };
}

/* A day inside the stay, `recent` days before its end at least; DATE_NONE when there is no room. */
static struct date day_inside(struct demo_data *d, struct demo_random *r, const struct demo_person *p, int recent)
{
	struct date end = p->holder < 0 ? p->passages[p->passage_count - 1].to : d->today;
	int stay = date_diff(end, p->entry);

	if (stay < recent + 30)
		return DATE_NONE;
	return date_add_days(p->entry, demo_random_between(r, 21, stay - recent));
}

static void follows_make(struct demo_data *d, struct demo_random *r, struct demo_person *p)
{
	struct date change = day_inside(d, r, p, 25);

	follow_add(p, FOLLOW_ACTIVE, p->entry);
	if (p->plan.follow_up != FOLLOW_ACTIVE) {
		if (!date_is_set(change)) {
			p->follows[0].follow_up = p->plan.follow_up;
			return;
		}
		follow_add(p, p->plan.follow_up, change);
	} else if (date_is_set(change) && demo_random_chance(r, 7)) {
		follow_add(p, FOLLOW_STRUCTURING, change);
		follow_add(p, FOLLOW_ACTIVE, date_add_days(change, 20));
	}
	if (p->holder < 0)
		p->follows[p->follow_count - 1].to = p->passages[p->passage_count - 1].to;
}

/* ---- référents ---- */

static void referral_add(struct demo_person *p, int account, struct date from)
{
	if (p->referent_count > 0)
		p->referents[p->referent_count - 1].to = from;
	p->referents[p->referent_count++] = (struct demo_referral){ .account = account, .from = from, .to = DATE_NONE };
}

static int other_account(struct demo_random *r, int account)
{
	return (account + demo_random_between(r, 1, DEMO_REFERENTS - 1)) % DEMO_REFERENTS;
}

/* One in four changed référent once, one in twenty twice (rules.md L9: counted and shown). */
static void referents_make(struct demo_data *d, struct demo_random *r, struct demo_person *p)
{
	int holder = p->holder >= 0 ? p->holder : demo_random_between(r, 0, DEMO_REFERENTS - 1);
	int first = other_account(r, holder);
	struct date change = day_inside(d, r, p, 40);

	if (p->holder < 0) {
		referral_add(p, holder, p->entry);
		p->referents[0].to = p->passages[p->passage_count - 1].to;
	} else if (!date_is_set(change) || demo_random_chance(r, 72)) {
		referral_add(p, holder, p->entry);
	} else {
		if (date_diff(change, p->entry) > 90 && demo_random_chance(r, 20)) {
			referral_add(p, other_account(r, first), p->entry);
			referral_add(p, first, date_add_days(p->entry, date_diff(change, p->entry) / 2));
		} else {
			referral_add(p, first, p->entry);
		}
		referral_add(p, holder, change);
	}
}

void demo_make_courses(struct demo_data *d)
{
	struct demo_random r;

	demo_random_seed(&r, d->seed, 3);
	for (size_t i = 0; i < d->people_count; i++) {
		struct demo_person *p = &d->people[i];

		passages_make(d, &r, p);
		follows_make(d, &r, p);
		referents_make(d, &r, p);
	}
}
