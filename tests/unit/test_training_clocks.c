/* The clocks of a training request: decision and entry with their buckets (rules.md T1; 000:2101, 000:2346, 000:5770, 000:5788),
 * suspension while pieces are awaited (000:577), the check at one third (004:2343), the follow-up (000:2295), who held the file,
 * the funnel (002:509). */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "core/training/clocks.h"
#include "core/training/funding.h"
#include "core/training/stages.h"
#include "tests/support/rules_dir.h"

static struct rulebook book;
static struct moment today;

static void setup(void)
{
	book = shipped_rules();
	today = (struct moment){date_make(2026, 11, 20), 600};
}

static void teardown(void)
{
	rulebook_free(&book);
}

TestSuite(training_clocks, .init = setup, .fini = teardown);

static struct date ago(int days) { return date_add_days(today.day, -days); }

static struct training request(enum training_stage stage, int since)
{
	return (struct training){.id = "f1", .person = "7KQ2M9", .person_last_name = "Bernard", .person_first_name = "Aïcha",
	                         .referent_login = "mlegoff", .title = "CAP cuisine", .trade = "", .aim = "", .body = "", .place = "",
	                         .basin = "", .session = "", .funder = "", .stage = stage, .since = ago(since), .raised = ago(200),
	                         .starts = DATE_NONE, .ends = DATE_NONE, .filed = DATE_NONE, .decided = DATE_NONE, .granted = DATE_NONE,
	                         .funded = DATE_NONE, .entered = DATE_NONE, .ended = DATE_NONE, .checked = DATE_NONE,
	                         .followed = DATE_NONE, .pieces_since = DATE_NONE,
	                         .pieces_due = DATE_NONE, .rights_ended = DATE_NONE, .rights_end = DATE_NONE};
}

static struct training filed(int since)
{
	struct training t = request(TRAINING_FILED, since);

	t.filed = t.since;
	return t;
}

static struct training_clocks clocks(const struct training *t)
{
	return training_clocks(&book, t, today, "35");
}

/* --- decision ---------------------------------------------------------------------------------------------- */

/* decision_financeur, 1 semaine, pratique, 000:2101: from the filing, charged to the funder. */
Test(training_clocks, t1_the_funder_decides_within_a_week)
{
	struct training t = filed(7);
	struct training_clocks c = clocks(&t);

	cr_expect_str_eq(c.decision.rule->code, "decision_financeur");
	cr_expect_not_null(strstr(c.decision.rule->source, "000:2101"));
	cr_expect_eq(c.decision_due.days, today.day.days);
	cr_expect_eq(c.decision.state, CLOCK_RUNNING);
	cr_expect_eq(c.decision_days, 7);
	cr_expect_eq(c.holder, DEBTOR_FUNDER);
	cr_expect_eq(c.held_days, 7);
	t = filed(13);
	c = clocks(&t);
	cr_expect_eq(c.decision.days_left, -6);
	cr_expect_eq(c.decision.state, CLOCK_EXPIRED);
	t = request(TRAINING_READY, 13);
	c = clocks(&t);
	cr_expect_null(c.decision.rule, "not filed: not started");
	cr_expect_eq(c.decision_days, -1);
	cr_expect_not(date_is_set(c.decision_due));
}

/* Funders and their usual delays: the funder's own when stated, else the rule's. */
Test(training_clocks, the_funder_s_usual_delay_is_its_clock)
{
	struct training t = filed(10);

	t.funder_days = 30;
	cr_expect_eq(clocks(&t).decision.days_left, 20);
	cr_expect_str_eq(clocks(&t).decision.rule->code, "decision_financeur");
	t.funder_days = 2;
	cr_expect_eq(clocks(&t).decision.days_left, -8);
}

/* An agency for which the delay is « non fixé »: never late; a funder that states one is. */
Test(training_clocks, a_decision_that_nobody_fixed_is_never_late)
{
	char *dir = rules_dir_make();
	struct training t = filed(300);

	rules_dir_replace(dir, "regimes/formation.ini", "[decision_financeur]\nvaleur = \"non fixé\"\ndebiteur = \"financeur\"\n"
	                                                "statut = \"local\"\nsource = \"000:2101\"\n");
	rulebook_free(&book);
	book = rules_read(dir);
	rules_dir_remove(dir);
	cr_expect_eq(clocks(&t).decision.state, CLOCK_UNSET);
	cr_expect_eq(clocks(&t).decision_days, 300);
	t.funder_days = 7;
	cr_expect_eq(clocks(&t).decision.state, CLOCK_EXPIRED);
}

