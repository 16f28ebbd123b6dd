/* The one way in which a verb reports an error: one French line on stderr, and the exit status. */
#include "core/app/command.h"

#include <stdarg.h>

#include "core/base/french.h"

static void line_print(FILE *err, const char *message, const char *remedy)
{
	struct arena arena = {0};

	/* What a person or a file wrote may hold escape sequences: sentences are safe. */
	fprintf(err, "jalon : %s%s%s\n", french_sentence_after(&arena, message), remedy[0] != '\0' ? " " : "",
	        french_sentence(&arena, remedy));
	arena_free(&arena);
}

int command_fail(struct command_context *ctx, const struct error *e)
{
	line_print(ctx->err, e->message, e->remedy);
	return error_exit_status(e->code);
}

int command_usage(struct command_context *ctx, const char *fmt, ...)
{
	char message[1024];
	va_list args;

	va_start(args, fmt);
	vsnprintf(message, sizeof message, fmt, args);
	va_end(args);
	line_print(ctx->err, message, "");
	return error_exit_status(ERR_USAGE);
}
