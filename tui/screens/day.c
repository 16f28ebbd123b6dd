/* Ma journée: the computed queue, mine apart from what waits for someone else. One key does the next gesture of the
 * line, others pass it, mark it done or put it off; the cursor then stands on the next one, and is found again there
 * at the next start. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/views/view_day.h"
#include "core/acts/acts_rdv.h"
#include "tui/screens/columns.h"
#include "tui/screens/common.h"
#include "tui/forms/forms.h"
#include "tui/screens/place.h"
#include "tui/screens/preview.h"
#include "tui/screens/screens.h"
#include "tui/term.h"
#include "tui/widgets/widgets.h"

#define WIDE_COLUMNS 120 /* from here the preview shows */
#define COMFORT_COLUMNS 90
#define NARROW_COLUMNS 70

enum { COLUMN_MARK, COLUMN_NAME, COLUMN_DUE, COLUMN_WHY, COLUMN_GESTURE, COLUMN_COUNT };

struct day_state {
	struct filter filter;      /* first: see common.h */
	char filtered[FILTER_TEXT];/* what the lines shown were filtered by */
	struct place place;        /* the line under the cursor: followed when the data change */
	struct place next;         /* the one after it, where a gesture leads */
	bool shown;                /* the place kept has been looked for */
	char acting[32];           /* identifiant whose gesture was begun here, "" none */
	char seen[COMMAND_ID_TEXT];/* the last write that this screen knows of */
	struct list list;          /* rows of the view, and a heading between both groups */
	struct view_day view;
	size_t heading;            /* its place in the list, SIZE_MAX when there is none */
	struct column columns[COLUMN_COUNT];
	const char ***cells;
	const char *heading_text, *summary;
	int list_columns;
	struct text_lines nothing;
	struct arena cursor_arena; /* what follows the cursor */
	const char *position, *detail;
	struct preview preview;
};

/* --- the list and its heading -------------------------------------------------------------------------- */

static const struct view_day_row *day_row(const struct day_state *st, size_t index)
{
	if (index == st->heading)
		return NULL;
	size_t row = st->heading != SIZE_MAX && index > st->heading ? index - 1 : index;
	return row < st->view.count ? &st->view.rows[row] : NULL;
}

static const struct view_day_row *day_selected(const struct day_state *st)
{
	return day_row(st, st->list.cursor);
}

static size_t day_index(const struct day_state *st, size_t row)
{
	return st->heading != SIZE_MAX && row >= st->heading ? row + 1 : row;
}

/* The cursor never rests on the heading. */
static void day_leave_heading(struct day_state *st, bool upwards)
{
	if (st->list.cursor != st->heading)
		return;
	if (upwards && st->list.cursor > 0)
		st->list.cursor--;
	else
		st->list.cursor++;
}

static bool day_move(struct day_state *st, enum action_id action)
{
	size_t before = st->list.cursor;
	if (!list_act(&st->list, action))
		return false;
	day_leave_heading(st, st->list.cursor < before);
	return true;
}

/* --- what follows the cursor --------------------------------------------------------------------------- */

static void day_set_place(struct place *place, const struct view_day_row *row)
{
	if (row == NULL)
		return;
	snprintf(place->person, sizeof place->person, "%s", row->person->facts->id);
	snprintf(place->code, sizeof place->code, "%s", reason_code_name(row->reason->code));
	place->rank = row->rank;
}

/* The end of the sentence that its column cuts, from the word where it is cut; "" when it is whole. */
static const char *day_sentence_rest(const char *sentence, int columns)
{
	size_t from = text_fit(sentence, columns - 1, NULL);
	if (text_width(sentence) <= columns)
		return "";
	while (from > 0 && sentence[from - 1] != ' ')
		from--;
	return sentence + from;
}

/* What the row leaves out, and no more (a move stays within its bytes on a slow line): phone, rule, the end of the
 * sentence. « 06 12 34 56 78 · règle contact · … depuis le 02/11 » */
static const char *day_detail(struct arena *arena, const struct day_state *st, const struct view_day_row *row)
{
	const char *phone = row->person->facts->phone, *rest = day_sentence_rest(row->sentence, st->columns[COLUMN_WHY].width);
	return text_safe(arena, arena_format(arena, "%s · règle %s%s%s", phone[0] != '\0' ? phone : "sans téléphone", row->rule,
	                                     rest[0] != '\0' ? " · … " : "", rest));
}

