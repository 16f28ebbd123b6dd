/* The sheet laid out: the path, the two ledgers, the other sections. */
#include "tui/screens/file_page.h"

#include <string.h>

#include "core/base/text.h"

#define GUTTER PAGE_GUTTER
#define MARK 2        /* the band's mark and a space */
#define LABEL_MOST 26 /* columns of the labels of a section */
#define IDENTITY_COLUMNS 38
#define IDENTITY_BLOCKS 3

struct layout {
	struct page_block at;
	size_t most; /* lines of a folded section */
	unsigned unfolded;
};

/* --- cells and stops ----------------------------------------------------------------------------------- */

static void layout_title(struct layout *l, const struct view_section *s)
{
	block_cell(&l->at, l->at.column + GUTTER, l->at.columns - GUTTER, INK_TITLE, s->title);
	if (s->count == 0 && s->empty != NULL) {
		int used = text_width(s->title) + 2;
		block_cell(&l->at, l->at.column + GUTTER + used, l->at.columns - GUTTER - used, INK_DIM, s->empty);
	}
	l->at.row++;
}

/* --- the path ------------------------------------------------------------------------------------------ */

static struct date path_today(const struct view_file *view)
{
	for (size_t i = 0; i < view->path_count; i++)
		if (view->path[i].is_today)
			return view->path[i].day;
	return DATE_NONE;
}

/* The year only where it is not today's; what happened today is behind us. */
static const char *path_point_text(struct arena *arena, const struct path_point *p, struct date today)
{
	char short_day[8];
	int this_year = 0, year = 0, month, day;
	if (p->is_today)
		return arena_format(arena, "▲%s", p->label);
	if (date_is_set(today))
		date_split(today, &this_year, &month, &day);
	if (date_is_set(p->day))
		date_split(p->day, &year, &month, &day);
	bool past = p->past || (!p->obligation && date_compare(p->day, today) == 0);
	const char *text = arena_format(arena, "%s%s %s", past ? "●" : p->obligation ? "▼" : "○", p->label,
	                                date_format_short(p->day, short_day));
	return year == this_year ? text : arena_format(arena, "%s/%02d", text, year % 100);
}

static void layout_path(struct layout *l, const struct view_file *view)
{
	const struct view_section *s = &view->sections[SECTION_PATH];
	int start = l->at.column + GUTTER + 8;
	int end = l->at.column + l->at.columns;
	int column = start;
	struct date today = path_today(view);
	if (view->path_count == 0)
		return;
	block_cell(&l->at, l->at.column + GUTTER, 8, INK_TITLE, "Chemin");
	for (size_t i = 0; i < view->path_count; i++) {
		const char *text = path_point_text(l->at.arena, &view->path[i], today);
		int width = text_width(text);
		if (column > start && column + 2 + width > end) {
			l->at.row++;
			column = start;
		}
		if (i > 0) {
			block_cell(&l->at, column, 2, INK_DIM, column > start ? " ─" : "─");
			column += column > start ? 2 : 1;
		}
		int stop = i < s->count ? block_stop(&l->at, &s->lines[i], SECTION_PATH, 1) : -1;
		if (stop >= 0) {
			l->at.page->stops[stop].column = column;
			l->at.page->stops[stop].columns = width;
			l->at.page->stops[stop].mark = 0;
		}
		block_cell(&l->at, column, end - column, view->path[i].is_today ? INK_TITLE : INK_PLAIN, text);
		column += width;
	}
	l->at.row++;
}

/* The same in words with full dates, for those who cannot see the line, and what its points mean. */
static void layout_path_words(struct layout *l, const struct view_file *view)
{
	static const char *const legend = "● passé · ▲ aujourd'hui · ○ à venir · ▼ échéance d'une règle";
	int column = l->at.column + GUTTER + MARK;
	int columns = l->at.columns - GUTTER - MARK;
	if (view->path_count == 0)
		return;
	block_cell(&l->at, l->at.column + GUTTER, l->at.columns - GUTTER, INK_TITLE, view->sections[SECTION_PATH].title);
	l->at.row++;
	struct text_lines words = text_wrap(l->at.arena, arena_format(l->at.arena, "%s\n%s", view->path_sentence, legend), columns);
	for (size_t i = 0; i < words.count; i++, l->at.row++)
		block_cell(&l->at, column, columns, INK_DIM, words.lines[i]);
	l->at.row++;
}

