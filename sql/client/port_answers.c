/* Taking results off the pipeline, and what each finished job leads to. */
#include <string.h>

#include "sql/client/pg_error.h"
#include "sql/client/port_private.h"
#include "sql/texts.h"

enum { WRITE_RETRIES = 3, RETRY_STEP_MS = 300 };

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

/* An error on the session itself: another database, no right at all, or something that passes. */
static void session_failed(struct sql_port *p, struct job *j)
{
	struct error e = j->error;
	struct request again = { .kind = REQUEST_SESSION };

	if (pg_error_is_passing(&e)) {
		event_refused(p, j, &e);
		queue_unshift(&p->waiting, job_new(&again));
		return;
	}
	if (strcmp(e.sqlstate, "42501") == 0) {
		error_set(&e, ERR_LOGIN, "ce compte n'a pas de rôle dans Jalon");
		error_set_remedy(&e, "Demandez à l'administrateur : jalon compte creer");
	} else {
		error_set(&e, ERR_SCHEMA, "cette base n'est pas une base de Jalon de la version %u", schema_expected());
		error_set_remedy(&e, "Vérifiez le nom de la base, puis : jalon base migrer");
	}
	event_refused(p, j, &e);
	port_refuse(p, &e);
}

/* True when the job goes on to its second stage. */
static bool session_done(struct sql_port *p, struct job *j)
{
	bool rules = false;
	struct error e;

	if (j->stage == STAGE_RULES) {
		if (j->failed)
			event_refused(p, j, &j->error);
		else
			event_answer(p, j);
		return false;
	}
	if (j->failed) {
		session_failed(p, j);
		return false;
	}
	if (!session_check(p, j, &rules, &e)) {
		event_refused(p, j, &e);
		port_refuse(p, &e);
		return false;
	}
	port_accept(p);
	if (rules && j->request.serial != 0 && !j->cancelled) {
		j->stage = STAGE_RULES;
		return true;
	}
	event_answer(p, j);
	return false;
}

/* Tries the write again a little later. */
static bool write_again(struct sql_port *p, struct job *j)
{
	j->refusals++;
	j->not_before = port_now() + j->refusals * RETRY_STEP_MS;
	job_results_clear(j);
	queue_unshift(&p->writes, j);
	return true;
}

/* What abandoning answered: « abandonnee »: the refusal holds; « faite »: ask for the first result. True
 * when the job is kept. */
static bool write_abandoned(struct sql_port *p, struct job *j)
{
	if (j->failed && pg_error_is_passing(&j->error))
		return write_again(p, j);
	if (!j->failed && strcmp(PQgetvalue(j->results[0], 0, 0), "faite") == 0) {
		j->stage = STAGE_ASK;
		j->refusals = 0;
		return write_again(p, j);
	}
	event_refused(p, j, &j->refusal);
	return false;
}

/* True when the job is kept. */
static bool write_done(struct sql_port *p, struct job *j)
{
	if (j->stage == STAGE_ABANDON)
		return write_abandoned(p, j);
	if (!j->failed) {
		event_answer(p, j);
		return false;
	}
	if (pg_error_is_passing(&j->error) && j->refusals < WRITE_RETRIES)
		return write_again(p, j);
	if (j->in_doubt) {
		j->refusal = j->error;
		j->stage = STAGE_ABANDON;
		j->refusals = 0;
		return write_again(p, j);
	}
	event_refused(p, j, &j->error);
	return false;
}

/* A cancel on its way may stop a read that was asked after it. */
static bool hit_by_mistake(const struct sql_port *p, const struct job *j)
{
	return p->barrier && !j->cancelled && strcmp(j->error.sqlstate, "57014") == 0;
}

/* Statements that the server has forgotten (a pooler's reset) are done without from then on. */
static void read_done(struct sql_port *p, struct job *j)
{
	if (j->stage == STAGE_PREPARE) {
		p->files_prepared = !j->failed;
		return;
	}
	if (j->failed) {
		p->files_prepared = p->files_prepared && strcmp(j->error.sqlstate, "26000") != 0;
		event_refused(p, j, &j->error);
		return;
	}
	event_answer(p, j);
	p->files_due = p->files_due || (j->request.kind == REQUEST_PORTFOLIO && p->prepares_files && !p->files_asked);
}

/* The group of a job is over. False: the connection is lost. */
static bool job_done(struct sql_port *p, struct job *j)
{
	bool kept = false;

	p->progress_at = port_now();
	if (job_is_write(j)) {
		kept = write_done(p, j);
	} else if (j->request.kind == REQUEST_SESSION) {
		if (session_done(p, j))
			return job_send(p, j);
	} else if (j->failed && hit_by_mistake(p, j)) {
		job_results_clear(j);
		queue_push(&p->waiting, j);
		kept = true;
	} else {
		read_done(p, j);
	}
	if (!kept)
		job_free(j);
	return true;
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
		if (!job_done(p, queue_pop(&p->flying)))
			return answers_lost(e);
		if (p->phase == PHASE_FINAL)
			return true;
	}
	if (p->flying.head == NULL && p->cancel == 0)
		p->barrier = false;
	return PQstatus(p->conn) != CONNECTION_BAD || answers_lost(e);
}
