/* What a refused booking says: the obstacle, the source of the rule, the way out. */
#include <string.h>

#include "core/agenda/booking_private.h"
#include "core/base/strbuf.h"
#include "core/base/text.h"

struct refusal_words {
	const char *name, *source, *remedy;
};

/* The sources are silent on double booking and on the past: rules.md L5 settles them. */
static const struct refusal_words refusals[BOOKING_COUNT] = {
	[BOOKING_OK] = {"", "", ""},
	[BOOKING_PAST] = {"rdv_passe", "règle commune L5",
	                  "choisissez une heure à venir, ou notez un entretien non planifié"},
	[BOOKING_AHEAD] = {"rdv_imprevu_futur", "règle commune L5",
	                   "donnez un rendez-vous, ou corrigez la date de l'entretien"},
	[BOOKING_LEAVE] = {"rdv_conges", "003:7893", "choisissez un jour hors des congés de la personne"},
	[BOOKING_REFLECTION] = {"rdv_reflexion", "000:1459", "choisissez un jour après le délai de réflexion"},
	[BOOKING_COUNSELLOR_BUSY] = {"seance_conseiller_occupe", "règle commune L5",
	                             "choisissez un autre créneau, ou déplacez l'autre rendez-vous"},
	[BOOKING_PERSON_BUSY] = {"participation_personne_occupee", "règle commune L5",
	                         "choisissez un créneau où la personne est libre"},
	[BOOKING_HOLIDAY] = {"rdv_ferie", "jours fériés du département", "choisissez un autre jour, ou confirmez en disant pourquoi"},
	[BOOKING_CLOSED] = {"rdv_fermeture", "fermetures de l'agence",
	                    "choisissez un autre jour, ou confirmez en disant pourquoi"},
	[BOOKING_ABSENT] = {"rdv_absence", "absences du conseiller",
	                    "choisissez un autre créneau, ou confirmez en disant pourquoi"},
	[BOOKING_HOURS] = {"rdv_hors_horaires", "horaires de travail",
	                   "choisissez un créneau dans les horaires, ou confirmez en disant pourquoi"},
};

const char *booking_refusal_name(enum booking_refusal r) { return r < BOOKING_COUNT ? refusals[r].name : ""; }
const char *booking_refusal_source(enum booking_refusal r) { return r < BOOKING_COUNT ? refusals[r].source : ""; }

/* --- words ------------------------------------------------------------------------------------------- */

/* « du 01/12 au 05/12 », « le 01/12 ». */
static const char *days_words(struct arena *a, struct date from, struct date to)
{
	char first[8], last[8];

	if (date_compare(from, to) == 0)
		return arena_format(a, "le %s", date_format_short(from, first));
	return arena_format(a, "du %s au %s", date_format_short(from, first), date_format_short(to, last));
}

/* Minute 1440 ends the day it belongs to. */
static const char *clock_words(struct arena *a, int minute)
{
	return arena_format(a, "%02d:%02d", minute / 60, minute % 60);
}

/* « de 10:00 à 10:45 », with its days when they are several. */
static const char *period_words(struct arena *a, struct period p)
{
	const char *from = clock_words(a, p.from.minute);
	char first[8], last[8];

	if (date_compare(p.from.day, p.to.day) == 0)
		return arena_format(a, "de %s à %s", from, clock_words(a, p.to.minute));
	if (date_compare(p.from.day, period_last_day(p)) == 0)
		return arena_format(a, "de %s à 24:00", from);
	return arena_format(a, "du %s à %s au %s à %s", date_format_short(p.from.day, first), from,
	                    date_format_short(p.to.day, last), clock_words(a, p.to.minute));
}

/* « avec BERNARD Aïcha », « avec 6 personnes ». */
static const char *with_words(struct arena *a, const struct meeting *m)
{
	if (m->attendee_count > 1)
		return arena_format(a, " avec %zu personnes", m->attendee_count);
	if (m->attendee_count == 1 && *m->attendees[0].name != '\0')
		return arena_format(a, " avec %s", text_safe(a, m->attendees[0].name));
	return "";
}

static const char *taken_text(struct arena *a, const struct agenda_facts *agenda, const struct booking *b)
{
	const struct period *busy;
	const struct meeting *m = obstacle_meeting(agenda, b, &busy);

	if (m != NULL)
		return arena_format(a, "rendez-vous%s %s", with_words(a, m), period_words(a, m->period));
	return busy != NULL ? arena_format(a, "rendez-vous %s", period_words(a, *busy)) : "agenda pris à cette heure";
}

