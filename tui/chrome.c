/* What surrounds every screen: the title line, the message line, the bar of keys, the too-small notice. */
#include <stdio.h>
#include <string.h>

#include "core/views/view.h"
#include "core/base/text.h"
#include "tui/loop.h"
#include "tui/term.h"

#define BAR_ITEMS_MAX 8
#define BAR_COLUMN 1
#define BAR_GAP 2 /* after each item but the last */
#define WIDE_COLUMNS 100 /* from here the title has room for whole words */
#define MESSAGE_ROWS_MAX 3

/* --- title ------------------------------------------------------------------------------------------- */

/* Paints s so that it ends before `right`; returns the column where it starts. */
static int paint_leftwards(int row, int right, enum ink ink, const char *s)
{
	int width = text_width(s);
	if (!*s || width + 2 > right)
		return right;
	paint_text(row, right - width, width, ink, s);
	return right - width - 2;
}

static void paint_title(struct ui *ui)
{
	ui->notice = "";
	struct view_title t = view_title(&ui->frame, ui->app, ui_top(ui)->ops->title);
	int columns = term_columns();
	int right = columns - 1;
	if (t.frozen)
		right = paint_leftwards(0, right, INK_PLAIN, columns >= WIDE_COLUMNS ? "jour figé" : "figé") + 1;
	right = paint_leftwards(0, right, INK_PLAIN, t.date);
	right = paint_leftwards(0, right, INK_ERROR, t.connection);
	right = paint_leftwards(0, right, INK_ORANGE, t.changed);
	int screen = text_width(t.screen);
	/* On 80 columns there is no room for both; who one is changes less than the list. */
	if (right - screen > 12 && (!*t.changed || columns >= WIDE_COLUMNS))
		right = paint_leftwards(0, right, INK_PLAIN, t.account);
	char left[192];
	snprintf(left, sizeof left, "Jalon%s%s", *t.agency ? " · " : "", t.agency);
	int used = text_width(left), centre = (columns - screen) / 2;
	if (centre + screen > right)
		centre = right - screen;
	if (centre < 8)
		centre = 8;
	paint_text(0, 1, used < centre - 3 ? used : centre - 3, INK_TITLE, left);
	paint_text(0, centre, right - centre, INK_TITLE, t.screen);
	int after = centre + screen + 2;
	if (*t.notice && right - after >= text_width(t.notice))
		paint_text(0, after, right - after, INK_ORANGE, t.notice);
	else
		ui->notice = t.notice;
}

/* --- message ----------------------------------------------------------------------------------------- */

static enum ink ink_of_message(enum message_level level)
{
	switch (level) {
	case MESSAGE_ERROR: return INK_ERROR;
	case MESSAGE_WARNING: return INK_ORANGE;
	case MESSAGE_DONE: return INK_GREEN;
	case MESSAGE_INFO: break;
	}
	return INK_PLAIN;
}

static const char *mark_of_message(enum message_level level)
{
	switch (level) {
	case MESSAGE_ERROR: return "!! ";
	case MESSAGE_WARNING: return "! ";
	case MESSAGE_DONE: return "✓ ";
	case MESSAGE_INFO: break;
	}
	return "";
}

/* What the message line says now, "" when nothing. */
static const char *message_shown(struct ui *ui, enum ink *ink)
{
	const struct app *a = ui->app;
	size_t shown = app_message_shown(a, ui->messages_read);
	*ink = INK_ORANGE;
	if (shown > 0) {
		const struct message *m = app_message_at(a, shown);
		*ink = ink_of_message(m->level);
		return text_safe(&ui->frame, arena_format(&ui->frame, "%s%s", mark_of_message(m->level), m->text));
	}
	if (a->pending && a->connection != CONNECTION_READY)
		return text_safe(&ui->frame, arena_format(&ui->frame, "En attente de la base : %s%s", a->pending->label,
		                                          a->pending->next ? "…" : ""));
	return "";
}

static int message_rows(struct ui *ui, const char *text)
{
	struct text_lines lines = text_wrap(&ui->frame, text, term_columns() - 2);
	return lines.count > MESSAGE_ROWS_MAX ? MESSAGE_ROWS_MAX : (int)lines.count;
}

static bool popup_takes_line(const struct ui *ui)
{
	return ui->popup && ui->popup->ops->on_message_line;
}

int chrome_message_rows(struct ui *ui)
{
	enum ink ink;
	const char *text = message_shown(ui, &ink);
	return *text && !popup_takes_line(ui) ? message_rows(ui, text) : 1;
}

/* A long message grows upwards over the screen; a popup stands above it (chrome_message_rows()), unless it types there. */
static void paint_message_text(struct ui *ui, enum ink ink, const char *text)
{
	int bottom = term_rows() - 2, columns = term_columns() - 2;
	if (popup_takes_line(ui)) {
		paint_fill((struct rect){bottom - 1, 0, 1, term_columns()}, INK_PLAIN);
		paint_text(bottom - 1, 1, columns, ink, text);
		return;
	}
	struct text_lines lines = text_wrap(&ui->frame, text, columns);
	int rows = message_rows(ui, text);
	paint_fill((struct rect){bottom - rows + 1, 0, rows, term_columns()}, INK_PLAIN);
	for (int i = 0; i < rows; i++)
		paint_text(bottom - rows + 1 + i, 1, columns, ink, lines.lines[i]);
}

