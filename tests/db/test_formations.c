/* Training requests: the table of transitions against the core's, every stage and step by command and by hand through psql,
 * each guard, what the request keeps of its events (rules.md T1-T4). Others: test_formations_undo.c, test_adversary_formations.c,
 * test_company_periods.c. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "core/training/stages.h"
#include "tests/db/formations_support.h"
#include "tests/db/team.h"
#include "tests/support/cluster.h"

static void open_world(void)
{
	team_open();
	formations_references_add(&w);
}

TestSuite(formations, .init = open_world, .fini = team_close);

/* jalon.formation_transition.garde, by enum training_guard. */
static const char *const guards[STEP_GUARD_COUNT] = {
	[STEP_FREE] = "libre", [STEP_IF_PROJECT] = "projet", [STEP_IF_PRECONDITIONS] = "prealables", [STEP_IF_FUNDER] = "financeur",
	[STEP_IF_COUNTER] = "contre_proposition", [STEP_IF_PIECES] = "pieces", [STEP_IF_COMPLETE] = "complet", [STEP_IF_WHOLE] = "entier",
	[STEP_IF_DECIDED] = "decision",
};

Test(formations, go_by_the_table_of_the_core)
{
	for (int s = 0; s < TRAINING_STAGE_COUNT; s++)
		for (int p = 0; p < STEP_COUNT; p++) {
			const struct training_transition *t = training_transition_find((enum training_stage)s, (enum training_step)p);
			char expected[80] = "";
			if (t != NULL)
				snprintf(expected, sizeof expected, "%s %s", guards[t->guard], training_stage_code(t->to));
			ANSWERS(expected, me, "SELECT concat_ws(' ', garde, vers) FROM jalon.formation_transition WHERE de = '%s' AND geste = '%s'",
				training_stage_code((enum training_stage)s), training_step_code((enum training_step)p));
		}
	ANSWERS("1", me, "SELECT count(*) FROM jalon.formation_transition WHERE de = ''");
	ANSWERS("", me, "SELECT string_agg(DISTINCT vers, ' ') FROM jalon.formation_transition WHERE vers NOT IN (SELECT de FROM jalon.formation_transition)");
	ANSWERS("42501", me, "INSERT INTO jalon.formation_transition VALUES ('evoquee', 'entrer', 'libre', 'entree')");
	ANSWERS("42501", boss, "UPDATE jalon.formation_transition SET garde = 'libre'");
	ANSWERS("42501", boss, "DELETE FROM jalon.formation_transition");
}

/* How each stage is reached. */
static const char *const paths[TRAINING_STAGE_COUNT] = {
	[TRAINING_RAISED] = "evoquer",
	[TRAINING_PROJECT] = "evoquer projeter",
	[TRAINING_READY] = "evoquer projeter preparer",
	[TRAINING_FILED] = "evoquer projeter preparer deposer",
	[TRAINING_PIECES] = "evoquer projeter preparer deposer demander_pieces",
	[TRAINING_COUNTERED] = "evoquer projeter preparer deposer contre_proposer",
	[TRAINING_REFUSED] = "evoquer projeter preparer deposer refuser",
	[TRAINING_GRANTED] = "evoquer projeter preparer deposer accorder",
	[TRAINING_FUNDED] = "evoquer projeter preparer deposer accorder financer",
	[TRAINING_ENTERED] = "evoquer projeter preparer deposer accorder financer entrer",
	[TRAINING_COMPLETED] = "evoquer projeter preparer deposer accorder financer entrer achever",
	[TRAINING_FOLLOWED] = "evoquer projeter preparer deposer accorder financer entrer achever suivre",
	[TRAINING_DROPPED_BEFORE] = "evoquer abandonner",
	[TRAINING_DROPPED_AFTER] = "evoquer projeter preparer deposer accorder financer entrer abandonner",
};

/* Request 10 + s of AAAAA1 at stage s, everything that a guard asks for being there. */
static void every_stage_add(void)
{
	for (int s = 0; s < TRAINING_STAGE_COUNT; s++)
		formation_at(&w, 10 + s, 1, paths[s], true);
}

/* What is answered to a step at a stage. */
static void expected_answer(enum training_stage from, enum training_step step, const char *done, char *out, size_t size)
{
	const struct training_transition *t = training_transition_find(from, step);
	bool before = from <= TRAINING_REFUSED;
	if (t != NULL)
		snprintf(out, size, "%s %s", done, training_stage_code(t->to));
	else
		snprintf(out, size, "JL002 %s geste", step == STEP_ENTER && before ? "formation_entree_decision" : "formation_transition");
}

/* An event by hand, through psql. */
#define BY_HAND(n, step, more) "INSERT INTO jalon.formation_evenement (formation_id, personne_id, geste) VALUES ('" FID(n) "', 1, '" step "')" more
#define BY_HAND_ON(n, step, day) "INSERT INTO jalon.formation_evenement (formation_id, personne_id, geste, le) VALUES ('" FID(n) "', 1, '" step "', '" day "')"
#define BY_HAND_AT(n, step, funder) "INSERT INTO jalon.formation_evenement (formation_id, personne_id, geste, financeur) VALUES ('" FID(n) "', 1, '" step \
	"', '" funder "')"
#define STAGE_OF "(SELECT x.etape FROM jalon.formation x WHERE x.formation_id = '" FORMATION_ID "')"
/* Grounds, a text, a funder, no counter-proposal: every guard that an event answers by itself. */
#define CONTENT_OF(p) (p) == STEP_REFUSE ? "[\"cout\"]" : (p) == STEP_DROP ? "[\"delai\"]" : (p) == STEP_FOLLOW ? "[\"emploi\"]" : "[]"

Test(formations, pass_from_stage_to_stage_by_commands_as_the_table_says)
{
	every_stage_add();
	for (int s = 0; s < TRAINING_STAGE_COUNT; s++)
		for (int p = 0; p < STEP_COUNT; p++) {
			char expected[80];
			if (p == STEP_RAISE || p == STEP_PROJECT || p == STEP_ASK_PIECES)
				continue; /* verbs of their own: below */
			cluster_exec(me, "BEGIN");
			expected_answer((enum training_stage)s, (enum training_step)p, "faite", expected, sizeof expected);
			const char *got = answer(me, "SELECT concat_ws(' ', r->>'etat', r->>'etape') FROM jalon.formation f, jalon.commander(gen_random_uuid(),"
				" 'formation_avancer', jsonb_build_object('formation_id', f.formation_id, 'version', f.version, 'geste', '%s', 'texte', 'x', 'motifs',"
				" '%s'::jsonb, 'financeur', 'region', 'sans_contre_proposition', 'x')) r WHERE f.formation_id = '" FORMATION_ID "'",
				training_step_code((enum training_step)p), CONTENT_OF(p), 10 + s);
			cr_expect_str_eq(got, expected, "%s %s: %s, expected %s", training_stage_code((enum training_stage)s),
				training_step_code((enum training_step)p), got, expected);
			cluster_exec(me, "ROLLBACK");
		}
}

Test(formations, pass_from_stage_to_stage_by_hand_as_the_table_says)
{
	every_stage_add();
	for (int s = 0; s < TRAINING_STAGE_COUNT; s++)
		for (int p = 0; p < STEP_COUNT; p++) {
			char expected[80];
			cluster_exec(me, "BEGIN");
			if (s == TRAINING_FILED && p == STEP_ASK_PIECES)
				answer(me, "INSERT INTO jalon.formation_piece (formation_id, personne_id, nature, debiteur) VALUES ('" FORMATION_ID "', 1, 'devis',"
					" 'organisme')", 10 + s);
			expected_answer((enum training_stage)s, (enum training_step)p, "INSERT 0 1", expected, sizeof expected);
			char got[160];
			snprintf(got, sizeof got, "%s", answer(me, "INSERT INTO jalon.formation_evenement (formation_id, personne_id, geste, texte, motifs, financeur,"
				" sans_contre_proposition) VALUES ('" FORMATION_ID "', 1, '%s', 'x', translate('%s', '[]', '{}')::text[], 'region', 'x')", 10 + s,
				training_step_code((enum training_step)p), CONTENT_OF(p)));
			if (strncmp(got, "INSERT", 6) == 0) {
				const char *stage = answer(me, "SELECT " STAGE_OF, 10 + s);
				snprintf(got + strlen(got), sizeof got - strlen(got), " %s", stage);
			}
			cr_expect_str_eq(got, expected, "%s %s: %s, expected %s", training_stage_code((enum training_stage)s),
				training_step_code((enum training_step)p), got, expected);
			cluster_exec(me, "ROLLBACK");
		}
}

