/* The text twins of Engagements and Heures: exact TSV, pages that were read, hostile text harmless. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "tests/support/golden.h"
#include "tests/support/office_engagements.h"
#include "tui/plain/afficher.h"

static struct office o;
static struct command_context ctx;
static char *out;
static size_t out_size;

static void setup(void)
{
	office_open(&o, ROLE_COUNSELLOR);
	ctx = (struct command_context){.config_dir = TEST_SOURCES "/config", .as_of = DATE_NONE, .today = OFFICE_DAY, .err = stderr};
	ctx.out = open_memstream(&out, &out_size);
}

static void teardown(void)
{
	fclose(ctx.out);
	free(out);
	office_close(&o);
}

TestSuite(twin_engagements, .init = setup, .fini = teardown);

static const char *printed(void)
{
	fflush(ctx.out);
	return out;
}

/* Each line holds on a page, has no trailing blank, and nothing that a terminal would obey. */
static void expect_page(const char *name)
{
	struct arena arena = {0};
	char *difference = NULL;

	for (const char *line = printed(); *line != '\0'; line += strcspn(line, "\n") + 1) {
		char *one = arena_strndup(&arena, line, strcspn(line, "\n"));
		size_t len = strlen(one);

		cr_expect(text_width(one) <= PAGE_COLUMNS, "%s", one);
		cr_expect(len == 0 || one[len - 1] != ' ', "trailing blank: « %s »", one);
		cr_expect_str_eq(text_safe(&arena, one), one);
	}
	cr_expect(golden_match(name, printed(), &difference), "%s:\n%s", name, difference != NULL ? difference : "");
	free(difference);
	arena_free(&arena);
}

Test(twin_engagements, the_page_of_engagements)
{
	office_open_commitments(&o, OFFICE_PENDING);
	cr_assert_eq(afficher_engagements(&ctx, &o.app), 0);
	expect_page("twin_engagements");
}

/* DESIGN: « debiteur nature objet etat echeance tenu_le regle source bande ». */
Test(twin_engagements, the_tsv_of_engagements)
{
	char *difference = NULL;

	office_open_commitments(&o, OFFICE_PENDING);
	ctx.tsv = true;
	cr_assert_eq(afficher_engagements(&ctx, &o.app), 0);
	cr_expect(golden_match("twin_engagements_tsv", printed(), &difference), "%s", difference != NULL ? difference : "");
	free(difference);
	for (const char *line = out; *line != '\0'; line += strcspn(line, "\n") + 1) {
		size_t tabs = 0;

		for (const char *p = line; *p != '\n'; p++)
			tabs += *p == '\t';
		cr_expect_eq(tabs, 8, "%.80s", line);
	}
}

Test(twin_engagements, the_page_of_hours)
{
	office_open_hours(&o);
	cr_assert_eq(afficher_heures(&ctx, &o.app, DATE_NONE), 0);
	expect_page("twin_heures");
}

/* DESIGN: « semaine cible absents declarees validees reste derogation », 26 rows, oldest first. */
Test(twin_engagements, the_tsv_of_hours)
{
	char *difference = NULL;
	size_t rows = 0;

	office_open_hours(&o);
	ctx.tsv = true;
	cr_assert_eq(afficher_heures(&ctx, &o.app, DATE_NONE), 0);
	cr_expect(golden_match("twin_heures_tsv", printed(), &difference), "%s", difference != NULL ? difference : "");
	free(difference);
	for (const char *p = out; *p != '\0'; p++)
		rows += *p == '\n';
	cr_expect_eq(rows, 27);
}

/* No contract: the page says so, and still what each side owes. */
Test(twin_engagements, a_page_without_a_contract)
{
	office_open_commitments(&o, OFFICE_NO_CONTRACT);
	cr_assert_eq(afficher_engagements(&ctx, &o.app), 0);
	cr_expect(strstr(printed(), "NOUS DEVONS") != NULL && strstr(out, "contrat") != NULL, "%s", out);
}

/* A tab or a line end in an object breaks no line. */
Test(twin_engagements, hostile_text_breaks_no_line)
{
	struct commitment_file f = office_commitments(OFFICE_SIGNED);

	for (size_t i = 0; i < f.item_count; i++)
		f.items[i].object = "a\tb\nc\x1b[31m\u202e";
	app_load_commitments(&o.app, "AAAAAA");
	memory_answer_commitments(o.port, &f);
	memory_port_deliver(o.port, &o.app);
	ctx.tsv = true;
	cr_assert_eq(afficher_engagements(&ctx, &o.app), 0);
	cr_expect(strpbrk(printed(), "\x1b\r") == NULL && strstr(out, "\u202e") == NULL, "%s", out);
	for (const char *line = out; *line != '\0'; line += strcspn(line, "\n") + 1) {
		size_t tabs = 0;

		for (const char *p = line; *p != '\n'; p++)
			tabs += *p == '\t';
		cr_expect_eq(tabs, 8, "%.80s", line);
	}
}