static void day_follow_cursor(const struct ui *ui, struct day_state *st)
{
	const struct view_day_row *row = day_selected(st);
	arena_reset(&st->cursor_arena);
	st->preview = (struct preview){0};
	st->position = st->detail = "";
	if (row == NULL)
		return;
	day_set_place(&st->place, row);
	size_t at = (size_t)(row - st->view.rows);
	st->next = st->place;
	day_set_place(&st->next, at + 1 < st->view.count ? row + 1 : at > 0 ? row - 1 : row);
	st->position = arena_format(&st->cursor_arena, "%zu sur %zu", at + 1, st->view.count);
	if (st->list_columns < term_columns())
		st->preview = preview_build(&st->cursor_arena, ui->app, row->person, term_columns() - st->list_columns - 2);
	st->detail = day_detail(&st->cursor_arena, st, row);
}

/* --- after a gesture ----------------------------------------------------------------------------------- */

/* A write about the person whose gesture was begun here has left since: the queue goes on with the next line. If it is
 * refused, the line is still there, and the message names it. */
static void day_step_after_gesture(struct day_state *st, const struct app *a)
{
	const struct pending_command *p = a->pending;
	const char *id = p != NULL ? p->id : a->outcome.id, *person = p != NULL ? p->person : a->outcome.person;
	if (strcmp(id, st->seen) == 0)
		return;
	snprintf(st->seen, sizeof st->seen, "%s", id);
	if (st->acting[0] == '\0' || strcmp(person, st->acting) != 0 || (p == NULL && !a->outcome.done))
		return;
	st->acting[0] = '\0';
	st->place = st->next;
}

/* --- recalc -------------------------------------------------------------------------------------------- */

static void day_measure(struct day_state *st, int columns)
{
	int preview = columns < WIDE_COLUMNS ? 0 : columns * 3 / 10 > 40 ? columns * 3 / 10 : 40;
	st->list_columns = columns - preview;
	bool tight = st->list_columns < COMFORT_COLUMNS, narrow = st->list_columns < NARROW_COLUMNS;
	const struct column layout[COLUMN_COUNT] = {
		[COLUMN_MARK] = {"", 1},
		[COLUMN_NAME] = {"Nom", tight ? 17 : 26},
		[COLUMN_DUE] = {"Pour le", narrow ? 0 : 12}, /* 18/11 (auj.) */
		[COLUMN_WHY] = {"À traiter", 1},
		[COLUMN_GESTURE] = {"Geste", tight ? 11 : 16},
	};
	memcpy(st->columns, layout, sizeof layout);
	columns_stretch(st->columns, COLUMN_COUNT, COLUMN_WHY, st->list_columns - 3);
}

/* Whole words of « ad donner un RDV », as many as fit. */
static const char *day_gesture(struct arena *arena, const char *gesture, int columns)
{
	size_t fit = text_fit(gesture, columns, NULL);
	if (gesture[fit] == '\0')
		return gesture;
	while (fit > 0 && gesture[fit] != ' ')
		fit--;
	return arena_strndup(arena, gesture, fit);
}

/* The line followed; of a filter just typed that leaves it out, the first line found. */
static size_t day_place(struct day_state *st)
{
	size_t at = view_day_place(&st->view, st->place.person, st->place.code, st->place.rank);
	const struct view_day_row *row = &st->view.rows[at];
	bool typed = st->filter.text[0] != '\0' && strcmp(st->filter.text, st->filtered) != 0;
	bool followed = strcmp(row->person->facts->id, st->place.person) == 0 &&
	                strcmp(reason_code_name(row->reason->code), st->place.code) == 0;
	return typed && !followed ? 0 : at;
}

static void day_find_place(struct day_state *st)
{
	st->heading = st->view.mine > 0 && st->view.waiting > 0 ? st->view.mine : st->view.waiting > 0 ? 0 : SIZE_MAX;
	list_set_count(&st->list, st->view.count + (st->heading != SIZE_MAX));
	if (st->view.count > 0)
		st->list.cursor = day_index(st, day_place(st));
	memcpy(st->filtered, st->filter.text, sizeof st->filtered);
}

static const char *day_summary(struct arena *arena, const struct day_state *st)
{
	if (st->filter.text[0] == '\0')
		return st->view.summary;
	return arena_format(arena, "Filtre « %s » : %zu ligne%s · Échap : tout revoir", text_safe(arena, st->filter.text), st->view.count,
	                    st->view.count > 1 ? "s" : "");
}

