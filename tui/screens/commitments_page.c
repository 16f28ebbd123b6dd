/* Engagements laid out. Whatever the width, nothing is cut: text is wrapped, a date that has no room goes to the next row. */
#include "tui/screens/commitments_page.h"

#include "core/base/text.h"

#define MARK 2 /* the line's mark and a space */
#define HANG 2 /* of the rows that follow the first one */

/* --- rows ---------------------------------------------------------------------------------------------- */

static int layout_text_column(const struct page_block *l)
{
	return l->column + PAGE_GUTTER + MARK;
}

static int layout_text_columns(const struct page_block *l)
{
	return l->columns - PAGE_GUTTER - MARK;
}

/* Wrapped, from the text column; the rows after the first stand a little to the right. Returns the rows taken. */
static struct text_lines layout_wrap(struct page_block *l, const char *text)
{
	return text_wrap(l->arena, text, layout_text_columns(l) - HANG);
}

static void layout_words(struct page_block *l, enum ink ink, struct text_lines words)
{
	for (size_t i = 0; i < words.count; i++, l->row++) {
		int hang = i > 0 ? HANG : 0;
		block_cell(l, layout_text_column(l) + hang, layout_text_columns(l) - hang, ink, words.lines[i]);
	}
}

/* A line that the cursor may rest on. */
static void layout_line(struct page_block *l, enum commitment_stop kind, const void *about, const char *mark, enum ink ink, const char *text)
{
	struct text_lines words = layout_wrap(l, text);
	block_stop(l, about, (int)kind, words.count > 0 ? (int)words.count : 1);
	block_cell(l, l->column + PAGE_GUTTER, 1, ink, mark);
	layout_words(l, INK_PLAIN, words);
}

static void layout_plain(struct page_block *l, const char *label, const char *text)
{
	if (text[0] != '\0')
		layout_words(l, INK_PLAIN, layout_wrap(l, arena_format(l->arena, "%s%s", label, text)));
}

static void layout_title(struct page_block *l, const char *title)
{
	block_cell(l, l->column + PAGE_GUTTER, l->columns - PAGE_GUTTER, INK_TITLE, title);
	l->row++;
}

/* --- the contract -------------------------------------------------------------------------------------- */

static void layout_contract(struct page_block *l, const struct view_commitments *v)
{
	layout_line(l, STOP_CONTRACT, NULL, " ", INK_PLAIN, v->contract);
	if (v->pending[0] != '\0') {
		block_cell(l, l->column + PAGE_GUTTER, 1, INK_ORANGE, "~");
		layout_plain(l, "", v->pending);
	}
	for (size_t i = 0; i < v->alarm_count; i++) {
		const struct view_alarm *a = &v->alarms[i];
		bool elsewhere = a->gesture[0] != '\0' && a->action != ACTION_GO_COMMITMENTS; /* here already: x does it */
		const char *text = elsewhere ? arena_format(l->arena, "%s · %s", a->text, a->gesture) : a->text;
		layout_line(l, STOP_ALARM, a, a->mark, ink_of_band(a->band), text);
	}
	l->row++;
}

/* --- both columns -------------------------------------------------------------------------------------- */

static const char *row_object(struct arena *arena, const struct view_commitment_row *row)
{
	return row->debtor[0] != '\0' ? arena_format(arena, "%s (%s)", row->object, row->debtor) : row->object;
}

/* The date at the right: on the row of the object where there is room, else on the next one. */
static void layout_row(struct page_block *l, enum commitment_stop kind, const struct view_commitment_row *row)
{
	struct text_lines words = layout_wrap(l, row_object(l->arena, row)), when = layout_wrap(l, row->when);
	int room = layout_text_columns(l), width = when.count > 0 ? text_width(row->when) : 0;
	size_t last = words.count > 0 ? words.count - 1 : 0;
	int used = words.count > 0 ? text_width(words.lines[last]) + (last > 0 ? HANG : 0) : 0;
	bool beside = used + 2 + width <= room;
	block_stop(l, row, (int)kind, (int)(words.count + (beside ? 0 : when.count)));
	block_cell(l, l->column + PAGE_GUTTER, 1, ink_of_band(row->band), row->mark);
	layout_words(l, INK_PLAIN, words);
	if (beside && width > 0) {
		l->row--;
		block_cell(l, layout_text_column(l) + room - width, width, ink_of_band(row->band), row->when);
		l->row++;
	}
	for (size_t i = 0; !beside && i < when.count; i++, l->row++) {
		int columns = text_width(when.lines[i]);
		block_cell(l, layout_text_column(l) + room - columns, columns, ink_of_band(row->band), when.lines[i]);
	}
}

static void layout_column(struct page_block *l, enum commitment_stop kind, const struct view_commitment_column *column)
{
	layout_title(l, arena_format(l->arena, "%s%s%s", column->title, column->counted[0] != '\0' ? " · " : "", column->counted));
	if (column->count == 0)
		layout_words(l, INK_DIM, layout_wrap(l, column->empty));
	for (size_t i = 0; i < column->count; i++)
		layout_row(l, kind, &column->rows[i]);
}

static void layout_columns(struct page_block *l, const struct view_commitments *v)
{
	struct page *p = l->page;
	struct page_block left = *l, right = *l;
	bool split = l->columns >= COMMITMENTS_SPLIT_COLUMNS;
	if (split) {
		int half = l->columns / 2;
		left.columns = half - 1;
		right.column = l->column + half + 1;
		right.columns = l->columns - half - 1;
		p->split_column = l->column + half;
		p->split_from = l->row;
	}
	p->first = p->stop_count;
	layout_column(&left, STOP_OURS, &v->columns[COLUMN_OURS]);
	if (!split)
		right.row = left.row + 1;
	layout_column(&right, STOP_THEIRS, &v->columns[COLUMN_THEIRS]);
	l->row = left.row > right.row ? left.row : right.row;
	if (split)
		p->split_to = l->row;
	l->row++;
}

/* --- versions, and what goes with the contract ------------------------------------------------------------ */

static void layout_versions(struct page_block *l, const struct view_commitments *v)
{
	if (v->version_count == 0)
		return;
	layout_title(l, "CONTRATS ET AVENANTS");
	layout_plain(l, "Objectifs : ", v->objectives);
	layout_plain(l, "", v->choice);
	for (size_t i = 0; i < v->version_count; i++) {
		const struct view_version *x = &v->versions[i];
		layout_line(l, STOP_VERSION, x, x->in_force ? "●" : x->pending ? "~" : "·", x->pending ? INK_ORANGE : INK_PLAIN,
		            arena_format(l->arena, "%s · %s · %s", x->title, x->state, x->text));
	}
	l->row++;
}

static void layout_around(struct page_block *l, const struct view_leaving *leaving)
{
	bool missing = leaving->missing > 0;
	layout_title(l, "AUTOUR DU CONTRAT");
	layout_line(l, STOP_SITUATION, NULL, "·", INK_PLAIN, "Orientation, diagnostic, droits, demandes, réparations · Entrée : lire");
	layout_line(l, STOP_LEAVING, NULL, missing ? "○" : "✓", INK_PLAIN,
	            arena_format(l->arena, "Premier entretien : %s · Entrée : la liste", leaving->sentence));
}

struct page commitments_page(struct arena *arena, const struct view_commitments *view, const struct view_leaving *leaving, int columns)
{
	struct page page = {0};
	struct page_block l = {arena, &page, 0, columns, 0};
	layout_contract(&l, view);
	layout_columns(&l, view);
	layout_versions(&l, view);
	layout_around(&l, leaving);
	if (page.first >= page.stop_count)
		page.first = 0;
	return page;
}
