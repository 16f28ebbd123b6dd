/* Formations by stage as screen and twin show them: clocks, who holds the file, next step, gaps; funnel, convergences; why. The
 * office of 2026-11-20. */
#include <criterion/criterion.h>
#include <string.h>

#include "core/views/view_trainings.h"
#include "tests/support/office_trainings.h"

static struct office o;
static struct arena arena;

static struct funder funders[] = {{"constructys", "CONSTRUCTYS", "opca", false, 7, "000:2021"}};
static const struct funder_list funder_list = {funders, 1};

static void setup(void)
{
	office_open(&o, ROLE_COUNSELLOR);
	o.app.funders = &funder_list;
}

static void teardown(void)
{
	arena_free(&arena);
	office_close(&o);
}

TestSuite(view_trainings, .init = setup, .fini = teardown);

static struct view_trainings see(bool agency, const char *filter)
{
	office_open_trainings(&o, agency);
	return view_trainings(&arena, &o.app, filter);
}

static const struct view_training_row *row_of(const struct view_trainings *v, enum office_training which)
{
	for (size_t i = 0; i < v->count; i++)
		if (strcmp(v->rows[i].training->id, office_training_id(which)) == 0)
			return &v->rows[i];
	cr_assert_fail("no row %d", (int)which);
	return NULL;
}

static bool says(const struct view_why *w, const char *words)
{
	for (size_t i = 0; i < w->count; i++)
		if (strstr(w->lines[i], words) != NULL)
			return true;
	return false;
}

Test(view_trainings, waits_for_what_was_asked)
{
	struct view_trainings v;

	app_load_trainings(&o.app, "");
	v = view_trainings(&arena, &o.app, "");
	cr_assert_str_eq(v.empty, "Lecture des formations…");
	cr_assert_eq(v.count, 0);
	cr_assert_str_eq(v.funnel_sentence, "");
	cr_assert(says(&(struct view_why){.lines = view_why_trainings(&arena, &o.app, &v, NULL).lines, .count = 1}, "Lecture des formations"));
}

Test(view_trainings, nothing_yet)
{
	struct training_list none = {0};
	struct view_trainings v;

	app_load_trainings(&o.app, "");
	memory_answer_trainings(o.port, &none);
	memory_port_deliver(o.port, &o.app);
	v = view_trainings(&arena, &o.app, "");
	cr_assert_str_eq(v.empty, "Aucune demande de formation : évoquez-en une depuis la fiche d'une personne");
	cr_assert_str_eq(v.funnel_sentence, "Sur 12 mois : aucune formation évoquée");
	cr_assert_str_eq(v.summary, "0 demande ouverte · aucune en retard");
}

Test(view_trainings, by_stage_the_longest_there_first)
{
	struct view_trainings v = see(false, "");

	cr_assert_eq(v.count, (size_t)OFFICE_TRAININGS);
	cr_assert_eq(v.group_count, (size_t)TRAINING_STAGE_COUNT, "the office has a request at each stage");
	for (size_t i = 0; i < v.group_count; i++) {
		const struct view_training_group *g = &v.groups[i];

		cr_assert_eq(g->stage, (enum training_stage)i);
		cr_assert_gt(g->count, 0);
		for (size_t k = g->first + 1; k < g->first + g->count; k++)
			cr_assert_leq(date_compare(v.rows[k - 1].training->since, v.rows[k].training->since), 0);
	}
	cr_assert_str_eq(v.groups[TRAINING_PIECES].title, "PIÈCES DEMANDÉES (4)");
	cr_assert_str_eq(v.owner, "mon portefeuille");
	cr_assert_str_eq(v.summary, "17 demandes ouvertes · aucune en retard · 1 chez la personne · 10 chez nous · 1 chez l'employeur · "
	                             "1 chez le financeur · 2 chez l'organisme de formation");
}

