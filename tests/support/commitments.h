/* A person's commitments as the program reads them, one query after the other, without a port. */
#ifndef JALON_TEST_COMMITMENTS_H
#define JALON_TEST_COMMITMENTS_H

#include <libpq-fe.h>

#include "core/engagement/contract.h"

/* NULL when the account has no such person; ends the test when a query fails. day: AAAA-MM-JJ, NULL: now. */
struct commitment_file *commitments_read(PGconn *conn, struct arena *arena, const char *id, const char *day);

#endif
