/* Taking results off the pipeline, and what each finished job leads to. */
#include <string.h>

#include "sql/client/pg_error.h"
#include "sql/client/port_private.h"
#include "sql/texts.h"

enum { READ_RETRIES = 2, WRITE_RETRIES = 3, RETRY_STEP_MS = 300, RETRY_MAX_MS = 5000 };

static unsigned schema_expected(void)
{
	return sql_migrations_count > 0 ? sql_migrations[sql_migrations_count - 1].number : 0;
}

/* The database's rules are fetched when they are not those of the files. */
static bool rules_differ(const struct sql_port *p, const struct session_facts *s)
{
	return p->o.rules_checksum != NULL && s->rules_checksum[0] != '\0' &&
	       strcmp(s->rules_checksum, p->o.rules_checksum) != 0;
}

/* A session that does not suit ends the port: no write may reach a schema that this program does not know. */
static bool session_check(struct sql_port *p, const struct job *j, bool *rules, struct error *e)
{
	struct arena arena = { 0 };
	long schema = 0;
	const struct session_facts *s = rows_session(&arena, j->results[0], &schema);
	bool ok = false;

	if (s == NULL) {
		error_set(e, ERR_LOGIN, "ce compte n'est pas ouvert dans Jalon");
		error_set_remedy(e, "Demandez à l'administrateur : jalon compte creer");
	} else if (schema != (long)schema_expected()) {
		error_set(e, ERR_SCHEMA, "la base est de la version %ld, le programme de la version %u", schema, schema_expected());
		error_set_remedy(e, schema < (long)schema_expected() ? "L'administrateur lance : jalon base migrer" :
			"Installez la nouvelle version de jalon");
	} else {
		ok = true;
		*rules = rules_differ(p, s);
	}
	arena_free(&arena);
	return ok;
}

/* An error on the session itself: another database, no right at all, or something that passes. False: it passes,
 * the connection is given up and the session asked again on the next one, after the backoff. */
static bool session_failed(struct sql_port *p, struct job *j)
{
	struct error e = j->error;

	if (pg_error_is_passing(&e))
		return false;
	if (strcmp(e.sqlstate, "42501") == 0) {
		error_set(&e, ERR_LOGIN, "ce compte n'a pas de rôle dans Jalon");
		error_set_remedy(&e, "Demandez à l'administrateur : jalon compte creer");
	} else {
		error_set(&e, ERR_SCHEMA, "cette base n'est pas une base de Jalon de la version %u", schema_expected());
		error_set_remedy(&e, "Vérifiez le nom de la base, puis : jalon base migrer");
	}
	event_refused(p, j, &e);
	port_refuse(p, &e);
	return true;
}

/* What becomes of a job whose answer is there. */
enum fate {
	FATE_OVER,  /* to be freed */
	FATE_KEPT,  /* in a queue again */
	FATE_AGAIN, /* to be sent at once, to its next stage */
	FATE_LOST,  /* in a queue again, and the connection is to be given up: j->error says why */
};

static enum fate session_done(struct sql_port *p, struct job *j)
{
	bool rules = false;
	struct error e;

	if (j->stage == STAGE_RULES) {
		if (j->failed)
			event_refused(p, j, &j->error);
		else
			event_answer(p, j);
		return FATE_OVER;
	}
	if (j->failed && session_failed(p, j))
		return FATE_OVER;
	if (j->failed) {
		job_results_clear(j);
		j->sendings = 0;
		queue_unshift(&p->waiting, j);
		return FATE_LOST;
	}
	if (!session_check(p, j, &rules, &e)) {
		event_refused(p, j, &e);
		port_refuse(p, &e);
		return FATE_OVER;
	}
	port_accept(p);
	if (rules && j->request.serial != 0 && !j->cancelled) {
		j->stage = STAGE_RULES;
		return FATE_AGAIN;
	}
	event_answer(p, j);
	return FATE_OVER;
}

/* Sent again a little later, and later each time. */
static enum fate job_again(struct queue *q, struct job *j, bool first)
{
	int wait = ++j->refusals * RETRY_STEP_MS;

	j->not_before = port_now() + (wait < RETRY_MAX_MS ? wait : RETRY_MAX_MS);
	job_results_clear(j);
	if (first)
		queue_unshift(q, j);
	else
		queue_push(q, j);
	return FATE_KEPT;
}

static enum fate write_again(struct sql_port *p, struct job *j)
{
	return job_again(&p->writes, j, true);
}

/* A base that has become read-only was left by its primary: the next connection looks for it. */
static bool base_is_left(const struct job *j)
{
	return j->failed && strcmp(j->error.sqlstate, "25006") == 0;
}

/* By another content or another login: whatever was sent before under this id, it was not this. */
static bool id_is_taken(const struct job *j)
{
	return strcmp(j->error.constraint, "commande_differente") == 0;
}

/* What abandoning answered: « abandonnee »: the refusal holds; « faite »: ask for the first result. As long as it
 * fails, whatever the reason, nobody knows, and nothing is said. */
