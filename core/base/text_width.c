/* Columns of safe text, by grapheme cluster: width, cut, pad, wrap, next and previous. */
#include "core/base/text.h"

#include <stdint.h>
#include <string.h>

#include <utf8proc.h>

#include "core/base/text_common.h"

/* A terminal adds the columns of each spacing character of a cluster, so this does too. */
static int columns_of(int32_t cp)
{
	if (text_is_common(cp))
		return 1;
	return cp < 0x20 ? 0 : utf8proc_charwidth(cp);
}

size_t text_next_cluster(const char *s)
{
	utf8proc_int32_t state = 0;
	int32_t cp, next;
	size_t len;

	if (*s == '\0')
		return 0;
	len = text_take(s, &cp);
	while (s[len] != '\0') {
		size_t n = text_take(s + len, &next);

		if ((text_is_common(cp) && text_is_common(next)) || utf8proc_grapheme_break_stateful(cp, next, &state))
			break;
		cp = next;
		len += n;
	}
	return len;
}

size_t text_previous_cluster(const char *s, size_t at)
{
	size_t start = at, len = 0;

	/* Clusters never cross a line end: look from the line's start. */
	while (start > 0 && !(s[start - 1] == '\n' && start < at))
		start--;
	while (start < at) {
		len = text_next_cluster(s + start);
		if (len == 0)
			return 0;
		if (start + len >= at)
			return at - start;
		start += len;
	}
	return len;
}

int text_width(const char *s)
{
	int width = 0;

	while (*s != '\0') {
		int32_t cp;

		s += text_take(s, &cp);
		width += columns_of(cp);
	}
	return width;
}

static int cluster_width(const char *s, size_t len)
{
	int width = 0;

	for (size_t i = 0; i < len;) {
		int32_t cp;

		i += text_take(s + i, &cp);
		width += columns_of(cp);
	}
	return width;
}

size_t text_fit(const char *s, int columns, int *width)
{
	size_t len = 0;
	int used = 0;

	while (s[len] != '\0') {
		size_t n = text_next_cluster(s + len);
		int w = cluster_width(s + len, n);

		if (used + w > columns)
			break;
		used += w;
		len += n;
	}
	if (width != NULL)
		*width = used;
	return len;
}

char *text_cell(struct arena *a, const char *s, int columns)
{
	int width;
	size_t len = text_fit(s, columns, &width);
	size_t pad;
	bool cut = false;
	char *out;

	if (columns <= 0)
		return arena_strdup(a, "");
	if (s[len] != '\0') {
		cut = true;
		len = text_fit(s, columns - 1, &width);
		width++;
	}
	pad = (size_t)(columns - width);
	out = arena_format(a, "%.*s%s%*s", (int)len, s, cut ? "\u2026" : "", (int)pad, "");
	return out;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* « 1 050,00 », « 18 j »: a number stays with its thousands and its days. */
static bool number_goes_on(const char *s, size_t space)
{
	const char *next = s + space + 1;

	if (space == 0 || !is_digit(s[space - 1]))
		return false;
	if (next[0] == 'j')
		return strchr(" .,;:)\n", next[1]) != NULL;
	return is_digit(next[0]) && is_digit(next[1]) && is_digit(next[2]) && !is_digit(next[3]) && strchr(",  \n", next[3]) != NULL;
}

/* No line starts with a sign that French sets after a space, nor ends with an opening guillemet, nor cuts a number. */
static bool breaks_at(const char *s, size_t space)
{
	static const char *const stays[] = {"»", ":", ";", "!", "?", "%", "€", "…"};
	const char *next = s + space + 1;

	for (size_t i = 0; i < sizeof stays / sizeof *stays; i++) {
		size_t n = strlen(stays[i]);

		if (strncmp(next, stays[i], n) == 0 && strchr(" .,;:)\n", next[n]) != NULL)
			return false;
	}
	return !(space >= 2 && strncmp(s + space - 2, "«", 2) == 0) && !number_goes_on(s, space);
}

/* Where the next line starts: after the last space that may end one; 0 when there is none. */
static size_t line_break_before(const char *s, size_t fit)
{
	for (size_t cut = fit; cut > 0; cut--)
		if (s[cut - 1] == ' ' && breaks_at(s, cut - 1))
			return cut;
	return 0;
}

/* Bytes of the next line of at most columns; *skip: the separator after it, not shown. */
static size_t line_length(const char *s, int columns, size_t *skip)
{
	size_t end = strcspn(s, "\n");
	size_t fit = text_fit(s, columns, NULL), cut;

	*skip = 0;
	if (fit >= end) {
		*skip = s[end] == '\n' ? 1 : 0;
		return end;
	}
	cut = s[fit] == ' ' && breaks_at(s, fit) ? fit : line_break_before(s, fit);
	if (cut == 0) {
		size_t one = text_next_cluster(s);

		return fit > 0 ? fit : one;
	}
	if (s[cut] == ' ')
		*skip = 1;
	return cut;
}

struct text_lines text_wrap(struct arena *a, const char *s, int columns)
{
	struct text_lines out = {NULL, 0};
	size_t room = 0;
	bool more = true;

	while (more) {
		size_t skip, len = line_length(s, columns > 0 ? columns : 1, &skip), shown = len;

		while (shown > 0 && s[shown - 1] == ' ')
			shown--;
		if (out.count == room) {
			const char **old = out.lines;

			room = room == 0 ? 8 : room * 2;
			out.lines = arena_array(a, room, sizeof *out.lines);
			if (out.count > 0)
				memcpy(out.lines, old, out.count * sizeof *old);
		}
		out.lines[out.count++] = arena_strndup(a, s, shown);
		more = s[len] != '\0';
		s += len + skip;
	}
	return out;
}

void text_copy(char *out, size_t size, const char *s)
{
	size_t len = 0, next;

	while ((next = text_next_cluster(s + len)) > 0 && len + next < size)
		len += next;
	memmove(out, s, len);
	out[len] = '\0';
}
