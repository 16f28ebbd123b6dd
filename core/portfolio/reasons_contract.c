/* The reasons that come from the contract and from what goes with it: alarms of rules.md L7, hours (L8), rights, answers,
 * remedial actions (L6), undertakings of third parties.
 *
 * What each says is in reason_text_contract.c. As in reasons.c, a debt of one side never looks at what the other owes. */
#include <string.h>

#include "core/portfolio/reasons_private.h"
#include "core/rules/hours.h"

static bool contract_binds(const struct judging *j)
{
	return date_reached(j->f->contract.signed_on, j->today.day);
}

/* A contract of this regime ended, and neither another nor a new orientation followed. */
static bool contract_lapsed(const struct judging *j)
{
	const struct person_facts *f = j->f;
	struct date ended = f->contract.ended;

	return !contract_binds(j) && date_is_set(ended) && date_compare(ended, j->today.day) < 0 &&
	       date_compare(ended, f->regime_from) >= 0 && (!date_is_set(f->oriented) || date_compare(f->oriented, ended) <= 0);
}

/* --- none signed ---------------------------------------------------------------------------------------- */

struct date signature_start(const struct rulebook *book, const struct person_facts *f)
{
	struct date day = date_is_set(f->oriented) ? f->oriented : f->regime_from;
	const struct rule *rule = rulebook_find(book, f->regime, "contrat_signature", date_latest(day, f->regime_from));

	if (rule == NULL || rule->regime != f->regime)
		return f->regime_from;
	return date_is_set(f->oriented) ? date_latest(f->oriented, f->regime_from) : DATE_NONE;
}

/* Who has not signed. An appointment that we cancelled, or that has no outcome yet, leaves the signature to us (L3). */
static enum debtor signature_debtor(const struct judging *j, const struct clock_result *clock)
{
	const struct contract_summary *c = &j->f->contract;
	bool ours = c->pending && date_reached(c->signed_structure, j->today.day);
	bool theirs = c->pending && date_reached(c->signed_person, j->today.day);

	if (theirs || (date_is_set(clock->start.day) && unsettled_since(j, clock->start.day)))
		return DEBTOR_STRUCTURE;
	return ours ? DEBTOR_PERSON : DEBTOR_BOTH;
}

/* Contract missing (contrat_signature: CE 1 month, droit, D. 5411-14-1; CER non fixé, droit, 003:7572; elsewhere non
 * fixé, local, 003:7427; L7, 003:7851): no version is signed by both. Without an orientation notified the clock of the CE
 * has not started: grey. Owed by who has not signed. */
static void judge_contract_missing(struct judging *j)
{
	struct date since = signature_start(j->book, j->f);
	const struct rule *rule;
	struct clock_result c;

	if (contract_binds(j))
		return;
	rule = rulebook_find(j->book, j->f->regime, "contrat_signature", date_is_set(since) ? since : j->f->regime_from);
	if (rule == NULL)
		return;
	c = clock_compute(rule, date_is_set(since) ? at_midnight(since) : MOMENT_NONE, j->today, j->department);
	reason_add_for(j, REASON_CONTRACT_MISSING, &c, band_for_follow_up(j, &c), signature_debtor(j, &c));
}

/* --- of the contract in force ------------------------------------------------------------------------- */

/* Contract expiring (contrat_fin_proche, 30 days, local; L7): orange within that delay of its last day, red once it has
 * ended while the regime goes on and nothing followed: said instead of « missing ». Ours to prepare. Nothing is to be prepared
 * once the next one is signed by both. True when it was said. */
static bool judge_contract_expiring(struct judging *j)
{
	const struct contract_summary *s = &j->f->contract;
	bool lapsed = contract_lapsed(j);
	struct date end = lapsed ? s->ended : contract_binds(j) ? s->ends : DATE_NONE;
	const struct rule *rule = NULL;
	struct clock_result c;
	enum band band;

	if (contract_binds(j) && s->followed)
		return false;
	if (date_is_set(end)) /* the version of the day of signature (§1); of its end, for a contract that is gone */
		rule = rulebook_find(j->book, j->f->regime, "contrat_fin_proche", lapsed ? end : s->signed_on);
	if (rule == NULL || !rule->fixed)
		return false;
	c = announced(j, rule, days_before(end, rule), end);
	if (date_compare(j->today.day, c.start.day) < 0)
		return false;
	band = alert_band(j, rule);
	reason_add_for(j, REASON_CONTRACT_EXPIRING, &c, band == BAND_ORANGE && c.days_left < 0 ? BAND_RED : band,
	               DEBTOR_STRUCTURE);
	return true;
}

