/* What the port tells: each event owns its arena until it is taken. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "sql/client/port_private.h"

static struct event *event_push(struct sql_port *p, enum event_kind kind, uint32_t serial)
{
	struct event_node *n = mem_alloc(sizeof *n);

	n->event.kind = kind;
	n->event.serial = serial;
	n->event.connection = p->said;
	*p->events_tail = n;
	p->events_tail = &n->next;
	return &n->event;
}

void event_connection(struct sql_port *p, enum connection_state state, const struct error *e)
{
	struct event *event;

	if (p->said == state)
		return;
	p->said = state;
	event = event_push(p, EVENT_CONNECTION, 0);
	if (e != NULL)
		event->error = *e;
}

static void command_ids(struct event *event, const struct job *j)
{
	event->command_id = arena_strdup(&event->arena, j->request.command_id);
}

void event_refused(struct sql_port *p, const struct job *j, const struct error *e)
{
	struct event *event;

	if (j->cancelled || j->request.serial == 0)
		return;
	event = event_push(p, job_is_write(j) ? EVENT_COMMAND_REFUSED : EVENT_FAILED, j->request.serial);
	event->error = *e;
	if (job_is_write(j))
		command_ids(event, j);
}

void event_cancelled(struct sql_port *p, const struct job *j)
{
	struct error e;

	error_set(&e, ERR_CANCELLED, "demande interrompue");
	event_refused(p, j, &e);
}

/* One sentence for what is not there and for what may not be seen. */
static void event_absent(struct sql_port *p, const struct job *j)
{
	struct error e;

	error_set(&e, ERR_NOT_FOUND, "cet identifiant est inexistant ou hors de votre portée");
	error_set_remedy(&e, "Vérifiez l'identifiant, ou voyez votre responsable");
	event_refused(p, j, &e);
}

/* The event that takes the arena; NULL when nobody was found, which is told. */
static struct event *event_found(struct sql_port *p, const struct job *j, enum event_kind kind, const struct arena *arena,
	const void *facts)
{
	struct event *event;

	if (facts == NULL) {
		event_absent(p, j);
		return NULL;
	}
	event = event_push(p, kind, j->request.serial);
	event->arena = *arena;
	return event;
}

static void event_agenda(struct sql_port *p, struct job *j)
{
	struct arena arena = { 0 };
	struct agenda_facts *agenda = rows_agenda(&arena, j->results);
	struct event *event = event_found(p, j, EVENT_AGENDA, &arena, agenda);

	if (event == NULL)
		return;
	agenda->from = j->request.from;
	agenda->to = j->request.to;
	event->agenda = agenda;
}

static void event_file(struct sql_port *p, struct job *j)
{
	struct arena arena = { 0 };
	struct person_file *file = rows_file(&arena, j->results);
	struct event *event = event_found(p, j, EVENT_FILE, &arena, file);

	if (event != NULL)
		event->file = file;
}

static void event_commitments(struct sql_port *p, struct job *j)
{
	struct arena arena = { 0 };
	struct commitment_file *file = rows_commitments(&arena, j->results);
	struct event *event = event_found(p, j, EVENT_COMMITMENTS, &arena, file);

	if (event != NULL)
		event->commitments = file;
}

static void event_hours(struct sql_port *p, struct job *j)
{
	struct arena arena = { 0 };
	struct hours_file *file = rows_hours(&arena, j->results);
	struct event *event = event_found(p, j, EVENT_HOURS, &arena, file);

	if (event == NULL)
		return;
	file->from = j->request.from;
	event->hours = file;
}

static void event_held(struct sql_port *p, struct job *j)
{
	struct arena arena = { 0 };
	struct held_file *file = rows_held(&arena, j->results);
	struct event *event = event_found(p, j, EVENT_HELD, &arena, file);

	if (event != NULL)
		event->held = file;
}

static void event_courses(struct sql_port *p, const struct job *j)
{
	struct event *event = event_push(p, EVENT_CATALOGUE, j->request.serial);
	size_t wanted = (size_t)courses_limit(&j->request);

	event->courses = rows_courses(&event->arena, j->results, &event->course_count, &event->courses_updated);
	event->courses_more = event->course_count > wanted;
	event->course_count -= event->courses_more ? 1 : 0;
}

