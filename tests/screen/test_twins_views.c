/* afficher journee, afficher agenda, creneaux and what the agenda is planned with, as scripts and readers meet them. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "tests/screen/twins.h"

TestSuite(twins_views, .init = twins_begin, .fini = twins_end);

enum { COLUMNS = 100 };

/* Every line fits the page, none ends with a blank. */
static void expect_page(const char *text)
{
	char line[1024];
	for (const char *at = text; *at != '\0';) {
		size_t length = strcspn(at, "\n");
		cr_assert(length < sizeof line);
		memcpy(line, at, length);
		line[length] = '\0';
		cr_expect(text_width(line) <= COLUMNS, "%d columns: %s", text_width(line), line);
		cr_expect(length == 0 || line[length - 1] != ' ', "a blank ends « %s »", line);
		at += length + (at[length] == '\n');
	}
}

/* Each line of a TSV has as many values as the first one. */
static void expect_table(const char *text, const char *heading)
{
	size_t columns = 0, tabs = 0;
	cr_expect(strncmp(text, heading, strlen(heading)) == 0 && text[strlen(heading)] == '\n', "%s", text);
	for (const char *c = heading; *c != '\0'; c++)
		columns += *c == '\t';
	for (const char *c = text; *c != '\0'; c++) {
		tabs += *c == '\t';
		if (*c != '\n')
			continue;
		cr_expect_eq(tabs, columns, "%zu tabs", tabs);
		tabs = 0;
	}
}

static int count_of(const char *text, const char *what)
{
	int count = 0;
	for (const char *at = strstr(text, what); at != NULL; at = strstr(at + 1, what))
		count++;
	return count;
}

/* --- Ma journée ---------------------------------------------------------------------------------------------- */

#define DAY_HEADING "rang\tbande\tproprietaire\tidentifiant\tnom\tprenom\tregle\techeance\traison"

/* How many lines the queue has for that person and that rule. */
static int lines_of(const char *id, const char *rule)
{
	char wanted[64], *out = twin_printed(JALON("--format", "tsv", "afficher", "journee")), *rest = NULL;
	int count = 0;
	snprintf(wanted, sizeof wanted, "\t%s\t", rule);
	for (char *line = strtok_r(out, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest))
		count += strstr(line, id) != NULL && strstr(line, wanted) != NULL;
	free(out);
	return count;
}

Test(twins_views, the_day_is_a_ranked_table_mine_first)
{
	char *out = twin_printed(JALON("afficher", "journee", "--format", "tsv")), *rest = NULL;
	bool waiting = false;
	int rank = 0;
	expect_table(out, DAY_HEADING);
	for (char *line = strtok_r(out, "\n", &rest); (line = strtok_r(NULL, "\n", &rest)) != NULL;) {
		bool mine = strstr(line, "\tmoi\t") != NULL;
		cr_expect_eq(atoi(line), ++rank, "%s", line);
		cr_expect(!(waiting && mine), "mine after what waits: %s", line);
		cr_expect(strstr(line, "\tgris\t") == NULL, "%s", line);
		waiting = waiting || !mine;
	}
	cr_expect_gt(rank, 10);
	cr_expect(waiting, "nothing waits for somebody else");
	free(out);
}

Test(twins_views, the_day_reads_on_a_page_with_rule_and_gesture)
{
	char *out = twin_printed(JALON("afficher", "journee"));
	expect_page(out);
	cr_expect(strstr(out, "À traiter (") != NULL && strstr(out, "En attente d'un autre (") != NULL, "%s", out);
	cr_expect(strstr(out, "rdv_hebdomadaire ; c contact\n") != NULL, "%s", out);
	free(out);
}

