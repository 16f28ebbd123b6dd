/* The two columns of the ledger: what each side owes, when, in what state, and the key that does it. */
#include <string.h>

#include "core/app/app_private.h"
#include "core/base/text.h"
#include "core/views/view_commitments_private.h"

/* --- when ------------------------------------------------------------------------------------------------------- */

/* « dû 18/11 (-2) », the year said when it is another one. */
static const char *commitment_due(struct arena *arena, const char *word, const struct ledger_line *line, struct date today)
{
	const char *time = "";
	int days;

	if (!date_is_set(line->due))
		return "non fixé";
	if (line->clock.rule != NULL && line->clock.with_minutes && moment_is_set(line->clock.end))
		time = arena_format(arena, " %02d:%02d", line->clock.end.minute / 60, line->clock.end.minute % 60);
	days = date_diff(line->due, today);
	if (days == 0)
		return arena_format(arena, "%s %s%s (auj.)", word, view_day_short(arena, line->due, today), time);
	return arena_format(arena, "%s %s%s (%+d)", word, view_day_short(arena, line->due, today), time, days);
}

static const char *dated(struct arena *arena, const char *word, struct date day, struct date today)
{
	return date_is_set(day) ? arena_format(arena, "%s %s", word, view_day_short(arena, day, today)) : word;
}

static const char *kept_word(const struct ledger_line *line)
{
	if (line->item != NULL)
		return "tenu";
	return line->request != NULL ? "répondu" : line->remedial != NULL ? "remis" : "fait";
}

/* What comes back is settled until its next date. */
static const char *settled_when(struct arena *arena, const char *words, const struct ledger_line *line, struct date today)
{
	if (line->item == NULL || line->item->cadence == CADENCE_ONCE || !date_is_set(line->due))
		return words;
	return arena_format(arena, "%s, prochain %s", words, view_day_short(arena, line->due, today));
}

/* Signed by nobody yet, or by one side: nothing is owed. */
static bool line_unsigned(const struct ledger_line *line, struct date today)
{
	const struct item *i = line->item;

	return i != NULL && i->contract[0] != '\0' && (!date_is_set(i->bound) || date_compare(i->bound, today) > 0);
}

static const char *open_when(struct arena *arena, const struct ledger_line *line, struct date today)
{
	bool applied = line->clock.rule == NULL || line->clock.rule->applied;
	const char *due = commitment_due(arena, applied ? "dû" : "proposé", line, today);

	if (line_unsigned(line, today))
		return arena_format(arena, "à signer, %s", due);
	if (line->item != NULL && line->item->cadence != CADENCE_ONCE)
		return arena_format(arena, "%s, %s", cadence_label(line->item->cadence), due);
	return due;
}

static const char *line_when(struct arena *arena, const struct ledger_line *line, struct date today)
{
	switch (line->state) {
	case ITEM_KEPT:
		return settled_when(arena, dated(arena, kept_word(line), line->done, today), line, today);
	case ITEM_EXCUSED:
		return dated(arena, "excusé", line->item != NULL ? line->item->excused : DATE_NONE, today);
	case ITEM_COMPENSATED:
		return settled_when(arena, dated(arena, "compensé", line->remedial != NULL ? line->remedial->delivered : DATE_NONE, today),
		                    line, today);
	case ITEM_NOT_APPLICABLE:
		return dated(arena, "sans objet", line->item != NULL ? line->item->withdrawn : DATE_NONE, today);
	case ITEM_TODO:
	case ITEM_LATE:
	case ITEM_STATE_COUNT:
		break;
	}
	return open_when(arena, line, today);
}

/* --- a row -------------------------------------------------------------------------------------------------------- */

static bool line_open(const struct ledger_line *line)
{
	return line->state == ITEM_TODO || line->state == ITEM_LATE;
}

static const char *line_mark(const struct ledger_line *line)
{
	if (line->state == ITEM_KEPT)
		return "✓";
	if (!line_open(line))
		return "–";
	return line->band == BAND_NONE ? "○" : band_mark(line->band);
}

static const char *line_nature(const struct ledger_line *line)
{
	if (line->item != NULL)
		return item_part_code(line->item->part);
	return line->remedial != NULL ? "compensation" : "delai";
}

static const char *line_source(const struct ledger_line *line)
{
	if (line->item != NULL && line->item->source[0] != '\0')
		return line->item->source;
	return line->clock.rule != NULL ? line->clock.rule->source : "";
}

static const char *line_rule(const struct ledger_line *line)
{
	if (line->item != NULL && line->item->rule[0] != '\0')
		return line->item->rule;
	return line->clock.rule != NULL ? line->clock.rule->code : "";
}

