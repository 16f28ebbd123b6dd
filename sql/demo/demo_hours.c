/* Hours of activity: the weeks of those who owe some, declared then validated; dérogations; the absences that lower them. */
#include "core/base/calendar.h"
#include "core/engagement/activity.h"
#include "sql/demo/demo_bonds.h"

enum { WEEKS = 14, CAST_WEEKS = 27, LONG_WEEKS = 104, LONG_ILL_WEEK = 30, PIECE = 180 };

struct hours {
	struct demo_data *d;
	struct demo_random r;
};

/* ---- absences of the weeks ---- */

static void leave_put(struct hours *h, int person, enum protected_kind kind, int ago, int days, const char *text)
{
	struct demo_data *d = h->d;
	struct demo_leave *l;

	d->leaves = demo_list_room(&d->arena, d->leaves, d->leave_count, sizeof(*d->leaves));
	l = &d->leaves[d->leave_count++];
	*l = (struct demo_leave){.person = person, .kind = kind, .from = date_add_days(d->today, -ago), .text = text};
	l->to = date_add_days(l->from, days);
	demo_random_uuid(&h->r, l->id);
}

static void dispensation_put(struct hours *h, int person, int ago, int days, int target, const char *reason)
{
	struct demo_data *d = h->d;
	struct demo_dispensation *x;
	struct date from = date_week_start(date_add_days(d->today, -ago));

	d->dispensations = demo_list_room(&d->arena, d->dispensations, d->dispensation_count, sizeof(*d->dispensations));
	x = &d->dispensations[d->dispensation_count++];
	*x = (struct demo_dispensation){.person = person, .target = target, .from = from, .to = date_add_days(from, days), .reason = reason};
	demo_random_uuid(&h->r, x->id);
}

static void absences_make(struct hours *h)
{
	static const struct { enum protected_kind kind; const char *text; } kinds[] = {
		{PROTECTED_ILLNESS, "Arrêt de travail remis"}, {PROTECTED_WORK, "Mission d'intérim"},
		{PROTECTED_TRAINING, "Formation secourisme"}, {PROTECTED_OTHER, "Décès d'un proche"},
	};
	struct demo_data *d = h->d;

	for (size_t p = 0; p < d->people_count; p++) {
		if (demo_bond_has((int)p, BOND_HOURS_LONG)) {
			leave_put(h, (int)p, PROTECTED_ILLNESS, LONG_ILL_WEEK * 7, 9, "Arrêt de travail remis");
			dispensation_put(h, (int)p, 70, 42, 8 * 60, "Garde d'enfant : place en crèche attendue");
		} else if (d->people[p].holder > 0 && demo_random_chance(&h->r, 6)) {
			size_t k = demo_random_below(&h->r, 4);

			leave_put(h, (int)p, kinds[k].kind, demo_random_between(&h->r, 15, 60), demo_random_between(&h->r, 2, 9), kinds[k].text);
		}
		if (demo_bond_has((int)p, BOND_HOURS_WAITING))
			leave_put(h, (int)p, PROTECTED_WORK, 45, 3, "Mission d'intérim");
		if (demo_bond_has((int)p, BOND_HOURS_OLD))
			leave_put(h, (int)p, PROTECTED_TRAINING, 52, 4, "Formation secourisme");
		if (demo_bond_has((int)p, BOND_HOURS_SOON))
			leave_put(h, (int)p, PROTECTED_OTHER, 38, 2, "Décès d'un proche");
	}
}

/* ---- one week ---- */

static bool is_absent(const struct demo_data *d, int person, struct date day)
{
	for (size_t i = 0; i < d->leave_count; i++) {
		const struct demo_leave *l = &d->leaves[i];

		if (l->person == person && l->kind != PROTECTED_REFLECTION && date_compare(l->from, day) <= 0 && date_compare(day, l->to) < 0)
			return true;
	}
	return false;
}

static const struct demo_dispensation *dispensation_on(const struct demo_data *d, int person, struct date day)
{
	for (size_t i = 0; i < d->dispensation_count; i++) {
		const struct demo_dispensation *x = &d->dispensations[i];

		if (x->person == person && date_compare(x->from, day) <= 0 && date_compare(day, x->to) < 0)
			return x;
	}
	return NULL;
}