/* 000:577: days during which pieces are awaited are added, whoever owes them. */
Test(training_clocks, awaited_pieces_suspend_the_funder)
{
	struct training t = filed(13);
	struct training_clocks c;

	t.since = ago(3);
	t.suspended_days = 6;
	c = clocks(&t);
	cr_expect_eq(c.decision.days_left, 0, "seven days of thirteen");
	cr_expect_eq(c.decision_days, 7);
	cr_expect_eq(c.decision.start.day.days, t.filed.days);
	/* Awaited for ten days: the clock stands where it stood. */
	t = filed(13);
	t.stage = TRAINING_PIECES;
	t.since = t.pieces_since = ago(10);
	t.pieces_waiting = 1;
	t.pieces_owner = DEBTOR_PERSON;
	c = clocks(&t);
	cr_expect_eq(c.decision_days, 3);
	cr_expect_eq(c.decision.days_left, 4);
	cr_expect_eq(c.holder, DEBTOR_PERSON);
	cr_expect_eq(c.held_days, 10);
}

/* Told as it stood when the answer came: what was decided in time is not late afterwards, and a late one stays late. */
Test(training_clocks, an_answer_stops_the_clock)
{
	struct training t = filed(60);

	t.stage = TRAINING_REFUSED;
	t.since = t.decided = ago(56);
	cr_expect_eq(clocks(&t).decision_days, 4);
	cr_expect_eq(clocks(&t).decision.days_left, 3);
	t.decided = ago(40);
	cr_expect_eq(clocks(&t).decision_days, 20);
	cr_expect_eq(clocks(&t).decision.days_left, -13);
	/* Contested: filed again, the old answer stops nothing. */
	t.stage = TRAINING_FILED;
	t.since = t.filed = ago(2);
	cr_expect_eq(clocks(&t).decision_days, 2);
	cr_expect_eq(clocks(&t).decision.days_left, 5);
	/* Contested the very day of the refusal. */
	t.decided = ago(2);
	cr_expect_eq(clocks(&t).decision_days, 2);
	/* Given up before any answer: stopped that day. */
	t = filed(60);
	t.stage = TRAINING_DROPPED_BEFORE;
	t.since = ago(55);
	cr_expect_eq(clocks(&t).decision_days, 5);
}

/* 000:5788-5790: less than 72 hours, less than 5 days, more. */
Test(training_clocks, decision_buckets)
{
	static const enum decision_bucket wanted[] = {DECISION_72H, DECISION_72H, DECISION_72H, DECISION_72H, DECISION_5_DAYS,
	                                              DECISION_5_DAYS, DECISION_LONGER, DECISION_LONGER};
	struct training t = request(TRAINING_RAISED, 1);

	cr_expect_eq(clocks(&t).decision_bucket, DECISION_UNKNOWN);
	for (int days = 0; days < 8; days++) {
		t = filed(days);
		cr_expect_eq(clocks(&t).decision_bucket, wanted[days], "%d", days);
	}
	cr_expect_str_eq(decision_bucket_label(DECISION_UNKNOWN), "information non traitée"); /* 000:5679: a value of its own */
	cr_expect_str_eq(decision_bucket_label(DECISION_72H), "moins de 72 heures");
}

/* --- entry ------------------------------------------------------------------------------------------------- */

static struct training granted(int since)
{
	struct training t = filed(since + 5);

	t.stage = TRAINING_GRANTED;
	t.decided = t.granted = t.since = ago(since);
	t.starts = date_add_days(today.day, 30);
	return t;
}

/* entree, 45 jours, local, 000:2346: from the agreement; a clock of its own (000:2105). */
Test(training_clocks, t1_entry_within_45_days_of_the_agreement)
{
	struct training t = granted(45);
	struct training_clocks c = clocks(&t);

	cr_expect_str_eq(c.entry.rule->code, "entree");
	cr_expect_not_null(strstr(c.entry.rule->source, "000:2346"));
	cr_expect_eq(c.entry_due.days, today.day.days);
	cr_expect_eq(c.entry_days, 45);
	t = granted(46);
	cr_expect_eq(clocks(&t).entry.state, CLOCK_EXPIRED);
	cr_expect_eq(clocks(&t).decision_days, 5, "the funder took five days, whatever the entry takes");
	t.stage = TRAINING_ENTERED;
	t.entered = ago(26);
	cr_expect_eq(clocks(&t).entry_days, 20);
	cr_expect_eq(clocks(&t).entry.days_left, 25);
	t = filed(50);
	cr_expect_null(clocks(&t).entry.rule);
	cr_expect_eq(clocks(&t).entry_days, -1);
}

