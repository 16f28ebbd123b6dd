/* Fiche: one page per person; the cursor rests on lines, w explains the one under it. */
#include <stdio.h>
#include <string.h>

#include "core/app/app.h"
#include "core/base/text.h"
#include "tui/screens/appointments.h"
#include "tui/screens/common.h"
#include "tui/screens/file_page.h"
#include "tui/forms/forms.h"
#include "tui/forms/forms_rdv.h"
#include "tui/screens/screens.h"
#include "tui/term.h"
#include "tui/widgets/widgets.h"

#define HEADING_ROWS 2 /* who, and how to reach them; what follows scrolls */
#define PLACE_COLUMNS 20 /* « lignes 100-118 sur 120 » at most, mostly */

struct file_state {
	char id[32];
	struct view_file view;
	struct page page;
	unsigned unfolded; /* sections shown whole: 1u << section_id */
	bool shown;     /* the cursor has been put on the ledgers of this person */
	struct page_place at;
	int position_columns;
	const char *heading, *reach; /* who; phone, town, birth, identifiant: as much as fits */
	struct text_lines nothing;
};

/* --- the line under the cursor ---------------------------------------------------------------------------- */

static const struct view_line *file_line(const struct file_state *st)
{
	const struct page_stop *stop = page_here(&st->page, &st->at);
	return stop != NULL ? stop->about : NULL;
}

/* --- recalc and paint ---------------------------------------------------------------------------------- */

/* Lines of a folded section: more on a taller screen. */
static size_t file_most(void)
{
	return term_rows() >= 36 ? 8 : 4;
}

static const char *file_reach(struct arena *arena, const struct person_file *f)
{
	char birth[DATE_TEXT] = "";
	const char *born = date_is_set(f->birth) ? arena_format(arena, " · naissance %s", date_format_numeric(f->birth, birth)) : "";
	return text_safe(arena, arena_format(arena, "%s%s%s%s%s%s · %s", f->person.phone[0] != '\0' ? f->person.phone : "sans téléphone",
	                                     f->email[0] != '\0' ? " · " : "", f->email, f->town[0] != '\0' ? " · " : "", f->town,
	                                     born, f->person.id));
}

/* As many whole « · » parts as fit; a first part and a half rather than a name alone. */
static const char *file_parts(struct arena *arena, const char *text, int columns)
{
	const char *whole = whole_parts(arena, text, " · ", columns);
	bool alone = strlen(whole) < strlen(text) && strstr(whole, " · ") == NULL;
	return alone || text_width(whole) > columns ? text_cell(arena, text, columns) : whole;
}

/* « Aïcha doit »: nearer than « la personne doit », and of no gender. */
static const char *file_debtor(struct arena *arena, const struct person_file *f)
{
	return text_safe(arena, arena_format(arena, "%s doit", f->person.first_name));
}

static void file_fit_heading(struct arena *arena, struct file_state *st, bool here)
{
	int position = st->position_columns > 0 ? st->position_columns + 2 : 0;
	st->heading = here ? file_parts(arena, st->view.heading, term_columns() - 1 - position) : "";
	if (here)
		st->reach = file_parts(arena, st->reach, term_columns() - 3 - PLACE_COLUMNS);
}

static void file_recalc(struct ui *ui, struct screen *s)
{
	struct file_state *st = s->state;
	const struct app *a = ui->app;
	bool here = a->file.file != NULL && strcmp(a->file.file->person.id, st->id) == 0;
	st->view = here ? view_file(&s->arena, a) : (struct view_file){.state = a->file.m.state, .empty = ""};
	if (here)
		st->view.sections[SECTION_THEY_OWE].title = file_debtor(&s->arena, a->file.file);
	st->page = here ? page_build(&s->arena, &st->view, term_columns(), file_most(), st->unfolded) : (struct page){0};
	st->reach = here ? file_reach(&s->arena, a->file.file) : "";
	st->position_columns = here ? text_width(st->view.position) : 0;
	file_fit_heading(&s->arena, st, here);
	st->nothing = nothing_lines(&s->arena, a, st->view.state, &a->file.m.error, st->view.empty, term_columns());
	if (here && !st->shown) {
		st->shown = true;
		st->at.cursor = st->page.first;
		st->at.top = 0;
	}
	page_reveal(&st->page, &st->at);
	forms_on_data(ui);
}

