/* Clocks: when something is due, and how long is left (rules.md §3). Pure arithmetic. */
#ifndef JALON_CLOCK_H
#define JALON_CLOCK_H

#include "core/base/date.h"
#include "core/rules/rulebook.h"

enum clock_state {
	CLOCK_UNSET,   /* « non fixé »: shown, never late */
	CLOCK_RUNNING, /* « à courir » */
	CLOCK_EXPIRED, /* « échu »: after the whole last day (or the last minute, in hours) */
};

/* rouge late, orange due today or within the lead, gris for information, none: nothing to say. */
enum band { BAND_RED, BAND_ORANGE, BAND_GREY, BAND_NONE };

struct clock_result {
	const struct rule *rule;
	struct moment start;
	struct moment end;       /* MOMENT_NONE when unset; minute 0 unless with_minutes */
	bool with_minutes;       /* the clock counts hours */
	enum clock_state state;
	int days_left;           /* negative when late; meaningless when unset */
};

/* department: for the roll and the zone, NULL for the national calendar and Europe/Paris. */
struct clock_result clock_compute(const struct rule *rule, struct moment start, struct moment today,
                                  const char *department);
/* The band the clock deserves today: grey when unset or not applied, red when late,
 * orange within the lead (rules.md §3) or on the day, none before. */
enum band clock_band(const struct clock_result *c, struct moment today);
const char *clock_state_label(enum clock_state s); /* à courir, échu, non fixé */
const char *band_code(enum band b);                /* rouge, orange, gris, "" */

#endif
