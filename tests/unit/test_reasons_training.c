/* The reasons of training requests and of periods in a company, each with its rule and source, their lines in the ledger, and
 * what must hold whatever the facts: rules.md §7 (T1-T5), 000:577, 000:778, 000:2295, 004:2343. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/engagement/ledger.h"
#include "core/portfolio/reasons.h"
#include "core/training/stages.h"
#include "core/training/training.h"
#include "tests/support/facts.h"
#include "tests/support/rules_dir.h"

static struct rulebook book;
static struct arena arena;
static struct moment today;

static void setup(void)
{
	book = shipped_rules();
	today = (struct moment){date_make(2026, 11, 20), 600};
}

static void teardown(void)
{
	arena_free(&arena);
	rulebook_free(&book);
}

TestSuite(reasons_training, .init = setup, .fini = teardown);

static struct date ago(int days) { return date_add_days(today.day, -days); }
static struct date in(int days) { return date_add_days(today.day, days); }
static struct moment at(int days_ago) { return (struct moment){ago(days_ago), 540}; }

/* Under contract, seen yesterday, expected in two weeks, in a regime without a known end: nothing to say. */
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

static struct training request(enum training_stage stage, int since)
{
	return (struct training){.id = "f1", .person = "7KQ2M9", .person_last_name = "Bernard", .person_first_name = "Aïcha",
	                         .referent_login = "mlegoff", .title = "CAP cuisine", .trade = "", .aim = "", .body = "GRETA", .place = "",
	                         .basin = "", .session = "", .funder = "", .stage = stage, .since = ago(since), .raised = ago(200),
	                         .starts = DATE_NONE, .ends = DATE_NONE, .filed = DATE_NONE, .decided = DATE_NONE, .granted = DATE_NONE,
	                         .funded = DATE_NONE, .entered = DATE_NONE, .ended = DATE_NONE, .checked = DATE_NONE,
	                         .followed = DATE_NONE, .pieces_since = DATE_NONE,
	                         .pieces_due = DATE_NONE, .rights_ended = DATE_NONE, .rights_end = DATE_NONE};
}

static struct training filed(int since)
{
	struct training t = request(TRAINING_FILED, since);

	t.filed = t.since;
	t.funder = "opcalia";
	return t;
}

/* Granted that many days ago, from in 60 days to in 159 days. */
static struct training granted(int since)
{
	struct training t = filed(since + 5);

	t.stage = TRAINING_GRANTED;
	t.decided = t.granted = t.since = ago(since);
	t.starts = in(60);
	t.ends = in(159);
	return t;
}

static struct judged_person judge_all(struct person_facts f, const struct training *items, size_t count)
{
	struct person_facts *copy = arena_alloc(&arena, sizeof *copy);
	struct training *kept = arena_array(&arena, count + 1, sizeof *kept);

	for (size_t i = 0; i < count; i++)
		kept[i] = items[i];
	*copy = f;
	copy->trainings = kept;
	copy->training_count = count;
	return person_judge(&arena, &book, copy, today, "35");
}

static struct judged_person judge(const struct training *t)
{
	return judge_all(quiet(), t, 1);
}

static const struct reason *reason_of(const struct training *t, enum reason_code code)
{
	struct judged_person p = judge(t);

	return judged_reason(&p, code);
}

#define expect_reason(t, code, wanted_band, wanted_debtor, wanted_sentence, wanted_brief, wanted_source) \
	do { \
		const struct reason *r_ = reason_of(t, code); \
		cr_assert_not_null(r_, "no %s", reason_code_name(code)); \
		cr_expect_eq(r_->band, wanted_band, "%s: %s", band_code(r_->band), r_->sentence); \
		cr_expect_eq(r_->debtor, wanted_debtor, "%s", debtor_code(r_->debtor)); \
		cr_expect_str_eq(r_->sentence, wanted_sentence, "« %s »", r_->sentence); \
		cr_expect_str_eq(r_->brief, wanted_brief, "« %s »", r_->brief); \
		cr_expect_not_null(strstr(r_->rule->source, wanted_source), "%s", r_->rule->source); \
		cr_expect_str_eq(r_->action, "aller.formations"); \
	} while (0)

static bool says(const struct reason *r, const char *label, const char *value)
{
	for (size_t i = 0; i < r->input_count; i++)
		if (strcmp(r->inputs[i].label, label) == 0)
			return strstr(r->inputs[i].value, value) != NULL;
	return false;
}

Test(reasons_training, an_idea_and_a_project_are_not_owed)
{
	struct training t = request(TRAINING_RAISED, 150);

	cr_expect_eq(judge(&t).reason_count, 0);
	t = request(TRAINING_PROJECT, 150);
	cr_expect_eq(judge(&t).reason_count, 0);
	cr_expect_eq(judge_all(quiet(), NULL, 0).reason_count, 0);
}

/* --- T1, decision ------------------------------------------------------------------------------------------ */

