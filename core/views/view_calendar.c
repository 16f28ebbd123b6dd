/* The training drawn against rights: months, rights, the course covered or not, income lines; each column is some days. */
#include <string.h>

#include "core/base/strbuf.h"
#include "core/base/text.h"
#include "core/training/funding.h"
#include "core/views/view_training_private.h"

struct drawing {
	struct arena *arena;
	const struct app *app;
	const struct training_file *f;
	struct runway runway;
	struct date from, to;
	int columns;
};

static int column_of(const struct drawing *d, struct date day)
{
	int span = date_diff(d->to, d->from) + 1;

	return (int)((int64_t)date_diff(day, d->from) * d->columns / span);
}

/* The first and the last day of a column; both are days of the calendar even when several columns share one. */
static struct date column_first(const struct drawing *d, int column)
{
	int span = date_diff(d->to, d->from) + 1;

	return date_add_days(d->from, (int)((int64_t)column * span / d->columns));
}

static struct date column_last(const struct drawing *d, int column)
{
	struct date first = column_first(d, column), next = column_first(d, column + 1);

	return date_compare(next, first) > 0 ? date_add_days(next, -1) : first;
}

/* --- what a day is ------------------------------------------------------------------------------------------------- */

static bool within(struct date day, struct date from, struct date to)
{
	return date_is_set(from) && date_compare(from, day) <= 0 && date_compare(to, day) >= 0; /* to DATE_NONE sorts after every day */
}

/* An allowance noted for that day; without any under this regime, the regime until the end of rights. */
static bool day_has_rights(const struct drawing *d, struct date day)
{
	const struct person_facts *p = &d->f->person;

	for (size_t i = 0; i < d->f->allowance_count; i++)
		if (within(day, d->f->allowances[i].from, d->f->allowances[i].to))
			return true;
	return !d->f->request.has_rights && !date_is_set(d->f->request.rights_ended) && date_is_set(d->runway.rights_end) && within(day, p->regime_from, d->runway.rights_end);
}

static bool day_has_income(const struct drawing *d, struct date day, bool granted)
{
	for (size_t i = 0; i < d->f->line_count; i++) {
		const struct funding_line *l = &d->f->lines[i];
		bool pays = l->state == LINE_GRANTED || (!granted && l->state == LINE_ASKED);

		if (l->cost == COST_INCOME && pays && within(day, l->from, l->to))
			return true;
	}
	return false;
}

/* CALENDAR_KIND_COUNT: not a day of the course. */
static enum calendar_kind training_day(const struct drawing *d, struct date day)
{
	if (!within(day, d->f->request.starts, d->runway.training_end))
		return CALENDAR_KIND_COUNT;
	if (day_has_income(d, day, true) || (date_is_set(d->runway.rights_end) && date_compare(day, d->runway.rights_end) <= 0))
		return CALENDAR_COVERED;
	return date_is_set(d->runway.rights_end) ? CALENDAR_UNCOVERED : CALENDAR_UNKNOWN;
}

static enum calendar_kind rights_day(const struct drawing *d, struct date day)
{
	return day_has_rights(d, day) ? CALENDAR_RIGHTS : CALENDAR_KIND_COUNT;
}

static enum calendar_kind relay_day(const struct drawing *d, struct date day)
{
	return day_has_income(d, day, false) ? CALENDAR_RELAY : CALENDAR_KIND_COUNT;
}

/* --- tracks -------------------------------------------------------------------------------------------------------- */

typedef enum calendar_kind (*day_kind)(const struct drawing *d, struct date day);

/* One day without cover is seen, however many days a column holds. */
static enum calendar_kind column_kind(const struct drawing *d, day_kind kind_of, int column)
{
	enum calendar_kind kind = CALENDAR_KIND_COUNT;
	struct date last = column_last(d, column);

	for (struct date day = column_first(d, column); date_compare(day, last) <= 0; day = date_add_days(day, 1)) {
		enum calendar_kind k = kind_of(d, day);

		if (k == CALENDAR_UNCOVERED)
			return k;
		if (k != CALENDAR_KIND_COUNT)
			kind = k;
	}
	return kind;
}

