/* Formations: the requests by stage, each with the clock that runs and the party that holds the file; under the list, what the
 * line under the cursor leaves out, then how many of the requests raised were filed, and entered. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "core/views/view_trainings.h"
#include "tui/forms/forms_training.h"
#include "tui/screens/columns.h"
#include "tui/screens/common.h"
#include "tui/screens/letter_box.h"
#include "tui/screens/screens.h"
#include "tui/term.h"
#include "tui/widgets/widgets.h"

#define CLOCK_COLUMNS_MOST 22
#define HOLDER_COLUMNS_MOST 24
#define POSITION_ROOM 18  /* « 12 sur 44 » and what keeps it apart */
#define WIDE_COLUMNS 110  /* from here both clocks and the next step have their columns */
#define NARROW_COLUMNS 70
#define FOOT_ROWS 3       /* what the line leaves out takes two rows, the funnel one */

enum { COLUMN_MARK, COLUMN_NAME, COLUMN_TITLE, COLUMN_STANDS, COLUMN_DECISION, COLUMN_ENTRY, COLUMN_HOLDER, COLUMN_NEXT, COLUMN_COUNT };

/* A line of the list: a stage, a request, or a course on which several people converge. */
enum item_kind { ITEM_STAGE, ITEM_REQUEST, ITEM_CONVERGENCE };
struct list_item { enum item_kind kind; size_t index; const char *text; };

struct trainings_state {
	struct filter filter;   /* first: see common.h */
	char filtered[FILTER_TEXT];
	char login[64];         /* "" mine, "*" the agency's, else a référent's */
	bool chosen;            /* the login is known: a session was needed to choose it */
	char current[COMMAND_ID_TEXT]; /* the request under the cursor: followed when the data change */
	struct list list;
	struct list_item *items;
	struct view_trainings view;
	struct column columns[COLUMN_COUNT];
	const char ***cells;
	const char *summary, *position;
	struct text_lines detail, nothing;
	struct arena cursor_arena; /* what follows the cursor */
};

/* --- the list and its headings --------------------------------------------------------------------------- */

static const struct list_item *item_here(const struct trainings_state *st)
{
	return st->list.cursor < st->list.count ? &st->items[st->list.cursor] : NULL;
}

static const struct view_training_row *row_here(const struct trainings_state *st)
{
	const struct list_item *item = item_here(st);
	return item != NULL && item->kind == ITEM_REQUEST ? &st->view.rows[item->index] : NULL;
}

/* The cursor never rests on the name of a stage; that of the line under it stays in sight. */
static void leave_heading(struct trainings_state *st, bool upwards)
{
	while (upwards && st->list.cursor > 0 && item_here(st)->kind == ITEM_STAGE)
		st->list.cursor--;
	while (st->list.cursor + 1 < st->list.count && item_here(st)->kind == ITEM_STAGE)
		st->list.cursor++;
	if (st->list.cursor > 0 && item_here(st)[-1].kind == ITEM_STAGE && st->list.top >= st->list.cursor)
		st->list.top = st->list.cursor - 1;
}

static bool trainings_move(struct trainings_state *st, enum action_id action)
{
	size_t before = st->list.cursor;
	if (!list_act(&st->list, action))
		return false;
	if (st->list.count > 0)
		leave_heading(st, st->list.cursor < before);
	return true;
}

static void trainings_items(struct arena *arena, struct trainings_state *st)
{
	const struct view_trainings *v = &st->view;
	size_t count = 0;
	st->items = arena_array(arena, v->count + v->group_count + v->convergence_count + 1, sizeof *st->items);
	size_t convergences = st->filter.text[0] == '\0' ? v->convergence_count : 0;
	if (convergences > 0)
		st->items[count++] = (struct list_item){ITEM_STAGE, 0, "À REGROUPER : même formation, même fin, même bassin"};
	for (size_t i = 0; i < convergences; i++)
		st->items[count++] = (struct list_item){ITEM_CONVERGENCE, i, v->convergences[i].text};
	for (size_t g = 0; g < v->group_count; g++) {
		st->items[count++] = (struct list_item){ITEM_STAGE, g, v->groups[g].title};
		for (size_t i = 0; i < v->groups[g].count; i++)
			st->items[count++] = (struct list_item){ITEM_REQUEST, v->groups[g].first + i, ""};
	}
	list_set_count(&st->list, count);
}

