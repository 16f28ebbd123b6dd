/* Orientation, diagnostic, rights information, requests and complaints; who read a file: by command and by hand, in the
 * name of each role. */
#include <criterion/criterion.h>
#include <string.h>

#include "core/engagement/contract.h"
#include "tests/db/content_places.h"
#include "tests/db/team.h"
#include "tests/support/cluster.h"

#define R(n) "b0000000-0000-4000-8000-0000000000" n
#define ORIENT(n, who, parcours, day) \
	"{\"orientation_id\":\"" R(n) "\",\"identifiant\":\"" who "\",\"parcours\":\"" parcours "\",\"organisme\":\"France Travail Vitré\"," \
	"\"notifiee_le\":\"" day "\",\"preference\":\"près de l'école\",\"motif\":\"\"}"
#define DIAGNOSE(n, who, fields) "{\"diagnostic_id\":\"" R(n) "\",\"identifiant\":\"" who "\"," fields "}"
#define INFORM(n, who, day, support) \
	"{\"information_id\":\"" R(n) "\",\"identifiant\":\"" who "\",\"le\":\"" day "\",\"support\":\"" support "\",\"texte\":\"livret remis\"}"
#define ASK(n, who, kind, when) \
	"{\"demande_id\":\"" R(n) "\",\"identifiant\":\"" who "\",\"nature\":\"" kind "\",\"recue_le\":\"" when "\",\"canal\":\"courriel\",\"objet\":\"Une attestation\"}"
#define ANSWER_IT(n, version, when, text) \
	"{\"demande_id\":\"" R(n) "\",\"version\":" version ",\"repondue_le\":\"" when "\",\"reponse\":\"" text "\"}"
#define UNDO(n) "{\"commande_id\":\"000000" n "-0000-4000-8000-000000000000\"}"

TestSuite(person_rights, .init = team_open, .fini = team_close);

#define FACT(expected, columns, day) \
	ANSWERS(expected, me, "SELECT concat_ws(' ', " columns ") FROM jalon.faits_personne(1, 1, '" day "', jalon.instant_de('" day "'), 'Europe/Paris') f")

/* --- orientation (D. 5411-14-1: the notice starts contract_signature, a new one restarts it) ------------------- */

Test(person_rights, the_first_orientation_is_followed_by_reorientations)
{
	COMMANDS("faite", me, 1, "orientation_noter", ORIENT("01", "AAAAA1", "professionnel", "2026-10-01"));
	FACT("2026-10-01", "f.oriente_le", "2026-11-20");
	COMMANDS("faite", me, 2, "orientation_noter", ORIENT("02", "AAAAA1", "social", "2026-11-02"));
	ANSWERS("orientation professionnel, reorientation social", me, "SELECT string_agg(nature || ' ' || parcours, ', ' ORDER BY notifiee_le) FROM jalon.orientation");
	FACT("2026-11-02", "f.oriente_le", "2026-11-20");
	FACT("2026-10-01", "f.oriente_le", "2026-11-01");
	/* By hand. */
	ANSWERS("JL002 orientation_nature nature", me, "INSERT INTO jalon.orientation (personne_id, nature, parcours, notifiee_le)"
		" VALUES (1, 'orientation', 'social', '2026-11-03')");
	ANSWERS("JL002 orientation_nature nature", boss, "INSERT INTO jalon.orientation (personne_id, nature, parcours, notifiee_le)"
		" VALUES (4, 'reorientation', 'social', '2026-11-03')");
	ANSWERS("JL002 orientation_ordre notifiee_le", me, "INSERT INTO jalon.orientation (personne_id, nature, parcours, notifiee_le)"
		" VALUES (1, 'reorientation', 'social', '2026-11-01')");
	ANSWERS("42501", me, "INSERT INTO jalon.orientation (personne_id, nature, parcours, notifiee_le) VALUES (4, 'orientation', 'social', '2026-11-03')");
	ANSWERS("42501", me, "INSERT INTO jalon.orientation (personne_id, nature, parcours, notifiee_le) VALUES (4, 'reorientation', 'social', '2026-11-03')");
	ANSWERS("42501", me, "UPDATE jalon.orientation SET notifiee_le = '2026-11-03'");
}

