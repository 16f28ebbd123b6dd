/* Portefeuille: the people, most urgent first; at 120 columns the selected one is shown at the right. */
#include <stdio.h>
#include <string.h>

#include "tui/screens/columns.h"
#include "tui/screens/common.h"
#include "tui/forms/forms.h"
#include "tui/forms/forms_rdv.h"
#include "tui/screens/preview.h"
#include "tui/screens/screens.h"
#include "tui/screens/selection.h"
#include "tui/term.h"
#include "tui/widgets/widgets.h"

#define WIDE_COLUMNS 120   /* from here the preview shows */
#define WORDS_COLUMNS 100  /* from here the ledgers are said in words */
#define COMFORT_COLUMNS 90 /* below, names and appointments are shorter */
#define NARROW_COLUMNS 76  /* below, appointment, hours and ledgers are left to the file */
#define WHY_COLUMNS 36     /* from here reasons are said in full */
#define REGIME_TIGHT 6
#define CONTACT_TIGHT 7
#define HOURS_TIGHT 6
#define GAUGE_COLUMNS 20   /* at most: the words around it come first */
#define GAUGE_COLUMNS_LEAST 6

enum { COLUMN_MARK, COLUMN_NAME, COLUMN_REGIME, COLUMN_CONTACT, COLUMN_NEXT, COLUMN_HOURS, COLUMN_LEDGERS, COLUMN_WHY, COLUMN_COUNT };

struct portfolio_row { const char *id; enum band band; const char **cells; };

struct portfolio_state {
	struct filter filter; /* first: see common.h */
	char login[64];
	char current[32];     /* identifiant under the cursor: followed when the data change */
	char seen[COMMAND_ID_TEXT]; /* the last write that this screen knows of */
	char awaited[32];     /* identifiant just enrolled, not read yet: the cursor goes there */
	struct list list;
	struct selection chosen;
	struct view_portfolio view;
	struct column columns[COLUMN_COUNT];
	struct portfolio_row *rows;
	int list_columns;     /* the rest is the preview */
	const char *owner;    /* « Portefeuille : DENIAUD Élisabeth », "" for one's own */
	const char *gauge_head, *gauge_tail, *summary;
	int gauge_columns, summary_columns;
	const char *detail, *ledgers; /* what the selected row leaves out; "" when the preview says it */
	int ledgers_columns;
	struct text_lines nothing;
	struct arena cursor_arena; /* what follows the cursor: preview, detail line */
	struct preview preview;
};

static const struct view_portfolio_row *portfolio_selected(const struct portfolio_state *st)
{
	return st->list.cursor < st->view.count ? &st->view.rows[st->list.cursor] : NULL;
}

static bool portfolio_wide(const struct portfolio_state *st)
{
	return st->list_columns < term_columns();
}

static bool portfolio_tight(const struct portfolio_state *st)
{
	return st->list_columns < COMFORT_COLUMNS;
}

/* --- what follows the cursor ------------------------------------------------------------------------- */

/* The part of the name that the row cuts, from the word where it is cut; "" when the row shows it whole. */
static const char *portfolio_name_rest(const char *name, int columns)
{
	if (text_width(name) <= columns)
		return "";
	size_t from = text_fit(name, columns - 1, NULL);
	if (name[from] == ' ')
		return name + from + 1;
	while (from > 0 && name[from - 1] != ' ' && name[from - 1] != '-')
		from--;
	return name + from;
}

/* On a slow line a move stays within 250 bytes: what is longer is left to the file and to « w ». */
enum { NAME_REST_COLUMNS = 38, WHY_REST_COLUMNS = 26 };

static const char *portfolio_others(struct arena *arena, const struct view_portfolio_row *row)
{
	size_t more = row->person->reason_count > 1 ? row->person->reason_count - 1 : 0;
	return more == 0 ? "" : arena_format(arena, "+ %zu raison%s", more, more > 1 ? "s" : "");
}

/* Both where they fit, else the first, else the second. */
static const char *portfolio_joined(struct arena *arena, const char *first, const char *second, int columns)
{
	const char *both = second[0] == '\0' ? first : arena_format(arena, "%s · %s", first, second);
	if (text_width(both) <= columns)
		return both;
	return text_width(first) <= columns ? first : second;
}

