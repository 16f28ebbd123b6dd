/* Commands: each verb applied once, resent, sent with other content, refused; undo; abandonment; history. */
#include <criterion/criterion.h>
#include <string.h>

#include "tests/db/world.h"

#define CONTACT(n, who) \
	"{\"contact_id\":\"10000000-0000-4000-8000-0000000000" n "\",\"identifiant\":\"" who "\",\"canal\":\"telephone\"," \
	"\"joint\":true,\"texte\":\"rappelé\"}"
#define NOTE(n, who, private) \
	"{\"note_id\":\"20000000-0000-4000-8000-0000000000" n "\",\"identifiant\":\"" who "\",\"privee\":" private ",\"texte\":\"vu\"}"
#define NOTE_ID "20000000-0000-4000-8000-000000000001"
#define FREIN_ID "30000000-0000-4000-8000-000000000001"
#define FREIN "{\"frein_id\":\"" FREIN_ID "\",\"identifiant\":\"AAAAA1\",\"nature\":\"mobilite\",\"detail\":\"\"}"
#define UNDO(n) "{\"commande_id\":\"0000000" n "-0000-4000-8000-000000000000\"}"

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

TestSuite(commands, .init = open_world, .fini = close_world);

Test(commands, apply_once_when_resent)
{
	COMMANDS("faite", me, 1, "contact_noter", CONTACT("01", "AAAAA1"));
	COMMANDS("faite", me, 1, "contact_noter", CONTACT("01", "AAAAA1"));
	ANSWERS("1", w.owner, "SELECT count(*) FROM jalon.contact WHERE texte = 'rappelé'");
	ANSWERS("1", w.owner, "SELECT count(*) FROM jalon.historique WHERE commande_id = '00000001-0000-4000-8000-000000000000'");
	/* The same content with its keys in another order is the same command. */
	COMMANDS("faite", me, 1, "contact_noter", "{\"texte\":\"rappelé\",\"joint\":true,\"canal\":\"telephone\","
		"\"identifiant\":\"AAAAA1\",\"contact_id\":\"10000000-0000-4000-8000-000000000001\"}");
}

Test(commands, refuse_an_id_that_carries_other_content)
{
	COMMANDS("faite", me, 1, "contact_noter", CONTACT("01", "AAAAA1"));
	COMMANDS("JL002 commande_differente", me, 1, "contact_noter", CONTACT("02", "AAAAA1"));
	COMMANDS("JL002 commande_differente", me, 1, "note_ecrire", NOTE("01", "AAAAA1", "false"));
	PGconn *other = world_login(&w, "w_collegue");
	COMMANDS("JL002 commande_differente", other, 1, "contact_noter", CONTACT("01", "AAAAA1"));
	ANSWERS("JL002 commande_differente", other, "SELECT jalon.abandonner('00000001-0000-4000-8000-000000000000')");
	PQfinish(other);
}

Test(commands, leave_nothing_behind_when_refused)
{
	COMMANDS("23514 contact_canal_connu", me, 1, "contact_noter",
		"{\"contact_id\":\"10000000-0000-4000-8000-000000000001\",\"identifiant\":\"AAAAA1\",\"canal\":\"pigeon\",\"joint\":true}");
	ANSWERS("0", me, "SELECT count(*) FROM jalon.commande WHERE commande_id = '00000001-0000-4000-8000-000000000000'");
	COMMANDS("faite", me, 1, "contact_noter", CONTACT("01", "AAAAA1"));
	COMMANDS("JL002 verbe_inconnu", me, 2, "tout_effacer", "{}");
	COMMANDS("JL002 contenu_invalide", me, 2, "contact_noter", "[]");
	COMMANDS("JL002 contenu_invalide canal", me, 2, "contact_noter",
		"{\"contact_id\":\"10000000-0000-4000-8000-000000000009\",\"identifiant\":\"AAAAA1\",\"joint\":true}");
	COMMANDS("JL002 contenu_invalide auteur", me, 2, "contact_noter",
		"{\"contact_id\":\"10000000-0000-4000-8000-000000000009\",\"identifiant\":\"AAAAA1\",\"joint\":true,"
		"\"canal\":\"sms\",\"auteur\":\"w_collegue\"}");
}

