/* The queries that screens are filled from: what they answer, as of a day, for whom, and by which plan. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/strbuf.h"
#include "sql/texts.h"
#include "tests/db/crowd.h"
#include "tests/db/query_rows.h"
#include "tests/db/team.h"
#include "tests/support/cluster.h"

TestSuite(queries, .init = team_open, .fini = team_close);

Test(queries, session)
{
	char *number = cluster_value(w.owner, "SELECT max(numero) FROM jalon.schema_version");
	char *expected = mem_format("w_conseiller|Maël|Le Goff|conseiller|vitre|Agence de Vitré|35|2026-11-20|t|"
				    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa|%s|%s ", number, w.database);
	cr_expect_eq(strncmp(rows_of(me, "session", 0, NULL), expected, strlen(expected)), 0, "%s", rows_of(me, "session", 0, NULL));
	static const char *const others[] = { "w_responsable", "w_controle", "w_secretariat", "w_autorite", "w_administrateur" };
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		PGconn *other = world_login(&w, others[i]);
		cr_expect_eq(strncmp(rows_of(other, "session", 0, NULL), others[i], strlen(others[i])), 0, "%s", others[i]);
		PQfinish(other);
	}
	PGconn *closed = world_login(&w, "w_ferme");
	cr_expect_str_eq(rows_of(closed, "session", 0, NULL), "");
	PQfinish(closed);
	free(number);
	free(expected);
}

/* 2026-11-20 at the present time of day: what happened before that day only. */
/* What the agenda adds to a line, when nothing of it is there. */
#define NOTHING_DUE "||||||||0||0||0||" NOTHING_BOUND
/* What the contract, requests and hours add, when there is none: no target is -1. */
#define NOTHING_BOUND "||f||||||||0|0|f|f|||f|||||||0|||0|0|0|-1|0|0|0|-1|0|"

Test(queries, portfolio_of_mine_and_of_those_i_replace)
{
	ANSWERS("DELETE 8", w.owner, "DELETE FROM jalon.participation");
	ROWS("AAAAA1|Bernard|Aïcha|06 12 34 56 71|CE|2026-01-05|2026-12-31|actif|2026-01-05|2026-11-10T10:00||||0||||2|1|w_conseiller|1" NOTHING_DUE "\n"
	     "AAAAA2|Collet|Jean-Marc|06 12 34 56 72|CE|2026-01-05|2026-12-31|structurante|2026-01-05|2026-11-10T10:00||||0||||1|1|w_conseiller|1" NOTHING_DUE "\n"
	     "AAAAA3|Diallo|Mamadou|06 12 34 56 73|CE|2026-01-05|2026-12-31|actif|2026-01-05|2026-11-10T10:00||||0||||2|1|w_absent|1" NOTHING_DUE "\n"
	     "AAAAA6|Œuvrard|Zoé|06 12 34 56 76|CE|2026-01-05|2026-12-31|actif|2026-01-05|2026-11-10T10:00||||0||||1|1|w_collegue|1" NOTHING_DUE "\n",
		me, "portefeuille", NULL, NULL);
	ROWS("", me, "portefeuille", "w_ailleurs", NULL);
	ROWS("AAAAA6|Œuvrard|Zoé|06 12 34 56 76|CE|2026-01-05|2026-12-31|actif|2026-01-05|2026-11-10T10:00||||0||||1|1|w_collegue|1" NOTHING_DUE "\n",
		me, "portefeuille", "w_collegue", NULL);
	ROWS("", boss, "portefeuille", NULL, NULL);
	cr_expect_not_null(strstr(rows_of(boss, "portefeuille", 2, (const char *[]){ "w_collegue", NULL }), "Évrard"));
}

#define ADD_APPOINTMENT(n, start, kind, attendance) \
	"INSERT INTO jalon.seance (agence_id, seance_id, conseiller, periode, type, lieu, saisi_le) VALUES (1," \
	" '00000000-0000-4000-8000-00000000010" n "', 'w_conseiller', tstzrange('" start "', '" start "'::timestamptz + interval '30 min')," \
	" '" kind "', 'agence', '2026-01-02'); INSERT INTO jalon.participation (agence_id, seance_id, personne_id, presence, saisi_le, saisi_par, cree_le)" \
	" VALUES (1, '00000000-0000-4000-8000-00000000010" n "', 1, '" attendance "', '2026-11-20 00:00+01', 'w_conseiller', '2026-01-02')"

