/* The ledger: clocks of the law and commitments as lines of each side, and what must hold whatever the file (rules.md L1, L3,
 * L6, L10; 003b §2.5, §2.7; 000 §6). */
#include <criterion/criterion.h>
#include <string.h>

#include "core/engagement/ledger.h"
#include "tests/support/facts.h"
#include "tests/support/rules_dir.h"

static struct rulebook book;
static struct arena arena;
static struct moment today;
static struct commitment_file file;
static struct contract contract;
static struct contract_version versions[2];
static struct item items[16];
static struct remedial remedials[4];
static struct person_request requests[4];
static struct orientation orientations[4];

static void contract_pending_with(struct date person, struct date structure)
{
	versions[0] = (struct contract_version){.rank = 1, .objectives = "", .ends = DATE_NONE, .weekly_target = -1, .reason = "",
	                                        .prepared = date_make(2026, 10, 1), .prepared_by = "", .signed_person = person,
	                                        .signed_structure = structure, .signatory = "", .signed_by = ""};
	contract = (struct contract){.id = "c1", .regime = REGIME_CE, .starts = date_make(2026, 10, 1), .closed = DATE_NONE, .closing = "",
	                             .closing_text = "", .chosen = DATE_NONE, .choice_reason = "", .follows = "", .versions = versions,
	                             .version_count = 1};
	file.contract_count = 1;
	person_facts_clear_contract(&file.person);
	file.person.oriented = date_make(2026, 9, 25);
	file.person.contract.id = "c1";
	file.person.contract.pending = true;
	file.person.contract.signed_person = person;
	file.person.contract.signed_structure = structure;
}

static void setup(void)
{
	book = shipped_rules();
	today = (struct moment){date_make(2026, 11, 20), 600};
	file = (struct commitment_file){.contracts = &contract, .items = items, .remedials = remedials, .requests = requests,
	                                .orientations = orientations, .birth = date_make(1990, 5, 1), .registered = date_make(2026, 9, 1),
	                                .first_convocation = DATE_NONE, .first_referent = DATE_NONE};
	file.person = (struct person_facts){.id = "7KQ2M9", .last_name = "Bernard", .first_name = "Aïcha", .phone = "",
	                                    .regime = REGIME_CE, .regime_from = date_make(2026, 9, 3), .regime_to = DATE_NONE,
	                                    .referent_from = date_make(2026, 9, 3), .last_contact = {date_make(2026, 11, 19), 540},
	                                    .next_appointment = {date_make(2026, 11, 26), 540}, .last_appointment = {date_make(2026, 11, 19), 540},
	                                    .oldest_unrecorded = MOMENT_NONE, .last_unsettled = MOMENT_NONE,
	                                    .first_meeting = date_make(2026, 9, 10), .last_milestone = date_make(2026, 11, 2),
	                                    .household_size = 1, .referent_login = "mlegoff"};
	person_facts_clear_agenda(&file.person);
	contract_pending_with(date_make(2026, 10, 12), date_make(2026, 10, 14));
	facts_contracted(&file.person, today.day);
}

static void teardown(void)
{
	arena_free(&arena);
	rulebook_free(&book);
}

TestSuite(ledger, .init = setup, .fini = teardown);

static struct ledger compute(void)
{
	return ledger_compute(&arena, &book, &file, today, "35");
}

/* The first line of that clock for the side, NULL. */
static const struct ledger_line *clock_line(const struct ledger *l, const char *code, enum debtor side)
{
	for (size_t i = 0; i < l->count; i++)
		if (l->lines[i].item == NULL && strcmp(l->lines[i].clock.rule->code, code) == 0 && l->lines[i].debtor == side)
			return &l->lines[i];
	return NULL;
}

static bool line_says(const struct ledger_line *line, const char *label, const char *value)
{
	for (size_t i = 0; i < line->input_count; i++)
		if (strcmp(line->inputs[i].label, label) == 0)
			return strstr(line->inputs[i].value, value) != NULL;
	return false;
}

#define expect_line(l, code, side, wanted_state, wanted_band) \
	do { \
		const struct ledger_line *line_ = clock_line(l, code, side); \
		cr_assert_not_null(line_, "no line %s of %s", code, debtor_code(side)); \
		cr_expect_eq(line_->state, wanted_state, "%s: %s", code, item_state_label(line_->state)); \
		cr_expect_eq(line_->band, wanted_band, "%s: %s", code, band_code(line_->band)); \
	} while (0)

