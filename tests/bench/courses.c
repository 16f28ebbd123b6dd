/* The catalogue with BENCH_COURSES sessions (50,000 by default): a provider's file read, loaded, loaded again; then searches
 * as the program makes them, through its own port and a counting proxy, by the real login of a conseiller.
 *
 * The plan of a search does not know the words (it is made once): what is rare, common, short, absent is tried, and the
 * slowest of them is judged. */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/catalogue_file.h"
#include "core/base/mem.h"
#include "core/base/strbuf.h"
#include "sql/admin/catalogue_store.h"
#include "sql/client/sql_port.h"
#include "tests/support/bench.h"
#include "tests/support/bench_proxy.h"
#include "tests/support/cluster.h"
#include "tests/support/shipped_funders.h"

enum { COURSES = 50000, RUNS = 30, WARM_UP = 5, PATIENCE = 10000 };
#define ADMIN "banc_admin"

static long courses_wanted(void)
{
	const char *text = getenv("BENCH_COURSES");
	long courses = text != NULL ? strtol(text, NULL, 10) : COURSES;
	return courses > 0 ? courses : COURSES;
}

/* --- the file ------------------------------------------------------------------------------------------------- */

static void line_add(struct strbuf *b, long n)
{
	static const char *const towns[] = {"Rennes;35", "Vitré;35", "Fougères;35", "Saint-Malo;35", "Brest;29", "Laval;53", "Redon;35"};
	static const char *const bodies[] = {"AFPA", "GRETA", "CLPS", "Amisep", "CFA du bâtiment"};
	static const char *const titles[] = {"Soudeur assembleur;H2913", "Titre professionnel cuisinier;G1602", "Agent de maintenance;I1304",
		"Secrétaire médicale;M1609", "Français langue étrangère;", "Conducteur routier;N4101", "Aide-soignant;J1501"};
	struct date today, from;
	char day[DATE_TEXT], last[DATE_TEXT];
	date_parse(BENCH_TODAY, &today);
	from = date_add_days(today, (int)(n % 500) - 60);
	strbuf_addf(b, "S%ld;O%ld;%s %ld;", n, n / 4, bodies[n % 5], n % 90);
	if (n % 997 == 7)
		strbuf_add(b, "Fleuriste, brevet professionnel;D1209");
	else
		strbuf_add(b, titles[n / 5 % 7]);
	strbuf_addf(b, ";%ld;35;%s;%s;%ld;%s;region\n", 35 + n % 1000, date_format(from, day), date_format(date_add_days(from, 90), last), n % 13,
		towns[n % 7]);
}

static char *file_make(long courses)
{
	struct strbuf b = {0};
	strbuf_add(&b, "cle;offre;organisme;intitule;rome;heures;rythme;debut;fin;places;lieu;departement;financeurs\n");
	for (long n = 0; n < courses; n++)
		line_add(&b, n);
	return b.s;
}

static void load_print(PGconn *conn, const struct course_batch *batch, const char *what)
{
	struct catalogue_loaded l;
	struct error e = {0};
	double from = bench_now();
	if (!catalogue_store(conn, &(struct catalogue_load){"banc", "banc.csv", NULL, false, false}, batch, &l, &e))
		bench_fail(what, e.message);
	bench_note("%s: %.1f s (%ld lines, %ld added, %ld changed, %ld unchanged)", what, (bench_now() - from) / 1000, l.lines, l.added, l.changed,
		l.unchanged);
	PQclear(l.detail);
}

static void catalogue_fill(const char *database, long courses)
{
	PGconn *owner = cluster_connect(database, CLUSTER_OWNER), *admin;
	struct arena arena = {0};
	struct funder_list funders;
	struct course_batch batch;
	char *text = file_make(courses);
	double from = bench_now();
	cluster_exec(owner, "CREATE ROLE " ADMIN " LOGIN IN ROLE jalon_administrateur; INSERT INTO jalon.compte (agence_id, login, nom, prenom, role, du)"
		" SELECT agence_id, '" ADMIN "', 'Banc', 'Banc', 'administrateur', '2020-01-01' FROM jalon.agence");
	admin = cluster_connect(database, ADMIN);
	shipped_funders(&arena, &funders);
	catalogue_bytes_read(text, strlen(text), &funders, &batch);
	if (batch.fault_count > 0)
		bench_fail("the file", batch.faults[0].expected);
	bench_note("a provider's file of %ld sessions, %zu KB: read and checked in %.2f s", courses, strlen(text) / 1024, (bench_now() - from) / 1000);
	load_print(admin, &batch, "first load");
	load_print(admin, &batch, "the same file again");
	cluster_exec(owner, "VACUUM ANALYZE jalon.catalogue_session");
	PQfinish(admin);
	PQfinish(owner);
	course_batch_free(&batch);
	arena_free(&arena);
	free(text);
}

