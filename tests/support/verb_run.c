/* A verb over two memory streams. */
#include "tests/support/verb_run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"

enum { WORDS_MAX = 32 };

struct verb_run verb_run_words(command_handler verb, const char *dir, int argc, char **argv)
{
	struct verb_run run = {0};
	size_t out_size = 0, err_size = 0;
	struct command_context ctx = {.config_dir = dir != NULL ? dir : TEST_SOURCES "/config",
	                              .as_of = DATE_NONE, .today = date_make(2026, 11, 20)};

	ctx.out = open_memstream(&run.out, &out_size);
	ctx.err = open_memstream(&run.err, &err_size);
	run.status = verb(&ctx, argc, argv);
	fclose(ctx.out);
	fclose(ctx.err);
	return run;
}

struct verb_run verb_run(command_handler verb, const char *dir, const char *line)
{
	char *words = mem_strdup(line), *argv[WORDS_MAX + 1], *rest = NULL;
	struct verb_run run;
	int argc = 0;

	for (char *w = strtok_r(words, " ", &rest); w != NULL && argc < WORDS_MAX; w = strtok_r(NULL, " ", &rest))
		argv[argc++] = w;
	argv[argc] = NULL;
	run = verb_run_words(verb, dir, argc, argv);
	free(words);
	return run;
}

void verb_run_free(struct verb_run *run)
{
	free(run->out);
	free(run->err);
	*run = (struct verb_run){0};
}

int line_count(const char *text)
{
	int count = 0;

	for (; *text != '\0'; text++)
		count += *text == '\n' ? 1 : 0;
	return count;
}
