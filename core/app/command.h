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

struct command_context;
struct data_port;

/* What main lends to verbs that need the database: tui/ knows no libpq. */
struct command_wiring {
	/* Starts connecting as the account of the context (the private cluster with ctx->demo, prepared and
	 * started first). rules_checksum: of the local rule book. NULL with *e set when nothing can be opened.
	 * Release with port->close(port->ctx). */
	struct data_port *(*open_port)(struct command_context *ctx, const char *rules_checksum, struct error *e);
	void (*make_id)(char out[37]); /* a new UUID */
};

struct command_context {
	FILE *out, *err;
	const char *config_dir; /* where regimes/, keys.ini and jalon.ini are; never NULL */
	bool tsv;               /* --format tsv */
	bool demo;              /* --demo: the private cluster */
	const char *account;    /* --compte, NULL when absent */
	const char *role;       /* --role, NULL when absent */
	struct date as_of;      /* --au, DATE_NONE when absent */
	struct date today;      /* the workstation's day, used only by verbs without a database */
	const char *rules_dir;  /* --regles; NULL: config_dir */
	const struct command_wiring *wiring; /* NULL in tests of verbs without a database */
};

typedef int (*command_handler)(struct command_context *ctx, int argc, char **argv);

/* Prints « jalon : message. Remède. » on one line and returns error_exit_status(). */
int command_fail(struct command_context *ctx, const struct error *e);
/* The same for usage faults: always 2. */
int command_usage(struct command_context *ctx, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
