/* One line being typed: text, cursor, editing keys. Pure: no terminal, so that it is tested without one.
 *
 * The cursor moves and erases by grapheme cluster: an accent goes with its letter. */
#ifndef JALON_LINE_BUFFER_H
#define JALON_LINE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/strbuf.h"

struct line_buffer { /* a zeroed one is empty */
	struct strbuf text;
	size_t cursor; /* byte, always between two clusters */
};

const char *line_buffer_text(const struct line_buffer *b); /* "" when empty */
/* Replaces everything, the cursor at the end. Line ends and tabs become spaces, what cannot be typed is left out. */
void line_buffer_set(struct line_buffer *b, const char *text);
/* False when the character may not be typed, or when there are already max characters (0: no limit). */
bool line_buffer_insert(struct line_buffer *b, int code_point, size_t max);
/* Arrows, Home, End, Backspace, Delete, Ctrl-A E B F D K U W, and characters. False: not an editing key. */
bool line_buffer_key(struct line_buffer *b, int key, size_t max);
/* Puts the cursor at that byte, or before it when it is inside a letter. */
void line_buffer_place(struct line_buffer *b, size_t cursor);
void line_buffer_free(struct line_buffer *b);
/* First byte to show so that the cursor is inside `columns`; *cursor_column (may be NULL) is counted from there. */
size_t line_buffer_first_shown(const struct line_buffer *b, int columns, int *cursor_column);
/* The text without the spaces around it, NFC; caller frees. */
char *line_buffer_value(const struct line_buffer *b);

#endif
