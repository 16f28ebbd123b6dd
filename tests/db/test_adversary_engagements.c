/* What somebody with psql and a login of Jalon's has tried against contracts, hours and what is held on a person, and must
 * not obtain: a contract other than the one signed, another past, a lateness of the structure wiped out, people out of
 * reach. Each test is a hole that was open, or a promise of the law that no hand may break. */
#include <criterion/criterion.h>
#include <string.h>

#include "tests/db/team.h"
#include "tests/support/cluster.h"

/* Contract n, commitment n of a test. « Today » is Friday 2026-11-20. */
#define K(n) "70000000-0000-4000-8000-0000000000" n
#define E(n) "71000000-0000-4000-8000-0000000000" n
#define R(n) "73000000-0000-4000-8000-0000000000" n
#define OF(n) " WHERE contrat_id = '" K(n) "'"
#define LINE(n) " WHERE engagement_id = '" E(n) "'"
#define OURS(n) "{\"engagement_id\":\"" E(n) "\",\"debiteur\":\"structure\",\"objet\":\"Inscrire à la formation\",\"echeance\":\"2026-11-18\",\"part\":\"socle\"}"
#define WEEKLY(n) "{\"engagement_id\":\"" E(n) "\",\"debiteur\":\"structure\",\"objet\":\"Un rendez-vous\",\"echeance\":\"2026-11-09\",\"cadence\":\"semaine\"}"
#define THEIRS(n) "{\"engagement_id\":\"" E(n) "\",\"debiteur\":\"personne\",\"objet\":\"Deux candidatures\",\"echeance\":\"2026-12-01\"}"
#define PREPARE(n, who, more, items) "{\"contrat_id\":\"" K(n) "\",\"identifiant\":\"" who "\",\"debut\":\"2026-11-09\",\"objectifs\":\"Un emploi\"" more \
	",\"engagements\":[" items "]}"
#define BOTH(day) "\"signe_personne_le\":\"" day "\",\"signe_structure_le\":\"" day "\",\"signataire\":\"personne\""
#define SIGN(n, rank, version, day) "{\"contrat_id\":\"" K(n) "\",\"rang\":" rank ",\"version\":" version "," BOTH(day) "}"
#define AMEND(n, version, more) "{\"contrat_id\":\"" K(n) "\",\"version\":" version ",\"motif\":\"x\"" more "}"
#define CLOSE(n, version, day) "{\"contrat_id\":\"" K(n) "\",\"version\":" version ",\"dernier_jour\":\"" day "\",\"motif\":\"rupture\",\"texte\":\"x\"}"
#define KEEP(n, version) "{\"engagement_id\":\"" E(n) "\",\"version\":" version "}"
#define UNDO(n) "{\"commande_id\":\"000000" n "-0000-4000-8000-000000000000\"}"
#define SIGN_BY_HAND(day) "UPDATE jalon.contrat_version SET signe_personne_le = '" day "', signe_structure_le = '" day "', signataire = 'personne'"
#define OPEN_COMMAND "INSERT INTO jalon.commande (commande_id, verbe, empreinte, etat) VALUES ('" R("ff") "', 'annuler', repeat('0', 64), 'faite');" \
	" SET LOCAL jalon.commande = '" R("ff") "'"

TestSuite(adversary_engagements, .init = team_open, .fini = team_close);

/* AAAAA1's contract 01, signed on 2026-11-12: E01 of ours, late since the 18th; E02 of ours each week; E03 theirs. */
static void bind(void)
{
	COMMANDS("faite", me, 1, "contrat_preparer", PREPARE("01", "AAAAA1", ",\"fin\":\"2026-12-20\"", OURS("01") "," WEEKLY("02") "," THEIRS("03")));
	COMMANDS("faite", me, 2, "contrat_signer", SIGN("01", "1", "1", "2026-11-12"));
}

/* What one is reading narrows what the policies show: narrowed in the middle of a statement, once they have answered, it
 * would blind the guards to the row that they look after. */
