/* Engagements: the contract in two columns, what each side owes and when; the gestures on the line under the cursor. */
#include <stdio.h>
#include <string.h>

#include "core/acts/acts_engagement.h"
#include "core/base/text.h"
#include "tui/forms/forms_commitment.h"
#include "tui/screens/commitments_page.h"
#include "tui/screens/commitments_read.h"
#include "tui/screens/common.h"
#include "tui/screens/screens.h"
#include "tui/term.h"

struct commitments_state {
	char id[32];
	struct view_commitments view;
	struct view_leaving leaving;
	struct page page;
	struct page_place at;
	bool shown; /* the cursor has been put on the ledgers of this person */
	int followed_kind; char followed[64]; /* what the cursor is on, whatever the page becomes */
	const char *heading, *summary;
	struct text_lines nothing;
};

/* --- recalc and paint ---------------------------------------------------------------------------------- */

static bool commitments_here(const struct ui *ui, const struct commitments_state *st)
{
	const struct commitments_model *m = &ui->app->commitments;
	return m->file != NULL && strcmp(m->id, st->id) == 0;
}

static void commitments_fill(struct ui *ui, struct screen *s)
{
	struct commitments_state *st = s->state;
	st->view = view_commitments(&s->arena, ui->app);
	st->leaving = view_leaving(&s->arena, ui->app);
	st->page = commitments_page(&s->arena, &st->view, &st->leaving, term_columns());
	st->heading = st->view.heading;
	st->summary = st->view.summary;
}

/* --- the line under the cursor is followed: another must not stand there when its key is pressed again ------- */

static const char *row_name(struct arena *arena, const struct view_commitment_row *row)
{
	const struct ledger_line *l = row->line;
	if (l->item != NULL)
		return l->item->id;
	if (l->remedial != NULL)
		return l->remedial->id;
	if (row->request != NULL)
		return row->request->id;
	return arena_format(arena, "%s %d", row->rule, (int)l->debtor);
}

static const char *stop_name(struct arena *arena, const struct page_stop *stop)
{
	const struct view_version *v = stop->about;
	switch ((enum commitment_stop)stop->kind) {
	case STOP_OURS:
	case STOP_THEIRS: return row_name(arena, stop->about);
	case STOP_VERSION: return arena_format(arena, "%s %d", v->contract->id, v->version->rank);
	case STOP_ALARM: return reason_code_name(((const struct view_alarm *)stop->about)->reason->code);
	default: return "";
	}
}

static void follow_keep(struct commitments_state *st)
{
	struct arena arena = {0};
	const struct page_stop *stop = page_here(&st->page, &st->at);
	st->followed_kind = stop != NULL ? stop->kind : -1;
	snprintf(st->followed, sizeof st->followed, "%s", stop != NULL ? stop_name(&arena, stop) : "");
	arena_free(&arena);
}

static void follow_find(struct commitments_state *st)
{
	struct arena arena = {0};
	for (size_t i = 0; i < st->page.stop_count; i++)
		if (st->page.stops[i].kind == st->followed_kind && strcmp(stop_name(&arena, &st->page.stops[i]), st->followed) == 0) {
			st->at.cursor = i;
			break;
		}
	arena_free(&arena);
}

static void commitments_recalc(struct ui *ui, struct screen *s)
{
	struct commitments_state *st = s->state;
	const struct commitments_model *m = &ui->app->commitments;
	bool mine = strcmp(m->id, st->id) == 0;
	st->page = (struct page){0};
	st->view = (struct view_commitments){.state = mine ? m->m.state : LOAD_ASKED, .empty = "Lecture des engagements…"};
	if (commitments_here(ui, st))
		commitments_fill(ui, s);
	st->nothing = nothing_lines(&s->arena, ui->app, st->view.state, &m->m.error, st->view.empty, term_columns());
	if (st->shown)
		follow_find(st);
	if (st->page.stop_count > 0 && !st->shown) {
		st->shown = true;
		st->at.cursor = st->page.first;
		st->at.top = 0;
	}
	page_reveal(&st->page, &st->at);
	if (st->page.stop_count > 0)
		follow_keep(st);
	forms_on_data(ui);
}

static void commitments_paint(struct ui *ui, struct screen *s, struct rect body)
{
	struct commitments_state *st = s->state;
	(void)ui;
	if (st->page.stop_count == 0)
		nothing_paint(body, &st->nothing);
	else
		page_paint_headed(&st->page, &st->at, body, (const char *const[PAGE_HEADING]){st->heading, st->summary});
}

