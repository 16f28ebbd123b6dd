/* What most tests of a screen do beside their own: wait for the cursor, resume a form left in its middle, quit. */
#ifndef JALON_TEST_SITTING_H
#define JALON_TEST_SITTING_H

#include "tests/support/pty.h"

/* Q, and the program has ended with 0. */
void quit(struct pty_screen *p);
/* A condition of pty_wait_until(): the cursor is on the mark of the current line. */
bool cursor_on_mark(struct pty_screen *p, void *arg);
/* Until the cursor is on the mark of the current line. */
void cursor_settle(struct pty_screen *p);
/* On p where the form opens: opened, typed, hung up; offered by the program started again by start(), resumed with what was
 * typed shown, saved, quit. shown is the last thing typed: until then keys may be on their way. */
void form_resumed(struct pty_screen *p, struct pty_screen *(*start)(void), const char *open, const char *title, const char *typed,
	const char *shown, const char *saved);

#endif
