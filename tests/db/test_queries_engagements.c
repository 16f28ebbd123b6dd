/* The queries about what binds a person and the structure, about hours and what is held: columns, as of a day, for whom, by
 * which plan. The facts are those of bond.h. */
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "tests/db/bond.h"
#include "tests/db/crowd.h"
#include "tests/db/query_rows.h"
#include "tests/db/team.h"
#include "tests/support/cluster.h"

static void open_world(void)
{
	team_open();
	bond_fill(w.owner, "w_conseiller");
}

TestSuite(queries_engagements, .init = open_world, .fini = team_close);

#define WHO "Maël Le Goff"
/* Up to « lie_le », recorded on the first of its version; after it, part, cadence, rule, model, source, and the three flags. */
#define OWED(e, debtor, object, due, done, day, c, from, to, bound) \
	BOND_ID(e) "||" debtor "|" object "|" due "|" done "|" day "T00:00|1|" BOND_ID(c) "|" from "|" to "|" bound "|"
#define FIRST "2026-05-28"
#define ONCE "|unique||||"

Test(queries_engagements, what_each_party_undertook)
{
	ROWS(OWED("e002", "structure", "entretien mensuel", "2026-06-30", "2026-10-30", FIRST, "c001", "1", "", "2026-06-02")
	     "socle|mois|point_etape|entretien_mensuel|003:7421|f|f|f|3|||||f|\n"
	     OWED("e007", "financeur", "financer", "2026-11-05", "", FIRST, "c001", "1", "", "2026-06-02") "individuel" ONCE "f|f|f||||||f|\n"
	     OWED("e003", "structure", "aide à la garde", "2026-11-10", "", FIRST, "c001", "1", "", "2026-06-02") "individuel" ONCE "f|f|f||||||f|\n"
	     OWED("e005", "personne", "formation", "2026-11-30", "", "2026-09-30", "c001", "3", "", "2026-10-05") "individuel" ONCE "t|t|t||||||f|\n"
	     OWED("e010", "structure", "offres", "2026-12-31", "", "2026-11-16", "c001", "4", "", "") "individuel" ONCE "f|f|f||||||f|\n"
	     OWED("e009", "personne", "chercher", "2026-07-01", "", "2026-01-10", "c000", "1", "", "2026-01-12") "individuel" ONCE
	     "f|f|f||||2026-06-01|santé|f|\n"
	     OWED("e008", "personne", "ouvrir un espace", "2026-07-05", "2026-07-01", FIRST, "c001", "1", "", "2026-06-02") "individuel" ONCE
	     "t|f|f||||||f|\n"
	     OWED("e011", "structure", "essai", "2026-08-20", "", "2026-08-01", "c001", "2", "3", "") "individuel" ONCE
	     "f|f|f||||2026-10-05|formation|f|\n"
	     OWED("e004", "structure", "rendez-vous mobilité", "2026-09-01", "", FIRST, "c001", "1", "", "2026-06-02") "individuel" ONCE
	     "f|f|f||||||t|\n"
	     OWED("e001", "structure", "atelier CV", "2026-12-15", "", FIRST, "c001", "1", "3", "2026-06-02") "socle" ONCE
	     "f|f|f||||2026-10-05|formation|f|\n"
	     OWED("e006", "personne", "être présent", "", "", FIRST, "c001", "1", "", "2026-06-02") "volet" ONCE "f|f|f||2026-10-12|malade|||f|\n",
		me, "fiche_engagements", "AAAAA1", NULL);
}

