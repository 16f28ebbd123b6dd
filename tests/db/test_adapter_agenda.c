/* The data port: agendas, the day's list, what the server says unasked, what passes and what does not. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/base/mem.h"
#include "tests/db/adapter_support.h"
#include "tests/support/cluster.h"

static const struct sql_timing quick = {
	.slow = 50, .connect = 5000, .read = 5000, .write = 5000, .close = 300, .backoff = { 1, 1, 1, 1, 1 }
};
static const struct sql_options hurried = { .timing = &quick };

/* A day of its own, so that the agenda is not that of the day the tests run. */
static void fixed_open(struct adapter *a, const char *socket)
{
	adapter_database(a);
	cluster_exec(a->owner, "INSERT INTO jalon.jour_fixe (jour) VALUES ('2026-11-20')");
	adapter_connect(a, "ad_conseil", socket, &hurried);
}

static void agenda_fill(struct adapter *a)
{
	cluster_exec(a->owner,
		"INSERT INTO jalon.seance (agence_id, seance_id, conseiller, periode, type, lieu, objet, capacite, saisi_le, origine) VALUES"
		" (1, '00000000-0000-4000-8000-000000000001', 'ad_conseil', tstzrange('2026-11-23 10:00+01', '2026-11-23 10:30+01'), 'entretien',"
		" 'agence', '', NULL, '2026-11-20 08:00+01', 'import'),"
		" (1, '00000000-0000-4000-8000-000000000002', 'ad_conseil', tstzrange('2026-11-24 14:00+01', '2026-11-24 15:00+01'), 'atelier',"
		" 'agence', 'atelier CV', 8, '2026-11-20 08:00+01', 'import'),"
		" (1, '00000000-0000-4000-8000-000000000003', 'ad_autre', tstzrange('2026-11-24 09:00+01', '2026-11-24 10:00+01'), 'entretien',"
		" 'agence', '', NULL, '2026-11-20 08:00+01', 'import');"
		"INSERT INTO jalon.participation (agence_id, seance_id, personne_id, cree_le) VALUES"
		" (1, '00000000-0000-4000-8000-000000000001', 1, '2026-11-20 08:00+01'), (1, '00000000-0000-4000-8000-000000000002', 1, '2026-11-20 08:00+01'),"
		" (1, '00000000-0000-4000-8000-000000000002', 2, '2026-11-20 08:00+01'), (1, '00000000-0000-4000-8000-000000000002', 4, '2026-11-20 08:00+01'),"
		" (1, '00000000-0000-4000-8000-000000000003', 4, '2026-11-20 08:00+01');"
		"INSERT INTO jalon.conge (agence_id, personne_id, nature, du, au, texte, saisi_le) VALUES"
		" (1, 1, 'reflexion', '2026-11-26', '2026-11-28', 'CSP', '2026-11-20 08:00+01');"
		"INSERT INTO jalon.fermeture (agence_id, du, au, motif) VALUES (1, '2026-11-27', '2026-11-28', 'inventaire');"
		"INSERT INTO jalon.report (agence_id, login, personne_id, code, jusqu_au, geste) VALUES"
		" (1, 'ad_conseil', 2, 'rappel', '2026-11-25', 'reporte')");
}

static uint32_t agenda_ask(struct adapter *a, const char *login, const char *person)
{
	static uint32_t serial = 50000;
	struct request r = { .serial = ++serial, .kind = REQUEST_AGENDA, .as_of = DATE_NONE, .login = login, .id = person,
		.from = date_make(2026, 11, 23), .to = date_make(2026, 11, 29) };

	a->port->submit(a->port->ctx, &r);
	return serial;
}

