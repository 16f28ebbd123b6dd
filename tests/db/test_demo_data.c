/* The demonstration in the database: what it holds, who may log in, what a load leaves behind. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "sql/demo/demo_data.h"
#include "sql/texts.h"
#include "tests/support/cluster.h"
#include "tests/support/shipped_funders.h"

#define TEMPLATE "modele_donnees_demo"
#define DAY "2026-11-20"

static struct date day_of_demo(void)
{
	return date_make(2026, 11, 20);
}

static void count_line(void *ctx, const char *line)
{
	*(size_t *)ctx += *line != '\0';
}

static void fix_day(PGconn *conn)
{
	cluster_exec(conn, "INSERT INTO jalon.jour_fixe (jour) VALUES ('" DAY "')");
}

static void fill_demo(const char *conninfo)
{
	PGconn *conn = PQconnectdb(conninfo);
	struct error e = { 0 };

	fix_day(conn);
	shipped_funders_store(conn); /* the requests name them */
	cr_assert(demo_data_load(conn, 1, day_of_demo(), NULL, NULL, &e), "%s", e.message);
	PQfinish(conn);
}

struct opened {
	char *name;
	PGconn *conn;
};

static struct opened demo_open(const char *role)
{
	struct opened o;

	cluster_template_make(TEMPLATE, fill_demo);
	o.name = cluster_database_new(TEMPLATE);
	o.conn = cluster_connect(o.name, role);
	return o;
}

static void demo_close(struct opened *o)
{
	PQfinish(o->conn);
	cluster_database_drop(o->name);
	free(o->name);
}

static long number(PGconn *conn, const char *sql)
{
	char *text = cluster_value(conn, sql);
	long value = strtol(text, NULL, 10);

	free(text);
	return value;
}

Test(demo_data, holds_what_the_product_says)
{
	struct opened o = demo_open(CLUSTER_OWNER);

	cr_expect_eq(number(o.conn, "SELECT count(*) FROM jalon.agence WHERE nom = 'Agence de Vitré' AND departement = '35'"), 1);
	cr_expect_eq(number(o.conn, "SELECT count(*) FROM jalon.compte WHERE role = 'conseiller'"), 12);
	cr_expect_eq(number(o.conn, "SELECT count(*) FROM jalon.compte WHERE role = 'responsable'"), 1);
	cr_expect_eq(number(o.conn, "SELECT count(*) FROM jalon.compte WHERE role = 'controle'"), 1);
	cr_expect_eq(number(o.conn, "SELECT count(*) FROM jalon.referent WHERE du <= '" DAY "' AND (au IS NULL OR au > '" DAY "')"), 480);
	cr_expect_eq(number(o.conn, "SELECT count(*) FROM (SELECT login, count(*) AS n FROM jalon.referent WHERE au IS NULL "
		"GROUP BY login) x WHERE n BETWEEN 30 AND 50"), 11);
	cr_expect_eq(number(o.conn, "SELECT count(*) FROM (SELECT login, count(*) AS n FROM jalon.referent WHERE au IS NULL "
		"GROUP BY login) x WHERE n BETWEEN 61 AND 65"), 1);
	cr_expect_eq(number(o.conn, "SELECT count(DISTINCT regime) FROM jalon.passage WHERE au IS NULL"), 11);
	cr_expect_gt(number(o.conn, "SELECT '" DAY "'::date - min(lower(periode))::date FROM jalon.seance"), 650);
	cr_expect_gt(number(o.conn, "SELECT max(lower(periode))::date - '" DAY "'::date FROM jalon.seance"), 13);
	cr_expect_gt(number(o.conn, "SELECT count(DISTINCT serie_id) FROM jalon.seance"), 30);
	cr_expect_gt(number(o.conn, "SELECT count(*) FROM jalon.engagement WHERE tenu_le IS NULL"), 20);
	cr_expect_gt(number(o.conn, "SELECT count(*) FROM jalon.horaire"), 2);
	cr_expect_eq(number(o.conn, "SELECT count(*) FROM jalon.report WHERE login = 'mlegoff'"), 2);
	demo_close(&o);
}

