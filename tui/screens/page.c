/* A long page: its cells and stops, moving over it, painting what is seen of it. */
#include "tui/screens/page.h"

#include <stdio.h>
#include <string.h>

#include "core/base/text.h"

#define SELECT_COLUMNS 24 /* at most, of a stop in reverse video */

/* --- building ------------------------------------------------------------------------------------------ */

static void *page_room(struct arena *arena, void *items, size_t count, size_t *room, size_t size)
{
	if (count < *room)
		return items;
	*room = *room > 0 ? *room * 2 : 64;
	void *wider = arena_array(arena, *room, size);
	if (count > 0)
		memcpy(wider, items, count * size);
	return wider;
}

void block_cell(struct page_block *b, int column, int columns, enum ink ink, const char *text)
{
	struct page *p = b->page;
	p->cells = page_room(b->arena, p->cells, p->cell_count, &p->cell_room, sizeof *p->cells);
	p->cells[p->cell_count++] = (struct page_cell){b->row, column, columns, ink, text};
	if (b->row >= p->rows)
		p->rows = b->row + 1;
}

int block_stop(struct page_block *b, const void *about, int kind, int rows)
{
	struct page *p = b->page;
	int room = b->columns - PAGE_GUTTER, columns = room < SELECT_COLUMNS ? room : SELECT_COLUMNS;
	p->stops = page_room(b->arena, p->stops, p->stop_count, &p->stop_room, sizeof *p->stops);
	p->stops[p->stop_count] = (struct page_stop){.row = b->row, .rows = rows, .column = b->column + PAGE_GUTTER, .columns = columns,
		.mark = b->column, .about = about, .kind = kind};
	return (int)p->stop_count++;
}

/* --- moving -------------------------------------------------------------------------------------------- */

void page_reveal(const struct page *p, struct page_place *at)
{
	int most = p->rows > at->rows ? p->rows - at->rows : 0;
	if (at->cursor >= p->stop_count)
		at->cursor = p->stop_count > 0 ? p->stop_count - 1 : 0;
	if (at->cursor < p->stop_count) {
		const struct page_stop *stop = &p->stops[at->cursor];
		if (stop->row + stop->rows > at->top + at->rows)
			at->top = stop->row + stop->rows - at->rows;
		if (stop->row - 1 < at->top) /* the title above it, too */
			at->top = stop->row - 1;
		if (at->cursor == 0 || stop->row <= p->stops[p->first < p->stop_count ? p->first : 0].row)
			at->top = 0;
		if (at->cursor + 1 == p->stop_count)
			at->top = most;
	}
	at->top = at->top > most ? most : at->top < 0 ? 0 : at->top;
}

/* A stop taller than the screen is read row by row before the cursor leaves it. */
static void page_step(const struct page *p, struct page_place *at, int way)
{
	const struct page_stop *stop = &p->stops[at->cursor];
	if (way > 0 && stop->rows > at->rows && stop->row + stop->rows > at->top + at->rows) {
		at->top++;
	} else if (way < 0 && stop->rows > at->rows && stop->row < at->top) {
		at->top--;
	} else if (way > 0 ? at->cursor + 1 < p->stop_count : at->cursor > 0) {
		at->cursor = way > 0 ? at->cursor + 1 : at->cursor - 1;
		page_reveal(p, at);
	}
}

static void page_jump(const struct page *p, struct page_place *at, int rows)
{
	int wanted = p->stops[at->cursor].row + rows;
	size_t best = at->cursor;
	for (size_t i = 0; i < p->stop_count; i++) {
		bool beyond = rows > 0 ? p->stops[i].row > p->stops[best].row && p->stops[i].row <= wanted
		                       : p->stops[i].row < p->stops[best].row && p->stops[i].row >= wanted;
		if (beyond)
			best = i;
	}
	if (best == at->cursor)
		page_step(p, at, rows);
	at->cursor = best == at->cursor ? at->cursor : best;
	page_reveal(p, at);
}

static void page_go(const struct page *p, struct page_place *at, size_t stop)
{
	at->cursor = stop;
	page_reveal(p, at);
}