/* CSP rdv_hebdomadaire, 1 semaine, droit, 000:512, is ours; CEJ echange_hebdomadaire and point_etape are of both (003:7832,
 * 003:7834): one line in each column, coloured alike. */
Test(ledger, a_clock_of_both_is_two_lines)
{
	struct ledger l;

	file.person.regime = REGIME_CSP;
	l = compute();
	expect_line(&l, "rdv_hebdomadaire", DEBTOR_STRUCTURE, ITEM_TODO, BAND_NONE);
	cr_assert_null(clock_line(&l, "rdv_hebdomadaire", DEBTOR_PERSON));
	cr_assert_str_eq(clock_line(&l, "rdv_hebdomadaire", DEBTOR_STRUCTURE)->action, "contact");
	file.person.regime = REGIME_CEJ;
	file.person.last_contact.day = date_make(2026, 11, 10);
	l = compute();
	expect_line(&l, "echange_hebdomadaire", DEBTOR_STRUCTURE, ITEM_LATE, BAND_RED);
	expect_line(&l, "echange_hebdomadaire", DEBTOR_PERSON, ITEM_LATE, BAND_RED);
	expect_line(&l, "point_etape", DEBTOR_STRUCTURE, ITEM_TODO, BAND_ORANGE);
	expect_line(&l, "point_etape", DEBTOR_PERSON, ITEM_TODO, BAND_ORANGE);
	cr_assert(l.late_structure == 1 && l.late_person == 1 && l.late_third == 0);
	cr_assert_null(clock_line(&l, "rdv_hebdomadaire", DEBTOR_STRUCTURE), "one weekly clock, not two");
}

/* L3: an appointment that we cancelled leaves the late line to us; the person's is excused, and says why. */
Test(ledger, what_we_cancelled_is_not_held_against_the_person)
{
	struct ledger l;

	file.person.regime = REGIME_CEJ;
	file.person.last_contact.day = date_make(2026, 11, 10);
	file.person.last_unsettled = (struct moment){date_make(2026, 11, 17), 540};
	l = compute();
	expect_line(&l, "echange_hebdomadaire", DEBTOR_STRUCTURE, ITEM_LATE, BAND_RED);
	expect_line(&l, "echange_hebdomadaire", DEBTOR_PERSON, ITEM_EXCUSED, BAND_NONE);
	cr_assert(line_says(clock_line(&l, "echange_hebdomadaire", DEBTOR_PERSON), "Rendez-vous sans issue, ou annulé par nous", "rien n'est retenu"));
	cr_assert_eq(l.late_person, 0);
}

/* CE contrat_signature, 1 mois, droit, D. 5411-14-1: each side's own signature is its own line. */
Test(ledger, each_side_signs_for_itself)
{
	struct ledger l;

	contract_pending_with(DATE_NONE, date_make(2026, 10, 12));
	l = compute();
	expect_line(&l, "contrat_signature", DEBTOR_PERSON, ITEM_LATE, BAND_RED);
	expect_line(&l, "contrat_signature", DEBTOR_STRUCTURE, ITEM_KEPT, BAND_NONE);
	cr_assert_eq(clock_line(&l, "contrat_signature", DEBTOR_STRUCTURE)->done.days, date_make(2026, 10, 12).days);
	contract_pending_with(date_make(2026, 10, 12), DATE_NONE);
	l = compute();
	expect_line(&l, "contrat_signature", DEBTOR_PERSON, ITEM_KEPT, BAND_NONE);
	expect_line(&l, "contrat_signature", DEBTOR_STRUCTURE, ITEM_LATE, BAND_RED);
	contract_pending_with(DATE_NONE, DATE_NONE);
	l = compute();
	cr_assert(l.late_structure == 1 && l.late_person == 1);
}

