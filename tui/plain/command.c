/* The one way in which a verb reports an error: one French line on stderr, and the exit status. */
#include "tui/command.h"

#include <stdarg.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/strbuf.h"
#include "core/base/text.h"

/* One sentence, with its full stop. What a person or a file wrote may hold escape sequences or
 * direction controls: they must not reach the terminal. */
static void sentence_add(struct strbuf *out, const char *text)
{
	struct arena scratch = {0};
	size_t len = strlen(text);

	strbuf_add(out, text_safe(&scratch, text));
	if (len > 0 && strchr(".?!", text[len - 1]) == NULL)
		strbuf_add(out, ".");
	arena_free(&scratch);
}

static void line_print(FILE *err, const char *message, const char *remedy)
{
	struct strbuf line = {0};

	strbuf_add(&line, "jalon : ");
	sentence_add(&line, message);
	if (remedy[0] != '\0') {
		struct arena scratch = {0};
		size_t first = text_next_cluster(remedy);

		/* A sentence of its own, whoever wrote it: with its capital. */
		strbuf_add(&line, " ");
		strbuf_add(&line, text_safe(&scratch, text_upper(&scratch, arena_strndup(&scratch, remedy, first))));
		sentence_add(&line, remedy + first);
		arena_free(&scratch);
	}
	fprintf(err, "%s\n", strbuf_str(&line));
	strbuf_free(&line);
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