Test(demo_data, first_referent_sees_38_4_2_and_nobody_else)
{
	struct opened o = demo_open("mlegoff");
	const char *const values[2] = { NULL, NULL };
	PGresult *res = PQexecParams(o.conn, sql_query("portefeuille"), 2, NULL, values, NULL, NULL, 0);
	int count[3] = { 0 }, owed_today = 0;

	cr_assert_eq(PQresultStatus(res), PGRES_TUPLES_OK, "%s", PQresultErrorMessage(res));
	for (int i = 0; i < PQntuples(res); i++) {
		const char *modality = PQgetvalue(res, i, PQfnumber(res, "modalite"));

		count[0] += strcmp(modality, "actif") == 0;
		count[1] += strcmp(modality, "structurante") == 0;
		count[2] += strcmp(modality, "rattache") == 0;
		owed_today += strncmp(PQgetvalue(res, i, PQfnumber(res, "rdv_sans_issue")), DAY, 10) == 0;
		cr_expect_str_eq(PQgetvalue(res, i, PQfnumber(res, "referent_login")), "mlegoff");
	}
	cr_expect_eq(PQntuples(res), 44);
	cr_expect_eq(count[0], 38);
	cr_expect_eq(count[1], 4);
	cr_expect_eq(count[2], 2);
	cr_expect_eq(owed_today, 1, "at any hour of the day");
	PQclear(res);
	demo_close(&o);
}

Test(demo_data, every_account_logs_in_with_its_one_group)
{
	struct opened o = demo_open(CLUSTER_OWNER);
	PGresult *res = PQexec(o.conn, "SELECT login, role FROM jalon.compte ORDER BY login");

	cr_assert_eq(PQntuples(res), 14);
	for (int i = 0; i < PQntuples(res); i++) {
		PGconn *conn = cluster_connect(o.name, PQgetvalue(res, i, 0));
		char *role = cluster_value(conn, "SELECT jalon.mon_role()");
		char *groups = cluster_value(conn, "SELECT string_agg(g.rolname, ',') FROM pg_auth_members m JOIN pg_roles g "
			"ON g.oid = m.roleid WHERE m.member = session_user::regrole");
		char *wanted = mem_format("jalon_%s", PQgetvalue(res, i, 1));

		cr_expect_str_eq(role, PQgetvalue(res, i, 1));
		cr_expect_str_eq(groups, wanted);
		free(role);
		free(groups);
		free(wanted);
		PQfinish(conn);
	}
	PQclear(res);
	demo_close(&o);
}

Test(demo_data, those_who_replace_today_see_more_people)
{
	struct opened o = demo_open("cevrard"); /* replaces yrebillard, the whole portfolio */
	PGconn *named = cluster_connect(o.name, "shamon"); /* two people of nbenali's; a past one of mlegoff's */

	cr_expect_eq(number(o.conn, "SELECT count(*) FROM jalon.mes_personnes()"), 38 + 36);
	cr_expect_eq(number(named, "SELECT count(*) FROM jalon.mes_personnes()"), 39 + 2);
	PQfinish(named);
	demo_close(&o);
}

/* The triggers ran: each row of the load is in the history, as an import. */
Test(demo_data, is_in_the_history)
{
	static const char *const tables[] = { "personne", "foyer", "passage", "suivi", "referent", "remplacement", "seance",
		"participation", "contact", "note", "frein" };
	struct opened o = demo_open(CLUSTER_OWNER);

	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		char *rows = mem_format("SELECT count(*) FROM jalon.%s", tables[i]);
		char *kept = mem_format("SELECT count(*) FROM jalon.historique WHERE nom_table = '%s' AND origine = 'import'", tables[i]);

		cr_expect_gt(number(o.conn, rows), 0);
		cr_expect_eq(number(o.conn, rows), number(o.conn, kept), "%s", tables[i]);
		free(rows);
		free(kept);
	}
	demo_close(&o);
}

