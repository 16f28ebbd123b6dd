/* The queries about training requests: columns, as of a day, for whom, by which plan. The facts are those of training_rows.h. */
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "tests/db/bond.h"
#include "tests/db/crowd.h"
#include "tests/db/query_rows.h"
#include "tests/db/training_rows.h"
#include "tests/db/team.h"
#include "tests/support/cluster.h"
#include "tests/support/shipped_funders.h"

static void open_world(void)
{
	team_open();
	shipped_funders_store(w.owner);
	training_fill(w.owner, "w_conseiller");
}

TestSuite(queries_trainings, .init = open_world, .fini = team_close);

#define F1 TRAINING_ID("f001")
#define WHO "Maël Le Goff"

/* Behind « depuis »: raised, filed, decided, granted, funded, entered, ended, checked, followed. */
#define SOLDER F1 "|AAAAA1|Bernard|Aïcha|w_conseiller|Soudeur|H2913|certification|AFPA|Rennes|35||21000|2100|2027-01-04|2027-03-14|"
#define SOLDER_NOW SOLDER "pieces_demandees|2026-11-10|2026-09-01|2026-10-15|2026-10-12|||||||constructys|7|3|2|2026-11-10|structure|3|0|2027-02-15|t|27|t|t|12|2026-11-17|\n"
#define AID_UNTIL(rights_end) TRAINING_ID("f003") "|AAAAA1|Bernard|Aïcha|w_conseiller|Secourisme|K2503|perfectionnement|Croix-Rouge|Vitré|35||4200|700|2026-03-02|" \
	"2026-05-29|achevee|2026-05-29|2025-11-25|2026-01-05|2026-01-20|2026-01-26|2026-02-10|2026-03-02|2026-05-29|2026-04-01||region||0|0|||7|7|" rights_end "|t|0|f|f|9||\n"
#define AID AID_UNTIL("2027-02-15")
#define ENGLISH TRAINING_ID("f002") "|AAAAA1|Bernard|Aïcha|w_conseiller|Anglais|||||||||||abandonnee_avant|2025-04-01|2025-03-01|||||||||||0|0|||0|7|2027-02-15|t|0|f|f|2||\n"
#define COOK TRAINING_ID("f005") "|AAAAA2|Collet|Jean-Marc|w_conseiller|CAP cuisine|||||||||||evoquee|2026-11-18|2026-11-18|||||||||||0|0|||0|7||f|0|f|f|1||\n"
#define PAY TRAINING_ID("f006") "|AAAAA2|Collet|Jean-Marc|w_conseiller|Paie|M1203|qualification|GRETA|Rennes|35||42000|2100|2025-03-03|2025-07-20|suivie|" \
	"2026-02-01|2024-11-04||||||||2026-02-01|||0|0|||7|7||f|0|f|f|9||\n"
#define THEIRS TRAINING_ID("f007") "|AAAAA4|Évrard|Chloé|w_collegue|Soudeur|H2913|certification|AFPA|Rennes|35||21000|2100|2026-11-02|2027-03-14|entree|" \
	"2026-11-02|2026-06-01|||||2026-11-02||||||0|0|||7|7||f|0|f|f|7||\n"

/* Furthest along first, and what is to be debriefed: the reprise is not, nor what is undone, nor what is to come. */
Test(queries_trainings, open_ones_go_beside_the_portfolio)
{
	ROWS("AAAAA1|2026-11-13|" AID "AAAAA1|2026-11-13|" SOLDER_NOW "AAAAA2||" COOK, me, "formations_ouvertes", NULL, NULL);
	ROWS("AAAAA4||" THEIRS, boss, "formations_ouvertes", "w_collegue", NULL);
	ROWS("", me, "formations_ouvertes", "w_collegue", NULL);
	/* Without an open request, a row of its own for the debrief. */
	cluster_exec(w.owner, "SET session_replication_role = replica; UPDATE jalon.formation SET annule_par = gen_random_uuid() WHERE personne_id = 1;"
		"SET session_replication_role = origin");
	ROWS("AAAAA1|2026-11-13||AAAAA1|Bernard|Aïcha|w_conseiller" "||||||||||||||||||||||||||||||||||||||\n" "AAAAA2||" COOK, me, "formations_ouvertes", NULL, NULL);
}

