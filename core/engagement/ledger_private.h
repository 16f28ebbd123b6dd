/* Shared by the files that build the ledger: ledger.c (lines), ledger_training.c (those of training requests), ledger_text.c
 * (what each line says of itself). */
#ifndef JALON_LEDGER_PRIVATE_H
#define JALON_LEDGER_PRIVATE_H

#include "core/engagement/clocks.h"
#include "core/engagement/ledger.h"

struct building {
	struct arena *arena;
	const struct person_facts *person;
	struct clock_facts facts;
	struct moment today;
	const char *department;
	struct ledger_line *lines; /* room for all of them */
	size_t count;
	size_t clock_count; /* of the first ones, once the clocks are there: they come first */
};

struct ledger_line *ledger_line_add(struct building *b, enum debtor debtor, const char *object);
/* What open training requests and periods in a company leave to each party: at most TRAINING_LINES_MAX for each request. */
enum { TRAINING_LINES_MAX = 8 };
void ledger_add_trainings(struct building *b);

/* Each fills inputs, next step and action of a line whose other fields are set. held: whether the side answers for it. */
void clock_line_inputs(struct building *b, const struct ledger_clock *k, struct ledger_line *line, bool held);
void request_line_inputs(struct building *b, struct ledger_line *line);
void remedial_line_inputs(struct building *b, struct ledger_line *line);
void item_line_inputs(struct building *b, struct ledger_line *line);

#endif
