/* What somebody with psql and a login of Jalon's has tried against the agenda, and must not obtain: what is known of
 * people out of reach, another past, a reason left blank, a time of nobody's. Each test is a hole that was once open. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/db/content_places.h"
#include "tests/db/team.h"
#include "tests/support/cluster.h"

static void open_world(void)
{
	team_open();
	world_agenda_add(&w);
	cluster_exec(w.owner, "DELETE FROM jalon.horaire"); /* the agency's */
}

TestSuite(adversary_agenda, .init = open_world, .fini = team_close);

#define ID(n) "00000000-0000-4000-8000-0000000000" n
#define HELD "00000000-0000-4000-8000-000000000001" /* AAAAA1's, yesterday at 10:00, nothing recorded */
#define TO_COME ID("b1")                            /* AAAAA1's, on 2026-12-14 at 10:00 */
#define GROUP ID("b9")                              /* w_conseiller's, ten places, on 2026-12-15 at 9:00 */
#define OPEN_COMMAND "INSERT INTO jalon.commande (commande_id, verbe, empreinte, etat) VALUES ('" ID("ff") "', 'annuler', repeat('0', 64), 'faite');" \
	" SET LOCAL jalon.commande = '" ID("ff") "'"
#define UNDO_BY_HAND(id) "UPDATE jalon.seance SET annule_par = '" ID("ff") "' WHERE seance_id = '" id "'"

/* AAAAA4 is a colleague's, on leave from 2027-03-08 on: a trigger that runs before the policy must not say so. */
Test(adversary_agenda, learns_nothing_of_who_is_out_of_reach)
{
#define PROPOSE(person) "INSERT INTO jalon.proposition (personne_id, type, lieu, minutes, creneaux) VALUES (" person ", 'entretien', 'agence', 45," \
	" '{2027-03-09 10:00+01,2027-03-10 10:00+01}')"
#define ON_LEAVE "INSERT INTO jalon.seance (seance_id, periode, type, lieu, capacite) VALUES ('" ID("c1") "', '[2027-03-09 10:00+01,2027-03-09 11:00+01)'," \
	" 'atelier', 'agence', 5)"
	tried(me, NULL, PROPOSE("1"), "JL002 rdv_conges debut");
	tried(me, NULL, PROPOSE("4"), "42501");
	tried(me, NULL, PROPOSE("999"), "42501");
	tried(me, ON_LEAVE, "INSERT INTO jalon.participation (seance_id, personne_id) VALUES ('" ID("c1") "', 1)", "JL002 rdv_conges debut");
	tried(me, ON_LEAVE, "INSERT INTO jalon.participation (seance_id, personne_id) VALUES ('" ID("c1") "', 4)", "42501");
	/* The functions that commands ask. */
	ANSWERS("42501", me, "SELECT jalon.personne_garder(1, 4, '[2027-03-09,2027-03-10)')");
	ANSWERS("", me, "SELECT jalon.personne_disponible(4, '[2027-03-09,2027-03-10)')");
	ANSWERS("JL002 rdv_conges debut", me, "SELECT jalon.personne_disponible(1, '[2027-03-09,2027-03-10)')");
	ANSWERS("", boss, "SELECT jalon.personne_disponible(8, '[2027-03-09,2027-03-10)')"); /* of another agency */
	ANSWERS("0", me, "SELECT count(*) FROM jalon.seances_personne(4)");
	ANSWERS("0", boss, "SELECT count(*) FROM jalon.seances_personne(8)");
	ANSWERS("0", me, "SELECT count(*) FROM jalon.inscrits('w_collegue', '2026-01-01', '2027-12-31')");
	ANSWERS("0", me, "SELECT count(*) FROM jalon.occupations_personne(4, '2026-01-01', '2027-12-31')");
	ANSWERS("0", me, "SELECT count(*) FROM jalon.occupations('2026-01-01', '2027-12-31') WHERE login = 'w_ailleurs'");
	/* A colleague's séance: cancelled, started or full are one answer. */
	cluster_exec(w.owner, "UPDATE jalon.seance SET annulee_le = now(), annulee_par = 'x' WHERE seance_id = '" ID("b5") "'");
	tried(me, NULL, "INSERT INTO jalon.participation (seance_id, personne_id) VALUES ('" ID("b5") "', 1)", "42501");
	tried(me, NULL, "INSERT INTO jalon.participation (seance_id, personne_id) VALUES ('" ID("b4") "', 1)", "42501");
	tried(me, NULL, "INSERT INTO jalon.rappel (seance_id, personne_id, jours, canal) VALUES ('" ID("b5") "', 5, 1, 'sms')", "42501");
	tried(me, NULL, "INSERT INTO jalon.rappel (seance_id, personne_id, jours, canal) VALUES ('" ID("b4") "', 4, 7, 'sms')", "42501");
}

