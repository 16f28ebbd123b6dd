/* Writes: sent once under a client-made id, settled by the port, undone by a command of their own. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/acts/act_private.h"
#include "core/base/french.h"
#include "core/base/json.h"
#include "core/base/mem.h"
#include "core/base/text.h"

#define UNDO_VERB "annuler"

void command_open(struct command_draft *d, struct app *a, const char *verb)
{
	*d = (struct command_draft){.app = a, .verb = verb};
	a->make_id(d->id);
	json_open(&d->content);
}

void command_text(struct command_draft *d, const char *key, const char *value)
{
	json_string(&d->content, key, text_normalise(&d->arena, value));
}

void command_new_id(struct command_draft *d, const char *key)
{
	char id[COMMAND_ID_TEXT];

	d->app->make_id(id);
	json_string(&d->content, key, id);
}

void command_drop(struct command_draft *d)
{
	strbuf_free(&d->content);
	arena_free(&d->arena);
}

static struct pending_command *pending_add(struct app *a, const struct sent_command *c)
{
	struct pending_command *p = mem_alloc(sizeof *p);
	enum { LABEL_COLUMNS = 100 };
	size_t bytes = text_fit(c->label, LABEL_COLUMNS, NULL) + 1;

	snprintf(p->id, sizeof p->id, "%s", c->id);
	snprintf(p->person, sizeof p->person, "%s", c->person);
	text_copy(p->label, bytes < sizeof p->label ? bytes : sizeof p->label, c->label);
	p->reversible = c->reversible;
	p->undoes = strcmp(c->verb, UNDO_VERB) == 0;
	p->serial = app_next_serial(a);
	p->next = a->pending;
	a->pending = p;
	return p;
}

static void pending_submit(struct app *a, const struct pending_command *p, const struct sent_command *c, bool in_doubt,
                           bool give_up)
{
	a->port->submit(a->port->ctx, &(struct request){.serial = p->serial, .kind = REQUEST_COMMAND, .as_of = DATE_NONE,
	                                                .command_id = p->id, .verb = c->verb, .content = c->content,
	                                                .in_doubt = in_doubt, .give_up = give_up});
}

void command_send(struct command_draft *d, const char *label, const char *person, bool reversible)
{
	struct app *a = d->app;
	struct sent_command c;
	struct pending_command *p;

	json_close(&d->content);
	c = (struct sent_command){d->id, d->verb, strbuf_str(&d->content), label, person, reversible};
	p = pending_add(a, &c);
	if (a->connection == CONNECTION_LOST)
		app_say(a, MESSAGE_WARNING, "Gardé, sera enregistré au retour de la base : %s", p->label);
	else
		app_say(a, MESSAGE_INFO, "Enregistrement… %s", p->label);
	p->kept = a->sending != NULL && a->sending(a->sending_ctx, &c);
	pending_submit(a, p, &c, false, false);
	command_drop(d);
}

void app_command_settle(struct app *a, const struct sent_command *c, bool give_up)
{
	struct pending_command *p = pending_add(a, c);

	p->kept = true;
	pending_submit(a, p, c, true, give_up);
}

/* --- outcomes ------------------------------------------------------------------------------------------- */

/* Takes the pending command out of the list; NULL when it is not ours or already settled. */
static struct pending_command *pending_take(struct app *a, const char *id)
{
	for (struct pending_command **at = &a->pending; *at != NULL && id != NULL; at = &(*at)->next)
		if (strcmp((*at)->id, id) == 0) {
			struct pending_command *p = *at;

			*at = p->next;
			return p;
		}
	return NULL;
}

static void undo_push(struct app *a, const struct pending_command *p)
{
	struct undo_entry *u = mem_alloc(sizeof *u);

	memcpy(u->command_id, p->id, sizeof u->command_id);
	memcpy(u->label, p->label, sizeof u->label);
	u->next = a->undo;
	a->undo = u;
}

static void outcome_set(struct app *a, const struct pending_command *p, const struct event *e)
{
	struct command_outcome *o = &a->outcome;
	char *named = NULL;

	*o = (struct command_outcome){.done = e->kind == EVENT_COMMAND_DONE, .error = e->error};
	memcpy(o->id, p->id, sizeof o->id);
	memcpy(o->label, p->label, sizeof o->label);
	snprintf(o->person, sizeof o->person, "%s", p->person);
	if (o->done && e->result != NULL && json_get_string(e->result, "identifiant", &named))
		snprintf(o->person, sizeof o->person, "%s", named);
	free(named);
	if (a->settled != NULL)
		a->settled(a->settled_ctx, o);
}

/* What the command may have changed is read again; screens keep their cursor by identifiant. */
static void reload_touched(struct app *a)
{
	if (a->portfolio.m.state != LOAD_NEVER)
		app_load_portfolio(a, a->portfolio.login);
	if (a->file.m.state != LOAD_NEVER)
		app_load_file(a, a->file.id);
	app_engagements_again(a);
	app_trainings_again(a);
	app_agenda_again(a);
	app_day_again(a);
}

const char *app_key(const struct app *a, enum action_id action, char out[32])
{
	struct keymap defaults;

	if (a->keymap != NULL)
		return keymap_show(a->keymap, action, out);
	keymap_defaults(&defaults);
	keymap_show(&defaults, action, out);
	keymap_free(&defaults);
	return out;
}

