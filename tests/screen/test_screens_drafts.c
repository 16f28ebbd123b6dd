/* Nothing typed is lost: killed, hung up or cut in the middle of a form, the program offers it again at the next
 * start; what a colleague changed meanwhile is merged field by field on the screen. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "tests/screen/agency.h"
#include "tests/screen/sitting.h"
#include "tests/support/cluster.h"
#include "tui/drafts/draft_file.h"

#define AICHA "(SELECT personne_id FROM jalon.personne WHERE nom = 'Bernard' AND prenom = 'Aïcha')"
#define NOTES "SELECT coalesce(string_agg(texte, ' | '), '') FROM jalon.note WHERE personne_id = " AICHA \
	" AND annulee_par IS NULL AND (ecrite_le AT TIME ZONE 'Europe/Paris')::date = date '" AGENCY_DAY "'"

static struct agency agency;
static char state[64];   /* XDG_STATE_HOME of every program of the test */
static char setting[96];

static void begin(void)
{
	agency = agency_new();
	snprintf(state, sizeof state, "/tmp/jalon-test-drafts-XXXXXX");
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

TestSuite(screens_drafts, .init = begin, .fini = end);

static struct pty_screen *start(const char *login)
{
	struct pty_screen *p = agency_open_with(&agency, login, setting, NULL);
	pty_expect(p, "Pourquoi");
	return p;
}

static struct pty_screen *start_on_aicha(const char *login)
{
	struct pty_screen *p = start(login);
	pty_send(p, "/aicha bernard<Enter>");
	pty_expect(p, "1 sur 44");
	pty_expect_gone(p, "Filtre :");
	return p;
}

/* --- the files ----------------------------------------------------------------------------------------------- */

/* The drafts on disk, their texts one after the other, in the order of the directory; caller frees. */
static char *drafts_text(int *count)
{
	char folder[96];
	struct strbuf out = {0};
	struct dirent *entry;
	snprintf(folder, sizeof folder, "%s/jalon", state);
	DIR *d = opendir(folder);
	*count = 0;
	while (d && (entry = readdir(d))) {
		char path[400], text[4096];
		size_t length = strlen(entry->d_name);
		if (length < 7 || strcmp(entry->d_name + length - 7, ".saisie") != 0)
			continue;
		snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
		FILE *f = fopen(path, "r");
		if (!f) /* replaced meanwhile */
			continue;
		(*count)++;
		strbuf_add_n(&out, text, fread(text, 1, sizeof text, f));
		fclose(f);
	}
	if (d)
		closedir(d);
	strbuf_add(&out, "");
	return out.s;
}

static int draft_count(void)
{
	int count;
	free(drafts_text(&count));
	return count;
}

static long long now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Waits for the file; returns how long it took, -1 when it never came. */
static long long wait_draft(struct pty_screen *p, const char *wanted)
{
	long long start_ms = now_ms();
	while (now_ms() - start_ms < PTY_PATIENCE) {
		int count;
		char *text = drafts_text(&count);
		bool found = strstr(text, wanted) != NULL;
		free(text);
		if (found)
			return now_ms() - start_ms;
		pty_wait_for(p, "jamais à l'écran", 10); /* reads what the program paints meanwhile */
	}
	return -1;
}

static bool wait_count(struct pty_screen *p, int wanted)
{
	long long start_ms = now_ms();
	while (draft_count() != wanted && now_ms() - start_ms < PTY_PATIENCE)
		pty_wait_for(p, "jamais à l'écran", 10);
	return draft_count() == wanted;
}

#define expect_draft(p, text) cr_assert_geq(wait_draft((p), (text)), 0, "« %s » never reached the disk", (text))
#define expect_count(p, n) cr_assert(wait_count((p), (n)), "%d drafts on disk, %d expected", draft_count(), (n))

static void kill_now(struct pty_screen *p)
{
	int status;
	pty_signal(p, SIGKILL);
	cr_assert(pty_wait_exit(p, PTY_PATIENCE, &status));
	pty_close(p);
}

/* --- killed, hung up ----------------------------------------------------------------------------------------- */

Test(screens_drafts, a_note_killed_in_its_middle_is_offered_resumed_and_saved)
{
	struct pty_screen *p = start_on_aicha("mlegoff");
	pty_send(p, "n");
	pty_expect(p, "Note sur BERNARD Aïcha");
	pty_send(p, "Échange à l'école : « ça va », œuvre ;<Enter>rappeler demain<Left><Left>");
	expect_draft(p, "rappeler demain");
	kill_now(p);
	agency_expect(&agency, NOTES, "");
	p = start("mlegoff");
	pty_expect(p, "1 saisie non terminée");
	pty_expect(p, "Note sur BERNARD Aïcha, 22/11");
	pty_expect(p, "Rien de ceci n'est dans la base");
	pty_expect(p, "« Échange à l'école");
	pty_send(p, "<Enter>");
	pty_expect(p, "Ctrl-S enregistrer");
	pty_send(p, "X<End>, mardi.<C-s>"); /* the cursor is where it was, two letters before the end */
	pty_expect(p, "Enregistré : note sur BERNARD Aïcha");
	agency_expect(&agency, NOTES, "Échange à l'école : « ça va », œuvre ;\nrappeler demaXin, mardi.");
	expect_count(p, 0);
	quit(p);
	p = start("mlegoff");
	pty_send(p, "/aicha bernard<Enter>");
	pty_expect(p, "1 sur 44"); /* nothing is in the way */
	quit(p);
}

Test(screens_drafts, a_draft_is_at_most_a_second_behind_and_private)
{
	struct pty_screen *p = start_on_aicha("mlegoff");
	char path[400], *name;
	struct stat st;
	long long took;
	pty_send(p, "n");
	pty_expect(p, "Note sur BERNARD Aïcha");
	pty_send(p, "a");
	expect_draft(p, "saisi\":\"a\"");
	pty_send(p, " puis la suite");
	took = wait_draft(p, "puis la suite");
	cr_expect(took >= 0 && took <= 1000, "%lld ms behind", took);
	snprintf(path, sizeof path, "%s/jalon", state);
	cr_assert_eq(stat(path, &st), 0);
	cr_expect_eq(st.st_mode & 0777, 0700);
	DIR *d = opendir(path);
	for (struct dirent *entry; (entry = readdir(d));) {
		if (entry->d_name[0] == '.')
			continue;
		name = mem_format("%s/%s", path, entry->d_name);
		cr_assert_eq(stat(name, &st), 0);
		cr_expect_eq(st.st_mode & 0777, 0600, "%s", name);
		free(name);
	}
	closedir(d);
	pty_send(p, "<Esc>o");
	pty_expect_gone(p, "Note sur");
	expect_count(p, 0);
	quit(p);
}

static void ended_by(int number)
{
	struct pty_screen *p = start_on_aicha("mlegoff");
	int status;
	pty_send(p, "m");
	pty_expect(p, "Modalité de suivi");
	pty_send(p, "r");
	pty_expect(p, "< rattaché >");
	pty_signal(p, number); /* before the delay has run out, or after: it is written at once */
	cr_assert(pty_wait_exit(p, PTY_PATIENCE, &status));
	pty_close(p);
	cr_expect_eq(draft_count(), 1);
	p = start("mlegoff");
	pty_expect(p, "Modalité de suivi · BERNARD Aïcha");
	pty_expect(p, "Modalité : « rattache »");
	pty_send(p, "<Enter>");
	pty_expect(p, "< rattaché >");
	pty_send(p, "<C-s>");
	pty_expect(p, "Suivi actif 37/50");
	expect_count(p, 0);
	quit(p);
}

Test(screens_drafts, hanging_up_writes_at_once)
{
	ended_by(SIGHUP);
}

Test(screens_drafts, being_told_to_end_writes_at_once)
{
	ended_by(SIGTERM);
}

Test(screens_drafts, a_draft_is_thrown_away_on_purpose)
{
	struct pty_screen *p = start_on_aicha("mlegoff");
	pty_send(p, "n");
	pty_expect(p, "Note sur BERNARD Aïcha");
	pty_send(p, "à jeter");
	expect_draft(p, "à jeter");
	kill_now(p);
	p = start("mlegoff");
	pty_expect(p, "« à jeter »");
	pty_send(p, "<Esc>");
	pty_expect_gone(p, "« à jeter »");
	expect_count(p, 1);
	quit(p);
	p = start("mlegoff");
	pty_expect(p, "« à jeter »");
	pty_send(p, "dn");
	pty_expect(p, "Entrée reprend");
	pty_send(p, "d");
	pty_expect(p, "Jeter cette saisie ?");
	pty_send(p, "o");
	pty_expect_gone(p, "« à jeter »");
	expect_count(p, 0);
	quit(p);
}

/* --- two programs, two accounts ------------------------------------------------------------------------------- */

Test(screens_drafts, the_draft_of_a_living_program_is_not_offered_to_another)
{
	struct pty_screen *p = start_on_aicha("mlegoff"), *other;
	pty_send(p, "n");
	pty_expect(p, "Note sur BERNARD Aïcha");
	pty_send(p, "en cours ailleurs");
	expect_draft(p, "en cours ailleurs");
	other = start_on_aicha("mlegoff"); /* reaches the list: no box in the way */
	cr_expect_not(pty_find(other, "non terminée", &(int){0}, &(int){0}), "%s", pty_dump(other));
	pty_send(other, "n");
	pty_expect(other, "Note sur BERNARD Aïcha");
	pty_send(other, "de l'autre");
	expect_draft(other, "de l'autre");
	expect_count(other, 2);
	kill_now(p);
	kill_now(other);
	p = start("mlegoff");
	pty_expect(p, "2 saisies non terminées");
	other = start_on_aicha("mlegoff"); /* the first one holds both now */
	quit(other);
	pty_send(p, "<Esc>");
	quit(p);
	expect_count(p = start("mlegoff"), 2);
	pty_expect(p, "2 saisies non terminées");
	pty_send(p, "<Esc>");
	quit(p);
}

Test(screens_drafts, a_draft_is_offered_to_its_own_login_only)
{
	struct pty_screen *p = start_on_aicha("mlegoff");
	pty_send(p, "n");
	pty_expect(p, "Note sur BERNARD Aïcha");
	pty_send(p, "pour mlegoff seul");
	expect_draft(p, "pour mlegoff seul");
	kill_now(p);
	p = start("nbenali");
	pty_send(p, "/a<Enter>");
	pty_expect(p, " sur ");
	cr_expect_not(pty_find(p, "non terminée", &(int){0}, &(int){0}), "%s", pty_dump(p));
	quit(p);
	cr_expect_eq(draft_count(), 1);
	p = start("mlegoff");
	pty_expect(p, "pour mlegoff seul");
	kill_now(p);
}

/* --- sent, and not heard of ------------------------------------------------------------------------------------- */

/* Holds the rows that the command wants, so that it hangs in the server. */
static PGconn *hold(const char *sql)
{
	PGconn *conn = cluster_connect(agency.database, CLUSTER_OWNER);
	cluster_exec(conn, "BEGIN");
	cluster_exec(conn, sql);
	return conn;
}

static void release(PGconn *conn)
{
	cluster_exec(conn, "ROLLBACK");
	PQfinish(conn);
}

Test(screens_drafts, a_note_sent_then_killed_is_applied_once_and_told)
{
	PGconn *lock = hold("LOCK TABLE jalon.note IN SHARE ROW EXCLUSIVE MODE");
	struct pty_screen *p = start_on_aicha("mlegoff");
	pty_send(p, "n");
	pty_expect(p, "Note sur BERNARD Aïcha");
	pty_send(p, "envoyée une fois<C-s>");
	expect_draft(p, "\"verbe\":\"note_ecrire\"");
	kill_now(p);
	release(lock);
	p = start("mlegoff");
	pty_expect(p, "Enregistré : note sur BERNARD Aïcha");
	agency_expect(&agency, NOTES, "envoyée une fois");
	expect_count(p, 0);
	quit(p);
	agency_expect(&agency, NOTES, "envoyée une fois");
}

Test(screens_drafts, a_contact_sent_then_killed_is_told_too)
{
	PGconn *lock = hold("LOCK TABLE jalon.contact IN SHARE ROW EXCLUSIVE MODE");
	struct pty_screen *p = start_on_aicha("mlegoff");
	pty_send(p, "ct");
	expect_draft(p, "contact_noter");
	kill_now(p);
	release(lock);
	p = start("mlegoff");
	pty_expect(p, "Enregistré : contact (téléphone) avec BERNARD Aïcha");
	agency_expect(&agency, "SELECT count(*) FROM jalon.contact WHERE canal = 'telephone' AND annule_par IS NULL AND personne_id = " AICHA
	              " AND (le AT TIME ZONE 'Europe/Paris')::date = date '" AGENCY_DAY "'", "1");
	expect_count(p, 0);
	quit(p);
}

Test(screens_drafts, what_was_sent_another_day_is_not_dated_of_today)
{
	PGconn *lock = hold("LOCK TABLE jalon.contact IN SHARE ROW EXCLUSIVE MODE");
	struct pty_screen *p = start_on_aicha("mlegoff");
	pty_send(p, "ct");
	expect_draft(p, "contact_noter");
	kill_now(p);
	free(agency_value(&agency, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'mlegoff' AND datname = current_database()"));
	release(lock);
	char command[160];
	snprintf(command, sizeof command, "sed -i 's/\"jour\":\"" AGENCY_DAY "\"/\"jour\":\"2026-11-19\"/' %s/jalon/*.saisie", state);
	cr_assert_eq(system(command), 0);
	p = start("mlegoff");
	pty_expect(p, "Non enregistré : contact (téléphone) avec BERNARD Aïcha");
	agency_expect(&agency, "SELECT count(*) FROM jalon.contact WHERE canal = 'telephone' AND personne_id = " AICHA
	              " AND (le AT TIME ZONE 'Europe/Paris')::date = date '" AGENCY_DAY "'", "0");
	agency_expect(&agency, "SELECT count(*) FROM jalon.commande WHERE etat = 'abandonnee'", "1");
	expect_count(p, 0);
	quit(p);
}

Test(screens_drafts, a_note_sent_then_refused_is_offered_again)
{
	PGconn *lock = hold("LOCK TABLE jalon.note IN SHARE ROW EXCLUSIVE MODE");
	struct pty_screen *p = start_on_aicha("mlegoff");
	pty_send(p, "n");
	pty_expect(p, "Note sur BERNARD Aïcha");
	pty_send(p, "refusée plus tard<C-s>");
	expect_draft(p, "\"verbe\":\"note_ecrire\"");
	kill_now(p);
	free(agency_value(&agency, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'mlegoff' AND datname = current_database()"));
	release(lock);
	free(agency_value(&agency, "UPDATE jalon.referent SET login = 'nbenali' WHERE au IS NULL AND annule_par IS NULL AND personne_id = " AICHA
	                           " RETURNING ''"));
	p = start("mlegoff");
	pty_expect(p, "1 saisie non terminée");
	pty_expect(p, "« refusée plus tard »");
	expect_draft(p, "\"commande\":\"\"");
	kill_now(p);
	p = start("mlegoff");
	pty_expect(p, "« refusée plus tard »");
	kill_now(p);
	agency_expect(&agency, "SELECT count(*) FROM jalon.note WHERE texte = 'refusée plus tard'", "0");
}

/* --- what a colleague changed meanwhile -------------------------------------------------------------------------- */

#define CHANGE(set) free(agency_value(&agency, "UPDATE jalon.personne SET " set ", version = version + 1 WHERE personne_id = " AICHA \
	" RETURNING ''"))
#define PARTICULARS "SELECT telephone || ' ' || commune FROM jalon.personne WHERE personne_id = " AICHA

/* « e », the phone and the town typed, not sent. */
static void type_correction(struct pty_screen *p)
{
	pty_send(p, "e");
	pty_expect(p, "Corriger la fiche");
	pty_send(p, "<Tab><Tab><Tab><C-u>0299000000<Tab><Tab><C-u>Nantes");
	pty_expect(p, "0299000000");
	pty_expect(p, "Nantes");
}

Test(screens_drafts, a_field_changed_by_both_waits_for_a_choice)
{
	struct pty_screen *p = start_on_aicha("mlegoff");
	type_correction(p);
	CHANGE("commune = 'Fougères', courriel = 'aicha@exemple.fr'");
	pty_send(p, "<C-s>");
	pty_expect(p, "Corriger de nouveau la fiche");
	pty_expect(p, "! base : Fougères");
	pty_expect(p, "modifié entre-temps, repris"); /* the mail, that only the other one touched */
	pty_expect(p, "aicha@exemple.fr");
	pty_send(p, "<C-s>");
	pty_expect(p, "Commune : deux valeurs");
	agency_expect(&agency, "SELECT count(*) FROM jalon.personne WHERE telephone = '0299000000'", "0");
	pty_send(p, "<C-g>");
	pty_expect_gone(p, "! base");
	pty_send(p, "<C-s>");
	pty_expect(p, "Enregistré : ");
	agency_expect(&agency, PARTICULARS, "0299000000 Nantes");
	agency_expect(&agency, "SELECT courriel FROM jalon.personne WHERE personne_id = " AICHA, "aicha@exemple.fr");
	expect_count(p, 0);
	quit(p);
}

Test(screens_drafts, the_value_of_the_base_may_be_taken)
{
	struct pty_screen *p = start_on_aicha("mlegoff");
	type_correction(p);
	CHANGE("commune = 'Fougères'");
	pty_send(p, "<C-s>");
	pty_expect(p, "! base : Fougères");
	pty_send(p, "<C-t>");
	pty_expect_gone(p, "Nantes");
	pty_send(p, "<C-s>");
	pty_expect(p, "Enregistré : ");
	agency_expect(&agency, PARTICULARS, "0299000000 Fougères");
	quit(p);
}

/* The file on the screen is read again while the form is open: the form still corrects what it was opened on. */
Test(screens_drafts, a_file_read_again_below_an_open_form_is_not_overwritten)
{
	struct pty_screen *p = start_on_aicha("mlegoff");
	PGconn *lock = hold("LOCK TABLE jalon.contact IN SHARE ROW EXCLUSIVE MODE");
	pty_send(p, "<Enter>");
	pty_expect(p, "NOUS DEVONS");
	pty_send(p, "ct");
	pty_expect(p, "Enregistrement…");
	pty_send(p, "e");
	pty_expect(p, "Corriger la fiche");
	pty_send(p, "<Tab><Tab><Tab><C-u>0299000000");
	pty_expect(p, "0299000000");
	CHANGE("commune = 'Fougères'");
	release(lock); /* the contact is done: list and file are read again */
	pty_expect(p, "Enregistré : contact");
	pty_expect_gone(p, "Enregistrement…");
	pty_send(p, "<C-s>");
	pty_expect(p, "Corriger de nouveau la fiche");
	pty_expect(p, "modifié entre-temps, repris");
	pty_send(p, "<C-s>");
	pty_expect(p, "Enregistré : correction");
	agency_expect(&agency, PARTICULARS, "0299000000 Fougères");
	quit(p);
}

Test(screens_drafts, a_correction_killed_says_what_differs_from_the_base_and_is_merged)
{
	struct pty_screen *p = start_on_aicha("mlegoff");
	type_correction(p);
	expect_draft(p, "Nantes");
	kill_now(p);
	CHANGE("commune = 'Fougères'");
	p = start("mlegoff");
	pty_expect(p, "Corriger la fiche · BERNARD Aïcha");
	char *phone = agency_value(&agency, "SELECT 'Téléphone : « 0299000000 » ; la base : « ' || telephone || ' »' FROM jalon.personne "
	                           "WHERE personne_id = " AICHA);
	pty_expect(p, phone);
	free(phone);
	pty_expect(p, "Commune : « Nantes » ; la base : « Fougères », modifié depuis");
	pty_send(p, "<Enter>");
	pty_expect(p, "! base : Fougères");
	pty_expect(p, "0299000000");
	pty_send(p, "<C-t><C-s>");
	pty_expect(p, "Enregistré : ");
	agency_expect(&agency, PARTICULARS, "0299000000 Fougères");
	expect_count(p, 0);
	quit(p);
}

/* --- a disk that takes nothing ------------------------------------------------------------------------------------- */

static void types_on(struct pty_screen *p, const char *why)
{
	pty_send(p, "n");
	pty_expect(p, "Note sur BERNARD Aïcha");
	pty_send(p, "malgré tout");
	pty_expect(p, why);
	pty_send(p, " enregistrée<C-s>");
	pty_expect(p, "Enregistré : note");
	agency_expect(&agency, NOTES, "malgré tout enregistrée");
	quit(p);
}

Test(screens_drafts, a_directory_that_cannot_be_written_is_said_once_and_typing_goes_on)
{
	char path[96];
	snprintf(path, sizeof path, "%s/jalon", state);
	cr_assert_eq(symlink("/proc", path), 0); /* even root writes nothing there */
	struct pty_screen *p = start_on_aicha("mlegoff");
	types_on(p, "ne sont pas gardées sur ce poste");
}

Test(screens_drafts, a_full_disk_is_said_and_typing_goes_on)
{
	struct rlimit before, none = {0, RLIM_INFINITY};
	cr_assert_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
	none.rlim_max = before.rlim_max;
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &none), 0); /* the program inherits it */
	struct pty_screen *p = start_on_aicha("mlegoff");
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &before), 0);
	types_on(p, "ne sont pas gardées sur ce poste");
	cr_expect_eq(draft_count(), 0, "no half file");
}

