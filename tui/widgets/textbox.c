/* The text box: lines to read, wrapped to the width, scrolled (« Pourquoi ? »). */
#include <stdlib.h>

#include "core/base/mem.h"
#include "core/base/strbuf.h"
#include "core/base/text.h"
#include "tui/loop.h"
#include "tui/widgets/widgets.h"

#define TEXTBOX_COLUMNS 76

struct textbox {
	struct popup popup;
	struct arena arena, wrapped;
	const char *title, *text; /* text: the lines joined by '\n' */
	struct text_lines lines;
	int columns;              /* for which lines were wrapped */
	size_t top, height;
};

static void scroll_to(struct textbox *t, long step)
{
	t->top = scroll_by(t->top, step, t->lines.count, t->height);
}

static enum popup_result textbox_key(struct ui *ui, struct popup *popup, int key)
{
	struct textbox *t = (struct textbox *)popup;
	long page = t->height > 1 ? (long)t->height - 1 : 1;
	(void)ui;
	switch (list_move_of_key(key, true)) {
	case ACTION_DOWN: scroll_to(t, 1); return POPUP_STAYS;
	case ACTION_UP: scroll_to(t, -1); return POPUP_STAYS;
	case ACTION_PAGE_DOWN: scroll_to(t, page); return POPUP_STAYS;
	case ACTION_PAGE_UP: scroll_to(t, -page); return POPUP_STAYS;
	case ACTION_HALF_DOWN: scroll_to(t, (page + 1) / 2); return POPUP_STAYS;
	case ACTION_HALF_UP: scroll_to(t, -(page + 1) / 2); return POPUP_STAYS;
	case ACTION_FIRST: t->top = 0; return POPUP_STAYS;
	case ACTION_LAST: scroll_to(t, (long)t->lines.count); return POPUP_STAYS;
	default: break;
	}
	return key == KEYCODE_ESCAPE || key == KEYCODE_ENTER || key == 'q' || key == 'w' ? POPUP_CLOSES : POPUP_STAYS;
}

/* Wraps when the width has changed, and only then: painting the same width again copies cells. */
static void wrap(struct textbox *t, int columns)
{
	if (t->columns == columns)
		return;
	t->columns = columns;
	arena_reset(&t->wrapped);
	t->lines = text_wrap(&t->wrapped, t->text, columns);
}

static void textbox_paint(struct ui *ui, struct popup *popup, struct rect screen)
{
	struct textbox *t = (struct textbox *)popup;
	(void)ui;
	int columns = screen.columns < TEXTBOX_COLUMNS ? screen.columns : TEXTBOX_COLUMNS;
	wrap(t, columns - 4);
	struct rect box = rect_centre(screen, (int)t->lines.count + 2, columns);
	t->height = (size_t)(box.rows - 2);
	scroll_to(t, 0);
	paint_box(box, t->title);
	for (size_t i = 0; i < t->height && t->top + i < t->lines.count; i++)
		paint_text(box.row + 1 + (int)i, box.column + 2, columns - 4, INK_PLAIN, t->lines.lines[t->top + i]);
	if (t->top + t->height < t->lines.count)
		paint_text(box.row + box.rows - 1, box.column + 3, columns - 6, INK_KEY, " suite : Bas ");
	paint_cursor(box.row + 1, box.column + 2);
}

static void textbox_free(struct popup *popup)
{
	struct textbox *t = (struct textbox *)popup;
	arena_free(&t->wrapped);
	arena_free(&t->arena);
	free(t);
}

static const char *textbox_hint(const struct popup *popup)
{
	(void)popup;
	return "Bas Haut défiler  Entrée, q ou Échap fermer";
}

struct popup *textbox_new(const char *title, const char *const *lines, size_t count)
{
	static const struct popup_ops ops = {.key = textbox_key, .paint = textbox_paint, .free = textbox_free,
		.hint = textbox_hint};
	struct textbox *t = mem_alloc(sizeof *t);
	struct strbuf joined = {0};
	t->popup.ops = &ops;
	t->title = text_safe(&t->arena, title);
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			strbuf_add(&joined, "\n");
		strbuf_add(&joined, lines[i]);
	}
	t->text = text_safe_lines(&t->arena, strbuf_str(&joined));
	strbuf_free(&joined);
	return &t->popup;
}
