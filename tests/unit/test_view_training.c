/* One training request on one page, and its calendar. The office of 2026-11-20. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "core/base/text.h"
#include "core/views/view_training.h"
#include "tests/support/office_trainings.h"

static struct office o;
static struct arena arena;

static struct funder funders[] = {{"constructys", "CONSTRUCTYS", "opca", false, 7, "000:2021"},
                                  {"france_travail", "France Travail", "france_travail", true, 0, "000:2177"},
                                  {"faf_tt", "FAF TT", "opca", false, 0, "000:2021"}};
static const struct funder_list funder_list = {funders, 3};

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

TestSuite(view_training, .init = setup, .fini = teardown);

static struct view_training see(enum office_training which)
{
	office_open_training(&o, which);
	return view_training(&arena, &o.app);
}

static const struct view_training_line *line_of(const struct view_training *v, enum training_section id, const char *key)
{
	for (size_t i = 0; i < v->sections[id].count; i++)
		if (strcmp(v->sections[id].lines[i].key, key) == 0)
			return &v->sections[id].lines[i];
	cr_assert_fail("no line %s", key);
	return NULL;
}

static bool says(const struct view_why *w, const char *words)
{
	for (size_t i = 0; i < w->count; i++)
		if (strstr(w->lines[i], words) != NULL)
			return true;
	return false;
}

Test(view_training, waits_for_what_was_asked)
{
	struct view_training v;
	struct view_why w;

	app_load_training(&o.app, office_training_id(OFFICE_FILED));
	v = view_training(&arena, &o.app);
	cr_assert_str_eq(v.empty, "Lecture de la demande…");
	cr_assert_null(v.training);
	cr_assert_str_eq(view_calendar(&arena, &o.app, 40).empty, "Lecture de la demande…");
	w = view_why_training(&arena, &o.app, &v, NULL);
	cr_assert(says(&w, "Lecture de la demande"));
}

Test(view_training, heading_next_step_and_who_held_the_file)
{
	struct view_training v = see(OFFICE_FILED);

	cr_assert_str_eq(v.heading, "BERNARD Aïcha · Conductrice d'engins, GRETA de Haute-Bretagne · déposée depuis 7 j");
	cr_assert_str_eq(v.next, "Prochaine étape : relancer le financeur, ou noter sa réponse — dossier chez le financeur");
	cr_assert_str_eq(v.held, "Dossier tenu : nous 39 j, le financeur 7 j");
	cr_assert_str_eq(v.funding, "Jours sans financeur : rémunération, frais annexes");
	cr_assert_str_eq(line_of(&v, TRAINING_NEXT, "etape")->raw, "deposee;2026-11-13");
	cr_assert_str_eq(line_of(&v, TRAINING_NEXT, "decision_attendue")->text, "décision CONSTRUCTYS attendue aujourd'hui");
	cr_assert_str_eq(line_of(&v, TRAINING_NEXT, "decision")->text, "attendue auj.");
	cr_assert_str_eq(line_of(&v, TRAINING_COURSE, "financeur")->text, "CONSTRUCTYS le 13/11/2026");
	cr_assert_eq(v.steps[0], STEP_GRANT);
	v = see(OFFICE_READY);
	cr_assert_str_eq(v.next, "Prochaine étape : déposer le dossier — à nous");
	v = see(OFFICE_FOLLOWED);
	cr_assert_str_eq(v.next, "");
}

/* Granted, and whole: what is left is ours to declare, and the file is ours until then. */
Test(view_training, a_funding_to_declare_is_ours)
{
	struct view_training v;

	office_open_training(&o, OFFICE_HOLES);
	o.app.training.file->request.costs_missing = 0;
	v = view_training(&arena, &o.app);
	cr_assert_str_eq(v.next, "Prochaine étape : déclarer le financement complet — à nous");
	cr_assert_str_eq(v.row.holder, "nous");
}

Test(view_training, a_narrow_heading_keeps_the_stage)
{
	struct view_training v = see(OFFICE_FILED);

	cr_assert_str_eq(view_training_heading(&arena, &v, 100), v.heading);
	cr_assert_str_eq(view_training_heading(&arena, &v, 78), "BERNARD Aïcha · Conductrice d'engins · déposée depuis 7 j");
	cr_assert_str_eq(view_training_heading(&arena, &v, 50), "BERNARD Aïcha · Conductrice… · déposée depuis 7 j");
	cr_assert_str_eq(view_training_heading(&arena, &v, 42), "BERNARD Aïcha · déposée depuis 7 j");
}

