/* The contract: which version binds on a day, the state of each commitment and its transitions, what changed between two
 * versions, the nine items, a passage (rules.md L1, L6, L7; 003:3931, D. 5411-14-1). */
#include <criterion/criterion.h>
#include <string.h>

#include "core/engagement/ledger.h"
#include "tests/support/facts.h"
#include "tests/support/rules_dir.h"

static struct rulebook book;
static struct arena arena;
static struct moment today;
static struct contract contract;
static struct contract_version versions[4];
static struct commitment_file file;
static struct item items[12];

static struct contract_version version(int rank, struct date both)
{
	return (struct contract_version){
		.rank = rank, .objectives = "Trouver un emploi dans le commerce", .ends = DATE_NONE, .weekly_target = -1, .reason = "",
		.prepared = both, .prepared_by = "M. Le Goff", .signed_person = both, .signed_structure = both,
		.signatory = "personne", .signed_by = "M. Le Goff", .version = 1};
}

static void setup(void)
{
	book = shipped_rules();
	today = (struct moment){date_make(2026, 11, 20), 600};
	versions[0] = version(1, date_make(2026, 9, 10));
	contract = (struct contract){.id = "c1", .regime = REGIME_CE, .starts = date_make(2026, 9, 7), .closed = DATE_NONE, .closing = "",
	                             .closing_text = "", .chosen = DATE_NONE, .choice_reason = "", .follows = "", .versions = versions,
	                             .version_count = 1, .version = 1};
	file = (struct commitment_file){.contracts = &contract, .contract_count = 1, .items = items, .birth = date_make(1990, 5, 1),
	                                .registered = date_make(2026, 9, 1), .first_convocation = DATE_NONE, .first_referent = DATE_NONE};
	file.person = (struct person_facts){.id = "7KQ2M9", .last_name = "Bernard", .first_name = "Aïcha", .phone = "",
	                                    .regime = REGIME_CE, .regime_from = date_make(2026, 9, 3), .regime_to = DATE_NONE,
	                                    .referent_from = date_make(2026, 9, 3), .last_contact = {date_make(2026, 11, 19), 540},
	                                    .next_appointment = MOMENT_NONE, .last_appointment = MOMENT_NONE,
	                                    .oldest_unrecorded = MOMENT_NONE, .last_unsettled = MOMENT_NONE, .first_meeting = DATE_NONE,
	                                    .last_milestone = DATE_NONE, .household_size = 1, .referent_login = "mlegoff"};
	person_facts_clear_agenda(&file.person);
	person_facts_clear_contract(&file.person);
}

static void teardown(void)
{
	arena_free(&arena);
	rulebook_free(&book);
}

TestSuite(contract, .init = setup, .fini = teardown);

static int rank_on(struct date day)
{
	const struct contract_version *v = contract_in_force(&contract, day);

	return v != NULL ? v->rank : 0;
}

/* A version binds from the later of both signatures, until the next one does. */
Test(contract, the_version_in_force)
{
	versions[0].signed_structure = date_make(2026, 9, 12);
	cr_assert_eq(contract_version_signed(&versions[0]).days, date_make(2026, 9, 12).days);
	cr_assert_eq(rank_on(date_make(2026, 9, 11)), 0);
	cr_assert_eq(rank_on(date_make(2026, 9, 12)), 1);
	versions[1] = version(2, date_make(2026, 10, 5));
	contract.version_count = 2;
	cr_assert_eq(rank_on(date_make(2026, 10, 4)), 1);
	cr_assert_eq(rank_on(date_make(2026, 10, 5)), 2);
	versions[1].signed_person = DATE_NONE;
	cr_assert_eq(rank_on(date_make(2026, 10, 5)), 1);
	cr_assert_eq(contract_pending(&contract)->rank, 2);
	contract.closed = date_make(2026, 12, 31);
	cr_assert_eq(contract_pending(&contract)->rank, 2, "the end of the regime is known: it may be signed until then");
	contract.closed = DATE_NONE;
	versions[1].dropped = true;
	cr_assert_null(contract_pending(&contract));
	cr_assert_not(date_is_set(contract_version_signed(&versions[1])));
}