/* --- searches -------------------------------------------------------------------------------------------------- */

struct search {
	const char *name;
	struct course_query query;
};
#define QUERY(words, rome, department, payer) \
	{.text = words, .trade = rome, .basin = department, .funder = payer, .from = {INT32_MIN}, .to = {INT32_MIN}, .after_id = ""}

static const struct search searches[] = {
	{"no criterion", QUERY("", "", "", "")}, {"a common word", QUERY("soudeur", "", "", "")}, {"two words", QUERY("cuisinier vitre", "", "", "")},
	{"a rare word", QUERY("fleuriste", "", "", "")}, {"a word of no session", QUERY("astronaute", "", "", "")},
	{"two letters of every session", QUERY("af", "", "", "")}, {"two letters of none", QUERY("zq", "", "", "")},
	{"a metier", QUERY("", "D1209", "", "")}, {"a department of none", QUERY("", "", "75", "")}, {"a funder of none", QUERY("", "", "", "constructys")},
};
enum { SEARCHES = sizeof searches / sizeof *searches };

static void port_turn(struct data_port *p)
{
	struct port_wait w = p->wait(p->ctx);
	struct pollfd f = {.fd = w.fd, .events = (short)((w.want_read ? POLLIN : 0) | (w.want_write ? POLLOUT : 0))};
	poll(&f, w.fd >= 0, w.timeout_ms >= 0 && w.timeout_ms < 100 ? w.timeout_ms : 100);
	p->service(p->ctx, (f.revents & (POLLIN | POLLHUP | POLLERR)) != 0, (f.revents & POLLOUT) != 0);
}

/* The answer to that request; its sessions when it is a search. */
static size_t answer_wait(struct data_port *p, uint32_t serial)
{
	double end = bench_now() + PATIENCE;
	struct event e;
	for (;;) {
		while (p->next_event(p->ctx, &e)) {
			size_t count = e.course_count;
			if (e.kind == EVENT_FAILED)
				bench_fail("the search", e.error.message);
			arena_free(&e.arena);
			if (e.loaded_rules != NULL)
				rulebook_free(e.loaded_rules);
			if (e.serial == serial)
				return count;
		}
		if (bench_now() > end)
			bench_fail("the search", "no answer");
		port_turn(p);
	}
}

static uint32_t ask(struct data_port *p, enum request_kind kind, const struct course_query *q)
{
	static uint32_t serial;
	struct request r = {.serial = ++serial, .kind = kind, .as_of = DATE_NONE, .login = "", .id = "", .text = "", .courses = q};
	p->submit(p->ctx, &r);
	return r.serial;
}

static double search_time(struct data_port *p, const struct search *s, size_t *found)
{
	double from = bench_now();
	*found = answer_wait(p, ask(p, REQUEST_CATALOGUE, &s->query));
	return bench_now() - from;
}

static void search_print(struct data_port *p, const struct bench_proxy *proxy, const struct search *s)
{
	struct figures times = {0}, trips = {0};
	size_t found = 0;
	for (int i = 0; i < WARM_UP + RUNS; i++) {
		long before = proxy->counts->trips;
		double time = search_time(p, s, &found);
		if (i < WARM_UP)
			continue;
		figures_add(&times, time);
		figures_add(&trips, (double)(proxy->counts->trips - before));
	}
	char *what = mem_format("search, %s (%zu shown)", s->name, found), *round = mem_format("search, %s: round trips", s->name);
	bench_line(what, "ms", &times, 50);
	bench_line_max(round, "", &trips, 1);
	free(what);
	free(round);
	figures_free(&times);
	figures_free(&trips);
}

int main(void)
{
	long courses = courses_wanted();
	char *database = bench_base_make();
	struct bench_proxy proxy = bench_proxy_start(cluster_socket());
	char *conninfo = mem_format("host=%s dbname=%s user=%s", proxy.folder, database, BENCH_LOGIN);
	struct data_port *port;
	bench_heading();
	catalogue_fill(database, courses);
	port = sql_port_open(&(struct sql_options){.conninfo = conninfo});
	sql_port_prepare_files(port);
	/* A session of the screens: the portfolio first, then the plans are made once for all. */
	answer_wait(port, ask(port, REQUEST_PORTFOLIO, NULL));
	answer_wait(port, ask(port, REQUEST_REFERENTS, NULL));
	for (int i = 0; i < SEARCHES; i++)
		search_print(port, &proxy, &searches[i]);
	port->close(port->ctx);
	bench_proxy_stop(&proxy);
	cluster_stop();
	free(conninfo);
	free(database);
	return 0;
}
