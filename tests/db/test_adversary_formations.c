/* What somebody with psql and a login of Jalon's has tried against training requests and must not obtain: another past, a stage
 * without what leads to it, somebody else's request; who may, by role; contents of commands with values that have no business. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "tests/db/content_places.h"
#include "tests/db/formations_support.h"
#include "tests/db/team.h"
#include "tests/support/cluster.h"

static void open_world(void)
{
	team_open();
	formations_references_add(&w);
}

TestSuite(adversary_formations, .init = open_world, .fini = team_close);

#define EVENT(n, who, step, more) "INSERT INTO jalon.formation_evenement (formation_id, personne_id, geste, texte) VALUES ('" FID(n) "', " who ", '" step "', 'x')" more
#define OPEN_COMMAND "INSERT INTO jalon.commande (commande_id, verbe, empreinte, etat) VALUES ('" PID("ff") "', 'annuler', repeat('0', 64), 'faite');" \
	" SET LOCAL jalon.commande = '" PID("ff") "'"

Test(adversary_formations, rewrites_no_event)
{
	formation_at(&w, 1, 1, "evoquer projeter preparer deposer", true);
	static const char *const columns[] = { "geste = 'accorder'", "le = '2026-11-01'", "vers = 'accordee'", "de = 'evoquee'", "rang = 9", "texte = 'y'",
		"motifs = '{cout}'", "financeur = NULL", "par = 'w_collegue'", "saisi_le = now()", "formation_id = '" FID("02") "'", "personne_id = 2" };
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
		ANSWERS("42501", me, "UPDATE jalon.formation_evenement SET %s", columns[i]);
		ANSWERS("JL002 formation_evenement_intangible", w.owner, "UPDATE jalon.formation_evenement SET %s WHERE geste = 'deposer'", columns[i]);
	}
	ANSWERS("42501", me, "DELETE FROM jalon.formation_evenement");
	ANSWERS("42501", me, "INSERT INTO jalon.formation_evenement (formation_id, personne_id, geste, vers) VALUES ('" FID("01") "', 1, 'echange', 'entree')");
	ANSWERS("42501", me, "INSERT INTO jalon.formation_evenement (formation_id, personne_id, geste, par) VALUES ('" FID("01") "', 1, 'accorder', 'w_collegue')");
	/* Whoever loads goes by the table too. */
	ANSWERS("JL002 formation_transition geste", w.owner, "INSERT INTO jalon.formation_evenement (agence_id, formation_id, personne_id, geste, de, vers, rang)"
		" VALUES (1, '" FID("01") "', 1, 'achever', 'entree', 'achevee', 99)");
}

/* Annulled: the last one only, by who wrote it, by a command; never the first. */
Test(adversary_formations, annuls_no_event_but_its_own_last_one)
{
	formation_at(&w, 1, 1, "evoquer projeter preparer deposer", true);
	cluster_exec(boss, EVENT("01", "1", "accorder", ""));
#define ANNUL(step) "UPDATE jalon.formation_evenement SET annule_par = jalon.commande_en_cours() WHERE geste = '" step "'"
	tried(me, OPEN_COMMAND, ANNUL("accorder"), "42501"); /* the responsable's */
	tried(me, OPEN_COMMAND, ANNUL("deposer"), "JL002 formation_dernier_evenement");
	tried(me, OPEN_COMMAND, ANNUL("evoquer"), "JL002 formation_dernier_evenement");
	tried(boss, NULL, "UPDATE jalon.formation_evenement SET annule_par = '" PID("ff") "' WHERE geste = 'accorder'", "42501"); /* no command of one's own */
	tried(boss, OPEN_COMMAND, ANNUL("accorder"), "UPDATE 1");
	tried(boss, OPEN_COMMAND ";" ANNUL("accorder"), "SELECT etape FROM jalon.formation", "deposee");
	/* The request, with its events: as if never raised, no more. */
	tried(me, OPEN_COMMAND, "UPDATE jalon.formation SET annule_par = jalon.commande_en_cours()", "JL002 annulation_trop_tard");
	formation_at(&w, 2, 2, "evoquer", false);
	tried(boss, OPEN_COMMAND, "UPDATE jalon.formation SET annule_par = jalon.commande_en_cours() WHERE personne_id = 2", "42501");
	tried(me, OPEN_COMMAND, "UPDATE jalon.formation SET annule_par = jalon.commande_en_cours(), intitule = 'x' WHERE personne_id = 2", "JL002 annulation_seule");
	tried(me, OPEN_COMMAND ";" EVENT("02", "2", "echange", ";") ANNUL("evoquer") " AND false", ANNUL("evoquer"), "JL002 formation_dernier_evenement");
}