/* --- others ---------------------------------------------------------------------------------------------------------- */

/* A note corrected on two screens: both texts are there, and one is chosen. */
Test(screens_drafts, a_note_corrected_twice_shows_both_texts)
{
	struct pty_screen *p = start_on_aicha("mlegoff");
	free(agency_value(&agency, "INSERT INTO jalon.note (agence_id, note_id, personne_id, privee, texte, ecrite_le, auteur, version) "
	                  "SELECT agence_id, gen_random_uuid(), personne_id, false, 'texte d''origine', now(), 'mlegoff', 1 "
	                  "FROM jalon.personne WHERE personne_id = " AICHA " RETURNING ''"));
	pty_send(p, "n");
	pty_expect(p, "Note sur BERNARD Aïcha");
	pty_send(p, "corrigée ici");
	expect_draft(p, "corrigée ici");
	kill_now(p);
	/* The draft becomes that of a correction: as if « e » had been pressed on that note. */
	char *id = agency_value(&agency, "SELECT note_id FROM jalon.note WHERE texte = 'texte d''origine'");
	char *command = mem_format("sed -i -e 's/\"forme\":\"note\"/\"forme\":\"note_corriger\"/' -e 's/\"complement\":\"\"/\"complement\":\"%s\"/' "
	                           "-e \"s/\\(champ0.ouvert\\\":\\)\\\"\\\"/\\1\\\"texte d'origine\\\"/\" %s/jalon/*.saisie", id, state);
	cr_assert_eq(system(command), 0);
	free(command);
	free(id);
	free(agency_value(&agency, "UPDATE jalon.note SET texte = 'corrigée ailleurs', version = version + 1 WHERE texte = 'texte d''origine' "
	                           "RETURNING ''"));
	p = start("mlegoff");
	pty_expect(p, "« corrigée ici »");
	pty_expect(p, "la base : « corrigée ailleurs », modifié depuis");
	pty_send(p, "<Enter>");
	pty_expect(p, "la vôtre · Ctrl-T");
	pty_expect(p, "corrigée ici");
	pty_send(p, "<C-s>");
	pty_expect(p, "Deux versions de la note");
	pty_send(p, "<C-t>");
	pty_expect(p, "celle de la base");
	pty_expect(p, "corrigée ailleurs");
	pty_send(p, "<C-t>");
	pty_expect(p, "corrigée ici");
	pty_send(p, "<C-g><C-s>");
	pty_expect(p, "Enregistré : note corrigée");
	agency_expect(&agency, "SELECT string_agg(texte, ' | ') FROM jalon.note WHERE texte LIKE '%corrigée%' OR texte = 'texte d''origine'", "corrigée ici");
	expect_count(p, 0);
	quit(p);
}

