/* The ledger: clocks, commitments, answers owed and remedial actions as one list of lines, each side's counted alike.
 *
 * A line of one side is computed without looking at the other's, so that no fact of one hides an alert of the other. */
#include "core/engagement/ledger.h"

#include <stdlib.h>
#include <string.h>

#include "core/engagement/clocks.h"
#include "core/engagement/ledger_private.h"
#include "core/portfolio/reasons_private.h"

struct ledger_line *ledger_line_add(struct building *b, enum debtor debtor, const char *object)
{
	struct ledger_line *line = &b->lines[b->count++];

	*line = (struct ledger_line){.debtor = debtor, .object = object, .band = BAND_NONE, .due = DATE_NONE, .done = DATE_NONE,
	                             .next_step = "", .action = ""};
	return line;
}

/* --- clocks ------------------------------------------------------------------------------------------------ */

/* What a reason says, for one side. */
static void line_of_reason(struct building *b, const struct ledger_clock *k, const struct reason *r, enum debtor side)
{
	struct ledger_line *line = ledger_line_add(b, side, k->object);

	line->state = r->band == BAND_RED ? ITEM_LATE : ITEM_TODO;
	line->band = r->band;
	line->clock = r->clock;
	line->due = r->due.day;
	line->inputs = r->inputs;
	line->input_count = r->input_count;
	line->next_step = r->next_step;
	line->action = r->action;
}

/* A clock that no reason speaks of for this side: kept, or to come. What is past and not held against the side is excused. */
static void line_of_clock(struct building *b, const struct ledger_clock *k, const struct clock_result *c, enum debtor side,
                          struct date done, bool held)
{
	struct ledger_line *line = ledger_line_add(b, side, k->object);

	line->clock = *c;
	line->due = c->end.day;
	line->done = done;
	if (date_is_set(done)) {
		line->state = ITEM_KEPT;
	} else if (!held) {
		line->state = c->state == CLOCK_EXPIRED ? ITEM_EXCUSED : ITEM_TODO;
	} else {
		line->band = b->person->follow_up == FOLLOW_ATTACHED && clock_band(c, b->today) != BAND_NONE ? BAND_GREY
		                                                                                            : clock_band(c, b->today);
		line->state = line->band == BAND_RED ? ITEM_LATE : ITEM_TODO;
	}
	clock_line_inputs(b, k, line, held);
}

static bool reason_speaks_for(const struct reason *r, enum debtor side)
{
	return r->debtor == side || r->debtor == DEBTOR_BOTH;
}

static void clock_side(struct building *b, const struct ledger_clock *k, const struct reason *r, const struct clock_result *c,
                       enum debtor side)
{
	struct date done = k->stop != NULL ? k->stop(&b->facts, side) : DATE_NONE;

	if (r != NULL && reason_speaks_for(r, side))
		line_of_reason(b, k, r, side);
	else
		line_of_clock(b, k, c, side, done, r == NULL);
}

/* The reason of the clock, when it is this clock's: two codes may share one (the weekly contact, the first meeting). */
static const struct reason *clock_reason(const struct building *b, const struct ledger_clock *k)
{
	const struct reason *r = k->reason < REASON_COUNT ? judged_reason(b->facts.judged, k->reason) : NULL;

	return r != NULL && strcmp(r->rule->code, k->code) == 0 ? r : NULL;
}

static void clock_add(struct building *b, const struct ledger_clock *k)
{
	const struct reason *r = clock_reason(b, k);
	struct moment start = k->start != NULL && b->person->regime != REGIME_NONE ? k->start(&b->facts) : MOMENT_NONE;
	const struct rule *rule;
	struct clock_result c;

	if (r == NULL && !moment_is_set(start))
		return;
	rule = r != NULL ? r->rule : rulebook_find(b->facts.book, b->person->regime, k->code, law_day(start.day, b->today.day));
	if (rule == NULL)
		return;
	c = r != NULL ? r->clock : clock_compute(rule, start, b->today, b->department);
	if (rule->debtor == DEBTOR_BOTH) {
		clock_side(b, k, r, &c, DEBTOR_STRUCTURE);
		clock_side(b, k, r, &c, DEBTOR_PERSON);
	} else {
		clock_side(b, k, r, &c, r != NULL ? r->debtor : rule->debtor);
	}
}

