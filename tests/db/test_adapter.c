/* The data port on a real server: reading, refusing, versions, notices, cancelling. */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "sql/texts.h"
#include "tests/db/adapter_support.h"
#include "tests/support/cluster.h"
#include "tests/support/rules_dir.h"

static const struct sql_timing quick = {
	.slow = 50, .connect = 5000, .read = 5000, .write = 5000, .close = 2000, .backoff = { 5, 5, 5, 5, 5 }
};

Test(adapter, reads_session_and_portfolio_sorted)
{
	struct adapter a;
	struct event e;
	uint32_t session, portfolio;

	adapter_open(&a, "ad_conseil", NULL, NULL);
	session = adapter_ask(&a, REQUEST_SESSION, NULL);
	portfolio = adapter_ask(&a, REQUEST_PORTFOLIO, NULL);
	adapter_wait(&a, session, &e);
	cr_assert_eq(e.kind, EVENT_SESSION);
	cr_assert_str_eq(e.session->login, "ad_conseil");
	cr_assert_str_eq(e.session->agency_name, "Agence d'essai");
	cr_assert_eq(e.session->role, ROLE_COUNSELLOR);
	cr_assert(date_is_set(e.session->today));
	cr_assert_null(e.loaded_rules);
	arena_free(&e.arena);
	adapter_wait(&a, portfolio, &e);
	cr_assert_eq(e.kind, EVENT_PORTFOLIO);
	cr_assert_eq(e.people_count, 3);
	cr_assert_str_eq(e.people[2].last_name, "D'Hérouville");
	cr_assert_eq(e.people[0].regime, REGIME_CE);
	cr_assert_eq(e.people[1].household_size, 2);
	cr_assert(!moment_is_set(e.people[0].last_contact));
	arena_free(&e.arena);
	cr_assert_eq(a.states, state_bit(CONNECTION_READY));
	adapter_close(&a);
}

Test(adapter, leaves_with_all_requests_in_one_round_trip)
{
	struct adapter a;
	struct proxy p;
	struct event e;
	uint32_t last;
	long sent;

	proxy_start(&p);
	adapter_open(&a, "ad_conseil", p.dir, NULL);
	adapter_ask(&a, REQUEST_SESSION, NULL);
	adapter_ask(&a, REQUEST_PORTFOLIO, NULL);
	adapter_wait(&a, adapter_ask(&a, REQUEST_SESSION, NULL), &e);
	arena_free(&e.arena);
	/* From here on nothing is answered: what reaches the server left without waiting for an answer. */
	atomic_store(&p.state->hold, true);
	sent = atomic_load(&p.state->to_server);
	last = adapter_ask(&a, REQUEST_FILE, ADAPTER_PERSON);
	sent = adapter_sent_unanswered(&a, &p, sent);
	atomic_store(&p.state->hold, false);
	adapter_wait(&a, last, &e);
	cr_assert_eq(e.kind, EVENT_FILE);
	cr_assert_eq(atomic_load(&p.state->to_server), sent, "the sheet took a second round trip");
	arena_free(&e.arena);
	adapter_close(&a);
	proxy_stop(&p);
}

Test(adapter, reads_a_sheet_a_search_and_referents)
{
	struct adapter a;
	struct event e;
	uint32_t file, hits, referents;

	adapter_open(&a, "ad_conseil", NULL, NULL);
	file = adapter_ask(&a, REQUEST_FILE, ADAPTER_PERSON);
	hits = adapter_ask(&a, REQUEST_SEARCH, "herouv");
	referents = adapter_ask(&a, REQUEST_REFERENTS, NULL);
	adapter_wait(&a, file, &e);
	cr_assert_eq(e.kind, EVENT_FILE);
	cr_assert_str_eq(e.file->person.last_name, "Bernard");
	cr_assert_str_eq(e.file->household, "essai");
	cr_assert_eq(e.file->regime_count, 1);
	cr_assert_str_eq(e.file->referents[0].name, "Maël Le Goff");
	arena_free(&e.arena);
	adapter_wait(&a, hits, &e);
	cr_assert_eq(e.hit_count, 1);
	cr_assert_str_eq(e.hits[0].id, "CCCCCC");
	arena_free(&e.arena);
	adapter_wait(&a, referents, &e);
	cr_assert_eq(e.referent_count, 1);
	cr_assert_eq(e.referents[0].active, 3);
	arena_free(&e.arena);
	adapter_close(&a);
}

