/* The catalogue as a counsellor searches it, on a file of sessions loaded by the program: the list at three sizes, the words,
 * each filter, the pages, a session in full, and a request raised from it for the person that was under the cursor. */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "tests/screen/sitting.h"
#include "tests/screen/twins.h"
#include "tests/support/cluster.h"
#include "tests/support/golden.h"

#define ADMIN "ecran_admin"
static char *conninfo, path[64], state[64], setting[96];

/* --- the catalogue ------------------------------------------------------------------------------------------------------ */

#define HEADER "cle;offre;organisme;intitule;rome;objectif;heures;rythme;debut;fin;places;lieu;departement;remuneration;financeurs\n"
static const char sessions[] = HEADER
	"Z1;ZEP;Institut Zéphyr;Souffleur de verre;B1602;certification;800;35;2027-01-04;2027-06-18;8;Rennes;35;stagiaire public;region constructys\n"
	"Z2;ZEP;Institut Zéphyr;Souffleur de verre;B1602;certification;800;35;2027-08-30;2028-02-11;12;Rennes;35;stagiaire public;region constructys\n"
	"Z3;ZEF;Institut Zéphyr;Français langue étrangère, niveau A2;;adaptation;120;17h30;2027-01-11;2027-02-26;0;Vitré;35;;region\n"
	"Z4;ZED;Institut Zéphyr;Découvrir les métiers du verre;;;70;;2027-02-01;2027-02-12;;Brest;29;;\n"
	"Z5;ZEM;Les Ateliers du Zéphyr et de la Vilaine réunis;Miroitier, tailleur et encadreur d'art en atelier partagé;B1602;qualification;1015;35;"
	"2027-01-18;2027-10-01;1;Châteaubourg-sur-Vilaine;35;;constructys\n"
	"Z6;ZEV;Institut Zéphyr;Vitrailliste;B1602;reconversion;600;30;2027-03-01;2027-08-06;5;Laval;53;;region\n";

static void load_sessions(const char *provider, const char *text)
{
	FILE *f = fopen(path, "w");
	cr_assert(f != NULL && fputs(text, f) >= 0 && fclose(f) == 0);
	twin_done(JALON("importer", "catalogue", path, "--fournisseur", (char *)provider, "--conninfo", conninfo), "sessions lues");
}

/* Every provider's last file on that day, those of the demonstration included. */
static void files_dated(const char *day)
{
	char *sql = mem_format("UPDATE jalon.catalogue_import SET le = timestamptz '%s 10:00+02'; SELECT 1", day);
	free(agency_value(twins_agency(), sql));
	free(sql);
}

static void begin(void)
{
	twins_begin();
	free(agency_value(twins_agency(), "DO $$ BEGIN CREATE ROLE " ADMIN " LOGIN IN ROLE jalon_administrateur; EXCEPTION WHEN duplicate_object OR"
		" unique_violation THEN NULL; END $$; INSERT INTO jalon.compte (agence_id, login, nom, prenom, role, du) SELECT agence_id, '" ADMIN "',"
		" 'Admin', 'Aude', 'administrateur', '2024-01-01' FROM jalon.agence; SELECT 1"));
	conninfo = mem_format("host=%s dbname=%s user=" ADMIN, cluster_socket(), twins_agency()->database);
	snprintf(path, sizeof path, "/tmp/jalon-ecran-offre-%ld.csv", (long)getpid());
	snprintf(state, sizeof state, "/tmp/jalon-test-catalogue-XXXXXX");
	cr_assert(mkdtemp(state));
	snprintf(setting, sizeof setting, "XDG_STATE_HOME=%s", state);
	load_sessions("zephyr", sessions);
	files_dated(AGENCY_DAY);
}

static void end(void)
{
	char *command = mem_format("rm -rf '%s'", state);
	cr_assert_eq(system(command), 0);
	free(command);
	unlink(path);
	free(conninfo);
	twins_end();
}

TestSuite(screens_catalogue, .init = begin, .fini = end);

/* --- opening ------------------------------------------------------------------------------------------------------------ */

/* For BERNARD Aïcha, with those words searched. */
static void go_search(struct pty_screen *p, const char *words)
{
	pty_expect(p, "Pourquoi");
	pty_send(p, "/bernard aicha<Enter>");
	pty_expect(p, "1 sur");
	pty_send(p, "gk");
	pty_expect(p, "pour BERNARD Aïcha");
	pty_send(p, words);
	pty_send(p, "<Enter>");
}

