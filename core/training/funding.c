/* Which days of which cost have a funder, and how far the rights reach. */
#include "core/training/funding.h"

#include <string.h>

#include "core/training/stages.h"

const struct funder *funder_find(const struct funder_list *l, const char *code)
{
	for (size_t i = 0; l != NULL && code != NULL && i < l->count; i++)
		if (strcmp(l->items[i].code, code) == 0)
			return &l->items[i];
	return NULL;
}

void funder_codes_add(struct strbuf *b, const struct funder_list *l)
{
	for (size_t i = 0; i < l->count; i++)
		strbuf_addf(b, "%s%s", i > 0 ? ", " : "", l->items[i].code);
}

const char *funder_label(const struct funder_list *l, const char *code)
{
	const struct funder *known = funder_find(l, code);

	return known != NULL ? known->label : code;
}

/* --- holes ------------------------------------------------------------------------------------------------- */

static bool line_spans(const struct funding_line *line, struct date day)
{
	return (!date_is_set(line->from) || date_compare(line->from, day) <= 0) &&
	       (!date_is_set(line->to) || date_compare(line->to, day) >= 0);
}

static bool line_covers(const struct funding_line *line)
{
	return line->state == LINE_GRANTED || line->state == LINE_NOT_NEEDED;
}

enum cover { COVER_NONE, COVER_ASKED, COVER_HELD };

static enum cover cover_on(const struct training_file *f, enum cost cost, struct date day)
{
	enum cover cover = COVER_NONE;

	for (size_t i = 0; i < f->line_count; i++) {
		const struct funding_line *line = &f->lines[i];

		if (line->cost != cost || !line_spans(line, day))
			continue;
		if (line_covers(line))
			return COVER_HELD;
		if (line->state == LINE_ASKED)
			cover = COVER_ASKED;
	}
	return cover;
}

/* The next day after this one on which a line begins or no longer runs. */
static struct date next_change(const struct training_file *f, enum cost cost, struct date day, struct date past)
{
	struct date next = past;

	for (size_t i = 0; i < f->line_count; i++) {
		const struct funding_line *line = &f->lines[i];
		struct date ends = date_is_set(line->to) ? date_add_days(line->to, 1) : DATE_NONE;

		if (line->cost != cost)
			continue;
		if (date_is_set(line->from) && date_compare(line->from, day) > 0)
			next = date_earliest(next, line->from);
		if (date_is_set(ends) && date_compare(ends, day) > 0)
			next = date_earliest(next, ends);
	}
	return next;
}

static void hole_add(struct funding_check *check, enum cost cost, struct date from, struct date to, bool asked)
{
	struct funding_hole *last = check->count > 0 ? &check->holes[check->count - 1] : NULL;

	if (last != NULL && last->cost == cost && last->asked == asked && date_diff(from, last->to) == 1) {
		last->to = to;
		last->days = date_diff(to, last->from) + 1;
		return;
	}
	check->holes[check->count++] =
		(struct funding_hole){.cost = cost, .from = from, .to = to, .days = date_diff(to, from) + 1, .asked = asked};
}

static void holes_find(struct funding_check *check, const struct training_file *f, enum cost cost)
{
	struct date day = f->request.starts, past = date_add_days(f->request.ends, 1);

	while (date_compare(day, past) < 0) {
		struct date next = next_change(f, cost, day, past);
		enum cover cover = cover_on(f, cost, day);

		if (cover != COVER_HELD)
			hole_add(check, cost, day, date_add_days(next, -1), cover == COVER_ASKED);
		day = next;
	}
}

/* --- amounts, income --------------------------------------------------------------------------------------- */

static void amount_add(int64_t *sum, int64_t amount)
{
	if (amount < 0)
		*sum = -1;
	else if (*sum >= 0)
		*sum += amount;
}

static void amounts_sum(struct funding_check *check, const struct training_file *f)
{
	for (size_t i = 0; i < f->line_count; i++) {
		const struct funding_line *line = &f->lines[i];

		if (line->state == LINE_GRANTED)
			amount_add(&check->granted[line->cost], line->amount);
		else if (line->state == LINE_ASKED)
			amount_add(&check->asked[line->cost], line->amount);
	}
}

