/* The rule book in the database, so that every workstation judges alike (rules.md §1). */
#ifndef JALON_RULES_STORE_H
#define JALON_RULES_STORE_H

#include <stdbool.h>

#include <libpq-fe.h>

#include "core/base/error.h"
#include "core/rules/rulebook.h"

struct rules_stored {
	bool changed;    /* a version was written or made active again */
	long rules;      /* parameters of the active version */
	long holidays;   /* days added */
};

/* In one transaction: the book as the active version unless it is already, and the public holidays of
 * every department for the ten years that start two years before `year`. */
bool rules_store(PGconn *conn, const struct rulebook *book, int year, struct rules_stored *out, struct error *e);

#endif
