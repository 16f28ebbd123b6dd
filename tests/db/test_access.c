/* Who sees and does what, through real logins with psql's means: portfolios, replacements, private notes, and
 * what a hidden row may not betray. The matrix (test_matrix.c) is the whole; here are the reasons. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "tests/db/team.h"
#include "tests/support/cluster.h"

TestSuite(access, .init = team_open, .fini = team_close);

#define PEOPLE "SELECT coalesce(string_agg(identifiant, ' ' ORDER BY identifiant), '') FROM jalon.personne"

Test(access, gives_a_counsellor_the_portfolio_and_the_replacements)
{
	ANSWERS("AAAAA1 AAAAA2 AAAAA3 AAAAA6", me, PEOPLE);
	ANSWERS("AAAAA4 AAAAA5 AAAAA6", colleague, PEOPLE);
	ANSWERS("AAAAA1 AAAAA2 AAAAA3 AAAAA4 AAAAA5 AAAAA6 AAAAA7", boss, PEOPLE);
	ANSWERS("", me, "SELECT string_agg(x::text, '') FROM (SELECT personne_id FROM jalon.contact UNION ALL SELECT personne_id FROM jalon.note"
		" UNION ALL SELECT personne_id FROM jalon.frein UNION ALL SELECT personne_id FROM jalon.passage UNION ALL SELECT personne_id FROM jalon.suivi"
		" UNION ALL SELECT personne_id FROM jalon.referent UNION ALL SELECT personne_id FROM jalon.participation"
		" UNION ALL SELECT personne_id FROM jalon.historique UNION ALL SELECT foyer_id FROM jalon.foyer) f(x) WHERE x NOT IN (1, 2, 3, 6)");
}

Test(access, follows_the_dates_of_a_replacement)
{
	static const struct {
		const char *day, *people;
	} days[] = {
		{ "2026-11-15", "AAAAA1 AAAAA2" },
		{ "2026-11-16", "AAAAA1 AAAAA2 AAAAA3 AAAAA6" },
		{ "2026-11-20", "AAAAA1 AAAAA2 AAAAA3 AAAAA6" },
		{ "2026-11-21", "AAAAA1 AAAAA2" },
		{ "2027-01-01", "" }, /* the référents' own end */
	};
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		ANSWERS("UPDATE 1", w.owner, "UPDATE jalon.jour_fixe SET jour = '%s'", days[i].day);
		ANSWERS(days[i].people, me, PEOPLE);
	}
	ANSWERS("UPDATE 1", w.owner, "UPDATE jalon.jour_fixe SET jour = '2026-11-20'");
	ANSWERS("UPDATE 1", w.owner, "UPDATE jalon.referent SET login = 'w_ferme' WHERE personne_id = 6"); /* no longer the one replaced */
	ANSWERS("AAAAA1 AAAAA2 AAAAA3", me, PEOPLE);
}

Test(access, writes_as_a_replacement_only_on_its_dates)
{
#define CONTACT_3 "INSERT INTO jalon.contact (personne_id, canal) VALUES (3, 'sms')"
	ANSWERS("INSERT 0 1", me, CONTACT_3);
	ANSWERS("UPDATE 1", w.owner, "UPDATE jalon.jour_fixe SET jour = '2026-11-21'");
	ANSWERS("42501", me, CONTACT_3);
	ANSWERS("UPDATE 0", me, "UPDATE jalon.contact SET annule_par = NULL WHERE personne_id = 3");
}

Test(access, closes_with_the_account)
{
	PGconn *closed = world_login(&w, "w_ferme"), *unknown = world_login(&w, "w_sans_compte");
	ANSWERS("", closed, PEOPLE);
	ANSWERS("", closed, "SELECT jalon.mon_agence()");
	ANSWERS("42501", closed, "INSERT INTO jalon.contact (personne_id, canal) VALUES (7, 'sms')");
	ANSWERS("", unknown, PEOPLE);
	ANSWERS("0", unknown, "SELECT count(*) FROM jalon.compte");
	ANSWERS("UPDATE 1", w.owner, "UPDATE jalon.compte SET au = '2026-11-21' WHERE login = 'w_ferme'");
	ANSWERS("AAAAA7", closed, PEOPLE);
	PQfinish(closed);
	PQfinish(unknown);
}