Test(commands, read_every_field_strictly)
{
	COMMANDS("JL002 contenu_invalide contact_id", me, 1, "contact_noter",
		"{\"contact_id\":\"un\",\"identifiant\":\"AAAAA1\",\"joint\":true,\"canal\":\"sms\"}");
	COMMANDS("JL002 contenu_invalide joint", me, 1, "contact_noter",
		"{\"contact_id\":\"10000000-0000-4000-8000-000000000009\",\"identifiant\":\"AAAAA1\",\"joint\":\"oui\",\"canal\":\"sms\"}");
	COMMANDS("JL002 contenu_invalide le", me, 1, "contact_noter",
		"{\"contact_id\":\"10000000-0000-4000-8000-000000000009\",\"identifiant\":\"AAAAA1\",\"joint\":true,\"canal\":\"sms\","
		"\"le\":\"2026-11-31T10:00\"}");
	COMMANDS("JL002 contenu_invalide le", me, 1, "contact_noter",
		"{\"contact_id\":\"10000000-0000-4000-8000-000000000009\",\"identifiant\":\"AAAAA1\",\"joint\":true,\"canal\":\"sms\","
		"\"le\":\"hier\"}");
	COMMANDS("JL002 contenu_invalide du", me, 1, "regime_changer", "{\"identifiant\":\"AAAAA1\",\"regime\":\"CEJ\",\"du\":\"2026-02-30\"}");
	COMMANDS("JL002 contenu_invalide version", me, 1, "personne_corriger", "{\"identifiant\":\"AAAAA1\",\"version\":\"une\"}");
	COMMANDS("JL002 contenu_invalide texte", me, 1, "note_ecrire",
		"{\"note_id\":\"" NOTE_ID "\",\"identifiant\":\"AAAAA1\",\"privee\":true,\"texte\":[]}");
}

Test(commands, keep_the_local_moment_of_a_contact)
{
	COMMANDS("faite", me, 1, "contact_noter",
		"{\"contact_id\":\"10000000-0000-4000-8000-000000000009\",\"identifiant\":\"AAAAA1\",\"joint\":false,\"canal\":\"sms\","
		"\"le\":\"2026-07-01T10:05\"}");
	ANSWERS("2026-07-01 08:05:00+00", w.owner, "SET timezone = 'UTC'; SELECT le FROM jalon.contact"
		" WHERE contact_id = '10000000-0000-4000-8000-000000000009'");
	COMMANDS("23514 contact_le_passe", me, 2, "contact_noter",
		"{\"contact_id\":\"10000000-0000-4000-8000-000000000008\",\"identifiant\":\"AAAAA1\",\"joint\":true,\"canal\":\"sms\","
		"\"le\":\"2026-11-21T10:05\"}");
}

Test(commands, say_one_sentence_for_unknown_and_hidden)
{
	COMMANDS("JL002 hors_de_portee identifiant", me, 1, "contact_noter", CONTACT("01", "ZZZZZZ"));
	COMMANDS("JL002 hors_de_portee identifiant", me, 1, "contact_noter", CONTACT("01", "AAAAA4"));
	COMMANDS("JL002 hors_de_portee identifiant", me, 1, "contact_noter", CONTACT("01", "BBBBB1"));
	COMMANDS("JL002 hors_de_portee note_id", me, 1, "note_corriger",
		"{\"note_id\":\"00000000-0000-4000-8000-0000000000d4\",\"version\":1,\"privee\":false,\"texte\":\"x\"}");
	COMMANDS("JL002 hors_de_portee note_id", me, 1, "note_corriger", /* private, by another, on a person of mine */
		"{\"note_id\":\"00000000-0000-4000-8000-0000000000e2\",\"version\":1,\"privee\":false,\"texte\":\"x\"}");
	COMMANDS("JL002 hors_de_portee frein_id", me, 1, "frein_lever",
		"{\"frein_id\":\"00000000-0000-4000-8000-0000000000f4\",\"version\":1}");
}