/* x keeps what was undertaken, delivers, answers; a clock has the action of its reason; before a signature, sign. */
static enum action_id line_action(const struct ledger_line *line, struct date today)
{
	const struct action *named = action_find(line->action);

	if (line_unsigned(line, today))
		return ACTION_CONTRACT_SIGN;
	if (line->item != NULL || line->remedial != NULL || line->request != NULL)
		return line_open(line) || (line->item != NULL && line->item->cadence != CADENCE_ONCE && line->state == ITEM_KEPT)
		           ? ACTION_KEEP : ACTION_NONE;
	return named != NULL && line_open(line) ? named->id : ACTION_NONE;
}

enum action_id commitment_key_action(enum action_id action)
{
	bool elsewhere = (actions[action].screens & ON(SCREEN_COMMITMENTS)) == 0;

	return action == ACTION_GO_COMMITMENTS || (action != ACTION_NONE && elsewhere) ? ACTION_KEEP : action;
}

const char *commitment_gesture(struct arena *arena, const struct app *a, enum action_id action, const char *label)
{
	char key[32];

	if (action == ACTION_NONE)
		return "";
	if (app_key(a, commitment_key_action(action), key)[0] == '\0')
		return label;
	return arena_format(arena, "%s %s", key, label);
}

/* One key keeps, delivers and answers: its word is that of the line. */
static const char *gesture_label(const struct ledger_line *line, enum action_id action)
{
	if (action == ACTION_KEEP && line->request != NULL)
		return "répondre";
	if (action == ACTION_KEEP && line->item == NULL && line->remedial != NULL)
		return "remettre";
	return actions[action].label;
}

static struct view_commitment_row row_make(struct arena *arena, const struct app *a, const struct ledger_line *line)
{
	struct view_commitment_row row = {.line = line, .request = line->request, .band = line->band, .mark = line_mark(line)};

	row.object = view_one_line(arena, line->object);
	row.when = line_when(arena, line, a->now.day);
	row.debtor = line->debtor == DEBTOR_STRUCTURE || line->debtor == DEBTOR_PERSON ? "" : debtor_label(line->debtor);
	row.state = item_state_label(line->state);
	row.action = line_action(line, a->now.day);
	row.gesture = commitment_gesture(arena, a, row.action, row.action == ACTION_NONE ? "" : gesture_label(line, row.action));
	row.debtor_code = debtor_code(line->debtor);
	row.nature = line_nature(line);
	row.state_code = item_state_code(line->state);
	row.due_iso = view_iso_day(arena, line->due);
	row.done_iso = view_iso_day(arena, line->done);
	row.rule = text_safe(arena, line_rule(line));
	row.source = view_one_line(arena, line_source(line));
	row.band_code = band_code(line->band);
	row.folded = text_fold(arena, arena_format(arena, "%s %s %s %s", row.object, row.state, row.debtor, row.when));
	return row;
}

/* --- the columns -------------------------------------------------------------------------------------------------- */

static const char *late_words(struct arena *arena, int late, int third)
{
	const char *words = late == 0 ? "aucun retard" : arena_format(arena, "%d retard%s", late, late > 1 ? "s" : "");

	return third == 0 ? words : arena_format(arena, "%s · %d chez un tiers", words, third);
}

/* « AÏCHA DOIT » */
static const char *their_title(struct arena *arena, const struct person_facts *p)
{
	const char *name = p->first_name[0] != '\0' ? p->first_name : p->last_name;

	return arena_format(arena, "%s DOIT", text_upper(arena, text_safe(arena, name)));
}

void commitments_columns(struct arena *arena, const struct app *a, struct view_commitments *v)
{
	const struct ledger *l = &a->commitments.ledger;
	struct view_commitment_column *ours = &v->columns[COLUMN_OURS], *theirs = &v->columns[COLUMN_THEIRS];

	*ours = (struct view_commitment_column){.title = "NOUS DEVONS", .counted = late_words(arena, l->late_structure, l->late_third)};
	*theirs = (struct view_commitment_column){.title = their_title(arena, &a->commitments.file->person),
	                                          .counted = late_words(arena, l->late_person, 0)};
	ours->rows = arena_array(arena, l->count + 1, sizeof *ours->rows);
	theirs->rows = arena_array(arena, l->count + 1, sizeof *theirs->rows);
	for (size_t i = 0; i < l->count; i++) {
		struct view_commitment_column *c = l->lines[i].debtor == DEBTOR_PERSON ? theirs : ours;

		c->rows[c->count++] = row_make(arena, a, &l->lines[i]);
	}
	ours->empty = ours->count == 0 ? "rien d'inscrit : préparez le contrat" : "";
	theirs->empty = theirs->count == 0 ? "rien d'inscrit" : "";
}