Test(adapter_agenda, reads_a_week)
{
	struct adapter a;
	struct event e;
	const struct agenda_facts *f;

	fixed_open(&a, NULL);
	agenda_fill(&a);
	adapter_wait(&a, agenda_ask(&a, "", ADAPTER_PERSON), &e);
	cr_assert_eq(e.kind, EVENT_AGENDA);
	f = e.agenda;
	cr_assert_str_eq(f->login, "ad_conseil");
	cr_assert_str_eq(f->person, ADAPTER_PERSON);
	cr_assert_eq(f->from.days, date_make(2026, 11, 23).days);
	cr_assert_eq(f->hours_count, 10);
	cr_assert_eq(f->hours[0].from, 510);
	cr_assert_eq(f->hours[9].to, 6810);
	cr_assert_eq(f->meeting_count, 2);
	cr_assert_eq(f->meetings[0].attendee_count, 1);
	cr_assert_str_eq(f->meetings[0].attendees[0].name, "BERNARD Aïcha");
	cr_assert_eq(f->meetings[0].period.from.minute, 600);
	cr_assert_eq(f->meetings[0].capacity, 0);
	cr_assert_str_eq(f->meetings[1].subject, "atelier CV");
	cr_assert_eq(f->meetings[1].capacity, 8);
	cr_assert_eq(f->meetings[1].attendee_count, 3);
	cr_assert_str_eq(f->meetings[1].attendees[0].id, "", "the one out of reach");
	cr_assert_str_eq(f->meetings[1].attendees[0].name, "");
	cr_assert_str_eq(f->meetings[1].attendees[2].id, "BBBBBB");
	cr_assert_eq(f->busy_count, 3);
	cr_assert_str_eq(f->busy[0].login, "ad_autre");
	cr_assert_eq(f->closing_count, 1);
	cr_assert_eq(f->closings[0].to.days, date_make(2026, 11, 27).days);
	cr_assert_eq(f->protection_count, 1);
	cr_assert_eq(f->protections[0].kind, PROTECTED_REFLECTION);
	cr_assert_eq(f->person_busy_count, 2);
	arena_free(&e.arena);
	adapter_close(&a);
}

Test(adapter_agenda, says_the_same_of_a_hidden_and_of_an_unknown_person)
{
	struct adapter a;
	struct event hidden, unknown;

	fixed_open(&a, NULL);
	adapter_wait(&a, agenda_ask(&a, "", ADAPTER_HIDDEN), &hidden);
	adapter_wait(&a, agenda_ask(&a, "", "ZZZZZZ"), &unknown);
	cr_assert_eq(hidden.kind, EVENT_FAILED);
	cr_assert_eq(hidden.error.code, ERR_NOT_FOUND);
	cr_assert_str_eq(hidden.error.message, unknown.error.message);
	adapter_close(&a);
}

Test(adapter_agenda, a_week_takes_one_round_trip)
{
	struct adapter a;
	struct proxy p;
	struct event e;
	uint32_t last;
	long sent;

	proxy_start(&p);
	fixed_open(&a, p.dir);
	adapter_wait_state(&a, CONNECTION_READY);
	atomic_store(&p.state->hold, true);
	sent = atomic_load(&p.state->to_server);
	last = agenda_ask(&a, "", ADAPTER_PERSON);
	sent = adapter_sent_unanswered(&a, &p, sent);
	atomic_store(&p.state->hold, false);
	adapter_wait(&a, last, &e);
	cr_assert_eq(e.kind, EVENT_AGENDA);
	cr_assert_eq(atomic_load(&p.state->to_server), sent, "the week took a second round trip");
	arena_free(&e.arena);
	adapter_close(&a);
	proxy_stop(&p);
}

Test(adapter_agenda, reads_what_was_put_off)
{
	struct adapter a;
	struct event e;

	fixed_open(&a, NULL);
	agenda_fill(&a);
	adapter_wait(&a, adapter_ask(&a, REQUEST_DAY, NULL), &e);
	cr_assert_eq(e.kind, EVENT_DAY);
	cr_assert_eq(e.put_off_count, 1);
	cr_assert_str_eq(e.put_off[0].person, "BBBBBB");
	cr_assert_str_eq(e.put_off[0].code, "rappel");
	cr_assert_eq(e.put_off[0].until.days, date_make(2026, 11, 25).days);
	cr_assert(!e.put_off[0].done);
	arena_free(&e.arena);
	adapter_close(&a);
}

/* --- hints ------------------------------------------------------------------------------------------------------- */

static long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000L + t.tv_nsec / 1000000L;
}

/* Runs the port until a hint is told; false after so long. */
static bool hint_within(struct adapter *a, long ms)
{
	struct event e;
	long end = now_ms() + ms;

	while (now_ms() < end) {
		while (a->port->next_event(a->port->ctx, &e)) {
			arena_free(&e.arena);
			if (e.kind == EVENT_HINT)
				return true;
		}
		adapter_turn(a);
	}
	return false;
}