/* The request followed; of a filter just typed, or at first, the first request. */
static void trainings_place(struct trainings_state *st)
{
	bool typed = strcmp(st->filter.text, st->filtered) != 0;
	size_t first = st->list.count;
	bool found = false;
	for (size_t i = 0; i < st->list.count; i++) {
		if (st->items[i].kind != ITEM_REQUEST)
			continue;
		first = first == st->list.count ? i : first;
		if (strcmp(st->view.rows[st->items[i].index].training->id, st->current) == 0) {
			st->list.cursor = i;
			found = true;
		}
	}
	if (!found && first < st->list.count && (typed || st->current[0] == '\0'))
		st->list.cursor = first;
	if (st->list.count > 0)
		leave_heading(st, false);
	memcpy(st->filtered, st->filter.text, sizeof st->filtered);
}

/* --- what follows the cursor ------------------------------------------------------------------------------- */

/* What is « – » is not there yet. */
static const char *joined(struct arena *arena, const char *before, const char *label, const char *text)
{
	if (text[0] == '\0' || strcmp(text, "–") == 0)
		return before;
	return arena_format(arena, "%s%s%s%s", before, before[0] != '\0' ? " · " : "", label, text);
}

static bool begins(const char *text, const char *word)
{
	return strncmp(text, word, strlen(word)) == 0;
}

/* What the columns leave out, the most pressing first: two rows hold it. */
static const char *trainings_detail(struct arena *arena, const struct trainings_state *st, const struct view_training_row *row)
{
	const char *text = st->login[0] != '\0' ? joined(arena, "", "réf. ", row->referent) : "";
	if (st->columns[COLUMN_STANDS].width == 0 && row->warning[0] == '\0')
		text = joined(arena, text, "", row->pressing);
	text = joined(arena, joined(arena, text, "", row->warning), "suite : ", row->next);
	if (row->holder[0] != '\0')
		text = joined(arena, text, "dossier : ", arena_format(arena, "%s, %s", row->holder, row->held_since));
	bool told = row->pressing[0] == '\0'; /* the clock, by its column */
	if (st->columns[COLUMN_DECISION].width == 0 && !(told && begins(row->clock, "décision")))
		text = joined(arena, text, "décision ", row->decision);
	if (st->columns[COLUMN_DECISION].width == 0 && !(told && begins(row->clock, "entrée")))
		text = joined(arena, text, begins(row->entry, "entrée") ? "" : "entrée ", row->entry);
	return joined(arena, text, "", row->title);
}

static void trainings_follow(const struct ui *ui, struct trainings_state *st)
{
	const struct view_training_row *row = row_here(st);
	const struct list_item *item = item_here(st);
	(void)ui;
	arena_reset(&st->cursor_arena);
	st->position = "";
	st->detail = (struct text_lines){0};
	if (row != NULL) {
		snprintf(st->current, sizeof st->current, "%s", row->training->id);
		st->position = arena_format(&st->cursor_arena, "%zu sur %zu", item->index + 1, st->view.count);
		st->detail = text_wrap(&st->cursor_arena, trainings_detail(&st->cursor_arena, st, row), term_columns() - 2);
	} else if (item != NULL && item->kind == ITEM_CONVERGENCE) {
		st->detail = text_wrap(&st->cursor_arena, item->text, term_columns() - 2);
	}
}

/* --- recalc ------------------------------------------------------------------------------------------------- */

/* Short: the days must not be cut off. */
static const char *row_holder(struct arena *arena, const struct view_training_row *row)
{
	const char *holder = row->clocks.holder == DEBTOR_BODY ? "l'organisme" : row->holder;
	return row->held[0] != '\0' ? arena_format(arena, "%s %s", holder, row->held) : holder;
}

/* Both clocks and the holder take what their texts ask for; course and next step share the rest. */
static void trainings_measure_wide(struct arena *arena, struct trainings_state *st, int columns)
{
	for (size_t i = 0; i < st->view.count; i++) {
		column_widen(&st->columns[COLUMN_DECISION], st->view.rows[i].decision, CLOCK_COLUMNS_MOST);
		column_widen(&st->columns[COLUMN_ENTRY], st->view.rows[i].entry, CLOCK_COLUMNS_MOST);
		column_widen(&st->columns[COLUMN_HOLDER], row_holder(arena, &st->view.rows[i]), HOLDER_COLUMNS_MOST);
	}
	st->columns[COLUMN_NEXT].width = (columns - columns_total(st->columns, COLUMN_COUNT)) * 3 / 5;
}

