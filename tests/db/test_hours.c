/* Hours of activity, dérogations, absences of every nature: by command and by hand through psql, in the name of each role;
 * what a portfolio line makes of them (rules.md L8). */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "core/engagement/activity.h"
#include "tests/db/content_places.h"
#include "tests/db/team.h"
#include "tests/support/cluster.h"

#define A(n) "a0000000-0000-4000-8000-0000000000" n
#define DECLARE(n, who, day, theme, minutes) \
	"{\"activite_id\":\"" A(n) "\",\"identifiant\":\"" who "\",\"jour\":\"" day "\",\"theme\":\"" theme "\",\"minutes\":" minutes "}"
#define VALIDATE(n, who, version) \
	"{\"identifiant\":\"" who "\",\"activites\":[{\"activite_id\":\"" A(n) "\",\"version\":" version "}]}"
#define WITHDRAW(n, version) "{\"activite_id\":\"" A(n) "\",\"version\":" version "}"
#define GRANT(n, who, from, to, minutes, reason) \
	"{\"derogation_id\":\"" A(n) "\",\"identifiant\":\"" who "\",\"du\":\"" from "\",\"au\":\"" to "\",\"cible_minutes\":" minutes \
	",\"motif\":\"" reason "\"}"
#define LEAVE(n, who, kind, from, to, text) \
	"{\"conge_id\":\"" A(n) "\",\"identifiant\":\"" who "\",\"nature\":\"" kind "\",\"du\":\"" from "\",\"au\":\"" to "\",\"texte\":\"" text "\"}"
#define UNDO(n) "{\"commande_id\":\"000000" n "-0000-4000-8000-000000000000\"}"

TestSuite(hours, .init = team_open, .fini = team_close);

/* The week of « today » (Friday 2026-11-20), then the one before, as a line of the portfolio gives them, and the oldest day
 * to validate. */
static const char *weeks(PGconn *conn, const char *who)
{
	return answer(conn, "SELECT concat_ws(' ', f.semaine_declarees, f.semaine_validees, f.semaine_cible, f.semaine_absents, '/',"
		" f.precedente_declarees, f.precedente_validees, f.precedente_cible, f.precedente_absents, f.heures_a_valider)"
		" FROM jalon.personne p, jalon.faits_personne(1, p.personne_id, '2026-11-20', jalon.maintenant(), 'Europe/Paris') f"
		" WHERE p.identifiant = '%s'", who);
}
#define WEEKS(expected, who) \
	do { \
		const char *weeks_got = weeks(me, who); \
		cr_expect(strcmp(weeks_got, expected) == 0, "%s: %s, expected %s", who, weeks_got, expected); \
	} while (0)

Test(hours, are_declared_then_validated)
{
	COMMANDS("faite", me, 1, "heures_declarer", DECLARE("01", "AAAAA1", "2026-11-17", "projet", "120"));
	COMMANDS("faite", me, 1, "heures_declarer", DECLARE("01", "AAAAA1", "2026-11-17", "projet", "120")); /* resent */
	COMMANDS("faite", me, 2, "heures_declarer", DECLARE("02", "AAAAA1", "2026-11-20", "emploi", "30"));
	COMMANDS("faite", boss, 3, "heures_declarer", DECLARE("03", "AAAAA1", "2026-11-11", "freins", "45"));
	WEEKS("150 0 -1 0 / 45 0 -1 0 2026-11-11", "AAAAA1");
	COMMANDS("faite", me, 4, "heures_valider", "{\"identifiant\":\"AAAAA1\",\"activites\":[{\"activite_id\":\"" A("03") "\",\"version\":1},"
		"{\"activite_id\":\"" A("01") "\",\"version\":1}]}");
	WEEKS("150 120 -1 0 / 45 45 -1 0 2026-11-20", "AAAAA1");
	ANSWERS("w_responsable w_conseiller 2", me, "SELECT concat_ws(' ', declaree_par, validee_par, version) FROM jalon.activite WHERE activite_id = '" A("03") "'");
	/* Of whom one replaces, too; the history is of the command. */
	COMMANDS("faite", me, 5, "heures_declarer", DECLARE("05", "AAAAA3", "2026-11-20", "candidature", "60"));
	ANSWERS("2", me, "SELECT count(*) FROM jalon.historique WHERE commande_id = '00000004-0000-4000-8000-000000000000'");
}

