/* The private test cluster: fresh databases, real logins, a template filled once. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "sql/texts.h"
#include "tests/support/cluster.h"

Test(cluster, gives_each_test_a_database_of_its_own)
{
	char *first = cluster_database_new(NULL), *second = cluster_database_new(NULL);
	PGconn *a = cluster_connect(first, CLUSTER_OWNER), *b = cluster_connect(second, CLUSTER_OWNER);
	cluster_exec(a, "CREATE TABLE seulement_ici (n int)");
	char *there = cluster_value(b, "SELECT count(*) FROM pg_class WHERE relname = 'seulement_ici'");
	cr_assert_str_eq(there, "0");
	PQfinish(a);
	PQfinish(b);
	cluster_database_drop(first);
	cluster_database_drop(second);
	free(there);
	free(first);
	free(second);
}

Test(cluster, lets_a_test_log_in_as_any_role)
{
	char *name = cluster_database_new(NULL);
	PGconn *owner = cluster_connect(name, CLUSTER_OWNER);
	cluster_exec(owner, "CREATE ROLE essai_visiteur LOGIN IN ROLE jalon_conseiller");
	PGconn *visitor = cluster_connect(name, "essai_visiteur");
	char *who = cluster_value(visitor, "SELECT session_user");
	cr_assert_str_eq(who, "essai_visiteur");
	PQfinish(visitor);
	cluster_exec(owner, "DROP ROLE essai_visiteur");
	PQfinish(owner);
	cluster_database_drop(name);
	free(who);
	free(name);
}

Test(cluster, copies_the_privileges_of_the_database)
{
	char *name = cluster_database_new(NULL);
	PGconn *conn = cluster_connect(name, CLUSTER_OWNER);
	char *query = mem_format("SELECT a.datacl::text IS NOT DISTINCT FROM b.datacl::text "
				 "FROM pg_database a, pg_database b WHERE a.datname = '%s' AND b.datname = '%s'",
		CLUSTER_TEMPLATE, name);
	char *same = cluster_value(conn, query);
	cr_assert_str_eq(same, "t");
	PQfinish(conn);
	cluster_database_drop(name);
	free(same);
	free(query);
	free(name);
}

static void fill_counted(const char *conninfo)
{
	PGconn *conn = PQconnectdb(conninfo);
	cluster_exec(conn, "CREATE TABLE rempli (n int); INSERT INTO rempli VALUES (1)");
	PQfinish(conn);
}

Test(cluster, fills_a_template_once)
{
	cluster_template_make("modele_compte", fill_counted);
	cluster_template_make("modele_compte", fill_counted);
	char *name = cluster_database_new("modele_compte");
	PGconn *conn = cluster_connect(name, CLUSTER_OWNER);
	char *count = cluster_value(conn, "SELECT count(*) FROM rempli");
	cr_assert_str_eq(count, "1");
	PQfinish(conn);
	cluster_database_drop(name);
	free(count);
	free(name);
}

Test(texts, migrations_are_numbered_and_summed)
{
	for (size_t i = 0; i < sql_migrations_count; i++) {
		cr_expect_eq(sql_migrations[i].number, i + 1);
		cr_expect_eq(strlen(sql_migrations[i].checksum), 64);
		cr_expect_neq(sql_migrations[i].text[0], '\0');
	}
	for (size_t i = 0; i < sql_queries_count; i++)
		cr_expect_str_eq(sql_query(sql_queries[i].name), sql_queries[i].text);
}