Test(adversary_engagements, blinds_no_guard_by_what_is_being_read)
{
#define BLIND(who, id, then) "(SELECT " then " FROM set_config('jalon.personne_lue', CASE personne_id WHEN 2 THEN '" who "=" id "' ELSE '' END, true))"
#define SECOND " FROM (VALUES (1::bigint), (2)) AS p (personne_id)"
	/* A contract of another regime. */
	tried(me, NULL, "INSERT INTO jalon.contrat (personne_id, regime, debut) SELECT personne_id, " BLIND("AAAAA1", "1",
		"CASE personne_id WHEN 2 THEN 'CSP' ELSE 'CE' END") ", '2026-11-20'" SECOND, "JL002 contrat_regime debut");
	COMMANDS("faite", me, 1, "contrat_preparer", PREPARE("01", "AAAAA1", "", OURS("01")));
	COMMANDS("faite", me, 2, "contrat_preparer", PREPARE("02", "AAAAA2", "", OURS("02") "," WEEKLY("03")));
	/* A signature in the future. */
	tried(me, NULL, "UPDATE jalon.contrat_version SET signataire = 'personne', signe_personne_le = " BLIND("AAAAA1", "1",
		"CASE personne_id WHEN 2 THEN date '2026-12-24' ELSE '2026-11-20' END"), "JL002 contrat_signature_future signe_personne_le");
	COMMANDS("faite", me, 3, "contrat_signer", SIGN("02", "1", "1", "2026-11-12"));
	/* A line more in what both have signed. */
	tried(me, NULL, "INSERT INTO jalon.engagement (personne_id, debiteur, contrat_id, rang_du, part, objet) SELECT personne_id, 'personne',"
		" CASE personne_id WHEN 1 THEN '" K("01") "' ELSE '" K("02") "' END::uuid, 1, 'individuel', " BLIND("AAAAA1", "1", "'x'") SECOND,
		"JL002 contrat_version_signee rang");
	/* A fulfilment and an orientation of a day to come, a remedial action for nothing. */
	COMMANDS("faite", me, 4, "contrat_abandonner", "{\"contrat_id\":\"" K("01") "\",\"rang\":1,\"version\":1}");
	COMMANDS("faite", me, 5, "contrat_preparer", PREPARE("05", "AAAAA1", "", WEEKLY("05")));
	COMMANDS("faite", me, 6, "contrat_signer", SIGN("05", "1", "1", "2026-11-12"));
	tried(me, NULL, "INSERT INTO jalon.tenue (personne_id, engagement_id, le) SELECT personne_id, CASE personne_id WHEN 1 THEN '" E("05") "' ELSE '" E("03") "' END::uuid, "
		BLIND("AAAAA1", "1", "CASE personne_id WHEN 2 THEN date '2027-01-01' ELSE '2026-11-20' END") SECOND, "JL002 tenue_future tenu_le");
	tried(me, NULL, "INSERT INTO jalon.orientation (personne_id, nature, parcours, notifiee_le) SELECT personne_id, 'orientation', 'social', "
		BLIND("AAAAA1", "1", "CASE personne_id WHEN 2 THEN date '2027-01-01' ELSE '2026-11-20' END") SECOND, "JL002 orientation_future notifiee_le");
	tried(me, NULL, "INSERT INTO jalon.compensation (personne_id, regle, manque_le, prejudice, objet, echeance) SELECT personne_id, 'rdv_hebdomadaire', "
		BLIND("AAAAA1", "1", "CASE personne_id WHEN 2 THEN date '2027-01-01' ELSE '2026-11-19' END") ", 'x', 'x', '2027-01-04'" SECOND,
		"JL002 compensation_sans_retard manque_le");
}

