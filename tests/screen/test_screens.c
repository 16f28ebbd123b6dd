/* The screens as a counsellor and a responsable use them: golden text, moves, filter, search. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "core/base/mem.h"
#include "tests/screen/agency.h"
#include "tests/screen/sitting.h"
#include "tests/support/golden.h"

static struct agency agency;

static void begin(void)
{
	agency = agency_new();
}

static void end(void)
{
	agency_free(&agency);
}

TestSuite(screens, .init = begin, .fini = end);

/* ncurses draws from the top and moves the cursor last: on the mark `>`, everything has been drawn. */
/* Opens the portfolio and filters it down to the lines of one name. */
static struct pty_screen *open_filtered(const char *login, int rows, int cols, const char *filter, const char *shown)
{
	struct pty_screen *p = agency_open(&agency, login, rows, cols);
	pty_expect(p, "Pourquoi");
	pty_send(p, "/");
	pty_send(p, filter);
	pty_expect(p, shown);
	pty_send(p, "<Enter>");
	pty_expect_gone(p, "Filtre :");
	return p;
}

static struct pty_screen *open_file(int rows, int cols)
{
	struct pty_screen *p = open_filtered("mlegoff", rows, cols, "bernard", "1 sur");
	pty_send(p, "<Enter>");
	pty_expect(p, "NOUS DEVONS");
	return p;
}

/* --- golden screens ------------------------------------------------------------------------------------ */

static void golden_portfolio(const char *name, int rows, int cols)
{
	struct pty_screen *p = agency_open(&agency, "mlegoff", rows, cols);
	pty_expect(p, "Pourquoi");
	pty_expect(p, "Suivi actif 38/50");
	cursor_settle(p);
	golden_expect_screen(name, p);
	quit(p);
}

Test(screens, portfolio_at_80x24) { golden_portfolio("portefeuille_80x24", 24, 80); }
Test(screens, portfolio_at_140x40) { golden_portfolio("portefeuille_140x40", 40, 140); }
Test(screens, portfolio_at_60x16) { golden_portfolio("portefeuille_60x16", 16, 60); }
Test(screens, portfolio_at_200x50) { golden_portfolio("portefeuille_200x50", 50, 200); }

static void golden_file(const char *name, int rows, int cols)
{
	struct pty_screen *p = open_file(rows, cols);
	cursor_settle(p);
	golden_expect_screen(name, p);
	quit(p);
}

Test(screens, file_at_80x24) { golden_file("fiche_80x24", 24, 80); }
Test(screens, file_at_140x40) { golden_file("fiche_140x40", 40, 140); }
Test(screens, file_at_60x16) { golden_file("fiche_60x16", 16, 60); }

Test(screens, file_to_its_end)
{
	struct pty_screen *p = open_file(24, 80);
	pty_send(p, "G");
	pty_expect(p, "Actions compensatrices");
	golden_expect_screen("fiche_fin_80x24", p);
	quit(p);
}

static void golden_referents(const char *name, int rows, int cols)
{
	struct pty_screen *p = agency_open(&agency, "cdelaunay", rows, cols);
	pty_expect(p, "Niveau");
	cursor_settle(p);
	golden_expect_screen(name, p);
	quit(p);
}

Test(screens, referents_at_80x24) { golden_referents("referents_80x24", 24, 80); }
Test(screens, referents_at_140x40) { golden_referents("referents_140x40", 40, 140); }

Test(screens, referents_at_60x16) { golden_referents("referents_60x16", 16, 60); }

Test(screens, search_at_80x24)
{
	struct pty_screen *p = agency_open(&agency, "cdelaunay", 24, 80);
	pty_expect(p, "Niveau");
	pty_send(p, "g/");
	pty_expect(p, "Recherche :");
	pty_send(p, "evrard");
	pty_expect(p, "ÉVRARD Chloé");
	pty_send(p, "<Enter>");
	pty_expect_gone(p, "Recherche :");
	cursor_settle(p);
	golden_expect_screen("recherche_80x24", p);
	quit(p);
}

