/* The twins of the sheet, of the search and of the help. */
#include <string.h>

#include "core/app/action.h"
#include "core/base/text.h"
#include "tui/plain/afficher.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* --- the sheet ------------------------------------------------------------------------------------------- */

static void file_tsv(FILE *out, const struct view_file *v)
{
	static const char *const names[] = {"section", "cle", "valeur"};

	tsv_row(out, names, COUNT_OF(names));
	for (int s = 0; s < SECTION_COUNT; s++)
		for (size_t i = 0; i < v->sections[s].count; i++) {
			const struct view_line *l = &v->sections[s].lines[i];
			const char *values[] = {v->sections[s].code, l->key, l->raw};

			tsv_row(out, values, COUNT_OF(values));
		}
}

static void file_text_section(struct arena *arena, FILE *out, const struct view_section *s)
{
	if (s->count == 0 && s->empty[0] == '\0')
		return;
	fprintf(out, "\n%s\n", s->title);
	if (s->count == 0)
		fprintf(out, "  %s\n", s->empty);
	for (size_t i = 0; i < s->count; i++) {
		const struct view_line *l = &s->lines[i];
		/* In the ledgers the label is the band already. */
		const char *band = l->reason != NULL && strcmp(l->label, band_words(l->band)) != 0 ? band_words(l->band) : "";

		fputs("  ", out);
		plain_paragraph(out, 4, arena_format(arena, "%s : %s%s%s%s", l->label, l->text, *band != '\0' ? " (" : "", band,
		                                     *band != '\0' ? ")" : ""));
		if (l->barrier != NULL && !date_is_set(l->barrier->lifted)) /* lifted by its id, which is worth a line */
			fprintf(out, "    pour le lever : jalon frein lever %s\n", l->key);
	}
}

int afficher_fiche(struct command_context *ctx, const struct app *a)
{
	struct arena arena = {0};
	struct view_file v = view_file(&arena, a);

	if (ctx->tsv) {
		file_tsv(ctx->out, &v);
	} else {
		plain_title(ctx->out, a, "fiche");
		plain_paragraph(ctx->out, 0, v.heading);
		for (int s = 0; s < SECTION_COUNT; s++)
			file_text_section(&arena, ctx->out, &v.sections[s]);
	}
	arena_free(&arena);
	return 0;
}

/* --- search ------------------------------------------------------------------------------------------------ */

static void search_tsv(FILE *out, const struct view_search *v)
{
	static const char *const names[] = {"identifiant", "nom", "prenom", "naissance", "telephone", "regime", "referent"};

	tsv_row(out, names, COUNT_OF(names));
	for (size_t i = 0; i < v->count; i++) {
		const struct search_hit *h = v->rows[i].hit;
		char birth[DATE_TEXT];
		const char *values[] = {h->id, h->last_name, h->first_name, date_format(h->birth, birth), h->phone,
		                        h->regime == REGIME_NONE ? "" : regime_code(h->regime), h->referent_login};

		tsv_row(out, values, COUNT_OF(values));
	}
}

int afficher_recherche(struct command_context *ctx, const struct app *a)
{
	static const struct page_column columns[] = {{"Ident.", 8}, {"Nom", 28}, {"Naissance", 10}, {"Téléphone", 16},
	                                        {"Régime", 8}, {"Référent", 0}};
	struct arena arena = {0};
	struct view_search v = view_search(&arena, a);
	struct error none = {0};
	int status = 0;

	if (ctx->tsv)
		search_tsv(ctx->out, &v);
	if (v.count == 0) {
		error_set(&none, ERR_NOT_FOUND, "%s", v.empty);
		status = command_fail(ctx, &none);
	} else if (!ctx->tsv) {
		plain_title(ctx->out, a, "recherche");
		plain_header(ctx->out, columns, COUNT_OF(columns));
		for (size_t i = 0; i < v.count; i++) {
			const char *cells[] = {v.rows[i].hit->id, v.rows[i].name, v.rows[i].birth, v.rows[i].phone, v.rows[i].regime,
			                       v.rows[i].referent};

			plain_row(ctx->out, columns, COUNT_OF(columns), cells);
		}
		fprintf(ctx->out, "\n%s\n", v.counted);
	}
	arena_free(&arena);
	return status;
}

/* --- help --------------------------------------------------------------------------------------------------- */

int afficher_aide(struct command_context *ctx, const struct keymap *map)
{
	static const struct page_column columns[] = {{"Action", 20}, {"Touches", 14}, {"Effet", 0}};
	static const char *const names[] = {"action", "touches", "aide"};
	struct arena arena = {0};

	if (ctx->tsv) {
		tsv_row(ctx->out, names, COUNT_OF(names));
	} else {
		fputs("Jalon, aide : toutes les actions des écrans\n\n", ctx->out);
		plain_header(ctx->out, columns, COUNT_OF(columns));
	}
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		const char *cells[] = {actions[i].name, keymap_show_all(&arena, map, (enum action_id)i), actions[i].help};

		if (ctx->tsv)
			tsv_row(ctx->out, cells, COUNT_OF(cells));
		else
			plain_row(ctx->out, columns, COUNT_OF(columns), cells);
	}
	arena_free(&arena);
	return 0;
}
