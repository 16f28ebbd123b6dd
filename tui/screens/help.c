/* Aide: every action with its keys, this screen first, generated from the one table; filtered by `/`. */
#include <stdio.h>
#include <string.h>

#include "core/base/text.h"
#include "tui/loop.h"
#include "tui/screens/screens.h"
#include "tui/widgets/widgets.h"

#define KEYS_COLUMNS 16
#define LABEL_COLUMNS 21

/* The keys of the widgets, which are no actions: they serve wherever something is typed or read. */
static const struct view_help_row typing_rows[] = {
	{.label = "Dans une saisie", .heading = true},
	{.keys = "Entrée", .label = "valider", .help = "Champ suivant, ou valide le dernier ; va à la ligne dans une note"},
	{.keys = "Ctrl-S", .label = "enregistrer", .help = "Enregistre le formulaire ou la note"},
	{.keys = "Échap Ctrl-C", .label = "abandonner", .help = "Abandonne ; demande d'abord si quelque chose est saisi"},
	{.keys = "Tab Maj-Tab", .label = "champ", .help = "Champ suivant, champ précédent"},
	{.keys = "Espace", .label = "choix", .help = "Dans un choix : le suivant (ou une lettre, ou Gauche et Droite)"},
	{.keys = "Ctrl-A Ctrl-E", .label = "début, fin", .help = "Début, fin de la ligne"},
	{.keys = "Ctrl-W", .label = "effacer le mot", .help = "Efface le mot avant le curseur"},
	{.keys = "Ctrl-U Ctrl-K", .label = "effacer la ligne", .help = "Efface avant, après le curseur"},
	{.keys = "Ctrl-Z Ctrl-Y", .label = "défaire, refaire", .help = "Défait, refait la frappe dans une note"},
	{.keys = "Ctrl-P", .label = "privée ou partagée", .help = "Dans une note : privée ou partagée"},
	{.keys = "Haut Bas", .label = "déjà saisi", .help = "Dans une ligne à compléter : ce qui a été saisi avant"},
	{.label = "Terminal", .heading = true},
	{.keys = "Ctrl-Z", .label = "suspendre", .help = "Rend la main au terminal (fg pour revenir), si la session le permet"},
};
#define TYPING_ROWS (sizeof typing_rows / sizeof typing_rows[0])

struct help {
	enum screen_id about; /* the screen from which help was asked */
	struct list list;
	struct view_help view;
	char filter[128], filter_before[128];
};

static void help_open(struct ui *ui, struct screen *s, const char *argument)
{
	struct help *h = s->state;
	(void)argument;
	h->about = ui->depth > 1 ? ui->stack[ui->depth - 2]->ops->id : SCREEN_PORTFOLIO;
}

static bool row_matches(struct arena *arena, const struct view_help_row *row, const char *needle)
{
	const char *text = arena_format(arena, "%s %s %s", row->keys ? row->keys : "", row->label, row->help ? row->help : "");
	return !row->heading && text_contains_folded(text_fold(arena, text), needle);
}

/* After the actions; a heading only over rows that match. */
static void add_typing_rows(struct arena *arena, struct help *h)
{
	const char *needle = text_fold(arena, h->filter);
	struct view_help_row *rows = arena_array(arena, h->view.count + TYPING_ROWS, sizeof *rows);
	size_t count = h->view.count;
	const struct view_help_row *heading = NULL;
	if (count > 0)
		memcpy(rows, h->view.rows, count * sizeof *rows);
	for (size_t i = 0; i < TYPING_ROWS; i++) {
		if (typing_rows[i].heading)
			heading = &typing_rows[i];
		if (!row_matches(arena, &typing_rows[i], needle))
			continue;
		if (heading)
			rows[count++] = *heading;
		heading = NULL;
		rows[count++] = typing_rows[i];
	}
	h->view = (struct view_help){.rows = rows, .count = count};
}

