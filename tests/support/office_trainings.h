/* The training requests of the test office on 2026-11-20: one at each stage, and the awkward ones; what goes with each; a
 * few sessions of the catalogue. */
#ifndef JALON_OFFICE_TRAININGS_H
#define JALON_OFFICE_TRAININGS_H

#include "tests/support/office.h"

/* Request k has the id OFFICE_TRAINING_ID with k + 1 as its last two digits. Whose it is: AAAAAA BERNARD (A), B, C, D. */
enum office_training {
	OFFICE_RAISED,             /* D: no dates, no hours */
	OFFICE_PROJECT,            /* C: three preconditions missing */
	OFFICE_READY,              /* B: no allowance, to be filed at an OPCA: no income (T3) */
	OFFICE_FILED,              /* A: at CONSTRUCTYS since 13/11, rights to the end */
	OFFICE_PIECES_PERSON,      /* B: one piece awaited of the person, one received; 5 suspended days before */
	OFFICE_PIECES_STRUCTURE,   /* C: of us, late */
	OFFICE_PIECES_BODY,        /* D: of the training body, then one of the employer */
	OFFICE_PIECES_EMPLOYER,    /* C */
	OFFICE_COUNTERED,          /* B */
	OFFICE_CONTESTABLE,        /* D: refused on « métier non en tension » alone, without counter-proposal */
	OFFICE_REFUSED,            /* C: refused on the cost, with a counter-proposal */
	OFFICE_HOLES,              /* A: granted; income for the first half alone, expenses never */
	OFFICE_BEYOND_RIGHTS,      /* B: granted; 81 days of the training after the end of rights */
	OFFICE_FUNDED,             /* D: entry on 30/11 */
	OFFICE_ENTERED,            /* C: the check at one third is due; two absences, one excused */
	OFFICE_CHECKED,            /* D: entered and checked */
	OFFICE_COMPLETED,          /* B: ended on 15/05: six months are over */
	OFFICE_FOLLOWED,           /* A: ended in 2025 */
	OFFICE_DROPPED_BEFORE,     /* A: for want of childcare; the same course as OFFICE_HOLES (T6) */
	OFFICE_DROPPED_AFTER,      /* C */
	OFFICE_TRAININGS
};
#define OFFICE_TRAINING_ID "20000000-0000-4000-8000-0000000000"

/* What these point to stays until the next call of the same function. */
const char *office_training_id(enum office_training which);
struct training office_request(enum office_training which);
struct training_file office_training(enum office_training which);
/* All twenty; agency: with two convergences, one of 5 people and one of 6. */
struct training_list office_trainings(bool agency);
/* Of one person: all; open_only: the furthest along first, as the portfolio has them. */
struct training *office_person_trainings(const char *identifiant, bool open_only, size_t *count);
/* Of the person, newest first: p3 to be debriefed since 13/11, p2 debriefed with the host, p1 without, p4 a reprise of 9 days. */
struct company_period *office_periods(size_t *count);
/* Six sessions, by day: c1 with 4 places, c2 sold out, c3 places unknown, c4 the next one of c1, c5 in 44, c6 paid. */
struct course_session *office_courses(size_t *count);

/* Asked for and answered. */
void office_open_trainings(struct office *o, bool agency);
void office_open_training(struct office *o, enum office_training which);
void office_open_courses(struct office *o);

#endif
