/* Screens compared with the text that a person has read: tests/screen/golden/NAME.txt.
 *
 * GENERATE=1 in the environment writes the files instead; read them before you commit them. */
#ifndef JALON_TEST_GOLDEN_H
#define JALON_TEST_GOLDEN_H

#include <stdbool.h>

#include "tests/support/pty.h"

/* True when text is the golden one (or was just written). Else *difference says where, line by line
 * (caller frees): « - » expected, « + » seen. */
bool golden_match(const char *name, const char *text, char **difference);

/* The same for a screen, waited for: a program's output arrives in pieces, so that one text on the screen does
 * not mean that all of it is there. Under GENERATE=1 it waits until nothing comes any more. */
bool golden_match_screen(const char *name, struct pty_screen *p, char **difference);

/* For tests. Needs <criterion/criterion.h> and <stdlib.h>. */
#define golden_expect_screen(name, p) \
	do { \
		char *golden_difference_ = NULL; \
		cr_expect(golden_match_screen((name), (p), &golden_difference_), "%s is not its golden text:\n%s", (name), \
			golden_difference_ != NULL ? golden_difference_ : ""); \
		free(golden_difference_); \
	} while (0)

#endif
