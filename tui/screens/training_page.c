/* A training request laid out. Whatever the width, nothing is cut: text is wrapped. */
#include "tui/screens/training_page.h"

#include "core/base/text.h"

#define MARK 2          /* the line's mark and a space */
#define HANG 2          /* of the rows that follow the first one */
#define TRACK_COLUMNS 10 /* « Formation » and a space, before the bar */
#define BAR_LEAST 12    /* columns that the bar needs */
#define BAR_MOST 100

/* --- lines ----------------------------------------------------------------------------------------------- */

static const char *line_text(struct arena *arena, const struct view_training_line *line)
{
	if (line->label[0] == '\0' || line->text[0] == '\0')
		return line->label[0] == '\0' ? line->text : line->label;
	return arena_format(arena, "%s : %s", line->label, line->text);
}

static int text_column(const struct page_block *b) { return b->column + PAGE_GUTTER + MARK; }
static int text_columns(const struct page_block *b) { return b->columns - PAGE_GUTTER - MARK; }

static void layout_words(struct page_block *b, enum ink ink, const char *text)
{
	struct text_lines words = text_wrap(b->arena, text, text_columns(b) - HANG);
	for (size_t i = 0; i < words.count; i++, b->row++) {
		int hang = i > 0 ? HANG : 0;
		block_cell(b, text_column(b) + hang, text_columns(b) - hang, ink, words.lines[i]);
	}
}

static void layout_line(struct page_block *b, enum training_section section, const struct view_training_line *line)
{
	const char *text = line_text(b->arena, line);
	struct text_lines words = text_wrap(b->arena, text, text_columns(b) - HANG);
	block_stop(b, line, (int)section, words.count > 0 ? (int)words.count : 1);
	block_cell(b, b->column + PAGE_GUTTER, 1, ink_of_band(line->band), line->mark);
	if (words.count == 0)
		b->row++;
	layout_words(b, line->band == BAND_RED || line->band == BAND_ORANGE ? ink_of_band(line->band) : INK_PLAIN, text);
}

static void layout_title(struct page_block *b, const char *title, const char *said)
{
	const char *text = said[0] != '\0' ? arena_format(b->arena, "%s · %s", title, said) : title;
	struct text_lines words = text_wrap(b->arena, text, b->columns - PAGE_GUTTER);
	for (size_t i = 0; i < words.count; i++, b->row++)
		block_cell(b, b->column + PAGE_GUTTER, b->columns - PAGE_GUTTER, INK_TITLE, words.lines[i]);
}

/* --- the calendar, drawn ------------------------------------------------------------------------------------ */

static enum ink segment_ink(enum calendar_kind kind)
{
	return kind == CALENDAR_RIGHTS ? INK_GREEN : kind == CALENDAR_UNCOVERED ? INK_RED : kind == CALENDAR_RELAY ? INK_ORANGE : INK_PLAIN;
}

/* The columns first..last of a row of one-column cells. */
static const char *cells_between(struct arena *arena, const char *cells, int first, int last)
{
	size_t from = text_fit(cells, first, NULL), length = text_fit(cells + from, last - first + 1, NULL);
	return arena_strndup(arena, cells + from, length);
}

static void layout_track(struct page_block *b, const struct view_track *track)
{
	int column = text_column(b) + TRACK_COLUMNS;
	block_cell(b, text_column(b), TRACK_COLUMNS - 1, INK_PLAIN, track->label);
	for (size_t i = 0; i < track->count; i++) {
		const struct view_segment *s = &track->segments[i];
		block_cell(b, column + s->first, s->last - s->first + 1, segment_ink(s->kind), cells_between(b->arena, track->cells, s->first, s->last));
	}
	b->row++;
}

static void layout_calendar(struct page_block *b, const struct app *a)
{
	int columns = text_columns(b) - TRACK_COLUMNS;
	if (columns < BAR_LEAST)
		return;
	struct view_calendar c = view_calendar(b->arena, a, columns < BAR_MOST ? columns : BAR_MOST);
	if (c.empty[0] != '\0') {
		layout_words(b, INK_DIM, c.empty);
		return;
	}
	block_cell(b, text_column(b) + TRACK_COLUMNS, c.columns, INK_DIM, c.scale);
	b->row++;
	for (size_t i = 0; i < c.count; i++)
		layout_track(b, &c.tracks[i]);
	if (c.today >= 0) {
		static const char said[] = "▲ aujourd'hui";
		bool before = c.today + text_width(said) > c.columns;
		const char *text = before ? "aujourd'hui ▲" : said;
		int at = before ? c.today - text_width(text) + 1 : c.today;
		block_cell(b, text_column(b) + TRACK_COLUMNS + (at > 0 ? at : 0), text_width(text), INK_DIM, text);
		b->row++;
	}
}

