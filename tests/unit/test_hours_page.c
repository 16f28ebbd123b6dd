/* The Heures screen laid out: what is left out on a low or narrow screen, and in which order; bars of the plot. */
#include <criterion/criterion.h>
#include <string.h>

#include "core/base/text.h"
#include "tui/screens/hours_private.h"

static struct week_hours weeks[HOURS_WEEKS];

/* A week with one hour and a half to validate on Tuesday in the third theme; 26 weeks, the third one empty. */
static struct view_hours view_made(void)
{
	static const char *const days[] = {"lun. 16", "mar. 17", "mer. 18", "jeu. 19", "ven. 20", "sam. 21", "dim. 22"};
	struct view_hours v = {.heading = "BERNARD Aïcha", .title = "Semaine 47", .summary = "rien", .absent = "", .dispensation = "",
		.declared = "1h30", .sentence = "26 semaines : objectif atteint 25 fois.", .week_count = HOURS_WEEKS};
	v.monday = date_make(2026, 11, 16);
	for (int d = 0; d < HOURS_DAYS; d++)
		v.days[d] = (struct view_hours_day){date_add_days(v.monday, d), days[d], d == 4, d > 4, "", d == 1 ? "1h30" : ""};
	for (int t = 0; t < THEME_COUNT; t++) {
		v.themes[t] = (struct view_hours_theme){.number = t + 1, .code = activity_themes[t].code, .label = activity_themes[t].label, .total = ""};
		for (int d = 0; d < HOURS_DAYS; d++)
			v.themes[t].days[d].text = t == 2 && d == 1 ? "1h30 ?" : "";
	}
	for (int i = 0; i < HOURS_WEEKS; i++) {
		weeks[i].monday = date_add_days(v.monday, 7 * (i - HOURS_WEEKS + 1));
		v.weeks[i] = (struct view_week){.week = &weeks[i], .label = i == 0 ? "S22" : "S47", .mark = i == 2 ? "!" : "✓",
			.permille = i == 2 ? 0 : 1000, .declared_permille = i == 2 ? 0 : i == 3 ? 500 : 1000, .text = "15h/15h"};
	}
	return v;
}

static struct arena arena;

static struct hours_page built(int rows, int columns, bool utf8)
{
	static struct view_hours v;
	v = view_made();
	return hours_page_build(&arena, &v, rows, columns, utf8);
}

static void end(void)
{
	arena_free(&arena);
}

TestSuite(hours_page, .fini = end);

Test(hours_page, every_column_fits_the_width)
{
	static const int widths[] = {60, 69, 70, 80, 100, 120, 140, 200};
	for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
		struct hours_page p = built(21, widths[i], true);
		int used = 4 + p.label_columns + HOURS_DAYS * p.cell_columns + p.total_columns;
		cr_expect(used <= widths[i], "%d columns used of %d", used, widths[i]);
		cr_expect(p.label_columns >= 13, "%d: names of %d columns", widths[i], p.label_columns);
		cr_expect(text_width(p.labels[7]) <= 2 + p.label_columns, "%s", p.labels[7]);
		cr_expect(text_width(p.cells[2][1]) < p.cell_columns, "%s", p.cells[2][1]);
		cr_expect(1 + 4 + HOURS_WEEKS * p.bar_step + 4 <= widths[i] + 1, "%d: the plot", widths[i]);
	}
}

Test(hours_page, the_whole_name_of_a_theme_shows_where_it_fits)
{
	cr_expect(strstr(built(37, 140, true).labels[7], "Rechercher des solutions d'emploi"));
	cr_expect(strstr(built(21, 80, true).labels[7], "8 Emploi"));
}

Test(hours_page, low_screens_keep_the_week_and_drop_the_plot)
{
	struct hours_page low = built(13, 60, true), usual = built(21, 80, true), tall = built(37, 140, true);
	cr_expect_eq(low.theme_rows, 8);
	cr_expect_not(low.with_totals);
	cr_expect_eq(low.bar_rows, 0);
	cr_expect_eq(usual.theme_rows, THEME_COUNT);
	cr_expect(usual.with_totals);
	cr_expect_geq(usual.bar_rows, 1);
	cr_expect_gt(tall.bar_rows, usual.bar_rows);
	hours_page_reveal(&low, 8);
	cr_expect_eq(low.first_theme, 1);
	hours_page_reveal(&low, 0);
	cr_expect_eq(low.first_theme, 0);
}

Test(hours_page, bars_rise_with_the_hours)
{
	struct hours_page p = built(20, 80, true), ascii = built(20, 80, false);
	cr_expect_str_eq(p.bars[p.bar_rows - 1][0], "█");
	cr_expect_str_eq(p.bars[p.bar_rows - 1][2], " ");
	cr_expect_str_eq(ascii.bars[ascii.bar_rows - 1][0], "#");
	cr_expect_str_eq(built(19, 80, true).bars[0][3], "▄");
	cr_expect_eq(p.shown, (size_t)HOURS_WEEKS - 1, "the week shown is the last one");
}

Test(hours_page, the_weeks_are_said_in_words_too)
{
	struct view_hours v = view_made();
	size_t count = 0;
	const char **lines = hours_weeks_lines(&arena, &v, false, &count);
	cr_expect_eq(count, 2u + HOURS_WEEKS);
	cr_expect_str_eq(lines[0], v.sentence);
	cr_expect(strstr(lines[2], "################ ✓ 15h/15h · atteint"), "%s", lines[2]);
	cr_expect(strstr(lines[count - 3], "................ ! 15h/15h · moins que l'objectif"), "%s", lines[count - 3]);
}
