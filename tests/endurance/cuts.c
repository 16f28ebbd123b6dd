/* Each write of the base, cut after each byte of its request and of its answer: what the person is told is true. An id
 * told as done is in the base with all its rows, once; an id told as refused has none, and can never have one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/strbuf.h"
#include "sql/client/sql_port.h"
#include "tests/endurance/runs.h"
#include "tests/endurance/verbs.h"
#include "tests/support/cluster.h"
#include "tests/support/cut_proxy.h"
#include "tui/plain/port_call.h"

enum { AFTER_THE_ANSWER = 200 /* ms: a cut that came behind the answer is heard within */ };

static const struct sql_timing quick = {
	.slow = 5000, .connect = 5000, .read = 5000, .write = 5000, .close = 300, .backoff = { 1, 1, 1, 1, 1 }
};

struct cutter {
	struct world *w;
	const struct verb *verb;
	struct proxy proxy;
	PGconn *owner, *login;
	struct data_port *port;
	char id[32], other[32], person[24];
	unsigned attempt;
	uint32_t serial;
	bool ready, lost;
	char *rows;            /* in the history for one command, as the uncut one left them */
	unsigned done, refused;
};

/* --- contents ------------------------------------------------------------------------------------------------ */

static void filled_add(struct strbuf *b, const struct cutter *c, char what)
{
	unsigned minute = c->attempt * 6; /* within a week for 1,680 attempts, so that a series meets no other */
	switch (what) {
	case 'K': strbuf_addf(b, "%04u", c->attempt); break;
	case 'S': strbuf_addf(b, "2027-03-%02uT%02u:%02u", 1 + minute / 1440, minute / 60 % 24, minute % 60); break;
	case 'I': strbuf_add(b, c->id); break;
	case 'J': strbuf_add(b, c->other); break;
	default: strbuf_add(b, c->person);
	}
}

static char *filled(const struct cutter *c, const char *text)
{
	struct strbuf b = {0};
	for (; *text != '\0'; text++) {
		if (text[0] == '{' && text[1] >= 'A' && text[1] <= 'Z' && text[2] == '}') {
			filled_add(&b, c, text[1]);
			text += 2;
		} else {
			strbuf_add_n(&b, text, 1);
		}
	}
	return b.s;
}

static void prepare(const struct cutter *c, PGconn *conn, const char *sql)
{
	if (sql == NULL)
		return;
	char *text = filled(c, sql);
	cluster_exec(conn, text);
	free(text);
}

static char *content_make(struct cutter *c)
{
	c->attempt++;
	prepare(c, c->owner, c->verb->prepare_as_owner);
	prepare(c, c->login, c->verb->prepare);
	char *expression = filled(c, c->verb->content), *sql = mem_format("SELECT %s", expression), *content = cluster_value(c->owner, sql);
	if (content[0] == '\0')
		world_fail("%s: no content, attempt %u", c->verb->name, c->attempt);
	free(sql);
	free(expression);
	return content;
}

/* --- the port ------------------------------------------------------------------------------------------------- */

static bool event_next(struct cutter *c, struct event *e)
{
	if (!c->port->next_event(c->port->ctx, e))
		return false;
	if (e->kind == EVENT_CONNECTION) {
		c->lost = c->lost || e->connection == CONNECTION_LOST;
		c->ready = e->connection == CONNECTION_READY;
	}
	return true;
}

/* Takes events until the outcome of the serial, or without one until the time is up or, 0, the port is ready. */
static bool port_run(struct cutter *c, uint32_t serial, double milliseconds, struct event *out)
{
	double end = world_now() + (milliseconds > 0 ? milliseconds : WORLD_PATIENCE);
	for (;;) {
		struct event e = {0};
		while (event_next(c, &e)) {
			if (serial != 0 && e.serial == serial) {
				*out = e;
				return true;
			}
			arena_free(&e.arena);
			e = (struct event){0};
		}
		if (serial == 0 && milliseconds == 0 && c->ready)
			return true;
		if (serial == 0 && milliseconds > 0 && c->lost)
			return true;
		if (world_now() > end)
			return false;
		port_step(c->port, 20);
	}
}

