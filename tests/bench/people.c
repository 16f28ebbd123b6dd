/* The portfolio query with many people in the base against the demonstration's 500, the same 50 in both.
 *
 * BENCH_PEOPLE people are added (200,000 by default; 3000000 for the budget's own figure) to a copy of the
 * base, half of them in the same agency, half in ninety-nine others, each with household, regime, modalité,
 * référent, two contacts and two appointments; one in three with a training request, one in two with an allowance. Then the real
 * login of one conseiller, under row-level security, runs the queries on both bases alternately, on connections kept open. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "sql/texts.h"
#include "sql/client/link.h"
#include "tests/support/bench.h"
#include "tests/support/cluster.h"

enum { PAIRS = 40, WARM_UP = 5, PEOPLE = 200000 };

/* Exclusion constraints cost more to check than all the rest to fill: their indexes alone are put back, before
 * the statistics, because the query may use them. %ld: how many people. */
static const char *const fill[] = {
	"SET session_replication_role = replica",
	"SET maintenance_work_mem = '512MB'",
	"CREATE TEMP TABLE gardees AS SELECT conrelid::regclass::text AS nom_table, conname,"
	" pg_get_indexdef(conindid) AS texte FROM pg_constraint WHERE contype = 'x' AND connamespace = 'jalon'::regnamespace",
	"DO $$ DECLARE c record; BEGIN FOR c IN SELECT * FROM gardees LOOP"
	" EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', c.nom_table, c.conname); END LOOP; END $$",
	"INSERT INTO jalon.agence (agence_id, code, nom, departement)"
	" SELECT 1000 + n, 'masse' || n, 'Agence ' || n, '35' FROM generate_series(1, 99) n",
	"INSERT INTO jalon.compte (agence_id, login, nom, prenom, role, du)"
	" SELECT CASE WHEN n % 2 = 0 THEN (SELECT min(agence_id) FROM jalon.agence) ELSE 1001 + (n / 2) % 99 END,"
	" 'masse' || n, 'Nom', 'Prénom', 'conseiller', '2020-01-01' FROM generate_series(0, 3999) n",
	/* A person n: of the account n % 4000, in its agency. */
	"CREATE TEMP TABLE gens AS SELECT 1000000 + n AS id, n, c.agence_id, c.login"
	" FROM generate_series(1, %ld) n JOIN jalon.compte c ON c.login = ('masse' || n % 4000)::name",
	"INSERT INTO jalon.foyer (agence_id, foyer_id, origine) SELECT agence_id, id, 'import' FROM gens",
	"INSERT INTO jalon.personne (agence_id, personne_id, identifiant, nom, prenom, foyer_id, cree_par,"
	" cree_le, origine) SELECT agence_id, id, upper(lpad(to_hex(n), 7, '0')), 'NOM' || n, 'Prénom', id, login,"
	" '2026-01-01', 'import' FROM gens",
	"INSERT INTO jalon.passage (agence_id, personne_id, regime, du, saisi_par, saisi_le, origine)"
	" SELECT agence_id, id, 'CE', date '2026-01-01' + n % 300, login, '2026-01-01', 'import' FROM gens",
	"INSERT INTO jalon.suivi (agence_id, personne_id, modalite, du, saisi_par, saisi_le, origine)"
	" SELECT agence_id, id, 'actif', date '2026-01-01' + n % 300, login, '2026-01-01', 'import' FROM gens",
	"INSERT INTO jalon.referent (agence_id, personne_id, login, du, saisi_par, saisi_le, origine)"
	" SELECT agence_id, id, login, date '2026-01-01' + n % 300, login, '2026-01-01', 'import' FROM gens",
	"INSERT INTO jalon.contact (agence_id, personne_id, le, canal, auteur, saisi_le, origine)"
	" SELECT agence_id, id, t, 'telephone', login, t, 'import' FROM gens, generate_series(0, 1) k,"
	" LATERAL (SELECT timestamptz '2026-11-19 10:00+01' - make_interval(days => n % 200 + 7 * k) AS t) x",
	"CREATE TEMP TABLE rdv AS SELECT gen_random_uuid() AS seance_id, g.agence_id, g.id, g.login,"
	" tstzrange(t, t + interval '30 minutes') AS periode FROM gens g, generate_series(0, 1) k, LATERAL (SELECT"
	" timestamptz '2026-11-01 08:00+01' + make_interval(mins => 30 * (n / 4000 % 20)) - make_interval(days => n / 80000 + 60 * k) AS t) x",
	"INSERT INTO jalon.seance (agence_id, seance_id, conseiller, periode, type, lieu, saisi_par, saisi_le,"
	" origine) SELECT agence_id, seance_id, login, periode, 'entretien', 'agence', login, lower(periode), 'import' FROM rdv",
	"INSERT INTO jalon.participation (agence_id, seance_id, personne_id, periode, annulation, type, lieu, conseiller,"
	" presence, saisi_le, saisi_par, cree_le, cree_par, origine) SELECT agence_id, seance_id, id, periode, 'infinity', 'entretien',"
	" 'agence', login, 'present', upper(periode), login, lower(periode), login, 'import' FROM rdv",
	/* One in three asks for a training, filed; one in five came back from a company. */
	"INSERT INTO jalon.formation (agence_id, formation_id, personne_id, intitule, departement, debut, fin, etape, etape_le, cree_par)"
	" SELECT agence_id, gen_random_uuid(), id, 'Cours ' || n % 500, '35', '2027-01-04', '2027-03-14', 'deposee', '2026-11-02', login"
	" FROM gens WHERE n % 3 = 0",
	"INSERT INTO jalon.formation_evenement (agence_id, formation_id, personne_id, rang, geste, de, vers, le, saisi_le, par)"
	" SELECT f.agence_id, f.formation_id, f.personne_id, v.rang, v.geste, v.de, v.vers, v.le, v.le, f.cree_par FROM jalon.formation f,"
	" (VALUES (1, 'evoquer', '', 'evoquee', date '2026-09-01'), (2, 'projeter', 'evoquee', 'projet', '2026-09-15'),"
	" (3, 'preparer', 'projet', 'prete', '2026-10-05'), (4, 'deposer', 'prete', 'deposee', '2026-11-02')) v(rang, geste, de, vers, le)"
	" WHERE f.personne_id > 1000000",
	"INSERT INTO jalon.formation_financement (agence_id, formation_id, personne_id, poste, financeur, du, au)"
	" SELECT agence_id, formation_id, personne_id, 'pedagogie', 'region', debut, fin + 1 FROM jalon.formation WHERE personne_id > 1000000",
	"INSERT INTO jalon.droit (agence_id, personne_id, nature, du, saisi_le, saisi_par)"
	" SELECT agence_id, id, 'are', date '2026-01-01' + n % 300, '2026-01-01', login FROM gens WHERE n % 2 = 0",
	"INSERT INTO jalon.conge (agence_id, personne_id, nature, du, au, saisi_le, saisi_par)"
	" SELECT agence_id, id, 'conges', date '2026-01-01' + n % 300, date '2026-01-08' + n % 300, '2026-01-01', login FROM gens WHERE n % 3 = 0",
	"INSERT INTO jalon.derogation (agence_id, personne_id, du, au, cible_minutes, motif)"
	" SELECT agence_id, id, '2026-11-02', '2026-11-09', 600, 'garde' FROM gens WHERE n % 20 = 0",
	"INSERT INTO jalon.periode_entreprise (agence_id, personne_id, nature, entreprise, du, au, saisi_le)"
	" SELECT agence_id, id, 'emt', 'Atelier', '2026-11-02', '2026-11-07', '2026-10-26' FROM gens WHERE n % 5 = 0",
	"DO $$ DECLARE c record; BEGIN FOR c IN SELECT * FROM gardees LOOP"
	" EXECUTE c.texte; END LOOP; END $$",
	"DROP TABLE rdv, gens, gardees",
	"SET session_replication_role = origin",
	"VACUUM ANALYZE",
	"CHECKPOINT",
};

