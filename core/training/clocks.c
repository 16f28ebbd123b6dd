/* Decision, entry, the check at one third and the follow-up: when each is due, how long it took, and who held the file. */
#include "core/training/clocks.h"

#include <string.h>

#include "core/training/funding.h"
#include "core/training/stages.h"

struct timing {
	const struct rulebook *book;
	const struct training *t;
	struct moment today;
	const char *department;
};

static struct moment midnight(struct date d)
{
	return (struct moment){d, 0};
}

static const struct rule *rule_of(const struct timing *x, const char *code, struct date start)
{
	return rulebook_find(x->book, REGIME_FORMATION, code, law_day(start, x->today.day));
}

static bool training_dropped(const struct training *t)
{
	return t->stage == TRAINING_DROPPED_BEFORE || t->stage == TRAINING_DROPPED_AFTER;
}

/* A clock that stopped is told as it stood on that day. */
static struct moment watched(const struct timing *x, struct date stopped)
{
	return date_is_set(stopped) ? midnight(stopped) : x->today;
}

/* An end that follows from dates of the training, not from a length: the rule lends its lead, its debtor and its source. */
static struct clock_result clock_to(const struct rule *rule, struct date start, struct date end, struct moment on)
{
	struct clock_result c = {.rule = rule, .start = midnight(start), .end = MOMENT_NONE, .state = CLOCK_UNSET};

	if (rule == NULL || !date_is_set(end))
		return c;
	c.end = midnight(date_latest(start, end));
	c.days_left = date_diff(c.end.day, on.day);
	c.state = c.days_left < 0 ? CLOCK_EXPIRED : CLOCK_RUNNING;
	return c;
}

/* --- decision ---------------------------------------------------------------------------------------------- */

/* The day the funder's clock stopped: its answer, or the abandonment. */
static struct date decision_stop(const struct training *t)
{
	if (training_is_at_funder(t->stage))
		return DATE_NONE;
	if (date_is_set(t->decided) && date_compare(t->decided, t->filed) >= 0)
		return t->decided;
	return t->stage == TRAINING_DROPPED_BEFORE ? date_latest(t->since, t->filed) : DATE_NONE;
}

/* Days that do not count against the funder since the filing: pieces were awaited, or still are. */
static int days_suspended(const struct training *t, struct date today)
{
	int days = t->suspended_days > 0 ? t->suspended_days : 0;

	if (t->stage == TRAINING_PIECES && date_is_set(t->since) && date_compare(today, t->since) > 0)
		days += date_diff(today, t->since);
	return days;
}

/* The funder's own usual delay when config/financeurs.ini states one, else the rule's (000:2101). */
static struct clock_result decision_clock(const struct timing *x, const struct rule *rule, struct date stop)
{
	struct date from = date_add_days(x->t->filed, days_suspended(x->t, x->today.day));
	struct rule own = *rule;
	struct clock_result c;

	if (x->t->funder_days > 0) {
		own.value = x->t->funder_days;
		own.unit = UNIT_DAY;
		own.fixed = true;
	}
	c = clock_compute(&own, midnight(from), watched(x, stop), x->department);
	c.rule = rule;
	c.start = midnight(x->t->filed);
	return c;
}

/* True when a fact that many days after the start falls within the parameter. */
static bool within(const struct timing *x, const char *code, struct date start, int days)
{
	const struct rule *rule = rule_of(x, code, start);
	struct clock_result c;

	if (rule == NULL || !rule->fixed)
		return false;
	c = clock_compute(rule, midnight(start), midnight(start), x->department);
	return date_compare(date_add_days(start, days), c.end.day) <= 0;
}

static enum decision_bucket decision_bucket(const struct timing *x, int days)
{
	if (days < 0)
		return DECISION_UNKNOWN;
	if (within(x, "tranche_decision_1", x->t->filed, days))
		return DECISION_72H;
	return within(x, "tranche_decision_2", x->t->filed, days) ? DECISION_5_DAYS : DECISION_LONGER;
}

static void decision_compute(const struct timing *x, struct training_clocks *out)
{
	const struct training *t = x->t;
	const struct rule *rule;
	struct date stop;

	if (!date_reached(t->filed, x->today.day) || (!training_is_at_funder(t->stage) && !date_is_set(decision_stop(t))))
		return;
	stop = decision_stop(t);
	rule = rule_of(x, "decision_financeur", t->filed);
	if (rule != NULL)
		out->decision = decision_clock(x, rule, stop);
	out->decision_due = out->decision.end.day;
	out->decision_days = date_diff(watched(x, stop).day, t->filed) - days_suspended(t, x->today.day);
	if (out->decision_days < 0)
		out->decision_days = 0;
	out->decision_bucket = decision_bucket(x, out->decision_days);
}