/* Forged, what is being read shows nothing more: neither by the tables nor by the functions that the owner answers. */
Test(adversary_engagements, sees_no_more_by_forging_what_is_being_read)
{
	world_agenda_add(&w);
	static const char *const forged[] = { "AAAAA4=4", "AAAAA1=4", "AAAAA6=4", "BBBBB1=8", "=4" };
	for (size_t i = 0; i < sizeof forged / sizeof *forged; i++) {
		cluster_exec(me, "BEGIN");
		ANSWERS(forged[i], me, "SELECT set_config('jalon.personne_lue', '%s', true)", forged[i]);
		ANSWERS("", me, "SELECT string_agg(DISTINCT x::text, ' ') FROM (SELECT personne_id FROM jalon.contrat UNION SELECT personne_id FROM jalon.activite"
			" UNION SELECT personne_id FROM jalon.lecture UNION SELECT personne_id FROM jalon.personne UNION SELECT personne_id FROM jalon.historique) y (x)"
			" WHERE x NOT IN (1, 2, 3, 6)");
		ANSWERS("0", me, "SELECT count(*) FROM jalon.detention(split_part('%s', '=', 1)) WHERE valeur ~ '56 7[48]'", forged[i]);
		ANSWERS("0", me, "SELECT count(*) FROM jalon.notes_privees(4)");
		ANSWERS("0", me, "SELECT count(*) FROM jalon.seances_personne(4)");
		ANSWERS("42501", me, "INSERT INTO jalon.activite (personne_id, jour, theme, minutes) VALUES (4, '2026-11-20', 'projet', 1)");
		cluster_exec(me, "ROLLBACK");
	}
	/* Reading one's own person hides the others, and gives them back at the end of the transaction. */
	cluster_exec(me, "BEGIN");
	ANSWERS("f", me, "SELECT jalon.lire_fiche('AAAAA1')");
	ANSWERS("1", me, "SELECT string_agg(personne_id::text, ' ') FROM jalon.personne");
	cluster_exec(me, "COMMIT");
	ANSWERS("1 2 3 6", me, "SELECT string_agg(personne_id::text, ' ' ORDER BY personne_id) FROM jalon.personne");
}

/* A snapshot older than the other's write would let both pass. */
Test(adversary_engagements, signs_nothing_on_an_old_snapshot)
{
	COMMANDS("faite", me, 1, "contrat_preparer", PREPARE("01", "AAAAA1", "", OURS("01") "," THEIRS("03")));
	cluster_exec(boss, "BEGIN ISOLATION LEVEL REPEATABLE READ");
	ANSWERS("1", boss, "SELECT count(*) FROM jalon.contrat_version" OF("01"));
	cluster_exec(me, "BEGIN");
	cluster_exec(me, OPEN_COMMAND);
	ANSWERS("UPDATE 1", me, "UPDATE jalon.engagement SET annule_par = '" R("ff") "'" LINE("01"));
	cluster_exec(me, "COMMIT");
	ANSWERS("JL002 isolation_inattendue", boss, SIGN_BY_HAND("2026-11-20") OF("01"));
	cluster_exec(boss, "ROLLBACK");
	ANSWERS("JL002 contrat_sans_structure engagements", boss, SIGN_BY_HAND("2026-11-20") OF("01"));
}

