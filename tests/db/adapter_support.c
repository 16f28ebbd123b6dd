/* What the adapter's tests share. */
#include "tests/db/adapter_support.h"

#include <criterion/criterion.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/base/mem.h"
#include "sql/admin/rules_store.h"
#include "tests/support/cluster.h"
#include "tests/support/rules_dir.h"
#include "tests/support/shipped_funders.h"
#include "tui/plain/port_call.h"

enum { PATIENCE_MS = 10000, PROXY_QUIET = 10 }; /* a quiet turn lasts at most 0.1 s */

static long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000L + t.tv_nsec / 1000000L;
}

static const char people[] =
	"INSERT INTO jalon.agence (agence_id, code, nom, departement) VALUES (1, 'essai', 'Agence d''essai', '35');"
	"DO $$ DECLARE l text; BEGIN FOREACH l IN ARRAY ARRAY['ad_conseil', 'ad_autre', 'ad_chef', 'ad_ferme', 'ad_sans'] LOOP"
	" IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = l) THEN EXECUTE format('CREATE ROLE %I LOGIN', l); END IF;"
	" END LOOP; END $$;"
	"GRANT jalon_conseiller TO ad_conseil, ad_autre, ad_ferme; GRANT jalon_responsable TO ad_chef;"
	"INSERT INTO jalon.compte (agence_id, login, nom, prenom, role, du, au) VALUES"
	" (1, 'ad_conseil', 'Le Goff', 'Maël', 'conseiller', '2020-01-01', NULL),"
	" (1, 'ad_autre', 'Évrard', 'Chloé', 'conseiller', '2020-01-01', NULL),"
	" (1, 'ad_chef', 'Hamon', 'Soizic', 'responsable', '2020-01-01', NULL),"
	" (1, 'ad_ferme', 'Parti', 'Paul', 'conseiller', '2020-01-01', '2021-01-01');"
	"INSERT INTO jalon.foyer (agence_id, foyer_id, taille, composition) SELECT 1, n, n, 'essai' FROM generate_series(1, 4) n;"
	"INSERT INTO jalon.personne (agence_id, personne_id, identifiant, nom, prenom, naissance, telephone, foyer_id) VALUES"
	" (1, 1, 'AAAAAA', 'Bernard', 'Aïcha', '1990-02-28', '06 12 34 56 78', 1),"
	" (1, 2, 'BBBBBB', 'Collet', 'Jean-Marc', '1985-05-05', '', 2),"
	" (1, 3, 'CCCCCC', 'D''Hérouville', 'Élise', NULL, '', 3),"
	" (1, 4, 'DDDDDD', 'Invisible', 'Ève', NULL, '', 4);"
	"INSERT INTO jalon.passage (agence_id, personne_id, regime, du) SELECT 1, n, 'CE', '2025-09-03' FROM generate_series(1, 4) n;"
	"INSERT INTO jalon.suivi (agence_id, personne_id, modalite, du) SELECT 1, n, 'actif', '2025-09-03' FROM generate_series(1, 4) n;"
	"INSERT INTO jalon.referent (agence_id, personne_id, login, du)"
	" SELECT 1, n, CASE n WHEN 4 THEN 'ad_autre' ELSE 'ad_conseil' END, '2025-09-03' FROM generate_series(1, 4) n;";

void adapter_fill(const char *conninfo)
{
	PGconn *conn = PQconnectdb(conninfo);
	struct rulebook book = { 0 };
	struct rules_stored stored;
	struct error e = { 0 };

	cluster_exec(conn, people);
	book = shipped_rules();
	cr_assert(rules_store(conn, &book, 2026, &stored, &e), "%s", e.message);
	rulebook_free(&book);
	shipped_funders_store(conn);
	PQfinish(conn);
}

static void unsettled_note(void *ctx, const char *command_id, const char *verb, bool sent)
{
	struct adapter *a = ctx;

	cr_assert_str_eq(verb, "contact_noter");
	snprintf(a->unsettled, sizeof a->unsettled, "%s", command_id);
	a->unsettled_sent = sent;
}

void adapter_database(struct adapter *a)
{
	*a = (struct adapter){ .unsettled_sent = -1 };
	cluster_template_make(ADAPTER_TEMPLATE, adapter_fill);
	a->database = cluster_database_new(ADAPTER_TEMPLATE);
	a->owner = cluster_connect(a->database, CLUSTER_OWNER);
}

