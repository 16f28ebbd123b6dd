/* Rule files: what is refused, with which words, and all at once (rules.md §1). */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/rules_file.h"
#include "tests/support/rules_dir.h"

#define GOOD "valeur = \"30\"\nunite = \"jour\"\ndebiteur = \"personne\"\nstatut = \"droit\"\nsource = \"003:7817\"\n"

#define LACKS " : attendu cette section, obligatoire ici (valeur « non fixé » si l'agence ne la fixe pas)\n"
#define CER_LACKS "CER.ini, section [fin_dispositif]" LACKS "CER.ini, section [convocation_ouverture]" LACKS \
	"CER.ini, section [contradictoire]" LACKS "CER.ini, section [actualisation]" LACKS "CER.ini, section [orientation]" LACKS
#define PPAE_LACKS "PPAE.ini, section [fin_dispositif]" LACKS "PPAE.ini, section [contradictoire]" LACKS \
	"PPAE.ini, section [actualisation]" LACKS

/* Every fault of the folder, one per line. Caller frees. */
static char *faults_of(const char *dir)
{
	struct rules_faults faults;
	struct strbuf text = {0};
	struct rulebook book;
	struct error e;
	bool good = rules_load(dir, &book, &faults, &e);

	for (size_t i = 0; i < faults.count; i++) {
		rules_fault_format(&faults.items[i], &text);
		strbuf_add(&text, "\n");
	}
	cr_expect_eq(good, faults.count == 0);
	cr_expect_eq(error_is_set(&e), !good);
	cr_expect_eq(book.count > 0, good);
	rules_faults_free(&faults);
	rulebook_free(&book);
	return text.s != NULL ? text.s : calloc(1, 1);
}

/* CER.ini with that text, and after it the codes that it must have and that the text does not name. */
static void cer_write(const char *dir, const char *text)
{
	static const char *const codes[] = {"convocation_ouverture", "contradictoire", "actualisation", "orientation", "fin_dispositif"};
	struct strbuf whole = {0};

	strbuf_addf(&whole, "%s\n", text);
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		char header[64];
		const char *at = text;

		snprintf(header, sizeof header, "[%s", codes[i]);
		while ((at = strstr(at, header)) != NULL && strchr(" ]\n", at[strlen(header)]) == NULL)
			at++;
		if (at == NULL)
			strbuf_addf(&whole, "%s]\nvaleur = \"non fixé\"\n%sstatut = \"local\"\nsource = \"sources muettes\"\n", header,
			            strcmp(codes[i], "fin_dispositif") == 0 ? "" : "debiteur = \"personne\"\n");
	}
	rules_dir_write(dir, "regimes/CER.ini", strbuf_str(&whole));
	strbuf_free(&whole);
}

/* The faults of a folder whose CER.ini is replaced. */
static void expect_faults(const char *cer, const char *expected)
{
	char *dir = rules_dir_make(), *faults;

	cer_write(dir, cer);
	faults = faults_of(dir);
	cr_expect_str_eq(faults, expected, "%s", faults);
	free(faults);
	rules_dir_remove(dir);
}

Test(rules_file, the_shipped_files_have_no_fault)
{
	char *faults = faults_of(TEST_SOURCES "/config");

	cr_expect_str_eq(faults, "");
	free(faults);
}

Test(rules_file, a_folder_may_hold_the_files_directly)
{
	char *faults = faults_of(TEST_SOURCES "/config/regimes");

	cr_expect_str_eq(faults, "");
	free(faults);
}

Test(rules_file, a_good_replacement_is_accepted)
{
	expect_faults("; commentaire \\\n# autre\n\n[contradictoire]\r\n" GOOD "alerte = \"1 mois\" ; suite\nreport = \"jour_ouvre\"\n"
	              "[actualisation]\nvaleur=non fixé\ndebiteur=personne\nstatut='local'\nsource = \"texte a; b # c\"\napplique=non",
	              "");
}

