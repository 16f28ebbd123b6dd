/* Heures as a counsellor lives it: the week at three sizes, two keystrokes, another to validate, exact minutes, removal,
 * dérogation, absence, weeks before; the letters; and what the database then holds. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "core/base/mem.h"
#include "tests/screen/agency.h"
#include "tests/screen/sitting.h"
#include "tests/support/golden.h"

#define AICHA "(SELECT personne_id FROM jalon.personne WHERE nom = 'Bernard' AND prenom = 'Aïcha')"
/* What was declared here, today: nobody of the demonstration did on a Sunday. */
#define TODAYS "FROM jalon.activite WHERE personne_id = " AICHA " AND jour = '" AGENCY_DAY "' AND annule_par IS NULL"

static struct agency agency;
static char state[64], setting[96];

static void begin(void)
{
	agency = agency_new();
	snprintf(state, sizeof state, "/tmp/jalon-test-heures-XXXXXX");
	cr_assert(mkdtemp(state));
	snprintf(setting, sizeof setting, "XDG_STATE_HOME=%s", state);
}

static void end(void)
{
	char command[128];
	snprintf(command, sizeof command, "rm -rf '%s'", state);
	cr_assert_eq(system(command), 0);
	agency_free(&agency);
}

TestSuite(screens_hours, .init = begin, .fini = end);

static void go_to_aicha(struct pty_screen *p)
{
	pty_expect(p, "Pourquoi");
	pty_send(p, "/aicha bernard<Enter>");
	pty_expect(p, "1 sur 44");
	pty_expect_gone(p, "Filtre :");
	pty_send(p, "h");
	pty_expect(p, "Semaine 47 · 16 au 22 nov. 2026");
}

static struct pty_screen *open_hours(int rows, int cols)
{
	struct pty_screen *p = agency_open(&agency, "mlegoff", rows, cols);
	go_to_aicha(p);
	return p;
}

/* With a state directory that outlives the program. */
static struct pty_screen *open_kept(void)
{
	struct pty_screen *p = agency_open_with(&agency, "mlegoff", setting, NULL);
	go_to_aicha(p);
	return p;
}

/* --- the screen ---------------------------------------------------------------------------------------- */

static void golden_hours(const char *name, int rows, int cols)
{
	struct pty_screen *p = open_hours(rows, cols);
	golden_expect_screen(name, p);
	quit(p);
}

Test(screens_hours, at_80x24) { golden_hours("heures_80x24", 24, 80); }
Test(screens_hours, at_140x40) { golden_hours("heures_140x40", 40, 140); }
Test(screens_hours, at_60x16) { golden_hours("heures_60x16", 16, 60); }

Test(screens_hours, gh_goes_there_from_the_sheet_and_q_comes_back)
{
	struct pty_screen *p = open_hours(24, 80);
	pty_send(p, "q<Enter>");
	pty_expect(p, "NOUS DEVONS");
	pty_send(p, "gh");
	pty_expect(p, "Semaine 47");
	pty_send(p, "q");
	pty_expect(p, "NOUS DEVONS");
	quit(p);
}

Test(screens_hours, weeks_before_and_back)
{
	struct pty_screen *p = open_hours(24, 80);
	pty_send(p, "[");
	pty_expect(p, "Semaine 46 · 9 au 15 nov. 2026");
	pty_send(p, "<Left>"); /* from Sunday to Saturday */
	pty_expect(p, "sam. 14 : ");
	pty_send(p, "]");
	pty_expect(p, "Semaine 47");
	pty_send(p, "]");
	pty_expect(p, "C'est la semaine en cours");
	for (int i = 0; i < 30; i++)
		pty_send(p, "[");
	pty_expect(p, "Semaine 17 · 20 au 26 avr. 2026"); /* beyond the 26 weeks: read when needed */
	pty_send(p, "t");
	pty_expect(p, "Semaine 47");
	quit(p);
}

Test(screens_hours, the_past_weeks_and_the_target_explain_themselves)
{
	struct pty_screen *p = open_hours(24, 80);
	pty_send(p, "p");
	pty_expect(p, "Les semaines passées");
	pty_expect(p, "S47");
	pty_send(p, "q");
	pty_expect_gone(p, "Les semaines passées");
	pty_send(p, "w");
	pty_expect(p, "heures_hebdomadaires");
	pty_send(p, "q");
	quit(p);
}

Test(screens_hours, n_shows_the_next_person_of_the_list)
{
	struct pty_screen *p = open_hours(24, 80);
	pty_send(p, "n");
	pty_expect_gone(p, "BERNARD Aïcha");
	pty_expect(p, "Semaine 47");
	pty_send(p, "N");
	pty_expect(p, "BERNARD Aïcha");
	quit(p);
}