/* What the row does not say, and no more: the rest of the name, else the reason in full; how many others follow. */
static const char *portfolio_detail(struct arena *arena, const struct portfolio_state *st,
                                    const struct view_portfolio_row *row)
{
	const char *rest = portfolio_name_rest(row->name, st->columns[COLUMN_NAME].width);
	const char *others = portfolio_others(arena, row);
	if (rest[0] != '\0')
		return portfolio_joined(arena, arena_format(arena, "… %s", rest), others, NAME_REST_COLUMNS);
	return portfolio_joined(arena, row->why[0] != '\0' ? row->why : "rien ne presse", others, WHY_REST_COLUMNS);
}

/* The row's own when no column has them; where one has them as figures, what these mean: the same whatever the row. */
static const char *portfolio_ledgers_line(struct arena *arena, const struct portfolio_state *st,
                                          const struct view_portfolio_row *row)
{
	if (st->columns[COLUMN_LEDGERS].width == 0)
		return arena_format(arena, "nous / il-elle : %s", row->ledgers);
	return st->list_columns < WORDS_COLUMNS ? "N/Il : nos retards / les siens" : "";
}

static void portfolio_follow_cursor(const struct ui *ui, struct portfolio_state *st)
{
	const struct view_portfolio_row *row = portfolio_selected(st);
	arena_reset(&st->cursor_arena);
	st->preview = (struct preview){0};
	st->detail = st->ledgers = "";
	if (row == NULL)
		return;
	snprintf(st->current, sizeof st->current, "%s", row->person->facts->id);
	if (portfolio_wide(st)) {
		st->preview = preview_build(&st->cursor_arena, ui->app, row->person, term_columns() - st->list_columns - 2);
		return;
	}
	st->detail = portfolio_detail(&st->cursor_arena, st, row);
	st->ledgers = portfolio_ledgers_line(&st->cursor_arena, st, row);
	st->ledgers_columns = text_width(st->ledgers);
}

/* --- recalc ------------------------------------------------------------------------------------------- */

/* Widths follow the terminal, never the rows: columns stay put while a filter is typed. */
static void portfolio_measure(struct portfolio_state *st, int columns)
{
	int preview = columns < WIDE_COLUMNS ? 0 : columns * 3 / 10 > 40 ? columns * 3 / 10 : 40;
	st->list_columns = columns - preview;
	bool tight = portfolio_tight(st), words = st->list_columns >= WORDS_COLUMNS, narrow = st->list_columns < NARROW_COLUMNS;
	const struct column layout[COLUMN_COUNT] = {
		[COLUMN_MARK] = {"", st->chosen.count > 0 ? 2 : 1},
		[COLUMN_NAME] = {"Nom", narrow ? 17 : tight ? 16 : words ? 36 : 24},
		[COLUMN_REGIME] = {"Régime", tight && !narrow ? REGIME_TIGHT : 8},   /* CSP_ANI4 */
		[COLUMN_CONTACT] = {"Contact", tight && !narrow ? CONTACT_TIGHT : 8}, /* jamais ! */
		[COLUMN_NEXT] = {tight ? "RDV" : "Prochain RDV", narrow ? 0 : tight ? 11 : 13},
		[COLUMN_HOURS] = {"Heures", narrow ? 0 : tight ? HOURS_TIGHT : 8}, /* 12h30/15 */
		[COLUMN_LEDGERS] = {words ? "Nous / Il-elle" : "N/Il", narrow ? 0 : words ? 19 : 4},
		[COLUMN_WHY] = {"Pourquoi", 1},
	};
	memcpy(st->columns, layout, sizeof layout);
	/* To the edge where columns are counted: « aucun RDV d'ici 30 j » then shows whole. */
	columns_stretch(st->columns, COLUMN_COUNT, COLUMN_WHY, st->list_columns - (tight && preview == 0 ? 2 : 3));
}

static const char *portfolio_count(struct arena *arena, int late)
{
	return late > 0 ? arena_format(arena, "%d", late) : "–";
}

