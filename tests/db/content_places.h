/* A lawful content, spoilt in each of its places: whatever a field holds, the answer is « faite » or one refusal that has a
 * name of ours. */
#ifndef JALON_TEST_CONTENT_PLACES_H
#define JALON_TEST_CONTENT_PLACES_H

#include <stddef.h>

#include "tests/db/world.h"

/* Each try is rolled back. How many were made. */
size_t content_places_try(const struct world *w, PGconn *conn, const char *verb, const char *content);

#endif
