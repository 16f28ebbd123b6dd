/* The rows that a column count makes of a text being typed: cut at spaces, by grapheme cluster. */
#include <stdint.h>
#include <string.h>

#include "core/base/text.h"
#include "tui/widgets/text_buffer.h"
#include "tui/widgets/typing.h"

struct text_row text_buffer_row(const struct text_buffer *b, size_t start, int columns, size_t *next)
{
	const char *s = text_buffer_text(b) + start;
	size_t line = strcspn(s, "\n"), fit = text_fit(s, columns > 0 ? columns : 1, NULL);
	if (fit >= line) {
		*next = s[line] == '\n' ? start + line + 1 : SIZE_MAX;
		return (struct text_row){start, start + line};
	}
	if (s[fit] == ' ') {
		*next = start + fit + 1;
		return (struct text_row){start, start + fit};
	}
	size_t cut = fit;
	while (cut > 0 && s[cut - 1] != ' ')
		cut--;
	if (cut > 0) {
		*next = start + cut;
		return (struct text_row){start, start + cut - 1};
	}
	cut = fit > 0 ? fit : text_next_cluster(s);
	*next = start + cut;
	return (struct text_row){start, start + cut};
}

size_t text_buffer_cursor_row(const struct text_buffer *b, int columns, int *cursor_column)
{
	size_t row = 0, start = 0, next;
	struct text_row r = text_buffer_row(b, start, columns, &next);
	while (next != SIZE_MAX && next <= b->cursor) {
		start = next;
		row++;
		r = text_buffer_row(b, start, columns, &next);
	}
	size_t shown = b->cursor < r.end ? b->cursor : r.end;
	if (cursor_column)
		*cursor_column = typing_width(text_buffer_text(b) + r.start, shown - r.start);
	return row;
}
