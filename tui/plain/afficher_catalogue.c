/* The twin of the catalogue: what was typed into a query, its pages, the sessions found. */
#include <string.h>

#include "core/app/input.h"
#include "core/base/calendar.h"
#include "core/base/strbuf.h"
#include "core/base/text.h"
#include "core/views/view_courses.h"
#include "tui/plain/afficher.h"
#include "tui/verbs/options.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])
enum { SESSIONS_MAX = 100000 };

/* --- what is asked ------------------------------------------------------------------------------------------ */

static bool day_read(const char *option, const char *typed, struct date *out, struct error *e)
{
	*out = DATE_NONE;
	if (typed == NULL || input_date_read(typed, out))
		return true;
	error_set(e, ERR_USAGE, "--%s : attendu une date AAAA-MM-JJ, et non « %s »", option, typed);
	return false;
}

static bool days_check(const struct course_query *q, struct error *e)
{
	if (!date_is_set(q->from) || !date_is_set(q->to) || date_compare(q->from, q->to) <= 0)
		return true;
	error_set(e, ERR_USAGE, "--au : ce jour vient avant celui de --du : inversez-les");
	return false;
}

static bool funder_check(const struct app *a, const char *code, struct error *e)
{
	const struct funder_list *funders = app_funders(a);
	struct strbuf codes = {0};

	if (*code == '\0' || (funders != NULL && funder_find(funders, code) != NULL))
		return true;
	error_set(e, ERR_USAGE, "--financeur : « %s » n'est pas un code de financeurs.ini", code);
	if (funders != NULL)
		funder_codes_add(&codes, funders);
	error_set_remedy(e, "%s%s", codes.len > 0 ? "Les codes : " : "", strbuf_str(&codes));
	strbuf_free(&codes);
	return false;
}

static bool department_check(const char *code, struct error *e)
{
	if (*code == '\0' || department_is_known(code))
		return true;
	error_set(e, ERR_USAGE, "--departement : attendu 01 à 95, 2A, 2B, 971 à 976, et non « %s »", code);
	return false;
}

bool catalogue_query_read(const struct app *a, struct arena *arena, const struct catalogue_typed *t, struct course_query *q, struct error *e)
{
	const char *words = "";

	*q = (struct course_query){.from = DATE_NONE, .to = t->to, .after_starts = DATE_NONE, .after_id = "", .places_only = t->places};
	for (int i = 0; i < t->word_count; i++)
		words = arena_format(arena, "%s%s%s", words, i > 0 ? " " : "", t->words[i]);
	q->text = words;
	q->trade = text_upper(arena, t->trade != NULL ? t->trade : "");
	q->basin = text_upper(arena, t->basin != NULL ? t->basin : "");
	q->funder = text_fold(arena, t->funder != NULL ? t->funder : "");
	return day_read("du", t->from, &q->from, e) && days_check(q, e) && department_check(q->basin, e) && funder_check(a, q->funder, e);
}

bool catalogue_wanted_read(const char *typed, size_t *wanted, struct error *e)
{
	int n = COURSE_PAGE;

	if (typed != NULL && !option_parse_int(typed, 1, SESSIONS_MAX, &n)) {
		error_set(e, ERR_USAGE, "--nombre : attendu un nombre de sessions, de 1 à %d, et non « %s »", SESSIONS_MAX, typed);
		return false;
	}
	*wanted = (size_t)n;
	return true;
}

/* --- what is found -------------------------------------------------------------------------------------------- */

static void courses_tsv(struct arena *arena, FILE *out, const struct view_courses *v, size_t count)
{
	static const char *const names[] = {"session", "cle", "fournisseur", "offre", "organisme", "intitule", "rome", "objectif", "minutes",
	                                    "minutes_semaine", "debut", "fin", "places", "lieu", "departement", "remuneration", "financeurs",
	                                    "maj", "suivante"};

	tsv_row(out, names, COUNT_OF(names));
	for (size_t i = 0; i < count; i++) {
		const struct course_session *s = v->rows[i].session;
		const char *values[] = {
			s->id, s->key, s->provider, s->offer, s->body, s->title, s->trade, s->aim, arena_format(arena, "%d", s->minutes),
			s->weekly > 0 ? arena_format(arena, "%d", s->weekly) : "", v->rows[i].starts_iso, v->rows[i].ends_iso,
			s->places >= 0 ? arena_format(arena, "%d", s->places) : "", s->place, s->basin, s->pay, s->funders, v->rows[i].updated_iso,
			v->rows[i].next_iso,
		};

		tsv_row(out, values, COUNT_OF(values));
	}
}

static const struct page_column columns[] = {{"Dates", 24}, {"Lieu", 18}, {"Places", 10}, {"Formation", 0}};

static void courses_text_row(struct arena *arena, FILE *out, const struct view_course_row *row)
{
	const char *const parts[] = {row->body, row->hours, row->next, row->pay, row->funders};
	const char *what = row->title;

	for (size_t i = 0; i < COUNT_OF(parts); i++)
		if (parts[i][0] != '\0')
			what = arena_format(arena, "%s, %s", what, parts[i]);
	const char *cells[] = {row->dates, row->place, row->places, what};

	plain_row(out, columns, COUNT_OF(columns), cells);
}

static void courses_text(struct arena *arena, FILE *out, const struct app *a, const struct view_courses *v, size_t count)
{
	plain_title(out, a, "catalogue des formations");
	if (v->filters[0] != '\0')
		plain_paragraph(out, 0, v->filters);
	if (v->stale[0] != '\0')
		plain_paragraph(out, 0, v->stale);
	if (v->counted[0] != '\0')
		plain_paragraph(out, 0, v->counted);
	if (count > 0)
		plain_header(out, columns, COUNT_OF(columns));
	for (size_t i = 0; i < count; i++)
		courses_text_row(arena, out, &v->rows[i]);
	if (v->count == 0)
		plain_paragraph(out, 0, v->empty);
	if (count < v->count || a->courses.more)
		fprintf(out, "\nLes suivantes : --nombre %zu\n", 2 * (count > 0 ? count : (size_t)COURSE_PAGE));
}

int afficher_catalogue(struct command_context *ctx, const struct app *a, size_t wanted)
{
	struct arena arena = {0};
	struct view_courses v = view_courses(&arena, a);
	size_t count = v.count < wanted ? v.count : wanted;

	if (ctx->tsv)
		courses_tsv(&arena, ctx->out, &v, count);
	else
		courses_text(&arena, ctx->out, a, &v, count);
	arena_free(&arena);
	return 0;
}
