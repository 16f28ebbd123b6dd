/* May this slot be given? The same refusals as the triggers of the database, in the same order.
 *
 * Pure: the agenda's facts, the slot and now in, the first refusal out. Every refusal has the name of the database's
 * constraint, so that the sentence is one (sql/client/constraints.c), a rule and a way out. rules.md L5. */
#ifndef JALON_BOOKING_H
#define JALON_BOOKING_H

#include "core/agenda/agenda.h"
#include "core/base/error.h"

enum booking_refusal {
	BOOKING_OK,
	/* Never allowed, in this order of precedence: */
	BOOKING_PAST,            /* rdv_passe: a convocation may not lie in the past (L5) */
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
	bool unplanned;      /* recorded afterwards: the past and the confirmable refusals do not apply */
	bool confirmed;      /* the confirmable ones are passed over */
};

enum booking_refusal booking_check(const struct agenda_facts *agenda, const struct calendar *local,
                                   const char *department, struct moment now, const struct booking *b);
bool booking_refusal_confirmable(enum booking_refusal r);
const char *booking_refusal_name(enum booking_refusal r); /* the constraint's name, "" for BOOKING_OK */
/* « congés déclarés du 01/12 au 05/12 »: what stands in the way, for lists of skipped weeks. */
const char *booking_refusal_text(struct arena *arena, const struct agenda_facts *agenda, const struct calendar *local,
                                 const char *department, const struct booking *b, enum booking_refusal r);
/* Fills *e as the database would: code ERR_REFUSED, constraint, field "debut", sentence, what to do. */
void booking_refuse(struct arena *arena, const struct agenda_facts *agenda, const struct calendar *local,
                    const char *department, const struct booking *b, enum booking_refusal r, struct error *e);

/* Free slots of `minutes`, on the quarter hour, within hours, from `from` on, at most `room`: those that
 * booking_check() accepts unconfirmed. At most per_day a day (0: no limit). Returns how many. */
size_t slots_find(const struct agenda_facts *agenda, const struct calendar *local, const char *department,
                  struct moment now, struct moment from, int minutes, int per_day, struct period *out, size_t room);

/* A weekly series: the same day and time, `weeks` weeks (SERIES_MIN..SERIES_MAX) from the first one. */
#define SERIES_MIN 3
#define SERIES_MAX 26
struct occurrence { struct period period; enum booking_refusal refusal; const char *why; }; /* why: "" when given */
struct series { struct occurrence *items; size_t count, given; };
/* Allocates from arena. given 0: no occurrence is left, the series must be refused (serie_vide). */
struct series series_plan(struct arena *arena, const struct agenda_facts *agenda, const struct calendar *local,
                          const char *department, struct moment now, struct period first, int weeks);

#endif