void adapter_connect(struct adapter *a, const char *login, const char *socket, const struct sql_options *options)
{
	struct sql_options o = options != NULL ? *options : (struct sql_options){ 0 };

	a->conninfo = mem_format("host=%s dbname=%s user=%s", socket != NULL ? socket : cluster_socket(), a->database, login);
	o.conninfo = a->conninfo;
	o.unsettled = unsettled_note;
	o.unsettled_ctx = a;
	a->port = sql_port_open(&o);
}

void adapter_open(struct adapter *a, const char *login, const char *socket, const struct sql_options *options)
{
	adapter_database(a);
	adapter_connect(a, login, socket, options);
}

void adapter_close(struct adapter *a)
{
	if (a->port != NULL)
		a->port->close(a->port->ctx);
	PQfinish(a->owner);
	cluster_database_drop(a->database);
	free(a->database);
	free(a->conninfo);
}

void adapter_turn(struct adapter *a)
{
	port_step(a->port, 100);
}

long adapter_sent_unanswered(struct adapter *a, struct proxy *p, long before)
{
	long end = now_ms() + PATIENCE_MS, last = before, sent;

	for (int quiet = 0; last == before || quiet < PROXY_QUIET; quiet++) {
		cr_assert_lt(now_ms(), end, "nothing was sent");
		adapter_turn(a);
		sent = atomic_load(&p->state->to_server);
		if (sent != last)
			quiet = 0;
		last = sent;
	}
	return last;
}

static bool event_take(struct adapter *a, struct event *out)
{
	if (!a->port->next_event(a->port->ctx, out))
		return false;
	if (out->kind == EVENT_CONNECTION) {
		a->states |= state_bit(out->connection);
		a->connection_error = out->error;
	}
	return true;
}

void adapter_wait(struct adapter *a, uint32_t serial, struct event *out)
{
	long end = now_ms() + PATIENCE_MS;

	for (;;) {
		while (event_take(a, out)) {
			if (out->serial == serial)
				return;
			arena_free(&out->arena);
		}
		cr_assert_lt(now_ms(), end, "no answer to request %u", serial);
		adapter_turn(a);
	}
}

void adapter_wait_state(struct adapter *a, enum connection_state state)
{
	long end = now_ms() + PATIENCE_MS;
	struct event e;

	while ((a->states & state_bit(state)) == 0) {
		while (event_take(a, &e))
			arena_free(&e.arena);
		cr_assert_lt(now_ms(), end, "state %d was never told", (int)state);
		if ((a->states & state_bit(state)) == 0)
			adapter_turn(a);
	}
}

uint32_t adapter_ask(struct adapter *a, enum request_kind kind, const char *argument)
{
	static uint32_t serial;
	struct request r = { .serial = ++serial, .kind = kind, .as_of = DATE_NONE };

	r.login = r.id = r.text = argument != NULL ? argument : "";
	a->port->submit(a->port->ctx, &r);
	return serial;
}

uint32_t adapter_note_contact(struct adapter *a, const char *person, char command[COMMAND_ID_TEXT],
	char contact[COMMAND_ID_TEXT])
{
	static uint32_t serial = 100000;
	struct request r = { .serial = ++serial, .kind = REQUEST_COMMAND, .as_of = DATE_NONE, .verb = "contact_noter" };
	char *content;

	sql_command_id(command);
	sql_command_id(contact);
	content = mem_format("{\"contact_id\":\"%s\",\"identifiant\":\"%s\",\"canal\":\"telephone\",\"joint\":true,"
			     "\"texte\":\"appel\"}", contact, person);
	r.command_id = command;
	r.content = content;
	a->port->submit(a->port->ctx, &r);
	free(content);
	return serial;
}

const char *adapter_value(struct adapter *a, const char *sql)
{
	static char kept[256];
	char *value = cluster_value(a->owner, sql);

	snprintf(kept, sizeof kept, "%s", value);
	free(value);
	return kept;
}

void adapter_wait_value(struct adapter *a, const char *sql, const char *value)
{
	long end = now_ms() + PATIENCE_MS;

	while (strcmp(adapter_value(a, sql), value) != 0) {
		cr_assert_lt(now_ms(), end, "never %s: %s", value, sql);
		poll(NULL, 0, 5);
	}
}
