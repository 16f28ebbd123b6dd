/* The queries of an agenda, of a person's commitments, of the day's list, and what follows a hint. */
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "tests/db/query_rows.h"
#include "tests/db/team.h"
#include "tests/support/cluster.h"

TestSuite(queries_agenda, .init = team_open, .fini = team_close);

/* The week from Monday 30 November 2026. */
#define WEEK "2026-11-30", "2026-12-06"
#define ID(n) "00000000-0000-4000-8000-000000000" n
#define GIVE(n, person, start) \
	"{\"seance_id\":\"" ID(n) "\",\"identifiant\":\"" person "\",\"debut\":\"" start "\",\"minutes\":30,\"type\":\"entretien\",\"lieu\":\"agence\"}"

/* Séance, counsellor, period, kind, place, object, series, capacity, unplanned, cancelled, why, confirmed, moves, version. */
#define MEETING(n, who, start, end) ID(n) "|" who "|" start "|" end "|entretien|agence|"
#define MINE "w_conseiller|Maël Le Goff"

Test(queries_agenda, whose_it_is_and_the_hours)
{
#define WEEKLY "510-750 810-1050 1950-2190 2250-2490 3390-3630 3690-3930 4830-5070 5130-5370 6270-6510 6570-6810"
	ROWS("w_conseiller|Maël Le Goff|f|0|" WEEKLY "|AAAAA1\n", me, "agenda_conseiller", NULL, WEEK, "AAAAA1");
	ROWS("w_collegue|Chloé Évrard|f|0|" WEEKLY "|\n", me, "agenda_conseiller", "w_collegue", WEEK, NULL);
	ROWS("", me, "agenda_conseiller", NULL, WEEK, "AAAAA4"); /* out of reach */
	ROWS("", me, "agenda_conseiller", "w_ailleurs", WEEK, NULL);
	COMMANDS("faite", me, 1, "horaires_definir", "{\"version\":0,\"plages\":[{\"de\":540,\"a\":720},{\"de\":1980,\"a\":2160}]}");
	ROWS("w_conseiller|Maël Le Goff|t|1|540-720 1980-2160|\n", me, "agenda_conseiller", NULL, WEEK, NULL);
	COMMANDS("faite", me, 2, "horaires_definir", "{\"version\":1,\"plages\":[]}");
	ROWS("w_conseiller|Maël Le Goff|f|2|" WEEKLY "|\n", me, "agenda_conseiller", NULL, WEEK, NULL);
}

Test(queries_agenda, seances_of_mine_moved_cancelled_undone)
{
	COMMANDS("faite", me, 1, "rdv_donner", GIVE("201", "AAAAA1", "2026-12-01T10:00"));
	COMMANDS("faite", me, 2, "rdv_donner", GIVE("202", "AAAAA2", "2026-12-01T11:00"));
	COMMANDS("faite", me, 3, "rdv_donner", GIVE("203", "AAAAA2", "2026-12-02T11:00"));
	COMMANDS("faite", me, 4, "annuler", "{\"commande_id\":\"00000003-0000-4000-8000-000000000000\"}");
	COMMANDS("faite", me, 5, "rdv_deplacer", "{\"seance_id\":\"" ID("201") "\",\"version\":1,\"debut\":\"2026-12-03T09:00\","
		"\"demandeur\":\"personne\",\"motif\":\"garde d'enfant\"}");
	COMMANDS("faite", me, 6, "rdv_annuler", "{\"seance_id\":\"" ID("202") "\",\"version\":1,\"demandeur\":\"structure\",\"motif\":\"formation\"}");
	COMMANDS("faite", me, 7, "rappel_donner", "{\"rappel_id\":\"" ID("301") "\",\"seance_id\":\"" ID("201") "\",\"identifiant\":\"AAAAA1\","
		"\"jours\":7,\"canal\":\"sms\"}");
	const char *rows = rows_of(me, "agenda_seances", 5, (const char *[]){ NULL, WEEK, NULL, NULL });
	const char *cancelled = ID("202") "|" MINE "|2026-12-01T11:00|2026-12-01T11:30|entretien|agence||||f|t|formation||0|2|"
		"t|AAAAA2|Collet|Jean-Marc|06 12 34 56 72|annule_structure|formation||||3|";
	const char *moved = ID("201") "|" MINE "|2026-12-03T09:00|2026-12-03T09:30|entretien|agence||||f|f|||1|2|"
		"t|AAAAA1|Bernard|Aïcha|06 12 34 56 71|inconnu|||||2|128\n";
	cr_expect_eq(strncmp(rows, cancelled, strlen(cancelled)), 0, "%s", rows);
	cr_expect_not_null(strstr(rows, moved), "%s", rows);
	cr_expect_null(strstr(rows, ID("203")), "undone, and shown: %s", rows);
	/* A colleague reads nothing of it but the time that is taken. */
	ROWS("", colleague, "agenda_seances", "w_conseiller", WEEK, NULL, NULL);
	ROWS("w_conseiller|2026-12-03T09:00|2026-12-03T09:30\n", colleague, "agenda_occupations", "w_conseiller", WEEK, NULL);
}

