/* Loads the fictional demonstration into an empty, migrated database. */
#ifndef JALON_DEMO_DATA_H
#define JALON_DEMO_DATA_H

#include <stdbool.h>

#include <libpq-fe.h>

#include "core/base/date.h"
#include "core/base/error.h"

/* In one transaction, by COPY through conn (a superuser of the cluster, not inside a transaction): the
 * agency, its accounts with their login roles, people, two years of facts. The same content for the same
 * seed and day; today is the one the caller fixed in jalon.jour_fixe. progress (may be NULL) receives a
 * short French line before each long step. Refuses a database that already holds an agency. */
bool demo_data_load(PGconn *conn, unsigned seed, struct date today, void (*progress)(void *ctx, const char *line),
	void *ctx, struct error *e);

#endif
