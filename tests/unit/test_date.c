/* Civil dates (rules.md §3): months are calendar months, never 30 days. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "core/base/date.h"

static struct date day(const char *s)
{
	struct date d = DATE_NONE;

	cr_assert(date_parse(s, &d), "%s", s);
	return d;
}

static void expect_date(struct date d, const char *text)
{
	char out[DATE_TEXT];

	cr_expect_str_eq(date_format(d, out), text);
}

Test(date, every_day_of_ten_thousand_years_follows_the_one_before)
{
	int32_t previous = date_make(1, 1, 1).days - 1;

	for (int y = 1; y <= 9999; y++)
		for (int m = 1; m <= 12; m++)
			for (int d = 1; d <= 31; d++) {
				struct date made = date_make(y, m, d);
				int year, month, number;

				if (!date_is_set(made))
					continue;
				cr_assert_eq(made.days, ++previous, "%d-%d-%d", y, m, d);
				date_split(made, &year, &month, &number);
				cr_assert(year == y && month == m && number == d, "%d-%d-%d", y, m, d);
			}
	expect_date((struct date){previous}, "9999-12-31");
	expect_date((struct date){0}, "1970-01-01");
}

Test(date, impossible_dates_do_not_exist)
{
	const int rows[][3] = {{2023, 2, 29}, {1900, 2, 29}, {2024, 4, 31}, {2024, 0, 1}, {2024, 13, 1},
	                       {2024, 1, 0},  {2024, 1, 32}, {0, 1, 1},     {10000, 1, 1}};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		cr_expect_not(date_is_set(date_make(rows[i][0], rows[i][1], rows[i][2])), "row %zu", i);
	cr_expect(date_is_set(date_make(2000, 2, 29)));
}

Test(date, parse_refuses_all_but_aaaa_mm_jj)
{
	const char *bad[] = {"",           "2026-11-2",   "2026-11-200", "2026/11/20", "20-11-2026", "2026-11-20 ",
	                     " 2026-11-20", "+026-11-20", "2026-1a-20",  "2026-02-29", "0000-01-01", "2026-11-20T10:00",
	                     "２026-11-2", "2026-13-01"};
	struct date d = {42};

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		cr_expect_not(date_parse(bad[i], &d), "« %s »", bad[i]);
	cr_expect_not(date_parse(NULL, &d));
	cr_expect_eq(d.days, 42, "a refusal leaves the target alone");
}

Test(date, moments_take_a_time_or_start_at_midnight)
{
	const char *bad[] = {"2026-03-02T24:00", "2026-03-02T10:60", "2026-03-02T1:00", "2026-03-02T10",
	                     "2026-03-02X10:00", "2026-03-02T10-00", "2026-02-30T10:00", "2026-03-02T10:00:00"};
	struct moment m = MOMENT_NONE;
	char out[MOMENT_TEXT];

	cr_assert(moment_parse("2026-03-02T23:59", &m));
	cr_expect_str_eq(moment_format(m, out), "2026-03-02T23:59");
	cr_assert(moment_parse("2026-03-02 08:05", &m));
	cr_expect_str_eq(moment_format(m, out), "2026-03-02T08:05");
	cr_assert(moment_parse("2026-03-02", &m));
	cr_expect_str_eq(moment_format(m, out), "2026-03-02T00:00");
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		cr_expect_not(moment_parse(bad[i], &m), "« %s »", bad[i]);
	cr_expect_str_eq(moment_format(MOMENT_NONE, out), "");
}

/* rules.md §3: same day number, or the last day of the month. */
Test(date, months_clip_to_the_last_day)
{
	const struct {
		const char *from;
		int months;
		const char *to;
	} rows[] = {{"2025-01-31", 1, "2025-02-28"}, {"2024-01-31", 1, "2024-02-29"}, {"2025-03-31", 1, "2025-04-30"},
	            {"2025-11-30", 3, "2026-02-28"}, {"2024-02-29", 12, "2025-02-28"}, {"2025-12-15", 1, "2026-01-15"},
	            {"2026-03-31", -1, "2026-02-28"}, {"2026-01-31", -2, "2025-11-30"}, {"2026-05-01", 0, "2026-05-01"}};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		expect_date(date_add_months(day(rows[i].from), rows[i].months), rows[i].to);
}

/* rules.md §3: a period of N months from D ends the day before the clipped date. */
Test(date, periods_end_the_day_before_the_clipped_date)
{
	expect_date(date_period_end(day("2024-02-29"), 12), "2025-02-27");
	expect_date(date_period_end(day("2026-03-31"), 8), "2026-11-29");
	expect_date(date_period_end(day("2026-01-05"), 12), "2027-01-04");
}

