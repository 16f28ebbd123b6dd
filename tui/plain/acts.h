/* The acts of the screens as commands: same checks, same refusals, each waits for its outcome.
 *
 *   contact ID --canal C [--texte T] [--sans-reponse]      note ID --texte T [--privee]
 *   frein ID --nature N [--detail T]                       frein lever FREIN_ID [--personne ID]
 *   inscrire --nom N --prenom P --naissance D --regime R [--du D] [--telephone T] [--commune C] [--referent L]
 *   corriger ID [--nom N] [--prenom P] [--naissance D] [--telephone T] [--courriel C] [--commune C] [--foyer N]
 *   regime changer ID --regime R [--du D] [--motif M]      regime clore ID --motif M [--dernier-jour D]
 *   modalite ID CODE [--du D]                              referent changer ID LOGIN [--du D]
 *   remplacement donner TITULAIRE REMPLACANT --du D --au D [--personne ID]
 */
#ifndef JALON_ACTS_H
#define JALON_ACTS_H

#include "core/app/command.h"

int cmd_contact(struct command_context *ctx, int argc, char **argv);
int cmd_note(struct command_context *ctx, int argc, char **argv);
int cmd_frein(struct command_context *ctx, int argc, char **argv);
int cmd_inscrire(struct command_context *ctx, int argc, char **argv);
int cmd_corriger(struct command_context *ctx, int argc, char **argv);
int cmd_regime(struct command_context *ctx, int argc, char **argv);
int cmd_modalite(struct command_context *ctx, int argc, char **argv);
int cmd_remplacement(struct command_context *ctx, int argc, char **argv);
int cmd_referent(struct command_context *ctx, int argc, char **argv);

#endif
