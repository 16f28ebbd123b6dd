/* The demonstration as plain structs: what the generator makes and the copy writes.
 *
 * Pure: seed and day in, structs out; no clock, no file, no libpq. Everything belongs to the arena of
 * struct demo_data. Moments are local to the agency (Europe/Paris). Strings are UTF-8, NFC. */
#ifndef JALON_DEMO_MODEL_H
#define JALON_DEMO_MODEL_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/arena.h"
#include "core/agenda/agenda.h"
#include "core/base/date.h"
#include "core/engagement/contract.h"
#include "core/portfolio/facts.h"
#include "core/training/training.h"

enum {
	DEMO_REFERENTS = 12,      /* accounts 0..11; 0 is mlegoff, 11 the overloaded one */
	DEMO_SUPERVISOR = 12,     /* index of the responsable */
	DEMO_CONTROL = 13,        /* index of the control officer */
	DEMO_ACCOUNTS = 14,
	DEMO_PEOPLE = 480,        /* followed today */
	DEMO_LEFT = 6,            /* whose accompaniment is over: no regime, no référent any more */
	DEMO_HISTORY_DAYS = 730,  /* two years */
	DEMO_AHEAD_DAYS = 60,     /* the agenda is drawn that far */
	DEMO_PERIODS = 4,         /* at most, of each kind, per person */
};

#define DEMO_AGENCY_CODE "vitre"
#define DEMO_AGENCY_NAME "Agence de Vitré"
#define DEMO_DEPARTMENT "35"

struct demo_account {
	const char *login, *first, *last;
	enum role role;
	int quotite, half_days;
	struct date from;
};

struct demo_household {
	int size;
	const char *composition;
	bool increased; /* majoration (L. 262-9) */
};

struct demo_passage {
	enum regime regime;
	struct date from, to; /* to: first day out, DATE_NONE while open */
	const char *reason;   /* of the end, "" while open */
};
struct demo_follow {
	enum follow_up follow_up;
	struct date from, to;
};
struct demo_referral {
	int account;
	struct date from, to;
};

/* What the person's file must show on the day, from which the recent past is built. Days count back from
 * the day for facts, ahead for what is planned. */
enum { DEMO_FREE = 10000, DEMO_NEVER = -1 };
struct demo_plan {
	const char *last, *first; /* NULL: drawn */
	enum regime regime;
	enum follow_up follow_up;
	int since;     /* days since the regime began; DEMO_FREE: drawn */
	int end;       /* days until its last day (negative: past); DEMO_FREE: as the rest says */
	int contact;   /* days since the last two-way contact; DEMO_NEVER: none since the regime began */
	int seen;      /* days since the last past appointment with an outcome; DEMO_FREE: about the contact */
	bool met;      /* false: no honoured appointment in this regime (contacts are by phone only) */
	int milestone; /* days since the last honoured point d'étape; DEMO_NEVER: none; DEMO_FREE: drawn */
	int unknown;   /* days since an appointment without outcome (0: last night's); DEMO_NEVER: none */
	int next;      /* days until the next appointment; DEMO_NEVER: none */
	bool series_ends; /* the next one is the last of a weekly series, and nothing comes after it */
};

struct demo_person {
	int number;  /* personne_id, from 1 */
	char id[7];  /* identifiant, Crockford base 32 */
	bool woman;
	const char *last, *first, *phone, *email, *town, *language;
	struct date birth;
	int household; /* index */
	struct date entry; /* first day followed by the agency */
	struct demo_passage passages[DEMO_PERIODS];   int passage_count;
	struct demo_follow follows[DEMO_PERIODS];     int follow_count;
	struct demo_referral referents[DEMO_PERIODS]; int referent_count;
	struct demo_plan plan;
	int holder; /* account that follows the person today, -1 when the accompaniment is over */
};

