/* The terminal: set-up and restore, keys in, painted cells out. The only file pair that knows how the
 * tty is prepared; all other files of tui/ paint through paint.h.
 *
 * stderr is captured while the screen is up; a crash, an exit or exhaustion restores the tty. ESC delay
 * 100 ms (jalon.ini). NO_COLOR and a C locale are honoured. */
#ifndef JALON_TERM_H
#define JALON_TERM_H

#include <stdbool.h>

#include "core/base/error.h"

#define TERM_MIN_ROWS 16
#define TERM_MIN_COLUMNS 60

struct term_options { int escape_delay_ms; bool mouse; };

/* False with ERR_USAGE (« utilisez jalon afficher ») when there is no terminal or TERM is unusable. */
bool term_open(const struct term_options *o, struct error *e);
void term_close(void); /* idempotent; restores the tty and prints what stderr received */
int term_rows(void);
int term_columns(void);
bool term_is_utf8(void);
bool term_has_colour(void);
bool term_too_small(void);
/* Next key already typed, as a code point or enum special_key (core/app/action.h); KEYCODE_NONE when none. */
int term_next_key(void);
int term_fd(void);
void term_redraw_all(void); /* Ctrl-L: the only clearok */
void term_suspend(void);    /* Ctrl-Z */

#endif
