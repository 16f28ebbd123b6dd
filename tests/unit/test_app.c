/* The application on a port in memory: stale answers, lost connection, writes, undo, refusals. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/app/action.h"
#include "core/views/view.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "tests/support/memory_port.h"
#include "tests/support/rules_dir.h"

static struct rulebook book;
static struct memory_port *port;
static struct app app;
static const struct date day = {20777}; /* 2026-11-20 */

static void setup_at(struct date as_of)
{
	book = shipped_rules();
	port = memory_port_new();
	app_init(&app, memory_port_port(port), &book, memory_command_id, as_of);
}

static void setup(void)
{
	setup_at(DATE_NONE);
}

static void teardown(void)
{
	app_free(&app);
	memory_port_port(port)->close(port);
	rulebook_free(&book);
}

TestSuite(app, .init = setup, .fini = teardown);

static struct person_facts person(const char *id, const char *name, int contact_days)
{
	struct person_facts f = {
		.id = id, .last_name = name, .first_name = "Zoé", .phone = "", .regime = REGIME_CE,
		.regime_from = date_add_days(day, -100), .regime_to = DATE_NONE, .referent_from = date_add_days(day, -100),
		.last_contact = {date_add_days(day, -contact_days), 600}, .next_appointment = {date_add_days(day, 4), 600},
		.last_appointment = {date_add_days(day, -contact_days), 600}, .oldest_unrecorded = MOMENT_NONE, .last_unsettled = MOMENT_NONE,
		.first_meeting = date_add_days(day, -99), .last_milestone = date_add_days(day, -10), .household_size = 1,
		.referent_login = "mlegoff", .version = 3};

	person_facts_clear_agenda(&f);
	person_facts_clear_contract(&f);
	return f;
}

static void load_two(void)
{
	struct person_facts people[] = {person("AAAAAA", "Martin", 1), person("BBBBBB", "Dupont", 9)};

	app_load_portfolio(&app, "");
	memory_answer_session(port, ROLE_COUNSELLOR, day);
	memory_answer_people(port, people, 2);
	memory_port_deliver(port, &app);
}

static struct person_file file_of(const char *id)
{
	return (struct person_file){.person = person(id, "Dupont", 9), .birth = date_make(1990, 5, 1), .email = "", .town = "Vitré",
	                            .household = ""};
}

Test(app, asks_once_for_the_session_and_judges_when_both_are_there)
{
	struct person_facts people[] = {person("AAAAAA", "Martin", 1), person("BBBBBB", "Dupont", 9)};

	app_load_portfolio(&app, "");
	cr_assert_eq(memory_port_count(port, REQUEST_SESSION), 1);
	cr_assert_eq(app.portfolio.m.state, LOAD_ASKED);
	/* The people first: nothing is judged before today is known. */
	memory_answer_people(port, people, 2);
	memory_port_deliver(port, &app);
	cr_assert_null(app.portfolio.judged);
	memory_answer_session(port, ROLE_COUNSELLOR, day);
	memory_port_deliver(port, &app);
	cr_assert_not_null(app.portfolio.judged);
	cr_assert_str_eq(app.portfolio.judged[0].facts->id, "BBBBBB", "the red one first");
	cr_assert_eq(app_today(&app).day.days, day.days);
	app_load_portfolio(&app, "");
	cr_assert_eq(memory_port_count(port, REQUEST_SESSION), 1);
	cr_assert_eq(app.portfolio.count, 2, "what was there stays while it is read again");
}

Test(app, drops_stale_answers)
{
	struct person_facts old[] = {person("AAAAAA", "Martin", 1)}, fresh[] = {person("CCCCCC", "Petit", 2)};
	struct event stale;

	load_two();
	app_load_portfolio(&app, "autre");
	cr_assert_eq(app.portfolio.count, 0, "another portfolio: the former rows go");
	stale = (struct event){.kind = EVENT_PORTFOLIO, .serial = app.portfolio.m.serial - 1, .people_count = 1};
	stale.people = arena_alloc(&stale.arena, sizeof *stale.people);
	*stale.people = old[0];
	memory_port_push(port, &stale);
	memory_port_deliver(port, &app);
	cr_assert_eq(app.portfolio.m.state, LOAD_ASKED);
	cr_assert_eq(app.portfolio.count, 0);
	memory_answer_people(port, fresh, 1);
	memory_port_deliver(port, &app);
	cr_assert_str_eq(app.portfolio.judged[0].facts->id, "CCCCCC");
}

