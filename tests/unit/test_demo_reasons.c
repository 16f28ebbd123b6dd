/* What the demonstration shows: every reason in every band it can take, in a credible measure. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "core/portfolio/reasons.h"
#include "sql/demo/demo_model.h"
#include "tests/support/demo_facts.h"
#include "tests/support/rules_dir.h"

enum { REBOOKINGS = 20 };

/* The first minute of the day: the examples must live at any hour, so at this one too. */
static struct moment daybreak(const struct demo_data *d)
{
	return (struct moment){ d->today, 0 };
}

static void latest(struct moment *kept, struct moment m)
{
	if (!moment_is_set(*kept) || moment_compare(*kept, m) < 0)
		*kept = m;
}

static bool is_honoured(const struct demo_participation *x)
{
	return x->attendance == ATTENDANCE_PRESENT;
}

/* As queries/portefeuille.sql reads them (jalon.faits_personne). */
static void facts_of_appointment(const struct demo_data *d, const struct demo_participation *x, struct person_facts *f)
{
	const struct demo_appointment *a = &d->appointments[x->appointment];
	bool in_regime = date_compare(a->start.day, f->regime_from) >= 0;

	if (moment_compare(a->start, daybreak(d)) <= 0 &&
		(x->attendance == ATTENDANCE_UNKNOWN || x->attendance == ATTENDANCE_CANCELLED_STRUCTURE))
		latest(&f->last_unsettled, a->start);
	if (a->cancelled || x->attendance == ATTENDANCE_CANCELLED_STRUCTURE || x->attendance == ATTENDANCE_CANCELLED_PERSON)
		return;
	if (moment_compare(a->start, daybreak(d)) > 0) {
		if (!moment_is_set(f->next_appointment) || moment_compare(a->start, f->next_appointment) < 0)
			f->next_appointment = a->start;
		return;
	}
	latest(&f->last_appointment, a->start);
	if (is_honoured(x))
		latest(&f->last_contact, a->start);
	if (x->attendance == ATTENDANCE_UNKNOWN) {
		f->unrecorded_count++;
		if (!moment_is_set(f->oldest_unrecorded) || moment_compare(a->start, f->oldest_unrecorded) < 0)
			f->oldest_unrecorded = a->start;
	}
	if (is_honoured(x) && in_regime && (!date_is_set(f->first_meeting) || date_compare(a->start.day, f->first_meeting) < 0))
		f->first_meeting = a->start.day;
	if (is_honoured(x) && in_regime && strcmp(a->kind, "point_etape") == 0 &&
		(!date_is_set(f->last_milestone) || date_compare(a->start.day, f->last_milestone) > 0))
		f->last_milestone = a->start.day;
}

/* ---- of the agenda ---- */

static void earliest(struct date *kept, struct date day)
{
	if (!date_is_set(*kept) || date_compare(day, *kept) < 0)
		*kept = day;
}

static bool is_kept(const struct demo_data *d, const struct demo_participation *x)
{
	return !d->appointments[x->appointment].cancelled && x->attendance != ATTENDANCE_CANCELLED_STRUCTURE &&
	       x->attendance != ATTENDANCE_CANCELLED_PERSON;
}

/* As the copy dates what is given (demo_copy_agenda.c). */
static struct moment given_on(const struct demo_data *d, struct date day)
{
	struct date early = date_add_days(day, -21), latest_day = date_add_days(d->today, -2);

	return (struct moment){ date_compare(early, latest_day) < 0 ? early : latest_day, 9 * 60 };
}

static void agenda_of_appointment(const struct demo_data *d, size_t i, struct person_facts *f)
{
	const struct demo_participation *x = &d->participations[i];
	const struct demo_appointment *a = &d->appointments[x->appointment];
	bool begun = moment_compare(a->start, daybreak(d)) <= 0;

	if (!is_kept(d, x))
		return;
	if (begun && x->attendance == ATTENDANCE_PRESENT && *x->conclusion == '\0') {
		f->unconcluded_count++;
		if (!moment_is_set(f->oldest_unconcluded) || moment_compare(a->start, f->oldest_unconcluded) < 0)
			f->oldest_unconcluded = a->start;
	}
	if (a->series[0] != '\0' && date_compare(a->start.day, date_add_days(d->today, -14)) >= 0 &&
		(!date_is_set(f->series_end) || date_compare(a->start.day, f->series_end) > 0))
		f->series_end = a->start.day;
	if (!begun && moment_compare(a->start, f->next_appointment) == 0) {
		f->next_id = a->id;
		f->next_given = given_on(d, a->start.day);
		for (size_t k = 0; k < d->reminder_count; k++)
			if (d->reminders[k].participation == i)
				latest(&f->next_reminded, d->reminders[k].at);
	}
}