/* On 31 May the contract to come was prepared and not signed; the one before it had not ended. */
Test(queries_engagements, what_was_undertaken_as_of_a_day)
{
	ROWS(OWED("e002", "structure", "entretien mensuel", "2026-06-30", "", FIRST, "c001", "1", "", "")
	     "socle|mois|point_etape|entretien_mensuel|003:7421|f|f|f||||||f|\n"
	     OWED("e009", "personne", "chercher", "2026-07-01", "", "2026-01-10", "c000", "1", "", "2026-01-12") "individuel" ONCE "f|f|f||||||f|\n"
	     OWED("e008", "personne", "ouvrir un espace", "2026-07-05", "", FIRST, "c001", "1", "", "") "individuel" ONCE "t|f|f||||||f|\n"
	     OWED("e004", "structure", "rendez-vous mobilité", "2026-09-01", "", FIRST, "c001", "1", "", "") "individuel" ONCE "f|f|f||||||f|\n"
	     OWED("e007", "financeur", "financer", "2026-11-05", "", FIRST, "c001", "1", "", "") "individuel" ONCE "f|f|f||||||f|\n"
	     OWED("e003", "structure", "aide à la garde", "2026-11-10", "", FIRST, "c001", "1", "", "") "individuel" ONCE "f|f|f||||||f|\n"
	     OWED("e001", "structure", "atelier CV", "2026-12-15", "", FIRST, "c001", "1", "", "") "socle" ONCE "f|f|f||||||f|\n"
	     OWED("e006", "personne", "être présent", "", "", FIRST, "c001", "1", "", "") "volet" ONCE "f|f|f||||||f|\n",
		me, "fiche_engagements", "AAAAA1", "2026-05-31");
	/* On 30 September the avenant was prepared: it binds nobody yet, and what it withdraws is still owed. */
	const char *rows = rows_of(me, "fiche_engagements", 2, (const char *[]){ "AAAAA1", "2026-09-30" });
	cr_expect_not_null(strstr(rows, OWED("e001", "structure", "atelier CV", "2026-12-15", "", FIRST, "c001", "1", "3", "2026-06-02") "socle" ONCE
		"f|f|f||||||f|\n"), "%s", rows);
	cr_expect_not_null(strstr(rows, OWED("e005", "personne", "formation", "2026-11-30", "", "2026-09-30", "c001", "3", "", "") "individuel"), "%s", rows);
	cr_expect_not_null(strstr(rows, "|2026-07-30|" FIRST "T00:00|"), "two times by then: %s", rows);
	cr_expect_null(strstr(rows, BOND_ID("e010")), "%s", rows);
}

#define CONTRACT BOND_ID("c001") "|CE|socio_professionnel|2026-06-01||||"
#define CHOICE "poursuite|2026-11-10|parcours utile|" BOND_ID("c000") "|5|"
#define NO_CHOICE "|||" BOND_ID("c000") "|5|"
#define RANK_1 "1|Trouver un emploi|2026-11-30|900|f||2026-05-28|" WHO "|"
#define RANK_2 "2|Essai|2026-11-30|900|f|essai|2026-08-01|" WHO "|||||t|2\n"
#define RANK_3 "3|Trouver un emploi après formation|2027-05-31|1080|t|formation|2026-09-30|" WHO "|"
#define FORMER BOND_ID("c000") "|CE|professionnel|2026-01-12|"
#define FORMER_RANK "|||||3|1|Reprendre||600|f||2026-01-10|" WHO "|2026-01-12|2026-01-12|personne|" WHO "|f|2\n"

Test(queries_engagements, contracts_and_their_versions)
{
	ROWS(CONTRACT CHOICE RANK_1 "2026-06-01|2026-06-02|personne|" WHO "|f|3\n" CONTRACT CHOICE RANK_2
	     CONTRACT CHOICE RANK_3 "2026-10-05|2026-10-05|representant_legal|" WHO "|f|2\n"
	     CONTRACT CHOICE "4|À temps partiel|2027-05-31|-1|t|temps partiel|2026-11-16|" WHO "||2026-11-18||" WHO "|f|2\n"
	     FORMER "2026-05-31|reorientation|santé" FORMER_RANK, me, "engagements_contrats", "AAAAA1", NULL);
	ROWS(CONTRACT NO_CHOICE RANK_1 "2026-06-01|2026-06-02|personne|" WHO "|f|3\n" CONTRACT NO_CHOICE RANK_2
	     CONTRACT NO_CHOICE RANK_3 "||||f|2\n" FORMER "2026-05-31|reorientation|santé" FORMER_RANK,
		me, "engagements_contrats", "AAAAA1", "2026-09-30");
	ROWS(CONTRACT NO_CHOICE RANK_1 "||||f|3\n" FORMER "||" FORMER_RANK, me, "engagements_contrats", "AAAAA1", "2026-05-31");
	ROWS(CONTRACT NO_CHOICE RANK_1 "2026-06-01||personne||f|3\n" FORMER "2026-05-31|reorientation|santé" FORMER_RANK,
		me, "engagements_contrats", "AAAAA1", "2026-06-01");
	ROWS("", me, "engagements_contrats", "AAAAA1", "2026-01-09");
}

