/* The application's state: what was asked, what came back, what is judged. Pure; waits for nothing. */
#include "core/app/app.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/app/app_private.h"
#include "core/app/view_private.h"
#include "core/base/french.h"
#include "core/base/mem.h"
#include "core/base/text.h"

void app_init(struct app *a, struct data_port *port, const struct rulebook *file_rules, command_id_maker make_id,
              struct date as_of)
{
	*a = (struct app){.port = port, .file_rules = file_rules, .make_id = make_id, .as_of = as_of,
	                  .now = {as_of, 0}};
}

static void model_free(struct model *m)
{
	arena_free(&m->arena);
}

void app_free(struct app *a)
{
	model_free(&a->portfolio.m);
	model_free(&a->file.m);
	model_free(&a->search.m);
	model_free(&a->referents.m);
	if (a->loaded_rules != NULL)
		rulebook_free(a->loaded_rules);
	arena_free(&a->session_arena);
	app_commands_free(a);
	free(a->messages);
	*a = (struct app){0};
}

const struct rulebook *app_rules(const struct app *a)
{
	return a->loaded_rules != NULL ? a->loaded_rules : a->file_rules;
}

struct moment app_today(const struct app *a)
{
	return a->now;
}

void app_set_minute(struct app *a, int minute)
{
	a->now.minute = minute;
}

bool app_read_only(const struct app *a)
{
	return date_is_set(a->as_of);
}

/* --- asking --------------------------------------------------------------------------------------------- */

uint32_t app_next_serial(struct app *a)
{
	if (++a->last_serial == 0)
		a->last_serial = 1;
	return a->last_serial;
}

static uint32_t app_ask(struct app *a, struct request *r)
{
	r->serial = app_next_serial(a);
	r->as_of = a->as_of;
	a->port->submit(a->port->ctx, r);
	return r->serial;
}

static void model_ask(struct app *a, struct model *m, struct request *r)
{
	m->state = LOAD_ASKED;
	error_clear(&m->error);
	m->serial = app_ask(a, r);
}

static void session_ask(struct app *a)
{
	a->session_serial = app_ask(a, &(struct request){.kind = REQUEST_SESSION});
}

void app_load_session(struct app *a)
{
	if (a->session_serial == 0)
		session_ask(a);
}

/* Another portfolio: the rows of the former must not be taken for its own. */
static void portfolio_forget(struct portfolio_model *p)
{
	arena_free(&p->m.arena);
	p->people = NULL;
	p->judged = NULL;
	p->count = 0;
}

void app_load_portfolio(struct app *a, const char *login)
{
	struct portfolio_model *p = &a->portfolio;

	app_load_session(a);
	if (strcmp(p->login, login) != 0) { /* a reload passes p->login itself, which must not be copied onto itself */
		portfolio_forget(p);
		snprintf(p->login, sizeof p->login, "%s", login);
	}
	model_ask(a, &p->m, &(struct request){.kind = REQUEST_PORTFOLIO, .login = p->login});
}

void app_load_file(struct app *a, const char *id)
{
	struct file_model *f = &a->file;

	app_load_session(a);
	if (strcmp(f->id, id) != 0) {
		arena_free(&f->m.arena);
		f->file = NULL;
		f->judged = (struct judged_person){0};
		snprintf(f->id, sizeof f->id, "%s", id);
	}
	model_ask(a, &f->m, &(struct request){.kind = REQUEST_FILE, .id = f->id});
}

void app_load_referents(struct app *a)
{
	app_load_session(a);
	model_ask(a, &a->referents.m, &(struct request){.kind = REQUEST_REFERENTS});
}

static void search_ask(struct app *a, bool append)
{
	struct search_model *s = &a->search;
	struct request r = {.kind = REQUEST_SEARCH, .text = s->text, .limit = SEARCH_PAGE};

	if (append) {
		const struct search_hit *last = &s->hits[s->count - 1];

		r.after_last_name = last->last_name;
		r.after_first_name = last->first_name;
		r.after_id = last->id;
	} else if (s->count > SEARCH_PAGE && s->m.state != LOAD_NEVER) {
		r.limit = (int)s->count; /* read again as far as it was read */
	}
	s->appending = append;
	model_ask(a, &s->m, &r);
}

