/* The stages of a training request (rules.md T1): every stage × step, allowed or refused, its guard, who holds the file. */
#include <criterion/criterion.h>
#include <string.h>

#include "core/training/stages.h"

/* What the contract of the stages says, written apart: « stage: step>to step>to ». Every other pair is refused. */
static const struct {
	enum training_stage from;
	struct { enum training_step step; enum training_stage to; enum training_guard guard; } moves[7];
	size_t count;
} wanted[TRAINING_STAGE_COUNT] = {
	{TRAINING_RAISED, {{STEP_PROJECT, TRAINING_PROJECT, STEP_IF_PROJECT}, {STEP_DROP, TRAINING_DROPPED_BEFORE, STEP_FREE}}, 2},
	{TRAINING_PROJECT, {{STEP_PREPARE, TRAINING_READY, STEP_IF_PRECONDITIONS}, {STEP_DROP, TRAINING_DROPPED_BEFORE, STEP_FREE}}, 2},
	{TRAINING_READY, {{STEP_FILE, TRAINING_FILED, STEP_IF_FUNDER}, {STEP_REWORK, TRAINING_PROJECT, STEP_FREE},
	                  {STEP_DROP, TRAINING_DROPPED_BEFORE, STEP_FREE}}, 3},
	{TRAINING_FILED, {{STEP_GRANT, TRAINING_GRANTED, STEP_FREE}, {STEP_ASK_PIECES, TRAINING_PIECES, STEP_IF_PIECES},
	                  {STEP_COUNTER, TRAINING_COUNTERED, STEP_FREE}, {STEP_REFUSE, TRAINING_REFUSED, STEP_IF_COUNTER},
	                  {STEP_DROP, TRAINING_DROPPED_BEFORE, STEP_FREE}}, 5},
	{TRAINING_PIECES, {{STEP_COMPLETE, TRAINING_FILED, STEP_IF_COMPLETE}, {STEP_GRANT, TRAINING_GRANTED, STEP_FREE},
	                   {STEP_COUNTER, TRAINING_COUNTERED, STEP_FREE}, {STEP_REFUSE, TRAINING_REFUSED, STEP_IF_COUNTER},
	                   {STEP_DROP, TRAINING_DROPPED_BEFORE, STEP_FREE}}, 5},
	{TRAINING_COUNTERED, {{STEP_ACCEPT, TRAINING_GRANTED, STEP_FREE}, {STEP_DECLINE, TRAINING_REFUSED, STEP_FREE},
	                      {STEP_DROP, TRAINING_DROPPED_BEFORE, STEP_FREE}}, 3},
	{TRAINING_REFUSED, {{STEP_CONTEST, TRAINING_FILED, STEP_FREE}, {STEP_REWORK, TRAINING_PROJECT, STEP_FREE},
	                    {STEP_DROP, TRAINING_DROPPED_BEFORE, STEP_FREE}}, 3},
	{TRAINING_GRANTED, {{STEP_FUND, TRAINING_FUNDED, STEP_IF_WHOLE}, {STEP_DROP, TRAINING_DROPPED_BEFORE, STEP_FREE}}, 2},
	{TRAINING_FUNDED, {{STEP_ENTER, TRAINING_ENTERED, STEP_IF_DECIDED}, {STEP_DROP, TRAINING_DROPPED_BEFORE, STEP_FREE}}, 2},
	{TRAINING_ENTERED, {{STEP_CHECK, TRAINING_ENTERED, STEP_FREE}, {STEP_END, TRAINING_COMPLETED, STEP_FREE},
	                    {STEP_DROP, TRAINING_DROPPED_AFTER, STEP_FREE}}, 3},
	{TRAINING_COMPLETED, {{STEP_FOLLOW, TRAINING_FOLLOWED, STEP_FREE}}, 1},
	{TRAINING_FOLLOWED, {{STEP_COUNT, TRAINING_STAGE_COUNT, STEP_FREE}}, 0},
	{TRAINING_DROPPED_BEFORE, {{STEP_COUNT, TRAINING_STAGE_COUNT, STEP_FREE}}, 0},
	{TRAINING_DROPPED_AFTER, {{STEP_COUNT, TRAINING_STAGE_COUNT, STEP_FREE}}, 0},
};

