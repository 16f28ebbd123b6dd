/* The reasons of the agenda: conclusions, what each side undertook, series, re-bookings, reminders. */
#include <criterion/criterion.h>
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

TestSuite(reasons_agenda, .init = setup, .fini = teardown);

static struct date ago(int days)
{
	return date_add_days(today.day, -days);
}

static struct moment at(int days_ago)
{
	return (struct moment){ago(days_ago), 540};
}

/* Nothing to say: seen yesterday, expected in two weeks, given a month ago. */
static struct person_facts quiet(void)
{
	struct person_facts f = {
		.id = "7KQ2M9", .last_name = "Bernard", .first_name = "Aïcha", .phone = "", .regime = REGIME_CE,
		.regime_from = ago(200), .regime_to = DATE_NONE, .follow_up = FOLLOW_ACTIVE, .referent_from = ago(200),
		.last_contact = at(1), .next_appointment = at(-14), .last_appointment = at(1), .oldest_unrecorded = MOMENT_NONE,
		.last_unsettled = MOMENT_NONE, .first_meeting = ago(195), .last_milestone = ago(30), .household_size = 1,
		.referent_login = "mlegoff",
	};

	person_facts_clear_agenda(&f);
	facts_contracted(&f, today.day);
	f.next_id = "s1";
	f.next_given = at(30);
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

static const char *input_of(const struct reason *r, const char *label)
{
	for (size_t i = 0; i < r->input_count; i++)
		if (strcmp(r->inputs[i].label, label) == 0)
			return r->inputs[i].value;
	return "(absent)";
}

#define expect_reason(f, which, wanted_band, wanted_sentence, wanted_brief, wanted_rule, wanted_source) \
	do { \
		const struct reason *r_ = reason_of(f, which); \
		cr_assert_not_null(r_, "no %s", reason_code_name(which)); \
		cr_expect_eq(r_->band, wanted_band, "%s: %s", band_code(r_->band), r_->sentence); \
		cr_expect_str_eq(r_->sentence, wanted_sentence, "« %s »", r_->sentence); \
		cr_expect_str_eq(r_->brief, wanted_brief, "« %s »", r_->brief); \
		cr_expect_str_eq(r_->rule->code, wanted_rule); \
		cr_expect_str_eq(r_->rule->source, wanted_source); \
		cr_expect(text_width(r_->sentence) <= 40 && text_width(r_->brief) <= 22, "« %s », « %s »", r_->sentence, r_->brief); \
	} while (0)

#define expect_none(f, which) cr_expect_null(reason_of(f, which), "%s", reason_code_name(which))

/* Changes one shipped rule for the time of a test. */
static struct rule *rule_change(const char *code)
{
	return (struct rule *)(size_t)rulebook_find(&book, REGIME_COMMUN, code, today.day);
}

Test(reasons_agenda, a_quiet_file_has_none)
{
	struct person_facts f = quiet();
	struct judged_person p = judge(&f);

	cr_assert_eq(p.reason_count, 0, "%s", p.reason_count > 0 ? p.reasons[0].sentence : "");
}

Test(reasons_agenda, codes_actions_and_owners)
{
	static const struct { enum reason_code code; const char *name, *action; } rows[] = {
		{REASON_CONCLUSION_DUE, "conclusion_due", "conclure"},
		{REASON_ITEM_OURS, "engagement_structure", "engagement.tenu"},
		{REASON_ITEM_THEIRS, "engagement_personne", "engagement.tenu"},
		{REASON_SERIES_ENDING, "serie_fin", "rdv.serie"},
		{REASON_REBOOKINGS, "reprises", "contact"},
		{REASON_REMINDER, "rappel", "rappel"},
	};
	static const struct rebooking moved[] = {{{20770}, true}, {{20769}, false}, {{20768}, false}};
	struct person_facts f = quiet();

	f.oldest_unconcluded = at(2);
	f.unconcluded_count = 1;
	f.item_ours = f.item_theirs = ago(2);
	f.item_ours_count = f.item_theirs_count = 1;
	f.series_end = today.day;
	f.next_appointment = (struct moment){today.day, 900};
	f.rebookings = moved;
	f.rebooking_count = 3;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const struct reason *r = reason_of(&f, rows[i].code);

		cr_assert_not_null(r, "%s", rows[i].name);
		cr_expect_str_eq(reason_code_name(r->code), rows[i].name);
		cr_expect_str_eq(r->action, rows[i].action);
		cr_expect(r->next_step[0] != '\0' && r->input_count > 0);
		cr_expect_eq(r->owner, r->code == REASON_ITEM_THEIRS ? OWNER_PERSON : OWNER_ME);
		cr_expect_eq(r->debtor, r->code == REASON_ITEM_THEIRS ? DEBTOR_PERSON : DEBTOR_STRUCTURE);
	}
	cr_expect_eq(judge(&f).late_structure, 2, "the conclusion and our item");
	cr_expect_eq(judge(&f).late_person, 1, "their item, and nothing else");
}

