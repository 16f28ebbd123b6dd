/* Who pays a training, day by day and cost by cost (rules.md T3); absences once it has begun. */
#include "core/acts/act_training.h"

#include <string.h>

static const struct input_text reason_text = {"motif", "le motif", false, 1000, true};
static const struct input_text reason_needed = {"motif", "le motif", true, 1000, true};

static const struct bounds_field line_bounds = {"du", "au", "le premier jour payé", "le dernier jour payé", "formation_financement_bornes",
                                                "une ligne de financement finit après son début, entre 1990 et 2200"};
static const struct bounds_field absence_bounds = {"du", "au", "le premier jour d'absence", "le dernier jour d'absence",
                                                   "formation_absence_bornes", "une absence dure d'un jour à un an"};

struct line_read { struct date from, to; int64_t amount; };

static bool reason_check(enum line_state s, const char *reason, struct error *e)
{
	bool needed = s == LINE_REFUSED || s == LINE_NOT_NEEDED;

	if (needed && input_blank(reason))
		return act_rule_refuse(e, "formation_financement_motif", "motif", "donnez le motif", "une ligne refusée, ou sans objet, dit pourquoi");
	return input_text_check(&reason_text, reason, e);
}

static bool line_funder_check(const struct app *a, const struct funding_new *v, struct error *e)
{
	const struct funder_list *funders = app_funders(a);

	if (v->state == LINE_NOT_NEEDED)
		return true;
	if (input_blank(v->funder))
		return act_rule_refuse(e, "formation_financement_payeur", "financeur", "choisissez le financeur",
		                       "une ligne a un financeur, une ligne sans objet n'a ni financeur ni montant");
	if (funders != NULL && funder_find(funders, v->funder) == NULL)
		return training_funder_refuse(funders, e);
	return true;
}

/* The training's days where they are left out. */
static bool line_days(const struct training *t, const struct funding_new *v, struct line_read *r, struct error *e)
{
	if (!training_bounds_read(&line_bounds, v->from, v->last_day, &r->from, &r->to, e))
		return false;
	if (input_blank(v->from))
		r->from = t->starts;
	if (input_blank(v->last_day))
		r->to = t->ends;
	if (!date_is_set(r->from))
		return input_refuse(e, "du", "le premier jour payé manque : JJ/MM/AAAA");
	if (!date_is_set(r->to))
		return input_refuse(e, "au", "le dernier jour payé manque : JJ/MM/AAAA");
	return date_compare(r->from, r->to) <= 0 ||
	       act_rule_refuse(e, line_bounds.constraint, "au", "corrigez le dernier jour, ou le premier", "%s", line_bounds.backwards);
}

/* One funder for one cost on one day, of those that did not refuse. */
static bool line_alone(const struct app *a, const struct training *t, enum cost cost, const struct line_read *r, const char *except,
                       struct error *e)
{
	const struct training_file *f = app_training(a, t->id);
	char from[DATE_TEXT], to[DATE_TEXT];

	for (size_t i = 0; f != NULL && i < f->line_count; i++) {
		const struct funding_line *l = &f->lines[i];

		if (l->cost == cost && l->state != LINE_REFUSED && strcmp(l->id, except) != 0 && date_compare(l->from, r->to) <= 0 &&
		    date_compare(r->from, l->to) <= 0)
			return act_rule_refuse(e, "formation_financement_double", "du", "changez les jours, ou retirez l'autre ligne",
			                       "ce coût a déjà un financeur ces jours-là : du %s au %s", date_format_numeric(l->from, from),
			                       date_format_numeric(l->to, to));
	}
	return true;
}

bool act_funding_add(struct app *a, const struct training *t, const struct funding_new *v, struct error *e)
{
	struct line_read r = {DATE_NONE, DATE_NONE, -1};
	struct command_draft d;

	if (!act_allowed(a, e) || !training_still_open(t, e))
		return false;
	if (v->cost >= COST_COUNT || v->state >= LINE_STATE_COUNT)
		return input_refuse(e, v->cost >= COST_COUNT ? "poste" : "etat", "choisissez dans la liste");
	if (!line_funder_check(a, v, e) || !line_days(t, v, &r, e) || !input_amount(v->amount, "montant", "le montant", &r.amount, e) ||
	    !reason_check(v->state, v->reason, e) ||
	    (v->state != LINE_REFUSED && !line_alone(a, t, v->cost, &r, "", e)))
		return false;
	command_open(&d, a, "formation_financer_ligne");
	command_new_id(&d, "ligne_id");
	json_string(&d.content, "formation_id", t->id);
	json_string(&d.content, "poste", cost_code(v->cost));
	if (v->state != LINE_NOT_NEEDED)
		json_string(&d.content, "financeur", v->funder);
	json_date(&d.content, "du", r.from);
	json_date(&d.content, "au", r.to);
	if (r.amount >= 0 && v->state != LINE_NOT_NEEDED)
		json_int(&d.content, "montant_cents", r.amount);
	json_string(&d.content, "etat", line_state_code(v->state));
	command_text_if(&d, "motif", v->reason);
	training_send(&d, t, arena_format(&d.arena, "financement de %s, %s", cost_label(v->cost), line_state_label(v->state)), true);
	return true;
}