Test(screens_drafts, an_unplanned_meeting_killed_comes_back_field_by_field)
{
	struct pty_screen *p = start_on_aicha("mlegoff");
	pty_send(p, "ai");
	pty_expect(p, "Entretien non planifié · BERNARD Aïcha");
	pty_send(p, "<C-u>21/11/2026<Tab><C-u>7h05<Tab><C-u>10<Tab><Tab><Tab>point sur le CV<Tab>à revoir à l'été");
	expect_draft(p, "à revoir à l'été");
	kill_now(p);
	p = start("mlegoff");
	pty_expect(p, "Entretien non planifié · BERNARD Aïcha");
	pty_expect(p, "Conclusion : « à revoir à l'été »");
	pty_send(p, "<Enter>");
	pty_expect(p, "point sur le CV");
	pty_expect(p, "à revoir à l'été");
	pty_send(p, " 2027<C-s>");
	pty_expect(p, "Enregistré : ");
	agency_expect(&agency, "SELECT s.objet || ' / ' || a.conclusion FROM jalon.participation a JOIN jalon.seance s USING (agence_id, seance_id) "
	              "WHERE a.personne_id = " AICHA " AND s.imprevue AND a.conclusion LIKE 'à revoir%'", "point sur le CV / à revoir à l'été 2027");
	expect_count(p, 0);
	quit(p);
}

