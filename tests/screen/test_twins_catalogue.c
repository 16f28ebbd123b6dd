/* jalon importer catalogue and afficher catalogue, run as a script runs them: what is said of a file, what is found of it. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/base/strbuf.h"
#include "tests/screen/twins.h"
#include "tests/support/cluster.h"
#include "tests/support/golden.h"

#define ADMIN "tw_admin"
static char *conninfo, *refused_conninfo, path[64];

static void begin(void)
{
	twins_begin();
	free(agency_value(twins_agency(), "DO $$ BEGIN CREATE ROLE " ADMIN " LOGIN IN ROLE jalon_administrateur; EXCEPTION WHEN duplicate_object OR"
		" unique_violation THEN NULL; END $$; INSERT INTO jalon.compte (agence_id, login, nom, prenom, role, du) SELECT agence_id, '" ADMIN "',"
		" 'Admin', 'Aude', 'administrateur', '2024-01-01' FROM jalon.agence; SELECT 1"));
	conninfo = mem_format("host=%s dbname=%s user=" ADMIN, cluster_socket(), twins_agency()->database);
	refused_conninfo = mem_format("host=%s dbname=%s user=mlegoff", cluster_socket(), twins_agency()->database);
	snprintf(path, sizeof path, "/tmp/jalon-offre-%ld.csv", (long)getpid());
}

static void end(void)
{
	unlink(path);
	free(conninfo);
	free(refused_conninfo);
	twins_end();
}

TestSuite(twins_catalogue, .init = begin, .fini = end);

#define HEADER "cle;offre;organisme;intitule;rome;objectif;heures;rythme;debut;fin;places;lieu;departement;remuneration;financeurs\n"
#define FIRST "Z1;ZEP;Institut Zéphyr;\"Titre \"\"Souffleur de verre\"\"\";B1602;certification;800;35;2027-01-04;2027-06-18;8;Rennes;35;stagiaire public;region\n"
#define SECOND "Z2;ZEP;Institut Zéphyr;\"Titre \"\"Souffleur de verre\"\"\";B1602;certification;800;35;30/08/2027;11/02/2028;12;Rennes;35;stagiaire public;region\n"
#define FULL "Z3;ZEF;Institut Zéphyr;Français langue étrangère, niveau A2;;adaptation;120;17h30;2027-01-11;2027-02-26;0;Vitré;35;;region\n"
#define UNSAID "Z4;ZED;Institut Zéphyr;\"Découvrir\nles métiers du verre\";;;70;;2027-02-01;2027-02-12;;Brest;29;;\n"

static void file_write(const char *text)
{
	FILE *f = fopen(path, "w");

	cr_assert(f != NULL && fputs(text, f) >= 0 && fclose(f) == 0);
}

#define IMPORT_AS(who, ...) JALON("importer", "catalogue", path, "--fournisseur", "zephyr", "--conninfo", (who), __VA_ARGS__)
#define IMPORT(text) (file_write(text), JALON("importer", "catalogue", path, "--fournisseur", "zephyr", "--conninfo", conninfo))
#define TRY(text) (file_write(text), IMPORT_AS(conninfo, "--essai"))
#define COUNT "SELECT count(*) FROM jalon.catalogue_session WHERE fournisseur = 'zephyr' AND retiree_le IS NULL"

/* Every provider's last file on that day, those of the demonstration included. */
static void files_dated(const char *day)
{
	char *sql = mem_format("UPDATE jalon.catalogue_import SET le = timestamptz '%s 10:00+02'; SELECT 1", day);

	free(agency_value(twins_agency(), sql));
	free(sql);
}

/* What it prints beside what a person has read. */
static void expect_golden(const char *name, struct program_run run)
{
	char *out = twin_printed(run), *difference = NULL;

	cr_expect(golden_match(name, out, &difference), "%s:\n%s", name, difference != NULL ? difference : "");
	free(difference);
	free(out);
}

