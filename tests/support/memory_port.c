/* A data port in memory, for tests of the application and of its twins. */
#include "tests/support/memory_port.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"

enum { KEPT = 512 };

struct memory_port {
	struct data_port port;
	struct arena arena;
	struct request requests[KEPT];
	size_t request_count;
	struct event events[KEPT];
	size_t first, last; /* queue of events */
	size_t unsettled;
};

static const struct course_query *query_copy(struct arena *a, const struct course_query *q)
{
	struct course_query *copy;

	if (q == NULL)
		return NULL;
	copy = arena_alloc(a, sizeof *copy);
	*copy = course_query_copy(a, q);
	return copy;
}

static void memory_submit(void *ctx, const struct request *r)
{
	struct memory_port *m = ctx;
	struct request copy = *r;

	copy.login = arena_strdup(&m->arena, r->login);
	copy.id = arena_strdup(&m->arena, r->id);
	copy.text = arena_strdup(&m->arena, r->text);
	copy.after_last_name = arena_strdup(&m->arena, r->after_last_name);
	copy.after_first_name = arena_strdup(&m->arena, r->after_first_name);
	copy.after_id = arena_strdup(&m->arena, r->after_id);
	copy.command_id = arena_strdup(&m->arena, r->command_id);
	copy.verb = arena_strdup(&m->arena, r->verb);
	copy.content = arena_strdup(&m->arena, r->content);
	copy.courses = query_copy(&m->arena, r->courses);
	m->unsettled += r->kind == REQUEST_COMMAND;
	if (m->request_count < KEPT)
		m->requests[m->request_count++] = copy;
}

static void memory_nothing(void *ctx)
{
	(void)ctx;
}

static struct port_wait memory_wait(void *ctx)
{
	(void)ctx;
	return (struct port_wait){.fd = -1, .timeout_ms = 0};
}

static void memory_service(void *ctx, bool readable, bool writable)
{
	(void)ctx;
	(void)readable;
	(void)writable;
}

static bool memory_next(void *ctx, struct event *out)
{
	struct memory_port *m = ctx;

	if (m->first == m->last)
		return false;
	*out = m->events[m->first++];
	return true;
}

static size_t memory_unsettled(void *ctx)
{
	return ((struct memory_port *)ctx)->unsettled;
}

static void memory_close(void *ctx)
{
	struct memory_port *m = ctx;
	struct event e;

	while (memory_next(m, &e))
		arena_free(&e.arena);
	arena_free(&m->arena);
	free(m);
}

struct memory_port *memory_port_new(void)
{
	struct memory_port *m = mem_alloc(sizeof *m);

	m->port = (struct data_port){m, memory_submit, memory_nothing, memory_wait, memory_service,
	                             memory_next, memory_unsettled, memory_close};
	return m;
}

struct data_port *memory_port_port(struct memory_port *m)
{
	return &m->port;
}

size_t memory_port_count(const struct memory_port *m, enum request_kind kind)
{
	size_t n = 0;

	for (size_t i = 0; i < m->request_count; i++)
		n += m->requests[i].kind == kind;
	return n;
}

const struct request *memory_port_last(const struct memory_port *m, enum request_kind kind)
{
	for (size_t i = m->request_count; i > 0; i--)
		if (m->requests[i - 1].kind == kind)
			return &m->requests[i - 1];
	return NULL;
}

void memory_port_push(struct memory_port *m, const struct event *e)
{
	if (m->first == m->last)
		m->first = m->last = 0;
	if (m->last < KEPT)
		m->events[m->last++] = *e;
}

void memory_port_deliver(struct memory_port *m, struct app *a)
{
	struct event e;

	while (memory_next(m, &e))
		app_event(a, &e);
}

/* --- answers ------------------------------------------------------------------------------------------------ */

static struct event answer_to(const struct memory_port *m, enum request_kind asked, enum event_kind kind)
{
	const struct request *r = memory_port_last(m, asked);

	return (struct event){.kind = kind, .serial = r != NULL ? r->serial : 0};
}

static void *copy_of(struct arena *a, const void *items, size_t count, size_t size)
{
	void *copy;

	if (count == 0)
		return NULL;
	copy = arena_array(a, count, size);
	memcpy(copy, items, count * size);
	return copy;
}

void memory_answer_session(struct memory_port *m, enum role role, struct date today)
{
	struct event e = answer_to(m, REQUEST_SESSION, EVENT_SESSION);

	e.session = arena_alloc(&e.arena, sizeof *e.session);
	*e.session = (struct session_facts){
		.login = role == ROLE_SUPERVISOR ? "resp" : "mlegoff", .first_name = "Mathieu", .last_name = "Le Goff",
		.role = role, .agency_code = "VITRE", .agency_name = "Agence de Vitré", .department = "35", .today = today,
		.rules_checksum = ""};
	memory_port_push(m, &e);
}

void memory_answer_people(struct memory_port *m, const struct person_facts *people, size_t count)
{
	struct event e = answer_to(m, REQUEST_PORTFOLIO, EVENT_PORTFOLIO);

	e.people = copy_of(&e.arena, people, count, sizeof *people);
	e.people_count = count;
	memory_port_push(m, &e);
}

void memory_answer_file(struct memory_port *m, const struct person_file *file)
{
	struct event e = answer_to(m, REQUEST_FILE, EVENT_FILE);

	e.file = copy_of(&e.arena, file, 1, sizeof *file);
	memory_port_push(m, &e);
}

void memory_answer_hits(struct memory_port *m, const struct search_hit *hits, size_t count)
{
	memory_answer_page(m, hits, count, false);
}

