/* What is asked for: raising a training request, correcting it, its project, its preconditions (rules.md T1, T2). */
#include <string.h>

#include "core/acts/act_training.h"
#include "core/base/calendar.h"
#include "core/base/french.h"
#include "core/base/text.h"

static const struct input_text title_text = {"intitule", "l'intitulé de la formation", true, 300, false};
static const struct input_text body_text = {"organisme", "l'organisme", false, 200, false};
static const struct input_text place_text = {"lieu", "le lieu", false, 100, false};
static const struct input_text said_text = {"texte", "le texte", false, 2000, true};
static const struct input_text met_text = {"texte", "le texte", false, 1000, true};

/* What a form says of the course, read; 0 and DATE_NONE: non fixé. */
struct course { int minutes, weekly; struct date starts, ends; };

static const char *text_or_empty(const char *s)
{
	return s == NULL ? "" : s;
}

/* --- what is known of a course ------------------------------------------------------------------------------------ */

/* As input_course_length() reads it again. */
static const char *typed_minutes(struct arena *arena, int minutes)
{
	if (minutes <= 0)
		return "";
	return minutes % 60 == 0 ? arena_format(arena, "%d", minutes / 60) : arena_format(arena, "%dh%02d", minutes / 60, minutes % 60);
}

struct training_details training_details_of(struct arena *arena, const struct course_session *s)
{
	return (struct training_details){
		.session = s->id, .title = s->title, .trade = s->trade, .aim = s->aim, .body = s->body, .place = s->place,
		.basin = s->basin, .hours = typed_minutes(arena, s->minutes), .weekly = typed_minutes(arena, s->weekly),
		.from = french_day(arena, s->starts, ""), .last_day = french_day(arena, s->ends, "")};
}

