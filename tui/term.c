/* The terminal's set-up and restore, and the translation of its keys. */
#include "tui/term.h"

#include <curses.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

#include "core/app/action.h"
#include "core/base/mem.h"
#include "tui/signals.h"

#include <term.h> /* last: it defines short macros */

/* Codes given to define_key() for what terminfo does not know, above every ncurses key. */
enum { PASTE_STARTS = KEY_MAX + 1001, PASTE_ENDS };
static const char paste_on[] = "\033[?2004h", paste_off[] = "\033[?2004l", paste_end[] = "\033[201~";
#define PASTE_IDLE_MS 3000 /* a paste whose end was lost is over after such a silence */

static struct {
	SCREEN *screen;
	bool open, utf8, colour, ansi;
	bool pasting, pasted;
	bool after_return; /* a paste just had a CR: the LF of the same line end is to come */
	int queue[8], queued;
	int matched; /* bytes of paste_end seen as plain characters, when the network cut the sequence */
	int64_t paste_at;
	locale_t letters;  /* of what is typed, when the session's are ASCII; 0 otherwise */
	mbstate_t partial; /* of a character whose last bytes have not come */
	int real_stderr, captured; /* -1 when not captured */
	struct termios before;
	char restore[256]; /* sent by a crash: no call to ncurses from a handler */
	size_t restore_length;
} term = {.real_stderr = -1, .captured = -1};

static int64_t monotonic_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* --- set-up ------------------------------------------------------------------------------------------ */

static bool refuse(struct error *e, const char *why)
{
	error_set(e, ERR_USAGE, "%s", why);
	error_set_remedy(e, "Utilisez « jalon afficher ».");
	return false;
}

/* Appends a terminfo string without its padding notes ($<5>), which only tputs understands. */
static void restore_add(const char *name)
{
	const char *s = tigetstr(name);
	if (!s || s == (char *)-1)
		return;
	while (*s && term.restore_length + 1 < sizeof term.restore) {
		const char *end = s[0] == '$' && s[1] == '<' ? strchr(s, '>') : NULL;
		if (end)
			s = end + 1;
		else
			term.restore[term.restore_length++] = *s++;
	}
}

/* TERM is usable when it can move the cursor and clear; asked before ncurses may print anything. */
static bool terminfo_is_usable(struct error *e)
{
	const char *name = getenv("TERM");
	if (!name || !*name)
		return refuse(e, "le type de terminal est inconnu (TERM n'est pas défini)");
	int status = 0;
	if (setupterm(name, STDOUT_FILENO, &status) != OK)
		return refuse(e, "ce type de terminal (TERM) ne permet pas d'ouvrir les écrans");
	const char *move_cursor = tigetstr("cup"), *clear_all = tigetstr("clear");
	bool usable = move_cursor && move_cursor != (char *)-1 && clear_all && clear_all != (char *)-1;
	if (usable) {
		term.ansi = strncmp(move_cursor, "\033[", 2) == 0;
		term.restore_length = 0;
		restore_add("sgr0");
		restore_add("rmkx");
		restore_add("cnorm");
		restore_add("rmcup");
	}
	del_curterm(cur_term);
	return usable || refuse(e, "ce type de terminal (TERM) ne sait pas placer le curseur");
}

/* A pipe, so that nothing is written outside the state directory, were it in a file without a name. What it cannot hold
 * (64 KiB on Linux) is lost: nobody reads it before the end. */
static void capture_stderr(void)
{
	int ends[2];
	if (pipe(ends) != 0)
		return;
	term.captured = fcntl(ends[0], F_DUPFD_CLOEXEC, 3);
	close(ends[0]);
	if (term.captured >= 0) {
		fflush(stderr);
		term.real_stderr = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
		fcntl(term.captured, F_SETFL, O_NONBLOCK);
		fcntl(ends[1], F_SETFL, O_NONBLOCK);
		dup2(ends[1], STDERR_FILENO);
	}
	if (ends[1] != STDERR_FILENO)
		close(ends[1]);
}

