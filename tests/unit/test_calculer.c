/* jalon calculer and regles (rules.md §8): exact output, every exit status, the order of refusals. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "tests/support/rules_dir.h"
#include "tests/support/verb_run.h"
#include "tui/verbs/verbs.h"

static void expect_output(const char *line, const char *out)
{
	struct verb_run run = verb_run(cmd_calculer, NULL, line);

	cr_expect_eq(run.status, 0, "%s: %s", line, run.err);
	cr_expect_str_eq(run.out, out, "%s:\n%s", line, run.out);
	cr_expect_str_eq(run.err, "");
	verb_run_free(&run);
}

/* A refusal prints nothing on stdout and one line on stderr. */
static void expect_refusal(const char *dir, const char *line, int status)
{
	struct verb_run run = verb_run(cmd_calculer, dir, line);

	cr_expect_eq(run.status, status, "%s: status %d, %s", line, run.status, run.err);
	cr_expect_str_eq(run.out, "", "%s", line);
	cr_expect_eq(line_count(run.err), 1, "%s: %s", line, run.err);
	cr_expect_eq(strncmp(run.err, "jalon : ", 8), 0, "%s", run.err);
	verb_run_free(&run);
}

Test(calculer, echeance_examples)
{
	expect_output("echeance --regime CER --delai contradictoire --depuis 2023-03-01 --au 2023-03-01",
	              "debut\t2023-03-01\necheance\t2023-03-31\netat\tà courir\njours_restants\t30\nstatut\tdroit\n"
	              "source\t003:7817, 003:7618\n");
	expect_output("echeance --regime CE --delai contrat_signature --depuis 2025-01-31 --au 2025-03-01",
	              "debut\t2025-01-31\necheance\t2025-02-28\netat\téchu\njours_restants\t-1\nstatut\tdroit\n"
	              "source\tD. 5411-14-1\n");
	expect_output("echeance --regime=PPAE --delai=contradictoire --depuis=2026-03-02T15:30 --au=2026-03-12",
	              "debut\t2026-03-02\necheance\t2026-03-12\netat\tà courir\njours_restants\t0\nstatut\tdroit\n"
	              "source\t003:7806, 003:7616\n");
}

Test(calculer, echeance_in_hours_across_the_clock_change)
{
	expect_output("echeance --regime CER --delai reponse_72h --depuis 2026-03-28T10:00 --au 2026-03-28",
	              "debut\t2026-03-28T10:00\necheance\t2026-03-31T11:00\netat\tà courir\njours_restants\t3\n"
	              "statut\tproposition\nsource\t003:5088\n");
	expect_output("echeance --regime COMMUN --delai reponse_72h --depuis 2026-03-28 --departement 974 --au 2026-03-31",
	              "debut\t2026-03-28T00:00\necheance\t2026-03-31T00:00\netat\tà courir\njours_restants\t0\n"
	              "statut\tproposition\nsource\t003:5088\n");
}

Test(calculer, echeance_that_nobody_fixed)
{
	expect_output("echeance --regime CSP --delai premier_entretien --depuis 2026-03-02",
	              "debut\t2026-03-02\necheance\tnon fixé\netat\tnon fixé\njours_restants\tnon fixé\nstatut\tlocal\n"
	              "source\t000:88, 000:5669\n");
}

Test(calculer, echeance_of_a_duration_ends_the_day_before)
{
	expect_output("echeance --regime CSP --delai fin_dispositif --depuis 2026-01-05 --au 2027-01-04",
	              "debut\t2026-01-05\necheance\t2027-01-04\netat\tà courir\njours_restants\t0\nstatut\tdroit\n"
	              "source\t000:343\n");
}

