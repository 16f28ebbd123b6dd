/* One training request on one page: what comes next and who owes it, both clocks and who held the file, the project, the
 * preconditions, the funding table with its holes, the calendar against rights, pieces, exchanges, absences, periods in a
 * company, doubts. Text is safe; painting only copies. Source: app->training. */
#ifndef JALON_VIEW_TRAINING_H
#define JALON_VIEW_TRAINING_H

#include "core/training/funding.h"
#include "core/views/view_trainings.h"

enum training_section {
	TRAINING_NEXT,       /* next step, its owner; clocks; days held by each party */
	TRAINING_COURSE,     /* what is asked for */
	TRAINING_FORM,       /* the project's six fields (000:6307-6349) */
	TRAINING_CONDITIONS, /* T2 */
	TRAINING_FUNDING,    /* lines by cost, then holes */
	TRAINING_RUNWAY,     /* T5: rights, training, uncovered days; the bar is view_calendar() */
	TRAINING_PIECES_ASKED,
	TRAINING_EVENTS,     /* newest first: steps and exchanges */
	TRAINING_ABSENCES,
	TRAINING_PERIODS,    /* of the person, in a company */
	TRAINING_RIGHTS,     /* what the person lives on, by dates */
	TRAINING_DOUBTS,     /* T6, T7 */
	TRAINING_SECTION_COUNT
};
struct view_training_line {
	const char *key, *label, *text, *raw; /* key and raw for TSV, as on the sheet */
	const char *mark;                     /* "!" "~" "·" "✓" "○" "–" "" */
	enum band band;
	/* What the line is about, for the gestures; NULL, or *_COUNT, when it is about nothing of the kind. */
	const struct funding_line *funding;
	const struct funding_hole *hole;
	const struct training_piece *piece;
	const struct training_event *event;
	const struct training_absence *absence;
	const struct company_period *period;
	const struct allowance *allowance;
	const struct training *other;
	enum precondition precondition;       /* PRE_COUNT: none */
	enum training_step step;              /* what is to be done about it; STEP_COUNT: nothing */
	const struct reason *reason;          /* what `w` explains; NULL: clock, then why_text, or nothing */
	const struct clock_result *clock;
	const char *why_text;
};
struct view_training_section {
	enum training_section id;
	const char *code, *title;
	struct view_training_line *lines; size_t count;
	const char *empty;
	bool left_out;                        /* empty, and nothing said of it is nothing to read: neither page nor text shows it */
};
struct view_training {
	enum load_state state;
	const struct training *training;
	struct view_training_row row;         /* as in the list */
	const char *heading;   /* « BERNARD Aïcha · Soudeur TIG, AFPA Rennes · déposée depuis 12 j » */
	const char *next;      /* « Prochaine étape : relancer le financeur — dossier chez le financeur » */
	const char *held;      /* « Dossier tenu : nous 12 j, financeur 6 j » */
	const char *calendar;  /* the bar's sentence: rights, training, uncovered days, relay */
	const char *funding;   /* « Financement complet », « Jours sans financeur : rémunération ; renoncement probable (002:507) » */
	struct funding_check check;
	struct runway runway;
	struct view_training_section sections[TRAINING_SECTION_COUNT];
	enum training_step steps[STEP_COUNT]; size_t step_count; /* allowed from here, most natural first */
	const char *empty;
};
struct view_training view_training(struct arena *arena, const struct app *a);
/* How the page and its text call a line of the project: « Projet professionnel » for « Projet professionnel : objectifs,
 * motivations… »; the form and the letter have the whole name. */
const char *view_training_project_label(struct arena *arena, const struct view_training_line *line);
/* The heading within so many columns: the body goes first, then the end of the title; the stage stays. */
const char *view_training_heading(struct arena *arena, const struct view_training *v, int columns);

/* The calendar drawn over so many columns (at least 12): months, rights, training, income lines. Each column is some days. */
enum calendar_kind { CALENDAR_RIGHTS, CALENDAR_COVERED, CALENDAR_UNCOVERED, CALENDAR_UNKNOWN /* end of rights non fixée */,
	CALENDAR_RELAY /* an income line */, CALENDAR_KIND_COUNT };
struct view_segment { enum calendar_kind kind; int first, last; }; /* columns, both included */
struct view_track {
	const char *label;     /* « Droits », « Formation », « Relais » */
	const char *cells;     /* exactly `columns` wide: █ rights, ▓ covered, ░ uncovered, · not known, ▒ relay, spaces */
	struct view_segment *segments; size_t count;
};
enum { CALENDAR_TRACKS = 3 };
struct view_calendar {
	int columns, today;    /* today: its column, -1 outside */
	struct date from, to;
	const char *scale;     /* names of months, `columns` wide */
	struct view_track tracks[CALENDAR_TRACKS]; size_t count;
	const char *sentence;  /* the same as view_training.calendar */
	const char *empty;     /* "" or why nothing is drawn: « dates de la formation non fixées » */
};
struct view_calendar view_calendar(struct arena *arena, const struct app *a, int columns);

/* `w`: of a line; line NULL: the request itself. */
struct view_why view_why_training(struct arena *arena, const struct app *a, const struct view_training *v,
                                  const struct view_training_line *line);

#endif
