/* Training requests and the catalogue in the application: what is asked, stale answers, memory that moves, days that pass. */
#include <criterion/criterion.h>
#include <string.h>

#include "core/acts/acts_training.h"
#include "tests/support/office_trainings.h"

static struct office o;

static void setup(void)
{
	office_open(&o, ROLE_COUNSELLOR);
}

static void teardown(void)
{
	office_close(&o);
}

TestSuite(app_trainings, .init = setup, .fini = teardown);

static void answer_list(void)
{
	struct training_list list = office_trainings(false);

	memory_answer_trainings(o.port, &list);
	memory_port_deliver(o.port, &o.app);
}

static void answer_file(enum office_training which)
{
	struct training_file f = office_training(which);

	memory_answer_training(o.port, &f);
	memory_port_deliver(o.port, &o.app);
}

Test(app_trainings, the_list_is_asked_for_by_login)
{
	app_load_trainings(&o.app, "*");
	cr_assert_str_eq(memory_port_last(o.port, REQUEST_TRAININGS)->login, "*");
	cr_assert_eq(o.app.trainings.m.state, LOAD_ASKED);
	answer_list();
	cr_assert_eq(o.app.trainings.m.state, LOAD_READY);
	cr_assert_eq(o.app.trainings.list->count, (size_t)OFFICE_TRAININGS);
	app_load_trainings(&o.app, "*");
	cr_assert_not_null(o.app.trainings.list, "a reading of the same keeps the rows on the screen");
	app_load_trainings(&o.app, "mlegoff");
	cr_assert_null(o.app.trainings.list, "the rows of another portfolio are not shown as its own");
}

/* A responsable has no portfolio of that person: their requests name them. */
Test(app_trainings, a_person_known_by_a_request_alone_is_named)
{
	struct arena arena = {0};

	app_load_trainings(&o.app, "*");
	answer_list();
	o.app.trainings.list->items[OFFICE_FILED].person = "ZZZZZZ";
	cr_assert_str_eq(app_person_name(&o.app, &arena, "ZZZZZZ"), "BERNARD Aïcha");
	cr_assert_str_eq(app_person_name(&o.app, &arena, "YYYYYY"), "YYYYYY");
	app_load_training(&o.app, office_training_id(OFFICE_FILED));
	answer_file(OFFICE_FILED);
	o.app.training.file->request.person = "YYYYYY";
	cr_assert_str_eq(app_person_name(&o.app, &arena, "YYYYYY"), "BERNARD Aïcha");
	arena_free(&arena);
}

Test(app_trainings, a_stale_answer_is_dropped)
{
	struct training_file f = office_training(OFFICE_FILED);

	app_load_training(&o.app, f.request.id);
	memory_answer_training(o.port, &f); /* queued for the first serial */
	app_load_training(&o.app, office_training_id(OFFICE_HOLES));
	memory_port_deliver(o.port, &o.app);
	cr_assert_null(o.app.training.file);
	answer_file(OFFICE_HOLES);
	cr_assert_str_eq(o.app.training.file->request.id, office_training_id(OFFICE_HOLES));
	cr_assert_not_null(app_training(&o.app, office_training_id(OFFICE_HOLES)));
	cr_assert_null(app_training(&o.app, office_training_id(OFFICE_FILED)));
}

Test(app_trainings, facts_come_from_the_page_or_from_the_list)
{
	cr_assert_null(app_training_facts(&o.app, office_training_id(OFFICE_FILED)));
	office_open_trainings(&o, false);
	cr_assert_str_eq(app_training_facts(&o.app, office_training_id(OFFICE_FILED))->title, "Conductrice d'engins");
	office_open_training(&o, OFFICE_FILED);
	cr_assert_eq(app_training_facts(&o.app, office_training_id(OFFICE_FILED)), &o.app.training.file->request);
	cr_assert_null(app_training_facts(&o.app, "nulle part"));
}

Test(app_trainings, the_open_person_is_judged_again_on_a_new_day)
{
	office_open_training(&o, OFFICE_FILED);
	cr_assert_str_eq(o.app.training.judged.facts->id, "AAAAAA");
	cr_assert_eq(app_person(&o.app, "AAAAAA"), &o.app.training.judged, "what its page says of the person");
	app_reload(&o.app);
	memory_answer_session(o.port, ROLE_COUNSELLOR, date_add_days(OFFICE_DAY, 1));
	memory_port_deliver(o.port, &o.app);
	cr_assert_eq(o.app.now.day.days, OFFICE_DAY.days + 1);
	cr_assert_str_eq(o.app.training.judged.facts->id, "AAAAAA");
}

Test(app_trainings, own_commands_read_them_again)
{
	struct error e;
	size_t lists, files;

	office_open_trainings(&o, false);
	office_open_training(&o, OFFICE_FILED);
	lists = memory_port_count(o.port, REQUEST_TRAININGS);
	files = memory_port_count(o.port, REQUEST_TRAINING);
	cr_assert(act_training_advance(&o.app, &o.app.training.file->request, &(struct training_advance){.step = STEP_GRANT}, &e), "%s", e.message);
	memory_answer_done(o.port, "{\"etat\":\"faite\"}");
	memory_port_deliver(o.port, &o.app);
	cr_assert_eq(memory_port_count(o.port, REQUEST_TRAININGS), lists + 1);
	cr_assert_eq(memory_port_count(o.port, REQUEST_TRAINING), files + 1);
	cr_assert_eq(memory_port_count(o.port, REQUEST_CATALOGUE), 0, "no act changes the catalogue");
}

