/* The private cluster seen from the tests: databases, templates, connections. See cluster.h. */
#include "tests/support/cluster.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/base/mem.h"

static void cluster_fail(const char *what, const char *why)
{
	fprintf(stderr, "cluster: %s: %s\n", what, why);
	exit(1);
}

char *cluster_conninfo(const char *database, const char *role)
{
	return mem_format("host=%s dbname=%s user=%s", cluster_socket(), database, role);
}

static void no_notice(void *arg, const PGresult *result)
{
	(void)arg, (void)result;
}

PGconn *cluster_connect(const char *database, const char *role)
{
	char *conninfo = cluster_conninfo(database, role);
	PGconn *conn = PQconnectdb(conninfo);
	if (PQstatus(conn) != CONNECTION_OK)
		cluster_fail(conninfo, PQerrorMessage(conn));
	PQsetNoticeReceiver(conn, no_notice, NULL);
	free(conninfo);
	return conn;
}

void cluster_exec(PGconn *conn, const char *sql)
{
	PGresult *result = PQexec(conn, sql);
	ExecStatusType status = PQresultStatus(result);
	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY)
		cluster_fail(sql, PQresultErrorMessage(result));
	PQclear(result);
}

char *cluster_value(PGconn *conn, const char *sql)
{
	PGresult *result = PQexec(conn, sql);
	if (PQresultStatus(result) != PGRES_TUPLES_OK)
		cluster_fail(sql, PQresultErrorMessage(result));
	char *value = mem_strdup(PQntuples(result) > 0 && PQnfields(result) > 0 ? PQgetvalue(result, 0, 0) : "");
	PQclear(result);
	return value;
}

/* Runs one statement about databases, as the owner; the statement is freed. */
static void exec_freed(PGconn *conn, char *sql)
{
	cluster_exec(conn, sql);
	free(sql);
}

/* CREATE DATABASE, and the privileges on the database itself, which PostgreSQL does not copy from a template. */
static void database_copy(PGconn *conn, const char *name, const char *template)
{
	exec_freed(conn, mem_format("CREATE DATABASE %s TEMPLATE %s", name, template));
	exec_freed(conn, mem_format("DO $$ DECLARE g record; BEGIN "
				    "IF EXISTS (SELECT FROM pg_database WHERE datname = '%s' AND datacl IS NOT NULL) THEN "
				    "REVOKE ALL ON DATABASE %s FROM PUBLIC; END IF; "
				    "FOR g IN SELECT a.privilege_type AS verb, coalesce(r.rolname, 'public') AS role "
				    "FROM pg_database d, aclexplode(d.datacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee "
				    "WHERE d.datname = '%s' LOOP "
				    "EXECUTE format('GRANT %%s ON DATABASE %s TO %%s', g.verb, g.role); END LOOP; END $$",
				 template, name, template, name));
}

char *cluster_database_new(const char *template)
{
	static unsigned made;
	char *name = mem_format("essai_%ld_%u", (long)getpid(), ++made);
	PGconn *conn = cluster_connect("postgres", CLUSTER_OWNER);
	database_copy(conn, name, template != NULL ? template : CLUSTER_TEMPLATE);
	PQfinish(conn);
	return name;
}

void cluster_database_drop(const char *name)
{
	PGconn *conn = cluster_connect("postgres", CLUSTER_OWNER);
	exec_freed(conn, mem_format("DROP DATABASE IF EXISTS %s WITH (FORCE)", name));
	PQfinish(conn);
}

/* Under a lock, so that tests running side by side fill it once. A half-filled one (its test died) is dropped. */
void cluster_template_make(const char *name, void (*fill)(const char *conninfo))
{
	PGconn *conn = cluster_connect("postgres", CLUSTER_OWNER);
	cluster_exec(conn, "SELECT pg_advisory_lock(20261120)");
	char *query = mem_format("SELECT 1 FROM pg_database WHERE datname = '%s' AND datistemplate", name);
	char *ready = cluster_value(conn, query);
	if (ready[0] == '\0') {
		exec_freed(conn, mem_format("DROP DATABASE IF EXISTS %s WITH (FORCE)", name));
		database_copy(conn, name, CLUSTER_TEMPLATE);
		char *conninfo = cluster_conninfo(name, CLUSTER_OWNER);
		fill(conninfo);
		free(conninfo);
		exec_freed(conn, mem_format("ALTER DATABASE %s IS_TEMPLATE true", name));
	}
	free(ready);
	free(query);
	PQfinish(conn);
}