/* Signed beforehand, a contract binds from its first day; never after its last one, nor once closed. */
Test(contract, the_days_it_holds)
{
	const struct contract_version *v;

	contract.starts = date_make(2026, 9, 15);
	versions[0].ends = date_make(2026, 12, 31);
	cr_assert_eq(rank_on(date_make(2026, 9, 14)), 0);
	cr_assert_eq(rank_on(date_make(2026, 9, 15)), 1);
	cr_assert_eq(rank_on(date_make(2026, 12, 31)), 1);
	cr_assert_eq(rank_on(date_make(2027, 1, 1)), 0);
	contract.closed = date_make(2026, 11, 30);
	cr_assert_eq(rank_on(date_make(2026, 11, 30)), 1);
	cr_assert_eq(rank_on(date_make(2026, 12, 1)), 0);
	cr_assert_eq(commitment_contract(&file, date_make(2026, 11, 30), &v), &contract);
	cr_assert_eq(v, &versions[0]);
	cr_assert_null(commitment_contract(&file, date_make(2026, 12, 1), &v));
	cr_assert_null(v);
	cr_assert_null(commitment_contract(&file, date_make(2026, 12, 1), NULL));
}

Test(contract, codes_are_read_back)
{
	for (int p = 1; p < PARCOURS_COUNT; p++)
		cr_expect_eq(parcours_from_code(parcours_code((enum parcours)p)), (enum parcours)p);
	for (int c = 1; c < CHOICE_COUNT; c++)
		cr_expect_eq(choice_from_code(choice_code((enum contract_choice)c)), (enum contract_choice)c);
	for (int p = 0; p < PART_COUNT; p++)
		cr_expect_eq(item_part_from_code(item_part_code((enum item_part)p)), p);
	for (int c = 0; c < CADENCE_COUNT; c++)
		cr_expect_eq(cadence_from_code(cadence_code((enum cadence)c)), c);
	for (int s = 0; s < ITEM_STATE_COUNT; s++)
		cr_expect(item_state_code((enum item_state)s)[0] != '\0' && item_state_label((enum item_state)s)[0] != '\0');
	cr_assert_eq(parcours_from_code(""), PARCOURS_NONE);
	cr_assert_eq(choice_from_code(NULL), CHOICE_NONE);
	cr_assert_eq(cadence_from_code("jour"), -1);
	cr_assert_eq(item_part_from_code("autre"), -1);
}

/* --- states ------------------------------------------------------------------------------------------------ */

/* Undertaken in the contract, bound, due in ten days. */
static struct item commitment(void)
{
	struct item i = item_unknown();

	i.id = "i1";
	i.object = "Refaire son CV";
	i.debtor = DEBTOR_PERSON;
	i.contract = "c1";
	i.rank_from = 1;
	i.part = PART_INDIVIDUAL;
	i.bound = date_make(2026, 9, 12);
	i.due = date_make(2026, 11, 30);
	i.recorded = (struct moment){date_make(2026, 9, 10), 600};
	return i;
}

static enum item_state state(const struct item *i)
{
	return item_state_on(i, NULL, &book, REGIME_CE, today, "35", NULL);
}