/* At its right, which rows of the page are in sight when they are not all. */
static void file_paint_reach(const struct file_state *st, struct rect line)
{
	char rows[48];
	page_range(&st->page, &st->at, rows);
	int right = (int)strlen(rows); /* ASCII */
	paint_text(line.row, line.column + 1, line.columns - 3 - right, INK_PLAIN, st->reach);
	paint_text(line.row, line.column + line.columns - right - 1, right, INK_DIM, rows);
}

static void file_paint(struct ui *ui, struct screen *s, struct rect body)
{
	struct file_state *st = s->state;
	(void)ui;
	struct rect area = {body.row + HEADING_ROWS, body.column, body.rows - HEADING_ROWS, body.columns};
	if (st->page.cell_count == 0) {
		nothing_paint(body, &st->nothing);
		return;
	}
	if (area.rows != st->at.rows) {
		st->at.rows = area.rows;
		page_reveal(&st->page, &st->at);
	}
	int right = st->position_columns > 0 ? st->position_columns + 2 : 0;
	paint_text(body.row, body.column + 1, body.columns - 1 - right, INK_TITLE, st->heading);
	if (right > 0)
		paint_text(body.row, body.column + body.columns - right + 1, right - 1, INK_DIM, st->view.position);
	file_paint_reach(st, (struct rect){body.row + 1, body.column, 1, body.columns});
	page_paint(&st->page, area, &st->at);
}

/* --- act ----------------------------------------------------------------------------------------------- */

static enum act_result file_neighbour(struct ui *ui, struct file_state *st, int way)
{
	if (!portfolio_neighbour(ui, st->id, sizeof st->id, way))
		return ACT_DONE;
	st->shown = false;
	st->unfolded = 0;
	app_load_file(ui->app, st->id);
	return ACT_RECALC;
}

static enum act_result file_why(struct ui *ui, const struct file_state *st)
{
	const struct view_line *line = file_line(st);
	if (line == NULL)
		return ACT_DONE;
	struct arena arena = {0};
	struct view_why why = view_why_line(&arena, ui->app, line);
	why_show(ui, &why);
	arena_free(&arena);
	return ACT_DONE;
}

static enum act_result file_enter(struct ui *ui, struct file_state *st)
{
	const struct page_stop *stop = page_here(&st->page, &st->at);
	if (stop != NULL && stop->about == NULL) {
		st->unfolded ^= 1u << stop->kind;
		return ACT_RECALC;
	}
	const struct view_line *line = file_line(st);
	if (line != NULL && line->training != NULL) {
		ui_open_screen(ui, &screen_training, line->training->id);
		return ACT_DONE;
	}
	return file_why(ui, st);
}

static enum act_result file_edit(struct ui *ui, const struct file_state *st)
{
	const struct view_line *line = file_line(st);
	if (line == NULL || line->note == NULL)
		return ACT_IGNORED;
	form_note_correct(ui, st->id, line->note);
	return ACT_DONE;
}

static enum act_result file_barrier(struct ui *ui, const struct file_state *st)
{
	const struct view_line *line = file_line(st);
	if (line == NULL || line->barrier == NULL || date_is_set(line->barrier->lifted))
		return ACT_IGNORED;
	form_barrier_lift(ui, line->barrier);
	return ACT_DONE;
}

/* On a line, the act is about it; elsewhere, about what comes first for the person. */
static enum act_result file_meeting(struct ui *ui, const struct file_state *st, enum action_id action)
{
	const struct view_line *line = file_line(st);
	if (line == NULL || (action == ACTION_ITEM_DONE ? line->item == NULL : line->appointment == NULL))
		return ACT_IGNORED;
	if (action == ACTION_PRESENCE)
		form_presence_at(ui, st->id, line->appointment);
	else if (action == ACTION_CONCLUDE)
		form_conclude_at(ui, st->id, line->appointment->id);
	else
		form_item_done_at(ui, line->item);
	return ACT_DONE;
}

