/* A text to read before saying yes: the text box, with an answer. */
#include <stdlib.h>

#include "core/base/arena.h"
#include "core/base/mem.h"
#include "tui/loop.h"
#include "tui/widgets/widgets.h"

struct confirm {
	struct popup popup;
	struct popup *text;
	struct arena arena;
	const char *hint;
	void (*done)(struct ui *ui, void *ctx, bool yes);
	void *ctx;
	void (*free_ctx)(void *);
};

static enum popup_result confirm_key(struct ui *ui, struct popup *popup, int key)
{
	struct confirm *c = (struct confirm *)popup;
	bool yes = key == 'o' || key == 'O' || key == KEYCODE_ENTER;
	if (!yes && key != 'n' && key != 'N' && key != KEYCODE_ESCAPE) {
		if (key != 'q' && key != 'w')
			c->text->ops->key(ui, c->text, key);
		return POPUP_STAYS;
	}
	c->done(ui, c->ctx, yes);
	ui_mark_dirty(ui);
	return POPUP_CLOSES;
}

static void confirm_paint(struct ui *ui, struct popup *popup, struct rect screen)
{
	struct confirm *c = (struct confirm *)popup;
	c->text->ops->paint(ui, c->text, screen);
}

static void confirm_free(struct popup *popup)
{
	struct confirm *c = (struct confirm *)popup;
	c->text->ops->free(c->text);
	if (c->free_ctx)
		c->free_ctx(c->ctx);
	arena_free(&c->arena);
	free(c);
}

static bool confirm_unsaved(const struct popup *popup)
{
	(void)popup;
	return true; /* what was typed before it */
}

static const char *confirm_hint(const struct popup *popup)
{
	return ((const struct confirm *)popup)->hint;
}

struct popup *confirm_new(const char *title, const char *const *lines, size_t count, const char *yes, const char *no,
                          void (*done)(struct ui *ui, void *ctx, bool yes), void *ctx, void (*free_ctx)(void *))
{
	static const struct popup_ops ops = {.key = confirm_key, .paint = confirm_paint, .free = confirm_free,
		.unsaved = confirm_unsaved, .hint = confirm_hint};
	struct confirm *c = mem_alloc(sizeof *c);
	c->popup.ops = &ops;
	c->text = textbox_new(title, lines, count);
	c->hint = arena_format(&c->arena, "Entrée ou o %s  Échap ou n %s  Bas Haut défiler", yes, no);
	c->done = done;
	c->ctx = ctx;
	c->free_ctx = free_ctx;
	return &c->popup;
}