static long people_wanted(void)
{
	const char *text = getenv("BENCH_PEOPLE");
	long people = text != NULL ? strtol(text, NULL, 10) : PEOPLE;
	return people > 0 ? people : PEOPLE;
}

static void base_fill(const char *database, long people)
{
	PGconn *conn = cluster_connect(database, CLUSTER_OWNER);
	char number[24];
	snprintf(number, sizeof(number), "%ld", people);
	for (size_t i = 0; i < sizeof(fill) / sizeof(*fill); i++) {
		const char *place = strstr(fill[i], "%ld");
		char *sql = place == NULL ? mem_strdup(fill[i]) :
			mem_format("%.*s%s%s", (int)(place - fill[i]), fill[i], number, place + 3);
		cluster_exec(conn, sql);
		free(sql);
	}
	PQfinish(conn);
}

/* Milliseconds for the queries as the program sends them, the people and what they ask for, without the one round trip. */
static double query_time(PGconn *conn)
{
	const char *const parameters[] = { NULL, NULL };
	double from = bench_now();
	PGresult *rows = PQexecParams(conn, sql_query("portefeuille"), 2, NULL, parameters, NULL, NULL, 0);
	PGresult *asked = PQexecParams(conn, sql_query("formations_ouvertes"), 2, NULL, parameters, NULL, NULL, 0);
	double time = bench_now() - from;
	if (PQresultStatus(rows) != PGRES_TUPLES_OK || PQntuples(rows) != BENCH_PORTFOLIO)
		bench_fail("the portfolio's query", PQresultErrorMessage(rows));
	if (PQresultStatus(asked) != PGRES_TUPLES_OK)
		bench_fail("the query of its training requests", PQresultErrorMessage(asked));
	PQclear(rows);
	PQclear(asked);
	return time;
}

