/* The reasons that come from training requests (rules.md §7, T1-T5) and from periods in a company (000:778).
 *
 * One reason of each code for a person: that of the request that waits most. Each debt is charged to the party that holds the
 * file; what is awaited of the person is told, and never late. What each says is in reason_text_training.c. */
#include <string.h>

#include "core/portfolio/reasons_private.h"
#include "core/training/clocks.h"
#include "core/training/funding.h"
#include "core/training/stages.h"

static const struct training_demand nothing = {.band = BAND_NONE};

static const struct rule *training_rule(const struct judging *j, const char *code, struct date day)
{
	return rulebook_find(j->book, REGIME_FORMATION, code, law_day(day, j->today.day));
}

/* What we owe is for information towards those followed without active support (L10); what a third party owes is not. */
static struct training_demand demand(const struct judging *j, struct clock_result clock, enum band band, enum debtor debtor)
{
	if (debtor == DEBTOR_STRUCTURE && j->f->follow_up == FOLLOW_ATTACHED && band != BAND_NONE)
		band = BAND_GREY;
	return (struct training_demand){clock, band, debtor};
}

static struct training_demand demand_of_clock(const struct judging *j, const struct clock_result *clock, enum debtor debtor)
{
	if (clock->rule == NULL || band_if_applied(clock, j->today) == BAND_NONE)
		return nothing;
	return demand(j, *clock, clock_band(clock, j->today), debtor);
}

/* Told from the first day, whatever the lead: orange while it can still be mended, red once its day has come. */
static struct training_demand demand_at_once(const struct judging *j, const struct clock_result *clock)
{
	enum band band = clock_band(clock, j->today);

	if (band == BAND_NONE || (band == BAND_GREY && clock->rule->applied && clock->rule->fixed))
		band = BAND_ORANGE;
	return demand(j, *clock, band, DEBTOR_STRUCTURE);
}

/* Decision (decision_financeur, 1 week, pratique, 000:2101; T1): filed, and the funder has not answered. Days during which
 * pieces are awaited do not count, and while they are it is not told. */
static struct training_demand decision_demand(const struct judging *j, const struct training *t)
{
	struct training_clocks c;

	if (t->stage != TRAINING_FILED)
		return nothing;
	c = training_clocks(j->book, t, j->today, j->department);
	return demand_of_clock(j, &c.decision, DEBTOR_FUNDER);
}

/* Pieces (000:577): charged to the owner of the oldest one awaited of anybody else (pieces_tiers, local, or the day stated for it),
 * else to the person (fourniture_pieces, non fixé): told, never late. */
static struct training_demand pieces_demand(const struct judging *j, const struct training *t)
{
	bool theirs = t->pieces_owner == DEBTOR_PERSON;
	const struct rule *rule;
	struct clock_result c;
	enum band band;

	if (t->stage != TRAINING_PIECES || t->pieces_waiting == 0 || !date_reached(t->pieces_since, j->today.day))
		return nothing;
	rule = training_rule(j, theirs ? "fourniture_pieces" : "pieces_tiers", t->pieces_since);
	if (rule == NULL)
		return nothing;
	c = training_pieces_clock(rule, t, j->today, j->department);
	band = clock_band(&c, j->today);
	return demand(j, c, theirs || band == BAND_NONE ? BAND_GREY : band, t->pieces_owner);
}

/* Without dates nothing is missing of the funding, and nothing is whole either. */
static bool step_is_ours(const struct training *t)
{
	bool whole = t->costs_missing == 0 && training_is_dated(t);

	return t->stage == TRAINING_READY || t->stage == TRAINING_COUNTERED || t->stage == TRAINING_REFUSED ||
	       (t->stage == TRAINING_GRANTED && whole);
}

/* The file waits for us (formation_a_avancer, local, 002:525): ready and not filed, a counter-proposal or a refusal to answer,
 * granted with every cost funded. Entered, and its last day is over (fin_formation, local): the end is to be recorded. */
static struct training_demand step_demand(const struct judging *j, const struct training *t)
{
	bool over = t->stage == TRAINING_ENTERED && date_is_set(t->ends) && date_compare(t->ends, j->today.day) < 0;
	struct date since = over ? t->ends : t->since;
	const struct rule *rule;
	struct clock_result c;

