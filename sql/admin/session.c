/* The administrator's connection. */
#include "sql/admin/session.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/base/mem.h"
#include "sql/client/link.h"
#include "sql/client/pg_error.h"

static const struct admin_option *option_find(const struct admin_option *options, const char *name, size_t len)
{
	for (; options->name != NULL; options++)
		if (strlen(options->name) == len && strncmp(options->name, name, len) == 0)
			return options;
	return NULL;
}

/* Reads argv[*i], « --name value » or « --name=value ». */
static bool option_read(const struct admin_option *options, int argc, char **argv, int *i, struct error *e)
{
	const char *name = argv[*i] + 2, *equal = strchr(name, '=');
	size_t len = equal != NULL ? (size_t)(equal - name) : strlen(name);
	const struct admin_option *option = option_find(options, name, len);

	if (option == NULL) {
		error_set(e, ERR_USAGE, "option inconnue : %s", argv[*i]);
		return false;
	}
	if (equal != NULL) {
		*option->value = equal + 1;
		return true;
	}
	if (*i + 1 >= argc) {
		error_set(e, ERR_USAGE, "l'option %s attend une valeur", argv[*i]);
		return false;
	}
	*option->value = argv[++*i];
	return true;
}

bool admin_options_read(const struct admin_option *options, int argc, char **argv, const char **positional,
	size_t capacity, size_t *count, struct error *e)
{
	*count = 0;
	for (int i = 0; i < argc; i++) {
		if (strncmp(argv[i], "--", 2) == 0) {
			if (!option_read(options, argc, argv, &i, e))
				return false;
		} else if (*count < capacity) {
			positional[(*count)++] = argv[i];
		} else {
			error_set(e, ERR_USAGE, "argument en trop : %s", argv[i]);
			return false;
		}
	}
	return true;
}

char *admin_database_name(const char *conninfo, const char *database)
{
	char *name = database != NULL ? mem_strdup(database) : link_setting(conninfo, "dbname", "PGDATABASE");

	return name != NULL ? name : mem_strdup(ADMIN_DATABASE);
}

static bool conninfo_check(const char *conninfo, struct error *e)
{
	char *fault = NULL;
	PQconninfoOption *options = PQconninfoParse(conninfo, &fault);
	bool ok = options != NULL;

	if (!ok) {
		size_t len = fault != NULL ? strcspn(fault, "\n") : 0;

		error_set(e, ERR_USAGE, "conninfo illisible : %.*s", (int)len, fault != NULL ? fault : "");
		error_set_remedy(e, "Attendu par exemple : « host=serveur dbname=jalon »");
	}
	PQfreemem(fault);
	PQconninfoFree(options);
	return ok;
}

/* Drives a started connection to its end, CONNECT_SECONDS at most. */
#define CONNECT_SECONDS 15
static bool connect_finish(PGconn *conn)
{
	PostgresPollingStatusType step = PGRES_POLLING_WRITING;
	time_t end = time(NULL) + CONNECT_SECONDS;

	if (PQstatus(conn) == CONNECTION_BAD)
		return false;
	while (step == PGRES_POLLING_READING || step == PGRES_POLLING_WRITING) {
		struct pollfd p = { .fd = PQsocket(conn),
			.events = step == PGRES_POLLING_READING ? POLLIN : POLLOUT };

		if (time(NULL) > end || (poll(&p, 1, 1000) < 0 && errno != EINTR))
			return false;
		if (p.revents != 0)
			step = PQconnectPoll(conn);
	}
	return step == PGRES_POLLING_OK;
}

PGconn *admin_connect(const char *conninfo, const char *database, struct error *e)
{
	char *name;
	PGconn *conn;

	if (conninfo != NULL && !conninfo_check(conninfo, e))
		return NULL;
	name = admin_database_name(conninfo, database);
	conn = PQconnectStartParams(
		(const char *const[]){ "fallback_application_name", "dbname", "dbname", "client_encoding", NULL },
		(const char *const[]){ "jalon", conninfo != NULL ? conninfo : "", name, "UTF8", NULL }, 1);
	free(name);
	if (conn != NULL) {
		link_quiet(conn);
		if (connect_finish(conn))
			return conn;
	}
	pg_error_from_connection(e, conn);
	PQfinish(conn);
	return NULL;
}

bool admin_run(PGconn *conn, const char *sql, const char *doing, struct error *e)
{
	PGresult *res = PQexec(conn, sql);
	ExecStatusType status = PQresultStatus(res);
	bool ok = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;

	if (!ok)
		pg_error_for_admin(e, res, doing);
	PQclear(res);
	return ok;
}

PGresult *admin_query(PGconn *conn, const char *sql, int count, const char *const *values, const char *doing,
	struct error *e)
{
	PGresult *res = PQexecParams(conn, sql, count, NULL, values, NULL, NULL, 0);
	ExecStatusType status = PQresultStatus(res);

	if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
		return res;
	pg_error_for_admin(e, res, doing);
	PQclear(res);
	return NULL;
}

bool admin_exec(PGconn *conn, const char *sql, int count, const char *const *values, const char *doing,
	struct error *e)
{
	PGresult *res = admin_query(conn, sql, count, values, doing, e);

	PQclear(res);
	return res != NULL;
}

bool admin_scalar(PGconn *conn, const char *sql, int count, const char *const *values, const char *doing,
	char **out, struct error *e)
{
	PGresult *res = admin_query(conn, sql, count, values, doing, e);

	*out = NULL;
	if (res == NULL)
		return false;
	if (PQntuples(res) > 0 && !PQgetisnull(res, 0, 0))
		*out = mem_strdup(PQgetvalue(res, 0, 0));
	PQclear(res);
	return true;
}

bool admin_begin(PGconn *conn, struct error *e)
{
	return admin_run(conn, "BEGIN", "ouverture de la transaction", e);
}

bool admin_end(PGconn *conn, bool ok, struct error *e)
{
	struct error ignored;

	if (ok)
		return admin_run(conn, "COMMIT", "validation de la transaction", e);
	admin_run(conn, "ROLLBACK", "abandon de la transaction", &ignored);
	return false;
}