/* L1: each state, each way into it; nobody types one. engagement_echeance, 0 jour, local, 001:6. */
Test(contract, every_state_and_its_transitions)
{
	struct item i = commitment();
	struct clock_result c;

	cr_assert_eq(state(&i), ITEM_TODO);
	i.due = today.day;
	cr_assert_eq(item_state_on(&i, NULL, &book, REGIME_CE, today, "35", &c), ITEM_TODO, "its whole day is left");
	cr_assert_str_eq(c.rule->code, "engagement_echeance");
	i.due = date_make(2026, 11, 19);
	cr_assert_eq(state(&i), ITEM_LATE, "à faire → en retard");
	i.excused = date_make(2026, 11, 20);
	cr_assert_eq(state(&i), ITEM_EXCUSED, "en retard → excusé");
	i.excused = DATE_NONE;
	i.compensated = true;
	cr_assert_eq(state(&i), ITEM_COMPENSATED, "en retard → compensé");
	i.done = date_make(2026, 11, 20);
	cr_assert_eq(state(&i), ITEM_KEPT, "compensé → tenu, late as it is");
	i.done = DATE_NONE;
	i.compensated = false;
	i.withdrawn = date_make(2026, 11, 18);
	cr_assert_eq(state(&i), ITEM_NOT_APPLICABLE, "en retard → sans objet");
	i.done = date_make(2026, 11, 10);
	cr_assert_eq(state(&i), ITEM_KEPT, "what was kept stays kept when it is withdrawn");
}

/* What is dated after the day asked for has not happened: the states go back with it. */
Test(contract, a_state_as_of_a_day)
{
	struct item i = commitment();

	i.due = date_make(2026, 11, 2);
	i.done = date_make(2026, 11, 12);
	cr_assert_eq(state(&i), ITEM_KEPT);
	today.day = date_make(2026, 11, 11);
	cr_assert_eq(state(&i), ITEM_LATE);
	today.day = date_make(2026, 11, 2);
	cr_assert_eq(state(&i), ITEM_TODO);
	today.day = date_make(2026, 9, 11);
	i.due = date_make(2026, 9, 10);
	cr_assert_eq(state(&i), ITEM_TODO, "not signed by both yet: nothing is owed");
	i.excused = i.withdrawn = date_make(2026, 9, 12);
	cr_assert_eq(state(&i), ITEM_TODO);
}

/* « Non fixé » and « not signed » are never late. */
Test(contract, what_is_never_late)
{
	struct item i = commitment();

	i.due = DATE_NONE;
	cr_assert_eq(state(&i), ITEM_TODO);
	i.due = date_make(2026, 10, 1);
	i.bound = DATE_NONE;
	cr_assert_eq(state(&i), ITEM_TODO);
	i.contract = "";
	cr_assert_eq(state(&i), ITEM_LATE, "a conclusion's binds as it is written (L2)");
}

/* A cadence: kept for the time being, due again; the later of the first date and of the last time plus the cadence. */
Test(contract, a_cadence_starts_again)
{
	struct item i = commitment();

	i.cadence = CADENCE_WEEK;
	i.due = date_make(2026, 9, 20);
	cr_assert_eq(state(&i), ITEM_LATE, "never kept");
	i.done = date_make(2026, 11, 19);
	cr_assert_eq(item_next_due(&i, today.day).days, date_make(2026, 11, 26).days);
	cr_assert_eq(state(&i), ITEM_KEPT);
	today.day = date_make(2026, 11, 23);
	cr_assert_eq(state(&i), ITEM_TODO, "tenu → à faire, three days before");
	today.day = date_make(2026, 11, 27);
	cr_assert_eq(state(&i), ITEM_LATE, "à faire → en retard");
	i.cadence = CADENCE_MONTH;
	i.done = date_make(2026, 1, 31);
	cr_assert_eq(item_next_due(&i, today.day).days, date_make(2026, 9, 20).days, "never before the first date");
	i.due = DATE_NONE;
	cr_assert_eq(item_next_due(&i, today.day).days, date_make(2026, 2, 28).days, "a month is a calendar month");
	i.cadence = CADENCE_QUARTER;
	i.done = date_make(2026, 11, 30);
	cr_assert_not(date_is_set(item_next_due(&i, today.day)), "kept after the day asked for");
	today.day = date_make(2026, 12, 1);
	cr_assert_eq(item_next_due(&i, today.day).days, date_make(2027, 2, 28).days);
	i.withdrawn = date_make(2026, 12, 1);
	cr_assert_eq(state(&i), ITEM_NOT_APPLICABLE, "a cadence may be withdrawn");
}