/* conclusion_entretien, 0 jour, local, 001:6 (rules.md L2). */
Test(reasons_agenda, conclusion_due)
{
	struct person_facts f = quiet();

	f.oldest_unconcluded = at(0);
	f.unconcluded_count = 1;
	expect_reason(&f, REASON_CONCLUSION_DUE, BAND_ORANGE, "conclusion à écrire : RDV du 20/11", "concl. à écrire 20/11",
	              "conclusion_entretien", "001:6");
	f.oldest_unconcluded = at(2);
	f.unconcluded_count = 3;
	expect_reason(&f, REASON_CONCLUSION_DUE, BAND_RED, "3 conclusions à écrire depuis le 18/11",
	              "3 conclusions à écrire", "conclusion_entretien", "001:6");
	cr_expect_str_eq(input_of(reason_of(&f, REASON_CONCLUSION_DUE), "Le plus ancien"), "18/11/2026 à 09:00");
	f.regime = REGIME_NONE;
	f.follow_up = FOLLOW_ATTACHED;
	cr_expect_eq(reason_of(&f, REASON_CONCLUSION_DUE)->band, BAND_RED, "owed whatever the follow-up, regime over");
	cr_expect_str_eq(input_of(reason_of(&f, REASON_CONCLUSION_DUE), "Modalité de suivi"), "(absent)");
	f.unconcluded_count = 0;
	expect_none(&f, REASON_CONCLUSION_DUE);
}

/* engagement_echeance, 0 jour, alerte 3 jours, local, 001:6 (rules.md L1, L2). */
Test(reasons_agenda, what_a_conclusion_left_to_us)
{
	struct person_facts f = quiet();

	f.item_ours = ago(-4);
	expect_none(&f, REASON_ITEM_OURS);
	f.item_ours = ago(-3);
	expect_reason(&f, REASON_ITEM_OURS, BAND_ORANGE, "notre engagement dû le 23/11", "notre engag. J-3",
	              "engagement_echeance", "001:6");
	f.item_ours = ago(0);
	f.item_ours_count = 1;
	expect_reason(&f, REASON_ITEM_OURS, BAND_ORANGE, "notre engagement dû aujourd'hui", "notre engag. ce jour",
	              "engagement_echeance", "001:6");
	f.item_ours = ago(2);
	expect_reason(&f, REASON_ITEM_OURS, BAND_RED, "notre engagement dû depuis 2 j", "notre engag. +2 j",
	              "engagement_echeance", "001:6");
	f.item_ours_count = 3;
	expect_reason(&f, REASON_ITEM_OURS, BAND_RED, "3 de nos engagements dus depuis le 18/11", "nos 3 engag. +2 j",
	              "engagement_echeance", "001:6");
	cr_expect_eq(judge(&f).late_structure, 1);
	cr_expect_eq(judge(&f).late_person, 0);
	f.last_unsettled = at(1);
	cr_expect_str_eq(input_of(reason_of(&f, REASON_ITEM_OURS), "Rendez-vous sans issue, ou annulé par nous"), "(absent)");
}

