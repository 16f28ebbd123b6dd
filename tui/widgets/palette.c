/* The palette: every action by name, with its key; those that cannot be done now say why. */
#include <stdlib.h>

#include "core/views/view.h"
#include "core/base/mem.h"
#include "core/base/text.h"
#include "tui/loop.h"
#include "tui/widgets/picker.h"

#define LABEL_COLUMNS 21
#define KEY_COLUMNS 10

struct palette_row { const struct action *action; const char *key, *refusal; /* NULL: can be done */ };

struct palette {
	struct popup popup;
	struct arena arena; /* rows of the text typed so far */
	struct picker picker;
	struct palette_row *rows;
};

/* Why the action cannot be done from the screen below, NULL when it can. */
static const char *refusal_of(const struct ui *ui, const struct action *a)
{
	if (!(a->screens & ON(ui_top(ui)->ops->id)))
		return "pas sur cet écran";
	return action_refusal(ui->app, a, ui_person(ui));
}

static void refresh(struct ui *ui, struct palette *p)
{
	arena_reset(&p->arena);
	struct view_palette v = view_palette(&p->arena, ui->app, (int)ui_top(ui)->ops->id,
	                                     line_buffer_text(&p->picker.line));
	p->rows = arena_array(&p->arena, v.count, sizeof *p->rows);
	for (size_t i = 0; i < v.count; i++) {
		char shown[32];
		const char *refusal = refusal_of(ui, v.actions[i]);
		p->rows[i].action = v.actions[i];
		p->rows[i].key = arena_strdup(&p->arena, keymap_show(&ui->keymap, v.actions[i]->id, shown));
		p->rows[i].refusal = refusal ? text_safe(&p->arena, refusal) : NULL;
	}
	list_set_count(&p->picker.list, v.count);
}

static enum popup_result palette_key(struct ui *ui, struct popup *popup, int key)
{
	struct palette *p = (struct palette *)popup;
	bool typed;
	if (key == KEYCODE_ESCAPE)
		return POPUP_CLOSES;
	if (key == KEYCODE_ENTER) {
		if (p->picker.list.count > 0)
			ui_perform(ui, p->rows[p->picker.list.cursor].action->id);
		return POPUP_CLOSES;
	}
	picker_key(&p->picker, key, &typed);
	if (typed) {
		p->picker.list.cursor = 0;
		refresh(ui, p);
	}
	return POPUP_STAYS;
}

static void palette_paste(struct ui *ui, struct popup *popup, int code_point)
{
	struct palette *p = (struct palette *)popup;
	line_buffer_insert(&p->picker.line, code_point, 0);
	refresh(ui, p);
}

static void paint_action(void *ctx, size_t index, struct rect line, bool selected)
{
	const struct palette *p = ctx;
	const struct palette_row *row = &p->rows[index];
	int used = LABEL_COLUMNS + KEY_COLUMNS;
	(void)selected;
	paint_text(line.row, line.column, LABEL_COLUMNS - 1, row->refusal ? INK_DIM : INK_PLAIN, row->action->label);
	paint_text(line.row, line.column + LABEL_COLUMNS, KEY_COLUMNS - 1, INK_KEY, row->key);
	if (row->refusal) {
		paint_text(line.row, line.column + used, 2, INK_ORANGE, "! ");
		paint_text(line.row, line.column + used + 2, line.columns - used - 2, INK_DIM, row->refusal);
	} else {
		paint_text(line.row, line.column + used, line.columns - used, INK_DIM, row->action->help);
	}
}

static void palette_paint(struct ui *ui, struct popup *popup, struct rect screen)
{
	struct palette *p = (struct palette *)popup;
	(void)ui;
	picker_paint(&p->picker, screen, paint_action, p);
}

static void palette_free(struct popup *popup)
{
	struct palette *p = (struct palette *)popup;
	line_buffer_free(&p->picker.line);
	arena_free(&p->arena);
	free(p);
}

static const char *palette_hint(const struct popup *popup)
{
	(void)popup;
	return "Entrée faire  Haut Bas choisir  Échap abandonner  (tapez un nom)";
}

struct popup *palette_new(struct ui *ui)
{
	static const struct popup_ops ops = {.key = palette_key, .paint = palette_paint, .free = palette_free,
		.paste = palette_paste, .hint = palette_hint};
	struct palette *p = mem_alloc(sizeof *p);
	p->popup.ops = &ops;
	p->picker.title = "Actions";
	refresh(ui, p);
	return &p->popup;
}