/* --- what is under the cursor ---------------------------------------------------------------------------- */

static const struct page_stop *stop_here(const struct commitments_state *st)
{
	return page_here(&st->page, &st->at);
}

static bool stop_is(const struct commitments_state *st, enum commitment_stop kind)
{
	const struct page_stop *stop = stop_here(st);
	return stop != NULL && stop->kind == (int)kind;
}

/* A line of either column, NULL elsewhere. */
static const struct view_commitment_row *row_here(const struct commitments_state *st)
{
	return stop_is(st, STOP_OURS) || stop_is(st, STOP_THEIRS) ? stop_here(st)->about : NULL;
}

/* --- reading ------------------------------------------------------------------------------------------------ */

static void why_once(struct ui *ui, struct arena *arena, struct view_why why)
{
	why_show(ui, &why);
	arena_free(arena);
}

static enum act_result commitments_why(struct ui *ui, const struct commitments_state *st)
{
	struct arena arena = {0};
	const struct page_stop *stop = stop_here(st);
	if (row_here(st) != NULL)
		why_once(ui, &arena, view_why_commitment(&arena, ui->app, stop->about));
	else if (stop_is(st, STOP_ALARM))
		why_once(ui, &arena, view_why_alarm(&arena, ui->app, stop->about));
	else if (stop != NULL)
		why_once(ui, &arena, view_why_contract(&arena, ui->app));
	return ACT_DONE;
}

static enum act_result commitments_enter(struct ui *ui, const struct commitments_state *st)
{
	struct arena arena = {0};
	if (stop_is(st, STOP_VERSION)) {
		const struct view_version *v = stop_here(st)->about;
		why_once(ui, &arena, view_version_full(&arena, ui->app, v->contract, v->version->rank));
	} else if (stop_is(st, STOP_SITUATION)) {
		why_once(ui, &arena, view_situation(&arena, ui->app));
	} else if (stop_is(st, STOP_LEAVING)) {
		leaving_show(ui);
	} else {
		return commitments_why(ui, st);
	}
	return ACT_DONE;
}

/* Ours, theirs, the contract, and so on. */
static enum act_result commitments_column(struct commitments_state *st)
{
	enum commitment_stop wanted = stop_is(st, STOP_OURS) ? STOP_THEIRS : stop_is(st, STOP_THEIRS) ? STOP_VERSION : STOP_OURS;
	for (int turn = 0; turn < 3; turn++) {
		for (size_t i = 0; i < st->page.stop_count; i++)
			if (st->page.stops[i].kind == (int)wanted) {
				st->at.cursor = i;
				page_reveal(&st->page, &st->at);
				follow_keep(st);
				return ACT_DONE;
			}
		wanted = wanted == STOP_OURS ? STOP_THEIRS : wanted == STOP_THEIRS ? STOP_VERSION : STOP_OURS;
	}
	return ACT_DONE;
}

/* --- gestures --------------------------------------------------------------------------------------------------- */

/* « Aller aux engagements » is where we are: what there is to do here about the contract. */
static enum action_id action_here(const struct ui *ui, enum action_id action)
{
	if (action != ACTION_GO_COMMITMENTS)
		return action;
	if (commitment_waiting(ui->app) != NULL)
		return ACTION_CONTRACT_SIGN;
	return commitment_running(ui->app) != NULL ? ACTION_CONTRACT_AMEND : ACTION_CONTRACT_PREPARE;
}

static void do_here(struct ui *ui, const struct commitments_state *st, enum action_id action)
{
	char key[32];
	if (action == ACTION_NONE)
		app_say(ui->app, MESSAGE_INFO, "Rien à faire sur cette ligne : %s dit pourquoi", keymap_show(&ui->keymap, ACTION_WHY, key));
	else
		act_dispatch(ui, action_here(ui, action), st->id);
}

/* What the line waits for: kept, delivered, answered, or the act of its clock. */
static void row_keep(struct ui *ui, const struct commitments_state *st, const struct view_commitment_row *row)
{
	if (row->action != ACTION_KEEP)
		do_here(ui, st, row->action);
	else if (row->request != NULL)
		form_answer_at(ui, st->id, row->request);
	else if (row->line->item != NULL)
		form_item_done_at(ui, row->line->item);
	else if (row->line->remedial != NULL)
		form_delivery_at(ui, st->id, row->line->remedial);
}

