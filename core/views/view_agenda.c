/* A week of one counsellor: days, rows by time, what is free. The rows: view_agenda_rows.c. */
#include "core/views/view_agenda.h"

#include <stdlib.h>
#include <string.h>

#include "core/views/view_agenda_private.h"
#include "core/views/view_private.h"
#include "core/base/french.h"
#include "core/base/text.h"

/* --- title --------------------------------------------------------------------------------------------------------- */

static const char *week_title(struct arena *arena, const struct view_agenda *v)
{
	return view_week_title(arena, v->days[0].day, v->days[v->day_count - 1].day);
}

static const char *agenda_owner(struct arena *arena, const struct app *a)
{
	const struct agenda_model *m = &a->agenda;

	if (m->login[0] == '\0' || (a->session != NULL && strcmp(m->login, a->session->login) == 0))
		return "mon agenda";
	if (m->facts == NULL || m->facts->name[0] == '\0')
		return text_safe(arena, arena_format(arena, "agenda de %s", m->login));
	return arena_format(arena, "agenda %s", french_of(arena, m->facts->name));
}

/* --- rows ---------------------------------------------------------------------------------------------------------------- */

static int row_compare(const void *left, const void *right)
{
	const struct view_agenda_row *a = left, *b = right;
	int by = moment_compare(a->period.from, b->period.from);

	if (by == 0)
		by = moment_compare(b->period.to, a->period.to); /* the longest first: what holds the others */
	return by != 0 ? by : (int)a->kind - (int)b->kind;
}

/* The week that is asked for is in what was read. */
static bool week_is_known(const struct app *a, struct date monday)
{
	const struct agenda_facts *g = a->agenda.facts;

	return g != NULL && a->session != NULL && date_compare(g->from, monday) <= 0 &&
	       date_compare(date_add_days(monday, 4), g->to) <= 0;
}

static void rows_filter(struct view_agenda *v, const struct agenda_rows *r, const char *folded)
{
	v->rows = r->items;
	for (size_t i = 0; i < r->count; i++)
		if (view_matches(r->items[i].folded, folded))
			v->rows[v->count++] = r->items[i];
	for (size_t i = 0; i < v->count; i++) {
		struct view_agenda_day *d = &v->days[v->rows[i].day];

		if (d->count++ == 0)
			d->first = i;
	}
}

/* --- days ---------------------------------------------------------------------------------------------------------------- */

static void days_name(struct arena *arena, const struct app *a, struct view_agenda *v, struct date monday)
{
	for (int i = 0; i < 7; i++) {
		struct date d = date_add_days(monday, i);
		char text[24];

		v->days[i] = (struct view_agenda_day){.day = d, .title = arena_strdup(arena, date_format_day(d, text)), .note = "",
		                                      .is_today = date_compare(d, a->now.day) == 0};
	}
}

/* What makes the day no working day, said once: holiday, closing, absence of the whole day. */
static void days_judge(struct view_agenda *v, const struct agenda_rows *r)
{
	for (size_t i = 0; i < r->facts->hours_count; i++)
		v->days[r->facts->hours[i].from / AGENDA_DAY_MINUTES].works = true;
	for (size_t i = r->count; i > 0; i--) {
		const struct view_agenda_row *row = &r->items[i - 1];
		struct view_agenda_day *d = &v->days[row->day];
		bool closed = row->kind == AGENDA_HOLIDAY || row->kind == AGENDA_CLOSING ||
		              (row->kind == AGENDA_ABSENCE && strcmp(row->hours, "journée") == 0);

		if (closed) {
			d->works = false;
			d->note = row->name;
		}
	}
}

/* Saturday and Sunday when somebody works or something but a holiday stands there. */
static void days_count(struct view_agenda *v, const struct agenda_rows *r)
{
	v->day_count = 5;
	for (int i = 5; i < 7; i++)
		if (v->days[i].works)
			v->day_count = i + 1;
	for (size_t i = 0; i < r->count; i++)
		if ((r->items[i].kind == AGENDA_MEETING || r->items[i].kind == AGENDA_PROPOSAL) && r->items[i].day >= v->day_count)
			v->day_count = r->items[i].day + 1;
}

static void minutes_widen(struct view_agenda *v, int from, int to)
{
	if (from < v->first_minute)
		v->first_minute = from;
	if (to > v->last_minute)
		v->last_minute = to;
}

static void minutes_bound(struct view_agenda *v, const struct agenda_rows *r)
{
	v->first_minute = AGENDA_DAY_MINUTES;
	v->last_minute = 0;
	for (size_t i = 0; i < r->facts->hours_count; i++) {
		int from = r->facts->hours[i].from % AGENDA_DAY_MINUTES;

		minutes_widen(v, from, from + r->facts->hours[i].to - r->facts->hours[i].from);
	}
	for (size_t i = 0; i < r->count; i++) {
		struct period p = r->items[i].period;

		if (r->items[i].kind == AGENDA_MEETING || r->items[i].kind == AGENDA_PROPOSAL)
			minutes_widen(v, p.from.minute, p.from.minute + period_minutes(p));
	}
	if (v->first_minute >= v->last_minute) {
		v->first_minute = 8 * 60;
		v->last_minute = 18 * 60;
	}
	if (v->last_minute > AGENDA_DAY_MINUTES)
		v->last_minute = AGENDA_DAY_MINUTES;
}

