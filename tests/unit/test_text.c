/* Text: normal form, folding, safe display, widths, wrapping (architecture.md §5). */
#include <criterion/criterion.h>
#include <string.h>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/base/text_common.h"

#include <stdlib.h>

#include <utf8proc.h>

#define HOSTILE_MARKS 10000

Test(text, normalises_to_nfc_and_replaces_invalid_bytes)
{
	struct arena a = {0};

	cr_assert_str_eq(text_normalise(&a, "E\u0301vrard"), "Évrard");
	cr_assert_str_eq(text_normalise(&a, "a\xff" "b"), "a\uFFFDb");
	cr_assert_str_eq(text_normalise(&a, "\xc3"), "\uFFFD");
	cr_assert_str_eq(text_normalise(&a, "\xed\xa0\x80"), "\uFFFD\uFFFD\uFFFD", "a surrogate is three invalid bytes");
	cr_assert_str_eq(text_normalise(&a, ""), "");
	arena_free(&a);
}

Test(text, folds_what_people_do_not_type)
{
	static const struct { const char *raw, *folded; } cases[] = {
		{"Œuvrard", "oeuvrard"}, {"BŒUF Ælis", "boeuf aelis"}, {"D\u2019Hérouville", "d'herouville"},
		{"L`Hostis", "l'hostis"}, {"N\u02bcGuessan", "n'guessan"}, {"E\u0301VRARD", "evrard"}, {"a\u00a0b\u202fc", "a b c"},
		{"Nguyễn", "nguyen"}, {"Ørsted", "orsted"}, {"Łódź", "lodz"}, {"Straße", "strasse"}, {"ﬁn", "fin"},
		{"Jean\u2011Noël", "jean-noel"}, {"zéro\u200bwidth", "zerowidth"}, {"ÇA", "ca"}, {"plain ASCII", "plain ascii"},
	};
	struct arena a = {0};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		cr_expect_str_eq(text_fold(&a, cases[i].raw), cases[i].folded, "case %zu: %s", i, text_fold(&a, cases[i].raw));
	cr_assert(text_contains_folded(text_fold(&a, "ŒUVRARD Étienne"), text_fold(&a, "oeuv")));
	cr_assert_not(text_contains_folded("abc", "abd"));
	arena_free(&a);
}

Test(text, safe_shows_controls_and_never_sends_them)
{
	static const struct { const char *raw, *safe; } cases[] = {
		{"\x1b[31mrouge", "␛[31mrouge"}, {"a\nb", "a␊b"}, {"a\tb", "a␉b"}, {"a\rb", "a␍b"}, {"\x7f", "␡"},
		{"a\u202eb", "a·b"}, {"a\u2066b\u2069", "a·b·"}, {"a\u200eb\u200f", "a·b·"}, {"a\u200bb\u200db\ufeff", "a·b·b·"},
		{"a\u2028b", "a␤b"}, {"\xc2\x9b" "31m", "\uFFFD31m"}, {"\x9b", "\uFFFD"}, {"\u00ad", "·"}, {"e\u0301", "é"},
		{"\u0301seul", "\u25cc\u0301seul"}, {"\ue000", "\uFFFD"}, {"❤\ufe0f", "❤"}, {"ok", "ok"},
	};
	struct arena a = {0};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		cr_expect_str_eq(text_safe(&a, cases[i].raw), cases[i].safe, "case %zu: %s", i, text_safe(&a, cases[i].raw));
	cr_assert_str_eq(text_safe_lines(&a, "a\r\nb\tc\x1b"), "a\nb c␛");
	arena_free(&a);
}

/* Whatever the bytes, nothing that a terminal obeys comes out, and saying it twice changes nothing. */
Test(text, safe_is_safe_for_every_code_point_and_idempotent)
{
	struct arena a = {0};

	for (int cp = 1; cp < 0x11000; cp++) {
		char raw[8] = "x";
		const char *once;
		int n = 1;

		if (cp >= 0xD800 && cp < 0xE000)
			continue;
		if (cp < 0x80) {
			raw[n++] = (char)cp;
		} else if (cp < 0x800) {
			raw[n++] = (char)(0xC0 | cp >> 6);
			raw[n++] = (char)(0x80 | (cp & 0x3F));
		} else if (cp < 0x10000) {
			raw[n++] = (char)(0xE0 | cp >> 12);
			raw[n++] = (char)(0x80 | (cp >> 6 & 0x3F));
			raw[n++] = (char)(0x80 | (cp & 0x3F));
		} else {
			raw[n++] = (char)(0xF0 | cp >> 18);
			raw[n++] = (char)(0x80 | (cp >> 12 & 0x3F));
			raw[n++] = (char)(0x80 | (cp >> 6 & 0x3F));
			raw[n++] = (char)(0x80 | (cp & 0x3F));
		}
		raw[n] = '\0';
		once = text_safe(&a, raw);
		cr_assert_str_eq(text_safe(&a, once), once, "U+%04X", (unsigned)cp);
		for (const char *p = once; *p != '\0'; p++)
			cr_assert((unsigned char)*p >= 0x20 && *p != 0x7F, "U+%04X", (unsigned)cp);
		cr_assert(strstr(once, "\xc2\x9b") == NULL && strstr(once, "\xe2\x80\xae") == NULL, "U+%04X", (unsigned)cp);
		arena_reset(&a);
	}
	arena_free(&a);
}