/* --- two keystrokes, and another ------------------------------------------------------------------------ */

Test(screens_hours, two_keystrokes_declare_and_u_takes_them_back)
{
	struct pty_screen *p = open_hours(24, 80);
	pty_send(p, "3");
	pty_expect(p, "Lever les freins sociaux, dim. 22 nov. :");
	pty_send(p, "2");
	pty_expect(p, "Enregistré : 2 h,");
	pty_expect(p, "2h ?");
	agency_expect(&agency, "SELECT theme || ' ' || minutes || ' ' || (validee_le IS NULL) " TODAYS, "freins 120 true");
	pty_send(p, "u");
	pty_expect(p, "Annulé");
	pty_expect_gone(p, "2h ?");
	agency_expect(&agency, "SELECT count(*) " TODAYS, "0");
	quit(p);
}

Test(screens_hours, v_validates_the_week_and_V_the_cell)
{
	struct pty_screen *p = open_hours(24, 80);
	pty_send(p, "30");
	pty_expect(p, "30min?");
	pty_send(p, "71");
	pty_expect(p, "1h ?");
	pty_send(p, "V");
	pty_expect_gone(p, "1h ?");
	agency_expect(&agency, "SELECT string_agg(theme || ' ' || (validee_le IS NOT NULL), ', ' ORDER BY theme) " TODAYS, "candidature true, freins false");
	pty_send(p, "v");
	pty_expect_gone(p, "30min?");
	agency_expect(&agency, "SELECT count(*) " TODAYS " AND validee_le IS NULL", "0");
	pty_send(p, "v");
	pty_expect(p, "valider");
	quit(p);
}

Test(screens_hours, the_palette_asks_for_the_theme)
{
	struct pty_screen *p = open_hours(24, 80);
	pty_send(p, ":heures.declarer<Enter>");
	pty_expect(p, "Préparer sa candidature");
	pty_send(p, "candid<Enter>");
	pty_expect(p, "Préparer sa candidature, dim. 22 nov. :");
	pty_send(p, "1");
	pty_expect(p, "Enregistré : 1 h,");
	agency_expect(&agency, "SELECT theme " TODAYS, "candidature");
	quit(p);
}

Test(screens_hours, a_day_holds_twenty_four_hours)
{
	struct pty_screen *p = open_hours(24, 80);
	for (int i = 1; i <= 3; i++) {
		char sum[16];
		snprintf(sum, sizeof sum, "%dh ?", 8 * i);
		pty_send(p, "18");
		pty_expect(p, sum);
	}
	pty_send(p, "10");
	pty_expect(p, "24 heures");
	agency_expect(&agency, "SELECT sum(minutes) " TODAYS, "1440");
	quit(p);
}

Test(screens_hours, exact_minutes_by_a_form_and_d_takes_back)
{
	struct pty_screen *p = open_hours(24, 80);
	pty_send(p, "e");
	pty_expect(p, "Heures · BERNARD Aïcha");
	pty_send(p, "1h20<Tab>Visite d'un atelier<C-s>");
	pty_expect(p, "1h20 ?");
	agency_expect(&agency, "SELECT theme || ' ' || minutes || ' ' || texte " TODAYS, "relation 80 Visite d'un atelier");
	pty_send(p, "<Enter>");
	pty_expect(p, "saisie le 22/11/2026 par");
	pty_expect(p, "Visite d'un ");
	pty_send(p, "q");
	pty_send(p, "d");
	pty_expect(p, "Retirer 1h20, saisie le 22/11/2026");
	pty_send(p, "o");
	pty_expect_gone(p, "1h20 ?");
	agency_expect(&agency, "SELECT count(*) " TODAYS, "0");
	pty_send(p, "d");
	pty_expect(p, "rien à retirer");
	quit(p);
}

Test(screens_hours, a_day_to_come_is_refused_in_the_form)
{
	struct pty_screen *p = open_hours(24, 80);
	pty_send(p, "e");
	pty_expect(p, "Heures · BERNARD Aïcha");
	pty_send(p, "2<S-Tab><S-Tab><C-u>24/11/2026<C-s>");
	pty_expect(p, "à venir");
	pty_send(p, "<Esc>o");
	agency_expect(&agency, "SELECT count(*) FROM jalon.activite WHERE jour > '" AGENCY_DAY "'", "0");
	quit(p);
}

/* --- what lowers the target ------------------------------------------------------------------------------ */

