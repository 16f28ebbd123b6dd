/* What is read from Engagements, over it: the versions and what changed, the nine items, the path turned towards the person.
 * The commitments are those loaded. */
#ifndef JALON_COMMITMENTS_READ_H
#define JALON_COMMITMENTS_READ_H

#include "tui/loop.h"

void versions_show(struct ui *ui); /* a choice: all of them, or what changed between two */
void leaving_show(struct ui *ui);
void journey_show(struct ui *ui);  /* the whole screen, large */

#endif
