/* A provider's file of sessions: what each column expects, and that every faulty line is told (issue: bad input). */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/catalogue_file.h"
#include "core/base/mem.h"
#include "core/base/strbuf.h"

static struct funder known[] = {{.code = "region", .label = "Région"}, {.code = "constructys", .label = "Constructys"}};
static const struct funder_list funders = {known, 2};

#define HEADER "cle;offre;organisme;intitule;rome;objectif;heures;rythme;debut;fin;places;lieu;departement;remuneration;financeurs\n"
#define GOOD "S1;SOUD;AFPA;Soudeur;H2913;certification;800;35;2027-01-04;30/06/2027;8;Rennes;35;stagiaire public;region constructys\n"

static struct course_batch batch_of(const char *text)
{
	struct course_batch b;

	catalogue_bytes_read(text, strlen(text), &funders, &b);
	return b;
}

/* The faults as « line column: expected », one a line. Caller frees. */
static char *faults_of(const char *text)
{
	struct course_batch b = batch_of(text);
	struct strbuf out = {0};

	for (size_t i = 0; i < b.fault_count; i++)
		strbuf_addf(&out, "%d %s: %s\n", b.faults[i].line, b.faults[i].column, b.faults[i].expected);
	course_batch_free(&b);
	return out.s != NULL ? out.s : mem_strdup("");
}

/* Each expected line in turn, and none other; only the beginning of each is compared. */
static void faults_are(const char *text, const char *expected)
{
	char *got = faults_of(text);
	const char *line = got;

	for (const char *want = expected; *want != '\0';) {
		size_t length = strcspn(want, "\n");

		cr_expect(strncmp(line, want, length) == 0, "expected %s\ngot %s", expected, got);
		line += strcspn(line, "\n");
		line += *line != '\0';
		want += length + (want[length] != '\0');
	}
	cr_expect_str_eq(line, "", "expected %s\ngot %s", expected, got);
	free(got);
}

/* One line of which one field is replaced: the fault of that field. */
static void field_faults(const char *column, const char *value, const char *expected)
{
	static const char *const names[] = {"cle", "offre", "organisme", "intitule", "rome", "objectif", "heures", "rythme", "debut", "fin",
		"places", "lieu", "departement", "remuneration", "financeurs"};
	static const char *const values[] = {"S1", "SOUD", "AFPA", "Soudeur", "H2913", "certification", "800", "35", "2027-01-04",
		"30/06/2027", "8", "Rennes", "35", "", "region"};
	struct strbuf b = {0};
	char want[128] = "";

	strbuf_add(&b, HEADER);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		strbuf_addf(&b, "%s%s", i > 0 ? ";" : "", strcmp(names[i], column) == 0 ? value : values[i]);
	if (expected != NULL)
		snprintf(want, sizeof want, "2 %s: %s", column, expected);
	faults_are(strbuf_str(&b), want);
	strbuf_free(&b);
}

Test(catalogue_file, reads_a_session)
{
	struct course_batch b = batch_of("\xEF\xBB\xBF" HEADER GOOD);
	const struct course_session *s = b.items;
	char day[DATE_TEXT];

	cr_assert_eq(b.fault_count, 0);
	cr_assert_eq(b.count, 1);
	cr_expect_eq(b.lines[0], 2);
	cr_expect_str_eq(s->key, "S1");
	cr_expect_str_eq(s->offer, "SOUD");
	cr_expect_str_eq(s->body, "AFPA");
	cr_expect_str_eq(s->title, "Soudeur");
	cr_expect_str_eq(s->trade, "H2913");
	cr_expect_str_eq(s->aim, "certification");
	cr_expect_eq(s->minutes, 48000);
	cr_expect_eq(s->weekly, 2100);
	cr_expect_str_eq(date_format(s->starts, day), "2027-01-04");
	cr_expect_str_eq(date_format(s->ends, day), "2027-06-30");
	cr_expect_eq(s->places, 8);
	cr_expect_str_eq(s->place, "Rennes");
	cr_expect_str_eq(s->basin, "35");
	cr_expect_str_eq(s->pay, "stagiaire public");
	cr_expect_str_eq(s->funders, "region constructys");
	course_batch_free(&b);
}

Test(catalogue_file, takes_columns_in_any_order_and_only_those_it_needs)
{
	struct course_batch b = batch_of("Intitulé,CLÉ,Organisme,Début,Fin,Heures\n\"Aide-soignant, nuit\",A1,GRETA,04/01/2027,04/01/2027,17h30\n");

	cr_assert_eq(b.fault_count, 0);
	cr_expect_str_eq(b.items[0].title, "Aide-soignant, nuit");
	cr_expect_str_eq(b.items[0].offer, "A1", "without a column of its own, each session is its own course");
	cr_expect_eq(b.items[0].minutes, 1050);
	cr_expect_eq(b.items[0].weekly, 0);
	cr_expect_eq(b.items[0].places, -1);
	course_batch_free(&b);
}

Test(catalogue_file, refuses_hours_of_zero)
{
	field_faults("heures", "0", "plus de zéro heure");
	field_faults("heures", "00h00", "plus de zéro heure");
	field_faults("heures", "", "un nombre d'heures : cette colonne est obligatoire");
	field_faults("heures", "-7", "un nombre d'heures, comme 210 ou 17h30, et non « -7 »");
	field_faults("heures", "beaucoup", "un nombre d'heures");
	field_faults("heures", "10001", "un nombre d'heures");
	field_faults("rythme", "169", "un nombre d'heures");
	field_faults("rythme", "0", "plus de zéro heure");
}

