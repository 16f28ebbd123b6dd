/* Ma journée and the gestures of the day, as a counsellor does them, and what the database then holds. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "tests/screen/agency.h"
#include "tests/screen/sitting.h"
#include "tests/support/golden.h"

#define PERSON(last, first) "(SELECT personne_id FROM jalon.personne WHERE nom = '" last "' AND prenom = '" first "')"

static struct agency agency;

static void begin(void)
{
	agency = agency_new();
}

static void end(void)
{
	agency_free(&agency);
}

TestSuite(screens_day, .init = begin, .fini = end);

static struct pty_screen *open_day(int rows, int cols)
{
	struct pty_screen *p = agency_open(&agency, "mlegoff", rows, cols);
	pty_expect(p, "Pourquoi");
	pty_send(p, "gj");
	pty_expect(p, " à traiter · ");
	return p;
}

/* The line that this filter leaves alone. */
static struct pty_screen *open_day_on(const char *filter, const char *seen)
{
	struct pty_screen *p = open_day(24, 80);
	pty_send(p, "/");
	pty_expect(p, "Filtre :");
	pty_send(p, filter);
	pty_expect(p, seen);
	pty_send(p, "<Enter>");
	pty_expect_gone(p, "Filtre :");
	return p;
}

/* --- the screen ---------------------------------------------------------------------------------------- */

static void golden_day(const char *name, int rows, int cols)
{
	struct pty_screen *p = open_day(rows, cols);
	pty_expect(p, "1 sur ");
	golden_expect_screen(name, p);
	quit(p);
}

Test(screens_day, at_80x24) { golden_day("journee_80x24", 24, 80); }
Test(screens_day, at_140x40) { golden_day("journee_140x40", 40, 140); }
Test(screens_day, at_60x16) { golden_day("journee_60x16", 16, 60); }

Test(screens_day, what_waits_for_another_stands_apart)
{
	struct pty_screen *p = open_day(24, 80);
	pty_send(p, "G");
	pty_expect(p, "En attente d'un autre : ");
	golden_expect_screen("journee_fin_80x24", p);
	pty_send(p, "s");
	pty_expect(p, "C'est la dernière ligne de la journée");
	quit(p);
}

Test(screens_day, each_line_explains_itself)
{
	struct pty_screen *p = open_day(24, 80);
	pty_send(p, "w");
	pty_expect(p, "Règle :");
	pty_expect(p, "Source :");
	pty_send(p, "q");
	pty_expect_gone(p, "Règle :");
	pty_send(p, "<Enter>");
	pty_expect(p, "NOUS DEVONS");
	pty_send(p, "q");
	pty_expect(p, "1 sur ");
	quit(p);
}

Test(screens_day, filter_keeps_the_ranks)
{
	struct pty_screen *p = open_day_on("bernard", "Filtre « bernard » : ");
	pty_expect(p, "BERNARD Aïcha");
	pty_send(p, "<Esc>");
	pty_expect(p, " à traiter · ");
	quit(p);
}

/* --- gestures ------------------------------------------------------------------------------------------ */

Test(screens_day, x_does_the_gesture_and_the_cursor_goes_on)
{
	struct pty_screen *p = open_day_on("rdv de la semaine", "Filtre « rdv de la semaine »");
	char before[256], *rest;
	snprintf(before, sizeof before, "%s", pty_row(p, 4)); /* the second line */
	rest = strstr(before, " c contact");
	cr_assert_not_null(rest, "%s", pty_dump(p));
	pty_send(p, "x");
	pty_expect(p, "Contact avec ");
	pty_send(p, "t");
	pty_expect(p, "Enregistré : contact");
	before[20] = '\0';
	cr_assert(pty_wait_for(p, before + 4, PTY_PATIENCE));
	int row, col;
	pty_cursor(p, &row, &col);
	cr_expect_not_null(strstr(pty_row(p, row), before + 4), "the cursor is on what was the next line:\n%s", pty_dump(p));
	quit(p);
}

