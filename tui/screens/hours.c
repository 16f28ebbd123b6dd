/* Heures: one person's week by theme. A digit and a duration declare, another key validates; weeks before and after; the
 * target with what lowers it; the past weeks as a plot. */
#include <stdio.h>
#include <string.h>

#include "core/acts/acts_engagement.h"
#include "core/base/text.h"
#include "tui/forms/forms_hours.h"
#include "tui/screens/common.h"
#include "tui/screens/hours_private.h"
#include "tui/screens/screens.h"
#include "tui/term.h"
#include "tui/widgets/widgets.h"

#define FRAME_ROWS 3 /* title, message, bar */

struct hours_state {
	char id[32];
	struct date monday;        /* DATE_NONE: the week of today */
	struct hours_place at;
	bool placed;               /* the cursor was put on today */
	struct view_hours view;    /* meaningless until `there` */
	bool there;
	struct hours_page page;
	struct text_lines nothing;
	struct arena cursor_arena; /* what follows the cursor */
	const char *detail;
};

/* --- the cell under the cursor ------------------------------------------------------------------------- */

static const struct view_hours_cell *hours_cell_at(const struct hours_state *st)
{
	return &st->view.themes[st->at.theme].days[st->at.day];
}

static const char *hours_cell_said(struct arena *arena, const struct view_hours_cell *c)
{
	if (c->count == 0)
		return "rien de déclaré";
	const struct activity *x = c->items[0];
	const char *waiting = c->declared == c->validated ? "validé"
	                      : c->validated == 0 ? "à valider" : arena_format(arena, "%s à valider", hours_words(arena, c->declared - c->validated));
	if (c->count > 1)
		return arena_format(arena, "%s en %zu saisies, %s", hours_words(arena, c->declared), c->count, waiting);
	return arena_format(arena, "%s, %s%s%s", hours_words(arena, c->declared), waiting, x->text[0] != '\0' ? " · " : "", x->text);
}

/* The whole name of the theme, since its row may cut it, and what the cell is made of. */
static void hours_follow_cursor(struct hours_state *st)
{
	arena_reset(&st->cursor_arena);
	st->detail = "";
	if (!st->there)
		return;
	const char *said = hours_cell_said(&st->cursor_arena, hours_cell_at(st));
	st->detail = text_safe(&st->cursor_arena, arena_format(&st->cursor_arena, "%s, %s : %s", st->view.themes[st->at.theme].label,
	                                                       st->view.days[st->at.day].title, said));
	hours_page_reveal(&st->page, st->at.theme);
}

/* --- recalc and paint ---------------------------------------------------------------------------------- */

/* Asked for once: a failed reading is asked again by hand. */
static void hours_need(struct ui *ui, const struct hours_state *st)
{
	if (ui->popup == NULL && strcmp(ui->app->hours.id, st->id) != 0 && date_is_set(app_today(ui->app).day))
		view_hours_load(ui->app, st->id, st->monday);
}

/* On today in its week, else on the first day. */
static void hours_place_first(struct hours_state *st)
{
	if (st->placed)
		return;
	st->placed = true;
	st->at.day = 0;
	for (int d = 0; d < HOURS_DAYS; d++)
		if (st->view.days[d].is_today)
			st->at.day = d;
}

static void hours_recalc(struct ui *ui, struct screen *s)
{
	struct hours_state *st = s->state;
	const struct app *a = ui->app;
	int first = st->page.first_theme;
	hours_need(ui, st);
	st->there = a->hours.file != NULL && strcmp(a->hours.id, st->id) == 0 && strcmp(a->hours.file->person.id, st->id) == 0 &&
	            date_is_set(app_today(a).day);
	st->page = (struct hours_page){0};
	if (st->there) {
		st->view = view_hours(&s->arena, a, st->monday);
		st->page = hours_page_build(&s->arena, &st->view, term_rows() - FRAME_ROWS, term_columns(), term_is_utf8());
		st->page.first_theme = first;
		hours_place_first(st);
	}
	const char *empty = a->hours.m.state == LOAD_READY ? "Personne de cet identifiant n'est à votre portée : q revient." : "Lecture des heures…";
	st->nothing = nothing_lines(&s->arena, a, a->hours.m.state, &a->hours.m.error, empty, term_columns());
	hours_follow_cursor(st);
	forms_on_data(ui);
}

