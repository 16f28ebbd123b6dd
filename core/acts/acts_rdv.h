/* The acts on appointments and on the agenda: each sends one command; false with *e set when the input is refused
 * before sending (see app.h). Dates and times are typed: JJ/MM/AAAA or AAAA-MM-JJ, and HH:MM, 9h, 9h30 or 9:30.
 *
 * What the agenda loaded says (app->agenda) is checked first by booking_check(), so that a refusal comes without a
 * round trip; the database decides again. A refusal that may be confirmed (booking_refusal_confirmable) is passed over
 * by `confirmation`: why, in words, stored with who confirmed. */
#ifndef JALON_ACTS_RDV_H
#define JALON_ACTS_RDV_H

#include "core/app/app.h"
#include "core/agenda/booking.h"

/* error.field: jour, heure, minutes, type, lieu, objet, confirmation, semaines, motif, demandeur, presence, conclusion,
 * capacite, creneaux, du, au, debut, fin, plages, debiteur, echeance, jusqu_au, convoque_le, recu_le, canal, jours, nature,
 * texte, participants. A booking refused by the agenda loaded names jour, heure, or confirmation when that is the way
 * out; error.constraint says which refusal it is (booking_refusal_name()). */
struct rdv_new {
	const char *person;       /* identifiant */
	const char *day, *time;   /* typed */
	const char *minutes;      /* typed, "" : 30 */
	const char *kind, *place; /* codes */
	const char *subject;      /* "" */
	const char *confirmation; /* "" or why */
};
bool act_rdv_give(struct app *a, const struct rdv_new *v, struct error *e);
/* The same slot as the last one, a week after it, or after today when that is past: two keystrokes. Refused
 * (« choisissez le créneau ») when there is none to copy or when that slot is not free. */
bool act_rdv_next_week(struct app *a, const char *person, struct error *e);
/* Where that slot begins; MOMENT_NONE when there is none to copy. */
struct moment rdv_next_week_start(const struct app *a, const char *person);
/* Recorded afterwards (« entretien non planifié », rules.md L5): attended. */
bool act_rdv_unplanned(struct app *a, const struct rdv_new *v, const char *conclusion, struct error *e);
/* Needs the whole of one's agenda for those weeks and that person: asked for by the act, which is refused meanwhile with
 * ERR_NOTHING (« validez de nouveau »). weeks: typed, 3..26. Sends the occurrences of series_plan() that are given; *plan says which are skipped and why. */
bool act_rdv_series(struct app *a, const struct rdv_new *v, const char *weeks, struct arena *arena, struct series *plan,
                    struct error *e);
/* send false: only plans. */
bool act_rdv_series_plan(struct app *a, const struct rdv_new *v, const char *weeks, struct arena *arena,
                         struct series *plan, struct error *e);
struct rdv_move { const char *meeting; int version; const char *day, *time, *minutes, *place, *asked_by, *reason, *confirmation; };
bool act_rdv_move(struct app *a, const struct rdv_move *v, struct error *e);  /* asked_by: structure, personne */
/* person "": the whole séance. */
bool act_rdv_cancel(struct app *a, const char *meeting, const char *person, int version, const char *asked_by,
                    const char *reason, struct error *e);
struct presence_entry { const char *person; int version; enum attendance attendance; const char *reason; };
/* One or many (roll-call) of one séance, in one command. Refused on a séance to come. */
bool act_rdv_presence(struct app *a, const char *meeting, const struct presence_entry *entries, size_t count, struct error *e);
/* An empty line (no object, no date) is left out. What each side undertakes: debtor personne or structure, object, typed due date. */
struct item_new { const char *debtor, *object, *due; };
/* Closes the appointment (rules.md L2): conclusion required. attendance: also recorded when still inconnu. */
bool act_rdv_conclude(struct app *a, const char *meeting, const char *person, int version, enum attendance attendance,
                      const char *conclusion, const struct item_new *items, size_t item_count, struct error *e);
bool act_item_done(struct app *a, const struct item *i, struct error *e);
bool act_rdv_received(struct app *a, const char *meeting, const char *person, int version, const char *convoked,
                      const char *received, struct error *e); /* typed dates, "" leaves as is */
/* Which reminder is due today for an appointment on that day: the last one (rappel_dernier) from the working day before on,
 * else the first one (rappel_premier). In days before. */
int rdv_reminder_days(const struct app *a, enum regime regime, struct date next);
bool act_reminder(struct app *a, const char *meeting, const char *person, int days, enum channel channel, struct error *e);

struct group_new { const char *day, *time, *minutes, *kind, *place, *subject, *capacity, *confirmation; };
bool act_group_create(struct app *a, const struct group_new *v, const char *const *people, size_t count, struct error *e);
bool act_group_enrol(struct app *a, const char *meeting, const char *const *people, size_t count, struct error *e);

/* Two to six slots offered; then one chosen, which gives the appointment. */
bool act_proposal_make(struct app *a, const char *person, const struct moment *slots, size_t count, int minutes,
                       const char *kind, const char *place, const char *text, struct error *e);
bool act_proposal_choose(struct app *a, const struct proposal *p, size_t slot, struct error *e);
bool act_proposal_withdraw(struct app *a, const struct proposal *p, struct error *e);

bool act_leave_declare(struct app *a, const char *person, const char *kind, const char *from, const char *last_day,
                       const char *text, struct error *e); /* kind: conges, reflexion, maladie, emploi, formation, autre (text) */
bool act_leave_withdraw(struct app *a, const struct protected_period *p, struct error *e);
bool act_absence_set(struct app *a, const char *from_day, const char *from_time, const char *to_day, const char *to_time,
                     const char *reason, struct error *e); /* times "": whole days, last one included */
bool act_absence_withdraw(struct app *a, const struct absence *x, struct error *e);
/* One text a weekday, Monday first: « 9h-12h30 13h30-17h », "" does not work that day. */
bool act_hours_set(struct app *a, const char *const days[7], struct error *e);
bool act_closing_set(struct app *a, const char *from, const char *last_day, const char *reason, struct error *e);
bool act_closing_withdraw(struct app *a, const struct closing *c, struct error *e);

/* Ma journée: hides a line until a day (typed), or marks it done for today. */
bool act_line_put_off(struct app *a, const char *person, enum reason_code code, const char *until, struct error *e);
bool act_line_done(struct app *a, const char *person, enum reason_code code, struct error *e);

#endif
