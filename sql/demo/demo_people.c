/* Who they are: names, identifiants, households, ways to reach them. */
#include <string.h>

#include "core/base/text.h"
#include "sql/demo/demo_random.h"
#include "sql/demo/demo_words.h"
#include "sql/demo/demo_model.h"

/* ---- identifiants ---- */

static bool id_is_taken(const struct demo_data *d, size_t before, const char *id)
{
	for (size_t i = 0; i < before; i++)
		if (strcmp(d->people[i].id, id) == 0)
			return true;
	return false;
}

static void id_draw(struct demo_random *r, const struct demo_data *d, size_t at)
{
	static const char crockford[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	char *id = d->people[at].id;

	do {
		for (int i = 0; i < 6; i++)
			id[i] = crockford[demo_random_below(r, 32)];
	} while (id_is_taken(d, at, id));
}

/* ---- names ---- */

static bool name_is_taken(const struct demo_data *d, const struct demo_person *p)
{
	for (size_t i = 0; i < d->people_count; i++) {
		const struct demo_person *other = &d->people[i];

		if (other != p && other->last != NULL && strcmp(other->last, p->last) == 0 &&
			strcmp(other->first, p->first) == 0)
			return true;
	}
	return false;
}

static bool word_is_in(const struct demo_words *w, const char *word)
{
	for (size_t i = 0; i < w->count; i++)
		if (strcmp(w->items[i], word) == 0)
			return true;
	return false;
}

static void name_draw(struct demo_random *r, struct demo_data *d, struct demo_person *p)
{
	if (p->plan.last != NULL) {
		p->last = p->plan.last;
		p->first = p->plan.first;
		p->woman = word_is_in(&demo_women, p->first);
		return;
	}
	p->woman = demo_random_chance(r, 52);
	do {
		p->last = demo_pick(r, &demo_last_names);
		p->first = demo_pick(r, p->woman ? &demo_women : &demo_men);
	} while (name_is_taken(d, p));
}

/* ---- reach: numbers that ARCEP keeps for fiction, mail under example.org (RFC 2606) ---- */

static const char *phone_draw(struct demo_random *r, struct arena *a)
{
	static const char *const prefixes[] = { "06 39 98", "06 39 98", "06 39 98", "06 39 98", "02 61 91", "01 99 00",
		"03 53 01", "04 65 71", "05 36 49" };
	const char *prefix = prefixes[demo_random_below(r, 9)];
	unsigned number = demo_random_below(r, 10000);

	return arena_format(a, "%s %02u %02u", prefix, number / 100, number % 100);
}

/* Letters of the folded name only, so that an address stays an address. */
static char *mail_part(struct arena *a, const char *name)
{
	char *folded = text_fold(a, name), *out = arena_alloc(a, strlen(folded) + 1);
	size_t n = 0;

	for (const char *c = folded; *c != '\0'; c++)
		if (*c >= 'a' && *c <= 'z')
			out[n++] = *c;
	return out;
}

static void reach_draw(struct demo_random *r, struct arena *a, struct demo_person *p)
{
	p->phone = demo_random_chance(r, 96) ? phone_draw(r, a) : "";
	p->email = "";
	if (demo_random_chance(r, 82))
		p->email = arena_format(a, "%s.%s@example.org", mail_part(a, p->first), mail_part(a, p->last));
	p->town = demo_pick(r, &demo_towns);
	p->language = demo_random_chance(r, 8) ? demo_pick(r, &demo_languages) : "fr";
}

/* ---- age, household ---- */

static bool regime_is_for_the_young(enum regime r)
{
	return r == REGIME_CEJ || r == REGIME_PACEA || r == REGIME_CUER;
}

static struct date birth_draw(struct demo_random *r, const struct demo_data *d, enum regime regime)
{
	int years = regime_is_for_the_young(regime) ? demo_random_between(r, 18, 24) : demo_random_between(r, 23, 61);

	return date_add_days(date_add_months(d->today, -12 * years), -demo_random_between(r, 1, 360));
}

static void household_draw(struct demo_random *r, struct demo_data *d, struct demo_person *p)
{
	static const int weights[] = { 42, 25, 15, 11, 5, 2 };
	struct demo_household *h = &d->households[d->household_count];
	bool mock_up = p->number == 1; /* « foyer 2 » */

	h->size = mock_up ? 2 : (int)demo_random_weighted(r, weights, 6) + 1;
	h->composition = mock_up ? "parent seul, 1 enfant" : demo_composition(r, h->size);
	h->increased = strncmp(h->composition, "parent seul", 11) == 0 && demo_random_chance(r, 40);
	p->household = (int)d->household_count++;
}

/* A few couples are followed both (rules.md L11): the second joins the household of the first. */
static void couple_join(struct demo_random *r, struct demo_data *d, struct demo_person *p)
{
	const struct demo_person *spouse = p - 1;
	struct demo_household *h = &d->households[spouse->household];

	p->last = spouse->last;
	do
		p->first = demo_pick(r, spouse->woman ? &demo_men : &demo_women);
	while (name_is_taken(d, p));
	p->woman = !spouse->woman;
	if (h->size < 2)
		h->size = 2;
	h->composition = h->size == 2 ? "couple sans enfant" : h->size == 3 ? "couple, 1 enfant" : "couple avec enfants";
	h->increased = false;
	p->household = spouse->household;
}

void demo_make_people(struct demo_data *d)
{
	struct demo_random r;

	demo_random_seed(&r, d->seed, 2);
	d->households = arena_array(&d->arena, d->people_count, sizeof(*d->households));
	for (size_t i = 0; i < d->people_count; i++) /* the hand-made names are taken first */
		if (d->people[i].plan.last != NULL)
			name_draw(&r, d, &d->people[i]);
	for (size_t i = 0; i < d->people_count; i++) {
		struct demo_person *p = &d->people[i];

		id_draw(&r, d, i);
		if (i % 41 == 40 && p->plan.last == NULL) {
			couple_join(&r, d, p);
		} else {
			if (p->last == NULL)
				name_draw(&r, d, p);
			household_draw(&r, d, p);
		}
		p->birth = birth_draw(&r, d, p->plan.regime);
		reach_draw(&r, &d->arena, p);
	}
}
