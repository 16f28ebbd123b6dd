/* What the files of acts share. */
#ifndef JALON_ACT_PRIVATE_H
#define JALON_ACT_PRIVATE_H

#include "core/app/app_private.h"
#include "core/app/input.h"

/* False with *e set when nothing may be written (--au); clears *e otherwise. */
bool act_allowed(const struct app *a, struct error *e);
bool code_is_known(const struct code_label *list, const char *code);

#endif
