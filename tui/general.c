/* The general actions: what a key does when the screen leaves it to the loop (help, quit, jumps, undo…). */
#include <stdio.h>
#include <string.h>

#include "tui/drafts/drafts.h"
#include "tui/loop.h"
#include "tui/screens/screens.h"
#include "tui/term.h"
#include "tui/widgets/widgets.h"

const char *ui_refusal_to_leave(struct ui *ui)
{
	size_t writes = ui->app->port->unsettled(ui->app->port->ctx);
	if (ui_has_unsaved(ui))
		return "Une saisie n'est pas enregistrée";
	if (writes == 1)
		return "Un enregistrement attend encore la réponse de la base";
	if (writes > 1)
		return "Des enregistrements attendent encore la réponse de la base";
	return "";
}

static void on_quit_answer(struct ui *ui, void *ctx, int value)
{
	(void)ctx;
	ui->quit = value == 1;
}

static void quit(struct ui *ui)
{
	static const struct choice answers[] = {{'o', "quitter quand même", 1}, {'n', "rester", 0}};
	const char *refusal = ui_refusal_to_leave(ui);
	if (!*refusal) {
		ui->quit = true;
		return;
	}
	char question[160];
	snprintf(question, sizeof question, "%s. Quitter ?", refusal);
	ui_show_popup(ui, choice_new(question, answers, 2, on_quit_answer, NULL));
}

static void go_back(struct ui *ui)
{
	char key[32];
	if (ui->depth > 1)
		ui_close_screen(ui);
	else
		app_say(ui->app, MESSAGE_INFO, "C'est le premier écran ; %s quitte Jalon",
		        keymap_show(&ui->keymap, ACTION_QUIT, key));
}

static void open_once(struct ui *ui, const struct screen_ops *ops)
{
	if (ui_top(ui)->ops != ops)
		ui_open_screen(ui, ops, "");
}

/* A responsable has no portfolio of their own: back to the one being looked at, or to the choice. */
static void go_portfolio(struct ui *ui)
{
	const struct app *a = ui->app;
	bool supervisor = a->session && a->session->role == ROLE_SUPERVISOR;
	char login[sizeof a->portfolio.login];
	snprintf(login, sizeof login, "%s", supervisor ? a->portfolio.login : "");
	if (supervisor && !*login)
		ui_replace_screens(ui, &screen_referents, "");
	else
		ui_replace_screens(ui, &screen_portfolio, login);
}

/* A responsable has no agenda of appointments: that of the portfolio or the agenda being looked at, or the choice. */
static void go_agenda(struct ui *ui)
{
	const struct app *a = ui->app;
	bool supervisor = a->session && a->session->role == ROLE_SUPERVISOR;
	char login[sizeof a->portfolio.login];
	snprintf(login, sizeof login, "%s", !supervisor ? "" : *a->portfolio.login ? a->portfolio.login : a->agenda.login);
	if (supervisor && !*login) {
		char key[32];
		ui_replace_screens(ui, &screen_referents, "");
		app_say(ui->app, MESSAGE_INFO, "Choisissez un référent, puis %s : son agenda", keymap_show(&ui->keymap, ACTION_GO_AGENDA, key));
	} else {
		ui_replace_screens(ui, &screen_agenda, login);
	}
}

/* Mine; of a responsable the agency's, but from a portfolio that they look at: its own. */
static void go_trainings(struct ui *ui)
{
	const struct app *a = ui->app;
	bool supervisor = a->session && a->session->role == ROLE_SUPERVISOR;
	char login[sizeof a->portfolio.login];
	snprintf(login, sizeof login, "%s", supervisor && ui_top(ui)->ops == &screen_portfolio ? a->portfolio.login : "");
	ui_replace_screens(ui, &screen_trainings, login);
}

/* Over what is shown: q comes back to it. */
static void open_person(struct ui *ui, const struct screen_ops *ops)
{
	if (ui_top(ui)->ops != ops)
		ui_open_screen(ui, ops, ui_person(ui));
}

/* The sessions on offer, for the person that was under the cursor. */
static void go_catalogue(struct ui *ui)
{
	ui_open_screen(ui, &screen_catalogue, ui_person(ui));
}

static void undo(struct ui *ui)
{
	struct error e = {0};
	if (!act_undo(ui->app, &e))
		app_say_error(ui->app, MESSAGE_WARNING, "", &e);
	ui_mark_dirty(ui);
}

static void cancel(struct ui *ui)
{
	char key[32];
	ui->app->port->cancel_reads(ui->app->port->ctx);
	app_say(ui->app, MESSAGE_INFO, "Lecture interrompue ; %s quitte Jalon", keymap_show(&ui->keymap, ACTION_QUIT, key));
}

static void act_elsewhere(struct ui *ui, enum action_id action)
{
	enum act_result result = act_dispatch(ui, action, ui_person(ui));
	if (result == ACT_IGNORED && actions[action].bar_rank > 0)
		app_say(ui->app, MESSAGE_INFO, "« %s » n'a pas d'effet ici", actions[action].label);
	if (result & ACT_RECALC)
		ui_mark_dirty(ui);
}

void ui_act_general(struct ui *ui, enum action_id action)
{
	switch (action) {
	case ACTION_BACK: go_back(ui); break;
	case ACTION_HELP: open_once(ui, &screen_help); break;
	case ACTION_GO_DRAFTS: drafts_box_show(ui); break;
	case ACTION_GO_MESSAGES: open_once(ui, &screen_messages); break;
	case ACTION_GO_SEARCH: open_once(ui, &screen_search); break;
	case ACTION_GO_REFERENTS: ui_replace_screens(ui, &screen_referents, ""); break;
	case ACTION_GO_PORTFOLIO: go_portfolio(ui); break;
	case ACTION_GO_DAY: ui_replace_screens(ui, &screen_day, ""); break;
	case ACTION_GO_AGENDA: go_agenda(ui); break;
	case ACTION_PERSON_HOURS:
	case ACTION_GO_HOURS: open_person(ui, &screen_hours); break;
	case ACTION_GO_TRAININGS: go_trainings(ui); break;
	case ACTION_GO_CATALOGUE: go_catalogue(ui); break;
	case ACTION_GO_COMMITMENTS: open_person(ui, &screen_commitments); break;
	case ACTION_PALETTE: ui_show_popup(ui, palette_new(ui)); break;
	case ACTION_RELOAD:
		app_reload(ui->app);
		app_say(ui->app, MESSAGE_INFO, "Relecture demandée");
		ui_mark_dirty(ui);
		break;
	case ACTION_REDRAW: term_redraw_all(); break;
	case ACTION_CANCEL: cancel(ui); break;
	case ACTION_UNDO: undo(ui); break;
	case ACTION_QUIT: quit(ui); break;
	default: act_elsewhere(ui, action); break;
	}
}
