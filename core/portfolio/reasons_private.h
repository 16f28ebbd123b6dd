/* Shared by the files that look for reasons: reasons.c, reasons_agenda.c. */
#ifndef JALON_REASONS_PRIVATE_H
#define JALON_REASONS_PRIVATE_H

#include "core/portfolio/reasons.h"

struct judging {
	struct arena *arena;
	const struct rulebook *book;
	const struct person_facts *f;
	struct moment today;
	const char *department;
	struct reason *reasons; /* room for one of each */
	size_t count;
};

static inline struct moment at_midnight(struct date d)
{
	return (struct moment){d, 0};
}

/* Nothing for BAND_NONE. The clock's rule is the reason's. */
void reason_add_for(struct judging *j, enum reason_code code, const struct clock_result *clock, enum band band,
                    enum debtor debtor);
/* Owed with a regime or without: conclusions, what was undertaken, reminders. */
void judge_agenda(struct judging *j);
/* The alerts of active support: series, re-bookings. */
void judge_agenda_of_regime(struct judging *j);

/* Re-bookings of the last days of reprises_fenetre, today included. NULL rule: nothing is counted. */
struct rebooking_count {
	const struct rule *window;
	int by_person, by_structure;
};
struct rebooking_count rebookings_count(const struct rulebook *book, const struct person_facts *f, struct date today);

#endif