/* L6, 001:8: compensated once the remedial action is delivered, not while it is promised. */
Test(contract, compensated_when_delivered)
{
	struct item i = commitment();
	struct remedial m = {.id = "m1", .item = "i1", .rule = "", .lapsed = date_make(2026, 11, 1), .harm = "", .object = "",
	                     .due = date_make(2026, 11, 25), .opened = date_make(2026, 11, 10), .delivered = DATE_NONE, .delivered_text = ""};

	i.due = date_make(2026, 11, 1);
	cr_assert_eq(item_state_on(&i, &m, &book, REGIME_CE, today, "35", NULL), ITEM_LATE);
	m.delivered = date_make(2026, 11, 18);
	cr_assert_eq(item_state_on(&i, &m, &book, REGIME_CE, today, "35", NULL), ITEM_COMPENSATED);
	m.delivered = date_make(2026, 11, 21);
	cr_assert_eq(item_state_on(&i, &m, &book, REGIME_CE, today, "35", NULL), ITEM_LATE, "tomorrow");
}

/* L6, 001:8: a remedial action settles the time whose lapse it names, not the commitment. */
Test(contract, what_comes_back_is_made_up_for_one_time)
{
	struct item i = commitment();

	i.cadence = CADENCE_WEEK;
	i.due = date_make(2026, 11, 9);
	cr_assert_eq(state(&i), ITEM_LATE);
	i.made_up = date_make(2026, 11, 10);
	cr_assert_eq(item_next_due(&i, today.day).days, date_make(2026, 11, 17).days, "owed again a week after what was made up for");
	cr_assert_eq(state(&i), ITEM_LATE, "made up for one week, owed the next");
	i.made_up = date_make(2026, 11, 17);
	cr_assert_eq(state(&i), ITEM_COMPENSATED, "until the lead of the next date");
	today.day = date_make(2026, 11, 22);
	cr_assert_eq(state(&i), ITEM_TODO);
	today.day = date_make(2026, 11, 25);
	cr_assert_eq(state(&i), ITEM_LATE);
	i.done = date_make(2026, 11, 24);
	cr_assert_eq(state(&i), ITEM_KEPT, "the later of both");
	cr_assert_eq(item_next_due(&i, today.day).days, date_make(2026, 12, 1).days);
	i.due = date_make(2026, 12, 20);
	cr_assert_eq(item_next_due(&i, today.day).days, i.due.days, "never before the first date");
	today.day = date_make(2026, 11, 16);
	i.due = date_make(2026, 11, 9);
	cr_assert_eq(item_next_due(&i, today.day).days, i.due.days, "nothing of it is known yet");
}

/* --- what changed between two versions ------------------------------------------------------------------- */

static struct item line(const char *id, enum debtor debtor, const char *object, int from, int to)
{
	struct item i = commitment();

	i.id = id;
	i.debtor = debtor;
	i.object = object;
	i.rank_from = from;
	i.rank_to = to;
	return i;
}

static void two_versions(void)
{
	versions[0].ends = date_make(2027, 3, 2);
	versions[0].weekly_target = 600;
	versions[1] = version(2, date_make(2026, 10, 5));
	versions[1].ends = date_make(2027, 9, 2);
	versions[1].weekly_target = 900;
	versions[1].intensive = true;
	contract.version_count = 2;
	items[0] = line("i0", DEBTOR_STRUCTURE, "Répondre à toute demande sous 72 heures", 1, 0);
	items[1] = line("i1", DEBTOR_PERSON, "Refaire son CV", 1, 2);
	items[2] = line("i2", DEBTOR_FUNDER, "Décider de la demande de formation", 2, 0);
	items[3] = line("i3", DEBTOR_PERSON, "Un autre contrat", 1, 2);
	items[3].contract = "c0";
	file.item_count = 4;
}

