/* The private demonstration: prepared once, by two at once, after a kill -9, half-made, as root and as a user. */
#include <criterion/criterion.h>
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <libpq-fe.h>

#include "config/rules_file.h"
#include "core/base/mem.h"
#include "sql/cluster/demo.h"
#include "tests/db/adapter_support.h"
#include "tests/support/shipped_funders.h"

enum { PATIENCE_MS = 120000 };

/* A folder of its own; everything in it is removed at the end. */
struct place { char root[64], dir[96]; };
struct call { int status; char out[1024], err[4096]; };

/* Where the demonstration finds its rules. */
static char rules_folder[PATH_MAX] = TEST_SOURCES "/config";

static bool rules_of_tree(struct command_context *ctx, struct rulebook *book, struct error *e)
{
	struct rules_faults faults = { 0 };
	bool ok = rules_load(ctx->config_dir, book, &faults, e);

	rules_faults_free(&faults);
	return ok;
}

static const struct demo_sources sources_of_tree = { rules_of_tree, shipped_funders_source };

static void place_open(struct place *p)
{
	snprintf(p->root, sizeof p->root, "/tmp/jalon-essai-demo-XXXXXX");
	cr_assert_not_null(mkdtemp(p->root));
	cr_assert_eq(chmod(p->root, 0755), 0); /* the server's account must reach its folder */
	snprintf(p->dir, sizeof p->dir, "%s/demo", p->root);
	setenv("JALON_DEMO_DIR", p->dir, 1);
	setenv("JALON_DEMO_VEILLE_MS", "600000", 1);
}

static void context_open(struct command_context *c, struct call *call)
{
	memset(call, 0, sizeof *call);
	*c = (struct command_context){ .config_dir = rules_folder, .as_of = DATE_NONE,
		.today = date_make(2026, 11, 20) };
	c->out = fmemopen(call->out, sizeof call->out, "w");
	c->err = tmpfile();
	cr_assert(c->out != NULL && c->err != NULL);
}

static void context_close(struct command_context *c, struct call *call)
{
	size_t n;

	rewind(c->err);
	n = fread(call->err, 1, sizeof call->err - 1, c->err);
	call->err[n] = '\0';
	fclose(c->err);
	fclose(c->out);
}

static struct call demo(const char *words)
{
	char *line = mem_strdup(words), *argv[8];
	struct command_context c;
	struct call call;
	int argc = 0;

	for (char *s = strtok(line, " "); s != NULL; s = strtok(NULL, " "))
		argv[argc++] = s;
	context_open(&c, &call);
	call.status = cmd_demo(&c, &sources_of_tree, argc, argv);
	context_close(&c, &call);
	free(line);
	return call;
}

static void place_close(struct place *p)
{
	struct call c = demo("effacer --force");
	char *command = mem_format("rm -rf '%s'", p->root);

	cr_assert_eq(c.status, 0, "%s", c.err);
	cr_assert_eq(system(command), 0);
	free(command);
}

/* jalon demo without a screen: opens, keeps the lock in *d. */
static struct call ensure(struct demo_cluster *d, const char *role)
{
	struct command_context c;
	struct call call;
	struct error e = { 0 };

	context_open(&c, &call);
	c.role = role;
	call.status = demo_ensure(&c, &sources_of_tree, d, &e) ? 0 : command_fail(&c, &e);
	context_close(&c, &call);
	return call;
}

/* People whom the account of the conninfo sees; -1 when it cannot connect. */
static int people_seen(const char *conninfo)
{
	PGconn *conn = PQconnectdb(conninfo);
	PGresult *res = PQexec(conn, "SELECT count(*) FROM jalon.personne");
	int count = PQresultStatus(res) == PGRES_TUPLES_OK ? atoi(PQgetvalue(res, 0, 0)) : -1;

	PQclear(res);
	PQfinish(conn);
	return count;
}

static pid_t postmaster(const struct place *p)
{
	char path[160];
	long pid = 0;
	FILE *f;

	snprintf(path, sizeof path, "%s/data/postmaster.pid", p->dir);
	f = fopen(path, "r");
	if (f == NULL)
		return 0;
	if (fscanf(f, "%ld", &pid) != 1)
		pid = 0;
	fclose(f);
	return (pid_t)pid;
}

static void wait_gone(pid_t pid)
{
	struct timespec t;
	long end;

	clock_gettime(CLOCK_MONOTONIC, &t);
	end = t.tv_sec + PATIENCE_MS / 1000;
	while (kill(pid, 0) == 0) {
		clock_gettime(CLOCK_MONOTONIC, &t);
		cr_assert_lt(t.tv_sec, end, "process %ld is still there", (long)pid);
		poll(NULL, 0, 10);
	}
}

