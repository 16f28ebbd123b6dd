/* The selected person at the right of a wide portfolio. */
#include "tui/screens/preview.h"

#include "core/views/view_hours.h"
#include "core/base/french.h"
#include "core/base/text.h"

#define PREVIEW_LINES 96

static void preview_add(struct arena *arena, struct preview *out, enum ink ink, int columns, const char *text)
{
	struct text_lines wrapped = text_wrap(arena, text_safe(arena, text), columns);
	for (size_t i = 0; i < wrapped.count && out->count < PREVIEW_LINES; i++)
		out->lines[out->count++] = (struct preview_line){wrapped.lines[i], ink};
}

static void preview_gap(struct preview *out)
{
	if (out->count < PREVIEW_LINES)
		out->lines[out->count++] = (struct preview_line){"", INK_PLAIN};
}

static const char *preview_regime(struct arena *arena, const struct person_facts *f)
{
	char day[DATE_TEXT];
	if (f->regime == REGIME_NONE)
		return "Aucun régime en cours";
	return arena_format(arena, "%s depuis le %s", regime_label(f->regime), date_format_numeric(f->regime_from, day));
}

static const char *preview_contact(struct arena *arena, const struct judged_person *p)
{
	char day[DATE_TEXT];
	if (p->days_since_contact < 0)
		return "Aucun contact encore";
	if (p->days_since_contact == 0)
		return "Dernier contact aujourd'hui";
	return arena_format(arena, "Dernier contact il y a %d jour%s, le %s", p->days_since_contact,
	                    p->days_since_contact > 1 ? "s" : "", date_format_numeric(p->facts->last_contact.day, day));
}

static const char *preview_situation(struct arena *arena, const struct person_facts *f)
{
	const char *household = f->household_size > 1 ? arena_format(arena, "foyer de %d", f->household_size) : "seul ou seule";
	const char *barriers = f->open_barriers == 0 ? "aucun frein"
	                       : arena_format(arena, "%d frein%s", f->open_barriers, f->open_barriers > 1 ? "s" : "");
	return arena_format(arena, "%s · %s · %s", follow_up_label(f->follow_up), household, barriers);
}

/* « → appeler ou recevoir (c) » */
static const char *preview_step(struct arena *arena, const struct reason *r, const struct keymap *keys)
{
	const struct action *action = r->action != NULL ? action_find(r->action) : NULL;
	char key[32] = "";
	if (action != NULL)
		keymap_show(keys, action->id, key);
	return key[0] != '\0' ? arena_format(arena, "→ %s (%s)", r->next_step, key) : arena_format(arena, "→ %s", r->next_step);
}

static void preview_reasons(struct arena *arena, struct preview *out, const struct judged_person *p,
                            const struct keymap *keys, int columns)
{
	if (p->reason_count == 0)
		preview_add(arena, out, INK_GREEN, columns, "Rien ne presse.");
	for (size_t i = 0; i < p->reason_count; i++) {
		const struct reason *r = &p->reasons[i];
		preview_add(arena, out, ink_of_band(r->band), columns, arena_format(arena, "%s %s", band_mark(r->band), r->sentence));
		if (r->next_step != NULL && r->next_step[0] != '\0')
			preview_add(arena, out, INK_DIM, columns, preview_step(arena, r, keys));
	}
}

/* « Contrat v2, fin le 02/09/2027 · une version à signer » */
static const char *preview_contract(struct arena *arena, const struct contract_summary *c)
{
	char day[DATE_TEXT];
	const char *pending = c->pending ? " · une version à signer" : "";
	if (!date_is_set(c->signed_on) && !c->pending && date_is_set(c->ended))
		return arena_format(arena, "Contrat terminé le %s", date_format_numeric(c->ended, day));
	if (!date_is_set(c->signed_on))
		return c->pending ? "Contrat préparé, à signer" : "Aucun contrat signé";
	if (!date_is_set(c->ends))
		return arena_format(arena, "Contrat v%d, sans terme%s", c->rank, pending);
	return arena_format(arena, "Contrat v%d, fin le %s%s", c->rank, date_format_numeric(c->ends, day), pending);
}

/* Nothing when no hour is asked for and none was declared. */
static const char *preview_hours(struct arena *arena, const struct app *a, const struct person_facts *f)
{
	const struct week_facts *w = &f->week;
	struct week_due due = person_week_due(app_rules(a), f, w, date_week_start(app_today(a).day));
	bool fixed = due.fixed && !due.proposed;
	const char *waiting = w->declared == w->validated ? ""
	                      : arena_format(arena, ", %s à valider", hours_words(arena, w->declared - w->validated));
	if (!fixed && w->declared == 0)
		return "";
	const char *target = fixed ? arena_format(arena, " sur %s", hours_words(arena, due.target)) : "";
	return arena_format(arena, "Heures de la semaine : %s%s%s", hours_words(arena, w->validated), target, waiting);
}

struct preview preview_build(struct arena *arena, const struct app *a, const struct judged_person *p, int columns)
{
	const struct person_facts *f = p->facts;
	struct preview out = {arena_array(arena, PREVIEW_LINES, sizeof *out.lines), 0};
	char text[32];
	preview_add(arena, &out, INK_TITLE, columns, french_name(arena, f->last_name, f->first_name));
	preview_add(arena, &out, INK_PLAIN, columns, preview_regime(arena, f));
	if (date_is_set(p->regime_end))
		preview_add(arena, &out, INK_PLAIN, columns, arena_format(arena, "Fin le %s", date_format_numeric(p->regime_end, text)));
	preview_add(arena, &out, INK_PLAIN, columns, preview_situation(arena, f));
	preview_add(arena, &out, INK_PLAIN, columns, arena_format(arena, "Téléphone %s", f->phone[0] != '\0' ? f->phone : "inconnu"));
	preview_gap(&out);
	preview_add(arena, &out, INK_PLAIN, columns, preview_contact(arena, p));
	preview_add(arena, &out, INK_PLAIN, columns, moment_is_set(f->next_appointment)
	            ? arena_format(arena, "Prochain RDV %s", moment_format_short(f->next_appointment, text))
	            : "Aucun RDV à venir");
	preview_add(arena, &out, INK_PLAIN, columns, preview_contract(arena, &f->contract));
	const char *hours = preview_hours(arena, a, f);
	if (hours[0] != '\0')
		preview_add(arena, &out, INK_PLAIN, columns, hours);
	preview_gap(&out);
	preview_add(arena, &out, INK_TITLE, columns, "Pourquoi ?");
	preview_reasons(arena, &out, p, a->keymap, columns);
	return out;
}

void preview_paint(struct rect area, const struct preview *preview)
{
	for (size_t i = 0; i < preview->count && (int)i < area.rows; i++)
		paint_text(area.row + (int)i, area.column, area.columns, preview->lines[i].ink, preview->lines[i].text);
}
