/* Rule files: config/regimes/CODE.ini into a rulebook, or every error at once (rules.md §1). */
#ifndef JALON_RULES_FILE_H
#define JALON_RULES_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/error.h"
#include "core/base/strbuf.h"
#include "core/rules/rulebook.h"

/* One fault of a rule file, ready to print: « fichier, section ou ligne, clé : ce qui est attendu ». */
struct rules_fault {
	const char *file;    /* base name */
	int line;            /* 0 when unknown */
	const char *section; /* "" when none */
	const char *key;     /* "" when none */
	const char *expected;
};

struct rules_faults {
	struct arena arena;
	struct rules_fault *items;
	size_t count;
};

/* Reads every *.ini of DIR/regimes, or of DIR itself when it has no such folder, DIR/local.ini
 * (switches and local values) and DIR/feries.ini (further holidays) when they exist. The thirteen files must be there.
 * Returns true and fills *book (caller: rulebook_free). On faults returns false, *book empty,
 * *faults filled (caller: rules_faults_free), *e set with ERR_CONFIG and a one-line summary. */
bool rules_load(const char *dir, struct rulebook *book, struct rules_faults *faults, struct error *e);
/* Checks the given files alone (paths; a local.ini is checked against the rules of dir), or all of
 * dir when count is 0: the rules, then engagements.ini (config/commitments_file.h) and financeurs.ini
 * (config/funders_file.h) when they are there. True when no fault; *e is set otherwise. */
bool rules_check(const char *dir, char *const *paths, size_t count, struct rules_faults *faults, struct error *e);
/* Adds « CER.ini, ligne 12, section [x], clé « y » : attendu … » to out; returns its text. */
const char *rules_fault_format(const struct rules_fault *fault, struct strbuf *out);
void rules_faults_free(struct rules_faults *faults);

#endif
