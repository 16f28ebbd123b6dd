/* Facts about people, as the database states them: what judgements are computed from.
 *
 * Nothing here is a state or a verdict: those are derived (core/portfolio/reasons.h). All strings
 * are UTF-8, non-NULL ("" when unknown) and belong to the arena of the answer that brought them.
 * Moments are local to the agency. Each struct is filled from the query named in its comment. */
#ifndef JALON_FACTS_H
#define JALON_FACTS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/date.h"
#include "core/rules/rulebook.h"

struct protected_period; /* core/agenda/agenda.h */
struct training; /* core/training/training.h */
struct company_period;
struct allowance;

enum follow_up { /* modalité de suivi, rules.md L10 */
	FOLLOW_ACTIVE,      /* actif */
	FOLLOW_STRUCTURING, /* en solution structurante */
	FOLLOW_ATTACHED,    /* rattaché: followed without active support */
	FOLLOW_COUNT
};

enum attendance { /* rules.md L3 */
	ATTENDANCE_UNKNOWN,              /* inconnu */
	ATTENDANCE_PRESENT,              /* present */
	ATTENDANCE_EXCUSED,              /* absent_excuse */
	ATTENDANCE_ABSENT,               /* absent_non_excuse */
	ATTENDANCE_CANCELLED_STRUCTURE,  /* annule_structure */
	ATTENDANCE_CANCELLED_PERSON,     /* annule_personne */
	ATTENDANCE_COUNT
};

enum channel { /* canal */
	CHANNEL_PHONE, CHANNEL_MEETING, CHANNEL_VIDEO, CHANNEL_SMS, CHANNEL_MAIL, CHANNEL_LETTER, CHANNEL_VISIT,
	CHANNEL_COUNT
};

enum role {
	ROLE_NONE, ROLE_COUNSELLOR, ROLE_SUPERVISOR, ROLE_CONTROL, ROLE_EP, ROLE_AUTHORITY, ROLE_ADMIN, ROLE_COUNT
};

/* Who is connected, and where (queries/session.sql). */
struct session_facts {
	const char *login, *first_name, *last_name;
	enum role role;
	const char *agency_code, *agency_name, *department;
	struct date today;        /* jalon.aujourdhui() */
	bool today_is_fixed;      /* private cluster: the day it was built */
	const char *rules_checksum; /* "" when no rules are loaded */
	const char *base;         /* which base: its name and its birth, the same on its standbys; compared, never shown */
};

/* An appointment moved or cancelled: re-bookings are counted, by the side that asked. */
struct rebooking { struct date day; bool by_structure; };

/* The contract in force, else the one prepared; id "": neither. Enough for the alarms of rules.md L7. */
struct contract_summary {
	const char *id;
	bool pending;                   /* a version (first or avenant) waits for a signature */
	struct date signed_on;          /* the day both parties had signed the version in force; DATE_NONE: none in force */
	struct date signed_person, signed_structure; /* of the version that waits, else of the one in force */
	struct date starts, ends;       /* last day included; ends DATE_NONE: non fixé */
	struct date ended;              /* last day of the last contract when none is in force */
	int rank;                       /* of the version in force */
	int actions, employment_actions;/* of the version in force, not withdrawn */
	bool structuring;               /* holds an action structurante not withdrawn (003:13796) */
	bool intensive;
	struct date intensive_since;    /* start of the first of the contracts that follow each other without a gap, all intensive */
	struct date chosen;             /* when the choice at 12 months was recorded since intensive_since */
	bool followed;                  /* another one, signed by both, begins no later than the day after `ends` */
};
/* Minutes of one ISO week and what sets its target. */
struct week_facts {
	int declared, validated;        /* declared includes validated */
	int target;                     /* of a dérogation, else of the contract; -1: neither, the rule decides */
	int absent_days;                /* 0..5, Monday to Friday, public holidays left out */
};

