/* The one loop: poll over terminal, database, signals and timer; keys to actions; events to the app;
 * recalc, paint, one doupdate. Nothing here or below waits for the database. */
#ifndef JALON_LOOP_H
#define JALON_LOOP_H

#include "core/app/action.h"
#include "core/app/app.h"
#include "tui/screen.h"
#include "tui/widgets/popup.h"

#define SCREENS_MAX 16

struct ui {
	struct app *app;
	struct keymap keymap;
	struct screen *stack[SCREENS_MAX]; int depth;
	struct popup *popup;               /* on top: prompt, form, editor, palette, which-key; NULL when none */
	struct key_sequence typed;         /* a prefix waiting for its second key */
	bool quit;
	bool message_shown_once;
};

/* Runs until quit; returns the exit status. The app is initialised, the terminal open. */
int loop_run(struct ui *ui);

void ui_open_screen(struct ui *ui, const struct screen_ops *ops, const char *argument);
void ui_close_screen(struct ui *ui);
void ui_replace_screens(struct ui *ui, const struct screen_ops *ops, const char *argument); /* the g jumps */
struct screen *ui_top(const struct ui *ui);
/* Popups own the keyboard until they finish. The ui owns the popup. */
void ui_show_popup(struct ui *ui, struct popup *p);
void ui_perform(struct ui *ui, enum action_id action); /* as if its key had been typed, guards included */
void ui_mark_dirty(struct ui *ui);

#endif