Test(commands, correct_a_note_by_its_author_only)
{
	COMMANDS("faite", me, 1, "note_ecrire", NOTE("01", "AAAAA1", "true"));
	COMMANDS("faite", me, 2, "note_corriger", "{\"note_id\":\"" NOTE_ID "\",\"version\":1,\"privee\":false,\"texte\":\"revu\"}");
	ANSWERS("revu 2 f", me, "SELECT texte || ' ' || version || ' ' || (CASE WHEN privee THEN 't' ELSE 'f' END) FROM jalon.note"
		" WHERE note_id = '" NOTE_ID "'");
	COMMANDS("JL001 version_perimee version", me, 3, "note_corriger",
		"{\"note_id\":\"" NOTE_ID "\",\"version\":1,\"privee\":false,\"texte\":\"perdu\"}");
	/* A shared note by the absent one whom I replace: readable, not mine to correct. */
	COMMANDS("JL002 note_d_un_autre texte", me, 4, "note_corriger",
		"{\"note_id\":\"00000000-0000-4000-8000-0000000000d3\",\"version\":1,\"privee\":false,\"texte\":\"x\"}");
	COMMANDS("23514 note_texte_longueur", me, 5, "note_ecrire",
		"{\"note_id\":\"20000000-0000-4000-8000-000000000002\",\"identifiant\":\"AAAAA1\",\"privee\":false,\"texte\":\"\"}");
}

Test(commands, add_and_lift_a_barrier)
{
	COMMANDS("faite", me, 1, "frein_ajouter", FREIN);
	COMMANDS("23514 frein_leve_apres", me, 2, "frein_lever", "{\"frein_id\":\"" FREIN_ID "\",\"version\":1,\"leve_le\":\"2026-11-19\"}");
	COMMANDS("JL002 frein_leve_futur leve_le", me, 2, "frein_lever",
		"{\"frein_id\":\"" FREIN_ID "\",\"version\":1,\"leve_le\":\"2026-11-21\"}");
	COMMANDS("faite", me, 2, "frein_lever", "{\"frein_id\":\"" FREIN_ID "\",\"version\":1}");
	ANSWERS("2026-11-20 w_conseiller 2", me, "SELECT leve_le || ' ' || leve_par || ' ' || version FROM jalon.frein"
		" WHERE frein_id = '" FREIN_ID "'");
	COMMANDS("JL002 frein_deja_leve leve_le", me, 3, "frein_lever", "{\"frein_id\":\"" FREIN_ID "\",\"version\":2}");
	COMMANDS("JL001 version_perimee version", me, 3, "frein_lever", "{\"frein_id\":\"" FREIN_ID "\",\"version\":1}");
	COMMANDS("JL002 frein_futur du", me, 3, "frein_ajouter",
		"{\"frein_id\":\"30000000-0000-4000-8000-000000000002\",\"identifiant\":\"AAAAA1\",\"nature\":\"logement\",\"du\":\"2026-11-21\"}");
}

Test(commands, correct_a_file_and_its_household)
{
	COMMANDS("faite", me, 1, "personne_corriger",
		"{\"identifiant\":\"AAAAA1\",\"version\":1,\"nom\":\"Bernard-Yılmaz\",\"courriel\":\"a@example.org\",\"foyer_taille\":4}");
	ANSWERS("Bernard-Yılmaz Aïcha a@example.org 4 2", me, "SELECT concat_ws(' ', nom, prenom, courriel, taille, p.version)"
		" FROM jalon.personne p JOIN jalon.foyer USING (agence_id, foyer_id) WHERE identifiant = 'AAAAA1'");
	COMMANDS("JL001 version_perimee version", me, 2, "personne_corriger", "{\"identifiant\":\"AAAAA1\",\"version\":1,\"nom\":\"X\"}");
	COMMANDS("23514 personne_nom_longueur", me, 2, "personne_corriger", "{\"identifiant\":\"AAAAA1\",\"version\":2,\"nom\":\"\"}");
	COMMANDS("23514 personne_naissance_passee", me, 2, "personne_corriger",
		"{\"identifiant\":\"AAAAA1\",\"version\":2,\"naissance\":\"2027-01-01\"}");
	COMMANDS("23514 foyer_taille_bornes", me, 2, "personne_corriger", "{\"identifiant\":\"AAAAA1\",\"version\":2,\"foyer_taille\":0}");
}