static struct search_hit hit_of(const char *id, const char *last_name)
{
	return (struct search_hit){.id = id, .last_name = last_name, .first_name = "Zoé", .phone = "", .referent_login = "",
	                           .referent_name = ""};
}

Test(app, search_pages_follow_each_other)
{
	struct search_hit first[] = {hit_of("AAAAAA", "Martin"), hit_of("BBBBBB", "Martin")}, next = hit_of("CCCCCC", "Petit");
	const struct request *r;

	load_two();
	app_search(&app, "m");
	app_search_more(&app);
	cr_assert_eq(memory_port_count(port, REQUEST_SEARCH), 1, "not before the first page is there");
	memory_answer_page(port, first, 2, true);
	memory_port_deliver(port, &app);
	cr_assert(app.search.more);
	app_search_more(&app);
	app_search_more(&app);
	cr_assert_eq(memory_port_count(port, REQUEST_SEARCH), 2, "asked once");
	r = memory_port_last(port, REQUEST_SEARCH);
	cr_assert_str_eq(r->after_id, "BBBBBB");
	cr_assert_str_eq(r->after_last_name, "Martin");
	cr_assert_str_eq(r->after_first_name, "Zoé");
	cr_assert_eq(r->limit, SEARCH_PAGE);
	cr_assert_eq(app.search.count, 2, "the first page stays");
	memory_answer_page(port, &next, 1, false);
	memory_port_deliver(port, &app);
	cr_assert_eq(app.search.count, 3);
	cr_assert_str_eq(app.search.hits[0].id, "AAAAAA");
	cr_assert_str_eq(app.search.hits[2].last_name, "Petit");
	app_search_more(&app);
	cr_assert_eq(memory_port_count(port, REQUEST_SEARCH), 2, "all is there");
}

Test(app, a_late_page_of_another_search_is_dropped)
{
	struct search_hit first = hit_of("AAAAAA", "Martin"), next = hit_of("CCCCCC", "Petit");
	struct error lost = {.code = ERR_DATABASE};

	load_two();
	app_search(&app, "m");
	memory_answer_page(port, &first, 1, true);
	memory_port_deliver(port, &app);
	app_search_more(&app);
	memory_answer_page(port, &next, 1, true);
	app_search(&app, "ma");
	memory_port_deliver(port, &app);
	cr_assert_eq(app.search.count, 1);
	cr_assert_not(app.search.more);
	memory_answer_page(port, &next, 1, true);
	memory_port_deliver(port, &app);
	cr_assert_eq(app.search.count, 1, "a new search replaces");
	cr_assert_str_eq(app.search.hits[0].id, "CCCCCC");
	app_search_more(&app);
	memory_answer_failed(port, REQUEST_SEARCH, &lost);
	memory_port_deliver(port, &app);
	cr_assert_eq(app.search.count, 1, "a page that failed leaves the others");
	app_search_more(&app);
	memory_answer_page(port, &first, 1, false);
	memory_port_deliver(port, &app);
	cr_assert_eq(app.search.count, 2, "and may be asked again");
}

Test(app, before_the_first_regime_a_person_is_not_followed_yet)
{
	struct person_file file = file_of("BBBBBB");

	load_two();
	app.as_of = date_make(2024, 1, 1);
	app_load_file(&app, "BBBBBB");
	cr_assert_eq(file.regime_count, 0);
	memory_answer_file(port, &file);
	memory_port_deliver(port, &app);
	cr_assert_eq(app.file.m.state, LOAD_FAILED);
	cr_assert_null(app.file.file);
	cr_assert_eq(app.file.m.error.code, ERR_NOT_FOUND);
	cr_assert_str_eq(app.file.m.error.message, "pas encore suivie à cette date");
}

Test(app, stale_searches_and_files_are_dropped_too)
{
	struct search_hit hit = {.id = "AAAAAA", .last_name = "Martin", .first_name = "Zoé", .phone = "", .referent_login = "",
	                         .referent_name = ""};
	struct person_file file = file_of("BBBBBB");

	load_two();
	app_search(&app, "MÀR");
	cr_assert_str_eq(memory_port_last(port, REQUEST_SEARCH)->text, "mar");
	memory_answer_hits(port, &hit, 1);
	app_search(&app, "marx");
	memory_port_deliver(port, &app);
	cr_assert_eq(app.search.count, 0);
	memory_answer_hits(port, &hit, 1);
	memory_port_deliver(port, &app);
	cr_assert_eq(app.search.count, 1);
	app_search(&app, "  ");
	cr_assert_eq(app.search.m.state, LOAD_NEVER);
	app_load_file(&app, "BBBBBB");
	memory_answer_file(port, &file);
	app_load_file(&app, "AAAAAA");
	memory_port_deliver(port, &app);
	cr_assert_null(app.file.file);
}

