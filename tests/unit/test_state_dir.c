/* The state directory: private, its files replaced whole, its locks gone with their holder. */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/strbuf.h"
#include "core/portfolio/facts.h"
#include "tui/screens/place.h"
#include "tui/drafts/state_dir.h"

static char home[64];
static struct state_dir dir;

static void begin(void)
{
	snprintf(home, sizeof home, "/tmp/jalon-etat-XXXXXX");
	cr_assert(mkdtemp(home));
	setenv("HOME", home, 1);
	unsetenv("XDG_STATE_HOME");
	dir = (struct state_dir){0};
}

static void end(void)
{
	char command[128];
	state_close(&dir);
	snprintf(command, sizeof command, "rm -rf '%s'", home);
	cr_assert_eq(system(command), 0);
}

TestSuite(state_dir, .init = begin, .fini = end);

static unsigned mode_of(const char *below)
{
	char path[256];
	struct stat st;
	snprintf(path, sizeof path, "%s/%s", home, below);
	cr_assert_eq(stat(path, &st), 0, "%s", path);
	return st.st_mode & 0777;
}

static void write_text(const char *name, const char *text)
{
	struct error e = {0};
	cr_assert(state_write(&dir, name, text, strlen(text), &e), "%s", e.message);
}

static void expect_text(const char *name, const char *expected)
{
	char *text = state_read(&dir, name);
	cr_assert(text, "%s", name);
	cr_expect_str_eq(text, expected);
	free(text);
}

Test(state_dir, what_is_written_is_private_and_read_back)
{
	umask(0);
	write_text("note.saisie", "Aïcha");
	expect_text("note.saisie", "Aïcha");
	write_text("note.saisie", "");
	expect_text("note.saisie", "");
	cr_expect_eq(mode_of(".local/state/jalon"), 0700);
	cr_expect_eq(mode_of(".local/state/jalon/note.saisie"), 0600);
	state_remove(&dir, "note.saisie");
	cr_expect_null(state_read(&dir, "note.saisie"));
}

Test(state_dir, what_is_kept_for_the_person_has_a_private_folder_of_its_own)
{
	char path[PATH_MAX], expected[256];
	struct error e = {0};
	umask(0);
	cr_assert(state_write_under(&dir, "lettres", "contrat-7KQ2M9.txt", "Aïcha\n", 7, path, &e), "%s", e.message);
	snprintf(expected, sizeof expected, "%s/.local/state/jalon/lettres/contrat-7KQ2M9.txt", home);
	cr_expect_str_eq(path, expected);
	cr_expect_eq(mode_of(".local/state/jalon/lettres"), 0700);
	cr_expect_eq(mode_of(".local/state/jalon/lettres/contrat-7KQ2M9.txt"), 0600);
	cr_expect_null(state_read(&dir, "contrat-7KQ2M9.txt"), "not among what the program reads again");
}

Test(state_dir, a_link_in_the_place_of_that_folder_is_not_followed)
{
	char link[256], path[PATH_MAX];
	struct error e = {0};
	cr_assert(state_open(&dir, true, &e), "%s", e.message);
	snprintf(link, sizeof link, "%s/.local/state/jalon/lettres", home);
	cr_assert_eq(symlink("/tmp", link), 0);
	cr_expect_not(state_write_under(&dir, "lettres", "contrat-7KQ2M9.txt", "x", 1, path, &e));
	cr_expect(strstr(e.message, "un lien"), "%s", e.message);
}

Test(state_dir, xdg_state_home_comes_first_and_a_relative_one_is_ignored)
{
	struct error e = {0};
	setenv("XDG_STATE_HOME", "ici", 1);
	cr_assert(state_open(&dir, true, &e));
	cr_expect(strstr(dir.path, ".local/state/jalon"));
	state_close(&dir);
	setenv("XDG_STATE_HOME", home, 1);
	cr_assert(state_open(&dir, true, &e));
	cr_expect_eq(mode_of("jalon"), 0700);
}

Test(state_dir, a_home_that_is_not_there_is_refused_in_french)
{
	struct error e = {0};
	setenv("HOME", "/nulle/part", 1);
	cr_expect_not(state_write(&dir, "a", "a", 1, &e));
	cr_expect(strstr(e.message, "dossier absent"), "%s", e.message);
	cr_expect(*e.remedy);
	unsetenv("HOME");
	cr_expect_not(state_open(&dir, true, &e));
	cr_expect_neq(access("/nulle", F_OK), 0);
}

Test(state_dir, a_link_or_an_open_folder_is_not_taken_for_ours)
{
	struct error e = {0};
	char path[128], target[128];
	setenv("XDG_STATE_HOME", home, 1);
	snprintf(path, sizeof path, "%s/jalon", home);
	snprintf(target, sizeof target, "%s/ailleurs", home);
	cr_assert_eq(mkdir(target, 0700), 0);
	cr_assert_eq(symlink(target, path), 0);
	cr_expect_not(state_open(&dir, true, &e));
	cr_assert_eq(unlink(path), 0);
	cr_assert_eq(mkdir(path, 0777), 0);
	cr_expect(state_open(&dir, true, &e));
	cr_expect_eq(mode_of("jalon"), 0700);
}

Test(state_dir, a_failed_write_leaves_the_former_text)
{
	struct error e = {0};
	char path[128];
	write_text("a", "avant");
	snprintf(path, sizeof path, "%s/.local/state/jalon/a.neuf", home);
	cr_assert_eq(mkdir(path, 0700), 0); /* the file being written cannot be made */
	cr_expect_not(state_write(&dir, "a", "après", 6, &e));
	expect_text("a", "avant");
}