Test(demo_data, new_people_get_the_next_number)
{
	struct opened o = demo_open(CLUSTER_OWNER);

	cluster_exec(o.conn, "INSERT INTO jalon.foyer (agence_id) VALUES (1); INSERT INTO jalon.personne (agence_id, nom, prenom, "
		"foyer_id) VALUES (1, 'Suivante', 'Personne', (SELECT max(foyer_id) FROM jalon.foyer))");
	cr_expect_eq(number(o.conn, "SELECT max(personne_id) - count(*) FROM jalon.personne"), 0);
	demo_close(&o);
}

/* Every column that the load writes, table by table. */
static char *content_digest(PGconn *conn)
{
	return cluster_value(conn,
		"SELECT md5(string_agg(x.t, '|' ORDER BY x.t)) FROM (SELECT p::text AS t FROM jalon.personne p"
		" UNION ALL SELECT s::text FROM jalon.seance s UNION ALL SELECT a::text FROM jalon.participation a"
		" UNION ALL SELECT g::text FROM jalon.passage g UNION ALL SELECT r::text FROM jalon.referent r"
		" UNION ALL SELECT c::text FROM jalon.contact c UNION ALL SELECT n::text FROM jalon.note n"
		" UNION ALL SELECT f::text FROM jalon.frein f UNION ALL SELECT y::text FROM jalon.foyer y) x");
}

Test(demo_data, loads_the_same_rows_for_the_same_seed_and_day)
{
	struct opened o = demo_open(CLUSTER_OWNER);
	char *again = cluster_database_new(NULL), *first, *second;
	PGconn *conn = cluster_connect(again, CLUSTER_OWNER);
	struct error e = { 0 };
	size_t lines = 0;

	fix_day(conn);
	shipped_funders_store(conn); /* the requests name them */
	cr_assert(demo_data_load(conn, 1, day_of_demo(), count_line, &lines, &e), "%s", e.message);
	first = content_digest(o.conn);
	second = content_digest(conn);
	cr_expect_str_eq(first, second);
	cr_expect_eq(strlen(first), 32u);
	cr_expect_gt(lines, 10u, "progress is told");
	free(first);
	free(second);
	PQfinish(conn);
	cluster_database_drop(again);
	free(again);
	demo_close(&o);
}

Test(demo_data, refuses_a_database_in_use)
{
	struct opened o = demo_open(CLUSTER_OWNER);
	struct error e = { 0 };

	cr_assert_not(demo_data_load(o.conn, 2, day_of_demo(), NULL, NULL, &e));
	cr_expect_eq(e.code, ERR_REFUSED);
	cr_expect(strlen(e.message) > 0 && strchr(e.message, '\n') == NULL);
	cr_expect_eq(PQtransactionStatus(o.conn), PQTRANS_IDLE);
	cr_expect_eq(number(o.conn, "SELECT count(*) FROM jalon.agence"), 1);
	demo_close(&o);
}

/* One transaction: the last table refused, nothing stays. */
Test(demo_data, leaves_nothing_when_it_fails)
{
	struct opened o = demo_open(CLUSTER_OWNER); /* the roles exist then */
	char *name = cluster_database_new(NULL);
	PGconn *conn = cluster_connect(name, CLUSTER_OWNER);
	struct error e = { 0 };

	fix_day(conn);
	cluster_exec(conn, "ALTER TABLE jalon.frein ADD CONSTRAINT essai_refus CHECK (nature <> 'transport')");
	cr_assert_not(demo_data_load(conn, 1, day_of_demo(), NULL, NULL, &e));
	cr_expect(error_is_set(&e));
	cr_expect_eq(PQtransactionStatus(conn), PQTRANS_IDLE);
	cr_expect_eq(number(conn, "SELECT count(*) FROM jalon.agence"), 0);
	cr_expect_eq(number(conn, "SELECT count(*) FROM jalon.personne"), 0);
	cr_expect_eq(number(conn, "SELECT count(*) FROM jalon.historique"), 0);
	PQfinish(conn);
	cluster_database_drop(name);
	free(name);
	demo_close(&o);
}
