/* Every write that the base knows, with a content that it accepts as often as it is asked. */
#ifndef JALON_ENDURANCE_VERBS_H
#define JALON_ENDURANCE_VERBS_H

#include <stddef.h>

/* In the SQL, {K}: the number of the attempt, {S}: a moment that no other attempt uses, {I} and {P}: identifiant and
 * key of one person of the portfolio, {J}: identifiant of another. */
struct verb {
	const char *name, *login;
	const char *prepare_as_owner; /* NULL: nothing; before each attempt */
	const char *prepare;          /* the same, as the login */
	const char *content;          /* SQL expression of type jsonb */
};

extern const struct verb verbs[];
extern const size_t verb_count;

#endif