Test(screens, why_of_a_person)
{
	struct pty_screen *p = open_filtered("mlegoff", 24, 80, "bernard", "1 sur");
	pty_send(p, "w");
	pty_expect(p, "Entrée, q ou Échap fermer");
	golden_expect_screen("pourquoi_80x24", p);
	pty_send(p, "q");
	pty_expect_gone(p, "Source :");
	quit(p);
}

/* --- moves --------------------------------------------------------------------------------------------- */

Test(screens, hardware_cursor_stays_on_the_selected_row)
{
	struct pty_screen *p = agency_open(&agency, "mlegoff", 24, 80);
	static const char *const keys[] = {"j", "j", "<PageDown>", "k", "<End>", "<Home>", "G", "gg"};
	pty_expect(p, "Pourquoi");
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		pty_send(p, keys[i]);
		cursor_settle(p);
	}
	quit(p);
}

Test(screens, preview_follows_the_cursor)
{
	struct pty_screen *p = agency_open(&agency, "mlegoff", 40, 140);
	pty_expect(p, "Pourquoi ?");
	pty_send(p, "<End>");
	pty_expect(p, "Rien ne presse.");
	quit(p);
}

Test(screens, wider_terminal_brings_the_preview)
{
	struct pty_screen *p = agency_open(&agency, "mlegoff", 24, 80);
	pty_expect(p, "Pourquoi");
	pty_resize(p, 40, 140);
	pty_expect(p, "Pourquoi ?");
	pty_resize(p, 24, 80);
	pty_expect_gone(p, "Pourquoi ?");
	quit(p);
}

Test(screens, filter_ignores_accents_and_goes_with_escape)
{
	struct pty_screen *p = open_filtered("mlegoff", 24, 80, "evrard", "ÉVRARD Chloé");
	pty_expect(p, "Filtre « evrard » : 1 sur 44");
	pty_send(p, "<Esc>");
	pty_expect(p, "5 personnes sans contact");
	pty_expect(p, "DIALLO Mamadou");
	quit(p);
}

Test(screens, filter_without_a_match_says_so)
{
	struct pty_screen *p = open_filtered("mlegoff", 24, 80, "xyzzy", "Aucune ligne ne répond");
	quit(p);
}

Test(screens, next_and_previous_person)
{
	struct pty_screen *p = agency_open(&agency, "mlegoff", 24, 80);
	pty_expect(p, "Pourquoi");
	pty_send(p, "<Enter>");
	pty_expect(p, "fiche 1 sur 44");
	pty_send(p, "]");
	pty_expect(p, "fiche 2 sur 44");
	pty_send(p, "[");
	pty_expect(p, "fiche 1 sur 44");
	pty_send(p, "[");
	pty_expect(p, "première personne de la liste");
	pty_send(p, "]]");
	pty_expect(p, "fiche 3 sur 44");
	pty_send(p, "<Space>"); /* a page of the text, as in a pager */
	pty_expect_gone(p, "lignes 1-");
	pty_send(p, "q");
	pty_expect(p, "> ! LE FLOC'H Nolwe"); /* where one was, not where one came from */
	quit(p);
}

Test(screens, every_line_of_the_sheet_explains_itself)
{
	struct pty_screen *p = open_file(24, 80);
	pty_send(p, "w");
	pty_expect(p, "Règle :");
	pty_expect(p, "Statut :");
	pty_send(p, "q");
	pty_expect_gone(p, "Règle :");
	pty_send(p, "ggw"); /* the first point of the path */
	pty_expect(p, "Dernière version du diagnostic");
	pty_send(p, "q");
	quit(p);
}

static bool on_fold_line(struct pty_screen *p, void *arg)
{
	int row, col;
	pty_cursor(p, &row, &col);
	return strstr(pty_row(p, row), arg) != NULL;
}

Test(screens, long_section_unfolds_and_folds_again)
{
	struct pty_screen *p = open_file(24, 80);
	bool there = false;
	for (int i = 0; i < 20 && !there; i++) { /* past the lines owed by both, and the first appointments */
		pty_send(p, "j");
		there = pty_wait_until(p, on_fold_line, "de plus · Entrée : tout montrer", 200);
	}
	cr_assert(there, "%s", pty_dump(p));
	pty_send(p, "<Enter>");
	pty_expect_gone(p, "de plus · Entrée : tout montrer");
	quit(p);
}

