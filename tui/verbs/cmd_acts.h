/* What the files of acts-as-commands share. */
#ifndef JALON_CMD_ACTS_H
#define JALON_CMD_ACTS_H

#include "core/app/action.h"
#include "tui/plain/plain_app.h"
#include "tui/verbs/plain_options.h"

/* One act: the action whose guards apply, and the function that sends it. The person's file is loaded when
 * person is not NULL. send returns false with *e set. */
struct act_command {
	enum action_id action;
	const char *person; /* identifiant; NULL when the act has none, "" when send finds it */
	bool (*send)(struct plain_app *p, void *values, struct error *e);
	void *values;
	bool confirms; /* takes --confirmation */
};

/* Opens, checks, sends, waits, prints « Enregistré : … » or fails. Returns the exit status. */
int act_run(struct command_context *ctx, const struct act_command *c);
/* The same, with the ways out of some refusals as they are typed here; ways ends with NULL. */
struct act_way { const char *constraint, *remedy; };
int act_run_with_ways(struct command_context *ctx, const struct act_command *c, const struct act_way *ways);
/* The ID that must follow the verb. Returns 0 or 2. */
int act_person_argument(struct command_context *ctx, const char *verb, int arguments, int expected, char **argv);

/* --canal, which must be given. Returns 0 or 2. */
int act_channel_option(struct command_context *ctx, const char *typed, enum channel *out);

#endif
