/* What the acts on training requests share. */
#include "core/acts/act_training.h"

#include "core/base/french.h"
#include "core/base/strbuf.h"

void training_open(struct command_draft *d, struct app *a, const char *verb, const struct training *t)
{
	command_open(d, a, verb);
	json_string(&d->content, "formation_id", t->id);
	json_int(&d->content, "version", t->version);
}

void training_send(struct command_draft *d, const struct training *t, const char *done, bool reversible)
{
	const char *name = act_name(&d->arena, french_name(&d->arena, t->person_last_name, t->person_first_name));

	command_send(d, arena_format(&d->arena, "formation %s : %s", french_of(&d->arena, name), done), t->person, reversible);
}

bool training_step_allowed(const struct training *t, enum training_step step, struct error *e)
{
	const struct training_file alone = {.request = *t};

	return training_transition_find(t->stage, step) != NULL || training_step_check(&alone, step, DATE_NONE, e);
}

bool training_still_open(const struct training *t, struct error *e)
{
	return training_is_open(t->stage) || act_rule_refuse(e, "formation_close", "formation_id", "évoquez une nouvelle formation",
	                                                     "cette demande de formation est close : rien ne s'y ajoute plus");
}

const struct bounds_field training_course_bounds = {"debut", "fin", "le premier jour", "le dernier jour", "formation_bornes",
                                                    "une formation finit après son début"};
const struct dated_field training_event_day = {"le", "la date", "formation_evenement_futur",
                                               "rien n'arrive à une demande de formation dans le futur"};

bool training_bounds_read(const struct bounds_field *f, const char *from, const char *last, struct date *starts,
                          struct date *ends, struct error *e)
{
	*starts = *ends = DATE_NONE;
	if (!input_blank(from) && !input_date(from, f->from, f->from_label, DATE_NONE, starts, e))
		return false;
	if (!input_blank(last) && !input_date(last, f->last, f->last_label, DATE_NONE, ends, e))
		return false;
	if (date_is_set(*starts) && date_is_set(*ends) && date_compare(*ends, *starts) < 0)
		return act_rule_refuse(e, f->constraint, f->last, "corrigez le dernier jour, ou le premier", "%s", f->backwards);
	return true;
}

bool training_funder_refuse(const struct funder_list *funders, struct error *e)
{
	struct strbuf codes = {0};

	funder_codes_add(&codes, funders);
	input_refuse(e, "financeur", "le financeur est à choisir parmi %s", strbuf_str(&codes));
	strbuf_free(&codes);
	return false;
}
