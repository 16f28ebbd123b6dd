/* What the files of the agenda's view share. */
#ifndef JALON_VIEW_AGENDA_PRIVATE_H
#define JALON_VIEW_AGENDA_PRIVATE_H

#include "core/views/view_agenda.h"

enum { AGENDA_DAY_MINUTES = 1440 };

/* Rows of the agenda's facts for seven days from monday, unsorted, as many as there are. */
struct agenda_rows {
	struct arena *arena;
	const struct app *app;
	const struct agenda_facts *facts;
	struct date monday;
	bool cancelled; /* wanted too */
	struct view_agenda_row *items;
	size_t count, room;
};
void agenda_rows_collect(struct agenda_rows *r);
/* « 09:30-10:00 » of a period of one day. */
const char *agenda_hours_words(struct arena *arena, struct period p);
/* « BERNARD Aïcha », « atelier CV (8 sur 12) ». */
const char *agenda_meeting_name(struct arena *arena, const struct meeting *m);

#endif
