/* engagements.ini: what a contract starts from, by regime, orientation and day (003:7658-7672), and the file's faults, all at
 * once; the bad rule files that the contract brings. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/commitments_file.h"
#include "core/base/strbuf.h"
#include "core/rules/rule_codes.h"
#include "tests/support/rules_dir.h"

#define GOOD "objet = \"Refaire son CV\"\ndebiteur = \"personne\"\npart = \"socle\"\nregimes = \"CE\"\nstatut = \"droit\"\nsource = \"003:7455\"\n"

static struct commitment_catalogue catalogue;
static struct arena arena;

static void shipped_read(void)
{
	struct rules_faults faults;
	struct error e;

	cr_assert(commitments_load(TEST_SOURCES "/config", &catalogue, &faults, &e), "%s", e.message);
	rules_faults_free(&faults);
}

static void shipped_free(void)
{
	catalogue_free(&catalogue);
	arena_free(&arena);
}

TestSuite(catalogue, .init = shipped_read, .fini = shipped_free);

static const struct commitment_model *model(const char *code)
{
	for (size_t i = 0; i < catalogue.count; i++)
		if (strcmp(catalogue.models[i].code, code) == 0)
			return &catalogue.models[i];
	return NULL;
}

static size_t selected(enum regime regime, enum parcours parcours, struct date day, const struct commitment_model ***out)
{
	return catalogue_select(&arena, &catalogue, regime, parcours, day, out);
}

static bool offers(enum regime regime, enum parcours parcours, const char *code)
{
	const struct commitment_model **found;
	size_t count = selected(regime, parcours, date_make(2026, 11, 20), &found);

	for (size_t i = 0; i < count; i++)
		if (strcmp(found[i]->code, code) == 0)
			return true;
	return false;
}

/* Nothing without a source; a rule named is a clock; only an action is à visée emploi (003:4123). */
Test(catalogue, every_line_is_whole)
{
	cr_assert_geq(catalogue.count, 40);
	for (size_t i = 0; i < catalogue.count; i++) {
		const struct commitment_model *m = &catalogue.models[i];

		cr_expect(m->source[0] != '\0' && m->object[0] != '\0' && m->regimes != 0, "%s", m->code);
		cr_expect(m->part == PART_SOCLE || m->part == PART_VOLET, "%s", m->code);
		cr_expect(m->debtor != DEBTOR_NONE && m->debtor != DEBTOR_BOTH && m->debtor != DEBTOR_AUTHORITY, "%s", m->code);
		cr_expect(m->rule[0] == '\0' || rule_code_find(m->rule)->kind == KIND_CLOCK, "%s", m->code);
		cr_expect(m->action || !m->employment, "%s", m->code);
	}
}

/* A contract states the body's actions as well as the person's (003:7421): both sides are offered, where the sources give any.
 * Of the CAR_CTP they give none: its lines are written by hand. */
Test(catalogue, both_sides_of_every_regime)
{
	for (int r = REGIME_NONE + 1; r < REGIME_COMMUN; r++) {
		const struct commitment_model **found;
		size_t count = selected((enum regime)r, PARCOURS_PROFESSIONAL, date_make(2026, 11, 20), &found);

		cr_expect_eq(count == 0, r == REGIME_CAR_CTP, "%s: %zu", regime_code((enum regime)r), count);
		cr_expect(count == 0 || found[0]->debtor == DEBTOR_STRUCTURE, "%s: ours first", regime_code((enum regime)r));
		for (size_t i = 1; i < count; i++)
			cr_expect(found[i]->debtor != DEBTOR_STRUCTURE || found[i - 1]->debtor == DEBTOR_STRUCTURE, "%s", found[i]->code);
	}
}

/* 003:7440 actualisation, by month or quarter; 003:7488-7494 the RSA's duties by orientation; 003:7832 CEJ, both. */
Test(catalogue, what_the_law_says_of_each)
{
	cr_assert(model("ppae_actualisation")->cadence == CADENCE_MONTH && model("cer_actualisation")->cadence == CADENCE_QUARTER);
	cr_assert_str_eq(model("cer_actualisation")->rule, "actualisation");
	cr_assert(offers(REGIME_CER, PARCOURS_PROFESSIONAL, "cer_emploi"));
	cr_assert_not(offers(REGIME_CER, PARCOURS_SOCIAL, "cer_emploi"));
	cr_assert(offers(REGIME_CER, PARCOURS_SOCIAL, "cer_insertion"));
	cr_assert_not(offers(REGIME_CER, PARCOURS_NONE, "cer_insertion"), "a volet needs an orientation");
	cr_assert(offers(REGIME_CEJ, PARCOURS_NONE, "cej_point_etape") && offers(REGIME_CEJ, PARCOURS_NONE, "cej_point_etape_personne"));
	cr_assert_not(offers(REGIME_CSP, PARCOURS_NONE, "cej_point_etape"));
	cr_assert_eq(model("cej_heures")->status, STATUS_DROIT);
	cr_assert_eq(model("ce_heures")->status, STATUS_A_VERIFIER);
}

