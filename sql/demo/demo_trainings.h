/* Shared by the two files that make training requests: what happened to each (demo_trainings.c), what goes with it
 * (demo_dossiers.c). */
#ifndef JALON_DEMO_TRAININGS_H
#define JALON_DEMO_TRAININGS_H

#include "sql/demo/demo_model.h"
#include "sql/demo/demo_random.h"

enum { /* what else shows of a request */
	SHOW_HOLE = 1,         /* a cost without funder */
	SHOW_REFUSED_ONCE = 2, /* refused, contested */
	SHOW_PIECES_ONCE = 4,  /* pieces asked and brought */
	SHOW_CHECKED = 8,      /* the check at one third was done */
	SHOW_FULL = 16,        /* the session was shown full: the body kept a place */
	SHOW_NO_COUNTER = 32,
	SHOW_TWO_PROJECTS = 64,/* the project was written again */
	SHOW_LATE_CLAIM = 128, /* half of its preconditions are open */
	SHOW_COUNTERED = 256,  /* a counter-proposal, accepted; declined when the request was abandoned */
	SHOW_SLOW = 512,       /* more than three months from the agreement to the entry */
	SHOW_REWORKED = 1024,  /* declared ready, taken back, ready again */
};

struct demo_story {
	struct demo_data *d;
	struct demo_random r;
	size_t training;       /* index of the request being made */
	unsigned shows;
	enum debtor owner;     /* of the pieces awaited */
	struct { unsigned refusals, drops, ends, follows, pieces, payers; } told; /* how many so far: what each says goes round */
};

/* The day of that step, the last one; DATE_NONE when it did not happen. */
struct date demo_step_day(const struct demo_data *d, size_t training, enum training_step step);
/* The day of the agreement: granted, or a counter-proposal accepted. */
struct date demo_agreement_day(const struct demo_data *d, size_t training);
/* The allowance that runs on that day, NULL when none. */
const struct demo_allowance *demo_allowance_on(const struct demo_data *d, int person, struct date day);
/* The funder that a person of that regime asks first. */
const char *demo_funder_of(const struct demo_data *d, size_t training);
/* Project, preconditions, pieces, funding: what its steps suppose. */
void demo_make_dossier(struct demo_story *h);

#endif
