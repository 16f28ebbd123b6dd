/* Versions, hiding and names (rules.md §1). */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "core/rules/hours.h"
#include "core/rules/load.h"
#include "core/rules/rule_codes.h"
#include "core/rules/rulebook.h"

static struct date day(int y, int m, int d)
{
	return date_make(y, m, d);
}

static struct rule version(enum regime regime, const char *code, struct date from, struct date to, int value)
{
	return (struct rule){.regime = regime, .code = code, .fixed = true, .value = value, .unit = UNIT_DAY,
	                     .from = from, .to = to};
}

static int value_on(const struct rulebook *b, enum regime regime, const char *code, struct date d)
{
	const struct rule *r = rulebook_find(b, regime, code, d);

	return r != NULL ? r->value : -1;
}

Test(rulebook, the_version_in_force_on_the_day_of_the_fact_applies)
{
	struct rule rules[] = {
		version(REGIME_CE, "contradictoire", day(2026, 1, 1), DATE_NONE, 3),
		version(REGIME_CE, "contradictoire", DATE_NONE, day(2025, 5, 31), 1),
		version(REGIME_CE, "contradictoire", day(2025, 6, 1), day(2025, 8, 31), 2),
		version(REGIME_CE, "actualisation", DATE_NONE, DATE_NONE, 9),
	};
	struct rulebook b = {.rules = rules, .count = 4};

	rulebook_sort(rules, 4);
	cr_expect_eq(value_on(&b, REGIME_CE, "contradictoire", day(1999, 1, 1)), 1);
	cr_expect_eq(value_on(&b, REGIME_CE, "contradictoire", day(2025, 5, 31)), 1);
	cr_expect_eq(value_on(&b, REGIME_CE, "contradictoire", day(2025, 6, 1)), 2);
	cr_expect_eq(value_on(&b, REGIME_CE, "contradictoire", day(2025, 9, 1)), -1, "a gap stays a gap");
	cr_expect_eq(value_on(&b, REGIME_CE, "contradictoire", day(2026, 1, 1)), 3);
	cr_expect_eq(value_on(&b, REGIME_CE, "contradictoire", DATE_NONE), 3);
	cr_expect_eq(value_on(&b, REGIME_CE, "actualisation", day(2026, 1, 1)), 9);
	cr_expect_eq(value_on(&b, REGIME_CE, "orientation", day(2026, 1, 1)), -1);
	cr_expect(rulebook_knows(&b, REGIME_CE, "contradictoire"));
	cr_expect_not(rulebook_knows(&b, REGIME_CER, "contradictoire"));
}

Test(rulebook, a_regime_hides_the_common_rule_of_the_same_code)
{
	struct rule rules[] = {
		version(REGIME_COMMUN, "rdv_hebdomadaire", DATE_NONE, DATE_NONE, 7),
		version(REGIME_CSP, "rdv_hebdomadaire", day(2011, 9, 1), DATE_NONE, 1),
	};
	struct rulebook b = {.rules = rules, .count = 2};

	rulebook_sort(rules, 2);
	cr_expect_eq(value_on(&b, REGIME_CSP, "rdv_hebdomadaire", day(2012, 1, 1)), 1);
	cr_expect_eq(value_on(&b, REGIME_CSP, "rdv_hebdomadaire", day(2010, 1, 1)), -1, "hidden even out of its dates");
	cr_expect_eq(value_on(&b, REGIME_CTP, "rdv_hebdomadaire", day(2010, 1, 1)), 7);
	cr_expect_eq(value_on(&b, REGIME_COMMUN, "rdv_hebdomadaire", day(2010, 1, 1)), 7);
	cr_expect(rulebook_knows(&b, REGIME_CTP, "rdv_hebdomadaire"));
}

Test(rulebook, an_empty_book_knows_nothing)
{
	struct rulebook b = {0};

	rulebook_sort(NULL, 0);
	cr_expect_null(rulebook_find(&b, REGIME_CE, "contradictoire", day(2026, 1, 1)));
	cr_expect_not(rulebook_knows(&b, REGIME_CE, "contradictoire"));
}