/* decision_financeur, 1 semaine, pratique, 000:2101; product.md's mock-up: « décision OPCA attendue +6 j ». */
Test(reasons_training, t1_decision_awaited_of_the_funder)
{
	struct training t = filed(13);

	t.funder = "opca";
	expect_reason(&t, REASON_TRAINING_DECISION, BAND_RED, DEBTOR_FUNDER, "décision OPCA attendue +6 j", "décision +6 j", "000:2101");
	cr_expect_eq(reason_of(&t, REASON_TRAINING_DECISION)->owner, OWNER_THIRD);
	cr_expect_eq(judge(&t).late_structure, 0, "the funder's, not ours");
	cr_expect_eq(judge(&t).late_person, 0);
	t = filed(4);
	expect_reason(&t, REASON_TRAINING_DECISION, BAND_ORANGE, DEBTOR_FUNDER, "décision OPCALIA attendue le 23/11", "décision J-3", "000:2101");
	t = filed(3);
	cr_expect_null(reason_of(&t, REASON_TRAINING_DECISION), "four days left");
	t = filed(7);
	t.funder = "region";
	expect_reason(&t, REASON_TRAINING_DECISION, BAND_ORANGE, DEBTOR_FUNDER, "décision Région attendue aujourd'hui", "décision ce jour", "000:2101");
	t.funder = "transitions_pro_bretagne";
	cr_expect_str_eq(reason_of(&t, REASON_TRAINING_DECISION)->sentence, "décision du financeur attendue aujourd'hui");
}

Test(reasons_training, the_decision_says_what_it_counts)
{
	struct training t = filed(20);
	const struct reason *r;

	t.suspended_days = 8;
	r = reason_of(&t, REASON_TRAINING_DECISION);
	cr_assert_not_null(r);
	cr_expect_eq(r->clock.days_left, -5);
	cr_expect(says(r, "Formation", "CAP cuisine"));
	cr_expect(says(r, "Dossier remis le", "31/10/2026"));
	cr_expect(says(r, "Jours où des pièces étaient attendues", "8, qui ne comptent pas"));
	cr_expect(says(r, "Jours comptés", "12 (plus de 5 jours)"));
	cr_expect(says(r, "Délai habituel de ce financeur", "non fixé"));
	cr_expect_str_eq(r->training->id, "f1");
}

/* --- pieces ------------------------------------------------------------------------------------------------ */

static struct training awaiting(int since, enum debtor owner, int count)
{
	struct training t = filed(since + 20);

	t.stage = TRAINING_PIECES;
	t.since = t.pieces_since = ago(since);
	t.pieces_owner = owner;
	t.pieces_waiting = count;
	return t;
}

/* 000:577: what is awaited of the person is told, grey, whatever the days; never counted. */
Test(reasons_training, pieces_of_the_person_are_never_late)
{
	struct training t = awaiting(200, DEBTOR_PERSON, 1);
	struct judged_person p = judge(&t);

	expect_reason(&t, REASON_TRAINING_PIECES, BAND_GREY, DEBTOR_PERSON, "pièce attendue de la personne", "pièces attendues", "000:577");
	cr_expect_eq(p.late_person, 0);
	cr_expect_null(judged_reason(&p, REASON_TRAINING_DECISION), "the funder's clock is suspended");
	cr_expect(says(&p.reasons[0], "Ce qui n'est pas compté", "rien n'est retenu contre la personne"));
}

/* Even where an agency has fixed the time left to the person: awaited, not late. */
Test(reasons_training, pieces_of_the_person_stay_grey_under_a_local_delay)
{
	char *dir = rules_dir_make();
	struct training t = awaiting(200, DEBTOR_PERSON, 2);

	rules_dir_replace(dir, "regimes/formation.ini", "[fourniture_pieces]\nvaleur = \"10\"\nunite = \"jour\"\ndebiteur = \"personne\"\n"
	                                                "statut = \"local\"\nsource = \"000:577\"\n");
	rulebook_free(&book);
	book = rules_read(dir);
	rules_dir_remove(dir);
	expect_reason(&t, REASON_TRAINING_PIECES, BAND_GREY, DEBTOR_PERSON, "2 pièces attendues de la personne", "pièces attendues", "000:577");
	cr_expect_eq(judge(&t).late_person, 0);
}

/* pieces_tiers, 7 jours, local: each owner answers for its own. */
Test(reasons_training, pieces_count_against_their_owner)
{
	struct training t = awaiting(10, DEBTOR_STRUCTURE, 1);

	expect_reason(&t, REASON_TRAINING_PIECES, BAND_RED, DEBTOR_STRUCTURE, "pièce attendue de nous +3 j", "pièces +3 j", "000:577");
	cr_expect_eq(judge(&t).late_structure, 1);
	cr_expect_eq(judge(&t).late_person, 0);
	t = awaiting(5, DEBTOR_BODY, 2);
	expect_reason(&t, REASON_TRAINING_PIECES, BAND_ORANGE, DEBTOR_BODY, "2 pièces attendues, d'abord de l'organisme", "pièces J-2", "000:577");
	t = awaiting(8, DEBTOR_EMPLOYER, 1);
	expect_reason(&t, REASON_TRAINING_PIECES, BAND_RED, DEBTOR_EMPLOYER, "pièce attendue de l'employeur +1 j", "pièces +1 j", "000:577");
	cr_expect_eq(judge(&t).late_structure + judge(&t).late_person, 0);
	t = awaiting(1, DEBTOR_BODY, 1);
	expect_reason(&t, REASON_TRAINING_PIECES, BAND_GREY, DEBTOR_BODY, "pièce attendue de l'organisme", "pièces attendues", "000:577");
}