Test(reasons_agenda, what_a_conclusion_left_to_the_person)
{
	struct person_facts f = quiet();

	f.item_theirs = ago(2);
	f.item_theirs_count = 1;
	expect_reason(&f, REASON_ITEM_THEIRS, BAND_RED, "son engagement dû depuis 2 j", "son engag. +2 j",
	              "engagement_echeance", "001:6");
	cr_expect_eq(judge(&f).late_structure, 0);
	cr_expect_eq(judge(&f).late_person, 1);
	f.item_theirs_count = 2;
	expect_reason(&f, REASON_ITEM_THEIRS, BAND_RED, "2 de ses engagements dus depuis le 18/11", "ses 2 engag. +2 j",
	              "engagement_echeance", "001:6");
	rule_change("engagement_echeance")->applied = false;
	cr_expect_eq(reason_of(&f, REASON_ITEM_THEIRS)->band, BAND_GREY, "a rule that is off is never late");
	rule_change("engagement_echeance")->fixed = false;
	expect_none(&f, REASON_ITEM_THEIRS);
}

/* serie_fin_proche, 14 jours, local. */
Test(reasons_agenda, series_ending)
{
	struct person_facts f = quiet();

	f.series_end = ago(-15);
	expect_none(&f, REASON_SERIES_ENDING);
	f.series_end = ago(-14);
	expect_reason(&f, REASON_SERIES_ENDING, BAND_ORANGE, "fin de la série le 04/12 (dans 14 j)", "fin série J-14",
	              "serie_fin_proche", "sources muettes");
	f.next_appointment = MOMENT_NONE;
	f.series_end = ago(0);
	expect_reason(&f, REASON_SERIES_ENDING, BAND_ORANGE, "fin de la série aujourd'hui", "fin série ce jour",
	              "serie_fin_proche", "sources muettes");
	f.series_end = ago(3);
	expect_reason(&f, REASON_SERIES_ENDING, BAND_ORANGE, "série finie le 17/11, à renouveler", "série finie +3 j",
	              "serie_fin_proche", "sources muettes");
	f.next_appointment = at(-20);
	expect_none(&f, REASON_SERIES_ENDING);
	f.next_appointment = MOMENT_NONE;
	f.series_end = ago(14);
	cr_expect_not_null(reason_of(&f, REASON_SERIES_ENDING));
	cr_expect_eq(judge(&f).late_structure, 0, "an alert, not a debt");
	f.series_end = ago(15);
	expect_none(&f, REASON_SERIES_ENDING);
	f.series_end = ago(-2);
	f.follow_up = FOLLOW_ATTACHED;
	cr_expect_eq(reason_of(&f, REASON_SERIES_ENDING)->band, BAND_GREY);
	f.regime = REGIME_NONE;
	expect_none(&f, REASON_SERIES_ENDING);
}

/* reprises_seuil, 3 fois, reprises_fenetre, 90 jours, both local. */
Test(reasons_agenda, rebookings_are_counted_by_side)
{
	struct rebooking all[] = {{ago(1), false}, {ago(20), true}, {ago(90), false}, {ago(91), false}};
	struct person_facts f = quiet();
	const struct reason *r;

	f.rebookings = all;
	f.rebooking_count = 2;
	expect_none(&f, REASON_REBOOKINGS);
	f.rebooking_count = 4;
	expect_reason(&f, REASON_REBOOKINGS, BAND_ORANGE, "3 reports en 90 j, dont 1 par nous", "3 reports, nous : 1",
	              "reprises_seuil", "sources muettes");
	r = reason_of(&f, REASON_REBOOKINGS);
	cr_expect_str_eq(input_of(r, "Reports à la demande de la personne"), "2");
	cr_expect_str_eq(input_of(r, "Reports par nous, jamais retenus contre elle"), "1");
	cr_expect_str_eq(input_of(r, "Comptés sur"), "90 jours (reprises_fenetre, sources muettes)");
	cr_expect_eq(r->due.day.days, ago(-1).days, "tomorrow the oldest leaves the window");
	today.day = date_add_days(today.day, 1);
	expect_none(&f, REASON_REBOOKINGS);
}

