/* The small world with three of its logins connected: what a suite of the schema starts from. TestSuite(…, .init = team_open,
 * .fini = team_close), or a function of one's own that calls team_open() first. */
#ifndef JALON_TEST_TEAM_H
#define JALON_TEST_TEAM_H

#include "tests/db/world.h"

extern struct world w;
extern PGconn *me, *boss, *colleague; /* w_conseiller, w_responsable, w_collegue */

void team_open(void);
void team_close(void);
/* One statement of a transaction that is rolled back, after others that must succeed (NULL: none). */
void tried(PGconn *conn, const char *before, const char *sql, const char *expected);

#endif
