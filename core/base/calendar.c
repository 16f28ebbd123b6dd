/* Public holidays, working days and elapsed time (rules.md §3). */
#include "core/base/calendar.h"

#include <stdint.h>
#include <string.h>

/* ---- departments ---- */

bool department_is_known(const char *department)
{
	int number;

	if (department == NULL)
		return false;
	if (strcmp(department, "2A") == 0 || strcmp(department, "2B") == 0)
		return true;
	if (strlen(department) == 3)
		return memcmp(department, "97", 2) == 0 && department[2] >= '1' && department[2] <= '6';
	if (strlen(department) != 2)
		return false;
	for (int i = 0; i < 2; i++)
		if (department[i] < '0' || department[i] > '9')
			return false;
	number = (department[0] - '0') * 10 + (department[1] - '0');
	return number >= 1 && number <= 95 && number != 20; /* Corsica is 2A and 2B */
}

/* Moselle and Alsace keep the local law on holidays. */
static bool department_is_alsace_moselle(const char *department)
{
	return department != NULL && (strcmp(department, "57") == 0 || strcmp(department, "67") == 0 ||
	                              strcmp(department, "68") == 0);
}

/* ---- holidays ---- */

/* Gregorian Easter by the anonymous (Meeus) computus. */
static struct date easter_sunday(int year)
{
	int a = year % 19, b = year / 100, c = year % 100;
	int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
	int h = (19 * a + b - d - g + 15) % 30;
	int i = c / 4, k = c % 4;
	int l = (32 + 2 * e + 2 * i - h - k) % 7;
	int m = (a + 11 * h + 22 * l) / 451;
	int n = h + l - 7 * m + 114;

	return date_make(year, n / 31, n % 31 + 1);
}

struct fixed_holiday {
	int month, day;
	const char *name;
};
struct easter_holiday {
	int after; /* days after Easter Sunday */
	const char *name;
};

static const struct fixed_holiday national_fixed[] = {
	{1, 1, "Jour de l'an"}, {5, 1, "Fête du Travail"}, {5, 8, "Victoire 1945"}, {7, 14, "Fête nationale"},
	{8, 15, "Assomption"}, {11, 1, "Toussaint"}, {11, 11, "Armistice 1918"}, {12, 25, "Noël"},
};
static const struct easter_holiday national_moving[] = {
	{1, "Lundi de Pâques"}, {39, "Ascension"}, {50, "Lundi de Pentecôte"},
};

/* Insertion keeps the list sorted; on one day the fixed holiday stays first. */
static size_t holiday_insert(struct holiday out[HOLIDAYS_MAX], size_t count, struct date day, const char *name)
{
	size_t at = count;

	if (count == HOLIDAYS_MAX || !date_is_set(day))
		return count;
	while (at > 0 && date_compare(out[at - 1].day, day) > 0) {
		out[at] = out[at - 1];
		at--;
	}
	out[at] = (struct holiday){day, name};
	return count + 1;
}

static size_t local_days_insert(const struct calendar *local, int year, const char *department, struct date easter,
                                struct holiday out[HOLIDAYS_MAX], size_t count)
{
	for (size_t i = 0; local != NULL && department != NULL && i < local->count; i++) {
		const struct local_day *l = &local->days[i];

		if (strcmp(l->department, department) != 0 || (l->year != 0 && l->year != year))
			continue;
		count = holiday_insert(out, count, l->month == 0 ? date_add_days(easter, l->easter) : date_make(year, l->month, l->day),
		                       l->name);
	}
	return count;
}

size_t calendar_holidays(const struct calendar *local, int year, const char *department, struct holiday out[HOLIDAYS_MAX])
{
	struct date easter;
	size_t count = 0;

	if (year < 1 || year > 9999)
		return 0;
	easter = easter_sunday(year);
	for (size_t i = 0; i < sizeof national_fixed / sizeof national_fixed[0]; i++)
		count = holiday_insert(out, count, date_make(year, national_fixed[i].month, national_fixed[i].day),
		                       national_fixed[i].name);
	for (size_t i = 0; i < sizeof national_moving / sizeof national_moving[0]; i++)
		count = holiday_insert(out, count, date_add_days(easter, national_moving[i].after),
		                       national_moving[i].name);
	if (department_is_alsace_moselle(department)) {
		count = holiday_insert(out, count, date_add_days(easter, -2), "Vendredi saint");
		count = holiday_insert(out, count, date_make(year, 12, 26), "Saint-Étienne");
	}
	return local_days_insert(local, year, department, easter, out, count);
}

const char *calendar_holiday_name(const struct calendar *local, struct date d, const char *department)
{
	struct holiday days[HOLIDAYS_MAX];
	int year, month, day;
	size_t count;

	if (!date_is_set(d))
		return NULL;
	date_split(d, &year, &month, &day);
	count = calendar_holidays(local, year, department, days);
	for (size_t i = 0; i < count; i++)
		if (days[i].day.days == d.days)
			return days[i].name;
	return NULL;
}

