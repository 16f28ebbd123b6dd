/* Notes: written, or corrected by their author; private to them, or shared with those who follow. */
#include <stdio.h>
#include <string.h>

#include "tui/forms/form_kinds.h"
#include "tui/forms/forms.h"
#include "tui/widgets/widgets.h"

#define NOTE_MAX 20000 /* characters, as core/acts/acts_file.c checks */
#define PRIVATE_LABEL "Privée (vous seul la lirez)"

static void note_open(struct ui *ui, const char *id, const struct sent_form *sent);
static void note_open_correction(struct ui *ui, const char *id, const struct note *n, const struct sent_form *sent);

/* --- write --------------------------------------------------------------------------------------------- */

void note_again(struct ui *ui, const struct sent_form *sent)
{
	note_open(ui, sent->id, sent);
}

static bool note_written(struct ui *ui, void *ctx, const char *text, bool private_note, struct error *e)
{
	const struct form_context *c = ctx;
	struct sent_form sent = {.extra = "", .values = {text}, .flag = private_note};
	if (!act_note(ui->app, c->id, text, private_note, e))
		return false;
	snprintf(sent.id, sizeof sent.id, "%s", c->id);
	form_sent(ui, &sent, note_again);
	return true;
}

/* sent: what was typed and refused, NULL the first time. */
static void note_open(struct ui *ui, const char *id, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, id);
	struct popup *p = editor_new(arena_format(&c->arena, "Note sur %s", c->name), sent != NULL ? sent->values[0] : "",
	                             PRIVATE_LABEL, sent != NULL && sent->flag, NOTE_MAX, note_written, c, form_context_free);
	form_show(ui, p, FORM_NOTE, c, sent);
}

void form_note(struct ui *ui, const char *id)
{
	note_open(ui, id, NULL);
}

/* --- correct ------------------------------------------------------------------------------------------- */

/* On the note as it stands now; as a new one when it is there no more. */
static void note_correct_again(struct ui *ui, const char *id)
{
	const struct sent_form *sent = form_sent_last(ui);
	const struct person_file *f = ui->app->file.file;
	for (size_t i = 0; sent != NULL && i < f->note_count; i++)
		if (strcmp(f->notes[i].id, sent->extra) == 0) {
			note_open_correction(ui, id, &f->notes[i], sent);
			return;
		}
	if (sent != NULL)
		note_open(ui, id, sent);
}

void note_wait_again(struct ui *ui, const struct sent_form *sent)
{
	form_wait(ui, WAIT_FILE, sent->id, note_correct_again);
}

static bool note_corrected(struct ui *ui, void *ctx, const char *text, bool private_note, struct error *e)
{
	const struct form_context *c = ctx;
	const struct note *n = c->object;
	struct sent_form sent = {.extra = n->id, .values = {text}, .initials = {n->text}, .flag = private_note,
		.initial_flag = n->private_note};
	if (!act_note_correct(ui->app, n, text, private_note, e))
		return false;
	snprintf(sent.id, sizeof sent.id, "%s", c->id);
	form_sent(ui, &sent, note_wait_again);
	return true;
}

const char *note_present(const struct ui *ui, struct arena *arena, const struct sent_form *sent, size_t field)
{
	const struct person_file *f = ui->app->file.file;
	for (size_t i = 0; field == 0 && i < f->note_count; i++)
		if (strcmp(f->notes[i].id, sent->extra) == 0)
			return arena_strdup(arena, f->notes[i].text);
	return NULL;
}

static void note_open_correction(struct ui *ui, const char *id, const struct note *n, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, id);
	struct note *copy = arena_alloc(&c->arena, sizeof *copy);
	*copy = *n;
	copy->id = arena_strdup(&c->arena, n->id);
	copy->text = arena_strdup(&c->arena, n->text);
	copy->author = arena_strdup(&c->arena, n->author);
	c->object = copy;
	c->extra = copy->id;
	const char **opened_on = arena_array(&c->arena, 2, sizeof *opened_on);
	opened_on[0] = copy->text;
	c->opened_on = opened_on;
	c->opened_flag = n->private_note;
	bool flag = sent != NULL && sent->flag != sent->initial_flag ? sent->flag : n->private_note;
	struct popup *p = editor_new(arena_format(&c->arena, "Corriger la note sur %s", c->name), sent_merge(sent, 0, copy->text),
	                             PRIVATE_LABEL, flag, NOTE_MAX, note_corrected, c, form_context_free);
	form_show(ui, p, FORM_NOTE_CORRECT, c, sent);
}

void form_note_correct(struct ui *ui, const char *id, const struct note *n)
{
	if (n->mine)
		note_open_correction(ui, id, n, NULL);
	else
		app_say(ui->app, MESSAGE_WARNING, "Cette note est de %s : seul son auteur la corrige. n en écrit une autre.", n->author);
}
