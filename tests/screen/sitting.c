#include <criterion/criterion.h>
#include <signal.h>

#include "tests/screen/sitting.h"

void quit(struct pty_screen *p)
{
	pty_send(p, "Q");
	pty_expect_exit(p, 0);
	pty_close(p);
}

bool cursor_on_mark(struct pty_screen *p, void *arg)
{
	int row, col, column = 0;
	(void)arg;
	pty_cursor(p, &row, &col);
	const char *text = pty_row(p, row);
	while (*text != '\0' && column < col) { /* one cell a letter here: names have no wide ones */
		text++;
		while ((*text & 0xC0) == 0x80)
			text++;
		column++;
	}
	return *text == '>';
}

void cursor_settle(struct pty_screen *p)
{
	cr_assert(pty_wait_until(p, cursor_on_mark, NULL, PTY_PATIENCE), "the cursor is on no line:\n%s", pty_dump(p));
}

void form_resumed(struct pty_screen *p, struct pty_screen *(*start)(void), const char *open, const char *title, const char *typed,
	const char *shown, const char *saved)
{
	int status;
	pty_send(p, open);
	pty_expect(p, title);
	pty_send(p, typed);
	pty_expect(p, shown);
	pty_signal(p, SIGHUP);
	cr_assert(pty_wait_exit(p, PTY_PATIENCE, &status));
	pty_close(p);
	p = start();
	pty_expect(p, "1 saisie non terminée");
	pty_expect(p, title);
	cr_expect_not(pty_find(p, "« 202", &(int){0}, &(int){0}), "a day is shown year first:\n%s", pty_dump(p));
	pty_send(p, "<Enter>");
	pty_expect(p, "Ctrl-S enregistrer");
	pty_expect(p, shown);
	pty_send(p, "<C-s>");
	pty_expect(p, saved);
	quit(p);
}