/* rules.md L3: what the structure moved is never held against the person; product.md principle 6. */
Test(reasons_agenda, what_we_moved_never_speaks_against_the_person)
{
	struct rebooking all[20];
	struct person_facts f = quiet();

	for (int i = 0; i < 20; i++)
		all[i] = (struct rebooking){ago(i), true};
	f.rebookings = all;
	f.rebooking_count = 20;
	expect_reason(&f, REASON_REBOOKINGS, BAND_ORANGE, "20 reports en 90 j, tous par nous", "20 reports par nous",
	              "reprises_seuil", "sources muettes");
	cr_expect_eq(reason_of(&f, REASON_REBOOKINGS)->owner, OWNER_ME);
	cr_expect_eq(reason_of(&f, REASON_REBOOKINGS)->debtor, DEBTOR_STRUCTURE);
	cr_expect_eq(judge(&f).late_person, 0);
	for (int i = 0; i < 20; i++)
		all[i].by_structure = false;
	expect_reason(&f, REASON_REBOOKINGS, BAND_ORANGE, "20 reports en 90 j, par la personne", "20 reports de RDV",
	              "reprises_seuil", "sources muettes");
	cr_expect_eq(judge(&f).late_person, 0, "counted, not a breach");
	rule_change("reprises_fenetre")->fixed = false;
	expect_none(&f, REASON_REBOOKINGS);
}

/* rappel_premier, 7 jours, local. */
Test(reasons_agenda, first_reminder)
{
	struct person_facts f = quiet();

	f.next_appointment = at(-8);
	expect_none(&f, REASON_REMINDER);
	f.next_appointment = at(-7);
	expect_reason(&f, REASON_REMINDER, BAND_ORANGE, "rappel J-7 à donner : RDV du 27/11 09:00", "rappel J-7 RDV 27/11",
	              "rappel_premier", "sources muettes");
	f.next_given = at(0);
	expect_none(&f, REASON_REMINDER); /* given on J-7 itself */
	f.next_given = at(1);
	cr_expect_not_null(reason_of(&f, REASON_REMINDER));
	f.next_reminded = at(1);
	cr_expect_not_null(reason_of(&f, REASON_REMINDER), "reminded too early");
	f.next_reminded = at(0);
	expect_none(&f, REASON_REMINDER);
	f.next_reminded = MOMENT_NONE;
	f.next_appointment = at(-5);
	f.next_given = at(30);
	f.follow_up = FOLLOW_ATTACHED;
	cr_expect_eq(reason_of(&f, REASON_REMINDER)->band, BAND_ORANGE, "never grey");
	f.regime = REGIME_NONE;
	cr_expect_not_null(reason_of(&f, REASON_REMINDER), "owed for the appointment");
	rule_change("rappel_premier")->applied = false;
	expect_none(&f, REASON_REMINDER);
}

/* rappel_dernier, 1 jour, the working day before: Friday for Monday. */
Test(reasons_agenda, last_reminder)
{
	struct person_facts f = quiet();

	f.next_appointment = at(-3);
	f.next_reminded = at(3);
	expect_reason(&f, REASON_REMINDER, BAND_ORANGE, "rappel J-1 à donner : RDV du 23/11 09:00", "rappel J-1 RDV 23/11",
	              "rappel_dernier", "sources muettes");
	f.next_appointment = at(-4);
	expect_none(&f, REASON_REMINDER); /* Tuesday: on Monday; J-7 was done */
	f.next_appointment = (struct moment){today.day, 601};
	expect_reason(&f, REASON_REMINDER, BAND_ORANGE, "rappel J-1 à donner : RDV du 20/11 10:01", "rappel J-1 RDV 20/11",
	              "rappel_dernier", "sources muettes");
	cr_expect_eq(reason_of(&f, REASON_REMINDER)->due.day.days, ago(1).days, "Thursday");
	cr_expect_eq(judge(&f).late_structure, 0, "never red");
	f.next_appointment = today;
	expect_none(&f, REASON_REMINDER); /* it starts */
	f.next_appointment = at(-3);
	f.next_reminded = at(0);
	expect_none(&f, REASON_REMINDER);
	f.next_reminded = MOMENT_NONE;
	f.next_given = at(0);
	expect_none(&f, REASON_REMINDER); /* given today for Monday */
	f.next_given = MOMENT_NONE;
	cr_expect_not_null(reason_of(&f, REASON_REMINDER), "imported: when it was given is not known");
	f.next_id = "";
	expect_none(&f, REASON_REMINDER);
}

