/* Several lines being typed: rows, moves, undo. */
#include <criterion/criterion.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/app/action.h"
#include "core/base/text.h"
#include "tui/widgets/text_buffer.h"
#include "tui/widgets/typing.h"

#define COLUMNS 10
#define PAGE 3

static void type(struct text_buffer *b, const char *ascii)
{
	for (; *ascii; ascii++)
		text_buffer_key(b, *ascii == '\n' ? KEYCODE_ENTER : (unsigned char)*ascii, COLUMNS, PAGE, 0);
}

static void press(struct text_buffer *b, int key) { text_buffer_key(b, key, COLUMNS, PAGE, 0); }

Test(text_buffer, wraps_at_spaces_and_keeps_line_ends)
{
	static const char *const expected[] = {"bonjour", "tout le", "monde", "", "abcdefghij", "klm"};
	struct text_buffer b = {0};
	text_buffer_set(&b, "bonjour tout le monde\n\nabcdefghijklm");
	size_t start = 0, next = 0, row = 0;
	while (start != SIZE_MAX) {
		struct text_row r = text_buffer_row(&b, start, COLUMNS, &next);
		cr_assert_lt(row, 6);
		cr_expect_eq(r.end - r.start, strlen(expected[row]), "row %zu", row);
		cr_expect_eq(strncmp(b.text.s + r.start, expected[row], r.end - r.start), 0, "row %zu", row);
		start = next;
		row++;
	}
	cr_expect_eq(row, 6);
	text_buffer_free(&b);
}

Test(text_buffer, moves_by_rows_and_remembers_the_column)
{
	struct text_buffer b = {0};
	text_buffer_set(&b, "abcdef\nx\nghijkl");
	int column;
	cr_expect_eq(text_buffer_cursor_row(&b, COLUMNS, &column), 2);
	cr_expect_eq(column, 6);
	press(&b, KEYCODE_LEFT);
	press(&b, KEYCODE_UP);
	cr_expect_eq(text_buffer_cursor_row(&b, COLUMNS, &column), 1);
	cr_expect_eq(column, 1, "the short row ends there");
	press(&b, KEYCODE_UP);
	cr_expect_eq(text_buffer_cursor_row(&b, COLUMNS, &column), 0);
	cr_expect_eq(column, 5, "the column comes back");
	press(&b, KEYCODE_UP);
	press(&b, KEYCODE_PAGE_DOWN);
	cr_expect_eq(text_buffer_cursor_row(&b, COLUMNS, NULL), 2);
	press(&b, KEYCODE_HOME);
	cr_expect_eq(b.cursor, strlen("abcdef\nx\n"));
	press(&b, KEYCODE_END);
	cr_expect_eq(b.cursor, b.text.len);
	text_buffer_free(&b);
}

Test(text_buffer, undoes_word_by_word_and_redoes)
{
	struct text_buffer b = {0};
	type(&b, "un deux\ntrois");
	cr_expect_str_eq(text_buffer_text(&b), "un deux\ntrois");
	cr_expect(text_buffer_undo(&b));
	cr_expect_str_eq(text_buffer_text(&b), "un deux\n");
	cr_expect(text_buffer_undo(&b));
	cr_expect_str_eq(text_buffer_text(&b), "un ");
	cr_expect(text_buffer_redo(&b));
	cr_expect_str_eq(text_buffer_text(&b), "un deux\n");
	type(&b, "x");
	cr_expect_not(text_buffer_redo(&b), "typing forgets what could be redone");
	press(&b, KEYCODE_BACKSPACE);
	press(&b, CTRL_KEY('w'));
	cr_expect_str_eq(text_buffer_text(&b), "un ");
	press(&b, CTRL_KEY('z'));
	cr_expect_str_eq(text_buffer_text(&b), "un deux\n");
	while (text_buffer_undo(&b))
		;
	cr_expect_str_eq(text_buffer_text(&b), "");
	cr_expect_not(text_buffer_undo(&b));
	while (text_buffer_redo(&b))
		;
	cr_expect_str_eq(text_buffer_text(&b), "un ", "everything typed can come back");
	text_buffer_free(&b);
}

Test(text_buffer, a_paste_is_one_step)
{
	struct text_buffer b = {0};
	type(&b, "avant ");
	b.sealed = true;
	for (const char *s = "un deux\ntrois"; *s; s++)
		text_buffer_insert(&b, (unsigned char)*s, 0, true);
	cr_expect_str_eq(text_buffer_text(&b), "avant un deux\ntrois");
	text_buffer_undo(&b);
	cr_expect_str_eq(text_buffer_text(&b), "avant ");
	text_buffer_free(&b);
}

Test(text_buffer, keeps_to_its_limit)
{
	struct text_buffer b = {0};
	for (int i = 0; i < 9; i++)
		text_buffer_insert(&b, 0x4e2d, 5, false);
	cr_expect_eq(typing_count(text_buffer_text(&b)), 5);
	cr_expect_not(text_buffer_insert(&b, 0x1b, 0, false));
	cr_expect_not(text_buffer_insert(&b, '\t', 0, false));
	press(&b, KEYCODE_ENTER);
	cr_expect_not(text_buffer_insert(&b, 0x301, 0, false), "an accent needs a letter");
	text_buffer_free(&b);
}

/* Any keys at all: the cursor stays between two clusters, the text stays valid, rows cover it, undo comes back. */
Test(text_buffer, holds_under_random_keys)
{
	static const int keys[] = {'a', 'b', ' ', ' ', 0xe9, 0x301, 0x4e2d, 0x1f469, KEYCODE_ENTER, KEYCODE_LEFT, KEYCODE_RIGHT,
		KEYCODE_UP, KEYCODE_DOWN, KEYCODE_HOME, KEYCODE_END, KEYCODE_PAGE_UP, KEYCODE_PAGE_DOWN, KEYCODE_BACKSPACE,
		KEYCODE_DELETE, CTRL_KEY('k'), CTRL_KEY('w'), CTRL_KEY('z'), CTRL_KEY('y'), CTRL_KEY('d')};
	struct text_buffer b = {0};
	unsigned random = 1;
	for (int i = 0; i < 20000; i++) {
		random = random * 1103515245u + 12345u;
		press(&b, keys[(random >> 16) % (sizeof keys / sizeof *keys)]);
		const char *s = text_buffer_text(&b);
		cr_assert_leq(b.cursor, b.text.len);
		cr_assert_eq(strlen(s), b.text.len);
		cr_assert(b.cursor == b.text.len || ((unsigned char)s[b.cursor] & 0xc0) != 0x80, "inside a character, key %d", i);
		int column;
		text_buffer_cursor_row(&b, COLUMNS, &column);
		cr_assert(column >= 0 && column <= COLUMNS, "column %d, key %d", column, i);
	}
	while (text_buffer_undo(&b))
		;
	cr_expect_str_eq(text_buffer_text(&b), "");
	text_buffer_free(&b);
}