/* Async-signal-safe. */
static void release_stderr(void)
{
	if (term.captured < 0)
		return;
	if (term.real_stderr >= 0)
		dup2(term.real_stderr, STDERR_FILENO);
	char bytes[512];
	ssize_t count;
	while ((count = read(term.captured, bytes, sizeof bytes)) > 0)
		if (term.real_stderr < 0 || write(term.real_stderr, bytes, (size_t)count) < 0)
			break;
	close(term.captured);
	close(term.real_stderr);
	term.captured = term.real_stderr = -1;
}

static void send(const char *s, size_t length)
{
	ssize_t written = write(STDOUT_FILENO, s, length); /* nobody is left to tell */
	(void)written;
}

/* What a crash can still do: async-signal-safe. */
static void restore_after_crash(void)
{
	if (!term.open)
		return;
	term.open = false;
	if (term.ansi)
		send(paste_off, sizeof paste_off - 1);
	send(term.restore, term.restore_length);
	send("\r\n", 2);
	tcsetattr(STDIN_FILENO, TCSANOW, &term.before);
	release_stderr();
}

/* Until it has come back from endwin() once, ncurses writes at every move of the cursor: sixty small writes for
 * one screen, each of them a packet through SSH. So it leaves where nobody sees it, and comes back here. */
static void write_whole_frames(void)
{
	int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC), terminal = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
	if (nowhere >= 0 && terminal >= 0 && dup2(nowhere, STDOUT_FILENO) >= 0) {
		endwin();
		dup2(terminal, STDOUT_FILENO);
	}
	if (nowhere >= 0)
		close(nowhere);
	if (terminal >= 0)
		close(terminal);
	doupdate();
}

static void start_modes(const struct term_options *o)
{
	raw();
	noecho();
	nonl();
	intrflush(stdscr, FALSE);
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	meta(stdscr, TRUE);
	idlok(stdscr, TRUE); /* a list that scrolls moves in the terminal instead of being sent again */
	set_escdelay(o->escape_delay_ms > 0 ? o->escape_delay_ms : TERM_ESCAPE_DELAY_MS);
	const char *no_colour = getenv("NO_COLOR");
	term.colour = has_colors() && !(no_colour && *no_colour);
	if (term.colour && start_color() == OK)
		use_default_colors();
	define_key("\033[200~", PASTE_STARTS);
	define_key("\033[201~", PASTE_ENDS);
	define_key("\033[Z", KEY_BTAB);
	if (term.ansi)
		send(paste_on, sizeof paste_on - 1);
}

/* The first of these that is set names the letters, as setlocale() reads them. */
static bool environment_says_utf8(void)
{
	static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);
		if (value && *value)
			return strstr(value, "UTF-8") || strstr(value, "utf8") || strstr(value, "utf-8");
	}
	return false;
}

/* A host often lacks the locale that SSH forwards (fr_FR.UTF-8): its terminal is none the less UTF-8. Without any
 * locale the screen is ASCII, but what is typed is read as UTF-8: an accent must not vanish from a note.
 * LC_CTYPE and no more: decimals and dates must not follow the locale. */
static void choose_letters(void)
{
	if (!setlocale(LC_CTYPE, "") && environment_says_utf8())
		setlocale(LC_CTYPE, "C.UTF-8");
	const char *codeset = nl_langinfo(CODESET);
	term.utf8 = strcmp(codeset, "UTF-8") == 0;
	if (strcmp(codeset, "ANSI_X3.4-1968") == 0 && !term.letters)
		term.letters = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
}

bool term_open(const struct term_options *o, struct error *e)
{
	if (term.open)
		return true;
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return refuse(e, "les écrans demandent un terminal");
	if (!terminfo_is_usable(e))
		return false;
	choose_letters();
	tcgetattr(STDIN_FILENO, &term.before);
	if (!signals_open(restore_after_crash)) {
		error_set(e, ERR_CONFIG, "le système refuse un tube de plus");
		return false;
	}
	term.screen = newterm(NULL, stdout, stdin);
	if (!term.screen) {
		signals_close();
		return refuse(e, "ce terminal ne permet pas d'ouvrir les écrans");
	}
	static bool hooked;
	if (!hooked) {
		hooked = true;
		mem_on_exhaustion(restore_after_crash);
		atexit(term_close);
	}
	term.open = true;
	capture_stderr();
	write_whole_frames();
	start_modes(o);
	return true;
}

