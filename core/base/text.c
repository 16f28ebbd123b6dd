/* Text from people and from the database: normal form, folding, safe display. Widths: text_width.c. */
#include "core/base/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "core/base/text_common.h"

/* A base letter carries at most this many marks: more is never a name, and would hide a line. */
enum { MARKS_KEPT = 8 };

enum { CP_REPLACEMENT = 0xFFFD, CP_DOT = 0xB7, CP_DOTTED_CIRCLE = 0x25CC };

struct writer {
	char *out;
	size_t len;
};

static void put(struct writer *w, int32_t cp)
{
	w->len += (size_t)utf8proc_encode_char(cp, (utf8proc_uint8_t *)w->out + w->len);
}

static bool is_mark(int32_t cp)
{
	utf8proc_category_t c;

	if (text_is_common(cp))
		return false;
	c = utf8proc_category(cp);
	return c == UTF8PROC_CATEGORY_MN || c == UTF8PROC_CATEGORY_MC || c == UTF8PROC_CATEGORY_ME;
}

/* Nothing to normalise and nothing to make safe. */
static bool is_common(const char *s)
{
	int32_t cp = ' ';

	while (*s != '\0' && text_is_common(cp))
		s += text_take(s, &cp);
	return text_is_common(cp);
}

/* Valid UTF-8 with the marks of each letter bounded, so that what follows is linear. */
static char *clean(struct arena *a, const char *s)
{
	struct writer w = {arena_alloc(a, strlen(s) * 3 + 1), 0};
	int marks = 0;

	while (*s != '\0') {
		int32_t cp;

		s += text_take(s, &cp);
		marks = is_mark(cp) ? marks + 1 : 0;
		if (marks <= MARKS_KEPT)
			put(&w, cp);
	}
	w.out[w.len] = '\0';
	return w.out;
}

static char *map(struct arena *a, const char *valid, utf8proc_option_t options)
{
	utf8proc_uint8_t *mapped = NULL;
	char *copy;

	if (utf8proc_map((const utf8proc_uint8_t *)valid, 0, &mapped,
	                 (utf8proc_option_t)(options | UTF8PROC_NULLTERM | UTF8PROC_STABLE)) < 0)
		return arena_strdup(a, valid);
	copy = arena_strdup(a, (const char *)mapped);
	free(mapped);
	return copy;
}

char *text_normalise(struct arena *a, const char *s)
{
	if (is_common(s))
		return arena_strdup(a, s);
	return map(a, clean(a, s), UTF8PROC_COMPOSE);
}

/* --- folding ------------------------------------------------------------------------------------- */

/* Letters that Unicode does not decompose, and signs that people type one for the other. The database
 * folds by the same list (unaccent and lower). NULL: left to the decomposition. */
static const char *fold_special(int32_t cp)
{
	switch (cp) {
	case 0x152: case 0x153: return "oe";
	case 0xC6: case 0xE6: return "ae";
	case 0xD8: case 0xF8: return "o";
	case 0x141: case 0x142: return "l";
	case 0x110: case 0x111: return "d";
	case 0x131: return "ı"; /* a letter of its own, which stays */
	case '`': case 0xB4: case 0x2018: case 0x2019: case 0x201B: case 0x2BC: case 0x2032: return "'";
	case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2212: return "-";
	case '\t': case '\n': case '\r': return " ";
	default: return NULL;
	}
}

/* What the decomposition of these letters folds to; « ? »: left to it. */
static const struct { int32_t first, last; const char *letters; } latin_folded[] = {
	{0x20, 0x7E, " !\"#$%&'()*+,-./0123456789:;<=>?@abcdefghijklmnopqrstuvwxyz[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"},
	{0xC0, 0x17F, "aaaaaa?ceeeeiiii?nooooo?ouuuuy??aaaaaa?ceeeeiiii?nooooo?ouuuuy?y"
		      "aaaaaaccccccccddddeeeeeeeeeegggggggghh??iiiiiiiii???jjkk?llllll?"
		      "?llnnnnnn???oooooo??rrrrrrsssssssstttt??uuuuuuuuuuuuwwyyyzzzzzzs"},
	{0x218, 0x21B, "sstt"},
	{0x1EA0, 0x1EF9, "aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy"},
};

static char fold_letter(int32_t cp)
{
	for (size_t i = 0; i < sizeof latin_folded / sizeof *latin_folded; i++)
		if (cp >= latin_folded[i].first && cp <= latin_folded[i].last)
			return latin_folded[i].letters[cp - latin_folded[i].first];
	return '?';
}

