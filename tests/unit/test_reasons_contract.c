/* The reasons of the contract and of what goes with it, each with its rule and source, and what must hold whatever the
 * facts: rules.md §4, L1, L6-L8. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/portfolio/reasons.h"
#include "tests/support/facts.h"
#include "tests/support/rules_dir.h"

static struct rulebook book;
static struct arena arena;
static struct moment today;

static void setup(void)
{
	book = shipped_rules();
	today = (struct moment){date_make(2026, 11, 20), 600}; /* a Friday */
}

static void teardown(void)
{
	arena_free(&arena);
	rulebook_free(&book);
}

TestSuite(reasons_contract, .init = setup, .fini = teardown);

static struct date ago(int days) { return date_add_days(today.day, -days); }
static struct date in(int days) { return date_add_days(today.day, days); }
static struct moment at(int days_ago) { return (struct moment){ago(days_ago), 540}; }

/* Under contract, seen yesterday, expected in two weeks: nothing to say. */
static struct person_facts quiet(void)
{
	struct person_facts f = {
		.id = "7KQ2M9", .last_name = "Bernard", .first_name = "Aïcha", .phone = "", .regime = REGIME_CE,
		.regime_from = ago(200), .regime_to = DATE_NONE, .follow_up = FOLLOW_ACTIVE, .referent_from = ago(200),
		.last_contact = at(1), .next_appointment = at(-14), .last_appointment = at(1), .oldest_unrecorded = MOMENT_NONE,
		.last_unsettled = MOMENT_NONE, .first_meeting = ago(195), .last_milestone = ago(5), .household_size = 1,
		.referent_login = "mlegoff",
	};

	person_facts_clear_agenda(&f);
	f.next_id = "s1";
	f.next_given = at(3);
	facts_contracted(&f, today.day);
	return f;
}

/* The same before anything was signed. */
static struct person_facts unsigned_file(void)
{
	struct person_facts f = quiet();

	person_facts_clear_contract(&f);
	f.week.target = f.last_week.target = 0;
	return f;
}

static struct judged_person judge(const struct person_facts *f)
{
	struct person_facts *copy = arena_alloc(&arena, sizeof *copy);

	*copy = *f;
	return person_judge(&arena, &book, copy, today, "35");
}

static const struct reason *reason_of(const struct person_facts *f, enum reason_code code)
{
	struct judged_person p = judge(f);

	return judged_reason(&p, code);
}

#define expect_reason(f, code, wanted_band, wanted_debtor, wanted_sentence, wanted_brief, wanted_source) \
	do { \
		const struct reason *r_ = reason_of(f, code); \
		cr_assert_not_null(r_, "no %s", reason_code_name(code)); \
		cr_expect_eq(r_->band, wanted_band, "%s: %s", band_code(r_->band), r_->sentence); \
		cr_expect_eq(r_->debtor, wanted_debtor, "%s", debtor_code(r_->debtor)); \
		cr_expect_str_eq(r_->sentence, wanted_sentence, "« %s »", r_->sentence); \
		cr_expect_str_eq(r_->brief, wanted_brief, "« %s »", r_->brief); \
		cr_expect_not_null(strstr(r_->rule->source, wanted_source), "%s", r_->rule->source); \
	} while (0)

static bool says(const struct reason *r, const char *label, const char *value)
{
	for (size_t i = 0; i < r->input_count; i++)
		if (strcmp(r->inputs[i].label, label) == 0)
			return strstr(r->inputs[i].value, value) != NULL;
	return false;
}

Test(reasons_contract, a_person_under_contract_has_none)
{
	struct person_facts f = quiet();
	struct judged_person p = judge(&f);

	cr_assert_eq(p.reason_count, 0, "%s", p.reason_count > 0 ? p.reasons[0].sentence : "");
}

/* --- L7, none signed (003:7851) --------------------------------------------------------------------------- */

/* CE contrat_signature, 1 mois, droit, D. 5411-14-1: from the notice of orientation; lead 15 days. */
Test(reasons_contract, ce_contract_within_one_month_of_the_orientation)
{
	struct person_facts f = unsigned_file();

	f.oriented = ago(10);
	cr_assert_null(reason_of(&f, REASON_CONTRACT_MISSING), "21 days left");
	f.oriented = date_make(2026, 10, 25);
	expect_reason(&f, REASON_CONTRACT_MISSING, BAND_ORANGE, DEBTOR_BOTH, "contrat à signer avant le 25/11", "contrat dû J-5",
	              "D. 5411-14-1");
	f.oriented = date_make(2026, 10, 20);
	expect_reason(&f, REASON_CONTRACT_MISSING, BAND_ORANGE, DEBTOR_BOTH, "contrat à signer aujourd'hui", "contrat dû ce jour",
	              "D. 5411-14-1");
	f.oriented = date_make(2026, 10, 17);
	expect_reason(&f, REASON_CONTRACT_MISSING, BAND_RED, DEBTOR_BOTH, "contrat à signer, dû depuis 3 j", "contrat dû +3 j",
	              "D. 5411-14-1");
	cr_assert_eq(judge(&f).late_structure, 1);
	cr_assert_eq(judge(&f).late_person, 1, "owed by both");
}

