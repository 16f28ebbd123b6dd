/* What pty.c and pty_read.c share. */
#ifndef JALON_TEST_PTY_PRIVATE_H
#define JALON_TEST_PTY_PRIVATE_H

#include <vterm.h>

#include "core/base/strbuf.h"
#include "tests/support/pty.h"

struct pty_screen {
	pid_t pid;
	int fd; /* the terminal's side, non-blocking */
	bool ended;
	int status; /* once ended */
	int rows, cols;
	char state[40]; /* the program's XDG_STATE_HOME unless env names another; goes with the terminal */
	VTerm *vterm;
	VTermScreen *screen; /* belongs to vterm */
	bool cursor_visible, altscreen;
	size_t bytes, reply_bytes;
	struct strbuf title, row_text, dump_text;
};

#endif
