/* Agenda: the week of one counsellor as a grid, or its days as a list; at 120 columns the appointment under the cursor
 * is shown in full at the right. */
#include <stdio.h>
#include <string.h>

#include "core/base/text.h"
#include "tui/screens/agenda_private.h"
#include "tui/screens/common.h"
#include "tui/forms/forms.h"
#include "tui/forms/forms_rdv.h"
#include "tui/screens/screens.h"
#include "tui/term.h"
#include "tui/widgets/widgets.h"

#define WIDE_COLUMNS 120 /* from here the appointment is shown at the right */
#define SIDE_COLUMNS 40
#define HEAD_ROWS 1      /* week and whose agenda */
#define FOOT_ROWS 2      /* summary, row under the cursor */

struct agenda_state {
	struct filter filter; /* first: see common.h */
	char login[64];       /* "" : mine */
	struct date monday;   /* DATE_NONE until the day is known */
	bool list;            /* the days one under the other, not the grid */
	struct view_agenda view;
	size_t cursor;        /* row of the view */
	char current[64];     /* what is under the cursor, followed when the data change; "" : choose */
	bool last;            /* choose the last row of the week: one came from the following one */
	struct week_grid grid;
	struct agenda_lines lines;
	size_t grid_top, lines_top;
	int columns, side_columns;
	const char *heading, *summary;
	struct text_lines nothing;
	struct arena cursor_arena; /* what follows the cursor */
	const char *detail;
	struct text_lines side;
};

/* --- the row under the cursor --------------------------------------------------------------------------------- */

static const struct view_agenda_row *agenda_selected(const struct agenda_state *st)
{
	return st->cursor < st->view.count ? &st->view.rows[st->cursor] : NULL;
}

static const char *row_id(const struct view_agenda_row *row)
{
	switch (row->kind) {
	case AGENDA_MEETING: return row->meeting != NULL ? row->meeting->id : "";
	case AGENDA_ABSENCE: return row->absence != NULL ? row->absence->id : "";
	case AGENDA_CLOSING: return row->closing != NULL ? row->closing->id : "";
	case AGENDA_PROPOSAL: return row->proposal != NULL ? row->proposal->id : "";
	case AGENDA_PROTECTED: return row->protection != NULL ? row->protection->id : "";
	case AGENDA_HOLIDAY: break;
	}
	return "";
}

static const char *row_detail(struct arena *arena, const struct agenda_state *st, const struct view_agenda_row *row)
{
	const char *word = agenda_word(row), *parts[] = {word, row->what, row->place, row->attendance};
	const char *text = arena_format(arena, "%s %s %s", st->view.days[row->day].title, row->hours, row->name);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (parts[i][0] != '\0' && (i != 1 || strcmp(parts[1], word) != 0))
			text = arena_format(arena, "%s · %s", text, parts[i]);
	return text;
}

static struct text_lines row_side(struct arena *arena, const struct app *a, const struct view_agenda_row *row, int columns)
{
	struct view_why why = agenda_why(arena, a, row);
	const char *text = why.title;
	for (size_t i = 0; i < why.count; i++)
		text = arena_format(arena, "%s\n%s", text, why.lines[i]);
	return text_wrap(arena, text_safe_lines(arena, text), columns);
}

static void agenda_follow_cursor(const struct ui *ui, struct agenda_state *st)
{
	const struct view_agenda_row *row = agenda_selected(st);
	arena_reset(&st->cursor_arena);
	st->detail = "";
	st->side = (struct text_lines){0};
	if (row == NULL)
		return;
	snprintf(st->current, sizeof st->current, "%s", row_id(row));
	st->detail = row_detail(&st->cursor_arena, st, row);
	if (st->side_columns > 0)
		st->side = row_side(&st->cursor_arena, ui->app, row, st->side_columns - 2);
}

/* The same row as before; else what is under way or comes next, if it is this week; else the first one. */
static void agenda_find_cursor(const struct app *a, struct agenda_state *st)
{
	const struct view_agenda *v = &st->view;
	size_t next = v->count;
	for (size_t i = 0; i < v->count; i++) {
		if (st->current[0] != '\0' && strcmp(row_id(&v->rows[i]), st->current) == 0) {
			st->cursor = i;
			return;
		}
		if (next == v->count && v->rows[i].kind == AGENDA_MEETING && moment_compare(v->rows[i].period.to, app_today(a)) > 0)
			next = i;
	}
	if (st->current[0] == '\0') {
		bool now = v->count > 0 && date_compare(app_today(a).day, v->days[0].day) >= 0;
		st->cursor = st->last && v->count > 0 ? v->count - 1 : now && next < v->count ? next : 0;
	}
	st->last = false;
	if (st->cursor >= v->count)
		st->cursor = v->count > 0 ? v->count - 1 : 0;
}