static void appointments_add(void)
{
	cluster_exec(w.owner, "DELETE FROM jalon.participation");
	cluster_exec(w.owner, ADD_APPOINTMENT("1", "2026-01-10 09:00+01", "entretien", "present"));
	cluster_exec(w.owner, ADD_APPOINTMENT("2", "2026-06-10 09:00+02", "point_etape", "present"));
	cluster_exec(w.owner, ADD_APPOINTMENT("3", "2026-09-10 09:00+02", "entretien", "inconnu"));
	cluster_exec(w.owner, ADD_APPOINTMENT("4", "2026-10-10 09:00+02", "entretien", "inconnu"));
	cluster_exec(w.owner, ADD_APPOINTMENT("5", "2026-11-15 09:00+01", "entretien", "present"));
	cluster_exec(w.owner, ADD_APPOINTMENT("6", "2026-11-16 09:00+01", "entretien", "annule_structure"));
	cluster_exec(w.owner, ADD_APPOINTMENT("7", "2026-12-03 14:30+01", "point_etape", "inconnu"));
	cluster_exec(w.owner, ADD_APPOINTMENT("8", "2026-12-01 14:30+01", "entretien", "annule_personne"));
}

Test(queries, facts_of_a_person_now_and_as_of_a_day)
{
	appointments_add();
	/* dernier_contact: the honoured appointment of the 15th comes after the call of the 10th. */
	ROWS("AAAAA1|Bernard|Aïcha|06 12 34 56 71|CE|2026-01-05|2026-12-31|actif|2026-01-05|2026-11-15T09:00|2026-12-03T14:30|2026-11-15T09:00|"
	     "2026-09-10T09:00|2|2026-11-16T09:00|2026-01-10|2026-06-10|2|1|w_conseiller|1|00000000-0000-4000-8000-000000000107|point_etape|agence|30|2026-01-02T00:00||2026-01-10T09:00|3||0||0||"
	     "2026-11-20s 2026-11-20p" NOTHING_BOUND "|1990-01-01|||\n", me, "fiche_personne", "AAAAA1", NULL);
	/* On 2026-09-30 neither the call nor what came after had happened; the next one was on 10 October. */
	ROWS("AAAAA1|Bernard|Aïcha|06 12 34 56 71|CE|2026-01-05|2026-12-31|actif|2026-01-05|2026-06-10T09:00|2026-10-10T09:00|2026-09-10T09:00|"
	     "2026-09-10T09:00|1|2026-09-10T09:00|2026-01-10|2026-06-10|2|1|w_conseiller|1|00000000-0000-4000-8000-000000000104|entretien|agence|30|2026-01-02T00:00||2026-01-10T09:00|2||0||0||" NOTHING_BOUND "|1990-01-01|||\n", me, "fiche_personne", "AAAAA1", "2026-09-30");
	/* Before everything: no regime, no référent, no barrier yet. */
	ROWS("AAAAA1|Bernard|Aïcha|06 12 34 56 71||||actif||||||0||||2|0||1" NOTHING_DUE "|1990-01-01|||\n", me, "fiche_personne", "AAAAA1", "2026-01-01");
	ROWS("", me, "fiche_personne", "AAAAA4", NULL);
	ROWS("", me, "fiche_personne", "ZZZZZZ", NULL);
}

Test(queries, a_cancelled_appointment_counts_from_its_cancellation)
{
	appointments_add();
	cluster_exec(w.owner, "UPDATE jalon.seance SET annulee_le = '2026-11-18 09:00+01', annulee_par = 'w_conseiller'"
			      " WHERE seance_id = '00000000-0000-4000-8000-000000000107'");
	/* So does one that the person gave up on 20 November: on the 17th it was still the next one. */
	cr_expect_not_null(strstr(rows_of(me, "fiche_personne", 2, (const char *[]){ "AAAAA1", "2026-11-17" }), "|2026-12-01T14:30|"));
	cluster_exec(w.owner, "UPDATE jalon.participation SET saisi_le = '2026-11-02' WHERE presence = 'annule_personne'");
	cr_expect_not_null(strstr(rows_of(me, "fiche_personne", 2, (const char *[]){ "AAAAA1", "2026-11-17" }), "|2026-12-03T14:30|"));
	cr_expect_null(strstr(rows_of(me, "fiche_personne", 2, (const char *[]){ "AAAAA1", NULL }), "2026-12-03"));
}

