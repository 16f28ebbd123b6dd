/* The data port: connection, reconnection, deadlines, and the operations of core/app/port.h. */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/base/mem.h"
#include "sql/client/cancel.h"
#include "sql/client/link.h"
#include "sql/client/pg_error.h"
#include "sql/client/port_private.h"

enum { READ_SENDINGS = 3, CANCEL_MS = 5000, CANCEL_STEP_MS = 20 };

const struct sql_timing sql_timing_default = {
	.slow = 1000,
	.connect = 15000,
	.read = 20000,
	.write = 30000,
	.close = 3000,
	.backoff = { 250, 500, 1000, 2000, 5000 },
};

int64_t port_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* --- losing and refusing ---------------------------------------------------------------------------------- */

static void connection_drop(struct sql_port *p)
{
	if (p->cancel != 0)
		cancel_stop(p->cancel);
	p->cancel = 0;
	PQfinish(p->conn);
	p->conn = NULL;
	p->accepted = p->flush = p->barrier = p->listen_due = false;
	p->files_due = p->files_asked = p->files_prepared = false;
}

/* What was under way waits for the next connection: reads first in their order, the write with its doubt. */
static void flying_recall(struct sql_port *p, const struct error *e)
{
	struct queue reads;
	struct job *j;

	queue_init(&reads);
	while ((j = queue_pop(&p->flying)) != NULL) {
		job_results_clear(j);
		if (job_is_write(j)) {
			j->in_doubt = true;
			queue_unshift(&p->writes, j);
			continue;
		}
		j->stage = STAGE_ASK;
		if (j->cancelled || j->request.serial == 0 || j->sendings >= READ_SENDINGS) {
			event_refused(p, j, e);
			job_free(j);
		} else {
			queue_push(&reads, j);
		}
	}
	while ((j = queue_pop(&p->waiting)) != NULL)
		queue_push(&reads, j);
	while ((j = queue_pop(&reads)) != NULL)
		queue_push(&p->waiting, j);
}

static void port_lose(struct sql_port *p, const struct error *e)
{
	int last = (int)(sizeof p->timing.backoff / sizeof *p->timing.backoff) - 1;

	connection_drop(p);
	p->phase = PHASE_OFF;
	p->retry_at = port_now() + p->timing.backoff[p->attempts < last ? p->attempts : last];
	p->attempts++;
	flying_recall(p, e);
	event_connection(p, CONNECTION_LOST, e);
}

/* Nothing will be answered any more. A write that may have landed stays unsettled: close() tells it. */
static void queues_refuse(struct sql_port *p, const struct error *e)
{
	struct queue doubts;
	struct job *j;

	queue_init(&doubts);
	while ((j = queue_pop(&p->waiting)) != NULL || (j = queue_pop(&p->writes)) != NULL) {
		if (job_is_write(j) && j->sendings > 0) {
			queue_push(&doubts, j);
			continue;
		}
		event_refused(p, j, e);
		job_free(j);
	}
	while ((j = queue_pop(&doubts)) != NULL)
		queue_push(&p->writes, j);
}

void port_refuse(struct sql_port *p, const struct error *e)
{
	struct error why = *e;

	p->final = why;
	p->phase = PHASE_FINAL;
	flying_recall(p, &why);
	queues_refuse(p, &why);
	event_connection(p, CONNECTION_REFUSED, &why);
}

/* --- connecting ------------------------------------------------------------------------------------------- */

static void connection_start(struct sql_port *p)
{
	p->conn = link_start(p->o.conninfo, p->o.account, &p->hosts);
	if (p->conn != NULL)
		PQsetNoticeReceiver(p->conn, notice_receive, p);
	p->phase = PHASE_CONNECTING;
	p->step = p->conn == NULL || PQstatus(p->conn) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING;
	p->give_up_at = port_now() + p->timing.connect;
}

/* A wrong account or database stays wrong; anything else may pass. */
static void connection_failed(struct sql_port *p)
{
	struct error e;

	pg_error_from_connection(&e, p->conn);
	if (e.code == ERR_LOGIN || strcmp(e.sqlstate, "3D000") == 0) {
		port_refuse(p, &e);
		connection_drop(p);
	} else {
		port_lose(p, &e);
	}
}

static bool session_is_asked(const struct sql_port *p)
{
	for (const struct job *j = p->waiting.head; j != NULL; j = j->next)
		if (j->request.kind == REQUEST_SESSION)
			return true;
	return false;
}

