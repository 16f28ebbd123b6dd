/* The state directory: what must outlive the program (drafts, the queue's position), and nothing else.
 *
 * $XDG_STATE_HOME/jalon, else ~/.local/state/jalon; 0700 and its files 0600, because they hold what is typed about
 * people. A home that does not exist is not made. Every file is replaced whole: written beside, synced, renamed, so
 * that a reader sees the former text or the new one. */
#ifndef JALON_STATE_DIR_H
#define JALON_STATE_DIR_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

#include "core/base/error.h"

#define STATE_NAME 64      /* bytes of a file's name, NUL included */
#define STATE_FILE_MAX (1024 * 1024) /* bytes that are read back at most */

struct session_facts; /* core/portfolio/facts.h */

struct state_dir { /* a zeroed one is closed */
	bool open;
	int fd;
	char path[PATH_MAX]; /* as far as it is known, for messages */
};

/* Opens it, made with make; again when it is open already. False with *e set: no home, not ours, not writable… */
bool state_open(struct state_dir *d, bool make, struct error *e);
void state_close(struct state_dir *d);

/* Names hold letters, digits, '-', '_' and '.', and do not begin with a dot. */
bool state_write(struct state_dir *d, const char *name, const char *text, size_t length, struct error *e);
/* The same in a folder of its own inside, made 0700 when need be: what is kept for the person and not for the program. *path
 * is then where it stands, as far as it fits. */
bool state_write_under(struct state_dir *d, const char *folder, const char *name, const char *text, size_t length,
                       char path[PATH_MAX], struct error *e);
/* NUL-terminated, caller frees; NULL when there is none, when it cannot be read, or is above STATE_FILE_MAX. */
char *state_read(struct state_dir *d, const char *name);
void state_remove(struct state_dir *d, const char *name);
bool state_rename(struct state_dir *d, const char *from, const char *to); /* false when there is no such file */
/* Calls back with each name that ends so, in the order of the names. Files may go meanwhile. */
void state_each(struct state_dir *d, const char *ending, void (*found)(void *ctx, const char *name), void *ctx);

bool state_has(struct state_dir *d, const char *start, const char *ending); /* a file whose name begins and ends so */

/* « position-6f1c… »: one file per base and login, so that two accounts of one Unix account do not meet. */
void state_name(char out[STATE_NAME], const char *what, const struct session_facts *s);
/* Which base this is, for comparisons: made once with it, kept by its copies and standbys. "" before the session. */
const char *state_base(const struct session_facts *s);

/* The file made if need be and locked until the descriptor is closed, or the process gone. -1: held by a living
 * process, or no such file (make false), or an error. */
int state_lock(struct state_dir *d, const char *name, bool make);

#endif
