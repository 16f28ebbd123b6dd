/* What comes back from the port: taken by its model when it is the last one asked for, judged, dropped otherwise. */
#include <stdlib.h>
#include <string.h>

#include "core/app/app_private.h"
#include "core/views/view_private.h"

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

static void commitments_judge(struct app *a)
{
	struct commitments_model *c = &a->commitments;

	if (a->session == NULL || c->file == NULL)
		return;
	c->judged = person_judge(&c->m.arena, app_rules(a), &c->file->person, a->now, a->session->department);
	c->ledger = ledger_compute(&c->m.arena, app_rules(a), c->file, a->now, a->session->department);
}

static void hours_judge(struct app *a)
{
	struct hours_model *h = &a->hours;

	if (a->session != NULL && h->file != NULL)
		h->judged = person_judge(&h->m.arena, app_rules(a), &h->file->person, a->now, a->session->department);
}

/* --- answers -------------------------------------------------------------------------------------------- */

/* The model takes the answer's memory; what it had goes. */
void app_model_take(struct model *m, struct event *e)
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
	commitments_judge(a);
	hours_judge(a);
	app_training_judge(a);
	if (old_rules != NULL)
		rulebook_free(old_rules);
	arena_free(&old);
}

static void portfolio_take(struct app *a, struct event *e)
{
	struct portfolio_model *p = &a->portfolio;

	if (e->serial != p->m.serial)
		return;
	app_model_take(&p->m, e);
	p->people = e->people;
	p->count = e->people_count;
	p->judged = NULL;
	if (p->people == NULL)
		p->people = arena_array(&p->m.arena, 1, sizeof *p->people);
	portfolio_judge(a);
	/* The load gauge needs working times; asked after, so that the list is painted first. */
	if (a->referents.m.state == LOAD_NEVER)
		app_load_referents(a);
	if (a->change_mark == 0 && a->changes_serial == 0 && !app_read_only(a))
		app_changes_ask(a);
}

/* Nothing is said of a person before the first regime: on that day the agency did not know them. */
static void model_refuse_early(struct app *a, struct model *m)
{
	m->state = LOAD_FAILED;
	error_set(&m->error, ERR_NOT_FOUND, "pas encore suivie à cette date");
	error_set_remedy(&m->error, "Choisissez une date plus récente par --au");
	app_say_error(a, MESSAGE_ERROR, "", &m->error);
}

static void file_take(struct app *a, struct event *e)
{
	struct file_model *f = &a->file;

	if (e->serial != f->m.serial)
		return;
	app_model_take(&f->m, e);
	f->file = e->file;
	f->judged = (struct judged_person){0};
	if (app_read_only(a) && f->file != NULL && f->file->regime_count == 0) {
		f->file = NULL;
		model_refuse_early(a, &f->m);
	}
	file_judge(a);
}

static void commitments_take(struct app *a, struct event *e)
{
	struct commitments_model *c = &a->commitments;

	if (e->serial != c->m.serial)
		return;
	app_model_take(&c->m, e);
	c->file = e->commitments;
	c->ledger = (struct ledger){0};
	c->judged = (struct judged_person){0};
	if (app_read_only(a) && c->file != NULL && c->file->regime_count == 0) {
		c->file = NULL;
		model_refuse_early(a, &c->m);
	}
	commitments_judge(a);
}

static void hours_take(struct app *a, struct event *e)
{
	struct hours_model *h = &a->hours;

	if (e->serial != h->m.serial)
		return;
	app_model_take(&h->m, e);
	h->file = e->hours;
	h->judged = (struct judged_person){0};
	if (app_read_only(a) && h->file != NULL && h->file->regime_count == 0) {
		h->file = NULL;
		model_refuse_early(a, &h->m);
	}
	hours_judge(a);
}

static void held_take(struct app *a, struct event *e)
{
	struct held_model *h = &a->held;

	if (e->serial != h->m.serial)
		return;
	app_model_take(&h->m, e);
	h->file = e->held;
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
	app_model_take(&s->m, e);
	s->hits = e->hits;
	s->count = s->room = e->hit_count;
}

static void referents_take(struct app *a, struct event *e)
{
	struct referents_model *r = &a->referents;

	if (e->serial != r->m.serial)
		return;
	app_model_take(&r->m, e);
	r->items = e->referents;
	r->count = e->referent_count;
}

static void agenda_take(struct app *a, struct event *e)
{
	struct agenda_model *g = &a->agenda;

	if (e->serial != g->m.serial)
		return;
	app_model_take(&g->m, e);
	g->facts = e->agenda;
}

/* lines is never NULL once read: the queue waits for them rather than show what was put off. */
static void day_take(struct app *a, struct event *e)
{
	struct day_model *d = &a->day;

	if (e->serial != d->m.serial)
		return;
	app_model_take(&d->m, e);
	d->lines = e->put_off != NULL ? e->put_off : arena_array(&d->m.arena, 1, sizeof *d->lines);
	d->count = e->put_off_count;
}

/* --- « liste modifiée » ----------------------------------------------------------------------------------- */

/* Anybody may notify: a hint only makes the program look, and one look at a time. */
static void hint_take(struct app *a)
{
	if (app_read_only(a) || a->list_changed)
		return;
	if (a->changes_serial != 0)
		a->changes_again = true; /* it may tell of what the look under way does not see */
	else
		app_changes_ask(a);
}

static void changes_take(struct app *a, const struct event *e)
{
	if (a->changes_serial == 0 || e->serial != a->changes_serial)
		return;
	a->changes_serial = 0;
	/* A look without a mark sees nothing; only what follows counts. */
	a->list_changed = e->changed && a->change_mark != 0;
	a->change_mark = e->change_mark;
	if (a->changes_again && !a->list_changed)
		app_changes_ask(a);
	a->changes_again = false;
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
	enum { MODELS = 12 };
	struct model *models[MODELS] = {&a->portfolio.m, &a->file.m, &a->search.m,      &a->referents.m, &a->agenda.m,    &a->day.m,
	                                &a->hours.m,     &a->held.m, &a->commitments.m, &a->trainings.m, &a->training.m, &a->courses.m};
	bool ours = e->serial == a->session_serial;

	if (a->changes_serial != 0 && e->serial == a->changes_serial) { /* nothing that was asked for: the next hint asks again */
		a->changes_serial = 0;
		a->changes_again = false;
		return;
	}
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
	size_t told = a->message_count;

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
	if (a->message_count > told)
		app_message_about(a, MESSAGE_ABOUT_CONNECTION);
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
	case EVENT_COMMITMENTS:
		commitments_take(a, e);
		break;
	case EVENT_HOURS:
		hours_take(a, e);
		break;
	case EVENT_HELD:
		held_take(a, e);
		break;
	case EVENT_TRAININGS:
		app_trainings_take(a, e);
		break;
	case EVENT_TRAINING:
		app_training_take(a, e);
		break;
	case EVENT_CATALOGUE:
		app_courses_take(a, e);
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
		agenda_take(a, e);
		break;
	case EVENT_DAY:
		day_take(a, e);
		break;
	case EVENT_CHANGES:
		changes_take(a, e);
		break;
	case EVENT_HINT:
		hint_take(a);
		break;
	case EVENT_NOTICE:
		app_command_notice(a, e);
		break;
	case EVENT_FAILED:
		read_failed(a, e);
		break;
	}
	if (e->loaded_rules != NULL)
		rulebook_free(e->loaded_rules); /* of a stale session */
	arena_free(&e->arena);
}
