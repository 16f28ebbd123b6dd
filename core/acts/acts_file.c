/* The daily acts on a person's file: contact, note, frein. Checked here, sent as one command each. */
#include "core/acts/act_private.h"
#include "core/base/json.h"

static const struct input_text contact_text = {"texte", "le texte", false, 2000, true};
static const struct input_text note_text = {"texte", "la note", true, 20000, true};
static const struct input_text barrier_detail = {"detail", "le détail", false, 500, false};

/* Says the channel: one key too far on the keyboard is another one. */
static const char *contact_label(struct arena *arena, enum channel channel, bool reached, const char *name)
{
	if (reached)
		return arena_format(arena, "contact (%s) avec %s", channel_label(channel), name);
	if (channel == CHANNEL_PHONE)
		return arena_format(arena, "appel sans réponse à %s", name);
	return arena_format(arena, "%s sans réponse à %s", channel_label(channel), name);
}

bool act_contact(struct app *a, const char *id, enum channel channel, bool reached, const char *text, struct error *e)
{
	struct command_draft d;

	if (!act_allowed(a, e) || !input_text_check(&contact_text, text, e))
		return false;
	if (channel >= CHANNEL_COUNT)
		return input_refuse(e, "canal", "ce canal n'existe pas");
	command_open(&d, a, "contact_noter");
	command_new_id(&d, "contact_id");
	json_string(&d.content, "identifiant", id);
	json_string(&d.content, "canal", channel_code(channel));
	json_bool(&d.content, "joint", reached);
	command_text(&d, "texte", text == NULL ? "" : text);
	command_send(&d, contact_label(&d.arena, channel, reached, act_person_name(a, &d.arena, id)), id, true);
	return true;
}

bool act_note(struct app *a, const char *id, const char *text, bool private_note, struct error *e)
{
	struct command_draft d;

	if (!act_allowed(a, e) || !input_text_check(&note_text, text, e))
		return false;
	command_open(&d, a, "note_ecrire");
	command_new_id(&d, "note_id");
	json_string(&d.content, "identifiant", id);
	json_bool(&d.content, "privee", private_note);
	command_text(&d, "texte", text);
	command_send(&d, arena_format(&d.arena, "note sur %s", act_person_name(a, &d.arena, id)), id, true);
	return true;
}

bool act_note_correct(struct app *a, const struct note *n, const char *text, bool private_note, struct error *e)
{
	struct command_draft d;

	if (!act_allowed(a, e) || !input_text_check(&note_text, text, e))
		return false;
	if (!n->mine)
		return input_refuse(e, "texte", "une note se corrige par son auteur");
	command_open(&d, a, "note_corriger");
	json_string(&d.content, "note_id", n->id);
	json_int(&d.content, "version", n->version);
	json_bool(&d.content, "privee", private_note);
	command_text(&d, "texte", text);
	command_send(&d, "note corrigée", a->file.id, true);
	return true;
}

bool act_barrier_add(struct app *a, const char *id, const char *kind, const char *detail, struct error *e)
{
	struct command_draft d;

	if (!act_allowed(a, e) || !input_text_check(&barrier_detail, detail, e))
		return false;
	if (!code_label_known(barrier_kinds, kind))
		return act_code_refuse(barrier_kinds, "nature", "la nature du frein", e);
	command_open(&d, a, "frein_ajouter");
	command_new_id(&d, "frein_id");
	json_string(&d.content, "identifiant", id);
	json_string(&d.content, "nature", kind);
	command_text(&d, "detail", detail == NULL ? "" : detail);
	command_send(&d, arena_format(&d.arena, "frein « %s » %s", code_label_find(barrier_kinds, kind),
	                              act_person_of(a, &d.arena, id)), id, true);
	return true;
}

bool act_barrier_lift(struct app *a, const struct barrier *b, struct error *e)
{
	struct command_draft d;

	if (!act_allowed(a, e))
		return false;
	if (date_is_set(b->lifted)) {
		error_set(e, ERR_REFUSED, "ce frein est déjà levé");
		return false;
	}
	command_open(&d, a, "frein_lever");
	json_string(&d.content, "frein_id", b->id);
	json_int(&d.content, "version", b->version);
	command_send(&d, arena_format(&d.arena, "frein « %s » levé", code_label_find(barrier_kinds, b->kind)), a->file.id, true);
	return true;
}