/* Planted while the folder was open to others, or by mistake: a pipe that nobody reads, a link, another's file. */
Test(state_dir, what_is_no_file_of_ours_is_neither_read_nor_written_through)
{
	char path[128], target[128];
	struct error e = {0};
	write_text("a", "avant");
	snprintf(path, sizeof path, "%s/.local/state/jalon/a.neuf", home);
	snprintf(target, sizeof target, "%s/precieux", home);
	FILE *f = fopen(target, "w");
	cr_assert(f && fputs("intact", f) >= 0 && fclose(f) == 0);
	cr_assert_eq(mkfifo(path, 0600), 0);
	write_text("a", "un");
	expect_text("a", "un");
	cr_assert_eq(symlink(target, path), 0);
	write_text("a", "deux");
	expect_text("a", "deux");
	cr_assert_eq(link(target, path), 0);
	write_text("a", "trois");
	expect_text("a", "trois");
	cr_assert(f = fopen(target, "r"));
	char text[16] = "";
	cr_expect(fgets(text, sizeof text, f) && strcmp(text, "intact") == 0, "%s", text);
	fclose(f);
	snprintf(path, sizeof path, "%s/.local/state/jalon/b", home);
	cr_assert_eq(symlink(target, path), 0);
	cr_expect_null(state_read(&dir, "b"));
	cr_assert_eq(unlink(path), 0);
	cr_assert_eq(mkfifo(path, 0600), 0);
	cr_expect_null(state_read(&dir, "b"));
	cr_assert_eq(unlink(path), 0);
	cr_assert_eq(mkdir(path, 0700), 0);
	cr_expect_null(state_read(&dir, "b"));
	cr_expect_not(state_write(&dir, "b", "x", 1, &e));
	if (geteuid() == 0) {
		snprintf(path, sizeof path, "%s/.local/state/jalon/a", home);
		cr_assert_eq(chown(path, 12345, 12345), 0);
		cr_expect_null(state_read(&dir, "a"));
	}
}

/* The place in Ma journée is a comfort: whatever the file holds, nothing is written beside, and a rank is none below 0. */
Test(state_dir, a_spoilt_place_is_no_place)
{
	static const char *const contents[] = {"", "\xff\xff\xff", "AAAAA1", "AAAAA1 x -5", "%n%n%n %s", "\x1b]0;pris\x07 \n\n"};
	struct session_facts session = {.login = "w", .agency_code = "vitre", .base = "b"};
	char name[STATE_NAME], lengthy[4096];
	state_name(name, "journee", &session);
	for (size_t i = 0; i < sizeof contents / sizeof *contents; i++) {
		struct place place = {.person = "avant", .rank = 3};
		write_text(name, contents[i]);
		place_read(&place, &session);
		cr_expect_str_eq(place.person, "avant", "%zu", i);
	}
	memset(lengthy, 'A', sizeof lengthy - 1);
	lengthy[sizeof lengthy - 1] = '\0';
	write_text(name, lengthy);
	struct place place = {.rank = 3};
	place_read(&place, &session);
	cr_expect_lt(strlen(place.person), sizeof place.person);
	cr_expect_eq(place.rank, 3);
}

static void collect(void *ctx, const char *name)
{
	strbuf_addf(ctx, "%s ", name);
}

Test(state_dir, files_are_listed_by_ending_in_order)
{
	struct strbuf found = {0};
	state_each(&dir, ".saisie", collect, &found);
	cr_expect_eq(found.len, 0);
	write_text("b.saisie", "");
	write_text("a.saisie", "");
	write_text("c.autre", "");
	state_each(&dir, ".saisie", collect, &found);
	cr_expect_str_eq(strbuf_str(&found), "a.saisie b.saisie ");
	cr_expect(state_rename(&dir, "a.saisie", "d.saisie"));
	cr_expect_not(state_rename(&dir, "a.saisie", "d.saisie"));
	strbuf_free(&found);
}

Test(state_dir, a_lock_goes_with_its_process)
{
	int ready[2], status;
	char byte;
	cr_assert_eq(pipe(ready), 0);
	pid_t child = fork();
	if (child == 0) {
		struct state_dir own = {0};
		_exit(state_lock(&own, "s.verrou", true) >= 0 && write(ready[1], "v", 1) == 1 ? pause() : 1);
	}
	cr_assert_eq(read(ready[0], &byte, 1), 1);
	cr_expect_eq(state_lock(&dir, "s.verrou", false), -1);
	kill(child, SIGKILL);
	waitpid(child, &status, 0);
	int fd = state_lock(&dir, "s.verrou", false);
	cr_expect_geq(fd, 0);
	close(fd);
	cr_expect_eq(state_lock(&dir, "absent.verrou", false), -1);
}

Test(state_dir, names_keep_accounts_and_bases_apart)
{
	char names[4][STATE_NAME];
	state_name(names[0], "file", &(struct session_facts){.login = "mlegoff", .agency_code = "vitre", .base = "jalon 2026"});
	state_name(names[1], "file", &(struct session_facts){.login = "nbenali", .agency_code = "vitre", .base = "jalon 2026"});
	state_name(names[2], "file", &(struct session_facts){.login = "mlegoff", .agency_code = "vitre", .base = "essai 2026"});
	state_name(names[3], "file", &(struct session_facts){.login = "mlegoff", .agency_code = "vitre", .base = "jalon 2026"});
	cr_expect_str_neq(names[0], names[1]);
	cr_expect_str_neq(names[0], names[2]);
	cr_expect_str_eq(names[0], names[3]);
}
