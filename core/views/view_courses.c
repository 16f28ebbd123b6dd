/* The catalogue as it is searched, and one session in full. */
#include "core/views/view_courses.h"

#include <string.h>

#include "core/base/text.h"
#include "core/training/funding.h"
#include "core/views/view_hours.h"
#include "core/views/view_trainings_private.h"

/* --- a row --------------------------------------------------------------------------------------------------------- */

static const char *hours_of(struct arena *arena, const struct course_session *s)
{
	if (s->minutes <= 0)
		return "durée non fixée";
	if (s->weekly <= 0)
		return hours_words(arena, s->minutes);
	return arena_format(arena, "%s, %s par semaine", hours_words(arena, s->minutes), hours_words(arena, s->weekly));
}

static const char *places_words(struct arena *arena, int places)
{
	if (places < 0)
		return "non dites";
	return places == 0 ? "complet" : arena_format(arena, "%d place%s", places, places > 1 ? "s" : "");
}

static const char *place_words(struct arena *arena, const struct course_session *s)
{
	if (s->basin[0] == '\0')
		return text_safe(arena, s->place);
	return text_safe(arena, s->place[0] == '\0' ? arena_format(arena, "département %s", s->basin)
	                                            : arena_format(arena, "%s (%s)", s->place, s->basin));
}

static const char *days_words(struct arena *arena, const struct course_session *s)
{
	if (!date_is_set(s->starts))
		return "dates non fixées";
	return date_is_set(s->ends) ? arena_format(arena, "%s → %s", view_date(arena, s->starts), view_date(arena, s->ends)) : view_date(arena, s->starts);
}

/* Codes separated by spaces, as labels. */
static const char *funders_words(struct arena *arena, const struct app *a, const char *codes)
{
	const char *words = "";

	for (const char *at = codes + strspn(codes, " "); *at != '\0'; at += strspn(at, " ")) {
		size_t length = strcspn(at, " ");

		words = arena_format(arena, "%s%s%s", words, *words == '\0' ? "" : ", ",
		                     training_funder_label(arena, a, arena_strndup(arena, at, length)));
		at += length;
	}
	return words;
}

static struct view_course_row row_make(struct arena *arena, const struct app *a, const struct course_session *s)
{
	struct view_course_row row = {.session = s, .full = s->places == 0, .mark = s->places == 0 ? "x" : ""};

	row.title = view_one_line(arena, s->title);
	row.body = view_one_line(arena, s->body);
	row.dates = days_words(arena, s);
	row.starts = date_is_set(s->starts) ? view_date(arena, s->starts) : "";
	row.hours = hours_of(arena, s);
	row.places = places_words(arena, s->places);
	row.place = place_words(arena, s);
	row.next = date_is_set(s->next_starts) ? arena_format(arena, "puis %s", view_date(arena, s->next_starts)) : "";
	row.funders = funders_words(arena, a, s->funders);
	row.pay = view_one_line(arena, s->pay);
	row.starts_iso = view_iso_day(arena, s->starts);
	row.ends_iso = view_iso_day(arena, s->ends);
	row.next_iso = view_iso_day(arena, s->next_starts);
	row.updated_iso = view_iso_day(arena, s->updated);
	return row;
}

/* --- sentences ------------------------------------------------------------------------------------------------------ */

struct joined { struct arena *arena; const char *words; };

static void joined_add(struct joined *j, const char *text)
{
	if (*text != '\0')
		j->words = arena_format(j->arena, "%s%s%s", j->words, *j->words == '\0' ? "" : " · ", text);
}

static const char *filters_words(struct arena *arena, const struct app *a)
{
	const struct course_query *q = &a->courses.query;
	struct joined j = {arena, ""};

	if (q->text[0] != '\0')
		joined_add(&j, text_safe(arena, arena_format(arena, "« %s »", q->text)));
	if (q->trade[0] != '\0')
		joined_add(&j, text_safe(arena, arena_format(arena, "métier %s", q->trade)));
	if (q->basin[0] != '\0')
		joined_add(&j, text_safe(arena, arena_format(arena, "département %s", q->basin)));
	if (q->funder[0] != '\0')
		joined_add(&j, training_funder_label(arena, a, q->funder));
	if (date_is_set(q->from))
		joined_add(&j, arena_format(arena, "à partir du %s", view_date(arena, q->from)));
	if (date_is_set(q->to))
		joined_add(&j, arena_format(arena, "jusqu'au %s", view_date(arena, q->to)));
	if (q->places_only)
		joined_add(&j, "places restantes");
	return j.words;
}