Test(view_training, every_stage_has_its_page)
{
	for (int i = 0; i < OFFICE_TRAININGS; i++) {
		struct view_training v = see((enum office_training)i);

		cr_assert_str_eq(v.empty, "");
		cr_assert_neq(v.heading[0], '\0');
		for (int s = 0; s < TRAINING_SECTION_COUNT; s++) {
			cr_assert(v.sections[s].count > 0 || v.sections[s].empty[0] != '\0', "%s is blank", v.sections[s].code);
			for (size_t k = 0; k < v.sections[s].count; k++) {
				const struct view_training_line *l = &v.sections[s].lines[k];

				cr_assert_null(strpbrk(l->text, "\033\n\t"), "%s", l->key);
				cr_assert_null(strpbrk(l->raw, "\033\n\t"), "%s", l->key);
				cr_assert(l->reason != NULL || l->clock != NULL || l->why_text != NULL);
				cr_assert_gt(view_why_training(&arena, &o.app, &v, l).count, 0);
			}
		}
	}
}

Test(view_training, what_is_asked_for_and_its_project)
{
	struct view_training v = see(OFFICE_RAISED);

	cr_assert_str_eq(line_of(&v, TRAINING_COURSE, "duree")->text, "non fixée");
	cr_assert_str_eq(line_of(&v, TRAINING_COURSE, "dates")->text, "non fixées");
	cr_assert_eq(v.sections[TRAINING_FORM].count, 0);
	cr_assert_str_eq(v.sections[TRAINING_FORM].empty, "pas encore écrit");
	v = see(OFFICE_FILED);
	cr_assert_str_eq(line_of(&v, TRAINING_COURSE, "duree")->text, "560h, 35h par semaine");
	cr_assert_str_eq(line_of(&v, TRAINING_COURSE, "lieu")->text, "Vitré (35)");
	cr_assert_eq(v.sections[TRAINING_FORM].count, (size_t)PROJECT_FIELDS);
	cr_assert_not_null(strstr(v.sections[TRAINING_FORM].lines[0].why_text, "Version 2 du 19/10/2026"));
}

Test(view_training, preconditions)
{
	struct view_training v = see(OFFICE_PROJECT);
	const struct view_training_line *met = line_of(&v, TRAINING_CONDITIONS, "mise_en_situation"),
	                                *waived = line_of(&v, TRAINING_CONDITIONS, "vae"), *missing = line_of(&v, TRAINING_CONDITIONS, "garde");

	cr_assert_str_eq(met->mark, "✓");
	cr_assert_str_eq(waived->mark, "–");
	cr_assert_str_eq(waived->text, "dispense du 23/10/2026 : pas d'expérience dans ce métier, Mathieu Le Goff");
	cr_assert_str_eq(missing->text, "à voir");
	cr_assert_eq(missing->band, BAND_ORANGE);
	cr_assert_eq(missing->precondition, PRE_CARE);
	v = see(OFFICE_RAISED);
	cr_assert_str_eq(line_of(&v, TRAINING_CONDITIONS, "garde")->mark, "○", "nothing is due before the project");
}

/* T3: lines by cost, then the days that nobody pays. */
Test(view_training, funding_and_its_holes)
{
	struct view_training v = see(OFFICE_HOLES);
	const struct view_training_section *s = &v.sections[TRAINING_FUNDING];

	cr_assert_eq(s->count, 4);
	cr_assert_str_eq(s->lines[0].text, "FAF TT, du 04/01/2027 au 11/04/2027, 5 200,00 €, accordée le 16/11/2026");
	cr_assert_str_eq(s->lines[0].raw, "faf_tt;2027-01-04;2027-04-11;5200.00;accordee");
	cr_assert_str_eq(s->lines[2].label, "Trou : rémunération");
	cr_assert_str_eq(s->lines[2].text, "du 22/02/2027 au 11/04/2027 (49 jours), sans financeur : renoncement probable");
	cr_assert_eq(s->lines[2].band, BAND_ORANGE);
	cr_assert_not_null(s->lines[2].hole);
	cr_assert_eq(s->lines[2].reason->code, REASON_FUNDING_HOLE);
	cr_assert_str_eq(v.funding, "Jours sans financeur : rémunération, frais annexes ; renoncement probable (002:507)");
	v = see(OFFICE_FUNDED);
	cr_assert_str_eq(v.funding, "Financement complet : chaque coût de chaque jour a son financeur");
	cr_assert_not_null(strstr(v.sections[TRAINING_FUNDING].lines[2].text, "sans objet"));
	v = see(OFFICE_RAISED);
	cr_assert_str_eq(v.funding, "Dates non fixées : le financement ne peut pas être vérifié");
}