Test(person_rights, an_orientation_is_refused_in_the_future_or_without_a_known_parcours)
{
	COMMANDS("JL002 orientation_future notifiee_le", me, 1, "orientation_noter", ORIENT("01", "AAAAA1", "professionnel", "2026-11-21"));
	ANSWERS("JL002 orientation_future notifiee_le", boss, "INSERT INTO jalon.orientation (personne_id, nature, parcours, notifiee_le)"
		" VALUES (1, 'orientation', 'social', '2026-11-21')");
	COMMANDS("23514 orientation_parcours_connu", me, 1, "orientation_noter", ORIENT("01", "AAAAA1", "vacances", "2026-11-20"));
	COMMANDS("JL002 hors_de_portee identifiant", me, 1, "orientation_noter", ORIENT("01", "AAAAA4", "social", "2026-11-20"));
	for (int p = PARCOURS_PROFESSIONAL; p < PARCOURS_COUNT; p++)
		ANSWERS("INSERT 0 1", boss, "INSERT INTO jalon.orientation (personne_id, nature, parcours, notifiee_le) VALUES (%d, 'orientation', '%s', '2026-11-20')",
			p, parcours_code((enum parcours)p));
}

Test(person_rights, an_orientation_is_undone_by_who_noted_it_until_another_follows)
{
	COMMANDS("faite", me, 1, "orientation_noter", ORIENT("01", "AAAAA1", "professionnel", "2026-10-01"));
	COMMANDS("faite", me, 2, "orientation_noter", ORIENT("02", "AAAAA1", "social", "2026-11-02"));
	COMMANDS("JL002 annulation_trop_tard", me, 3, "annuler", UNDO("01"));
	COMMANDS("faite", me, 4, "annuler", UNDO("02"));
	COMMANDS("JL002 hors_de_portee commande_id", boss, 5, "annuler", UNDO("01"));
	COMMANDS("faite", me, 5, "annuler", UNDO("01"));
	FACT("", "f.oriente_le", "2026-11-20");
	COMMANDS("faite", me, 6, "orientation_noter", ORIENT("06", "AAAAA1", "social", "2026-10-02")); /* again the first one */
	ANSWERS("orientation", me, "SELECT nature FROM jalon.orientation WHERE annule_par IS NULL");
}

/* --- diagnostic (003:3874-3895: six fields, versions, never overwritten) -------------------------------------- */

Test(person_rights, a_diagnostic_is_a_version_and_none_is_rewritten)
{
	COMMANDS("faite", me, 1, "diagnostic_ecrire", DIAGNOSE("01", "AAAAA1", "\"projet\":\"serveuse\",\"competences\":\"CAP\",\"le\":\"2026-10-01\""));
	COMMANDS("faite", boss, 2, "diagnostic_ecrire", DIAGNOSE("02", "AAAAA1", "\"projet\":\"cuisinière\",\"droits\":\"expliqués\""));
	ANSWERS("1 w_conseiller CAP serveuse 2026-10-01, 2 w_responsable  cuisinière 2026-11-20", me,
		"SELECT string_agg(concat_ws(' ', rang, auteur, competences, projet, le), ', ' ORDER BY rang) FROM jalon.diagnostic");
	FACT("2026-11-20", "f.diagnostique_le", "2026-11-20");
	FACT("2026-10-01", "f.diagnostique_le", "2026-11-19");
	COMMANDS("23514 diagnostic_non_vide", me, 3, "diagnostic_ecrire", DIAGNOSE("03", "AAAAA1", "\"projet\":\" \""));
	COMMANDS("JL002 diagnostic_futur le", me, 3, "diagnostic_ecrire", DIAGNOSE("03", "AAAAA1", "\"projet\":\"x\",\"le\":\"2026-11-21\""));
	COMMANDS("JL002 hors_de_portee identifiant", me, 3, "diagnostic_ecrire", DIAGNOSE("03", "AAAAA4", "\"projet\":\"x\""));
	COMMANDS("JL002 contenu_invalide poids", me, 3, "diagnostic_ecrire", DIAGNOSE("03", "AAAAA1", "\"projet\":\"x\",\"poids\":\"70\""));
	COMMANDS("JL002 annulation_impossible", me, 4, "annuler", UNDO("01"));
	ANSWERS("42501", me, "UPDATE jalon.diagnostic SET projet = 'x'");
	ANSWERS("42501", boss, "DELETE FROM jalon.diagnostic");
	ANSWERS("JL002 diagnostic_intangible", w.owner, "UPDATE jalon.diagnostic SET projet = 'x'");
	ANSWERS("42501", me, "INSERT INTO jalon.diagnostic (personne_id, projet, rang) VALUES (1, 'x', 9)");
	ANSWERS("42501", me, "INSERT INTO jalon.diagnostic (personne_id, projet, auteur) VALUES (1, 'x', 'w_collegue')");
	ANSWERS("42501", me, "INSERT INTO jalon.diagnostic (personne_id, projet) VALUES (4, 'x')");
}

