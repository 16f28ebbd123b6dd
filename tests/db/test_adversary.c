/* What somebody with psql and a login of Jalon's has tried against the base, and must not obtain: other logins'
 * reach, another's acts, another time, the work of everybody. Each test is a hole that was once open. */
#include <criterion/criterion.h>
#include <string.h>

#include "tests/db/team.h"
#include "tests/support/cluster.h"

TestSuite(adversary, .init = team_open, .fini = team_close);

#define OPEN_COMMAND(n) "INSERT INTO jalon.commande (commande_id, verbe, empreinte, etat) VALUES ('0000000" n \
	"-0000-4000-8000-000000000000', 'annuler', repeat('0', 64), 'faite')"
#define ANNOUNCE(n) "SET jalon.commande = '0000000" n "-0000-4000-8000-000000000000'"
#define CONTACT "{\"contact_id\":\"10000000-0000-4000-8000-000000000001\",\"identifiant\":\"AAAAA1\",\"canal\":\"sms\",\"joint\":true}"

/* DROP OWNED BY a group role drops the policies written to it; any member may say it. */
Test(adversary, changes_no_object_of_the_base)
{
	static const char *const statements[] = {
		"DROP OWNED BY jalon_conseiller", "DROP OWNED BY w_conseiller", "DO $$ BEGIN EXECUTE 'DROP OWNED BY jalon_conseiller'; END $$",
		"ALTER DEFAULT PRIVILEGES FOR ROLE jalon_conseiller GRANT ALL ON TABLES TO PUBLIC", "GRANT SELECT ON jalon.note TO w_controle",
		"REVOKE ALL ON jalon.note FROM jalon_conseiller", "ALTER TABLE jalon.note DISABLE TRIGGER ALL", "DROP POLICY note_lire_conseiller ON jalon.note",
		"COMMENT ON TABLE jalon.note IS 'x'", "SELECT 1 AS x INTO TEMP x", "CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
		"DROP EVENT TRIGGER jalon_objets_garder", "SET session_replication_role = replica",
	};
	char *before = cluster_value(w.owner, "SELECT md5(string_agg(p::text, '' ORDER BY p::text)) FROM pg_policies p");
	for (size_t i = 0; i < sizeof statements / sizeof *statements; i++) {
		ANSWERS("42501", me, "%s", statements[i]);
		ANSWERS("42501", boss, "%s", statements[i]);
	}
	ANSWERS(before, w.owner, "SELECT md5(string_agg(p::text, '' ORDER BY p::text)) FROM pg_policies p");
	free(before);
}

/* Migrations and the loading of rules wait on an advisory lock; large objects outlive whoever made them. */
Test(adversary, holds_up_no_migration_and_stores_no_large_object)
{
	ANSWERS("42501", me, "SELECT pg_advisory_lock(1)");
	ANSWERS("42501", me, "SELECT pg_try_advisory_lock_shared(1, 2)");
	ANSWERS("42501", boss, "SELECT pg_try_advisory_xact_lock(1)");
	ANSWERS("42501", me, "SELECT lo_from_bytea(0, 'x')");
	ANSWERS("42501", me, "SELECT lo_create(0)");
	PGconn *admin = world_login(&w, "w_administrateur");
	ANSWERS("", admin, "SELECT pg_advisory_xact_lock(1)");
	PQfinish(admin);
}

/* Strong locks on a table, or a lock on a row that one may not change, would stop the others. */
Test(adversary, locks_neither_tables_nor_rows_out_of_reach)
{
	static const char *const statements[] = { "LOCK TABLE jalon.personne IN SHARE MODE", "LOCK TABLE jalon.contact",
		"LOCK TABLE jalon.commande IN ROW EXCLUSIVE MODE", "SELECT 1 FROM jalon.agence FOR UPDATE", "SELECT 1 FROM jalon.compte FOR KEY SHARE",
		"SELECT 1 FROM jalon.historique FOR SHARE", "SELECT 1 FROM jalon.regles_version FOR UPDATE" };
	for (size_t i = 0; i < sizeof statements / sizeof *statements; i++) {
		ANSWERS("BEGIN", me, "BEGIN");
		ANSWERS("42501", me, "%s", statements[i]);
		ANSWERS("ROLLBACK", me, "ROLLBACK");
	}
	ANSWERS("", me, "SELECT string_agg(identifiant, ' ') FROM (SELECT identifiant FROM jalon.personne WHERE personne_id = 4 FOR UPDATE) x");
}

