/* The codes that each rule file must define (private to config/). */
#ifndef JALON_RULES_REQUIRED_H
#define JALON_RULES_REQUIRED_H

#include "config/rules_faults.h"
#include "core/rules/rulebook.h"

/* A fault for each code that the file of a regime must define and that is not among codes (count of them): without
 * it the judgement that rests on it would vanish unseen. */
void rules_required_check(struct rules_faults *faults, const char *file, enum regime regime, const char *const *codes,
                          size_t count);

#endif