/* D. 5411-14-1: a new orientation restarts the month; one older than the regime counts from the regime (local). */
Test(reasons_contract, an_orientation_restarts_the_clock)
{
	struct person_facts f = unsigned_file();

	f.oriented = ago(3);
	cr_assert_null(reason_of(&f, REASON_CONTRACT_MISSING));
	f.regime_from = ago(40);
	f.oriented = ago(400);
	cr_assert_eq(reason_of(&f, REASON_CONTRACT_MISSING)->clock.start.day.days, f.regime_from.days);
}

/* Silence is shown: without an orientation notified the month of the CE has not begun. */
Test(reasons_contract, not_oriented_is_grey_and_never_late)
{
	struct person_facts f = unsigned_file();

	f.oriented = DATE_NONE;
	expect_reason(&f, REASON_CONTRACT_MISSING, BAND_GREY, DEBTOR_BOTH, "contrat à signer, orientation à noter",
	              "contrat dû, non fixé", "D. 5411-14-1");
	cr_assert(says(reason_of(&f, REASON_CONTRACT_MISSING), "Dernière orientation notifiée", "n'a pas commencé"));
}

/* COMMUN contrat_signature, non fixé, local, 003:7427; CER non fixé, droit, 003:7572. None of the eleven is without. */
Test(reasons_contract, elsewhere_no_length_is_given)
{
	struct person_facts f = unsigned_file();

	for (int r = REGIME_NONE + 1; r < REGIME_COMMUN; r++) {
		f.regime = (enum regime)r;
		f.oriented = ago(300);
		cr_assert_not_null(reason_of(&f, REASON_CONTRACT_MISSING), "%s", regime_code(f.regime));
		cr_expect_eq(reason_of(&f, REASON_CONTRACT_MISSING)->band, f.regime == REGIME_CE ? BAND_RED : BAND_GREY, "%s",
		             regime_code(f.regime));
	}
	f.regime = REGIME_CSP;
	expect_reason(&f, REASON_CONTRACT_MISSING, BAND_GREY, DEBTOR_BOTH, "contrat à signer, délai non fixé",
	              "contrat dû, non fixé", "003:7427");
	f.regime = REGIME_CER;
	expect_reason(&f, REASON_CONTRACT_MISSING, BAND_GREY, DEBTOR_BOTH, "contrat à signer, délai non fixé",
	              "contrat dû, non fixé", "003:7572");
}

/* L11, 003:7500: a spouse subject to the same duties has a contract of their own; nothing of one counts for the other. */
Test(reasons_contract, each_of_a_household_has_a_contract_of_their_own)
{
	struct person_facts one = unsigned_file(), spouse = quiet();

	one.regime = spouse.regime = REGIME_CER;
	one.household_size = spouse.household_size = 2;
	spouse.id = "8LR3N0";
	cr_assert_not_null(reason_of(&one, REASON_CONTRACT_MISSING));
	cr_assert_null(reason_of(&spouse, REASON_CONTRACT_MISSING));
	cr_assert(says(reason_of(&one, REASON_CONTRACT_MISSING), "Foyer", "son propre contrat (003:7500)"));
	one.household_size = 1;
	cr_assert_not(says(reason_of(&one, REASON_CONTRACT_MISSING), "Foyer", ""));
}

/* The line is that of who has not signed (D. 5411-14-1). */
Test(reasons_contract, who_signed_owes_nothing_more)
{
	struct person_facts f = unsigned_file();

	f.oriented = date_make(2026, 10, 17);
	f.contract.id = "c1";
	f.contract.pending = true;
	f.contract.signed_structure = ago(5);
	expect_reason(&f, REASON_CONTRACT_MISSING, BAND_RED, DEBTOR_PERSON, "contrat à signer par la personne, dû depuis 3 j",
	              "contrat dû +3 j", "D. 5411-14-1");
	f.contract.signed_structure = DATE_NONE;
	f.contract.signed_person = ago(5);
	expect_reason(&f, REASON_CONTRACT_MISSING, BAND_RED, DEBTOR_STRUCTURE, "contrat à signer par nous, dû depuis 3 j",
	              "contrat dû +3 j", "D. 5411-14-1");
	f.contract.signed_structure = ago(1);
	f.contract.signed_on = ago(1);
	f.contract.actions = 2;
	f.contract.employment_actions = 1;
	cr_assert_null(reason_of(&f, REASON_CONTRACT_MISSING));
}