/* Verbs of their own: raised once, projected from the idea (a version more later, none once entered), pieces of a filed request. */
Test(formations, have_verbs_of_their_own_at_the_stages_of_the_table)
{
	static const struct {
		enum training_stage stage;
		const char *project, *pieces;
	} rows[] = {
		{ TRAINING_RAISED, "faite projet", "JL002 formation_transition geste" },
		{ TRAINING_PROJECT, "faite projet", "JL002 formation_transition geste" },
		{ TRAINING_READY, "faite prete", "JL002 formation_transition geste" },
		{ TRAINING_FILED, "faite deposee", "faite pieces_demandees" },
		{ TRAINING_PIECES, "faite pieces_demandees", "faite pieces_demandees" },
		{ TRAINING_COUNTERED, "faite contre_proposee", "JL002 formation_transition geste" },
		{ TRAINING_REFUSED, "faite refusee", "JL002 formation_transition geste" },
		{ TRAINING_GRANTED, "faite accordee", "JL002 formation_transition geste" },
		{ TRAINING_FUNDED, "faite financee", "JL002 formation_transition geste" },
		{ TRAINING_ENTERED, "JL002 formation_entree_figee projet", "JL002 formation_transition geste" },
		{ TRAINING_COMPLETED, "JL002 formation_entree_figee projet", "JL002 formation_transition geste" },
		{ TRAINING_FOLLOWED, "JL002 formation_close formation_id", "JL002 formation_transition geste" },
		{ TRAINING_DROPPED_BEFORE, "JL002 formation_close formation_id", "JL002 formation_transition geste" },
		{ TRAINING_DROPPED_AFTER, "JL002 formation_close formation_id", "JL002 formation_transition geste" },
	};
	cr_assert_eq(sizeof rows / sizeof *rows, TRAINING_STAGE_COUNT);
	every_stage_add();
#define VERB(verb, more) "SELECT concat_ws(' ', r->>'etat', r->>'etape') FROM jalon.formation f, jalon.commander(gen_random_uuid(), '" verb "'," \
	" jsonb_build_object('formation_id', f.formation_id, 'version', f.version, " more ")) r WHERE f.formation_id = '" FORMATION_ID "'"
	for (int s = 0; s < TRAINING_STAGE_COUNT; s++) {
		cluster_exec(me, "BEGIN");
		ANSWERS(rows[s].project, me, VERB("formation_projeter", "'projet', 'Devenir soudeur'"), 10 + (int)rows[s].stage);
		cluster_exec(me, "ROLLBACK");
		cluster_exec(me, "BEGIN");
		ANSWERS(rows[s].pieces, me, VERB("formation_pieces_demander", "'pieces', jsonb_build_array(jsonb_build_object('piece_id', gen_random_uuid(),"
			" 'nature', 'devis', 'debiteur', 'organisme'))"), 10 + (int)rows[s].stage);
		cluster_exec(me, "ROLLBACK");
	}
	ANSWERS("JL002 contenu_invalide geste", me, VERB("formation_avancer", "'geste', 'evoquer'"), 10);
	ANSWERS("JL002 formation_transition geste", me, VERB("formation_avancer", "'geste', 'rever'"), 10);
}

/* A request from the idea to six months after, recorded as it went; what it keeps of its events. */
Test(formations, are_carried_through_every_stage)
{
	COMMANDS("faite", me, 1, "formation_evoquer", RAISE("01", "AAAAA1", ",\"rome\":\"H2913\",\"objectif\":\"qualification\",\"organisme\":\"AFPA\","
		"\"departement\":\"35\",\"minutes\":48000,\"rythme_minutes\":2100,\"debut\":\"2025-04-14\",\"fin\":\"2025-09-26\",\"le\":\"2025-01-13\","
		"\"texte\":\"Veut se reconvertir\""));
	ANSWERS("evoquee 2025-01-13 2", me, STAGE("01"));
	COMMANDS("faite", me, 2, "formation_projeter", PROJECT("01", "2", "2025-01-20"));
	formation_preconditions(me, 3, FID("01"));
	COMMANDS("faite", me, 10, "formation_avancer", STEP("01", "3", "preparer", ",\"le\":\"2025-01-27\""));
	COMMANDS("faite", me, 11, "formation_avancer", STEP("01", "4", "deposer", ",\"le\":\"2025-01-28\",\"financeur\":\"region\""));
	COMMANDS("faite", me, 12, "formation_pieces_demander", ASK("01", "5", "2025-02-03", PIECE("01", "devis", "organisme") "," PIECE("02", "argumentaire", "structure")));
	ANSWERS("pieces_demandees 2025-02-03 6", me, STAGE("01"));
	COMMANDS("faite", me, 13, "formation_piece_recevoir", RECEIVE("02", "1", "2025-02-05"));
	ANSWERS("pieces_demandees 2025-02-03 6", me, STAGE("01"));
	COMMANDS("faite", boss, 14, "formation_piece_recevoir", RECEIVE("01", "1", "2025-02-10"));
	ANSWERS("deposee 2025-02-10 7", me, STAGE("01")); /* the last piece completes the file */
	COMMANDS("faite", me, 15, "formation_avancer", STEP("01", "7", "refuser", ",\"le\":\"2025-02-14\",\"motifs\":[\"metier_non_en_tension\"],"
		"\"sans_contre_proposition\":\"Aucune autre offre\""));
	COMMANDS("faite", me, 16, "formation_avancer", STEP("01", "8", "contester", ",\"le\":\"2025-02-17\",\"texte\":\"Motif insuffisant\""));
	COMMANDS("faite", me, 17, "formation_avancer", STEP("01", "9", "contre_proposer", ",\"le\":\"2025-02-21\",\"texte\":\"Session de mai\""));
	COMMANDS("faite", me, 18, "formation_avancer", STEP("01", "10", "accepter", ",\"le\":\"2025-02-24\",\"debut\":\"2025-05-05\",\"fin\":\"2025-10-17\""));
	ANSWERS("2025-05-05 2025-10-17", me, "SELECT concat_ws(' ', debut, fin) FROM jalon.formation WHERE formation_id = '" FID("01") "'");
	COMMANDS("faite", me, 19, "formation_financer_ligne", LINE("11", "01", "pedagogie", "constructys", "2025-05-05", "2025-10-17", ",\"etat\":\"accordee\",\"montant_cents\":650000"));
	COMMANDS("faite", me, 20, "formation_financer_ligne", LINE("12", "01", "remuneration", "france_travail", "2025-05-05", "2025-08-31", ",\"etat\":\"accordee\""));
	COMMANDS("faite", me, 21, "formation_financer_ligne", LINE("13", "01", "remuneration", "region", "2025-09-01", "2025-10-17", "")); /* the relay */
	COMMANDS("faite", me, 22, "formation_financer_ligne", LINE("14", "01", "frais_annexes", "", "2025-05-05", "2025-10-17", ",\"etat\":\"sans_objet\",\"motif\":\"À dix minutes\""));
	COMMANDS("JL002 formation_trou malgre", me, 23, "formation_avancer", STEP("01", "12", "financer", ""));
	COMMANDS("faite", me, 24, "formation_ligne_decider", DECIDE("13", "1", "accordee", ""));
	COMMANDS("faite", me, 25, "formation_avancer", STEP("01", "12", "financer", ",\"le\":\"2025-03-10\""));
	COMMANDS("faite", me, 26, "formation_avancer", STEP("01", "13", "entrer", ",\"le\":\"2025-05-06\""));
	ANSWERS("entree 2025-05-06 14", me, STAGE("01"));
	COMMANDS("faite", me, 27, "formation_avancer", STEP("01", "14", "echange", ",\"le\":\"2025-06-02\",\"avec\":\"AFPA\",\"texte\":\"Tout va bien\""));
	COMMANDS("faite", me, 28, "formation_absence", AWAY("15", "01", "2025-06-10", "2025-06-11"));
	COMMANDS("faite", me, 29, "formation_avancer", STEP("01", "14", "point_tiers", ",\"le\":\"2025-06-30\",\"texte\":\"Assidu\""));
	ANSWERS("entree 2025-05-06 14", me, STAGE("01")); /* neither a word nor the check moves the stage's day */
	COMMANDS("faite", me, 30, "formation_avancer", STEP("01", "14", "achever", ",\"fin\":\"2025-10-16\",\"motifs\":[\"certification\"]"));
	COMMANDS("faite", me, 31, "formation_avancer", STEP("01", "15", "suivre", ",\"le\":\"2026-04-16\",\"motifs\":[\"emploi\"]"));
	ANSWERS("suivie 2026-04-16 16", me, STAGE("01"));
	ANSWERS("2025-05-06 2025-10-16", me, "SELECT concat_ws(' ', debut, fin) FROM jalon.formation WHERE formation_id = '" FID("01") "'"); /* the real days */
	ANSWERS("evoquer projeter preparer deposer demander_pieces completer refuser contester contre_proposer accepter financer entrer echange point_tiers"
		" achever suivre", me, "SELECT string_agg(geste, ' ' ORDER BY rang) FROM jalon.formation_evenement WHERE formation_id = '" FID("01") "'");
	ANSWERS("t", me, "SELECT bool_and(e.de = coalesce(a.vers, '')) FROM jalon.formation_evenement e LEFT JOIN jalon.formation_evenement a ON"
		" a.formation_id = e.formation_id AND a.rang = e.rang - 1 WHERE e.formation_id = '" FID("01") "'");
	/* Resent, a command applies once; of another version, not at all. */
	COMMANDS("faite", me, 31, "formation_avancer", STEP("01", "15", "suivre", ",\"le\":\"2026-04-16\",\"motifs\":[\"emploi\"]"));
	COMMANDS("JL001 version_perimee version", me, 32, "formation_avancer", STEP("01", "15", "echange", ",\"texte\":\"x\""));
}