Test(app, tells_a_lost_connection_and_its_return)
{
	load_two();
	memory_answer_connection(port, CONNECTION_LOST);
	memory_port_deliver(port, &app);
	cr_assert_eq(app.connection, CONNECTION_LOST);
	cr_assert_not_null(strstr(app_last_message(&app)->text, "perdue"));
	cr_assert_eq(app.portfolio.count, 2, "what is on screen stays");
	memory_answer_connection(port, CONNECTION_READY);
	memory_port_deliver(port, &app);
	cr_assert_not_null(strstr(app_last_message(&app)->text, "rétablie"));
}

Test(app, an_outcome_not_read_is_covered_neither_by_the_connection_nor_a_refused_one_by_what_follows)
{
	load_two();
	size_t read = app.message_count;
	app_say(&app, MESSAGE_DONE, "Enregistré : contact");
	app_message_about(&app, MESSAGE_ABOUT_OUTCOME);
	memory_answer_connection(port, CONNECTION_LOST);
	memory_answer_connection(port, CONNECTION_READY);
	memory_port_deliver(port, &app);
	cr_assert_eq(app.message_count, read + 3);
	cr_assert_eq(app_message_shown(&app, read), read + 1);
	cr_assert_str_eq(app_message_at(&app, read + 1)->text, "Enregistré : contact");
	cr_assert_eq(app_message_shown(&app, read + 1), read + 3, "read, it gives way");
	app_say(&app, MESSAGE_ERROR, "Non enregistré : note");
	app_message_about(&app, MESSAGE_ABOUT_OUTCOME);
	for (int i = 0; i < 2; i++) {
		app_say(&app, MESSAGE_DONE, "Enregistré : contact");
		app_message_about(&app, MESSAGE_ABOUT_OUTCOME);
	}
	cr_assert_eq(app_message_shown(&app, read), read + 4);
	cr_assert_eq(app_message_shown(&app, read + 4), read + 6);
	cr_assert_eq(app_message_shown(&app, read + 6), 0, "all are read");
}

Test(app, a_failed_reading_says_why_and_keeps_the_rows)
{
	struct error e = {0};

	load_two();
	error_set(&e, ERR_CANCELLED, "lecture interrompue");
	app_reload(&app);
	memory_answer_failed(port, REQUEST_PORTFOLIO, &e);
	memory_port_deliver(port, &app);
	cr_assert_eq(app.portfolio.m.state, LOAD_FAILED);
	cr_assert_eq(app.portfolio.count, 2);
	cr_assert_not_null(strstr(app_last_message(&app)->text, "interrompue"));
}

static char *sent(const char *key)
{
	char *value = NULL;

	cr_assert(json_get_string(memory_port_last(port, REQUEST_COMMAND)->content, key, &value), "%s",
	          memory_port_last(port, REQUEST_COMMAND)->content);
	return value;
}

static void expect_sent(const char *key, const char *wanted)
{
	char *value = sent(key);

	cr_expect_str_eq(value, wanted, "%s", key);
	free(value);
}

Test(app, a_contact_is_sent_once_and_can_be_undone)
{
	struct error e = {0};
	size_t readings;
	char first[COMMAND_ID_TEXT];

	load_two();
	cr_assert(act_contact(&app, "BBBBBB", CHANNEL_PHONE, true, "E\u0301te\u0301", &e));
	cr_assert_eq(memory_port_count(port, REQUEST_COMMAND), 1);
	cr_assert_str_eq(memory_port_last(port, REQUEST_COMMAND)->verb, "contact_noter");
	snprintf(first, sizeof first, "%s", memory_port_last(port, REQUEST_COMMAND)->command_id);
	expect_sent("identifiant", "BBBBBB");
	expect_sent("canal", "telephone");
	expect_sent("joint", "true");
	expect_sent("texte", "Été");
	cr_assert_not_null(app.pending);
	cr_assert_not_null(strstr(app_last_message(&app)->text, "Enregistrement…"));
	cr_assert_null(app.undo, "nothing to undo before it is done");

	readings = memory_port_count(port, REQUEST_PORTFOLIO);
	memory_answer_done(port, "{\"etat\":\"faite\"}");
	memory_port_deliver(port, &app);
	cr_assert_null(app.pending);
	cr_assert_str_eq(app_last_message(&app)->text, "Enregistré : contact (téléphone) avec DUPONT Zoé — u pour annuler");
	cr_assert_eq(memory_port_count(port, REQUEST_PORTFOLIO), readings + 1, "what it touched is read again");

	cr_assert(act_undo(&app, &e));
	cr_assert_str_eq(memory_port_last(port, REQUEST_COMMAND)->verb, "annuler");
	expect_sent("commande_id", first);
	memory_answer_done(port, "{\"etat\":\"faite\"}");
	memory_port_deliver(port, &app);
	cr_assert_str_eq(app_last_message(&app)->text, "Annulé : contact (téléphone) avec DUPONT Zoé");
	cr_assert_not(act_undo(&app, &e));
	cr_assert_eq(e.code, ERR_NOTHING);
}

