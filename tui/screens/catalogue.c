/* The catalogue of sessions, searched as one types and narrowed by filters, for the person that was under the cursor. Under the
 * list, what the line under the cursor leaves out. What is searched is the model's own query (app->courses). */
#include <stdio.h>
#include <string.h>

#include "core/views/view_courses.h"
#include "tui/forms/forms_catalogue.h"
#include "tui/forms/forms_training.h"
#include "tui/screens/columns.h"
#include "tui/screens/common.h"
#include "tui/screens/screens.h"
#include "tui/term.h"
#include "tui/widgets/widgets.h"

#define WIDE_COLUMNS 110 /* from here who teaches, until when and how long have their columns */
#define NARROW_COLUMNS 70
#define HEAD_ROWS_MAX 2  /* of what is searched; of the warning too */
#define POSITION_COLUMNS 16 /* « 1000 sur 1000 » at the right of the heading */
#define FOOT_ROWS 3      /* what the line leaves out takes two rows, for whom one */

enum { COLUMN_MARK, COLUMN_DATES, COLUMN_TITLE, COLUMN_BODY, COLUMN_HOURS, COLUMN_PLACE, COLUMN_PLACES, COLUMN_COUNT };

struct catalogue_state {
	char person[32];               /* for whom; "" nobody */
	char asked[512];               /* the query in words: when it changes, the list starts again */
	char current[COMMAND_ID_TEXT]; /* the session that one moved to: followed when the data change; "" */
	struct list list;
	struct view_courses view;
	struct column columns[COLUMN_COUNT];
	const char ***cells;
	const char *for_whom, *position;
	struct text_lines heading, stale, detail, nothing;
	struct arena cursor_arena;     /* what follows the cursor */
};

static const struct view_course_row *row_here(const struct catalogue_state *st)
{
	return st->list.cursor < st->view.count ? &st->view.rows[st->list.cursor] : NULL;
}

/* --- what is searched ------------------------------------------------------------------------------------------- */

static const struct course_query everything = {.text = "", .trade = "", .basin = "", .funder = "", .from = DATE_NONE, .to = DATE_NONE,
	.after_starts = DATE_NONE, .after_id = ""};

static void words_changed(struct ui *ui, void *ctx, const char *text)
{
	struct course_query q = ui->app->courses.query;
	struct arena arena = {0};
	(void)ctx;
	if (strcmp(text_fold(&arena, text), q.text) != 0) {
		q.text = text;
		app_search_courses(ui->app, &q);
		ui_mark_dirty(ui);
	}
	arena_free(&arena);
}

static void words_ask(struct ui *ui, struct screen *s)
{
	ui_show_popup(ui, prompt_new("Recherche : ", ui->app->courses.query.text, "catalogue", words_changed, words_changed, NULL, s));
}

static enum act_result places_toggle(struct ui *ui)
{
	struct course_query q = ui->app->courses.query;
	q.places_only = !q.places_only;
	app_search_courses(ui->app, &q);
	return ACT_RECALC;
}

static enum act_result query_clear(struct ui *ui, const struct catalogue_state *st)
{
	if (st->asked[0] == '\0')
		app_say(ui->app, MESSAGE_INFO, "Ni mot ni filtre à effacer : toutes les sessions à venir sont là");
	else
		app_search_courses(ui->app, &everything);
	return ACT_RECALC;
}

/* --- what follows the cursor ------------------------------------------------------------------------------------- */

static const char *joined(struct arena *arena, const char *before, const char *separator, const char *label, const char *text)
{
	if (text[0] == '\0')
		return before;
	return arena_format(arena, "%s%s%s%s", before, before[0] != '\0' ? separator : "", label, text);
}

