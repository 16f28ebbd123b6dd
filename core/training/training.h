/* A training request (demande de formation), as the database states it: from the idea to six months after (rules.md §7).
 *
 * Facts only. The stage follows from what happened (core/training/stages.h), the clocks and the party that holds the file
 * from facts and rule book (core/training/clocks.h), funding and calendar from the lines (core/training/funding.h). All
 * strings are UTF-8, non-NULL ("" when unknown), and belong to the arena of the answer that brought them
 * (queries/formations_*.sql). Last days are included. DATE_NONE: not yet, or non fixé. Money in cents, hours in minutes. */
#ifndef JALON_TRAINING_H
#define JALON_TRAINING_H

#include "core/portfolio/facts.h"

enum training_stage { /* rules.md T1, in order; the decision's four outcomes apart, abandonment before and after entry too */
	TRAINING_RAISED,           /* evoquee */
	TRAINING_PROJECT,          /* projet: its form is written */
	TRAINING_READY,            /* prete: preconditions met or waived (T2) */
	TRAINING_FILED,            /* deposee: at the funder's */
	TRAINING_PIECES,           /* pieces_demandees */
	TRAINING_COUNTERED,        /* contre_proposee */
	TRAINING_REFUSED,          /* refusee */
	TRAINING_GRANTED,          /* accordee */
	TRAINING_FUNDED,           /* financee: every cost of every day has its funder (T3) */
	TRAINING_ENTERED,          /* entree */
	TRAINING_COMPLETED,        /* achevee */
	TRAINING_FOLLOWED,         /* suivie: situation checked at six months (000:2295) */
	TRAINING_DROPPED_BEFORE,   /* abandonnee_avant l'entrée */
	TRAINING_DROPPED_AFTER,    /* abandonnee_apres l'entrée */
	TRAINING_STAGE_COUNT
};

/* What happens to a request: each is one dated row, never rewritten (formation_evenement). */
enum training_step {
	STEP_RAISE,      /* evoquer */
	STEP_PROJECT,    /* projeter */
	STEP_PREPARE,    /* preparer: declared ready */
	STEP_FILE,       /* deposer */
	STEP_ASK_PIECES, /* demander_pieces: the funder asks */
	STEP_COMPLETE,   /* completer: the last piece awaited came in (written with it) */
	STEP_COUNTER,    /* contre_proposer: the funder proposes something else (000:1923) */
	STEP_ACCEPT,     /* accepter that proposal */
	STEP_DECLINE,    /* decliner it */
	STEP_GRANT,      /* accorder */
	STEP_REFUSE,     /* refuser */
	STEP_CONTEST,    /* contester the refusal: back to the funder */
	STEP_REWORK,     /* reprendre the project */
	STEP_FUND,       /* financer: the funding is whole */
	STEP_ENTER,      /* entrer */
	STEP_CHECK,      /* point_tiers: the check at one third of the training (004:2343) */
	STEP_END,        /* achever */
	STEP_DROP,       /* abandonner */
	STEP_FOLLOW,     /* suivre: situation at six months */
	STEP_EXCHANGE,   /* echange: a word with a funder, a body, the person; moves nothing */
	STEP_COUNT
};

enum cost { COST_TEACHING /* pedagogie */, COST_INCOME /* remuneration */, COST_EXPENSES /* frais_annexes */, COST_COUNT }; /* 002:507 */
enum line_state { LINE_ASKED /* demandee */, LINE_GRANTED /* accordee */, LINE_REFUSED /* refusee */,
	LINE_NOT_NEEDED /* sans_objet: no such cost, with the reason */, LINE_STATE_COUNT };
/* One cost, one funder, some days (T3): formation_financement. Days outside the training are allowed, and cover nothing. */
struct funding_line {
	const char *id;
	enum cost cost;
	const char *funder;         /* code of config/financeurs.ini; "" when not needed */
	struct date from, to;       /* to: last day */
	int64_t amount;             /* cents; -1: non fixé */
	enum line_state state;
	struct date asked, decided;
	const char *reason;         /* of the refusal, or why not needed */
	int version;
};

/* The precondition of T2: met, or waived with its reason; absent: neither yet. */
enum precondition { PRE_WORKPLACE /* mise_en_situation */, PRE_POSITIONING /* positionnement */, PRE_VAE /* vae */,
	PRE_FRENCH /* francais */, PRE_EXPENSES /* frais */, PRE_MOBILITY /* mobilite */, PRE_CARE /* garde */, PRE_COUNT };
