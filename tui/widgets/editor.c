/* The note editor: a text of several lines in a box, with a flag, saved by Ctrl-S. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/views/view.h"
#include "core/base/mem.h"
#include "core/base/text.h"
#include "tui/loop.h"
#include "tui/widgets/text_buffer.h"
#include "tui/widgets/typing.h"
#include "tui/widgets/widgets.h"

#define EDITOR_COLUMNS 78

struct editor {
	struct popup popup;
	struct arena arena;
	const char *title, *initial, *flag_label; /* flag_label "" : no flag */
	struct text_buffer text;
	bool flag, initial_flag, leaving, in_paste;
	const char *theirs;  /* the text in the base, changed meanwhile while this one was too; NULL: one text only */
	char *mine;          /* this one while theirs is shown; heap, NULL before */
	bool decided;        /* between the two */
	bool returned;       /* refused once: unsaved even if no key is typed */
	size_t max, top;     /* top: first row shown */
	int columns, rows;   /* of the window, set by paint */
	char error[800];
	editor_done done;
	void *ctx;
	void (*free_ctx)(void *);
};

static bool editor_changed(const struct editor *d)
{
	return d->returned || d->flag != d->initial_flag || strcmp(text_buffer_text(&d->text), d->initial) != 0;
}

static void show_error(struct editor *d, const struct error *e)
{
	struct arena arena = {0};
	snprintf(d->error, sizeof d->error, "%s", view_error(&arena, e));
	arena_free(&arena);
}

#define CHOOSING "Ctrl-T montre l'autre, Ctrl-G prend celle-ci"

static enum popup_result save(struct ui *ui, struct editor *d)
{
	if (d->theirs && !d->decided) {
		snprintf(d->error, sizeof d->error, "Deux versions de la note, la vôtre et celle de la base. " CHOOSING);
		return POPUP_STAYS;
	}
	struct error e = {0};
	struct arena arena = {0};
	bool saved = d->done(ui, d->ctx, text_normalise(&arena, text_buffer_text(&d->text)), d->flag, &e);
	if (!saved)
		show_error(d, &e);
	arena_free(&arena);
	ui_mark_dirty(ui);
	return saved ? POPUP_CLOSES : POPUP_STAYS;
}

static bool shows_theirs(const struct editor *d)
{
	return d->theirs && strcmp(text_buffer_text(&d->text), d->theirs) == 0;
}

/* The other of the two texts: nothing of what was typed is lost by looking. */
static void show_other(struct editor *d)
{
	if (shows_theirs(d)) {
		text_buffer_set(&d->text, d->mine ? d->mine : "");
	} else {
		free(d->mine);
		d->mine = mem_strdup(text_buffer_text(&d->text));
		text_buffer_set(&d->text, d->theirs);
	}
	d->decided = false;
}

static enum popup_result editor_key(struct ui *ui, struct popup *popup, int key)
{
	struct editor *d = (struct editor *)popup;
	if (d->leaving) {
		d->leaving = key != 'n' && key != 'N' && key != KEYCODE_ESCAPE;
		return key == 'o' || key == 'O' ? POPUP_CLOSES : POPUP_STAYS;
	}
	d->error[0] = '\0';
	d->in_paste = false;
	switch (key) {
	case KEYCODE_ESCAPE:
		d->leaving = editor_changed(d);
		return d->leaving ? POPUP_STAYS : POPUP_CLOSES;
	case CTRL_KEY('s'): return save(ui, d);
	case CTRL_KEY('p'):
		if (*d->flag_label)
			d->flag = !d->flag;
		return POPUP_STAYS;
	case CTRL_KEY('t'):
		if (d->theirs)
			show_other(d);
		return POPUP_STAYS;
	case CTRL_KEY('g'):
		d->decided = true;
		return POPUP_STAYS;
	default:
		text_buffer_key(&d->text, key == KEYCODE_TAB ? ' ' : key, d->columns, d->rows, d->max);
		return POPUP_STAYS;
	}
}

static void editor_paste(struct ui *ui, struct popup *popup, int code_point)
{
	struct editor *d = (struct editor *)popup;
	(void)ui;
	if (d->leaving)
		return;
	if (!d->in_paste)
		d->text.sealed = true;
	if (text_buffer_insert(&d->text, code_point, d->max, true))
		d->in_paste = true;
}

static void paint_rows(struct editor *d, struct rect area)
{
	int column;
	size_t cursor = text_buffer_cursor_row(&d->text, d->columns, &column), start = 0, next;
	if (cursor < d->top)
		d->top = cursor;
	if (cursor >= d->top + (size_t)area.rows)
		d->top = cursor - (size_t)area.rows + 1;
	for (size_t row = 0; start != SIZE_MAX && row < d->top + (size_t)area.rows; row++, start = next) {
		struct text_row r = text_buffer_row(&d->text, start, d->columns, &next);
		if (row < d->top)
			continue;
		const char *s = text_buffer_text(&d->text) + r.start;
		int at = area.row + (int)(row - d->top);
		paint_clip(at, area.column, typing_width(s, r.end - r.start), INK_PLAIN, s);
	}
	paint_cursor(area.row + (int)(cursor - d->top), area.column + column);
}