void term_close(void)
{
	if (!term.open)
		return;
	term.open = false;
	if (term.ansi)
		send(paste_off, sizeof paste_off - 1);
	endwin();
	delscreen(term.screen);
	term.screen = NULL;
	tcsetattr(STDIN_FILENO, TCSANOW, &term.before);
	signals_close();
	release_stderr();
	if (term.letters)
		freelocale(term.letters);
	term.letters = (locale_t)0;
}

int term_rows(void) { return LINES; }
int term_columns(void) { return COLS; }
bool term_is_utf8(void) { return term.utf8; }
bool term_has_colour(void) { return term.colour; }
bool term_too_small(void) { return LINES < TERM_MIN_ROWS || COLS < TERM_MIN_COLUMNS; }
int term_fd(void) { return STDIN_FILENO; }
bool term_pasted(void) { return term.pasted; }

/* --- keys -------------------------------------------------------------------------------------------- */

static int key_of_curses(wint_t code)
{
	static const struct { int curses, key; } table[] = {
		{KEY_UP, KEYCODE_UP}, {KEY_DOWN, KEYCODE_DOWN}, {KEY_LEFT, KEYCODE_LEFT}, {KEY_RIGHT, KEYCODE_RIGHT},
		{KEY_PPAGE, KEYCODE_PAGE_UP}, {KEY_NPAGE, KEYCODE_PAGE_DOWN}, {KEY_HOME, KEYCODE_HOME},
		{KEY_END, KEYCODE_END}, {KEY_A1, KEYCODE_HOME}, {KEY_C1, KEYCODE_END}, {KEY_FIND, KEYCODE_HOME},
		{KEY_SELECT, KEYCODE_END}, {KEY_A3, KEYCODE_PAGE_UP}, {KEY_C3, KEYCODE_PAGE_DOWN},
		{KEY_BACKSPACE, KEYCODE_BACKSPACE}, {KEY_DC, KEYCODE_DELETE}, {KEY_ENTER, KEYCODE_ENTER},
		{KEY_BTAB, KEYCODE_BACKTAB}, {KEY_RESIZE, KEYCODE_RESIZE},
	};
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		if (table[i].curses == (int)code)
			return table[i].key;
	if (code >= KEY_F(1) && code <= KEY_F(12))
		return KEYCODE_F1 + (int)code - KEY_F(1);
	return KEYCODE_NONE;
}

static int key_of_character(wint_t c)
{
	switch (c) {
	case '\r': return KEYCODE_ENTER;
	case '\n': return KEYCODE_ENTER;
	case '\t': return KEYCODE_TAB;
	case 0x1b: return KEYCODE_ESCAPE;
	case 0x08:
	case 0x7f: return KEYCODE_BACKSPACE;
	default: break;
	}
	if (c >= 1 && c <= 26)
		return KEYCODE_CTRL_A + (int)c - 1;
	if (c < 0x20 || (c >= 0x80 && c < 0xa0) || c > 0x10ffff)
		return KEYCODE_NONE;
	return (int)c;
}

static void paste_set(bool begins)
{
	term.pasting = begins;
	term.matched = 0;
	term.paste_at = monotonic_ms();
}

static void queue(int key)
{
	if (term.queued < (int)(sizeof term.queue / sizeof term.queue[0]))
		term.queue[term.queued++] = key;
}

/* Pasted text: characters and line ends; controls and keys inside it are nobody's order. Queues what it gives. */
static void take_pasted(bool is_key, wint_t c)
{
	if (is_key) {
		if (c == KEY_RESIZE)
			queue(KEYCODE_RESIZE);
		return;
	}
	if ((int)c == paste_end[term.matched]) {
		if (!paste_end[++term.matched])
			paste_set(false);
		return;
	}
	for (int i = 1; i < term.matched; i++) /* it only looked like the end: all but its ESC was text */
		queue(paste_end[i]);
	term.matched = 0;
	bool line_end = c == '\r' || (c == '\n' && !term.after_return);
	term.after_return = c == '\r';
	if (line_end)
		queue('\n');
	else if (c == '\t')
		queue(' ');
	else if (c >= 0x20 && (c < 0x7f || c >= 0xa0))
		queue((int)c);
}

