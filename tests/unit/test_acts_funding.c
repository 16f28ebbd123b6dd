/* The acts on funding lines, absences, periods in a company and rights: what each sends, and each refusal. */
#include <criterion/criterion.h>
#include <string.h>

#include "core/acts/acts_training.h"
#include "sql/client/constraints.h"
#include "tests/support/office_trainings.h"

static struct office o;
static struct arena arena;
static struct error e;

static void setup(void)
{
	office_open(&o, ROLE_COUNSELLOR);
}

static void teardown(void)
{
	arena_free(&arena);
	office_close(&o);
}

TestSuite(acts_funding, .init = setup, .fini = teardown);

static const char *content(const char *verb)
{
	const struct request *r = memory_port_last(o.port, REQUEST_COMMAND);

	cr_assert_not_null(r, "nothing was sent: %s", e.message);
	cr_assert_str_eq(r->verb, verb);
	return r->content;
}

/* What follows the ids. */
static const char *content_from(const char *verb, const char *key)
{
	const char *at = strstr(content(verb), key);

	cr_assert_not_null(at, "%s has no %s", content(verb), key);
	return at;
}

static void refused(const char *constraint, const char *field, const char *words)
{
	cr_expect_str_eq(e.constraint, constraint, "%s: %s", e.constraint, e.message);
	cr_expect_str_eq(e.field, field, "%s: %s", e.field, e.message);
	cr_expect_not_null(strstr(e.message, words), "« %s » does not say « %s »", e.message, words);
	cr_expect_eq(memory_port_count(o.port, REQUEST_COMMAND), 0, "nothing is sent");
	if (e.constraint[0] != '\0') {
		const struct constraint_text *said = constraint_text_find(e.constraint);

		cr_assert_not_null(said, "%s is no constraint of the database", e.constraint);
		cr_expect_neq(e.remedy[0], '\0', "%s says what to do", constraint);
		cr_expect_eq(strncmp(e.message, said->message, strlen(said->message)), 0, "« %s » is not « %s »", e.message, said->message);
	}
}

static const struct training *open_at(enum office_training which)
{
	office_open_training(&o, which);
	return &o.app.training.file->request;
}

/* --- lines --------------------------------------------------------------------------------------------------------- */

Test(acts_funding, a_line_takes_the_days_of_the_training)
{
	const struct training *t = open_at(OFFICE_HOLES);
	struct funding_new v = {.cost = COST_EXPENSES, .funder = "region", .amount = "1 250,50", .state = LINE_GRANTED};

	cr_assert(act_funding_add(&o.app, t, &v, &e), "%s", e.message);
	cr_assert_str_eq(content_from("formation_financer_ligne", "\"poste\""),
	                 "\"poste\":\"frais_annexes\",\"financeur\":\"region\",\"du\":\"2027-01-04\",\"au\":\"2027-04-11\",\"montant_cents\":125050,"
	                 "\"etat\":\"accordee\"}");
	cr_assert_str_eq(o.app.pending->label, "formation de BERNARD Aïcha : financement de frais annexes, accordée");
	cr_assert(o.app.pending->reversible);
}

/* « A line funded twice » */
Test(acts_funding, one_funder_for_one_cost_on_one_day)
{
	const struct training *t = open_at(OFFICE_HOLES);
	struct funding_new v = {.cost = COST_INCOME, .funder = "region", .from = "21/02/2027", .last_day = "11/04/2027"};

	cr_assert_not(act_funding_add(&o.app, t, &v, &e));
	refused("formation_financement_double", "du", "du 04/01/2027 au 21/02/2027");
	v.state = LINE_REFUSED;
	v.reason = "hors critères";
	cr_assert(act_funding_add(&o.app, t, &v, &e), "a refusal covers nothing: %s", e.message);
	v = (struct funding_new){.cost = COST_INCOME, .funder = "region", .from = "22/02/2027", .last_day = "11/04/2027"};
	cr_assert(act_funding_add(&o.app, t, &v, &e), "%s", e.message);
}

