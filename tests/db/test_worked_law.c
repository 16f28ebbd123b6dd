/* What a file on a real base is judged by, and that it can be told: the law of its day, a later one changing nothing judged
 * before it (rules.md §1); the hours of a year, counted three ways (L8); « Pourquoi ? » on ten flags. Acts: worked_file.h. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "tests/db/worked_file.h"
#include "tests/db/world.h"
#include "tests/support/program.h"
#include "tests/support/rules_dir.h"

TestSuite(worked_law, .init = worked_open, .fini = worked_close, .timeout = 120);

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* --- the same facts, under the law of 2022 and under that of 2026 ----------------------------------------------- */

/* Monday 7 March 2022 and Monday 2 March 2026: the same days of the week. */
static const char of_2022[] = "2022-03-07", of_2026[] = "2026-03-02";

static struct date date_of(const char *text)
{
	struct date day;

	cr_assert(date_parse(text, &day), "%s", text);
	return day;
}

/* « @12 » in an act is the thirteenth day of the file. */
static void act_from(const char *first, const char *act)
{
	char text[256] = "", day[DATE_TEXT];

	for (size_t n = 0; *act != '\0' && n < sizeof text - DATE_TEXT; n = strlen(text)) {
		char *end;

		if (*act != '@') {
			text[n] = *act++;
			text[n + 1] = '\0';
			continue;
		}
		strcat(text, date_format(date_add_days(date_of(first), (int)strtol(act + 1, &end, 10)), day));
		act = end;
	}
	worked_act(text);
}

static const struct dated_act { int day; const char *act; } young[] = {
	{0, "inscrire CEJ 2004-06-01"},
	{0, "rdv R1 @3 premier_entretien"},
	{4, "tenu R1 mécanique"},
	{14, "heures A1 @8 emploi 480"},
	{14, "heures A2 @9 competences 420"},
	{14, "contact telephone"},
	{14, "rdv R2 @37 entretien"},
};
static const int looked_at[] = {4, 13, 16, 22, 34};

static void facts_enter(const char *first)
{
	char last[DATE_TEXT];

	for (size_t i = 0; i < COUNT(young); i++) {
		char day[DATE_TEXT];

		worked_day(date_format(date_add_days(date_of(first), young[i].day), day));
		act_from(first, young[i].act);
	}
	worked_day(date_format(date_add_days(date_of(first), 34), last));
}

static const char *judged_on(struct arena *arena, const struct rulebook *book, const char *first, int day)
{
	char text[DATE_TEXT];

	return arena_format(arena, "%s", worked_judged(arena, book, date_format(date_add_days(date_of(first), day), text)));
}

/* A folder whose law of the CEJ changed on 2026-01-01; the numbers are the test's, not the law's. */
#define VERSION(code, unit, more, before, after) \
	"[" code "]\nvaleur = \"" before "\"\nunite = \"" unit "\"\n" more "statut = \"droit\"\nsource = \"L. 2022\"\nau = \"2025-12-31\"\n" \
	"[" code " 2026-01-01]\nvaleur = \"" after "\"\nunite = \"" unit "\"\n" more "statut = \"droit\"\nsource = \"L. 2026\"\n"
#define BOTH "debiteur = \"les_deux\"\ndepart = \"x\"\narret = \"x\"\n"

static void law_changed(struct rulebook *book)
{
	char *dir = rules_dir_make();

	rules_dir_replace(dir, "regimes/CEJ.ini", VERSION("echange_hebdomadaire", "semaine", BOTH, "1", "2"));
	rules_dir_replace(dir, "regimes/CEJ.ini", VERSION("point_etape", "mois", BOTH, "1", "2"));
	rules_dir_replace(dir, "regimes/CEJ.ini", VERSION("heures_hebdomadaires", "heure", "", "15", "20"));
	rules_dir_replace(dir, "regimes/CEJ.ini", VERSION("fin_dispositif", "mois", "", "12", "1"));
	*book = rules_read(dir);
	rules_dir_remove(dir);
}