/* One person of a portfolio: all that its line and its reasons need (queries/portefeuille.sql). */
struct person_facts {
	const char *id;           /* public random identifiant, e.g. "7KQ2M9" */
	const char *last_name, *first_name;
	const char *phone;
	enum regime regime;       /* in force; REGIME_NONE when none */
	struct date regime_from;
	struct date regime_to;    /* explicit last day, included; DATE_NONE: computed from the rule */
	enum follow_up follow_up;
	struct date referent_from;      /* since when the present référent follows */
	struct moment last_contact;     /* last two-way contact or honoured appointment */
	struct moment next_appointment; /* not cancelled, after now */
	struct moment last_appointment; /* past, not cancelled */
	struct moment oldest_unrecorded;/* oldest past appointment whose attendance is inconnu */
	int unrecorded_count;
	struct moment last_unsettled;   /* last past one that is inconnu or that the structure cancelled: never held
	                                   against the person (rules.md L3) */
	struct date first_meeting;      /* first honoured appointment since regime_from */
	struct date last_milestone;     /* last honoured point d'étape since regime_from */
	int household_size;             /* >= 1 */
	int open_barriers;              /* freins not lifted */
	const char *referent_login;     /* the accountable one (differs from the account for a remplaçant) */
	int version;
	/* Of the agenda (facts of the person with anyone of the agency). */
	const char *next_id;            /* séance of next_appointment, "" */
	const char *next_kind, *next_place; int next_minutes; /* of the next one, else of the last past one; "" and 0: none */
	struct moment next_given;       /* when next_appointment was given */
	struct moment next_reminded;    /* last reminder given for it, MOMENT_NONE: none */
	struct moment oldest_unconcluded; /* oldest appointment attended without a conclusion (rules.md L2) */
	int unconcluded_count;
	struct date item_ours, item_theirs; /* earliest date of what a conclusion left to us, to the person, not done */
	int item_ours_count, item_theirs_count; /* of those, how many are past or due today */
	struct date series_end;         /* day of the last occurrence of the series in force, DATE_NONE: none */
	const struct rebooking *rebookings; size_t rebooking_count; /* newest first, at most 20 */

	/* Of the contract (rules.md L7) and what goes with it; "" and DATE_NONE: none. */
	struct contract_summary contract;
	struct date oriented;           /* last orientation or réorientation notified: starts contract_signature */
	struct date rights_informed;    /* last rights information since regime_from */
	struct date diagnosed;          /* last diagnostic */
	struct moment request_since;    /* oldest request of the person not answered; MOMENT_NONE: none */
	struct moment complaint_since;  /* oldest complaint (réclamation) not answered */
	struct date remedial_due;       /* earliest remedial action opened and not delivered (L6); remedial_count of them */
	int remedial_count;
	struct date item_third; enum debtor item_third_debtor; /* earliest open commitment of a third party, and whose */
	int item_third_count;           /* of those, how many are past or due today */
	struct week_facts week, last_week; /* ISO week of today, and the one before */
	struct date unvalidated;        /* oldest day of which something was declared and not validated */

	/* Training requests that are open, the furthest along first (queries/formations_ouvertes.sql). */
	const struct training *trainings; size_t training_count;
	struct date debrief_since;      /* last day of the oldest period in a company that is over and not debriefed */
};

/* Nothing known of the agenda: its strings "", its dates not set, its counts 0. */
void person_facts_clear_agenda(struct person_facts *f);
/* Nothing known of contract, requests, remedial actions, hours: no target; of training requests neither. */
void person_facts_clear_contract(struct person_facts *f);

/* One référent as the responsable sees them (queries/referents.sql). */
struct referent_facts {
	const char *login, *first_name, *last_name;
	int active, structuring, attached; /* people, by modalité */
	int quotite;   /* 1..100 */
	int half_days; /* demi-journées d'indemnisation a week, 0..10 */
};

/* The person's sheet (queries/fiche_*.sql, one pipeline). Periods end on their last day, included; DATE_NONE: open. */
struct regime_period   { enum regime regime; struct date from, to; const char *reason; };
struct referent_period { const char *login, *name; struct date from, to; };
struct appointment {
	const char *id;
	struct moment start; int minutes;
	const char *kind;       /* entretien, premier_entretien, point_etape, atelier, immersion... (code) */
	const char *place;      /* agence, partenaire, permanence, telephone, visio, domicile (code) */
	const char *counsellor; /* name */
	enum attendance attendance;
	const char *conclusion; /* "" when none */
	bool cancelled;
	const char *login;      /* of the counsellor */
	const char *subject;    /* objet, "" */
	const char *reason;     /* motif of the absence or the cancellation, "" */
	const char *series;     /* UUID of the series, "" */
	struct date convoked, received;
	bool unplanned, group;
	int moves;
	int version;            /* of the participation */
};
enum item_part { PART_CONCLUSION, PART_SOCLE, PART_VOLET /* volet */, PART_INDIVIDUAL, PART_COUNT };
enum cadence { CADENCE_ONCE, CADENCE_WEEK, CADENCE_MONTH, CADENCE_QUARTER, CADENCE_COUNT };
/* What one party undertakes, in a conclusion or in a contract (rules.md L1, L2): dated, or of a cadence. Its state is
 * derived (core/engagement/ledger.h). */
