/* What binds BERNARD Aïcha (AAAAAA) and the test office on 2026-11-20: contract, both ledgers, hours, what is held. */
#ifndef JALON_OFFICE_ENGAGEMENTS_H
#define JALON_OFFICE_ENGAGEMENTS_H

#include "tests/support/office.h"

/* PPAE until 02/09/2026 under the contract k0 (10 hours a week), then CE under the contract k1: rank 1 signed on
 * 01/10/2026 (15 hours), avenant signed on 02/11/2026 (18 hours: i1 withdrawn, i8 and i10 added). */
enum office_contract {
	OFFICE_SIGNED,      /* as above */
	OFFICE_PENDING,     /* and a rank 3 that the structure alone has signed, on 19/11/2026: i16 to be added */
	OFFICE_NO_CONTRACT, /* nothing prepared, nothing undertaken */
};

/* Lines by id: structure i1 withdrawn, i2 monthly and kept, i3 late (the remedial action m1 is open), i4 compensated by m2,
 * i5 of the conclusion of r1 and kept; person i6 without a date, i7 weekly and late, i8 structuring, i9 excused, i10 late,
 * i15 kept; partner i11, funder i12 late, employer i13, organisme i14 without a date. Requests: q1 unanswered, q2 a
 * complaint answered. */
struct commitment_file office_commitments(enum office_contract c); /* what it points to stays until the next call */
/* The 26 weeks from 25/05/2026 to 22/11/2026: three activities in each but when ill (06-10/07) or on congés (03-21/08);
 * a dérogation from 12/10 to 25/10 (8 hours); the last two weeks wait for their validation. */
struct hours_file office_hours(void);
struct held_file office_held(void);

/* Asked for and answered. */
void office_open_commitments(struct office *o, enum office_contract c);
void office_open_hours(struct office *o);
void office_open_held(struct office *o);

/* Of what is loaded; NULL when it is not there. */
const struct item *office_item(const struct office *o, const char *id);

#endif