bool page_move(const struct page *p, struct page_place *at, enum action_id action)
{
	enum action_id moves[] = {ACTION_DOWN, ACTION_UP, ACTION_PAGE_DOWN, ACTION_PAGE_UP, ACTION_HALF_DOWN, ACTION_HALF_UP,
		ACTION_FIRST, ACTION_LAST};
	size_t i = 0;
	while (i < sizeof moves / sizeof *moves && moves[i] != action)
		i++;
	if (i == sizeof moves / sizeof *moves)
		return false;
	if (p->stop_count == 0)
		return true;
	switch (action) {
	case ACTION_DOWN: page_step(p, at, 1); break;
	case ACTION_UP: page_step(p, at, -1); break;
	case ACTION_PAGE_DOWN: page_jump(p, at, at->rows); break;
	case ACTION_PAGE_UP: page_jump(p, at, -at->rows); break;
	case ACTION_HALF_DOWN: page_jump(p, at, at->rows / 2); break;
	case ACTION_HALF_UP: page_jump(p, at, -at->rows / 2); break;
	default: page_go(p, at, action == ACTION_FIRST ? 0 : p->stop_count - 1); break;
	}
	return true;
}

const struct page_stop *page_here(const struct page *p, const struct page_place *at)
{
	return at->cursor < p->stop_count ? &p->stops[at->cursor] : NULL;
}

/* --- painting ------------------------------------------------------------------------------------------ */

static void page_paint_cursor(const struct page_stop *stop, struct rect area, int top)
{
	int row = area.row + (stop->row >= top ? stop->row - top : 0);
	int column = area.column + stop->column, mark = area.column + stop->mark;
	paint_text(row, mark, 1, INK_KEY, ">");
	paint_select(row, column, stop->columns);
	paint_cursor(row, column - mark > PAGE_GUTTER ? column : mark);
}

void page_paint(const struct page *p, struct rect area, const struct page_place *at)
{
	for (int row = p->split_from; row < p->split_to; row++)
		if (row >= at->top && row < at->top + area.rows)
			paint_vline(area.row + row - at->top, area.column + p->split_column, 1);
	for (size_t i = 0; i < p->cell_count; i++) {
		const struct page_cell *c = &p->cells[i];
		if (c->row < at->top || c->row >= at->top + area.rows || c->column >= area.columns)
			continue;
		int room = c->columns < area.columns - c->column ? c->columns : area.columns - c->column;
		paint_text(area.row + c->row - at->top, area.column + c->column, room, c->ink, c->text);
	}
	if (at->cursor < p->stop_count)
		page_paint_cursor(&p->stops[at->cursor], area, at->top);
}

const char *page_range(const struct page *p, const struct page_place *at, char out[48])
{
	int last = at->top + at->rows < p->rows ? at->top + at->rows : p->rows;
	out[0] = '\0';
	if (p->rows > at->rows)
		snprintf(out, 48, "lignes %d-%d sur %d", at->top + 1, last, p->rows);
	return out;
}

static void page_paint_heading(const struct page *p, const struct page_place *at, struct rect body, const char *const heading[PAGE_HEADING])
{
	char range[48];
	int right = text_width(page_range(p, at, range)), row = 0;
	for (int i = 0; i < PAGE_HEADING; i++)
		paint_text(body.row + i, body.column + 1, body.columns - 2, i == 0 ? INK_TITLE : INK_PLAIN, heading[i]);
	while (row < PAGE_HEADING && text_width(heading[row]) + right + 4 > body.columns)
		row++;
	if (row < PAGE_HEADING)
		paint_text(body.row + row, body.column + body.columns - right - 1, right, INK_DIM, range);
}

void page_paint_headed(const struct page *p, struct page_place *at, struct rect body, const char *const heading[PAGE_HEADING])
{
	struct rect area = {body.row + PAGE_HEADING, body.column, body.rows - PAGE_HEADING, body.columns};
	if (area.rows != at->rows) {
		at->rows = area.rows;
		page_reveal(p, at);
	}
	page_paint_heading(p, at, body, heading);
	page_paint(p, area, at);
}
