/* What several screens share. */
#include "tui/screens/common.h"

#include <string.h>

#include "tui/widgets/widgets.h"

static void filter_changed(struct ui *ui, void *ctx, const char *text)
{
	struct screen *s = ctx;
	struct filter *f = s->state;
	text_copy(f->text, sizeof f->text, text);
	s->dirty = true;
	ui_mark_dirty(ui);
}

static void filter_cancelled(struct ui *ui, void *ctx, const char *text)
{
	(void)text;
	filter_changed(ui, ctx, "");
}

void filter_ask(struct ui *ui, struct screen *s, const char *label)
{
	const struct filter *f = s->state;
	ui_show_popup(ui, prompt_new(label, f->text, "filtre", filter_changed, filter_changed, filter_cancelled, s));
}

bool filter_drop(struct filter *f)
{
	if (f->text[0] == '\0')
		return false;
	f->text[0] = '\0';
	return true;
}

static const char *nothing_sentence(struct arena *arena, const struct app *a, enum load_state state,
                                    const struct error *error, const char *empty)
{
	if (state == LOAD_READY)
		return empty;
	if (state == LOAD_FAILED && error_is_set(error))
		return view_error(arena, error);
	if (a->connection == CONNECTION_REFUSED && error_is_set(&a->connection_error))
		return view_error(arena, &a->connection_error);
	if (a->connection == CONNECTION_LOST)
		return "La connexion à la base est coupée. Jalon réessaie tout seul : rien n'est à refaire, rien n'est perdu.";
	if (a->connection == CONNECTION_CONNECTING)
		return "Connexion à la base…";
	return empty != NULL && empty[0] != '\0' ? empty : "Lecture en cours…";
}

struct text_lines nothing_lines(struct arena *arena, const struct app *a, enum load_state state,
                                const struct error *error, const char *empty, int columns)
{
	const char *sentence = nothing_sentence(arena, a, state, error, empty);
	return text_wrap(arena, sentence, columns > 8 ? columns - 4 : columns);
}

void nothing_paint(struct rect area, const struct text_lines *lines)
{
	for (size_t i = 0; i < lines->count && (int)i + 1 < area.rows; i++)
		paint_text(area.row + 1 + (int)i, area.column + 2, area.columns - 4, INK_PLAIN, lines->lines[i]);
	paint_cursor(area.row + 1 < area.row + area.rows ? area.row + 1 : area.row, area.column);
}

void head_paint(struct rect line, const char *summary, const char *position)
{
	int right = text_width(position);
	paint_text(line.row, line.column + 1, line.columns - right - 4, INK_TITLE, summary);
	if (right > 0)
		paint_text(line.row, line.column + line.columns - right - 1, right, INK_PLAIN, position);
}

void why_show(struct ui *ui, const struct view_why *why)
{
	if (why->count > 0)
		ui_show_popup(ui, textbox_new(why->title, why->lines, why->count));
}

const char *whole_parts(struct arena *arena, const char *text, const char *separator, int columns)
{
	size_t kept = 0;
	if (text == NULL || text_width(text) <= columns)
		return text != NULL ? text : "";
	for (const char *at = strstr(text, separator); at != NULL; at = strstr(at + 1, separator))
		if (text_width(arena_strndup(arena, text, (size_t)(at - text))) <= columns)
			kept = (size_t)(at - text);
	return kept > 0 ? arena_strndup(arena, text, kept) : text;
}