/* What a session of the catalogue says is the request's, unless the content says otherwise. */
Test(formations, take_the_course_from_the_catalogue)
{
	COMMANDS("faite", me, 1, "formation_evoquer", "{\"formation_id\":\"" FID("01") "\",\"identifiant\":\"AAAAA1\",\"session_id\":\"" PID("50") "\",\"lieu\":\"Vitré\"}");
	ANSWERS("Soudeur H2913 AFPA Vitré 35 48000 2100 2026-11-02 2027-03-31", me, "SELECT concat_ws(' ', intitule, rome, organisme, lieu, departement, minutes,"
		" rythme_minutes, debut, fin) FROM jalon.formation WHERE formation_id = '" FID("01") "'");
	COMMANDS("faite", me, 2, "formation_decrire", DESCRIBE("01", "1", ",\"session_id\":\"\",\"fin\":\"\",\"minutes\":\"\",\"intitule\":\"Soudeur TIG\""));
	ANSWERS("t Soudeur TIG 2100 2026-11-02", me, "SELECT concat_ws(' ', session_id IS NULL, intitule, minutes, rythme_minutes, debut, fin) FROM jalon.formation"
		" WHERE formation_id = '" FID("01") "'");
	COMMANDS("JL002 formation_session session_id", me, 3, "formation_decrire", DESCRIBE("01", "2", ",\"session_id\":\"" PID("59") "\""));
	COMMANDS("JL002 contenu_invalide intitule", me, 4, "formation_evoquer", "{\"formation_id\":\"" FID("02") "\",\"identifiant\":\"AAAAA1\"}");
	COMMANDS("JL001 version_perimee version", me, 5, "formation_decrire", DESCRIBE("01", "1", ",\"fin\":\"\""));
	/* One number: a session of another agency is no session. */
	cluster_exec(w.owner, "INSERT INTO jalon.catalogue_import (agence_id, import_id, fournisseur, fichier, lignes, ajoutees, changees, inchangees, retirees, par)"
		" VALUES (2, '" PID("00") "', 'carif', 'x', 1, 1, 0, 0, 0, 'x'); INSERT INTO jalon.catalogue_session (agence_id, session_id, fournisseur, cle, offre,"
		" organisme, intitule, heures_minutes, debut, fin, import_id, maj_le) VALUES (2, '" PID("52") "', 'carif', 'x', 'x', 'x', 'x', 60, '2027-01-04', '2027-01-05',"
		" '" PID("00") "', '2026-11-16')");
	COMMANDS("JL002 formation_session session_id", me, 6, "formation_decrire", DESCRIBE("01", "2", ",\"session_id\":\"" PID("52") "\""));
	ANSWERS("23503 formation_session", me, "UPDATE jalon.formation SET session_id = '" PID("52") "' WHERE formation_id = '" FID("01") "'");
}

/* What psql shows first of a refusal. */
static const char *sentence(PGconn *conn, const char *sql)
{
	static char text[256];
	PGresult *res = PQexec(conn, sql);
	const char *said = PQresultErrorField(res, PG_DIAG_MESSAGE_PRIMARY);
	snprintf(text, sizeof text, "%s", said != NULL ? said : "");
	PQclear(res);
	return text;
}

/* The bad inputs, by hand: one French sentence each, not the constraint's English. */
Test(formations, tell_psql_in_french_what_a_row_refuses)
{
	const struct { const char *says, *sql; } refused[] = {
		{"une formation dure plus de zéro heure, et 10 000 heures au plus", "UPDATE jalon.formation SET minutes = 0"},
		{"le rythme va d'une minute à une semaine par semaine", "UPDATE jalon.formation SET rythme_minutes = 0"},
		{"une formation finit le jour où elle commence, ou après", "UPDATE jalon.formation SET debut = '2027-01-11', fin = '2027-01-10'"},
		{"une ligne de financement ne finit pas avant son premier jour", "INSERT INTO jalon.formation_financement (formation_id,"
			" personne_id, poste, financeur, du, au) VALUES ('" FID("01") "', 1, 'pedagogie', 'region', '2027-02-01', '2027-01-11')"},
		{"ce coût a déjà un financeur ces jours-là", "INSERT INTO jalon.formation_financement (formation_id, personne_id, poste,"
			" financeur, du, au) VALUES ('" FID("01") "', 1, 'pedagogie', 'region', '2027-01-31', '2027-02-01')"},
		{"une période en entreprise ne finit pas avant son premier jour", "INSERT INTO jalon.periode_entreprise (personne_id, nature,"
			" entreprise, du, au) VALUES (1, 'immersion', 'x', '2026-11-13', '2026-11-13')"},
		{"on n'entre pas en formation avant la décision", "INSERT INTO jalon.formation_evenement (formation_id, personne_id, geste)"
			" VALUES ('" FID("02") "', 1, 'entrer')"},
	};

	formation_at(&w, 1, 1, "evoquer projeter preparer deposer accorder", false);
	formation_at(&w, 2, 1, "evoquer", false);
	COMMANDS("faite", me, 1, "formation_financer_ligne", LINE("01", "01", "pedagogie", "constructys", "2026-11-02", "2027-01-31", ""));
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		cr_expect_str_eq(sentence(me, refused[i].sql), refused[i].says);
}

/* The bad inputs that a row refuses by itself, by command and by hand. */
Test(formations, refuse_hours_of_zero_and_an_end_before_its_start)
{
	COMMANDS("23514 formation_heures", me, 1, "formation_evoquer", RAISE("01", "AAAAA1", ",\"minutes\":0"));
	COMMANDS("23514 formation_heures", me, 1, "formation_evoquer", RAISE("01", "AAAAA1", ",\"minutes\":-60"));
	COMMANDS("23514 formation_rythme", me, 1, "formation_evoquer", RAISE("01", "AAAAA1", ",\"rythme_minutes\":0"));
	COMMANDS("23514 formation_bornes", me, 1, "formation_evoquer", RAISE("01", "AAAAA1", ",\"debut\":\"2027-01-11\",\"fin\":\"2027-01-10\""));
	COMMANDS("JL002 formation_evenement_futur le", me, 1, "formation_evoquer", RAISE("01", "AAAAA1", ",\"le\":\"2026-11-21\""));
	COMMANDS("faite", me, 1, "formation_evoquer", RAISE("01", "AAAAA1", ",\"debut\":\"2027-01-11\",\"fin\":\"2027-01-11\",\"minutes\":1"));
	COMMANDS("23514 formation_bornes", me, 2, "formation_decrire", DESCRIBE("01", "1", ",\"fin\":\"2027-01-10\""));
	COMMANDS("23514 formation_heures", me, 2, "formation_decrire", DESCRIBE("01", "1", ",\"minutes\":0"));
	ANSWERS("23514 formation_heures", me, "UPDATE jalon.formation SET minutes = 0");
	ANSWERS("23514 formation_bornes", me, "UPDATE jalon.formation SET fin = '2027-01-10'");
	ANSWERS("23514 formation_heures", me, "INSERT INTO jalon.formation (personne_id, intitule, minutes) VALUES (1, 'x', 0)");
	/* A request that says nothing of when it was raised does not outlive its transaction. */
	ANSWERS("JL002 formation_sans_evenement formation_id", me, "INSERT INTO jalon.formation (personne_id, intitule) VALUES (1, 'x')");
	ANSWERS("JL002 formation_sans_evenement formation_id", w.owner, "INSERT INTO jalon.formation (agence_id, personne_id, intitule) VALUES (1, 1, 'x')");
}

Test(formations, are_projects_once_their_form_is_written)
{
	COMMANDS("faite", me, 1, "formation_evoquer", RAISE("01", "AAAAA1", ""));
	ANSWERS("JL002 formation_projet_ecrit projet", me, BY_HAND("01", "projeter", ""));
	COMMANDS("23514 formation_projet_non_vide", me, 2, "formation_projeter", DESCRIBE("01", "1", ",\"projet\":\" \""));
	COMMANDS("JL002 formation_evenement_futur le", me, 2, "formation_projeter", PROJECT("01", "1", "2026-11-21"));
	COMMANDS("faite", me, 3, "formation_projeter", DESCRIBE("01", "1", ",\"contraintes\":\"Sans voiture\""));
	COMMANDS("faite", me, 4, "formation_projeter", DESCRIBE("01", "2", ",\"contraintes\":\"Permis obtenu\",\"points\":\"Assidue\""));
	ANSWERS("1 2", me, "SELECT string_agg(rang::text, ' ' ORDER BY rang) FROM jalon.formation_projet WHERE formation_id = '" FID("01") "'");
	ANSWERS("projet 2026-11-20 3", me, STAGE("01"));
	ANSWERS("42501", me, "UPDATE jalon.formation_projet SET projet = 'x'");
	ANSWERS("JL002 formation_projet_intangible", w.owner, "UPDATE jalon.formation_projet SET projet = 'x'");
}

