/* Which training request a command of the line speaks of: of that person, the only open one that the act is about, or the one
 * that --demande names: its rank among the person's (1: the newest; « jalon afficher formation ID » numbers them) or words of
 * its title, unaccented, that one alone holds. A UUID in place of the identifiant names it outright. */
#ifndef JALON_TRAINING_FIND_H
#define JALON_TRAINING_FIND_H

#include "core/training/training.h"
#include "tui/plain/plain_app.h"

/* Is the act about such a request? step: of the act, STEP_COUNT when it is none. */
typedef bool (*training_fits)(const struct training *t, enum training_step step);
bool training_fits_step(const struct training *t, enum training_step step); /* the step is allowed from there */
bool training_fits_open(const struct training *t, enum training_step step);
bool training_fits_before_entry(const struct training *t, enum training_step step);
bool training_fits_funder(const struct training *t, enum training_step step);  /* the funder has the file */
bool training_fits_pieces(const struct training *t, enum training_step step);  /* a piece is awaited */
bool training_fits_entered(const struct training *t, enum training_step step);

struct training_which {
	const char *who;       /* identifiant, or UUID */
	const char *named;     /* --demande; NULL: by what fits */
	training_fits fits;
	enum training_step step;
	bool furthest;         /* of several that suit, the furthest along: what reads and writes nothing */
};
bool training_is_named_by_id(const char *who); /* a UUID was typed */
/* Of the open file, without reading its page; NULL with *e set. */
const struct training *plain_training_of(const struct app *a, const struct training_which *w, struct error *e);
/* Finds it, then reads its page: app->training is loaded. The person's file is open unless `who` is a UUID. NULL with *e set. */
const struct training_file *plain_training(struct plain_app *p, const struct training_which *w, struct error *e);

#endif