Test(app, undo_goes_back_in_order)
{
	struct error e = {0};
	char first[COMMAND_ID_TEXT], second[COMMAND_ID_TEXT];

	load_two();
	act_contact(&app, "AAAAAA", CHANNEL_PHONE, true, "", &e);
	snprintf(first, sizeof first, "%s", memory_port_last(port, REQUEST_COMMAND)->command_id);
	memory_answer_done(port, "{}");
	act_note(&app, "AAAAAA", "note", false, &e);
	snprintf(second, sizeof second, "%s", memory_port_last(port, REQUEST_COMMAND)->command_id);
	memory_answer_done(port, "{}");
	memory_port_deliver(port, &app);
	act_undo(&app, &e);
	expect_sent("commande_id", second);
	act_undo(&app, &e);
	expect_sent("commande_id", first);
}

/* A regime changed cannot be undone: the contact noted an hour before, with somebody else, is not meant. */
Test(app, undo_never_takes_an_older_act_by_surprise)
{
	struct error e = {0};
	size_t sent_before;

	load_two();
	act_contact(&app, "AAAAAA", CHANNEL_PHONE, true, "", &e);
	cr_assert_not(act_undo(&app, &e), "its outcome is not known");
	cr_assert_not_null(strstr(e.message, "attend encore"), "%s", e.message);
	memory_answer_done(port, "{}");
	memory_port_deliver(port, &app);
	cr_assert(act_regime_change(&app, "BBBBBB", "CEJ", "2026-11-20", "", &e), "%s", e.message);
	memory_answer_done(port, "{}");
	memory_port_deliver(port, &app);
	sent_before = memory_port_count(port, REQUEST_COMMAND);
	cr_assert_not(act_undo(&app, &e));
	cr_assert_not_null(strstr(e.message, "DUPONT Zoé au régime CEJ"), "%s", e.message);
	cr_assert_not_null(strstr(e.remedy, "contact (téléphone)"), "%s", e.remedy);
	cr_assert_eq(memory_port_count(port, REQUEST_COMMAND), sent_before);
	cr_assert(act_undo(&app, &e), "asked twice, it is meant");
	cr_assert_str_eq(memory_port_last(port, REQUEST_COMMAND)->verb, "annuler");
}

Test(app, a_long_name_is_cut_between_letters_in_messages)
{
	struct error e = {0};
	char name[600] = "";

	load_two();
	for (int i = 0; i < 90; i++)
		strcat(name, "\u00e9\u0302");
	app.portfolio.people[1].first_name = name;
	act_note(&app, app.portfolio.people[1].id, "texte", false, &e);
	cr_assert_str_eq(text_safe(&app.session_arena, app.pending->label), app.pending->label);
	cr_assert_leq(text_width(app.pending->label), 60);
}

Test(app, a_refused_write_says_so_and_is_not_undoable)
{
	struct error e = {0}, refusal = {0};
	size_t readings;

	load_two();
	error_set(&refusal, ERR_CONFLICT, "la fiche a changé");
	error_set_remedy(&refusal, "relisez-la");
	act_note(&app, "BBBBBB", "texte", true, &e);
	readings = memory_port_count(port, REQUEST_PORTFOLIO);
	memory_answer_refused(port, &refusal);
	memory_port_deliver(port, &app);
	cr_assert_str_eq(app_last_message(&app)->text, "Non enregistré : note sur DUPONT Zoé. La fiche a changé. Relisez-la.");
	cr_assert_null(app.undo);
	cr_assert_not(app.outcome.done);
	cr_assert_eq(memory_port_count(port, REQUEST_PORTFOLIO), readings + 1, "a conflict shows what the row became");
	/* An answer that comes twice is taken once. */
	memory_answer_refused(port, &refusal);
	memory_port_deliver(port, &app);
	cr_assert_null(app.pending);
}

