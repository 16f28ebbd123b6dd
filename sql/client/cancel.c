/* PQcancel in a child process. */
#include "sql/client/cancel.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

pid_t cancel_start(PGconn *conn)
{
	PGcancel *cancel = PQgetCancel(conn);
	char why[256];
	pid_t child;

	if (cancel == NULL)
		return 0;
	child = fork();
	if (child == 0) {
		signal(SIGINT, SIG_IGN);
		_exit(PQcancel(cancel, why, sizeof why) == 1 ? 0 : 1);
	}
	PQfreeCancel(cancel);
	return child > 0 ? child : 0;
}

bool cancel_ended(pid_t child)
{
	pid_t ended;

	do
		ended = waitpid(child, NULL, WNOHANG);
	while (ended < 0 && errno == EINTR);
	return ended != 0;
}

void cancel_stop(pid_t child)
{
	kill(child, SIGKILL);
	while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
		;
}
