/* What the acts on training requests share: a command about one of them, what its messages say. */
#ifndef JALON_ACT_TRAINING_H
#define JALON_ACT_TRAINING_H

#include "core/acts/act_private.h"
#include "core/acts/acts_training.h"
#include "core/base/json.h"
#include "core/training/funding.h"
#include "core/training/stages.h"

/* A command on that request as it is loaded: its id, its version. */
void training_open(struct command_draft *d, struct app *a, const char *verb, const struct training *t);
/* « formation de BERNARD Aïcha : dossier déposé » */
void training_send(struct command_draft *d, const struct training *t, const char *done, bool reversible);
/* Is that step allowed from where it stands? formation_transition otherwise, with what is. */
bool training_step_allowed(const struct training *t, enum training_step step, struct error *e);
/* Not dropped, not followed up to the end: formation_close otherwise. */
bool training_still_open(const struct training *t, struct error *e);
/* A first and a last day, both typed or neither; the constraint and its sentence say that they go backwards. */
struct bounds_field { const char *from, *last, *from_label, *last_label, *constraint, *backwards; };
bool training_bounds_read(const struct bounds_field *f, const char *from, const char *last, struct date *starts,
                          struct date *ends, struct error *e);
extern const struct bounds_field training_course_bounds; /* of the course, planned or real */
extern const struct dated_field training_event_day;      /* of whatever happens to a request */
/* A funder that is not among those: names the codes that a command may say. Always false. */
bool training_funder_refuse(const struct funder_list *funders, struct error *e);

#endif