static enum fate write_abandoned(struct sql_port *p, struct job *j)
{
	if (j->failed && !id_is_taken(j)) {
		write_again(p, j);
		return base_is_left(j) ? FATE_LOST : FATE_KEPT;
	}
	if (!j->failed && strcmp(PQgetvalue(j->results[0], 0, 0), "faite") == 0) {
		j->stage = STAGE_ASK;
		j->refusals = 0;
		return write_again(p, j);
	}
	event_refused(p, j, &j->refusal);
	return FATE_OVER;
}

static enum fate write_done(struct sql_port *p, struct job *j)
{
	if (j->stage == STAGE_ABANDON)
		return write_abandoned(p, j);
	if (!j->failed) {
		event_answer(p, j);
		return FATE_OVER;
	}
	if (pg_error_is_passing(&j->error) && j->refusals < WRITE_RETRIES)
		return write_again(p, j);
	if (!j->in_doubt || id_is_taken(j)) {
		event_refused(p, j, &j->error);
		return FATE_OVER;
	}
	write_again(p, j);
	if (base_is_left(j))
		return FATE_LOST;
	j->refusal = j->error;
	j->stage = STAGE_ABANDON;
	j->refusals = 0;
	return FATE_KEPT;
}

/* A cancel on its way may stop a read that was asked after it. */
static bool hit_by_mistake(const struct sql_port *p, const struct job *j)
{
	return p->barrier && !j->cancelled && strcmp(j->error.sqlstate, "57014") == 0;
}

/* Statements that the server has forgotten (a pooler's reset) are done without from then on. */
static bool statements_are_gone(const struct job *j)
{
	return strcmp(j->error.sqlstate, "26000") == 0;
}

/* A statement that took too long is not asked again unasked. */
static bool read_may_pass(const struct job *j)
{
	return !j->cancelled && j->request.serial != 0 && j->refusals < READ_RETRIES &&
	       (statements_are_gone(j) || (pg_error_is_passing(&j->error) && strcmp(j->error.sqlstate, "57014") != 0));
}

/* The port's own: a server that refuses them (LISTEN, on a standby) is done without. */
static void own_done(struct sql_port *p, const struct job *j)
{
	if (j->stage == STAGE_PREPARE)
		p->files_prepared = !j->failed;
	else if (!j->failed && p->listened)
		p->hint_due = true; /* something may have changed while nobody was listening */
	else
		p->listened = p->listened || !j->failed;
}

static enum fate read_done(struct sql_port *p, struct job *j)
{
	if (j->stage != STAGE_ASK) {
		own_done(p, j);
		return FATE_OVER;
	}
	if (!j->failed) {
		event_answer(p, j);
		p->files_due = p->files_due || (j->request.kind == REQUEST_PORTFOLIO && p->prepares_files && !p->files_asked);
		return FATE_OVER;
	}
	if (hit_by_mistake(p, j)) {
		job_results_clear(j);
		queue_push(&p->waiting, j);
		return FATE_KEPT;
	}
	p->files_prepared = p->files_prepared && !statements_are_gone(j);
	if (read_may_pass(j))
		return job_again(&p->waiting, j, false);
	event_refused(p, j, &j->error);
	return FATE_OVER;
}

/* The group of a job is over. False: the connection is lost, *e says why. */
static bool job_done(struct sql_port *p, struct job *j, struct error *e)
{
	enum fate fate;

	p->progress_at = port_now();
	pg_error_from_result(e, NULL);
	if (job_is_write(j))
		fate = write_done(p, j);
	else
		fate = j->request.kind == REQUEST_SESSION ? session_done(p, j) : read_done(p, j);
	if (fate == FATE_AGAIN)
		return job_send(p, j);
	if (fate == FATE_LOST)
		*e = j->error;
	if (fate == FATE_OVER)
		job_free(j);
	return fate != FATE_LOST;
}

/* Keeps a result of the job; false when it says that the session is over. */
static bool result_keep(struct job *j, PGresult *res, struct error *e)
{
	ExecStatusType status = PQresultStatus(res);

	if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) {
		if (j->got < PORT_QUERIES)
			j->results[j->got++] = res;
		else
			PQclear(res);
		return true;
	}
	if (status != PGRES_PIPELINE_ABORTED) {
		pg_error_from_result(e, res);
		PQclear(res);
		if (pg_error_is_loss(e))
			return false;
		j->failed = true;
		j->error = *e;
		return true;
	}
	PQclear(res);
	return true;
}

static bool answers_lost(struct error *e)
{
	pg_error_from_result(e, NULL);
	return false;
}

bool answers_take(struct sql_port *p, struct error *e)
{
	/* PQgetResult gives NULL after each query's result; two in a row: nothing more has arrived. */
	int nulls = 0;

	while (p->flying.head != NULL && !PQisBusy(p->conn) && nulls < 2) {
		PGresult *res = PQgetResult(p->conn);

		nulls = res == NULL ? nulls + 1 : 0;
		if (res == NULL)
			continue;
		if (PQresultStatus(res) != PGRES_PIPELINE_SYNC) {
			if (!result_keep(p->flying.head, res, e))
				return false;
			continue;
		}
		PQclear(res);
		if (!job_done(p, queue_pop(&p->flying), e))
			return false;
		if (p->phase == PHASE_FINAL)
			return true;
	}
	if (p->flying.head == NULL && p->cancel == 0)
		p->barrier = false;
	return PQstatus(p->conn) != CONNECTION_BAD || answers_lost(e);
}