/* The counsellor's login, then what an ordinary appointment leaves empty, and its version. */
#define ALONE "|w_conseiller||||||f|f|0|1"

Test(queries, the_parts_of_a_file)
{
	appointments_add();
	ROWS("CE|2026-01-05|2026-12-31|\n", me, "fiche_passages", "AAAAA1", NULL);
	ROWS("w_conseiller|Maël Le Goff|2026-01-05|2026-12-31\n", me, "fiche_referents", "AAAAA1", NULL);
	ROWS("00000000-0000-4000-8000-0000000000c1|2026-11-10T10:00|telephone|t||Maël Le Goff\n", me, "fiche_contacts", "AAAAA1", NULL);
	ROWS("", me, "fiche_contacts", "AAAAA1", "2026-11-09");
	ROWS("00000000-0000-4000-8000-0000000000d1|2026-11-10T10:00|f|note partagée|Maël Le Goff|1|t\n", me, "fiche_notes", "AAAAA1", NULL);
	ROWS("00000000-0000-4000-8000-0000000000d3|2026-11-10T10:00|f|note partagée|Ali Absent|1|f\n", me, "fiche_notes", "AAAAA3", NULL);
	ROWS("00000000-0000-4000-8000-0000000000d2|2026-11-10T10:00|f|note partagée|Maël Le Goff|1|t\n", me, "fiche_notes", "AAAAA2", NULL);
	ROWS("00000000-0000-4000-8000-0000000000f1|mobilite||2026-03-01||1\n", me, "fiche_freins", "AAAAA1", NULL);
	ROWS("", me, "fiche_freins", "AAAAA1", "2026-02-28");
	/* The outcome of an appointment still to come on that day is not known yet. */
	ROWS("00000000-0000-4000-8000-000000000107|2026-12-03T14:30|30|point_etape|agence|Maël Le Goff|inconnu||f" ALONE "\n"
	     "00000000-0000-4000-8000-000000000108|2026-12-01T14:30|30|entretien|agence|Maël Le Goff|inconnu||f" ALONE "\n"
	     "00000000-0000-4000-8000-000000000106|2026-11-16T09:00|30|entretien|agence|Maël Le Goff|inconnu||f" ALONE "\n"
	     "00000000-0000-4000-8000-000000000105|2026-11-15T09:00|30|entretien|agence|Maël Le Goff|inconnu||f" ALONE "\n"
	     "00000000-0000-4000-8000-000000000104|2026-10-10T09:00|30|entretien|agence|Maël Le Goff|inconnu||f" ALONE "\n"
	     "00000000-0000-4000-8000-000000000103|2026-09-10T09:00|30|entretien|agence|Maël Le Goff|inconnu||f" ALONE "\n"
	     "00000000-0000-4000-8000-000000000102|2026-06-10T09:00|30|point_etape|agence|Maël Le Goff|inconnu||f" ALONE "\n"
	     "00000000-0000-4000-8000-000000000101|2026-01-10T09:00|30|entretien|agence|Maël Le Goff|present||f" ALONE "\n",
		me, "fiche_rendez_vous", "AAAAA1", "2026-06-09");
	static const char *const parts[] = { "fiche_passages", "fiche_referents", "fiche_contacts", "fiche_notes", "fiche_freins", "fiche_rendez_vous",
		"fiche_engagements", "fiche_conges" };
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		ROWS("", me, parts[i], "AAAAA4", NULL);
}

Test(queries, referents_and_their_load)
{
	ROWS("w_absent|Ali|Absent|1|0|0|100|0\nw_collegue|Chloé|Évrard|1|0|0|100|0\nw_conseiller|Maël|Le Goff|1|1|0|100|0\n", me, "referents", NULL);
	ROWS("w_absent|Ali|Absent|1|0|0|100|0\nw_collegue|Chloé|Évrard|3|0|0|100|0\nw_ferme|Fanch|Fermé|1|0|0|100|0\n"
	     "w_conseiller|Maël|Le Goff|1|1|0|100|0\n", boss, "referents", NULL);
	ROWS("w_conseiller|Maël|Le Goff|1|1|0|100|0\n", me, "referents", "2026-11-15");
}