/* --- the ledgers --------------------------------------------------------------------------------------- */

/* The sentence; its state in words at the right when there is room, since the mark already says it. */
static void layout_ledger_line(struct layout *l, const struct view_line *line, enum section_id section)
{
	int column = l->at.column + GUTTER + MARK;
	int columns = l->at.columns - GUTTER - MARK;
	enum ink ink = ink_of_band(line->band);
	struct text_lines words = text_wrap(l->at.arena, line->text, columns);
	int label = text_width(line->label);
	block_stop(&l->at, line, (int)section, (int)words.count);
	block_cell(&l->at, column - MARK, 1, ink, line->band == BAND_NONE ? "○" : band_mark(line->band));
	if (words.count == 1 && text_width(words.lines[0]) + 2 + label <= columns)
		block_cell(&l->at, column + columns - label, label, ink, line->label);
	for (size_t i = 0; i < words.count; i++, l->at.row++)
		block_cell(&l->at, column, columns, INK_PLAIN, words.lines[i]);
}

static void layout_ledger(struct layout *l, const struct view_file *view, enum section_id id)
{
	const struct view_section *s = &view->sections[id];
	struct view_section loud = *s; /* the two columns that matter most: NOUS DEVONS, AÏCHA DOIT */
	loud.title = text_upper(l->at.arena, s->title);
	layout_title(l, &loud);
	for (size_t i = 0; i < s->count; i++)
		layout_ledger_line(l, &s->lines[i], id);
}

static void layout_ledgers(struct layout *l, const struct view_file *view)
{
	struct page *p = l->at.page;
	if (l->at.columns < LEDGER_SPLIT_COLUMNS) {
		p->first = p->stop_count;
		layout_ledger(l, view, SECTION_WE_OWE);
		l->at.row++;
		layout_ledger(l, view, SECTION_THEY_OWE);
		return;
	}
	int half = l->at.columns / 2;
	struct layout left = *l, right = *l;
	left.at.columns = half - 1;
	right.at.column = l->at.column + half + 1;
	right.at.columns = l->at.columns - half - 1;
	p->first = p->stop_count;
	p->split_column = l->at.column + half;
	p->split_from = l->at.row;
	layout_ledger(&left, view, SECTION_WE_OWE);
	layout_ledger(&right, view, SECTION_THEY_OWE);
	l->at.row = p->split_to = left.at.row > right.at.row ? left.at.row : right.at.row;
}

/* --- the other sections -------------------------------------------------------------------------------- */

static int section_label_columns(const struct view_section *s, int columns)
{
	int widest = 0;
	for (size_t i = 0; i < s->count; i++) {
		int width = text_width(s->lines[i].label);
		widest = width > widest ? width : widest;
	}
	int most = columns / 3 < LABEL_MOST ? columns / 3 : LABEL_MOST;
	return widest < most ? widest : most;
}

/* A note keeps its own line ends. */
static const char *section_text(struct arena *arena, const struct view_line *line)
{
	const struct note *n = line->note;
	if (n == NULL)
		return line->text;
	return arena_format(arena, "%s%s : %s", text_safe(arena, n->author), n->private_note ? " (privée)" : "",
	                    text_safe_lines(arena, n->text));
}

/* label: columns of the labels; a longer one is said before its text, so that nothing is cut. */
static void layout_section_line(struct layout *l, const struct view_line *line, enum section_id id, int label)
{
	const char *text = section_text(l->at.arena, line);
	if (text_width(line->label) > label) {
		text = arena_format(l->at.arena, "%s : %s", line->label, text);
		label = 0;
	}
	int column = l->at.column + GUTTER + MARK;
	int columns = l->at.columns - GUTTER - MARK - (label > 0 ? label + 2 : 0);
	int indent = label > 0 ? 0 : 2; /* of what follows « label : » on other rows */
	struct text_lines words = text_wrap(l->at.arena, text, columns - indent);
	block_stop(&l->at, line, (int)id, words.count > 0 ? (int)words.count : 1);
	block_cell(&l->at, column - MARK, 1, ink_of_band(line->band), band_mark(line->band));
	if (label > 0) {
		block_cell(&l->at, column, label, INK_PLAIN, line->label);
		column += label + 2;
	}
	for (size_t i = 0; i < words.count; i++, l->at.row++)
		block_cell(&l->at, column + (i > 0 ? indent : 0), columns - (i > 0 ? indent : 0), INK_PLAIN, words.lines[i]);
	if (words.count == 0)
		l->at.row++;
}

