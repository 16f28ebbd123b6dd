/* The data port: training requests of a portfolio, of the agency, of one person, one with all of it; beside the people. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "core/engagement/activity.h"
#include "core/engagement/contract.h"
#include "core/training/training.h"
#include "tests/db/adapter_support.h"
#include "tests/db/training_rows.h"
#include "tests/support/cluster.h"

static const struct sql_timing quick = {
	.slow = 50, .connect = 5000, .read = 5000, .write = 5000, .close = 300, .backoff = { 1, 1, 1, 1, 1 }
};
static const struct sql_options hurried = { .timing = &quick };

#define WHO "Maël Le Goff"
#define DAY(month, day) date_make(2026, month, day)
#define F1 TRAINING_ID("f001")

static void asked_open(struct adapter *a, const char *login, const char *socket)
{
	adapter_database(a);
	cluster_exec(a->owner, "INSERT INTO jalon.jour_fixe (jour) VALUES ('2026-11-20')");
	training_fill(a->owner, "ad_conseil");
	adapter_connect(a, login, socket, &hurried);
}

static uint32_t ask(struct adapter *a, enum request_kind kind, const char *argument, struct date as_of)
{
	static uint32_t serial = 80000;
	bool listed = kind == REQUEST_TRAININGS || kind == REQUEST_PORTFOLIO;
	struct request r = { .serial = ++serial, .kind = kind, .as_of = as_of, .id = listed ? "" : argument, .login = listed ? argument : "",
		.from = DAY(11, 9), .to = DAY(11, 16) };

	a->port->submit(a->port->ctx, &r);
	return serial;
}

static void answer(struct adapter *a, enum request_kind kind, const char *argument, struct date as_of, enum event_kind expected, struct event *e)
{
	adapter_wait(a, ask(a, kind, argument, as_of), e);
	cr_assert_eq(e->kind, expected, "%s", e->error.message);
}

static void expect_day(struct date got, struct date expected, const char *what)
{
	char a[DATE_TEXT], b[DATE_TEXT];

	cr_expect_eq(got.days, expected.days, "%s: %s, expected %s", what, date_format(got, a), date_format(expected, b));
}

/* --- one among others --------------------------------------------------------------------------------------------- */

static void check_course(const struct training *t)
{
	cr_expect_str_eq(t->id, F1);
	cr_expect_str_eq(t->person, ADAPTER_PERSON);
	cr_expect_str_eq(t->person_last_name, "Bernard");
	cr_expect_str_eq(t->person_first_name, "Aïcha");
	cr_expect_str_eq(t->referent_login, "ad_conseil");
	cr_expect_str_eq(t->title, "Soudeur");
	cr_expect_str_eq(t->trade, "H2913");
	cr_expect_str_eq(t->aim, "certification");
	cr_expect_str_eq(t->body, "AFPA");
	cr_expect_str_eq(t->place, "Rennes");
	cr_expect_str_eq(t->basin, "35");
	cr_expect_str_eq(t->session, "");
	cr_expect_eq(t->minutes, 21000);
	cr_expect_eq(t->weekly, 2100);
	expect_day(t->starts, date_make(2027, 1, 4), "starts");
	expect_day(t->ends, date_make(2027, 3, 14), "ends");
}

static void check_request(const struct training *t)
{
	check_course(t);
	cr_expect_eq(t->stage, TRAINING_PIECES);
	expect_day(t->since, DAY(11, 10), "since");
	expect_day(t->raised, DAY(9, 1), "raised");
	expect_day(t->filed, DAY(10, 15), "the last filing: the refusal contested");
	expect_day(t->decided, DAY(10, 12), "decided");
	expect_day(t->granted, DATE_NONE, "the grant undone");
	cr_expect_str_eq(t->funder, "constructys");
	cr_expect_eq(t->funder_days, 7);
	cr_expect_eq(t->suspended_days, 3);
	cr_expect_eq(t->pieces_waiting, 2);
	expect_day(t->pieces_since, DAY(11, 10), "pieces_since");
	cr_expect_eq(t->pieces_owner, DEBTOR_STRUCTURE);
	cr_expect_eq(t->costs_missing, 1U << COST_TEACHING | 1U << COST_INCOME);
	cr_expect_eq(t->preconditions_missing, 0);
	cr_expect(t->has_rights);
	expect_day(t->rights_end, date_make(2027, 2, 15), "two allowances that follow each other");
	cr_expect_eq(t->uncovered_days, 27);
	cr_expect(t->contestable && t->no_counter);
	cr_expect_eq(t->version, 12);
}

