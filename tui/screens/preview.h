/* The selected person at the right of a wide portfolio: only what the list has loaded. */
#ifndef JALON_PREVIEW_H
#define JALON_PREVIEW_H

#include "core/app/action.h"
#include "core/base/arena.h"
#include "core/app/app.h"
#include "tui/paint.h"

struct preview_line { const char *text; enum ink ink; };
struct preview { struct preview_line *lines; size_t count; };

/* Lines of at most `columns`, everything from the arena. a: for its rules, its day, and the keys that do the next steps. */
struct preview preview_build(struct arena *arena, const struct app *a, const struct judged_person *p, int columns);
void preview_paint(struct rect area, const struct preview *preview);

#endif