/* 000:5770-5777: a month, 45 days, three months, longer, no offer, not known. */
Test(training_clocks, entry_buckets)
{
	static const struct { int days; enum entry_bucket bucket; } rows[] = {
		{0, ENTRY_1_MONTH}, {31, ENTRY_1_MONTH}, {32, ENTRY_45_DAYS}, {45, ENTRY_45_DAYS}, {46, ENTRY_3_MONTHS}, {92, ENTRY_3_MONTHS},
		{93, ENTRY_LONGER}, {111, ENTRY_LONGER}};
	struct training t;

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) { /* from the agreement of 1 August: a month is 31 days */
		today.day = date_add_days(date_make(2026, 8, 1), rows[i].days);
		t = granted(rows[i].days);
		cr_expect_eq(clocks(&t).entry_bucket, rows[i].bucket, "%d", rows[i].days);
		t.starts = DATE_NONE;
		cr_expect_eq(clocks(&t).entry_bucket, ENTRY_NO_OFFER);
		t.stage = TRAINING_ENTERED;
		t.entered = today.day;
		cr_expect_eq(clocks(&t).entry_bucket, rows[i].bucket);
	}
	t = filed(3);
	cr_expect_eq(clocks(&t).entry_bucket, ENTRY_UNKNOWN);
	for (int b = 0; b <= ENTRY_UNKNOWN; b++)
		cr_expect_neq(entry_bucket_label((enum entry_bucket)b)[0], '\0');
}

/* --- once entered ------------------------------------------------------------------------------------------ */

/* suivi_tiers, local, 004:2343: a third of the days, from the first. */
Test(training_clocks, check_at_one_third_of_the_training)
{
	struct training t = granted(60);
	struct training_clocks c;

	t.stage = TRAINING_ENTERED;
	t.entered = t.starts = t.since = date_make(2026, 11, 2);
	t.ends = date_add_days(t.starts, 29);
	c = clocks(&t);
	cr_expect_str_eq(c.check.rule->source, "004:2343");
	cr_expect_eq(c.check.end.day.days, date_make(2026, 11, 12).days);
	cr_expect_eq(c.check.days_left, -8);
	/* Its end follows from hours and pace when it is not known. */
	t.ends = DATE_NONE;
	t.minutes = 800 * 60;
	t.weekly = 35 * 60;
	c = clocks(&t);
	cr_expect_eq(c.check.end.day.days, date_add_days(t.starts, 161 / 3).days);
	t.weekly = 0;
	cr_expect_eq(clocks(&t).check.state, CLOCK_UNSET, "nothing tells when");
	t.ends = date_add_days(t.starts, 29);
	t.checked = date_make(2026, 11, 10);
	cr_expect_eq(clocks(&t).check.days_left, 2, "told as it stood when it was done");
	t = granted(60);
	cr_expect_null(clocks(&t).check.rule);
}

/* An agency that fixes suivi_tiers is followed: days from the entry. */
Test(training_clocks, a_length_that_an_agency_fixed_goes_before_the_third)
{
	char *dir = rules_dir_make();
	struct training t = granted(60);

	rules_dir_replace(dir, "regimes/formation.ini", "[suivi_tiers]\nvaleur = \"20\"\nunite = \"jour\"\ndebiteur = \"structure\"\n"
	                                                "statut = \"local\"\nsource = \"004:2343\"\n");
	rulebook_free(&book);
	book = rules_read(dir);
	rules_dir_remove(dir);
	t.stage = TRAINING_ENTERED;
	t.entered = t.starts = ago(18);
	t.ends = date_add_days(t.starts, 29);
	cr_expect_eq(clocks(&t).check.days_left, 2);
}