Test(view_trainings, the_funders_clock)
{
	struct view_trainings v = see(false, "");
	const struct view_training_row *filed = row_of(&v, OFFICE_FILED), *granted = row_of(&v, OFFICE_HOLES);

	cr_assert_str_eq(filed->stage, "déposée");
	cr_assert_str_eq(filed->since, "depuis 7 j");
	cr_assert_str_eq(filed->decision, "attendue auj.");
	cr_assert_str_eq(filed->clock, "décision attendue auj., CONSTRUCTYS");
	cr_assert_str_eq(filed->holder, "le financeur");
	cr_assert_str_eq(filed->held, "7 j");
	cr_assert_str_eq(filed->held_since, "depuis 7 j");
	cr_assert_eq(filed->band, BAND_ORANGE);
	cr_assert_str_eq(filed->next, "relancer le financeur, ou noter sa réponse");
	cr_assert_eq(filed->step, STEP_GRANT);
	cr_assert_str_eq(filed->decision_due_iso, "2026-11-20");
	cr_assert_str_eq(filed->holder_code, "financeur");
	cr_assert_str_eq(granted->decision, "en 25 j");
	cr_assert_str_eq(granted->decision_due_iso, "", "it has answered");
}

Test(view_trainings, late_is_red_and_counted)
{
	struct view_trainings v = see(false, "");
	const struct view_training_row *filed;

	o.app.trainings.list->items[OFFICE_FILED].filed = o.app.trainings.list->items[OFFICE_FILED].since = date_add_days(OFFICE_DAY, -13);
	v = view_trainings(&arena, &o.app, "");
	filed = row_of(&v, OFFICE_FILED);
	cr_assert_str_eq(filed->clock, "décision attendue +6 j, CONSTRUCTYS");
	cr_assert_eq(filed->band, BAND_RED);
	cr_assert_str_eq(filed->mark, "!");
	cr_assert_not_null(strstr(v.summary, "1 en retard"));
}

/* 000:577 */
Test(view_trainings, pieces_suspend_the_clock_and_are_never_late_for_the_person)
{
	struct view_trainings v = see(false, "");
	const struct view_training_row *theirs = row_of(&v, OFFICE_PIECES_PERSON), *ours = row_of(&v, OFFICE_PIECES_STRUCTURE);

	cr_assert_str_eq(theirs->decision, "suspendue");
	cr_assert_str_eq(theirs->held_since, "pièce demandée il y a 8 j", "another's may have been charged before: not held since (000:577)");
	cr_assert_str_eq(theirs->holder, "la personne");
	cr_assert_str_eq(theirs->clock, "pièce attendue de la personne, 8 j");
	cr_assert_eq(theirs->band, BAND_GREY);
	cr_assert_str_eq(ours->holder, "nous");
	cr_assert_str_eq(ours->clock, "pièce attendue de nous, 14 j");
	cr_assert_str_eq(row_of(&v, OFFICE_PIECES_BODY)->clock, "2 pièces, d'abord de l'organisme, 4 j");
	for (int days = 0; days < 400; days += 50) {
		o.app.now.day = date_add_days(OFFICE_DAY, days);
		cr_assert_neq(view_training_row(&arena, &o.app, theirs->training).band, BAND_RED, "after %d days", days);
	}
}

static bool says_row(const struct view_training_row *row, const char *folded)
{
	return strstr(row->folded, folded) != NULL;
}

/* What is red or orange without being the clock of the column is named: a mark is never left without its reason. */
Test(view_trainings, what_presses_most_is_said)
{
	struct view_trainings v = see(false, "");
	struct training *ready = &o.app.trainings.list->items[OFFICE_READY];

	cr_assert_str_eq(row_of(&v, OFFICE_FILED)->pressing, "", "its clock says it");
	cr_assert_str_eq(row_of(&v, OFFICE_HOLES)->pressing, row_of(&v, OFFICE_HOLES)->reasons.items[0].sentence);
	ready->since = date_add_days(OFFICE_DAY, -22);
	v = view_trainings(&arena, &o.app, "");
	cr_assert_str_eq(row_of(&v, OFFICE_READY)->pressing, "dossier de formation à déposer +7 j");
	cr_assert(says_row(row_of(&v, OFFICE_READY), "a deposer +7 j"), "the filter finds it");
	ready->since = OFFICE_DAY;
	v = view_trainings(&arena, &o.app, "");
	cr_assert_str_eq(row_of(&v, OFFICE_READY)->since, "depuis aujourd'hui");
}

