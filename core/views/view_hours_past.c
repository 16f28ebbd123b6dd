/* Twenty-six weeks of hours as a plot with its sentence, the absences and dérogations behind them, and « Pourquoi ? ». */
#include <string.h>

#include "core/base/text.h"
#include "core/views/view_file_private.h"
#include "core/views/view_hours_private.h"
#include "core/views/view_why_private.h"

enum { FULL_WEEK_MINUTES = 35 * 60 };

/* --- the plot ---------------------------------------------------------------------------------------------------------- */

static int week_permille(const struct week_hours *w, int minutes)
{
	int whole = w->fixed ? w->hours.target : FULL_WEEK_MINUTES;

	if (whole <= 0 || minutes >= whole)
		return minutes > 0 || (w->fixed && whole <= 0) ? 1000 : 0;
	return minutes * 1000 / whole;
}

static const char *week_mark(const struct week_hours *w)
{
	if (w->short_of)
		return "!";
	if (w->to_validate > 0)
		return "?";
	if (!w->fixed)
		return "–";
	return w->hours.remaining == 0 ? "✓" : "";
}

static struct view_week week_row(struct arena *arena, const struct week_hours *w)
{
	struct view_week row = {.week = w, .mark = week_mark(w)};
	int year, week;

	date_iso_week(w->monday, &year, &week);
	row.label = arena_format(arena, "S%02d", week);
	row.code = arena_format(arena, "%04d-W%02d", year, week);
	row.permille = week_permille(w, w->hours.validated);
	row.declared_permille = week_permille(w, w->hours.declared);
	row.text = w->fixed ? arena_format(arena, "%s/%s", hours_words(arena, w->hours.validated), hours_words(arena, w->hours.target))
	                    : arena_format(arena, "%s, objectif non fixé", hours_words(arena, w->hours.validated));
	return row;
}

/* Up to the week of today when it is among them, so that walking back moves no bar. */
static size_t plot_last(const struct week_hours *all, size_t count, struct date monday)
{
	size_t at = (size_t)(date_diff(monday, all[0].monday) / 7);

	return at + HOURS_WEEKS >= count ? count - 1 : at;
}

static void plot_fill(struct arena *arena, struct view_hours *v, const struct week_hours *all, size_t last)
{
	size_t first = last + 1 > HOURS_WEEKS ? last + 1 - HOURS_WEEKS : 0;

	for (size_t i = first; i <= last; i++)
		v->weeks[v->week_count++] = week_row(arena, &all[i]);
	v->sentence = hours_sentence(arena, &all[first], v->week_count);
}

/* --- absences, dérogations --------------------------------------------------------------------------------------------- */

static void absence_line(struct line_list *l, const struct protected_period *p)
{
	const char *text = view_one_line(l->arena, p->text);
	struct view_line *line = line_add(l, "absence", protected_label(p->kind),
	                                  arena_format(l->arena, "du %s au %s%s%s", view_date(l->arena, p->from),
	                                               view_date(l->arena, p->to), *text == '\0' ? "" : ", ", text),
	                                  arena_format(l->arena, "%s;%s;%s;%s", protected_code(p->kind), view_iso_day(l->arena, p->from),
	                                               view_iso_day(l->arena, p->to), text));

	line->protection = p;
	line->why_text = p->kind == PROTECTED_REFLECTION ? "Délai de réflexion : il ne change pas l'objectif de la semaine"
	                 : "Chaque jour ouvré d'absence retire un cinquième de l'objectif de la semaine";
}

static void dispensation_line(struct line_list *l, const struct dispensation *d)
{
	const char *reason = view_one_line(l->arena, d->reason);

	line_add(l, "derogation", "dérogation",
	         arena_format(l->arena, "%s par semaine du %s au %s, %s", hours_words(l->arena, d->target), view_date(l->arena, d->from),
	                      view_date(l->arena, d->to), reason),
	         arena_format(l->arena, "%d;%s;%s;%s", d->target, view_iso_day(l->arena, d->from), view_iso_day(l->arena, d->to), reason))
		->why_text = "Dérogation accordée avec son motif (003:4415) : elle tient lieu d'objectif";
}

