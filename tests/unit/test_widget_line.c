/* One line being typed: clusters, limits, editing keys, what a field accepts. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "tui/widgets/field.h"
#include "tui/widgets/form_fields.h"
#include "tui/widgets/line_buffer.h"
#include "tui/widgets/typing.h"
#include "core/portfolio/facts.h"

static void type(struct line_buffer *b, const char *ascii)
{
	for (; *ascii; ascii++)
		line_buffer_key(b, (unsigned char)*ascii, 0);
}

Test(line_buffer, types_accents_and_wide_characters)
{
	struct line_buffer b = {0};
	cr_expect_str_eq(line_buffer_text(&b), "");
	line_buffer_key(&b, 0xc9, 0);   /* É */
	line_buffer_key(&b, 0x4e2d, 0); /* 中, two columns */
	line_buffer_key(&b, 0x1f600, 0);
	cr_expect_str_eq(line_buffer_text(&b), "É中😀");
	int column;
	cr_expect_eq(line_buffer_first_shown(&b, 20, &column), 0);
	cr_expect_eq(column, 5);
	line_buffer_key(&b, KEYCODE_BACKSPACE, 0);
	cr_expect_str_eq(line_buffer_text(&b), "É中");
	line_buffer_free(&b);
}

Test(line_buffer, an_accent_goes_with_its_letter)
{
	struct line_buffer b = {0};
	cr_expect_not(line_buffer_insert(&b, 0x301, 0), "nothing to put the accent on");
	type(&b, "xe");
	cr_expect(line_buffer_insert(&b, 0x301, 0));
	line_buffer_key(&b, KEYCODE_LEFT, 0);
	cr_expect_eq(b.cursor, 1);
	line_buffer_key(&b, KEYCODE_DELETE, 0);
	cr_expect_str_eq(line_buffer_text(&b), "x", "letter and accent are erased together");
	type(&b, " e");
	line_buffer_insert(&b, 0x301, 0);
	char *value = line_buffer_value(&b);
	cr_expect_str_eq(value, "x \u00e9", "the value is NFC");
	free(value);
	line_buffer_free(&b);
}

Test(line_buffer, refuses_what_could_not_be_shown)
{
	static const int refused[] = {0, 7, 0x1b, 0x7f, 0x85, 0xad, 0x200b, 0x200e, 0x202e, 0x2066, 0xd800, 0xfe0f, 0xfeff,
	                              0xe0001, 0x10ffff};
	struct line_buffer b = {0};
	type(&b, "a");
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		cr_expect_not(line_buffer_insert(&b, refused[i], 0), "U+%04X", (unsigned)refused[i]);
	cr_expect_str_eq(line_buffer_text(&b), "a");
	line_buffer_set(&b, "ab\033[31m\nc\xff" "d\u202e");
	cr_expect_str_eq(line_buffer_text(&b), "ab[31m cd");
	line_buffer_free(&b);
}

Test(line_buffer, editing_keys)
{
	struct line_buffer b = {0};
	line_buffer_set(&b, "un deux  trois");
	line_buffer_key(&b, CTRL_KEY('w'), 0);
	cr_expect_str_eq(line_buffer_text(&b), "un deux  ");
	line_buffer_key(&b, CTRL_KEY('w'), 0);
	cr_expect_str_eq(line_buffer_text(&b), "un ");
	type(&b, "deux");
	line_buffer_key(&b, CTRL_KEY('a'), 0);
	line_buffer_key(&b, KEYCODE_RIGHT, 0);
	line_buffer_key(&b, CTRL_KEY('k'), 0);
	cr_expect_str_eq(line_buffer_text(&b), "u");
	line_buffer_key(&b, KEYCODE_HOME, 0);
	type(&b, "ab");
	line_buffer_key(&b, CTRL_KEY('u'), 0);
	cr_expect_str_eq(line_buffer_text(&b), "u");
	line_buffer_key(&b, CTRL_KEY('e'), 0);
	cr_expect_eq(b.cursor, 1);
	for (int i = 0; i < 3; i++) { /* beyond both ends: nothing */
		line_buffer_key(&b, KEYCODE_RIGHT, 0);
		line_buffer_key(&b, KEYCODE_DELETE, 0);
	}
	line_buffer_key(&b, KEYCODE_HOME, 0);
	line_buffer_key(&b, KEYCODE_LEFT, 0);
	line_buffer_key(&b, KEYCODE_BACKSPACE, 0);
	cr_expect_str_eq(line_buffer_text(&b), "u");
	cr_expect_not(line_buffer_key(&b, KEYCODE_F1, 0));
	cr_expect_not(line_buffer_key(&b, KEYCODE_TAB, 0));
	line_buffer_free(&b);
}