/* Older than the local parameter allows (catalogue_perime): shown, and said. */
static const char *stale_words(struct arena *arena, const struct app *a)
{
	const struct date updated = a->courses.updated, today = a->now.day;
	const struct rulebook *book = app_rules(a);
	const struct rule *r = book == NULL ? NULL : rulebook_find(book, REGIME_FORMATION, "catalogue_perime", today);
	int age;

	if (!date_is_set(updated))
		return "";
	age = date_diff(today, updated);
	if (r == NULL || !r->fixed || !r->applied || r->unit != UNIT_DAY || age <= r->value)
		return "";
	return arena_format(arena, "Le plus ancien fichier du catalogue date du %s, il y a %d jours : vérifiez places et dates auprès de l'organisme", view_date(arena, updated),
	                    age);
}

static const char *counted_words(struct arena *arena, const struct catalogue_model *m)
{
	if (m->count == 0)
		return "";
	if (m->more)
		return arena_format(arena, "%zu premières sessions, d'autres suivent", m->count);
	return arena_format(arena, "%zu session%s", m->count, m->count > 1 ? "s" : "");
}

static const char *empty_words(struct arena *arena, const struct app *a, const char *filters)
{
	const struct catalogue_model *m = &a->courses;

	if (m->m.state == LOAD_NEVER)
		return "Tapez un métier, un intitulé, une ville, sans vous soucier des accents";
	if (m->m.state != LOAD_READY && m->count == 0)
		return view_waiting(arena, &m->m, "du catalogue");
	if (m->count > 0)
		return "";
	if (!date_is_set(m->updated))
		return "Le catalogue est vide : demandez à l'administrateur de le charger";
	return filters[0] == '\0' ? "Aucune session à venir" : "Aucune session ne répond : enlevez un mot ou un filtre";
}

/* --- the whole ------------------------------------------------------------------------------------------------------- */

struct view_courses view_courses(struct arena *arena, const struct app *a)
{
	const struct catalogue_model *m = &a->courses;
	struct view_courses v = {.state = m->m.state, .counted = "", .filters = "", .stale = "", .empty = ""};

	if (m->m.state != LOAD_NEVER)
		v.filters = filters_words(arena, a);
	v.rows = arena_array(arena, m->count + 1, sizeof *v.rows);
	for (size_t i = 0; i < m->count; i++)
		v.rows[v.count++] = row_make(arena, a, &m->sessions[i]);
	v.counted = counted_words(arena, m);
	v.stale = m->m.state == LOAD_NEVER ? "" : stale_words(arena, a);
	v.empty = empty_words(arena, a, v.filters);
	return v;
}

struct view_why view_course(struct arena *arena, const struct app *a, const struct course_session *s)
{
	const struct view_course_row row = row_make(arena, a, s);
	struct why w = {.arena = arena, .app = a, .v = {.title = row.title}};

	why_pair(&w, "Organisme", row.body);
	why_pair(&w, "Lieu", row.place);
	why_pair(&w, "Dates", row.dates);
	why_pair(&w, "Durée", row.hours);
	why_pair(&w, "Places", row.full ? "complet : n'y faire entrer personne sans place confirmée par l'organisme" : row.places);
	why_pair(&w, "Session suivante", date_is_set(s->next_starts) ? view_date(arena, s->next_starts) : "non annoncée");
	why_pair(&w, "Métier (ROME)", text_safe(arena, s->trade));
	why_pair(&w, "Objectif", s->aim[0] != '\0' && code_label_known(training_aims, s->aim) ? code_label_find(training_aims, s->aim) : text_safe(arena, s->aim));
	why_pair(&w, "Rémunération du stagiaire", row.pay[0] != '\0' ? row.pay : "non dite");
	why_pair(&w, "Financeurs", row.funders[0] != '\0' ? row.funders : "non dits");
	why_pair(&w, "Catalogue", arena_format(arena, "%s, clé %s, du %s", view_one_line(arena, s->provider), text_safe(arena, s->key),
	                                       view_date(arena, s->updated)));
	return w.v;
}
