/* The roll-call of a group: one key a person, and the whole saved in one command. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/acts/acts_rdv.h"
#include "core/base/mem.h"
#include "tui/screens/appointments.h"
#include "tui/screens/columns.h"
#include "tui/screens/common.h"
#include "tui/forms/forms.h"
#include "tui/screens/roll_kept.h"
#include "tui/screens/screens.h"
#include "tui/term.h"
#include "tui/widgets/widgets.h"

enum { COLUMN_MARK, COLUMN_NAME, COLUMN_ANSWER, COLUMN_BEFORE, COLUMN_PHONE, COLUMN_COUNT };


struct rollcall_state {
	char meeting[COMMAND_ID_TEXT], login[64];
	struct date day;
	struct list list;
	const struct meeting *seance;  /* of the agenda loaded, NULL until there */
	const struct attendee **people; size_t count; /* those I may see */
	size_t hidden;                 /* out of my reach: their own counsellor calls them */
	struct roll_answer *answers;   /* what was answered here, by identifiant: kept while the agenda is read again, */
	size_t answer_count, answer_room; /* and on disk until it is saved */
	bool kept_read;                /* what a former session left was looked for */
	char sent[COMMAND_ID_TEXT];    /* the command that saves it, "" before */
	struct column columns[COLUMN_COUNT];
	const char ***cells;
	const char *title, *summary;
	struct text_lines nothing;
};

/* --- answers ------------------------------------------------------------------------------------------- */

static struct roll_answer *answer_find(const struct rollcall_state *st, const char *id)
{
	for (size_t i = 0; i < st->answer_count; i++)
		if (strcmp(st->answers[i].id, id) == 0)
			return &st->answers[i];
	return NULL;
}

static void answer_set(struct rollcall_state *st, const char *id, enum attendance attendance, const char *reason)
{
	struct roll_answer *a = answer_find(st, id);
	if (a == NULL) {
		if (st->answer_count == st->answer_room) {
			st->answer_room = st->answer_room > 0 ? 2 * st->answer_room : 16;
			st->answers = mem_resize(st->answers, st->answer_room * sizeof *st->answers);
		}
		a = &st->answers[st->answer_count++];
	}
	*a = (struct roll_answer){.attendance = attendance};
	snprintf(a->id, sizeof a->id, "%s", id);
	text_copy(a->reason, sizeof a->reason, reason);
}

static void answer_drop(struct rollcall_state *st, const char *id)
{
	struct roll_answer *a = answer_find(st, id);
	if (a != NULL)
		*a = st->answers[--st->answer_count];
}

static void answers_keep(struct ui *ui, const struct rollcall_state *st)
{
	struct arena arena = {0};
	const char *title = st->seance == NULL ? "" : arena_format(&arena, "%s, %s", st->seance->subject[0] != '\0' ? st->seance->subject
	                    : code_label_find(appointment_kinds, st->seance->kind), appointment_when(&arena, st->seance->period.from));
	roll_keep(ui->state, ui->app->session, st->meeting, title, st->answers, st->answer_count);
	arena_free(&arena);
}

/* Once the session is known: what was answered and neither saved nor given up. */
static void answers_find(struct ui *ui, struct rollcall_state *st)
{
	if (st->kept_read || ui->app->session == NULL)
		return;
	st->kept_read = true;
	size_t count = 0;
	struct roll_answer *kept = roll_kept(ui->state, ui->app->session, st->meeting, &count);
	for (size_t i = 0; i < count; i++)
		if (answer_find(st, kept[i].id) == NULL)
			answer_set(st, kept[i].id, kept[i].attendance, kept[i].reason);
	free(kept);
	if (count > 0)
		app_say(ui->app, MESSAGE_INFO, "Appel repris où il en était : %zu réponse%s, Ctrl-S enregistre", count, count > 1 ? "s" : "");
}

/* --- recalc -------------------------------------------------------------------------------------------- */

static const struct attendee *rollcall_selected(const struct rollcall_state *st)
{
	return st->list.cursor < st->count ? st->people[st->list.cursor] : NULL;
}

static const struct meeting *rollcall_find(const struct app *a, const char *id)
{
	const struct agenda_facts *f = a->agenda.facts;
	for (size_t i = 0; f != NULL && i < f->meeting_count; i++)
		if (strcmp(f->meetings[i].id, id) == 0)
			return &f->meetings[i];
	return NULL;
}

