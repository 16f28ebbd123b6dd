/* The Heures screen laid out: the week by theme, its totals, the past weeks as a small plot with its sentence. */
#include "tui/screens/hours_private.h"

#include <string.h>

#define GUTTER 2             /* where the cursor's `>` stands */
#define NUMBER 2             /* « 3 » and a space */
#define CELL_LEAST 6         /* « 1h30 ? » without its space */
#define CELL_MOST 10
#define TOTAL_COLUMNS 7
#define TOTAL_FROM 70        /* columns from which themes have their total */
#define LABEL_MOST 38
#define BASE_ROWS (5 + THEME_COUNT) /* heading, title, summary, days, themes, detail */
#define WEEK_LABEL 4         /* « S47 » and a space */

static const char *const theme_briefs[THEME_COUNT] = {
	"Relation", "Diagnostic", "Freins", "Confiance", "Projet", "Compétences", "Candidature", "Emploi", "Création",
};

/* A theme in one or two words, for narrow columns. */
static const char *hours_theme_brief(int theme)
{
	return theme >= 0 && theme < THEME_COUNT ? theme_briefs[theme] : "";
}

/* --- the week ------------------------------------------------------------------------------------------ */

static void page_measure(struct hours_page *p)
{
	int left = p->columns - GUTTER - NUMBER;
	p->total_columns = p->columns >= TOTAL_FROM ? TOTAL_COLUMNS : 0;
	left -= p->total_columns;
	p->cell_columns = (left - LABEL_MOST) / HOURS_DAYS;
	p->cell_columns = p->cell_columns > CELL_MOST ? CELL_MOST : p->cell_columns < CELL_LEAST ? CELL_LEAST : p->cell_columns;
	if (p->cell_columns == CELL_LEAST && left - HOURS_DAYS * (CELL_LEAST + 1) >= 16)
		p->cell_columns++;
	p->label_columns = left - HOURS_DAYS * p->cell_columns;
	p->label_columns = p->label_columns > LABEL_MOST + 1 ? LABEL_MOST + 1 : p->label_columns;
}

/* Against the right edge of its column, one column from the next; cut by its words when too wide. */
static const char *page_right(struct arena *arena, const char *text, int columns)
{
	int width = text_width(text), room = columns - 1;
	if (width > room)
		return text_cell(arena, text, room);
	return arena_format(arena, "%*s%s", room - width, "", text);
}

/* « 12h30 ? » loses its space before anything else. */
static const char *page_cell(struct arena *arena, const char *text, int columns)
{
	char tight[32];
	size_t n = 0;
	if (text_width(text) <= columns - 1)
		return page_right(arena, text, columns);
	for (const char *c = text; *c != '\0' && n + 1 < sizeof tight; c++)
		if (*c != ' ')
			tight[n++] = *c;
	tight[n] = '\0';
	return page_right(arena, arena_strdup(arena, tight), columns);
}

/* « lun. 16 » where all seven fit, else « lun 16 », else « lu 16 »: letters kept, 0 all of them. */
static int page_day_letters(const struct view_hours *v, int columns)
{
	bool whole = true, three = true;
	for (int d = 0; d < HOURS_DAYS; d++) {
		int width = text_width(v->days[d].title);
		whole = whole && width <= columns - 1;
		three = three && width <= columns; /* without its full stop */
	}
	return whole ? 0 : three ? 3 : 2;
}

static const char *page_head(struct arena *arena, const char *title, int letters, int columns)
{
	const char *space = strchr(title, ' ');
	if (letters == 0 || space == NULL)
		return page_right(arena, title, columns);
	return page_right(arena, arena_format(arena, "%.*s%s", letters, title, space), columns);
}

static void page_days(struct arena *arena, struct hours_page *p, const struct view_hours *v)
{
	int letters = page_day_letters(v, p->cell_columns);
	for (int d = 0; d < HOURS_DAYS; d++) {
		const struct view_hours_day *day = &v->days[d];
		p->heads[d] = page_head(arena, day->title, letters, p->cell_columns);
		p->notes[d] = page_right(arena, day->note, p->cell_columns);
		p->totals[d] = page_cell(arena, day->total, p->cell_columns);
		p->with_notes = p->with_notes || day->note[0] != '\0';
	}
	p->week_total = page_cell(arena, v->declared, p->total_columns > 0 ? p->total_columns : p->cell_columns);
}

