/* Jobs: copies of requests, their queues, the queries that they send. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "sql/client/port_private.h"
#include "sql/texts.h"

void queue_init(struct queue *q)
{
	q->head = NULL;
	q->tail = &q->head;
}

void queue_push(struct queue *q, struct job *j)
{
	j->next = NULL;
	*q->tail = j;
	q->tail = &j->next;
}

void queue_unshift(struct queue *q, struct job *j)
{
	j->next = q->head;
	q->head = j;
	if (j->next == NULL)
		q->tail = &j->next;
}

struct job *queue_pop(struct queue *q)
{
	struct job *j = q->head;

	if (j == NULL)
		return NULL;
	q->head = j->next;
	if (q->head == NULL)
		q->tail = &q->head;
	j->next = NULL;
	return j;
}

int search_limit(const struct request *r)
{
	return r->limit > 0 ? r->limit : SEARCH_PAGE;
}

int courses_limit(const struct request *r)
{
	return r->limit > 0 ? r->limit : COURSE_PAGE;
}

static const struct course_query *courses_copy(struct arena *a, const struct course_query *q)
{
	struct course_query *copy;

	if (q == NULL)
		return NULL;
	copy = arena_alloc(a, sizeof *copy);
	*copy = course_query_copy(a, q);
	return copy;
}

struct job *job_new(const struct request *r)
{
	struct job *j = mem_alloc(sizeof *j);

	j->request = *r;
	j->request.login = arena_strdup(&j->arena, r->login);
	j->request.id = arena_strdup(&j->arena, r->id);
	j->request.text = arena_strdup(&j->arena, r->text);
	j->request.after_last_name = arena_strdup(&j->arena, r->after_last_name);
	j->request.after_first_name = arena_strdup(&j->arena, r->after_first_name);
	j->request.after_id = arena_strdup(&j->arena, r->after_id);
	j->request.command_id = arena_strdup(&j->arena, r->command_id);
	j->request.verb = arena_strdup(&j->arena, r->verb);
	j->request.content = arena_strdup(&j->arena, r->content);
	j->request.courses = courses_copy(&j->arena, r->courses);
	j->in_doubt = r->in_doubt || r->give_up;
	if (r->give_up) {
		j->stage = STAGE_ABANDON;
		error_set(&j->refusal, ERR_CANCELLED, "la session s'est arrêtée avant l'enregistrement");
	}
	return j;
}

void job_results_clear(struct job *j)
{
	for (size_t i = 0; i < PORT_QUERIES; i++) {
		PQclear(j->results[i]);
		j->results[i] = NULL;
	}
	j->got = 0;
}

void job_free(struct job *j)
{
	job_results_clear(j);
	arena_free(&j->arena);
	free(j);
}

static bool query_send(struct sql_port *p, const char *sql, int count, const char *const *values)
{
	return PQsendQueryParams(p->conn, sql, count, NULL, values, NULL, NULL, 0) == 1;
}

static const char *const agenda_queries[AGENDA_COUNT] = { [AGENDA_OWNER] = "agenda_conseiller",
	[AGENDA_MEETINGS] = "agenda_seances", [AGENDA_OCCUPIED] = "agenda_occupations",
	[AGENDA_ABSENCES] = "agenda_absences", [AGENDA_CLOSINGS] = "agenda_fermetures",
	[AGENDA_PROTECTIONS] = "agenda_conges", [AGENDA_PROPOSALS] = "agenda_propositions",
	[AGENDA_PERSON_BUSY] = "agenda_personne" };

/* One hit more than is wanted tells whether others follow. */
static bool search_send(struct sql_port *p, const struct request *r, const char *as_of)
{
	bool first = r->after_id[0] == '\0';
	char limit[16];

	snprintf(limit, sizeof limit, "%d", search_limit(r) + 1);
	return query_send(p, sql_query("recherche"), 6,
		(const char *const[]){ r->text, limit, as_of, first ? NULL : r->after_last_name,
			first ? NULL : r->after_first_name, first ? NULL : r->after_id });
}

static const char *text_or_null(const char *s)
{
	return s[0] != '\0' ? s : NULL;
}

/* What somebody wrote down on a day, that an earlier one ignores. */
static bool agenda_is_dated(size_t i)
{
	return i == AGENDA_MEETINGS || i == AGENDA_ABSENCES || i == AGENDA_CLOSINGS || i == AGENDA_PROTECTIONS || i == AGENDA_PROPOSALS;
}

/* All in one group, hence one round trip. */
static bool agenda_send(struct sql_port *p, const struct request *r, const char *as_of)
{
	char from[DATE_TEXT], to[DATE_TEXT];
	const char *const values[] = { text_or_null(r->login), date_format(r->from, from), date_format(r->to, to),
		text_or_null(r->id), as_of };
	bool ok = true;

	for (size_t i = 0; ok && i < AGENDA_COUNT; i++)
		ok = query_send(p, sql_query(agenda_queries[i]), agenda_is_dated(i) ? 5 : 4, values);
	return ok;
}

