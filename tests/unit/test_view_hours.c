/* Heures as a screen and its twin show them: the grid, the figures, 26 weeks, why. The office of 2026-11-20. */
#include <criterion/criterion.h>
#include <string.h>

#include "core/views/view_hours.h"
#include "tests/support/office_engagements.h"

static struct office o;
static struct arena arena;

static void setup(void)
{
	office_open(&o, ROLE_COUNSELLOR);
}

static void teardown(void)
{
	arena_free(&arena);
	office_close(&o);
}

TestSuite(view_hours, .init = setup, .fini = teardown);

Test(view_hours, waits_for_what_was_asked)
{
	struct view_hours v = view_hours(&arena, &o.app, DATE_NONE);

	cr_assert_eq(v.state, LOAD_NEVER);
	view_hours_load(&o.app, "AAAAAA", DATE_NONE);
	v = view_hours(&arena, &o.app, DATE_NONE);
	cr_assert_str_eq(v.empty, "Lecture des heures…");
	cr_assert_str_eq(v.themes[8].label, "Créer son entreprise", "the grid can be painted meanwhile");
}

Test(view_hours, asks_for_26_weeks_once)
{
	const struct request *r;

	view_hours_load(&o.app, "AAAAAA", DATE_NONE);
	r = memory_port_last(o.port, REQUEST_HOURS);
	cr_assert_not_null(r);
	cr_assert_eq(r->from.days, date_make(2026, 5, 25).days);
	cr_assert_eq(r->to.days, date_make(2026, 11, 16).days);
	view_hours_load(&o.app, "AAAAAA", date_make(2026, 9, 1));
	cr_assert_eq(memory_port_count(o.port, REQUEST_HOURS), 1, "those weeks are there");
	view_hours_load(&o.app, "AAAAAA", date_make(2026, 5, 20));
	r = memory_port_last(o.port, REQUEST_HOURS);
	cr_assert_eq(r->to.days, date_make(2026, 5, 18).days, "an older week brings the 26 before it");
	view_hours_load(&o.app, "BBBBBB", DATE_NONE);
	cr_assert_eq(memory_port_count(o.port, REQUEST_HOURS), 3, "another person");
}

Test(view_hours, week_by_theme_and_day)
{
	struct view_hours v;

	office_open_hours(&o);
	v = view_hours(&arena, &o.app, DATE_NONE);
	cr_assert_str_eq(v.heading, "BERNARD Aïcha · CE · objectif 18h par semaine (contrat)");
	cr_assert_str_eq(v.title, "Semaine 47 · 16 au 22 nov. 2026");
	cr_assert_str_eq(v.days[0].title, "lun. 16");
	cr_assert(v.days[4].is_today);
	cr_assert(v.days[5].to_come);
	cr_assert_not(v.days[4].to_come);
	cr_assert_str_eq(v.themes[3].days[0].text, "4h ?", "declared on Monday, not validated");
	cr_assert_eq(v.themes[3].days[0].count, 1);
	cr_assert_str_eq(v.themes[3].total, "4h");
	cr_assert_str_eq(v.days[2].total, "5h");
	cr_assert_str_eq(v.summary, "0h validées sur 18h · 9h à valider · reste 18h");
	cr_assert_eq(v.to_validate_count, 2);
	cr_assert_str_eq(v.declared, "9h");
}

/* rules.md L8: a declared hour is not counted as late validation against the person; the target is that of the day. */
Test(view_hours, past_weeks_keep_their_target)
{
	struct view_hours v;

	office_open_hours(&o);
	v = view_hours(&arena, &o.app, date_make(2026, 10, 14));
	cr_assert_str_eq(v.title, "Semaine 42 · 12 au 18 oct. 2026");
	cr_assert_str_eq(v.target, "8h");
	cr_assert_str_eq(v.dispensation, "dérogation : 8h par semaine jusqu'au 25/10/2026, crèche fermée");
	cr_assert_str_eq(v.summary, "15h validées sur 8h · objectif atteint");
	cr_assert_eq(v.week_count, HOURS_WEEKS, "the plot does not move");
	v = view_hours(&arena, &o.app, date_make(2026, 7, 8));
	cr_assert_str_eq(v.absent, "5 jours d'absence : objectif 0h au lieu de 10h");
	cr_assert_str_eq(v.days[2].note, "maladie");
	v = view_hours(&arena, &o.app, date_make(2026, 9, 2));
	cr_assert_str_eq(v.target, "non fixé", "the passage to the CE cuts this week");
	cr_assert_str_eq(v.rest, "");
}

