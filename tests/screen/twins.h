/* The commands of the line over the demonstration's agency, on its fixed day (tests/screen/agency.h): each is the real
 * program, run as a script runs it. */
#ifndef JALON_TEST_TWINS_H
#define JALON_TEST_TWINS_H

#include "tests/screen/agency.h"
#include "tests/support/program.h"

#define SUPERVISOR "cdelaunay"
#define COLLEAGUE "cevrard"

void twins_begin(void); /* an agency of the test's own */
void twins_end(void);
const struct agency *twins_agency(void);

/* The identifiant of BERNARD Aïcha, YILMAZ Emre, KERVELLA Ronan; of somebody whom mlegoff does not follow. */
extern char aicha[16], emre[16], ronan[16], stranger[16];

struct program_run twin_run(const char *login, char *const argv[]);
#define JALON_AS(login, ...) twin_run((login), (char *[]){TEST_JALON, __VA_ARGS__, NULL})
#define JALON(...) JALON_AS("mlegoff", __VA_ARGS__)

/* Exit 0, nothing on the error output, and `says` printed. Frees. */
void twin_done(struct program_run run, const char *says);
/* That status, nothing printed, and one French line that says `says`. Frees. */
void twin_refused(struct program_run run, int status, const char *says);
/* What it printed, after exit 0; caller frees. */
char *twin_printed(struct program_run run);
/* The words of a text, as the database holds it. */
#define ROW(sql, expected) agency_expect(twins_agency(), sql, expected)

#endif