/* What was held, or has begun, stays what it was. */
Test(adversary_agenda, rewrites_no_past)
{
	static const char present[] = "UPDATE jalon.participation SET presence = 'present', conclusion = 'CV relu' WHERE seance_id = '" HELD "'";
	tried(me, present, "UPDATE jalon.seance SET annulee_le = now(), motif_annulation = 'x' WHERE seance_id = '" HELD "'", "JL002 rdv_tenu seance_id");
	tried(me, present, "UPDATE jalon.seance SET lieu = 'visio' WHERE seance_id = '" HELD "'", "JL002 rdv_tenu debut");
	tried(me, present, "UPDATE jalon.seance SET periode = '[2026-12-01 09:00+01,2026-12-01 10:00+01)' WHERE seance_id = '" HELD "'", "JL002 rdv_tenu debut");
	tried(me, present, "UPDATE jalon.participation SET presence = 'annule_structure' WHERE seance_id = '" HELD "'", "JL002 conclusion_presence presence");
	tried(me, present, "UPDATE jalon.participation SET conclusion = '' WHERE seance_id = '" HELD "'", "JL002 conclusion_requise conclusion");
	tried(me, present, "UPDATE jalon.participation SET conclusion = E' \\t\\n' WHERE seance_id = '" HELD "'", "23514 participation_conclusion_longueur");
	tried(me, NULL, "UPDATE jalon.seance SET type = 'point_etape' WHERE seance_id = '" HELD "'", "42501");
	tried(me, NULL, "UPDATE jalon.seance SET capacite = 3 WHERE seance_id = '" HELD "'", "42501");
	tried(boss, NULL, "UPDATE jalon.seance SET objet = 'x' WHERE seance_id = '" HELD "'", "42501");
	/* As if never given: only by who gave it, before it begins, as long as nothing came of it. */
	tried(me, OPEN_COMMAND, UNDO_BY_HAND(HELD), "JL002 annulation_trop_tard");
	tried(me, OPEN_COMMAND, UNDO_BY_HAND(TO_COME), "JL002 annulation_trop_tard"); /* another's */
	tried(boss, OPEN_COMMAND, UNDO_BY_HAND(TO_COME), "JL002 annulation_trop_tard");
	cluster_exec(me, "INSERT INTO jalon.seance (seance_id, periode, type, lieu) VALUES ('" ID("c2") "', '[2026-12-01 09:00+01,2026-12-01 10:00+01)', 'entretien', 'agence')");
	cluster_exec(me, "INSERT INTO jalon.participation (seance_id, personne_id) VALUES ('" ID("c2") "', 1)");
	tried(me, OPEN_COMMAND, UNDO_BY_HAND(ID("c2")), "UPDATE 1");
	cluster_exec(me, "UPDATE jalon.seance SET periode = '[2026-12-01 10:00+01,2026-12-01 11:00+01)' WHERE seance_id = '" ID("c2") "'");
	tried(me, OPEN_COMMAND, UNDO_BY_HAND(ID("c2")), "JL002 annulation_trop_tard"); /* a move is counted */
}

