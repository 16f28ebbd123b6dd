/* The letter box: the whole width, since a letter has 80 columns; scrolled both ways, kept in a file as it opens. */
#include "tui/screens/letter_box.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/text.h"
#include "tui/drafts/state_dir.h"
#include "tui/forms/forms.h"
#include "tui/widgets/widgets.h"

#define SIDE_STEP 8 /* columns of a sideways move, where the screen is narrower than the letter */

struct letter_box {
	struct popup popup;
	struct arena arena;
	const char *title;
	char **lines; /* as they are: a letter is laid out already */
	size_t count, top, height;
	int left, most; /* columns scrolled; of the widest line */
	int width;      /* of the screen at the last painting */
};

/* --- reading ------------------------------------------------------------------------------------------- */

static void box_scroll(struct letter_box *b, long step)
{
	b->top = scroll_by(b->top, step, b->count, b->height);
}

static void box_shift(struct letter_box *b, int step)
{
	int last = b->most > b->width ? b->most - b->width : 0;
	b->left += step;
	b->left = b->left > last ? last : b->left < 0 ? 0 : b->left;
}

static bool box_move(struct letter_box *b, int key)
{
	long page = b->height > 1 ? (long)b->height - 1 : 1;
	switch (list_move_of_key(key, true)) {
	case ACTION_DOWN: box_scroll(b, 1); return true;
	case ACTION_UP: box_scroll(b, -1); return true;
	case ACTION_PAGE_DOWN: box_scroll(b, page); return true;
	case ACTION_PAGE_UP: box_scroll(b, -page); return true;
	case ACTION_HALF_DOWN: box_scroll(b, (page + 1) / 2); return true;
	case ACTION_HALF_UP: box_scroll(b, -(page + 1) / 2); return true;
	case ACTION_FIRST: b->top = 0; return true;
	case ACTION_LAST: box_scroll(b, (long)b->count); return true;
	default: return false;
	}
}

static enum popup_result box_key(struct ui *ui, struct popup *popup, int key)
{
	struct letter_box *b = (struct letter_box *)popup;
	(void)ui;
	if (box_move(b, key))
		return POPUP_STAYS;
	switch (key) {
	case KEYCODE_LEFT: box_shift(b, -SIDE_STEP); return POPUP_STAYS;
	case KEYCODE_RIGHT: box_shift(b, SIDE_STEP); return POPUP_STAYS;
	case ' ': box_scroll(b, b->height > 1 ? (long)b->height - 1 : 1); return POPUP_STAYS;
	case 'q':
	case KEYCODE_ENTER:
	case KEYCODE_ESCAPE: return POPUP_CLOSES;
	default: return POPUP_STAYS;
	}
}

/* --- painting ------------------------------------------------------------------------------------------ */

static void box_paint_head(const struct letter_box *b, struct rect screen)
{
	char place[64];
	size_t last = b->top + b->height < b->count ? b->top + b->height : b->count;
	snprintf(place, sizeof place, "lignes %zu-%zu sur %zu", b->count > 0 ? b->top + 1 : 0, last, b->count);
	int right = (int)strlen(place);
	paint_text(screen.row, 1, screen.columns - right - 4, INK_TITLE, b->title);
	paint_text(screen.row, screen.columns - right - 1, right, INK_DIM, place);
	paint_hline(screen.row + 1, 0, screen.columns);
}

static void box_paint(struct ui *ui, struct popup *popup, struct rect screen)
{
	struct letter_box *b = (struct letter_box *)popup;
	(void)ui;
	b->height = screen.rows > 2 ? (size_t)screen.rows - 2 : 1;
	b->width = screen.columns;
	box_scroll(b, 0);
	box_shift(b, 0);
	paint_fill(screen, INK_PLAIN);
	box_paint_head(b, screen);
	for (size_t i = 0; i < b->height && b->top + i < b->count; i++) {
		const char *line = b->lines[b->top + i];
		paint_clip(screen.row + 2 + (int)i, 0, screen.columns, INK_PLAIN, line + text_fit(line, b->left, NULL));
	}
	paint_cursor(screen.row + 2, 0);
}