/* Text whose every letter folds by the lists above, never into more bytes; NULL: something else is in it. */
static char *fold_common(struct arena *a, const char *s)
{
	struct writer w = {arena_strdup(a, s), 0};

	while (*s != '\0') {
		int32_t cp;
		const char *special;
		char letter;

		s += text_take(s, &cp);
		special = fold_special(cp);
		letter = special != NULL ? special[0] : fold_letter(cp);
		if (letter == '?' && cp != '?')
			return NULL;
		w.out[w.len++] = letter;
		if (special != NULL && special[1] != '\0')
			w.out[w.len++] = special[1];
	}
	w.out[w.len] = '\0';
	return w.out;
}

char *text_fold(struct arena *a, const char *s)
{
	char *folded = fold_common(a, s);
	struct writer w;
	const char *valid;

	if (folded != NULL)
		return folded;
	valid = clean(a, s);
	w = (struct writer){arena_alloc(a, strlen(valid) * 2 + 1), 0};
	while (*valid != '\0') {
		int32_t cp;
		const char *special;

		valid += text_take(valid, &cp);
		special = fold_special(cp);
		if (special == NULL)
			put(&w, cp);
		else
			for (; *special != '\0'; special++)
				w.out[w.len++] = *special;
	}
	w.out[w.len] = '\0';
	return map(a, w.out, (utf8proc_option_t)(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
	                                         UTF8PROC_STRIPMARK | UTF8PROC_IGNORE));
}

/* Alphabets where a capital comes before each small letter. */
static bool is_paired(int32_t cp)
{
	return (cp >= 0x100 && cp < 0x130) || (cp >= 0x14A && cp < 0x178) || (cp >= 0x218 && cp < 0x21C) ||
	       (cp >= 0x1EA0 && cp < 0x1F00);
}

static int32_t upper(int32_t cp)
{
	if ((cp >= 'a' && cp <= 'z') || (cp >= 0xE0 && cp <= 0xFE && cp != 0xF7))
		return cp - 0x20;
	if (cp < 0x80 || (cp >= 0xC0 && cp <= 0xDE) || (cp >= 0x2010 && text_is_common(cp)))
		return cp;
	if (is_paired(cp))
		return cp & ~1;
	return cp == 0x131 ? 'I' : utf8proc_toupper(cp);
}

char *text_upper(struct arena *a, const char *s)
{
	const char *valid = is_common(s) ? s : clean(a, s);
	/* A capital may take one byte more than its letter (ÿ and Ÿ do not, ɐ and Ɐ do). */
	struct writer w = {arena_alloc(a, strlen(valid) * 2 + 1), 0};

	while (*valid != '\0') {
		int32_t cp;

		valid += text_take(valid, &cp);
		put(&w, upper(cp));
	}
	w.out[w.len] = '\0';
	return w.out;
}

bool text_contains_folded(const char *folded_haystack, const char *folded_needle)
{
	return strstr(folded_haystack, folded_needle) != NULL;
}

/* --- safe display -------------------------------------------------------------------------------- */

static bool is_variation_selector(int32_t cp)
{
	return (cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0xE0100 && cp <= 0xE01EF);
}

/* What stands on the screen for a code point; 0: nothing (a variation selector changes widths in some
 * terminals and not in others). */
static int32_t safe_code(int32_t cp)
{
	if (text_is_common(cp))
		return cp;
	if (cp < 0x20)
		return 0x2400 + cp;
	if (cp == 0x7F)
		return 0x2421;
	if (cp < 0xA0)
		return CP_REPLACEMENT;
	if (is_variation_selector(cp))
		return 0;
	switch (utf8proc_category(cp)) {
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return 0x2424;
	case UTF8PROC_CATEGORY_CF:
		return CP_DOT;
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_CS:
	case UTF8PROC_CATEGORY_CO:
		return CP_REPLACEMENT;
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
		return cp;
	default:
		break;
	}
	return utf8proc_charwidth(cp) <= 0 || utf8proc_get_property(cp)->ignorable ? CP_DOT : cp;
}

static char *safe(struct arena *a, const char *s, bool lines)
{
	struct writer w;
	const char *p;
	bool has_base = false;

	if (is_common(s))
		return arena_strdup(a, s);
	p = map(a, clean(a, s), UTF8PROC_COMPOSE);
	/* At most one dotted circle (3 bytes) before a mark, one symbol of 3 bytes for a byte. */
	w = (struct writer){arena_alloc(a, strlen(p) * 4 + 1), 0};
	while (*p != '\0') {
		int32_t cp, shown;

		p += text_take(p, &cp);
		if (lines && cp == '\r' && *p == '\n')
			continue;
		shown = lines && cp == '\n' ? cp : lines && cp == '\t' ? ' ' : safe_code(cp);
		if (shown == 0)
			continue;
		if (is_mark(shown) && !has_base)
			put(&w, CP_DOTTED_CIRCLE);
		has_base = shown != '\n';
		put(&w, shown);
	}
	w.out[w.len] = '\0';
	return w.out;
}

