/* Painting cells with ncurses: inks, cut text, frames, gauges. */
#include "tui/paint.h"

#include <curses.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "tui/term.h"

#define SLIVER 8 /* fewer columns than this beside a box are no use to read: the box takes them */

static struct {
	int cursor_row, cursor_column; /* -1: nobody asked */
	bool inks_ready;
	struct arena ascii; /* this frame's transliterations, C locale only; its block is kept from frame to frame */
} state = {.cursor_row = -1};

/* Foreground of each ink; the background stays the terminal's own. -1: default. A band's colour is not bold
 * besides: it would cost 30 bytes a move, and its mark says it too. */
static const struct { short colour; attr_t with_colour, alone; } inks[INK_COUNT] = {
	[INK_PLAIN] = {-1, A_NORMAL, A_NORMAL},     [INK_TITLE] = {-1, A_BOLD, A_BOLD},
	[INK_DIM] = {-1, A_DIM, A_NORMAL},          [INK_RED] = {COLOR_RED, A_NORMAL, A_BOLD},
	[INK_ORANGE] = {COLOR_YELLOW, A_NORMAL, A_NORMAL}, [INK_GREY] = {-1, A_NORMAL, A_NORMAL},
	[INK_GREEN] = {COLOR_GREEN, A_NORMAL, A_NORMAL},   [INK_SELECTED] = {-1, A_REVERSE, A_REVERSE},
	[INK_KEY] = {-1, A_BOLD, A_BOLD},           [INK_ERROR] = {COLOR_RED, A_BOLD, A_BOLD},
	[INK_FIELD] = {-1, A_UNDERLINE, A_UNDERLINE},
};

static void use_ink(enum ink ink)
{
	attr_t attributes = term_has_colour() ? inks[ink].with_colour : inks[ink].alone;
	short pair = term_has_colour() && inks[ink].colour >= 0 ? (short)ink : 0;
	attr_set(attributes, pair, NULL);
}

static void prepare_inks(void)
{
	state.inks_ready = true;
	for (int i = 0; i < INK_COUNT; i++)
		if (term_has_colour() && inks[i].colour >= 0)
			init_pair((short)i, inks[i].colour, -1);
}

void paint_begin(void)
{
	if (!state.inks_ready)
		prepare_inks();
	arena_reset(&state.ascii);
	state.cursor_row = -1;
	attr_set(A_NORMAL, 0, NULL);
	erase();
}

void paint_end(void)
{
	if (state.cursor_row < 0)
		paint_cursor(LINES - 1, 0);
	move(state.cursor_row, state.cursor_column);
	wnoutrefresh(stdscr);
	doupdate();
}

void paint_cursor(int row, int column)
{
	state.cursor_row = row < 0 ? 0 : row >= LINES ? LINES - 1 : row;
	state.cursor_column = column < 0 ? 0 : column >= COLS ? COLS - 1 : column;
}

static bool is_ascii(const char *s, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if ((unsigned char)s[i] >= 0x80)
			return false;
	return true;
}

/* Each cluster at a column of its own, so that a terminal which counts otherwise shifts nothing else. */
static void put_clusters(int row, int column, const char *s, size_t length)
{
	for (size_t at = 0; at < length;) {
		size_t bytes = text_next_cluster(s + at);
		if (bytes == 0)
			return;
		char cluster[64];
		size_t kept = bytes < sizeof cluster ? bytes : sizeof cluster - 1;
		memcpy(cluster, s + at, kept);
		cluster[kept] = '\0';
		mvaddnstr(row, column, cluster, (int)kept);
		column += text_width(cluster);
		at += bytes;
	}
}

static void put(int row, int column, const char *s, size_t length)
{
	if (is_ascii(s, length))
		mvaddnstr(row, column, s, (int)length);
	else
		put_clusters(row, column, s, length);
}

static const char *shown(const char *s)
{
	if (term_is_utf8() || is_ascii(s, strlen(s)))
		return s;
	return text_ascii(&state.ascii, s);
}

static int room(int row, int column, int columns)
{
	if (row < 0 || row >= LINES || column < 0 || column >= COLS)
		return 0;
	return columns < COLS - column ? columns : COLS - column;
}

/* Bytes of s that fit, at most up to the end of its line: a line end has no width, and would clear the row. */
static size_t fitting(const char *s, int columns, int *width)
{
	size_t length = text_fit(s, columns, width), line = strcspn(s, "\n");
	return length < line ? length : line;
}

int paint_clip(int row, int column, int columns, enum ink ink, const char *safe_text)
{
	columns = room(row, column, columns);
	if (columns <= 0)
		return 0;
	const char *s = shown(safe_text);
	int width = 0;
	size_t length = fitting(s, columns, &width);
	use_ink(ink);
	put(row, column, s, length);
	return width;
}

