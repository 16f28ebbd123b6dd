/* One training request on one page, and the gestures on it: the natural next step, the answers of the funder, the pieces, who
 * pays, the exchanges. What the cursor is on is what the gesture is about. */
#include <stdio.h>
#include <string.h>

#include "core/base/text.h"
#include "tui/forms/forms_training.h"
#include "tui/screens/common.h"
#include "tui/screens/letter_box.h"
#include "tui/screens/screens.h"
#include "tui/screens/training_page.h"
#include "tui/term.h"

struct training_state {
	char id[COMMAND_ID_TEXT];
	char person[32];
	struct view_training view;
	struct page page;
	struct page_place at;
	char followed[80]; /* what the cursor is on, whatever the page becomes */
	const char *heading, *next;
	struct text_lines nothing;
};

/* --- the line under the cursor is followed ------------------------------------------------------------------ */

static const struct view_training_line *line_here(const struct training_state *st)
{
	const struct page_stop *stop = page_here(&st->page, &st->at);
	return stop != NULL ? stop->about : NULL;
}

static const char *line_id(const struct view_training_line *l)
{
	return l->funding != NULL   ? l->funding->id
	       : l->piece != NULL   ? l->piece->id
	       : l->event != NULL   ? l->event->id
	       : l->absence != NULL ? l->absence->id
	       : l->period != NULL  ? l->period->id
	       : l->allowance != NULL ? l->allowance->id
	       : l->other != NULL   ? l->other->id
	                            : l->key;
}

static void stop_name(const struct page_stop *stop, char out[80])
{
	snprintf(out, 80, "%d %s", stop->kind, line_id(stop->about));
}

static void follow_keep(struct training_state *st)
{
	const struct page_stop *stop = page_here(&st->page, &st->at);
	st->followed[0] = '\0';
	if (stop != NULL)
		stop_name(stop, st->followed);
}

static void follow_find(struct training_state *st)
{
	char name[80];
	for (size_t i = 0; i < st->page.stop_count; i++) {
		stop_name(&st->page.stops[i], name);
		if (strcmp(name, st->followed) == 0) {
			st->at.cursor = i;
			return;
		}
	}
}

/* --- recalc and paint ---------------------------------------------------------------------------------------- */

static void training_fill(struct ui *ui, struct screen *s)
{
	struct training_state *st = s->state;
	st->view = view_training(&s->arena, ui->app);
	if (st->view.training == NULL)
		return;
	snprintf(st->person, sizeof st->person, "%s", st->view.training->person);
	st->page = training_page(&s->arena, ui->app, &st->view, term_columns());
}

static void training_recalc(struct ui *ui, struct screen *s)
{
	struct training_state *st = s->state;
	const struct training_model *m = &ui->app->training;
	bool mine = strcmp(m->id, st->id) == 0;
	st->page = (struct page){0};
	st->view = (struct view_training){.state = mine ? m->m.state : LOAD_ASKED, .empty = "Lecture de la demande de formation…"};
	if (mine)
		training_fill(ui, s);
	st->heading = view_training_heading(&s->arena, &st->view, term_columns() - 2);
	st->next = whole_parts(&s->arena, st->view.next, " — ", term_columns() - 2);
	st->nothing = nothing_lines(&s->arena, ui->app, st->view.state, &m->m.error, st->view.empty, term_columns());
	follow_find(st);
	page_reveal(&st->page, &st->at);
	if (st->page.stop_count > 0)
		follow_keep(st);
	forms_on_data(ui);
}

static void training_paint(struct ui *ui, struct screen *s, struct rect body)
{
	struct training_state *st = s->state;
	(void)ui;
	if (st->page.stop_count == 0)
		nothing_paint(body, &st->nothing);
	else
		page_paint_headed(&st->page, &st->at, body, (const char *const[PAGE_HEADING]){st->heading, st->next});
}

/* --- gestures --------------------------------------------------------------------------------------------------- */

static enum act_result training_why(struct ui *ui, const struct training_state *st)
{
	struct arena arena = {0};
	struct view_why why = view_why_training(&arena, ui->app, &st->view, line_here(st));
	why_show(ui, &why);
	arena_free(&arena);
	return ACT_DONE;
}

static bool is_unmet(const struct ui *ui, const struct training_state *st, enum precondition p)
{
	const struct training_file *f = app_training(ui->app, st->id);
	return p < PRE_COUNT && f != NULL && !f->preconditions[p].met && !f->preconditions[p].waived;
}

/* What that line waits for, before what the request waits for. */
static bool line_do(struct ui *ui, const struct training_state *st, const struct view_training_line *line)
{
	const struct training *t = st->view.training;
	if (line->piece != NULL && training_piece_awaited(line->piece))
		training_form_at(ui, TRAINING_ABOUT_PIECE, t, line->piece->id);
	else if (line->funding != NULL && line->funding->state == LINE_ASKED)
		training_form_at(ui, TRAINING_ABOUT_LINE_DECIDE, t, line->funding->id);
	else if (line->hole != NULL)
		training_form_at(ui, TRAINING_ABOUT_LINE, t, "");
	else if (line->period != NULL && company_period_awaits_debrief(line->period, app_today(ui->app).day))
		training_form_at(ui, TRAINING_ABOUT_DEBRIEF, t, line->period->id);
	else if (is_unmet(ui, st, line->precondition))
		training_form_at(ui, TRAINING_ABOUT_PRECONDITION, t, precondition_code(line->precondition));
	else
		return false;
	return true;
}