static void check_ended(const struct training *t)
{
	cr_expect_str_eq(t->title, "Secourisme");
	cr_expect_eq(t->stage, TRAINING_COMPLETED);
	expect_day(t->granted, DAY(1, 26), "the counter-proposal accepted");
	expect_day(t->decided, DAY(1, 20), "the funder's answer");
	expect_day(t->funded, DAY(2, 10), "funded");
	expect_day(t->entered, DAY(3, 2), "entered");
	expect_day(t->checked, DAY(4, 1), "checked");
	expect_day(t->ended, DAY(5, 29), "ended");
	expect_day(t->followed, DATE_NONE, "followed");
	cr_expect_eq(t->funder_days, 0, "non fixé");
	cr_expect_not(t->contestable || t->no_counter);
}

Test(adapter_trainings, reads_those_of_a_portfolio)
{
	struct adapter a;
	struct event e;

	asked_open(&a, "ad_conseil", NULL);
	answer(&a, REQUEST_TRAININGS, "", DATE_NONE, EVENT_TRAININGS, &e);
	cr_assert_eq(e.trainings->count, 4);
	cr_expect_eq(e.trainings->items[0].stage, TRAINING_RAISED);
	check_request(&e.trainings->items[1]);
	check_ended(&e.trainings->items[2]);
	cr_expect_eq(e.trainings->items[3].stage, TRAINING_FOLLOWED, "closed within a year");
	cr_expect_eq(e.trainings->convergence_count, 0);
	arena_free(&e.arena);
	answer(&a, REQUEST_TRAININGS, "ad_autre", DATE_NONE, EVENT_TRAININGS, &e);
	cr_expect_eq(e.trainings->count, 0, "a colleague's are not mine to see");
	arena_free(&e.arena);
	answer(&a, REQUEST_TRAININGS, "", DAY(10, 13), EVENT_TRAININGS, &e);
	cr_assert_eq(e.trainings->count, 3);
	cr_expect_eq(e.trainings->items[0].stage, TRAINING_REFUSED, "as of a day");
	arena_free(&e.arena);
	adapter_close(&a);
}

/* Five on the same course that ends on one day in one basin, by the shipped rule (000:2269). */
#define CONVERGE "SET session_replication_role = replica;" \
	"INSERT INTO jalon.formation (agence_id, formation_id, personne_id, intitule, departement, debut, fin, etape, etape_le)" \
	" SELECT 1, ('00000000-0000-4000-8000-0000000c000' || g)::uuid, 1 + g % 4, 'SOUDEUR', '35', '2026-11-02', '2027-03-14', 'entree', '2026-11-02'" \
	" FROM generate_series(1, 4) g;" \
	"INSERT INTO jalon.formation_evenement (agence_id, formation_id, personne_id, rang, geste, de, vers, le)" \
	" SELECT 1, ('00000000-0000-4000-8000-0000000c000' || g)::uuid, 1 + g % 4, 1, 'evoquer', '', 'entree', '2026-11-02' FROM generate_series(1, 4) g;" \
	"SET session_replication_role = origin;"

Test(adapter_trainings, reads_the_agency_and_who_converges)
{
	struct adapter a;
	struct event e;

	asked_open(&a, "ad_chef", NULL);
	answer(&a, REQUEST_TRAININGS, "*", DATE_NONE, EVENT_TRAININGS, &e);
	cr_assert_eq(e.trainings->count, 5);
	cr_expect_str_eq(e.trainings->items[2].referent_login, "ad_autre");
	cr_expect_eq(e.trainings->convergence_count, 0, "two");
	arena_free(&e.arena);
	cluster_exec(a.owner, CONVERGE "UPDATE jalon.regle_parametre SET valeur = 4 WHERE code = 'convergence_seuil'");
	answer(&a, REQUEST_TRAININGS, "*", DATE_NONE, EVENT_TRAININGS, &e);
	cr_assert_eq(e.trainings->convergence_count, 1, "a rule loaded says how many");
	cr_expect_eq(e.trainings->convergences[0].people, 4, "people, not requests");
	cr_expect_str_eq(e.trainings->convergences[0].basin, "35");
	expect_day(e.trainings->convergences[0].ends, date_make(2027, 3, 14), "ends");
	arena_free(&e.arena);
	adapter_close(&a);
}

/* --- beside the people --------------------------------------------------------------------------------------------- */

static void check_beside(const struct person_facts *p)
{
	cr_assert_eq(p->training_count, 2, "the open ones");
	check_ended(&p->trainings[0]);
	check_request(&p->trainings[1]);
	expect_day(p->debrief_since, DAY(11, 13), "debrief_since");
}