Test(reasons_agenda, the_working_day_before_a_holiday)
{
	struct person_facts f = quiet();

	today.day = date_make(2027, 3, 26); /* Friday before Easter */
	f.regime_from = ago(100);
	f.last_contact = f.last_appointment = at(1);
	f.next_appointment = (struct moment){date_make(2027, 3, 30), 540};
	f.next_given = f.next_reminded = at(10);
	cr_expect_not_null(reason_of(&f, REASON_REMINDER), "Easter Monday is a holiday: reminded on Friday");
	today.day = date_make(2027, 3, 25);
	f.next_reminded = at(0);
	expect_none(&f, REASON_REMINDER);
}

/* --- properties --------------------------------------------------------------------------------------------- */

static unsigned draw_state;

static int draw(int limit)
{
	draw_state = draw_state * 1664525u + 1013904223u;
	return (int)((draw_state >> 8) % (unsigned)limit);
}

enum { DRAWS = 3000, MOVES = 20 };

static struct rebooking moves[MOVES];

static void draw_moves(struct person_facts *f)
{
	int day = 0;

	f->rebookings = moves;
	f->rebooking_count = (size_t)draw(MOVES);
	for (size_t i = 0; i < f->rebooking_count; i++) {
		day += draw(30);
		moves[i] = (struct rebooking){ago(day), draw(2) == 0};
	}
}

static struct person_facts draw_facts(void)
{
	struct person_facts f = quiet();

	f.regime = draw(8) == 0 ? REGIME_NONE : (enum regime)(REGIME_CSP + draw(REGIME_CE - REGIME_CSP + 1));
	f.regime_from = ago(draw(500));
	f.follow_up = (enum follow_up)draw(FOLLOW_COUNT);
	f.last_contact = draw(5) == 0 ? MOMENT_NONE : at(draw(40));
	f.next_appointment = draw(3) == 0 ? MOMENT_NONE : at(-draw(20));
	f.next_given = draw(6) == 0 ? MOMENT_NONE : at(draw(30));
	f.next_reminded = draw(2) == 0 ? MOMENT_NONE : at(draw(10));
	f.oldest_unrecorded = draw(3) == 0 ? at(draw(20)) : MOMENT_NONE;
	f.unrecorded_count = moment_is_set(f.oldest_unrecorded);
	f.unconcluded_count = draw(3);
	f.oldest_unconcluded = f.unconcluded_count > 0 ? at(draw(20)) : MOMENT_NONE;
	f.item_ours = draw(2) == 0 ? DATE_NONE : ago(draw(20) - 10);
	f.item_ours_count = date_is_set(f.item_ours) && date_compare(f.item_ours, today.day) <= 0 ? 1 + draw(4) : 0;
	f.item_theirs = draw(2) == 0 ? DATE_NONE : ago(draw(20) - 10);
	f.item_theirs_count = date_is_set(f.item_theirs) && date_compare(f.item_theirs, today.day) <= 0 ? 1 + draw(4) : 0;
	f.series_end = draw(2) == 0 ? DATE_NONE : ago(draw(40) - 20);
	draw_moves(&f);
	return f;
}