/* Roles are of the cluster, accounts of the base: the policies of two groups would add up. */
Test(adversary, gains_nothing_from_a_second_group)
{
	static const char account[] = "INSERT INTO jalon.compte (agence_id, login, nom, prenom, role, du)"
		" VALUES (1, 'w_deux', 'Deux', 'Dan', '%s', '2024-01-01')";
	ANSWERS("CREATE ROLE", w.owner, "CREATE ROLE w_deux LOGIN IN ROLE jalon_conseiller, jalon_responsable");
	ANSWERS("INSERT 0 1", w.owner, account, "conseiller");
	PGconn *two = world_login(&w, "w_deux");
	ANSWERS("0", two, "SELECT count(*) FROM jalon.personne");
	ANSWERS("", two, "SELECT jalon.mon_role()");
	ANSWERS("JL002 compte_ferme", two, "SELECT jalon.commander(gen_random_uuid(), 'annuler', '{}')");
	ANSWERS("REVOKE ROLE", w.owner, "REVOKE jalon_conseiller FROM w_deux"); /* one group, but not the account's */
	ANSWERS("0", two, "SELECT count(*) FROM jalon.personne");
	ANSWERS("UPDATE 1", w.owner, "UPDATE jalon.compte SET role = 'responsable' WHERE login = 'w_deux'");
	ANSWERS("7", two, "SELECT count(*) FROM jalon.personne");
	ANSWERS("GRANT ROLE", w.owner, "GRANT jalon_import TO w_deux");
	ANSWERS("0", two, "SELECT count(*) FROM jalon.personne");
	PQfinish(two);
	ANSWERS("DROP ROLE", w.owner, "DROP ROLE w_deux");
}

/* A transaction left open keeps its own now(): what it writes would be dated of its beginning. */
Test(adversary, does_not_backdate_by_an_old_transaction)
{
	ANSWERS("DELETE 1", w.owner, "DELETE FROM jalon.jour_fixe");
	ANSWERS("UPDATE 2", w.owner, "UPDATE jalon.referent SET au = NULL WHERE login = 'w_conseiller'");
	ANSWERS("BEGIN", me, "BEGIN");
	ANSWERS("INSERT 0 1", me, "INSERT INTO jalon.note (personne_id, texte) VALUES (1, 'écrite plus tard')");
	ANSWERS("t", me, "SELECT ecrite_le > now() FROM jalon.note WHERE texte = 'écrite plus tard'");
	ANSWERS("t", me, "SELECT le > now() FROM jalon.historique ORDER BY historique_id DESC LIMIT 1");
	ANSWERS("t", me, "SELECT jalon.maintenant() > now() AND jalon.instant_de(NULL) > now()");
	ANSWERS("COMMIT", me, "COMMIT");
}

/* Attribution: a command of the past takes nothing in, an open one lives as long as its transaction. */
Test(adversary, adds_nothing_to_a_command_of_the_past)
{
	COMMANDS("faite", me, 1, "contact_noter", CONTACT);
	ANSWERS("SET", me, ANNOUNCE("1"));
	ANSWERS("UPDATE 1", me, "UPDATE jalon.personne SET commune = 'Ailleurs' WHERE personne_id = 1");
	ANSWERS("contact", me, "SELECT string_agg(nom_table, ' ') FROM jalon.historique WHERE commande_id = '00000001-0000-4000-8000-000000000000'");
	ANSWERS("42501", me, "UPDATE jalon.contact SET annule_par = '00000001-0000-4000-8000-000000000000' WHERE contact_id = '10000000-0000-4000-8000-000000000001'");
	ANSWERS("INSERT 0 1", me, OPEN_COMMAND("2"));
	ANSWERS("SET", me, ANNOUNCE("2"));
	ANSWERS("UPDATE 1", me, "UPDATE jalon.personne SET commune = 'Encore' WHERE personne_id = 1");
	ANSWERS("0", me, "SELECT count(*) FROM jalon.historique WHERE commande_id = '00000002-0000-4000-8000-000000000000'");
}

