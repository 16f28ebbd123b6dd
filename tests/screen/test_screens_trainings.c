/* Training requests as a counsellor uses them, on four people of the test's own, one or two requests each: the list by stage and
 * the page of a request at three sizes; each form as it is filled, refused, resumed after a kill, merged, and what the database
 * then holds. */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "tests/screen/agency.h"
#include "tests/screen/sitting.h"
#include "tests/support/cluster.h"
#include "tests/support/golden.h"

#define F "90000000-0000-4000-8000-00000000000"
#define OF(request, column) "SELECT " column " FROM jalon.formation WHERE formation_id = '" F #request "'"
#define LAST(request, columns) "SELECT " columns " FROM jalon.formation_evenement WHERE formation_id = '" F #request "' AND annule_par IS NULL " \
	"ORDER BY rang DESC LIMIT 1"

enum { FILED = 1, PIECES, PROJECT, ENTERED, REFUSED, RAISED, FUNDED, GRANTED, READY };

static struct agency agency;
static char state[64], setting[96];

/* --- the people and their requests -------------------------------------------------------------------------------------- */

/* As the counsellor, through the same function as the program. @P: identifiant of `who`; @F, @V: the request and its version. */
static void command(PGconn *conn, const char *verb, const char *who, int request, const char *json)
{
	char *sql = mem_format("SELECT jalon.commander(gen_random_uuid(), '%s', replace(replace(replace($j$%s$j$, '@P', "
	                       "coalesce((SELECT identifiant FROM jalon.personne WHERE nom = '%s' AND prenom <> ''), '')), '@V', "
	                       "coalesce((SELECT version::text FROM jalon.formation WHERE formation_id = '" F "%d'), '')), '@F', '" F "%d')"
	                       "::jsonb)->>'etat'", verb, json, who, request, request);
	char *answer = cluster_value(conn, sql);
	cr_assert_str_eq(answer, "faite", "%s: %s", verb, json);
	free(answer);
	free(sql);
}

/* What follows happens on that day. */
static PGconn *on(PGconn *conn, const char *day)
{
	char *sql = mem_format("UPDATE jalon.jour_fixe SET jour = '%s'", day);
	PGconn *owner = cluster_connect(agency.database, CLUSTER_OWNER);
	if (conn != NULL)
		PQfinish(conn);
	cluster_exec(owner, sql);
	PQfinish(owner);
	free(sql);
	return cluster_connect(agency.database, "nouvelle");
}

static void step(PGconn *conn, int request, const char *more)
{
	char *json = mem_format("{\"formation_id\":\"@F\",\"version\":@V,%s}", more);
	command(conn, "formation_avancer", "", request, json);
	free(json);
}

static void raise_request(PGconn *conn, const char *who, int request, const char *more)
{
	char *json = mem_format("{\"formation_id\":\"@F\",\"identifiant\":\"@P\",%s}", more);
	command(conn, "formation_evoquer", who, request, json);
	free(json);
}

static void project(PGconn *conn, int request)
{
	command(conn, "formation_projeter", "", request, "{\"formation_id\":\"@F\",\"version\":@V,\"projet\":\"Souder en atelier, après dix ans en boulangerie\","
		"\"evaluation\":\"Deux semaines chez Ateliers du Pertre : gestes sûrs\",\"contraintes\":\"Pas de voiture ; car jusqu'à 19h\","
		"\"ajustement\":\"\",\"points\":\"Assidue ; à l'aise avec les plans\",\"actions\":\"Titre professionnel, TIG et MAG\"}");
}

static void precondition(PGconn *conn, int request, const char *code, const char *etat, const char *text)
{
	char *json = mem_format("{\"formation_id\":\"@F\",\"version\":@V,\"code\":\"%s\",\"etat\":\"%s\",\"texte\":\"%s\"}", code, etat, text);
	command(conn, "formation_prealable", "", request, json);
	free(json);
}

static void ready(PGconn *conn, int request)
{
	precondition(conn, request, "mise_en_situation", "fait", "Ateliers du Pertre");
	precondition(conn, request, "positionnement", "fait", "");
	precondition(conn, request, "vae", "dispense", "pas d'expérience dans le métier");
	precondition(conn, request, "francais", "fait", "");
	precondition(conn, request, "frais", "fait", "");
	precondition(conn, request, "mobilite", "fait", "car de la ligne 12");
	precondition(conn, request, "garde", "dispense", "sans enfant");
	step(conn, request, "\"geste\":\"preparer\"");
}

static void line(PGconn *conn, int request, int number, const char *more)
{
	char *json = mem_format("{\"ligne_id\":\"91000000-0000-4000-8000-00000000%02d%02d\",\"formation_id\":\"@F\",%s}", request, number, more);
	command(conn, "formation_financer_ligne", "", request, json);
	free(json);
}

static void enrol(PGconn *conn, const char *last_name, const char *first_name, const char *regime, const char *from)
{
	char *json = mem_format("{\"nom\":\"%s\",\"prenom\":\"%s\",\"naissance\":\"1991-04-05\",\"telephone\":\"06 39 98 00 01\",\"regime\":\"%s\",\"du\":\"%s\"}",
	                        last_name, first_name, regime, from);
	command(conn, "personne_inscrire", "", 0, json);
	free(json);
}

