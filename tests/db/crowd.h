/* Many people of other agencies, so that a query that reads a table whole is seen in its plan. */
#ifndef JALON_TEST_CROWD_H
#define JALON_TEST_CROWD_H

#include <libpq-fe.h>

/* 4000 people with rows in every table that a session's queries read; ANALYZE at the end. */
void crowd_add(PGconn *owner);
/* Fails the test when the plan of the embedded query scans a table that grows with the base. */
void crowd_expect_indexed(PGconn *conn, const char *query, int n, const char *const *values);

#endif