static void agenda_of_item(const struct demo_data *d, const struct demo_item *x, struct person_facts *f)
{
	if (date_is_set(x->done))
		return;
	earliest(x->structure ? &f->item_ours : &f->item_theirs, x->due);
	*(x->structure ? &f->item_ours_count : &f->item_theirs_count) += date_compare(x->due, d->today) <= 0;
}

/* Moved or cancelled, over the last year. */
static void agenda_of_moves(struct arena *arena, const struct demo_data *d, int person, struct person_facts *f)
{
	struct rebooking *list = arena_array(arena, REBOOKINGS, sizeof(*list));

	for (size_t i = 0; i < d->move_count && f->rebooking_count < REBOOKINGS; i++)
		if (d->participations[d->moves[i].participation].person == person)
			list[f->rebooking_count++] = (struct rebooking){ d->moves[i].at.day, d->moves[i].by_structure };
	f->rebookings = list;
}

static struct person_facts facts_begin(const struct demo_data *d, const struct demo_person *p)
{
	const struct demo_passage *g = demo_passage_on(p, d->today);

	struct person_facts f = {
		.id = p->id, .last_name = p->last, .first_name = p->first, .phone = p->phone,
		.regime = g != NULL ? g->regime : REGIME_NONE, .regime_from = g != NULL ? g->from : DATE_NONE,
		.regime_to = DATE_NONE, .follow_up = p->plan.follow_up,
		.referent_from = p->referents[p->referent_count - 1].from, .last_contact = MOMENT_NONE,
		.next_appointment = MOMENT_NONE, .last_appointment = MOMENT_NONE, .oldest_unrecorded = MOMENT_NONE, .last_unsettled = MOMENT_NONE,
		.first_meeting = DATE_NONE, .last_milestone = DATE_NONE, .household_size = d->households[p->household].size,
		.referent_login = p->holder >= 0 ? d->accounts[p->holder].login : "", .version = 1,
		.next_id = "", .next_kind = "", .next_place = "", .next_given = MOMENT_NONE, .next_reminded = MOMENT_NONE,
		.oldest_unconcluded = MOMENT_NONE, .item_ours = DATE_NONE, .item_theirs = DATE_NONE, .series_end = DATE_NONE,
	};

	person_facts_clear_agenda(&f);
	person_facts_clear_contract(&f);
	return f;
}

struct judged {
	struct demo_data *d;
	struct rulebook book;
	struct arena arena;
	struct person_facts *facts;
	struct judged_person *people;
};

static struct judged judge(unsigned seed, struct date today)
{
	struct judged j = { .d = demo_generate(seed, today) };

	j.book = shipped_rules();
	j.facts = arena_array(&j.arena, j.d->people_count, sizeof(*j.facts));
	j.people = arena_array(&j.arena, j.d->people_count, sizeof(*j.people));
	for (size_t i = 0; i < j.d->people_count; i++)
		j.facts[i] = facts_begin(j.d, &j.d->people[i]);
	for (size_t i = 0; i < j.d->contact_count; i++)
		if (j.d->contacts[i].reached)
			latest(&j.facts[j.d->contacts[i].person].last_contact, j.d->contacts[i].at);
	for (size_t i = 0; i < j.d->participation_count; i++)
		facts_of_appointment(j.d, &j.d->participations[i], &j.facts[j.d->participations[i].person]);
	for (size_t i = 0; i < j.d->participation_count; i++)
		agenda_of_appointment(j.d, i, &j.facts[j.d->participations[i].person]);
	for (size_t i = 0; i < j.d->item_count; i++)
		agenda_of_item(j.d, &j.d->items[i], &j.facts[j.d->participations[j.d->items[i].participation].person]);
	for (size_t i = 0; i < j.d->people_count; i++)
		agenda_of_moves(&j.arena, j.d, (int)i, &j.facts[i]);
	for (size_t i = 0; i < j.d->people_count; i++) {
		demo_facts_bind(j.d, i, &j.facts[i]);
		demo_facts_train(&j.arena, j.d, i, &j.facts[i]);
	}
	for (size_t i = 0; i < j.d->people_count; i++)
		j.people[i] = person_judge(&j.arena, &j.book, &j.facts[i], daybreak(j.d), DEMO_DEPARTMENT);
	return j;
}

