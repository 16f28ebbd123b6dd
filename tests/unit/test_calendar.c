/* Holidays, working days and elapsed hours (rules.md §3). */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "core/base/calendar.h"

static struct date day(const char *s)
{
	struct date d = DATE_NONE;

	cr_assert(date_parse(s, &d), "%s", s);
	return d;
}

static struct moment at(const char *s)
{
	struct moment m = MOMENT_NONE;

	cr_assert(moment_parse(s, &m), "%s", s);
	return m;
}

/* Easter Sundays as published by the Bureau des longitudes' rule; extremes are 22 March and 25 April. */
Test(calendar, easter_monday_follows_the_published_easters)
{
	const char *sundays[] = {"1818-03-22", "1943-04-25", "1954-04-18", "1981-04-19", "2000-04-23", "2008-03-23",
	                         "2011-04-24", "2019-04-21", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28",
	                         "2038-04-25", "2049-04-18", "2076-04-19", "2285-03-22"};

	for (size_t i = 0; i < sizeof sundays / sizeof sundays[0]; i++) {
		struct date monday = date_add_days(day(sundays[i]), 1);

		cr_expect_str_eq(calendar_holiday_name(NULL, monday, NULL), "Lundi de Pâques", "%s", sundays[i]);
	}
}

Test(calendar, eleven_national_holidays_every_year_in_order)
{
	for (int year = 1983; year <= 2100; year++) {
		struct holiday days[HOLIDAYS_MAX];
		size_t count = calendar_holidays(NULL, year, NULL, days);

		cr_assert_eq(count, 11);
		for (size_t i = 1; i < count; i++)
			cr_assert_leq(days[i - 1].day.days, days[i].day.days);
		cr_assert_eq(calendar_holidays(NULL, year, "75", days), 11);
	}
}

Test(calendar, alsace_and_moselle_add_two)
{
	const char *east[] = {"57", "67", "68"};

	for (size_t i = 0; i < 3; i++) {
		struct holiday days[HOLIDAYS_MAX];

		cr_expect_eq(calendar_holidays(NULL, 2026, east[i], days), 13);
		cr_expect_str_eq(calendar_holiday_name(NULL, day("2026-04-03"), east[i]), "Vendredi saint");
		cr_expect_not_null(calendar_holiday_name(NULL, day("2026-12-26"), east[i]));
	}
	cr_expect_null(calendar_holiday_name(NULL, day("2026-04-03"), "35"));
	cr_expect_null(calendar_holiday_name(NULL, day("2026-12-26"), NULL));
}

Test(calendar, holidays_of_2026)
{
	const char *expected[] = {"2026-01-01", "2026-04-06", "2026-05-01", "2026-05-08", "2026-05-14", "2026-05-25",
	                          "2026-07-14", "2026-08-15", "2026-11-01", "2026-11-11", "2026-12-25"};
	struct holiday days[HOLIDAYS_MAX];
	size_t count = calendar_holidays(NULL, 2026, NULL, days);
	char text[DATE_TEXT];

	cr_assert_eq(count, sizeof expected / sizeof expected[0]);
	for (size_t i = 0; i < count; i++)
		cr_expect_str_eq(date_format(days[i].day, text), expected[i]);
}

Test(calendar, two_holidays_on_one_day_are_both_listed)
{
	struct holiday days[HOLIDAYS_MAX];

	cr_expect_eq(calendar_holidays(NULL, 2008, NULL, days), 11, "Ascension fell on 1 May");
	cr_expect_str_eq(calendar_holiday_name(NULL, day("2008-05-01"), NULL), "Fête du Travail");
}

Test(calendar, working_days_skip_weekends_and_holidays)
{
	char text[DATE_TEXT];

	cr_expect(calendar_is_working_day(NULL, day("2026-11-20"), NULL));
	cr_expect_not(calendar_is_working_day(NULL, day("2026-11-21"), NULL));
	cr_expect_not(calendar_is_working_day(NULL, day("2026-11-11"), NULL));
	cr_expect_not(calendar_is_working_day(NULL, DATE_NONE, NULL));
	cr_expect_str_eq(date_format(calendar_next_working_day(NULL, day("2026-12-25"), NULL), text), "2026-12-28");
	cr_expect_str_eq(date_format(calendar_next_working_day(NULL, day("2025-12-25"), "67"), text), "2025-12-29");
	cr_expect_str_eq(date_format(calendar_next_working_day(NULL, day("2025-12-25"), "35"), text), "2025-12-26");
	cr_expect_str_eq(date_format(calendar_next_working_day(NULL, day("2026-11-20"), NULL), text), "2026-11-20");
	cr_expect_not(date_is_set(calendar_next_working_day(NULL, DATE_NONE, NULL)));
}

