/* The small box in which a form waits for the data it needs. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/text.h"
#include "tui/screens/forms.h"

struct wait_box {
	struct popup popup;
	enum wait_for what;
	char id[32];
	wait_then then;
};

static enum popup_result wait_key(struct ui *ui, struct popup *p, int key)
{
	(void)ui;
	(void)p;
	return key == KEYCODE_ESCAPE || key == 'q' || key == KEYCODE_CTRL_A + 2 ? POPUP_CLOSES : POPUP_STAYS;
}

static void wait_paint(struct ui *ui, struct popup *p, struct rect screen)
{
	static const char *const sentences[] = {"Lecture de la fiche…", "Lecture des comptes de l'agence…"};
	const struct wait_box *box = (const struct wait_box *)p;
	struct rect r = {screen.row + screen.rows / 2 - 2, screen.column + (screen.columns - 46) / 2, 4, 46};
	paint_box(r, "Un instant");
	paint_text(r.row + 1, r.column + 2, r.columns - 4, INK_PLAIN, sentences[box->what]);
	paint_text(r.row + 2, r.column + 2, r.columns - 4, INK_DIM,
	           ui->app->connection == CONNECTION_LOST ? "Connexion coupée · Échap : renoncer" : "Échap : renoncer");
	paint_cursor(r.row + 1, r.column + 2);
}

static void wait_free(struct popup *p)
{
	free(p);
}

static const struct popup_ops wait_ops = {.key = wait_key, .paint = wait_paint, .free = wait_free};

static const struct model *wait_model(const struct app *a, enum wait_for what)
{
	return what == WAIT_FILE ? &a->file.m : &a->accounts.m;
}

static bool wait_over(const struct app *a, const struct wait_box *box)
{
	const struct model *m = wait_model(a, box->what);
	if (m->state != LOAD_READY)
		return false;
	return box->what == WAIT_ACCOUNTS || (a->file.file != NULL && strcmp(a->file.id, box->id) == 0);
}

void form_wait(struct ui *ui, enum wait_for what, const char *id, wait_then then)
{
	struct wait_box *box = mem_alloc(sizeof *box);
	box->popup.ops = &wait_ops;
	box->what = what;
	box->then = then;
	snprintf(box->id, sizeof box->id, "%s", id);
	if (what == WAIT_ACCOUNTS && wait_model(ui->app, what)->state != LOAD_READY)
		app_load_accounts(ui->app);
	if (what == WAIT_FILE && !wait_over(ui->app, box))
		app_load_file(ui->app, id);
	ui_show_popup(ui, &box->popup);
	forms_on_data(ui);
}

void forms_on_data(struct ui *ui)
{
	if (ui->popup == NULL || ui->popup->ops != &wait_ops)
		return;
	const struct wait_box *box = (const struct wait_box *)ui->popup;
	const struct model *m = wait_model(ui->app, box->what);
	if (m->state == LOAD_FAILED) {
		app_say(ui->app, MESSAGE_ERROR, "%s %s", m->error.message, m->error.remedy);
		ui_show_popup(ui, NULL);
		return;
	}
	if (!wait_over(ui->app, box))
		return;
	wait_then then = box->then;
	char id[32];
	snprintf(id, sizeof id, "%s", box->id);
	then(ui, id); /* shows the form, which takes the box's place */
	if (ui->popup != NULL && ui->popup->ops == &wait_ops)
		ui_show_popup(ui, NULL);
}