/* The hits of the former text stay until the answer: a list that blinks at each key cannot be read. */
void app_search(struct app *a, const char *text)
{
	struct search_model *s = &a->search;
	struct arena arena = {0};

	app_load_session(a);
	text_copy(s->text, sizeof s->text, text_fold(&arena, text));
	arena_free(&arena);
	if (s->text[strspn(s->text, " ")] == '\0') {
		arena_free(&s->m.arena);
		s->m.state = LOAD_NEVER;
		s->m.serial = 0;
		s->hits = NULL;
		s->count = s->room = 0;
		s->more = false;
		return;
	}
	s->more = false;
	s->appending = false;
	model_ask(a, &s->m, &(struct request){.kind = REQUEST_SEARCH, .text = s->text, .limit = SEARCH_PAGE});
}

void app_search_more(struct app *a)
{
	const struct search_model *s = &a->search;

	if (s->more && s->count > 0 && (s->m.state == LOAD_READY || s->m.state == LOAD_FAILED))
		search_ask(a, true);
}

void app_reload(struct app *a)
{
	session_ask(a);
	if (a->portfolio.m.state != LOAD_NEVER)
		app_load_portfolio(a, a->portfolio.login);
	if (a->file.m.state != LOAD_NEVER)
		app_load_file(a, a->file.id);
	if (a->referents.m.state != LOAD_NEVER)
		app_load_referents(a);
	if (a->search.m.state != LOAD_NEVER)
		search_ask(a, false);
}

/* --- judging -------------------------------------------------------------------------------------------- */

static int judged_order(const void *left, const void *right)
{
	return judged_compare(left, right);
}

/* Needs the session (today, department, rules) and the people: whichever comes last calls it. */
static void portfolio_judge(struct app *a)
{
	struct portfolio_model *p = &a->portfolio;

	if (a->session == NULL || p->people == NULL)
		return;
	p->judged = arena_array(&p->m.arena, p->count, sizeof *p->judged);
	for (size_t i = 0; i < p->count; i++)
		p->judged[i] = person_judge(&p->m.arena, app_rules(a), &p->people[i], a->now, a->session->department);
	if (p->count > 1)
		qsort(p->judged, p->count, sizeof *p->judged, judged_order);
}

static void file_judge(struct app *a)
{
	struct file_model *f = &a->file;

	if (a->session == NULL || f->file == NULL)
		return;
	f->judged = person_judge(&f->m.arena, app_rules(a), &f->file->person, a->now, a->session->department);
}

/* --- looking up ----------------------------------------------------------------------------------------- */

bool app_portfolio_place(const struct app *a, const char *id, size_t *place)
{
	for (size_t i = 0; a->portfolio.judged != NULL && i < a->portfolio.count; i++)
		if (strcmp(a->portfolio.judged[i].facts->id, id) == 0) {
			*place = i;
			return true;
		}
	return false;
}

const struct judged_person *app_person(const struct app *a, const char *id)
{
	size_t place;

	if (a->file.judged.facts != NULL && strcmp(a->file.id, id) == 0)
		return &a->file.judged;
	return app_portfolio_place(a, id, &place) ? &a->portfolio.judged[place] : NULL;
}

const struct referent_facts *app_referent(const struct app *a, const char *login)
{
	for (size_t i = 0; i < a->referents.count; i++)
		if (strcmp(a->referents.items[i].login, login) == 0)
			return &a->referents.items[i];
	return NULL;
}

const char *app_person_name(const struct app *a, struct arena *arena, const char *id)
{
	const struct judged_person *p = app_person(a, id);

	if (p != NULL)
		return french_name(arena, p->facts->last_name, p->facts->first_name);
	for (size_t i = 0; i < a->search.count; i++)
		if (strcmp(a->search.hits[i].id, id) == 0)
			return french_name(arena, a->search.hits[i].last_name, a->search.hits[i].first_name);
	return text_safe(arena, id);
}

