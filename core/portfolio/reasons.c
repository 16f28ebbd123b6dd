/* Who needs something, why and until when: the reasons of a portfolio. Those of the agenda: reasons_agenda.c; of the
 * contract: reasons_contract.c; of training requests: reasons_training.c; what they say: reason_text*.c.
 *
 * Common to all: the rule version is the one in force on the day the clock starts (rules.md §1). A clock
 * that is not applied is grey and never late; « non fixé » is never late. A debt of one side is computed
 * without looking at what the other side owes, so that no fact of one ever hides an alert of the other. */
#include "core/portfolio/reasons.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/portfolio/reason_text.h"
#include "core/portfolio/reasons_private.h"

enum owner owner_of(enum debtor d)
{
	switch (d) {
	case DEBTOR_PERSON:
		return OWNER_PERSON;
	case DEBTOR_NONE:
	case DEBTOR_STRUCTURE:
	case DEBTOR_BOTH:
		return OWNER_ME;
	default:
		return OWNER_THIRD;
	}
}

bool unsettled_since(const struct judging *j, struct date day)
{
	struct moment unsettled = j->f->last_unsettled;

	return moment_is_set(unsettled) && date_compare(unsettled.day, day) > 0;
}

/* Whose line it is. What has no debtor in its rule (an alert threshold) is the counsellor's to settle. A clock
 * of both sides is ours alone while an appointment since its start was left inconnu, or cancelled by the
 * structure: unknown is our debt, and neither counts against the person (rules.md L3, 003:7834). */
static enum debtor debtor_of(const struct judging *j, const struct clock_result *clock)
{
	if (clock->rule->debtor == DEBTOR_NONE)
		return DEBTOR_STRUCTURE;
	if (clock->rule->debtor == DEBTOR_BOTH && unsettled_since(j, clock->start.day))
		return DEBTOR_STRUCTURE;
	return clock->rule->debtor;
}

void reason_add_for(struct judging *j, enum reason_code code, const struct clock_result *clock, enum band band,
                    enum debtor debtor)
{
	struct reason *r = &j->reasons[j->count];

	if (band == BAND_NONE)
		return;
	*r = (struct reason){.code = code, .band = band, .owner = owner_of(debtor), .debtor = debtor,
	                     .due = clock->end, .clock = *clock, .rule = clock->rule, .training = j->training};
	reason_write(j->arena, j->book, j->f, j->today, r);
	j->count++;
}

void reason_add(struct judging *j, enum reason_code code, const struct clock_result *clock, enum band band)
{
	reason_add_for(j, code, clock, band, debtor_of(j, clock));
}

enum band band_if_applied(const struct clock_result *c, struct moment today)
{
	struct rule applied = *c->rule;
	struct clock_result copy = *c;

	applied.applied = true;
	copy.rule = &applied;
	return clock_band(&copy, today);
}

/* Rattachés are followed without active support (rules.md L10, W1; 003:4080): what active support owes
 * is shown grey once it would be due, for information. In solution structurante the référent keeps the
 * person (003:4190, 003:13360), so every clock runs as in suivi actif. */
enum band band_for_follow_up(const struct judging *j, const struct clock_result *c)
{
	enum band band = clock_band(c, j->today);

	if (j->f->follow_up != FOLLOW_ATTACHED || band == BAND_NONE)
		return band;
	return BAND_GREY;
}

/* Contact due (CEJ 003:7834; CSP 000:512; others 003:4405): echange_hebdomadaire where the regime has
 * one, else rdv_hebdomadaire, from the last two-way contact or honoured appointment, never before the
 * regime began. Never contacted: from the day the regime began or the present référent took over. */
static struct clock_result judge_contact(struct judging *j)
{
	const struct person_facts *f = j->f;
	struct date since = moment_is_set(f->last_contact) ? date_latest(f->last_contact.day, f->regime_from)
	                                                   : date_latest(f->regime_from, f->referent_from);
	const struct rule *rule = rulebook_find(j->book, f->regime, "echange_hebdomadaire", since);
	struct clock_result c = {.rule = NULL};

	if (rule == NULL)
		rule = rulebook_find(j->book, f->regime, "rdv_hebdomadaire", since);
	if (rule == NULL || !rule->fixed)
		return c;
	c = clock_compute(rule, at_midnight(since), j->today, j->department);
	if (band_if_applied(&c, j->today) != BAND_NONE)
		reason_add(j, REASON_CONTACT_DUE, &c, band_for_follow_up(j, &c));
	return c;
}

/* No appointment (horizon_rdv, 30 days, local; the lists of J-30 to J+30 of the anchors): none planned
 * within the horizon from today. The clock runs from the last appointment of the regime, else from its
 * start; as something is to be done today, it is orange at least, red when that clock has run out. */