Test(commands, enrol_a_person_and_find_the_one_already_known)
{
#define ENROL(last, first, birth) "{\"nom\":\"" last "\",\"prenom\":\"" first "\",\"naissance\":\"" birth "\",\"regime\":\"CEJ\",\"du\":\"2026-11-20\"}"
	COMMANDS("faite", me, 1, "personne_inscrire", ENROL("Le Dû", "Soizic", "2001-02-03"));
	ANSWERS("w_conseiller CEJ actif", me, "SELECT concat_ws(' ', r.login, g.regime, s.modalite) FROM jalon.personne p"
		" JOIN jalon.referent r USING (agence_id, personne_id) JOIN jalon.passage g USING (agence_id, personne_id)"
		" JOIN jalon.suivi s USING (agence_id, personne_id) WHERE p.nom = 'Le Dû'");
	ANSWERS("5", w.owner, "SELECT count(*) FROM jalon.historique WHERE commande_id = '00000001-0000-4000-8000-000000000000'"
		" AND login = 'w_conseiller'");
	/* Known in the agency, in a portfolio that I do not see: that much is said, and no more. */
	COMMANDS("JL002 deja_suivie nom", me, 2, "personne_inscrire", ENROL("EVRARD", "Chloe", "1990-01-01"));
	/* Known in another agency only: not said. The agency 1 has AAAAA1 of the same name, so another birth. */
	COMMANDS("faite", me, 3, "personne_inscrire", ENROL("Bernard", "Aïcha", "1991-01-01"));
	COMMANDS("JL002 referent_par_responsable referent", me, 4, "personne_inscrire",
		"{\"nom\":\"N\",\"prenom\":\"P\",\"naissance\":\"2001-01-01\",\"regime\":\"CE\",\"du\":\"2026-11-20\",\"referent\":\"w_collegue\"}");
	COMMANDS("23514 passage_regime_connu", me, 4, "personne_inscrire",
		"{\"nom\":\"N\",\"prenom\":\"P\",\"naissance\":\"2001-01-01\",\"regime\":\"ASS\",\"du\":\"2026-11-20\"}");
	COMMANDS("23514 personne_naissance_passee", me, 4, "personne_inscrire", ENROL("N", "P", "2026-11-29"));
}

Test(commands, enrol_one_person_once_when_two_try_at_once)
{
	PGconn *colleague = world_login(&w, "w_collegue");
	ANSWERS("BEGIN", me, "BEGIN");
	COMMANDS("faite", me, 1, "personne_inscrire", ENROL("Le Dû", "Soizic", "2001-02-03"));
	ANSWERS("SET", colleague, "SET lock_timeout = '50ms'");
	COMMANDS("55P03", colleague, 2, "personne_inscrire", ENROL("LE DU", "Soizic", "2001-02-03")); /* waits */
	ANSWERS("COMMIT", me, "COMMIT");
	COMMANDS("JL002 deja_suivie nom", colleague, 2, "personne_inscrire", ENROL("LE DU", "Soizic", "2001-02-03"));
	COMMANDS("JL002 deja_suivie nom", colleague, 3, "personne_inscrire", ENROL("Ledu", "SOI ZIC", "2001-02-03"));
	COMMANDS("JL002 deja_suivie nom", colleague, 4, "personne_inscrire", ENROL("Lé-Dù", "Soizic", "2001-02-03"));
	PQfinish(colleague);
}