static const char *portfolio_ledgers(struct arena *arena, const struct portfolio_state *st,
                                     const struct view_portfolio_row *row)
{
	if (st->list_columns >= WORDS_COLUMNS)
		return row->ledgers;
	return arena_format(arena, "%s/%s", portfolio_count(arena, row->person->late_structure),
	                    portfolio_count(arena, row->person->late_person));
}

/* « 24/11 09:30 »: two columns less than with the weekday. */
static const char *portfolio_short_next(struct arena *arena, const struct view_portfolio_row *row)
{
	struct moment next = row->person->facts->next_appointment;
	char day[8];
	if (!moment_is_set(next))
		return row->next;
	return arena_format(arena, "%s %02d:%02d", date_format_short(next.day, day), next.minute / 60, next.minute % 60);
}

/* « ANI 4 »: what two codes are called where six columns are all there is; the file says the code. */
static const char *portfolio_regime(const struct portfolio_state *st, const struct view_portfolio_row *row)
{
	if (text_width(row->regime) <= st->columns[COLUMN_REGIME].width)
		return row->regime;
	return row->person->facts->regime == REGIME_CSP_ANI4 ? "ANI 4" : row->person->facts->regime == REGIME_CAR_CTP ? "CAR" : row->regime;
}

/* « jamais ! » without its space. */
static const char *portfolio_contact_cell(struct arena *arena, const struct portfolio_state *st, const struct view_portfolio_row *row)
{
	const char *space = strrchr(row->contact, ' ');
	if (space == NULL || text_width(row->contact) <= st->columns[COLUMN_CONTACT].width)
		return row->contact;
	return arena_format(arena, "%.*s%s", (int)(space - row->contact), row->contact, space + 1);
}

/* « 12h30/15 » in whole hours where it does not fit: what is told is done. */
static const char *portfolio_hours(struct arena *arena, const struct portfolio_state *st, const struct view_portfolio_row *row)
{
	const char *done = strchr(row->hours, 'h'), *target = strchr(row->hours, '/');
	if (text_width(row->hours) <= st->columns[COLUMN_HOURS].width || target == NULL)
		return row->hours;
	int head = (int)(done != NULL && done < target ? done - row->hours : target - row->hours);
	const char *rest = strchr(target, 'h');
	return arena_format(arena, "%.*s%.*s", head, row->hours, (int)(rest != NULL ? (size_t)(rest - target) : strlen(target)), target);
}

/* In full where the column has room for most, else in brief, all alike: the line under the list says the rest, « w » all. */
static const char *portfolio_why_cell(struct arena *arena, const struct portfolio_state *st,
                                      const struct view_portfolio_row *row)
{
	int width = st->columns[COLUMN_WHY].width;
	const char *sentence = width >= WHY_COLUMNS && text_width(row->why) <= width ? row->why : row->why_brief;
	if (row->follow_up[0] == '\0')
		return sentence;
	return arena_format(arena, "%s%s%s", sentence, sentence[0] != '\0' ? " · " : "", row->follow_up);
}

static void portfolio_prepare_row(struct arena *arena, const struct portfolio_state *st,
                                  const struct view_portfolio_row *from, struct portfolio_row *to)
{
	const char *id = from->person->facts->id;
	const char *mark = st->chosen.count == 0 ? from->mark
	                   : arena_format(arena, "%s%s", selection_has(&st->chosen, id) ? "*" : " ", from->mark);
	const char *next = portfolio_tight(st) ? portfolio_short_next(arena, from) : from->next;
	const char *texts[COLUMN_COUNT] = {mark, from->name, portfolio_regime(st, from), portfolio_contact_cell(arena, st, from), next,
	                                   portfolio_hours(arena, st, from), portfolio_ledgers(arena, st, from), portfolio_why_cell(arena, st, from)};
	*to = (struct portfolio_row){id, from->band, columns_fit(arena, st->columns, COLUMN_COUNT, texts)};
	to->cells[COLUMN_WHY] = texts[COLUMN_WHY]; /* the last one: cut by paint, and no spaces to send in its colour */
}

