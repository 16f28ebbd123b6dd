/* One line being typed. */
#include "tui/widgets/line_buffer.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/text.h"
#include "tui/widgets/typing.h"

const char *line_buffer_text(const struct line_buffer *b) { return strbuf_str(&b->text); }

static void replace(struct line_buffer *b, size_t at, size_t removed, const char *s, size_t added)
{
	strbuf_splice(&b->text, at, removed, s, added);
	b->cursor = at + added;
}

bool line_buffer_insert(struct line_buffer *b, int code_point, size_t max)
{
	char bytes[5];
	if (!typing_allows(code_point))
		return false;
	size_t n = typing_encode(code_point, bytes);
	if (b->cursor == 0 && typing_is_mark(bytes))
		return false;
	if (max > 0 && typing_count(line_buffer_text(b)) >= max)
		return false;
	replace(b, b->cursor, 0, bytes, n);
	return true;
}

/* One code point of valid UTF-8; -1 and one byte otherwise. */
static int take(const char **s)
{
	const unsigned char *u = (const unsigned char *)*s;
	int n = u[0] < 0x80 ? 0 : u[0] >= 0xf0 ? 3 : u[0] >= 0xe0 ? 2 : u[0] >= 0xc0 ? 1 : -1;
	int cp = n == 0 ? u[0] : n < 0 ? -1 : u[0] & (0x3f >> n);
	*s += 1;
	for (int i = 1; i <= n; i++) {
		if ((u[i] & 0xc0) != 0x80)
			return -1;
		cp = cp << 6 | (u[i] & 0x3f);
		*s += 1;
	}
	return cp;
}

void line_buffer_set(struct line_buffer *b, const char *text)
{
	strbuf_clear(&b->text);
	b->cursor = 0;
	while (*text) {
		int cp = take(&text);
		line_buffer_insert(b, cp == '\n' || cp == '\t' ? ' ' : cp, 0);
	}
}

static size_t word_start(const struct line_buffer *b)
{
	size_t at = b->cursor;
	while (at > 0 && b->text.s[at - 1] == ' ')
		at--;
	while (at > 0 && b->text.s[at - 1] != ' ')
		at--;
	return at;
}

static void erase_between(struct line_buffer *b, size_t from, size_t to)
{
	if (to > from)
		replace(b, from, to - from, "", 0);
}

static bool edit_key(struct line_buffer *b, int key)
{
	const char *s = line_buffer_text(b);
	size_t before = text_previous_cluster(s, b->cursor), after = text_next_cluster(s + b->cursor);
	switch (key) {
	case KEYCODE_BACKSPACE: erase_between(b, b->cursor - before, b->cursor); return true;
	case KEYCODE_DELETE:
	case CTRL_KEY('d'): erase_between(b, b->cursor, b->cursor + after); return true;
	case CTRL_KEY('k'): erase_between(b, b->cursor, b->text.len); return true;
	case CTRL_KEY('u'): erase_between(b, 0, b->cursor); return true;
	case CTRL_KEY('w'): erase_between(b, word_start(b), b->cursor); return true;
	default: return false;
	}
}

bool line_buffer_key(struct line_buffer *b, int key, size_t max)
{
	const char *s = line_buffer_text(b);
	switch (key) {
	case KEYCODE_LEFT:
	case CTRL_KEY('b'): b->cursor -= text_previous_cluster(s, b->cursor); return true;
	case KEYCODE_RIGHT:
	case CTRL_KEY('f'): b->cursor += text_next_cluster(s + b->cursor); return true;
	case KEYCODE_HOME:
	case CTRL_KEY('a'): b->cursor = 0; return true;
	case KEYCODE_END:
	case CTRL_KEY('e'): b->cursor = b->text.len; return true;
	default: break;
	}
	if (edit_key(b, key))
		return true;
	if (key >= KEY_SPECIAL)
		return false;
	line_buffer_insert(b, key, max);
	return true;
}

void line_buffer_place(struct line_buffer *b, size_t cursor)
{
	const char *text = line_buffer_text(b);
	b->cursor = 0;
	while (text[b->cursor] && b->cursor + text_next_cluster(text + b->cursor) <= cursor)
		b->cursor += text_next_cluster(text + b->cursor);
}

void line_buffer_free(struct line_buffer *b)
{
	strbuf_free(&b->text);
	*b = (struct line_buffer){0};
}

size_t line_buffer_first_shown(const struct line_buffer *b, int columns, int *cursor_column)
{
	const char *s = line_buffer_text(b);
	size_t first = 0;
	int width = typing_width(s, b->cursor);
	while (width > columns - 1 && first < b->cursor) {
		size_t n = text_next_cluster(s + first);
		width -= typing_width(s + first, n);
		first += n;
	}
	if (cursor_column)
		*cursor_column = width;
	return first;
}

char *line_buffer_value(const struct line_buffer *b)
{
	struct arena arena = {0};
	const char *s = text_normalise(&arena, line_buffer_text(b));
	while (*s == ' ')
		s++;
	char *value = mem_strdup(s);
	size_t length = strlen(value);
	while (length > 0 && value[length - 1] == ' ')
		value[--length] = '\0';
	arena_free(&arena);
	return value;
}
