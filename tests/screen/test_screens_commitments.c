/* Engagements as a counsellor uses them, on a person of the test's own: both columns at three sizes, versions, the nine items,
 * the path turned to the person; each form as it is filled, as it is refused, as it is resumed after a kill, and what the
 * database then holds. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "core/base/mem.h"
#include "core/base/strbuf.h"
#include "tests/screen/agency.h"
#include "tests/screen/sitting.h"
#include "tests/support/cluster.h"
#include "tests/support/golden.h"

#define ZOE "(SELECT personne_id FROM jalon.personne WHERE nom = 'Trébuchet')"
#define LAST_OF(table, time) " FROM jalon." table " WHERE personne_id = " ZOE " ORDER BY " time " DESC LIMIT 1"
#define CONTRACT "70000000-0000-4000-8000-000000000001"
#define LINE(n) "{\"engagement_id\":\"71000000-0000-4000-8000-0000000000" n "\","

static struct agency agency;
static char state[64], setting[96];

/* --- the person ---------------------------------------------------------------------------------------------------- */

/* As mlegoff, through the same function as the program; @ID stands for her identifiant, @V for the version of her contract. */
static void command(PGconn *conn, const char *verb, const char *json)
{
	char *sql = mem_format("SELECT jalon.commander(gen_random_uuid(), '%s', replace(replace($j$%s$j$, '@ID', "
	                       "coalesce((SELECT identifiant FROM jalon.personne WHERE nom = 'Trébuchet'), '')), '@V', "
	                       "coalesce((SELECT version::text FROM jalon.contrat WHERE contrat_id = '" CONTRACT "'), ''))::jsonb)->>'etat'", verb, json);
	char *answer = cluster_value(conn, sql);
	cr_assert_str_eq(answer, "faite", "%s", verb);
	free(answer);
	free(sql);
}

static void enrol(PGconn *conn)
{
	command(conn, "personne_inscrire", "{\"nom\":\"Trébuchet\",\"prenom\":\"Zoé\",\"naissance\":\"1991-04-05\",\"telephone\":\"06 39 98 00 01\","
	                                   "\"regime\":\"CE\",\"du\":\"2026-09-01\"}");
}

/* Signed on 1 September: ours late, ours each month and ours kept; hers each week, late and excused; a partner's, a funder's. */
static void contract(PGconn *conn)
{
	command(conn, "contrat_preparer", "{\"contrat_id\":\"" CONTRACT "\",\"identifiant\":\"@ID\",\"debut\":\"2026-09-01\",\"fin\":\"2027-08-31\","
		"\"objectifs\":\"Retrouver un emploi de boulangère à Vitré avant l'été\",\"cible_minutes\":900,\"intensif\":true,\"engagements\":["
		LINE("01") "\"debiteur\":\"structure\",\"objet\":\"Inscrire à la formation de secouriste\",\"echeance\":\"2026-11-10\"},"
		LINE("02") "\"debiteur\":\"structure\",\"objet\":\"Recevoir en entretien, en face à face, sans être dérangés\",\"echeance\":\"2026-10-01\","
			"\"cadence\":\"mois\",\"part\":\"socle\"},"
		LINE("03") "\"debiteur\":\"personne\",\"objet\":\"Envoyer deux candidatures\",\"echeance\":\"2026-09-08\",\"cadence\":\"semaine\","
			"\"action\":true,\"visee_emploi\":true},"
		LINE("04") "\"debiteur\":\"personne\",\"objet\":\"Refaire son CV\",\"echeance\":\"2026-11-05\",\"action\":true},"
		LINE("05") "\"debiteur\":\"personne\",\"objet\":\"Apporter l'attestation de domicile\",\"echeance\":\"2026-10-01\"},"
		LINE("06") "\"debiteur\":\"partenaire\",\"objet\":\"Proposer une immersion en boulangerie\",\"echeance\":\"2026-12-15\"},"
		LINE("07") "\"debiteur\":\"financeur\",\"objet\":\"Payer le permis de conduire\"},"
		LINE("08") "\"debiteur\":\"structure\",\"objet\":\"Inscrire à l'atelier CV\",\"echeance\":\"2026-10-10\"},"
		LINE("10") "\"debiteur\":\"structure\",\"objet\":\"Transmettre l'attestation de stage\",\"echeance\":\"2026-11-12\"}]}");
	command(conn, "contrat_signer", "{\"contrat_id\":\"" CONTRACT "\",\"rang\":1,\"version\":1,\"signe_personne_le\":\"2026-09-01\","
		"\"signe_structure_le\":\"2026-09-01\",\"signataire\":\"personne\"}");
	command(conn, "engagement_tenir", LINE("08") "\"version\":1,\"tenu_le\":\"2026-10-08\"}");
	command(conn, "engagement_tenir", LINE("02") "\"version\":1,\"tenu_le\":\"2026-11-05\",\"tenue_id\":\"72000000-0000-4000-8000-000000000001\"}");
	command(conn, "engagement_tenir", LINE("03") "\"version\":1,\"tenu_le\":\"2026-11-18\",\"tenue_id\":\"72000000-0000-4000-8000-000000000002\"}");
	command(conn, "engagement_excuser", LINE("05") "\"version\":1,\"motif\":\"hébergée chez une amie\"}");
}

