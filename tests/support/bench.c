/* Figures and the lines of the benches. See bench.h. */
#include "tests/support/bench.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/base/mem.h"

/* --- figures --------------------------------------------------------------------------------------------- */

double bench_now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

void figures_add(struct figures *f, double value)
{
	if (f->count == f->room) {
		f->room = f->room > 0 ? f->room * 2 : 64;
		f->all = mem_resize(f->all, f->room * sizeof(*f->all));
	}
	f->all[f->count++] = value;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

/* A sorted copy; caller frees. */
static double *sorted(const struct figures *f)
{
	if (f->count == 0)
		bench_fail("a figure", "nothing was measured");
	double *copy = mem_alloc(f->count * sizeof(*copy));
	memcpy(copy, f->all, f->count * sizeof(*copy));
	qsort(copy, f->count, sizeof(*copy), compare);
	return copy;
}

double figures_median(const struct figures *f)
{
	double *s = sorted(f), median = (s[(f->count - 1) / 2] + s[f->count / 2]) / 2;
	free(s);
	return median;
}

double figures_min(const struct figures *f)
{
	double *s = sorted(f), least = s[0];
	free(s);
	return least;
}

double figures_max(const struct figures *f)
{
	double *s = sorted(f), most = s[f->count - 1];
	free(s);
	return most;
}

double figures_ratio(const struct figures *a, const struct figures *b)
{
	struct figures ratios = { 0 };
	for (size_t i = 0; i < a->count && i < b->count; i++)
		figures_add(&ratios, a->all[i] / b->all[i]);
	double median = figures_median(&ratios);
	figures_free(&ratios);
	return median;
}

void figures_free(struct figures *f)
{
	free(f->all);
	*f = (struct figures){ 0 };
}

/* --- lines ----------------------------------------------------------------------------------------------- */

void bench_heading(void)
{
	printf("%-50s %-6s %9s %9s %9s %10s %7s %8s\n", "what", "unit", "median", "min", "max", "reference", "ratio",
		"budget");
	fflush(stdout);
}

static void line(const char *what, const char *unit, const struct figures *f, const char *reference, const char *ratio,
	double judged, double budget)
{
	char limit[24] = "-";
	const char *verdict = "";
	if (budget >= 0) {
		snprintf(limit, sizeof(limit), "<= %g", budget);
		verdict = judged <= budget ? "ok" : "OVER";
	}
	printf("%-50s %-6s %9.3f %9.3f %9.3f %10s %7s %8s %s\n", what, unit, figures_median(f), figures_min(f), figures_max(f),
		reference, ratio, limit, verdict);
	fflush(stdout);
}

void bench_line(const char *what, const char *unit, const struct figures *measured, double budget)
{
	line(what, unit, measured, "-", "-", figures_median(measured), budget);
}

void bench_line_max(const char *what, const char *unit, const struct figures *measured, double budget)
{
	line(what, unit, measured, "-", "-", figures_max(measured), budget);
}

void bench_line_ratio(const char *what, const char *unit, const struct figures *measured, const struct figures *reference,
	double budget)
{
	char median[24], text[24];
	double ratio = figures_median(measured) / figures_median(reference);
	snprintf(median, sizeof(median), "%.3f", figures_median(reference));
	snprintf(text, sizeof(text), "%.3f", ratio);
	line(what, unit, measured, median, text, ratio, budget);
}

void bench_note(const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	printf("  . ");
	vprintf(fmt, args);
	printf("\n");
	va_end(args);
	fflush(stdout);
}

void bench_fail(const char *what, const char *why)
{
	fflush(stdout);
	fprintf(stderr, "bench: %s could not be measured: %s\n", what, why);
	exit(1);
}