/* By stage; those closed for more than a year are left out; an account sees its own people, a responsable the agency. */
Test(queries_trainings, of_a_portfolio_and_of_the_agency)
{
	ROWS(COOK SOLDER_NOW AID PAY, me, "formations_liste", NULL, NULL);
	ROWS(COOK SOLDER_NOW AID PAY, me, "formations_liste", "*", NULL);
	ROWS(COOK SOLDER_NOW THEIRS AID PAY, boss, "formations_liste", "*", NULL);
	ROWS(COOK SOLDER_NOW AID PAY, boss, "formations_liste", "w_conseiller", NULL);
	ROWS(THEIRS, colleague, "formations_liste", NULL, NULL);
	ROWS("", boss, "formations_liste", NULL, NULL);
}

/* What happened later is not known: the stage is that of the day, so are pieces, costs, preconditions, and the allowance that was
 * recorded on 03/11 to begin after the one that ran. */
Test(queries_trainings, as_of_a_day)
{
	ROWS(SOLDER "refusee|2026-10-12|2026-09-01|2026-10-01|2026-10-12|||||||constructys|7|4|0|||7|0||f|70|t|t|12||2026-12-31\n" AID_UNTIL("2026-12-31") PAY,
		me, "formations_liste", "w_conseiller", "2026-10-13");
	ROWS("AAAAA1||" AID_UNTIL("2026-12-31") "AAAAA1||" SOLDER "evoquee|2026-09-01|2026-09-01|||||||||||0|0|||7|7||f|70|f|f|12||2026-12-31\n",
		me, "formations_ouvertes", NULL, "2026-09-07");
	cr_expect_not_null(strstr(rows_of(me, "formations_ouvertes", 2, (const char *[]){ NULL, "2026-03-01" }), "|financee|2026-02-10|"));
	const char *rows = rows_of(me, "fiche_formations", 2, (const char *[]){ "AAAAA1", "2025-05-01" });
	cr_expect_eq(strncmp(rows, "|" TRAINING_ID("f002") "|AAAAA1|Bernard|Aïcha||Anglais|||||||||||abandonnee_avant|2025-04-01|", 92), 0, "%s", rows);
	cr_expect_null(strstr(rows, TRAINING_ID("f001")));
	rows = rows_of(me, "fiche_formations", 2, (const char *[]){ "AAAAA1", "2025-01-01" });
	cr_expect_null(strstr(rows, "|" TRAINING_ID("f0")), "none was raised");
}

/* A decision ends a span of awaited pieces too, and one that comes after a new filing counts from it alone (000:577). */
Test(queries_trainings, days_of_awaited_pieces_are_those_since_the_last_filing)
{
	const char *rows = rows_of(me, "formations_liste", 2, (const char *[]){ NULL, "2026-10-10" });

	cr_expect_not_null(strstr(rows, "|deposee|2026-10-09|2026-09-01|2026-10-01||||||||constructys|7|4|0|||"), "%s", rows);
	rows = rows_of(me, "formations_liste", 2, (const char *[]){ NULL, "2026-10-15" });
	cr_expect_not_null(strstr(rows, "|deposee|2026-10-15|2026-09-01|2026-10-15|2026-10-12|||||||constructys|7|0|0|||"), "%s", rows);
	rows = rows_of(me, "formations_liste", 2, (const char *[]){ NULL, "2026-10-21" });
	cr_expect_not_null(strstr(rows, "|pieces_demandees|2026-10-20|2026-09-01|2026-10-15|2026-10-12|||||||constructys|7|0|1|2026-10-20|personne|"), "%s", rows);
	cluster_exec(w.owner, "SET session_replication_role = replica; UPDATE jalon.formation_evenement SET annule_par = NULL WHERE rang = 13;"
		"SET session_replication_role = origin");
	rows = rows_of(me, "formations_liste", 2, (const char *[]){ NULL, NULL });
	cr_expect_not_null(strstr(rows, "|accordee|2026-11-12|2026-09-01|2026-10-15|2026-11-12|2026-11-12||||||constructys|7|5|0|||"), "%s", rows);
}

