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

/* The results of a person's sheet, in this order; NULL when the person is not there. The first one of all that is read of
 * a person only leaves a trace (fiche_lecture.sql). */
enum { SHEET_READING, SHEET_PERSON, SHEET_REGIMES, SHEET_REFERENTS, SHEET_APPOINTMENTS, SHEET_CONTACTS, SHEET_NOTES, SHEET_BARRIERS,
	SHEET_ITEMS, SHEET_PROTECTIONS, SHEET_TRAININGS, SHEET_PERIODS, SHEET_ALLOWANCES, SHEET_COUNT };
struct person_file *rows_file(struct arena *a, PGresult *const results[SHEET_COUNT]);

/* The results about what binds a person, in this order; NULL when the person is not there. */
enum { BOND_READING, BOND_PERSON, BOND_DATES, BOND_REGIMES, BOND_CONTRACTS, BOND_ITEMS, BOND_REMEDIALS, BOND_ORIENTATIONS,
	BOND_DIAGNOSTICS, BOND_RIGHTS, BOND_REQUESTS, BOND_APPOINTMENTS, BOND_TRAININGS, BOND_PERIODS, BOND_COUNT };
struct commitment_file;
struct commitment_file *rows_commitments(struct arena *a, PGresult *const results[BOND_COUNT]);

/* The same of a person's hours; from is left to the caller. */
enum { HOURS_READING, HOURS_PERSON, HOURS_REGIMES, HOURS_ACTIVITIES, HOURS_DISPENSATIONS, HOURS_ABSENCES, HOURS_TARGETS,
	HOURS_REMINDERS, HOURS_TRAININGS, HOURS_COUNT };
struct hours_file;
struct hours_file *rows_hours(struct arena *a, PGresult *const results[HOURS_COUNT]);

/* The same of one training request; NULL when it is not there, or was not raised by that day. */
enum { TRAINING_READING, TRAINING_PERSON, TRAINING_REQUESTS, TRAINING_PROJECT_FORM, TRAINING_PRECONDITIONS, TRAINING_EVENTS,
	TRAINING_PIECE_LIST, TRAINING_LINES, TRAINING_ABSENCES, TRAINING_PERIODS, TRAINING_ALLOWANCES, TRAINING_COUNT };
struct training_file;
struct training_file *rows_training(struct arena *a, PGresult *const results[TRAINING_COUNT]);
/* Of fiche_formations.sql: every request of the person, and into p the open ones and what is to be debriefed. */
struct training *rows_person_trainings(struct arena *a, const PGresult *res, struct person_facts *p, size_t *count);
struct company_period;
struct company_period *rows_periods(struct arena *a, const PGresult *res, size_t *count); /* of fiche_periodes.sql */
struct allowance;
struct allowance *rows_allowances(struct arena *a, const PGresult *res, size_t *count); /* of fiche_droits.sql */

/* Of formations_ouvertes.sql, by identifiant: beside the people that it names. */
void rows_open_trainings(struct arena *a, const PGresult *res, struct person_facts *people, size_t count);
/* Of formations_liste.sql and formations_convergences.sql. */
struct training_list;
struct training_list *rows_training_list(struct arena *a, const PGresult *list, const PGresult *convergences);

/* The same of what is held on a person. */
enum { HELD_READING, HELD_PERSON, HELD_VALUES, HELD_READINGS, HELD_COUNT };
struct held_file;
struct held_file *rows_held(struct arena *a, PGresult *const results[HELD_COUNT]);

/* The eight results of some days of an agenda, in this order; NULL when the login, or the person asked for, is not
 * there or out of reach. from and to are left to the caller. */
enum { AGENDA_OWNER, AGENDA_MEETINGS, AGENDA_OCCUPIED, AGENDA_ABSENCES, AGENDA_CLOSINGS, AGENDA_PROTECTIONS,
	AGENDA_PROPOSALS, AGENDA_PERSON_BUSY, AGENDA_COUNT };
struct agenda_facts *rows_agenda(struct arena *a, PGresult *const results[AGENDA_COUNT]);

/* The two results of a search in the catalogue; updated: the oldest last file of a provider, DATE_NONE when nothing is on offer. */
enum { COURSES_FOUND, COURSES_AGE, COURSES_COUNT };
struct course_session;
struct course_session *rows_courses(struct arena *a, PGresult *const results[COURSES_COUNT], size_t *count, struct date *updated);

/* Of changements.sql; returns the token of this look, which lives as long as res. */
const char *rows_changes(const PGresult *res, bool *changed, int64_t *mark);

struct put_off;
struct put_off *rows_put_off(struct arena *a, const PGresult *res, size_t *count);

#endif