const char *app_referent_name(const struct app *a, struct arena *arena, const char *login)
{
	const struct referent_facts *r = app_referent(a, login);

	return r != NULL ? french_name(arena, r->last_name, r->first_name) : text_safe(arena, login);
}

/* --- answers -------------------------------------------------------------------------------------------- */

/* The model takes the answer's memory; what it had goes. */
static void model_take(struct model *m, struct event *e)
{
	arena_free(&m->arena);
	m->arena = e->arena;
	e->arena = (struct arena){0};
	m->state = LOAD_READY;
}

static void session_take(struct app *a, struct event *e)
{
	struct arena old = a->session_arena;
	struct rulebook *old_rules = a->loaded_rules;

	if (e->session == NULL || e->serial != a->session_serial)
		return;
	a->session_arena = e->arena;
	e->arena = (struct arena){0};
	a->session = e->session;
	a->loaded_rules = e->loaded_rules;
	e->loaded_rules = NULL;
	a->now.day = app_read_only(a) ? a->as_of : a->session->today;
	/* Reasons point into the rules: judge again before the former book goes. */
	portfolio_judge(a);
	file_judge(a);
	if (old_rules != NULL)
		rulebook_free(old_rules);
	arena_free(&old);
}

static void portfolio_take(struct app *a, struct event *e)
{
	struct portfolio_model *p = &a->portfolio;

	if (e->serial != p->m.serial)
		return;
	model_take(&p->m, e);
	p->people = e->people;
	p->count = e->people_count;
	p->judged = NULL;
	if (p->people == NULL)
		p->people = arena_array(&p->m.arena, 1, sizeof *p->people);
	portfolio_judge(a);
	/* The load gauge needs working times; asked after, so that the list is painted first. */
	if (a->referents.m.state == LOAD_NEVER)
		app_load_referents(a);
}

/* Nothing is said of a person before the first regime: on that day the agency did not know them. */
static void file_refuse_early(struct app *a)
{
	struct file_model *f = &a->file;

	f->file = NULL;
	f->m.state = LOAD_FAILED;
	error_set(&f->m.error, ERR_NOT_FOUND, "pas encore suivie à cette date");
	error_set_remedy(&f->m.error, "Choisissez une date plus récente par --au");
	app_say_error(a, MESSAGE_ERROR, "", &f->m.error);
}

static void file_take(struct app *a, struct event *e)
{
	struct file_model *f = &a->file;

	if (e->serial != f->m.serial)
		return;
	model_take(&f->m, e);
	f->file = e->file;
	f->judged = (struct judged_person){0};
	if (app_read_only(a) && f->file != NULL && f->file->regime_count == 0)
		file_refuse_early(a);
	else
		file_judge(a);
}

/* The next page, copied after those that are there. */
static void search_append(struct search_model *s, const struct event *e)
{
	struct arena *arena = &s->m.arena;

	if (s->count + e->hit_count > s->room) {
		struct search_hit *hits;

		s->room = 2 * (s->count + e->hit_count);
		hits = arena_array(arena, s->room, sizeof *hits);
		memcpy(hits, s->hits, s->count * sizeof *hits);
		s->hits = hits;
	}
	for (size_t i = 0; i < e->hit_count; i++) {
		struct search_hit *h = &s->hits[s->count++];

		*h = e->hits[i];
		h->id = arena_strdup(arena, h->id);
		h->last_name = arena_strdup(arena, h->last_name);
		h->first_name = arena_strdup(arena, h->first_name);
		h->phone = arena_strdup(arena, h->phone);
		h->referent_login = arena_strdup(arena, h->referent_login);
		h->referent_name = arena_strdup(arena, h->referent_name);
	}
	s->m.state = LOAD_READY;
}

static void search_take(struct app *a, struct event *e)
{
	struct search_model *s = &a->search;

	if (e->serial != s->m.serial)
		return;
	s->more = e->hits_more;
	if (s->appending) {
		search_append(s, e);
		return;
	}
	model_take(&s->m, e);
	s->hits = e->hits;
	s->count = s->room = e->hit_count;
}

static void referents_take(struct app *a, struct event *e)
{
	struct referents_model *r = &a->referents;

	if (e->serial != r->m.serial)
		return;
	model_take(&r->m, e);
	r->items = e->referents;
	r->count = e->referent_count;
}