/* L3: what we cancelled, or whose outcome nobody typed, leaves the signature to us. */
Test(reasons_contract, our_cancellation_leaves_the_signature_to_us)
{
	struct person_facts f = unsigned_file();
	const struct reason *r;

	f.oriented = date_make(2026, 10, 17);
	f.last_unsettled = at(4);
	r = reason_of(&f, REASON_CONTRACT_MISSING);
	cr_assert_eq(r->debtor, DEBTOR_STRUCTURE);
	cr_assert(says(r, "Rendez-vous sans issue, ou annulé par nous", "rien n'est retenu contre la personne"));
	f.contract.pending = true;
	f.contract.signed_structure = ago(5);
	cr_assert_eq(reason_of(&f, REASON_CONTRACT_MISSING)->debtor, DEBTOR_STRUCTURE);
	f.last_unsettled = at(60);
	cr_assert_eq(reason_of(&f, REASON_CONTRACT_MISSING)->debtor, DEBTOR_PERSON, "before the clock began");
}

/* --- L7, expiring (contrat_fin_proche, 30 jours, local) ------------------------------------------------------- */

Test(reasons_contract, expiring)
{
	struct person_facts f = quiet();

	f.contract.ends = in(31);
	cr_assert_null(reason_of(&f, REASON_CONTRACT_EXPIRING));
	f.contract.ends = in(30);
	expect_reason(&f, REASON_CONTRACT_EXPIRING, BAND_ORANGE, DEBTOR_STRUCTURE, "fin du contrat le 20/12 (dans 30 j)",
	              "fin contrat J-30", "sources muettes");
	f.contract.ends = in(0);
	expect_reason(&f, REASON_CONTRACT_EXPIRING, BAND_ORANGE, DEBTOR_STRUCTURE, "fin du contrat aujourd'hui",
	              "fin contrat ce jour", "sources muettes");
	f.contract.followed = true;
	cr_assert_null(reason_of(&f, REASON_CONTRACT_EXPIRING), "the next one is signed");
	f.contract.followed = false;
	f.follow_up = FOLLOW_ATTACHED;
	cr_assert_eq(reason_of(&f, REASON_CONTRACT_EXPIRING)->band, BAND_GREY, "L10");
	f.contract.ends = DATE_NONE;
	cr_assert_null(reason_of(&f, REASON_CONTRACT_EXPIRING), "non fixé is never late");
}

/* What has ended is told as ended, not as never signed; a new orientation starts a new month. */
Test(reasons_contract, ended_without_another)
{
	struct person_facts f = unsigned_file();

	f.oriented = ago(190);
	f.contract.ended = ago(4);
	expect_reason(&f, REASON_CONTRACT_EXPIRING, BAND_RED, DEBTOR_STRUCTURE, "contrat fini le 16/11, à renouveler",
	              "contrat fini +4 j", "sources muettes");
	cr_assert_null(reason_of(&f, REASON_CONTRACT_MISSING));
	cr_assert_eq(judge(&f).late_structure, 1);
	f.oriented = ago(2);
	cr_assert_null(reason_of(&f, REASON_CONTRACT_EXPIRING));
	cr_assert_null(reason_of(&f, REASON_CONTRACT_MISSING), "within the new month");
	f.oriented = ago(190);
	f.contract.ended = ago(210);
	cr_assert_not_null(reason_of(&f, REASON_CONTRACT_MISSING), "it ended under another regime");
}

/* --- L7, what it holds ---------------------------------------------------------------------------------------- */

/* actions_minimum, 2, local, 003:4112; actions_emploi, 1, local, 003:4123: never red, no date. */
Test(reasons_contract, empty_and_without_employment_action)
{
	struct person_facts f = quiet();

	f.contract.actions = 1;
	expect_reason(&f, REASON_CONTRACT_EMPTY, BAND_ORANGE, DEBTOR_STRUCTURE, "contrat : 1 action, 2 au moins",
	              "contrat : 1 action", "003:4112");
	cr_assert_null(reason_of(&f, REASON_NO_EMPLOYMENT_ACTION));
	f.contract.actions = f.contract.employment_actions = 0;
	expect_reason(&f, REASON_CONTRACT_EMPTY, BAND_ORANGE, DEBTOR_STRUCTURE, "contrat sans aucune action",
	              "contrat : 0 action", "003:4112");
	expect_reason(&f, REASON_NO_EMPLOYMENT_ACTION, BAND_ORANGE, DEBTOR_STRUCTURE, "contrat sans action à visée emploi",
	              "sans action emploi", "003:4123");
	cr_assert_eq(judge(&f).late_structure, 0);
	f.follow_up = FOLLOW_ATTACHED;
	cr_assert_eq(reason_of(&f, REASON_CONTRACT_EMPTY)->band, BAND_GREY);
	f.contract.signed_on = DATE_NONE;
	cr_assert_null(reason_of(&f, REASON_CONTRACT_EMPTY), "only of what binds");
	cr_assert_null(reason_of(&f, REASON_NO_EMPLOYMENT_ACTION));
}