/* --- which days are read ---------------------------------------------------------------------------------------- */

static bool agenda_covers(const struct agenda_model *m, const struct agenda_state *st)
{
	return m->m.state != LOAD_NEVER && strcmp(m->login, st->login) == 0 && date_compare(m->from, st->monday) <= 0 &&
	       date_compare(m->to, date_add_days(st->monday, 6)) >= 0;
}

/* A week before and three after are read with the one shown: going there asks for nothing. */
static void agenda_need(const struct ui *ui, const struct agenda_state *st)
{
	if (ui->popup == NULL && !agenda_covers(&ui->app->agenda, st))
		app_load_agenda(ui->app, st->login, date_add_days(st->monday, -7), date_add_days(st->monday, 27), "");
}

/* --- recalc ------------------------------------------------------------------------------------------------------ */

static const char *agenda_heading(struct arena *arena, const struct agenda_state *st)
{
	const char *owner = st->login[0] != '\0' && st->view.owner != NULL ? arena_format(arena, " · %s", st->view.owner) : "";
	return arena_format(arena, "%s%s", st->view.title != NULL ? st->view.title : "", owner);
}

static const char *agenda_summary(struct arena *arena, const struct agenda_state *st)
{
	if (st->filter.text[0] != '\0')
		return arena_format(arena, "Filtre « %s » : %zu · Échap : tout revoir", text_safe(arena, st->filter.text), st->view.count);
	return arena_format(arena, "%s · « · » libre, « ? » proposé", st->view.summary != NULL ? st->view.summary : "");
}

static void agenda_measure(struct agenda_state *st)
{
	int columns = term_columns();
	st->side_columns = columns < WIDE_COLUMNS ? 0 : columns * 3 / 10 > SIDE_COLUMNS ? columns * 3 / 10 : SIDE_COLUMNS;
	st->columns = columns - st->side_columns;
}

static void agenda_recalc(struct ui *ui, struct screen *s)
{
	struct agenda_state *st = s->state;
	const struct app *a = ui->app;
	if (!date_is_set(st->monday) && date_is_set(app_today(a).day))
		st->monday = date_week_start(app_today(a).day);
	st->view = (struct view_agenda){.state = LOAD_ASKED, .empty = ""};
	if (date_is_set(st->monday)) {
		agenda_need(ui, st);
		st->view = view_agenda(&s->arena, a, st->monday, st->filter.text, false);
	}
	agenda_measure(st);
	agenda_find_cursor(a, st);
	int rows = term_rows() - 3 - HEAD_ROWS - FOOT_ROWS;
	st->grid_top = st->grid.top;
	st->lines_top = st->lines.top;
	st->grid = (struct week_grid){0};
	st->lines = (struct agenda_lines){0};
	if (st->view.day_count > 0 && !st->list)
		st->grid = agenda_grid(&s->arena, a, &st->view, rows, st->columns);
	if (st->view.day_count > 0 && st->list)
		st->lines = agenda_lines(&s->arena, a, &st->view, st->columns);
	st->grid.top = st->grid_top;
	st->lines.top = st->lines_top;
	st->heading = agenda_heading(&s->arena, st);
	st->summary = agenda_summary(&s->arena, st);
	st->nothing = nothing_lines(&s->arena, a, st->view.state, &a->agenda.m.error, st->view.empty, st->columns);
	agenda_follow_cursor(ui, st);
	forms_on_data(ui);
}

/* --- paint ------------------------------------------------------------------------------------------------------- */

static void agenda_paint_side(const struct agenda_state *st, struct rect body)
{
	int column = body.column + st->columns;
	paint_vline(body.row, column, body.rows);
	for (size_t i = 0; i < st->side.count && (int)i < body.rows; i++)
		paint_text(body.row + (int)i, column + 2, st->side_columns - 2, i == 0 ? INK_TITLE : INK_PLAIN, st->side.lines[i]);
}

