/* Further local holidays on their way: feries.ini, the database's table, a workstation without the file
 * (rules.md §1: every workstation judges alike). */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "sql/admin/rules_store.h"
#include "tests/db/adapter_support.h"
#include "tests/support/cluster.h"
#include "tests/support/rules_dir.h"

static void rules_load_with(const char *holidays, struct rulebook *book)
{
	char *dir = rules_dir_make();

	rules_dir_write(dir, "feries.ini", holidays);
	*book = rules_read(dir);
	rules_dir_remove(dir);
}

static struct date day(const char *text)
{
	struct date d;

	cr_assert(date_parse(text, &d));
	return d;
}

Test(local_holidays, are_stored_with_the_rules_and_read_back_by_another_workstation)
{
	struct rules_stored stored;
	struct rulebook book, files;
	struct sql_options elsewhere = { 0 };
	struct error e = { 0 };
	struct event event;
	struct adapter a;

	adapter_database(&a);
	rules_load_with("[35]\n05-19 = \"Saint-Yves l'avocat\"\n[29]\npaques+9 = \"Quasimodo\"\n", &book);
	cr_assert(rules_store(a.owner, &book, 2026, &stored, &e), "%s", e.message);
	cr_expect(stored.changed, "a further day is another version of the rules");
	cr_expect_eq(stored.holidays, 20, "ten years, two departments");
	cr_expect_str_eq(adapter_value(&a, "SELECT string_agg(nom, ',') FROM jalon.ferie WHERE departement = '29'"
		" AND jour = '2026-04-14'"), "Quasimodo");
	files = shipped_rules();
	elsewhere.rules_checksum = files.checksum;
	adapter_connect(&a, "ad_conseil", NULL, &elsewhere);
	adapter_wait(&a, adapter_ask(&a, REQUEST_SESSION, NULL), &event);
	cr_assert_not_null(event.loaded_rules);
	cr_assert_not_null(event.loaded_rules->local);
	cr_expect_eq(event.loaded_rules->local->count, 10, "the agency's department, without the days built in");
	cr_expect_not(calendar_is_working_day(event.loaded_rules->local, day("2026-05-19"), "35"));
	cr_expect(calendar_is_working_day(event.loaded_rules->local, day("2026-05-20"), "35"));
	cr_expect_eq(event.loaded_rules->rules[0].local, event.loaded_rules->local);
	rulebook_free(event.loaded_rules);
	arena_free(&event.arena);
	rulebook_free(&files);
	rulebook_free(&book);
	adapter_close(&a);
}