Test(acts_funding, a_line_says_who_pays_or_why_nobody_has_to)
{
	const struct training *t = open_at(OFFICE_HOLES);
	struct funding_new v = {.cost = COST_EXPENSES};

	cr_assert_not(act_funding_add(&o.app, t, &v, &e));
	refused("formation_financement_payeur", "financeur", "une ligne a un financeur");
	v.state = LINE_NOT_NEEDED;
	cr_assert_not(act_funding_add(&o.app, t, &v, &e));
	refused("formation_financement_motif", "motif", "dit pourquoi");
	v.reason = "à dix minutes à pied";
	v.funder = "region";
	v.amount = "10";
	cr_assert(act_funding_add(&o.app, t, &v, &e), "%s", e.message);
	cr_assert_str_eq(content_from("formation_financer_ligne", "\"poste\""),
	                 "\"poste\":\"frais_annexes\",\"du\":\"2027-01-04\",\"au\":\"2027-04-11\",\"etat\":\"sans_objet\","
	                 "\"motif\":\"à dix minutes à pied\"}");
}

Test(acts_funding, a_line_refuses_bad_input)
{
	const struct training *t = open_at(OFFICE_HOLES);
	struct funding_new v = {.cost = COST_EXPENSES, .funder = "region", .from = "11/04/2027", .last_day = "10/04/2027"};

	cr_assert_not(act_funding_add(&o.app, t, &v, &e));
	refused("formation_financement_bornes", "au", "finit après son début");
	v = (struct funding_new){.cost = COST_EXPENSES, .funder = "region", .amount = "cher"};
	cr_assert_not(act_funding_add(&o.app, t, &v, &e));
	refused("", "montant", "attendu des euros");
	v.amount = "12,345";
	cr_assert_not(act_funding_add(&o.app, t, &v, &e));
	refused("", "montant", "attendu des euros");
	v.amount = "10000000";
	cr_assert_not(act_funding_add(&o.app, t, &v, &e));
	refused("", "montant", "attendu des euros");
	t = open_at(OFFICE_RAISED);
	v.amount = "";
	cr_assert_not(act_funding_add(&o.app, t, &v, &e));
	refused("", "du", "le premier jour payé manque");
	v.from = "01/03/2027";
	cr_assert_not(act_funding_add(&o.app, t, &v, &e));
	refused("", "au", "le dernier jour payé manque");
	t = open_at(OFFICE_DROPPED_AFTER);
	cr_assert_not(act_funding_add(&o.app, t, &v, &e));
	refused("formation_close", "formation_id", "est close");
}

Test(acts_funding, a_line_is_decided_then_withdrawn)
{
	const struct training *t = open_at(OFFICE_FILED);
	const struct funding_line *line = &o.app.training.file->lines[0];

	cr_assert_not(act_funding_decide(&o.app, t, line, LINE_REFUSED, "", "", &e));
	refused("formation_financement_motif", "motif", "dit pourquoi");
	cr_assert(act_funding_decide(&o.app, t, line, LINE_GRANTED, "5 100,5", "", &e), "%s", e.message);
	cr_assert_str_eq(content("formation_ligne_decider"), "{\"ligne_id\":\"l1\",\"version\":1,\"etat\":\"accordee\",\"montant_cents\":510050}");
	cr_assert(act_funding_withdraw(&o.app, t, line, &e), "%s", e.message);
	cr_assert_str_eq(content("formation_ligne_retirer"), "{\"ligne_id\":\"l1\",\"version\":1}");
	cr_assert_not(o.app.pending->reversible);
}

/* --- absences ------------------------------------------------------------------------------------------------------ */

Test(acts_funding, an_absence_lies_within_the_training)
{
	const struct training *t = open_at(OFFICE_ENTERED);

	cr_assert_not(act_training_absence(&o.app, t, "27/09/2026", "29/09/2026", true, "x", &e));
	refused("formation_absence_avant", "du", "avant l'entrée");
	cr_assert_not(act_training_absence(&o.app, t, "19/11/2026", "22/02/2027", true, "x", &e));
	refused("formation_absence_apres", "au", "ne dépasse pas la fin");
	cr_assert_not(act_training_absence(&o.app, t, "21/11/2026", "", true, "x", &e));
	refused("formation_absence_future", "du", "pas d'avance");
	cr_assert_not(act_training_absence(&o.app, t, "10/11/2026", "09/11/2026", true, "x", &e));
	refused("formation_absence_bornes", "au", "dure d'un jour à un an");
	cr_assert_not(act_training_absence(&o.app, t, "10/11/2026", "", true, " ", &e));
	refused("", "motif", "le motif manque");
	cr_assert(act_training_absence(&o.app, t, "10/11/2026", "", false, "sans nouvelle", &e), "%s", e.message);
	cr_assert_str_eq(content_from("formation_absence", "\"du\""),
	                 "\"du\":\"2026-11-10\",\"au\":\"2026-11-10\",\"justifiee\":false,\"motif\":\"sans nouvelle\"}");
}