Test(formations, are_ready_once_each_precondition_is_met_or_waived_with_its_reason)
{
	COMMANDS("faite", me, 1, "formation_evoquer", RAISE("01", "AAAAA1", ""));
	COMMANDS("faite", me, 2, "formation_projeter", PROJECT("01", "1", "2026-11-20"));
	for (int missing = 0; missing < PRE_COUNT; missing++) { /* each of the seven is asked for */
		cluster_exec(me, "BEGIN");
		ANSWERS("INSERT 0 6", me, "INSERT INTO jalon.formation_prealable (formation_id, personne_id, code, etat) SELECT '" FID("01") "', 1, c, 'fait' FROM"
			" unnest(ARRAY['mise_en_situation', 'positionnement', 'vae', 'francais', 'frais', 'mobilite', 'garde']) c WHERE c <> '%s'",
			precondition_code((enum precondition)missing));
		ANSWERS("JL002 formation_prealables geste", me, BY_HAND("01", "preparer", ""));
		cluster_exec(me, "ROLLBACK");
	}
	formation_preconditions(me, 3, FID("01"));
	COMMANDS("23514 formation_prealable_dispense", me, 10, "formation_prealable", PRECONDITION("01", "garde", "dispense", " ", ""));
	COMMANDS("JL002 formation_prealable_futur le", me, 10, "formation_prealable", PRECONDITION("01", "garde", "fait", "", ",\"le\":\"2026-11-21\""));
	COMMANDS("23514 formation_prealable_code_connu", me, 10, "formation_prealable", PRECONDITION("01", "chien", "fait", "", ""));
	COMMANDS("23514 formation_prealable_etat_connu", me, 10, "formation_prealable", PRECONDITION("01", "garde", "peut-être", "", ""));
	COMMANDS("faite", boss, 11, "formation_prealable", PRECONDITION("01", "garde", "dispense", "Sans enfant", ""));
	ANSWERS("dispense Sans enfant w_responsable 2 7", me, "SELECT concat_ws(' ', etat, texte, par, version, (SELECT count(*) FROM jalon.formation_prealable))"
		" FROM jalon.formation_prealable WHERE code = 'garde'");
	ANSWERS("23505 formation_prealable_un_seul", me, "INSERT INTO jalon.formation_prealable (formation_id, personne_id, code, etat) VALUES ('" FID("01")
		"', 1, 'vae', 'fait')");
	COMMANDS("faite", me, 12, "formation_avancer", STEP("01", "2", "preparer", ""));
}

/* T3 (000:1546). */
Test(formations, are_filed_at_a_funder_and_never_silently_without_an_income)
{
	formation_at(&w, 1, 1, "evoquer projeter preparer", false);
	COMMANDS("JL002 formation_financeur financeur", me, 1, "formation_avancer", STEP("01", "2", "deposer", ""));
	COMMANDS("23503 formation_evenement_financeur", me, 1, "formation_avancer", STEP("01", "2", "deposer", ",\"financeur\":\"oncle\""));
	COMMANDS("JL002 formation_sans_revenu sans_revenu_dit", me, 1, "formation_avancer", STEP("01", "2", "deposer", ",\"financeur\":\"constructys\""));
	ANSWERS("JL002 formation_sans_revenu sans_revenu_dit", me, BY_HAND_AT("01", "deposer", "constructys"));
#define FILED(expected, conn, before) \
	do { \
		cluster_exec(conn, "BEGIN"); \
		answer(conn, before); \
		ANSWERS(expected, conn, BY_HAND_AT("01", "deposer", "constructys")); \
		cluster_exec(conn, "ROLLBACK"); \
	} while (0)
#define INCOME(state) "INSERT INTO jalon.formation_financement (formation_id, personne_id, poste, financeur, du, au, etat, motif) VALUES ('" FID("01") \
	"', 1, 'remuneration', 'region', '2026-11-02', '2027-04-01', '" state "', 'x')"
	FILED("INSERT 0 1", me, INCOME("demandee"));
	FILED("INSERT 0 1", me, INCOME("accordee"));
	FILED("JL002 formation_sans_revenu sans_revenu_dit", me, INCOME("refusee"));
	FILED("INSERT 0 1", me, "INSERT INTO jalon.droit (personne_id, nature, du, au) VALUES (1, 'are', '2026-11-02', '2026-11-03')");
	FILED("JL002 formation_sans_revenu sans_revenu_dit", me, "INSERT INTO jalon.droit (personne_id, nature, du) VALUES (1, 'are', '2026-11-03')");
	FILED("JL002 formation_sans_revenu sans_revenu_dit", me, "INSERT INTO jalon.droit (personne_id, nature, du, au) VALUES (1, 'are', '2026-01-05', '2026-11-02')");
	/* A course without a day: today's allowance counts. */
	FILED("INSERT 0 1", me, "UPDATE jalon.formation SET debut = NULL, fin = NULL; INSERT INTO jalon.droit (personne_id, nature, du) VALUES (1, 'are', '2026-11-20')");
	/* Teaching paid by an OPCA, filed elsewhere. */
	cluster_exec(me, "BEGIN");
	ANSWERS("INSERT 0 1", me, "INSERT INTO jalon.formation_financement (formation_id, personne_id, poste, financeur, du, au) VALUES ('" FID("01")
		"', 1, 'pedagogie', 'opcalia', '2026-11-02', '2027-04-01')");
	ANSWERS("JL002 formation_sans_revenu sans_revenu_dit", me, BY_HAND_AT("01", "deposer", "region"));
	cluster_exec(me, "ROLLBACK");
	COMMANDS("faite", me, 2, "formation_avancer", STEP("01", "2", "deposer", ",\"financeur\":\"constructys\",\"sans_revenu_dit\":true"));
	ANSWERS("t constructys", me, "SELECT concat_ws(' ', sans_revenu_dit, financeur) FROM jalon.formation_evenement WHERE geste = 'deposer'");
}

/* T4 (000:1923): a refusal says its grounds, and a counter-proposal or why there is none. */
Test(formations, are_refused_with_grounds_and_a_counter_proposal_or_why_not)
{
	formation_at(&w, 1, 1, "evoquer projeter preparer deposer", true);
	COMMANDS("JL002 formation_refus_motive motifs", me, 1, "formation_avancer", STEP("01", "2", "refuser", ",\"sans_contre_proposition\":\"x\""));
	COMMANDS("JL002 formation_refus_motive contre_proposition", me, 1, "formation_avancer", STEP("01", "2", "refuser", ",\"motifs\":[\"cout\"]"));
	COMMANDS("JL002 formation_refus_motive contre_proposition", me, 1, "formation_avancer", STEP("01", "2", "refuser", ",\"motifs\":[\"cout\"],\"contre_proposition\":\" \""));
	COMMANDS("23514 formation_evenement_motifs", me, 1, "formation_avancer", STEP("01", "2", "refuser", ",\"motifs\":[\"humeur\"],\"contre_proposition\":\"x\""));
	COMMANDS("23514 formation_evenement_explique", me, 1, "formation_avancer", STEP("01", "2", "refuser", ",\"motifs\":[\"autre\"],\"sans_contre_proposition\":\"x\""));
	ANSWERS("JL002 formation_refus_motive contre_proposition", me, "INSERT INTO jalon.formation_evenement (formation_id, personne_id, geste, motifs) VALUES ('"
		FID("01") "', 1, 'refuser', '{cout}')");
	COMMANDS("faite", me, 1, "formation_avancer", STEP("01", "2", "refuser", ",\"motifs\":[\"cout\",\"sans_place\"],\"contre_proposition\":\"Session de mars\""));
	COMMANDS("23514 formation_evenement_motifs", me, 2, "formation_avancer", STEP("01", "3", "abandonner", ""));
	COMMANDS("23514 formation_evenement_motifs", me, 2, "formation_avancer", STEP("01", "3", "abandonner", ",\"motifs\":[\"cout\"]")); /* a refusal's */
	COMMANDS("23514 formation_evenement_explique", me, 2, "formation_avancer", STEP("01", "3", "contester", ""));
	COMMANDS("23514 formation_evenement_explique", me, 2, "formation_avancer", STEP("01", "3", "echange", ",\"avec\":\"AFPA\""));
	COMMANDS("faite", me, 2, "formation_avancer", STEP("01", "3", "abandonner", ",\"motifs\":[\"garde_enfant\"]"));
	COMMANDS("JL002 formation_close formation_id", me, 3, "formation_decrire", DESCRIBE("01", "4", ",\"intitule\":\"x\""));
	COMMANDS("JL002 formation_close formation_id", me, 3, "formation_financer_ligne", LINE("01", "01", "pedagogie", "region", "2027-05-01", "2027-05-02", ""));
	COMMANDS("JL002 formation_close formation_id", me, 3, "formation_prealable", PRECONDITION("01", "vae", "fait", "", ""));
	COMMANDS("faite", me, 3, "formation_avancer", STEP("01", "4", "echange", ",\"texte\":\"Rappelle au printemps\""));
}