/* How to go to another week stands beside the week, when there is room. */
static void agenda_paint_keys(const struct ui *ui, const struct agenda_state *st, struct rect body)
{
	char before[32], after[32], today[32], keys[128];
	keymap_show(&ui->keymap, ACTION_WEEK_PREVIOUS, before);
	keymap_show(&ui->keymap, ACTION_WEEK_NEXT, after);
	snprintf(keys, sizeof keys, "%s %s : semaines  %s : aujourd'hui", before, after, keymap_show(&ui->keymap, ACTION_TODAY, today));
	int width = text_width(keys), column = st->columns - 1 - width;
	if (column > text_width(st->heading) + 3)
		paint_text(body.row, body.column + column, width, INK_DIM, keys);
}

static void agenda_paint(struct ui *ui, struct screen *s, struct rect body)
{
	struct agenda_state *st = s->state;
	if (st->view.day_count == 0) {
		nothing_paint(body, &st->nothing);
		return;
	}
	agenda_paint_keys(ui, st, body);
	struct rect area = {body.row + HEAD_ROWS, body.column, body.rows - HEAD_ROWS - FOOT_ROWS, st->columns};
	paint_text(body.row, body.column + 1, st->columns - 2, INK_TITLE, st->heading);
	if (st->list)
		agenda_lines_paint(&st->lines, area, st->view.count > 0 ? st->cursor : AGENDA_NO_ROW - 1);
	else
		week_grid_paint(&st->grid, area, st->cursor);
	int foot = body.row + body.rows - FOOT_ROWS;
	paint_text(foot, body.column + 1, st->columns - 2, INK_DIM, st->summary);
	paint_text(foot + 1, body.column + 1, st->columns - 2, INK_PLAIN, st->view.count > 0 ? st->detail : st->view.empty);
	if (st->side_columns > 0)
		agenda_paint_side(st, body);
}

/* --- moves ------------------------------------------------------------------------------------------------------- */

static enum act_result agenda_week(struct ui *ui, struct agenda_state *st, int weeks, bool last)
{
	if (!date_is_set(st->monday))
		return ACT_DONE;
	st->monday = date_add_days(st->monday, 7 * weeks);
	st->current[0] = '\0';
	st->last = last;
	st->grid.top = st->lines.top = 0;
	agenda_need(ui, st);
	return ACT_RECALC;
}

static enum act_result agenda_today(struct ui *ui, struct agenda_state *st)
{
	if (!date_is_set(app_today(ui->app).day))
		return ACT_DONE;
	st->monday = date_week_start(app_today(ui->app).day);
	return agenda_week(ui, st, 0, false);
}

/* The row of another day that begins nearest to the same hour; the first or the last row beyond the last day. */
static void agenda_move_day(struct agenda_state *st, int way)
{
	const struct view_agenda *v = &st->view;
	const struct view_agenda_row *now = agenda_selected(st);
	if (now == NULL)
		return;
	for (int day = now->day + way; day >= 0 && day < v->day_count; day += way) {
		size_t best = v->count;
		int nearest = 0;
		for (size_t i = 0; i < v->count; i++) {
			int apart = v->rows[i].period.from.minute - now->period.from.minute;
			apart = apart < 0 ? -apart : apart;
			if (v->rows[i].day == day && (best == v->count || apart < nearest)) {
				best = i;
				nearest = apart;
			}
		}
		if (best < v->count) {
			st->cursor = best;
			return;
		}
	}
	st->cursor = way < 0 ? 0 : v->count - 1;
}

static bool agenda_move(struct agenda_state *st, enum action_id action)
{
	size_t count = st->view.count;
	switch (action) {
	case ACTION_DOWN: st->cursor += st->cursor + 1 < count; break;
	case ACTION_UP: st->cursor -= st->cursor > 0; break;
	case ACTION_PAGE_DOWN:
	case ACTION_HALF_DOWN: agenda_move_day(st, 1); break;
	case ACTION_PAGE_UP:
	case ACTION_HALF_UP: agenda_move_day(st, -1); break;
	case ACTION_FIRST: st->cursor = 0; break;
	case ACTION_LAST: st->cursor = count > 0 ? count - 1 : 0; break;
	default: return false;
	}
	return true;
}

/* --- acts -------------------------------------------------------------------------------------------------------- */

static void agenda_explain_row(struct ui *ui, const struct view_agenda_row *row)
{
	struct arena arena = {0};
	if (row != NULL) {
		struct view_why why = agenda_why(&arena, ui->app, row);
		why_show(ui, &why);
	}
	arena_free(&arena);
}

static void agenda_explain_read(struct ui *ui, const char *id)
{
	const struct screen *s = ui_top(ui);
	const struct view_agenda_row *row = s != NULL && s->ops == &screen_agenda ? agenda_selected(s->state) : NULL;
	if (row != NULL && strcmp(row->person, id) == 0)
		agenda_explain_row(ui, row);
}

