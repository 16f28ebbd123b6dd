/* The application without a screen: opened for one command, run until what was asked has come. */
#ifndef JALON_PLAIN_APP_H
#define JALON_PLAIN_APP_H

#include "core/app/app.h"
#include "core/app/command.h"

struct plain_app {
	struct app app;
	struct rulebook rules;
	struct commitment_catalogue catalogue;
	struct command_context *ctx;
	struct arena funders_arena;
	struct funder_list funders; /* once asked for */
	struct data_port *port;
};

/* The rule book that ctx names: --regles, else the configuration. Release with rulebook_free(). */
bool plain_rules(struct command_context *ctx, struct rulebook *book, struct error *e);
/* What contracts start from (engagements.ini), of the same folder. Release with catalogue_free(). */
bool plain_catalogue(struct command_context *ctx, struct commitment_catalogue *catalogue, struct error *e);

/* Who pays for trainings (financeurs.ini), of the same folder; in arena. */
bool plain_funders(struct command_context *ctx, struct arena *arena, struct funder_list *out, struct error *e);

/* Rules of ctx, then the port of ctx->wiring. False with *e set. Always plain_close() after true. */
bool plain_open(struct command_context *ctx, struct plain_app *p, struct error *e);
void plain_close(struct plain_app *p);

/* Runs until the session is known and the model has its answer. False with *e set: refused, failed,
 * lost. */
bool plain_wait(struct plain_app *p, const struct model *m, struct error *e);
/* Runs until every write is settled; *e is set from the last outcome when it was refused. */
bool plain_settle(struct plain_app *p, struct error *e);
/* The session alone, for what needs no person. */
bool plain_load_session(struct plain_app *p, struct error *e);
/* Loads the file of a person (identifiant in either case). ERR_NOT_FOUND when unknown or out of reach. */
bool plain_load_file(struct plain_app *p, const char *id, struct error *e);
/* The one sentence of an identifiant that does not exist, or that is not mine to see. */
void plain_not_in_reach(struct error *e);

#endif