Test(date, a_month_is_never_shorter_than_28_days_nor_longer_than_31)
{
	for (int32_t d = date_make(1999, 1, 1).days; d < date_make(2040, 1, 1).days; d++) {
		struct date from = {d}, to = date_add_months(from, 1), next = date_add_months((struct date){d + 1}, 1);
		int length = date_diff(to, from);

		cr_assert(length >= 28 && length <= 31);
		cr_assert(date_compare(to, next) <= 0, "a later start never ends earlier");
		for (int n = 1; n < 15; n++)
			cr_assert(date_compare(date_add_months(from, n), date_add_months(from, n + 1)) < 0);
	}
}

Test(date, nothing_lies_outside_the_years_1_to_9999)
{
	cr_expect_not(date_is_set(date_add_days(day("9999-12-31"), 1)));
	cr_expect_not(date_is_set(date_add_days(day("0001-01-01"), -1)));
	cr_expect_not(date_is_set(date_add_days(day("2026-01-01"), INT32_MAX)));
	cr_expect_not(date_is_set(date_add_months(day("9999-12-31"), 1)));
	cr_expect_not(date_is_set(date_add_months(day("0001-01-31"), -1)));
	cr_expect_not(date_is_set(date_add_months(day("2026-01-01"), INT32_MIN)));
	cr_expect_not(date_is_set(date_add_days(DATE_NONE, 1)));
	cr_expect_not(date_is_set(date_add_months(DATE_NONE, 1)));
}

Test(date, no_date_sorts_last)
{
	cr_expect_gt(date_compare(DATE_NONE, day("9999-12-31")), 0);
	cr_expect_lt(date_compare(day("9999-12-31"), DATE_NONE), 0);
	cr_expect_eq(date_compare(DATE_NONE, DATE_NONE), 0);
	cr_expect_lt(moment_compare((struct moment){day("2026-01-01"), 5}, (struct moment){day("2026-01-01"), 6}), 0);
	cr_expect_gt(moment_compare(MOMENT_NONE, (struct moment){day("2026-01-01"), 6}), 0);
}

/* rules.md §3: ISO week, Monday first. */
Test(date, iso_weeks_belong_to_the_year_of_their_thursday)
{
	const struct {
		const char *date;
		int year, week;
	} rows[] = {{"2026-11-20", 2026, 47}, {"2021-01-03", 2020, 53}, {"2021-01-04", 2021, 1}, {"2018-12-31", 2019, 1},
	            {"2016-01-01", 2015, 53}, {"2024-12-30", 2025, 1},  {"2005-01-01", 2004, 53}};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		int year, week;

		date_iso_week(day(rows[i].date), &year, &week);
		cr_expect(year == rows[i].year && week == rows[i].week, "%s: %d-W%d", rows[i].date, year, week);
	}
}

Test(date, weeks_start_on_monday)
{
	cr_expect_eq(date_weekday(day("2026-11-20")), 5);
	cr_expect_eq(date_weekday(day("1969-12-31")), 3);
	cr_expect_eq(date_weekday(day("0001-01-01")), 1);
	for (int32_t d = -1000; d < 30000; d++) {
		struct date monday = date_week_start((struct date){d});
		int year, week, next_year, next_week;

		cr_assert_eq(date_weekday(monday), 1);
		cr_assert(d - monday.days >= 0 && d - monday.days < 7);
		date_iso_week(monday, &year, &week);
		date_iso_week((struct date){d}, &next_year, &next_week);
		cr_assert(year == next_year && week == next_week);
	}
}

Test(date, french_formats)
{
	struct date friday = day("2026-11-20");
	char text[32], small[8], numeric[DATE_TEXT];

	cr_expect_str_eq(date_format_long(friday, text), "ven. 20 nov. 2026");
	cr_expect_str_eq(date_format_long(day("2027-02-01"), text), "lun. 1er févr. 2027");
	cr_expect_str_eq(date_format_long(DATE_NONE, text), "");
	cr_expect_str_eq(date_format_short(friday, small), "20/11");
	cr_expect_str_eq(date_format_numeric(friday, numeric), "20/11/2026");
	cr_expect_str_eq(moment_format_short((struct moment){day("2026-11-24"), 9 * 60 + 30}, text), "mar. 24 09:30");
	cr_expect_str_eq(moment_format_short((struct moment){day("2026-12-01"), 0}, text), "mar. 01 00:00");
	cr_expect_str_eq(moment_format_short(MOMENT_NONE, text), "");
}