/* The sessions and the catalogue's age, in one group; one session more than a page tells whether others follow. As of an
 * earlier day, what began since was still to come. */
static bool courses_send(struct sql_port *p, const struct request *r, const char *as_of)
{
	const struct course_query *q = r->courses;
	bool first = q->after_id[0] == '\0';
	char limit[16], from[DATE_TEXT], to[DATE_TEXT], after[DATE_TEXT];

	snprintf(limit, sizeof limit, "%d", courses_limit(r) + 1);
	return query_send(p, sql_query("catalogue"), 10,
		       (const char *const[]){ q->text, limit, q->trade, q->basin, q->funder,
			       date_is_set(q->from) ? date_format(q->from, from) : as_of,
			       date_is_set(q->to) ? date_format(q->to, to) : NULL, q->places_only ? "t" : "f",
			       first ? NULL : date_format(q->after_starts, after), first ? NULL : q->after_id }) &&
	       query_send(p, sql_query("catalogue_age"), 0, NULL);
}

/* The people, then their open training requests: one round trip. */
static bool trainings_send(struct sql_port *p, const struct request *r, const char *as_of)
{
	const char *const values[] = { text_or_null(r->login), as_of };

	return query_send(p, sql_query("formations_liste"), 2, values) && query_send(p, sql_query("formations_convergences"), 1, values + 1);
}

/* The mark stands for the last look, whose token is kept here. */
static bool changes_send(struct sql_port *p, const struct request *r)
{
	bool known_look = p->look != NULL && r->change_mark != 0 && r->change_mark == p->look_mark;

	return query_send(p, sql_query("changements"), 1, (const char *const[]){ known_look ? p->look : "" });
}

static bool read_send(struct sql_port *p, struct job *j)
{
	const struct request *r = &j->request;
	char day[DATE_TEXT];
	const char *as_of = date_is_set(r->as_of) ? date_format(r->as_of, day) : NULL;

	switch (r->kind) {
	case REQUEST_SESSION:
		return query_send(p, sql_query("session"), 0, NULL);
	case REQUEST_PORTFOLIO:
		return portfolio_send(p, text_or_null(r->login), as_of);
	case REQUEST_TRAININGS:
		return trainings_send(p, r, as_of);
	case REQUEST_REFERENTS:
		return query_send(p, sql_query("referents"), 1, (const char *const[]){ as_of });
	case REQUEST_SEARCH:
		return search_send(p, r, as_of);
	case REQUEST_AGENDA:
		return agenda_send(p, r, as_of);
	case REQUEST_DAY:
		return query_send(p, sql_query("journee_reports"), 1, (const char *const[]){ as_of });
	case REQUEST_CHANGES:
		return changes_send(p, r);
	case REQUEST_FILE:
	case REQUEST_COMMITMENTS:
	case REQUEST_HOURS:
	case REQUEST_HELD:
	case REQUEST_TRAINING:
		return person_send(p, r, as_of);
	case REQUEST_CATALOGUE:
		return r->courses == NULL || courses_send(p, r, as_of);
	case REQUEST_COMMAND:
	case REQUEST_KIND_COUNT:
		break;
	}
	return true;
}

static bool write_send(struct sql_port *p, struct job *j)
{
	const char *const values[] = { j->request.command_id, j->request.verb, j->request.content };

	if (j->stage == STAGE_ABANDON)
		return query_send(p, "SELECT jalon.abandonner($1::uuid)", 1, values);
	return query_send(p, "SELECT jalon.commander($1::uuid, $2::text, $3::jsonb)::text", 3, values);
}

bool job_send(struct sql_port *p, struct job *j)
{
	bool ok;

	j->failed = false;
	j->sendings++;
	j->sent_at = port_now();
	queue_push(&p->flying, j);
	if (p->flying.head == j)
		p->progress_at = j->sent_at;
	if (j->stage == STAGE_PREPARE)
		ok = person_prepare(p);
	else if (j->stage == STAGE_LISTEN)
		ok = query_send(p, "LISTEN jalon", 0, NULL);
	else if (j->stage == STAGE_RULES)
		ok = query_send(p, sql_query("regles_parametres"), 0, NULL) && query_send(p, sql_query("feries"), 0, NULL);
	else
		ok = job_is_write(j) ? write_send(p, j) : read_send(p, j);
	/* The sync ends the group: its own transaction, its own failure. It flushes what it can. */
	if (!ok || PQpipelineSync(p->conn) != 1)
		return false;
	p->flush = true;
	return true;
}

bool files_prepare(struct sql_port *p)
{
	struct job *j = job_new(&(struct request){ .kind = REQUEST_FILE });

	j->stage = STAGE_PREPARE;
	p->files_due = false;
	p->files_asked = true;
	return job_send(p, j);
}

bool hints_listen(struct sql_port *p)
{
	struct job *j = job_new(&(struct request){ .kind = REQUEST_CHANGES });

	j->stage = STAGE_LISTEN;
	p->listen_due = false;
	return job_send(p, j);
}
