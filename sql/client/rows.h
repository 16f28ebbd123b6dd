/* From query results to facts: the one place that knows the columns of sql/queries/. Everything is
 * allocated from the arena given; the results may be cleared afterwards. */
#ifndef JALON_ROWS_H
#define JALON_ROWS_H

#include <stdbool.h>
#include <stdint.h>

#include <libpq-fe.h>

#include "core/portfolio/facts.h"

struct session_facts *rows_session(struct arena *a, const PGresult *res, long *schema); /* NULL: no account */
/* holidays: of feries.sql. */
struct rulebook *rows_rules(struct arena *a, const PGresult *res, const PGresult *holidays, const char *checksum);
struct person_facts *rows_people(struct arena *a, const PGresult *res, size_t *count);
struct referent_facts *rows_referents(struct arena *a, const PGresult *res, size_t *count);
struct search_hit *rows_hits(struct arena *a, const PGresult *res, size_t *count);

/* The nine results of a person's sheet, in this order; NULL when the person is not there. */
enum { SHEET_PERSON, SHEET_REGIMES, SHEET_REFERENTS, SHEET_APPOINTMENTS, SHEET_CONTACTS, SHEET_NOTES, SHEET_BARRIERS,
	SHEET_ITEMS, SHEET_PROTECTIONS, SHEET_COUNT };
struct person_file *rows_file(struct arena *a, PGresult *const results[SHEET_COUNT]);

/* The eight results of some days of an agenda, in this order; NULL when the login, or the person asked for, is not
 * there or out of reach. from and to are left to the caller. */
enum { AGENDA_OWNER, AGENDA_MEETINGS, AGENDA_OCCUPIED, AGENDA_ABSENCES, AGENDA_CLOSINGS, AGENDA_PROTECTIONS,
	AGENDA_PROPOSALS, AGENDA_PERSON_BUSY, AGENDA_COUNT };
struct agenda_facts *rows_agenda(struct arena *a, PGresult *const results[AGENDA_COUNT]);

/* Of changements.sql; returns the token of this look, which lives as long as res. */
const char *rows_changes(const PGresult *res, bool *changed, int64_t *mark);

struct put_off;
struct put_off *rows_put_off(struct arena *a, const PGresult *res, size_t *count);

#endif