Test(adversary, annuls_its_own_barriers_only_and_nothing_beside)
{
	ANSWERS("BEGIN", me, "BEGIN");
	ANSWERS("INSERT 0 1", me, OPEN_COMMAND("1"));
	ANSWERS("SET", me, ANNOUNCE("1"));
	ANSWERS("SAVEPOINT", me, "SAVEPOINT s");
	/* AAAAA3 is in reach by replacement; its barrier is the absent one's: to lift, not to annul. */
	ANSWERS("42501", me, "UPDATE jalon.frein SET annule_par = '00000001-0000-4000-8000-000000000000' WHERE personne_id = 3");
	ANSWERS("ROLLBACK", me, "ROLLBACK TO s");
	ANSWERS("JL002 annulation_seule", me, "UPDATE jalon.note SET texte = 'jamais dit', annulee_par = '00000001-0000-4000-8000-000000000000' WHERE personne_id = 1");
	ANSWERS("ROLLBACK", me, "ROLLBACK TO s");
	ANSWERS("UPDATE 1", me, "UPDATE jalon.frein SET annule_par = '00000001-0000-4000-8000-000000000000' WHERE personne_id = 1");
	ANSWERS("UPDATE 1", me, "UPDATE jalon.frein SET leve_le = '2026-11-20' WHERE personne_id = 3");
	ANSWERS("ROLLBACK", me, "ROLLBACK");
}

/* Made private, a note keeps to its author what it said while shared. */
Test(adversary, reads_no_private_note_in_its_shared_past)
{
#define PAST "SELECT count(*) FROM jalon.historique WHERE apres->>'texte' = 'trop dit'"
	PGconn *absent = world_login(&w, "w_absent");
	ANSWERS("INSERT 0 1", me, "INSERT INTO jalon.note (personne_id, texte) VALUES (3, 'trop dit')");
	ANSWERS("1", absent, PAST);
	ANSWERS("1", boss, PAST);
	ANSWERS("UPDATE 1", me, "UPDATE jalon.note SET privee = true WHERE texte = 'trop dit'");
	ANSWERS("0", absent, PAST);
	ANSWERS("0", boss, PAST);
	ANSWERS("2", me, PAST);
	PQfinish(absent);
}

/* By the function itself: no birth to compare, or a snapshot older than the other's enrolment. */
Test(adversary, enrols_nobody_twice_through_psql)
{
#define ENROL(last, birth, login) "SELECT jalon.inscrire('" last "', 'Chloé', " birth ", '', '', 'CE', '2026-11-20', '" login "') IS NOT NULL"
	ANSWERS("JL002 contenu_invalide naissance", me, ENROL("Évrard", "NULL", "w_conseiller"));
	ANSWERS("BEGIN", colleague, "BEGIN ISOLATION LEVEL REPEATABLE READ");
	ANSWERS("1", colleague, "SELECT 1");
	ANSWERS("t", me, ENROL("Nouvelle", "'2001-01-01'", "w_conseiller"));
	ANSWERS("JL002 isolation_inattendue", colleague, ENROL("Nouvelle", "'2001-01-01'", "w_collegue"));
	ANSWERS("ROLLBACK", colleague, "ROLLBACK");
	ANSWERS("JL002 deja_suivie nom", colleague, ENROL("Nouvelle", "'2001-01-01'", "w_collegue"));
	ANSWERS("JL002 referent_par_responsable referent", me, ENROL("Autre", "'2001-01-01'", "w_collegue"));
}

/* A transaction left open after an enrolment does not close the agency to the others'. */
Test(adversary, holds_up_no_other_enrolment)
{
	ANSWERS("BEGIN", me, "BEGIN");
	ANSWERS("t", me, ENROL("Nouvelle", "'2001-01-01'", "w_conseiller"));
	ANSWERS("SET", colleague, "SET lock_timeout = '50ms'");
	ANSWERS("55P03", colleague, ENROL("NOUVELLE", "'2001-01-01'", "w_collegue"));
	ANSWERS("t", colleague, ENROL("Différente", "'2001-01-01'", "w_collegue"));
	ANSWERS("ROLLBACK", me, "ROLLBACK");
	ANSWERS("t", colleague, ENROL("NOUVELLE", "'2001-01-01'", "w_collegue"));
}

