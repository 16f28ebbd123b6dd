/* Engagements: heading, contract, alarms, summary. Columns: view_commitments_rows.c; versions: view_versions.c. */
#include "core/views/view_commitments.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/french.h"
#include "core/base/text.h"
#include "core/views/view_commitments_private.h"
#include "core/views/view_hours.h"

/* --- the contract in words ---------------------------------------------------------------------------------------- */

/* In force, else the one that waits, else the newest. */
static void current_find(const struct app *a, struct view_commitments *v)
{
	const struct commitment_file *f = a->commitments.file;

	v->current = commitment_contract(f, a->now.day, &v->current_version);
	for (size_t i = 0; i < f->contract_count && v->pending_version == NULL; i++) {
		v->pending_version = contract_pending(&f->contracts[i]);
		if (v->pending_version != NULL && v->current == NULL)
			v->current = &f->contracts[i];
	}
	if (v->current == NULL && f->contract_count > 0)
		v->current = &f->contracts[0];
}

static const char *commitments_heading(struct arena *arena, const struct view_commitments *v, const struct person_facts *p)
{
	const char *name = french_name(arena, p->last_name, p->first_name);
	const char *regime = p->regime == REGIME_NONE ? "sans régime"
	                     : arena_format(arena, "%s depuis le %s", regime_code(p->regime), view_date(arena, p->regime_from));

	if (v->current_version == NULL)
		return arena_format(arena, "%s · %s · sans contrat en vigueur", name, regime);
	return arena_format(arena, "%s · %s · contrat v%d", name, regime, v->current_version->rank);
}

static bool any_signed(const struct commitment_file *f)
{
	for (size_t i = 0; i < f->contract_count; i++)
		if (contract_last_signed(&f->contracts[i]) != NULL)
			return true;
	return false;
}

static const char *contract_sentence(struct arena *arena, const struct commitment_file *f, const struct view_commitments *v)
{
	const struct contract_version *x = v->current_version;

	if (x == NULL && v->current != NULL && v->pending_version == NULL)
		return arena_format(arena, "Aucun contrat en vigueur ; le dernier est terminé%s",
		                    date_is_set(v->current->closed) ? arena_format(arena, " le %s", view_date(arena, v->current->closed)) : "");
	if (x == NULL)
		return any_signed(f) ? "Aucun contrat en vigueur" : "Aucun contrat signé";
	return arena_format(arena, "Contrat v%d signé le %s, %s", x->rank, view_date(arena, contract_version_signed(x)),
	                    version_terms(arena, v->current, x));
}

static const char *pending_sentence(struct arena *arena, const struct contract_version *x)
{
	const char *what;

	if (x == NULL)
		return "";
	what = x->rank == 1 ? "Contrat préparé" : arena_format(arena, "Avenant v%d", x->rank);
	if (date_is_set(x->signed_structure))
		return arena_format(arena, "%s : signature de la personne attendue", what);
	if (date_is_set(x->signed_person))
		return arena_format(arena, "%s : notre signature attendue", what);
	return arena_format(arena, "%s : les deux signatures sont attendues", what);
}

static const char *choice_sentence(struct arena *arena, const struct contract *c)
{
	if (c == NULL || c->choice == CHOICE_NONE)
		return "";
	return text_safe(arena, arena_format(arena, "Choix du %s : %s%s%s", view_date(arena, c->chosen), choice_label(c->choice),
	                                     c->choice_reason[0] != '\0' ? ", " : "", view_one_line(arena, c->choice_reason)));
}

static const char *objectives_words(struct arena *arena, const struct view_commitments *v)
{
	const struct contract_version *x = v->current_version != NULL ? v->current_version : v->pending_version;

	return x != NULL ? view_one_line(arena, x->objectives) : "";
}

/* --- alarms ---------------------------------------------------------------------------------------------------------- */

/* What is wrong with the contract itself, or with what goes with it, and what is done about it from this screen; the rest
 * stands in the columns. */
