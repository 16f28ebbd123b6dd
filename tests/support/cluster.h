/* A private PostgreSQL for the tests: real roles, real logins, gone when the runner is gone.
 *
 * How the runner shares it: Criterion runs each test in a process of its own. Before the first test, a
 * PRE_ALL hook in the runner's first process starts a keeper, which makes a cluster in /tmp (socket only,
 * fsync off, as `postgres` when the runner is root, else as oneself), applies every migration to the
 * template database, and holds the read end of a pipe. The tests find the socket through the environment
 * (JALON_TEST_SOCKET). When the runner ends, even by kill -9, the pipe closes: the keeper stops the server
 * and removes the folder. If the keeper itself is killed, the kernel sends the server SIGQUIT.
 * A runner that names nothing of this header starts no cluster. Programs without Criterion (benches) call
 * cluster_start() and cluster_stop() themselves.
 *
 * pg_hba.conf says `trust`, inside a folder of mode 0700: a test logs in as any role, never by SET ROLE.
 * Roles belong to the cluster and tests run side by side: a test names the roles that it makes after itself.
 *
 * Every function ends the process with a message on stderr when the server refuses: for a test that is a
 * failure, and there is nothing to check at the call. */
#ifndef JALON_TEST_CLUSTER_H
#define JALON_TEST_CLUSTER_H

#include <libpq-fe.h>
#include <stddef.h>

#define CLUSTER_OWNER "postgres"    /* the superuser */
#define CLUSTER_TEMPLATE "modele"   /* every migration applied, no data; nobody may connect to it */

void cluster_start(void);
void cluster_stop(void);

/* The socket folder, to be used as `host`. Static, never NULL. */
const char *cluster_socket(void);

/* A fresh database, copied from a template in about a tenth of a second; NULL is CLUSTER_TEMPLATE.
 * Returns its name (caller frees). It goes away with the cluster, or by cluster_database_drop(). */
char *cluster_database_new(const char *template);
void cluster_database_drop(const char *name);

/* Makes another template once per runner, whichever test comes first: a copy of CLUSTER_TEMPLATE to which
 * `fill` is applied, given a conninfo of the owner. The others wait for it. */
void cluster_template_make(const char *name, void (*fill)(const char *conninfo));

/* "host=... dbname=... user=..." for a login role; caller frees. */
char *cluster_conninfo(const char *database, const char *role);
PGconn *cluster_connect(const char *database, const char *role); /* caller: PQfinish */

/* Runs SQL that must succeed (several statements allowed). */
void cluster_exec(PGconn *conn, const char *sql);
/* The first column of the first row as text, "" when NULL or no row; caller frees. */
char *cluster_value(PGconn *conn, const char *sql);

#endif