Test(adversary_formations, writes_no_stage_by_hand)
{
	formation_at(&w, 1, 1, "evoquer", false);
	ANSWERS("42501", me, "UPDATE jalon.formation SET etape = 'entree'");
	ANSWERS("42501", boss, "UPDATE jalon.formation SET etape_le = '2026-01-01'");
	ANSWERS("42501", me, "UPDATE jalon.formation SET version = 1");
	ANSWERS("42501", me, "UPDATE jalon.formation SET personne_id = 2");
	ANSWERS("42501", me, "INSERT INTO jalon.formation (personne_id, intitule, etape) VALUES (1, 'x', 'entree')");
	ANSWERS("42501", me, "INSERT INTO jalon.formation (personne_id, intitule, cree_par) VALUES (1, 'x', 'w_collegue')");
	ANSWERS("JL002 formation_etape", w.owner, "UPDATE jalon.formation SET etape = 'entree'");
	ANSWERS("JL002 formation_etape", w.owner, "UPDATE jalon.formation SET etape_le = '2026-01-01'");
	cluster_exec(w.owner, "INSERT INTO jalon.formation (agence_id, formation_id, personne_id, intitule, etape) VALUES (1, '" FID("02") "', 1, 'x', 'entree');"
		" INSERT INTO jalon.formation_evenement (agence_id, formation_id, personne_id, geste) VALUES (1, '" FID("02") "', 1, 'evoquer')");
	ANSWERS("evoquee", me, "SELECT etape FROM jalon.formation WHERE formation_id = '" FID("02") "'");
	/* Several steps in one statement go by the table, one after the other. */
	ANSWERS("JL002 formation_entree_decision geste", me, "INSERT INTO jalon.formation_evenement (formation_id, personne_id, geste, texte) SELECT '" FID("02")
		"', 1, g, 'x' FROM unnest(ARRAY['echange', 'entrer']) g");
	formation_at(&w, 3, 1, "evoquer projeter preparer deposer", true);
	ANSWERS("INSERT 0 3", me, "INSERT INTO jalon.formation_evenement (formation_id, personne_id, geste, le) SELECT '" FID("03")
		"', 1, g, '2026-11-02' FROM unnest(ARRAY['accorder', 'financer', 'entrer']) g");
	ANSWERS("entree 2026-11-02", me, "SELECT concat_ws(' ', etape, debut) FROM jalon.formation WHERE formation_id = '" FID("03") "'");
}

