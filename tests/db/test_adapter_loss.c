/* The data port when the connection slows, breaks, comes back: nothing lost, nothing twice, nothing untrue. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "tests/db/adapter_support.h"
#include "tests/support/cluster.h"

static const struct sql_timing quick = {
	.slow = 50, .connect = 5000, .read = 5000, .write = 5000, .close = 300, .backoff = { 1, 1, 1, 1, 1 }
};
static const struct sql_options hurried = { .timing = &quick };

static void proxied_open(struct adapter *a, struct proxy *p)
{
	proxy_start(p);
	adapter_open(a, "ad_conseil", p->dir, &hurried);
	adapter_wait_state(a, CONNECTION_READY);
	a->states = 0;
}

static void proxied_close(struct adapter *a, struct proxy *p)
{
	adapter_close(a);
	proxy_stop(p);
}

static void cut_clear(struct proxy *p)
{
	atomic_store(&p->state->cut_to_server, -1);
	atomic_store(&p->state->cut_to_client, -1);
}

/* How many rows the contact left, and how many times the history tells of it. */
static const char *contact_traces(struct adapter *a, const char *contact)
{
	char *sql = mem_format("SELECT (SELECT count(*) FROM jalon.contact WHERE contact_id = '%s') || '/' ||"
			       " (SELECT count(*) FROM jalon.historique WHERE cle = '%s')", contact, contact);
	const char *value = adapter_value(a, sql);

	free(sql);
	return value;
}

Test(adapter_loss, says_slow_then_ready)
{
	struct adapter a;
	struct proxy p;
	struct event e;
	uint32_t read;

	proxied_open(&a, &p);
	atomic_store(&p.state->hold, true);
	read = adapter_ask(&a, REQUEST_PORTFOLIO, NULL);
	adapter_wait_state(&a, CONNECTION_SLOW);
	cr_assert_eq(a.states & state_bit(CONNECTION_READY), 0);
	atomic_store(&p.state->hold, false);
	adapter_wait(&a, read, &e);
	cr_assert_eq(e.kind, EVENT_PORTFOLIO);
	arena_free(&e.arena);
	adapter_wait_state(&a, CONNECTION_READY);
	proxied_close(&a, &p);
}

Test(adapter_loss, reads_again_after_a_terminated_backend)
{
	struct adapter a;
	struct proxy p;
	struct event e;

	proxied_open(&a, &p);
	cluster_exec(a.owner, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'ad_conseil'"
		" AND datname = current_database()");
	adapter_wait_state(&a, CONNECTION_LOST);
	cr_assert_eq(a.connection_error.code, ERR_CONNECTION);
	adapter_wait(&a, adapter_ask(&a, REQUEST_PORTFOLIO, NULL), &e);
	cr_assert_eq(e.kind, EVENT_PORTFOLIO);
	arena_free(&e.arena);
	cr_assert(a.states & state_bit(CONNECTION_READY));
	proxied_close(&a, &p);
}

Test(adapter_loss, keeps_a_read_that_was_under_way)
{
	struct adapter a;
	struct proxy p;
	struct event e;
	uint32_t read;

	proxied_open(&a, &p);
	atomic_store(&p.state->cut_to_client, atomic_load(&p.state->to_client) + 20);
	read = adapter_ask(&a, REQUEST_FILE, ADAPTER_PERSON);
	adapter_wait_state(&a, CONNECTION_LOST);
	cut_clear(&p);
	adapter_wait(&a, read, &e);
	cr_assert_eq(e.kind, EVENT_FILE);
	cr_assert_eq(e.file->referent_count, 1);
	arena_free(&e.arena);
	proxied_close(&a, &p);
}

