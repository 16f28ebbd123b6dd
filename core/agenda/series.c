/* A weekly series: which weeks can be given, which are jumped over and why (000:512: an appointment every week). */
#include "core/agenda/booking.h"

#include <string.h>

#include "core/base/strbuf.h"

static struct period period_later(struct period p, int days)
{
	p.from.day = date_add_days(p.from.day, days);
	p.to.day = date_add_days(p.to.day, days);
	return p;
}

/* Hours are the same every week: confirmed once. What falls on one week only is still jumped over. */
static enum booking_refusal occurrence_check(const struct agenda_facts *agenda, const struct calendar *local,
                                             const char *department, struct moment now, const struct booking *b)
{
	struct booking plain = *b;
	enum booking_refusal r;

	plain.confirmed = false;
	r = booking_check(agenda, local, department, now, &plain);
	return b->confirmed && r == BOOKING_HOURS ? BOOKING_OK : r;
}

struct series series_plan_booking(struct arena *arena, const struct agenda_facts *agenda, const struct calendar *local,
                                  const char *department, struct moment now, const struct booking *first, int weeks)
{
	struct series s = {0};

	if (weeks < SERIES_MIN || weeks > SERIES_MAX || moment_compare(first->period.from, first->period.to) >= 0)
		return s;
	s.items = arena_array(arena, (size_t)weeks, sizeof *s.items);
	for (int week = 0; week < weeks; week++) {
		struct booking b = *first;
		struct occurrence *o = &s.items[s.count];

		b.period = period_later(first->period, 7 * week);
		if (!moment_is_set(b.period.from) || !moment_is_set(b.period.to))
			break; /* beyond the last year */
		*o = (struct occurrence){b.period, occurrence_check(agenda, local, department, now, &b), ""};
		if (o->refusal == BOOKING_OK)
			s.given++;
		else
			o->why = booking_refusal_text(arena, agenda, local, department, &b, o->refusal);
		s.count++;
	}
	return s;
}

struct series series_plan(struct arena *arena, const struct agenda_facts *agenda, const struct calendar *local,
                          const char *department, struct moment now, struct period first, int weeks)
{
	struct booking b = {.period = first, .except = ""};

	return series_plan_booking(arena, agenda, local, department, now, &b, weeks);
}

const char *series_skipped_text(struct arena *arena, const struct series *s)
{
	size_t skipped = s->count - s->given, told = 0;
	struct strbuf text = {0};
	const char *result;
	char day[8];

	if (skipped == 0)
		return "";
	strbuf_addf(&text, "%zu semaine%s sautée%s : ", skipped, skipped > 1 ? "s" : "", skipped > 1 ? "s" : "");
	for (size_t i = 0; i < s->count; i++)
		if (s->items[i].refusal != BOOKING_OK)
			strbuf_addf(&text, "%s%s (%s)", told++ > 0 ? ", " : "",
			            date_format_short(s->items[i].period.from.day, day), s->items[i].why);
	result = arena_strdup(arena, strbuf_str(&text));
	strbuf_free(&text);
	return result;
}

static void series_refuse(struct error *e, const char *constraint)
{
	strcpy(e->constraint, constraint);
	strcpy(e->field, "semaines");
}

bool series_check(struct arena *arena, const struct series *s, struct error *e)
{
	if (s->given > 0)
		return true;
	if (s->count == 0) {
		error_set(e, ERR_REFUSED, "une série compte de %d à %d semaines", SERIES_MIN, SERIES_MAX);
		error_set_remedy(e, "corrigez le nombre de semaines");
		series_refuse(e, "serie_longueur");
		return false;
	}
	error_set(e, ERR_REFUSED, "il ne reste aucun rendez-vous dans cette série ; %s", series_skipped_text(arena, s));
	error_set_remedy(e, "choisissez un autre jour ou une autre heure");
	series_refuse(e, "serie_vide");
	return false;
}