/* Answered without it, a piece is awaited no more: a refusal contested does not wait for it again; undone, it is. */
Test(formations, leave_a_piece_to_its_round)
{
#define WAITING "SELECT x.pieces_attendues FROM jalon.formation f, jalon.faits_formation(f.agence_id, f.personne_id, f.formation_id, f.debut, f.fin, f.minutes," \
	" f.rythme_minutes, '2026-11-20', now()) x WHERE f.formation_id = '" FID("01") "'"
#define WITHDRAW(n, version) "{\"piece_id\":\"" PID(n) "\",\"version\":" version "}"
	formation_at(&w, 1, 1, "evoquer projeter preparer deposer", true);
	COMMANDS("faite", me, 1, "formation_pieces_demander", ASK("01", "2", "2026-11-10", PIECE("01", "devis", "personne")));
	COMMANDS("faite", me, 2, "formation_avancer", STEP("01", "3", "refuser", ",\"le\":\"2026-11-11\",\"motifs\":[\"cout\"],\"sans_contre_proposition\":\"x\""));
	COMMANDS("faite", me, 3, "formation_avancer", STEP("01", "4", "contester", ",\"le\":\"2026-11-12\",\"texte\":\"x\""));
	ANSWERS("JL002 formation_pieces pieces", me, BY_HAND("01", "demander_pieces", ""));
	COMMANDS("faite", me, 4, "formation_pieces_demander", ASK("01", "5", "2026-11-13", PIECE("02", "argumentaire", "structure") "," PIECE("03", "devis", "organisme")));
	ANSWERS("2", me, WAITING);
	COMMANDS("faite", me, 5, "formation_piece_recevoir", RECEIVE("02", "1", "2026-11-14"));
	ANSWERS("1", me, WAITING);
	/* One that will not come is withdrawn, by whoever follows the person; the last one awaited completes the file. */
	COMMANDS("JL002 formation_piece_deja_recue recue_le", boss, 6, "formation_piece_retirer", WITHDRAW("02", "2"));
	COMMANDS("JL001 version_perimee version", boss, 6, "formation_piece_retirer", WITHDRAW("03", "2"));
	COMMANDS("JL002 hors_de_portee piece_id", boss, 6, "formation_piece_retirer", WITHDRAW("09", "1"));
	COMMANDS("faite", boss, 6, "formation_piece_retirer", WITHDRAW("03", "1"));
	ANSWERS("deposee", me, "SELECT etape FROM jalon.formation WHERE formation_id = '" FID("01") "'");
	ANSWERS("2026-11-11", me, "SELECT jalon.piece_close_le(x) FROM jalon.formation_piece x WHERE x.piece_id = '" PID("01") "'");
	/* Withdrawn on its day: the file waited until then. It stays so, against psql too. */
	ANSWERS("2026-11-20", me, "SELECT jalon.piece_close_le(x) FROM jalon.formation_piece x WHERE x.annule_par IS NULL AND x.piece_id = '" PID("03") "'");
	COMMANDS("JL002 formation_piece_retiree piece_id", me, 7, "formation_piece_recevoir", RECEIVE("03", "2", "2026-11-19"));
	COMMANDS("JL002 formation_piece_retiree piece_id", me, 7, "formation_piece_retirer", WITHDRAW("03", "2"));
	ANSWERS("JL002 formation_piece_retiree piece_id", me, "UPDATE jalon.formation_piece SET retiree_le = NULL WHERE piece_id = '" PID("03") "'");
	ANSWERS("JL002 formation_piece_deja_recue recue_le", me, "UPDATE jalon.formation_piece SET retiree_le = '2026-11-20' WHERE piece_id = '" PID("02") "'");
	ANSWERS("JL002 formation_piece_future retiree_le", me, "UPDATE jalon.formation_piece SET retiree_le = '2026-11-21' WHERE piece_id = '" PID("01") "'");
	/* The answer undone, the piece is awaited as before. */
	formation_at(&w, 2, 2, "evoquer projeter preparer deposer", true);
	COMMANDS("faite", me, 7, "formation_pieces_demander", ASK("02", "2", "2026-11-10", PIECE("04", "devis", "personne")));
	COMMANDS("faite", me, 8, "formation_avancer", STEP("02", "3", "accorder", ",\"le\":\"2026-11-11\""));
	ANSWERS("2026-11-11", me, "SELECT jalon.piece_close_le(x) FROM jalon.formation_piece x WHERE x.piece_id = '" PID("04") "'");
	COMMANDS("faite", me, 9, "annuler", UNDO("08"));
	ANSWERS("", me, "SELECT jalon.piece_close_le(x) FROM jalon.formation_piece x WHERE x.piece_id = '" PID("04") "'");
}

#define DAYS_OF(n) "SELECT concat_ws(' ', coalesce(j.pieces_pour_le::text, '-'), coalesce(j.droits_finis::text, '-'), j.jours_sans_revenu) FROM jalon.formation f," \
	" jalon.faits_formation(f.agence_id, f.personne_id, f.formation_id, f.debut, f.fin, f.minutes, f.rythme_minutes, '2026-11-20', now()) x," \
	" jalon.faits_formation_jours(f.agence_id, f.personne_id, f.formation_id, f.debut, f.fin, f.minutes, f.rythme_minutes, '2026-11-20', now()," \
	" x.pieces_depuis, x.pieces_debiteur, x.a_droits) j WHERE f.formation_id = '" FID(n) "'"
#define PIECE_FOR(n, owner, day) "{\"piece_id\":\"" PID(n) "\",\"nature\":\"devis\",\"debiteur\":\"" owner "\",\"attendue_le\":\"" day "\"}"

/* The day stated for the piece that counts, the earliest of those asked for with it; no other party's, nor a received one's. */
Test(formations, tell_the_day_stated_for_the_piece_that_counts)
{
	formation_at(&w, 1, 1, "evoquer projeter preparer deposer", true);
	ANSWERS("- -", me, DAYS_OF("01"));
	COMMANDS("faite", me, 1, "formation_pieces_demander", ASK("01", "2", "2026-11-10", PIECE_FOR("01", "organisme", "2026-11-30") ","
		PIECE_FOR("02", "organisme", "2026-11-25") "," PIECE_FOR("03", "personne", "2026-11-12") "," PIECE("04", "argumentaire", "organisme")));
	ANSWERS("2026-11-25 -", me, DAYS_OF("01"));
	COMMANDS("faite", me, 2, "formation_piece_recevoir", RECEIVE("02", "1", "2026-11-19"));
	ANSWERS("2026-11-30 -", me, DAYS_OF("01"));
	COMMANDS("faite", me, 3, "formation_piece_retirer", WITHDRAW("01", "1"));
	ANSWERS("- -", me, DAYS_OF("01"));
	COMMANDS("faite", me, 4, "formation_piece_retirer", WITHDRAW("04", "1"));
	ANSWERS("2026-11-12 -", me, DAYS_OF("01")); /* the person's alone is left */
}

/* T5 (000:1998): none left, and since when; the days without income. Not of what ended under another regime, nor once another runs. */
Test(formations, tell_when_the_last_allowance_ended)
{
	formation_at(&w, 1, 1, "evoquer projeter", false); /* from 2026-11-02 to 2027-03-31, of somebody in CE since 2026-01-05 */
	COMMANDS("faite", me, 1, "droit_noter", ALLOWANCE("01", "AAAAA1", "asp", "2025-01-05", ",\"au\":\"2026-01-04\""));
	ANSWERS("- -", me, DAYS_OF("01"));
	COMMANDS("faite", me, 2, "droit_noter", ALLOWANCE("02", "AAAAA1", "are", "2026-01-05", ",\"au\":\"2026-10-31\""));
	ANSWERS("- 2026-10-31 150", me, DAYS_OF("01"));
	COMMANDS("faite", me, 3, "formation_financer_ligne", LINE("03", "01", "remuneration", "region", "2026-11-02", "2026-11-30", ""));
	ANSWERS("- 2026-10-31 150", me, DAYS_OF("01")); /* asked for, not granted */
	COMMANDS("faite", me, 4, "formation_ligne_decider", DECIDE("03", "1", "accordee", ""));
	ANSWERS("- 2026-10-31 121", me, DAYS_OF("01"));
	ANSWERS("UPDATE 1", me, "UPDATE jalon.formation SET fin = NULL, minutes = 42000, rythme_minutes = 2100 WHERE personne_id = 1"); /* twenty weeks */
	ANSWERS("- 2026-10-31 111", me, DAYS_OF("01"));
	ANSWERS("UPDATE 1", me, "UPDATE jalon.formation SET minutes = NULL WHERE personne_id = 1");
	ANSWERS("- 2026-10-31 0", me, DAYS_OF("01"));
	COMMANDS("faite", me, 5, "droit_noter", ALLOWANCE("05", "AAAAA1", "ass", "2026-11-01", ""));
	ANSWERS("- -", me, DAYS_OF("01"));
}

