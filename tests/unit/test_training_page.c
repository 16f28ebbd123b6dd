/* A training request laid out: at any width, whatever its stage, nothing is cut and every line can be reached. */
#include <criterion/criterion.h>
#include <string.h>

#include "core/base/text.h"
#include "tests/support/office_trainings.h"
#include "tui/screens/training_page.h"

static const int widths[] = {58, 70, 78, 100, 110, 138, 200};

static void expect_inside(const struct page *p, int columns, enum office_training which)
{
	cr_assert_gt(p->stop_count, 0u, "request %d at %d columns", (int)which, columns);
	for (size_t i = 0; i < p->cell_count; i++) {
		const struct page_cell *c = &p->cells[i];
		cr_expect_leq(text_width(c->text), c->columns, "request %d at %d columns cuts « %s »", (int)which, columns, c->text);
		cr_expect(c->column >= 0 && c->column + c->columns <= columns, "request %d at %d columns: « %s » is outside", (int)which, columns, c->text);
		cr_expect_lt(c->row, p->rows);
	}
}

Test(training_page, cuts_nothing_at_any_width)
{
	for (int k = 0; k < OFFICE_TRAININGS; k++) {
		struct office o;
		struct arena arena = {0};
		office_open(&o, ROLE_COUNSELLOR);
		office_open_training(&o, (enum office_training)k);
		const struct view_training view = view_training(&arena, &o.app);
		for (size_t w = 0; w < sizeof widths / sizeof *widths; w++) {
			struct page p = training_page(&arena, &o.app, &view, widths[w]);
			expect_inside(&p, widths[w], (enum office_training)k);
		}
		arena_free(&arena);
		office_close(&o);
	}
}

static size_t section_stops(const struct page *p, enum training_section id)
{
	size_t count = 0;
	for (size_t i = 0; i < p->stop_count; i++)
		count += p->stops[i].kind == (int)id;
	return count;
}

/* Each line of the view is a stop; the calendar's are one, with the sentence of the bar. */
Test(training_page, leaves_no_line_out)
{
	for (int k = 0; k < OFFICE_TRAININGS; k++) {
		struct office o;
		struct arena arena = {0};
		office_open(&o, ROLE_COUNSELLOR);
		office_open_training(&o, (enum office_training)k);
		const struct view_training view = view_training(&arena, &o.app);
		for (int wide = 0; wide < 2; wide++) {
			struct page p = training_page(&arena, &o.app, &view, wide ? TRAINING_SPLIT_COLUMNS : 78);
			for (int id = 0; id < TRAINING_SECTION_COUNT; id++)
				if (id != TRAINING_RUNWAY)
					cr_expect_eq(section_stops(&p, (enum training_section)id), view.sections[id].count, "request %d, section %s", k,
					             view.sections[id].code);
			cr_expect_eq(section_stops(&p, TRAINING_RUNWAY), 1u, "request %d", k);
		}
		arena_free(&arena);
		office_close(&o);
	}
}
