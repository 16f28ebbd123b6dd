/* Painting: cells on the screen being composed. No I/O and no allocation; one doupdate by the loop.
 *
 * Every string goes through text_safe first (views give safe text); paint_* cut at the width given, never
 * beyond, by grapheme cluster, and fall back to ASCII when the locale is not UTF-8. */
#ifndef JALON_PAINT_H
#define JALON_PAINT_H

#include <stdbool.h>

#include "core/rules/clock.h"
#include "core/rules/load.h"

enum ink { /* a meaning, not a colour: colours are data, and never alone (a mark goes with each) */
	INK_PLAIN, INK_TITLE, INK_DIM, INK_RED, INK_ORANGE, INK_GREY, INK_GREEN, INK_SELECTED, INK_KEY, INK_ERROR,
	INK_FIELD, INK_COUNT
};

struct rect { int row, column, rows, columns; };

void paint_begin(void);                 /* erase */
void paint_end(void);                   /* wnoutrefresh + the hardware cursor + doupdate */
void paint_cursor(int row, int column); /* where the hardware cursor must be: selection or field; last call wins */
/* Returns the columns used. A text that does not fit ends in « … ». */
int paint_text(int row, int column, int columns, enum ink ink, const char *safe_text);
/* The same without the sign of a cut: for text that scrolls in a field. */
int paint_clip(int row, int column, int columns, enum ink ink, const char *safe_text);
/* Wrapped at spaces over the rows of r, without allocation; the last row is cut as paint_text cuts. */
void paint_wrapped(struct rect r, enum ink ink, const char *safe_text);
void paint_fill(struct rect r, enum ink ink);         /* spaces */
/* Makes what is already painted on one row the selected one: reverse video over whatever inks it has. */
void paint_select(int row, int column, int columns);
void paint_hline(int row, int column, int columns);
void paint_vline(int row, int column, int rows);
void paint_box(struct rect r, const char *title);     /* frame, cleared inside */
void paint_gauge(int row, int column, int columns, int permille, enum ink ink);
enum ink ink_of_band(enum band b);
enum ink ink_of_load(enum load_level level);
/* A rectangle of at most rows x columns in the middle of area; as wide as area when little would be left beside. */
struct rect rect_centre(struct rect area, int rows, int columns);

#endif
