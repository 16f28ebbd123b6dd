/* A server of a test's own. */
#include "tests/db/own_server.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <ftw.h>
#include <glob.h>
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "sql/admin/migrate.h"
#include "tests/db/adapter_support.h"
#include "tests/support/cluster.h"

static const char settings[] =
	"listen_addresses = ''\nfsync = off\nwal_level = replica\nmax_wal_senders = 4\nhot_standby = on\nautovacuum = off\n"
	"shared_buffers = 16MB\nmax_connections = 20\ntimezone = 'Europe/Paris'\nlc_messages = 'C'\nlog_min_messages = fatal\n"
	"wal_receiver_status_interval = 1\n";

static const struct passwd *server_account(void)
{
	const struct passwd *account = geteuid() == 0 ? getpwnam("postgres") : NULL;

	cr_assert(geteuid() != 0 || account != NULL, "root runs the tests, and there is no account postgres");
	return account;
}

/* A program of the server, as its account; the caller waits for it. */
static pid_t program_start(const struct own_server *s, const char *name, const char *const *arguments)
{
	const struct passwd *account = server_account();
	const char *argv[20];
	size_t n = 1;
	glob_t found;
	pid_t pid;

	cr_assert_eq(glob("/usr/lib/postgresql/*/bin", 0, NULL, &found), 0);
	argv[0] = mem_format("%s/%s", found.gl_pathv[found.gl_pathc - 1], name);
	for (; arguments[n - 1] != NULL && n < 19; n++)
		argv[n] = arguments[n - 1];
	argv[n] = NULL;
	pid = fork();
	cr_assert_geq(pid, 0);
	if (pid == 0) {
		char log[96];
		int out;

		if (account != NULL && (initgroups("postgres", account->pw_gid) != 0 || setgid(account->pw_gid) != 0 || setuid(account->pw_uid) != 0))
			_exit(126);
		prctl(PR_SET_PDEATHSIG, SIGQUIT);
		snprintf(log, sizeof log, "%s/log", s->folder);
		out = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
		dup2(out, 1);
		dup2(out, 2);
		for (int fd = 3; fd < 256; fd++)
			close(fd);
		for (int sig = 1; sig < NSIG; sig++)
			signal(sig, SIG_DFL);
		execv(argv[0], (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	free((char *)(uintptr_t)argv[0]);
	globfree(&found);
	return pid;
}

static void program_run(const struct own_server *s, const char *name, const char *const *arguments)
{
	int status = -1;

	waitpid(program_start(s, name, arguments), &status, 0);
	cr_assert_eq(status, 0, "%s failed, see %s/log", name, s->folder);
}

static void folder_make(struct own_server *s)
{
	const struct passwd *account = server_account();

	snprintf(s->folder, sizeof s->folder, "/tmp/jalon-serveur-XXXXXX");
	cr_assert_not_null(mkdtemp(s->folder));
	if (account != NULL)
		cr_assert_eq(chown(s->folder, account->pw_uid, account->pw_gid), 0);
}

static void setting_add(const struct own_server *s, const char *file, const char *mode, const char *text)
{
	char *path = mem_format("%s/data/%s", s->folder, file);
	FILE *f = fopen(path, mode);

	cr_assert(f != NULL && fputs(text, f) >= 0 && fclose(f) == 0, "%s", path);
	free(path);
}

static char *conninfo_of(const struct own_server *s)
{
	return mem_format("host=%s dbname=postgres user=" CLUSTER_OWNER, s->folder);
}

void own_server_start(struct own_server *s)
{
	char *data = mem_format("%s/data", s->folder), *conninfo = conninfo_of(s);

	s->pid = program_start(s, "postgres", (const char *const[]){ "-D", data, "-k", s->folder, NULL });
	while (PQping(conninfo) != PQPING_OK) {
		cr_assert_eq(waitpid(s->pid, NULL, WNOHANG), 0, "the server ended while starting, see %s/log", s->folder);
		poll(NULL, 0, 10);
	}
	free(conninfo);
	free(data);
}

void own_server_make(struct own_server *s)
{
	struct migration_report report;
	struct error e = { 0 };
	char *data, *conninfo;
	PGconn *conn;

	folder_make(s);
	data = mem_format("%s/data", s->folder);
	conninfo = conninfo_of(s);
	program_run(s, "initdb", (const char *const[]){ "-D", data, "-U", CLUSTER_OWNER, "-A", "trust", "-E", "UTF8",
		"--locale=C.UTF-8", "--no-sync", "--no-instructions", NULL });
	setting_add(s, "postgresql.conf", "a", settings);
	setting_add(s, "pg_hba.conf", "w", "local all all trust\nlocal replication all trust\n");
	own_server_start(s);
	conn = own_server_connect(s);
	cr_assert(migrations_apply(conn, &report, &e), "%s", e.message);
	adapter_fill(conninfo);
	PQfinish(conn);
	free(conninfo);
	free(data);
}

void own_server_follow(struct own_server *s, const struct own_server *primary)
{
	char *data;

	folder_make(s);
	data = mem_format("%s/data", s->folder);
	program_run(s, "pg_basebackup", (const char *const[]){ "-h", primary->folder, "-U", CLUSTER_OWNER, "-D", data, "-R", "-c", "fast",
		"--no-sync", NULL });
	own_server_start(s);
	free(data);
}

void own_server_stop(struct own_server *s, int signal)
{
	if (s->pid <= 0)
		return;
	kill(s->pid, signal);
	waitpid(s->pid, NULL, 0);
	s->pid = 0;
}

static int entry_remove(const char *path, const struct stat *status, int type, struct FTW *walk)
{
	(void)status, (void)type, (void)walk;
	return remove(path);
}

void own_server_remove(struct own_server *s)
{
	own_server_stop(s, SIGQUIT);
	nftw(s->folder, entry_remove, 16, FTW_DEPTH | FTW_PHYS);
}

PGconn *own_server_connect(const struct own_server *s)
{
	char *conninfo = conninfo_of(s);
	PGconn *conn = PQconnectdb(conninfo);

	cr_assert_eq(PQstatus(conn), CONNECTION_OK, "%s", PQerrorMessage(conn));
	free(conninfo);
	return conn;
}

void own_server_wait(PGconn *conn, const char *sql, const char *value)
{
	for (int i = 0; i < 2000; i++) {
		char *now = cluster_value(conn, sql);
		bool there = strcmp(now, value) == 0;

		free(now);
		if (there)
			return;
		poll(NULL, 0, 5);
	}
	cr_assert_fail("never %s: %s", value, sql);
}
