/* « Ce que nous détenons sur vous » against the catalogue: a table or a column that nobody thought of fails here, and is
 * then either given to the person or listed below with its reason. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "tests/db/team.h"
#include "tests/support/cluster.h"

static void open_world(void)
{
	team_open();
	world_agenda_add(&w);
}

TestSuite(held, .init = open_world, .fini = team_close);

/* Tables that hold nothing of a person: the agency's, its accounts', the law's, the training offer; `commande` holds who wrote and when, a
 * digest, and the identifiant that an enrolment answered. */
#define IMPERSONAL "('absence', 'agence', 'catalogue_import', 'catalogue_session', 'commande', 'compte', 'fermeture', 'ferie', 'financeur'," \
	" 'formation_transition', 'horaire', 'jour_fixe', 'regle_parametre', 'regles_version', 'schema_version')"

/* Columns that say nothing of the person, in any table: keys, counters of versions, where a row came from is said. */
#define KEYS "('agence_id', 'personne_id', 'foyer_id', 'passage_id', 'suivi_id', 'referent_id', 'remplacement_id', 'seance_id', 'serie_id'," \
	" 'contact_id', 'note_id', 'frein_id', 'conge_id', 'deplacement_id', 'proposition_id', 'engagement_id', 'rappel_id', 'report_id'," \
	" 'contrat_id', 'tenue_id', 'compensation_id', 'activite_id', 'derogation_id', 'orientation_id', 'diagnostic_id', 'information_id'," \
	" 'demande_id', 'lecture_id', 'formation_id', 'session_id', 'evenement_id', 'projet_id', 'prealable_id', 'piece_id', 'ligne_id', 'absence_id'," \
	" 'periode_id', 'droit_id', 'version')"
/* The same, of one table. `recherche`: name, identifiant and telephone again, folded. A reading is said by role, not by name.
 * Of the history: what a correction replaced is given; the rest is the row itself, its key, or who wrote it by which command.
 * Of a séance: what a participation carries is given there; the rest is the counsellor's. */
#define OTHERS "('personne.recherche', 'lecture.login', 'historique.historique_id', 'historique.login', 'historique.origine'," \
	" 'historique.commande_id', 'historique.operation', 'historique.cle', 'historique.confidentiel', 'historique.apres'," \
	" 'seance.conseiller', 'seance.type', 'seance.lieu', 'seance.annulation', 'seance.annulee_par', 'seance.capacite', 'seance.confirmation_par'," \
	" 'seance.annule_par', 'seance.saisi_le', 'seance.saisi_par', 'seance.origine')"

/* Every column of the catalogue that the print of AAAAA1 does not hold, nor the lists above. */
static const char missing_sql[] = "SELECT string_agg(format('%s.%s', c.relname, a.attname), ' ' ORDER BY 1) FROM pg_class c"
	" JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
	" WHERE c.relnamespace = 'jalon'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname NOT IN " IMPERSONAL
	" AND a.attname NOT IN " KEYS " AND format('%s.%s', c.relname, a.attname) NOT IN " OTHERS
	" AND (c.relname, a.attname) NOT IN (SELECT d.table_, d.colonne FROM jalon.detention('AAAAA1') d)";

/* One row of each table about AAAAA1 (Bernard Aïcha), with a correction and a replacement of one person. */
static void everything_add(void)
{
	cluster_exec(w.owner, "INSERT INTO jalon.remplacement (agence_id, remplacant, titulaire, personne_id, du, au)"
		" VALUES (1, 'w_absent', 'w_conseiller', 1, '2026-12-01', '2026-12-05')");
	COMMANDS("faite", me, 1, "personne_corriger", "{\"identifiant\":\"AAAAA1\",\"version\":1,\"commune\":\"Fougères\"}");
	COMMANDS("faite", me, 2, "personne_corriger", "{\"identifiant\":\"AAAAA1\",\"version\":2,\"commune\":\"Vitré\"}");
}

Test(held, is_every_personal_column_of_the_catalogue)
{
	everything_add();
	ANSWERS("", me, "%s", missing_sql);
}

/* The comparison above can fail: a column, a table, a table that only the household leads to. */
Test(held, would_miss_no_new_column_and_no_new_table)
{
	everything_add();
	cluster_exec(w.owner, "ALTER TABLE jalon.personne ADD COLUMN taille int NOT NULL DEFAULT 170; UPDATE jalon.personne SET taille = 165 WHERE personne_id = 1");
	ANSWERS("165", me, "SELECT valeur FROM jalon.detention('AAAAA1') WHERE table_ = 'personne' AND colonne = 'taille'");
	ANSWERS("", me, "%s", missing_sql);
	cluster_exec(w.owner, "ALTER TABLE jalon.personne ADD COLUMN nir_id text"); /* named like a key, and listed nowhere */
	ANSWERS("personne.nir_id", me, "%s", missing_sql);
	cluster_exec(w.owner, "ALTER TABLE jalon.personne DROP COLUMN nir_id; CREATE TABLE jalon.visite (agence_id int, seance_id uuid, constat text)");
	ANSWERS("visite.constat", me, "%s", missing_sql);
	cluster_exec(w.owner, "DROP TABLE jalon.visite; CREATE TABLE jalon.sante (agence_id int, personne_id bigint, constat text);"
		" INSERT INTO jalon.sante VALUES (1, 1, 'x'); GRANT SELECT ON jalon.sante TO jalon_conseiller");
	ANSWERS("", me, "%s", missing_sql);
	cluster_exec(w.owner, "ALTER TABLE jalon.seance ADD COLUMN constat text");
	ANSWERS("seance.constat", me, "%s", missing_sql);
}

