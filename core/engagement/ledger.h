/* The ledger of one person: what each side owes, when, in what state, and why (rules.md §4, L1-L7).
 *
 * Two sources, one list: the clocks of the law (a table: clocks.c) and what was undertaken (contract, conclusions), with
 * the remedial actions and the training requests (ledger_training.c). Nobody types a state: it follows from facts, rule book and today. Pure. */
#ifndef JALON_LEDGER_H
#define JALON_LEDGER_H

#include "core/engagement/contract.h"
#include "core/portfolio/reasons.h"

struct ledger_line {
	enum debtor debtor;          /* never DEBTOR_BOTH: a clock of both is two lines */
	const char *object;          /* French */
	enum item_state state;
	enum band band;              /* BAND_NONE: nothing to do about it yet, or done */
	struct clock_result clock;   /* rule never NULL; CLOCK_UNSET: « non fixé » */
	struct date due, done;       /* DATE_NONE: non fixé, not yet */
	const struct item *item;         /* what was undertaken, NULL for a clock */
	const struct remedial *remedial; /* the remedial action that this line is, or that compensates it */
	const struct person_request *request; /* the request that this clock runs for, NULL for any other line */
	const struct training *training; /* the training request that this line is about, NULL for any other */
	const struct reason_input *inputs; size_t input_count;
	const char *next_step;       /* French */
	const char *action;          /* INI name of the action that does it, "" */
};
struct ledger {
	struct ledger_line *lines; size_t count; /* by debtor side, band, date */
	int late_structure, late_person, late_third;
};
/* Allocates from arena only; keeps facts and rules by pointer. Facts dated after today are ignored. */
struct ledger ledger_compute(struct arena *arena, const struct rulebook *book, const struct commitment_file *f,
                             struct moment today, const char *department);

/* The last day by today that was kept or, with a cadence, made up for; DATE_NONE: never. */
struct date item_last_settled(const struct item *i, struct date today);
/* The day the commitment is next due, as the law of the house counts it: the date agreed; with a cadence, the later of the
 * first date and of the last time settled by today plus the cadence. DATE_NONE: non fixé. */
struct date item_next_due(const struct item *i, struct date today);
/* A contract's commitment binds from the day its version was signed by both; a conclusion's always does. */
bool item_is_owed(const struct item *i, struct date today);
/* The state of one commitment on a day. Kept, withdrawn, excused, compensated: in that order, when dated by then. With a
 * cadence, kept or compensated is for the time being: until the lead of the next date, since a remedial action settles the
 * one time that lapsed. Not signed yet: to do, and never late. clock: filled when not NULL, its rule never is.
 * compensated_by: the remedial action opened for a commitment without cadence, NULL: what the item says. */
enum item_state item_state_on(const struct item *i, const struct remedial *compensated_by, const struct rulebook *book,
                              enum regime regime, struct moment today, const char *department, struct clock_result *clock);

/* What differs between two ranks of a contract: what was added, withdrawn, changed. */
enum change_kind { CHANGE_ADDED, CHANGE_WITHDRAWN, CHANGE_FIELD };
struct contract_change { enum change_kind kind; const struct item *item; const char *label, *before, *after; };
struct contract_changes { struct contract_change *items; size_t count; };
struct contract_changes contract_compare(struct arena *arena, const struct commitment_file *f, const struct contract *c,
                                         int from_rank, int to_rank);

/* The nine items that a person leaves with after the first entretien (003:3931-3935), each with what the file holds. */
struct leaving_item { const char *code, *label; bool given; const char *text; };
#define LEAVING_ITEMS 9
void leaving_items(struct arena *arena, const struct commitment_file *f, struct moment today,
                   struct leaving_item out[LEAVING_ITEMS]);

/* What a passage from the regime in force to another does, in sentences (French), before it is saved: the contract that
 * ends, the clocks that start or stop, the end that changes, what the new regime owes. */
struct passage_effects { const char **lines; size_t count; };
struct passage_effects passage_effects(struct arena *arena, const struct rulebook *book, const struct commitment_file *f,
                                       enum regime to, struct date day);

#endif
