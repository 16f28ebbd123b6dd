/* Building the demonstration's folder, and what is written on it. */
#ifndef JALON_PREPARE_H
#define JALON_PREPARE_H

#include <stdbool.h>

#include "sql/cluster/demo.h"
#include "sql/cluster/place.h"

struct demo_label {
	char digest[65];  /* of the embedded SQL; another program's folder is refused */
	unsigned seed;
	struct date day;
};

struct demo_order {
	struct command_context *ctx; /* progress on ctx->err; ctx->today becomes the fixed day */
	const struct demo_sources *sources;
	unsigned seed;
};

/* Builds partial and renames it to dir. The caller holds the exclusive lock. */
bool demo_prepare(const struct demo_place *p, const struct demo_order *order, struct error *e);
/* Reads the label of a complete folder; false when the folder is absent or half-made. */
bool demo_label_read(const struct demo_place *p, struct demo_label *out);
/* Whether the running server holds what the label says. */
bool demo_verify(const struct demo_place *p, struct error *e);
/* What this program would write. */
void demo_digest(char out[65]);
/* Whether the folder may be removed: always at the usual place, elsewhere when it bears our mark; *e says why not. */
bool demo_folder_is_ours(const struct demo_place *p, const char *root, struct error *e);
/* Stops what runs in the folder and removes it. */
bool demo_folder_remove(const struct demo_place *p, const char *root, struct error *e);

#endif