Test(twins_views, a_line_leaves_the_day_when_it_is_done_or_put_off)
{
	cr_assert_eq(lines_of(emre, "presence_inconnue"), 1);
	cr_assert_eq(lines_of(aicha, "rdv_hebdomadaire"), 1);
	twin_done(JALON("journee", "fait", emre, "presence_inconnue"), "fait pour aujourd'hui");
	twin_done(JALON("journee", "reporter", aicha, "rdv_hebdomadaire", "--jusqu-au", "25/11/2026"), "reporté au mer. 25 nov.");
	cr_expect_eq(lines_of(emre, "presence_inconnue"), 0);
	cr_expect_eq(lines_of(aicha, "rdv_hebdomadaire"), 0);
	ROW("SELECT string_agg(concat_ws(' ', r.geste, r.jusqu_au), '|' ORDER BY r.geste) FROM jalon.report r JOIN jalon.personne p "
	    "USING (agence_id, personne_id) WHERE r.login = 'mlegoff' AND (p.nom = 'Bernard' AND p.prenom = 'Aïcha' OR p.nom LIKE 'Y%lmaz')",
	    "fait 2026-11-23|reporte 2026-11-25");
	twin_refused(JALON("journee", "fait", emre, "presence_inconnue"), 1, "votre journée n'a pas de ligne « presence_inconnue »");
	twin_refused(JALON("journee", "reporter", emre, "presence_inconnue"), 2, "--jusqu-au");
	twin_refused(JALON("journee", "fait", emre, "rdv_mensuel"), 1, "pas de ligne « rdv_mensuel » pour cette personne");
	twin_refused(JALON("journee", "fait", stranger, "rdv_hebdomadaire"), 1, "hors de votre portée");
	twin_refused(JALON("journee"), 2, "attendu « reporter ID REGLE");
}

Test(twins_views, a_line_is_not_put_off_to_the_past)
{
	twin_refused(JALON("journee", "reporter", emre, "presence_inconnue", "--jusqu-au", AGENCY_DAY), 2, "à un jour à venir");
	twin_refused(JALON("journee", "reporter", emre, "presence_inconnue", "--jusqu-au", "2028-01-01"), 2, "d'un an au plus");
	cr_expect_eq(lines_of(emre, "presence_inconnue"), 1);
}

/* --- Agenda ---------------------------------------------------------------------------------------------------- */

#define AGENDA_HEADING "debut\tfin\tidentifiant\tnom\tprenom\ttype\tlieu\tpresence"

Test(twins_views, the_week_holds_what_was_given_and_nothing_else)
{
	char expected[512], *out;
	twin_done(JALON("rdv", "donner", aicha, "--jour", "2027-02-03", "--heure", "9h", "--lieu", "telephone"), "Enregistré");
	twin_done(JALON_AS(SUPERVISOR, "fermeture", "--du", "2027-02-04", "--motif", "inventaire"), "fermeture");
	twin_done(JALON("absence", "--du", "2027-02-05", "--motif", "formation"), "absence");
	out = twin_printed(JALON("afficher", "agenda", "--semaine", "2027-W05", "--format", "tsv"));
	snprintf(expected, sizeof expected, AGENDA_HEADING "\n"
	         "2027-02-03T09:00\t2027-02-03T09:30\t%s\tBernard\tAïcha\tentretien\ttelephone\tinconnu\n"
	         "2027-02-04T00:00\t2027-02-05T00:00\t\tinventaire\t\tfermeture\t\t\n"
	         "2027-02-05T00:00\t2027-02-06T00:00\t\tformation\t\tabsence\t\t\n", aicha);
	cr_expect_str_eq(out, expected);
	free(out);
}

Test(twins_views, the_week_reads_on_a_page)
{
	char *out = twin_printed(JALON("afficher", "agenda", "--semaine", "2026-W47"));
	expect_page(out);
	cr_expect(strstr(out, "Semaine 47 · 16 au ") != NULL, "%s", out);
	cr_expect(strstr(out, "lun. 16 nov.") != NULL && strstr(out, "RDV · ") != NULL, "%s", out);
	free(out);
	out = twin_printed(JALON("afficher", "agenda", "--semaine", "2026-W48", "--format", "tsv"));
	expect_table(out, AGENDA_HEADING);
	free(out);
}