static enum act_result training_do(struct ui *ui, const struct training_state *st)
{
	const struct view_training_line *line = line_here(st);
	if (st->view.training != NULL && (line == NULL || !line_do(ui, st, line)))
		training_form(ui, TRAINING_ABOUT_NEXT, st->id);
	return ACT_DONE;
}

/* Another request of the person opens; the rest is explained. */
static enum act_result training_enter(struct ui *ui, const struct training_state *st)
{
	const struct view_training_line *line = line_here(st);
	if (line == NULL || line->other == NULL)
		return training_why(ui, st);
	ui_open_screen(ui, &screen_training, line->other->id);
	return ACT_DONE;
}

static enum act_result training_funder(struct ui *ui, const struct training_state *st)
{
	const struct view_training_line *line = line_here(st);
	if (st->view.training != NULL && line != NULL && line->funding != NULL)
		training_form_at(ui, TRAINING_ABOUT_LINE_DECIDE, st->view.training, line->funding->id);
	else
		training_form(ui, TRAINING_ABOUT_LINE, st->id);
	return ACT_DONE;
}

static enum act_result training_precondition(struct ui *ui, const struct training_state *st)
{
	const struct view_training_line *line = line_here(st);
	if (st->view.training != NULL && line != NULL && line->precondition != PRE_COUNT)
		training_form_at(ui, TRAINING_ABOUT_PRECONDITION, st->view.training, precondition_code(line->precondition));
	else
		training_form(ui, TRAINING_ABOUT_PRECONDITION, st->id);
	return ACT_DONE;
}

static enum act_result training_receive(struct ui *ui, const struct training_state *st)
{
	const struct view_training_line *line = line_here(st);
	if (st->view.training != NULL && line != NULL && line->piece != NULL)
		training_form_at(ui, TRAINING_ABOUT_PIECE, st->view.training, line->piece->id);
	else
		training_form(ui, TRAINING_ABOUT_PIECE, st->id);
	return ACT_DONE;
}

static enum act_result training_debrief(struct ui *ui, const struct training_state *st)
{
	const struct view_training_line *line = line_here(st);
	if (st->view.training == NULL || line == NULL || line->period == NULL)
		return ACT_IGNORED; /* the oldest of the person's that waits */
	training_form_at(ui, TRAINING_ABOUT_DEBRIEF, st->view.training, line->period->id);
	return ACT_DONE;
}

/* After a question: what is withdrawn does not come back by u. */
static enum act_result training_remove(struct ui *ui, const struct training_state *st)
{
	const struct view_training_line *line = line_here(st);
	if (line != NULL && line->funding != NULL)
		form_line_withdraw(ui, st->id, line->funding->id);
	else if (line != NULL && line->piece != NULL && training_piece_awaited(line->piece))
		form_piece_withdraw(ui, st->id, line->piece->id);
	else if (line != NULL && line->period != NULL)
		form_period_withdraw(ui, st->person, line->period);
	else
		app_say(ui->app, MESSAGE_INFO, "Placez-vous sur une pièce attendue, une ligne de financement ou une période en entreprise : elles seules se retirent");
	return ACT_DONE;
}

static enum act_result training_act(struct ui *ui, struct screen *s, enum action_id action)
{
	struct training_state *st = s->state;
	if (page_move(&st->page, &st->at, action == ACTION_SELECT ? ACTION_PAGE_DOWN : action)) {
		follow_keep(st);
		return ACT_DONE;
	}
	switch (action) {
	case ACTION_OPEN: return training_enter(ui, st);
	case ACTION_WHY: return training_why(ui, st);
	case ACTION_TRAINING_DO: return training_do(ui, st);
	case ACTION_TRAINING_LINE: return training_funder(ui, st);
	case ACTION_TRAINING_PRECONDITION: return training_precondition(ui, st);
	case ACTION_TRAINING_RECEIVE: return training_receive(ui, st);
	case ACTION_TRAINING_REMOVE: return training_remove(ui, st);
	case ACTION_PERIOD_DEBRIEF: return training_debrief(ui, st);
	case ACTION_TRAINING_PERSON:
		if (st->person[0] != '\0')
			ui_open_screen(ui, &screen_file, st->person);
		return ACT_DONE;
	default: return training_form_of_action(ui, action, st->id) || letter_show_training(ui, action, st->id) ? ACT_DONE : ACT_IGNORED;
	}
}

static void training_open(struct ui *ui, struct screen *s, const char *argument)
{
	struct training_state *st = s->state;
	const struct training *t = app_training_facts(ui->app, argument);
	snprintf(st->id, sizeof st->id, "%s", argument);
	snprintf(st->person, sizeof st->person, "%s", t != NULL ? t->person : "");
	st->at.rows = term_rows() - 3 - PAGE_HEADING;
	app_load_training(ui->app, st->id);
}

static const char *training_person(const struct screen *s)
{
	const struct training_state *st = s->state;
	return st->person;
}

const struct screen_ops screen_training = {
	.id = SCREEN_TRAINING,
	.title = "Demande de formation",
	.state_size = sizeof(struct training_state),
	.open = training_open,
	.recalc = training_recalc,
	.paint = training_paint,
	.act = training_act,
	.person = training_person,
};