static struct pty_screen *open_search(const char *words, const char *found, int rows, int cols)
{
	struct pty_screen *p = agency_open(twins_agency(), "mlegoff", rows, cols);
	go_search(p, words);
	pty_expect(p, found);
	pty_expect(p, "> "); /* the bar of keys comes back with the cursor of the list */
	pty_expect(p, "f filtres");
	return p;
}

/* --- reading ------------------------------------------------------------------------------------------------------------- */

static void golden_list(const char *name, int rows, int cols)
{
	struct pty_screen *p = open_search("zephyr", "6 sessions · « zephyr »", rows, cols);
	golden_expect_screen(name, p);
	quit(p);
}

Test(screens_catalogue, list_at_80x24) { golden_list("catalogue_80x24", 24, 80); }
Test(screens_catalogue, list_at_140x40) { golden_list("catalogue_140x40", 40, 140); }
Test(screens_catalogue, list_at_60x16) { golden_list("catalogue_60x16", 16, 60); }

/* What its columns cut, the lines under the list say. */
Test(screens_catalogue, a_long_one_is_told_under_the_list)
{
	struct pty_screen *p = open_search("zephyr", "6 sessions · « zephyr »", 24, 80);
	pty_send(p, "jj");
	pty_expect(p, "3 sur 6");
	golden_expect_screen("catalogue_long_80x24", p);
	quit(p);
}

Test(screens_catalogue, enter_shows_a_session_in_full)
{
	struct pty_screen *p = open_search("zephyr", "6 sessions · « zephyr »", 24, 80);
	pty_send(p, "<Enter>");
	pty_expect(p, "Session suivante");
	pty_expect(p, "30/08/2027");
	golden_expect_screen("catalogue_session_80x24", p);
	pty_send(p, "q");
	pty_expect_gone(p, "Session suivante");
	pty_send(p, "j<Enter>");
	pty_expect(p, "sans place confirmée");
	pty_send(p, "q");
	quit(p);
}

/* What the twin finds, the screen shows: the same words, in the same order. */
Test(screens_catalogue, the_screen_shows_what_the_twin_finds)
{
	static const char *const titles[] = {"Souffleur de verre", "Français langue", "Miroitier", "Découvrir", "Vitrailliste", "Souffleur de verre"};
	struct pty_screen *p = open_search("ZÉPHYR", "6 sessions · « zephyr »", 40, 140);
	char *out = twin_printed(JALON("--format", "tsv", "afficher", "catalogue", "ZÉPHYR")), *at = out;
	int row = 0, col;
	cr_assert(pty_find(p, "Dates", &row, &col));
	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
		cr_expect(strstr(pty_row(p, row + 1 + (int)i), titles[i]) != NULL, "row %zu: %s", i, pty_row(p, row + 1 + (int)i));
		at = strstr(at + 1, titles[i]);
		cr_assert(at != NULL, "%s is not next in\n%s", titles[i], out);
	}
	free(out);
	quit(p);
}

Test(screens_catalogue, an_old_catalogue_says_so)
{
	struct pty_screen *p = open_search("zephyr", "6 sessions · « zephyr »", 24, 80);
	pty_expect_gone(p, "il y a");
	files_dated("2026-09-03");
	pty_send(p, "R");
	pty_expect(p, "Le plus ancien fichier du catalogue date du 03/09/2026");
	pty_send(p, "jk");
	pty_expect_gone(p, "Relecture demandée");
	golden_expect_screen("catalogue_perime_80x24", p);
	quit(p);
}

Test(screens_catalogue, nothing_found_says_what_to_do)
{
	struct pty_screen *p = agency_open(twins_agency(), "mlegoff", 24, 80);
	go_search(p, "zephyr introuvable");
	pty_expect(p, "Aucune session ne répond : enlevez un mot ou un filtre");
	pty_expect(p, "zephyr introuvable");
	pty_send(p, "af");
	pty_expect(p, "Aucune session sous le curseur");
	quit(p);
}

