/* Views: what the screens and their twins show. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "core/app/action.h"
#include "core/views/view.h"
#include "core/base/text.h"
#include "tests/support/office.h"

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

TestSuite(views, .init = setup, .fini = teardown);

Test(views, title)
{
	struct view_title t = view_title(&arena, &o.app, "Portefeuille");

	cr_assert_str_eq(t.agency, "Agence de Vitré");
	cr_assert_str_eq(t.account, "mlegoff");
	cr_assert_str_eq(t.date, "ven. 20 nov. 2026");
	cr_assert_str_eq(t.connection, "");
	cr_assert_str_eq(t.notice, "");
	cr_assert_not(t.frozen);
	o.app.session->today_is_fixed = true;
	cr_assert(view_title(&arena, &o.app, "x").frozen);
	memory_answer_connection(o.port, CONNECTION_LOST);
	memory_port_deliver(o.port, &o.app);
	cr_assert_str_eq(view_title(&arena, &o.app, "x").connection, "coupé");
}

Test(views, portfolio_rows_most_urgent_first)
{
	struct view_portfolio v = view_portfolio(&arena, &o.app, "");

	cr_assert_eq(v.count, 4);
	cr_assert_eq(v.total, 4);
	cr_assert_str_eq(v.rows[0].name, "BERNARD Aïcha");
	cr_assert_str_eq(v.rows[0].mark, "!");
	cr_assert_str_eq(v.rows[0].contact, "9 j !");
	cr_assert_str_eq(v.rows[0].next, "—");
	cr_assert_str_eq(v.rows[0].ledgers, "1 retard / –");
	cr_assert_str_eq(v.rows[0].why, "RDV de la semaine dû depuis 2 j");
	cr_assert_str_eq(v.rows[1].name, "D’HÉROUVILLE␛[31M Éléonore·", "%s", v.rows[1].name);
	cr_assert_str_eq(v.rows[1].contact, "7 j ~");
	cr_assert_str_eq(v.rows[1].next, "mar. 24 09:00");
	cr_assert_str_eq(v.rows[2].mark, "·");
	cr_assert_str_eq(v.rows[2].contact, "jamais ·");
	cr_assert_str_eq(v.rows[2].follow_up, "rattaché");
	cr_assert_str_eq(v.rows[3].why, "");
	cr_assert_str_eq(v.rows[3].follow_up, "en solution structurante");
	cr_assert_str_eq(v.summary, "1 personne sans contact depuis 7 jours");
	cr_assert_str_eq(v.gauge.sentence, "Suivi actif 2/50 · 1 en solution structurante · 1 rattaché");
	cr_assert_eq(v.gauge.permille, 40);
	cr_assert_str_eq(v.owner, "mon portefeuille");
	cr_assert_str_eq(v.empty, "");
}

Test(views, portfolio_filter_is_unaccented_on_every_word)
{
	static const struct { const char *filter; size_t count; } cases[] = {
		{"", 4}, {"aicha", 1}, {"OEUVRARD", 1}, {"d'her", 1}, {"nguyen mai", 1}, {"mai nguyen", 1}, {"ce", 4}, {"AAAAAA", 1},
		{"rattache", 1}, {"06 00", 4}, {"zzz", 0}, {"semaine depuis", 1}, {"   ", 4},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct view_portfolio v = view_portfolio(&arena, &o.app, cases[i].filter);

		cr_expect_eq(v.count, cases[i].count, "« %s »: %zu", cases[i].filter, v.count);
		cr_expect_eq(v.total, 4u);
	}
	cr_assert_not_null(strstr(view_portfolio(&arena, &o.app, "zzz").empty, "zzz"));
}

Test(views, portfolio_says_what_it_waits_for)
{
	struct error e = {0};
	struct view_portfolio v;

	app_load_portfolio(&o.app, "jlhostis");
	v = view_portfolio(&arena, &o.app, "");
	cr_assert_eq(v.count, 0);
	cr_assert_str_eq(v.empty, "Lecture du portefeuille…");
	cr_assert_str_eq(v.owner, "portefeuille de jlhostis");
	error_set(&e, ERR_DATABASE, "la base refuse");
	error_set_remedy(&e, "voyez l'administrateur");
	memory_answer_failed(o.port, REQUEST_PORTFOLIO, &e);
	memory_port_deliver(o.port, &o.app);
	cr_assert_str_eq(view_portfolio(&arena, &o.app, "").empty, "La base refuse. Voyez l'administrateur.");
	app_load_portfolio(&o.app, "jlhostis");
	memory_answer_people(o.port, NULL, 0);
	memory_port_deliver(o.port, &o.app);
	cr_assert_str_eq(view_portfolio(&arena, &o.app, "").empty, "Aucune personne dans ce portefeuille");
}

static const struct view_line *line_of(const struct view_file *v, enum section_id id, const char *key)
{
	for (size_t i = 0; i < v->sections[id].count; i++)
		if (strcmp(v->sections[id].lines[i].key, key) == 0)
			return &v->sections[id].lines[i];
	cr_assert(false, "no line %s in %s", key, v->sections[id].code);
	return NULL;
}

Test(views, file)
{
	struct view_file v;
	const struct view_line *l;

	office_open_file(&o);
	v = view_file(&arena, &o.app);
	cr_assert_str_eq(v.heading, "BERNARD Aïcha · CE depuis le 03/09/2026 · foyer 2 · réf. M. Le Goff");
	cr_assert_str_eq(v.position, "fiche 1 sur 4");
	l = line_of(&v, SECTION_IDENTITY, "dernier_contact");
	cr_assert_eq(l->band, BAND_RED);
	cr_assert_eq(l->reason->code, REASON_CONTACT_DUE);
	cr_assert_str_eq(l->raw, "2026-11-11T09:00");
	cr_assert_str_eq(line_of(&v, SECTION_IDENTITY, "regime_au")->text, "non fixée", "silence is shown");
	l = line_of(&v, SECTION_WE_OWE, "contact_du");
	cr_assert_str_eq(l->label, "en retard");
	cr_assert_eq(v.sections[SECTION_THEY_OWE].count, 0);
	cr_assert_str_eq(v.sections[SECTION_THEY_OWE].empty, "rien en attente");
	l = &v.sections[SECTION_NOTES].lines[0];
	cr_assert_not_null(l->note);
	cr_assert_str_eq(l->text, "Mathieu Le Goff (privée) : ligne 1 ligne 2 ␛[2J");
	l = &v.sections[SECTION_BARRIERS].lines[0];
	cr_assert_not_null(l->barrier);
	cr_assert_str_eq(l->text, "garde d'enfant, depuis le 31/10/2026 : mercredi");
	cr_assert_str_eq(v.sections[SECTION_REGIMES].lines[1].text, "du 05/01/2026 au 02/09/2026, entrée au RSA");
}

Test(views, file_path_is_ordered_and_holds_today)
{
	struct view_file v;
	int today = 0;

	office_open_file(&o);
	v = view_file(&arena, &o.app);
	for (size_t i = 0; i < v.path_count; i++) {
		today += v.path[i].is_today;
		if (i > 0)
			cr_expect(date_compare(v.path[i - 1].day, v.path[i].day) <= 0);
		cr_expect_eq(v.path[i].past, date_compare(v.path[i].day, OFFICE_DAY) < 0);
	}
	cr_assert_eq(today, 1);
	cr_assert_str_eq(v.path_sentence, "inscription le 03/09/2026, premier entretien le 10/09/2026, orientation le 21/09/2026, "
	                 "diagnostic le 01/10/2026, contrat v1 le 01/10/2026, point d'étape le 02/11/2026, aujourd'hui le 20/11/2026, "
	                 "point d'étape dû le 02/05/2027, fin du contrat le 30/09/2027");
}

/* Every figure answers « Pourquoi ? » (product.md, principle 3). */
Test(views, every_line_of_the_file_has_a_why)
{
	struct view_file v;

	office_open_file(&o);
	v = view_file(&arena, &o.app);
	for (int s = 0; s < SECTION_COUNT; s++)
		for (size_t i = 0; i < v.sections[s].count; i++) {
			const struct view_line *l = &v.sections[s].lines[i];

			cr_expect(l->reason != NULL || l->why_text[0] != '\0', "%s/%s has no why", v.sections[s].code, l->key);
			cr_expect(view_why_line(&arena, &o.app, l).count > 0);
			cr_expect_null(strpbrk(l->text, "\n\t\x1b"));
			cr_expect_null(strpbrk(l->raw, "\n\t\x1b"));
		}
}