struct demo_appointment { /* a séance and one participation; ateliers share a séance */
	char id[37];
	int account;
	struct moment start;
	int minutes;
	const char *kind, *place;
	bool cancelled;
	const char *cancel_reason; /* "" unless cancelled */
	bool confirmed;            /* outside the agency's days or hours on purpose: see reason */
	const char *confirm_reason;
	char series[37];           /* of a weekly series, "" */
	const char *subject;       /* "" */
	int capacity;              /* of a group, 0: one person */
	bool unplanned;            /* « entretien non planifié », recorded afterwards */
};
struct demo_participation {
	size_t appointment; /* index */
	int person;         /* index */
	enum attendance attendance;
	const char *reason, *conclusion; /* "" when none */
	struct moment recorded;  /* MOMENT_NONE while unknown */
	struct moment convoked, received; /* MOMENT_NONE when unplanned, or no receipt */
};
/* --- around the appointments (demo_planning.c); ids as above, participation: index --- */
struct demo_item { /* what a conclusion left to one side */
	char id[37];
	size_t participation;
	bool structure;
	const char *object;
	struct date due, done; /* done: DATE_NONE while open */
};
struct demo_leave { /* congés, délai de réflexion */
	char id[37];
	int person;
	enum protected_kind kind;
	struct date from, to; /* to: first day out */
	const char *text;
};
struct demo_absence { /* a counsellor's */
	char id[37];
	int account;
	struct moment from, to;
	const char *reason;
};
struct demo_closing {
	char id[37];
	struct date from, to; /* to: first day out */
	const char *reason;
};
enum { DEMO_SLOTS = 3 };
struct demo_proposal {
	char id[37];
	int person, account;
	struct moment slots[DEMO_SLOTS], made;
	int minutes;
	const char *kind, *place;
};
struct demo_reminder {
	char id[37];
	size_t participation;
	int days;
	enum channel channel;
	struct moment at;
};
struct demo_move { /* the participation's present period is where it was moved to */
	char id[37];
	size_t participation;
	struct moment from, at;
	bool by_structure;
	const char *reason;
};
struct demo_put_off {
	int account, person;
	const char *code;
	struct date until;
	bool done;
};

/* --- what binds both sides (demo_contracts.c); ranks from 1, periods end on their first day out --- */
enum { DEMO_VERSIONS = 3 };
struct demo_version {
	const char *objectives, *reason; /* reason "" for rank 1 */
	struct date to;           /* DATE_NONE: non fixé */
	int target;               /* minutes a week, -1: none */
	bool intensive;
	struct date prepared, signed_person, signed_structure;
	struct date dropped;
	bool by_guardian;         /* signed by the legal representative */
};
struct demo_contract {
	char id[37];
	int person;
	enum regime regime;
	enum parcours parcours;
	struct date from, closed; /* closed: first day out, DATE_NONE while nothing closed it */
	const char *closing, *closing_text;
	enum contract_choice choice; struct date chosen; const char *choice_reason;
	long follows;             /* index of the contract it renews, -1 */
	struct demo_version versions[DEMO_VERSIONS]; int version_count;
};
struct demo_commitment {
	char id[37];
	size_t contract;
	int rank_from, rank_to;   /* rank_to: first rank that no longer holds it, 0: none */
	enum debtor debtor;
	const char *object;
	struct date due, done;    /* DATE_NONE: non fixé, not done */
	enum item_part part;
	enum cadence cadence;
	const char *rule, *model, *source;
	bool action, employment, structuring;
	struct date excused; const char *excuse;
};
struct demo_fulfilment { char id[37]; size_t commitment; struct date on; };
struct demo_remedial {
	char id[37];
	int person;
	long commitment;          /* index, -1: a clock was late */
	const char *rule;         /* its code, "" with a commitment */
	struct date lapsed, due, opened, delivered;
	const char *harm, *object, *delivered_text;
};
/* --- hours (demo_hours.c) --- */
struct demo_activity {
	char id[37];
	int person, theme, minutes;
	struct date day;
	struct moment declared, validated; /* validated MOMENT_NONE: not yet */
};
struct demo_dispensation {
	char id[37];
	int person, target;
	struct date from, to;     /* to: first day out */
	const char *reason;
};
/* --- orientation, diagnostic, rights, requests, readings (demo_rights.c) --- */
struct demo_orientation {
	char id[37];
	int person;
	bool again;
	enum parcours parcours;
	struct date notified;
	const char *body, *preference, *reason;
};
struct demo_diagnostic { char id[37]; int person, rank; struct date on; const char *text[DIAGNOSTIC_FIELDS]; };
struct demo_rights { char id[37]; int person; struct date on; const char *support; };
struct demo_request {
	char id[37];
	int person;
	bool complaint;
	struct moment received, answered;
	enum channel channel;
	const char *object, *answer;
};
struct demo_reading { char id[37]; int person, account; struct date on; };

