/* The acts on training requests, periods in a company and rights: each sends one command; false with *e set when the input is
 * refused before sending (see app.h). Source: rules.md §7.
 *
 * Dates are typed (JJ/MM/AAAA or AAAA-MM-JJ; "" or NULL: today where a day may be left out), lengths too (« 800 », « 35h30 »),
 * amounts in euros (« 1 250,50 »; "": non fixé). What is loaded says (app_training_facts(), app_training()) is checked first
 * with the constraints of the database, under their names and in their words (error.constraint); the database decides again.
 * `person` is an identifiant.
 *
 * Facts given by pointer (training, piece, line, period) are those of the model: read, not kept. error.field is the key of the
 * command's content that is at fault, but for heures, rythme (minutes, rythme_minutes), montant (montant_cents) and dernier_jour. */
#ifndef JALON_ACTS_TRAINING_H
#define JALON_ACTS_TRAINING_H

#include "core/app/app.h"
#include "core/app/input.h"

/* --- what is asked for (acts_training.c) ------------------------------------------------------------------------------
 * error.field: intitule, rome, objectif, organisme, lieu, departement, heures, rythme, debut, fin, le, texte, session_id. */
struct training_details {
	const char *session;       /* UUID of a session among those found (app_course()); "": none */
	const char *title;         /* required; of a session named as it begins, "": the session's */
	const char *trade;         /* ROME code (A1234), "" */
	const char *aim;           /* code of training_aims, "" */
	const char *body, *place;  /* "" */
	const char *basin;         /* département, "" */
	const char *hours, *weekly;/* typed; "": non fixé; never zero (formation_heures) */
	const char *from, *last_day; /* typed; "": non fixé; never backwards (formation_bornes) */
};
/* What a session of the catalogue gives: ready to be sent as it is, or to fill a form. Strings belong to the arena. */
struct training_details training_details_of(struct arena *arena, const struct course_session *s);
/* What the request says today: what a form of correction starts from. */
struct training_details training_details_from(struct arena *arena, const struct training *t);

/* on: typed, "": today; text: what the person said, "". */
bool act_training_raise(struct app *a, const char *person, const struct training_details *v, const char *on, const char *text,
                        struct error *e);
/* Corrects; refused with ERR_NOTHING when it changes nothing. Once entered, only the days may change. */
bool act_training_describe(struct app *a, const struct training *t, const struct training_details *v, struct error *e);
/* A new version of the project's form (000:6307-6349): one field at least; raised, it becomes a project. NULL counts as ""; on: typed,
 * "": today. */
bool act_training_project(struct app *a, const struct training *t, const char *const text[PROJECT_FIELDS], const char *on, struct error *e);
/* T2: met, or waived with its reason (text, then required). on: typed, "": today. error.field: code, texte, le. */
bool act_training_precondition(struct app *a, const struct training *t, enum precondition p, bool waived, const char *text,
                               const char *on, struct error *e);

/* What a search of the catalogue is narrowed to, as a form types it; the words searched stay as they are. Dates are those of the
 * first days; "": no such filter. No command: the sessions are read again. error.field: rome, departement, du, au. */
struct course_filters { const char *trade, *basin, *funder, *from, *to; bool places_only; };
bool act_courses_filter(struct app *a, const struct course_filters *v, struct error *e);

/* --- what happens to it (acts_training_step.c) -------------------------------------------------------------------------
 * Any step but those that have their own act (raise, describe, project, pieces). Refused as the table of transitions and its
 * guards say (core/training/stages.h). error.field: geste, le, avec, texte, motifs, financeur, contre_proposition,
 * sans_contre_proposition, malgre, sans_revenu_dit, place_confirmee, debut, fin. */