/* --- search -------------------------------------------------------------------------------------------- */

Test(screens, search_opens_the_only_one_found)
{
	struct pty_screen *p = agency_open(&agency, "mlegoff", 24, 80);
	pty_expect(p, "Pourquoi");
	pty_send(p, "g/");
	pty_expect(p, "Recherche :");
	pty_send(p, "AICHA BERN");
	pty_expect(p, "1 personne ");
	pty_send(p, "<Enter>");
	pty_expect(p, "NOUS DEVONS");
	pty_send(p, "q");
	pty_expect(p, "« AICHA BERN » : 1 personne");
	pty_send(p, "/<C-u>zzzz");
	pty_expect(p, "Personne à votre portée ne répond à « zzzz »");
	pty_send(p, "<Esc>");
	quit(p);
}

Test(screens, search_reads_on_as_the_cursor_goes_down)
{
	struct pty_screen *p = agency_open(&agency, "cdelaunay", 24, 80);
	char *total = agency_value(&agency, "SELECT '« an » : ' || count(*) || ' personnes ·' FROM jalon.personne WHERE recherche LIKE '%an%'");
	pty_expect(p, "Niveau");
	pty_send(p, "g/");
	pty_expect(p, "Recherche :");
	pty_send(p, "an<Enter>");
	pty_expect(p, "« an » : 50 premières personnes… ·");
	pty_send(p, "G");
	pty_expect(p, "« an » : 100 premières personnes… ·");
	pty_send(p, "G");
	pty_expect(p, "« an » : 150 premières personnes… ·");
	pty_send(p, "G");
	pty_expect(p, total);
	free(total);
	quit(p);
}

Test(screens, a_file_before_its_first_regime_says_so)
{
	char *before = agency_value(&agency, "SELECT min(du) - 1 FROM jalon.passage JOIN jalon.personne USING (agence_id, personne_id)"
	                                     " WHERE nom = 'Bernard' AND prenom = 'Aïcha'");
	char *id = agency_value(&agency, "SELECT identifiant FROM jalon.personne WHERE nom = 'Bernard' AND prenom = 'Aïcha'");
	struct pty_screen *p = agency_open_with(&agency, "mlegoff", NULL, before);
	pty_send(p, "g/");
	pty_expect(p, "Recherche :");
	pty_send(p, id);
	pty_expect(p, "Personne à votre portée ne répond");
	pty_send(p, "<Esc>");
	quit(p);
	free(before);
	free(id);
}

/* --- the responsable ----------------------------------------------------------------------------------- */

Test(screens, responsable_opens_any_portfolio_and_comes_back)
{
	struct pty_screen *p = agency_open(&agency, "cdelaunay", 24, 80);
	pty_expect(p, "Niveau");
	pty_send(p, "w");
	pty_expect(p, "Capacité");
	pty_send(p, "q/goff");
	pty_expect(p, "Filtre « goff »");
	pty_send(p, "<Enter>");
	pty_expect_gone(p, "Filtre :");
	pty_send(p, "<Enter>");
	pty_expect(p, "Portefeuille : LE GOFF Maël");
	pty_expect(p, "Suivi actif 38/50");
	pty_send(p, "q");
	pty_expect(p, "Niveau");
	quit(p);
}

/* --- states -------------------------------------------------------------------------------------------- */

Test(screens, empty_portfolio_says_so)
{
	struct pty_screen *p = agency_open(&agency, "nouvelle", 24, 80);
	pty_expect(p, "Aucune personne dans ce portefeuille");
	pty_expect(p, "Suivi actif 0/50");
	quit(p);
}