#define WELDER "\"intitule\":\"Soudeuse TIG et MAG\",\"rome\":\"H2913\",\"objectif\":\"qualification\",\"organisme\":\"AFPA Rennes\"," \
	"\"lieu\":\"Rennes\",\"departement\":\"35\",\"minutes\":48000,\"rythme_minutes\":2100"

static PGconn *before_filing(PGconn *conn)
{
	enrol(conn, "Trébuchet", "Zoé", "CSP", "2026-03-02");
	enrol(conn, "Élie", "Karim", "CE", "2026-06-01");
	enrol(conn, "Le Moal", "Anne-Gaëlle", "CE", "2026-07-01");
	enrol(conn, "Nguyen", "Thi Mai", "CE", "2026-05-04");
	command(conn, "droit_noter", "Trébuchet", 0, "{\"droit_id\":\"92000000-0000-4000-8000-000000000001\",\"identifiant\":\"@P\",\"nature\":\"asp\","
		"\"du\":\"2026-03-02\",\"au\":\"2027-03-01\"}");
	raise_request(conn, "Trébuchet", FILED, WELDER ",\"debut\":\"2026-12-01\",\"fin\":\"2027-06-30\",\"texte\":\"Elle veut un métier manuel\"");
	raise_request(conn, "Élie", PIECES, "\"intitule\":\"Conducteur de travaux\",\"rome\":\"F1201\",\"organisme\":\"GRETA Vitré\",\"departement\":\"35\"");
	raise_request(conn, "Le Moal", PROJECT, "\"intitule\":\"Aide-soignante\",\"rome\":\"J1501\",\"organisme\":\"IFAS Fougères\",\"departement\":\"35\"");
	raise_request(conn, "Nguyen", ENTERED, "\"intitule\":\"Comptable\",\"rome\":\"M1203\",\"organisme\":\"CCI Rennes\",\"departement\":\"35\","
		"\"debut\":\"2026-10-12\",\"fin\":\"2026-12-18\",\"minutes\":21000,\"rythme_minutes\":2100");
	raise_request(conn, "Élie", REFUSED, "\"intitule\":\"Technicien fibre\",\"organisme\":\"AFPA Rennes\",\"departement\":\"35\"");
	for (int request = FILED; request <= REFUSED; request++)
		project(conn, request);
	ready(conn, FILED);
	ready(conn, PIECES);
	ready(conn, ENTERED);
	ready(conn, REFUSED);
	return conn;
}

static PGconn *filing(PGconn *conn)
{
	conn = on(conn, "2026-10-05");
	step(conn, ENTERED, "\"geste\":\"deposer\",\"financeur\":\"region\"");
	step(conn, ENTERED, "\"geste\":\"accorder\"");
	line(conn, ENTERED, 1, "\"poste\":\"pedagogie\",\"financeur\":\"region\",\"du\":\"2026-10-12\",\"au\":\"2026-12-18\",\"etat\":\"accordee\",\"montant_cents\":325000");
	step(conn, ENTERED, "\"geste\":\"financer\",\"malgre\":\"son ARE suffit\"");
	conn = on(conn, "2026-10-12");
	step(conn, ENTERED, "\"geste\":\"entrer\"");
	conn = on(conn, "2026-11-09");
	step(conn, FILED, "\"geste\":\"deposer\",\"financeur\":\"constructys\"");
	step(conn, PIECES, "\"geste\":\"deposer\",\"financeur\":\"constructys\",\"sans_revenu_dit\":true");
	step(conn, REFUSED, "\"geste\":\"deposer\",\"financeur\":\"constructys\",\"sans_revenu_dit\":true");
	return conn;
}

static PGconn *answers(PGconn *conn)
{
	line(conn, FILED, 1, "\"poste\":\"pedagogie\",\"financeur\":\"constructys\",\"du\":\"2026-12-01\",\"au\":\"2027-06-30\",\"etat\":\"demandee\",\"montant_cents\":812050");
	line(conn, FILED, 2, "\"poste\":\"remuneration\",\"financeur\":\"region\",\"du\":\"2026-12-01\",\"au\":\"2027-03-31\",\"etat\":\"accordee\"");
	conn = on(conn, "2026-11-13");
	command(conn, "formation_pieces_demander", "", PIECES, "{\"formation_id\":\"@F\",\"version\":@V,\"pieces\":["
		"{\"piece_id\":\"93000000-0000-4000-8000-000000000001\",\"nature\":\"devis\",\"objet\":\"devis signé de l'organisme\",\"debiteur\":\"organisme\"},"
		"{\"piece_id\":\"93000000-0000-4000-8000-000000000002\",\"nature\":\"argumentaire\",\"objet\":\"lettre de motivation\",\"debiteur\":\"personne\","
		"\"attendue_le\":\"2026-11-18\"}]}");
	step(conn, REFUSED, "\"geste\":\"refuser\",\"motifs\":[\"metier_non_en_tension\"],\"sans_contre_proposition\":\"aucune autre offre\"");
	step(conn, FILED, "\"geste\":\"echange\",\"avec\":\"CONSTRUCTYS\",\"texte\":\"Dossier bien arrivé, réponse sous huitaine\"");
	command(conn, "periode_noter", "Trébuchet", FILED, "{\"periode_id\":\"94000000-0000-4000-8000-000000000001\",\"identifiant\":\"@P\","
		"\"formation_id\":\"@F\",\"nature\":\"pmsmp\",\"entreprise\":\"Ateliers du Pertre\",\"metier\":\"soudeuse\",\"du\":\"2026-10-12\",\"au\":\"2026-10-23\"}");
	conn = on(conn, AGENCY_DAY);
	raise_request(conn, "Trébuchet", RAISED, "\"intitule\":\"Anglais professionnel\",\"le\":\"2026-11-20\"");
	return conn;
}

