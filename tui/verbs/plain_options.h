/* The options that every verb on the database shares, read into the context. */
#ifndef JALON_PLAIN_OPTIONS_H
#define JALON_PLAIN_OPTIONS_H

#include "core/app/command.h"
#include "tui/verbs/options.h"

enum { PLAIN_OPTIONS_MAX = 24 };

/* --demo --compte --role --au --format --regles (and --config, that main has read) beside the verb's own.
 * Returns 0 or 2, as options_read(). */
int plain_options_read(struct command_context *ctx, const struct option_spec *own, size_t own_count, int argc, char **argv,
                       int *arguments);
/* The same values given before the verb: dates and formats checked once. */
int plain_options_apply(struct command_context *ctx, const char *au, const char *format);

#endif
