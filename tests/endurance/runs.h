/* The endurance runs, one a file. Each prints one line of counts and ends the program when something was lost. */
#ifndef JALON_ENDURANCE_RUNS_H
#define JALON_ENDURANCE_RUNS_H

#include "tests/endurance/world.h"

void run_kills(struct world *w, unsigned count);   /* kill -9 of the program at random points of the morning */
void run_crashes(struct world *w, unsigned count); /* kill -9 of the server under it */
void run_cuts(struct world *w, unsigned step);     /* each write cut after every step-th byte of request and answer */
void run_morning(struct world *w);                 /* twenty appointments over ssh, cut in the middle of a form */
void run_monkey(struct world *w, unsigned seconds);

#endif