Test(acts_funding, no_absence_before_the_entry)
{
	const struct training *t = open_at(OFFICE_FUNDED);

	cr_assert_not(act_training_absence(&o.app, t, "", "", true, "x", &e));
	refused("formation_absence_entree", "du", "une fois la personne entrée");
}

/* --- periods in a company ------------------------------------------------------------------------------------------- */

static struct period_new immersion(void)
{
	return (struct period_new){.person = "AAAAAA", .training = "", .kind = "immersion", .host = "Résidence du Parc", .trade = "aide-soignante",
	                           .aim = "", .from = "30/11/2026", .last_day = "04/12/2026", .despite = ""};
}

Test(acts_funding, a_period_in_a_company)
{
	struct period_new v = immersion();

	cr_assert(act_period_note(&o.app, &v, &e), "%s", e.message);
	cr_assert_str_eq(content_from("periode_noter", "\"identifiant\""),
	                 "\"identifiant\":\"AAAAAA\",\"nature\":\"immersion\",\"entreprise\":\"Résidence du Parc\",\"metier\":\"aide-soignante\","
	                 "\"du\":\"2026-11-30\",\"au\":\"2026-12-04\"}");
	cr_assert_str_eq(o.app.pending->label, "immersion de BERNARD Aïcha");
	v.training = office_training_id(OFFICE_HOLES);
	cr_assert(act_period_note(&o.app, &v, &e), "%s", e.message);
	cr_assert_not_null(strstr(content("periode_noter"), "\"formation_id\":\"" OFFICE_TRAINING_ID));
}

Test(acts_funding, a_period_refuses_bad_input)
{
	struct period_new v = immersion();

	v.kind = "vacances";
	cr_assert_not(act_period_note(&o.app, &v, &e));
	refused("", "nature", "immersion, emt, pmsmp");
	v = immersion();
	v.host = "";
	cr_assert_not(act_period_note(&o.app, &v, &e));
	refused("", "entreprise", "l'entreprise manque");
	v = immersion();
	v.last_day = "29/11/2026";
	cr_assert_not(act_period_note(&o.app, &v, &e));
	refused("periode_entreprise_bornes", "au", "finit après son début");
	v.last_day = "";
	cr_assert_not(act_period_note(&o.app, &v, &e));
	refused("", "au", "le dernier jour manque");
}

/* W2 (000:6137): warned before saving, with the day on which the regime would end. */
Test(acts_funding, a_short_reprise_under_a_csp_is_warned_of)
{
	struct period_new v = immersion();
	struct person_facts csp = office_person(0);

	csp.regime = REGIME_CSP;
	memory_answer_people(o.port, &csp, 1);
	memory_port_deliver(o.port, &o.app);
	v.kind = "reprise";
	v.from = "01/12/2026";
	v.last_day = "13/12/2026"; /* 13 days, both included */
	cr_assert_str_eq(period_ends_regime(&arena, &o.app, &v),
	                 "Une reprise de moins de 14 jours met fin au CSP : il finirait le 30/11/2026 (000:6078, 000:6137)");
	cr_assert_not(act_period_note(&o.app, &v, &e));
	refused("periode_reprise_courte", "malgre", "met fin au régime");
	v.last_day = "14/12/2026";
	cr_assert_str_eq(period_ends_regime(&arena, &o.app, &v), "", "14 days are not less than 14");
	v.last_day = "13/12/2026";
	v.despite = "La personne le demande, en connaissance";
	cr_assert(act_period_note(&o.app, &v, &e), "%s", e.message);
	cr_assert_not_null(strstr(content("periode_noter"), "\"malgre\":\"La personne le demande, en connaissance\""));
	v.kind = "immersion";
	cr_assert_str_eq(period_ends_regime(&arena, &o.app, &v), "", "an immersion is no reprise");
}

Test(acts_funding, a_short_reprise_under_another_regime_ends_nothing)
{
	struct period_new v = immersion();

	v.kind = "reprise";
	cr_assert_str_eq(period_ends_regime(&arena, &o.app, &v), "");
	cr_assert(act_period_note(&o.app, &v, &e), "%s", e.message);
}

