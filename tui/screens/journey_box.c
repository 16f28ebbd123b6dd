/* The path, turned towards the person: the whole screen, a step on rows of its own, the title in spaced capitals, nothing of
 * the house's words; nothing else of the file is in sight. */
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/strbuf.h"
#include "core/base/text.h"
#include "core/views/view_commitments.h"
#include "tui/screens/commitments_read.h"
#include "tui/widgets/widgets.h"

#define TALL_ROWS 30 /* from here a blank row stands between two steps */
#define WIDE_COLUMNS 90

struct journey_row { int column; enum ink ink; const char *text; };
struct journey_box {
	struct popup popup;
	struct arena arena, laid;
	struct view_journey view;
	struct journey_row *rows; size_t count; /* laid out at `columns` and `height`, as the two below */
	const char *title;
	struct text_lines sentence;
	size_t top;
	int columns, height;
	bool placed;   /* today has been brought in sight */
	size_t today;  /* its row */
};

/* --- laying out ------------------------------------------------------------------------------------------ */

/* « C H L O É »: larger on a screen whose letters have one size. */
static const char *spaced(struct arena *arena, const char *text)
{
	struct strbuf b = {0};
	while (*text != '\0') {
		size_t length = text_next_cluster(text);
		strbuf_add_n(&b, text, length);
		text += length;
		if (*text != '\0')
			strbuf_add(&b, " ");
	}
	char *out = arena_strdup(arena, strbuf_str(&b));
	strbuf_free(&b);
	return out;
}

static const char *journey_title(struct arena *arena, const char *title, int columns)
{
	const char *upper = text_upper(arena, title), *large = spaced(arena, upper);
	return text_width(large) <= columns - 4 ? large : upper;
}

static void journey_add(struct journey_box *b, int column, enum ink ink, const char *text)
{
	b->rows[b->count++] = (struct journey_row){column, ink, text};
}

/* The mark, the day, then what it is, larger by the room around it. */
static void journey_step(struct journey_box *b, const struct view_milestone *m, int margin, bool large)
{
	bool today = m->kind == MILESTONE_TODAY;
	const char *label = today ? text_upper(&b->laid, m->label) : m->label;
	const char *who = m->who[0] != '\0' ? arena_format(&b->laid, " · %s", m->who) : "";
	const char *head = arena_format(&b->laid, "%s  %s", m->mark, m->date);
	struct text_lines words = text_wrap(&b->laid, arena_format(&b->laid, "%s%s", label, who), b->columns - margin - 8);
	journey_add(b, margin, today ? INK_SELECTED : m->kind == MILESTONE_PAST ? INK_PLAIN : INK_TITLE, head);
	for (size_t i = 0; i < words.count; i++)
		journey_add(b, margin + 4, today ? INK_TITLE : INK_PLAIN, words.lines[i]);
	if (large)
		journey_add(b, margin, INK_PLAIN, "");
}

static size_t journey_room(const struct journey_box *b)
{
	size_t room = 8;
	for (size_t i = 0; i < b->view.count; i++)
		room += 4 + (strlen(b->view.items[i].label) + strlen(b->view.items[i].who)) / 8;
	return room;
}

static void journey_lay(struct journey_box *b, struct rect screen)
{
	bool large = screen.rows >= TALL_ROWS;
	int margin = screen.columns >= WIDE_COLUMNS ? 10 : 3;
	if (b->columns == screen.columns && b->height == screen.rows)
		return;
	b->columns = screen.columns;
	b->height = screen.rows;
	arena_reset(&b->laid);
	b->rows = arena_array(&b->laid, journey_room(b), sizeof *b->rows);
	b->count = 0;
	b->placed = false;
	b->title = journey_title(&b->laid, b->view.title, screen.columns);
	b->sentence = text_wrap(&b->laid, b->view.count > 0 ? b->view.sentence : b->view.empty, screen.columns - 4);
	for (size_t i = 0; i < b->view.count; i++) {
		if (i == b->view.today)
			b->today = b->count;
		journey_step(b, &b->view.items[i], margin, large);
	}
}