Test(queries, search_finds_unaccented_parts_in_scope_only)
{
#define HIT(n, last, first, login, who) "AAAAA" n "|" last "|" first "|06 12 34 56 7" n "|CE|" login "|" who "|1990-01-01\n"
	ROWS(HIT("1", "Bernard", "Aïcha", "w_conseiller", "Maël Le Goff"), me, "recherche", "AIC bern", "10", NULL, NULL, NULL, NULL);
	ROWS(HIT("6", "Œuvrard", "Zoé", "w_collegue", "Chloé Évrard"), me, "recherche", "oeuvr", "10", NULL, NULL, NULL, NULL);
	ROWS("", me, "recherche", "evrard chloe", "10", NULL, NULL, NULL, NULL);
	ROWS(HIT("4", "Évrard", "Chloé", "w_collegue", "Chloé Évrard"), boss, "recherche", "chloe evrard", "10", NULL, NULL, NULL, NULL);
	ROWS(HIT("5", "Ferré", "D’Arcy", "w_collegue", "Chloé Évrard"), boss, "recherche", "d'arcy", "10", NULL, NULL, NULL, NULL);
	ROWS(HIT("2", "Collet", "Jean-Marc", "w_conseiller", "Maël Le Goff"), me, "recherche", "aaaaa2", "10", NULL, NULL, NULL, NULL);
	ROWS(HIT("3", "Diallo", "Mamadou", "w_absent", "Ali Absent"), me, "recherche", "0612345673", "10", NULL, NULL, NULL, NULL);
	ROWS("", me, "recherche", "%", "10", NULL, NULL, NULL, NULL); /* not a wildcard */
	ROWS("", me, "recherche", "", "10", NULL, NULL, NULL, NULL);
	ROWS(HIT("1", "Bernard", "Aïcha", "w_conseiller", "Maël Le Goff"), me, "recherche", "a", "1", NULL, NULL, NULL, NULL);
}

/* Page after page of two, each from the last row of the one before: all of them once, in the order of the whole. */
static void read_pages(struct strbuf *all, const char *limit)
{
	char last[3][64] = { "", "", "" };
	int n = 1;
	for (bool first = true; n > 0; first = false) {
		PGresult *res = PQexecParams(boss, sql_query("recherche"), 6, NULL, (const char *[]){ "aaaaa", limit, NULL,
			first ? NULL : last[0], first ? NULL : last[1], first ? NULL : last[2] }, NULL, NULL, 0);
		cr_assert_eq(PQresultStatus(res), PGRES_TUPLES_OK, "%s", PQresultErrorMessage(res));
		n = PQntuples(res);
		for (int i = 0; i < n; i++)
			strbuf_addf(all, "%s %s %s\n", PQgetvalue(res, i, 1), PQgetvalue(res, i, 2), PQgetvalue(res, i, 0));
		for (int i = 0; n > 0 && i < 3; i++)
			snprintf(last[i], sizeof last[i], "%s", PQgetvalue(res, n - 1, i < 2 ? i + 1 : 0));
		PQclear(res);
	}
}

Test(queries, search_pages_follow_the_order_of_names)
{
	struct strbuf whole = { 0 }, pages = { 0 };
	/* Same names, accents, case, an apostrophe and a hyphen on the edges of pages. */
	cluster_exec(w.owner, "INSERT INTO jalon.personne (agence_id, personne_id, identifiant, nom, prenom, foyer_id) SELECT 1, 20 + g,"
		" 'AAAAAB' || g, (ARRAY['évrard','Evrard','Bernard','Œuvrard','Oeuvrard','D''Arcy','D’Arcy','Le-Goff','Le Goff'])[g],"
		" (ARRAY['Chloé','Chloe','Aïcha','Zoé','Zoé','X','X','Y','Y'])[g], 1 FROM generate_series(1, 9) g");
	read_pages(&whole, "100");
	read_pages(&pages, "2");
	cr_expect_str_eq(strbuf_str(&pages), strbuf_str(&whole));
	cr_expect_not_null(strstr(strbuf_str(&whole), "Bernard Aïcha AAAAA1\nBernard Aïcha AAAAAB3\nCollet"), "%s", strbuf_str(&whole));
	cr_expect_not_null(strstr(strbuf_str(&whole), "\nGuérin Noël AAAAA7\nLe Goff Y"), "%s", strbuf_str(&whole));
	strbuf_free(&whole);
	strbuf_free(&pages);
}

