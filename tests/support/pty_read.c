/* What the emulated screen holds: text, places, attributes. */
#include "tests/support/pty_private.h"

#include <stdint.h>
#include <string.h>

static void add_codepoint(struct strbuf *b, uint32_t c)
{
	char s[4];
	size_t n = 0;
	if (c < 0x80) {
		s[n++] = (char)c;
	} else if (c < 0x800) {
		s[n++] = (char)(0xC0 | (c >> 6));
		s[n++] = (char)(0x80 | (c & 0x3F));
	} else if (c < 0x10000) {
		s[n++] = (char)(0xE0 | (c >> 12));
		s[n++] = (char)(0x80 | ((c >> 6) & 0x3F));
		s[n++] = (char)(0x80 | (c & 0x3F));
	} else {
		s[n++] = (char)(0xF0 | (c >> 18));
		s[n++] = (char)(0x80 | ((c >> 12) & 0x3F));
		s[n++] = (char)(0x80 | ((c >> 6) & 0x3F));
		s[n++] = (char)(0x80 | (c & 0x3F));
	}
	strbuf_add_n(b, s, n);
}

static VTermScreenCell cell_at(struct pty_screen *p, int row, int col)
{
	VTermScreenCell cell;
	memset(&cell, 0, sizeof(cell));
	vterm_screen_get_cell(p->screen, (VTermPos){ .row = row, .col = col }, &cell);
	return cell;
}

/* One cell's text: a space when empty, nothing for the second half of a wide character. */
static void add_cell(struct strbuf *b, const VTermScreenCell *cell)
{
	if (cell->chars[0] == UINT32_MAX)
		return;
	if (cell->chars[0] == 0)
		strbuf_add(b, " ");
	for (size_t i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i] != 0; i++)
		add_codepoint(b, cell->chars[i]);
}

static void add_row(struct pty_screen *p, struct strbuf *b, int row)
{
	size_t start = b->len;
	for (int col = 0; col < p->cols; col++) {
		VTermScreenCell cell = cell_at(p, row, col);
		add_cell(b, &cell);
	}
	while (b->len > start && b->s[b->len - 1] == ' ')
		b->s[--b->len] = '\0';
}

const char *pty_row(struct pty_screen *p, int row)
{
	strbuf_clear(&p->row_text);
	add_row(p, &p->row_text, row);
	return strbuf_str(&p->row_text);
}

const char *pty_dump(struct pty_screen *p)
{
	strbuf_clear(&p->dump_text);
	for (int row = 0; row < p->rows; row++) {
		add_row(p, &p->dump_text, row);
		strbuf_add(&p->dump_text, "\n");
	}
	return strbuf_str(&p->dump_text);
}

/* The cell in which the byte at `offset` of the row's text stands. */
static int column_of(struct pty_screen *p, int row, size_t offset)
{
	struct strbuf b = { 0 };
	int col = 0;
	for (; col < p->cols; col++) {
		VTermScreenCell cell = cell_at(p, row, col);
		add_cell(&b, &cell);
		if (b.len > offset)
			break;
	}
	strbuf_free(&b);
	return col;
}

bool pty_find(struct pty_screen *p, const char *text, int *row, int *col)
{
	for (int r = 0; r < p->rows; r++) {
		const char *line = pty_row(p, r), *found = strstr(line, text);
		if (found == NULL)
			continue;
		if (row != NULL)
			*row = r;
		if (col != NULL)
			*col = column_of(p, r, (size_t)(found - line));
		return true;
	}
	return false;
}

void pty_cursor(struct pty_screen *p, int *row, int *col)
{
	VTermPos pos;
	vterm_state_get_cursorpos(vterm_obtain_state(p->vterm), &pos);
	*row = pos.row;
	*col = pos.col;
}

unsigned pty_attributes(struct pty_screen *p, int row, int col)
{
	VTermScreenCell cell = cell_at(p, row, col);
	unsigned attributes = 0;
	if (cell.attrs.bold)
		attributes |= PTY_BOLD;
	if (cell.attrs.underline != VTERM_UNDERLINE_OFF)
		attributes |= PTY_UNDERLINE;
	if (cell.attrs.reverse)
		attributes |= PTY_REVERSE;
	if (cell.attrs.blink)
		attributes |= PTY_BLINK;
	if (!VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) || !VTERM_COLOR_IS_DEFAULT_BG(&cell.bg))
		attributes |= PTY_COLOUR;
	return attributes;
}

bool pty_cursor_visible(const struct pty_screen *p) { return p->cursor_visible; }
bool pty_altscreen(const struct pty_screen *p) { return p->altscreen; }
pid_t pty_pid(const struct pty_screen *p) { return p->pid; }
int pty_rows(const struct pty_screen *p) { return p->rows; }
int pty_cols(const struct pty_screen *p) { return p->cols; }
size_t pty_bytes(const struct pty_screen *p) { return p->bytes; }
size_t pty_reply_bytes(const struct pty_screen *p) { return p->reply_bytes; }
const char *pty_title(const struct pty_screen *p) { return strbuf_str(&p->title); }