/* --- summary --------------------------------------------------------------------------------------------------------------- */

static void week_mark(bool week[WEEK_MINUTES], int from, int to, bool value)
{
	for (int i = from < 0 ? 0 : from; i < to && i < WEEK_MINUTES; i++)
		week[i] = value;
}

/* Minutes of the hours still to come of that week, without what takes them. */
static int free_minutes(const struct agenda_rows *r, struct moment now)
{
	bool week[WEEK_MINUTES] = {false};
	int count = 0, gone = date_diff(now.day, r->monday);

	for (size_t i = 0; i < r->facts->hours_count; i++)
		week_mark(week, r->facts->hours[i].from, r->facts->hours[i].to, true);
	for (size_t i = 0; i < r->count; i++) {
		const struct view_agenda_row *row = &r->items[i];
		int from = row->day * AGENDA_DAY_MINUTES + row->period.from.minute;

		if (row->kind != AGENDA_PROTECTED && row->kind != AGENDA_PROPOSAL && row->mark[0] != 'x')
			week_mark(week, from, from + period_minutes(row->period), false);
	}
	if (gone >= 0)
		week_mark(week, 0, gone < 7 ? gone * AGENDA_DAY_MINUTES + now.minute : WEEK_MINUTES, false);
	for (int i = 0; i < WEEK_MINUTES; i++)
		count += week[i];
	return count;
}

static const char *week_summary(struct arena *arena, const struct agenda_rows *r)
{
	size_t given = 0, unknown = 0, open = 0, to_move = 0;
	int left = free_minutes(r, r->app->now);
	const char *words;

	for (size_t i = 0; i < r->count; i++)
		if (r->items[i].kind == AGENDA_MEETING &&
		    (r->items[i].day == 0 || moment_compare(r->items[i].meeting->period.from, r->items[i].period.from) == 0)) {
			given += r->items[i].mark[0] != 'x';
			unknown += r->items[i].mark[0] == '!';
			to_move += r->items[i].to_move;
			open += r->items[i].mark[0] == '~' && !r->items[i].to_move;
		}
	words = arena_format(arena, "%zu RDV", given);
	if (unknown > 0)
		words = arena_format(arena, "%s · %zu sans issue", words, unknown);
	if (open > 0)
		words = arena_format(arena, "%s · %zu sans conclusion", words, open);
	if (to_move > 0)
		words = arena_format(arena, "%s · %zu à déplacer", words, to_move);
	if (left > 0)
		words = left % 60 == 0 ? arena_format(arena, "%s · %d h libre%s", words, left / 60, left >= 120 ? "s" : "")
		                       : arena_format(arena, "%s · %d h %02d libre%s", words, left / 60, left % 60, left >= 120 ? "s" : "");
	return words;
}

/* --- the whole ------------------------------------------------------------------------------------------------------------- */

static const char *week_empty(struct arena *arena, const struct app *a, const struct view_agenda *v, bool known,
                              const char *filter)
{
	if (!known)
		return view_waiting(arena, &a->agenda.m, "de l'agenda");
	if (v->count > 0)
		return "";
	if (!filter[strspn(filter, " ")])
		return "Rien à l'agenda cette semaine";
	return text_safe(arena, arena_format(arena, "Aucune ligne ne répond à « %s » : effacez le filtre", filter));
}

struct view_agenda view_agenda(struct arena *arena, const struct app *a, struct date monday, const char *filter, bool cancelled)
{
	struct view_agenda v = {.state = a->agenda.m.state, .day_count = 5, .first_minute = 8 * 60, .last_minute = 18 * 60,
	                        .title = "", .summary = "", .empty = ""};
	struct agenda_rows r = {.arena = arena, .app = a, .facts = a->agenda.facts, .monday = date_week_start(monday),
	                        .cancelled = cancelled};
	bool known = week_is_known(a, r.monday);

	filter = filter != NULL ? filter : "";
	v.owner = agenda_owner(arena, a);
	if (!date_is_set(r.monday)) {
		v.empty = view_waiting(arena, &a->agenda.m, "de l'agenda");
		return v;
	}
	date_iso_week(r.monday, &v.year, &v.week);
	days_name(arena, a, &v, r.monday);
	if (known) {
		agenda_rows_collect(&r);
		if (r.count > 1)
			qsort(r.items, r.count, sizeof *r.items, row_compare);
		days_judge(&v, &r);
		days_count(&v, &r);
		minutes_bound(&v, &r);
		v.summary = week_summary(arena, &r);
		rows_filter(&v, &r, text_fold(arena, filter));
	}
	v.title = week_title(arena, &v);
	v.empty = week_empty(arena, a, &v, known, filter);
	return v;
}