Test(adapter_loss, waits_for_a_server_that_is_away)
{
	struct adapter a;
	struct proxy p;
	struct event e;
	uint32_t read, write;
	char command[COMMAND_ID_TEXT], contact[COMMAND_ID_TEXT];

	proxy_start(&p);
	atomic_store(&p.state->refuse, true);
	adapter_open(&a, "ad_conseil", p.dir, &hurried);
	read = adapter_ask(&a, REQUEST_PORTFOLIO, NULL);
	write = adapter_note_contact(&a, ADAPTER_PERSON, command, contact);
	adapter_wait_state(&a, CONNECTION_LOST);
	cr_assert_eq(a.port->unsettled(a.port->ctx), 1);
	atomic_store(&p.state->refuse, false);
	adapter_wait(&a, read, &e);
	cr_assert_eq(e.kind, EVENT_PORTFOLIO);
	arena_free(&e.arena);
	adapter_wait(&a, write, &e);
	cr_assert_eq(e.kind, EVENT_COMMAND_DONE);
	arena_free(&e.arena);
	cr_assert_str_eq(contact_traces(&a, contact), "1/1");
	proxied_close(&a, &p);
}

/* One write, cut after so many bytes of the request (negative: of the answer). */
static void write_cut(struct adapter *a, struct proxy *p, long bytes)
{
	char command[COMMAND_ID_TEXT], contact[COMMAND_ID_TEXT];
	struct event e;
	uint32_t write;

	if (bytes >= 0)
		atomic_store(&p->state->cut_to_server, atomic_load(&p->state->to_server) + bytes);
	else
		atomic_store(&p->state->cut_to_client, atomic_load(&p->state->to_client) - bytes);
	write = adapter_note_contact(a, ADAPTER_PERSON, command, contact);
	adapter_wait_state(a, CONNECTION_LOST);
	cut_clear(p);
	adapter_wait(a, write, &e);
	cr_assert_eq(e.kind, EVENT_COMMAND_DONE, "cut at %ld: %s", bytes, e.error.message);
	cr_assert_str_eq(e.command_id, command);
	arena_free(&e.arena);
	adapter_wait_state(a, CONNECTION_READY);
	a->states = 0;
}

/* How many bytes a write takes: of the request, of the answer. */
static void write_measure(struct adapter *a, struct proxy *p, long *request, long *answer)
{
	char command[COMMAND_ID_TEXT], contact[COMMAND_ID_TEXT];
	struct event e;

	*request = atomic_load(&p->state->to_server);
	*answer = atomic_load(&p->state->to_client);
	adapter_wait(a, adapter_note_contact(a, ADAPTER_PERSON, command, contact), &e);
	arena_free(&e.arena);
	*request = atomic_load(&p->state->to_server) - *request;
	*answer = atomic_load(&p->state->to_client) - *answer;
}

/* Each contact is there once, and once in the history. */
static void all_once(struct adapter *a, long count)
{
	char expected[96];

	snprintf(expected, sizeof expected, "%ld/%ld/%ld", count, count, count);
	cr_assert_str_eq(adapter_value(a, "SELECT (SELECT count(*) FROM jalon.contact) || '/' || count(*) || '/' ||"
		" count(DISTINCT cle) FROM jalon.historique WHERE nom_table = 'contact'"), expected);
}

/* Every byte that a write takes, in each direction, once. */
Test(adapter_loss, cut_at_every_byte_of_the_request_a_write_applies_once, .timeout = 240)
{
	struct adapter a;
	struct proxy p;
	long request, answer;

	proxied_open(&a, &p);
	write_measure(&a, &p, &request, &answer);
	cr_assert_gt(request, 200);
	for (long at = 1; at <= request; at++)
		write_cut(&a, &p, at);
	all_once(&a, request + 1);
	proxied_close(&a, &p);
}

Test(adapter_loss, cut_at_every_byte_of_the_answer_a_write_applies_once, .timeout = 240)
{
	struct adapter a;
	struct proxy p;
	long request, answer;

	proxied_open(&a, &p);
	write_measure(&a, &p, &request, &answer);
	cr_assert_gt(answer, 50);
	for (long at = 1; at < answer; at++)
		write_cut(&a, &p, -at);
	all_once(&a, answer);
	proxied_close(&a, &p);
}