static void listening_open(struct adapter *a, const char *socket)
{
	adapter_database(a);
	adapter_connect(a, "ad_conseil", socket, &hurried);
	sql_port_listen(a->port);
	adapter_wait_state(a, CONNECTION_READY);
}

/* What is notified before LISTEN is answered is lost. */
static void heard_once(struct adapter *a)
{
	bool heard = false;

	for (int i = 0; i < 20 && !heard; i++) {
		cluster_exec(a->owner, "NOTIFY jalon");
		heard = hint_within(a, 500);
	}
	cr_assert(heard, "LISTEN was not sent");
}

static bool changed_since(struct adapter *a, int64_t *mark)
{
	static uint32_t serial = 60000;
	struct request r = { .serial = ++serial, .kind = REQUEST_CHANGES, .as_of = DATE_NONE, .change_mark = *mark };
	struct event e;

	a->port->submit(a->port->ctx, &r);
	adapter_wait(a, serial, &e);
	cr_assert_eq(e.kind, EVENT_CHANGES, "%s", e.error.message);
	*mark = e.change_mark;
	arena_free(&e.arena);
	return e.changed;
}

Test(adapter_agenda, tells_idle_that_another_wrote)
{
	struct adapter a, other;
	struct event e;
	char command[COMMAND_ID_TEXT], contact[COMMAND_ID_TEXT];
	int64_t mark = 0;

	listening_open(&a, NULL);
	cr_assert(!changed_since(&a, &mark));
	cr_assert_neq(mark, 0);
	/* Its own write is no news. */
	adapter_wait(&a, adapter_note_contact(&a, ADAPTER_PERSON, command, contact), &e);
	arena_free(&e.arena);
	cr_assert(!changed_since(&a, &mark));
	other = (struct adapter){ .database = a.database, .owner = a.owner };
	adapter_connect(&other, "ad_chef", NULL, NULL);
	adapter_wait(&other, adapter_note_contact(&other, ADAPTER_PERSON, command, contact), &e);
	cr_assert_eq(e.kind, EVENT_COMMAND_DONE);
	arena_free(&e.arena);
	cr_assert(hint_within(&a, 10000), "nobody was told");
	cr_assert(changed_since(&a, &mark));
	cr_assert(!changed_since(&a, &mark));
	other.port->close(other.port->ctx);
	free(other.conninfo);
	adapter_close(&a);
}

/* Anyone may notify, as often as they please: hints stay two seconds apart. */
Test(adapter_agenda, a_flood_of_notifications_is_one_hint_every_two_seconds)
{
	struct adapter a;
	long first;

	listening_open(&a, NULL);
	cluster_exec(a.owner, "DO $$ BEGIN FOR i IN 1..5000 LOOP PERFORM pg_notify('jalon', repeat('x', 7000) || i); END LOOP; END $$");
	cr_assert(hint_within(&a, 10000));
	first = now_ms();
	cluster_exec(a.owner, "NOTIFY jalon, 'encore'");
	cr_assert(hint_within(&a, 10000), "the later one is told when its time comes");
	cr_assert_geq(now_ms() - first, 1900);
	adapter_close(&a);
}