static const char *person_text(struct arena *a, const struct agenda_facts *agenda, const struct booking *b)
{
	const struct period *p = obstacle_person(agenda, b);

	return p != NULL ? arena_format(a, "la personne est prise %s", period_words(a, *p)) : "la personne est prise à cette heure";
}

static const char *protection_text(struct arena *a, const struct agenda_facts *agenda, const struct booking *b,
                                   enum protected_kind kind)
{
	const struct protected_period *p = obstacle_protection(agenda, b, kind);
	const char *what = kind == PROTECTED_LEAVE ? "congés déclarés" : protected_label(kind);

	return p != NULL ? arena_format(a, "%s %s", what, days_words(a, p->from, p->to)) : what;
}

static const char *with_reason(struct arena *a, const char *text, const char *reason)
{
	return *reason != '\0' ? arena_format(a, "%s : %s", text, text_safe(a, reason)) : text;
}

static const char *closing_text(struct arena *a, const struct agenda_facts *agenda, struct period p)
{
	const struct closing *c = obstacle_closing(agenda, p);

	return c != NULL ? with_reason(a, arena_format(a, "agence fermée %s", days_words(a, c->from, c->to)), c->reason)
	                 : "agence fermée";
}

static const char *absence_text(struct arena *a, const struct agenda_facts *agenda, struct period p)
{
	const struct absence *x = obstacle_absence(agenda, p);

	return x != NULL ? with_reason(a, arena_format(a, "absence %s", period_words(a, x->period)), x->reason) : "absence";
}

/* « hors des horaires (08:30-12:30, 13:30-17:30) », « hors des horaires (aucun ce jour) ». */
static const char *hours_text(struct arena *a, const struct agenda_facts *agenda, struct period p)
{
	int midnight = (date_weekday(p.from.day) - 1) * 1440;
	struct strbuf ranges = {0};
	const char *text;

	for (size_t i = 0; i < agenda->hours_count; i++) {
		int from = agenda->hours[i].from - midnight, to = agenda->hours[i].to - midnight;

		if (to <= 0 || from >= 1440)
			continue;
		strbuf_addf(&ranges, "%s%s-%s", ranges.len > 0 ? ", " : "", clock_words(a, from > 0 ? from : 0),
		            clock_words(a, to < 1440 ? to : 1440));
	}
	text = arena_format(a, "hors des horaires (%s)", ranges.len > 0 ? strbuf_str(&ranges) : "aucun ce jour");
	strbuf_free(&ranges);
	return text;
}

static const char *holiday_text(struct arena *a, const struct calendar *local, const char *department, struct period p)
{
	struct date day;
	const char *name = obstacle_holiday(local, department, p, &day);

	return name != NULL ? arena_format(a, "jour férié : %s", text_safe(a, name)) : "jour férié";
}

const char *booking_refusal_text(struct arena *arena, const struct agenda_facts *agenda, const struct calendar *local,
                                 const char *department, const struct booking *b, enum booking_refusal r)
{
	switch (r) {
	case BOOKING_PAST:
		return "dans le passé";
	case BOOKING_AHEAD:
		return "un entretien non planifié s'enregistre après coup";
	case BOOKING_LEAVE:
		return protection_text(arena, agenda, b, PROTECTED_LEAVE);
	case BOOKING_REFLECTION:
		return protection_text(arena, agenda, b, PROTECTED_REFLECTION);
	case BOOKING_COUNSELLOR_BUSY:
		return taken_text(arena, agenda, b);
	case BOOKING_PERSON_BUSY:
		return person_text(arena, agenda, b);
	case BOOKING_HOLIDAY:
		return holiday_text(arena, local, department, b->period);
	case BOOKING_CLOSED:
		return closing_text(arena, agenda, b->period);
	case BOOKING_ABSENT:
		return absence_text(arena, agenda, b->period);
	case BOOKING_HOURS:
		return hours_text(arena, agenda, b->period);
	case BOOKING_OK:
	case BOOKING_COUNT:
		break;
	}
	return "";
}

void booking_refuse(struct arena *arena, const struct agenda_facts *agenda, const struct calendar *local,
                    const char *department, const struct booking *b, enum booking_refusal r, struct error *e)
{
	char start[32];

	if (r <= BOOKING_OK || r >= BOOKING_COUNT) {
		error_clear(e);
		return;
	}
	error_set(e, ERR_REFUSED, "pas de rendez-vous le %s : %s (%s)", moment_format_day(b->period.from, start),
	          booking_refusal_text(arena, agenda, local, department, b, r), refusals[r].source);
	error_set_remedy(e, "%s", refusals[r].remedy);
	strcpy(e->constraint, refusals[r].name);
	strcpy(e->field, "debut");
}