/* In force since 15 October: the funder's line is withdrawn, one of hers comes, twelve hours a week. */
static void avenant(PGconn *conn)
{
	command(conn, "contrat_avenant", "{\"contrat_id\":\"" CONTRACT "\",\"version\":2,\"motif\":\"garde d'enfant le mercredi\",\"cible_minutes\":720,"
		"\"ajouts\":[" LINE("09") "\"debiteur\":\"personne\",\"objet\":\"Trouver une place en crèche\",\"echeance\":\"2026-12-01\"}],"
		"\"retraits\":[\"71000000-0000-4000-8000-000000000007\"]}");
	command(conn, "contrat_signer", "{\"contrat_id\":\"" CONTRACT "\",\"rang\":2,\"version\":1,\"signe_personne_le\":\"2026-10-15\","
		"\"signe_structure_le\":\"2026-10-15\",\"signataire\":\"personne\"}");
}

static void around(PGconn *conn)
{
	command(conn, "compensation_ouvrir", "{\"compensation_id\":\"73000000-0000-4000-8000-000000000001\",\"identifiant\":\"@ID\","
		"\"engagement_id\":\"71000000-0000-4000-8000-000000000001\",\"manque_le\":\"2026-11-10\",\"prejudice\":\"session de novembre manquée\","
		"\"objet\":\"Place réservée à la session de janvier\",\"echeance\":\"2026-12-01\"}");
	command(conn, "orientation_noter", "{\"orientation_id\":\"74000000-0000-4000-8000-000000000001\",\"identifiant\":\"@ID\","
		"\"parcours\":\"professionnel\",\"organisme\":\"Agence de Vitré\",\"notifiee_le\":\"2026-09-01\",\"preference\":\"rester suivie à Vitré\"}");
	command(conn, "diagnostic_ecrire", "{\"diagnostic_id\":\"75000000-0000-4000-8000-000000000001\",\"identifiant\":\"@ID\",\"le\":\"2026-09-01\","
		"\"competences\":\"Boulangère, dix ans\",\"projet\":\"Un poste de jour\",\"marche\":\"\",\"situation\":\"\",\"autonomie\":\"\",\"droits\":\"\"}");
	command(conn, "demande_recevoir", "{\"demande_id\":\"76000000-0000-4000-8000-000000000001\",\"identifiant\":\"@ID\",\"nature\":\"demande\","
		"\"recue_le\":\"2026-11-16T10:00\",\"canal\":\"courriel\",\"objet\":\"Veut changer d'horaire d'atelier\"}");
}