static void trainings_measure(struct arena *arena, struct trainings_state *st, int columns)
{
	bool wide = columns >= WIDE_COLUMNS, narrow = columns < NARROW_COLUMNS;
	const struct column layout[COLUMN_COUNT] = {
		[COLUMN_MARK] = {"", 1},
		[COLUMN_NAME] = {"Nom", wide ? 22 : narrow ? 12 : 16},
		[COLUMN_TITLE] = {"Formation", 1},
		[COLUMN_STANDS] = {"Où en est le dossier", wide ? 0 : narrow ? 27 : 37},
		[COLUMN_DECISION] = {"Décision", wide ? 8 : 0},
		[COLUMN_ENTRY] = {"Entrée", wide ? 6 : 0},
		[COLUMN_HOLDER] = {"Tenu par", wide ? 8 : 0},
		[COLUMN_NEXT] = {"Suite", wide ? 5 : 0},
	};
	memcpy(st->columns, layout, sizeof layout);
	if (wide)
		trainings_measure_wide(arena, st, columns - 3);
	columns_stretch(st->columns, COLUMN_COUNT, COLUMN_TITLE, columns - 3);
}

/* What presses most, the clock that runs, else who holds the file and for how long. */
static const char *row_stands(struct arena *arena, const struct view_training_row *row)
{
	if (row->pressing[0] != '\0')
		return row->pressing;
	if (row->clock[0] != '\0')
		return row->clock;
	return row->holder[0] != '\0' ? arena_format(arena, "%s depuis %s", row->holder, row->held) : row->since;
}

static const char **row_cells(struct arena *arena, const struct trainings_state *st, const struct view_training_row *row)
{
	const char *texts[COLUMN_COUNT] = {row->mark, row->name, row->title, row_stands(arena, row), row->decision, row->entry,
	                                   row_holder(arena, row), row->next};
	return columns_fit(arena, st->columns, COLUMN_COUNT, texts);
}

static const char *trainings_summary(struct arena *arena, const struct trainings_state *st)
{
	if (st->filter.text[0] == '\0' && st->login[0] == '\0')
		return st->view.summary;
	if (st->filter.text[0] == '\0')
		return arena_format(arena, "%s : %s", st->view.owner, st->view.summary);
	return arena_format(arena, "Filtre « %s » : %zu demande%s · Échap : tout revoir", text_safe(arena, st->filter.text), st->view.count,
	                    st->view.count > 1 ? "s" : "");
}

/* A responsable sees the agency's; a session is needed to know who asks. */
static void trainings_ask(struct ui *ui, struct trainings_state *st)
{
	const struct session_facts *s = ui->app->session;
	if (st->chosen || s == NULL)
		return;
	st->chosen = true;
	if (st->login[0] == '\0' && s->role == ROLE_SUPERVISOR)
		snprintf(st->login, sizeof st->login, "*");
	app_load_trainings(ui->app, st->login);
}

static void trainings_recalc(struct ui *ui, struct screen *s)
{
	struct trainings_state *st = s->state;
	const struct trainings_model *m = &ui->app->trainings;
	trainings_ask(ui, st);
	st->view = (struct view_trainings){.state = LOAD_ASKED, .empty = "Lecture des demandes de formation…"};
	if (st->chosen && strcmp(m->login, st->login) == 0)
		st->view = view_trainings(&s->arena, ui->app, st->filter.text);
	trainings_items(&s->arena, st);
	trainings_place(st);
	trainings_measure(&s->arena, st, term_columns());
	st->cells = arena_array(&s->arena, st->view.count, sizeof *st->cells);
	for (size_t i = 0; i < st->view.count; i++)
		st->cells[i] = row_cells(&s->arena, st, &st->view.rows[i]);
	st->summary = whole_parts(&s->arena, trainings_summary(&s->arena, st), " · ", term_columns() - POSITION_ROOM);
	st->nothing = nothing_lines(&s->arena, ui->app, st->view.state, &m->m.error, st->view.empty, term_columns());
	trainings_follow(ui, st);
	forms_on_data(ui);
}

/* --- paint --------------------------------------------------------------------------------------------------- */

