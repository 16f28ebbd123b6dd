/* What the benches share: figures, the lines that print them, and a base with a portfolio of 50.
 *
 * A bench is never a timed test: a figure over its budget is printed « OVER » and the program still ends
 * with 0. Only what could not be measured ends it with 1. Times are in milliseconds unless a line says so. */
#ifndef JALON_TEST_BENCH_H
#define JALON_TEST_BENCH_H

#include <stddef.h>

/* --- figures --- */

struct figures {
	double *all; /* in the order of the measurements */
	size_t count, room;
};

double bench_now(void); /* milliseconds, monotonic */
void figures_add(struct figures *f, double value);
double figures_median(const struct figures *f); /* at least one figure */
double figures_min(const struct figures *f);
double figures_max(const struct figures *f);
/* The median of a[i] / b[i]; both have the same count. */
double figures_ratio(const struct figures *a, const struct figures *b);
void figures_free(struct figures *f);

/* --- lines --- */

void bench_heading(void);
/* measured alone, against a budget in its own unit; budget < 0: reported, not judged. The median is judged. */
void bench_line(const char *what, const char *unit, const struct figures *measured, double budget);
/* The same, the largest figure being judged. */
void bench_line_max(const char *what, const char *unit, const struct figures *measured, double budget);
/* Ratio of the medians against the budget. */
void bench_line_ratio(const char *what, const char *unit, const struct figures *measured, const struct figures *reference,
	double budget);
void bench_note(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* Ends the program: what could not be measured, and why. */
void bench_fail(const char *what, const char *why) __attribute__((noreturn));

/* --- the base --- */

#define BENCH_LOGIN "mlegoff" /* a conseiller who follows exactly BENCH_PORTFOLIO people */
#define BENCH_TODAY "2026-11-20"
enum { BENCH_PORTFOLIO = 50 };

/* Starts the private cluster and fills a database: the demonstration, the shipped rules loaded, BENCH_LOGIN's
 * portfolio brought to 50. Returns its name (caller frees). */
char *bench_base_make(void);
/* psql's own program, not the wrapper in PATH: the newest server's. Static. */
const char *bench_psql(void);
/* What a portfolio is read with, portefeuille.sql and formations_ouvertes.sql, as psql can run them in one go: parameters NULL,
 * as the program sends them. Caller frees. */
char *bench_portfolio_sql(void);
/* What psql needs to run the queries as the program does, for PGOPTIONS. The reference does not pay for a compiled plan; the
 * order of the joins, which spares the program half the planning, is the program's own (sql/client/link.h). */
#define BENCH_SESSION_OPTIONS "-c search_path=jalon,pg_temp -c client_min_messages=warning -c jit=off"

#endif