/* In force, both are kept; once ended, its signature is no longer what is due (contrat_fin_proche, local). */
Test(ledger, a_contract_signed_then_ended)
{
	struct ledger l;

	l = compute();
	expect_line(&l, "contrat_signature", DEBTOR_PERSON, ITEM_KEPT, BAND_NONE);
	expect_line(&l, "contrat_signature", DEBTOR_STRUCTURE, ITEM_KEPT, BAND_NONE);
	versions[0].ends = date_make(2026, 11, 15);
	person_facts_clear_contract(&file.person);
	file.person.oriented = date_make(2026, 9, 25);
	file.person.contract.ended = date_make(2026, 11, 15);
	l = compute();
	cr_assert_null(clock_line(&l, "contrat_signature", DEBTOR_PERSON));
	expect_line(&l, "contrat_fin_proche", DEBTOR_STRUCTURE, ITEM_LATE, BAND_RED);
}

/* Signed on the 14th of a month for the first of another: nothing waits for a signature. */
Test(ledger, a_contract_signed_ahead)
{
	struct ledger l;

	contract.starts = date_make(2026, 12, 1);
	l = compute();
	expect_line(&l, "contrat_signature", DEBTOR_PERSON, ITEM_KEPT, BAND_NONE);
	expect_line(&l, "contrat_signature", DEBTOR_STRUCTURE, ITEM_KEPT, BAND_NONE);
	cr_assert(l.late_structure == 0 && l.late_person == 0);
}

/* 000:1282 designation_referent, 15 jours, pratique; 003:13330 convocation_ouverture, 15 jours, pilote (never late);
 * 003:3573 orientation, 1 mois, autorité, droit. */
Test(ledger, the_clocks_of_a_regime_that_begins)
{
	struct ledger l;

	file.person.regime = REGIME_CSP_ANI4;
	l = compute();
	expect_line(&l, "designation_referent", DEBTOR_STRUCTURE, ITEM_LATE, BAND_RED);
	file.first_referent = date_make(2026, 9, 12);
	l = compute();
	expect_line(&l, "designation_referent", DEBTOR_STRUCTURE, ITEM_KEPT, BAND_NONE);
	file.person.regime = REGIME_CER;
	l = compute();
	expect_line(&l, "convocation_ouverture", DEBTOR_STRUCTURE, ITEM_TODO, BAND_GREY);
	expect_line(&l, "orientation", DEBTOR_AUTHORITY, ITEM_LATE, BAND_RED);
	cr_assert(l.late_third == 1 && l.late_structure == 0, "the authority's delay is not ours");
	orientations[0] = (struct orientation){.id = "o1", .body = "", .notified = date_make(2026, 10, 30), .preference = "", .reason = ""};
	file.orientation_count = 1;
	file.first_convocation = date_make(2026, 9, 20);
	l = compute();
	expect_line(&l, "orientation", DEBTOR_AUTHORITY, ITEM_KEPT, BAND_NONE);
	expect_line(&l, "convocation_ouverture", DEBTOR_STRUCTURE, ITEM_KEPT, BAND_NONE);
}

/* 003:4316 corde_de_rappel for those en autonomie; 003:13360 suivi_en_emploi in solution structurante (L10). */
Test(ledger, the_clocks_of_a_follow_up)
{
	struct ledger l;

	file.person.regime = REGIME_CER;
	file.person.follow_up = FOLLOW_ATTACHED;
	l = compute();
	expect_line(&l, "corde_de_rappel", DEBTOR_STRUCTURE, ITEM_TODO, BAND_GREY);
	cr_assert_null(clock_line(&l, "suivi_en_emploi", DEBTOR_STRUCTURE));
	file.person.follow_up = FOLLOW_STRUCTURING;
	l = compute();
	expect_line(&l, "suivi_en_emploi", DEBTOR_STRUCTURE, ITEM_TODO, BAND_GREY);
	cr_assert_null(clock_line(&l, "corde_de_rappel", DEBTOR_STRUCTURE));
}

