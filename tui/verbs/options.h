/* Long options of the command line, read from a table: « --nom valeur » or « --nom=valeur ». */
#ifndef JALON_OPTIONS_H
#define JALON_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/app/command.h"

struct option_spec {
	const char *name;   /* without the dashes */
	const char **value; /* receives the value (points into argv); NULL for a switch */
	bool *given;        /* a switch: set to true; may also be set beside value; may be NULL */
};

/* Reads argv[1..argc-1] (argv[0] is the verb). Arguments that are no option are moved, in order, to
 * argv[1..*arguments]; « -- » ends the options. Returns 0, or 2 after one French line on an unknown,
 * repeated or incomplete option. Targets keep their value when the option is absent. */
int options_read(struct command_context *ctx, const struct option_spec *specs, size_t count, int argc, char **argv,
                 int *arguments);
/* The last value given to --name anywhere, without judging the rest; NULL when absent. */
const char *options_peek(int argc, char *const *argv, const char *name);

/* Returns 0, or 2 after « option --x attendue ». */
int option_require(struct command_context *ctx, const char *name, const char *value);
/* A decimal integer within [min, max], sign allowed, nothing else. */
bool option_parse_int(const char *s, int min, int max, int *out);

#endif
