/* The list of what was left unfinished: each line is a form, and below what it holds that the base does not. */
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/text.h"
#include "tui/drafts/drafts.h"
#include "tui/screens/common.h"
#include "tui/screens/screens.h"
#include "tui/widgets/widgets.h"

#define BOX_COLUMNS 78

struct drafts_box {
	struct popup popup;
	struct list list;
	struct arena frame; /* of one painting */
	bool dropping;      /* « Jeter cette saisie ? » is being asked */
};

/* --- words ---------------------------------------------------------------------------------------------- */

static const char *box_line(struct arena *arena, const struct draft *d)
{
	char day[DATE_TEXT];
	const char *when = date_is_set(d->day) ? date_format_numeric(d->day, day) : "";
	return text_safe(arena, arena_format(arena, "%s, %.5s %02d:%02d", d->title, when, d->minute / 60, d->minute % 60));
}

/* One line of a text of several, as far as it fits. */
static const char *box_value(struct arena *arena, const char *value)
{
	struct date day;
	char numeric[DATE_TEXT];
	char *one = arena_strdup(arena, date_parse(value, &day) ? date_format_numeric(day, numeric) : value);
	for (char *c = one; *c; c++)
		if (*c == '\n')
			*c = ' ';
	return *one ? text_safe(arena, arena_format(arena, "« %s »", one)) : "vide";
}

/* What the base holds now, when the file of the person is there and the form corrects it; NULL otherwise. */
static const char *box_present(const struct ui *ui, struct arena *arena, const struct draft *d,
                               const struct sent_form *sent, size_t field)
{
	const struct form_kind_spec *kind = &form_kinds[form_kind_from_code(d->form)];
	const struct file_model *f = &ui->app->file;
	if (!kind->present || f->m.state != LOAD_READY || !f->file || strcmp(f->id, d->person) != 0)
		return NULL;
	return kind->present(ui, arena, sent, field);
}

/* « Commune : « Nantes » ; la base : « Vitré », devenu « Fougères » depuis ». */
static void box_difference(const struct ui *ui, struct arena *arena, struct strbuf *out, const struct draft *d, size_t i)
{
	const struct typed_field *f = &d->typed.fields[i];
	bool corrects = form_kinds[form_kind_from_code(d->form)].present != NULL;
	const struct sent_form sent = draft_sent_form(d, "");
	const char *now = box_present(ui, arena, d, &sent, i);
	bool moved = now && strcmp(now, f->initial) != 0;
	if (strcmp(f->value, f->initial) == 0 && !moved)
		return;
	strbuf_addf(out, "%s%s : %s", out->len > 0 ? "\n" : "", text_safe(arena, f->label), box_value(arena, f->value));
	if (corrects)
		strbuf_addf(out, " ; la base : %s", box_value(arena, now ? now : f->initial));
	if (moved)
		strbuf_addf(out, ", modifié depuis (c'était %s)", box_value(arena, f->initial));
}

static const char *box_differences(const struct ui *ui, struct arena *arena, const struct draft *d)
{
	struct strbuf out = {0};
	if (form_kinds[form_kind_from_code(d->form)].present == NULL)
		strbuf_add(&out, "Rien de ceci n'est dans la base :");
	for (size_t i = 0; i < d->typed.count; i++)
		box_difference(ui, arena, &out, d, i);
	const char *text = arena_strdup(arena, strbuf_str(&out));
	strbuf_free(&out);
	return text;
}

/* --- the file of the person, to compare with ----------------------------------------------------------------- */

/* Not under a screen that shows somebody else's. */
static void box_load(struct ui *ui, const struct drafts_box *box)
{
	const struct draft *d = drafts_offered_at(ui, box->list.cursor);
	const struct file_model *f = &ui->app->file;
	if (!d || !*d->person || !form_kinds[form_kind_from_code(d->form)].present)
		return;
	if (ui_top(ui)->ops->id == SCREEN_FILE && strcmp(f->id, d->person) != 0)
		return;
	if (strcmp(f->id, d->person) != 0 || f->m.state == LOAD_NEVER)
		app_load_file(ui->app, d->person);
}

/* --- keys ----------------------------------------------------------------------------------------------------- */

static enum popup_result box_count(struct ui *ui, struct drafts_box *box)
{
	list_set_count(&box->list, drafts_offered(ui));
	box_load(ui, box);
	return box->list.count > 0 ? POPUP_STAYS : POPUP_CLOSES;
}

