/* The small box in which a form waits for the data it needs. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/agenda/booking.h"
#include "core/base/mem.h"
#include "tui/screens/common.h"
#include "tui/forms/forms.h"
#include "tui/forms/forms_sent.h"

#define AGENDA_DAYS 56  /* ahead: where the next free slots are */
#define AGENDA_MOST 199 /* days in one reading (core/app/port.h) */

struct wait_box {
	struct popup popup;
	enum wait_for what;
	char id[COMMAND_ID_TEXT]; /* identifiant, or UUID */
	wait_then then;              /* NULL: then_about */
	struct form_context *about;
	wait_then_about then_about;
	const struct wait_source *source; /* WAIT_SOURCE */
	int which;
};

static enum popup_result wait_key(struct ui *ui, struct popup *p, int key)
{
	(void)ui;
	(void)p;
	return key == KEYCODE_ESCAPE || key == 'q' ? POPUP_CLOSES : POPUP_STAYS;
}

static void wait_paint(struct ui *ui, struct popup *p, struct rect screen)
{
	static const char *const sentences[] = {
		[WAIT_FILE] = "Lecture de la fiche…", [WAIT_REFERENTS] = "Lecture des référents de l'agence…",
		[WAIT_AGENDA] = "Lecture de l'agenda…", [WAIT_AGENDA_LONG] = "Lecture de l'agenda des six mois à venir…",
	};
	const struct wait_box *box = (const struct wait_box *)p;
	struct rect r = rect_centre(screen, 4, 46);
	paint_box(r, "Un instant");
	paint_text(r.row + 1, r.column + 2, r.columns - 4, INK_PLAIN,
	           box->source != NULL ? box->source->sentence : sentences[box->what]);
	paint_text(r.row + 2, r.column + 2, r.columns - 4, INK_DIM,
	           ui->app->connection == CONNECTION_LOST ? "Connexion coupée · Échap : renoncer" : "Échap : renoncer");
	paint_cursor(r.row + 1, r.column + 2);
}

static void wait_free(struct popup *p)
{
	struct wait_box *box = (struct wait_box *)p;
	if (box->about != NULL)
		form_context_free(box->about);
	free(box);
}

static const struct popup_ops wait_ops = {.key = wait_key, .paint = wait_paint, .free = wait_free};

static const struct model *wait_model(const struct app *a, enum wait_for what)
{
	switch (what) {
	case WAIT_FILE: return &a->file.m;
	case WAIT_REFERENTS: return &a->referents.m;
	case WAIT_AGENDA:
	case WAIT_AGENDA_LONG:
	case WAIT_SOURCE: break;
	}
	return &a->agenda.m;
}

/* What needs several readings knows itself whether they are there. */
static enum load_state wait_state(const struct app *a, const struct wait_box *box, struct error *e)
{
	const struct model *m = wait_model(a, box->what);
	if (box->source != NULL)
		return box->source->state(a, box->which, box->id, e);
	*e = m->error;
	return m->state;
}

/* --- the agenda in which an appointment is given: one's own, with the person's times ------------------------------ */

/* As far as free slots are looked for; as far as the longest series goes. */
static struct date agenda_last_day(const struct app *a, enum wait_for what)
{
	return date_add_days(app_today(a).day, what == WAIT_AGENDA_LONG ? 7 * SERIES_MAX + 7 : AGENDA_DAYS);
}

static bool agenda_is_read(const struct app *a, const struct wait_box *box)
{
	const struct agenda_model *m = &a->agenda;
	const struct agenda_facts *g = m->facts;
	return g != NULL && m->login[0] == '\0' && strcmp(m->id, box->id) == 0 && strcmp(g->person, box->id) == 0 &&
	       date_compare(g->from, app_today(a).day) <= 0 && date_compare(g->to, agenda_last_day(a, box->what)) >= 0;
}

