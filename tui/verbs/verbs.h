/* The verbs that need no database, for main's table. argv[0] is the sub-verb. */
#ifndef JALON_VERBS_H
#define JALON_VERBS_H

#include "core/app/command.h"

/* calculer echeance|charge|heures|feries (rules.md §8). */
int cmd_calculer(struct command_context *ctx, int argc, char **argv);
/* regles verifier|lister|expliquer. */
int cmd_regles(struct command_context *ctx, int argc, char **argv);
/* The same, with `charger` (it needs the database: main brings it). */
int cmd_regles_with(struct command_context *ctx, int argc, char **argv, command_handler charger);

#endif