Test(app_trainings, a_reload_reads_all_that_is_there)
{
	office_open_trainings(&o, false);
	office_open_training(&o, OFFICE_FILED);
	office_open_courses(&o);
	app_reload(&o.app);
	cr_assert_eq(memory_port_count(o.port, REQUEST_TRAININGS), 2);
	cr_assert_eq(memory_port_count(o.port, REQUEST_TRAINING), 2);
	cr_assert_eq(memory_port_count(o.port, REQUEST_CATALOGUE), 2);
}

Test(app_trainings, a_failure_is_told_and_leaves_what_was_there)
{
	struct error e = {.code = ERR_CONNECTION};

	office_open_training(&o, OFFICE_FILED);
	app_load_training(&o.app, o.app.training.id);
	error_set(&e, ERR_CONNECTION, "connexion perdue");
	memory_answer_failed(o.port, REQUEST_TRAINING, &e);
	memory_port_deliver(o.port, &o.app);
	cr_assert_eq(o.app.training.m.state, LOAD_FAILED);
	cr_assert_not_null(o.app.training.file);
	cr_assert_not_null(strstr(app_last_message(&o.app)->text, "onnexion perdue"));
}

/* --- the catalogue ------------------------------------------------------------------------------------------------- */

static const struct course_query words = {.text = "Aide-SOIGNANTE Vitré", .trade = "J1501", .basin = "35", .funder = "", .from = DATE_NONE,
                                          .to = DATE_NONE, .after_starts = DATE_NONE, .after_id = ""};

Test(app_trainings, words_are_folded_before_they_are_sent)
{
	const struct request *r;

	app_search_courses(&o.app, &words);
	r = memory_port_last(o.port, REQUEST_CATALOGUE);
	cr_assert_str_eq(r->courses->text, "aide-soignante vitre");
	cr_assert_str_eq(r->courses->trade, "J1501");
	cr_assert_str_eq(r->courses->after_id, "");
	cr_assert_str_eq(o.app.courses.query.basin, "35");
}

Test(app_trainings, the_query_outlives_the_answer_that_replaces_the_memory)
{
	size_t count;
	const struct course_session *all = office_courses(&count);

	app_search_courses(&o.app, &words);
	memory_answer_courses(o.port, all, count, true, date_make(2026, 11, 16));
	memory_port_deliver(o.port, &o.app);
	cr_assert_str_eq(o.app.courses.query.text, "aide-soignante vitre");
	cr_assert_eq(o.app.courses.count, count);
	cr_assert(o.app.courses.more);
	app_search_courses(&o.app, &o.app.courses.query); /* its own query, as a reload gives it */
	cr_assert_str_eq(memory_port_last(o.port, REQUEST_CATALOGUE)->courses->text, "aide-soignante vitre");
	cr_assert_eq(o.app.courses.count, count, "the sessions stay until the answer");
}

Test(app_trainings, the_next_page_comes_after_the_last_one_seen)
{
	size_t count;
	const struct course_session *all = office_courses(&count);
	const struct request *r;

	app_search_courses(&o.app, &words);
	app_search_courses_more(&o.app);
	cr_assert_eq(memory_port_count(o.port, REQUEST_CATALOGUE), 1, "nothing to go on from yet");
	memory_answer_courses(o.port, all, 3, true, date_make(2026, 11, 16));
	memory_port_deliver(o.port, &o.app);
	app_search_courses_more(&o.app);
	r = memory_port_last(o.port, REQUEST_CATALOGUE);
	cr_assert_str_eq(r->courses->after_id, all[2].id);
	cr_assert_eq(r->courses->after_starts.days, all[2].starts.days);
	cr_assert_str_eq(r->courses->text, "aide-soignante vitre");
	memory_answer_courses(o.port, all + 3, count - 3, false, date_make(2026, 11, 16));
	memory_port_deliver(o.port, &o.app);
	cr_assert_eq(o.app.courses.count, count);
	cr_assert_str_eq(o.app.courses.sessions[0].id, all[0].id);
	cr_assert_str_eq(o.app.courses.sessions[5].pay, "rémunération Région", "copied, in the model's own memory");
	app_search_courses_more(&o.app);
	cr_assert_eq(memory_port_count(o.port, REQUEST_CATALOGUE), 2, "all of it is there");
	cr_assert_str_eq(app_course(&o.app, all[4].id)->place, "Châteaubriant");
	cr_assert_null(app_course(&o.app, "nulle part"));
}

Test(app_trainings, another_search_drops_the_page_under_way)
{
	size_t count;
	const struct course_session *all = office_courses(&count);

	office_open_courses(&o);
	o.app.courses.more = true;
	app_search_courses_more(&o.app);
	memory_answer_courses(o.port, all, 1, false, DATE_NONE);
	app_search_courses(&o.app, &words);
	memory_port_deliver(o.port, &o.app);
	cr_assert_eq(o.app.courses.count, count, "the page of the former search is not added");
}

/* --- funders ------------------------------------------------------------------------------------------------------- */

static int readings;

static const struct funder_list *funders_once(void *ctx)
{
	static struct funder items[] = {{"constructys", "CONSTRUCTYS", "opca", false, 7, "000:2021"}};
	static const struct funder_list list = {items, 1};

	(void)ctx;
	readings++;
	return &list;
}

Test(app_trainings, funders_are_read_when_first_asked_for)
{
	cr_assert_null(app_funders(&o.app));
	o.app.funders_read = funders_once;
	cr_assert_eq(readings, 0);
	cr_assert_str_eq(funder_label(app_funders(&o.app), "constructys"), "CONSTRUCTYS");
	cr_assert_eq(readings, 1);
}
