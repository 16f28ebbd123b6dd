/* A replacement: another counsellor stands in for the référent, on dates, for the portfolio or one person. */
#include <string.h>

#include "core/acts/act_private.h"
#include "core/base/french.h"
#include "core/base/json.h"
#include "core/base/text.h"

enum { DAYS_MAX = 366 }; /* remplacement_duree: an endless one is a change of référent */

static bool days_check(const struct app *a, const struct replacement_new *v, struct date *from, struct date *last,
                       struct error *e)
{
	if (!input_date(v->from, "du", "le premier jour", a->now.day, from, e) ||
	    !input_date(v->last_day, "au", "le dernier jour", DATE_NONE, last, e))
		return false;
	if (date_compare(*from, date_make(1990, 1, 1)) < 0)
		return input_refuse(e, "du", "le premier jour est avant 1990");
	if (date_compare(*last, *from) < 0)
		return input_refuse(e, "au", "le dernier jour est avant le premier");
	if (date_is_set(a->now.day) && date_compare(*last, a->now.day) < 0)
		return input_refuse(e, "au", "le dernier jour est passé");
	if (date_diff(*last, *from) >= DAYS_MAX)
		return input_refuse(e, "au", "un remplacement dure un an au plus : au-delà, changez le référent");
	return true;
}

static const char *replacement_label(struct arena *arena, const struct app *a, const struct replacement_new *v,
                                     struct date from, struct date last)
{
	char day[2][DATE_TEXT];
	const char *whom = v->person[0] != '\0'
		? arena_format(arena, "%s (%s)", app_referent_name(a, arena, v->holder), act_person_name(a, arena, v->person))
		: app_referent_name(a, arena, v->holder);

	return arena_format(arena, "remplacement %s par %s, du %s au %s", french_of(arena, whom),
	                    app_referent_name(a, arena, v->substitute), date_format_numeric(from, day[0]),
	                    date_format_numeric(last, day[1]));
}

bool act_replacement_give(struct app *a, const struct replacement_new *v, struct error *e)
{
	static const struct input_text holder = {"titulaire", "le compte du titulaire", true, 63, false},
	                               substitute = {"remplacant", "le compte du remplaçant", true, 63, false};
	struct date from = DATE_NONE, last = DATE_NONE;
	struct command_draft d;
	char day[DATE_TEXT];

	if (!act_allowed(a, e) || !input_text_check(&holder, v->holder, e) ||
	    !input_text_check(&substitute, v->substitute, e))
		return false;
	if (strcmp(v->holder, v->substitute) == 0)
		return input_refuse(e, "remplacant", "on ne se remplace pas soi-même");
	if (!days_check(a, v, &from, &last, e))
		return false;
	command_open(&d, a, "remplacement_donner");
	command_text(&d, "titulaire", v->holder);
	command_text(&d, "remplacant", v->substitute);
	if (v->person[0] != '\0')
		json_string(&d.content, "identifiant", v->person);
	json_string(&d.content, "du", date_format(from, day));
	json_string(&d.content, "au", date_format(last, day));
	command_send(&d, replacement_label(&d.arena, a, v, from, last), v->person, false);
	return true;
}
