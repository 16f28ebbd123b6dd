/* Funding without holes (rules.md T3; 002:507, 000:1546), the runway (T5; 000:1998, 000:3346), doubts (T6; 002:281). */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "core/training/funding.h"

static struct arena arena;
static struct funding_line lines[12];
static struct training_file file;
static struct funder funders_known[] = {
	{"opcalia", "OPCALIA", "opca", false, 7, "000:2021"}, {"region", "Conseil régional", "region", true, 0, "000:1994"},
	{"france_travail", "France Travail", "france_travail", true, 0, "000:2177"}};
static const struct funder_list funders = {funders_known, 3};

static struct training request(const char *id)
{
	return (struct training){.id = id, .person = "7KQ2M9", .person_last_name = "Bernard", .person_first_name = "Aïcha",
	                         .referent_login = "mlegoff", .title = "CAP cuisine", .trade = "", .aim = "", .body = "", .place = "",
	                         .basin = "", .session = "", .funder = "", .stage = TRAINING_GRANTED, .since = date_make(2026, 11, 2),
	                         .raised = date_make(2026, 9, 1), .starts = DATE_NONE, .ends = DATE_NONE, .filed = DATE_NONE,
	                         .decided = DATE_NONE, .granted = DATE_NONE, .funded = DATE_NONE, .entered = DATE_NONE,
	                         .ended = DATE_NONE, .checked = DATE_NONE, .followed = DATE_NONE, .pieces_since = DATE_NONE,
	                         .pieces_due = DATE_NONE, .rights_ended = DATE_NONE,
	                         .rights_end = DATE_NONE};
}

/* A hundred days from 2027-01-04; the three costs without a line. */
static void setup(void)
{
	file = (struct training_file){.request = request("f1"), .lines = lines};
	file.request.starts = date_make(2027, 1, 4);
	file.request.ends = date_add_days(file.request.starts, 99);
}

static void teardown(void)
{
	arena_free(&arena);
}

TestSuite(training_funding, .init = setup, .fini = teardown);

static struct date at(int day) { return date_add_days(file.request.starts, day); }

static void line(enum cost cost, int from, int to, enum line_state state, const char *funder)
{
	lines[file.line_count++] = (struct funding_line){.id = "l", .cost = cost, .funder = funder, .from = at(from), .to = at(to),
	                                                 .amount = 100000, .state = state, .asked = DATE_NONE, .decided = DATE_NONE,
	                                                 .reason = ""};
}

static void line_for_all_but(enum cost cost)
{
	for (int c = 0; c < COST_COUNT; c++)
		if (c != (int)cost)
			line((enum cost)c, 0, 99, LINE_GRANTED, "region");
}

static struct funding_check check(void)
{
	return funding_check(&arena, &file, &funders);
}

#define expect_hole(c, index, wanted_cost, first, last, wanted_asked) \
	do { \
		cr_assert_gt((c).count, (size_t)(index)); \
		cr_expect_eq((c).holes[index].cost, wanted_cost); \
		cr_expect_eq((c).holes[index].from.days, at(first).days); \
		cr_expect_eq((c).holes[index].to.days, at(last).days); \
		cr_expect_eq((c).holes[index].days, (last) - (first) + 1); \
		cr_expect_eq((c).holes[index].asked, wanted_asked); \
	} while (0)

/* T3, 002:507: three costs, each to be paid every day. */
Test(training_funding, t3_nothing_paid_is_three_holes)
{
	struct funding_check c = check();

	cr_expect_eq(c.count, 3);
	cr_expect_not(c.whole);
	cr_expect(c.dated);
	for (int k = 0; k < COST_COUNT; k++)
		expect_hole(c, k, (enum cost)k, 0, 99, false);
	line_for_all_but(COST_COUNT);
	c = check();
	cr_expect(c.whole);
	cr_expect_eq(c.count, 0);
}

