/* The box shared by the chooser and the palette. */
#include "tui/widgets/picker.h"

#include "tui/widgets/field.h"

void picker_key(struct picker *p, int key, bool *typed)
{
	*typed = false;
	if (!list_act(&p->list, list_move_of_key(key, false)))
		*typed = line_buffer_key(&p->line, key, 0);
}

/* What the row under the cursor says in full. Returns the rows taken, its rule included. */
static int detail_paint(const struct picker *p, struct rect box)
{
	int top = box.row + box.rows - 1 - PICKER_DETAIL;
	if (p->detail.count == 0)
		return 0;
	paint_hline(top - 1, box.column + 1, box.columns - 2);
	for (size_t i = 0; i < p->detail.count && i < PICKER_DETAIL; i++)
		paint_text(top + (int)i, box.column + 2, box.columns - 4, INK_PLAIN, p->detail.lines[i]);
	return PICKER_DETAIL + 1;
}

void picker_paint(struct picker *p, struct rect screen, list_paint_row paint_row, void *ctx)
{
	struct rect box = rect_centre(screen, screen.rows, PICKER_COLUMNS);
	paint_box(box, p->title);
	struct rect area = {box.row + 3, box.column + 2, box.rows - 4, box.columns - 4};
	paint_hline(box.row + 2, box.column + 1, box.columns - 2);
	area.rows -= detail_paint(p, box);
	if (p->list.count == 0)
		paint_text(area.row, area.column, area.columns, INK_DIM, "Rien ne correspond : effacez une lettre.");
	list_paint(&p->list, area, paint_row, ctx);
	field_paint(&p->line, (struct rect){box.row + 1, area.column, 1, area.columns}, true);
}
