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

/* Half-days that part time and the paid half-days of other duties take from appointments. */
static uint32_t quarters_off(const struct demo_account *a, int weekday)
{
	uint32_t off = 0;

	if (weekday == 3)
		off |= a->quotite <= 80 ? WHOLE_DAY : a->quotite <= 90 ? AFTERNOON : 0;
	if (weekday == 5)
		off |= a->quotite <= 60 ? WHOLE_DAY : a->quotite <= 70 ? AFTERNOON : 0;
	if (weekday == 4 && a->quotite <= 50)
		off |= AFTERNOON;
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

void demo_calendar_open(struct demo_calendar *c, struct demo_data *d)
{
	c->d = d;
	c->person_taken = arena_array(&d->arena, d->people_count * DEMO_DAYS, sizeof(bool));
	for (int i = 0; i < DEMO_DAYS; i++) {
		struct date day = date_add_days(d->first_day, i);

		c->closed[i] = !calendar_is_working_day(NULL, day, DEMO_DEPARTMENT);
		for (int a = 0; a < DEMO_REFERENTS; a++)
			c->taken[a][i] = account_is_on_leave(d, a, day) ? WHOLE_DAY
				: quarters_off(&d->accounts[a], date_weekday(day));
	}
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