/* The days already read stay among those that are, as far as one reading goes: the week shown does not go away. */
static void agenda_ask(struct app *a, const struct wait_box *box)
{
	const struct agenda_model *m = &a->agenda;
	struct date from = date_add_days(app_today(a).day, -7), to = agenda_last_day(a, box->what);
	if (m->m.state != LOAD_NEVER && m->login[0] == '\0') {
		struct date first = date_compare(m->from, from) < 0 ? m->from : from, last = date_compare(m->to, to) > 0 ? m->to : to;
		if (date_diff(last, first) <= AGENDA_MOST) {
			from = first;
			to = last;
		}
	}
	app_load_agenda(a, "", from, to, box->id);
}

static bool wait_over(const struct app *a, const struct wait_box *box)
{
	struct error e = {0};
	if (wait_state(a, box, &e) != LOAD_READY)
		return false;
	if (box->what == WAIT_AGENDA || box->what == WAIT_AGENDA_LONG)
		return agenda_is_read(a, box);
	return box->what != WAIT_FILE || (a->file.file != NULL && strcmp(a->file.id, box->id) == 0);
}

static bool wait_under_way(const struct app *a, const struct wait_box *box)
{
	return a->file.m.state == LOAD_ASKED && strcmp(a->file.id, box->id) == 0;
}

static void wait_ask(struct app *a, const struct wait_box *box)
{
	switch (box->what) {
	case WAIT_FILE:
		if (!wait_under_way(a, box))
			app_load_file(a, box->id);
		break;
	case WAIT_REFERENTS: app_load_referents(a); break;
	case WAIT_AGENDA:
	case WAIT_AGENDA_LONG: agenda_ask(a, box); break;
	case WAIT_SOURCE: box->source->ask(a, box->which, box->id); break;
	}
}

/* As Esc does: the box is on top, since nothing else takes the keys meanwhile. */
static void wait_close(struct ui *ui)
{
	ui_popup_key(ui, KEYCODE_ESCAPE, false);
}

static void wait_end(struct ui *ui, const struct wait_box *box)
{
	if (box->source != NULL)
		box->source->then(ui, box->which, box->id);
	else if (box->then != NULL)
		box->then(ui, box->id);
	else
		box->then_about(ui, box->about);
}

static void wait_begin(struct ui *ui, struct wait_box *box)
{
	box->popup.ops = &wait_ops;
	if (wait_over(ui->app, box)) {
		wait_end(ui, box);
		free(box);
		return;
	}
	wait_ask(ui->app, box);
	ui_show_popup(ui, &box->popup);
}

void form_wait(struct ui *ui, enum wait_for what, const char *id, wait_then then)
{
	struct wait_box *box = mem_alloc(sizeof *box);
	box->what = what;
	box->then = then;
	snprintf(box->id, sizeof box->id, "%s", id);
	wait_begin(ui, box);
}

void form_wait_about(struct ui *ui, struct form_context *c, wait_then_about then)
{
	struct wait_box *box = mem_alloc(sizeof *box);
	box->what = WAIT_FILE;
	box->about = c;
	box->then_about = then;
	snprintf(box->id, sizeof box->id, "%s", c->id);
	wait_begin(ui, box);
}

void form_wait_source(struct ui *ui, const struct wait_source *source, int which, const char *id)
{
	struct wait_box *box = mem_alloc(sizeof *box);
	box->what = WAIT_SOURCE;
	box->source = source;
	box->which = which;
	snprintf(box->id, sizeof box->id, "%s", id);
	wait_begin(ui, box);
}

void forms_on_data(struct ui *ui)
{
	forms_on_refusal(ui);
	if (ui->popup == NULL || ui->popup->ops != &wait_ops)
		return;
	struct wait_box box = *(const struct wait_box *)ui->popup;
	struct error e = {0};
	if (wait_state(ui->app, &box, &e) == LOAD_FAILED) {
		wait_close(ui);
		app_say_error(ui->app, MESSAGE_ERROR, "", &e);
	} else if (wait_over(ui->app, &box)) {
		((struct wait_box *)ui->popup)->about = NULL; /* it goes on */
		wait_close(ui);
		wait_end(ui, &box);
	}
}