/* As VERSION says before: what stands undated in the tree. */
static void law_before(struct rulebook *book)
{
	char *dir = rules_dir_make();

#define ONLY(code, unit, more, value) "[" code "]\nvaleur = \"" value "\"\nunite = \"" unit "\"\n" more "statut = \"droit\"\nsource = \"L. 2022\"\n"
	rules_dir_replace(dir, "regimes/CEJ.ini", ONLY("echange_hebdomadaire", "semaine", BOTH, "1"));
	rules_dir_replace(dir, "regimes/CEJ.ini", ONLY("point_etape", "mois", BOTH, "1"));
	rules_dir_replace(dir, "regimes/CEJ.ini", ONLY("heures_hebdomadaires", "heure", "", "15"));
	rules_dir_replace(dir, "regimes/CEJ.ini", ONLY("fin_dispositif", "mois", "", "12"));
	*book = rules_read(dir);
	rules_dir_remove(dir);
}

static void expect_says(const char *what, const char *text, const char *line, bool says)
{
	cr_expect_eq(strstr(text, line) != NULL, says, "%s: « %s » %s in:\n%s", what, line, says ? "is not" : "is", text);
}

Test(worked_law, a_file_of_2022_is_judged_by_the_law_of_2022_whatever_came_since)
{
	struct rulebook before = {0}, changed = {0};
	struct arena arena = {0};

	law_before(&before);
	law_changed(&changed);
	facts_enter(of_2022);
	for (size_t i = 0; i < COUNT(looked_at); i++)
		cr_expect_str_eq(judged_on(&arena, &changed, of_2022, looked_at[i]), judged_on(&arena, &before, of_2022, looked_at[i]));
	/* The exchange of the week from the 10th, one week; 15 hours declared of 15; the month since the first meeting. */
	expect_says("day 13", judged_on(&arena, &changed, of_2022, 13), "contact_du rouge 2022-03-17 les_deux echange_hebdomadaire L. 2022\n", true);
	expect_says("day 16", judged_on(&arena, &changed, of_2022, 16), "heures_courtes", false);
	expect_says("day 34", judged_on(&arena, &changed, of_2022, 34), "point_etape_du rouge 2022-04-10 les_deux point_etape L. 2022\n", false);
	expect_says("day 34", judged_on(&arena, &changed, of_2022, 34), "point_etape_du orange 2022-04-10 les_deux point_etape L. 2022\n", true);
	arena_free(&arena);
	rulebook_free(&before);
	rulebook_free(&changed);
}

Test(worked_law, a_file_of_2026_is_judged_by_the_law_of_2026)
{
	struct rulebook before = {0}, changed = {0};
	struct arena arena = {0};

	law_before(&before);
	law_changed(&changed);
	facts_enter(of_2026);
	/* The same facts as those of 2022, under the law of then: the same flag. */
	expect_says("day 13", judged_on(&arena, &before, of_2026, 13), "contact_du rouge 2026-03-12 les_deux echange_hebdomadaire L. 2022\n", true);
	/* Under that of 2026: two weeks, 20 hours, two months, a regime that ends on 1 April. */
	expect_says("day 13", judged_on(&arena, &changed, of_2026, 13), "contact_du rouge", false);
	expect_says("day 16", judged_on(&arena, &changed, of_2026, 16), "heures_courtes rouge 2026-03-15 personne heures_semaine sources muettes\n", true);
	expect_says("day 34", judged_on(&arena, &changed, of_2026, 34), "point_etape_du", false);
	expect_says("day 34", judged_on(&arena, &changed, of_2026, 34), "fin_proche rouge 2026-04-01 structure fin_dispositif L. 2026\n", true);
	expect_says("day 34", judged_on(&arena, &before, of_2026, 34), "fin_proche", false);
	arena_free(&arena);
	rulebook_free(&before);
	rulebook_free(&changed);
}

/* The clock of an exchange begins with the last one: begun in 2025, it ends by the law of 2025, whenever it is looked at; the
 * regime began under that law too. */