/* --- entry ------------------------------------------------------------------------------------------------- */

static enum entry_bucket entry_bucket(const struct timing *x, int days)
{
	static const struct { const char *code; enum entry_bucket bucket; } buckets[] = {
		{"tranche_entree_1", ENTRY_1_MONTH}, {"tranche_entree_2", ENTRY_45_DAYS}, {"tranche_entree_3", ENTRY_3_MONTHS}};

	if (days < 0)
		return ENTRY_UNKNOWN;
	if (!date_is_set(x->t->entered) && !date_is_set(x->t->starts))
		return ENTRY_NO_OFFER; /* granted, and no session to enter */
	for (size_t i = 0; i < sizeof buckets / sizeof buckets[0]; i++)
		if (within(x, buckets[i].code, x->t->granted, days))
			return buckets[i].bucket;
	return ENTRY_LONGER;
}

/* From the agreement to the entry (000:2346): a clock of its own, so that nobody blames the wrong party (000:2105). */
static void entry_compute(const struct timing *x, struct training_clocks *out)
{
	const struct training *t = x->t;
	struct date stop = date_is_set(t->entered) ? t->entered : training_dropped(t) ? t->since : DATE_NONE;
	const struct rule *rule;

	if (!date_reached(t->granted, x->today.day))
		return;
	rule = rule_of(x, "entree", t->granted);
	if (rule != NULL)
		out->entry = clock_compute(rule, midnight(t->granted), watched(x, stop), x->department);
	out->entry_due = out->entry.end.day;
	out->entry_days = date_diff(watched(x, stop).day, t->granted);
	out->entry_bucket = entry_bucket(x, out->entry_days);
}

/* --- pieces ------------------------------------------------------------------------------------------------ */

/* The day that was stated for the piece is what its owner said, or was told: it goes before the length of the rule. */
struct clock_result training_pieces_clock(const struct rule *rule, const struct training *t, struct moment today, const char *department)
{
	if (date_is_set(t->pieces_due) && t->pieces_owner != DEBTOR_PERSON)
		return clock_to(rule, t->pieces_since, t->pieces_due, today);
	return clock_compute(rule, midnight(t->pieces_since), today, department);
}

/* --- once entered ------------------------------------------------------------------------------------------ */

/* The rule's length where an agency has fixed one, else a third of the days from the first to the last. */
static void check_compute(const struct timing *x, struct training_clocks *out)
{
	const struct training *t = x->t;
	struct date ends = date_is_set(t->ends) ? t->ends : training_end(t->entered, t->minutes, t->weekly);
	const struct rule *rule;

	if (!date_reached(t->entered, x->today.day) || (t->stage != TRAINING_ENTERED && !date_is_set(t->checked)))
		return;
	rule = rule_of(x, "suivi_tiers", t->entered);
	if (rule != NULL && rule->fixed)
		out->check = clock_compute(rule, midnight(t->entered), watched(x, t->checked), x->department);
	else if (rule != NULL)
		out->check = clock_to(rule, t->entered, date_is_set(ends) ? date_add_days(t->entered, (date_diff(ends, t->entered) + 1) / 3) : ends,
		                      watched(x, t->checked));
}

static void follow_up_compute(const struct timing *x, struct training_clocks *out)
{
	const struct training *t = x->t;
	const struct rule *rule;

	if (!date_reached(t->ended, x->today.day) || (t->stage != TRAINING_COMPLETED && t->stage != TRAINING_FOLLOWED))
		return;
	rule = rule_of(x, "suivi_6_mois", t->ended);
	if (rule != NULL)
		out->follow_up = clock_compute(rule, midnight(t->ended), watched(x, t->followed), x->department);
}

struct training_clocks training_clocks(const struct rulebook *book, const struct training *t, struct moment today,
                                       const char *department)
{
	const struct timing x = {book, t, today, department};
	struct training_clocks out = {.decision_due = DATE_NONE, .entry_due = DATE_NONE, .decision_days = -1, .entry_days = -1,
	                              .decision_bucket = DECISION_UNKNOWN, .entry_bucket = ENTRY_UNKNOWN,
	                              .holder = training_holder(t), .held_since = t->since};

	out.decision.end = out.entry.end = out.check.end = out.follow_up.end = MOMENT_NONE;
	decision_compute(&x, &out);
	entry_compute(&x, &out);
	check_compute(&x, &out);
	follow_up_compute(&x, &out);
	if (t->stage == TRAINING_PIECES && date_is_set(t->pieces_since))
		out.held_since = t->pieces_since;
	if (date_reached(out.held_since, today.day))
		out.held_days = date_diff(today.day, out.held_since);
	return out;
}