static void rollcall_people(struct arena *arena, struct rollcall_state *st)
{
	const struct meeting *m = st->seance;
	st->people = arena_array(arena, m->attendee_count, sizeof(const struct attendee *));
	st->count = st->hidden = 0;
	for (size_t i = 0; i < m->attendee_count; i++)
		if (m->attendees[i].id[0] != '\0')
			st->people[st->count++] = &m->attendees[i];
		else
			st->hidden++;
	list_set_count(&st->list, st->count);
}

static const char *rollcall_title(struct arena *arena, const struct meeting *m)
{
	return text_safe(arena, arena_format(arena, "%s%s%s · %s · %s", code_label_find(appointment_kinds, m->kind),
	                                     m->subject[0] != '\0' ? " : " : "", m->subject, appointment_when(arena, m->period.from),
	                                     code_label_find(appointment_places, m->place)));
}

static const char *rollcall_summary(struct arena *arena, const struct rollcall_state *st)
{
	const char *hidden = st->hidden == 0 ? "" : arena_format(arena, " · %zu hors de votre portée", st->hidden);
	if (st->answer_count == 0)
		return arena_format(arena, "%zu personne%s%s", st->count, st->count > 1 ? "s" : "", hidden);
	return arena_format(arena, "%zu appelée%s sur %zu, à enregistrer (Ctrl-S)%s", st->answer_count, st->answer_count > 1 ? "s" : "", st->count,
	                    hidden);
}

static const char *rollcall_before(const struct rollcall_state *st, const struct attendee *p)
{
	(void)st;
	return p->attendance == ATTENDANCE_UNKNOWN ? "" : attendance_label(p->attendance);
}

static const char *rollcall_answer(struct arena *arena, const struct roll_answer *a)
{
	if (a == NULL)
		return "";
	return text_safe(arena, arena_format(arena, "%s%s%s", attendance_label(a->attendance), a->reason[0] != '\0' ? " : " : "", a->reason));
}

static void rollcall_rows(struct arena *arena, struct rollcall_state *st)
{
	bool wide = term_columns() >= 100;
	const struct column layout[COLUMN_COUNT] = {
		[COLUMN_MARK] = {"", 1}, [COLUMN_NAME] = {"Nom", wide ? 30 : 24}, [COLUMN_ANSWER] = {"Appel", 1},
		[COLUMN_BEFORE] = {"Déjà noté", 18}, [COLUMN_PHONE] = {"Téléphone", wide ? 15 : 0},
	};
	memcpy(st->columns, layout, sizeof layout);
	columns_stretch(st->columns, COLUMN_COUNT, COLUMN_ANSWER, term_columns() - 3);
	st->cells = arena_array(arena, st->count, sizeof *st->cells);
	for (size_t i = 0; i < st->count; i++) {
		const struct attendee *p = st->people[i];
		const struct roll_answer *a = answer_find(st, p->id);
		const char *mark = a != NULL ? "*" : p->attendance == ATTENDANCE_UNKNOWN ? "!" : "";
		const char *texts[COLUMN_COUNT] = {mark, text_safe(arena, p->name), rollcall_answer(arena, a), rollcall_before(st, p),
		                                   text_safe(arena, p->phone)};
		st->cells[i] = columns_fit(arena, st->columns, COLUMN_COUNT, texts);
	}
}

/* Saved: what was answered here is in the base now. Refused: it stays, and the message says why. */
static void rollcall_settle(struct ui *ui, struct rollcall_state *st)
{
	const struct app *a = ui->app;
	if (st->sent[0] == '\0' || strcmp(a->outcome.id, st->sent) != 0)
		return;
	st->sent[0] = '\0';
	if (!a->outcome.done)
		return;
	st->answer_count = 0;
	answers_keep(ui, st);
}

static void rollcall_recalc(struct ui *ui, struct screen *s)
{
	struct rollcall_state *st = s->state;
	const struct app *a = ui->app;
	rollcall_settle(ui, st);
	answers_find(ui, st);
	st->seance = rollcall_find(a, st->meeting);
	st->title = st->summary = "";
	if (st->seance != NULL) {
		rollcall_people(&s->arena, st);
		rollcall_rows(&s->arena, st);
		st->title = rollcall_title(&s->arena, st->seance);
		st->summary = rollcall_summary(&s->arena, st);
	} else {
		st->count = 0;
		list_set_count(&st->list, 0);
	}
	const char *empty = a->agenda.m.state != LOAD_READY ? "Lecture de la séance…"
	                    : st->seance == NULL            ? "Cette séance n'est plus à l'agenda : q revient."
	                                                    : "Personne que vous suiviez n'est inscrit à cette séance.";
	st->nothing = nothing_lines(&s->arena, a, a->agenda.m.state, &a->agenda.m.error, empty, term_columns());
	forms_on_data(ui);
}

