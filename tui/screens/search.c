/* Recherche: anyone the account may see, by any part of a name, identifiant or phone; results as one types. */
#include <string.h>

#include "tui/screens/columns.h"
#include "tui/screens/common.h"
#include "tui/forms/forms.h"
#include "tui/screens/screens.h"
#include "tui/term.h"
#include "tui/widgets/widgets.h"

#define NARROW_SEARCH 76 /* below, birth and phone are left to the file */

enum { COLUMN_NAME, COLUMN_REGIME, COLUMN_BIRTH, COLUMN_PHONE, COLUMN_REFERENT, COLUMN_ID, COLUMN_COUNT };

struct search_state {
	struct filter asked; /* what is searched; first: see common.h */
	struct list list;
	struct view_search view;
	struct column columns[COLUMN_COUNT];
	const char ***cells;
	const char *heading;
	struct text_lines nothing;
};

static const struct view_search_row *search_selected(const struct search_state *st)
{
	return st->list.cursor < st->view.count ? &st->view.rows[st->list.cursor] : NULL;
}

/* --- the prompt --------------------------------------------------------------------------------------- */

static void search_changed(struct ui *ui, void *ctx, const char *text)
{
	struct screen *s = ctx;
	struct search_state *st = s->state;
	if (strcmp(st->asked.text, text) == 0)
		return;
	text_copy(st->asked.text, sizeof st->asked.text, text);
	st->list.cursor = 0;
	s->dirty = true;
	app_search(ui->app, st->asked.text);
	ui_mark_dirty(ui);
}

static void search_done(struct ui *ui, void *ctx, const char *text)
{
	const struct search_model *found = &ui->app->search;
	search_changed(ui, ctx, text);
	if (found->m.state == LOAD_READY && found->count == 1)
		ui_open_screen(ui, &screen_file, found->hits[0].id);
}

static void search_ask(struct ui *ui, struct screen *s)
{
	const struct search_state *st = s->state;
	ui_show_popup(ui, prompt_new("Recherche : ", st->asked.text, "recherche", search_changed, search_done, NULL, s));
}

/* --- recalc ------------------------------------------------------------------------------------------- */

static void search_measure(struct search_state *st, int columns)
{
	struct column *c = st->columns;
	c[COLUMN_NAME] = (struct column){"Nom", 16};
	c[COLUMN_REGIME] = (struct column){"Régime", 6};
	c[COLUMN_BIRTH] = (struct column){"Naissance", columns >= NARROW_SEARCH ? 10 : 0};
	c[COLUMN_PHONE] = (struct column){"Téléphone", columns >= NARROW_SEARCH ? 14 : 0};
	c[COLUMN_REFERENT] = (struct column){"Référent", 1};
	c[COLUMN_ID] = (struct column){"Identifiant", columns >= 100 ? 11 : 0};
	for (size_t i = 0; i < st->view.count; i++) {
		column_widen(&c[COLUMN_NAME], st->view.rows[i].name, columns >= 100 ? 40 : 28);
		column_widen(&c[COLUMN_REGIME], st->view.rows[i].regime, 8);
	}
	columns_stretch(c, COLUMN_COUNT, COLUMN_REFERENT, columns - 3);
}

static const char *search_heading(struct arena *arena, const struct search_state *st)
{
	if (st->asked.text[0] == '\0')
		return "";
	if (st->view.state != LOAD_READY && st->view.count == 0)
		return arena_format(arena, "« %s »", text_safe(arena, st->asked.text));
	return arena_format(arena, "« %s » : %s · / : chercher autre chose", text_safe(arena, st->asked.text), st->view.counted);
}

/* The next page leaves before the cursor reaches its first row: a screenful ahead. */
static bool search_near_end(const struct search_state *st, size_t count)
{
	size_t height = st->list.height > 0 ? (size_t)st->list.height : 1;
	return st->list.cursor + 2 * height >= count;
}

static void search_recalc(struct ui *ui, struct screen *s)
{
	struct search_state *st = s->state;
	const struct search_model *found = &ui->app->search;
	if (found->m.state == LOAD_READY && search_near_end(st, found->count)) /* failed: the next move asks again */
		app_search_more(ui->app);
	st->view = view_search(&s->arena, ui->app);
	list_set_count(&st->list, st->view.count);
	search_measure(st, term_columns());
	st->cells = arena_array(&s->arena, st->view.count, sizeof *st->cells);
	for (size_t i = 0; i < st->view.count; i++) {
		const struct view_search_row *row = &st->view.rows[i];
		const char *texts[COLUMN_COUNT] = {row->name, row->regime, row->birth, row->phone, row->referent,
		                                   text_safe(&s->arena, row->hit->id)};
		st->cells[i] = columns_fit(&s->arena, st->columns, COLUMN_COUNT, texts);
	}
	st->heading = search_heading(&s->arena, st);
	st->nothing = nothing_lines(&s->arena, ui->app, st->view.state, &ui->app->search.m.error, st->view.empty,
	                            term_columns());
	forms_on_data(ui);
}

/* --- paint -------------------------------------------------------------------------------------------- */

static void search_paint_row(void *ctx, size_t index, struct rect line, bool selected)
{
	(void)selected;
	const struct search_state *st = ctx;
	static const enum ink inks[COLUMN_COUNT] = {INK_PLAIN};
	columns_paint(line, st->columns, COLUMN_COUNT, st->cells[index], inks);
}

static void search_paint(struct ui *ui, struct screen *s, struct rect body)
{
	struct search_state *st = s->state;
	(void)ui;
	paint_text(body.row, body.column + 1, body.columns - 1, INK_TITLE, st->heading);
	if (st->view.count == 0) {
		nothing_paint((struct rect){body.row + 1, body.column, body.rows - 1, body.columns}, &st->nothing);
		return;
	}
	columns_paint_heading((struct rect){body.row + 1, body.column + 2, 1, body.columns - 3}, st->columns, COLUMN_COUNT);
	list_paint(&st->list, (struct rect){body.row + 2, body.column, body.rows - 2, body.columns}, search_paint_row, st);
}

/* --- act ---------------------------------------------------------------------------------------------- */

static const char *search_person(const struct screen *s)
{
	const struct view_search_row *row = search_selected(s->state);
	return row != NULL ? row->hit->id : "";
}

static enum act_result search_act(struct ui *ui, struct screen *s, enum action_id action)
{
	struct search_state *st = s->state;
	if (list_act(&st->list, action)) {
		if (search_near_end(st, st->view.count))
			app_search_more(ui->app);
		return ACT_DONE;
	}
	switch (action) {
	case ACTION_OPEN:
		if (search_selected(st) != NULL)
			ui_open_screen(ui, &screen_file, search_person(s));
		return ACT_DONE;
	case ACTION_FILTER: /* fall through */
	case ACTION_GO_SEARCH: search_ask(ui, s); return ACT_DONE;
	default: return ACT_IGNORED;
	}
}

static void search_open(struct ui *ui, struct screen *s, const char *argument)
{
	struct search_state *st = s->state;
	text_copy(st->asked.text, sizeof st->asked.text, argument);
	app_search(ui->app, argument);
	search_ask(ui, s);
}

const struct screen_ops screen_search = {
	.id = SCREEN_SEARCH,
	.title = "Recherche",
	.state_size = sizeof(struct search_state),
	.open = search_open,
	.recalc = search_recalc,
	.paint = search_paint,
	.act = search_act,
	.person = search_person,
};
