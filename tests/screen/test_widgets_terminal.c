/* The terminal itself: what it refuses, what it survives, what it gives back. */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/screen/scene.h"

static struct pty_screen *start_with(char *setting, char *other)
{
	struct pty_screen *p = scene_start("simple", 24, 80, (char *[]){setting, other, NULL});
	pty_expect(p, "mlegoff");
	pty_expect(p, "BERNARD");
	return p;
}

static bool on_collet(struct pty_screen *p, void *none)
{
	int row, column;
	(void)none;
	pty_cursor(p, &row, &column);
	return column == 0 && strstr(pty_row(p, row), "> COLLET") != NULL;
}

static void leave(struct pty_screen *p)
{
	pty_send(p, "Q");
	pty_expect_exit(p, 0);
	cr_expect(pty_is_cooked(p));
	pty_close(p);
}

Test(terminal, refuses_what_cannot_hold_a_screen)
{
	static const char *const settings[] = {"TERM", "TERM=", "TERM=dumb", "TERM=aucun-de-ce-nom", "TERM=unknown"};
	for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
		struct pty_screen *p = scene_start("simple", 24, 160, (char *[]){(char *)(size_t)settings[i], NULL});
		pty_expect_exit(p, 2);
		cr_expect(strstr(pty_dump(p), "jalon afficher") != NULL, "%s:\n%s", settings[i], pty_dump(p));
		cr_expect(strncmp(pty_row(p, 0), "jalon : ", 8) == 0, "nothing before the sentence:\n%s", pty_dump(p));
		cr_expect_not(pty_altscreen(p));
		pty_close(p);
	}
}

Test(terminal, refuses_a_pipe)
{
	char command[2400], path[1024];
	ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
	cr_assert_gt(length, 0);
	path[length] = '\0';
	snprintf(command, sizeof command, "JALON_TEST_SCENE=simple '%s' | cat; JALON_TEST_SCENE=simple '%s' </dev/null", path, path);
	struct pty_screen *p = pty_start(24, 160, (char *[]){"sh", "-c", command, NULL}, NULL);
	pty_expect_exit(p, 2);
	cr_expect(strstr(pty_row(p, 0), "jalon : les écrans demandent un terminal") != NULL, "%s", pty_dump(p));
	cr_expect(strstr(pty_dump(p), "\nUtilisez") == NULL);
	pty_close(p);
}

Test(terminal, every_usual_kind_works)
{
	static char *const kinds[] = {"TERM=vt100", "TERM=linux", "TERM=screen", "TERM=tmux", "TERM=xterm", "TERM=screen-256color"};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct pty_screen *p = start_with(kinds[i], NULL);
		pty_send(p, "<Down>");
		cr_assert(pty_wait_until(p, on_collet, NULL, PTY_PATIENCE), "%s:\n%s", kinds[i], pty_dump(p));
		pty_send(p, "cl");
		pty_expect(p, "choix 6");
		leave(p);
	}
}

static bool has_colour(struct pty_screen *p)
{
	for (int row = 0; row < pty_rows(p); row++)
		for (int column = 0; column < pty_cols(p); column++)
			if (pty_attributes(p, row, column) & PTY_COLOUR)
				return true;
	return false;
}

Test(terminal, colour_is_never_alone)
{
	struct pty_screen *p = start_with(NULL, NULL);
	cr_expect(has_colour(p));
	leave(p);
	p = start_with("NO_COLOR=1", NULL);
	cr_expect_not(has_colour(p));
	pty_expect(p, "9 j !");
	leave(p);
	p = start_with("TERM=vt100", NULL);
	cr_expect_not(has_colour(p));
	leave(p);
}

Test(terminal, ascii_in_the_c_locale)
{
	struct pty_screen *p = start_with("LC_ALL=C", NULL);
	pty_expect(p, "BERNARD Aicha 1");
	pty_expect(p, "OEUVRARD Zoe 6");
	pty_expect(p, "###############.....");
	pty_send(p, "w");
	pty_expect(p, "+- Pourquoi ? ---");
	pty_expect(p, "Regle : un rendez-vous");
	pty_send(p, "qn");
	pty_expect(p, "[x] note privee");
	for (const char *c = pty_dump(p); *c; c++)
		cr_assert((unsigned char)*c < 0x80, "a byte beyond ASCII:\n%s", pty_dump(p));
	pty_send_bytes(p, "e\xc3\xa9\xc3\xa0\xe9t", 7); /* read as UTF-8 none the less, and what is not is left out */
	pty_expect(p, "eeat");
	pty_expect(p, "4 / 400");
	pty_send(p, "<Esc>o");
	leave(p);
}

/* SSH forwards the name of a locale that the host does not have: the terminal is UTF-8 none the less. */
Test(terminal, letters_of_a_locale_that_is_not_installed)
{
	struct pty_screen *p = start_with("LC_ALL", "LANG=xx_XX.UTF-8");
	pty_expect(p, "BERNARD Aïcha");
	leave(p);
}

Test(terminal, a_crash_gives_the_tty_back)
{
	static const int signals[] = {SIGSEGV, SIGABRT, SIGBUS};
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		int status = 0;
		struct pty_screen *p = start_with("ASAN_OPTIONS=handle_segv=0:handle_abort=0:handle_sigbus=0", NULL);
		cr_expect_not(pty_is_cooked(p));
		cr_expect(pty_altscreen(p));
		pty_signal(p, signals[i]);
		cr_assert(pty_wait_exit(p, PTY_PATIENCE, &status));
		cr_expect(WIFSIGNALED(status) && WTERMSIG(status) == signals[i], "status %#x", (unsigned)status);
		cr_expect(pty_is_cooked(p));
		cr_expect_not(pty_altscreen(p));
		cr_expect(pty_cursor_visible(p));
		cr_expect(strstr(pty_dump(p), "dit pendant l'écran") != NULL, "stderr is shown:\n%s", pty_dump(p));
		pty_close(p);
	}
}