/* How to go to another week stands beside the week, when there is room. */
static void hours_paint_keys(const struct ui *ui, const struct hours_state *st, struct rect body)
{
	char before[32], after[32], person[32], keys[128];
	keymap_show(&ui->keymap, ACTION_HOURS_WEEK_PREVIOUS, before);
	keymap_show(&ui->keymap, ACTION_HOURS_WEEK_NEXT, after);
	snprintf(keys, sizeof keys, "%s %s : semaines  %s : personne suivante", before, after,
	         keymap_show(&ui->keymap, ACTION_HOURS_PERSON_NEXT, person));
	int width = text_width(keys), column = body.columns - 1 - width;
	if (column > text_width(st->view.title) + 3)
		paint_text(body.row + 1, body.column + column, width, INK_DIM, keys);
}

static void hours_paint(struct ui *ui, struct screen *s, struct rect body)
{
	struct hours_state *st = s->state;
	if (!st->there) {
		nothing_paint(body, &st->nothing);
		return;
	}
	hours_page_paint(&st->page, &st->view, body, st->at, st->detail);
	hours_paint_keys(ui, st, body);
}

/* --- moves --------------------------------------------------------------------------------------------- */

static struct date hours_monday(const struct ui *ui, const struct hours_state *st)
{
	return date_is_set(st->monday) ? st->monday : date_week_start(app_today(ui->app).day);
}

static enum act_result hours_week(struct ui *ui, struct hours_state *st, int weeks)
{
	struct date now = date_week_start(app_today(ui->app).day), to = date_add_days(hours_monday(ui, st), 7 * weeks);
	if (!st->there)
		return ACT_DONE;
	if (date_compare(to, now) > 0) {
		app_say(ui->app, MESSAGE_INFO, "C'est la semaine en cours : les heures se déclarent une fois faites");
		return ACT_DONE;
	}
	st->monday = date_compare(to, now) == 0 ? DATE_NONE : to;
	if (weeks == 0 || date_compare(to, now) == 0)
		st->placed = false;
	view_hours_load(ui->app, st->id, st->monday);
	return ACT_RECALC;
}

/* Sunday goes on with the Monday that follows, and back. */
static enum act_result hours_day(struct ui *ui, struct hours_state *st, int way)
{
	int to = st->at.day + way;
	if (to >= 0 && to < HOURS_DAYS) {
		st->at.day = to;
		hours_follow_cursor(st);
		return ACT_DONE;
	}
	if (way > 0 && !date_is_set(st->monday))
		return ACT_DONE;
	st->at.day = way > 0 ? 0 : HOURS_DAYS - 1;
	enum act_result result = hours_week(ui, st, way);
	st->placed = true;
	return result;
}

static bool hours_move(struct hours_state *st, enum action_id action)
{
	switch (action) {
	case ACTION_DOWN: st->at.theme += st->at.theme + 1 < THEME_COUNT; break;
	case ACTION_UP: st->at.theme -= st->at.theme > 0; break;
	case ACTION_FIRST: st->at.theme = 0; break;
	case ACTION_LAST: st->at.theme = THEME_COUNT - 1; break;
	default: return false;
	}
	hours_follow_cursor(st);
	return true;
}

static enum act_result hours_neighbour(struct ui *ui, struct hours_state *st, int way)
{
	if (!portfolio_neighbour(ui, st->id, sizeof st->id, way))
		return ACT_DONE;
	view_hours_load(ui->app, st->id, st->monday);
	return ACT_RECALC;
}

/* --- acts ---------------------------------------------------------------------------------------------- */