/* Successive funders, 002:562: what one does not pay the next one must. */
Test(training_funding, t3_successive_funders_leave_the_days_between_them)
{
	struct funding_check c;

	line_for_all_but(COST_INCOME);
	line(COST_INCOME, 0, 29, LINE_GRANTED, "france_travail");
	line(COST_INCOME, 30, 49, LINE_GRANTED, "region");
	line(COST_INCOME, 60, 69, LINE_GRANTED, "region");
	c = check();
	cr_expect_eq(c.count, 2);
	expect_hole(c, 0, COST_INCOME, 50, 59, false);
	expect_hole(c, 1, COST_INCOME, 70, 99, false);
}

/* What is asked is a hole still, told apart; what is refused covers nothing; what is not needed does. */
Test(training_funding, t3_only_what_is_granted_or_not_needed_covers)
{
	struct funding_check c;

	line_for_all_but(COST_EXPENSES);
	line(COST_EXPENSES, 10, 39, LINE_ASKED, "region");
	line(COST_EXPENSES, 40, 59, LINE_REFUSED, "region");
	line(COST_EXPENSES, 60, 99, LINE_NOT_NEEDED, "");
	c = check();
	cr_expect_eq(c.count, 3);
	expect_hole(c, 0, COST_EXPENSES, 0, 9, false);
	expect_hole(c, 1, COST_EXPENSES, 10, 39, true);
	expect_hole(c, 2, COST_EXPENSES, 40, 59, false);
}

/* Days outside the training are allowed, and cover nothing of it. */
Test(training_funding, days_outside_the_training_cover_nothing)
{
	struct funding_check c;

	line_for_all_but(COST_TEACHING);
	line(COST_TEACHING, -50, -1, LINE_GRANTED, "opcalia");
	line(COST_TEACHING, 100, 150, LINE_GRANTED, "opcalia");
	c = check();
	cr_expect_eq(c.count, 1);
	expect_hole(c, 0, COST_TEACHING, 0, 99, false);
	line(COST_TEACHING, -10, 110, LINE_GRANTED, "opcalia");
	cr_expect(check().whole);
}

/* Without dates nothing is covered, and nothing missing can be counted. */
Test(training_funding, a_training_without_dates_is_not_whole)
{
	struct funding_check c;

	line_for_all_but(COST_COUNT);
	file.request.ends = DATE_NONE;
	c = check();
	cr_expect_not(c.dated);
	cr_expect_not(c.whole);
	cr_expect_eq(c.count, 0);
}

/* Against a count day by day, on lines drawn at random. */
Test(training_funding, holes_are_what_a_day_by_day_count_finds)
{
	for (unsigned int seed = 1; seed <= 3000; seed++) {
		struct funding_check c;
		int holes = 0, found = 0;

		srand(seed);
		file.line_count = 0;
		file.request.ends = at(rand() % 60);
		for (int n = rand() % 12; n > 0; n--) {
			int from = rand() % 80 - 10;

			line((enum cost)(rand() % COST_COUNT), from, from + rand() % 30, (enum line_state)(rand() % LINE_STATE_COUNT), "region");
		}
		for (int k = 0; k < COST_COUNT; k++)
			for (struct date d = file.request.starts; date_compare(d, file.request.ends) <= 0; d = date_add_days(d, 1)) {
				bool held = false;

				for (size_t i = 0; i < file.line_count; i++)
					held |= lines[i].cost == (enum cost)k && (lines[i].state == LINE_GRANTED || lines[i].state == LINE_NOT_NEEDED) &&
					        date_compare(lines[i].from, d) <= 0 && date_compare(lines[i].to, d) >= 0;
				holes += !held;
			}
		c = check();
		for (size_t i = 0; i < c.count; i++) {
			found += c.holes[i].days;
			cr_assert_eq(c.holes[i].days, date_diff(c.holes[i].to, c.holes[i].from) + 1);
			if (i > 0 && c.holes[i].cost == c.holes[i - 1].cost)
				cr_assert_gt(c.holes[i].from.days, c.holes[i - 1].to.days);
		}
		cr_assert_eq(found, holes, "seed %u", seed);
		cr_assert_eq(c.whole, holes == 0);
		arena_reset(&arena);
	}
}

