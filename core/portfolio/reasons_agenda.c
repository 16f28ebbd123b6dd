/* The reasons that come from the agenda: conclusions, what they left to each side, series, re-bookings, reminders.
 *
 * What each says is in reason_text_agenda.c. As in reasons.c, a debt of one side never looks at the other's. */
#include <string.h>

#include "core/portfolio/reasons_private.h"

/* Conclusion due (conclusion_entretien, 0 day, local; rules.md L2, 001:6): the oldest appointment that somebody
 * attended and that no conclusion closes. Owed by the counsellor, regime or not: orange on the day itself, red after. */
static void judge_conclusion(struct judging *j)
{
	const struct person_facts *f = j->f;
	const struct rule *rule;
	struct clock_result c;

	if (f->unconcluded_count <= 0 || !moment_is_set(f->oldest_unconcluded))
		return;
	rule = rulebook_find(j->book, f->regime, "conclusion_entretien", f->oldest_unconcluded.day);
	if (rule == NULL)
		return;
	c = clock_compute(rule, at_midnight(f->oldest_unconcluded.day), j->today, j->department);
	reason_add_for(j, REASON_CONCLUSION_DUE, &c, clock_band(&c, j->today), DEBTOR_STRUCTURE);
}

/* What a conclusion left to one side (engagement_echeance, 0 day after the date agreed, lead 3 days, local; rules.md
 * L1, L2, 001:6): the earliest one not done, orange from its lead, red once its date is past. The rule is one for both
 * sides, but each item has its own debtor: ours is ours alone, theirs is the person's and shows in their ledger. */
static void judge_item(struct judging *j, enum reason_code code, struct date due, enum debtor debtor)
{
	const struct rule *rule = date_is_set(due) ? rulebook_find(j->book, j->f->regime, "engagement_echeance", law_day(due, j->today.day)) : NULL;
	struct clock_result c;

	if (rule == NULL || !rule->fixed)
		return;
	c = clock_compute(rule, at_midnight(due), j->today, j->department);
	reason_add_for(j, code, &c, clock_band(&c, j->today), debtor);
}

struct date days_before(struct date day, const struct rule *rule)
{
	return date_add_days(day, -rule->value * (rule->unit == UNIT_WEEK ? 7 : 1));
}

struct clock_result announced(const struct judging *j, const struct rule *rule, struct date from, struct date day)
{
	struct clock_result c = {.rule = rule, .start = at_midnight(from), .end = at_midnight(day)};

	c.days_left = date_diff(day, j->today.day);
	c.state = c.days_left < 0 ? CLOCK_EXPIRED : CLOCK_RUNNING;
	return c;
}

enum band alert_band(const struct judging *j, const struct rule *rule)
{
	return rule->applied && j->f->follow_up != FOLLOW_ATTACHED ? BAND_ORANGE : BAND_GREY;
}

/* Series ending (serie_fin_proche, 14 days, local; weekly appointments 000:512): the last occurrence comes within
 * that delay, or is past by no more than it while nothing comes after. An alert, not a debt: never red. */
static void judge_series(struct judging *j)
{
	const struct person_facts *f = j->f;
	const struct rule *rule;
	struct clock_result c;

	if (!date_is_set(f->series_end))
		return;
	rule = rulebook_find(j->book, f->regime, "serie_fin_proche", law_day(f->series_end, j->today.day));
	if (rule == NULL || !rule->fixed)
		return;
	c = announced(j, rule, days_before(f->series_end, rule), f->series_end);
	if (date_compare(j->today.day, c.start.day) < 0 || date_compare(days_before(j->today.day, rule), f->series_end) > 0)
		return;
	if (moment_is_set(f->next_appointment) && date_compare(f->next_appointment.day, f->series_end) > 0)
		return;
	reason_add_for(j, REASON_SERIES_ENDING, &c, alert_band(j, rule), DEBTOR_STRUCTURE);
}

struct rebooking_count rebookings_count(const struct rulebook *book, const struct person_facts *f, struct date today)
{
	struct rebooking_count n = {.window = rulebook_find(book, f->regime, "reprises_fenetre", today)};