static bool why_says(const struct view_why *w, const char *text)
{
	for (size_t i = 0; i < w->count; i++)
		if (strstr(w->lines[i], text) != NULL)
			return true;
	return false;
}

Test(views, why_gives_rule_inputs_source_status_and_next_step)
{
	const struct judged_person *p = app_person(&o.app, "AAAAAA");
	const struct view_line line = {.label = "", .text = "", .why_text = "", .reason = &p->reasons[0]};
	struct view_why w = view_why_line(&arena, &o.app, &line);
	static const char *const said[] = {"RDV de la semaine dû depuis 2 j", "rdv_hebdomadaire", "7 jours", "003:4405", "18/11/2026",
	                                   "dépassée de 2 jours", "11/11/2026 à 09:00", "appliquée", "la structure", "moi",
	                                   "(touche c)"};

	cr_assert_str_eq(w.title, "Contact dû dans la semaine");
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		cr_expect(why_says(&w, said[i]), "%s", said[i]);
	w = view_why_person(&arena, &o.app, p);
	cr_assert(why_says(&w, "Prochain rendez-vous : aucun") && why_says(&w, "horizon_rdv"));
	w = view_why_person(&arena, &o.app, app_person(&o.app, "DDDDDD"));
	cr_assert(why_says(&w, "Aucune alerte") && why_says(&w, "Fin du régime : non fixée"));
}