/* The six fields are those of the core. */
Test(person_rights, the_six_fields_of_a_diagnostic_are_columns)
{
	int n = 0;
	for (; diagnostic_fields[n].code != NULL; n++)
		ANSWERS("INSERT 0 1", me, "INSERT INTO jalon.diagnostic (personne_id, %s) VALUES (1, 'x')", diagnostic_fields[n].code);
	cr_expect_eq(n, DIAGNOSTIC_FIELDS);
}

/* --- rights information (003:7922) ------------------------------------------------------------------------------ */

Test(person_rights, rights_information_is_dated_and_undone)
{
	COMMANDS("faite", me, 1, "information_donner", INFORM("01", "AAAAA1", "2026-10-01", "signature"));
	COMMANDS("faite", me, 2, "information_donner", INFORM("02", "AAAAA1", "2026-11-02", "atelier"));
	FACT("2026-11-02", "f.informe_le", "2026-11-20");
	FACT("2026-10-01", "f.informe_le", "2026-11-01");
	COMMANDS("faite", me, 3, "annuler", UNDO("02"));
	FACT("2026-10-01", "f.informe_le", "2026-11-20");
	COMMANDS("JL002 information_future le", me, 4, "information_donner", INFORM("04", "AAAAA1", "2026-11-21", "atelier"));
	COMMANDS("23514 information_droits_support_connu", me, 4, "information_donner", INFORM("04", "AAAAA1", "2026-11-20", "rumeur"));
	COMMANDS("JL002 hors_de_portee identifiant", me, 4, "information_donner", INFORM("04", "AAAAA4", "2026-11-20", "atelier"));
	ANSWERS("JL002 information_future le", boss, "INSERT INTO jalon.information_droits (personne_id, le, support) VALUES (1, '2026-11-21', 'atelier')");
	ANSWERS("42501", me, "INSERT INTO jalon.information_droits (personne_id, support) VALUES (4, 'atelier')");
	ANSWERS("42501", boss, "UPDATE jalon.information_droits SET le = '2026-01-01'");
	/* Given under another regime, it counts no longer. */
	cluster_exec(w.owner, "UPDATE jalon.passage SET du = '2026-11-03' WHERE personne_id = 1");
	FACT("", "f.informe_le", "2026-11-20");
	for (int i = 0; rights_supports[i].code != NULL; i++)
		ANSWERS("INSERT 0 1", me, "INSERT INTO jalon.information_droits (personne_id, support) VALUES (1, '%s')", rights_supports[i].code);
}

/* --- requests and complaints (003:5088, 003:11711) -------------------------------------------------------------- */

Test(person_rights, a_request_waits_for_its_answer)
{
	COMMANDS("faite", me, 1, "demande_recevoir", ASK("01", "AAAAA1", "demande", "2026-11-16T09:30"));
	COMMANDS("faite", me, 2, "demande_recevoir", ASK("02", "AAAAA1", "demande", "2026-11-18T09:30"));
	COMMANDS("faite", me, 3, "demande_recevoir", ASK("03", "AAAAA1", "reclamation", "2026-11-17"));
#define SINCE "jalon.moment_texte(f.demande_depuis, 'Europe/Paris'), jalon.moment_texte(f.reclamation_depuis, 'Europe/Paris')"
	FACT("2026-11-16T09:30 2026-11-17T00:00", SINCE, "2026-11-20");
	FACT("2026-11-16T09:30", SINCE, "2026-11-16");
	COMMANDS("faite", me, 4, "demande_repondre", ANSWER_IT("01", "1", "2026-11-17T14:00", "Envoyée"));
	FACT("2026-11-18T09:30 2026-11-17T00:00", SINCE, "2026-11-20");
	FACT("2026-11-16T09:30", SINCE, "2026-11-16"); /* on that day it was still waited for */
	COMMANDS("faite", boss, 5, "demande_repondre", ANSWER_IT("03", "1", "", "Rendez-vous proposé")); /* now */
	FACT("2026-11-18T09:30", SINCE, "2026-11-20");
	ANSWERS("w_conseiller w_responsable", me, "SELECT string_agg(repondue_par, ' ' ORDER BY repondue_par) FROM jalon.demande");
	COMMANDS("faite", me, 6, "annuler", UNDO("02"));
	FACT("", SINCE, "2026-11-20");
	COMMANDS("JL002 annulation_trop_tard", me, 7, "annuler", UNDO("01")); /* it was answered */
}