/* --- faults ------------------------------------------------------------------------------------------------ */

static char *folder_with(const char *text)
{
	char *dir = rules_dir_make();

	rules_dir_write(dir, "engagements.ini", text);
	return dir;
}

/* The faults of a file, one a line, as `regles verifier` says them; "" when it is good. */
static char *faults_of(const char *text)
{
	char *dir = folder_with(text), *said;
	struct commitment_catalogue read;
	struct rules_faults faults;
	struct strbuf out = {0};
	struct error e;

	cr_expect_eq(commitments_load(dir, &read, &faults, &e), faults.count == 0);
	cr_expect(faults.count == 0 || read.count == 0, "nothing of a faulty file is used");
	for (size_t i = 0; i < faults.count; i++) {
		rules_fault_format(&faults.items[i], &out);
		strbuf_add(&out, "\n");
	}
	said = strdup(strbuf_str(&out));
	strbuf_free(&out);
	rules_faults_free(&faults);
	catalogue_free(&read);
	rules_dir_remove(dir);
	return said;
}

static void expect_faults(const char *text, const char *expected)
{
	char *said = faults_of(text);

	cr_expect_str_eq(said, expected, "%s", said);
	free(said);
}

Test(commitments_file, a_good_file_and_none)
{
	char *dir = rules_dir_make();
	struct commitment_catalogue read;
	struct rules_faults faults;
	struct error e;

	expect_faults("[cv]\n" GOOD "parcours = \"professionnel, social\"\ncadence = \"mois\"\nregle = \"point_etape\"\naction = \"oui\"\nemploi = \"oui\"\n", "");
	expect_faults("[cv]\n" GOOD "au = \"2026-12-31\"\n[cv 2027-01-01]\n" GOOD, "");
	cr_assert(commitments_load(dir, &read, &faults, &e));
	cr_assert_eq(read.count, 0, "no file: every line is typed");
	rules_faults_free(&faults);
	catalogue_free(&read);
	rules_dir_remove(dir);
}

Test(commitments_file, each_fault_says_what_is_expected)
{
	expect_faults("[cv]\n" GOOD "[cv 2026-01-01]\n" GOOD,
	              "engagements.ini, ligne 8, section [cv 2026-01-01] : attendu des versions qui ne se chevauchent pas : fermez celle "
	              "de la ligne 1 par « au »\n");
	expect_faults("[cv 2026-13-01]\n" GOOD,
	              "engagements.ini, ligne 1, section [cv 2026-13-01] : attendu une date AAAA-MM-JJ après le code, et non « 2026-13-01 »\n");
	expect_faults("[cv]\n" GOOD "regle = \"toutes les semaines\"\n",
	              "engagements.ini, ligne 8, section [cv], clé « regle » : attendu le code d'un délai (liste dans jalon-regles(5)), "
	              "et non « toutes les semaines »\n");
	expect_faults("[cv]\n" GOOD "regle = \"horizon_rdv\"\n",
	              "engagements.ini, ligne 8, section [cv], clé « regle » : attendu le code d'un délai (liste dans jalon-regles(5)), "
	              "et non « horizon_rdv »\n");
	expect_faults("[cv]\n" GOOD "cadence = \"jour\"\n",
	              "engagements.ini, ligne 8, section [cv], clé « cadence » : attendu unique, semaine, mois ou trimestre, et non « jour »\n");
	expect_faults("[cv]\n" GOOD "emploi = \"oui\"\n",
	              "engagements.ini, ligne 8, section [cv], clé « emploi » : attendu « action = oui » aussi : seule une action est à visée emploi\n");
	expect_faults("[cv]\n" GOOD "au = \"hier\"\n",
	              "engagements.ini, ligne 8, section [cv], clé « au » : attendu une date AAAA-MM-JJ, et non « hier »\n");
	expect_faults("[cv]\n" GOOD "duree = \"3\"\n",
	              "engagements.ini, ligne 8, section [cv], clé « duree » : attendu une clé connue ici : objet, debiteur, part, regimes, "
	              "parcours, cadence, regle, action, emploi, statut, source, au\n");
}

