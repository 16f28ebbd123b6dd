/* Columns of a list: which fit in the width, their heading, and one row's cells.
 *
 * Cells are cut or padded when the row is prepared (recalc), so that painting only copies. */
#ifndef JALON_COLUMNS_H
#define JALON_COLUMNS_H

#include <stddef.h>

#include "core/base/arena.h"
#include "tui/paint.h"

#define COLUMNS_MAX 10

struct column {
	const char *title; /* French */
	int width;         /* columns of the screen; 0: left out */
};

/* One column between two neighbours. */
int columns_total(const struct column *columns, size_t count);
/* Gives what is left of `width` to columns[grows], never below 1. */
void columns_stretch(struct column *columns, size_t count, size_t grows, int width);
/* The column as wide as the widest text met so far: call once per text. */
void column_widen(struct column *column, const char *safe_text, int most);
/* The same texts, each exactly as wide as its column; NULL where the column is left out. */
const char **columns_fit(struct arena *arena, const struct column *columns, size_t count, const char *const *texts);
void columns_paint(struct rect line, const struct column *columns, size_t count, const char *const *cells,
                   const enum ink *inks);
void columns_paint_heading(struct rect line, const struct column *columns, size_t count);

#endif
