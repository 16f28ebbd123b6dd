/* Where the private demonstration lives, and as which Unix account its server runs.
 *
 * root: /var/lib/jalon/demo, server as « postgres » (PostgreSQL refuses root, and that account cannot
 * enter /root). Others: $XDG_STATE_HOME/jalon/demo, else ~/.local/state/jalon/demo, server as oneself.
 * JALON_DEMO_DIR names another folder. Beside the folder lie its locks and marks. */
#ifndef JALON_PLACE_H
#define JALON_PLACE_H

#include <stdbool.h>
#include <sys/types.h>

#include "core/base/error.h"

#define PLACE_PATH 512

struct server_account {
	uid_t uid;
	gid_t gid;
	char name[64];
	bool other; /* we are root and must become it */
};

struct demo_place {
	struct server_account server;
	char user[64];                 /* Unix account of the person */
	char parent[PLACE_PATH];
	char dir[PLACE_PATH];          /* exists complete, or not at all */
	char partial[PLACE_PATH + 32]; /* under preparation */
	char leaving[PLACE_PATH + 32]; /* being removed */
	char manage[PLACE_PATH + 32];  /* exclusive lock: preparing, starting, stopping */
	char users[PLACE_PATH + 32];   /* shared lock: each process that uses the server */
	char watcher[PLACE_PATH + 32]; /* exclusive lock: the one watcher */
	char kept[PLACE_PATH + 32];    /* mark: started by « demo preparer », nobody stops it */
	char sockets[80];              /* folder of the socket, 0700 */
	char binaries[PLACE_PATH];     /* initdb, pg_ctl */
	bool custom;                   /* JALON_DEMO_DIR: what we did not make is not removed */
};

/* Fills *p; makes the parent folder. False: e says why. */
bool place_find(struct demo_place *p, struct error *e);
/* Makes or checks the socket folder: ours, 0700, not a link. */
bool place_sockets_make(const struct demo_place *p, struct error *e);
/* A lock file, close-on-exec; -1 with e. */
int place_lock_open(const char *path, struct error *e);

#endif