/* The day stated for a piece goes before the seven days of the rule, later or earlier; never against the person (000:577). */
Test(reasons_training, a_piece_is_late_of_the_day_stated_for_it)
{
	struct training t = awaiting(10, DEBTOR_BODY, 1);

	t.pieces_due = in(5);
	expect_reason(&t, REASON_TRAINING_PIECES, BAND_GREY, DEBTOR_BODY, "pièce attendue de l'organisme", "pièces attendues", "000:577");
	t.pieces_due = in(2);
	expect_reason(&t, REASON_TRAINING_PIECES, BAND_ORANGE, DEBTOR_BODY, "pièce attendue de l'organisme", "pièces J-2", "000:577");
	cr_expect(says(reason_of(&t, REASON_TRAINING_PIECES), "Pour le", "22/11/2026"));
	t = awaiting(4, DEBTOR_STRUCTURE, 1);
	t.pieces_due = ago(2);
	expect_reason(&t, REASON_TRAINING_PIECES, BAND_RED, DEBTOR_STRUCTURE, "pièce attendue de nous +2 j", "pièces +2 j", "000:577");
	cr_expect_eq(judge(&t).late_structure, 1);
	t = awaiting(40, DEBTOR_PERSON, 1);
	t.pieces_due = ago(30);
	expect_reason(&t, REASON_TRAINING_PIECES, BAND_GREY, DEBTOR_PERSON, "pièce attendue de la personne", "pièces attendues", "000:577");
	cr_expect_eq(judge(&t).late_person, 0);
}

/* --- the file waits for us --------------------------------------------------------------------------------- */

/* formation_a_avancer, 15 jours, local, 002:525. */
Test(reasons_training, a_file_ready_and_not_filed_waits_for_us)
{
	struct training t = request(TRAINING_READY, 17);

	expect_reason(&t, REASON_TRAINING_STEP, BAND_RED, DEBTOR_STRUCTURE, "dossier de formation à déposer +2 j", "à déposer +2 j", "002:525");
	cr_expect_eq(judge(&t).late_structure, 1);
	t = request(TRAINING_READY, 13);
	expect_reason(&t, REASON_TRAINING_STEP, BAND_ORANGE, DEBTOR_STRUCTURE, "dossier de formation à déposer", "à déposer J-2", "002:525");
	t = request(TRAINING_READY, 11);
	cr_expect_null(reason_of(&t, REASON_TRAINING_STEP));
}

/* T4: contestable (000:1934), reworked with a counter-proposal or the reason why there is none (000:1923). */
Test(reasons_training, t4_a_refusal_is_answered)
{
	struct training t = request(TRAINING_REFUSED, 14);

	t.contestable = t.no_counter = true;
	expect_reason(&t, REASON_TRAINING_STEP, BAND_ORANGE, DEBTOR_STRUCTURE, "refus contestable, à contester", "refus contest. J-1", "002:525");
	cr_expect(says(reason_of(&t, REASON_TRAINING_STEP), "Motif", "contestable (000:1934)"));
	cr_expect(says(reason_of(&t, REASON_TRAINING_STEP), "Contre-proposition", "000:1923"));
	t.contestable = false;
	expect_reason(&t, REASON_TRAINING_STEP, BAND_ORANGE, DEBTOR_STRUCTURE, "refus de formation à reprendre", "refus J-1", "002:525");
	t = request(TRAINING_COUNTERED, 15);
	expect_reason(&t, REASON_TRAINING_STEP, BAND_ORANGE, DEBTOR_STRUCTURE, "contre-proposition à examiner", "contre-prop. ce jour", "002:525");
}

Test(reasons_training, what_is_granted_and_funded_is_to_be_declared)
{
	struct training t = granted(16);

	expect_reason(&t, REASON_TRAINING_STEP, BAND_RED, DEBTOR_STRUCTURE, "financement complet, à noter +1 j", "à financer +1 j", "002:525");
	t.costs_missing = 1;
	cr_expect_null(reason_of(&t, REASON_TRAINING_STEP), "the hole says it");
	t.costs_missing = 0;
	t.starts = t.ends = DATE_NONE;
	cr_expect_null(reason_of(&t, REASON_TRAINING_STEP), "without dates nothing is whole");
}

/* fin_formation, 7 jours, local: the six months start with the end (000:2295). */
Test(reasons_training, the_end_of_a_training_is_recorded)
{
	struct training t = granted(200);

	t.stage = TRAINING_ENTERED;
	t.entered = t.starts = t.since = ago(100);
	t.checked = ago(60);
	t.ends = ago(9);
	expect_reason(&t, REASON_TRAINING_STEP, BAND_RED, DEBTOR_STRUCTURE, "fin de formation à noter +2 j", "fin à noter +2 j", "000:2295");
	t.ends = ago(4);
	expect_reason(&t, REASON_TRAINING_STEP, BAND_ORANGE, DEBTOR_STRUCTURE, "fin de formation à noter", "fin à noter J-3", "000:2295");
	t.ends = today.day;
	cr_expect_null(reason_of(&t, REASON_TRAINING_STEP));
}

/* --- T3, hole ---------------------------------------------------------------------------------------------- */

