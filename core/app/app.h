/* The application: what is known of the session, the data that screens show, and what is in flight.
 *
 * Pure state: app_* functions change it, queue requests through the data port and never wait; answers
 * arrive by app_event(). Screens (tui/) read it through views (core/views/view_*.h) and keep only cursors,
 * filters and unfinished forms of their own. */
#ifndef JALON_APP_H
#define JALON_APP_H

#include "core/app/port.h"
#include "core/engagement/catalogue.h"
#include "core/engagement/ledger.h"
#include "core/portfolio/reasons.h"
#include "core/training/funding.h"

struct keymap; /* core/app/action.h */
struct letter_templates; /* core/letters/template.h */

enum load_state { LOAD_NEVER, LOAD_ASKED, LOAD_READY, LOAD_FAILED };

struct model {           /* common to every model below */
	enum load_state state;
	uint32_t serial;     /* of the last request: other answers are stale */
	struct arena arena;  /* owns the data */
	struct error error;  /* when LOAD_FAILED */
};

struct portfolio_model {
	struct model m;
	char login[64];      /* "" mine and those I replace */
	struct person_facts *people;
	struct judged_person *judged; /* sorted by judged_compare */
	size_t count;
};
struct file_model      { struct model m; char id[32]; struct person_file *file; struct judged_person judged; };
struct search_model {
	struct model m;
	char text[128];
	struct search_hit *hits;
	size_t count, room;
	bool more;      /* others come after the last hit: app_search_more() */
	bool appending; /* what was asked goes after the hits, and does not replace them */
};
/* Some days of a counsellor's agenda; id: the person being booked, "" none. */
struct agenda_model    { struct model m; char login[64], id[32]; struct date from, to; struct agenda_facts *facts; };
struct day_model       { struct model m; struct put_off *lines; size_t count; };
struct commitments_model {
	struct model m;
	char id[32];
	struct commitment_file *file;
	struct ledger ledger;        /* with judged: computed when file and session are there, facts NULL before */
	struct judged_person judged;
};
/* Mondays; judged as above. */
struct hours_model { struct model m; char id[32]; struct date from, to; struct hours_file *file; struct judged_person judged; };
struct held_model { struct model m; char id[32]; struct held_file *file; };
struct trainings_model { struct model m; char login[64]; struct training_list *list; };
struct training_model  { struct model m; char id[40]; struct training_file *file; struct judged_person judged; };
struct catalogue_model {
	struct model m;
	struct course_query query;   /* its strings live in m.arena */
	struct course_session *sessions; size_t count, room;
	bool more, appending;        /* as search_model */
	struct date updated;
};
struct referents_model { struct model m; struct referent_facts *items; size_t count; };

enum message_level { MESSAGE_INFO, MESSAGE_DONE, MESSAGE_WARNING, MESSAGE_ERROR };
enum message_about { MESSAGE_ABOUT_OTHER, MESSAGE_ABOUT_OUTCOME, MESSAGE_ABOUT_CONNECTION };
struct message { enum message_level level; enum message_about about; struct moment at; char text[768]; };
#define MESSAGES_KEPT 100

/* How a write ended: the last one only, for the commands of tui/plain. */
struct command_outcome {
	char id[COMMAND_ID_TEXT]; /* "" before the first */
	bool done;
	struct error error;       /* when refused */
	char person[32];          /* identifiant that the result names (enrolment), else the pending one's */
	char label[160];
};

struct pending_command {  /* a write whose outcome is not known yet */
	char id[COMMAND_ID_TEXT];
	uint32_t serial;
	char label[160];      /* « Contact avec BERNARD Aïcha » */
	char person[32];      /* identifiant, "" when none */
	bool reversible;
	bool undoes;          /* the label is that of the act undone */
	bool enrols;          /* the identifiant that comes back is new to the person */
	bool day_only;        /* touches nothing but the lines of Ma journée */
	char warned[320];     /* what the server warned of when it applied it, "" nothing */
	bool kept;            /* on disk: the next start settles it if this one cannot */
	struct pending_command *next;
};

/* A write as it leaves, and all it takes to ask about it again. */
struct sent_command {
	const char *id, *verb, *content; /* the same id and content apply once, however often they are sent */
	const char *label, *person;
	bool reversible;
};

struct undo_entry { char command_id[COMMAND_ID_TEXT]; char label[160]; struct undo_entry *next; };