static enum act_result commitments_keep(struct ui *ui, const struct commitments_state *st)
{
	const struct view_commitment_row *row = row_here(st);
	if (row != NULL)
		row_keep(ui, st, row);
	else if (stop_is(st, STOP_ALARM))
		do_here(ui, st, ((const struct view_alarm *)stop_here(st)->about)->action);
	else if (commitment_waiting(ui->app) != NULL && (stop_is(st, STOP_CONTRACT) || stop_is(st, STOP_VERSION)))
		commitment_form(ui, ABOUT_SIGN, st->id);
	else
		app_say(ui->app, MESSAGE_INFO, "Placez-vous sur une ligne de l'une des deux colonnes");
	return ACT_DONE;
}

/* On a line, the act is about it; elsewhere, about what comes first for the person. */
static enum act_result commitments_about_row(struct ui *ui, const struct commitments_state *st, enum action_id action)
{
	const struct view_commitment_row *row = row_here(st);
	const struct ledger_line *line = row != NULL ? row->line : NULL;
	if (action == ACTION_ITEM_EXCUSE && line != NULL && line->item != NULL)
		form_item_excuse_at(ui, st->id, line->item);
	else if (action == ACTION_ITEM_EXCUSE && line != NULL)
		app_say(ui->app, MESSAGE_INFO, "Un délai de la règle ne s'excuse pas : seul un engagement écrit le peut");
	else if (action == ACTION_REMEDIAL_OPEN && line != NULL && line->debtor == DEBTOR_STRUCTURE && line->state == ITEM_LATE)
		form_remedial_at(ui, st->id, line);
	else if (action == ACTION_REMEDIAL_DELIVER && line != NULL && line->remedial != NULL && !date_is_set(line->remedial->delivered))
		form_delivery_at(ui, st->id, line->remedial);
	else
		return ACT_IGNORED;
	return ACT_DONE;
}

static enum act_result commitments_neighbour(struct ui *ui, struct commitments_state *st, int way)
{
	if (!portfolio_neighbour(ui, st->id, sizeof st->id, way))
		return ACT_DONE;
	st->shown = false;
	app_load_commitments(ui->app, st->id);
	return ACT_RECALC;
}

static enum act_result commitments_act(struct ui *ui, struct screen *s, enum action_id action)
{
	struct commitments_state *st = s->state;
	bool here = commitments_here(ui, st);
	if (page_move(&st->page, &st->at, action == ACTION_SELECT ? ACTION_PAGE_DOWN : action)) {
		follow_keep(st);
		return ACT_DONE;
	}
	switch (action) {
	case ACTION_NEXT_PERSON: return commitments_neighbour(ui, st, 1);
	case ACTION_PREVIOUS_PERSON: return commitments_neighbour(ui, st, -1);
	case ACTION_COLUMN: return commitments_column(st);
	case ACTION_OPEN: return commitments_enter(ui, st);
	case ACTION_WHY: return commitments_why(ui, st);
	case ACTION_KEEP: return commitments_keep(ui, st);
	case ACTION_ITEM_EXCUSE:
	case ACTION_REMEDIAL_OPEN:
	case ACTION_REMEDIAL_DELIVER: return commitments_about_row(ui, st, action);
	case ACTION_VERSIONS:
		if (here)
			versions_show(ui);
		return ACT_DONE;
	case ACTION_LEAVING:
		if (here)
			leaving_show(ui);
		return ACT_DONE;
	case ACTION_TURN:
		if (here)
			journey_show(ui);
		return ACT_DONE;
	default: return ACT_IGNORED;
	}
}

static void commitments_open(struct ui *ui, struct screen *s, const char *argument)
{
	struct commitments_state *st = s->state;
	snprintf(st->id, sizeof st->id, "%s", argument);
	st->at.rows = term_rows() - 3 - PAGE_HEADING;
	app_load_commitments(ui->app, st->id);
}

static const char *commitments_person(const struct screen *s)
{
	const struct commitments_state *st = s->state;
	return st->id;
}

const struct screen_ops screen_commitments = {
	.id = SCREEN_COMMITMENTS,
	.title = "Engagements",
	.state_size = sizeof(struct commitments_state),
	.open = commitments_open,
	.recalc = commitments_recalc,
	.paint = commitments_paint,
	.act = commitments_act,
	.person = commitments_person,
};