/* « Filtre « … » : 7 lignes » */
static int filtered_count(struct pty_screen *p)
{
	const char *at = strstr(pty_row(p, 1), "» : ");
	cr_assert_not_null(at, "%s", pty_dump(p));
	return atoi(at + strlen("» : "));
}

/* Keys may be typed ahead of the answers: each gesture is about its own line. */
Test(screens_day, gestures_typed_ahead_are_for_one_person_each)
{
	struct pty_screen *p = open_day_on("rdv de la semaine", "Filtre « rdv de la semaine »");
	char *left = mem_format(" : %d lignes", filtered_count(p) - 3);
	pty_send(p, "xtxtxt");
	pty_expect(p, left);
	free(left);
	quit(p);
	agency_expect(&agency, "SELECT count(*) || '/' || count(DISTINCT personne_id) FROM jalon.contact WHERE canal = 'telephone' AND "
	                       "annule_par IS NULL AND (le AT TIME ZONE 'Europe/Paris')::date = date '" AGENCY_DAY "'", "3/3");
}

Test(screens_day, presence_takes_two_keys)
{
	struct pty_screen *p = open_day_on("présence", "Filtre « présence »");
	char *unknown = agency_value(&agency, "SELECT count(*) FROM jalon.participation WHERE presence = 'absent_non_excuse'");
	char *expected = mem_format("%d", atoi(unknown) + 1);
	pty_send(p, "p");
	pty_expect(p, "s annulé par nous");
	pty_send(p, "a");
	pty_expect(p, "Enregistré : RDV avec ");
	agency_expect(&agency, "SELECT count(*) FROM jalon.participation WHERE presence = 'absent_non_excuse'", expected);
	free(unknown);
	free(expected);
	quit(p);
}

Test(screens_day, an_excuse_asks_for_its_motive)
{
	struct pty_screen *p = open_day_on("présence", "Filtre « présence »");
	pty_send(p, "xe");
	pty_expect(p, "Absence excusée · ");
	pty_send(p, "<Enter>");
	pty_expect(p, "Motif : à remplir");
	pty_send(p, "enfant malade, prévenu à 8 h<Enter>");
	pty_expect(p, "Enregistré : RDV avec ");
	quit(p);
	agency_expect(&agency, "SELECT count(*) FROM jalon.participation WHERE presence = 'absent_excuse' AND motif = 'enfant malade, prévenu à 8 h'",
	              "1");
}

Test(screens_day, who_owes_no_presence_is_told_so)
{
	struct pty_screen *p = agency_open(&agency, "mlegoff", 24, 80);
	pty_expect(p, "Pourquoi");
	pty_send(p, "/aicha bernard<Enter>");
	pty_expect(p, "1 sur 44");
	pty_send(p, "p");
	pty_expect(p, "Aucun rendez-vous de BERNARD Aïcha n'attend d'issue");
	pty_send(p, "o");
	pty_expect(p, "Aucun rendez-vous de BERNARD Aïcha n'attend de conclusion");
	pty_send(p, "l");
	pty_expect(p, "BERNARD Aïcha n'a aucun rendez-vous à venir à rappeler");
	quit(p);
}

/* --- the conclusion ------------------------------------------------------------------------------------ */

#define CONCLUDED "SELECT count(*) FROM jalon.participation WHERE conclusion = E'Le point est fait.\\nProjet confirmé.'"

Test(screens_day, conclusion_closes_with_what_each_side_undertakes)
{
	struct pty_screen *p = open_day_on("conclusion", "Filtre « conclusion »");
	pty_send(p, "x");
	pty_expect(p, "Conclure · ");
	golden_expect_screen("conclure_80x24", p);
	pty_send(p, "<C-s>");
	pty_expect(p, "Conclusion : à remplir");
	agency_expect(&agency, CONCLUDED, "0");
	pty_send(p, "Le point est fait.<Enter>Projet confirmé.<Tab><Tab>envoyer l'offre<Tab>4/12/2026<Tab><Tab>postuler<Tab><C-u><C-s>");
	pty_expect(p, "« postuler » n'a pas de date");
	pty_send(p, "5/12/2026<C-s>");
	pty_expect(p, "Enregistré : conclusion, RDV avec COLLET Jean-Marc");
	quit(p);
	agency_expect(&agency, CONCLUDED, "1");
	agency_expect(&agency, "SELECT string_agg(debiteur || ' ' || objet || ' ' || echeance, ', ' ORDER BY echeance) FROM jalon.engagement "
	                       "WHERE objet IN ('envoyer l''offre', 'postuler') AND saisi_par = 'mlegoff' AND personne_id = " PERSON("Collet", "Jean-Marc"),
	              "structure envoyer l'offre 2026-12-04, personne postuler 2026-12-05");
}

