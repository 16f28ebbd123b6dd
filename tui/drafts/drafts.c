/* The drafts of this program: bound to their forms, written behind the keys, settled, offered again. */
#include "tui/drafts/drafts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "tui/drafts/state_dir.h"

#define DRAFT ".saisie"
#define LOCK ".verrou"
#define TOKEN 16 /* characters of a UUID: what the files of one program begin with */

/* Open in a form (popup), on its way (sent.id), or offered (neither). */
struct kept {
	struct kept *next;
	char name[STATE_NAME];
	struct arena arena;   /* what does not change: form, person, opened on */
	struct arena texts;   /* of the last look at the popup */
	struct draft d;
	const char *const *opened_on;
	bool opened_flag;
	struct popup *popup;
	bool found;           /* left by a former program: its refusal is offered in the list */
	bool on_disk;
	bool over;            /* settled; goes once the screen has said so: killed before, the next start says it */
	struct strbuf last;   /* as written */
};

struct drafts {
	char token[TOKEN + 1]; /* "" until something is to be written */
	int lock;
	unsigned made;
	struct kept *first;
	int64_t due;           /* monotonic ms; 0: nothing to write */
	bool warned, offer;
};

static int64_t now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* --- the list ------------------------------------------------------------------------------------------ */

static struct kept *kept_new(struct drafts *all)
{
	struct kept *k = mem_alloc(sizeof *k), **end = &all->first;
	while (*end)
		end = &(*end)->next;
	*end = k;
	k->d = (struct draft){.form = "", .title = "", .person = "", .extra = "", .agency = "", .login = "", .base = "",
		.sent = {.id = "", .verb = "", .content = "", .label = "", .person = ""}};
	return k;
}

static void kept_free(struct kept *k)
{
	arena_free(&k->arena);
	arena_free(&k->texts);
	strbuf_free(&k->last);
	free(k);
}

/* Its file too: the base has it, or the person wants it no more. */
static void kept_drop(struct ui *ui, struct kept *k)
{
	struct kept **at = &ui->drafts->first;
	if (k->on_disk)
		state_remove(ui->state, k->name);
	while (*at != k)
		at = &(*at)->next;
	*at = k->next;
	kept_free(k);
}

static struct kept *kept_of_popup(const struct drafts *all, const struct popup *p)
{
	struct kept *k = all->first;
	while (k && (!p || k->popup != p))
		k = k->next;
	return k;
}

static struct kept *kept_of_command(const struct drafts *all, const char *id)
{
	struct kept *k = all->first;
	while (k && (!*id || strcmp(k->d.sent.id, id) != 0))
		k = k->next;
	return k;
}

static struct kept *kept_named(const struct drafts *all, const char *name)
{
	struct kept *k = all->first;
	while (k && (!*name || strcmp(k->name, name) != 0))
		k = k->next;
	return k;
}

static bool is_offered(const struct kept *k)
{
	return !k->popup && !*k->d.sent.id && *k->d.form;
}

/* --- writing ------------------------------------------------------------------------------------------- */

/* The name that this program's files begin with, and the lock that says that it lives. */
static bool token_take(struct ui *ui)
{
	struct drafts *all = ui->drafts;
	char id[COMMAND_ID_TEXT], name[STATE_NAME];
	for (int i = 0; !*all->token && i < 3; i++) {
		ui->app->make_id(id);
		snprintf(name, sizeof name, "%.*s" LOCK, TOKEN, id);
		all->lock = state_lock(ui->state, name, true);
		if (all->lock >= 0)
			snprintf(all->token, sizeof all->token, "%.*s", TOKEN, id);
	}
	return *all->token != '\0';
}

static void kept_name(struct ui *ui, struct kept *k)
{
	if (!*k->name)
		snprintf(k->name, sizeof k->name, "%s-%04u" DRAFT, ui->drafts->token, ++ui->drafts->made);
}

/* One message, once: typing goes on. */
static void warn(struct ui *ui, const struct error *e)
{
	if (!ui->drafts->warned)
		app_say_error(ui->app, MESSAGE_WARNING, "Les saisies en cours ne sont pas gardées sur ce poste : ", e);
	ui->drafts->warned = true;
	ui->dirty = true;
}

