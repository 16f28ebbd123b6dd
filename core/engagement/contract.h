/* What binds a person and the structure, as the database states it: contracts with their versions, what each party
 * undertook, orientation, diagnostic, rights information, requests, remedial actions.
 *
 * Facts only; what is late and why is derived (core/engagement/ledger.h, core/portfolio/reasons.h). All strings are
 * UTF-8, non-NULL ("" when unknown) and belong to the arena of the answer that brought them (queries/engagements_*.sql).
 * Dates are days of the agency; the last day of a period is included. DATE_NONE: open, or not yet. */
#ifndef JALON_CONTRACT_H
#define JALON_CONTRACT_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/date.h"
#include "core/portfolio/facts.h"

enum parcours { /* parcours of the orientation (003:7664, volet of the contract) */
	PARCOURS_NONE, PARCOURS_PROFESSIONAL, PARCOURS_SOCIO_PROFESSIONAL, PARCOURS_SOCIAL, PARCOURS_COUNT
};
enum contract_choice { /* at 12 months of an intensive parcours (003:4428), or at the term of any contract */
	CHOICE_NONE, CHOICE_CONTINUE /* poursuite */, CHOICE_LIGHTER /* moins_intensif */, CHOICE_REORIENT /* reorientation */,
	CHOICE_END /* fin */, CHOICE_COUNT
};

/* The contract as first concluded (rank 1), then each avenant. Never changed once both parties signed. */
struct contract_version {
	int rank;                  /* from 1 */
	const char *objectives;    /* concrete and measurable (003:3932) */
	struct date ends;          /* last day; DATE_NONE: non fixé */
	int weekly_target;         /* minutes a week; -1: not set by the contract */
	bool intensive;            /* parcours intensif (003:4428) */
	const char *reason;        /* what the avenant is for; "" for rank 1 */
	struct date prepared;
	const char *prepared_by;   /* name */
	struct date signed_person, signed_structure; /* DATE_NONE: not signed by that party */
	const char *signatory;     /* personne, representant_legal; "" */
	const char *signed_by;     /* name of who signed for the structure, "" */
	bool dropped;              /* prepared, never signed, given up */
	int version;               /* of the row */
};
struct contract {
	const char *id;            /* UUID */
	enum regime regime;
	enum parcours parcours;
	struct date starts;
	struct date closed;        /* last day in force when closed before or at its term; DATE_NONE: not closed */
	const char *closing;       /* terme, passage, renouvellement, reorientation, rupture, autre; "" */
	const char *closing_text;
	enum contract_choice choice; struct date chosen; const char *choice_reason;
	const char *follows;       /* UUID of the contract it renews, "" */
	struct contract_version *versions; size_t version_count; /* by rank; dropped ones too */
	int version;               /* of the row */
};

enum item_state { /* rules.md L1: derived, never typed */
	ITEM_TODO, ITEM_KEPT, ITEM_LATE, ITEM_EXCUSED, ITEM_COMPENSATED, ITEM_NOT_APPLICABLE, ITEM_STATE_COUNT
};

/* Opened when an overdue commitment of the structure harmed the person; closed only when delivered (L6, 001:8). */
struct remedial {
	const char *id;
	const char *item;          /* UUID of the commitment that was late, "" when a clock was */
	const char *rule;          /* code of the clock that was late, "" when a commitment was */
	struct date lapsed;        /* when it should have been done */
	const char *harm;          /* prejudice, in words */
	const char *object;        /* what is given in return */
	struct date due, opened, delivered;
	const char *delivered_text;
	int version;
};
struct orientation {           /* and réorientation */
	const char *id;
	bool again;                /* réorientation */
	enum parcours parcours;
	const char *body;          /* organisme */
	struct date notified;      /* starts contract_signature; a new one restarts it (D. 5411-14-1) */
	const char *preference;    /* what the person asked for */
	const char *reason;
};
#define DIAGNOSTIC_FIELDS 6    /* 003:3874-3895: diagnostic_fields[] names them */
struct diagnostic {            /* versions, newest first; never overwritten */
	const char *id;
	int rank;
	struct date on;
	const char *author;
	const char *text[DIAGNOSTIC_FIELDS];
};
struct rights_information { const char *id; struct date on; const char *support; const char *text; };
struct person_request {        /* what the person asked the structure (reponse_72h) or complained of (reponse_reclamation) */
	const char *id;
	bool complaint;
	struct moment received, answered; /* MOMENT_NONE: not yet */
	const char *object, *answer;
	int version;
};