/* --- answers owed ------------------------------------------------------------------------------------------ */

static void request_add(struct building *b, const struct person_request *q)
{
	struct ledger_line *line;
	const struct rule *rule;

	if (!moment_is_set(q->received) || moment_compare(q->received, b->today) > 0)
		return;
	rule = rulebook_find(b->facts.book, b->person->regime, q->complaint ? "reponse_reclamation" : "reponse_72h", q->received.day);
	if (rule == NULL)
		return;
	line = ledger_line_add(b, rule->debtor, arena_format(b->arena, "Répondre à sa %s : %s", q->complaint ? "réclamation" : "demande", q->object));
	line->request = q;
	line->clock = clock_compute(rule, q->received, b->today, b->department);
	line->due = line->clock.end.day;
	if (moment_is_set(q->answered) && moment_compare(q->answered, b->today) <= 0) {
		line->done = q->answered.day;
		line->state = ITEM_KEPT;
	} else {
		line->band = clock_band(&line->clock, b->today);
		line->state = line->band == BAND_RED ? ITEM_LATE : ITEM_TODO;
	}
	request_line_inputs(b, line);
}

/* --- remedial actions, commitments -------------------------------------------------------------------------- */

static void remedial_add(struct building *b, const struct remedial *m)
{
	const struct rule *rule = rulebook_find(b->facts.book, b->person->regime, "compensation_echeance", law_day(m->due, b->today.day));
	struct ledger_line *line;

	if (rule == NULL || (date_is_set(m->opened) && date_compare(m->opened, b->today.day) > 0))
		return;
	line = ledger_line_add(b, DEBTOR_STRUCTURE, m->object);
	line->remedial = m;
	line->clock = clock_compute(rule, date_is_set(m->due) ? at_midnight(m->due) : MOMENT_NONE, b->today, b->department);
	line->due = m->due;
	if (date_is_set(m->delivered) && date_compare(m->delivered, b->today.day) <= 0) {
		line->done = m->delivered;
		line->state = ITEM_KEPT;
	} else {
		line->band = clock_band(&line->clock, b->today);
		line->state = line->band == BAND_RED ? ITEM_LATE : ITEM_TODO;
	}
	remedial_line_inputs(b, line);
}

/* One delivered says more than one promised; with a cadence, the one of the last lapse. */
static bool remedial_says_more(const struct remedial *m, const struct remedial *than, const struct item *i, struct date today)
{
	if (than == NULL)
		return true;
	if (i->cadence != CADENCE_ONCE)
		return date_compare(m->lapsed, than->lapsed) > 0;
	return date_reached(m->delivered, today) && !date_reached(than->delivered, today);
}

/* The remedial action that speaks for the item, NULL: none. */
static const struct remedial *item_remedial(const struct building *b, const struct item *i)
{
	const struct remedial *best = NULL;

	for (size_t k = 0; k < b->facts.f->remedial_count; k++) {
		const struct remedial *m = &b->facts.f->remedials[k];

		if (m->item[0] != '\0' && strcmp(m->item, i->id) == 0 && remedial_says_more(m, best, i, b->today.day))
			best = m;
	}
	return best;
}

/* Nothing is owed before the version is signed by both: no colour. */
static enum band item_band(const struct building *b, const struct item *i, const struct ledger_line *line)
{
	bool open = line->state == ITEM_TODO || line->state == ITEM_LATE;

	if (!open || !item_is_owed(i, b->today.day))
		return BAND_NONE;
	return clock_band(&line->clock, b->today);
}

/* An undertaking that a clock measures (a weekly meeting, the hours of a week) has no date of its own: the clock's line
 * speaks for it, in the words of the contract. */
static bool item_follows_clock(struct building *b, const struct item *i)
{
	if (i->rule[0] == '\0' || date_is_set(i->due) || i->cadence != CADENCE_ONCE || !item_is_owed(i, b->today.day) ||
	    (date_is_set(i->withdrawn) && date_compare(i->withdrawn, b->today.day) <= 0))
		return false;
	for (size_t k = 0; k < b->clock_count; k++)
		if (b->lines[k].debtor == i->debtor && strcmp(b->lines[k].clock.rule->code, i->rule) == 0) {
			b->lines[k].object = i->object;
			return true;
		}
	return false;
}