/* « ; 2 rendez-vous à déplacer »: congés declared over appointments say so (rules.md L5). */
static const char *done_consequence(struct arena *arena, const struct event *e)
{
	char *count = NULL;
	const char *words = "";

	if (e->result != NULL && json_get_string(e->result, "rdv_concernes", &count) && atoi(count) > 0)
		words = arena_format(arena, " ; %s rendez-vous à déplacer", count);
	free(count);
	return words;
}

static void done_say(struct app *a, const struct pending_command *p, const struct event *e)
{
	struct arena arena = {0};
	const char *also = done_consequence(&arena, e);
	char key[32];

	if (p->warned[0] != '\0')
		app_say(a, MESSAGE_WARNING, "Enregistré, secours non confirmé : %s%s. %s", p->label, also, p->warned);
	else if (p->undoes)
		app_say(a, MESSAGE_DONE, "Annulé : %s", p->label);
	else if (p->reversible)
		app_say(a, MESSAGE_DONE, "Enregistré : %s%s — %s pour annuler", p->label, also, app_key(a, ACTION_UNDO, key));
	else if (p->enrols)
		app_say(a, MESSAGE_DONE, "Enregistré : %s%s (identifiant %s)", p->label, also, a->outcome.person);
	else
		app_say(a, MESSAGE_DONE, "Enregistré : %s%s", p->label, also);
	arena_free(&arena);
}

void app_command_done(struct app *a, const struct event *e)
{
	struct pending_command *p = pending_take(a, e->command_id);
	bool day_only;

	if (p == NULL)
		return;
	outcome_set(a, p, e);
	a->irreversible[0] = '\0';
	if (!p->undoes && p->reversible)
		undo_push(a, p);
	else if (!p->undoes)
		memcpy(a->irreversible, p->label, sizeof a->irreversible);
	done_say(a, p, e);
	app_message_about(a, MESSAGE_ABOUT_OUTCOME);
	day_only = p->day_only;
	free(p);
	if (day_only)
		app_day_again(a);
	else
		reload_touched(a);
}

void app_command_refused(struct app *a, const struct event *e)
{
	struct pending_command *p = pending_take(a, e->command_id);
	struct arena arena = {0};

	if (p == NULL)
		return;
	outcome_set(a, p, e);
	app_say_error(a, MESSAGE_ERROR, arena_format(&arena, "Non %s : %s. ", p->undoes ? "annulé" : "enregistré", p->label), &e->error);
	app_message_about(a, MESSAGE_ABOUT_OUTCOME);
	arena_free(&arena);
	free(p);
	/* Refused because the row changed meanwhile, or the slot was taken: show what it has become. */
	if (e->error.code == ERR_CONFLICT)
		reload_touched(a);
	else if (e->error.constraint[0] != '\0')
		app_agenda_again(a);
}

/* It comes with the outcome, on either side of it: said once, with what was recorded. */
void app_command_notice(struct app *a, const struct event *e)
{
	struct arena arena = {0};
	const char *said = french_sentence(&arena, e->error.remedy);
	struct pending_command *p = a->pending;

	while (p != NULL && (e->command_id == NULL ? p->serial != e->serial : strcmp(p->id, e->command_id) != 0))
		p = p->next;
	if (p != NULL)
		text_copy(p->warned, sizeof p->warned, said);
	else
		app_say(a, MESSAGE_WARNING, "Enregistré, secours non confirmé : %s. %s",
		        e->command_id != NULL && strcmp(a->outcome.id, e->command_id) == 0 ? a->outcome.label : "un acte d'avant", said);
	arena_free(&arena);
}

void app_commands_free(struct app *a)
{
	while (a->pending != NULL) {
		struct pending_command *p = a->pending;

		a->pending = p->next;
		free(p);
	}
	while (a->undo != NULL) {
		struct undo_entry *u = a->undo;

		a->undo = u->next;
		free(u);
	}
}

/* --- undo ----------------------------------------------------------------------------------------------- */

/* While the last act waits for its outcome, or after one that cannot be undone, `u` would undo an older one, of
 * which nobody thinks any more: it says so. After the second it does it when asked again. */
static bool undo_is_meant(struct app *a, struct error *e)
{
	char key[32];

	for (const struct pending_command *p = a->pending; p != NULL; p = p->next)
		if (!p->undoes) {
			error_set(e, ERR_NOTHING, "« %s » attend encore la réponse de la base", p->label);
			error_set_remedy(e, "une fois enregistré, %s l'annulera", app_key(a, ACTION_UNDO, key));
			return false;
		}
	if (a->irreversible[0] == '\0')
		return true;
	error_set(e, ERR_NOTHING, "« %s » ne s'annule pas, une autre saisie le corrige", a->irreversible);
	if (a->undo != NULL)
		error_set_remedy(e, "la touche %s, une fois encore, annule l'acte d'avant : %s", app_key(a, ACTION_UNDO, key), a->undo->label);
	a->irreversible[0] = '\0';
	return false;
}

/* The last reversible act of this session. It leaves the stack when the undo is sent: a refusal (the row
 * has changed since) would only be repeated. */
bool act_undo(struct app *a, struct error *e)
{
	struct undo_entry *u = a->undo;
	struct command_draft d;

	if (!act_allowed(a, e) || !undo_is_meant(a, e))
		return false;
	if (u == NULL) {
		error_set(e, ERR_NOTHING, "rien à annuler dans cette session");
		return false;
	}
	command_open(&d, a, UNDO_VERB);
	json_string(&d.content, "commande_id", u->command_id);
	command_send(&d, u->label, "", false);
	a->undo = u->next;
	free(u);
	return true;
}
