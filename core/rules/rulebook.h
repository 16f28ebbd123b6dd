/* The rule book: every number of the law as a dated, sourced parameter (rules.md §1).
 *
 * A rulebook is built by config/rules_file.c from the files of config/regimes (or by the SQL adapter from
 * the loaded version) and is read-only afterwards. It owns its strings through its arena. */
#ifndef JALON_RULEBOOK_H
#define JALON_RULEBOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/arena.h"
#include "core/base/calendar.h"
#include "core/base/date.h"

enum regime {
	REGIME_NONE = 0,
	REGIME_CSP, REGIME_CSP_ANI4, REGIME_CTP, REGIME_CRP, REGIME_CAR_CTP, REGIME_PPAE,
	REGIME_CER, REGIME_CEJ, REGIME_PACEA, REGIME_CUER, REGIME_CE,
	REGIME_COMMUN,    /* not a person's regime: hidden by the regime's own clock of the same code */
	REGIME_FORMATION, /* not a person's regime */
	REGIME_COUNT
};

enum rule_status { /* rules.md §1 */
	STATUS_DROIT, STATUS_PRATIQUE, STATUS_LOCAL, STATUS_PILOTE, STATUS_PROPOSITION, STATUS_A_VERIFIER,
	STATUS_COUNT
};

enum rule_unit { UNIT_NONE, UNIT_HOUR, UNIT_DAY, UNIT_WEEK, UNIT_MONTH, UNIT_PERSON, UNIT_TIMES, UNIT_COUNT };
enum rule_kind { KIND_CLOCK, KIND_PARAMETER, KIND_COUNT };
enum debtor {
	DEBTOR_NONE, DEBTOR_PERSON, DEBTOR_STRUCTURE, DEBTOR_BOTH, DEBTOR_PARTNER, DEBTOR_EMPLOYER,
	DEBTOR_FUNDER, DEBTOR_BODY, DEBTOR_AUTHORITY, DEBTOR_COUNT
};
enum roll { ROLL_NONE, ROLL_WORKING_DAY, ROLL_COUNT };

struct rule {
	enum regime regime;
	const char *code;      /* ASCII snake_case, e.g. "contradictoire" */
	const char *label;     /* French, for screens */
	enum rule_kind kind;
	bool fixed;            /* false: « non fixé », value meaningless */
	int value;             /* in unit, >= 0 */
	enum rule_unit unit;
	enum debtor debtor;    /* clocks only */
	const char *start_event; /* French, clocks only, "" when unknown */
	const char *stop_event;
	enum roll roll;
	int lead;              /* days before the end when the clock turns orange (months when lead_unit says) */
	enum rule_unit lead_unit; /* UNIT_DAY or UNIT_MONTH */
	enum rule_status status;
	bool applied;
	const char *source;    /* article or seed:line, never empty */
	const char *remark;    /* French: display only figures, conflicts; may be "" */
	struct date from, to;  /* DATE_NONE: without limit */
	const struct calendar *local; /* further holidays for the roll; the book's, NULL when it has none */
};

struct rulebook {
	struct arena arena;
	const struct rule *rules; /* sorted by regime, code, from */
	size_t count;
	const struct calendar *local; /* further local days, in the arena; NULL when none */
	char checksum[65];        /* lower-case hex sha256 of the canonical listing */
};

/* Codes as written in files and on the command line; NULL or REGIME_NONE/-1 when unknown.
 * Regime codes are compared without regard to ASCII case, the others exactly. */
enum regime regime_from_code(const char *code);
const char *regime_code(enum regime r);
const char *regime_label(enum regime r);
bool regime_is_personal(enum regime r); /* one of the eleven */
const char *rule_status_code(enum rule_status s); /* droit, pratique, ... */
const char *rule_status_label(enum rule_status s);
bool rule_status_applies(enum rule_status s);     /* default of `applique` */
const char *rule_unit_code(enum rule_unit u);     /* heure, jour, semaine, mois, personne, fois, "" */
const char *debtor_code(enum debtor d);           /* personne, structure, ... */
const char *debtor_label(enum debtor d);
int rule_status_from_code(const char *code);
int rule_unit_from_code(const char *code);
int debtor_from_code(const char *code);
const char *roll_code(enum roll r);               /* aucun, jour_ouvre */
int roll_from_code(const char *code);

/* The day whose law applies to a day to come, or not known: today's, so that no later version changes what is judged today
 * (rules.md §1). */
static inline struct date law_day(struct date day, struct date today) { return date_earliest(day, today); }
/* The version in force on the day of the fact; the regime's own code hides COMMUN's. NULL when none. */
const struct rule *rulebook_find(const struct rulebook *b, enum regime r, const char *code, struct date day);
/* True when some version of the code exists for the regime (or COMMUN), whatever its dates. */
bool rulebook_knows(const struct rulebook *b, enum regime r, const char *code);
/* Sorts by regime, code, from (undated first), as rulebook_find() needs. For those who fill a rulebook. */
void rulebook_sort(struct rule *rules, size_t count);
/* True when the version is in force on the day (DATE_NONE: the last one, without end). */
bool rule_in_force(const struct rule *r, struct date day);
/* The lead that rules.md §3 gives by default, in days: 3 for clocks up to 15 days, 15 for longer ones. */
int rule_default_lead(bool fixed, int value, enum rule_unit unit);
/* « 10 jours », « 1 mois », « non fixé »: value and unit in French. Returns out. */
const char *rule_format_value(const struct rule *r, char out[32]);
void rulebook_free(struct rulebook *b);

#endif
