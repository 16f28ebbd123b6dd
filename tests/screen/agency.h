/* The real program on a real terminal, over the demonstration's agency in a database of the test's own.
 *
 * The day is fixed on a Sunday: the program's present hour is the real one, and on a Sunday nobody has an
 * appointment (but one that starts at midnight), so that the screens are the same at any hour of the test. */
#ifndef JALON_TEST_AGENCY_H
#define JALON_TEST_AGENCY_H

#include "tests/support/pty.h"

#define AGENCY_DAY "2026-11-22"

struct agency { char *database; };

struct agency agency_new(void);       /* seed 1 */
void agency_free(struct agency *a);
struct pty_screen *agency_open(const struct agency *a, const char *login, int rows, int cols);
/* 80x24, with one more setting of the environment (NULL: none) and --au (NULL: today). */
struct pty_screen *agency_open_with(const struct agency *a, const char *login, const char *setting, const char *as_of);
char *agency_value(const struct agency *a, const char *sql); /* as the owner; caller frees */
/* What a screen says « enregistré » is there already: no waiting. */
#define agency_expect(agency, sql, expected) \
	do { \
		char *value_ = agency_value((agency), (sql)); \
		cr_expect_str_eq(value_, (expected), "%s gives « %s »", (sql), value_); \
		free(value_); \
	} while (0)

#endif