/* By every column that a role may write. */
Test(adversary_agenda, records_no_outcome_of_what_is_to_come)
{
	tried(me, NULL, "UPDATE jalon.participation SET presence = 'present' WHERE seance_id = '" TO_COME "'", "23514 participation_presence_future");
	tried(me, NULL, "UPDATE jalon.participation SET presence = 'absent_excuse', conclusion = 'déjà' WHERE seance_id = '" TO_COME "'", "JL002 conclusion_future conclusion");
	tried(me, NULL, "INSERT INTO jalon.participation (seance_id, personne_id, presence) VALUES ('" GROUP "', 1, 'present')", "23514 participation_presence_future");
	tried(me, NULL, "INSERT INTO jalon.participation (seance_id, personne_id, presence, conclusion) VALUES ('" GROUP "', 1, 'absent_excuse', 'déjà')", "JL002 conclusion_future conclusion");
	tried(me, NULL, "INSERT INTO jalon.participation (seance_id, personne_id, saisi_le) VALUES ('" GROUP "', 1, '2026-01-01')", "42501");
	tried(me, NULL, "UPDATE jalon.participation SET saisi_par = 'w_collegue' WHERE seance_id = '" TO_COME "'", "42501");
	tried(me, NULL, "UPDATE jalon.participation SET version = 1 WHERE seance_id = '" TO_COME "'", "42501");
	tried(me, NULL, "COPY jalon.participation (seance_id, personne_id) FROM STDIN", "0A000");
	tried(me, NULL, "INSERT INTO jalon.seance (periode, type, lieu, imprevue) VALUES ('[2026-12-01 09:00+01,2026-12-01 10:00+01)', 'entretien', 'agence', true)", "JL002 rdv_imprevu_futur debut");
	tried(me, NULL, "INSERT INTO jalon.deplacement (agence_id, seance_id, personne_id, de, vers, demandeur) SELECT agence_id, seance_id, personne_id,"
		" periode, periode, 'personne' FROM jalon.participation", "42501");
}

/* Cancelled, then back: what was refused on giving is refused again. */
Test(adversary_agenda, brings_nothing_back_over_what_came_since)
{
	static const char cancelled[] = "UPDATE jalon.participation SET presence = 'annule_personne' WHERE seance_id = '" TO_COME "'";
	static const char back[] = "UPDATE jalon.participation SET presence = 'inconnu' WHERE seance_id = '" TO_COME "'";
	cluster_exec(me, cancelled);
	tried(me, NULL, "UPDATE jalon.seance SET annulee_le = NULL WHERE seance_id = '" TO_COME "'", "JL002 rdv_annule seance_id");
	tried(me, NULL, back, "UPDATE 1");
	tried(me, "INSERT INTO jalon.conge (personne_id, nature, du, au) VALUES (1, 'conges', '2026-12-14', '2026-12-15')", back, "JL002 rdv_conges debut");
	cluster_exec(boss, "INSERT INTO jalon.fermeture (du, au, motif) VALUES ('2026-12-14', '2026-12-15', 'Inventaire')");
	tried(me, back, "SET CONSTRAINTS ALL IMMEDIATE", "JL002 rdv_fermeture debut");
	cluster_exec(me, "INSERT INTO jalon.seance (periode, type, lieu, confirmation) VALUES ('[2026-12-14 10:30+01,2026-12-14 11:00+01)', 'entretien', 'agence', 'urgent')");
	tried(me, NULL, back, "23P01 seance_conseiller_occupe");
	/* A group cancelled whole stays so. */
	cluster_exec(me, "UPDATE jalon.seance SET annulee_le = now() WHERE seance_id = '" GROUP "'");
	tried(me, NULL, "UPDATE jalon.seance SET annulee_le = NULL WHERE seance_id = '" GROUP "'", "JL002 rdv_annule seance_id");
}

