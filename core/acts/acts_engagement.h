/* The acts on what binds a person and the structure: contract, commitments, remedial actions, hours, orientation, diagnostic,
 * rights, requests. Each sends one command; false with *e set when the input is refused before sending (see app.h).
 *
 * Dates are typed (JJ/MM/AAAA or AAAA-MM-JJ), durations too (« 15 », « 15h », « 1h30 », « 1:30 », « 45 min »). What the file
 * loaded says (app->commitments, app->hours, when it is that person's) is checked first with the constraints of the database,
 * under their names and in their words (error.constraint); the database decides again. `person` is an identifiant.
 *
 * Facts given by pointer (contract, item, activity…) are those of the model: read, not kept. */
#ifndef JALON_ACTS_ENGAGEMENT_H
#define JALON_ACTS_ENGAGEMENT_H

#include "core/app/app.h"
#include "core/app/input.h"

/* --- the contract (acts_contract.c) --------------------------------------------------------------------------------
 * error.field: debut, fin, parcours, objectifs, cible, intensif, engagements, debiteur, objet, echeance, part, cadence, regle,
 * action, motif, signe_personne_le, signe_structure_le, signataire, choix, dernier_jour, texte. For a line among several,
 * the sentence says which one (« l'échéance de l'engagement 3 »). */
enum { CONTRACT_ITEMS_MAX = 60 };

struct commitment_new {       /* one line of a contract; without object: left out */
	const char *debtor;       /* personne, structure, partenaire, financeur, employeur, organisme */
	const char *object;
	const char *due;          /* typed; "": non fixé. Of a cadence: the first one; "": one period after the start */
	const char *part;         /* socle, volet, individuel; "": individuel */
	const char *cadence;      /* unique, semaine, mois, trimestre; "": unique */
	const char *rule, *model, *source; /* "" */
	bool action, employment, structuring; /* L7: employment and structuring only of an action */
};
/* The line that a model of the catalogue gives, its strings those of the model; due "". */
struct commitment_new commitment_from_model(const struct commitment_model *m);

struct contract_new {
	const char *person;
	const char *from;         /* typed; "": today */
	const char *last_day;     /* typed; "": non fixé */
	const char *parcours;     /* professionnel, socio_professionnel, social; "": none */
	const char *objectives;   /* required */
	const char *weekly;       /* duration a week; "": not set by the contract */
	bool intensive;
	const char *follows;      /* UUID of the contract that it renews, "" */
};
bool act_contract_prepare(struct app *a, const struct contract_new *v, const struct commitment_new *items, size_t count,
                          struct error *e);

struct contract_amendment {   /* an avenant: what is NULL stays as it is in the version in force */
	const char *person;
	const struct contract *contract;
	const char *reason;       /* required */
	const char *last_day;     /* typed; "": non fixé */
	const char *objectives;
	const char *weekly;       /* "": no longer set by the contract */
	const bool *intensive;
	const struct commitment_new *added; size_t added_count;
	const struct item *const *withdrawn; size_t withdrawn_count;
};
/* Refused with ERR_NOTHING when it changes nothing. */
bool act_contract_amend(struct app *a, const struct contract_amendment *v, struct error *e);

/* The version that waits, or that rank. Typed days; "" : not signed by that party now; both "": today, by both. signatory:
 * personne, representant_legal; "": personne. Refused: no commitment of the structure (D. 5411-14, 003:7421), to come,
 * too early, end before start, another contract in force. */
bool act_contract_sign(struct app *a, const char *person, const struct contract *c, int rank, const char *by_person,
                       const char *by_structure, const char *signatory, struct error *e);
bool act_contract_drop(struct app *a, const char *person, const struct contract *c, int rank, struct error *e);
/* At 12 months of an intensive parcours (003:4428), or at the term. reason required. */
bool act_contract_choose(struct app *a, const char *person, const struct contract *c, enum contract_choice choice,
                         const char *reason, struct error *e);
/* last_day typed, "": today. closing: code of contract_closings. text: required for « autre ». */
bool act_contract_close(struct app *a, const char *person, const struct contract *c, const char *last_day, const char *closing,
                        const char *text, struct error *e);

