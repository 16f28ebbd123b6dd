/* The small box in which a form waits for the data it needs. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "tui/screens/common.h"
#include "tui/screens/forms.h"
#include "tui/screens/forms_sent.h"

struct wait_box {
	struct popup popup;
	enum wait_for what;
	char id[32];
	wait_then then;              /* NULL: then_about */
	struct form_context *about;
	wait_then_about then_about;
};

static enum popup_result wait_key(struct ui *ui, struct popup *p, int key)
{
	(void)ui;
	(void)p;
	return key == KEYCODE_ESCAPE || key == 'q' ? POPUP_CLOSES : POPUP_STAYS;
}

static void wait_paint(struct ui *ui, struct popup *p, struct rect screen)
{
	static const char *const sentences[] = {"Lecture de la fiche…", "Lecture des référents de l'agence…"};
	const struct wait_box *box = (const struct wait_box *)p;
	struct rect r = rect_centre(screen, 4, 46);
	paint_box(r, "Un instant");
	paint_text(r.row + 1, r.column + 2, r.columns - 4, INK_PLAIN, sentences[box->what]);
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
	return what == WAIT_FILE ? &a->file.m : &a->referents.m;
}

static bool wait_over(const struct app *a, const struct wait_box *box)
{
	const struct model *m = wait_model(a, box->what);
	if (m->state != LOAD_READY)
		return false;
	return box->what == WAIT_REFERENTS || (a->file.file != NULL && strcmp(a->file.id, box->id) == 0);
}

static bool wait_under_way(const struct app *a, const struct wait_box *box)
{
	return a->file.m.state == LOAD_ASKED && strcmp(a->file.id, box->id) == 0;
}

/* As Esc does: the box is on top, since nothing else takes the keys meanwhile. */
static void wait_close(struct ui *ui)
{
	ui_popup_key(ui, KEYCODE_ESCAPE, false);
}

static void wait_end(struct ui *ui, const struct wait_box *box)
{
	if (box->then != NULL)
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
	if (box->what == WAIT_REFERENTS)
		app_load_referents(ui->app);
	else if (!wait_under_way(ui->app, box))
		app_load_file(ui->app, box->id);
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

void forms_on_data(struct ui *ui)
{
	forms_on_refusal(ui);
	if (ui->popup == NULL || ui->popup->ops != &wait_ops)
		return;
	struct wait_box box = *(const struct wait_box *)ui->popup;
	const struct model *m = wait_model(ui->app, box.what);
	if (m->state == LOAD_FAILED) {
		wait_close(ui);
		app_say_error(ui->app, MESSAGE_ERROR, "", &m->error);
	} else if (wait_over(ui->app, &box)) {
		((struct wait_box *)ui->popup)->about = NULL; /* it goes on */
		wait_close(ui);
		wait_end(ui, &box);
	}
}
