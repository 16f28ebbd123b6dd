/* What the files of acts share. */
#ifndef JALON_ACT_PRIVATE_H
#define JALON_ACT_PRIVATE_H

#include "core/app/app_private.h"
#include "core/app/input.h"

/* False with *e set when nothing may be written (--au); clears *e otherwise. */
bool act_allowed(const struct app *a, struct error *e);
/* In a message, a very long name leaves room for what is said of it. */
const char *act_name(struct arena *arena, const char *name);
const char *act_person_name(const struct app *a, struct arena *arena, const char *id);
const char *act_person_of(const struct app *a, struct arena *arena, const char *id); /* « de BERNARD Aïcha » */

/* « le type est à choisir parmi entretien, atelier… ». Always false. */
bool act_code_refuse(const struct code_label *list, const char *field, const char *label, struct error *e);
/* Refuses as the database would: its constraint, its field. Always false. */
bool act_rule_refuse(struct error *e, const char *constraint, const char *field, const char *remedy, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));
/* label with its article; constraint and sentence: of a day to come. */
struct dated_field { const char *field, *label, *constraint, *future; };
/* A typed day, today when left out, that is not to come. */
bool act_past_date(const struct app *a, const char *s, const struct dated_field *f, struct date *out, struct error *e);
void command_text_if(struct command_draft *d, const char *key, const char *value); /* only when it says something */
void json_date(struct strbuf *b, const char *key, struct date d); /* AAAA-MM-JJ, null when it is not set */

#endif