Test(adapter_agenda, listens_again_after_a_reconnection_and_doubts_what_it_missed)
{
	struct adapter a;

	listening_open(&a, NULL);
	heard_once(&a); /* a connection lost before it listens has nothing to doubt */
	cluster_exec(a.owner, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'ad_conseil' AND datname = current_database()");
	cr_assert(hint_within(&a, 10000), "what changed meanwhile is not known");
	cluster_exec(a.owner, "NOTIFY jalon");
	cr_assert(hint_within(&a, 10000), "LISTEN was not replayed");
	adapter_close(&a);
}

/* --- what passes ------------------------------------------------------------------------------------------------- */

/* A function that fails `times` times with a state, then behaves. */
static void fail_first(struct adapter *a, const char *state, int times)
{
	char *sql = mem_format("CREATE SEQUENCE public.essais; GRANT ALL ON SCHEMA public TO PUBLIC; GRANT ALL ON SEQUENCE public.essais TO PUBLIC;"
		"CREATE FUNCTION public.echouer() RETURNS void LANGUAGE plpgsql AS $$ BEGIN"
		" IF nextval('public.essais') <= %d THEN RAISE EXCEPTION USING ERRCODE = '%s', MESSAGE = 'essai'; END IF; END $$;"
		"GRANT ALL ON FUNCTION public.echouer() TO PUBLIC;", times, state);

	cluster_exec(a->owner, sql);
	free(sql);
}

/* The agency's zone is read by the session, the portfolio, the writes: the first look fails. */
#define ZONE_FAILS "CREATE OR REPLACE FUNCTION jalon.fuseau() RETURNS text LANGUAGE plpgsql STABLE AS" \
	" $$ BEGIN PERFORM public.echouer(); RETURN 'Europe/Paris'; END $$"

Test(adapter_agenda, asks_the_session_again_when_the_server_is_full)
{
	struct adapter a;
	struct event e;

	adapter_database(&a);
	fail_first(&a, "53200", 4);
	cluster_exec(a.owner, ZONE_FAILS);
	adapter_connect(&a, "ad_conseil", NULL, &hurried);
	adapter_wait(&a, adapter_ask(&a, REQUEST_SESSION, NULL), &e);
	cr_assert_eq(e.kind, EVENT_SESSION, "%s", e.error.message);
	arena_free(&e.arena);
	cr_assert(a.states & state_bit(CONNECTION_LOST), "the person was told that it waits");
	cr_assert_eq(a.states & state_bit(CONNECTION_REFUSED), 0);
	adapter_close(&a);
}

Test(adapter_agenda, asks_a_read_again_twice_then_tells)
{
	struct adapter a;
	struct event e;

	adapter_database(&a);
	adapter_connect(&a, "ad_conseil", NULL, &hurried);
	adapter_wait_state(&a, CONNECTION_READY);
	fail_first(&a, "40001", 2);
	cluster_exec(a.owner, "CREATE OR REPLACE FUNCTION jalon.moment_texte(p_instant timestamptz, p_fuseau text) RETURNS text LANGUAGE plpgsql VOLATILE AS"
		" $$ BEGIN PERFORM public.echouer(); RETURN ''; END $$");
	adapter_wait(&a, adapter_ask(&a, REQUEST_PORTFOLIO, NULL), &e);
	cr_assert_eq(e.kind, EVENT_PORTFOLIO, "%s", e.error.message);
	arena_free(&e.arena);
	cluster_exec(a.owner, "ALTER SEQUENCE public.essais RESTART MINVALUE -100 START -100");
	adapter_wait(&a, adapter_ask(&a, REQUEST_PORTFOLIO, NULL), &e);
	cr_assert_eq(e.kind, EVENT_FAILED);
	cr_assert_str_eq(e.error.sqlstate, "40001");
	adapter_close(&a);
}

#define CONTACT_FAILS "CREATE FUNCTION public.contact_echouer() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM public.echouer(); RETURN NEW; END $$;" \
	"CREATE TRIGGER aaa BEFORE INSERT ON jalon.contact FOR EACH ROW EXECUTE FUNCTION public.contact_echouer()"

Test(adapter_agenda, a_full_disk_refuses_after_a_while_and_the_same_write_passes_later)
{
	struct adapter a;
	struct event e;
	char command[COMMAND_ID_TEXT], contact[COMMAND_ID_TEXT];

	adapter_database(&a);
	fail_first(&a, "53100", 1000000);
	cluster_exec(a.owner, CONTACT_FAILS);
	adapter_connect(&a, "ad_conseil", NULL, &hurried);
	adapter_wait(&a, adapter_note_contact(&a, ADAPTER_PERSON, command, contact), &e);
	cr_assert_eq(e.kind, EVENT_COMMAND_REFUSED);
	cr_assert_eq(e.error.code, ERR_DATABASE);
	cr_assert_str_eq(e.error.sqlstate, "53100");
	cr_assert_not_null(strstr(e.error.message, "disque"), "%s", e.error.message);
	arena_free(&e.arena);
	cr_assert_eq(a.port->unsettled(a.port->ctx), 0);
	cr_assert_str_eq(adapter_value(&a, "SELECT nextval('public.essais') - 1"), "4", "tried and tried again");
	cr_assert_eq(a.states & state_bit(CONNECTION_LOST), 0);
	cluster_exec(a.owner, "DROP TRIGGER aaa ON jalon.contact");
	adapter_wait(&a, adapter_note_contact(&a, ADAPTER_PERSON, command, contact), &e);
	cr_assert_eq(e.kind, EVENT_COMMAND_DONE);
	arena_free(&e.arena);
	adapter_close(&a);
}

/* In doubt, and abandoning fails too: as long as it does nobody knows, hence nothing is said. */
Test(adapter_agenda, nothing_is_said_of_a_doubtful_write_that_cannot_be_abandoned)
{
	struct adapter a;
	struct proxy p;
	struct event e;
	uint32_t write;
	char command[COMMAND_ID_TEXT], contact[COMMAND_ID_TEXT];

	proxy_start(&p);
	adapter_open(&a, "ad_conseil", p.dir, &hurried);
	adapter_wait_state(&a, CONNECTION_READY);
	cluster_exec(a.owner, "CREATE FUNCTION public.commande_echouer() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
		" RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'essai'; END $$;"
		"CREATE TRIGGER aaa BEFORE INSERT ON jalon.commande FOR EACH ROW EXECUTE FUNCTION public.commande_echouer()");
	atomic_store(&p.state->cut_to_client, atomic_load(&p.state->to_client) + 3);
	write = adapter_note_contact(&a, ADAPTER_PERSON, command, contact);
	adapter_wait_state(&a, CONNECTION_LOST);
	atomic_store(&p.state->cut_to_client, -1);
	/* Reads go on, the write stays without an outcome. */
	for (int i = 0; i < 3; i++) {
		adapter_wait(&a, adapter_ask(&a, REQUEST_FILE, ADAPTER_PERSON), &e);
		cr_assert_eq(e.kind, EVENT_FILE);
		arena_free(&e.arena);
	}
	while (strcmp(adapter_value(&a, "SELECT count(*) FROM pg_stat_activity WHERE usename = 'ad_conseil' AND query LIKE '%abandonner%'"
		" AND datname = current_database()"), "0") == 0)
		adapter_turn(&a);
	cr_assert_eq(a.port->unsettled(a.port->ctx), 1);
	cluster_exec(a.owner, "DROP TRIGGER aaa ON jalon.commande");
	adapter_wait(&a, write, &e);
	cr_assert_eq(e.kind, EVENT_COMMAND_REFUSED, "abandoned at last, the first refusal is told");
	cr_assert_str_eq(e.error.sqlstate, "42501");
	arena_free(&e.arena);
	adapter_close(&a);
	proxy_stop(&p);
}

/* A write that nobody answers is said to be without an answer, sent again, and told once it is known. */
Test(adapter_agenda, a_write_without_an_answer_is_neither_cancelled_nor_refused)
{
	static const struct sql_timing impatient = {
		.slow = 20, .connect = 5000, .read = 5000, .write = 200, .close = 300, .backoff = { 1, 1, 1, 1, 1 } };
	struct adapter a;
	struct proxy p;
	struct event e;
	uint32_t write;
	char command[COMMAND_ID_TEXT], contact[COMMAND_ID_TEXT];

	proxy_start(&p);
	adapter_open(&a, "ad_conseil", p.dir, &(struct sql_options){ .timing = &impatient });
	adapter_wait_state(&a, CONNECTION_READY);
	a.states = 0;
	atomic_store(&p.state->hold, true);
	write = adapter_note_contact(&a, ADAPTER_PERSON, command, contact);
	adapter_wait_state(&a, CONNECTION_LOST);
	cr_assert_not_null(strstr(a.connection_error.message, "sans réponse"), "%s", a.connection_error.message);
	cr_assert_eq(a.port->unsettled(a.port->ctx), 1);
	atomic_store(&p.state->hold, false);
	adapter_wait(&a, write, &e);
	cr_assert_eq(e.kind, EVENT_COMMAND_DONE);
	arena_free(&e.arena);
	cr_assert_str_eq(adapter_value(&a, "SELECT count(*) FROM jalon.contact"), "1");
	adapter_close(&a);
	proxy_stop(&p);
}