/* What the columns leave out, or cut. */
static const char *course_detail(struct arena *arena, const struct catalogue_state *st, const struct view_course_row *row)
{
	bool title_cut = text_width(row->title) > st->columns[COLUMN_TITLE].width, place_cut = text_width(row->place) > st->columns[COLUMN_PLACE].width;
	const char *text = joined(arena, title_cut ? row->title : "", " · ", "", row->dates);
	text = joined(arena, text, ", ", "", row->next);
	text = joined(arena, text, " · ", "", row->body);
	text = place_cut ? joined(arena, text, ", ", "", row->place) : text;
	text = joined(arena, text, " · ", "", row->hours);
	text = joined(arena, text, " · ", "financeurs : ", row->funders);
	text = joined(arena, text, " · ", "", row->pay);
	return joined(arena, text, " · ", "métier ", text_safe(arena, row->session->trade));
}

/* On that many rows: what is left over goes on with the last one, where painting cuts it. */
static struct text_lines wrapped(struct arena *arena, const char *text, int columns, size_t rows)
{
	struct text_lines lines = text_wrap(arena, text, columns);
	if (lines.count > rows) {
		lines.lines[rows - 1] = arena_format(arena, "%s %s", lines.lines[rows - 1], lines.lines[rows]);
		lines.count = rows;
	}
	return lines;
}

static void catalogue_follow(struct catalogue_state *st)
{
	const struct view_course_row *row = row_here(st);
	arena_reset(&st->cursor_arena);
	st->position = "";
	st->detail = (struct text_lines){0};
	if (row == NULL)
		return;
	st->position = arena_format(&st->cursor_arena, "%zu sur %zu", st->list.cursor + 1, st->view.count);
	st->detail = wrapped(&st->cursor_arena, course_detail(&st->cursor_arena, st, row), term_columns() - 2, FOOT_ROWS - 1);
}

/* --- recalc ------------------------------------------------------------------------------------------------------ */

/* A query just changed starts at its first session; else the session moved to is followed. */
static void catalogue_place(struct catalogue_state *st)
{
	char asked[sizeof st->asked];
	text_copy(asked, sizeof asked, st->view.filters);
	if (strcmp(asked, st->asked) != 0) {
		memcpy(st->asked, asked, sizeof asked);
		st->current[0] = '\0';
		st->list.cursor = 0;
	}
	list_set_count(&st->list, st->view.count);
	for (size_t i = 0; st->current[0] != '\0' && i < st->view.count; i++)
		if (strcmp(st->view.rows[i].session->id, st->current) == 0)
			st->list.cursor = i;
}

/* The next page leaves before the cursor reaches its first row: a screenful ahead. */
static void catalogue_near_end(struct ui *ui, const struct catalogue_state *st)
{
	size_t height = st->list.height > 0 ? (size_t)st->list.height : 1;
	if (st->list.cursor + 2 * height >= ui->app->courses.count)
		app_search_courses_more(ui->app);
}

static void catalogue_measure(struct catalogue_state *st, int columns)
{
	bool wide = columns >= WIDE_COLUMNS, narrow = columns < NARROW_COLUMNS;
	const struct column layout[COLUMN_COUNT] = {
		[COLUMN_MARK] = {"", 1},
		[COLUMN_DATES] = {wide ? "Dates" : "Début", wide ? 23 : 10},
		[COLUMN_TITLE] = {"Formation", 1},
		[COLUMN_BODY] = {"Organisme", wide ? 22 : 0},
		[COLUMN_HOURS] = {"Durée", wide ? 24 : 0},
		[COLUMN_PLACE] = {"Lieu", 10},
		[COLUMN_PLACES] = {"Places", 9},
	};
	memcpy(st->columns, layout, sizeof layout);
	for (size_t i = 0; i < st->view.count; i++)
		column_widen(&st->columns[COLUMN_PLACE], st->view.rows[i].place, narrow ? 14 : 22);
	columns_stretch(st->columns, COLUMN_COUNT, COLUMN_TITLE, columns - 3);
}

static const char **row_cells(struct arena *arena, const struct catalogue_state *st, const struct view_course_row *row)
{
	bool wide = st->columns[COLUMN_BODY].width > 0;
	const char *texts[COLUMN_COUNT] = {row->mark, wide ? row->dates : row->starts, row->title, row->body, row->hours,
	                                   row->place, row->places};
	return columns_fit(arena, st->columns, COLUMN_COUNT, texts);
}

