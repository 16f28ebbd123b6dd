/* Engagements as a screen and its twin show them: two columns, alarms, versions, the nine items, the path, why.
 * The office of 2026-11-20. */
#include <criterion/criterion.h>
#include <string.h>

#include "core/views/view_commitments.h"
#include "tests/support/office_engagements.h"

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

TestSuite(view_commitments, .init = setup, .fini = teardown);

static struct view_commitments see(enum office_contract c)
{
	office_open_commitments(&o, c);
	return view_commitments(&arena, &o.app);
}

static const struct view_commitment_row *row_of(const struct view_commitments *v, const char *object)
{
	for (int c = 0; c < COLUMN_COUNT; c++)
		for (size_t i = 0; i < v->columns[c].count; i++)
			if (strstr(v->columns[c].rows[i].object, object) != NULL)
				return &v->columns[c].rows[i];
	cr_assert_fail("no line says « %s »", object);
	return NULL;
}

static bool says(const struct view_why *w, const char *words)
{
	for (size_t i = 0; i < w->count; i++)
		if (strstr(w->lines[i], words) != NULL)
			return true;
	return false;
}

Test(view_commitments, waits_for_what_was_asked)
{
	struct view_commitments v;

	app_load_commitments(&o.app, "AAAAAA");
	v = view_commitments(&arena, &o.app);
	cr_assert_eq(v.state, LOAD_ASKED);
	cr_assert_str_eq(v.empty, "Lecture des engagements…");
	cr_assert_str_eq(v.heading, "");
}

Test(view_commitments, heading_and_contract)
{
	struct view_commitments v = see(OFFICE_SIGNED);

	cr_assert_str_eq(v.empty, "");
	cr_assert_str_eq(v.heading, "BERNARD Aïcha · CE depuis le 03/09/2026 · contrat v2");
	cr_assert_str_eq(v.contract, "Contrat v2 signé le 02/11/2026, du 01/10/2026 au 30/09/2027, 18h par semaine");
	cr_assert_str_eq(v.pending, "");
	cr_assert_eq(v.current_version->rank, 2);
	v = see(OFFICE_PENDING);
	cr_assert_str_eq(v.pending, "Avenant v3 : signature de la personne attendue");
	cr_assert_eq(v.pending_version->rank, 3);
	v = see(OFFICE_NO_CONTRACT);
	cr_assert_str_eq(v.heading, "BERNARD Aïcha · CE depuis le 03/09/2026 · sans contrat en vigueur");
	cr_assert_str_eq(v.contract, "Aucun contrat en vigueur ; le dernier est terminé le 02/09/2026");
	cr_assert_null(v.current_version);
}

/* product.md, principle 1: the same clocks, the same colours on both sides. */
Test(view_commitments, both_columns_alike)
{
	struct view_commitments v = see(OFFICE_SIGNED);
	const struct view_commitment_row *ours = row_of(&v, "Demander l'aide à la garde"), *theirs = row_of(&v, "Prendre contact avec la crèche");

	cr_assert_str_eq(v.columns[COLUMN_OURS].title, "NOUS DEVONS");
	cr_assert_str_eq(v.columns[COLUMN_THEIRS].title, "AÏCHA DOIT");
	cr_assert_str_eq(v.columns[COLUMN_OURS].counted, "2 retards · 1 chez un tiers");
	cr_assert_str_eq(v.columns[COLUMN_THEIRS].counted, "3 retards");
	cr_assert_eq(ours->band, BAND_RED);
	cr_assert_eq(theirs->band, BAND_RED);
	cr_assert_str_eq(ours->mark, "!");
	cr_assert_str_eq(ours->when, "dû 10/11 (-10)");
	cr_assert_str_eq(theirs->when, "dû 17/11 (-3)");
	cr_assert_str_eq(theirs->state, "en retard");
	cr_assert_str_eq(v.summary, "2 retards chez nous · 3 retards chez la personne · 1 retard chez un tiers");
}

