/* From query results to facts: the one place that knows the columns of sql/queries/. Everything is
 * allocated from the arena given; the results may be cleared afterwards. */
#ifndef JALON_ROWS_H
#define JALON_ROWS_H

#include <libpq-fe.h>

#include "core/portfolio/facts.h"

struct session_facts *rows_session(struct arena *a, const PGresult *res, long *schema); /* NULL: no account */
/* holidays: of feries.sql. */
struct rulebook *rows_rules(struct arena *a, const PGresult *res, const PGresult *holidays, const char *checksum);
struct person_facts *rows_people(struct arena *a, const PGresult *res, size_t *count);
struct referent_facts *rows_referents(struct arena *a, const PGresult *res, size_t *count);
struct search_hit *rows_hits(struct arena *a, const PGresult *res, size_t *count);

/* The seven results of a person's sheet, in this order; NULL when the person is not there. */
enum { SHEET_PERSON, SHEET_REGIMES, SHEET_REFERENTS, SHEET_APPOINTMENTS, SHEET_CONTACTS, SHEET_NOTES, SHEET_BARRIERS,
	SHEET_COUNT };
struct person_file *rows_file(struct arena *a, PGresult *const results[SHEET_COUNT]);

#endif
