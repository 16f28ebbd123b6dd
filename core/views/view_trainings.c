/* Formations: the requests of a portfolio or of the agency, by stage; the funnel, and courses on which people converge. */
#include "core/views/view_trainings.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/french.h"
#include "core/base/text.h"
#include "core/training/stages.h"
#include "core/views/view_trainings_private.h"

static const char *const headings[TRAINING_STAGE_COUNT] = {
	[TRAINING_RAISED] = "ÉVOQUÉES",
	[TRAINING_PROJECT] = "PROJETS",
	[TRAINING_READY] = "PRÊTES",
	[TRAINING_FILED] = "DÉPOSÉES",
	[TRAINING_PIECES] = "PIÈCES DEMANDÉES",
	[TRAINING_COUNTERED] = "CONTRE-PROPOSITIONS",
	[TRAINING_REFUSED] = "REFUSÉES",
	[TRAINING_GRANTED] = "ACCORDÉES",
	[TRAINING_FUNDED] = "FINANCÉES",
	[TRAINING_ENTERED] = "EN FORMATION",
	[TRAINING_COMPLETED] = "ACHEVÉES",
	[TRAINING_FOLLOWED] = "SUIVIES",
	[TRAINING_DROPPED_BEFORE] = "ABANDONNÉES AVANT L'ENTRÉE",
	[TRAINING_DROPPED_AFTER] = "ABANDONNÉES APRÈS L'ENTRÉE",
};

/* --- rows and groups ----------------------------------------------------------------------------------------------- */

/* By stage; the longest there first. */
static int row_compare(const void *left, const void *right)
{
	const struct view_training_row *a = left, *b = right;
	int by = (int)a->training->stage - (int)b->training->stage;

	if (by == 0)
		by = date_compare(a->training->since, b->training->since);
	if (by == 0)
		by = strcmp(a->name, b->name);
	return by != 0 ? by : strcmp(a->training->id, b->training->id);
}

static void rows_fill(struct arena *arena, const struct app *a, const char *filter, struct view_trainings *v)
{
	const struct training_list *l = a->trainings.list;
	const char *folded = text_fold(arena, filter != NULL ? filter : "");

	v->rows = arena_array(arena, l->count + 1, sizeof *v->rows);
	for (size_t i = 0; i < l->count; i++) {
		struct view_training_row row = view_training_row(arena, a, &l->items[i]);

		if (view_matches(row.folded, folded))
			v->rows[v->count++] = row;
	}
	v->total = l->count;
	if (v->count > 1)
		qsort(v->rows, v->count, sizeof *v->rows, row_compare);
}

static void groups_fill(struct arena *arena, struct view_trainings *v)
{
	v->groups = arena_array(arena, TRAINING_STAGE_COUNT, sizeof *v->groups);
	for (size_t i = 0; i < v->count; i++) {
		enum training_stage stage = v->rows[i].training->stage;

		if (v->group_count == 0 || v->groups[v->group_count - 1].stage != stage)
			v->groups[v->group_count++] = (struct view_training_group){.stage = stage, .first = i};
		v->groups[v->group_count - 1].count++;
	}
	for (size_t i = 0; i < v->group_count; i++)
		v->groups[i].title = arena_format(arena, "%s (%zu)", headings[v->groups[i].stage], v->groups[i].count);
}

/* --- sentences ------------------------------------------------------------------------------------------------------ */

static const char *owner_words(struct arena *arena, const struct app *a)
{
	const struct referent_facts *r = app_referent(a, a->trainings.login);

	if (a->trainings.login[0] == '\0')
		return "mon portefeuille";
	if (strcmp(a->trainings.login, "*") == 0)
		return "toute l'agence";
	if (r == NULL)
		return text_safe(arena, arena_format(arena, "portefeuille de %s", a->trainings.login));
	return arena_format(arena, "portefeuille %s", french_of(arena, arena_format(arena, "%s %s", r->first_name, r->last_name)));
}

static const char *plural(int count)
{
	return count > 1 ? "s" : "";
}

static const char *summary_words(struct arena *arena, const struct view_trainings *v)
{
	int open = 0, late = 0, held[DEBTOR_COUNT] = {0};
	const char *words;

	for (size_t i = 0; i < v->count; i++) {
		const struct view_training_row *row = &v->rows[i];

		open += training_is_open(row->training->stage);
		late += row->band == BAND_RED;
		if (row->clocks.holder < DEBTOR_COUNT && training_is_open(row->training->stage))
			held[row->clocks.holder]++;
	}
	/* What is late comes before who holds the rest: a narrow screen cuts the end. */
	words = arena_format(arena, "%d demande%s ouverte%s · %s", open, plural(open), plural(open),
	                     late == 0 ? "aucune en retard" : arena_format(arena, "%d en retard", late));
	for (int d = 0; d < DEBTOR_COUNT; d++)
		if (held[d] > 0)
			words = arena_format(arena, "%s · %d chez %s", words, held[d], view_debtor_held((enum debtor)d));
	return words;
}

static const char *ratio_words(struct arena *arena, int part, int whole)
{
	return arena_format(arena, "%d/%d (%d %%)", part, whole, (part * 100 + whole / 2) / whole);
}

static const char *funnel_words(struct arena *arena, const struct training_funnel *f)
{
	if (f->raised == 0)
		return "Sur 12 mois : aucune formation évoquée";
	return arena_format(arena, "Sur 12 mois : %d évoquée%s, prescrites %s, entrées %s", f->raised, plural(f->raised),
	                    ratio_words(arena, f->filed, f->raised), ratio_words(arena, f->entered, f->raised));
}

