/* Référents with their load, and the hits of a search. */
#include <string.h>

#include "core/views/view_private.h"
#include "core/base/french.h"
#include "core/base/text.h"

struct view_referents view_referents(struct arena *arena, const struct app *a, const char *filter)
{
	const struct referents_model *m = &a->referents;
	struct view_referents v = {.state = m->m.state, .empty = ""};
	const char *folded = text_fold(arena, filter != NULL ? filter : "");

	v.rows = arena_array(arena, m->count, sizeof *v.rows);
	for (size_t i = 0; i < m->count; i++) {
		const struct referent_facts *r = &m->items[i];
		struct view_referents_row row = {.referent = r, .name = french_name(arena, r->last_name, r->first_name)};

		row.folded = text_fold(arena, arena_format(arena, "%s %s", row.name, r->login));
		if (!view_matches(row.folded, folded))
			continue;
		row.gauge = gauge_compute(arena, a, r);
		v.rows[v.count++] = row;
	}
	if (m->items == NULL && m->m.state != LOAD_READY)
		v.empty = view_waiting(arena, &m->m, "des référents");
	else if (m->count == 0)
		v.empty = "Aucun référent à votre portée";
	else if (v.count == 0)
		v.empty = text_safe(arena, arena_format(arena, "Aucun référent ne répond à « %s »", filter));
	return v;
}

struct view_search view_search(struct arena *arena, const struct app *a)
{
	const struct search_model *m = &a->search;
	struct view_search v = {.state = m->m.state, .count = m->count, .empty = ""};

	v.counted = arena_format(arena, "%zu %spersonne%s%s", m->count, !m->more ? "" : m->count > 1 ? "premières " : "première ",
	                         m->count > 1 ? "s" : "", m->more ? "…" : "");
	v.rows = arena_array(arena, m->count, sizeof *v.rows);
	for (size_t i = 0; i < m->count; i++) {
		const struct search_hit *h = &m->hits[i];

		v.rows[i] = (struct view_search_row){
			.hit = h,
			.name = french_name(arena, h->last_name, h->first_name),
			.regime = h->regime == REGIME_NONE ? "–" : regime_code(h->regime),
			.referent = text_safe(arena, h->referent_name[0] != '\0' ? h->referent_name : h->referent_login),
			.phone = text_safe(arena, h->phone),
			.birth = view_date(arena, h->birth),
		};
	}
	if (m->m.state == LOAD_NEVER)
		v.empty = "Tapez une partie du nom, un identifiant ou un téléphone, sans vous soucier des accents";
	else if (m->count == 0 && m->m.state != LOAD_READY)
		v.empty = view_waiting(arena, &m->m, "des fiches");
	else if (m->count == 0)
		v.empty = text_safe(arena, arena_format(arena, "Personne à votre portée ne répond à « %s »", m->text));
	return v;
}
