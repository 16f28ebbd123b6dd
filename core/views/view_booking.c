/* Before a booking: free slots in words, the weeks of a series, the slots offered as handed over on paper. */
#include <string.h>

#include "core/views/view_agenda_private.h"
#include "core/views/view_why_private.h"
#include "core/base/french.h"
#include "core/base/strbuf.h"
#include "core/base/text.h"

/* --- free slots ------------------------------------------------------------------------------------------------------ */

static const char *busy_name(struct arena *arena, const struct app *a, const char *login)
{
	return app_referent(a, login) != NULL ? app_referent_name(a, arena, login) : text_safe(arena, login);
}

/* « pris : GUEN Soazig, L'HOSTIS Jean-Yves et 2 autres »: disclosed periods, no more. */
static const char *busy_words(struct arena *arena, const struct app *a, struct period p)
{
	enum { NAMED = 2 };
	const struct agenda_facts *g = a->agenda.facts;
	struct strbuf b = {0};
	const char *last = "", *words;
	size_t count = 0;

	for (size_t i = 0; i < g->busy_count; i++) {
		const struct busy *x = &g->busy[i];

		if (strcmp(x->login, g->login) == 0 || strcmp(x->login, last) == 0 || !period_overlaps(x->period, p))
			continue;
		last = x->login; /* sorted by login: each counted once */
		if (count++ < NAMED)
			strbuf_addf(&b, "%s%s", b.len > 0 ? ", " : "pris : ", busy_name(arena, a, x->login));
	}
	if (count > NAMED)
		strbuf_addf(&b, " et %zu autre%s", count - NAMED, count - NAMED > 1 ? "s" : "");
	words = arena_strdup(arena, strbuf_str(&b));
	strbuf_free(&b);
	return words;
}

static const char *slot_words(struct arena *arena, struct period p)
{
	char day[24];

	return arena_format(arena, "%s %s", date_format_day(p.from.day, day), agenda_hours_words(arena, p));
}

struct view_slots view_slots(struct arena *arena, const struct app *a, struct moment from, int minutes, int per_day, size_t room)
{
	const struct agenda_facts *g = a->agenda.facts;
	const struct rulebook *book = app_rules(a);
	struct view_slots v = {.state = a->agenda.m.state, .empty = ""};
	struct period *found;

	if (g == NULL || a->session == NULL) {
		v.empty = view_waiting(arena, &a->agenda.m, "de l'agenda");
		return v;
	}
	found = arena_array(arena, room, sizeof *found);
	v.rows = arena_array(arena, room, sizeof *v.rows);
	v.count = slots_find(g, book != NULL ? book->local : NULL, a->session->department, a->now, from, minutes, per_day, found, room);
	for (size_t i = 0; i < v.count; i++)
		v.rows[i] = (struct view_slot){found[i], slot_words(arena, found[i]), busy_words(arena, a, found[i])};
	if (v.count == 0)
		v.empty = arena_format(arena, "Aucun créneau libre de %d min d'ici au %s", minutes, view_date(arena, g->to));
	return v;
}

/* --- series ------------------------------------------------------------------------------------------------------------ */

struct view_why view_series(struct arena *arena, const struct series *s)
{
	struct why w = {.arena = arena, .v = {.title = "Série hebdomadaire"}};

	for (size_t i = 0; i < s->count; i++) {
		const struct occurrence *o = &s->items[i];

		if (o->refusal == BOOKING_OK)
			why_add(&w, arena_format(arena, "✓ %s", slot_words(arena, o->period)));
		else
			why_add(&w, arena_format(arena, "– %s : sauté, %s", slot_words(arena, o->period), o->why));
	}
	why_add(&w, arena_format(arena, "%zu rendez-vous sur %zu semaine%s", s->given, s->count, s->count > 1 ? "s" : ""));
	return w.v;
}

/* --- proposal ------------------------------------------------------------------------------------------------------------ */

/* Handed over: full dates, boxes to tick, who to answer. */
struct view_why view_proposal(struct arena *arena, const struct app *a, const struct proposal *p)
{
	struct why w = {.arena = arena, .app = a, .v = {.title = "Proposition de rendez-vous"}};
	char day[32];

	if (a->session != NULL)
		why_add(&w, a->session->agency_name);
	why_add(&w, arena_format(arena, "%s, fait le %s", p->name, view_date(arena, p->made.day)));
	why_add(&w, "");
	why_add(&w, arena_format(arena, "Nous vous proposons un rendez-vous : %s, %s, %d minutes.",
	                         code_label_find(appointment_kinds, p->kind), code_label_find(appointment_places, p->place),
	                         p->minutes));
	why_add(&w, "Choisissez un créneau :");
	for (size_t i = 0; i < p->slot_count; i++)
		why_add(&w, arena_format(arena, "  %zu [ ] %s à %02d:%02d", i + 1, date_format_long(p->slots[i].day, day),
		                         p->slots[i].minute / 60, p->slots[i].minute % 60));
	if (p->text[0] != '\0') {
		why_add(&w, "");
		why_add(&w, view_one_line(arena, p->text));
	}
	why_add(&w, "");
	if (a->session != NULL)
		why_add(&w, arena_format(arena, "Votre conseiller : %s %s", a->session->first_name, a->session->last_name));
	return w.v;
}
