/* Trainings on the sheet: each request where it stands, periods in a company, what the person lives on. The whole of a request
 * is its own page (view_training.c). */
#include "core/views/view_file_private.h"
#include "core/views/view_trainings.h"

/* « déposée : Aide-soignante, GRETA — décision attendue +6 j, FAF TT »; what presses more comes before the clock. */
static void request_add(struct line_list *l, const struct app *a, const struct training *t)
{
	const struct view_training_row row = view_training_row(l->arena, a, t);
	const char *body = view_one_line(l->arena, t->body);
	const char *pressing = row.warning[0] == '\0' ? row.pressing : ""; /* else the warning says it */
	const char *running = row.clock[0] != '\0' ? row.clock : pressing[0] != '\0' ? "" : row.next;
	const char *also = arena_format(l->arena, "%s%s%s", pressing, pressing[0] != '\0' && running[0] != '\0' ? " · " : "", running);
	struct view_line *line = line_add(
		l, "demande", row.stage,
		arena_format(l->arena, "%s%s%s%s%s%s%s", row.title, *body != '\0' ? ", " : "", body, also[0] != '\0' ? " — " : "", also,
	                 row.warning[0] != '\0' ? " · " : "", row.warning),
		arena_format(l->arena, "%s;%s;%s;%s", row.stage_code, row.since_iso, t->id, row.title));

	line->training = t;
	line->band = row.band;
	line->reason = row.reasons.count > 0 ? &row.reasons.items[0] : NULL;
	line->why_text = arena_format(l->arena, "Étape « %s » depuis le %s ; Entrée ouvre la demande, gf les montre toutes", row.stage,
	                              view_date(l->arena, t->since));
}

static const char *period_words(struct arena *arena, const struct company_period *p, struct date today)
{
	const char *state = date_compare(p->from, today) > 0 ? "à venir" : date_compare(p->to, today) >= 0 ? "en cours" : "finie";

	if (company_period_awaits_debrief(p, today))
		state = "bilan à faire";
	else if (date_is_set(p->debriefed))
		state = arena_format(arena, "bilan le %s, %s l'entreprise", view_date(arena, p->debriefed), p->with_host ? "avec" : "sans");
	return arena_format(arena, "%s, du %s au %s : %s", p->host, view_date(arena, p->from), view_date(arena, p->to), state);
}

static void period_add(struct line_list *l, const struct app *a, const struct company_period *p)
{
	bool due = company_period_awaits_debrief(p, a->now.day);
	struct view_line *line = line_add(l, "periode", code_label_find(company_period_kinds, p->kind), period_words(l->arena, p, a->now.day),
	                                  arena_format(l->arena, "%s;%s;%s;%s;%s", p->kind, view_iso_day(l->arena, p->from),
	                                               view_iso_day(l->arena, p->to), view_iso_day(l->arena, p->debriefed), p->host));

	line->period = p;
	line->band = due ? BAND_ORANGE : BAND_NONE;
	line->reason = due ? judged_reason(&a->file.judged, REASON_DEBRIEF_DUE) : NULL;
	line->why_text = "Une période en entreprise se conclut par un bilan, avec ou sans l'entreprise (000:778)";
}

static void allowance_add(struct line_list *l, const struct allowance *x)
{
	line_add(l, "revenu", code_label_find(allowance_kinds, x->kind),
	         date_is_set(x->to) ? arena_format(l->arena, "du %s au %s", view_date(l->arena, x->from), view_date(l->arena, x->to))
	                            : arena_format(l->arena, "depuis le %s, fin non fixée", view_date(l->arena, x->from)),
	         arena_format(l->arena, "%s;%s;%s", x->kind, view_iso_day(l->arena, x->from), view_iso_day(l->arena, x->to)))->why_text =
		"Ce dont la personne vit : la fin de ses droits se compare à celle de la formation (000:1998)";
}

void section_trainings(struct line_list *l, const struct app *a, const struct person_file *f)
{
	for (size_t i = 0; i < f->training_count; i++)
		request_add(l, a, &f->trainings[i]);
	for (size_t i = 0; i < f->period_count; i++)
		period_add(l, a, &f->periods[i]);
	for (size_t i = 0; i < f->allowance_count; i++)
		allowance_add(l, &f->allowances[i]);
}
