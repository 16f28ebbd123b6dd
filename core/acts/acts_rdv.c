/* Giving, moving and cancelling an appointment. Checked against the agenda loaded, decided by the database. */
#include "core/acts/acts_rdv.h"

#include <string.h>

#include "core/acts/act_slot.h"
#include "core/base/json.h"
#include "core/base/text.h"

static const struct input_text subject_text = {"objet", "l'objet", false, 500, false};
static const struct input_text confirmation_text = {"confirmation", "la raison de confirmer", false, 500, false};
static const struct input_text conclusion_text = {"conclusion", "la conclusion", false, 4000, true};
static const struct input_text reason_text = {"motif", "le motif", true, 500, false};

/* --- giving --------------------------------------------------------------------------------------------------- */

bool rdv_read(const struct rdv_new *v, struct period *out, struct error *e)
{
	return slot_read(v->day, v->time, v->minutes, SLOT_MINUTES, out, e) && slot_codes_check(v->kind, v->place, e) &&
	       input_text_check(&subject_text, v->subject, e) && input_text_check(&confirmation_text, v->confirmation, e);
}

void rdv_particulars(struct command_draft *d, const struct rdv_new *v, int minutes)
{
	json_int(&d->content, "minutes", minutes);
	json_string(&d->content, "type", v->kind);
	json_string(&d->content, "lieu", v->place);
	command_text_if(d, "objet", v->subject);
	command_text_if(d, "confirmation", v->confirmation);
}

static void give_open(struct command_draft *d, struct app *a, const struct rdv_new *v, struct period when)
{
	command_open(d, a, "rdv_donner");
	command_new_id(d, "seance_id");
	json_string(&d->content, "identifiant", v->person);
	json_moment(&d->content, "debut", when.from);
	rdv_particulars(d, v, period_minutes(when));
}

static const char *give_label(struct command_draft *d, const char *what, const char *person, struct moment start)
{
	return arena_format(&d->arena, "%s avec %s, %s", what, act_person_name(d->app, &d->arena, person),
	                    when_words(&d->arena, start));
}

static bool give(struct app *a, const struct rdv_new *v, struct period when, struct error *e)
{
	struct booking b = {.period = when, .except = "", .confirmed = !input_blank(v->confirmation)};
	struct command_draft d;

	if (!slot_check(a, v->person, &b, e))
		return false;
	give_open(&d, a, v, when);
	command_send(&d, give_label(&d, "RDV", v->person, when.from), v->person, true);
	return true;
}

bool act_rdv_give(struct app *a, const struct rdv_new *v, struct error *e)
{
	struct period when;

	return act_allowed(a, e) && rdv_read(v, &when, e) && give(a, v, when, e);
}

bool act_rdv_unplanned(struct app *a, const struct rdv_new *v, const char *conclusion, struct error *e)
{
	struct command_draft d;
	struct booking b = {.except = "", .unplanned = true};

	if (!act_allowed(a, e) || !rdv_read(v, &b.period, e) || !input_text_check(&conclusion_text, conclusion, e))
		return false;
	if (moment_compare(b.period.from, a->now) > 0)
		return input_refuse(e, "heure", "un entretien non planifié s'inscrit après coup : pour une heure à venir, donnez un rendez-vous");
	if (!slot_check(a, v->person, &b, e))
		return false;
	give_open(&d, a, v, b.period);
	json_bool(&d.content, "imprevue", true);
	command_text_if(&d, "conclusion", conclusion);
	command_send(&d, give_label(&d, "entretien non planifié", v->person, b.period.from), v->person, true);
	return true;
}

/* --- the week after ------------------------------------------------------------------------------------------- */

struct model_slot { struct moment start; int minutes; const char *kind, *place; };

static void model_later(struct model_slot *m, struct moment start, int minutes, const char *kind, const char *place)
{
	if (!moment_is_set(start) || minutes <= 0 || kind[0] == '\0' ||
	    (moment_is_set(m->start) && moment_compare(start, m->start) <= 0))
		return;
	*m = (struct model_slot){start, minutes, kind, place};
}

static bool attendance_cancels(enum attendance x)
{
	return x == ATTENDANCE_CANCELLED_STRUCTURE || x == ATTENDANCE_CANCELLED_PERSON;
}

/* The last one known: of the line, of the open file, of the agenda. A group is no model for a face to face. */
static struct model_slot model_slot_find(const struct app *a, const char *person)
{
	const struct judged_person *p = app_person(a, person);
	const struct person_file *f = strcmp(a->file.id, person) == 0 ? a->file.file : NULL;
	const struct agenda_facts *g = a->agenda.facts;
	struct model_slot m = {.start = MOMENT_NONE};

	if (p != NULL && p->facts->next_kind != NULL && p->facts->next_place != NULL)
		model_later(&m, moment_is_set(p->facts->next_appointment) ? p->facts->next_appointment : p->facts->last_appointment,
		            p->facts->next_minutes, p->facts->next_kind, p->facts->next_place);
	for (size_t i = 0; f != NULL && i < f->appointment_count; i++) {
		const struct appointment *x = &f->appointments[i];

		if (!x->cancelled && !x->group && !attendance_cancels(x->attendance))
			model_later(&m, x->start, x->minutes, x->kind, x->place);
	}
	for (size_t i = 0; g != NULL && i < g->meeting_count; i++) {
		const struct meeting *x = &g->meetings[i];
		const struct attendee *at = attendee_find(x, person);

		if (at != NULL && !x->cancelled && x->capacity == 0 && !attendance_cancels(at->attendance))
			model_later(&m, x->period.from, period_minutes(x->period), x->kind, x->place);
	}
	return m;
}

