/* The demonstration's agency, for the tests of screens. */
#include "tests/screen/agency.h"

#include <stdio.h>
#include <stdlib.h>

#include "config/rules_file.h"
#include "core/base/mem.h"
#include "sql/admin/rules_store.h"
#include "sql/demo/demo_data.h"
#include "tests/support/cluster.h"
#include "tests/support/shipped_funders.h"

#define TEMPLATE "ecrans"

static void fail(const struct error *e)
{
	fprintf(stderr, "agency: %s %s\n", e->message, e->remedy);
	exit(1);
}

static void load_rules(PGconn *conn)
{
	struct rulebook book = {0};
	struct rules_faults faults = {0};
	struct rules_stored stored;
	struct error e = {0};
	if (!rules_load(TEST_SOURCES "/config", &book, &faults, &e) || !rules_store(conn, &book, 2026, &stored, &e))
		fail(&e);
	rules_faults_free(&faults);
	rulebook_free(&book);
}

static void fill(const char *conninfo)
{
	PGconn *conn = PQconnectdb(conninfo);
	struct error e = {0};
	struct date day;
	date_parse(AGENCY_DAY, &day);
	shipped_funders_store(conn);
	cluster_exec(conn, "INSERT INTO jalon.jour_fixe (jour) VALUES ('" AGENCY_DAY "')");
	if (!demo_data_load(conn, 1, day, NULL, NULL, &e))
		fail(&e);
	load_rules(conn);
	cluster_exec(conn, "CREATE ROLE nouvelle LOGIN; GRANT jalon_conseiller TO nouvelle;"
	                   "INSERT INTO jalon.compte (login, agence_id, nom, prenom, role, du) "
	                   "SELECT 'nouvelle', agence_id, 'Arrivée', 'Nouvelle', 'conseiller', date '" AGENCY_DAY "' FROM jalon.agence");
	PQfinish(conn);
}

struct agency agency_new(void)
{
	cluster_template_make(TEMPLATE, fill);
	return (struct agency){cluster_database_new(TEMPLATE)};
}

void agency_free(struct agency *a)
{
	cluster_database_drop(a->database);
	free(a->database);
}

static struct pty_screen *start(const struct agency *a, const char *login, int rows, int cols, char *const argv[],
                               char *other)
{
	char *conninfo = cluster_conninfo(a->database, login);
	char *setting = mem_format("JALON_CONNINFO=%s", conninfo);
	struct pty_screen *p = pty_start(rows, cols, argv, (char *[]){setting, other, NULL});
	free(setting);
	free(conninfo);
	return p;
}

struct pty_screen *agency_open(const struct agency *a, const char *login, int rows, int cols)
{
	return start(a, login, rows, cols, (char *[]){TEST_JALON, NULL}, NULL);
}

struct pty_screen *agency_open_with(const struct agency *a, const char *login, const char *setting, const char *as_of)
{
	char *other = setting != NULL ? mem_format("%s", setting) : NULL, *day = mem_format("%s", as_of != NULL ? as_of : "");
	struct pty_screen *p = start(a, login, 24, 80, (char *[]){TEST_JALON, as_of != NULL ? "--au" : NULL, day, NULL}, other);
	free(other);
	free(day);
	return p;
}

char *agency_value(const struct agency *a, const char *sql)
{
	PGconn *conn = cluster_connect(a->database, CLUSTER_OWNER);
	char *value = cluster_value(conn, sql);
	PQfinish(conn);
	return value;
}