/* --- trainings (demo_catalogue.c, demo_trainings.c, demo_schooling.c); periods end on their first day out --- */
struct demo_offer {         /* a course that a provider offers; static */
	const char *key, *body, *title, *trade, *aim, *place, *basin, *pay;
	const char *opca, *common; /* funders of that kind, of any person; "" */
	int hours, pace;        /* a week */
	int provider;           /* index of demo_imports */
};
extern const struct demo_offer demo_offers[];
extern const size_t demo_offer_count;
struct demo_import { char id[37]; const char *provider, *file; struct date on; int lines; };
enum { DEMO_IMPORTS = 2 };
struct demo_session {
	char id[37];
	int offer;
	int number;             /* among those of its offer, from 1 */
	struct date starts, ends; /* ends: last day */
	int places;             /* left, -1: unknown */
	bool withdrawn;
};
struct demo_training {
	char id[37];
	int person, offer;
	long session;           /* index, -1: none */
	struct date starts, ends; /* last day; DATE_NONE: non fixé */
	enum training_stage stage; /* what its events lead to */
};
struct demo_training_event {
	char id[37];
	size_t training;
	enum training_step step;
	struct date on;
	const char *with, *text, *grounds; /* grounds: an array of PostgreSQL */
	const char *funder, *counter, *no_counter, *despite;
	bool no_income_said, place_confirmed;
};
struct demo_project { char id[37]; size_t training; struct date on; const char *text[PROJECT_FIELDS]; };
struct demo_precondition { char id[37]; size_t training; enum precondition code; bool waived; struct date on; const char *text; };
struct demo_piece {
	char id[37];
	size_t training;
	const char *kind, *object;
	enum debtor owner;
	struct date asked, expected, received;
};
struct demo_funding {
	char id[37];
	size_t training;
	enum cost cost;
	const char *funder;     /* "" when not needed */
	struct date from, to;
	int amount;             /* cents, -1: non fixé */
	enum line_state state;
	struct date asked, decided;
	const char *reason;
};
struct demo_schooling_absence { char id[37]; size_t training; struct date from, to; bool excused; const char *reason; };
struct demo_company_period {
	char id[37];
	int person;
	long training;          /* index, -1: none */
	const char *kind, *host, *trade, *aim;
	struct date from, to, debriefed;
	bool with_host;
	const char *debrief, *despite;
};
struct demo_allowance { char id[37]; int person; const char *kind; struct date from, to; };

struct demo_contact {
	char id[37];
	int person, account;
	struct moment at;
	enum channel channel;
	bool reached;
	const char *text;
};
struct demo_note {
	char id[37];
	int person, account;
	struct moment at;
	bool private_note;
	const char *text;
};
struct demo_barrier {
	char id[37];
	int person;
	const char *kind, *detail;
	struct date since, lifted;
};
struct demo_replacement {
	int deputy, holder; /* accounts */
	int person;         /* index, -1: the whole portfolio */
	struct date from, to; /* to: first day out */
};