Test(queries_agenda, a_group_and_who_is_out_of_reach)
{
	COMMANDS("faite", me, 1, "groupe_creer", "{\"seance_id\":\"" ID("204") "\",\"debut\":\"2026-12-04T14:00\",\"minutes\":90,\"type\":\"atelier\","
		"\"lieu\":\"agence\",\"objet\":\"atelier CV\",\"capacite\":8,\"identifiants\":[\"AAAAA1\",\"AAAAA2\"]}");
	/* AAAAA4 is a colleague's: enrolled by whoever loads, the one who holds the group sees a place taken and nobody. */
	cluster_exec(w.owner, "INSERT INTO jalon.participation (agence_id, seance_id, personne_id, motif, conclusion) VALUES"
		" (1, '" ID("204") "', 4, 'CANARI', 'CANARI')");
	const char *rows = rows_of(me, "agenda_seances", 5, (const char *[]){ NULL, WEEK, NULL, NULL });
#define GROUP ID("204") "|" MINE "|2026-12-04T14:00|2026-12-04T15:30|atelier|agence|atelier CV||8|f|f|||0|1|t|"
	cr_expect_not_null(strstr(rows, GROUP "AAAAA1|Bernard|"), "%s", rows);
	cr_expect_not_null(strstr(rows, GROUP "AAAAA2|Collet|"), "%s", rows);
	cr_expect_not_null(strstr(rows, GROUP "||||inconnu|||||0|0\n"), "%s", rows);
	static const char *const hidden[] = { "AAAAA4", "vrard", "Chlo", "CANARI", "06 12 34 56 74" };
	for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
		cr_expect_null(strstr(rows, hidden[i]), "%s in %s", hidden[i], rows);
	/* The responsable sees everybody; the one who follows AAAAA4, that person in it. */
	cr_expect_not_null(strstr(rows_of(boss, "agenda_seances", 5, (const char *[]){ "w_conseiller", WEEK, NULL, NULL }), "|AAAAA4|Évrard|Chloé|"));
	rows = rows_of(colleague, "agenda_seances", 5, (const char *[]){ "w_conseiller", WEEK, NULL, NULL });
	cr_expect_not_null(strstr(rows, "|AAAAA4|Évrard|Chloé|"), "%s", rows);
	cr_expect_null(strstr(rows, "AAAAA1"), "%s", rows);
}