/* What the popup holds now. A field left alone is written as the base had it. */
static void kept_look(struct ui *ui, struct kept *k)
{
	struct typed_form *t = &k->d.typed;
	const struct session_facts *s = ui->app->session;
	struct moment at = app_today(ui->app);
	if (k->popup && k->popup->ops->typed) {
		arena_reset(&k->texts);
		k->popup->ops->typed(k->popup, &k->texts, t);
		k->d.title = t->title;
		for (size_t i = 0; k->opened_on && i < t->count && k->opened_on[i]; i++) {
			if (strcmp(t->fields[i].value, t->fields[i].initial) == 0 && strcmp(t->fields[i].initial, k->opened_on[i]) == 0)
				t->fields[i].value = k->opened_on[i];
			t->fields[i].initial = k->opened_on[i];
		}
		if (k->opened_on)
			t->initial_flag = k->opened_flag;
	}
	k->d.agency = s ? s->agency_code : "";
	k->d.login = s ? s->login : "";
	k->d.base = state_base(s);
	k->d.day = at.day;
	k->d.minute = at.minute;
}

static bool kept_write(struct ui *ui, struct kept *k)
{
	struct error e = {0};
	struct strbuf text = {0};
	bool same, ok = true;
	if (!ui->state || !state_open(ui->state, true, &e) || !token_take(ui)) {
		if (!error_is_set(&e))
			error_set(&e, ERR_CONFIG, "verrou refusé");
		warn(ui, &e);
		return false;
	}
	kept_name(ui, k);
	draft_format(&text, &k->d);
	same = k->on_disk && text.len == k->last.len && memcmp(text.s, k->last.s, text.len) == 0;
	if (!same && text.len > STATE_FILE_MAX) {
		error_set(&e, ERR_CONFIG, "saisie trop longue");
		ok = false;
	} else if (!same) {
		ok = state_write(ui->state, k->name, text.s, text.len, &e);
	}
	if (ok && !same) {
		strbuf_free(&k->last);
		k->last = text;
		k->on_disk = true;
	} else {
		strbuf_free(&text);
	}
	if (!ok)
		warn(ui, &e);
	else
		ui->drafts->warned = false; /* it works again: a later failure is news */
	return ok;
}

/* Nothing typed, or all of it taken back: no file. */
static void kept_catch_up(struct ui *ui, struct kept *k)
{
	if (!k->popup || !k->popup->ops->typed || *k->d.sent.id)
		return;
	if (k->popup->ops->unsaved(k->popup)) {
		kept_look(ui, k);
		kept_write(ui, k);
	} else if (k->on_disk) {
		state_remove(ui->state, k->name);
		k->on_disk = false;
	}
}

static void drafts_write_all(struct ui *ui)
{
	if (!ui->drafts)
		return;
	ui->drafts->due = 0;
	for (struct kept *k = ui->drafts->first; k; k = k->next)
		kept_catch_up(ui, k);
}

void drafts_touched(struct ui *ui)
{
	if (ui->drafts && ui->drafts->due == 0 && ui->drafts->first)
		ui->drafts->due = now_ms() + DRAFT_DELAY_MS;
}

int drafts_timeout(const struct ui *ui)
{
	if (!ui->drafts || ui->drafts->due == 0)
		return -1;
	int64_t left = ui->drafts->due - now_ms();
	return left < 0 ? 0 : (int)left;
}

/* --- from the forms ------------------------------------------------------------------------------------ */

static void opened_keep(struct kept *k, const struct form_context *c)
{
	size_t count = 0;
	k->opened_on = NULL;
	k->opened_flag = c->opened_flag;
	if (!c->opened_on)
		return;
	const char **copy = arena_array(&k->arena, TYPED_FIELDS + 1, sizeof *copy);
	for (; count < TYPED_FIELDS && c->opened_on[count]; count++)
		copy[count] = arena_strdup(&k->arena, c->opened_on[count]);
	k->opened_on = copy;
}

