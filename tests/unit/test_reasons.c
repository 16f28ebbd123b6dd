/* The reasons, each with its rule and source, and what must hold whatever the facts. Those of the agenda:
 * test_reasons_agenda.c. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "core/portfolio/reasons.h"
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

TestSuite(reasons, .init = setup, .fini = teardown);

static struct date ago(int days)
{
	return date_add_days(today.day, -days);
}

static struct moment at(int days_ago)
{
	return (struct moment){ago(days_ago), 540};
}

/* A file with nothing to say: CE, met, seen this week, planned next week, point d'étape held last month. */
static struct person_facts quiet(void)
{
	struct person_facts f = {
		.id = "7KQ2M9", .last_name = "Bernard", .first_name = "Aïcha", .phone = "", .regime = REGIME_CE,
		.regime_from = ago(200), .regime_to = DATE_NONE, .follow_up = FOLLOW_ACTIVE, .referent_from = ago(200),
		.last_contact = at(1), .next_appointment = at(-5), .last_appointment = at(1), .oldest_unrecorded = MOMENT_NONE, .last_unsettled = MOMENT_NONE,
		.first_meeting = ago(195), .last_milestone = ago(30), .household_size = 1, .referent_login = "mlegoff",
	};

	person_facts_clear_agenda(&f);
	facts_contracted(&f, today.day);
	return f;
}

static struct judged_person judge(const struct person_facts *f)
{
	struct person_facts *copy = arena_alloc(&arena, sizeof *copy);

	*copy = *f;
	return person_judge(&arena, &book, copy, today, "35");
}

static const struct reason *find(const struct judged_person *p, enum reason_code code)
{
	for (size_t i = 0; i < p->reason_count; i++)
		if (p->reasons[i].code == code)
			return &p->reasons[i];
	return NULL;
}

static const struct reason *reason_of(const struct person_facts *f, enum reason_code code)
{
	struct judged_person p = judge(f);

	return find(&p, code);
}

#define expect_reason(f, code, wanted_band, wanted_sentence, wanted_source) \
	do { \
		const struct reason *r_ = reason_of(f, code); \
		cr_assert_not_null(r_, "no %s", reason_code_name(code)); \
		cr_expect_eq(r_->band, wanted_band, "%s: %s", band_code(r_->band), r_->sentence); \
		cr_expect_str_eq(r_->sentence, wanted_sentence, "« %s »", r_->sentence); \
		cr_expect_not_null(strstr(r_->rule->source, wanted_source), "%s", r_->rule->source); \
	} while (0)

Test(reasons, a_quiet_file_has_none)
{
	struct person_facts f = quiet();
	struct judged_person p = judge(&f);

	cr_assert_eq(p.reason_count, 0, "%s", p.reason_count > 0 ? p.reasons[0].sentence : "");
	cr_assert_eq(p.band, BAND_NONE);
	cr_assert_eq(p.days_since_contact, 1);
	cr_assert_eq(p.late_structure + p.late_person, 0);
	cr_assert_not(date_is_set(p.regime_end), "CE: fin non fixée");
}

/* COMMUN rdv_hebdomadaire, 7 jours, 003:4405; lead 3 days (rules.md §3). */
Test(reasons, contact_due_common)
{
	struct person_facts f = quiet();

	f.last_contact = at(3);
	cr_assert_null(reason_of(&f, REASON_CONTACT_DUE));
	f.last_contact = at(4);
	expect_reason(&f, REASON_CONTACT_DUE, BAND_ORANGE, "RDV de la semaine dû le 23/11", "003:4405");
	f.last_contact = at(7);
	expect_reason(&f, REASON_CONTACT_DUE, BAND_ORANGE, "RDV de la semaine dû aujourd'hui", "003:4405");
	f.last_contact = at(9);
	expect_reason(&f, REASON_CONTACT_DUE, BAND_RED, "RDV de la semaine dû depuis 2 j", "003:4405");
	cr_assert_eq(judge(&f).late_structure, 1);
	cr_assert_eq(judge(&f).late_person, 0);
	cr_assert_eq(reason_of(&f, REASON_CONTACT_DUE)->owner, OWNER_ME);
}