struct precondition_fact { bool met, waived; struct date on; const char *text, *author; };

struct training_piece {        /* formation_piece */
	const char *id;
	const char *kind;          /* training_piece_kinds[] */
	const char *object;
	enum debtor owner;         /* whose it is to bring; never both */
	struct date asked, expected, received;
	struct date closed;        /* the file was answered, or dropped, without it: awaited no more */
	int version;
};
/* Neither received, nor of a round that the funder has answered. */
bool training_piece_awaited(const struct training_piece *p);
struct training_event {        /* formation_evenement, oldest first */
	const char *id;
	enum training_step step;
	struct date on;            /* the day it happened */
	struct moment recorded;
	const char *author;        /* name */
	const char *with;          /* funder, body, person… of an exchange; the funder of a filing */
	const char *text;          /* all that was written of it, a line each: what the page shows */
	const char *grounds;       /* codes of training_step_grounds(), separated by spaces: of a refusal, a drop, an end, a follow-up */
	const char *said, *counter, *no_counter; /* apart, as letters need them: the text itself; of a refusal (T4), what the funder
	                              proposes instead, or why nothing */
};
struct training_absence { const char *id; struct date from, to; bool excused; const char *reason; };

/* Immersion, EMT, PMSMP, période travaillée, reprise d'emploi (periode_entreprise). */
struct company_period {
	const char *id, *training; /* training: UUID of the request it prepares, "" */
	const char *kind;          /* company_period_kinds[]: immersion, emt, pmsmp, activite, reprise */
	const char *host, *trade, *aim;
	struct date from, to;
	struct date debriefed;     /* DATE_NONE: to be debriefed once it is over */
	bool with_host;            /* debriefed with the host (000:778) */
	const char *debrief;
	const char *despite;       /* why, knowing that it ends the CSP (W2); "" */
	int version;
};
/* What the person lives on (droit): allowance or trainee pay, by dates. */
struct allowance { const char *id; const char *kind; /* allowance_kinds[] */ struct date from, to; };

/* One request among others: all that a list, a clock, an alert needs (queries/formations_liste.sql). */
struct training {
	const char *id;                /* UUID */
	const char *person;            /* identifiant */
	const char *person_last_name, *person_first_name;
	const char *referent_login;
	const char *title;             /* of the course */
	const char *trade;             /* métier: ROME code, "" */
	const char *aim;               /* training_aims[] (000:1800), "" */
	const char *body, *place;      /* organisme, lieu */
	const char *basin;             /* département of the course, "" */
	const char *session;           /* UUID of the catalogue's session, "" */
	int minutes, weekly;           /* length, pace a week; 0: non fixé */
	struct date starts, ends;      /* planned, then real once entered, ended */
	enum training_stage stage; struct date since;  /* its day */
	struct date raised, filed, decided, granted, funded, entered, ended, checked, followed; /* last of each; DATE_NONE.
	                                  filed: deposer or contester; decided: contre_proposer, accorder or refuser; granted:
	                                  accorder or accepter */
	const char *funder;            /* code of the funder it was last filed at, "" */
	int funder_days;               /* that funder's usual delay, 0: non fixé */
	int suspended_days;            /* since the last filing: days during which pieces were awaited, closed spans only */
	int pieces_waiting; struct date pieces_since; enum debtor pieces_owner; /* of the oldest one awaited of
	                                  anybody else than the person, else of theirs (000:577) */
	struct date pieces_due;        /* the day stated for that piece; DATE_NONE: none */
	unsigned costs_missing;        /* bit per enum cost: some day of the training without a funder that granted or not needed; 0 without dates */
	int preconditions_missing;
	struct date rights_end;        /* last day of allowance known when the training begins; DATE_NONE: non fixé, or no allowance */
	bool has_rights;               /* an allowance runs on the first day of the training (today while none is planned) */
	struct date rights_ended;      /* none runs then; the last one under this regime ends that day, before it: there are none; DATE_NONE */
	int uncovered_days;            /* of the training, after rights_end or rights_ended, that no income line covers; 0: none, or non fixé */
	bool contestable;              /* the last refusal rests on « métier non en tension » alone (T4, 000:1934) */
	bool no_counter;               /* the last refusal came without counter-proposal */
	int version;
};

