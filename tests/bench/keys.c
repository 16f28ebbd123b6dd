/* What keys cost on the portfolio: a cursor move, opening a file; a move over a week of hours. Bytes, round trips, time.
 *
 * Bytes are those that the pty received between two keys, once nothing more comes. Round trips are counted
 * by a proxy on the PostgreSQL socket. The time of a move is that of the program's own processor, divided by
 * the number of moves, each sent alone once the former was painted; the time from key to bytes, which holds
 * two changes of process and the emulator, is reported beside it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/base/mem.h"
#include "tests/support/bench.h"
#include "tests/support/bench_proxy.h"
#include "tests/support/cluster.h"
#include "tests/support/pty.h"

enum { PATIENCE = 10000, QUIET = 8, SERVER_QUIET = 400, OPENINGS = 25, RTT_ADDED = 40 };

struct terminal {
	struct pty_screen *screen;
	struct bench_proxy *proxy;
};

static bool never(struct pty_screen *s, void *unused)
{
	(void)s, (void)unused;
	return false;
}

/* Until the program has had nothing to say for QUIET ms. */
static void settle(struct pty_screen *s)
{
	size_t before;
	do {
		before = pty_bytes(s);
		pty_wait_until(s, never, NULL, QUIET);
	} while (pty_bytes(s) != before);
}

static bool portfolio_is_painted(struct pty_screen *s, void *unused)
{
	(void)unused;
	return pty_find(s, "sans contact depuis", NULL, NULL);
}

static struct terminal terminal_open(const char *database, struct bench_proxy *proxy, int rows, int cols)
{
	char *env[] = { mem_format("JALON_CONNINFO=host=%s dbname=%s user=%s", proxy->folder, database, BENCH_LOGIN), NULL };
	char *const argv[] = { (char *)TEST_JALON, (char *)"--config", (char *)TEST_SOURCES "/config", NULL };
	struct terminal t = { pty_start(rows, cols, argv, env), proxy };
	free(env[0]);
	if (!pty_wait_until(t.screen, portfolio_is_painted, NULL, PATIENCE))
		bench_fail("the portfolio", pty_dump(t.screen));
	for (long before = -1; before != proxy->counts->answered;) { /* what is prepared behind the portfolio */
		before = proxy->counts->answered;
		pty_wait_until(t.screen, never, NULL, SERVER_QUIET);
	}
	return t;
}

/* --- moves ----------------------------------------------------------------------------------------------- */

struct moves {
	struct figures in_page, scrolling, latency; /* bytes, bytes, ms */
	size_t count;
	double processor; /* ms of the program in all */
	long trips, socket_bytes;
};

static double processor_time(pid_t pid)
{
	struct timespec t;
	clockid_t clock;
	if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &t) != 0)
		bench_fail("the processor's time", "no clock for the process");
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static bool more_bytes(struct pty_screen *s, void *before)
{
	return pty_bytes(s) > *(size_t *)before;
}

/* One key; scrolling when the cursor stays on its row. */
static void move_one(struct terminal *t, const char *key, struct moves *m)
{
	size_t before = pty_bytes(t->screen);
	int row, after, column;
	pty_cursor(t->screen, &row, &column);
	double from = bench_now();
	pty_send(t->screen, key);
	if (!pty_wait_until(t->screen, more_bytes, &before, PATIENCE))
		bench_fail("a move", pty_dump(t->screen));
	figures_add(&m->latency, bench_now() - from);
	settle(t->screen);
	pty_cursor(t->screen, &after, &column);
	figures_add(row == after ? &m->scrolling : &m->in_page, (double)(pty_bytes(t->screen) - before));
	m->count++;
}

/* Down the whole list and up again, three times. */
static struct moves moves_make(struct terminal *t)
{
	struct moves m = { .processor = -processor_time(pty_pid(t->screen)), .trips = -t->proxy->counts->trips,
		.socket_bytes = -t->proxy->counts->asked - t->proxy->counts->answered };
	for (int i = 0; i < 6 * (BENCH_PORTFOLIO - 1); i++)
		move_one(t, i / (BENCH_PORTFOLIO - 1) % 2 == 0 ? "j" : "k", &m);
	m.processor += processor_time(pty_pid(t->screen));
	m.trips += t->proxy->counts->trips;
	m.socket_bytes += t->proxy->counts->asked + t->proxy->counts->answered;
	return m;
}

static void moves_free(struct moves *m)
{
	figures_free(&m->in_page);
	figures_free(&m->scrolling);
	figures_free(&m->latency);
}

static void moves_measure(const char *database, struct bench_proxy *proxy)
{
	struct terminal t = terminal_open(database, proxy, 24, 80);
	struct moves m = moves_make(&t);
	struct figures trips = { 0 }, processor = { 0 };
	pty_close(t.screen);
	figures_add(&trips, (double)m.trips);
	figures_add(&processor, m.processor / (double)m.count);
	bench_line_max("cursor move, 80x24: round trips, in all moves", "", &trips, 0);
	bench_line_max("cursor move, 80x24, in page (max judged)", "bytes", &m.in_page, 250);
	bench_line_max("cursor move, 80x24, scrolling (max judged)", "bytes", &m.scrolling, 250);
	bench_line("cursor move, 80x24: the program's processor time", "ms", &processor, 1);
	bench_line("cursor move, 80x24: from key to first bytes", "ms", &m.latency, -1);
	bench_note("%zu moves over the %d people, j then k, one by one; %ld bytes crossed the PostgreSQL socket", m.count,
		BENCH_PORTFOLIO, m.socket_bytes);
	moves_free(&m);
	figures_free(&trips);
	figures_free(&processor);
}