Test(twins_views, a_responsable_names_whose_agenda_and_a_colleague_has_none)
{
	char *mine = twin_printed(JALON("afficher", "agenda", "--format", "tsv"));
	char *theirs = twin_printed(JALON_AS(SUPERVISOR, "afficher", "agenda", "mlegoff", "--format", "tsv"));
	cr_expect_str_eq(mine, theirs);
	cr_expect_gt(count_of(mine, "\n"), 5);
	free(mine);
	free(theirs);
	twin_refused(JALON_AS(SUPERVISOR, "afficher", "agenda"), 2, "l'agenda de quel référent ? Nommez-le : jalon afficher agenda COMPTE");
	twin_refused(JALON_AS(COLLEAGUE, "afficher", "agenda", "mlegoff"), 1, "référent « mlegoff » inexistant ou hors de votre portée");
	twin_refused(JALON("afficher", "agenda", "--semaine", "2026-W54"), 2, "--semaine : attendu AAAA-Wnn");
	twin_refused(JALON("afficher", "agenda", "--semaine", "W48"), 2, "--semaine : attendu AAAA-Wnn");
	twin_refused(JALON("afficher", "journee", "--semaine", "2026-W48"), 2, "--semaine est pour l'agenda");
}

/* What happens afterwards changes nothing of an earlier day. */
Test(twins_views, an_earlier_day_reads_the_same_tomorrow)
{
	enum { VIEWS = 4 };
	static const char *const views[VIEWS][3] = {{"journee"}, {"agenda"}, {"agenda", "--semaine", "2026-W48"}, {"propositions"}};
	char *before[VIEWS], *after, *known = agency_value(twins_agency(),
		"SELECT p.identifiant FROM jalon.seance s JOIN jalon.participation x USING (agence_id, seance_id) JOIN jalon.personne p "
		"USING (agence_id, personne_id) WHERE s.conseiller = 'mlegoff' AND s.capacite IS NULL AND s.annulee_le IS NULL "
		"AND s.saisi_le < '2026-11-17' AND lower(s.periode) BETWEEN '2026-11-23' AND '2026-11-28' ORDER BY s.periode LIMIT 1");
#define THEN(view) JALON("--au", "2026-11-18", "--format", "tsv", "afficher", (char *)(view)[0], (char *)(view)[1], (char *)(view)[2])
	for (int i = 0; i < VIEWS; i++)
		before[i] = twin_printed(THEN(views[i]));
	twin_done(JALON("rdv", "donner", aicha, "--jour", "2026-11-23", "--heure", "16h"), "Enregistré");
	twin_done(JALON("contact", emre, "--canal", "telephone"), "contact");
	twin_done(JALON("journee", "fait", emre, "presence_inconnue"), "fait");
	twin_done(JALON("rdv", "annuler", known, "--demandeur", "personne", "--motif", "malade"), "annulé");
	twin_done(JALON("absence", "--du", "2026-11-27", "--motif", "formation"), "absence");
	twin_done(JALON_AS(SUPERVISOR, "fermeture", "--du", "2026-11-26", "--motif", "panne"), "fermeture");
	twin_done(JALON("rdv", "proposer", aicha, "2027-02-03T10:00", "2027-02-04T09:00"), "2 créneaux");
	for (int i = 0; i < VIEWS; i++) {
		after = twin_printed(THEN(views[i]));
		cr_expect_str_eq(after, before[i], "%s %s", views[i][0], views[i][1] != NULL ? views[i][2] : "");
		free(before[i]);
		free(after);
	}
	free(known);
}

Test(twins_views, proposals_print_as_handed_over)
{
	char *out;
	twin_done(JALON("rdv", "proposer", aicha, "2027-02-03T10:00", "2027-02-04T09:00", "--texte", "Merci de répondre avant vendredi"), "2 créneaux");
	out = twin_printed(JALON("afficher", "propositions"));
	expect_page(out);
	cr_expect(strstr(out, "1 [ ] mer. 3 févr. 2027 à 10:00") != NULL && strstr(out, "Merci de répondre avant vendredi") != NULL, "%s", out);
	free(out);
	out = twin_printed(JALON("afficher", "propositions", "--format", "tsv"));
	expect_table(out, "proposition\tidentifiant\tnom\tdebut\tminutes\ttype\tlieu");
	cr_expect_eq(count_of(out, aicha), 2);
	free(out);
}