static const char *heading_text(struct arena *arena, const struct catalogue_state *st)
{
	const char *filters = st->view.filters[0] != '\0' ? st->view.filters : "sans filtre";
	return st->view.counted[0] != '\0' ? arena_format(arena, "%s · %s", st->view.counted, filters) : filters;
}

/* For whom a session is looked for; "" when nothing could be written anyway. */
static const char *for_whom_text(struct arena *arena, const struct ui *ui, const struct catalogue_state *st)
{
	char key[32];
	if (st->person[0] == '\0')
		return "Pour évoquer une session, venez au catalogue depuis une personne";
	if (action_refusal(ui->app, &actions[ACTION_TRAINING_RAISE], st->person) != NULL)
		return "";
	return arena_format(arena, "%s : évoquer cette session pour %s", keymap_show(&ui->keymap, ACTION_TRAINING_RAISE, key),
	                    app_person_name(ui->app, arena, st->person));
}

static void catalogue_words(struct ui *ui, struct screen *s)
{
	struct catalogue_state *st = s->state;
	int columns = term_columns();
	st->for_whom = for_whom_text(&s->arena, ui, st);
	st->heading = wrapped(&s->arena, heading_text(&s->arena, st), columns - POSITION_COLUMNS, HEAD_ROWS_MAX);
	st->stale = wrapped(&s->arena, st->view.stale, columns - 2, HEAD_ROWS_MAX);
	st->nothing = nothing_lines(&s->arena, ui->app, st->view.state, &ui->app->courses.m.error, st->view.empty, columns);
}

static void catalogue_recalc(struct ui *ui, struct screen *s)
{
	struct catalogue_state *st = s->state;
	if (ui->app->courses.m.state == LOAD_READY) /* failed: the next move asks again */
		catalogue_near_end(ui, st);
	st->view = view_courses(&s->arena, ui->app);
	catalogue_place(st);
	catalogue_measure(st, term_columns());
	st->cells = arena_array(&s->arena, st->view.count, sizeof *st->cells);
	for (size_t i = 0; i < st->view.count; i++)
		st->cells[i] = row_cells(&s->arena, st, &st->view.rows[i]);
	catalogue_words(ui, s);
	catalogue_follow(st);
	forms_on_data(ui);
}

/* --- paint ------------------------------------------------------------------------------------------------------- */

static void catalogue_paint_row(void *ctx, size_t index, struct rect line, bool selected)
{
	const struct catalogue_state *st = ctx;
	enum ink inks[COLUMN_COUNT] = {INK_PLAIN};
	(void)selected;
	if (st->view.rows[index].full)
		inks[COLUMN_MARK] = inks[COLUMN_PLACES] = INK_ORANGE;
	columns_paint(line, st->columns, COLUMN_COUNT, st->cells[index], inks);
}

static int paint_lines(const struct text_lines *lines, struct rect at, enum ink ink)
{
	for (size_t i = 0; i < lines->count; i++)
		paint_text(at.row + (int)i, at.column + 1, at.columns, ink, lines->lines[i]);
	return (int)lines->count;
}

/* Returns the rows taken. */
static int catalogue_paint_head(const struct catalogue_state *st, struct rect body)
{
	int right = text_width(st->position), used;
	used = paint_lines(&st->heading, (struct rect){body.row, body.column, 1, body.columns - POSITION_COLUMNS}, INK_TITLE);
	if (right > 0)
		paint_text(body.row, body.column + body.columns - right - 1, right, INK_PLAIN, st->position);
	if (st->view.stale[0] != '\0')
		used += paint_lines(&st->stale, (struct rect){body.row + used, body.column, 1, body.columns - 2}, INK_ORANGE);
	return used;
}

