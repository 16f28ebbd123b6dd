/* The week grid: rows of a quarter, a half or a whole hour, as the height allows; days across. */
#include "tui/widgets/week_grid.h"

#include <string.h>

#include "core/base/text.h"

#define GUTTER 6        /* « 08:30 » and a column */
#define NOBODY SIZE_MAX
#define STEP_LEAST 15
#define STEP_USUAL 30

struct week_cell { size_t first; int starting; bool lasts, free; }; /* first: the entry that begins here, NOBODY none */
struct week_row { int minute, minutes; const char *label; struct week_cell cells[WEEK_DAYS]; };

/* --- names -------------------------------------------------------------------------------------------------- */

/* The first word with a small letter after its first one: the given name. */
static const char *given_name(struct arena *arena, const char *name)
{
	for (const char *word = name; *word != '\0';) {
		size_t length = strcspn(word, " ");
		const char *one = arena_strndup(arena, word, length);
		if (length > 1 && strcmp(text_upper(arena, one), one) != 0)
			return word;
		word += length + strspn(word + length, " ");
	}
	return NULL;
}

const char *week_name_cut(struct arena *arena, const char *name, int columns)
{
	if (columns <= 0)
		return "";
	if (text_width(name) <= columns)
		return name;
	const char *given = given_name(arena, name);
	if (given != NULL && given > name) {
		size_t letter = text_next_cluster(given);
		const char *brief = arena_format(arena, "%.*s%.*s.", (int)(given - name), name, (int)letter, given);
		if (text_width(brief) <= columns)
			return brief;
		const char *family = arena_strndup(arena, name, (size_t)(given - name) - 1);
		if (text_width(family) <= columns)
			return family;
	}
	return text_cell(arena, name, columns);
}

/* Whole words of « lun. 16 nov. », as many as fit. */
static const char *title_cut(struct arena *arena, const char *title, int columns)
{
	const char *kept = title;
	for (const char *space = strrchr(kept, ' '); space != NULL && text_width(kept) > columns; space = strrchr(kept, ' '))
		kept = arena_strndup(arena, kept, (size_t)(space - kept));
	return text_cell(arena, kept, columns);
}

/* --- build -------------------------------------------------------------------------------------------------- */

static bool quarters_hold(const struct week_input *in, int day, int minute, int minutes, enum week_quarter least)
{
	for (int at = minute; at < minute + minutes && at < WEEK_QUARTERS * STEP_LEAST; at += STEP_LEAST)
		if (in->days[day].quarters[at / STEP_LEAST] < least)
			return false;
	return true;
}

/* Worked by somebody, or where something begins: what only goes on may be drawn short. */
static bool row_is_used(const struct week_input *in, int minute, int minutes)
{
	for (int day = 0; day < in->day_count; day++)
		for (int at = minute; at < minute + minutes; at += STEP_LEAST)
			if (quarters_hold(in, day, at, STEP_LEAST, QUARTER_OPEN))
				return true;
	for (size_t i = 0; i < in->count; i++)
		if (!in->entries[i].whole_day && in->entries[i].from >= minute && in->entries[i].from < minute + minutes)
			return true;
	return false;
}

static struct week_row row_make(struct arena *arena, const struct week_input *in, int minute, int minutes, bool used)
{
	struct week_row row = {.minute = minute, .minutes = minutes, .label = "  ..."};
	if (used)
		row.label = arena_format(arena, "%02d:%02d", minute / 60, minute % 60);
	for (int day = 0; day < WEEK_DAYS; day++) {
		row.cells[day].first = NOBODY;
		row.cells[day].free = day < in->day_count && used && quarters_hold(in, day, minute, minutes, QUARTER_FREE);
	}
	return row;
}