/* Two contracts of one person, signed at once by two sessions: one binds. */
Test(adversary_engagements, binds_nobody_twice_at_once)
{
	COMMANDS("faite", me, 1, "contrat_preparer", PREPARE("01", "AAAAA1", "", OURS("01")));
	COMMANDS("faite", me, 2, "contrat_signer", SIGN("01", "1", "1", "2026-11-12"));
	COMMANDS("faite", me, 3, "contrat_preparer", PREPARE("02", "AAAAA1", "", OURS("02")));
	cluster_exec(me, "BEGIN");
	COMMANDS("faite", me, 4, "contrat_clore", CLOSE("01", "2", "2026-11-13"));
	cluster_exec(boss, "SET lock_timeout = '50ms'");
	COMMANDS("55P03", boss, 5, "contrat_signer", SIGN("02", "1", "1", "2026-11-20"));
	cluster_exec(me, "ROLLBACK");
	COMMANDS("23P01 contrat_un_seul", boss, 5, "contrat_signer", SIGN("02", "1", "1", "2026-11-20"));
	/* Neither by a regime left and taken again, nor by the end of one. */
	ANSWERS("UPDATE 1", me, "UPDATE jalon.passage SET au = '2026-11-15' WHERE personne_id = 1");
	ANSWERS("INSERT 0 1", me, "INSERT INTO jalon.passage (personne_id, regime, du) VALUES (1, 'CE', '2026-11-15')");
	COMMANDS("faite", me, 6, "contrat_preparer", "{\"contrat_id\":\"" K("03") "\",\"identifiant\":\"AAAAA1\",\"debut\":\"2026-11-16\",\"objectifs\":\"x\",\"engagements\":["
		"{\"engagement_id\":\"" E("07") "\",\"debiteur\":\"structure\",\"objet\":\"x\"}]}");
	COMMANDS("faite", me, 7, "contrat_signer", SIGN("03", "1", "1", "2026-11-20"));
	ANSWERS("23P01 passage_un_seul", me, "UPDATE jalon.passage SET au = '2026-12-01' WHERE personne_id = 1 AND au IS NOT NULL AND annule_par IS NULL");
	ANSWERS("1", w.owner, "SELECT count(*) FROM jalon.contrat WHERE personne_id = 1 AND signe_le IS NOT NULL AND periode @> date '2026-11-20'");
}

/* Given up, a version takes no signature along; ended, a contract is not amended into one that never ended. */
Test(adversary_engagements, signs_nothing_that_is_over)
{
	COMMANDS("faite", me, 1, "contrat_preparer", PREPARE("01", "AAAAA1", ",\"fin\":\"2026-11-15\"", OURS("01")));
	tried(me, NULL, "UPDATE jalon.contrat_version SET abandonnee_le = '2026-11-20', signe_personne_le = '2031-01-01', signataire = 'personne'" OF("01")
		" RETURNING signe_personne_le", "");
	COMMANDS("JL002 contrat_signature_apres signe_structure_le", me, 2, "contrat_signer", SIGN("01", "1", "1", "2026-11-16"));
	COMMANDS("faite", me, 2, "contrat_signer", SIGN("01", "1", "1", "2026-11-13"));
	COMMANDS("faite", me, 3, "contrat_avenant", AMEND("01", "2", ",\"fin\":\"2026-12-20\""));
	COMMANDS("JL002 contrat_signature_apres signe_structure_le", me, 4, "contrat_signer", SIGN("01", "2", "1", "2026-11-16"));
	ANSWERS("JL002 contrat_signature_apres signe_structure_le", boss, SIGN_BY_HAND("2026-11-20") OF("01") " AND rang = 2");
	COMMANDS("faite", me, 5, "contrat_signer", SIGN("01", "2", "1", "2026-11-15")); /* agreed on its last day, recorded since */
	ANSWERS("[2026-11-09,2026-12-21)", me, "SELECT periode FROM jalon.contrat" OF("01"));
	/* Nor is it ended before the day of its avenant. */
	COMMANDS("faite", me, 6, "contrat_avenant", AMEND("01", "3", ",\"fin\":\"2026-11-19\""));
	COMMANDS("JL002 contrat_signature_apres signe_structure_le", me, 7, "contrat_signer", SIGN("01", "3", "1", "2026-11-20"));
}