/* Undo takes rows in the order in which commands do, or two sessions on one file stop each other. */
Test(adversary, makes_no_deadlock_of_undo_and_correction)
{
	COMMANDS("faite", me, 1, "personne_corriger", "{\"identifiant\":\"AAAAA1\",\"version\":1,\"nom\":\"Autre\",\"foyer_taille\":9}");
	COMMANDS("faite", me, 2, "annuler", "{\"commande_id\":\"00000001-0000-4000-8000-000000000000\"}");
	ANSWERS("personne foyer, personne foyer", me, "SELECT string_agg(t, ', ') FROM (SELECT string_agg(nom_table, ' ' ORDER BY historique_id) AS t"
		" FROM jalon.historique WHERE commande_id IS NOT NULL GROUP BY commande_id) x");
}

Test(adversary, gives_no_endless_or_misplaced_replacement)
{
#define REPLACE(who, whom, from, to) "INSERT INTO jalon.remplacement (remplacant, titulaire, du, au) VALUES ('" who "', '" whom "', '" from "', '" to "')"
	ANSWERS("JL002 referent_non_conseiller remplacant", boss, REPLACE("w_controle", "w_absent", "2026-11-20", "2026-12-01"));
	ANSWERS("JL002 referent_non_conseiller remplacant", boss, REPLACE("w_conseiller", "w_responsable", "2026-11-20", "2026-12-01"));
	ANSWERS("JL002 referent_non_conseiller remplacant", boss, REPLACE("w_ferme", "w_absent", "2026-11-20", "2026-12-01"));
	ANSWERS("INSERT 0 1", boss, REPLACE("w_conseiller", "w_ferme", "2026-11-20", "2026-12-01")); /* who has left is replaced */
	ANSWERS("23514 remplacement_duree", boss, REPLACE("w_conseiller", "w_absent", "2026-11-20", "infinity"));
	ANSWERS("23514 remplacement_duree", boss, REPLACE("w_conseiller", "w_absent", "-infinity", "2026-11-20"));
	ANSWERS("23514 remplacement_duree", boss, "UPDATE jalon.remplacement SET au = '2030-01-01' WHERE titulaire = 'w_absent'");
}

Test(adversary, leaves_no_blank_name_and_no_endless_appointment)
{
	ANSWERS("23514 personne_nom_longueur", me, "UPDATE jalon.personne SET nom = E' \\t\\n' WHERE personne_id = 1");
	ANSWERS("23514 personne_prenom_longueur", me, "UPDATE jalon.personne SET prenom = ' ' WHERE personne_id = 1");
	ANSWERS("23514 note_texte_longueur", me, "INSERT INTO jalon.note (personne_id, texte) VALUES (1, E'\\n')");
	ANSWERS("23514 seance_periode_forme", w.owner, "INSERT INTO jalon.seance (agence_id, conseiller, periode, type, lieu)"
		" VALUES (1, 'w_conseiller', '[2030-01-01 09:00,)', 'entretien', 'agence')");
}

/* A version loaded is whole: its checksum would no longer be that of its parameters. */
Test(adversary, adds_nothing_to_rules_already_loaded)
{
#define RULE "INSERT INTO jalon.regle_parametre (version_id, rang, regime, code, libelle, genre, statut, applique, source)" \
	" SELECT max(version_id), 9, 'CE', 'x', 'x', 'delai', 'droit', true, 'x' FROM jalon.regles_version"
	PGconn *admin = world_login(&w, "w_administrateur");
	ANSWERS("JL002 regles_figees", admin, RULE);
	ANSWERS("BEGIN", admin, "BEGIN");
	ANSWERS("UPDATE 1", admin, "UPDATE jalon.regles_version SET active = false WHERE active");
	ANSWERS("INSERT 0 1", admin, "INSERT INTO jalon.regles_version (empreinte) VALUES (repeat('b', 64))");
	ANSWERS("INSERT 0 1", admin, RULE);
	ANSWERS("COMMIT", admin, "COMMIT");
	ANSWERS("JL002 regles_figees", admin, RULE);
	PQfinish(admin);
}

Test(adversary, gives_a_command_no_empty_id)
{
	ANSWERS("JL002 contenu_invalide", me, "SELECT jalon.abandonner(NULL)");
	ANSWERS("JL002 contenu_invalide", me, "SELECT jalon.commander(NULL, 'annuler', '{}')");
	ANSWERS("JL002 contenu_invalide", me, "SELECT jalon.commander(gen_random_uuid(), 'annuler', NULL)");
}
