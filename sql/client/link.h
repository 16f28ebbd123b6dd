/* Starting a connection: what libpq is told beyond the person's conninfo. */
#ifndef JALON_LINK_H
#define JALON_LINK_H

#include <stdbool.h>

#include <libpq-fe.h>

#include "core/base/error.h"

/* False: the conninfo cannot be read (ERR_CONFIG). NULL and bare database names are accepted. */
bool link_conninfo_check(const char *conninfo, struct error *e);

/* PQconnectStartParams with the session's settings as start-up options, so that they cost no round trip.
 * Notices are dropped from the first one on. The result may be NULL or CONNECTION_BAD. */
PGconn *link_start(const char *conninfo, const char *account);

#endif
