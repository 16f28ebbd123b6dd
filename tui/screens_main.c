/* Opens the terminal, puts the first screen, runs the loop, gives the terminal back. */
#include "tui/screens_main.h"

#include "tui/drafts/drafts.h"
#include "tui/loop.h"
#include "tui/plain/port_call.h"
#include "tui/forms/forms_sent.h"
#include "tui/screens/roll_kept.h"
#include "tui/screens/screens.h"
#include "tui/drafts/state_dir.h"

static void choose_referent(struct ui *ui)
{
	const struct app *a = ui->app;
	if (a->session->role == ROLE_SUPERVISOR && !a->portfolio.login[0] && ui->depth == 1 &&
	    ui_top(ui)->ops == &screen_portfolio)
		ui_replace_screens(ui, &screen_referents, "");
}

static void session_known(struct ui *ui)
{
	char title[160], key[32];
	choose_referent(ui);
	drafts_find(ui);
	if (roll_waits(ui->state, ui->app->session, title, sizeof title))
		app_say(ui->app, MESSAGE_WARNING, "Un appel n'est pas enregistré : %s. Il attend dans l'agenda (%s), sur cette séance", title,
		        keymap_show(&ui->keymap, ACTION_GO_AGENDA, key));
}

int screens_run(struct app *app, struct keymap *keys, const struct term_options *o, const char *first_screen_argument,
                struct error *e)
{
	struct state_dir state = {0};
	struct ui ui = {.app = app, .keymap = *keys, .on_session = session_known, .state = &state};
	int status;
	forms_sent_open(&ui);
	drafts_open(&ui);
	/* Asked first: the server works while the terminal is set up. */
	ui_open_screen(&ui, &screen_portfolio, first_screen_argument);
	port_step(app->port, 0);
	if (term_open(o, e)) {
		if (!term_is_utf8())
			app_say(app, MESSAGE_INFO, "Terminal sans UTF-8 : accents simplifiés à l'écran seulement (LANG=C.UTF-8)");
		port_step(app->port, 0);
		status = loop_run(&ui);
	} else {
		status = error_exit_status(e->code);
		loop_leave(&ui);
	}
	forms_sent_close(&ui);
	state_close(&state);
	term_close();
	return status;
}