Test(calculer, echeance_counts_from_today_by_default)
{
	expect_output("echeance --regime CSP --delai rdv_hebdomadaire --depuis 2026-11-18",
	              "debut\t2026-11-18\necheance\t2026-11-25\netat\tà courir\njours_restants\t5\nstatut\tdroit\n"
	              "source\t000:512\n");
	expect_output("echeance --regime FORMATION --delai entree --depuis 2026-10-01",
	              "debut\t2026-10-01\necheance\t2026-11-15\netat\téchu\njours_restants\t-5\nstatut\tlocal\n"
	              "source\t000:2346\n");
}

Test(calculer, charge_examples)
{
	expect_output("charge --base 50 --quotite 80 --demi-journees 1 --actifs 41",
	              "capacite\t36\nactifs\t41\necart\t5\nniveau\tau-dessus de la base\n");
	expect_output("charge --base 50 --quotite 80 --demi-journees 1 --actifs 44",
	              "capacite\t36\nactifs\t44\necart\t8\nniveau\tau-delà du maximum\n");
	expect_output("charge --base 50 --quotite 100 --demi-journees 0 --actifs 38",
	              "capacite\t50\nactifs\t38\necart\t-12\nniveau\tnormal\n");
	expect_output("charge --base 30 --quotite 100 --demi-journees 0 --actifs 500",
	              "capacite\t30\nactifs\t500\necart\t470\nniveau\tau-dessus de la base\n");
}

Test(calculer, heures_examples)
{
	expect_output("heures --cible 15:00 --jours-absents 2",
	              "cible\t9:00\nvalidees\t0:00\ndeclarees\t0:00\nreste\t9:00\n");
	expect_output("heures --cible 15:00 --jours-absents 0 --validees 12:30 --declarees 13:00",
	              "cible\t15:00\nvalidees\t12:30\ndeclarees\t13:00\nreste\t2:30\n");
	expect_output("heures --cible 15:00 --jours-absents 5 --validees 1:00",
	              "cible\t0:00\nvalidees\t1:00\ndeclarees\t0:00\nreste\t0:00\n");
}

/* rules.md §8, its example; T5. */
Test(calculer, parcours_example)
{
	expect_output("parcours --regime CSP --debut 2026-01-05 --formation-debut 2026-06-01 --heures 800 --rythme 35",
	              "fin_dispositif\t2027-01-04\nfin_formation\t2026-11-08\njours_non_couverts\t0\nrelais\tnon requis\n");
}

/* Dossier 000 §10 row 28 (000:3346-3350): three months before the entry, 800 hours at the pace it implies, 133 a month, 31 a
 * week: nine months of support at least. Eight months of CRP do not reach so far. */
Test(calculer, parcours_of_800_hours_takes_nine_months)
{
	expect_output("parcours --regime CSP --debut 2026-01-05 --formation-debut 2026-04-05 --heures 800 --rythme 31",
	              "fin_dispositif\t2027-01-04\nfin_formation\t2026-10-03\njours_non_couverts\t0\nrelais\tnon requis\n");
	expect_output("parcours --regime CRP --debut 2026-01-05 --formation-debut 2026-04-05 --heures 800 --rythme 31",
	              "fin_dispositif\t2026-09-04\nfin_formation\t2026-10-03\njours_non_couverts\t29\nrelais\trequis\n");
	/* Three months later, twelve months are short too (000:3350, « bien plus »). */
	expect_output("parcours --regime CSP --debut 2026-01-05 --formation-debut 2026-07-06 --heures 800 --rythme 31",
	              "fin_dispositif\t2027-01-04\nfin_formation\t2027-01-03\njours_non_couverts\t0\nrelais\tnon requis\n");
	expect_output("parcours --regime CSP --debut 2026-01-05 --formation-debut 2026-07-07 --heures 806,01 --rythme 31",
	              "fin_dispositif\t2027-01-04\nfin_formation\t2027-01-11\njours_non_couverts\t7\nrelais\trequis\n");
}

