/* The application's state: what is asked, and what is looked up in it. Pure; waits for nothing.
 * What comes back: app_answers.c. What is said: app_messages.c. */
#include "core/app/app.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/app/app_private.h"
#include "core/base/french.h"
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

const struct commitment_catalogue *app_catalogue(const struct app *a)
{
	return a->catalogue == NULL && a->catalogue_read != NULL ? a->catalogue_read(a->read_ctx) : a->catalogue;
}

const struct letter_templates *app_letters(const struct app *a)
{
	return a->letters == NULL && a->letters_read != NULL ? a->letters_read(a->read_ctx) : a->letters;
}

const struct funder_list *app_funders(const struct app *a)
{
	return a->funders == NULL && a->funders_read != NULL ? a->funders_read(a->read_ctx) : a->funders;
}

void app_free(struct app *a)
{
	model_free(&a->portfolio.m);
	model_free(&a->file.m);
	model_free(&a->search.m);
	model_free(&a->referents.m);
	model_free(&a->agenda.m);
	model_free(&a->day.m);
	model_free(&a->commitments.m);
	model_free(&a->hours.m);
	model_free(&a->held.m);
	model_free(&a->trainings.m);
	model_free(&a->training.m);
	model_free(&a->courses.m);
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

void app_model_ask(struct app *a, struct model *m, struct request *r)
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
	app_model_ask(a, &p->m, &(struct request){.kind = REQUEST_PORTFOLIO, .login = p->login});
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
	app_model_ask(a, &f->m, &(struct request){.kind = REQUEST_FILE, .id = f->id});
}

void app_load_commitments(struct app *a, const char *id)
{
	struct commitments_model *c = &a->commitments;

	app_load_session(a);
	if (strcmp(c->id, id) != 0) {
		arena_free(&c->m.arena);
		c->file = NULL;
		c->ledger = (struct ledger){0};
		c->judged = (struct judged_person){0};
		snprintf(c->id, sizeof c->id, "%s", id);
	}
	app_model_ask(a, &c->m, &(struct request){.kind = REQUEST_COMMITMENTS, .id = c->id});
}

/* Other weeks leave those of the screen until the answer. */
void app_load_hours(struct app *a, const char *id, struct date from, struct date to)
{
	struct hours_model *h = &a->hours;

	app_load_session(a);
	if (strcmp(h->id, id) != 0) {
		arena_free(&h->m.arena);
		h->file = NULL;
		h->judged = (struct judged_person){0};
		snprintf(h->id, sizeof h->id, "%s", id);
	}
	h->from = date_week_start(from);
	h->to = date_week_start(to);
	app_model_ask(a, &h->m, &(struct request){.kind = REQUEST_HOURS, .id = h->id, .from = h->from, .to = h->to});
}

void app_load_held(struct app *a, const char *id)
{
	struct held_model *h = &a->held;

	app_load_session(a);
	if (strcmp(h->id, id) != 0) {
		arena_free(&h->m.arena);
		h->file = NULL;
		snprintf(h->id, sizeof h->id, "%s", id);
	}
	app_model_ask(a, &h->m, &(struct request){.kind = REQUEST_HELD, .id = h->id});
}

void app_engagements_again(struct app *a)
{
	if (a->commitments.m.state != LOAD_NEVER)
		app_load_commitments(a, a->commitments.id);
	if (a->hours.m.state != LOAD_NEVER)
		app_load_hours(a, a->hours.id, a->hours.from, a->hours.to);
}

void app_load_referents(struct app *a)
{
	app_load_session(a);
	app_model_ask(a, &a->referents.m, &(struct request){.kind = REQUEST_REFERENTS});
}

/* Other days, or another person to book, leave what is there on the screen until the answer; another counsellor's
 * agenda must not be taken for theirs. */
void app_load_agenda(struct app *a, const char *login, struct date from, struct date to, const char *id)
{
	struct agenda_model *g = &a->agenda;

	app_load_session(a);
	if (strcmp(g->login, login) != 0) {
		arena_free(&g->m.arena);
		g->facts = NULL;
		snprintf(g->login, sizeof g->login, "%s", login);
	}
	if (strcmp(g->id, id) != 0)
		snprintf(g->id, sizeof g->id, "%s", id);
	g->from = from;
	g->to = to;
	app_model_ask(a, &g->m, &(struct request){.kind = REQUEST_AGENDA, .login = g->login, .id = g->id, .from = from, .to = to});
}

void app_agenda_again(struct app *a)
{
	struct agenda_model *g = &a->agenda;

	if (g->m.state != LOAD_NEVER)
		app_load_agenda(a, g->login, g->from, g->to, g->id);
}

static void day_ask(struct app *a)
{
	app_load_session(a);
	app_model_ask(a, &a->day.m, &(struct request){.kind = REQUEST_DAY});
}

void app_load_day(struct app *a)
{
	if (a->portfolio.m.state == LOAD_NEVER)
		app_load_portfolio(a, "");
	day_ask(a);
}

void app_day_again(struct app *a)
{
	if (a->day.m.state != LOAD_NEVER)
		day_ask(a);
}

void app_changes_ask(struct app *a)
{
	a->changes_again = false;
	a->changes_serial = app_ask(a, &(struct request){.kind = REQUEST_CHANGES, .change_mark = a->change_mark});
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
	app_model_ask(a, &s->m, &r);
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
	app_model_ask(a, &s->m, &(struct request){.kind = REQUEST_SEARCH, .text = s->text, .limit = SEARCH_PAGE});
}

