/* What the acts on training requests share. */
#include "core/acts/act_training.h"

#include "core/base/french.h"

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

/* « on peut : déposer le dossier, reprendre le projet » */
static void steps_remedy(enum training_stage from, struct error *e)
{
	enum training_step steps[STEP_COUNT];
	size_t count = training_steps_from(from, steps), told = 0;
	struct strbuf b = {0};

	for (size_t i = 0; i < count; i++)
		if (steps[i] != STEP_EXCHANGE)
			strbuf_addf(&b, "%s%s", told++ > 0 ? ", " : "", training_step_label(steps[i]));
	if (told == 0)
		error_set_remedy(e, "rien ne suit cette étape : évoquez une autre demande");
	else
		error_set_remedy(e, "de là, on peut : %s", strbuf_str(&b));
	strbuf_free(&b);
}

bool training_step_allowed(const struct training *t, enum training_step step, struct error *e)
{
	if (training_transition_find(t->stage, step) != NULL)
		return true;
	act_rule_refuse(e, "formation_transition", "geste", "", "cette étape ne suit pas celle où en est la demande : « %s »",
	                training_stage_label(t->stage));
	steps_remedy(t->stage, e);
	return false;
}

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

void command_text_if(struct command_draft *d, const char *key, const char *value)
{
	if (!input_blank(value))
		command_text(d, key, value);
}