char *text_safe(struct arena *a, const char *s)
{
	return safe(a, s, false);
}

char *text_safe_lines(struct arena *a, const char *s)
{
	return safe(a, s, true);
}

/* --- ASCII --------------------------------------------------------------------------------------- */

struct ascii_range { int32_t first, last; char as; };

static const struct ascii_range ascii_ranges[] = {
	{0xA0, 0xA0, ' '}, {0xAB, 0xAB, '"'}, {0xB7, 0xB7, '.'}, {0xBB, 0xBB, '"'},
	{0x2000, 0x200A, ' '}, {0x2010, 0x2015, '-'}, {0x2018, 0x201B, '\''}, {0x201C, 0x201F, '"'},
	{0x2022, 0x2022, '*'}, {0x2026, 0x2026, '.'}, {0x202F, 0x202F, ' '},
	{0x2039, 0x2039, '<'}, {0x203A, 0x203A, '>'}, {0x20AC, 0x20AC, 'E'},
	{0x2190, 0x2190, '<'}, {0x2191, 0x2191, '^'}, {0x2192, 0x2192, '>'}, {0x2193, 0x2193, 'v'},
	{0x2212, 0x2212, '-'}, {0x2264, 0x2264, '<'}, {0x2265, 0x2265, '>'},
	{0x2400, 0x2424, '?'}, {0x2500, 0x2501, '-'}, {0x2502, 0x2503, '|'}, {0x2504, 0x2505, '-'},
	{0x2506, 0x2507, '|'}, {0x250C, 0x254B, '+'}, {0x2550, 0x2550, '='}, {0x2551, 0x2551, '|'},
	{0x2552, 0x256C, '+'}, {0x256D, 0x2570, '+'}, {0x2588, 0x2588, '#'}, {0x2589, 0x2590, '#'},
	{0x2591, 0x2591, '.'}, {0x2592, 0x2593, ':'}, {0x25A0, 0x25A0, '#'}, {0x25B2, 0x25B3, '^'},
	{0x25B6, 0x25B8, '>'}, {0x25BC, 0x25BE, 'v'}, {0x25C0, 0x25C2, '<'}, {0x25CB, 0x25CB, 'o'}, {0x25CC, 0x25CC, 'o'},
	{0x25CF, 0x25CF, '*'}, {0x2713, 0x2714, 'v'}, {0x2717, 0x2718, 'x'},
};

static char ascii_of_range(int32_t cp)
{
	for (size_t i = 0; i < sizeof ascii_ranges / sizeof *ascii_ranges; i++)
		if (cp >= ascii_ranges[i].first && cp <= ascii_ranges[i].last)
			return ascii_ranges[i].as;
	return '\0';
}

/* The letter under the accents; « ? » for each column of anything else. */
static void put_ascii(struct writer *w, int32_t cp)
{
	utf8proc_int32_t parts[32];
	utf8proc_ssize_t n;
	int boundary = 0, columns;
	char known = ascii_of_range(cp);

	if (known != '\0') {
		w->out[w->len++] = known;
		return;
	}
	n = utf8proc_decompose_char(cp, parts, 32, UTF8PROC_DECOMPOSE, &boundary);
	if (n >= 1 && parts[0] < 0x80) {
		w->out[w->len++] = (char)parts[0];
		return;
	}
	columns = utf8proc_charwidth(cp);
	for (int i = 0; i < columns; i++)
		w->out[w->len++] = '?';
}

char *text_ascii(struct arena *a, const char *s)
{
	struct writer w = {arena_alloc(a, strlen(s) * 2 + 1), 0};

	while (*s != '\0') {
		int32_t cp;

		s += text_take(s, &cp);
		if (cp < 0x80) {
			w.out[w.len++] = (char)cp;
		} else if (cp == 0x152 || cp == 0x153 || cp == 0xC6 || cp == 0xE6) {
			const char *pair = cp == 0x152 ? "OE" : cp == 0x153 ? "oe" : cp == 0xC6 ? "AE" : "ae";

			w.out[w.len++] = pair[0];
			w.out[w.len++] = pair[1];
		} else if (!is_mark(cp)) {
			put_ascii(&w, cp);
		}
	}
	w.out[w.len] = '\0';
	return w.out;
}