/* financement_complet, local, 002:507: « renoncement probable ». */
Test(reasons_training, t3_a_hole_in_what_was_granted)
{
	struct training t = granted(3);
	const struct reason *r;

	t.costs_missing = 1U << COST_INCOME;
	expect_reason(&t, REASON_FUNDING_HOLE, BAND_ORANGE, DEBTOR_STRUCTURE, "formation sans financeur : rémunération", "financement à trouver", "002:507");
	t.costs_missing |= 1U << COST_EXPENSES;
	r = reason_of(&t, REASON_FUNDING_HOLE);
	cr_expect_str_eq(r->sentence, "formation accordée : 2 coûts à financer");
	cr_expect(says(r, "Coûts sans financeur, certains jours", "rémunération, frais annexes"));
	cr_expect(says(r, "Ce qui s'ensuit", "renoncement probable"));
	t.starts = ago(1);
	cr_expect_eq(reason_of(&t, REASON_FUNDING_HOLE)->band, BAND_RED, "begun without its funding");
	t.starts = today.day;
	cr_expect_eq(reason_of(&t, REASON_FUNDING_HOLE)->band, BAND_ORANGE);
	t.stage = TRAINING_FUNDED;
	t.funded = ago(1);
	cr_expect_eq(reason_of(&t, REASON_FUNDING_HOLE)->band, BAND_GREY, "declared all the same, with its reason");
	t.costs_missing = 0;
	cr_expect_null(reason_of(&t, REASON_FUNDING_HOLE));
	t = filed(1);
	t.costs_missing = 7;
	cr_expect_null(reason_of(&t, REASON_FUNDING_HOLE), "not granted yet");
}

/* --- T1, entry --------------------------------------------------------------------------------------------- */

/* entree, 45 jours, local, 000:2346: the body's; ours until the funding is declared complete (000:2105). */
Test(reasons_training, t1_entry_awaited_of_the_body)
{
	struct training t = granted(50);

	t.stage = TRAINING_FUNDED;
	expect_reason(&t, REASON_TRAINING_ENTRY, BAND_RED, DEBTOR_BODY, "entrée en formation attendue +5 j", "entrée +5 j", "000:2346");
	cr_expect_eq(judge(&t).late_structure, 0);
	cr_expect(says(reason_of(&t, REASON_TRAINING_ENTRY), "Jours depuis l'accord", "50 (plus de 45 jours)"));
	t = granted(40);
	t.stage = TRAINING_FUNDED;
	expect_reason(&t, REASON_TRAINING_ENTRY, BAND_ORANGE, DEBTOR_BODY, "entrée en formation attendue le 25/11", "entrée J-5", "000:2346");
	t = granted(20);
	cr_expect_null(reason_of(&t, REASON_TRAINING_ENTRY));
	t = granted(50);
	t.costs_missing = 2;
	expect_reason(&t, REASON_TRAINING_ENTRY, BAND_RED, DEBTOR_STRUCTURE, "entrée en formation attendue +5 j", "entrée +5 j", "000:2346");
	t.stage = TRAINING_ENTERED;
	t.entered = ago(2);
	cr_expect_null(reason_of(&t, REASON_TRAINING_ENTRY));
}

/* --- T5, relay --------------------------------------------------------------------------------------------- */

/* relais_droits, local, 000:1998, 000:3346: days after the end of rights that no income line covers. */
Test(reasons_training, t5_a_relay_before_the_end_of_rights)
{
	struct training t = granted(3);
	const struct reason *r;

	t.costs_missing = 0;
	t.has_rights = true;
	t.rights_end = in(139);
	t.uncovered_days = 20;
	expect_reason(&t, REASON_RELAY_NEEDED, BAND_ORANGE, DEBTOR_STRUCTURE, "relais à trouver, fin des droits le 08/04", "relais J-139", "000:1998");
	r = reason_of(&t, REASON_RELAY_NEEDED);
	cr_expect(says(r, "Jours de formation non couverts", "20"));
	cr_expect(says(r, "Fin des droits", "08/04/2027"));
	t.uncovered_days = 0;
	cr_expect_null(reason_of(&t, REASON_RELAY_NEEDED), "an income line covers them");
	t.stage = TRAINING_ENTERED;
	t.starts = t.entered = ago(100);
	t.ends = in(20);
	t.rights_end = ago(3);
	t.uncovered_days = 23;
	expect_reason(&t, REASON_RELAY_NEEDED, BAND_RED, DEBTOR_STRUCTURE, "formation sans revenu, droits finis le 17/11", "relais +3 j", "000:3346");
	t.stage = TRAINING_PROJECT;
	cr_expect_null(reason_of(&t, REASON_RELAY_NEEDED), "nothing is filed yet");
}

/* T3, T5 (000:1546, 000:1998): an allowance that ended before the first day leaves no rights; the relay is for that day. The
 * dispositif, which would stand for what is not known, does not. */