static void judge_no_appointment(struct judging *j)
{
	const struct person_facts *f = j->f;
	struct date since = moment_is_set(f->last_appointment) ? date_latest(f->last_appointment.day, f->regime_from)
	                                                       : f->regime_from;
	const struct rule *rule = rulebook_find(j->book, f->regime, "horizon_rdv", since);
	struct clock_result c;
	enum band band;

	if (rule == NULL)
		return;
	if (moment_is_set(f->next_appointment)) {
		struct clock_result horizon = clock_compute(rule, at_midnight(j->today.day), j->today, j->department);

		/* Non fixé: any appointment will do. */
		if (horizon.state == CLOCK_UNSET || date_compare(f->next_appointment.day, horizon.end.day) <= 0)
			return;
	}
	c = clock_compute(rule, at_midnight(since), j->today, j->department);
	band = clock_band(&c, j->today);
	if (band == BAND_NONE)
		band = BAND_ORANGE;
	reason_add(j, REASON_NO_APPOINTMENT, &c, f->follow_up == FOLLOW_ATTACHED ? BAND_GREY : band);
}

/* Attendance unknown (rules.md L3): owed by the counsellor from the oldest past appointment without
 * outcome; presence_inconnue is 0 day: orange on the day itself, red after. */
static void judge_attendance(struct judging *j)
{
	const struct person_facts *f = j->f;
	const struct rule *rule;
	struct clock_result c;

	if (!moment_is_set(f->oldest_unrecorded))
		return;
	rule = rulebook_find(j->book, f->regime, "presence_inconnue", f->oldest_unrecorded.day);
	if (rule == NULL)
		return;
	c = clock_compute(rule, at_midnight(f->oldest_unrecorded.day), j->today, j->department);
	reason_add(j, REASON_ATTENDANCE_UNKNOWN, &c, clock_band(&c, j->today));
}

const struct rule *first_meeting_rule(const struct rulebook *book, const struct person_facts *f)
{
	const struct rule *rule = rulebook_find(book, f->regime, "premier_entretien", f->regime_from), *common;

	if (rule != NULL && (rule->fixed || rule->regime == f->regime))
		return rule;
	common = rulebook_find(book, f->regime, "demarrage", f->regime_from);
	return common != NULL ? common : rule;
}

/* First meeting due: no honoured appointment since the regime began, and its clock started that day. A
 * proposal is grey, « objectif proposé »; non fixé is shown grey too, as long as nobody was met. */
static struct clock_result judge_first_meeting(struct judging *j)
{
	const struct person_facts *f = j->f;
	const struct rule *rule = date_is_set(f->first_meeting) ? NULL : first_meeting_rule(j->book, f);
	struct clock_result c = {.rule = NULL};

	if (rule == NULL)
		return c;
	c = clock_compute(rule, at_midnight(f->regime_from), j->today, j->department);
	reason_add(j, REASON_FIRST_MEETING_DUE, &c, band_for_follow_up(j, &c));
	return c;
}

/* Point d'étape (CEJ one month, droit, 003:7832; common six months, proposition, 003:4850): from the last
 * honoured one, else the first meeting, else the start of the regime. Grey ones only from their lead on. */
static struct clock_result judge_milestone(struct judging *j)
{
	const struct person_facts *f = j->f;
	struct date since = date_latest(f->regime_from, date_latest(f->first_meeting, f->last_milestone));
	const struct rule *rule = rulebook_find(j->book, f->regime, "point_etape", since);
	struct clock_result c = {.rule = NULL};

	if (rule == NULL || !rule->fixed)
		return c;
	c = clock_compute(rule, at_midnight(since), j->today, j->department);
	if (band_if_applied(&c, j->today) != BAND_NONE)
		reason_add(j, REASON_MILESTONE_DUE, &c, band_for_follow_up(j, &c));
	return c;
}

/* The last day of the regime and the rule behind it: the explicit one, else fin_dispositif (a period from
 * the first day, rules.md §3). CLOCK_UNSET when non fixé. */
static struct clock_result regime_end(const struct judging *j, const struct rule *near)
{
	const struct person_facts *f = j->f;
	const struct rule *length = rulebook_find(j->book, f->regime, "fin_dispositif", f->regime_from);
	struct clock_result c = {.rule = near, .start = at_midnight(f->regime_from), .end = MOMENT_NONE,
	                         .state = CLOCK_UNSET};

	if (!date_is_set(f->regime_to))
		return length != NULL ? clock_compute(length, c.start, j->today, j->department) : c;
	c.end = at_midnight(f->regime_to);
	c.days_left = date_diff(f->regime_to, j->today.day);
	c.state = c.days_left < 0 ? CLOCK_EXPIRED : CLOCK_RUNNING;
	return c;
}

