/* The rows of an embedded query as text, for the tests of sql/queries. */
#ifndef JALON_TEST_QUERY_ROWS_H
#define JALON_TEST_QUERY_ROWS_H

#include <criterion/criterion.h>
#include <libpq-fe.h>

/* The answer as lines of columns joined by '|'; static. Fails the test when the query fails. */
const char *rows_of(PGconn *conn, const char *query, int n, const char *const *values);

#define ROWS(expected, conn, query, ...) \
	cr_expect_str_eq(rows_of(conn, query, (int)(sizeof((const char *[]){ __VA_ARGS__ }) / sizeof(char *)), \
				 (const char *[]){ __VA_ARGS__ }), expected)

#endif