Test(reasons_training, t5_rights_that_ended_before_leave_none)
{
	struct training t = granted(3);
	struct person_facts f = quiet();
	struct judged_person p;

	f.regime = REGIME_CSP;
	f.regime_from = date_add_months(in(100), -12);
	t.costs_missing = 1U << COST_INCOME;
	t.rights_ended = ago(30);
	t.uncovered_days = 100;
	p = judge_all(f, &t, 1);
	cr_assert_not_null(judged_reason(&p, REASON_RELAY_NEEDED));
	cr_expect_str_eq(judged_reason(&p, REASON_RELAY_NEEDED)->sentence, "relais à trouver, fin des droits le 21/10");
	cr_expect_eq(judged_reason(&p, REASON_RELAY_NEEDED)->band, BAND_ORANGE);
	cr_expect(says(judged_reason(&p, REASON_RELAY_NEEDED), "Fin des droits", "21/10/2026"));
	cr_expect(says(judged_reason(&p, REASON_RELAY_NEEDED), "Jours de formation non couverts", "100"));
	t.stage = TRAINING_ENTERED;
	t.starts = t.entered = ago(2);
	expect_reason(&t, REASON_RELAY_NEEDED, BAND_RED, DEBTOR_STRUCTURE, "formation sans revenu, droits finis le 21/10", "relais +2 j", "000:1998");
	t.uncovered_days = 0;
	cr_expect_null(reason_of(&t, REASON_RELAY_NEEDED), "an income line covers each day");
}

/* 000:1998, story 11: the training outlives the CSP, and no allowance is on record. */
Test(reasons_training, t5_without_an_allowance_the_dispositif_stands_for_it)
{
	struct training t = granted(3);
	struct person_facts f = quiet();
	struct judged_person p;

	t.costs_missing = 1U << COST_INCOME;
	cr_expect_null(reason_of(&t, REASON_RELAY_NEEDED), "CE: no end is known (rules.md §2)");
	f.regime = REGIME_CSP;
	f.regime_from = date_add_months(in(100), -12); /* twelve months, 000:343: ends in 99 days */
	p = judge_all(f, &t, 1);
	cr_assert_not_null(judged_reason(&p, REASON_RELAY_NEEDED));
	cr_expect(says(judged_reason(&p, REASON_RELAY_NEEDED), "Jours de formation non couverts", "60"));
	cr_expect(says(judged_reason(&p, REASON_RELAY_NEEDED), "Fin du dispositif, faute de droits notés", "27/02/2027"));
	t.costs_missing = 0;
	p = judge_all(f, &t, 1);
	cr_expect_null(judged_reason(&p, REASON_RELAY_NEEDED));
}

/* T5, 000:1998: a dispositif over before a course still to come leaves until its first day to find a relay. */
Test(reasons_training, t5_a_dispositif_over_before_the_first_day_is_no_day_to_be_late_of)
{
	struct training t = granted(3);
	struct person_facts f = quiet();
	struct judged_person p;
	const struct reason *r;

	t.costs_missing = 1U << COST_INCOME;
	f.regime = REGIME_CSP;
	f.regime_from = date_add_months(ago(4), -12); /* 000:343: ended five days ago */
	p = judge_all(f, &t, 1);
	r = judged_reason(&p, REASON_RELAY_NEEDED);
	cr_assert_not_null(r);
	cr_expect_eq(r->band, BAND_ORANGE);
	cr_expect_eq(r->due.day.days, t.starts.days);
	cr_expect_str_eq(r->sentence, "relais à trouver, fin des droits le 15/11");
	cr_expect(says(r, "Fin du dispositif, faute de droits notés", "15/11/2026"));
	cr_expect(says(r, "Jours de formation non couverts", "100"));
	t.has_rights = true;
	p = judge_all(f, &t, 1);
	cr_expect_null(judged_reason(&p, REASON_RELAY_NEEDED), "lived on an allowance whose end nobody fixed");
}

/* --- once entered ------------------------------------------------------------------------------------------ */

/* suivi_tiers, local, 004:2343; suivi_6_mois, proposition, 000:2295; bilan_periode, local, 000:778. */
Test(reasons_training, check_follow_up_and_debrief_are_ours)
{
	struct training t = granted(60);
	struct person_facts f = quiet();
	struct judged_person p;

	t.stage = TRAINING_ENTERED;
	t.starts = t.entered = t.since = ago(32);
	t.ends = in(57);
	expect_reason(&t, REASON_TRAINING_CHECK, BAND_RED, DEBTOR_STRUCTURE, "point au tiers dû depuis 2 j", "pt au tiers +2 j", "004:2343");
	t.ends = in(60);
	expect_reason(&t, REASON_TRAINING_CHECK, BAND_RED, DEBTOR_STRUCTURE, "point au tiers dû depuis 1 j", "pt au tiers +1 j", "004:2343");
	t.checked = ago(1);
	cr_expect_null(reason_of(&t, REASON_TRAINING_CHECK));
	t.stage = TRAINING_COMPLETED;
	t.ended = t.since = date_make(2026, 5, 25);
	expect_reason(&t, REASON_TRAINING_FOLLOW_UP, BAND_GREY, DEBTOR_STRUCTURE, "point à 6 mois : objectif proposé 25/11", "pt à 6 mois, proposé", "000:2295");
	t.ended = date_make(2026, 7, 25);
	cr_expect_null(reason_of(&t, REASON_TRAINING_FOLLOW_UP), "two months left");
	f.debrief_since = ago(8);
	p = judge_all(f, NULL, 0);
	cr_assert_eq(p.reason_count, 1);
	cr_expect_eq(p.reasons[0].code, REASON_DEBRIEF_DUE);
	cr_expect_eq(p.reasons[0].band, BAND_RED);
	cr_expect_str_eq(p.reasons[0].sentence, "bilan d'une période dû depuis 1 j");
	cr_expect_str_eq(p.reasons[0].brief, "bilan période +1 j");
	cr_expect_str_eq(p.reasons[0].rule->source, "000:778");
	f.debrief_since = today.day;
	cr_expect_eq(judge_all(f, NULL, 0).reason_count, 0, "its last day is not over");
}