Test(adversary_agenda, leaves_no_blank_reason_and_no_time_out_of_time)
{
#define GIVE(rest) "INSERT INTO jalon.seance (type, lieu, periode, confirmation) VALUES ('entretien', 'agence', " rest ")"
	tried(me, NULL, GIVE("'[2026-12-25 09:00+01,2026-12-25 10:00+01)', ' '"), "23514 seance_confirmation_longueur");
	tried(me, GIVE("'[2026-12-25 09:00+01,2026-12-25 10:00+01)', NULL"), "SET CONSTRAINTS ALL IMMEDIATE", "JL002 rdv_ferie debut");
	tried(me, GIVE("'[2026-12-25 09:00+01,2026-12-25 10:00+01)', 'urgent'") "; UPDATE jalon.seance SET confirmation = NULL WHERE confirmation = 'urgent'",
		"SET CONSTRAINTS ALL IMMEDIATE", "JL002 rdv_ferie debut");
	tried(me, NULL, GIVE("'[2026-12-26 09:00+01,2027-01-20 10:00+01)', 'x'"), "JL002 rdv_duree minutes");
	tried(me, NULL, GIVE("'[2026-12-28 09:00:00+01,2026-12-28 09:00:01+01)', 'x'"), "JL002 rdv_duree minutes");
	tried(me, NULL, GIVE("'[9999-12-31 09:00+01,9999-12-31 10:00+01)', 'x'"), "23514 seance_periode_bornes");
	tried(me, NULL, "INSERT INTO jalon.seance (type, lieu, periode, imprevue) VALUES ('entretien', 'agence', '[0001-01-01 09:00+01,0001-01-01 10:00+01)', true)",
		"23514 seance_periode_bornes");
	tried(me, NULL, "UPDATE jalon.participation SET convoque_le = '-infinity' WHERE seance_id = '" TO_COME "'", "23514 participation_convocation_bornes");
	tried(me, NULL, "UPDATE jalon.engagement SET tenu_le = '2020-01-01' WHERE personne_id = 1", "JL002 engagement_tenu_avant tenu_le");
	tried(me, OPEN_COMMAND, "UPDATE jalon.engagement SET annule_par = '" ID("ff") "' WHERE personne_id = 3", "42501"); /* the absent one's word */
	tried(me, OPEN_COMMAND, "UPDATE jalon.rappel SET annule_par = '" ID("ff") "' WHERE personne_id = 3", "42501");
	COMMANDS("JL002 motif_requis motif", me, 1, "rdv_annuler", "{\"seance_id\":\"" TO_COME "\",\"version\":1,\"demandeur\":\"personne\",\"motif\":\" \"}");
	COMMANDS("JL002 motif_requis motif", me, 2, "rdv_deplacer",
		"{\"seance_id\":\"" TO_COME "\",\"version\":1,\"debut\":\"2026-12-14T11:00\",\"demandeur\":\"personne\",\"motif\":\"\"}");
}

/* An older snapshot would not count who came in meanwhile. */
Test(adversary_agenda, overfills_no_group_by_an_old_snapshot)
{
	cluster_exec(me, "BEGIN ISOLATION LEVEL REPEATABLE READ");
	ANSWERS("JL002 isolation_inattendue", me, "INSERT INTO jalon.participation (seance_id, personne_id) VALUES ('" GROUP "', 1)");
	cluster_exec(me, "ROLLBACK");
}

/* Periods in the history are text: a session's DateStyle would make them say another day. */
Test(adversary_agenda, writes_no_history_in_a_style_of_its_own)
{
	cluster_exec(me, "SET datestyle = 'SQL, DMY'");
	cluster_exec(me, "SET timezone = 'Asia/Tokyo'");
	cluster_exec(me, "UPDATE jalon.seance SET periode = '[2026-12-11 10:00+01,2026-12-11 11:00+01)' WHERE seance_id = '" TO_COME "'");
	ANSWERS("[\"2026-12-11 09:00:00+00\",\"2026-12-11 10:00:00+00\")", w.owner,
		"SELECT apres->>'periode' FROM jalon.historique WHERE nom_table = 'seance' ORDER BY historique_id DESC LIMIT 1");
}

/* A hint names nothing, whoever writes. */
Test(adversary_agenda, hears_nothing_but_a_random_token)
{
	cluster_exec(me, "LISTEN jalon");
	cluster_exec(colleague, "UPDATE jalon.seance SET lieu = 'visio' WHERE seance_id = '" ID("b4") "'");
	PQclear(PQexec(me, "SELECT 1"));
	PQconsumeInput(me);
	PGnotify *hint = PQnotifies(me);
	cr_assert_not_null(hint);
	cr_expect_eq(strlen(hint->extra), 36);
	cr_expect_null(strstr(hint->extra, ID("b4")));
	PQfreemem(hint);
}