Test(app, enrolment_names_the_new_identifiant)
{
	struct error e = {0};

	load_two();
	cr_assert(act_person_enrol(&app, &(struct person_new){.last_name = "Évrard", .first_name = "Chloé", .birth = "3/9/2001",
	                                                      .regime = "cej", .from = ""}, &e), "%s", e.message);
	expect_sent("naissance", "2001-09-03");
	expect_sent("du", "2026-11-20");
	expect_sent("regime", "CEJ");
	memory_answer_done(port, "{\"etat\":\"faite\",\"identifiant\":\"7KQ2M9\"}");
	memory_port_deliver(port, &app);
	cr_assert_str_eq(app.outcome.person, "7KQ2M9");
	cr_assert_not_null(strstr(app_last_message(&app)->text, "inscription d'ÉVRARD Chloé (identifiant 7KQ2M9)"));
	cr_assert_null(app.undo);
}

static void expect_refused(bool ok, const struct error *e, const char *field)
{
	cr_expect_not(ok, "%s", field);
	cr_expect_str_eq(e->field, field, "« %s » instead of %s", e->field, field);
	cr_expect(e->message[0] != '\0');
	cr_expect_eq(memory_port_count(port, REQUEST_COMMAND), 0, "nothing is sent");
}

Test(app, refuses_bad_input_before_sending)
{
	struct error e = {0};
	struct person_file f = file_of("BBBBBB");
	char *long_text = calloc(1, 20002);

	memset(long_text, 'a', 20001);
	load_two();
	expect_refused(act_note(&app, "BBBBBB", " \n ", false, &e), &e, "texte");
	expect_refused(act_note(&app, "BBBBBB", long_text, false, &e), &e, "texte");
	expect_refused(act_contact(&app, "BBBBBB", CHANNEL_SMS, true, long_text, &e), &e, "texte");
	expect_refused(act_barrier_add(&app, "BBBBBB", "inconnu", "", &e), &e, "nature");
	expect_refused(act_regime_change(&app, "BBBBBB", "XYZ", "", "", &e), &e, "regime");
	expect_refused(act_regime_change(&app, "BBBBBB", "COMMUN", "", "", &e), &e, "regime");
	expect_refused(act_regime_change(&app, "BBBBBB", "CSP", "31/02/2026", "", &e), &e, "du");
	expect_refused(act_regime_change(&app, "BBBBBB", "CSP", "01/02/1889", "", &e), &e, "du");
	expect_refused(act_regime_close(&app, "BBBBBB", "", "", &e), &e, "motif");
	expect_refused(act_follow_up(&app, "BBBBBB", "dormant", "", &e), &e, "modalite");
	expect_refused(act_referent_change(&app, "BBBBBB", "", "", &e), &e, "login");
	expect_refused(act_person_enrol(&app, &(struct person_new){.last_name = "", .first_name = "A"}, &e), &e, "nom");
	expect_refused(act_person_enrol(&app, &(struct person_new){.last_name = "A", .first_name = "B", .birth = "01/01/2030",
	                                                           .regime = "CE"}, &e), &e, "naissance");
	expect_refused(act_person_correct(&app, &f, &(struct person_edit){.phone = "06 abc"}, &e), &e, "telephone");
	expect_refused(act_person_correct(&app, &f, &(struct person_edit){.phone = "0612\n345678"}, &e), &e, "telephone");
	expect_refused(act_person_correct(&app, &f, &(struct person_edit){.last_name = "Le\nGoff"}, &e), &e, "nom");
	expect_refused(act_person_correct(&app, &f, &(struct person_edit){.first_name = "\x1b[31mAnne"}, &e), &e, "prenom");
	expect_refused(act_person_correct(&app, &f, &(struct person_edit){.town = "Vitr\xc2\x9bx"}, &e), &e, "commune");
	expect_refused(act_person_correct(&app, &f, &(struct person_edit){.email = "a@b\n.fr"}, &e), &e, "courriel");
	expect_refused(act_barrier_add(&app, "BBBBBB", "mobilite", "sans\tpermis", &e), &e, "detail");
	expect_refused(act_regime_close(&app, "BBBBBB", "2026-11-20", "fini\r\n", &e), &e, "motif");
	expect_refused(act_person_correct(&app, &f, &(struct person_edit){.email = "a@b@c"}, &e), &e, "courriel");
	expect_refused(act_person_correct(&app, &f, &(struct person_edit){.household_size = "0"}, &e), &e, "foyer_taille");
	expect_refused(act_person_correct(&app, &f, &(struct person_edit){.last_name = "  "}, &e), &e, "nom");
	expect_refused(act_person_correct(&app, &f, &(struct person_edit){.town = "Vitré"}, &e), &e, "");
	cr_assert_eq(e.code, ERR_NOTHING, "nothing was changed");
	free(long_text);
}