Test(queries, search_as_of_a_day)
{
	ROWS(HIT("1", "Bernard", "Aïcha", "w_conseiller", "Maël Le Goff"), me, "recherche", "bern", "10", "2026-01-05", NULL, NULL, NULL);
	ROWS("", me, "recherche", "bern", "10", "2026-01-04", NULL, NULL, NULL); /* not enrolled yet */
	ROWS("AAAAA1|Bernard|Aïcha|06 12 34 56 71||||1990-01-01\n", me, "recherche", "bern", "10", "2027-01-01", NULL, NULL, NULL);
}

Test(queries, rules)
{
	cr_expect_str_eq("COMMUN|rdv_hebdomadaire|Rendez-vous|delai|7|jour||||aucun|0|jour|local|t|003:4405|||\n", rows_of(me, "regles_parametres", 0, NULL));
}

Test(queries, names_may_hold_escape_and_bidi_controls)
{
	cluster_exec(w.owner, "UPDATE jalon.personne SET nom = E'Ber\\x1b[31mnard\\u202E' WHERE personne_id = 1");
	cr_expect_not_null(strstr(rows_of(me, "portefeuille", 2, (const char *[]){ NULL, NULL }), "Ber\x1b[31mnard\xe2\x80\xae"));
}

static bool reads_whole(PGconn *conn, const char *sql)
{
	bool whole = false;
	PGresult *res = PQexec(conn, sql);
	for (int i = 0; i < PQntuples(res); i++)
		whole = whole || strstr(PQgetvalue(res, i, 0), "Seq Scan on contact") != NULL;
	PQclear(res);
	return whole;
}

Test(queries, read_no_table_whole)
{
	static const char *const of_file[] = { "fiche_personne", "fiche_passages", "fiche_referents", "fiche_rendez_vous", "fiche_contacts",
		"fiche_notes", "fiche_freins", "fiche_engagements", "fiche_conges" };
	static const char *const of_agenda[] = { "agenda_conseiller", "agenda_occupations", "agenda_personne", /* those take no day: */
		"agenda_seances", "agenda_absences", "agenda_fermetures", "agenda_conges", "agenda_propositions" };
	crowd_add(w.owner);
	crowd_expect_indexed(me, "portefeuille", 2, (const char *[]){ NULL, NULL });
	crowd_expect_indexed(me, "portefeuille", 2, (const char *[]){ "w_collegue", "2026-11-01" });
	crowd_expect_indexed(me, "referents", 1, (const char *[]){ NULL });
	crowd_expect_indexed(me, "recherche", 6, (const char *[]){ "bernard", "51", NULL, NULL, NULL, NULL });
	crowd_expect_indexed(me, "recherche", 6, (const char *[]){ "bernard", "51", "2026-11-01", "Bernard", "Aïcha", "AAAAA1" });
	for (size_t i = 0; i < sizeof of_file / sizeof *of_file; i++)
		crowd_expect_indexed(me, of_file[i], 2, (const char *[]){ "AAAAA1", NULL });
	for (size_t i = 0; i < sizeof of_agenda / sizeof *of_agenda; i++) {
		crowd_expect_indexed(me, of_agenda[i], i < 3 ? 4 : 5, (const char *[]){ NULL, "2026-11-16", "2026-11-22", "AAAAA1", NULL });
		crowd_expect_indexed(me, of_agenda[i], i < 3 ? 4 : 5, (const char *[]){ "w_absent", "2026-11-16", "2026-11-22", NULL, i % 2 == 0 ? NULL : "2026-11-18" });
	}
	crowd_expect_indexed(me, "journee_reports", 1, (const char *[]){ NULL });
	crowd_expect_indexed(me, "changements", 1, (const char *[]){ "1000;900:900:" });
	/* The forms that policies avoid do read it whole: the check above can fail. */
	cr_expect(!reads_whole(me, "EXPLAIN SELECT * FROM jalon.contact"));
	cluster_exec(w.owner, "ALTER POLICY contact_lire_conseiller ON jalon.contact USING (personne_id IN (SELECT jalon.mes_personnes()))");
	cr_expect(reads_whole(me, "EXPLAIN SELECT * FROM jalon.contact"));
}