/* « 4 en solution structurante » becomes « 4 struct. » where the whole would not fit. */
static const char *portfolio_gauge_sentence(struct arena *arena, const char *sentence)
{
	static const char whole[] = " en solution structurante";
	const char *found = strstr(sentence, whole);
	if (found == NULL || text_width(sentence) <= term_columns() - 2)
		return sentence;
	return arena_format(arena, "%.*s struct.%s", (int)(found - sentence), sentence, found + sizeof whole - 1);
}

/* « Suivi actif 38/50 · 4 en solution… » is said whole by the view; the bar is drawn after its first part. */
static void portfolio_split_gauge(struct arena *arena, struct portfolio_state *st)
{
	const char *sentence = portfolio_gauge_sentence(arena, st->view.gauge.sentence != NULL ? st->view.gauge.sentence : "");
	const char *cut = strstr(sentence, " · ");
	size_t head = cut != NULL ? (size_t)(cut - sentence) : strlen(sentence);
	st->gauge_head = arena_strndup(arena, sentence, head);
	st->gauge_tail = arena_strdup(arena, sentence + head);
	int room = term_columns() - 3 - text_width(sentence);
	st->gauge_columns = st->view.gauge.capacity <= 0 || room < GAUGE_COLUMNS_LEAST ? 0 : room < GAUGE_COLUMNS ? room : GAUGE_COLUMNS;
}

/* Somebody else's portfolio says so on a line of its own. */
static const char *portfolio_owner(struct arena *arena, const struct app *a, const char *login)
{
	return login[0] == '\0' ? "" : arena_format(arena, "Portefeuille : %s", app_referent_name(a, arena, login));
}

static const char *portfolio_summary(struct arena *arena, const struct portfolio_state *st)
{
	if (st->chosen.count > 0)
		return arena_format(arena, "%zu choisie%s · c : contact avec toutes · Échap : ne plus choisir", st->chosen.count,
		                    st->chosen.count > 1 ? "s" : "");
	if (st->filter.text[0] != '\0')
		return arena_format(arena, "Filtre « %s » : %zu sur %zu · Échap : tout revoir", text_safe(arena, st->filter.text),
		                    st->view.count, st->view.total);
	return st->view.summary != NULL ? st->view.summary : "";
}

/* A write about somebody whom no list has: an enrolment. */
static void portfolio_await_enrolled(struct portfolio_state *st, const struct app *a)
{
	const struct command_outcome *o = &a->outcome;
	if (strcmp(st->seen, o->id) != 0) {
		memcpy(st->seen, o->id, sizeof st->seen);
		if (o->done && o->person[0] != '\0' && app_person(a, o->person) == NULL)
			memcpy(st->awaited, o->person, sizeof st->awaited);
	}
	if (st->awaited[0] != '\0' && app_person(a, st->awaited) != NULL) {
		memcpy(st->current, st->awaited, sizeof st->current);
		st->awaited[0] = '\0';
	}
}

static void portfolio_find_current(struct portfolio_state *st)
{
	list_set_count(&st->list, st->view.count);
	for (size_t i = 0; i < st->view.count; i++)
		if (strcmp(st->view.rows[i].person->facts->id, st->current) == 0)
			st->list.cursor = i;
}

static void portfolio_recalc(struct ui *ui, struct screen *s)
{
	struct portfolio_state *st = s->state;
	const struct app *a = ui->app;
	st->view = view_portfolio(&s->arena, a, st->filter.text);
	portfolio_await_enrolled(st, a);
	portfolio_find_current(st);
	portfolio_measure(st, term_columns());
	st->rows = arena_array(&s->arena, st->view.count, sizeof *st->rows);
	for (size_t i = 0; i < st->view.count; i++)
		portfolio_prepare_row(&s->arena, st, &st->view.rows[i], &st->rows[i]);
	st->owner = portfolio_owner(&s->arena, a, st->login);
	portfolio_split_gauge(&s->arena, st);
	st->summary = portfolio_summary(&s->arena, st);
	st->summary_columns = text_width(st->summary);
	st->nothing = nothing_lines(&s->arena, a, st->view.state, &a->portfolio.m.error, st->view.empty, st->list_columns);
	portfolio_follow_cursor(ui, st);
	forms_on_data(ui);
}