/* Closed as of a day before it was signed, a contract would take along all that was late since. */
Test(adversary_engagements, closes_no_contract_before_it_was_signed)
{
	bind();
	COMMANDS("JL002 contrat_clos_signature dernier_jour", me, 3, "contrat_clore", CLOSE("01", "2", "2026-11-11"));
	ANSWERS("JL002 contrat_clos_signature dernier_jour", boss, "UPDATE jalon.contrat SET clos_le = '2026-11-12', clos_motif = 'terme'" OF("01"));
	COMMANDS("faite", me, 4, "contrat_avenant", AMEND("01", "2", ",\"cible_minutes\":600"));
	COMMANDS("faite", me, 5, "contrat_signer", SIGN("01", "2", "1", "2026-11-19"));
	COMMANDS("JL002 contrat_clos_signature dernier_jour", me, 6, "contrat_clore", CLOSE("01", "2", "2026-11-18"));
	COMMANDS("faite", me, 6, "contrat_clore", CLOSE("01", "2", "2026-11-19"));
}

/* A commitment is kept once, excused once, chosen once; what somebody recorded, nobody else wipes out. */
Test(adversary_engagements, rewrites_no_fulfilment_nor_excuse_of_another)
{
	bind();
	COMMANDS("faite", boss, 3, "engagement_tenir", KEEP("01", "1"));
	COMMANDS("faite", boss, 4, "engagement_excuser", "{\"engagement_id\":\"" E("03") "\",\"version\":1,\"motif\":\"hospitalisation\"}");
	COMMANDS("faite", boss, 5, "contrat_choisir", "{\"contrat_id\":\"" K("01") "\",\"version\":2,\"choix\":\"poursuite\",\"motif\":\"x\"}");
	PGconn *const all[] = { me, boss };
	for (int i = 0; i < 2; i++) {
		tried(all[i], NULL, "UPDATE jalon.engagement SET tenu_le = '2026-11-13'" LINE("01"), "JL002 engagement_deja_tenu tenu_le");
		tried(all[i], NULL, "UPDATE jalon.engagement SET excuse_motif = 'autre'" LINE("03"), "JL002 engagement_deja_excuse engagement_id");
	}
	tried(me, NULL, "UPDATE jalon.engagement SET tenu_le = NULL" LINE("01"), "JL002 engagement_deja_tenu tenu_le");
	tried(me, NULL, "UPDATE jalon.engagement SET excuse_motif = ''" LINE("03"), "JL002 engagement_deja_excuse engagement_id");
	tried(me, NULL, "UPDATE jalon.contrat SET choix = '', choix_le = NULL, choix_motif = ''" OF("01"), "JL002 contrat_choix_note choix");
	/* Who recorded it may. */
	COMMANDS("faite", boss, 6, "annuler", UNDO("05"));
	COMMANDS("faite", boss, 7, "annuler", UNDO("04"));
	COMMANDS("faite", boss, 8, "annuler", UNDO("03"));
	/* Each time of what comes back: once a day, annulled by who kept it. */
	COMMANDS("faite", boss, 9, "engagement_tenir", KEEP("02", "1"));
	COMMANDS("23505 tenue_un_jour", me, 10, "engagement_tenir", KEEP("02", "1"));
	tried(me, OPEN_COMMAND, "UPDATE jalon.tenue SET annule_par = '" R("ff") "'", "42501");
	COMMANDS("JL002 hors_de_portee commande_id", me, 10, "annuler", UNDO("09"));
}

/* Kept while the signature under it is taken back: one of both waits, then is refused. */
Test(adversary_engagements, keeps_nothing_of_a_signature_taken_back_meanwhile)
{
	bind();
	cluster_exec(boss, "SET lock_timeout = '50ms'");
	cluster_exec(me, "BEGIN");
	COMMANDS("faite", me, 3, "annuler", UNDO("02"));
	COMMANDS("55P03", boss, 4, "engagement_tenir", KEEP("01", "1"));
	COMMANDS("55P03", boss, 4, "engagement_tenir", KEEP("02", "1"));
	COMMANDS("55P03", boss, 4, "contrat_choisir", "{\"contrat_id\":\"" K("01") "\",\"version\":2,\"choix\":\"poursuite\",\"motif\":\"x\"}");
	cluster_exec(me, "COMMIT");
	COMMANDS("JL002 contrat_non_signe engagement_id", boss, 4, "engagement_tenir", KEEP("01", "1"));
	COMMANDS("faite", me, 5, "contrat_signer", SIGN("01", "1", "3", "2026-11-12"));
	cluster_exec(me, "SET lock_timeout = '50ms'");
	cluster_exec(boss, "BEGIN");
	COMMANDS("faite", boss, 6, "engagement_tenir", KEEP("02", "1"));
	COMMANDS("55P03", me, 7, "annuler", UNDO("05"));
	cluster_exec(boss, "COMMIT");
	COMMANDS("JL002 contrat_version_signee rang", me, 7, "annuler", UNDO("05"));
}