Test(worked_law, a_clock_that_began_before_a_later_law_ends_by_its_own)
{
	struct rulebook changed = {0};
	struct arena arena = {0};

	law_changed(&changed);
	worked_day("2025-12-15");
	worked_act("inscrire CEJ 2004-06-01");
	worked_day("2025-12-31");
	worked_act("contact telephone");
	worked_day("2026-01-09");
	expect_says("2026-01-09", worked_judged(&arena, &changed, "2026-01-09"), "contact_du rouge 2026-01-07 les_deux echange_hebdomadaire L. 2022\n", true);
	expect_says("2026-01-09", worked_judged(&arena, &changed, "2026-01-09"), "fin_proche", false);
	/* One of 2026 begins under the new one. */
	worked_act("contact telephone");
	worked_day("2026-01-20");
	expect_says("2026-01-20", worked_judged(&arena, &changed, "2026-01-20"), "contact_du orange 2026-01-23 les_deux echange_hebdomadaire L. 2026\n", true);
	arena_free(&arena);
	rulebook_free(&changed);
}

/* --- the hours of a year ------------------------------------------------------------------------------------------ */

enum { YEAR_WEEKS = 52, PRINTED_WEEKS = 26 };
static const char first_monday[] = "2025-01-06", last_sunday[] = "2026-01-04";

/* 15 hours by the rule (003:4186); 18 by the contract from 3 March; 5 by a dérogation in June; illness and congés, some days of
 * which are public holidays (29 May, 15 August, 11 November). */
static const char *const year_acts[] = {
	"deroger V1 2025-06-02 2025-06-29 300 garde d'enfant",
	"absent maladie 2025-04-08 2025-04-17", "absent maladie 2025-05-29 2025-05-30", "absent conges 2025-08-04 2025-08-22",
	"absent emploi 2025-10-15 2025-10-15", "absent formation 2025-11-10 2025-11-14",
};

/* Two declarations a week, of another length and theme each; two weeks of three are validated. */
static void week_declare(int week)
{
	static const char *const themes[] = {"candidature", "emploi", "projet", "competences", "freins"};
	char act[96], day[DATE_TEXT];
	struct date monday = date_add_days(date_of(first_monday), 7 * week);

	snprintf(act, sizeof act, "heures A%d %s %s %d", week, date_format(monday, day), themes[week % 5], 240 + week * 37 % 400);
	worked_act(act);
	snprintf(act, sizeof act, "heures B%d %s %s %d", week, date_format(date_add_days(monday, 2 + week % 5), day), themes[(week + 2) % 5],
	         90 + week * 53 % 480);
	worked_act(act);
	if (week % 3 == 0)
		return;
	snprintf(act, sizeof act, "valider A%d", week);
	worked_act(act);
	snprintf(act, sizeof act, "valider B%d", week);
	worked_act(act);
}

static void year_tell(void)
{
	worked_day("2024-12-30");
	worked_act("inscrire CEJ 2003-01-20");
	worked_tell((const struct step[]){{"2025-03-03", TOLD("contrat C1 2025-03-03 2026-02-28 - 1080 Un CAP de cuisine",
		"+ E1 structure 2026-02-27 unique - - 003:4190 Un référent tout au long", "+ E2 personne - semaine emploi heures_semaine 003:4186 Des heures",
		"+ E3 personne 2026-02-27 unique action - - Un stage", "signer C1 1 deux", "contact telephone", "rdv R1 2025-03-06 premier_entretien"),
		TOLD("heures_courtes rouge 2025-03-02 personne heures_semaine sources muettes",
			"point_etape_du rouge 2025-01-30 les_deux point_etape 003:7832"),
		TOLD("personne en_retard 2025-03-02 heures_semaine sources muettes : Déclarer les heures d'activité de la semaine",
			"structure en_retard 2025-01-30 point_etape 003:7832 : Tenir un point d'étape",
			"personne en_retard 2025-01-30 point_etape 003:7832 : Tenir un point d'étape")}}, 1);
	worked_day(last_sunday);
	for (size_t i = 0; i < COUNT(year_acts); i++)
		worked_act(year_acts[i]);
	for (int week = 0; week < YEAR_WEEKS; week++)
		week_declare(week);
}