static void begin(void)
{
	agency = agency_new();
	snprintf(state, sizeof state, "/tmp/jalon-test-formations-XXXXXX");
	cr_assert(mkdtemp(state));
	snprintf(setting, sizeof setting, "XDG_STATE_HOME=%s", state);
	PGconn *owner = cluster_connect(agency.database, CLUSTER_OWNER);
	cluster_exec(owner, "UPDATE jalon.compte SET du = '2026-01-01' WHERE login = 'nouvelle'");
	PQfinish(owner);
	PQfinish(answers(filing(before_filing(on(NULL, "2026-10-01")))));
}

static void end(void)
{
	char command_line[128];
	snprintf(command_line, sizeof command_line, "rm -rf '%s'", state);
	cr_assert_eq(system(command_line), 0);
	agency_free(&agency);
}

TestSuite(screens_trainings, .init = begin, .fini = end);

/* --- opening ------------------------------------------------------------------------------------------------------------- */

static void go_to_list(struct pty_screen *p)
{
	pty_expect(p, "Pourquoi");
	pty_send(p, "gf");
	pty_expect(p, "Sur 12 mois");
}

/* The page of the one request whose line holds that word. */
static void go_to(struct pty_screen *p, const char *word)
{
	go_to_list(p);
	pty_send(p, "/");
	pty_send(p, word);
	pty_send(p, "<Enter>");
	pty_expect(p, "1 sur 1");
	pty_send(p, "<Enter>");
	pty_expect(p, "Prochaine étape");
}

static struct pty_screen *open_list(int rows, int cols)
{
	struct pty_screen *p = agency_open(&agency, "nouvelle", rows, cols);
	go_to_list(p);
	return p;
}

static struct pty_screen *open_page(const char *word, int rows, int cols)
{
	struct pty_screen *p = agency_open(&agency, "nouvelle", rows, cols);
	go_to(p, word);
	return p;
}

static void expect_cursor(struct pty_screen *p)
{
	pty_expect(p, "> ");
}

/* --- reading --------------------------------------------------------------------------------------------------------------- */

static void golden_list(const char *name, int rows, int cols)
{
	struct pty_screen *p = open_list(rows, cols);
	expect_cursor(p);
	golden_expect_screen(name, p);
	quit(p);
}

Test(screens_trainings, list_at_80x24) { golden_list("formations_80x24", 24, 80); }
Test(screens_trainings, list_at_140x40) { golden_list("formations_140x40", 40, 140); }
Test(screens_trainings, list_at_60x16) { golden_list("formations_60x16", 16, 60); }

static void golden_page(const char *name, const char *keys, const char *shown, int rows, int cols)
{
	struct pty_screen *p = open_page("soudeuse", rows, cols);
	pty_send(p, keys);
	pty_expect(p, shown);
	golden_expect_screen(name, p);
	quit(p);
}

Test(screens_trainings, page_at_80x24) { golden_page("formation_80x24", "", "Soudeuse", 24, 80); }
Test(screens_trainings, page_end_at_80x24) { golden_page("formation_fin_80x24", "G", "2027", 24, 80); }
Test(screens_trainings, page_at_140x40) { golden_page("formation_140x40", "", "Soudeuse", 40, 140); }
Test(screens_trainings, page_at_60x16) { golden_page("formation_60x16", "", "Soudeuse", 16, 60); }

Test(screens_trainings, enter_opens_w_explains_and_o_goes_to_the_person)
{
	struct pty_screen *p = open_list(24, 80);
	pty_send(p, "w");
	pty_expect(p, "Anglais professionnel");
	pty_send(p, "qjj<Enter>");
	pty_expect(p, "Soudeuse TIG et MAG, AFPA Rennes");
	pty_send(p, "jjw");
	pty_expect(p, "000:2101");
	pty_send(p, "qo");
	pty_expect(p, "NOUS DEVONS");
	pty_send(p, "qq");
	pty_expect(p, "Sur 12 mois");
	quit(p);
}

/* A responsable sees the agency's; from a portfolio that they look at, its own. */
Test(screens_trainings, a_responsable_sees_the_agency)
{
	struct pty_screen *p = agency_open(&agency, "cdelaunay", 24, 80);
	pty_expect(p, "Référent");
	pty_send(p, "gf");
	pty_expect(p, "Sur 12 mois");
	pty_send(p, "/soudeuse<Enter>");
	pty_expect(p, "TRÉBUCHET Zoé");
	pty_expect(p, "réf. nouvelle");
	pty_send(p, "gr");
	pty_expect(p, "Référent");
	pty_send(p, "/nouvelle<Enter><Enter>");
	pty_expect(p, "LE MOAL");
	pty_send(p, "gf");
	pty_expect(p, "6 demandes ouvertes");
	quit(p);
}

/* --- forms: filled, left in their middle, resumed, saved ------------------------------------------------------------------- */

static struct pty_screen *start_again(void)
{
	return agency_open_with(&agency, "nouvelle", setting, NULL);
}

static void resumed(const char *word, const char *open, const char *title, const char *typed, const char *shown, const char *saved)
{
	struct pty_screen *p = start_again();
	go_to(p, word);
	form_resumed(p, start_again, open, title, typed, shown, saved);
}

