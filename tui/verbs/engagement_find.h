/* What a command of the line speaks of, when it is not typed as a UUID: an undertaking by words of its object, the contract
 * that is prepared or in force, the remedial action that is open. Each loads what it needs. */
#ifndef JALON_ENGAGEMENT_FIND_H
#define JALON_ENGAGEMENT_FIND_H

#include "tui/plain/plain_app.h"

/* The commitments of the open file's person; NULL with *e set. */
const struct commitment_file *plain_commitments(struct plain_app *p, struct error *e);
/* The hours of the open file's person, the 26 weeks up to today's, or up to `monday`; NULL with *e set. */
const struct hours_file *plain_hours(struct plain_app *p, struct date monday, struct error *e);

/* One undertaking: by its UUID, by words of its object (unaccented, one alone holds them), or, when `what` is NULL, the only
 * one that is open. An open one is bound, not kept, not excused, not withdrawn. NULL with *e set. */
const struct item *plain_item(const struct app *a, const struct commitment_file *f, const char *what, struct error *e);
/* The contract with a version that waits for a signature; NULL with *e set. */
const struct contract *plain_contract_pending(const struct app *a, const struct commitment_file *f, struct error *e);
/* The contract in force today; NULL with *e set. */
const struct contract *plain_contract_in_force(const struct app *a, const struct commitment_file *f, struct error *e);

#endif