static void event_training(struct sql_port *p, struct job *j)
{
	struct arena arena = { 0 };
	struct training_file *file = rows_training(&arena, j->results);
	struct event *event = event_found(p, j, EVENT_TRAINING, &arena, file);

	if (event != NULL)
		event->training = file;
	else
		arena_free(&arena);
}

static void event_session(struct sql_port *p, struct job *j)
{
	struct event *event = event_push(p, EVENT_SESSION, j->request.serial);
	long schema;

	event->session = rows_session(&event->arena, j->results[0], &schema);
	if (j->results[1] != NULL && j->results[2] != NULL)
		event->loaded_rules = rows_rules(&event->arena, j->results[1], j->results[2], event->session->rules_checksum);
}

static void event_changes(struct sql_port *p, const struct job *j)
{
	struct event *event = event_push(p, EVENT_CHANGES, j->request.serial);

	free(p->look);
	p->look = mem_strdup(rows_changes(j->results[0], &event->changed, &event->change_mark));
	p->look_mark = event->change_mark;
}

void event_hint(struct sql_port *p)
{
	event_push(p, EVENT_HINT, 0);
}

/* Behind the outcome: recorded here, and the server could not promise more. */
static void event_notice(struct sql_port *p, const struct job *j)
{
	struct event *event = event_push(p, EVENT_NOTICE, j->request.serial);

	command_ids(event, j);
	error_set(&event->error, ERR_DATABASE, "enregistré, mais le serveur de secours ne l'a pas confirmé");
	error_set_remedy(&event->error, "Gardez ce que vous venez de saisir, et prévenez l'administrateur");
	snprintf(event->error.sqlstate, sizeof event->error.sqlstate, "%s", j->warned);
}

static void event_command(struct sql_port *p, struct job *j)
{
	struct event *event = event_push(p, EVENT_COMMAND_DONE, j->request.serial);

	command_ids(event, j);
	event->result = arena_strdup(&event->arena, PQgetvalue(j->results[0], 0, 0));
	if (j->warned[0] != '\0')
		event_notice(p, j);
}

static void event_portfolio(struct sql_port *p, struct job *j)
{
	struct event *event = event_push(p, EVENT_PORTFOLIO, j->request.serial);

	event->people = rows_people(&event->arena, j->results[0], &event->people_count);
	rows_open_trainings(&event->arena, j->results[1], event->people, event->people_count);
}

static void event_search(struct sql_port *p, struct job *j)
{
	struct event *event = event_push(p, EVENT_SEARCH, j->request.serial);

	event->hits = rows_hits(&event->arena, j->results[0], &event->hit_count);
	event->hits_more = event->hit_count > (size_t)search_limit(&j->request);
	event->hit_count -= event->hits_more ? 1 : 0;
}

void event_answer(struct sql_port *p, struct job *j)
{
	struct event *event;

	if (j->cancelled || j->request.serial == 0)
		return;
	switch (j->request.kind) {
	case REQUEST_SESSION:
		event_session(p, j);
		break;
	case REQUEST_PORTFOLIO:
		event_portfolio(p, j);
		break;
	case REQUEST_REFERENTS:
		event = event_push(p, EVENT_REFERENTS, j->request.serial);
		event->referents = rows_referents(&event->arena, j->results[0], &event->referent_count);
		break;
	case REQUEST_FILE:
		event_file(p, j);
		break;
	case REQUEST_SEARCH:
		event_search(p, j);
		break;
	case REQUEST_COMMITMENTS:
		event_commitments(p, j);
		break;
	case REQUEST_HOURS:
		event_hours(p, j);
		break;
	case REQUEST_HELD:
		event_held(p, j);
		break;
	case REQUEST_COMMAND:
		event_command(p, j);
		break;
	case REQUEST_AGENDA:
		event_agenda(p, j);
		break;
	case REQUEST_DAY:
		event = event_push(p, EVENT_DAY, j->request.serial);
		event->put_off = rows_put_off(&event->arena, j->results[0], &event->put_off_count);
		break;
	case REQUEST_CHANGES:
		event_changes(p, j);
		break;
	case REQUEST_CATALOGUE:
		event_courses(p, j);
		break;
	case REQUEST_TRAININGS:
		event = event_push(p, EVENT_TRAININGS, j->request.serial);
		event->trainings = rows_training_list(&event->arena, j->results[0], j->results[1]);
		break;
	case REQUEST_TRAINING:
		event_training(p, j);
		break;
	case REQUEST_KIND_COUNT:
		break;
	}
}