Test(view_hours, bounds_of_what_may_be_shown)
{
	struct view_hours v;

	office_open_hours(&o);
	v = view_hours(&arena, &o.app, date_make(2027, 1, 1));
	cr_assert_eq(v.monday.days, date_make(2026, 11, 16).days, "no week to come");
	v = view_hours(&arena, &o.app, date_make(2020, 1, 1));
	cr_assert_eq(v.monday.days, date_make(2026, 5, 25).days, "no week that is not loaded");
}

Test(view_hours, plot_of_26_weeks)
{
	struct view_hours v;

	office_open_hours(&o);
	v = view_hours(&arena, &o.app, DATE_NONE);
	cr_assert_eq(v.week_count, 26);
	cr_assert_str_eq(v.weeks[0].code, "2026-W22");
	cr_assert_str_eq(v.weeks[25].label, "S47");
	cr_assert_str_eq(v.weeks[25].mark, "?", "to be validated, not short: it is not over");
	cr_assert_eq(v.weeks[25].declared_permille, 500);
	cr_assert_eq(v.weeks[25].permille, 0);
	cr_assert_str_eq(v.weeks[24].mark, "!", "15 hours declared of 18");
	cr_assert_str_eq(v.weeks[0].mark, "✓");
	cr_assert_str_eq(v.weeks[0].text, "15h/10h");
	cr_assert_not_null(strstr(v.sentence, "26 semaines : objectif atteint"), "%s", v.sentence);
	cr_assert_not_null(strstr(v.sentence, "2 semaines à valider"), "%s", v.sentence);
}

Test(view_hours, absences_and_dispensations_newest_first)
{
	struct view_hours v;

	office_open_hours(&o);
	v = view_hours(&arena, &o.app, DATE_NONE);
	cr_assert_eq(v.line_count, 3);
	cr_assert_str_eq(v.lines[0].label, "dérogation");
	cr_assert_str_eq(v.lines[0].raw, "480;2026-10-12;2026-10-25;crèche fermée");
	cr_assert_str_eq(v.lines[1].label, "congés");
	cr_assert_str_eq(v.lines[2].text, "du 06/07/2026 au 10/07/2026, arrêt de travail");
	cr_assert_not_null(v.lines[2].protection);
	cr_assert_eq(v.dispensation_count, 1);
}

static bool why_says(const struct view_why *w, const char *words)
{
	for (size_t i = 0; i < w->count; i++)
		if (strstr(w->lines[i], words) != NULL)
			return true;
	return false;
}

Test(view_hours, why_tells_the_target_and_its_proration)
{
	struct view_hours v;
	struct view_why w;

	office_open_hours(&o);
	v = view_hours(&arena, &o.app, date_make(2026, 8, 5));
	w = view_why_hours(&arena, &o.app, &v);
	cr_assert(why_says(&w, "Objectif : 10h par semaine (contrat)"));
	cr_assert(why_says(&w, "Absences : 5 jours sur 5 : 10h × (5 − 5) / 5 = 0h"));
	cr_assert(why_says(&w, "Règle : "), "the rule is named with its source");
	v = view_hours(&arena, &o.app, date_make(2026, 9, 2));
	w = view_why_hours(&arena, &o.app, &v);
	cr_assert(why_says(&w, "non fixé : aucune semaine n'est courte"));
}

Test(view_hours, words_and_cells)
{
	cr_assert_str_eq(hours_words(&arena, 0), "0h");
	cr_assert_str_eq(hours_words(&arena, 45), "45 min");
	cr_assert_str_eq(hours_words(&arena, 750), "12h30");
	cr_assert_str_eq(hours_cell(&arena, 720, 900, true), "12/15");
	cr_assert_str_eq(hours_cell(&arena, 750, 900, true), "12h30/15");
	cr_assert_str_eq(hours_cell(&arena, 0, 0, false), "–");
	cr_assert_str_eq(hours_cell(&arena, 180, 0, false), "–", "silence is shown, never filled");
}