static void judged_free(struct judged *j)
{
	rulebook_free(&j->book);
	arena_free(&j->arena);
	demo_data_free(j->d);
}

/* Which bands each reason can take, by its rule (core/portfolio/reasons*.c, config/regimes). */
static const struct {
	enum reason_code code;
	bool band[BAND_NONE];
} possible[] = {
	{ REASON_CONTACT_DUE, { true, true, true } }, /* grey: rattachés */
	{ REASON_NO_APPOINTMENT, { true, true, true } },
	{ REASON_ATTENDANCE_UNKNOWN, { true, true, false } },
	{ REASON_FIRST_MEETING_DUE, { true, true, true } },
	{ REASON_MILESTONE_DUE, { true, true, true } },
	{ REASON_END_NEAR, { true, true, true } }, /* grey: CUER, a proposed length */
	{ REASON_CONCLUSION_DUE, { true, false, false } }, /* orange on the very day only */
	{ REASON_ITEM_OURS, { true, true, false } },
	{ REASON_ITEM_THEIRS, { true, false, false } },
	{ REASON_SERIES_ENDING, { false, true, false } },
	{ REASON_REBOOKINGS, { false, true, false } },
	{ REASON_REMINDER, { false, true, false } },
	{ REASON_CONTRACT_MISSING, { true, true, true } }, /* grey: no orientation notified, no length but the CE's */
	{ REASON_CONTRACT_EXPIRING, { true, true, true } }, /* grey: rattachés */
	{ REASON_CONTRACT_EMPTY, { false, true, true } },
	{ REASON_NO_EMPLOYMENT_ACTION, { false, true, true } },
	{ REASON_INTENSIVE_CHOICE, { false, false, true } }, /* a proposal */
	{ REASON_HOURS_SHORT, { true, true, true } }, /* orange from Thursday on; grey: rattachés */
	{ REASON_HOURS_TO_VALIDATE, { true, true, false } },
	{ REASON_RIGHTS_DUE, { false, false, true } }, /* a proposal */
	{ REASON_REQUEST_DUE, { false, false, true } }, /* a proposal */
	{ REASON_COMPLAINT_DUE, { false, false, true } }, /* a proposal, non fixé */
	{ REASON_REMEDIAL_DUE, { true, true, false } },
	{ REASON_ITEM_THIRD, { true, true, false } },
	{ REASON_TRAINING_DECISION, { true, true, false } },
	{ REASON_TRAINING_PIECES, { true, true, true } }, /* grey: of the person, never late */
	{ REASON_TRAINING_STEP, { true, true, false } },
	{ REASON_FUNDING_HOLE, { true, true, true } }, /* grey: funded all the same, with the reason */
	{ REASON_TRAINING_ENTRY, { true, true, false } },
	{ REASON_RELAY_NEEDED, { true, true, false } },
	{ REASON_TRAINING_CHECK, { true, true, false } },
	{ REASON_TRAINING_FOLLOW_UP, { false, false, true } }, /* a proposal */
	{ REASON_DEBRIEF_DUE, { true, true, false } },
};

/* An alert that the product knows and the demonstration does not show fails the build. */
Test(demo_reasons, the_table_above_holds_every_reason_code)
{
	cr_assert_eq(sizeof(possible) / sizeof(possible[0]), (size_t)REASON_COUNT);
}