/* What is written once: diagnostics, readings, answers, deliveries. */
Test(adversary_engagements, overwrites_nothing_that_is_written_once)
{
	world_agenda_add(&w);
	PGconn *const all[] = { me, boss };
	for (int i = 0; i < 2; i++) {
		ANSWERS("42501", all[i], "UPDATE jalon.diagnostic SET projet = 'autre'");
		ANSWERS("42501", all[i], "INSERT INTO jalon.diagnostic (personne_id, rang, projet) VALUES (1, 1, 'x')");
		ANSWERS("42501", all[i], "UPDATE jalon.lecture SET motif = 'supervision'");
		ANSWERS("42501", all[i], "DELETE FROM jalon.lecture");
		ANSWERS("42501", all[i], "INSERT INTO jalon.lecture (personne_id, role, motif) VALUES (1, 'conseiller', 'remplacement')");
		ANSWERS("42501", all[i], "UPDATE jalon.historique SET login = 'x'");
		ANSWERS("42501", all[i], "UPDATE jalon.demande SET repondue_par = 'w_collegue'");
		ANSWERS("JL002 demande_deja_repondue reponse", all[i], "UPDATE jalon.demande SET reponse = 'x' WHERE personne_id = 1; UPDATE jalon.demande SET reponse = '',"
			" repondue_le = NULL WHERE personne_id = 1");
	}
	ANSWERS("JL002 diagnostic_intangible", w.owner, "UPDATE jalon.diagnostic SET projet = 'autre'");
	ANSWERS("JL002 lecture_intangible", w.owner, "UPDATE jalon.lecture SET login = 'w_collegue'");
	/* A remedial action is closed by being delivered, saying what, and stays so. */
	ANSWERS("23514 compensation_remise_texte", me, "UPDATE jalon.compensation SET remise_texte = 'x' WHERE personne_id = 1");
	ANSWERS("JL002 compensation_remise_avant remise_le", me, "UPDATE jalon.compensation SET remise_le = '-infinity', remise_texte = 'x' WHERE personne_id = 1");
	ANSWERS("UPDATE 1", me, "UPDATE jalon.compensation SET remise_le = '2026-11-20', remise_texte = 'place réservée' WHERE personne_id = 1");
	ANSWERS("JL002 compensation_deja_remise compensation_id", boss, "UPDATE jalon.compensation SET remise_le = NULL, remise_texte = '' WHERE personne_id = 1");
	tried(me, OPEN_COMMAND, "UPDATE jalon.compensation SET annule_par = '" R("ff") "' WHERE personne_id = 1", "JL002 compensation_deja_remise compensation_id");
}

