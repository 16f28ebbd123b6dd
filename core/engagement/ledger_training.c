/* The lines of training requests: decision of the funder, pieces of each owner, entry, checks, and what we owe of the file.
 *
 * The reasons tell, of each code, the request that waits most (core/portfolio/reasons_training.c); the ledger tells each
 * request, by the same judgements. What is awaited of the person is never late. */
#include "core/engagement/ledger_private.h"

#include "core/base/text.h"
#include "core/portfolio/reason_text.h"
#include "core/portfolio/reasons_private.h"
#include "core/training/clocks.h"
#include "core/training/stages.h"

struct request_lines {
	struct building *b;
	struct judging judging;
	const struct training *t;
	struct training_clocks clocks;
};

static struct judging judging_of(const struct building *b, const struct training *t)
{
	return (struct judging){.arena = b->arena, .book = b->facts.book, .f = b->person, .today = b->today,
	                        .department = b->department, .training = t};
}

/* As the reason of that code says it, of that person. */
static void words_fill(const struct building *b, const struct person_facts *person, struct ledger_line *line, enum reason_code code)
{
	struct reason r = {.code = code, .band = line->band == BAND_NONE ? BAND_GREY : line->band, .debtor = line->debtor,
	                   .due = line->clock.end, .clock = line->clock, .rule = line->clock.rule, .training = line->training};

	reason_write(b->arena, b->facts.book, person, b->today, &r);
	line->inputs = r.inputs;
	line->input_count = r.input_count;
	if (line->state == ITEM_TODO || line->state == ITEM_LATE) {
		line->next_step = r.next_step;
		line->action = r.action;
	}
}

static struct ledger_line *line_begin(const struct request_lines *x, const struct clock_result *clock, enum debtor debtor,
                                      const char *object)
{
	struct ledger_line *line =
		ledger_line_add(x->b, debtor, arena_format(x->b->arena, "%s : %s", object, text_safe(x->b->arena, x->t->title)));

	line->training = x->t;
	line->clock = *clock;
	line->due = clock->end.day;
	return line;
}

/* What the reason of that code asks for, if anything. */
static bool demand_add(const struct request_lines *x, enum reason_code code, const char *object)
{
	struct training_demand d = training_demand(&x->judging, x->t, code, x->b->facts.judged->regime_end);
	struct ledger_line *line;

	if (d.band == BAND_NONE)
		return false;
	line = line_begin(x, &d.clock, d.debtor, object);
	line->band = d.band;
	line->state = d.band == BAND_RED ? ITEM_LATE : ITEM_TODO;
	words_fill(x->b, x->b->person, line, code);
	return true;
}

/* A clock of the request: as its reason asks, else running or kept. */
static void clock_line_add(const struct request_lines *x, enum reason_code code, const struct clock_result *clock,
                           enum debtor debtor, struct date done, const char *object)
{
	struct ledger_line *line;

	if (demand_add(x, code, object) || clock->rule == NULL)
		return;
	line = line_begin(x, clock, debtor, object);
	line->done = done;
	line->state = date_is_set(done) ? ITEM_KEPT : ITEM_TODO;
	words_fill(x->b, x->b->person, line, code);
}

static struct date reached_or_none(const struct request_lines *x, struct date day)
{
	return date_reached(day, x->b->today.day) ? day : DATE_NONE;
}

/* Answered since the last filing: the file is back at the funder's after a refusal that was contested. */
static struct date decision_done(const struct request_lines *x)
{
	return training_is_at_funder(x->t->stage) ? DATE_NONE : reached_or_none(x, x->t->decided);
}

static void request_add(struct building *b, const struct training *t)
{
	struct request_lines x = {.b = b, .judging = judging_of(b, t), .t = t,
	                          .clocks = training_clocks(b->facts.book, t, b->today, b->department)};
	enum debtor waits = training_holder(t) == DEBTOR_STRUCTURE && t->stage == TRAINING_GRANTED ? DEBTOR_STRUCTURE : DEBTOR_BODY;

	clock_line_add(&x, REASON_TRAINING_DECISION, &x.clocks.decision, DEBTOR_FUNDER, decision_done(&x), "Décider de la demande");
	demand_add(&x, REASON_TRAINING_PIECES, t->pieces_waiting > 1 ? "Apporter les pièces attendues" : "Apporter la pièce attendue");
	demand_add(&x, REASON_TRAINING_STEP, "Faire avancer la demande");
	demand_add(&x, REASON_FUNDING_HOLE, "Compléter le financement");
	clock_line_add(&x, REASON_TRAINING_ENTRY, &x.clocks.entry, waits, reached_or_none(&x, t->entered), "Faire entrer en formation");
	demand_add(&x, REASON_RELAY_NEEDED, "Trouver un relais après la fin des droits");
	clock_line_add(&x, REASON_TRAINING_CHECK, &x.clocks.check, DEBTOR_STRUCTURE, reached_or_none(&x, t->checked),
	               "Faire le point au tiers de la formation");
	clock_line_add(&x, REASON_TRAINING_FOLLOW_UP, &x.clocks.follow_up, DEBTOR_STRUCTURE, reached_or_none(&x, t->followed),
	               "Vérifier la situation six mois après");
}

/* A period that is over and not debriefed (000:778). */
static void period_add(struct building *b, const struct company_period *p)
{
	struct judging j = judging_of(b, NULL);
	struct person_facts person = *b->person;
	struct training_demand d;
	struct ledger_line *line;

	if (!company_period_awaits_debrief(p, b->today.day))
		return;
	d = debrief_demand(&j, p->to);
	if (d.band == BAND_NONE)
		return;
	line = ledger_line_add(b, d.debtor, arena_format(b->arena, "Faire le bilan de la période chez %s", text_safe(b->arena, p->host)));
	line->clock = d.clock;
	line->due = d.clock.end.day;
	line->band = d.band;
	line->state = d.band == BAND_RED ? ITEM_LATE : ITEM_TODO;
	person.debrief_since = p->to;
	words_fill(b, &person, line, REASON_DEBRIEF_DUE);
}

void ledger_add_trainings(struct building *b)
{
	for (size_t i = 0; i < b->facts.f->training_count; i++)
		if (training_is_open(b->facts.f->trainings[i].stage))
			request_add(b, &b->facts.f->trainings[i]);
	for (size_t i = 0; i < b->facts.f->period_count; i++)
		period_add(b, &b->facts.f->periods[i]);
}
