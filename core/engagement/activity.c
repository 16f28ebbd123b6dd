/* Hours of activity: the nine themes, the target of a week and what lowers it, 26 weeks and their sentence (rules.md L8).
 *
 * The target of a week is that of the dérogation in force on its Monday, else of the contract, else of the rule
 * (heures_hebdomadaires). A rule that is not applied fixes nothing. A week that one regime did not hold from Monday to
 * Sunday has no target: neither law nor contract says what a part of a week is worth (local). */
#include "core/engagement/activity.h"

#include <string.h>

#include "core/base/calendar.h"

enum { WEEK_DAYS = 7, WORKING_DAYS = 5 };

const struct code_label activity_themes[] = { /* 003:13685-13788 */
	{"relation", "Construire la relation d'accompagnement"},
	{"diagnostic", "Approfondir le diagnostic"},
	{"freins", "Lever les freins sociaux"},
	{"confiance", "Prendre confiance et se mobiliser"},
	{"projet", "Construire son projet professionnel"},
	{"competences", "Développer ses compétences"},
	{"candidature", "Préparer sa candidature"},
	{"emploi", "Rechercher des solutions d'emploi"},
	{"entreprise", "Créer son entreprise"},
	{NULL, NULL},
};

int activity_theme_from_code(const char *code)
{
	for (int i = 0; code != NULL && i < THEME_COUNT; i++)
		if (strcmp(activity_themes[i].code, code) == 0)
			return i;
	return -1;
}

static bool span_holds(struct date from, struct date to, struct date day)
{
	return date_compare(from, day) <= 0 && (!date_is_set(to) || date_compare(day, to) <= 0);
}

/* The regime that held the whole week, REGIME_NONE when none did. A week under way is taken as if it went on. */
static enum regime week_regime(const struct hours_file *f, struct date monday, struct date today)
{
	struct date last = date_add_days(monday, WEEK_DAYS - 1);

	if (date_compare(last, today) > 0)
		last = today;
	for (size_t i = 0; i < f->regime_count; i++)
		if (span_holds(f->regimes[i].from, f->regimes[i].to, monday) && span_holds(f->regimes[i].from, f->regimes[i].to, last))
			return f->regimes[i].regime;
	return REGIME_NONE;
}

static bool day_is_absent(const struct hours_file *f, struct date day)
{
	for (size_t i = 0; i < f->absence_count; i++)
		if (f->absences[i].kind != PROTECTED_REFLECTION && span_holds(f->absences[i].from, f->absences[i].to, day))
			return true;
	return false;
}

/* Monday to Friday; a public holiday is no working day, so that it is no absence either (local). */
static int week_absent_days(const struct hours_file *f, const struct calendar *local, struct date monday, const char *department)
{
	int absent = 0;

	for (int d = 0; d < WORKING_DAYS; d++) {
		struct date day = date_add_days(monday, d);

		absent += day_is_absent(f, day) && calendar_is_working_day(local, day, department);
	}
	return absent;
}

static const struct dispensation *week_dispensation(const struct hours_file *f, struct date monday)
{
	for (size_t i = 0; i < f->dispensation_count; i++)
		if (span_holds(f->dispensations[i].from, f->dispensations[i].to, monday))
			return &f->dispensations[i];
	return NULL;
}

static const struct weekly_target *week_contract_target(const struct hours_file *f, struct date monday)
{
	for (size_t i = 0; i < f->target_count; i++)
		if (f->targets[i].minutes >= 0 && span_holds(f->targets[i].from, f->targets[i].to, monday))
			return &f->targets[i];
	return NULL;
}

static void week_fix(struct week_hours *w, int minutes, const char *origin)
{
	w->fixed = true;
	w->base_target = minutes;
	w->origin = origin;
}

static const char *dispensation_words(struct arena *a, const struct dispensation *d)
{
	char until[DATE_TEXT];

	return date_is_set(d->to) ? arena_format(a, "dérogation jusqu'au %s", date_format_numeric(d->to, until)) : "dérogation";
}

