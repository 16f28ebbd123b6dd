/* The twins of the portfolio and of the list of référents. */
#include <stdlib.h>
#include <string.h>

#include "tui/plain/afficher.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* --- a portfolio ---------------------------------------------------------------------------------------- */

static void portfolio_tsv_row(struct arena *arena, FILE *out, const struct view_portfolio_row *row)
{
	const struct judged_person *p = row->person;
	const struct person_facts *f = p->facts;
	char next[MOMENT_TEXT];
	const char *values[] = {
		f->id, f->last_name, f->first_name, f->regime == REGIME_NONE ? "" : regime_code(f->regime),
		follow_up_code(f->follow_up), p->days_since_contact < 0 ? "" : arena_format(arena, "%d", p->days_since_contact),
		moment_format(f->next_appointment, next), arena_format(arena, "%d", p->late_structure),
		arena_format(arena, "%d", p->late_person), band_code(p->band), row->why,
	};

	tsv_row(out, values, COUNT_OF(values));
}

static void portfolio_tsv(FILE *out, const struct view_portfolio *v, struct arena *arena)
{
	static const char *const names[] = {"identifiant", "nom", "prenom", "regime", "etat", "contact_jours", "prochain_rdv",
	                                    "retards_structure", "retards_personne", "bande", "raison"};

	tsv_row(out, names, COUNT_OF(names));
	for (size_t i = 0; i < v->count; i++)
		portfolio_tsv_row(arena, out, &v->rows[i]);
}

static const struct page_column portfolio_columns[] = {
	{"Ident.", 8}, {"Nom", 20}, {"Régime", 8}, {"Contact", 8}, {"Prochain RDV", 13}, {"Heures", 7}, {"Ret.", 5}, {"Pourquoi", 0},
};

static void portfolio_text_row(struct arena *arena, FILE *out, const struct view_portfolio_row *row)
{
	const struct judged_person *p = row->person;
	const char *why = row->follow_up[0] == '\0' ? row->why
	                                            : arena_format(arena, "%s%s%s", row->follow_up, row->why[0] != '\0' ? ", " : "",
	                                                           row->why);
	const char *cells[] = {p->facts->id, row->name, row->regime, row->contact, row->next, row->hours,
	                       arena_format(arena, "%d / %d", p->late_structure, p->late_person), why};

	plain_row(out, portfolio_columns, COUNT_OF(portfolio_columns), cells);
}

/* The band is a heading in words: colour says nothing on paper, nor aloud. */
static void portfolio_text_band(struct arena *arena, FILE *out, const struct view_portfolio *v, enum band band,
                                const char *heading)
{
	size_t count = 0;

	for (size_t i = 0; i < v->count; i++)
		count += v->rows[i].band == band;
	if (count == 0)
		return;
	fprintf(out, "\n%s (%zu)\n", heading, count);
	plain_header(out, portfolio_columns, COUNT_OF(portfolio_columns));
	for (size_t i = 0; i < v->count; i++)
		if (v->rows[i].band == band)
			portfolio_text_row(arena, out, &v->rows[i]);
}

int afficher_portefeuille(struct command_context *ctx, const struct app *a)
{
	struct arena arena = {0};
	struct view_portfolio v = view_portfolio(&arena, a, "");

	if (ctx->tsv) {
		portfolio_tsv(ctx->out, &v, &arena);
	} else {
		plain_title(ctx->out, a, v.owner);
		plain_paragraph(ctx->out, 0, v.gauge.sentence);
		plain_paragraph(ctx->out, 0, v.summary);
		fputs("Heures : validées cette semaine / objectif ; Ret. : retards, les nôtres / ceux de la personne\n", ctx->out);
		portfolio_text_band(&arena, ctx->out, &v, BAND_RED, "En retard");
		portfolio_text_band(&arena, ctx->out, &v, BAND_ORANGE, "À faire");
		portfolio_text_band(&arena, ctx->out, &v, BAND_GREY, "Pour information");
		portfolio_text_band(&arena, ctx->out, &v, BAND_NONE, "Sans alerte");
		if (v.count == 0)
			plain_paragraph(ctx->out, 0, v.empty);
	}
	arena_free(&arena);
	return 0;
}

/* --- référents -------------------------------------------------------------------------------------------- */

static void referents_tsv(struct arena *arena, FILE *out, const struct view_referents *v)
{
	static const char *const names[] = {"login", "nom", "prenom", "actifs", "structurantes", "rattaches", "capacite", "ecart",
	                                    "niveau"};

	tsv_row(out, names, COUNT_OF(names));
	for (size_t i = 0; i < v->count; i++) {
		const struct referent_facts *r = v->rows[i].referent;
		const struct gauge *g = &v->rows[i].gauge;
		const char *values[] = {
			r->login, r->last_name, r->first_name, arena_format(arena, "%d", r->active),
			arena_format(arena, "%d", r->structuring), arena_format(arena, "%d", r->attached),
			arena_format(arena, "%d", g->capacity), arena_format(arena, "%d", g->active - g->capacity),
			load_level_label(g->level),
		};

		tsv_row(out, values, COUNT_OF(values));
	}
}

int afficher_referents(struct command_context *ctx, const struct app *a)
{
	static const struct page_column columns[] = {{"Compte", 14}, {"Nom", 26}, {"Charge", 0}};
	struct arena arena = {0};
	struct view_referents v = view_referents(&arena, a, "");

	if (ctx->tsv) {
		referents_tsv(&arena, ctx->out, &v);
	} else {
		plain_title(ctx->out, a, "portefeuilles par référent");
		plain_header(ctx->out, columns, COUNT_OF(columns));
		for (size_t i = 0; i < v.count; i++) {
			const char *cells[] = {v.rows[i].referent->login, v.rows[i].name, v.rows[i].gauge.sentence};

			plain_row(ctx->out, columns, COUNT_OF(columns), cells);
		}
		if (v.count == 0)
			plain_paragraph(ctx->out, 0, v.empty);
		fputs("\nUn portefeuille : jalon afficher portefeuille COMPTE\n", ctx->out);
	}
	arena_free(&arena);
	return 0;
}
