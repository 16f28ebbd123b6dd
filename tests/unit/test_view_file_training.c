/* Trainings on the sheet, on the chemin parcouru turned towards the person, among the engagements. The office of 2026-11-20. */
#include <criterion/criterion.h>
#include <string.h>

#include "core/views/view_commitments.h"
#include "tests/support/office_engagements.h"
#include "tests/support/office_trainings.h"

static struct office o;
static struct arena arena;

static void setup(void)
{
	office_open(&o, ROLE_COUNSELLOR);
}

static void teardown(void)
{
	arena_free(&arena);
	office_close(&o);
}

TestSuite(view_file_training, .init = setup, .fini = teardown);

static struct view_file sheet(void)
{
	static struct allowance are = {"d1", "are", {20000}, {20900}};
	struct person_file *f;

	office_open_file(&o);
	f = o.app.file.file;
	f->trainings = office_person_trainings("AAAAAA", false, &f->training_count);
	f->periods = office_periods(&f->period_count);
	f->allowances = &are;
	f->allowance_count = 1;
	return view_file(&arena, &o.app);
}

Test(view_file_training, each_request_where_it_stands)
{
	struct view_file v = sheet();
	const struct view_section *s = &v.sections[SECTION_TRAININGS];

	cr_assert_str_eq(s->title, "Formations et périodes en entreprise");
	cr_assert_eq(s->count, 9, "four requests, four periods, an allowance");
	cr_assert_str_eq(s->lines[0].label, "abandonnée avant l'entrée");
	cr_assert_str_eq(s->lines[2].label, "accordée");
	cr_assert_str_eq(s->lines[2].text, "Aide-soignante, GRETA de Haute-Bretagne — entrée prévue 04/01/2027 · sans financeur : rémunération, "
	                                   "frais annexes");
	cr_assert_eq(s->lines[2].band, BAND_ORANGE);
	cr_assert_eq(s->lines[2].reason->code, REASON_FUNDING_HOLE);
	cr_assert_str_eq(s->lines[2].training->id, office_training_id(OFFICE_HOLES));
	cr_assert_not_null(strstr(s->lines[2].raw, "accordee;2026-11-16;" OFFICE_TRAINING_ID));
	cr_assert_eq(s->lines[0].band, BAND_NONE, "an abandonment is no fault");
}

Test(view_file_training, periods_and_what_the_person_lives_on)
{
	struct view_file v = sheet();
	const struct view_section *s = &v.sections[SECTION_TRAININGS];

	cr_assert_not_null(strstr(s->lines[4].text, "Clinique des Tilleuls, du 02/11/2026 au 13/11/2026 : bilan à faire"));
	cr_assert_eq(s->lines[4].band, BAND_ORANGE);
	cr_assert_not_null(s->lines[4].period);
	cr_assert_not_null(strstr(s->lines[5].text, "bilan le 28/09/2026, avec l'entreprise"));
	cr_assert_not_null(strstr(s->lines[7].text, "Boulangerie Le Fournil, du 06/04/2026 au 14/04/2026 : finie"));
	cr_assert_eq(s->lines[7].band, BAND_NONE, "a job taken up is no trial of one");
	cr_assert_str_eq(s->lines[8].label, "ARE");
	cr_assert_str_eq(s->lines[8].text, "du 04/10/2024 au 23/03/2027");
}

Test(view_file_training, nothing_is_said_when_there_is_none)
{
	struct view_file v;

	office_open_file(&o);
	v = view_file(&arena, &o.app);
	cr_assert_eq(v.sections[SECTION_TRAININGS].count, 0);
	cr_assert_str_eq(v.sections[SECTION_TRAININGS].empty, "aucune demande de formation");
	cr_assert_null(strstr(v.path_sentence, "formation"));
}

Test(view_file_training, the_path_has_its_points)
{
	struct view_file v = sheet();

	cr_assert_not_null(strstr(v.path_sentence, "entrée prévue : Aide-soignante le 04/01/2027, fin de formation le 11/04/2027"), "%s", v.path_sentence);
	cr_assert_not_null(strstr(v.path_sentence, "entrée en formation : Remise à niveau le 15/09/2025"), "%s", v.path_sentence);
}

/* No internal word. */
Test(view_file_training, the_journey_turned_towards_the_person)
{
	struct commitment_file *f;
	struct view_journey v;
	bool granted = false, starts = false, went = false;

	office_open_commitments(&o, OFFICE_SIGNED);
	f = o.app.commitments.file;
	f->trainings = office_person_trainings("AAAAAA", false, &f->training_count);
	f->periods = office_periods(&f->period_count);
	v = view_journey(&arena, &o.app);
	for (size_t i = 0; i < v.count; i++) {
		const struct view_milestone *m = &v.items[i];

		granted = granted || (m->kind == MILESTONE_PAST && strcmp(m->label, "Votre formation est accordée : Aide-soignante") == 0);
		starts = starts || (m->kind == MILESTONE_TO_COME && strcmp(m->label, "Début de votre formation : Aide-soignante") == 0);
		went = went || (m->kind == MILESTONE_PAST && strcmp(m->label, "Vous allez en entreprise : Résidence du Parc") == 0);
		cr_assert_null(strstr(m->label, "abandon"), "%s", m->label);
		cr_assert(i == 0 || date_compare(v.items[i - 1].day, m->day) <= 0);
	}
	cr_assert(granted && starts && went);
}

/* The ledger gains the funder's and the body's lines: never the person's. */
Test(view_file_training, the_engagements_have_the_lines_of_third_parties)
{
	struct view_commitments v;
	struct commitment_file *f;
	bool funder = false;

	office_open_commitments(&o, OFFICE_SIGNED);
	f = o.app.commitments.file;
	f->trainings = office_person_trainings("AAAAAA", false, &f->training_count);
	app_reload(&o.app); /* a new session judges again what is there */
	memory_answer_session(o.port, ROLE_COUNSELLOR, OFFICE_DAY);
	memory_port_deliver(o.port, &o.app);
	v = view_commitments(&arena, &o.app);
	for (int c = 0; c < COLUMN_COUNT; c++)
		for (size_t i = 0; i < v.columns[c].count; i++) {
			const struct view_commitment_row *row = &v.columns[c].rows[i];

			if (row->line->training == NULL)
				continue;
			cr_assert_eq(c, (int)COLUMN_OURS, "%s", row->object);
			funder = funder || strcmp(row->object, "Décider de la demande : Conductrice d'engins") == 0;
		}
	cr_assert(funder);
}