static bool next_week_refuse(const struct app *a, struct error *e)
{
	const struct action *give_action = action_find("rdv.donner");
	char key[32] = "";

	if (give_action != NULL)
		app_key(a, give_action->id, key);
	if (key[0] != '\0')
		error_set_remedy(e, "choisissez le créneau : %s", key);
	else
		error_set_remedy(e, "choisissez le créneau");
	return false;
}

/* Its start a week later, or as many weeks as it takes to be to come. */
static struct model_slot model_slot_next(const struct app *a, const char *person)
{
	struct model_slot m = model_slot_find(a, person);

	while (moment_is_set(m.start)) {
		m.start.day = date_add_days(m.start.day, 7);
		if (moment_compare(m.start, a->now) > 0)
			break;
	}
	return m;
}

struct moment rdv_next_week_start(const struct app *a, const char *person)
{
	return model_slot_next(a, person).start;
}

bool act_rdv_next_week(struct app *a, const char *person, struct error *e)
{
	struct model_slot m;
	struct rdv_new v = {.person = person};
	struct period when;

	if (!act_allowed(a, e))
		return false;
	m = model_slot_next(a, person);
	if (!moment_is_set(m.start)) {
		error_set(e, ERR_REFUSED, "aucun rendez-vous connu à reprendre une semaine plus tard");
		return next_week_refuse(a, e);
	}
	when = (struct period){m.start, moment_add_minutes(m.start, m.minutes)};
	v.kind = strcmp(m.kind, "premier_entretien") == 0 ? "entretien" : m.kind; /* a first one happens once */
	v.place = m.place;
	return give(a, &v, when, e) || next_week_refuse(a, e);
}

/* --- moving, cancelling ----------------------------------------------------------------------------------------- */

/* Who asked: the two sides are counted apart, and what the structure asked never speaks against the person. Field demandeur. */
static bool asked_by_check(const char *asked_by, struct error *e)
{
	if (asked_by != NULL && (strcmp(asked_by, "structure") == 0 || strcmp(asked_by, "personne") == 0))
		return true;
	return input_refuse(e, "demandeur", "qui le demande : structure ou personne");
}

/* The one person of a séance, "" when they are several or unknown: whom the command is about. */
static const char *meeting_person(const struct app *a, const char *id)
{
	const struct meeting *m = meeting_find(a, id);

	if (m != NULL)
		return m->attendee_count == 1 && m->capacity == 0 ? m->attendees[0].id : "";
	return appointment_find(a, id) != NULL ? a->file.id : "";
}

static bool move_check(const struct app *a, const struct rdv_move *v, struct period *when, struct error *e)
{
	struct period before;
	int length = meeting_period(a, v->meeting, &before) ? period_minutes(before) : SLOT_MINUTES;
	struct booking b = {.except = v->meeting, .confirmed = !input_blank(v->confirmation)};

	if (!slot_read(v->day, v->time, v->minutes, length, when, e))
		return false;
	if (!input_blank(v->place) && !slot_codes_check(appointment_kinds[0].code, v->place, e))
		return false;
	if (!asked_by_check(v->asked_by, e) || !input_text_check(&reason_text, v->reason, e) ||
	    !input_text_check(&confirmation_text, v->confirmation, e))
		return false;
	b.period = *when;
	return slot_check(a, meeting_person(a, v->meeting), &b, e);
}

bool act_rdv_move(struct app *a, const struct rdv_move *v, struct error *e)
{
	struct command_draft d;
	struct period when;

	if (!act_allowed(a, e) || !move_check(a, v, &when, e))
		return false;
	command_open(&d, a, "rdv_deplacer");
	json_string(&d.content, "seance_id", v->meeting);
	json_int(&d.content, "version", v->version);
	json_moment(&d.content, "debut", when.from);
	if (!input_blank(v->minutes))
		json_int(&d.content, "minutes", period_minutes(when));
	if (!input_blank(v->place))
		json_string(&d.content, "lieu", v->place);
	json_string(&d.content, "demandeur", v->asked_by);
	command_text(&d, "motif", v->reason);
	command_text_if(&d, "confirmation", v->confirmation);
	command_send(&d, arena_format(&d.arena, "%s : déplacé au %s", meeting_words(a, &d.arena, v->meeting, meeting_person(a, v->meeting)),
	                              when_words(&d.arena, when.from)), meeting_person(a, v->meeting), false);
	return true;
}

bool act_rdv_cancel(struct app *a, const char *meeting, const char *person, int version, const char *asked_by,
                    const char *reason, struct error *e)
{
	struct command_draft d;
	const char *whom = person[0] != '\0' ? person : meeting_person(a, meeting);

	if (!act_allowed(a, e) || !asked_by_check(asked_by, e) || !input_text_check(&reason_text, reason, e))
		return false;
	command_open(&d, a, "rdv_annuler");
	json_string(&d.content, "seance_id", meeting);
	if (person[0] != '\0')
		json_string(&d.content, "identifiant", person);
	json_int(&d.content, "version", version);
	json_string(&d.content, "demandeur", asked_by);
	command_text(&d, "motif", reason);
	command_send(&d, arena_format(&d.arena, "%s : annulé par %s", meeting_words(a, &d.arena, meeting, whom),
	                              strcmp(asked_by, "structure") == 0 ? "la structure" : "la personne"), whom, false);
	return true;
}