/* The session leaves first, with all that waited behind it: one round trip. */
static void connection_opened(struct sql_port *p)
{
	struct error e;

	if (PQsetnonblocking(p->conn, 1) != 0 || PQenterPipelineMode(p->conn) != 1) {
		pg_error_from_result(&e, NULL);
		port_lose(p, &e);
		return;
	}
	p->phase = PHASE_OPEN;
	link_hosts_free(&p->hosts);
	if (!session_is_asked(p))
		queue_unshift(&p->waiting, job_new(&(struct request){ .kind = REQUEST_SESSION }));
	p->listen_due = p->listens;
}

static void connection_poll(struct sql_port *p, bool ready)
{
	if (ready && p->step != PGRES_POLLING_FAILED)
		p->step = PQconnectPoll(p->conn);
	if (p->step == PGRES_POLLING_OK)
		connection_opened(p);
	else if (p->step == PGRES_POLLING_FAILED)
		connection_failed(p);
	else if (port_now() >= p->give_up_at) {
		/* A host that keeps silent: libpq would wait for it again. */
		link_hosts_turn(&p->hosts, p->conn);
		connection_failed(p);
	}
}

void port_accept(struct sql_port *p)
{
	p->accepted = true;
	p->attempts = 0;
	event_connection(p, CONNECTION_READY, NULL);
}

/* --- sending ---------------------------------------------------------------------------------------------- */

static bool write_is_flying(const struct sql_port *p)
{
	for (const struct job *j = p->flying.head; j != NULL; j = j->next)
		if (job_is_write(j))
			return true;
	return false;
}

static bool write_may_leave(const struct sql_port *p)
{
	return p->accepted && !p->barrier && p->writes.head != NULL && p->writes.head->not_before <= port_now() &&
	       !write_is_flying(p);
}

/* False: the connection is lost. */
static bool queues_send(struct sql_port *p)
{
	struct queue due = p->waiting;
	struct job *j;
	bool ok = true;

	if (p->waiting.head != NULL) {
		queue_init(&p->waiting);
		while ((j = queue_pop(&due)) != NULL)
			if (ok && j->not_before <= port_now())
				ok = job_send(p, j);
			else
				queue_push(&p->waiting, j);
	}
	/* Behind what is waited for on the screen, before any look for changes: what it misses, the look sees. */
	if (ok && p->listen_due)
		ok = hints_listen(p);
	return ok && (!write_may_leave(p) || job_send(p, queue_pop(&p->writes)));
}

static bool output_flush(struct sql_port *p)
{
	int status = p->flush ? PQflush(p->conn) : 0;

	p->flush = status == 1;
	return status >= 0;
}

/* --- time ------------------------------------------------------------------------------------------------- */

/* The clock of the oldest job starts when it has the server to itself. */
static int64_t head_since(const struct sql_port *p)
{
	const struct job *j = p->flying.head;

	return j->sent_at > p->progress_at ? j->sent_at : p->progress_at;
}

static int64_t head_deadline(const struct sql_port *p)
{
	return head_since(p) + (job_is_write(p->flying.head) ? p->timing.write : p->timing.read);
}

static void slowness_tell(struct sql_port *p)
{
	bool slow = p->flying.head != NULL && port_now() - p->flying.head->sent_at >= p->timing.slow;

	if (slow && p->said != CONNECTION_LOST)
		event_connection(p, CONNECTION_SLOW, NULL);
	else if (!slow && p->accepted)
		event_connection(p, CONNECTION_READY, NULL);
}

static int until(int64_t moment, int so_far)
{
	int64_t left = moment - port_now();
	int ms = left < 0 ? 0 : left > 60000 ? 60000 : (int)left;

	return so_far < 0 || ms < so_far ? ms : so_far;
}

static int open_timeout(const struct sql_port *p)
{
	int timeout = -1;

	if (p->flying.head != NULL) {
		timeout = until(head_deadline(p), timeout);
		if (p->said != CONNECTION_SLOW)
			timeout = until(p->flying.head->sent_at + p->timing.slow, timeout);
	}
	if (p->cancel != 0)
		timeout = until(port_now() + CANCEL_STEP_MS, timeout);
	if (p->accepted && p->writes.head != NULL && !p->barrier && !write_is_flying(p))
		timeout = until(p->writes.head->not_before, timeout);
	if (p->hint_due && p->accepted)
		timeout = until(p->hint_at, timeout);
	for (const struct job *j = p->waiting.head; j != NULL; j = j->next)
		timeout = until(j->not_before, timeout);
	return p->files_due ? 0 : timeout;
}

