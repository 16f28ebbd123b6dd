/* Preparing a contract, then its avenants: nothing binds anybody before both signed (acts_contract_sign.c). */
#include <string.h>

#include "core/acts/act_contract.h"
#include "core/base/text.h"

static const struct input_text objectives_text = {"objectifs", "l'objectif du contrat", true, 4000, true};
static const struct input_text reason_text = {"motif", "le motif de l'avenant", true, 2000, true};

enum { WEEK_TARGET_MAX = 10080 };

/* What a form says of a version, read. ends DATE_NONE: non fixé; weekly -1: not set. */
struct terms { struct date starts, ends; int weekly; };

static bool terms_ends(const char *s, struct terms *t, struct error *e)
{
	t->ends = DATE_NONE;
	if (input_blank(s))
		return true;
	if (!input_date(s, "fin", "le dernier jour du contrat", DATE_NONE, &t->ends, e))
		return false;
	if (date_is_set(t->starts) && date_compare(t->ends, t->starts) < 0)
		return act_rule_refuse(e, "contrat_fin", "fin", "corrigez le dernier jour, ou le début", "un contrat finit après son début");
	return true;
}

static bool terms_weekly(const char *s, struct terms *t, struct error *e)
{
	t->weekly = -1;
	return input_blank(s) ||
	       input_duration(s, "cible", "l'objectif d'heures par semaine", 0, WEEK_TARGET_MAX, -1, &t->weekly, e);
}

/* --- preparing -------------------------------------------------------------------------------------------------- */

/* The regime of the person on that day, as the file has it; true when nothing is known of it. */
static bool regime_holds(const struct app *a, const char *person, struct date day)
{
	const struct commitment_file *f = app_commitments(a, person);

	for (size_t i = 0; f != NULL && i < f->regime_count; i++)
		if (date_compare(f->regimes[i].from, day) <= 0 && date_compare(f->regimes[i].to, day) >= 0)
			return true;
	return f == NULL;
}

static const struct contract *project_of(const struct commitment_file *f)
{
	for (size_t i = 0; f != NULL && i < f->contract_count; i++)
		if (contract_last_signed(&f->contracts[i]) == NULL && contract_pending(&f->contracts[i]) != NULL)
			return &f->contracts[i];
	return NULL;
}

/* The contract that a renewal follows, when it does not begin before it: nothing would be left of it. */
static const struct contract *renewed_over(const struct commitment_file *f, const char *follows, struct date starts)
{
	for (size_t i = 0; f != NULL && *follows != '\0' && i < f->contract_count; i++)
		if (strcmp(f->contracts[i].id, follows) == 0 && date_compare(f->contracts[i].starts, starts) >= 0)
			return &f->contracts[i];
	return NULL;
}

/* One contract binds at a time. The one that a renewal follows ends the day before it, once signed. */
static bool prepare_alone(const struct commitment_file *f, const struct contract_new *v, const struct terms *t, struct error *e)
{
	const char *follows = v->follows == NULL ? "" : v->follows;
	const struct contract *other = contract_over(f, follows, t->starts, t->ends), *same = renewed_over(f, follows, t->starts);
	char day[DATE_TEXT];

	other = other == NULL ? same : other;
	if (project_of(f) != NULL)
		return act_rule_refuse(e, "contrat_un_projet", "contrat_id", "faites-le signer, ou abandonnez-le",
		                       "un contrat préparé attend déjà d'être signé pour cette personne");
	if (other == NULL)
		return true;
	return act_rule_refuse(e, "contrat_un_seul", "debut", "préparez un avenant, ou renouvelez ce contrat : il finira la veille",
	                       "la personne a déjà un contrat en vigueur à ces dates : un seul à la fois, celui du %s",
	                       date_format_numeric(other->starts, day));
}

static bool prepare_read(const struct app *a, const struct contract_new *v, struct terms *t, struct error *e)
{
	if (!input_date(v->from, "debut", "le début du contrat", a->now.day, &t->starts, e))
		return false;
	if (date_compare(t->starts, date_make(1990, 1, 1)) < 0)
		return input_refuse(e, "debut", "le début du contrat est avant 1990");
	if (!terms_ends(v->last_day, t, e) || !terms_weekly(v->weekly, t, e) ||
	    !input_text_check(&objectives_text, v->objectives, e))
		return false;
	if (!input_blank(v->parcours) && parcours_from_code(v->parcours) == PARCOURS_NONE)
		return input_refuse(e, "parcours", "le parcours est professionnel, socio_professionnel ou social");
	if (!regime_holds(a, v->person, t->starts))
		return act_rule_refuse(e, "contrat_regime", "debut", "corrigez le début, ou le régime de la personne",
		                       "la personne n'est pas dans ce régime au début du contrat : aucun n'est en cours");
	return prepare_alone(app_commitments(a, v->person), v, t, e);
}

