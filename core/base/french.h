/* French wording that several screens share: a person's name, « de » before it, a sentence of its own.
 *
 * Results are safe for a terminal (text_safe) and belong to the arena given. */
#ifndef JALON_FRENCH_H
#define JALON_FRENCH_H

#include "core/base/arena.h"
#include "core/base/date.h"

/* « BERNARD Aïcha »: the family name in capitals, as files and lists say it. */
const char *french_name(struct arena *arena, const char *last, const char *first);
/* « de Maël », « d'Élisabeth », « d'Yves », « de Yasmine », « d'Hélène », « de Hakim ». */
const char *french_of(struct arena *arena, const char *name);
/* « 18/11/2026 »; absent when not set. */
const char *french_day(struct arena *arena, struct date d, const char *absent);
/* A full stop at the end; a capital at the start unless the sentence follows a prefix. "" stays "". Messages and
 * remedies are written either way in tables, constraints and ports: this is where they become alike. */
const char *french_sentence(struct arena *arena, const char *text);
const char *french_sentence_after(struct arena *arena, const char *text); /* after « jalon : » */

#endif
