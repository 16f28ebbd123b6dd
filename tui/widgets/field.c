/* A one-line text field, and the formats of what is typed in it. */
#include "tui/widgets/field.h"

#include <ctype.h>
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

bool field_number(const char *typed)
{
	size_t digits = strspn(typed, "0123456789");
	return digits > 0 && !typed[digits];
}
