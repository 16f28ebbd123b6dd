/* A server of a test's own, which it may stop, restart, kill, follow with a standby: not the shared cluster.
 *
 * It lives in a folder of /tmp, socket only, as `postgres` when the test is root, and dies with the test. Every
 * function fails the test with what the server said. */
#ifndef JALON_TEST_OWN_SERVER_H
#define JALON_TEST_OWN_SERVER_H

#include <sys/types.h>

#include <libpq-fe.h>

struct own_server { char folder[64]; pid_t pid; };

/* initdb, every migration and the adapter's people (adapter_support.h) in the database `postgres`; started. */
void own_server_make(struct own_server *s);
/* A streaming standby of a running one, started. */
void own_server_follow(struct own_server *s, const struct own_server *primary);
void own_server_start(struct own_server *s);
void own_server_stop(struct own_server *s, int signal); /* SIGINT: fast, SIGQUIT: at once as after a crash */
void own_server_remove(struct own_server *s);

PGconn *own_server_connect(const struct own_server *s); /* as the owner; caller: PQfinish */
/* Waits until the query gives the value. */
void own_server_wait(PGconn *conn, const char *sql, const char *value);

#endif
