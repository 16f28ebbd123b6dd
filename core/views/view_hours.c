/* The week of hours: nine themes by seven days, declared then validated, against the target. Past weeks: view_hours_past.c. */
#include "core/views/view_hours.h"

#include <string.h>

#include "core/base/french.h"
#include "core/base/text.h"
#include "core/views/view_hours_private.h"

const char *hours_words(struct arena *arena, int minutes)
{
	if (minutes > 0 && minutes < 60)
		return arena_format(arena, "%d min", minutes);
	return minutes % 60 == 0 ? arena_format(arena, "%dh", minutes / 60)
	                         : arena_format(arena, "%dh%02d", minutes / 60, minutes % 60);
}

/* « 12 », « 12h30 »: a whole number of hours needs no unit in a narrow cell. */
static const char *cell_number(struct arena *arena, int minutes)
{
	return minutes % 60 == 0 ? arena_format(arena, "%d", minutes / 60)
	                         : arena_format(arena, "%dh%02d", minutes / 60, minutes % 60);
}

const char *hours_cell(struct arena *arena, int validated, int target, bool fixed)
{
	if (!fixed)
		return "–";
	return arena_format(arena, "%s/%s", cell_number(arena, validated), cell_number(arena, target));
}

/* --- loading ------------------------------------------------------------------------------------------------------ */

void view_hours_load(struct app *a, const char *id, struct date monday)
{
	const struct hours_model *h = &a->hours;
	struct date last = date_week_start(a->now.day), first;

	if (!date_is_set(a->now.day)) { /* which weeks those are is not known before the session */
		app_load_session(a);
		return;
	}
	first = date_add_days(last, -7 * (HOURS_WEEKS - 1));
	if (date_is_set(monday) && date_compare(date_week_start(monday), first) < 0) {
		last = date_week_start(monday);
		first = date_add_days(last, -7 * (HOURS_WEEKS - 1));
	}
	if (h->m.state != LOAD_NEVER && h->m.state != LOAD_FAILED && strcmp(h->id, id) == 0 && date_compare(h->from, first) <= 0 &&
	    date_compare(h->to, last) >= 0)
		return;
	app_load_hours(a, id, first, last);
}

struct week_hours *hours_all_weeks(struct arena *arena, const struct app *a, size_t *count)
{
	const struct hours_file *f = a->hours.file;
	int weeks = date_diff(date_week_start(a->now.day), f->from) / 7 + 1;
	struct week_hours *all;

	*count = weeks > 0 ? (size_t)weeks : 1;
	all = arena_array(arena, *count, sizeof *all);
	hours_weeks(arena, app_rules(a), f, a->now.day, a->session->department, all, *count);
	return all;
}

/* --- the grid -------------------------------------------------------------------------------------------------------- */

static bool activity_waits(const struct activity *x, struct date today)
{
	return !moment_is_set(x->validated) || date_compare(x->validated.day, today) > 0;
}

static void cell_fill(struct arena *arena, struct view_hours_cell *c, const struct hours_file *f, struct date day, int theme,
                      struct date today)
{
	size_t count = 0;

	for (size_t i = 0; i < f->activity_count; i++)
		count += f->activities[i].theme == theme && date_compare(f->activities[i].day, day) == 0;
	c->text = "";
	if (count == 0 || date_compare(day, today) > 0)
		return;
	c->items = arena_array(arena, count, sizeof(const struct activity *));
	for (size_t i = 0; i < f->activity_count; i++) {
		const struct activity *x = &f->activities[i];

		if (x->theme != theme || date_compare(x->day, day) != 0)
			continue;
		c->items[c->count++] = x;
		c->declared += x->minutes;
		c->validated += activity_waits(x, today) ? 0 : x->minutes;
	}
	c->text = arena_format(arena, "%s%s", hours_words(arena, c->declared), c->validated < c->declared ? " ?" : "");
}