/* L10: what we owe of it is for information towards a rattaché; what a funder owes is not. */
Test(reasons_training, towards_a_rattache_ours_is_for_information)
{
	struct person_facts f = quiet();
	struct training items[2] = {request(TRAINING_READY, 40), filed(40)};
	struct judged_person p;

	f.follow_up = FOLLOW_ATTACHED;
	p = judge_all(f, items, 2);
	cr_expect_eq(judged_reason(&p, REASON_TRAINING_STEP)->band, BAND_GREY);
	cr_expect_eq(judged_reason(&p, REASON_TRAINING_DECISION)->band, BAND_RED);
}

/* Two requests: the one that waits most is told, whichever comes first. */
Test(reasons_training, of_several_requests_the_most_urgent_is_told)
{
	struct training items[3] = {filed(8), filed(20), filed(5)};
	struct judged_person p;

	items[1].id = "f2";
	p = judge_all(quiet(), items, 3);
	cr_assert_eq(p.reason_count, 1);
	cr_expect_str_eq(p.reasons[0].training->id, "f2");
	cr_expect_eq(p.reasons[0].clock.days_left, -13);
}

/* --- the ledger -------------------------------------------------------------------------------------------- */

static struct ledger ledger_of(const struct training *items, size_t count, const struct company_period *periods, size_t period_count)
{
	struct commitment_file *f = arena_alloc(&arena, sizeof *f);
	struct training *kept = arena_array(&arena, count + 1, sizeof *kept);
	struct company_period *past = arena_array(&arena, period_count + 1, sizeof *past);

	for (size_t i = 0; i < count; i++)
		kept[i] = items[i];
	for (size_t i = 0; i < period_count; i++)
		past[i] = periods[i];
	*f = (struct commitment_file){.person = quiet(), .birth = DATE_NONE, .registered = ago(200), .first_convocation = DATE_NONE,
	                              .first_referent = DATE_NONE, .trainings = kept, .training_count = count, .periods = past,
	                              .period_count = period_count};
	f->person.trainings = kept;
	f->person.training_count = count;
	return ledger_compute(&arena, &book, f, today, "35");
}

static const struct ledger_line *line_of(const struct ledger *l, const char *object)
{
	for (size_t i = 0; i < l->count; i++)
		if (strncmp(l->lines[i].object, object, strlen(object)) == 0)
			return &l->lines[i];
	return NULL;
}

/* What the requests and periods add to what is late without them. */
static struct ledger beyond(struct ledger l)
{
	struct ledger bare = ledger_of(NULL, 0, NULL, 0);

	l.late_structure -= bare.late_structure;
	l.late_person -= bare.late_person;
	l.late_third -= bare.late_third;
	return l;
}

/* Issue: the ledger gains the funder's and the body's lines. */
Test(reasons_training, the_ledger_has_the_lines_of_funder_and_body)
{
	struct training items[2] = {filed(13), granted(50)};
	const struct ledger_line *line;
	struct ledger l;

	items[1].id = "f2";
	items[1].title = "Soudeur";
	items[1].stage = TRAINING_FUNDED;
	l = beyond(ledger_of(items, 2, NULL, 0));
	line = line_of(&l, "Décider de la demande : CAP cuisine");
	cr_assert_not_null(line);
	cr_expect_eq(line->debtor, DEBTOR_FUNDER);
	cr_expect_eq(line->state, ITEM_LATE);
	cr_expect_str_eq(line->training->id, "f1");
	cr_expect_str_eq(line->action, "aller.formations");
	line = line_of(&l, "Décider de la demande : Soudeur");
	cr_assert_not_null(line);
	cr_expect_eq(line->state, ITEM_KEPT);
	cr_expect_eq(line->band, BAND_NONE);
	cr_expect_eq(line->done.days, ago(50).days);
	cr_expect_str_eq(line->next_step, "");
	line = line_of(&l, "Faire entrer en formation : Soudeur");
	cr_assert_not_null(line);
	cr_expect_eq(line->debtor, DEBTOR_BODY);
	cr_expect_eq(line->state, ITEM_LATE);
	cr_expect_eq(l.late_third, 2);
	cr_expect_eq(l.late_person, 0);
	/* Filed today: the clock runs, nothing to say yet. */
	items[0] = filed(0);
	l = ledger_of(items, 1, NULL, 0);
	line = line_of(&l, "Décider de la demande");
	cr_assert_not_null(line);
	cr_expect_eq(line->state, ITEM_TODO);
	cr_expect_eq(line->band, BAND_NONE);
	cr_expect_eq(line->due.days, in(7).days);
}

