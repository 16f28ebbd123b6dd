/* What the files of « jalon formation » and « jalon periode » share. */
#ifndef JALON_CMD_FORMATION_H
#define JALON_CMD_FORMATION_H

#include "tui/verbs/cmd_acts.h"
#include "tui/verbs/training_find.h"

/* One act on a request: its values begin with what finds it. */
struct training_values { struct training_which which; };

/* Runs `send` on the request that values->which names, who: ID or UUID. */
int training_run(struct command_context *ctx, enum action_id action, bool (*send)(struct plain_app *p, void *values, struct error *e),
                 struct training_values *values);

/* What the request is: tui/verbs/cmd_formation_dossier.c, argv[0] the sub-verb. */
int training_raise(struct command_context *ctx, int argc, char **argv);
int training_describe(struct command_context *ctx, int argc, char **argv);
int training_project(struct command_context *ctx, int argc, char **argv);
int training_precondition(struct command_context *ctx, int argc, char **argv);
/* Pieces, lines of funding, absences: tui/verbs/cmd_formation_lignes.c. */
int training_pieces(struct command_context *ctx, int argc, char **argv);
int training_receive(struct command_context *ctx, int argc, char **argv);
int training_line(struct command_context *ctx, int argc, char **argv);
int training_absence(struct command_context *ctx, int argc, char **argv);

#endif
