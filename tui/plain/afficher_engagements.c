/* The twin of Engagements: the contract, both columns one above the other, alarms, versions, the nine items. */
#include "core/views/view_commitments.h"
#include "tui/plain/afficher.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

static void commitments_tsv(FILE *out, const struct view_commitments *v)
{
	static const char *const names[] = {"debiteur", "nature", "objet", "etat", "echeance", "tenu_le", "regle", "source", "bande"};

	tsv_row(out, names, COUNT_OF(names));
	for (int c = 0; c < COLUMN_COUNT; c++)
		for (size_t i = 0; i < v->columns[c].count; i++) {
			const struct view_commitment_row *r = &v->columns[c].rows[i];
			const char *values[] = {r->debtor_code, r->nature, r->object, r->state_code, r->due_iso, r->done_iso,
			                        r->rule, r->source, r->band_code};

			tsv_row(out, values, COUNT_OF(values));
		}
}

static void commitments_text_column(struct arena *arena, FILE *out, const struct view_commitment_column *c)
{
	static const struct page_column columns[] = {{"", 1}, {"État", 11}, {"Date", 30}, {"Quoi", 0}};

	fprintf(out, "\n%s : %s\n", c->title, c->counted);
	if (c->count == 0)
		plain_paragraph(out, 2, arena_format(arena, "  %s", c->empty));
	for (size_t i = 0; i < c->count; i++) {
		const struct view_commitment_row *r = &c->rows[i];
		const char *what = arena_format(arena, "%s%s%s", r->debtor, r->debtor[0] != '\0' ? " : " : "", r->object);
		const char *cells[] = {r->mark, r->state, r->when, what};

		plain_row(out, columns, COUNT_OF(columns), cells);
	}
}

static void lines_print(FILE *out, const char *heading, const struct view_why *w)
{
	if (w->count == 0)
		return;
	fprintf(out, "\n%s\n", heading);
	for (size_t i = 0; i < w->count; i++) {
		if (w->lines[i][0] == '\0')
			continue;
		fputs("  ", out);
		plain_paragraph(out, 4, w->lines[i]);
	}
}

/* How a line is settled, as it is typed here: undertakings are named by their words. */
static void commitments_text_acts(struct arena *arena, FILE *out, const char *id)
{
	fputc('\n', out);
	plain_paragraph(out, 2, arena_format(arena, "Noter un engagement tenu : jalon engagement tenir %s \"des mots de son objet\" ; "
	                                            "l'excuser : jalon engagement excuser", id));
	plain_paragraph(out, 2, "Remettre une réparation : jalon compensation remettre ; répondre : jalon demande repondre");
}

static void commitments_text_contract(FILE *out, const struct view_commitments *v)
{
	const char *const lines[] = {v->heading, v->contract, v->pending, v->objectives, v->choice, v->summary};

	for (size_t i = 0; i < COUNT_OF(lines); i++)
		if (lines[i][0] != '\0')
			plain_paragraph(out, 0, lines[i]);
	if (v->alarm_count > 0)
		fputs("\nÀ propos du contrat\n", out);
	for (size_t i = 0; i < v->alarm_count; i++) {
		fprintf(out, "  %s ", v->alarms[i].mark);
		plain_paragraph(out, 4, v->alarms[i].text);
	}
}

static void commitments_text_versions(struct arena *arena, FILE *out, const struct app *a, const struct view_commitments *v)
{
	struct view_why situation = view_situation(arena, a);
	struct view_leaving nine = view_leaving(arena, a);

	if (v->version_count > 0)
		fputs("\nVersions\n", out);
	for (size_t i = 0; i < v->version_count; i++) {
		fputs("  ", out);
		plain_paragraph(out, 4, v->versions[i].line);
	}
	lines_print(out, situation.title, &situation);
	fprintf(out, "\n%s\n", nine.sentence);
	for (size_t i = 0; i < LEAVING_ITEMS; i++) {
		fprintf(out, "  %s ", nine.rows[i].mark);
		plain_paragraph(out, 4, arena_format(arena, "%s%s%s", nine.rows[i].label, nine.rows[i].text[0] != '\0' ? " : " : "",
		                                     nine.rows[i].text));
	}
}

int afficher_engagements(struct command_context *ctx, const struct app *a)
{
	struct arena arena = {0};
	struct view_commitments v = view_commitments(&arena, a);

	if (ctx->tsv) {
		commitments_tsv(ctx->out, &v);
	} else {
		plain_title(ctx->out, a, "engagements");
		commitments_text_contract(ctx->out, &v);
		for (int c = 0; c < COLUMN_COUNT; c++)
			commitments_text_column(&arena, ctx->out, &v.columns[c]);
		commitments_text_acts(&arena, ctx->out, a->commitments.id);
		commitments_text_versions(&arena, ctx->out, a, &v);
	}
	arena_free(&arena);
	return 0;
}
