/* What an agenda is made of besides appointments: congés and délai de réflexion of a person, one's absences and working
 * hours, closing days of the agency. */
#include <string.h>

#include "core/acts/act_slot.h"
#include "core/base/json.h"
#include "core/base/text.h"

enum { DAYS_MAX = 366, WEEKDAYS = 7, DAY_MINUTES = 1440 };

/* Fields du, au; a last day left out is the first. */
static bool days_read(const char *from, const char *last, struct date *first_day, struct date *last_day, struct error *e)
{
	if (!input_date(from, "du", "le premier jour", DATE_NONE, first_day, e) ||
	    !input_date(last, "au", "le dernier jour", *first_day, last_day, e))
		return false;
	if (date_compare(*first_day, date_make(1990, 1, 1)) < 0)
		return input_refuse(e, "du", "le premier jour est avant 1990");
	if (date_compare(*last_day, *first_day) < 0)
		return input_refuse(e, "au", "le dernier jour est avant le premier");
	if (date_diff(*last_day, *first_day) >= DAYS_MAX)
		return input_refuse(e, "au", "un an au plus : au-delà, déclarez plusieurs périodes");
	return true;
}

static const char *days_words(struct arena *arena, struct date from, struct date last)
{
	char day[2][24];

	if (date_compare(from, last) == 0)
		return arena_format(arena, "le %s", date_format_day(from, day[0]));
	return arena_format(arena, "du %s au %s", date_format_day(from, day[0]), date_format_day(last, day[1]));
}

static bool withdraw(struct app *a, const char *verb, const char *key, const char *id, const char *label,
                     const char *person, struct error *e)
{
	struct command_draft d;

	if (!act_allowed(a, e))
		return false;
	command_open(&d, a, verb);
	json_string(&d.content, key, id);
	command_send(&d, label, person, false);
	return true;
}

/* --- congés, délai de réflexion ----------------------------------------------------------------------------------- */

bool act_leave_declare(struct app *a, const char *person, const char *kind, const char *from, const char *last_day,
                       const char *text, struct error *e)
{
	const struct input_text text_spec = {"texte", "le texte", kind != NULL && strcmp(kind, "autre") == 0, 500, false};
	struct date first = DATE_NONE, last = DATE_NONE;
	int nature = protected_from_code(kind);
	struct command_draft d;

	if (!act_allowed(a, e))
		return false;
	if (nature < 0)
		return input_refuse(e, "nature", "la nature est conges, reflexion, maladie, emploi, formation ou autre");
	if (!days_read(from, last_day, &first, &last, e) || !input_text_check(&text_spec, text, e))
		return false;
	command_open(&d, a, "conge_declarer");
	command_new_id(&d, "conge_id");
	json_string(&d.content, "identifiant", person);
	json_string(&d.content, "nature", kind);
	json_date(&d.content, "du", first);
	json_date(&d.content, "au", last);
	command_text_if(&d, "texte", text);
	command_send(&d, arena_format(&d.arena, "%s %s, %s", protected_label((enum protected_kind)nature),
	                              act_person_of(a, &d.arena, person), days_words(&d.arena, first, last)), person, true);
	return true;
}

bool act_leave_withdraw(struct app *a, const struct protected_period *p, struct error *e)
{
	struct arena arena = {0};
	const char *label = arena_format(&arena, "%s %s, %s : retiré", protected_label(p->kind),
	                                 act_person_of(a, &arena, p->person), days_words(&arena, p->from, p->to));
	bool sent = withdraw(a, "conge_retirer", "conge_id", p->id, label, p->person, e);

	arena_free(&arena);
	return sent;
}

/* --- absences --------------------------------------------------------------------------------------------------------- */

static const char *absence_words(struct arena *arena, struct period p)
{
	if (p.from.minute == 0 && p.to.minute == 0)
		return days_words(arena, p.from.day, date_add_days(p.to.day, -1));
	if (date_compare(p.from.day, p.to.day) == 0)
		return arena_format(arena, "%s-%02d:%02d", when_words(arena, p.from), p.to.minute / 60, p.to.minute % 60);
	return arena_format(arena, "du %s au %s", when_words(arena, p.from), when_words(arena, p.to));
}

/* Without times: whole days, the last one included. */
static bool absence_read(const char *from_day, const char *from_time, const char *to_day, const char *to_time,
                         struct period *out, struct error *e)
{
	struct date last = DATE_NONE;
	int end = 0;

	if (!input_date(from_day, "debut", "le premier jour", DATE_NONE, &out->from.day, e) ||
	    !input_time(from_time, "debut", "l'heure de début", 0, &out->from.minute, e) ||
	    !input_date(to_day, "fin", "le dernier jour", out->from.day, &last, e) ||
	    !input_time(to_time, "fin", "l'heure de fin", DAY_MINUTES, &end, e))
		return false;
	out->to = moment_add_minutes((struct moment){last, 0}, end);
	if (moment_compare(out->to, out->from) <= 0)
		return input_refuse(e, "fin", "la fin vient après le début");
	if (date_diff(out->to.day, out->from.day) > DAYS_MAX)
		return input_refuse(e, "fin", "un an au plus : au-delà, faites changer le référent");
	return true;
}

