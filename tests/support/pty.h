/* A program in a real pseudo-terminal, its screen kept by libvterm.
 *
 * Nothing sleeps: a wait polls the pty until what it wants is on the screen, or the time is up. Rows and
 * columns count from 0. Text is UTF-8; a cell holds its base character with its combining accents, and a
 * wide character takes two cells. */
#ifndef JALON_TEST_PTY_H
#define JALON_TEST_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#define PTY_PATIENCE 10000 /* milliseconds; generous, because only failures wait that long */

struct pty_screen;

/* Starts argv[0] (searched in PATH) in a terminal of rows x cols. Its environment is PATH, HOME=/nonexistent,
 * TERM=xterm-256color, LC_ALL=C.UTF-8, an XDG_STATE_HOME of its own that pty_close() erases, and the sanitizers' options and JALON_TEST_* when set here; then
 * env (NULL, or a NULL-terminated list): "NAME=value" sets, "NAME" removes. Ends the process when no
 * terminal can be had. Caller: pty_close(). */
struct pty_screen *pty_start(int rows, int cols, char *const argv[], char *const env[]);

/* Kills the program if it still runs, and frees. NULL is allowed. */
void pty_close(struct pty_screen *p);

/* Types text. Between angle brackets a key: <Enter> <Esc> <Tab> <S-Tab> <BS> <Del> <Up> <Down> <Left> <Right>
 * <Home> <End> <PageUp> <PageDown> <Space> <F1>... <F12> <C-x> <M-x>, and <lt> for « < ». Arrows follow the
 * mode that the program has set. An unknown name ends the process. */
void pty_send(struct pty_screen *p, const char *keys);
void pty_send_bytes(struct pty_screen *p, const void *bytes, size_t length); /* as they are */

/* Waits until text stands on one row (or until it stands on none). False when the time is up or the program
 * ended without it. */
bool pty_wait_for(struct pty_screen *p, const char *text, int milliseconds);
bool pty_wait_gone(struct pty_screen *p, const char *text, int milliseconds);
/* The same for any condition, tried after each answer of the program. */
bool pty_wait_until(struct pty_screen *p, bool (*condition)(struct pty_screen *p, void *arg), void *arg,
	int milliseconds);
/* Waits for the end of the program; *status as of waitpid(). All its output has been read then. */
bool pty_wait_exit(struct pty_screen *p, int milliseconds, int *status);

/* The screen as text, trailing spaces trimmed; owned by p, until the next call of the same function. */
const char *pty_row(struct pty_screen *p, int row);
const char *pty_dump(struct pty_screen *p); /* every row, each with its newline */

/* Where text stands first; false when nowhere. *col counts cells. */
bool pty_find(struct pty_screen *p, const char *text, int *row, int *col);
void pty_cursor(struct pty_screen *p, int *row, int *col);
bool pty_cursor_visible(const struct pty_screen *p);

enum { PTY_BOLD = 1, PTY_UNDERLINE = 2, PTY_REVERSE = 4, PTY_BLINK = 8, PTY_COLOUR = 16 };
/* The attributes of a cell; PTY_COLOUR: its text or ground has a colour of its own. */
unsigned pty_attributes(struct pty_screen *p, int row, int col);

void pty_resize(struct pty_screen *p, int rows, int cols); /* the program gets SIGWINCH */
void pty_signal(struct pty_screen *p, int signal);
pid_t pty_pid(const struct pty_screen *p);
int pty_rows(const struct pty_screen *p);
int pty_cols(const struct pty_screen *p);

size_t pty_bytes(const struct pty_screen *p);       /* received from the program since the start */
size_t pty_reply_bytes(const struct pty_screen *p); /* answered by the terminal to queries: 0 for Jalon */
const char *pty_title(const struct pty_screen *p);  /* window title that the program set; "" when none */
bool pty_altscreen(const struct pty_screen *p);     /* on the alternate screen now */
bool pty_is_cooked(const struct pty_screen *p);     /* the line discipline echoes and edits lines, as a shell wants */

/* For tests: fails with the whole screen. Needs <criterion/criterion.h>. */
#define pty_expect(p, text) \
	cr_assert(pty_wait_for((p), (text), PTY_PATIENCE), "« %s » never came:\n%s", (text), pty_dump(p))
#define pty_expect_gone(p, text) \
	cr_assert(pty_wait_gone((p), (text), PTY_PATIENCE), "« %s » never went:\n%s", (text), pty_dump(p))
#define pty_expect_exit(p, code) \
	do { \
		int pty_status_ = -1; \
		cr_assert(pty_wait_exit((p), PTY_PATIENCE, &pty_status_), "the program goes on:\n%s", pty_dump(p)); \
		cr_assert(WIFEXITED(pty_status_) && WEXITSTATUS(pty_status_) == (code), "status %#x:\n%s", \
			(unsigned)pty_status_, pty_dump(p)); \
	} while (0)

#endif