/* bound: with her contract and all that goes with it. */
static void begin_with(bool bound)
{
	agency = agency_new();
	snprintf(state, sizeof state, "/tmp/jalon-test-engagements-XXXXXX");
	cr_assert(mkdtemp(state));
	snprintf(setting, sizeof setting, "XDG_STATE_HOME=%s", state);
	PGconn *conn = cluster_connect(agency.database, "mlegoff");
	enrol(conn);
	if (bound) {
		contract(conn);
		avenant(conn);
		around(conn);
	}
	PQfinish(conn);
}

static void begin(void) { begin_with(true); }
static void begin_unbound(void) { begin_with(false); }

static void end(void)
{
	char command_line[128];
	snprintf(command_line, sizeof command_line, "rm -rf '%s'", state);
	cr_assert_eq(system(command_line), 0);
	agency_free(&agency);
}

TestSuite(screens_commitments, .init = begin, .fini = end);
TestSuite(screens_contract_first, .init = begin_unbound, .fini = end);

/* --- opening -------------------------------------------------------------------------------------------------------- */

/* Out of a form whose input was refused: what was typed is thrown away. */
static void quit_form(struct pty_screen *p)
{
	pty_send(p, "<Esc>o");
	quit(p);
}

static void go_to_zoe(struct pty_screen *p)
{
	pty_expect(p, "Pourquoi");
	pty_send(p, "/trebuchet<Enter>");
	pty_expect(p, "1 sur 45");
	pty_expect_gone(p, "Filtre :");
	pty_send(p, "ge");
	pty_expect(p, "NOUS DEVONS");
}

static struct pty_screen *open_at(int rows, int cols)
{
	struct pty_screen *p = agency_open(&agency, "mlegoff", rows, cols);
	go_to_zoe(p);
	return p;
}

static struct pty_screen *open_kept(void)
{
	struct pty_screen *p = agency_open_with(&agency, "mlegoff", setting, NULL);
	go_to_zoe(p);
	return p;
}

static void golden(const char *name, int rows, int cols)
{
	struct pty_screen *p = open_at(rows, cols);
	cursor_settle(p);
	golden_expect_screen(name, p);
	quit(p);
}

/* --- reading --------------------------------------------------------------------------------------------------------- */

Test(screens_commitments, at_80x24) { golden("engagements_80x24", 24, 80); }
Test(screens_commitments, at_140x40) { golden("engagements_140x40", 40, 140); }
Test(screens_commitments, at_60x16) { golden("engagements_60x16", 16, 60); }

Test(screens_commitments, to_its_end)
{
	struct pty_screen *p = open_at(24, 80);
	pty_send(p, "G");
	pty_expect(p, "Premier entretien");
	golden_expect_screen("engagements_fin_80x24", p);
	quit(p);
}

/* A letter that waited for the contract: the box opens once it is there, and what it kept is what was read. */
Test(screens_commitments, the_contract_is_read_on_the_screen_and_kept_for_oneself)
{
	struct pty_screen *p = open_kept();
	char *text;
	pty_send(p, "Ic");
	pty_expect(p, "CONTRAT D'ENGAGEMENTS RÉCIPROQUES");
	pty_expect(p, "TRÉBUCHET Zoé");
	pty_expect(p, "Gardée, lisible de vous seul :");
	pty_send(p, "G");
	pty_expect(p, "par un avenant");
	pty_send(p, "q");
	pty_expect(p, "NOUS DEVONS");
	text = mem_format("cat %s/jalon/lettres/contrat-*.txt | grep -q 'Inscrire à la formation'", state);
	cr_expect_eq(system(text), 0, "the letter kept holds what we undertook"); /* NOLINT: the test's own folder */
	free(text);
	quit(p);
}

/* Marks and words say all that colours say. */
Test(screens_commitments, without_colour_late_lines_keep_their_mark)
{
	struct pty_screen *p = agency_open_with(&agency, "mlegoff", "NO_COLOR=1", NULL);
	go_to_zoe(p);
	int row, col;
	pty_expect(p, "Inscrire à la formation");
	cr_assert(pty_find(p, "! Inscrire à la formation", &row, &col), "%s", pty_dump(p));
	cr_expect_eq(pty_attributes(p, row, col) & PTY_COLOUR, 0u);
	quit(p);
}