/* The nine themes (003:13685-13788) are those of the core, and no other. */
Test(hours, know_the_nine_themes_of_the_core)
{
	for (int i = 0; i < THEME_COUNT; i++)
		ANSWERS("INSERT 0 1", me, "INSERT INTO jalon.activite (personne_id, jour, theme, minutes) VALUES (1, '2026-11-18', '%s', 10)",
			activity_themes[i].code);
	COMMANDS("23514 activite_theme_connu", me, 1, "heures_declarer", DECLARE("01", "AAAAA1", "2026-11-17", "sieste", "60"));
}

/* rules.md L8: on no day to come, no more than 24 hours a day. */
Test(hours, are_refused_on_a_day_to_come_and_above_24_hours_a_day)
{
	COMMANDS("JL002 activite_jour_futur jour", me, 1, "heures_declarer", DECLARE("01", "AAAAA1", "2026-11-21", "projet", "60"));
	COMMANDS("23514 activite_jour_bornes", me, 1, "heures_declarer", DECLARE("01", "AAAAA1", "1989-12-31", "projet", "60"));
	COMMANDS("23514 activite_minutes_bornes", me, 1, "heures_declarer", DECLARE("01", "AAAAA1", "2026-11-17", "projet", "0"));
	COMMANDS("23514 activite_minutes_bornes", me, 1, "heures_declarer", DECLARE("01", "AAAAA1", "2026-11-17", "projet", "1441"));
	COMMANDS("faite", me, 2, "heures_declarer", DECLARE("02", "AAAAA1", "2026-11-17", "projet", "1000"));
	COMMANDS("JL002 activite_jour_plein minutes", me, 3, "heures_declarer", DECLARE("03", "AAAAA1", "2026-11-17", "emploi", "441"));
	COMMANDS("faite", me, 4, "heures_declarer", DECLARE("04", "AAAAA1", "2026-11-17", "emploi", "440"));
	/* By hand, in one statement and for another day or person. */
	ANSWERS("JL002 activite_jour_plein minutes", me, "INSERT INTO jalon.activite (personne_id, jour, theme, minutes) VALUES (1, '2026-11-17', 'freins', 1)");
	ANSWERS("JL002 activite_jour_plein minutes", boss, "INSERT INTO jalon.activite (personne_id, jour, theme, minutes) SELECT 2, '2026-11-17', 'freins', 481"
		" FROM generate_series(1, 3)");
	ANSWERS("JL002 activite_jour_futur jour", boss, "INSERT INTO jalon.activite (personne_id, jour, theme, minutes) VALUES (1, '2026-11-21', 'freins', 1)");
	ANSWERS("JL002 activite_jour_futur jour", w.owner, "INSERT INTO jalon.activite (agence_id, personne_id, jour, theme, minutes)"
		" VALUES (1, 1, current_date + 10, 'freins', 1)");
	ANSWERS("INSERT 0 1", me, "INSERT INTO jalon.activite (personne_id, jour, theme, minutes) VALUES (2, '2026-11-17', 'freins', 1440)");
	/* What was withdrawn holds no time. */
	COMMANDS("faite", me, 5, "heures_retirer", WITHDRAW("02", "1"));
	COMMANDS("faite", me, 6, "heures_declarer", DECLARE("06", "AAAAA1", "2026-11-17", "projet", "1000"));
}

