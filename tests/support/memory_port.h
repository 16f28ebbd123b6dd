/* A data port in memory: what the application asked is kept, what comes back is written by the test. */
#ifndef JALON_MEMORY_PORT_H
#define JALON_MEMORY_PORT_H

#include "core/app/app.h"

struct memory_port;

struct memory_port *memory_port_new(void);
struct data_port *memory_port_port(struct memory_port *m);
/* Requests of a kind received so far; the last one (NULL when none). Strings belong to the port. */
size_t memory_port_count(const struct memory_port *m, enum request_kind kind);
const struct request *memory_port_last(const struct memory_port *m, enum request_kind kind);

/* Queues an answer; its arena passes to the port, then to whoever takes the event. */
void memory_port_push(struct memory_port *m, const struct event *e);
/* Hands every queued event to the application. */
void memory_port_deliver(struct memory_port *m, struct app *a);

/* Answers to the last request of their kind. */
void memory_answer_session(struct memory_port *m, enum role role, struct date today);
void memory_answer_people(struct memory_port *m, const struct person_facts *people, size_t count);
void memory_answer_file(struct memory_port *m, const struct person_file *file);
void memory_answer_hits(struct memory_port *m, const struct search_hit *hits, size_t count);
void memory_answer_page(struct memory_port *m, const struct search_hit *hits, size_t count, bool more);
void memory_answer_referents(struct memory_port *m, const struct referent_facts *items, size_t count);
void memory_answer_agenda(struct memory_port *m, const struct agenda_facts *agenda); /* what it points to stays the test's */
void memory_answer_commitments(struct memory_port *m, const struct commitment_file *file); /* the same */
void memory_answer_hours(struct memory_port *m, const struct hours_file *file);
void memory_answer_held(struct memory_port *m, const struct held_file *file);
void memory_answer_trainings(struct memory_port *m, const struct training_list *list);
void memory_answer_training(struct memory_port *m, const struct training_file *file);
/* updated: the oldest provider's last load. */
void memory_answer_courses(struct memory_port *m, const struct course_session *sessions, size_t count, bool more, struct date updated);
void memory_answer_day(struct memory_port *m, const struct put_off *lines, size_t count);
void memory_answer_changes(struct memory_port *m, bool changed, int64_t mark);
void memory_answer_hint(struct memory_port *m);
void memory_answer_notice(struct memory_port *m, const struct error *e); /* of the last command, behind its outcome */
void memory_answer_done(struct memory_port *m, const char *result);
void memory_answer_refused(struct memory_port *m, const struct error *e);
void memory_answer_failed(struct memory_port *m, enum request_kind kind, const struct error *e);
void memory_answer_connection(struct memory_port *m, enum connection_state s);

/* A command_id_maker that counts: 00000000-0000-4000-8000-000000000001… */
void memory_command_id(char out[COMMAND_ID_TEXT]);

#endif