Test(demo_cluster, is_prepared_opened_for_a_role_stopped_and_removed, .timeout = 300)
{
	struct place p;
	struct demo_cluster d;
	struct call c;
	struct stat st;
	pid_t pid;

	place_open(&p);
	c = demo("preparer --graine 7");
	cr_assert_eq(c.status, 0, "%s", c.err);
	cr_assert_not_null(strstr(c.out, "graine 7"), "%s", c.out);
	pid = postmaster(&p);
	c = ensure(&d, NULL);
	cr_assert_eq(c.status, 0, "%s", c.err);
	cr_assert_str_eq(d.login, "mlegoff");
	cr_assert_eq(d.day.days, date_make(2026, 11, 20).days);
	cr_assert_gt(people_seen(d.conninfo), 30);
	demo_release(&d);
	c = ensure(&d, "responsable");
	cr_assert_gt(people_seen(d.conninfo), 400);
	demo_release(&d);
	cr_assert_eq(postmaster(&p), pid, "the server was started twice");
	c = ensure(&d, "pape");
	cr_assert_eq(c.status, 2, "%s", c.err);
	c = demo("arreter");
	cr_assert_eq(c.status, 0, "%s", c.err);
	wait_gone(pid);
	c = demo("effacer");
	cr_assert_eq(c.status, 0, "%s", c.err);
	cr_assert(stat(p.dir, &st) != 0 && errno == ENOENT);
	place_close(&p);
}

/* Two processes at once, from nothing: one prepares, both open the same server. */
Test(demo_cluster, serves_two_at_once, .timeout = 300)
{
	struct place p;
	int status, counts[2];
	pid_t child[2];
	pid_t pid;

	place_open(&p);
	for (int i = 0; i < 2; i++) {
		child[i] = fork();
		if (child[i] == 0) {
			struct demo_cluster d;
			struct call c = ensure(&d, NULL);

			_exit(c.status == 0 && people_seen(d.conninfo) > 30 ? 42 : 1);
		}
	}
	for (int i = 0; i < 2; i++) {
		waitpid(child[i], &status, 0);
		counts[i] = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
	}
	cr_assert_eq(counts[0], 42);
	cr_assert_eq(counts[1], 42);
	pid = postmaster(&p);
	cr_assert_gt(pid, 0);
	place_close(&p);
}

Test(demo_cluster, refuses_removal_while_in_use_and_stops_without_users, .timeout = 300)
{
	struct place p;
	struct demo_cluster d;
	struct call c;
	int in[2], out[2], status;
	char byte = 0;
	pid_t user, pid;

	place_open(&p);
	setenv("JALON_DEMO_VEILLE_MS", "400", 1);
	cr_assert(pipe(in) == 0 && pipe(out) == 0);
	user = fork();
	if (user == 0) {
		c = ensure(&d, NULL);
		byte = c.status == 0 ? 'y' : 'n';
		if (write(out[1], &byte, 1) != 1 || read(in[0], &byte, 1) != 1)
			_exit(1);
		_exit(0);
	}
	cr_assert_eq(read(out[0], &byte, 1), 1);
	cr_assert_eq(byte, 'y');
	c = demo("effacer");
	cr_assert_eq(c.status, 1);
	cr_assert_not_null(strstr(c.err, "1 autre processus"), "%s", c.err);
	pid = postmaster(&p);
	cr_assert_eq(kill(pid, 0), 0);
	/* kill -9: the kernel drops the lock, the watcher stops the server. */
	kill(user, SIGKILL);
	waitpid(user, &status, 0);
	wait_gone(pid);
	place_close(&p);
}

Test(demo_cluster, comes_back_after_a_kill_of_everything, .timeout = 300)
{
	struct place p;
	struct demo_cluster d;
	struct call c;
	PGconn *conn;
	PGresult *res;
	pid_t pid;

	place_open(&p);
	c = ensure(&d, NULL);
	cr_assert_eq(c.status, 0, "%s", c.err);
	conn = PQconnectdb(d.conninfo);
	res = PQexec(conn, "SELECT 1");
	cr_assert_eq(PQresultStatus(res), PGRES_TUPLES_OK);
	PQclear(res);
	pid = postmaster(&p);
	kill(pid, SIGKILL);
	wait_gone(pid);
	demo_release(&d);
	c = ensure(&d, NULL); /* conn still holds an orphan of the former server */
	cr_assert_eq(c.status, 0, "%s", c.err);
	cr_assert_neq(postmaster(&p), pid);
	cr_assert_gt(people_seen(d.conninfo), 30);
	PQfinish(conn);
	demo_release(&d);
	place_close(&p);
}