struct training_advance {
	enum training_step step;
	const char *on;            /* typed; "": today; never to come */
	const char *with;          /* of an exchange: who; "" */
	const char *text;          /* "" ; required of an exchange, a counter-proposal, a contest, and with the ground « autre » */
	const char *const *grounds; size_t ground_count; /* codes; of a refusal, a drop, an end, a follow-up: training_step_grounds() */
	const char *funder;        /* code; required to file */
	const char *counter, *no_counter; /* of a refusal: one of them (T4) */
	const char *despite;       /* to fund with a hole: why */
	bool no_income_said;       /* to file: the person was told that the course would pay nothing (T3, 000:1546) */
	bool place_confirmed;      /* to enter a session shown full: the body keeps a place */
	const char *from, *last_day; /* real days of an entry, of an end; "": as planned */
};
bool act_training_advance(struct app *a, const struct training *t, const struct training_advance *v, struct error *e);
/* T3: filed at that funder, the course would leave the person without income: to be said before. False when not known. */
bool training_no_income_there(const struct app *a, const struct training *t, const char *funder);

struct piece_new { const char *kind, *object; enum debtor owner; const char *expected; }; /* without object and kind: left out */
/* The funder asks: one piece at least (formation_pieces). error.field: nature, objet, debiteur, attendue_le; the sentence says
 * which line. on: the day it asked, typed, "": today; its clock stops that day. */
bool act_training_pieces_ask(struct app *a, const struct training *t, const struct piece_new *items, size_t count, const char *on,
                             struct error *e);
/* on: typed, "": today. The last one awaited sends the file back to the funder. error.field: recue_le. */
bool act_training_piece_receive(struct app *a, const struct training *t, const struct training_piece *p, const char *on,
                                struct error *e);
/* One that will not come, or is asked for no more; the last one awaited completes the file. */
bool act_training_piece_withdraw(struct app *a, const struct training *t, const struct training_piece *p, struct error *e);

/* --- who pays (acts_funding.c) ------------------------------------------------------------------------------------------
 * T3. error.field: poste, financeur, du, au, montant, etat, motif. */
struct funding_new {
	enum cost cost;
	const char *funder;        /* code; of a cost that is not needed, neither funder nor amount is kept */
	const char *from, *last_day; /* typed; "": the training's, when they are known */
	const char *amount;
	enum line_state state;
	const char *reason;        /* required when refused or not needed */
};
/* Refused: another funder not refused for that cost on one of those days (formation_financement_double). */
bool act_funding_add(struct app *a, const struct training *t, const struct funding_new *v, struct error *e);
bool act_funding_decide(struct app *a, const struct training *t, const struct funding_line *line, enum line_state state,
                        const char *amount, const char *reason, struct error *e);
bool act_funding_withdraw(struct app *a, const struct training *t, const struct funding_line *line, struct error *e);
/* Days of absence once entered; reason required. error.field: du, au, motif. */
bool act_training_absence(struct app *a, const struct training *t, const char *from, const char *last_day, bool excused,
                          const char *reason, struct error *e);

/* --- periods in a company, rights (acts_period.c) -----------------------------------------------------------------------
 * error.field: nature, entreprise, metier, objectif, du, au, malgre; texte, le. */
struct period_new {
	const char *person;
	const char *training;      /* UUID of the request that it prepares, "" */
	const char *kind;          /* code of company_period_kinds */
	const char *host;          /* required */
	const char *trade, *aim;   /* "" */
	const char *from, *last_day; /* typed */
	const char *despite;       /* why, knowing that it ends the regime (W2); "" */
};
bool act_period_note(struct app *a, const struct period_new *v, struct error *e);
/* W2 (000:6137): would it end the regime of the person? In words to be read before saving, with the day; "" when it would not,
 * or when dates or person are not known. */
const char *period_ends_regime(struct arena *arena, const struct app *a, const struct period_new *v);
/* on: typed, "": today. text: required. */
bool act_period_debrief(struct app *a, const char *person, const struct company_period *p, bool with_host, const char *text,
                        const char *on, struct error *e);
bool act_period_withdraw(struct app *a, const char *person, const struct company_period *p, struct error *e);
/* What the person lives on from that day; closes the one that runs. last_day typed, "": non fixé. kind: code of
 * allowance_kinds. error.field: nature, du, au. */
bool act_allowance_note(struct app *a, const char *person, const char *kind, const char *from, const char *last_day,
                        struct error *e);

#endif