Test(view_training, what_is_asked_is_no_loss_yet)
{
	struct view_training v = see(OFFICE_FILED);
	const struct view_training_line *hole = line_of(&v, TRAINING_FUNDING, "trou");

	cr_assert_str_eq(hole->mark, "○");
	cr_assert_eq(hole->band, BAND_NONE);
	cr_assert_not_null(strstr(hole->text, "(112 jours), demandé, pas encore accordé"));
}

/* T3 (000:1546) */
Test(view_training, no_income_at_an_opca)
{
	struct view_training v = see(OFFICE_READY);

	o.app.training.file->request.funder = "constructys";
	v = view_training(&arena, &o.app);
	cr_assert_str_eq(line_of(&v, TRAINING_FUNDING, "sans_revenu")->mark, "~");
	cr_assert_not_null(strstr(line_of(&v, TRAINING_FUNDING, "sans_revenu")->why_text, "000:1546"));
}

/* T5 */
Test(view_training, the_training_against_the_end_of_rights)
{
	struct view_training v = see(OFFICE_BEYOND_RIGHTS);

	cr_assert_str_eq(v.calendar, "Droits jusqu'au 31/03/2027, formation du 07/12/2026 au 20/06/2027 : 81 jours non couverts, relais requis");
	cr_assert_eq(line_of(&v, TRAINING_RUNWAY, "non_couverts")->reason->code, REASON_RELAY_NEEDED);
	cr_assert_str_eq(line_of(&v, TRAINING_RUNWAY, "relais")->text, "requis");
	v = see(OFFICE_FILED);
	cr_assert_str_eq(v.calendar, "Droits jusqu'au 30/09/2027, formation du 18/01/2027 au 09/05/2027 : chaque jour est couvert, relais non requis");
	v = see(OFFICE_PROJECT);
	cr_assert_str_eq(v.calendar, "Fin des droits non fixée, formation du 01/02/2027 au 20/06/2027 : relais non fixé");
	cr_assert_str_eq(line_of(&v, TRAINING_RUNWAY, "non_couverts")->text, "non fixé");
	v = see(OFFICE_RAISED);
	cr_assert_str_eq(v.calendar, "Droits jusqu'au 31/08/2027 ; dates de la formation non fixées");
}

/* 000:577 */
Test(view_training, pieces_by_owner)
{
	struct view_training v = see(OFFICE_PIECES_PERSON);
	const struct view_training_section *s = &v.sections[TRAINING_PIECES_ASKED];

	cr_assert_str_eq(s->lines[0].text, "Résultat du positionnement ; à fournir par la personne, demandée le 12/11/2026, pour le 19/11/2026");
	cr_assert_str_eq(s->lines[0].mark, "○");
	cr_assert_eq(s->lines[0].band, BAND_NONE, "past its day, and never late for the person");
	cr_assert_str_eq(s->lines[1].mark, "✓");
	cr_assert_str_eq(s->lines[1].text, "Argumentaire signé ; fournie par la personne, demandée le 15/10/2026, reçue le 20/10/2026");
	v = see(OFFICE_PIECES_STRUCTURE);
	cr_assert_eq(v.sections[TRAINING_PIECES_ASKED].lines[0].band, BAND_RED, "ours, and past its day");
	v = see(OFFICE_PIECES_BODY);
	cr_assert_eq(v.sections[TRAINING_PIECES_ASKED].lines[0].band, BAND_NONE, "before its day");
}

Test(view_training, events_newest_first_in_words)
{
	struct view_training v = see(OFFICE_CONTESTABLE);
	const struct view_training_section *s = &v.sections[TRAINING_EVENTS];

	cr_assert_str_eq(s->lines[0].label, "06/11/2026");
	cr_assert_str_eq(s->lines[0].text, "refus reçu : métier non en tension — Aucune place ailleurs cette année (Mathieu Le Goff)");
	cr_assert_str_eq(s->lines[s->count - 1].key, "evoquer");
	v = see(OFFICE_FILED);
	cr_assert_str_eq(line_of(&v, TRAINING_EVENTS, "deposer")->text, "dossier déposé, CONSTRUCTYS (Mathieu Le Goff)");
	v = see(OFFICE_DROPPED_BEFORE);
	cr_assert_not_null(strstr(line_of(&v, TRAINING_EVENTS, "abandonner")->text, "garde d'enfant"));
}

