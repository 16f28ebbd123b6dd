/* The data port over asynchronous libpq (core/app/port.h).
 *
 * One connection, always in pipeline mode: each request is its own group of queries, so that a screen costs
 * one round trip and a failed request leaves the others alone. The session is read first on every
 * connection: it checks the schema's version before any write leaves.
 *
 * Reads: what a loss interrupted is asked again on the next connection (three sendings at most); what the server
 * could not serve for now (40*, 53*, 55P03) is asked again twice. The session is asked until it is answered.
 *
 * Writes leave one at a time. After a loss the one in flight is sent again with its id, which applies it
 * once; what an answer then refuses is first abandoned by id in the database, so that « non enregistré » is
 * never said of a command that lands late. As long as abandoning fails, nothing is said. A write that gets no
 * answer within timing.write is told in the CONNECTION_LOST that follows, and sent again on the next connection:
 * it is never cancelled. What passes (40*, 53*, 55P03, 57014) is tried three more times within two seconds, then
 * refused with its sentence and its SQLSTATE: ERR_DATABASE, the form is kept and may be sent again. A full disk
 * (53100) is among these: it may last for hours, and a write kept in memory meanwhile would be lost unseen.
 * A base that has become read-only (25006) refuses, and is left when the write may already have landed elsewhere.
 *
 * Several hosts: libpq takes the next one when a host refuses or its kernel is dead (8 s); one that accepts and
 * keeps silent until timing.connect has the next attempt start with its neighbour. target_session_attrs is the
 * conninfo's: read-write, after a promotion, finds the new primary. */
#ifndef JALON_SQL_PORT_H
#define JALON_SQL_PORT_H

#include <stdbool.h>

#include "core/app/port.h"

/* Milliseconds. */
struct sql_timing {
	int slow;          /* an answer awaited longer is CONNECTION_SLOW */
	int connect;       /* a connection attempt is given up */
	int read, write;   /* without any answer the connection counts as lost */
	int close;         /* close() gives writes that long to settle */
	int backoff[5];    /* before the first, second… new attempt; the last one repeats */
};
extern const struct sql_timing sql_timing_default;

struct sql_options {
	const char *conninfo;       /* libpq conninfo or URI, several hosts or service= as libpq takes them; NULL: PG* */
	const char *account;        /* PostgreSQL user asked for; NULL: the conninfo's, else the Unix account */
	const char *rules_checksum; /* of the local rule book; NULL: the database's rules are never fetched */
	const struct sql_timing *timing; /* NULL: the default */
	/* At close, for each write whose outcome could not be known in time (sent) or that never left (not sent:
	 * it is certainly not recorded). May be NULL. */
	void (*unsettled)(void *ctx, const char *command_id, const char *verb, bool sent);
	void *unsettled_ctx;
};

/* Starts connecting at once and returns; options are copied. Never NULL: what is wrong comes as
 * CONNECTION_REFUSED or CONNECTION_LOST. Release with port->close(port->ctx). */
struct data_port *sql_port_open(const struct sql_options *o);

/* The checksum of the local rule book, for a program that opens the port first and reads its rules while the
 * server answers. Before any event is taken; copied. */
void sql_port_set_rules(struct data_port *port, const char *rules_checksum);

/* For a program that stays: behind the first portfolio of each connection, the queries of a file are prepared on
 * the server, so that opening one does not pay for their plans (a few ms instead of a few tens). */
void sql_port_prepare_files(struct data_port *port);

/* For a program that stays: on each connection the port LISTENs, behind what waits to be read, and tells EVENT_HINT, at
 * most one every two seconds, when another session notifies; also after a reconnection. Before any event is taken. */
void sql_port_listen(struct data_port *port);

/* A random (version 4) UUID from the kernel: the command_id_maker of the program. */
void sql_command_id(char out[COMMAND_ID_TEXT]);

#endif
