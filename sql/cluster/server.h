/* The demonstration's PostgreSQL: made, started, stopped, watched over. */
#ifndef JALON_SERVER_H
#define JALON_SERVER_H

#include <stdbool.h>
#include <sys/types.h>

#include "core/base/error.h"
#include "core/base/strbuf.h"
#include "sql/cluster/place.h"

#define SERVER_OWNER "postgres" /* superuser of the cluster, for the Unix account alone */

/* root is the demonstration's folder (dir or partial): root/data, root/serveur.log. */
bool server_init(const struct demo_place *p, const char *root, struct error *e);
/* Starts it and waits until it answers; fast: for loading only, nothing is forced to disk. */
bool server_start(const struct demo_place *p, const char *root, bool fast, struct error *e);
bool server_stop(const struct demo_place *p, const char *root, struct error *e);
/* Forces all files to disk, the server being stopped. */
bool server_sync(const struct demo_place *p, const char *root, struct error *e);
/* Whether it runs (a stale postmaster.pid does not count). */
bool server_runs(const struct demo_place *p, const char *root);
/* Whether its socket accepts connections right now. */
bool server_answers(const struct demo_place *p);
/* One pg_ident line per (Unix account, login), for the roles given one per line. */
bool server_logins_write(const struct demo_place *p, const char *root, const char *logins, struct error *e);
/* "host=... dbname=... user=..." */
void server_conninfo(const struct demo_place *p, const char *database, const char *login, struct strbuf *out);

#endif