/* One request with all of it (REQUEST_TRAINING). */
#define PROJECT_FIELDS 6           /* the ready-made form (000:6307-6349): training_project_fields[] names them */
struct training_file {
	struct training request;
	struct person_facts person;
	const char *project[PROJECT_FIELDS]; struct date project_on; int project_rank; /* last version; rank 0: not written */
	struct precondition_fact preconditions[PRE_COUNT];
	struct training_event *events;     size_t event_count;     /* oldest first */
	struct training_piece *pieces;     size_t piece_count;     /* awaited first, oldest first */
	struct funding_line *lines;        size_t line_count;      /* by cost, day; undone ones left out */
	struct training_absence *absences; size_t absence_count;   /* newest first */
	struct company_period *periods;    size_t period_count;    /* the person's, newest first */
	struct allowance *allowances;      size_t allowance_count; /* the person's, newest first */
	struct training *others;           size_t other_count;     /* the person's other requests, newest first (T6) */
	int same_course;                   /* people of the agency on the same course, end date and basin, this one included (T7) */
};

/* Requests of a portfolio or of the agency, with what steers them (REQUEST_TRAININGS). */
struct training_convergence { const char *title, *basin; struct date ends; int people; }; /* T7: only for a responsable */
struct training_list {
	struct training *items; size_t count;    /* open ones, and those raised or ended within 12 months */
	struct training_convergence *convergences; size_t convergence_count;
};

/* One session of the catalogue (catalogue_session, queries/catalogue.sql): public data, of no person. */
struct course_session {
	const char *id, *key, *provider;       /* key: the provider's own, unique for that provider */
	const char *offer;                     /* the provider's key of the course, shared by its sessions */
	const char *body, *title, *trade, *aim;
	int minutes, weekly;                   /* 0: non fixé */
	struct date starts, ends;
	int places;                            /* left; -1: unknown */
	const char *place, *basin;             /* town; département */
	const char *pay;                       /* of the trainee, in words, "" */
	const char *funders;                   /* codes separated by spaces */
	struct date updated;                   /* of the catalogue's line */
	struct date next_starts;               /* of the same course's next session after this one; DATE_NONE */
};
struct course_query {
	const char *text;                      /* folded words, all of them in title, body, trade or place; "" */
	const char *trade, *basin, *funder;    /* exact codes, "" */
	struct date from, to;                  /* starts within; DATE_NONE: from today on; open */
	bool places_only;                      /* places left, or unknown */
	struct date after_starts; const char *after_id; /* keyset: the last one seen, "" from the first */
};
#define COURSE_PAGE 50
/* The query, its strings in that arena; NULL ones become "". */
struct course_query course_query_copy(struct arena *arena, const struct course_query *q);

/* Over, and not debriefed. A reprise d'emploi asks for none: a job taken up is no trial of one. */
bool company_period_awaits_debrief(const struct company_period *p, struct date today);

/* Codes as stored; -1 / *_COUNT when unknown. Labels are French, for the screen. */
const char *training_stage_code(enum training_stage s);
const char *training_stage_label(enum training_stage s);   /* « pièces demandées » */
int training_stage_from_code(const char *code);
const char *training_step_code(enum training_step s);
const char *training_step_label(enum training_step s);     /* what is done: « déposer le dossier » */
const char *training_step_done(enum training_step s);      /* what was done: « dossier déposé » */
int training_step_from_code(const char *code);
const char *cost_code(enum cost c);
const char *cost_label(enum cost c);
int cost_from_code(const char *code);
const char *line_state_code(enum line_state s);
const char *line_state_label(enum line_state s);
int line_state_from_code(const char *code);
const char *precondition_code(enum precondition p);
const char *precondition_label(enum precondition p);
int precondition_from_code(const char *code);
extern const struct code_label training_aims[];            /* 000:1800-1803 */
extern const struct code_label training_project_fields[];  /* 000:6307-6349 */
extern const struct code_label training_piece_kinds[];     /* 000:1625-1629, 000:5046-5065 */
extern const struct code_label training_grounds_refusal[]; /* 000:1934, 000:2163-2208, 000:6038 */
extern const struct code_label training_grounds_drop[];    /* 002:507, 002:524, 004:5975 */
extern const struct code_label training_grounds_end[], training_grounds_follow[]; /* follow: 004:6690-6692 */
/* The closed list that a step's grounds are chosen from; NULL when it takes none. */
const struct code_label *training_step_grounds(enum training_step step);
extern const struct code_label company_period_kinds[];
extern const struct code_label allowance_kinds[];          /* 000:1467, 000:1506, 000:1539-1548 */

#endif