static struct training request_at(enum training_stage stage)
{
	return (struct training){.id = "f1", .person = "7KQ2M9", .person_last_name = "Bernard", .person_first_name = "Aïcha",
	                         .referent_login = "mlegoff", .title = "CAP cuisine", .trade = "", .aim = "", .body = "", .place = "",
	                         .basin = "", .session = "", .funder = "", .stage = stage, .since = date_make(2026, 11, 2),
	                         .raised = date_make(2026, 9, 1), .starts = DATE_NONE, .ends = DATE_NONE, .filed = DATE_NONE,
	                         .decided = DATE_NONE, .granted = DATE_NONE, .funded = DATE_NONE, .entered = DATE_NONE,
	                         .ended = DATE_NONE, .checked = DATE_NONE, .followed = DATE_NONE, .pieces_since = DATE_NONE,
	                         .pieces_due = DATE_NONE, .rights_ended = DATE_NONE,
	                         .rights_end = DATE_NONE};
}

static void expect_pair(enum training_stage from, enum training_step step)
{
	const struct training_transition *t = training_transition_find(from, step);

	for (size_t k = 0; k < wanted[from].count; k++)
		if (wanted[from].moves[k].step == step) {
			cr_assert_not_null(t, "%s %s", training_stage_code(from), training_step_code(step));
			cr_expect_eq(t->to, wanted[from].moves[k].to, "%s %s", training_stage_code(from), training_step_code(step));
			cr_expect_eq(t->guard, wanted[from].moves[k].guard, "%s %s", training_stage_code(from), training_step_code(step));
			return;
		}
	if (step != STEP_EXCHANGE)
		cr_expect_null(t, "%s %s", training_stage_code(from), training_step_code(step));
}

/* T1: fourteen stages, twenty steps: each of the 280 pairs. */
Test(training_stages, every_step_from_every_stage_is_allowed_or_refused)
{
	for (int s = 0; s < TRAINING_STAGE_COUNT; s++) {
		cr_assert_eq((int)wanted[s].from, s);
		for (int g = 0; g < STEP_COUNT; g++)
			expect_pair((enum training_stage)s, (enum training_step)g);
	}
}

/* A word with somebody moves nothing, whatever the stage. */
Test(training_stages, an_exchange_moves_nothing)
{
	for (int s = 0; s < TRAINING_STAGE_COUNT; s++) {
		const struct training_transition *t = training_transition_find((enum training_stage)s, STEP_EXCHANGE);

		cr_assert_not_null(t);
		cr_expect_eq((int)t->to, s);
		cr_expect_eq(t->guard, STEP_FREE);
	}
}

/* A refused pair says where the request is, and what can be done from there; never the exchange alone. */
Test(training_stages, each_refusal_says_what_can_be_done)
{
	int refused = 0;

	for (int s = 0; s < TRAINING_STAGE_COUNT; s++)
		for (int g = 0; g < STEP_COUNT; g++) {
			struct training_file f = {.request = request_at((enum training_stage)s)};
			struct error e = {0};

			if (training_transition_find((enum training_stage)s, (enum training_step)g) != NULL)
				continue;
			refused++;
			cr_expect_not(training_step_check(&f, (enum training_step)g, date_make(2026, 11, 20), &e));
			cr_expect_eq(e.code, ERR_REFUSED);
			cr_expect_str_eq(e.constraint, g == STEP_ENTER && s < TRAINING_GRANTED ? "formation_entree_decision" : "formation_transition");
			cr_expect_neq(e.message[0], '\0');
			cr_expect_neq(e.remedy[0], '\0');
			cr_expect_null(strstr(e.remedy, "échange"), "%s", e.remedy);
		}
	cr_expect_eq(refused, 280 - (int)training_transition_count);
}