#define HARM_1 BOND_ID("b001") "|" BOND_ID("e004") "||2026-09-01|entretien manqué|accompagner|2026-09-25|2026-09-10|"
#define REQUEST_1 BOND_ID("a001") "|f|2026-11-18T14:00||attestation||1\n"
#define REQUEST_3 BOND_ID("a003") "|f|2026-11-17T09:00||horaire||1\n"
#define COMPLAINT BOND_ID("a002") "|t|2026-03-01T10:00|2026-03-02T11:00|annulation|excuses|2\n"
#define AGAIN BOND_ID("0002") "|t|socio_professionnel|département|2026-05-15|près de l'école|garde\n"
#define ORIENTED BOND_ID("0001") "|f|professionnel|agence|2026-01-06||\n"
#define DIAGNOSTIC_2 BOND_ID("d002") "|2|2026-09-15|" WHO "|c2|p2|m2|s2|a2|d2\n"
#define DIAGNOSTIC_1 BOND_ID("d001") "|1|2026-01-10|" WHO "|c1|||||\n"

Test(queries_engagements, what_goes_with_the_contract)
{
	ROWS(BOND_ID("b002") "||rdv_hebdomadaire|2026-11-01|sans nouvelles|rappeler|2026-11-30|2026-11-12|||1\n" HARM_1 "2026-09-20|accompagnée|2\n",
		me, "engagements_compensations", "AAAAA1", NULL);
	ROWS(HARM_1 "||2\n", me, "engagements_compensations", "AAAAA1", "2026-09-19");
	ROWS("", me, "engagements_compensations", "AAAAA1", "2026-09-09");
	ROWS(AGAIN ORIENTED, me, "engagements_orientations", "AAAAA1", NULL);
	ROWS(ORIENTED, me, "engagements_orientations", "AAAAA1", "2026-05-14");
	ROWS(DIAGNOSTIC_2 DIAGNOSTIC_1, me, "engagements_diagnostics", "AAAAA1", NULL);
	ROWS(DIAGNOSTIC_1, me, "engagements_diagnostics", "AAAAA1", "2026-09-14");
	ROWS(BOND_ID("f001") "|2026-01-20|signature|remis\n", me, "engagements_droits", "AAAAA1", NULL);
	ROWS("", me, "engagements_droits", "AAAAA1", "2026-01-19");
	ROWS(REQUEST_3 REQUEST_1 COMPLAINT, me, "engagements_demandes", "AAAAA1", NULL);
	ROWS(REQUEST_3 COMPLAINT, me, "engagements_demandes", "AAAAA1", "2026-11-17");
	ROWS(BOND_ID("a002") "|t|2026-03-01T10:00||annulation||2\n", me, "engagements_demandes", "AAAAA1", "2026-03-01");
}

Test(queries_engagements, since_when)
{
	ROWS("2026-01-05|2026-10-20|2026-01-05\n", me, "engagements_dates", "AAAAA1", NULL);
	ROWS("2026-01-05||2026-01-05\n", me, "engagements_dates", "AAAAA1", "2026-10-19");
	/* Another regime since March, another référent since April: what was given or held before it began does not count. */
	cluster_exec(w.owner, "SET session_replication_role = replica; UPDATE jalon.passage SET au = '2026-03-01' WHERE personne_id = 1;"
		"INSERT INTO jalon.passage (agence_id, personne_id, regime, du) VALUES (1, 1, 'CEJ', '2026-03-01');"
		"UPDATE jalon.referent SET au = '2026-03-01' WHERE personne_id = 1;"
		"INSERT INTO jalon.referent (agence_id, personne_id, login, du) VALUES (1, 1, 'w_conseiller', '2026-04-02');"
		"UPDATE jalon.participation SET cree_le = '2026-02-01' WHERE personne_id = 1");
	ROWS("2026-01-05||2026-04-02\n", me, "engagements_dates", "AAAAA1", NULL);
	ROWS("2026-01-05||\n", me, "engagements_dates", "AAAAA1", "2026-03-15");
	ROWS("2026-01-05|2026-02-01|2026-01-05\n", me, "engagements_dates", "AAAAA1", "2026-02-28");
	ROWS("||\n", me, "engagements_dates", "AAAAA1", "2026-01-04");
}

#define WEEKS(day) "AAAAA1", day, "2026-11-09", "2026-11-22"