struct app {
	struct data_port *port;
	const struct rulebook *file_rules; /* of the files; not owned */
	struct rulebook *loaded_rules;     /* of the database when they differ; owned */
	command_id_maker make_id;
	struct date as_of;                 /* --au, DATE_NONE otherwise */
	struct arena session_arena;
	struct session_facts *session;     /* NULL until known */
	enum connection_state connection;
	struct error connection_error;
	struct moment now;                 /* database's today, or as_of; minute from the loop */
	uint32_t last_serial;
	struct portfolio_model portfolio;
	struct file_model file;
	struct search_model search;
	struct referents_model referents;
	struct agenda_model agenda;
	struct day_model day;
	struct commitments_model commitments;
	struct hours_model hours;
	struct held_model held;
	struct trainings_model trainings;
	struct training_model training;
	struct catalogue_model courses;
	const struct commitment_catalogue *catalogue; /* of config/engagements.ini; not owned; through app_catalogue() */
	const struct letter_templates *letters; /* of config/letters; not owned; through app_letters() */
	const struct funder_list *funders; /* of config/financeurs.ini; not owned; through app_funders() */
	/* What many a session never asks for is read when it first does: neither the start nor the memory pays for it. Each
	 * answers NULL when it cannot be read. May be NULL. */
	const struct commitment_catalogue *(*catalogue_read)(void *ctx);
	const struct letter_templates *(*letters_read)(void *ctx);
	const struct funder_list *(*funders_read)(void *ctx);
	void *read_ctx;
	bool list_changed;                 /* « liste modifiée »: another login changed what I may see; a reload drops it */
	int64_t change_mark;               /* of the last look; 0 before */
	uint32_t changes_serial;           /* of the look under way, 0 none */
	bool changes_again;                /* hinted at meanwhile: look once more */
	struct message *messages;          /* ring of MESSAGES_KEPT; owned, NULL before the first */
	size_t message_count;              /* ever given; last is (count-1) % KEPT */
	struct pending_command *pending;
	struct undo_entry *undo;           /* most recent first */
	char irreversible[160];            /* label of the last act when it cannot be undone, "" otherwise */
	struct command_outcome outcome;
	void (*settled)(void *ctx, const struct command_outcome *o); /* each outcome, as it comes; may be NULL */
	void *settled_ctx;
	/* Before each write leaves: true when it is kept where a crash spares it. May be NULL. */
	bool (*sending)(void *ctx, const struct sent_command *c);
	void *sending_ctx;
	uint32_t session_serial;           /* of the last request for the session; 0 before the first, or failed */
	struct error session_error;        /* when it failed */
	const struct keymap *keymap;       /* the screens' keys, for messages that name one; not owned, may be NULL */
};

void app_init(struct app *a, struct data_port *port, const struct rulebook *file_rules, command_id_maker make_id,
              struct date as_of);
void app_free(struct app *a);
void app_event(struct app *a, struct event *e); /* consumes e and its arena */
void app_set_minute(struct app *a, int minute); /* the wall clock's, 0..1439: clocks in hours, times of messages */
const struct rulebook *app_rules(const struct app *a);
struct moment app_today(const struct app *a);
bool app_read_only(const struct app *a); /* --au */

/* Each of these also asks for the session the first time. */
void app_load_session(struct app *a);
void app_load_portfolio(struct app *a, const char *login);
void app_load_file(struct app *a, const char *id);
void app_load_referents(struct app *a);
/* login "": mine. id: the person being booked, "" none. Days both included. */
void app_load_agenda(struct app *a, const char *login, struct date from, struct date to, const char *id);
/* Contracts, ledger and what goes with them; judged again when the day changes. */
void app_load_commitments(struct app *a, const char *id);
/* Weeks from that of `from` to that of `to`. */
void app_load_hours(struct app *a, const char *id, struct date from, struct date to);
void app_load_held(struct app *a, const char *id);
void app_load_trainings(struct app *a, const char *login); /* "": mine; "*": the agency's */
void app_load_training(struct app *a, const char *id);    /* UUID */
/* text as typed: folded here; after_* are the model's. */
void app_search_courses(struct app *a, const struct course_query *q);
void app_search_courses_more(struct app *a); /* as app_search_more() */
void app_load_day(struct app *a); /* what was put off; the portfolio too when it was never asked for */
void app_search(struct app *a, const char *text);
void app_search_more(struct app *a); /* the next page; nothing when all is there, or on its way */
void app_reload(struct app *a);
/* In the open file, its commitments, its hours, its open request, or the portfolio. */
const struct judged_person *app_person(const struct app *a, const char *id);
/* The commitments loaded, the hours loaded, of that person; NULL when they are another's, or not there yet. */
const struct commitment_file *app_commitments(const struct app *a, const char *id);
const struct hours_file *app_hours(const struct app *a, const char *id);
/* The request open on its page when it is that one; NULL when it is another, or not there yet. */
const struct training_file *app_training(const struct app *a, const char *id);
/* The same request's facts, from its page or from the list loaded. */
const struct training *app_training_facts(const struct app *a, const char *id);
const struct course_session *app_course(const struct app *a, const char *id); /* NULL: not among those found */
/* Its place in the portfolio, from 0; false when it is not in there, or nothing is judged yet. */
bool app_portfolio_place(const struct app *a, const char *id, size_t *place);
const struct referent_facts *app_referent(const struct app *a, const char *login); /* NULL when not among those loaded */
/* « BERNARD Aïcha », safe; the identifiant, the login, when nobody loaded bears it. */
const char *app_person_name(const struct app *a, struct arena *arena, const char *id);
const char *app_referent_name(const struct app *a, struct arena *arena, const char *login);
/* « Mathieu Le Goff »: of the account itself, of the list of référents, of the open sheet; else the login. */
const char *app_account_name(const struct app *a, struct arena *arena, const char *login);
/* The référent of that person, first name first, from whatever is loaded: the account itself, the list of référents, the
 * open sheet, an appointment; else the login. "" without référent. */
