/* Periods in a company, the reprise that would end a regime (rules.md W2), and what the person lives on. */
#include <string.h>

#include "core/acts/act_training.h"

static const struct input_text host_text = {"entreprise", "l'entreprise", true, 200, false};
static const struct input_text trade_text = {"metier", "le métier", false, 200, false};
static const struct input_text aim_text = {"objectif", "l'objectif", false, 1000, true};
static const struct input_text despite_text = {"malgre", "la raison", false, 1000, true};
static const struct input_text debrief_text = {"texte", "le bilan", true, 4000, true};

static const struct bounds_field period_bounds = {"du", "au", "le premier jour", "le dernier jour", "periode_entreprise_bornes",
                                                  "une période en entreprise finit après son début, entre 1990 et 2200"};
static const struct bounds_field allowance_bounds = {"du", "au", "le premier jour", "le dernier jour", "droit_bornes",
                                                     "un revenu finit après son début"};

/* --- the reprise that ends a regime ------------------------------------------------------------------------------------ */

/* The rule of the person's regime that a reprise of those days would fall under; NULL: none. */
static const struct rule *short_reprise(const struct app *a, const struct period_new *v, struct date from, struct date to)
{
	const struct judged_person *p = app_person(a, v->person);
	const struct rulebook *book = app_rules(a);
	const struct rule *r;

	if (p == NULL || book == NULL || input_blank(v->kind) || strcmp(v->kind, "reprise") != 0 || !date_is_set(from) || !date_is_set(to))
		return NULL;
	r = rulebook_find(book, p->facts->regime, "reprise_courte", law_day(from, a->now.day));
	return r != NULL && r->fixed && r->applied && r->unit == UNIT_DAY && date_diff(to, from) + 1 < r->value ? r : NULL;
}

const char *period_ends_regime(struct arena *arena, const struct app *a, const struct period_new *v)
{
	struct date from = DATE_NONE, to = DATE_NONE;
	const struct rule *r;
	char day[DATE_TEXT], value[32];

	if (input_blank(v->from) || input_blank(v->last_day) || !input_date_read(v->from, &from) || !input_date_read(v->last_day, &to))
		return "";
	r = short_reprise(a, v, from, to);
	if (r == NULL)
		return "";
	return arena_format(arena, "Une reprise de moins de %s met fin au %s : il finirait le %s (%s)", rule_format_value(r, value),
	                    regime_code(app_person(a, v->person)->facts->regime), date_format_numeric(date_add_days(from, -1), day), r->source);
}

/* --- periods ----------------------------------------------------------------------------------------------------------- */

static bool period_days(const struct period_new *v, struct date *from, struct date *to, struct error *e)
{
	if (input_blank(v->from))
		return input_refuse(e, "du", "le premier jour manque : JJ/MM/AAAA");
	if (input_blank(v->last_day))
		return input_refuse(e, "au", "le dernier jour manque : JJ/MM/AAAA");
	return training_bounds_read(&period_bounds, v->from, v->last_day, from, to, e);
}

static bool period_read(const struct app *a, const struct period_new *v, struct date *from, struct date *to, struct error *e)
{
	if (input_blank(v->kind) || !code_label_known(company_period_kinds, v->kind))
		return act_code_refuse(company_period_kinds, "nature", "la nature", e);
	if (!input_text_check(&host_text, v->host, e) || !input_text_check(&trade_text, v->trade, e) ||
	    !input_text_check(&aim_text, v->aim, e) || !period_days(v, from, to, e) || !input_text_check(&despite_text, v->despite, e))
		return false;
	return short_reprise(a, v, *from, *to) == NULL || !input_blank(v->despite) ||
	       act_rule_refuse(e, "periode_reprise_courte", "malgre", "écrivez pourquoi la noter quand même, ou corrigez les jours",
	                       "une reprise d'emploi aussi courte met fin au régime de la personne (000:6137)");
}

bool act_period_note(struct app *a, const struct period_new *v, struct error *e)
{
	struct date from = DATE_NONE, to = DATE_NONE;
	struct command_draft d;

	if (!act_allowed(a, e) || !period_read(a, v, &from, &to, e))
		return false;
	command_open(&d, a, "periode_noter");
	command_new_id(&d, "periode_id");
	json_string(&d.content, "identifiant", v->person);
	if (!input_blank(v->training))
		json_string(&d.content, "formation_id", v->training);
	json_string(&d.content, "nature", v->kind);
	command_text(&d, "entreprise", v->host);
	command_text_if(&d, "metier", v->trade);
	command_text_if(&d, "objectif", v->aim);
	json_date(&d.content, "du", from);
	json_date(&d.content, "au", to);
	command_text_if(&d, "malgre", v->despite);
	command_send(&d, arena_format(&d.arena, "%s %s", code_label_find(company_period_kinds, v->kind), act_person_of(a, &d.arena, v->person)),
	             v->person, true);
	return true;
}

