/* A box with a line to type in and the rows that match: what the chooser and the palette share. */
#ifndef JALON_PICKER_H
#define JALON_PICKER_H

#include "core/base/text.h"
#include "tui/widgets/line_buffer.h"
#include "tui/widgets/widgets.h"

#define PICKER_COLUMNS 76 /* of the box; its rows have four less */
#define PICKER_DETAIL 2

struct picker {
	const char *title;
	struct line_buffer line;
	struct list list;
	struct text_lines detail; /* below the rows, PICKER_DETAIL rows kept for it when it has lines; of the frame */
};

/* Moves or types. *typed is set when the text changed: the rows must be looked for again. */
void picker_key(struct picker *p, int key, bool *typed);
void picker_paint(struct picker *p, struct rect screen, list_paint_row paint_row, void *ctx);

#endif
