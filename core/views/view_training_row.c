/* One training request in a list: both clocks, who holds the file since when, what comes next, what is missing. */
#include <string.h>

#include "core/base/french.h"
#include "core/base/text.h"
#include "core/training/funding.h"
#include "core/training/stages.h"
#include "core/views/view_trainings_private.h"

/* --- words shared with the page ----------------------------------------------------------------------------------- */

const char *view_debtor_held(enum debtor d)
{
	switch (d) {
	case DEBTOR_STRUCTURE:
		return "nous";
	case DEBTOR_PERSON:
		return "la personne";
	case DEBTOR_NONE:
	case DEBTOR_COUNT:
		return "";
	default:
		return debtor_label(d);
	}
}

const char *training_days_words(struct arena *arena, int days)
{
	return days == 0 ? "aujourd'hui" : arena_format(arena, "%d j", days);
}

const char *training_funder_label(struct arena *arena, const struct app *a, const char *code)
{
	return text_safe(arena, funder_label(app_funders(a), code));
}

/* « +6 j » late, « auj. », « 27/11 (J-7) »; since when nothing fixes a day. */
const char *training_due_words(struct arena *arena, struct date due, struct date today)
{
	int late;

	if (!date_is_set(due))
		return "non fixé";
	late = date_diff(today, due);
	if (late > 0)
		return arena_format(arena, "+%d j", late);
	if (late == 0)
		return "auj.";
	return arena_format(arena, "%s (J-%d)", view_day_short(arena, due, today), -late);
}

const char *training_costs_missing(struct arena *arena, unsigned costs)
{
	const char *words = "";

	for (unsigned c = 0; c < COST_COUNT; c++)
		if ((costs & 1u << c) != 0)
			words = arena_format(arena, "%s%s%s", words, *words == '\0' ? "" : ", ", cost_label((enum cost)c));
	return words;
}

/* --- the two clocks ------------------------------------------------------------------------------------------------- */

static const char *decision_words(struct arena *arena, const struct training *t, const struct training_clocks *c, struct date today)
{
	if (t->stage == TRAINING_PIECES)
		return "suspendue";
	if (t->stage == TRAINING_FILED && date_is_set(c->decision_due))
		return arena_format(arena, "attendue %s", training_due_words(arena, c->decision_due, today));
	if (t->stage == TRAINING_FILED)
		return arena_format(arena, "non fixée (%d j)", c->decision_days);
	/* An answer older than the last filing answered another one. */
	if (date_is_set(t->filed) && date_is_set(t->decided) && date_compare(t->decided, t->filed) >= 0 && c->decision_days >= 0)
		return arena_format(arena, "en %d j", c->decision_days);
	return "–";
}

static const char *entry_words(struct arena *arena, const struct training *t, const struct training_clocks *c, struct date today)
{
	if (date_is_set(t->entered))
		return arena_format(arena, "entrée %s", view_day_short(arena, t->entered, today));
	if (!training_awaits_entry(t->stage))
		return "–";
	if (date_is_set(t->starts) && date_compare(t->starts, today) >= 0)
		return arena_format(arena, "prévue %s", view_day_short(arena, t->starts, today));
	if (date_is_set(c->entry_due))
		return arena_format(arena, "attendue %s", training_due_words(arena, c->entry_due, today));
	return arena_format(arena, "non fixée (%d j)", c->entry_days);
}

static const char *due_clock(struct arena *arena, const char *what, const struct clock_result *c, struct date today)
{
	if (c->rule == NULL)
		return "";
	return arena_format(arena, "%s %s", what, training_due_words(arena, c->state == CLOCK_UNSET ? DATE_NONE : c->end.day, today));
}

static const char *pieces_clock(struct arena *arena, const struct training *t, struct date today)
{
	enum debtor owner = t->pieces_owner < DEBTOR_COUNT && t->pieces_owner != DEBTOR_NONE ? t->pieces_owner : DEBTOR_FUNDER;
	int days = date_is_set(t->pieces_since) ? date_diff(today, t->pieces_since) : 0;
	const char *words = training_pieces_words(arena, t->pieces_waiting, owner);

	return days > 0 ? arena_format(arena, "%s, %s", words, training_days_words(arena, days)) : words;
}

/* The one that runs now. */
static const char *clock_words(struct arena *arena, const struct app *a, const struct training *t, const struct view_training_row *row)
{
	const struct date today = a->now.day;

	switch (t->stage) {
	case TRAINING_FILED:
		return arena_format(arena, "décision %s, %s", row->decision, training_funder_label(arena, a, t->funder));
	case TRAINING_PIECES:
		return pieces_clock(arena, t, today);
	case TRAINING_GRANTED:
	case TRAINING_FUNDED:
		return arena_format(arena, "entrée %s", row->entry);
	case TRAINING_ENTERED:
		return date_is_set(t->checked) ? "" : due_clock(arena, "point au tiers", &row->clocks.check, today);
	case TRAINING_COMPLETED:
		return due_clock(arena, "situation à 6 mois", &row->clocks.follow_up, today);
	default:
		return "";
	}
}

/* --- what is missing ------------------------------------------------------------------------------------------------- */