static bool is_opca(const struct funder_list *funders, const char *code)
{
	const struct funder *known = funder_find(funders, code);

	return known != NULL && strcmp(known->kind, "opca") == 0;
}

bool funding_no_income(const struct training_file *f, const struct funder_list *funders, const char *filed_at)
{
	bool opca = is_opca(funders, filed_at);

	for (size_t i = 0; i < f->line_count; i++) {
		const struct funding_line *line = &f->lines[i];

		if (line->state != LINE_ASKED && line->state != LINE_GRANTED)
			continue;
		if (line->cost == COST_INCOME)
			return false;
		opca |= line->cost == COST_TEACHING && is_opca(funders, line->funder);
	}
	return opca && !f->request.has_rights;
}

struct funding_check funding_check(struct arena *arena, const struct training_file *f, const struct funder_list *funders)
{
	const struct training *t = &f->request;
	struct funding_check check = {0};

	check.dated = training_is_dated(t) && date_compare(t->starts, t->ends) <= 0;
	check.holes = arena_array(arena, COST_COUNT * (2 * f->line_count + 1), sizeof *check.holes);
	for (unsigned int c = 0; check.dated && c < COST_COUNT; c++)
		holes_find(&check, f, (enum cost)c);
	check.whole = check.dated && check.count == 0;
	amounts_sum(&check, f);
	check.no_income = funding_no_income(f, funders, t->funder);
	return check;
}

/* --- runway ------------------------------------------------------------------------------------------------ */

const char *relay_label(enum relay r)
{
	return r == RELAY_NEEDED ? "requis" : r == RELAY_NOT_NEEDED ? "non requis" : "non fixé";
}

struct date training_end(struct date start, int minutes, int weekly)
{
	int weeks;

	if (!date_is_set(start) || minutes <= 0 || weekly <= 0)
		return DATE_NONE;
	weeks = minutes / weekly + (minutes % weekly > 0);
	return weeks <= 500 * 53 ? date_add_days(start, weeks * 7 - 1) : DATE_NONE;
}

bool allowance_runs_on(const struct allowance *x, struct date day)
{
	return date_compare(x->from, day) <= 0 && (!date_is_set(x->to) || date_compare(day, x->to) <= 0);
}

struct runway runway_compute(struct date rights_end, bool rights_known, struct date training_start, struct date training_end)
{
	struct runway r = {.rights_end = rights_known ? rights_end : DATE_NONE, .training_end = training_end, .uncovered_days = -1,
	                   .relay = RELAY_UNKNOWN};
	struct date first;

	if (!date_is_set(training_start) || !date_is_set(training_end) || !rights_known)
		return r;
	/* Known, and none: no day is covered. */
	first = date_is_set(rights_end) ? date_latest(training_start, date_add_days(rights_end, 1)) : training_start;
	r.uncovered_days = date_compare(first, training_end) > 0 ? 0 : date_diff(training_end, first) + 1;
	r.relay = r.uncovered_days > 0 ? RELAY_NEEDED : RELAY_NOT_NEEDED;
	return r;
}

struct runway training_runway(const struct training *t, struct date regime_end)
{
	bool noted = date_is_set(t->rights_end) || date_is_set(t->rights_ended);
	/* An allowance without end that runs after the dispositif is over does not end with it: nothing tells when it does. */
	bool outlives = t->has_rights && date_is_set(t->starts) && date_compare(regime_end, t->starts) < 0;
	struct date rights = noted ? date_latest(t->rights_end, t->rights_ended) : outlives ? DATE_NONE : regime_end; /* one of them is set */
	struct date ends = date_is_set(t->ends) ? t->ends : training_end(t->starts, t->minutes, t->weekly);
	struct runway r = runway_compute(rights, date_is_set(rights), t->starts, ends);

	if (r.uncovered_days <= 0)
		return r;
	if (noted)
		r.uncovered_days = t->uncovered_days;
	else if ((t->costs_missing & (1U << COST_INCOME)) == 0)
		r.uncovered_days = 0;
	r.relay = r.uncovered_days > 0 ? RELAY_NEEDED : RELAY_NOT_NEEDED;
	return r;
}
