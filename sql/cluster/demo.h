/* The private demonstration: « jalon demo preparer|arreter|effacer », and what opens it.
 *
 * First preparation works in FOLDER.partial under an exclusive lock and is renamed at the end. Started by
 * preparer, the server runs until arreter; started on demand, a watcher stops it once no process has held
 * the shared lock for a minute (the kernel drops it even on kill -9). */
#ifndef JALON_DEMO_H
#define JALON_DEMO_H

#include <stdbool.h>

#include "core/base/date.h"
#include "core/base/error.h"
#include "core/rules/rulebook.h"
#include "core/app/command.h"
#include "core/training/funding.h"

#define DEMO_FIRST_LOGIN "mlegoff" /* product.md: the demonstration's first référent */

/* Where the rules and the funders to load come from; given by main, because sql knows nothing of files. Each fills what it
 * is given, in arena for the funders. */
struct demo_sources {
	bool (*rules)(struct command_context *ctx, struct rulebook *book, struct error *e);
	bool (*funders)(struct command_context *ctx, struct arena *arena, struct funder_list *out, struct error *e);
};

struct demo_cluster {
	char conninfo[512];  /* of the account asked for */
	char login[64];      /* ctx->account, else the first of ctx->role, else DEMO_FIRST_LOGIN */
	struct date day;     /* the day that the demonstration keeps */
	int lock;            /* shared lock; -1 when released */
};

/* Prepares if needed (with a progress line on ctx->err), starts if needed, and holds the shared lock until
 * demo_release() or the end of the process. False: e says why. */
bool demo_ensure(struct command_context *ctx, const struct demo_sources *sources, struct demo_cluster *out, struct error *e);
void demo_release(struct demo_cluster *c);

/* preparer [--graine N] [--refaire] | arreter | effacer [--force]; argv[0] is the verb. */
int cmd_demo(struct command_context *ctx, const struct demo_sources *sources, int argc, char **argv);

#endif
