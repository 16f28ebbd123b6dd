/* The twin of one training request: what comes next, who owes it, every section of its page; the calendar as its sentence. */
#include <string.h>

#include "core/base/text.h"
#include "core/training/stages.h"
#include "core/views/view_training.h"
#include "tui/plain/afficher.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

static void training_tsv(struct arena *arena, FILE *out, const struct view_training *v)
{
	static const char *const names[] = {"section", "cle", "valeur"};
	const char *head[][3] = {{"demande", "formation", v->training->id}, {"demande", "identifiant", v->training->person},
	                         {"demande", "version", arena_format(arena, "%d", v->training->version)}};

	tsv_row(out, names, COUNT_OF(names));
	for (size_t i = 0; i < COUNT_OF(head); i++)
		tsv_row(out, head[i], COUNT_OF(head[i]));
	for (size_t s = 0; s < TRAINING_SECTION_COUNT; s++)
		for (size_t i = 0; i < v->sections[s].count; i++) {
			const struct view_training_line *l = &v->sections[s].lines[i];
			const char *values[] = {v->sections[s].code, l->key, l->raw};

			tsv_row(out, values, COUNT_OF(values));
		}
}

static void training_text_section(struct arena *arena, FILE *out, const struct view_training_section *s, const char *said)
{
	if (s->left_out)
		return;
	fputc('\n', out);
	plain_paragraph(out, 2, said[0] != '\0' ? arena_format(arena, "%s. %s", s->title, said) : s->title);
	if (s->count == 0)
		fprintf(out, "  %s\n", s->empty);
	for (size_t i = 0; i < s->count; i++) {
		const struct view_training_line *l = &s->lines[i];
		const char *label = s->id == TRAINING_FORM ? view_training_project_label(arena, l) : l->label;
		const char *colon = l->label[0] != '\0' && l->text[0] != '\0' ? " : " : "";

		fprintf(out, "  %s", text_cell(arena, l->mark, 2));
		plain_paragraph(out, 6, arena_format(arena, "%s%s%s", label, colon, l->text));
	}
}

/* What --demande names, by its number. */
static void training_text_others(struct arena *arena, FILE *out, const struct app *a)
{
	const struct person_file *f = a->file.file;

	if (f == NULL || f->training_count < 2)
		return;
	fputs("\nSes demandes : --demande et leur rang, ou des mots de leur intitulé\n", out);
	for (size_t i = 0; i < f->training_count; i++) {
		const struct training *t = &f->trainings[i];
		bool shown = strcmp(t->id, a->training.id) == 0;

		fprintf(out, "  %2zu. ", i + 1);
		plain_paragraph(out, 6, arena_format(arena, "%s (%s)%s", text_safe(arena, t->title), training_stage_label(t->stage),
		                                     shown ? ", celle-ci" : ""));
	}
}

int afficher_formation(struct command_context *ctx, const struct app *a)
{
	struct arena arena = {0};
	struct view_training v = view_training(&arena, a);

	if (ctx->tsv) {
		training_tsv(&arena, ctx->out, &v);
	} else {
		plain_title(ctx->out, a, "demande de formation");
		plain_paragraph(ctx->out, 0, v.heading);
		if (v.next[0] != '\0')
			plain_paragraph(ctx->out, 0, v.next);
		for (int s = 0; s < TRAINING_SECTION_COUNT; s++)
			training_text_section(&arena, ctx->out, &v.sections[s],
			                      s == TRAINING_FUNDING ? v.funding : s == TRAINING_RUNWAY ? v.calendar : "");
		training_text_others(&arena, ctx->out, a);
	}
	arena_free(&arena);
	return 0;
}