/* Opened, typed, saved. */
static void saved_at(const char *word, const char *open, const char *title, const char *typed, const char *saved)
{
	struct pty_screen *p = open_page(word, 24, 80);
	pty_send(p, open);
	pty_expect(p, title);
	pty_send(p, typed);
	pty_expect(p, saved);
	quit(p);
}

/* Opened, typed, refused: nothing is saved. */
static void refused_at(const char *word, const char *open, const char *title, const char *typed, const char *refusal)
{
	struct pty_screen *p = open_page(word, 24, 80);
	pty_send(p, open);
	pty_expect(p, title);
	pty_send(p, typed);
	pty_expect(p, refusal);
	pty_send(p, "<Esc>o");
	quit(p);
}

#define PIECES_LEFT "SELECT string_agg(nature, ', ' ORDER BY nature) FROM jalon.formation_piece WHERE formation_id = '" F "2' AND annule_par IS NULL AND retiree_le IS NULL"
#define NEWEST "SELECT intitule || ' ' || coalesce(minutes::text, '-') || ' ' || coalesce(debut::text, '-') FROM jalon.formation ORDER BY cree_le DESC, etape_le DESC LIMIT 1"

Test(screens_trainings, a_training_is_raised_from_a_person)
{
	resumed("comptable", "af", "Formation évoquée · NGUYEN Thi Mai",
	        "Paie et droit social<Tab>M1501<Tab><Tab>CCI Rennes<Tab>Rennes<Tab>35<Tab>140<Tab>35<Tab>11/01/2027<Tab>05/02/2027<Tab><Tab>Elle s'ennuie en compta",
	        "Elle s'ennuie en compta", "Enregistré");
	agency_expect(&agency, NEWEST, "Paie et droit social 8400 2027-01-11");
}

Test(screens_trainings, hours_of_zero_and_an_end_before_its_start_are_refused)
{
	refused_at("comptable", "af", "Formation évoquée", "Paie<Tab><Tab><Tab><Tab><Tab><Tab>0<C-s>", "au moins une minute");
	refused_at("comptable", "af", "Formation évoquée", "Paie<Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab>11/01/2027<Tab>10/01/2027<C-s>", "finit après");
	agency_expect(&agency, "SELECT count(*) FROM jalon.formation WHERE intitule = 'Paie'", "0");
}

/* What no longer enters is said, and what was typed stays. */
Test(screens_trainings, a_full_field_says_so)
{
	refused_at("comptable", "af", "Formation évoquée", "Paie<Tab>M1501x", "ce champ est plein, 5 signes au plus");
}

Test(screens_trainings, a_correction_is_merged_with_what_a_colleague_changed)
{
	struct pty_screen *p = agency_open_with(&agency, "nouvelle", setting, NULL);
	int status;
	go_to(p, "soudeuse");
	pty_send(p, "e");
	pty_expect(p, "Corriger la demande");
	pty_send(p, "<Tab><Tab><Tab><C-u>GRETA Vitré");
	pty_expect(p, "GRETA Vitré");
	pty_signal(p, SIGHUP);
	cr_assert(pty_wait_exit(p, PTY_PATIENCE, &status));
	pty_close(p);
	PGconn *conn = cluster_connect(agency.database, "nouvelle");
	command(conn, "formation_decrire", "", FILED, "{\"formation_id\":\"@F\",\"version\":@V,\"organisme\":\"AFPA Laval\",\"lieu\":\"Laval\"}");
	PQfinish(conn);
	p = agency_open_with(&agency, "nouvelle", setting, NULL);
	pty_expect(p, "1 saisie non terminée");
	pty_send(p, "<Enter>");
	pty_expect(p, "! base : AFPA Laval");
	pty_send(p, "<C-s>");
	pty_expect(p, "deux valeurs");
	pty_send(p, "<C-g><C-s>");
	pty_expect(p, "Enregistré");
	agency_expect(&agency, OF(1, "organisme || ' ' || lieu"), "GRETA Vitré Laval");
	quit(p);
}

Test(screens_trainings, a_project_opens_on_the_last_one_and_is_resumed)
{
	struct pty_screen *p = open_page("aide-soignante", 24, 80);
	pty_send(p, "p");
	pty_expect(p, "Repris de la version 1");
	golden_expect_screen("formation_projet_80x24", p);
	pty_send(p, "<Esc>");
	pty_expect_gone(p, "Repris");
	quit(p);
	resumed("aide-soignante", "p", "Projet de formation", "<End>, ici", "boulangerie, ici", "Enregistré");
	agency_expect(&agency, "SELECT rang || ' ' || projet FROM jalon.formation_projet WHERE formation_id = '" F "3' ORDER BY rang DESC LIMIT 1",
	              "2 Souder en atelier, après dix ans en boulangerie, ici");
}

/* Written on paper the day before: the project and the step take that day. */
Test(screens_trainings, x_writes_the_project_of_an_idea)
{
	saved_at("anglais", "x", "Projet de formation", "Lire des plans en anglais<S-Tab><C-u>21/11/2026<C-s>", "Étape : projet");
	agency_expect(&agency, OF(6, "etape"), "projet");
	agency_expect(&agency, "SELECT p.le || ' ' || e.le FROM jalon.formation_projet p JOIN jalon.formation_evenement e USING (formation_id)"
		" WHERE formation_id = '" F "6' AND e.geste = 'projeter'", "2026-11-21 2026-11-21");
}

