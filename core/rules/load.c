/* Load of a référent against capacity (rules.md W1). */
#include "core/rules/load.h"

#include <stdint.h>

static int load_scale(int base, int quotite, int half_days)
{
	return (int)((int64_t)base * quotite * (10 - half_days) / 1000);
}

struct load_result load_compute(int base, int maximum, int quotite, int half_days, int active)
{
	struct load_result l = {.capacity = load_scale(base, quotite, half_days), .active = active};

	l.gap = active - l.capacity;
	if (maximum > 0 && active > load_scale(maximum, quotite, half_days))
		l.level = LOAD_ABOVE_MAXIMUM;
	else
		l.level = l.gap > 0 ? LOAD_ABOVE_BASE : LOAD_NORMAL;
	return l;
}

const char *load_level_label(enum load_level l)
{
	switch (l) {
	case LOAD_ABOVE_MAXIMUM:
		return "au-delà du maximum";
	case LOAD_ABOVE_BASE:
		return "au-dessus de la base";
	case LOAD_NORMAL:
		break;
	}
	return "normal";
}