/* Bounds: the last day itself is covered, the next is not; a training that begins after the end is covered by nothing. */
Test(calculer, parcours_counts_the_days_after_the_end)
{
	expect_output("parcours --regime CSP --debut 2026-01-05 --formation-debut 2026-12-29 --heures 35 --rythme 35",
	              "fin_dispositif\t2027-01-04\nfin_formation\t2027-01-04\njours_non_couverts\t0\nrelais\tnon requis\n");
	expect_output("parcours --regime CSP --debut 2026-01-05 --formation-debut 2026-12-30 --heures 35.00 --rythme 35,0",
	              "fin_dispositif\t2027-01-04\nfin_formation\t2027-01-05\njours_non_couverts\t1\nrelais\trequis\n");
	expect_output("parcours --regime CSP --debut 2026-01-05 --formation-debut 2027-02-01 --heures 36 --rythme 35",
	              "fin_dispositif\t2027-01-04\nfin_formation\t2027-02-14\njours_non_couverts\t14\nrelais\trequis\n");
	expect_output("parcours --regime CSP --debut 2024-02-29 --formation-debut 2024-02-29 --heures 43,25 --rythme 21,6",
	              "fin_dispositif\t2025-02-27\nfin_formation\t2024-03-20\njours_non_couverts\t0\nrelais\tnon requis\n");
}

/* Silence is shown: a dispositif without a known end (rules.md §2), a proposed one, the common rules. */
Test(calculer, parcours_against_an_end_that_nobody_fixed)
{
	const char *unfixed[] = {"CSP_ANI4", "CAR_CTP", "PPAE", "CER", "PACEA", "CE", "COMMUN", "FORMATION", "ce"};

	for (size_t i = 0; i < sizeof unfixed / sizeof unfixed[0]; i++) {
		char line[200];

		snprintf(line, sizeof line, "parcours --regime %s --debut 2026-01-05 --formation-debut 2026-06-01 --heures 800 --rythme 35",
		         unfixed[i]);
		expect_output(line, "fin_dispositif\tnon fixé\nfin_formation\t2026-11-08\njours_non_couverts\tnon fixé\nrelais\tnon fixé\n");
	}
	expect_output("parcours --regime CUER --debut 2026-01-05 --formation-debut 2026-06-01 --heures 1400 --rythme 35",
	              "fin_dispositif\t2027-01-04\nfin_formation\t2027-03-07\njours_non_couverts\t62\nrelais\trequis\n");
}

#define PARCOURS "parcours --regime CSP --debut 2026-01-05 --formation-debut 2026-06-01 "

Test(calculer, parcours_refuses_what_cannot_be)
{
	const char *lines[] = {
		"parcours", PARCOURS, PARCOURS "--heures 800", PARCOURS "--rythme 35", PARCOURS "--heures 0 --rythme 35",
		PARCOURS "--heures 800 --rythme 0", PARCOURS "--heures -1 --rythme 35", PARCOURS "--heures 800 --rythme -35",
		PARCOURS "--heures 0,00 --rythme 35", PARCOURS "--heures 800H --rythme 35", PARCOURS "--heures 8,001 --rythme 35",
		PARCOURS "--heures 8,0,1 --rythme 35", PARCOURS "--heures 8, --rythme 35", PARCOURS "--heures ,5 --rythme 35",
		PARCOURS "--heures 100001 --rythme 35", PARCOURS "--heures 99999999999999999999 --rythme 35",
		PARCOURS "--heures 800 --rythme 35:00", PARCOURS "--heures 100000 --rythme 0,01", PARCOURS "--heures 800 --rythme 35 de trop",
		"parcours --regime ZZZ --debut 2026-01-05 --formation-debut 2026-06-01 --heures 800 --rythme 35",
		"parcours --regime CSP --debut 2026-06-02 --formation-debut 2026-06-01 --heures 800 --rythme 35",
		"parcours --regime CSP --debut 2026-02-30 --formation-debut 2026-06-01 --heures 800 --rythme 35",
		"parcours --regime CSP --debut 2026-01-05 --formation-debut 1er juin --heures 800 --rythme 35",
		"parcours --regime CSP --debut 9999-06-01 --formation-debut 9999-12-01 --heures 800 --rythme 35",
		"parcours --regime CSP --debut 9999-06-01 --formation-debut 9999-06-01 --heures 8 --rythme 35",
	};

	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		expect_refusal(NULL, lines[i], 2);
}