/* 003:5088 reponse_72h, 003:11711 reponse_reclamation: a line for each request, answered or not. */
Test(ledger, each_request_has_its_line)
{
	char *dir = rules_dir_make();
	struct ledger l;

	requests[0] = (struct person_request){.id = "q1", .received = {date_make(2026, 11, 16), 480}, .answered = MOMENT_NONE, .object = "carte de bus", .answer = ""};
	requests[1] = (struct person_request){.id = "q2", .received = {date_make(2026, 11, 2), 480}, .answered = {date_make(2026, 11, 4), 540},
	                                      .object = "attestation", .answer = "envoyée"};
	requests[2] = (struct person_request){.id = "q3", .complaint = true, .received = {date_make(2026, 11, 2), 480}, .answered = MOMENT_NONE,
	                                      .object = "attente", .answer = ""};
	requests[3] = (struct person_request){.id = "q4", .received = {date_make(2026, 11, 21), 480}, .answered = MOMENT_NONE, .object = "", .answer = ""};
	file.request_count = 4;
	rulebook_free(&book);
	rules_dir_write(dir, "local.ini", "[COMMUN reponse_72h]\napplique = \"oui\"\n");
	book = rules_read(dir);
	rules_dir_remove(dir);
	l = compute();
	expect_line(&l, "reponse_72h", DEBTOR_STRUCTURE, ITEM_LATE, BAND_RED);
	cr_assert_eq(clock_line(&l, "reponse_72h", DEBTOR_STRUCTURE)->request, &requests[0]);
	cr_assert_str_eq(clock_line(&l, "reponse_72h", DEBTOR_STRUCTURE)->object, "Répondre à sa demande : carte de bus");
	expect_line(&l, "reponse_reclamation", DEBTOR_STRUCTURE, ITEM_TODO, BAND_GREY);
	cr_assert_eq(l.late_structure, 1, "one answered, one not fixed, one of tomorrow");
}

/* --- commitments and remedial actions --------------------------------------------------------------------- */

static struct item item_of(const char *id, enum debtor debtor, struct date due)
{
	struct item i = item_unknown();

	i.id = id;
	i.debtor = debtor;
	i.object = id;
	i.due = due;
	i.recorded = (struct moment){date_make(2026, 10, 1), 600};
	return i;
}

static const struct ledger_line *item_line(const struct ledger *l, const char *id)
{
	for (size_t i = 0; i < l->count; i++)
		if (l->lines[i].item != NULL && strcmp(l->lines[i].item->id, id) == 0)
			return &l->lines[i];
	return NULL;
}

/* L1: a weekly meeting undertaken in the contract (000:512, 003:7834) is kept by the meetings recorded, not by a second key. */
Test(ledger, an_undertaking_that_a_clock_measures_is_that_clocks_line)
{
	const struct ledger_line *line;
	struct ledger l;

	items[0] = item_of("i1", DEBTOR_STRUCTURE, DATE_NONE);
	items[0].rule = "rdv_hebdomadaire";
	items[0].object = "Recevoir la personne chaque semaine";
	file.item_count = 1;
	l = compute();
	cr_assert_null(item_line(&l, "i1"));
	line = clock_line(&l, "rdv_hebdomadaire", DEBTOR_STRUCTURE);
	cr_assert_str_eq(line->object, "Recevoir la personne chaque semaine");
	cr_assert_eq(line->due.days, date_make(2026, 11, 26).days);
	items[0].debtor = DEBTOR_PERSON; /* the clock is ours: theirs stays as it is written */
	l = compute();
	cr_assert_not_null(item_line(&l, "i1"));
	items[0].debtor = DEBTOR_STRUCTURE;
	items[0].due = date_make(2026, 12, 1); /* a date of its own */
	l = compute();
	cr_assert_not_null(item_line(&l, "i1"));
}

/* What was settled under a contract that another one followed is read in its versions, what is still owed stays. */
Test(ledger, lines_settled_under_a_former_contract_are_history)
{
	struct ledger l;

	items[0] = item_of("kept", DEBTOR_STRUCTURE, date_make(2026, 8, 1));
	items[0].done = date_make(2026, 8, 1);
	items[1] = item_of("late", DEBTOR_STRUCTURE, date_make(2026, 8, 2));
	items[0].contract = items[1].contract = "c0";
	items[0].bound = items[1].bound = date_make(2026, 7, 1);
	file.item_count = 2;
	l = compute();
	cr_assert_null(item_line(&l, "kept"));
	cr_assert_eq(item_line(&l, "late")->state, ITEM_LATE);
	items[0].contract = "c1";
	l = compute();
	cr_assert_eq(item_line(&l, "kept")->state, ITEM_KEPT);
}

