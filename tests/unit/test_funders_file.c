/* financeurs.ini: who pays, with a source for each figure (dossier 000 §9), and the file's faults, all at once. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/funders_file.h"
#include "tests/support/rules_dir.h"

#define GOOD "libelle = \"AGEFOS PME\"\nnature = \"opca\"\nremunere = \"non\"\ndelai = \"7\"\nsource = \"000:2100\"\n"

static struct arena arena;
static struct funder_list shipped;

static void shipped_read(void)
{
	struct rules_faults faults;
	struct error e;

	cr_assert(funders_load(TEST_SOURCES "/config", &arena, &shipped, &faults, &e), "%s", e.message);
	rules_faults_free(&faults);
}

static void shipped_free(void)
{
	arena_free(&arena);
}

TestSuite(funders_shipped, .init = shipped_read, .fini = shipped_free);

static const struct funder *funder(const char *code)
{
	for (size_t i = 0; i < shipped.count; i++)
		if (strcmp(shipped.items[i].code, code) == 0)
			return &shipped.items[i];
	cr_assert_fail("%s is not shipped", code);
	return NULL;
}

/* The list of dossier 000 §9 (000:2022-2023, 000:5811), and the State, which pays trainees (000:1549). */
Test(funders_shipped, holds_those_of_the_sources)
{
	static const char *const codes[] = {"agefos_pme", "opcalia", "constructys", "opcaim", "opcalim", "opcadefi", "fafiec", "fafih", "forco",
		"opca_transports", "faf_tt", "fongecif", "region", "france_travail", "entreprise", "etat", "agefiph"};

	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		cr_expect_not_null(funder(codes[i]));
	cr_expect_str_eq(funder("opca_transports")->label, "OPCA Transports");
	cr_expect_str_eq(funder("fongecif")->kind, "opca");
}

/* 000:2100: within 48 hours, seldom beyond a week, for the common procedure; a meeting comes first at a FONGECIF (000:1499). */
Test(funders_shipped, a_delay_only_where_a_source_gives_one)
{
	for (size_t i = 0; i < shipped.count; i++) {
		const struct funder *f = &shipped.items[i];
		bool common = strcmp(f->kind, "opca") == 0 && strcmp(f->code, "fongecif") != 0;

		cr_expect_eq(f->usual_days, common ? 7 : 0, "%s", f->code);
		cr_expect_eq(strstr(f->source, "000:2100") != NULL, common, "%s", f->code);
	}
}

/* 000:1546-1551: an OPCA's training brings no income to who has no allowance; a State's or a Région's can. */
Test(funders_shipped, tells_who_pays_an_income)
{
	cr_expect(funder("region")->pays_income);
	cr_expect(funder("etat")->pays_income);
	cr_expect(funder("france_travail")->pays_income, "AREF, RFF: 000:1539");
	for (size_t i = 0; i < shipped.count; i++)
		cr_expect_not(strcmp(shipped.items[i].kind, "opca") == 0 && shipped.items[i].pays_income, "%s", shipped.items[i].code);
}

/* --- faults ------------------------------------------------------------------------------------------------ */

static void expect_faults(const char *text, const char *expected)
{
	char *dir = rules_dir_make();
	struct arena read_arena = {0};
	struct funder_list read;
	struct rules_faults faults;
	struct strbuf out = {0};
	struct error e;

	rules_dir_write(dir, FUNDERS_FILE, text);
	cr_expect_eq(funders_load(dir, &read_arena, &read, &faults, &e), faults.count == 0);
	cr_expect(faults.count == 0 || read.count == 0, "nothing of a faulty file is used");
	for (size_t i = 0; i < faults.count; i++) {
		rules_fault_format(&faults.items[i], &out);
		strbuf_add(&out, "\n");
	}
	cr_expect_str_eq(strbuf_str(&out), expected, "%s", strbuf_str(&out));
	strbuf_free(&out);
	rules_faults_free(&faults);
	arena_free(&read_arena);
	rules_dir_remove(dir);
}

Test(funders_file, a_good_file_and_none)
{
	char *dir = rules_dir_make();
	struct funder_list read;
	struct rules_faults faults;
	struct error e;

	expect_faults("[agefos_pme]\n" GOOD "[region]\nlibelle = \"Région\"\nnature = \"region\"\nremunere = \"oui\"\ndelai = \"non fixé\"\nsource = \"000:1549\"\n", "");
	cr_assert(funders_load(dir, &arena, &read, &faults, &e));
	cr_assert_eq(read.count, 0, "no file: nobody to file at");
	rules_faults_free(&faults);
	rules_dir_remove(dir);
}

