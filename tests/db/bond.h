/* What binds person 1 of a small agency and its counsellor, written by hand, seen from 2026-11-20. */
#ifndef JALON_TEST_BOND_H
#define JALON_TEST_BOND_H

#include <libpq-fe.h>

#define BOND_ID(n) "00000000-0000-4000-8000-00000000" n
/* Contracts c000 (ended on 31/05/2026) and c001: rank 1 signed on 02/06/2026, 2 given up, 3 signed on 05/10/2026, 4 signed by the
 * structure alone. Lines e001 to e011, fulfilments of e002, remedial actions b001 (of e004, delivered) and b002 (of a clock);
 * orientation and réorientation, two diagnostics, rights, three requests; hours of two weeks with illness and a dérogation;
 * a reminder, two readings. Nothing of it passes by the triggers: what they refuse is proved elsewhere. */
void bond_fill(PGconn *owner, const char *login);

#endif