Test(access, keeps_private_notes_to_their_author)
{
	ANSWERS("INSERT 0 1", me, "INSERT INTO jalon.note (personne_id, privee, texte) VALUES (1, true, 'pour moi')");
	ANSWERS("1", me, "SELECT count(*) FROM jalon.note WHERE texte = 'pour moi'");
	ANSWERS("0", boss, "SELECT count(*) FROM jalon.note WHERE privee");
	ANSWERS("0", me, "SELECT count(*) FROM jalon.note WHERE texte = 'note privée'"); /* by w_collegue, about AAAAA2 */
	ANSWERS("UPDATE 0", me, "UPDATE jalon.note SET privee = false WHERE note_id = '00000000-0000-4000-8000-0000000000e2'");
	ANSWERS("UPDATE 0", boss, "UPDATE jalon.note SET texte = 'x' WHERE texte <> ''"); /* shared notes of others */
	ANSWERS("UPDATE 1", w.owner, "UPDATE jalon.referent SET login = 'w_collegue' WHERE personne_id = 1"); /* handed over */
	ANSWERS("0", colleague, "SELECT count(*) FROM jalon.note WHERE privee AND personne_id = 1");
	ANSWERS("0", me, "SELECT count(*) FROM jalon.note WHERE personne_id = 1");
}

Test(access, checks_that_every_parent_is_visible)
{
	static const char *const inserts[] = {
		"INSERT INTO jalon.contact (personne_id, canal) VALUES (%d, 'sms')",
		"INSERT INTO jalon.note (personne_id, texte) VALUES (%d, 'x')",
		"INSERT INTO jalon.frein (personne_id, nature) VALUES (%d, 'sante')",
		"INSERT INTO jalon.passage (personne_id, regime, du) VALUES (%d, 'CEJ', '2027-01-01')",
		"INSERT INTO jalon.suivi (personne_id, modalite, du) VALUES (%d, 'actif', '2027-01-01')",
	};
	for (size_t i = 0; i < sizeof inserts / sizeof *inserts; i++)
		for (int person = 4; person <= 99; person += person == 4 ? 4 : 91) { /* a colleague's, elsewhere, nobody */
			char sql[256], *at = strstr(inserts[i], "%d");
			snprintf(sql, sizeof sql, "%.*s%d%s", (int)(at - inserts[i]), inserts[i], person, at + 2);
			ANSWERS("42501", me, "%s", sql);
			if (person != 4)
				ANSWERS("42501", boss, "%s", sql);
		}
	/* A login of another agency is answered as an unknown one. */
	ANSWERS("JL002 referent_non_conseiller login", boss, "INSERT INTO jalon.referent (personne_id, login, du) VALUES (1, 'w_ailleurs', '2027-01-01')");
	ANSWERS("JL002 referent_non_conseiller login", boss, "INSERT INTO jalon.referent (personne_id, login, du) VALUES (1, 'personne', '2027-01-01')");
	ANSWERS("JL002 referent_non_conseiller remplacant", boss, "INSERT INTO jalon.remplacement (remplacant, titulaire, du, au) VALUES ('w_ailleurs', 'w_absent', '2026-12-01', '2026-12-02')");
	ANSWERS("42501", boss, "INSERT INTO jalon.remplacement (remplacant, titulaire, personne_id, du, au)"
		" VALUES ('w_conseiller', 'w_absent', 8, '2026-12-01', '2026-12-02')");
	ANSWERS("42501", me, "UPDATE jalon.personne SET foyer_id = 4 WHERE personne_id = 1");
}

