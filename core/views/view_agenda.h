/* The agenda: a week of one counsellor as a grid and as a list, free slots, a séance in full, the series planned,
 * proposals as printed. Text is safe; painting only copies. */
#ifndef JALON_VIEW_AGENDA_H
#define JALON_VIEW_AGENDA_H

#include "core/views/view.h"
#include "core/agenda/booking.h"

enum agenda_row_kind { AGENDA_MEETING, AGENDA_ABSENCE, AGENDA_CLOSING, AGENDA_HOLIDAY, AGENDA_PROPOSAL, AGENDA_PROTECTED };
struct view_agenda_row {
	enum agenda_row_kind kind;
	const struct meeting *meeting;   /* AGENDA_MEETING, else NULL */
	const struct absence *absence;
	const struct closing *closing;
	const struct proposal *proposal;
	const struct protected_period *protection;
	struct period period;
	int day;                /* 0 Monday .. 6 */
	const char *hours;      /* « 09:30-10:00 », « journée » */
	const char *name;       /* BERNARD Aïcha; « atelier CV (8 sur 12) »; motif of an absence; name of a holiday */
	const char *person;     /* identifiant, "" for a group or no person */
	const char *what;       /* type, in words */
	const char *place, *attendance;
	const char *mark;       /* "!" past without outcome, "~" without conclusion, or to be moved, "x" cancelled, "" */
	const char *folded;
	bool to_move;           /* congés, a closing, an absence came over it: said in attendance */
};
struct view_agenda_day { struct date day; const char *title; const char *note; bool is_today, works; size_t first, count; };
struct view_agenda {
	enum load_state state;
	int year, week;                 /* ISO */
	const char *title;              /* « Semaine 47 · 16 au 20 nov. 2026 » */
	const char *owner;              /* whose agenda */
	struct view_agenda_day days[7];
	int day_count;                  /* 5, or up to 7 when something stands on the weekend */
	struct view_agenda_row *rows; size_t count; /* by day and start; cancelled ones left out unless asked */
	int first_minute, last_minute;  /* of the grid: hours and whatever stands outside them */
	const char *summary;            /* « 18 RDV · 3 sans issue · 4 h 30 libres » */
	const char *empty;
};
struct view_agenda view_agenda(struct arena *arena, const struct app *a, struct date monday, const char *filter, bool cancelled);

/* Free slots in words: « jeu. 26 nov. 10:15-10:45 ». busy_note: colleagues busy at that time, "" . */
struct view_slot { struct period period; const char *text; const char *busy_note; };
struct view_slots { enum load_state state; struct view_slot *rows; size_t count; const char *empty; };
struct view_slots view_slots(struct arena *arena, const struct app *a, struct moment from, int minutes, int per_day, size_t room);

/* A séance in full, with what the last conclusion left undone on both sides (rules.md L2), as lines. */
struct view_why view_meeting(struct arena *arena, const struct app *a, const struct meeting *m);
/* One line per occurrence: given, or skipped and why; last: how many are given. */
struct view_why view_series(struct arena *arena, const struct series *s);
/* The slots offered, as handed over on paper. */
struct view_why view_proposal(struct arena *arena, const struct app *a, const struct proposal *p);

#endif
