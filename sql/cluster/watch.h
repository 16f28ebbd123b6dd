/* The watcher: a process of its own that stops an on-demand server which nobody uses any more. */
#ifndef JALON_WATCH_H
#define JALON_WATCH_H

#include <stdbool.h>

#include "sql/cluster/place.h"

/* Starts one unless it is there already. */
void watch_start(const struct demo_place *p);
/* How many processes hold the shared lock, without this one; -1 when the kernel does not say. */
int watch_users_count(const struct demo_place *p);

#endif