static void layout_fold(struct layout *l, enum section_id id, size_t hidden)
{
	const char *text = hidden > 0 ? arena_format(l->at.arena, "%zu de plus · Entrée : tout montrer", hidden) : "Entrée : replier";
	block_stop(&l->at, NULL, (int)id, 1);
	block_cell(&l->at, l->at.column + GUTTER + MARK, l->at.columns - GUTTER - MARK, INK_DIM, text);
	l->at.row++;
}

static void layout_section(struct layout *l, const struct view_file *view, enum section_id id)
{
	const struct view_section *s = &view->sections[id];
	bool long_one = s->count > l->most + 1;
	bool unfolded = (l->unfolded & (1u << id)) != 0;
	size_t shown = long_one && !unfolded ? l->most : s->count;
	size_t first = s->first + shown <= s->count ? s->first : s->count - shown;
	layout_title(l, s);
	int label = section_label_columns(s, l->at.columns - GUTTER - MARK);
	for (size_t i = first; i < first + shown; i++)
		layout_section_line(l, &s->lines[i], id, label);
	if (long_one)
		layout_fold(l, id, s->count - shown);
	l->at.row++;
}

/* Short « label : value » lines, in as many blocks side by side as the width allows. */
static void layout_identity(struct layout *l, const struct view_file *view)
{
	const struct view_section *s = &view->sections[SECTION_IDENTITY];
	int blocks = l->at.columns / IDENTITY_COLUMNS < 1 ? 1 : l->at.columns / IDENTITY_COLUMNS;
	blocks = blocks > IDENTITY_BLOCKS ? IDENTITY_BLOCKS : blocks;
	size_t each = (s->count + (size_t)blocks - 1) / (size_t)blocks;
	layout_title(l, s);
	int bottom = l->at.row;
	for (size_t i = 0; i < s->count;) {
		struct layout block = *l;
		block.at.columns = l->at.columns / blocks;
		block.at.column = l->at.column + (int)(i / each) * block.at.columns;
		for (size_t end = i + each < s->count ? i + each : s->count; i < end; i++)
			layout_section_line(&block, &s->lines[i], SECTION_IDENTITY, 0);
		bottom = block.at.row > bottom ? block.at.row : bottom;
	}
	l->at.row = bottom + 1;
}

static void layout_sections(struct layout *l, const struct view_file *view)
{
	static const enum section_id first[] = {SECTION_APPOINTMENTS, SECTION_ITEMS, SECTION_TRAININGS, SECTION_CONTACTS};
	static const enum section_id second[] = {SECTION_NOTES, SECTION_PROTECTIONS, SECTION_BARRIERS, SECTION_HOUSEHOLD, SECTION_REGIMES,
	                                         SECTION_REFERENTS};
	struct layout left = *l, right = *l;
	bool split = l->at.columns >= PAGE_SPLIT_COLUMNS;
	if (split) {
		left.at.columns = l->at.columns / 2 - 1;
		right.at.column = l->at.column + l->at.columns / 2 + 1;
		right.at.columns = l->at.columns - l->at.columns / 2 - 1;
	}
	for (size_t i = 0; i < sizeof first / sizeof *first; i++)
		layout_section(&left, view, first[i]);
	if (!split)
		right.at.row = left.at.row;
	for (size_t i = 0; i < sizeof second / sizeof *second; i++)
		layout_section(&right, view, second[i]);
	l->at.row = left.at.row > right.at.row ? left.at.row : right.at.row;
}

struct page page_build(struct arena *arena, const struct view_file *view, int columns, size_t most, unsigned unfolded)
{
	struct page page = {0};
	struct layout l = {{arena, &page, 0, columns, 0}, most, unfolded};
	layout_path(&l, view);
	l.at.row++;
	layout_ledgers(&l, view);
	l.at.row++;
	layout_sections(&l, view);
	layout_path_words(&l, view);
	layout_identity(&l, view);
	return page;
}