Test(catalogue_file, refuses_an_end_before_its_start)
{
	field_faults("fin", "2027-01-03", "une fin le jour du début ou après");
	field_faults("fin", "2027-01-04", NULL);
	field_faults("fin", "31/02/2027", "une date, AAAA-MM-JJ ou JJ/MM/AAAA, et non « 31/02/2027 »");
	field_faults("debut", "", "une date");
	field_faults("debut", "1989-12-31", "une date");
}

Test(catalogue_file, refuses_negative_places)
{
	field_faults("places", "-1", "le nombre de places qui restent");
	field_faults("places", "2,5", "le nombre de places qui restent");
	field_faults("places", "0", NULL);
	field_faults("places", "", NULL);
}

Test(catalogue_file, refuses_an_unknown_funder)
{
	char *got = faults_of("cle;organisme;intitule;heures;debut;fin;financeurs\nS1;A;B;7;2027-01-04;2027-01-04;region mecene\n");

	cr_expect_str_eq(got, "2 financeurs: des codes de financeurs séparés par une espace, parmi region, constructys, et non « mecene »\n", "%s", got);
	free(got);
	field_faults("financeurs", "Région", NULL); /* accents and capitals aside */
}

Test(catalogue_file, says_that_no_funder_is_loaded)
{
	static const char text[] = "cle;organisme;intitule;heures;debut;fin;financeurs\nS1;A;B;7;2027-01-04;2027-01-04;region\n";
	struct course_batch b;

	catalogue_bytes_read(text, strlen(text), &(struct funder_list){NULL, 0}, &b);
	cr_assert_eq(b.fault_count, 1);
	cr_expect_not_null(strstr(b.faults[0].expected, "jalon regles charger"));
	course_batch_free(&b);
}

Test(catalogue_file, refuses_what_no_code_is)
{
	field_faults("rome", "h2913", NULL);
	field_faults("rome", "Z2913", "un code ROME");
	field_faults("rome", "H29", "un code ROME");
	field_faults("objectif", "Certification", NULL);
	field_faults("objectif", "vacances", "un objectif parmi adaptation");
	field_faults("departement", "2a", NULL);
	field_faults("departement", "20", "un département");
	field_faults("departement", "Ille-et-Vilaine", "un département");
}

Test(catalogue_file, refuses_texts_empty_or_too_long)
{
	char long_text[302];

	memset(long_text, 'x', sizeof long_text - 1);
	long_text[sizeof long_text - 1] = '\0';
	field_faults("intitule", long_text, "300 caractères au plus");
	field_faults("intitule", "", "un texte : cette colonne est obligatoire");
	field_faults("organisme", "  ", "un texte : cette colonne est obligatoire");
	field_faults("cle", "", "un texte : cette colonne est obligatoire");
	field_faults("lieu", long_text, "100 caractères au plus");
	field_faults("intitule", "cloche\a", "du texte sans caractère de commande");
}

Test(catalogue_file, refuses_a_key_twice)
{
	faults_are(HEADER GOOD GOOD GOOD, "3 cle: une clé par session : « S1 » est déjà ligne 2\n4 cle: une clé par session : « S1 » est déjà ligne 3");
}

Test(catalogue_file, refuses_a_header_that_is_not_one)
{
	faults_are("cle;organisme;intitule;debut;fin\nS1;A;B;2027-01-04;2027-01-04\n", "1 heures: cette colonne dans la première ligne");
	faults_are("cle;organisme;intitule;heures;debut;fin;prix\n", "1 prix: une colonne parmi cle, offre,");
	faults_are("cle;organisme;intitule;heures;debut;fin;Clé\n", "1 cle: chaque colonne une seule fois");
	faults_are("\"cle;organisme\nS1;A\n", "1 : un guillemet fermant");
}

Test(catalogue_file, refuses_partial_lines)
{
	faults_are("cle;organisme;intitule;heures;debut;fin\nS1;AFPA;Soudeur\nS2;AFPA;Soudeur;7;2027-01-04;2027-01-04;35\n",
		"2 : 6 champs, comme la première ligne, et non 3\n3 : 6 champs, comme la première ligne, et non 7");
}

Test(catalogue_file, refuses_a_file_without_sessions)
{
	faults_are(HEADER, "0 : au moins une session");
	faults_are("", "1 : une première ligne qui nomme les colonnes : ce fichier est vide");
}

/* One sentence, not one per column. */
Test(catalogue_file, refuses_another_separator)
{
	faults_are("cle\torganisme\tintitule\theures\tdebut\tfin\nS1\tA\tB\t7\t2027-01-04\t2027-01-04\n",
		"1 : « ; » ou « , » entre les noms des colonnes de la première ligne");
}

Test(catalogue_file, refuses_latin_1)
{
	faults_are("cle;organisme;intitule;heures;debut;fin\nS1;AFPA;M\xE9" "tallier;7;2027-01-04;2027-01-04\n",
		"2 intitule: du texte en UTF-8 : enregistrez le fichier en UTF-8, et non en Latin-1");
}

/* All of them, in the order of the lines, each by its column: a file is corrected in one go. */
Test(catalogue_file, tells_every_fault_of_every_line)
{
	faults_are("cle;organisme;intitule;heures;debut;fin\nS1;;Soudeur;0;2027-01-04;2027-01-04\nS2;AFPA;\"Sou\"deur;7;2027-01-04;2027-01-04\n"
		   "S3;AFPA;Soudeur;7;demain;2027-01-04\n",
		"2 heures: plus de zéro\n2 organisme: un texte\n3 : un guillemet autour\n4 debut: une date");
}