static struct view_track track_make(const struct drawing *d, const char *label, day_kind kind_of)
{
	static const char *const glyphs[CALENDAR_KIND_COUNT + 1] = {"█", "▓", "░", "·", "▒", " "};
	struct view_track t = {.label = label};
	struct strbuf cells = {0};

	t.segments = arena_array(d->arena, (size_t)d->columns, sizeof *t.segments);
	for (int c = 0; c < d->columns; c++) {
		enum calendar_kind k = column_kind(d, kind_of, c);

		strbuf_add(&cells, glyphs[k]);
		if (k == CALENDAR_KIND_COUNT)
			continue;
		if (t.count > 0 && t.segments[t.count - 1].kind == k && t.segments[t.count - 1].last == c - 1)
			t.segments[t.count - 1].last = c;
		else
			t.segments[t.count++] = (struct view_segment){k, c, c};
	}
	t.cells = arena_strdup(d->arena, strbuf_str(&cells));
	strbuf_free(&cells);
	return t;
}

/* --- scale --------------------------------------------------------------------------------------------------------- */

static void spaces_add(struct strbuf *b, int count)
{
	for (int i = 0; i < count; i++)
		strbuf_add(b, " ");
}

/* January is named by its year. */
static const char *month_name(struct arena *arena, int year, int month)
{
	static const char *const names[] = {"", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."};

	return month == 1 ? arena_format(arena, "%d", year) : names[month - 1];
}

/* Each month where it begins, when there is room before the next one named. */
static const char *scale_words(const struct drawing *d)
{
	struct strbuf b = {0};
	const char *words;
	int at = 0, year, month, day;

	date_split(d->from, &year, &month, &day);
	for (struct date first = d->from; date_compare(first, d->to) <= 0;) {
		const char *name = month_name(d->arena, year, month);
		int column = column_of(d, first), width = text_width(name);

		if (column >= at && column + width <= d->columns) {
			spaces_add(&b, column - at);
			strbuf_add(&b, name);
			spaces_add(&b, column + width < d->columns);
			at = column + width + (column + width < d->columns);
		}
		year += month == 12;
		month = month % 12 + 1;
		first = date_make(year, month, 1);
	}
	spaces_add(&b, d->columns - at);
	words = arena_strdup(d->arena, strbuf_str(&b));
	strbuf_free(&b);
	return words;
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

/* From the first of the month of today or of the course, whichever comes first, to the later of both ends. */
static void drawing_bounds(struct drawing *d)
{
	struct date first = date_earliest(d->f->request.starts, d->app->now.day);
	int year, month, day;

	date_split(first, &year, &month, &day);
	d->from = date_make(year, month, 1);
	d->to = date_latest(date_latest(d->runway.training_end, d->runway.rights_end), d->app->now.day);
	if (date_diff(d->to, d->runway.training_end) > 366) /* rights without end in sight: the course must stay visible */
		d->to = date_latest(date_add_days(d->runway.training_end, 366), d->app->now.day);
}

struct view_calendar view_calendar(struct arena *arena, const struct app *a, int columns)
{
	enum { COLUMNS_MIN = 12 };
	struct view_calendar v = {.columns = columns < COLUMNS_MIN ? COLUMNS_MIN : columns, .today = -1, .from = DATE_NONE, .to = DATE_NONE,
	                          .scale = "", .sentence = "", .empty = ""};
	struct drawing d = {.arena = arena, .app = a, .f = a->training.file, .columns = v.columns};

	if (a->training.file == NULL || a->training.judged.facts == NULL) {
		v.empty = view_waiting(arena, &a->training.m, "de la demande");
		return v;
	}
	d.runway = training_runway_of(a);
	v.sentence = training_runway_sentence(arena, &d.f->request, &d.runway);
	if (!date_is_set(d.f->request.starts) || !date_is_set(d.runway.training_end)) {
		v.empty = "dates de la formation non fixées";
		return v;
	}
	drawing_bounds(&d);
	v.from = d.from;
	v.to = d.to;
	v.today = column_of(&d, a->now.day);
	v.scale = scale_words(&d);
	v.tracks[v.count++] = track_make(&d, "Droits", rights_day);
	v.tracks[v.count++] = track_make(&d, "Formation", training_day);
	v.tracks[v.count++] = track_make(&d, "Relais", relay_day);
	return v;
}
