/* What the first référent's people show of contracts, hours and requests, by their place in demo_cast.c: at least one living
 * example of each alarm, on both sides. Shared by demo_contracts.c, demo_commitments.c, demo_hours.c, demo_rights.c. */
#ifndef JALON_DEMO_BONDS_H
#define JALON_DEMO_BONDS_H

#include "sql/demo/demo_model.h"
#include "sql/demo/demo_random.h"

enum bond {
	BOND_UNSIGNED,      /* oriented long ago, signed by the structure alone: late, the person's side */
	BOND_REORIENTED,    /* a réorientation started the clock again; a new contract is prepared, not signed */
	BOND_NO_CONTRACT,   /* none, under a regime whose delay is non fixé */
	BOND_LAPSED,        /* ended, and nothing followed */
	BOND_EXPIRING,      /* ends within contrat_fin_proche */
	BOND_FEW_ACTIONS,   /* fewer than two actions */
	BOND_NO_EMPLOYMENT, /* none à visée emploi */
	BOND_NO_CHOICE,     /* intensive beyond 12 months without recorded choice */
	BOND_STRUCTURING,   /* the same, with an action structurante */
	BOND_AMENDED,       /* an avenant withdrew a line, added one, changed the target */
	BOND_THIRD_LATE,    /* a funder has not decided */
	BOND_THIRD_SOON,    /* a training body owes an entry */
	BOND_EXCUSED,       /* a line of the person's with a motif accepted */
	BOND_WEEKLY,        /* a commitment of each week, kept */
	BOND_REMEDY_LATE, BOND_REMEDY_SOON, BOND_REMEDY_GIVEN,
	BOND_UNINFORMED,    /* no rights information */
	BOND_REQUEST, BOND_COMPLAINT, /* without an answer */
	BOND_HOURS_SHORT,   /* the week before, and so far this one */
	BOND_HOURS_SOON,    /* this week only */
	BOND_HOURS_OLD,     /* declared three weeks ago, not validated */
	BOND_HOURS_WAITING, /* declared last week, not validated */
	BOND_HOURS_LONG,    /* two years of hours, with illness, congés and a dérogation */
};
bool demo_bond_has(int person, enum bond bond);
/* Followed today by the first référent: what is not asked for by the table above is kept calm. */
bool demo_bond_is_cast(const struct demo_data *d, int person);
/* The first contract in force on that day, -1 when none; the rank in force of a contract on that day, 0 when none. */
long demo_contract_on(const struct demo_data *d, int person, struct date day);
int demo_rank_on(const struct demo_contract *c, struct date day);
/* The day a version binds: the later signature; DATE_NONE while one is missing. */
struct date demo_version_signed(const struct demo_version *v);

void demo_make_commitments(struct demo_data *d, struct demo_random *r); /* demo_commitments.c: what each contract holds */

#endif