/* All of one person's (REQUEST_COMMITMENTS): the sheet's facts with them. */
struct commitment_file {
	struct person_facts person;
	struct date birth;
	struct date registered;        /* first day followed by the agency */
	struct date first_convocation; /* day the first appointment was given since regime_from; DATE_NONE: none */
	struct date first_referent;    /* since when anybody is référent since regime_from */
	struct regime_period *regimes; size_t regime_count;      /* newest first */
	struct contract *contracts;    size_t contract_count;    /* newest first */
	struct item *items;            size_t item_count;        /* of contracts and conclusions, open first, by date */
	struct remedial *remedials;    size_t remedial_count;    /* open first */
	struct orientation *orientations; size_t orientation_count; /* newest first */
	struct diagnostic *diagnostics;   size_t diagnostic_count;
	struct rights_information *rights; size_t rights_count;  /* newest first */
	struct person_request *requests;   size_t request_count; /* unanswered first, oldest first */
	struct appointment *appointments;  size_t appointment_count; /* newest first: chemin parcouru, nine items */
	struct training *trainings;    size_t training_count;    /* all of them, newest first (core/training/training.h) */
	struct company_period *periods; size_t period_count;     /* newest first */
};

/* The version in force on the day: the last one that both parties had signed; NULL when none. */
const struct contract_version *contract_in_force(const struct contract *c, struct date day);
/* The contract whose version is in force on the day; NULL when none. *v may be NULL. */
const struct contract *commitment_contract(const struct commitment_file *f, struct date day,
                                           const struct contract_version **v);
/* The version prepared and not yet signed by both, NULL when none. A contract whose end is known may have one until then: of
 * one that is over, it is dropped. */
const struct contract_version *contract_pending(const struct contract *c);
/* The version of the highest rank that both parties signed; NULL when none. */
const struct contract_version *contract_last_signed(const struct contract *c);
/* The day a version binds: the later of both signatures; DATE_NONE while one is missing. */
struct date contract_version_signed(const struct contract_version *v);
/* True when the item is part of that rank of its contract. */
bool item_in_version(const struct item *i, int rank);

const char *parcours_code(enum parcours p);   /* professionnel, socio_professionnel, social; "" */
const char *parcours_label(enum parcours p);
enum parcours parcours_from_code(const char *code);
const char *choice_code(enum contract_choice c);
const char *choice_label(enum contract_choice c);
enum contract_choice choice_from_code(const char *code);
const char *item_state_code(enum item_state s);  /* a_faire, tenu, en_retard, excuse, compense, sans_objet */
const char *item_state_label(enum item_state s);
const char *item_part_code(enum item_part p);    /* conclusion, socle, volet, individuel */
const char *item_part_label(enum item_part p);
int item_part_from_code(const char *code);       /* -1 when unknown */
const char *cadence_code(enum cadence c);        /* unique, semaine, mois, trimestre */
const char *cadence_label(enum cadence c);
int cadence_from_code(const char *code);
extern const struct code_label diagnostic_fields[]; /* competences, projet, marche, situation, autonomie, droits */
extern const struct code_label contract_closings[]; /* terme, passage, renouvellement, reorientation, rupture, autre */
extern const struct code_label rights_supports[];   /* entretien, signature, atelier, courrier */

#endif