/* Kept today; with a cadence, one fulfilment more. act_item_done() of acts_rdv.h does it for any item, of a conclusion or of a
 * contract: the person is that of the model that holds it. */
/* True when that may be noted: signed, and neither kept (unless it comes back), excused, compensated nor withdrawn. */
bool item_may_be_kept(const struct item *i);
bool act_item_excuse(struct app *a, const char *person, const struct item *i, const char *reason, struct error *e); /* motif */

/* --- remedial actions (acts_remedial.c), L6 ---------------------------------------------------------------------------
 * error.field: manque_le, prejudice, objet, echeance, remise_le, texte. */
struct remedial_new {
	const char *person;
	const struct item *item;  /* the commitment of the structure that was late; NULL: a clock */
	const char *rule;         /* code of the clock that was late, "" with an item */
	const char *lapsed;       /* typed: when it should have been done; "": the item's date */
	const char *harm, *object;/* required */
	const char *due;          /* typed, required: by when it is delivered */
};
bool act_remedial_open(struct app *a, const struct remedial_new *v, struct error *e);
/* Closed only when delivered: on (typed, "": today), text: what was given, required. */
bool act_remedial_deliver(struct app *a, const char *person, const struct remedial *r, const char *on, const char *text,
                          struct error *e);

/* --- hours (acts_hours.c), L8 ------------------------------------------------------------------------------------------
 * error.field: jour, theme, minutes, texte, du, au, cible, motif. */
struct activity_new {
	const char *person;
	const char *day;          /* typed; "": today */
	const char *theme;        /* code of activity_themes, or its number 1..9 */
	const char *duration;     /* 1 minute to 24 hours; the day's total within 24 hours */
	const char *text;         /* "" */
};
bool act_hours_declare(struct app *a, const struct activity_new *v, struct error *e);
/* Those not validated yet, in one command; ERR_NOTHING when there is none. */
bool act_hours_validate(struct app *a, const char *person, const struct activity *const *items, size_t count, struct error *e);
bool act_hours_withdraw(struct app *a, const char *person, const struct activity *x, struct error *e);
/* Last day included; weekly: duration, « 0 » allowed; reason required (003:4415). */
struct dispensation_new { const char *person, *from, *last_day, *weekly, *reason; };
bool act_dispensation_grant(struct app *a, const struct dispensation_new *v, struct error *e);
bool act_dispensation_withdraw(struct app *a, const char *person, const struct dispensation *d, struct error *e);
/* Absences of a person: act_leave_declare() (acts_rdv.h), kinds conges, reflexion, maladie, emploi, formation, autre (texte). */

/* --- orientation, diagnostic, rights, requests (acts_rights.c) ---------------------------------------------------------
 * error.field: parcours, organisme, notifiee_le, preference, motif; the six of diagnostic_fields; le, support, texte; recue_le,
 * heure, canal, objet, reponse. */
struct orientation_new {      /* the first one is an orientation, the next ones réorientations: the file says which */
	const char *person;
	const char *parcours;     /* required */
	const char *body;         /* organisme, required */
	const char *notified;     /* typed; "": today. A new one restarts contract_signature (D. 5411-14-1) */
	const char *preference;   /* what the person asked for, "" */
	const char *reason;       /* required for a réorientation */
};
bool act_orientation_note(struct app *a, const struct orientation_new *v, struct error *e);
/* A new version, never a correction (003:3874); one field at least. NULL counts as "". on: typed, "": today. */
bool act_diagnostic_write(struct app *a, const char *person, const char *on, const char *const text[DIAGNOSTIC_FIELDS],
                          struct error *e);
/* on: typed, "": today. support: code of rights_supports. */
bool act_rights_inform(struct app *a, const char *person, const char *on, const char *support, const char *text,
                       struct error *e);
struct request_new {
	const char *person;
	bool complaint;           /* réclamation, else demande */
	const char *day, *time;   /* typed; "" "": now */
	enum channel channel;
	const char *object;       /* required */
};
bool act_request_receive(struct app *a, const struct request_new *v, struct error *e);
/* Answered now. answer: required. */
bool act_request_answer(struct app *a, const char *person, const struct person_request *r, const char *answer,
                        struct error *e);

#endif
