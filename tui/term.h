/* The terminal: set-up and restore, keys in, painted cells out. The only file pair that knows how the
 * tty is prepared; all other files of tui/ paint through paint.h.
 *
 * stderr is captured while the screen is up; a crash, an exit or exhaustion restores the tty. ESC delay
 * 100 ms (jalon.ini). NO_COLOR and a C locale are honoured: painting is then
 * ASCII, typing stays UTF-8. Raw input: Ctrl-C, Ctrl-Z, Ctrl-S and Ctrl-Q
 * are keys like others. The mouse stays the terminal's own, for its selection. */
#ifndef JALON_TERM_H
#define JALON_TERM_H

#include <stdbool.h>

#include "core/base/error.h"

#define TERM_MIN_ROWS 16
#define TERM_MIN_COLUMNS 60
#define TERM_ESCAPE_DELAY_MS 100 /* when the options say 0; arrow keys cut by a slow network stay whole */

struct term_options {
	int escape_delay_ms; /* 0: TERM_ESCAPE_DELAY_MS */
	bool mouse;          /* kept for jalon.ini; not used */
};

/* False with ERR_USAGE (« utilisez jalon afficher ») when there is no terminal or TERM is unusable. Also
 * opens the signals (tui/signals.h) and hooks mem_on_exhaustion(). */
bool term_open(const struct term_options *o, struct error *e);
void term_close(void); /* idempotent; restores the tty and prints what stderr received */
int term_rows(void);
int term_columns(void);
bool term_is_utf8(void);
bool term_has_colour(void);
bool term_too_small(void);
/* Next key already typed, as a code point or enum special_key (core/app/action.h); KEYCODE_NONE when none.
 * Inside pasted text only code points come, line ends as '\n': see term_pasted(). */
int term_next_key(void);
bool term_pasted(void); /* the key just returned was pasted, not typed */
int term_fd(void);
void term_redraw_all(void); /* Ctrl-L: the only clearok */
void term_resize(void);     /* after SIGWINCH: takes the new size; a KEYCODE_RESIZE follows */
bool term_may_suspend(void); /* not without a shell that could wake us (forced command, JALON_SANS_SUSPENSION) */
void term_suspend(void);     /* Ctrl-Z */
void term_resume(void);      /* after SIGCONT: takes the tty again and repaints everything */

#endif
