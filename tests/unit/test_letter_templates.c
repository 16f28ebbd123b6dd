/* Templates of letters: their faults, named by file, line and field; the manual lists what they may name. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config/letters_file.h"
#include "core/letters/letter_private.h"
#include "tests/support/rules_dir.h"
#include "tests/support/verb_run.h"
#include "tui/verbs/verbs.h"

static struct arena arena;

static void teardown(void)
{
	arena_free(&arena);
}

TestSuite(letter_templates, .fini = teardown);

static struct template_faults faults_of(const char *text)
{
	struct template_faults faults = {NULL, 0};
	struct letter_template t;

	cr_expect_not(template_parse(&arena, LETTER_CONTRACT, text, &t, &faults), "%s", text);
	cr_expect_eq(t.count, 0);
	return faults;
}

#define FAULT(text, at, about, says) \
	do { \
		struct template_faults f_ = faults_of(text); \
		cr_assert_eq(f_.count, 1, "%zu faults: %s", f_.count, (text)); \
		cr_expect_eq(f_.items[0].line, (at)); \
		cr_expect_str_eq(f_.items[0].field, (about)); \
		cr_expect(strstr(f_.items[0].expected, (says)) != NULL, "%s", f_.items[0].expected); \
	} while (0)

Test(letter_templates, each_fault_of_a_template_is_named)
{
	FAULT("a\n{{nomm}}\n", 2, "nomm", "un champ de cette lettre : agence, date, nom");
	FAULT("{{#tiers}}\n{{nom}}\n{{/tiers}}\n", 2, "nom", "un champ de cette liste : debiteur, objet, quand");
	FAULT("x\n{{#tiers}}\n{{objet}}\n", 2, "tiers", "la fin de cette liste");
	FAULT("{{#amis}}\n{{/amis}}\n", 1, "amis", "une liste de cette lettre : tiers, versions");
	FAULT("x\n{{/amis}}\n", 2, "amis", "la fin d'une liste ouverte plus haut");
	FAULT("{{/tiers}}\n", 1, "tiers", "la fin d'une liste ouverte plus haut");
	FAULT("{{#tiers}}\n{{#versions}}\n{{/tiers}}\n", 2, "versions", "la fin de la liste en cours");
	FAULT("a {{#tiers}} b\n", 1, "#tiers", "seule sur sa ligne");
	FAULT("a {{?choix}} b\n", 1, "?choix", "seule sur sa ligne");
	FAULT("a\n{{?choi}}\nx\n{{/?choi}}\n", 2, "choi", "un champ ou une liste de cette lettre : agence, date, nom");
	FAULT("{{?choi}}\n{{/?choi}}\n", 1, "choi", "choix ; tiers, versions");
	FAULT("x\n{{?choix}}\ny\n", 2, "choix", "la fin de cette condition, {{/?…}}, seule sur une ligne");
	FAULT("{{/?choix}}\n", 1, "choix", "la fin d'une condition ouverte plus haut");
	FAULT("{{?choix}}\nx\n{{/choix}}\n{{/?choix}}\n", 3, "choix", "la fin d'une liste ouverte plus haut");
	FAULT("{{?choix}}\nx\n{{?motif}}\ny\n{{/?choix}}\n", 3, "motif", "la fin de la condition en cours avant le début d'une autre");
	FAULT("{{#tiers}}\n{{?choix}}\n{{/tiers}}\n", 2, "choix", "la fin de la liste en cours avant le début d'une condition");
	FAULT("{{?tiers}}\n{{#tiers}}\n{{/?tiers}}\n{{/tiers}}\n", 3, "tiers", "la fin de la liste en cours avant celle de la condition");
	FAULT("a {{nom\n", 1, "", "}} à la fin du champ");
	FAULT("a\tb\n", 1, "", "sans tabulation");
	FAULT("\xff\n", 1, "", "du texte UTF-8");
	FAULT("", 0, "", "ce fichier est vide");
	FAULT("{{! rien }}\n", 0, "", "ce fichier est vide");
}

Test(letter_templates, all_faults_are_told_at_once)
{
	struct template_faults f = faults_of("{{a}} {{b}}\n{{#c}}\n{{/c}}\n{{#tiers}}\n{{d}}\n");

	cr_assert_eq(f.count, 5);
	for (size_t i = 1; i < 4; i++)
		cr_expect_leq(f.items[i - 1].line, f.items[i].line);
}

#define CONDITIONS "avant\n{{?choix}}\nChoix : {{choix}}\n{{/?choix}}\n{{?tiers}}\nAutres :\n{{#tiers}}\n- {{objet}}\n{{/tiers}}\n{{/?tiers}}\naprès\n"

/* A list with the field and the list of CONDITIONS as they are told to be. */
static const char *conditions_filled(bool choice_due, bool third_due)
{
	struct template_faults faults = {NULL, 0};
	struct letter_values v = letter_values_new(&arena, LETTER_CONTRACT);
	struct letter_template t;

	cr_assert(template_parse(&arena, LETTER_CONTRACT, CONDITIONS, &t, &faults));
	if (!choice_due)
		value_not_due(&v, "choix");
	if (!third_due)
		list_not_due(&v, "tiers");
	return template_fill(&t, &v);
}

