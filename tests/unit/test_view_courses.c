/* The catalogue as it is searched. The office of 2026-11-20. */
#include <criterion/criterion.h>
#include <string.h>

#include "core/views/view_courses.h"
#include "tests/support/office_trainings.h"

static struct office o;
static struct arena arena;

static struct funder funders[] = {{"region", "Région", "region", true, 30, "000:2177"},
                                  {"france_travail", "France Travail", "france_travail", true, 0, "000:2177"}};
static const struct funder_list funder_list = {funders, 2};

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

TestSuite(view_courses, .init = setup, .fini = teardown);

static bool says(const struct view_why *w, const char *words)
{
	for (size_t i = 0; i < w->count; i++)
		if (strstr(w->lines[i], words) != NULL)
			return true;
	return false;
}

static struct view_courses answered(const struct course_query *q, size_t count, bool more, struct date updated)
{
	size_t all;
	const struct course_session *sessions = office_courses(&all);

	app_search_courses(&o.app, q);
	memory_answer_courses(o.port, sessions, count, more, updated);
	memory_port_deliver(o.port, &o.app);
	return view_courses(&arena, &o.app);
}

static struct course_query query(void)
{
	return (struct course_query){.text = "", .trade = "", .basin = "", .funder = "", .from = DATE_NONE, .to = DATE_NONE,
	                             .after_starts = DATE_NONE, .after_id = ""};
}

Test(view_courses, says_what_to_type)
{
	struct view_courses v = view_courses(&arena, &o.app);

	cr_assert_str_eq(v.empty, "Tapez un métier, un intitulé, une ville, sans vous soucier des accents");
	cr_assert_str_eq(v.stale, "");
	app_search_courses(&o.app, &(struct course_query){.text = "soudeur", .from = DATE_NONE, .to = DATE_NONE});
	v = view_courses(&arena, &o.app);
	cr_assert_str_eq(v.empty, "Lecture du catalogue…");
	cr_assert_str_eq(v.filters, "« soudeur »");
}

Test(view_courses, rows)
{
	struct view_courses v;

	office_open_courses(&o);
	v = view_courses(&arena, &o.app);
	cr_assert_eq(v.count, 6);
	cr_assert_str_eq(v.counted, "6 sessions");
	cr_assert_str_eq(v.empty, "");
	cr_assert_str_eq(v.rows[0].dates, "07/12/2026 → 12/09/2027");
	cr_assert_str_eq(v.rows[0].hours, "1400h, 35h par semaine");
	cr_assert_str_eq(v.rows[0].places, "4 places");
	cr_assert_str_eq(v.rows[0].next, "puis 01/03/2027");
	cr_assert_str_eq(v.rows[0].funders, "Région, France Travail");
	cr_assert_str_eq(v.rows[0].next_iso, "2027-03-01");
	cr_assert_str_eq(v.rows[4].place, "Châteaubriant (44)");
	cr_assert_str_eq(v.rows[5].pay, "rémunération Région");
}

/* Sold out is shown, and marked; unknown is neither. */
Test(view_courses, places)
{
	struct view_courses v;

	office_open_courses(&o);
	v = view_courses(&arena, &o.app);
	cr_assert_str_eq(v.rows[1].places, "complet");
	cr_assert(v.rows[1].full);
	cr_assert_str_eq(v.rows[1].mark, "x");
	cr_assert_str_eq(v.rows[2].places, "non dites");
	cr_assert_not(v.rows[2].full);
}

Test(view_courses, filters_in_words)
{
	struct course_query q = query();
	struct view_courses v;

	q.text = "Soudeur Rennes";
	q.trade = "H2913";
	q.basin = "35";
	q.funder = "region";
	q.from = date_make(2027, 1, 1);
	q.to = date_make(2027, 6, 30);
	q.places_only = true;
	v = answered(&q, 2, true, date_make(2026, 11, 16));
	cr_assert_str_eq(v.filters, "« soudeur rennes » · métier H2913 · département 35 · Région · à partir du 01/01/2027 · jusqu'au 30/06/2027 · "
	                            "places restantes");
	cr_assert_str_eq(v.counted, "2 premières sessions, d'autres suivent");
}

Test(view_courses, nothing_found_is_not_nothing_loaded)
{
	struct course_query q = query();

	q.text = "zzz";
	cr_assert_str_eq(answered(&q, 0, false, date_make(2026, 11, 16)).empty, "Aucune session ne répond : enlevez un mot ou un filtre");
	cr_assert_str_eq(answered(&q, 0, false, DATE_NONE).empty, "Le catalogue est vide : demandez à l'administrateur de le charger");
	q.text = "";
	cr_assert_str_eq(answered(&q, 0, false, date_make(2026, 11, 16)).empty, "Aucune session à venir");
}

/* catalogue_perime, local: 30 days. */
Test(view_courses, an_old_catalogue_is_said_to_be_old)
{
	struct course_query q = query();

	cr_assert_str_eq(answered(&q, 6, false, date_add_days(OFFICE_DAY, -30)).stale, "");
	cr_assert_str_eq(answered(&q, 6, false, date_add_days(OFFICE_DAY, -31)).stale,
	                 "Le plus ancien fichier du catalogue date du 20/10/2026, il y a 31 jours : vérifiez places et dates auprès de l'organisme");
}

Test(view_courses, one_session_in_full)
{
	struct view_why w;

	office_open_courses(&o);
	w = view_course(&arena, &o.app, &o.app.courses.sessions[1]);
	cr_assert_str_eq(w.title, "Plombier chauffagiste");
	cr_assert(says(&w, "Places : complet : n'y faire entrer personne sans place confirmée"));
	cr_assert(says(&w, "Session suivante : non annoncée"));
	cr_assert(says(&w, "Objectif : certification"));
	w = view_course(&arena, &o.app, &o.app.courses.sessions[0]);
	cr_assert(says(&w, "Session suivante : 01/03/2027"));
	cr_assert(says(&w, "Financeurs : Région, France Travail"));
	cr_assert(says(&w, "Catalogue : Carif Bretagne, clé 30000000"));
}
