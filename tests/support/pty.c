/* The pseudo-terminal: process, bytes, waiting. What the screen holds is read in pty_read.c. */
#include "tests/support/pty_private.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "core/base/mem.h"

/* How long a wait for the end of a program looks at the pty before it asks again whether it ended. */
#define EXIT_SLICE 10

static const char *const inherited[] = { "PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS",
	"JALON_TEST_SOCKET" };

static void pty_fail(const char *what, const char *why)
{
	fprintf(stderr, "pty: %s: %s\n", what, why);
	exit(1);
}

/* --- the program ----------------------------------------------------------------------------------------- */

static void environment_set(const char *state, char *const env[])
{
	char *kept[sizeof(inherited) / sizeof(*inherited)];
	size_t count = sizeof(inherited) / sizeof(*inherited);
	for (size_t i = 0; i < count; i++) {
		const char *value = getenv(inherited[i]);
		kept[i] = value != NULL ? mem_strdup(value) : NULL;
	}
	clearenv();
	for (size_t i = 0; i < count; i++)
		if (kept[i] != NULL)
			setenv(inherited[i], kept[i], 1);
	setenv("HOME", "/nonexistent", 1);
	setenv("XDG_STATE_HOME", state, 1);
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	for (size_t i = 0; env != NULL && env[i] != NULL; i++) {
		if (strchr(env[i], '=') != NULL)
			putenv(env[i]);
		else
			unsetenv(env[i]);
	}
}

static void program_exec(const char *state, char *const argv[], char *const env[])
{
	for (int s = 1; s < NSIG; s++)
		signal(s, SIG_DFL);
	sigset_t none;
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	environment_set(state, env);
	execvp(argv[0], argv);
	fprintf(stderr, "%s: %s\n", argv[0], strerror(errno));
	_exit(127);
}

static int on_property(VTermProp property, VTermValue *value, void *user)
{
	struct pty_screen *p = user;
	if (property == VTERM_PROP_CURSORVISIBLE) {
		p->cursor_visible = value->boolean;
	} else if (property == VTERM_PROP_ALTSCREEN) {
		p->altscreen = value->boolean;
	} else if (property == VTERM_PROP_TITLE) {
		strbuf_clear(&p->title);
		strbuf_add(&p->title, value->string);
	}
	return 1;
}

static const VTermScreenCallbacks callbacks = { .settermprop = on_property };

struct pty_screen *pty_start(int rows, int cols, char *const argv[], char *const env[])
{
	struct pty_screen *p = mem_alloc(sizeof(*p));
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };
	p->rows = rows;
	p->cols = cols;
	p->cursor_visible = true;
	snprintf(p->state, sizeof p->state, "/tmp/jalon-test-state-XXXXXX");
	if (mkdtemp(p->state) == NULL)
		pty_fail("mkdtemp", strerror(errno));
	p->pid = forkpty(&p->fd, NULL, NULL, &size);
	if (p->pid < 0)
		pty_fail("forkpty", strerror(errno));
	if (p->pid == 0)
		program_exec(p->state, argv, env);
	fcntl(p->fd, F_SETFL, O_NONBLOCK);
	fcntl(p->fd, F_SETFD, FD_CLOEXEC);
	p->vterm = vterm_new(rows, cols);
	vterm_set_utf8(p->vterm, 1);
	p->screen = vterm_obtain_screen(p->vterm);
	vterm_screen_set_callbacks(p->screen, &callbacks, p);
	vterm_screen_enable_altscreen(p->screen, 1);
	vterm_screen_reset(p->screen, 1);
	return p;
}

static int erase_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st, (void)type, (void)at;
	return remove(path);
}

static void state_erase(const char *path)
{
	nftw(path, erase_one, 8, FTW_DEPTH | FTW_PHYS);
}

static void try_reap(struct pty_screen *p)
{
	if (!p->ended && waitpid(p->pid, &p->status, WNOHANG) == p->pid)
		p->ended = true;
}

