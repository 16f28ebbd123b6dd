/* What the files of the Heures screen share: the page laid out (hours_page.c), and how it is painted. */
#ifndef JALON_HOURS_PRIVATE_H
#define JALON_HOURS_PRIVATE_H

#include "core/base/text.h"
#include "core/views/view_hours.h"
#include "tui/paint.h"

#define HOURS_BAR_ROWS 6 /* of the plot, at most */
#define HOURS_EXPLAINED 2 /* rows of absences and dérogation, at most */

struct hours_place { int theme, day; }; /* 0..8, 0..6 */

/* Everything at its width: painting copies. Built when the data or the size change. */
struct hours_page {
	int rows, columns;
	int label_columns, cell_columns, total_columns; /* total 0: left out */
	int first_theme, theme_rows;                    /* which themes are in sight */
	const char *heads[HOURS_DAYS], *notes[HOURS_DAYS], *totals[HOURS_DAYS], *week_total;
	const char *labels[THEME_COUNT], *cells[THEME_COUNT][HOURS_DAYS], *theme_totals[THEME_COUNT];
	const char *explained[HOURS_EXPLAINED];
	int explained_rows;
	bool with_totals, with_notes, with_legend;
	int gap;                                        /* rows above the plot */
	int bar_rows, bar_columns, bar_step;            /* bar_rows 0: no plot */
	const char *bars[HOURS_BAR_ROWS][HOURS_WEEKS];
	const char *first_week, *last_week;             /* labels at both ends */
	size_t shown;                                   /* the week shown among them, HOURS_WEEKS: none */
	struct text_lines sentence;
	const char **lines; int line_rows;              /* absences and dérogations, under the plot; rows for them */
};

/* utf8: bars of eighths, else of ASCII. */
struct hours_page hours_page_build(struct arena *arena, const struct view_hours *v, int rows, int columns, bool utf8);
/* Scrolls the themes so that this one is in sight. */
void hours_page_reveal(struct hours_page *p, int theme);
void hours_page_paint(const struct hours_page *p, const struct view_hours *v, struct rect body, struct hours_place at,
                      const char *detail);
/* The 26 weeks as lines to read: a bar, figures, marks in words. */
const char **hours_weeks_lines(struct arena *arena, const struct view_hours *v, bool utf8, size_t *count);

#endif
