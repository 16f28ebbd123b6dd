/* Child processes under the server's Unix account. */
#include "sql/cluster/child.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <grp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { STATUS_CANNOT = 127 };

/* Becomes the account for good. */
static bool account_become(const struct server_account *a)
{
	umask(077);
	if (chdir("/") != 0)
		return false;
	if (!a->other)
		return true;
	return initgroups(a->name, a->gid) == 0 && setgid(a->gid) == 0 && setuid(a->uid) == 0 && setuid(0) != 0;
}

static int child_wait(pid_t pid)
{
	int status;

	if (pid < 0)
		return STATUS_CANNOT;
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return STATUS_CANNOT;
	return WIFEXITED(status) ? WEXITSTATUS(status) : STATUS_CANNOT;
}

static void signals_reset(void)
{
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGINT, SIG_IGN); /* Ctrl-C ends jalon, not a half-done initdb: its folder is found next time */
	signal(SIGPIPE, SIG_DFL);
}

void descriptors_close(int keep)
{
	long most = sysconf(_SC_OPEN_MAX);

	for (int fd = 3; fd < (most > 0 && most < 4096 ? most : 4096); fd++)
		if (fd != keep)
			close(fd);
}

int child_run(const struct server_account *account, const char *const argv[])
{
	static const char *const environment[] = { "PATH=/usr/bin:/bin", "LC_ALL=C", NULL };
	pid_t pid = fork();

	if (pid == 0) {
		int null = open("/dev/null", O_RDWR);

		signals_reset();
		if (null < 0 || dup2(null, 0) < 0 || dup2(null, 1) < 0 || dup2(null, 2) < 0 || !account_become(account))
			_exit(STATUS_CANNOT);
		descriptors_close(-1);
		execve(argv[0], (char *const *)(uintptr_t)argv, (char *const *)(uintptr_t)environment);
		_exit(STATUS_CANNOT);
	}
	return child_wait(pid);
}

int child_call(const struct server_account *account, int (*act)(const void *), const void *arg)
{
	pid_t pid = fork();

	if (pid == 0) {
		signals_reset();
		_exit(account_become(account) ? act(arg) : STATUS_CANNOT);
	}
	return child_wait(pid);
}

int child_file_write(const void *file)
{
	const struct child_file *f = file;
	size_t len = strlen(f->text), done = 0;
	int fd = open(f->path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);

	if (fd < 0)
		return 1;
	while (done < len) {
		ssize_t n = write(fd, f->text + done, len - done);

		if (n < 0 && errno != EINTR)
			break;
		done += n > 0 ? (size_t)n : 0;
	}
	return fsync(fd) == 0 && close(fd) == 0 && done == len ? 0 : 1;
}

static int entry_remove(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	remove(path); /* what cannot be removed shows when its folder cannot */
	return 0;
}

int child_tree_remove(const void *path)
{
	nftw(path, entry_remove, 16, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
	return 0;
}

int child_file_remove(const void *path)
{
	return unlink(path) == 0 || errno == ENOENT ? 0 : 1;
}