static const struct { enum reason_code code; enum action_id action; } alarm_actions[] = {
	{REASON_CONTRACT_MISSING, ACTION_CONTRACT_PREPARE}, {REASON_CONTRACT_EXPIRING, ACTION_CONTRACT_PREPARE},
	{REASON_CONTRACT_EMPTY, ACTION_CONTRACT_AMEND},     {REASON_NO_EMPLOYMENT_ACTION, ACTION_CONTRACT_AMEND},
	{REASON_INTENSIVE_CHOICE, ACTION_CONTRACT_CHOOSE},  {REASON_HOURS_SHORT, ACTION_GO_HOURS},
	{REASON_HOURS_TO_VALIDATE, ACTION_GO_HOURS},        {REASON_RIGHTS_DUE, ACTION_RIGHTS},
};

/* A version that waits is signed before anything else is prepared. */
static enum action_id alarm_action(const struct view_commitments *v, const struct reason *r)
{
	for (size_t i = 0; i < sizeof alarm_actions / sizeof *alarm_actions; i++) {
		enum action_id action = alarm_actions[i].action;

		if (alarm_actions[i].code != r->code)
			continue;
		if (v->pending_version != NULL && (action == ACTION_CONTRACT_PREPARE || action == ACTION_CONTRACT_AMEND))
			return ACTION_CONTRACT_SIGN;
		return action;
	}
	return ACTION_NONE;
}

static void alarms_fill(struct arena *arena, const struct app *a, struct view_commitments *v)
{
	const struct judged_person *j = &a->commitments.judged;

	v->alarms = arena_array(arena, j->reason_count + 1, sizeof *v->alarms);
	for (size_t i = 0; i < j->reason_count; i++) {
		const struct reason *r = &j->reasons[i];
		enum action_id action = alarm_action(v, r);

		if (action == ACTION_NONE || r->band == BAND_GREY)
			continue;
		v->alarms[v->alarm_count++] = (struct view_alarm){
			.reason = r, .band = r->band, .mark = band_mark(r->band), .text = text_safe(arena, r->sentence), .action = action,
			.gesture = commitment_gesture(arena, a, action, actions[action].label)};
	}
}

/* --- the whole ------------------------------------------------------------------------------------------------------- */

static const char *side_words(struct arena *arena, int late, const char *where)
{
	if (late == 0)
		return arena_format(arena, "aucun retard %s", where);
	return arena_format(arena, "%d retard%s %s", late, late > 1 ? "s" : "", where);
}

static const char *commitments_summary(struct arena *arena, const struct app *a, const struct view_commitments *v)
{
	const struct ledger *l = &a->commitments.ledger;
	const char *words = arena_format(arena, "%s · %s", side_words(arena, l->late_structure, "chez nous"),
	                                 side_words(arena, l->late_person, "chez la personne"));

	if (l->late_third > 0)
		words = arena_format(arena, "%s · %s", words, side_words(arena, l->late_third, "chez un tiers"));
	if (v->pending_version != NULL)
		words = arena_format(arena, "%s · signature attendue", words);
	return words;
}

static void commitments_blank(struct view_commitments *v)
{
	v->heading = v->contract = v->pending = v->objectives = v->choice = v->summary = v->empty = "";
	for (int i = 0; i < COLUMN_COUNT; i++)
		v->columns[i] = (struct view_commitment_column){.title = "", .counted = "", .empty = ""};
}

struct view_commitments view_commitments(struct arena *arena, const struct app *a)
{
	const struct commitments_model *m = &a->commitments;
	struct view_commitments v = {.state = m->m.state};

	commitments_blank(&v);
	if (m->file == NULL || m->judged.facts == NULL) {
		v.empty = view_waiting(arena, &m->m, "des engagements");
		return v;
	}
	current_find(a, &v);
	v.heading = commitments_heading(arena, &v, &m->file->person);
	v.contract = contract_sentence(arena, m->file, &v);
	v.pending = pending_sentence(arena, v.pending_version);
	v.objectives = objectives_words(arena, &v);
	v.choice = choice_sentence(arena, v.current);
	commitments_columns(arena, a, &v);
	alarms_fill(arena, a, &v);
	commitments_versions(arena, a, &v);
	v.summary = commitments_summary(arena, a, &v);
	return v;
}