/* x asks for each precondition, then declares the file ready. */
Test(screens_trainings, x_goes_through_the_preconditions)
{
	struct pty_screen *p = open_page("aide-soignante", 24, 80);
	pty_send(p, "x");
	pty_expect(p, "Quel préalable ?");
	pty_send(p, "<Enter>");
	pty_expect(p, "Préalable : mise en situation");
	pty_send(p, "<Tab>Ehpad des Tilleuls<C-s>");
	pty_expect(p, "Enregistré");
	pty_send(p, "sp");
	pty_expect(p, "Dossier prêt");
	pty_send(p, "<C-s>");
	pty_expect(p, "il reste à voir : ");
	pty_send(p, "<Esc>o");
	quit(p);
	resumed("aide-soignante", "v<Down><Enter>", "Préalable", "d<Tab>prévue à l'entrée", "prévue à l'entrée", "Enregistré");
	agency_expect(&agency, "SELECT string_agg(code || ' ' || etat || ' ' || texte, ', ' ORDER BY code) FROM jalon.formation_prealable "
	              "WHERE formation_id = '" F "3' AND annule_par IS NULL", "mise_en_situation fait Ehpad des Tilleuls, vae dispense prévue à l'entrée");
}

Test(screens_trainings, what_comes_not_from_there_is_refused_before_the_form)
{
	struct pty_screen *p = open_page("aide-soignante", 24, 80);
	pty_send(p, "st");
	pty_expect(p, "l'étape « projet », on ne peut pas faire le point");
	pty_send(p, "rp");
	pty_expect(p, "on ne peut pas noter les pièces");
	quit(p);
}

/* --- the funder's answers ------------------------------------------------------------------------------------------------------ */

Test(screens_trainings, x_offers_what_may_come_of_a_filed_request)
{
	struct pty_screen *p = open_page("soudeuse", 24, 80);
	pty_send(p, "x");
	pty_expect(p, "Suite de la demande");
	golden_expect_screen("formation_suite_80x24", p);
	pty_send(p, "<Down><Enter>");
	pty_expect(p, "Accord reçu");
	pty_send(p, "<C-s>");
	pty_expect(p, "Étape : accordée");
	agency_expect(&agency, LAST(1, "geste || ' ' || le"), "accorder " AGENCY_DAY);
	pty_send(p, "u");
	pty_expect(p, "Étape : déposée");
	agency_expect(&agency, OF(1, "etape"), "deposee");
	quit(p);
}

Test(screens_trainings, a_refusal_has_grounds_and_a_counter_proposal_or_why_none)
{
	struct pty_screen *p = open_page("soudeuse", 24, 80);
	pty_send(p, "rr");
	pty_expect(p, "Motifs du refus");
	pty_send(p, "<Space><Space><Enter>");
	pty_expect(p, "Motifs du refus : métier non en tension, coût");
	pty_send(p, "<C-s>");
	pty_expect(p, "une contre-proposition ou pourquoi");
	golden_expect_screen("formation_refus_80x24", p);
	pty_send(p, "<Esc>o");
	quit(p);
	resumed("soudeuse", "rr<Space><Enter>", "Refus reçu", "<Tab>Un titre en MAG seul", "Un titre en MAG seul", "Enregistré");
	agency_expect(&agency, LAST(1, "geste || ' ' || motifs::text || ' ' || contre_proposition"), "refuser {metier_non_en_tension} Un titre en MAG seul");
}

Test(screens_trainings, a_counter_proposal_is_accepted)
{
	saved_at("soudeuse", "rc", "Contre-proposition reçue", "<Tab>Le titre MAG, en janvier<C-s>", "Étape : contre-proposition");
	saved_at("soudeuse", "ro", "Proposé : Le titre MAG, en janvier. Corrigez ensuite", "<C-s>", "Étape : accordée");
	agency_expect(&agency, LAST(1, "geste"), "accepter");
}

Test(screens_trainings, a_counter_proposal_is_declined)
{
	saved_at("soudeuse", "rc", "Contre-proposition reçue", "<Tab>Le titre MAG, en janvier<C-s>", "Étape : contre-proposition");
	saved_at("soudeuse", "rn", "Proposé : Le titre MAG, en janvier.", "<C-s>", "Étape : refusée");
}

Test(screens_trainings, a_contestable_refusal_is_contested)
{
	saved_at("fibre", "rt", "Contester le refus", "<Tab>Trois employeurs recrutent à Vitré<C-s>", "Étape : déposée");
	agency_expect(&agency, LAST(5, "geste || ' ' || texte"), "contester Trois employeurs recrutent à Vitré");
}

