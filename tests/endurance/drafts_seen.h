/* The drafts that a program leaves in its state directory, as files. */
#ifndef JALON_ENDURANCE_DRAFTS_SEEN_H
#define JALON_ENDURANCE_DRAFTS_SEEN_H

#include "tests/endurance/world.h"

struct drafts_seen {
	int count;      /* files */
	int in_flight;  /* of them, commands that were sent and are not settled */
	char text[16384]; /* all of them */
};

/* Ends the run when one can be read by another account. */
void drafts_see(const struct world *w, struct drafts_seen *s);

#endif