Test(screens_commitments, what_changed_between_two_versions)
{
	struct pty_screen *p = open_at(24, 80);
	pty_send(p, "v");
	pty_expect(p, "Ce qui a changé de v1 à v2 · contrat du 01/09/2026");
	pty_send(p, "<Down><Enter>");
	pty_expect(p, "15h par semaine → 12h par semaine");
	pty_expect(p, "− ");
	pty_expect(p, "Payer le permis de conduire");
	pty_expect(p, "+ ");
	golden_expect_screen("engagements_changements_80x24", p);
	pty_send(p, "q");
	pty_expect_gone(p, "→");
	pty_send(p, "v<Enter>");
	pty_expect(p, "garde d'enfant le mercredi");
	pty_send(p, "q");
	quit(p);
}

Test(screens_commitments, the_path_is_turned_to_the_person)
{
	struct pty_screen *p = open_at(24, 80);
	pty_send(p, "t");
	pty_expect(p, "V O T R E");
	golden_expect_screen("engagements_chemin_80x24", p);
	pty_send(p, "t");
	pty_expect(p, "NOUS DEVONS");
	quit(p);
	p = open_at(40, 140);
	pty_send(p, "t");
	pty_expect(p, "V O T R E");
	golden_expect_screen("engagements_chemin_140x40", p);
	pty_send(p, "q");
	quit(p);
}

Test(screens_commitments, nine_items_and_the_situation)
{
	struct pty_screen *p = open_at(24, 80);
	pty_send(p, "i");
	pty_expect(p, "repart du premier entretien");
	pty_expect(p, "objectifs concrets et mesurables");
	pty_send(p, "q");
	pty_expect_gone(p, "repart du premier entretien");
	pty_send(p, "Gk<Enter>");
	pty_expect(p, "rester suivie à Vitré");
	pty_send(p, "q");
	quit(p);
}

Test(screens_commitments, tab_goes_from_column_to_column_and_w_explains)
{
	struct pty_screen *p = open_at(24, 80);
	pty_send(p, "gg<Tab>");
	pty_expect(p, "> ! ");
	pty_send(p, "w");
	pty_expect(p, "Source");
	pty_send(p, "q");
	quit(p);
}

/* The commitments of the next person of the list, then back. */
Test(screens_commitments, the_next_person_without_leaving)
{
	struct pty_screen *p = agency_open(&agency, "mlegoff", 24, 80);
	pty_expect(p, "Pourquoi");
	pty_send(p, "ge");
	pty_expect(p, "NOUS DEVONS");
	char first[256];
	snprintf(first, sizeof first, "%s", pty_row(p, 1));
	pty_send(p, "]");
	pty_expect_gone(p, first + 1);
	pty_send(p, "[");
	pty_expect(p, first + 1);
	quit(p);
}

/* --- gestures on a line ----------------------------------------------------------------------------------------------- */

Test(screens_commitments, x_keeps_a_line_and_u_undoes_it)
{
	struct pty_screen *p = open_at(24, 80);
	pty_send(p, "<Tab>");
	pty_expect(p, "> ! Refaire son CV");
	pty_send(p, "x");
	pty_expect(p, "Enregistré : engagement tenu : Refaire son CV");
	pty_expect(p, "> ✓ Refaire son CV"); /* the cursor goes with the line */
	agency_expect(&agency, "SELECT tenu_le" LAST_OF("engagement", "tenu_le IS NOT NULL DESC, tenu_le"), AGENCY_DAY);
	pty_send(p, "u");
	pty_expect(p, "! Refaire son CV");
	quit(p);
}

Test(screens_commitments, a_kept_line_waits_for_nothing)
{
	struct pty_screen *p = open_at(40, 140);
	pty_expect(p, "✓ Inscrire à l'atelier CV");
	for (int i = 0; i < 12 && !pty_wait_for(p, "> ✓ Inscrire à l'atelier CV", 300); i++)
		pty_send(p, "j");
	pty_expect(p, "> ✓ Inscrire à l'atelier CV");
	pty_send(p, "x");
	pty_expect(p, "Rien à faire sur cette ligne");
	quit(p);
}

