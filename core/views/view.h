/* Views: what each screen and its text twin show, as rows and fields of safe text.
 *
 * Computed when the data, the filter or the width changes (may allocate, from the arena given); painting
 * and printing only copy. Every string is safe for a terminal (text_safe). The twin in tui/plain prints the
 * same view, so that what a screen shows can be printed. */
#ifndef JALON_VIEW_H
#define JALON_VIEW_H

#include "core/app/app.h"
#include "core/rules/load.h"

/* Title line, common to all: « Jalon · Agence de Vitré   Portefeuille   mlegoff   ven. 20 nov. 2026 ». */
struct view_title {
	const char *agency, *screen, *account, *date;
	const char *connection; /* "" when all is well; « lent », « coupé »… */
	const char *notice;     /* "" or « au 2026-05-01, lecture seule », « règles de la base » */
	const char *changed;    /* "" or « liste modifiée — R »: somebody else changed what may be on the screen */
	bool frozen;            /* the day is the demonstration's, not the calendar's: to be said beside the date */
};
struct view_title view_title(struct arena *arena, const struct app *a, const char *screen);

const char *band_words(enum band b); /* en retard, à faire, pour information, "" */
const char *band_mark(enum band b);  /* "!" red, "~" orange, "·" grey, "" */

struct gauge {
	int active, capacity;
	int quotite, half_days; /* of the référent; quotité 0: not read, counted as 100 without half-day */
	int permille;
	enum load_level level;
	const char *sentence;
};
struct gauge gauge_compute(struct arena *arena, const struct app *a, const struct referent_facts *r);

struct view_portfolio_row {
	const struct judged_person *person;
	enum band band;
	const char *mark;     /* "!" red, "~" orange, "·" grey, "" */
	const char *name;     /* BERNARD Aïcha */
	const char *regime;   /* code */
	const char *contact;  /* « 9 j ! », « jamais » */
	const char *next;     /* « mar. 24 09:30 », « — » */
	const char *ledgers;  /* « 1 retard / – » */
	const char *hours;    /* this week: « 12/15 », validated over target; « – » when nothing fixes one */
	const char *why;      /* sentence of the first reason, "" */
	const char *why_brief;/* the same within 22 columns */
	const char *follow_up;/* "" when active, else the label */
};
struct view_portfolio {
	enum load_state state;
	const char *owner;      /* whose portfolio, in words */
	struct gauge gauge;
	struct view_portfolio_row *rows; size_t count; /* after the filter */
	size_t total;
	const char *summary;    /* « 4 personnes sans contact depuis 7 jours » */
	const char *empty;      /* sentence when there is nothing to show, and what to do */
};
struct view_portfolio view_portfolio(struct arena *arena, const struct app *a, const char *filter);

/* The sheet: sections of lines. key and raw are for TSV (`section cle valeur`), label and text for people. */
struct view_line {
	const char *key, *label, *text, *raw;
	enum band band;
	const struct reason *reason;   /* what `w` explains here; NULL: why_text explains, or nothing */
	const char *why_text;          /* where the figure comes from when no rule is behind it, "" */
	const struct note *note;       /* the line is this note */
	const struct barrier *barrier; /* the line is this frein */
	const struct appointment *appointment; /* the line is this appointment */
	const struct item *item;       /* the line is this undertaking */
	const struct protected_period *protection; /* the line is these days */
	const struct training *training; /* the line is this training request */
	const struct company_period *period; /* the line is this period in a company */
};
enum section_id {
	SECTION_IDENTITY, SECTION_PATH, SECTION_WE_OWE, SECTION_THEY_OWE, SECTION_APPOINTMENTS, SECTION_ITEMS,
	SECTION_TRAININGS,
	SECTION_PROTECTIONS, SECTION_CONTACTS,
	SECTION_NOTES, SECTION_BARRIERS, SECTION_HOUSEHOLD, SECTION_REGIMES, SECTION_REFERENTS, SECTION_COUNT
};
struct view_section {
	enum section_id id;
	const char *code, *title;
	struct view_line *lines;
	size_t count;
	size_t first; /* where a short view of the section begins: the next appointment, before those to come after it */
	const char *empty;
};
struct path_point { struct date day; const char *label; bool past, is_today, obligation; const char *why; /* « Pourquoi ? » */ };
struct view_file {
	enum load_state state;
	const char *heading;   /* « BERNARD Aïcha · CE depuis le 03/09/2026 · foyer 2 · réf. M. Le Goff » */
	const char *position;  /* « fiche 12 sur 38 », "" outside a list */
	struct path_point *path; size_t path_count; /* chemin parcouru, by date, today among them */
	const char *path_sentence;                  /* the same in words */
	struct view_section sections[SECTION_COUNT];
	const char *empty;
};
struct view_file view_file(struct arena *arena, const struct app *a);

struct view_referents_row { const struct referent_facts *referent; const char *name; struct gauge gauge; const char *folded; };
struct view_referents { enum load_state state; struct view_referents_row *rows; size_t count; const char *empty; };
struct view_referents view_referents(struct arena *arena, const struct app *a, const char *filter);

struct view_search_row { const struct search_hit *hit; const char *name, *regime, *referent, *phone, *birth; };
struct view_search {
	enum load_state state;
	struct view_search_row *rows; size_t count;
	const char *counted; /* « 3 personnes », « 50 premières personnes… » when others follow */
	const char *empty;
};
struct view_search view_search(struct arena *arena, const struct app *a);

/* « Pourquoi ? » as lines: rule, inputs, source, status, next date, next step. */
struct view_why { const char *title; const char **lines; size_t count; };
struct view_why view_why_line(struct arena *arena, const struct app *a, const struct view_line *line);
/* All its reasons, contact, end. */
struct view_why view_why_person(struct arena *arena, const struct app *a, const struct judged_person *p);
struct view_why view_why_gauge(struct arena *arena, const struct app *a, const struct gauge *g);
/* The portfolio's screen: the person under the cursor (NULL: none), then who is without contact, then the load. */
struct view_why view_why_portfolio(struct arena *arena, const struct app *a, const struct gauge *g,
                                   const struct judged_person *selected);

/* Help: generated from the action table, this screen first. */
struct view_help_row { const char *keys, *label, *help; bool heading; };
struct view_help { struct view_help_row *rows; size_t count; };
struct keymap;
struct view_help view_help(struct arena *arena, const struct keymap *map, int screen, const char *filter);

/* Palette: actions whose name or label matches, best first (fuzzy, unaccented). */
struct view_palette { const struct action **actions; size_t count; };
struct view_palette view_palette(struct arena *arena, const struct app *a, int screen, const char *typed);
/* Why the action cannot be done now, in French; NULL when it can. */
struct action;
const char *action_refusal(const struct app *a, const struct action *act, const char *person_id);

/* « Message. Remède. »: two sentences, capitals and full stops, safe. */
const char *view_error(struct arena *arena, const struct error *e);

#endif