Test(adapter, says_the_same_of_a_hidden_and_of_an_unknown_person)
{
	struct adapter a;
	struct event hidden, unknown;

	adapter_open(&a, "ad_conseil", NULL, NULL);
	adapter_wait(&a, adapter_ask(&a, REQUEST_FILE, ADAPTER_HIDDEN), &hidden);
	adapter_wait(&a, adapter_ask(&a, REQUEST_FILE, "ZZZZZZ"), &unknown);
	cr_assert_eq(hidden.kind, EVENT_FAILED);
	cr_assert_eq(hidden.error.code, ERR_NOT_FOUND);
	cr_assert_eq(unknown.error.code, ERR_NOT_FOUND);
	cr_assert_str_eq(hidden.error.message, unknown.error.message);
	cr_assert_str_eq(hidden.error.remedy, unknown.error.remedy);
	cr_assert_str_eq(hidden.error.sqlstate, unknown.error.sqlstate);
	cr_assert_str_eq(hidden.error.constraint, unknown.error.constraint);
	adapter_close(&a);
}

Test(adapter, brings_the_loaded_rules_only_when_they_differ)
{
	struct adapter a;
	struct event e;
	struct rulebook book = { 0 };
	struct sql_options same = { 0 }, other = { .rules_checksum = "0" };

	book = shipped_rules();
	same.rules_checksum = book.checksum;
	adapter_open(&a, "ad_conseil", NULL, &same);
	adapter_wait(&a, adapter_ask(&a, REQUEST_SESSION, NULL), &e);
	cr_assert_str_eq(e.session->rules_checksum, book.checksum);
	cr_assert_null(e.loaded_rules);
	arena_free(&e.arena);
	a.port->close(a.port->ctx);
	free(a.conninfo);
	adapter_connect(&a, "ad_conseil", NULL, &other);
	adapter_wait(&a, adapter_ask(&a, REQUEST_SESSION, NULL), &e);
	cr_assert_not_null(e.loaded_rules);
	cr_assert_eq(e.loaded_rules->count, book.count);
	for (size_t i = 0; i < book.count; i++) {
		const struct rule *l = &e.loaded_rules->rules[i], *f = &book.rules[i];

		cr_assert_str_eq(l->code, f->code);
		cr_assert_str_eq(l->source, f->source);
		cr_assert_eq(l->regime, f->regime);
		cr_assert_eq(l->fixed, f->fixed);
		cr_assert(!f->fixed || l->value == f->value);
		cr_assert_eq(l->unit, f->unit);
		cr_assert_eq(l->debtor, f->debtor);
		cr_assert_eq(l->status, f->status);
		cr_assert_eq(l->applied, f->applied);
		cr_assert_eq(l->roll, f->roll);
		cr_assert_eq(l->lead, f->lead);
		cr_assert_eq(l->lead_unit, f->lead_unit);
		cr_assert_eq(l->from.days, f->from.days);
		cr_assert_eq(l->to.days, f->to.days);
	}
	rulebook_free(e.loaded_rules);
	arena_free(&e.arena);
	rulebook_free(&book);
	adapter_close(&a);
}

static void refused_check(const char *login, enum error_code code, const char *remedy)
{
	struct adapter a;
	struct event e;
	uint32_t read, write;
	char command[COMMAND_ID_TEXT], contact[COMMAND_ID_TEXT];

	adapter_open(&a, login, NULL, NULL);
	read = adapter_ask(&a, REQUEST_PORTFOLIO, NULL);
	write = adapter_note_contact(&a, ADAPTER_PERSON, command, contact);
	adapter_wait(&a, read, &e);
	cr_assert_eq(e.kind, EVENT_FAILED);
	cr_assert_eq(e.error.code, code, "%d %s", (int)e.error.code, e.error.message);
	adapter_wait(&a, write, &e);
	cr_assert_eq(e.kind, EVENT_COMMAND_REFUSED);
	arena_free(&e.arena);
	adapter_wait_state(&a, CONNECTION_REFUSED);
	cr_assert_eq(a.connection_error.code, code);
	cr_assert_not_null(strstr(a.connection_error.remedy, remedy), "%s", a.connection_error.remedy);
	/* Final: asking again answers at once. */
	adapter_wait(&a, adapter_ask(&a, REQUEST_SESSION, NULL), &e);
	cr_assert_eq(e.kind, EVENT_FAILED);
	cr_assert_eq(a.port->unsettled(a.port->ctx), 0);
	adapter_close(&a);
}

Test(adapter, refuses_an_unknown_login)
{
	refused_check("ad_personne_du_tout", ERR_LOGIN, "compte creer");
}

Test(adapter, refuses_a_closed_account)
{
	refused_check("ad_ferme", ERR_LOGIN, "compte creer");
}

Test(adapter, refuses_a_login_without_a_role)
{
	refused_check("ad_sans", ERR_LOGIN, "compte creer");
}

