/* May this slot be given? The same refusals as the triggers of the database, in the same order.
 *
 * Pure: the agenda's facts, the slot and now in, the first refusal out. Every refusal has the name of the database's
 * constraint, a rule and a way out. rules.md L5.
 *
 * Who is concerned: those expected at the séance being moved (booking.except), else the person that the agenda was
 * asked for (agenda.person), else nobody. Only what the agenda states can be seen: the days agenda.from .. agenda.to,
 * and for a person their busy times; the database decides again. */
#ifndef JALON_BOOKING_H
#define JALON_BOOKING_H

#include "core/agenda/agenda.h"
#include "core/base/error.h"

enum booking_refusal {
	BOOKING_OK,
	/* Never allowed, in this order of precedence: */
	BOOKING_PAST,            /* rdv_passe: a convocation may not lie in the past (L5) */
	BOOKING_AHEAD,           /* rdv_imprevu_futur: only what took place is recorded as unplanned (L5) */
	BOOKING_LEAVE,           /* rdv_conges: declared congés (L5, 003:7893) */
	BOOKING_REFLECTION,      /* rdv_reflexion: inside the délai de réflexion (L5, 000:1459) */
	BOOKING_COUNSELLOR_BUSY, /* seance_conseiller_occupe */
	BOOKING_PERSON_BUSY,     /* participation_personne_occupee */
	/* Allowed once confirmed with a reason, which is stored: */
	BOOKING_HOLIDAY,         /* rdv_ferie */
	BOOKING_CLOSED,          /* rdv_fermeture: the agency is closed that day */
	BOOKING_ABSENT,          /* rdv_absence: the counsellor's own absence */
	BOOKING_HOURS,           /* rdv_hors_horaires */
	BOOKING_COUNT
};

struct booking {
	struct period period;
	const char *except;  /* séance being moved: its own time is free; "" */
	bool unplanned;      /* recorded afterwards: not ahead, and neither side taken; nothing else applies */
	bool confirmed;      /* the confirmable ones are passed over */
};

enum booking_refusal booking_check(const struct agenda_facts *agenda, const struct calendar *local,
                                   const char *department, struct moment now, const struct booking *b);
bool booking_refusal_confirmable(enum booking_refusal r);
/* Where the rule comes from: « 003:7893 », or who set it when the sources are silent. "" for BOOKING_OK. */
const char *booking_refusal_source(enum booking_refusal r);
const char *booking_refusal_name(enum booking_refusal r); /* the constraint's name, "" for BOOKING_OK */
/* « congés déclarés du 01/12 au 05/12 »: what stands in the way, for lists of skipped weeks. */
const char *booking_refusal_text(struct arena *arena, const struct agenda_facts *agenda, const struct calendar *local,
                                 const char *department, const struct booking *b, enum booking_refusal r);
/* Fills *e as the database would: code ERR_REFUSED, constraint, field "debut", sentence, what to do. */
void booking_refuse(struct arena *arena, const struct agenda_facts *agenda, const struct calendar *local,
                    const char *department, const struct booking *b, enum booking_refusal r, struct error *e);

/* Free slots of `minutes`, on the quarter hour, within hours, from `from` on, at most `room`: those that
 * booking_check() accepts unconfirmed. At most per_day a day (0: no limit). They never overlap each other, and never
 * leave the days that the agenda states (agenda.from .. agenda.to). By time; returns how many. */
size_t slots_find(const struct agenda_facts *agenda, const struct calendar *local, const char *department,
                  struct moment now, struct moment from, int minutes, int per_day, struct period *out, size_t room);

/* A weekly series: the same day of the week and time of the wall clock, `weeks` weeks (SERIES_MIN..SERIES_MAX) from the
 * first one. A week that is refused is jumped over, not moved to the end. */
#define SERIES_MIN 3
#define SERIES_MAX 26
struct occurrence { struct period period; enum booking_refusal refusal; const char *why; }; /* why: "" when given */
struct series { struct occurrence *items; size_t count, given; };
/* Allocates from arena. given 0: no occurrence is left, the series must be refused (serie_vide). count 0: weeks out of
 * bounds (serie_longueur), or an empty period. */
struct series series_plan(struct arena *arena, const struct agenda_facts *agenda, const struct calendar *local,
                          const char *department, struct moment now, struct period first, int weeks);
/* The same, of a booking. Confirmed: hours are passed over, as they are the same every week; holidays, closings and
 * absences are still jumped over. */
struct series series_plan_booking(struct arena *arena, const struct agenda_facts *agenda, const struct calendar *local,
                                  const char *department, struct moment now, const struct booking *first, int weeks);
/* What was jumped over, one sentence: « 2 semaines sautées : 24/12 (…), 31/12 (…) », "" when nothing was. */
const char *series_skipped_text(struct arena *arena, const struct series *s);
/* *e when the series may not be sent: serie_longueur or serie_vide, field "semaines". True when it may. */
bool series_check(struct arena *arena, const struct series *s, struct error *e);

#endif
