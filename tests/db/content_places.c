/* Every place of a command's content, with values that have no business there. */
#include "tests/db/content_places.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/cluster.h"

static const char *const values[] = { "[]", "[1]", "[[]]", "[null]", "[\"x\"]", "{}", "{\"a\":1}", "true", "null", "-1", "0", "1e400", "12345678901", "0.5", "\"x\"", "\"\"",
	"\"infinity\"", "\"-infinity\"", "\"0000-00-00\"", "\"0001-01-01\"", "\"0001-01-01T00:00\"", "\"9999-12-31\"", "\"9999-12-31T23:59\"", "\"2026-02-30\"",
	"\"99999-01-01\"", "\"2026-12-01T25:61\"", "\"' OR 1=1 --\"", "\"\\u202e\\u001b]0;x\\u0007\"", "repeat" };
#define VALUES (sizeof values / sizeof *values)

/* Done, or one refusal that has a name of ours and hence a sentence. */
static bool is_answered(const char *got)
{
	return strcmp(got, "faite") == 0 || ((strncmp(got, "JL00", 4) == 0 || strncmp(got, "23", 2) == 0) && strlen(got) > 8);
}

/* Every place of a content: its keys, and those of its lists' first items. */
static const char places_sql[] = "WITH c AS (SELECT $j$%s$j$::jsonb AS c), k AS (SELECT key, value FROM c, jsonb_each(c))"
	" SELECT string_agg(place, ' ') FROM (SELECT format('{%%s}', key) AS place FROM k UNION ALL SELECT format('{%%s,0}', key) FROM k"
	" WHERE jsonb_typeof(value) = 'array' UNION ALL SELECT format('{%%s,0,%%s}', key, e) FROM k, jsonb_object_keys(value->0) e"
	" WHERE jsonb_typeof(value->0) = 'object') x";

size_t content_places_try(const struct world *w, PGconn *conn, const char *verb, const char *content)
{
	char sql[4096], *save = NULL;
	size_t tries = 0;
	snprintf(sql, sizeof sql, places_sql, content);
	char *places = cluster_value(w->owner, sql);
	for (char *place = strtok_r(places, " ", &save); place != NULL; place = strtok_r(NULL, " ", &save))
		for (size_t v = 0; v < VALUES; v++, tries++) {
			bool huge = strcmp(values[v], "repeat") == 0;
			cluster_exec(conn, "BEGIN");
			const char *got = answer(conn, "SELECT jalon.commander(gen_random_uuid(), '%s', jsonb_set($j$%s$j$, '%s', %s%s%s))->>'etat'", verb, content,
				place, huge ? "to_jsonb(repeat('é', 100000))" : "$j$", huge ? "" : values[v], huge ? "" : "$j$");
			cr_expect(is_answered(got) || strcmp(values[v], "1e400") == 0, "%s %s %s: %s", verb, place, values[v], got);
			cluster_exec(conn, "ROLLBACK");
		}
	free(places);
	return tries;
}
