/* History: who, when, before, after, by which command; nobody rewrites it, nobody forges it. */
#include <criterion/criterion.h>
#include <string.h>

#include "tests/db/world.h"

static struct world w;
static PGconn *me;

static void open_world(void)
{
	w = world_open();
	me = world_login(&w, "w_conseiller");
}

static void close_world(void)
{
	PQfinish(me);
	world_close(&w);
}

TestSuite(history, .init = open_world, .fini = close_world);

#define LAST "FROM jalon.historique ORDER BY historique_id DESC LIMIT 1"

Test(history, records_a_command_with_before_and_after)
{
	COMMANDS("faite", me, 1, "personne_corriger", "{\"identifiant\":\"AAAAA1\",\"version\":1,\"commune\":\"Fougères\"}");
	ANSWERS("w_conseiller saisie 00000001-0000-4000-8000-000000000000 personne UPDATE 1 2026-11-20  Fougères", me,
		"SELECT concat_ws(' ', login, origine, commande_id, nom_table, operation, cle, (le AT TIME ZONE 'Europe/Paris')::date,"
		" avant->>'commune', apres->>'commune') " LAST);
}

Test(history, records_what_psql_writes_without_a_command)
{
	ANSWERS("INSERT 0 1", me, "INSERT INTO jalon.contact (personne_id, canal) VALUES (1, 'sms')");
	ANSWERS("w_conseiller  contact INSERT sms", me,
		"SELECT concat(login, ' ', commande_id, ' ', nom_table, ' ', operation, ' ', apres->>'canal') " LAST);
	ANSWERS("UPDATE 1", w.owner, "UPDATE jalon.contact SET texte = 'corrigé' WHERE canal = 'sms'");
	ANSWERS("postgres import UPDATE", w.owner, "SELECT concat_ws(' ', login, origine, operation) " LAST);
}

Test(history, refuses_to_be_rewritten_by_anyone)
{
	ANSWERS("42501", me, "UPDATE jalon.historique SET login = 'x'");
	ANSWERS("42501", me, "DELETE FROM jalon.historique");
	ANSWERS("42501", me, "TRUNCATE jalon.historique");
	ANSWERS("42501", me, "INSERT INTO jalon.historique (agence_id, nom_table, operation, cle, confidentiel) VALUES (1, 'x', 'INSERT', '1', false)");
	ANSWERS("JL002 historique_intangible", w.owner, "UPDATE jalon.historique SET login = 'x'");
	ANSWERS("JL002 historique_intangible", w.owner, "DELETE FROM jalon.historique");
	ANSWERS("JL002 historique_intangible", w.owner, "TRUNCATE jalon.historique");
	ANSWERS("JL002 historique_intangible", w.owner, "TRUNCATE jalon.contact");
}

Test(history, hides_a_private_note_from_all_but_its_author)
{
	PGconn *boss = world_login(&w, "w_responsable"), *author = world_login(&w, "w_collegue");
	ANSWERS("UPDATE 1", w.owner, "UPDATE jalon.referent SET login = 'w_collegue' WHERE personne_id = 2");
	ANSWERS("INSERT 0 1", author, "INSERT INTO jalon.note (personne_id, privee, texte) VALUES (2, true, 'secret')");
	ANSWERS("UPDATE 1", author, "UPDATE jalon.note SET privee = false WHERE texte = 'secret'");
	ANSWERS("2", author, "SELECT count(*) FROM jalon.historique WHERE coalesce(apres, avant)->>'texte' = 'secret'");
	ANSWERS("0", boss, "SELECT count(*) FROM jalon.historique WHERE coalesce(apres, avant)->>'texte' = 'secret'");
	ANSWERS("UPDATE 1", author, "UPDATE jalon.note SET texte = 'partagé' WHERE texte = 'secret'");
	ANSWERS("1", boss, "SELECT count(*) FROM jalon.historique WHERE apres->>'texte' = 'partagé'");
	PQfinish(boss);
	PQfinish(author);
}