Test(person_rights, a_request_is_refused_in_the_future_and_answered_once)
{
	COMMANDS("23514 demande_future", me, 1, "demande_recevoir", ASK("01", "AAAAA1", "demande", "2026-11-21T09:00"));
	COMMANDS("23514 demande_nature_connue", me, 1, "demande_recevoir", ASK("01", "AAAAA1", "vœu", "2026-11-20"));
	COMMANDS("JL002 hors_de_portee identifiant", me, 1, "demande_recevoir", ASK("01", "AAAAA4", "demande", "2026-11-16"));
	COMMANDS("faite", me, 1, "demande_recevoir", ASK("01", "AAAAA1", "demande", "2026-11-16T09:30"));
	COMMANDS("JL001 version_perimee version", me, 2, "demande_repondre", ANSWER_IT("01", "4", "", "x"));
	COMMANDS("23514 demande_reponse", me, 2, "demande_repondre", ANSWER_IT("01", "1", "", " "));
	COMMANDS("23514 demande_reponse_avant", me, 2, "demande_repondre", ANSWER_IT("01", "1", "2026-11-16T09:00", "x"));
	COMMANDS("JL002 demande_reponse_future repondue_le", me, 2, "demande_repondre", ANSWER_IT("01", "1", "2026-11-21", "x"));
	COMMANDS("JL002 hors_de_portee demande_id", colleague, 2, "demande_repondre", ANSWER_IT("01", "1", "", "x"));
	COMMANDS("faite", me, 3, "demande_repondre", ANSWER_IT("01", "1", "2026-11-16", "Envoyée")); /* that very day, without its hour */
	COMMANDS("JL002 demande_deja_repondue reponse", me, 4, "demande_repondre", ANSWER_IT("01", "2", "", "Encore"));
	/* By hand. */
	ANSWERS("JL002 demande_deja_repondue reponse", boss, "UPDATE jalon.demande SET reponse = 'x'");
	ANSWERS("23514 demande_future", me, "INSERT INTO jalon.demande (personne_id, nature, recue_le, canal, objet)"
		" VALUES (1, 'demande', jalon.maintenant() + interval '1 hour', 'sms', 'x')");
	ANSWERS("INSERT 0 1", me, "INSERT INTO jalon.demande (personne_id, nature, canal, objet) VALUES (2, 'demande', 'sms', 'x')");
	ANSWERS("23514 demande_reponse", me, "UPDATE jalon.demande SET repondue_le = now() - interval '1 year' WHERE personne_id = 2");
	ANSWERS("42501", me, "UPDATE jalon.demande SET objet = 'x'");
	ANSWERS("42501", me, "UPDATE jalon.demande SET repondue_par = 'w_collegue'");
	ANSWERS("42501", me, "INSERT INTO jalon.demande (personne_id, nature, canal, objet) VALUES (4, 'demande', 'sms', 'x')");
}

