/* Référents: those whose portfolio the account may open, each with its gauge, counts and level in words. */
#include <stdio.h>
#include <string.h>

#include "tui/screens/columns.h"
#include "tui/screens/common.h"
#include "tui/forms/forms.h"
#include "tui/screens/screens.h"
#include "tui/term.h"
#include "tui/widgets/widgets.h"

#define BAR_COLUMNS 20
#define BAR_COLUMNS_NARROW 10
#define NARROW_COLUMNS 76 /* below, those counted apart are left to « Pourquoi ? » */

enum { COLUMN_NAME, COLUMN_BAR, COLUMN_ACTIVE, COLUMN_STRUCTURING, COLUMN_ATTACHED, COLUMN_LEVEL, COLUMN_COUNT };

struct referents_state {
	struct filter filter; /* first: see common.h */
	char current[64];     /* login under the cursor */
	char seen[COMMAND_ID_TEXT]; /* the last write when the counts were read: another one may have moved people */
	struct list list;
	struct view_referents view;
	struct column columns[COLUMN_COUNT];
	const char ***cells;
	const char **details; /* why the capacity is what it is, per row */
	const char *summary;
	struct text_lines nothing;
};

static void referents_measure(struct referents_state *st, int columns)
{
	bool wide = columns >= 100, narrow = columns < NARROW_COLUMNS;
	struct column *c = st->columns;
	c[COLUMN_NAME] = (struct column){"Référent", 14};
	c[COLUMN_BAR] = (struct column){"Charge", wide ? BAR_COLUMNS : BAR_COLUMNS_NARROW};
	c[COLUMN_ACTIVE] = (struct column){wide ? "Suivi actif" : "Actifs", wide ? 11 : 6};
	c[COLUMN_STRUCTURING] = (struct column){wide ? "Structurante" : "Struct.", wide ? 12 : narrow ? 0 : 7};
	c[COLUMN_ATTACHED] = (struct column){wide ? "Rattachés" : "Ratt.", wide ? 9 : narrow ? 0 : 5};
	c[COLUMN_LEVEL] = (struct column){"Niveau", 1};
	for (size_t i = 0; i < st->view.count; i++)
		column_widen(&c[COLUMN_NAME], st->view.rows[i].name, wide ? 34 : narrow ? 18 : 22);
	columns_stretch(c, COLUMN_COUNT, COLUMN_LEVEL, columns - 3);
}

static const char **referents_cells(struct arena *arena, const struct referents_state *st,
                                    const struct view_referents_row *row)
{
	const struct referent_facts *r = row->referent;
	const char *texts[COLUMN_COUNT] = {
		row->name, "", arena_format(arena, "%d/%d", row->gauge.active, row->gauge.capacity),
		arena_format(arena, "%d", r->structuring), arena_format(arena, "%d", r->attached), load_level_label(row->gauge.level),
	};
	return columns_fit(arena, st->columns, COLUMN_COUNT, texts);
}

static const char *referents_detail(struct arena *arena, const struct view_referents_row *row)
{
	const struct referent_facts *r = row->referent;
	const char *half = r->half_days == 0 ? "" : arena_format(arena, ", %d demi-journée%s d'indemnisation", r->half_days,
	                                                         r->half_days > 1 ? "s" : "");
	return arena_format(arena, "%s : capacité %d, quotité %d %%%s", row->name, row->gauge.capacity, r->quotite, half);
}

static const char *referents_summary(struct arena *arena, const struct referents_state *st)
{
	int active = 0, above = 0;
	for (size_t i = 0; i < st->view.count; i++) {
		active += st->view.rows[i].gauge.active;
		above += st->view.rows[i].gauge.level != LOAD_NORMAL;
	}
	if (st->filter.text[0] != '\0')
		return arena_format(arena, "Filtre « %s » : %zu · Échap : tout revoir", text_safe(arena, st->filter.text), st->view.count);
	return arena_format(arena, "%zu référent%s · %d personnes en suivi actif · %d au-dessus de leur capacité", st->view.count,
	                    st->view.count > 1 ? "s" : "", active, above);
}