bool act_funding_decide(struct app *a, const struct training *t, const struct funding_line *line, enum line_state state,
                        const char *amount, const char *reason, struct error *e)
{
	const struct line_read days = {line->from, line->to, -1};
	struct command_draft d;
	int64_t cents = -1;

	if (!act_allowed(a, e) || !training_still_open(t, e))
		return false;
	if (state >= LINE_STATE_COUNT)
		return input_refuse(e, "etat", "choisissez dans la liste");
	if (!input_amount(amount, "montant", "le montant", &cents, e) ||
	    !reason_check(state, reason, e) ||
	    (state != LINE_REFUSED && !line_alone(a, t, line->cost, &days, line->id, e)))
		return false;
	command_open(&d, a, "formation_ligne_decider");
	json_string(&d.content, "ligne_id", line->id);
	json_int(&d.content, "version", line->version);
	json_string(&d.content, "etat", line_state_code(state));
	if (cents >= 0)
		json_int(&d.content, "montant_cents", cents);
	command_text_if(&d, "motif", reason);
	training_send(&d, t, arena_format(&d.arena, "financement de %s, %s", cost_label(line->cost), line_state_label(state)), true);
	return true;
}

bool act_funding_withdraw(struct app *a, const struct training *t, const struct funding_line *line, struct error *e)
{
	struct command_draft d;

	if (!act_allowed(a, e) || !training_still_open(t, e))
		return false;
	command_open(&d, a, "formation_ligne_retirer");
	json_string(&d.content, "ligne_id", line->id);
	json_int(&d.content, "version", line->version);
	training_send(&d, t, arena_format(&d.arena, "financement de %s, ligne retirée", cost_label(line->cost)), false);
	return true;
}

/* --- absences --------------------------------------------------------------------------------------------------------- */

static bool absence_in(const struct training *t, struct date from, struct date to, struct error *e)
{
	if (!training_is_entered(t->stage))
		return act_rule_refuse(e, "formation_absence_entree", "du", "notez d'abord l'entrée",
		                       "une absence se note une fois la personne entrée en formation");
	if (date_is_set(t->starts) && date_compare(from, t->starts) < 0)
		return act_rule_refuse(e, "formation_absence_avant", "du", "corrigez les jours", "une absence ne commence pas avant l'entrée en formation");
	return !date_is_set(t->ends) || date_compare(to, t->ends) <= 0 ||
	       act_rule_refuse(e, "formation_absence_apres", "au", "corrigez les jours, ou la fin de la formation",
	                       "une absence ne dépasse pas la fin de la formation");
}

bool act_training_absence(struct app *a, const struct training *t, const char *from, const char *last_day, bool excused,
                          const char *reason, struct error *e)
{
	struct date starts = DATE_NONE, ends = DATE_NONE;
	struct command_draft d;

	if (!act_allowed(a, e) || !training_bounds_read(&absence_bounds, from, last_day, &starts, &ends, e))
		return false;
	starts = date_is_set(starts) ? starts : a->now.day;
	ends = date_is_set(ends) ? ends : starts;
	if (date_is_set(a->now.day) && date_compare(starts, a->now.day) > 0)
		return act_rule_refuse(e, "formation_absence_future", "du", "attendez ce jour, ou corrigez la date", "une absence ne se note pas d'avance");
	if (!absence_in(t, starts, ends, e) || !input_text_check(&reason_needed, reason, e))
		return false;
	command_open(&d, a, "formation_absence");
	command_new_id(&d, "absence_id");
	json_string(&d.content, "formation_id", t->id);
	json_date(&d.content, "du", starts);
	json_date(&d.content, "au", ends);
	json_bool(&d.content, "justifiee", excused);
	command_text(&d, "motif", reason);
	training_send(&d, t, "absence", true);
	return true;
}