static void page_themes(struct arena *arena, struct hours_page *p, const struct view_hours *v)
{
	for (int t = 0; t < THEME_COUNT; t++) {
		const struct view_hours_theme *theme = &v->themes[t];
		bool whole = text_width(theme->label) < p->label_columns;
		p->labels[t] = text_cell(arena, arena_format(arena, "%d %s", theme->number, whole ? theme->label : hours_theme_brief(t)),
		                         NUMBER + p->label_columns - 1);
		for (int d = 0; d < HOURS_DAYS; d++)
			p->cells[t][d] = page_cell(arena, theme->days[d].text, p->cell_columns);
		p->theme_totals[t] = p->total_columns > 0 ? page_cell(arena, theme->total, p->total_columns) : "";
	}
}

/* --- the plot ------------------------------------------------------------------------------------------ */

/* One row of a bar: how much of it is filled, 0..8. */
static const char *bar_cell(struct arena *arena, int eighths, int columns, bool utf8)
{
	static const char *const fine[] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
	static const char *const plain[] = {" ", ".", ".", ":", ":", "|", "|", "#", "#"};
	const char *one = utf8 ? fine[eighths] : plain[eighths], *all = "";
	for (int i = 0; i < columns; i++)
		all = arena_format(arena, "%s%s", all, one);
	return all;
}

/* The target is the whole height; the least that was declared shows. */
static void page_bar(struct arena *arena, struct hours_page *p, size_t week, int permille, bool utf8)
{
	int filled = (permille * 8 * p->bar_rows + 999) / 1000;
	for (int row = 0; row < p->bar_rows; row++) {
		int above = filled - 8 * (p->bar_rows - 1 - row);
		p->bars[row][week] = bar_cell(arena, above < 0 ? 0 : above > 8 ? 8 : above, p->bar_columns, utf8);
	}
}

static void page_plot(struct arena *arena, struct hours_page *p, const struct view_hours *v, bool utf8)
{
	int room = p->columns - 1 - 2 * WEEK_LABEL;
	p->bar_step = room / HOURS_WEEKS < 1 ? 1 : room / HOURS_WEEKS > 4 ? 4 : room / HOURS_WEEKS;
	p->bar_columns = p->bar_step > 1 ? p->bar_step - 1 : 1;
	p->shown = HOURS_WEEKS;
	for (size_t i = 0; i < v->week_count; i++) {
		page_bar(arena, p, i, v->weeks[i].declared_permille, utf8);
		if (date_compare(v->weeks[i].week->monday, v->monday) == 0)
			p->shown = i;
	}
	p->first_week = v->week_count > 0 ? v->weeks[0].label : "";
	p->last_week = v->week_count > 0 ? v->weeks[v->week_count - 1].label : "";
}

/* « congés : du 03/08/2026 au 21/08/2026 » */
static const char *line_words(struct arena *arena, const struct view_line *l)
{
	return l->label[0] != '\0' ? arena_format(arena, "%s : %s", l->label, l->text) : l->text;
}

/* --- which rows there is room for ---------------------------------------------------------------------- */

static int take(int *left, int wanted)
{
	int taken = *left < wanted ? *left : wanted;
	taken = taken < 0 ? 0 : taken;
	*left -= taken;
	return taken;
}

static void page_explained(struct arena *arena, struct hours_page *p, const struct view_hours *v, int rows)
{
	const char *both = v->absent[0] != '\0' && v->dispensation[0] != '\0' ? " · " : "";
	struct text_lines lines = text_wrap(arena, arena_format(arena, "%s%s%s", v->absent, both, v->dispensation), p->columns - 2);
	for (size_t i = 0; i < lines.count && (int)i < rows; i++)
		if (lines.lines[i][0] != '\0')
			p->explained[p->explained_rows++] = lines.lines[i];
}

/* In this order: totals, notes of the days, why the target is what it is, the plot and its sentence, then its height. */
static void page_rows(struct arena *arena, struct hours_page *p, const struct view_hours *v)
{
	int left = p->rows - BASE_ROWS;
	struct text_lines sentence = text_wrap(arena, v->sentence, p->columns - 2);
	p->theme_rows = THEME_COUNT + (left < 0 ? left : 0);
	p->theme_rows = p->theme_rows < 1 ? 1 : p->theme_rows;
	left = left < 0 ? 0 : left;
	p->with_totals = take(&left, 1) == 1;
	p->with_notes = p->with_notes && take(&left, 1) == 1;
	page_explained(arena, p, v, left < HOURS_EXPLAINED ? left : HOURS_EXPLAINED);
	left -= p->explained_rows;
	if (v->week_count == 0 || left < 2 + (int)sentence.count)
		return;
	p->sentence = sentence;
	left -= 1 + (int)sentence.count; /* marks, sentence */
	p->bar_rows = take(&left, left > 8 ? HOURS_BAR_ROWS : left > 4 ? 2 : 1);
	p->with_legend = take(&left, 1) == 1;
	p->gap = take(&left, 1);
	p->line_rows = left > 1 ? left - 1 : 0; /* after a gap of their own */
}