Test(queries_agenda, of_whom_i_replace_and_of_the_person_to_be_booked)
{
	/* Séances of the world, on 19 November: AAAAA3 with w_absent, whom I replace; AAAAA6 with w_collegue, for that person only. */
	ROWS(ID("003") "|w_absent|Ali Absent|2026-11-19T12:00|2026-11-19T13:00|entretien|agence||||f|f|||0|1|"
	     "t|AAAAA3|Diallo|Mamadou|06 12 34 56 73|inconnu|||||1|\n", me, "agenda_seances", "w_absent", "2026-11-16", "2026-11-22", NULL, NULL);
	const char *rows = rows_of(me, "agenda_seances", 5, (const char *[]){ "w_collegue", "2026-11-16", "2026-11-22", NULL, NULL });
	cr_expect_not_null(strstr(rows, "AAAAA6"), "%s", rows);
	cr_expect_null(strstr(rows, "AAAAA4"), "%s", rows);
	/* Asked for with my own week, AAAAA6's time with the colleague comes along. */
	rows = rows_of(me, "agenda_seances", 5, (const char *[]){ NULL, "2026-11-16", "2026-11-22", "AAAAA6", NULL });
	cr_expect_not_null(strstr(rows, "|w_collegue|Chloé Évrard|2026-11-19T15:00|"), "%s", rows);
	ROWS("2026-11-19T15:00|2026-11-19T16:00\n", me, "agenda_personne", NULL, "2026-11-16", "2026-11-22", "AAAAA6");
	ROWS("", me, "agenda_personne", NULL, "2026-11-16", "2026-11-22", "AAAAA4");
	ROWS("", me, "agenda_personne", NULL, WEEK, "AAAAA6");
}

Test(queries_agenda, what_stands_in_the_way)
{
	COMMANDS("faite", me, 1, "absence_poser", "{\"absence_id\":\"" ID("401") "\",\"debut\":\"2026-12-01T14:00\",\"fin\":\"2026-12-01T17:00\","
		"\"motif\":\"médecin\"}");
	COMMANDS("faite", colleague, 2, "absence_poser", "{\"absence_id\":\"" ID("402") "\",\"debut\":\"2026-12-02T08:00\",\"fin\":\"2026-12-02T12:00\","
		"\"motif\":\"CANARI\"}");
	COMMANDS("faite", boss, 3, "fermeture_poser", "{\"fermeture_id\":\"" ID("403") "\",\"du\":\"2026-12-05\",\"au\":\"2026-12-07\",\"motif\":\"inventaire\"}");
	COMMANDS("faite", me, 4, "conge_declarer", "{\"conge_id\":\"" ID("404") "\",\"identifiant\":\"AAAAA1\",\"nature\":\"conges\",\"du\":\"2026-12-03\","
		"\"au\":\"2026-12-10\",\"texte\":\"famille\"}");
	COMMANDS("faite", colleague, 5, "conge_declarer", "{\"conge_id\":\"" ID("405") "\",\"identifiant\":\"AAAAA4\",\"nature\":\"conges\","
		"\"du\":\"2026-12-03\",\"au\":\"2026-12-10\"}");
	COMMANDS("faite", me, 6, "proposition_faire", "{\"proposition_id\":\"" ID("406") "\",\"identifiant\":\"AAAAA2\",\"creneaux\":[\"2026-12-02T10:00\","
		"\"2026-12-01T09:00\"],\"minutes\":30,\"type\":\"entretien\",\"lieu\":\"agence\",\"texte\":\"au choix\"}");
	ROWS("|w_collegue||2026-12-02T08:00|2026-12-02T12:00\n" ID("401") "|w_conseiller|médecin|2026-12-01T14:00|2026-12-01T17:00\n",
		me, "agenda_absences", NULL, WEEK, NULL, NULL);
	ROWS(ID("402") "|w_collegue|CANARI|2026-12-02T08:00|2026-12-02T12:00\n" ID("401") "|w_conseiller|médecin|2026-12-01T14:00|2026-12-01T17:00\n",
		boss, "agenda_absences", NULL, WEEK, NULL, NULL);
	ROWS(ID("403") "|inventaire|2026-12-05|2026-12-07\n", me, "agenda_fermetures", NULL, WEEK, NULL, NULL);
	ROWS("", me, "agenda_fermetures", NULL, "2026-12-08", "2026-12-14", NULL, NULL);
	ROWS(ID("404") "|AAAAA1|conges|2026-12-03|2026-12-10|famille\n", me, "agenda_conges", NULL, WEEK, "AAAAA1", NULL);
	ROWS("", me, "agenda_conges", NULL, WEEK, NULL, NULL); /* AAAAA1 attends nothing of mine that week */
	ROWS("", me, "agenda_conges", NULL, WEEK, "AAAAA4", NULL);
	const char *rows = rows_of(me, "agenda_propositions", 5, (const char *[]){ NULL, WEEK, NULL, NULL });
	const char *offered = ID("406") "|AAAAA2|Collet|Jean-Marc|entretien|agence|30|2026-12-01T09:00 2026-12-02T10:00|2026-11-20T";
	cr_expect_eq(strncmp(rows, offered, strlen(offered)), 0, "%s", rows);
	ROWS("", colleague, "agenda_propositions", "w_conseiller", WEEK, NULL, NULL);
	ROWS(ID("404") "|AAAAA1|conges|2026-12-03|2026-12-10|famille\n", me, "fiche_conges", "AAAAA1", NULL);
	ROWS("", me, "fiche_conges", "AAAAA1", "2026-11-19"); /* not known yet */
	ROWS("", me, "fiche_conges", "AAAAA4", NULL);
}

