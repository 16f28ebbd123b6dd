/* Several lines being typed: the text, its undo, the editing keys. Rows: text_rows.c. */
#include "tui/widgets/text_buffer.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/text.h"
#include "tui/widgets/typing.h"

struct text_edit {
	size_t at, cursor_before;
	char *removed, *added; /* owned, never NULL */
};

const char *text_buffer_text(const struct text_buffer *b) { return strbuf_str(&b->text); }

static void replace(struct text_buffer *b, size_t at, size_t removed, const char *s, size_t added)
{
	strbuf_splice(&b->text, at, removed, s, added);
	b->cursor = at + added;
	b->goal = -1;
}

/* --- undo -------------------------------------------------------------------------------------------- */

static void forget_after(struct text_buffer *b, size_t kept)
{
	while (b->edit_count > kept) {
		struct text_edit *e = &b->edits[--b->edit_count];
		free(e->removed);
		free(e->added);
	}
}

static char *copy(const char *s, size_t n)
{
	char *c = mem_alloc(n + 1);
	memcpy(c, s, n);
	return c;
}

static bool is_blank(char c) { return c == ' ' || c == '\n'; }

/* An insertion right after the last one, in the same word, belongs to the same step. */
static bool continues(const struct text_buffer *b, size_t at, size_t removed, const char *s, bool joined)
{
	if (b->sealed || b->edits_done == 0 || removed > 0)
		return false;
	const struct text_edit *last = &b->edits[b->edits_done - 1];
	size_t length = strlen(last->added);
	if (length == 0 || *last->removed || last->at + length != at)
		return false;
	return joined || !is_blank(last->added[length - 1]) || is_blank(*s);
}

static void record(struct text_buffer *b, size_t at, size_t removed, const char *s, size_t added, bool joined)
{
	forget_after(b, b->edits_done);
	if (continues(b, at, removed, s, joined)) {
		struct text_edit *last = &b->edits[b->edits_done - 1];
		size_t length = strlen(last->added);
		last->added = mem_resize(last->added, length + added + 1);
		memcpy(last->added + length, s, added);
		last->added[length + added] = '\0';
		return;
	}
	if (b->edit_count == b->edit_room) {
		b->edit_room = b->edit_room ? b->edit_room * 2 : 32;
		b->edits = mem_resize(b->edits, b->edit_room * sizeof *b->edits);
	}
	b->edits[b->edit_count++] = (struct text_edit){
		.at = at, .cursor_before = b->cursor, .removed = copy(text_buffer_text(b) + at, removed), .added = copy(s, added)};
	b->edits_done = b->edit_count;
	b->sealed = false;
}

static void edit(struct text_buffer *b, size_t at, size_t removed, const char *s, size_t added, bool joined)
{
	if (removed == 0 && added == 0)
		return;
	record(b, at, removed, s, added, joined);
	replace(b, at, removed, s, added);
}

bool text_buffer_undo(struct text_buffer *b)
{
	if (b->edits_done == 0)
		return false;
	const struct text_edit *e = &b->edits[--b->edits_done];
	replace(b, e->at, strlen(e->added), e->removed, strlen(e->removed));
	b->cursor = e->cursor_before;
	b->sealed = true;
	return true;
}

bool text_buffer_redo(struct text_buffer *b)
{
	if (b->edits_done == b->edit_count)
		return false;
	const struct text_edit *e = &b->edits[b->edits_done++];
	replace(b, e->at, strlen(e->removed), e->added, strlen(e->added));
	b->sealed = true;
	return true;
}

void text_buffer_set(struct text_buffer *b, const char *text)
{
	forget_after(b, 0);
	b->edits_done = 0;
	b->cursor = 0;
	replace(b, 0, b->text.len, text, strlen(text));
}

void text_buffer_place(struct text_buffer *b, size_t cursor)
{
	const char *text = text_buffer_text(b);
	b->cursor = 0;
	b->goal = -1;
	while (text[b->cursor] && b->cursor + text_next_cluster(text + b->cursor) <= cursor)
		b->cursor += text_next_cluster(text + b->cursor);
}

void text_buffer_free(struct text_buffer *b)
{
	forget_after(b, 0);
	free(b->edits);
	strbuf_free(&b->text);
	*b = (struct text_buffer){0};
}

/* --- keys -------------------------------------------------------------------------------------------- */

bool text_buffer_insert(struct text_buffer *b, int code_point, size_t max, bool joined)
{
	char bytes[5];
	if (code_point != '\n' && !typing_allows(code_point))
		return false;
	size_t n = typing_encode(code_point, bytes);
	bool at_line_start = b->cursor == 0 || b->text.s[b->cursor - 1] == '\n';
	if (at_line_start && typing_is_mark(bytes))
		return false;
	if (max > 0 && typing_count(text_buffer_text(b)) >= max)
		return false;
	edit(b, b->cursor, 0, bytes, n, joined);
	return true;
}