/* --- forms, left in their middle and resumed ------------------------------------------------------------------------------ */

static struct pty_screen *start_again(void)
{
	return agency_open_with(&agency, "mlegoff", setting, NULL);
}

static void resumed(const char *open, const char *title, const char *typed, const char *shown, const char *saved)
{
	form_resumed(open_kept(), start_again, open, title, typed, shown, saved);
}

Test(screens_commitments, an_excuse_is_resumed)
{
	resumed("<Tab>z", "Excuser · TRÉBUCHET Zoé", "ordinateur en panne", "ordinateur en panne", "Enregistré : engagement excusé : Refaire son CV");
	agency_expect(&agency, "SELECT excuse_motif" LAST_OF("engagement", "excuse_le IS NOT NULL DESC, excuse_motif"), "ordinateur en panne");
}

Test(screens_commitments, an_avenant_is_resumed)
{
	resumed("av<Space><Enter>", "Avenant v3 · TRÉBUCHET Zoé", "reprise à mi-temps<Tab><Tab><Tab>10h<Tab><Tab><Tab>Écrire à la mairie<Tab>+9<S-Tab><End> de Vitré",
	        "Écrire à la mairie de Vitré", "Enregistré : avenant au contrat de TRÉBUCHET Zoé : préparé");
	agency_expect(&agency, "SELECT rang || ' ' || motif || ' ' || cible_minutes" LAST_OF("contrat_version", "rang"), "3 reprise à mi-temps 600");
	agency_expect(&agency, "SELECT debiteur || ' ' || objet || ' ' || echeance || ' ' || rang_du" LAST_OF("engagement", "rang_du"),
	              "structure Écrire à la mairie de Vitré 2026-12-01 3");
	agency_expect(&agency, "SELECT count(*)::text FROM jalon.engagement WHERE rang_au = 3 AND personne_id = " ZOE, "1");
}

/* A colleague made another version bind meanwhile: the field that both changed is shown, and must be chosen. */
Test(screens_commitments, an_avenant_is_merged_with_what_a_colleague_changed)
{
	struct pty_screen *p = open_kept();
	int status;
	pty_send(p, "av<Enter>");
	pty_expect(p, "Avenant v3");
	pty_send(p, "moins d'heures<Tab><Tab><Tab>10h");
	pty_expect(p, "10h");
	pty_signal(p, SIGHUP);
	cr_assert(pty_wait_exit(p, PTY_PATIENCE, &status));
	pty_close(p);
	PGconn *conn = cluster_connect(agency.database, "mlegoff");
	command(conn, "contrat_avenant", "{\"contrat_id\":\"" CONTRACT "\",\"version\":@V,\"motif\":\"reprise\",\"cible_minutes\":480,\"ajouts\":[],\"retraits\":[]}");
	command(conn, "contrat_signer", "{\"contrat_id\":\"" CONTRACT "\",\"rang\":3,\"version\":1,\"signe_personne_le\":\"2026-11-20\","
		"\"signe_structure_le\":\"2026-11-20\",\"signataire\":\"personne\"}");
	PQfinish(conn);
	p = agency_open_with(&agency, "mlegoff", setting, NULL);
	pty_expect(p, "1 saisie non terminée");
	pty_send(p, "<Enter>");
	pty_expect(p, "! base : 8h");
	pty_send(p, "<C-s>");
	pty_expect(p, "deux valeurs");
	pty_send(p, "<C-g><C-s>");
	pty_expect(p, "Enregistré : avenant au contrat de TRÉBUCHET Zoé : préparé");
	agency_expect(&agency, "SELECT rang || ' ' || cible_minutes" LAST_OF("contrat_version", "rang"), "4 600");
	quit(p);
}