/* --- put off, done, undone ----------------------------------------------------------------------------- */

#define PUT_OFF "SELECT string_agg(geste || ' ' || jusqu_au, ', ' ORDER BY jusqu_au) FROM jalon.report WHERE login = 'mlegoff' AND " \
	"personne_id = " PERSON("Bernard", "Aïcha")

Test(screens_day, a_line_is_put_off_or_done_and_u_brings_it_back)
{
	struct pty_screen *p = open_day_on("bernard rdv de la semaine", "BERNARD Aïcha");
	pty_send(p, "z");
	pty_expect(p, "Reporter BERNARD Aïcha :");
	pty_send(p, "7");
	pty_expect(p, "Enregistré : BERNARD Aïcha : reporté au ");
	pty_expect_gone(p, "c contact");
	agency_expect(&agency, PUT_OFF, "reporte 2026-11-29");
	pty_send(p, "u");
	pty_expect(p, "Annulé : BERNARD Aïcha");
	pty_expect(p, "c contact");
	pty_send(p, "zd");
	pty_expect(p, "Reporter au");
	pty_send(p, "21/11/2026<Enter>");
	pty_expect(p, "!! ");
	pty_send(p, "<C-u>1/12/2026<Enter>");
	pty_expect(p, "Enregistré : BERNARD Aïcha : reporté au mar. 1er déc.");
	pty_send(p, "u");
	pty_expect(p, "Annulé : BERNARD Aïcha");
	pty_expect(p, "c contact");
	pty_send(p, "v");
	pty_expect(p, "Enregistré : BERNARD Aïcha : fait pour aujourd'hui");
	pty_expect_gone(p, "c contact");
	quit(p);
}

/* --- the place kept ------------------------------------------------------------------------------------ */

static struct pty_screen *open_with_state(const char *dir)
{
	char *setting = mem_format("XDG_STATE_HOME=%s", dir);
	struct pty_screen *p = agency_open_with(&agency, "mlegoff", setting, NULL);
	free(setting);
	pty_expect(p, "Pourquoi");
	pty_send(p, "gj");
	return p;
}

static void expect_private(const char *path, mode_t mode)
{
	struct stat st;
	cr_assert_eq(stat(path, &st), 0, "%s", path);
	cr_expect_eq(st.st_mode & 0777, mode, "%s: %o", path, (unsigned)st.st_mode & 0777);
}

Test(screens_day, the_place_is_kept_at_the_next_start)
{
	char dir[] = "/tmp/jalon-etat-XXXXXX";
	cr_assert_not_null(mkdtemp(dir));
	struct pty_screen *p = open_with_state(dir);
	pty_expect(p, "1 sur ");
	pty_send(p, "sssss");
	pty_expect(p, "6 sur ");
	pty_signal(p, SIGHUP);
	pty_expect_exit(p, 0);
	pty_close(p);
	char *state = mem_format("%s/jalon", dir), *remove = mem_format("ls %s/jalon | grep -c journee | grep -qx 1 && rm -r %s", dir, dir);
	expect_private(state, 0700);
	p = open_with_state(dir);
	pty_expect(p, "6 sur ");
	quit(p);
	cr_expect_eq(system(remove), 0); /* NOLINT: a name made here */
	free(state);
	free(remove);
}

/* --- reminders, undertakings, what is refused ---------------------------------------------------------- */

