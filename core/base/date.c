/* Civil dates: proleptic Gregorian arithmetic, parsing and French formats. */
#include "core/base/date.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

enum { DAYS_PER_ERA = 146097, DAYS_FROM_YEAR_ZERO = 719468, DAY_FIRST = -719162, DAY_LAST = 2932896 };

static bool year_is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_length(int year, int month)
{
	static const int lengths[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return month == 2 && year_is_leap(year) ? 29 : lengths[month - 1];
}

/* Years counted from March, so that the leap day comes last (400-year eras of 146097 days). */
struct date date_make(int year, int month, int day)
{
	int y, era, year_of_era, day_of_year;

	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > month_length(year, month))
		return DATE_NONE;
	y = month <= 2 ? year - 1 : year;
	era = y / 400;
	year_of_era = y - era * 400;
	day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	return (struct date){era * DAYS_PER_ERA + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
	                     day_of_year - DAYS_FROM_YEAR_ZERO};
}

void date_split(struct date d, int *year, int *month, int *day)
{
	int shifted = d.days + DAYS_FROM_YEAR_ZERO, era, day_of_era, year_of_era, day_of_year, m;

	if (!date_is_set(d)) {
		*year = *month = *day = 0;
		return;
	}
	era = shifted / DAYS_PER_ERA;
	day_of_era = shifted - era * DAYS_PER_ERA;
	year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	m = (5 * day_of_year + 2) / 153;
	*day = day_of_year - (153 * m + 2) / 5 + 1;
	*month = m < 10 ? m + 3 : m - 9;
	*year = year_of_era + era * 400 + (*month <= 2 ? 1 : 0);
}

/* Exactly `count` digits; -1 otherwise. */
static int digits_read(const char *s, int count)
{
	int value = 0;

	for (int i = 0; i < count; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		value = value * 10 + (s[i] - '0');
	}
	return value;
}

/* The first ten bytes of s; the caller has checked the length. */
static bool date_read(const char *s, struct date *out)
{
	int year = digits_read(s, 4), month = digits_read(s + 5, 2), day = digits_read(s + 8, 2);
	struct date d;

	if (year < 0 || month < 0 || day < 0 || s[4] != '-' || s[7] != '-')
		return false;
	d = date_make(year, month, day);
	if (!date_is_set(d))
		return false;
	*out = d;
	return true;
}

bool date_parse(const char *s, struct date *out)
{
	return s != NULL && strlen(s) == 10 && date_read(s, out);
}

bool moment_parse(const char *s, struct moment *out)
{
	struct moment m = {{0}, 0};
	int hour, minute;

	if (s == NULL)
		return false;
	if (strlen(s) == 10) {
		if (!date_read(s, &m.day))
			return false;
		*out = m;
		return true;
	}
	if (strlen(s) != 16 || (s[10] != 'T' && s[10] != ' ') || s[13] != ':' || !date_read(s, &m.day))
		return false;
	hour = digits_read(s + 11, 2);
	minute = digits_read(s + 14, 2);
	if (hour < 0 || hour > 23 || minute < 0 || minute > 59)
		return false;
	m.minute = hour * 60 + minute;
	*out = m;
	return true;
}

static char *number_write(char *p, int value, int digits)
{
	for (int i = digits - 1; i >= 0; i--) {
		p[i] = (char)('0' + value % 10);
		value /= 10;
	}
	return p + digits;
}

const char *date_format(struct date d, char out[DATE_TEXT])
{
	int year, month, day;
	char *p = out;

	if (date_is_set(d)) {
		date_split(d, &year, &month, &day);
		p = number_write(p, year, 4);
		*p++ = '-';
		p = number_write(p, month, 2);
		*p++ = '-';
		p = number_write(p, day, 2);
	}
	*p = '\0';
	return out;
}

const char *moment_format(struct moment m, char out[MOMENT_TEXT])
{
	char *p = out;

	date_format(m.day, out);
	if (moment_is_set(m)) {
		p += DATE_TEXT - 1;
		*p++ = 'T';
		p = number_write(p, m.minute / 60, 2);
		*p++ = ':';
		p = number_write(p, m.minute % 60, 2);
		*p = '\0';
	}
	return out;
}

static int int_compare(int a, int b)
{
	return (a > b) - (a < b);
}

int date_compare(struct date a, struct date b)
{
	return int_compare(date_is_set(a) ? a.days : INT_MAX, date_is_set(b) ? b.days : INT_MAX);
}

struct date date_earliest(struct date a, struct date b)
{
	return date_compare(a, b) <= 0 ? a : b;
}

int moment_compare(struct moment a, struct moment b)
{
	int days = date_compare(a.day, b.day);

	return days != 0 || !moment_is_set(a) ? days : int_compare(a.minute, b.minute);
}

/* A result outside the years 1..9999 is no date. */
static struct date date_from_days(int64_t days)
{
	return days < DAY_FIRST || days > DAY_LAST ? DATE_NONE : (struct date){(int32_t)days};
}