static void paint_foot(const struct editor *d, struct rect line)
{
	char text[160];
	if (d->leaving) {
		paint_text(line.row, line.column, line.columns, INK_ERROR, "Abandonner la saisie ? o : oui, n : non");
		paint_cursor(line.row, line.column);
		return;
	}
	if (d->error[0]) {
		paint_text(line.row, line.column, 3, INK_ERROR, "!! ");
		paint_text(line.row, line.column + 3, line.columns - 3, INK_ERROR, d->error);
		return;
	}
	int used = 0;
	if (d->theirs) {
		snprintf(text, sizeof text, "%s · %s", shows_theirs(d) ? "celle de la base" : "la vôtre",
		         d->decided ? "choisie" : CHOOSING);
		paint_text(line.row, line.column, line.columns, d->decided ? INK_DIM : INK_ORANGE, text);
		return;
	}
	if (*d->flag_label) {
		snprintf(text, sizeof text, "[%c] %.80s (Ctrl-P)", d->flag ? 'x' : ' ', d->flag_label);
		used = paint_text(line.row, line.column, line.columns, INK_PLAIN, text) + 2;
	}
	if (d->max > 0) {
		snprintf(text, sizeof text, "%zu / %zu", typing_count(text_buffer_text(&d->text)), d->max);
		paint_text(line.row, line.column + used, line.columns - used, INK_DIM, text);
	}
}

static void editor_paint(struct ui *ui, struct popup *popup, struct rect screen)
{
	struct editor *d = (struct editor *)popup;
	(void)ui;
	struct rect box = rect_centre(screen, screen.rows, EDITOR_COLUMNS);
	paint_box(box, d->title);
	struct rect area = {box.row + 1, box.column + 2, box.rows - 4, box.columns - 4};
	d->columns = area.columns - 1; /* room for the cursor after the last column */
	d->rows = area.rows;
	paint_rows(d, area);
	paint_hline(box.row + box.rows - 3, box.column + 1, box.columns - 2);
	paint_foot(d, (struct rect){box.row + box.rows - 2, area.column, 1, area.columns});
}

static void editor_free(struct popup *popup)
{
	struct editor *d = (struct editor *)popup;
	text_buffer_free(&d->text);
	free(d->mine);
	if (d->free_ctx)
		d->free_ctx(d->ctx);
	arena_free(&d->arena);
	free(d);
}

static bool editor_unsaved(const struct popup *popup)
{
	return editor_changed((const struct editor *)popup);
}

static void editor_typed(const struct popup *popup, struct arena *arena, struct typed_form *out)
{
	const struct editor *d = (const struct editor *)popup;
	bool theirs = shows_theirs(d) && d->mine && !d->decided;
	*out = (struct typed_form){.title = arena_strdup(arena, d->title), .count = 1, .cursor = d->text.cursor,
		.flag = d->flag, .initial_flag = d->initial_flag};
	out->fields[0] = (struct typed_field){.name = "texte", .label = "Texte",
		.value = arena_strdup(arena, theirs ? d->mine : text_buffer_text(&d->text)), .initial = arena_strdup(arena, d->initial)};
}

static void editor_place(struct popup *popup, size_t current, size_t cursor)
{
	(void)current;
	text_buffer_place(&((struct editor *)popup)->text, cursor);
}

static void editor_theirs(struct popup *popup, size_t field, const char *present, bool both)
{
	struct editor *d = (struct editor *)popup;
	if (field == 0 && both)
		d->theirs = text_safe_lines(&d->arena, present);
}

static const char *editor_hint(const struct popup *popup)
{
	const struct editor *d = (const struct editor *)popup;
	if (d->theirs && !d->leaving)
		return "Ctrl-T l'autre version  Ctrl-G prendre celle-ci  Ctrl-S enregistrer  Échap abandonner";
	return d->leaving
		? "o abandonner  n continuer"
		: "Ctrl-S enregistrer  Échap abandonner  Ctrl-Z défaire  Ctrl-Y refaire";
}

struct popup *editor_new(const char *title, const char *initial, const char *flag_label, bool flag,
                         size_t max_characters, editor_done done, void *ctx, void (*free_ctx)(void *))
{
	static const struct popup_ops ops = {.key = editor_key, .paint = editor_paint, .free = editor_free,
		.unsaved = editor_unsaved, .paste = editor_paste, .hint = editor_hint, .typed = editor_typed,
		.place = editor_place, .returned = editor_returned, .theirs = editor_theirs};
	struct editor *d = mem_alloc(sizeof *d);
	d->popup.ops = &ops;
	d->title = text_safe(&d->arena, title);
	d->initial = text_safe_lines(&d->arena, initial ? initial : "");
	d->flag_label = text_safe(&d->arena, flag_label ? flag_label : "");
	text_buffer_set(&d->text, d->initial);
	d->flag = d->initial_flag = flag;
	d->max = max_characters;
	d->columns = EDITOR_COLUMNS - 5;
	d->rows = 10;
	d->done = done;
	d->ctx = ctx;
	d->free_ctx = free_ctx;
	return &d->popup;
}

void editor_returned(struct popup *popup, const struct error *e)
{
	struct editor *d = (struct editor *)popup;
	d->returned = true;
	if (error_is_set(e))
		show_error(d, e);
}