/* Weeks are judged from the lead of their last day on: what is orange from Thursday to Sunday is not before. */
static bool is_possible(size_t p, int band, struct date today)
{
	enum reason_code code = possible[p].code;
	bool early = date_weekday(today) < 4;

	if (early && band == BAND_ORANGE && (code == REASON_HOURS_SHORT || code == REASON_HOURS_TO_VALIDATE))
		return false;
	return possible[p].band[band];
}

static void expect_every_reason(const struct judged *j, const char *when)
{
	size_t seen[REASON_COUNT][BAND_NONE] = { 0 };

	for (size_t i = 0; i < j->d->people_count; i++)
		if (j->d->people[i].holder == 0)
			for (size_t k = 0; k < j->people[i].reason_count; k++)
				seen[j->people[i].reasons[k].code][j->people[i].reasons[k].band]++;
	for (size_t p = 0; p < sizeof(possible) / sizeof(possible[0]); p++)
		for (int b = 0; b < BAND_NONE; b++)
			cr_expect_eq(seen[possible[p].code][b] > 0, is_possible(p, b, j->d->today), "%s: %s %s, %zu", when,
				reason_code_name(possible[p].code), band_code((enum band)b), seen[possible[p].code][b]);
}

/* Whatever the day on which the demonstration is built: weekdays, weekends, holidays, the end of a year. */
Test(demo_reasons, the_first_portfolio_holds_every_reason_in_every_band)
{
	static const char *const days[] = { "2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25",
		"2026-11-26", "2027-03-29", "2027-03-30", "2026-12-25", "2027-01-01", "2027-01-04", "2026-07-14", "2026-08-16",
		"2028-02-29", "2027-05-07" };

	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++)
		for (unsigned seed = 1; seed <= 3; seed++) {
			struct date day;
			struct judged j;

			cr_assert(date_parse(days[i], &day));
			j = judge(seed, day);
			expect_every_reason(&j, days[i]);
			judged_free(&j);
		}
}

static void count_bands(const struct judged *j, int holder, int count[BAND_NONE + 1])
{
	memset(count, 0, sizeof(int) * (BAND_NONE + 1));
	for (size_t i = 0; i < j->d->people_count; i++)
		if (j->d->people[i].holder >= 0 && (holder < 0 || j->d->people[i].holder == holder))
			count[j->people[i].band]++;
}

Test(demo_reasons, the_measure_is_credible)
{
	static const char *const days[] = { "2026-11-20", "2026-11-22", "2026-11-23", "2027-03-30" };

	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		struct date day;
		struct judged j;
		int all[BAND_NONE + 1], first[BAND_NONE + 1];

		cr_assert(date_parse(days[i], &day));
		j = judge(1, day);
		count_bands(&j, -1, all);
		count_bands(&j, 0, first);
		cr_log_info("%s: %d red, %d orange, %d grey, %d calm; first: %d %d %d %d", days[i], all[0], all[1], all[2], all[3],
			first[0], first[1], first[2], first[3]);
		cr_expect(all[BAND_RED] > 80 && all[BAND_RED] < 160, "%s: %d red", days[i], all[BAND_RED]);
		cr_expect(all[BAND_ORANGE] > 80 && all[BAND_ORANGE] < 190, "%s: %d orange", days[i], all[BAND_ORANGE]);
		cr_expect(all[BAND_GREY] > 20 && all[BAND_GREY] < 90, "%s: %d grey", days[i], all[BAND_GREY]);
		cr_expect(all[BAND_NONE] > 105, "%s: %d calm", days[i], all[BAND_NONE]);
		for (int b = 0; b <= BAND_NONE; b++)
			cr_expect_geq(first[b], 3, "%s: band %d of the first référent", days[i], b);
		judged_free(&j);
	}
}

/* Each referent's portfolio has something late and something calm: no screen is empty. */
Test(demo_reasons, no_portfolio_is_all_of_one_kind)
{
	struct judged j = judge(1, date_make(2026, 11, 20));

	for (int a = 0; a < DEMO_REFERENTS; a++) {
		int count[BAND_NONE + 1];

		count_bands(&j, a, count);
		cr_expect_geq(count[BAND_RED], 2, "account %d", a);
		cr_expect_geq(count[BAND_NONE], 4, "account %d", a);
	}
	judged_free(&j);
}
