/* Further local holidays: feries.ini, the calendar that it gives, the clocks and commands that use it
 * (rules.md §3: « tables of further local days in config »). */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/rules_file.h"
#include "core/rules/clock.h"
#include "tests/support/rules_dir.h"
#include "tests/support/verb_run.h"
#include "tui/verbs/verbs.h"

#define REUNION "[974]\n12-20 = \"Abolition de l'esclavage\"\n[971]\npaques-2 = \"Vendredi saint\"\n02-29 = \"Bissextile\"\n"

static struct date day(const char *s)
{
	struct date d = DATE_NONE;

	cr_assert(date_parse(s, &d), "%s", s);
	return d;
}

/* A folder of rules with that feries.ini. */
static char *dir_with(const char *text)
{
	char *dir = rules_dir_make();

	rules_dir_write(dir, "feries.ini", text);
	return dir;
}

static struct rulebook book_of(const char *dir)
{
	struct rules_faults faults;
	struct rulebook book;
	struct error e;

	cr_assert(rules_load(dir, &book, &faults, &e), "%s", e.message);
	rules_faults_free(&faults);
	return book;
}

static void expect_fault(const char *text, const char *expected)
{
	char *dir = dir_with(text);
	struct rules_faults faults;
	struct rulebook book;
	struct error e;
	struct strbuf said = {0};

	cr_assert_not(rules_load(dir, &book, &faults, &e), "%s", text);
	for (size_t i = 0; i < faults.count; i++) {
		rules_fault_format(&faults.items[i], &said);
		strbuf_add(&said, "\n");
	}
	cr_expect_str_eq(strbuf_str(&said), expected, "%s", strbuf_str(&said));
	strbuf_free(&said);
	rules_faults_free(&faults);
	rules_dir_remove(dir);
}

Test(holidays_file, gives_days_to_one_department)
{
	char *dir = dir_with(REUNION);
	struct rulebook book = book_of(dir);
	struct holiday days[HOLIDAYS_MAX];

	cr_assert_not_null(book.local);
	cr_expect_str_eq(calendar_holiday_name(book.local, day("2026-12-20"), "974"), "Abolition de l'esclavage");
	cr_expect_null(calendar_holiday_name(book.local, day("2026-12-20"), "971"));
	cr_expect_null(calendar_holiday_name(book.local, day("2026-12-20"), NULL));
	cr_expect_str_eq(calendar_holiday_name(book.local, day("2026-04-03"), "971"), "Vendredi saint");
	cr_expect_str_eq(calendar_holiday_name(book.local, day("2027-03-26"), "971"), "Vendredi saint");
	cr_expect_eq(calendar_holidays(book.local, 2026, "974", days), 12);
	cr_expect_eq(calendar_holidays(book.local, 2026, "971", days), 12, "2026 has no 29 February");
	cr_expect_eq(calendar_holidays(book.local, 2028, "971", days), 13);
	cr_expect_eq(calendar_holidays(book.local, 2026, "35", days), 11);
	rulebook_free(&book);
	rules_dir_remove(dir);
}

Test(holidays_file, comes_empty_and_may_be_missing)
{
	char *dir = rules_dir_make();
	struct rulebook shipped = book_of(TEST_SOURCES "/config"), without = book_of(dir);

	cr_expect_null(shipped.local, "the sources name no further day");
	cr_expect_null(without.local);
	cr_expect_str_eq(shipped.checksum, without.checksum);
	rulebook_free(&shipped);
	rulebook_free(&without);
	rules_dir_remove(dir);
}

/* Every workstation judges alike: a further day is another version of the rules. */
Test(holidays_file, changes_the_checksum)
{
	char *dir = dir_with(REUNION);
	struct rulebook with = book_of(dir), shipped = book_of(TEST_SOURCES "/config");

	cr_expect_str_neq(with.checksum, shipped.checksum);
	rulebook_free(&with);
	rulebook_free(&shipped);
	rules_dir_remove(dir);
}

/* Roll jour_ouvre: 19 December 2024 + 1 day is a Friday, and a holiday in 974 only. */
Test(holidays_file, a_roll_passes_over_a_local_day)
{
	char *dir = dir_with(REUNION), text[DATE_TEXT];
	struct rulebook book = book_of(dir);
	struct rule rule = book.rules[0];
	struct moment start = {day("2024-12-19"), 0};

	rule = (struct rule){.regime = rule.regime, .code = "contradictoire", .kind = KIND_CLOCK, .fixed = true, .value = 1,
	                     .unit = UNIT_DAY, .roll = ROLL_WORKING_DAY, .from = DATE_NONE, .to = DATE_NONE, .local = rule.local};
	cr_expect_str_eq(date_format(clock_compute(&rule, start, start, "974").end.day, text), "2024-12-23");
	cr_expect_str_eq(date_format(clock_compute(&rule, start, start, "35").end.day, text), "2024-12-20");
	rulebook_free(&book);
	rules_dir_remove(dir);
}