/* Two declare at once what only one may: the second waits for the first, then is refused. */
Test(hours, of_a_day_are_counted_one_at_a_time)
{
	ANSWERS("BEGIN", me, "BEGIN");
	ANSWERS("INSERT 0 1", me, "INSERT INTO jalon.activite (personne_id, jour, theme, minutes) VALUES (1, '2026-11-17', 'projet', 800)");
	cr_assert(PQsendQuery(boss, "INSERT INTO jalon.activite (personne_id, jour, theme, minutes) VALUES (1, '2026-11-17', 'emploi', 800)"));
	ANSWERS("t", w.owner, "DO $$ BEGIN WHILE NOT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted) LOOP"
		" PERFORM pg_sleep(0.01); END LOOP; END $$; SELECT true");
	ANSWERS("COMMIT", me, "COMMIT");
	PGresult *res = PQgetResult(boss);
	cr_expect_str_eq(PQresultErrorField(res, PG_DIAG_CONSTRAINT_NAME), "activite_jour_plein");
	PQclear(res);
	cr_expect_null(PQgetResult(boss));
	ANSWERS("JL002 isolation_inattendue", boss, "BEGIN ISOLATION LEVEL REPEATABLE READ;"
		" INSERT INTO jalon.activite (personne_id, jour, theme, minutes) VALUES (1, '2026-11-18', 'emploi', 8)");
}

Test(hours, once_validated_are_only_withdrawn)
{
	COMMANDS("faite", me, 1, "heures_declarer", DECLARE("01", "AAAAA1", "2026-11-17", "projet", "120"));
	COMMANDS("JL001 version_perimee version", me, 2, "heures_valider", VALIDATE("01", "AAAAA1", "7"));
	COMMANDS("faite", me, 2, "heures_valider", VALIDATE("01", "AAAAA1", "1"));
	COMMANDS("JL002 activite_validee activites", me, 3, "heures_valider", VALIDATE("01", "AAAAA1", "2"));
	ANSWERS("JL002 activite_validee activites", boss, "UPDATE jalon.activite SET validee_le = NULL"); /* another's */
	ANSWERS("42501", me, "UPDATE jalon.activite SET minutes = 60");
	ANSWERS("42501", me, "UPDATE jalon.activite SET validee_par = 'w_collegue'");
	ANSWERS("JL002 activite_validee activites", w.owner, "UPDATE jalon.activite SET minutes = 60");
	COMMANDS("JL001 version_perimee version", me, 4, "heures_retirer", WITHDRAW("01", "1"));
	COMMANDS("faite", me, 4, "heures_retirer", WITHDRAW("01", "2"));
	WEEKS("0 0 -1 0 / 0 0 -1 0", "AAAAA1");
	COMMANDS("JL002 hors_de_portee activite_id", me, 5, "heures_retirer", WITHDRAW("01", "3"));
	ANSWERS("JL002 deja_annule", w.owner, "UPDATE jalon.activite SET annule_par = NULL");
}

Test(hours, are_for_those_of_ones_reach)
{
	COMMANDS("faite", colleague, 1, "heures_declarer", DECLARE("01", "AAAAA4", "2026-11-17", "projet", "120"));
	COMMANDS("JL002 hors_de_portee identifiant", me, 2, "heures_declarer", DECLARE("02", "AAAAA4", "2026-11-17", "projet", "60"));
	COMMANDS("JL002 hors_de_portee activite_id", me, 2, "heures_retirer", WITHDRAW("01", "1"));
	/* Of one person at a time. */
	COMMANDS("JL002 hors_de_portee activite_id", boss, 2, "heures_valider", VALIDATE("01", "AAAAA1", "1"));
	COMMANDS("JL002 contenu_invalide activites", me, 2, "heures_valider", "{\"identifiant\":\"AAAAA1\",\"activites\":[]}");
	ANSWERS("42501", me, "INSERT INTO jalon.activite (personne_id, jour, theme, minutes) VALUES (4, '2026-11-17', 'projet', 60)");
	ANSWERS("42501", me, "INSERT INTO jalon.activite (personne_id, jour, theme, minutes) VALUES (4, '2026-11-17', 'projet', 1400)"); /* full or not */
	ANSWERS("42501", me, "INSERT INTO jalon.activite (personne_id, jour, theme, minutes, validee_le) VALUES (1, '2026-11-17', 'projet', 60, now())");
	ANSWERS("UPDATE 0", me, "UPDATE jalon.activite SET validee_le = now() WHERE personne_id = 4");
	ANSWERS("42501", boss, "INSERT INTO jalon.activite (personne_id, jour, theme, minutes) VALUES (8, '2026-11-17', 'projet', 60)");
	static const char *const others[] = { "w_controle", "w_secretariat", "w_autorite", "w_administrateur", "w_import", "w_sans_compte", "w_ferme" };
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		PGconn *other = world_login(&w, others[i]);
		ANSWERS("42501", other, "INSERT INTO jalon.activite (personne_id, jour, theme, minutes) VALUES (1, '2026-11-17', 'projet', 60)");
		PQfinish(other);
	}
}