static void moves_wide_measure(const char *database, struct bench_proxy *proxy)
{
	struct terminal t = terminal_open(database, proxy, 40, 140);
	struct moves m = moves_make(&t);
	pty_close(t.screen);
	bench_line("cursor move, 140x40 with preview, in page", "bytes", &m.in_page, -1);
	bench_line("cursor move, 140x40 with preview, scrolling", "bytes", &m.scrolling, -1);
	bench_note("round trips with preview: %ld; processor %.3f ms a move", m.trips, m.processor / (double)m.count);
	moves_free(&m);
}

/* Over the week of somebody's hours: down and up the themes, a day before and after. */
static void moves_hours_measure(const char *database, struct bench_proxy *proxy)
{
	static const char *const keys[] = {"j", "j", "<Left>", "j", "j", "j", "<Right>", "j", "j", "j", "k", "k", "<Left>", "k", "k",
	                                   "k", "<Right>", "k", "k", "k"};
	struct terminal t = terminal_open(database, proxy, 24, 80);
	struct moves m = { 0 };
	struct figures trips = { 0 };
	pty_send(t.screen, "h");
	if (!pty_wait_for(t.screen, "[ ] : semaines", PATIENCE))
		bench_fail("the hours", pty_dump(t.screen));
	settle(t.screen);
	long before = proxy->counts->trips;
	for (int i = 0; i < 3; i++)
		for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
			move_one(&t, keys[k], &m);
	figures_add(&trips, (double)(proxy->counts->trips - before));
	pty_close(t.screen);
	bench_line_max("move over a week of hours: round trips, in all moves", "", &trips, 0);
	bench_line_max("move over a week of hours, between themes (max judged)", "bytes", &m.in_page, 250);
	bench_line_max("move over a week of hours, between days (max judged)", "bytes", &m.scrolling, 250);
	moves_free(&m);
	figures_free(&trips);
}

/* --- opening a file -------------------------------------------------------------------------------------- */

struct opening {
	const struct bench_proxy *proxy;
	long answered; /* bytes, before the key */
};

static bool file_is_painted(struct pty_screen *s, void *arg)
{
	const struct opening *o = arg;
	return o->proxy->counts->answered > o->answered && pty_find(s, "NOUS DEVONS", NULL, NULL);
}

/* From the key to the last byte of the file's page, all of it from the answer. */
static double opening_time(struct terminal *t)
{
	struct opening o = { t->proxy, t->proxy->counts->answered };
	double from = bench_now(), last;
	size_t before;
	pty_send(t->screen, "\r");
	if (!pty_wait_until(t->screen, file_is_painted, &o, PATIENCE))
		bench_fail("a file", pty_dump(t->screen));
	do {
		last = bench_now();
		before = pty_bytes(t->screen);
	} while (pty_wait_until(t->screen, more_bytes, &before, QUIET));
	return last - from;
}

/* A round trip that asks for nothing, through the same proxy. */
static double rtt_one(PGconn *conn)
{
	double from = bench_now();
	PQclear(PQexec(conn, ""));
	return bench_now() - from;
}

static void openings_measure(const char *database, struct bench_proxy *proxy, int delay)
{
	struct terminal t = terminal_open(database, proxy, 24, 80);
	char *conninfo = mem_format("host=%s dbname=%s user=%s", proxy->folder, database, BENCH_LOGIN);
	PGconn *conn = PQconnectdb(conninfo);
	struct figures rtt = { 0 }, beyond = { 0 }, trips = { 0 }, time = { 0 };
	*proxy->delay_ms = delay;
	for (int i = 0; i < OPENINGS; i++) {
		double there_and_back = rtt_one(conn);
		long trips_before = proxy->counts->trips;
		double spent = opening_time(&t);
		figures_add(&trips, (double)(proxy->counts->trips - trips_before));
		figures_add(&rtt, there_and_back);
		figures_add(&time, spent);
		pty_send(t.screen, "qj");
		if (!pty_wait_until(t.screen, portfolio_is_painted, NULL, PATIENCE))
			bench_fail("the portfolio", pty_dump(t.screen));
		settle(t.screen);
	}
	*proxy->delay_ms = 0;
	for (size_t i = 0; i < time.count; i++)
		figures_add(&beyond, time.all[i] - figures_median(&rtt));
	bench_line_max(delay == 0 ? "opening a file: round trips" : "opening a file, RTT +40 ms: round trips", "", &trips, 1);
	bench_line(delay == 0 ? "opening a file: time beyond one RTT" : "opening a file, RTT +40 ms: time beyond one RTT", "ms",
		&beyond, 5);
	bench_note("%d files, one after the other: %.3f ms, RTT %.3f ms; the first one: %.3f ms", OPENINGS, figures_median(&time),
		figures_median(&rtt), time.all[0]);
	figures_free(&rtt);
	figures_free(&beyond);
	figures_free(&trips);
	figures_free(&time);
	PQfinish(conn);
	free(conninfo);
	pty_close(t.screen);
}

int main(void)
{
	char *database = bench_base_make();
	struct bench_proxy proxy = bench_proxy_start(cluster_socket());
	bench_heading();
	moves_measure(database, &proxy);
	moves_wide_measure(database, &proxy);
	moves_hours_measure(database, &proxy);
	openings_measure(database, &proxy, 0);
	openings_measure(database, &proxy, RTT_ADDED / 2);
	bench_proxy_stop(&proxy);
	cluster_stop();
	free(database);
	return 0;
}
