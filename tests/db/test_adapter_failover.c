/* The data port and servers that stop: a restart, a standby promoted, a commit that no standby confirms, a silent host. */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "tests/db/adapter_support.h"
#include "tests/db/own_server.h"
#include "tests/support/cluster.h"

static const struct sql_timing quick = {
	.slow = 50, .connect = 5000, .read = 20000, .write = 20000, .close = 300, .backoff = { 5, 5, 5, 5, 20 }
};

/* A port to several socket folders, the first one that takes writes. */
static void port_open(struct adapter *a, const char *hosts, const struct sql_timing *timing)
{
	*a = (struct adapter){ .unsettled_sent = -1 };
	a->conninfo = mem_format("host=%s dbname=postgres user=ad_conseil target_session_attrs=read-write", hosts);
	a->port = sql_port_open(&(struct sql_options){ .conninfo = a->conninfo, .timing = timing });
}

static void port_end(struct adapter *a)
{
	a->port->close(a->port->ctx);
	free(a->conninfo);
}

static void write_done(struct adapter *a, uint32_t serial)
{
	struct event e;

	adapter_wait(a, serial, &e);
	cr_assert_eq(e.kind, EVENT_COMMAND_DONE, "%s", e.error.message);
	arena_free(&e.arena);
}

#define CONTACTS "SELECT count(*) || '/' || (SELECT count(*) FROM jalon.historique WHERE nom_table = 'contact') FROM jalon.contact"

Test(adapter_failover, a_write_under_way_survives_a_restart)
{
	struct own_server s;
	struct adapter a;
	struct event e;
	PGconn *owner;
	uint32_t write;
	char command[COMMAND_ID_TEXT], contact[COMMAND_ID_TEXT];

	own_server_make(&s);
	port_open(&a, s.folder, &quick);
	adapter_wait_state(&a, CONNECTION_READY);
	owner = own_server_connect(&s);
	cluster_exec(owner, "BEGIN; LOCK TABLE jalon.contact IN ACCESS EXCLUSIVE MODE");
	write = adapter_note_contact(&a, ADAPTER_PERSON, command, contact);
	adapter_wait_state(&a, CONNECTION_SLOW);
	own_server_stop(&s, SIGQUIT); /* a polite stop may free the lock first, and let the write end well */
	PQfinish(owner);
	adapter_wait_state(&a, CONNECTION_LOST);
	cr_assert_eq(a.port->unsettled(a.port->ctx), 1);
	own_server_start(&s);
	write_done(&a, write);
	adapter_wait(&a, adapter_ask(&a, REQUEST_FILE, ADAPTER_PERSON), &e);
	cr_assert_eq(e.kind, EVENT_FILE);
	cr_assert_eq(e.file->contact_count, 1);
	arena_free(&e.arena);
	port_end(&a);
	own_server_remove(&s);
}

/* Recorded and replicated, the answer lost with the primary: the promoted standby knows the id, and says the first
 * result again. */
Test(adapter_failover, a_write_whose_answer_died_with_the_primary_is_settled_on_the_promoted_standby)
{
	struct own_server first, second;
	struct adapter a;
	struct proxy p;
	PGconn *standby, *owner;
	uint32_t write;
	char command[COMMAND_ID_TEXT], contact[COMMAND_ID_TEXT], *hosts;

	own_server_make(&first);
	own_server_follow(&second, &first);
	owner = own_server_connect(&first);
	cluster_exec(owner, "ALTER SYSTEM SET synchronous_standby_names = '*'");
	cluster_exec(owner, "ALTER SYSTEM SET synchronous_commit = 'remote_apply'");
	cluster_exec(owner, "SELECT pg_reload_conf()");
	own_server_wait(owner, "SELECT sync_state FROM pg_stat_replication", "sync");
	proxy_start_to(&p, first.folder);
	hosts = mem_format("%s,%s", p.dir, second.folder);
	port_open(&a, hosts, &quick);
	adapter_wait_state(&a, CONNECTION_READY);
	write_done(&a, adapter_note_contact(&a, ADAPTER_PERSON, command, contact));
	atomic_store(&p.state->hold, true);
	write = adapter_note_contact(&a, ADAPTER_PERSON, command, contact);
	adapter_wait_state(&a, CONNECTION_SLOW);
	standby = own_server_connect(&second);
	own_server_wait(standby, CONTACTS, "2/2");
	PQfinish(owner);
	own_server_stop(&first, SIGQUIT);
	proxy_stop(&p);
	adapter_wait_state(&a, CONNECTION_LOST);
	cr_assert_eq(a.port->unsettled(a.port->ctx), 1);
	cluster_exec(standby, "SELECT pg_promote()");
	write_done(&a, write);
	own_server_wait(standby, CONTACTS, "2/2");
	write_done(&a, adapter_note_contact(&a, ADAPTER_PERSON, command, contact));
	own_server_wait(standby, CONTACTS, "3/3");
	PQfinish(standby);
	port_end(&a);
	free(hosts);
	own_server_remove(&first);
	own_server_remove(&second);
}

