/* The data port: what core asks of the database, and what comes back.
 *
 * core emits requests; sql/client implements them with libpq, tests with memory. Answers return as
 * events in the program's one loop. Nothing here blocks. A request is copied by submit(); an event
 * owns its arena, which passes to whoever consumes it (core keeps or frees it). */
#ifndef JALON_PORT_H
#define JALON_PORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/agenda/agenda.h"
#include "core/engagement/activity.h"
#include "core/portfolio/facts.h"
#include "core/training/training.h"

/* A line of Ma journée that its counsellor put off, or marked done for the day (queries/journee_reports.sql). */
struct put_off {
	const char *person;    /* identifiant */
	const char *code;      /* reason_code_name() */
	struct date until;     /* hidden before that day */
	bool done;             /* « fait », else « reporté » */
};

enum request_kind {
	REQUEST_SESSION,   /* who am I; also brings the loaded rules when they differ from the files */
	REQUEST_PORTFOLIO, /* login "": mine and those I replace */
	REQUEST_REFERENTS, /* the référents I may look at */
	REQUEST_FILE,      /* id */
	REQUEST_SEARCH,    /* text, folded by core; limit; after */
	REQUEST_AGENDA,    /* login, from, to; id: the person to be booked, "" none */
	REQUEST_DAY,       /* the lines of Ma journée put off or done, by me */
	REQUEST_COMMITMENTS, /* id: contracts, ledger, orientation, diagnostic (core/engagement/contract.h) */
	REQUEST_HOURS,     /* id, from, to: Mondays of the first and of the last week (core/engagement/activity.h) */
	REQUEST_HELD,      /* id: every value held on the person, and who read the file (letter « ce que nous détenons ») */
	REQUEST_TRAININGS, /* login "": of my portfolio and of those I replace; a responsable: "*" the agency */
	REQUEST_TRAINING,  /* id: UUID of the request */
	REQUEST_CATALOGUE, /* courses: what is searched */
	REQUEST_CHANGES,   /* after a hint: has another login changed what I may see since change_mark? */
	REQUEST_COMMAND,   /* a write: command_id, verb, content */
	REQUEST_KIND_COUNT
};

/* One value held on a person: every personal column of the catalogue (queries/detention.sql). */
struct held_value { const char *table, *row, *column, *value; }; /* row: what tells rows of a table apart, "" */
struct file_reading { struct moment at; enum role role; const char *reason; }; /* by role, not by name */
struct held_file {
	const char *last_name, *first_name; struct date birth;
	struct held_value *values; size_t value_count; /* by table, row */
	struct file_reading *readings; size_t reading_count; /* newest first */
};

#define SEARCH_PAGE 50 /* hits asked at a time */

#define COMMAND_ID_TEXT 37 /* a UUID in text and its NUL */

struct request {
	uint32_t serial; /* set by core; never 0; echoed by the answer */
	enum request_kind kind;
	struct date as_of;   /* DATE_NONE: today */
	const char *login;   /* PORTFOLIO, "" or a référent */
	const char *id;      /* FILE: identifiant */
	const char *text;    /* SEARCH */
	int limit;           /* SEARCH: hits wanted; 0: SEARCH_PAGE */
	/* SEARCH: the last hit seen, by the columns of the order; after_id "" or NULL: from the first one. */
	const char *after_last_name, *after_first_name, *after_id;
	const struct course_query *courses; /* CATALOGUE */
	struct date from, to;   /* AGENDA: days, both included, at most 200 apart */
	int64_t change_mark;    /* CHANGES: of the last answer; 0: only asks for the present mark */
	/* COMMAND */
	const char *command_id; /* client-made UUID: a resend applies once */
	const char *verb;       /* e.g. "contact_noter", see sql/migrations */
	const char *content;    /* JSON object */
	bool in_doubt;          /* a former session sent it, and may have been heard: no refusal before its id is abandoned */
	bool give_up;           /* not to be sent any more: done if it was heard, else abandoned by its id and refused */
};

enum connection_state {
	CONNECTION_CONNECTING, /* « connexion… » */
	CONNECTION_READY,
	CONNECTION_SLOW,       /* an answer is awaited for more than a second */
	CONNECTION_LOST,       /* retried with backoff; typing goes on */
	CONNECTION_REFUSED,    /* login refused or another schema version: final */
};

enum event_kind {
	EVENT_CONNECTION, /* state changed */
	EVENT_SESSION, EVENT_AGENDA, EVENT_DAY, EVENT_CHANGES, EVENT_PORTFOLIO, EVENT_REFERENTS, EVENT_FILE, EVENT_SEARCH,
	EVENT_COMMITMENTS, EVENT_HOURS, EVENT_HELD, EVENT_TRAININGS, EVENT_TRAINING, EVENT_CATALOGUE,
	EVENT_COMMAND_DONE,    /* applied (now or by an earlier sending): result holds */
	EVENT_COMMAND_REFUSED, /* not applied, error says why */
	EVENT_HINT,            /* the database says that something changed (LISTEN): forgeable, a hint and no more */
	EVENT_NOTICE,          /* a write is applied, and error says what the server warned of (01000: standby not confirmed) */
	EVENT_FAILED,          /* a read failed or was cancelled: error says why */
};

struct event {
	enum event_kind kind;
	uint32_t serial; /* of the request; 0 for EVENT_CONNECTION */
	struct arena arena; /* owns all that the pointers below reach */
	enum connection_state connection;
	struct error error;
	struct session_facts *session;
	struct rulebook *loaded_rules; /* SESSION: non-NULL when the database's rules differ from the files' */
	struct person_facts *people;     size_t people_count;
	struct referent_facts *referents; size_t referent_count;
	struct person_file *file;
	struct search_hit *hits;         size_t hit_count;
	bool hits_more;          /* SEARCH: others come after the last one */
	struct agenda_facts *agenda;
	struct commitment_file *commitments;
	struct hours_file *hours;
	struct held_file *held;
	struct training_list *trainings;
	struct training_file *training;
	struct course_session *courses;  size_t course_count;
	bool courses_more;       /* CATALOGUE: others come after the last one */
	struct date courses_updated; /* CATALOGUE: the oldest provider's last load; DATE_NONE: nothing loaded */
	struct put_off *put_off;         size_t put_off_count; /* DAY */
	bool changed;            /* CHANGES */
	int64_t change_mark;     /* CHANGES: to be given next time */
	const char *command_id;  /* COMMAND_* */
	const char *result;      /* COMMAND_DONE: JSON object */
};

struct port_wait { int fd; bool want_read, want_write; int timeout_ms; /* -1: none */ };

struct data_port {
	void *ctx;
	/* Queues a copy. Reads asked while disconnected wait for the connection. */
	void (*submit)(void *ctx, const struct request *r);
	/* Ctrl-C: cancels the reads under way. Writes are never cancelled. */
	void (*cancel_reads)(void *ctx);
	/* What the loop must poll; fd -1: nothing but the timeout. */
	struct port_wait (*wait)(void *ctx);
	/* Call when the fd is ready or the timeout has run out. */
	void (*service)(void *ctx, bool readable, bool writable);
	/* Takes the next event; false when none is left. Caller owns event->arena. */
	bool (*next_event)(void *ctx, struct event *out);
	/* Writes sent or queued whose outcome is not known. */
	size_t (*unsettled)(void *ctx);
	void (*close)(void *ctx);
};

/* Fills out with a new random (version 4) UUID. Implemented outside core. */
typedef void (*command_id_maker)(char out[COMMAND_ID_TEXT]);

#endif