int paint_text(int row, int column, int columns, enum ink ink, const char *safe_text)
{
	columns = room(row, column, columns);
	if (columns <= 0)
		return 0;
	const char *s = shown(safe_text);
	int width = 0;
	size_t length = fitting(s, columns, &width);
	use_ink(ink);
	if (!s[length] || s[length] == '\n' || columns < 2) {
		put(row, column, s, length);
		return width;
	}
	length = fitting(s, columns - 1, &width);
	put(row, column, s, length);
	mvaddstr(row, column + width, term_is_utf8() ? "…" : ".");
	return width + 1;
}

void paint_wrapped(struct rect r, enum ink ink, const char *safe_text)
{
	const char *s = safe_text;
	for (int i = 0; i < r.rows && *s; i++) {
		size_t length = text_fit(s, r.columns, NULL), cut = length;
		if (!s[length] || i == r.rows - 1) {
			paint_text(r.row + i, r.column, r.columns, ink, s);
			return;
		}
		while (cut > 0 && s[cut] != ' ')
			cut--;
		if (cut == 0)
			cut = length > 0 ? length : text_next_cluster(s);
		int columns = text_width(s) - text_width(s + cut); /* of the part kept on this row */
		paint_clip(r.row + i, r.column, columns, ink, s);
		s += cut + (s[cut] == ' ');
	}
}

void paint_fill(struct rect r, enum ink ink)
{
	int columns = room(r.row, r.column, r.columns);
	use_ink(ink);
	for (int i = 0; i < r.rows && r.row + i < LINES; i++)
		mvhline(r.row + i, r.column, ' ', columns);
}

void paint_select(int row, int column, int columns)
{
	columns = room(row, column, columns);
	if (columns > 0)
		mvchgat(row, column, columns, A_REVERSE, 0, NULL);
}

static void repeat(int row, int column, int count, const char *utf8, char ascii)
{
	for (int i = 0; i < count; i++) {
		if (term_is_utf8())
			mvaddstr(row, column + i, utf8);
		else
			mvaddch(row, column + i, (chtype)ascii);
	}
}

void paint_hline(int row, int column, int columns)
{
	use_ink(INK_DIM);
	repeat(row, column, room(row, column, columns), "─", '-');
}

void paint_vline(int row, int column, int rows)
{
	use_ink(INK_DIM);
	for (int i = 0; i < rows; i++)
		repeat(row + i, column, room(row + i, column, 1), "│", '|');
}

void paint_box(struct rect r, const char *title)
{
	if (r.rows < 2 || r.columns < 2)
		return;
	paint_fill(r, INK_PLAIN);
	int bottom = r.row + r.rows - 1, right = r.column + r.columns - 1;
	paint_hline(r.row, r.column + 1, r.columns - 2);
	paint_hline(bottom, r.column + 1, r.columns - 2);
	paint_vline(r.row + 1, r.column, r.rows - 2);
	paint_vline(r.row + 1, right, r.rows - 2);
	repeat(r.row, r.column, 1, "┌", '+');
	repeat(r.row, right, 1, "┐", '+');
	repeat(bottom, r.column, 1, "└", '+');
	repeat(bottom, right, 1, "┘", '+');
	if (title && *title && r.columns > 8) {
		int used = paint_text(r.row, r.column + 3, r.columns - 6, INK_TITLE, title);
		paint_text(r.row, r.column + 2, 1, INK_PLAIN, " ");
		paint_text(r.row, r.column + 3 + used, 1, INK_PLAIN, " ");
	}
}

void paint_gauge(int row, int column, int columns, int permille, enum ink ink)
{
	columns = room(row, column, columns);
	int clipped = permille < 0 ? 0 : permille > 1000 ? 1000 : permille;
	int full = (clipped * columns + 500) / 1000;
	use_ink(ink);
	repeat(row, column, full, "█", '#');
	use_ink(INK_DIM);
	repeat(row, column + full, columns - full, "░", '.');
}

enum ink ink_of_band(enum band b)
{
	switch (b) {
	case BAND_RED: return INK_RED;
	case BAND_ORANGE: return INK_ORANGE;
	case BAND_GREY: return INK_GREY;
	case BAND_NONE: break;
	}
	return INK_PLAIN;
}

enum ink ink_of_load(enum load_level level)
{
	return level == LOAD_NORMAL ? INK_GREEN : level == LOAD_ABOVE_BASE ? INK_ORANGE : INK_RED;
}

struct rect rect_centre(struct rect area, int rows, int columns)
{
	struct rect r = {.rows = rows < area.rows ? rows : area.rows,
	                 .columns = columns < area.columns ? columns : area.columns};
	if (area.columns - r.columns < SLIVER)
		r.columns = area.columns;
	r.row = area.row + (area.rows - r.rows) / 2;
	r.column = area.column + (area.columns - r.columns) / 2;
	return r;
}
