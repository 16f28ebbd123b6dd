/* Hours of activity (rules.md L8): minutes by theme and day, declared then validated; the weekly target and what lowers it.
 *
 * Facts come from the database (queries/heures_*.sql, REQUEST_HOURS); weeks are recomputed from them, never stored. Pure. */
#ifndef JALON_ACTIVITY_H
#define JALON_ACTIVITY_H

#include "core/agenda/agenda.h"
#include "core/engagement/contract.h"
#include "core/rules/hours.h"

#define THEME_COUNT 9
/* Nine, 003:13685-13788, in the order of the keys 1..9: relation, diagnostic, freins, confiance, projet, competences,
 * candidature, emploi, entreprise. */
extern const struct code_label activity_themes[];
int activity_theme_from_code(const char *code);   /* 0..8, -1 unknown */

struct activity {
	const char *id;        /* UUID */
	struct date day;
	int theme;             /* 0..THEME_COUNT-1 */
	int minutes;           /* 1..1440 */
	const char *text;      /* "" */
	struct moment declared; const char *declared_by; /* name */
	struct moment validated; const char *validated_by; /* MOMENT_NONE: declared only */
	int version;
};
struct dispensation {      /* dérogation, with its reason (003:4415) */
	const char *id;
	struct date from, to;  /* last day included */
	int target;            /* minutes a week in its stead, 0..; prorated as any target */
	const char *reason;
};
struct weekly_target { struct date from, to; int minutes; }; /* of a contract's version in force */

struct reminder {          /* given before an appointment, for the relevé d'assiduité (queries/heures_rappels.sql) */
	struct moment given, appointment;
	int days;              /* J-n */
	enum channel channel;
};

struct hours_file {
	struct person_facts person;
	struct date from;                                              /* Monday of the first week asked for */
	struct activity *activities;       size_t activity_count;      /* by day, theme */
	struct dispensation *dispensations; size_t dispensation_count; /* that touch the weeks */
	struct protected_period *absences; size_t absence_count;       /* congés, maladie, emploi, formation, autre */
	struct weekly_target *targets;     size_t target_count;
	struct regime_period *regimes;     size_t regime_count;        /* newest first */
	struct reminder *reminders;        size_t reminder_count;      /* given in those weeks, or for their appointments, newest first */
};

struct week_hours {
	struct date monday;
	bool fixed;                  /* false: « non fixé », target meaningless, nothing is short */
	int base_target;             /* before absences */
	struct hours_result hours;   /* target prorated: target x (5 - absent days) / 5, rounded down */
	int absent_days;             /* 0..5: Monday to Friday, public holidays left out (local) */
	int declared[THEME_COUNT], validated[THEME_COUNT]; /* declared includes validated */
	int to_validate;             /* declared, not validated */
	const struct dispensation *dispensation; /* the one that sets the target, NULL */
	const struct rule *rule;     /* heures_hebdomadaires in force that week; NULL without a regime */
	const char *origin;          /* where the target comes from, French: contrat, dérogation, règle */
	bool short_of;               /* the week is over and less than the target was declared */
};
/* `count` weeks, the last one being that of `today`; oldest first. What is dated after today is ignored. A week that one
 * regime did not hold from its Monday on is not fixed; a rule that is not applied fixes nothing. */
void hours_weeks(struct arena *arena, const struct rulebook *book, const struct hours_file *f, struct date today,
                 const char *department, struct week_hours *out, size_t count);
/* « 26 semaines : objectif atteint 19 fois, … » */
const char *hours_sentence(struct arena *arena, const struct week_hours *weeks, size_t count);

#endif