/* The columns that the agenda adds to a line, without what comes before. */
static const char *due_of(PGconn *conn, const char *id, const char *as_of)
{
	const char *row = rows_of(conn, "fiche_personne", 2, (const char *[]){ id, as_of });
	for (int i = 0; i < 21 && row != NULL; i++)
		row = strchr(row, '|') + 1;
	return row;
}

#define DUE(expected, id, as_of) \
	cr_expect_eq(strncmp(due_of(me, id, as_of), expected, sizeof(expected) - 1), 0, "%s, expected %s", due_of(me, id, as_of), expected)

Test(queries_agenda, facts_that_the_agenda_adds_to_a_line)
{
	cluster_exec(w.owner, "DELETE FROM jalon.participation");
	COMMANDS("faite", me, 1, "rdv_serie", "{\"serie_id\":\"" ID("500") "\",\"identifiant\":\"AAAAA1\",\"minutes\":45,\"type\":\"point_etape\","
		"\"lieu\":\"visio\",\"semaines\":4,\"seances\":[{\"seance_id\":\"" ID("501") "\",\"debut\":\"2026-12-01T10:00\"},"
		"{\"seance_id\":\"" ID("502") "\",\"debut\":\"2026-12-08T10:00\"},{\"seance_id\":\"" ID("503") "\",\"debut\":\"2026-12-15T10:00\"}]}");
	cluster_exec(w.owner, "UPDATE jalon.participation SET cree_le = '2026-11-19 07:00+01'");
	DUE(ID("501") "|point_etape|visio|45|2026-11-19T07:00|||0||0||0|2026-12-15||", "AAAAA1", NULL);
	COMMANDS("faite", me, 2, "rappel_donner", "{\"rappel_id\":\"" ID("504") "\",\"seance_id\":\"" ID("501") "\",\"identifiant\":\"AAAAA1\","
		"\"jours\":7,\"canal\":\"sms\"}");
	cluster_exec(w.owner, "UPDATE jalon.rappel SET le = '2026-11-19 07:30+01'");
	DUE(ID("501") "|point_etape|visio|45|2026-11-19T07:00|2026-11-19T07:30||0||0||0|2026-12-15||", "AAAAA1", NULL);
	/* Moved: given anew, the reminder is of no use any more, and it counts as a re-booking of the person's. */
	COMMANDS("faite", me, 3, "rdv_deplacer", "{\"seance_id\":\"" ID("501") "\",\"version\":1,\"debut\":\"2026-12-02T10:00\","
		"\"demandeur\":\"personne\",\"motif\":\"transport\"}");
	cluster_exec(w.owner, "ALTER TABLE jalon.deplacement DISABLE TRIGGER USER; UPDATE jalon.deplacement SET le = '2026-11-19 08:00+01'");
	DUE(ID("501") "|point_etape|visio|45|2026-11-19T08:00|||0||0||0|2026-12-15|2026-11-19p|", "AAAAA1", NULL);
	/* The end of the series is cancelled by us: it ends sooner. */
	COMMANDS("faite", me, 4, "rdv_annuler", "{\"seance_id\":\"" ID("503") "\",\"version\":1,\"demandeur\":\"structure\",\"motif\":\"x\"}");
	DUE(ID("501") "|point_etape|visio|45|2026-11-19T08:00|||0||0||0|2026-12-08|2026-11-20s 2026-11-19p|", "AAAAA1", NULL);
}

