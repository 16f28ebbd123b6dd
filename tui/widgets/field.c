/* A one-line text field, and the formats of what is typed in it. */
#include "tui/widgets/field.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/date.h"

void field_paint(const struct line_buffer *b, struct rect line, bool with_cursor)
{
	int column = 0;
	size_t first = line_buffer_first_shown(b, line.columns, &column);
	paint_fill(line, INK_FIELD);
	if (with_cursor) {
		paint_clip(line.row, line.column, line.columns, INK_FIELD, line_buffer_text(b) + first);
		paint_cursor(line.row, line.column + column);
	} else {
		paint_text(line.row, line.column, line.columns, INK_FIELD, line_buffer_text(b));
	}
}

/* A number of at most `most` digits; -1 when there is none. */
static int take_number(const char **s, int most)
{
	int value = -1;
	for (int i = 0; i < most && isdigit((unsigned char)**s); i++, (*s)++)
		value = (value < 0 ? 0 : value) * 10 + (**s - '0');
	return value;
}

static bool is_separator(char c) { return c == '/' || c == '.' || c == '-'; }

bool field_date(const char *typed, char out[11])
{
	struct date d;
	if (date_parse(typed, &d)) {
		date_format(d, out);
		return true;
	}
	int day = take_number(&typed, 2);
	if (day < 0 || !is_separator(*typed++))
		return false;
	int month = take_number(&typed, 2);
	if (month < 0 || !is_separator(*typed++))
		return false;
	const char *year_start = typed;
	int year = take_number(&typed, 4);
	if (typed - year_start != 4 || *typed)
		return false;
	d = date_make(year, month, day);
	if (!date_is_set(d))
		return false;
	date_format(d, out);
	return true;
}

/* The year that puts the day nearest to today. */
static struct date nearest_year(int month, int day, struct date today)
{
	int year, m, d;
	struct date best = DATE_NONE;
	date_split(today, &year, &m, &d);
	for (int y = year - 1; y <= year + 1; y++) {
		struct date at = date_make(y, month, day);
		if (date_is_set(at) && (!date_is_set(best) || abs(date_diff(at, today)) < abs(date_diff(best, today))))
			best = at;
	}
	return best;
}

/* Two digits of a year: at most twenty years ahead, so that 85 is 1985. */
static int whole_year(int two_digits, struct date today)
{
	int year, m, d;
	date_split(today, &year, &m, &d);
	int whole = year / 100 * 100 + two_digits;
	return whole > year + 20 ? whole - 100 : whole;
}

/* What follows the month: nothing, two digits or four; DATE_NONE when it is something else. */
static struct date with_year(const char *s, int month, int day, struct date today)
{
	const char *start = s;
	if (!*s)
		return nearest_year(month, day, today);
	int year = take_number(&s, 4);
	if (*s || (s - start != 2 && s - start != 4))
		return DATE_NONE;
	return date_make(s - start == 2 ? whole_year(year, today) : year, month, day);
}

bool field_date_short(const char *typed, struct date today, char out[DATE_TEXT])
{
	char whole[DATE_TEXT];
	const char *s = typed;
	struct date d;
	if (!date_is_set(today) || field_date(typed, whole))
		return false;
	if (*s == '+') {
		s++;
		int days = take_number(&s, 3);
		d = days >= 0 && !*s ? date_add_days(today, days) : DATE_NONE;
	} else {
		int day = take_number(&s, 2);
		bool separated = is_separator(*s);
		s += separated;
		const char *month_start = s;
		int month = take_number(&s, 2);
		if (day < 0 || month < 0 || (!separated && s - month_start != 2) ||
		    (*s && (is_separator(*s) != separated || (separated && !s[1]))))
			return false;
		d = with_year(s + (*s && separated), month, day, today);
	}
	if (date_is_set(d))
		date_format_numeric(d, out);
	return date_is_set(d);
}

bool field_number(const char *typed)
{
	size_t digits = strspn(typed, "0123456789");
	return digits > 0 && !typed[digits];
}