/* 000:577: each piece has one owner; the last one awaited completes the file. */
Test(formations, wait_for_pieces_each_of_one_owner)
{
	formation_at(&w, 1, 1, "evoquer projeter preparer deposer", true);
	COMMANDS("JL002 formation_pieces pieces", me, 1, "formation_pieces_demander", ASK("01", "2", "2026-11-10", ""));
	COMMANDS("JL002 contenu_invalide geste", me, 1, "formation_avancer", STEP("01", "2", "demander_pieces", ""));
	ANSWERS("JL002 formation_pieces pieces", me, BY_HAND("01", "demander_pieces", ""));
	COMMANDS("23514 formation_piece_debiteur_connu", me, 1, "formation_pieces_demander", ASK("01", "2", "2026-11-10", PIECE("01", "devis", "les_deux")));
	COMMANDS("23514 formation_piece_nature_connue", me, 1, "formation_pieces_demander", ASK("01", "2", "2026-11-10", PIECE("01", "photo", "personne")));
	COMMANDS("23514 formation_piece_objet", me, 1, "formation_pieces_demander", ASK("01", "2", "2026-11-10", PIECE("01", "autre", "personne")));
	COMMANDS("JL002 formation_piece_future le", me, 1, "formation_pieces_demander", ASK("01", "2", "2026-11-21", PIECE("01", "devis", "personne")));
	COMMANDS("faite", me, 1, "formation_pieces_demander", ASK("01", "2", "2026-11-10", PIECE("01", "devis", "personne")));
	COMMANDS("faite", me, 2, "formation_pieces_demander", ASK("01", "3", "2026-11-12", PIECE("02", "argumentaire", "structure"))); /* once more */
	ANSWERS("pieces_demandees 2026-11-10 3", me, STAGE("01"));
	COMMANDS("JL002 formation_pieces_attendues geste", me, 3, "formation_avancer", STEP("01", "3", "completer", ""));
	COMMANDS("23514 formation_piece_avant", me, 3, "formation_piece_recevoir", RECEIVE("01", "1", "2026-11-09"));
	COMMANDS("JL002 formation_piece_future recue_le", me, 3, "formation_piece_recevoir", RECEIVE("01", "1", "2026-11-21"));
	COMMANDS("JL001 version_perimee version", me, 3, "formation_piece_recevoir", RECEIVE("01", "2", "2026-11-13"));
	COMMANDS("faite", me, 3, "formation_piece_recevoir", RECEIVE("01", "1", "2026-11-18"));
	COMMANDS("JL002 formation_piece_deja_recue recue_le", me, 4, "formation_piece_recevoir", RECEIVE("01", "2", "2026-11-19"));
	COMMANDS("faite", me, 4, "formation_piece_recevoir", RECEIVE("02", "1", "2026-11-13"));
	ANSWERS("deposee 2026-11-18 4", me, STAGE("01")); /* the latest of them, whichever was recorded last */
	COMMANDS("JL002 formation_transition geste", me, 5, "formation_avancer", STEP("01", "4", "completer", ""));
	COMMANDS("JL002 hors_de_portee piece_id", me, 5, "formation_piece_recevoir", RECEIVE("09", "1", "2026-11-19"));
	/* By hand: received, then completed; none is asked for before the file is at the funder's. */
	formation_at(&w, 2, 1, "evoquer projeter preparer", true);
	ANSWERS("JL002 formation_piece_etape pieces", me, "INSERT INTO jalon.formation_piece (formation_id, personne_id, nature, debiteur) VALUES ('" FID("02")
		"', 1, 'devis', 'personne')");
}

/* One funder for a cost on a day. */
Test(formations, are_funded_once_for_a_cost_and_a_day)
{
	formation_at(&w, 1, 1, "evoquer projeter preparer deposer accorder", false);
	COMMANDS("faite", me, 1, "formation_financer_ligne", LINE("01", "01", "pedagogie", "constructys", "2026-11-02", "2027-01-31", ",\"montant_cents\":100000"));
	COMMANDS("23P01 formation_financement_double", me, 2, "formation_financer_ligne", LINE("02", "01", "pedagogie", "region", "2027-01-31", "2027-03-31", ""));
	ANSWERS("23P01 formation_financement_double", boss, "INSERT INTO jalon.formation_financement (formation_id, personne_id, poste, financeur, du, au) VALUES ('"
		FID("01") "', 1, 'pedagogie', 'constructys', '2026-12-01', '2026-12-02')");
	COMMANDS("faite", me, 2, "formation_financer_ligne", LINE("02", "01", "pedagogie", "region", "2027-02-01", "2027-03-31", "")); /* the relay */
	COMMANDS("faite", me, 3, "formation_financer_ligne", LINE("03", "01", "remuneration", "region", "2026-11-02", "2027-03-31", "")); /* another cost */
	COMMANDS("23514 formation_financement_motif", me, 4, "formation_ligne_decider", DECIDE("02", "1", "refusee", ""));
	COMMANDS("faite", me, 4, "formation_ligne_decider", DECIDE("02", "1", "refusee", ",\"motif\":\"Budget épuisé\""));
	COMMANDS("faite", me, 5, "formation_financer_ligne", LINE("05", "01", "pedagogie", "france_travail", "2027-02-01", "2027-03-31", "")); /* refused: free */
	COMMANDS("23P01 formation_financement_double", me, 6, "formation_ligne_decider", DECIDE("02", "2", "accordee", ""));
	COMMANDS("23514 formation_financement_montant", me, 6, "formation_ligne_decider", DECIDE("05", "1", "accordee", ",\"montant_cents\":-1"));
	COMMANDS("23514 formation_financement_payeur", me, 6, "formation_ligne_decider", DECIDE("05", "1", "sans_objet", ",\"motif\":\"x\""));
	COMMANDS("23514 formation_financement_payeur", me, 6, "formation_financer_ligne", LINE("06", "01", "frais_annexes", "", "2026-11-02", "2027-03-31", ""));
	COMMANDS("23503 formation_financement_financeur", me, 6, "formation_financer_ligne", LINE("06", "01", "frais_annexes", "oncle", "2026-11-02", "2027-03-31", ""));
	COMMANDS("23514 formation_financement_bornes", me, 6, "formation_financer_ligne", LINE("06", "01", "frais_annexes", "region", "2026-11-02", "2026-11-01", ""));
	COMMANDS("23514 formation_financement_poste_connu", me, 6, "formation_financer_ligne", LINE("06", "01", "cantine", "region", "2026-11-02", "2026-11-03", ""));
	ANSWERS("42501", me, "UPDATE jalon.formation_financement SET financeur = 'region'");
	COMMANDS("JL001 version_perimee version", me, 6, "formation_ligne_retirer", "{\"ligne_id\":\"" PID("01") "\",\"version\":7}");
	COMMANDS("faite", boss, 6, "formation_ligne_retirer", "{\"ligne_id\":\"" PID("01") "\",\"version\":1}");
	COMMANDS("JL002 hors_de_portee ligne_id", me, 7, "formation_ligne_decider", DECIDE("01", "2", "accordee", ""));
	COMMANDS("faite", me, 7, "formation_financer_ligne", LINE("07", "01", "pedagogie", "region", "2026-11-02", "2027-01-31", ""));
}