void drafts_bind(struct ui *ui, struct popup *form, enum form_kind kind, const struct form_context *c, const struct sent_form *sent)
{
	if (!ui->drafts)
		return;
	struct kept *k = sent && sent->draft ? kept_named(ui->drafts, sent->draft) : NULL;
	if (!k || k->popup)
		k = kept_new(ui->drafts);
	k->popup = form;
	k->d.form = form_kinds[kind].code;
	k->d.person = arena_strdup(&k->arena, c->id);
	k->d.extra = arena_strdup(&k->arena, c->extra);
	k->d.sent = (struct sent_command){.id = "", .verb = "", .content = "", .label = "", .person = ""};
	opened_keep(k, c);
	if (sent) /* what it holds has no other copy any more */
		kept_catch_up(ui, k);
}

void drafts_popup_gone(struct ui *ui, const struct popup *p, struct popup *above)
{
	struct kept *k = ui->drafts ? kept_of_popup(ui->drafts, p) : NULL;
	if (!k)
		return;
	if (*k->d.sent.id)
		k->popup = NULL;
	else if (above && !above->ops->typed)
		k->popup = above;
	else
		kept_drop(ui, k);
}

/* --- from the commands --------------------------------------------------------------------------------- */

static bool on_sending(void *ctx, const struct sent_command *c)
{
	struct ui *ui = ctx;
	struct kept *k = kept_of_popup(ui->drafts, ui->popup);
	if (!k || *k->d.sent.id) /* no form, or one that sends several */
		k = kept_new(ui->drafts);
	kept_look(ui, k);
	k->d.sent = (struct sent_command){arena_strdup(&k->arena, c->id), arena_strdup(&k->arena, c->verb),
		arena_strdup(&k->arena, c->content), arena_strdup(&k->arena, c->label), arena_strdup(&k->arena, c->person), c->reversible};
	return kept_write(ui, k);
}

const char *drafts_of_command(const struct ui *ui, const char *command_id)
{
	const struct kept *k = ui->drafts ? kept_of_command(ui->drafts, command_id) : NULL;
	return k ? k->name : "";
}

void drafts_settled(struct ui *ui, const struct command_outcome *o, bool comes_back)
{
	struct kept *k = ui->drafts ? kept_of_command(ui->drafts, o->id) : NULL;
	if (!k)
		return;
	if (o->done || !*k->d.form) {
		k->over = true;
		return;
	}
	k->d.sent = (struct sent_command){.id = "", .verb = "", .content = "", .label = "", .person = ""};
	kept_write(ui, k);
	if (!comes_back)
		ui->drafts->offer = true;
}

void drafts_painted(struct ui *ui)
{
	for (struct kept *k = ui->drafts ? ui->drafts->first : NULL, *next; k; k = next) {
		next = k->next;
		if (k->over)
			kept_drop(ui, k);
	}
}

/* --- those of former programs -------------------------------------------------------------------------- */

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
	if (!whole || !is_mine(&d, ui->app->session) || !token_take(ui)) {
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

/* Over a list that is there: names come from it. */
static bool offer_may_show(const struct ui *ui)
{
	return ui->drafts->offer && !ui->popup && ui->app->session && ui->app->portfolio.m.state != LOAD_ASKED;
}

void drafts_step(struct ui *ui)
{
	if (!ui->drafts)
		return;
	if (ui->drafts->due != 0 && now_ms() >= ui->drafts->due)
		drafts_write_all(ui);
	if (!offer_may_show(ui))
		return;
	ui->drafts->offer = false;
	if (drafts_offered(ui) > 0)
		drafts_box_show(ui);
}

/* --- life ---------------------------------------------------------------------------------------------- */

void drafts_open(struct ui *ui)
{
	ui->drafts = mem_alloc(sizeof *ui->drafts);
	ui->drafts->lock = -1;
	ui->app->sending = on_sending;
	ui->app->sending_ctx = ui;
}

void drafts_close(struct ui *ui)
{
	struct drafts *all = ui->drafts;
	char name[STATE_NAME];
	bool left = false;
	if (!all)
		return;
	drafts_write_all(ui);
	ui->drafts = NULL;
	ui->app->sending = NULL;
	while (all->first) {
		struct kept *k = all->first;
		all->first = k->next;
		left = left || k->on_disk;
		kept_free(k);
	}
	if (all->lock >= 0) {
		snprintf(name, sizeof name, "%s" LOCK, all->token);
		if (!left)
			state_remove(ui->state, name);
		close(all->lock);
	}
	free(all);
}