/* CSP, droit, 000:512; CEJ echange_hebdomadaire, droit, owed by both, 003:7834. */
Test(reasons, contact_due_by_regime)
{
	struct person_facts f = quiet();

	f.regime = REGIME_CSP;
	f.last_contact = at(8);
	expect_reason(&f, REASON_CONTACT_DUE, BAND_RED, "RDV de la semaine dû depuis 1 j", "000:512");
	f.regime = REGIME_CEJ;
	f.last_milestone = ago(3);
	expect_reason(&f, REASON_CONTACT_DUE, BAND_RED, "échange de la semaine dû depuis 1 j", "003:7834");
	cr_assert_eq(judge(&f).late_structure, 1);
	cr_assert_eq(judge(&f).late_person, 1, "owed by both sides");
}

Test(reasons, never_contacted_starts_with_the_regime_or_the_referent)
{
	struct person_facts f = quiet();

	f.last_contact = MOMENT_NONE;
	f.regime_from = ago(30);
	f.referent_from = ago(10);
	expect_reason(&f, REASON_CONTACT_DUE, BAND_RED, "RDV de la semaine dû depuis 3 j", "003:4405");
	cr_assert_eq(judge(&f).days_since_contact, -1);
	f.referent_from = DATE_NONE;
	expect_reason(&f, REASON_CONTACT_DUE, BAND_RED, "RDV de la semaine dû depuis 23 j", "003:4405");
	/* A contact of another life does not start the regime's clock before the regime. */
	f.last_contact = at(400);
	expect_reason(&f, REASON_CONTACT_DUE, BAND_RED, "RDV de la semaine dû depuis 23 j", "003:4405");
}

/* horizon_rdv, 30 jours, local. */
Test(reasons, no_appointment_within_the_horizon)
{
	struct person_facts f = quiet();

	f.next_appointment = at(-30);
	cr_assert_null(reason_of(&f, REASON_NO_APPOINTMENT));
	f.next_appointment = at(-31);
	expect_reason(&f, REASON_NO_APPOINTMENT, BAND_ORANGE, "aucun RDV d'ici 30 j", "sources muettes");
	f.next_appointment = MOMENT_NONE;
	f.last_appointment = at(30);
	expect_reason(&f, REASON_NO_APPOINTMENT, BAND_ORANGE, "aucun RDV d'ici 30 j", "sources muettes");
	f.last_appointment = at(31);
	expect_reason(&f, REASON_NO_APPOINTMENT, BAND_RED, "aucun RDV d'ici 30 j", "sources muettes");
	f.last_appointment = MOMENT_NONE;
	f.regime_from = ago(10);
	cr_assert_eq(reason_of(&f, REASON_NO_APPOINTMENT)->band, BAND_ORANGE);
}

/* presence_inconnue, 0 jour, local, sources muettes: the counsellor's debt, never an absence. */
Test(reasons, attendance_unknown)
{
	struct person_facts f = quiet();

	f.oldest_unrecorded = at(0);
	f.unrecorded_count = 1;
	expect_reason(&f, REASON_ATTENDANCE_UNKNOWN, BAND_ORANGE, "présence à saisir : RDV du 20/11", "sources muettes");
	f.oldest_unrecorded = at(2);
	expect_reason(&f, REASON_ATTENDANCE_UNKNOWN, BAND_RED, "présence à saisir : RDV du 18/11", "sources muettes");
	cr_assert_eq(reason_of(&f, REASON_ATTENDANCE_UNKNOWN)->debtor, DEBTOR_STRUCTURE);
	f.unrecorded_count = 3;
	expect_reason(&f, REASON_ATTENDANCE_UNKNOWN, BAND_RED, "présences à saisir : 3 RDV depuis le 18/11", "sources muettes");
	f.regime = REGIME_NONE;
	cr_assert_not_null(reason_of(&f, REASON_ATTENDANCE_UNKNOWN), "owed even when the regime is over");
	cr_assert_eq(judge(&f).reason_count, 1);
}

/* CSP_ANI4 15 jours (000:1459); CSP non fixé (000:88); others COMMUN demarrage, proposition (003:3353). */
Test(reasons, first_meeting_due)
{
	struct person_facts f = quiet();

	f.first_meeting = DATE_NONE;
	f.last_milestone = DATE_NONE;
	f.regime_from = ago(20);
	f.regime = REGIME_CSP_ANI4;
	expect_reason(&f, REASON_FIRST_MEETING_DUE, BAND_RED, "premier entretien dû depuis 5 j", "000:1459");
	f.regime = REGIME_CSP;
	expect_reason(&f, REASON_FIRST_MEETING_DUE, BAND_GREY, "premier entretien à tenir, délai non fixé", "000:88");
	f.regime = REGIME_CE;
	expect_reason(&f, REASON_FIRST_MEETING_DUE, BAND_GREY, "premier entretien : objectif proposé 15/11", "003:3353");
	cr_assert_eq(judge(&f).late_structure, 0, "a proposal is never late");
	f.first_meeting = ago(10);
	cr_assert_null(reason_of(&f, REASON_FIRST_MEETING_DUE));
}