Test(person_rights, are_refused_in_one_sentence_whatever_a_field_holds)
{
	static const struct { const char *verb, *content; } lawful[] = {
		{ "orientation_noter", ORIENT("01", "AAAAA1", "social", "2026-11-02") },
		{ "diagnostic_ecrire", DIAGNOSE("01", "AAAAA1", "\"le\":\"2026-11-02\",\"projet\":\"x\",\"competences\":\"x\",\"marche\":\"x\",\"situation\":\"x\","
			"\"autonomie\":\"x\",\"droits\":\"x\"") },
		{ "information_donner", INFORM("01", "AAAAA1", "2026-11-02", "atelier") },
		{ "demande_recevoir", ASK("01", "AAAAA1", "reclamation", "2026-11-16T09:30") },
		{ "demande_repondre", "{\"demande_id\":\"00000000-0000-4000-8000-00000000a201\",\"version\":1,\"repondue_le\":\"2026-11-17\",\"reponse\":\"x\"}" },
	};
	size_t tries = 0;
	world_agenda_add(&w);
	for (size_t i = 0; i < sizeof lawful / sizeof *lawful; i++)
		tries += content_places_try(&w, me, lawful[i].verb, lawful[i].content);
	cr_expect_gt(tries, 200, "%zu", tries);
}

/* --- who reads a file ------------------------------------------------------------------------------------------- */

#define READ(expected, conn, who) ANSWERS(expected, conn, "SELECT jalon.lire_fiche('" who "')")

Test(person_rights, a_reading_is_traced_once_a_day_and_reader)
{
	READ("f", me, "AAAAA1"); /* its référent */
	READ("t", me, "AAAAA3"); /* whom one replaces */
	READ("f", me, "AAAAA3"); /* once a day */
	READ("t", boss, "AAAAA1");
	READ("t", boss, "AAAAA3");
	READ("f", me, "AAAAA4"); /* out of reach: nothing is read, nothing is told */
	READ("f", me, "ZZZZZZ");
	READ("f", boss, "BBBBB1");
	ANSWERS("w_conseiller conseiller remplacement 3, w_responsable responsable supervision 1, w_responsable responsable supervision 3", w.owner,
		"SELECT string_agg(concat_ws(' ', login, role, motif, personne_id), ', ' ORDER BY login, personne_id) FROM jalon.lecture");
	cluster_exec(w.owner, "UPDATE jalon.jour_fixe SET jour = '2026-11-21'");
	READ("t", boss, "AAAAA1");
	READ("f", me, "AAAAA3"); /* no longer replaced */
	/* Seen by those who follow the person, rewritten by nobody. */
	ANSWERS("2", me, "SELECT count(*) FROM jalon.lecture WHERE personne_id = 1");
	ANSWERS("0", me, "SELECT count(*) FROM jalon.lecture WHERE personne_id = 3");
	ANSWERS("42501", me, "INSERT INTO jalon.lecture (personne_id, role, motif) VALUES (1, 'conseiller', 'remplacement')");
	ANSWERS("42501", boss, "DELETE FROM jalon.lecture");
	ANSWERS("42501", boss, "UPDATE jalon.lecture SET motif = 'remplacement'");
	ANSWERS("JL002 lecture_intangible", w.owner, "UPDATE jalon.lecture SET login = 'w_absent'");
	ANSWERS("4", w.owner, "SELECT count(*) FROM jalon.historique WHERE nom_table = 'lecture'");
}

Test(person_rights, a_reading_fails_nowhere)
{
	ANSWERS("BEGIN", boss, "BEGIN READ ONLY");
	READ("f", boss, "AAAAA1");
	ANSWERS("COMMIT", boss, "COMMIT");
	ANSWERS("0", w.owner, "SELECT count(*) FROM jalon.lecture");
	static const char *const others[] = { "w_controle", "w_secretariat", "w_autorite", "w_administrateur", "w_import" };
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		PGconn *other = world_login(&w, others[i]);
		READ("42501", other, "AAAAA1");
		PQfinish(other);
	}
	PGconn *closed = world_login(&w, "w_ferme");
	READ("f", closed, "AAAAA7");
	PQfinish(closed);
}

/* A reading is no change: it gives no hint, and « liste modifiée » does not follow from it. */
Test(person_rights, a_reading_changes_no_list)
{
	ANSWERS("LISTEN", me, "LISTEN jalon");
	READ("t", boss, "AAAAA1");
	ANSWERS("1", me, "SELECT 1");
	cr_expect_null(PQnotifies(me));
	COMMANDS("faite", boss, 1, "orientation_noter", ORIENT("01", "AAAAA1", "social", "2026-11-02"));
	ANSWERS("1", me, "SELECT 1");
	PGnotify *hint = PQnotifies(me);
	cr_expect_not_null(hint);
	PQfreemem(hint);
}