Test(screens_commitments, a_second_contract_over_the_first_is_refused)
{
	struct pty_screen *p = open_at(24, 80);
	pty_send(p, "ac<Enter>");
	pty_expect(p, "Renouveler le contrat");
	pty_send(p, "<C-u>01/09/2026<Tab><Tab><Tab>Un poste de jour à Vitré<C-s>");
	pty_expect(p, "déjà un contrat en vigueur");
	quit_form(p);
	agency_expect(&agency, "SELECT count(*) FROM jalon.contrat WHERE personne_id = " ZOE, "1");
}

Test(screens_commitments, a_choice_is_resumed)
{
	resumed("r", "Choix à 12 mois ou au terme", "p<Tab>projet presque abouti", "projet presque abouti",
	        "Enregistré : contrat de TRÉBUCHET Zoé :");
	agency_expect(&agency, "SELECT choix || ' ' || choix_motif" LAST_OF("contrat", "debut"), "poursuite projet presque abouti");
}

Test(screens_commitments, a_closing_is_resumed)
{
	resumed("d", "Clore le contrat · TRÉBUCHET Zoé", "<Tab>aa<Tab>déménage à Brest", "déménage à Brest", "Enregistré : contrat de TRÉBUCHET Zoé : clos");
	agency_expect(&agency, "SELECT clos_motif || ' ' || clos_le || ' ' || clos_texte" LAST_OF("contrat", "debut"),
	              "autre 2026-11-23 déménage à Brest");
}

Test(screens_commitments, a_remedial_action_is_opened_then_delivered)
{
	resumed("ggartransmettre<Enter>", "Réparer un retard · TRÉBUCHET Zoé", "<Tab>trois semaines sans nouvelles<Tab>Un entretien d'une heure", "Un entretien d'une heure",
	        "Enregistré : action compensatrice pour TRÉBUCHET Zoé");
	agency_expect(&agency, "SELECT objet || ' / ' || prejudice" LAST_OF("compensation", "ouverte_le"),
	              "Un entretien d'une heure / trois semaines sans nouvelles");
}

Test(screens_commitments, a_delivery_is_resumed)
{
	resumed("ggat", "Remettre la réparation · TRÉBUCHET Zoé", "<Tab>inscrite le 22", "inscrite le 22", "Enregistré : action compensatrice remise");
	agency_expect(&agency, "SELECT remise_le || ' ' || remise_texte" LAST_OF("compensation", "ouverte_le"), AGENCY_DAY " inscrite le 22");
}

Test(screens_commitments, a_second_orientation_is_resumed_and_asks_why)
{
	struct pty_screen *p = open_at(24, 80);
	pty_send(p, "ao");
	pty_expect(p, "Réorientation · TRÉBUCHET Zoé");
	pty_expect(p, "depuis le 01/09/2026");
	pty_expect(p, "fait repartir le délai de signature du contrat.");
	pty_send(p, "<Right><Right><Right><Tab>Département<C-s>");
	pty_expect(p, "Motif : à remplir");
	pty_send(p, "<Esc>o");
	pty_expect_gone(p, "Réorientation");
	quit(p);
	resumed("ao", "Réorientation · TRÉBUCHET Zoé", "<Right><Right><Right><Tab>Département<Tab><Tab>rester à l'agence<Tab>logement perdu", "logement perdu",
	        "Enregistré : réorientation de TRÉBUCHET Zoé");
	agency_expect(&agency, "SELECT nature || ' ' || parcours || ' ' || preference || ' ' || motif" LAST_OF("orientation", "notifiee_le"),
	              "reorientation social rester à l'agence logement perdu");
}

Test(screens_commitments, a_diagnostic_opens_on_the_last_one_and_is_resumed)
{
	struct pty_screen *p = open_at(24, 80);
	pty_send(p, "an");
	pty_expect(p, "Repris de la version 1, du 01/09/2026");
	pty_expect(p, "Boulangère, dix ans");
	pty_send(p, "<Esc>");
	pty_expect_gone(p, "Repris");
	quit(p);
	resumed("an", "Diagnostic · TRÉBUCHET Zoé", "<Tab><Tab><End>, ou à mi-temps", "ou à mi-temps", "Enregistré : diagnostic de TRÉBUCHET Zoé");
	agency_expect(&agency, "SELECT rang || ' ' || competences || ' ' || projet" LAST_OF("diagnostic", "rang"),
	              "2 Boulangère, dix ans Un poste de jour, ou à mi-temps");
}

