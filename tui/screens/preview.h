/* The selected person at the right of a wide portfolio: only what the list has loaded. */
#ifndef JALON_PREVIEW_H
#define JALON_PREVIEW_H

#include "core/app/action.h"
#include "core/base/arena.h"
#include "core/portfolio/reasons.h"
#include "tui/paint.h"

struct preview_line { const char *text; enum ink ink; };
struct preview { struct preview_line *lines; size_t count; };

/* Lines of at most `columns`, everything from the arena; keys: to name the one that does the next step. */
struct preview preview_build(struct arena *arena, const struct judged_person *p, const struct keymap *keys, int columns);
void preview_paint(struct rect area, const struct preview *preview);

#endif
