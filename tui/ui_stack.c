/* The stacks of the ui: screens one over the other, popups over the screen on top. */
#include <stdlib.h>

#include "core/base/mem.h"
#include "tui/drafts/drafts.h"
#include "tui/loop.h"
#include "tui/term.h"
#include "tui/widgets/widgets.h"

struct screen *ui_top(const struct ui *ui)
{
	return ui->depth > 0 ? ui->stack[ui->depth - 1] : NULL;
}

void ui_mark_dirty(struct ui *ui)
{
	for (int i = 0; i < ui->depth; i++)
		ui->stack[i]->dirty = true;
	ui->dirty = true;
}

struct rect ui_body(void)
{
	return (struct rect){.row = 1, .column = 0, .rows = term_rows() - 3, .columns = term_columns()};
}

const char *ui_person(const struct ui *ui)
{
	const struct screen *s = ui_top(ui);
	const char *id = s && s->ops->person ? s->ops->person(s) : "";
	return id ? id : "";
}

/* --- screens ----------------------------------------------------------------------------------------- */

/* A screen may leave from inside its own act(): it is freed at the end of the pass. */
static void leave_top(struct ui *ui)
{
	struct screen *s = ui->stack[--ui->depth];
	s->next_left = ui->left;
	ui->left = s;
	ui->dirty = true;
	if (ui->depth > 0)
		ui->stack[ui->depth - 1]->dirty = true;
}

void ui_open_screen(struct ui *ui, const struct screen_ops *ops, const char *argument)
{
	if (ui->depth == SCREENS_MAX)
		leave_top(ui);
	struct screen *s = mem_alloc(sizeof *s);
	s->ops = ops;
	s->state = mem_alloc(ops->state_size ? ops->state_size : 1);
	s->dirty = true;
	ui->stack[ui->depth++] = s;
	ui->dirty = true;
	ui->typed.count = 0;
	if (ops->open)
		ops->open(ui, s, argument ? argument : "");
}

void ui_close_screen(struct ui *ui)
{
	if (ui->depth > 1)
		leave_top(ui);
}

void ui_replace_screens(struct ui *ui, const struct screen_ops *ops, const char *argument)
{
	while (ui->depth > 0)
		leave_top(ui);
	ui_open_screen(ui, ops, argument);
}

void ui_free_left(struct ui *ui)
{
	while (ui->left) {
		struct screen *s = ui->left;
		ui->left = s->next_left;
		if (s->ops->close)
			s->ops->close(ui, s);
		arena_free(&s->arena);
		free(s->state);
		free(s);
	}
}

/* --- popups ------------------------------------------------------------------------------------------ */

void ui_show_popup(struct ui *ui, struct popup *p)
{
	if (!p)
		return;
	p->below = ui->popup;
	ui->popup = p;
	ui->typed.count = 0;
	ui->dirty = true;
}

static void remove_popup(struct ui *ui, struct popup *p)
{
	for (struct popup **at = &ui->popup; *at; at = &(*at)->below) {
		if (*at == p) {
			*at = p->below;
			drafts_popup_gone(ui, p, ui->popup != p->below ? ui->popup : NULL);
			p->ops->free(p);
			return;
		}
	}
}

void ui_popup_key(struct ui *ui, int key, bool pasted)
{
	struct popup *p = ui->popup;
	if (pasted) {
		if (p->ops->paste)
			p->ops->paste(ui, p, key);
		return;
	}
	if (key == KEYCODE_CTRL_A + ('c' - 'a'))
		key = KEYCODE_ESCAPE;
	if (key == KEYCODE_CTRL_A + ('l' - 'a'))
		term_redraw_all();
	else if (p->ops->key(ui, p, key) == POPUP_CLOSES)
		remove_popup(ui, p);
}

bool ui_has_unsaved(const struct ui *ui)
{
	for (const struct popup *p = ui->popup; p; p = p->below)
		if (p->ops->unsaved && p->ops->unsaved(p))
			return true;
	return false;
}

void ui_free_all(struct ui *ui)
{
	while (ui->popup)
		remove_popup(ui, ui->popup);
	while (ui->depth > 0)
		leave_top(ui);
	ui_free_left(ui);
	prompt_histories_free(ui->histories);
	ui->histories = NULL;
	arena_free(&ui->frame);
}