/* « Financée »: no day of no cost without a funder who granted, or a cost that is not; or the reason to go on. */
Test(formations, are_funded_without_a_hole_or_with_the_reason_to_go_on)
{
	formation_at(&w, 1, 1, "evoquer projeter preparer deposer accorder", false);
#define LINES_OF "INSERT INTO jalon.formation_financement (formation_id, personne_id, poste, financeur, du, au, etat, motif) SELECT '" FID("01") \
	"', 1, p, CASE p WHEN 'frais_annexes' THEN NULL ELSE 'region' END, du::date, au::date, CASE p WHEN 'frais_annexes' THEN 'sans_objet' ELSE 'accordee' END, 'x' FROM"
	static const struct {
		const char *lines, *expected;
	} rows[] = {
		{ "SELECT 1", "JL002 formation_trou malgre" },
		{ LINES_OF " unnest(ARRAY['pedagogie', 'remuneration', 'frais_annexes']) p, (VALUES ('2026-11-02', '2027-04-01')) v(du, au)", "INSERT 0 1" },
		{ LINES_OF " unnest(ARRAY['pedagogie', 'remuneration', 'frais_annexes']) p, (VALUES ('2026-10-01', '2027-01-01'), ('2027-01-01', '2027-09-01')) v(du, au)",
			"INSERT 0 1" }, /* successive funders, beyond the course */
		{ LINES_OF " unnest(ARRAY['pedagogie', 'remuneration', 'frais_annexes']) p, (VALUES ('2026-11-02', '2027-03-31')) v(du, au)",
			"JL002 formation_trou malgre" }, /* the last day */
		{ LINES_OF " unnest(ARRAY['pedagogie', 'remuneration', 'frais_annexes']) p, (VALUES ('2026-11-03', '2027-04-01')) v(du, au)",
			"JL002 formation_trou malgre" }, /* the first */
		{ LINES_OF " unnest(ARRAY['pedagogie', 'remuneration', 'frais_annexes']) p, (VALUES ('2026-11-02', '2026-12-31'), ('2027-01-01', '2027-04-01')) v(du, au)",
			"JL002 formation_trou malgre" }, /* one day between two */
		{ LINES_OF " unnest(ARRAY['pedagogie', 'frais_annexes']) p, (VALUES ('2026-11-02', '2027-04-01')) v(du, au)", "JL002 formation_trou malgre" },
		{ LINES_OF " unnest(ARRAY['pedagogie', 'remuneration']) p, (VALUES ('2026-11-02', '2027-04-01')) v(du, au)", "JL002 formation_trou malgre" },
		{ LINES_OF " unnest(ARRAY['pedagogie', 'remuneration', 'frais_annexes']) p, (VALUES ('2026-11-02', '2027-04-01')) v(du, au);"
			" UPDATE jalon.formation_financement SET etat = 'demandee' WHERE poste = 'pedagogie'", "JL002 formation_trou malgre" }, /* asked is not granted */
		{ LINES_OF " unnest(ARRAY['pedagogie', 'remuneration', 'frais_annexes']) p, (VALUES ('2026-11-02', '2027-04-01')) v(du, au);"
			" UPDATE jalon.formation SET fin = NULL", "JL002 formation_trou malgre" }, /* nothing tells when it ends */
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		cluster_exec(me, "BEGIN");
		cluster_exec(me, rows[i].lines);
		const char *got = answer(me, BY_HAND("01", "financer", ""));
		cr_expect_str_eq(got, rows[i].expected, "row %zu: %s", i, got);
		cluster_exec(me, "ROLLBACK");
	}
	COMMANDS("JL002 formation_trou malgre", me, 1, "formation_avancer", STEP("01", "2", "financer", ",\"malgre\":\" \""));
	COMMANDS("faite", me, 1, "formation_avancer", STEP("01", "2", "financer", ",\"malgre\":\"La Région décide le 30\""));
}

/* An entry: after the decision, never to come, with a place. */
Test(formations, are_entered_after_the_decision_with_a_place)
{
	formation_at(&w, 1, 1, "evoquer projeter preparer deposer", true);
	COMMANDS("JL002 formation_entree_decision geste", me, 1, "formation_avancer", STEP("01", "2", "entrer", "")); /* none yet */
	COMMANDS("faite", me, 2, "formation_avancer", STEP("01", "2", "accorder", ",\"le\":\"2026-11-09\""));
	COMMANDS("JL002 formation_transition geste", me, 3, "formation_avancer", STEP("01", "3", "entrer", "")); /* not funded */
	COMMANDS("faite", me, 3, "formation_avancer", STEP("01", "3", "financer", ",\"le\":\"2026-11-09\""));
	COMMANDS("JL002 formation_entree_decision le", me, 4, "formation_avancer", STEP("01", "4", "entrer", ",\"le\":\"2026-11-08\""));
	COMMANDS("JL002 formation_evenement_futur le", me, 4, "formation_avancer", STEP("01", "4", "entrer", ",\"le\":\"2026-11-21\""));
	COMMANDS("JL002 formation_evenement_futur le", me, 4, "formation_avancer", STEP("01", "4", "entrer", ",\"debut\":\"2026-11-23\""));
	COMMANDS("23514 formation_bornes", me, 4, "formation_avancer", STEP("01", "4", "entrer", ",\"le\":\"2026-11-09\",\"fin\":\"2026-11-08\""));
	ANSWERS("JL002 formation_entree_decision le", me, BY_HAND_ON("01", "entrer", "2026-11-08"));
	/* A session without places. */
	COMMANDS("faite", me, 5, "formation_decrire", DESCRIBE("01", "4", ",\"session_id\":\"" PID("51") "\""));
	COMMANDS("JL002 formation_sans_place place_confirmee", me, 6, "formation_avancer", STEP("01", "5", "entrer", ",\"le\":\"2026-11-09\""));
	ANSWERS("JL002 formation_sans_place place_confirmee", me, BY_HAND_ON("01", "entrer", "2026-11-09"));
	cluster_exec(me, "BEGIN");
	ANSWERS("UPDATE 1", me, "UPDATE jalon.formation SET session_id = '" PID("50") "'");
	ANSWERS("INSERT 0 1", me, BY_HAND_ON("01", "entrer", "2026-11-09"));
	cluster_exec(me, "ROLLBACK");
	COMMANDS("faite", me, 6, "formation_avancer", STEP("01", "5", "entrer", ",\"debut\":\"2026-11-09\",\"fin\":\"2027-04-09\",\"place_confirmee\":true"));
	ANSWERS("2026-11-09 2027-04-09", me, "SELECT concat_ws(' ', debut, fin) FROM jalon.formation");
	/* From then on only its days are corrected, not beyond what happened. */
	COMMANDS("JL002 formation_entree_figee intitule", me, 7, "formation_decrire", DESCRIBE("01", "7", ",\"intitule\":\"Tourneur\""));
	COMMANDS("JL002 formation_evenement_futur debut", me, 7, "formation_decrire", DESCRIBE("01", "7", ",\"debut\":\"2026-11-21\""));
	COMMANDS("JL002 formation_entree_decision debut", me, 7, "formation_decrire", DESCRIBE("01", "7", ",\"debut\":\"2026-11-08\""));
	COMMANDS("JL002 formation_entree_figee intitule", me, 7, "formation_decrire", DESCRIBE("01", "7", ",\"debut\":\"\""));
	COMMANDS("faite", me, 7, "formation_decrire", DESCRIBE("01", "7", ",\"debut\":\"2026-11-10\",\"fin\":\"2027-04-16\",\"intitule\":\"Soudeur\""));
	ANSWERS("JL002 formation_entree_figee intitule", me, "UPDATE jalon.formation SET minutes = 60");
}

/* Dates follow each other; a word exchanged may be noted afterwards. */
Test(formations, go_forward_in_time)
{
	formation_at(&w, 1, 1, "evoquer projeter preparer deposer", true);
	COMMANDS("JL002 formation_evenement_ordre le", me, 1, "formation_avancer", STEP("01", "2", "accorder", ",\"le\":\"2026-11-01\""));
	ANSWERS("JL002 formation_evenement_ordre le", me, BY_HAND_ON("01", "accorder", "2026-11-01"));
	COMMANDS("JL002 formation_evenement_futur le", me, 1, "formation_avancer", STEP("01", "2", "accorder", ",\"le\":\"2026-11-21\""));
	ANSWERS("JL002 formation_evenement_futur le", me, BY_HAND_ON("01", "accorder", "2026-11-21"));
	COMMANDS("faite", me, 1, "formation_avancer", STEP("01", "2", "echange", ",\"le\":\"2026-10-01\",\"texte\":\"x\""));
	COMMANDS("faite", me, 2, "formation_avancer", STEP("01", "2", "accorder", ",\"le\":\"2026-11-02\""));
}

Test(formations, note_absences_once_entered_within_the_course)
{
	formation_at(&w, 1, 1, "evoquer projeter preparer deposer accorder financer", true);
	COMMANDS("JL002 formation_absence_entree formation_id", me, 1, "formation_absence", AWAY("01", "01", "2026-11-03", "2026-11-03"));
	formation_at(&w, 2, 1, "evoquer projeter preparer deposer accorder financer entrer", true);
	COMMANDS("JL002 formation_absence_avant du", me, 1, "formation_absence", AWAY("01", "02", "2026-11-01", "2026-11-03"));
	COMMANDS("JL002 formation_absence_apres au", me, 1, "formation_absence", AWAY("01", "02", "2026-11-03", "2027-04-01"));
	COMMANDS("JL002 formation_absence_future du", me, 1, "formation_absence", AWAY("01", "02", "2026-11-21", "2026-11-23"));
	COMMANDS("23514 formation_absence_bornes", me, 1, "formation_absence", AWAY("01", "02", "2026-11-04", "2026-11-03"));
	COMMANDS("faite", me, 1, "formation_absence", AWAY("01", "02", "2026-11-03", "2026-11-04"));
	COMMANDS("23P01 formation_absence_double", me, 2, "formation_absence", AWAY("02", "02", "2026-11-04", "2026-11-06"));
	COMMANDS("faite", me, 2, "formation_absence", AWAY("02", "02", "2026-11-05", "2026-11-06"));
	ANSWERS("JL002 formation_absence_entree formation_id", me, "INSERT INTO jalon.formation_absence (formation_id, personne_id, du, au, justifiee, motif) VALUES ('"
		FID("01") "', 1, '2026-11-03', '2026-11-04', true, 'x')");
}

