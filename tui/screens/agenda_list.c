/* The agenda as a list of days; and what `w` says of a row that is no appointment. */
#include "tui/screens/agenda_private.h"

#include <string.h>

#include "core/base/text.h"
#include "tui/screens/columns.h"
#include "tui/widgets/widgets.h"

#define WIDE_COLUMNS 90  /* from there on, no word but the name is cut */
#define NARROW_COLUMNS 76 /* below, place and attendance are left to the line at the foot */

enum { COLUMN_MARK, COLUMN_HOURS, COLUMN_NAME, COLUMN_WHAT, COLUMN_PLACE, COLUMN_ATTENDANCE, COLUMN_COUNT };

static void list_measure(struct column *c, const struct view_agenda *v, int columns)
{
	bool narrow = columns < NARROW_COLUMNS, wide = columns >= WIDE_COLUMNS;
	c[COLUMN_MARK] = (struct column){"", 1};
	c[COLUMN_HOURS] = (struct column){"Heures", 11};
	c[COLUMN_NAME] = (struct column){"Nom", 1};
	c[COLUMN_WHAT] = (struct column){"Type", 8};
	c[COLUMN_PLACE] = (struct column){"Lieu", narrow ? 0 : 6};
	c[COLUMN_ATTENDANCE] = (struct column){"Présence", narrow ? 0 : 8};
	for (size_t i = 0; i < v->count; i++) {
		column_widen(&c[COLUMN_WHAT], v->rows[i].what, wide ? 22 : 14);
		if (!narrow)
			column_widen(&c[COLUMN_PLACE], v->rows[i].place, wide ? 18 : 13);
		if (!narrow)
			column_widen(&c[COLUMN_ATTENDANCE], v->rows[i].attendance, wide ? 22 : 12);
	}
	columns_stretch(c, COLUMN_COUNT, COLUMN_NAME, columns - LIST_MARK - 1);
}

static const char *list_row(struct arena *arena, const struct column *c, const struct view_agenda_row *row)
{
	const char *word = agenda_word(row);
	const char *texts[COLUMN_COUNT] = {
		row->kind == AGENDA_PROPOSAL ? "?" : row->mark, row->hours, row->name, word[0] != '\0' ? word : row->what, row->place,
		row->attendance,
	};
	const char **cells = columns_fit(arena, c, COLUMN_COUNT, texts), *text = "";
	for (size_t i = 0; i < COLUMN_COUNT; i++)
		if (cells[i] != NULL)
			text = arena_format(arena, "%s%s%s", text, i > 0 ? " " : "", cells[i]);
	return text;
}

/* Where all that is free does not fit, the shortest moments are left out: nobody is received in a quarter of an hour. */
static const char *list_heading(struct arena *arena, const struct app *a, const struct view_agenda *v, int day, int columns)
{
	const struct view_agenda_day *d = &v->days[day];
	const char *note = d->note[0] != '\0' ? arena_format(arena, " · %s", d->note) : "";
	const char *today = d->is_today ? " · aujourd'hui" : "", *text = "";
	for (int least = 15; least <= 90; least += 15) {
		const char *ranges = agenda_free_ranges(arena, a, v, day, least);
		text = arena_format(arena, "%s%s%s%s%s", d->title, today, note, ranges[0] != '\0' ? " · libre : " : "", ranges);
		if (text_width(text) <= columns)
			break;
	}
	return text;
}

static enum ink list_ink(const struct view_agenda_row *row)
{
	if (row->kind != AGENDA_MEETING || row->mark[0] == 'x')
		return INK_DIM;
	return row->mark[0] == '!' ? INK_RED : row->mark[0] == '~' ? INK_ORANGE : INK_PLAIN;
}

struct agenda_lines agenda_lines(struct arena *arena, const struct app *a, const struct view_agenda *v, int columns)
{
	struct column c[COLUMN_COUNT];
	struct agenda_lines out = {arena_array(arena, v->count + WEEK_DAYS, sizeof *out.items), 0, 0};
	list_measure(c, v, columns);
	for (int day = 0; day < v->day_count; day++) {
		out.items[out.count++] = (struct agenda_line){list_heading(arena, a, v, day, columns - LIST_MARK), AGENDA_NO_ROW, INK_TITLE};
		for (size_t i = 0; i < v->count; i++)
			if (v->rows[i].day == day)
				out.items[out.count++] = (struct agenda_line){list_row(arena, c, &v->rows[i]), i, list_ink(&v->rows[i])};
	}
	return out;
}

/* The heading of the first row of a day is shown with it. */
static void list_scroll(struct agenda_lines *l, size_t height, size_t at)
{
	size_t first = at > 0 && l->items[at - 1].row == AGENDA_NO_ROW ? at - 1 : at;
	if (first < l->top)
		l->top = first;
	if (at >= l->top + height)
		l->top = at - height + 1;
	if (l->count <= height)
		l->top = 0;
	else if (l->top > l->count - height)
		l->top = l->count - height;
}