Test(commands, enrol_by_the_responsable_for_a_named_counsellor)
{
	PGconn *boss = world_login(&w, "w_responsable");
	COMMANDS("JL002 referent_requis referent", boss, 1, "personne_inscrire", ENROL("Nouvelle", "Nina", "2001-02-03"));
#define ENROL_FOR(login) "{\"nom\":\"Nouvelle\",\"prenom\":\"Nina\",\"naissance\":\"2001-02-03\",\"regime\":\"CE\"," \
	"\"du\":\"2026-11-20\",\"referent\":\"" login "\"}"
	COMMANDS("JL002 referent_non_conseiller login", boss, 1, "personne_inscrire", ENROL_FOR("w_ailleurs"));
	COMMANDS("JL002 referent_non_conseiller login", boss, 1, "personne_inscrire", ENROL_FOR("w_ferme"));
	COMMANDS("faite", boss, 1, "personne_inscrire", ENROL_FOR("w_collegue"));
	ANSWERS("0", me, "SELECT count(*) FROM jalon.personne WHERE nom = 'Nouvelle'");
	PQfinish(boss);
}

Test(commands, change_and_close_a_regime)
{
	COMMANDS("JL002 regime_inchange regime", me, 1, "regime_changer", "{\"identifiant\":\"AAAAA1\",\"regime\":\"CE\",\"du\":\"2026-11-01\"}");
	ANSWERS("UPDATE 1", w.owner, "UPDATE jalon.passage SET au = NULL WHERE personne_id = 1");
	COMMANDS("faite", me, 1, "regime_changer", "{\"identifiant\":\"AAAAA1\",\"regime\":\"CEJ\",\"du\":\"2026-11-01\",\"motif\":\"jeune\"}");
	COMMANDS("faite", me, 2, "regime_changer", "{\"identifiant\":\"AAAAA1\",\"regime\":\"CSP\",\"du\":\"2026-11-01\"}");
	ANSWERS("CE 2026-01-05 2026-11-01 jeune, CSP 2026-11-01", me, "SELECT string_agg(concat_ws(' ', regime, du, au, nullif(motif_fin, '')),"
		" ', ' ORDER BY du) FROM jalon.passage WHERE personne_id = 1 AND annule_par IS NULL");
	ANSWERS("3", me, "SELECT count(*) FROM jalon.passage WHERE personne_id = 1");
	COMMANDS("23P01 passage_un_seul", me, 3, "regime_changer", "{\"identifiant\":\"AAAAA1\",\"regime\":\"PPAE\",\"du\":\"2025-11-01\"}");
	COMMANDS("23514 passage_du_lointain", me, 3, "regime_changer", "{\"identifiant\":\"AAAAA1\",\"regime\":\"PPAE\",\"du\":\"2028-11-01\"}");
	COMMANDS("faite", me, 3, "regime_clore", "{\"identifiant\":\"AAAAA1\",\"au\":\"2026-11-30\",\"motif\":\"reprise\"}");
	ANSWERS("2026-12-01 reprise", me, "SELECT au || ' ' || motif_fin FROM jalon.passage WHERE personne_id = 1 AND regime = 'CSP'");
	COMMANDS("JL002 aucun_regime au", me, 4, "regime_clore", "{\"identifiant\":\"AAAAA1\",\"au\":\"2026-12-01\",\"motif\":\"x\"}");
}

Test(commands, change_the_follow_up)
{
	COMMANDS("JL002 modalite_inchangee modalite", me, 1, "suivi_changer", "{\"identifiant\":\"AAAAA1\",\"modalite\":\"actif\",\"du\":\"2026-11-20\"}");
	COMMANDS("23514 suivi_modalite_connue", me, 1, "suivi_changer", "{\"identifiant\":\"AAAAA1\",\"modalite\":\"perdu\",\"du\":\"2027-01-01\"}");
	COMMANDS("faite", me, 1, "suivi_changer", "{\"identifiant\":\"AAAAA1\",\"modalite\":\"structurante\",\"du\":\"2027-01-01\"}");
	COMMANDS("faite", me, 2, "suivi_changer", "{\"identifiant\":\"AAAAA1\",\"modalite\":\"rattache\",\"du\":\"2027-01-01\"}");
	ANSWERS("actif, rattache", me, "SELECT string_agg(modalite, ', ' ORDER BY du) FROM jalon.suivi WHERE personne_id = 1 AND annule_par IS NULL");
}