/* A week made up for is that week: the next one is owed (L6), in the line of the portfolio as in the file. */
Test(adversary_engagements, buys_no_way_out_of_what_comes_back)
{
	bind();
	COMMANDS("faite", me, 3, "engagement_tenir", KEEP("01", "1"));
#define OURS_DUE(day) "SELECT concat_ws(' ', engagement_structure, nb_engagements_structure) FROM jalon.faits_personne(1, 1, '" day "', jalon.instant_de(NULL), 'Europe/Paris')"
#define MAKE_UP(n, day) "{\"compensation_id\":\"" R(n) "\",\"identifiant\":\"AAAAA1\",\"engagement_id\":\"" E("02") "\"," \
	"\"manque_le\":\"" day "\",\"prejudice\":\"sans nouvelles\",\"objet\":\"rappeler\",\"echeance\":\"2026-11-23\"}"
	ANSWERS("2026-11-09 1", me, OURS_DUE("2026-11-20"));
	COMMANDS("faite", me, 4, "compensation_ouvrir", MAKE_UP("01", "2026-11-16"));
	ANSWERS("2026-11-09 1", me, OURS_DUE("2026-11-20"));
	COMMANDS("faite", me, 5, "compensation_remettre", "{\"compensation_id\":\"" R("01") "\",\"version\":1,\"texte\":\"rappelée\"}");
	ANSWERS("2026-11-23 0", me, OURS_DUE("2026-11-20"));
	ANSWERS("2026-11-23 1", me, OURS_DUE("2026-11-23"));
	/* The same week is not made up for twice; a week before it may be, which moves nothing. */
	COMMANDS("JL002 compensation_sans_retard manque_le", me, 6, "compensation_ouvrir", MAKE_UP("02", "2026-11-19"));
	COMMANDS("faite", me, 7, "compensation_ouvrir", MAKE_UP("03", "2026-11-13"));
	COMMANDS("faite", me, 8, "compensation_remettre", "{\"compensation_id\":\"" R("03") "\",\"version\":1,\"texte\":\"rappelée\"}");
	ANSWERS("2026-11-23 0", me, OURS_DUE("2026-11-20"));
	COMMANDS("faite", me, 9, "engagement_tenir", KEEP("02", "1"));
	ANSWERS("2026-11-27 0", me, OURS_DUE("2026-11-20"));
}

/* The replacement ends with its last day, and with it all that was begun in its name. */
Test(adversary_engagements, keeps_no_hand_on_a_person_after_the_last_day_of_a_replacement)
{
#define DECLARE(n, who) "{\"activite_id\":\"" R(n) "\",\"identifiant\":\"" who "\",\"jour\":\"2026-11-20\",\"theme\":\"projet\",\"minutes\":60}"
	COMMANDS("faite", me, 1, "heures_declarer", DECLARE("01", "AAAAA3"));
	COMMANDS("faite", me, 2, "contrat_preparer", PREPARE("03", "AAAAA3", "", OURS("01")));
	ANSWERS("t", me, "SELECT jalon.lire_fiche('AAAAA3')");
	cluster_exec(w.owner, "UPDATE jalon.jour_fixe SET jour = '2026-11-21'");
	cluster_exec(me, "SET jalon.personne_lue = 'AAAAA3=3'"); /* kept beyond its time, or forged */
	COMMANDS("JL002 hors_de_portee identifiant", me, 3, "heures_declarer", DECLARE("02", "AAAAA3"));
	COMMANDS("JL002 hors_de_portee commande_id", me, 3, "annuler", UNDO("01"));
	COMMANDS("JL002 hors_de_portee contrat_id", me, 3, "contrat_signer", SIGN("03", "1", "1", "2026-11-20"));
	ANSWERS("f", me, "SELECT jalon.lire_fiche('AAAAA3')");
	ANSWERS("0", me, "SELECT count(*) FROM jalon.detention('AAAAA3')");
	ANSWERS("0", me, "SELECT count(*) FROM jalon.notes_privees(3)");
	ANSWERS("1", w.owner, "SELECT count(*) FROM jalon.lecture WHERE personne_id = 3");
}