/* Each verb, with contents that it would take but for a detail. */
static const struct { const char *verb, *content; } lawful[] = {
	{ "rdv_donner", "{\"seance_id\":\"" ID("d1") "\",\"identifiant\":\"AAAAA1\",\"debut\":\"2026-12-02T09:00\",\"minutes\":45,\"type\":\"entretien\","
		"\"lieu\":\"agence\",\"objet\":\"x\",\"confirmation\":\"x\",\"imprevue\":false,\"conclusion\":\"\"}" },
	{ "rdv_serie", "{\"serie_id\":\"" ID("d2") "\",\"identifiant\":\"AAAAA1\",\"seances\":[{\"seance_id\":\"" ID("d1") "\",\"debut\":\"2026-12-02T09:00\"}],"
		"\"minutes\":45,\"type\":\"entretien\",\"lieu\":\"agence\",\"objet\":\"x\",\"confirmation\":\"x\",\"semaines\":3}" },
	{ "groupe_creer", "{\"seance_id\":\"" ID("d1") "\",\"debut\":\"2026-12-02T09:00\",\"minutes\":45,\"type\":\"atelier\",\"lieu\":\"agence\",\"objet\":\"x\","
		"\"capacite\":5,\"identifiants\":[\"AAAAA1\"],\"confirmation\":\"x\"}" },
	{ "groupe_inscrire", "{\"seance_id\":\"" GROUP "\",\"identifiants\":[\"AAAAA1\"]}" },
	{ "rdv_deplacer", "{\"seance_id\":\"" TO_COME "\",\"version\":1,\"debut\":\"2026-12-02T09:00\",\"minutes\":45,\"lieu\":\"visio\",\"demandeur\":\"personne\","
		"\"motif\":\"x\",\"confirmation\":\"x\"}" },
	{ "rdv_annuler", "{\"seance_id\":\"" TO_COME "\",\"identifiant\":\"AAAAA1\",\"version\":1,\"demandeur\":\"personne\",\"motif\":\"x\"}" },
	{ "rdv_presence", "{\"seance_id\":\"" HELD "\",\"presences\":[{\"identifiant\":\"AAAAA1\",\"version\":1,\"presence\":\"present\",\"motif\":\"\"}]}" },
	{ "rdv_conclure", "{\"seance_id\":\"" HELD "\",\"identifiant\":\"AAAAA1\",\"version\":1,\"presence\":\"present\",\"conclusion\":\"x\",\"engagements\":"
		"[{\"engagement_id\":\"" ID("d3") "\",\"debiteur\":\"structure\",\"objet\":\"x\",\"echeance\":\"2026-12-01\"}]}" },
	{ "convocation_noter", "{\"seance_id\":\"" TO_COME "\",\"identifiant\":\"AAAAA1\",\"version\":1,\"convoque_le\":\"2026-11-18\",\"recu_le\":\"2026-11-19\"}" },
	{ "rappel_donner", "{\"rappel_id\":\"" ID("d4") "\",\"seance_id\":\"" TO_COME "\",\"identifiant\":\"AAAAA1\",\"jours\":1,\"canal\":\"sms\"}" },
	{ "engagement_tenir", "{\"engagement_id\":\"" ID("e1") "\",\"version\":1,\"tenu_le\":\"2026-11-20\"}" },
	{ "proposition_faire", "{\"proposition_id\":\"" ID("d5") "\",\"identifiant\":\"AAAAA1\",\"creneaux\":[\"2026-12-01T10:00\",\"2026-12-02T10:00\"],\"minutes\":45,"
		"\"type\":\"entretien\",\"lieu\":\"agence\",\"texte\":\"x\"}" },
	{ "proposition_choisir", "{\"proposition_id\":\"" ID("e2") "\",\"seance_id\":\"" ID("d1") "\",\"debut\":\"2026-12-16T10:00\",\"confirmation\":\"x\"}" },
	{ "proposition_retirer", "{\"proposition_id\":\"" ID("e2") "\"}" },
	{ "conge_declarer", "{\"conge_id\":\"" ID("d6") "\",\"identifiant\":\"AAAAA1\",\"nature\":\"conges\",\"du\":\"2027-02-01\",\"au\":\"2027-02-05\",\"texte\":\"x\"}" },
	{ "conge_retirer", "{\"conge_id\":\"" ID("e3") "\"}" },
	{ "absence_poser", "{\"absence_id\":\"" ID("d7") "\",\"debut\":\"2027-02-01T09:00\",\"fin\":\"2027-02-01T12:00\",\"motif\":\"x\"}" },
	{ "horaires_definir", "{\"version\":0,\"plages\":[{\"de\":540,\"a\":720}]}" },
	{ "ligne_reporter", "{\"identifiant\":\"AAAAA1\",\"code\":\"engagement_du\",\"jusqu_au\":\"2026-12-01\",\"geste\":\"fait\"}" },
};
#define VERBS (sizeof lawful / sizeof *lawful)

