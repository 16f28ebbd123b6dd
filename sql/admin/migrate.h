/* Migrations: the embedded files against the table jalon.schema_version. */
#ifndef JALON_MIGRATE_H
#define JALON_MIGRATE_H

#include <stdbool.h>
#include <stddef.h>

#include <libpq-fe.h>

#include "core/base/error.h"

struct migration_report {
	unsigned from, to;  /* versions before and after; 0: no schema */
	unsigned applied;   /* how many files were run */
};

/* Runs what is missing, each file in its own transaction with its line of schema_version, under an
 * advisory lock; takes from PUBLIC what a restore has given back. Refuses a database with a changed migration or newer than the program. */
bool migrations_apply(PGconn *conn, struct migration_report *report, struct error *e);

/* Compares numbers, names and checksums, and sees that PUBLIC has no privilege on the database. False: e
 * (ERR_SCHEMA) says the first difference and how many. */
bool migrations_verify(PGconn *conn, struct migration_report *report, struct error *e);


#endif