struct demo_data {
	struct arena arena;
	unsigned seed;
	struct date today, first_day;
	struct demo_account accounts[DEMO_ACCOUNTS];
	struct demo_person *people;               size_t people_count;
	struct demo_household *households;        size_t household_count;
	struct demo_appointment *appointments;    size_t appointment_count;
	struct demo_participation *participations; size_t participation_count;
	struct demo_contact *contacts;            size_t contact_count;
	struct demo_note *notes;                  size_t note_count;
	struct demo_barrier *barriers;            size_t barrier_count;
	struct demo_replacement *replacements;    size_t replacement_count;
	struct demo_item *items;                  size_t item_count;
	struct demo_leave *leaves;                size_t leave_count;
	struct demo_absence *absences;            size_t absence_count;
	struct demo_closing *closings;            size_t closing_count;
	struct demo_proposal *proposals;          size_t proposal_count;
	struct demo_reminder *reminders;          size_t reminder_count;
	struct demo_move *moves;                  size_t move_count;
	struct demo_put_off *put_off;             size_t put_off_count;
	struct demo_contract *contracts;          size_t contract_count;
	struct demo_commitment *commitments;      size_t commitment_count;
	struct demo_fulfilment *fulfilments;      size_t fulfilment_count;
	struct demo_remedial *remedials;          size_t remedial_count;
	struct demo_activity *activities;         size_t activity_count;
	struct demo_dispensation *dispensations;  size_t dispensation_count;
	struct demo_orientation *orientations;    size_t orientation_count;
	struct demo_diagnostic *diagnostics;      size_t diagnostic_count;
	struct demo_rights *rights;               size_t rights_count;
	struct demo_request *requests;            size_t request_count;
	struct demo_reading *readings;            size_t reading_count;
	struct demo_import imports[DEMO_IMPORTS];
	struct demo_session *sessions;            size_t session_count;
	struct demo_allowance *allowances;        size_t allowance_count;
	struct demo_training *trainings;          size_t training_count;
	struct demo_training_event *training_events; size_t training_event_count; /* of each request, in order */
	struct demo_project *projects;            size_t project_count;
	struct demo_precondition *preconditions;  size_t precondition_count;
	struct demo_piece *pieces;                size_t piece_count;
	struct demo_funding *fundings;            size_t funding_count;
	struct demo_schooling_absence *schooling_absences; size_t schooling_absence_count;
	struct demo_company_period *company_periods; size_t company_period_count;
};

/* The whole of it; the same bytes for the same seed and day. Free with demo_data_free(). */
struct demo_data *demo_generate(unsigned seed, struct date today);
void demo_data_free(struct demo_data *d);

/* How many people each référent follows today, solution structurante and rattachés included. */
int demo_portfolio_size(int account);
/* The référent accountable for the person on that day (index of account), -1 when none. */
int demo_referent_on(const struct demo_person *p, struct date day);
/* The regime in force on that day, NULL when none. */
const struct demo_passage *demo_passage_on(const struct demo_person *p, struct date day);
/* Part time: whether the account works that half-day (weekday 1 Monday .. 7). */
bool demo_account_works(const struct demo_account *a, int weekday, bool afternoon);
/* Room for one more item of a list: doubles at each power of two from 256 on. */
void *demo_list_room(struct arena *a, void *items, size_t count, size_t size);
/* Months that the regime lasts (rules.md §2), 0 when the sources give no end. */
int demo_regime_months(enum regime r);

/* ---- one step of the generation per file, in this order ---- */

void demo_make_accounts(struct demo_data *d);     /* demo_accounts.c */
void demo_make_plans(struct demo_data *d);        /* demo_plans.c: allocates people, fills .plan and .holder */
void demo_make_people(struct demo_data *d);       /* demo_people.c: names, households, contact data */
void demo_make_courses(struct demo_data *d);      /* demo_courses.c: passages, modalités, référents */
void demo_make_replacements(struct demo_data *d); /* demo_accounts.c */
void demo_make_days_off(struct demo_data *d);     /* demo_days_off.c: absences, closings, congés, réflexion */
void demo_make_agenda(struct demo_data *d);       /* demo_agenda.c: appointments and contacts, weekly series */
void demo_make_planning(struct demo_data *d);     /* demo_planning.c: what goes with appointments */
void demo_make_traces(struct demo_data *d);       /* demo_traces.c: notes, freins */
void demo_make_rights(struct demo_data *d);       /* demo_rights.c: orientation, diagnostic, rights, requests, readings */
void demo_make_contracts(struct demo_data *d);    /* demo_contracts.c: contracts, what they hold, remedial actions */
void demo_make_hours(struct demo_data *d);        /* demo_hours.c: after contracts, which set the targets */
void demo_make_catalogue(struct demo_data *d);    /* demo_catalogue.c: two providers' sessions */
void demo_make_allowances(struct demo_data *d);   /* demo_schooling.c: what people live on; before trainings */
void demo_make_trainings(struct demo_data *d);    /* demo_trainings.c: requests, what happened to each, what goes with them */
void demo_make_periods(struct demo_data *d);      /* demo_schooling.c: periods in a company, absences from courses */

#endif