Test(hours, are_undone)
{
	COMMANDS("faite", me, 1, "heures_declarer", DECLARE("01", "AAAAA1", "2026-11-17", "projet", "120"));
	COMMANDS("faite", me, 2, "heures_valider", VALIDATE("01", "AAAAA1", "1"));
	COMMANDS("JL002 annulation_trop_tard", me, 3, "annuler", UNDO("01")); /* it changed since */
	COMMANDS("faite", me, 4, "annuler", UNDO("02"));
	WEEKS("120 0 -1 0 / 0 0 -1 0 2026-11-17", "AAAAA1");
	ANSWERS("t", me, "SELECT validee_par IS NULL FROM jalon.activite");
	COMMANDS("faite", me, 5, "heures_declarer", DECLARE("05", "AAAAA1", "2026-11-18", "projet", "60"));
	COMMANDS("faite", me, 6, "annuler", UNDO("05"));
	WEEKS("120 0 -1 0 / 0 0 -1 0 2026-11-17", "AAAAA1");
	COMMANDS("faite", me, 7, "derogation_accorder", GRANT("07", "AAAAA1", "2026-11-16", "2026-11-22", "600", "Garde d'enfant"));
	COMMANDS("faite", me, 8, "annuler", UNDO("07"));
	WEEKS("120 0 -1 0 / 0 0 -1 0 2026-11-17", "AAAAA1");
	/* A validation is taken back on its own day only. */
	COMMANDS("faite", me, 9, "heures_valider", VALIDATE("01", "AAAAA1", "3"));
	cluster_exec(w.owner, "UPDATE jalon.jour_fixe SET jour = '2026-11-21'");
	COMMANDS("JL002 activite_validee activites", me, 10, "annuler", UNDO("09"));
}

/* A dérogation sets the target of the weeks whose Monday it holds, with its reason (003:4415). */
Test(hours, dispensations_are_dated_reasoned_and_one_at_a_time)
{
	COMMANDS("faite", me, 1, "derogation_accorder", GRANT("01", "AAAAA1", "2026-11-16", "2026-11-29", "600", "Garde d'enfant"));
	WEEKS("0 0 600 0 / 0 0 -1 0", "AAAAA1");
	COMMANDS("23P01 derogation_une_seule", me, 2, "derogation_accorder", GRANT("02", "AAAAA1", "2026-11-29", "2026-12-06", "0", "Garde d'enfant"));
	COMMANDS("23514 derogation_motif", me, 2, "derogation_accorder", GRANT("02", "AAAAA1", "2026-12-07", "2026-12-13", "0", " "));
	COMMANDS("23514 derogation_bornes", me, 2, "derogation_accorder", GRANT("02", "AAAAA1", "2026-12-07", "2026-12-06", "0", "x"));
	COMMANDS("23514 derogation_cible_bornes", me, 2, "derogation_accorder", GRANT("02", "AAAAA1", "2026-12-07", "2026-12-13", "-1", "x"));
	COMMANDS("JL002 hors_de_portee identifiant", me, 2, "derogation_accorder", GRANT("02", "AAAAA4", "2026-12-07", "2026-12-13", "0", "x"));
	COMMANDS("faite", boss, 3, "derogation_accorder", GRANT("03", "AAAAA1", "2026-11-09", "2026-11-15", "0", "Hospitalisation"));
	WEEKS("0 0 600 0 / 0 0 0 0", "AAAAA1");
	COMMANDS("faite", me, 4, "derogation_retirer", "{\"derogation_id\":\"" A("01") "\"}");
	WEEKS("0 0 -1 0 / 0 0 0 0", "AAAAA1");
	COMMANDS("JL002 hors_de_portee derogation_id", me, 5, "derogation_retirer", "{\"derogation_id\":\"" A("01") "\"}");
	COMMANDS("faite", me, 6, "derogation_accorder", GRANT("06", "AAAAA1", "2026-11-16", "2026-11-29", "60", "Autre"));
	ANSWERS("23P01 derogation_une_seule", me, "INSERT INTO jalon.derogation (personne_id, du, au, cible_minutes, motif)"
		" VALUES (1, '2026-11-20', '2026-11-21', 0, 'x')");
	ANSWERS("42501", me, "UPDATE jalon.derogation SET cible_minutes = 0");
	ANSWERS("42501", me, "INSERT INTO jalon.derogation (personne_id, du, au, cible_minutes, motif) VALUES (4, '2026-11-20', '2026-11-21', 0, 'x')");
}

