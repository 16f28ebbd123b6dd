/* Hours of activity (rules.md L8): target, proration, absences, dérogation, holidays, weeks over the year end, 26 weeks. */
#include <criterion/criterion.h>
#include <string.h>

#include "core/engagement/activity.h"
#include "tests/support/rules_dir.h"

enum { WEEKS = 26, ROOM = 400 };

static struct rulebook book;
static struct arena arena;
static struct date today;
static struct hours_file file;
static struct activity activities[ROOM];
static struct protected_period absences[20];
static struct dispensation dispensations[5];
static struct weekly_target targets[5];
static struct regime_period regimes[5];
static struct week_hours weeks[WEEKS];

static void setup(void)
{
	book = shipped_rules();
	today = date_make(2026, 11, 20); /* a Friday; its week began on 16 November */
	file = (struct hours_file){.activities = activities, .absences = absences, .dispensations = dispensations,
	                           .targets = targets, .regimes = regimes};
	regimes[0] = (struct regime_period){REGIME_CEJ, date_make(2026, 1, 1), DATE_NONE, ""};
	file.regime_count = 1;
}

static void teardown(void)
{
	arena_free(&arena);
	rulebook_free(&book);
}

TestSuite(activity, .init = setup, .fini = teardown);

static void did(struct date day, int theme, int minutes, bool validated)
{
	activities[file.activity_count++] = (struct activity){
		.id = "a", .day = day, .theme = theme, .minutes = minutes, .text = "", .declared = {day, 600}, .declared_by = "M. Le Goff",
		.validated = validated ? (struct moment){day, 700} : MOMENT_NONE, .validated_by = ""};
}

static void absent(enum protected_kind kind, struct date from, struct date to)
{
	absences[file.absence_count++] = (struct protected_period){.id = "p", .person = "7KQ2M9", .kind = kind, .from = from, .to = to, .text = ""};
}

/* The last one is that of today; n weeks before it otherwise. */
static const struct week_hours *week(size_t before)
{
	hours_weeks(&arena, &book, &file, today, "35", weeks, WEEKS);
	return &weeks[WEEKS - 1 - before];
}

/* Nine themes, 003:13685-13788, in the order of the keys 1..9. */
Test(activity, nine_themes)
{
	size_t count = 0;

	while (activity_themes[count].code != NULL)
		count++;
	cr_assert_eq(count, THEME_COUNT);
	cr_assert_eq(activity_theme_from_code("relation"), 0);
	cr_assert_eq(activity_theme_from_code("entreprise"), 8);
	cr_assert_eq(activity_theme_from_code("rien"), -1);
	cr_assert_eq(activity_theme_from_code(NULL), -1);
}

/* heures_hebdomadaires: CEJ 15 h, droit, 003:4186. */
Test(activity, the_rule_sets_the_target)
{
	cr_assert(week(1)->fixed);
	cr_assert_eq(week(1)->hours.target, 900);
	cr_assert_str_eq(week(1)->origin, "règle");
	cr_assert_str_eq(week(1)->rule->source, "003:4186");
	cr_assert(week(1)->short_of);
	cr_assert_not(week(0)->short_of, "the week of today is not over");
}

/* L8: declared includes validated; short by what was declared. */
Test(activity, declared_then_validated)
{
	did(date_make(2026, 11, 9), 0, 300, true);
	did(date_make(2026, 11, 10), 5, 600, false);
	cr_assert_eq(week(1)->hours.declared, 900);
	cr_assert_eq(week(1)->hours.validated, 300);
	cr_assert_eq(week(1)->hours.remaining, 600);
	cr_assert_eq(week(1)->to_validate, 600);
	cr_assert_eq(week(1)->declared[5], 600);
	cr_assert_eq(week(1)->validated[0], 300);
	cr_assert_not(week(1)->short_of);
}