Test(history, follows_the_person_not_the_one_who_wrote)
{
	COMMANDS("faite", me, 1, "personne_corriger", "{\"identifiant\":\"AAAAA1\",\"version\":1,\"commune\":\"Fougères\",\"foyer_taille\":7}");
	ANSWERS("2", me, "SELECT count(*) FROM jalon.historique WHERE commande_id IS NOT NULL");
	ANSWERS("UPDATE 1", w.owner, "UPDATE jalon.referent SET login = 'w_collegue' WHERE personne_id = 1");
	ANSWERS("0", me, "SELECT count(*) FROM jalon.historique WHERE commande_id IS NOT NULL");
}

Test(history, has_its_triggers_on_every_table_of_facts)
{
	ANSWERS("", w.owner, "SELECT string_agg(c.relname, ' ') FROM pg_class c WHERE c.relnamespace = 'jalon'::regnamespace AND c.relkind = 'r'"
		" AND c.relname NOT IN ('historique', 'commande', 'schema_version', 'jour_fixe', 'regles_version', 'regle_parametre', 'ferie',"
		" 'formation_transition', 'financeur', 'catalogue_import', 'catalogue_session')"
		" AND 3 <> (SELECT count(*) FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgenabled = 'O'"
		" AND t.tgname IN ('zz_historique_inserer', 'zz_historique_modifier', 'zz_sans_vidage'))");
}

Test(history, cannot_be_forged_by_columns_or_settings)
{
	ANSWERS("42501", me, "INSERT INTO jalon.contact (personne_id, canal, auteur) VALUES (1, 'sms', 'w_collegue')");
	ANSWERS("42501", me, "INSERT INTO jalon.contact (personne_id, canal, saisi_le) VALUES (1, 'sms', '2020-01-01')");
	ANSWERS("42501", me, "INSERT INTO jalon.note (personne_id, texte, version) VALUES (1, 'x', 9)");
	ANSWERS("42501", me, "INSERT INTO jalon.note (personne_id, texte, ecrite_le) VALUES (1, 'x', '2020-01-01')");
	ANSWERS("42501", me, "INSERT INTO jalon.contact (personne_id, canal, agence_id) VALUES (1, 'sms', 2)");
	ANSWERS("42501", me, "INSERT INTO jalon.contact (personne_id, canal, origine) VALUES (1, 'sms', 'import')");
	ANSWERS("42501", me, "UPDATE jalon.personne SET version = 1");
	ANSWERS("42501", me, "UPDATE jalon.personne SET identifiant = 'ABCDEF' WHERE personne_id = 1");
	ANSWERS("42501", me, "UPDATE jalon.contact SET texte = 'réécrit'");
	ANSWERS("42501", me, "UPDATE jalon.jour_fixe SET jour = '2030-01-01'");
	/* Another's command, an invented one, a malformed one: none of them is believed. */
	ANSWERS("", me, "SELECT set_config('jalon.commande', '00000000-0000-4000-8000-0000000000a3', false) WHERE false");
	ANSWERS("SET", me, "SET jalon.commande = '00000000-0000-4000-8000-0000000000a1'");
	ANSWERS("INSERT 0 1", me, "INSERT INTO jalon.contact (personne_id, canal) VALUES (1, 'sms')");
	ANSWERS("SET", me, "SET jalon.commande = 'DROP TABLE'");
	ANSWERS("INSERT 0 1", me, "INSERT INTO jalon.contact (personne_id, canal) VALUES (1, 'sms')");
	ANSWERS("0", me, "SELECT count(commande_id) FROM jalon.historique WHERE nom_table = 'contact'");
}

Test(history, lets_an_annulment_pass_only_as_a_command)
{
	ANSWERS("42501", me, "UPDATE jalon.contact SET annule_par = '00000000-0000-4000-8000-0000000000a4' WHERE personne_id = 1");
	ANSWERS("42501", me, "UPDATE jalon.contact SET annule_par = '99999999-0000-4000-8000-000000000000' WHERE personne_id = 1");
	ANSWERS("INSERT 0 1", me, "INSERT INTO jalon.commande (commande_id, verbe, empreinte, etat)"
		" VALUES ('00000007-0000-4000-8000-000000000000', 'x', repeat('0', 64), 'faite')");
	ANSWERS("JL002 commande_close", me, "UPDATE jalon.commande SET resultat = NULL");
	ANSWERS("42501", me, "UPDATE jalon.commande SET empreinte = repeat('1', 64)");
}