	if ((!over && !step_is_ours(t)) || !date_reached(since, j->today.day))
		return nothing;
	rule = training_rule(j, over ? "fin_formation" : "formation_a_avancer", since);
	if (rule == NULL)
		return nothing;
	c = clock_compute(rule, at_midnight(since), j->today, j->department);
	return demand_of_clock(j, &c, DEBTOR_STRUCTURE);
}

/* Hole (financement_complet, local; T3, 002:507): granted, and some cost of some day has no funder. Once « financée » was
 * declared all the same, with its reason, it is for information. */
static struct training_demand hole_demand(const struct judging *j, const struct training *t)
{
	const struct rule *rule;
	struct training_demand d;
	struct clock_result c;

	if (t->costs_missing == 0 || !training_awaits_entry(t->stage))
		return nothing;
	rule = training_rule(j, "financement_complet", t->granted);
	if (rule == NULL)
		return nothing;
	c = clock_compute(rule, date_is_set(t->starts) ? at_midnight(t->starts) : MOMENT_NONE, j->today, j->department);
	d = demand_at_once(j, &c);
	if (t->stage == TRAINING_FUNDED)
		d.band = BAND_GREY;
	return d;
}

/* Entry (entree, 45 days, local, 000:2346; T1): granted, not entered. Charged to who holds the file: the body, or us as long as
 * its funding is not declared complete. */
static struct training_demand entry_demand(const struct judging *j, const struct training *t)
{
	struct training_clocks c;

	if (!training_awaits_entry(t->stage))
		return nothing;
	c = training_clocks(j->book, t, j->today, j->department);
	return demand_of_clock(j, &c.entry, training_holder(t));
}

/* Relay (relais_droits, local; T5, 000:1998, 000:3346): days of the training after the end of rights that no income line
 * covers. From the filing on: a relay is found before, not after. */
static struct training_demand relay_demand(const struct judging *j, const struct training *t, struct date regime_end)
{
	const struct rule *rule;
	struct clock_result c;
	struct runway r;

	if (t->stage < TRAINING_FILED || t->stage > TRAINING_ENTERED || t->stage == TRAINING_REFUSED)
		return nothing;
	r = training_runway(t, regime_end);
	if (r.relay != RELAY_NEEDED || date_compare(r.training_end, j->today.day) < 0)
		return nothing;
	rule = training_rule(j, "relais_droits", j->today.day);
	if (rule == NULL)
		return nothing;
	/* Rights, or a dispositif, that end before are no day to be late of: the relay is for the first day of the training. */
	c = clock_compute(rule, at_midnight(date_latest(r.rights_end, t->starts)), j->today, j->department);
	if (date_is_set(r.rights_end))
		c.start = at_midnight(r.rights_end); /* what is told */
	return demand_at_once(j, &c);
}

/* Check at one third (suivi_tiers, local, 004:2343). */
static struct training_demand check_demand(const struct judging *j, const struct training *t)
{
	struct training_clocks c;

	if (t->stage != TRAINING_ENTERED || date_is_set(t->checked))
		return nothing;
	c = training_clocks(j->book, t, j->today, j->department);
	return demand_of_clock(j, &c.check, DEBTOR_STRUCTURE);
}

/* Six months after (suivi_6_mois, proposition, 000:2295). */
static struct training_demand follow_up_demand(const struct judging *j, const struct training *t)
{
	struct training_clocks c;

	if (t->stage != TRAINING_COMPLETED)
		return nothing;
	c = training_clocks(j->book, t, j->today, j->department);
	return demand_of_clock(j, &c.follow_up, DEBTOR_STRUCTURE);
}

