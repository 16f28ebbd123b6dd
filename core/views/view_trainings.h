/* Formations: the requests by stage, with both clocks, the party that holds the file, the next step and its owner; the funnel
 * over twelve months; courses on which several people converge. Text is safe; painting only copies.
 * Source: app->trainings (training_clocks, training_funnel). */
#ifndef JALON_VIEW_TRAININGS_H
#define JALON_VIEW_TRAININGS_H

#include "core/training/clocks.h"
#include "core/views/view.h"

struct view_training_row {
	const struct training *training;
	struct training_clocks clocks;
	struct training_reasons reasons; /* what it asks for, by band: the same judgements as those of the person */
	enum band band;           /* of the first of them, BAND_NONE when there is none */
	const char *mark;         /* "!" late, "~" soon, "·" for information, "" */
	const char *name;         /* BERNARD Aïcha */
	const char *title;        /* of the course */
	const char *stage;        /* « pièces demandées » */
	const char *since;        /* « depuis 12 j » */
	const char *decision;     /* « attendue +6 j », « attendue 27/11 (-7 j) », « en 5 j », « suspendue », « – » */
	const char *entry;        /* the same of the entry; « le 01/12 » when planned, « entrée 02/11 » */
	const char *clock;        /* the clock that runs, in words: « décision attendue +6 j, CONSTRUCTYS », "" */
	const char *pressing;     /* what is late or due without being that clock: « financement complet, à noter +45 j », "" */
	const char *holder;       /* who holds the file: « nous », « la personne », « financeur », « organisme »; "" nobody */
	const char *held;         /* « 6 j », "" */
	const char *held_since;   /* « depuis 6 j », « pièce demandée il y a 6 j », "" */
	const char *next;         /* the natural next step in words, "" */
	enum training_step step;  /* what performs it; STEP_COUNT: none */
	const char *warning;      /* « trou : rémunération 12 j », « 45 j non couverts », « refus contestable »…; "" */
	const char *referent;     /* login: in a list of the agency */
	/* Of the twin: codes and ISO dates. */
	const char *stage_code, *holder_code, *since_iso, *filed_iso, *decision_due_iso, *decided_iso, *entry_due_iso, *entered_iso,
		*starts_iso, *ends_iso, *decision_code, *entry_code, *band_code;
	const char *folded;
};
struct view_training_group { enum training_stage stage; const char *title; size_t first, count; }; /* « DÉPOSÉES (3) » */
struct view_convergence { const char *text; int people; const char *title, *basin, *ends_iso; };
struct view_trainings {
	enum load_state state;
	const char *owner;        /* whose requests, in words */
	struct view_training_row *rows; size_t count; /* by stage in order, then the longest there first; after the filter */
	size_t total;
	struct view_training_group *groups; size_t group_count; /* of the rows; none is empty */
	const char *summary;      /* « 12 demandes ouvertes · 2 en retard · 3 chez le financeur » */
	struct training_funnel funnel;
	const char *funnel_sentence; /* « Sur 12 mois : 20 évoquées, prescrites 12/20 (60 %), entrées 6/20 (30 %) » (002:509) */
	struct view_convergence *convergences; size_t convergence_count; /* T7, of a responsable */
	const char *empty;
};
struct view_trainings view_trainings(struct arena *arena, const struct app *a, const char *filter);
/* `w`: of a row, both clocks, who held the file, gaps; row NULL: the funnel and the convergences. */
struct view_why view_why_trainings(struct arena *arena, const struct app *a, const struct view_trainings *v,
                                   const struct view_training_row *row);

/* One request as a row: its day is the session's. */
struct view_training_row view_training_row(struct arena *arena, const struct app *a, const struct training *t);
const char *view_debtor_held(enum debtor d); /* « nous », « la personne », « financeur »…; "" for DEBTOR_COUNT */

#endif
