/* The contract on the sheet: its lines of the identity, what each side undertook, in which state. The whole of it is the
 * Engagements screen (view_commitments.c). */
#include <string.h>

#include "core/views/view_file_private.h"
#include "core/views/view_hours.h"

/* --- identity ------------------------------------------------------------------------------------------------------ */

static const char *contract_words(struct arena *arena, const struct contract_summary *c)
{
	if (date_is_set(c->signed_on))
		return arena_format(arena, "v%d signé le %s%s", c->rank, view_date(arena, c->signed_on),
		                    c->pending ? ", avenant à signer" : "");
	if (c->pending)
		return "préparé, à signer";
	return date_is_set(c->ended) ? arena_format(arena, "aucun en vigueur, le dernier a fini le %s", view_date(arena, c->ended)) : "aucun";
}

/* The first reason there is of what is wrong with it. */
static enum reason_code contract_reason(const struct judged_person *j)
{
	static const enum reason_code codes[] = {REASON_CONTRACT_MISSING, REASON_CONTRACT_EMPTY, REASON_NO_EMPLOYMENT_ACTION,
	                                         REASON_INTENSIVE_CHOICE};

	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (judged_reason(j, codes[i]) != NULL)
			return codes[i];
	return REASON_CONTRACT_MISSING;
}

static void identity_contract(struct line_list *l, const struct contract_summary *c, const struct judged_person *j)
{
	bool signed_one = date_is_set(c->signed_on);

	figure_add(l, j, contract_reason(j), "contrat", "Contrat", contract_words(l->arena, c),
	           arena_format(l->arena, "%d;%s;%s", signed_one ? c->rank : 0, view_iso_day(l->arena, c->signed_on),
	                        c->pending ? "a_signer" : ""),
	           "Le contrat lie la personne et la structure : ge le montre en deux colonnes");
	figure_add(l, j, REASON_CONTRACT_EXPIRING, "contrat_fin", "Fin du contrat",
	           date_is_set(c->ends) ? view_date(l->arena, c->ends) : signed_one ? "non fixée" : "",
	           view_iso_day(l->arena, c->ends), "Dernier jour de la version en vigueur");
}

static void identity_hours(struct line_list *l, const struct app *a, const struct person_facts *p, const struct judged_person *j)
{
	struct week_due due = person_week_due(app_rules(a), p, &p->week, date_week_start(a->now.day));
	const char *target = due.fixed ? hours_words(l->arena, due.target) : "non fixé";

	figure_add(l, j, REASON_HOURS_SHORT, "heures", "Heures de la semaine",
	           arena_format(l->arena, "%s validées, %s déclarées, objectif %s%s", hours_words(l->arena, p->week.validated),
	                        hours_words(l->arena, p->week.declared), target, due.proposed ? " (proposé, non appliqué)" : ""),
	           arena_format(l->arena, "%d;%d;%s", p->week.validated, p->week.declared,
	                        due.fixed ? arena_format(l->arena, "%d", due.target) : ""),
	           "Déclarées puis validées ; l'objectif est celui de la dérogation, du contrat ou de la règle, réduit des absences : gh");
}

static const char *waiting_words(struct arena *arena, const struct person_facts *p)
{
	const char *words = "";

	if (moment_is_set(p->request_since))
		words = arena_format(arena, "demande du %s", view_moment(arena, p->request_since));
	if (moment_is_set(p->complaint_since))
		words = arena_format(arena, "%s%sréclamation du %s", words, words[0] != '\0' ? ", " : "", view_moment(arena, p->complaint_since));
	return words[0] != '\0' ? words : "aucune";
}

void identity_engagement(struct line_list *l, const struct app *a, const struct person_file *f, const struct judged_person *j)
{
	const struct person_facts *p = &f->person;
	enum reason_code answer = judged_reason(j, REASON_COMPLAINT_DUE) != NULL ? REASON_COMPLAINT_DUE : REASON_REQUEST_DUE;

	identity_contract(l, &p->contract, j);
	identity_hours(l, a, p, j);
	line_add(l, "orientation", "Orientation", date_is_set(p->oriented) ? view_date(l->arena, p->oriented) : "—",
	         view_iso_day(l->arena, p->oriented))->why_text = "Dernière orientation notifiée : elle fait partir le délai du contrat (D. 5411-14-1)";
	line_add(l, "diagnostic", "Diagnostic", date_is_set(p->diagnosed) ? view_date(l->arena, p->diagnosed) : "—",
	         view_iso_day(l->arena, p->diagnosed))->why_text = "Dernière version du diagnostic en six rubriques (003:3874)";
	figure_add(l, j, REASON_RIGHTS_DUE, "information_droits", "Informée de ses droits", view_date(l->arena, p->rights_informed),
	           view_iso_day(l->arena, p->rights_informed), "Dernière information sur les droits depuis le début du régime (003:7922)");
	figure_add(l, j, answer, "sans_reponse", "Sans réponse de notre part", waiting_words(l->arena, p),
	           arena_format(l->arena, "%s;%s", view_iso_moment(l->arena, p->request_since), view_iso_moment(l->arena, p->complaint_since)),
	           "Plus ancienne demande, plus ancienne réclamation, qui attendent notre réponse (003:5088, 003:11711)");
	figure_add(l, j, REASON_REMEDIAL_DUE, "compensations", "Actions compensatrices à remettre",
	           arena_format(l->arena, "%d", p->remedial_count), arena_format(l->arena, "%d", p->remedial_count),
	           "Ce que nous devons en retour d'un manque de notre part (001:8)");
}

/* --- what each side undertook ----------------------------------------------------------------------------------------- */