/* An appointment opens on the last conclusion and on what is left undone (rules.md L2): they are in the person's file. */
static enum act_result agenda_explain(struct ui *ui, const struct agenda_state *st)
{
	const struct view_agenda_row *row = agenda_selected(st);
	if (row != NULL && row->kind == AGENDA_MEETING && row->person[0] != '\0' && app_person(ui->app, row->person) != NULL)
		form_wait(ui, WAIT_FILE, row->person, agenda_explain_read);
	else
		agenda_explain_row(ui, row);
	return ACT_DONE;
}

static enum act_result agenda_enter(struct ui *ui, const struct agenda_state *st)
{
	const struct view_agenda_row *row = agenda_selected(st);
	if (row == NULL)
		return ACT_DONE;
	if (row->person[0] != '\0')
		ui_open_screen(ui, &screen_file, row->person);
	else if (row->meeting != NULL && row->meeting->capacity > 0)
		form_presence_meeting(ui, row->meeting);
	else
		return agenda_explain(ui, st);
	return ACT_DONE;
}

static const struct meeting *agenda_need_meeting(struct ui *ui, const struct agenda_state *st)
{
	const struct view_agenda_row *row = agenda_selected(st);
	if (row != NULL && row->meeting != NULL)
		return row->meeting;
	app_say(ui->app, MESSAGE_INFO, "Mettez d'abord le curseur sur un rendez-vous.");
	return NULL;
}

/* What is not an appointment is withdrawn at once. */
static enum act_result agenda_withdraw(struct ui *ui, const struct view_agenda_row *row)
{
	struct error e = {0};
	bool sent = false;
	switch (row->kind) {
	case AGENDA_ABSENCE: sent = act_absence_withdraw(ui->app, row->absence, &e); break;
	case AGENDA_CLOSING: sent = act_closing_withdraw(ui->app, row->closing, &e); break;
	case AGENDA_PROPOSAL: sent = act_proposal_withdraw(ui->app, row->proposal, &e); break;
	case AGENDA_PROTECTED: sent = act_leave_withdraw(ui->app, row->protection, &e); break;
	case AGENDA_HOLIDAY: error_set(&e, ERR_REFUSED, "Un jour férié ne se retire pas"); break;
	case AGENDA_MEETING: return ACT_DONE;
	}
	if (!sent)
		app_say_error(ui->app, MESSAGE_WARNING, "", &e);
	return ACT_RECALC;
}

static void on_withdraw_answer(struct ui *ui, void *ctx, int value)
{
	struct screen *s = ctx;
	const struct view_agenda_row *row = agenda_selected(s->state);
	if (value == 1 && row != NULL)
		agenda_withdraw(ui, row);
}

static enum act_result agenda_cancel(struct ui *ui, struct screen *s)
{
	static const struct choice answers[] = {{'o', "retirer", 1}, {'n', "garder", 0}};
	struct agenda_state *st = s->state;
	const struct view_agenda_row *row = agenda_selected(st);
	if (row == NULL)
		return ACT_DONE;
	if (row->kind == AGENDA_MEETING) {
		form_rdv_cancel(ui, row->meeting);
		return ACT_DONE;
	}
	if (row->kind == AGENDA_HOLIDAY)
		return agenda_withdraw(ui, row);
	char question[192];
	snprintf(question, sizeof question, "Retirer : %s %s ?", agenda_word(row), row->name);
	ui_show_popup(ui, choice_new(question, answers, 2, on_withdraw_answer, s));
	return ACT_DONE;
}

static enum act_result agenda_act_meeting(struct ui *ui, const struct agenda_state *st, enum action_id action)
{
	const struct meeting *m = agenda_need_meeting(ui, st);
	if (m != NULL && action == ACTION_RDV_MOVE)
		form_rdv_move(ui, m);
	else if (m != NULL)
		form_rdv_received(ui, m);
	return ACT_DONE;
}

/* Of the appointment under the cursor, where elsewhere it is the person's oldest one; the box of a group is its roll-call. */
static enum act_result agenda_attend(struct ui *ui, const struct agenda_state *st, enum action_id action)
{
	const struct view_agenda_row *row = agenda_selected(st);
	if (row == NULL || row->meeting == NULL)
		return ACT_IGNORED;
	if (action == ACTION_PRESENCE)
		form_presence_meeting(ui, row->meeting);
	else if (row->person[0] != '\0' && action == ACTION_REMINDER)
		form_reminder_meeting(ui, row->person, row->meeting);
	else if (row->person[0] != '\0')
		form_conclude_at(ui, row->person, row->meeting->id);
	else
		return ACT_IGNORED;
	return ACT_DONE;
}