/* --- moving and cancelling: forms of the agenda ---------------------------------------------------------- */

/* The one under the cursor, else the next one; NULL with a sentence when there is none to come. */
static const struct appointment *file_to_come(struct ui *ui, const struct file_state *st)
{
	const struct view_line *line = file_line(st);
	const struct person_file *f = ui->app->file.file;
	const struct appointment *p = line != NULL ? line->appointment : NULL;
	if (p == NULL && f != NULL)
		p = appointment_of_file(f, f->person.next_id);
	if (p == NULL || p->cancelled)
		app_say(ui->app, MESSAGE_INFO, "Aucun rendez-vous à venir à déplacer ni à annuler");
	else if (moment_compare(p->start, app_today(ui->app)) <= 0)
		app_say(ui->app, MESSAGE_INFO, "Ce rendez-vous est commencé ou passé : notez sa présence");
	else
		return p;
	return NULL;
}

static void file_rebook(struct ui *ui, bool cancel)
{
	const struct screen *s = ui_top(ui);
	const struct appointment *p = s != NULL && s->ops == &screen_file ? file_to_come(ui, s->state) : NULL;
	const struct meeting *m = p != NULL ? rdv_meeting(ui->app, p->id) : NULL;
	if (m != NULL)
		(cancel ? form_rdv_cancel : form_rdv_move)(ui, m);
	else if (p != NULL)
		app_say(ui->app, MESSAGE_WARNING, "Ce rendez-vous est à l'agenda de %s : c'est de là qu'il se déplace ou s'annule", p->counsellor);
}

static void file_move_ready(struct ui *ui, const char *id)
{
	(void)id;
	file_rebook(ui, false);
}

static void file_cancel_ready(struct ui *ui, const char *id)
{
	(void)id;
	file_rebook(ui, true);
}

static enum act_result file_act(struct ui *ui, struct screen *s, enum action_id action)
{
	struct file_state *st = s->state;
	if (page_move(&st->page, &st->at, action == ACTION_SELECT ? ACTION_PAGE_DOWN : action))
		return ACT_DONE;
	switch (action) {
	case ACTION_OPEN: return file_enter(ui, st);
	case ACTION_WHY: return file_why(ui, st);
	case ACTION_EDIT: return file_edit(ui, st);
	case ACTION_BARRIER: return file_barrier(ui, st);
	case ACTION_PRESENCE:
	case ACTION_CONCLUDE:
	case ACTION_ITEM_DONE: return file_meeting(ui, st, action);
	case ACTION_FILE_MOVE:
	case ACTION_FILE_CANCEL:
		if (file_to_come(ui, st) != NULL)
			form_wait(ui, WAIT_AGENDA_LONG, st->id, action == ACTION_FILE_MOVE ? file_move_ready : file_cancel_ready);
		return ACT_DONE;
	case ACTION_NEXT_PERSON: return file_neighbour(ui, st, 1);
	case ACTION_PREVIOUS_PERSON: return file_neighbour(ui, st, -1);
	default: return ACT_IGNORED;
	}
}

static void file_open(struct ui *ui, struct screen *s, const char *argument)
{
	struct file_state *st = s->state;
	snprintf(st->id, sizeof st->id, "%s", argument);
	st->at.rows = term_rows() - 3 - HEADING_ROWS;
	app_load_file(ui->app, st->id);
}

static const char *file_person(const struct screen *s)
{
	const struct file_state *st = s->state;
	return st->id;
}

const struct screen_ops screen_file = {
	.id = SCREEN_FILE,
	.title = "Fiche",
	.state_size = sizeof(struct file_state),
	.open = file_open,
	.recalc = file_recalc,
	.paint = file_paint,
	.act = file_act,
	.person = file_person,
};