Test(line_buffer, keeps_to_its_limit_and_scrolls)
{
	struct line_buffer b = {0};
	for (int i = 0; i < 30; i++)
		line_buffer_insert(&b, 0xe9, 25);
	cr_expect_eq(typing_count(line_buffer_text(&b)), 25);
	int column;
	size_t first = line_buffer_first_shown(&b, 10, &column);
	cr_expect_eq(column, 9);
	cr_expect_eq(first, 2 * 16);
	line_buffer_key(&b, KEYCODE_HOME, 0);
	cr_expect_eq(line_buffer_first_shown(&b, 10, &column), 0);
	cr_expect_eq(column, 0);
	line_buffer_free(&b);
}

Test(field, a_date_typed_short_is_written_whole)
{
	static const struct { const char *typed, *whole; } good[] = {
		{"27/11", "27/11/2026"}, {"2711", "27/11/2026"}, {"5/1", "05/01/2027"}, {"05.06", "05/06/2026"},
		{"20/5", "20/05/2027"}, {"27/11/26", "27/11/2026"}, {"271126", "27/11/2026"},
		{"27112026", "27/11/2026"}, {"14/05/85", "14/05/1985"}, {"+7", "28/11/2026"}, {"+0", "21/11/2026"},
	};
	static const char *const none[] = {"", "27", "29/02", "27/", "/11", "27/13", "31/11", "271", "27/11/", "27/11/2", "27/11/026",
	                                   "27-11/", "+", "+7j", "27/11/2026", "2026-11-27", "27/11 "};
	struct date today = date_make(2026, 11, 21);
	char out[DATE_TEXT];
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		cr_expect(field_date_short(good[i].typed, today, out), "%s", good[i].typed);
		cr_expect_str_eq(out, good[i].whole, "%s", good[i].typed);
	}
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		cr_expect_not(field_date_short(none[i], today, out), "%s", none[i]);
	cr_expect_not(field_date_short("27/11", DATE_NONE, out));
}

Test(field, dates_as_people_type_them)
{
	static const struct { const char *typed, *value; } good[] = {
		{"2026-11-20", "2026-11-20"}, {"20/11/2026", "2026-11-20"}, {"1/2/2024", "2024-02-01"},
		{"29.02.2024", "2024-02-29"}, {"29-02-2024", "2024-02-29"},
	};
	static const char *const bad[] = {"", "20", "20/11", "20/11/26", "30/02/2026", "29/02/2023", "2026-13-01",
	                                  "20/11/20266", "20 novembre", "/11/2026", "20//2026", "20/11/2026 "};
	char out[11];
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		cr_expect(field_date(good[i].typed, out), "%s", good[i].typed);
		cr_expect_str_eq(out, good[i].value);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		cr_expect_not(field_date(bad[i], out), "%s", bad[i]);
	cr_expect(field_number("12"));
	cr_expect_not(field_number(""));
	cr_expect_not(field_number("1,5"));
}