/* Written apart from the program's own queries: from the rows of the ledger, the calendar of the base and the law's 15 hours. */
static const char independent_sql[] =
	"SELECT string_agg(concat_ws(' ', to_char(l, 'IYYY-\"W\"IW'), cible * (5 - absents) / 5, absents, declarees, validees), '|' ORDER BY l)"
	" FROM (SELECT l::date AS l, coalesce("
	"  (SELECT d.cible_minutes FROM jalon.derogation d WHERE d.personne_id = p.personne_id AND d.annule_par IS NULL AND d.du <= l AND l < d.au),"
	"  (SELECT v.cible_minutes FROM jalon.contrat c JOIN jalon.contrat_version v USING (agence_id, contrat_id) WHERE c.personne_id = p.personne_id"
	"   AND v.signe_personne_le <= l AND v.signe_structure_le <= l AND c.periode @> l::date), 15 * 60) AS cible,"
	" (SELECT count(*) FROM generate_series(l, l + interval '4 days', interval '1 day') j WHERE EXISTS (SELECT FROM jalon.conge g"
	"  WHERE g.personne_id = p.personne_id AND g.nature <> 'reflexion' AND g.annule_par IS NULL AND g.du <= j AND j < g.au)"
	"  AND j NOT IN ('2025-05-29', '2025-08-15', '2025-11-11'))::int AS absents,"
	" (SELECT sum(minutes) FROM jalon.activite a WHERE a.personne_id = p.personne_id AND date_trunc('week', a.jour) = l) AS declarees,"
	" (SELECT coalesce(sum(minutes), 0) FROM jalon.activite a WHERE a.personne_id = p.personne_id AND date_trunc('week', a.jour) = l"
	"  AND a.validee_le IS NOT NULL) AS validees"
	" FROM jalon.personne p, generate_series('2025-01-06'::timestamp, '2025-12-29', interval '7 days') l"
	" WHERE p.identifiant = '%s' OFFSET 0) semaines";

static const char *week_code(struct date monday, char out[16])
{
	int year, week;

	date_iso_week(monday, &year, &week);
	snprintf(out, 16, "%d-W%02d", year, week);
	return out;
}

static const char *core_weeks(struct arena *arena, const struct week_hours *weeks)
{
	const char *text = "";

	for (size_t i = 0; i < YEAR_WEEKS; i++) {
		char code[16];

		cr_expect(weeks[i].fixed, "week %zu", i);
		text = arena_format(arena, "%s%s%s %d %d %d %d", text, i == 0 ? "" : "|", week_code(weeks[i].monday, code), weeks[i].hours.target,
		                    weeks[i].absent_days, weeks[i].hours.declared, weeks[i].hours.validated);
	}
	return text;
}

static const char *clock_text(int minutes, char out[16])
{
	snprintf(out, 16, "%d:%02d", minutes / 60, minutes % 60);
	return out;
}

/* The 26 rows that the twin prints up to that week are those of the core. */
static void twin_compare(const struct week_hours *weeks, const char *last_week)
{
	struct program_run run = program_run(worked_login_conninfo(), (char *[]){TEST_JALON, "--format", "tsv", "afficher", "heures",
		(char *)(uintptr_t)worked_person(), "--semaine", (char *)(uintptr_t)last_week, NULL});

	cr_assert_eq(run.status, 0, "%s", run.err);
	for (size_t i = 0; i < PRINTED_WEEKS; i++) {
		char code[16], target[16], declared[16], validated[16], rest[16];
		const struct hours_result *h = &weeks[i].hours;
		char *row = mem_format("\n%s\t%s\t%d\t%s\t%s\t%s\t%s\n", week_code(weeks[i].monday, code), clock_text(h->target, target),
		                       weeks[i].absent_days, clock_text(h->declared, declared), clock_text(h->validated, validated),
		                       clock_text(h->remaining, rest), weeks[i].dispensation != NULL ? "garde d'enfant" : "");

		cr_expect(strstr(run.out, row) != NULL, "not there: %s in\n%s", row, run.out);
		free(row);
	}
	program_run_free(&run);
}

