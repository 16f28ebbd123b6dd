/* config/keys.ini: the user's keys, section [touches], action = "keys". */
#ifndef JALON_KEYS_FILE_H
#define JALON_KEYS_FILE_H

#include <stdbool.h>

#include "core/app/action.h"
#include "core/base/error.h"
#include "core/base/strbuf.h"

/* The defaults, rebound by DIR/keys.ini when it exists. False with *e (ERR_CONFIG: file, line, what is
 * expected of the first fault, lines of the others) on an unknown action or key, or on two actions that a screen
 * could not tell apart; *map is then empty. Caller: keymap_free(). */
bool keys_load(const char *dir, struct keymap *map, struct error *e);
/* The shipped keys.ini: every action with its default keys, commented out, and its help. */
void keys_template(struct strbuf *out);
/* The key section of jalon(1), in mdoc. */
void keys_manual(struct strbuf *out);

#endif