Test(queries_agenda, conclusions_and_what_they_leave)
{
	cluster_exec(w.owner, "DELETE FROM jalon.participation WHERE personne_id = 2");
	COMMANDS("faite", me, 1, "rdv_donner", "{\"seance_id\":\"" ID("601") "\",\"identifiant\":\"AAAAA2\",\"debut\":\"2026-11-19T08:00\",\"minutes\":30,"
		"\"type\":\"entretien\",\"lieu\":\"telephone\",\"imprevue\":true}");
	DUE("|entretien|telephone|30|||2026-11-19T08:00|1||0||0||", "AAAAA2", NULL);
	COMMANDS("faite", me, 2, "rdv_conclure", "{\"seance_id\":\"" ID("601") "\",\"identifiant\":\"AAAAA2\",\"version\":1,\"conclusion\":\"CV relu\","
		"\"engagements\":[{\"engagement_id\":\"" ID("602") "\",\"debiteur\":\"structure\",\"objet\":\"envoyer l'offre\",\"echeance\":\"2026-11-20\"},"
		"{\"engagement_id\":\"" ID("603") "\",\"debiteur\":\"personne\",\"objet\":\"écrire la lettre\",\"echeance\":\"2026-11-27\"},"
		"{\"engagement_id\":\"" ID("604") "\",\"debiteur\":\"structure\",\"objet\":\"rappeler\",\"echeance\":\"2026-12-01\"}]}");
	DUE("|entretien|telephone|30||||0|2026-11-20|1|2026-11-27|0||", "AAAAA2", NULL);
	/* On the day before, neither was there. */
	DUE("|||||||0||0||0||", "AAAAA2", "2026-11-18");
	COMMANDS("faite", me, 3, "engagement_tenir", "{\"engagement_id\":\"" ID("602") "\",\"version\":1}");
	DUE("|entretien|telephone|30||||0|2026-12-01|0|2026-11-27|0||", "AAAAA2", NULL);
	const char *rows = rows_of(me, "fiche_engagements", 2, (const char *[]){ "AAAAA2", NULL });
	const char *first = ID("603") "|" ID("601") "|personne|écrire la lettre|2026-11-27||2026-11-20T";
	cr_expect_eq(strncmp(rows, first, strlen(first)), 0, "%s", rows);
	cr_expect_not_null(strstr(rows, "|structure|envoyer l'offre|2026-11-20|2026-11-20|"), "%s", rows);
	ROWS("", colleague, "fiche_engagements", "AAAAA2", NULL);
	rows = rows_of(me, "fiche_rendez_vous", 2, (const char *[]){ "AAAAA2", NULL });
	const char *unplanned = ID("601") "|2026-11-19T08:00|30|entretien|telephone|Maël Le Goff|present|CV relu|f|w_conseiller||||||t|f|0|2\n";
	cr_expect_str_eq(rows, unplanned);
}

/* What participation does not carry is read of a colleague's séance too, when one's own person attends. */
Test(queries_agenda, a_file_tells_of_a_colleague_s_appointment)
{
	cluster_exec(w.owner, "UPDATE jalon.seance SET objet = 'point sur la formation' WHERE seance_id = '" ID("006") "'");
	cr_expect_not_null(strstr(rows_of(me, "fiche_rendez_vous", 2, (const char *[]){ "AAAAA6", NULL }), "|w_collegue|point sur la formation|"));
	ROWS("", me, "fiche_rendez_vous", "AAAAA4", NULL);
}

