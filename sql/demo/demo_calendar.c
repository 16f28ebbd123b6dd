/* Diaries: working days, part time, leave, quarters of an hour. */
#include "sql/demo/demo_calendar.h"

#include "core/base/calendar.h"

#define MORNING 0x0000ffffu
#define AFTERNOON 0xffff0000u
#define WHOLE_DAY 0xffffffffu

static int day_index(const struct demo_calendar *c, struct date day)
{
	return date_diff(day, c->d->first_day);
}

bool demo_calendar_covers(const struct demo_calendar *c, struct date day)
{
	return day_index(c, day) >= 0 && day_index(c, day) < DEMO_DAYS;
}

bool demo_account_works(const struct demo_account *a, int weekday, bool afternoon)
{
	switch (weekday) {
	case 3:
		return afternoon ? a->quotite > 90 : a->quotite > 80;
	case 4:
		return !afternoon || a->quotite > 50;
	case 5:
		return afternoon ? a->quotite > 70 : a->quotite > 60;
	default:
		return weekday <= 5;
	}
}

/* Half-days that part time and the paid half-days of other duties take from appointments. */
static uint32_t quarters_off(const struct demo_account *a, int weekday)
{
	uint32_t off = (demo_account_works(a, weekday, false) ? 0 : MORNING) | (demo_account_works(a, weekday, true) ? 0 : AFTERNOON);

	if (weekday == 1 && a->half_days >= 1)
		off |= MORNING;
	if (weekday == 2 && a->half_days >= 2)
		off |= AFTERNOON;
	if (weekday == 5 && a->half_days >= 3)
		off |= MORNING;
	return off;
}

/* Leave: two or three weeks in summer, one at the end of December, one in spring; never the last weeks,
 * whose appointments the plans fix. */
static bool account_is_on_leave(const struct demo_data *d, int account, struct date day)
{
	int year, month, dom, week;

	if (date_diff(d->today, day) < 56)
		return false;
	date_split(day, &year, &month, &dom);
	date_iso_week(day, &year, &week);
	if (week >= 29 + account % 5 && week < 31 + account % 5 + account % 2)
		return true;
	return week == 52 || week == 15 + account % 3;
}

static bool agency_is_closed(const struct demo_data *d, struct date day)
{
	for (size_t i = 0; i < d->closing_count; i++)
		if (date_compare(d->closings[i].from, day) <= 0 && date_compare(day, d->closings[i].to) < 0)
			return true;
	return false;
}

/* Nobody is convoked on them, nor seen (rules.md L5). */
static void leaves_take(struct demo_calendar *c)
{
	for (size_t i = 0; i < c->d->leave_count; i++) {
		const struct demo_leave *l = &c->d->leaves[i];

		for (struct date day = l->from; date_compare(day, l->to) < 0; day = date_add_days(day, 1))
			if (demo_calendar_covers(c, day))
				demo_person_take(c, l->person, day);
	}
}

static void absences_take(struct demo_calendar *c)
{
	for (size_t i = 0; i < c->d->absence_count; i++) {
		const struct demo_absence *x = &c->d->absences[i];

		for (struct date day = x->from.day; date_compare(day, x->to.day) <= 0; day = date_add_days(day, 1))
			if (demo_calendar_covers(c, day))
				c->taken[x->account][day_index(c, day)] = WHOLE_DAY;
	}
}

void demo_calendar_open(struct demo_calendar *c, struct demo_data *d)
{
	c->d = d;
	c->person_taken = arena_array(&d->arena, d->people_count * DEMO_DAYS, sizeof(bool));
	for (int i = 0; i < DEMO_DAYS; i++) {
		struct date day = date_add_days(d->first_day, i);

		c->closed[i] = !calendar_is_working_day(NULL, day, DEMO_DEPARTMENT) || agency_is_closed(d, day);
		for (int a = 0; a < DEMO_REFERENTS; a++)
			c->taken[a][i] = account_is_on_leave(d, a, day) ? WHOLE_DAY
				: quarters_off(&d->accounts[a], date_weekday(day));
	}
	leaves_take(c);
	absences_take(c);
}

bool demo_calendar_is_closed(const struct demo_calendar *c, struct date day)
{
	return c->closed[day_index(c, day)];
}

int demo_acting_account(const struct demo_data *d, int person, struct date day)
{
	int account = demo_referent_on(&d->people[person], day);

	for (size_t i = 0; i < d->replacement_count; i++) {
		const struct demo_replacement *x = &d->replacements[i];

		if (x->holder == account && (x->person < 0 || x->person == person) && date_compare(x->from, day) <= 0 &&
			date_compare(day, x->to) < 0)
			return x->deputy;
	}
	return account;
}

static struct moment quarter_moment(struct date day, int quarter)
{
	int minute = quarter < 16 ? 8 * 60 + 30 + quarter * 15 : 13 * 60 + 30 + (quarter - 16) * 15;

	return (struct moment){ day, minute };
}

bool demo_calendar_take(struct demo_calendar *c, struct demo_random *r, int account, struct date day, int minutes,
	struct moment *start)
{
	int i = day_index(c, day), length = (minutes + 14) / 15;
	int first = demo_random_between(r, 0, 31);
	uint32_t block = ((uint32_t)1 << length) - 1;

	if (c->closed[i])
		return false;
	for (int k = 0; k < 32; k++) {
		int quarter = (first + k) % 32;
		uint32_t wanted = block << quarter;

		if (quarter % 16 + length > 16 || (c->taken[account][i] & wanted) != 0)
			continue;
		c->taken[account][i] |= wanted;
		*start = quarter_moment(day, quarter);
		return true;
	}
	return false;
}

bool demo_calendar_take_at(struct demo_calendar *c, int account, struct moment start, int minutes)
{
	int i = day_index(c, start.day), length = (minutes + 14) / 15;
	int quarter = start.minute < 13 * 60 ? (start.minute - 8 * 60 - 30) / 15 : 16 + (start.minute - 13 * 60 - 30) / 15;
	uint32_t wanted = (((uint32_t)1 << length) - 1) << quarter;

	if (c->closed[i] || (c->taken[account][i] & wanted) != 0)
		return false;
	c->taken[account][i] |= wanted;
	return true;
}

static size_t person_cell(const struct demo_calendar *c, int person, struct date day)
{
	return (size_t)person * DEMO_DAYS + (size_t)day_index(c, day);
}

bool demo_person_is_free(const struct demo_calendar *c, int person, struct date day)
{
	return !c->person_taken[person_cell(c, person, day)];
}

void demo_person_take(struct demo_calendar *c, int person, struct date day)
{
	c->person_taken[person_cell(c, person, day)] = true;
}