/* suivi_6_mois, proposition, 000:2295: from the end of the training; grey, since it is not applied. */
Test(training_clocks, situation_six_months_after_the_end)
{
	struct training t = granted(300);
	struct training_clocks c;

	t.stage = TRAINING_COMPLETED;
	t.entered = ago(290);
	t.ended = t.since = date_make(2026, 5, 31);
	c = clocks(&t);
	cr_expect_eq(c.follow_up.end.day.days, date_make(2026, 11, 30).days);
	cr_expect_eq(clock_band(&c.follow_up, today), BAND_GREY);
	t.stage = TRAINING_DROPPED_AFTER;
	cr_expect_null(clocks(&t).follow_up.rule, "given up: there is nothing to check");
}

/* --- what must hold whatever the facts --------------------------------------------------------------------- */

static struct date draw_day(int span)
{
	return rand() % 4 == 0 ? DATE_NONE : ago(rand() % span - 20);
}

static struct training draw(unsigned int seed)
{
	struct training t;

	srand(seed);
	t = request((enum training_stage)(rand() % TRAINING_STAGE_COUNT), rand() % 100 - 5);
	t.filed = draw_day(200);
	t.decided = draw_day(200);
	t.granted = draw_day(200);
	t.entered = draw_day(200);
	t.ended = draw_day(200);
	t.checked = draw_day(200);
	t.followed = draw_day(200);
	t.starts = draw_day(200);
	t.ends = date_is_set(t.starts) ? date_add_days(t.starts, rand() % 300) : draw_day(200);
	t.suspended_days = rand() % 30;
	t.pieces_waiting = rand() % 3;
	t.pieces_owner = (enum debtor)(rand() % DEBTOR_COUNT);
	t.pieces_since = draw_day(100);
	t.funder_days = rand() % 40;
	t.costs_missing = (unsigned)rand() % 8;
	t.minutes = rand() % 60000;
	t.weekly = rand() % 2100;
	return t;
}

static void expect_forward(const struct clock_result *c, unsigned int seed)
{
	if (c->rule == NULL || c->state == CLOCK_UNSET)
		return;
	cr_assert(moment_compare(c->end, c->start) >= 0, "seed %u: %s ends before it starts", seed, c->rule->code);
}

Test(training_clocks, no_clock_ends_before_it_starts)
{
	for (unsigned int seed = 1; seed <= 20000; seed++) {
		struct training t = draw(seed);
		struct training_clocks c = clocks(&t);

		expect_forward(&c.decision, seed);
		expect_forward(&c.entry, seed);
		expect_forward(&c.check, seed);
		expect_forward(&c.follow_up, seed);
		cr_assert_geq(c.decision_days, -1);
		cr_assert_geq(c.held_days, 0);
	}
}

/* 000:577: one more day of waiting for a piece never brings the funder's clock nearer to late. */
Test(training_clocks, a_day_of_waiting_never_counts_against_the_funder)
{
	for (unsigned int seed = 1; seed <= 5000; seed++) {
		struct training t = draw(seed);
		struct training_clocks before, after;

		t.stage = TRAINING_PIECES;
		if (!date_is_set(t.filed) || date_compare(t.filed, t.since) > 0 || date_compare(t.since, today.day) > 0)
			continue;
		before = clocks(&t);
		today.day = date_add_days(today.day, 1);
		after = clocks(&t);
		today.day = date_add_days(today.day, -1);
		cr_assert_eq(after.decision.days_left, before.decision.days_left, "seed %u", seed);
		cr_assert_eq(after.decision_days, before.decision_days, "seed %u", seed);
	}
}

/* --- days held --------------------------------------------------------------------------------------------- */

static struct training_event event_at(enum training_step step, int days_ago)
{
	return (struct training_event){.id = "e", .step = step, .on = ago(days_ago), .recorded = MOMENT_NONE, .author = "", .with = "",
	                               .text = "", .grounds = "", .said = "", .counter = "", .no_counter = ""};
}