static const char *code_point(int cp, char out[8])
{
	out[utf8proc_encode_char(cp, (utf8proc_uint8_t *)out)] = '\0';
	return out;
}

/* What the shortcut says of a code point is what the library says; a zero width space keeps text_fold() from it. */
Test(text, common_code_points_are_what_the_library_says)
{
	struct arena a = {0};
	char raw[8], after[8];
	int count = 0;

	for (int cp = 1; cp < 0x3000; cp++) {
		if (!text_is_common(cp))
			continue;
		count++;
		code_point(cp, raw);
		utf8proc_uint8_t *composed = utf8proc_NFC((const utf8proc_uint8_t *)raw);
		cr_expect_str_eq((const char *)composed, raw, "U+%04X", (unsigned)cp);
		cr_expect_eq(utf8proc_charwidth(cp), 1, "U+%04X", (unsigned)cp);
		cr_expect_eq(text_width(raw), 1, "U+%04X", (unsigned)cp);
		cr_expect_str_eq(text_safe(&a, raw), raw, "U+%04X", (unsigned)cp);
		cr_expect_not(utf8proc_get_property(cp)->ignorable, "U+%04X", (unsigned)cp);
		cr_expect_str_eq(text_fold(&a, raw), text_fold(&a, arena_format(&a, "%s\u200b", raw)), "U+%04X", (unsigned)cp);
		cr_expect_str_eq(text_upper(&a, raw), code_point(utf8proc_toupper(cp), after), "U+%04X", (unsigned)cp);
		for (int next = 1; next < 0x3000; next++)
			if (text_is_common(next) && !utf8proc_grapheme_break(cp, next))
				cr_expect_fail("U+%04X with %s", (unsigned)cp, code_point(next, after));
		free(composed);
		arena_reset(&a);
	}
	cr_assert_gt(count, 400);
	arena_free(&a);
}

Test(text, bounds_ten_thousand_marks)
{
	struct arena a = {0};
	char *hostile = arena_alloc(&a, HOSTILE_MARKS * 2 + 2);
	const char *safe;

	hostile[0] = 'e';
	for (int i = 0; i < HOSTILE_MARKS; i++)
		memcpy(hostile + 1 + i * 2, i % 2 ? "\u0301" : "\u0323", 2);
	safe = text_safe(&a, hostile);
	cr_assert(strlen(safe) < 30, "%zu bytes", strlen(safe));
	cr_assert_eq(text_width(safe), 1);
	cr_assert_eq(text_next_cluster(safe), strlen(safe));
	cr_assert(strlen(text_normalise(&a, hostile)) < 30);
	cr_assert_str_eq(text_fold(&a, hostile), "e");
	arena_free(&a);
}

Test(text, widths_count_columns_by_cluster)
{
	struct arena a = {0};
	int width;

	cr_assert_eq(text_width("Évrard"), 6);
	cr_assert_eq(text_width("日本"), 4);
	cr_assert_eq(text_width("Nguyê\u0303n"), 6);
	cr_assert_eq(text_width(""), 0);
	cr_assert_eq(text_fit("日本語", 3, &width), 3);
	cr_assert_eq(width, 2);
	cr_assert_str_eq(text_cell(&a, "Éa", 4), "Éa  ");
	cr_assert_str_eq(text_cell(&a, "Évrard", 4), "Évr…");
	cr_assert_str_eq(text_cell(&a, "日本語", 4), "日… ");
	cr_assert_str_eq(text_cell(&a, "abc", 1), "…");
	cr_assert_str_eq(text_cell(&a, "abc", 0), "");
	for (int columns = 1; columns < 20; columns++)
		cr_expect_eq(text_width(text_cell(&a, "a日é\u0323z Œuvrard", columns)), columns);
	arena_free(&a);
}

Test(text, walks_clusters_both_ways)
{
	const char *s = "ae\u0301\u0323日\nb";
	size_t at = 0, ends[8];
	int count = 0;

	for (size_t n; (n = text_next_cluster(s + at)) > 0; at += n)
		ends[count++] = at + n;
	cr_assert_eq(count, 5);
	cr_assert_eq(at, strlen(s));
	while (count > 0) {
		size_t n = text_previous_cluster(s, at);

		cr_assert_eq(ends[--count], at);
		at -= n;
	}
	cr_assert_eq(at, 0);
	cr_assert_eq(text_previous_cluster("abc", 0), 0);
}

