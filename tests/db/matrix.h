/* The access matrix: what each role may do to each object, found out by trying, through real logins.
 *
 * Objects come from the catalogue; a table without a probe here, or an object that the reviewed file does
 * not list, fails the test. */
#ifndef JALON_TEST_MATRIX_H
#define JALON_TEST_MATRIX_H

#include <stddef.h>

#include "core/base/strbuf.h"
#include "tests/db/world.h"

/* Appends the whole matrix as text, one line per object, verb and row; *cells counts role × line.
 * A table that has no probe gives a line that says so. */
void matrix_write(const struct world *w, struct strbuf *out, size_t *cells);

#endif
