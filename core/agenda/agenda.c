/* Protected days by name, and arithmetic on the wall clock. */
#include "core/agenda/agenda.h"

#include <string.h>

static const struct code_label protections[PROTECTED_COUNT] = {
	[PROTECTED_LEAVE] = {"conges", "congés"},                    /* 003:7893 */
	[PROTECTED_REFLECTION] = {"reflexion", "délai de réflexion"}, /* 000:1459 */
	[PROTECTED_ILLNESS] = {"maladie", "maladie"},
	[PROTECTED_WORK] = {"emploi", "emploi"},
	[PROTECTED_TRAINING] = {"formation", "formation"},
	[PROTECTED_OTHER] = {"autre", "autre absence"},
};

const char *protected_code(enum protected_kind k) { return k < PROTECTED_COUNT ? protections[k].code : ""; }
const char *protected_label(enum protected_kind k) { return k < PROTECTED_COUNT ? protections[k].label : ""; }

int protected_from_code(const char *code)
{
	for (int k = 0; code != NULL && k < PROTECTED_COUNT; k++)
		if (strcmp(protections[k].code, code) == 0)
			return k;
	return -1;
}

struct moment moment_add_minutes(struct moment m, int minutes)
{
	int64_t all = (int64_t)m.minute + minutes;
	int64_t days = all >= 0 ? all / 1440 : -((1439 - all) / 1440);

	m.day = date_add_days(m.day, (int)days);
	m.minute = (int)(all - days * 1440);
	return moment_is_set(m) ? m : MOMENT_NONE;
}

int moment_minute_of_week(struct moment m)
{
	return (date_weekday(m.day) - 1) * 1440 + m.minute;
}

int period_minutes(struct period p)
{
	return date_diff(p.to.day, p.from.day) * 1440 + p.to.minute - p.from.minute;
}

struct date period_last_day(struct period p)
{
	return moment_add_minutes(p.to, -1).day;
}