struct item {
	const char *id, *meeting;   /* UUIDs; meeting: the séance whose conclusion holds it, "" */
	enum debtor debtor;         /* one of the six, never DEBTOR_BOTH */
	const char *object;
	struct date due, done;      /* due: DATE_NONE « non fixé » (contract only), with a cadence the first one; done: DATE_NONE
	                               while open, with a cadence the last fulfilment */
	struct moment recorded;
	int version;
	/* Of a contract; contract "" for a conclusion's. */
	const char *contract;       /* UUID */
	int rank_from, rank_to;     /* first rank that holds it; first that no longer does, 0: none */
	struct date bound;          /* the day rank_from was signed by both; DATE_NONE: not signed, nothing is owed yet */
	enum item_part part;
	enum cadence cadence;
	const char *rule;           /* code of the clock behind it, "" */
	const char *model;          /* code of config/engagements.ini, "" */
	const char *source;         /* "" */
	bool action, employment, structuring; /* counted by L7; employment and structuring only with action */
	int kept_count;             /* fulfilments recorded, with a cadence */
	struct date excused; const char *excuse;     /* motif accepted */
	struct date withdrawn; const char *withdrawal; /* sans objet: withdrawn by an avenant, or the contract ended */
	bool compensated;           /* once only: a remedial action opened for it was delivered */
	struct date made_up;        /* with a cadence: the last lapse that a delivered remedial action made up for, DATE_NONE */
};
/* An item that nothing is known of yet: strings "", dates not set, of a conclusion. */
struct item item_unknown(void);
struct contact { const char *id; struct moment at; enum channel channel; bool reached; const char *text, *author; };
struct note    { const char *id; struct moment at; bool private_note; const char *text, *author; int version; bool mine; };
struct barrier { const char *id; const char *kind, *detail; struct date since, lifted; int version; };

struct person_file {
	struct person_facts person;
	struct date birth;
	const char *email, *town, *household; /* household: composition in words, "" */
	struct regime_period *regimes;     size_t regime_count;
	struct referent_period *referents; size_t referent_count;
	struct appointment *appointments;  size_t appointment_count; /* newest first */
	struct contact *contacts;          size_t contact_count;     /* newest first, undone ones left out */
	struct note *notes;                size_t note_count;        /* newest first */
	struct barrier *barriers;          size_t barrier_count;     /* open first */
	struct item *items;                size_t item_count;        /* open first, by date */
	struct protected_period *protections; size_t protection_count; /* congés, réflexion: those to come first (core/agenda) */
	struct training *trainings;        size_t training_count;    /* all of them, newest first (core/training/training.h) */
	struct company_period *periods;    size_t period_count;      /* newest first */
	struct allowance *allowances;      size_t allowance_count;   /* newest first */
};

/* One hit of a search (queries/recherche.sql). */
struct search_hit {
	const char *id, *last_name, *first_name, *phone;
	enum regime regime;
	const char *referent_login, *referent_name;
	struct date birth;
};

/* Codes as stored; -1 / *_NONE when unknown. Labels are French, for the screen. */
const char *follow_up_code(enum follow_up f);   /* actif, structurante, rattache */
const char *follow_up_label(enum follow_up f);
int follow_up_from_code(const char *code);
const char *attendance_code(enum attendance a);
const char *attendance_label(enum attendance a);
int attendance_from_code(const char *code);
const char *channel_code(enum channel c);       /* telephone, entretien, visio, sms, courriel, courrier, visite */
const char *channel_label(enum channel c);
int channel_from_code(const char *code);
const char *role_code(enum role r); /* conseiller, responsable, controle, secretariat, autorite, administrateur */
const char *role_label(enum role r);
enum role role_from_code(const char *code);

/* Closed lists of codes and labels for kinds of appointment, places, barriers. NULL-terminated. */
struct code_label { const char *code, *label; };
extern const struct code_label appointment_kinds[];
extern const struct code_label appointment_places[];
extern const struct code_label barrier_kinds[]; /* 000:5150-5155, 000:6326-6332 */
/* Among the first count; -1 when unknown, or empty, or NULL. */
int code_label_index(const struct code_label *list, int count, const char *code);
bool code_label_known(const struct code_label *list, const char *code); /* NULL is not */
const char *code_label_find(const struct code_label *list, const char *code); /* the code itself when unknown */

#endif
