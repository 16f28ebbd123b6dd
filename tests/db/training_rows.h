/* Training requests of a small agency, written by hand, seen from 2026-11-20: what happened to each, and what goes with it. */
#ifndef JALON_TEST_TRAINING_ROWS_H
#define JALON_TEST_TRAINING_ROWS_H

#include <libpq-fe.h>

#define TRAINING_ID(n) "00000000-0000-4000-8000-00000000" n
/* Of person 1: f001, pieces asked again since 10/11/2026 after a refusal contested (04/01-14/03/2027, rights until 15/02); f002
 * dropped in 2025; f003 ended on 29/05/2026, two absences; f004 undone. Of person 2: f005 raised on 18/11 without dates; f006
 * followed on 01/02/2026; f008 followed more than a year ago. Of person 4: f007, entered. Periods of person 1: 0001 to debrief since
 * 13/11, 0002 debriefed, 0003 a reprise, 0004 undone, 0005 to come; allowances 0a01, 0a02 that follow each other, 0a03 undone. The
 * shipped funders must be there. Nothing of it passes by the triggers: what they refuse is proved elsewhere. */
void training_fill(PGconn *owner, const char *login);

#endif