static void file_write(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	cr_assert_not_null(f);
	fputs(text, f);
	fclose(f);
}

Test(demo_cluster, says_and_repairs_what_is_half_made, .timeout = 300)
{
	struct place p;
	struct demo_cluster d;
	struct call c;
	char path[160];

	place_open(&p);
	snprintf(path, sizeof path, "%s.partial", p.dir);
	cr_assert_eq(mkdir(path, 0700), 0);
	snprintf(path, sizeof path, "%s.partial/reste", p.dir);
	file_write(path, "d'une préparation interrompue");
	c = demo("preparer");
	cr_assert_eq(c.status, 0, "%s", c.err);
	cr_assert_not_null(strstr(c.err, "interrompue"), "%s", c.err);
	demo("arreter");
	snprintf(path, sizeof path, "%s/data/global/pg_control", p.dir);
	cr_assert_eq(unlink(path), 0);
	c = ensure(&d, NULL);
	cr_assert_eq(c.status, 0, "%s", c.err);
	cr_assert_not_null(strstr(c.err, "incomplète"), "%s", c.err);
	cr_assert_gt(people_seen(d.conninfo), 30);
	demo_release(&d);
	place_close(&p);
}

Test(demo_cluster, touches_no_folder_of_somebody_else)
{
	struct place p;
	struct demo_cluster d;
	struct call c;
	struct stat st;
	char path[160];

	place_open(&p);
	cr_assert_eq(mkdir(p.dir, 0700), 0);
	snprintf(path, sizeof path, "%s/precieux", p.dir);
	file_write(path, "à garder");
	c = ensure(&d, NULL);
	cr_assert_eq(c.status, 1, "%s", c.err);
	cr_assert_null(strstr(c.err, "refaite"), "it announces nothing that it refuses: %s", c.err);
	c = demo("effacer --force");
	cr_assert_eq(c.status, 1, "%s", c.err);
	cr_assert_not_null(strstr(c.err, "autre chose"), "%s", c.err);
	cr_assert_eq(stat(path, &st), 0);
	cr_assert_eq(unlink(path), 0);
	place_close(&p);
}

/* Falling back on the usual folder would stop or erase another demonstration than the one named. */
Test(demo_cluster, refuses_a_relative_folder)
{
	static const char *const verbs[] = { "preparer", "arreter", "effacer", "effacer --force" };

	setenv("JALON_DEMO_DIR", "essai/demo", 1);
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
		struct call c = demo(verbs[i]);

		cr_expect_eq(c.status, 3, "%s: %s", verbs[i], c.err);
		cr_expect_str_eq(c.out, "");
		cr_expect_str_eq(c.err, "jalon : JALON_DEMO_DIR n'est pas un chemin absolu : essai/demo. Donnez-le depuis la racine, par "
			"exemple /tmp/demo.\n");
	}
}

/* The sources may lie where only root reads (/root). */
static void rules_copy(const struct place *p)
{
	char *command = mem_format("cp -r '%s' '%s/config' && chmod -R a+rX '%s/config'", rules_folder, p->root, p->root);

	cr_assert_eq(system(command), 0);
	free(command);
	snprintf(rules_folder, sizeof rules_folder, "%s/config", p->root);
}

/* As root the server belongs to « postgres »; an ordinary user runs it alone. */
Test(demo_cluster, works_for_an_ordinary_user, .timeout = 300)
{
	struct passwd *nobody = getpwnam("nobody");
	struct place p;
	pid_t child;
	int status;

	place_open(&p);
	rules_copy(&p);
	if (geteuid() == 0)
		cr_assert_eq(chown(p.root, nobody->pw_uid, nobody->pw_gid), 0);
	child = fork();
	if (child == 0) {
		struct demo_cluster d;
		struct call c;

		if (geteuid() == 0 && (setgid(nobody->pw_gid) != 0 || setuid(nobody->pw_uid) != 0))
			_exit(2);
		c = ensure(&d, NULL);
		if (c.status != 0 || people_seen(d.conninfo) <= 30)
			_exit(3);
		demo_release(&d);
		_exit(demo("effacer").status == 0 ? 42 : 4);
	}
	waitpid(child, &status, 0);
	cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 42, "status %d", WEXITSTATUS(status));
	place_close(&p);
}