const char *app_counsellor_name(const struct app *a, struct arena *arena, const struct commitment_file *f);

void app_say(struct app *a, enum message_level level, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* NULL: no catalogue, no letter to print, no list of funders. */
const struct commitment_catalogue *app_catalogue(const struct app *a);
const struct letter_templates *app_letters(const struct app *a);
const struct funder_list *app_funders(const struct app *a);
/* « prefix Message. Remède. » as one message. */
void app_say_error(struct app *a, enum message_level level, const char *prefix, const struct error *e);
const struct message *app_last_message(const struct app *a); /* NULL when none */
/* Marks the last one. */
void app_message_about(struct app *a, enum message_about about);
/* Which message to show when `read` of them are read: how many were given up to it, 0 when all are read. As a rule the
 * last; but what became of the connection never covers the outcome of a write, nor does anything cover a refused one. */
size_t app_message_shown(const struct app *a, size_t read);
const struct message *app_message_at(const struct app *a, size_t count); /* the count-th given, among the last kept */

/* --- acts: each sends one command; false with *e set when the input is refused before sending ------
 * Texts are put in NFC. Dates are written JJ/MM/AAAA or AAAA-MM-JJ; "" or NULL: today, where a date may be left
 * out. error.field is the name of the faulty field: texte, nature, detail, nom, prenom, naissance, telephone,
 * courriel, commune, foyer_taille, regime, du, au, motif, modalite, login, referent. */
bool act_contact(struct app *a, const char *id, enum channel channel, bool reached, const char *text, struct error *e);
bool act_note(struct app *a, const char *id, const char *text, bool private_note, struct error *e);
bool act_note_correct(struct app *a, const struct note *n, const char *text, bool private_note, struct error *e);
bool act_barrier_add(struct app *a, const char *id, const char *kind, const char *detail, struct error *e);
bool act_barrier_lift(struct app *a, const struct barrier *b, struct error *e);
struct person_edit { const char *last_name, *first_name, *birth, *phone, *email, *town, *household_size; };
bool act_person_correct(struct app *a, const struct person_file *f, const struct person_edit *v, struct error *e);
struct person_new { const char *last_name, *first_name, *birth, *phone, *town, *regime, *from, *referent; };
bool act_person_enrol(struct app *a, const struct person_new *v, struct error *e);
bool act_regime_change(struct app *a, const char *id, const char *regime, const char *from, const char *reason,
                       struct error *e);
bool act_regime_close(struct app *a, const char *id, const char *last_day, const char *reason, struct error *e);
bool act_follow_up(struct app *a, const char *id, const char *code, const char *from, struct error *e);
bool act_referent_change(struct app *a, const char *id, const char *login, const char *from, struct error *e);
/* last_day: included. person: "" the whole portfolio of the holder. Refused fields: titulaire, remplacant, du, au. */
struct replacement_new { const char *holder, *substitute, *from, *last_day, *person; };
bool act_replacement_give(struct app *a, const struct replacement_new *v, struct error *e);
bool act_undo(struct app *a, struct error *e);
/* Settles what a former session sent without hearing the outcome: sent again under its id, or, with give_up, only
 * asked about and otherwise abandoned. The outcome comes as any other. */
void app_command_settle(struct app *a, const struct sent_command *c, bool give_up);

#endif