/* --- paint -------------------------------------------------------------------------------------------- */

static void portfolio_paint_gauge(const struct portfolio_state *st, struct rect line)
{
	int column = line.column + 1;
	int end = line.column + line.columns;
	column += paint_text(line.row, column, end - column, INK_TITLE, st->gauge_head);
	if (st->gauge_columns > 0) {
		paint_gauge(line.row, column + 1, st->gauge_columns, st->view.gauge.permille, ink_of_load(st->view.gauge.level));
		column += 1 + st->gauge_columns;
	}
	paint_text(line.row, column, end - column, INK_PLAIN, st->gauge_tail);
}

static void portfolio_paint_row(void *ctx, size_t index, struct rect line, bool selected)
{
	(void)selected;
	const struct portfolio_state *st = ctx;
	const struct portfolio_row *row = &st->rows[index];
	enum ink inks[COLUMN_COUNT] = {INK_PLAIN};
	inks[COLUMN_MARK] = ink_of_band(row->band);
	if (portfolio_wide(st)) /* on 80 columns the mark alone: the colour of the reason costs a slow line 20 bytes a row */
		inks[COLUMN_WHY] = inks[COLUMN_MARK];
	columns_paint(line, st->columns, COLUMN_COUNT, row->cells, inks);
}

/* What the selected row leaves out: its ledgers beside the summary, its reason below. */
static void portfolio_paint_detail(const struct portfolio_state *st, struct rect body)
{
	int row = body.row + body.rows - 2;
	int column = body.columns - 1 - st->ledgers_columns;
	if (column > st->summary_columns + 3)
		paint_text(row, column, st->ledgers_columns, INK_DIM, st->ledgers);
	paint_text(row + 1, body.column + 1, body.columns - 1, INK_PLAIN, st->detail);
}

static void portfolio_paint(struct ui *ui, struct screen *s, struct rect body)
{
	struct portfolio_state *st = s->state;
	(void)ui;
	/* The same whatever the row: nothing moves with the cursor. */
	int footer = portfolio_wide(st) || st->view.count == 0 ? 1 : 2;
	if (st->owner[0] != '\0') {
		paint_text(body.row, body.column + 1, body.columns - 1, INK_TITLE, st->owner);
		body.row++;
		body.rows--;
	}
	struct rect area = {body.row + 2, body.column, body.rows - 2 - footer, st->list_columns};
	portfolio_paint_gauge(st, (struct rect){body.row, body.column, 1, body.columns});
	if (st->view.count == 0) {
		nothing_paint((struct rect){body.row + 1, body.column, body.rows - 1, body.columns}, &st->nothing);
		return;
	}
	if (portfolio_wide(st)) {
		int column = body.column + st->list_columns;
		paint_vline(body.row + 1, column, body.rows - 1);
		preview_paint((struct rect){body.row + 1, column + 2, body.rows - 1, body.columns - st->list_columns - 2},
		              &st->preview);
	}
	columns_paint_heading((struct rect){body.row + 1, body.column + 2, 1, st->list_columns - 3}, st->columns, COLUMN_COUNT);
	paint_text(body.row + body.rows - footer, body.column + 1, st->list_columns - 1, INK_DIM, st->summary);
	if (footer == 2)
		portfolio_paint_detail(st, body);
	list_paint(&st->list, area, portfolio_paint_row, st);
}

/* --- act ---------------------------------------------------------------------------------------------- */

void portfolio_point(const struct ui *ui, const char *id)
{
	for (int i = 0; i < ui->depth; i++)
		if (ui->stack[i]->ops == &screen_portfolio) {
			struct portfolio_state *st = ui->stack[i]->state;
			snprintf(st->current, sizeof st->current, "%s", id);
			ui->stack[i]->dirty = true;
		}
}