Test(screens_commitments, an_information_on_rights_is_resumed)
{
	resumed("ai", "Information sur les droits", "<Tab>a<Tab>l'aide à la mobilité", "l'aide à la mobilité", "Enregistré : information sur ses droits");
	agency_expect(&agency, "SELECT le || ' ' || support || ' ' || texte" LAST_OF("information_droits", "le"), AGENCY_DAY " atelier l'aide à la mobilité");
}

Test(screens_commitments, a_complaint_is_resumed)
{
	resumed("ad<Down><Enter>", "Demande reçue · TRÉBUCHET Zoé", "r<Tab>20/11<Tab><Tab><Tab>Deux rendez-vous annulés", "Deux rendez-vous annulés",
	        "Enregistré : réclamation de TRÉBUCHET Zoé");
	agency_expect(&agency, "SELECT nature || ' ' || canal || ' ' || objet" LAST_OF("demande", "recue_le"),
	              "reclamation telephone Deux rendez-vous annulés");
}

Test(screens_commitments, an_answer_is_resumed)
{
	resumed("ad<Enter>", "Répondre · TRÉBUCHET Zoé", "Atelier du jeudi, dès le 26", "dès le 26", "Enregistré : réponse à la demande de TRÉBUCHET Zoé");
	agency_expect(&agency, "SELECT reponse" LAST_OF("demande", "recue_le"), "Atelier du jeudi, dès le 26");
}

/* --- the first contract ------------------------------------------------------------------------------------------------------ */

#define PREPARE_KEYS "<Tab><Tab><Tab>Un poste de jour à Vitré<Tab>15h<Tab><Tab><Tab>Relire son CV<Tab>+7<Tab><Tab><Tab><Tab>Cinq candidatures<Tab>+14<Tab><Space><Tab><Space><Space>"

Test(screens_contract_first, the_catalogue_is_ticked_and_the_form_is_resumed)
{
	struct pty_screen *p = open_at(24, 80);
	pty_expect(p, "Aucun contrat signé");
	pty_send(p, "ac");
	pty_expect(p, "Ce que le contrat reprend");
	pty_expect(p, "[x] Nous · ");
	pty_expect(p, "[x] La personne · ");
	pty_send(p, "<Esc>");
	pty_expect_gone(p, "Ce que le contrat reprend");
	pty_send(p, "ac<Enter>");
	pty_expect(p, "Préparer un contrat");
	pty_send(p, "<Tab><Tab><Tab>Un emploi<Tab><Tab><Tab><Tab>Relire son CV<Tab>01/09/2026<S-Tab><S-Tab><C-s>");
	pty_expect(p, "Un engagement du contrat n'est pas dû avant lui");
	pty_expect(p, ">    pour le       01/09/2026");
	pty_send(p, "<Esc>o");
	pty_expect_gone(p, "Préparer un contrat");
	quit(p);
	resumed("ac<Enter>", "Préparer un contrat · TRÉBUCHET Zoé", PREPARE_KEYS "<S-Tab><S-Tab><S-Tab><End> par mois",
	        "Cinq candidatures par mois", "Enregistré : contrat de TRÉBUCHET Zoé : préparé");
	agency_expect(&agency, "SELECT (count(*) FILTER (WHERE part = 'socle') > 3) || ' ' || string_agg(objet || ' ' || cadence || ' ' || visee_emploi, ', '"
	              " ORDER BY objet) FILTER (WHERE part = 'individuel') FROM jalon.engagement WHERE personne_id = " ZOE,
	              "true Cinq candidatures par mois semaine true, Relire son CV unique false");
}

Test(screens_contract_first, has_no_letter_before_it_is_prepared)
{
	struct pty_screen *p = open_at(24, 80);
	pty_send(p, "Ic");
	pty_expect(p, "Cette personne n'a pas de contrat à imprimer");
	quit(p);
}

