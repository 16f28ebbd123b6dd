/* The codes that a rule file may use, with what each accepts (rules.md §3).
 *
 * The list lives here and not in the files, so that a mistyped code or « 1 mois » where the law
 * counts days is refused instead of silently creating a rule that nothing reads. */
#ifndef JALON_RULE_CODES_H
#define JALON_RULE_CODES_H

#include <stdbool.h>
#include <stddef.h>

#include "core/rules/rulebook.h"

struct rule_code {
	const char *code;
	const char *label;   /* French; a file may give its own with `libelle` */
	enum rule_kind kind;
	unsigned int units;  /* bit (1U << UNIT_X) for each unit accepted */
	bool delay;          /* `calculer echeance` can compute it: every clock, and delays among the parameters */
	bool period;         /* a duration: N months from D end the day before the clipped date (rules.md §3) */
};

const struct rule_code *rule_code_find(const char *code); /* NULL when unknown */
const struct rule_code *rule_code_at(size_t i);           /* NULL past the end, by code */
/* True for the code of a duration; false for any other, known or not. */
bool rule_code_is_period(const char *code);
bool rule_code_accepts(const struct rule_code *c, enum rule_unit unit);
/* « jour ou semaine »: what to write in `unite`. Returns out. */
const char *rule_code_units(const struct rule_code *c, char out[64]);

#endif
