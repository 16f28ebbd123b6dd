/* Funding without holes, and the training against the end of rights (rules.md T3, T5). Pure. */
#ifndef JALON_TRAINING_FUNDING_H
#define JALON_TRAINING_FUNDING_H

#include "core/base/arena.h"
#include "core/base/strbuf.h"
#include "core/training/training.h"

/* config/financeurs.ini (config/funders_file.h); owned by its reader. */
struct funder { const char *code, *label, *kind; /* opca, region, etat, france_travail, employeur, agefiph, fonds, departement, autre */
	bool pays_income; int usual_days; /* 0: non fixé */ const char *source; };
struct funder_list { struct funder *items; size_t count; };
const struct funder *funder_find(const struct funder_list *l, const char *code); /* NULL when unknown */
void funder_codes_add(struct strbuf *b, const struct funder_list *l); /* « region, etat »: those that a command may say */
const char *funder_label(const struct funder_list *l, const char *code);         /* the code itself when unknown */

/* A run of days of the training that no line covers for that cost: granted, or not needed. asked: some line asked covers it. */
struct funding_hole { enum cost cost; struct date from, to; int days; bool asked; };
struct funding_check {
	struct funding_hole *holes; size_t count;  /* by cost, day */
	bool whole;                                /* dates known and no hole */
	bool dated;                                /* the training's dates are known: without them nothing is covered nor missing */
	int64_t granted[COST_COUNT], asked[COST_COUNT]; /* cents; -1: an amount is missing */
	bool no_income;                            /* T3: no allowance, teaching paid by an OPCA, no income line (000:1546) */
};
/* Only lines asked or granted bring an income; no_income is judged at the funder the request was last filed at. */
struct funding_check funding_check(struct arena *arena, const struct training_file *f, const struct funder_list *funders);

/* The same, if it were filed at that funder: what must be said to the person before (T3, 000:1546). */
bool funding_no_income(const struct training_file *f, const struct funder_list *funders, const char *filed_at);

/* T5, 000:1998, 000:3346. Days are counted inclusive. */
enum relay { RELAY_NEEDED /* requis */, RELAY_NOT_NEEDED /* non requis */, RELAY_UNKNOWN /* non fixé */ };
const char *relay_label(enum relay r);     /* « requis », « non requis », « non fixé »: for the screen, TSV and calculer alike */
struct runway {
	struct date rights_end, training_end;  /* last days; DATE_NONE: non fixé */
	int uncovered_days;                    /* of the training after rights_end; -1: non fixé */
	enum relay relay;
};
bool allowance_runs_on(const struct allowance *x, struct date day); /* its last day included; without end, for ever */
/* start + ceil(minutes / weekly) weeks - 1 day; DATE_NONE when a figure is missing or not positive. */
struct date training_end(struct date start, int minutes, int weekly);
/* rights_known and DATE_NONE: there are none, no day is covered. */
struct runway runway_compute(struct date rights_end, bool rights_known, struct date training_start, struct date training_end);
/* Of one request: against the end of the allowance that runs on its first day, or that ended before without another (there are no
 * rights left then); when none is known, of the dispositif (regime_end: of the person judged), unless an
 * allowance without end runs after it. Days that an income line covers are not uncovered. */
struct runway training_runway(const struct training *t, struct date regime_end);

/* T6 (002:281): the same course asked before, or métiers without relation (first letter of the ROME code, local). In
 * sentences, none when nothing repeats or contradicts. */
struct training_doubts { const char **lines; size_t count; };
struct training_doubts training_doubts(struct arena *arena, const struct training *t, const struct training *others, size_t count);

#endif