/* All at once, by line. */
Test(commitments_file, all_faults_at_once)
{
	expect_faults("[cv]\nobjet = \"\"\ndebiteur = \"autorite\"\npart = \"conclusion\"\nregimes = \"CE, XYZ, COMMUN\"\nparcours = \"long\"\n"
	              "statut = \"certain\"\nsource = \"on le dit\"\naction = \"peut-être\"\n[trou]\n",
	              "engagements.ini, ligne 2, section [cv], clé « objet » : attendu ce à quoi la partie s'engage, en une phrase\n"
	              "engagements.ini, ligne 3, section [cv], clé « debiteur » : attendu personne, structure, partenaire, financeur, "
	              "employeur ou organisme, et non « autorite »\n"
	              "engagements.ini, ligne 4, section [cv], clé « part » : attendu socle ou volet, et non « conclusion »\n"
	              "engagements.ini, ligne 5, section [cv], clé « regimes » : attendu des régimes connus, ou « tous », et non « XYZ »\n"
	              "engagements.ini, ligne 5, section [cv], clé « regimes » : attendu des régimes connus, ou « tous », et non « COMMUN »\n"
	              "engagements.ini, ligne 6, section [cv], clé « parcours » : attendu professionnel, socio_professionnel ou social, et non « long »\n"
	              "engagements.ini, ligne 7, section [cv], clé « statut » : attendu droit, pratique, local, pilote, proposition ou "
	              "a_verifier, et non « certain »\n"
	              "engagements.ini, ligne 8, section [cv], clé « source » : attendu une source : un article, NNN:ligne, ou « sources "
	              "muettes », et non « on le dit »\n"
	              "engagements.ini, ligne 9, section [cv], clé « action » : attendu oui ou non, et non « peut-être »\n"
	              "engagements.ini, ligne 10, section [trou], clé « objet » : attendu ce à quoi la partie s'engage, en une phrase\n"
	              "engagements.ini, ligne 10, section [trou], clé « debiteur » : attendu personne, structure, partenaire, financeur, "
	              "employeur ou organisme\n"
	              "engagements.ini, ligne 10, section [trou], clé « part » : attendu socle ou volet\n"
	              "engagements.ini, ligne 10, section [trou], clé « regimes » : attendu des régimes séparés par des virgules, ou « tous »\n"
	              "engagements.ini, ligne 10, section [trou], clé « statut » : attendu droit, pratique, local, pilote, proposition ou a_verifier\n"
	              "engagements.ini, ligne 10, section [trou], clé « source » : attendu une source : un article, NNN:ligne, ou « sources muettes »\n");
}

/* `regles verifier`: of the whole folder, with the faults of the rules; or of the file alone. */
Test(commitments_file, verified_with_the_rules)
{
	char *dir = folder_with("[cv]\n" GOOD "cadence = \"jour\"\n"), path[256];
	struct rules_faults faults;
	struct error e;

	rules_dir_replace(dir, "regimes/commun.ini",
	                  "[contrat_fin_proche]\nvaleur = \"1\"\nunite = \"mois\"\nstatut = \"local\"\nsource = \"sources muettes\"\n");
	cr_assert_not(rules_check(dir, NULL, 0, &faults, &e));
	cr_assert_eq(faults.count, 2);
	cr_assert_str_eq(faults.items[0].file, "commun.ini");
	cr_assert_str_eq(faults.items[0].expected, "jour pour contrat_fin_proche, et non « mois »");
	cr_assert_str_eq(faults.items[1].file, "engagements.ini");
	cr_assert_not_null(strstr(e.message, "2 fautes"), "%s", e.message);
	rules_faults_free(&faults);
	snprintf(path, sizeof path, "%s/engagements.ini", dir);
	cr_assert_not(rules_check(dir, (char *[]){path}, 1, &faults, &e));
	cr_assert_eq(faults.count, 1);
	rules_faults_free(&faults);
	rules_dir_remove(dir);
}

/* Of the new codes: a month where days are expected, a count with a unit, two versions on one day. */
Test(commitments_file, bad_rule_files_of_the_contract)
{
	static const struct { const char *section, *expected; } rows[] = {
		{"[heures_validation]\nvaleur = \"1\"\nunite = \"mois\"\ndebiteur = \"structure\"\nstatut = \"local\"\nsource = \"003:4399\"\n",
		 "jour pour heures_validation, et non « mois »"},
		{"[actions_minimum]\nvaleur = \"2\"\nunite = \"jour\"\nstatut = \"local\"\nsource = \"003:4112\"\n", NULL},
		{"[contrat_fin_proche 2026-01-01]\nvaleur = \"30\"\nunite = \"jour\"\nstatut = \"local\"\nsource = \"sources muettes\"\n"
		 "[contrat_fin_proche 2026-06-01]\nvaleur = \"60\"\nunite = \"jour\"\nstatut = \"local\"\nsource = \"sources muettes\"\n",
		 "des versions qui ne se chevauchent pas : fermez celle de la ligne"},
		{"[contrat_infini]\nvaleur = \"30\"\nunite = \"jour\"\nstatut = \"local\"\nsource = \"sources muettes\"\n",
		 "un code connu (liste dans jalon-regles(5)), et non « contrat_infini »"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *dir = rules_dir_make();
		struct rules_faults faults;
		struct error e;

		rules_dir_replace(dir, "regimes/commun.ini", rows[i].section);
		cr_expect_not(rules_check(dir, NULL, 0, &faults, &e), "%s", rows[i].section);
		cr_expect_eq(faults.count, 1, "%s", rows[i].section);
		if (rows[i].expected != NULL && faults.count > 0)
			cr_expect_not_null(strstr(faults.items[0].expected, rows[i].expected), "%s", faults.items[0].expected);
		rules_faults_free(&faults);
		rules_dir_remove(dir);
	}
}
