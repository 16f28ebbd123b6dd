/* What each file must show on the day: the first référent's by hand, the others drawn so that about a
 * quarter is late, a quarter is soon due, some are for information, and the rest is calm. */
#include "sql/demo/demo_cast.h"
#include "sql/demo/demo_random.h"

/* ---- regimes ---- */

int demo_regime_months(enum regime r)
{
	switch (r) {
	case REGIME_CSP:
	case REGIME_CTP:
	case REGIME_CEJ:
	case REGIME_CUER:
		return 12;
	case REGIME_CRP:
		return 8;
	default:
		return 0;
	}
}

static const int regime_weights[REGIME_CE + 1] = {
	[REGIME_CSP] = 22, [REGIME_CSP_ANI4] = 3, [REGIME_CTP] = 2, [REGIME_CRP] = 2, [REGIME_CAR_CTP] = 2,
	[REGIME_PPAE] = 12, [REGIME_CER] = 3, [REGIME_CEJ] = 15, [REGIME_PACEA] = 3, [REGIME_CUER] = 3,
	[REGIME_CE] = 33,
};

/* A length of stay that neither nears the end of the regime nor leaves the two years. */
static int draw_since(struct demo_random *r, enum regime regime)
{
	int months = demo_regime_months(regime);
	int longest = months > 0 ? months * 30 - 66 : 640;

	return demo_random_between(r, 30, longest);
}

/* ---- calm first, then one trouble ---- */

static struct demo_plan plan_calm(struct demo_random *r, enum regime regime)
{
	struct demo_plan p = {
		.regime = regime, .follow_up = FOLLOW_ACTIVE, .since = draw_since(r, regime), .end = DEMO_FREE,
		.contact = demo_random_between(r, 1, 3), .seen = DEMO_FREE, .met = true, .milestone = DEMO_FREE,
		.unknown = DEMO_NEVER, .next = demo_random_between(r, 1, 14),
	};

	return p;
}

static void plan_end(struct demo_plan *p, int end)
{
	p->since = DEMO_FREE;
	p->end = end;
}

static void plan_late(struct demo_random *r, struct demo_plan *p)
{
	static const int weights[] = { 45, 25, 15, 15 };

	switch (demo_random_weighted(r, weights, 4)) {
	case 0:
		p->contact = demo_random_between(r, 8, 20);
		break;
	case 1:
		p->unknown = demo_random_between(r, 1, 15);
		break;
	case 2:
		if (p->regime == REGIME_CEJ) {
			p->since = demo_random_between(r, 80, 250);
			p->milestone = demo_random_between(r, 33, 50);
		} else {
			p->since = p->since > 60 ? p->since : 60;
			p->seen = demo_random_between(r, 33, 48);
			p->next = DEMO_NEVER;
		}
		break;
	default:
		if (demo_regime_months(p->regime) > 0)
			plan_end(p, -demo_random_between(r, 2, 25));
		else
			p->contact = demo_random_between(r, 8, 16);
	}
}

static void plan_soon(struct demo_random *r, struct demo_plan *p)
{
	static const int weights[] = { 50, 20, 30 };

	switch (demo_random_weighted(r, weights, 3)) {
	case 0:
		p->contact = demo_random_between(r, 4, 7);
		break;
	case 1:
		p->since = p->since > 50 ? p->since : 50;
		p->seen = demo_random_between(r, 17, 28);
		p->next = DEMO_NEVER;
		break;
	default:
		if (p->regime == REGIME_CEJ)
			p->milestone = demo_random_between(r, 18, 27);
		else if (demo_regime_months(p->regime) > 0)
			plan_end(p, demo_random_between(r, 5, 55));
		else
			p->contact = demo_random_between(r, 4, 6);
	}
}

static void plan_information(struct demo_random *r, struct demo_plan *p)
{
	if (p->regime == REGIME_CSP && demo_random_chance(r, 60)) {
		p->since = demo_random_between(r, 5, 20);
		p->met = false;
		p->milestone = DEMO_NEVER;
		return;
	}
	if (p->regime == REGIME_CEJ)
		p->regime = REGIME_CE;
	p->milestone = demo_random_between(r, 95, 150);
	p->since = p->milestone + demo_random_between(r, 15, 60);
	if (demo_regime_months(p->regime) == 8)
		p->regime = REGIME_PPAE;
}