Test(app, a_correction_sends_only_what_changed)
{
	struct error e = {0};
	struct person_file f = file_of("BBBBBB");
	char *value = NULL;

	load_two();
	cr_assert(act_person_correct(&app, &f, &(struct person_edit){.last_name = "Dupont", .phone = "06 12 34 56 78",
	                                                             .birth = "01/05/1990", .household_size = "2"}, &e));
	expect_sent("telephone", "06 12 34 56 78");
	expect_sent("foyer_taille", "2");
	expect_sent("version", "3");
	cr_assert_not(json_get_string(memory_port_last(port, REQUEST_COMMAND)->content, "nom", &value));
	cr_assert_not(json_get_string(memory_port_last(port, REQUEST_COMMAND)->content, "naissance", &value));
}

Test(app, guards_say_why)
{
	load_two();
	cr_assert_null(action_refusal(&app, &actions[ACTION_CONTACT], "AAAAAA"));
	cr_assert_not_null(action_refusal(&app, &actions[ACTION_CONTACT], ""));
	cr_assert_not_null(action_refusal(&app, &actions[ACTION_REFERENT], "AAAAAA"), "responsable only");
	cr_assert_not_null(action_refusal(&app, &actions[ACTION_UNDO], "AAAAAA"), "nothing to undo");
	memory_answer_session(port, ROLE_CONTROL, day);
	memory_port_deliver(port, &app);
	cr_assert_not_null(action_refusal(&app, &actions[ACTION_NOTE], "AAAAAA"), "control does not write here");
	memory_answer_session(port, ROLE_SUPERVISOR, day);
	memory_port_deliver(port, &app);
	cr_assert_null(action_refusal(&app, &actions[ACTION_REFERENT], "AAAAAA"));
}

Test(app, as_of_a_past_day_is_read_only)
{
	struct error e = {0};

	teardown();
	setup_at(date_make(2026, 5, 1));
	load_two();
	cr_assert_eq(app_today(&app).day.days, date_make(2026, 5, 1).days);
	cr_assert_eq(memory_port_last(port, REQUEST_PORTFOLIO)->as_of.days, date_make(2026, 5, 1).days);
	cr_assert_not(act_contact(&app, "AAAAAA", CHANNEL_PHONE, true, "", &e));
	cr_assert_eq(e.code, ERR_REFUSED);
	cr_assert_not(act_undo(&app, &e));
	cr_assert_not_null(action_refusal(&app, &actions[ACTION_NOTE], "AAAAAA"));
}

Test(app, a_replacement_is_checked_then_sent)
{
	struct error e = {0};
	struct replacement_new v = {"mlegoff", "nbenali", "23/11/2026", "27/11/2026", ""};
	const struct {
		struct replacement_new v;
		const char *field;
	} refused[] = {
		{{"", "nbenali", "23/11/2026", "27/11/2026", ""}, "titulaire"}, {{"mlegoff", "", "23/11/2026", "27/11/2026", ""}, "remplacant"},
		{{"mlegoff", "mlegoff", "23/11/2026", "27/11/2026", ""}, "remplacant"}, {{"mlegoff", "nbenali", "demain", "27/11/2026", ""}, "du"},
		{{"mlegoff", "nbenali", "23/11/2026", "", ""}, "au"}, {{"mlegoff", "nbenali", "23/11/2026", "22/11/2026", ""}, "au"},
		{{"mlegoff", "nbenali", "23/11/2026", "24/11/2027", ""}, "au"}, {{"mlegoff", "nbenali", "01/11/1989", "27/11/2026", ""}, "du"},
		{{"mlegoff", "nbenali", "02/11/2026", "03/11/2026", ""}, "au"},
	};

	load_two();
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		expect_refused(act_replacement_give(&app, &refused[i].v, &e), &e, refused[i].field);
	cr_assert_eq(memory_port_count(port, REQUEST_COMMAND), 0);
	cr_assert(act_replacement_give(&app, &v, &e), "%s", e.message);
	cr_assert_str_eq(memory_port_last(port, REQUEST_COMMAND)->verb, "remplacement_donner");
	cr_assert_str_eq(memory_port_last(port, REQUEST_COMMAND)->content,
	                 "{\"titulaire\":\"mlegoff\",\"remplacant\":\"nbenali\",\"du\":\"2026-11-23\",\"au\":\"2026-11-27\"}");
	v.person = "BBBBBB";
	v.last_day = "23/11/2027"; /* 366 days, both ends included */
	cr_assert(act_replacement_give(&app, &v, &e), "%s", e.message);
	cr_assert_not_null(strstr(memory_port_last(port, REQUEST_COMMAND)->content, "\"identifiant\":\"BBBBBB\""));
	cr_assert_not_null(action_refusal(&app, &actions[ACTION_REPLACE], ""), "a counsellor may not");
}