/* CEJ one month, droit, both (003:7832); COMMUN 6 mois, proposition, lead 3 mois (003:4850). */
Test(reasons, milestone_due)
{
	struct person_facts f = quiet();

	f.regime = REGIME_CEJ;
	f.last_milestone = date_make(2026, 10, 8);
	expect_reason(&f, REASON_MILESTONE_DUE, BAND_RED, "point d'étape dû depuis 12 j", "003:7832");
	f.last_milestone = date_make(2026, 10, 22);
	expect_reason(&f, REASON_MILESTONE_DUE, BAND_ORANGE, "point d'étape dû le 22/11", "003:7832");
	f.last_milestone = ago(2);
	cr_assert_null(reason_of(&f, REASON_MILESTONE_DUE));
	f.regime = REGIME_CE;
	f.last_milestone = date_make(2026, 8, 21);
	cr_assert_null(reason_of(&f, REASON_MILESTONE_DUE), "before its lead a proposal says nothing");
	f.last_milestone = date_make(2026, 8, 20);
	expect_reason(&f, REASON_MILESTONE_DUE, BAND_GREY, "point d'étape : objectif proposé 20/02", "003:4850");
	f.last_milestone = DATE_NONE;
	f.first_meeting = ago(400);
	f.regime_from = ago(400);
	cr_assert_eq(reason_of(&f, REASON_MILESTONE_DUE)->band, BAND_GREY, "never late");
}

/* fin_dispositif CSP 12 mois (000:343), fin_proche 60 jours (local). */
Test(reasons, end_near)
{
	struct person_facts f = quiet();

	f.regime = REGIME_CSP;
	f.regime_from = date_make(2026, 1, 5);
	expect_reason(&f, REASON_END_NEAR, BAND_ORANGE, "fin du CSP le 04/01 (dans 45 j)", "000:343");
	cr_assert_eq(judge(&f).regime_end.days, date_make(2027, 1, 4).days, "rules.md §8, parcours CSP");
	f.regime_from = date_make(2026, 1, 21);
	cr_assert_null(reason_of(&f, REASON_END_NEAR), "61 days ahead");
	f.regime_from = date_make(2025, 11, 20);
	expect_reason(&f, REASON_END_NEAR, BAND_RED, "fin du CSP passée le 19/11, à clore", "000:343");
	cr_assert_eq(judge(&f).late_structure, 1);
	f.regime_from = date_make(2025, 11, 21);
	expect_reason(&f, REASON_END_NEAR, BAND_ORANGE, "fin du CSP aujourd'hui", "000:343");
	/* An explicit last day wins over the rule. */
	f.regime_to = date_make(2026, 12, 1);
	expect_reason(&f, REASON_END_NEAR, BAND_ORANGE, "fin du CSP le 01/12 (dans 11 j)", "sources muettes");
	/* CE: non fixé, no reason. CUER: a proposed length is grey, never late. */
	f = quiet();
	f.regime_from = ago(900);
	cr_assert_null(reason_of(&f, REASON_END_NEAR));
	f.regime = REGIME_CUER;
	cr_assert_eq(reason_of(&f, REASON_END_NEAR)->band, BAND_GREY);
}

/* rules.md L10, W1: rattachés are followed without active support; structure's facts stay owed. */
Test(reasons, attached_people_are_grey)
{
	struct person_facts f = quiet();

	f.last_contact = at(20);
	f.next_appointment = MOMENT_NONE;
	f.last_appointment = at(90);
	f.follow_up = FOLLOW_STRUCTURING;
	cr_assert_eq(reason_of(&f, REASON_CONTACT_DUE)->band, BAND_RED, "the référent keeps them");
	f.follow_up = FOLLOW_ATTACHED;
	expect_reason(&f, REASON_CONTACT_DUE, BAND_GREY, "RDV de la semaine : pour information", "003:4405");
	cr_assert_eq(reason_of(&f, REASON_NO_APPOINTMENT)->band, BAND_GREY);
	cr_assert_eq(judge(&f).late_structure, 0);
	f.oldest_unrecorded = at(2);
	f.unrecorded_count = 1;
	cr_assert_eq(reason_of(&f, REASON_ATTENDANCE_UNKNOWN)->band, BAND_RED);
}

