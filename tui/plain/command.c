/* The one way in which a verb reports an error: one French line on stderr, and the exit status. */
#include "tui/command.h"

#include <stdarg.h>
#include <string.h>

#include "core/base/strbuf.h"

/* Length of the character at s when a terminal may show it as it is, 0 otherwise. What a person or a
 * file wrote may hold escape sequences or direction controls: they must not reach the terminal. */
static size_t printable_length(const unsigned char *s)
{
	size_t len = s[0] < 0x80 ? 1 : s[0] >= 0xF0 && s[0] < 0xF5 ? 4 : s[0] >= 0xE0 ? 3 : s[0] >= 0xC2 ? 2 : 0;

	if (s[0] < 0x20 || s[0] == 0x7F || s[0] >= 0xF5)
		return 0;
	for (size_t i = 1; i < len; i++)
		if ((s[i] & 0xC0U) != 0x80U)
			return 0;
	if (len == 2 && s[0] == 0xC2 && s[1] < 0xA0)
		return 0;
	if (len == 3 && s[0] == 0xE2 && s[1] == 0x80 && (s[2] == 0x8E || s[2] == 0x8F || (s[2] >= 0xA8 && s[2] <= 0xAE)))
		return 0;
	if (len == 3 && s[0] == 0xE2 && s[1] == 0x81 && s[2] >= 0xA6 && s[2] <= 0xA9)
		return 0;
	return len;
}

static void text_add(struct strbuf *out, const char *text)
{
	const unsigned char *s = (const unsigned char *)text;

	while (*s != '\0') {
		size_t len = printable_length(s);

		if (len == 0)
			strbuf_add(out, *s == '\n' || *s == '\t' ? " " : "?");
		else
			strbuf_add_n(out, (const char *)s, len);
		s += len > 0 ? len : 1;
	}
}

/* One sentence, with its full stop. */
static void sentence_add(struct strbuf *out, const char *text)
{
	size_t len = strlen(text);

	text_add(out, text);
	if (len > 0 && strchr(".?!", text[len - 1]) == NULL)
		strbuf_add(out, ".");
}

int command_fail(struct command_context *ctx, const struct error *e)
{
	struct strbuf line = {0};

	strbuf_add(&line, "jalon : ");
	sentence_add(&line, e->message);
	if (e->remedy[0] != '\0') {
		strbuf_add(&line, " ");
		sentence_add(&line, e->remedy);
	}
	fprintf(ctx->err, "%s\n", strbuf_str(&line));
	strbuf_free(&line);
	return error_exit_status(e->code);
}

int command_usage(struct command_context *ctx, const char *fmt, ...)
{
	struct strbuf line = {0};
	char message[1024];
	va_list args;

	va_start(args, fmt);
	vsnprintf(message, sizeof message, fmt, args);
	va_end(args);
	strbuf_add(&line, "jalon : ");
	sentence_add(&line, message);
	fprintf(ctx->err, "%s\n", strbuf_str(&line));
	strbuf_free(&line);
	return error_exit_status(ERR_USAGE);
}