/* The line says the same as the periods: the oldest one that waits. */
static void check_sheet(const struct person_file *f)
{
	struct date oldest = DATE_NONE;

	cr_assert_eq(f->training_count, 3, "all of them, newest first");
	check_request(&f->trainings[0]);
	cr_assert_eq(f->period_count, 4);
	cr_assert_eq(f->allowance_count, 2);
	cr_expect_str_eq(f->allowances[1].kind, "are");
	for (size_t i = 0; i < f->period_count; i++)
		if (company_period_awaits_debrief(&f->periods[i], DAY(11, 20)))
			oldest = f->periods[i].to;
	expect_day(f->person.debrief_since, oldest, "the oldest period that waits for its debrief");
}

static const struct person_facts *person_of(const struct event *e, const char *id)
{
	for (size_t i = 0; i < e->people_count; i++)
		if (strcmp(e->people[i].id, id) == 0)
			return &e->people[i];
	cr_assert_fail("%s is not in the portfolio", id);
	return NULL;
}

Test(adapter_trainings, are_beside_their_person_everywhere)
{
	struct adapter a;
	struct event e;

	asked_open(&a, "ad_conseil", NULL);
	answer(&a, REQUEST_PORTFOLIO, "", DATE_NONE, EVENT_PORTFOLIO, &e);
	cr_assert_eq(e.people_count, 3);
	check_beside(person_of(&e, ADAPTER_PERSON));
	cr_expect_eq(person_of(&e, "BBBBBB")->training_count, 1);
	expect_day(person_of(&e, "BBBBBB")->debrief_since, DATE_NONE, "nothing to debrief");
	cr_expect_eq(person_of(&e, "CCCCCC")->training_count, 0);
	expect_day(person_of(&e, "CCCCCC")->debrief_since, DATE_NONE, "not named at all");
	arena_free(&e.arena);
	answer(&a, REQUEST_FILE, ADAPTER_PERSON, DATE_NONE, EVENT_FILE, &e);
	check_beside(&e.file->person);
	check_sheet(e.file);
	arena_free(&e.arena);
	answer(&a, REQUEST_HOURS, ADAPTER_PERSON, DATE_NONE, EVENT_HOURS, &e);
	check_beside(&e.hours->person);
	arena_free(&e.arena);
	answer(&a, REQUEST_COMMITMENTS, ADAPTER_PERSON, DATE_NONE, EVENT_COMMITMENTS, &e);
	check_beside(&e.commitments->person);
	cr_assert_eq(e.commitments->training_count, 3, "all of them, newest first");
	check_request(&e.commitments->trainings[0]);
	cr_expect_eq(e.commitments->trainings[2].stage, TRAINING_DROPPED_BEFORE);
	cr_assert_eq(e.commitments->period_count, 4);
	cr_expect_str_eq(e.commitments->periods[0].host, "Atelier Le Goff");
	arena_free(&e.arena);
	answer(&a, REQUEST_PORTFOLIO, "", DAY(9, 7), EVENT_PORTFOLIO, &e);
	cr_expect_eq(person_of(&e, ADAPTER_PERSON)->trainings[1].stage, TRAINING_RAISED);
	cr_expect_eq(person_of(&e, "BBBBBB")->training_count, 0, "raised later");
	arena_free(&e.arena);
	adapter_close(&a);
}

/* --- one with all of it -------------------------------------------------------------------------------------------- */

static void check_project(const struct training_file *f)
{
	cr_expect_eq(f->project_rank, 2);
	expect_day(f->project_on, DAY(10, 14), "project_on");
	cr_expect_str_eq(f->project[0], "Souder en chantier naval");
	cr_expect_str_eq(f->project[1], "À l'aise");
	cr_expect_str_eq(f->project[2], "");
	cr_expect_str_eq(f->project[5], "Titre professionnel");
	cr_expect(f->preconditions[PRE_WORKPLACE].met && !f->preconditions[PRE_WORKPLACE].waived);
	cr_expect_str_eq(f->preconditions[PRE_WORKPLACE].text, "chez Naval Bretagne");
	cr_expect_str_eq(f->preconditions[PRE_WORKPLACE].author, WHO);
	expect_day(f->preconditions[PRE_WORKPLACE].on, DAY(9, 10), "on");
	cr_expect(f->preconditions[PRE_VAE].waived && !f->preconditions[PRE_VAE].met);
	cr_expect(f->preconditions[PRE_CARE].met, "the waiver undone");
}