static void day_recalc(struct ui *ui, struct screen *s)
{
	struct day_state *st = s->state;
	const struct app *a = ui->app;
	if (!st->shown && a->session != NULL) {
		place_read(&st->place, a->session);
		st->shown = true;
	}
	day_step_after_gesture(st, a);
	st->view = view_day(&s->arena, a, st->filter.text);
	day_find_place(st);
	day_measure(st, term_columns());
	st->cells = arena_array(&s->arena, st->view.count, sizeof *st->cells);
	for (size_t i = 0; i < st->view.count; i++) {
		const struct view_day_row *row = &st->view.rows[i];
		const char *texts[COLUMN_COUNT] = {row->mark, row->name, row->due, row->sentence,
		                                   day_gesture(&s->arena, row->gesture, st->columns[COLUMN_GESTURE].width)};
		st->cells[i] = columns_fit(&s->arena, st->columns, COLUMN_COUNT, texts);
		st->cells[i][COLUMN_GESTURE] = texts[COLUMN_GESTURE]; /* the last one: no spaces to send */
	}
	st->heading_text = arena_format(&s->arena, "En attente d'un autre : %zu", st->view.waiting);
	st->summary = day_summary(&s->arena, st);
	const struct error *error = a->portfolio.m.state == LOAD_FAILED ? &a->portfolio.m.error : &a->day.m.error;
	st->nothing = nothing_lines(&s->arena, a, st->view.state, error, st->view.empty, st->list_columns);
	day_follow_cursor(ui, st);
	forms_on_data(ui);
}

/* --- paint --------------------------------------------------------------------------------------------- */

static void day_paint_row(void *ctx, size_t index, struct rect line, bool selected)
{
	const struct day_state *st = ctx;
	const struct view_day_row *row = day_row(st, index);
	enum ink inks[COLUMN_COUNT] = {INK_PLAIN};
	(void)selected;
	if (row == NULL) {
		paint_text(line.row, line.column, line.columns, INK_TITLE, st->heading_text);
		return;
	}
	inks[COLUMN_MARK] = ink_of_band(row->reason->band);
	columns_paint(line, st->columns, COLUMN_COUNT, st->cells[row - st->view.rows], inks);
}

static void day_paint(struct ui *ui, struct screen *s, struct rect body)
{
	struct day_state *st = s->state;
	bool wide = st->list_columns < term_columns();
	(void)ui;
	head_paint((struct rect){body.row, body.column, 1, body.columns}, st->summary, st->position);
	if (st->view.count == 0) {
		nothing_paint((struct rect){body.row + 1, body.column, body.rows - 1, body.columns}, &st->nothing);
		return;
	}
	if (wide) {
		int column = body.column + st->list_columns;
		paint_vline(body.row + 1, column, body.rows - 1);
		preview_paint((struct rect){body.row + 1, column + 2, body.rows - 1, body.columns - st->list_columns - 2}, &st->preview);
	}
	paint_text(body.row + body.rows - 1, body.column + 1, st->list_columns - 1, INK_PLAIN, st->detail);
	columns_paint_heading((struct rect){body.row + 1, body.column + 2, 1, st->list_columns - 3}, st->columns, COLUMN_COUNT);
	list_paint(&st->list, (struct rect){body.row + 2, body.column, body.rows - 3, st->list_columns}, day_paint_row, st);
}

/* --- act ----------------------------------------------------------------------------------------------- */

static const char *day_person(const struct screen *s)
{
	const struct view_day_row *row = day_selected(s->state);
	return row != NULL ? row->person->facts->id : "";
}

static enum act_result day_why(struct ui *ui, const struct day_state *st)
{
	const struct view_day_row *row = day_selected(st);
	struct arena arena = {0};
	if (row == NULL)
		return ACT_DONE;
	const struct view_line line = {.label = row->name, .text = row->sentence, .reason = row->reason, .why_text = ""};
	struct view_why why = view_why_line(&arena, ui->app, &line);
	why_show(ui, &why);
	arena_free(&arena);
	return ACT_DONE;
}

static void day_begin(struct day_state *st, const struct view_day_row *row)
{
	snprintf(st->acting, sizeof st->acting, "%s", row->person->facts->id);
}