/* intensif_choix, 12 mois, proposition, 003:4428: not applied, so grey from its lead on, and never late. */
Test(reasons_contract, choice_at_twelve_months)
{
	struct person_facts f = quiet();

	f.contract.intensive = true;
	f.contract.intensive_since = ago(300);
	cr_assert_null(reason_of(&f, REASON_INTENSIVE_CHOICE));
	f.contract.intensive_since = date_make(2025, 11, 1);
	expect_reason(&f, REASON_INTENSIVE_CHOICE, BAND_GREY, DEBTOR_STRUCTURE, "choix des 12 mois : objectif proposé 31/10",
	              "suite à choisir, proposé", "003:4428");
	f.contract.chosen = ago(10);
	cr_assert_null(reason_of(&f, REASON_INTENSIVE_CHOICE), "a choice starts twelve other months");
	f.contract.chosen = DATE_NONE;
	f.contract.intensive = false;
	cr_assert_null(reason_of(&f, REASON_INTENSIVE_CHOICE));
}

/* The rules with a local.ini of the test. */
static void rules_with(const char *local)
{
	char *dir = rules_dir_make();

	rules_dir_write(dir, "local.ini", local);
	rulebook_free(&book);
	book = rules_read(dir);
	rules_dir_remove(dir);
}

/* 003:4428 applied by the agency: red the day after the twelve months; 003:13796: an action structurante may extend. */
Test(reasons_contract, choice_applied_and_extended_by_an_action_structurante)
{
	struct person_facts f = quiet();

	rules_with("[COMMUN intensif_choix]\napplique = \"oui\"\n");
	f.contract.intensive = true;
	f.contract.intensive_since = date_make(2025, 11, 21);
	expect_reason(&f, REASON_INTENSIVE_CHOICE, BAND_ORANGE, DEBTOR_STRUCTURE, "choix des 12 mois dû aujourd'hui",
	              "suite à choisir ce jour", "003:4428");
	f.contract.intensive_since = date_make(2025, 11, 20);
	expect_reason(&f, REASON_INTENSIVE_CHOICE, BAND_RED, DEBTOR_STRUCTURE, "choix des 12 mois dû depuis 1 j",
	              "suite à choisir +1 j", "003:4428");
	f.contract.structuring = true;
	cr_assert_eq(reason_of(&f, REASON_INTENSIVE_CHOICE)->band, BAND_GREY);
	cr_assert(says(reason_of(&f, REASON_INTENSIVE_CHOICE), "Action structurante au contrat", "003:13796"));
}

/* --- L8, hours ----------------------------------------------------------------------------------------------- */

/* CEJ 15 h, droit, 003:4186; heures_semaine, local. The week is short by what was declared, never by what waits for us. */
Test(reasons_contract, hours_short)
{
	struct person_facts f = quiet();

	f.regime = REGIME_CEJ;
	f.week = f.last_week = (struct week_facts){.target = -1, .declared = 900};
	cr_assert_null(reason_of(&f, REASON_HOURS_SHORT), "declared, none validated");
	f.week.declared = 180;
	expect_reason(&f, REASON_HOURS_SHORT, BAND_ORANGE, DEBTOR_PERSON, "heures de la semaine : 3h sur 15h", "heures 3h/15h",
	              "sources muettes");
	f.last_week.declared = 890;
	expect_reason(&f, REASON_HOURS_SHORT, BAND_RED, DEBTOR_PERSON, "heures de la semaine passée : 14h50 sur 15h",
	              "sem. passée 14h50/15h", "sources muettes");
	cr_assert_eq(judge(&f).late_person, 1);
	cr_assert_eq(judge(&f).late_structure, 0);
	cr_assert(says(reason_of(&f, REASON_HOURS_SHORT), "Objectif de la semaine", "003:4186"));
	cr_assert(says(reason_of(&f, REASON_HOURS_SHORT), "Ce que les sources en tirent", "sanction"));
	f.last_week.absent_days = 1;
	cr_assert_eq(reason_of(&f, REASON_HOURS_SHORT)->band, BAND_ORANGE, "12 h were owed that week");
	f.follow_up = FOLLOW_ATTACHED;
	cr_assert_eq(reason_of(&f, REASON_HOURS_SHORT)->band, BAND_GREY, "L10");
}

