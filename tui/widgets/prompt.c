/* The prompt: one line typed on the message line, with history and a live callback. */
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/text.h"
#include "tui/loop.h"
#include "tui/widgets/field.h"
#include "tui/widgets/typing.h"
#include "tui/widgets/widgets.h"

#define HISTORY_MAX 50

struct prompt_history {
	char *name;
	char *entries[HISTORY_MAX]; /* oldest first */
	size_t count;
	struct prompt_history *next;
};

struct prompt {
	struct popup popup;
	char *label, *history_name; /* history_name NULL: none */
	struct line_buffer line;
	char *draft;                /* what was typed before going back in the history */
	size_t back;                /* 0: the draft; 1: the last entry… */
	prompt_done changed, done, cancelled;
	void *ctx;
};

/* --- history ----------------------------------------------------------------------------------------- */

void prompt_histories_free(struct prompt_history *first)
{
	while (first) {
		struct prompt_history *next = first->next;
		for (size_t i = 0; i < first->count; i++)
			free(first->entries[i]);
		free(first->name);
		free(first);
		first = next;
	}
}

static struct prompt_history *history_of(struct ui *ui, const char *name)
{
	if (!name)
		return NULL;
	for (struct prompt_history *h = ui->histories; h; h = h->next)
		if (strcmp(h->name, name) == 0)
			return h;
	struct prompt_history *h = mem_alloc(sizeof *h);
	h->name = mem_strdup(name);
	h->next = ui->histories;
	ui->histories = h;
	return h;
}

static void history_add(struct prompt_history *h, const char *text)
{
	if (!h || !*text || (h->count > 0 && strcmp(h->entries[h->count - 1], text) == 0))
		return;
	if (h->count == HISTORY_MAX) {
		free(h->entries[0]);
		memmove(h->entries, h->entries + 1, (HISTORY_MAX - 1) * sizeof h->entries[0]);
		h->count--;
	}
	h->entries[h->count++] = mem_strdup(text);
}

static void history_move(struct ui *ui, struct prompt *p, int step)
{
	struct prompt_history *h = history_of(ui, p->history_name);
	if (!h || (step < 0 && p->back == 0) || (step > 0 && p->back == h->count))
		return;
	if (p->back == 0) {
		free(p->draft);
		p->draft = mem_strdup(line_buffer_text(&p->line));
	}
	p->back = step > 0 ? p->back + 1 : p->back - 1;
	line_buffer_set(&p->line, p->back == 0 ? p->draft : h->entries[h->count - p->back]);
}

/* --- the popup --------------------------------------------------------------------------------------- */

static void call(struct ui *ui, struct prompt *p, prompt_done callback)
{
	if (!callback)
		return;
	char *value = line_buffer_value(&p->line);
	callback(ui, p->ctx, value);
	free(value);
	ui_mark_dirty(ui);
}

static enum popup_result prompt_key(struct ui *ui, struct popup *popup, int key)
{
	struct prompt *p = (struct prompt *)popup;
	switch (key) {
	case KEYCODE_ESCAPE:
		call(ui, p, p->cancelled);
		return POPUP_CLOSES;
	case KEYCODE_ENTER: {
		char *value = line_buffer_value(&p->line);
		history_add(history_of(ui, p->history_name), value);
		free(value);
		call(ui, p, p->done);
		return POPUP_CLOSES;
	}
	case KEYCODE_UP:
	case CTRL_KEY('p'): history_move(ui, p, 1); break;
	case KEYCODE_DOWN:
	case CTRL_KEY('n'): history_move(ui, p, -1); break;
	default:
		if (!line_buffer_key(&p->line, key, 0))
			return POPUP_STAYS;
	}
	call(ui, p, p->changed);
	return POPUP_STAYS;
}

static void prompt_paste(struct ui *ui, struct popup *popup, int code_point)
{
	struct prompt *p = (struct prompt *)popup;
	line_buffer_insert(&p->line, code_point == '\n' ? ' ' : code_point, 0);
	call(ui, p, p->changed);
}

static void prompt_paint(struct ui *ui, struct popup *popup, struct rect screen)
{
	struct prompt *p = (struct prompt *)popup;
	struct rect line = {screen.row + screen.rows, 0, 1, screen.columns};
	(void)ui;
	paint_fill(line, INK_PLAIN);
	int used = paint_text(line.row, 1, line.columns / 2, INK_KEY, p->label) + 2;
	field_paint(&p->line, (struct rect){line.row, used, 1, line.columns - used - 1}, true);
}

static void prompt_free(struct popup *popup)
{
	struct prompt *p = (struct prompt *)popup;
	line_buffer_free(&p->line);
	free(p->draft);
	free(p->label);
	free(p->history_name);
	free(p);
}

static const char *prompt_hint(const struct popup *popup)
{
	return ((const struct prompt *)popup)->history_name ? "Entrée valider  Échap abandonner  Haut Bas saisies précédentes"
	                                                    : "Entrée valider  Échap abandonner";
}

struct popup *prompt_new(const char *label, const char *initial, const char *history_name, prompt_done changed,
                         prompt_done done, prompt_done cancelled, void *ctx)
{
	static const struct popup_ops ops = {.key = prompt_key, .paint = prompt_paint, .free = prompt_free,
		.paste = prompt_paste, .hint = prompt_hint, .on_message_line = true};
	struct prompt *p = mem_alloc(sizeof *p);
	struct arena arena = {0};
	p->popup.ops = &ops;
	p->label = mem_strdup(text_safe(&arena, label));
	for (size_t end = strlen(p->label); end > 0 && p->label[end - 1] == ' ';)
		p->label[--end] = '\0';
	p->history_name = history_name ? mem_strdup(history_name) : NULL;
	line_buffer_set(&p->line, initial ? initial : "");
	p->changed = changed;
	p->done = done;
	p->cancelled = cancelled;
	p->ctx = ctx;
	arena_free(&arena);
	return &p->popup;
}