/* Nothing leads out of the four ends, every stage is reached from the idea, and abandonment before and after entry are apart. */
Test(training_stages, every_stage_is_reached_from_the_idea)
{
	bool reached[TRAINING_STAGE_COUNT] = {[TRAINING_RAISED] = true};

	for (int round = 0; round < TRAINING_STAGE_COUNT; round++)
		for (size_t i = 0; i < training_transition_count; i++)
			if (reached[training_transitions[i].from])
				reached[training_transitions[i].to] = true;
	for (int s = 0; s < TRAINING_STAGE_COUNT; s++)
		cr_expect(reached[s], "%s", training_stage_code((enum training_stage)s));
	for (size_t i = 0; i < training_transition_count; i++) {
		const struct training_transition *t = &training_transitions[i];

		if (t->to == TRAINING_DROPPED_AFTER && t->step == STEP_DROP)
			cr_expect_eq(t->from, TRAINING_ENTERED);
		if (t->to == TRAINING_DROPPED_BEFORE && t->step == STEP_DROP)
			cr_expect_lt(t->from, TRAINING_ENTERED);
	}
}

/* Neither the person, the funder nor the body can make a stage of their own: who holds the file at each. */
Test(training_stages, the_file_is_held_by_one_party)
{
	static const enum debtor holders[TRAINING_STAGE_COUNT] = {
		[TRAINING_RAISED] = DEBTOR_STRUCTURE, [TRAINING_PROJECT] = DEBTOR_STRUCTURE, [TRAINING_READY] = DEBTOR_STRUCTURE,
		[TRAINING_FILED] = DEBTOR_FUNDER, [TRAINING_PIECES] = DEBTOR_FUNDER, [TRAINING_COUNTERED] = DEBTOR_STRUCTURE,
		[TRAINING_REFUSED] = DEBTOR_STRUCTURE, [TRAINING_GRANTED] = DEBTOR_STRUCTURE, [TRAINING_FUNDED] = DEBTOR_BODY,
		[TRAINING_ENTERED] = DEBTOR_COUNT, [TRAINING_COMPLETED] = DEBTOR_STRUCTURE, [TRAINING_FOLLOWED] = DEBTOR_COUNT,
		[TRAINING_DROPPED_BEFORE] = DEBTOR_COUNT, [TRAINING_DROPPED_AFTER] = DEBTOR_COUNT};
	struct training t;

	for (int s = 0; s < TRAINING_STAGE_COUNT; s++) {
		t = request_at((enum training_stage)s);
		cr_expect_eq(training_holder(&t), holders[s], "%s", training_stage_code((enum training_stage)s));
	}
	/* 000:577: pieces awaited are held by their owner. */
	t = request_at(TRAINING_PIECES);
	t.pieces_waiting = 2;
	t.pieces_owner = DEBTOR_EMPLOYER;
	cr_expect_eq(training_holder(&t), DEBTOR_EMPLOYER);
	/* 000:2105: nobody blames the body for an entry that our funding holds back. */
	t = request_at(TRAINING_GRANTED);
	t.costs_missing = 1U << COST_INCOME;
	cr_expect_eq(training_holder(&t), DEBTOR_STRUCTURE);
}