/* A commit that waits for a standby has no timeout of the server's. It is told as slow, never cancelled by the program;
 * when an administrator gives the wait up, the outcome is « enregistré » with the reserve. */
Test(adapter_failover, a_commit_that_no_standby_confirms_is_told_with_its_reserve)
{
	struct own_server s;
	struct adapter a;
	struct event e;
	PGconn *owner;
	uint32_t write;
	char command[COMMAND_ID_TEXT], contact[COMMAND_ID_TEXT];

	own_server_make(&s);
	owner = own_server_connect(&s);
	port_open(&a, s.folder, &quick);
	adapter_wait_state(&a, CONNECTION_READY);
	/* What a function warns of is no reserve. */
	cluster_exec(owner, "CREATE FUNCTION public.avertir() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE WARNING 'essai'; RETURN NEW; END $$;"
		"CREATE TRIGGER aaa BEFORE INSERT ON jalon.contact FOR EACH ROW EXECUTE FUNCTION public.avertir()");
	write_done(&a, adapter_note_contact(&a, ADAPTER_PERSON, command, contact));
	cr_assert(!a.port->next_event(a.port->ctx, &e) || e.kind != EVENT_NOTICE);
	cluster_exec(owner, "ALTER SYSTEM SET synchronous_standby_names = 'absent'");
	cluster_exec(owner, "SELECT pg_reload_conf()");
	own_server_wait(owner, "SHOW synchronous_standby_names", "absent");
	a.states = 0;
	write = adapter_note_contact(&a, ADAPTER_PERSON, command, contact);
	adapter_wait_state(&a, CONNECTION_SLOW);
	own_server_wait(owner, "SELECT count(*) FROM pg_stat_activity WHERE usename = 'ad_conseil' AND wait_event = 'SyncRep'", "1");
	a.port->cancel_reads(a.port->ctx); /* Ctrl-C changes nothing to it */
	cr_assert_eq(a.port->unsettled(a.port->ctx), 1);
	cluster_exec(owner, "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE usename = 'ad_conseil'");
	write_done(&a, write);
	adapter_wait(&a, write, &e);
	cr_assert_eq(e.kind, EVENT_NOTICE);
	cr_assert_str_eq(e.error.sqlstate, "01000");
	cr_assert_str_eq(e.command_id, command);
	cr_assert_not_null(strstr(e.error.message, "enregistré"), "%s", e.error.message);
	arena_free(&e.arena);
	PQfinish(owner);
	port_end(&a);
	own_server_remove(&s);
}

/* A host that takes the connection and keeps silent (a frozen machine) does not hold the others back for ever. */
Test(adapter_failover, a_silent_host_gives_way_to_its_neighbour)
{
	static const struct sql_timing impatient = {
		.slow = 50, .connect = 150, .read = 5000, .write = 5000, .close = 300, .backoff = { 1, 1, 1, 1, 1 } };
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	char dir[] = "/tmp/jalon-muet-XXXXXX", *hosts;
	int silent = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	struct adapter a;

	cr_assert_not_null(mkdtemp(dir));
	snprintf(address.sun_path, sizeof address.sun_path, "%s/.s.PGSQL.5432", dir);
	cr_assert(bind(silent, (const struct sockaddr *)&address, sizeof address) == 0 && listen(silent, 8) == 0);
	adapter_database(&a);
	hosts = mem_format("%s,%s", dir, cluster_socket());
	a.conninfo = mem_format("host=%s dbname=%s user=ad_conseil", hosts, a.database);
	a.port = sql_port_open(&(struct sql_options){ .conninfo = a.conninfo, .timing = &impatient });
	adapter_wait_state(&a, CONNECTION_READY);
	cr_assert(a.states & state_bit(CONNECTION_LOST));
	close(silent);
	unlink(address.sun_path);
	rmdir(dir);
	free(hosts);
	adapter_close(&a);
}