/* The letters of the open request, and of the one under the cursor of the list; each is kept for oneself. */
Test(screens_trainings, the_letters_of_a_request_are_read_and_kept)
{
	struct pty_screen *p = agency_open_with(&agency, "nouvelle", setting, NULL);
	char *text;
	go_to(p, "fibre");
	pty_send(p, "Ir");
	pty_expect(p, "LA RÉPONSE À VOTRE DEMANDE DE FORMATION");
	pty_expect(p, "a refusé de payer");
	pty_expect(p, "Gardée, lisible de vous seul :");
	pty_send(p, "q");
	pty_expect(p, "Étape : refusée");
	pty_send(p, "Im");
	pty_expect(p, "Aucune pièce n'a été demandée pour cette formation");
	pty_send(p, "Ie");
	pty_expect(p, "ÉTAT DESCRIPTIF DES MISES EN SITUATION");
	pty_send(p, "q");
	pty_expect(p, "Étape : refusée");
	pty_send(p, "gf");
	pty_expect(p, "Sur 12 mois");
	pty_send(p, "/aide-soignante<Enter>");
	pty_expect(p, "1 sur 1");
	pty_send(p, "Ip");
	pty_expect(p, "PROJET DE FORMATION");
	pty_expect(p, "Aide-soignante");
	pty_send(p, "q");
	pty_expect(p, "1 sur 1");
	text = mem_format("grep -l Technicien %s/jalon/lettres/reponse-*.txt && grep -l Aide-soignante %s/jalon/lettres/projet-*.txt >/dev/null", state, state);
	cr_expect_eq(system(text), 0, "both letters are kept"); /* NOLINT: the test's own folder */
	free(text);
	quit(p);
}

Test(screens_trainings, a_refused_request_is_taken_up_again)
{
	saved_at("fibre", "sr", "Reprendre le projet", "<C-s>", "Étape : projet");
}

Test(screens_trainings, pieces_are_asked_for_with_who_brings_each)
{
	resumed("soudeuse", "rp", "Pièces demandées", "d<Tab>l<Tab>devis à jour<Tab>+7<Tab>a<Tab><Tab>lettre", "lettre", "Enregistré");
	agency_expect(&agency, "SELECT string_agg(nature || ' ' || debiteur || ' ' || objet || ' ' || coalesce(attendue_le::text, '-'), ', ' ORDER BY objet) "
	              "FROM jalon.formation_piece WHERE formation_id = '" F "1'", "devis organisme devis à jour 2026-11-29, argumentaire personne lettre -");
	agency_expect(&agency, OF(1, "etape"), "pieces_demandees");
}

Test(screens_trainings, no_piece_at_all_is_refused)
{
	refused_at("soudeuse", "rp", "Pièces demandées", "<C-s>", "pièce");
	agency_expect(&agency, OF(1, "etape"), "deposee");
}

/* The last one awaited sends the file back to the funder. */
Test(screens_trainings, pieces_come_in_one_after_the_other)
{
	struct pty_screen *p = open_page("travaux", 24, 80);
	pty_send(p, "x");
	pty_expect(p, "Quelle pièce est reçue ?");
	pty_send(p, "<Enter>");
	pty_expect(p, "Pièce reçue");
	pty_send(p, "<C-s>");
	pty_expect(p, "Enregistré");
	pty_expect(p, "réunir la pièce attendue");
	pty_send(p, "b");
	pty_expect(p, "Pièce reçue");
	pty_send(p, "<C-u>20/11/2026<C-s>");
	pty_expect(p, "Étape : déposée");
	agency_expect(&agency, OF(2, "etape"), "deposee");
	quit(p);
}

/* Until the line with the cursor says that. */
static void go_down_to(struct pty_screen *p, const char *shown)
{
	for (int i = 0; i < 20 && !pty_wait_for(p, shown, 200); i++)
		pty_send(p, "j");
	pty_expect(p, shown);
}

/* A piece that will not come: after a question, withdrawn; the last one sends the file back to the funder. */
Test(screens_trainings, d_withdraws_a_piece_that_is_awaited)
{
	struct pty_screen *p = open_page("travaux", 40, 80);
	pty_send(p, "d");
	pty_expect(p, "Placez-vous sur une pièce attendue");
	go_down_to(p, "> ○ devis");
	pty_send(p, "d");
	pty_expect(p, "Retirer cette pièce ?");
	pty_send(p, "n");
	pty_expect_gone(p, "Retirer cette pièce ?");
	agency_expect(&agency, PIECES_LEFT, "argumentaire, devis");
	pty_send(p, "do");
	pty_expect(p, "pièce retirée");
	pty_expect_gone(p, "○ devis");
	pty_expect(p, "n'est plus attendue depuis le"); /* the days waited for it are not forgotten */
	agency_expect(&agency, PIECES_LEFT, "argumentaire");
	agency_expect(&agency, OF(2, "etape"), "pieces_demandees");
	pty_send(p, "gg");
	go_down_to(p, "> ○ argumentaire");
	pty_send(p, "do");
	pty_expect(p, "Étape : déposée");
	agency_expect(&agency, OF(2, "etape"), "deposee");
	quit(p);
}

/* --- who pays --------------------------------------------------------------------------------------------------------------------- */

Test(screens_trainings, a_line_fills_the_first_hole)
{
	struct pty_screen *p = open_page("soudeuse", 24, 80);
	pty_send(p, "f");
	pty_expect(p, "Ligne de financement");
	pty_expect(p, "01/04/2027");
	golden_expect_screen("formation_ligne_80x24", p);
	pty_send(p, "<Esc>");
	quit(p);
	resumed("soudeuse", "f", "Ligne de financement", "<Tab>r<Tab><Tab><Tab><Tab>a<S-Tab>1250,50", "1250,50", "Enregistré");
	agency_expect(&agency, "SELECT poste || ' ' || financeur || ' ' || du || ' ' || au || ' ' || montant_cents || ' ' || etat FROM jalon.formation_financement "
	              "WHERE formation_id = '" F "1' ORDER BY du DESC LIMIT 1", "remuneration region 2027-04-01 2027-07-01 125050 accordee");
}

