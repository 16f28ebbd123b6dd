/* The agenda of one counsellor, as the database states it: what bookings are checked against and shown from.
 *
 * Facts only: whether a slot may be given is judged (core/agenda/booking.h), whether somebody is late is judged
 * (core/portfolio/reasons.h). Moments are local to the agency. Periods are half-open: [start, end[. All strings are
 * UTF-8, non-NULL, and belong to the arena of the answer that brought them (queries/agenda_*.sql). */
#ifndef JALON_AGENDA_H
#define JALON_AGENDA_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/calendar.h"
#include "core/base/date.h"
#include "core/portfolio/facts.h"

/* A period of local time; to: first minute that no longer counts. */
struct period { struct moment from, to; };
static inline bool period_overlaps(struct period a, struct period b)
{
	return moment_compare(a.from, b.to) < 0 && moment_compare(b.from, a.to) < 0;
}

/* Working hours: ranges of minutes of the ISO week, Monday 00:00 = 0 .. 10080, half-open, sorted, apart. */
#define WEEK_MINUTES 10080
struct hours_range { int from, to; };

/* Who attends a séance, as far as the asker may see. */
struct attendee {
	const char *id;          /* identifiant; "" when the person is out of the asker's reach */
	const char *name;        /* « BERNARD Aïcha », raw; "" when out of reach */
	const char *last_name, *first_name; /* the same apart */
	const char *phone;
	enum attendance attendance;
	const char *reason;      /* motif of the absence or the cancellation, "" */
	const char *conclusion;  /* "" until closed */
	struct date convoked, received; /* two dates (rules.md L4, 000:5661) */
	int version;
	int reminders;           /* bit n: the reminder J-n was given; bits 1 and 7 are used */
};

struct meeting {             /* séance */
	const char *id;          /* UUID */
	const char *counsellor;  /* login */
	const char *counsellor_name;
	struct period period;
	const char *kind, *place;/* codes: appointment_kinds, appointment_places */
	const char *subject;     /* objet, "" */
	const char *series;      /* UUID of the weekly series, "" */
	int capacity;            /* 0: individual; else places of a group */
	bool unplanned;          /* recorded afterwards (rules.md L5) */
	bool cancelled;          /* as a whole */
	const char *cancel_reason;
	const char *confirmation;/* why outside the hours or on a holiday, "" */
	int moves;               /* times it was moved (re-bookings are counted) */
	int version;
	struct attendee *attendees; size_t attendee_count;
};

struct busy { const char *login; struct period period; }; /* a colleague's, disclosed on purpose: no more than this */
struct absence { const char *id, *login, *reason; struct period period; }; /* the counsellor's own */
struct closing { const char *id, *reason; struct date from, to; };         /* the agency's; to: last day, included */
enum protected_kind { /* conges, reflexion, maladie, emploi, formation, autre */
	PROTECTED_LEAVE, PROTECTED_REFLECTION, PROTECTED_ILLNESS, PROTECTED_WORK, PROTECTED_TRAINING, PROTECTED_OTHER,
	PROTECTED_COUNT
};
/* Declared days of a person. Nobody is convoked on the first two (rules.md L5; 003:7893, 000:1459); all but
 * PROTECTED_REFLECTION lower the hours owed that week (L8). */
struct protected_period {
	const char *id, *person; /* identifiant */
	enum protected_kind kind;
	struct date from, to;    /* to: last day, included */
	const char *text;
};
struct proposal {            /* several slots offered, one to be chosen */
	const char *id, *person, *name;
	const char *kind, *place;
	int minutes;
	struct moment *slots; size_t slot_count; /* 2..6, by time */
	struct moment made;
	const char *text;
};

struct agenda_facts {
	const char *login;       /* whose agenda; never "" */
	const char *name;
	struct date from, to;    /* what was asked; to: last day, included */
	struct meeting *meetings;            size_t meeting_count; /* of the login, by start; and of the person asked for */
	struct busy *busy;                   size_t busy_count;    /* colleagues' and one's own periods, by login and start */
	struct absence *absences;            size_t absence_count; /* of the login and of the colleagues (reason "" then) */
	struct closing *closings;            size_t closing_count;
	struct protected_period *protections; size_t protection_count; /* of the attendees and of the person asked for */
	struct proposal *proposals;          size_t proposal_count;    /* open ones of the login */
	struct hours_range *hours;           size_t hours_count;   /* of the login: its own, else the agency's */
	bool hours_own;
	int hours_version;       /* 0 when there is no own row */
	/* The person asked for (request.id): when it is taken by anyone in the agency. */
	const char *person;      /* identifiant, "" when none was asked for */
	struct period *person_busy; size_t person_busy_count;
};

const char *protected_code(enum protected_kind k);  /* conges, reflexion */
const char *protected_label(enum protected_kind k); /* congés, délai de réflexion */
int protected_from_code(const char *code);          /* -1 when unknown */

struct moment moment_add_minutes(struct moment m, int minutes); /* of the wall clock */
int moment_minute_of_week(struct moment m);                     /* 0..10079 */
int period_minutes(struct period p);         /* of the wall clock */
struct date period_last_day(struct period p); /* the last day that it touches: until midnight is the day before */

#endif