/* Newest first, both kinds together. */
static void lines_fill(struct arena *arena, const struct hours_file *f, struct view_hours *v)
{
	struct line_list l = {.arena = arena};
	struct date *starts = arena_array(arena, f->absence_count + f->dispensation_count + 1, sizeof *starts);

	v->dispensations = arena_array(arena, f->dispensation_count + 1, sizeof(const struct dispensation *));
	for (size_t i = 0; i < f->absence_count; i++) {
		starts[l.count] = f->absences[i].from;
		absence_line(&l, &f->absences[i]);
	}
	for (size_t i = 0; i < f->dispensation_count; i++) {
		starts[l.count] = f->dispensations[i].from;
		dispensation_line(&l, &f->dispensations[i]);
		v->dispensations[v->dispensation_count++] = &f->dispensations[i];
	}
	for (size_t i = 1; i < l.count; i++)
		for (size_t j = i; j > 0 && date_compare(starts[j], starts[j - 1]) > 0; j--) {
			struct view_line line = l.items[j];
			struct date start = starts[j];

			l.items[j] = l.items[j - 1];
			l.items[j - 1] = line;
			starts[j] = starts[j - 1];
			starts[j - 1] = start;
		}
	v->lines = l.items;
	v->line_count = l.count;
}

void hours_past_fill(struct arena *arena, const struct app *a, struct view_hours *v, struct date monday)
{
	size_t count;
	const struct week_hours *all = hours_all_weeks(arena, a, &count);

	plot_fill(arena, v, all, plot_last(all, count, monday));
	lines_fill(arena, a->hours.file, v);
}

/* --- « Pourquoi ? » ------------------------------------------------------------------------------------------------------- */

static void why_target(struct why *w, const struct week_hours *h)
{
	struct arena *arena = w->arena;

	if (!h->fixed) {
		why_pair(w, "Objectif", arena_format(arena, "%s : aucune semaine n'est courte", h->origin));
		return;
	}
	why_pair(w, "Objectif", arena_format(arena, "%s par semaine (%s)", hours_words(arena, h->base_target), h->origin));
	if (h->absent_days > 0)
		why_pair(w, "Absences", arena_format(arena, "%d jour%s sur 5 : %s × (5 − %d) / 5 = %s, arrondi en dessous", h->absent_days,
		                                     h->absent_days > 1 ? "s" : "", hours_words(arena, h->base_target), h->absent_days,
		                                     hours_words(arena, h->hours.target)));
	why_pair(w, "Reste", arena_format(arena, "%s = %s − %s validées", hours_words(arena, h->hours.remaining),
	                                  hours_words(arena, h->hours.target), hours_words(arena, h->hours.validated)));
}

static void why_themes(struct why *w, const struct week_hours *h)
{
	for (int t = 0; t < THEME_COUNT; t++)
		if (h->declared[t] > 0)
			why_pair(w, activity_themes[t].label,
			         arena_format(w->arena, "%s déclarées, %s validées", hours_words(w->arena, h->declared[t]),
			                      hours_words(w->arena, h->validated[t])));
}

struct view_why view_why_hours(struct arena *arena, const struct app *a, const struct view_hours *v)
{
	static const char *const codes[] = {"heures_courtes", "heures_a_valider"};
	struct why w = {.arena = arena, .app = a, .v = {.title = "Heures d'activité"}};

	if (v->week_count == 0) {
		why_add(&w, v->empty);
		return w.v;
	}
	why_add(&w, v->title);
	why_add(&w, v->summary);
	why_target(&w, &v->week);
	why_pair(&w, "Dérogation", v->dispensation);
	if (v->week.rule != NULL)
		why_rule(&w, v->week.rule);
	why_add(&w, "Une heure déclarée compte pour la personne avant d'être validée : une validation en retard est la nôtre");
	why_themes(&w, &v->week);
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		const struct reason *r = view_reason(&a->hours.judged, codes[i]);

		if (r == NULL)
			continue;
		why_add(&w, "");
		why_reason(&w, r);
	}
	return w.v;
}