void agenda_lines_paint(struct agenda_lines *l, struct rect area, size_t selected)
{
	size_t at = 0, height = area.rows > 0 ? (size_t)area.rows : 1;
	while (at < l->count && l->items[at].row != selected)
		at++;
	list_scroll(l, height, at < l->count ? at : 0);
	paint_cursor(area.row, area.column);
	for (size_t i = 0; i < height && l->top + i < l->count; i++) {
		const struct agenda_line *line = &l->items[l->top + i];
		int row = area.row + (int)i;
		paint_text(row, area.column + (line->row == AGENDA_NO_ROW ? 1 : LIST_MARK), area.columns - LIST_MARK, line->ink, line->text);
		if (l->top + i != at)
			continue;
		paint_text(row, area.column, 1, INK_PLAIN, ">");
		paint_select(row, area.column + LIST_MARK, area.columns - LIST_MARK < 34 ? area.columns - LIST_MARK : 34);
		paint_cursor(row, area.column);
	}
}

/* --- « Pourquoi ? » ------------------------------------------------------------------------------------------- */

static const char *why_rule(const struct view_agenda_row *row)
{
	switch (row->kind) {
	case AGENDA_HOLIDAY: return "Jour férié du département de l'agence : un rendez-vous s'y donne seulement si vous confirmez, en disant pourquoi.";
	case AGENDA_CLOSING: return "L'agence est fermée : un rendez-vous s'y donne seulement si vous confirmez, en disant pourquoi.";
	case AGENDA_ABSENCE: return "Absence posée dans cet agenda : un rendez-vous s'y donne seulement si vous confirmez, en disant pourquoi.";
	case AGENDA_PROTECTED:
		return row->protection != NULL && row->protection->kind == PROTECTED_REFLECTION
		       ? "Délai de réflexion : personne n'est convoqué pendant ce délai (règle L5, 000:1459)."
		       : "Congés déclarés : personne n'est convoqué ces jours-là (règle L5, 003:7893).";
	case AGENDA_PROPOSAL: return "Créneau proposé, pas encore choisi : il reste libre jusqu'au choix de la personne.";
	case AGENDA_MEETING: break;
	}
	return "";
}

static const char *why_key(struct arena *arena, const struct app *a, enum action_id action, const char *does)
{
	char key[32] = "";
	if (a->keymap != NULL)
		keymap_show(a->keymap, action, key);
	return arena_format(arena, "%s : %s.", key[0] != '\0' ? key : actions[action].label, does);
}

static const char *why_way_out(struct arena *arena, const struct app *a, const struct view_agenda_row *row)
{
	switch (row->kind) {
	case AGENDA_PROPOSAL:
		return arena_format(arena, "%s %s", why_key(arena, a, ACTION_RDV_PROPOSE, "noter le créneau choisi"),
		                    why_key(arena, a, ACTION_RDV_CANCEL, "retirer la proposition"));
	case AGENDA_ABSENCE: return why_key(arena, a, ACTION_RDV_CANCEL, "retirer l'absence");
	case AGENDA_CLOSING: return why_key(arena, a, ACTION_RDV_CANCEL, "retirer la fermeture (responsable)");
	case AGENDA_PROTECTED: return why_key(arena, a, ACTION_RDV_CANCEL, "retirer cette période");
	case AGENDA_HOLIDAY:
	case AGENDA_MEETING: break;
	}
	return "";
}

struct view_why agenda_why(struct arena *arena, const struct app *a, const struct view_agenda_row *row)
{
	if (row->kind == AGENDA_MEETING && row->meeting != NULL)
		return view_meeting(arena, a, row->meeting);
	if (row->kind == AGENDA_PROPOSAL && row->proposal != NULL) {
		struct view_why why = view_proposal(arena, a, row->proposal);
		const char **lines = arena_array(arena, why.count + 3, sizeof *lines);
		memcpy(lines, why.lines, why.count * sizeof *lines);
		lines[why.count] = "";
		lines[why.count + 1] = why_rule(row);
		lines[why.count + 2] = why_way_out(arena, a, row);
		return (struct view_why){why.title, lines, why.count + 3};
	}
	const char **lines = arena_array(arena, 4, sizeof *lines);
	lines[0] = arena_format(arena, "%s : %s", agenda_word(row), row->name);
	lines[1] = arena_format(arena, "Quand : %s", row->hours);
	lines[2] = why_rule(row);
	lines[3] = why_way_out(arena, a, row);
	return (struct view_why){"Pourquoi ?", lines, lines[3][0] != '\0' ? 4 : 3};
}