Test(twins_catalogue, a_file_is_tried_then_loaded_then_changes_nothing)
{
	expect_golden("catalogue_essai", TRY(HEADER FIRST SECOND FULL UNSAID));
	ROW(COUNT, "0");
	twin_done(IMPORT(HEADER FIRST SECOND FULL UNSAID), "zephyr, sessions lues : 4 ; ajoutées : 4 ; changées : 0 ; inchangées : 0 ; retirées (absentes du fichier) : 0.");
	ROW(COUNT, "4");
	twin_done(IMPORT(HEADER FIRST SECOND FULL UNSAID), "lues : 4 ; ajoutées : 0 ; changées : 0 ; inchangées : 4 ; retirées (absentes du fichier) : 0");
	twin_done(IMPORT(HEADER FIRST), "lues : 1 ; ajoutées : 0 ; changées : 0 ; inchangées : 1 ; retirées (absentes du fichier) : 3");
	ROW(COUNT, "1");
}

/* Each faulty line, its column, what is expected; nothing of the others is loaded. */
Test(twins_catalogue, a_faulty_file_loads_nothing_and_each_line_is_told)
{
	struct program_run run = IMPORT(HEADER FIRST "Z2;;;Sans organisme;;;0;;2027-01-04;2027-01-03;-1;;;;mecene\nZ3;trop court\nZ1;;A;B;;;7;;2027-01-04;2027-01-05;;;;;\n");
	char *difference = NULL;

	cr_expect_eq(run.status, 1);
	cr_expect_str_eq(run.out, "");
	for (char *at = run.err; (at = strstr(at, strrchr(path, '/') + 1)) != NULL;) /* the file's name is the test's own */
		memmove(at, at + strlen(strrchr(path, '/') + 1), strlen(at + strlen(strrchr(path, '/') + 1)) + 1);
	cr_expect(golden_match("catalogue_fautes", run.err, &difference), "%s", difference != NULL ? difference : "");
	free(difference);
	program_run_free(&run);
	ROW(COUNT, "0");
}

/* Cut at the end of a line: no line is faulty, and most of what was on offer is missing. */
Test(twins_catalogue, a_file_that_lost_many_sessions_is_loaded_only_if_it_is_meant)
{
	struct strbuf b = {0};

	strbuf_add(&b, HEADER);
	for (int i = 1; i <= 14; i++)
		strbuf_addf(&b, "Z%d;ZEP;Institut Zéphyr;Souffleur;B1602;certification;800;35;2027-01-04;2027-06-18;8;Rennes;35;;\n", i);
	twin_done(IMPORT(strbuf_str(&b)), "ajoutées : 14");
	strbuf_free(&b);
	twin_refused(IMPORT(HEADER FIRST), 1, "ce fichier retire beaucoup de sessions à venir : rien n'est chargé");
	ROW(COUNT, "14");
	twin_done(TRY(HEADER FIRST), "Beaucoup de sessions manquent : le fichier est-il entier ? Si oui, il se charge avec --retirer.");
	ROW(COUNT, "14");
	twin_done(IMPORT_AS(conninfo, "--retirer"), "changées : 1 ; inchangées : 0 ; retirées (absentes du fichier) : 13");
	ROW(COUNT, "1");
}

Test(twins_catalogue, more_than_fifty_faults_are_counted)
{
	char *text = mem_alloc(64 * 1024);
	struct program_run run;
	int lines = 0;

	strcpy(text, HEADER);
	for (int i = 0; i < 60; i++)
		strcat(text, "x\n");
	run = IMPORT(text);
	for (const char *c = run.err; *c != '\0'; c++)
		lines += *c == '\n';
	cr_expect_eq(run.status, 1);
	cr_expect_eq(lines, 51);
	cr_expect_not_null(strstr(run.err, "60 fautes, les 50 premières ci-dessus, rien n'est chargé"), "%s", run.err);
	program_run_free(&run);
	free(text);
}

Test(twins_catalogue, what_an_import_may_not_be_is_refused)
{
	file_write(HEADER FIRST);
	twin_refused(IMPORT_AS(refused_conninfo, "--essai"), 1, "le catalogue se charge avec un compte d'administrateur");
	twin_refused(JALON("importer", "catalogue", path, "--conninfo", conninfo), 2, "--fournisseur : attendu le nom de qui envoie ce fichier");
	twin_refused(JALON("importer", "catalogue", path, "--fournisseur", "La Région", "--conninfo", conninfo), 2, "--fournisseur : attendu");
	twin_refused(JALON("importer", "catalogue", "/nulle/part.csv", "--fournisseur", "zephyr", "--conninfo", conninfo), 2, "/nulle/part.csv");
	twin_refused(JALON("importer", "personnes", path), 2, "importer attend : catalogue FICHIER");
	ROW(COUNT, "0");
}