Test(screens_hours, a_derogation_needs_its_reason)
{
	struct pty_screen *p = open_hours(24, 80);
	pty_send(p, "D");
	pty_expect(p, "érogation");
	if (pty_wait_for(p, "Accorder une dérogation", 200))
		pty_send(p, "<Enter>");
	pty_expect(p, "Dérogation aux heures · BERNARD Aïcha");
	pty_send(p, "<Tab>29/11/2026<Tab>6<C-s>");
	pty_expect(p, "Motif");
	pty_send(p, "Garde d'enfant<C-s>"); /* the cursor is on what is missing */
	pty_expect(p, "Enregistré");
	pty_expect(p, "6h");
	agency_expect(&agency, "SELECT cible_minutes || ' ' || motif || ' ' || du || ' ' || au FROM jalon.derogation WHERE personne_id = " AICHA
	              " AND accordee_le::date = '" AGENCY_DAY "' AND annule_par IS NULL", "360 Garde d'enfant 2026-11-16 2026-11-30");
	quit(p);
}

Test(screens_hours, an_absence_lowers_the_week)
{
	struct pty_screen *p = open_hours(24, 80);
	pty_send(p, "<Left><Left>"); /* Friday */
	pty_send(p, "A");
	if (pty_wait_for(p, "Déclarer des congés, une absence", 500))
		pty_send(p, "<Enter>");
	pty_expect(p, "Congés, absence · BERNARD Aïcha");
	pty_send(p, "<Right><Right><C-s>"); /* maladie */
	pty_expect(p, "Enregistré : maladie");
	pty_expect(p, "1 jour d'absence");
	agency_expect(&agency, "SELECT count(*) FROM jalon.conge WHERE personne_id = " AICHA " AND nature = 'maladie' AND annule_par IS NULL"
	              " AND du = '2026-11-20' AND au = '2026-11-21'", "1");
	quit(p);
}

/* --- nothing typed is lost -------------------------------------------------------------------------------- */

Test(screens_hours, a_form_killed_in_its_middle_is_offered_again)
{
	struct pty_screen *p = open_kept();
	int status;
	pty_send(p, "e");
	pty_expect(p, "Heures · BERNARD Aïcha");
	pty_send(p, "45 min<Tab>Bilan de santé");
	pty_expect(p, "Bilan de santé");
	pty_wait_for(p, "jamais à l'écran", 1100); /* a second behind at most */
	pty_signal(p, SIGKILL);
	cr_assert(pty_wait_exit(p, PTY_PATIENCE, &status));
	pty_close(p);
	p = agency_open_with(&agency, "mlegoff", setting, NULL);
	pty_expect(p, "1 saisie non terminée");
	pty_expect(p, "Heures · BERNARD Aïcha");
	pty_send(p, "<Enter>");
	pty_expect(p, "Bilan de santé");
	pty_send(p, "<C-s>");
	pty_expect(p, "Enregistré : 45 min");
	agency_expect(&agency, "SELECT minutes || ' ' || texte " TODAYS, "45 Bilan de santé");
	quit(p);
}

/* --- letters ---------------------------------------------------------------------------------------------- */

/* The only file of the folder, private; its path in `path`. */
static void letter_kept(char path[400], const char *start)
{
	char folder[128];
	struct stat st;
	struct dirent *entry;
	DIR *d;
	snprintf(folder, sizeof folder, "%s/jalon/lettres", state);
	cr_assert_eq(stat(folder, &st), 0, "%s", folder);
	cr_expect_eq(st.st_mode & 0777, 0700);
	d = opendir(folder);
	path[0] = '\0';
	while ((entry = readdir(d)) != NULL)
		if (strncmp(entry->d_name, start, strlen(start)) == 0)
			snprintf(path, 400, "%s/%.200s", folder, entry->d_name);
	closedir(d);
	cr_assert_eq(stat(path, &st), 0, "no letter « %s »", start);
	cr_expect_eq(st.st_mode & 0777, 0600);
	cr_expect_gt(st.st_size, 100);
}

Test(screens_hours, letters_are_read_on_the_screen_and_kept_for_oneself)
{
	static const struct { const char *keys, *file; } letters[] = {{"Ia", "assiduite-"}, {"Id", "detention-"}, {"In", "neuf-"}};
	struct pty_screen *p = open_kept();
	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
		char path[400];
		pty_send(p, letters[i].keys);
		pty_expect(p, "lignes 1-");
		pty_expect(p, "Gardée, lisible de vous seul :");
		pty_send(p, "G");
		pty_send(p, "q");
		pty_expect_gone(p, "lignes ");
		letter_kept(path, letters[i].file);
	}
	quit(p);
}