/* End near (fin_proche, 60 days, local; 000:343): orange within fin_proche of the last day, red once it is
 * past while the regime is still open. Grey when either rule is not applied; non fixé: no reason. */
static struct date judge_end(struct judging *j)
{
	const struct person_facts *f = j->f;
	const struct rule *near = rulebook_find(j->book, f->regime, "fin_proche", f->regime_from);
	struct clock_result c = regime_end(j, near);
	struct date alert;
	enum band band = BAND_ORANGE;

	if (c.state == CLOCK_UNSET)
		return DATE_NONE;
	if (near == NULL || !near->fixed)
		return c.end.day;
	alert = near->unit == UNIT_MONTH ? date_add_months(c.end.day, -near->value)
	                                 : date_add_days(c.end.day, -near->value * (near->unit == UNIT_WEEK ? 7 : 1));
	if (date_compare(j->today.day, alert) < 0)
		return c.end.day;
	if (!near->applied || !c.rule->applied)
		band = BAND_GREY;
	else if (c.state == CLOCK_EXPIRED)
		band = BAND_RED;
	reason_add(j, REASON_END_NEAR, &c, band);
	return c.end.day;
}

static int reason_compare(const void *left, const void *right)
{
	const struct reason *a = left, *b = right;
	int order;

	if (a->band != b->band)
		return a->band < b->band ? -1 : 1;
	order = moment_compare(a->due, b->due);
	return order != 0 ? order : (int)a->code - (int)b->code;
}

static void count_late(struct judged_person *p)
{
	for (size_t i = 0; i < p->reason_count; i++) {
		const struct reason *r = &p->reasons[i];

		if (r->band != BAND_RED)
			continue;
		p->late_structure += r->debtor == DEBTOR_STRUCTURE || r->debtor == DEBTOR_BOTH;
		p->late_person += r->debtor == DEBTOR_PERSON || r->debtor == DEBTOR_BOTH;
	}
}

static int days_since(struct moment last, struct moment today)
{
	int days;

	if (!moment_is_set(last))
		return -1;
	days = date_diff(today.day, last.day);
	return days > 0 ? days : 0;
}

/* Those found, and no more: room for one of each, kept for everybody, would be most of what a session holds. */
static const struct reason *reasons_keep(const struct judging *j)
{
	struct reason *kept = arena_array(j->arena, j->count, sizeof *kept);

	memcpy(kept, j->reasons, j->count * sizeof *kept);
	return kept;
}

struct judged_person person_judge(struct arena *arena, const struct rulebook *book, const struct person_facts *facts,
                                  struct moment today, const char *department)
{
	struct reason all[REASON_COUNT];
	struct judging j = {.arena = arena, .book = book, .f = facts, .today = today, .department = department, .reasons = all};
	struct judged_person p = {.facts = facts, .band = BAND_NONE, .regime_end = facts->regime_to};

	judge_attendance(&j);
	judge_agenda(&j);
	judge_promises(&j);
	/* Without a regime nothing else is owed: it is the regime that owes. */
	if (facts->regime != REGIME_NONE && date_is_set(facts->regime_from)) {
		p.contact = judge_contact(&j);
		judge_no_appointment(&j);
		p.first_meeting = judge_first_meeting(&j);
		p.milestone = judge_milestone(&j);
		p.regime_end = judge_end(&j);
		judge_agenda_of_regime(&j);
		judge_contract(&j);
	}
	judge_trainings(&j, p.regime_end);
	qsort(j.reasons, j.count, sizeof *j.reasons, reason_compare);
	p.reasons = reasons_keep(&j);
	p.reason_count = j.count;
	if (j.count > 0)
		p.band = p.reasons[0].band;
	p.days_since_contact = days_since(facts->last_contact, today);
	p.sort_name = text_fold(arena, arena_format(arena, "%s %s", facts->last_name, facts->first_name));
	count_late(&p);
	return p;
}

const struct reason *judged_reason(const struct judged_person *p, enum reason_code code)
{
	for (size_t i = 0; i < p->reason_count; i++)
		if (p->reasons[i].code == code)
			return &p->reasons[i];
	return NULL;
}

int judged_compare(const struct judged_person *a, const struct judged_person *b)
{
	int order;

	if (a->band != b->band)
		return a->band < b->band ? -1 : 1;
	if (a->reason_count > 0 && b->reason_count > 0) {
		order = moment_compare(a->reasons[0].due, b->reasons[0].due);
		if (order != 0)
			return order;
	}
	order = strcmp(a->sort_name, b->sort_name);
	return order != 0 ? order : strcmp(a->facts->id, b->facts->id);
}