Test(worked_law, the_hours_of_a_year_are_those_of_the_ledger)
{
	struct week_hours weeks[YEAR_WEEKS];
	struct arena arena = {0};
	struct hours_file *f;
	const char *core;
	char *sql;

	year_tell();
	f = worked_hours(&arena, last_sunday, date_of(first_monday), date_of(last_sunday));
	hours_weeks(&arena, worked_rules(), f, date_of(last_sunday), "35", weeks, YEAR_WEEKS);
	core = core_weeks(&arena, weeks);
	sql = mem_format(independent_sql, worked_person());
	cr_expect_str_eq(answer(worked_owner(), "%s", sql), core);
	free(sql);
	/* By hand: before the contract; ill from Tuesday to Friday, then until Thursday; Ascension Day is no absence, the day after is;
	 * a dérogation; congés, the second week of them with 15 August; one day of work; a week with 11 November. */
	expect_says("rule", core, "2025-W09 900 0 ", true);
	expect_says("contract", core, "2025-W10 1080 0 ", true);
	expect_says("illness", core, "2025-W15 216 4 ", true);
	expect_says("illness", core, "2025-W16 216 4 ", true);
	expect_says("holiday", core, "2025-W22 864 1 ", true);
	expect_says("dispensation", core, "2025-W23 300 0 ", true);
	expect_says("leave", core, "2025-W32 0 5 ", true);
	expect_says("leave", core, "2025-W33 216 4 ", true);
	expect_says("work", core, "2025-W42 864 1 ", true);
	expect_says("holiday", core, "2025-W46 216 4 ", true);
	twin_compare(weeks, "2025-W27");
	twin_compare(weeks + PRINTED_WEEKS, "2026-W01");
	arena_free(&arena);
}

/* --- « Pourquoi ? » on ten flags -------------------------------------------------------------------------------- */

static const char *pourquoi(void)
{
	static char text[1 << 15];
	struct program_run run = program_run(worked_login_conninfo(), (char *[]){TEST_JALON, "--format", "tsv", "afficher", "pourquoi",
		(char *)(uintptr_t)worked_person(), NULL});

	cr_assert_eq(run.status, 0, "%s", run.err);
	snprintf(text, sizeof text, "%s", run.out);
	program_run_free(&run);
	return text;
}

static bool begins_flag(const char *line)
{
	return strncmp(line, "en retard : ", 12) == 0 || strncmp(line, "à faire : ", strlen("à faire : ")) == 0 ||
	       strncmp(line, "pour information : ", 19) == 0;
}

/* The lines of the flag whose rule is « (REGIME code) », NUL-terminated; static. "" when no flag has it. */
static const char *why_of(const char *text, const char *rule)
{
	static char block[4096];
	bool found = false;
	size_t used = 0;

	for (const char *line = text; *line != '\0'; line += strcspn(line, "\n") + 1) {
		size_t length = strcspn(line, "\n") + 1;

		if (begins_flag(line) && found)
			break;
		if (begins_flag(line))
			used = 0;
		found |= strncmp(line, "Règle : ", strlen("Règle : ")) == 0 && strstr(line, rule) != NULL && strstr(line, rule) < line + length;
		used += (size_t)snprintf(block + used, sizeof block - used, "%.*s", (int)length, line);
		cr_assert_lt(used, sizeof block);
	}
	return found ? block : "";
}