/* What an invisible row could betray: keys, exclusions, foreign keys, the wording of a refusal. */
Test(access, says_the_same_of_hidden_and_unknown)
{
	/* The person's periods conflict only once the person is visible: first the policy, then the exclusion. */
	ANSWERS("42501", me, "INSERT INTO jalon.passage (personne_id, regime, du) VALUES (4, 'CEJ', '2026-03-01')");
	ANSWERS("42501", me, "INSERT INTO jalon.passage (personne_id, regime, du) VALUES (99, 'CEJ', '2026-03-01')");
	ANSWERS("23P01 passage_un_seul", me, "INSERT INTO jalon.passage (personne_id, regime, du) VALUES (1, 'CEJ', '2026-03-01')");
	/* A key that the client chooses is random: a taken one tells of nothing but itself; another agency's is free. */
	ANSWERS("INSERT 0 1", me, "INSERT INTO jalon.contact (contact_id, personne_id, canal) VALUES ('00000000-0000-4000-8000-0000000000c8', 1, 'sms')");
	ANSWERS("UPDATE 0", me, "UPDATE jalon.personne SET nom = nom WHERE identifiant = 'AAAAA4'");
	ANSWERS("UPDATE 0", me, "UPDATE jalon.personne SET nom = nom WHERE identifiant = 'ZZZZZZ'");
	/* A condition that shouts what it sees is run on visible rows only. */
	ANSWERS("0", me, "SELECT count(*) FROM jalon.personne WHERE 1 / (CASE WHEN identifiant = 'AAAAA4' THEN 0 ELSE 1 END) = 0");
}

Test(access, shows_no_statistics_of_hidden_rows)
{
	ANSWERS("0", me, "SELECT count(*) FROM pg_stats WHERE schemaname = 'jalon' AND tablename IN ('personne', 'contact', 'note', 'frein', 'referent')");
	ANSWERS("42501", me, "SELECT count(*) FROM pg_statistic");
}

Test(access, reads_a_group_session_without_the_colleagues_agenda)
{
	ANSWERS("INSERT 0 1", w.owner, "INSERT INTO jalon.participation (agence_id, seance_id, personne_id)"
		" VALUES (1, '00000000-0000-4000-8000-000000000004', 1)"); /* w_collegue's séance, with AAAAA4 */
	ANSWERS("w_collegue 1", me, "SELECT max(conseiller) || ' ' || count(*) FROM jalon.participation WHERE seance_id = '00000000-0000-4000-8000-000000000004'");
	ANSWERS("0", me, "SELECT count(*) FROM jalon.seance WHERE conseiller <> 'w_conseiller'");
}

Test(access, cannot_be_widened_from_a_session)
{
	ANSWERS("42501", me, "SET ROLE jalon_proprietaire");
	ANSWERS("42501", me, "SET ROLE jalon_acces");
	ANSWERS("42501", me, "SET SESSION AUTHORIZATION w_collegue");
	ANSWERS("42501", me, "CREATE TEMP TABLE x (n int)");
	ANSWERS("42501", me, "CREATE TABLE public.x (n int)");
	ANSWERS("42501", me, "CREATE SCHEMA x");
	ANSWERS("42501", me, "ALTER TABLE jalon.contact DISABLE ROW LEVEL SECURITY");
	ANSWERS("SET", me, "SET row_security = off");
	ANSWERS("42501", me, PEOPLE);
	ANSWERS("SET", me, "SET row_security = on");
	/* Within the group role one is still oneself: policies read session_user. */
	ANSWERS("SET", me, "SET ROLE jalon_conseiller");
	ANSWERS("AAAAA1 AAAAA2 AAAAA3 AAAAA6", me, PEOPLE);
	ANSWERS("42501", me, "COPY jalon.personne TO PROGRAM 'cat'");
}

Test(access, lets_nobody_delete)
{
	PGresult *tables = PQexec(w.owner, "SELECT relname FROM pg_class WHERE relnamespace = 'jalon'::regnamespace AND relkind = 'r'");
	cr_assert_geq(PQntuples(tables), 20);
	for (int i = 0; i < PQntuples(tables); i++) {
		ANSWERS("42501", me, "DELETE FROM jalon.%s", PQgetvalue(tables, i, 0));
		ANSWERS("42501", boss, "DELETE FROM jalon.%s", PQgetvalue(tables, i, 0));
		ANSWERS("42501", boss, "TRUNCATE jalon.%s", PQgetvalue(tables, i, 0));
	}
	PQclear(tables);
}

Test(access, counts_only_those_of_the_group_for_other_roles)
{
	static const char *const others[] = { "w_controle", "w_secretariat", "w_autorite", "w_administrateur", "w_import" };
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		PGconn *other = world_login(&w, others[i]);
		ANSWERS("42501", other, PEOPLE);
		ANSWERS("42501", other, "SELECT count(*) FROM jalon.note");
		ANSWERS("42501", other, "SELECT jalon.commander(gen_random_uuid(), 'annuler', '{}')");
		PQfinish(other);
	}
}