static struct demo_plan plan_drawn(struct demo_random *r)
{
	static const int weights[] = { 21, 24, 11, 44 };
	struct demo_plan p = plan_calm(r, (enum regime)demo_random_weighted(r, regime_weights, REGIME_CE + 1));

	switch (demo_random_weighted(r, weights, 4)) {
	case 0:
		plan_late(r, &p);
		break;
	case 1:
		plan_soon(r, &p);
		break;
	case 2:
		plan_information(r, &p);
		break;
	default:
		break;
	}
	return p;
}

/* ---- what the rows leave free ---- */

/* CEJ: a point d'étape each month; elsewhere one in three months keeps the file quiet. */
static void plan_complete(struct demo_random *r, struct demo_plan *p)
{
	int earliest = p->contact == DEMO_NEVER ? 1 : p->contact;

	if (p->milestone != DEMO_FREE)
		return;
	p->milestone = DEMO_NEVER;
	if (!p->met)
		return;
	if (p->regime == REGIME_CEJ)
		p->milestone = earliest + demo_random_between(r, 0, 7);
	else if (p->since == DEMO_FREE || p->since > 80)
		p->milestone = earliest + demo_random_between(r, 5, 55);
}

static enum follow_up drawn_follow_up(int rank, int size)
{
	if (rank >= size - 1 - size % 2)
		return FOLLOW_ATTACHED;
	return rank >= size - 3 - size % 3 ? FOLLOW_STRUCTURING : FOLLOW_ACTIVE;
}

/* The one followed by the overloaded référent stays above 60 in suivi actif. */
static struct demo_plan plan_for(struct demo_random *r, int account, int rank)
{
	int size = demo_portfolio_size(account);
	struct demo_plan p;

	if (account == 0) {
		p = demo_cast[rank];
		p.series_ends = rank == DEMO_SERIES_ENDS;
		return p;
	}
	p = plan_drawn(r);
	p.follow_up = drawn_follow_up(rank, size);
	if (account == DEMO_REFERENTS - 1)
		p.follow_up = rank == size - 1 ? FOLLOW_ATTACHED : rank >= size - 3 ? FOLLOW_STRUCTURING : FOLLOW_ACTIVE;
	if (account == 1 && rank == 0) /* followed, while no regime is in force */
		p = (struct demo_plan){ .regime = REGIME_NONE, .since = 12, .end = DEMO_FREE, .contact = 2,
			.seen = DEMO_FREE, .met = true, .milestone = DEMO_NEVER, .unknown = DEMO_NEVER, .next = 3 };
	return p;
}

/* Whose accompaniment ended some months ago. */
static struct demo_plan plan_left(struct demo_random *r)
{
	int since = demo_random_between(r, 60, 300);

	return (struct demo_plan){ .regime = REGIME_NONE, .since = since, .end = DEMO_FREE, .contact = since + 3,
		.seen = DEMO_FREE, .met = true, .milestone = DEMO_NEVER, .unknown = DEMO_NEVER, .next = DEMO_NEVER };
}

void demo_make_plans(struct demo_data *d)
{
	struct demo_random r;
	size_t n = 0;

	demo_random_seed(&r, d->seed, 1);
	d->people = arena_array(&d->arena, DEMO_PEOPLE + DEMO_LEFT, sizeof(*d->people));
	for (int account = 0; account < DEMO_REFERENTS; account++)
		for (int rank = 0; rank < demo_portfolio_size(account); rank++) {
			d->people[n].holder = account;
			d->people[n++].plan = plan_for(&r, account, rank);
		}
	for (int i = 0; i < DEMO_LEFT; i++) {
		d->people[n].holder = -1;
		d->people[n++].plan = plan_left(&r);
	}
	d->people_count = n;
	for (size_t i = 0; i < n; i++) {
		d->people[i].number = (int)i + 1;
		plan_complete(&r, &d->people[i].plan);
	}
}
