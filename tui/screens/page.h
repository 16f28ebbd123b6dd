/* A long page: cells at their place, stops where the cursor may rest, and the part of it that is seen.
 *
 * Built when the data or the width change (block_cell, block_stop); painting copies the visible rows. */
#ifndef JALON_PAGE_H
#define JALON_PAGE_H

#include "core/app/action.h"
#include "core/base/arena.h"
#include "tui/paint.h"

#define PAGE_HEADING 2 /* rows that stay above a page: whose it is; what counts most */
#define PAGE_GUTTER 2 /* columns where the cursor's `>` stands, before a block */

struct page_cell {
	int row, column, columns;
	enum ink ink;
	const char *text;
};
/* column, columns: what is in reverse video on its first row; a few words are enough to see it, and a move stays short
 * on a slow line. mark: column of `>`. about, kind: what the stop is, to its screen. */
struct page_stop {
	int row, rows, column, columns;
	int mark;
	const void *about;
	int kind;
};

struct page {
	struct page_cell *cells; size_t cell_count, cell_room;
	struct page_stop *stops; size_t stop_count, stop_room;
	int rows;
	size_t first; /* the stop to begin with */
	int split_column, split_from, split_to; /* a bar between two columns; from == to: none */
};
/* Where one is in it. */
struct page_place { size_t cursor; int top, rows; /* first visible row; rows visible */ };

/* A block of it being filled, row after row. */
struct page_block {
	struct arena *arena;
	struct page *page;
	int column, columns; /* gutter included */
	int row;             /* next free row */
};

/* A cell on the next free row; columns <= 0: nothing is painted. */
void block_cell(struct page_block *b, int column, int columns, enum ink ink, const char *text);
/* A stop of as many rows, from the next free one; its index. */
int block_stop(struct page_block *b, const void *about, int kind, int rows);

/* After a change of page, cursor or rows: the cursor is in the page, and in sight. */
void page_reveal(const struct page *p, struct page_place *at);
bool page_move(const struct page *p, struct page_place *at, enum action_id action); /* true when it was a move */
const struct page_stop *page_here(const struct page *p, const struct page_place *at); /* NULL without a stop */
void page_paint(const struct page *p, struct rect area, const struct page_place *at);
/* « lignes 1-18 sur 40 », "" when all is in sight. */
const char *page_range(const struct page *p, const struct page_place *at, char out[48]);
/* Under a heading that stays (whose page it is, then what counts most), which rows are in sight at the right of its first
 * row that has room for it, else not said. Takes the body's rows as the place's own. */
void page_paint_headed(const struct page *p, struct page_place *at, struct rect body, const char *const heading[PAGE_HEADING]);

#endif