Test(training_funding, amounts_add_up_unless_one_is_missing)
{
	struct funding_check c;

	line(COST_TEACHING, 0, 49, LINE_GRANTED, "opcalia");
	line(COST_TEACHING, 50, 99, LINE_GRANTED, "region");
	line(COST_INCOME, 0, 99, LINE_ASKED, "region");
	line(COST_EXPENSES, 0, 99, LINE_REFUSED, "region");
	c = check();
	cr_expect_eq(c.granted[COST_TEACHING], 200000);
	cr_expect_eq(c.asked[COST_TEACHING], 0);
	cr_expect_eq(c.asked[COST_INCOME], 100000);
	cr_expect_eq(c.granted[COST_EXPENSES], 0);
	lines[0].amount = -1;
	c = check();
	cr_expect_eq(c.granted[COST_TEACHING], -1, "one is « non fixé »: so is the sum");
}

/* T3, 000:1546: without allowance, in a course that an OPCA pays, a person has no income: said before the filing. */
Test(training_funding, t3_an_opca_pays_a_person_without_allowance_no_income)
{
	line(COST_TEACHING, 0, 99, LINE_ASKED, "opcalia");
	cr_expect(check().no_income);
	file.request.has_rights = true;
	cr_expect_not(check().no_income);
	file.request.has_rights = false;
	line(COST_INCOME, 0, 99, LINE_NOT_NEEDED, "");
	cr_expect(check().no_income, "not needed brings nothing");
	line(COST_INCOME, 0, 99, LINE_ASKED, "region");
	cr_expect_not(check().no_income);
	file.line_count = 0;
	line(COST_TEACHING, 0, 99, LINE_ASKED, "region");
	cr_expect_not(check().no_income, "a Région can open a public pay (000:1551)");
	file.line_count = 0;
	cr_expect(funding_no_income(&file, &funders, "opcalia"), "by the funder it is to be filed at");
	cr_expect_not(funding_no_income(&file, &funders, "region"));
	cr_expect_not(funding_no_income(&file, &funders, ""));
	line(COST_TEACHING, 0, 99, LINE_REFUSED, "opcalia");
	cr_expect_not(funding_no_income(&file, &funders, "region"), "a refused line pays nothing, nor takes away");
}

Test(training_funding, funders_are_found_by_code)
{
	cr_expect_str_eq(funder_label(&funders, "region"), "Conseil régional");
	cr_expect_str_eq(funder_label(&funders, "inconnu"), "inconnu");
	cr_expect_null(funder_find(&funders, ""));
	cr_expect_null(funder_find(NULL, "region"));
}

/* --- runway ------------------------------------------------------------------------------------------------ */

/* rules.md §8: start + ceil(hours / pace) weeks - 1 day. */
Test(training_funding, t5_the_end_follows_from_hours_and_pace)
{
	cr_expect_eq(training_end(date_make(2026, 6, 1), 800 * 60, 35 * 60).days, date_make(2026, 11, 8).days);
	cr_expect_eq(training_end(date_make(2026, 6, 1), 35 * 60, 35 * 60).days, date_make(2026, 6, 7).days);
	cr_expect_eq(training_end(date_make(2026, 6, 1), 35 * 60 + 1, 35 * 60).days, date_make(2026, 6, 14).days);
	cr_expect_not(date_is_set(training_end(DATE_NONE, 60, 60)));
	cr_expect_not(date_is_set(training_end(date_make(2026, 6, 1), 0, 60)));
	cr_expect_not(date_is_set(training_end(date_make(2026, 6, 1), 60, 0)));
	cr_expect_not(date_is_set(training_end(date_make(9999, 6, 1), 60 * 60, 60)));
}

