/* The verbs of « jalon rdv », one file a subject: giving (cmd_rdv_give.c), what became of one (cmd_rdv_outcome.c),
 * groups and proposals (cmd_rdv_group.c). argv[0] is the sub-verb. Each returns an exit status. */
#ifndef JALON_CMD_RDV_H
#define JALON_CMD_RDV_H

#include "core/acts/acts_rdv.h"
#include "tui/verbs/cmd_acts.h"

int rdv_donner(struct command_context *ctx, int argc, char **argv);
int rdv_semaine(struct command_context *ctx, int argc, char **argv);
int rdv_imprevu(struct command_context *ctx, int argc, char **argv);
int rdv_serie(struct command_context *ctx, int argc, char **argv);
int rdv_deplacer(struct command_context *ctx, int argc, char **argv);
int rdv_annuler(struct command_context *ctx, int argc, char **argv);
int rdv_presence(struct command_context *ctx, int argc, char **argv);
int rdv_conclure(struct command_context *ctx, int argc, char **argv);
int rdv_rappel(struct command_context *ctx, int argc, char **argv);
int rdv_convocation(struct command_context *ctx, int argc, char **argv);
int rdv_groupe(struct command_context *ctx, int argc, char **argv);
int rdv_inscrire(struct command_context *ctx, int argc, char **argv);
int rdv_appel(struct command_context *ctx, int argc, char **argv);
int rdv_proposer(struct command_context *ctx, int argc, char **argv);
int rdv_choisir(struct command_context *ctx, int argc, char **argv);
int rdv_retirer(struct command_context *ctx, int argc, char **argv);

/* The options of a new appointment, type and place filled in when left out. */
#define RDV_OPTIONS(v) \
	{"jour", &(v)->day, NULL}, {"heure", &(v)->time, NULL}, {"duree", &(v)->minutes, NULL}, {"type", &(v)->kind, NULL}, \
	{"lieu", &(v)->place, NULL}, {"objet", &(v)->subject, NULL}, {"confirmation", &(v)->confirmation, NULL}
#define RDV_DEFAULTS {.minutes = "", .kind = "entretien", .place = "agence", .subject = "", .confirmation = ""}
/* --jour and --heure: 0 or 2. */
int rdv_when_required(struct command_context *ctx, const char *day, const char *time);
/* A code of a presence; false with *e set. */
bool presence_read(const char *code, enum attendance *out, struct error *e);

#endif