#define HELD(expected, conn, table, column) \
	ANSWERS(expected, conn, "SELECT string_agg(coalesce(valeur, '-'), ', ' ORDER BY ligne) FROM jalon.detention('AAAAA1')" \
		" WHERE table_ = '" table "' AND colonne = '" column "'")

Test(held, is_written_for_the_person)
{
	everything_add();
	HELD("Bernard", me, "personne", "nom");
	HELD("2", me, "foyer", "taille");
	HELD("Maël Le Goff", me, "referent", "login"); /* names rather than logins */
	HELD("2026-11-10T10:00", me, "contact", "le"); /* local moments */
	HELD("oui", me, "contact", "joint");
	HELD("2026-11-19T10:00 - 2026-11-19T11:00, 2026-12-14T10:00 - 2026-12-14T11:00", me, "participation", "periode");
	HELD("2026-12-16T10:00, 2026-12-17T10:00", me, "proposition", "creneaux");
	HELD("120", me, "activite", "minutes");
	HELD("Garde d'enfant", me, "derogation", "motif");
	HELD("conseiller", me, "lecture", "role");
	HELD("periode : [2026-09-01,), commune : Fougères", me, "historique", "avant"); /* what was known before each correction */
	ANSWERS("personne foyer passage", me, "SELECT string_agg(table_, ' ' ORDER BY n) FROM (SELECT table_, min(n) AS n FROM"
		" (SELECT table_, row_number() OVER () AS n FROM jalon.detention('AAAAA1')) x GROUP BY 1 ORDER BY 2 LIMIT 3) y");
}

/* What was undone is still held. */
Test(held, tells_what_was_annulled)
{
	COMMANDS("faite", me, 1, "heures_retirer", "{\"activite_id\":\"00000000-0000-4000-8000-00000000a001\",\"version\":1}");
	HELD("oui", me, "activite", "annule_par");
	HELD("-", me, "derogation", "annule_par");
}

/* Another counsellor's private notes are said to exist; the household's row, appointments with others are given. */
Test(held, says_that_private_notes_of_others_exist)
{
	cluster_exec(w.owner, "INSERT INTO jalon.note (agence_id, personne_id, ecrite_le, auteur, privee, texte) VALUES"
		" (1, 1, '2026-11-10 11:00+01', 'w_collegue', true, 'secret'), (1, 1, '2026-11-11 11:00+01', 'w_conseiller', true, 'la mienne')");
	HELD("note partagée, la mienne", me, "note", "texte");
	ANSWERS("2026-11-10T11:00", me, "SELECT valeur FROM jalon.detention('AAAAA1') WHERE table_ = 'note' AND ligne LIKE 'privée%%'");
	ANSWERS("0", me, "SELECT count(*) FROM jalon.detention('AAAAA1') WHERE valeur LIKE '%%secret%%'");
	HELD("note partagée", boss, "note", "texte");
	ANSWERS("2", boss, "SELECT count(*) FROM jalon.notes_privees(1)");
	ANSWERS("0", me, "SELECT count(*) FROM jalon.notes_privees(4)");
}

Test(held, is_given_to_those_who_follow_the_person)
{
	ANSWERS("0", me, "SELECT count(*) FROM jalon.detention('AAAAA4')");
	ANSWERS("0", me, "SELECT count(*) FROM jalon.detention('ZZZZZZ')");
	ANSWERS("0", boss, "SELECT count(*) FROM jalon.detention('BBBBB1')");
	ANSWERS("t", me, "SELECT count(*) > 100 FROM jalon.detention('AAAAA3')");
	ANSWERS("t", boss, "SELECT count(*) > 100 FROM jalon.detention('AAAAA4')");
	static const char *const others[] = { "w_controle", "w_secretariat", "w_autorite", "w_administrateur", "w_import" };
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		PGconn *other = world_login(&w, others[i]);
		ANSWERS("42501", other, "SELECT count(*) FROM jalon.detention('AAAAA1')");
		PQfinish(other);
	}
	/* Nothing of anybody else. */
	ANSWERS("0", boss, "SELECT count(*) FROM jalon.detention('AAAAA1') WHERE valeur LIKE '%%Collet%%'");
}