Test(reasons_training, the_ledger_has_the_pieces_of_each_owner)
{
	struct training items[4] = {awaiting(30, DEBTOR_PERSON, 1), awaiting(30, DEBTOR_STRUCTURE, 2), awaiting(30, DEBTOR_BODY, 1),
	                            awaiting(30, DEBTOR_EMPLOYER, 1)};
	static const enum debtor owners[] = {DEBTOR_PERSON, DEBTOR_STRUCTURE, DEBTOR_BODY, DEBTOR_EMPLOYER};
	struct ledger l = beyond(ledger_of(items, 4, NULL, 0));
	int seen = 0;

	for (size_t i = 0; i < l.count; i++)
		for (int k = 0; k < 4; k++)
			if (strncmp(l.lines[i].object, "Apporter", 8) == 0 && l.lines[i].debtor == owners[k]) {
				seen |= 1 << k;
				cr_expect_eq(l.lines[i].state, owners[k] == DEBTOR_PERSON ? ITEM_TODO : ITEM_LATE);
			}
	cr_expect_eq(seen, 15);
	cr_expect_eq(l.late_person, 0);
	cr_expect_eq(l.late_structure, 1);
	cr_expect_eq(l.late_third, 2);
}

/* The ledger's line ends on the day stated for the piece, as its reason does. */
Test(reasons_training, the_ledger_ends_on_the_day_stated_for_a_piece)
{
	struct training t = awaiting(4, DEBTOR_BODY, 1);
	const struct ledger_line *line;
	struct ledger l;

	t.pieces_due = ago(2);
	l = ledger_of(&t, 1, NULL, 0);
	line = line_of(&l, "Apporter la pièce attendue : CAP cuisine");
	cr_assert_not_null(line);
	cr_expect_eq(line->due.days, ago(2).days);
	cr_expect_eq(line->state, ITEM_LATE);
	cr_expect_eq(line->debtor, DEBTOR_BODY);
}

/* Those that are over leave the ledger; a check done is kept until the end. */
Test(reasons_training, the_ledger_keeps_what_was_done_of_an_open_request)
{
	struct training t = granted(100);
	struct ledger l;

	t.stage = TRAINING_ENTERED;
	t.starts = t.entered = t.since = ago(60);
	t.ends = in(60);
	t.checked = ago(25);
	l = ledger_of(&t, 1, NULL, 0);
	cr_assert_not_null(line_of(&l, "Faire le point au tiers"));
	cr_expect_eq(line_of(&l, "Faire le point au tiers")->state, ITEM_KEPT);
	cr_expect_eq(line_of(&l, "Faire entrer en formation")->state, ITEM_KEPT);
	t.stage = TRAINING_FOLLOWED;
	t.ended = ago(200);
	t.followed = ago(10);
	l = ledger_of(&t, 1, NULL, 0);
	cr_expect_null(line_of(&l, "Faire le point au tiers"));
	cr_expect_null(line_of(&l, "Vérifier la situation"));
}

/* 000:778: each period that is over and not debriefed; a job taken up is no trial of one. */
Test(reasons_training, the_ledger_has_each_period_to_be_debriefed)
{
	struct company_period periods[4];
	struct ledger l;

	for (int i = 0; i < 4; i++)
		periods[i] = (struct company_period){.id = "p", .training = "", .kind = "pmsmp", .host = "Boulangerie Gwen", .trade = "", .aim = "",
		                                     .from = ago(30), .to = ago(10), .debriefed = DATE_NONE, .debrief = "", .despite = ""};
	periods[1].to = in(2);
	periods[2].debriefed = ago(2);
	periods[3].kind = "reprise";
	l = beyond(ledger_of(NULL, 0, periods, 4));
	cr_assert_not_null(line_of(&l, "Faire le bilan de la période chez Boulangerie Gwen"));
	cr_expect_eq(l.late_structure, 1);
	cr_expect_eq(line_of(&l, "Faire le bilan")->state, ITEM_LATE);
	cr_expect_eq(line_of(&l, "Faire le bilan")->due.days, ago(3).days);
}

/* --- what must hold whatever the facts --------------------------------------------------------------------- */

static struct date draw_day(int span)
{
	return rand() % 4 == 0 ? DATE_NONE : ago(rand() % span - 30);
}

static struct training draw(void)
{
	struct training t = request((enum training_stage)(rand() % TRAINING_STAGE_COUNT), rand() % 120);
	static const enum debtor owners[] = {DEBTOR_PERSON, DEBTOR_STRUCTURE, DEBTOR_BODY, DEBTOR_EMPLOYER, DEBTOR_FUNDER, DEBTOR_PARTNER};

	t.filed = t.stage >= TRAINING_FILED ? ago(rand() % 200) : DATE_NONE;
	t.decided = draw_day(200);
	t.granted = t.stage >= TRAINING_GRANTED ? ago(rand() % 200) : draw_day(200);
	t.entered = t.stage >= TRAINING_ENTERED ? ago(rand() % 200) : DATE_NONE;
	t.ended = t.stage >= TRAINING_COMPLETED ? ago(rand() % 400) : DATE_NONE;
	t.checked = draw_day(200);
	t.starts = draw_day(200);
	t.ends = date_is_set(t.starts) ? date_add_days(t.starts, rand() % 300) : DATE_NONE;
	t.suspended_days = rand() % 30;
	t.pieces_waiting = rand() % 3;
	t.pieces_owner = owners[rand() % 6];
	t.pieces_since = t.since;
	t.funder_days = rand() % 40;
	t.costs_missing = (unsigned)rand() % 8;
	t.has_rights = rand() % 2;
	t.rights_end = t.has_rights ? in(rand() % 300 - 100) : DATE_NONE;
	t.uncovered_days = rand() % 50;
	t.contestable = rand() % 2;
	return t;
}

