/* Civil dates and local times. Nothing here reads a clock: today is an argument.
 *
 * A date is a number of days in a struct of its own, so that it is never mixed
 * with time_t or with a count. A moment is a date and a minute of the agency's
 * wall clock (the database converts timestamptz to the agency's zone). */
#ifndef JALON_DATE_H
#define JALON_DATE_H

#include <stdbool.h>
#include <stdint.h>

struct date {
	int32_t days; /* since 1970-01-01, proleptic Gregorian; DATE_NONE.days: no date */
};

struct moment {
	struct date day;
	int minute; /* 0..1439 of the local day */
};

#define DATE_NONE ((struct date){INT32_MIN}) /* the smallest number: date_latest() ignores it */
#define MOMENT_NONE ((struct moment){{INT32_MIN}, 0})
#define DATE_TEXT 11   /* "AAAA-MM-JJ" and its NUL */
#define MOMENT_TEXT 17 /* "AAAA-MM-JJTHH:MM" and its NUL */

struct date date_make(int year, int month, int day); /* DATE_NONE when impossible; years 1..9999 */
void date_split(struct date d, int *year, int *month, int *day);
/* Exactly AAAA-MM-JJ. False, and *out untouched, otherwise. */
bool date_parse(const char *s, struct date *out);
/* AAAA-MM-JJ or AAAA-MM-JJTHH:MM (a space instead of T is accepted). A date alone is 00:00. */
bool moment_parse(const char *s, struct moment *out);
const char *date_format(struct date d, char out[DATE_TEXT]);       /* "" for DATE_NONE; returns out */
const char *moment_format(struct moment m, char out[MOMENT_TEXT]); /* with minutes; "" for none */

static inline bool date_is_set(struct date d) { return d.days != INT32_MIN; }
static inline bool moment_is_set(struct moment m) { return m.day.days != INT32_MIN; }
/* <0, 0, >0; no date sorts after every date. */
int date_compare(struct date a, struct date b);
int moment_compare(struct moment a, struct moment b);
/* Set, and on that day or before it. */
static inline bool date_reached(struct date d, struct date today) { return date_is_set(d) && d.days <= today.days; }
/* The later, the earlier of two days; one that is not set is ignored. */
static inline struct date date_latest(struct date a, struct date b) { return a.days > b.days ? a : b; }
struct date date_earliest(struct date a, struct date b);

struct date date_add_days(struct date d, int days);
/* Calendar months: same day number, clipped to the last day of the month (rules.md §3). */
struct date date_add_months(struct date d, int months);
/* Last day of a period of N months from D: the day before the clipped date (rules.md §3). */
struct date date_period_end(struct date d, int months);
static inline int date_diff(struct date later, struct date earlier) { return later.days - earlier.days; }
int date_weekday(struct date d);                       /* 1 Monday .. 7 Sunday */
void date_iso_week(struct date d, int *year, int *week);
struct date date_week_start(struct date d);            /* the Monday */
bool date_parse_week(const char *s, struct date *monday); /* exactly AAAA-Wnn, a week that the year has */

/* French, for the screen: "ven. 20 nov. 2026", "20/11", "20/11/2026", "mar. 24 09:30". */
const char *date_format_long(struct date d, char out[32]);
const char *date_format_short(struct date d, char out[8]);
const char *date_format_numeric(struct date d, char out[DATE_TEXT]);
/* "jeu. 26 nov.", and with its time: a slot as it is said in a message. */
const char *date_format_day(struct date d, char out[24]);
const char *moment_format_day(struct moment m, char out[32]);
const char *moment_format_short(struct moment m, char out[24]);

#endif
