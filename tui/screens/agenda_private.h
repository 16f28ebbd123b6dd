/* What the files of the agenda's screen share: the week as a grid, as a list of days, and what `w` explains. */
#ifndef JALON_AGENDA_PRIVATE_H
#define JALON_AGENDA_PRIVATE_H

#include "core/views/view_agenda.h"
#include "tui/widgets/week_grid.h"

/* The grid of the rows of the view. Its entries are in the order of the rows. free: what may still be given. */
struct week_grid agenda_grid(struct arena *arena, const struct app *a, const struct view_agenda *v, int rows, int columns);

/* The days one under the other: a heading per day with what is free in it, then its rows. */
struct agenda_lines {
	struct agenda_line { const char *text; size_t row; enum ink ink; } *items; /* row: of the view, AGENDA_NO_ROW a heading */
	size_t count, top;
};
#define AGENDA_NO_ROW SIZE_MAX
struct agenda_lines agenda_lines(struct arena *arena, const struct app *a, const struct view_agenda *v, int columns);
void agenda_lines_paint(struct agenda_lines *lines, struct rect area, size_t selected);

/* « 10:00-11:30, 14:00-17:30 »: what may still be given on that day, moments of at least `least` minutes; "" when
 * nothing. */
const char *agenda_free_ranges(struct arena *arena, const struct app *a, const struct view_agenda *v, int day, int least);

/* « férié », « proposé », « congés »…: the word that goes with the row, "" for an appointment. */
const char *agenda_word(const struct view_agenda_row *row);
struct view_why agenda_why(struct arena *arena, const struct app *a, const struct view_agenda_row *row);

#endif