Test(reasons, no_regime_owes_nothing_more)
{
	struct person_facts f = quiet();

	f.regime = REGIME_NONE;
	f.last_contact = MOMENT_NONE;
	f.next_appointment = MOMENT_NONE;
	cr_assert_eq(judge(&f).reason_count, 0);
}

/* --- properties, on many drawn files ------------------------------------------------------------------------------ */

static unsigned draw_state;

static int draw(int limit)
{
	draw_state = draw_state * 1664525u + 1013904223u;
	return (int)((draw_state >> 8) % (unsigned)limit);
}

static struct person_facts draw_facts(void)
{
	struct person_facts f = quiet();

	f.regime = (enum regime)(REGIME_CSP + draw(REGIME_CE - REGIME_CSP + 1));
	f.regime_from = ago(draw(500));
	f.regime_to = draw(4) == 0 ? ago(draw(200) - 100) : DATE_NONE;
	f.follow_up = (enum follow_up)draw(FOLLOW_COUNT);
	f.referent_from = draw(5) == 0 ? DATE_NONE : ago(draw(500));
	f.last_contact = draw(5) == 0 ? MOMENT_NONE : at(draw(40));
	f.next_appointment = draw(2) == 0 ? MOMENT_NONE : at(-draw(60) - 1);
	f.last_appointment = draw(4) == 0 ? MOMENT_NONE : at(draw(90));
	f.oldest_unrecorded = draw(3) == 0 ? at(draw(20)) : MOMENT_NONE;
	f.unrecorded_count = moment_is_set(f.oldest_unrecorded) ? 1 + draw(3) : 0;
	f.last_unsettled = moment_is_set(f.oldest_unrecorded) ? f.oldest_unrecorded : draw(3) == 0 ? at(draw(60)) : MOMENT_NONE;
	f.first_meeting = draw(3) == 0 ? DATE_NONE : ago(draw(400));
	f.last_milestone = draw(2) == 0 ? DATE_NONE : ago(draw(300));
	return f;
}

enum { DRAWS = 2000 };

static void expect_same(const struct judged_person *a, const struct judged_person *b)
{
	cr_assert_eq(a->reason_count, b->reason_count);
	for (size_t i = 0; i < a->reason_count; i++) {
		cr_assert_eq(a->reasons[i].code, b->reasons[i].code);
		cr_assert_eq(a->reasons[i].band, b->reasons[i].band);
		cr_assert_str_eq(a->reasons[i].sentence, b->reasons[i].sentence);
	}
}

Test(reasons, same_inputs_same_reasons_and_every_reason_is_whole)
{
	for (int n = 0; n < DRAWS; n++) {
		struct person_facts f = draw_facts();
		struct judged_person a = judge(&f), b = judge(&f);

		expect_same(&a, &b);
		for (size_t i = 0; i < a.reason_count; i++) {
			const struct reason *r = &a.reasons[i];

			cr_assert_not_null(r->rule);
			cr_assert(r->band < BAND_NONE);
			cr_assert(r->rule->source[0] != '\0' && r->sentence[0] != '\0' && r->next_step[0] != '\0');
			cr_assert(r->input_count > 0 && r->input_count <= 5);
			cr_assert(r->rule->applied || r->band == BAND_GREY, "%s", r->sentence);
			cr_assert(r->clock.state != CLOCK_UNSET || r->band != BAND_RED, "non fixé is never late");
			if (i > 0)
				cr_assert(a.reasons[i - 1].band <= r->band);
		}
		cr_assert_eq(a.band, a.reason_count > 0 ? a.reasons[0].band : BAND_NONE);
		arena_reset(&arena);
	}
}

static int severity(const struct person_facts *f, enum reason_code code)
{
	const struct reason *r = reason_of(f, code);

	return r == NULL ? BAND_NONE : (int)r->band; /* smaller is worse */
}

Test(reasons, a_later_contact_never_makes_it_worse)
{
	for (int n = 0; n < DRAWS; n++) {
		struct person_facts f = draw_facts(), later;

		if (!moment_is_set(f.last_contact))
			continue;
		later = f;
		later.last_contact.day = date_add_days(f.last_contact.day, 1 + draw(10));
		if (date_compare(later.last_contact.day, today.day) > 0)
			later.last_contact.day = today.day;
		cr_assert(severity(&later, REASON_CONTACT_DUE) >= severity(&f, REASON_CONTACT_DUE));
		arena_reset(&arena);
	}
}

