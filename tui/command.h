/* What a verb of the command line receives, and what it returns.
 *
 * main.c finds the verb in its one table, reads the options that every verb shares, and calls the
 * handler with the rest. Handlers print to `out`, errors as one French line to `err`, and return the
 * exit status of product.md (0 done, 1 refused, 2 usage, 3 database or configuration). */
#ifndef JALON_COMMAND_H
#define JALON_COMMAND_H

#include <stdbool.h>
#include <stdio.h>

#include "core/base/date.h"
#include "core/base/error.h"

struct command_context {
	FILE *out, *err;
	const char *config_dir; /* where regimes/, keys.ini and jalon.ini are; never NULL */
	bool tsv;               /* --format tsv */
	bool demo;              /* --demo: the private cluster */
	const char *account;    /* --compte, NULL when absent */
	const char *role;       /* --role, NULL when absent */
	struct date as_of;      /* --au, DATE_NONE when absent */
	struct date today;      /* the workstation's day, used only by verbs without a database */
};

typedef int (*command_handler)(struct command_context *ctx, int argc, char **argv);

/* Prints « jalon : message. Remède. » on one line and returns error_exit_status(). */
int command_fail(struct command_context *ctx, const struct error *e);
/* The same for usage faults: always 2. */
int command_usage(struct command_context *ctx, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
