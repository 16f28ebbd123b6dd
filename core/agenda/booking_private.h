/* What stands in the way of a booking: shared by the check and by its words. NULL when nothing does. */
#ifndef JALON_BOOKING_PRIVATE_H
#define JALON_BOOKING_PRIVATE_H

#include "core/agenda/booking.h"

const struct protected_period *obstacle_protection(const struct agenda_facts *agenda, const struct booking *b,
                                                   enum protected_kind kind);
/* The counsellor's séance in the way; where only the period is known, *busy receives it. */
const struct meeting *obstacle_meeting(const struct agenda_facts *agenda, const struct booking *b,
                                       const struct period **busy);
/* When somebody concerned is expected elsewhere. */
const struct period *obstacle_person(const struct agenda_facts *agenda, const struct booking *b);
/* Name of the first holiday on the days of the period; *day receives it. */
const char *obstacle_holiday(const struct calendar *local, const char *department, struct period p, struct date *day);
const struct closing *obstacle_closing(const struct agenda_facts *agenda, struct period p);
const struct absence *obstacle_absence(const struct agenda_facts *agenda, struct period p);

#endif