bool act_period_debrief(struct app *a, const char *person, const struct company_period *p, bool with_host, const char *text,
                        const char *on, struct error *e)
{
	static const struct dated_field field = {"le", "la date du bilan", "periode_debrief_futur", "un bilan de période ne se note pas dans le futur"};
	struct date day = DATE_NONE;
	struct command_draft d;

	if (!act_allowed(a, e))
		return false;
	if (date_is_set(p->debriefed))
		return act_rule_refuse(e, "periode_deja_debriefee", "texte", "relisez la fiche", "le bilan de cette période est déjà écrit");
	if (!act_past_date(a, on, &field, &day, e))
		return false;
	if (date_compare(day, p->to) < 0)
		return act_rule_refuse(e, "periode_entreprise_debrief_apres", "le", "corrigez la date",
		                       "le bilan d'une période se fait son dernier jour, ou après");
	if (!input_text_check(&debrief_text, text, e))
		return false;
	command_open(&d, a, "periode_debriefer");
	json_string(&d.content, "periode_id", p->id);
	json_int(&d.content, "version", p->version);
	json_bool(&d.content, "avec_hote", with_host);
	command_text(&d, "texte", text);
	json_date(&d.content, "le", day);
	command_send(&d, arena_format(&d.arena, "bilan de période %s", act_person_of(a, &d.arena, person)), person, true);
	return true;
}

bool act_period_withdraw(struct app *a, const char *person, const struct company_period *p, struct error *e)
{
	struct command_draft d;

	if (!act_allowed(a, e))
		return false;
	command_open(&d, a, "periode_retirer");
	json_string(&d.content, "periode_id", p->id);
	json_int(&d.content, "version", p->version);
	command_send(&d, arena_format(&d.arena, "%s %s retirée", code_label_find(company_period_kinds, p->kind), act_person_of(a, &d.arena, person)),
	             person, false);
	return true;
}

/* --- rights ------------------------------------------------------------------------------------------------------------ */

/* What is already known of the person, from their page or from that of a request. */
static const struct allowance *allowances_known(const struct app *a, const char *person, size_t *count)
{
	const struct training_file *request = a->training.file;

	*count = 0;
	if (a->file.file != NULL && strcmp(a->file.id, person) == 0) {
		*count = a->file.file->allowance_count;
		return a->file.file->allowances;
	}
	if (request == NULL || strcmp(request->request.person, person) != 0)
		return NULL;
	*count = request->allowance_count;
	return request->allowances;
}

/* The same, to the same day, that runs on that one: noted again it would only be cut in two. */
static bool allowance_runs(const struct app *a, const char *person, const char *kind, struct date from, struct date to)
{
	size_t count;
	const struct allowance *known = allowances_known(a, person, &count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(known[i].kind, kind) == 0 && date_compare(known[i].to, to) == 0 && allowance_runs_on(&known[i], from))
			return true;
	return false;
}

bool act_allowance_note(struct app *a, const char *person, const char *kind, const char *from, const char *last_day,
                        struct error *e)
{
	struct date starts = DATE_NONE, ends = DATE_NONE;
	struct command_draft d;

	if (!act_allowed(a, e))
		return false;
	if (input_blank(kind) || !code_label_known(allowance_kinds, kind))
		return act_code_refuse(allowance_kinds, "nature", "la nature", e);
	if (!training_bounds_read(&allowance_bounds, from, last_day, &starts, &ends, e))
		return false;
	if (!date_is_set(starts))
		return input_refuse(e, "du", "le premier jour manque : JJ/MM/AAAA");
	if (allowance_runs(a, person, kind, starts, ends))
		return input_refuse(e, "au", "rien n'a été changé : « %s » court déjà ce jour-là, avec la même fin", code_label_find(allowance_kinds, kind));
	command_open(&d, a, "droit_noter");
	command_new_id(&d, "droit_id");
	json_string(&d.content, "identifiant", person);
	json_string(&d.content, "nature", kind);
	json_date(&d.content, "du", starts);
	if (date_is_set(ends))
		json_date(&d.content, "au", ends);
	command_send(&d, arena_format(&d.arena, "%s %s", code_label_find(allowance_kinds, kind), act_person_of(a, &d.arena, person)), person,
	             true);
	return true;
}