static void themes_fill(struct arena *arena, const struct app *a, struct view_hours *v)
{
	for (int t = 0; t < THEME_COUNT; t++) {
		struct view_hours_theme *theme = &v->themes[t];

		*theme = (struct view_hours_theme){.number = t + 1, .code = activity_themes[t].code, .label = activity_themes[t].label};
		for (int d = 0; d < HOURS_DAYS; d++)
			cell_fill(arena, &theme->days[d], a->hours.file, v->days[d].day, t, a->now.day);
		theme->total = v->week.declared[t] > 0 ? hours_words(arena, v->week.declared[t]) : "";
	}
}

static const struct protected_period *hours_absence_on(const struct hours_file *f, struct date day)
{
	for (size_t i = 0; i < f->absence_count; i++)
		if (f->absences[i].kind != PROTECTED_REFLECTION && date_compare(f->absences[i].from, day) <= 0 &&
		    date_compare(f->absences[i].to, day) >= 0)
			return &f->absences[i];
	return NULL;
}

static const char *day_note(const struct app *a, struct date day)
{
	const struct protected_period *p = hours_absence_on(a->hours.file, day);
	const struct calendar *local = app_rules(a)->local;

	if (calendar_holiday_name(local, day, a->session->department) != NULL)
		return "férié";
	return p != NULL ? protected_label(p->kind) : "";
}

/* « lun. 16 »: the month is in the title. */
static const char *day_title(struct arena *arena, struct date d)
{
	char text[32];
	char *end;

	date_format_long(d, text);
	end = strchr(strchr(text, ' ') + 1, ' ');
	*end = '\0';
	return arena_strdup(arena, text);
}

static void days_fill(struct arena *arena, const struct app *a, struct view_hours *v)
{
	for (int d = 0; d < HOURS_DAYS; d++) {
		struct date day = date_add_days(v->monday, d);
		int declared = 0;

		for (size_t i = 0; i < a->hours.file->activity_count; i++)
			if (date_compare(a->hours.file->activities[i].day, day) == 0 && date_compare(day, a->now.day) <= 0)
				declared += a->hours.file->activities[i].minutes;
		v->days[d] = (struct view_hours_day){.day = day, .title = day_title(arena, day),
		                                     .is_today = date_compare(day, a->now.day) == 0,
		                                     .to_come = date_compare(day, a->now.day) > 0, .note = day_note(a, day),
		                                     .total = declared > 0 ? hours_words(arena, declared) : ""};
	}
}

static void waiting_fill(struct arena *arena, const struct app *a, struct view_hours *v)
{
	const struct hours_file *f = a->hours.file;
	struct date sunday = date_add_days(v->monday, HOURS_DAYS - 1);

	v->to_validate = arena_array(arena, f->activity_count + 1, sizeof(const struct activity *));
	for (size_t i = 0; i < f->activity_count; i++) {
		const struct activity *x = &f->activities[i];

		if (date_compare(x->day, v->monday) >= 0 && date_compare(x->day, sunday) <= 0 && date_compare(x->day, a->now.day) <= 0 &&
		    activity_waits(x, a->now.day))
			v->to_validate[v->to_validate_count++] = x;
	}
}

/* --- the figures ------------------------------------------------------------------------------------------------------- */

static const char *hours_heading(struct arena *arena, const struct view_hours *v, const struct person_facts *p)
{
	const char *name = french_name(arena, p->last_name, p->first_name);
	const char *regime = p->regime == REGIME_NONE ? "sans régime" : regime_code(p->regime);

	if (!v->week.fixed && v->week.rule != NULL && v->week.rule->fixed)
		return arena_format(arena, "%s · %s · objectif proposé : %s par semaine, non appliqué", name, regime,
		                    hours_words(arena, v->week.rule->value * 60));
	if (!v->week.fixed)
		return arena_format(arena, "%s · %s · objectif d'heures non fixé", name, regime);
	return arena_format(arena, "%s · %s · objectif %s par semaine (%s)", name, regime, hours_words(arena, v->week.base_target),
	                    v->week.origin);
}

static const char *absent_words(struct arena *arena, const struct week_hours *w)
{
	if (w->absent_days == 0)
		return "";
	if (!w->fixed)
		return arena_format(arena, "%d jour%s d'absence", w->absent_days, w->absent_days > 1 ? "s" : "");
	return arena_format(arena, "%d jour%s d'absence : objectif %s au lieu de %s", w->absent_days, w->absent_days > 1 ? "s" : "",
	                    hours_words(arena, w->hours.target), hours_words(arena, w->base_target));
}