static size_t line_start(const struct text_buffer *b)
{
	size_t at = b->cursor;
	while (at > 0 && b->text.s[at - 1] != '\n')
		at--;
	return at;
}

static size_t line_end(const struct text_buffer *b)
{
	const char *s = text_buffer_text(b);
	return b->cursor + strcspn(s + b->cursor, "\n");
}

static size_t word_start(const struct text_buffer *b)
{
	size_t at = b->cursor;
	while (at > 0 && is_blank(b->text.s[at - 1]))
		at--;
	while (at > 0 && !is_blank(b->text.s[at - 1]))
		at--;
	return at;
}

static void erase_between(struct text_buffer *b, size_t from, size_t to)
{
	edit(b, from, to - from, "", 0, false);
}

static bool erase_key(struct text_buffer *b, int key)
{
	const char *s = text_buffer_text(b);
	size_t end = line_end(b);
	switch (key) {
	case KEYCODE_BACKSPACE: erase_between(b, b->cursor - text_previous_cluster(s, b->cursor), b->cursor); return true;
	case KEYCODE_DELETE:
	case CTRL_KEY('d'): erase_between(b, b->cursor, b->cursor + text_next_cluster(s + b->cursor)); return true;
	case CTRL_KEY('k'): erase_between(b, b->cursor, end == b->cursor && s[end] ? end + 1 : end); return true;
	case CTRL_KEY('u'): erase_between(b, line_start(b), b->cursor); return true;
	case CTRL_KEY('w'): erase_between(b, word_start(b), b->cursor); return true;
	case CTRL_KEY('z'): text_buffer_undo(b); return true;
	case CTRL_KEY('y'): text_buffer_redo(b); return true;
	default: return false;
	}
}

static size_t row_start(const struct text_buffer *b, size_t wanted, int columns)
{
	size_t start = 0, next;
	for (size_t i = 0; i < wanted; i++) {
		text_buffer_row(b, start, columns, &next);
		if (next == SIZE_MAX)
			break;
		start = next;
	}
	return start;
}

/* Puts the cursor on a row, at the goal column or the nearest one before it. */
static void go_to_row(struct text_buffer *b, size_t row, int columns)
{
	size_t next, start = row_start(b, row, columns);
	struct text_row r = text_buffer_row(b, start, columns, &next);
	int used = 0;
	size_t at = r.start;
	while (at < r.end) {
		size_t n = text_next_cluster(b->text.s + at);
		int width = typing_width(b->text.s + at, n);
		if (used + width > b->goal)
			break;
		used += width;
		at += n;
	}
	b->cursor = at;
}

static void move_rows(struct text_buffer *b, long count, int columns)
{
	int column;
	size_t row = text_buffer_cursor_row(b, columns, &column);
	int goal = b->goal >= 0 ? b->goal : column;
	b->goal = goal;
	size_t wanted = count < 0 ? ((size_t)-count > row ? 0 : row - (size_t)-count) : row + (size_t)count;
	go_to_row(b, wanted, columns);
	b->goal = goal;
}

static void go_to_row_edge(struct text_buffer *b, int columns, bool end)
{
	size_t next, start = row_start(b, text_buffer_cursor_row(b, columns, NULL), columns);
	struct text_row r = text_buffer_row(b, start, columns, &next);
	b->cursor = end ? r.end : r.start;
}

static bool move_key(struct text_buffer *b, int key, int columns, int page)
{
	const char *s = text_buffer_text(b);
	switch (key) {
	case KEYCODE_UP: move_rows(b, -1, columns); return true;
	case KEYCODE_DOWN: move_rows(b, 1, columns); return true;
	case KEYCODE_PAGE_UP: move_rows(b, -page, columns); return true;
	case KEYCODE_PAGE_DOWN: move_rows(b, page, columns); return true;
	case KEYCODE_LEFT:
	case CTRL_KEY('b'): b->cursor -= text_previous_cluster(s, b->cursor); break;
	case KEYCODE_RIGHT:
	case CTRL_KEY('f'): b->cursor += text_next_cluster(s + b->cursor); break;
	case KEYCODE_HOME:
	case CTRL_KEY('a'): go_to_row_edge(b, columns, false); break;
	case KEYCODE_END:
	case CTRL_KEY('e'): go_to_row_edge(b, columns, true); break;
	default: return false;
	}
	b->goal = -1;
	return true;
}

bool text_buffer_key(struct text_buffer *b, int key, int columns, int page, size_t max)
{
	if (move_key(b, key, columns, page)) {
		b->sealed = true;
		return true;
	}
	if (erase_key(b, key))
		return true;
	if (key == KEYCODE_ENTER || key == CTRL_KEY('j'))
		key = '\n';
	if (key >= KEY_SPECIAL)
		return false;
	text_buffer_insert(b, key, max, false);
	return true;
}