/* An alarm about what the contract holds: no date, never late; the version of the day of signature applies (§1). */
static void judge_contract_content(struct judging *j, enum reason_code reason, const char *code, int held)
{
	struct date day = j->f->contract.signed_on;
	const struct rule *rule = rulebook_find(j->book, j->f->regime, code, day);
	struct clock_result c = {.rule = rule, .start = at_midnight(day), .end = MOMENT_NONE, .state = CLOCK_UNSET};

	if (rule == NULL || !rule->fixed || held >= rule->value)
		return;
	reason_add_for(j, reason, &c, alert_band(j, rule), DEBTOR_STRUCTURE);
}

/* Choice at 12 months (intensif_choix, proposition, 003:4428; L7): from the first of the intensive contracts that follow
 * each other, or from the last choice. An action structurante may extend the parcours (003:13796): then it is grey. */
static void judge_intensive_choice(struct judging *j)
{
	const struct contract_summary *s = &j->f->contract;
	struct date chosen = date_reached(s->chosen, j->today.day) ? s->chosen : DATE_NONE;
	struct date since = date_latest(s->intensive_since, chosen);
	const struct rule *rule;
	struct clock_result c;

	if (!s->intensive || !date_is_set(s->intensive_since))
		return;
	rule = rulebook_find(j->book, j->f->regime, "intensif_choix", since);
	if (rule == NULL || !rule->fixed)
		return;
	c = clock_compute(rule, at_midnight(since), j->today, j->department);
	if (band_if_applied(&c, j->today) != BAND_NONE)
		reason_add(j, REASON_INTENSIVE_CHOICE, &c, s->structuring ? BAND_GREY : band_for_follow_up(j, &c));
}

/* --- hours ------------------------------------------------------------------------------------------------ */

struct week_due person_week_due(const struct rulebook *book, const struct person_facts *f, const struct week_facts *w,
                                struct date monday)
{
	struct week_due due = {.rule = rulebook_find(book, f->regime, "heures_hebdomadaires", monday)};
	int base = w->target;

	if (!date_is_set(f->regime_from) || date_compare(f->regime_from, monday) > 0)
		return due;
	if (base < 0 && due.rule != NULL && due.rule->fixed) {
		base = due.rule->value * 60;
		due.proposed = !due.rule->applied;
	}
	due.fixed = base >= 0;
	if (due.fixed)
		due.target = hours_compute(base, w->absent_days, w->validated, w->declared).target;
	return due;
}

static bool judge_week(struct judging *j, const struct week_facts *w, struct date monday)
{
	struct date sunday = date_add_days(monday, 6);
	const struct rule *rule = rulebook_find(j->book, j->f->regime, "heures_semaine", monday);
	struct week_due due = person_week_due(j->book, j->f, w, monday);
	struct clock_result c;

	if (rule == NULL || !rule->fixed || !due.fixed || due.proposed || w->declared >= due.target)
		return false;
	c = clock_compute(rule, at_midnight(sunday), j->today, j->department);
	if (band_if_applied(&c, j->today) == BAND_NONE)
		return false;
	reason_add(j, REASON_HOURS_SHORT, &c, band_for_follow_up(j, &c));
	return true;
}

/* Hours short (heures_semaine, local; heures_hebdomadaires: CEJ 15 h, droit, 003:4186; L8): less was declared than the
 * target of the week, prorated. Red for the week before, orange in the week of today from the lead on; what is declared
 * and not validated never counts against the person. Nothing where the target is non fixé or only proposed (nobody undertook
 * it: the screen of hours shows it), or in a week that the regime did not hold from its Monday on. */
static void judge_hours_short(struct judging *j)
{
	struct date monday = date_week_start(j->today.day);

	if (!judge_week(j, &j->f->last_week, date_add_days(monday, -7)))
		judge_week(j, &j->f->week, monday);
}

