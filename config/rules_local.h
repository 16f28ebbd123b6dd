/* local.ini: the agency's switches and local values (private to config/). */
#ifndef JALON_RULES_LOCAL_H
#define JALON_RULES_LOCAL_H

#include "config/rules_faults.h"

/* Applies the file at path to the rules; strings go to arena. Faults name « local.ini ». */
void rules_local_apply(const char *path, struct rule *rules, size_t count, struct arena *arena,
                       struct rules_faults *faults);

#endif
