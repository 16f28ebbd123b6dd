/* The acts of a counsellor's morning, as keys on the screens and as rows in the base.
 *
 * Each act is played on a program that shows the portfolio, and counted by a query, so that a run can say how often it
 * was applied. Where text is typed, a token that exists nowhere else is typed: it tells one act from all others. */
#ifndef JALON_ENDURANCE_ACTS_H
#define JALON_ENDURANCE_ACTS_H

#include <stddef.h>

#include "tests/endurance/world.h"

enum { ACT_STEPS = 6, PLAY_KEYS = 256 };

struct act_step { const char *expect, *keys; }; /* keys: {T} the token, {N} the person's name; as pty_send() */

struct act {
	const char *name;
	const char *eligible; /* SQL condition on the person p */
	struct act_step steps[ACT_STEPS];
	size_t typed;         /* the step whose keys leave a draft; ACT_STEPS: none */
	const char *count;    /* SQL: how often it was applied; {P} the person's key, {T} what was typed */
};

extern const struct act acts[];
extern const size_t act_count;

/* One act under way on one person. */
struct play {
	struct world *w;
	const struct act *act;
	char person[24], name[96], token[96]; /* person: personne_id */
	size_t keys;          /* of the whole act */
	size_t sent;
	double sent_at[PLAY_KEYS]; /* ms, by key */
	char typed[128];      /* what the form holds */
	double typed_at[128]; /* ms, by byte of it */
	long applied, commands; /* in the base before it */
};

/* Draws an act and somebody whom it can be done for; number makes the token. Notes what the base holds. */
void play_draw(struct play *x, struct world *w, unsigned number);
/* A given act, for whoever can have it; false when nobody can. */
bool play_set(struct play *x, struct world *w, const struct act *act, unsigned number);
const struct act *act_named(const char *name);

/* Plays on from the portfolio, or from where it was left, until so many keys are sent. */
void play_keys(struct play *x, struct pty_screen *p, size_t stop);
/* Bytes of the first key of a text: « <Enter> », or one character. */
size_t play_key_length(const char *keys);
/* How many keys come before that step. */
size_t play_key_of_step(const struct play *x, size_t step);
/* How often it was applied since play_draw(); the commands of the base must say the same, or the run ends. */
long play_applied(const struct play *x);
/* A part of the text is sent in place of the token, if anything: notes what the base holds of that. */
void play_again_as(struct play *x, const char *typed);
/* The beginning of what was typed that is older than the moment (ms of world_now()); into out, of 128 bytes. */
void play_typed_before(const struct play *x, double moment, char *out);

/* What the acts need and the demonstration lacks: past appointments without outcome, or without conclusion. */
void acts_prepare(struct world *w);

#endif