/* L8: nobody is short of hours that nobody undertook: non fixé (COMMUN), a_verifier (CE), pilote (CER), proposition (CUER). */
Test(reasons_contract, hours_of_a_proposal_are_never_short)
{
	static const enum regime silent[] = {REGIME_CE, REGIME_CER, REGIME_CUER, REGIME_PPAE, REGIME_CSP, REGIME_PACEA};
	struct person_facts f = quiet();

	f.week = f.last_week = (struct week_facts){.target = -1};
	for (size_t i = 0; i < sizeof silent / sizeof *silent; i++) {
		f.regime = silent[i];
		cr_expect_null(reason_of(&f, REASON_HOURS_SHORT), "%s", regime_code(silent[i]));
	}
	f.regime = REGIME_CE;
	f.last_week.target = 600;
	cr_assert_eq(reason_of(&f, REASON_HOURS_SHORT)->band, BAND_RED, "the contract fixed ten hours");
	f.regime_from = date_add_days(date_week_start(today.day), -5);
	cr_assert_null(reason_of(&f, REASON_HOURS_SHORT), "the regime began within that week");
}

/* The lead of heures_semaine is 3 days before Sunday: nothing before Thursday. */
Test(reasons_contract, the_week_under_way_is_told_from_thursday)
{
	struct person_facts f = quiet();

	f.regime = REGIME_CEJ;
	f.last_week.declared = 900;
	f.week = (struct week_facts){.target = -1};
	today.day = date_make(2026, 11, 18);
	cr_assert_null(reason_of(&f, REASON_HOURS_SHORT), "Wednesday");
	today.day = date_make(2026, 11, 19);
	cr_assert_not_null(reason_of(&f, REASON_HOURS_SHORT), "Thursday");
	today.day = date_make(2026, 11, 22);
	cr_assert_eq(reason_of(&f, REASON_HOURS_SHORT)->band, BAND_ORANGE, "Sunday is the last day");
}

/* heures_validation, 7 jours, local, 003:4399: ours alone. */
Test(reasons_contract, hours_to_validate)
{
	struct person_facts f = quiet();

	f.unvalidated = ago(0);
	cr_assert_null(reason_of(&f, REASON_HOURS_TO_VALIDATE), "nine days left");
	f.unvalidated = date_make(2026, 11, 11);
	expect_reason(&f, REASON_HOURS_TO_VALIDATE, BAND_ORANGE, DEBTOR_STRUCTURE, "heures de la semaine du 09/11 à valider",
	              "h. à valider J-2", "003:4399");
	f.unvalidated = date_make(2026, 11, 6);
	expect_reason(&f, REASON_HOURS_TO_VALIDATE, BAND_RED, DEBTOR_STRUCTURE, "heures du 02/11 à valider (+5 j)",
	              "h. à valider +5 j", "003:4399");
	cr_assert_eq(judge(&f).late_person, 0);
}

/* --- rights, answers, remedial actions, third parties ------------------------------------------------------- */

/* CUER information_droits, 1 mois, proposition, 003:7922: grey, and never late. */
Test(reasons_contract, rights_information)
{
	struct person_facts f = quiet();

	f.rights_informed = DATE_NONE;
	cr_assert_null(reason_of(&f, REASON_RIGHTS_DUE), "the sources give the clock to the CUER alone");
	f.regime = REGIME_CUER;
	f.regime_from = date_make(2026, 10, 17);
	expect_reason(&f, REASON_RIGHTS_DUE, BAND_GREY, DEBTOR_STRUCTURE, "information sur les droits : objectif proposé 17/11",
	              "info droits, proposé", "003:7922");
	f.rights_informed = ago(2);
	cr_assert_null(reason_of(&f, REASON_RIGHTS_DUE));
}

/* COMMUN reponse_72h, proposition, 003:5088; reponse_reclamation, non fixé, proposition, 003:11711. */
Test(reasons_contract, answers_owed)
{
	struct person_facts f = quiet();

	f.request_since = (struct moment){ago(4), 615};
	expect_reason(&f, REASON_REQUEST_DUE, BAND_GREY, DEBTOR_STRUCTURE, "réponse à sa demande : objectif proposé 19/11",
	              "demande, proposé", "003:5088");
	f.complaint_since = (struct moment){ago(30), 615};
	expect_reason(&f, REASON_COMPLAINT_DUE, BAND_GREY, DEBTOR_STRUCTURE, "réponse à sa réclamation à donner, délai non fixé",
	              "réclamation, non fixé", "003:11711");
	rules_with("[COMMUN reponse_72h]\napplique = \"oui\"\n");
	expect_reason(&f, REASON_REQUEST_DUE, BAND_RED, DEBTOR_STRUCTURE, "réponse à sa demande due depuis 1 j", "demande +1 j",
	              "003:5088");
}