/* Minutes owed in a full week; 0: none. */
static int target_on(const struct demo_data *d, int person, struct date monday)
{
	const struct demo_passage *g = demo_passage_on(&d->people[person], monday);
	const struct demo_dispensation *x = dispensation_on(d, person, monday);
	long contract = demo_contract_on(d, person, monday);
	const struct demo_contract *c = contract >= 0 ? &d->contracts[contract] : NULL;
	int target = c != NULL ? c->versions[demo_rank_on(c, monday) - 1].target : -1;

	if (g == NULL)
		return 0;
	if (x != NULL)
		return x->target;
	if (target >= 0)
		return target;
	return g->regime == REGIME_CEJ ? 15 * 60 : 0;
}

static void activity_put(struct hours *h, int person, struct date day, int minutes, bool validated)
{
	static const int weights[THEME_COUNT] = {8, 5, 14, 12, 16, 14, 14, 14, 3};
	struct demo_data *d = h->d;
	struct date sunday = date_add_days(date_week_start(day), 6);
	struct demo_activity *x;

	d->activities = demo_list_room(&d->arena, d->activities, d->activity_count, sizeof(*d->activities));
	x = &d->activities[d->activity_count++];
	*x = (struct demo_activity){.person = person, .minutes = minutes, .day = day, .declared = {day, 17 * 60}, .validated = MOMENT_NONE};
	x->theme = (int)demo_random_weighted(&h->r, weights, THEME_COUNT);
	if (date_compare(day, d->today) >= 0)
		x->declared = (struct moment){d->today, 0};
	if (validated)
		x->validated = date_compare(sunday, d->today) < 0 ? (struct moment){sunday, 18 * 60} : x->declared;
	demo_random_uuid(&h->r, x->id);
}

/* `minutes` over the days from Monday to Friday that are not absent, up to today. */
static void week_fill(struct hours *h, int person, struct date monday, int minutes, bool validated)
{
	for (int k = 0; k < 10 && minutes > 0; k++) {
		struct date day = date_add_days(monday, k % 5);
		int piece = minutes < PIECE ? minutes : PIECE;

		if (date_compare(day, h->d->today) > 0 || is_absent(h->d, person, day))
			continue;
		activity_put(h, person, day, piece, validated);
		minutes -= piece;
	}
}

static int owed(const struct demo_data *d, int person, struct date monday)
{
	int absent = 0;

	for (int k = 0; k < 5; k++)
		absent += is_absent(d, person, date_add_days(monday, k)) &&
		          calendar_is_working_day(NULL, date_add_days(monday, k), DEMO_DEPARTMENT);
	return target_on(d, person, monday) * (5 - absent) / 5;
}

/* ---- each person ---- */

/* What was declared that week: enough, or short where the table of bonds, or chance, says so. `back`: weeks before today's. */
static int declared_in(struct hours *h, int person, int minutes, int back)
{
	bool cast = demo_bond_is_cast(h->d, person);

	if (demo_bond_has(person, BOND_HOURS_SHORT) && back <= 1)
		return back == 0 ? 3 * 60 : minutes / 2;
	if (demo_bond_has(person, BOND_HOURS_SOON) && back == 0)
		return 0;
	if ((cast && back > 2) || !cast)
		return demo_random_chance(&h->r, cast ? 12 : back <= 1 ? 2 : 6) ? minutes * 2 / 3 : minutes;
	return minutes;
}

static bool validated_in(struct hours *h, int person, int back)
{
	if (demo_bond_has(person, BOND_HOURS_OLD))
		return back != 3;
	if (demo_bond_has(person, BOND_HOURS_WAITING))
		return back != 1;
	return demo_bond_is_cast(h->d, person) || back > 1 || demo_random_chance(&h->r, 97);
}

static void person_hours(struct hours *h, int person)
{
	struct date this_week = date_week_start(h->d->today);
	int weeks = demo_bond_has(person, BOND_HOURS_LONG) ? LONG_WEEKS : demo_bond_is_cast(h->d, person) ? CAST_WEEKS : WEEKS;

	for (int back = weeks; back >= 0; back--) {
		struct date monday = date_add_days(this_week, -7 * back);
		const struct demo_passage *g = demo_passage_on(&h->d->people[person], monday);
		int minutes = owed(h->d, person, monday);

		if (g != NULL && minutes > 0 && date_compare(g->from, monday) <= 0)
			week_fill(h, person, monday, declared_in(h, person, minutes, back), validated_in(h, person, back));
	}
}

void demo_make_hours(struct demo_data *d)
{
	struct hours h = {.d = d};

	demo_random_seed(&h.r, d->seed, 12);
	absences_make(&h);
	for (size_t p = 0; p < d->people_count; p++)
		person_hours(&h, (int)p);
}