Test(view_trainings, the_entry_clock)
{
	struct view_trainings v = see(false, "");

	cr_assert_str_eq(row_of(&v, OFFICE_FUNDED)->entry, "prévue 30/11");
	cr_assert_str_eq(row_of(&v, OFFICE_FUNDED)->clock, "entrée prévue 30/11");
	cr_assert_str_eq(row_of(&v, OFFICE_FUNDED)->holder, "l'organisme de formation");
	cr_assert_str_eq(row_of(&v, OFFICE_HOLES)->entry, "prévue 04/01/2027");
	cr_assert_str_eq(row_of(&v, OFFICE_ENTERED)->entry, "entrée 28/09");
	cr_assert_str_eq(row_of(&v, OFFICE_ENTERED)->clock, "point au tiers +4 j");
	cr_assert_str_eq(row_of(&v, OFFICE_COMPLETED)->clock, "situation à 6 mois +3 j");
	cr_assert_str_eq(row_of(&v, OFFICE_RAISED)->entry, "–");
	o.app.now.day = date_make(2026, 12, 2);
	cr_assert_str_eq(view_training_row(&arena, &o.app, row_of(&v, OFFICE_FUNDED)->training).entry, "attendue +6 j", "its day is over");
}

Test(view_trainings, what_is_missing)
{
	struct view_trainings v = see(false, "");

	cr_assert_str_eq(row_of(&v, OFFICE_PROJECT)->warning, "3 préalables à voir");
	cr_assert_str_eq(row_of(&v, OFFICE_HOLES)->warning, "sans financeur : rémunération, frais annexes");
	cr_assert_str_eq(row_of(&v, OFFICE_BEYOND_RIGHTS)->warning, "sans financeur : rémunération · 81 j après la fin des droits");
	cr_assert_str_eq(row_of(&v, OFFICE_CONTESTABLE)->warning, "refus contestable");
	cr_assert_str_eq(row_of(&v, OFFICE_CONTESTABLE)->next, "contester le refus : « métier non en tension » n'y suffit pas");
	cr_assert_str_eq(row_of(&v, OFFICE_REFUSED)->warning, "");
	cr_assert_str_eq(row_of(&v, OFFICE_FILED)->warning, "", "before the answer nobody has refused to pay");
}

/* The same judgements as those of the portfolio. */
Test(view_trainings, a_row_is_judged_as_its_person_is)
{
	struct view_trainings v = see(false, "");

	for (size_t i = 0; i < v.count; i++) {
		const struct view_training_row *row = &v.rows[i];

		cr_assert_eq(row->band, row->reasons.count > 0 ? row->reasons.items[0].band : BAND_NONE);
		for (size_t k = 0; k < row->reasons.count; k++) {
			cr_assert_eq(row->reasons.items[k].training, row->training);
			cr_assert(k == 0 || row->reasons.items[k - 1].band <= row->reasons.items[k].band);
		}
	}
	cr_assert_str_eq(row_of(&v, OFFICE_HOLES)->reasons.items[0].sentence, "formation accordée : 2 coûts à financer");
}

Test(view_trainings, abandonment_is_no_fault)
{
	struct view_trainings v = see(false, "");

	cr_assert_eq(row_of(&v, OFFICE_DROPPED_BEFORE)->band, BAND_NONE);
	cr_assert_eq(row_of(&v, OFFICE_DROPPED_AFTER)->band, BAND_NONE);
	cr_assert_str_eq(row_of(&v, OFFICE_DROPPED_BEFORE)->next, "");
	cr_assert_eq(row_of(&v, OFFICE_DROPPED_BEFORE)->step, STEP_COUNT);
	cr_assert_str_eq(row_of(&v, OFFICE_DROPPED_BEFORE)->holder, "");
}