/* L6, 001:8: compensation_echeance, 0 jour, local; closed only when delivered. */
Test(reasons_contract, remedial_action_due)
{
	struct person_facts f = quiet();

	f.remedial_count = 1;
	f.remedial_due = in(4);
	cr_assert_null(reason_of(&f, REASON_REMEDIAL_DUE));
	f.remedial_due = in(3);
	expect_reason(&f, REASON_REMEDIAL_DUE, BAND_ORANGE, DEBTOR_STRUCTURE, "action compensatrice due le 23/11",
	              "compensation J-3", "001:8");
	f.remedial_due = ago(1);
	expect_reason(&f, REASON_REMEDIAL_DUE, BAND_RED, DEBTOR_STRUCTURE, "action compensatrice due depuis 1 j",
	              "compensation +1 j", "001:8");
	f.remedial_count = 3;
	cr_assert_str_eq(reason_of(&f, REASON_REMEDIAL_DUE)->sentence, "3 actions compensatrices à remettre");
}

/* L1: debtors are six; what a third party owes waits on it, and is in nobody's late count but its own. */
Test(reasons_contract, undertakings_of_third_parties)
{
	static const struct { enum debtor debtor; const char *sentence, *brief; } rows[] = {
		{DEBTOR_PARTNER, "engagement du partenaire dû depuis 2 j", "eng. partenaire +2 j"},
		{DEBTOR_FUNDER, "engagement du financeur dû depuis 2 j", "eng. financeur +2 j"},
		{DEBTOR_EMPLOYER, "engagement de l'employeur dû depuis 2 j", "eng. employeur +2 j"},
		{DEBTOR_BODY, "engagement de l'organisme dû depuis 2 j", "eng. organisme +2 j"},
	};
	struct person_facts f = quiet();

	f.item_third = ago(2);
	f.item_third_count = 1;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		f.item_third_debtor = rows[i].debtor;
		expect_reason(&f, REASON_ITEM_THIRD, BAND_RED, rows[i].debtor, rows[i].sentence, rows[i].brief, "001:6");
		cr_expect_eq(reason_of(&f, REASON_ITEM_THIRD)->owner, OWNER_THIRD);
	}
	cr_assert_eq(judge(&f).late_structure + judge(&f).late_person, 0);
	f.item_third_count = 2;
	cr_assert_str_eq(reason_of(&f, REASON_ITEM_THIRD)->sentence, "2 engagements de tiers dus depuis le 18/11");
}

/* What is owed without a regime: answers, remedial actions, promises; the rest is the regime's. */
Test(reasons_contract, without_a_regime)
{
	struct person_facts f = unsigned_file();
	struct judged_person p;

	f.regime = REGIME_NONE;
	f.regime_from = DATE_NONE;
	f.request_since = at(2);
	f.remedial_due = ago(1);
	f.remedial_count = 1;
	f.unvalidated = ago(30);
	p = judge(&f);
	cr_assert_eq(p.reason_count, 2);
	cr_assert_not_null(judged_reason(&p, REASON_REQUEST_DUE));
	cr_assert_not_null(judged_reason(&p, REASON_REMEDIAL_DUE));
}

/* --- whatever the facts ---------------------------------------------------------------------------------------- */

/* A small generator of our own: the same on every machine. */
static unsigned int seed;

static int draw(int n)
{
	seed = seed * 1103515245U + 12345U;
	return (int)((seed >> 16) % (unsigned int)n);
}

static struct date draw_date(int before, int after)
{
	return draw(4) == 0 ? DATE_NONE : date_add_days(today.day, draw(before + after) - before);
}

static struct moment draw_moment(int before)
{
	return draw(3) == 0 ? MOMENT_NONE : (struct moment){ago(draw(before)), draw(1440)};
}

static struct person_facts draw_facts(unsigned int round)
{
	struct person_facts f = quiet();