/* --- paint --------------------------------------------------------------------------------------------- */

static void rollcall_paint_row(void *ctx, size_t index, struct rect line, bool selected)
{
	const struct rollcall_state *st = ctx;
	const struct roll_answer *a = answer_find(st, st->people[index]->id);
	enum ink inks[COLUMN_COUNT] = {INK_PLAIN};
	(void)selected;
	inks[COLUMN_MARK] = a != NULL ? INK_GREEN : INK_RED;
	inks[COLUMN_ANSWER] = INK_KEY;
	inks[COLUMN_BEFORE] = INK_DIM;
	columns_paint(line, st->columns, COLUMN_COUNT, st->cells[index], inks);
}

static void rollcall_paint(struct ui *ui, struct screen *s, struct rect body)
{
	struct rollcall_state *st = s->state;
	(void)ui;
	paint_text(body.row, body.column + 1, body.columns - 1, INK_TITLE, st->title);
	if (st->count == 0) {
		nothing_paint((struct rect){body.row + 1, body.column, body.rows - 1, body.columns}, &st->nothing);
		return;
	}
	columns_paint_heading((struct rect){body.row + 1, body.column + 2, 1, body.columns - 3}, st->columns, COLUMN_COUNT);
	paint_text(body.row + body.rows - 1, body.column + 1, body.columns - 1, INK_DIM, st->summary);
	list_paint(&st->list, (struct rect){body.row + 2, body.column, body.rows - 3, body.columns}, rollcall_paint_row, st);
}

/* --- act ----------------------------------------------------------------------------------------------- */

static enum act_result rollcall_answer_with(struct ui *ui, struct rollcall_state *st, enum attendance attendance)
{
	const struct attendee *p = rollcall_selected(st);
	if (p == NULL)
		return ACT_DONE;
	answer_set(st, p->id, attendance, "");
	answers_keep(ui, st);
	list_act(&st->list, ACTION_DOWN);
	return ACT_RECALC;
}

static void rollcall_motive(struct ui *ui, void *ctx, const char *text)
{
	struct screen *s = ctx;
	struct rollcall_state *st = s->state;
	const struct attendee *p = rollcall_selected(st);
	if (p == NULL || text[0] == '\0') {
		app_say(ui->app, MESSAGE_INFO, "Rien noté : une absence excusée demande son motif");
		return;
	}
	answer_set(st, p->id, ATTENDANCE_EXCUSED, text);
	answers_keep(ui, st);
	list_act(&st->list, ACTION_DOWN);
	s->dirty = true;
}

static enum act_result rollcall_excused(struct ui *ui, struct screen *s)
{
	if (rollcall_selected(s->state) != NULL)
		ui_show_popup(ui, prompt_new("Motif de l'excuse : ", "", "motif", NULL, rollcall_motive, NULL, s));
	return ACT_DONE;
}

static enum act_result rollcall_all_present(struct ui *ui, struct rollcall_state *st)
{
	for (size_t i = 0; i < st->count; i++)
		if (st->people[i]->attendance == ATTENDANCE_UNKNOWN && answer_find(st, st->people[i]->id) == NULL)
			answer_set(st, st->people[i]->id, ATTENDANCE_PRESENT, "");
	answers_keep(ui, st);
	return ACT_RECALC;
}

static enum act_result rollcall_save(struct ui *ui, struct rollcall_state *st)
{
	struct arena arena = {0};
	struct presence_entry *entries = arena_array(&arena, st->count, sizeof *entries);
	struct error e = {0};
	size_t count = 0;
	for (size_t i = 0; i < st->count; i++) {
		const struct roll_answer *a = answer_find(st, st->people[i]->id);
		if (a != NULL)
			entries[count++] = (struct presence_entry){a->id, st->people[i]->version, a->attendance, a->reason};
	}
	if (count == 0)
		app_say(ui->app, MESSAGE_INFO, "Personne n'est encore appelé : p présent, e excusé, a absent, P tous présents");
	else if (st->sent[0] != '\0')
		app_say(ui->app, MESSAGE_INFO, "L'appel est déjà en cours d'enregistrement");
	else if (!act_rdv_presence(ui->app, st->meeting, entries, count, &e))
		app_say_error(ui->app, MESSAGE_ERROR, "", &e);
	else
		snprintf(st->sent, sizeof st->sent, "%s", ui->app->pending->id);
	arena_free(&arena);
	return ACT_RECALC;
}

