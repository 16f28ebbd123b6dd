/* The stages of a training request as one table: from, step, guard, to (rules.md T1). The database holds the same rows
 * (jalon.formation_transition) and a test compares them. Pure. */
#ifndef JALON_TRAINING_STAGES_H
#define JALON_TRAINING_STAGES_H

#include "core/base/error.h"
#include "core/training/training.h"

/* What else must hold; each has one refusal, named as the database's constraint. */
enum training_guard {
	STEP_FREE,
	STEP_IF_PROJECT,      /* the form is written: formation_projet_ecrit */
	STEP_IF_PRECONDITIONS,/* each met or waived (T2): formation_prealables */
	STEP_IF_FUNDER,       /* a funder is named; no income said (T3, 000:1546): formation_financeur, formation_sans_revenu */
	STEP_IF_COUNTER,      /* a counter-proposal, or why there is none (T4, 000:1923): formation_refus_motive */
	STEP_IF_PIECES,       /* at least one piece, each with its owner: formation_pieces */
	STEP_IF_COMPLETE,     /* nothing awaited any more */
	STEP_IF_WHOLE,        /* no cost of no day without funder, or the reason to go on: formation_trou */
	STEP_IF_DECIDED,      /* entry on or after the decision, a place left or confirmed: formation_entree_decision, formation_sans_place */
	STEP_GUARD_COUNT
};
struct training_transition { enum training_stage from; enum training_step step; enum training_guard guard; enum training_stage to; };
extern const struct training_transition training_transitions[];
extern const size_t training_transition_count;

const char *training_guard_code(enum training_guard g); /* libre, projet, prealables…: jalon.formation_transition.garde */

/* NULL when that step is not allowed from that stage. */
const struct training_transition *training_transition_find(enum training_stage from, enum training_step step);
/* The steps allowed from there, most natural first; NULL-free, count returned, at most STEP_COUNT. */
size_t training_steps_from(enum training_stage from, enum training_step out[STEP_COUNT]);
bool training_is_open(enum training_stage s);      /* something is still to be done about it: follow-up included */
bool training_is_entered(enum training_stage s);   /* entered, whatever came after */
bool training_is_at_funder(enum training_stage s); /* filed, pieces asked for or not: its answer is awaited */
bool training_awaits_entry(enum training_stage s); /* granted, funded or not, and not entered */
bool training_is_dated(const struct training *t);  /* first and last day known: without them nothing is whole, nor missing */
/* Granted and not over: before, nobody has yet been asked to pay each day; after, it is too late (T3, 002:507). */
bool training_holes_matter(enum training_stage s);
/* Who holds the file at that stage; training.pieces_owner when pieces are awaited (000:577). DEBTOR_COUNT: nobody. */
enum debtor training_holder(const struct training *t);
const char *training_owner_of(enum debtor d); /* « de la personne », « de nous », « du financeur » */
/* « pièce attendue de l'organisme », « 2 pièces, d'abord de l'organisme »: of several, others may owe some; the file is charged to one. */
const char *training_pieces_words(struct arena *arena, int count, enum debtor owner);
/* The natural next step, and in words « relancer le financeur »; STEP_COUNT: none. */
enum training_step training_next_step(const struct training *t);
const char *training_next_words(struct arena *arena, const struct training *t);
/* The guard, on what is loaded: what the step's own form brings (project, funder, pieces, counter-proposal, place) is left to
 * the act. True when it holds. Fills e (constraint, field, French) otherwise. today: the step's day. */
bool training_step_check(const struct training_file *f, enum training_step step, struct date on, struct error *e);

#endif
