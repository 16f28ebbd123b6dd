/* Asking the server to stop what it does for a connection, without waiting.
 *
 * PQcancel() opens a connection of its own and waits for the server to close it: on a dead link that would
 * freeze the screens for minutes. It runs in a child process instead (it is async-signal-safe). */
#ifndef JALON_CANCEL_H
#define JALON_CANCEL_H

#include <stdbool.h>
#include <sys/types.h>

#include <libpq-fe.h>

/* The child's process id; 0 when nothing could be started. */
pid_t cancel_start(PGconn *conn);
/* True once the child has ended: the request was delivered, or never will be. */
bool cancel_ended(pid_t child);
/* Ends and reaps it. The request may still reach the server: the connection must not be used any more. */
void cancel_stop(pid_t child);

#endif