Test(text, wraps_at_spaces_and_cuts_long_words)
{
	struct arena a = {0};
	struct text_lines l = text_wrap(&a, "un deux trois\n\nabcdefghij klm", 6);
	const char *expected[] = {"un", "deux", "trois", "", "abcdef", "ghij", "klm"};

	cr_assert_eq(l.count, 7, "%zu", l.count);
	for (size_t i = 0; i < l.count; i++)
		cr_expect_str_eq(l.lines[i], expected[i]);
	l = text_wrap(&a, "il dit « ça va mieux » depuis : oui", 20); /* « ça va mieux | » would be ugly */
	cr_assert_eq(l.count, 2, "%zu", l.count);
	cr_expect_str_eq(l.lines[0], "il dit « ça va");
	cr_expect_str_eq(l.lines[1], "mieux » depuis : oui");
	l = text_wrap(&a, "accordée, 1 050,00 € ; nous, 18 j ; le 12 juin", 14);
	cr_expect_str_eq(l.lines[0], "accordée,", "no number is cut at its thousands");
	cr_expect_str_eq(l.lines[1], "1 050,00 € ;");
	cr_expect_str_eq(l.lines[2], "nous, 18 j ;");
	l = text_wrap(&a, "nous, 18 j", 8);
	cr_expect_str_eq(l.lines[1], "18 j", "nor before its days");
	l = text_wrap(&a, "", 10);
	cr_assert_eq(l.count, 1);
	l = text_wrap(&a, "日本", 1);
	cr_assert_eq(l.count, 2, "a wide letter still moves on");
	l = text_wrap(&a, "a b  ", 40);
	cr_assert_str_eq(l.lines[0], "a b");
	arena_free(&a);
}

Test(text, ascii_keeps_columns)
{
	struct arena a = {0};

	cr_assert_str_eq(text_ascii(&a, "Évrard — « ça » │█░●○▲…"), "Evrard - \" ca \" |#.*o^.");
	cr_assert_str_eq(text_ascii(&a, "Œuvre"), "OEuvre");
	cr_assert_str_eq(text_ascii(&a, "日本"), "????");
	cr_assert_str_eq(text_ascii(&a, "␛"), "?");
	cr_assert_str_eq(text_upper(&a, "d'Hérouville œ"), "D'HÉROUVILLE Œ");
	arena_free(&a);
}

Test(json, writes_and_reads_flat_objects)
{
	struct strbuf b = {0};
	char *value = NULL;

	json_open(&b);
	json_string(&b, "texte", "a\"b\\c\n\x01é");
	json_int(&b, "n", -3);
	json_bool(&b, "ok", true);
	json_string(&b, "rien", NULL);
	json_close(&b);
	cr_assert_str_eq(strbuf_str(&b), "{\"texte\":\"a\\\"b\\\\c\\u000a\\u0001é\",\"n\":-3,\"ok\":true,\"rien\":null}");
	cr_assert(json_get_string(strbuf_str(&b), "texte", &value));
	cr_assert_str_eq(value, "a\"b\\c\n\x01é");
	free(value);
	cr_assert(json_get_string("{ \"a\" : 1 , \"b\":\"\\ud83d\\ude00\" }", "b", &value));
	cr_assert_str_eq(value, "😀");
	free(value);
	cr_assert(json_get_string("{\"a\": 12}", "a", &value));
	cr_assert_str_eq(value, "12");
	free(value);
	strbuf_free(&b);
}

Test(json, refuses_what_it_cannot_read)
{
	static const char *const bad[] = {"", "{", "[]", "{\"a\"}", "{\"a\":", "{\"a\":\"x", "{\"a\":\"\\q\"}", "{\"a\":\"\\ud83d\"}",
	                                  "{\"a\":{}}", "{\"b\":1}", "{\"a\":\"\\u12\"}", "nul", "{\"a\":\"\\u0000\"}"};
	char *value = NULL;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		cr_expect_not(json_get_string(bad[i], "a", &value), "case %zu", i);
}

Test(text, copies_whole_clusters_only)
{
	char out[6];

	text_copy(out, sizeof out, "abcdé");
	cr_assert_str_eq(out, "abcd", "the last letter takes two bytes and there is room for one");
	text_copy(out, sizeof out, "abce\xcc\x81");
	cr_assert_str_eq(out, "abc", "an accent goes with its letter");
	text_copy(out, sizeof out, "abcde");
	cr_assert_str_eq(out, "abcde");
	text_copy(out, sizeof out, "");
	cr_assert_str_eq(out, "");
}
