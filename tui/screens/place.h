/* Where one stood in Ma journée, kept in the state directory: found again at the next start. */
#ifndef JALON_SCREENS_PLACE_H
#define JALON_SCREENS_PLACE_H

#include "core/portfolio/facts.h"

struct place {
	char person[32]; /* identifiant, "" none */
	char code[40];   /* reason_code_name() */
	int rank;        /* from 1, 0 none: where it was, should it be there no more */
};

/* The place of that account; untouched when none was kept or it cannot be read. */
void place_read(struct place *place, const struct session_facts *session);
/* A state directory that cannot be written is no fault: the queue then begins at its first line. */
void place_write(const struct place *place, const struct session_facts *session);

#endif
