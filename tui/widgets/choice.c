/* One key among choices, asked at the foot of the screen: question, then each key with its label. */
#include <ctype.h>
#include <stdlib.h>

#include "core/base/arena.h"
#include "core/base/mem.h"
#include "core/base/text.h"
#include "tui/loop.h"
#include "tui/widgets/typing.h"
#include "tui/widgets/widgets.h"

struct choice_popup {
	struct popup popup;
	struct arena arena;
	const char *question;
	struct choice *choices;
	const char **keys; /* as shown */
	size_t count;
	choice_done done;
	void *ctx;
	void (*free_ctx)(void *);
};

static enum popup_result choice_key(struct ui *ui, struct popup *popup, int key)
{
	struct choice_popup *p = (struct choice_popup *)popup;
	if (key == KEYCODE_ESCAPE)
		return POPUP_CLOSES;
	for (size_t i = 0; i < p->count; i++) {
		if (p->choices[i].key == key) {
			p->done(ui, p->ctx, p->choices[i].value);
			ui_mark_dirty(ui);
			return POPUP_CLOSES;
		}
	}
	return POPUP_STAYS;
}

/* The question, wrapped: a long name must not hide which appointment is meant. Returns its last row, *column after it. */
static int lay_out_question(const struct choice_popup *p, int row, int columns, bool paint, int *column)
{
	struct arena arena = {0};
	struct text_lines lines = text_wrap(&arena, p->question, columns - 2);
	for (size_t i = 0; paint && i < lines.count; i++)
		paint_text(row + (int)i, 1, columns - 2, INK_TITLE, lines.lines[i]);
	*column = 1 + (lines.count > 0 ? text_width(lines.lines[lines.count - 1]) + 2 : 0);
	row += lines.count > 0 ? (int)lines.count - 1 : 0;
	arena_free(&arena);
	return row;
}

/* Lays the choices out after the question, on as many rows as it takes; paints when asked. Returns the rows. */
static int lay_out(const struct choice_popup *p, int first_row, int columns, bool paint)
{
	int column, row = lay_out_question(p, first_row, columns, paint, &column);
	for (size_t i = 0; i < p->count; i++) {
		int key = text_width(p->keys[i]), width = key + 1 + text_width(p->choices[i].label);
		if (column + width > columns - 1 && column > 1) {
			row++;
			column = 1;
		}
		if (paint) {
			paint_text(row, column, key, INK_KEY, p->keys[i]);
			paint_text(row, column + key + 1, columns - column - key - 2, INK_PLAIN, p->choices[i].label);
		}
		column += width + 2;
	}
	return row - first_row + 1;
}

static void choice_paint(struct ui *ui, struct popup *popup, struct rect screen)
{
	const struct choice_popup *p = (const struct choice_popup *)popup;
	(void)ui;
	int rows = lay_out(p, 0, screen.columns, false), bottom = screen.row + screen.rows;
	int first = bottom - rows + 1;
	if (rows > 1)
		paint_hline(first - 1, 0, screen.columns);
	paint_fill((struct rect){first, 0, rows, screen.columns}, INK_PLAIN);
	lay_out(p, first, screen.columns, true);
	int after, row = lay_out_question(p, first, screen.columns, false, &after);
	paint_cursor(row, after - 1 < screen.columns ? after - 1 : screen.columns - 1);
}

static void choice_free(struct popup *popup)
{
	struct choice_popup *p = (struct choice_popup *)popup;
	if (p->free_ctx)
		p->free_ctx(p->ctx);
	arena_free(&p->arena);
	free(p);
}

static const char *choice_hint(const struct popup *popup)
{
	(void)popup;
	return "Une des touches ci-dessus  Échap abandonner";
}

struct popup *choice_new(const char *question, const struct choice *choices, size_t count, choice_done done, void *ctx)
{
	return choice_new_owning(question, choices, count, done, ctx, NULL);
}

struct popup *choice_new_owning(const char *question, const struct choice *choices, size_t count, choice_done done,
                                void *ctx, void (*free_ctx)(void *))
{
	static const struct popup_ops ops = {.key = choice_key, .paint = choice_paint, .free = choice_free,
		.hint = choice_hint, .on_message_line = true};
	struct choice_popup *p = mem_alloc(sizeof *p);
	p->popup.ops = &ops;
	p->question = text_safe(&p->arena, question);
	p->choices = arena_array(&p->arena, count, sizeof *p->choices);
	p->keys = arena_array(&p->arena, count, sizeof *p->keys);
	for (size_t i = 0; i < count; i++) {
		char shown[32];
		p->choices[i] = choices[i];
		p->choices[i].label = text_safe(&p->arena, choices[i].label);
		p->keys[i] = arena_strdup(&p->arena, key_sequence_format(&(struct key_sequence){{choices[i].key, 0}, 1}, shown));
	}
	p->count = count;
	p->done = done;
	p->ctx = ctx;
	p->free_ctx = free_ctx;
	return &p->popup;
}