/* L1: six debtors, each counted in its own column. */
Test(ledger, six_debtors)
{
	static const enum debtor all[] = {DEBTOR_STRUCTURE, DEBTOR_PERSON, DEBTOR_PARTNER, DEBTOR_FUNDER, DEBTOR_EMPLOYER, DEBTOR_BODY};
	struct ledger l;

	for (size_t i = 0; i < 6; i++)
		items[i] = item_of(debtor_code(all[i]), all[i], date_make(2026, 11, 12));
	file.item_count = 6;
	l = compute();
	for (size_t i = 0; i < 6; i++)
		cr_expect_eq(item_line(&l, debtor_code(all[i]))->state, ITEM_LATE, "%s", debtor_code(all[i]));
	cr_assert(l.late_structure == 1 && l.late_person == 1 && l.late_third == 4);
	cr_assert_eq(l.lines[0].debtor, DEBTOR_STRUCTURE, "ours first");
	cr_assert_eq(l.lines[l.count - 1].debtor, DEBTOR_PERSON, "theirs last");
}

/* L6: late until the remedial action is delivered; the action is a line of its own. */
Test(ledger, a_remedial_action_and_what_it_makes_up_for)
{
	struct ledger l;

	items[0] = item_of("i1", DEBTOR_STRUCTURE, date_make(2026, 11, 2));
	file.item_count = 1;
	remedials[0] = (struct remedial){.id = "m1", .item = "i1", .rule = "", .lapsed = date_make(2026, 11, 2), .harm = "stage perdu",
	                                 .object = "Trouver un autre stage", .due = date_make(2026, 11, 18), .opened = date_make(2026, 11, 5),
	                                 .delivered = DATE_NONE, .delivered_text = ""};
	file.remedial_count = 1;
	l = compute();
	cr_assert_eq(item_line(&l, "i1")->state, ITEM_LATE);
	cr_assert_eq(item_line(&l, "i1")->remedial, &remedials[0]);
	expect_line(&l, "compensation_echeance", DEBTOR_STRUCTURE, ITEM_LATE, BAND_RED);
	cr_assert(line_says(clock_line(&l, "compensation_echeance", DEBTOR_STRUCTURE), "Préjudice", "stage perdu"));
	cr_assert_eq(l.late_structure, 2);
	remedials[0].delivered = date_make(2026, 11, 19);
	l = compute();
	cr_assert_eq(item_line(&l, "i1")->state, ITEM_COMPENSATED);
	expect_line(&l, "compensation_echeance", DEBTOR_STRUCTURE, ITEM_KEPT, BAND_NONE);
	cr_assert_eq(l.late_structure, 0);
	today.day = date_make(2026, 11, 4);
	l = compute();
	cr_assert_null(clock_line(&l, "compensation_echeance", DEBTOR_STRUCTURE), "not opened yet");
	cr_assert_eq(item_line(&l, "i1")->state, ITEM_LATE);
}

/* L6: of what comes back, the time that lapsed; the action of the last lapse speaks for the line, « Pourquoi » says which. */
Test(ledger, a_remedial_action_makes_up_for_one_time)
{
	struct ledger l;

	items[0] = item_of("i1", DEBTOR_STRUCTURE, date_make(2026, 11, 2));
	items[0].cadence = CADENCE_WEEK;
	items[0].made_up = date_make(2026, 11, 3);
	file.item_count = 1;
	remedials[0] = (struct remedial){.id = "m1", .item = "i1", .rule = "", .lapsed = date_make(2026, 11, 3), .harm = "", .object = "Rappeler",
	                                 .due = date_make(2026, 11, 12), .opened = date_make(2026, 11, 5), .delivered = date_make(2026, 11, 6),
	                                 .delivered_text = ""};
	remedials[1] = remedials[0];
	remedials[1].lapsed = date_make(2026, 11, 18);
	remedials[1].delivered = DATE_NONE;
	file.remedial_count = 1;
	l = compute();
	cr_assert_eq(item_line(&l, "i1")->state, ITEM_LATE);
	cr_assert_eq(item_line(&l, "i1")->due.days, date_make(2026, 11, 10).days, "a week after the lapse made up for");
	cr_assert(line_says(item_line(&l, "i1"), "Dernier manque compensé", "03/11/2026"));
	cr_assert(line_says(item_line(&l, "i1"), "Action compensatrice", "Rappeler, remise"));
	file.remedial_count = 2;
	l = compute();
	cr_assert(line_says(item_line(&l, "i1"), "Action compensatrice", "Rappeler, pas encore remise"), "of the last lapse");
	items[0].made_up = date_make(2026, 11, 18);
	remedials[1].delivered = date_make(2026, 11, 19);
	l = compute();
	cr_assert_eq(item_line(&l, "i1")->state, ITEM_COMPENSATED);
	cr_assert_eq(item_line(&l, "i1")->remedial, &remedials[1]);
	cr_assert_eq(item_line(&l, "i1")->band, BAND_NONE);
	cr_assert_eq(l.late_structure, 0);
}