static void version_check(const char *change, const char *remedy)
{
	struct adapter a;
	struct event e;

	adapter_database(&a);
	cluster_exec(a.owner, change);
	adapter_connect(&a, "ad_conseil", NULL, NULL);
	adapter_wait(&a, adapter_ask(&a, REQUEST_SESSION, NULL), &e);
	cr_assert_eq(e.kind, EVENT_FAILED);
	cr_assert_eq(e.error.code, ERR_SCHEMA);
	cr_assert_not_null(strstr(e.error.message, "le programme de la version"));
	cr_assert_not_null(strstr(e.error.remedy, remedy), "%s", e.error.remedy);
	adapter_wait_state(&a, CONNECTION_REFUSED);
	adapter_close(&a);
}

Test(adapter, refuses_an_older_database)
{
	version_check("DELETE FROM jalon.schema_version WHERE numero = (SELECT max(numero) FROM jalon.schema_version)",
		"jalon base migrer");
}

Test(adapter, refuses_a_newer_database)
{
	version_check("INSERT INTO jalon.schema_version (numero, nom, empreinte) VALUES (999, 'demain', repeat('0', 64))",
		"nouvelle version");
}

Test(adapter, refuses_a_database_that_is_not_ours)
{
	struct adapter a;
	struct event e;

	adapter_database(&a);
	cluster_exec(a.owner, "DROP SCHEMA jalon CASCADE");
	adapter_connect(&a, "ad_conseil", NULL, NULL);
	adapter_wait(&a, adapter_ask(&a, REQUEST_PORTFOLIO, NULL), &e);
	cr_assert_eq(e.error.code, ERR_SCHEMA);
	adapter_wait_state(&a, CONNECTION_REFUSED);
	adapter_close(&a);
}

Test(adapter, refuses_an_absent_database_and_a_broken_conninfo)
{
	static const struct { const char *conninfo; enum error_code code; } bad[] = {
		{ "dbname=absente_pour_toujours", ERR_DATABASE }, { "host==, machin", ERR_CONFIG } };

	for (size_t i = 0; i < 2; i++) {
		char *conninfo = mem_format("%s host=%s user=" CLUSTER_OWNER, bad[i].conninfo, cluster_socket());
		struct adapter a = { .port = sql_port_open(&(struct sql_options){ .conninfo = conninfo }) };

		adapter_wait_state(&a, CONNECTION_REFUSED);
		cr_assert_eq(a.connection_error.code, bad[i].code, "%s", a.connection_error.message);
		a.port->close(a.port->ctx);
		free(conninfo);
	}
}

Test(adapter, goes_to_the_next_host)
{
	struct adapter a;
	struct event e;
	char *conninfo;

	adapter_database(&a);
	conninfo = mem_format("host=/nulle/part,%s dbname=%s", cluster_socket(), a.database);
	a.port = sql_port_open(&(struct sql_options){ .conninfo = conninfo, .account = "ad_chef" });
	adapter_wait(&a, adapter_ask(&a, REQUEST_SESSION, NULL), &e);
	cr_assert_eq(e.kind, EVENT_SESSION);
	cr_assert_eq(e.session->role, ROLE_SUPERVISOR);
	arena_free(&e.arena);
	free(conninfo);
	adapter_close(&a);
}

/* stderr into a file, for what libpq would write there by itself. */
static int stderr_capture(char path[32])
{
	int kept = dup(2), fd;

	snprintf(path, 32, "/tmp/jalon-stderr-XXXXXX");
	fd = mkstemp(path);
	cr_assert(kept >= 0 && fd >= 0);
	fflush(stderr);
	dup2(fd, 2);
	close(fd);
	return kept;
}

static long stderr_restore(int kept, const char *path)
{
	struct stat st;

	fflush(stderr);
	dup2(kept, 2);
	close(kept);
	cr_assert_eq(stat(path, &st), 0);
	unlink(path);
	return (long)st.st_size;
}

Test(adapter, keeps_notices_off_the_terminal)
{
	struct adapter a;
	struct event e;
	char path[32];
	int kept;

	adapter_database(&a);
	cluster_exec(a.owner, "CREATE OR REPLACE FUNCTION jalon.fuseau() RETURNS text LANGUAGE plpgsql STABLE AS"
		" $$ BEGIN RAISE WARNING 'un avertissement'; RETURN 'Europe/Paris'; END $$");
	kept = stderr_capture(path);
	adapter_connect(&a, "ad_conseil", NULL, NULL);
	adapter_wait(&a, adapter_ask(&a, REQUEST_PORTFOLIO, NULL), &e);
	cr_assert_eq(stderr_restore(kept, path), 0);
	cr_assert_eq(e.kind, EVENT_PORTFOLIO);
	arena_free(&e.arena);
	adapter_close(&a);
}

