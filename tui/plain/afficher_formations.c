/* The twin of Formations: the requests by stage, both clocks, who holds the file, what comes next; the funnel, convergences. */
#include <string.h>

#include "core/views/view_trainings.h"
#include "tui/plain/afficher.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

static void trainings_tsv(FILE *out, const struct view_trainings *v)
{
	static const char *const names[] = {"identifiant", "nom", "prenom", "formation", "intitule", "organisme", "etape", "depuis", "detenteur",
	                                    "depot", "decision_attendue", "decision", "entree_attendue", "entree", "debut", "fin",
	                                    "tranche_decision", "tranche_entree", "bande", "suite", "alerte", "referent"};

	tsv_row(out, names, COUNT_OF(names));
	for (size_t i = 0; i < v->count; i++) {
		const struct view_training_row *r = &v->rows[i];
		const struct training *t = r->training;
		const char *values[] = {
			t->person, t->person_last_name, t->person_first_name, t->id, t->title, t->body, r->stage_code, r->since_iso, r->holder_code,
			r->filed_iso, r->decision_due_iso, r->decided_iso, r->entry_due_iso, r->entered_iso, r->starts_iso, r->ends_iso,
			r->decision_code, r->entry_code, r->band_code, r->next, r->warning, r->referent,
		};

		tsv_row(out, values, COUNT_OF(values));
	}
}

static const struct page_column columns[] = {{"", 1}, {"Personne", 24}, {"Formation, délais, dossier, suite", 0}};

/* What is « – » is not there yet. */
static const char *joined(struct arena *arena, const char *before, const char *label, const char *text)
{
	return text[0] == '\0' || strcmp(text, "–") == 0 ? before : arena_format(arena, "%s ; %s%s", before, label, text);
}

static void trainings_text_row(struct arena *arena, FILE *out, const struct view_training_row *r, bool with_referent)
{
	const char *what = arena_format(arena, "%s, %s", r->title, r->since);

	if (r->warning[0] == '\0') /* which says it otherwise */
		what = joined(arena, what, "", r->pressing);
	what = joined(arena, what, "décision ", r->decision);
	what = joined(arena, what, strncmp(r->entry, "entrée", strlen("entrée")) == 0 ? "" : "entrée ", r->entry);
	if (r->holder[0] != '\0')
		what = arena_format(arena, "%s ; dossier : %s, %s", what, r->holder, r->held_since);
	what = joined(arena, what, "suite : ", r->next);
	what = joined(arena, what, "à voir : ", r->warning);
	if (with_referent)
		what = joined(arena, what, "référent : ", r->referent);
	const char *cells[] = {r->mark, r->name, what};

	plain_row(out, columns, COUNT_OF(columns), cells);
}

static void trainings_text(struct arena *arena, FILE *out, const struct app *a, const struct view_trainings *v)
{
	plain_title(out, a, "formations");
	plain_paragraph(out, 0, arena_format(arena, "%s : %s", v->owner, v->count > 0 ? v->summary : v->empty));
	plain_paragraph(out, 0, v->funnel_sentence);
	if (v->convergence_count > 0)
		fputs("\nÀ regrouper : même formation, même fin, même bassin\n", out);
	for (size_t i = 0; i < v->convergence_count; i++) {
		fputs("  ", out);
		plain_paragraph(out, 4, v->convergences[i].text);
	}
	if (v->group_count > 0) {
		fputc('\n', out);
		plain_header(out, columns, COUNT_OF(columns));
	}
	for (size_t g = 0; g < v->group_count; g++) {
		fprintf(out, "\n%s\n", v->groups[g].title);
		for (size_t i = 0; i < v->groups[g].count; i++)
			trainings_text_row(arena, out, &v->rows[v->groups[g].first + i], a->trainings.login[0] != '\0');
	}
}

int afficher_formations(struct command_context *ctx, const struct app *a)
{
	struct arena arena = {0};
	struct view_trainings v = view_trainings(&arena, a, "");

	if (ctx->tsv)
		trainings_tsv(ctx->out, &v);
	else
		trainings_text(&arena, ctx->out, a, &v);
	arena_free(&arena);
	return 0;
}