Test(screens_day, reminder_is_given_in_two_keys_and_undone)
{
	struct pty_screen *p = open_day_on("rappel diallo", "DIALLO Mamadou");
	char *before = agency_value(&agency, "SELECT count(*) FROM jalon.rappel WHERE annule_par IS NULL"), *more = mem_format("%d", atoi(before) + 1);
	pty_send(p, "xs");
	pty_expect(p, "Enregistré : rappel (SMS), RDV avec DIALLO Mamadou");
	agency_expect(&agency, "SELECT count(*) FROM jalon.rappel WHERE annule_par IS NULL", more);
	pty_send(p, "u");
	pty_expect(p, "Annulé : rappel (SMS)");
	agency_expect(&agency, "SELECT count(*) FROM jalon.rappel WHERE annule_par IS NULL", before);
	free(before);
	free(more);
	quit(p);
}

Test(screens_day, what_was_promised_is_noted_done)
{
	struct pty_screen *p = open_day_on("notre engagement évrard", "ÉVRARD Chloé");
	pty_send(p, "x");
	pty_expect(p, "Enregistré : engagement tenu : ");
	pty_expect_gone(p, "x tenu");
	pty_send(p, "u");
	pty_expect(p, "Annulé : engagement tenu");
	pty_expect(p, "x tenu");
	quit(p);
}

/* The mark, not the cursor: that one travels while the screen is painted. */
static bool on_appointment_to_come(struct pty_screen *p, void *arg)
{
	int row, col;
	(void)arg;
	return pty_find(p, ">   25/11/2026 09:00", &row, &col);
}

/* The file of DIALLO Mamadou, whose first appointments are to come. */
Test(screens_day, presence_and_conclusion_of_a_future_appointment_are_refused)
{
	struct pty_screen *p = agency_open(&agency, "mlegoff", 40, 140);
	pty_expect(p, "Pourquoi ?");
	pty_send(p, "/diallo mamadou<Enter><Enter>");
	pty_expect(p, "MAMADOU DOIT");
	pty_expect(p, "fiche ");
	for (int i = 0; i < 20 && !on_appointment_to_come(p, NULL); i++) {
		pty_send(p, "j");
		pty_wait_until(p, on_appointment_to_come, NULL, 500);
	}
	pty_expect(p, "à venir");
	pty_send(p, "pp");
	pty_expect(p, "La présence se saisit quand le rendez-vous a commencé");
	pty_send(p, "o");
	pty_expect(p, "Ce rendez-vous est à venir : il se conclut une fois commencé");
	quit(p);
}

/* --- the roll-call ------------------------------------------------------------------------------------- */

#define GROUP "FROM jalon.seance s WHERE capacite IS NOT NULL AND conseiller = 'mlegoff' AND upper(periode) < date '" AGENCY_DAY "'" \
	" ORDER BY lower(periode) DESC LIMIT 1"

/* The last group of the account, from its agenda. */
static struct pty_screen *open_rollcall_with(const char *setting)
{
	char *weeks = agency_value(&agency, "SELECT (date_trunc('week', date '" AGENCY_DAY "')::date - "
	                           "date_trunc('week', lower(periode) AT TIME ZONE 'Europe/Paris')::date) / 7 " GROUP);
	char *subject = agency_value(&agency, "SELECT objet " GROUP);
	free(agency_value(&agency, "UPDATE jalon.participation p SET presence = 'inconnu', motif = '' WHERE seance_id = (SELECT seance_id " GROUP
	                           ") RETURNING ''"));
	struct pty_screen *p = agency_open_with(&agency, "mlegoff", setting, NULL);
	pty_expect(p, "Pourquoi");
	pty_send(p, "ga");
	pty_expect(p, "Semaine 47");
	for (int i = atoi(weeks); i > 0; i--)
		pty_send(p, "<Left>");
	pty_send(p, "<Tab>/");
	pty_expect(p, "Filtre");
	pty_send(p, subject);
	pty_send(p, "<Enter>");
	pty_expect_gone(p, "Filtre :");
	pty_expect(p, " à saisir"); /* the week has come */
	pty_send(p, "p");
	pty_expect(p, "Déjà noté");
	free(weeks);
	free(subject);
	return p;
}

static struct pty_screen *open_rollcall(void)
{
	return open_rollcall_with(NULL);
}