/* L8: target x (5 - absent days) / 5, whole minutes, rounded down; congés, maladie, emploi, formation, autre. */
Test(activity, absences_lower_the_target)
{
	absent(PROTECTED_ILLNESS, date_make(2026, 11, 9), date_make(2026, 11, 10));
	cr_assert_eq(week(1)->absent_days, 2);
	cr_assert_eq(week(1)->hours.target, 540);
	cr_assert_eq(week(1)->base_target, 900);
	absent(PROTECTED_LEAVE, date_make(2026, 11, 10), date_make(2026, 11, 15));
	cr_assert_eq(week(1)->absent_days, 4, "11 November is no working day, hence no day of absence");
	cr_assert_eq(week(1)->hours.target, 180);
	absent(PROTECTED_OTHER, date_make(2026, 11, 2), date_make(2026, 11, 8));
	cr_assert_eq(week(2)->absent_days, 5);
	cr_assert_eq(week(2)->hours.target, 0);
	cr_assert_not(week(2)->short_of);
}

/* The délai de réflexion refuses a slot (000:1459); it is no absence. A weekend is none either. */
Test(activity, what_is_no_absence)
{
	absent(PROTECTED_REFLECTION, date_make(2026, 11, 9), date_make(2026, 11, 13));
	absent(PROTECTED_LEAVE, date_make(2026, 11, 7), date_make(2026, 11, 8));
	cr_assert_eq(week(1)->absent_days, 0);
	cr_assert_eq(week(2)->absent_days, 0);
}

/* 26 December is a holiday in 57, 67 and 68 alone (rules.md §3). */
Test(activity, holidays_are_those_of_the_department)
{
	today = date_make(2026, 4, 10);
	absent(PROTECTED_LEAVE, date_make(2026, 4, 3), date_make(2026, 4, 3)); /* Good Friday */
	hours_weeks(&arena, &book, &file, today, "35", weeks, WEEKS);
	cr_assert_eq(weeks[WEEKS - 2].absent_days, 1);
	hours_weeks(&arena, &book, &file, today, "67", weeks, WEEKS);
	cr_assert_eq(weeks[WEEKS - 2].absent_days, 0);
}

/* The contract's target hides the rule's; a dérogation (003:4415) hides both, and is prorated alike. */
Test(activity, contract_then_dispensation)
{
	targets[0] = (struct weekly_target){date_make(2026, 9, 1), DATE_NONE, 601};
	file.target_count = 1;
	cr_assert_eq(week(1)->hours.target, 601);
	cr_assert_str_eq(week(1)->origin, "contrat");
	dispensations[0] = (struct dispensation){"d", date_make(2026, 11, 1), date_make(2026, 11, 15), 302, "garde d'enfant"};
	file.dispensation_count = 1;
	absent(PROTECTED_WORK, date_make(2026, 11, 12), date_make(2026, 11, 12));
	cr_assert_eq(week(1)->hours.target, 241, "302 x 4 / 5 = 241,6");
	cr_assert_str_eq(week(1)->origin, "dérogation jusqu'au 15/11/2026");
	cr_assert_str_eq(week(1)->dispensation->reason, "garde d'enfant");
	cr_assert_null(week(0)->dispensation, "it ended");
	cr_assert_eq(week(0)->hours.target, 601);
	targets[0].minutes = -1;
	cr_assert_str_eq(week(0)->origin, "règle", "the contract fixes none");
}

/* CE 15 h is a_verifier, CER pilote, CUER proposition: shown as proposed, never short. COMMUN is non fixé. */
Test(activity, what_is_proposed_or_not_fixed_is_never_short)
{
	regimes[0].regime = REGIME_CE;
	cr_assert_not(week(1)->fixed);
	cr_assert_not(week(1)->short_of);
	cr_assert_str_eq(week(1)->origin, "objectif proposé");
	regimes[0].regime = REGIME_CSP;
	cr_assert_not(week(1)->fixed);
	cr_assert_str_eq(week(1)->origin, "non fixé");
}

/* A week that one regime did not hold from Monday to Sunday has no target; the law is that of the regime of the week. */
Test(activity, a_passage_within_the_week)
{
	regimes[0] = (struct regime_period){REGIME_CEJ, date_make(2026, 11, 11), DATE_NONE, ""};
	regimes[1] = (struct regime_period){REGIME_PPAE, date_make(2026, 1, 1), date_make(2026, 11, 10), ""};
	file.regime_count = 2;
	cr_assert(week(0)->fixed);
	cr_assert_not(week(1)->fixed, "PPAE until Tuesday, CEJ from Wednesday on");
	cr_assert_str_eq(week(1)->origin, "non fixé");
	cr_assert_null(week(1)->rule);
	cr_assert_eq(week(2)->rule->regime, REGIME_COMMUN);
	file.regime_count = 0;
	cr_assert_not(week(0)->fixed);
}