#define FACTS(columns) "SELECT concat_ws(' ', " columns ") FROM jalon.formation f, jalon.faits_formation(f.agence_id, f.personne_id," \
	" f.formation_id, f.debut, f.fin, f.minutes, f.rythme_minutes, '2026-11-20', now()) x WHERE f.formation_id = '" FID("01") "'"

/* Days mistyped, then corrected: the clocks of the entry, of the check and of the follow-up start from the days of the course. */
Test(formations, count_from_the_corrected_days_of_the_course)
{
	formation_at(&w, 1, 1, "evoquer projeter preparer deposer accorder financer entrer", true);
	ANSWERS("2026-11-02", me, FACTS("x.entree_le, x.finie_le"));
	COMMANDS("faite", me, 1, "formation_decrire", DESCRIBE("01", "2", ",\"debut\":\"2026-11-04\""));
	ANSWERS("2026-11-04", me, FACTS("x.entree_le, x.finie_le"));
	COMMANDS("faite", me, 2, "formation_avancer", STEP("01", "3", "achever", ",\"motifs\":[\"terme\"],\"le\":\"2026-11-19\""));
	ANSWERS("2026-11-04 2026-11-19", me, FACTS("x.entree_le, x.finie_le"));
	COMMANDS("faite", me, 3, "formation_decrire", DESCRIBE("01", "4", ",\"fin\":\"2026-11-12\""));
	ANSWERS("2026-11-04 2026-11-12", me, FACTS("x.entree_le, x.finie_le"));
}

/* T5: what a later allowance pays is covered, though the first ended without a relay. */
Test(formations, are_covered_by_an_allowance_that_begins_later)
{
	formation_at(&w, 1, 1, "evoquer projeter", false);
	cluster_exec(w.owner, "UPDATE jalon.formation SET debut = '2026-12-01', fin = '2027-02-28'");
	COMMANDS("faite", me, 1, "droit_noter", ALLOWANCE("10", "AAAAA1", "asp", "2026-01-05", ",\"au\":\"2026-12-31\""));
	ANSWERS("2026-12-31 59", me, FACTS("x.droits_fin, x.jours_decouverts"));
	COMMANDS("faite", me, 2, "droit_noter", ALLOWANCE("11", "AAAAA1", "aref", "2027-01-04", ""));
	ANSWERS("2026-12-31 3", me, FACTS("x.droits_fin, x.jours_decouverts"));
}

/* T4: said twice, the ground is still the only one. */
Test(formations, refused_twice_on_the_same_ground_may_be_contested)
{
	formation_at(&w, 1, 1, "evoquer projeter preparer deposer", true);
	COMMANDS("faite", me, 1, "formation_avancer", STEP("01", "2", "refuser", ",\"motifs\":[\"metier_non_en_tension\",\"metier_non_en_tension\"],"
		"\"contre_proposition\":\"x\""));
	ANSWERS("t", me, FACTS("x.contestable"));
}

Test(formations, are_asked_for_pieces_once_filed)
{
	formation_at(&w, 1, 1, "evoquer projeter preparer deposer", true);
	COMMANDS("JL002 formation_piece_avant_depot le", me, 1, "formation_pieces_demander", ASK("01", "2", "2026-11-01", PIECE("01", "devis", "organisme")));
	COMMANDS("faite", me, 1, "formation_pieces_demander", ASK("01", "2", "2026-11-10", PIECE("01", "devis", "organisme")));
	COMMANDS("JL002 formation_piece_avant_depot le", me, 2, "formation_pieces_demander", ASK("01", "3", "2020-01-01", PIECE("02", "devis", "structure")));
	ANSWERS("JL002 formation_piece_avant_depot le", me, "INSERT INTO jalon.formation_piece (formation_id, personne_id, nature, debiteur, demandee_le)"
		" VALUES ('" FID("01") "', 1, 'devis', 'structure', '2026-11-01')");
}

Test(formations, have_projects_in_their_order)
{
	formation_at(&w, 1, 1, "evoquer", false);
	COMMANDS("faite", me, 1, "formation_projeter", PROJECT("01", "2", "2026-11-10"));
	COMMANDS("JL002 formation_projet_ordre le", me, 2, "formation_projeter", PROJECT("01", "3", "2026-11-09"));
	COMMANDS("faite", me, 2, "formation_projeter", PROJECT("01", "3", "2026-11-10"));
}

/* Abandoned before and after the entry are two things; neither needs more than a ground. */
Test(formations, are_abandoned_before_or_after_the_entry)
{
	formation_at(&w, 1, 1, "evoquer projeter preparer deposer accorder financer", true);
	formation_at(&w, 2, 1, "evoquer projeter preparer deposer accorder financer entrer", true);
	COMMANDS("faite", me, 1, "formation_avancer", STEP("01", "2", "abandonner", ",\"motifs\":[\"remuneration\"]"));
	COMMANDS("faite", me, 2, "formation_avancer", STEP("02", "2", "abandonner", ",\"le\":\"2026-11-16\",\"motifs\":[\"emploi\"]"));
	ANSWERS("abandonnee_avant 2027-03-31, abandonnee_apres 2026-11-16", me, "SELECT string_agg(etape || ' ' || fin, ', ' ORDER BY formation_id) FROM jalon.formation");
}

/* The closed lists of the core are those of the base: what the base takes for each. */
static bool taken(const char *sql, const char *code)
{
	char statement[1024];
	snprintf(statement, sizeof statement, sql, code);
	cluster_exec(w.owner, "BEGIN");
	const char *got = answer(w.owner, "%s", statement);
	bool ok = strncmp(got, "UPDATE", 6) == 0 || strncmp(got, "INSERT", 6) == 0;
	cluster_exec(w.owner, "ROLLBACK");
	return ok;
}

static void list_compare(const struct code_label *list, const char *sql, const char *name)
{
	for (const struct code_label *c = list; c->code != NULL; c++)
		cr_expect(taken(sql, c->code), "%s: %s is not taken", name, c->code);
	cr_expect_not(taken(sql, "rien_de_tel"), "%s takes anything", name);
}

Test(formations, know_the_closed_lists_of_the_core)
{
	world_agenda_add(&w);
#define GROUNDS(step) "INSERT INTO jalon.formation_evenement (agence_id, formation_id, personne_id, geste, texte, motifs) VALUES (1, '" FID("0" step)
	list_compare(training_aims, "UPDATE jalon.formation SET objectif = '%s'", "training_aims");
	list_compare(training_piece_kinds, "UPDATE jalon.formation_piece SET objet = 'x', nature = '%s'", "training_piece_kinds");
	list_compare(company_period_kinds, "UPDATE jalon.periode_entreprise SET nature = '%s'", "company_period_kinds");
	list_compare(allowance_kinds, "UPDATE jalon.droit SET nature = '%s'", "allowance_kinds");
	formation_at(&w, 1, 1, paths[TRAINING_FILED], false);
	formation_at(&w, 2, 1, paths[TRAINING_ENTERED], false);
	formation_at(&w, 3, 1, paths[TRAINING_COMPLETED], false);
	list_compare(training_grounds_refusal, GROUNDS("1") "', 1, 'refuser', 'x', '{%s}')", "training_grounds_refusal");
	list_compare(training_grounds_drop, GROUNDS("1") "', 1, 'abandonner', 'x', '{%s}')", "training_grounds_drop");
	list_compare(training_grounds_end, GROUNDS("2") "', 1, 'achever', 'x', '{%s}')", "training_grounds_end");
	list_compare(training_grounds_follow, GROUNDS("3") "', 1, 'suivre', 'x', '{%s}')", "training_grounds_follow");
	for (int c = 0; c < COST_COUNT; c++)
		ANSWERS("UPDATE 7", w.owner, "UPDATE jalon.formation_financement SET poste = '%s' WHERE agence_id = 1", cost_code((enum cost)c));
	for (int i = 0; i < PROJECT_FIELDS; i++)
		ANSWERS("1", w.owner, "SELECT count(*) FROM pg_attribute WHERE attrelid = 'jalon.formation_projet'::regclass AND attname = '%s'",
			training_project_fields[i].code);
}
