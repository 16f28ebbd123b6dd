/* What the server says unasked: notifications, told as rare hints, and the warnings that come with a COMMIT.
 *
 * Any role may notify: a notification is never more than « something may have changed », its payload is not looked
 * at, and however many come, one hint leaves every two seconds at most. Those of this very connection are left out:
 * the program knows what it wrote. */
#include <stdio.h>
#include <string.h>

#include "sql/client/port_private.h"

enum { HINT_PERIOD_MS = 2000 };

static void hint_tell(struct sql_port *p)
{
	event_hint(p);
	p->hint_due = false;
	p->hint_at = port_now() + HINT_PERIOD_MS;
}

void hints_take(struct sql_port *p)
{
	PGnotify *n;

	while ((n = PQnotifies(p->conn)) != NULL) {
		p->hint_due = p->hint_due || n->be_pid != PQbackendPID(p->conn);
		PQfreemem(n);
	}
	if (p->hint_due && p->accepted && port_now() >= p->hint_at)
		hint_tell(p);
}

/* What the server itself warns of while a write is under way is its COMMIT: the wait for a standby given up by an
 * administrator. It stands, with a reserve. libpq hands notices over before the result that precedes them, hence no
 * telling by order; what a function RAISEs is not the server's own. */
static bool warning_is_of_commit(const PGresult *res)
{
	const char *state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
	const char *source = PQresultErrorField(res, PG_DIAG_SOURCE_FUNCTION);

	return state != NULL && strcmp(state, "01000") == 0 && (source == NULL || strcmp(source, "exec_stmt_raise") != 0);
}

void notice_receive(void *ctx, const PGresult *res)
{
	struct sql_port *p = ctx;
	struct job *j = p->flying.head;

	if (j != NULL && job_is_write(j) && warning_is_of_commit(res))
		snprintf(j->warned, sizeof j->warned, "%s", "01000");
}