/* What is without object goes away with its heading; what is unknown, or empty, is said. */
Test(letter_templates, a_condition_leaves_out_what_is_without_object_only)
{
	cr_expect_str_eq(conditions_filled(true, true), "avant\nChoix : non renseigné\nAutres :\nRien.\naprès\n");
	cr_expect_str_eq(conditions_filled(false, true), "avant\nAutres :\nRien.\naprès\n");
	cr_expect_str_eq(conditions_filled(true, false), "avant\nChoix : non renseigné\naprès\n");
	cr_expect_str_eq(conditions_filled(false, false), "avant\naprès\n");
}

Test(letter_templates, without_a_condition_what_is_without_object_is_said_so)
{
	struct template_faults faults = {NULL, 0};
	struct letter_values v = letter_values_new(&arena, LETTER_CONTRACT);
	struct letter_template t;

	cr_assert(template_parse(&arena, LETTER_CONTRACT, "Choix : {{choix}}\n{{#tiers}}\n  - {{objet}}\n{{/tiers}}\n", &t, &faults));
	value_not_due(&v, "choix");
	list_not_due(&v, "tiers");
	cr_expect_str_eq(template_fill(&t, &v), "Choix : sans objet\n  Sans objet.\n");
}

/* All faults of rules and letters, each on its line; a folder of rules without letters is not asked for any. */
Test(letter_templates, regles_verifier_checks_the_letters_too)
{
	char *dir = rules_dir_make(), path[512], words[600];
	struct verb_run run;

	snprintf(path, sizeof path, "%s/letters", dir);
	snprintf(words, sizeof words, "verifier --regles %s", dir);
	run = verb_run(cmd_regles, NULL, words);
	cr_expect_eq(run.status, 0, "%s", run.err);
	verb_run_free(&run);
	cr_assert_eq(mkdir(path, 0700), 0);
	rules_dir_write(dir, "letters/neuf.txt", "{{nom}}\n{{age}}\n{{#points}}\n");
	run = verb_run(cmd_regles, NULL, words);
	cr_expect_eq(run.status, 3);
	cr_expect_str_empty(run.out);
	cr_expect(strstr(run.err, "jalon : neuf.txt, ligne 2, clé « age » : attendu un champ de cette lettre : agence, ") != NULL, "%s", run.err);
	cr_expect(strstr(run.err, "jalon : neuf.txt, ligne 3, clé « points » : attendu la fin de cette liste") != NULL, "%s", run.err);
	cr_expect(strstr(run.err, "jalon : contrat.txt : attendu un fichier lisible") != NULL, "%s", run.err);
	cr_expect_eq(line_count(run.err), 2 + LETTER_COUNT - 1, "%s", run.err);
	verb_run_free(&run);
	snprintf(words, sizeof words, "verifier %s/neuf.txt", path);
	run = verb_run(cmd_regles, NULL, words);
	cr_expect_eq(run.status, 3);
	cr_expect_eq(line_count(run.err), 2, "%s", run.err);
	verb_run_free(&run);
	for (int k = 0; k < LETTER_COUNT; k++) {
		snprintf(words, sizeof words, "%s/%s.txt", path, letter_code((enum letter_kind)k));
		unlink(words);
	}
	rmdir(path);
	rules_dir_remove(dir);
}

/* jalon-regles(5) lists every list, and every field that is not common to all, in order. */
Test(letter_templates, the_manual_lists_every_field)
{
	static char page[1 << 17];
	FILE *in = fopen(TEST_SOURCES "/man/jalon-regles.5", "r");
	char *at;

	cr_assert_not_null(in);
	page[fread(page, 1, sizeof page - 1, in)] = '\0';
	fclose(in);
	at = strstr(page, ".Sh LETTRES");
	cr_assert_not_null(at);
	for (int k = 0; k < LETTER_COUNT; k++) {
		at = strstr(at, arena_format(&arena, "%s.txt\n", letter_specs[k].code));
		cr_assert_not_null(at, "%s", letter_specs[k].code);
		at = strstr(at, ".Li");
		for (size_t i = 5; letter_specs[k].fields[i] != NULL; i++)
			cr_assert((at = strstr(at, letter_specs[k].fields[i])) != NULL, "%s: %s", letter_specs[k].code, letter_specs[k].fields[i]);
		for (const struct letter_list_spec *l = letter_specs[k].lists; l->name != NULL; l++) {
			cr_assert((at = strstr(at, arena_format(&arena, "liste\n.Li %s :", l->name))) != NULL, "%s", l->name);
			for (size_t i = 0; l->fields[i] != NULL; i++)
				cr_assert((at = strstr(at, l->fields[i])) != NULL, "%s.%s", l->name, l->fields[i]);
		}
		at = strstr(page, ".Sh LETTRES");
		at = strstr(at, "Ceux de chacune");
	}
}

Test(letter_templates, files_are_refused_by_name_line_and_field)
{
	char *dir = rules_dir_make();
	struct letter_templates t;
	struct rules_faults faults = {0};
	struct error e = {0};

	cr_assert_not(letters_load(dir, &t, &faults, &e));
	cr_expect_eq(faults.count, LETTER_COUNT, "every file is missing");
	cr_expect_eq(e.code, ERR_CONFIG);
	cr_expect(strstr(e.message, "contrat.txt") != NULL && strstr(e.message, "8 fautes") != NULL, "%s", e.message);
	rules_faults_free(&faults);
	cr_assert_not(letters_check_file("/tmp/menu.txt", &faults));
	cr_expect(strstr(faults.items[0].expected, "contrat.txt, assiduite.txt") != NULL);
	rules_faults_free(&faults);
	cr_expect(letters_check_file(TEST_SOURCES "/config/letters/neuf.txt", &faults));
	rules_dir_remove(dir);
}
