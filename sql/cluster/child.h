/* Acts done as the server's Unix account: root never writes inside a folder that « postgres » owns. */
#ifndef JALON_CHILD_H
#define JALON_CHILD_H

#include <stdbool.h>

#include "sql/cluster/place.h"

/* Closes every descriptor from 3 on but `keep` (-1: none kept): a server that stays must not hold the pipes of
 * whoever started it. */
void descriptors_close(int keep);
/* Runs a program with a minimal environment, its output dropped. argv[0] is an absolute path.
 * Returns its exit status, 127 when it could not run. */
int child_run(const struct server_account *account, const char *const argv[]);
/* Runs a function in a child process; its return value (0..125) is the status. */
int child_call(const struct server_account *account, int (*act)(const void *), const void *arg);

/* With child_call: the text of a file (made or replaced, 0600); removing a tree, itself included where the
 * parent allows. */
struct child_file { const char *path, *text; };
int child_file_write(const void *file);
int child_tree_remove(const void *path);
int child_file_remove(const void *path);

#endif
