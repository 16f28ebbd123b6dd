/* The small world with three of its logins connected. */
#include "tests/db/team.h"

#include <criterion/criterion.h>
#include <string.h>

#include "tests/support/cluster.h"

struct world w;
PGconn *me, *boss, *colleague;

void team_open(void)
{
	w = world_open();
	me = world_login(&w, "w_conseiller");
	boss = world_login(&w, "w_responsable");
	colleague = world_login(&w, "w_collegue");
}

void team_close(void)
{
	PQfinish(me);
	PQfinish(boss);
	PQfinish(colleague);
	world_close(&w);
}

void tried(PGconn *conn, const char *before, const char *sql, const char *expected)
{
	cluster_exec(conn, "BEGIN");
	if (before != NULL)
		cluster_exec(conn, before);
	ANSWERS(expected, conn, "%s", sql);
	cluster_exec(conn, "ROLLBACK");
}
