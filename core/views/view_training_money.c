/* The page of a request, what pays it: lines and holes by cost (T3), the calendar against rights (T5), what the person lives on. */
#include <inttypes.h>
#include <string.h>

#include "core/base/text.h"
#include "core/training/stages.h"
#include "core/views/view_training_private.h"

static const char *plural(int count)
{
	return count > 1 ? "s" : "";
}

/* --- money -------------------------------------------------------------------------------------------------------- */

/* « 5 200,00 € »; "" when non fixé. */
static const char *euros_words(struct arena *arena, int64_t cents)
{
	int64_t euros = cents / 100;

	if (cents < 0)
		return "";
	if (euros < 1000)
		return arena_format(arena, "%" PRId64 ",%02" PRId64 " €", euros, cents % 100);
	if (euros < 1000000)
		return arena_format(arena, "%" PRId64 " %03" PRId64 ",%02" PRId64 " €", euros / 1000, euros % 1000, cents % 100);
	return arena_format(arena, "%" PRId64 " %03" PRId64 " %03" PRId64 ",%02" PRId64 " €", euros / 1000000, euros / 1000 % 1000,
	                    euros % 1000, cents % 100);
}

/* As architecture.md §9 writes them in TSV: a point. */
static const char *euros_raw(struct arena *arena, int64_t cents)
{
	return cents < 0 ? "" : arena_format(arena, "%" PRId64 ".%02" PRId64, cents / 100, cents % 100);
}

/* --- lines and holes ----------------------------------------------------------------------------------------------- */

static const char *line_words(struct arena *arena, const struct app *a, const struct funding_line *f)
{
	const char *amount = euros_words(arena, f->amount);
	const char *payer = f->state == LINE_NOT_NEEDED ? "" : arena_format(arena, "%s, ", training_funder_label(arena, a, f->funder));
	const char *decided = date_is_set(f->decided) ? arena_format(arena, " le %s", view_date(arena, f->decided)) : "";

	return arena_format(arena, "%sdu %s au %s, %s%s%s%s%s%s", payer, view_date(arena, f->from), view_date(arena, f->to), amount,
	                    *amount != '\0' ? ", " : "", line_state_label(f->state), decided, f->reason[0] != '\0' ? " : " : "", f->reason);
}

static void line_add(struct training_lines *l, const struct funding_line *f)
{
	struct view_training_line *line = training_line_add(
		l, cost_code(f->cost), cost_label(f->cost), line_words(l->arena, l->app, f),
		arena_format(l->arena, "%s;%s;%s;%s;%s", f->funder, view_iso_day(l->arena, f->from), view_iso_day(l->arena, f->to),
	                 euros_raw(l->arena, f->amount), line_state_code(f->state)));

	line->funding = f;
	line->mark = f->state == LINE_GRANTED ? "✓" : f->state == LINE_ASKED ? "○" : "–";
	line->why_text = "Un coût, un financeur, des jours : pédagogie, rémunération et frais annexes se financent à part (002:507)";
}

const struct reason *training_row_reason(const struct view_training_row *row, enum reason_code code)
{
	for (size_t i = 0; i < row->reasons.count; i++)
		if (row->reasons.items[i].code == code)
			return &row->reasons.items[i];
	return NULL;
}

static const char *hole_state(const struct training *t, const struct funding_hole *h)
{
	if (h->asked)
		return "demandé, pas encore accordé";
	return training_holes_matter(t->stage) ? "sans financeur : renoncement probable" : "sans financeur";
}

static void hole_add(struct training_lines *l, const struct funding_hole *h)
{
	const struct reason *r = training_row_reason(l->row, REASON_FUNDING_HOLE);
	struct view_training_line *line = training_line_add(
		l, "trou", arena_format(l->arena, "Trou : %s", cost_label(h->cost)),
		arena_format(l->arena, "du %s au %s (%d jour%s), %s", view_date(l->arena, h->from), view_date(l->arena, h->to), h->days, plural(h->days),
	                 hole_state(&l->f->request, h)),
		arena_format(l->arena, "%s;%s;%s;%s", cost_code(h->cost), view_iso_day(l->arena, h->from), view_iso_day(l->arena, h->to),
	                 h->asked ? "demande" : ""));

	line->hole = h;
	line->reason = r;
	line->band = r != NULL ? r->band : h->asked ? BAND_NONE : BAND_GREY;
	line->mark = line->band == BAND_NONE ? "○" : band_mark(line->band);
	line->why_text = "Des jours de formation que nul ne paie pour ce coût : c'est là que l'on renonce (002:507)";
}

void training_section_funding(struct training_lines *l, const struct funding_check *check)
{
	for (size_t i = 0; i < l->f->line_count; i++)
		line_add(l, &l->f->lines[i]);
	for (size_t i = 0; i < check->count; i++)
		hole_add(l, &check->holes[i]);
	if (check->no_income) {
		struct view_training_line *line =
			training_line_add(l, "sans_revenu", "Sans revenu", "l'OPCA ne paie aucun revenu, et aucune allocation n'est notée au premier jour",
			                  "sans_revenu");

		line->band = BAND_ORANGE;
		line->mark = band_mark(BAND_ORANGE);
		line->why_text = "Une formation payée par un OPCA n'apporte aucun revenu à qui n'est pas indemnisé : à dire avant de déposer (000:1546)";
	}
}