Test(adapter, cancels_reads_at_once_and_goes_on)
{
	struct adapter a;
	struct event e;
	uint32_t read;

	adapter_open(&a, "ad_conseil", NULL, &(struct sql_options){ .timing = &quick });
	adapter_wait_state(&a, CONNECTION_READY);
	cluster_exec(a.owner, "BEGIN; LOCK TABLE jalon.personne IN ACCESS EXCLUSIVE MODE");
	read = adapter_ask(&a, REQUEST_PORTFOLIO, NULL);
	adapter_wait_state(&a, CONNECTION_SLOW);
	a.port->cancel_reads(a.port->ctx);
	adapter_wait(&a, read, &e);
	cr_assert_eq(e.kind, EVENT_FAILED);
	cr_assert_eq(e.error.code, ERR_CANCELLED);
	/* The server gave the statement up while the lock is still held. */
	adapter_wait_value(&a, "SELECT count(*) FROM pg_locks WHERE relation = 'jalon.personne'::regclass AND NOT granted", "0");
	cluster_exec(a.owner, "COMMIT");
	adapter_wait(&a, adapter_ask(&a, REQUEST_PORTFOLIO, NULL), &e);
	cr_assert_eq(e.kind, EVENT_PORTFOLIO);
	arena_free(&e.arena);
	cr_assert_eq(a.states & state_bit(CONNECTION_LOST), 0);
	adapter_close(&a);
}

Test(adapter, never_cancels_a_write)
{
	struct adapter a;
	struct event e;
	uint32_t read, write;
	char command[COMMAND_ID_TEXT], contact[COMMAND_ID_TEXT];

	adapter_open(&a, "ad_conseil", NULL, &(struct sql_options){ .timing = &quick });
	adapter_wait_state(&a, CONNECTION_READY);
	cluster_exec(a.owner, "BEGIN; LOCK TABLE jalon.contact IN ACCESS EXCLUSIVE MODE");
	write = adapter_note_contact(&a, ADAPTER_PERSON, command, contact);
	read = adapter_ask(&a, REQUEST_PORTFOLIO, NULL);
	adapter_wait_state(&a, CONNECTION_SLOW);
	a.port->cancel_reads(a.port->ctx);
	adapter_wait(&a, read, &e);
	cr_assert_eq(e.error.code, ERR_CANCELLED);
	cr_assert_eq(a.port->unsettled(a.port->ctx), 1);
	cluster_exec(a.owner, "COMMIT");
	adapter_wait(&a, write, &e);
	cr_assert_eq(e.kind, EVENT_COMMAND_DONE);
	cr_assert_str_eq(e.command_id, command);
	arena_free(&e.arena);
	cr_assert_eq(a.port->unsettled(a.port->ctx), 0);
	adapter_close(&a);
}

Test(adapter, drops_the_answer_of_a_cancelled_read)
{
	struct adapter a;
	struct proxy p;
	struct event e;
	uint32_t first, second;

	proxy_start(&p);
	adapter_open(&a, "ad_conseil", p.dir, NULL);
	adapter_wait_state(&a, CONNECTION_READY);
	atomic_store(&p.state->hold, true);
	first = adapter_ask(&a, REQUEST_PORTFOLIO, NULL);
	a.port->cancel_reads(a.port->ctx);
	adapter_wait(&a, first, &e);
	cr_assert_eq(e.kind, EVENT_FAILED);
	second = adapter_ask(&a, REQUEST_SESSION, NULL);
	atomic_store(&p.state->hold, false);
	for (;;) {
		cr_assert_neq(e.serial == first && e.kind == EVENT_PORTFOLIO, true);
		if (!a.port->next_event(a.port->ctx, &e)) {
			adapter_turn(&a);
			continue;
		}
		arena_free(&e.arena);
		if (e.serial == second)
			break;
	}
	cr_assert_eq(e.kind, EVENT_SESSION);
	adapter_close(&a);
	proxy_stop(&p);
}

Test(adapter, maps_a_refused_write_to_field_and_sentence)
{
	struct adapter a;
	struct event e;
	char command[COMMAND_ID_TEXT], contact[COMMAND_ID_TEXT];

	adapter_open(&a, "ad_conseil", NULL, NULL);
	adapter_wait(&a, adapter_note_contact(&a, ADAPTER_HIDDEN, command, contact), &e);
	cr_assert_eq(e.kind, EVENT_COMMAND_REFUSED);
	cr_assert_eq(e.error.code, ERR_NOT_FOUND);
	cr_assert_str_eq(e.error.constraint, "hors_de_portee");
	cr_assert_str_neq(e.error.message, "");
	cr_assert_str_eq(e.command_id, command);
	arena_free(&e.arena);
	adapter_close(&a);
}

Test(adapter, makes_random_ids_of_version_4)
{
	char a[COMMAND_ID_TEXT], b[COMMAND_ID_TEXT];

	sql_command_id(a);
	sql_command_id(b);
	cr_assert_str_neq(a, b);
	cr_assert_eq(strlen(a), 36);
	cr_assert_eq(a[14], '4');
	cr_assert_not_null(strchr("89ab", a[19]));
}
