/* A monkey at the keyboard, the program under strace: whatever is typed, no program is started, no file is written
 * outside the state directory, and the terminal is asked nothing (an answer of the terminal could be typed text). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "tests/endurance/runs.h"

enum { LINE = 4096, KEYS_BETWEEN_LOOKS = 20 };

/* All that a key may be: letters that act, moves, forms' keys, accents, controls; a paste; a broken sequence. */
static const char *const keys[] = {
	"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "w", "x",
	"y", "z", "A", "D", "F", "G", "H", "N", "R", "V", "0", "1", "5", "9", "?", "/", ":", "[", "]", ".", "'", "é", "œ", "€",
	"<Enter>", "<Enter>", "<Esc>", "<Esc>", "<Tab>", "<S-Tab>", "<BS>", "<Del>", "<Up>", "<Down>", "<Left>", "<Right>",
	"<Home>", "<End>", "<PageUp>", "<PageDown>", "<Space>", "<F1>", "<C-s>", "<C-p>", "<C-l>", "<C-u>", "<C-d>", "<C-z>",
	"<C-c>", "gp", "gj", "ga", "gr", "gm", "g/",
};

static struct pty_screen *strace_start(const struct world *w, const char *log)
{
	char *setting = mem_format("JALON_CONNINFO=%s", w->conninfo), *state = mem_format("XDG_STATE_HOME=%s", w->state);
	char *const argv[] = {(char *)"strace", (char *)"-f", (char *)"-A", (char *)"-qq", (char *)"-y", (char *)"-o", (char *)log,
	                      (char *)"-e", (char *)"trace=execve,execveat,open,openat,openat2,creat,rename,renameat,renameat2,"
	                      "unlink,unlinkat,mkdir,mkdirat,link,linkat,symlink,symlinkat,truncate", (char *)TEST_JALON,
	                      (char *)"--config", (char *)TEST_SOURCES "/config", NULL};
	struct pty_screen *p = pty_start(24, 80, argv, (char *[]){setting, state, NULL});
	free(setting);
	free(state);
	return p;
}

/* --- what the trace says ------------------------------------------------------------------------------------ */

static bool starts_program(const char *call)
{
	return strncmp(call, "execve", 6) == 0 && strstr(call, TEST_JALON) == NULL;
}

static bool writes(const char *call)
{
	if (strncmp(call, "open", 4) == 0)
		return strstr(call, "O_WRONLY") != NULL || strstr(call, "O_RDWR") != NULL || strstr(call, "O_CREAT") != NULL;
	return strncmp(call, "execve", 6) != 0;
}

/* The terminal itself, and nothing, are no files. A call that failed wrote nothing. */
static bool write_allowed(const struct world *w, const char *call)
{
	return strstr(call, w->state) != NULL || strstr(call, "\"/dev/tty\"") != NULL || strstr(call, "\"/dev/null\"") != NULL ||
	       strstr(call, "\"/dev/pts/") != NULL || strstr(call, " = -1 ") != NULL;
}

static long trace_read(const struct world *w, const char *log)
{
	FILE *f = fopen(log, "r");
	char line[LINE];
	long calls = 0;
	if (f == NULL)
		world_fail("strace left no trace: is strace installed?");
	while (fgets(line, sizeof(line), f) != NULL) {
		char *call = strchr(line, ' ');
		if (call == NULL)
			continue;
		call += strspn(call, " ");
		if (*call < 'a' || *call > 'z')
			continue; /* a signal, an end */
		calls++;
		if (starts_program(call))
			world_fail("a program was started: %s", call);
		if (writes(call) && !write_allowed(w, call))
			world_fail("a file was written outside the state directory: %s", call);
	}
	fclose(f);
	return calls;
}

/* --- the monkey ------------------------------------------------------------------------------------------------ */

static bool ended(struct pty_screen *p)
{
	int status;
	return pty_wait_exit(p, 0, &status);
}

static bool never(struct pty_screen *p, void *unused)
{
	(void)p, (void)unused;
	return false;
}

static void no_reply(const struct pty_screen *p)
{
	if (pty_reply_bytes(p) != 0)
		world_fail("the program made the terminal answer %zu bytes", pty_reply_bytes(p));
}

void run_monkey(struct world *w, unsigned seconds)
{
	char *log = mem_format("%s.trace", w->state);
	struct pty_screen *p = strace_start(w, log);
	double end = world_now() + seconds * 1e3;
	long typed = 0, starts = 1;
	world_expect(p, "Pourquoi");
	while (world_now() < end) {
		pty_send(p, keys[world_random(w, sizeof(keys) / sizeof(*keys))]);
		typed++;
		pty_wait_until(p, never, NULL, (int)world_random(w, 4));
		if (typed % KEYS_BETWEEN_LOOKS == 0 && ended(p)) {
			no_reply(p);
			pty_close(p);
			p = strace_start(w, log);
			starts++;
		}
	}
	no_reply(p);
	pty_close(p);
	long calls = trace_read(w, log);
	printf("monkey: %u s, %ld keys, %ld starts; %ld calls read: 0 program started, 0 file written outside the state "
	       "directory, 0 byte answered by the terminal\n", seconds, typed, starts, calls);
	unlink(log);
	free(log);
}