static void help_recalc(struct ui *ui, struct screen *s)
{
	struct help *h = s->state;
	h->view = view_help(&s->arena, &ui->keymap, (int)h->about, h->filter);
	add_typing_rows(&s->arena, h);
	list_set_count(&h->list, h->view.count);
}

static void paint_row(void *ctx, size_t index, struct rect line, bool selected)
{
	const struct help *h = ctx;
	const struct view_help_row *row = &h->view.rows[index];
	(void)selected;
	if (row->heading) {
		paint_text(line.row, line.column, line.columns, INK_TITLE, row->label);
		return;
	}
	int used = KEYS_COLUMNS + LABEL_COLUMNS;
	paint_text(line.row, line.column, KEYS_COLUMNS - 1, INK_KEY, row->keys);
	paint_text(line.row, line.column + KEYS_COLUMNS, LABEL_COLUMNS - 1, INK_PLAIN, row->label);
	paint_text(line.row, line.column + used, line.columns - used, INK_PLAIN, row->help);
}

/* The sentence of the row under the cursor, whole: the column of the list may have cut it. */
static void paint_sentence(const struct help *h, struct rect area)
{
	if (h->list.cursor < h->view.count && !h->view.rows[h->list.cursor].heading)
		paint_wrapped(area, INK_PLAIN, h->view.rows[h->list.cursor].help);
}

static void help_paint(struct ui *ui, struct screen *s, struct rect body)
{
	struct help *h = s->state;
	bool filtered = *h->filter != '\0';
	(void)ui;
	struct rect area = body;
	area.rows -= 3;
	if (filtered) {
		filter_paint((struct rect){body.row, body.column + 1, 1, body.columns - 2}, h->filter);
		area.row++;
		area.rows--;
	}
	if (h->view.count == 0)
		paint_text(area.row, area.column + LIST_MARK, area.columns - LIST_MARK, INK_DIM,
		           "Aucune action ne correspond : Échap efface le filtre.");
	paint_hline(body.row + body.rows - 3, body.column, body.columns);
	paint_sentence(h, (struct rect){body.row + body.rows - 2, body.column + LIST_MARK, 2, body.columns - 2 * LIST_MARK});
	list_paint(&h->list, area, paint_row, h);
}

/* --- filter ------------------------------------------------------------------------------------------ */

static void set_filter(struct screen *s, const char *text)
{
	struct help *h = s->state;
	snprintf(h->filter, sizeof h->filter, "%s", text);
	h->list.cursor = 0;
	s->dirty = true;
}

static void filter_changed(struct ui *ui, void *ctx, const char *text)
{
	(void)ui;
	set_filter(ctx, text);
}

static void filter_cancelled(struct ui *ui, void *ctx, const char *text)
{
	struct screen *s = ctx;
	(void)ui;
	(void)text;
	set_filter(s, ((struct help *)s->state)->filter_before);
}

static enum act_result ask_filter(struct ui *ui, struct screen *s)
{
	struct help *h = s->state;
	memcpy(h->filter_before, h->filter, sizeof h->filter);
	ui_show_popup(ui, prompt_new("Filtrer l'aide :", h->filter, "aide", filter_changed, filter_changed,
	                             filter_cancelled, s));
	return ACT_DONE;
}

static enum act_result help_act(struct ui *ui, struct screen *s, enum action_id action)
{
	struct help *h = s->state;
	if (list_act(&h->list, action == ACTION_SELECT ? ACTION_PAGE_DOWN : action))
		return ACT_DONE;
	if (action == ACTION_FILTER)
		return ask_filter(ui, s);
	if (action == ACTION_BACK && *h->filter) {
		set_filter(s, "");
		return ACT_RECALC;
	}
	return action == ACTION_HELP ? ACT_CLOSE : ACT_IGNORED;
}

const struct screen_ops screen_help = {
	.id = SCREEN_HELP,
	.title = "Aide",
	.state_size = sizeof(struct help),
	.open = help_open,
	.recalc = help_recalc,
	.paint = help_paint,
	.act = help_act,
};
