/* The catalogue of sessions as it is searched: unaccented words, métier, place, dates, funder, places left. Public data, of no
 * person. Text is safe; painting only copies. Source: app->courses. */
#ifndef JALON_VIEW_COURSES_H
#define JALON_VIEW_COURSES_H

#include "core/views/view.h"

struct view_course_row {
	const struct course_session *session;
	const char *mark;      /* "x" full, "" */
	bool full;
	const char *title, *body;
	const char *dates;     /* « 01/06/2026 → 08/11/2026 », « dates non fixées » */
	const char *starts;    /* « 01/06/2026 », "" */
	const char *hours;     /* « 800h, 35h par semaine », « durée non fixée » */
	const char *places;    /* « 3 places », « complet », « non dites » */
	const char *place;     /* « Rennes (35) » */
	const char *next;      /* « puis 01/09/2026 », "" */
	const char *funders;   /* labels */
	const char *pay;       /* « rémunérée », "" */
	const char *starts_iso, *ends_iso, *next_iso, *updated_iso; /* of the twin */
};
struct view_courses {
	enum load_state state;
	struct view_course_row *rows; size_t count;
	const char *counted;   /* « 3 sessions », « 50 premières sessions… » when others follow */
	const char *filters;   /* « soudeur · métier H2913 · département 35 · places restantes », "" */
	const char *stale;     /* "" or « Le plus ancien fichier du catalogue date du 03/09/2026, il y a 78 jours : … » */
	const char *empty;     /* sentence when there is nothing to show, and what to do */
};
struct view_courses view_courses(struct arena *arena, const struct app *a);
/* One session in full, its next one, how it would be asked for. */
struct view_why view_course(struct arena *arena, const struct app *a, const struct course_session *s);

#endif
