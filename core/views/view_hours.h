/* Heures: the week by theme and day, declared then validated, against the target; 26 weeks as a plot with its sentence.
 * Text is safe; painting only copies. Source: app->hours (hours_weeks). */
#ifndef JALON_VIEW_HOURS_H
#define JALON_VIEW_HOURS_H

#include "core/views/view.h"

enum { HOURS_WEEKS = 26, HOURS_DAYS = 7 };

struct view_hours_cell {
	int declared, validated;          /* minutes */
	const char *text;                 /* « 1h30 », « 1h30 ? » while something waits to be validated, "" */
	const struct activity **items; size_t count; /* what it is made of */
};
struct view_hours_theme {
	int number;                       /* 1..9: the key */
	const char *code, *label;
	struct view_hours_cell days[HOURS_DAYS];
	const char *total;                /* of the week, "" */
};
struct view_hours_day {
	struct date day;
	const char *title;                /* « lun. 16 » */
	bool is_today, to_come;           /* nothing can be declared on a day to come */
	const char *note;                 /* « férié », « maladie », "" */
	const char *total;                /* « 3h », "" */
};
struct view_week {                    /* one of 26; also a row of the twin */
	const struct week_hours *week;
	const char *label;                /* « S47 » */
	const char *code;                 /* 2026-W47 */
	const char *mark;                 /* "!" less than the target was declared, "?" something to validate, "✓" reached, "–" non fixé */
	int permille, declared_permille;  /* of the target validated, declared: 0..1000; of 35 hours when nothing is fixed */
	const char *text;                 /* « 12h/15h », « 12h, objectif non fixé » */
};
struct view_hours {
	enum load_state state;
	const char *heading;              /* « BERNARD Aïcha · CE · objectif 15h par semaine » */
	const char *title;                /* « Semaine 47 · 16 au 22 nov. 2026 » */
	struct date monday;
	struct view_hours_day days[HOURS_DAYS];
	struct view_hours_theme themes[THEME_COUNT];
	struct week_hours week;           /* the week shown */
	const char *declared, *validated, *target, *rest; /* « 12h30 »; target « non fixé » */
	const char *absent;               /* « 2 jours d'absence : objectif 9h au lieu de 15h », "" */
	const char *summary;              /* « 12h validées sur 15h · 1h30 à valider · reste 3h » */
	const char *dispensation;         /* the one in force that week: « dérogation : 6h par semaine jusqu'au …, garde d'enfant », "" */
	const struct activity **to_validate; size_t to_validate_count; /* of the week */
	struct view_week weeks[HOURS_WEEKS]; size_t week_count;        /* oldest first, up to the week of today */
	const char *sentence;             /* of the plot */
	struct view_line *lines; size_t line_count; /* absences and dérogations of the 26 weeks, newest first */
	const struct dispensation **dispensations; size_t dispensation_count; /* as in lines */
	const char *empty;
};
/* monday: the week to show, DATE_NONE: that of today. It must lie in what is loaded (view_hours_load). */
struct view_hours view_hours(struct arena *arena, const struct app *a, struct date monday);
/* Loads 26 weeks up to that of today, or the 26 up to `monday` when that is older; nothing when they are there. */
void view_hours_load(struct app *a, const char *id, struct date monday);
/* `w`: the target of the week shown, where it comes from, absences, dérogation, what is short. */
struct view_why view_why_hours(struct arena *arena, const struct app *a, const struct view_hours *v);

/* « 12h30 », « 45 min », « 0h ». */
const char *hours_words(struct arena *arena, int minutes);
/* « 12/15 », « 12h30/15 »: validated over target, in hours; « – » when non fixé. */
const char *hours_cell(struct arena *arena, int validated, int target, bool fixed);

#endif
