/* A synchronous connection for administrators: options, statements, transactions, errors in French. */
#ifndef JALON_ADMIN_SESSION_H
#define JALON_ADMIN_SESSION_H

#include <stdbool.h>
#include <stddef.h>

#include <libpq-fe.h>

#include "core/base/error.h"

#define ADMIN_DATABASE "jalon" /* when neither --base, the conninfo nor PGDATABASE names one */

/* One « --name value » of a verb. A table of them ends with name NULL. */
struct admin_option {
	const char *name;   /* without -- */
	const char **value; /* receives argv's text; left alone when the option is absent */
};

/* Reads --options and positional arguments (at most capacity). False: e says what is wrong (ERR_USAGE). */
bool admin_options_read(const struct admin_option *options, int argc, char **argv, const char **positional,
	size_t capacity, size_t *count, struct error *e);

/* Connects to database (NULL: conninfo's, PGDATABASE's, else ADMIN_DATABASE). NULL on failure.
 * Notices are dropped. Caller: PQfinish. */
PGconn *admin_connect(const char *conninfo, const char *database, struct error *e);
/* conninfo's, PGDATABASE's, else ADMIN_DATABASE; caller frees. */
char *admin_database_name(const char *conninfo, const char *database);

/* One statement or, without parameters, several. False on error; doing names the act in the message. */
bool admin_run(PGconn *conn, const char *sql, const char *doing, struct error *e);
/* A statement with text parameters. NULL on error, else the caller clears the result. */
PGresult *admin_query(PGconn *conn, const char *sql, int count, const char *const *values, const char *doing,
	struct error *e);
/* The same for statements without rows. */
bool admin_exec(PGconn *conn, const char *sql, int count, const char *const *values, const char *doing,
	struct error *e);
/* The first column of the first row; false on error; *out NULL when there is no row or a NULL. Caller frees. */
bool admin_scalar(PGconn *conn, const char *sql, int count, const char *const *values, const char *doing,
	char **out, struct error *e);

/* BEGIN, then COMMIT or ROLLBACK as ok says; returns ok and the commit's own success. */
bool admin_begin(PGconn *conn, struct error *e);
bool admin_end(PGconn *conn, bool ok, struct error *e);

#endif