Test(reasons_agenda, same_inputs_same_reasons_and_every_reason_is_whole)
{
	for (int n = 0; n < DRAWS; n++) {
		struct person_facts f = draw_facts();
		struct judged_person a = judge(&f), b = judge(&f);

		cr_assert_eq(a.reason_count, b.reason_count);
		for (size_t i = 0; i < a.reason_count; i++) {
			const struct reason *r = &a.reasons[i];

			cr_assert(r->code == b.reasons[i].code && r->band == b.reasons[i].band);
			cr_assert_str_eq(r->sentence, b.reasons[i].sentence);
			cr_assert_str_eq(r->brief, b.reasons[i].brief);
			cr_assert(r->input_count > 0 && r->input_count <= 5);
			cr_assert(r->sentence[0] != '\0' && r->next_step[0] != '\0' && r->rule->source[0] != '\0');
			cr_assert(r->code < REASON_CONCLUSION_DUE || (text_width(r->sentence) <= 40 && text_width(r->brief) <= 22),
			          "« %s », « %s »", r->sentence, r->brief);
			cr_assert(r->code < REASON_SERIES_ENDING || r->band != BAND_RED, "alerts are never late");
			cr_assert(r->code != REASON_REMINDER || r->band == BAND_ORANGE);
			cr_assert(i == 0 || a.reasons[i - 1].band <= r->band);
		}
		arena_reset(&arena);
	}
}

static int severity(const struct person_facts *f, enum reason_code code)
{
	const struct reason *r = reason_of(f, code);

	return r == NULL ? BAND_NONE : (int)r->band; /* smaller is worse */
}

static bool of_person(enum reason_code code)
{
	return code == REASON_ITEM_THEIRS;
}

/* Every alert of one side stays, and as grave, whatever is added to the other: principle 1 of product.md. */
static void expect_kept(const struct person_facts *before, const struct person_facts *after, bool person_added)
{
	for (int code = 0; code < REASON_COUNT; code++)
		if (of_person((enum reason_code)code) != person_added)
			cr_assert(severity(after, (enum reason_code)code) <= severity(before, (enum reason_code)code), "%s",
			          reason_code_name((enum reason_code)code));
}

Test(reasons_agenda, a_fact_of_one_side_never_removes_an_alert_of_the_other)
{
	static struct rebooking more_moves[MOVES + 1];

	for (int n = 0; n < DRAWS; n++) {
		struct person_facts f = draw_facts(), more = f;

		/* The person's: an item late, an appointment moved at their request. */
		more.item_theirs = ago(5);
		more.item_theirs_count = f.item_theirs_count + 1;
		more_moves[0] = (struct rebooking){today.day, false};
		if (f.rebooking_count > 0)
			memcpy(more_moves + 1, moves, f.rebooking_count * sizeof *moves);
		more.rebookings = more_moves;
		more.rebooking_count = f.rebooking_count + 1;
		expect_kept(&f, &more, true);
		cr_assert_eq(judge(&more).late_structure, judge(&f).late_structure);
		/* The structure's: conclusions and items late, moved by us, attendance left unknown. */
		more = f;
		more.oldest_unconcluded = more.oldest_unrecorded = at(25);
		more.unconcluded_count = more.unrecorded_count = 4;
		more.item_ours = ago(30);
		more.item_ours_count = 2;
		more_moves[0].by_structure = true;
		more.rebookings = more_moves;
		more.rebooking_count = f.rebooking_count + 1;
		expect_kept(&f, &more, false);
		cr_assert_eq(judge(&more).late_person, judge(&f).late_person);
		arena_reset(&arena);
	}
}

Test(reasons_agenda, each_reason_of_the_agenda_leaves_the_others_alone)
{
	for (int n = 0; n < DRAWS; n++) {
		struct person_facts f = draw_facts(), less = f;
		enum reason_code gone = (enum reason_code)(REASON_CONCLUSION_DUE + draw(5));

		switch (gone) {
		case REASON_CONCLUSION_DUE:
			less.unconcluded_count = 0;
			break;
		case REASON_ITEM_OURS:
			less.item_ours = DATE_NONE;
			break;
		case REASON_ITEM_THEIRS:
			less.item_theirs = DATE_NONE;
			break;
		case REASON_SERIES_ENDING:
			less.series_end = DATE_NONE;
			break;
		default:
			less.rebooking_count = 0;
			break;
		}
		cr_assert_eq(severity(&less, gone), BAND_NONE);
		for (int code = 0; code < REASON_COUNT; code++)
			if (code != (int)gone)
				cr_assert_eq(severity(&less, (enum reason_code)code), severity(&f, (enum reason_code)code));
		arena_reset(&arena);
	}
}
