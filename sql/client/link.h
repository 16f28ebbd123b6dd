/* Starting a connection: what libpq is told beyond the person's conninfo. For the port and the administrator. */
#ifndef JALON_LINK_H
#define JALON_LINK_H

#include <stdbool.h>

#include <libpq-fe.h>

#include "core/base/error.h"

/* How the server is to plan and run the queries of sql/queries: a portfolio is a dozen lateral looks, so compiling the
 * plan would cost more than running it, and each query already names its tables in the order in which they are best
 * joined: looking for another one takes as long as all the rest of the planning (measured: 7 ms of 14). */
#define LINK_PLANNER_OPTIONS "-c jit=off -c join_collapse_limit=1"

/* False: the conninfo cannot be read (ERR_CONFIG). NULL and bare database names are accepted. */
bool link_conninfo_check(const char *conninfo, struct error *e);

/* What the conninfo says of a keyword, else the environment variable; NULL when neither. Caller frees. */
char *link_setting(const char *conninfo, const char *keyword, const char *variable);

/* Notices are dropped, since they would write over the screen; errors of connecting carry a SQLSTATE and no text. */
void link_quiet(PGconn *conn);

/* Where the next attempt starts: libpq goes to the next host when one refuses, but not when one accepts the
 * connection and then keeps silent. All NULL: in the conninfo's order. */
struct link_hosts { char *host, *hostaddr, *port; };
void link_hosts_turn(struct link_hosts *h, PGconn *conn); /* one host further than the attempt conn; conn may be NULL */
void link_hosts_free(struct link_hosts *h);

/* PQconnectStartParams with the session's settings as start-up options, so that they cost no round trip.
 * Notices are dropped from the first one on. hosts may be NULL. The result
 * may be NULL or CONNECTION_BAD. */
PGconn *link_start(const char *conninfo, const char *account, const struct link_hosts *hosts);

#endif