/* --- reading ------------------------------------------------------------------------------------------------ */

/* Title, what comes next, a blank. */
static int journey_head(const struct journey_box *b)
{
	return 2 + (int)b->sentence.count;
}

static size_t journey_seen(const struct journey_box *b)
{
	return b->height > journey_head(b) ? (size_t)(b->height - journey_head(b)) : 1;
}

static void journey_scroll(struct journey_box *b, long step)
{
	b->top = scroll_by(b->top, step, b->count, journey_seen(b));
}

static enum popup_result journey_key(struct ui *ui, struct popup *popup, int key)
{
	struct journey_box *b = (struct journey_box *)popup;
	long page = (long)journey_seen(b);
	(void)ui;
	switch (key == ' ' ? ACTION_PAGE_DOWN : list_move_of_key(key, true)) {
	case ACTION_DOWN: journey_scroll(b, 1); return POPUP_STAYS;
	case ACTION_UP: journey_scroll(b, -1); return POPUP_STAYS;
	case ACTION_PAGE_DOWN: journey_scroll(b, page); return POPUP_STAYS;
	case ACTION_PAGE_UP: journey_scroll(b, -page); return POPUP_STAYS;
	case ACTION_HALF_DOWN: journey_scroll(b, page / 2); return POPUP_STAYS;
	case ACTION_HALF_UP: journey_scroll(b, -page / 2); return POPUP_STAYS;
	case ACTION_FIRST: b->top = 0; return POPUP_STAYS;
	case ACTION_LAST: journey_scroll(b, (long)b->count); return POPUP_STAYS;
	default: break;
	}
	return key == 'q' || key == 't' || key == KEYCODE_ENTER || key == KEYCODE_ESCAPE ? POPUP_CLOSES : POPUP_STAYS;
}

/* Today a third of the way down: some of the past above it, what comes under it. */
static void journey_place(struct journey_box *b)
{
	size_t above = journey_seen(b) / 3;
	if (b->placed)
		return;
	b->top = b->today > above ? b->today - above : 0;
	b->placed = true;
}

static void journey_paint(struct ui *ui, struct popup *popup, struct rect screen)
{
	struct journey_box *b = (struct journey_box *)popup;
	(void)ui;
	journey_lay(b, screen);
	journey_place(b);
	journey_scroll(b, 0);
	paint_fill(screen, INK_PLAIN);
	int left = (screen.columns - text_width(b->title)) / 2, head = journey_head(b);
	paint_text(screen.row, left > 1 ? left : 1, screen.columns - 2, INK_TITLE, b->title);
	for (size_t i = 0; i < b->sentence.count; i++)
		paint_text(screen.row + 1 + (int)i, 2, screen.columns - 3, INK_PLAIN, b->sentence.lines[i]);
	for (size_t i = 0; i < journey_seen(b) && b->top + i < b->count; i++) {
		const struct journey_row *row = &b->rows[b->top + i];
		paint_text(screen.row + head + (int)i, row->column, screen.columns - row->column - 1, row->ink, row->text);
	}
	size_t at = b->today >= b->top ? b->today - b->top : 0;
	paint_cursor(screen.row + head + (int)at, 1);
}

static void journey_free(struct popup *popup)
{
	struct journey_box *b = (struct journey_box *)popup;
	arena_free(&b->laid);
	arena_free(&b->arena);
	free(b);
}

static const char *journey_hint(const struct popup *popup)
{
	(void)popup;
	return "Bas Haut défiler  t, q ou Échap revenir au dossier";
}

void journey_show(struct ui *ui)
{
	static const struct popup_ops ops = {.key = journey_key, .paint = journey_paint, .free = journey_free, .hint = journey_hint};
	struct journey_box *b = mem_alloc(sizeof *b);
	b->popup.ops = &ops;
	b->view = view_journey(&b->arena, ui->app);
	ui_show_popup(ui, &b->popup);
}
