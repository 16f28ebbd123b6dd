/* The words of a reason: sentence, inputs and next step. Used by reasons.c alone. */
#ifndef JALON_REASON_TEXT_H
#define JALON_REASON_TEXT_H

#include "core/portfolio/reasons.h"

/* Fills sentence, inputs, next_step and action of a reason whose code, band, due, clock and rule are set. */
void reason_write(struct arena *arena, const struct rulebook *book, const struct person_facts *f, struct moment today,
                  struct reason *r);

#endif