#define TO(login, day) "{\"identifiant\":\"AAAAA1\",\"login\":\"" login "\",\"du\":\"" day "\"}"

Test(commands, change_the_referent_by_the_responsable_only)
{
	PGconn *boss = world_login(&w, "w_responsable");
	COMMANDS("JL002 referent_par_responsable login", me, 1, "referent_changer", TO("w_collegue", "2026-11-20"));
	ANSWERS("42501", me, "INSERT INTO jalon.referent (personne_id, login, du) VALUES (1, 'w_collegue', '2027-01-01')");
	ANSWERS("42501", me, "UPDATE jalon.referent SET au = '2026-12-01' WHERE personne_id = 4");
	COMMANDS("JL002 referent_inchange login", boss, 2, "referent_changer", TO("w_conseiller", "2026-11-20"));
	COMMANDS("JL002 referent_non_conseiller login", boss, 2, "referent_changer", TO("w_controle", "2026-11-20"));
	ANSWERS("UPDATE 1", w.owner, "UPDATE jalon.referent SET au = NULL WHERE personne_id = 1");
	COMMANDS("faite", boss, 2, "referent_changer", TO("w_collegue", "2026-11-20"));
	ANSWERS("0", me, "SELECT count(*) FROM jalon.personne WHERE identifiant = 'AAAAA1'");
	COMMANDS("faite", boss, 3, "referent_changer", TO("w_absent", "2026-11-20")); /* the same day: a correction */
	ANSWERS("w_conseiller, w_absent", w.owner, "SELECT string_agg(login, ', ' ORDER BY du) FROM jalon.referent"
		" WHERE personne_id = 1 AND annule_par IS NULL");
	/* w_conseiller replaces w_absent until today. */
	ANSWERS("1", me, "SELECT count(*) FROM jalon.personne WHERE identifiant = 'AAAAA1'");
	PQfinish(boss);
}

#define REPLACE(who, whom, from, to) \
	"{\"remplacant\":\"" who "\",\"titulaire\":\"" whom "\",\"du\":\"" from "\",\"au\":\"" to "\"}"

Test(commands, give_a_replacement_by_the_responsable_only)
{
	PGconn *boss = world_login(&w, "w_responsable"), *colleague = world_login(&w, "w_collegue");
	COMMANDS("JL002 role_insuffisant", me, 1, "remplacement_donner", REPLACE("w_collegue", "w_conseiller", "2026-11-20", "2026-11-20"));
	COMMANDS("JL002 referent_non_conseiller remplacant", boss, 1, "remplacement_donner",
		REPLACE("w_ailleurs", "w_conseiller", "2026-11-20", "2026-11-20"));
	COMMANDS("JL002 referent_non_conseiller remplacant", boss, 1, "remplacement_donner",
		REPLACE("w_conseiller", "w_conseiller", "2026-11-20", "2026-11-20"));
	COMMANDS("23514 remplacement_dates", boss, 1, "remplacement_donner",
		REPLACE("w_collegue", "w_conseiller", "2026-11-20", "2026-11-18"));
	COMMANDS("faite", boss, 1, "remplacement_donner", REPLACE("w_collegue", "w_conseiller", "2026-11-20", "2026-11-20"));
	ANSWERS("2", colleague, "SELECT count(*) FROM jalon.personne WHERE identifiant IN ('AAAAA1', 'AAAAA2')");
	PQfinish(boss);
	PQfinish(colleague);
}

