/* The week grid: how a name is cut to the width of a day. */
#include <criterion/criterion.h>

#include "core/base/text.h"
#include "tui/widgets/week_grid.h"

Test(week_grid, names_are_cut_cleanly)
{
	static const struct { const char *name; int columns; const char *cut; } cases[] = {
		{"BERNARD Aïcha", 13, "BERNARD Aïcha"}, {"BERNARD Aïcha", 12, "BERNARD A."}, {"BERNARD Aïcha", 9, "BERNARD"},
		{"BERNARD Aïcha", 6, "BERNA…"}, {"ÉVRARD Éloïse", 10, "ÉVRARD É."}, {"DE LA ROCHE Jean-Marc", 14, "DE LA ROCHE J."},
		{"L'HOSTIS Noël", 11, "L'HOSTIS N."}, {"atelier CV (8 sur 12)", 12, "atelier CV …"}, {"", 5, ""}, {"BERNARD Aïcha", 0, ""},
	};
	struct arena arena = {0};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *cut = week_name_cut(&arena, cases[i].name, cases[i].columns);
		cr_expect_str_eq(cut, cases[i].cut, "%s in %d: %s", cases[i].name, cases[i].columns, cut);
		cr_expect(text_width(cut) <= cases[i].columns, "%s is too wide", cut);
	}
	arena_free(&arena);
}

/* What begins later in its row, what hides another, and what lasts nobody's whole day. */
Test(week_grid, every_entry_has_a_row_and_a_text)
{
	static const struct week_entry entries[] = {
		{.day = 0, .from = 540, .to = 570, .text = "BERNARD Aïcha", .mark = ""},
		{.day = 0, .from = 555, .to = 600, .text = "COLLET Jean-Marc", .mark = "!"},
		{.day = 4, .from = 0, .to = 1440, .whole_day = true, .text = "férié Noël", .mark = ""},
		{.day = 2, .from = 1200, .to = 1230, .text = "ÉVRARD Chloé", .mark = ""}, /* after the hours */
	};
	struct week_input in = {.day_count = 5, .first_minute = 510, .last_minute = 1230, .entries = entries, .count = 4};
	struct arena arena = {0};
	for (int day = 0; day < 5; day++) {
		in.days[day].title = "lun. 23 nov.";
		for (int quarter = 34; quarter < 70; quarter++)
			in.days[day].quarters[quarter] = QUARTER_FREE;
	}
	struct week_grid tall = week_grid_build(&arena, &in, 60, 140), low = week_grid_build(&arena, &in, 19, 80);
	cr_expect(tall.whole_days && low.whole_days);
	cr_expect_eq(tall.row_count, 48u, "quarters of an hour where there is room");
	cr_expect_lt(low.row_count, 24u, "the hours that nobody works are one row");
	cr_expect_eq(low.row_of[0], low.row_of[1], "both begin in the row of 9:00");
	cr_expect_neq(tall.row_of[0], tall.row_of[1]);
	cr_expect_gt(low.row_of[3], low.row_of[0]);
	cr_expect_str_eq(low.texts[0], "BERNARD +1");
	cr_expect_str_eq(low.texts[1], ":15 COLL… +1");
	cr_expect_str_eq(low.texts[2], "férié Noël");
	for (size_t i = 0; i < low.count; i++)
		cr_expect(text_width(low.texts[i]) <= low.day_columns - 2, "%s", low.texts[i]);
	arena_free(&arena);
}
