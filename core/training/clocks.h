/* Two clocks for each request, decision and entry, charged to the party that holds the file (rules.md T1, dossier 000 §3).
 *
 * Pieces awaited count against their owner, suspend the funder's clock, and never count against the person (000:577).
 * Pure: facts, rule book and today in. */
#ifndef JALON_TRAINING_CLOCKS_H
#define JALON_TRAINING_CLOCKS_H

#include "core/portfolio/reasons.h"
#include "core/training/training.h"

enum decision_bucket { /* 000:5788-5790 */ DECISION_72H, DECISION_5_DAYS, DECISION_LONGER, DECISION_UNKNOWN };
enum entry_bucket { /* 000:5770-5777 */ ENTRY_1_MONTH, ENTRY_45_DAYS, ENTRY_3_MONTHS, ENTRY_LONGER, ENTRY_NO_OFFER, ENTRY_UNKNOWN };

struct training_clocks {
	struct clock_result decision, entry;   /* rule NULL: not started */
	struct date decision_due, entry_due;   /* suspended days added; DATE_NONE: non fixé */
	int decision_days, entry_days;         /* elapsed, or taken; suspended ones left out; -1: not started */
	enum decision_bucket decision_bucket; enum entry_bucket entry_bucket;
	struct clock_result check, follow_up;  /* at one third (004:2343), at six months (000:2295); rule NULL: not started */
	enum debtor holder; struct date held_since; int held_days;
};
struct training_clocks training_clocks(const struct rulebook *book, const struct training *t, struct moment today,
                                       const char *department);
/* Of the piece that counts (pieces_owner, pieces_since): to the day stated for it, else as long as the rule says. The person's has
 * no stated end: nothing is late of theirs (000:577). */
struct clock_result training_pieces_clock(const struct rule *rule, const struct training *t, struct moment today, const char *department);
/* Days that each party held the file, from its events; the present holder's included. By enum debtor. */
void training_days_held(const struct training_file *f, struct date today, int days[DEBTOR_COUNT]);
const char *decision_bucket_label(enum decision_bucket b);
const char *entry_bucket_label(enum entry_bucket b);

/* Of a portfolio or an agency over the 12 months before today: évoquées, then how many of them prescribed (filed), entered
 * (002:509). */
struct training_funnel { int raised, filed, entered; };
struct training_funnel training_funnel(const struct training *items, size_t count, struct date today);

#endif