/* The form is about a person: over their file, unless a list is below. */
static enum popup_result box_resume(struct ui *ui, const struct drafts_box *box)
{
	const struct draft *d = drafts_offered_at(ui, box->list.cursor);
	if (!d)
		return POPUP_CLOSES;
	if (form_kind_from_code(d->form) != FORM_NONE && ui_top(ui)->ops->id == SCREEN_FILE && *d->person &&
	    strcmp(ui_person(ui), d->person) != 0)
		ui_open_screen(ui, &screen_file, d->person);
	bool known = form_kind_from_code(d->form) != FORM_NONE;
	drafts_resume(ui, box->list.cursor);
	return known ? POPUP_CLOSES : POPUP_STAYS;
}

static enum popup_result box_key(struct ui *ui, struct popup *p, int key)
{
	struct drafts_box *box = (struct drafts_box *)p;
	char shown[32];
	if (box->dropping) {
		box->dropping = false;
		if (key == 'o' || key == 'O')
			drafts_drop(ui, box->list.cursor);
		return box_count(ui, box);
	}
	if (list_act(&box->list, list_move_of_key(key, true)))
		return box_count(ui, box);
	switch (key) {
	case KEYCODE_ENTER: return box_resume(ui, box);
	case 'd': box->dropping = true; return POPUP_STAYS;
	case 'q':
	case KEYCODE_ESCAPE:
		app_say(ui->app, MESSAGE_INFO, "Saisies gardées : %s les retrouve, et le prochain démarrage",
		        keymap_show(&ui->keymap, ACTION_GO_DRAFTS, shown));
		return POPUP_CLOSES;
	default: return POPUP_STAYS;
	}
}

/* --- paint ---------------------------------------------------------------------------------------------------- */

struct box_rows { const struct ui *ui; struct arena *arena; };

static void box_paint_row(void *ctx, size_t index, struct rect line, bool selected)
{
	const struct box_rows *rows = ctx;
	const struct draft *d = drafts_offered_at(rows->ui, index);
	(void)selected;
	if (d)
		paint_text(line.row, line.column, line.columns, INK_PLAIN, box_line(rows->arena, d));
}

static void box_paint(struct ui *ui, struct popup *p, struct rect screen)
{
	struct drafts_box *box = (struct drafts_box *)p;
	arena_reset(&box->frame);
	struct box_rows rows = {ui, &box->frame};
	const struct draft *d = drafts_offered_at(ui, box->list.cursor);
	int shown = box->list.count > 5 ? 5 : (int)box->list.count, columns = screen.columns < BOX_COLUMNS ? screen.columns : BOX_COLUMNS;
	struct text_lines lines = text_wrap(&box->frame, d ? box_differences(ui, &box->frame, d) : "", columns - 4);
	struct rect r = rect_centre(screen, shown + (int)lines.count + 4, columns);
	const char *title = box->list.count > 1 ? arena_format(&box->frame, "%zu saisies non terminées", box->list.count) : "1 saisie non terminée";
	paint_box(r, title);
	list_paint(&box->list, (struct rect){r.row + 1, r.column + 1, shown, r.columns - 2}, box_paint_row, &rows);
	paint_hline(r.row + 1 + shown, r.column + 1, r.columns - 2);
	int room = r.rows - shown - 4;
	for (int i = 0; i < room && (size_t)i < lines.count; i++)
		paint_text(r.row + 2 + shown + i, r.column + 2, r.columns - 4, INK_DIM, lines.lines[i]);
	int foot = r.row + r.rows - 2;
	if (box->dropping)
		paint_text(foot, r.column + 2, r.columns - 4, INK_ERROR, "Jeter cette saisie ? o : oui, n : non");
	else
		paint_text(foot, r.column + 2, r.columns - 4, INK_KEY, "Entrée reprend, d jette, Échap garde pour plus tard");
}

static void box_free(struct popup *p)
{
	struct drafts_box *box = (struct drafts_box *)p;
	arena_free(&box->frame);
	free(box);
}

static const char *box_hint(const struct popup *p)
{
	return ((const struct drafts_box *)p)->dropping ? "o jeter  n garder" : "Entrée reprendre  d jeter  Échap plus tard";
}

void drafts_box_show(struct ui *ui)
{
	static const struct popup_ops ops = {.key = box_key, .paint = box_paint, .free = box_free, .hint = box_hint};
	size_t count = drafts_offered(ui);
	if (count == 0) {
		app_say(ui->app, MESSAGE_INFO, "Aucune saisie non terminée");
		return;
	}
	struct drafts_box *box = mem_alloc(sizeof *box);
	box->popup.ops = &ops;
	box->list.select_columns = -1;
	list_set_count(&box->list, count);
	ui_show_popup(ui, &box->popup);
	box_load(ui, box);
}
