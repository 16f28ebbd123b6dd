/* Orientation, diagnostic, rights information, requests: what starts clocks, and what stops them. */
#include <string.h>

#include "core/acts/act_contract.h"
#include "core/acts/act_slot.h"

/* --- orientation --------------------------------------------------------------------------------------------------- */

static bool orientation_check(const struct orientation_new *v, bool again, struct error *e)
{
	const struct input_text texts[] = {
		{"organisme", "l'organisme", true, 200, false},
		{"preference", "la préférence de la personne", false, 1000, true},
		{"motif", "le motif de la réorientation", again, 1000, true},
	};
	const char *values[] = {v->body, v->preference, v->reason};

	if (parcours_from_code(v->parcours) == PARCOURS_NONE)
		return input_refuse(e, "parcours", "le parcours est professionnel, socio_professionnel ou social");
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (!input_text_check(&texts[i], values[i], e))
			return false;
	return true;
}

/* The first is an orientation, each later one a réorientation, not before it. */
static bool orientation_order(const struct commitment_file *f, struct date notified, struct error *e)
{
	if (f == NULL || f->orientation_count == 0 || date_compare(notified, f->orientations[0].notified) >= 0)
		return true;
	return act_rule_refuse(e, "orientation_ordre", "notifiee_le", "corrigez la date de notification",
	                       "une réorientation ne précède pas l'orientation en cours");
}

bool act_orientation_note(struct app *a, const struct orientation_new *v, struct error *e)
{
	static const struct dated_field field = {"notifiee_le", "la date de notification", "orientation_future",
	                                         "une orientation ne se note pas dans le futur"};
	const struct commitment_file *f = app_commitments(a, v->person);
	bool again = f != NULL && f->orientation_count > 0;
	struct date notified = DATE_NONE;
	struct command_draft d;

	if (!act_allowed(a, e) || !orientation_check(v, again, e) || !act_past_date(a, v->notified, &field, &notified, e) ||
	    !orientation_order(f, notified, e))
		return false;
	command_open(&d, a, "orientation_noter");
	command_new_id(&d, "orientation_id");
	json_string(&d.content, "identifiant", v->person);
	json_string(&d.content, "parcours", v->parcours);
	command_text(&d, "organisme", v->body);
	json_date(&d.content, "notifiee_le", notified);
	command_text(&d, "preference", v->preference == NULL ? "" : v->preference);
	command_text(&d, "motif", v->reason == NULL ? "" : v->reason);
	command_send(&d, arena_format(&d.arena, "%s %s : %s", again ? "réorientation" : "orientation",
	                              act_person_of(a, &d.arena, v->person), parcours_label(parcours_from_code(v->parcours))),
	             v->person, true);
	return true;
}

/* --- diagnostic ------------------------------------------------------------------------------------------------------ */

static bool diagnostic_check(const char *const text[DIAGNOSTIC_FIELDS], struct error *e)
{
	bool empty = true;

	for (int i = 0; i < DIAGNOSTIC_FIELDS; i++) {
		const struct input_text spec = {diagnostic_fields[i].code, diagnostic_fields[i].label, false, 4000, true};

		if (!input_text_check(&spec, text[i], e))
			return false;
		empty = empty && (text[i] == NULL || text[i][strspn(text[i], " \t\r\n")] == '\0');
	}
	return !empty || act_rule_refuse(e, "diagnostic_non_vide", diagnostic_fields[0].code, "remplissez au moins une des six parties",
	                                 "un diagnostic vide ne s'enregistre pas");
}

bool act_diagnostic_write(struct app *a, const char *person, const char *on, const char *const text[DIAGNOSTIC_FIELDS],
                          struct error *e)
{
	static const struct dated_field field = {"le", "la date du diagnostic", "diagnostic_futur", "un diagnostic ne se date pas dans le futur"};
	struct date day = DATE_NONE;
	struct command_draft d;

	if (!act_allowed(a, e) || !act_past_date(a, on, &field, &day, e) || !diagnostic_check(text, e))
		return false;
	command_open(&d, a, "diagnostic_ecrire");
	command_new_id(&d, "diagnostic_id");
	json_string(&d.content, "identifiant", person);
	json_date(&d.content, "le", day);
	for (int i = 0; i < DIAGNOSTIC_FIELDS; i++)
		command_text(&d, diagnostic_fields[i].code, text[i] == NULL ? "" : text[i]);
	command_send(&d, arena_format(&d.arena, "diagnostic %s", act_person_of(a, &d.arena, person)), person, false);
	return true;
}