struct date date_add_days(struct date d, int days)
{
	return date_is_set(d) ? date_from_days((int64_t)d.days + days) : DATE_NONE;
}

struct date date_add_months(struct date d, int months)
{
	int year, month, day, length;
	int64_t index;

	if (!date_is_set(d))
		return DATE_NONE;
	date_split(d, &year, &month, &day);
	index = (int64_t)year * 12 + (month - 1) + months;
	if (index < 12 || index >= INT64_C(12) * 10000)
		return DATE_NONE;
	year = (int)(index / 12);
	month = (int)(index % 12) + 1;
	length = month_length(year, month);
	return date_make(year, month, day < length ? day : length);
}

struct date date_period_end(struct date d, int months)
{
	return date_add_days(date_add_months(d, months), -1);
}

int date_weekday(struct date d)
{
	int shifted = (d.days + 3) % 7; /* 1970-01-01 was a Thursday */

	return (shifted < 0 ? shifted + 7 : shifted) + 1;
}

struct date date_week_start(struct date d)
{
	return date_is_set(d) ? date_add_days(d, 1 - date_weekday(d)) : DATE_NONE;
}

/* The week of 4 January is the first one. */
bool date_parse_week(const char *s, struct date *monday)
{
	struct date day;
	int year = 0, week = 0, read_year, read_week;

	if (strlen(s) != 8 || strspn(s, "0123456789") != 4 || s[4] != '-' || s[5] != 'W' || strspn(s + 6, "0123456789") != 2)
		return false;
	for (int i = 0; i < 4; i++)
		year = year * 10 + s[i] - '0';
	week = (s[6] - '0') * 10 + s[7] - '0';
	if (week == 0 || !date_is_set(date_make(year, 1, 4)))
		return false;
	day = date_add_days(date_week_start(date_make(year, 1, 4)), 7 * (week - 1));
	date_iso_week(day, &read_year, &read_week);
	if (read_year != year || read_week != week)
		return false;
	*monday = day;
	return true;
}

void date_iso_week(struct date d, int *year, int *week)
{
	struct date thursday = date_add_days(d, 4 - date_weekday(d)); /* its year is the week's year */
	int month, day;

	if (!date_is_set(thursday)) { /* none, or beyond the last year */
		*year = *week = 0;
		return;
	}
	date_split(thursday, year, &month, &day);
	*week = date_diff(thursday, date_make(*year, 1, 1)) / 7 + 1;
}

static const char *const weekday_names[7] = {"lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."};
static const char *const month_names[12] = {"janv.", "févr.", "mars", "avr.", "mai", "juin",
                                            "juil.", "août", "sept.", "oct.", "nov.", "déc."};

const char *date_format_long(struct date d, char out[32])
{
	int year, month, day;

	out[0] = '\0';
	if (!date_is_set(d))
		return out;
	date_split(d, &year, &month, &day);
	snprintf(out, 32, "%s %d%s %s %d", weekday_names[date_weekday(d) - 1], day, day == 1 ? "er" : "",
	         month_names[month - 1], year);
	return out;
}

const char *date_format_day(struct date d, char out[24])
{
	int year, month, day;

	out[0] = '\0';
	if (!date_is_set(d))
		return out;
	date_split(d, &year, &month, &day);
	snprintf(out, 24, "%s %d%s %s", weekday_names[date_weekday(d) - 1], day, day == 1 ? "er" : "", month_names[month - 1]);
	return out;
}

const char *moment_format_day(struct moment m, char out[32])
{
	char day[24];

	out[0] = '\0';
	if (moment_is_set(m))
		snprintf(out, 32, "%s %02d:%02d", date_format_day(m.day, day), m.minute / 60, m.minute % 60);
	return out;
}

const char *date_format_numeric(struct date d, char out[DATE_TEXT])
{
	int year, month, day;
	char *p = out;

	if (date_is_set(d)) {
		date_split(d, &year, &month, &day);
		p = number_write(p, day, 2);
		*p++ = '/';
		p = number_write(p, month, 2);
		*p++ = '/';
		p = number_write(p, year, 4);
	}
	*p = '\0';
	return out;
}

const char *date_format_short(struct date d, char out[8])
{
	char whole[DATE_TEXT];

	snprintf(out, 8, "%.5s", date_format_numeric(d, whole)); /* DD/MM */
	return out;
}

/* Two digits for the day, so that a column of appointments stays aligned. */
const char *moment_format_short(struct moment m, char out[24])
{
	int year, month, day;
	char *p = out;

	if (moment_is_set(m)) {
		date_split(m.day, &year, &month, &day);
		p += snprintf(out, 24, "%s ", weekday_names[date_weekday(m.day) - 1]);
		p = number_write(p, day, 2);
		*p++ = ' ';
		p = number_write(p, m.minute / 60, 2);
		*p++ = ':';
		p = number_write(p, m.minute % 60, 2);
	}
	*p = '\0';
	return out;
}