Test(view_training, absences_periods_and_rights)
{
	struct view_training v = see(OFFICE_ENTERED);

	cr_assert_str_eq(v.sections[TRAINING_ABSENCES].lines[0].label, "Non justifiée");
	cr_assert_str_eq(v.sections[TRAINING_ABSENCES].lines[1].text, "du 19/10/2026 au 20/10/2026 : enfant malade");
	cr_assert_str_eq(v.sections[TRAINING_PERIODS].lines[0].mark, "~");
	cr_assert_not_null(strstr(v.sections[TRAINING_PERIODS].lines[0].text, "bilan à faire"));
	cr_assert_not_null(strstr(v.sections[TRAINING_PERIODS].lines[1].text, "bilan le 28/09/2026, avec l'entreprise"));
	cr_assert_str_eq(v.sections[TRAINING_RIGHTS].lines[0].label, "ARE");
	cr_assert_str_eq(v.sections[TRAINING_RIGHTS].lines[0].text, "du 02/04/2026 au 30/06/2027");
	cr_assert_str_eq(line_of(&v, TRAINING_NEXT, "entree")->text, "le 28/09/2026, 42 j après l'accord");
	cr_assert_str_eq(line_of(&v, TRAINING_NEXT, "decision")->text, "en 42 j, plus de 5 jours");
}

/* T6, T7 */
Test(view_training, doubts)
{
	struct view_training v = see(OFFICE_HOLES);

	cr_assert_str_eq(line_of(&v, TRAINING_DOUBTS, "doute")->text, "Même formation déjà demandée le 09/02/2026 : abandonnée avant l'entrée");
	v = see(OFFICE_FUNDED);
	cr_assert_eq(v.sections[TRAINING_DOUBTS].count, 0, "a counsellor counts only those whom they may see");
	o.app.session->role = ROLE_SUPERVISOR;
	v = view_training(&arena, &o.app);
	cr_assert_str_eq(line_of(&v, TRAINING_DOUBTS, "convergence")->text,
	                 "6 personnes de l'agence finissent cette formation à la même date, dans le même département");
	v = see(OFFICE_FILED);
	cr_assert_eq(v.sections[TRAINING_DOUBTS].count, 0);
	cr_assert_str_eq(v.sections[TRAINING_DOUBTS].empty, "rien à signaler");
}

Test(view_training, why)
{
	struct view_training v = see(OFFICE_CONTESTABLE);
	struct view_why w = view_why_training(&arena, &o.app, &v, NULL);

	cr_assert(says(&w, "il peut être contesté (000:1934)"));
	cr_assert(says(&w, "sans contre-proposition (000:1923)"));
	cr_assert(says(&w, "  contester le refus"));
	w = view_why_training(&arena, &o.app, &v, line_of(&v, TRAINING_NEXT, "decision"));
	cr_assert(says(&w, "FORMATION decision_financeur"));
	v = see(OFFICE_HOLES);
	w = view_why_training(&arena, &o.app, &v, line_of(&v, TRAINING_FUNDING, "trou"));
	cr_assert(says(&w, "Coûts sans financeur, certains jours : rémunération, frais annexes"));
	cr_assert(says(&w, "renoncement probable (002:507)"));
	v = see(OFFICE_DROPPED_BEFORE);
	w = view_why_training(&arena, &o.app, &v, NULL);
	cr_assert(says(&w, "n'est pas un manquement"));
}

/* --- the calendar --------------------------------------------------------------------------------------------------- */

static int marked(const struct view_track *t, enum calendar_kind kind)
{
	int columns = 0;

	for (size_t i = 0; i < t->count; i++)
		if (t->segments[i].kind == kind)
			columns += t->segments[i].last - t->segments[i].first + 1;
	return columns;
}

Test(view_training, the_calendar_is_drawn_at_any_width)
{
	for (int which = 0; which < OFFICE_TRAININGS; which++)
		for (int columns = 5; columns <= 200; columns += 13) {
			struct view_calendar c;

			office_open_training(&o, (enum office_training)which);
			c = view_calendar(&arena, &o.app, columns);
			cr_assert_geq(c.columns, 12);
			if (c.count == 0) {
				cr_assert_str_eq(c.empty, "dates de la formation non fixées");
				continue;
			}
			cr_assert_eq(text_width(c.scale), c.columns, "« %s » at %d", c.scale, columns);
			cr_assert(c.today >= 0 && c.today < c.columns);
			for (size_t i = 0; i < c.count; i++) {
				cr_assert_eq(text_width(c.tracks[i].cells), c.columns, "%s at %d", c.tracks[i].label, columns);
				for (size_t k = 0; k < c.tracks[i].count; k++)
					cr_assert(c.tracks[i].segments[k].first <= c.tracks[i].segments[k].last &&
					          c.tracks[i].segments[k].last < c.columns && c.tracks[i].segments[k].first >= 0);
			}
		}
}

