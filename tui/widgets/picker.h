/* A box with a line to type in and the rows that match: what the chooser and the palette share. */
#ifndef JALON_PICKER_H
#define JALON_PICKER_H

#include "tui/widgets/line_buffer.h"
#include "tui/widgets/widgets.h"

struct picker {
	const char *title;
	struct line_buffer line;
	struct list list;
};

/* Moves or types. *typed is set when the text changed: the rows must be looked for again. */
void picker_key(struct picker *p, int key, bool *typed);
void picker_paint(struct picker *p, struct rect screen, list_paint_row paint_row, void *ctx);

#endif