/* Each cost once, whatever its holes. */
static const char *holes_costs(struct arena *arena, const struct funding_check *check)
{
	unsigned costs = 0;

	for (size_t i = 0; i < check->count; i++)
		if (!check->holes[i].asked)
			costs |= 1u << check->holes[i].cost;
	return training_costs_missing(arena, costs);
}

const char *training_funding_sentence(struct arena *arena, const struct training *t, const struct funding_check *check)
{
	const char *costs;

	if (!check->dated)
		return "Dates non fixées : le financement ne peut pas être vérifié";
	if (check->whole)
		return "Financement complet : chaque coût de chaque jour a son financeur";
	costs = holes_costs(arena, check);
	if (costs[0] == '\0')
		return "Financement demandé pour chaque jour, pas encore accordé";
	return arena_format(arena, "Jours sans financeur : %s%s", costs, training_holes_matter(t->stage) ? " ; renoncement probable (002:507)" : "");
}

/* --- rights --------------------------------------------------------------------------------------------------------- */

struct runway training_runway_of(const struct app *a)
{
	return training_runway(&a->training.file->request, a->training.judged.regime_end);
}

const char *training_runway_sentence(struct arena *arena, const struct training *t, const struct runway *r)
{
	const char *rights = date_is_set(r->rights_end) ? arena_format(arena, "Droits jusqu'au %s", view_date(arena, r->rights_end))
	                                                : "Fin des droits non fixée";

	if (!date_is_set(t->starts) || !date_is_set(r->training_end))
		return arena_format(arena, "%s ; dates de la formation non fixées", rights);
	rights = arena_format(arena, "%s, formation du %s au %s", rights, view_date(arena, t->starts), view_date(arena, r->training_end));
	if (r->uncovered_days < 0)
		return arena_format(arena, "%s : relais non fixé", rights);
	if (r->uncovered_days == 0)
		return arena_format(arena, "%s : chaque jour est couvert, relais non requis", rights);
	return arena_format(arena, "%s : %d jour%s non couvert%s, relais %s", rights, r->uncovered_days, plural(r->uncovered_days),
	                    plural(r->uncovered_days), relay_label(r->relay));
}

static const char *rights_why(const struct training *t, const struct runway *r)
{
	if (t->has_rights && date_is_set(t->rights_end))
		return "Dernier jour de l'allocation qui court au premier jour de la formation";
	if (t->has_rights)
		return date_is_set(r->rights_end) ? "L'allocation qui court n'a pas de fin notée : la fin du dispositif en tient lieu"
		                                  : "L'allocation qui court au premier jour de la formation n'a pas de fin notée";
	return date_is_set(t->rights_ended) ? "Dernier jour de la dernière allocation notée : aucune ensuite, la formation est sans droits"
	                                    : "Aucune allocation notée à ces dates : la fin du dispositif en tient lieu";
}

void training_section_runway(struct training_lines *l, const struct runway *r)
{
	const struct training *t = &l->f->request;
	bool known = r->uncovered_days >= 0;
	struct view_training_line *line;

	training_line_add(l, "fin_droits", "Fin des droits", date_is_set(r->rights_end) ? view_date(l->arena, r->rights_end) : "non fixée",
	                  view_iso_day(l->arena, r->rights_end))->why_text =
		rights_why(t, r);
	training_line_add(l, "fin_formation", "Fin de la formation", date_is_set(r->training_end) ? view_date(l->arena, r->training_end) : "non fixée",
	                  view_iso_day(l->arena, r->training_end))->why_text =
		date_is_set(t->ends) ? "Dernier jour prévu, ou réel" : "Début plus la durée divisée par le rythme, en semaines entières";
	line = training_line_add(l, "non_couverts", "Jours non couverts", known ? arena_format(l->arena, "%d", r->uncovered_days) : "non fixé",
	                         known ? arena_format(l->arena, "%d", r->uncovered_days) : "");
	line->reason = training_row_reason(l->row, REASON_RELAY_NEEDED);
	line->band = line->reason != NULL ? line->reason->band : r->uncovered_days > 0 ? BAND_GREY : BAND_NONE;
	line->mark = band_mark(line->band);
	line->why_text = "Jours de la formation après la fin des droits, sans ligne de rémunération (000:1998, 000:3346)";
	training_line_add(l, "relais", "Relais", relay_label(r->relay), relay_label(r->relay))->why_text =
		"Un autre financeur prend la suite des droits : Région, France Travail… (000:1994)";
}

void training_section_rights(struct training_lines *l)
{
	for (size_t i = 0; i < l->f->allowance_count; i++) {
		const struct allowance *a = &l->f->allowances[i];
		struct view_training_line *line = training_line_add(
			l, "droit", code_label_find(allowance_kinds, a->kind),
			date_is_set(a->to) ? arena_format(l->arena, "du %s au %s", view_date(l->arena, a->from), view_date(l->arena, a->to))
		                       : arena_format(l->arena, "depuis le %s, fin non fixée", view_date(l->arena, a->from)),
			arena_format(l->arena, "%s;%s;%s", a->kind, view_iso_day(l->arena, a->from), view_iso_day(l->arena, a->to)));

		line->label = text_safe(l->arena, line->label);
		line->allowance = a;
	}
}
