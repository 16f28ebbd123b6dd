/* Start to painted portfolio of 50, and the memory of one session, against psql in the same run.
 *
 * Both programs are started in the same way, in a pty of 80x24, over the same local socket, with the same
 * login and session options, alternately. jalon: until the list of people stands on the screen, complete.
 * psql -XAtc: until the last line of its answer is on the screen (strict), and until it has ended. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "tests/support/bench.h"
#include "tests/support/cluster.h"
#include "tests/support/pty.h"

enum { PAIRS = 40, WARM_UP = 3, ROWS = 24, COLUMNS = 80, PATIENCE = 10000 };

struct programs {
	char *jalon_env[3], *psql_env[3];
	char *conninfo, *sql;
	char *last_line; /* how psql's last line begins: no other does */
};

/* --- the two programs ------------------------------------------------------------------------------------ */

static struct pty_screen *jalon_start(struct programs *p)
{
	char *const argv[] = { (char *)TEST_JALON, (char *)"--config", (char *)TEST_SOURCES "/config", NULL };
	return pty_start(ROWS, COLUMNS, argv, p->jalon_env);
}

/* The lines under the list hold what follows the first person: they are sent last. */
static bool portfolio_is_painted(struct pty_screen *s, void *unused)
{
	(void)unused;
	return pty_find(s, "N/Il : nos retards", NULL, NULL) && pty_row(s, ROWS - 3)[0] != '\0';
}

static struct pty_screen *psql_start(struct programs *p, const char *program)
{
	char *const argv[] = { (char *)program, (char *)"-XAtc", p->sql, p->conninfo, NULL };
	return pty_start(ROWS, COLUMNS, argv, p->psql_env);
}

static struct programs programs_make(const char *database)
{
	struct programs p = { .sql = bench_portfolio_sql(), .conninfo = cluster_conninfo(database, BENCH_LOGIN) };
	p.jalon_env[0] = mem_format("JALON_CONNINFO=%s", p.conninfo);
	p.jalon_env[1] = (char *)"NO_COLOR";
	p.psql_env[0] = (char *)"PGOPTIONS=" BENCH_SESSION_OPTIONS;
	p.psql_env[1] = (char *)"PAGER=";
	PGconn *conn = cluster_connect(database, BENCH_LOGIN);
	PGresult *rows = PQexec(conn, p.sql);
	int last = PQntuples(rows) - 1;
	if (last < 0)
		bench_fail("psql's queries", PQresultErrorMessage(rows));
	p.last_line = mem_format("%s|%s|%s|", PQgetvalue(rows, last, 0), PQgetvalue(rows, last, 1), PQgetvalue(rows, last, 2));
	PQclear(rows);
	PQfinish(conn);
	return p;
}

static void programs_free(struct programs *p)
{
	free(p->jalon_env[0]);
	free(p->conninfo);
	free(p->sql);
	free(p->last_line);
}

/* --- start ----------------------------------------------------------------------------------------------- */

static double jalon_time(struct programs *p)
{
	double from = bench_now();
	struct pty_screen *s = jalon_start(p);
	if (!pty_wait_until(s, portfolio_is_painted, NULL, PATIENCE))
		bench_fail("the start of jalon", pty_dump(s));
	double time = bench_now() - from;
	pty_close(s);
	return time;
}

static double psql_time(struct programs *p, const char *program, double *ended)
{
	double from = bench_now();
	struct pty_screen *s = psql_start(p, program);
	if (!pty_wait_for(s, p->last_line, PATIENCE))
		bench_fail("psql", pty_dump(s));
	double time = bench_now() - from;
	int status;
	if (!pty_wait_exit(s, PATIENCE, &status) || status != 0)
		bench_fail("psql", "it did not end well");
	*ended = bench_now() - from;
	pty_close(s);
	return time;
}