Test(rulebook, codes_go_there_and_back)
{
	for (int r = REGIME_NONE + 1; r < REGIME_COUNT; r++) {
		cr_expect_eq(regime_from_code(regime_code((enum regime)r)), (enum regime)r);
		cr_expect_not_null(regime_label((enum regime)r));
		cr_expect_eq(regime_is_personal((enum regime)r), r < REGIME_COMMUN);
	}
	for (int s = 0; s < STATUS_COUNT; s++)
		cr_expect_eq(rule_status_from_code(rule_status_code((enum rule_status)s)), s);
	for (int u = 0; u < UNIT_COUNT; u++)
		cr_expect_eq(rule_unit_from_code(rule_unit_code((enum rule_unit)u)), u);
	for (int d = 0; d < DEBTOR_COUNT; d++)
		cr_expect_eq(debtor_from_code(debtor_code((enum debtor)d)), d);
	cr_expect_eq(regime_from_code("cer"), REGIME_CER);
	cr_expect_eq(regime_from_code("XYZ"), REGIME_NONE);
	cr_expect_eq(regime_from_code(NULL), REGIME_NONE);
	cr_expect_null(regime_code(REGIME_NONE));
	cr_expect_eq(rule_status_from_code("Droit"), -1);
	cr_expect_eq(rule_unit_from_code("jours"), -1);
	cr_expect_eq(debtor_from_code("moi"), -1);
}

/* rules.md §1, table of statuses. */
Test(rulebook, three_statuses_apply_by_default)
{
	cr_expect(rule_status_applies(STATUS_DROIT) && rule_status_applies(STATUS_PRATIQUE) &&
	          rule_status_applies(STATUS_LOCAL));
	cr_expect(!rule_status_applies(STATUS_PILOTE) && !rule_status_applies(STATUS_PROPOSITION) &&
	          !rule_status_applies(STATUS_A_VERIFIER));
}

Test(rulebook, values_read_in_french)
{
	const struct {
		bool fixed;
		int value;
		enum rule_unit unit;
		const char *text;
	} rows[] = {{true, 10, UNIT_DAY, "10 jours"},  {true, 1, UNIT_DAY, "1 jour"},   {true, 0, UNIT_DAY, "0 jour"},
	            {true, 1, UNIT_MONTH, "1 mois"},   {true, 6, UNIT_MONTH, "6 mois"}, {true, 72, UNIT_HOUR, "72 heures"},
	            {true, 1, UNIT_WEEK, "1 semaine"}, {true, 50, UNIT_PERSON, "50 personnes"},
	            {true, 3, UNIT_TIMES, "3 fois"},   {true, 1, UNIT_TIMES, "1 fois"},
	            {true, 3, UNIT_NONE, "3"},         {false, 3, UNIT_DAY, "non fixé"}};
	char out[32];

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct rule r = {.fixed = rows[i].fixed, .value = rows[i].value, .unit = rows[i].unit};

		cr_expect_str_eq(rule_format_value(&r, out), rows[i].text);
	}
}

Test(rulebook, known_codes_are_sorted_and_plain)
{
	char units[64];
	size_t count = 0;

	for (const struct rule_code *c; (c = rule_code_at(count)) != NULL; count++) {
		if (count > 0)
			cr_expect_lt(strcmp(rule_code_at(count - 1)->code, c->code), 0, "%s", c->code);
		cr_expect_eq(rule_code_find(c->code), c);
		cr_expect_eq(strspn(c->code, "abcdefghijklmnopqrstuvwxyz0123456789_"), strlen(c->code), "%s", c->code);
		cr_expect_neq(c->units, 0);
	}
	cr_expect_gt(count, 40);
	cr_expect_null(rule_code_find("contradictoires"));
	cr_expect_null(rule_code_find(NULL));
	cr_expect_str_eq(rule_code_units(rule_code_find("contradictoire"), units), "jour");
	cr_expect_str_eq(rule_code_units(rule_code_find("rdv_hebdomadaire"), units), "jour ou semaine");
	cr_expect_str_eq(rule_code_units(rule_code_find("rdv_manques_toleres"), units), "aucune unité");
}

