/* The keeper's life: initdb, server, migrations, waiting, removal. See cluster_keeper.h.
 *
 * It belongs to `postgres` when the runner is root, because PostgreSQL refuses root. */
#include "tests/support/cluster_keeper.h"

#include <fcntl.h>
#include <ftw.h>
#include <glob.h>
#include <grp.h>
#include <libpq-fe.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "sql/admin/migrate.h"
#include "tests/support/cluster.h"

static const char server_settings[] =
	"listen_addresses = ''\n"
	"wal_level = minimal\n"
	"max_wal_senders = 0\n"
	"autovacuum = off\n" /* a template with a visitor cannot be copied */
	"shared_buffers = 64MB\n"
	"max_connections = 60\n"
	"timezone = 'Europe/Paris'\n"
	"lc_messages = 'C'\n"
	"log_min_messages = fatal\n"
	"log_min_error_statement = fatal\n";

/* What may be lost with the machine is not what the tests look at, except those that crash the server. */
static const char fast_settings[] = "fsync = off\nfull_page_writes = off\n";
static const char durable_settings[] = "fsync = on\nfull_page_writes = on\n";

enum { RESTARTS_MAX = 200 };

struct keeper {
	int ready;           /* where the runner listens */
	char folder[64];     /* /tmp/jalon-essai-XXXXXX: data, socket, log */
	char programs[256];  /* where initdb and postgres are */
	pid_t server;        /* 0: not started */
	bool durable;        /* fsync on; a server that a test killed is started again */
};

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *walk)
{
	(void)status, (void)type, (void)walk;
	return remove(path);
}

/* Stops the server at once, removes the folder, leaves. */
static void keeper_end(struct keeper *k)
{
	if (k->server > 0) {
		kill(k->server, SIGQUIT);
		waitpid(k->server, NULL, 0);
	}
	if (k->folder[0] != '\0')
		nftw(k->folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
	_exit(0);
}

/* One line to the runner, then the end. */
static void keeper_fail(struct keeper *k, const char *what, const char *why)
{
	dprintf(k->ready, "%s: %.*s\n", what, (int)strcspn(why, "\n"), why);
	keeper_end(k);
}

static void become_server_account(struct keeper *k)
{
	if (geteuid() != 0)
		return;
	const struct passwd *account = getpwnam("postgres");
	if (account == NULL)
		keeper_fail(k, "account", "root runs the tests, and there is no account postgres");
	else if (initgroups("postgres", account->pw_gid) != 0 || setgid(account->pw_gid) != 0 ||
		 setuid(account->pw_uid) != 0)
		keeper_fail(k, "account", "cannot become postgres");
}

/* The newest server of the machine; Debian keeps each version apart. */
static void find_programs(struct keeper *k)
{
	glob_t found;
	int best = 0;
	if (glob("/usr/lib/postgresql/*/bin/postgres", 0, NULL, &found) != 0)
		keeper_fail(k, "server", "no /usr/lib/postgresql/*/bin/postgres; ./bootstrap check installs it");
	for (size_t i = 0; i < found.gl_pathc; i++) {
		int version = atoi(found.gl_pathv[i] + strlen("/usr/lib/postgresql/"));
		if (version > best) {
			best = version;
			snprintf(k->programs, sizeof(k->programs), "/usr/lib/postgresql/%d/bin", version);
		}
	}
	globfree(&found);
}

static void write_file(struct keeper *k, const char *name, const char *mode, const char *text)
{
	char *path = mem_format("%s/%s", k->folder, name);
	FILE *f = fopen(path, mode);
	if (f == NULL || fputs(text, f) < 0 || fclose(f) != 0)
		keeper_fail(k, path, "cannot be written");
	free(path);
}

/* A child whose output goes to the log, that dies with the keeper. */
static pid_t spawn(struct keeper *k, char *const argv[])
{
	pid_t child = fork();
	if (child < 0)
		keeper_fail(k, argv[0], "fork");
	if (child != 0)
		return child;
	prctl(PR_SET_PDEATHSIG, SIGQUIT);
	char *log = mem_format("%s/log", k->folder);
	int out = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
	dup2(out, STDOUT_FILENO);
	dup2(out, STDERR_FILENO);
	for (int s = 1; s < NSIG; s++)
		signal(s, SIG_DFL);
	execv(argv[0], argv);
	_exit(127);
}

static void make_cluster(struct keeper *k)
{
	snprintf(k->folder, sizeof(k->folder), "/tmp/jalon-essai-XXXXXX");
	if (mkdtemp(k->folder) == NULL) {
		k->folder[0] = '\0';
		keeper_fail(k, "/tmp", "cannot be written");
	}
	char *program = mem_format("%s/initdb", k->programs);
	char *data = mem_format("%s/data", k->folder);
	char *argv[] = { program, "-D", data, "-U", CLUSTER_OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8",
		"--no-sync", "--no-instructions", NULL };
	int status = 0;
	waitpid(spawn(k, argv), &status, 0);
	if (status != 0)
		keeper_fail(k, "initdb", "failed");
	write_file(k, "data/postgresql.conf", "a", server_settings);
	write_file(k, "data/postgresql.conf", "a", k->durable ? durable_settings : fast_settings);
	write_file(k, "data/pg_hba.conf", "w", "local all all trust\n");
	free(data);
	free(program);
}

static void pause_ms(long milliseconds)
{
	nanosleep(&(struct timespec){ .tv_nsec = milliseconds * 1000 * 1000 }, NULL);
}

/* Starts the server; false when it ends instead of answering: after a kill, what remains of the former one
 * may still hold the shared memory. */
static bool try_server(struct keeper *k)
{
	char *program = mem_format("%s/postgres", k->programs);
	char *data = mem_format("%s/data", k->folder);
	char *argv[] = { program, "-D", data, "-k", k->folder, NULL };
	char *conninfo = mem_format("host=%s dbname=postgres user=%s", k->folder, CLUSTER_OWNER);
	k->server = spawn(k, argv);
	while (k->server != 0 && PQping(conninfo) != PQPING_OK) {
		if (waitpid(k->server, NULL, WNOHANG) != 0)
			k->server = 0;
		pause_ms(10);
	}
	free(conninfo);
	free(data);
	free(program);
	return k->server != 0;
}

/* Returns once the server answers. */
static void start_server(struct keeper *k)
{
	int trials = k->durable ? RESTARTS_MAX : 1;
	while (!try_server(k)) {
		if (--trials == 0)
			keeper_fail(k, "postgres", "ended while starting");
		pause_ms(50);
	}
}

/* Until the runner is gone. A durable server is started again each time a test has killed it. */
static void keep(struct keeper *k, int life)
{
	struct pollfd end = { .fd = life, .events = POLLIN };
	for (;;) {
		char byte;
		if (poll(&end, 1, k->durable ? 20 : -1) > 0 && read(life, &byte, 1) <= 0)
			return;
		if (k->durable && waitpid(k->server, NULL, WNOHANG) == k->server)
			start_server(k);
	}
}

static void keeper_exec(struct keeper *k, PGconn *conn, const char *what, const char *sql)
{
	PGresult *result = PQexec(conn, sql);
	ExecStatusType status = PQresultStatus(result);
	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY)
		keeper_fail(k, what, PQerrorMessage(conn));
	PQclear(result);
}

