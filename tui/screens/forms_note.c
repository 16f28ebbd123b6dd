/* Notes: written, or corrected by their author; private to them, or shared with those who follow. */
#include "core/base/text.h"
#include "tui/screens/forms.h"
#include "tui/widgets/widgets.h"

#define NOTE_MAX 20000 /* characters, as core/app/acts_file.c checks */
#define PRIVATE_LABEL "Privée (vous seul la lirez)"

static bool note_written(struct ui *ui, void *ctx, const char *text, bool private_note, struct error *e)
{
	const struct form_context *c = ctx;
	return act_note(ui->app, c->id, text, private_note, e);
}

static bool note_corrected(struct ui *ui, void *ctx, const char *text, bool private_note, struct error *e)
{
	const struct form_context *c = ctx;
	return act_note_correct(ui->app, c->object, text, private_note, e);
}

void form_note(struct ui *ui, const char *id)
{
	struct form_context *c = form_context_new(ui, id);
	ui_show_popup(ui, editor_new(arena_format(&c->arena, "Note sur %s", c->name), "", PRIVATE_LABEL, false, NOTE_MAX,
	                             note_written, c, form_context_free));
}

void form_note_correct(struct ui *ui, const char *id, const struct note *n)
{
	if (!n->mine) {
		app_say(ui->app, MESSAGE_WARNING, "Cette note est de %s : seul son auteur la corrige. n en écrit une autre.", n->author);
		return;
	}
	struct form_context *c = form_context_new(ui, id);
	struct note *copy = arena_alloc(&c->arena, sizeof *copy);
	*copy = *n;
	copy->id = arena_strdup(&c->arena, n->id);
	copy->text = arena_strdup(&c->arena, n->text);
	copy->author = arena_strdup(&c->arena, n->author);
	c->object = copy;
	ui_show_popup(ui, editor_new(arena_format(&c->arena, "Corriger la note sur %s", c->name), copy->text, PRIVATE_LABEL,
	                             n->private_note, NOTE_MAX, note_corrected, c, form_context_free));
}