Test(view_trainings, the_filter_ignores_accents)
{
	struct view_trainings v = see(false, "aide soignante bernard");

	cr_assert_eq(v.count, 2);
	cr_assert_eq(v.total, (size_t)OFFICE_TRAININGS);
	cr_assert_eq(v.group_count, 2);
	v = see(false, "pieces financeur");
	cr_assert_eq(v.count, 0);
	cr_assert_str_eq(v.empty, "Aucune demande ne répond à « pieces financeur » : effacez le filtre");
}

/* Foreign text is data. */
Test(view_trainings, hostile_text_is_made_safe)
{
	struct view_trainings v = see(false, "");

	for (size_t i = 0; i < v.count; i++)
		cr_assert_null(strchr(v.rows[i].name, '\033'));
	o.app.trainings.list->items[0].title = "CAP\033[31m\ncuisine";
	v = view_trainings(&arena, &o.app, "");
	cr_assert_null(strpbrk(v.rows[0].title, "\033\n"));
}

/* 002:509: always numerator and denominator. */
Test(view_trainings, the_funnel)
{
	struct view_trainings v = see(false, "");

	cr_assert_str_eq(v.funnel_sentence, "Sur 12 mois : 18 évoquées, prescrites 14/18 (78 %), entrées 3/18 (17 %)");
	cr_assert_eq(v.funnel.raised, 18);
	cr_assert_eq(v.convergence_count, 0, "told to a responsable");
}

Test(view_trainings, a_responsable_sees_where_people_converge)
{
	struct view_trainings v = see(true, "");

	cr_assert_str_eq(v.owner, "toute l'agence");
	cr_assert_eq(v.convergence_count, 2);
	cr_assert_str_eq(v.convergences[0].text, "6 personnes finissent « Employé de commerce » le 07/02/2027, département 35 : à étaler ou à "
	                                         "préparer (000:2269)");
	cr_assert_eq(v.convergences[1].people, 5);
	cr_assert_str_eq(v.convergences[1].ends_iso, "2027-02-21");
}

Test(view_trainings, why)
{
	struct view_trainings v = see(true, "");
	struct view_why w = view_why_trainings(&arena, &o.app, &v, row_of(&v, OFFICE_FILED));

	cr_assert_str_eq(w.title, "Conductrice d'engins");
	cr_assert(says(&w, "Dossier tenu par : le financeur, depuis 7 j"));
	cr_assert(says(&w, "Règle : Décision du financeur (FORMATION decision_financeur) : 1 semaine"));
	cr_assert(says(&w, "Source : 000:2101"));
	cr_assert(says(&w, "(touche x)"), "the key that does it here");
	w = view_why_trainings(&arena, &o.app, &v, row_of(&v, OFFICE_PIECES_PERSON));
	cr_assert(says(&w, "5 jours d'attente de pièces ne comptent pas contre le financeur"));
	cr_assert(says(&w, "rien n'est en retard pour la personne (000:577)"));
	w = view_why_trainings(&arena, &o.app, &v, row_of(&v, OFFICE_ENTERED));
	cr_assert(says(&w, "DÉCISION : 42 jours comptés (plus de 5 jours)"));
	cr_assert(says(&w, "ENTRÉE : 42 jours comptés (moins de 45 jours)"));
	cr_assert_not(says(&w, "Dossier tenu par"), "nobody holds it once the person has entered");
	w = view_why_trainings(&arena, &o.app, &v, NULL);
	cr_assert(says(&w, "prescrites 14/18"));
	cr_assert(says(&w, "16 prescrites, 7 entrées"));
	cr_assert(says(&w, "6 personnes finissent"));
}