/* The bar says what its sentence says: the cursor rests on it, and w explains the line that presses most. */
static void layout_runway(struct page_block *b, const struct app *a, const struct view_training *v)
{
	const struct view_training_section *s = &v->sections[TRAINING_RUNWAY];
	size_t most = 0;
	layout_calendar(b, a);
	for (size_t i = 0; i < s->count; i++)
		if (s->lines[i].band < s->lines[most].band)
			most = i;
	if (s->count == 0 || v->calendar[0] == '\0')
		return;
	struct view_training_line *line = arena_alloc(b->arena, sizeof *line);
	*line = s->lines[most];
	line->label = "";
	line->text = v->calendar;
	layout_line(b, TRAINING_RUNWAY, line);
}

/* --- sections ------------------------------------------------------------------------------------------------ */

static void layout_project_line(struct page_block *b, const struct view_training_line *line)
{
	struct view_training_line *brief = arena_alloc(b->arena, sizeof *brief);
	*brief = *line;
	brief->label = view_training_project_label(b->arena, line);
	layout_line(b, TRAINING_FORM, brief);
}

static void layout_lines(struct page_block *b, const struct app *a, const struct view_training *v, enum training_section id)
{
	const struct view_training_section *s = &v->sections[id];
	if (s->count == 0)
		layout_words(b, INK_DIM, s->empty);
	if (id == TRAINING_RUNWAY) {
		layout_runway(b, a, v);
		return;
	}
	for (size_t i = 0; i < s->count; i++)
		if (id == TRAINING_FORM)
			layout_project_line(b, &s->lines[i]);
		else
			layout_line(b, id, &s->lines[i]);
}

static void layout_section(struct page_block *b, const struct app *a, const struct view_training *v, enum training_section id)
{
	const struct view_training_section *s = &v->sections[id];
	if (s->left_out)
		return;
	layout_title(b, s->title, id == TRAINING_FUNDING ? v->funding : "");
	layout_lines(b, a, v, id);
	b->row++;
}

/* What presses first; side by side, left what we do and right what holds it up. A file not filed yet is first a project. */
static const enum training_section left[] = {TRAINING_NEXT, TRAINING_DOUBTS, TRAINING_PIECES_ASKED, TRAINING_CONDITIONS, TRAINING_FORM,
	TRAINING_COURSE, TRAINING_ABSENCES};
static const enum training_section right[] = {TRAINING_RUNWAY, TRAINING_FUNDING, TRAINING_EVENTS, TRAINING_PERIODS, TRAINING_RIGHTS};
static const enum training_section early[] = {TRAINING_NEXT, TRAINING_DOUBTS, TRAINING_CONDITIONS, TRAINING_FORM, TRAINING_RUNWAY,
	TRAINING_FUNDING, TRAINING_COURSE, TRAINING_EVENTS, TRAINING_PERIODS, TRAINING_RIGHTS};
static const enum training_section later[] = {TRAINING_NEXT, TRAINING_DOUBTS, TRAINING_PIECES_ASKED, TRAINING_RUNWAY, TRAINING_FUNDING,
	TRAINING_EVENTS, TRAINING_ABSENCES, TRAINING_CONDITIONS, TRAINING_FORM, TRAINING_COURSE, TRAINING_PERIODS, TRAINING_RIGHTS};

static void layout_sections(struct page_block *b, const struct app *a, const struct view_training *v, const enum training_section *ids,
                            size_t count)
{
	for (size_t i = 0; i < count; i++)
		layout_section(b, a, v, ids[i]);
}

struct page training_page(struct arena *arena, const struct app *a, const struct view_training *view, int columns)
{
	struct page page = {0};
	struct page_block b = {arena, &page, 0, columns, 0};
	if (columns < TRAINING_SPLIT_COLUMNS) {
		bool filed = view->training->stage >= TRAINING_FILED;
		layout_sections(&b, a, view, filed ? later : early, filed ? sizeof later / sizeof *later : sizeof early / sizeof *early);
		return page;
	}
	int half = columns / 2;
	struct page_block one = b, two = b;
	one.columns = half - 1;
	two.column = half + 1;
	two.columns = columns - half - 1;
	page.split_column = half;
	layout_sections(&one, a, view, left, sizeof left / sizeof *left);
	layout_sections(&two, a, view, right, sizeof right / sizeof *right);
	page.split_to = one.row > two.row ? one.row : two.row;
	return page;
}