/* collapse: hours that nobody works and where nothing stands become one row. */
static size_t rows_make(struct arena *arena, const struct week_input *in, int step, bool collapse, struct week_row *out)
{
	int first = in->first_minute / step * step, last = (in->last_minute + step - 1) / step * step;
	size_t count = 0;
	bool gap = false;
	for (int minute = first; minute < last && minute < WEEK_QUARTERS * STEP_LEAST; minute += step) {
		bool used = !collapse || row_is_used(in, minute, step);
		if (!used && gap) {
			out[count - 1].minutes += step;
			continue;
		}
		gap = !used;
		out[count++] = row_make(arena, in, minute, step, used);
	}
	return count;
}

static size_t row_find(const struct week_grid *grid, int minute)
{
	size_t row = 0;
	while (row + 1 < grid->row_count && minute >= grid->rows[row].minute + grid->rows[row].minutes)
		row++;
	return row;
}

static void place_entry(struct week_grid *grid, size_t index)
{
	const struct week_entry *e = &grid->entries[index];
	grid->row_of[index] = 0;
	if (e->whole_day || grid->row_count == 0)
		return;
	size_t row = row_find(grid, e->from);
	grid->row_of[index] = row;
	for (size_t r = row; r < grid->row_count && (r == row || grid->rows[r].minute < e->to); r++) {
		struct week_cell *cell = &grid->rows[r].cells[e->day];
		cell->free = false;
		if (r > row) {
			cell->lasts = true;
		} else {
			cell->first = cell->starting == 0 ? index : cell->first;
			cell->starting++;
		}
	}
}

/* « :15 » before what does not begin with its row; « +1 » after what hides another one. */
static const char *entry_text(struct arena *arena, const struct week_grid *grid, size_t index)
{
	const struct week_entry *e = &grid->entries[index];
	int columns = grid->day_columns - 2;
	if (e->whole_day)
		return week_name_cut(arena, e->text, columns);
	const struct week_row *row = &grid->rows[grid->row_of[index]];
	int others = row->cells[e->day].starting - 1;
	const char *after = others > 0 ? arena_format(arena, " +%d", others) : "";
	const char *before = e->from == row->minute || columns < 12 ? "" : arena_format(arena, ":%02d ", e->from % 60);
	int room = columns - (int)strlen(after) - (int)strlen(before);
	return arena_format(arena, "%s%s%s", before, week_name_cut(arena, e->text, room), after);
}

static void grid_rows(struct arena *arena, const struct week_input *in, int height, struct week_grid *grid)
{
	static const struct { int step; bool collapse; } ways[] = {{STEP_LEAST, false}, {STEP_USUAL, false}, {STEP_USUAL, true}};
	size_t room = height > 0 ? (size_t)height : 0;
	grid->rows = arena_array(arena, WEEK_QUARTERS + 1, sizeof *grid->rows);
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		grid->row_count = rows_make(arena, in, ways[i].step, ways[i].collapse, grid->rows);
		if (grid->row_count <= room)
			return;
	}
}

struct week_grid week_grid_build(struct arena *arena, const struct week_input *input, int rows, int columns)
{
	struct week_grid grid = {.day_count = input->day_count, .entries = input->entries, .count = input->count};
	grid.day_columns = input->day_count > 0 ? (columns - GUTTER) / input->day_count : columns;
	for (size_t i = 0; i < input->count; i++)
		grid.whole_days = grid.whole_days || input->entries[i].whole_day;
	for (int day = 0; day < input->day_count; day++) {
		grid.titles[day] = title_cut(arena, input->days[day].title, grid.day_columns - 2);
		grid.today[day] = input->days[day].is_today;
	}
	grid_rows(arena, input, rows - 1 - (grid.whole_days ? 1 : 0), &grid);
	grid.row_of = arena_array(arena, input->count, sizeof *grid.row_of);
	grid.texts = arena_array(arena, input->count, sizeof *grid.texts);
	for (size_t i = 0; i < input->count; i++)
		place_entry(&grid, i);
	for (size_t i = 0; i < input->count; i++)
		grid.texts[i] = entry_text(arena, &grid, i);
	return grid;
}

/* --- paint -------------------------------------------------------------------------------------------------- */

static int day_column(const struct week_grid *grid, struct rect area, int day)
{
	return area.column + GUTTER + day * grid->day_columns;
}