/* --- rights information ------------------------------------------------------------------------------------------------ */

bool act_rights_inform(struct app *a, const char *person, const char *on, const char *support, const char *text,
                       struct error *e)
{
	static const struct dated_field field = {"le", "la date de l'information", "information_future",
	                                         "une information sur les droits ne se date pas dans le futur"};
	static const struct input_text spec = {"texte", "le texte", false, 1000, true};
	struct date day = DATE_NONE;
	struct command_draft d;

	if (!act_allowed(a, e) || !act_past_date(a, on, &field, &day, e))
		return false;
	if (!code_label_known(rights_supports, support))
		return act_code_refuse(rights_supports, "support", "le support", e);
	if (!input_text_check(&spec, text, e))
		return false;
	command_open(&d, a, "information_donner");
	command_new_id(&d, "information_id");
	json_string(&d.content, "identifiant", person);
	json_date(&d.content, "le", day);
	json_string(&d.content, "support", support);
	command_text(&d, "texte", text == NULL ? "" : text);
	command_send(&d, arena_format(&d.arena, "information sur ses droits donnée à %s", act_person_name(a, &d.arena, person)), person,
	             true);
	return true;
}

/* --- requests ------------------------------------------------------------------------------------------------------------ */

/* Without a day: now. A day without a time counts from its first minute (rules.md §3). */
static bool received_read(const struct app *a, const struct request_new *v, struct moment *received, struct error *e)
{
	static const struct dated_field field = {"recue_le", "la date de réception", "demande_future", "une demande ne se reçoit pas dans le futur"};
	bool dated = !input_blank(v->day);

	if (!act_past_date(a, v->day, &field, &received->day, e) ||
	    !input_time(v->time, "heure", "l'heure", dated ? 0 : a->now.minute, &received->minute, e))
		return false;
	if (moment_compare(*received, a->now) > 0)
		return act_rule_refuse(e, "demande_future", "heure", "corrigez l'heure de réception", "une demande ne se reçoit pas dans le futur");
	return true;
}

bool act_request_receive(struct app *a, const struct request_new *v, struct error *e)
{
	static const struct input_text spec = {"objet", "l'objet", true, 1000, true};
	struct moment received = MOMENT_NONE;
	struct command_draft d;

	if (!act_allowed(a, e))
		return false;
	if (v->channel >= CHANNEL_COUNT)
		return input_refuse(e, "canal", "ce canal n'existe pas");
	if (!received_read(a, v, &received, e) || !input_text_check(&spec, v->object, e))
		return false;
	command_open(&d, a, "demande_recevoir");
	command_new_id(&d, "demande_id");
	json_string(&d.content, "identifiant", v->person);
	json_string(&d.content, "nature", v->complaint ? "reclamation" : "demande");
	if (!input_blank(v->day) || !input_blank(v->time))
		json_moment(&d.content, "recue_le", received);
	json_string(&d.content, "canal", channel_code(v->channel));
	command_text(&d, "objet", v->object);
	command_send(&d, arena_format(&d.arena, "%s %s", v->complaint ? "réclamation" : "demande", act_person_of(a, &d.arena, v->person)),
	             v->person, true);
	return true;
}

bool act_request_answer(struct app *a, const char *person, const struct person_request *r, const char *answer,
                        struct error *e)
{
	static const struct input_text spec = {"reponse", "la réponse", true, 4000, true};
	struct command_draft d;

	if (!act_allowed(a, e))
		return false;
	if (moment_is_set(r->answered))
		return act_rule_refuse(e, "demande_deja_repondue", "reponse", "relisez la fiche", "il est déjà répondu à cette demande");
	if (!input_text_check(&spec, answer, e))
		return false;
	command_open(&d, a, "demande_repondre");
	json_string(&d.content, "demande_id", r->id);
	json_int(&d.content, "version", r->version);
	command_text(&d, "reponse", answer);
	command_send(&d, arena_format(&d.arena, "réponse à la %s %s", r->complaint ? "réclamation" : "demande",
	                              act_person_of(a, &d.arena, person)), person, false);
	return true;
}