Test(view_training, the_calendar_shows_the_days_without_cover)
{
	struct view_calendar c;

	office_open_training(&o, OFFICE_BEYOND_RIGHTS);
	c = view_calendar(&arena, &o.app, 60);
	cr_assert_str_eq(c.sentence, "Droits jusqu'au 31/03/2027, formation du 07/12/2026 au 20/06/2027 : 81 jours non couverts, relais requis");
	cr_assert_str_eq(c.scale, "nov.   déc.    2027    févr.   mars    avr.   mai     juin  ");
	cr_assert_str_eq(c.tracks[0].cells, "████████████████████████████████████████                    ");
	cr_assert_str_eq(c.tracks[1].cells, "         ▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓░░░░░░░░░░░░░░░░░░░░░");
	cr_assert_str_eq(c.tracks[2].cells, "         ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒                    ");
	cr_assert_eq(c.today, 4);
	cr_assert_eq(marked(&c.tracks[1], CALENDAR_UNCOVERED), 21);
	office_open_training(&o, OFFICE_FILED);
	c = view_calendar(&arena, &o.app, 60);
	cr_assert_eq(marked(&c.tracks[1], CALENDAR_UNCOVERED), 0);
	cr_assert_gt(marked(&c.tracks[1], CALENDAR_COVERED), 0);
	office_open_training(&o, OFFICE_PROJECT);
	c = view_calendar(&arena, &o.app, 60);
	cr_assert_gt(marked(&c.tracks[1], CALENDAR_UNKNOWN), 0, "not known is neither covered nor lost");
	cr_assert_eq(marked(&c.tracks[0], CALENDAR_RIGHTS), 0);
}

/* T1: filed again after a refusal, then given up: the old answer is no answer of the last filing. */
Test(view_training, a_filing_given_up_unanswered_has_no_decision)
{
	struct view_training v;
	struct training *t;

	office_open_training(&o, OFFICE_REFUSED);
	t = &o.app.training.file->request;
	t->stage = TRAINING_DROPPED_BEFORE;
	t->filed = date_add_days(t->decided, 2);
	t->since = date_add_days(t->decided, 6);
	v = view_training(&arena, &o.app);
	cr_assert_str_eq(v.row.decision, "–");
	cr_assert_str_eq(line_of(&v, TRAINING_NEXT, "decision")->text, "sans réponse : demande close");
	t->filed = date_add_days(t->decided, -2);
	v = view_training(&arena, &o.app);
	cr_assert_str_eq(v.row.decision, "en 2 j");
}

/* T5: what the page says of the end of rights is what was counted with. */
Test(view_training, an_allowance_without_end_is_said_so)
{
	const struct view_training_line *end;
	struct view_training v;
	struct training *t;

	office_open_training(&o, OFFICE_FILED);
	t = &o.app.training.file->request;
	t->rights_end = DATE_NONE;
	o.app.training.judged.regime_end = date_add_days(t->starts, -1);
	v = view_training(&arena, &o.app);
	end = line_of(&v, TRAINING_RUNWAY, "fin_droits");
	cr_assert_str_eq(end->text, "non fixée");
	cr_assert_not_null(strstr(end->why_text, "n'a pas de fin notée"));
	cr_assert_str_eq(line_of(&v, TRAINING_RUNWAY, "relais")->text, "non fixé");
	o.app.training.judged.regime_end = t->starts;
	v = view_training(&arena, &o.app);
	cr_assert_not_null(strstr(line_of(&v, TRAINING_RUNWAY, "fin_droits")->why_text, "la fin du dispositif en tient lieu"));
}

/* One day is seen whatever a column holds. */
Test(view_training, a_single_day_without_cover_is_seen)
{
	struct view_calendar c;

	office_open_training(&o, OFFICE_FILED);
	o.app.training.file->request.rights_end = date_make(2027, 5, 8);
	o.app.training.file->request.uncovered_days = 1;
	o.app.training.file->allowances[0].to = date_make(2027, 5, 8);
	c = view_calendar(&arena, &o.app, 12);
	cr_assert_eq(marked(&c.tracks[1], CALENDAR_UNCOVERED), 1);
}
