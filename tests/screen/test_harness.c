/* The harness itself: a terminal that types, waits, reads cells, and tells the truth about failures. */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "tests/support/golden.h"
#include "tests/support/pty.h"

/* A shell script on the terminal. */
static struct pty_screen *start_shell(int rows, int cols, char *script)
{
	return pty_start(rows, cols, (char *[]){ "sh", "-c", script, NULL }, NULL);
}

Test(pty, shows_what_a_program_writes)
{
	struct pty_screen *p = start_shell(24, 80, "printf 'un\\r\\n  deux  \\r\\n'");
	pty_expect_exit(p, 0);
	cr_assert_str_eq(pty_row(p, 0), "un");
	cr_assert_str_eq(pty_row(p, 1), "  deux");
	cr_assert_str_eq(pty_row(p, 2), "");
	cr_assert_eq(pty_bytes(p), strlen("un\r\n  deux  \r\n") + 2, "the terminal adds a return before each newline");
	pty_close(p);
}

Test(pty, types_and_waits_for_the_answer)
{
	struct pty_screen *p = pty_start(24, 80, (char *[]){ "cat", NULL }, NULL);
	pty_send(p, "Évrard <lt>3<Enter>");
	pty_expect(p, "Évrard <3");
	pty_send(p, "<C-d>");
	pty_expect_exit(p, 0);
	cr_assert_str_eq(pty_row(p, 0), "Évrard <3");
	cr_assert_str_eq(pty_row(p, 1), "Évrard <3");
	pty_close(p);
}

Test(pty, does_not_wait_for_what_cannot_come)
{
	struct pty_screen *p = start_shell(24, 80, "echo fini");
	cr_assert_not(pty_wait_for(p, "jamais", PTY_PATIENCE), "the program ended, so the wait ends before its time");
	pty_close(p);
	p = pty_start(24, 80, (char *[]){ "cat", NULL }, NULL);
	cr_assert_not(pty_wait_for(p, "jamais", 50));
	int status;
	cr_assert_not(pty_wait_exit(p, 50, &status));
	pty_close(p);
}

Test(pty, tells_how_the_program_ended)
{
	struct pty_screen *p = start_shell(24, 80, "exit 3");
	pty_expect_exit(p, 3);
	pty_close(p);
	p = pty_start(24, 80, (char *[]){ "cat", NULL }, NULL);
	pty_signal(p, SIGKILL);
	int status = 0;
	cr_assert(pty_wait_exit(p, PTY_PATIENCE, &status));
	cr_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	pty_close(p);
	p = pty_start(24, 80, (char *[]){ "/nulle/part", NULL }, NULL);
	pty_expect_exit(p, 127);
	pty_close(p);
}

Test(pty, counts_cells_not_bytes)
{
	/* A wide character, an accent that combines, then plain text. */
	struct pty_screen *p = start_shell(24, 80, "printf '\\346\\274\\242e\\314\\201X'");
	pty_expect(p, "X");
	int row, col;
	cr_assert(pty_find(p, "X", &row, &col));
	cr_assert_eq(row, 0);
	cr_assert_eq(col, 3);
	cr_assert_str_eq(pty_row(p, 0), "漢e\xCC\x81X");
	pty_cursor(p, &row, &col);
	cr_assert_eq(col, 4);
	pty_close(p);
}

Test(pty, reads_attributes_and_modes)
{
	struct pty_screen *p = start_shell(24, 80,
		"stty -echo; printf 'a\\033[7mb\\033[0;31mc\\033[0m\\033[?25l\\033]2;titre\\007\\033[?1049hpr\\303\\252t'; read x;"
		"printf '\\033[?1049l\\033[?25h'; stty echo; echo fin");
	pty_expect(p, "prêt");
	cr_assert(pty_altscreen(p));
	cr_assert_not(pty_cursor_visible(p));
	cr_assert_not(pty_is_cooked(p));
	cr_assert_str_eq(pty_title(p), "titre");
	pty_send(p, "<Enter>");
	pty_expect_exit(p, 0);
	cr_assert_not(pty_altscreen(p));
	cr_assert(pty_cursor_visible(p));
	cr_assert(pty_is_cooked(p));
	cr_assert_eq(pty_attributes(p, 0, 0), 0);
	cr_assert_eq(pty_attributes(p, 0, 1), PTY_REVERSE);
	cr_assert_eq(pty_attributes(p, 0, 2), PTY_COLOUR);
	cr_assert_eq(pty_reply_bytes(p), 0);
	pty_close(p);
}