bool calendar_is_working_day(const struct calendar *local, struct date d, const char *department)
{
	return date_is_set(d) && date_weekday(d) <= 5 && calendar_holiday_name(local, d, department) == NULL;
}

struct date calendar_next_working_day(const struct calendar *local, struct date d, const char *department)
{
	while (date_is_set(d) && !calendar_is_working_day(local, d, department))
		d = date_add_days(d, 1);
	return d;
}

/* ---- elapsed time in a zone ---- */

enum clock_change { CHANGE_NEVER, CHANGE_EUROPE, CHANGE_AMERICA };

struct zone {
	const char *department; /* NULL: Europe/Paris, for all others */
	int offset;             /* minutes ahead of UTC, winter time */
	enum clock_change change;
};

static const struct zone zones[] = {
	{"971", -4 * 60, CHANGE_NEVER}, {"972", -4 * 60, CHANGE_NEVER}, {"973", -3 * 60, CHANGE_NEVER},
	{"974", 4 * 60, CHANGE_NEVER},  {"976", 3 * 60, CHANGE_NEVER},
	{"975", -3 * 60, CHANGE_AMERICA}, /* Saint-Pierre-et-Miquelon follows North America */
	{NULL, 60, CHANGE_EUROPE},
};

static const struct zone *zone_find(const char *department)
{
	const struct zone *zone = zones;

	while (zone->department != NULL && (department == NULL || strcmp(zone->department, department) != 0))
		zone++;
	return zone;
}

/* The nth Sunday of a month (n >= 1), or the last one (n == 0). */
static struct date month_sunday(int year, int month, int n)
{
	struct date first = date_make(year, month, 1);
	struct date day;

	if (n == 0) {
		day = date_add_days(date_add_months(first, 1), -1);
		return date_add_days(day, -(date_weekday(day) % 7));
	}
	return date_add_days(first, 7 - date_weekday(first) + 7 * (n - 1));
}

static int64_t minutes_of(struct date day, int minute)
{
	return (int64_t)day.days * 1440 + minute;
}

/* Europe: last Sundays of March and October (of September before 1996), at 01:00 UTC, since 1981.
 * North America: second Sunday of March to the first of November, at 02:00 local, since 2007
 * (first of April to the last of October before that). */
static bool zone_is_summer(const struct zone *zone, int64_t utc)
{
	int year, month, day;
	int64_t start, end;

	date_split((struct date){(int32_t)(utc >= 0 ? utc / 1440 : -((1439 - utc) / 1440))}, &year, &month, &day);
	if (zone->change == CHANGE_EUROPE && year >= 1981) {
		start = minutes_of(month_sunday(year, 3, 0), 60);
		end = minutes_of(month_sunday(year, year >= 1996 ? 10 : 9, 0), 60);
	} else if (zone->change == CHANGE_AMERICA && year >= 1987) {
		start = minutes_of(year >= 2007 ? month_sunday(year, 3, 2) : month_sunday(year, 4, 1), 5 * 60);
		end = minutes_of(year >= 2007 ? month_sunday(year, 11, 1) : month_sunday(year, 10, 0), 4 * 60);
	} else {
		return false;
	}
	return utc >= start && utc < end;
}

/* As PostgreSQL does: an hour that occurs twice is the second one (winter time), an hour that is
 * skipped is read in winter time too, so that it falls after the change. */
static int64_t zone_to_utc(const struct zone *zone, struct moment m)
{
	int64_t winter = minutes_of(m.day, m.minute) - zone->offset, summer = winter - 60;

	return zone_is_summer(zone, winter) && zone_is_summer(zone, summer) ? summer : winter;
}

static struct moment zone_from_utc(const struct zone *zone, int64_t utc)
{
	int64_t local = utc + zone->offset + (zone_is_summer(zone, utc) ? 60 : 0);
	int64_t days = local >= 0 ? local / 1440 : -((1439 - local) / 1440);

	return (struct moment){{(int32_t)days}, (int)(local - days * 1440)};
}

struct moment calendar_add_hours(struct moment start, int hours, const char *department)
{
	const struct zone *zone = zone_find(department);
	struct moment end;

	if (!moment_is_set(start) || !date_is_set(date_add_days(start.day, hours / 24 + 2)))
		return MOMENT_NONE;
	end = zone_from_utc(zone, zone_to_utc(zone, start) + (int64_t)hours * 60);
	return end;
}

long calendar_elapsed_minutes(struct moment from, struct moment to, const char *department)
{
	const struct zone *zone = zone_find(department);

	if (!moment_is_set(from) || !moment_is_set(to))
		return 0;
	return (long)(zone_to_utc(zone, to) - zone_to_utc(zone, from));
}
