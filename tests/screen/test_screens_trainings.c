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

static void quit(struct pty_screen *p)
{
	pty_send(p, "Q");
	pty_expect_exit(p, 0);
	pty_close(p);
}

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