/* Another's private note is said to exist; its words are nowhere, its shared past neither. */
Test(adversary_engagements, reads_no_private_note_in_what_is_held)
{
	world_agenda_add(&w);
#define HELD(text) "SELECT count(*) FROM jalon.detention('AAAAA3') WHERE valeur LIKE '%%" text "%%'"
	PGconn *absent = world_login(&w, "w_absent");
	ANSWERS("INSERT 0 1", absent, "INSERT INTO jalon.note (personne_id, texte) VALUES (3, 'trop dit')");
	ANSWERS("1", me, HELD("trop dit"));
	ANSWERS("UPDATE 1", absent, "UPDATE jalon.note SET privee = true, texte = 'trop dit encore' WHERE texte = 'trop dit'");
	ANSWERS("0", me, HELD("trop dit"));
	ANSWERS("0", boss, HELD("trop dit"));
	ANSWERS("t", absent, "SELECT count(*) >= 1 FROM jalon.detention('AAAAA3') WHERE valeur LIKE '%%trop dit encore%%'");
	ANSWERS("t", me, "SELECT bool_or(ligne LIKE 'privée%%' AND colonne = 'ecrite_le') FROM jalon.detention('AAAAA3')");
	PQfinish(absent);
}

/* Children of people out of reach, under parents that are one's own or not: one answer, nothing told. */
Test(adversary_engagements, puts_nothing_under_anothers_parents)
{
	COMMANDS("faite", colleague, 1, "contrat_preparer", PREPARE("04", "AAAAA4", "", OURS("04") "," WEEKLY("06")));
	COMMANDS("faite", colleague, 2, "contrat_signer", SIGN("04", "1", "1", "2026-11-12"));
	static const char *const parents[] = { "04", "99" }; /* hidden, unknown */
	for (size_t i = 0; i < 2; i++) {
		const char *p = parents[i];
#define UNDER(expected, ...) ANSWERS(expected, me, __VA_ARGS__)
		UNDER("23503 contrat_succession", "INSERT INTO jalon.contrat (personne_id, regime, debut, succede_a) VALUES (1, 'CE', '2026-11-20', '70000000-0000-4000-8000-0000000000%s')", p);
		UNDER("23503 contrat_version_contrat", "INSERT INTO jalon.contrat_version (contrat_id, rang, personne_id, objectifs) VALUES ('70000000-0000-4000-8000-0000000000%s', 7, 1, 'x')", p);
		UNDER("42501", "INSERT INTO jalon.contrat_version (contrat_id, rang, personne_id, objectifs) VALUES ('70000000-0000-4000-8000-0000000000%s', 2, 4, 'x')", p);
		UNDER("42501", "INSERT INTO jalon.engagement (personne_id, contrat_id, rang_du, part, debiteur, objet) VALUES (4, '70000000-0000-4000-8000-0000000000%s', 1, 'socle', 'personne', 'x')", p);
		UNDER("23503 tenue_engagement", "INSERT INTO jalon.tenue (personne_id, engagement_id, le) VALUES (1, '71000000-0000-4000-8000-0000000000%s', '2026-11-20')", p);
		UNDER("42501", "INSERT INTO jalon.tenue (personne_id, engagement_id, le) VALUES (4, '71000000-0000-4000-8000-0000000000%s', '2027-11-20')", p);
		UNDER("23503 compensation_engagement", "INSERT INTO jalon.compensation (personne_id, engagement_id, manque_le, prejudice, objet, echeance)"
			" VALUES (1, '71000000-0000-4000-8000-0000000000%s', '2026-11-19', 'x', 'x', '2026-12-01')", p);
	}
	/* A second contract, a day that is full, a dérogation over another: only of one's own people. */
	ANSWERS("42501", me, "INSERT INTO jalon.contrat (personne_id, regime, debut) VALUES (4, 'CSP', '2026-11-20')");
	ANSWERS("42501", me, "INSERT INTO jalon.derogation (personne_id, du, au, cible_minutes, motif) VALUES (4, '2026-11-20', '2026-11-21', 0, 'x')");
	ANSWERS("42501", me, "INSERT INTO jalon.orientation (personne_id, nature, parcours, notifiee_le) VALUES (4, 'reorientation', 'social', '2026-11-20')");
}