/* On the smallest screen, every second key of g is still named: in two columns. */
Test(screens_catalogue, the_box_of_second_keys_holds_them_all)
{
	struct pty_screen *p = open_search("zephyr", "6 sessions · « zephyr »", 16, 60);
	pty_send(p, "g");
	pty_expect(p, "portefeuille");
	pty_expect(p, "catalogue");
	pty_expect(p, "premier");
	golden_expect_screen("catalogue_touches_60x16", p);
	pty_send(p, "<Esc>");
	pty_expect_gone(p, "portefeuille");
	quit(p);
}

/* --- words and filters ------------------------------------------------------------------------------------------------------ */

Test(screens_catalogue, words_are_changed_then_all_is_seen_again)
{
	struct pty_screen *p = open_search("zephyr vitre", "1 session · « zephyr vitre »", 24, 80);
	pty_expect(p, "x 11/01/2027 Français");
	pty_expect(p, "complet");
	pty_send(p, "/<C-u>zephyr verre<Enter>");
	pty_expect(p, "3 sessions · « zephyr verre »");
	pty_send(p, "d");
	pty_expect(p, "d'autres suivent · sans filtre");
	pty_send(p, "d");
	pty_expect(p, "Ni mot ni filtre");
	quit(p);
}

Test(screens_catalogue, every_filter_is_set_then_taken_away)
{
	struct pty_screen *p = open_search("zephyr", "6 sessions · « zephyr »", 24, 80);
	pty_send(p, "f");
	pty_expect(p, "Filtres du catalogue");
	pty_send(p, "b1602<Tab>35<Tab>r<Tab>01/02/2027<Tab>31/12/2027<Tab><Space>");
	pty_expect(p, "[x]");
	pty_expect(p, "Ctrl-S filtrer");
	golden_expect_screen("catalogue_filtres_80x24", p);
	pty_send(p, "<C-s>");
	pty_expect(p, "1 session · « zephyr » · métier B1602");
	pty_expect(p, "> ");
	pty_expect(p, "30/08/2027 Souffleur");
	pty_expect(p, "effacer");
	golden_expect_screen("catalogue_filtre_80x24", p);
	pty_send(p, "f");
	pty_expect(p, "31/12/2027");
	pty_send(p, "<C-u><Tab><C-u><Tab><BS><Tab><C-u><Tab><C-u><Tab><Space><C-s>");
	pty_expect(p, "6 sessions · « zephyr »");
	quit(p);
}

Test(screens_catalogue, p_leaves_full_sessions_aside)
{
	struct pty_screen *p = open_search("zephyr", "6 sessions · « zephyr »", 24, 80);
	pty_send(p, "p");
	pty_expect(p, "5 sessions · « zephyr » · places restantes");
	pty_expect_gone(p, "complet");
	pty_send(p, "p");
	pty_expect(p, "6 sessions · « zephyr »");
	quit(p);
}

/* Typed in the form just opened, refused, corrected by nothing: the list is as it was. */
static void filter_refused(struct pty_screen *p, const char *typed, const char *refusal)
{
	pty_send(p, "f");
	pty_expect(p, "Filtres du catalogue");
	pty_send(p, typed);
	pty_send(p, "<C-s>");
	pty_expect(p, refusal);
	pty_send(p, "<Esc>o");
	pty_expect_gone(p, "Filtres du catalogue");
	pty_expect(p, "6 sessions · « zephyr »");
}

Test(screens_catalogue, a_filter_badly_typed_is_refused)
{
	struct pty_screen *p = open_search("zephyr", "6 sessions · « zephyr »", 24, 80);
	filter_refused(p, "Z99", "code ROME");
	filter_refused(p, "<Tab>99", "01 à 95");
	filter_refused(p, "<Tab><Tab><Tab>demain", "date attendue");
	filter_refused(p, "<Tab><Tab><Tab>01/03/2027<Tab>01/02/2027", "inversez-les");
	quit(p);
}

/* --- pages ---------------------------------------------------------------------------------------------------------------- */

Test(screens_catalogue, the_next_page_comes_before_the_end_of_the_list)
{
	char *text = mem_format("%s", HEADER), *longer;
	struct pty_screen *p;
	for (int i = 1; i <= 120; i++) {
		longer = mem_format("%sA%d;A%d;Atelier Alizé;Module %03d;;;35;35;2027-%02d-%02d;2027-12-31;4;Vitré;35;;region\n", text, i, i, i,
			1 + (i - 1) / 28, 1 + (i - 1) % 28);
		free(text);
		text = longer;
	}
	load_sessions("alize", text);
	free(text);
	p = open_search("alize", "50 premières sessions, d'autres suivent · « alize »", 24, 80);
	pty_send(p, "G");
	pty_expect(p, "50 sur 100");
	pty_send(p, "G");
	pty_expect(p, "100 sur 120");
	pty_expect(p, "120 sessions · « alize »");
	pty_send(p, "G");
	pty_expect(p, "120 sur 120");
	pty_expect(p, "Module 120");
	quit(p);
}