Test(form_fields, check_and_give_values)
{
	static const struct code_label choices[] = {{"ce", "Contrat"}, {"csp", "Sécurisation"}, {"cej", "École"}, {NULL, NULL}};
	struct arena arena = {0};
	struct error e = {0};
	struct form_field f;
	struct field_spec spec = {.name = "date", .label = "Date", .kind = FIELD_DATE, .initial = "", .required = true};

	form_field_init(&f, &spec, &arena);
	cr_expect_null(form_field_value(&f, &arena, &e));
	cr_expect_str_eq(e.field, "date");
	line_buffer_set(&f.line, " 3/4/2026 ");
	cr_expect_str_eq(form_field_value(&f, &arena, &e), "2026-04-03");
	cr_expect(form_field_changed(&f));
	form_field_free(&f);

	spec = (struct field_spec){.name = "r", .label = "Régime", .kind = FIELD_CHOICE, .choices = choices, .initial = "csp",
	                           .required = true};
	form_field_init(&f, &spec, &arena);
	cr_expect_not(form_field_changed(&f));
	cr_expect_str_eq(form_field_value(&f, &arena, &e), "csp");
	form_field_key(&f, KEYCODE_RIGHT);
	form_field_key(&f, ' ');
	cr_expect_str_eq(form_field_value(&f, &arena, &e), "ce", "round and round");
	form_field_key(&f, 'e');
	cr_expect_str_eq(form_field_value(&f, &arena, &e), "cej", "a letter finds a label, accents aside");
	form_field_key(&f, KEYCODE_BACKSPACE);
	cr_expect_str_eq(form_field_value(&f, &arena, &e), "cej", "a required choice is not emptied");
	form_field_paste(&f, 'c');
	cr_expect_str_eq(form_field_value(&f, &arena, &e), "cej", "pasted text turns no choice");
	form_field_free(&f);

	spec = (struct field_spec){.name = "t", .label = "Texte", .kind = FIELD_LINES, .max = 3, .initial = "éé"};
	form_field_init(&f, &spec, &arena);
	cr_expect_not(form_field_is_full(&f));
	form_field_key(&f, 'a');
	cr_expect(form_field_is_full(&f), "signs are counted, not bytes");
	form_field_free(&f);

	spec = (struct field_spec){.name = "p", .label = "Privé", .kind = FIELD_FLAG, .initial = "non"};
	form_field_init(&f, &spec, &arena);
	cr_expect_str_eq(form_field_value(&f, &arena, &e), "non");
	form_field_key(&f, ' ');
	cr_expect_str_eq(form_field_value(&f, &arena, &e), "oui");
	form_field_key(&f, 'n');
	cr_expect_str_eq(form_field_value(&f, &arena, &e), "non");
	form_field_free(&f);
	arena_free(&arena);
}

Test(list, moves_inside_its_rows)
{
	struct list l = {.height = 10};
	list_set_count(&l, 25);
	cr_expect(list_act(&l, ACTION_UP));
	cr_expect_eq(l.cursor, 0);
	list_act(&l, ACTION_PAGE_DOWN);
	cr_expect_eq(l.cursor, 9);
	list_act(&l, ACTION_HALF_DOWN);
	cr_expect_eq(l.cursor, 14);
	list_act(&l, ACTION_HALF_UP);
	cr_expect_eq(l.cursor, 9);
	list_act(&l, ACTION_LAST);
	list_act(&l, ACTION_DOWN);
	cr_expect_eq(l.cursor, 24);
	list_set_count(&l, 3);
	cr_expect_eq(l.cursor, 2);
	list_set_count(&l, 0);
	cr_expect_eq(l.cursor, 0);
	for (int i = ACTION_DOWN; i <= ACTION_LAST; i++) {
		list_act(&l, (enum action_id)i);
		cr_expect_eq(l.cursor, 0);
	}
	cr_expect_not(list_act(&l, ACTION_OPEN));
	cr_expect_eq(list_move_of_key('j', false), ACTION_NONE, "a letter is text where one types");
	cr_expect_eq(list_move_of_key('j', true), ACTION_DOWN);
}