/* rules.md W1, and the example of §8: base 50, quotité 80, one half-day, 41 active: 36, above. */
Test(views, referents_and_gauges)
{
	struct view_referents v;
	struct view_why w;

	cr_assert_not_null(strstr(view_referents(&arena, &o.app, "").empty, "Lecture"));
	office_open_referents(&o);
	v = view_referents(&arena, &o.app, "");
	cr_assert_eq(v.count, 3);
	cr_assert_eq(v.rows[0].gauge.level, LOAD_NORMAL);
	cr_assert_eq(v.rows[1].gauge.capacity, 36);
	cr_assert_str_eq(v.rows[1].gauge.sentence, "Suivi actif 41/36, au-dessus de la base");
	cr_assert_eq(v.rows[1].gauge.permille, 1000);
	cr_assert_eq(v.rows[2].gauge.level, LOAD_ABOVE_MAXIMUM);
	w = view_why_gauge(&arena, &o.app, &v.rows[1].gauge);
	cr_assert(why_says(&w, "000:2639") && why_says(&w, "000:2457") && why_says(&w, "Capacité 36 = base 50 × quotité 80 % × (10 − 1 demi-journée d'indemnisation) / 10"));
	cr_assert_eq(view_referents(&arena, &o.app, "hostis").count, 1);
	cr_assert_eq(view_referents(&arena, &o.app, "zzz").count, 0);
	cr_assert_not_null(strstr(view_referents(&arena, &o.app, "zzz").empty, "zzz"));
}

Test(views, search)
{
	struct search_hit hit = {"AAAAAA", "Bernard", "Aïcha\x1b", "06", REGIME_CE, "mlegoff", "Mathieu Le Goff", DATE_NONE};
	struct view_search v = view_search(&arena, &o.app);

	cr_assert_not_null(strstr(v.empty, "Tapez"));
	app_search(&o.app, "bern");
	cr_assert_not_null(strstr(view_search(&arena, &o.app).empty, "Lecture"));
	memory_answer_hits(o.port, &hit, 1);
	memory_port_deliver(o.port, &o.app);
	v = view_search(&arena, &o.app);
	cr_assert_eq(v.count, 1);
	cr_assert_str_eq(v.rows[0].name, "BERNARD Aïcha␛");
	cr_assert_str_eq(v.counted, "1 personne");
	app_search(&o.app, "b");
	memory_answer_page(o.port, (struct search_hit[]){hit, hit}, 2, true);
	memory_port_deliver(o.port, &o.app);
	cr_assert_str_eq(view_search(&arena, &o.app).counted, "2 premières personnes…");
	app_search(&o.app, "personne");
	memory_answer_hits(o.port, NULL, 0);
	memory_port_deliver(o.port, &o.app);
	cr_assert_not_null(strstr(view_search(&arena, &o.app).empty, "personne"));
}

Test(views, help_lists_every_action_this_screen_first)
{
	struct keymap map;
	struct view_help v;
	size_t headings = 0, rows = 0;

	keymap_defaults(&map);
	v = view_help(&arena, &map, SCREEN_PORTFOLIO, "");
	cr_assert(v.rows[0].heading);
	for (size_t i = 0; i < v.count; i++) {
		headings += v.rows[i].heading;
		rows += !v.rows[i].heading;
	}
	cr_assert_eq(rows, (size_t)ACTION_COUNT - 1);
	cr_assert_eq(headings, 2);
	v = view_help(&arena, &map, SCREEN_PORTFOLIO, "visite");
	cr_assert_eq(v.count, 2, "one heading, the contact");
	cr_assert_str_eq(v.rows[1].label, "contact");
	cr_assert_eq(view_help(&arena, &map, SCREEN_PORTFOLIO, "zzzz").count, 0);
	v = view_help(&arena, &map, SCREEN_TRAININGS, "ouvrir");
	cr_assert_str_eq(v.rows[1].label, "demande", "Enter, as the bar of this screen names it");
	keymap_free(&map);
}

Test(views, palette_is_fuzzy_and_unaccented)
{
	static const struct { const char *typed; enum action_id first; } cases[] = {
		{"contact", ACTION_CONTACT}, {"cont", ACTION_CONTACT}, {"regime", ACTION_REGIME}, {"RÉGIME", ACTION_REGIME},
		{"quit", ACTION_QUIT}, {"inscr", ACTION_ENROL}, {"ptf", ACTION_GO_PORTFOLIO}, {"aide", ACTION_HELP},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct view_palette v = view_palette(&arena, &o.app, SCREEN_PORTFOLIO, cases[i].typed);

		cr_assert(v.count > 0, "%s", cases[i].typed);
		cr_expect_eq(v.actions[0]->id, cases[i].first, "%s: %s", cases[i].typed, v.actions[0]->name);
	}
	cr_assert_eq(view_palette(&arena, &o.app, SCREEN_PORTFOLIO, "xqzw").count, 0);
	cr_assert(view_palette(&arena, &o.app, SCREEN_PORTFOLIO, "").count > 20);
}
