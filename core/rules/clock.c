/* Clocks: the end of a delay, what is left of it, and the band it deserves (rules.md §3). */
#include "core/rules/clock.h"

#include "core/base/calendar.h"
#include "core/rules/rule_codes.h"

static struct moment clock_end(const struct rule *rule, struct moment start, const char *department)
{
	struct moment end = {start.day, 0};

	switch (rule->unit) {
	case UNIT_HOUR:
		end = calendar_add_hours(start, rule->value, department);
		break;
	case UNIT_WEEK:
		end.day = date_add_days(start.day, rule->value * 7);
		break;
	case UNIT_MONTH:
		end.day = rule_code_is_period(rule->code) ? date_period_end(start.day, rule->value) : date_add_months(start.day, rule->value);
		break;
	case UNIT_DAY:
		end.day = date_add_days(start.day, rule->value);
		break;
	case UNIT_NONE:
	case UNIT_PERSON:
	case UNIT_TIMES:
	case UNIT_COUNT:
		return MOMENT_NONE;
	}
	if (rule->roll == ROLL_WORKING_DAY && moment_is_set(end))
		end.day = calendar_next_working_day(rule->local, end.day, department);
	return moment_is_set(end) ? end : MOMENT_NONE;
}

/* Whole days, rounded down: one minute late is -1. */
static int days_floor(long minutes)
{
	return (int)(minutes >= 0 ? minutes / 1440 : -((1439 - minutes) / 1440));
}

struct clock_result clock_compute(const struct rule *rule, struct moment start, struct moment today,
                                  const char *department)
{
	struct clock_result c = {.rule = rule, .start = start, .end = MOMENT_NONE, .state = CLOCK_UNSET};

	if (!rule->fixed || !moment_is_set(start))
		return c;
	c.end = clock_end(rule, start, department);
	if (!moment_is_set(c.end))
		return c;
	c.with_minutes = rule->unit == UNIT_HOUR;
	if (c.with_minutes) {
		long left = calendar_elapsed_minutes(today, c.end, department);

		c.days_left = days_floor(left);
		c.state = left < 0 ? CLOCK_EXPIRED : CLOCK_RUNNING;
	} else {
		c.days_left = date_diff(c.end.day, today.day);
		c.state = c.days_left < 0 ? CLOCK_EXPIRED : CLOCK_RUNNING;
	}
	return c;
}

enum band clock_band(const struct clock_result *c, struct moment today)
{
	struct date lead_start;

	if (c->state == CLOCK_UNSET || !c->rule->applied)
		return BAND_GREY;
	if (c->state == CLOCK_EXPIRED)
		return BAND_RED;
	lead_start = c->rule->lead_unit == UNIT_MONTH ? date_add_months(c->end.day, -c->rule->lead)
	                                              : date_add_days(c->end.day, -c->rule->lead);
	return date_compare(today.day, lead_start) >= 0 ? BAND_ORANGE : BAND_NONE;
}

const char *clock_state_label(enum clock_state s)
{
	switch (s) {
	case CLOCK_RUNNING:
		return "à courir";
	case CLOCK_EXPIRED:
		return "échu";
	case CLOCK_UNSET:
		break;
	}
	return "non fixé";
}

const char *band_code(enum band b)
{
	switch (b) {
	case BAND_RED:
		return "rouge";
	case BAND_ORANGE:
		return "orange";
	case BAND_GREY:
		return "gris";
	case BAND_NONE:
		break;
	}
	return "";
}
