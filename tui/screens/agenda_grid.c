/* The rows of the agenda as entries of the week grid; what is free in a day. */
#include "tui/screens/agenda_private.h"

#include <string.h>

#include "core/views/view.h"
#include "core/base/text.h"

#define DAY_MINUTES 1440
#define QUARTER 15

const char *agenda_word(const struct view_agenda_row *row)
{
	switch (row->kind) {
	case AGENDA_MEETING: return "";
	case AGENDA_ABSENCE: return "absence";
	case AGENDA_CLOSING: return "fermé";
	case AGENDA_HOLIDAY: return "férié";
	case AGENDA_PROPOSAL: return "proposé";
	case AGENDA_PROTECTED: return row->protection != NULL && row->protection->kind == PROTECTED_REFLECTION ? "réflexion" : "congés";
	}
	return "";
}

static int minute_from(const struct view_agenda *v, const struct view_agenda_row *row)
{
	struct date day = v->days[row->day].day;
	return date_compare(row->period.from.day, day) < 0 ? 0 : row->period.from.minute;
}

static int minute_to(const struct view_agenda *v, const struct view_agenda_row *row)
{
	struct date day = v->days[row->day].day;
	int minute = date_compare(row->period.to.day, day) > 0 ? DAY_MINUTES : row->period.to.minute;
	return minute > minute_from(v, row) ? minute : minute_from(v, row) + QUARTER;
}

static bool agenda_whole_day(const struct view_agenda_row *row)
{
	return row->kind == AGENDA_HOLIDAY || row->kind == AGENDA_CLOSING || row->kind == AGENDA_PROTECTED ||
	       (row->kind == AGENDA_ABSENCE && strchr(row->hours, ':') == NULL); /* « journée » */
}

static enum ink entry_ink(const struct view_agenda_row *row)
{
	if (row->kind != AGENDA_MEETING)
		return INK_DIM;
	return row->mark[0] == '!' ? INK_RED : row->mark[0] == '~' ? INK_ORANGE : row->mark[0] == 'x' ? INK_DIM : INK_PLAIN;
}

static const char *entry_mark(const struct view_agenda_row *row)
{
	return row->kind == AGENDA_PROPOSAL ? "?" : row->kind == AGENDA_MEETING ? row->mark : "";
}

static struct week_entry entry_of(struct arena *arena, const struct view_agenda *v, const struct view_agenda_row *row)
{
	const char *word = agenda_word(row);
	bool named = row->kind == AGENDA_PROPOSAL || row->kind == AGENDA_HOLIDAY; /* « Noël » says enough in a narrow column */
	const char *text = word[0] == '\0' ? row->name : row->name[0] == '\0' ? word
	                   : named ? row->name : arena_format(arena, "%s %s", word, row->name);
	return (struct week_entry){
		.day = row->day, .from = minute_from(v, row), .to = minute_to(v, row), .whole_day = agenda_whole_day(row),
		.text = text, .mark = entry_mark(row), .ink = entry_ink(row),
	};
}

/* --- what is free -------------------------------------------------------------------------------------------- */

/* The counsellor's own time, whoever the agenda was asked for: the person's congés and busy hours are left out. */
static struct agenda_facts own_facts(const struct agenda_facts *facts)
{
	struct agenda_facts own = *facts;
	own.person = "";
	own.person_busy_count = own.protection_count = 0;
	return own;
}

static bool in_hours(const struct agenda_facts *facts, struct moment from)
{
	int minute = moment_minute_of_week(from);
	for (size_t i = 0; i < facts->hours_count; i++)
		if (facts->hours[i].from <= minute && minute + QUARTER <= facts->hours[i].to)
			return true;
	return false;
}

/* One quarter after the other, from midnight: enum week_quarter. */
static void agenda_quarters(const struct app *a, const struct view_agenda *v, int day, unsigned char out[WEEK_QUARTERS])
{
	memset(out, QUARTER_CLOSED, WEEK_QUARTERS);
	if (a->agenda.facts == NULL || a->session == NULL)
		return;
	struct agenda_facts own = own_facts(a->agenda.facts);
	for (int i = 0; i < WEEK_QUARTERS; i++) {
		struct moment from = {v->days[day].day, i * QUARTER};
		struct booking b = {.period = {from, moment_add_minutes(from, QUARTER)}, .except = ""};
		if (!in_hours(&own, from))
			continue;
		enum booking_refusal r = booking_check(&own, app_rules(a)->local, a->session->department, app_today(a), &b);
		out[i] = r == BOOKING_OK ? QUARTER_FREE : QUARTER_OPEN;
	}
}

const char *agenda_free_ranges(struct arena *arena, const struct app *a, const struct view_agenda *v, int day, int least)
{
	unsigned char quarters[WEEK_QUARTERS + 1] = {0};
	const char *text = "";
	int from = -1;
	agenda_quarters(a, v, day, quarters); /* the last one stays closed: the end */
	for (int i = 0; i <= WEEK_QUARTERS; i++) {
		bool is_free = quarters[i] == QUARTER_FREE;
		if (is_free && from < 0)
			from = i * QUARTER;
		if (is_free || from < 0)
			continue;
		int to = i * QUARTER;
		if (to - from >= least)
			text = arena_format(arena, "%s%s%02d:%02d-%02d:%02d", text, text[0] != '\0' ? ", " : "", from / 60, from % 60, to / 60, to % 60);
		from = -1;
	}
	return text;
}

/* --- the grid ------------------------------------------------------------------------------------------------ */

struct week_grid agenda_grid(struct arena *arena, const struct app *a, const struct view_agenda *v, int rows, int columns)
{
	struct week_entry *entries = arena_array(arena, v->count, sizeof *entries);
	struct week_input *in = arena_alloc(arena, sizeof *in);
	in->day_count = v->day_count;
	in->first_minute = v->first_minute;
	in->last_minute = v->last_minute;
	for (int day = 0; day < v->day_count; day++) {
		in->days[day].title = v->days[day].title;
		in->days[day].is_today = v->days[day].is_today;
		agenda_quarters(a, v, day, in->days[day].quarters);
	}
	for (size_t i = 0; i < v->count; i++)
		entries[i] = entry_of(arena, v, &v->rows[i]);
	in->entries = entries;
	in->count = v->count;
	return week_grid_build(arena, in, rows, columns);
}
