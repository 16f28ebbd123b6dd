/* From libpq's failures to one French sentence: SQLSTATE and constraint name decide, DETAIL is never
 * read (it prints whole rows), and a failure without SQLSTATE is a lost connection. */
#ifndef JALON_PG_ERROR_H
#define JALON_PG_ERROR_H

#include <stdbool.h>

#include <libpq-fe.h>

#include "core/base/error.h"

/* What the server answered to a statement. res may be NULL (out of memory: a lost connection). */
void pg_error_from_result(struct error *e, const PGresult *res);

/* Why a connection failed. Call PQsetErrorVerbosity(conn, PQERRORS_SQLSTATE) before polling, so that
 * the message carries the SQLSTATE and no text. conn may be NULL. */
void pg_error_from_connection(struct error *e, PGconn *conn);

/* True when e says that the session has ended, whatever the statement: shutdown, crash, cut. */
bool pg_error_is_loss(const struct error *e);
/* True when trying again later may succeed: deadlock, lock or statement timeout, server full. */
bool pg_error_is_passing(const struct error *e);

/* For administrators, who have no personal data in their statements: the server's own first line. */
void pg_error_for_admin(struct error *e, const PGresult *res, const char *doing);

#endif
