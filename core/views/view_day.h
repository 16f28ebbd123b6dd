/* Ma journée: the computed queue « à traiter ». One line per reason of each person of the portfolio, mine apart from
 * « en attente d'un autre »; each with its reason, its rule and the gesture that settles it. */
#ifndef JALON_VIEW_DAY_H
#define JALON_VIEW_DAY_H

#include "core/app/action.h"
#include "core/views/view.h"

struct view_day_row {
	const struct judged_person *person;
	const struct reason *reason;
	int rank;              /* from 1, across both groups: mine first */
	bool mine;             /* owner moi; else en attente d'un autre */
	const char *mark, *name, *regime;
	const char *due;       /* « 18/11 (-2) », « non fixé » */
	const char *sentence, *brief;
	const char *rule;      /* code of the rule */
	const char *gesture;   /* « c contact », the next gesture and its key; "" when none */
	enum action_id action; /* what performs it, ACTION_NONE when none */
	const char *folded;
};
struct view_day {
	enum load_state state;
	struct view_day_row *rows; size_t count; /* after the filter and without what is put off */
	size_t mine, waiting;  /* of the rows */
	size_t put_off, done;  /* hidden ones */
	const char *summary;   /* « 12 à traiter · 3 en attente d'un autre · 2 reportées » */
	const char *empty;
};
/* Order: mine first; then band, date, name (rules of the portfolio). Grey ones that nothing asks for now stay out. */
struct view_day view_day(struct arena *arena, const struct app *a, const char *filter);
/* The row to stand on again: same person and code, else the first one after where it was. rank: last known, 0 none. */
size_t view_day_place(const struct view_day *v, const char *person, const char *code, int rank);

#endif
