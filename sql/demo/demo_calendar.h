/* The diaries of the demonstration: who is free when, over the two years and the weeks ahead. */
#ifndef JALON_DEMO_CALENDAR_H
#define JALON_DEMO_CALENDAR_H

#include <stdint.h>

#include "sql/demo/demo_model.h"
#include "sql/demo/demo_random.h"

enum { DEMO_DAYS = DEMO_HISTORY_DAYS + DEMO_AHEAD_DAYS + 1 };

/* A counsellor's day is 32 quarters of an hour: 16 from 08:30, 16 from 13:30. */
struct demo_calendar {
	const struct demo_data *d;
	bool closed[DEMO_DAYS];                        /* weekends and holidays */
	uint32_t taken[DEMO_REFERENTS][DEMO_DAYS];     /* quarters that are not free */
	bool *person_taken;                            /* one appointment a day at most per person */
};

void demo_calendar_open(struct demo_calendar *c, struct demo_data *d);
bool demo_calendar_is_closed(const struct demo_calendar *c, struct date day);
bool demo_calendar_covers(const struct demo_calendar *c, struct date day);
/* Who sees the person on that day: the référent, or the one who replaces them; -1 when nobody. */
int demo_acting_account(const struct demo_data *d, int person, struct date day);
/* Takes the first free stretch after a random quarter. False when the day is closed or full. */
bool demo_calendar_take(struct demo_calendar *c, struct demo_random *r, int account, struct date day, int minutes,
	struct moment *start);
/* Takes that very stretch; false when the day is closed or somebody has it. */
bool demo_calendar_take_at(struct demo_calendar *c, int account, struct moment start, int minutes);
bool demo_person_is_free(const struct demo_calendar *c, int person, struct date day);
void demo_person_take(struct demo_calendar *c, int person, struct date day);

#endif