Test(queries_engagements, hours_of_two_weeks)
{
	ROWS(BOND_ID("1001") "|2026-11-10|projet|300||2026-11-10T18:00|" WHO "|2026-11-17T09:00|" WHO "|2\n"
	     BOND_ID("1003") "|2026-11-16|relation|60||2026-11-19T18:00|" WHO "|||1\n"
	     BOND_ID("1002") "|2026-11-16|emploi|120|salon|2026-11-16T18:00|" WHO "|||1\n", me, "heures_activites", WEEKS(NULL));
	ROWS(BOND_ID("1001") "|2026-11-10|projet|300||2026-11-10T18:00|" WHO "|||2\n", me, "heures_activites", WEEKS("2026-11-15"));
	ROWS(BOND_ID("2001") "|2026-11-09|2026-11-15|480|crèche fermée\n", me, "heures_derogations", WEEKS(NULL));
	ROWS("", me, "heures_derogations", WEEKS("2026-11-08"));
	ROWS("", me, "heures_derogations", "AAAAA1", NULL, "2026-11-16", "2026-11-22");
	/* No délai de réflexion: it lowers nothing. */
	ROWS(BOND_ID("3001") "|AAAAA1|maladie|2026-11-12|2026-11-13|arrêt\n", me, "heures_absences", WEEKS(NULL));
	ROWS("", me, "heures_absences", WEEKS("2026-11-11"));
	ROWS(BOND_ID("3003") "|AAAAA1|formation|2026-12-01|2026-12-10|\n", me, "heures_absences", "AAAAA1", NULL, "2026-11-30", "2026-12-06");
	ROWS("2026-11-11T09:00|2026-11-12T09:00|1|sms\n2026-11-05T09:00|2026-11-12T09:00|7|courriel\n", me, "heures_rappels", WEEKS(NULL));
	ROWS("2026-11-05T09:00|2026-11-12T09:00|7|courriel\n", me, "heures_rappels", WEEKS("2026-11-10"));
	ROWS("", me, "heures_rappels", "AAAAA1", NULL, "2026-11-16", "2026-11-22");
}

Test(queries_engagements, versions_count_from_their_signatures)
{
	ROWS("2026-01-12|2026-05-31|600\n2026-06-02|2026-10-04|900\n2026-10-05|2027-05-31|1080\n", me, "heures_cibles", "AAAAA1", NULL,
		"2026-01-01", "2026-12-31");
	/* Signed on the day asked for, recorded later. */
	cluster_exec(w.owner, "SET session_replication_role = replica; UPDATE jalon.contrat_version SET cree_le = '2026-10-20' WHERE rang = 3;"
		"UPDATE jalon.engagement SET saisi_le = '2026-10-20' WHERE rang_du = 3");
	ROWS("2026-10-05|2027-05-31|1080\n", me, "heures_cibles", "AAAAA1", "2026-10-06", "2026-10-05", "2026-10-11");
	cr_expect_not_null(strstr(rows_of(me, "engagements_contrats", 2, (const char *[]){ "AAAAA1", "2026-10-06" }), "|5|3|Trouver un emploi après"));
	cr_expect_not_null(strstr(rows_of(me, "fiche_engagements", 2, (const char *[]){ "AAAAA1", "2026-10-06" }), "|personne|formation|"));
	cr_expect_null(strstr(rows_of(me, "fiche_engagements", 2, (const char *[]){ "AAAAA1", "2026-10-04" }), "|personne|formation|"));
	ROWS("2026-06-02|2026-11-30|900\n", me, "heures_cibles", "AAAAA1", "2026-10-04", "2026-09-01", "2026-10-04");
	ROWS("", me, "heures_cibles", "AAAAA1", "2026-06-01", "2026-06-01", "2026-06-30");
	/* A version without a target ends that of the one before it. */
	cluster_exec(w.owner, "SET session_replication_role = replica; UPDATE jalon.contrat_version SET signe_personne_le = '2026-11-18',"
		" signataire = 'personne', signee_le = '2026-11-18', signee_par = signe_par WHERE rang = 4");
	ROWS("2026-10-05|2026-11-17|1080\n", me, "heures_cibles", WEEKS(NULL));
}

Test(queries_engagements, what_is_held_and_who_read)
{
	ROWS("Bernard|Aïcha|1990-01-01\n", me, "detention_personne", "AAAAA1");
	ROWS("2026-11-05T10:30|conseiller|remplacement\n2026-11-03T09:00|responsable|supervision\n", me, "detention_lectures", "AAAAA1");
	const char *rows = rows_of(me, "detention", 1, (const char *[]){ "AAAAA1" });
	cr_expect_not_null(strstr(rows, "|nom|Bernard\n"), "%s", rows);
	cr_expect_not_null(strstr(rows, "|objectifs|Trouver un emploi après formation\n"), "%s", rows);
}

#define READINGS "SELECT count(*) FROM jalon.lecture WHERE personne_id = 1 AND jour = '2026-11-20'"

