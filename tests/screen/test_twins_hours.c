/* jalon heures, derogation, conges --nature, and afficher heures: the row of each verb, each refusal (rules.md L8). */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/screen/twins.h"

static char id[16];

/* Somebody of the test's own, under the CEJ (15 hours a week, 003:4186) since 1 June. */
static void begin(void)
{
	char *out, *tab;

	twins_begin();
	out = twin_printed(JALON("--format", "tsv", "inscrire", "--nom", "Testard", "--prenom", "Odile", "--naissance", "2004-05-01",
	                         "--regime", "CEJ", "--du", "2026-06-01"));
	tab = strchr(out, '\n');
	cr_assert_not_null(tab);
	snprintf(id, sizeof id, "%.*s", (int)strcspn(tab + 1, "\t"), tab + 1);
	free(out);
}

TestSuite(twins_hours, .init = begin, .fini = twins_end);

#define OF_ODILE "personne_id = (SELECT personne_id FROM jalon.personne WHERE nom = 'Testard')"
#define DECLARE(...) JALON("heures", "declarer", id, __VA_ARGS__)

Test(twins_hours, hours_declared_then_validated_are_the_rows_that_were_asked_for)
{
	twin_done(DECLARE("candidature", "1h30", "--jour", "2026-11-20", "--texte", "trois lettres"), "TESTARD Odile");
	twin_done(DECLARE("7", "45 min", "--jour", "20/11/2026"), "TESTARD Odile");
	twin_done(DECLARE("emploi", "4", "--jour", "2026-11-10"), "TESTARD Odile");
	ROW("SELECT string_agg(concat_ws(' ', jour, theme, minutes, texte, declaree_par, validee_par), '|' ORDER BY jour, minutes) "
	    "FROM jalon.activite WHERE " OF_ODILE,
	    "2026-11-10 emploi 240  mlegoff|2026-11-20 candidature 45  mlegoff|2026-11-20 candidature 90 trois lettres mlegoff");
	twin_done(JALON("heures", "valider", id, "--semaine", "2026-W46"), "4 h");
	ROW("SELECT count(*) FROM jalon.activite WHERE validee_par = 'mlegoff' AND " OF_ODILE, "1");
	twin_done(JALON("heures", "valider", id), "2 h 15");
	twin_refused(JALON("heures", "valider", id), 1, "aucune heure n'attend d'être validée");
	ROW("SELECT count(*) FROM jalon.activite WHERE validee_par = 'mlegoff' AND " OF_ODILE, "3");
}

/* ISSUE « bad input »: hours above 24 in a day or on a day to come. */
Test(twins_hours, a_day_to_come_or_too_full_is_refused)
{
	twin_refused(DECLARE("emploi", "2", "--jour", "2026-11-23"), 1, "à venir");
	twin_refused(DECLARE("emploi", "25", "--jour", "2026-11-20"), 2, "la durée");
	twin_done(DECLARE("emploi", "20", "--jour", "2026-11-20"), "TESTARD Odile");
	twin_refused(DECLARE("freins", "4h01", "--jour", "2026-11-20"), 1, "une journée ne compte pas plus de 24 heures, toutes activités ensemble : 20 h déjà déclarées");
	twin_done(DECLARE("freins", "4h", "--jour", "2026-11-20"), "TESTARD Odile");
	ROW("SELECT sum(minutes) FROM jalon.activite WHERE " OF_ODILE, "1440");
}

Test(twins_hours, what_is_mistyped_is_told)
{
	twin_refused(JALON("heures"), 2, "attendu « declarer ID THEME DUREE »");
	twin_refused(DECLARE("emploi"), 2, "il manque un argument");
	twin_refused(DECLARE("sieste", "1h"), 2, "n'est pas l'un des neuf");
	twin_refused(DECLARE("0", "1h"), 2, "n'est pas l'un des neuf");
	twin_refused(DECLARE("emploi", "0"), 2, "la durée");
	twin_refused(DECLARE("emploi", "longtemps"), 2, "la durée");
	twin_refused(DECLARE("emploi", "1h", "--jour", "2026-02-30"), 2, "n'est pas une date");
	twin_refused(JALON("heures", "valider", id, "--semaine", "46"), 2, "attendu AAAA-Wnn");
	twin_refused(JALON("heures", "declarer", stranger, "emploi", "1h"), 1, "inexistant ou hors de votre portée");
	twin_refused(JALON("--au", "2026-11-22", "heures", "declarer", id, "emploi", "1h"), 1, "--au ne fait que consulter");
	ROW("SELECT count(*) FROM jalon.activite WHERE " OF_ODILE, "0");
}

Test(twins_hours, the_last_declaration_of_a_theme_is_withdrawn)
{
	twin_done(DECLARE("emploi", "2", "--jour", "2026-11-20"), "TESTARD Odile");
	twin_refused(JALON("heures", "retirer", id, "freins", "--jour", "2026-11-20"), 1, "aucune heure de ce thème");
	twin_refused(JALON("heures", "retirer", id, "emploi"), 1, "aucune heure de ce thème");
	twin_done(JALON("heures", "retirer", id, "emploi", "--jour", "2026-11-20"), "retiré");
	twin_refused(JALON("heures", "retirer", id, "8", "--jour", "2026-11-20"), 1, "aucune heure de ce thème");
	ROW("SELECT count(*) FILTER (WHERE annule_par IS NULL) || '/' || count(*) FROM jalon.activite WHERE " OF_ODILE, "0/1");
}