void pty_close(struct pty_screen *p)
{
	if (p == NULL)
		return;
	if (!p->ended) {
		kill(p->pid, SIGKILL);
		waitpid(p->pid, NULL, 0);
	}
	close(p->fd);
	state_erase(p->state);
	vterm_free(p->vterm);
	strbuf_free(&p->title);
	strbuf_free(&p->row_text);
	strbuf_free(&p->dump_text);
	free(p);
}

/* --- bytes ----------------------------------------------------------------------------------------------- */

/* What the emulator has to say: keys pressed through it, or answers to queries. */
static size_t vterm_flush(struct pty_screen *p)
{
	char buffer[256];
	size_t total = 0, n;
	while ((n = vterm_output_read(p->vterm, buffer, sizeof(buffer))) > 0) {
		pty_send_bytes(p, buffer, n);
		total += n;
	}
	return total;
}

/* Reads all that is there now. False once the other end is closed. */
static bool drain(struct pty_screen *p)
{
	char buffer[4096];
	for (;;) {
		ssize_t n = read(p->fd, buffer, sizeof(buffer));
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 && errno == EAGAIN;
		p->bytes += (size_t)n;
		vterm_input_write(p->vterm, buffer, (size_t)n);
		p->reply_bytes += vterm_flush(p);
	}
}

void pty_send_bytes(struct pty_screen *p, const void *bytes, size_t length)
{
	const char *next = bytes;
	while (length > 0) {
		ssize_t n = write(p->fd, next, length);
		if (n > 0) {
			next += n;
			length -= (size_t)n;
		} else if (n < 0 && errno == EAGAIN) {
			/* The program writes while we do: take its output, or both would wait for ever. */
			struct pollfd room = { .fd = p->fd, .events = POLLOUT | POLLIN };
			if (poll(&room, 1, PTY_PATIENCE) == 0 || !drain(p))
				return;
		} else if (n < 0 && errno != EINTR) {
			return; /* the program is gone; the next wait says so */
		}
	}
}

static const struct named_key {
	const char *name;
	VTermKey key;
	VTermModifier modifier;
} named_keys[] = {
	{ "Enter", VTERM_KEY_ENTER, VTERM_MOD_NONE },
	{ "Esc", VTERM_KEY_ESCAPE, VTERM_MOD_NONE },
	{ "Tab", VTERM_KEY_TAB, VTERM_MOD_NONE },
	{ "S-Tab", VTERM_KEY_TAB, VTERM_MOD_SHIFT },
	{ "BS", VTERM_KEY_BACKSPACE, VTERM_MOD_NONE },
	{ "Del", VTERM_KEY_DEL, VTERM_MOD_NONE },
	{ "Up", VTERM_KEY_UP, VTERM_MOD_NONE },
	{ "Down", VTERM_KEY_DOWN, VTERM_MOD_NONE },
	{ "Left", VTERM_KEY_LEFT, VTERM_MOD_NONE },
	{ "Right", VTERM_KEY_RIGHT, VTERM_MOD_NONE },
	{ "Home", VTERM_KEY_HOME, VTERM_MOD_NONE },
	{ "End", VTERM_KEY_END, VTERM_MOD_NONE },
	{ "PageUp", VTERM_KEY_PAGEUP, VTERM_MOD_NONE },
	{ "PageDown", VTERM_KEY_PAGEDOWN, VTERM_MOD_NONE },
};