static void check_events(const struct training_file *f)
{
	cr_assert_eq(f->event_count, 12, "the one undone is left out");
	cr_expect_eq(f->events[0].step, STEP_RAISE);
	expect_day(f->events[0].on, DAY(9, 1), "on");
	expect_day(f->events[0].recorded.day, DAY(9, 1), "recorded");
	cr_expect_eq(f->events[0].recorded.minute, 540);
	cr_expect_str_eq(f->events[0].author, WHO);
	cr_expect_eq(f->events[3].step, STEP_FILE);
	cr_expect_str_eq(f->events[3].with, "CONSTRUCTYS");
	cr_expect_eq(f->events[6].step, STEP_REFUSE);
	cr_expect_str_eq(f->events[6].grounds, "metier_non_en_tension");
	cr_expect_str_eq(f->events[6].counter, "");
	cr_expect_neq(f->events[6].no_counter[0], '\0', "why nothing is proposed, apart: letters need it");
	cr_expect_str_eq(f->events[7].said, "Place gardée");
	cr_expect_str_eq(f->events[7].with, "AFPA");
	cr_expect_str_eq(f->events[7].text, "Place gardée");
	cr_expect_eq(f->events[11].step, STEP_ASK_PIECES);
}

static void check_lines(const struct training_file *f)
{
	cr_assert_eq(f->piece_count, 4);
	cr_expect_str_eq(f->pieces[0].kind, "argumentaire");
	cr_expect_eq(f->pieces[0].owner, DEBTOR_STRUCTURE);
	expect_day(f->pieces[0].asked, DAY(11, 10), "asked");
	expect_day(f->pieces[0].expected, DAY(11, 17), "expected");
	expect_day(f->pieces[2].received, DAY(10, 9), "received");
	cr_expect_str_eq(f->pieces[2].object, "détaillé");
	cr_expect_eq(f->pieces[3].version, 2);
	cr_assert_eq(f->line_count, 4);
	cr_expect_eq(f->lines[0].cost, COST_TEACHING);
	cr_expect_eq(f->lines[0].state, LINE_ASKED);
	cr_expect_eq(f->lines[0].amount, 420000);
	cr_expect_eq(f->lines[1].amount, -1, "non fixé");
	cr_expect_eq(f->lines[1].state, LINE_REFUSED);
	cr_expect_str_eq(f->lines[1].reason, "coût");
	cr_expect_str_eq(f->lines[2].funder, "region");
	expect_day(f->lines[2].to, date_make(2027, 1, 31), "the last day");
	expect_day(f->lines[2].decided, DAY(11, 2), "decided");
	cr_expect_eq(f->lines[3].state, LINE_NOT_NEEDED);
	cr_expect_str_eq(f->lines[3].funder, "");
}

static void check_around(const struct training_file *f)
{
	cr_assert_eq(f->period_count, 4);
	cr_expect_str_eq(f->periods[1].kind, "pmsmp");
	cr_expect_str_eq(f->periods[1].training, F1);
	cr_expect_str_eq(f->periods[1].trade, "soudeur");
	expect_day(f->periods[1].debriefed, DATE_NONE, "to be debriefed");
	cr_expect(f->periods[2].with_host);
	cr_expect_str_eq(f->periods[2].debrief, "gestes sûrs");
	cr_expect_str_eq(f->periods[3].despite, "accord de la personne");
	cr_assert_eq(f->allowance_count, 2);
	cr_expect_str_eq(f->allowances[0].kind, "aref");
	expect_day(f->allowances[0].to, date_make(2027, 2, 15), "the last day");
	cr_assert_eq(f->other_count, 2);
	cr_expect_str_eq(f->others[0].title, "Secourisme");
	cr_expect_eq(f->same_course, 1);
}

Test(adapter_trainings, reads_one_with_all_of_it)
{
	struct adapter a;
	struct event e;

	asked_open(&a, "ad_conseil", NULL);
	answer(&a, REQUEST_TRAINING, F1, DATE_NONE, EVENT_TRAINING, &e);
	check_request(&e.training->request);
	cr_expect_str_eq(e.training->person.id, ADAPTER_PERSON);
	check_beside(&e.training->person);
	check_project(e.training);
	check_events(e.training);
	check_lines(e.training);
	check_around(e.training);
	arena_free(&e.arena);
	answer(&a, REQUEST_TRAINING, TRAINING_ID("f003"), DATE_NONE, EVENT_TRAINING, &e);
	check_ended(&e.training->request);
	cr_expect_eq(e.training->project_rank, 0);
	cr_expect_str_eq(e.training->project[0], "");
	cr_assert_eq(e.training->absence_count, 2);
	expect_day(e.training->absences[1].to, DAY(3, 17), "the last day");
	cr_expect(e.training->absences[1].excused);
	arena_free(&e.arena);
	adapter_close(&a);
}

