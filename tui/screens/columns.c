/* Columns of a list: widths, cells, heading. */
#include "tui/screens/columns.h"

#include "core/base/text.h"

int columns_total(const struct column *columns, size_t count)
{
	int total = 0;
	for (size_t i = 0; i < count; i++)
		if (columns[i].width > 0)
			total += columns[i].width + (total > 0 ? 1 : 0);
	return total;
}

void columns_stretch(struct column *columns, size_t count, size_t grows, int width)
{
	columns[grows].width = 1;
	int left = width - columns_total(columns, count);
	if (left > 0)
		columns[grows].width += left;
}

void column_widen(struct column *column, const char *safe_text, int most)
{
	int width = text_width(safe_text);
	if (width > most)
		width = most;
	if (width > column->width)
		column->width = width;
}

const char **columns_fit(struct arena *arena, const struct column *columns, size_t count, const char *const *texts)
{
	const char **cells = arena_array(arena, count, sizeof *cells);
	for (size_t i = 0; i < count; i++)
		cells[i] = columns[i].width > 0 ? text_cell(arena, texts[i], columns[i].width) : NULL;
	return cells;
}

void columns_paint(struct rect line, const struct column *columns, size_t count, const char *const *cells,
                   const enum ink *inks)
{
	int column = line.column;
	int end = line.column + line.columns;
	for (size_t i = 0; i < count && column < end; i++) {
		if (columns[i].width == 0)
			continue;
		int room = columns[i].width < end - column ? columns[i].width : end - column;
		paint_text(line.row, column, room, inks[i], cells[i]);
		column += columns[i].width + 1;
	}
}

void columns_paint_heading(struct rect line, const struct column *columns, size_t count)
{
	const char *titles[COLUMNS_MAX];
	enum ink inks[COLUMNS_MAX];
	for (size_t i = 0; i < count && i < COLUMNS_MAX; i++) {
		titles[i] = columns[i].title;
		inks[i] = INK_DIM;
	}
	columns_paint(line, columns, count < COLUMNS_MAX ? count : COLUMNS_MAX, titles, inks);
}