Test(twins_catalogue, a_search_is_the_page_that_was_read)
{
	twin_done(IMPORT(HEADER FIRST SECOND FULL UNSAID), "ajoutées : 4");
	files_dated(AGENCY_DAY);
	expect_golden("catalogue_recherche", JALON("afficher", "catalogue", "zephyr"));
	expect_golden("catalogue_filtres", JALON("afficher", "catalogue", "ZÉPHYR", "verre", "--rome", "b1602", "--departement", "35", "--du", "2027-02-01",
		"--au", "31/12/2027", "--financeur", "region", "--places"));
	twin_done(JALON("afficher", "catalogue", "zephyr", "--departement", "75"), "Aucune session ne répond : enlevez un mot ou un filtre");
	twin_done(JALON("afficher", "catalogue", "zephyr", "--nombre", "1"), "Les suivantes : --nombre 2");
}

Test(twins_catalogue, a_search_is_a_table)
{
	char *out;

	twin_done(IMPORT(HEADER FIRST SECOND FULL UNSAID), "ajoutées : 4");
	out = twin_printed(JALON("--format", "tsv", "afficher", "catalogue", "zephyr", "rennes"));
	cr_expect_eq(strncmp(out, "session\tcle\tfournisseur\toffre\torganisme\tintitule\trome\tobjectif\tminutes\tminutes_semaine\tdebut\tfin\tplaces\tlieu\t"
		"departement\tremuneration\tfinanceurs\tmaj\tsuivante\n", 150), 0, "%s", out);
	cr_expect_not_null(strstr(out, "\tZ1\tzephyr\tZEP\tInstitut Zéphyr\tTitre \"Souffleur de verre\"\tB1602\tcertification\t48000\t2100\t2027-01-04\t2027-06-18\t"
		"8\tRennes\t35\tstagiaire public\tregion\t" AGENCY_DAY "\t2027-08-30\n"), "%s", out);
	cr_expect_not_null(strstr(out, "\tZ2\t"), "%s", out);
	cr_expect_null(strstr(out, "\tZ3\t"), "%s", out);
	free(out);
}

/* catalogue_perime: the oldest last file of a provider with sessions to come. */
Test(twins_catalogue, an_old_catalogue_says_so)
{
	char *out;

	twin_done(IMPORT(HEADER FIRST), "ajoutées : 1");
	files_dated(AGENCY_DAY);
	out = twin_printed(JALON("afficher", "catalogue", "zephyr"));
	cr_expect_null(strstr(out, "il y a"), "%s", out);
	free(out);
	files_dated("2026-09-03");
	twin_done(JALON("afficher", "catalogue", "zephyr"), "Le plus ancien fichier du catalogue date du 03/09/2026, il y a 80 jours");
}

Test(twins_catalogue, a_search_badly_asked_is_refused)
{
	twin_refused(JALON("afficher", "catalogue", "x", "--departement", "99"), 2, "--departement : attendu 01 à 95");
	twin_refused(JALON("afficher", "catalogue", "x", "--financeur", "mecene"), 2, "« mecene » n'est pas un code de financeurs.ini");
	twin_refused(JALON("afficher", "catalogue", "x", "--du", "demain"), 2, "--du : attendu une date");
	twin_refused(JALON("afficher", "catalogue", "x", "--au", "demain"), 2, "--au : attendu une date");
	twin_refused(JALON("afficher", "catalogue", "x", "--du", "2027-02-01", "--au", "2027-01-31"), 2, "--au : ce jour vient avant celui de --du");
	twin_refused(JALON("afficher", "catalogue", "x", "--nombre", "0"), 2, "--nombre : attendu un nombre de sessions");
	twin_refused(JALON("afficher", "portefeuille", "--places"), 2, "sont pour le catalogue");
}
