/* The list: cursor and scroll over rows that a screen paints; and the line that shows a filter. */
#include <stdio.h>

#include "core/base/text.h"
#include "tui/widgets/typing.h"
#include "tui/widgets/widgets.h"

/* Enough for a name: the selection is seen at once, and a move stays within its bytes on a slow line. */
#define SELECT_COLUMNS 20

void list_set_count(struct list *l, size_t count)
{
	l->count = count;
	if (l->cursor >= count)
		l->cursor = count > 0 ? count - 1 : 0;
	if (l->top > l->cursor)
		l->top = l->cursor;
}

static void move_by(struct list *l, long step)
{
	if (l->count == 0)
		return;
	size_t last = l->count - 1;
	if (step < 0)
		l->cursor = (size_t)-step > l->cursor ? 0 : l->cursor - (size_t)-step;
	else
		l->cursor = (size_t)step > last - l->cursor ? last : l->cursor + (size_t)step;
}

size_t scroll_by(size_t top, long step, size_t count, size_t height)
{
	size_t last = count > height ? count - height : 0;
	if (step < 0)
		top = (size_t)-step > top ? 0 : top - (size_t)-step;
	else
		top += (size_t)step;
	return top > last ? last : top;
}

bool list_act(struct list *l, enum action_id action)
{
	long page = l->height > 1 ? l->height - 1 : 1;
	switch (action) {
	case ACTION_DOWN: move_by(l, 1); return true;
	case ACTION_UP: move_by(l, -1); return true;
	case ACTION_PAGE_DOWN: move_by(l, page); return true;
	case ACTION_PAGE_UP: move_by(l, -page); return true;
	case ACTION_HALF_DOWN: move_by(l, (page + 1) / 2); return true;
	case ACTION_HALF_UP: move_by(l, -(page + 1) / 2); return true;
	case ACTION_FIRST: l->cursor = 0; return true;
	case ACTION_LAST: l->cursor = l->count > 0 ? l->count - 1 : 0; return true;
	default: return false;
	}
}

enum action_id list_move_of_key(int key, bool letters)
{
	switch (key) {
	case KEYCODE_DOWN: return ACTION_DOWN;
	case KEYCODE_UP: return ACTION_UP;
	case KEYCODE_PAGE_DOWN: return ACTION_PAGE_DOWN;
	case KEYCODE_PAGE_UP: return ACTION_PAGE_UP;
	case CTRL_KEY('n'): return ACTION_DOWN;
	case CTRL_KEY('p'): return ACTION_UP;
	default: break;
	}
	if (!letters)
		return ACTION_NONE;
	switch (key) {
	case 'j': return ACTION_DOWN;
	case 'k': return ACTION_UP;
	case 'g':
	case KEYCODE_HOME: return ACTION_FIRST;
	case 'G':
	case KEYCODE_END: return ACTION_LAST;
	case CTRL_KEY('d'): return ACTION_HALF_DOWN;
	case CTRL_KEY('u'): return ACTION_HALF_UP;
	case ' ': return ACTION_PAGE_DOWN;
	default: return ACTION_NONE;
	}
}

/* Keeps the cursor in the window, and no empty row below the last one when there is more above. */
static void scroll(struct list *l)
{
	size_t height = l->height > 0 ? (size_t)l->height : 1;
	if (l->cursor < l->top)
		l->top = l->cursor;
	if (l->cursor >= l->top + height)
		l->top = l->cursor - height + 1;
	if (l->count > height && l->top > l->count - height)
		l->top = l->count - height;
	if (l->count <= height)
		l->top = 0;
}

void list_paint(struct list *l, struct rect area, list_paint_row paint_row, void *ctx)
{
	l->height = area.rows;
	scroll(l);
	for (int i = 0; i < area.rows && l->top + (size_t)i < l->count; i++) {
		size_t index = l->top + (size_t)i;
		bool selected = index == l->cursor;
		struct rect line = {area.row + i, area.column + LIST_MARK, 1, area.columns - LIST_MARK};
		paint_row(ctx, index, line, selected);
		if (!selected)
			continue;
		int columns = l->select_columns == 0 ? SELECT_COLUMNS : l->select_columns;
		if (columns < 0 || columns > line.columns)
			columns = line.columns;
		paint_text(line.row, area.column, 1, INK_PLAIN, ">"); /* an ink of its own would cost 17 bytes a move */
		paint_select(line.row, line.column, columns);
		paint_cursor(line.row, area.column);
	}
	if (l->count == 0)
		paint_cursor(area.row, area.column);
}

void filter_paint(struct rect line, const char *filter)
{
	if (!*filter)
		return;
	int used = paint_text(line.row, line.column, line.columns, INK_PLAIN, "filtre : ");
	used += paint_text(line.row, line.column + used, line.columns - used, INK_KEY, filter);
	paint_text(line.row, line.column + used, line.columns - used, INK_DIM, " — / change, Échap efface");
}
