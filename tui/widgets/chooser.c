/* The chooser: a list filtered while typing, Enter picks. */
#include <stdlib.h>

#include "core/base/mem.h"
#include "core/base/text.h"
#include "core/portfolio/facts.h"
#include "tui/loop.h"
#include "tui/widgets/picker.h"

struct chooser_item { const char *code, *label, *folded; };

struct chooser {
	struct popup popup;
	struct arena arena;
	struct picker picker;
	struct chooser_item *items;
	size_t count;
	bool keeps_first; /* whatever is typed, the first item stays; the cursor is on the second */
	size_t *shown; /* indexes of the items that match */
	void (*done)(struct ui *ui, void *ctx, const char *code);
	void *ctx;
	void (*free_ctx)(void *);
};

static void refresh(struct chooser *c)
{
	struct arena arena = {0};
	const char *needle = text_fold(&arena, line_buffer_text(&c->picker.line));
	size_t found = 0;
	for (size_t i = 0; i < c->count; i++)
		if ((c->keeps_first && i == 0) || text_contains_folded(c->items[i].folded, needle))
			c->shown[found++] = i;
	list_set_count(&c->picker.list, found);
	arena_free(&arena);
}

static void place_cursor(struct chooser *c)
{
	c->picker.list.cursor = c->keeps_first && c->picker.list.count > 1 ? 1 : 0;
}

static enum popup_result chooser_key(struct ui *ui, struct popup *popup, int key)
{
	struct chooser *c = (struct chooser *)popup;
	bool typed;
	if (key == KEYCODE_ESCAPE)
		return POPUP_CLOSES;
	if (key == KEYCODE_ENTER) {
		if (c->picker.list.count == 0)
			return POPUP_STAYS;
		c->done(ui, c->ctx, c->items[c->shown[c->picker.list.cursor]].code);
		ui_mark_dirty(ui);
		return POPUP_CLOSES;
	}
	picker_key(&c->picker, key, &typed);
	if (typed) {
		refresh(c);
		place_cursor(c);
	}
	return POPUP_STAYS;
}

static void chooser_paste(struct ui *ui, struct popup *popup, int code_point)
{
	struct chooser *c = (struct chooser *)popup;
	(void)ui;
	line_buffer_insert(&c->picker.line, code_point, 0);
	refresh(c);
	place_cursor(c);
}

static void paint_item(void *ctx, size_t index, struct rect line, bool selected)
{
	const struct chooser *c = ctx;
	(void)selected;
	paint_text(line.row, line.column, line.columns, INK_PLAIN, c->items[c->shown[index]].label);
}

static void chooser_paint(struct ui *ui, struct popup *popup, struct rect screen)
{
	struct chooser *c = (struct chooser *)popup;
	(void)ui;
	picker_paint(&c->picker, screen, paint_item, c);
}

static void chooser_free(struct popup *popup)
{
	struct chooser *c = (struct chooser *)popup;
	line_buffer_free(&c->picker.line);
	if (c->free_ctx)
		c->free_ctx(c->ctx);
	arena_free(&c->arena);
	free(c);
}

static const char *chooser_hint(const struct popup *popup)
{
	(void)popup;
	return "Entrée valider  Haut Bas choisir  Échap abandonner  (tapez pour filtrer)";
}

struct popup *chooser_new(const char *title, const struct code_label *items, size_t count,
                          void (*done)(struct ui *ui, void *ctx, const char *code), void *ctx, void (*free_ctx)(void *))
{
	static const struct popup_ops ops = {.key = chooser_key, .paint = chooser_paint, .free = chooser_free,
		.paste = chooser_paste, .hint = chooser_hint};
	struct chooser *c = mem_alloc(sizeof *c);
	c->popup.ops = &ops;
	c->picker.title = text_safe(&c->arena, title);
	c->picker.list.select_columns = -1;
	c->items = arena_array(&c->arena, count, sizeof *c->items);
	c->shown = arena_array(&c->arena, count, sizeof *c->shown);
	c->count = count;
	for (size_t i = 0; i < count; i++) {
		c->items[i].code = arena_strdup(&c->arena, items[i].code);
		c->items[i].label = text_safe(&c->arena, items[i].label);
		c->items[i].folded = text_fold(&c->arena, items[i].label);
	}
	c->done = done;
	c->ctx = ctx;
	c->free_ctx = free_ctx;
	refresh(c);
	return &c->popup;
}

void chooser_keep_first(struct popup *popup)
{
	struct chooser *c = (struct chooser *)popup;
	c->keeps_first = true;
	refresh(c);
	place_cursor(c);
}