Test(queries_trainings, of_one_person)
{
	ROWS("2026-11-13|" SOLDER_NOW "2026-11-13|" AID "2026-11-13|" ENGLISH, me, "fiche_formations", "AAAAA1", NULL);
	ROWS("||AAAAA3|Diallo|Mamadou|w_absent||||||||||||||||||||||||||||||||||||||\n", me, "fiche_formations", "AAAAA3", NULL);
	ROWS(TRAINING_ID("0005") "||emt|Atelier Le Goff|||2026-12-01|2026-12-05||f|||1\n"
	     TRAINING_ID("0001") "|" F1 "|pmsmp|Naval Bretagne|soudeur|vérifier le projet|2026-11-02|2026-11-13||f|||1\n"
	     TRAINING_ID("0002") "|" F1 "|immersion|Chaudronnerie Guen|||2026-09-07|2026-09-11|2026-09-14|t|gestes sûrs||2\n"
	     TRAINING_ID("0003") "||reprise|Intérim 35|||2026-08-03|2026-08-09||f||accord de la personne|1\n", me, "fiche_periodes", "AAAAA1", NULL);
	ROWS(TRAINING_ID("0002") "|" F1 "|immersion|Chaudronnerie Guen|||2026-09-07|2026-09-11||f|||2\n"
	     TRAINING_ID("0003") "||reprise|Intérim 35|||2026-08-03|2026-08-09||f||accord de la personne|1\n", me, "fiche_periodes", "AAAAA1", "2026-09-12");
	ROWS(TRAINING_ID("0a02") "|aref|2027-01-01|2027-02-15\n" TRAINING_ID("0a01") "|are|2026-01-01|2026-12-31\n", me, "fiche_droits", "AAAAA1", NULL);
	ROWS(TRAINING_ID("0a01") "|are|2026-01-01|2026-12-31\n", me, "fiche_droits", "AAAAA1", "2026-11-02");
}

/* apart: what was said, the counter-proposal, why there is none. */
#define STEP(n, step, day, with, text, grounds, apart) "00000000-0000-4000-8000-0000f00100" n "|" step "|" day "|" day "T09:00|" WHO "|" with "|" text "|" grounds "|" apart "\n"

/* By the id of the request, behind formation_lecture, which keeps whose it is for the group. */
Test(queries_trainings, of_one_request)
{
	cluster_exec(me, "BEGIN");
	ROWS("f|" F1 "=1\n", me, "formation_lecture", F1, NULL);
	cr_expect_eq(strncmp(rows_of(me, "fiche_personne", 2, (const char *[]){ F1, NULL }), "AAAAA1|Bernard|", 15), 0);
	ROWS("2026-11-13|" SOLDER_NOW "2026-11-13|" AID "2026-11-13|" ENGLISH, me, "fiche_formations", F1, NULL);
	ROWS(F1 "|2|2026-10-14|Souder en chantier naval|À l'aise||||Titre professionnel|1\n", me, "formation_projet", F1, NULL);
	ROWS(F1 "|1|2026-09-08|Souder||||||1\n", me, "formation_projet", F1, "2026-10-13");
	ROWS("frais|f|2026-09-18||" WHO "\nfrancais|f|2026-09-18||" WHO "\ngarde|f|2026-09-19||" WHO "\n"
	     "mise_en_situation|f|2026-09-10|chez Naval Bretagne|" WHO "\nmobilite|f|2026-09-18||" WHO "\npositionnement|f|2026-09-18||" WHO "\n"
	     "vae|t|2026-09-11|pas d'expérience|" WHO "\n", me, "formation_prealables", F1, NULL);
	ROWS("mise_en_situation|f|2026-09-10|chez Naval Bretagne|" WHO "\n", me, "formation_prealables", F1, "2026-09-10");
	ROWS(STEP("01", "evoquer", "2026-09-01", "", "", "", "||") STEP("02", "projeter", "2026-09-08", "", "", "", "||") STEP("03", "preparer", "2026-09-20", "", "", "", "||")
	     STEP("04", "deposer", "2026-10-01", "CONSTRUCTYS", "Dit à la personne : aucun revenu pendant cette formation", "", "||")
	     STEP("05", "demander_pieces", "2026-10-05", "", "", "", "||") STEP("06", "completer", "2026-10-09", "", "", "", "||")
	     STEP("07", "refuser", "2026-10-12", "", "Liste régionale\nSans contre-proposition : rien d'approchant", "metier_non_en_tension", "Liste régionale||rien d'approchant")
	     STEP("08", "echange", "2026-10-13", "AFPA", "Place gardée", "", "Place gardée||"), me, "formation_evenements", F1, "2026-10-14");
	ROWS(TRAINING_ID("b004") "|argumentaire||structure|2026-11-10|2026-11-17|||1\n" TRAINING_ID("b003") "|devis||organisme|2026-11-12||||1\n"
	     TRAINING_ID("b001") "|devis|détaillé|organisme|2026-10-05||2026-10-09||2\n"
	     TRAINING_ID("b002") "|positionnement||personne|2026-10-20|2026-10-27|2026-10-23||2\n", me, "formation_pieces", F1, NULL);
	ROWS(TRAINING_ID("b002") "|positionnement||personne|2026-10-20|2026-10-27|||2\n"
	     TRAINING_ID("b001") "|devis|détaillé|organisme|2026-10-05||2026-10-09||2\n", me, "formation_pieces", F1, "2026-10-21");
	ROWS(TRAINING_ID("a001") "|pedagogie|constructys|2027-01-04|2027-03-14|420000|demandee|2026-10-01|||1\n"
	     TRAINING_ID("a002") "|pedagogie|opcalia|2027-01-04|2027-03-14|-1|refusee|2026-10-01|2026-10-12|coût|2\n"
	     TRAINING_ID("a003") "|remuneration|region|2027-01-04|2027-01-31|60000|accordee|2026-10-01|2026-11-02||2\n"
	     TRAINING_ID("a004") "|frais_annexes||2027-01-04|2027-03-14|-1|sans_objet|2026-11-02|2026-11-02|à pied|1\n", me, "formation_lignes", F1, NULL);
	cr_expect_not_null(strstr(rows_of(me, "formation_lignes", 2, (const char *[]){ F1, "2026-11-01" }), "|60000|demandee|2026-10-01|||2\n"));
	ROWS("", me, "formation_absences", F1, NULL);
	cluster_exec(me, "COMMIT; BEGIN");
	rows_of(me, "formation_lecture", 2, (const char *[]){ TRAINING_ID("f003"), NULL });
	ROWS(TRAINING_ID("9002") "|2026-05-04|2026-05-04|f|non dit\n" TRAINING_ID("9001") "|2026-03-16|2026-03-17|t|enfant malade\n",
		me, "formation_absences", TRAINING_ID("f003"), NULL);
	ROWS(TRAINING_ID("9001") "|2026-03-16|2026-03-17|t|enfant malade\n", me, "formation_absences", TRAINING_ID("f003"), "2026-05-03");
	cr_expect_not_null(strstr(rows_of(me, "formation_evenements", 2, (const char *[]){ TRAINING_ID("f003"), NULL }),
		"||Malgré tout : frais avancés\nPlace confirmée par l'organisme||||\n"));
	cluster_exec(me, "COMMIT");
}

