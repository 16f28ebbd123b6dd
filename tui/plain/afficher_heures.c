/* The twin of Heures: the week by theme, then the 26 weeks with their sentence, absences and dérogations. */
#include <string.h>

#include "core/views/view_hours.h"
#include "tui/plain/afficher.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* Lengths are H:MM, as in « jalon calculer heures ». */
static void hours_tsv(struct arena *arena, FILE *out, const struct view_hours *v)
{
	static const char *const names[] = {"semaine", "cible", "absents", "declarees", "validees", "reste", "derogation"};

	tsv_row(out, names, COUNT_OF(names));
	for (size_t i = 0; i < v->week_count; i++) {
		const struct week_hours *w = v->weeks[i].week;
		char target[16], declared[16], validated[16], rest[16];
		const char *values[] = {
			v->weeks[i].code, w->fixed ? hours_format(w->hours.target, target) : "non fixé",
			arena_format(arena, "%d", w->absent_days), hours_format(w->hours.declared, declared),
			hours_format(w->hours.validated, validated), w->fixed ? hours_format(w->hours.remaining, rest) : "non fixé",
			w->dispensation != NULL ? w->dispensation->reason : "",
		};

		tsv_row(out, values, COUNT_OF(values));
	}
}

static void hours_text_themes(struct arena *arena, FILE *out, const struct view_hours *v)
{
	for (int t = 0; t < THEME_COUNT; t++) {
		const struct view_hours_theme *theme = &v->themes[t];
		const char *days = "";

		if (theme->total[0] == '\0')
			continue;
		for (int d = 0; d < HOURS_DAYS; d++)
			if (theme->days[d].text[0] != '\0')
				days = arena_format(arena, "%s%s%s %s", days, days[0] != '\0' ? ", " : "", v->days[d].title,
				                    theme->days[d].text);
		fputs("  ", out);
		plain_paragraph(out, 4, arena_format(arena, "%d. %s : %s (%s)", theme->number, theme->label, theme->total, days));
	}
}

static void hours_text_week(struct arena *arena, FILE *out, const struct view_hours *v)
{
	const char *const lines[] = {v->heading, v->title, v->summary, v->absent, v->dispensation};

	for (size_t i = 0; i < COUNT_OF(lines); i++)
		if (lines[i][0] != '\0')
			plain_paragraph(out, 0, lines[i]);
	for (int d = 0; d < HOURS_DAYS; d++)
		if (v->days[d].note[0] != '\0')
			fprintf(out, "  %s : %s\n", v->days[d].title, v->days[d].note);
	if (v->week.hours.declared > 0)
		fputs("\nPar thème (« ? » : à valider)\n", out);
	hours_text_themes(arena, out, v);
}

static void hours_text_past(FILE *out, const struct view_hours *v)
{
	static const struct page_column columns[] = {{"", 1}, {"Semaine", 8}, {"Heures validées", 0}};

	fputc('\n', out);
	plain_paragraph(out, 0, v->sentence);
	plain_header(out, columns, COUNT_OF(columns));
	for (size_t i = v->week_count; i-- > 0;) {
		const char *cells[] = {v->weeks[i].mark, v->weeks[i].code, v->weeks[i].text};

		plain_row(out, columns, COUNT_OF(columns), cells);
	}
	if (v->line_count > 0)
		fputs("\nAbsences et dérogations\n", out);
	for (size_t i = 0; i < v->line_count; i++)
		fprintf(out, "  %s : %s\n", v->lines[i].label, v->lines[i].text);
}

int afficher_heures(struct command_context *ctx, const struct app *a, struct date monday)
{
	struct arena arena = {0};
	struct view_hours v = view_hours(&arena, a, monday);

	if (ctx->tsv) {
		hours_tsv(&arena, ctx->out, &v);
	} else {
		plain_title(ctx->out, a, "heures");
		hours_text_week(&arena, ctx->out, &v);
		hours_text_past(ctx->out, &v);
	}
	arena_free(&arena);
	return 0;
}