/* rules.md L3, product.md principle 6: an appointment left inconnu, or cancelled by the structure, since the
 * clock began leaves the late line of a clock of both sides to the structure alone (CEJ, 003:7834). */
Test(reasons, unknown_and_our_cancellations_are_never_held_against_the_person)
{
	struct person_facts f = quiet();
	struct judged_person p;

	f.regime = REGIME_CEJ;
	f.last_contact = at(20);
	f.last_milestone = ago(5);
	p = judge(&f);
	cr_assert_eq(p.late_structure, 1);
	cr_assert_eq(p.late_person, 1);
	f.last_unsettled = at(10);
	p = judge(&f);
	cr_assert_eq(p.late_structure, 1, "our own line stays");
	cr_assert_eq(p.late_person, 0);
	cr_assert_eq(reason_of(&f, REASON_CONTACT_DUE)->debtor, DEBTOR_STRUCTURE);
	f.last_unsettled = at(30);
	cr_assert_eq(judge(&f).late_person, 1, "before the clock began: settled since");
}

Test(reasons, an_unsettled_appointment_never_adds_to_the_persons_side)
{
	for (int n = 0; n < DRAWS; n++) {
		struct person_facts f = draw_facts(), more = f;

		more.last_unsettled = at(draw(20));
		cr_assert(judge(&more).late_person <= judge(&f).late_person || moment_compare(more.last_unsettled, f.last_unsettled) < 0);
		cr_assert_eq(judge(&more).late_structure, judge(&f).late_structure);
		arena_reset(&arena);
	}
}

/* Principle 1: what one side did never hides what the other owes. */
Test(reasons, one_reason_never_removes_another)
{
	for (int n = 0; n < DRAWS; n++) {
		struct person_facts f = draw_facts(), more = f;

		more.oldest_unrecorded = at(3 + draw(10));
		more.unrecorded_count = f.unrecorded_count + 1;
		for (int code = 0; code < REASON_COUNT; code++)
			if (code != REASON_ATTENDANCE_UNKNOWN)
				cr_assert_eq(severity(&more, (enum reason_code)code), severity(&f, (enum reason_code)code));
		more = f;
		more.last_contact = MOMENT_NONE;
		for (int code = 0; code < REASON_COUNT; code++)
			if (code != REASON_CONTACT_DUE)
				cr_assert_eq(severity(&more, (enum reason_code)code), severity(&f, (enum reason_code)code));
		arena_reset(&arena);
	}
}

Test(reasons, a_day_more_never_makes_a_red_line_better)
{
	for (int n = 0; n < DRAWS; n++) {
		struct person_facts f = draw_facts();
		struct judged_person now = judge(&f), then;

		f.next_appointment = MOMENT_NONE;
		now = judge(&f);
		today.day = date_add_days(today.day, 1);
		then = judge(&f);
		today.day = date_add_days(today.day, -1);
		for (size_t i = 0; i < now.reason_count; i++)
			if (now.reasons[i].band == BAND_RED) {
				const struct reason *r = find(&then, now.reasons[i].code);

				cr_assert(r != NULL && r->band == BAND_RED);
			}
		arena_reset(&arena);
	}
}

/* --- order --------------------------------------------------------------------------------------------------------- */

Test(reasons, order_is_band_date_name_id)
{
	struct person_facts late = quiet(), later = quiet(), soon = quiet(), none = quiet(), accent = quiet();
	struct judged_person a, b, c, d, e;

	late.last_contact = at(20);
	later.last_contact = at(10);
	soon.last_contact = at(5);
	accent.last_name = "Évrard";
	none.last_name = "Ezra";
	a = judge(&late);
	b = judge(&later);
	c = judge(&soon);
	d = judge(&none);
	e = judge(&accent);
	cr_assert(judged_compare(&a, &b) < 0 && judged_compare(&b, &a) > 0);
	cr_assert(judged_compare(&b, &c) < 0);
	cr_assert(judged_compare(&c, &d) < 0, "nobody without a reason comes before one with");
	cr_assert(judged_compare(&e, &d) < 0, "Évrard before Ezra");
	cr_assert_eq(judged_compare(&a, &a), 0);
}
