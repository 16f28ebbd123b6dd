/* Engagements: the contract in two columns, what each side owes, since when, and why; versions, alarms, the nine items, the
 * chemin parcouru. Text is safe; painting only copies. Source: app->commitments (ledger_compute, person_judge). */
#ifndef JALON_VIEW_COMMITMENTS_H
#define JALON_VIEW_COMMITMENTS_H

#include "core/app/action.h"
#include "core/views/view.h"

struct view_commitment_row {
	const struct ledger_line *line;  /* item, remedial, clock: what the gestures are about */
	const struct person_request *request; /* the line is this request's clock; NULL else */
	enum band band;
	const char *mark;      /* "!" late, "~" soon, "·" for information, "✓" kept, "○" to come, "–" excused, compensated, not applicable */
	const char *object;
	const char *when;      /* « dû 18/11 (-2) », « tenu 12/11 », « non fixé », « excusé 12/11 », « chaque semaine, dû 24/11 (+4) » */
	const char *debtor;    /* "" for both titles' own party; « financeur »… for a third one */
	const char *state;     /* à faire, en retard… in words */
	const char *gesture;   /* « x tenu », "" when nothing is to be done by a key */
	enum action_id action; /* what performs it, ACTION_NONE */
	/* Of the twin: codes and ISO dates. nature: delai, conclusion, socle, volet, individuel, compensation. */
	const char *debtor_code, *nature, *state_code, *due_iso, *done_iso, *rule, *source, *band_code;
	const char *folded;
};
struct view_commitment_column {
	const char *title;     /* « NOUS DEVONS », « AÏCHA DOIT » */
	const char *counted;   /* « 2 retards », « aucun retard » */
	struct view_commitment_row *rows; size_t count;
	const char *empty;
};
enum { COLUMN_OURS /* structure and third parties */, COLUMN_THEIRS, COLUMN_COUNT };

struct view_alarm {        /* what is wrong with the contract itself, or goes with it: red and orange reasons of the person */
	const struct reason *reason;
	enum band band;
	const char *mark, *text, *gesture;
	enum action_id action;
};
struct view_version {
	const struct contract *contract;
	const struct contract_version *version;
	bool in_force, pending;
	const char *title;     /* « v2 · avenant », « contrat » */
	const char *state;     /* en vigueur, à signer (la personne), remplacée, abandonnée, terminée le … */
	const char *text;      /* dates, term, target, reason, signatories */
	const char *line;      /* all of it on one line, for the twin */
};
struct view_commitments {
	enum load_state state;
	const char *heading;   /* « BERNARD Aïcha · CE depuis le 03/09/2026 · contrat v2 » */
	const char *contract;  /* « Contrat v2 signé le 03/10/2026, jusqu'au 02/09/2027, 15 h par semaine », « Aucun contrat signé » */
	const char *pending;   /* "" or « Avenant v3 : signature de la personne attendue » */
	const char *objectives;/* of the version in force, else of the one that waits; "" */
	const char *choice;    /* "" or the choice recorded at 12 months */
	struct view_commitment_column columns[COLUMN_COUNT];
	struct view_alarm *alarms; size_t alarm_count;
	struct view_version *versions; size_t version_count; /* newest first, of every contract */
	const struct contract *current;               /* in force, else the one that waits, else the newest; NULL: none */
	const struct contract_version *current_version; /* in force; NULL */
	const struct contract_version *pending_version; /* waits for a signature; NULL */
	const char *summary;   /* « 2 retards chez nous · aucun chez elle · 1 signature attendue » */
	const char *empty;
};
struct view_commitments view_commitments(struct arena *arena, const struct app *a);
/* `w`: of a line, of an alarm, of the contract itself (row and alarm NULL). */
struct view_why view_why_commitment(struct arena *arena, const struct app *a, const struct view_commitment_row *row);
struct view_why view_why_alarm(struct arena *arena, const struct app *a, const struct view_alarm *alarm);
struct view_why view_why_contract(struct arena *arena, const struct app *a);

/* Every version, then what changed between two ranks: one line each, « + », « − », « fin : 02/03/2027 → 02/09/2027 ». */
struct view_why view_versions(struct arena *arena, const struct app *a);
struct view_why view_changes(struct arena *arena, const struct app *a, const struct contract *c, int from_rank, int to_rank);
/* What a version holds, in two columns one above the other: what is read before signing. */
struct view_why view_version_full(struct arena *arena, const struct app *a, const struct contract *c, int rank);
/* Diagnostic (six fields, its versions), orientations, rights information, requests, remedial actions: as lines. */
struct view_why view_situation(struct arena *arena, const struct app *a);

struct view_leaving_row { bool given; const char *mark, *label, *text; };
/* The nine items of the first entretien (003:3931). missing: how many are not given. */
struct view_leaving { struct view_leaving_row rows[LEAVING_ITEMS]; size_t missing; const char *sentence; };
struct view_leaving view_leaving(struct arena *arena, const struct app *a);

/* The chemin parcouru, turned towards the person: no internal word, no colour needed. By date, today among them. */
enum milestone_kind { MILESTONE_PAST, MILESTONE_TODAY, MILESTONE_TO_COME /* appointment, end */, MILESTONE_OBLIGATION };
struct view_milestone {
	enum milestone_kind kind;
	struct date day;
	const char *mark;      /* ● past, ▲ today, ○ to come, ◆ obligation */
	const char *date;      /* « jeu. 3 déc. 2026 » */
	const char *label;     /* « Vous avez signé votre contrat », « Nous faisons le point ensemble » */
	const char *who;       /* « vous », « nous », « ensemble », "" */
};
struct view_journey {
	const char *title;     /* « Votre parcours, Aïcha » */
	struct view_milestone *items; size_t count;
	size_t today;          /* its index */
	const char *sentence;  /* « Prochaine étape : … » */
	const char *empty;
};
struct view_journey view_journey(struct arena *arena, const struct app *a);

#endif