static void catalogue_paint(struct ui *ui, struct screen *s, struct rect body)
{
	struct catalogue_state *st = s->state;
	int used = catalogue_paint_head(st, body), foot = body.row + body.rows - FOOT_ROWS;
	struct rect rest = {body.row + used, body.column, body.rows - used, body.columns};
	(void)ui;
	if (st->view.count == 0) {
		nothing_paint(rest, &st->nothing);
		return;
	}
	for (size_t i = 0; i < st->detail.count; i++)
		paint_text(foot + (int)i, body.column + 1, body.columns - 2, INK_PLAIN, st->detail.lines[i]);
	paint_text(body.row + body.rows - 1, body.column + 1, body.columns - 2, INK_DIM, st->for_whom);
	columns_paint_heading((struct rect){rest.row, body.column + 2, 1, body.columns - 3}, st->columns, COLUMN_COUNT);
	list_paint(&st->list, (struct rect){rest.row + 1, body.column, rest.rows - 1 - FOOT_ROWS, body.columns}, catalogue_paint_row, st);
}

/* --- act --------------------------------------------------------------------------------------------------------- */

static const char *catalogue_person(const struct screen *s)
{
	const struct catalogue_state *st = s->state;
	return st->person;
}

static enum act_result course_show(struct ui *ui, const struct catalogue_state *st)
{
	const struct view_course_row *row = row_here(st);
	struct arena arena = {0};
	if (row != NULL) {
		struct view_why why = view_course(&arena, ui->app, row->session);
		why_show(ui, &why);
	}
	arena_free(&arena);
	return ACT_DONE;
}

static enum act_result course_raise(struct ui *ui, const struct catalogue_state *st)
{
	const struct view_course_row *row = row_here(st);
	if (row != NULL)
		form_training_raise(ui, st->person, row->session);
	else
		app_say(ui->app, MESSAGE_INFO, "Aucune session sous le curseur : cherchez-en une autre, ou évoquez la formation depuis la personne");
	return ACT_DONE;
}

static bool catalogue_move(struct ui *ui, struct catalogue_state *st, enum action_id action)
{
	if (!list_act(&st->list, action))
		return false;
	if (row_here(st) != NULL)
		snprintf(st->current, sizeof st->current, "%s", row_here(st)->session->id);
	catalogue_near_end(ui, st);
	catalogue_follow(st);
	return true;
}

static enum act_result catalogue_act(struct ui *ui, struct screen *s, enum action_id action)
{
	struct catalogue_state *st = s->state;
	if (catalogue_move(ui, st, action))
		return ACT_DONE;
	switch (action) {
	case ACTION_OPEN: return course_show(ui, st);
	case ACTION_TRAINING_RAISE: return course_raise(ui, st);
	case ACTION_CATALOGUE_FILTERS: form_catalogue_filters(ui); return ACT_DONE;
	case ACTION_CATALOGUE_PLACES: return places_toggle(ui);
	case ACTION_CATALOGUE_CLEAR: return query_clear(ui, st);
	case ACTION_FILTER: /* fall through */
	case ACTION_GO_CATALOGUE: words_ask(ui, s); return ACT_DONE;
	default: return ACT_IGNORED;
	}
}

static void catalogue_open(struct ui *ui, struct screen *s, const char *argument)
{
	struct catalogue_state *st = s->state;
	snprintf(st->person, sizeof st->person, "%s", argument);
	app_search_courses(ui->app, &everything);
	words_ask(ui, s);
}

static void catalogue_close(struct ui *ui, struct screen *s)
{
	struct catalogue_state *st = s->state;
	(void)ui;
	arena_free(&st->cursor_arena);
}

const struct screen_ops screen_catalogue = {
	.id = SCREEN_CATALOGUE,
	.title = "Catalogue",
	.state_size = sizeof(struct catalogue_state),
	.open = catalogue_open,
	.close = catalogue_close,
	.recalc = catalogue_recalc,
	.paint = catalogue_paint,
	.act = catalogue_act,
	.person = catalogue_person,
};