/* --- the operations --------------------------------------------------------------------------------------- */

static void port_submit(void *ctx, const struct request *r)
{
	struct sql_port *p = ctx;
	struct job *j = job_new(r);
	struct error lost;

	if (p->phase == PHASE_FINAL) {
		event_refused(p, j, &p->final);
		job_free(j);
		return;
	}
	queue_push(job_is_write(j) ? &p->writes : &p->waiting, j);
	if (p->phase == PHASE_OPEN && !(queues_send(p) && output_flush(p))) {
		pg_error_from_result(&lost, NULL);
		port_lose(p, &lost);
	}
}

/* Answers come at once; what is under way on the server is stopped unless a write could be hit. */
static void port_cancel_reads(void *ctx)
{
	struct sql_port *p = ctx;
	bool under_way = false, write = write_is_flying(p);
	struct job *j, *next;

	for (j = p->flying.head; j != NULL; j = j->next) {
		if (job_is_write(j) || j->request.serial == 0 || j->cancelled)
			continue;
		event_cancelled(p, j);
		j->cancelled = under_way = true;
	}
	j = p->waiting.head;
	queue_init(&p->waiting);
	for (; j != NULL; j = next) {
		next = j->next;
		event_cancelled(p, j);
		job_free(j);
	}
	if (!under_way || write || p->phase != PHASE_OPEN || p->cancel != 0)
		return;
	p->cancel = cancel_start(p->conn);
	p->cancel_at = port_now();
	p->barrier = p->cancel != 0;
}

static struct port_wait port_wait_for(void *ctx)
{
	struct sql_port *p = ctx;
	struct port_wait w = { .fd = -1, .timeout_ms = -1 };

	switch (p->phase) {
	case PHASE_OFF:
		w.timeout_ms = until(p->retry_at, -1);
		break;
	case PHASE_CONNECTING:
		w.fd = p->conn != NULL ? PQsocket(p->conn) : -1;
		w.want_read = p->step == PGRES_POLLING_READING;
		w.want_write = p->step == PGRES_POLLING_WRITING;
		w.timeout_ms = p->step == PGRES_POLLING_FAILED ? 0 : until(p->give_up_at, -1);
		break;
	case PHASE_OPEN:
		w.fd = PQsocket(p->conn);
		w.want_read = true;
		w.want_write = p->flush;
		w.timeout_ms = open_timeout(p);
		break;
	case PHASE_FINAL:
		break;
	}
	if (p->events != NULL)
		w.timeout_ms = 0;
	return w;
}

/* False: the cancel was not delivered in time; it might hit anything later on this connection. */
static bool cancel_watch(struct sql_port *p)
{
	if (p->cancel != 0 && cancel_ended(p->cancel))
		p->cancel = 0;
	return p->cancel == 0 || port_now() - p->cancel_at < CANCEL_MS;
}

/* No server timeout bounds a COMMIT (a standby that must confirm and is away): this deadline does. The write is
 * neither cancelled nor refused: its id is sent again until its outcome is known. */
static void silence_tell(const struct sql_port *p, struct error *e)
{
	if (!job_is_write(p->flying.head))
		return;
	error_set(e, ERR_CONNECTION, "enregistrement sans réponse du serveur : son issue n'est pas encore connue");
	error_set_remedy(e, "Ne le ressaisissez pas, il est redemandé de lui-même");
}

static void open_service(struct sql_port *p, bool readable)
{
	struct error e;
	bool ok = cancel_watch(p);

	pg_error_from_result(&e, NULL);
	if (ok && readable)
		ok = PQconsumeInput(p->conn) == 1;
	if (ok && p->files_due)
		ok = files_prepare(p);
	/* What arrived before the end of the connection still counts. */
	ok = answers_take(p, &e) && ok;
	if (p->phase == PHASE_FINAL) {
		connection_drop(p);
		return;
	}
	if (ok)
		hints_take(p);
	ok = ok && queues_send(p) && output_flush(p);
	if (ok && p->flying.head != NULL && port_now() >= head_deadline(p)) {
		silence_tell(p, &e);
		ok = false;
	}
	if (!ok)
		port_lose(p, &e);
	else
		slowness_tell(p);
}