/* Neither seen, nor written, nor told apart from what does not exist. */
Test(adversary_formations, reaches_nobody_elses_request)
{
	formation_at(&w, 1, 4, "evoquer projeter preparer deposer", true); /* AAAAA4 is w_collegue's */
	formation_at(&w, 2, 8, "evoquer", false);                         /* of another agency */
	formation_at(&w, 3, 1, "evoquer", false);
	ANSWERS("1", me, "SELECT count(*) FROM jalon.formation");
	ANSWERS("1", me, "SELECT count(*) FROM jalon.formation_evenement");
	ANSWERS("2", boss, "SELECT count(*) FROM jalon.formation");
	ANSWERS("1", colleague, "SELECT count(*) FROM jalon.formation");
	ANSWERS("42501", me, EVENT("01", "4", "echange", ""));
	ANSWERS("42501", me, EVENT("02", "8", "echange", ""));
	ANSWERS("42501", me, EVENT("09", "4", "echange", ""));
	/* Hung on one's own person: no more than on a request that does not exist. */
	ANSWERS("23503 formation_evenement_formation", me, EVENT("01", "1", "echange", ""));
	ANSWERS("23503 formation_evenement_formation", me, EVENT("09", "1", "echange", ""));
#define HUNG(table, columns, values, name) \
	ANSWERS("23503 " name, me, "INSERT INTO jalon." table " (formation_id, personne_id, " columns ") VALUES ('" FID("01") "', 1, " values ")"); \
	ANSWERS("42501", me, "INSERT INTO jalon." table " (formation_id, personne_id, " columns ") VALUES ('" FID("01") "', 4, " values ")")
	HUNG("formation_projet", "projet", "'x'", "formation_projet_formation");
	HUNG("formation_prealable", "code, etat", "'vae', 'fait'", "formation_prealable_formation");
	HUNG("formation_piece", "nature, debiteur", "'devis', 'personne'", "formation_piece_formation");
	HUNG("formation_financement", "poste, financeur, du, au", "'pedagogie', 'region', '2026-12-01', '2026-12-02'", "formation_financement_formation");
	HUNG("formation_absence", "du, au, justifiee, motif", "'2026-11-09', '2026-11-10', true, 'x'", "formation_absence_formation");
	HUNG("periode_entreprise", "nature, entreprise, du, au", "'emt', 'x', '2026-11-09', '2026-11-10'", "periode_entreprise_formation");
	ANSWERS("UPDATE 0", me, "UPDATE jalon.formation SET intitule = 'x' WHERE formation_id = '" FID("01") "'");
	ANSWERS("UPDATE 0", me, "UPDATE jalon.formation_financement SET motif = 'x' WHERE personne_id = 4");
	/* By command, one sentence. */
	COMMANDS("JL002 hors_de_portee identifiant", me, 1, "formation_evoquer", RAISE("05", "AAAAA4", ""));
	COMMANDS("JL002 hors_de_portee formation_id", me, 1, "formation_decrire", DESCRIBE("01", "2", ",\"intitule\":\"x\""));
	COMMANDS("JL002 hors_de_portee formation_id", me, 1, "formation_avancer", STEP("01", "2", "echange", ",\"texte\":\"x\""));
	COMMANDS("JL002 hors_de_portee formation_id", me, 1, "formation_avancer", STEP("09", "2", "echange", ",\"texte\":\"x\""));
	COMMANDS("JL002 hors_de_portee identifiant", me, 1, "periode_noter", PERIOD("05", "BBBBB1", "emt", "2026-11-09", "2026-11-10", ""));
	COMMANDS("JL002 hors_de_portee identifiant", me, 1, "droit_noter", ALLOWANCE("05", "AAAAA4", "are", "2026-11-09", ""));
	COMMANDS("faite", boss, 1, "formation_avancer", STEP("01", "2", "echange", ",\"texte\":\"x\""));
	/* Handed over, it is the next référent's. */
	ANSWERS("UPDATE 1", w.owner, "UPDATE jalon.referent SET login = 'w_collegue' WHERE personne_id = 1");
	ANSWERS("0", me, "SELECT count(*) FROM jalon.formation");
	COMMANDS("JL002 hors_de_portee formation_id", me, 2, "formation_avancer", STEP("03", "1", "echange", ",\"texte\":\"x\""));
	ANSWERS("2", colleague, "SELECT count(*) FROM jalon.formation");
}

Test(adversary_formations, is_refused_to_every_other_role)
{
	static const char *const logins[] = { "w_controle", "w_secretariat", "w_autorite", "w_administrateur", "w_import" };
	for (size_t i = 0; i < sizeof logins / sizeof *logins; i++) {
		PGconn *conn = world_login(&w, logins[i]);
		ANSWERS("42501", conn, "SELECT count(*) FROM jalon.formation");
		ANSWERS("42501", conn, "SELECT count(*) FROM jalon.droit");
		ANSWERS("42501", conn, "INSERT INTO jalon.formation (personne_id, intitule) VALUES (1, 'x')");
		ANSWERS("42501", conn, "SELECT jalon.commander(gen_random_uuid(), 'formation_evoquer', '" RAISE("01", "AAAAA1", "") "')");
		PQfinish(conn);
	}
	PGconn *closed = world_login(&w, "w_ferme");
	COMMANDS("JL002 compte_ferme", closed, 1, "formation_evoquer", RAISE("01", "AAAAA7", ""));
	PQfinish(closed);
}

/* Two that would each be lawful alone: the second waits for the first, then is refused. On an older snapshot, nothing is said. */
Test(adversary_formations, is_answered_one_event_at_a_time)
{
	formation_at(&w, 1, 1, "evoquer projeter preparer deposer", true);
	ANSWERS("BEGIN", me, "BEGIN");
	ANSWERS("INSERT 0 1", me, EVENT("01", "1", "accorder", ""));
	cr_assert(PQsendQuery(boss, EVENT("01", "1", "contre_proposer", "")));
	ANSWERS("t", w.owner, "DO $$ BEGIN WHILE NOT EXISTS (SELECT FROM pg_locks WHERE NOT granted) LOOP PERFORM pg_sleep(0.01); END LOOP; END $$; SELECT true");
	ANSWERS("COMMIT", me, "COMMIT");
	PGresult *res = PQgetResult(boss);
	cr_expect_str_eq(PQresultErrorField(res, PG_DIAG_CONSTRAINT_NAME), "formation_transition");
	PQclear(res);
	cr_expect_null(PQgetResult(boss));
	ANSWERS("JL002 isolation_inattendue", boss, "BEGIN ISOLATION LEVEL REPEATABLE READ;" EVENT("01", "1", "echange", ""));
	cluster_exec(boss, "ROLLBACK");
}