static void box_free(struct popup *popup)
{
	struct letter_box *b = (struct letter_box *)popup;
	arena_free(&b->arena);
	free(b);
}

static const char *box_hint(const struct popup *popup)
{
	const struct letter_box *b = (const struct letter_box *)popup;
	return b->most > b->width && b->width > 0 ? "Bas Haut défiler  Gauche Droite décaler  q ou Échap fermer"
	                                          : "Bas Haut défiler  Espace page suivante  q ou Échap fermer";
}

static const struct popup_ops box_ops = {.key = box_key, .paint = box_paint, .free = box_free, .hint = box_hint};

static void box_fill(struct letter_box *b, const char *text)
{
	size_t room = 1;
	for (const char *c = text; *c != '\0'; c++)
		room += *c == '\n';
	b->lines = arena_array(&b->arena, room, sizeof *b->lines);
	while (*text != '\0') {
		size_t length = strcspn(text, "\n");
		char *line = arena_strndup(&b->arena, text, length);
		int width = text_width(line);
		b->most = width > b->most ? width : b->most;
		b->lines[b->count++] = line;
		text += length + (text[length] == '\n');
	}
}

/* --- showing ------------------------------------------------------------------------------------------- */

static void letter_keep(struct ui *ui, const struct letter *l)
{
	char path[PATH_MAX] = "";
	struct error e = {0};
	if (ui->state == NULL)
		return;
	if (state_write_under(ui->state, LETTERS_FOLDER, l->file, l->text, strlen(l->text), path, &e))
		app_say(ui->app, MESSAGE_DONE, "Gardée, lisible de vous seul : %s", path);
	else
		app_say_error(ui->app, MESSAGE_WARNING, "La lettre se lit ici, mais n'est pas gardée.", &e);
}

static void letter_ask(struct app *a, int kind, const char *id)
{
	letter_load(a, (enum letter_kind)kind, id);
}

static enum load_state letter_there(const struct app *a, int kind, const char *id, struct error *e)
{
	return letter_state(a, (enum letter_kind)kind, id, e);
}

static void letter_ready(struct ui *ui, int kind, const char *id)
{
	struct letter_box *b = mem_alloc(sizeof *b);
	struct letter l;
	struct error e = {0};
	(void)id;
	b->popup.ops = &box_ops;
	if (!letter_write(&b->arena, ui->app, (enum letter_kind)kind, &l, &e)) {
		app_say_error(ui->app, MESSAGE_WARNING, "", &e);
		box_free(&b->popup);
		return;
	}
	b->title = text_safe(&b->arena, l.title);
	box_fill(b, text_safe_lines(&b->arena, l.text));
	letter_keep(ui, &l);
	ui_show_popup(ui, &b->popup);
}

void letter_show(struct ui *ui, enum letter_kind kind, const char *id)
{
	static const struct wait_source source = {"Lecture de ce que la lettre dit…", letter_ask, letter_there, letter_ready};
	if (id[0] == '\0')
		app_say(ui->app, MESSAGE_WARNING, "%s", "Choisissez d'abord une personne.");
	else
		form_wait_source(ui, &source, (int)kind, id);
}

bool letter_show_training(struct ui *ui, enum action_id action, const char *id)
{
	static const struct { enum action_id action; enum letter_kind kind; } letters[] = {
		{ACTION_LETTER_WORKPLACE, LETTER_WORKPLACE}, {ACTION_LETTER_PROJECT, LETTER_PROJECT}, {ACTION_LETTER_PIECES, LETTER_PIECES},
		{ACTION_LETTER_ANSWER, LETTER_ANSWER},
	};
	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
		if (letters[i].action == action) {
			letter_show(ui, letters[i].kind, id);
			return true;
		}
	return false;
}