Test(app, messages_are_a_ring_of_safe_text)
{
	for (int i = 0; i < MESSAGES_KEPT + 5; i++)
		app_say(&app, MESSAGE_INFO, "message %d", i);
	cr_assert_str_eq(app_last_message(&app)->text, "message 104");
	cr_assert_eq(app.message_count, MESSAGES_KEPT + 5);
	app_say(&app, MESSAGE_ERROR, "\x1b[31m%s", "rouge");
	cr_assert_str_eq(app_last_message(&app)->text, "␛[31mrouge");
	app_say(&app, MESSAGE_ERROR, "%0700d%s", 0, "éééééééééééééééééééééééééééééééééééééééééééé");
	cr_assert(strlen(app_last_message(&app)->text) < sizeof app.messages[0].text);
	app_say(&app, MESSAGE_INFO, " ");
	cr_assert_eq((unsigned char)app_last_message(&app)->text[0] & 0x80, 0);
}

/* The database's rules judge when they differ from the files'. */
Test(app, loaded_rules_replace_the_files)
{
	struct rulebook *loaded = NULL;
	struct event e;

	load_two();
	app_reload(&app);
	e = (struct event){.kind = EVENT_SESSION, .serial = app.session_serial};
	loaded = arena_alloc(&e.arena, sizeof *loaded);
	*loaded = shipped_rules();
	e.session = arena_alloc(&e.arena, sizeof *e.session);
	*e.session = *app.session;
	e.session->login = e.session->first_name = e.session->last_name = e.session->agency_name = "x";
	e.session->department = "35";
	e.loaded_rules = loaded;
	memory_port_push(port, &e);
	memory_port_deliver(port, &app);
	cr_assert_eq(app_rules(&app), loaded);
	cr_assert_neq(app.portfolio.judged[0].reasons[0].rule, NULL);
	cr_assert(app.portfolio.judged[0].reasons[0].rule >= loaded->rules &&
	          app.portfolio.judged[0].reasons[0].rule < loaded->rules + loaded->count, "judged again with them");
}

/* --- the agenda, the queue, « liste modifiée » --------------------------------------------------------------- */

static void load_agenda(const char *login, const char *person_id)
{
	struct agenda_facts g = {.login = "mlegoff", .name = "Mathieu Le Goff", .from = day, .to = date_add_days(day, 6),
	                         .person = person_id};

	app_load_agenda(&app, login, g.from, g.to, person_id);
	memory_answer_agenda(port, &g);
	memory_port_deliver(port, &app);
}

Test(app, agenda_of_another_is_not_taken_for_mine)
{
	const struct request *r;

	load_two();
	load_agenda("", "AAAAAA");
	cr_assert_not_null(app.agenda.facts);
	r = memory_port_last(port, REQUEST_AGENDA);
	cr_assert_str_eq(r->id, "AAAAAA");
	cr_assert_eq(r->from.days, day.days);
	app_load_agenda(&app, "", date_add_days(day, 7), date_add_days(day, 13), "");
	cr_assert_not_null(app.agenda.facts, "other days: what was there stays until the answer");
	app_load_agenda(&app, "autre", day, day, "");
	cr_assert_null(app.agenda.facts);
	app_load_agenda(&app, "", day, day, "");
	memory_port_push(port, &(struct event){.kind = EVENT_AGENDA, .serial = app.agenda.m.serial - 1});
	memory_port_deliver(port, &app);
	cr_assert_eq(app.agenda.m.state, LOAD_ASKED, "a late answer is dropped");
}

Test(app, an_act_reads_the_agenda_and_the_queue_again)
{
	struct error e;
	size_t agendas, days;

	load_two();
	load_agenda("", "");
	app_load_day(&app);
	memory_answer_day(port, NULL, 0);
	memory_port_deliver(port, &app);
	cr_assert_not_null(app.day.lines, "none is known too");
	agendas = memory_port_count(port, REQUEST_AGENDA);
	days = memory_port_count(port, REQUEST_DAY);
	cr_assert(act_contact(&app, "AAAAAA", CHANNEL_PHONE, true, "", &e));
	memory_answer_done(port, "{}");
	memory_port_deliver(port, &app);
	cr_assert_eq(memory_port_count(port, REQUEST_AGENDA), agendas + 1);
	cr_assert_eq(memory_port_count(port, REQUEST_DAY), days + 1);
	app_reload(&app);
	cr_assert_eq(memory_port_count(port, REQUEST_AGENDA), agendas + 2);
	cr_assert_eq(memory_port_count(port, REQUEST_DAY), days + 2);
}

