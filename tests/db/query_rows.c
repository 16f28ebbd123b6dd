/* The rows of an embedded query as text. */
#include "tests/db/query_rows.h"

#include "core/base/strbuf.h"
#include "sql/texts.h"

const char *rows_of(PGconn *conn, const char *query, int n, const char *const *values)
{
	static struct strbuf text;
	strbuf_clear(&text);
	PGresult *res = PQexecParams(conn, sql_query(query), n, NULL, values, NULL, NULL, 0);
	cr_assert_eq(PQresultStatus(res), PGRES_TUPLES_OK, "%s: %s", query, PQresultErrorMessage(res));
	for (int i = 0; i < PQntuples(res); i++)
		for (int j = 0; j < PQnfields(res); j++)
			strbuf_addf(&text, "%s%s", PQgetvalue(res, i, j), j + 1 < PQnfields(res) ? "|" : "\n");
	PQclear(res);
	return strbuf_str(&text);
}
