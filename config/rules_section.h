/* One section of a rule file into one version of a rule (private to config/). */
#ifndef JALON_RULES_SECTION_H
#define JALON_RULES_SECTION_H

#include "config/rules_faults.h"
#include "core/rules/rule_codes.h"

/* A section being read: every complaint goes to faults with its place. */
struct rules_reader {
	struct ini_file *ini;
	const char *file; /* base name */
	size_t section;   /* index in ini->sections */
	struct rules_faults *faults;
	struct arena *arena; /* owns the strings of the rule */
	bool good;           /* no fault so far */
	bool dated;          /* the code is known and the dates are right */
};

void reader_fault(struct rules_reader *r, const char *key, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* NULL when absent. */
const char *reader_value(struct rules_reader *r, const char *key);
/* NULL and a fault when it is not there, or empty; NULL alone when the scan has refused its line. */
const char *reader_required(struct rules_reader *r, const char *key, const char *expected);
/* oui, non, or absent: non; a fault otherwise. */
bool reader_yes(struct rules_reader *r, const char *key);
/* The key « source », which must cite one; "" and a fault otherwise. */
const char *reader_source(struct rules_reader *r);
/* Small letters, digits and « _ », at most max of them. */
bool reader_code_is_good(const char *code, size_t max);
/* Splits « code » or « code AAAA-MM-JJ ». False and a fault when the date is wrong. */
bool reader_split_name(struct rules_reader *r, const char *name, const char **code, struct date *from);
/* A fault for each key of the section that is not in allowed (NULL-terminated). */
void reader_check_keys(struct rules_reader *r, const char *const *allowed);
/* « NNN:ligne » or an article (L. R. D.), each item of a list; or, in words, that there is none (« sources muettes »)
 * or which text says it (« texte … »). */
bool source_is_cited(const char *s);

/* Each reads its key when present and leaves *rule alone otherwise; a bad value is a fault. */
void reader_read_value(struct rules_reader *r, const struct rule_code *code, struct rule *rule);
void reader_read_applied(struct rules_reader *r, struct rule *rule);
void reader_read_lead(struct rules_reader *r, struct rule *rule);
void reader_read_roll(struct rules_reader *r, struct rule *rule);

/* The whole section, a refused one too, so that its own faults are said. False (and faults) when it is not a rule;
 * rule->code is set in any case, "" when it cannot be told. */
bool rules_section_read(struct rules_reader *r, enum regime regime, struct rule *rule);

#endif