/* Each kind of value in each field of each verb. */
Test(adversary_agenda, is_refused_in_one_sentence_whatever_a_field_holds)
{
	cluster_exec(w.owner, "ALTER TABLE jalon.engagement DISABLE TRIGGER USER; ALTER TABLE jalon.proposition DISABLE TRIGGER USER;"
		" ALTER TABLE jalon.conge DISABLE TRIGGER USER; UPDATE jalon.engagement SET engagement_id = '" ID("e1") "' WHERE personne_id = 1 AND contrat_id IS NULL;"
		" UPDATE jalon.proposition SET proposition_id = '" ID("e2") "' WHERE personne_id = 1; UPDATE jalon.conge SET conge_id = '" ID("e3") "' WHERE"
		" personne_id = 1; ALTER TABLE jalon.engagement ENABLE TRIGGER USER; ALTER TABLE jalon.proposition ENABLE TRIGGER USER;"
		" ALTER TABLE jalon.conge ENABLE TRIGGER USER");
	size_t tries = 0;
	for (size_t i = 0; i < VERBS; i++) {
		cluster_exec(me, "BEGIN");
		COMMANDS("faite", me, (int)i + 1, lawful[i].verb, lawful[i].content); /* what is tried below is one step away */
		cluster_exec(me, "ROLLBACK");
		tries += content_places_try(&w, me, lawful[i].verb, lawful[i].content);
	}
	cr_expect_gt(tries, 2500, "%zu", tries);
}

/* Too many items, the same id with other content, twice the same. */
Test(adversary_agenda, is_refused_whole)
{
	char *before = cluster_value(w.owner, "SELECT count(*) FROM jalon.historique");
	ANSWERS("JL002 contenu_invalide identifiants", me, "SELECT jalon.commander(gen_random_uuid(), 'groupe_inscrire', jsonb_build_object('seance_id', '" GROUP "',"
		" 'identifiants', (SELECT jsonb_agg('AAAAA1'::text) FROM generate_series(1, 1000000))))");
	/* One of the series falls on a day that is taken: none is given. */
	COMMANDS("23P01 seance_conseiller_occupe", me, 1, "rdv_serie", "{\"serie_id\":\"" ID("d2") "\",\"identifiant\":\"AAAAA2\",\"seances\":["
		"{\"seance_id\":\"" ID("d3") "\",\"debut\":\"2026-12-08T09:00\"},{\"seance_id\":\"" ID("d4") "\",\"debut\":\"2026-12-15T09:00\"}],\"minutes\":45,"
		"\"type\":\"entretien\",\"lieu\":\"agence\",\"semaines\":3}");
	ANSWERS(before, w.owner, "SELECT count(*) FROM jalon.historique");
	COMMANDS("faite", me, 2, lawful[0].verb, lawful[0].content);
	COMMANDS("faite", me, 2, lawful[0].verb, lawful[0].content); /* the answer of the first */
	ANSWERS("1", me, "SELECT count(*) FROM jalon.seance WHERE seance_id = '" ID("d1") "'");
	COMMANDS("JL002 commande_differente", me, 2, lawful[3].verb, lawful[3].content);
	COMMANDS("23505 seance_cle", me, 3, lawful[0].verb, lawful[0].content);
	free(before);
}
