#include "tests/endurance/runs.h"
void run_cuts(struct world *w, unsigned count) { (void)w, (void)count; }
void run_morning(struct world *w) { (void)w; }
