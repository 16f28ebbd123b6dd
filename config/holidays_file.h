/* config/feries.ini: further local holidays, by department (private to config/). */
#ifndef JALON_HOLIDAYS_FILE_H
#define JALON_HOLIDAYS_FILE_H

#include "config/rules_faults.h"
#include "core/base/calendar.h"

#define HOLIDAYS_FILE "feries.ini"

/* Reads the file at path: sections [DEPARTMENT], keys « MM-JJ » or « paques+N » / « paques-N », values the name
 * of the day. What is good goes to *out, in arena; the rest to faults. */
void holidays_read(const char *path, struct arena *arena, struct calendar *out, struct rules_faults *faults);

#endif