Test(funders_file, each_fault_says_what_is_expected)
{
	expect_faults("[agefos pme]\n" GOOD,
	              "financeurs.ini, ligne 1, section [agefos pme] : attendu un code en minuscules, chiffres et « _ », de 40 caractères au plus\n");
	expect_faults("[x]\n" GOOD "frais = \"0\"\n",
	              "financeurs.ini, ligne 7, section [x], clé « frais » : attendu une clé connue ici : libelle, nature, remunere, delai, source\n");
	expect_faults("[x]\nlibelle = \"\"\nnature = \"banque\"\nremunere = \"parfois\"\ndelai = \"0\"\nsource = \"on le dit\"\n",
	              "financeurs.ini, ligne 2, section [x], clé « libelle » : attendu le nom du financeur\n"
	              "financeurs.ini, ligne 3, section [x], clé « nature » : attendu opca, region, etat, france_travail, employeur, agefiph, "
	              "fonds, departement ou autre, et non « banque »\n"
	              "financeurs.ini, ligne 4, section [x], clé « remunere » : attendu oui ou non, et non « parfois »\n"
	              "financeurs.ini, ligne 5, section [x], clé « delai » : attendu un nombre de jours de 1 à 365, ou « non fixé », et non « 0 »\n"
	              "financeurs.ini, ligne 6, section [x], clé « source » : attendu une source : un article, NNN:ligne, ou « sources muettes », "
	              "et non « on le dit »\n");
	expect_faults("[trou]\n",
	              "financeurs.ini, ligne 1, section [trou], clé « libelle » : attendu le nom du financeur\n"
	              "financeurs.ini, ligne 1, section [trou], clé « nature » : attendu opca, region, etat, france_travail, employeur, agefiph, "
	              "fonds, departement ou autre\n"
	              "financeurs.ini, ligne 1, section [trou], clé « remunere » : attendu oui ou non\n"
	              "financeurs.ini, ligne 1, section [trou], clé « delai » : attendu un nombre de jours de 1 à 365, ou « non fixé »\n"
	              "financeurs.ini, ligne 1, section [trou], clé « source » : attendu une source : un article, NNN:ligne, ou « sources muettes »\n");
}

Test(funders_file, a_delay_is_a_number_of_days)
{
	static const char *const wrong[] = {"366", "-3", "7 jours", "1e2", "0007", ""};

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		char text[256], *dir = rules_dir_make();
		struct funder_list read;
		struct rules_faults faults;
		struct error e;

		snprintf(text, sizeof text, "[x]\nlibelle = \"X\"\nnature = \"opca\"\nremunere = \"non\"\ndelai = \"%s\"\nsource = \"000:2100\"\n", wrong[i]);
		rules_dir_write(dir, FUNDERS_FILE, text);
		cr_expect_not(funders_load(dir, &arena, &read, &faults, &e), "%s", wrong[i]);
		cr_expect_eq(faults.count, 1, "%s", wrong[i]);
		rules_faults_free(&faults);
		rules_dir_remove(dir);
	}
	arena_free(&arena);
}

/* `regles verifier`: with the rules and the contracts, or of the file alone. */
Test(funders_file, verified_with_the_rules)
{
	char *dir = rules_dir_make(), path[256];
	struct rules_faults faults;
	struct error e;

	rules_dir_write(dir, FUNDERS_FILE, "[x]\n" GOOD "frais = \"0\"\n");
	rules_dir_write(dir, "engagements.ini", "[y]\nduree = \"3\"\n");
	cr_assert_not(rules_check(dir, NULL, 0, &faults, &e));
	cr_assert_str_eq(faults.items[0].file, "engagements.ini");
	cr_assert_str_eq(faults.items[faults.count - 1].file, "financeurs.ini");
	rules_faults_free(&faults);
	snprintf(path, sizeof path, "%s/" FUNDERS_FILE, dir);
	cr_assert_not(rules_check(dir, (char *[]){path}, 1, &faults, &e));
	cr_assert_eq(faults.count, 1);
	rules_faults_free(&faults);
	rules_dir_remove(dir);
}