static void cut_at(struct cutter *c, long request, long answer)
{
	struct proxy_state *s = c->proxy.state;
	atomic_store(&s->cut_to_server, request > 0 ? atomic_load(&s->to_server) + request : -1);
	atomic_store(&s->cut_to_client, answer > 0 ? atomic_load(&s->to_client) + answer : -1);
}

/* --- the truth --------------------------------------------------------------------------------------------------- */

/* « faite insert contact, … »: its state and all the rows of the history that bear its id. */
static char *truth(const struct cutter *c, const char *command)
{
	char *sql = mem_format("SELECT coalesce((SELECT etat FROM jalon.commande WHERE commande_id = '%1$s'), 'inconnue') || ' ' ||"
	                       " coalesce((SELECT string_agg(operation || ' ' || nom_table, ', ' ORDER BY historique_id) FROM jalon.historique"
	                       " WHERE commande_id = '%1$s'), '')", command);
	char *value = cluster_value(c->owner, sql);
	free(sql);
	return value;
}

static void truth_check(struct cutter *c, const char *command, const struct event *e, long request, long answer)
{
	char *held = truth(c, command);
	bool done = e->kind == EVENT_COMMAND_DONE;
	if (c->rows == NULL && !done)
		world_fail("%s is refused though nothing cuts it: %s (%s)", c->verb->name, e->error.message, e->error.constraint);
	if (c->rows == NULL)
		c->rows = mem_strdup(held);
	bool true_event = done ? strcmp(held, c->rows) == 0 : e->kind == EVENT_COMMAND_REFUSED && strcmp(held, "abandonnee ") == 0;
	if (!true_event)
		world_fail("%s cut after %ld bytes of the request, %ld of the answer: told %s, the base says « %s », « %s » without a cut",
		           c->verb->name, request, answer, done ? "done" : "refused", held, c->rows);
	c->done += done;
	c->refused += !done;
	free(held);
}

/* One write, cut there (0: not cut); its answer is compared with the base. */
static void write_one(struct cutter *c, long request, long answer)
{
	char command[COMMAND_ID_TEXT], *content = content_make(c);
	struct event e;
	struct request r = {.serial = ++c->serial, .kind = REQUEST_COMMAND, .as_of = DATE_NONE, .verb = c->verb->name,
	                    .content = content, .command_id = command};
	sql_command_id(command);
	c->lost = false;
	cut_at(c, request, answer);
	c->port->submit(c->port->ctx, &r);
	double end = world_now() + WORLD_PATIENCE;
	for (bool healed = false; !port_run(c, c->serial, 1, &e);) {
		if (c->lost && !healed) {
			cut_at(c, 0, 0); /* the next connection is whole */
			healed = true;
		}
		if (world_now() > end)
			world_fail("%s cut after %ld, %ld bytes: nothing is told", c->verb->name, request, answer);
	}
	if ((request > 0 || answer > 0) && !c->lost)
		port_run(c, 0, AFTER_THE_ANSWER, NULL);
	cut_at(c, 0, 0);
	if (!port_run(c, 0, 0, NULL))
		world_fail("%s cut after %ld, %ld bytes: the connection does not come back", c->verb->name, request, answer);
	truth_check(c, command, &e, request, answer);
	arena_free(&e.arena);
	free(content);
}

/* --- a verb ------------------------------------------------------------------------------------------------------- */

static char *person_value(const struct cutter *c, const char *column, int at)
{
	char *sql = mem_format("SELECT p.%s FROM jalon.personne p JOIN jalon.referent r USING (agence_id, personne_id) WHERE r.login = '" WORLD_LOGIN "'"
	                       " AND r.au IS NULL AND r.annule_par IS NULL AND r.du < jalon.aujourdhui() ORDER BY p.personne_id OFFSET %d LIMIT 1", column, at);
	char *value = cluster_value(c->owner, sql);
	free(sql);
	return value;
}

