/* Public holidays, working days, and elapsed time in the agency's zone (rules.md §3). */
#ifndef JALON_CALENDAR_H
#define JALON_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/date.h"

struct holiday {
	struct date day;
	const char *name; /* French, static */
};

/* Known departments: 01-95 (20 is not one), 2A, 2B, 971-976. */
bool department_is_known(const char *department);

/* The national holidays of the year, and Vendredi saint and 26 December in 57, 67, 68, by date.
 * department NULL: national ones only. Returns the count, at most HOLIDAYS_MAX. */
#define HOLIDAYS_MAX 16
size_t calendar_holidays(int year, const char *department, struct holiday out[HOLIDAYS_MAX]);
const char *calendar_holiday_name(struct date d, const char *department); /* NULL when none */
bool calendar_is_working_day(struct date d, const char *department);      /* not Sat, Sun, holiday */
struct date calendar_next_working_day(struct date d, const char *department); /* d itself when working */

/* Elapsed hours in the zone of the department (Europe/Paris and its clock changes by default;
 * 971, 972, 973, 974, 975, 976 their own): start + hours, as a local moment. */
struct moment calendar_add_hours(struct moment start, int hours, const char *department);
/* Elapsed whole minutes from a to b, both local, in the zone of the department. */
long calendar_elapsed_minutes(struct moment from, struct moment to, const char *department);

#endif