Test(training_funding, t5_uncovered_days_are_counted_after_the_end_of_rights)
{
	struct date start = date_make(2026, 6, 1), end = date_make(2026, 11, 8);
	struct runway r = runway_compute(date_make(2027, 1, 4), true, start, end);

	cr_expect_eq(r.uncovered_days, 0);
	cr_expect_eq(r.relay, RELAY_NOT_NEEDED);
	r = runway_compute(end, true, start, end);
	cr_expect_eq(r.uncovered_days, 0, "the last day itself is covered");
	r = runway_compute(date_add_days(end, -1), true, start, end);
	cr_expect_eq(r.uncovered_days, 1);
	cr_expect_eq(r.relay, RELAY_NEEDED);
	r = runway_compute(date_make(2026, 1, 1), true, start, end);
	cr_expect_eq(r.uncovered_days, 161, "no more than the training");
	r = runway_compute(DATE_NONE, true, start, end);
	cr_expect_eq(r.uncovered_days, 161, "known, and none");
	r = runway_compute(DATE_NONE, false, start, end);
	cr_expect_eq(r.relay, RELAY_UNKNOWN);
	cr_expect_eq(r.uncovered_days, -1);
	r = runway_compute(date_make(2027, 1, 4), true, start, DATE_NONE);
	cr_expect_eq(r.relay, RELAY_UNKNOWN);
}

/* Without an allowance on record the end of the dispositif stands for it (000:1998); an income line is a relay. */
Test(training_funding, t5_of_a_request)
{
	struct training *t = &file.request;
	struct date regime_end = at(79);

	t->costs_missing = 1U << COST_INCOME;
	cr_expect_eq(training_runway(t, regime_end).uncovered_days, 20);
	cr_expect_eq(training_runway(t, DATE_NONE).relay, RELAY_UNKNOWN);
	t->costs_missing = 0;
	cr_expect_eq(training_runway(t, regime_end).relay, RELAY_NOT_NEEDED, "an income line covers each day");
	t->rights_end = at(89);
	t->has_rights = true;
	t->uncovered_days = 10;
	cr_expect_eq(training_runway(t, regime_end).uncovered_days, 10, "the allowance goes before the dispositif");
	t->uncovered_days = 0;
	cr_expect_eq(training_runway(t, regime_end).relay, RELAY_NOT_NEEDED);
	t->ends = DATE_NONE;
	t->rights_end = DATE_NONE;
	t->costs_missing = 1U << COST_INCOME;
	t->minutes = 525 * 60;
	t->weekly = 35 * 60;
	cr_expect_eq(training_runway(t, regime_end).uncovered_days, 25, "fifteen weeks");
}

/* T5 (000:1998): an allowance without end that runs on the first day, once the dispositif is over, does not end with it. */
Test(training_funding, t5_an_allowance_without_end_outlives_the_dispositif)
{
	struct training *t = &file.request;

	t->costs_missing = 1U << COST_INCOME;
	cr_expect_eq(training_runway(t, at(-1)).uncovered_days, 100, "no allowance: no day is covered");
	t->has_rights = true;
	cr_expect_eq(training_runway(t, at(-1)).relay, RELAY_UNKNOWN);
	cr_expect_not(date_is_set(training_runway(t, at(-1)).rights_end));
	cr_expect_eq(training_runway(t, at(0)).uncovered_days, 99, "it may be the dispositif's own");
}