#define DATES "SELECT concat_ws(' ', debut, fin, etape) FROM jalon.formation WHERE formation_id = '" FID("01") "'"
/* The request described as it is now. */
static const char *described(int number, const char *more)
{
	char content[256];
	snprintf(content, sizeof content, "{\"formation_id\":\"%s\",\"version\":%s%s}", FID("01"), answer(w.owner, "SELECT version FROM jalon.formation"), more);
	return command(me, number, "formation_decrire", content);
}

/* By command and by hand, the same refusal. */
static void dates_refused(const char *set, const char *more, const char *expected)
{
	cr_expect_str_eq(described(50, more), expected, "%s", more);
	ANSWERS(expected, me, "UPDATE jalon.formation SET %s WHERE formation_id = '" FID("01") "'", set);
}

/* Entered on 2026-11-04, granted on 2026-11-02, checked on the 12th, absent on the 9th and 10th: the days of the course are corrected
 * around what happened, and nothing else is. */
Test(adversary_formations, moves_no_course_that_began_away_from_what_happened)
{
	formation_at(&w, 1, 1, "evoquer projeter preparer deposer accorder financer", true);
	COMMANDS("faite", me, 1, "formation_avancer", STEP("01", "2", "entrer", ",\"le\":\"2026-11-04\",\"fin\":\"2026-11-19\""));
	COMMANDS("faite", me, 2, "formation_absence", AWAY("01", "01", "2026-11-09", "2026-11-10"));
	COMMANDS("faite", me, 3, "formation_avancer", STEP("01", "4", "point_tiers", ",\"le\":\"2026-11-12\""));
	ANSWERS("2026-11-04 2026-11-19 entree", me, DATES);
	dates_refused("debut = '2026-11-21'", ",\"debut\":\"2026-11-21\",\"fin\":\"2026-12-18\"", "JL002 formation_evenement_futur debut");
	dates_refused("debut = '2026-11-01'", ",\"debut\":\"2026-11-01\"", "JL002 formation_entree_decision debut");
	dates_refused("debut = NULL", ",\"debut\":\"\"", "JL002 formation_entree_figee intitule");
	dates_refused("debut = '2026-11-03', minutes = 60", ",\"debut\":\"2026-11-03\",\"minutes\":60", "JL002 formation_entree_figee intitule");
	dates_refused("fin = '2026-11-03'", ",\"fin\":\"2026-11-03\"", "JL002 formation_absence_hors fin");
	dates_refused("fin = '2026-11-09'", ",\"fin\":\"2026-11-09\"", "JL002 formation_absence_hors fin");
	dates_refused("debut = '2026-11-10'", ",\"debut\":\"2026-11-10\"", "JL002 formation_absence_hors debut");
	dates_refused("debut = '2026-11-13'", ",\"debut\":\"2026-11-13\"", "JL002 formation_evenement_ordre debut");
	dates_refused("fin = '2200-01-02'", ",\"fin\":\"2200-01-02\"", "23514 formation_fin_bornes");
	COMMANDS("JL001 version_perimee version", me, 50, "formation_decrire", DESCRIBE("01", "3", ",\"fin\":\"2026-12-18\""));
	ANSWERS("UPDATE 0", colleague, "UPDATE jalon.formation SET fin = '2026-12-18'");
	COMMANDS("JL002 hors_de_portee formation_id", colleague, 50, "formation_decrire", DESCRIBE("01", "5", ",\"fin\":\"2026-12-18\""));
	ANSWERS("2026-11-04 2026-11-19 entree", me, DATES);
	/* Up to them, yes; and undone. */
	cr_expect_str_eq(described(4, ",\"debut\":\"2026-11-09\",\"fin\":\"2026-11-10\""), "faite");
	COMMANDS("faite", me, 5, "annuler", UNDO("04"));
	ANSWERS("2026-11-04 2026-11-19 entree", me, DATES);
}