Test(terminal, hangup_and_termination_leave_cleanly)
{
	static const int signals[] = {SIGHUP, SIGTERM};
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		struct pty_screen *p = start_with(NULL, NULL);
		pty_send(p, "nDébut de note");
		pty_expect(p, "Début de note");
		pty_signal(p, signals[i]);
		pty_expect_exit(p, 0);
		cr_expect(pty_is_cooked(p));
		cr_expect(strstr(pty_dump(p), "fini") != NULL);
		pty_close(p);
	}
}

Test(terminal, control_c_never_quits)
{
	struct pty_screen *p = start_with(NULL, NULL);
	for (int i = 0; i < 5; i++)
		pty_send(p, "<C-c>");
	pty_expect(p, "Q quitte Jalon");
	pty_signal(p, SIGINT);
	pty_signal(p, SIGINT);
	pty_send(p, "/zo<C-c>j");
	cr_assert(pty_wait_until(p, on_collet, NULL, PTY_PATIENCE), "%s", pty_dump(p));
	pty_send(p, "n<C-c>");
	pty_signal(p, SIGINT);
	pty_send(p, "ct");
	pty_expect(p, "choix 1");
	leave(p);
}

Test(terminal, flow_control_keys_are_keys)
{
	struct pty_screen *p = start_with(NULL, NULL);
	pty_send(p, "<C-s><C-q>j");
	cr_assert(pty_wait_until(p, on_collet, NULL, PTY_PATIENCE), "%s", pty_dump(p));
	leave(p);
}

Test(terminal, an_arrow_cut_by_the_network)
{
	/* A delay far above what the two writes take: the test waits for nothing else than the key. */
	struct pty_screen *p = start_with("JALON_TEST_ESCAPE_MS=2000", NULL);
	pty_send_bytes(p, "\033", 1);
	pty_send_bytes(p, "O", 1);
	pty_send_bytes(p, "B", 1);
	cr_assert(pty_wait_until(p, on_collet, NULL, PTY_PATIENCE), "%s", pty_dump(p));
	leave(p);
}

Test(terminal, unknown_sequences_are_not_obeyed)
{
	static const char *const sequences[] = {"\033[1;5D", "\033[?1;2c", "\033[I", "\033[27;5;113~", "\033Oz", "\033[200;1Q"};
	struct pty_screen *p = start_with("TERM=vt100", NULL);
	for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++)
		pty_send_bytes(p, sequences[i], strlen(sequences[i]));
	pty_send(p, "j");
	cr_assert(pty_wait_until(p, on_collet, NULL, PTY_PATIENCE), "%s", pty_dump(p));
	cr_expect_str_eq(pty_row(p, 22), "", "nor complained about");
	leave(p);
}

Test(terminal, escape_alone_is_escape)
{
	struct pty_screen *p = start_with(NULL, NULL);
	pty_send(p, "c");
	pty_expect(p, "téléphone");
	pty_send(p, "<Esc>");
	pty_expect_gone(p, "téléphone");
	leave(p);
}


Test(terminal, a_forced_command_cannot_be_suspended)
{
	/* the last: alone in its session, as SSH starts it when the client names no command */
	static char *const settings[] = {"SSH_ORIGINAL_COMMAND=jalon", "JALON_SANS_SUSPENSION=1", "SSH_ORIGINAL_COMMAND"};
	for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
		struct pty_screen *p = start_with(settings[i], NULL);
		pty_send(p, "<C-z>");
		pty_expect(p, "La suspension n'est pas permise");
		pty_signal(p, SIGTSTP);
		pty_send(p, "j");
		cr_assert(pty_wait_until(p, on_collet, NULL, PTY_PATIENCE), "%s", pty_dump(p));
		leave(p);
	}
}

Test(terminal, stopped_and_continued_by_a_shell)
{
	char command[2400], path[1024];
	ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
	cr_assert_gt(length, 0);
	path[length] = '\0';
	snprintf(command, sizeof command, "set -m; JALON_TEST_SCENE=simple '%s'; echo arrêté; read x; fg; echo rendu", path);
	struct pty_screen *p = pty_start(24, 80, (char *[]){"bash", "-c", command, NULL}, NULL);
	pty_expect(p, "BERNARD");
	pty_send(p, "<C-z>");
	pty_expect(p, "arrêté");
	cr_expect_not(pty_altscreen(p));
	cr_expect(pty_is_cooked(p));
	pty_send(p, "<Enter>");
	pty_expect(p, "BERNARD Aïcha 9");
	pty_send(p, "j");
	cr_assert(pty_wait_until(p, on_collet, NULL, PTY_PATIENCE), "%s", pty_dump(p));
	pty_send(p, "Q");
	pty_expect(p, "rendu");
	pty_close(p);
}

Test(terminal, redraws_everything_on_demand_only)
{
	struct pty_screen *p = start_with(NULL, NULL);
	pty_send(p, "j");
	cr_assert(pty_wait_until(p, on_collet, NULL, PTY_PATIENCE));
	size_t before = pty_bytes(p);
	pty_send(p, "<C-l>c");
	pty_expect(p, "téléphone");
	cr_expect_geq(pty_bytes(p) - before, 1000, "the whole screen came again");
	pty_send(p, "<Esc>");
	leave(p);
}