/* jalon-regles(5) is the list that a refused code sends to. */
Test(rulebook, the_manual_lists_every_known_code)
{
	static char page[1 << 16];
	FILE *in = fopen(TEST_SOURCES "/man/jalon-regles.5", "r");

	cr_assert_not_null(in);
	page[fread(page, 1, sizeof page - 1, in)] = '\0';
	fclose(in);
	for (size_t i = 0; rule_code_at(i) != NULL; i++) {
		char row[128], units[64];

		rule_code_units(rule_code_at(i), units);
		for (char *or = units; (or = strstr(or, " ou ")) != NULL;)
			memmove(memcpy(or, ", ", 2) + 2, or + 4, strlen(or + 4) + 1);
		snprintf(row, sizeof row, "\n.It Li %s Ta %s\n", rule_code_at(i)->code, units);
		cr_expect_not_null(strstr(page, row), "%s", row);
	}
}

/* rules.md L8: target x (5 - absent days)/5, whole minutes, rounded down. */
Test(hours, the_target_is_prorated_by_absences)
{
	const struct {
		int target, absent, validated, declared, due, left;
	} rows[] = {{900, 2, 0, 0, 540, 540}, {900, 0, 720, 800, 900, 180}, {900, 5, 10, 0, 0, 0},
	            {901, 1, 0, 0, 720, 720}, {1, 1, 0, 0, 0, 0},           {900, 2, 600, 0, 540, 0}};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct hours_result h = hours_compute(rows[i].target, rows[i].absent, rows[i].validated, rows[i].declared);

		cr_expect(h.target == rows[i].due && h.remaining == rows[i].left, "row %zu", i);
		cr_expect(h.validated == rows[i].validated && h.declared == rows[i].declared, "row %zu", i);
	}
}

Test(hours, parse_and_format)
{
	const char *bad[] = {"", "15", "15:", ":30", "15:60", "15:6", "15:006", "-1:00", "1h30", "15:3a", "12345:00", " 1:00", "1:00 "};
	char out[16];
	int minutes = 42;

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		cr_expect_not(hours_parse(bad[i], &minutes), "« %s »", bad[i]);
	cr_expect_not(hours_parse(NULL, &minutes));
	cr_expect_eq(minutes, 42);
	cr_assert(hours_parse("15:05", &minutes));
	cr_expect_eq(minutes, 905);
	cr_expect_str_eq(hours_format(905, out), "15:05");
	cr_expect_str_eq(hours_format(0, out), "0:00");
	cr_expect_str_eq(hours_format(-75, out), "-1:15");
}

/* rules.md W1: 50 per référent (000:2639), absolute 60 (000:2457), both scaled and rounded down. */
Test(load, capacity_and_level)
{
	const struct {
		int base, maximum, quotite, half_days, active, capacity;
		enum load_level level;
	} rows[] = {{50, 60, 80, 1, 41, 36, LOAD_ABOVE_BASE},  {50, 60, 80, 1, 36, 36, LOAD_NORMAL},
	            {50, 60, 80, 1, 43, 36, LOAD_ABOVE_BASE},  {50, 60, 80, 1, 44, 36, LOAD_ABOVE_MAXIMUM},
	            {50, 60, 100, 0, 50, 50, LOAD_NORMAL},     {50, 60, 100, 0, 60, 50, LOAD_ABOVE_BASE},
	            {50, 60, 100, 0, 61, 50, LOAD_ABOVE_MAXIMUM}, {30, 0, 100, 0, 500, 30, LOAD_ABOVE_BASE},
	            {50, 60, 1, 10, 0, 0, LOAD_NORMAL},        {33, 0, 50, 3, 12, 11, LOAD_ABOVE_BASE}};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct load_result l =
			load_compute(rows[i].base, rows[i].maximum, rows[i].quotite, rows[i].half_days, rows[i].active);

		cr_expect_eq(l.capacity, rows[i].capacity, "row %zu: %d", i, l.capacity);
		cr_expect_eq(l.gap, rows[i].active - rows[i].capacity, "row %zu", i);
		cr_expect_eq(l.level, rows[i].level, "row %zu", i);
	}
	cr_expect_str_eq(load_level_label(LOAD_NORMAL), "normal");
	cr_expect_str_eq(load_level_label(LOAD_ABOVE_BASE), "au-dessus de la base");
	cr_expect_str_eq(load_level_label(LOAD_ABOVE_MAXIMUM), "au-delà du maximum");
}
