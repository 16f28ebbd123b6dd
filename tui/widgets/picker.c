/* The box shared by the chooser and the palette. */
#include "tui/widgets/picker.h"

#include "tui/widgets/field.h"

#define PICKER_COLUMNS 76

void picker_key(struct picker *p, int key, bool *typed)
{
	*typed = false;
	if (!list_act(&p->list, list_move_of_key(key, false)))
		*typed = line_buffer_key(&p->line, key, 0);
}

void picker_paint(struct picker *p, struct rect screen, list_paint_row paint_row, void *ctx)
{
	struct rect box = rect_centre(screen, screen.rows, PICKER_COLUMNS);
	paint_box(box, p->title);
	struct rect area = {box.row + 3, box.column + 2, box.rows - 4, box.columns - 4};
	paint_hline(box.row + 2, box.column + 1, box.columns - 2);
	if (p->list.count == 0)
		paint_text(area.row, area.column, area.columns, INK_DIM, "Rien ne correspond : effacez une lettre.");
	list_paint(&p->list, area, paint_row, ctx);
	field_paint(&p->line, (struct rect){box.row + 1, area.column, 1, area.columns}, true);
}
