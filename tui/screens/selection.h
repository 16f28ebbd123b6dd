/* People chosen with Space: a small set of identifiants, kept by the portfolio screen. */
#ifndef JALON_SELECTION_H
#define JALON_SELECTION_H

#include <stdbool.h>
#include <stddef.h>

#define SELECTION_ID 32

struct selection { char (*ids)[SELECTION_ID]; size_t count, room; }; /* zeroed: empty; selection_free() */

bool selection_has(const struct selection *sel, const char *id);
void selection_toggle(struct selection *sel, const char *id);
void selection_clear(struct selection *sel);
void selection_free(struct selection *sel);

#endif