Test(contract, compare_tells_fields_then_lines)
{
	struct contract_changes all;

	two_versions();
	all = contract_compare(&arena, &file, &contract, 1, 2);
	cr_assert_eq(all.count, 5);
	cr_assert_str_eq(all.items[0].label, "dernier jour");
	cr_assert_str_eq(all.items[0].before, "02/03/2027");
	cr_assert_str_eq(all.items[0].after, "02/09/2027");
	cr_assert_str_eq(all.items[1].before, "10h par semaine");
	cr_assert_str_eq(all.items[1].after, "15h par semaine");
	cr_assert_str_eq(all.items[2].after, "oui");
	cr_assert_eq(all.items[3].kind, CHANGE_WITHDRAWN);
	cr_assert_str_eq(all.items[3].before, "Refaire son CV");
	cr_assert_eq(all.items[4].kind, CHANGE_ADDED);
	cr_assert_str_eq(all.items[4].label, "le financeur");
	cr_assert_eq(all.items[4].item, &items[2]);
}

/* Backwards, what was added is withdrawn; a version against itself has no change; nor one that does not exist. */
Test(contract, compare_is_its_own_reverse)
{
	struct contract_changes back, none, absent;

	two_versions();
	back = contract_compare(&arena, &file, &contract, 2, 1);
	none = contract_compare(&arena, &file, &contract, 2, 2);
	absent = contract_compare(&arena, &file, &contract, 1, 3);
	cr_assert_eq(back.count, 5);
	cr_assert_eq(back.items[3].item, &items[2]);
	cr_assert_eq(back.items[3].kind, CHANGE_WITHDRAWN);
	cr_assert_eq(back.items[4].item, &items[1]);
	cr_assert_eq(none.count, 0);
	cr_assert_eq(absent.count, 0);
}

Test(contract, lines_belong_to_ranks)
{
	two_versions();
	cr_assert(item_in_version(&items[1], 1) && !item_in_version(&items[1], 2));
	cr_assert(!item_in_version(&items[2], 1) && item_in_version(&items[2], 7));
	items[2].contract = "";
	cr_assert_not(item_in_version(&items[2], 2), "a conclusion's is in no version");
}

/* --- the nine items (003:3931-3935) ----------------------------------------------------------------------- */

static size_t given(const struct leaving_item all[LEAVING_ITEMS])
{
	size_t n = 0;

	for (size_t i = 0; i < LEAVING_ITEMS; i++)
		n += all[i].given;
	return n;
}

Test(contract, nine_items_from_what_the_file_holds)
{
	struct leaving_item all[LEAVING_ITEMS];
	struct diagnostic d = {.id = "d", .rank = 1, .on = date_make(2026, 9, 5), .author = "", .text = {"caisse", "vente", "", "", "", "expliqués"}};

	two_versions();
	versions[0].objectives = "";
	file.person.next_appointment = (struct moment){date_make(2026, 11, 26), 615};
	file.diagnostics = &d;
	file.diagnostic_count = 1;
	leaving_items(&arena, &file, today, all);
	cr_assert_eq(given(all), 8, "nobody owes anything on the person's side in version 2");
	cr_assert_str_eq(all[0].text, "Trouver un emploi dans le commerce");
	cr_assert_str_eq(all[2].text, "Répondre à toute demande sous 72 heures");
	cr_assert_str_eq(all[3].text, "Décider de la demande de formation");
	cr_assert_not_null(strstr(all[4].text, "mlegoff"));
	cr_assert_str_eq(all[5].text, "jeu. 26 nov. 10:15", "%s", all[5].text);
	cr_assert_not_null(strstr(all[6].text, "fin du contrat le"));
	cr_assert_str_eq(all[7].text, "3 champs sur 6, le sam. 5 sept. 2026", "%s", all[7].text);
	cr_assert_not_null(strstr(all[8].text, "signé des deux côtés"));
}