static void week_set_target(struct arena *arena, struct week_hours *w, const struct rulebook *book,
                            const struct hours_file *f, struct date today)
{
	enum regime regime = week_regime(f, w->monday, today);
	const struct weekly_target *contract = week_contract_target(f, w->monday);

	w->origin = "non fixé";
	if (regime == REGIME_NONE)
		return;
	w->rule = rulebook_find(book, regime, "heures_hebdomadaires", w->monday);
	w->dispensation = week_dispensation(f, w->monday);
	if (w->dispensation != NULL)
		week_fix(w, w->dispensation->target, dispensation_words(arena, w->dispensation));
	else if (contract != NULL)
		week_fix(w, contract->minutes, "contrat");
	else if (w->rule != NULL && w->rule->fixed && w->rule->applied)
		week_fix(w, w->rule->value * 60, "règle");
	else if (w->rule != NULL && w->rule->fixed)
		w->origin = "objectif proposé";
}

/* What was declared, and validated, by today. */
static void week_add_activities(struct week_hours *w, const struct hours_file *f, struct date today)
{
	struct date last = date_add_days(w->monday, WEEK_DAYS - 1);

	for (size_t i = 0; i < f->activity_count; i++) {
		const struct activity *a = &f->activities[i];
		bool validated = moment_is_set(a->validated) && date_compare(a->validated.day, today) <= 0;

		if (date_compare(a->day, w->monday) < 0 || date_compare(a->day, last) > 0 || date_compare(a->day, today) > 0)
			continue;
		w->declared[a->theme] += a->minutes;
		w->validated[a->theme] += validated ? a->minutes : 0;
		w->to_validate += validated ? 0 : a->minutes;
	}
}

static struct week_hours week_compute(struct arena *arena, const struct rulebook *book, const struct hours_file *f,
                                      struct date monday, struct date today, const char *department)
{
	struct week_hours w = {.monday = monday};
	int declared = 0, validated = 0;

	week_set_target(arena, &w, book, f, today);
	week_add_activities(&w, f, today);
	for (int t = 0; t < THEME_COUNT; t++) {
		declared += w.declared[t];
		validated += w.validated[t];
	}
	w.absent_days = week_absent_days(f, book->local, monday, department);
	w.hours = hours_compute(w.base_target, w.absent_days, validated, declared);
	w.short_of = w.fixed && date_compare(today, date_add_days(monday, WEEK_DAYS)) >= 0 && declared < w.hours.target;
	return w;
}

void hours_weeks(struct arena *arena, const struct rulebook *book, const struct hours_file *f, struct date today,
                 const char *department, struct week_hours *out, size_t count)
{
	struct date monday = date_week_start(today);

	for (size_t i = 0; i < count; i++)
		out[i] = week_compute(arena, book, f, date_add_days(monday, -WEEK_DAYS * (int)(count - 1 - i)), today,
		                      department);
}

static const char *times_words(struct arena *a, const char *before, int n, const char *after)
{
	return arena_format(a, "%s%d fois%s", before, n, after);
}

const char *hours_sentence(struct arena *arena, const struct week_hours *weeks, size_t count)
{
	int reached = 0, unfixed = 0, judged = 0, waiting = 0;
	const char *text;

	for (size_t i = 0; i < count; i++) {
		bool over = i + 1 < count;

		unfixed += !weeks[i].fixed;
		judged += weeks[i].fixed && over;
		reached += weeks[i].fixed && over && !weeks[i].short_of;
		waiting += weeks[i].to_validate > 0;
	}
	text = arena_format(arena, "%zu semaine%s : ", count, count > 1 ? "s" : "");
	text = arena_format(arena, "%s%s", text, judged == 0 ? "aucun objectif à atteindre"
	                                                     : times_words(arena, "objectif atteint ", reached,
	                                                                   arena_format(arena, " sur %d", judged)));
	if (unfixed > 0 && judged > 0)
		text = arena_format(arena, "%s, non fixé %d fois", text, unfixed);
	if (waiting > 0)
		text = arena_format(arena, "%s, %d semaine%s à valider", text, waiting, waiting > 1 ? "s" : "");
	return arena_format(arena, "%s.", text);
}