/* One byte towards a character; 0 while it is not whole. Kept between calls: an accent may be cut by the network
 * as an arrow key may, and get_wch() would lose its first half. */
static wint_t character_of_byte(int byte)
{
	char c = (char)byte;
	wchar_t wide = 0;
	locale_t session = term.letters ? uselocale(term.letters) : (locale_t)0;
	size_t used = mbrtowc(&wide, &c, 1, &term.partial);
	if (session)
		uselocale(session);
	if (used == (size_t)-2)
		return 0;
	if (used == (size_t)-1) { /* what came before was no letter; this byte may be one */
		memset(&term.partial, 0, sizeof term.partial);
		return byte < 0x80 ? (wint_t)byte : 0;
	}
	return (wint_t)wide;
}

/* After an ESC that begins no known key: a control sequence of a key (or an answer) that terminfo does not know
 * would otherwise be obeyed letter by letter. True when there was one. */
static bool skip_sequence(void)
{
	int c = getch();
	if (c != '[' && c != 'O') {
		if (c != ERR)
			ungetch(c);
		return false;
	}
	while ((c = getch()) != ERR && c >= 0x20 && c < 0x40)
		; /* parameters, then one final letter */
	return true;
}

/* What one code of getch() means, KEYCODE_NONE when nothing (yet). */
static int translate(int code)
{
	if (term.pasting && monotonic_ms() - term.paste_at > PASTE_IDLE_MS)
		term.pasting = false;
	if (code == PASTE_STARTS || code == PASTE_ENDS) {
		paste_set(code == PASTE_STARTS);
		return KEYCODE_NONE;
	}
	bool is_key = code > 255;
	wint_t c = is_key ? (wint_t)code : character_of_byte(code);
	if (!term.pasting && !is_key && c == 0x1b && skip_sequence())
		return KEYCODE_NONE;
	if (!term.pasting)
		return is_key ? key_of_curses(c) : key_of_character(c);
	term.paste_at = monotonic_ms();
	if (c != 0)
		take_pasted(is_key, c);
	return KEYCODE_NONE;
}

/* The first of the queued keys: they come from a paste. */
static int take_queued(void)
{
	int key = term.queue[0];
	memmove(term.queue, term.queue + 1, (size_t)--term.queued * sizeof term.queue[0]);
	term.pasted = key != KEYCODE_RESIZE;
	return key;
}

int term_next_key(void)
{
	int code;
	term.pasted = false;
	while (term.queued == 0 && (code = getch()) != ERR) {
		int key = translate(code);
		if (key != KEYCODE_NONE)
			return key;
	}
	return term.queued > 0 ? take_queued() : KEYCODE_NONE;
}

/* --- size, suspension -------------------------------------------------------------------------------- */

void term_redraw_all(void)
{
	clearok(curscr, TRUE);
}

void term_resize(void)
{
	struct winsize size;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
		resizeterm(size.ws_row, size.ws_col);
}

/* A shell that can wake us has given us a process group of our own; started alone (forced command, tmux), nobody
 * would, and the terminal would stay dead. */
bool term_may_suspend(void)
{
	return !getenv("JALON_SANS_SUSPENSION") && !getenv("SSH_ORIGINAL_COMMAND") && getpgrp() != getsid(0);
}

void term_suspend(void)
{
	if (term.ansi)
		send(paste_off, sizeof paste_off - 1);
	endwin();
	tcsetattr(STDIN_FILENO, TCSANOW, &term.before);
	signals_stop();
	term_resume();
}

void term_resume(void)
{
	endwin(); /* so that the next refresh takes the whole screen again */
	reset_prog_mode();
	if (term.ansi)
		send(paste_on, sizeof paste_on - 1);
	clearok(curscr, TRUE);
	refresh();
	term_resize();
}