/* A draft gives what it holds, all but the signed document; an empty file gives the référent alone. */
Test(contract, nine_items_before_the_signature)
{
	struct leaving_item all[LEAVING_ITEMS];

	items[0] = line("i0", DEBTOR_PERSON, "Refaire son CV", 1, 0);
	file.item_count = 1;
	versions[0].signed_person = DATE_NONE;
	leaving_items(&arena, &file, today, all);
	cr_assert(all[0].given && all[1].given && !all[8].given);
	file.contract_count = file.item_count = 0;
	leaving_items(&arena, &file, today, all);
	cr_assert_eq(given(all), 1);
	cr_assert(all[4].given);
	file.person.referent_login = "";
	leaving_items(&arena, &file, today, all);
	cr_assert_eq(given(all), 0);
}

/* --- a passage ---------------------------------------------------------------------------------------------- */

static bool told(const struct passage_effects *e, const char *part)
{
	for (size_t i = 0; i < e->count; i++)
		if (strstr(e->lines[i], part) != NULL)
			return true;
	return false;
}

/* CER to CE (D. 5411-14-1): the contract ends, the CE's month starts, the RSA's clocks go. */
Test(contract, passage_from_cer_to_ce)
{
	struct passage_effects e;

	file.person.regime = contract.regime = REGIME_CER;
	e = passage_effects(&arena, &book, &file, REGIME_CE, date_make(2026, 12, 1));
	cr_assert(told(&e, "Le contrat signé sous le régime CER prend fin le 30/11/2026"));
	cr_assert(told(&e, "Un contrat est à signer sous le régime CE : 1 mois, à partir de : notification de l'orientation (D. 5411-14-1)."));
	cr_assert(told(&e, "N'a plus cours : Actualisation (3 mois)."));
	cr_assert(told(&e, "Heures d'activité par semaine : 15 heures, objectif proposé (L. 5411-6)."));
	cr_assert(told(&e, "10 jours"));
}

/* CSP to CTP: 12 months either way, counted from the passage; CEJ: 003:4188, 003:7834. */
Test(contract, passage_moves_the_end)
{
	struct passage_effects e;

	file.person.regime = REGIME_CSP;
	file.person.regime_from = date_make(2026, 1, 5);
	file.contract_count = 0;
	e = passage_effects(&arena, &book, &file, REGIME_CEJ, date_make(2026, 12, 1));
	cr_assert(told(&e, "Fin du dispositif : le 30/11/2027 avec le régime CEJ (jusqu'ici : le 04/01/2027)."));
	cr_assert(told(&e, "Échange hebdomadaire, 1 semaine (003:7834)"));
	cr_assert(told(&e, "Commence : Point d'étape, 1 mois"));
	cr_assert_not(told(&e, "prend fin"), "no contract");
	e = passage_effects(&arena, &book, &file, REGIME_COMMUN, date_make(2026, 12, 1));
	cr_assert_eq(e.count, 0, "not a person's regime");
}

/* CEJ age_limite, 26, droit, 003:4183. */
Test(contract, passage_at_twenty_six)
{
	struct passage_effects e;

	file.person.regime = REGIME_CEJ;
	file.birth = date_make(2000, 12, 1);
	e = passage_effects(&arena, &book, &file, REGIME_CE, date_make(2026, 11, 30));
	cr_assert_not(told(&e, "moins de 26 ans"), "the day before");
	e = passage_effects(&arena, &book, &file, REGIME_CE, date_make(2026, 12, 1));
	cr_assert(told(&e, "Le régime CEJ s'adressait aux moins de 26 ans : la personne les a (003:4183)."));
	file.person.regime = REGIME_CE;
	e = passage_effects(&arena, &book, &file, REGIME_CEJ, date_make(2026, 12, 1));
	cr_assert(told(&e, "le régime CEJ s'adresse aux moins de 26 ans"));
}

/* A draft dies with the regime it was prepared for. */
Test(contract, passage_tells_what_becomes_of_a_draft)
{
	struct passage_effects e;

	versions[0].signed_person = DATE_NONE;
	e = passage_effects(&arena, &book, &file, REGIME_PACEA, date_make(2026, 12, 1));
	cr_assert(told(&e, "préparé et non signé"));
}
