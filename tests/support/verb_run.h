/* Runs a verb of the command line in this process and keeps what it printed. */
#ifndef JALON_VERB_RUN_H
#define JALON_VERB_RUN_H

#include "core/app/command.h"

struct verb_run {
	int status;
	char *out, *err; /* owned; never NULL */
};

/* line: the words of the command, separated by single blanks (no quoting). The folder of rules is
 * the shipped one unless dir is given; today is 2026-11-20. */
struct verb_run verb_run(command_handler verb, const char *dir, const char *line);
/* As verb_run, for words that hold blanks. */
struct verb_run verb_run_words(command_handler verb, const char *dir, int argc, char **argv);
void verb_run_free(struct verb_run *run);
/* Number of newlines. */
int line_count(const char *text);

#endif
