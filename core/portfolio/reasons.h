/* Reasons: every flag of a person with the rule, the inputs and the date behind it.
 *
 * Nothing computes a flag without a reason, and « Pourquoi ? » prints reasons and nothing else
 * (product.md, principle 3). Pure: facts, rule book and today in, reasons out. */
#ifndef JALON_REASONS_H
#define JALON_REASONS_H

#include "core/portfolio/facts.h"
#include "core/rules/clock.h"

enum reason_code {
	REASON_CONTACT_DUE,          /* no contact within the regime's clock */
	REASON_NO_APPOINTMENT,       /* none within horizon_rdv */
	REASON_ATTENDANCE_UNKNOWN,   /* past appointment without outcome (rules.md L3): owed by the counsellor */
	REASON_FIRST_MEETING_DUE,
	REASON_MILESTONE_DUE,        /* point d'étape */
	REASON_END_NEAR,             /* end of the dispositif within fin_proche */
	REASON_CONCLUSION_DUE,       /* appointment attended, without a conclusion (rules.md L2) */
	REASON_ITEM_OURS,            /* what a conclusion left to us, due or late (L1, L2) */
	REASON_ITEM_THEIRS,          /* what a conclusion left to the person, due or late */
	REASON_SERIES_ENDING,        /* the weekly series ends within serie_fin_proche, or has just ended */
	REASON_REBOOKINGS,           /* moved or cancelled reprises_seuil times within reprises_fenetre */
	REASON_REMINDER,             /* reminder of the next appointment: rappel_premier, rappel_dernier */
	REASON_CONTRACT_MISSING,     /* none signed, or signed by one side only (L7); the debtor is who has not signed */
	REASON_CONTRACT_EXPIRING,    /* ends within contrat_fin_proche, or has ended without another */
	REASON_CONTRACT_EMPTY,       /* fewer actions than actions_minimum */
	REASON_NO_EMPLOYMENT_ACTION, /* fewer actions à visée emploi than actions_emploi */
	REASON_INTENSIVE_CHOICE,     /* intensive for intensif_choix without a choice recorded */
	REASON_HOURS_SHORT,          /* less declared than the week's target (L8) */
	REASON_HOURS_TO_VALIDATE,    /* declared, not validated by us */
	REASON_RIGHTS_DUE,           /* information sur les droits not given */
	REASON_REQUEST_DUE,          /* request of the person not answered */
	REASON_COMPLAINT_DUE,        /* complaint (réclamation) not answered */
	REASON_REMEDIAL_DUE,         /* remedial action opened and not delivered (L6) */
	REASON_ITEM_THIRD,           /* what a partner, a funder, an employer or a training body undertook, due or late */
	REASON_TRAINING_DECISION,    /* filed, the funder has not decided (decision_financeur) */
	REASON_TRAINING_PIECES,      /* pieces awaited: owed by their owner, never held against the person (000:577) */
	REASON_TRAINING_STEP,        /* the file is held by us: a refusal to answer, a project ready and not filed… */
	REASON_FUNDING_HOLE,         /* granted, and some cost of some day has no funder: « renoncement probable » (T3, 002:507) */
	REASON_TRAINING_ENTRY,       /* granted, not entered (entree) */
	REASON_RELAY_NEEDED,         /* days of the training after the end of rights without a relay (T5) */
	REASON_TRAINING_CHECK,       /* check at one third of the training (suivi_tiers, 004:2343) */
	REASON_TRAINING_FOLLOW_UP,   /* situation six months after the end (suivi_6_mois, 000:2295) */
	REASON_DEBRIEF_DUE,          /* a period in a company is over and not debriefed (000:778) */
	REASON_COUNT
};

/* Who makes the next step. */
enum owner { OWNER_ME, OWNER_PERSON, OWNER_THIRD };

struct reason_input { const char *label, *value; }; /* French */

struct reason {
	enum reason_code code;
	enum band band;          /* never BAND_NONE */
	enum owner owner;
	enum debtor debtor;      /* whose ledger column it belongs to */
	struct moment due;       /* MOMENT_NONE when non fixé */
	struct clock_result clock;
	const struct rule *rule; /* never NULL; belongs to the rule book */
	const struct training *training; /* the request it speaks of, NULL for any other reason */
	const char *sentence;    /* « RDV de la semaine dû depuis 2 jours », fits 40 columns when it can */
	const char *brief;       /* the same within 22 columns, for narrow lists: « +2 j » late by 2 days, « J-3 » in 3 days */
	const struct reason_input *inputs; size_t input_count;
	const char *next_step;   /* what to do, French */
	const char *action;      /* INI name of the action that does it, "" when none: keys are rebound */
};

/* A person judged: reasons sorted by band, date; counts and figures of the line. */
struct judged_person {
	const struct person_facts *facts;
	const struct reason *reasons; size_t reason_count;
	enum band band;           /* of the first reason, BAND_NONE when none */
	int days_since_contact;   /* -1: never */
	int late_structure, late_person; /* overdue lines of each ledger */
	struct date regime_end;   /* explicit, or computed from fin_dispositif; DATE_NONE when non fixé */
	/* Ends of the clocks, due or not, for « chemin parcouru » and the ledgers; CLOCK_UNSET when non fixé,
	 * rule NULL when nothing asks for it. */
	struct clock_result contact, first_meeting, milestone;
	const char *sort_name;    /* « nom prénom » folded, to order and to filter */
};

/* All reasons of one person. Allocates from arena only; keeps facts and rules by pointer.
 * The definition of each reason is written above the function that looks for it (reasons.c, reasons_agenda.c,
 * reasons_contract.c, reasons_training.c). */
struct judged_person person_judge(struct arena *arena, const struct rulebook *book, const struct person_facts *facts,
                                  struct moment today, const char *department);
/* What is expected of one week (rules.md L8): the target of a dérogation or of the contract, else of the rule, prorated by
 * the absent days. Not fixed where nothing sets one, or where the regime did not hold from the Monday on. */
struct week_due {
	bool fixed;
	bool proposed;           /* the rule that sets it is not applied: « objectif proposé », never short */
	int target;              /* minutes, prorated */
	const struct rule *rule; /* heures_hebdomadaires in force that Monday, NULL when none */
};
struct week_due person_week_due(const struct rulebook *book, const struct person_facts *f, const struct week_facts *w,
                                struct date monday);

/* What one request asks for, by band then date; a person's own reasons tell the request that waits most. p: the person judged,
 * NULL when not known: as somebody followed with active support, whose end of regime is not known. */
struct training_reasons { const struct reason *items; size_t count; };
struct training_reasons training_reasons(struct arena *arena, const struct rulebook *book, const struct training *t,
                                         const struct judged_person *p, struct moment today, const char *department);

/* Its reason of that code, NULL when none. */
const struct reason *judged_reason(const struct judged_person *p, enum reason_code code);
/* Band, date of the first reason, name (folded), identifiant. */
int judged_compare(const struct judged_person *a, const struct judged_person *b);

const char *reason_code_name(enum reason_code c); /* contact_du, sans_rdv, ... stable, for TSV and tests */
const char *reason_title(enum reason_code c);     /* French heading of « Pourquoi ? » */
const char *reason_next_step(enum reason_code c); /* what to do, French, and the INI name of the action that does it, "" */
const char *reason_action(enum reason_code c);
enum owner owner_of(enum debtor d);               /* who makes the next step of what that debtor owes */
const char *owner_label(enum owner o);            /* moi, la personne, un tiers */

#endif
