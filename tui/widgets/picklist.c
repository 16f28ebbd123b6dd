/* Several among a list: the chooser, where Space takes or gives back and Enter ends. */
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/text.h"
#include "core/portfolio/facts.h"
#include "tui/loop.h"
#include "tui/widgets/picker.h"

#define ROW_COLUMNS (PICKER_COLUMNS - 4)
#define TICK_COLUMNS 6 /* the cursor, then [x] */

struct picklist_item { const char *code, *label, *folded; bool taken; };

struct picklist {
	struct popup popup;
	struct arena arena;
	struct picker picker;
	struct picklist_item *items;
	size_t count, least, most;
	size_t *shown; /* indexes of the items that match */
	const char *title; /* without the count */
	char counted[192];
	bool too_few, cut; /* cut: a label at least is too long for its row */
	picklist_done done;
	void *ctx;
	void (*free_ctx)(void *);
};

static size_t taken_count(const struct picklist *p)
{
	size_t count = 0;
	for (size_t i = 0; i < p->count; i++)
		count += p->items[i].taken;
	return count;
}

/* Nothing when all may be taken or none. */
static const char *bounds_words(struct arena *arena, const struct picklist *p)
{
	if (p->least > 0)
		return arena_format(arena, ", %zu à %zu", p->least, p->most);
	return p->most < p->count ? arena_format(arena, ", %zu au plus", p->most) : "";
}

static void refresh(struct picklist *p)
{
	struct arena arena = {0};
	const char *needle = text_fold(&arena, line_buffer_text(&p->picker.line));
	size_t found = 0, taken = taken_count(p);
	for (size_t i = 0; i < p->count; i++)
		if (text_contains_folded(p->items[i].folded, needle))
			p->shown[found++] = i;
	list_set_count(&p->picker.list, found);
	text_copy(p->counted, sizeof p->counted, arena_format(&arena, "%s · %zu choisi%s%s%s", p->title, taken, taken > 1 ? "s" : "",
	                                                      bounds_words(&arena, p), p->too_few ? " !" : ""));
	p->picker.title = p->counted;
	arena_free(&arena);
}

static void toggle(struct picklist *p)
{
	if (p->picker.list.count == 0)
		return;
	struct picklist_item *item = &p->items[p->shown[p->picker.list.cursor]];
	if (item->taken || taken_count(p) < p->most)
		item->taken = !item->taken;
	p->too_few = false;
	if (p->picker.list.cursor + 1 < p->picker.list.count)
		p->picker.list.cursor++;
	refresh(p);
}

static enum popup_result finish(struct ui *ui, struct picklist *p)
{
	size_t taken = taken_count(p), at = 0;
	p->too_few = taken < p->least;
	refresh(p);
	if (p->too_few)
		return POPUP_STAYS;
	const char **codes = arena_array(&p->arena, taken, sizeof *codes);
	for (size_t i = 0; i < p->count; i++)
		if (p->items[i].taken)
			codes[at++] = p->items[i].code;
	p->done(ui, p->ctx, codes, taken);
	ui_mark_dirty(ui);
	return POPUP_CLOSES;
}

static enum popup_result picklist_key(struct ui *ui, struct popup *popup, int key)
{
	struct picklist *p = (struct picklist *)popup;
	bool typed;
	switch (key) {
	case KEYCODE_ESCAPE: return POPUP_CLOSES;
	case KEYCODE_ENTER: return finish(ui, p);
	case ' ': toggle(p); return POPUP_STAYS;
	default: break;
	}
	picker_key(&p->picker, key, &typed);
	if (typed) {
		p->picker.list.cursor = 0;
		refresh(p);
	}
	return POPUP_STAYS;
}

static void picklist_paste(struct ui *ui, struct popup *popup, int code_point)
{
	struct picklist *p = (struct picklist *)popup;
	(void)ui;
	line_buffer_insert(&p->picker.line, code_point, 0);
	refresh(p);
}

static void paint_item(void *ctx, size_t index, struct rect line, bool selected)
{
	const struct picklist *p = ctx;
	const struct picklist_item *item = &p->items[p->shown[index]];
	(void)selected;
	paint_text(line.row, line.column, 3, item->taken ? INK_KEY : INK_DIM, item->taken ? "[x]" : "[ ]");
	paint_text(line.row, line.column + 4, line.columns - 4, INK_PLAIN, item->label);
}

static void picklist_paint(struct ui *ui, struct popup *popup, struct rect screen)
{
	struct picklist *p = (struct picklist *)popup;
	p->picker.detail = p->cut && p->picker.list.count > 0
		? text_wrap(&ui->frame, p->items[p->shown[p->picker.list.cursor]].label, ROW_COLUMNS) : (struct text_lines){0};
	picker_paint(&p->picker, screen, paint_item, p);
}

static void picklist_free(struct popup *popup)
{
	struct picklist *p = (struct picklist *)popup;
	line_buffer_free(&p->picker.line);
	if (p->free_ctx)
		p->free_ctx(p->ctx);
	arena_free(&p->arena);
	free(p);
}

static bool picklist_unsaved(const struct popup *popup)
{
	return taken_count((const struct picklist *)popup) > 0;
}

static const char *picklist_hint(const struct popup *popup)
{
	(void)popup;
	return "Espace choisir  Entrée valider  Échap abandonner  Haut Bas  (tapez pour filtrer)";
}

struct popup *picklist_new(const char *title, const struct code_label *items, size_t count, size_t least, size_t most,
                           picklist_done done, void *ctx, void (*free_ctx)(void *))
{
	static const struct popup_ops ops = {.key = picklist_key, .paint = picklist_paint, .free = picklist_free,
		.unsaved = picklist_unsaved, .paste = picklist_paste, .hint = picklist_hint};
	struct picklist *p = mem_alloc(sizeof *p);
	p->popup.ops = &ops;
	p->title = text_safe(&p->arena, title);
	p->picker.list.select_columns = -1;
	p->items = arena_array(&p->arena, count, sizeof *p->items);
	p->shown = arena_array(&p->arena, count, sizeof *p->shown);
	p->count = count;
	p->least = least;
	p->most = most;
	for (size_t i = 0; i < count; i++) {
		p->items[i].code = arena_strdup(&p->arena, items[i].code);
		p->items[i].label = text_safe(&p->arena, items[i].label);
		p->items[i].folded = text_fold(&p->arena, items[i].label);
		p->cut = p->cut || text_width(p->items[i].label) > ROW_COLUMNS - TICK_COLUMNS;
	}
	p->done = done;
	p->ctx = ctx;
	p->free_ctx = free_ctx;
	refresh(p);
	return &p->popup;
}

void picklist_take(struct popup *popup, const char *code)
{
	struct picklist *p = (struct picklist *)popup;
	for (size_t i = 0; i < p->count; i++)
		if (strcmp(p->items[i].code, code) == 0)
			p->items[i].taken = true;
	refresh(p);
}
