/* The clocks of the law that run in one person's file: a table of code, start fact, stop fact (private to the ledger).
 *
 * A clock is in the table when a fact of the file starts it; length, debtor, status and source are the rule's. Where a
 * reason says it (core/portfolio/reasons.h), the line is that reason's: one judgement, told twice. What no fact of the
 * file starts yet (procedures, payments, the orientation of the RSA, whose allocation is not recorded) comes
 * with the facts. Those of training requests run once for each request: ledger_training.c. */
#ifndef JALON_CLOCKS_H
#define JALON_CLOCKS_H

#include "core/engagement/contract.h"
#include "core/portfolio/reasons.h"

/* What a clock reads: the file, judged today. */
struct clock_facts {
	const struct commitment_file *f;
	const struct judged_person *judged;
	const struct rulebook *book;
	struct date today;
};

struct ledger_clock {
	const char *code;
	const char *object;      /* French, what is owed */
	const char *start_label; /* French, of the input that says when it started */
	struct moment (*start)(const struct clock_facts *x); /* MOMENT_NONE: not started, no line; NULL: only its reason says it */
	struct date (*stop)(const struct clock_facts *x, enum debtor side); /* NULL: rolling, it starts again each time */
	enum reason_code reason; /* REASON_COUNT: none says it */
};
extern const struct ledger_clock ledger_clocks[];
extern const size_t ledger_clock_count;

#endif