Test(app, the_day_asks_for_the_portfolio_when_nobody_did)
{
	app_load_day(&app);
	cr_assert_eq(memory_port_count(port, REQUEST_PORTFOLIO), 1);
	cr_assert_eq(memory_port_count(port, REQUEST_SESSION), 1);
	app_load_day(&app);
	cr_assert_eq(memory_port_count(port, REQUEST_PORTFOLIO), 1);
}

static size_t looks(void)
{
	return memory_port_count(port, REQUEST_CHANGES);
}

Test(app, a_hint_only_makes_it_look)
{
	load_two();
	cr_assert_eq(looks(), 1, "the mark, once the list is there");
	cr_assert_eq(memory_port_last(port, REQUEST_CHANGES)->change_mark, 0);
	memory_answer_changes(port, true, 41);
	memory_port_deliver(port, &app);
	cr_assert_not(app.list_changed, "without a mark there is nothing to compare");
	memory_answer_hint(port);
	memory_answer_hint(port);
	memory_port_deliver(port, &app);
	cr_assert_eq(looks(), 2, "one look at a time");
	cr_assert_eq(memory_port_last(port, REQUEST_CHANGES)->change_mark, 41);
	memory_answer_changes(port, false, 42);
	memory_port_deliver(port, &app);
	cr_assert_not(app.list_changed, "a forged hint shows nothing");
	cr_assert_eq(looks(), 3, "what was hinted at meanwhile is looked at");
	memory_answer_changes(port, true, 43);
	memory_port_deliver(port, &app);
	cr_assert(app.list_changed);
	memory_answer_hint(port);
	memory_port_deliver(port, &app);
	cr_assert_eq(looks(), 3, "it is said already");
}

Test(app, reading_again_drops_the_change_and_takes_a_new_mark)
{
	load_two();
	memory_answer_changes(port, false, 41);
	memory_answer_hint(port);
	memory_port_deliver(port, &app);
	memory_answer_changes(port, true, 42);
	memory_port_deliver(port, &app);
	cr_assert(app.list_changed);
	app_reload(&app);
	cr_assert_not(app.list_changed);
	cr_assert_eq(memory_port_last(port, REQUEST_CHANGES)->change_mark, 0);
	memory_answer_changes(port, false, 50);
	memory_port_deliver(port, &app);
	cr_assert_eq(app.change_mark, 50);
	cr_assert_not(app.list_changed);
}

Test(app, a_look_that_fails_says_nothing)
{
	struct error e = {.code = ERR_DATABASE};
	size_t said;

	load_two();
	said = app.message_count;
	memory_answer_failed(port, REQUEST_CHANGES, &e);
	memory_port_deliver(port, &app);
	cr_assert_eq(app.message_count, said);
	memory_answer_hint(port);
	memory_port_deliver(port, &app);
	cr_assert_eq(looks(), 2, "the next hint asks again");
}

Test(app, a_standby_that_did_not_confirm_is_told)
{
	struct error e, warning = {0};

	load_two();
	error_set(&warning, ERR_DATABASE, "enregistré sans le secours");
	error_set_remedy(&warning, "gardez votre saisie");
	cr_assert(act_contact(&app, "AAAAAA", CHANNEL_PHONE, true, "", &e));
	memory_answer_done(port, "{}");
	memory_answer_notice(port, &warning);
	memory_port_deliver(port, &app);
	cr_assert_str_eq(app_last_message(&app)->text, "Enregistré, secours non confirmé : contact (téléphone) avec MARTIN Zoé. "
	                 "Gardez votre saisie.");
	cr_assert_eq(app_last_message(&app)->level, MESSAGE_WARNING);
	cr_assert(act_contact(&app, "BBBBBB", CHANNEL_PHONE, true, "", &e));
	memory_answer_notice(port, &warning);
	memory_answer_done(port, "{}");
	memory_port_deliver(port, &app);
	cr_assert_not_null(strstr(app_last_message(&app)->text, "secours non confirmé : contact (téléphone) avec DUPONT Zoé"),
	                   "before the outcome too: %s", app_last_message(&app)->text);
}