Test(screens_day, rollcall_is_saved_in_one_command)
{
	struct pty_screen *p = open_rollcall();
	golden_expect_screen("appel_80x24", p);
	pty_send(p, "<C-s>");
	pty_expect(p, "Personne n'est encore appelé");
	pty_send(p, "e");
	pty_expect(p, "Motif de l'excuse");
	pty_send(p, "grève des trains<Enter>");
	pty_expect(p, "absent excusé : grève");
	pty_send(p, "P");
	pty_expect(p, "à enregistrer (Ctrl-S)");
	pty_send(p, "q");
	pty_expect(p, "L'appel n'est pas enregistré");
	pty_send(p, "n");
	pty_expect_gone(p, "L'appel n'est pas enregistré");
	pty_send(p, "<C-s>");
	pty_expect(p, "Enregistré : ");
	pty_expect_gone(p, "à enregistrer");
	agency_expect(&agency, "SELECT count(DISTINCT commande_id) FROM jalon.commande WHERE verbe = 'rdv_presence' AND login = 'mlegoff'", "1");
	agency_expect(&agency, "SELECT count(*) FROM jalon.participation WHERE motif = 'grève des trains' AND presence = 'absent_excuse'", "1");
	pty_send(p, "q");
	pty_expect(p, "Semaine ");
	quit(p);
}

Test(screens_day, rollcall_left_unsaved_changes_nothing)
{
	struct pty_screen *p = open_rollcall();
	pty_send(p, "pQ");
	pty_expect(p, "L'appel n'est pas enregistré");
	pty_send(p, "o");
	pty_expect_exit(p, 0);
	pty_close(p);
	agency_expect(&agency, "SELECT count(*) FROM jalon.commande WHERE verbe = 'rdv_presence' AND login = 'mlegoff'", "0");
}

/* No answer is lost with the program: the next start says that a roll-call waits, and it is found as it was. */
Test(screens_day, rollcall_outlives_a_kill)
{
	char dir[] = "/tmp/jalon-appel-XXXXXX";
	cr_assert_not_null(mkdtemp(dir));
	char *setting = mem_format("XDG_STATE_HOME=%s", dir);
	struct pty_screen *p = open_rollcall_with(setting);
	pty_send(p, "e");
	pty_expect(p, "Motif de l'excuse");
	pty_send(p, "grève à Laval<Enter>p");
	pty_expect(p, "2 appelées sur");
	pty_signal(p, SIGKILL);
	pty_close(p);
	p = agency_open_with(&agency, "mlegoff", setting, NULL);
	pty_expect(p, "Un appel n'est pas enregistré");
	quit(p);
	p = open_rollcall_with(setting);
	pty_expect(p, "absent excusé : grève à Laval");
	pty_expect(p, "2 appelées sur");
	pty_send(p, "<C-s>");
	pty_expect(p, "Enregistré : ");
	agency_expect(&agency, "SELECT count(*) FROM jalon.participation WHERE motif = 'grève à Laval' AND presence = 'absent_excuse'", "1");
	quit(p);
	p = agency_open_with(&agency, "mlegoff", setting, NULL);
	pty_expect(p, "sans contact depuis");
	cr_expect_not(pty_find(p, "Un appel n'est pas enregistré", NULL, NULL), "%s", pty_dump(p));
	quit(p);
	char *command = mem_format("rm -rf %s", dir);
	cr_expect_eq(system(command), 0);
	free(command);
	free(setting);
}

/* The budget of a cursor move on a slow line (architecture.md §6). */
Test(screens_day, a_move_fits_in_250_bytes)
{
	struct pty_screen *p = open_day(24, 80);
	for (int i = 0; i < 30; i++) {
		char wanted[32];
		size_t before = pty_bytes(p);
		snprintf(wanted, sizeof wanted, "%d sur ", i + 2);
		pty_send(p, "j");
		pty_expect(p, wanted);
		cr_expect_leq(pty_bytes(p) - before, 250, "move %d: %zu bytes", i + 1, pty_bytes(p) - before);
	}
	quit(p);
}