struct item_view { enum item_state state; struct date due; struct clock_result clock; bool unsigned_yet; };

static struct item_view item_see(const struct app *a, const struct person_file *f, const struct item *i)
{
	struct item_view v = {.due = item_next_due(i, a->now.day)};

	v.state = item_state_on(i, NULL, app_rules(a), f->person.regime, a->now, a->session->department, &v.clock);
	v.unsigned_yet = i->contract[0] != '\0' && (!date_is_set(i->bound) || date_compare(i->bound, a->now.day) > 0);
	return v;
}

static const char *item_debtor(const struct item *i)
{
	return i->debtor == DEBTOR_STRUCTURE ? "nous" : i->debtor == DEBTOR_PERSON ? "la personne" : debtor_label(i->debtor);
}

/* The reason that speaks of it, NULL when nothing is due that day. */
static const struct reason *item_reason(const struct judged_person *j, const struct item *i, struct date due)
{
	enum reason_code code = i->debtor == DEBTOR_STRUCTURE ? REASON_ITEM_OURS : i->debtor == DEBTOR_PERSON ? REASON_ITEM_THEIRS : REASON_ITEM_THIRD;
	const struct reason *r = judged_reason(j, code);

	return r != NULL && date_is_set(due) && date_compare(r->due.day, due) == 0 ? r : NULL;
}

static const char *item_why(struct arena *arena, const struct item *i)
{
	if (i->contract[0] == '\0')
		return "Promis dans la conclusion d'un entretien : un engagement a une date (001:6) ; x note qu'il est tenu";
	return arena_format(arena, "Pris dans le contrat (%s%s%s) ; x note qu'il est tenu", item_part_label(i->part),
	                    i->source[0] != '\0' ? ", " : "", i->source);
}

/* What comes back is settled until its next date. */
static const char *item_settled_words(struct arena *arena, const char *words, const struct item *i, const struct item_view *v)
{
	return i->cadence == CADENCE_ONCE ? words : arena_format(arena, "%s, prochain le %s", words, view_date(arena, v->due));
}

static const char *item_state_words(struct arena *arena, const struct item *i, const struct item_view *v)
{
	switch (v->state) {
	case ITEM_KEPT:
		return item_settled_words(arena, arena_format(arena, "tenu le %s", view_date(arena, i->done)), i, v);
	case ITEM_EXCUSED:
		return arena_format(arena, "excusé le %s : %s", view_date(arena, i->excused), view_one_line(arena, i->excuse));
	case ITEM_TODO:
		return v->unsigned_yet ? "à signer" : i->cadence == CADENCE_ONCE ? "à tenir" : cadence_label(i->cadence);
	case ITEM_COMPENSATED:
		return item_settled_words(arena, item_state_label(v->state), i, v);
	case ITEM_LATE:
	case ITEM_NOT_APPLICABLE:
	case ITEM_STATE_COUNT:
		break;
	}
	return item_state_label(v->state);
}

static enum band item_band(const struct app *a, const struct item_view *v)
{
	if (v->unsigned_yet || (v->state != ITEM_TODO && v->state != ITEM_LATE) || v->clock.rule == NULL || !date_is_set(v->due))
		return BAND_NONE;
	return clock_band(&v->clock, a->now);
}

void section_items(struct line_list *l, const struct app *a, const struct person_file *f, const struct judged_person *j)
{
	for (size_t k = 0; k < f->item_count; k++) {
		const struct item *i = &f->items[k];
		struct item_view v = item_see(a, f, i);
		const char *object = view_one_line(l->arena, i->object);
		const struct reason *said = v.state == ITEM_TODO || v.state == ITEM_LATE ? item_reason(j, i, v.due) : NULL;
		struct view_line *line;

		line = line_add(l, i->id, date_is_set(v.due) ? view_date(l->arena, v.due) : "non fixé",
		                arena_format(l->arena, "%s : %s, %s", item_debtor(i), object, item_state_words(l->arena, i, &v)),
		                arena_format(l->arena, "%s;%s;%s;%s", debtor_code(i->debtor), view_iso_day(l->arena, v.due),
		                             view_iso_day(l->arena, i->done), object));
		line->item = i;
		line->why_text = item_why(l->arena, i);
		line->reason = v.unsigned_yet ? NULL : said;
		line->band = line->reason != NULL ? said->band : item_band(a, &v);
	}
}

/* What is owed and not due yet, or « non fixé ». On its day and after, the reason says it, with how many there are. */
void ledger_items(struct line_list *l, const struct app *a, const struct person_file *f, const struct judged_person *j, bool person)
{
	for (size_t k = 0; k < f->item_count; k++) {
		const struct item *i = &f->items[k];
		struct item_view v = item_see(a, f, i);
		const char *words;
		struct view_line *line;

		if (!owed_by(i->debtor, person) || v.unsigned_yet || (v.state != ITEM_TODO && v.state != ITEM_KEPT) ||
		    (v.state == ITEM_KEPT && i->cadence == CADENCE_ONCE) || item_reason(j, i, v.due) != NULL ||
		    (date_is_set(v.due) && date_compare(v.due, a->now.day) <= 0))
			continue;
		words = date_is_set(v.due) ? arena_format(l->arena, "%s pour le %s", i->object, view_date(l->arena, v.due))
		                           : arena_format(l->arena, "%s, sans date fixée", i->object);
		line = line_add(l, "engagement", "à venir", words,
		                ledger_raw(l->arena, "a_venir", v.due, owner_of(i->debtor), "engagement", i->object));
		line->item = i;
		line->why_text = item_why(l->arena, i);
	}
}