Test(queries_engagements, a_file_read_leaves_a_trace_once_a_day)
{
	rows_of(me, "fiche_lecture", 2, (const char *[]){ "AAAAA1", NULL });
	rows_of(colleague, "fiche_lecture", 2, (const char *[]){ "AAAAA1", NULL });
	ANSWERS("0", w.owner, READINGS); /* its référent; who may not */
	rows_of(boss, "fiche_lecture", 2, (const char *[]){ "AAAAA1", "2026-05-31" });
	rows_of(boss, "fiche_lecture", 2, (const char *[]){ "AAAAA1", NULL });
	ANSWERS("1", w.owner, READINGS " AND login = 'w_responsable' AND motif = 'supervision'");
	cluster_exec(boss, "SET default_transaction_read_only = on");
	rows_of(boss, "fiche_lecture", 2, (const char *[]){ "AAAAA2", NULL });
	ANSWERS("0", w.owner, "SELECT count(*) FROM jalon.lecture WHERE personne_id = 2");
}

#define KEEP(what) "BEGIN; SELECT set_config('jalon.personne_lue', '" what "', true)"
#define SCOPE "SELECT string_agg(x::text, ' ' ORDER BY x) FROM jalon.mes_personnes() x"

/* What is kept of the person being read narrows the scope to that person, when one is its référent; it never widens it. */
Test(queries_engagements, what_is_kept_for_a_group_never_widens_the_scope)
{
	PGconn *closed = world_login(&w, "w_ferme");

	ANSWERS("1 2 3 6", me, SCOPE);
	cluster_exec(me, "BEGIN");
	ROWS("f\n", me, "fiche_lecture", "AAAAA1", NULL);
	ANSWERS("1", me, SCOPE);
	cluster_exec(me, "COMMIT");
	ANSWERS("1 2 3 6", me, SCOPE);
	cluster_exec(me, KEEP("AAAAA3=3")); /* replaced: the whole scope */
	ANSWERS("1 2 3 6", me, SCOPE);
	cluster_exec(me, "COMMIT; " KEEP("AAAAA4=4"));
	ANSWERS("1 2 3 6", me, SCOPE);
	ANSWERS("0", me, "SELECT count(*) FROM jalon.personne WHERE personne_id = 4");
	ROWS("", me, "fiche_passages", "AAAAA4", NULL);
	cluster_exec(me, "ROLLBACK");
	cluster_exec(closed, KEEP("AAAAA7=7"));
	ANSWERS("", closed, SCOPE);
	PQfinish(closed);
}

static const char *const of_bond[] = { "fiche_engagements", "fiche_conges", "engagements_contrats", "engagements_compensations",
	"engagements_orientations", "engagements_diagnostics", "engagements_droits", "engagements_demandes", "engagements_dates" };
static const char *const of_hours[] = { "heures_activites", "heures_derogations", "heures_absences", "heures_cibles", "heures_rappels" };
static const char *const of_held[] = { "detention_personne", "detention", "detention_lectures" };
enum { BOND_EMPTY = 8 }; /* all but the dates, which are one row */

Test(queries_engagements, nothing_is_told_of_who_is_out_of_reach)
{
	for (size_t i = 0; i < BOND_EMPTY; i++)
		ROWS("", colleague, of_bond[i], "AAAAA1", NULL);
	ROWS("||\n", colleague, "engagements_dates", "AAAAA1", NULL);
	for (size_t i = 0; i < sizeof of_hours / sizeof *of_hours; i++)
		ROWS("", colleague, of_hours[i], "AAAAA1", NULL, "2026-01-01", "2026-12-31");
	for (size_t i = 0; i < sizeof of_held / sizeof *of_held; i++)
		ROWS("", colleague, of_held[i], "AAAAA1");
}

Test(queries_engagements, read_no_table_whole)
{
	crowd_add(w.owner);
	for (size_t i = 0; i < sizeof of_bond / sizeof *of_bond; i++) {
		crowd_expect_indexed(me, of_bond[i], 2, (const char *[]){ "AAAAA1", NULL });
		crowd_expect_indexed(boss, of_bond[i], 2, (const char *[]){ "AAAAA1", "2026-11-01" });
	}
	for (size_t i = 0; i < sizeof of_hours / sizeof *of_hours; i++) {
		crowd_expect_indexed(me, of_hours[i], 4, (const char *[]){ WEEKS(NULL) });
		crowd_expect_indexed(boss, of_hours[i], 4, (const char *[]){ WEEKS("2026-11-12") });
	}
	crowd_expect_indexed(me, "detention_personne", 1, (const char *[]){ "AAAAA1" });
	crowd_expect_indexed(me, "detention_lectures", 1, (const char *[]){ "AAAAA1" });
}