Test(pty, counts_what_the_terminal_answers)
{
	struct pty_screen *p = start_shell(24, 80, "stty raw -echo; printf '\\033[6n'; dd bs=1 count=6 2>/dev/null | od -c");
	pty_expect_exit(p, 0);
	cr_assert_eq(pty_reply_bytes(p), strlen("\033[1;1R"));
	pty_close(p);
}

Test(pty, sends_arrows_as_the_program_asked)
{
	struct pty_screen *p = start_shell(24, 80, "stty raw -echo; printf pret; dd bs=1 count=3 2>/dev/null | od -An -c;"
						   "printf '\\033[?1happlication'; dd bs=1 count=3 2>/dev/null | od -An -c");
	pty_expect(p, "pret");
	pty_send(p, "<Up>");
	pty_expect(p, "033   [   A");
	pty_expect(p, "application");
	pty_send(p, "<Up>");
	pty_expect(p, "033   O   A");
	pty_expect_exit(p, 0);
	pty_close(p);
}

Test(pty, resizes_and_the_program_hears_it)
{
	struct pty_screen *p = start_shell(24, 80, "trap 'stty size' WINCH; stty size; while :; do read x; done");
	pty_expect(p, "24 80");
	pty_resize(p, 40, 140);
	pty_send(p, "<Enter>"); /* the shell runs its trap once its read has returned */
	pty_expect(p, "40 140");
	cr_assert_eq(pty_rows(p), 40);
	cr_assert_eq(pty_cols(p), 140);
	pty_close(p);
}

Test(pty, starts_from_a_clean_environment)
{
	setenv("JALON_ESSAI_FUITE", "oui", 1);
	struct pty_screen *p = pty_start(24, 80, (char *[]){ "env", NULL }, (char *[]){ "TERM", "LANG=fr_FR.UTF-8", NULL });
	pty_expect_exit(p, 0);
	cr_assert(pty_find(p, "LANG=fr_FR.UTF-8", NULL, NULL));
	cr_assert(pty_find(p, "HOME=/nonexistent", NULL, NULL));
	cr_assert_not(pty_find(p, "JALON_ESSAI_FUITE", NULL, NULL));
	cr_assert_not(pty_find(p, "TERM=", NULL, NULL));
	pty_close(p);
}

Test(pty, takes_much_output_and_much_input_at_once)
{
	struct pty_screen *p = start_shell(24, 80, "stty raw -echo; printf pret; head -c 200000; printf '\\r\\nFIN'");
	pty_expect(p, "pret");
	char *much = malloc(200000);
	memset(much, 'x', 200000);
	pty_send_bytes(p, much, 200000);
	pty_expect(p, "FIN");
	cr_assert_geq(pty_bytes(p), 200000);
	free(much);
	pty_close(p);
}

Test(golden, says_which_line_differs)
{
	unsetenv("GENERATE");
	char *difference = NULL;
	cr_assert(golden_match("harnais", "une ligne\nune autre, accentuée\n", &difference));
	cr_assert_null(difference);
	cr_assert_not(golden_match("harnais", "une ligne\nune autre\n", &difference));
	cr_assert_str_eq(difference, "  une ligne\n- une autre, accentuée\n+ une autre\n");
	free(difference);
	cr_assert_not(golden_match("absent", "texte\n", &difference));
	cr_assert_not_null(strstr(difference, "GENERATE=1"));
	free(difference);
}

Test(golden, waits_for_a_screen_that_comes_in_pieces)
{
	unsetenv("GENERATE");
	struct pty_screen *p = start_shell(2, 40, "stty -echo; printf 'une ligne\\r\\n'; read x; printf 'une autre, '; read x;"
						  "printf 'accentu\\303\\251e'; read x");
	pty_expect(p, "une ligne");
	pty_send(p, "<Enter><Enter>");
	golden_expect_screen("harnais", p);
	pty_close(p);
}