Test(acts_funding, a_debrief_comes_with_the_last_day_or_after)
{
	size_t count;
	const struct company_period *p = office_periods(&count);

	cr_assert_not(act_period_debrief(&o.app, "AAAAAA", &p[1], true, "Bien", "", &e));
	refused("periode_deja_debriefee", "texte", "déjà écrit");
	cr_assert_not(act_period_debrief(&o.app, "AAAAAA", &p[0], true, "Bien", "12/11/2026", &e));
	refused("periode_entreprise_debrief_apres", "le", "son dernier jour, ou après");
	cr_assert_not(act_period_debrief(&o.app, "AAAAAA", &p[0], true, "Bien", "21/11/2026", &e));
	refused("periode_debrief_futur", "le", "dans le futur");
	cr_assert_not(act_period_debrief(&o.app, "AAAAAA", &p[0], true, " ", "", &e));
	refused("", "texte", "le bilan manque");
	cr_assert(act_period_debrief(&o.app, "AAAAAA", &p[0], true, "À l'aise avec les résidents", "", &e), "%s", e.message);
	cr_assert_str_eq(content("periode_debriefer"), "{\"periode_id\":\"p3\",\"version\":1,\"avec_hote\":true,"
	                 "\"texte\":\"À l'aise avec les résidents\",\"le\":\"2026-11-20\"}");
	cr_assert(act_period_withdraw(&o.app, "AAAAAA", &p[0], &e), "%s", e.message);
	cr_assert_str_eq(content("periode_retirer"), "{\"periode_id\":\"p3\",\"version\":1}");
}

/* --- what the person lives on ---------------------------------------------------------------------------------------- */

Test(acts_funding, an_allowance)
{
	cr_assert_not(act_allowance_note(&o.app, "AAAAAA", "loto", "01/11/2026", "", &e));
	refused("", "nature", "asp, are");
	cr_assert_not(act_allowance_note(&o.app, "AAAAAA", "are", "", "", &e));
	refused("", "du", "le premier jour manque");
	cr_assert_not(act_allowance_note(&o.app, "AAAAAA", "are", "02/11/2026", "01/11/2026", &e));
	refused("droit_bornes", "au", "finit après son début");
	cr_assert(act_allowance_note(&o.app, "AAAAAA", "are", "01/11/2026", "", &e), "%s", e.message);
	cr_assert_str_eq(content_from("droit_noter", "\"identifiant\""), "\"identifiant\":\"AAAAAA\",\"nature\":\"are\",\"du\":\"2026-11-01\"}");
	cr_assert_str_eq(o.app.pending->label, "ARE de BERNARD Aïcha");
	cr_assert(act_allowance_note(&o.app, "AAAAAA", "aref", "01/12/2026", "31/03/2027", &e), "%s", e.message);
	cr_assert_str_eq(content_from("droit_noter", "\"du\""), "\"du\":\"2026-12-01\",\"au\":\"2027-03-31\"}");
}

/* Sent as the form opens, on the one that runs, it would cut it in two for nothing. */
Test(acts_funding, an_allowance_that_runs_already_is_not_noted_again)
{
	static struct allowance known[2];

	office_open_file(&o);
	known[0] = (struct allowance){"d2", "are", date_make(2026, 3, 2), date_make(2027, 3, 1)};
	known[1] = (struct allowance){"d1", "rsa", date_make(2025, 1, 1), DATE_NONE};
	o.app.file.file->allowances = known;
	o.app.file.file->allowance_count = 2;
	cr_assert_not(act_allowance_note(&o.app, "AAAAAA", "are", "20/11/2026", "01/03/2027", &e));
	refused("", "au", "rien n'a été changé : « ARE » court déjà ce jour-là");
	cr_assert_not(act_allowance_note(&o.app, "AAAAAA", "rsa", "20/11/2026", "", &e));
	refused("", "au", "rien n'a été changé");
	cr_expect(act_allowance_note(&o.app, "AAAAAA", "are", "20/11/2026", "", &e), "another end: %s", e.message);
	cr_expect(act_allowance_note(&o.app, "AAAAAA", "are", "01/03/2026", "01/03/2027", &e), "from before: %s", e.message);
	cr_expect(act_allowance_note(&o.app, "AAAAAA", "aref", "20/11/2026", "01/03/2027", &e), "another kind: %s", e.message);
	cr_expect(act_allowance_note(&o.app, "BBBBBB", "are", "20/11/2026", "01/03/2027", &e), "somebody else's: %s", e.message);
}