static void start_measure(struct programs *p)
{
	struct figures jalon = { 0 }, psql = { 0 }, psql_ended = { 0 }, in_path = { 0 };
	size_t faster = 0;
	for (int i = 0; i < WARM_UP + PAIRS; i++) {
		double ended, ours = jalon_time(p), theirs = psql_time(p, bench_psql(), &ended);
		if (i < WARM_UP)
			continue;
		figures_add(&jalon, ours);
		figures_add(&psql, theirs);
		figures_add(&psql_ended, ended);
		faster += ours <= theirs;
	}
	bench_line_ratio("start to painted portfolio of 50 / psql's last line", "ms", &jalon, &psql, 1.0);
	bench_line_ratio("start to painted portfolio of 50 / psql ended", "ms", &jalon, &psql_ended, 1.0);
	bench_note("%d pairs, alternately; median of the pairs' own ratios %.3f; jalon first in %zu of %d; psql ends %.3f ms",
		PAIRS, figures_ratio(&jalon, &psql), faster, PAIRS, figures_median(&psql_ended));
	for (int i = 0; i < WARM_UP; i++) {
		double ended;
		psql_time(p, "psql", &ended);
		figures_add(&in_path, ended);
	}
	bench_note("the psql of PATH, with the wrapper that Debian puts around it: %.3f ms", figures_median(&in_path));
	figures_free(&jalon);
	figures_free(&psql);
	figures_free(&psql_ended);
	figures_free(&in_path);
}

/* --- memory ---------------------------------------------------------------------------------------------- */

/* A line of /proc/PID/status in MB (10^6 would flatter: 1024 * 1024). */
static double memory_of(pid_t pid, const char *name)
{
	char *path = mem_format("/proc/%ld/status", (long)pid), line[256];
	double kilobytes = -1;
	FILE *f = fopen(path, "r");
	while (f != NULL && fgets(line, sizeof(line), f) != NULL)
		if (strncmp(line, name, strlen(name)) == 0 && line[strlen(name)] == ':')
			kilobytes = strtod(line + strlen(name) + 1, NULL);
	if (f != NULL)
		fclose(f);
	free(path);
	if (kilobytes < 0)
		bench_fail("memory", "no such line in /proc/PID/status");
	return kilobytes / 1024;
}

/* psql left connected after the same queries, as somebody who works with it leaves it. */
static struct pty_screen *psql_interactive(struct programs *p)
{
	char path[] = "/tmp/jalon-bench-XXXXXX";
	int fd = mkstemp(path);
	if (fd < 0 || write(fd, p->sql, strlen(p->sql)) < 0 || write(fd, "\n;\n", 3) < 0)
		bench_fail("psql", "no room in /tmp");
	close(fd);
	char *const argv[] = { (char *)bench_psql(), (char *)"-XAt", (char *)"-Ppager=off", p->conninfo, NULL };
	struct pty_screen *s = pty_start(ROWS, COLUMNS, argv, p->psql_env);
	char *command = mem_format("\\i %s\n", path);
	bool there = pty_wait_for(s, "=>", PATIENCE);
	pty_send(s, command);
	if (!there || !pty_wait_for(s, p->last_line, PATIENCE))
		bench_fail("psql", pty_dump(s));
	free(command);
	unlink(path);
	return s;
}

static void memory_measure(struct programs *p)
{
	enum { TIMES = 5 };
	struct figures ours = { 0 }, private = { 0 }, theirs = { 0 }, their_private = { 0 };
	for (int i = 0; i < TIMES; i++) {
		struct pty_screen *s = jalon_start(p);
		if (!pty_wait_until(s, portfolio_is_painted, NULL, PATIENCE))
			bench_fail("jalon", pty_dump(s));
		figures_add(&ours, memory_of(pty_pid(s), "VmRSS"));
		figures_add(&private, memory_of(pty_pid(s), "RssAnon"));
		pty_close(s);
		s = psql_interactive(p);
		figures_add(&theirs, memory_of(pty_pid(s), "VmRSS"));
		figures_add(&their_private, memory_of(pty_pid(s), "RssAnon"));
		pty_close(s);
	}
	bench_line_ratio("memory of a session: VmRSS / psql's after the queries", "MB", &ours, &theirs, 1.0);
	bench_line("memory of a session: RssAnon", "MB", &private, 4.0);
	bench_note("psql's RssAnon: %.3f MB", figures_median(&their_private));
	figures_free(&ours);
	figures_free(&private);
	figures_free(&theirs);
	figures_free(&their_private);
}

int main(void)
{
	char *database = bench_base_make();
	struct programs p = programs_make(database);
	bench_heading();
	start_measure(&p);
	memory_measure(&p);
	programs_free(&p);
	cluster_stop();
	free(database);
	return 0;
}
