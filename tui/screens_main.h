/* The screens, opened: terminal, first screen, loop, terminal given back. */
#ifndef JALON_SCREENS_MAIN_H
#define JALON_SCREENS_MAIN_H

#include "core/app/action.h"
#include "core/app/app.h"
#include "tui/term.h"

/* The app is initialised with its port; keys come from keys.ini and stay the caller's. The first screen is
 * the portfolio of first_screen_argument (a référent's login, "" for one's own); a responsable without one
 * chooses a référent as soon as the session is known. Returns the exit status; when the terminal cannot be
 * opened, *e is set (ERR_USAGE) and its status returned. */
int screens_run(struct app *app, struct keymap *keys, const struct term_options *o, const char *first_screen_argument,
                struct error *e);

#endif
