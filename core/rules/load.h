/* Load of a référent against capacity (rules.md W1). Integers only. */
#ifndef JALON_LOAD_H
#define JALON_LOAD_H

enum load_level { LOAD_NORMAL, LOAD_ABOVE_BASE, LOAD_ABOVE_MAXIMUM };

struct load_result {
	int capacity; /* base x quotite/100 x (10 - half_days)/10, rounded down */
	int active;
	int gap;      /* active - capacity */
	enum load_level level;
};

/* quotite 1..100; half_days 0..10 (demi-journées d'indemnisation per week); maximum: the absolute one that
 * goes with the base (60 for 50, 000:2457), scaled by the same factors; 0 when none is known. */
struct load_result load_compute(int base, int maximum, int quotite, int half_days, int active);
const char *load_level_label(enum load_level l); /* normal; au-dessus de la base; au-delà du maximum */

#endif