static void paint_message(struct ui *ui)
{
	enum ink ink;
	const char *text = message_shown(ui, &ink);
	size_t shown = app_message_shown(ui->app, ui->messages_read);
	if (!popup_takes_line(ui)) /* it may hide the message: that is not having been read */
		ui->messages_painted = shown > 0 ? shown : ui->app->message_count;
	if (*text)
		paint_message_text(ui, ink, text);
	else if (!popup_takes_line(ui))
		paint_text(term_rows() - 2, 1, term_columns() - 2, INK_ORANGE, ui->notice);
}

/* --- bar --------------------------------------------------------------------------------------------- */

struct bar_item { char key[32]; const char *label; int rank, width; };

static int bar_add(struct ui *ui, struct bar_item *items, int count, const struct action *a)
{
	struct bar_item item = {.label = action_label(a, ui_top(ui)->ops->id), .rank = action_rank(a, ui_top(ui)->ops->id)};
	keymap_show_prefix(&ui->keymap, a->id, item.key); /* of two keys, the box that it opens names the second */
	if (!*item.key)
		return count;
	item.width = text_width(item.key) + 1 + text_width(item.label) + BAR_GAP;
	int at = count;
	while (at > 0 && items[at - 1].rank > item.rank) {
		items[at] = items[at - 1];
		at--;
	}
	items[at] = item;
	return count + 1;
}

static bool always_in_bar(int rank)
{
	return rank == actions[ACTION_HELP].bar_rank || rank == actions[ACTION_PALETTE].bar_rank;
}

static void paint_bar_item(int row, int *column, const struct bar_item *item)
{
	*column += paint_text(row, *column, item->width, INK_KEY, item->key) + 1;
	*column += paint_text(row, *column, item->width, INK_PLAIN, item->label) + BAR_GAP;
}

/* The keys that matter here, by rank; help and palette keep their place whatever the width. */
static void paint_bar(struct ui *ui)
{
	struct bar_item items[ACTION_COUNT];
	enum screen_id screen = ui_top(ui)->ops->id;
	int count = 0, room = term_columns() - BAR_COLUMN + BAR_GAP, kept = 0, row = term_rows() - 1, column = BAR_COLUMN;
	for (int i = 1; i < ACTION_COUNT; i++)
		if (action_rank(&actions[i], screen) > 0 && (actions[i].screens & ON(screen)))
			count = bar_add(ui, items, count, &actions[i]);
	for (int i = 0; i < count; i++)
		if (always_in_bar(items[i].rank)) {
			room -= items[i].width;
			kept++;
		}
	for (int i = 0; i < count; i++) {
		bool always = always_in_bar(items[i].rank);
		if (!always && (items[i].width > room || kept >= BAR_ITEMS_MAX))
			continue;
		if (!always) {
			room -= items[i].width;
			kept++;
		}
		paint_bar_item(row, &column, &items[i]);
	}
}

/* Items stand two spaces apart; one that would not fit whole is left out with those after it. */
static void paint_hint(struct ui *ui, const char *hint)
{
	int columns = term_columns() - 2;
	size_t shown = 0;
	for (const char *end = hint; *end; end += strspn(end, " ")) {
		const char *gap = strstr(end, "  ");
		size_t next = gap ? (size_t)(gap - hint) : strlen(hint);
		if (text_width(arena_strndup(&ui->frame, hint, next)) > columns)
			break;
		shown = next;
		end = hint + next;
	}
	paint_text(term_rows() - 1, 1, columns, INK_PLAIN, arena_strndup(&ui->frame, hint, shown));
}

static void paint_bottom(struct ui *ui)
{
	const struct popup *p = ui->popup;
	const char *hint = p && p->ops->hint ? p->ops->hint(p) : NULL;
	if (hint)
		paint_hint(ui, hint);
	else
		paint_bar(ui);
}

void chrome_paint(struct ui *ui)
{
	paint_title(ui);
	paint_message(ui);
	paint_bottom(ui);
}

void chrome_paint_too_small(struct ui *ui)
{
	const char *refusal = ui_refusal_to_leave(ui);
	const char *text = arena_format(&ui->frame, "Fenêtre trop petite : il faut %d x %d. Agrandissez-la%s%s.",
	                                TERM_MIN_COLUMNS, TERM_MIN_ROWS, *refusal ? ". " : " ; q quitte", refusal);
	struct text_lines lines = text_wrap(&ui->frame, text, term_columns());
	for (size_t i = 0; i < lines.count && (int)i < term_rows(); i++)
		paint_text((int)i, 0, term_columns(), INK_PLAIN, lines.lines[i]);
	paint_cursor(0, 0);
}
