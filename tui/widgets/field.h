/* A one-line text field on the screen, shared by prompt, form, palette and chooser. */
#ifndef JALON_FIELD_H
#define JALON_FIELD_H

#include <stdbool.h>

#include "core/base/date.h"
#include "tui/paint.h"
#include "tui/widgets/line_buffer.h"

/* Paints the text in one row, scrolled so that the cursor is seen; with_cursor places the hardware cursor. */
void field_paint(const struct line_buffer *b, struct rect line, bool with_cursor);

/* JJ/MM/AAAA, J/M/AAAA, JJ.MM.AAAA, JJ-MM-AAAA or AAAA-MM-JJ to AAAA-MM-JJ. False when it is no date. */
bool field_date(const char *typed, char out[11]);
/* The day meant by a date typed short, in the form of a whole one: 27/11, 2711 (the year nearest to today), 27/11/26,
 * 271126, 27112026, +7 (days from today). False when it is none, or is already whole. */
bool field_date_short(const char *typed, struct date today, char out[DATE_TEXT]);
bool field_number(const char *typed); /* digits only, at least one */

#endif