struct training_demand training_demand(const struct judging *j, const struct training *t, enum reason_code code,
                                       struct date regime_end)
{
	switch (code) {
	case REASON_TRAINING_DECISION:
		return decision_demand(j, t);
	case REASON_TRAINING_PIECES:
		return pieces_demand(j, t);
	case REASON_TRAINING_STEP:
		return step_demand(j, t);
	case REASON_FUNDING_HOLE:
		return hole_demand(j, t);
	case REASON_TRAINING_ENTRY:
		return entry_demand(j, t);
	case REASON_RELAY_NEEDED:
		return relay_demand(j, t, regime_end);
	case REASON_TRAINING_CHECK:
		return check_demand(j, t);
	case REASON_TRAINING_FOLLOW_UP:
		return follow_up_demand(j, t);
	default:
		return nothing;
	}
}

/* Debrief (bilan_periode, local, 000:778): from the last day of the oldest period that is over and not debriefed. */
struct training_demand debrief_demand(const struct judging *j, struct date since)
{
	bool over = date_is_set(since) && date_compare(since, j->today.day) < 0;
	const struct rule *rule = over ? training_rule(j, "bilan_periode", since) : NULL;
	struct clock_result c;

	if (rule == NULL)
		return nothing;
	c = clock_compute(rule, at_midnight(since), j->today, j->department);
	return demand_of_clock(j, &c, DEBTOR_STRUCTURE);
}

static bool waits_more(const struct training_demand *a, const struct training_demand *b)
{
	if (a->band != b->band)
		return a->band < b->band;
	return moment_compare(a->clock.end, b->clock.end) < 0;
}

/* The request that waits most for that. */
static void judge_code(struct judging *j, enum reason_code code, struct date regime_end)
{
	struct training_demand worst = nothing;

	j->training = NULL;
	for (size_t i = 0; i < j->f->training_count; i++) {
		struct training_demand d = training_demand(j, &j->f->trainings[i], code, regime_end);

		if (d.band == BAND_NONE || (j->training != NULL && !waits_more(&d, &worst)))
			continue;
		worst = d;
		j->training = &j->f->trainings[i];
	}
	if (j->training != NULL)
		reason_add_for(j, code, &worst.clock, worst.band, worst.debtor);
	j->training = NULL;
}

void judge_trainings(struct judging *j, struct date regime_end)
{
	struct training_demand d = debrief_demand(j, j->f->debrief_since);

	for (int code = REASON_TRAINING_DECISION; j->f->training_count > 0 && code <= REASON_TRAINING_FOLLOW_UP; code++)
		judge_code(j, (enum reason_code)code, regime_end);
	if (d.band != BAND_NONE)
		reason_add_for(j, REASON_DEBRIEF_DUE, &d.clock, d.band, d.debtor);
}

/* --- one request -------------------------------------------------------------------------------------------- */

/* Few of them: by insertion. */
static void reasons_sort(struct reason *items, size_t count)
{
	for (size_t i = 1; i < count; i++)
		for (size_t k = i; k > 0 && (items[k].band < items[k - 1].band ||
		                             (items[k].band == items[k - 1].band && moment_compare(items[k].due, items[k - 1].due) < 0)); k--) {
			struct reason swap = items[k];

			items[k] = items[k - 1];
			items[k - 1] = swap;
		}
}

struct training_reasons training_reasons(struct arena *arena, const struct rulebook *book, const struct training *t,
                                         const struct judged_person *p, struct moment today, const char *department)
{
	const struct person_facts anybody = {.id = t->person, .follow_up = FOLLOW_ACTIVE, .last_unsettled = MOMENT_NONE};
	struct judging j = {.arena = arena, .book = book, .f = p != NULL ? p->facts : &anybody, .today = today, .department = department,
	                    .training = t};

	j.reasons = arena_array(arena, REASON_TRAINING_FOLLOW_UP - REASON_TRAINING_DECISION + 1, sizeof *j.reasons);
	for (int code = REASON_TRAINING_DECISION; code <= REASON_TRAINING_FOLLOW_UP; code++) {
		struct training_demand d = training_demand(&j, t, (enum reason_code)code, p != NULL ? p->regime_end : DATE_NONE);

		if (d.band != BAND_NONE)
			reason_add_for(&j, (enum reason_code)code, &d.clock, d.band, d.debtor);
	}
	reasons_sort(j.reasons, j.count);
	return (struct training_reasons){j.reasons, j.count};
}
