/* The option table reader. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/verb_run.h"
#include "tui/verbs/options.h"

/* Prints what it read: name, switch, then the arguments. */
static int verb_echo(struct command_context *ctx, int argc, char **argv)
{
	const char *name = "(rien)", *other = "(rien)";
	bool flag = false, named = false;
	const struct option_spec specs[] = {{"nom", &name, &named}, {"autre", &other, NULL}, {"fort", NULL, &flag}};
	int arguments = 0, status = options_read(ctx, specs, 3, argc, argv, &arguments);

	if (status != 0)
		return status;
	fprintf(ctx->out, "%s %s %d %d", name, other, flag ? 1 : 0, named ? 1 : 0);
	for (int i = 1; i <= arguments; i++)
		fprintf(ctx->out, " [%s]", argv[i]);
	return 0;
}

static int verb_without_options(struct command_context *ctx, int argc, char **argv)
{
	int arguments;

	return options_read(ctx, NULL, 0, argc, argv, &arguments);
}

Test(options, both_spellings_switches_and_arguments)
{
	const struct {
		const char *line, *out;
	} rows[] = {
		{"v", "(rien) (rien) 0 0"},
		{"v --nom a", "a (rien) 0 1"},
		{"v --nom=a b --fort c", "a (rien) 1 1 [b] [c]"},
		{"v --nom= --autre x=y", " x=y 0 1"},
		{"v a --nom -1 b", "-1 (rien) 0 1 [a] [b]"},
		{"v --fort -- --nom z", "(rien) (rien) 1 0 [--nom] [z]"},
		{"v - -x", "(rien) (rien) 0 0 [-] [-x]"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct verb_run run = verb_run(verb_echo, NULL, rows[i].line);

		cr_expect_eq(run.status, 0, "%s: %s", rows[i].line, run.err);
		cr_expect_str_eq(run.out, rows[i].out);
		verb_run_free(&run);
	}
}

Test(options, refusals_say_what_to_do)
{
	const struct {
		const char *line, *err;
	} rows[] = {
		{"v --non a", "jalon : option inconnue : --non. Vouliez-vous dire --nom ?\n"},
		{"v --Nom=a", "jalon : option inconnue : --Nom. Vouliez-vous dire --nom ?\n"},
		{"v --lointaine", "jalon : option inconnue : --lointaine. Options admises ici : --nom, --autre, --fort.\n"},
		{"v --nom", "jalon : l'option --nom attend une valeur.\n"},
		{"v --nom --fort", "jalon : l'option --nom attend une valeur.\n"},
		{"v --fort=oui", "jalon : l'option --fort ne prend pas de valeur.\n"},
		{"v --nom a --nom=b", "jalon : option --nom donnée deux fois : gardez-en une.\n"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct verb_run run = verb_run(verb_echo, NULL, rows[i].line);

		cr_expect_eq(run.status, 2, "%s", rows[i].line);
		cr_expect_str_eq(run.err, rows[i].err);
		cr_expect_str_eq(run.out, "");
		verb_run_free(&run);
	}
}

Test(options, a_verb_may_take_none)
{
	struct verb_run run = verb_run(verb_without_options, NULL, "v --nom a");

	cr_expect_eq(run.status, 2);
	cr_expect_str_eq(run.err, "jalon : option inconnue : --nom. Cette commande n'en prend aucune.\n");
	verb_run_free(&run);
}

static int verb_with_its_own(struct command_context *ctx, int argc, char **argv)
{
	const char *own = NULL, *any = NULL;
	const struct option_spec specs[] = {{"au", &own, NULL}, {"demande", &own, NULL}, {"au", &any, NULL}};
	int arguments;

	return options_read(ctx, specs, 3, argc, argv, &arguments);
}

/* The --au of a verb stands before that of any. */
Test(options, a_name_is_listed_once)
{
	struct verb_run run = verb_run(verb_with_its_own, NULL, "v --lointaine a");

	cr_expect_str_eq(run.err, "jalon : option inconnue : --lointaine. Options admises ici : --au, --demande.\n");
	verb_run_free(&run);
}

Test(options, peek_finds_one_option_without_judging_the_rest)
{
	char *argv[] = {"v", "--faux", "--regles", "a", "--regles=b", "--regle=c", "--", "--regles=d"};

	cr_expect_str_eq(options_peek(8, argv, "regles"), "b");
	cr_expect_str_eq(options_peek(4, argv, "regles"), "a");
	cr_expect_null(options_peek(3, argv, "regles"));
	cr_expect_null(options_peek(2, argv, "regles"));
}

Test(options, integers_are_decimal_and_bounded)
{
	const char *bad[] = {"", "-", "+", "1.0", "1,0", "0x1", " 1", "1 ", "١", "9999999999", "101", "-6"};
	int value = 42;

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		cr_expect_not(option_parse_int(bad[i], -5, 100, &value), "« %s »", bad[i]);
	cr_expect_not(option_parse_int(NULL, -5, 100, &value));
	cr_expect_eq(value, 42);
	cr_expect(option_parse_int("-5", -5, 100, &value) && value == -5);
	cr_expect(option_parse_int("+100", -5, 100, &value) && value == 100);
	cr_expect(option_parse_int("007", -5, 100, &value) && value == 7);
}