static struct person_facts draw_person(void)
{
	static const enum regime regimes[] = {REGIME_NONE, REGIME_CSP, REGIME_CE, REGIME_CEJ, REGIME_CRP, REGIME_PPAE};
	struct person_facts f = quiet();

	f.regime = regimes[rand() % 6];
	f.follow_up = (enum follow_up)(rand() % FOLLOW_COUNT);
	f.debrief_since = draw_day(40);
	return f;
}

/* 000:577, the charter: whatever a request waits for, of anybody, never adds to what the person is late of; and without
 * requests nothing of ours is hidden. */
Test(reasons_training, a_request_never_makes_the_person_late)
{
	for (unsigned int seed = 1; seed <= 6000; seed++) {
		struct training items[3];
		struct person_facts f;
		struct judged_person with, without;
		struct ledger l, bare;

		srand(seed);
		f = draw_person();
		for (int i = 0; i < 3; i++)
			items[i] = draw();
		with = judge_all(f, items, 3);
		without = judge_all(f, NULL, 0);
		cr_assert_eq(with.late_person, without.late_person, "seed %u", seed);
		cr_assert_geq(with.late_structure, without.late_structure, "seed %u", seed);
		cr_assert_geq(with.reason_count, without.reason_count);
		l = ledger_of(items, 3, NULL, 0);
		bare = ledger_of(NULL, 0, NULL, 0);
		cr_assert_eq(l.late_person, bare.late_person, "seed %u", seed);
		cr_assert_geq(l.late_third, bare.late_third);
		arena_reset(&arena);
	}
}

/* Every reason has its words, within their columns when dates are near; every clock is some rule's; the worst of the ledger
 * is what the line says. */
Test(reasons_training, every_reason_has_its_words_and_its_line)
{
	for (unsigned int seed = 1; seed <= 6000; seed++) {
		struct training t;
		struct judged_person p;
		struct ledger l;

		srand(seed);
		t = draw();
		p = judge(&t);
		l = ledger_of(&t, 1, NULL, 0);
		for (size_t i = 0; i < p.reason_count; i++) {
			const struct reason *r = &p.reasons[i];
			bool found = false;

			cr_assert_not_null(r->rule);
			cr_assert_neq(r->sentence[0], '\0');
			cr_assert_leq(text_width(r->brief), 22, "seed %u: « %s »", seed, r->brief);
			cr_assert_leq(text_width(r->sentence), 50, "seed %u: « %s »", seed, r->sentence);
			cr_assert_gt(r->input_count, 0);
			for (size_t k = 0; k < l.count; k++)
				found |= l.lines[k].training != NULL && l.lines[k].clock.rule == r->rule && l.lines[k].band == r->band &&
				         l.lines[k].debtor == r->debtor;
			if (training_is_open(t.stage))
				cr_assert(found, "seed %u: %s is not in the ledger", seed, r->sentence);
		}
		for (size_t k = 0; k < l.count; k++)
			cr_assert_not_null(l.lines[k].clock.rule);
		arena_reset(&arena);
	}
}

/* A later version of the law changes nothing judged before it (rules.md §1). */
Test(reasons_training, a_later_version_of_the_law_changes_nothing_judged_before_it)
{
	struct rulebook old = book;
	char *dir = rules_dir_make();

	rules_dir_replace(dir, "regimes/formation.ini",
	                  "[entree]\nvaleur = \"45\"\nunite = \"jour\"\ndebiteur = \"organisme\"\nstatut = \"local\"\nsource = \"000:2346\"\n"
	                  "au = \"2026-11-20\"\n\n[entree 2026-11-21]\nvaleur = \"3\"\nunite = \"mois\"\ndebiteur = \"organisme\"\n"
	                  "statut = \"local\"\nsource = \"000:2346\"\n");
	rules_dir_replace(dir, "regimes/formation.ini",
	                  "[financement_complet]\nvaleur = \"0\"\nunite = \"jour\"\ndebiteur = \"structure\"\nalerte = \"30 jours\"\n"
	                  "statut = \"local\"\nsource = \"002:507\"\nau = \"2026-11-20\"\n\n[financement_complet 2026-11-21]\n"
	                  "valeur = \"90\"\nunite = \"jour\"\ndebiteur = \"structure\"\nstatut = \"local\"\nsource = \"002:507\"\n");
	book = rules_read(dir);
	rules_dir_remove(dir);
	for (unsigned int seed = 1; seed <= 2000; seed++) {
		struct training t;
		struct person_facts f = quiet();
		struct judged_person now, then;

		srand(seed);
		t = draw();
		f.trainings = &t;
		f.training_count = 1;
		now = person_judge(&arena, &book, &f, today, "35");
		then = person_judge(&arena, &old, &f, today, "35");
		cr_assert_eq(now.reason_count, then.reason_count);
		for (size_t i = 0; i < now.reason_count; i++)
			cr_assert_str_eq(now.reasons[i].sentence, then.reasons[i].sentence);
		arena_reset(&arena);
	}
	rulebook_free(&old);
}