Test(screens_trainings, a_cost_has_one_funder_a_day)
{
	refused_at("soudeuse", "f", "Ligne de financement", "<Tab>r<Tab><C-u>15/03/2027<C-s>", "déjà un financeur ces jours-là");
}

Test(screens_trainings, the_answer_of_a_line_is_noted_then_the_line_withdrawn)
{
	struct pty_screen *p = open_page("soudeuse", 40, 80);
	go_down_to(p, "> ○ frais pédagogiques");
	pty_send(p, "x");
	pty_expect(p, "Réponse du financeur");
	pty_expect(p, "8120,50");
	pty_send(p, "<C-s>");
	pty_expect(p, "> ✓ frais pédagogiques");
	agency_expect(&agency, "SELECT etat || ' ' || montant_cents FROM jalon.formation_financement WHERE ligne_id = '91000000-0000-4000-8000-000000000101'",
	              "accordee 812050");
	pty_send(p, "d");
	pty_expect(p, "Retirer cette ligne ?");
	pty_send(p, "n");
	pty_expect_gone(p, "Retirer cette ligne ?");
	pty_send(p, "do");
	pty_expect(p, "ligne retirée");
	pty_expect_gone(p, "✓ frais pédagogiques");
	quit(p);
}

/* --- from the agreement to six months after ------------------------------------------------------------------------------------------ */

Test(screens_trainings, a_funding_with_holes_says_why_it_goes_on_then_the_person_enters)
{
	struct pty_screen *p = open_page("soudeuse", 24, 80);
	pty_send(p, "ra");
	pty_expect(p, "Accord reçu");
	pty_send(p, "<C-s>");
	pty_expect(p, "Étape : accordée");
	pty_send(p, "sf");
	pty_expect(p, "Financement complet");
	pty_send(p, "<C-s>");
	pty_expect(p, "l manque un financeur");
	pty_send(p, "elle a des économies<C-s>");
	pty_expect(p, "Étape : financée");
	agency_expect(&agency, LAST(1, "malgre"), "elle a des économies");
	pty_send(p, "se");
	pty_expect(p, "Entrée en formation");
	pty_send(p, "<C-u>20/11/2026<C-s>");
	pty_expect(p, "orrigez la date");
	pty_send(p, "<C-u>22/11/2026<C-s>");
	pty_expect(p, "Étape : entrée");
	agency_expect(&agency, OF(1, "etape || ' ' || debut || ' ' || fin"), "entree 2026-11-22 2027-06-30");
	quit(p);
}

Test(screens_trainings, a_check_an_absence_then_the_end)
{
	struct pty_screen *p = open_page("comptable", 24, 80);
	pty_send(p, "x");
	pty_expect(p, "Point au tiers");
	pty_send(p, "<Tab>Elle suit ; le logiciel lui résiste<C-s>");
	pty_expect(p, "Enregistré");
	quit(p);
	resumed("comptable", "A", "Absence en formation", "<C-u>16/11/2026<Tab>17/11/2026<Tab><Tab>enfant malade", "enfant malade", "Enregistré");
	agency_expect(&agency, "SELECT du || ' ' || au || ' ' || justifiee || ' ' || motif FROM jalon.formation_absence WHERE formation_id = '" F "4'", "2026-11-16 2026-11-18 true enfant malade");
	resumed("comptable", "sa", "Fin de la formation", "<Tab>c<Tab>reçue première", "reçue première", "Enregistré");
	agency_expect(&agency, LAST(4, "geste || ' ' || motifs::text || ' ' || texte"), "achever {certification} reçue première");
	saved_at("comptable", "ss", "Situation à six mois", "<Tab>e<C-s>", "Étape : suivie");
}

Test(screens_trainings, giving_up_is_no_breach)
{
	struct pty_screen *p = open_page("soudeuse", 24, 80);
	pty_send(p, "D");
	pty_expect(p, "Pourquoi l'abandon");
	pty_send(p, "<Space><Enter>");
	pty_expect(p, "Abandonner n'est pas un manquement");
	pty_send(p, "<C-s>");
	pty_expect(p, "Étape : abandonnée avant l'entrée");
	agency_expect(&agency, LAST(1, "geste || ' ' || motifs::text"), "abandonner {financement}");
	pty_send(p, "x");
	pty_expect(p, "Rien n'est plus à faire");
	quit(p);
}

Test(screens_trainings, an_exchange_is_resumed)
{
	resumed("soudeuse", "m", "Échange", "<Tab><Tab>Réponse promise jeudi", "Réponse promise jeudi", "Enregistré");
	agency_expect(&agency, LAST(1, "geste || ' ' || avec || ' ' || texte"), "echange CONSTRUCTYS Réponse promise jeudi");
}

/* T3: without allowance, a course paid by an OPCA leaves the person without income; it is said before filing. */
Test(screens_trainings, no_income_is_said_before_filing)
{
	saved_at("fibre", "sr", "Reprendre le projet", "<C-s>", "Étape : projet");
	saved_at("fibre", "sp", "Dossier prêt", "<C-s>", "Étape : prête");
	struct pty_screen *p = open_page("fibre", 24, 80);
	pty_send(p, "x");
	pty_expect(p, "Déposer le dossier");
	pty_expect(p, "Dit : sans revenu");
	pty_send(p, "<C-s>");
	pty_expect(p, "sans revenu (000:1546)");
	golden_expect_screen("formation_depot_80x24", p);
	pty_send(p, "<Space><C-s>");
	pty_expect(p, "Étape : déposée");
	agency_expect(&agency, LAST(5, "financeur || ' ' || sans_revenu_dit"), "constructys true");
	quit(p);
}