/* 3, then 2, then 1. */
Test(calculer, parcours_without_a_version_on_that_day_exits_1)
{
	char *dir = rules_dir_make();

	rules_dir_replace(dir, "regimes/CSP.ini", "[fin_dispositif 2025-06-01]\nvaleur = \"12\"\nunite = \"mois\"\nstatut = \"droit\"\n"
	                                          "source = \"000:343\"\n");
	expect_refusal(dir, "parcours --regime CSP --debut 2025-05-31 --formation-debut 2026-06-01 --heures 800 --rythme 35", 1);
	expect_refusal(dir, "parcours --regime CSP --debut 2025-05-31 --formation-debut 2026-06-01 --heures 0 --rythme 35", 2);
	rules_dir_write(dir, "regimes/CSP.ini", "; rien\n");
	expect_refusal(dir, "parcours --regime CSP --debut 2025-05-31 --formation-debut 2026-06-01 --heures 0 --rythme 35", 3);
	rules_dir_remove(dir);
}

Test(calculer, feries_of_a_year)
{
	expect_output("feries --annee 2026 --departement 67",
	              "2026-01-01\tJour de l'an\n2026-04-03\tVendredi saint\n2026-04-06\tLundi de Pâques\n"
	              "2026-05-01\tFête du Travail\n2026-05-08\tVictoire 1945\n2026-05-14\tAscension\n"
	              "2026-05-25\tLundi de Pentecôte\n2026-07-14\tFête nationale\n2026-08-15\tAssomption\n"
	              "2026-11-01\tToussaint\n2026-11-11\tArmistice 1918\n2026-12-25\tNoël\n2026-12-26\tSaint-Étienne\n");
}

Test(calculer, usage_faults_exit_2)
{
	const char *lines[] = {
		"", "parcours --regime CSP", "enveloppe", "echeance", "echeance --regime CER --delai contradictoire",
		"echeance --delai contradictoire --depuis 2026-01-01", "echeance --regime CER --depuis 2026-01-01",
		"echeance --regime ZZZ --delai contradictoire --depuis 2026-01-01",
		"echeance --regime CER --delai inconnu --depuis 2026-01-01",
		"echeance --regime PACEA --delai contradictoire --depuis 2026-01-01",
		"echeance --regime CSP --delai charge_maximum --depuis 2026-01-01",
		"echeance --regime CER --delai contradictoire --depuis 2026-02-30",
		"echeance --regime CER --delai contradictoire --depuis 2026-02-03T25:00",
		"echeance --regime CER --delai contradictoire --depuis 03/02/2026",
		"echeance --regime CER --delai contradictoire --depuis 9999-12-31",
		"echeance --regime CER --delai contradictoire --depuis 2026-01-01 --au demain",
		"echeance --regime CER --delai contradictoire --depuis 2026-01-01 --departement 20",
		"echeance --regime CER --delai contradictoire --depuis 2026-01-01 de trop",
		"echeance --regime CER --delai contradictoire --depuis 2026-01-01 --foyer 2",
		"echeance --regime CER --regime CE --delai contradictoire --depuis 2026-01-01",
		"echeance --regime --delai contradictoire --depuis 2026-01-01", "echeance --regime",
		"charge --base 0 --quotite 80 --demi-journees 1 --actifs 4",
		"charge --base 50 --quotite 0 --demi-journees 1 --actifs 4",
		"charge --base 50 --quotite 101 --demi-journees 1 --actifs 4",
		"charge --base 50 --quotite 80 --demi-journees 11 --actifs 4",
		"charge --base 50 --quotite 80 --demi-journees -1 --actifs 4",
		"charge --base 50 --quotite 80 --demi-journees 1 --actifs -4",
		"charge --base 50 --quotite 80 --demi-journees 1,5 --actifs 4",
		"charge --base 50 --quotite 80 --demi-journees 1", "charge --quotite 80 --demi-journees 1 --actifs 4",
		"heures --cible 15:60 --jours-absents 2", "heures --cible 15 --jours-absents 2",
		"heures --cible 15:00 --jours-absents 6", "heures --cible 15:00 --jours-absents -1",
		"heures --cible -1:00 --jours-absents 1", "heures --jours-absents 1", "heures --cible 15:00",
		"heures --cible 15:00 --jours-absents 1 --validees 1:99",
		"heures --cible 15:00 --jours-absents 1 --declarees x", "feries", "feries --annee 26", "feries --annee 1500",
		"feries --annee 20261", "feries --annee 2026 --departement 99", "feries --annee +026",
	};

	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		expect_refusal(NULL, lines[i], 2);
}

