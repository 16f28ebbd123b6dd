/* Drafts that a former program left: found under their lock, settled, offered, taken up again. */
#include "tui/drafts/drafts_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/mem.h"

/* --- finding -------------------------------------------------------------------------------------------- */

struct search { struct ui *ui; char token[TOKEN + 1]; int lock; bool left; size_t unreadable; };

static void search_leave(struct search *s)
{
	char name[STATE_NAME];
	if (s->lock < 0)
		return;
	snprintf(name, sizeof name, "%s" LOCK, s->token);
	if (!s->left)
		state_remove(s->ui->state, name);
	close(s->lock);
	s->lock = -1;
}

/* The lock of the program that left this file; held while its files are looked at. */
static bool search_enter(struct search *s, const char *name)
{
	char lock[STATE_NAME];
	if (strlen(name) <= TOKEN || name[TOKEN] != '-' || strncmp(name, s->ui->drafts->token, TOKEN) == 0)
		return false;
	if (strncmp(name, s->token, TOKEN) == 0)
		return s->lock >= 0;
	search_leave(s);
	snprintf(s->token, sizeof s->token, "%.*s", TOKEN, name);
	snprintf(lock, sizeof lock, "%s" LOCK, s->token);
	s->left = false;
	s->lock = state_lock(s->ui->state, lock, true);
	return s->lock >= 0;
}

/* Written before the session was known: the files of a Unix account are its own. */
static bool is_mine(const struct draft *d, const struct session_facts *s)
{
	if (!*d->login && !*d->base)
		return true;
	return strcmp(d->login, s->login) == 0 && strcmp(d->agency, s->agency_code) == 0 && strcmp(d->base, state_base(s)) == 0;
}

/* A command sent on another day is not sent again: it would be dated of today. */
static void kept_settle(struct ui *ui, const struct kept *k)
{
	const struct session_facts *s = ui->app->session;
	app_command_settle(ui->app, &k->d.sent, !date_is_set(k->d.day) || date_compare(k->d.day, s->today) != 0);
}

static void on_found(void *ctx, const char *name)
{
	struct search *s = ctx;
	struct ui *ui = s->ui;
	struct arena arena = {0};
	struct draft d;
	if (!search_enter(s, name))
		return;
	char *text = state_read(ui->state, name);
	bool whole = text && draft_parse(text, &arena, &d);
	free(text);
	if (!whole || !is_mine(&d, ui->app->session) || !drafts_token_take(ui)) {
		s->left = true;
		s->unreadable += !whole;
		arena_free(&arena);
		return;
	}
	struct kept *k = kept_new(ui->drafts);
	k->arena = arena;
	k->d = d;
	k->found = k->on_disk = true;
	kept_name(ui, k);
	if (!state_rename(ui->state, name, k->name)) { /* another program was quicker */
		k->on_disk = false;
		kept_drop(ui, k);
	} else if (*k->d.sent.id) {
		kept_settle(ui, k);
	} else {
		ui->drafts->offer = true;
	}
}

/* Locks whose files are all gone. */
static void on_lock(void *ctx, const char *name)
{
	struct search *s = ctx;
	int fd = strncmp(name, s->ui->drafts->token, TOKEN) == 0 && *s->ui->drafts->token ? -1 : state_lock(s->ui->state, name, false);
	if (fd < 0)
		return;
	char *start = mem_format("%.*s-", TOKEN, name);
	if (!state_has(s->ui->state, start, DRAFT))
		state_remove(s->ui->state, name);
	free(start);
	close(fd);
}

void drafts_find(struct ui *ui)
{
	struct search s = {.ui = ui, .lock = -1};
	if (!ui->drafts || !ui->state || app_read_only(ui->app))
		return;
	state_each(ui->state, DRAFT, on_found, &s);
	search_leave(&s);
	state_each(ui->state, LOCK, on_lock, &s);
	if (s.unreadable > 0)
		app_say(ui->app, MESSAGE_WARNING, "%zu saisie%s illisible%s (autre version de Jalon ?), laissée%s dans %s", s.unreadable,
		        s.unreadable > 1 ? "s" : "", s.unreadable > 1 ? "s" : "", s.unreadable > 1 ? "s" : "", ui->state->path);
}

/* --- offering ------------------------------------------------------------------------------------------ */

static bool is_offered(const struct kept *k)
{
	return !k->popup && !*k->d.sent.id && *k->d.form;
}

size_t drafts_offered(const struct ui *ui)
{
	size_t count = 0;
	for (const struct kept *k = ui->drafts ? ui->drafts->first : NULL; k; k = k->next)
		count += is_offered(k);
	return count;
}

static struct kept *offered_at(const struct ui *ui, size_t index)
{
	struct kept *k = ui->drafts ? ui->drafts->first : NULL;
	for (; k; k = k->next)
		if (is_offered(k) && index-- == 0)
			return k;
	return NULL;
}

const struct draft *drafts_offered_at(const struct ui *ui, size_t index)
{
	const struct kept *k = offered_at(ui, index);
	return k ? &k->d : NULL;
}

void drafts_drop(struct ui *ui, size_t index)
{
	struct kept *k = offered_at(ui, index);
	if (k)
		kept_drop(ui, k);
}

/* SENT_VALUES when there is none of that name. */
static size_t value_named(const char *const *names, const char *name)
{
	size_t i = 0;
	while (names[i] && strcmp(names[i], name) != 0)
		i++;
	return names[i] ? i : SENT_VALUES;
}

struct sent_form draft_sent_form(const struct draft *d, const char *name)
{
	struct sent_form sent = {.extra = d->extra, .flag = d->typed.flag, .initial_flag = d->typed.initial_flag,
		.placed = true, .current = d->typed.current, .cursor = d->typed.cursor, .draft = name};
	snprintf(sent.id, sizeof sent.id, "%s", d->person);
	const char *const *names = form_kinds[form_kind_from_code(d->form)].names;
	for (size_t i = 0; i < d->typed.count; i++) {
		size_t at = names ? value_named(names, d->typed.fields[i].name) : i;
		if (strcmp(d->typed.fields[i].name, "confirmation") == 0)
			at = SENT_VALUES - 1;
		if (at >= SENT_VALUES)
			continue;
		sent.values[at] = d->typed.fields[i].value;
		sent.initials[at] = d->typed.fields[i].initial;
	}
	return sent;
}

void drafts_resume(struct ui *ui, size_t index)
{
	const struct kept *k = offered_at(ui, index);
	enum form_kind kind = k ? form_kind_from_code(k->d.form) : FORM_NONE;
	if (kind == FORM_NONE) {
		if (k)
			app_say(ui->app, MESSAGE_WARNING, "Cette saisie est d'une autre version de Jalon : lisez-la ici, d la jette");
		return;
	}
	struct sent_form sent = draft_sent_form(&k->d, k->name);
	form_resume(ui, &sent, form_kinds[kind].again);
}
