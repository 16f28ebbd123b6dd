/* The sheet laid out on one long page: cells at their place, and stops where the cursor may rest.
 *
 * Built when the data or the width change; painting copies the visible rows. */
#ifndef JALON_FILE_PAGE_H
#define JALON_FILE_PAGE_H

#include "core/views/view.h"
#include "tui/paint.h"

#define LEDGER_SPLIT_COLUMNS 76 /* from here both ledgers stand side by side */
#define PAGE_SPLIT_COLUMNS 120  /* from here the other sections do too */

struct page_cell {
	int row, column, columns;
	enum ink ink;
	const char *text;
	int stop; /* index in stops, -1 when the cursor does not rest here */
};
/* column, columns: what is in reverse video on its first row; `>` stands before it. A few words are enough to see
 * it, and a move stays short on a slow line. line NULL: the line that unfolds its section, or folds it again. */
struct page_stop { int row, rows, column, columns; const struct view_line *line; enum section_id section; };

struct page {
	struct page_cell *cells; size_t cell_count, cell_room;
	struct page_stop *stops; size_t stop_count, stop_room;
	int rows;
	size_t first; /* the stop to begin with: the first line of a ledger */
	int split_column, split_from, split_to; /* the bar between the ledgers; from == to: none */
};

/* columns: of the whole page, the cursor's gutter included. Sections of dated facts show their `most` newest
 * lines, unless their bit (1u << section_id) is in unfolded. Everything from the arena. */
struct page page_build(struct arena *arena, const struct view_file *view, int columns, size_t most, unsigned unfolded);
void page_paint(const struct page *page, struct rect area, int top, size_t cursor);

#endif