/* Days of absence, Monday to Friday, whatever their nature but the délai de réflexion; no public holiday among them. */
Test(hours, targets_are_lowered_by_absences_of_every_nature)
{
	cluster_exec(w.owner, "INSERT INTO jalon.ferie VALUES ('35', '2026-11-11', 'Armistice')");
	COMMANDS("faite", me, 1, "conge_declarer", LEAVE("01", "AAAAA1", "maladie", "2026-11-14", "2026-11-17", ""));
	WEEKS("0 0 -1 2 / 0 0 -1 0", "AAAAA1"); /* Saturday and Sunday are no working days */
	COMMANDS("faite", me, 2, "conge_declarer", LEAVE("02", "AAAAA1", "formation", "2026-11-17", "2026-11-18", ""));
	WEEKS("0 0 -1 3 / 0 0 -1 0", "AAAAA1"); /* Tuesday counts once */
	COMMANDS("faite", me, 3, "conge_declarer", LEAVE("03", "AAAAA1", "reflexion", "2026-11-16", "2026-11-20", ""));
	WEEKS("0 0 -1 3 / 0 0 -1 0", "AAAAA1");
	COMMANDS("faite", me, 4, "conge_declarer", LEAVE("04", "AAAAA1", "emploi", "2026-11-09", "2026-11-13", ""));
	WEEKS("0 0 -1 3 / 0 0 -1 4", "AAAAA1");
	COMMANDS("faite", me, 5, "conge_declarer", LEAVE("05", "AAAAA1", "conges", "2026-10-01", "2026-12-31", ""));
	WEEKS("0 0 -1 5 / 0 0 -1 4", "AAAAA1");
	/* Another nature says which. */
	COMMANDS("23514 conge_texte", me, 6, "conge_declarer", LEAVE("06", "AAAAA2", "autre", "2026-11-16", "2026-11-17", " "));
	COMMANDS("faite", me, 6, "conge_declarer", LEAVE("06", "AAAAA2", "autre", "2026-11-16", "2026-11-17", "Obsèques"));
	ANSWERS("23514 conge_texte", me, "INSERT INTO jalon.conge (personne_id, nature, du, au) VALUES (2, 'autre', '2026-12-01', '2026-12-02')");
	COMMANDS("JL002 contenu_invalide au", me, 7, "conge_declarer", LEAVE("07", "AAAAA2", "conges", "2026-11-23", "", ""));
	COMMANDS("JL002 contenu_invalide du", me, 7, "conge_declarer", LEAVE("07", "AAAAA2", "conges", "", "2026-11-23", ""));
	COMMANDS("23514 conge_nature_connue", me, 7, "conge_declarer", LEAVE("07", "AAAAA2", "sieste", "2026-11-16", "2026-11-17", ""));
	WEEKS("0 0 -1 2 / 0 0 -1 0", "AAAAA2");
}