static const char *const of_person[] = { "fiche_formations", "fiche_periodes", "fiche_droits" };
static const char *const of_request[] = { "formation_projet", "formation_prealables", "formation_evenements", "formation_pieces",
	"formation_lignes", "formation_absences", "fiche_formations", "fiche_periodes", "fiche_droits", "fiche_personne" };
#define COUNT(list) (sizeof(list) / sizeof *(list))

Test(queries_trainings, nothing_is_told_of_who_is_out_of_reach)
{
	for (size_t i = 0; i < COUNT(of_person); i++)
		ROWS("", colleague, of_person[i], "AAAAA1", NULL);
	cluster_exec(colleague, "BEGIN");
	ROWS("", colleague, "formation_lecture", F1, NULL);
	for (size_t i = 0; i < COUNT(of_request); i++)
		ROWS("", colleague, of_request[i], F1, NULL);
	cluster_exec(colleague, "COMMIT");
	/* What is no UUID is nobody's request. */
	ROWS("", me, "formation_lecture", "AAAAA1", NULL);
	ROWS("", me, "formation_lecture", "", NULL);
	ROWS("", me, "formation_lecture", "------------------------------------", NULL);
}

/* A responsable who opens the page of a request has read the person's file: that is traced, once a day. */
Test(queries_trainings, a_request_read_leaves_the_trace_of_a_file_read)
{
	rows_of(me, "formation_lecture", 2, (const char *[]){ F1, NULL });
	rows_of(boss, "formation_lecture", 2, (const char *[]){ F1, NULL });
	rows_of(boss, "fiche_lecture", 2, (const char *[]){ "AAAAA1", NULL });
	ANSWERS("1", w.owner, "SELECT count(*) FROM jalon.lecture WHERE personne_id = 1 AND login = 'w_responsable'");
	ANSWERS("0", w.owner, "SELECT count(*) FROM jalon.lecture WHERE personne_id = 1 AND login = 'w_conseiller'");
}

/* --- T7 ------------------------------------------------------------------------------------------------------------ */