/* --- periods in a company, allowances ------------------------------------------------------------------------------------------------ */

/* W2: a reprise of less than fourteen days ends a CSP; nothing is saved before it is said. */
Test(screens_trainings, a_short_reprise_is_warned_of_before_it_is_saved)
{
	struct pty_screen *p = open_page("soudeuse", 24, 80);
	pty_send(p, "ak");
	pty_expect(p, "Période en entreprise");
	pty_send(p, "r<Tab>Boulangerie du Parc<Tab><Tab><Tab><C-u>24/11/2026<Tab>28/11/2026<C-s>");
	pty_expect(p, "À confirmer");
	pty_expect(p, "14 jours");
	golden_expect_screen("periode_csp_80x24", p);
	agency_expect(&agency, "SELECT count(*) FROM jalon.periode_entreprise WHERE entreprise = 'Boulangerie du Parc'", "0");
	pty_send(p, "elle le choisit, informée<C-s>");
	pty_expect(p, "Enregistré");
	agency_expect(&agency, "SELECT nature || ' ' || malgre FROM jalon.periode_entreprise WHERE entreprise = 'Boulangerie du Parc'",
	              "reprise elle le choisit, informée");
	quit(p);
}

/* As the warning says: with other days, no reason is left to give. */
Test(screens_trainings, a_reprise_made_longer_needs_no_reason)
{
	struct pty_screen *p = open_page("soudeuse", 24, 80);
	pty_send(p, "ak");
	pty_expect(p, "EMT");
	pty_expect(p, "reprise d'emploi");
	pty_send(p, "r<Tab>Fournil des Halles<Tab><Tab><Tab><C-u>24/11/2026<Tab>28/11/2026<C-s>");
	pty_expect(p, "À confirmer");
	pty_send(p, "<C-s>");
	pty_expect(p, "!! Une reprise");
	pty_send(p, "<S-Tab><C-u>20/12/2026<C-s>");
	pty_expect(p, "Enregistré");
	agency_expect(&agency, "SELECT du || ' ' || coalesce(malgre, '') FROM jalon.periode_entreprise WHERE entreprise = 'Fournil des Halles'",
	              "2026-11-24 ");
	quit(p);
}

Test(screens_trainings, a_period_is_resumed_and_debriefed)
{
	resumed("soudeuse", "ak", "Période en entreprise", "<Tab>Chaudronnerie Le Gall<Tab>soudeuse<Tab><Tab><Tab>27/11", "27/11", "Enregistré");
	agency_expect(&agency, "SELECT nature || ' ' || du || ' ' || au FROM jalon.periode_entreprise WHERE entreprise LIKE 'Chaud%'",
	              "immersion 2026-11-22 2026-11-28");
	resumed("soudeuse", "ab", "Bilan de période", "<Tab>Gestes sûrs, rythme à prendre", "rythme à prendre", "Enregistré");
	agency_expect(&agency, "SELECT avec_hote || ' ' || debrief FROM jalon.periode_entreprise WHERE debriefee_le IS NOT NULL AND entreprise LIKE 'Ateliers%'",
	              "true Gestes sûrs, rythme à prendre");
}

Test(screens_trainings, an_allowance_closes_the_one_that_runs)
{
	resumed("soudeuse", "al", "Allocation", "r<Tab><C-u>01/12/2026<Tab>29/06/2027", "29/06/2027", "Enregistré");
	agency_expect(&agency, "SELECT string_agg(nature || ' ' || du || ' ' || au, ', ' ORDER BY du) FROM jalon.droit d JOIN jalon.personne p USING (agence_id, personne_id) "
	              "WHERE p.nom = 'Trébuchet' AND d.annule_par IS NULL", "asp 2026-03-02 2026-12-01, rff 2026-12-01 2027-06-30");
}

/* Saved as it opens, it would only cut in two the one that runs. */
Test(screens_trainings, an_allowance_saved_as_it_opens_is_refused)
{
	refused_at("soudeuse", "al", "vérifiez la fin", "<C-s>", "n'a été changé");
}

/* From Ma journée or the portfolio, the page of the person's request is one key away. */
Test(screens_trainings, a_training_is_raised_from_the_portfolio)
{
	struct pty_screen *p = agency_open(&agency, "nouvelle", 24, 80);
	pty_expect(p, "Pourquoi");
	pty_send(p, "/trebuchet<Enter>");
	pty_expect(p, "1 sur 4");
	pty_send(p, "af");
	pty_expect(p, "Formation évoquée · TRÉBUCHET Zoé");
	pty_send(p, "Lecture de plans<C-s>");
	pty_expect(p, "Enregistré");
	agency_expect(&agency, NEWEST, "Lecture de plans - -");
	quit(p);
}

Test(screens_trainings, x_of_my_day_leads_to_the_request)
{
	struct pty_screen *p = agency_open(&agency, "nouvelle", 24, 80);
	pty_expect(p, "Pourquoi");
	pty_send(p, "gj/constructys<Enter>");
	pty_expect(p, "gf relancer");
	pty_send(p, "x");
	pty_expect(p, "Quelle demande ? · TRÉBUCHET Zoé");
	pty_send(p, "soud<Enter>");
	pty_expect(p, "Étape : déposée");
	pty_send(p, "q");
	pty_expect(p, "Ma journée");
	quit(p);
}