/* Nothing is declared on a day to come: said before a duration is asked for. */
static bool hours_declarable(struct ui *ui, const struct hours_state *st)
{
	const struct view_hours_day *d = &st->view.days[st->at.day];
	if (d->to_come)
		app_say(ui->app, MESSAGE_WARNING, "%s est à venir : les heures se déclarent une fois faites.", d->title);
	return !d->to_come;
}

static enum act_result hours_declare(struct ui *ui, struct hours_state *st)
{
	int theme = ui->acted.count > 0 ? keymap_rank(&ui->keymap, ACTION_HOURS_DECLARE, &ui->acted) : -1;
	if (!hours_declarable(ui, st))
		return ACT_DONE;
	if (theme < 0 || theme >= THEME_COUNT) {
		form_hours_theme(ui, st->id, st->view.days[st->at.day].day);
		return ACT_DONE;
	}
	st->at.theme = theme;
	hours_follow_cursor(st);
	form_hours_duration(ui, st->id, st->view.days[st->at.day].day, theme);
	return ACT_DONE;
}

static enum act_result hours_exact(struct ui *ui, const struct hours_state *st)
{
	if (hours_declarable(ui, st))
		form_hours_exact(ui, st->id, st->view.days[st->at.day].day, st->at.theme);
	return ACT_DONE;
}

static enum act_result hours_validate(struct ui *ui, const struct hours_state *st, const struct activity *const *items, size_t count)
{
	struct error e = {0};
	if (!act_hours_validate(ui->app, st->id, items, count, &e))
		app_say_error(ui->app, e.code == ERR_NOTHING ? MESSAGE_INFO : MESSAGE_WARNING, "", &e);
	return ACT_RECALC;
}

static enum act_result hours_validate_cell(struct ui *ui, const struct hours_state *st)
{
	const struct view_hours_cell *c = hours_cell_at(st);
	struct arena arena = {0};
	const struct activity **items = arena_array(&arena, c->count + 1, sizeof(void *));
	size_t count = 0;
	for (size_t i = 0; i < c->count; i++)
		if (!moment_is_set(c->items[i]->validated))
			items[count++] = c->items[i];
	enum act_result result = hours_validate(ui, st, items, count);
	arena_free(&arena);
	return result;
}

static enum act_result hours_remove(struct ui *ui, const struct hours_state *st)
{
	const struct view_hours_cell *c = hours_cell_at(st);
	if (c->count == 0)
		app_say(ui->app, MESSAGE_INFO, "Rien n'est déclaré dans cette case : il n'y a rien à retirer.");
	else
		form_hours_remove(ui, st->id, c->items, c->count);
	return ACT_DONE;
}

/* --- what is read -------------------------------------------------------------------------------------- */

static const char *entry_line(struct arena *arena, const struct activity *x)
{
	char declared[DATE_TEXT], validated[DATE_TEXT];
	const char *second = moment_is_set(x->validated)
		? arena_format(arena, "validée le %s par %s", date_format_numeric(x->validated.day, validated), x->validated_by)
		: "à valider";
	return arena_format(arena, "%s · saisie le %s par %s · %s%s%s", hours_words(arena, x->minutes),
	                    date_format_numeric(x->declared.day, declared), x->declared_by, second, x->text[0] != '\0' ? " · " : "", x->text);
}

static enum act_result hours_detail(struct ui *ui, const struct hours_state *st)
{
	const struct view_hours_cell *c = hours_cell_at(st);
	struct arena arena = {0};
	char day[24];
	const char **lines = arena_array(&arena, c->count + 1, sizeof *lines);
	for (size_t i = 0; i < c->count; i++)
		lines[i] = entry_line(&arena, c->items[i]);
	if (c->count == 0)
		app_say(ui->app, MESSAGE_INFO, "Rien n'est déclaré dans cette case : 1 à 9 choisit le thème, puis la durée.");
	else
		ui_show_popup(ui, textbox_new(arena_format(&arena, "%s, %s", st->view.themes[st->at.theme].label,
		                                           date_format_day(st->view.days[st->at.day].day, day)), lines, c->count));
	arena_free(&arena);
	return ACT_DONE;
}