Test(screens_contract_first, ends_after_its_start)
{
	struct pty_screen *p = open_at(24, 80);
	pty_send(p, "ac<Enter>");
	pty_expect(p, "Préparer un contrat");
	pty_send(p, "<C-u>22/11/2026<Tab><C-u>20/11/2026<Tab><Tab>Un poste de jour à Vitré<C-s>");
	pty_expect(p, "Un contrat finit après son début");
	quit_form(p);
	agency_expect(&agency, "SELECT count(*) FROM jalon.contrat WHERE personne_id = " ZOE, "0");
}

Test(screens_contract_first, is_read_whole_signed_by_one_then_by_the_other)
{
	struct pty_screen *p = open_at(24, 80);
	pty_send(p, "s");
	pty_expect(p, "Rien n'attend de signature");
	pty_send(p, "ac<Enter>");
	pty_expect(p, "Préparer un contrat");
	pty_send(p, PREPARE_KEYS "<C-s>");
	pty_expect(p, "Enregistré : contrat de TRÉBUCHET Zoé : préparé");
	pty_expect(p, "Contrat préparé");
	pty_send(p, "ac");
	pty_expect(p, "Un contrat est déjà préparé");
	pty_send(p, "s");
	pty_expect(p, "Un poste de jour à Vitré");
	pty_expect(p, "Relire son CV");
	pty_send(p, "o");
	pty_expect(p, "Signer le contrat · TRÉBUCHET Zoé");
	pty_send(p, "24/11/2026<C-s>");
	pty_expect(p, "ne se signe pas dans le futur");
	pty_send(p, "<C-u><Tab><C-u><C-s>");
	pty_expect(p, "Aucune signature n'est donnée");
	pty_send(p, "<Esc>o");
	pty_expect_gone(p, "Signer le contrat");
	quit(p);
	resumed("so", "Signer le contrat · TRÉBUCHET Zoé", "<C-u><Tab>21/11", "21/11", "Enregistré : contrat de TRÉBUCHET Zoé : signé par la structure");
	agency_expect(&agency, "SELECT (signe_personne_le IS NULL) || ' ' || signe_structure_le" LAST_OF("contrat_version", "rang"), "true 2026-11-21");
	p = open_at(24, 80);
	pty_send(p, "so");
	pty_expect(p, "Nous avons signé le 21/11/2026");
	pty_send(p, "<C-s>");
	pty_expect(p, "contrat de TRÉBUCHET Zoé : signé");
	pty_expect(p, "Contrat v1 signé le 22/11/2026");
	quit(p);
}

Test(screens_contract_first, without_us_is_not_signed_and_is_given_up)
{
	struct pty_screen *p = open_at(24, 80);
	pty_send(p, "ac");
	pty_expect(p, "Ce que le contrat reprend");
	for (int i = 0; i < 20 && pty_wait_for(p, "[x] Nous", 100); i++)
		pty_send(p, "<Space>");
	pty_send(p, "<Enter>");
	pty_expect(p, "Préparer un contrat");
	pty_send(p, "<Tab><Tab><Tab>Un emploi<C-s>");
	pty_expect(p, "Enregistré : contrat de TRÉBUCHET Zoé : préparé");
	pty_expect(p, "Contrat préparé");
	pty_send(p, "so");
	pty_expect(p, "Signer le contrat");
	pty_send(p, "<C-s>");
	pty_expect(p, "Un contrat engage aussi la structure");
	pty_send(p, "<Esc>o");
	pty_expect_gone(p, "Signer le contrat");
	pty_send(p, "d");
	pty_expect(p, "Abandonner ?");
	pty_send(p, "o");
	pty_expect(p, "Enregistré : projet de contrat de TRÉBUCHET Zoé : abandonné");
	quit(p);
	agency_expect(&agency, "SELECT (abandonnee_le IS NOT NULL)::text" LAST_OF("contrat_version", "rang"), "true");
}
