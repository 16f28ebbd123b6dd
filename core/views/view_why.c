/* « Pourquoi ? »: the rule, its inputs, its source, its status, the next date. Reasons, and nothing else. */
#include <stdlib.h>
#include <string.h>

#include "core/app/app_private.h"
#include "core/views/view_hours.h"
#include "core/views/view_why_private.h"
#include "core/base/french.h"
#include "core/base/text.h"

void why_add(struct why *w, const char *line)
{
	if (w->v.count == w->room) {
		const char **old = w->v.lines;

		w->room = w->room == 0 ? 16 : w->room * 2;
		w->v.lines = arena_array(w->arena, w->room, sizeof *w->v.lines);
		if (w->v.count > 0)
			memcpy(w->v.lines, old, w->v.count * sizeof *old);
	}
	w->v.lines[w->v.count++] = text_safe(w->arena, line);
}

void why_pair(struct why *w, const char *label, const char *value)
{
	if (value != NULL && *value != '\0')
		why_add(w, arena_format(w->arena, "%s : %s", label, value));
}

/* --- the rule ------------------------------------------------------------------------------------------- */

static const char *force_words(struct arena *a, const struct rule *r)
{
	if (date_is_set(r->from) && date_is_set(r->to))
		return arena_format(a, "du %s au %s", view_date(a, r->from), view_date(a, r->to));
	if (date_is_set(r->from))
		return arena_format(a, "depuis le %s", view_date(a, r->from));
	if (date_is_set(r->to))
		return arena_format(a, "jusqu'au %s", view_date(a, r->to));
	return "sans limite de date";
}

void why_rule(struct why *w, const struct rule *r)
{
	char value[32];

	why_pair(w, "Règle", arena_format(w->arena, "%s (%s %s) : %s", r->label, regime_code(r->regime), r->code,
	                                  rule_format_value(r, value)));
	why_pair(w, "Statut", arena_format(w->arena, "%s, %s", rule_status_label(r->status),
	                                   r->applied ? "appliquée" : "non appliquée : jamais en retard"));
	why_pair(w, "Source", r->source);
	why_pair(w, "En vigueur", force_words(w->arena, r));
	why_pair(w, "Remarque", r->remark);
}

static const char *left_words(struct arena *a, const struct clock_result *c)
{
	int days = abs(c->days_left);

	if (c->days_left == 0)
		return "aujourd'hui";
	return arena_format(a, c->days_left < 0 ? "dépassée de %d jour%s" : "dans %d jour%s", days, days > 1 ? "s" : "");
}

void why_clock(struct why *w, const struct clock_result *c)
{
	why_pair(w, "Départ du délai", c->with_minutes ? view_moment(w->arena, c->start) : view_date(w->arena, c->start.day));
	if (c->state == CLOCK_UNSET)
		why_pair(w, "Échéance", "délai non fixé : rien n'est en retard");
	else
		why_pair(w, "Échéance", arena_format(w->arena, "%s, %s",
		                                     c->with_minutes ? view_moment(w->arena, c->end) : view_date(w->arena, c->end.day),
		                                     left_words(w->arena, c)));
}

/* With the key that does it, as the person has bound it; an action without a key is called by its name. */
static const char *next_step_words(const struct why *w, const struct reason *r)
{
	const struct action *action = w->step != ACTION_NONE ? &actions[w->step] : action_find(r->action);
	char key[32];

	if (action == NULL)
		return r->next_step;
	if (app_key(w->app, action->id, key)[0] != '\0')
		return arena_format(w->arena, "%s (touche %s)", r->next_step, key);
	return arena_format(w->arena, "%s (action « %s »)", r->next_step, action->label);
}

void why_reason(struct why *w, const struct reason *r)
{
	why_add(w, arena_format(w->arena, "%s : %s", band_words(r->band), r->sentence));
	for (size_t i = 0; i < r->input_count; i++)
		why_pair(w, r->inputs[i].label, r->inputs[i].value);
	why_clock(w, &r->clock);
	why_rule(w, r->rule);
	why_pair(w, "Dû par", debtor_label(r->debtor));
	why_pair(w, "Prochain pas", owner_label(r->owner));
	why_pair(w, "À faire", next_step_words(w, r));
}

struct view_why view_why_line(struct arena *arena, const struct app *a, const struct view_line *line)
{
	struct why w = {.arena = arena, .app = a, .v = {.title = line->label}};

	if (line->reason != NULL) {
		w.v.title = reason_title(line->reason->code);
		why_reason(&w, line->reason);
	} else {
		why_add(&w, arena_format(arena, "%s : %s", line->label, line->text));
	}
	if (line->why_text[0] != '\0')
		why_add(&w, line->why_text);
	return w.v;
}

/* --- a person, a gauge ------------------------------------------------------------------------------------ */

/* The red lines that a column counts, in words; "" when none. */
static const char *counted_words(struct arena *arena, const struct judged_person *p, enum debtor side)
{
	const char *words = "";

	for (size_t i = 0; i < p->reason_count; i++) {
		const struct reason *r = &p->reasons[i];

		if (r->band == BAND_RED && (r->debtor == side || r->debtor == DEBTOR_BOTH))
			words = arena_format(arena, "%s%s%s", words, *words == '\0' ? "" : " ; ", r->sentence);
	}
	return words;
}

static void why_late(struct why *w, const char *label, int late, const char *counted)
{
	why_pair(w, label, late == 0 ? "aucun" : arena_format(w->arena, "%d (%s)", late, counted));
}