static enum act_result hours_plot(struct ui *ui, const struct hours_state *st)
{
	struct arena arena = {0};
	size_t count = 0;
	const char **lines = hours_weeks_lines(&arena, &st->view, term_is_utf8(), &count);
	ui_show_popup(ui, textbox_new("Les semaines passées, la plus récente d'abord", lines, count));
	arena_free(&arena);
	return ACT_DONE;
}

static enum act_result hours_why(struct ui *ui, const struct hours_state *st)
{
	struct arena arena = {0};
	struct view_why why = view_why_hours(&arena, ui->app, &st->view);
	why_show(ui, &why);
	arena_free(&arena);
	return ACT_DONE;
}

/* --- act ----------------------------------------------------------------------------------------------- */

static enum act_result hours_act_on_week(struct ui *ui, struct hours_state *st, enum action_id action)
{
	const struct view_hours *v = &st->view;
	switch (action) {
	case ACTION_HOURS_DECLARE: return hours_declare(ui, st);
	case ACTION_HOURS_EXACT: return hours_exact(ui, st);
	case ACTION_HOURS_VALIDATE: return hours_validate(ui, st, v->to_validate, v->to_validate_count);
	case ACTION_HOURS_VALIDATE_CELL: return hours_validate_cell(ui, st);
	case ACTION_HOURS_REMOVE: return hours_remove(ui, st);
	case ACTION_HOURS_DISPENSATION: form_dispensation(ui, st->id, v); return ACT_DONE;
	case ACTION_HOURS_ABSENCE: form_absence_of(ui, st->id, v->days[st->at.day].day); return ACT_DONE;
	case ACTION_HOURS_PLOT: return hours_plot(ui, st);
	case ACTION_HOURS_DETAIL: return hours_detail(ui, st);
	case ACTION_WHY: return hours_why(ui, st);
	default: return ACT_IGNORED;
	}
}

static enum act_result hours_act(struct ui *ui, struct screen *s, enum action_id action)
{
	struct hours_state *st = s->state;
	if (hours_move(st, action))
		return ACT_DONE;
	switch (action) {
	case ACTION_HOURS_DAY_NEXT: return hours_day(ui, st, 1);
	case ACTION_HOURS_DAY_PREVIOUS: return hours_day(ui, st, -1);
	case ACTION_PAGE_DOWN:
	case ACTION_HALF_DOWN:
	case ACTION_HOURS_WEEK_NEXT: return hours_week(ui, st, 1);
	case ACTION_PAGE_UP:
	case ACTION_HALF_UP:
	case ACTION_HOURS_WEEK_PREVIOUS: return hours_week(ui, st, -1);
	case ACTION_TODAY:
		st->monday = DATE_NONE;
		return hours_week(ui, st, 0);
	case ACTION_HOURS_PERSON_NEXT: return hours_neighbour(ui, st, 1);
	case ACTION_HOURS_PERSON_PREVIOUS: return hours_neighbour(ui, st, -1);
	default: return st->there ? hours_act_on_week(ui, st, action) : ACT_IGNORED;
	}
}

static void hours_open(struct ui *ui, struct screen *s, const char *argument)
{
	struct hours_state *st = s->state;
	snprintf(st->id, sizeof st->id, "%s", argument);
	st->monday = DATE_NONE;
	if (date_is_set(app_today(ui->app).day))
		view_hours_load(ui->app, st->id, DATE_NONE);
}

static void hours_close(struct ui *ui, struct screen *s)
{
	struct hours_state *st = s->state;
	(void)ui;
	arena_free(&st->cursor_arena);
}

static const char *hours_person(const struct screen *s)
{
	const struct hours_state *st = s->state;
	return st->id;
}

const struct screen_ops screen_hours = {
	.id = SCREEN_HOURS,
	.title = "Heures",
	.state_size = sizeof(struct hours_state),
	.open = hours_open,
	.close = hours_close,
	.recalc = hours_recalc,
	.paint = hours_paint,
	.act = hours_act,
	.person = hours_person,
};
