/* Ma journée: a line put off to a day, or marked done until tomorrow. It hides the line, and settles nothing. */
#include "core/acts/act_slot.h"
#include "core/base/json.h"

enum { PUT_OFF_MAX = 366 };

static void line_send(struct app *a, const char *person, enum reason_code code, struct date until, bool done)
{
	struct command_draft d;
	char day[24];
	const char *name;

	command_open(&d, a, "ligne_reporter");
	json_string(&d.content, "identifiant", person);
	json_string(&d.content, "code", reason_code_name(code));
	json_date(&d.content, "jusqu_au", until);
	json_string(&d.content, "geste", done ? "fait" : "reporte");
	name = act_person_name(a, &d.arena, person);
	command_send(&d, done ? arena_format(&d.arena, "%s : fait pour aujourd'hui (%s)", name, reason_title(code))
	                      : arena_format(&d.arena, "%s : reporté au %s (%s)", name, date_format_day(until, day), reason_title(code)),
	             person, true);
	a->pending->day_only = true;
}

bool act_line_put_off(struct app *a, const char *person, enum reason_code code, const char *until, struct error *e)
{
	struct date day = DATE_NONE;

	if (!act_allowed(a, e) || !input_date(until, "jusqu_au", "le jour du report", DATE_NONE, &day, e))
		return false;
	if (date_compare(day, a->now.day) <= 0)
		return input_refuse(e, "jusqu_au", "on reporte à un jour à venir");
	if (date_diff(day, a->now.day) > PUT_OFF_MAX)
		return input_refuse(e, "jusqu_au", "on reporte d'un an au plus");
	line_send(a, person, code, day, false);
	return true;
}

bool act_line_done(struct app *a, const char *person, enum reason_code code, struct error *e)
{
	if (!act_allowed(a, e))
		return false;
	line_send(a, person, code, date_add_days(a->now.day, 1), true);
	return true;
}
