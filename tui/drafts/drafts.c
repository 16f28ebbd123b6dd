/* The drafts of this program: bound to their forms, written behind the keys, settled, offered again. */
#include "tui/drafts/drafts_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "tui/drafts/state_dir.h"

static int64_t now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* --- the list ------------------------------------------------------------------------------------------ */

struct kept *kept_new(struct drafts *all)
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
void kept_drop(struct ui *ui, struct kept *k)
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

/* --- writing ------------------------------------------------------------------------------------------- */

/* The name that this program's files begin with, and the lock that says that it lives. */
bool drafts_token_take(struct ui *ui)
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

void kept_name(struct ui *ui, struct kept *k)
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
	if (!ui->state || !state_open(ui->state, true, &e) || !drafts_token_take(ui)) {
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

/* --- each turn ------------------------------------------------------------------------------------------ */

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