Test(training_stages, the_next_step_is_allowed_and_worded)
{
	struct arena arena = {0};

	for (int s = 0; s < TRAINING_STAGE_COUNT; s++) {
		struct training t = request_at((enum training_stage)s);
		enum training_step next = training_next_step(&t);

		cr_expect_eq(next == STEP_COUNT, !training_is_open(t.stage), "%s", training_stage_code(t.stage));
		cr_expect_eq(training_next_words(&arena, &t)[0] == '\0', next == STEP_COUNT);
		if (next != STEP_COUNT)
			cr_expect_not_null(training_transition_find(t.stage, next));
	}
	/* T4: a refusal that rests on « métier non en tension » alone is contested, another is reworked. */
	struct training t = request_at(TRAINING_REFUSED);

	cr_expect_eq(training_next_step(&t), STEP_REWORK);
	t.contestable = true;
	cr_expect_eq(training_next_step(&t), STEP_CONTEST);
	t = request_at(TRAINING_ENTERED);
	cr_expect_eq(training_next_step(&t), STEP_CHECK);
	t.checked = date_make(2026, 11, 3);
	cr_expect_eq(training_next_step(&t), STEP_END);
	t = request_at(TRAINING_PROJECT);
	t.preconditions_missing = 2;
	cr_expect_str_eq(training_next_words(&arena, &t), "voir les préalables qui manquent");
	t.preconditions_missing = 0;
	cr_expect_str_eq(training_next_words(&arena, &t), "déclarer le dossier prêt");
	t = request_at(TRAINING_FILED);
	cr_expect_str_eq(training_next_words(&arena, &t), "relancer le financeur, ou noter sa réponse");
	t = request_at(TRAINING_PIECES);
	t.pieces_waiting = 1;
	t.pieces_owner = DEBTOR_STRUCTURE;
	cr_expect_str_eq(training_next_words(&arena, &t), "fournir la pièce attendue de nous");
	arena_free(&arena);
}

/* --- guards ------------------------------------------------------------------------------------------------ */

static void expect_guard(const struct training_file *f, enum training_step step, struct date on, const char *constraint)
{
	struct error e = {0};
	bool held = training_step_check(f, step, on, &e);

	cr_expect_eq(held, constraint == NULL, "%s: %s", training_step_code(step), e.message);
	cr_expect_str_eq(e.constraint, constraint != NULL ? constraint : "");
	cr_expect_eq(e.remedy[0] != '\0', constraint != NULL);
}

/* T2: a mise en situation and a positionnement (000:1803), VAE (003:6987), French (003:6459), expenses, mobility, care: each
 * met, or waived with its reason. */
Test(training_stages, t2_ready_needs_every_precondition_met_or_waived)
{
	struct training_file f = {.request = request_at(TRAINING_PROJECT)};
	struct error e = {0};

	for (int p = 0; p < PRE_COUNT; p++)
		f.preconditions[p] = (struct precondition_fact){.met = p % 2 == 0, .waived = p % 2 != 0, .on = DATE_NONE, .text = "", .author = ""};
	expect_guard(&f, STEP_PREPARE, DATE_NONE, NULL);
	for (int p = 0; p < PRE_COUNT; p++) {
		struct training_file g = f;

		g.preconditions[p].met = g.preconditions[p].waived = false;
		expect_guard(&g, STEP_PREPARE, DATE_NONE, "formation_prealables");
		training_step_check(&g, STEP_PREPARE, DATE_NONE, &e);
		cr_expect_not_null(strstr(e.message, precondition_label((enum precondition)p)), "%s", e.message);
	}
	memset(f.preconditions, 0, sizeof f.preconditions);
	expect_guard(&f, STEP_PREPARE, DATE_NONE, "formation_prealables");
}

/* T3, 002:507: « financée » with a cost of some day that nobody pays, or without the dates that would tell. */
Test(training_stages, t3_funded_needs_every_cost_of_every_day)
{
	struct training_file f = {.request = request_at(TRAINING_GRANTED)};
	struct error e = {0};

	expect_guard(&f, STEP_FUND, DATE_NONE, "formation_trou");
	f.request.starts = date_make(2027, 1, 4);
	f.request.ends = date_make(2027, 3, 26);
	expect_guard(&f, STEP_FUND, DATE_NONE, NULL);
	f.request.costs_missing = 1U << COST_INCOME | 1U << COST_EXPENSES;
	expect_guard(&f, STEP_FUND, DATE_NONE, "formation_trou");
	training_step_check(&f, STEP_FUND, DATE_NONE, &e);
	cr_expect_not_null(strstr(e.message, "rémunération, frais annexes"), "%s", e.message);
	cr_expect_not_null(strstr(e.message, "Renoncement probable"), "%s", e.message);
}