	seed = round * 2654435761U;
	f.regime = (enum regime)(draw(REGIME_COMMUN - 1) + 1);
	f.regime_from = ago(draw(900));
	f.follow_up = (enum follow_up)draw(FOLLOW_COUNT);
	f.contract.signed_on = draw_date(700, 10);
	f.contract.pending = draw(2) != 0;
	f.contract.signed_person = draw_date(60, 3);
	f.contract.signed_structure = draw_date(60, 3);
	f.contract.ends = draw_date(60, 300);
	f.contract.ended = draw_date(400, 1);
	f.contract.actions = draw(4);
	f.contract.employment_actions = draw(2);
	f.contract.intensive = draw(2) != 0;
	f.contract.intensive_since = draw_date(900, 1);
	f.contract.chosen = draw_date(500, 1);
	f.contract.structuring = draw(3) == 0;
	f.oriented = draw_date(200, 5);
	f.rights_informed = draw_date(300, 1);
	f.request_since = draw_moment(30);
	f.complaint_since = draw_moment(90);
	f.remedial_due = draw_date(30, 30);
	f.remedial_count = draw(3);
	f.item_third = draw_date(30, 30);
	f.item_third_debtor = (enum debtor)(DEBTOR_PARTNER + draw(4));
	f.item_third_count = draw(3);
	f.item_ours = draw_date(30, 30);
	f.item_theirs = draw_date(30, 30);
	f.week = (struct week_facts){draw(1200), 0, draw(3) == 0 ? 900 : -1, draw(6)};
	f.last_week = (struct week_facts){draw(1200), 0, draw(3) == 0 ? 900 : -1, draw(6)};
	f.unvalidated = draw_date(40, 1);
	f.last_unsettled = draw_moment(60);
	return f;
}

/* Issue: a clock never ends before it starts; every reason is whole. */
Test(reasons_contract, no_clock_ends_before_it_starts)
{
	for (unsigned int round = 1; round < 3000; round++) {
		struct person_facts f = draw_facts(round);
		struct judged_person p = judge(&f);

		for (size_t i = 0; i < p.reason_count; i++) {
			const struct reason *r = &p.reasons[i];

			cr_assert_not_null(r->rule);
			cr_assert(r->rule->source[0] != '\0' && r->sentence[0] != '\0' && r->next_step[0] != '\0', "%s", reason_code_name(r->code));
			cr_assert_leq(text_width(r->brief), 25, "%s: %s", reason_code_name(r->code), r->brief);
			if (r->clock.state != CLOCK_UNSET)
				cr_assert_leq(moment_compare(r->clock.start, r->clock.end), 0, "%s", reason_code_name(r->code));
			if (!r->rule->applied || r->clock.state == CLOCK_UNSET)
				cr_assert_neq(r->band, BAND_RED, "%s: never late", reason_code_name(r->code));
		}
		arena_reset(&arena);
	}
}

/* Issue: the same inputs give the same reasons. */
Test(reasons_contract, the_same_inputs_give_the_same_reasons)
{
	for (unsigned int round = 7; round < 3000; round++) {
		struct person_facts f = draw_facts(round);
		struct judged_person p = judge(&f), q = judge(&f);

		cr_assert_eq(p.reason_count, q.reason_count);
		for (size_t i = 0; i < p.reason_count; i++) {
			cr_assert_eq(p.reasons[i].code, q.reasons[i].code);
			cr_assert_eq(p.reasons[i].band, q.reasons[i].band);
			cr_assert_str_eq(p.reasons[i].sentence, q.reasons[i].sentence);
		}
		arena_reset(&arena);
	}
}

static bool is_alert_of(const struct reason *r, enum debtor side)
{
	return (r->debtor == side || r->debtor == DEBTOR_BOTH) && r->band != BAND_GREY;
}

/* Every alert of the side before is there after, as urgent. */
static void expect_kept(const struct judged_person *before, const struct judged_person *after, enum debtor side, const char *what)
{
	for (size_t i = 0; i < before->reason_count; i++) {
		const struct reason *r = &before->reasons[i], *same = judged_reason(after, r->code);

		if (!is_alert_of(r, side))
			continue;
		cr_assert(same != NULL && is_alert_of(same, side) && same->band <= r->band, "%s removes %s of %s", what,
		          reason_code_name(r->code), debtor_code(side));
	}
}

/* What one side does, or owes, and nothing else. */
static void add_fact_of_person(struct person_facts *f, int kind)
{
	switch (kind) {
	case 0:
		f->contract.pending = true;
		f->contract.signed_person = ago(1);
		break;
	case 1:
		f->week.declared = f->last_week.declared = 0;
		break;
	case 2:
		f->week.declared = f->last_week.declared = 3000;
		break;
	case 3:
		f->item_theirs = ago(9);
		f->item_theirs_count = 1;
		break;
	default:
		f->item_theirs = DATE_NONE;
		f->item_theirs_count = 0;
		break;
	}
}

static void add_fact_of_structure(struct person_facts *f, int kind)
{
	switch (kind) {
	case 0:
		f->item_ours = ago(9);
		f->item_ours_count = 1;
		break;
	case 1:
		f->remedial_due = ago(3);
		f->remedial_count = 1;
		break;
	case 2:
		f->unvalidated = ago(40);
		break;
	case 3:
		f->request_since = at(20);
		break;
	case 4:
		f->week.validated = f->week.declared;
		f->last_week.validated = f->last_week.declared;
		f->unvalidated = DATE_NONE;
		break;
	default:
		f->rights_informed = ago(1);
		break;
	}
}

