/* The world of the endurance runs. See world.h. */
#include "tests/endurance/world.h"

#include <dirent.h>
#include <ftw.h>
#include <libpq-fe.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "tests/support/cluster.h"
#include "tests/support/cluster_keeper.h"

enum { SERVER_PROCESSES = 64 };

void world_fail(const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	fputs("endurance: ", stderr);
	vfprintf(stderr, fmt, args);
	fputc('\n', stderr);
	va_end(args);
	exit(1);
}

double world_now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* xorshift64*: the same run for the same seed on every machine. */
unsigned world_random(struct world *w, unsigned below)
{
	w->random ^= w->random >> 12;
	w->random ^= w->random << 25;
	w->random ^= w->random >> 27;
	return (unsigned)((w->random * 2685821657736338717ULL) >> 33) % below;
}

void world_open(struct world *w, unsigned seed)
{
	*w = (struct world){.random = 88172645463325252ULL ^ ((unsigned long long)seed << 20)};
	setenv(CLUSTER_DURABLE_VARIABLE, "1", 1);
	cluster_start();
	w->agency = agency_new();
	w->conninfo = cluster_conninfo(w->agency.database, WORLD_LOGIN);
	snprintf(w->state, sizeof(w->state), "/tmp/jalon-etat-XXXXXX");
	if (mkdtemp(w->state) == NULL)
		world_fail("no state directory in /tmp");
}

void world_renew(struct world *w)
{
	agency_free(&w->agency);
	free(w->conninfo);
	w->agency = agency_new();
	w->conninfo = cluster_conninfo(w->agency.database, WORLD_LOGIN);
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *walk)
{
	(void)status, (void)type, (void)walk;
	return remove(path);
}

void world_close(struct world *w)
{
	nftw(w->state, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
	free(w->conninfo);
	agency_free(&w->agency);
	cluster_stop();
}

struct pty_screen *world_program(const struct world *w, const char *host)
{
	char *setting = host == NULL ? mem_format("JALON_CONNINFO=%s", w->conninfo)
	                             : mem_format("JALON_CONNINFO=host=%s dbname=%s user=%s", host, w->agency.database, WORLD_LOGIN);
	char *state = mem_format("XDG_STATE_HOME=%s", w->state);
	char *const argv[] = {(char *)TEST_JALON, (char *)"--config", (char *)TEST_SOURCES "/config", NULL};
	struct pty_screen *p = pty_start(24, 80, argv, (char *[]){setting, state, NULL});
	free(setting);
	free(state);
	return p;
}

void world_expect(struct pty_screen *p, const char *text)
{
	if (!pty_wait_for(p, text, WORLD_PATIENCE))
		world_fail("« %s » never came:\n%s", text, pty_dump(p));
}

/* --- the base -------------------------------------------------------------------------------------------- */

static char *value_once(const struct world *w, const char *sql)
{
	char *conninfo = cluster_conninfo(w->agency.database, CLUSTER_OWNER), *value = NULL;
	PGconn *conn = PQconnectdb(conninfo);
	PGresult *result = PQexec(conn, sql);
	ExecStatusType status = PQresultStatus(result);
	if (status == PGRES_TUPLES_OK)
		value = mem_strdup(PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : "");
	else if (PQstatus(conn) == CONNECTION_OK)
		world_fail("%s: %s", sql, PQresultErrorMessage(result));
	PQclear(result);
	PQfinish(conn);
	free(conninfo);
	return value;
}

char *world_value(const struct world *w, const char *sql)
{
	double end = world_now() + WORLD_PATIENCE;
	char *value;
	while ((value = value_once(w, sql)) == NULL && world_now() < end)
		nanosleep(&(struct timespec){.tv_nsec = 5 * 1000 * 1000}, NULL);
	if (value == NULL)
		world_fail("the server does not come back");
	return value;
}

long world_number(const struct world *w, const char *sql)
{
	char *value = world_value(w, sql);
	long number = strtol(value, NULL, 10);
	free(value);
	return number;
}

/* --- crashing the server ----------------------------------------------------------------------------------- */

static pid_t server_pid(void)
{
	char *path = mem_format("%s/data/postmaster.pid", cluster_socket());
	FILE *f = fopen(path, "r");
	long pid = 0;
	if (f == NULL || fscanf(f, "%ld", &pid) != 1)
		pid = 0;
	if (f != NULL)
		fclose(f);
	free(path);
	return (pid_t)pid;
}

/* The processes whose father is pid; how many. */
static size_t children_of(pid_t pid, pid_t out[SERVER_PROCESSES])
{
	DIR *d = opendir("/proc");
	size_t count = 0;
	for (struct dirent *e; d != NULL && (e = readdir(d)) != NULL && count < SERVER_PROCESSES;) {
		char *path = mem_format("/proc/%s/stat", e->d_name);
		FILE *f = e->d_name[0] >= '0' && e->d_name[0] <= '9' ? fopen(path, "r") : NULL;
		long father = 0;
		if (f != NULL && fscanf(f, "%*d (%*[^)]) %*c %ld", &father) == 1 && father == pid)
			out[count++] = (pid_t)atol(e->d_name);
		if (f != NULL)
			fclose(f);
		free(path);
	}
	if (d != NULL)
		closedir(d);
	return count;
}

void world_crash_server(void)
{
	pid_t server = server_pid(), children[SERVER_PROCESSES];
	if (server <= 0)
		world_fail("the server's process is not known");
	size_t count = children_of(server, children);
	kill(server, SIGKILL);
	for (size_t i = 0; i < count; i++)
		kill(children[i], SIGKILL);
}

void world_await_server(const struct world *w)
{
	free(world_value(w, "SELECT 1"));
}
