/* What is asked again and again: about one person, the queries of each request, in one group, hence one round trip; the
 * portfolio, read again after each act. Prepared once per connection, behind the first portfolio, for a program that stays. */
#include "sql/client/port_private.h"
#include "sql/texts.h"

/* Each named query is one statement on the server, whatever the requests that ask it. */
enum ask {
	ASK_READING, ASK_PERSON, ASK_REGIMES, ASK_REFERENTS, ASK_APPOINTMENTS, ASK_CONTACTS, ASK_NOTES, ASK_BARRIERS, ASK_ITEMS,
	ASK_PROTECTIONS, ASK_DATES, ASK_CONTRACTS, ASK_REMEDIALS, ASK_ORIENTATIONS, ASK_DIAGNOSTICS, ASK_RIGHTS, ASK_REQUESTS,
	ASK_ACTIVITIES, ASK_DISPENSATIONS, ASK_ABSENCES, ASK_TARGETS, ASK_REMINDERS, ASK_TRAININGS, ASK_PERIODS, ASK_ALLOWANCES,
	ASK_TRAINING_READING, ASK_PROJECT, ASK_PRECONDITIONS, ASK_EVENTS, ASK_PIECES, ASK_LINES, ASK_TRAINING_ABSENCES, ASK_PORTFOLIO, ASK_OPEN_TRAININGS,
	ASK_PREPARED, /* those before */
	ASK_HELD_PERSON = ASK_PREPARED, ASK_HELD_VALUES, ASK_HELD_READINGS, ASK_COUNT
};

/* params: identifiant (of a training request: its UUID), day; then the days asked for, from and to. Of the portfolio: login, day. */
static const struct { const char *name; int params; } asks[ASK_COUNT] = {
	[ASK_READING] = { "fiche_lecture", 2 }, [ASK_PERSON] = { "fiche_personne", 2 }, [ASK_REGIMES] = { "fiche_passages", 2 },
	[ASK_REFERENTS] = { "fiche_referents", 2 }, [ASK_APPOINTMENTS] = { "fiche_rendez_vous", 2 },
	[ASK_CONTACTS] = { "fiche_contacts", 2 }, [ASK_NOTES] = { "fiche_notes", 2 }, [ASK_BARRIERS] = { "fiche_freins", 2 },
	[ASK_ITEMS] = { "fiche_engagements", 2 }, [ASK_PROTECTIONS] = { "fiche_conges", 2 },
	[ASK_DATES] = { "engagements_dates", 2 }, [ASK_CONTRACTS] = { "engagements_contrats", 2 },
	[ASK_REMEDIALS] = { "engagements_compensations", 2 }, [ASK_ORIENTATIONS] = { "engagements_orientations", 2 },
	[ASK_DIAGNOSTICS] = { "engagements_diagnostics", 2 }, [ASK_RIGHTS] = { "engagements_droits", 2 },
	[ASK_REQUESTS] = { "engagements_demandes", 2 }, [ASK_ACTIVITIES] = { "heures_activites", 4 },
	[ASK_DISPENSATIONS] = { "heures_derogations", 4 }, [ASK_ABSENCES] = { "heures_absences", 4 },
	[ASK_TARGETS] = { "heures_cibles", 4 }, [ASK_REMINDERS] = { "heures_rappels", 4 },
	[ASK_TRAININGS] = { "fiche_formations", 2 }, [ASK_PERIODS] = { "fiche_periodes", 2 }, [ASK_ALLOWANCES] = { "fiche_droits", 2 },
	[ASK_TRAINING_READING] = { "formation_lecture", 2 }, [ASK_PROJECT] = { "formation_projet", 2 },
	[ASK_PRECONDITIONS] = { "formation_prealables", 2 }, [ASK_EVENTS] = { "formation_evenements", 2 },
	[ASK_PIECES] = { "formation_pieces", 2 }, [ASK_LINES] = { "formation_lignes", 2 },
	[ASK_TRAINING_ABSENCES] = { "formation_absences", 2 },
	[ASK_PORTFOLIO] = { "portefeuille", 2 }, [ASK_OPEN_TRAININGS] = { "formations_ouvertes", 2 },
	[ASK_HELD_PERSON] = { "detention_personne", 1 }, [ASK_HELD_VALUES] = { "detention", 1 },
	[ASK_HELD_READINGS] = { "detention_lectures", 1 } };

static const enum ask sheet[SHEET_COUNT] = { [SHEET_READING] = ASK_READING, [SHEET_PERSON] = ASK_PERSON,
	[SHEET_REGIMES] = ASK_REGIMES, [SHEET_REFERENTS] = ASK_REFERENTS, [SHEET_APPOINTMENTS] = ASK_APPOINTMENTS,
	[SHEET_CONTACTS] = ASK_CONTACTS, [SHEET_NOTES] = ASK_NOTES, [SHEET_BARRIERS] = ASK_BARRIERS, [SHEET_ITEMS] = ASK_ITEMS,
	[SHEET_PROTECTIONS] = ASK_PROTECTIONS, [SHEET_TRAININGS] = ASK_TRAININGS,
	[SHEET_PERIODS] = ASK_PERIODS, [SHEET_ALLOWANCES] = ASK_ALLOWANCES };