static void referents_recalc(struct ui *ui, struct screen *s)
{
	struct referents_state *st = s->state;
	if (strcmp(st->seen, ui->app->outcome.id) != 0) {
		memcpy(st->seen, ui->app->outcome.id, sizeof st->seen);
		app_load_referents(ui->app);
	}
	st->view = view_referents(&s->arena, ui->app, st->filter.text);
	list_set_count(&st->list, st->view.count);
	for (size_t i = 0; i < st->view.count; i++)
		if (strcmp(st->view.rows[i].referent->login, st->current) == 0)
			st->list.cursor = i;
	referents_measure(st, term_columns());
	st->cells = arena_array(&s->arena, st->view.count, sizeof *st->cells);
	st->details = arena_array(&s->arena, st->view.count, sizeof *st->details);
	for (size_t i = 0; i < st->view.count; i++) {
		st->cells[i] = referents_cells(&s->arena, st, &st->view.rows[i]);
		st->details[i] = referents_detail(&s->arena, &st->view.rows[i]);
	}
	st->summary = referents_summary(&s->arena, st);
	st->nothing = nothing_lines(&s->arena, ui->app, st->view.state, &ui->app->referents.m.error, st->view.empty,
	                            term_columns());
	forms_on_data(ui); /* a refused replacement comes back */
}

static void referents_paint_row(void *ctx, size_t index, struct rect line, bool selected)
{
	(void)selected;
	const struct referents_state *st = ctx;
	const struct gauge *gauge = &st->view.rows[index].gauge;
	enum ink inks[COLUMN_COUNT] = {INK_PLAIN};
	inks[COLUMN_LEVEL] = ink_of_load(gauge->level);
	columns_paint(line, st->columns, COLUMN_COUNT, st->cells[index], inks);
	paint_gauge(line.row, line.column + st->columns[COLUMN_NAME].width + 1, st->columns[COLUMN_BAR].width, gauge->permille,
	            ink_of_load(gauge->level));
}

static void referents_paint(struct ui *ui, struct screen *s, struct rect body)
{
	struct referents_state *st = s->state;
	(void)ui;
	if (st->view.count == 0) {
		nothing_paint(body, &st->nothing);
		return;
	}
	columns_paint_heading((struct rect){body.row, body.column + 2, 1, body.columns - 3}, st->columns, COLUMN_COUNT);
	paint_text(body.row + body.rows - 2, body.column + 1, body.columns - 1, INK_DIM, st->summary);
	paint_text(body.row + body.rows - 1, body.column + 1, body.columns - 1, INK_PLAIN, st->details[st->list.cursor]);
	list_paint(&st->list, (struct rect){body.row + 1, body.column, body.rows - 3, body.columns}, referents_paint_row, st);
}

static const struct view_referents_row *referents_selected(const struct referents_state *st)
{
	return st->list.cursor < st->view.count ? &st->view.rows[st->list.cursor] : NULL;
}

static enum act_result referents_why(struct ui *ui, const struct referents_state *st)
{
	const struct view_referents_row *row = referents_selected(st);
	if (row == NULL)
		return ACT_DONE;
	struct arena arena = {0};
	struct view_why why = view_why_gauge(&arena, ui->app, &row->gauge);
	why_show(ui, &why);
	arena_free(&arena);
	return ACT_DONE;
}

static enum act_result referents_act(struct ui *ui, struct screen *s, enum action_id action)
{
	struct referents_state *st = s->state;
	const struct view_referents_row *row;
	if (list_act(&st->list, action)) {
		row = referents_selected(st);
		if (row != NULL)
			snprintf(st->current, sizeof st->current, "%s", row->referent->login);
		return ACT_DONE;
	}
	switch (action) {
	case ACTION_OPEN:
		row = referents_selected(st);
		if (row != NULL)
			ui_open_screen(ui, &screen_portfolio, row->referent->login);
		return ACT_DONE;
	case ACTION_GO_AGENDA:
		row = referents_selected(st);
		if (row == NULL)
			return ACT_IGNORED;
		ui_open_screen(ui, &screen_agenda, row->referent->login);
		return ACT_DONE;
	case ACTION_WHY: return referents_why(ui, st);
	case ACTION_REPLACE:
		row = referents_selected(st);
		if (row != NULL)
			form_replacement(ui, row->referent->login);
		return ACT_DONE;
	case ACTION_FILTER: filter_ask(ui, s, "Filtre : "); return ACT_DONE;
	case ACTION_BACK: return filter_drop(&st->filter) ? ACT_RECALC : ACT_IGNORED;
	default: return ACT_IGNORED;
	}
}

static void referents_open(struct ui *ui, struct screen *s, const char *argument)
{
	struct referents_state *st = s->state;
	(void)argument;
	memcpy(st->seen, ui->app->outcome.id, sizeof st->seen);
	app_load_referents(ui->app);
}

const struct screen_ops screen_referents = {
	.id = SCREEN_REFERENTS,
	.title = "Référents",
	.state_size = sizeof(struct referents_state),
	.open = referents_open,
	.recalc = referents_recalc,
	.paint = referents_paint,
	.act = referents_act,
};