/* What was asked for waits for the answer: leaving would lose the call. */
struct leaving { struct screen *screen; enum action_id action; };

static void rollcall_leave(struct ui *ui, void *ctx, int value)
{
	const struct leaving *l = ctx;
	struct rollcall_state *st = l->screen->state;
	if (value != 1)
		return;
	st->answer_count = 0;
	answers_keep(ui, st);
	ui_perform(ui, l->action);
}

static bool rollcall_leaves(enum action_id action)
{
	switch (action) {
	case ACTION_BACK:
	case ACTION_QUIT:
	case ACTION_GO_PORTFOLIO:
	case ACTION_GO_DAY:
	case ACTION_GO_AGENDA:
	case ACTION_GO_REFERENTS: return true;
	default: return false;
	}
}

static enum act_result rollcall_ask_leave(struct ui *ui, struct screen *s, enum action_id action)
{
	static const struct choice answers[] = {{'o', "abandonner l'appel", 1}, {'n', "rester", 0}};
	struct leaving *l = mem_alloc(sizeof *l);
	*l = (struct leaving){s, action};
	ui_show_popup(ui, choice_new_owning("L'appel n'est pas enregistré (Ctrl-S l'enregistre).", answers, 2, rollcall_leave, l, free));
	return ACT_DONE;
}

static enum act_result rollcall_act(struct ui *ui, struct screen *s, enum action_id action)
{
	struct rollcall_state *st = s->state;
	const struct attendee *p = rollcall_selected(st);
	if (list_act(&st->list, action))
		return ACT_DONE;
	if (rollcall_leaves(action) && st->answer_count > 0 && st->sent[0] == '\0')
		return rollcall_ask_leave(ui, s, action);
	switch (action) {
	case ACTION_ROLL_PRESENT: return rollcall_answer_with(ui, st, ATTENDANCE_PRESENT);
	case ACTION_ROLL_ABSENT: return rollcall_answer_with(ui, st, ATTENDANCE_ABSENT);
	case ACTION_ROLL_CANCELLED_STRUCTURE: return rollcall_answer_with(ui, st, ATTENDANCE_CANCELLED_STRUCTURE);
	case ACTION_ROLL_CANCELLED_PERSON: return rollcall_answer_with(ui, st, ATTENDANCE_CANCELLED_PERSON);
	case ACTION_ROLL_EXCUSED: return rollcall_excused(ui, s);
	case ACTION_ROLL_CLEAR:
		if (p != NULL) {
			answer_drop(st, p->id);
			answers_keep(ui, st);
		}
		return ACT_RECALC;
	case ACTION_ROLL_ALL: return rollcall_all_present(ui, st);
	case ACTION_ROLL_SAVE: return rollcall_save(ui, st);
	default: return ACT_IGNORED;
	}
}

/* argument: « séance jour login ». The whole week is asked for, as the agenda does. */
static void rollcall_open(struct ui *ui, struct screen *s, const char *argument)
{
	struct rollcall_state *st = s->state;
	char day[DATE_TEXT] = "";
	if (sscanf(argument, "%36s %10s %63s", st->meeting, day, st->login) < 2 || !date_parse(day, &st->day))
		st->day = app_today(ui->app).day;
	if (rollcall_find(ui->app, st->meeting) == NULL) {
		struct date monday = date_week_start(st->day);
		app_load_agenda(ui->app, st->login, monday, date_add_days(monday, 6), "");
	}
}

static void rollcall_close(struct ui *ui, struct screen *s)
{
	struct rollcall_state *st = s->state;
	(void)ui;
	free(st->answers);
}

static const char *rollcall_person(const struct screen *s)
{
	const struct attendee *p = rollcall_selected(s->state);
	return p != NULL ? p->id : "";
}

const struct screen_ops screen_rollcall = {
	.id = SCREEN_ROLLCALL,
	.title = "Appel",
	.state_size = sizeof(struct rollcall_state),
	.open = rollcall_open,
	.close = rollcall_close,
	.recalc = rollcall_recalc,
	.paint = rollcall_paint,
	.act = rollcall_act,
	.person = rollcall_person,
};
