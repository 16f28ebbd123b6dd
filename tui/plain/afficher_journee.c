/* The twin of Ma journée: the queue, mine apart from what waits for somebody else. */
#include "core/views/view_day.h"
#include "tui/plain/afficher.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

static void day_tsv(struct arena *arena, FILE *out, const struct view_day *v)
{
	static const char *const names[] = {"rang", "bande", "proprietaire", "identifiant", "nom", "prenom", "regle", "echeance",
	                                    "raison"};

	tsv_row(out, names, COUNT_OF(names));
	for (size_t i = 0; i < v->count; i++) {
		const struct view_day_row *row = &v->rows[i];
		const struct person_facts *f = row->person->facts;
		char due[DATE_TEXT];
		const char *values[] = {
			arena_format(arena, "%d", row->rank), band_code(row->reason->band), owner_label(row->reason->owner), f->id,
			f->last_name, f->first_name, row->rule, date_format(row->reason->due.day, due), row->reason->sentence,
		};

		tsv_row(out, values, COUNT_OF(values));
	}
}

static void day_text_part(struct arena *arena, FILE *out, const struct view_day *v, bool mine, const char *heading, size_t count)
{
	static const struct page_column columns[] = {
		{"Rang", 4}, {"", 1}, {"Ident.", 6}, {"Nom", 24}, {"Échéance", 12}, {"Raison, puis règle et geste", 0},
	};

	if (count == 0)
		return;
	fprintf(out, "\n%s (%zu)\n", heading, count);
	plain_header(out, columns, COUNT_OF(columns));
	for (size_t i = 0; i < v->count; i++) {
		const struct view_day_row *row = &v->rows[i];
		const char *cells[] = {arena_format(arena, "%d", row->rank), row->mark, row->person->facts->id, row->name, row->due,
		                       arena_format(arena, "%s\n  %s%s%s", row->sentence, row->rule, row->gesture[0] != '\0' ? " ; " : "",
		                                    row->gesture)};

		if (row->mine == mine)
			plain_row(out, columns, COUNT_OF(columns), cells);
	}
}

int afficher_journee(struct command_context *ctx, const struct app *a)
{
	struct arena arena = {0};
	struct view_day v = view_day(&arena, a, "");

	if (ctx->tsv) {
		day_tsv(&arena, ctx->out, &v);
	} else {
		plain_title(ctx->out, a, "ma journée");
		plain_paragraph(ctx->out, 0, v.summary);
		day_text_part(&arena, ctx->out, &v, true, "À traiter", v.mine);
		day_text_part(&arena, ctx->out, &v, false, "En attente d'un autre", v.waiting);
		if (v.count == 0)
			plain_paragraph(ctx->out, 0, v.empty);
	}
	arena_free(&arena);
	return 0;
}