Test(screens_drafts, unfinished_forms_are_found_again_by_gs)
{
	struct pty_screen *p = start_on_aicha("mlegoff");
	pty_send(p, "gs");
	pty_expect(p, "Aucune saisie non terminée");
	pty_send(p, "n");
	pty_expect(p, "Note sur BERNARD Aïcha");
	pty_send(p, "plus tard");
	expect_draft(p, "plus tard");
	kill_now(p);
	p = start("mlegoff");
	pty_expect(p, "« plus tard »");
	pty_send(p, "<Esc>");
	pty_expect(p, "gs les retrouve");
	pty_send(p, "gs");
	pty_expect(p, "« plus tard »");
	pty_send(p, "<Enter><Esc>"); /* given up on purpose */
	pty_expect(p, "Abandonner la saisie ?");
	pty_send(p, "o");
	expect_count(p, 0);
	quit(p);
}

/* What lies in the directory is not of this program's making: said in one line, left where it is, never followed. */
Test(screens_drafts, what_is_no_draft_is_left_alone_and_said_once)
{
	static const char *const contents[] = { "", "{", "\xff\xfe\x1b]0;pris\x07", "{\"format\":1}", "[[[[[[[[[[[[[[[[[[[[" };
	char path[192], outside[96];
	struct stat st;
	snprintf(path, sizeof path, "%s/jalon", state);
	cr_assert_eq(mkdir(path, 0700), 0);
	for (size_t i = 0; i < sizeof contents / sizeof *contents; i++) {
		snprintf(path, sizeof path, "%s/jalon/%016zu-%zu.saisie", state, i, i);
		FILE *f = fopen(path, "w");
		cr_assert(f && fputs(contents[i], f) >= 0 && fclose(f) == 0);
	}
	snprintf(path, sizeof path, "%s/jalon/%016d-1.saisie", state, 90); /* far above what is read back */
	cr_assert(close(creat(path, 0600)) == 0 && truncate(path, 1L << 33) == 0);
	snprintf(outside, sizeof outside, "%s/ailleurs", state);
	FILE *f = fopen(outside, "w");
	cr_assert(f && fputs("intact", f) >= 0 && fclose(f) == 0);
	snprintf(path, sizeof path, "%s/jalon/%016d-1.saisie", state, 91);
	cr_assert_eq(symlink(outside, path), 0);
	snprintf(path, sizeof path, "%s/jalon/%016d-1.saisie", state, 92);
	cr_assert_eq(mkfifo(path, 0600), 0);
	snprintf(path, sizeof path, "%s/jalon/%016d-1.saisie", state, 93);
	cr_assert_eq(mkdir(path, 0700), 0);
	struct pty_screen *p = start("mlegoff");
	pty_expect(p, "saisies illisibles");
	cr_expect_str_eq(pty_title(p), "");
	pty_send(p, "gj");
	pty_expect(p, "Ma journée");
	quit(p);
	cr_expect(stat(outside, &st) == 0 && st.st_size == 6);
	snprintf(path, sizeof path, "%s/jalon/%016d-1.saisie", state, 92);
	cr_expect_eq(unlink(path), 0); /* opening it here would wait for a writer */
	cr_expect_geq(draft_count(), 5); /* left for whoever can read them */
}