/* Hours to validate (heures_validation, 7 days, local; 003:4399; L8): from the Sunday of the week of the oldest day
 * declared and not validated. Ours: nobody but the counsellor validates. */
static void judge_hours_to_validate(struct judging *j)
{
	const struct person_facts *f = j->f;
	struct date sunday;
	const struct rule *rule;
	struct clock_result c;

	if (!date_reached(f->unvalidated, j->today.day))
		return;
	sunday = date_add_days(date_week_start(f->unvalidated), 6);
	rule = rulebook_find(j->book, f->regime, "heures_validation", f->unvalidated);
	if (rule == NULL || !rule->fixed)
		return;
	c = clock_compute(rule, at_midnight(sunday), j->today, j->department);
	if (band_if_applied(&c, j->today) != BAND_NONE)
		reason_add(j, REASON_HOURS_TO_VALIDATE, &c, clock_band(&c, j->today));
}

/* --- rights, answers, remedial actions, third parties ---------------------------------------------------- */

/* Rights information (information_droits: CUER 1 month, proposition, 003:7922): none given since the regime began. */
static void judge_rights(struct judging *j)
{
	const struct person_facts *f = j->f;
	const struct rule *rule = rulebook_find(j->book, f->regime, "information_droits", f->regime_from);
	struct clock_result c;

	if (rule == NULL || date_reached(f->rights_informed, j->today.day))
		return;
	c = clock_compute(rule, at_midnight(f->regime_from), j->today, j->department);
	if (band_if_applied(&c, j->today) != BAND_NONE)
		reason_add(j, REASON_RIGHTS_DUE, &c, band_for_follow_up(j, &c));
}

/* Answer owed (reponse_72h, proposition, 003:5088; reponse_reclamation, non fixé, proposition, 003:11711): from the oldest
 * request, or complaint, without an answer. */
static void judge_answer(struct judging *j, enum reason_code reason, const char *code, struct moment since)
{
	const struct rule *rule = NULL;
	struct clock_result c;

	if (moment_is_set(since) && moment_compare(since, j->today) <= 0)
		rule = rulebook_find(j->book, j->f->regime, code, since.day);
	if (rule == NULL)
		return;
	c = clock_compute(rule, since, j->today, j->department);
	if (band_if_applied(&c, j->today) != BAND_NONE)
		reason_add(j, reason, &c, clock_band(&c, j->today));
}

/* A date agreed: what makes up for our delay (compensation_echeance, local; L6, 001:8), what a third party undertook
 * (engagement_echeance, local; L1). */
static void judge_promise(struct judging *j, enum reason_code reason, const char *code, struct date due, enum debtor debtor)
{
	const struct rule *rule = date_is_set(due) ? rulebook_find(j->book, j->f->regime, code, law_day(due, j->today.day)) : NULL;
	struct clock_result c;

	if (rule == NULL || !rule->fixed)
		return;
	c = clock_compute(rule, at_midnight(due), j->today, j->department);
	reason_add_for(j, reason, &c, clock_band(&c, j->today), debtor);
}

void judge_promises(struct judging *j)
{
	const struct person_facts *f = j->f;

	judge_answer(j, REASON_REQUEST_DUE, "reponse_72h", f->request_since);
	judge_answer(j, REASON_COMPLAINT_DUE, "reponse_reclamation", f->complaint_since);
	judge_promise(j, REASON_REMEDIAL_DUE, "compensation_echeance", f->remedial_due, DEBTOR_STRUCTURE);
	judge_promise(j, REASON_ITEM_THIRD, "engagement_echeance", f->item_third, f->item_third_debtor);
}

void judge_contract(struct judging *j)
{
	const struct contract_summary *s = &j->f->contract;

	if (!judge_contract_expiring(j))
		judge_contract_missing(j);
	if (contract_binds(j)) {
		judge_contract_content(j, REASON_CONTRACT_EMPTY, "actions_minimum", s->actions);
		judge_contract_content(j, REASON_NO_EMPLOYMENT_ACTION, "actions_emploi", s->employment_actions);
		judge_intensive_choice(j);
	}
	judge_hours_short(j);
	judge_hours_to_validate(j);
	judge_rights(j);
}