static void press(struct pty_screen *p, const char *name)
{
	for (size_t i = 0; i < sizeof(named_keys) / sizeof(*named_keys); i++) {
		if (strcmp(name, named_keys[i].name) == 0) {
			vterm_keyboard_key(p->vterm, named_keys[i].key, named_keys[i].modifier);
			return;
		}
	}
	if (name[0] == 'F' && name[1] >= '1' && name[1] <= '9')
		vterm_keyboard_key(p->vterm, (VTermKey)VTERM_KEY_FUNCTION(atoi(name + 1)), VTERM_MOD_NONE);
	else if (strncmp(name, "C-", 2) == 0 && name[2] != '\0' && name[3] == '\0')
		vterm_keyboard_unichar(p->vterm, (uint32_t)name[2], VTERM_MOD_CTRL);
	else if (strncmp(name, "M-", 2) == 0 && name[2] != '\0' && name[3] == '\0')
		vterm_keyboard_unichar(p->vterm, (uint32_t)name[2], VTERM_MOD_ALT);
	else if (strcmp(name, "lt") == 0)
		vterm_keyboard_unichar(p->vterm, '<', VTERM_MOD_NONE);
	else if (strcmp(name, "Space") == 0)
		vterm_keyboard_unichar(p->vterm, ' ', VTERM_MOD_NONE);
	else
		pty_fail("unknown key", name);
}

void pty_send(struct pty_screen *p, const char *keys)
{
	while (*keys != '\0') {
		size_t plain = strcspn(keys, "<");
		pty_send_bytes(p, keys, plain);
		keys += plain;
		if (*keys == '\0')
			return;
		char name[16];
		size_t length = strcspn(keys, ">");
		if (keys[length] == '\0' || length > sizeof(name))
			pty_fail("key without end", keys);
		memcpy(name, keys + 1, length - 1);
		name[length - 1] = '\0';
		press(p, name);
		vterm_flush(p);
		keys += length + 1;
	}
}

void pty_resize(struct pty_screen *p, int rows, int cols)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };
	drain(p);
	p->rows = rows;
	p->cols = cols;
	vterm_set_size(p->vterm, rows, cols);
	ioctl(p->fd, TIOCSWINSZ, &size);
}

void pty_signal(struct pty_screen *p, int signal)
{
	kill(p->pid, signal);
}

bool pty_is_cooked(const struct pty_screen *p)
{
	struct termios line;
	return tcgetattr(p->fd, &line) == 0 && (line.c_lflag & (ICANON | ECHO)) == (ICANON | ECHO);
}

/* --- waiting --------------------------------------------------------------------------------------------- */

static long now_milliseconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

bool pty_wait_until(struct pty_screen *p, bool (*condition)(struct pty_screen *p, void *arg), void *arg,
	int milliseconds)
{
	long end = now_milliseconds() + milliseconds;
	for (;;) {
		bool open = drain(p);
		if (condition(p, arg))
			return true;
		long left = end - now_milliseconds();
		if (!open || left <= 0)
			return false;
		struct pollfd input = { .fd = p->fd, .events = POLLIN };
		poll(&input, 1, (int)left);
	}
}

static bool text_is_there(struct pty_screen *p, void *text)
{
	return pty_find(p, text, NULL, NULL);
}

static bool text_is_gone(struct pty_screen *p, void *text)
{
	return !pty_find(p, text, NULL, NULL);
}

bool pty_wait_for(struct pty_screen *p, const char *text, int milliseconds)
{
	char *copy = mem_strdup(text);
	bool seen = pty_wait_until(p, text_is_there, copy, milliseconds);
	free(copy);
	return seen;
}

bool pty_wait_gone(struct pty_screen *p, const char *text, int milliseconds)
{
	char *copy = mem_strdup(text);
	bool gone = pty_wait_until(p, text_is_gone, copy, milliseconds);
	free(copy);
	return gone;
}

bool pty_wait_exit(struct pty_screen *p, int milliseconds, int *status)
{
	long end = now_milliseconds() + milliseconds;
	for (;;) {
		try_reap(p);
		bool open = drain(p); /* after the end, so that nothing of its last words is missed */
		if (p->ended) {
			*status = p->status;
			return true;
		}
		if (now_milliseconds() >= end)
			return false;
		/* The end of the program does not always wake the poll (a grandchild may hold the terminal). */
		struct pollfd input = { .fd = open ? p->fd : -1, .events = POLLIN };
		poll(&input, 1, EXIT_SLICE);
	}
}
