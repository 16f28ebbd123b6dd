/* The demonstration's way into the database: roles, then one COPY per table, then statistics. */
#include "sql/demo/demo_data.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "sql/client/pg_error.h"
#include "sql/demo/demo_copy.h"

struct loading {
	PGconn *conn;
	const struct demo_data *data;
	void (*progress)(void *ctx, const char *line);
	void *ctx;
	struct error *e;
};

static void progress_say(const struct loading *l, const char *line)
{
	if (l->progress != NULL)
		l->progress(l->ctx, line);
}

/* One statement whose rows do not matter. */
static bool statement_run(const struct loading *l, const char *sql, const char *doing)
{
	PGresult *res = PQexec(l->conn, sql);
	ExecStatusType status = PQresultStatus(res);
	bool ok = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;

	if (!ok)
		pg_error_for_admin(l->e, res, doing);
	PQclear(res);
	return ok;
}

static bool database_is_empty(const struct loading *l)
{
	PGresult *res = PQexec(l->conn, "SELECT count(*) FROM jalon.agence");
	bool ok = PQresultStatus(res) == PGRES_TUPLES_OK;

	if (!ok) {
		pg_error_for_admin(l->e, res, "lecture des agences");
	} else if (strcmp(PQgetvalue(res, 0, 0), "0") != 0) {
		error_set(l->e, ERR_REFUSED, "la base contient déjà une agence : la démonstration se charge dans une base vide");
		error_set_remedy(l->e, "créez une autre base, ou effacez la démonstration avec « jalon demo effacer »");
		ok = false;
	}
	PQclear(res);
	return ok;
}

/* The login roles are cluster-wide: one that exists keeps what it has and joins its group. Another base of
 * the cluster may be loading at the same time: its role is waited for, then taken as it is. */
static bool role_create(const struct loading *l, const struct demo_account *a)
{
	char *sql = mem_format(
		"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = '%s') THEN"
		" BEGIN CREATE ROLE \"%s\" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS INHERIT;"
		" EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END;"
		" END IF; GRANT jalon_%s TO \"%s\"; END $$",
		a->login, a->login, role_code(a->role), a->login);
	bool ok = statement_run(l, sql, "création des comptes de la démonstration");

	free(sql);
	return ok;
}

/* Ends a COPY: the answer to the data, then the end of the command. */
static bool copy_finish(const struct loading *l, const struct demo_table *t)
{
	char *doing = mem_format("chargement de %s", t->name);
	bool ok = true;
	PGresult *res;

	while ((res = PQgetResult(l->conn)) != NULL) {
		if (PQresultStatus(res) != PGRES_COMMAND_OK && ok) {
			pg_error_for_admin(l->e, res, doing);
			ok = false;
		}
		PQclear(res);
	}
	free(doing);
	return ok;
}

/* At once: the next table's foreign keys look rows up in this one, and plan without them badly. */
static bool statistics_take(const struct loading *l, const struct demo_table *t)
{
	char *sql = mem_format("ANALYZE jalon.%s", t->name);
	bool ok = statement_run(l, sql, "statistiques");

	free(sql);
	return ok;
}

static bool table_load(const struct loading *l, const struct demo_table *t)
{
	struct strbuf rows = { 0 };
	PGresult *res = PQexec(l->conn, t->copy);
	bool ok = PQresultStatus(res) == PGRES_COPY_IN;
	size_t sent = 0;

	if (!ok) {
		pg_error_for_admin(l->e, res, "chargement de la démonstration");
		goto out;
	}
	t->write(&rows, l->data);
	while (ok && sent < rows.len) { /* by pieces: PQputCopyData counts in int */
		size_t piece = rows.len - sent > 65536 ? 65536 : rows.len - sent;

		ok = PQputCopyData(l->conn, rows.s + sent, (int)piece) == 1;
		sent += piece;
	}
	PQputCopyEnd(l->conn, ok ? NULL : "envoi interrompu");
	ok = copy_finish(l, t) && ok && statistics_take(l, t);
out:
	PQclear(res);
	strbuf_free(&rows);
	return ok;
}

/* The keys that the rows brought with them. */
static bool sequences_advance(const struct loading *l)
{
	return statement_run(l,
		"SELECT setval(pg_get_serial_sequence('jalon.personne', 'personne_id'), (SELECT max(personne_id) FROM"
		" jalon.personne)), setval(pg_get_serial_sequence('jalon.foyer', 'foyer_id'), (SELECT max(foyer_id) FROM"
		" jalon.foyer))",
		"numérotation des fiches");
}

static bool everything_load(const struct loading *l)
{
	if (!statement_run(l,
		    "SET LOCAL client_encoding = 'UTF8'; SET LOCAL client_min_messages = warning;"
		    "SET LOCAL timezone = 'Europe/Paris'; SET LOCAL datestyle = 'ISO, YMD'",
		    "préparation du chargement") ||
		!database_is_empty(l))
		return false;
	for (int i = 0; i < DEMO_ACCOUNTS; i++)
		if (!role_create(l, &l->data->accounts[i]))
			return false;
	for (size_t i = 0; i < demo_table_count; i++) {
		char *line = mem_format("données, %s", demo_tables[i].name);

		progress_say(l, line);
		free(line);
		if (!table_load(l, &demo_tables[i]))
			return false;
	}
	return sequences_advance(l);
}

bool demo_data_load(PGconn *conn, unsigned seed, struct date today, void (*progress)(void *ctx, const char *line),
	void *ctx, struct error *e)
{
	struct loading l = { .conn = conn, .progress = progress, .ctx = ctx, .e = e };
	struct demo_data *data = NULL;
	bool ok;

	if (!statement_run(&l, "BEGIN", "ouverture de la transaction"))
		return false;
	progress_say(&l, "personnes fictives");
	data = demo_generate(seed, today);
	l.data = data;
	ok = everything_load(&l) && statement_run(&l, "COMMIT", "validation du chargement");
	if (!ok) {
		struct error ignored;
		struct loading undo = l;

		undo.e = &ignored; /* the first failure is the one to tell */
		statement_run(&undo, "ROLLBACK", "retour en arrière");
	}
	demo_data_free(data);
	return ok;
}