struct hours_page hours_page_build(struct arena *arena, const struct view_hours *v, int rows, int columns, bool utf8)
{
	struct hours_page p = {.rows = rows, .columns = columns};
	page_measure(&p);
	page_days(arena, &p, v);
	page_themes(arena, &p, v);
	page_rows(arena, &p, v);
	page_plot(arena, &p, v, utf8);
	p.lines = arena_array(arena, v->line_count, sizeof *p.lines);
	for (size_t i = 0; i < v->line_count; i++)
		p.lines[i] = line_words(arena, &v->lines[i]);
	return p;
}

void hours_page_reveal(struct hours_page *p, int theme)
{
	if (theme < p->first_theme)
		p->first_theme = theme;
	if (theme >= p->first_theme + p->theme_rows)
		p->first_theme = theme - p->theme_rows + 1;
	if (p->first_theme > THEME_COUNT - p->theme_rows)
		p->first_theme = THEME_COUNT - p->theme_rows;
}

/* --- painting ------------------------------------------------------------------------------------------ */

static int cell_column(const struct hours_page *p, int day)
{
	return GUTTER + NUMBER + p->label_columns + day * p->cell_columns;
}

static void paint_days(const struct hours_page *p, const struct view_hours *v, struct rect line, const char *const *texts, bool heads)
{
	for (int d = 0; d < HOURS_DAYS; d++) {
		enum ink ink = heads && v->days[d].is_today ? INK_TITLE : heads && v->days[d].to_come ? INK_DIM : INK_PLAIN;
		paint_text(line.row, line.column + cell_column(p, d), p->cell_columns, ink, texts[d]);
	}
}

static enum ink cell_ink(const struct view_hours_cell *c)
{
	return c->declared > c->validated ? INK_ORANGE : INK_PLAIN; /* and « ? » beside the figure */
}

static void paint_theme(const struct hours_page *p, const struct view_hours *v, struct rect line, int theme)
{
	paint_text(line.row, line.column + GUTTER, NUMBER + p->label_columns, INK_PLAIN, p->labels[theme]);
	for (int d = 0; d < HOURS_DAYS; d++)
		paint_text(line.row, line.column + cell_column(p, d), p->cell_columns, cell_ink(&v->themes[theme].days[d]), p->cells[theme][d]);
	if (p->total_columns > 0)
		paint_text(line.row, line.column + cell_column(p, HOURS_DAYS), p->total_columns, INK_DIM, p->theme_totals[theme]);
}

static void paint_place(const struct hours_page *p, struct rect line, int day)
{
	int column = line.column + cell_column(p, day);
	paint_text(line.row, line.column, 1, INK_KEY, ">");
	paint_select(line.row, column, p->cell_columns - 1);
	paint_cursor(line.row, column);
}

static int paint_week(const struct hours_page *p, const struct view_hours *v, struct rect body, int row, struct hours_place at)
{
	struct rect line = {body.row + row, body.column, 1, body.columns};
	paint_days(p, v, line, p->heads, true);
	if (p->with_notes) {
		line.row++;
		paint_days(p, v, line, p->notes, false);
	}
	for (int i = 0; i < p->theme_rows; i++) {
		line.row++;
		paint_theme(p, v, line, p->first_theme + i);
		if (p->first_theme + i == at.theme)
			paint_place(p, line, at.day);
	}
	if (p->with_totals) {
		line.row++;
		paint_text(line.row, line.column + GUTTER, NUMBER + p->label_columns, INK_TITLE, "Total");
		paint_days(p, v, line, p->totals, false);
		if (p->total_columns > 0)
			paint_text(line.row, line.column + cell_column(p, HOURS_DAYS), p->total_columns, INK_TITLE, p->week_total);
	}
	return line.row - body.row + 1;
}

static enum ink mark_ink(const char *mark)
{
	return strcmp(mark, "!") == 0 ? INK_RED : strcmp(mark, "?") == 0 ? INK_ORANGE : strcmp(mark, "✓") == 0 ? INK_GREEN : INK_DIM;
}

static const char legend[] = "✓ objectif atteint   ! moins   ? à valider   – non fixé";