static void trainings_paint_row(void *ctx, size_t index, struct rect line, bool selected)
{
	const struct trainings_state *st = ctx;
	const struct list_item *item = &st->items[index];
	enum ink inks[COLUMN_COUNT] = {INK_PLAIN};
	(void)selected;
	if (item->kind != ITEM_REQUEST) {
		paint_text(line.row, line.column, line.columns, item->kind == ITEM_STAGE ? INK_TITLE : INK_ORANGE, item->text);
		return;
	}
	inks[COLUMN_MARK] = inks[COLUMN_STANDS] = ink_of_band(st->view.rows[item->index].band);
	columns_paint(line, st->columns, COLUMN_COUNT, st->cells[item->index], inks);
}

static void trainings_paint(struct ui *ui, struct screen *s, struct rect body)
{
	struct trainings_state *st = s->state;
	int foot = body.row + body.rows - FOOT_ROWS;
	(void)ui;
	if (st->list.count == 0) {
		nothing_paint(body, &st->nothing);
		return;
	}
	head_paint((struct rect){body.row, body.column, 1, body.columns}, st->summary, st->position);
	for (size_t i = 0; i < st->detail.count && i + 1 < FOOT_ROWS; i++)
		paint_text(foot + (int)i, body.column + 1, body.columns - 2, INK_PLAIN, st->detail.lines[i]);
	paint_text(body.row + body.rows - 1, body.column + 1, body.columns - 2, INK_DIM, st->view.funnel_sentence);
	columns_paint_heading((struct rect){body.row + 1, body.column + 2, 1, body.columns - 3}, st->columns, COLUMN_COUNT);
	list_paint(&st->list, (struct rect){body.row + 2, body.column, body.rows - 2 - FOOT_ROWS, body.columns}, trainings_paint_row, st);
}

/* --- act ----------------------------------------------------------------------------------------------------- */

static const char *trainings_person(const struct screen *s)
{
	const struct view_training_row *row = row_here(s->state);
	return row != NULL ? row->training->person : "";
}

static enum act_result trainings_why(struct ui *ui, const struct trainings_state *st)
{
	struct arena arena = {0};
	struct view_why why = view_why_trainings(&arena, ui->app, &st->view, row_here(st));
	why_show(ui, &why);
	arena_free(&arena);
	return ACT_DONE;
}

static enum act_result trainings_enter(struct ui *ui, const struct trainings_state *st)
{
	const struct view_training_row *row = row_here(st);
	if (row == NULL)
		return trainings_why(ui, st);
	ui_open_screen(ui, &screen_training, row->training->id);
	return ACT_DONE;
}

static enum act_result trainings_act(struct ui *ui, struct screen *s, enum action_id action)
{
	struct trainings_state *st = s->state;
	const struct view_training_row *row = row_here(st);
	if (trainings_move(st, action)) {
		trainings_follow(ui, st);
		return ACT_DONE;
	}
	switch (action) {
	case ACTION_OPEN: return trainings_enter(ui, st);
	case ACTION_WHY: return trainings_why(ui, st);
	case ACTION_TRAINING_DO:
		if (row != NULL)
			training_form(ui, TRAINING_ABOUT_NEXT, row->training->id);
		return ACT_DONE;
	case ACTION_TRAINING_PERSON:
		if (row != NULL)
			ui_open_screen(ui, &screen_file, row->training->person);
		return ACT_DONE;
	case ACTION_LETTER_WORKPLACE:
	case ACTION_LETTER_PROJECT:
	case ACTION_LETTER_PIECES:
	case ACTION_LETTER_ANSWER: return row != NULL && letter_show_training(ui, action, row->training->id) ? ACT_DONE : ACT_IGNORED;
	case ACTION_FILTER: filter_ask(ui, s, "Filtre : "); return ACT_DONE;
	case ACTION_BACK: return filter_drop(&st->filter) ? ACT_RECALC : ACT_IGNORED;
	default: return ACT_IGNORED;
	}
}

static void trainings_open(struct ui *ui, struct screen *s, const char *argument)
{
	struct trainings_state *st = s->state;
	snprintf(st->login, sizeof st->login, "%s", argument);
	app_load_session(ui->app);
	trainings_ask(ui, st);
}

static void trainings_close(struct ui *ui, struct screen *s)
{
	struct trainings_state *st = s->state;
	(void)ui;
	arena_free(&st->cursor_arena);
}

const struct screen_ops screen_trainings = {
	.id = SCREEN_TRAININGS,
	.title = "Formations",
	.state_size = sizeof(struct trainings_state),
	.open = trainings_open,
	.close = trainings_close,
	.recalc = trainings_recalc,
	.paint = trainings_paint,
	.act = trainings_act,
	.person = trainings_person,
};