/* 003:4415: a dérogation with its reason; one at a time. */
Test(twins_hours, a_derogation_has_its_reason)
{
	twin_refused(JALON("derogation", "accorder", id, "--du", "2026-11-09", "--au", "2026-11-22", "--cible", "6h"), 2, "option --motif attendue");
	twin_refused(JALON("derogation", "accorder", id, "--du", "2026-11-22", "--au", "2026-11-09", "--cible", "6h", "--motif", "x"), 1, "finit après son début");
	twin_done(JALON("derogation", "accorder", id, "--du", "2026-11-09", "--au", "2026-11-22", "--cible", "6h", "--motif", "garde d'enfant"), "TESTARD Odile");
	twin_refused(JALON("derogation", "accorder", id, "--du", "2026-11-20", "--au", "2026-11-29", "--cible", "0", "--motif", "x"), 1,
	             "une autre dérogation court déjà sur ces dates : du 09/11/2026 au 22/11/2026");
	ROW("SELECT concat_ws('|', du, au, cible_minutes, motif, accordee_par) FROM jalon.derogation WHERE " OF_ODILE,
	    "2026-11-09|2026-11-23|360|garde d'enfant|mlegoff");
	twin_refused(JALON("derogation", "retirer", id, "--du", "2026-11-10"), 1, "aucune dérogation ne commence ce jour-là");
	twin_done(JALON("derogation", "retirer", id, "--du", "2026-11-09"), "retirée");
	twin_refused(JALON("derogation"), 2, "attendu « accorder ID");
}

/* 26 rows; the target prorated by illness, replaced by a dérogation; what is not fixed is said. */
Test(twins_hours, tsv_has_a_row_a_week)
{
	char *out, *line;
	int rows = -1;

	twin_done(JALON("conges", id, "--du", "2026-11-04", "--au", "2026-11-05", "--nature", "maladie"), "TESTARD Odile");
	twin_refused(JALON("conges", id, "--du", "2026-10-01", "--au", "2026-10-02", "--nature", "autre"), 2, "");
	twin_done(JALON("derogation", "accorder", id, "--du", "2026-11-09", "--au", "2026-11-15", "--cible", "6h", "--motif", "garde d'enfant"), "TESTARD Odile");
	twin_done(DECLARE("emploi", "2h30", "--jour", "2026-11-10"), "TESTARD Odile");
	twin_done(JALON("heures", "valider", id), "2 h 30");
	twin_done(DECLARE("emploi", "1", "--jour", "2026-11-03"), "TESTARD Odile");
	out = twin_printed(JALON("--format", "tsv", "afficher", "heures", id));
	cr_expect(strstr(out, "semaine\tcible\tabsents\tdeclarees\tvalidees\treste\tderogation\n") == out, "%s", out);
	for (line = out; *line != '\0'; line += strcspn(line, "\n") + 1)
		rows++;
	cr_expect_eq(rows, 26, "%s", out);
	cr_expect(strstr(out, "\n2026-W45\t9:00\t2\t1:00\t0:00\t9:00\t\n") != NULL, "%s", out);
	/* 11 November is a holiday, and takes nothing off. */
	cr_expect(strstr(out, "\n2026-W46\t6:00\t0\t2:30\t2:30\t3:30\tgarde d'enfant\n") != NULL, "%s", out);
	cr_expect(strstr(out, "\n2026-W47\t15:00\t0\t0:00\t0:00\t15:00\t\n") != NULL, "%s", out);
	cr_expect(strstr(out, "\n2026-W22\tnon fixé\t") != NULL, "before the regime:\n%s", out);
	free(out);
}

Test(twins_hours, text_shows_the_week_by_theme_and_the_weeks_before)
{
	char *out;

	twin_done(DECLARE("emploi", "2h30", "--jour", "2026-11-10"), "TESTARD Odile");
	out = twin_printed(JALON("afficher", "heures", id, "--semaine", "2026-W46"));
	cr_expect(strstr(out, "TESTARD Odile · CEJ · objectif 15h par semaine") != NULL, "%s", out);
	cr_expect(strstr(out, "  8. ") != NULL && strstr(out, "2h30 (mar. 10 2h30 ?)") != NULL, "%s", out);
	cr_expect(strstr(out, "2026-W46") != NULL && strstr(out, "  mer. 11 : férié") != NULL, "%s", out);
	free(out);
	twin_refused(JALON("afficher", "heures", id, "--semaine", "novembre"), 2, "attendu AAAA-Wnn");
	twin_refused(JALON("afficher", "fiche", id, "--semaine", "2026-W46"), 2, "--semaine est pour l'agenda et les heures");
	twin_refused(JALON("afficher", "heures", stranger), 1, "inexistant ou hors de votre portée");
	twin_refused(JALON("afficher", "heures"), 2, "l'identifiant de la personne manque");
}
