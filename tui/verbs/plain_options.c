/* Options shared by the verbs on the database. */
#include "tui/verbs/plain_options.h"

#include <string.h>

#include "core/app/input.h"

int plain_options_apply(struct command_context *ctx, const char *au, const char *format)
{
	if (au != NULL && !input_date_read(au, &ctx->as_of))
		return command_usage(ctx, "--au : attendu une date AAAA-MM-JJ, et non « %s »", au);
	if (format != NULL && strcmp(format, "tsv") != 0 && strcmp(format, "texte") != 0)
		return command_usage(ctx, "--format : attendu texte ou tsv, et non « %s »", format);
	if (format != NULL)
		ctx->tsv = strcmp(format, "tsv") == 0;
	return 0;
}

int plain_options_read(struct command_context *ctx, const struct option_spec *own, size_t own_count, int argc, char **argv,
                       int *arguments)
{
	const char *au = NULL, *format = NULL, *config = NULL;
	const struct option_spec shared[] = {
		{"demo", NULL, &ctx->demo}, {"compte", &ctx->account, NULL}, {"role", &ctx->role, NULL}, {"au", &au, NULL},
		{"format", &format, NULL}, {"regles", &ctx->rules_dir, NULL}, {"config", &config, NULL},
	};
	struct option_spec specs[PLAIN_OPTIONS_MAX];
	size_t count = 0;
	int status;

	/* The verb's own first: the last day of a replacement is an --au too. */
	for (size_t i = 0; i < own_count && count < PLAIN_OPTIONS_MAX; i++)
		specs[count++] = own[i];
	for (size_t i = 0; i < sizeof shared / sizeof *shared && count < PLAIN_OPTIONS_MAX; i++)
		specs[count++] = shared[i];
	status = options_read(ctx, specs, count, argc, argv, arguments);
	return status != 0 ? status : plain_options_apply(ctx, au, format);
}
