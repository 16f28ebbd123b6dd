/* Starts and stops the keeper: by Criterion's hooks around all tests, or by hand. See cluster.h.
 *
 * cluster_socket() stands here so that whoever uses the cluster links the hooks too. */
#include <criterion/criterion.h>
#include <criterion/hooks.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/cluster.h"
#include "tests/support/cluster_keeper.h"

/* Both ends that the runner's first process holds; -1 when there is no keeper. */
static int life_end = -1;
static int ready_end = -1;

static void start_fail(const char *why)
{
	fprintf(stderr, "cluster: the test server did not start: %s\n", why);
	exit(1);
}

/* Forked twice, so that the runner never sees the keeper among its own children. */
static void keeper_fork(int life[2], int ready[2])
{
	pid_t child = fork();
	if (child < 0)
		start_fail("fork");
	if (child == 0) {
		close(life[1]);
		close(ready[0]);
		if (fork() == 0)
			keeper_run(life[0], ready[1]);
		_exit(0);
	}
	waitpid(child, NULL, 0);
	close(life[0]);
	close(ready[1]);
}

/* Closed on exec: a test must not keep the keeper alive. */
static void pipe_private(int ends[2])
{
	if (pipe(ends) != 0 || fcntl(ends[0], F_SETFD, FD_CLOEXEC) != 0 || fcntl(ends[1], F_SETFD, FD_CLOEXEC) != 0)
		start_fail("pipe");
}

void cluster_start(void)
{
	int life[2], ready[2];
	pipe_private(life);
	pipe_private(ready);
	fflush(NULL);
	keeper_fork(life, ready);
	life_end = life[1];
	ready_end = ready[0];
	char answer[1024];
	size_t length = 0;
	while (length < sizeof(answer) - 1) {
		ssize_t n = read(ready_end, answer + length, sizeof(answer) - 1 - length);
		if (n <= 0)
			break;
		length += (size_t)n;
		if (answer[length - 1] == '\n')
			break;
	}
	answer[length > 0 ? length - 1 : 0] = '\0';
	if (answer[0] != '/')
		start_fail(answer);
	setenv(CLUSTER_SOCKET_VARIABLE, answer, 1);
}

const char *cluster_socket(void)
{
	const char *socket = getenv(CLUSTER_SOCKET_VARIABLE);
	if (socket == NULL)
		start_fail("nobody called cluster_start()");
	return socket;
}

void cluster_stop(void)
{
	if (life_end < 0)
		return;
	close(life_end);
	char byte;
	while (read(ready_end, &byte, 1) > 0)
		;
	close(ready_end);
	life_end = ready_end = -1;
}

ReportHook(PRE_ALL)(struct criterion_test_set *set)
{
	(void)set;
	cluster_start();
}

ReportHook(POST_ALL)(struct criterion_global_stats *stats)
{
	(void)stats;
	cluster_stop();
}