static enum act_result agenda_group(struct ui *ui, const struct agenda_state *st)
{
	const struct view_agenda_row *row = agenda_selected(st);
	form_group(ui, NULL, row != NULL ? row->meeting : NULL);
	return ACT_DONE;
}

static enum act_result agenda_act_own(struct ui *ui, struct agenda_state *st, enum action_id action)
{
	if (st->login[0] != '\0' && action != ACTION_CLOSING) {
		app_say(ui->app, MESSAGE_WARNING, "Cet agenda est celui d'un autre : chacun règle ses absences et ses horaires.");
		return ACT_DONE;
	}
	switch (action) {
	case ACTION_ABSENCE: form_absence(ui); break;
	case ACTION_HOURS: form_hours(ui); break;
	default: form_closing(ui); break;
	}
	return ACT_DONE;
}

static enum act_result agenda_act(struct ui *ui, struct screen *s, enum action_id action)
{
	struct agenda_state *st = s->state;
	if (agenda_move(st, action)) {
		agenda_follow_cursor(ui, st);
		return ACT_DONE;
	}
	switch (action) {
	case ACTION_OPEN: return agenda_enter(ui, st);
	case ACTION_WHY: return agenda_explain(ui, st);
	case ACTION_AGENDA_VIEW: st->list = !st->list; return ACT_RECALC;
	case ACTION_WEEK_NEXT: return agenda_week(ui, st, 1, false);
	case ACTION_WEEK_PREVIOUS: return agenda_week(ui, st, -1, false);
	case ACTION_TODAY: return agenda_today(ui, st);
	case ACTION_RDV_MOVE:
	case ACTION_RECEIVED: return agenda_act_meeting(ui, st, action);
	case ACTION_PRESENCE:
	case ACTION_REMINDER:
	case ACTION_CONCLUDE: return agenda_attend(ui, st, action);
	case ACTION_RDV_CANCEL: return agenda_cancel(ui, s);
	case ACTION_RDV_GROUP: return agenda_group(ui, st);
	case ACTION_ABSENCE:
	case ACTION_HOURS:
	case ACTION_CLOSING: return agenda_act_own(ui, st, action);
	case ACTION_FILTER: filter_ask(ui, s, "Filtre : "); return ACT_DONE;
	case ACTION_BACK: return filter_drop(&st->filter) ? ACT_RECALC : ACT_IGNORED;
	default: return ACT_IGNORED;
	}
}

/* --- life -------------------------------------------------------------------------------------------------------- */

static void agenda_open(struct ui *ui, struct screen *s, const char *argument)
{
	struct agenda_state *st = s->state;
	snprintf(st->login, sizeof st->login, "%s", argument);
	st->monday = DATE_NONE;
	st->detail = st->heading = st->summary = "";
	app_load_session(ui->app);
	if (ui->app->portfolio.m.state == LOAD_NEVER) /* whom an appointment is given to */
		app_load_portfolio(ui->app, "");
}

static void agenda_close(struct ui *ui, struct screen *s)
{
	struct agenda_state *st = s->state;
	(void)ui;
	arena_free(&st->cursor_arena);
}

static const char *agenda_person(const struct screen *s)
{
	const struct view_agenda_row *row = agenda_selected(s->state);
	return row != NULL ? row->person : "";
}

struct date agenda_week_shown(const struct ui *ui)
{
	const struct screen *s = ui_top(ui);
	return s != NULL && s->ops == &screen_agenda ? ((const struct agenda_state *)s->state)->monday : DATE_NONE;
}

struct date agenda_day_shown(const struct ui *ui)
{
	const struct screen *s = ui_top(ui);
	if (s == NULL || s->ops != &screen_agenda)
		return DATE_NONE;
	const struct agenda_state *st = s->state;
	const struct view_agenda_row *row = agenda_selected(st);
	return row != NULL ? row->period.from.day : st->monday;
}

const struct screen_ops screen_agenda = {
	.id = SCREEN_AGENDA,
	.title = "Agenda",
	.state_size = sizeof(struct agenda_state),
	.open = agenda_open,
	.close = agenda_close,
	.recalc = agenda_recalc,
	.paint = agenda_paint,
	.act = agenda_act,
	.person = agenda_person,
};