Test(holidays_file, is_used_by_calculer)
{
	char *dir = dir_with("[2A]\n12-08 = \"Fête de la Nation\"\npaques+9 = \"Lundi de Quasimodo\"\n");
	struct verb_run run = verb_run(cmd_calculer, dir, "feries --annee 2026 --departement 2A");

	cr_expect_eq(run.status, 0, "%s", run.err);
	cr_expect_eq(line_count(run.out), 13);
	cr_expect_not_null(strstr(run.out, "\n2026-12-08\tFête de la Nation\n"));
	cr_expect_not_null(strstr(run.out, "\n2026-04-14\tLundi de Quasimodo\n"));
	verb_run_free(&run);
	run = verb_run(cmd_calculer, dir, "feries --annee 2026");
	cr_expect_eq(line_count(run.out), 11);
	verb_run_free(&run);
	rules_dir_remove(dir);
}

Test(holidays_file, is_refused_with_its_faults)
{
	expect_fault("[99]\n05-10 = \"x\"\n", "feries.ini, ligne 1, section [99] : attendu un département : 01 à 95, 2A, 2B, 971 à 976\n");
	expect_fault("[974]\n13-01 = \"x\"\n02-30 = \"x\"\npaques+251 = \"x\"\npaques = \"x\"\n5-10 = \"x\"\n",
	             "feries.ini, ligne 2, section [974], clé « 13-01 » : attendu MM-JJ, ou paques+N ou paques-N (N jours après ou "
	             "avant Pâques, 250 au plus)\n"
	             "feries.ini, ligne 3, section [974], clé « 02-30 » : attendu MM-JJ, ou paques+N ou paques-N (N jours après ou "
	             "avant Pâques, 250 au plus)\n"
	             "feries.ini, ligne 4, section [974], clé « paques+251 » : attendu MM-JJ, ou paques+N ou paques-N (N jours après "
	             "ou avant Pâques, 250 au plus)\n"
	             "feries.ini, ligne 5, section [974], clé « paques » : attendu MM-JJ, ou paques+N ou paques-N (N jours après ou "
	             "avant Pâques, 250 au plus)\n"
	             "feries.ini, ligne 6, section [974], clé « 5-10 » : attendu MM-JJ, ou paques+N ou paques-N (N jours après ou "
	             "avant Pâques, 250 au plus)\n");
	expect_fault("[974]\n05-10 = \"\"\n", "feries.ini, ligne 2, section [974], clé « 05-10 » : attendu le nom du jour, de 1 à 60 "
	                                      "caractères, sans guillemet ni \\\n");
	expect_fault("[974]\n05-10 = 'a\"b'\n", "feries.ini, ligne 2, section [974], clé « 05-10 » : attendu le nom du jour, de 1 à 60 "
	                                        "caractères, sans guillemet ni \\\n");
	expect_fault("[974]\n05-10 = \"x\"\n05-10 = \"y\"\n",
	             "feries.ini, ligne 3, section [974], clé « 05-10 » : attendu une seule fois cette clé (déjà ligne 2)\n");
}

Test(holidays_file, has_room_for_sixteen_days_a_department)
{
	struct strbuf text = {0};
	struct holiday days[HOLIDAYS_MAX];
	struct rulebook book;
	char *dir;

	strbuf_add(&text, "[67]\n");
	for (int i = 1; i <= 16; i++)
		strbuf_addf(&text, "02-%02d = \"Jour %d\"\n", i, i);
	dir = dir_with(strbuf_str(&text));
	book = book_of(dir);
	cr_expect_eq(calendar_holidays(book.local, 2026, "67", days), 29, "thirteen are built in");
	rulebook_free(&book);
	rules_dir_remove(dir);
	strbuf_add(&text, "02-17 = \"De trop\"\n");
	expect_fault(strbuf_str(&text), "feries.ini, ligne 1, section [67] : attendu 16 jours au plus pour un département\n");
	strbuf_free(&text);
}

Test(holidays_file, is_checked_alone)
{
	char *dir = dir_with("[974]\n13-01 = \"x\"\n"), line[512];
	struct verb_run run;

	snprintf(line, sizeof line, "verifier %s/feries.ini", dir);
	run = verb_run(cmd_regles, dir, line);
	cr_expect_eq(run.status, 3);
	cr_expect_not_null(strstr(run.out, "clé « 13-01 »") != NULL ? run.out : strstr(run.err, "clé « 13-01 »"), "%s%s", run.out,
	                   run.err);
	verb_run_free(&run);
	rules_dir_write(dir, "feries.ini", REUNION);
	run = verb_run(cmd_regles, dir, line);
	cr_expect_eq(run.status, 0, "%s%s", run.out, run.err);
	verb_run_free(&run);
	rules_dir_remove(dir);
}