Test(rules_file, each_kind_of_fault_is_told_in_its_place)
{
	const struct {
		const char *text, *fault;
	} rows[] = {
		{"[contradictoire]\n" GOOD "[Contradictoire]\n" GOOD,
		 "CER.ini, ligne 7, section [contradictoire] : attendu une seule section de ce nom (déjà ligne 1)\n"},
		{"[contradictoire]\n" GOOD "VALEUR = \"3\"\n",
		 "CER.ini, ligne 7, section [contradictoire], clé « valeur » : attendu une seule fois cette clé (déjà ligne 2)\n"},
		{"[contradictoires]\n" GOOD,
		 "CER.ini, ligne 1, section [contradictoires] : attendu un code connu (liste dans jalon-regles(5)), et non « "
		 "contradictoires »\n"},
		{"[contradictoire 2025-02-30]\n" GOOD,
		 "CER.ini, ligne 1, section [contradictoire 2025-02-30] : attendu une date AAAA-MM-JJ après le code, et non « "
		 "2025-02-30 »\n"},
		{"[contradictoire]\n" GOOD "au = \"31/05/2025\"\n",
		 "CER.ini, ligne 7, section [contradictoire], clé « au » : attendu une date AAAA-MM-JJ, et non « 31/05/2025 »\n"},
		{"[contradictoire 2025-06-01]\n" GOOD "au = \"2025-05-31\"\n",
		 "CER.ini, ligne 7, section [contradictoire 2025-06-01], clé « au » : attendu une date qui ne précède pas celle de la "
		 "section\n"},
		{"[contradictoire]\n" GOOD "couleur = \"rouge\"\n",
		 "CER.ini, ligne 7, section [contradictoire], clé « couleur » : attendu une clé connue ici : valeur, unite, statut, "
		 "source, debiteur, depart, arret, report, alerte, applique, libelle, remarque, au\n"},
		{"[contradictoire]\n" GOOD "report = \"lundi\"\n",
		 "CER.ini, ligne 7, section [contradictoire], clé « report » : attendu aucun ou jour_ouvre, et non « lundi »\n"},
		{"[contradictoire]\n" GOOD "alerte = \"3\"\n",
		 "CER.ini, ligne 7, section [contradictoire], clé « alerte » : attendu « N jours » ou « N mois » avant l'échéance, et "
		 "non « 3 »\n"},
		{"[contradictoire]\n" GOOD "applique = \"peut-être\"\n",
		 "CER.ini, ligne 7, section [contradictoire], clé « applique » : attendu oui ou non, et non « peut-être »\n"},
		{"[contradictoire]\nvaleur = \"1\"\nunite = \"mois\"\ndebiteur = \"personne\"\nstatut = \"droit\"\nsource = \"000:1\"\n",
		 "CER.ini, ligne 3, section [contradictoire], clé « unite » : attendu jour pour contradictoire, et non « mois »\n"},
		{"[contradictoire]\nvaleur = \"-1\"\nunite = \"jours\"\ndebiteur = \"toi\"\nstatut = \"loi\"\nsource = \"\"\n",
		 "CER.ini, ligne 2, section [contradictoire], clé « valeur » : attendu un nombre entier de 0 à 9999, ou « non fixé », "
		 "et non « -1 »\n"
		 "CER.ini, ligne 3, section [contradictoire], clé « unite » : attendu une unité : jour, et non « jours »\n"
		 "CER.ini, ligne 4, section [contradictoire], clé « debiteur » : attendu personne, structure, les_deux, partenaire, "
		 "employeur, financeur, organisme ou autorite, et non « toi »\n"
		 "CER.ini, ligne 5, section [contradictoire], clé « statut » : attendu droit, pratique, local, pilote, proposition ou "
		 "a_verifier, et non « loi »\n"
		 "CER.ini, ligne 6, section [contradictoire], clé « source » : attendu une source : un article, NNN:ligne, ou « sources muettes »\n"},
		{"[contradictoire]\n",
		 "CER.ini, ligne 1, section [contradictoire], clé « valeur » : attendu un nombre entier de 0 à 9999, ou « non fixé »\n"
		 "CER.ini, ligne 1, section [contradictoire], clé « statut » : attendu droit, pratique, local, pilote, proposition ou "
		 "a_verifier\n"
		 "CER.ini, ligne 1, section [contradictoire], clé « source » : attendu une source : un article, NNN:ligne, ou « sources muettes »\n"
		 "CER.ini, ligne 1, section [contradictoire], clé « debiteur » : attendu personne, structure, les_deux, partenaire, "
		 "employeur, financeur, organisme ou autorite\n"},
		{"[fin_dispositif]\nvaleur = \"12\"\nunite = \"mois\"\ndebiteur = \"personne\"\nstatut = \"droit\"\nsource = \"000:1\"\n",
		 "CER.ini, ligne 4, section [fin_dispositif], clé « debiteur » : attendu une clé connue ici : valeur, unite, statut, "
		 "source, applique, libelle, remarque, au\n"},
		{"[actualisation]\nvaleur = \"3\"\ndebiteur = \"personne\"\nstatut = \"droit\"\nsource = \"000:1\"\n",
		 "CER.ini, ligne 1, section [actualisation], clé « unite » : attendu une unité : mois\n"},
		{"valeur = \"3\"\n", "CER.ini, ligne 1, clé « valeur » : attendu une section [code] ou [code AAAA-MM-JJ] avant cette clé\n"},
		{"[contradictoire]\n" GOOD "n'importe quoi\n",
		 "CER.ini, ligne 7, section [contradictoire] : attendu une ligne clé = \"valeur\"\n"},
		{"[contradictoire\n" GOOD, "CER.ini, ligne 1 : attendu un en-tête [code] ou [code AAAA-MM-JJ], seul sur sa ligne\n"},
		{"[contradictoire]\n" GOOD "remarque = \"a\" b\n",
		 "CER.ini, ligne 7, section [contradictoire], clé « remarque » : attendu une valeur entre deux guillemets droits\n"},
		{"[contradictoire]\n" GOOD "remarque = a;b\n",
		 "CER.ini, ligne 7, section [contradictoire], clé « remarque » : attendu une valeur entre guillemets droits (elle "
		 "contient ; # ou \")\n"},
		{"[contradictoire]\n" GOOD "remarque = \"a\" \\\n",
		 "CER.ini, ligne 7, section [contradictoire] : attendu une ligne qui ne finit pas par « \\ »\n"},
		{"[contradictoire]\n" GOOD "remarque = \"\x1b[31m\"\n",
		 "CER.ini, ligne 7, section [contradictoire] : attendu un texte sans caractère de contrôle\n"},
		{"[contradictoire]\n" GOOD "remarque = \"\xe9\"\n",
		 "CER.ini, ligne 7, section [contradictoire] : attendu un texte en UTF-8\n"},
		{"\xef\xbb\xbf[contradictoire]\n" GOOD "[actualisation]\n",
		 "CER.ini, ligne 1 : attendu un texte sans marque d'ordre des octets (BOM)\n"
		 "CER.ini, ligne 7, section [actualisation], clé « valeur » : attendu un nombre entier de 0 à 9999, ou « non fixé »\n"
		 "CER.ini, ligne 7, section [actualisation], clé « statut » : attendu droit, pratique, local, pilote, proposition ou "
		 "a_verifier\n"
		 "CER.ini, ligne 7, section [actualisation], clé « source » : attendu une source : un article, NNN:ligne, ou « sources muettes »\n"
		 "CER.ini, ligne 7, section [actualisation], clé « debiteur » : attendu personne, structure, les_deux, partenaire, "
		 "employeur, financeur, organisme ou autorite\n"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		expect_faults(rows[i].text, rows[i].fault);
}

Test(rules_file, overlapping_versions_are_refused_even_when_otherwise_wrong)
{
	expect_faults("[contradictoire]\n" GOOD "[contradictoire 2025-06-01]\nvaleur = \"x\"\nunite = \"jour\"\ndebiteur = \"personne\"\n"
	              "statut = \"droit\"\nsource = \"000:2\"\n",
	              "CER.ini, ligne 7, section [contradictoire 2025-06-01] : attendu des versions qui ne se chevauchent pas : fermez "
	              "celle de la ligne 1 par « au », avant le 2025-06-01\n"
	              "CER.ini, ligne 8, section [contradictoire 2025-06-01], clé « valeur » : attendu un nombre entier de 0 à 9999, ou "
	              "« non fixé », et non « x »\n");
	expect_faults("[contradictoire 2025-06-01]\n" GOOD "[contradictoire]\n" GOOD "au = \"2025-06-01\"\n",
	              "CER.ini, ligne 7, section [contradictoire] : attendu des versions qui ne se chevauchent pas : fermez celle de la "
	              "ligne 7 par « au », avant le 2025-06-01\n");
	expect_faults("[contradictoire 2025-06-01]\n" GOOD "[contradictoire]\n" GOOD "au = \"2025-05-31\"\n", "");
}

Test(rules_file, a_long_line_is_refused_with_its_number)
{
	char text[4096], key[1200];

	memset(key, 'a', sizeof key);
	key[sizeof key - 1] = '\0';
	snprintf(text, sizeof text, "[contradictoire]\n" GOOD "remarque = \"%s\"\n", key);
	expect_faults(text, "CER.ini, ligne 7, section [contradictoire] : attendu une ligne d'au plus 1000 octets\n");
	key[985] = '\0';
	snprintf(text, sizeof text, "[contradictoire]\n" GOOD "remarque = \"%s\"\n", key);
	expect_faults(text, "");
}

Test(rules_file, faults_of_all_files_come_together)
{
	char *dir = rules_dir_make(), *faults;

	rules_dir_write(dir, "regimes/CER.ini", "[foo]\n");
	rules_dir_write(dir, "regimes/PPAE.ini", "[bar]\n[baz]\n");
	rules_dir_delete(dir, "regimes/PACEA.ini");
	rules_dir_write(dir, "regimes/XYZ.ini", "");
	rules_dir_write(dir, "regimes/cej.ini", "");
	faults = faults_of(dir);
	cr_expect_str_eq(faults,
	                 CER_LACKS
	                 "CER.ini, ligne 1, section [foo] : attendu un code connu (liste dans jalon-regles(5)), et non « foo »\n"
	                 "PACEA.ini : attendu ce fichier dans le dossier de règles\n"
	                 PPAE_LACKS
	                 "PPAE.ini, ligne 1, section [bar] : attendu un code connu (liste dans jalon-regles(5)), et non « bar »\n"
	                 "PPAE.ini, ligne 2, section [baz] : attendu un code connu (liste dans jalon-regles(5)), et non « baz »\n"
	                 "XYZ.ini : attendu un nom de fichier RÉGIME.ini connu\n"
	                 "cej.ini : attendu un seul fichier pour le régime CEJ\n",
	                 "%s", faults);
	free(faults);
	rules_dir_remove(dir);
}

Test(rules_file, a_missing_folder_is_one_clear_error)
{
	struct rules_faults faults;
	struct rulebook book;
	struct error e;

	cr_assert_not(rules_load("/nulle/part", &book, &faults, &e));
	cr_expect_eq(e.code, ERR_CONFIG);
	cr_expect_str_eq(e.message, "dossier de règles introuvable ou illisible : /nulle/part");
	cr_expect_eq(faults.count, 0);
	rules_faults_free(&faults);
}

static void expect_local(const char *local, const char *expected)
{
	char *dir = rules_dir_make(), *faults;

	rules_dir_write(dir, "local.ini", local);
	faults = faults_of(dir);
	cr_expect_str_eq(faults, expected, "%s", faults);
	free(faults);
	rules_dir_remove(dir);
}

Test(rules_file, local_ini_obeys_the_same_checks)
{
	expect_local("[CER contradictoire]\nvaleur = \"20\"\n",
	             "local.ini, ligne 2, section [cer contradictoire], clé « valeur » : attendu un paramètre de statut local "
	             "(celui-ci : droit) ; seul « applique » peut changer\n");
	expect_local("[CER contradictoire]\napplique = \"si\"\n",
	             "local.ini, ligne 2, section [cer contradictoire], clé « applique » : attendu oui ou non, et non « si »\n");
	expect_local("[XX contradictoire]\n", "local.ini, ligne 1, section [xx contradictoire] : attendu [RÉGIME code] ou [RÉGIME "
	                                      "code AAAA-MM-JJ], avec un régime connu\n");
	expect_local("[CER rien]\n",
	             "local.ini, ligne 1, section [cer rien] : attendu un paramètre qui existe dans les fichiers de règles\n");
	expect_local("[COMMUN horizon_rdv]\nvaleur = \"1\"\nunite = \"mois\"\n",
	             "local.ini, ligne 3, section [commun horizon_rdv], clé « unite » : attendu jour pour horizon_rdv, et non « mois »\n");
	expect_local("[COMMUN horizon_rdv]\nalerte = \"1 jour\"\n",
	             "local.ini, ligne 2, section [commun horizon_rdv], clé « alerte » : attendu un délai ; ce paramètre n'a ni alerte "
	             "ni report\n");
	expect_local("[COMMUN horizon_rdv]\nstatut = \"droit\"\n",
	             "local.ini, ligne 2, section [commun horizon_rdv], clé « statut » : attendu une clé connue ici : applique, valeur, "
	             "unite, alerte, report, motif\n");
}

Test(rules_file, local_ini_switches_and_sets)
{
	char *dir = rules_dir_make(), before[65];
	struct rules_faults faults;
	const struct rule *r;
	struct rulebook book;
	struct error e;

	cr_assert(rules_load(dir, &book, &faults, &e));
	memcpy(before, book.checksum, sizeof before);
	cr_expect_eq(strlen(before), 64);
	rulebook_free(&book);
	rules_faults_free(&faults);
	rules_dir_write(dir, "local.ini", "[COMMUN reponse_72h]\napplique = \"oui\"\nmotif = \"accord local\"\n"
	                                  "[CSP premier_entretien]\nvaleur = \"20\"\nunite = \"jour\"\nreport = \"jour_ouvre\"\n"
	                                  "[CER contradictoire]\napplique = \"non\"\n");
	cr_assert(rules_load(dir, &book, &faults, &e), "%s", e.message);
	r = rulebook_find(&book, REGIME_CE, "reponse_72h", date_make(2026, 1, 1));
	cr_expect(r->applied && r->status == STATUS_PROPOSITION);
	cr_expect_str_eq(r->remark, "fixé localement (local.ini) : accord local");
	r = rulebook_find(&book, REGIME_CSP, "premier_entretien", date_make(2026, 1, 1));
	cr_expect(r->fixed && r->value == 20 && r->unit == UNIT_DAY && r->lead == 15 && r->roll == ROLL_WORKING_DAY);
	cr_expect_not(rulebook_find(&book, REGIME_CER, "contradictoire", date_make(2026, 1, 1))->applied);
	cr_expect_str_neq(book.checksum, before, "another judgement is another version");
	rulebook_free(&book);
	rules_faults_free(&faults);
	rules_dir_remove(dir);
}

Test(rules_file, a_dated_local_section_aims_at_one_version)
{
	char *dir = rules_dir_make(), *faults;

	cer_write(dir, "[contradictoire]\n" GOOD "au = \"2025-05-31\"\n[contradictoire 2025-06-01]\n" GOOD);
	rules_dir_write(dir, "local.ini", "[CER contradictoire]\napplique = \"non\"\n");
	faults = faults_of(dir);
	cr_expect_str_eq(faults, "local.ini, ligne 1, section [cer contradictoire] : attendu la date de la version visée : [RÉGIME "
	                         "code AAAA-MM-JJ]\n", "%s", faults);
	free(faults);
	rules_dir_write(dir, "local.ini", "[CER contradictoire 2025-06-01]\napplique = \"non\"\n");
	faults = faults_of(dir);
	cr_expect_str_eq(faults, "");
	free(faults);
	rules_dir_remove(dir);
}

Test(rules_file, single_files_are_checked_alone)
{
	char *dir = rules_dir_make(), path[256], local[256];
	char *paths[] = {path, local};
	struct rules_faults faults;
	struct error e;

	snprintf(path, sizeof path, "%s/regimes/CER.ini", dir);
	snprintf(local, sizeof local, "%s/local.ini", dir);
	cr_expect(rules_check(dir, paths, 1, &faults, &e));
	rules_faults_free(&faults);
	rules_dir_write(dir, "local.ini", "[CER contradictoire]\nvaleur = \"1\"\n");
	cr_expect_not(rules_check(dir, paths, 2, &faults, &e));
	cr_expect_eq(faults.count, 1);
	rules_faults_free(&faults);
	rules_dir_delete(dir, "regimes/CER.ini");
	cr_expect_not(rules_check(dir, paths, 1, &faults, &e));
	cr_expect_str_eq(faults.items[0].expected, "un fichier présent");
	rules_faults_free(&faults);
	cr_expect_not(rules_check(dir, paths, 0, &faults, &e));
	rules_faults_free(&faults);
	rules_dir_remove(dir);
}

Test(rules_file, the_checksum_does_not_depend_on_layout)
{
	char *dir = rules_dir_make(), first[65];
	struct rules_faults faults;
	struct rulebook book;
	struct error e;

	cer_write(dir, "[contradictoire]\n" GOOD "[actualisation]\nvaleur = \"3\"\nunite = \"mois\"\ndebiteur = "
	                                        "\"personne\"\nstatut = \"droit\"\nsource = \"000:1\"\n");
	cr_assert(rules_load(dir, &book, &faults, &e));
	memcpy(first, book.checksum, sizeof first);
	rulebook_free(&book);
	rules_faults_free(&faults);
	cer_write(dir, "; ordre\n[actualisation]\nsource = 000:1\nstatut = 'droit'\ndebiteur = \"personne\"\nunite = "
	                                        "\"mois\"\nvaleur = \"3\"\n\n[contradictoire]\n" GOOD);
	cr_assert(rules_load(dir, &book, &faults, &e));
	cr_expect_str_eq(book.checksum, first);
	rulebook_free(&book);
	rules_faults_free(&faults);
	rules_dir_remove(dir);
}

/* Without its code a judgement would vanish unseen (rules.md §3): each of them is asked for, in each file. */
Test(rules_file, an_empty_file_lacks_each_of_its_codes)
{
	static const struct {
		const char *file;
		size_t lacks;
	} rows[] = {
		{"commun.ini", 28}, {"formation.ini", 18}, {"CSP.ini", 7}, {"CSP_ANI4.ini", 6}, {"CTP.ini", 1}, {"CRP.ini", 1},
		{"CAR_CTP.ini", 1}, {"PPAE.ini", 3},      {"CER.ini", 5}, {"CEJ.ini", 5},      {"PACEA.ini", 1}, {"CUER.ini", 3},
		{"CE.ini", 6},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *dir = rules_dir_make(), path[256];
		struct rules_faults faults;
		struct error e;

		snprintf(path, sizeof path, "regimes/%s", rows[i].file);
		rules_dir_write(dir, path, "; rien\n");
		cr_expect_not(rules_check(dir, NULL, 0, &faults, &e), "%s", rows[i].file);
		cr_expect_eq(faults.count, rows[i].lacks, "%s: %zu", rows[i].file, faults.count);
		cr_expect_str_eq(faults.items[0].file, rows[i].file);
		rules_faults_free(&faults);
		snprintf(path, sizeof path, "%s/regimes/%s", dir, rows[i].file);
		cr_expect_not(rules_check(dir, (char *[]){path}, 1, &faults, &e), "%s alone", rows[i].file);
		rules_faults_free(&faults);
		rules_dir_remove(dir);
	}
}

Test(rules_file, a_lost_code_is_named)
{
	char *dir = rules_dir_make(), *faults;

	rules_dir_write(dir, "regimes/PPAE.ini", "[contradictoire]\n" GOOD
	                "[fin_dispositif]\nvaleur = \"non fixé\"\nstatut = \"local\"\nsource = \"sources muettes\"\n");
	faults = faults_of(dir);
	cr_expect_str_eq(faults, "PPAE.ini, section [actualisation]" LACKS, "%s", faults);
	free(faults);
	rules_dir_remove(dir);
}

/* A broken or repeated header hides none of the faults under it. */
Test(rules_file, lines_under_a_refused_header_are_checked)
{
	expect_faults("[contradictoire]\n" GOOD "[actualisation\nvaleur = \"trois\"\nunite = \"jour\"\nn'importe\nvaleur = \"4\"\n"
	              "couleur = \"rouge\"\nstatut = \"loi\"\nsource = \"003:7440\"\ndebiteur = \"personne\"\n"
	              "[contradictoire]\n" GOOD "applique = \"si\"\n[\ncouleur = \"bleu\"\n",
	              "CER.ini, ligne 7 : attendu un en-tête [code] ou [code AAAA-MM-JJ], seul sur sa ligne\n"
	              "CER.ini, ligne 8, section [actualisation], clé « valeur » : attendu un nombre entier de 0 à 9999, ou « non "
	              "fixé », et non « trois »\n"
	              "CER.ini, ligne 9, section [actualisation], clé « unite » : attendu mois pour actualisation, et non « jour »\n"
	              "CER.ini, ligne 10, section [actualisation] : attendu une ligne clé = \"valeur\"\n"
	              "CER.ini, ligne 11, section [actualisation], clé « valeur » : attendu une seule fois cette clé (déjà ligne 8)\n"
	              "CER.ini, ligne 12, section [actualisation], clé « couleur » : attendu une clé connue ici : valeur, unite, "
	              "statut, source, debiteur, depart, arret, report, alerte, applique, libelle, remarque, au\n"
	              "CER.ini, ligne 13, section [actualisation], clé « statut » : attendu droit, pratique, local, pilote, "
	              "proposition ou a_verifier, et non « loi »\n"
	              "CER.ini, ligne 16, section [contradictoire] : attendu une seule section de ce nom (déjà ligne 1)\n"
	              "CER.ini, ligne 22, section [contradictoire], clé « applique » : attendu oui ou non, et non « si »\n"
	              "CER.ini, ligne 23 : attendu un en-tête [code] ou [code AAAA-MM-JJ], seul sur sa ligne\n"
	              "CER.ini, ligne 24, clé « couleur » : attendu une clé connue ici : valeur, unite, statut, source, debiteur, "
	              "depart, arret, report, alerte, applique, libelle, remarque, au\n");
}

Test(rules_file, a_source_is_a_line_an_article_or_words_that_say_there_is_none)
{
	static const char *const good[] = {"000:512", "000:2101, 000:5788", "D. 5411-14-1", "L. 5411-6 du code du travail, 003:1",
	                                   "sources muettes", "texte en vigueur non trouvé"};
	static const char *const bad[] = {"blabla", "rules.md L3", "00:12", "000:", "000:12,", "000:12 à 14", "D.5411", "textes"};
	char text[512];

	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		snprintf(text, sizeof text, "[actualisation]\nvaleur = \"3\"\nunite = \"mois\"\ndebiteur = \"personne\"\nstatut = \"droit\"\n"
		                            "source = \"%s\"\n", good[i]);
		expect_faults(text, "");
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		snprintf(text, sizeof text, "[actualisation]\nvaleur = \"3\"\nunite = \"mois\"\ndebiteur = \"personne\"\nstatut = \"droit\"\n"
		                            "source = \"%s\"\n", bad[i]);
		expect_faults(text, "CER.ini, ligne 6, section [actualisation], clé « source » : attendu une source : un article, NNN:ligne, "
		                    "ou « sources muettes »\n");
	}
}