/* What nobody signed yet is shown, without colour, and counts for nothing. */
Test(ledger, a_draft_owes_nothing)
{
	struct ledger l;

	items[0] = item_of("i1", DEBTOR_PERSON, date_make(2026, 11, 2));
	items[0].contract = "c1";
	items[0].rank_from = 1;
	items[1] = item_of("i2", DEBTOR_PERSON, date_make(2026, 11, 2));
	items[1].recorded.day = date_make(2026, 11, 21);
	file.item_count = 2;
	l = compute();
	cr_assert_eq(item_line(&l, "i1")->band, BAND_NONE);
	cr_assert_eq(item_line(&l, "i1")->state, ITEM_TODO);
	cr_assert_str_eq(item_line(&l, "i1")->action, "");
	cr_assert_null(item_line(&l, "i2"), "written tomorrow");
	cr_assert_eq(l.late_person, 0);
}

/* --- whatever the file -------------------------------------------------------------------------------------- */

static unsigned int seed;

static int draw(int n)
{
	seed = seed * 1103515245U + 12345U;
	return (int)((seed >> 16) % (unsigned int)n);
}

static struct date draw_date(int before, int after)
{
	return draw(3) == 0 ? DATE_NONE : date_add_days(today.day, draw(before + after) - before);
}

static struct item draw_item(int n)
{
	static const enum debtor all[] = {DEBTOR_STRUCTURE, DEBTOR_PERSON, DEBTOR_PARTNER, DEBTOR_FUNDER, DEBTOR_EMPLOYER, DEBTOR_BODY};
	static const char *const names[] = {"i0", "i1", "i2", "i3", "i4", "i5"};
	struct item i = item_of(names[n], all[draw(6)], draw_date(30, 30));

	i.contract = draw(2) == 0 ? "c1" : "";
	i.bound = draw_date(60, 2);
	i.cadence = (enum cadence)draw(CADENCE_COUNT);
	i.done = draw_date(60, 2);
	i.excused = draw(5) == 0 ? draw_date(20, 2) : DATE_NONE;
	i.withdrawn = draw(5) == 0 ? draw_date(20, 2) : DATE_NONE;
	return i;
}

static void draw_file(unsigned int round)
{
	seed = round * 2654435761U;
	file.person.regime = (enum regime)(draw(REGIME_COMMUN - 1) + 1);
	file.person.regime_from = date_add_days(today.day, -draw(500));
	file.person.follow_up = (enum follow_up)draw(FOLLOW_COUNT);
	file.person.last_contact.day = date_add_days(today.day, -draw(20));
	file.person.last_unsettled = draw(3) == 0 ? (struct moment){date_add_days(today.day, -draw(20)), 540} : MOMENT_NONE;
	file.person.unvalidated = draw_date(30, 1);
	file.person.week = file.person.last_week = (struct week_facts){draw(1000), 0, draw(2) == 0 ? 600 : -1, draw(3)};
	file.first_referent = draw_date(400, 1);
	file.first_convocation = draw_date(400, 1);
	file.item_count = (size_t)draw(6);
	for (size_t i = 0; i < file.item_count; i++)
		items[i] = draw_item((int)i);
	file.remedial_count = 0;
}

/* Issue: a clock never ends before it starts; never DEBTOR_BOTH; late is red, and red is applied. */
Test(ledger, every_line_is_whole)
{
	for (unsigned int round = 1; round < 2000; round++) {
		struct ledger l;

		draw_file(round);
		l = compute();
		for (size_t i = 0; i < l.count; i++) {
			const struct ledger_line *x = &l.lines[i];

			cr_assert(x->debtor != DEBTOR_BOTH && x->debtor != DEBTOR_NONE, "%s", x->object);
			cr_assert(x->clock.rule != NULL && x->clock.rule->source[0] != '\0' && x->object[0] != '\0');
			cr_assert_eq(x->state == ITEM_LATE, x->band == BAND_RED, "%s", x->object);
			cr_assert(x->band != BAND_RED || x->clock.rule->applied);
			if (x->clock.state != CLOCK_UNSET)
				cr_assert_leq(moment_compare(x->clock.start, x->clock.end), 0, "%s", x->object);
			if (x->state != ITEM_TODO && x->state != ITEM_LATE)
				cr_assert_eq(x->band, BAND_NONE, "%s is done", x->object);
		}
		arena_reset(&arena);
	}
}