static void convergences_fill(struct arena *arena, const struct training_list *l, struct view_trainings *v)
{
	v->convergences = arena_array(arena, l->convergence_count + 1, sizeof *v->convergences);
	for (size_t i = 0; i < l->convergence_count; i++) {
		const struct training_convergence *c = &l->convergences[i];

		v->convergences[v->convergence_count++] = (struct view_convergence){
			.people = c->people, .title = view_one_line(arena, c->title), .basin = text_safe(arena, c->basin), .ends_iso = view_iso_day(arena, c->ends),
			.text = arena_format(arena, "%d personnes finissent « %s » le %s, département %s : à étaler ou à préparer (000:2269)", c->people,
			                     view_one_line(arena, c->title), view_date(arena, c->ends), text_safe(arena, c->basin))};
	}
}

/* --- the whole ------------------------------------------------------------------------------------------------------- */

static const char *empty_words(struct arena *arena, const struct view_trainings *v, const char *filter)
{
	if (v->total == 0)
		return "Aucune demande de formation : évoquez-en une depuis la fiche d'une personne";
	if (v->count == 0)
		return text_safe(arena, arena_format(arena, "Aucune demande ne répond à « %s » : effacez le filtre", filter));
	return "";
}

struct view_trainings view_trainings(struct arena *arena, const struct app *a, const char *filter)
{
	const struct trainings_model *m = &a->trainings;
	struct view_trainings v = {.state = m->m.state, .owner = owner_words(arena, a), .summary = "", .funnel_sentence = "", .empty = ""};

	if (m->list == NULL || a->session == NULL) { /* no clock without today and the rules */
		v.empty = view_waiting(arena, &m->m, "des formations");
		return v;
	}
	rows_fill(arena, a, filter, &v);
	groups_fill(arena, &v);
	v.summary = summary_words(arena, &v);
	v.funnel = training_funnel(m->list->items, m->list->count, a->now.day);
	v.funnel_sentence = funnel_words(arena, &v.funnel);
	convergences_fill(arena, m->list, &v);
	v.empty = empty_words(arena, &v, filter);
	return v;
}

/* --- why ---------------------------------------------------------------------------------------------------------------- */

static bool already_told(const struct view_training_row *row, const struct clock_result *c)
{
	for (size_t i = 0; i < row->reasons.count; i++)
		if (row->reasons.items[i].rule == c->rule)
			return true;
	return false;
}

/* What a reason has told is not told twice. */
static void why_clock_of(struct why *w, const struct view_training_row *row, const char *title, const struct clock_result *c, const char *words)
{
	if (c->rule == NULL || already_told(row, c))
		return;
	why_add(w, "");
	why_add(w, arena_format(w->arena, "%s : %s", title, words));
	why_clock(w, c);
	why_rule(w, c->rule);
}

static const char *taken_words(struct arena *arena, int days, const char *bucket)
{
	return arena_format(arena, "%d jour%s comptés (%s)", days, plural(days), bucket);
}

void why_training_clocks(struct why *w, const struct view_training_row *row)
{
	const struct training_clocks *c = &row->clocks;
	const struct training *t = row->training;

	if (c->decision.rule != NULL) {
		why_clock_of(w, row, "DÉCISION", &c->decision, taken_words(w->arena, c->decision_days, decision_bucket_label(c->decision_bucket)));
		if (t->suspended_days > 0)
			why_add(w, arena_format(w->arena, "%d jour%s d'attente de pièces ne comptent pas contre le financeur", t->suspended_days,
			                        plural(t->suspended_days)));
		if (t->stage == TRAINING_PIECES)
			why_add(w, "Des pièces sont attendues : le délai du financeur est suspendu, et rien n'est en retard pour la personne (000:577)");
	}
	if (c->entry.rule != NULL)
		why_clock_of(w, row, "ENTRÉE", &c->entry, taken_words(w->arena, c->entry_days, entry_bucket_label(c->entry_bucket)));
	why_clock_of(w, row, "POINT AU TIERS", &c->check, row->stage);
	why_clock_of(w, row, "SITUATION À SIX MOIS", &c->follow_up, row->stage);
}

void why_training_reasons(struct why *w, const struct view_training_row *row)
{
	for (size_t i = 0; i < row->reasons.count; i++) {
		why_add(w, "");
		why_reason(w, &row->reasons.items[i]);
	}
}

static void why_row(struct why *w, const struct view_training_row *row)
{
	why_add(w, arena_format(w->arena, "%s, %s : %s", row->name, row->title, row->stage));
	if (row->held[0] != '\0')
		why_pair(w, "Dossier tenu par", arena_format(w->arena, "%s, %s", row->holder, row->held_since));
	why_pair(w, "À faire", row->next);
	why_pair(w, "À voir", row->warning);
	why_training_reasons(w, row);
	why_training_clocks(w, row);
}

static void why_funnel(struct why *w, const struct view_trainings *v)
{
	why_add(w, v->funnel_sentence);
	why_add(w, "Évoquées : demandes nées depuis douze mois. Prescrites : celles d'entre elles qui ont été déposées chez un financeur. "
	           "Entrées : celles où la personne est entrée. Repère de 2010, sur cent entretiens : 44 évoquées, 16 prescrites, 7 entrées à "
	           "six mois (002:509, 002:521)");
	for (size_t i = 0; i < v->convergence_count; i++)
		why_add(w, v->convergences[i].text);
}

struct view_why view_why_trainings(struct arena *arena, const struct app *a, const struct view_trainings *v,
                                   const struct view_training_row *row)
{
	struct why w = {.arena = arena, .app = a, .v = {.title = row != NULL ? row->title : "Formations"}, .step = ACTION_TRAINING_DO};

	if (row != NULL)
		why_row(&w, row);
	else if (v->funnel_sentence[0] == '\0')
		why_add(&w, v->empty);
	else
		why_funnel(&w, v);
	return w.v;
}