/* Completed, its last day is no more to come; closed, nothing moves. An absence noted meanwhile is waited for. */
Test(adversary_formations, moves_no_course_that_is_over)
{
	formation_at(&w, 1, 1, "evoquer projeter preparer deposer accorder financer entrer", true);
	ANSWERS("BEGIN", me, "BEGIN");
	ANSWERS("INSERT 0 1", me, "INSERT INTO jalon.formation_absence (formation_id, personne_id, du, au, justifiee, motif) VALUES ('" FID("01")
		"', 1, '2026-11-03', '2026-11-04', true, 'x')");
	cr_assert(PQsendQuery(boss, "UPDATE jalon.formation SET debut = '2026-11-05'"));
	ANSWERS("t", w.owner, "DO $$ BEGIN WHILE NOT EXISTS (SELECT FROM pg_locks WHERE NOT granted) LOOP PERFORM pg_sleep(0.01); END LOOP; END $$; SELECT true");
	ANSWERS("COMMIT", me, "COMMIT");
	PGresult *res = PQgetResult(boss);
	cr_expect_str_eq(PQresultErrorField(res, PG_DIAG_CONSTRAINT_NAME), "formation_absence_hors");
	PQclear(res);
	cr_expect_null(PQgetResult(boss));
	COMMANDS("faite", me, 1, "formation_avancer", STEP("01", "2", "achever", ",\"fin\":\"2026-11-19\""));
	ANSWERS("2026-11-02 2026-11-19 achevee", me, DATES);
	dates_refused("fin = '2026-11-21'", ",\"fin\":\"2026-11-21\"", "JL002 formation_evenement_futur fin");
	dates_refused("fin = NULL", ",\"fin\":\"\"", "JL002 formation_entree_figee intitule");
	dates_refused("fin = '2026-11-01'", ",\"fin\":\"2026-11-01\"", "JL002 formation_absence_hors fin");
	dates_refused("debut = '2026-11-20', fin = '2026-11-20'", ",\"debut\":\"2026-11-20\",\"fin\":\"2026-11-20\"", "JL002 formation_evenement_ordre debut");
	cr_expect_str_eq(described(2, ",\"fin\":\"2026-11-18\""), "faite");
	ANSWERS("INSERT 0 1", me, "INSERT INTO jalon.formation_evenement (formation_id, personne_id, geste, motifs) VALUES ('" FID("01") "', 1, 'suivre', '{emploi}')");
	dates_refused("fin = '2026-11-17'", ",\"fin\":\"2026-11-17\"", "JL002 formation_close formation_id");
	ANSWERS("2026-11-02 2026-11-18 suivie", me, DATES);
}

/* What is being read narrows what the policies show: it must blind no guard (test_adversary_engagements.c). */
Test(adversary_formations, blinds_no_guard_by_what_is_being_read)
{
	formation_at(&w, 1, 1, "evoquer projeter preparer deposer accorder financer", true);
	formation_at(&w, 2, 2, "evoquer projeter preparer deposer accorder financer", true);
#define BLIND(then) "(SELECT " then " FROM set_config('jalon.personne_lue', CASE personne_id WHEN 2 THEN 'AAAAA1=1' ELSE '' END, true))"
#define EACH " FROM (VALUES (1::bigint), (2)) AS p (personne_id)"
#define OF_EACH "CASE personne_id WHEN 1 THEN '" FID("01") "' ELSE '" FID("02") "' END::uuid"
	tried(me, NULL, "INSERT INTO jalon.formation_evenement (personne_id, formation_id, geste, le) SELECT personne_id, " OF_EACH ", 'entrer', "
		BLIND("CASE personne_id WHEN 2 THEN date '2027-01-01' ELSE '2026-11-02' END") EACH, "JL002 formation_evenement_futur le");
	tried(me, NULL, "INSERT INTO jalon.formation_absence (personne_id, formation_id, du, au, justifiee, motif) SELECT personne_id, " OF_EACH
		", '2026-11-09', '2026-11-10', true, " BLIND("'x'") EACH, "JL002 formation_absence_entree formation_id");
	tried(me, NULL, "INSERT INTO jalon.formation_piece (personne_id, formation_id, nature, debiteur) SELECT personne_id, " OF_EACH ", 'devis', "
		BLIND("'personne'") EACH, "JL002 formation_piece_etape pieces");
}

