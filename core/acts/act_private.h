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

#endif