/* Whatever act it is: as its own key would do, or by its form where that key is not offered here. */
static enum act_result day_do(struct ui *ui, struct day_state *st)
{
	const struct view_day_row *row = day_selected(st);
	char key[32];
	if (row == NULL)
		return ACT_DONE;
	if (row->action == ACTION_NONE) {
		app_say(ui->app, MESSAGE_INFO, "Cette ligne n'a pas de geste à elle : %s ouvre la fiche",
		        keymap_show(&ui->keymap, ACTION_OPEN, key));
		return ACT_DONE;
	}
	day_begin(st, row);
	bool offered = (actions[row->action].screens & ON(SCREEN_DAY)) != 0;
	if (offered && row->action != ACTION_GO_TRAININGS) /* the person's own request, rather than all of them */
		ui_perform(ui, row->action);
	else
		act_dispatch(ui, row->action, row->person->facts->id);
	return ACT_DONE;
}

static enum act_result day_done(struct ui *ui, struct day_state *st)
{
	const struct view_day_row *row = day_selected(st);
	struct error e = {0};
	if (row == NULL)
		return ACT_DONE;
	day_begin(st, row);
	if (!act_line_done(ui->app, row->person->facts->id, row->reason->code, &e))
		app_say_error(ui->app, MESSAGE_ERROR, "", &e);
	return ACT_RECALC;
}

static enum act_result day_put_off(struct ui *ui, struct day_state *st)
{
	const struct view_day_row *row = day_selected(st);
	if (row == NULL)
		return ACT_DONE;
	day_begin(st, row);
	form_put_off(ui, row->person->facts->id, row->reason->code);
	return ACT_DONE;
}

static enum act_result day_skip(struct ui *ui, struct day_state *st)
{
	size_t before = st->list.cursor;
	day_move(st, ACTION_DOWN);
	if (st->list.cursor == before && st->view.count > 0)
		app_say(ui->app, MESSAGE_INFO, "C'est la dernière ligne de la journée");
	day_follow_cursor(ui, st);
	return ACT_DONE;
}

/* Its own key is the gesture too, when it is the one that the line asks for. */
static enum act_result day_act_of_row(struct day_state *st, enum action_id action)
{
	const struct view_day_row *row = day_selected(st);
	if (row != NULL && action == row->action && action != ACTION_NONE)
		day_begin(st, row);
	return ACT_IGNORED;
}

static enum act_result day_act(struct ui *ui, struct screen *s, enum action_id action)
{
	struct day_state *st = s->state;
	if (day_move(st, action)) {
		day_follow_cursor(ui, st);
		return ACT_DONE;
	}
	if (action != ACTION_HELP && action != ACTION_PALETTE)
		st->acting[0] = '\0';
	switch (action) {
	case ACTION_DO: return day_do(ui, st);
	case ACTION_SKIP: return day_skip(ui, st);
	case ACTION_DONE: return day_done(ui, st);
	case ACTION_PUT_OFF: return day_put_off(ui, st);
	case ACTION_OPEN:
		if (day_selected(st) != NULL)
			ui_open_screen(ui, &screen_file, day_person(s));
		return ACT_DONE;
	case ACTION_WHY: return day_why(ui, st);
	case ACTION_FILTER: filter_ask(ui, s, "Filtre : "); return ACT_DONE;
	case ACTION_BACK: return filter_drop(&st->filter) ? ACT_RECALC : ACT_IGNORED;
	default: return day_act_of_row(st, action);
	}
}

static void day_open(struct ui *ui, struct screen *s, const char *argument)
{
	struct day_state *st = s->state;
	struct app *a = ui->app;
	(void)argument;
	st->heading = SIZE_MAX;
	snprintf(st->seen, sizeof st->seen, "%s", a->pending != NULL ? a->pending->id : a->outcome.id);
	if (a->portfolio.login[0] != '\0') /* mine, whoever's was looked at */
		app_load_portfolio(a, "");
	app_load_day(a);
}

static void day_close(struct ui *ui, struct screen *s)
{
	struct day_state *st = s->state;
	if (st->shown && st->place.person[0] != '\0')
		place_write(&st->place, ui->app->session);
	arena_free(&st->cursor_arena);
}

const struct screen_ops screen_day = {
	.id = SCREEN_DAY,
	.title = "Ma journée",
	.state_size = sizeof(struct day_state),
	.open = day_open,
	.close = day_close,
	.recalc = day_recalc,
	.paint = day_paint,
	.act = day_act,
	.person = day_person,
};
