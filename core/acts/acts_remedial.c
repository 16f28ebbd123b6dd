/* Remedial actions (rules.md L6, 001:8): what the structure gives back when one of its commitments, late, harmed the person. */
#include <string.h>

#include "core/acts/act_contract.h"

static const struct input_text harm_text = {"prejudice", "le préjudice", true, 2000, true};
static const struct input_text object_text = {"objet", "ce qui est donné en compensation", true, 500, false};
static const struct input_text given_text = {"texte", "ce qui a été remis", true, 2000, true};

/* The clock of the structure that the ledger says is late; NULL: none, or nothing is loaded. */
static const struct ledger_line *late_clock(const struct app *a, const char *rule)
{
	const struct ledger *l = &a->commitments.ledger;

	for (size_t i = 0; i < l->count; i++)
		if (l->lines[i].item == NULL && l->lines[i].remedial == NULL && l->lines[i].debtor == DEBTOR_STRUCTURE &&
		    strcmp(l->lines[i].clock.rule->code, rule) == 0)
			return &l->lines[i];
	return NULL;
}

/* When it should have been done: typed, else as the line says. */
static bool lapsed_read(const struct app *a, const struct remedial_new *v, struct date *lapsed, struct error *e)
{
	static const struct dated_field field = {"manque_le", "le jour du manque", "compensation_sans_retard",
	                                         "rien n'était dû et en retard de notre part ce jour-là (règle commune L6, 001:8)"};
	const struct ledger_line *clock = v->item == NULL ? late_clock(a, v->rule) : NULL;
	struct date due = v->item != NULL ? item_next_due(v->item, a->now.day) : clock != NULL ? clock->due : DATE_NONE;

	if (input_blank(v->lapsed) && !date_is_set(due))
		return input_refuse(e, "manque_le", "le jour du manque manque : JJ/MM/AAAA");
	if (input_blank(v->lapsed))
		*lapsed = due;
	else if (!act_past_date(a, v->lapsed, &field, lapsed, e))
		return false;
	return true;
}

/* Due by that day, and not kept: with a cadence, neither kept nor made up for since the last time. What was before that is
 * left to the database. */
static bool item_was_late(const struct app *a, const struct item *i, struct date day)
{
	if (date_is_set(i->due) && date_compare(day, i->due) < 0)
		return false;
	if (!date_reached(item_last_settled(i, a->now.day), day))
		return true;
	return i->cadence != CADENCE_ONCE && date_compare(day, item_next_due(i, a->now.day)) >= 0;
}

/* Only what the structure owed, and had not done on its day, is made up for. */
static bool remedial_check(const struct app *a, const struct remedial_new *v, struct date lapsed, struct error *e)
{
	const struct item *i = v->item;
	const char *remedy = "choisissez une ligne en retard de la colonne « Nous devons »";

	if (i == NULL && input_blank(v->rule))
		return input_refuse(e, "regle", "ce qui a manqué : un engagement ou un délai de la structure");
	if (i != NULL && i->debtor != DEBTOR_STRUCTURE)
		return act_rule_refuse(e, "compensation_sans_retard", "manque_le", remedy,
		                       "rien n'était dû et en retard de notre part ce jour-là (règle commune L6, 001:8)");
	if (date_compare(lapsed, a->now.day) >= 0 ||
	    (i != NULL && !item_was_late(a, i, lapsed)))
		return act_rule_refuse(e, "compensation_sans_retard", "manque_le", remedy,
		                       "rien n'était dû et en retard de notre part ce jour-là (règle commune L6, 001:8)");
	return true;
}

static const struct remedial *already_open(const struct commitment_file *f, const struct remedial_new *v, struct date lapsed)
{
	for (size_t k = 0; f != NULL && k < f->remedial_count; k++) {
		const struct remedial *r = &f->remedials[k];

		if (date_compare(r->lapsed, lapsed) == 0 &&
		    (v->item != NULL ? strcmp(r->item, v->item->id) == 0 : strcmp(r->rule, v->rule) == 0))
			return r;
	}
	return NULL;
}

static bool remedial_due_read(const struct app *a, const struct remedial_new *v, struct date *due, struct error *e)
{
	if (!input_date(v->due, "echeance", "la date de remise", DATE_NONE, due, e))
		return false;
	return date_compare(*due, a->now.day) >= 0 ||
	       act_rule_refuse(e, "compensation_echeance", "echeance", "donnez une échéance à partir d'aujourd'hui",
	                       "une action compensatrice se promet pour un jour à venir");
}

bool act_remedial_open(struct app *a, const struct remedial_new *v, struct error *e)
{
	struct date lapsed = DATE_NONE, due = DATE_NONE;
	struct command_draft d;

	if (!act_allowed(a, e) || !lapsed_read(a, v, &lapsed, e) || !remedial_check(a, v, lapsed, e) ||
	    !input_text_check(&harm_text, v->harm, e) || !input_text_check(&object_text, v->object, e) ||
	    !remedial_due_read(a, v, &due, e))
		return false;
	if (already_open(app_commitments(a, v->person), v, lapsed) != NULL)
		return act_rule_refuse(e, "compensation_une_seule", "manque_le", "relisez les engagements",
		                       "une action compensatrice répond déjà à ce retard");
	command_open(&d, a, "compensation_ouvrir");
	command_new_id(&d, "compensation_id");
	json_string(&d.content, "identifiant", v->person);
	if (v->item != NULL)
		json_string(&d.content, "engagement_id", v->item->id);
	else
		json_string(&d.content, "regle", v->rule);
	json_date(&d.content, "manque_le", lapsed);
	command_text(&d, "prejudice", v->harm);
	command_text(&d, "objet", v->object);
	json_date(&d.content, "echeance", due);
	command_send(&d, arena_format(&d.arena, "action compensatrice pour %s : %s", act_person_name(a, &d.arena, v->person), v->object),
	             v->person, true);
	return true;
}

bool act_remedial_deliver(struct app *a, const char *person, const struct remedial *r, const char *on, const char *text,
                          struct error *e)
{
	static const struct dated_field field = {"remise_le", "la date de remise", "compensation_remise_future",
	                                         "une action compensatrice ne se remet pas dans le futur (règle commune L6, 001:8)"};
	struct date day = DATE_NONE;
	struct command_draft d;

	if (!act_allowed(a, e))
		return false;
	if (date_is_set(r->delivered))
		return act_rule_refuse(e, "compensation_deja_remise", "compensation_id", "relisez les engagements", "cette action compensatrice est déjà remise");
	if (!act_past_date(a, on, &field, &day, e) || !input_text_check(&given_text, text, e))
		return false;
	if (date_compare(day, r->opened) < 0)
		return act_rule_refuse(e, "compensation_remise_avant", "remise_le", "corrigez la date",
		                       "une action compensatrice ne se remet pas avant d'être ouverte");
	command_open(&d, a, "compensation_remettre");
	json_string(&d.content, "compensation_id", r->id);
	json_int(&d.content, "version", r->version);
	json_date(&d.content, "remise_le", day);
	command_text(&d, "texte", text);
	command_send(&d, arena_format(&d.arena, "action compensatrice remise à %s : %s", act_person_name(a, &d.arena, person), r->object),
	             person, false);
	return true;
}