/* ISO weeks: 2026 has 53; the week of 1 January 2027 began on 28 December. */
Test(activity, weeks_over_the_year_end)
{
	int year, number;

	today = date_make(2027, 1, 6);
	did(date_make(2026, 12, 31), 0, 60, true);
	did(date_make(2027, 1, 2), 1, 90, true);
	cr_assert_eq(week(1)->monday.days, date_make(2026, 12, 28).days);
	date_iso_week(week(1)->monday, &year, &number);
	cr_assert(year == 2026 && number == 53);
	cr_assert_eq(week(1)->hours.declared, 150);
	cr_assert_eq(week(0)->monday.days, date_make(2027, 1, 4).days);
	cr_assert_eq(week(25)->monday.days, date_make(2026, 7, 13).days);
}

/* What is dated after today is ignored; what was validated later was not validated yet. */
Test(activity, as_of_a_day)
{
	did(date_make(2026, 11, 19), 0, 60, true);
	did(date_make(2026, 11, 20), 0, 60, true);
	cr_assert_eq(week(0)->hours.declared, 120);
	activities[1].validated.day = date_make(2026, 11, 23);
	cr_assert_eq(week(0)->hours.validated, 60);
	today = date_make(2026, 11, 19);
	cr_assert_eq(week(0)->hours.declared, 60);
}

/* A whole half-year recomputed from the ledger, with illness, congés and a dérogation. */
Test(activity, twenty_six_weeks_and_their_sentence)
{
	struct date monday = date_make(2026, 5, 25);
	int met = 0;

	for (int w = 0; w < WEEKS; w++) /* five days of three hours, less in every fifth week */
		for (int d = 0; d < 5; d++)
			did(date_add_days(monday, 7 * w + d), d, w % 5 == 4 ? 120 : 180, w < 24);
	absent(PROTECTED_ILLNESS, date_make(2026, 6, 22), date_make(2026, 6, 23)); /* week 4: 9 h owed, 10 declared */
	absent(PROTECTED_LEAVE, date_make(2026, 8, 3), date_make(2026, 8, 14));
	dispensations[0] = (struct dispensation){"d", date_make(2026, 9, 28), date_make(2026, 10, 4), 600, "examen"};
	file.dispensation_count = 1;
	today = date_make(2026, 11, 22);
	hours_weeks(&arena, &book, &file, today, "35", weeks, WEEKS);
	cr_assert_eq(weeks[0].monday.days, monday.days);
	for (int w = 0; w < WEEKS; w++) {
		met += !weeks[w].short_of;
		cr_expect_eq(weeks[w].hours.declared, w % 5 == 4 ? 600 : 900, "week %d", w);
		cr_expect_eq(weeks[w].short_of, w % 5 == 4 && w != 4, "week %d: %d of %d", w, weeks[w].hours.declared,
		             weeks[w].hours.target);
	}
	cr_assert_eq(weeks[10].hours.target, 0, "a week of congés");
	cr_assert_eq(weeks[18].hours.target, 600, "the dérogation");
	cr_assert_str_eq(hours_sentence(&arena, weeks, WEEKS), "26 semaines : objectif atteint 21 fois sur 25, 2 semaines à valider.",
	                 "%s", hours_sentence(&arena, weeks, WEEKS));
	cr_assert_eq(met, 22);
}

Test(activity, the_sentence_says_what_is_not_fixed)
{
	regimes[0].from = date_make(2026, 11, 2);
	cr_assert_str_eq(hours_sentence(&arena, (week(0), weeks), WEEKS), "26 semaines : objectif atteint 0 fois sur 2, non fixé 23 fois.");
	regimes[0].regime = REGIME_PPAE;
	cr_assert_str_eq(hours_sentence(&arena, (week(0), weeks), WEEKS), "26 semaines : aucun objectif à atteindre.");
}