Test(queries_agenda, lines_of_the_day_put_off_are_one_s_own)
{
	COMMANDS("faite", me, 1, "ligne_reporter", "{\"identifiant\":\"AAAAA1\",\"code\":\"contact\",\"jusqu_au\":\"2026-11-25\",\"geste\":\"reporte\"}");
	COMMANDS("faite", me, 2, "ligne_reporter", "{\"identifiant\":\"AAAAA2\",\"code\":\"rappel\",\"jusqu_au\":\"2026-11-21\",\"geste\":\"fait\"}");
	COMMANDS("faite", boss, 3, "ligne_reporter", "{\"identifiant\":\"AAAAA4\",\"code\":\"rappel\",\"jusqu_au\":\"2026-11-21\",\"geste\":\"fait\"}");
	cr_expect_str_eq(rows_of(me, "journee_reports", 1, (const char *[]){ NULL }), "AAAAA1|contact|2026-11-25|f\nAAAAA2|rappel|2026-11-21|t\n");
	cr_expect_str_eq(rows_of(colleague, "journee_reports", 1, (const char *[]){ NULL }), "");
	cluster_exec(w.owner, "UPDATE jalon.jour_fixe SET jour = '2026-11-21'");
	cr_expect_str_eq(rows_of(me, "journee_reports", 1, (const char *[]){ NULL }), "AAAAA1|contact|2026-11-25|f\n");
	cr_expect_str_eq(rows_of(me, "journee_reports", 1, (const char *[]){ "2026-11-19" }), "", "put off later than that day");
	cr_expect_str_eq(rows_of(me, "journee_reports", 1, (const char *[]){ "2026-11-20" }),
	                 "AAAAA1|contact|2026-11-25|f\nAAAAA2|rappel|2026-11-21|t\n");
}

/* --- after a hint ------------------------------------------------------------------------------------------------ */

/* Has it changed since the look of the token? Puts the new token in its place. */
static bool changed(PGconn *conn, char token[512])
{
	const char *row = rows_of(conn, "changements", 1, (const char *[]){ token });
	const char *last = strrchr(row, '|') + 1;
	bool yes = row[0] == 't';
	snprintf(token, 512, "%.*s", (int)strcspn(last, "\n"), last);
	return yes;
}

static void contact_add(PGconn *conn, int number, const char *person)
{
	char *content = mem_format("{\"contact_id\":\"%08d-0000-4000-8000-00000000000a\",\"identifiant\":\"%s\",\"canal\":\"telephone\","
				   "\"joint\":true}", number, person);
	COMMANDS("faite", conn, number, "contact_noter", content);
	free(content);
}

Test(queries_agenda, a_change_is_another_s_and_in_reach)
{
	char mark[512] = "";
	cr_expect(!changed(me, mark));
	cr_expect(!changed(me, mark));
	contact_add(me, 1, "AAAAA1");
	cr_expect(!changed(me, mark), "one's own");
	contact_add(colleague, 2, "AAAAA4");
	cr_expect(!changed(me, mark), "out of reach");
	contact_add(colleague, 3, "AAAAA6");
	cr_expect(changed(me, mark), "AAAAA6 is replaced");
	cr_expect(!changed(me, mark), "told once");
	contact_add(boss, 4, "AAAAA1");
	cr_expect(changed(me, mark));
	cr_expect(!changed(me, mark), "told once");
}

/* The one who wrote first ends last: its row's number is behind the mark by then, and it is told all the same. */
Test(queries_agenda, a_change_that_ends_late_is_not_missed)
{
	char mark[512] = "";
	cr_expect(!changed(me, mark));
	cluster_exec(boss, "BEGIN");
	contact_add(boss, 1, "AAAAA1");
	contact_add(colleague, 2, "AAAAA6");
	cr_expect(changed(me, mark), "the colleague's");
	cluster_exec(boss, "COMMIT");
	cr_expect(changed(me, mark), "the responsable's, begun before");
	cr_expect(!changed(me, mark), "told once");
}
