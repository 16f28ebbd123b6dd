/* The base of the benches: a portfolio of 50 among the demonstration's people. See bench.h. */
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/rules_file.h"
#include "core/base/mem.h"
#include "core/base/strbuf.h"
#include "sql/admin/rules_store.h"
#include "sql/demo/demo_data.h"
#include "sql/texts.h"
#include "tests/support/bench.h"
#include "tests/support/cluster.h"
#include "tests/support/shipped_funders.h"

static void rules_put(PGconn *conn, int year)
{
	struct rules_faults faults = { 0 };
	struct rules_stored stored;
	struct rulebook book;
	struct error e = { 0 };
	if (!rules_load(TEST_SOURCES "/config", &book, &faults, &e) || !rules_store(conn, &book, year, &stored, &e))
		bench_fail("the rules", e.message);
	rulebook_free(&book);
	rules_faults_free(&faults);
}

/* Takes as many people as are missing from the référent who has too many. */
static void portfolio_complete(PGconn *conn)
{
	char *sql = mem_format(
		"SET session_replication_role = replica;"
		"UPDATE jalon.referent SET login = '%s' WHERE referent_id IN (SELECT r.referent_id FROM jalon.referent r"
		" WHERE r.login = 'edeniaud' AND r.annule_par IS NULL AND r.du <= '%s' AND coalesce(r.au, 'infinity') > '%s'"
		" ORDER BY r.personne_id LIMIT %d - (SELECT count(*) FROM jalon.referent m WHERE m.login = '%s'"
		" AND m.annule_par IS NULL AND m.du <= '%s' AND coalesce(m.au, 'infinity') > '%s'));"
		"SET session_replication_role = origin;"
		"VACUUM ANALYZE",
		BENCH_LOGIN, BENCH_TODAY, BENCH_TODAY, BENCH_PORTFOLIO, BENCH_LOGIN, BENCH_TODAY, BENCH_TODAY);
	/* VACUUM wants a statement of its own. */
	for (char *next, *statement = strtok_r(sql, ";", &next); statement != NULL; statement = strtok_r(NULL, ";", &next))
		cluster_exec(conn, statement);
	free(sql);
}

static void portfolio_check(const char *database)
{
	PGconn *conn = cluster_connect(database, BENCH_LOGIN);
	char *count = cluster_value(conn, "SELECT count(*) FROM jalon.mes_personnes()");
	if (atoi(count) != BENCH_PORTFOLIO)
		bench_fail("the portfolio", count);
	free(count);
	PQfinish(conn);
}

char *bench_base_make(void)
{
	struct error e = { 0 };
	struct date today;
	date_parse(BENCH_TODAY, &today);
	cluster_start();
	char *database = cluster_database_new(NULL);
	PGconn *conn = cluster_connect(database, CLUSTER_OWNER);
	cluster_exec(conn, "INSERT INTO jalon.jour_fixe (jour) VALUES ('" BENCH_TODAY "')");
	shipped_funders_store(conn); /* its requests name them */
	if (!demo_data_load(conn, 1, today, NULL, NULL, &e))
		bench_fail("the demonstration", e.message);
	rules_put(conn, 2026);
	portfolio_complete(conn);
	PQfinish(conn);
	portfolio_check(database);
	return database;
}

const char *bench_psql(void)
{
	static char path[256] = "psql";
	glob_t found;
	int best = 0;
	if (glob("/usr/lib/postgresql/*/bin/psql", 0, NULL, &found) == 0)
		for (size_t i = 0; i < found.gl_pathc; i++) {
			int version = atoi(found.gl_pathv[i] + strlen("/usr/lib/postgresql/"));
			if (version > best) {
				best = version;
				snprintf(path, sizeof(path), "%s", found.gl_pathv[i]);
			}
		}
	globfree(&found);
	return path;
}

/* A query with its parameters NULL. */
static void query_add(struct strbuf *out, const char *name)
{
	for (const char *s = sql_query(name); *s != '\0';) {
		size_t plain = strcspn(s, "$");
		strbuf_add_n(out, s, plain);
		s += plain;
		if (*s == '$') {
			strbuf_add(out, "NULL");
			s += 2;
		}
	}
}

char *bench_portfolio_sql(void)
{
	struct strbuf out = { 0 };
	query_add(&out, "portefeuille");
	strbuf_add(&out, ";\n");
	query_add(&out, "formations_ouvertes");
	char *copy = mem_strdup(strbuf_str(&out));
	strbuf_free(&out);
	return copy;
}