	if (n.window == NULL || !n.window->fixed)
		return (struct rebooking_count){0};
	for (size_t i = 0; i < f->rebooking_count; i++) {
		if (date_compare(f->rebookings[i].day, days_before(today, n.window)) < 0)
			break; /* newest first */
		n.by_structure += f->rebookings[i].by_structure;
		n.by_person += !f->rebookings[i].by_structure;
	}
	return n;
}

/* Re-bookings (reprises_seuil, 3 times, within reprises_fenetre, 90 days; both local): appointments moved or
 * cancelled, whoever asked, are counted so that the support is looked at; by side in the inputs. It is the
 * counsellor's to settle and never red: nothing here is held against the person (rules.md L3), least of all what
 * the structure moved. It goes away by itself on the day when the oldest that makes the number leaves the window. */
static void judge_rebookings(struct judging *j)
{
	const struct person_facts *f = j->f;
	const struct rule *rule = f->rebooking_count > 0 ? rulebook_find(j->book, f->regime, "reprises_seuil", j->today.day) : NULL;
	struct rebooking_count n;
	struct clock_result c;
	struct date first;
	int wanted;

	if (rule == NULL || !rule->fixed)
		return;
	wanted = rule->value > 0 ? rule->value : 1;
	n = rebookings_count(j->book, f, j->today.day);
	if (n.window == NULL || n.by_person + n.by_structure < wanted)
		return;
	first = f->rebookings[wanted - 1].day;
	c = announced(j, rule, first, date_add_days(first, n.window->value + 1));
	reason_add_for(j, REASON_REBOOKINGS, &c, n.window->applied ? alert_band(j, rule) : BAND_GREY, DEBTOR_STRUCTURE);
}

static struct date working_day_before(const struct rule *rule, struct date day, const char *department)
{
	while (date_is_set(day) && !calendar_is_working_day(rule->local, day, department))
		day = date_add_days(day, -1);
	return day;
}

/* One reminder, to be given from `from` on. What was given, or reminded, since then needs no reminding. */
static bool reminder_due(const struct judging *j, struct date from)
{
	const struct person_facts *f = j->f;

	if (!date_is_set(from) || date_compare(j->today.day, from) < 0)
		return false;
	if (moment_is_set(f->next_given) && date_compare(f->next_given.day, from) >= 0)
		return false;
	return !moment_is_set(f->next_reminded) || date_compare(f->next_reminded.day, from) < 0;
}

/* Reminder to give (rappel_premier, J-7, and rappel_dernier, J-1, the working day before; both local): from its day
 * until the appointment starts, unless the appointment was given, or a reminder noted, on that day or since. The last
 * one replaces the first. Orange, never red: an appointment that has started needs no reminder. Never grey: it is
 * owed for the appointment, active support or not; a rule that is off asks for nothing. */
static void judge_reminder(struct judging *j)
{
	static const char *const codes[] = {"rappel_dernier", "rappel_premier"};
	const struct person_facts *f = j->f;

	if (!moment_is_set(f->next_appointment) || f->next_id == NULL || *f->next_id == '\0' ||
	    moment_compare(f->next_appointment, j->today) <= 0)
		return;
	for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
		const struct rule *rule = rulebook_find(j->book, f->regime, codes[i], law_day(f->next_appointment.day, j->today.day));
		struct clock_result c;
		struct date from;

		if (rule == NULL || !rule->fixed || !rule->applied)
			continue;
		from = days_before(f->next_appointment.day, rule);
		if (i == 0)
			from = working_day_before(rule, from, j->department);
		if (date_compare(j->today.day, from) < 0)
			continue;
		c = announced(j, rule, from, from);
		if (reminder_due(j, from))
			reason_add_for(j, REASON_REMINDER, &c, BAND_ORANGE, DEBTOR_STRUCTURE);
		return;
	}
}

void judge_agenda(struct judging *j)
{
	judge_conclusion(j);
	judge_item(j, REASON_ITEM_OURS, j->f->item_ours, DEBTOR_STRUCTURE);
	judge_item(j, REASON_ITEM_THEIRS, j->f->item_theirs, DEBTOR_PERSON);
	judge_reminder(j);
}

void judge_agenda_of_regime(struct judging *j)
{
	judge_series(j);
	judge_rebookings(j);
}