bool portfolio_neighbour(struct ui *ui, char *id, size_t room, int way)
{
	const struct portfolio_model *list = &ui->app->portfolio;
	size_t at;
	char key[32];
	if (!app_portfolio_place(ui->app, id, &at)) {
		app_say(ui->app, MESSAGE_INFO, "Cette personne n'est pas dans le portefeuille affiché : %s y revient",
		        keymap_show(&ui->keymap, ACTION_GO_PORTFOLIO, key));
		return false;
	}
	if (way > 0 ? at + 1 == list->count : at == 0) {
		app_say(ui->app, MESSAGE_INFO, way > 0 ? "C'est la dernière personne de la liste." : "C'est la première personne de la liste.");
		return false;
	}
	snprintf(id, room, "%s", list->judged[way > 0 ? at + 1 : at - 1].facts->id);
	portfolio_point(ui, id);
	return true;
}

static const char *portfolio_person(const struct screen *s)
{
	const struct view_portfolio_row *row = portfolio_selected(s->state);
	return row != NULL ? row->person->facts->id : "";
}

static enum act_result portfolio_why(struct ui *ui, const struct portfolio_state *st)
{
	const struct view_portfolio_row *row = portfolio_selected(st);
	struct arena arena = {0};
	struct view_why why = view_why_portfolio(&arena, ui->app, &st->view.gauge, row != NULL ? row->person : NULL);
	why_show(ui, &why);
	arena_free(&arena);
	return ACT_DONE;
}

static enum act_result portfolio_select(const struct ui *ui, struct portfolio_state *st, const char *id)
{
	if (id[0] == '\0')
		return ACT_DONE;
	selection_toggle(&st->chosen, id);
	if (list_act(&st->list, ACTION_DOWN))
		portfolio_follow_cursor(ui, st);
	return ACT_RECALC;
}

static enum act_result portfolio_contact(struct ui *ui, struct portfolio_state *st)
{
	if (st->chosen.count == 0)
		return ACT_IGNORED;
	form_contact_chosen(ui, &st->chosen);
	return ACT_DONE;
}

static enum act_result portfolio_back(struct portfolio_state *st)
{
	bool chosen = st->chosen.count > 0;
	selection_clear(&st->chosen);
	return chosen || filter_drop(&st->filter) ? ACT_RECALC : ACT_IGNORED;
}

static enum act_result portfolio_act(struct ui *ui, struct screen *s, enum action_id action)
{
	struct portfolio_state *st = s->state;
	if (list_act(&st->list, action)) {
		portfolio_follow_cursor(ui, st);
		return ACT_DONE;
	}
	switch (action) {
	case ACTION_OPEN:
		if (portfolio_selected(st) != NULL)
			ui_open_screen(ui, &screen_file, portfolio_person(s));
		return ACT_DONE;
	case ACTION_WHY: return portfolio_why(ui, st);
	case ACTION_SELECT: return portfolio_select(ui, st, portfolio_person(s));
	case ACTION_CONTACT: return portfolio_contact(ui, st);
	case ACTION_RDV_GROUP: form_group(ui, &st->chosen, NULL); return ACT_DONE;
	case ACTION_FILTER: filter_ask(ui, s, "Filtre : "); return ACT_DONE;
	case ACTION_BACK: return portfolio_back(st);
	default: return ACT_IGNORED;
	}
}

static void portfolio_open(struct ui *ui, struct screen *s, const char *argument)
{
	struct portfolio_state *st = s->state;
	snprintf(st->login, sizeof st->login, "%s", argument);
	memcpy(st->seen, ui->app->outcome.id, sizeof st->seen);
	app_load_portfolio(ui->app, st->login);
	if (ui->app->referents.m.state == LOAD_NEVER) /* the quotité behind the gauge, the owner's name */
		app_load_referents(ui->app);
}

static void portfolio_close(struct ui *ui, struct screen *s)
{
	struct portfolio_state *st = s->state;
	(void)ui;
	selection_free(&st->chosen);
	arena_free(&st->cursor_arena);
}

const struct screen_ops screen_portfolio = {
	.id = SCREEN_PORTFOLIO,
	.title = "Portefeuille",
	.state_size = sizeof(struct portfolio_state),
	.open = portfolio_open,
	.close = portfolio_close,
	.recalc = portfolio_recalc,
	.paint = portfolio_paint,
	.act = portfolio_act,
	.person = portfolio_person,
};