/* --- free slots --------------------------------------------------------------------------------------------------- */

Test(twins_views, a_slot_that_is_free_may_be_given_and_is_free_no_more)
{
	char first[32], *out = twin_printed(JALON("creneaux", aicha, "--nombre", "3", "--du", "03/02/2027", "--duree", "45", "--format", "tsv"));
	expect_table(out, "debut\tfin");
	cr_expect_str_eq(out, "debut\tfin\n2027-02-03T08:30\t2027-02-03T09:15\n2027-02-03T09:15\t2027-02-03T10:00\n2027-02-03T10:00\t2027-02-03T10:45\n");
	free(out);
	snprintf(first, sizeof first, "08:30");
	twin_done(JALON("rdv", "donner", aicha, "--jour", "2027-02-03", "--heure", first, "--duree", "45"), "Enregistré");
	out = twin_printed(JALON("creneaux", aicha, "--nombre", "1", "--du", "2027-02-03", "--duree", "45", "--format", "tsv"));
	cr_expect_str_eq(out, "debut\tfin\n2027-02-03T09:15\t2027-02-03T10:00\n");
	free(out);
}

Test(twins_views, no_free_slot_is_status_1_and_conges_leave_none)
{
	struct program_run run;
	twin_done(JALON("conges", aicha, "--du", "2027-02-01", "--au", "2027-03-31"), "congés");
	run = JALON("creneaux", aicha, "--du", "2027-02-01", "--format", "tsv");
	cr_expect_eq(run.status, 1);
	cr_expect_str_eq(run.out, "debut\tfin\n");
	program_run_free(&run);
	twin_refused(JALON("creneaux", "--duree", "3"), 2, "--duree : de 5 à 720");
	twin_refused(JALON("creneaux", "--du", "demain"), 2, "--du : attendu une date");
	twin_refused(JALON("creneaux", stranger), 1, "hors de votre portée");
}

/* --- what it is planned with ------------------------------------------------------------------------------------------ */

Test(twins_views, hours_absences_and_closings_are_set_and_taken_back)
{
	twin_done(JALON("horaires", "--lundi", "9h-12h 14h-17h"), "horaires");
	ROW("SELECT plages FROM jalon.horaire WHERE login = 'mlegoff'", "{[540,720),[840,1020)}");
	twin_refused(JALON("rdv", "donner", aicha, "--jour", "2027-02-03", "--heure", "9h"), 1, "hors des horaires de travail");
	twin_refused(JALON("horaires", "--mardi", "8h"), 2, "mardi : attendu des plages comme 9h-12h30 13h30-17h");
	twin_done(JALON("horaires"), "ceux de l'agence");
	twin_done(JALON("rdv", "donner", aicha, "--jour", "2027-02-03", "--heure", "9h"), "Enregistré");
	twin_done(JALON("absence", "--du", "2027-02-04", "--au", "05/02/2027", "--motif", "formation"), "absence du jeu. 4 févr. au ven. 5 févr.");
	twin_done(JALON("absence", "retirer", "--du", "05/02/2027"), "retirée");
	twin_refused(JALON("absence", "retirer", "--du", "05/02/2027"), 1, "aucune absence à vous ce jour-là");
	twin_refused(JALON("fermeture", "--du", "2027-02-04", "--motif", "pont"), 1, "réservé au responsable");
	twin_done(JALON_AS(SUPERVISOR, "fermeture", "--du", "2027-02-04", "--au", "2027-02-05", "--motif", "pont"), "fermeture");
	ROW("SELECT concat_ws('|', du, au, motif, saisi_par) FROM jalon.fermeture WHERE du = date '2027-02-04'",
	    "2027-02-04|2027-02-06|pont|" SUPERVISOR);
	twin_done(JALON_AS(SUPERVISOR, "fermeture", "retirer", "--du", "2027-02-05"), "retirée");
	twin_refused(JALON_AS(SUPERVISOR, "fermeture", "retirer", "--du", "2027-02-05"), 1, "l'agence n'est pas fermée ce jour-là");
}
