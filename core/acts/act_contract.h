/* What the acts on contracts share: the lines typed, and what the file loaded says of the contract. */
#ifndef JALON_ACT_CONTRACT_H
#define JALON_ACT_CONTRACT_H

#include "core/acts/act_private.h"
#include "core/acts/acts_engagement.h"
#include "core/base/json.h"

/* Lines of a contract that starts that day; field and sentence name the faulty one. */
bool commitments_check(const struct commitment_new *items, size_t count, struct date starts, struct error *e);
/* As an array of the content, each with a new id; lines without object are left out. */
void commitments_write(struct command_draft *d, const char *key, const struct commitment_new *items, size_t count,
                       struct date starts);
size_t commitments_count(const struct commitment_new *items, size_t count); /* those with an object */

const struct contract_version *contract_rank(const struct contract *c, int rank); /* NULL when it has none */
/* Another contract of the person, signed, that holds days of from..to (to DATE_NONE: open); NULL when none, or not loaded. */
const struct contract *contract_over(const struct commitment_file *f, const char *except, struct date from, struct date to);

/* json_int of minutes, or null below 0. */
void json_minutes(struct strbuf *b, const char *key, int minutes);

#endif