/* Issue: an entry before a decision. */
Test(training_stages, an_entry_does_not_precede_the_decision)
{
	struct training_file f = {.request = request_at(TRAINING_FUNDED)};
	struct error e = {0};

	f.request.granted = date_make(2026, 11, 9);
	expect_guard(&f, STEP_ENTER, date_make(2026, 11, 8), "formation_entree_decision");
	training_step_check(&f, STEP_ENTER, date_make(2026, 11, 8), &e);
	cr_expect_not_null(strstr(e.message, "09/11/2026"), "%s", e.message);
	expect_guard(&f, STEP_ENTER, date_make(2026, 11, 9), NULL);
	f.request = request_at(TRAINING_FILED);
	expect_guard(&f, STEP_ENTER, date_make(2026, 11, 20), "formation_entree_decision");
	f.request = request_at(TRAINING_FOLLOWED);
	expect_guard(&f, STEP_ENTER, date_make(2026, 11, 20), "formation_transition");
}

/* The file is complete with the last piece awaited. */
Test(training_stages, a_file_is_complete_with_its_last_piece)
{
	struct training_piece pieces[2] = {
		{.id = "p1", .kind = "devis", .object = "", .owner = DEBTOR_BODY, .asked = date_make(2026, 11, 2), .expected = DATE_NONE, .closed = DATE_NONE,
		 .received = date_make(2026, 11, 5)},
		{.id = "p2", .kind = "autre", .object = "RIB", .owner = DEBTOR_PERSON, .asked = date_make(2026, 11, 2), .expected = DATE_NONE, .closed = DATE_NONE,
		 .received = DATE_NONE}};
	struct training_file f = {.request = request_at(TRAINING_PIECES), .pieces = pieces, .piece_count = 2};

	expect_guard(&f, STEP_COMPLETE, DATE_NONE, "formation_pieces_attendues");
	pieces[1].received = date_make(2026, 11, 6);
	expect_guard(&f, STEP_COMPLETE, DATE_NONE, NULL);
	pieces[1].received = DATE_NONE;
	pieces[1].closed = date_make(2026, 11, 6); /* of a round already answered */
	expect_guard(&f, STEP_COMPLETE, DATE_NONE, NULL);
}

/* --- codes ------------------------------------------------------------------------------------------------- */

#define EXPECT_ROUND_TRIP(type, count, code, from_code) \
	for (int i = 0; i < (int)(count); i++) { \
		cr_expect_neq(code((type)i)[0], '\0'); \
		cr_expect_eq(from_code(code((type)i)), i, "%s", code((type)i)); \
	} \
	cr_expect_eq(from_code("zzz"), -1); \
	cr_expect_eq(from_code(""), -1); \
	cr_expect_eq(from_code(NULL), -1)

Test(training_stages, codes_are_read_back)
{
	EXPECT_ROUND_TRIP(enum training_stage, TRAINING_STAGE_COUNT, training_stage_code, training_stage_from_code);
	EXPECT_ROUND_TRIP(enum training_step, STEP_COUNT, training_step_code, training_step_from_code);
	EXPECT_ROUND_TRIP(enum cost, COST_COUNT, cost_code, cost_from_code);
	EXPECT_ROUND_TRIP(enum line_state, LINE_STATE_COUNT, line_state_code, line_state_from_code);
	EXPECT_ROUND_TRIP(enum precondition, PRE_COUNT, precondition_code, precondition_from_code);
	for (int s = 0; s < TRAINING_STAGE_COUNT; s++)
		cr_expect_neq(training_stage_label((enum training_stage)s)[0], '\0');
	for (int g = 0; g < STEP_COUNT; g++) {
		cr_expect_neq(training_step_label((enum training_step)g)[0], '\0');
		cr_expect_neq(training_step_done((enum training_step)g)[0], '\0');
	}
	for (int i = 0; i < PROJECT_FIELDS; i++) /* 000:6307-6349 */
		cr_expect_not_null(training_project_fields[i].code);
	cr_expect_null(training_project_fields[PROJECT_FIELDS].code);
}
