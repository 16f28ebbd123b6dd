/* Inside the port: jobs, their queues, and the connection's state. Shared by port*.c alone. */
#ifndef JALON_PORT_PRIVATE_H
#define JALON_PORT_PRIVATE_H

#include <stdint.h>
#include <sys/types.h>

#include <libpq-fe.h>

#include "sql/client/link.h"
#include "sql/client/rows.h"
#include "sql/client/sql_port.h"

enum { PORT_QUERIES = BOND_COUNT }; /* the most that one request takes */
_Static_assert((int)BOND_COUNT >= (int)SHEET_COUNT && (int)BOND_COUNT >= (int)AGENDA_COUNT && (int)BOND_COUNT >= (int)HOURS_COUNT && (int)BOND_COUNT >= (int)TRAINING_COUNT,
	"no request takes more queries than a person's commitments");

enum job_stage {
	STAGE_ASK,     /* the request's own queries */
	STAGE_RULES,   /* session: the loaded rules, results[1], and holidays, results[2] */
	STAGE_PREPARE, /* file, serial 0: the port's own, see files_prepare() */
	STAGE_LISTEN,  /* serial 0: the port's own, see hints_listen() */
	STAGE_ABANDON, /* write: refused (see refusal) though an earlier sending may have landed */
};

/* A request on its way. A read may be sent on several connections, a write until its outcome is known. */
struct job {
	struct job *next;
	struct arena arena;      /* of the request's copy */
	struct request request;  /* serial 0: the port's own look at the session */
	enum job_stage stage;
	PGresult *results[PORT_QUERIES];
	size_t got;
	bool failed;             /* this sending got an error */
	bool cancelled;          /* its event was given already */
	bool in_doubt;           /* an earlier sending was lost on the way */
	int sendings, refusals;
	int64_t sent_at, not_before;
	char warned[6];          /* write: SQLSTATE of a warning that came with its COMMIT, "" */
	struct error error, refusal;
};

struct queue { struct job *head, **tail; };

struct event_node { struct event_node *next; struct event event; };

enum phase {
	PHASE_OFF,        /* until retry_at */
	PHASE_CONNECTING,
	PHASE_OPEN,
	PHASE_FINAL,      /* refused for good */
};

struct sql_port {
	struct data_port port;
	struct sql_options o; /* strings owned */
	struct sql_timing timing;
	enum phase phase;
	PGconn *conn;
	PostgresPollingStatusType step; /* while connecting */
	bool flush;           /* output waits for the socket */
	bool accepted;        /* the session of this connection was read and suits */
	bool barrier;         /* a cancel was asked: no write until what was under way is over */
	pid_t cancel;         /* the child that delivers it, 0 when none */
	int64_t cancel_at;
	bool prepares_files;  /* wanted by the program */
	bool files_due;       /* asked at the next service: what was just answered is painted first */
	bool files_asked, files_prepared; /* on this connection */
	bool listens;         /* wanted by the program */
	bool listen_due;      /* of this connection, not asked yet */
	bool listened;        /* on an earlier connection, or this one */
	bool hint_due;        /* a notification waits for hint_at */
	int64_t hint_at;      /* the next EVENT_HINT leaves no sooner */
	char *look;           /* token of the last look for changes, NULL: none; look_mark is what core knows of it */
	int64_t look_mark;
	struct link_hosts hosts; /* of the attempt under way: where the next one starts */
	int64_t retry_at, give_up_at, progress_at;
	int attempts;         /* connections failed in a row */
	enum connection_state said;
	struct error final;
	struct queue waiting, flying, writes; /* reads to send; sent, in order; writes to send */
	struct event_node *events, **events_tail;
};

int64_t port_now(void);

/* port_jobs.c: queues, sending */
void queue_init(struct queue *q);
void queue_push(struct queue *q, struct job *j);
void queue_unshift(struct queue *q, struct job *j);
struct job *queue_pop(struct queue *q); /* NULL when empty */
struct job *job_new(const struct request *r);
void job_free(struct job *j);
int search_limit(const struct request *r); /* hits that the request wants */
int courses_limit(const struct request *r); /* sessions that the request wants */
void job_results_clear(struct job *j);
static inline bool job_is_write(const struct job *j) { return j->request.kind == REQUEST_COMMAND; }
/* Sends the queries of the job's stage and puts it at the end of flying; false: the connection is lost
 * (the job is in flying all the same). */
bool job_send(struct sql_port *p, struct job *j);
/* Asks for notifications; false as job_send(). */
bool hints_listen(struct sql_port *p);
/* Prepares the queries about a person on the server; false as job_send(). */
bool files_prepare(struct sql_port *p);

/* port_person.c: what is asked about one person (REQUEST_FILE, COMMITMENTS, HOURS, TRAINING, HELD); false as job_send(). */
bool person_send(struct sql_port *p, const struct request *r, const char *as_of);
bool portfolio_send(struct sql_port *p, const char *login, const char *as_of); /* login NULL: one's own */
bool person_prepare(struct sql_port *p); /* all of these */

/* port_events.c */
void event_connection(struct sql_port *p, enum connection_state state, const struct error *e); /* on change only */
void event_answer(struct sql_port *p, struct job *j);        /* from the job's results */
void event_refused(struct sql_port *p, const struct job *j, const struct error *e); /* FAILED or COMMAND_REFUSED */
void event_cancelled(struct sql_port *p, const struct job *j);
void event_hint(struct sql_port *p);

/* port_hints.c: what the server says unasked. */
void hints_take(struct sql_port *p);                  /* notifications that have arrived, and what is due */
void notice_receive(void *ctx, const PGresult *res);  /* libpq's receiver; ctx: the port */

/* port_answers.c: takes what has arrived; false: the connection is lost, e says why. */
bool answers_take(struct sql_port *p, struct error *e);

/* port.c */
void port_refuse(struct sql_port *p, const struct error *e); /* final */
void port_accept(struct sql_port *p);                        /* the session suits */

#endif
