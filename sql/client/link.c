/* Connection parameters. */
#include "sql/client/link.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"

#define DEFAULT_DATABASE "jalon"

/* Timeouts bound reads and lock waits; no server timeout bounds a COMMIT, the port's own deadline does. */
#define SESSION_OPTIONS \
	"-c search_path=jalon,pg_temp -c client_min_messages=warning " LINK_PLANNER_OPTIONS \
	" -c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000"

/* libpq takes a text without « = » and without scheme for a database name. */
static bool is_bare_name(const char *conninfo)
{
	return strchr(conninfo, '=') == NULL && strncmp(conninfo, "postgresql://", 13) != 0 &&
	       strncmp(conninfo, "postgres://", 11) != 0;
}

bool link_conninfo_check(const char *conninfo, struct error *e)
{
	char *fault = NULL;
	PQconninfoOption *options;

	if (conninfo == NULL || is_bare_name(conninfo))
		return true;
	options = PQconninfoParse(conninfo, &fault);
	if (options == NULL) {
		error_set(e, ERR_CONFIG, "l'adresse de la base (conninfo) est illisible");
		error_set_remedy(e, "Écrivez par exemple « host=serveur dbname=jalon »");
	}
	PQfreemem(fault);
	PQconninfoFree(options);
	return options != NULL;
}

char *link_setting(const char *conninfo, const char *keyword, const char *variable)
{
	PQconninfoOption *options = conninfo != NULL && !is_bare_name(conninfo) ? PQconninfoParse(conninfo, NULL) : NULL;
	const char *env = getenv(variable);
	char *value = NULL;

	for (PQconninfoOption *o = options; value == NULL && o != NULL && o->keyword != NULL; o++)
		if (strcmp(o->keyword, keyword) == 0 && o->val != NULL)
			value = mem_strdup(o->val);
	PQconninfoFree(options);
	return value == NULL && env != NULL && env[0] != '\0' ? mem_strdup(env) : value;
}

static void notice_drop(void *ctx, const PGresult *res)
{
	(void)ctx;
	(void)res;
}

void link_quiet(PGconn *conn)
{
	PQsetNoticeReceiver(conn, notice_drop, NULL);
	PQsetErrorVerbosity(conn, PQERRORS_SQLSTATE);
}

/* « a,b,c » becomes « b,c,a »; one value alone is for every host. */
static char *list_turn(const char *list)
{
	const char *comma = strchr(list, ',');

	return comma == NULL ? mem_strdup(list) : mem_format("%s,%.*s", comma + 1, (int)(comma - list), list);
}

void link_hosts_turn(struct link_hosts *h, PGconn *conn)
{
	PQconninfoOption *options = conn != NULL ? PQconninfo(conn) : NULL;

	link_hosts_free(h);
	for (const PQconninfoOption *o = options; o != NULL && o->keyword != NULL; o++) {
		char **value = strcmp(o->keyword, "host") == 0 ? &h->host : strcmp(o->keyword, "hostaddr") == 0 ? &h->hostaddr :
			strcmp(o->keyword, "port") == 0 ? &h->port : NULL;

		if (value != NULL && o->val != NULL && o->val[0] != '\0')
			*value = list_turn(o->val);
	}
	PQconninfoFree(options);
}

void link_hosts_free(struct link_hosts *h)
{
	free(h->host);
	free(h->hostaddr);
	free(h->port);
	*h = (struct link_hosts){ NULL, NULL, NULL };
}

PGconn *link_start(const char *conninfo, const char *account, const struct link_hosts *hosts)
{
	char *service = link_setting(conninfo, "service", "PGSERVICE");
	char *base = link_setting(conninfo, "dbname", "PGDATABASE");
	char *options = link_setting(conninfo, "options", "PGOPTIONS");
	char *all = mem_format("%s%s" SESSION_OPTIONS, options != NULL ? options : "", options != NULL ? " " : "");
	const char *keywords[16], *values[16];
	int n = 0;
	PGconn *conn;

#define LINK_SET(k, v) (keywords[n] = (k), values[n++] = (v))
	/* Before the conninfo: defaults that it may change. A dead host must give way to the next one. */
	LINK_SET("fallback_application_name", "jalon");
	LINK_SET("tcp_user_timeout", "8000");
	LINK_SET("keepalives_idle", "30");
	LINK_SET("dbname", conninfo != NULL ? conninfo : "");
	/* After it: what the program needs whatever it says. */
	if (service == NULL && base == NULL && (conninfo == NULL || !is_bare_name(conninfo) || conninfo[0] == '\0'))
		LINK_SET("dbname", DEFAULT_DATABASE);
	if (account != NULL)
		LINK_SET("user", account);
	if (hosts != NULL && hosts->host != NULL)
		LINK_SET("host", hosts->host);
	if (hosts != NULL && hosts->hostaddr != NULL)
		LINK_SET("hostaddr", hosts->hostaddr);
	if (hosts != NULL && hosts->port != NULL)
		LINK_SET("port", hosts->port);
	LINK_SET("client_encoding", "UTF8");
	LINK_SET("options", all);
	LINK_SET(NULL, NULL);
#undef LINK_SET
	conn = PQconnectStartParams(keywords, values, 1);
	if (conn != NULL)
		link_quiet(conn);
	free(service);
	free(base);
	free(options);
	free(all);
	return conn;
}