/* Congés and délai de réflexion alone refuse an appointment (rules.md L5; 003:7893, 000:1459). */
Test(hours, an_illness_refuses_no_appointment)
{
#define GIVE(n, day) "{\"seance_id\":\"" A(n) "\",\"identifiant\":\"AAAAA1\",\"debut\":\"" day "T09:00\",\"minutes\":45,\"type\":\"entretien\",\"lieu\":\"agence\"}"
	static const char *const natures[] = { "maladie", "emploi", "formation", "autre" };
	for (size_t i = 0; i < sizeof natures / sizeof *natures; i++)
		ANSWERS("INSERT 0 1", me, "INSERT INTO jalon.conge (personne_id, nature, du, au, texte) VALUES (1, '%s', '2026-11-23', '2026-11-25', 'x')", natures[i]);
	COMMANDS("faite", me, 1, "rdv_donner", GIVE("01", "2026-11-23"));
	COMMANDS("faite", me, 2, "conge_declarer", LEAVE("02", "AAAAA1", "conges", "2026-11-24", "2026-11-24", ""));
	COMMANDS("JL002 rdv_conges debut", me, 3, "rdv_donner", GIVE("03", "2026-11-24"));
}

/* As of a day: what is dated later is ignored, what was typed later about an earlier day is not. */
Test(hours, as_of_a_day)
{
	cluster_exec(w.owner, "INSERT INTO jalon.activite (agence_id, personne_id, jour, theme, minutes, declaree_le, declaree_par, validee_le, validee_par)"
		" VALUES (1, 1, '2026-11-10', 'projet', 60, '2026-11-12 09:00+01', 'w_conseiller', '2026-11-16 09:00+01', 'w_conseiller'),"
		" (1, 1, '2026-11-12', 'emploi', 30, '2026-11-19 09:00+01', 'w_conseiller', NULL, NULL)");
#define AS_OF(day) "SELECT concat_ws(' ', f.semaine_declarees, f.semaine_validees, '/', f.precedente_declarees, f.precedente_validees, f.heures_a_valider)" \
	" FROM jalon.faits_personne(1, 1, '" day "', jalon.instant_de('" day "'), 'Europe/Paris') f"
	ANSWERS("60 0 / 0 0 2026-11-10", me, AS_OF("2026-11-11"));
	ANSWERS("90 0 / 0 0 2026-11-10", me, AS_OF("2026-11-13"));
	ANSWERS("0 0 / 90 60 2026-11-12", me, AS_OF("2026-11-20"));
	ANSWERS("0 0 / 0 0", me, AS_OF("2026-11-09"));
}

Test(hours, are_refused_in_one_sentence_whatever_a_field_holds)
{
	static const struct { const char *verb, *content; } lawful[] = {
		{ "heures_declarer", DECLARE("01", "AAAAA1", "2026-11-17", "projet", "120") },
		{ "heures_valider", "{\"identifiant\":\"AAAAA1\",\"activites\":[{\"activite_id\":\"00000000-0000-4000-8000-00000000a001\",\"version\":1}]}" },
		{ "heures_retirer", "{\"activite_id\":\"00000000-0000-4000-8000-00000000a001\",\"version\":1}" },
		{ "derogation_accorder", GRANT("01", "AAAAA1", "2027-01-04", "2027-01-10", "600", "Garde d'enfant") },
		{ "derogation_retirer", "{\"derogation_id\":\"00000000-0000-4000-8000-00000000a101\"}" },
		{ "conge_declarer", LEAVE("01", "AAAAA1", "autre", "2027-01-04", "2027-01-05", "Obsèques") },
	};
	size_t tries = 0;
	world_agenda_add(&w);
	for (size_t i = 0; i < sizeof lawful / sizeof *lawful; i++)
		tries += content_places_try(&w, me, lawful[i].verb, lawful[i].content);
	cr_expect_gt(tries, 200, "%zu", tries);
}