static void copy_value(char *out, size_t size, char *value)
{
	snprintf(out, size, "%s", value);
	free(value);
}

static void cutter_open(struct cutter *c)
{
	proxy_start(&c->proxy);
	c->owner = cluster_connect(c->w->agency.database, CLUSTER_OWNER);
	cluster_exec(c->owner, "SET timezone = 'Europe/Paris'");
	c->login = cluster_connect(c->w->agency.database, c->verb->login);
	copy_value(c->id, sizeof(c->id), person_value(c, "identifiant", 0));
	copy_value(c->other, sizeof(c->other), person_value(c, "identifiant", 1));
	copy_value(c->person, sizeof(c->person), person_value(c, "personne_id", 0));
	char *conninfo = mem_format("host=%s dbname=%s user=%s", c->proxy.dir, c->w->agency.database, c->verb->login);
	c->port = sql_port_open(&(struct sql_options){.conninfo = conninfo, .timing = &quick});
	free(conninfo);
	if (!port_run(c, 0, 0, NULL))
		world_fail("the port is not ready");
}

static void cutter_close(struct cutter *c)
{
	c->port->close(c->port->ctx);
	PQfinish(c->owner);
	PQfinish(c->login);
	proxy_stop(&c->proxy);
	free(c->rows);
}

/* Every step-th byte; the last one is always there. */
static void cut_verb(struct cutter *c, unsigned step)
{
	long request, answer;
	write_one(c, 0, 0); /* behind it, nothing of the connection's beginning is on its way */
	request = atomic_load(&c->proxy.state->to_server);
	answer = atomic_load(&c->proxy.state->to_client);
	write_one(c, 0, 0);
	request = atomic_load(&c->proxy.state->to_server) - request;
	answer = atomic_load(&c->proxy.state->to_client) - answer;
	for (long at = 1; at < request + (long)step; at += step)
		write_one(c, at < request ? at : request, 0);
	for (long at = 1; at < answer + (long)step; at += step)
		write_one(c, 0, at < answer ? at : answer);
	fprintf(stderr, "cuts: %s: %ld bytes of request, %ld of answer, %s\n", c->verb->name, request, answer, c->rows);
}

/* A verb that is added without being cut here is a fault. */
static void all_verbs(const struct world *w)
{
	struct strbuf sql = {0};
	strbuf_add(&sql, "SELECT coalesce(string_agg(proname, ', '), '') FROM pg_proc WHERE proname LIKE 'cmd\\_%' AND proname NOT IN (''");
	for (size_t i = 0; i < verb_count; i++)
		strbuf_addf(&sql, ", 'cmd_%s'", verbs[i].name);
	strbuf_add(&sql, ")");
	char *missing = world_value(w, sql.s);
	if (missing[0] != '\0')
		world_fail("not cut: %s", missing);
	free(missing);
	strbuf_free(&sql);
}

void run_cuts(struct world *w, unsigned step)
{
	unsigned cuts = 0, done = 0, refused = 0;
	const char *only = getenv("VERB");
	double start = world_now();
	all_verbs(w);
	for (size_t i = 0; i < verb_count; i++) {
		struct cutter c = {.w = w, .verb = &verbs[i]};
		if (only != NULL && strcmp(only, verbs[i].name) != 0)
			continue;
		cutter_open(&c);
		cut_verb(&c, step > 0 ? step : 1);
		cuts += c.done + c.refused - 2;
		done += c.done - 2;
		refused += c.refused;
		cutter_close(&c);
		world_renew(w);
	}
	printf("cuts: %zu verbs cut after every %u byte of request and answer, %u cuts in %.0f s: %u told recorded and in the base once, "
	       "%u told not recorded and abandoned there; 0 untrue\n", verb_count, step, cuts, (world_now() - start) / 1e3, done, refused);
}
