/* The twin of « Pourquoi ? »: every reason of a person with its rule, inputs, source, status and next date. */
#include "tui/plain/afficher.h"

int afficher_pourquoi(struct command_context *ctx, const struct app *a)
{
	static const char *const names[] = {"ligne"};
	struct arena arena = {0};
	struct view_why v = view_why_person(&arena, a, &a->file.judged);

	if (ctx->tsv) {
		tsv_row(ctx->out, names, 1);
	} else {
		plain_title(ctx->out, a, "pourquoi");
		plain_paragraph(ctx->out, 0, v.title);
		fputc('\n', ctx->out);
	}
	for (size_t i = 0; i < v.count; i++) {
		if (!ctx->tsv)
			plain_paragraph(ctx->out, 2, v.lines[i]);
		else if (v.lines[i][0] != '\0')
			tsv_row(ctx->out, &v.lines[i], 1);
	}
	arena_free(&arena);
	return 0;
}