#define CROWDED(n, title, stage) "INSERT INTO jalon.formation (agence_id, formation_id, personne_id, intitule, departement, debut, fin, etape, etape_le)" \
	" SELECT 1, ('00000000-0000-4000-8000-0000000c00' || lpad(g::text, 2, '0'))::uuid, g, '" title "', '35', '2026-11-02', '2027-03-14', '" stage "', '2026-11-02'" \
	" FROM generate_series(3, " n ") g WHERE g <> 4;" \
	"INSERT INTO jalon.formation_evenement (agence_id, formation_id, personne_id, rang, geste, de, vers, le, motifs)" \
	" SELECT 1, ('00000000-0000-4000-8000-0000000c00' || lpad(g::text, 2, '0'))::uuid, g, 1, 'evoquer', '', '" stage "', '2026-11-02', '{}'" \
	" FROM generate_series(3, " n ") g WHERE g <> 4;"

static void crowded(const char *sql)
{
	cluster_exec(w.owner, "SET session_replication_role = replica");
	cluster_exec(w.owner, "INSERT INTO jalon.regle_parametre (version_id, rang, regime, code, libelle, genre, valeur, unite, debiteur, statut, applique, source)"
		" SELECT version_id, 9000, 'FORMATION', 'convergence_seuil', 'x', 'parametre', 5, 'personne', '', 'local', true, '000:2269'"
		" FROM jalon.regles_version WHERE active ON CONFLICT DO NOTHING");
	cluster_exec(w.owner, sql);
	cluster_exec(w.owner, "SET session_replication_role = origin");
}

/* f001 and f007 are on it too: « soudeur » and « Soudeur » are one course. */
Test(queries_trainings, converging_people_are_told_to_a_responsable)
{
	crowded(CROWDED("6", "soudeur", "financee"));
	ROWS("Soudeur|35|2027-03-14|5\n", boss, "formations_convergences", NULL);
	ROWS("", me, "formations_convergences", NULL);
	ROWS("", boss, "formations_convergences", "2026-10-01"); /* three were not raised yet */
	ROWS("", boss, "formations_convergences", "2027-03-15"); /* they are back */
	cluster_exec(boss, "BEGIN");
	rows_of(boss, "formation_lecture", 2, (const char *[]){ F1, NULL });
	cr_expect_not_null(strstr(rows_of(boss, "formation_projet", 2, (const char *[]){ F1, NULL }), "|Titre professionnel|5\n"));
	cluster_exec(boss, "COMMIT");
}

Test(queries_trainings, fewer_or_further_people_converge_nowhere)
{
	crowded(CROWDED("5", "soudeur", "financee"));
	ROWS("", boss, "formations_convergences", NULL);
	crowded("DELETE FROM jalon.formation_evenement WHERE personne_id IN (3, 5, 6); DELETE FROM jalon.formation WHERE personne_id IN (3, 5, 6);"
		CROWDED("6", "soudeur", "projet"));
	ROWS("", boss, "formations_convergences", NULL);
}

/* --- plans --------------------------------------------------------------------------------------------------------- */

Test(queries_trainings, read_no_table_whole)
{
	crowd_add(w.owner);
	crowd_expect_indexed(me, "formations_ouvertes", 2, (const char *[]){ NULL, NULL });
	crowd_expect_indexed(boss, "formations_ouvertes", 2, (const char *[]){ "w_conseiller", "2026-11-01" });
	crowd_expect_indexed(me, "formations_liste", 2, (const char *[]){ NULL, NULL });
	crowd_expect_indexed(boss, "formations_liste", 2, (const char *[]){ "*", NULL });
	crowd_expect_indexed(boss, "formations_convergences", 1, (const char *[]){ NULL });
	for (size_t i = 0; i < COUNT(of_person); i++) {
		crowd_expect_indexed(me, of_person[i], 2, (const char *[]){ "AAAAA1", NULL });
		crowd_expect_indexed(boss, of_person[i], 2, (const char *[]){ "AAAAA1", "2026-11-01" });
	}
	cluster_exec(me, "BEGIN");
	rows_of(me, "formation_lecture", 2, (const char *[]){ F1, NULL });
	crowd_expect_indexed(me, "formation_lecture", 2, (const char *[]){ F1, NULL });
	for (size_t i = 0; i < COUNT(of_request); i++)
		crowd_expect_indexed(me, of_request[i], 2, (const char *[]){ F1, NULL });
	cluster_exec(me, "COMMIT");
}