/* Bars, then a mark under each: what is short, what waits to be validated, what was reached. */
static int paint_plot(const struct hours_page *p, const struct view_hours *v, struct rect body, int row)
{
	int marks = body.row + row + p->bar_rows, first = body.column + 1 + WEEK_LABEL;
	paint_text(marks - 1, body.column + 1, WEEK_LABEL, INK_DIM, p->first_week);
	for (size_t i = 0; i < v->week_count; i++) {
		int column = first + (int)i * p->bar_step;
		for (int r = 0; r < p->bar_rows; r++)
			paint_text(body.row + row + r, column, p->bar_columns, INK_PLAIN, p->bars[r][i]);
		paint_text(marks, column, 1, mark_ink(v->weeks[i].mark), v->weeks[i].mark);
		if (i == p->shown)
			paint_select(marks, column, p->bar_columns);
	}
	paint_text(marks - 1, first + (int)v->week_count * p->bar_step + 1, WEEK_LABEL, INK_DIM, p->last_week);
	int below = marks + 1;
	if (p->with_legend)
		paint_text(below++, body.column + 1 + WEEK_LABEL, body.columns - WEEK_LABEL - 2, INK_DIM, legend);
	for (size_t i = 0; i < p->sentence.count; i++)
		paint_text(below++, body.column + 1, body.columns - 2, INK_PLAIN, p->sentence.lines[i]);
	return below - body.row;
}

static void paint_lines(const struct hours_page *p, const struct view_hours *v, struct rect body, int row)
{
	for (size_t i = 0; i < v->line_count && (int)i < p->line_rows; i++)
		paint_text(body.row + row + (int)i, body.column + 1, body.columns - 2, INK_PLAIN, p->lines[i]);
}

void hours_page_paint(const struct hours_page *p, const struct view_hours *v, struct rect body, struct hours_place at,
                      const char *detail)
{
	int row = 3;
	paint_text(body.row, body.column + 1, body.columns - 2, INK_TITLE, v->heading);
	paint_text(body.row + 1, body.column + 1, body.columns - 2, INK_PLAIN, v->title);
	paint_text(body.row + 2, body.column + 1, body.columns - 2, INK_PLAIN, v->summary);
	for (int i = 0; i < p->explained_rows; i++)
		paint_text(body.row + row++, body.column + 1, body.columns - 2, INK_DIM, p->explained[i]);
	row = paint_week(p, v, body, row, at);
	if (p->bar_rows > 0) {
		row = paint_plot(p, v, body, row + p->gap);
		paint_lines(p, v, body, row + 1);
	}
	paint_text(body.row + body.rows - 1, body.column + 1, body.columns - 2, INK_PLAIN, detail);
}

/* --- the weeks as lines --------------------------------------------------------------------------------- */

#define LINE_BAR 16

static const char *mark_words(const char *mark)
{
	return strcmp(mark, "!") == 0 ? "moins que l'objectif" : strcmp(mark, "✓") == 0 ? "atteint" : "";
}

static const char *line_bar(struct arena *arena, int permille, bool utf8)
{
	int full = permille * LINE_BAR / 1000;
	const char *bar = "";
	for (int i = 0; i < LINE_BAR; i++)
		bar = arena_format(arena, "%s%s", bar, i < full ? (utf8 ? "█" : "#") : (utf8 ? "░" : "."));
	return bar;
}

/* What was declared and not validated yet is in the bar, not in « validé sur objectif ». */
static const char *line_waiting(struct arena *arena, const struct view_week *w)
{
	int waiting = w->week->to_validate;
	return waiting == 0 ? "" : arena_format(arena, " et %s à valider", hours_words(arena, waiting));
}

static const char *line_absent(struct arena *arena, const struct view_week *w)
{
	int days = w->week->absent_days;
	return days == 0 ? "" : arena_format(arena, " · %d j d'absence", days);
}

const char **hours_weeks_lines(struct arena *arena, const struct view_hours *v, bool utf8, size_t *count)
{
	const char **lines = arena_array(arena, v->week_count + v->line_count + 4, sizeof *lines);
	size_t n = 0;
	lines[n++] = v->sentence;
	lines[n++] = "";
	for (size_t i = v->week_count; i-- > 0;) {
		const struct view_week *w = &v->weeks[i];
		const char *words = mark_words(w->mark);
		lines[n++] = arena_format(arena, "%s %s %s %s%s%s%s%s", w->label, line_bar(arena, w->declared_permille, utf8), w->mark, w->text,
		                          line_waiting(arena, w), line_absent(arena, w), words[0] != '\0' ? " · " : "", words);
	}
	if (v->line_count > 0)
		lines[n++] = "";
	for (size_t i = 0; i < v->line_count; i++)
		lines[n++] = line_words(arena, &v->lines[i]);
	*count = n;
	return lines;
}
