/* The agenda of the test office's counsellor around 2026-11-20, 10:00: one séance of each state, and what refuses. */
#ifndef JALON_OFFICE_AGENDA_H
#define JALON_OFFICE_AGENDA_H

#include "tests/support/office.h"

/* Loaded for mlegoff from 16/11/2026 to 31/01/2027, AAAAAA being booked ("": nobody when person is ""). */
void office_open_agenda(struct office *o, const char *person);

/* Séances by id: m1 past, present and concluded; m2 past, nobody said who came; m3 past, present, no conclusion; m4
 * cancelled; m5 a group this afternoon; m6 AAAAAA on Thursday 26 at 10:15. */
const struct meeting *office_meeting(const struct office *o, const char *id);

#endif