static const struct flag_told {
	const char *rule, *input, *due, *source, *next;
} of_camille[] = { /* CEJ, on 2025-10-06 */
	{"(CEJ echange_hebdomadaire) : 1 semaine", "Dernier contact ou rendez-vous honoré : 23/09/2025", "30/09/2025, dépassée de 6 jours", "003:7834", "Appeler ou recevoir"},
	{"(CEJ point_etape) : 1 mois", "Premier entretien : 04/09/2025", "04/10/2025, dépassée de 2 jours", "003:7832", "Tenir un point d'étape"},
	{"(COMMUN horizon_rdv) : 30 jours", "Prochain rendez-vous : aucun", "04/10/2025, dépassée de 2 jours", "sources muettes", "Convenir d'un rendez-vous"},
	{"(COMMUN heures_semaine) : 0 jour", "Objectif de la semaine : 6h", "05/10/2025, dépassée de 1 jour", "sources muettes", "Voir avec la personne"},
	{"(COMMUN heures_validation) : 7 jours", "", "28/09/2025, dépassée de 8 jours", "003:4399", "alider"},
}, of_dominique[] = { /* CE, on 2025-07-07 */
	{"(CE contrat_signature) : 1 mois", "Signature de la personne : aucun contrat préparé", "06/07/2025, dépassée de 1 jour", "D. 5411-14-1", "Élaborer le contrat"},
	{"(COMMUN presence_inconnue) : 0 jour", "12/06/2025", "12/06/2025, dépassée de 25 jours", "sources muettes", "Saisir la présence"},
	{"(COMMUN reponse_72h) : 72 heures", "02/07/2025", "05/07/2025", "003:5088", "épondre"},
}, of_claude[] = { /* CSP, on 2026-01-06 */
	{"(CSP fin_dispositif) : 12 mois", "Début du régime : 06/01/2025", "05/01/2026, dépassée de 1 jour", "000:343", ""},
	{"(COMMUN contrat_fin_proche) : 30 jours", "31/01/2026", "31/01/2026, dans 25 jours", "sources muettes", ""},
	{"(COMMUN actions_minimum) : 2", "1", "rien n'est en retard", "003:4112", ""},
	{"(COMMUN engagement_echeance) : 0 jour", "", "15/12/2025, dépassée de 22 jours", "001:6", ""},
};

static void flags_explained(const struct flag_told *flags, size_t count)
{
	const char *text = pourquoi();

	for (size_t i = 0; i < count; i++) {
		const struct flag_told *f = &flags[i];
		const char *why = why_of(text, f->rule);
		char *source = mem_format("\nSource : %s\n", f->source);

		cr_expect_str_neq(why, "", "no flag of %s in\n%s", f->rule, text);
		cr_expect(strstr(why, f->due) != NULL, "%s: %s not in\n%s", f->rule, f->due, why);
		expect_says(f->rule, why, "\nÉchéance : ", true);
		expect_says(f->rule, why, f->input, true);
		expect_says(f->rule, why, source, true);
		expect_says(f->rule, why, "\nStatut : ", true);
		expect_says(f->rule, why, "\nDû par : ", true);
		expect_says(f->rule, why, "\nÀ faire : ", true);
		expect_says(f->rule, strstr(why, "\nÀ faire : ") != NULL ? strstr(why, "\nÀ faire : ") : "", f->next, true);
		free(source);
	}
}

static void days_and_acts(const char *const *acts)
{
	for (; *acts != NULL; acts++) {
		if (**acts >= '0' && **acts <= '9')
			worked_day(*acts);
		else
			worked_act(*acts);
	}
}

/* rules.md §1: each flag tells its rule, what it was computed from, its source and status, its date and what to do next. */
Test(worked_law, why_of_twelve_flags)
{
	days_and_acts(TOLD("2025-09-01", "inscrire CEJ 2000-03-16", "rdv R1 2025-09-04 premier_entretien", "2025-09-05", "tenu R1 cuisine",
		"2025-09-23", "contact telephone", "heures A1 2025-09-15 emploi 300", "deroger V1 2025-09-22 2025-10-05 360 santé", "2025-10-06"));
	flags_explained(of_camille, COUNT(of_camille));
	days_and_acts(TOLD("2025-06-02", "inscrire CE 1979-01-31", "2025-06-06", "orienter professionnel dettes", "rdv R2 2025-06-12 premier_entretien",
		"2025-07-07", "demande D1 demande 2025-07-02 Une attestation"));
	flags_explained(of_dominique, COUNT(of_dominique));
	worked_day("2025-01-06");
	worked_act("inscrire CSP 1980-05-04");
	worked_tell((const struct step[]){{"2025-01-06", TOLD("contrat C9 2025-02-01 2026-01-31 professionnel - Soudeur",
		"+ E91 structure 2025-12-15 unique - - 000:466 Ouvrir un parcours de formation", "+ E92 personne 2026-01-15 unique emploi - 000:356 Trois ateliers",
		"signer C9 1 deux"), TOLD("sans_rdv orange 2025-02-05 structure horizon_rdv sources muettes", "contrat_vide orange - structure actions_minimum 003:4112"), NULL}}, 1);
	worked_day("2026-01-06");
	flags_explained(of_claude, COUNT(of_claude));
}