/* What the person has stopped is no fault: it says how to go on. */
static struct error read_error(const struct app *a, const struct event *e)
{
	struct error error = e->error;
	char key[32];

	if (error.code == ERR_CANCELLED) {
		error_set(&error, ERR_CANCELLED, "lecture interrompue");
		error_set_remedy(&error, "%s la relance", app_key(a, ACTION_RELOAD, key));
	}
	return error;
}

static void read_failed(struct app *a, const struct event *e)
{
	const struct error error = read_error(a, e);
	enum { MODELS = 4 };
	struct model *models[MODELS] = {&a->portfolio.m, &a->file.m, &a->search.m, &a->referents.m};
	bool ours = e->serial == a->session_serial;

	if (ours)
		a->session_error = error;
	if (ours && a->session == NULL)
		a->session_serial = 0; /* the next reading asks again */
	for (size_t i = 0; i < MODELS; i++)
		if (models[i]->serial == e->serial && models[i]->state == LOAD_ASKED) {
			models[i]->state = LOAD_FAILED;
			models[i]->error = error;
			ours = true;
		}
	if (ours)
		app_say_error(a, error.code == ERR_CANCELLED ? MESSAGE_INFO : MESSAGE_ERROR, "", &error);
}

static void connection_changed(struct app *a, const struct event *e)
{
	enum connection_state before = a->connection;

	a->connection = e->connection;
	a->connection_error = e->error;
	if (before == e->connection)
		return;
	if (e->connection == CONNECTION_LOST)
		app_say(a, MESSAGE_WARNING, "Connexion à la base perdue : nouvel essai en cours, la saisie reste possible");
	else if (e->connection == CONNECTION_READY && before == CONNECTION_LOST)
		app_say(a, MESSAGE_INFO, "Connexion à la base rétablie");
	else if (e->connection == CONNECTION_REFUSED)
		app_say_error(a, MESSAGE_ERROR, "", &e->error);
}

void app_event(struct app *a, struct event *e)
{
	switch (e->kind) {
	case EVENT_CONNECTION:
		connection_changed(a, e);
		break;
	case EVENT_SESSION:
		session_take(a, e);
		break;
	case EVENT_PORTFOLIO:
		portfolio_take(a, e);
		break;
	case EVENT_FILE:
		file_take(a, e);
		break;
	case EVENT_SEARCH:
		search_take(a, e);
		break;
	case EVENT_REFERENTS:
		referents_take(a, e);
		break;
	case EVENT_COMMAND_DONE:
		app_command_done(a, e);
		break;
	case EVENT_COMMAND_REFUSED:
		app_command_refused(a, e);
		break;
	case EVENT_AGENDA:
	case EVENT_DAY:
	case EVENT_CHANGES:
	case EVENT_HINT:
	case EVENT_NOTICE:
		break;
	case EVENT_FAILED:
		read_failed(a, e);
		break;
	}
	if (e->loaded_rules != NULL)
		rulebook_free(e->loaded_rules); /* of a stale session */
	arena_free(&e->arena);
}

/* --- messages ------------------------------------------------------------------------------------------- */

void app_say(struct app *a, enum message_level level, const char *fmt, ...)
{
	struct message *m;
	struct arena arena = {0};
	char text[sizeof m->text];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	if (a->messages == NULL)
		a->messages = mem_alloc(MESSAGES_KEPT * sizeof *a->messages);
	m = &a->messages[a->message_count % MESSAGES_KEPT];
	m->level = level;
	m->at = a->now;
	text_copy(m->text, sizeof m->text, text_safe(&arena, text));
	a->message_count++;
	arena_free(&arena);
}

void app_say_error(struct app *a, enum message_level level, const char *prefix, const struct error *e)
{
	struct arena arena = {0};

	app_say(a, level, "%s%s", prefix, view_error(&arena, e));
	arena_free(&arena);
}

const struct message *app_last_message(const struct app *a)
{
	return a->message_count == 0 ? NULL : &a->messages[(a->message_count - 1) % MESSAGES_KEPT];
}
