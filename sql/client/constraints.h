/* What a refusal of the database means to the person who typed: the one table from the name of a
 * constraint, or of a refusal raised by jalon.refuser(), to a field and a French sentence.
 *
 * tests/db/test_constraints.c checks that the table and the catalogue name the same things. */
#ifndef JALON_CONSTRAINTS_H
#define JALON_CONSTRAINTS_H

#include <stddef.h>

struct constraint_text {
	const char *name;
	const char *field;   /* key of a command's content or column at fault, "" when none */
	const char *message; /* one French sentence, no capital, no full stop */
	const char *remedy;  /* what to do, "" when the sentence says it */
};

extern const struct constraint_text constraint_texts[]; /* sorted by name */
extern const size_t constraint_texts_count;

/* NULL when unknown. */
const struct constraint_text *constraint_text_find(const char *name);

#endif
