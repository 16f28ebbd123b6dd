/* Training requests and the catalogue of sessions: what is asked, and what comes back of it. */
#include <stdio.h>
#include <string.h>

#include "core/app/app_private.h"
#include "core/base/text.h"

/* --- asking --------------------------------------------------------------------------------------------- */

void app_load_trainings(struct app *a, const char *login)
{
	struct trainings_model *t = &a->trainings;

	app_load_session(a);
	if (strcmp(t->login, login) != 0) { /* another portfolio: its rows must not be taken for those of the former */
		arena_free(&t->m.arena);
		t->list = NULL;
		snprintf(t->login, sizeof t->login, "%s", login);
	}
	app_model_ask(a, &t->m, &(struct request){.kind = REQUEST_TRAININGS, .login = t->login});
}

void app_load_training(struct app *a, const char *id)
{
	struct training_model *t = &a->training;

	app_load_session(a);
	if (strcmp(t->id, id) != 0) {
		arena_free(&t->m.arena);
		t->file = NULL;
		t->judged = (struct judged_person){0};
		snprintf(t->id, sizeof t->id, "%s", id);
	}
	app_model_ask(a, &t->m, &(struct request){.kind = REQUEST_TRAINING, .id = t->id});
}

void app_trainings_again(struct app *a)
{
	if (a->trainings.m.state != LOAD_NEVER)
		app_load_trainings(a, a->trainings.login);
	if (a->training.m.state != LOAD_NEVER)
		app_load_training(a, a->training.id);
}

/* The sessions of the former query stay until the answer, as those of a search do. */
void app_search_courses(struct app *a, const struct course_query *q)
{
	struct catalogue_model *c = &a->courses;
	struct course_query query = *q;

	app_load_session(a);
	query.text = text_fold(&c->m.arena, q->text != NULL ? q->text : "");
	query.after_starts = DATE_NONE;
	query.after_id = "";
	c->query = course_query_copy(&c->m.arena, &query);
	c->more = false;
	c->appending = false;
	app_model_ask(a, &c->m, &(struct request){.kind = REQUEST_CATALOGUE, .courses = &c->query});
}

void app_search_courses_more(struct app *a)
{
	struct catalogue_model *c = &a->courses;
	struct course_query query = c->query;

	if (!c->more || c->count == 0 || (c->m.state != LOAD_READY && c->m.state != LOAD_FAILED))
		return;
	query.after_starts = c->sessions[c->count - 1].starts;
	query.after_id = c->sessions[c->count - 1].id;
	c->appending = true;
	app_model_ask(a, &c->m, &(struct request){.kind = REQUEST_CATALOGUE, .courses = &query});
}

void app_courses_again(struct app *a)
{
	if (a->courses.m.state != LOAD_NEVER)
		app_search_courses(a, &a->courses.query);
}

/* --- answers -------------------------------------------------------------------------------------------- */

void app_training_judge(struct app *a)
{
	struct training_model *t = &a->training;

	if (a->session != NULL && t->file != NULL)
		t->judged = person_judge(&t->m.arena, app_rules(a), &t->file->person, a->now, a->session->department);
}

void app_trainings_take(struct app *a, struct event *e)
{
	struct trainings_model *t = &a->trainings;

	if (e->serial != t->m.serial)
		return;
	app_model_take(&t->m, e);
	t->list = e->trainings;
}

void app_training_take(struct app *a, struct event *e)
{
	struct training_model *t = &a->training;

	if (e->serial != t->m.serial)
		return;
	app_model_take(&t->m, e);
	t->file = e->training;
	t->judged = (struct judged_person){0};
	app_training_judge(a);
}

static struct course_session course_kept(struct arena *arena, const struct course_session *s)
{
	struct course_session kept = *s;
	const char **texts[] = {&kept.id,    &kept.key, &kept.provider, &kept.offer, &kept.body, &kept.title,
	                        &kept.trade, &kept.aim, &kept.place,    &kept.basin, &kept.pay,  &kept.funders};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		*texts[i] = arena_strdup(arena, *texts[i]);
	return kept;
}

/* The next page, copied after those that are there. */
static void courses_append(struct catalogue_model *c, const struct event *e)
{
	struct arena *arena = &c->m.arena;

	if (c->count + e->course_count > c->room) {
		struct course_session *sessions;

		c->room = 2 * (c->count + e->course_count);
		sessions = arena_array(arena, c->room, sizeof *sessions);
		memcpy(sessions, c->sessions, c->count * sizeof *sessions);
		c->sessions = sessions;
	}
	for (size_t i = 0; i < e->course_count; i++)
		c->sessions[c->count++] = course_kept(arena, &e->courses[i]);
	c->m.state = LOAD_READY;
}

void app_courses_take(struct app *a, struct event *e)
{
	struct catalogue_model *c = &a->courses;

	if (e->serial != c->m.serial)
		return;
	c->more = e->courses_more;
	c->updated = e->courses_updated;
	if (c->appending) {
		courses_append(c, e);
		return;
	}
	c->query = course_query_copy(&e->arena, &c->query); /* its strings go with the memory of the former answer */
	app_model_take(&c->m, e);
	c->sessions = e->courses;
	c->count = c->room = e->course_count;
}

/* --- looking up ----------------------------------------------------------------------------------------- */

const struct training_file *app_training(const struct app *a, const char *id)
{
	return strcmp(a->training.id, id) == 0 ? a->training.file : NULL;
}

const struct training *app_training_facts(const struct app *a, const char *id)
{
	const struct training_file *f = app_training(a, id);
	const struct training_list *l = a->trainings.list;

	if (f != NULL)
		return &f->request;
	for (size_t i = 0; l != NULL && i < l->count; i++)
		if (strcmp(l->items[i].id, id) == 0)
			return &l->items[i];
	return NULL;
}

const struct course_session *app_course(const struct app *a, const char *id)
{
	for (size_t i = 0; i < a->courses.count; i++)
		if (strcmp(a->courses.sessions[i].id, id) == 0)
			return &a->courses.sessions[i];
	return NULL;
}
