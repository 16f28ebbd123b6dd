/* What several screens share: the filter prompt, the sentence of an empty list, the « Pourquoi ? » box. */
#ifndef JALON_SCREENS_COMMON_H
#define JALON_SCREENS_COMMON_H

#include "core/base/text.h"
#include "tui/loop.h"

#define FILTER_TEXT 128

/* First member of the state of each screen that has a live filter. */
struct filter { char text[FILTER_TEXT]; };

/* Opens the prompt; each key changes the filter, marks the screen dirty, Esc empties it. */
void filter_ask(struct ui *ui, struct screen *s, const char *label);
/* BACK on a filtered list empties the filter first: true when it did. */
bool filter_drop(struct filter *f);

/* As many parts of the text, from the first, as fit in the columns: nothing is cut within one but the first. NULL is "". */
const char *whole_parts(struct arena *arena, const char *text, const char *separator, int columns);

/* What a list without a row says: being read, cut off, failed, or the view's own sentence; wrapped. */
struct text_lines nothing_lines(struct arena *arena, const struct app *a, enum load_state state,
                                const struct error *error, const char *empty, int columns);
void nothing_paint(struct rect area, const struct text_lines *lines);

/* The line above a list: what it holds, and at its right end « 3 sur 12 »; "" for none. */
void head_paint(struct rect line, const char *summary, const char *position);

void why_show(struct ui *ui, const struct view_why *why);

#endif
