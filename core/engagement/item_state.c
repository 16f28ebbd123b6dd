/* The state of one commitment on a day, from its facts (rules.md L1). */
#include "core/engagement/ledger.h"

static struct date cadence_next(enum cadence cadence, struct date last)
{
	switch (cadence) {
	case CADENCE_WEEK:
		return date_add_days(last, 7);
	case CADENCE_MONTH:
		return date_add_months(last, 1);
	case CADENCE_QUARTER:
		return date_add_months(last, 3);
	case CADENCE_ONCE:
	case CADENCE_COUNT:
		break;
	}
	return DATE_NONE;
}

/* What was made up for is settled as what was kept is: that time, not the next one (L6). */
struct date item_last_settled(const struct item *i, struct date today)
{
	struct date kept = date_reached(i->done, today) ? i->done : DATE_NONE;

	if (i->cadence == CADENCE_ONCE || !date_reached(i->made_up, today))
		return kept;
	return date_is_set(kept) && date_compare(kept, i->made_up) >= 0 ? kept : i->made_up;
}

struct date item_next_due(const struct item *i, struct date today)
{
	struct date last = i->cadence != CADENCE_ONCE ? item_last_settled(i, today) : DATE_NONE;
	struct date next = date_is_set(last) ? cadence_next(i->cadence, last) : DATE_NONE;

	if (!date_is_set(next))
		return i->due;
	return date_is_set(i->due) && date_compare(i->due, next) > 0 ? i->due : next;
}

bool item_is_owed(const struct item *i, struct date today)
{
	return i->contract[0] == '\0' || date_reached(i->bound, today);
}

/* What comes back is not made up for once and for all: item_next_due() counts from the time that was. */
static bool item_is_compensated(const struct item *i, const struct remedial *by, struct date today)
{
	if (i->cadence != CADENCE_ONCE)
		return false;
	return by != NULL ? date_reached(by->delivered, today) : i->compensated;
}

/* No version in force on that day: the date agreed is shown, and never late. */
static const struct rule no_rule = {
	.regime = REGIME_COMMUN, .code = "engagement_echeance", .label = "Engagement pris, à tenir", .kind = KIND_CLOCK,
	.debtor = DEBTOR_BOTH, .start_event = "", .stop_event = "", .status = STATUS_LOCAL, .source = "sources muettes",
	.remark = "aucune version de la règle n'est en vigueur ce jour-là"};

static struct clock_result item_clock(const struct item *i, const struct rulebook *book, enum regime regime,
                                      struct moment today, const char *department)
{
	struct date due = item_next_due(i, today.day);
	const struct rule *rule = rulebook_find(book, regime, "engagement_echeance", law_day(due, today.day));
	struct moment start = date_is_set(due) ? (struct moment){due, 0} : MOMENT_NONE;

	return clock_compute(rule != NULL ? rule : &no_rule, start, today, department);
}

/* What is left when nothing settles it. */
static enum item_state open_state(const struct item *i, const struct clock_result *c, struct moment today)
{
	enum band band = clock_band(c, today);

	struct date last = item_last_settled(i, today.day);

	if (!item_is_owed(i, today.day))
		return ITEM_TODO;
	if (band == BAND_RED)
		return ITEM_LATE;
	if (i->cadence == CADENCE_ONCE || !date_is_set(last) || band != BAND_NONE)
		return ITEM_TODO;
	return date_compare(last, i->done) == 0 ? ITEM_KEPT : ITEM_COMPENSATED;
}

enum item_state item_state_on(const struct item *i, const struct remedial *compensated_by, const struct rulebook *book,
                              enum regime regime, struct moment today, const char *department, struct clock_result *clock)
{
	struct clock_result c = item_clock(i, book, regime, today, department);

	if (clock != NULL)
		*clock = c;
	if (i->cadence == CADENCE_ONCE && date_reached(i->done, today.day))
		return ITEM_KEPT;
	if (item_is_compensated(i, compensated_by, today.day))
		return ITEM_COMPENSATED; /* said even once the contract has ended: a delay of ours was made up for */
	if (date_reached(i->excused, today.day))
		return ITEM_EXCUSED;
	if (date_reached(i->withdrawn, today.day))
		return ITEM_NOT_APPLICABLE;
	return open_state(i, &c, today);
}