/* Every place of every content, with values that have no business there: done, or one refusal that has a name. */
Test(adversary_formations, names_each_refusal_of_a_malformed_content)
{
	formation_at(&w, 1, 1, "evoquer", false);
	formation_at(&w, 2, 1, "evoquer projeter preparer deposer", true);
	formation_at(&w, 3, 1, "evoquer projeter preparer deposer accorder financer entrer", true);
	COMMANDS("faite", me, 1, "formation_pieces_demander", ASK("02", "2", "2026-11-10", PIECE("01", "devis", "personne")));
	COMMANDS("faite", me, 2, "formation_financer_ligne", LINE("02", "01", "pedagogie", "region", "2026-11-02", "2027-03-31", ""));
	COMMANDS("faite", me, 3, "periode_noter", PERIOD("03", "AAAAA1", "immersion", "2026-11-02", "2026-11-13", ""));
	size_t n = 0;
	n += content_places_try(&w, me, "formation_evoquer", RAISE("09", "AAAAA1", ",\"session_id\":\"" PID("50") "\",\"rome\":\"H2913\",\"objectif\":\"creation\","
		"\"organisme\":\"x\",\"lieu\":\"x\",\"departement\":\"35\",\"minutes\":60,\"rythme_minutes\":60,\"debut\":\"2027-01-04\",\"fin\":\"2027-01-05\","
		"\"le\":\"2026-11-20\",\"texte\":\"x\""));
	n += content_places_try(&w, me, "formation_decrire", DESCRIBE("01", "2", ",\"intitule\":\"x\",\"session_id\":\"" PID("50") "\",\"minutes\":60,\"debut\":\"2027-01-04\""));
	n += content_places_try(&w, me, "formation_projeter", PROJECT("01", "2", "2026-11-20"));
	n += content_places_try(&w, me, "formation_prealable", PRECONDITION("01", "vae", "dispense", "x", ",\"le\":\"2026-11-20\""));
	n += content_places_try(&w, me, "formation_avancer", STEP("01", "2", "abandonner", ",\"le\":\"2026-11-20\",\"avec\":\"x\",\"texte\":\"x\",\"motifs\":[\"delai\"],"
		"\"financeur\":\"region\",\"contre_proposition\":\"x\",\"sans_contre_proposition\":\"x\",\"malgre\":\"x\",\"sans_revenu_dit\":true,"
		"\"place_confirmee\":true,\"debut\":\"2027-01-04\",\"fin\":\"2027-01-05\""));
	n += content_places_try(&w, me, "formation_pieces_demander", ASK("02", "3", "2026-11-20", "{\"piece_id\":\"" PID("09") "\",\"nature\":\"devis\",\"objet\":\"x\","
		"\"debiteur\":\"personne\",\"attendue_le\":\"2026-12-01\"}"));
	n += content_places_try(&w, me, "formation_piece_recevoir", RECEIVE("01", "1", "2026-11-20"));
	n += content_places_try(&w, me, "formation_piece_retirer", "{\"piece_id\":\"" PID("01") "\",\"version\":1}");
	n += content_places_try(&w, me, "formation_financer_ligne", LINE("09", "01", "remuneration", "region", "2027-01-04", "2027-01-05",
		",\"montant_cents\":1,\"etat\":\"refusee\",\"motif\":\"x\""));
	n += content_places_try(&w, me, "formation_ligne_decider", DECIDE("02", "1", "refusee", ",\"motif\":\"x\",\"montant_cents\":1"));
	n += content_places_try(&w, me, "formation_ligne_retirer", "{\"ligne_id\":\"" PID("02") "\",\"version\":1}");
	n += content_places_try(&w, me, "formation_absence", AWAY("09", "03", "2026-11-09", "2026-11-10"));
	n += content_places_try(&w, me, "periode_noter", PERIOD("09", "AAAAA1", "emt", "2026-11-02", "2026-11-13", ",\"formation_id\":\"" FID("01") "\",\"metier\":\"x\","
		"\"objectif\":\"x\",\"malgre\":\"x\""));
	n += content_places_try(&w, me, "periode_debriefer", DEBRIEF("03", "1", "2026-11-16"));
	n += content_places_try(&w, me, "periode_retirer", "{\"periode_id\":\"" PID("03") "\",\"version\":1}");
	n += content_places_try(&w, me, "droit_noter", ALLOWANCE("09", "AAAAA1", "are", "2026-11-09", ",\"au\":\"2027-11-08\""));
	cr_expect_gt(n, 2000, "%zu tries", n);
}
