/* Signals: a self-pipe for the loop, and a crash handler that gives the tty back first. */
#include "tui/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

static const struct { int number; unsigned flag; } heard[] = {
	{SIGWINCH, SIGNALLED_RESIZE}, {SIGTERM, SIGNALLED_END},  {SIGHUP, SIGNALLED_END},
	{SIGINT, SIGNALLED_INTERRUPT}, {SIGTSTP, SIGNALLED_STOP}, {SIGCONT, SIGNALLED_CONTINUE},
};
#define HEARD_COUNT (sizeof heard / sizeof heard[0])
static const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
#define CRASH_COUNT (sizeof crashes / sizeof crashes[0])
#define CRASH_STACK 65536 /* a crash by exhaustion of the stack still has room to restore the tty */

/* What a handler may touch has to be global. */
static struct {
	int pipe[2];
	bool open;
	void (*restore)(void);
	struct sigaction former[HEARD_COUNT];
	struct sigaction former_crash[CRASH_COUNT];
} state = {.pipe = {-1, -1}};
static volatile sig_atomic_t arrived;
static char crash_stack[CRASH_STACK];

static void on_signal(int number)
{
	int saved = errno;
	for (size_t i = 0; i < HEARD_COUNT; i++)
		if (heard[i].number == number)
			arrived = (sig_atomic_t)((unsigned)arrived | heard[i].flag);
	ssize_t written = write(state.pipe[1], "s", 1); /* a full pipe already wakes the loop */
	(void)written;
	errno = saved;
}

/* Restores the tty, then lets the former handler (or the default death) have the same signal. */
static void on_crash(int number)
{
	if (state.restore)
		state.restore();
	for (size_t i = 0; i < CRASH_COUNT; i++)
		if (crashes[i] == number)
			sigaction(number, &state.former_crash[i], NULL);
	raise(number);
}

static bool open_pipe(void)
{
	if (pipe(state.pipe) < 0)
		return false;
	for (int i = 0; i < 2; i++) {
		fcntl(state.pipe[i], F_SETFL, O_NONBLOCK);
		fcntl(state.pipe[i], F_SETFD, FD_CLOEXEC);
	}
	return true;
}

bool signals_open(void (*restore)(void))
{
	if (state.open)
		return true;
	if (!open_pipe())
		return false;
	state.restore = restore;
	stack_t stack = {.ss_sp = crash_stack, .ss_size = sizeof crash_stack};
	sigaltstack(&stack, NULL);
	struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
	sigfillset(&action.sa_mask);
	for (size_t i = 0; i < HEARD_COUNT; i++)
		sigaction(heard[i].number, &action, &state.former[i]);
	signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is an error of write(), not the end */
	struct sigaction crash = {.sa_handler = on_crash, .sa_flags = SA_ONSTACK};
	sigfillset(&crash.sa_mask);
	for (size_t i = 0; i < CRASH_COUNT; i++)
		sigaction(crashes[i], &crash, &state.former_crash[i]);
	state.open = true;
	return true;
}

int signals_fd(void) { return state.pipe[0]; }

unsigned signals_take(void)
{
	char bytes[64];
	while (state.pipe[0] >= 0 && read(state.pipe[0], bytes, sizeof bytes) > 0)
		;
	sigset_t all, before;
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	unsigned flags = (unsigned)arrived;
	arrived = 0;
	sigprocmask(SIG_SETMASK, &before, NULL);
	return flags;
}

void signals_stop(void)
{
	struct sigaction usual = {.sa_handler = SIG_DFL}, ours;
	sigemptyset(&usual.sa_mask);
	sigaction(SIGTSTP, &usual, &ours);
	raise(SIGTSTP);
	sigaction(SIGTSTP, &ours, NULL);
}

void signals_close(void)
{
	if (!state.open)
		return;
	for (size_t i = 0; i < HEARD_COUNT; i++)
		sigaction(heard[i].number, &state.former[i], NULL);
	for (size_t i = 0; i < CRASH_COUNT; i++)
		sigaction(crashes[i], &state.former_crash[i], NULL);
	stack_t none = {.ss_flags = SS_DISABLE};
	sigaltstack(&none, NULL);
	close(state.pipe[0]);
	close(state.pipe[1]);
	state.pipe[0] = state.pipe[1] = -1;
	state.open = false;
}
