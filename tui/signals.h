/* Signals as bytes in a pipe that the loop polls, and the tty given back when the program crashes.
 *
 * Handlers only set a flag and write a byte. term.c opens and closes this; the loop reads it. */
#ifndef JALON_SIGNALS_H
#define JALON_SIGNALS_H

#include <stdbool.h>

enum signalled {
	SIGNALLED_RESIZE = 1,    /* SIGWINCH */
	SIGNALLED_END = 2,       /* SIGTERM, SIGHUP: leave at once, cleanly */
	SIGNALLED_INTERRUPT = 4, /* SIGINT from outside: the same as Ctrl-C, never quits */
	SIGNALLED_STOP = 8,      /* SIGTSTP from outside */
	SIGNALLED_CONTINUE = 16, /* SIGCONT: the tty may have been changed meanwhile */
};

/* restore runs inside the handler of a crash (SIGSEGV, SIGABRT...): async-signal-safe calls only. False
 * when there is no pipe to be had. */
bool signals_open(void (*restore)(void));
int signals_fd(void);        /* readable when something came */
unsigned signals_take(void); /* what came since the last call, enum signalled added up */
void signals_stop(void);     /* really stops the program (SIGTSTP); returns once it is continued */
void signals_close(void);    /* gives back the former handlers */

#endif
