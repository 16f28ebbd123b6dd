/* The queries of REQUEST_COMMITMENTS (sql/client/port_person.c), the reading of the file left out: it writes who read it. */
#include "tests/support/commitments.h"

#include <stdio.h>
#include <stdlib.h>

#include "sql/client/rows.h"
#include "sql/texts.h"

static const char *const names[BOND_COUNT] = {
	[BOND_PERSON] = "fiche_personne", [BOND_DATES] = "engagements_dates", [BOND_REGIMES] = "fiche_passages",
	[BOND_CONTRACTS] = "engagements_contrats", [BOND_ITEMS] = "fiche_engagements", [BOND_REMEDIALS] = "engagements_compensations",
	[BOND_ORIENTATIONS] = "engagements_orientations", [BOND_DIAGNOSTICS] = "engagements_diagnostics",
	[BOND_RIGHTS] = "engagements_droits", [BOND_REQUESTS] = "engagements_demandes", [BOND_APPOINTMENTS] = "fiche_rendez_vous",
	[BOND_TRAININGS] = "fiche_formations", [BOND_PERIODS] = "fiche_periodes"};

struct commitment_file *commitments_read(PGconn *conn, struct arena *arena, const char *id, const char *day)
{
	const char *const values[] = {id, day};
	PGresult *results[BOND_COUNT] = {NULL};
	struct commitment_file *file;

	for (int i = 0; i < BOND_COUNT; i++) {
		if (names[i] == NULL)
			continue;
		results[i] = PQexecParams(conn, sql_query(names[i]), 2, NULL, values, NULL, NULL, 0);
		if (PQresultStatus(results[i]) != PGRES_TUPLES_OK) {
			fprintf(stderr, "%s: %s", names[i], PQresultErrorMessage(results[i]));
			abort();
		}
	}
	file = rows_commitments(arena, results);
	for (int i = 0; i < BOND_COUNT; i++)
		PQclear(results[i]);
	return file;
}