/* --- a request from a session ------------------------------------------------------------------------------------------------ */

#define RAISED "SELECT f.intitule || ' ' || f.rome || ' ' || f.organisme || ' ' || f.minutes || ' ' || f.debut || ' ' || s.cle FROM jalon.formation f " \
	"JOIN jalon.catalogue_session s USING (agence_id, session_id) JOIN jalon.personne p USING (agence_id, personne_id) " \
	"WHERE p.nom = 'Bernard' AND p.prenom = 'Aïcha' AND s.fournisseur = 'zephyr'"

Test(screens_catalogue, af_raises_the_session_for_the_person_who_was_there)
{
	struct pty_screen *p = open_search("zephyr verre rennes", "2 sessions · « zephyr verre rennes »", 24, 80);
	pty_send(p, "j");
	pty_expect(p, "2 sur 2");
	pty_send(p, "af");
	pty_expect(p, "Formation évoquée · BERNARD Aïcha");
	pty_expect(p, "Session du catalogue");
	pty_expect(p, "30/08/2027");
	golden_expect_screen("catalogue_evoquer_80x24", p);
	pty_send(p, "<C-s>");
	pty_expect(p, "Enregistré");
	ROW(RAISED, "Souffleur de verre B1602 Institut Zéphyr 48000 2027-08-30 Z2");
	pty_expect(p, "2 sessions · « zephyr verre rennes »");
	pty_send(p, "qge");
	pty_expect(p, "BERNARD Aïcha");
	quit(p);
}

/* Left in its middle, it comes back with the session it began from. */
Test(screens_catalogue, a_request_left_unfinished_keeps_its_session)
{
	struct pty_screen *p = agency_open_with(twins_agency(), "mlegoff", setting, NULL);
	int status;
	go_search(p, "zephyr vitrail");
	pty_expect(p, "1 session · « zephyr vitrail »");
	pty_send(p, "af");
	pty_expect(p, "Formation évoquée");
	pty_send(p, "<C-u>Vitrailliste d'art");
	pty_expect(p, "Vitrailliste d'art");
	pty_signal(p, SIGHUP);
	cr_assert(pty_wait_exit(p, PTY_PATIENCE, &status));
	pty_close(p);
	p = agency_open_with(twins_agency(), "mlegoff", setting, NULL);
	pty_expect(p, "1 saisie non terminée");
	pty_send(p, "<Enter>");
	pty_expect(p, "Vitrailliste d'art");
	pty_expect(p, "Session du catalogue");
	pty_send(p, "<C-s>");
	pty_expect(p, "Enregistré");
	ROW(RAISED, "Vitrailliste d'art B1602 Institut Zéphyr 36000 2027-03-01 Z6");
	quit(p);
}

/* From the référents nobody is under the cursor: the catalogue is read, and says where to come from. */
Test(screens_catalogue, without_a_person_it_is_only_read)
{
	struct pty_screen *p = agency_open(twins_agency(), SUPERVISOR, 24, 80);
	pty_expect(p, "Référent");
	pty_send(p, "gkzephyr<Enter>");
	pty_expect(p, "6 sessions · « zephyr »");
	pty_expect(p, "venez au catalogue depuis une personne");
	pty_send(p, "af");
	pty_expect(p, "hoisissez");
	quit(p);
}

Test(screens_catalogue, a_past_day_writes_nothing)
{
	struct pty_screen *p = agency_open_with(twins_agency(), "mlegoff", NULL, AGENCY_DAY);
	pty_expect(p, "Pourquoi");
	pty_send(p, "gkzephyr<Enter>");
	pty_expect(p, "6 sessions · « zephyr »");
	pty_send(p, "af");
	pty_expect(p, "--au");
	ROW("SELECT count(*) FROM jalon.formation f JOIN jalon.catalogue_session s USING (agence_id, session_id) WHERE s.fournisseur = 'zephyr'", "0");
	quit(p);
}