void app_search_more(struct app *a)
{
	const struct search_model *s = &a->search;

	if (s->more && s->count > 0 && (s->m.state == LOAD_READY || s->m.state == LOAD_FAILED))
		search_ask(a, true);
}

void app_reload(struct app *a)
{
	/* The mark first: what changes between it and the readings is told once too often rather than never. */
	if (a->list_changed) {
		a->list_changed = false;
		a->change_mark = 0;
		app_changes_ask(a);
	}
	session_ask(a);
	if (a->portfolio.m.state != LOAD_NEVER)
		app_load_portfolio(a, a->portfolio.login);
	if (a->file.m.state != LOAD_NEVER)
		app_load_file(a, a->file.id);
	if (a->referents.m.state != LOAD_NEVER)
		app_load_referents(a);
	app_engagements_again(a);
	if (a->held.m.state != LOAD_NEVER)
		app_load_held(a, a->held.id);
	app_trainings_again(a);
	app_courses_again(a);
	app_agenda_again(a);
	app_day_again(a);
	if (a->search.m.state != LOAD_NEVER)
		search_ask(a, false);
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
	if (a->commitments.judged.facts != NULL && strcmp(a->commitments.id, id) == 0)
		return &a->commitments.judged;
	if (a->hours.judged.facts != NULL && strcmp(a->hours.id, id) == 0)
		return &a->hours.judged;
	if (a->training.judged.facts != NULL && strcmp(a->training.file->person.id, id) == 0)
		return &a->training.judged;
	return app_portfolio_place(a, id, &place) ? &a->portfolio.judged[place] : NULL;
}

const struct commitment_file *app_commitments(const struct app *a, const char *id)
{
	return strcmp(a->commitments.id, id) == 0 ? a->commitments.file : NULL;
}

const struct hours_file *app_hours(const struct app *a, const char *id)
{
	return strcmp(a->hours.id, id) == 0 ? a->hours.file : NULL;
}

const struct referent_facts *app_referent(const struct app *a, const char *login)
{
	for (size_t i = 0; i < a->referents.count; i++)
		if (strcmp(a->referents.items[i].login, login) == 0)
			return &a->referents.items[i];
	return NULL;
}

static const struct attendee *agenda_attendee(const struct app *a, const char *id)
{
	const struct agenda_facts *g = a->agenda.facts;

	for (size_t i = 0; g != NULL && id[0] != '\0' && i < g->meeting_count; i++)
		for (size_t j = 0; j < g->meetings[i].attendee_count; j++)
			if (strcmp(g->meetings[i].attendees[j].id, id) == 0)
				return &g->meetings[i].attendees[j];
	return NULL;
}

/* A request of theirs, in the list or on its page. */
static const struct training *training_naming(const struct app *a, const char *id)
{
	const struct training_list *l = a->trainings.list;

	for (size_t i = 0; l != NULL && i < l->count; i++)
		if (strcmp(l->items[i].person, id) == 0)
			return &l->items[i];
	return a->training.file != NULL && strcmp(a->training.file->request.person, id) == 0 ? &a->training.file->request : NULL;
}

const char *app_person_name(const struct app *a, struct arena *arena, const char *id)
{
	const struct training *t;
	const struct attendee *at;
	const struct judged_person *p = app_person(a, id);

	if (p != NULL)
		return french_name(arena, p->facts->last_name, p->facts->first_name);
	for (size_t i = 0; i < a->search.count; i++)
		if (strcmp(a->search.hits[i].id, id) == 0)
			return french_name(arena, a->search.hits[i].last_name, a->search.hits[i].first_name);
	t = training_naming(a, id);
	if (t != NULL)
		return french_name(arena, t->person_last_name, t->person_first_name);
	at = agenda_attendee(a, id);
	return text_safe(arena, at != NULL && at->name[0] != '\0' ? at->name : id);
}

const char *app_referent_name(const struct app *a, struct arena *arena, const char *login)
{
	const struct referent_facts *r = app_referent(a, login);

	return r != NULL ? french_name(arena, r->last_name, r->first_name) : text_safe(arena, login);
}

/* NULL when nobody loaded bears it. */
static const char *account_find(const struct app *a, struct arena *arena, const char *login)
{
	const struct referent_facts *r = app_referent(a, login);
	const struct person_file *sheet = a->file.file;

	if (strcmp(login, a->session->login) == 0)
		return arena_format(arena, "%s %s", a->session->first_name, a->session->last_name);
	if (r != NULL)
		return arena_format(arena, "%s %s", r->first_name, r->last_name);
	for (size_t i = 0; sheet != NULL && i < sheet->referent_count; i++)
		if (strcmp(sheet->referents[i].login, login) == 0)
			return sheet->referents[i].name;
	return NULL;
}

const char *app_account_name(const struct app *a, struct arena *arena, const char *login)
{
	const char *name = account_find(a, arena, login);

	return name != NULL ? name : login;
}

const char *app_counsellor_name(const struct app *a, struct arena *arena, const struct commitment_file *f)
{
	const char *login = f->person.referent_login;
	const char *name;

	if (login[0] == '\0')
		return "";
	name = account_find(a, arena, login);
	if (name != NULL)
		return name;
	for (size_t i = 0; i < f->appointment_count; i++)
		if (strcmp(f->appointments[i].login, login) == 0)
			return f->appointments[i].counsellor;
	return login;
}