static const char *warning_words(struct arena *arena, const struct training *t)
{
	const char *words[4];
	const char *all = "";
	size_t count = 0;

	if (t->stage == TRAINING_PROJECT && t->preconditions_missing > 0)
		words[count++] = arena_format(arena, "%d préalable%s à voir", t->preconditions_missing, t->preconditions_missing > 1 ? "s" : "");
	if (training_holes_matter(t->stage) && t->costs_missing != 0)
		words[count++] = arena_format(arena, "sans financeur : %s", training_costs_missing(arena, t->costs_missing));
	if (training_is_open(t->stage) && t->stage != TRAINING_COMPLETED && t->uncovered_days > 0)
		words[count++] = arena_format(arena, "%d j après la fin des droits", t->uncovered_days);
	if (t->stage == TRAINING_REFUSED && t->contestable)
		words[count++] = "refus contestable";
	for (size_t i = 0; i < count; i++)
		all = arena_format(arena, "%s%s%s", all, i > 0 ? " · " : "", words[i]);
	return all;
}

/* As its person is judged, when they are loaded: regime, follow-up. */
static struct training_reasons row_reasons(struct arena *arena, const struct app *a, const struct training *t)
{
	return training_reasons(arena, app_rules(a), t, app_person(a, t->person), a->now, a->session != NULL ? a->session->department : NULL);
}

/* What is late or due before any clock of the funder, of the body or of the training: a step of ours, a hole, a relay. */
static const char *pressing_words(const struct training_reasons *r)
{
	const struct reason *first = r->count > 0 ? &r->items[0] : NULL;

	if (first == NULL || (first->band != BAND_RED && first->band != BAND_ORANGE))
		return "";
	switch (first->code) {
	case REASON_TRAINING_STEP:
	case REASON_FUNDING_HOLE:
	case REASON_RELAY_NEEDED:
		return first->sentence;
	default:
		return "";
	}
}

/* --- the row ---------------------------------------------------------------------------------------------------------- */

/* Codes and dates of the twin. */
static void row_twin(struct arena *arena, struct view_training_row *row)
{
	const struct training *t = row->training;
	const struct training_clocks *c = &row->clocks;

	row->stage_code = training_stage_code(t->stage);
	row->holder_code = c->holder < DEBTOR_COUNT ? debtor_code(c->holder) : "";
	row->since_iso = view_iso_day(arena, t->since);
	row->filed_iso = view_iso_day(arena, t->filed);
	row->decision_due_iso = view_iso_day(arena, training_is_at_funder(t->stage) ? c->decision_due : DATE_NONE);
	row->decided_iso = view_iso_day(arena, t->decided);
	row->entry_due_iso = view_iso_day(arena, training_awaits_entry(t->stage) ? c->entry_due : DATE_NONE);
	row->entered_iso = view_iso_day(arena, t->entered);
	row->starts_iso = view_iso_day(arena, t->starts);
	row->ends_iso = view_iso_day(arena, t->ends);
	row->decision_code = c->decision_days < 0 ? "" : decision_bucket_label(c->decision_bucket);
	row->entry_code = c->entry_days < 0 ? "" : entry_bucket_label(c->entry_bucket);
	row->band_code = band_code(row->band);
}

/* A piece may have been asked long before the file is charged to who owes it: another's went first, whose days are theirs (000:577). */
static const char *held_since_words(struct arena *arena, const struct view_training_row *row)
{
	int days = row->clocks.held_days;

	if (row->held[0] == '\0')
		return "";
	if (row->training->stage == TRAINING_PIECES && row->training->pieces_waiting > 0)
		return days == 0 ? "pièce demandée aujourd'hui" : arena_format(arena, "pièce demandée il y a %d j", days);
	return arena_format(arena, "depuis %s", row->held);
}

struct view_training_row view_training_row(struct arena *arena, const struct app *a, const struct training *t)
{
	const struct date today = a->now.day;
	struct view_training_row row = {
		.training = t, .clocks = training_clocks(app_rules(a), t, a->now, a->session != NULL ? a->session->department : NULL)};
	const struct training_clocks *c = &row.clocks;

	row.name = french_name(arena, t->person_last_name, t->person_first_name);
	row.title = view_one_line(arena, t->title);
	row.stage = training_stage_label(t->stage);
	row.since = arena_format(arena, "depuis %s", training_days_words(arena, date_is_set(t->since) ? date_diff(today, t->since) : 0));
	row.decision = decision_words(arena, t, c, today);
	row.entry = entry_words(arena, t, c, today);
	row.clock = clock_words(arena, a, t, &row);
	row.holder = view_debtor_held(c->holder);
	row.held = row.holder[0] != '\0' && c->held_days >= 0 ? training_days_words(arena, c->held_days) : "";
	row.held_since = held_since_words(arena, &row);
	row.step = training_next_step(t);
	row.next = row.step < STEP_COUNT ? text_safe(arena, training_next_words(arena, t)) : "";
	row.warning = warning_words(arena, t);
	row.referent = text_safe(arena, t->referent_login);
	row.reasons = row_reasons(arena, a, t);
	row.band = row.reasons.count > 0 ? row.reasons.items[0].band : BAND_NONE;
	row.mark = band_mark(row.band);
	row.pressing = pressing_words(&row.reasons);
	row_twin(arena, &row);
	row.folded = text_fold(arena, arena_format(arena, "%s %s %s %s %s %s %s %s %s %s %s", row.name, t->person, row.title, row.stage, row.holder,
	                                           row.clock, row.pressing, row.warning, row.next, text_safe(arena, t->body), row.referent));
	return row;
}
