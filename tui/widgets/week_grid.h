/* A week as a grid: days across, hours down. It knows nothing of appointments: entries come as texts and minutes.
 *
 * Built when the data or the size change; painting copies cells. Nothing is said by colour alone: a mark stands before
 * the text of an entry, a bar under it for as long as it lasts, a dot in what is free. */
#ifndef JALON_WEEK_GRID_H
#define JALON_WEEK_GRID_H

#include <stddef.h>

#include "core/base/arena.h"
#include "tui/paint.h"

#define WEEK_DAYS 7
#define WEEK_QUARTERS 96 /* of a day */

enum week_quarter { QUARTER_CLOSED, QUARTER_OPEN, QUARTER_FREE }; /* outside the hours; within them; and free to give */

struct week_entry {
	int day;            /* 0..6 */
	int from, to;       /* minutes of the day, 0..1440, from < to */
	bool whole_day;     /* stands under the day's title, not among the hours */
	const char *text;   /* safe; cut cleanly at the width */
	const char *mark;   /* one column, or "" */
	enum ink ink;
};

struct week_input {
	struct { const char *title; bool is_today; unsigned char quarters[WEEK_QUARTERS]; } days[WEEK_DAYS]; /* enum week_quarter */
	int day_count;      /* 5..7 */
	int first_minute, last_minute;
	const struct week_entry *entries; size_t count; /* by day and start: the order of the cursor */
};

struct week_row;
struct week_grid {
	int day_count, day_columns;
	const char *titles[WEEK_DAYS];
	bool today[WEEK_DAYS];
	bool whole_days;             /* one row under the titles is theirs */
	struct week_row *rows; size_t row_count;
	const struct week_entry *entries; size_t count;
	const char **texts;          /* of the entries, at the width of a day */
	size_t *row_of;              /* of the entries */
	size_t top;                  /* first row shown */
};

/* size: of the whole grid, titles included. input->entries must live as long as the grid; the rest is copied. */
struct week_grid week_grid_build(struct arena *arena, const struct week_input *input, int rows, int columns);
/* selected: an entry; count and more: none. The hardware cursor goes there, else to today's title. */
void week_grid_paint(struct week_grid *grid, struct rect area, size_t selected);
/* « BERNARD Aïcha » in 12 columns: « BERNARD A. », in 6: « BERNA… ». */
const char *week_name_cut(struct arena *arena, const char *name, int columns);

#endif
