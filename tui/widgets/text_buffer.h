/* Several lines being typed: text, cursor, rows as wrapped, undo and redo. Pure: no terminal.
 *
 * Rows are what a column count makes of the text; nothing in the text depends on them. The cursor moves
 * and erases by grapheme cluster. */
#ifndef JALON_TEXT_BUFFER_H
#define JALON_TEXT_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/strbuf.h"

struct text_edit; /* one step of undo */

struct text_buffer { /* a zeroed one is empty */
	struct strbuf text;
	size_t cursor; /* byte, always between two clusters */
	int goal; /* column kept while moving up and down; -1: that of the cursor */
	struct text_edit *edits;
	size_t edit_count, edit_room;
	size_t edits_done; /* undo takes edits[edits_done - 1]; those after it can be redone */
	bool sealed;       /* the next edit begins a step of its own */
};

struct text_row { size_t start, end; }; /* bytes; the line end, and the space at which it was cut, left out */

const char *text_buffer_text(const struct text_buffer *b); /* "" when empty */
void text_buffer_set(struct text_buffer *b, const char *text); /* forgets the undo; cursor at the end */
/* False when it may not be typed or there are already max characters (0: no limit). '\n' is allowed. joined: same
 * step of undo as the insertion before it, whatever the words (a paste). */
bool text_buffer_insert(struct text_buffer *b, int code_point, size_t max, bool joined);
/* Editing keys: characters, Enter, arrows, Home, End, pages, Backspace, Delete, Ctrl-A E B F D K U W, Ctrl-Z
 * undo, Ctrl-Y redo. columns and page (rows) are those of the window. False: not an editing key. */
bool text_buffer_key(struct text_buffer *b, int key, int columns, int page, size_t max);
bool text_buffer_undo(struct text_buffer *b); /* false when there is nothing to undo */
bool text_buffer_redo(struct text_buffer *b);
void text_buffer_place(struct text_buffer *b, size_t cursor); /* at that byte, or before it when it is inside a letter */
void text_buffer_free(struct text_buffer *b);

/* The row that starts at byte `start`; *next is where the following one starts, SIZE_MAX after the last. */
struct text_row text_buffer_row(const struct text_buffer *b, size_t start, int columns, size_t *next);
/* Number of the cursor's row and its column in it. */
size_t text_buffer_cursor_row(const struct text_buffer *b, int columns, int *cursor_column);

#endif