Test(adapter_loss, abandons_a_doubtful_write_before_saying_refused)
{
	struct adapter a;
	struct proxy p;
	struct event e;
	uint32_t write;
	char command[COMMAND_ID_TEXT], contact[COMMAND_ID_TEXT], *sql;

	proxied_open(&a, &p);
	atomic_store(&p.state->cut_to_client, atomic_load(&p.state->to_client) + 3);
	write = adapter_note_contact(&a, ADAPTER_HIDDEN, command, contact);
	adapter_wait_state(&a, CONNECTION_LOST);
	cut_clear(&p);
	adapter_wait(&a, write, &e);
	cr_assert_eq(e.kind, EVENT_COMMAND_REFUSED);
	cr_assert_str_eq(e.error.constraint, "hors_de_portee");
	arena_free(&e.arena);
	sql = mem_format("SELECT etat FROM jalon.commande WHERE commande_id = '%s'", command);
	cr_assert_str_eq(adapter_value(&a, sql), "abandonnee");
	free(sql);
	cr_assert_str_eq(contact_traces(&a, contact), "0/0");
	proxied_close(&a, &p);
}

Test(adapter_loss, tells_at_close_what_it_could_not_settle)
{
	struct adapter a;
	struct proxy p;
	char command[COMMAND_ID_TEXT], contact[COMMAND_ID_TEXT];

	proxied_open(&a, &p);
	atomic_store(&p.state->hold, true);
	adapter_note_contact(&a, ADAPTER_PERSON, command, contact);
	cr_assert_eq(a.port->unsettled(a.port->ctx), 1);
	a.port->close(a.port->ctx);
	a.port = NULL;
	cr_assert_str_eq(a.unsettled, command);
	cr_assert_eq(a.unsettled_sent, 1);
	proxied_close(&a, &p);
}

Test(adapter_loss, settles_at_close_what_it_can)
{
	struct adapter a;
	struct proxy p;
	char command[COMMAND_ID_TEXT], contact[COMMAND_ID_TEXT];

	proxied_open(&a, &p);
	adapter_note_contact(&a, ADAPTER_PERSON, command, contact);
	a.port->close(a.port->ctx);
	a.port = NULL;
	cr_assert_eq(a.unsettled_sent, -1);
	cr_assert_str_eq(contact_traces(&a, contact), "1/1");
	proxied_close(&a, &p);
}

Test(adapter_loss, sends_writes_one_by_one_in_order)
{
	struct adapter a;
	struct proxy p;
	struct event e;
	uint32_t serials[5];
	char command[5][COMMAND_ID_TEXT], contact[COMMAND_ID_TEXT];

	proxied_open(&a, &p);
	for (int i = 0; i < 5; i++)
		serials[i] = adapter_note_contact(&a, ADAPTER_PERSON, command[i], contact);
	cr_assert_eq(a.port->unsettled(a.port->ctx), 5);
	for (int i = 0; i < 5; i++) {
		adapter_wait(&a, serials[i], &e);
		cr_assert_eq(e.kind, EVENT_COMMAND_DONE);
		cr_assert_str_eq(e.command_id, command[i]);
		arena_free(&e.arena);
		cr_assert_eq(a.port->unsettled(a.port->ctx), (size_t)(4 - i));
	}
	proxied_close(&a, &p);
}

/* A lock that passes is not a refusal: the write is tried again. */
Test(adapter_loss, tries_a_write_again_after_a_deadlock)
{
	struct adapter a;
	struct proxy p;
	struct event e;
	char command[COMMAND_ID_TEXT], contact[COMMAND_ID_TEXT];

	proxied_open(&a, &p);
	cluster_exec(a.owner, "CREATE SEQUENCE public.essais; GRANT ALL ON SCHEMA public TO PUBLIC;"
		"GRANT ALL ON SEQUENCE public.essais TO PUBLIC;"
		"CREATE FUNCTION public.refuser_une_fois() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
		" IF nextval('public.essais') = 1 THEN RAISE EXCEPTION USING ERRCODE = '40P01', MESSAGE = 'essai'; END IF;"
		" RETURN NEW; END $$;"
		"CREATE TRIGGER aaa BEFORE INSERT ON jalon.contact FOR EACH ROW EXECUTE FUNCTION public.refuser_une_fois()");
	adapter_wait(&a, adapter_note_contact(&a, ADAPTER_PERSON, command, contact), &e);
	cr_assert_eq(e.kind, EVENT_COMMAND_DONE, "%s", e.error.message);
	arena_free(&e.arena);
	cr_assert_str_eq(contact_traces(&a, contact), "1/1");
	proxied_close(&a, &p);
}
