/* A small agency for the adapter's tests, a way to wait for events, and a proxy that cuts. */
#ifndef JALON_ADAPTER_SUPPORT_H
#define JALON_ADAPTER_SUPPORT_H

#include <libpq-fe.h>
#include <sys/types.h>

#include "core/app/port.h"
#include "core/rules/rulebook.h"
#include "sql/client/sql_port.h"
#include "tests/support/cut_proxy.h"

/* Three people are followed by ad_conseil, one by ad_autre; ad_chef is the responsable, ad_ferme has a
 * login and no open account, ad_sans has no group role. The rules of the tree are loaded. */
#define ADAPTER_TEMPLATE "modele_adaptateur"
#define ADAPTER_PERSON "AAAAAA"
#define ADAPTER_HIDDEN "DDDDDD" /* ad_autre's */

struct adapter {
	char *database, *conninfo;
	PGconn *owner;
	struct data_port *port;
	struct error connection_error; /* of the last EVENT_CONNECTION */
	unsigned states;               /* bit set of the connection states told so far */
	char unsettled[COMMAND_ID_TEXT];
	int unsettled_sent;            /* -1: nothing told at close */
};

/* A database of its own and a port as login; options may be NULL. A socket folder other than the
 * cluster's (a proxy) may be given. */
void adapter_open(struct adapter *a, const char *login, const char *socket, const struct sql_options *options);
void adapter_database(struct adapter *a); /* the first half: the database alone */
void adapter_connect(struct adapter *a, const char *login, const char *socket, const struct sql_options *options);
void adapter_close(struct adapter *a);

/* Runs the port until an answer to serial (0: any connection event) is there; fails the test after ten
 * seconds. Connection events are noted in a->states on the way. Caller frees out->arena. */
void adapter_wait(struct adapter *a, uint32_t serial, struct event *out);
/* Runs the port until that state was told once. */
void adapter_wait_state(struct adapter *a, enum connection_state state);
/* Runs the port once. */
void adapter_turn(struct adapter *a);
/* Under a proxy that holds its answers: turns until something was sent and nothing more follows for PROXY_QUIET turns,
 * then returns the bytes that have reached the server: all that leaves without waiting for an answer. */
long adapter_sent_unanswered(struct adapter *a, struct proxy *p, long before);
static inline unsigned state_bit(enum connection_state s) { return 1U << (unsigned)s; }

uint32_t adapter_ask(struct adapter *a, enum request_kind kind, const char *argument);
/* contact_noter of a person with a new contact id; returns the serial, fills the two ids. */
uint32_t adapter_note_contact(struct adapter *a, const char *person, char command[COMMAND_ID_TEXT],
	char contact[COMMAND_ID_TEXT]);
/* First value of a query by the owner; static buffer. */
const char *adapter_value(struct adapter *a, const char *sql);

/* The same people and rules in any base that has every migration. */
void adapter_fill(const char *conninfo);
/* Waits, without sleeping blindly, until the query gives the value. */
void adapter_wait_value(struct adapter *a, const char *sql, const char *value);

#endif