/* The contract and the week behind the cells of the line. */
static void why_engagement(struct why *w, const struct person_facts *f)
{
	struct week_due due = person_week_due(app_rules(w->app), f, &f->week, date_week_start(w->app->now.day));
	const char *target = due.fixed ? hours_words(w->arena, due.target) : "non fixé";

	if (date_is_set(f->contract.signed_on))
		why_pair(w, "Contrat", arena_format(w->arena, "v%d signé le %s%s%s", f->contract.rank, view_date(w->arena, f->contract.signed_on),
		                                    date_is_set(f->contract.ends) ? ", jusqu'au " : "", view_date(w->arena, f->contract.ends)));
	else
		why_pair(w, "Contrat", f->contract.pending ? "préparé, à signer" : "aucun en vigueur");
	why_pair(w, "Heures de la semaine",
	         arena_format(w->arena, "%s validées, %s déclarées ; objectif %s%s", hours_words(w->arena, f->week.validated),
	                      hours_words(w->arena, f->week.declared), target,
	                      due.proposed ? ", proposé et non appliqué" : f->week.target >= 0 ? ", du contrat ou d'une dérogation" : ""));
}

static void why_figures(struct why *w, const struct judged_person *p)
{
	if (p->days_since_contact < 0)
		why_pair(w, "Dernier contact", "jamais");
	else
		why_pair(w, "Dernier contact", arena_format(w->arena, "%s, il y a %d jour%s",
		                                            view_moment(w->arena, p->facts->last_contact), p->days_since_contact,
		                                            p->days_since_contact > 1 ? "s" : ""));
	if (p->contact.rule != NULL && p->contact.state != CLOCK_UNSET)
		why_pair(w, "Prochain contact dû", arena_format(w->arena, "%s (%s, %s)", view_date(w->arena, p->contact.end.day),
		                                                p->contact.rule->label, p->contact.rule->source));
	why_pair(w, "Prochain rendez-vous", moment_is_set(p->facts->next_appointment)
	                                        ? view_moment(w->arena, p->facts->next_appointment) : "aucun");
	why_engagement(w, p->facts);
	why_pair(w, "Fin du régime", date_is_set(p->regime_end) ? view_date(w->arena, p->regime_end) : "non fixée");
	why_late(w, "Nos retards", p->late_structure, counted_words(w->arena, p, DEBTOR_STRUCTURE));
	why_late(w, "Les siens", p->late_person, counted_words(w->arena, p, DEBTOR_PERSON));
}

static void why_person(struct why *w, const struct judged_person *p)
{
	if (p->reason_count == 0)
		why_add(w, "Aucune alerte");
	for (size_t i = 0; i < p->reason_count; i++) {
		why_reason(w, &p->reasons[i]);
		why_add(w, "");
	}
	why_figures(w, p);
}

struct view_why view_why_person(struct arena *arena, const struct app *a, const struct judged_person *p)
{
	struct why w = {.arena = arena, .app = a, .v = {.title = french_name(arena, p->facts->last_name, p->facts->first_name)}};

	why_person(&w, p);
	return w.v;
}

/* The formula with the référent's own figures. */
static void why_capacity(struct why *w, const struct gauge *g, int base)
{
	why_add(w, arena_format(w->arena, "Capacité %d = base %d × quotité %d %% × (10 − %d demi-journée%s d'indemnisation) / 10, "
	                        "arrondie en dessous", g->capacity, base, g->quotite > 0 ? g->quotite : 100, g->half_days,
	                        g->half_days > 1 ? "s" : ""));
	if (g->quotite <= 0)
		why_add(w, "Quotité et demi-journées non lues : comptées comme un temps plein");
}

static void why_gauge(struct why *w, const struct gauge *g)
{
	const struct rule *base = load_rule(w->app, "charge_reference"), *maximum = load_rule(w->app, "charge_maximum");

	why_add(w, g->sentence);
	why_add(w, "Le suivi actif compte tous les régimes ensemble ; solutions structurantes et rattachés sont comptés à part "
	            "(000:2691, 003:4190, 003:4080)");
	if (base == NULL) {
		why_add(w, "Capacité non fixée");
		return;
	}
	why_capacity(w, g, base->value);
	why_pair(w, "Niveau", load_level_label(g->level));
	why_rule(w, base);
	if (maximum != NULL) {
		why_add(w, "");
		why_rule(w, maximum);
	}
}

struct view_why view_why_gauge(struct arena *arena, const struct app *a, const struct gauge *g)
{
	struct why w = {.arena = arena, .app = a, .v = {.title = "Charge"}};

	why_gauge(&w, g);
	return w.v;
}

/* Who is behind « N personnes sans contact »: those whose contact clock is late. */
static void why_late_contacts(struct why *w)
{
	const struct portfolio_model *m = &w->app->portfolio;
	size_t late = 0;

	for (size_t i = 0; i < m->count; i++) {
		const struct reason *r = judged_reason(&m->judged[i], REASON_CONTACT_DUE);
		const struct person_facts *f = m->judged[i].facts;

		if (r == NULL || r->band != BAND_RED)
			continue;
		if (late++ == 0)
			why_add(w, "Sans contact dans le délai de leur régime :");
		why_add(w, arena_format(w->arena, "  %s : %s", french_name(w->arena, f->last_name, f->first_name), r->sentence));
	}
	if (late == 0)
		why_add(w, "Personne n'est sans contact au-delà du délai de son régime");
}

struct view_why view_why_portfolio(struct arena *arena, const struct app *a, const struct gauge *g,
                                   const struct judged_person *selected)
{
	struct why w = {.arena = arena, .app = a, .v = {.title = "Portefeuille"}};

	if (selected != NULL) {
		w.v.title = french_name(arena, selected->facts->last_name, selected->facts->first_name);
		why_person(&w, selected);
		why_add(&w, "");
		why_add(&w, "— Ce portefeuille —");
	}
	why_late_contacts(&w);
	why_add(&w, "");
	why_gauge(&w, g);
	return w.v;
}
