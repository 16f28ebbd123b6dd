/* All clocks and reasons of a portfolio of 50, and the two columns of each of them, in this process: facts from the real
 * queries, the shipped rules.
 *
 * One measurement is the whole portfolio judged and put in order, or the ledgers of all (each judges its person anew), with
 * the arena as a screen uses it: freed between two. The first one, with nothing warm, is told apart. */
#include <stdio.h>
#include <stdlib.h>

#include "config/rules_file.h"
#include "core/base/mem.h"
#include "core/engagement/ledger.h"
#include "core/portfolio/reasons.h"
#include "sql/client/rows.h"
#include "sql/texts.h"
#include "tests/support/bench.h"
#include "tests/support/cluster.h"
#include "tests/support/commitments.h"

enum { TIMES = 2000 };

static int judged_order(const void *a, const void *b)
{
	return judged_compare(a, b);
}

/* Milliseconds; *reasons counts what was found, so that nothing can be left out. */
static double judge_all(const struct rulebook *book, const struct person_facts *people, size_t count, size_t *reasons)
{
	struct moment now = { .minute = 9 * 60 };
	struct arena arena = { 0 };
	date_parse(BENCH_TODAY, &now.day);
	double from = bench_now();
	struct judged_person *judged = arena_array(&arena, count, sizeof(*judged));
	for (size_t i = 0; i < count; i++)
		judged[i] = person_judge(&arena, book, &people[i], now, "35");
	qsort(judged, count, sizeof(*judged), judged_order);
	double time = bench_now() - from;
	*reasons = 0;
	for (size_t i = 0; i < count; i++)
		*reasons += judged[i].reason_count;
	arena_free(&arena);
	return time;
}

static size_t requests_count(const struct person_facts *people, size_t count)
{
	size_t requests = 0;
	for (size_t i = 0; i < count; i++)
		requests += people[i].training_count;
	return requests;
}

/* Milliseconds; *lines counts those of both columns. */
static double ledgers_all(const struct rulebook *book, struct commitment_file *const *files, size_t count, size_t *lines)
{
	struct moment now = { .minute = 9 * 60 };
	struct arena arena = { 0 };
	date_parse(BENCH_TODAY, &now.day);
	*lines = 0;
	double from = bench_now();
	for (size_t i = 0; i < count; i++)
		*lines += ledger_compute(&arena, book, files[i], now, "35").count;
	double time = bench_now() - from;
	arena_free(&arena);
	return time;
}

static struct commitment_file **files_read(PGconn *conn, struct arena *arena, const struct person_facts *people, size_t count)
{
	struct commitment_file **files = arena_array(arena, count, sizeof(*files));
	for (size_t i = 0; i < count; i++) {
		files[i] = commitments_read(conn, arena, people[i].id, NULL);
		if (files[i] == NULL)
			bench_fail("the commitments", people[i].id);
	}
	return files;
}

static struct person_facts *people_read(PGconn *conn, struct arena *arena, size_t *count)
{
	const char *const parameters[] = { NULL, NULL };
	PGresult *rows = PQexecParams(conn, sql_query("portefeuille"), 2, NULL, parameters, NULL, NULL, 0);
	if (PQresultStatus(rows) != PGRES_TUPLES_OK)
		bench_fail("the portfolio", PQresultErrorMessage(rows));
	struct person_facts *people = rows_people(arena, rows, count);
	PQclear(rows);
	rows = PQexecParams(conn, sql_query("formations_ouvertes"), 2, NULL, parameters, NULL, NULL, 0);
	if (PQresultStatus(rows) != PGRES_TUPLES_OK)
		bench_fail("the training requests", PQresultErrorMessage(rows));
	rows_open_trainings(arena, rows, people, *count);
	PQclear(rows);
	return people;
}

int main(void)
{
	struct arena arena = { 0 };
	struct rules_faults faults = { 0 };
	struct rulebook book;
	struct error e = { 0 };
	struct figures time = { 0 }, columns = { 0 };
	size_t count, reasons, lines = 0;
	char *database = bench_base_make();
	PGconn *conn = cluster_connect(database, BENCH_LOGIN);
	struct person_facts *people = people_read(conn, &arena, &count);
	struct commitment_file **files = files_read(conn, &arena, people, count);
	PQfinish(conn);
	if (!rules_load(TEST_SOURCES "/config", &book, &faults, &e))
		bench_fail("the rules", e.message);
	double first = judge_all(&book, people, count, &reasons);
	for (int i = 0; i < TIMES; i++)
		figures_add(&time, judge_all(&book, people, count, &reasons));
	for (int i = 0; i < TIMES; i++)
		figures_add(&columns, ledgers_all(&book, files, count, &lines));
	bench_heading();
	bench_line("all clocks and reasons of a portfolio of 50", "ms", &time, 1.0);
	bench_line("the same with the two columns of each of the 50", "ms", &columns, 1.0);
	bench_note("%zu people, %zu training requests, %zu reasons, judged and sorted %d times; the very first time: %.3f ms", count,
	           requests_count(people, count), reasons, TIMES, first);
	bench_note("%zu lines in the columns of all", lines);
	figures_free(&time);
	figures_free(&columns);
	rulebook_free(&book);
	rules_faults_free(&faults);
	arena_free(&arena);
	cluster_stop();
	free(database);
	return 0;
}