void memory_answer_page(struct memory_port *m, const struct search_hit *hits, size_t count, bool more)
{
	struct event e = answer_to(m, REQUEST_SEARCH, EVENT_SEARCH);

	e.hits = copy_of(&e.arena, hits, count, sizeof *hits);
	e.hit_count = count;
	e.hits_more = more;
	memory_port_push(m, &e);
}

void memory_answer_referents(struct memory_port *m, const struct referent_facts *items, size_t count)
{
	struct event e = answer_to(m, REQUEST_REFERENTS, EVENT_REFERENTS);

	e.referents = copy_of(&e.arena, items, count, sizeof *items);
	e.referent_count = count;
	memory_port_push(m, &e);
}

void memory_answer_agenda(struct memory_port *m, const struct agenda_facts *agenda)
{
	struct event e = answer_to(m, REQUEST_AGENDA, EVENT_AGENDA);

	e.agenda = copy_of(&e.arena, agenda, 1, sizeof *agenda);
	memory_port_push(m, &e);
}

void memory_answer_commitments(struct memory_port *m, const struct commitment_file *file)
{
	struct event e = answer_to(m, REQUEST_COMMITMENTS, EVENT_COMMITMENTS);

	e.commitments = copy_of(&e.arena, file, 1, sizeof *file);
	memory_port_push(m, &e);
}

void memory_answer_hours(struct memory_port *m, const struct hours_file *file)
{
	struct event e = answer_to(m, REQUEST_HOURS, EVENT_HOURS);

	e.hours = copy_of(&e.arena, file, 1, sizeof *file);
	memory_port_push(m, &e);
}

void memory_answer_held(struct memory_port *m, const struct held_file *file)
{
	struct event e = answer_to(m, REQUEST_HELD, EVENT_HELD);

	e.held = copy_of(&e.arena, file, 1, sizeof *file);
	memory_port_push(m, &e);
}

void memory_answer_trainings(struct memory_port *m, const struct training_list *list)
{
	struct event e = answer_to(m, REQUEST_TRAININGS, EVENT_TRAININGS);

	e.trainings = copy_of(&e.arena, list, 1, sizeof *list);
	memory_port_push(m, &e);
}

void memory_answer_training(struct memory_port *m, const struct training_file *file)
{
	struct event e = answer_to(m, REQUEST_TRAINING, EVENT_TRAINING);

	e.training = copy_of(&e.arena, file, 1, sizeof *file);
	memory_port_push(m, &e);
}

void memory_answer_courses(struct memory_port *m, const struct course_session *sessions, size_t count, bool more, struct date updated)
{
	struct event e = answer_to(m, REQUEST_CATALOGUE, EVENT_CATALOGUE);

	e.courses = copy_of(&e.arena, sessions, count, sizeof *sessions);
	e.course_count = count;
	e.courses_more = more;
	e.courses_updated = updated;
	memory_port_push(m, &e);
}

void memory_answer_day(struct memory_port *m, const struct put_off *lines, size_t count)
{
	struct event e = answer_to(m, REQUEST_DAY, EVENT_DAY);

	e.put_off = copy_of(&e.arena, lines, count, sizeof *lines);
	e.put_off_count = count;
	memory_port_push(m, &e);
}

void memory_answer_changes(struct memory_port *m, bool changed, int64_t mark)
{
	struct event e = answer_to(m, REQUEST_CHANGES, EVENT_CHANGES);

	e.changed = changed;
	e.change_mark = mark;
	memory_port_push(m, &e);
}

void memory_answer_hint(struct memory_port *m)
{
	memory_port_push(m, &(struct event){.kind = EVENT_HINT});
}

void memory_answer_notice(struct memory_port *m, const struct error *error)
{
	struct event e = answer_to(m, REQUEST_COMMAND, EVENT_NOTICE);
	const struct request *r = memory_port_last(m, REQUEST_COMMAND);

	e.command_id = r == NULL ? NULL : arena_strdup(&e.arena, r->command_id);
	e.error = *error;
	memory_port_push(m, &e);
}

static void answer_command(struct memory_port *m, enum event_kind kind, const char *result, const struct error *error)
{
	struct event e = answer_to(m, REQUEST_COMMAND, kind);
	const struct request *r = memory_port_last(m, REQUEST_COMMAND);

	e.command_id = r == NULL ? NULL : arena_strdup(&e.arena, r->command_id);
	e.result = result == NULL ? NULL : arena_strdup(&e.arena, result);
	if (error != NULL)
		e.error = *error;
	if (m->unsettled > 0)
		m->unsettled--;
	memory_port_push(m, &e);
}

void memory_answer_done(struct memory_port *m, const char *result)
{
	answer_command(m, EVENT_COMMAND_DONE, result, NULL);
}

void memory_answer_refused(struct memory_port *m, const struct error *e)
{
	answer_command(m, EVENT_COMMAND_REFUSED, NULL, e);
}

void memory_answer_failed(struct memory_port *m, enum request_kind kind, const struct error *error)
{
	struct event e = answer_to(m, kind, EVENT_FAILED);

	e.error = *error;
	memory_port_push(m, &e);
}

void memory_answer_connection(struct memory_port *m, enum connection_state s)
{
	memory_port_push(m, &(struct event){.kind = EVENT_CONNECTION, .connection = s});
}

void memory_command_id(char out[COMMAND_ID_TEXT])
{
	static unsigned made;

	snprintf(out, COMMAND_ID_TEXT, "00000000-0000-4000-8000-%012u", ++made);
}
