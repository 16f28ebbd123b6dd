/* Shared by the files that look for reasons (reasons.c, reasons_agenda.c, reasons_contract.c, reasons_training.c) and by the clocks of the ledger
 * (core/engagement/clocks.c). */
#ifndef JALON_REASONS_PRIVATE_H
#define JALON_REASONS_PRIVATE_H

#include "core/portfolio/reasons.h"

struct judging {
	struct arena *arena;
	const struct rulebook *book;
	const struct person_facts *f;
	struct moment today;
	const char *department;
	const struct training *training; /* of the reason being added, NULL for the others */
	struct reason *reasons; /* room for one of each */
	size_t count;
};

static inline struct moment at_midnight(struct date d)
{
	return (struct moment){d, 0};
}

/* Nothing for BAND_NONE. The clock's rule is the reason's. */
void reason_add_for(struct judging *j, enum reason_code code, const struct clock_result *clock, enum band band,
                    enum debtor debtor);
/* The same, for the debtor of the rule. */
void reason_add(struct judging *j, enum reason_code code, const struct clock_result *clock, enum band band);
/* Nothing is held against the person since that day (rules.md L3): an appointment was left inconnu, or we cancelled it. */
bool unsettled_since(const struct judging *j, struct date day);
/* The band as if the rule were applied: a proposal is grey from the day on which it would be orange. */
enum band band_if_applied(const struct clock_result *c, struct moment today);
/* The band of the clock, grey for those followed without active support (L10). */
enum band band_for_follow_up(const struct judging *j, const struct clock_result *c);
/* What active support alone asks for: orange; grey for those followed without it, and where the rule is off. */
enum band alert_band(const struct judging *j, const struct rule *rule);
/* As many days, or weeks, before the day as the rule says. */
struct date days_before(struct date day, const struct rule *rule);
/* A date that the rule announces: it alerts from `from`, and is told as coming or past. */
struct clock_result announced(const struct judging *j, const struct rule *rule, struct date from, struct date day);
/* Owed with a regime or without: conclusions, what was undertaken, reminders. */
void judge_agenda(struct judging *j);
/* The alerts of active support: series, re-bookings. */
void judge_agenda_of_regime(struct judging *j);
/* Owed with a regime or without: answers, remedial actions, what third parties undertook. */
void judge_promises(struct judging *j);
/* What the regime asks for: contract, hours, rights information. */
void judge_contract(struct judging *j);

/* Training requests, with a regime or without: regime_end is the last day of the regime, DATE_NONE when not known. */
void judge_trainings(struct judging *j, struct date regime_end);
/* What one open request asks for of that code; rule NULL: nothing. The ledger tells the same of each request. */
struct training_demand { struct clock_result clock; enum band band; enum debtor debtor; };
struct training_demand training_demand(const struct judging *j, const struct training *t, enum reason_code code,
                                       struct date regime_end);
/* The period in a company that is over and not debriefed; rule NULL: none. */
struct training_demand debrief_demand(const struct judging *j, struct date since);

/* The regime's own premier_entretien (000:88, 000:1459), even non fixé; else the common one once an agency
 * has fixed it; else the common demarrage (proposition, 003:3353). NULL when none is in force. */
const struct rule *first_meeting_rule(const struct rulebook *book, const struct person_facts *f);
/* A regime's own contrat_signature starts with the notice of orientation (D. 5411-14-1; CER 003:7572), the common one with
 * the regime. An orientation older than the regime counts from the first day of the regime (local). DATE_NONE: not yet. */
struct date signature_start(const struct rulebook *book, const struct person_facts *f);

/* Re-bookings of the last days of reprises_fenetre, today included. NULL rule: nothing is counted. */
struct rebooking_count {
	const struct rule *window;
	int by_person, by_structure;
};
struct rebooking_count rebookings_count(const struct rulebook *book, const struct person_facts *f, struct date today);

#endif