/* Settled under a contract that another one followed: it is read in its versions. */
static bool item_is_history(const struct building *b, const struct item *i, enum item_state state)
{
	const struct commitment_file *f = b->facts.f;
	const struct contract *now = commitment_contract(f, b->today.day, NULL);

	if (now == NULL && f->contract_count > 0)
		now = &f->contracts[0];
	return i->contract[0] != '\0' && now != NULL && strcmp(i->contract, now->id) != 0 && state != ITEM_TODO && state != ITEM_LATE;
}

static void item_add(struct building *b, const struct item *i)
{
	struct ledger_line *line;

	/* A contract's binds from its signature, whenever that was recorded; a conclusion's from the day it was written. */
	if (i->contract[0] == '\0' && moment_is_set(i->recorded) && date_compare(i->recorded.day, b->today.day) > 0)
		return;
	if (item_follows_clock(b, i))
		return;
	line = ledger_line_add(b, i->debtor, i->object);
	line->item = i;
	line->remedial = item_remedial(b, i);
	line->state = item_state_on(i, line->remedial, b->facts.book, b->person->regime, b->today, b->department, &line->clock);
	if (item_is_history(b, i, line->state)) {
		b->count--;
		return;
	}
	line->due = item_next_due(i, b->today.day);
	line->done = date_is_set(i->done) && date_compare(i->done, b->today.day) <= 0 ? i->done : DATE_NONE;
	line->band = item_band(b, i, line);
	item_line_inputs(b, line);
}

/* --- the whole ----------------------------------------------------------------------------------------------- */

static int side_order(enum debtor d)
{
	return d == DEBTOR_STRUCTURE ? 0 : d == DEBTOR_PERSON ? 2 : 1;
}

/* Late, due soon, what has a date to come, what has none, what is settled: a proposal for next year, grey, stands behind
 * what is due next week. */
static int line_rank(const struct ledger_line *line)
{
	if (line->band == BAND_RED || line->band == BAND_ORANGE)
		return (int)line->band;
	if (line->state != ITEM_TODO)
		return BAND_ORANGE + 3;
	return BAND_ORANGE + (date_is_set(line->due) ? 1 : 2);
}

static int line_compare(const void *left, const void *right)
{
	const struct ledger_line *a = left, *b = right;
	int order = side_order(a->debtor) - side_order(b->debtor);

	if (order == 0)
		order = line_rank(a) - line_rank(b);
	if (order == 0)
		order = date_compare(a->due, b->due);
	return order != 0 ? order : strcmp(a->object, b->object);
}

static void ledger_count(struct ledger *l)
{
	for (size_t i = 0; i < l->count; i++) {
		if (l->lines[i].state != ITEM_LATE)
			continue;
		l->late_structure += l->lines[i].debtor == DEBTOR_STRUCTURE;
		l->late_person += l->lines[i].debtor == DEBTOR_PERSON;
		l->late_third += side_order(l->lines[i].debtor) == 1;
	}
}

struct ledger ledger_compute(struct arena *arena, const struct rulebook *book, const struct commitment_file *f,
                             struct moment today, const char *department)
{
	struct judged_person judged = person_judge(arena, book, &f->person, today, department);
	struct building b = {.arena = arena, .person = &f->person, .facts = {f, &judged, book, today.day}, .today = today,
	                     .department = department};
	struct ledger l;

	b.lines = arena_array(arena, 2 * ledger_clock_count + f->request_count + f->remedial_count + f->item_count +
	                                 TRAINING_LINES_MAX * f->training_count + f->period_count, sizeof *b.lines);
	for (size_t i = 0; i < ledger_clock_count; i++)
		clock_add(&b, &ledger_clocks[i]);
	b.clock_count = b.count;
	for (size_t i = 0; i < f->request_count; i++)
		request_add(&b, &f->requests[i]);
	for (size_t i = 0; i < f->remedial_count; i++)
		remedial_add(&b, &f->remedials[i]);
	for (size_t i = 0; i < f->item_count; i++)
		item_add(&b, &f->items[i]);
	ledger_add_trainings(&b);
	if (b.count > 0)
		qsort(b.lines, b.count, sizeof *b.lines, line_compare);
	l = (struct ledger){.lines = b.lines, .count = b.count};
	ledger_count(&l);
	return l;
}
