/* Which appointment of a file an act is about, when only the person was chosen. */
#ifndef JALON_SCREENS_APPOINTMENTS_H
#define JALON_SCREENS_APPOINTMENTS_H

#include "core/app/app.h"

/* The oldest past one, not cancelled, whose attendance is inconnu; NULL when none. f may be NULL. */
const struct appointment *appointment_without_outcome(const struct person_file *f, struct moment now);
/* The oldest begun one without a conclusion: attended, or whose attendance nobody recorded; NULL when none. */
const struct appointment *appointment_without_conclusion(const struct person_file *f, struct moment now);
/* The last one before it that has a conclusion; NULL when none. */
const struct appointment *appointment_concluded_before(const struct person_file *f, const struct appointment *m);
const struct appointment *appointment_of_file(const struct person_file *f, const char *id); /* NULL when it is not there */
/* Open ones of each side; out NULL: only counts. */
size_t items_open(const struct person_file *f, bool of_person, const struct item **out, size_t room);

/* « lun. 2 nov. 08:30 »: the month is said, for the oldest one may be far behind. */
const char *appointment_when(struct arena *arena, struct moment m);

#endif