static PGconn *session_open(const char *database)
{
	char *conninfo = mem_format("host=%s dbname=%s user=%s options='" BENCH_SESSION_OPTIONS " " LINK_PLANNER_OPTIONS "'", cluster_socket(), database,
		BENCH_LOGIN);
	PGconn *conn = PQconnectdb(conninfo);
	if (PQstatus(conn) != CONNECTION_OK)
		bench_fail("the connection", PQerrorMessage(conn));
	free(conninfo);
	return conn;
}

static char *people_counted(const char *database)
{
	PGconn *conn = cluster_connect(database, CLUSTER_OWNER);
	char *count = cluster_value(conn, "SELECT count(*) FROM jalon.personne");
	PQfinish(conn);
	return count;
}

int main(void)
{
	long people = people_wanted();
	char *few = bench_base_make(), *many = cluster_database_new(few);
	double from = bench_now();
	base_fill(many, people);
	double filled = bench_now() - from;
	char *count_few = people_counted(few), *count_many = people_counted(many);
	PGconn *a = session_open(few), *b = session_open(many);
	struct figures in_few = { 0 }, in_many = { 0 };
	for (int i = 0; i < WARM_UP + PAIRS; i++) {
		double one = query_time(a), other = query_time(b);
		if (i >= WARM_UP) {
			figures_add(&in_few, one);
			figures_add(&in_many, other);
		}
	}
	bench_heading();
	bench_line_ratio("portfolio queries, many people in the base / few", "ms", &in_many, &in_few, 1.2);
	bench_note("%s people against %s, %d pairs, alternately; median of the pairs' own ratios %.3f; filled in %.0f s", count_many,
		count_few, PAIRS, figures_ratio(&in_many, &in_few), filled / 1000);
	figures_free(&in_few);
	figures_free(&in_many);
	PQfinish(a);
	PQfinish(b);
	free(count_few);
	free(count_many);
	cluster_stop();
	free(few);
	free(many);
	return 0;
}