static void port_service(void *ctx, bool readable, bool writable)
{
	struct sql_port *p = ctx;

	if (p->phase == PHASE_OFF && port_now() >= p->retry_at)
		connection_start(p);
	if (p->phase == PHASE_CONNECTING)
		connection_poll(p, readable || writable);
	if (p->phase == PHASE_OPEN)
		open_service(p, readable);
}

static bool port_next_event(void *ctx, struct event *out)
{
	struct sql_port *p = ctx;
	struct event_node *n = p->events;

	if (n == NULL)
		return false;
	*out = n->event;
	p->events = n->next;
	if (p->events == NULL)
		p->events_tail = &p->events;
	free(n);
	return true;
}

static size_t port_unsettled(void *ctx)
{
	const struct sql_port *p = ctx;
	size_t count = write_is_flying(p) ? 1 : 0;

	for (const struct job *j = p->writes.head; j != NULL; j = j->next)
		count++;
	return count;
}

/* --- opening and closing ---------------------------------------------------------------------------------- */

static void settle_step(struct sql_port *p, int64_t end)
{
	struct port_wait w = port_wait_for(p);
	struct pollfd f = { .fd = w.fd, .events = (short)((w.want_read ? POLLIN : 0) | (w.want_write ? POLLOUT : 0)) };
	struct event ignored;

	if (poll(&f, 1, w.timeout_ms < 0 ? until(end, -1) : until(end, w.timeout_ms)) < 0 && errno != EINTR)
		return;
	port_service(p, (f.revents & ~POLLOUT) != 0, (f.revents & POLLOUT) != 0);
	while (port_next_event(p, &ignored))
		arena_free(&ignored.arena);
}

static void writes_settle(struct sql_port *p)
{
	int64_t end = port_now() + p->timing.close;

	if (p->phase == PHASE_OFF)
		p->retry_at = port_now();
	while (p->phase != PHASE_FINAL && port_unsettled(p) > 0 && port_now() < end)
		settle_step(p, end);
}

static void unsettled_tell(struct sql_port *p, struct queue *q)
{
	struct job *j;

	while ((j = queue_pop(q)) != NULL) {
		if (job_is_write(j) && p->o.unsettled != NULL)
			p->o.unsettled(p->o.unsettled_ctx, j->request.command_id, j->request.verb, j->sendings > 0);
		job_free(j);
	}
}

static void port_close(void *ctx)
{
	struct sql_port *p = ctx;
	struct event event;

	writes_settle(p);
	unsettled_tell(p, &p->flying);
	unsettled_tell(p, &p->writes);
	unsettled_tell(p, &p->waiting);
	while (port_next_event(p, &event))
		arena_free(&event.arena);
	connection_drop(p);
	link_hosts_free(&p->hosts);
	free(p->look);
	free((char *)(uintptr_t)p->o.conninfo);
	free((char *)(uintptr_t)p->o.account);
	free((char *)(uintptr_t)p->o.rules_checksum);
	free(p);
}

static const char *copy_or_null(const char *s)
{
	return s != NULL ? mem_strdup(s) : NULL;
}

struct data_port *sql_port_open(const struct sql_options *o)
{
	struct sql_port *p = mem_alloc(sizeof *p);
	struct error e;

	p->o = *o;
	p->o.conninfo = copy_or_null(o->conninfo);
	p->o.account = copy_or_null(o->account);
	p->o.rules_checksum = copy_or_null(o->rules_checksum);
	p->timing = o->timing != NULL ? *o->timing : sql_timing_default;
	p->port = (struct data_port){ p, port_submit, port_cancel_reads, port_wait_for, port_service, port_next_event,
		port_unsettled, port_close };
	queue_init(&p->waiting);
	queue_init(&p->flying);
	queue_init(&p->writes);
	p->events_tail = &p->events;
	p->said = CONNECTION_CONNECTING;
	if (link_conninfo_check(p->o.conninfo, &e))
		connection_start(p);
	else
		port_refuse(p, &e);
	return &p->port;
}

void sql_port_set_rules(struct data_port *port, const char *rules_checksum)
{
	struct sql_port *p = port->ctx;

	free((char *)(uintptr_t)p->o.rules_checksum);
	p->o.rules_checksum = copy_or_null(rules_checksum);
}

void sql_port_prepare_files(struct data_port *port)
{
	struct sql_port *p = port->ctx;

	p->prepares_files = true;
}

void sql_port_listen(struct data_port *port)
{
	struct sql_port *p = port->ctx;

	p->listens = true;
}