/* The blank that PostgreSQL writes for the T is not a form of the command line. */
Test(calculer, an_hour_stands_after_a_t)
{
	char *argv[] = {(char *)"echeance", (char *)"--regime", (char *)"CER", (char *)"--delai", (char *)"reponse_72h",
	                (char *)"--depuis", (char *)"2023-03-01 10:00", NULL};
	struct verb_run run = verb_run_words(cmd_calculer, NULL, 7, argv);

	cr_expect_eq(run.status, 2);
	cr_expect_str_eq(run.out, "");
	cr_expect_not_null(strstr(run.err, "AAAA-MM-JJTHH:MM"), "%s", run.err);
	verb_run_free(&run);
	argv[6] = (char *)"2023-03-01T10:00";
	run = verb_run_words(cmd_calculer, NULL, 7, argv);
	cr_expect_eq(run.status, 0, "%s", run.err);
	verb_run_free(&run);
}

Test(calculer, nothing_in_force_exits_1_after_the_usage_faults)
{
	char *dir = rules_dir_make();

	rules_dir_replace(dir, "regimes/CE.ini", "[contradictoire 2025-06-01]\nvaleur = \"10\"\nunite = \"jour\"\ndebiteur = "
	                                       "\"personne\"\nstatut = \"droit\"\nsource = \"R. 5412-7\"\n");
	expect_refusal(dir, "echeance --regime CE --delai contradictoire --depuis 2025-05-31", 1);
	expect_refusal(dir, "echeance --regime CE --delai contradictoire --depuis 2025-05-31 --au demain", 2);
	rules_dir_remove(dir);
}

Test(calculer, a_broken_rule_folder_exits_3_before_anything_else)
{
	char *dir = rules_dir_make();

	expect_refusal("/nulle/part", "echeance --regime CER --delai contradictoire --depuis 2026-01-01", 3);
	expect_refusal("/nulle/part", "echeance --fausse option", 3);
	expect_refusal(NULL, "echeance --regime CER --delai contradictoire --depuis 2026-02-30 --regles /nulle/part", 3);
	expect_refusal(NULL, "feries --annee 2026 --regles=/nulle/part", 3);
	rules_dir_write(dir, "regimes/CSP.ini", "[x]\n");
	expect_refusal(dir, "echeance --regime CER --delai contradictoire --depuis 2026-01-01", 3);
	expect_refusal(dir, "heures --cible x", 3);
	rules_dir_remove(dir);
}

Test(calculer, other_rule_files_are_read_by_regles)
{
	char *dir = rules_dir_make(), line[512];
	struct verb_run run;

	rules_dir_replace(dir, "regimes/PPAE.ini", "[contradictoire]\nvaleur = \"12\"\nunite = \"jour\"\ndebiteur = \"personne\"\n"
	                                         "statut = \"droit\"\nsource = \"000:1\"\n");
	snprintf(line, sizeof line, "echeance --regime PPAE --delai contradictoire --depuis 2026-03-02 --regles %s", dir);
	run = verb_run(cmd_calculer, NULL, line);
	cr_expect_not_null(strstr(run.out, "echeance\t2026-03-14\n"), "%s%s", run.out, run.err);
	cr_expect_not_null(strstr(run.out, "source\t000:1\n"));
	verb_run_free(&run);
	rules_dir_remove(dir);
}