Test(training_clocks, each_party_held_the_file_some_days)
{
	struct training_event events[] = {
		event_at(STEP_RAISE, 100), event_at(STEP_PROJECT, 90), event_at(STEP_EXCHANGE, 85), event_at(STEP_PREPARE, 70),
		event_at(STEP_FILE, 60), event_at(STEP_ASK_PIECES, 55), event_at(STEP_COMPLETE, 35), event_at(STEP_GRANT, 30),
		event_at(STEP_FUND, 26), event_at(STEP_ENTER, 10)};
	struct training_piece pieces[] = {
		{.id = "p1", .kind = "devis", .object = "", .owner = DEBTOR_BODY, .asked = ago(55), .expected = DATE_NONE, .closed = DATE_NONE, .received = ago(47)},
		{.id = "p2", .kind = "autre", .object = "RIB", .owner = DEBTOR_PERSON, .asked = ago(54), .expected = DATE_NONE, .closed = DATE_NONE, .received = ago(35)}};
	struct training_file f = {.request = request(TRAINING_ENTERED, 10), .events = events, .event_count = 10, .pieces = pieces,
	                          .piece_count = 2};
	int days[DEBTOR_COUNT];

	training_days_held(&f, today.day, days);
	cr_expect_eq(days[DEBTOR_STRUCTURE], 40 + 4, "%d", days[DEBTOR_STRUCTURE]);
	cr_expect_eq(days[DEBTOR_FUNDER], 5 + 5);
	cr_expect_eq(days[DEBTOR_BODY], 8 + 16, "its piece, then the entry");
	cr_expect_eq(days[DEBTOR_PERSON], 12, "shown, and held against nobody");
	cr_expect_eq(days[DEBTOR_EMPLOYER], 0);
	/* Of a day gone by: what came later is not counted. */
	training_days_held(&f, ago(58), days);
	cr_expect_eq(days[DEBTOR_STRUCTURE], 40);
	cr_expect_eq(days[DEBTOR_FUNDER], 2);
	cr_expect_eq(days[DEBTOR_BODY], 0);
}

/* T1: the request is held from the day it is raised, whatever was said before. */
Test(training_clocks, a_word_before_the_request_is_no_day_held)
{
	struct training_event events[] = {event_at(STEP_EXCHANGE, 320), event_at(STEP_RAISE, 10), event_at(STEP_EXCHANGE, 4)};
	struct training_file f = {.request = request(TRAINING_RAISED, 10), .events = events, .event_count = 3};
	int days[DEBTOR_COUNT];

	training_days_held(&f, today.day, days);
	cr_expect_eq(days[DEBTOR_STRUCTURE], 10, "%d", days[DEBTOR_STRUCTURE]);
	f.event_count = 1;
	training_days_held(&f, today.day, days);
	cr_expect_eq(days[DEBTOR_STRUCTURE], 0);
}

/* Until the entry, each day is somebody's, and nobody's twice. */
Test(training_clocks, the_days_held_add_up)
{
	for (unsigned int seed = 1; seed <= 2000; seed++) {
		struct training_event events[12];
		struct training_file f = {.request = request(TRAINING_RAISED, 0), .events = events};
		enum training_stage stage = TRAINING_RAISED;
		int day = 200, days[DEBTOR_COUNT], sum = 0;
		enum training_step steps[STEP_COUNT];

		srand(seed);
		events[f.event_count++] = event_at(STEP_RAISE, day);
		while (f.event_count < 12 && stage < TRAINING_FUNDED) {
			size_t count = training_steps_from(stage, steps);
			enum training_step step = steps[(size_t)rand() % count];

			if (step == STEP_DROP)
				continue;
			day -= rand() % 15;
			events[f.event_count++] = event_at(step, day);
			stage = training_transition_find(stage, step)->to;
		}
		f.request.stage = stage;
		training_days_held(&f, today.day, days);
		for (int d = 0; d < DEBTOR_COUNT; d++)
			sum += days[d];
		cr_assert_eq(sum, 200, "seed %u: %d", seed, sum);
	}
}

/* --- funnel ------------------------------------------------------------------------------------------------ */

/* 002:509: of those raised over twelve months, how many filed, how many entered. */
Test(training_clocks, the_funnel_counts_the_requests_of_twelve_months)
{
	struct training all[6];
	struct training_funnel n;

	for (int i = 0; i < 6; i++)
		all[i] = request(TRAINING_RAISED, 10);
	all[0].filed = ago(50);
	all[1].filed = ago(50);
	all[1].entered = ago(20);
	all[2].raised = date_make(2025, 11, 20);                         /* a year to the day: out */
	all[2].filed = all[2].entered = ago(300);
	all[3].raised = date_make(2025, 11, 21);                         /* in */
	all[4].raised = date_add_days(today.day, 1);                     /* not yet */
	all[5].filed = date_add_days(today.day, 1);                      /* raised, filed tomorrow */
	n = training_funnel(all, 6, today.day);
	cr_expect_eq(n.raised, 4);
	cr_expect_eq(n.filed, 2);
	cr_expect_eq(n.entered, 1);
	n = training_funnel(NULL, 0, today.day);
	cr_expect_eq(n.raised, 0);
}
