/* Public holidays, working days, and elapsed time in the agency's zone (rules.md §3). */
#ifndef JALON_CALENDAR_H
#define JALON_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/date.h"

struct holiday {
	struct date day;
	const char *name; /* French; static, or of the calendar given */
};

/* Further local days of a department: config/feries.ini, or the database's table. */
struct local_day {
	const char *department; /* as department_is_known() */
	int year;               /* 0: every year */
	int month, day;         /* month 0: counted from Easter */
	int easter;             /* days after Easter Sunday, negative before it; only when month is 0 */
	const char *name;
};
struct calendar {
	const struct local_day *days;
	size_t count;
};

/* Known departments: 01-95 (20 is not one), 2A, 2B, 971-976. */
bool department_is_known(const char *department);

/* The national holidays of the year, Vendredi saint and 26 December in 57, 67, 68, and the further days that
 * the calendar gives to the department, by date. local NULL: none; department NULL: national ones only.
 * Returns the count, at most HOLIDAYS_MAX: those built in, and LOCAL_DAYS_MAX further ones. */
#define LOCAL_DAYS_MAX 16
#define HOLIDAYS_MAX (13 + LOCAL_DAYS_MAX)
size_t calendar_holidays(const struct calendar *local, int year, const char *department, struct holiday out[HOLIDAYS_MAX]);
/* NULL when d is none. */
const char *calendar_holiday_name(const struct calendar *local, struct date d, const char *department);
/* Neither Saturday nor Sunday nor holiday. */
bool calendar_is_working_day(const struct calendar *local, struct date d, const char *department);
/* d itself when it is a working day. DATE_NONE when there is none before the end of time. */
struct date calendar_next_working_day(const struct calendar *local, struct date d, const char *department);

/* Elapsed hours in the zone of the department (Europe/Paris and its clock changes by default;
 * 971, 972, 973, 974, 975, 976 their own): start + hours, as a local moment. */
struct moment calendar_add_hours(struct moment start, int hours, const char *department);
/* Elapsed whole minutes from a to b, both local, in the zone of the department. */
long calendar_elapsed_minutes(struct moment from, struct moment to, const char *department);

#endif