/* Access comes on the first day and goes after the last one, for the portfolio or the one person named. */
Test(commands, a_replacement_opens_the_files_on_its_dates_only)
{
	static const struct { const char *day, *people; } days[] = {
		{"2026-11-20", ""}, {"2026-11-22", ""}, {"2026-11-23", "AAAAA1, AAAAA2"}, {"2026-11-24", "AAAAA1, AAAAA2"},
		{"2026-11-25", ""}, {"2026-12-01", "AAAAA2"}, {"2026-12-02", ""}};
	PGconn *boss = world_login(&w, "w_responsable"), *colleague = world_login(&w, "w_collegue");
	COMMANDS("faite", boss, 1, "remplacement_donner", REPLACE("w_collegue", "w_conseiller", "2026-11-23", "2026-11-24"));
	COMMANDS("faite", boss, 2, "remplacement_donner", "{\"remplacant\":\"w_collegue\",\"titulaire\":\"w_conseiller\","
		"\"identifiant\":\"AAAAA2\",\"du\":\"2026-12-01\",\"au\":\"2026-12-01\"}");
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		ANSWERS("UPDATE 1", w.owner, "UPDATE jalon.jour_fixe SET jour = '%s'", days[i].day);
		ANSWERS(days[i].people, colleague, "SELECT coalesce(string_agg(identifiant, ', ' ORDER BY identifiant), '') FROM jalon.personne"
			" WHERE identifiant IN ('AAAAA1', 'AAAAA2')");
	}
	PQfinish(boss);
	PQfinish(colleague);
}

Test(commands, undo_an_addition_by_annulling_it)
{
	COMMANDS("faite", me, 1, "contact_noter", CONTACT("01", "AAAAA1"));
	COMMANDS("faite", me, 2, "note_ecrire", NOTE("01", "AAAAA1", "true"));
	COMMANDS("faite", me, 3, "frein_ajouter", FREIN);
	COMMANDS("faite", me, 4, "annuler", UNDO("1"));
	COMMANDS("faite", me, 5, "annuler", UNDO("2"));
	COMMANDS("faite", me, 6, "annuler", UNDO("3"));
	COMMANDS("faite", me, 6, "annuler", UNDO("3")); /* resent */
	ANSWERS("00000004-0000-4000-8000-000000000000 00000005-0000-4000-8000-000000000000 00000006-0000-4000-8000-000000000000", me,
		"SELECT concat_ws(' ', (SELECT annule_par FROM jalon.contact WHERE contact_id = '10000000-0000-4000-8000-000000000001'),"
		" (SELECT annulee_par FROM jalon.note WHERE note_id = '" NOTE_ID "'), (SELECT annule_par FROM jalon.frein WHERE frein_id = '" FREIN_ID "'))");
	COMMANDS("JL002 annulation_trop_tard", me, 7, "annuler", UNDO("1"));
	COMMANDS("JL002 annulation_impossible", me, 7, "annuler", UNDO("4"));
	COMMANDS("JL002 hors_de_portee commande_id", me, 7, "annuler", UNDO("9"));
}

Test(commands, undo_a_correction_by_correcting_back)
{
	COMMANDS("faite", me, 1, "personne_corriger", "{\"identifiant\":\"AAAAA1\",\"version\":1,\"nom\":\"Autre\",\"foyer_taille\":9}");
	ANSWERS("SET", me, "SET timezone = 'Pacific/Auckland'"); /* images of rows compare whatever the zone */
	COMMANDS("faite", me, 2, "annuler", UNDO("1"));
	ANSWERS("Bernard 2 3", me, "SELECT concat_ws(' ', nom, taille, p.version) FROM jalon.personne p JOIN jalon.foyer f USING (agence_id, foyer_id)"
		" WHERE identifiant = 'AAAAA1'");
	COMMANDS("faite", me, 3, "note_ecrire", NOTE("01", "AAAAA1", "true"));
	COMMANDS("faite", me, 4, "note_corriger", "{\"note_id\":\"" NOTE_ID "\",\"version\":1,\"privee\":false,\"texte\":\"revu\"}");
	COMMANDS("JL002 annulation_trop_tard", me, 5, "annuler", UNDO("3")); /* corrected since */
	COMMANDS("faite", me, 5, "annuler", UNDO("4"));
	ANSWERS("vu t", me, "SELECT texte || CASE WHEN privee THEN ' t' ELSE ' f' END FROM jalon.note WHERE note_id = '" NOTE_ID "'");
	COMMANDS("faite", me, 6, "frein_ajouter", FREIN);
	COMMANDS("faite", me, 7, "frein_lever", "{\"frein_id\":\"" FREIN_ID "\",\"version\":1}");
	COMMANDS("faite", me, 8, "annuler", UNDO("7"));
	ANSWERS("t", me, "SELECT leve_le IS NULL AND leve_par IS NULL AND annule_par IS NULL FROM jalon.frein WHERE frein_id = '" FREIN_ID "'");
}

