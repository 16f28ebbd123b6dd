/* The one loop: poll over terminal, database, signals and timer; keys to actions; events to the app;
 * recalc, paint, one doupdate. Nothing here or below waits for the database. */
#ifndef JALON_LOOP_H
#define JALON_LOOP_H

#include "core/app/action.h"
#include "core/app/app.h"
#include "tui/screen.h"
#include "tui/widgets/popup.h"

#define SCREENS_MAX 16

struct prompt_history; /* tui/widgets/prompt.c */
struct state_dir;      /* tui/drafts/state_dir.h */
struct drafts;         /* tui/drafts/drafts.h */
struct sent_forms;     /* tui/forms/forms_sent.c */

struct ui {
	struct app *app;
	struct keymap keymap;              /* lent by the caller of screens_run() */
	struct screen *stack[SCREENS_MAX]; int depth;
	struct popup *popup;               /* on top: prompt, form, editor, palette; NULL when none */
	struct key_sequence typed;         /* a prefix waiting for its second key */
	struct key_sequence acted;         /* what was typed for the action under way; count 0: from the palette */
	bool quit;
	bool dirty;                        /* the screen on top must recompute */
	size_t messages_read;              /* messages painted, and a key typed since */
	size_t messages_painted;
	bool too_small_shown;              /* the notice is on the screen: « q » answers it, and not what came before */
	bool session_seen;
	void (*on_session)(struct ui *ui); /* once, when the session is first known; may be NULL */
	struct screen *left;               /* closed, freed at the end of the pass */
	struct prompt_history *histories;
	struct state_dir *state;           /* what outlives the program; NULL: nothing does */
	struct sent_forms *sent;           /* what was typed, until the base has taken it */
	struct drafts *drafts;             /* what is typed, on disk; NULL: nothing is kept */
	const char *notice;                /* of the title, when it has no room there: in frame */
	struct arena frame;                /* title and bar, reset at each pass */
	int exit_status;
};

/* Runs until quit; returns the exit status. The app is initialised, the terminal open, a screen on the
 * stack. Frees screens, popups and histories; not the app nor the keymap. */
int loop_run(struct ui *ui);
/* The end of loop_run(), for who never came to it. */
void loop_leave(struct ui *ui);

void ui_open_screen(struct ui *ui, const struct screen_ops *ops, const char *argument);
void ui_close_screen(struct ui *ui); /* the last one stays */
void ui_replace_screens(struct ui *ui, const struct screen_ops *ops, const char *argument); /* the g jumps */
struct screen *ui_top(const struct ui *ui);
/* Popups own the keyboard until they finish. The ui owns the popup. */
void ui_show_popup(struct ui *ui, struct popup *p);
void ui_perform(struct ui *ui, enum action_id action); /* as if its key had been typed, guards included */
void ui_mark_dirty(struct ui *ui); /* every screen recomputes before it is painted again */
/* Where screens paint: all but the title, the message line and the bar. */
struct rect ui_body(void);
const char *ui_person(const struct ui *ui); /* identifiant under the cursor of the screen on top, "" */

/* --- for the loop's own files ------------------------------------------------------------------------- */
void ui_popup_key(struct ui *ui, int key, bool pasted);
void ui_free_left(struct ui *ui);
void ui_free_all(struct ui *ui);
bool ui_has_unsaved(const struct ui *ui);
void ui_act_general(struct ui *ui, enum action_id action); /* help, quit, jumps… (tui/general.c) */
void chrome_paint(struct ui *ui); /* title, message line, bar (tui/chrome.c) */
int chrome_message_rows(struct ui *ui); /* that the message line takes: a popup stands above them */
void chrome_paint_too_small(struct ui *ui);
const char *ui_refusal_to_leave(struct ui *ui); /* French, "" when nothing would be lost */

#endif