Test(screens, without_a_server_the_screen_explains_and_lives)
{
	struct pty_screen *p = pty_start(24, 80, (char *[]){TEST_JALON, NULL},
	                                 (char *[]){"JALON_CONNINFO=host=/nulle/part dbname=jalon", NULL});
	pty_expect(p, "La connexion à la base est coupée");
	pty_send(p, "g/");
	pty_expect(p, "Recherche :");
	pty_send(p, "dup");
	pty_expect(p, "Recherche : dup");
	pty_send(p, "<Esc>");
	quit(p);
}

/* --- hostile text -------------------------------------------------------------------------------------- */

/* At 80 columns the title has no room for it, and a past day must never be taken for this one. */
Test(screens, a_past_day_says_so_at_80_columns)
{
	struct pty_screen *p = agency_open_with(&agency, "mlegoff", NULL, "2026-10-01");
	pty_expect(p, "au 01/10/2026, lecture seule");
	pty_send(p, "c");
	pty_expect(p, "relancez sans --au");
	pty_send(p, "j");
	quit(p);
}

/* Never silently another base than the one asked for. */
Test(screens, verbs_of_an_agency_refuse_the_demonstration)
{
	static char *const verbs[] = {"base", "compte", "importer"};
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
		struct pty_screen *p = pty_start(24, 140, (char *[]){TEST_JALON, "--demo", verbs[i], "verifier", NULL}, NULL);
		pty_expect_exit(p, 2);
		cr_expect(strstr(pty_row(p, 0), "sans --demo") != NULL, "%s", pty_dump(p));
		pty_close(p);
	}
}

static bool nothing_coloured_in_title(struct pty_screen *p)
{
	for (int col = 0; col < pty_cols(p); col++)
		if (pty_attributes(p, 0, col) & PTY_COLOUR)
			return false;
	return true;
}

Test(screens, escape_sequences_in_names_are_symbols)
{
	char *none = agency_value(&agency, "UPDATE jalon.personne SET prenom = E'\\x1b[31mRou\\u202ege', commune = E'Vi\\x1b]0;pris\\x07tre' "
	                                   "WHERE nom = 'Bernard' AND prenom = 'Aïcha' RETURNING ''");
	free(none);
	struct pty_screen *p = open_filtered("mlegoff", 24, 80, "bernard", "… ␛[31mRou·ge");
	pty_send(p, "<Enter>");
	pty_expect(p, "␛[31MROU·GE DOIT");
	pty_send(p, "G");
	pty_expect(p, "Commune : Vi␛]0;pris␇tre");
	cr_expect_str_eq(pty_title(p), "");
	cr_expect(nothing_coloured_in_title(p));
	quit(p);
}

Test(screens, help_names_the_options_of_the_demonstration)
{
	struct pty_screen *p = pty_start(100, 140, (char *[]){TEST_JALON, "--aide", NULL}, NULL);

	pty_expect_exit(p, 0);
	cr_expect(strstr(pty_dump(p), "jalon demo preparer [--graine N] [--refaire] | arreter | effacer [--force]") != NULL, "%s",
	          pty_dump(p));
	pty_close(p);
}

static bool painted_since(struct pty_screen *p, void *before)
{
	return pty_bytes(p) > *(size_t *)before && cursor_on_mark(p, NULL);
}

/* The budget of a cursor move on a slow line (architecture.md §6), scrolling included. */
Test(screens, a_move_in_the_portfolio_fits_in_250_bytes)
{
	struct pty_screen *p = agency_open(&agency, "mlegoff", 24, 80);
	pty_expect(p, "sans contact depuis");
	for (int i = 0; i < 43; i++) {
		int row, column, next;
		size_t before = pty_bytes(p);
		pty_cursor(p, &row, &column);
		char *held = mem_format("%s", pty_row(p, row));
		pty_send(p, "j");
		cr_assert(pty_wait_until(p, painted_since, &before, PTY_PATIENCE));
		pty_cursor(p, &next, &column);
		cr_expect_leq(pty_bytes(p) - before, 250, "move %d: %zu bytes\nfrom: %s\nto: %s\n%s", i + 1, pty_bytes(p) - before, held,
		              pty_row(p, next), pty_dump(p));
		free(held);
	}
	quit(p);
}
