/* A roll-call under way, kept in the state directory until it is saved or given up: a lost connection or a kill loses
 * no answer. Opened again, the roll-call finds them; at the next start a message says that it waits. */
#ifndef JALON_SCREENS_ROLL_KEPT_H
#define JALON_SCREENS_ROLL_KEPT_H

#include <stddef.h>

#include "core/portfolio/facts.h"
#include "tui/drafts/state_dir.h"

struct roll_answer { char id[32]; enum attendance attendance; char reason[512]; };

/* title: what the message at the next start calls it. count 0: nothing is kept any more. A state directory that cannot be
 * written is no fault here: the drafts have said so. */
void roll_keep(struct state_dir *dir, const struct session_facts *session, const char *meeting, const char *title,
               const struct roll_answer *answers, size_t count);
/* The answers kept, on the heap (caller frees), NULL when none; *count how many. */
struct roll_answer *roll_kept(struct state_dir *dir, const struct session_facts *session, const char *meeting, size_t *count);
/* The title of one that waits; false when none does. */
bool roll_waits(struct state_dir *dir, const struct session_facts *session, char *title, size_t size);

#endif