static void prepare_write(struct command_draft *d, const struct contract_new *v, const struct terms *t)
{
	command_new_id(d, "contrat_id");
	json_string(&d->content, "identifiant", v->person);
	json_date(&d->content, "debut", t->starts);
	if (date_is_set(t->ends))
		json_date(&d->content, "fin", t->ends);
	if (!input_blank(v->parcours))
		json_string(&d->content, "parcours", v->parcours);
	command_text(d, "objectifs", v->objectives);
	if (t->weekly >= 0)
		json_int(&d->content, "cible_minutes", t->weekly);
	json_bool(&d->content, "intensif", v->intensive);
	if (!input_blank(v->follows))
		json_string(&d->content, "succede_a", v->follows);
}

bool act_contract_prepare(struct app *a, const struct contract_new *v, const struct commitment_new *items, size_t count,
                          struct error *e)
{
	struct command_draft d;
	struct terms t;

	if (!act_allowed(a, e) || !prepare_read(a, v, &t, e) || !commitments_check(items, count, t.starts, e))
		return false;
	command_open(&d, a, "contrat_preparer");
	prepare_write(&d, v, &t);
	commitments_write(&d, "engagements", items, count, t.starts);
	command_send(&d, arena_format(&d.arena, "contrat %s : préparé", act_person_of(a, &d.arena, v->person)), v->person, false);
	return true;
}

/* --- avenant ------------------------------------------------------------------------------------------------------- */

/* What an avenant changes in the version that it follows; has_* false: left as it is. */
struct amendment { struct terms terms; bool has_ends, has_weekly, has_objectives, has_intensive; };

static bool objectives_change(const struct contract_version *v, const char *objectives)
{
	struct arena arena = {0};
	bool changed = objectives != NULL &&
	               strcmp(text_normalise(&arena, objectives), text_normalise(&arena, v->objectives)) != 0;

	arena_free(&arena);
	return changed;
}

static bool amend_read(const struct contract_amendment *v, const struct contract_version *before, struct amendment *m,
                       struct error *e)
{
	*m = (struct amendment){.terms = {v->contract->starts, before->ends, before->weekly_target}};
	if (!input_text_check(&reason_text, v->reason, e))
		return false;
	if ((v->last_day != NULL && !terms_ends(v->last_day, &m->terms, e)) ||
	    (v->weekly != NULL && !terms_weekly(v->weekly, &m->terms, e)) ||
	    (v->objectives != NULL && !input_text_check(&objectives_text, v->objectives, e)))
		return false;
	m->has_ends = m->terms.ends.days != before->ends.days;
	m->has_weekly = m->terms.weekly != before->weekly_target;
	m->has_objectives = objectives_change(before, v->objectives);
	m->has_intensive = v->intensive != NULL && *v->intensive != before->intensive;
	return true;
}

static bool amend_check(const struct app *a, const struct contract_amendment *v, const struct contract_version *before,
                        struct error *e)
{
	if (before == NULL)
		return act_rule_refuse(e, "contrat_non_signe", "contrat_id", "faites-le signer, ou abandonnez-le et préparez-en un autre",
		                       "ce contrat n'est pas signé par les deux parties : il n'engage encore personne");
	if (date_is_set(v->contract->closed) && date_compare(v->contract->closed, a->now.day) < 0)
		return act_rule_refuse(e, "contrat_clos", "contrat_id", "préparez un autre contrat", "ce contrat est déjà clos");
	if (contract_pending(v->contract) != NULL)
		return act_rule_refuse(e, "contrat_version_une_ouverte", "contrat_id", "faites-la signer, ou abandonnez-la",
		                       "une version de ce contrat attend déjà d'être signée");
	return commitments_check(v->added, v->added_count, a->now.day, e);
}

static void amend_write(struct command_draft *d, const struct contract_amendment *v, const struct amendment *m)
{
	json_string(&d->content, "contrat_id", v->contract->id);
	json_int(&d->content, "version", v->contract->version);
	command_text(d, "motif", v->reason);
	if (m->has_ends)
		json_date(&d->content, "fin", m->terms.ends);
	if (m->has_objectives)
		command_text(d, "objectifs", v->objectives);
	if (m->has_weekly)
		json_minutes(&d->content, "cible_minutes", m->terms.weekly);
	if (m->has_intensive)
		json_bool(&d->content, "intensif", *v->intensive);
	commitments_write(d, "ajouts", v->added, v->added_count, d->app->now.day);
	json_array_open(&d->content, "retraits");
	for (size_t i = 0; i < v->withdrawn_count; i++)
		json_array_string(&d->content, v->withdrawn[i]->id);
	json_array_close(&d->content);
}

bool act_contract_amend(struct app *a, const struct contract_amendment *v, struct error *e)
{
	const struct contract_version *before = contract_last_signed(v->contract);
	struct command_draft d;
	struct amendment m;

	if (!act_allowed(a, e) || !amend_check(a, v, before, e) || !amend_read(v, before, &m, e))
		return false;
	if (!m.has_ends && !m.has_weekly && !m.has_objectives && !m.has_intensive && v->withdrawn_count == 0 &&
	    commitments_count(v->added, v->added_count) == 0) {
		error_set(e, ERR_NOTHING, "rien n'a été changé");
		return false;
	}
	command_open(&d, a, "contrat_avenant");
	amend_write(&d, v, &m);
	command_send(&d, arena_format(&d.arena, "avenant au contrat %s : préparé", act_person_of(a, &d.arena, v->person)),
	             v->person, false);
	return true;
}