/* T5 (000:1998, 000:3346), T3 (000:1546): what was known to end before the first day is no more « non fixé »: there are no rights. */
Test(training_funding, t5_an_allowance_that_ended_before_leaves_no_rights)
{
	struct training *t = &file.request;
	struct runway r;

	t->costs_missing = 1U << COST_INCOME;
	t->rights_ended = at(-30);
	t->uncovered_days = 100;
	r = training_runway(t, DATE_NONE);
	cr_expect_eq(r.uncovered_days, 100);
	cr_expect_eq(r.relay, RELAY_NEEDED);
	cr_expect_eq(r.rights_end.days, at(-30).days);
	cr_expect_eq(training_runway(t, at(79)).uncovered_days, 100, "the allowance goes before the dispositif");
	t->uncovered_days = 40;
	cr_expect_eq(training_runway(t, DATE_NONE).uncovered_days, 40, "an income line covers sixty days");
	t->uncovered_days = 0;
	cr_expect_eq(training_runway(t, DATE_NONE).relay, RELAY_NOT_NEEDED);
	line(COST_TEACHING, 0, 99, LINE_GRANTED, "opcalia");
	cr_expect(check().no_income, "and no income is said so");
}

/* --- doubts ------------------------------------------------------------------------------------------------ */

/* T6, 002:281: the same course asked before; métiers without relation. */
Test(training_funding, t6_duplicates_and_contradictions)
{
	struct training others[3] = {request("f0"), request("f2"), request("f1")};
	struct training_doubts d;

	others[0].title = "Cap CUISINE";
	others[0].raised = date_make(2026, 3, 12);
	others[0].stage = TRAINING_REFUSED;
	others[1].title = "Titre pro soudeur";
	others[1].stage = TRAINING_RAISED;
	others[1].trade = "H2913";
	file.request.trade = "G1602";
	d = training_doubts(&arena, &file.request, others, 3);
	cr_assert_eq(d.count, 2);
	cr_expect_str_eq(d.lines[0], "Même formation déjà demandée le 12/03/2026 : refusée");
	cr_expect_str_eq(d.lines[1], "Métier sans rapport avec « Titre pro soudeur » (G1602 et H2913), demandée en même temps");
	/* Related, closed, or asked later: no doubt. */
	others[1].trade = "G1401";
	others[0].raised = date_make(2026, 10, 1);
	cr_expect_eq(training_doubts(&arena, &file.request, others, 3).count, 0);
	others[1].trade = "H2913";
	others[1].stage = TRAINING_DROPPED_BEFORE;
	cr_expect_eq(training_doubts(&arena, &file.request, others, 3).count, 0);
	cr_expect_eq(training_doubts(&arena, &file.request, NULL, 0).count, 0);
	/* The same session under another title. */
	others[1].session = file.request.session = "s1";
	others[1].raised = date_make(2026, 8, 1);
	cr_expect_eq(training_doubts(&arena, &file.request, others, 3).count, 1);
	/* Of two requests of the same day, one repeats the other, not both. */
	others[1].raised = file.request.raised;
	d = training_doubts(&arena, &file.request, &others[1], 1);
	cr_expect_eq(d.count + training_doubts(&arena, &others[1], &file.request, 1).count, 1);
}

/* T6, 002:281: a course that is over, on either side, is no longer asked for at the same time; the same course still repeats it. */
Test(training_funding, t6_a_course_that_is_over_contradicts_nothing)
{
	struct training other = request("f0");

	other.title = "Titre pro soudeur";
	other.trade = "H2913";
	other.stage = TRAINING_ENTERED;
	file.request.trade = "G1602";
	cr_expect_eq(training_doubts(&arena, &file.request, &other, 1).count, 1);
	for (enum training_stage s = TRAINING_RAISED; s < TRAINING_STAGE_COUNT; s++) {
		size_t expected = s < TRAINING_COMPLETED ? 1 : 0;

		other.stage = s;
		file.request.stage = TRAINING_GRANTED;
		cr_expect_eq(training_doubts(&arena, &file.request, &other, 1).count, expected, "the other is %s", training_stage_code(s));
		other.stage = TRAINING_ENTERED;
		file.request.stage = s;
		cr_expect_eq(training_doubts(&arena, &file.request, &other, 1).count, expected, "it is itself %s", training_stage_code(s));
	}
	file.request.stage = TRAINING_COMPLETED;
	other.title = file.request.title;
	cr_expect_eq(training_doubts(&arena, &file.request, &other, 1).count, 1, "asked twice, whatever became of it");
}