/* Issue: the same inputs give the same lines, in the same order. */
Test(ledger, the_same_file_gives_the_same_ledger)
{
	for (unsigned int round = 1; round < 300; round++) {
		struct ledger a, b;

		draw_file(round);
		a = compute();
		b = compute();
		cr_assert_eq(a.count, b.count);
		for (size_t i = 0; i < a.count; i++)
			cr_assert(strcmp(a.lines[i].object, b.lines[i].object) == 0 && a.lines[i].state == b.lines[i].state);
		arena_reset(&arena);
	}
}

/* How many lines of the side are late. */
static int late_of(enum debtor side)
{
	struct ledger l = compute();

	return side == DEBTOR_PERSON ? l.late_person : side == DEBTOR_STRUCTURE ? l.late_structure : l.late_third;
}

/* Issue: what one side undertakes, keeps or lets lapse changes nothing in another's column. */
Test(ledger, a_fact_of_one_side_never_touches_the_others)
{
	static const enum debtor sides[] = {DEBTOR_STRUCTURE, DEBTOR_PERSON, DEBTOR_FUNDER};

	for (unsigned int round = 1; round < 1500; round++) {
		int before[3];
		enum debtor side;
		struct item *added;

		draw_file(round);
		side = sides[draw(3)];
		for (int s = 0; s < 3; s++)
			before[s] = late_of(sides[s]);
		added = &items[file.item_count++];
		*added = draw_item(5);
		added->debtor = side;
		for (int s = 0; s < 3; s++)
			if (sides[s] != side)
				cr_assert_eq(late_of(sides[s]), before[s]);
			else
				cr_assert_geq(late_of(sides[s]), before[s], "an alert of one's own is not hidden either");
		arena_reset(&arena);
	}
}

/* Issue: a later version of the law changes nothing judged before it. */
Test(ledger, a_later_version_of_the_law_changes_nothing_before_it)
{
	struct rulebook old = book;
	char *dir = rules_dir_make();

	rules_dir_replace(dir, "regimes/commun.ini",
	                  "[engagement_echeance]\nvaleur = \"0\"\nunite = \"jour\"\ndebiteur = \"les_deux\"\nalerte = \"3 jours\"\nstatut = \"local\"\n"
	                  "source = \"001:6\"\nau = \"2026-11-20\"\n\n[engagement_echeance 2026-11-21]\nvaleur = \"40\"\nunite = \"jour\"\n"
	                  "debiteur = \"les_deux\"\nstatut = \"local\"\nsource = \"001:6\"\n");
	rules_dir_replace(dir, "regimes/CEJ.ini",
	                  "[echange_hebdomadaire]\nvaleur = \"1\"\nunite = \"semaine\"\ndebiteur = \"les_deux\"\nstatut = \"droit\"\nsource = \"003:7834\"\n"
	                  "au = \"2026-11-20\"\n\n[echange_hebdomadaire 2026-11-21]\nvaleur = \"3\"\nunite = \"jour\"\ndebiteur = \"structure\"\n"
	                  "statut = \"droit\"\nsource = \"003:7834\"\n");
	book = rules_read(dir);
	rules_dir_remove(dir);
	for (unsigned int round = 1; round < 1000; round++) {
		struct ledger now, then;

		draw_file(round);
		now = compute();
		then = ledger_compute(&arena, &old, &file, today, "35");
		cr_assert_eq(now.count, then.count);
		for (size_t i = 0; i < now.count; i++)
			cr_assert(strcmp(now.lines[i].object, then.lines[i].object) == 0 && now.lines[i].state == then.lines[i].state &&
			          now.lines[i].band == then.lines[i].band, "%s", now.lines[i].object);
		arena_reset(&arena);
	}
	rulebook_free(&old);
}