bool act_absence_set(struct app *a, const char *from_day, const char *from_time, const char *to_day, const char *to_time,
                     const char *reason, struct error *e)
{
	static const struct input_text reason_spec = {"motif", "le motif", false, 500, false};
	struct command_draft d;
	struct period p;

	if (!act_allowed(a, e) || !absence_read(from_day, from_time, to_day, to_time, &p, e) ||
	    !input_text_check(&reason_spec, reason, e))
		return false;
	command_open(&d, a, "absence_poser");
	command_new_id(&d, "absence_id");
	json_moment(&d.content, "debut", p.from);
	json_moment(&d.content, "fin", p.to);
	command_text_if(&d, "motif", reason);
	command_send(&d, arena_format(&d.arena, "absence %s", absence_words(&d.arena, p)), "", true);
	return true;
}

bool act_absence_withdraw(struct app *a, const struct absence *x, struct error *e)
{
	struct arena arena = {0};
	const char *label = arena_format(&arena, "absence %s : retirée", absence_words(&arena, x->period));
	bool sent = withdraw(a, "absence_retirer", "absence_id", x->id, label, "", e);

	arena_free(&arena);
	return sent;
}

/* --- working hours ------------------------------------------------------------------------------------------------------ */

struct week { struct input_range ranges[WEEKDAYS][INPUT_RANGES_MAX]; int counts[WEEKDAYS]; int total; };

static bool week_read(const char *const days[WEEKDAYS], struct week *w, struct error *e)
{
	static const char *const names[WEEKDAYS] = {"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"};

	w->total = 0;
	for (int i = 0; i < WEEKDAYS; i++) {
		w->counts[i] = input_ranges(days[i], "plages", names[i], w->ranges[i], e);
		if (w->counts[i] < 0)
			return false;
		w->total += w->counts[i];
	}
	return true;
}

static void week_write(struct command_draft *d, const struct week *w)
{
	json_array_open(&d->content, "plages");
	for (int i = 0; i < WEEKDAYS; i++)
		for (int k = 0; k < w->counts[i]; k++) {
			json_open(&d->content);
			json_int(&d->content, "de", i * DAY_MINUTES + w->ranges[i][k].from);
			json_int(&d->content, "a", i * DAY_MINUTES + w->ranges[i][k].to);
			json_close(&d->content);
		}
	json_array_close(&d->content);
}

bool act_hours_set(struct app *a, const char *const days[7], struct error *e)
{
	const struct agenda_facts *g = a->agenda.facts;
	struct command_draft d;
	struct week w;

	if (!act_allowed(a, e) || !week_read(days, &w, e))
		return false;
	if (g == NULL || a->session == NULL || strcmp(g->login, a->session->login) != 0) {
		error_set(e, ERR_NOTHING, "vos horaires actuels ne sont pas encore lus");
		error_set_remedy(e, "ouvrez votre agenda, puis recommencez");
		return false;
	}
	command_open(&d, a, "horaires_definir");
	json_int(&d.content, "version", g->hours_version);
	week_write(&d, &w);
	command_send(&d, w.total == 0 ? "horaires : ceux de l'agence" : "horaires de travail", "", false);
	return true;
}

/* --- closing days ----------------------------------------------------------------------------------------------------- */

static bool supervisor_check(const struct app *a, struct error *e)
{
	if (a->session != NULL && a->session->role == ROLE_SUPERVISOR)
		return true;
	error_set(e, ERR_REFUSED, "les fermetures de l'agence sont réservées au responsable");
	error_set_remedy(e, "demandez-lui");
	return false;
}

bool act_closing_set(struct app *a, const char *from, const char *last_day, const char *reason, struct error *e)
{
	static const struct input_text reason_spec = {"motif", "le motif", true, 200, false};
	struct date first = DATE_NONE, last = DATE_NONE;
	struct command_draft d;

	if (!act_allowed(a, e) || !supervisor_check(a, e) || !days_read(from, last_day, &first, &last, e) ||
	    !input_text_check(&reason_spec, reason, e))
		return false;
	command_open(&d, a, "fermeture_poser");
	command_new_id(&d, "fermeture_id");
	json_date(&d.content, "du", first);
	json_date(&d.content, "au", last);
	command_text(&d, "motif", reason);
	command_send(&d, arena_format(&d.arena, "fermeture de l'agence %s", days_words(&d.arena, first, last)), "", false);
	return true;
}

bool act_closing_withdraw(struct app *a, const struct closing *c, struct error *e)
{
	struct arena arena = {0};
	bool sent;

	if (!act_allowed(a, e) || !supervisor_check(a, e))
		return false;
	sent = withdraw(a, "fermeture_retirer", "fermeture_id", c->id,
	                arena_format(&arena, "fermeture %s : retirée", days_words(&arena, c->from, c->to)), "", e);
	arena_free(&arena);
	return sent;
}