static const char *dispensation_words(struct arena *arena, const struct dispensation *d)
{
	if (d == NULL)
		return "";
	return text_safe(arena, arena_format(arena, "dérogation : %s par semaine jusqu'au %s, %s", hours_words(arena, d->target),
	                                     view_date(arena, d->to), view_one_line(arena, d->reason)));
}

/* « 12h validées sur 15h · 1h30 à valider · reste 3h » */
static const char *hours_summary(struct arena *arena, const struct week_hours *w)
{
	const char *words = w->fixed ? arena_format(arena, "%s validées sur %s", hours_words(arena, w->hours.validated),
	                                            hours_words(arena, w->hours.target))
	                             : arena_format(arena, "%s validées, objectif non fixé", hours_words(arena, w->hours.validated));

	if (w->to_validate > 0)
		words = arena_format(arena, "%s · %s à valider", words, hours_words(arena, w->to_validate));
	if (w->fixed && w->hours.remaining > 0)
		words = arena_format(arena, "%s · reste %s", words, hours_words(arena, w->hours.remaining));
	else if (w->fixed && w->hours.target > 0)
		words = arena_format(arena, "%s · objectif atteint", words);
	return words;
}

static void figures_fill(struct arena *arena, const struct app *a, struct view_hours *v)
{
	const struct week_hours *w = &v->week;

	v->heading = hours_heading(arena, v, &a->hours.file->person);
	v->title = view_week_title(arena, v->monday, date_add_days(v->monday, HOURS_DAYS - 1));
	v->declared = hours_words(arena, w->hours.declared);
	v->validated = hours_words(arena, w->hours.validated);
	v->target = w->fixed ? hours_words(arena, w->hours.target) : "non fixé";
	v->rest = w->fixed ? hours_words(arena, w->hours.remaining) : "";
	v->absent = absent_words(arena, w);
	v->dispensation = dispensation_words(arena, w->dispensation);
	v->summary = hours_summary(arena, w);
}

static void hours_blank(struct view_hours *v)
{
	v->heading = v->title = v->declared = v->validated = v->target = v->rest = v->absent = v->summary = v->dispensation = "";
	v->sentence = v->empty = "";
	for (int t = 0; t < THEME_COUNT; t++) {
		v->themes[t] = (struct view_hours_theme){.number = t + 1, .code = activity_themes[t].code,
		                                         .label = activity_themes[t].label, .total = ""};
		for (int d = 0; d < HOURS_DAYS; d++)
			v->themes[t].days[d].text = "";
	}
	for (int d = 0; d < HOURS_DAYS; d++)
		v->days[d].title = v->days[d].note = v->days[d].total = "";
}

/* The nearest week that is loaded and not to come. */
static struct date hours_monday(const struct app *a, struct date monday)
{
	struct date last = date_week_start(a->now.day);

	monday = date_is_set(monday) ? date_week_start(monday) : last;
	if (date_compare(monday, a->hours.file->from) < 0)
		monday = a->hours.file->from;
	return date_compare(monday, last) > 0 ? last : monday;
}

struct view_hours view_hours(struct arena *arena, const struct app *a, struct date monday)
{
	struct view_hours v = {.state = a->hours.m.state};
	struct week_hours *all;
	size_t count;

	hours_blank(&v);
	if (a->hours.file == NULL || a->session == NULL) {
		v.empty = view_waiting(arena, &a->hours.m, "des heures");
		return v;
	}
	v.monday = hours_monday(a, monday);
	all = hours_all_weeks(arena, a, &count);
	v.week = all[(size_t)(date_diff(v.monday, a->hours.file->from) / 7)];
	days_fill(arena, a, &v);
	themes_fill(arena, a, &v);
	waiting_fill(arena, a, &v);
	figures_fill(arena, a, &v);
	hours_past_fill(arena, a, &v, v.monday);
	return v;
}
