/* Which appointment a command of the line speaks of: of that person, at --le MOMENT, else the one that the act is about. */
#ifndef JALON_RDV_FIND_H
#define JALON_RDV_FIND_H

#include "tui/plain/plain_app.h"

enum rdv_which {
	RDV_UNRECORDED,  /* the oldest past one without outcome */
	RDV_UNCONCLUDED, /* the oldest past one, held or of unknown outcome, without a conclusion */
	RDV_NEXT,        /* the next one to come */
};

/* Of the open file. when: typed AAAA-MM-JJTHH:MM, NULL: by `which`. NULL with *e set when there is none. */
const struct appointment *plain_rdv(const struct app *a, enum rdv_which which, const char *when, struct error *e);
/* Loads the day of that appointment in its counsellor's agenda and finds the séance there, with its version. NULL with *e set. */
const struct meeting *plain_meeting(struct plain_app *p, const struct appointment *x, struct error *e);
/* One's own séance that begins then. NULL with *e set. */
const struct meeting *plain_meeting_at(struct plain_app *p, const char *when, struct error *e);

#endif
