/* The text twins of Formations and of one request: exact TSV, pages that were read, hostile text harmless. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "tests/support/golden.h"
#include "tests/support/office_trainings.h"
#include "tui/plain/afficher.h"

static struct office o;
static struct command_context ctx;
static char *out;
static size_t out_size;
static struct funder funders[] = {{"constructys", "CONSTRUCTYS", "opca", false, 7, "000:2021"},
                                  {"region", "Région Bretagne", "region", true, 0, ""},
                                  {"france_travail", "France Travail", "france_travail", true, 0, ""},
                                  {"faf_tt", "FAF TT", "opca", false, 7, "000:1480"},
                                  {"agefos_pme", "AGEFOS PME", "opca", false, 7, "000:2022"}};
static const struct funder_list funder_list = {funders, sizeof funders / sizeof *funders};

static void open_as(enum role role)
{
	office_open(&o, role);
	o.app.funders = &funder_list;
	ctx = (struct command_context){.config_dir = TEST_SOURCES "/config", .as_of = DATE_NONE, .today = OFFICE_DAY, .err = stderr};
	ctx.out = open_memstream(&out, &out_size);
}

static void setup(void)
{
	open_as(ROLE_COUNSELLOR);
}

static void teardown(void)
{
	fclose(ctx.out);
	free(out);
	office_close(&o);
}

TestSuite(twin_trainings, .init = setup, .fini = teardown);

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

static void expect_columns(size_t count)
{
	for (const char *line = printed(); *line != '\0'; line += strcspn(line, "\n") + 1) {
		size_t tabs = 0;

		for (const char *p = line; *p != '\n'; p++)
			tabs += *p == '\t';
		cr_expect_eq(tabs + 1, count, "%.80s", line);
	}
}

Test(twin_trainings, the_list_of_a_portfolio)
{
	office_open_trainings(&o, false);
	cr_assert_eq(afficher_formations(&ctx, &o.app), 0);
	expect_page("twin_formations");
}

/* T7, 000:2269: a responsable is told, and reads whose each is. */
Test(twin_trainings, the_list_of_the_agency)
{
	teardown();
	open_as(ROLE_SUPERVISOR);
	office_open_trainings(&o, true);
	cr_assert_eq(afficher_formations(&ctx, &o.app), 0);
	expect_page("twin_formations_agence");
	cr_expect(strstr(out, "À regrouper : même formation, même fin, même bassin\n") != NULL, "%s", out);
}

Test(twin_trainings, the_tsv_of_the_list)
{
	char *difference = NULL;

	office_open_trainings(&o, false);
	ctx.tsv = true;
	cr_assert_eq(afficher_formations(&ctx, &o.app), 0);
	cr_expect(golden_match("twin_formations_tsv", printed(), &difference), "%s", difference != NULL ? difference : "");
	free(difference);
	expect_columns(22);
}

Test(twin_trainings, the_page_of_a_request)
{
	office_open_training(&o, OFFICE_HOLES);
	cr_assert_eq(afficher_formation(&ctx, &o.app), 0);
	expect_page("twin_formation");
}

Test(twin_trainings, the_page_of_a_refusal)
{
	office_open_training(&o, OFFICE_CONTESTABLE);
	cr_assert_eq(afficher_formation(&ctx, &o.app), 0);
	cr_expect(strstr(printed(), "métier non en tension") != NULL && strstr(out, "contestable") != NULL, "%s", out);
}

Test(twin_trainings, the_tsv_of_a_request)
{
	char *difference = NULL;

	office_open_training(&o, OFFICE_HOLES);
	ctx.tsv = true;
	cr_assert_eq(afficher_formation(&ctx, &o.app), 0);
	cr_expect(golden_match("twin_formation_tsv", printed(), &difference), "%s", difference != NULL ? difference : "");
	free(difference);
	expect_columns(3);
}

/* Nothing asked for: the page says so, and counts nothing. */
Test(twin_trainings, an_empty_list)
{
	struct training_list none = {NULL, 0, NULL, 0};

	app_load_trainings(&o.app, "");
	memory_answer_trainings(o.port, &none);
	memory_port_deliver(o.port, &o.app);
	cr_assert_eq(afficher_formations(&ctx, &o.app), 0);
	cr_expect(strstr(printed(), "Aucune demande de formation") != NULL && strstr(out, "Sur 12 mois : aucune formation évoquée") != NULL, "%s", out);
}

/* A tab or a line end in a title breaks no line. */
Test(twin_trainings, hostile_text_breaks_no_line)
{
	struct training_list l = office_trainings(false);

	for (size_t i = 0; i < l.count; i++)
		l.items[i].title = l.items[i].body = "a\tb\nc\x1b[31m\u202e";
	app_load_trainings(&o.app, "");
	memory_answer_trainings(o.port, &l);
	memory_port_deliver(o.port, &o.app);
	ctx.tsv = true;
	cr_assert_eq(afficher_formations(&ctx, &o.app), 0);
	cr_expect(strpbrk(printed(), "\x1b\r") == NULL && strstr(out, "\u202e") == NULL, "%s", out);
	expect_columns(22);
}