/* rules.md §3: 01-95, 2A, 2B, 971-976; 20 was split in 1976. */
Test(calendar, one_hundred_and_two_departments)
{
	const char *bad[] = {"", "00", "20", "96", "99", "2C", "2a", "970", "977", "1", "001", "0A", "75 ", "97"};
	int known = 0;

	for (int i = 0; i < 1000; i++) {
		char code[8];

		snprintf(code, sizeof code, i < 100 ? "%02d" : "%d", i);
		known += department_is_known(code) ? 1 : 0;
	}
	cr_expect_eq(known, 94 + 6);
	cr_expect(department_is_known("2A") && department_is_known("2B"));
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		cr_expect_not(department_is_known(bad[i]), "« %s »", bad[i]);
	cr_expect_not(department_is_known(NULL));
}

/* rules.md §3: hours are elapsed hours in the agency's zone. */
Test(calendar, hours_elapse_across_clock_changes)
{
	const struct {
		const char *start;
		int hours;
		const char *department, *end;
	} rows[] = {
		{"2026-11-20T10:00", 72, NULL, "2026-11-23T10:00"}, {"2026-03-28T10:00", 72, NULL, "2026-03-31T11:00"},
		{"2026-10-24T10:00", 72, NULL, "2026-10-27T09:00"}, {"2026-03-29T01:30", 1, NULL, "2026-03-29T03:30"},
		{"2026-10-25T01:30", 1, NULL, "2026-10-25T02:30"},  {"2026-10-25T01:30", 2, NULL, "2026-10-25T02:30"},
		{"2026-10-25T01:30", 3, "35", "2026-10-25T03:30"},  {"2026-03-28T10:00", 72, "974", "2026-03-31T10:00"},
		{"2026-03-28T10:00", 72, "971", "2026-03-31T10:00"}, {"2026-03-07T10:00", 72, "975", "2026-03-10T11:00"},
		{"2026-10-31T10:00", 72, "975", "2026-11-03T09:00"}, {"2026-03-28T10:00", 72, "975", "2026-03-31T10:00"},
		{"1995-09-23T10:00", 24, NULL, "1995-09-24T09:00"}, {"2026-03-01T10:00", -72, NULL, "2026-02-26T10:00"},
	};
	char text[MOMENT_TEXT];

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		cr_expect_str_eq(moment_format(calendar_add_hours(at(rows[i].start), rows[i].hours, rows[i].department), text),
		                 rows[i].end, "row %zu: %s", i, text);
	cr_expect_not(moment_is_set(calendar_add_hours(at("9999-12-31T10:00"), 72, NULL)));
	cr_expect_not(moment_is_set(calendar_add_hours(MOMENT_NONE, 72, NULL)));
}

Test(calendar, a_day_of_change_has_23_or_25_hours)
{
	cr_expect_eq(calendar_elapsed_minutes(at("2026-03-29"), at("2026-03-30"), NULL), 23 * 60);
	cr_expect_eq(calendar_elapsed_minutes(at("2026-10-25"), at("2026-10-26"), NULL), 25 * 60);
	cr_expect_eq(calendar_elapsed_minutes(at("2026-10-25"), at("2026-10-26"), "974"), 24 * 60);
	cr_expect_eq(calendar_elapsed_minutes(at("2026-10-26"), at("2026-10-25"), NULL), -25 * 60);
}

/* Adding hours, then measuring them, gives them back, but where an hour occurs twice. */
Test(calendar, adding_and_measuring_agree)
{
	const char *departments[] = {NULL, "971", "973", "974", "975", "976"};

	for (size_t z = 0; z < 6; z++)
		for (int32_t d = day("2026-01-01").days; d < day("2027-01-01").days; d++)
			for (int hours = 1; hours <= 97; hours += 24) {
				struct moment start = {{d}, 12 * 60}, end = calendar_add_hours(start, hours, departments[z]);

				cr_assert_eq(calendar_elapsed_minutes(start, end, departments[z]), hours * 60L);
			}
}