Test(view_commitments, every_state_has_its_words)
{
	struct view_commitments v = see(OFFICE_PENDING);
	static const struct { const char *object, *mark, *when, *state, *nature; } rows[] = {
		{"Ouvrir son espace", "✓", "tenu 08/10", "tenu", "individuel"},
		{"Recevoir en entretien", "✓", "tenu 28/10, prochain 28/11", "tenu", "socle"},
		{"Envoyer quatre candidatures", "!", "chaque semaine, dû 13/11 (-7)", "en_retard", "individuel"},
		{"justificatifs de transport", "–", "excusé 21/10", "excuse", "volet"},
		{"service mobilité", "–", "compensé 29/10", "compense", "individuel"},
		{"Inscrire à l'atelier CV", "–", "sans objet 02/11", "sans_objet", "individuel"},
		{"Se rendre aux rendez-vous", "·", "non fixé", "a_faire", "socle"},
		{"Suivre la formation", "○", "dû 15/01/2027 (+56)", "a_faire", "individuel"},
		{"offres à temps partiel", "○", "à signer, dû 31/01/2027 (+72)", "a_faire", "individuel"},
		{"Payer la garde", "○", "dû 25/11 (+5)", "a_faire", "compensation"},
		{"adresse de l'organisme", "✓", "tenu 12/11", "tenu", "conclusion"},
		{"Une attestation pour la crèche", "·", "proposé 21/11 14:00 (+1)", "a_faire", "delai"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct view_commitment_row *r = row_of(&v, rows[i].object);

		cr_expect_str_eq(r->mark, rows[i].mark, "%s: %s", rows[i].object, r->mark);
		cr_expect_str_eq(r->when, rows[i].when, "%s: %s", rows[i].object, r->when);
		cr_expect_str_eq(r->state_code, rows[i].state, "%s: %s", rows[i].object, r->state_code);
		cr_expect_str_eq(r->nature, rows[i].nature, "%s: %s", rows[i].object, r->nature);
	}
}

/* The gesture that does it: one key keeps, answers, delivers; what is not signed is signed. */
Test(view_commitments, gestures)
{
	struct view_commitments v = see(OFFICE_PENDING);

	cr_assert_str_eq(row_of(&v, "Demander l'aide à la garde")->gesture, "x tenu");
	cr_assert_str_eq(row_of(&v, "Une attestation pour la crèche")->gesture, "x répondre");
	cr_assert_not_null(row_of(&v, "Une attestation pour la crèche")->request);
	cr_assert_str_eq(row_of(&v, "Payer la garde")->gesture, "x remettre");
	cr_assert_str_eq(row_of(&v, "offres à temps partiel")->gesture, "s signer");
	cr_assert_str_eq(row_of(&v, "Ouvrir son espace")->gesture, "", "done: nothing to do");
	cr_assert_str_eq(row_of(&v, "service mobilité")->gesture, "");
	cr_assert_str_eq(row_of(&v, "Rendez-vous de la semaine")->gesture, "x contact", "the clock's own act: its own key, c, does nothing on this screen");
}

Test(view_commitments, third_parties_stand_on_our_side)
{
	struct view_commitments v = see(OFFICE_SIGNED);
	const struct view_commitment_row *r = row_of(&v, "demande de financement");

	cr_assert_str_eq(r->debtor_code, "financeur");
	cr_assert_str_eq(r->debtor, "le financeur");
	cr_assert_str_eq(row_of(&v, "Prendre contact avec la crèche")->debtor, "");
	for (size_t i = 0; i < v.columns[COLUMN_THEIRS].count; i++)
		cr_expect_str_eq(v.columns[COLUMN_THEIRS].rows[i].debtor_code, "personne");
}

Test(view_commitments, alarms_have_the_act_of_this_screen)
{
	struct view_commitments v = see(OFFICE_NO_CONTRACT);

	cr_assert_eq(v.alarm_count, 1);
	cr_assert_eq(v.alarms[0].reason->code, REASON_CONTRACT_MISSING);
	cr_assert_eq(v.alarms[0].band, BAND_RED);
	cr_assert_str_eq(v.alarms[0].gesture, "ac préparer un contrat");
	v = see(OFFICE_SIGNED);
	cr_assert_eq(v.alarm_count, 1);
	cr_assert_eq(v.alarms[0].reason->code, REASON_HOURS_SHORT);
	cr_assert_eq(v.alarms[0].action, ACTION_GO_HOURS);
}

/* L7: each alarm of the contract, by the facts that raise it. */
Test(view_commitments, alarms_of_a_contract)
{
	static const struct { int actions, employment; bool pending; enum reason_code code; const char *gesture; } cases[] = {
		{1, 1, false, REASON_CONTRACT_EMPTY, "av avenant"},
		{3, 0, false, REASON_NO_EMPLOYMENT_ACTION, "av avenant"},
		{1, 1, true, REASON_CONTRACT_EMPTY, "s signer"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct commitment_file f = office_commitments(cases[i].pending ? OFFICE_PENDING : OFFICE_SIGNED);
		struct view_commitments v;

		f.person.contract.actions = cases[i].actions;
		f.person.contract.employment_actions = cases[i].employment;
		app_load_commitments(&o.app, "AAAAAA");
		memory_answer_commitments(o.port, &f);
		memory_port_deliver(o.port, &o.app);
		v = view_commitments(&arena, &o.app);
		for (size_t k = 0; k < v.alarm_count; k++)
			if (v.alarms[k].reason->code == cases[i].code) {
				cr_expect_str_eq(v.alarms[k].gesture, cases[i].gesture);
				goto found;
			}
		cr_expect_fail("case %zu: no alarm", i);
	found:;
	}
}

Test(view_commitments, versions_newest_first)
{
	struct view_commitments v = see(OFFICE_PENDING);

	cr_assert_eq(v.version_count, 4);
	cr_assert_str_eq(v.versions[0].title, "CE v3 · avenant");
	cr_assert(v.versions[0].pending);
	cr_assert_str_eq(v.versions[0].state, "à signer par la personne");
	cr_assert(v.versions[1].in_force);
	cr_assert_str_eq(v.versions[1].state, "en vigueur");
	cr_assert_str_eq(v.versions[2].state, "remplacé");
	cr_assert_str_eq(v.versions[3].state, "terminé le 02/09/2026 : passage à un autre régime");
	cr_assert_str_eq(v.versions[1].text, "parcours socio-professionnel, du 01/10/2026 au 30/09/2027, 18h par semaine ; signé des deux "
	                 "parties le 02/11/2026 ; motif : entrée en formation de secouriste");
}

Test(view_commitments, what_changed_between_two)
{
	struct view_commitments v = see(OFFICE_SIGNED);
	struct view_why w = view_changes(&arena, &o.app, v.current, 1, 2);

	cr_assert_str_eq(w.title, "Ce qui change de la v1 à la v2");
	cr_assert(says(&w, "heures : 15h par semaine → 18h par semaine"));
	cr_assert(says(&w, "− nous : Inscrire à l'atelier CV"));
	cr_assert(says(&w, "+ la personne : Suivre la formation de secouriste, pour le 15/01/2027"));
	w = view_changes(&arena, &o.app, v.current, 2, 2);
	cr_assert(says(&w, "rien n'a changé entre ces deux versions"));
	w = view_versions(&arena, &o.app);
	cr_assert(says(&w, "Ce qui change depuis la v1 :"));
}

Test(view_commitments, a_version_as_it_is_read_before_signing)
{
	struct view_commitments v = see(OFFICE_PENDING);
	struct view_why w = view_version_full(&arena, &o.app, v.current, 3);

	cr_assert(says(&w, "Objectifs : Trouver un emploi d'aide-soignante à temps partiel"));
	cr_assert(says(&w, "NOUS DEVONS"));
	cr_assert(says(&w, "  Proposer des offres à temps partiel, pour le 31/01/2027"));
	cr_assert(says(&w, "  le financeur : Répondre à la demande de financement"));
	cr_assert_not(says(&w, "atelier CV"), "withdrawn by the avenant before");
}

Test(view_commitments, why_names_rule_inputs_source_and_date)
{
	struct view_commitments v = see(OFFICE_SIGNED);
	struct view_why w = view_why_commitment(&arena, &o.app, row_of(&v, "Demander l'aide à la garde"));

	cr_assert(says(&w, "Dû par : nous"));
	cr_assert(says(&w, "Pris dans : engagement individuel"));
	cr_assert(says(&w, "Échéance : 10/11/2026, dépassée de 10 jours"));
	cr_assert(says(&w, "Source : 001:6"));
	cr_assert(says(&w, "(touche x)"));
	w = view_why_commitment(&arena, &o.app, row_of(&v, "Rendez-vous de la semaine"));
	cr_assert(says(&w, "rdv_hebdomadaire"));
	w = view_why_alarm(&arena, &o.app, &v.alarms[0]);
	cr_assert(says(&w, "heures_semaine"));
	w = view_why_contract(&arena, &o.app);
	cr_assert(says(&w, "D. 5411-14"));
}

Test(view_commitments, every_line_has_a_why)
{
	struct view_commitments v = see(OFFICE_PENDING);

	for (int c = 0; c < COLUMN_COUNT; c++)
		for (size_t i = 0; i < v.columns[c].count; i++) {
			struct view_why w = view_why_commitment(&arena, &o.app, &v.columns[c].rows[i]);

			cr_expect_gt(w.count, 3, "%s", v.columns[c].rows[i].object);
			cr_expect(says(&w, "Source : "), "%s", v.columns[c].rows[i].object);
		}
}

Test(view_commitments, situation_in_lines)
{
	struct view_why w;

	see(OFFICE_SIGNED);
	w = view_situation(&arena, &o.app);
	cr_assert(says(&w, "réorientation du 21/09/2026 : parcours socio-professionnel, Maison de l'emploi"));
	cr_assert(says(&w, "version 1 du 10/09/2026"), "an older diagnostic is kept");
	cr_assert(says(&w, "01/10/2026, signature du contrat"));
	cr_assert(says(&w, "pas encore répondu"));
	cr_assert(says(&w, "à remettre pour le 25/11/2026"));
}

/* 003:3931: nine items, and what is missing is said before the person leaves. */
Test(view_commitments, nine_items)
{
	struct view_leaving v;

	see(OFFICE_SIGNED);
	v = view_leaving(&arena, &o.app);
	cr_assert_eq(v.missing, 0);
	cr_assert_str_eq(v.sentence, "Les neuf points sont remis (003:3931)");
	see(OFFICE_NO_CONTRACT);
	v = view_leaving(&arena, &o.app);
	cr_assert_gt(v.missing, 0);
	cr_assert_not_null(strstr(v.sentence, "à compléter avant la fin de l'entretien"), "%s", v.sentence);
	for (int i = 0; i < LEAVING_ITEMS; i++)
		cr_expect_str_eq(v.rows[i].mark, v.rows[i].given ? "✓" : "○");
}

/* Turned to the person: by date, today as a cursor, nothing that only the house understands. */
Test(view_commitments, path_turned_to_the_person)
{
	static const char *const internal[] = {"avenant", "rdv_", "engagement_", "échéance", "socle", "volet", "retard", "bénéficiaire", "red"};
	struct view_journey v;

	see(OFFICE_PENDING);
	v = view_journey(&arena, &o.app);
	cr_assert_str_eq(v.title, "Votre parcours, Aïcha");
	cr_assert_str_eq(v.items[v.today].label, "Aujourd'hui");
	cr_assert_str_eq(v.items[0].label, "Votre accompagnement commence");
	cr_assert_str_eq(v.sentence, "Prochaine étape : Payer la garde jusqu'à la réponse, mer. 25 nov. 2026");
	cr_assert_str_eq(v.items[v.count - 1].label, "Fin du contrat : nous décidons de la suite");
	for (size_t i = 0; i < v.count; i++) {
		if (i > 0)
			cr_expect(date_compare(v.items[i - 1].day, v.items[i].day) <= 0, "%s", v.items[i].label);
		for (size_t k = 0; k < sizeof internal / sizeof *internal; k++)
			cr_expect_null(strstr(v.items[i].label, internal[k]), "« %s » says « %s »", v.items[i].label, internal[k]);
	}
}

/* Text from people is data: a control sequence never reaches the terminal. */
Test(view_commitments, hostile_text_is_shown_not_sent)
{
	struct commitment_file f = office_commitments(OFFICE_SIGNED);
	struct view_commitments v;

	f.items[0].object = "Envoyer\x1b[2J quatre\nlignes";
	app_load_commitments(&o.app, "AAAAAA");
	memory_answer_commitments(o.port, &f);
	memory_port_deliver(o.port, &o.app);
	v = view_commitments(&arena, &o.app);
	cr_assert_null(strchr(row_of(&v, "quatre")->object, '\x1b'));
	cr_assert_null(strchr(row_of(&v, "quatre")->object, '\n'));
}

/* --- the models ------------------------------------------------------------------------------------------------------ */

Test(view_commitments, a_stale_answer_is_dropped)
{
	struct commitment_file f = office_commitments(OFFICE_SIGNED);

	app_load_commitments(&o.app, "AAAAAA");
	memory_answer_commitments(o.port, &f);
	app_load_commitments(&o.app, "BBBBBB");
	memory_port_deliver(o.port, &o.app);
	cr_assert_null(o.app.commitments.file, "of another person");
	cr_assert_eq(o.app.commitments.m.state, LOAD_ASKED);
}

Test(view_commitments, own_commands_and_reload_read_again)
{
	see(OFFICE_SIGNED);
	cr_assert_eq(memory_port_count(o.port, REQUEST_COMMITMENTS), 1);
	app_reload(&o.app);
	cr_assert_eq(memory_port_count(o.port, REQUEST_COMMITMENTS), 2);
	cr_assert_not_null(o.app.commitments.file, "what is there stays until the answer");
	office_open_hours(&o);
	app_reload(&o.app);
	cr_assert_eq(memory_port_count(o.port, REQUEST_HOURS), 2);
	cr_assert_eq(memory_port_last(o.port, REQUEST_HOURS)->from.days, date_make(2026, 5, 25).days, "the same weeks");
}

/* The same facts on another day are judged again: nothing stays of the day before. */
Test(view_commitments, a_new_day_judges_again)
{
	struct view_commitments v = see(OFFICE_SIGNED);

	cr_assert_str_eq(row_of(&v, "bilan de mobilité")->state_code, "a_faire");
	app_reload(&o.app);
	memory_answer_session(o.port, ROLE_COUNSELLOR, date_make(2026, 12, 1));
	memory_port_deliver(o.port, &o.app);
	v = view_commitments(&arena, &o.app);
	cr_assert_str_eq(row_of(&v, "bilan de mobilité")->state_code, "en_retard");
	cr_assert_str_eq(row_of(&v, "bilan de mobilité")->when, "dû 30/11 (-1)");
}

Test(view_commitments, a_failed_reading_says_so)
{
	struct error lost = {0};
	struct view_commitments v;

	error_set(&lost, ERR_CONNECTION, "connexion perdue");
	app_load_commitments(&o.app, "AAAAAA");
	memory_answer_failed(o.port, REQUEST_COMMITMENTS, &lost);
	memory_port_deliver(o.port, &o.app);
	v = view_commitments(&arena, &o.app);
	cr_assert_eq(v.state, LOAD_FAILED);
	cr_assert_str_eq(v.empty, "Connexion perdue.");
}

/* --- the sheet and the portfolio ---------------------------------------------------------------------------------------- */

static const struct view_line *sheet_line(const struct view_file *v, enum section_id s, const char *words)
{
	for (size_t i = 0; i < v->sections[s].count; i++)
		if (strstr(v->sections[s].lines[i].text, words) != NULL || strcmp(v->sections[s].lines[i].key, words) == 0)
			return &v->sections[s].lines[i];
	return NULL;
}

Test(view_commitments, the_sheet_shows_the_contract_lines)
{
	struct commitment_file f = office_commitments(OFFICE_PENDING);
	struct view_file v;

	office_open_file(&o);
	o.app.file.file->items = f.items;
	o.app.file.file->item_count = f.item_count;
	v = view_file(&arena, &o.app);
	cr_assert_not_null(sheet_line(&v, SECTION_THEY_OWE, "Suivre la formation de secouriste pour le 15/01/2027"));
	cr_assert_not_null(sheet_line(&v, SECTION_THEY_OWE, "Se rendre aux rendez-vous fixés ensemble, sans date fixée"));
	cr_assert_not_null(sheet_line(&v, SECTION_WE_OWE, "Recevoir en entretien chaque mois pour le 28/11/2026"), "the next time");
	cr_assert_null(sheet_line(&v, SECTION_WE_OWE, "offres à temps partiel"), "not signed: nothing is owed");
	cr_assert_null(sheet_line(&v, SECTION_WE_OWE, "atelier CV"), "withdrawn");
	cr_assert_str_eq(sheet_line(&v, SECTION_ITEMS, "i16")->text, "nous : Proposer des offres à temps partiel, à signer");
	cr_assert_str_eq(sheet_line(&v, SECTION_ITEMS, "i9")->text,
	                 "la personne : Apporter les justificatifs de transport, excusé le 21/10/2026 : hospitalisation");
	cr_assert_eq(sheet_line(&v, SECTION_ITEMS, "i3")->band, BAND_RED);
	cr_assert_eq(sheet_line(&v, SECTION_ITEMS, "i4")->band, BAND_NONE, "compensated");
}

/* What comes back, made up for once: settled until its next date, on the screen as in the file. */
Test(view_commitments, one_time_made_up_for)
{
	struct commitment_file f = office_commitments(OFFICE_PENDING);
	struct view_commitments v;
	struct view_file sheet;
	const struct view_commitment_row *r;

	for (size_t i = 0; i < f.item_count; i++)
		if (strcmp(f.items[i].id, "i2") == 0) {
			f.items[i].done = DATE_NONE;
			f.items[i].made_up = date_make(2026, 11, 1);
		}
	f.remedials[1].item = "i2";
	f.remedials[1].lapsed = date_make(2026, 11, 1);
	f.remedials[1].delivered = date_make(2026, 11, 9);
	app_load_commitments(&o.app, "AAAAAA");
	memory_answer_commitments(o.port, &f);
	memory_port_deliver(o.port, &o.app);
	v = view_commitments(&arena, &o.app);
	r = row_of(&v, "Recevoir en entretien");
	cr_expect_str_eq(r->when, "compensé 09/11, prochain 01/12");
	cr_expect_str_eq(r->state_code, "compense");
	cr_expect_str_eq(r->mark, "–");
	office_open_file(&o);
	o.app.file.file->items = f.items;
	o.app.file.file->item_count = f.item_count;
	sheet = view_file(&arena, &o.app);
	cr_expect_not_null(sheet_line(&sheet, SECTION_ITEMS, "compensé, prochain le 01/12/2026"));
}

Test(view_commitments, the_sheet_names_the_contract)
{
	struct view_file v;

	office_open_file(&o);
	v = view_file(&arena, &o.app);
	cr_assert_str_eq(sheet_line(&v, SECTION_IDENTITY, "contrat")->text, "v1 signé le 01/10/2026");
	cr_assert_str_eq(sheet_line(&v, SECTION_IDENTITY, "contrat_fin")->raw, "2027-09-30");
	cr_assert_not_null(sheet_line(&v, SECTION_IDENTITY, "heures"));
	cr_assert_not_null(sheet_line(&v, SECTION_IDENTITY, "information_droits"));
}

Test(view_commitments, the_portfolio_counts_the_hours_of_the_week)
{
	struct view_portfolio v;

	o.app.portfolio.people[0].week = (struct week_facts){.declared = 900, .validated = 720, .target = 900, .absent_days = 0};
	o.app.portfolio.people[1].week = (struct week_facts){.declared = 300, .validated = 180, .target = 900, .absent_days = 2};
	o.app.portfolio.people[2].week = (struct week_facts){.declared = 300, .validated = 180, .target = -1};
	v = view_portfolio(&arena, &o.app, "");
	for (size_t i = 0; i < v.count; i++) {
		const char *id = v.rows[i].person->facts->id;

		if (strcmp(id, "AAAAAA") == 0)
			cr_expect_str_eq(v.rows[i].hours, "12/15");
		if (strcmp(id, "BBBBBB") == 0)
			cr_expect_str_eq(v.rows[i].hours, "3/9", "two days of absence");
		if (strcmp(id, "CCCCCC") == 0)
			cr_expect_str_eq(v.rows[i].hours, "–", "nothing fixes one");
	}
}