Test(commands, refuse_to_undo_what_another_changed_since)
{
	PGconn *boss = world_login(&w, "w_responsable");
	COMMANDS("faite", me, 1, "personne_corriger", "{\"identifiant\":\"AAAAA1\",\"version\":1,\"nom\":\"Autre\"}");
	COMMANDS("faite", boss, 2, "personne_corriger", "{\"identifiant\":\"AAAAA1\",\"version\":2,\"commune\":\"Rennes\"}");
	COMMANDS("JL002 annulation_trop_tard", me, 3, "annuler", UNDO("1"));
	COMMANDS("JL002 hors_de_portee commande_id", boss, 3, "annuler", UNDO("1")); /* another's command */
	COMMANDS("faite", me, 4, "note_ecrire", NOTE("01", "AAAAA2", "false"));
	ANSWERS("UPDATE 1", w.owner, "UPDATE jalon.referent SET login = 'w_collegue' WHERE personne_id = 2");
	COMMANDS("JL002 hors_de_portee commande_id", me, 5, "annuler", UNDO("4")); /* no longer in reach */
	PQfinish(boss);
}

Test(commands, abandon_before_telling_it_is_not_recorded)
{
	ANSWERS("abandonnee", me, "SELECT jalon.abandonner('00000001-0000-4000-8000-000000000000')");
	ANSWERS("abandonnee", me, "SELECT jalon.abandonner('00000001-0000-4000-8000-000000000000')");
	COMMANDS("JL002 commande_abandonnee", me, 1, "contact_noter", CONTACT("01", "AAAAA1")); /* the late one */
	COMMANDS("faite", me, 2, "contact_noter", CONTACT("02", "AAAAA1"));
	ANSWERS("faite", me, "SELECT jalon.abandonner('00000002-0000-4000-8000-000000000000')");
	ANSWERS("1", w.owner, "SELECT count(*) FROM jalon.contact WHERE texte = 'rappelé'");
}

Test(commands, make_the_second_send_wait_for_the_first)
{
	PGconn *again = world_login(&w, "w_conseiller");
	ANSWERS("BEGIN", me, "BEGIN");
	COMMANDS("faite", me, 1, "contact_noter", CONTACT("01", "AAAAA1"));
	ANSWERS("SET", again, "SET lock_timeout = '50ms'");
	COMMANDS("55P03", again, 1, "contact_noter", CONTACT("01", "AAAAA1"));
	ANSWERS("55P03", again, "SELECT jalon.abandonner('00000001-0000-4000-8000-000000000000')");
	ANSWERS("COMMIT", me, "COMMIT");
	COMMANDS("faite", again, 1, "contact_noter", CONTACT("01", "AAAAA1"));
	ANSWERS("1", w.owner, "SELECT count(*) FROM jalon.contact WHERE texte = 'rappelé'");
	PQfinish(again);
}

Test(commands, are_refused_to_those_without_an_open_account)
{
	PGconn *closed = world_login(&w, "w_ferme"), *control = world_login(&w, "w_controle");
	COMMANDS("JL002 compte_ferme", closed, 1, "contact_noter", CONTACT("01", "AAAAA7"));
	COMMANDS("42501", control, 1, "contact_noter", CONTACT("01", "AAAAA7"));
	PQfinish(closed);
	PQfinish(control);
}