static void no_notice(void *arg, const PGresult *result)
{
	(void)arg, (void)result;
}

static PGconn *keeper_connect(struct keeper *k, const char *database)
{
	char *conninfo = mem_format("host=%s dbname=%s user=%s", k->folder, database, CLUSTER_OWNER);
	PGconn *conn = PQconnectdb(conninfo);
	if (PQstatus(conn) != CONNECTION_OK)
		keeper_fail(k, database, PQerrorMessage(conn));
	PQsetNoticeReceiver(conn, no_notice, NULL);
	free(conninfo);
	return conn;
}

static void make_template(struct keeper *k)
{
	PGconn *conn = keeper_connect(k, "postgres");
	keeper_exec(k, conn, "template", "CREATE DATABASE " CLUSTER_TEMPLATE);
	PGconn *template = keeper_connect(k, CLUSTER_TEMPLATE);
	struct migration_report report;
	struct error e = { 0 };
	if (!migrations_apply(template, &report, &e))
		keeper_fail(k, "migrations", e.message);
	PQfinish(template);
	keeper_exec(k, conn, "template", "ALTER DATABASE " CLUSTER_TEMPLATE " IS_TEMPLATE true ALLOW_CONNECTIONS false");
	PQfinish(conn);
}

void keeper_run(int life, int ready)
{
	struct keeper k = { .ready = ready, .durable = getenv(CLUSTER_DURABLE_VARIABLE) != NULL };
	setsid();
	signal(SIGINT, SIG_IGN);
	signal(SIGTERM, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	int nothing = open("/dev/null", O_RDWR);
	dup2(nothing, STDIN_FILENO);
	dup2(nothing, STDOUT_FILENO);
	dup2(nothing, STDERR_FILENO);
	become_server_account(&k);
	if (chdir("/") != 0)
		keeper_fail(&k, "/", "cannot be entered");
	find_programs(&k);
	make_cluster(&k);
	start_server(&k);
	make_template(&k);
	dprintf(ready, "%s\n", k.folder);
	keep(&k, life);
	keeper_end(&k);
	_exit(0);
}