Test(calculer, a_mistyped_option_is_answered_with_the_closest_name)
{
	struct verb_run run = verb_run(cmd_calculer, NULL, "echeance --delay x");

	cr_expect_str_eq(run.err, "jalon : option inconnue : --delay. Vouliez-vous dire --delai ?\n");
	verb_run_free(&run);
	run = verb_run(cmd_calculer, NULL, "feries --parfaitement");
	cr_expect_str_eq(run.err, "jalon : option inconnue : --parfaitement. Options admises ici : --annee, --departement, "
	                          "--regles.\n");
	verb_run_free(&run);
}

Test(calculer, what_was_typed_cannot_drive_the_terminal)
{
	struct verb_run run = verb_run(cmd_calculer, NULL, "echeance --regime \x1b[31m\xe2\x80\xae\x9b --delai x --depuis 2026-01-01");

	cr_expect_eq(run.status, 2);
	cr_expect_null(strchr(run.err, '\x1b'));
	cr_expect_not_null(strstr(run.err, "␛[31m"), "%s", run.err);
	cr_expect_null(strstr(run.err, "\xe2\x80\xae"));
	verb_run_free(&run);
}

Test(regles, lister_tsv_holds_every_parameter)
{
	struct verb_run run = verb_run(cmd_regles, NULL, "lister --format tsv");
	const char *header = "regime\tcode\tvaleur\tunite\tstatut\tapplique\tsource\tdu\tau\n";

	cr_expect_eq(run.status, 0);
	cr_expect_eq(strncmp(run.out, header, strlen(header)), 0);
	cr_expect_not_null(strstr(run.out, "\nCER\tcontradictoire\t30\tjour\tdroit\toui\t003:7817, 003:7618\t\t\n"));
	cr_expect_not_null(strstr(run.out, "\nCOMMUN\treponse_72h\t72\theure\tproposition\tnon\t003:5088\t\t\n"));
	cr_expect_not_null(strstr(run.out, "\nCSP\tpremier_entretien\tnon fixé\t\tlocal\toui\t000:88, 000:5669\t\t\n"));
	for (const char *p = run.out, *end; (end = strchr(p, '\n')) != NULL; p = end + 1) {
		int tabs = 0;

		for (const char *c = p; c < end; c++)
			tabs += *c == '\t' ? 1 : 0;
		cr_expect_eq(tabs, 8, "%.*s", (int)(end - p), p);
	}
	verb_run_free(&run);
}

Test(regles, lister_shows_dates)
{
	char *dir = rules_dir_make();
	struct verb_run run;

	rules_dir_replace(dir, "regimes/CE.ini", "[contradictoire 2025-06-01]\nvaleur = \"10\"\nunite = \"jour\"\ndebiteur = "
	                                       "\"personne\"\nstatut = \"droit\"\nsource = \"R. 5412-7\"\nau = \"2027-12-31\"\n");
	run = verb_run(cmd_regles, dir, "lister --format=tsv --regime CE");
	cr_expect_not_null(strstr(run.out, "\nCE\tcontradictoire\t10\tjour\tdroit\toui\tR. 5412-7\t2025-06-01\t2027-12-31\n"), "%s%s", run.out, run.err);
	verb_run_free(&run);
	run = verb_run(cmd_regles, dir, "lister --regime CE");
	cr_expect_not_null(strstr(run.out, "CE        contradictoire           10 jours     droit       appliqué     du 2025-06-01 au "
	                          "2027-12-31 R. 5412-7\n"), "%s", run.out);
	verb_run_free(&run);
	rules_dir_remove(dir);
}