/* --- days held --------------------------------------------------------------------------------------------- */

/* Anybody else than the person before the person, whose delay is never counted; then the oldest (000:577). */
static bool piece_charged_first(const struct training_piece *a, const struct training_piece *b)
{
	bool person = a->owner == DEBTOR_PERSON;

	return person != (b->owner == DEBTOR_PERSON) ? !person : date_compare(a->asked, b->asked) < 0;
}

/* Whose piece, among those awaited that day, the file is charged for. */
static enum debtor piece_owner_on(const struct training_file *f, struct date day)
{
	const struct training_piece *charged = NULL;

	for (size_t i = 0; i < f->piece_count; i++) {
		const struct training_piece *p = &f->pieces[i];

		if (date_compare(p->asked, day) > 0 || date_reached(p->received, day) || date_reached(p->closed, day))
			continue;
		if (charged == NULL || piece_charged_first(p, charged))
			charged = p;
	}
	return charged != NULL && charged->owner != DEBTOR_NONE ? charged->owner : DEBTOR_FUNDER;
}

static void days_add(const struct training_file *f, enum training_stage stage, struct date from, struct date to, int days[DEBTOR_COUNT])
{
	struct training t = f->request;
	enum debtor holder;

	t.stage = stage;
	for (struct date day = from; stage == TRAINING_PIECES && date_compare(day, to) < 0; day = date_add_days(day, 1))
		days[piece_owner_on(f, day)]++;
	holder = training_holder(&t);
	if (stage != TRAINING_PIECES && holder < DEBTOR_COUNT && date_compare(to, from) > 0)
		days[holder] += date_diff(to, from);
}

void training_days_held(const struct training_file *f, struct date today, int days[DEBTOR_COUNT])
{
	enum training_stage stage = TRAINING_RAISED;
	struct date since = DATE_NONE;

	memset(days, 0, DEBTOR_COUNT * sizeof *days);
	for (size_t i = 0; i < f->event_count && date_compare(f->events[i].on, today) <= 0; i++) {
		const struct training_transition *t = training_transition_find(stage, f->events[i].step);

		if (f->events[i].step == STEP_EXCHANGE) /* moves nothing, and may be older than the request */
			continue;
		if (date_is_set(since))
			days_add(f, stage, since, f->events[i].on, days);
		since = f->events[i].on;
		if (t != NULL)
			stage = t->to;
	}
	if (date_is_set(since))
		days_add(f, stage, since, today, days);
}

/* --- words, funnel ----------------------------------------------------------------------------------------- */

const char *decision_bucket_label(enum decision_bucket b)
{
	static const char *const labels[] = {
		[DECISION_72H] = "moins de 72 heures", [DECISION_5_DAYS] = "moins de 5 jours", [DECISION_LONGER] = "plus de 5 jours",
		[DECISION_UNKNOWN] = "information non traitée"};

	return labels[b <= DECISION_UNKNOWN ? b : DECISION_UNKNOWN];
}

const char *entry_bucket_label(enum entry_bucket b)
{
	static const char *const labels[] = {
		[ENTRY_1_MONTH] = "moins d'un mois", [ENTRY_45_DAYS] = "moins de 45 jours", [ENTRY_3_MONTHS] = "plus de 45 jours",
		[ENTRY_LONGER] = "plus de 3 mois", [ENTRY_NO_OFFER] = "offre non disponible", [ENTRY_UNKNOWN] = "information non traitée"};

	return labels[b <= ENTRY_UNKNOWN ? b : ENTRY_UNKNOWN];
}

struct training_funnel training_funnel(const struct training *items, size_t count, struct date today)
{
	struct training_funnel n = {0};

	for (size_t i = 0; i < count; i++) {
		const struct training *t = &items[i];

		if (!date_reached(t->raised, today) || date_compare(t->raised, date_add_months(today, -12)) <= 0)
			continue;
		n.raised++;
		n.filed += date_reached(t->filed, today);
		n.entered += date_reached(t->entered, today);
	}
	return n;
}