struct training_details training_details_from(struct arena *arena, const struct training *t)
{
	return (struct training_details){
		.session = t->session, .title = t->title, .trade = t->trade, .aim = t->aim, .body = t->body, .place = t->place,
		.basin = t->basin, .hours = typed_minutes(arena, t->minutes), .weekly = typed_minutes(arena, t->weekly),
		.from = french_day(arena, t->starts, ""), .last_day = french_day(arena, t->ends, "")};
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

/* A letter from A to N and four digits, as the ROME has them. */
static bool trade_check(const char *trade, struct error *e)
{
	const char *s = text_or_empty(trade);
	bool right = s[0] >= 'A' && s[0] <= 'N' && strlen(s) == 5 && strspn(s + 1, "0123456789") == 4;

	return *s == '\0' || right || input_refuse(e, "rome", "le métier est un code ROME : une lettre de A à N et quatre chiffres, par exemple H2913");
}

static bool basin_check(const char *basin, struct error *e)
{
	return input_blank(basin) || department_is_known(basin) ||
	       input_refuse(e, "departement", "le département est à écrire 01 à 95, 2A, 2B ou 971 à 976");
}

static bool codes_check(const struct training_details *v, struct error *e)
{
	if (!trade_check(v->trade, e))
		return false;
	if (!input_blank(v->aim) && !code_label_known(training_aims, v->aim))
		return act_code_refuse(training_aims, "objectif", "l'objectif", e);
	return basin_check(v->basin, e);
}

static bool length_read(const char *s, const char *field, const char *label, int *minutes, struct error *e)
{
	if (!input_course_length(s, field, label, minutes, e))
		return false;
	return *minutes >= 0 || act_rule_refuse(e, "formation_heures", field, "laissez vide ce qui n'est pas fixé",
	                                         "une formation dure au moins une minute, et 10 000 heures au plus");
}

static bool weekly_read(const char *s, int *weekly, struct error *e)
{
	if (!input_course_length(s, "rythme", "le rythme par semaine", weekly, e))
		return false;
	if (*weekly < 0)
		return act_rule_refuse(e, "formation_rythme", "rythme", "corrigez le rythme, ou laissez-le vide s'il n'est pas fixé",
		                       "le rythme va d'une minute à une semaine par semaine");
	return *weekly <= WEEK_MINUTES || input_refuse(e, "rythme", "le rythme par semaine est trop long : %d heures au plus", WEEK_MINUTES / 60);
}

/* A session of the catalogue brings its title with it when the request begins. */
static bool course_read(const struct training_details *v, bool begins, struct course *c, struct error *e)
{
	const struct input_text title = {title_text.field, title_text.label, !begins || input_blank(v->session), title_text.max, title_text.lines};

	return input_text_check(&title, v->title, e) && codes_check(v, e) && input_text_check(&body_text, v->body, e) &&
	       input_text_check(&place_text, v->place, e) && length_read(v->hours, "heures", "la durée", &c->minutes, e) &&
	       weekly_read(v->weekly, &c->weekly, e) &&
	       training_bounds_read(&training_course_bounds, v->from, v->last_day, &c->starts, &c->ends, e);
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

static void minutes_write(struct command_draft *d, const char *key, int minutes, bool all)
{
	if (minutes > 0)
		json_int(&d->content, key, minutes);
	else if (all)
		json_string(&d->content, key, NULL);
}

static void day_write(struct command_draft *d, const char *key, struct date day, bool all)
{
	if (all || date_is_set(day))
		json_date(&d->content, key, day);
}

/* all: what is left out is taken away, as a correction does. */
static void course_write(struct command_draft *d, const struct training_details *v, const struct course *c, bool all)
{
	const struct { const char *key, *value; } texts[] = {
		{"intitule", v->title}, {"rome", v->trade}, {"objectif", v->aim}, {"organisme", v->body}, {"lieu", v->place},
		{"departement", v->basin}};

	if (!input_blank(v->session))
		json_string(&d->content, "session_id", v->session);
	else if (all)
		json_string(&d->content, "session_id", NULL);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (all || !input_blank(texts[i].value))
			command_text(d, texts[i].key, text_or_empty(texts[i].value));
	minutes_write(d, "minutes", c->minutes, all);
	minutes_write(d, "rythme_minutes", c->weekly, all);
	day_write(d, "debut", c->starts, all);
	day_write(d, "fin", c->ends, all);
}

/* --- the acts ----------------------------------------------------------------------------------------------------- */

bool act_training_raise(struct app *a, const char *person, const struct training_details *v, const char *on, const char *text,
                        struct error *e)
{
	struct date day = DATE_NONE;
	struct command_draft d;
	struct course c;

	if (!act_allowed(a, e) || !course_read(v, true, &c, e) || !act_past_date(a, on, &training_event_day, &day, e) ||
	    !input_text_check(&said_text, text, e))
		return false;
	command_open(&d, a, "formation_evoquer");
	command_new_id(&d, "formation_id");
	json_string(&d.content, "identifiant", person);
	course_write(&d, v, &c, false);
	json_date(&d.content, "le", day);
	command_text_if(&d, "texte", text);
	command_send(&d, arena_format(&d.arena, "formation %s : évoquée", act_person_of(a, &d.arena, person)), person, true);
	return true;
}

static bool not_begun(const struct training *t, const char *field, struct error *e)
{
	return !training_is_entered(t->stage) ||
	       act_rule_refuse(e, "formation_entree_figee", field, "corrigez le premier ou le dernier jour, ou notez un échange",
	                       "la formation a commencé : seules ses dates se corrigent encore");
}

static bool same_text(struct arena *arena, const char *typed, const char *had)
{
	return strcmp(text_normalise(arena, text_or_empty(typed)), text_normalise(arena, had)) == 0;
}

static bool same_words(const struct training *t, const struct training_details *v)
{
	struct arena arena = {0};
	bool same = same_text(&arena, v->title, t->title) && same_text(&arena, v->trade, t->trade) && same_text(&arena, v->aim, t->aim) &&
	            same_text(&arena, v->body, t->body) && same_text(&arena, v->place, t->place) &&
	            same_text(&arena, v->basin, t->basin) && same_text(&arena, v->session, t->session);

	arena_free(&arena);
	return same;
}

static bool same_length(const struct training *t, const struct course *c)
{
	return c->minutes == t->minutes && c->weekly == t->weekly;
}

bool act_training_describe(struct app *a, const struct training *t, const struct training_details *v, struct error *e)
{
	struct command_draft d;
	struct course c;
	bool same;

	if (!act_allowed(a, e) || !training_still_open(t, e) || !course_read(v, false, &c, e))
		return false;
	same = same_words(t, v) && same_length(t, &c);
	if (same && c.starts.days == t->starts.days && c.ends.days == t->ends.days) {
		error_set(e, ERR_NOTHING, "rien n'a été changé");
		return false;
	}
	if (!same && !not_begun(t, "intitule", e))
		return false;
	training_open(&d, a, "formation_decrire", t);
	course_write(&d, v, &c, true);
	training_send(&d, t, "corrigée", true);
	return true;
}

bool act_training_project(struct app *a, const struct training *t, const char *const text[PROJECT_FIELDS], const char *on, struct error *e)
{
	struct date day = DATE_NONE;
	struct command_draft d;
	bool written = false;

	if (!act_allowed(a, e) || !training_still_open(t, e) || !not_begun(t, training_project_fields[0].code, e))
		return false;
	for (int i = 0; i < PROJECT_FIELDS; i++) {
		const struct input_text spec = {training_project_fields[i].code, training_project_fields[i].label, false, 4000, true};

		if (!input_text_check(&spec, text[i], e))
			return false;
		written = written || !input_blank(text[i]);
	}
	if (!written)
		return act_rule_refuse(e, "formation_projet_non_vide", training_project_fields[0].code, "écrivez-en une",
		                       "un projet a au moins une de ses six parties");
	if (!input_blank(on) && !act_past_date(a, on, &training_event_day, &day, e))
		return false;
	training_open(&d, a, "formation_projeter", t);
	if (date_is_set(day))
		json_date(&d.content, "le", day);
	for (int i = 0; i < PROJECT_FIELDS; i++)
		command_text(&d, training_project_fields[i].code, text_or_empty(text[i]));
	training_send(&d, t, "projet écrit", false);
	return true;
}

bool act_training_precondition(struct app *a, const struct training *t, enum precondition p, bool waived, const char *text,
                               const char *on, struct error *e)
{
	static const struct dated_field field = {"le", "la date", "formation_prealable_futur", "un préalable ne se vérifie pas dans le futur"};
	struct date day = DATE_NONE;
	struct command_draft d;

	if (!act_allowed(a, e) || !training_still_open(t, e) || !not_begun(t, "code", e))
		return false;
	if (p >= PRE_COUNT)
		return input_refuse(e, "code", "ce préalable n'existe pas");
	if (waived && input_blank(text))
		return act_rule_refuse(e, "formation_prealable_dispense", "texte", "donnez le motif de la dispense",
		                       "un préalable dispensé dit pourquoi");
	if (!input_text_check(&met_text, text, e) || !act_past_date(a, on, &field, &day, e))
		return false;
	training_open(&d, a, "formation_prealable", t);
	json_string(&d.content, "code", precondition_code(p));
	json_string(&d.content, "etat", waived ? "dispense" : "fait");
	command_text(&d, "texte", text_or_empty(text));
	json_date(&d.content, "le", day);
	training_send(&d, t, arena_format(&d.arena, "%s %s", precondition_label(p), waived ? "(dispense)" : "(vérifié)"), true);
	return true;
}

/* --- the catalogue ------------------------------------------------------------------------------------------------ */

static bool filter_day(const char *s, const char *field, const char *label, struct date *out, struct error *e)
{
	*out = DATE_NONE;
	return input_blank(s) || input_date(s, field, label, DATE_NONE, out, e);
}

static bool filters_read(struct arena *arena, const struct course_filters *v, struct course_query *q, struct error *e)
{
	q->trade = text_upper(arena, text_or_empty(v->trade));
	q->basin = text_upper(arena, text_or_empty(v->basin));
	q->funder = text_or_empty(v->funder);
	q->places_only = v->places_only;
	if (!trade_check(q->trade, e) || !basin_check(q->basin, e) || !filter_day(v->from, "du", "la date", &q->from, e) ||
	    !filter_day(v->to, "au", "la date", &q->to, e))
		return false;
	return !date_is_set(q->from) || !date_is_set(q->to) || date_compare(q->from, q->to) <= 0 ||
	       input_refuse(e, "au", "la seconde date vient avant la première : inversez-les");
}

bool act_courses_filter(struct app *a, const struct course_filters *v, struct error *e)
{
	struct arena arena = {0};
	struct course_query q = a->courses.query;
	bool right = filters_read(&arena, v, &q, e);

	if (right)
		app_search_courses(a, &q);
	arena_free(&arena);
	return right;
}