Test(adapter_trainings, ignores_what_is_dated_later)
{
	struct adapter a;
	struct event e;

	asked_open(&a, "ad_conseil", NULL);
	answer(&a, REQUEST_TRAINING, F1, DAY(10, 13), EVENT_TRAINING, &e);
	cr_expect_eq(e.training->request.stage, TRAINING_REFUSED);
	cr_expect_eq(e.training->project_rank, 1);
	cr_expect_eq(e.training->event_count, 8);
	cr_expect_eq(e.training->piece_count, 1);
	cr_expect_eq(e.training->lines[2].state, LINE_ASKED, "granted later");
	cr_expect_eq(e.training->other_count, 2);
	arena_free(&e.arena);
	answer(&a, REQUEST_TRAINING, F1, DAY(8, 31), EVENT_FAILED, &e);
	cr_expect_eq(e.error.code, ERR_NOT_FOUND, "not raised yet");
	arena_free(&e.arena);
	adapter_close(&a);
}

Test(adapter_trainings, says_the_same_of_a_hidden_an_undone_and_an_unknown_one)
{
	static const char *const ids[] = { TRAINING_ID("f007"), TRAINING_ID("f004"), TRAINING_ID("fff9"), "", "AAAAAA", "f001" };
	struct adapter a;
	struct event e;

	asked_open(&a, "ad_conseil", NULL);
	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
		answer(&a, REQUEST_TRAINING, ids[i], DATE_NONE, EVENT_FAILED, &e);
		cr_expect_eq(e.error.code, ERR_NOT_FOUND, "%s", ids[i]);
		cr_expect_not_null(strstr(e.error.message, "inexistant ou hors de votre portée"));
		arena_free(&e.arena);
	}
	adapter_close(&a);
}

/* --- one round trip -------------------------------------------------------------------------------------------------- */

static void expect_one_trip(struct adapter *a, struct proxy *p, enum request_kind kind, const char *argument, enum event_kind expected)
{
	long sent = atomic_load(&p->state->to_server);
	struct event e;
	uint32_t last;

	atomic_store(&p->state->hold, true);
	last = ask(a, kind, argument, DATE_NONE);
	sent = adapter_sent_unanswered(a, p, sent);
	atomic_store(&p->state->hold, false);
	adapter_wait(a, last, &e);
	cr_expect_eq(e.kind, expected, "%s", e.error.message);
	cr_expect_eq(atomic_load(&p->state->to_server), sent, "request %d took a second round trip", (int)kind);
	arena_free(&e.arena);
}

Test(adapter_trainings, each_takes_one_round_trip)
{
	struct adapter a;
	struct proxy p;

	proxy_start(&p);
	asked_open(&a, "ad_chef", p.dir); /* whose readings leave a trace, in the same group */
	adapter_wait_state(&a, CONNECTION_READY);
	expect_one_trip(&a, &p, REQUEST_PORTFOLIO, "ad_conseil", EVENT_PORTFOLIO);
	expect_one_trip(&a, &p, REQUEST_TRAININGS, "*", EVENT_TRAININGS);
	expect_one_trip(&a, &p, REQUEST_TRAINING, F1, EVENT_TRAINING);
	cr_expect_str_eq(adapter_value(&a, "SELECT count(*) FROM jalon.lecture WHERE personne_id = 1 AND login = 'ad_chef'"), "1");
	adapter_close(&a);
	proxy_stop(&p);
}

/* The statements of a program that stays answer the same, for a request as for a person. */
Test(adapter_trainings, what_is_prepared_answers_the_same)
{
	struct adapter a;
	struct event e;

	asked_open(&a, "ad_conseil", NULL);
	sql_port_prepare_files(a.port);
	answer(&a, REQUEST_PORTFOLIO, "", DATE_NONE, EVENT_PORTFOLIO, &e);
	arena_free(&e.arena);
	answer(&a, REQUEST_TRAINING, F1, DATE_NONE, EVENT_TRAINING, &e); /* behind the statements */
	arena_free(&e.arena);
	answer(&a, REQUEST_TRAINING, F1, DATE_NONE, EVENT_TRAINING, &e);
	check_request(&e.training->request);
	check_project(e.training);
	check_events(e.training);
	check_lines(e.training);
	check_around(e.training);
	arena_free(&e.arena);
	answer(&a, REQUEST_FILE, ADAPTER_PERSON, DATE_NONE, EVENT_FILE, &e);
	check_beside(&e.file->person);
	arena_free(&e.arena);
	answer(&a, REQUEST_TRAINING, TRAINING_ID("f007"), DATE_NONE, EVENT_FAILED, &e);
	arena_free(&e.arena);
	adapter_close(&a);
}