/* Issue: adding a fact of one side never removes an alert of the other. */
Test(reasons_contract, a_fact_of_one_side_never_removes_an_alert_of_the_other)
{
	for (unsigned int round = 3; round < 3000; round++) {
		struct person_facts f = draw_facts(round), g;
		int kind = draw(6);
		struct judged_person before, after;

		if (!f.contract.pending) /* no draft: nobody's signature means anything */
			f.contract.signed_person = f.contract.signed_structure = DATE_NONE;
		g = f;
		before = judge(&f);
		add_fact_of_person(&g, kind);
		after = judge(&g);
		expect_kept(&before, &after, DEBTOR_STRUCTURE, "a fact of the person");
		g = f;
		add_fact_of_structure(&g, kind);
		after = judge(&g);
		expect_kept(&before, &after, DEBTOR_PERSON, "a fact of ours");
		arena_reset(&arena);
	}
}

/* A local number of days, another from tomorrow on. */
#define LATER(code, keys, now, then) \
	"[" code "]\nvaleur = \"" now "\"\nunite = \"jour\"\n" keys "statut = \"local\"\nsource = \"001:6\"\nau = \"2026-11-20\"\n\n[" code \
	" 2026-11-21]\nvaleur = \"" then "\"\nunite = \"jour\"\n" keys "statut = \"local\"\nsource = \"001:6\"\n"

/* Issue: a later version of the law changes nothing judged before it. */
Test(reasons_contract, a_later_version_of_the_law_changes_nothing_judged_before_it)
{
	struct rulebook old = book;
	char *dir = rules_dir_make();

	/* From tomorrow on, the month of the CE is two, hours are 20, a contract holds four actions. */
	rules_dir_replace(dir, "regimes/CE.ini",
	                  "[contrat_signature]\nvaleur = \"1\"\nunite = \"mois\"\ndebiteur = \"les_deux\"\nstatut = \"droit\"\n"
	                  "source = \"D. 5411-14-1\"\nau = \"2026-11-20\"\n\n[contrat_signature 2026-11-21]\nvaleur = \"2\"\n"
	                  "unite = \"mois\"\ndebiteur = \"les_deux\"\nstatut = \"droit\"\nsource = \"D. 5411-14-1\"\n");
	rules_dir_replace(dir, "regimes/CEJ.ini",
	                  "[heures_hebdomadaires]\nvaleur = \"15\"\nunite = \"heure\"\nstatut = \"droit\"\nsource = \"003:4186\"\n"
	                  "au = \"2026-11-20\"\n\n[heures_hebdomadaires 2026-11-21]\nvaleur = \"20\"\nunite = \"heure\"\n"
	                  "statut = \"droit\"\nsource = \"003:4186\"\n");
	rules_dir_replace(dir, "regimes/commun.ini",
	                  "[actions_minimum]\nvaleur = \"2\"\nstatut = \"local\"\nsource = \"003:4112\"\nau = \"2026-11-20\"\n\n"
	                  "[actions_minimum 2026-11-21]\nvaleur = \"4\"\nstatut = \"local\"\nsource = \"003:4112\"\n");
	rules_dir_replace(dir, "regimes/commun.ini", LATER("contrat_fin_proche", "", "30", "90"));
	rules_dir_replace(dir, "regimes/commun.ini", LATER("engagement_echeance", "debiteur = \"les_deux\"\nalerte = \"3 jours\"\n", "0", "9"));
	rules_dir_replace(dir, "regimes/commun.ini", LATER("compensation_echeance", "debiteur = \"structure\"\nalerte = \"3 jours\"\n", "0", "9"));
	rules_dir_replace(dir, "regimes/commun.ini", LATER("heures_semaine", "debiteur = \"personne\"\nalerte = \"3 jours\"\n", "0", "9"));
	rules_dir_replace(dir, "regimes/commun.ini", LATER("heures_validation", "debiteur = \"structure\"\nalerte = \"3 jours\"\n", "7", "1"));
	book = rules_read(dir);
	rules_dir_remove(dir);
	for (unsigned int round = 5; round < 3000; round++) {
		struct person_facts f = draw_facts(round);
		struct judged_person now, then;

		if (date_compare(f.contract.signed_on, today.day) > 0)
			f.contract.signed_on = DATE_NONE;
		now = person_judge(&arena, &book, &f, today, "35");
		then = person_judge(&arena, &old, &f, today, "35");
		cr_assert_eq(now.reason_count, then.reason_count);
		for (size_t i = 0; i < now.reason_count; i++)
			cr_assert_str_eq(now.reasons[i].sentence, then.reasons[i].sentence);
		arena_reset(&arena);
	}
	rulebook_free(&old);
}