Test(regles, expliquer_says_all_about_one_rule)
{
	struct verb_run run = verb_run(cmd_regles, NULL, "expliquer contradictoire --regime CER");

	cr_expect_eq(run.status, 0);
	cr_expect_str_eq(run.out, "CER · contradictoire : Réponse de la personne au contradictoire\n"
	                          "  valeur      30 jours\n"
	                          "  dû par      le bénéficiaire\n"
	                          "  part de     réception de l'information\n"
	                          "  s'arrête à  observations de la personne\n"
	                          "  report      aucun\n"
	                          "  alerte      15 jours avant l'échéance\n"
	                          "  statut      droit, appliqué\n"
	                          "  en vigueur  sans limite de date\n"
	                          "  source      003:7817, 003:7618\n"
	                          "  remarque    30 jours dans le texte ; le tableau porte 1 mois (003:7618)\n");
	verb_run_free(&run);
	run = verb_run(cmd_regles, NULL, "expliquer reponse_72h --regime CTP");
	cr_expect_eq(run.status, 0);
	cr_expect_eq(strncmp(run.out, "COMMUN · reponse_72h", 20), 0, "the common rule when the regime has none");
	cr_expect_not_null(strstr(run.out, "objectif proposé, non appliqué"));
	verb_run_free(&run);
}

Test(regles, verifier_prints_every_fault)
{
	char *dir = rules_dir_make(), line[512];
	struct verb_run run = verb_run(cmd_regles, dir, "verifier");

	cr_expect_eq(run.status, 0);
	cr_expect_str_eq(run.out, "Règles vérifiées : aucune faute.\n");
	verb_run_free(&run);
	rules_dir_write(dir, "regimes/CE.ini", "[a]\n[b]\n[c]\n"); /* and the six codes that CE must have */
	run = verb_run(cmd_regles, dir, "verifier");
	cr_expect_eq(run.status, 3);
	cr_expect_str_eq(run.out, "");
	cr_expect_eq(line_count(run.err), 9, "%s", run.err);
	verb_run_free(&run);
	snprintf(line, sizeof line, "verifier %s/regimes/CE.ini %s/regimes/CER.ini", dir, dir);
	run = verb_run(cmd_regles, NULL, line);
	cr_expect_eq(run.status, 3);
	cr_expect_eq(line_count(run.err), 9, "%s", run.err);
	verb_run_free(&run);
	rules_dir_remove(dir);
}

Test(regles, refusals)
{
	const struct {
		const char *line;
		int status;
	} rows[] = {{"", 2}, {"charger", 2}, {"lister x", 2}, {"lister --format csv", 2}, {"lister --regime ZZ", 2},
	            {"expliquer", 2}, {"expliquer a b", 2}, {"expliquer rien", 1}, {"expliquer orientation --regime CSP", 1},
	            {"verifier /nulle/part/CER.ini", 3}, {"verifier --regles /nulle/part", 3},
	            {"lister --regles /nulle/part", 3}};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct verb_run run = verb_run(cmd_regles, NULL, rows[i].line);

		cr_expect_eq(run.status, rows[i].status, "« %s »: %s", rows[i].line, run.err);
		cr_expect_eq(line_count(run.err), 1, "« %s »: %s", rows[i].line, run.err);
		verb_run_free(&run);
	}
}

static int charger_was_called;

static int charger_stand_in(struct command_context *ctx, int argc, char **argv)
{
	(void)ctx;
	charger_was_called = argc == 2 && strcmp(argv[1], "--x") == 0;
	return 7;
}

static int regles_with_charger(struct command_context *ctx, int argc, char **argv)
{
	return cmd_regles_with(ctx, argc, argv, charger_stand_in);
}

Test(regles, charger_goes_to_who_has_the_database)
{
	struct verb_run run = verb_run(regles_with_charger, NULL, "charger --x");

	cr_expect_eq(run.status, 7);
	cr_expect(charger_was_called);
	verb_run_free(&run);
}