static void paint_entry(const struct week_grid *grid, int row, int column, size_t index, bool selected)
{
	const struct week_entry *e = &grid->entries[index];
	paint_text(row, column + 1, 1, e->ink, e->mark);
	paint_text(row, column + 2, grid->day_columns - 2, e->ink, grid->texts[index]);
	if (!selected)
		return;
	paint_text(row, column, 1, INK_PLAIN, ">");
	paint_select(row, column + 1, grid->day_columns - 1);
	paint_cursor(row, column);
}

static void paint_titles(const struct week_grid *grid, struct rect area)
{
	for (int day = 0; day < grid->day_count; day++) {
		int column = day_column(grid, area, day);
		paint_text(area.row, column + 1, 1, INK_KEY, grid->today[day] ? "*" : "");
		paint_text(area.row, column + 2, grid->day_columns - 2, grid->today[day] ? INK_TITLE : INK_DIM, grid->titles[day]);
		if (grid->today[day])
			paint_cursor(area.row, column + 1);
	}
}

/* One text a day; the selected one when there are several. */
static void paint_whole_days(const struct week_grid *grid, struct rect area, size_t selected)
{
	size_t shown[WEEK_DAYS];
	for (int day = 0; day < WEEK_DAYS; day++)
		shown[day] = NOBODY;
	for (size_t i = 0; i < grid->count; i++) {
		const struct week_entry *e = &grid->entries[i];
		if (e->whole_day && (shown[e->day] == NOBODY || i == selected))
			shown[e->day] = i;
	}
	for (int day = 0; day < grid->day_count; day++)
		if (shown[day] != NOBODY)
			paint_entry(grid, area.row, day_column(grid, area, day), shown[day], shown[day] == selected);
}

static void paint_cell(const struct week_grid *grid, int row, int column, const struct week_row *from, int day, size_t selected)
{
	const struct week_cell *cell = &from->cells[day];
	bool here = selected < grid->count && !grid->entries[selected].whole_day && grid->entries[selected].day == day &&
	            &grid->rows[grid->row_of[selected]] == from;
	if (cell->first != NOBODY)
		paint_entry(grid, row, column, here ? selected : cell->first, here);
	else if (cell->lasts)
		paint_text(row, column + 1, 1, INK_DIM, "│");
	else if (cell->free)
		paint_text(row, column + 2, 1, INK_DIM, "·");
}

static void scroll(struct week_grid *grid, size_t height, size_t selected)
{
	if (selected < grid->count && !grid->entries[selected].whole_day) {
		size_t row = grid->row_of[selected];
		if (row < grid->top)
			grid->top = row;
		if (row >= grid->top + height)
			grid->top = row - height + 1;
	}
	if (grid->row_count <= height)
		grid->top = 0;
	else if (grid->top > grid->row_count - height)
		grid->top = grid->row_count - height;
}

void week_grid_paint(struct week_grid *grid, struct rect area, size_t selected)
{
	int head = grid->whole_days ? 2 : 1;
	size_t height = area.rows > head ? (size_t)(area.rows - head) : 1;
	scroll(grid, height, selected);
	paint_titles(grid, area);
	if (grid->whole_days)
		paint_whole_days(grid, (struct rect){area.row + 1, area.column, 1, area.columns}, selected);
	for (size_t i = 0; i < height && grid->top + i < grid->row_count; i++) {
		const struct week_row *from = &grid->rows[grid->top + i];
		int row = area.row + head + (int)i;
		bool more = (i == 0 && grid->top > 0) || (i + 1 == height && grid->top + height < grid->row_count);
		paint_text(row, area.column, GUTTER - 1, INK_DIM, from->label);
		paint_text(row, area.column + GUTTER - 1, 1, INK_KEY, !more ? "" : i == 0 ? "↑" : "↓");
		for (int day = 0; day < grid->day_count; day++)
			paint_cell(grid, row, day_column(grid, area, day), from, day, selected);
	}
}
