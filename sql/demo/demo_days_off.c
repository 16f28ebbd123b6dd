/* Days without appointments: the counsellors' absences, the agency's closings, people's congés and délais de
 * réflexion. Made before the agenda, which keeps clear of them. */
#include "core/base/calendar.h"
#include "sql/demo/demo_bonds.h"
#include "sql/demo/demo_model.h"
#include "sql/demo/demo_random.h"

enum { CLOSINGS = 2, LEAVE_PERCENT = 8, REFLECTIONS = 3, LONG_LEAVE_AGO = 112 };

static struct date working_day_from(struct date day)
{
	return calendar_next_working_day(NULL, day, DEMO_DEPARTMENT);
}

/* A day of the team, past and to come. */
static void closings_make(struct demo_data *d, struct demo_random *r)
{
	static const int days[CLOSINGS] = {-43, 17};
	static const char *const reasons[CLOSINGS] = {"Inventaire et travaux d'accueil", "Séminaire d'équipe"};

	d->closings = arena_array(&d->arena, CLOSINGS, sizeof(*d->closings));
	for (int i = 0; i < CLOSINGS; i++) {
		struct demo_closing *c = &d->closings[d->closing_count++];

		demo_random_uuid(r, c->id);
		c->from = working_day_from(date_add_days(d->today, days[i]));
		c->to = date_add_days(c->from, 1);
		c->reason = reasons[i];
	}
}

/* One absence each in the weeks to come: a day of training, or two days off. */
static void absences_make(struct demo_data *d, struct demo_random *r)
{
	static const char *const reasons[] = {"Formation interne", "Congés", "Comité de bassin"};

	d->absences = arena_array(&d->arena, DEMO_REFERENTS, sizeof(*d->absences));
	for (int account = 0; account < DEMO_REFERENTS; account++) {
		struct demo_absence *x = &d->absences[d->absence_count++];
		struct date from = working_day_from(date_add_days(d->today, account == 0 ? 12 : demo_random_between(r, 15, 32)));

		demo_random_uuid(r, x->id);
		x->account = account;
		x->from = (struct moment){from, 8 * 60};
		x->to = (struct moment){date_add_days(from, account % 3 == 1 ? 1 : 0), 18 * 60};
		x->reason = reasons[account % 3];
	}
}

static void leave_add(struct demo_data *d, struct demo_random *r, size_t person, enum protected_kind kind, int in, int days,
	const char *text)
{
	struct demo_leave *l = &d->leaves[d->leave_count++];

	demo_random_uuid(r, l->id);
	l->person = (int)person;
	l->kind = kind;
	l->from = date_add_days(d->today, in);
	l->to = date_add_days(l->from, days);
	l->text = text;
}

/* Congés begin after the next appointment, which the plan fixes, so that no line of the plan moves. */
static void leaves_make(struct demo_data *d, struct demo_random *r)
{
	size_t reflections = 0;

	d->leaves = arena_array(&d->arena, d->people_count, sizeof(*d->leaves));
	for (size_t i = 0; i < d->people_count; i++) {
		const struct demo_plan *p = &d->people[i].plan;
		int after = p->next == DEMO_NEVER ? 3 : p->next + 12;

		if (d->people[i].holder < 0)
			continue;
		if ((p->regime == REGIME_CSP || p->regime == REGIME_PPAE) && p->next != DEMO_NEVER && p->met && reflections < REFLECTIONS) {
			leave_add(d, r, i, PROTECTED_REFLECTION, after, 7, "Proposition d'adhésion remise");
			reflections++;
		} else if (demo_random_chance(r, LEAVE_PERCENT)) {
			leave_add(d, r, i, PROTECTED_LEAVE, after + demo_random_between(r, 0, 6), demo_random_between(r, 5, 14),
				"Congés déclarés");
		}
	}
	for (size_t i = 0; i < d->people_count; i++)
		if (demo_bond_has((int)i, BOND_HOURS_LONG))
			leave_add(d, r, i, PROTECTED_LEAVE, -LONG_LEAVE_AGO, 14, "Congés d'été");
}

void demo_make_days_off(struct demo_data *d)
{
	struct demo_random r;

	demo_random_seed(&r, d->seed, 7);
	closings_make(d, &r);
	absences_make(d, &r);
	leaves_make(d, &r);
}