static const enum ask bond[BOND_COUNT] = { [BOND_READING] = ASK_READING, [BOND_PERSON] = ASK_PERSON, [BOND_DATES] = ASK_DATES,
	[BOND_REGIMES] = ASK_REGIMES, [BOND_CONTRACTS] = ASK_CONTRACTS, [BOND_ITEMS] = ASK_ITEMS, [BOND_REMEDIALS] = ASK_REMEDIALS,
	[BOND_ORIENTATIONS] = ASK_ORIENTATIONS, [BOND_DIAGNOSTICS] = ASK_DIAGNOSTICS, [BOND_RIGHTS] = ASK_RIGHTS,
	[BOND_REQUESTS] = ASK_REQUESTS, [BOND_APPOINTMENTS] = ASK_APPOINTMENTS, [BOND_TRAININGS] = ASK_TRAININGS,
	[BOND_PERIODS] = ASK_PERIODS };

static const enum ask hours[HOURS_COUNT] = { [HOURS_READING] = ASK_READING, [HOURS_PERSON] = ASK_PERSON,
	[HOURS_REGIMES] = ASK_REGIMES, [HOURS_ACTIVITIES] = ASK_ACTIVITIES, [HOURS_DISPENSATIONS] = ASK_DISPENSATIONS,
	[HOURS_ABSENCES] = ASK_ABSENCES, [HOURS_TARGETS] = ASK_TARGETS, [HOURS_REMINDERS] = ASK_REMINDERS,
	[HOURS_TRAININGS] = ASK_TRAININGS };

static const enum ask training[TRAINING_COUNT] = { [TRAINING_READING] = ASK_TRAINING_READING, [TRAINING_PERSON] = ASK_PERSON,
	[TRAINING_REQUESTS] = ASK_TRAININGS, [TRAINING_PROJECT_FORM] = ASK_PROJECT, [TRAINING_PRECONDITIONS] = ASK_PRECONDITIONS,
	[TRAINING_EVENTS] = ASK_EVENTS, [TRAINING_PIECE_LIST] = ASK_PIECES, [TRAINING_LINES] = ASK_LINES,
	[TRAINING_ABSENCES] = ASK_TRAINING_ABSENCES, [TRAINING_PERIODS] = ASK_PERIODS, [TRAINING_ALLOWANCES] = ASK_ALLOWANCES };

static const enum ask held[HELD_COUNT] = { [HELD_READING] = ASK_READING, [HELD_PERSON] = ASK_HELD_PERSON,
	[HELD_VALUES] = ASK_HELD_VALUES, [HELD_READINGS] = ASK_HELD_READINGS };

static bool asks_send(struct sql_port *p, const enum ask *list, size_t count, const char *const *values)
{
	bool ok = true;

	for (size_t i = 0; ok && i < count; i++) {
		const char *name = asks[list[i]].name;
		int params = asks[list[i]].params;

		if (p->files_prepared && list[i] < ASK_PREPARED)
			ok = PQsendQueryPrepared(p->conn, name, params, values, NULL, NULL, 0) == 1;
		else
			ok = PQsendQueryParams(p->conn, sql_query(name), params, NULL, values, NULL, NULL, 0) == 1;
	}
	return ok;
}

bool person_send(struct sql_port *p, const struct request *r, const char *as_of)
{
	char from[DATE_TEXT], to[DATE_TEXT];
	const char *const values[] = { r->id, as_of, date_format(r->from, from),
		date_format(r->kind == REQUEST_HOURS ? date_add_days(r->to, 6) : r->to, to) };

	switch (r->kind) {
	case REQUEST_FILE:
		return asks_send(p, sheet, SHEET_COUNT, values);
	case REQUEST_COMMITMENTS:
		return asks_send(p, bond, BOND_COUNT, values);
	case REQUEST_HOURS:
		return asks_send(p, hours, HOURS_COUNT, values);
	case REQUEST_TRAINING:
		return asks_send(p, training, TRAINING_COUNT, values);
	default:
		return asks_send(p, held, HELD_COUNT, values);
	}
}

bool portfolio_send(struct sql_port *p, const char *login, const char *as_of)
{
	static const enum ask portfolio[] = { ASK_PORTFOLIO, ASK_OPEN_TRAININGS };

	return asks_send(p, portfolio, 2, (const char *const[]){ login, as_of });
}

/* Named statements, each run once for nobody: its plan is made then, without the parameters, and kept. */
bool person_prepare(struct sql_port *p)
{
	const char *const nobody[] = { "", NULL, NULL, NULL };
	bool ok = PQsendQueryParams(p->conn, "SET plan_cache_mode = force_generic_plan", 0, NULL, NULL, NULL, NULL, 0) == 1;

	for (size_t i = 0; ok && i < ASK_PREPARED; i++)
		ok = PQsendPrepare(p->conn, asks[i].name, sql_query(asks[i].name), asks[i].params, NULL) == 1 &&
		     PQsendQueryPrepared(p->conn, asks[i].name, asks[i].params, nobody, NULL, NULL, 0) == 1;
	return ok;
}
