/* Stopping the on-demand server once it has no user. */
#include "sql/cluster/watch.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "sql/cluster/child.h"
#include "sql/cluster/server.h"

#define IDLE_MS 60000
#define STEP_MS 1000

/* JALON_DEMO_VEILLE_MS shortens the minute for the tests. */
static long idle_ms(void)
{
	const char *s = getenv("JALON_DEMO_VEILLE_MS");
	long ms = s != NULL ? strtol(s, NULL, 10) : 0;

	return ms > 0 ? ms : IDLE_MS;
}

static long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000L + t.tv_nsec / 1000000L;
}

static bool same_time(struct timespec a, struct timespec b)
{
	return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

/* Nobody uses it and nobody can begin to, since the exclusive lock on users is ours. */
static bool server_leave(const struct demo_place *p)
{
	struct error e;
	int manage = place_lock_open(p->manage, &e);
	bool stopped = manage >= 0 && flock(manage, LOCK_EX | LOCK_NB) == 0 && access(p->kept, F_OK) != 0 &&
		       server_stop(p, p->dir, &e);

	if (manage >= 0)
		close(manage);
	return stopped;
}

/* A use that began and ended between two looks has changed the file's time. */
static void watch_loop(const struct demo_place *p, int users)
{
	long idle = idle_ms(), last = now_ms();
	struct timespec seen = { 0 };
	struct stat st;

	for (;;) {
		poll(NULL, 0, (int)(idle / 4 < STEP_MS ? idle / 4 : STEP_MS));
		if (access(p->kept, F_OK) == 0 || !server_runs(p, p->dir))
			return;
		if (fstat(users, &st) == 0 && !same_time(st.st_mtim, seen)) {
			seen = st.st_mtim;
			last = now_ms();
		}
		if (flock(users, LOCK_EX | LOCK_NB) != 0) {
			last = now_ms();
			continue;
		}
		if (now_ms() - last >= idle && server_leave(p))
			return;
		flock(users, LOCK_UN);
	}
}

static void watch_become(int keep)
{
	int null = open("/dev/null", O_RDWR);

	setsid();
	signal(SIGHUP, SIG_IGN);
	signal(SIGINT, SIG_IGN);
	signal(SIGTERM, SIG_DFL);
	signal(SIGCHLD, SIG_DFL);
	for (int fd = 0; fd < 3; fd++)
		dup2(null, fd);
	descriptors_close(keep);
	if (chdir("/") != 0)
		_exit(1);
}

/* The lock on the watcher's file goes to the child: there is never more than one. */
void watch_start(const struct demo_place *p)
{
	struct error e;
	int own = place_lock_open(p->watcher, &e);
	pid_t pid;

	if (own < 0 || flock(own, LOCK_EX | LOCK_NB) != 0 || (pid = fork()) < 0) {
		if (own >= 0)
			close(own);
		return;
	}
	if (pid == 0) {
		int users;

		if (fork() != 0)
			_exit(0);
		watch_become(own);
		users = place_lock_open(p->users, &e);
		if (users >= 0)
			watch_loop(p, users);
		_exit(0);
	}
	close(own);
	while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		;
}

/* By inode alone: layered file systems report another device here than stat does. */
int watch_users_count(const struct demo_place *p)
{
	FILE *f = fopen("/proc/locks", "re");
	char line[256];
	struct stat st;
	int count = 0;

	if (f == NULL || stat(p->users, &st) != 0) {
		if (f != NULL)
			fclose(f);
		return f != NULL ? 0 : -1;
	}
	while (fgets(line, sizeof line, f) != NULL) {
		unsigned long inode;
		long pid;

		if (sscanf(line, "%*d: FLOCK ADVISORY READ %ld %*x:%*x:%lu", &pid, &inode) == 2 && inode == st.st_ino &&
			pid != getpid())
			count++;
	}
	fclose(f);
	return count;
}
