/* What view_hours.c and view_hours_past.c share. */
#ifndef JALON_VIEW_HOURS_PRIVATE_H
#define JALON_VIEW_HOURS_PRIVATE_H

#include "core/views/view_hours.h"
#include "core/views/view_private.h"

/* Every week from the first one loaded to that of today, oldest first. */
struct week_hours *hours_all_weeks(struct arena *arena, const struct app *a, size_t *count);
/* The 26 up to `monday`, absences and dérogations of those weeks. */
void hours_past_fill(struct arena *arena, const struct app *a, struct view_hours *v, struct date monday);

#endif
