/* The data port: what binds a person and the structure, hours, what is held; the trace that a reading leaves. */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "tests/db/adapter_support.h"
#include "tests/db/bond.h"
#include "tests/db/own_server.h"
#include "tests/support/cluster.h"
#include "tests/support/rules_dir.h"

static const struct sql_timing quick = {
	.slow = 50, .connect = 5000, .read = 5000, .write = 5000, .close = 300, .backoff = { 1, 1, 1, 1, 1 }
};
static const struct sql_options hurried = { .timing = &quick };

#define WHO "Maël Le Goff"
#define DAY(month, day) date_make(2026, month, day)

static void bound_open(struct adapter *a, const char *login, const char *socket)
{
	adapter_database(a);
	cluster_exec(a->owner, "INSERT INTO jalon.jour_fixe (jour) VALUES ('2026-11-20')");
	bond_fill(a->owner, "ad_conseil");
	adapter_connect(a, login, socket, &hurried);
}

static uint32_t person_ask(struct adapter *a, enum request_kind kind, const char *id, struct date as_of)
{
	static uint32_t serial = 70000;
	struct request r = { .serial = ++serial, .kind = kind, .as_of = as_of, .id = id, .from = DAY(11, 9), .to = DAY(11, 16) };

	a->port->submit(a->port->ctx, &r);
	return serial;
}

static void person_wait(struct adapter *a, enum request_kind kind, const char *id, struct date as_of, struct event *e)
{
	adapter_wait(a, person_ask(a, kind, id, as_of), e);
}

static void expect_day(struct date got, struct date expected, const char *what)
{
	char a[DATE_TEXT], b[DATE_TEXT];

	cr_expect_eq(got.days, expected.days, "%s: %s, expected %s", what, date_format(got, a), date_format(expected, b));
}

static void expect_moment(struct moment got, struct date day, int minute, const char *what)
{
	expect_day(got.day, day, what);
	cr_expect_eq(got.minute, minute, "%s: minute %d, expected %d", what, got.minute, minute);
}

/* --- contracts -------------------------------------------------------------------------------------------------- */

static void check_contract(const struct contract *c)
{
	cr_expect_str_eq(c->id, BOND_ID("c001"));
	cr_expect_eq(c->regime, REGIME_CE);
	cr_expect_eq(c->parcours, PARCOURS_SOCIO_PROFESSIONAL);
	expect_day(c->starts, DAY(6, 1), "starts");
	expect_day(c->closed, DATE_NONE, "closed");
	cr_expect_str_eq(c->closing, "");
	cr_expect_eq(c->choice, CHOICE_CONTINUE);
	expect_day(c->chosen, DAY(11, 10), "chosen");
	cr_expect_str_eq(c->choice_reason, "parcours utile");
	cr_expect_str_eq(c->follows, BOND_ID("c000"));
	cr_expect_eq(c->version, 5);
	cr_assert_eq(c->version_count, 4);
}

static void check_versions(const struct contract_version *v)
{
	cr_expect_eq(v[0].rank, 1);
	expect_day(contract_version_signed(&v[0]), DAY(6, 2), "the later of both signatures");
	cr_expect_eq(v[0].weekly_target, 900);
	cr_expect(v[1].dropped && !v[0].dropped && !v[2].dropped);
	cr_expect_eq(v[2].rank, 3);
	cr_expect_str_eq(v[2].objectives, "Trouver un emploi après formation");
	expect_day(v[2].ends, date_make(2027, 5, 31), "ends");
	cr_expect_eq(v[2].weekly_target, 1080);
	cr_expect(v[2].intensive && !v[0].intensive);
	cr_expect_str_eq(v[2].reason, "formation");
	expect_day(v[2].prepared, DAY(9, 30), "prepared");
	cr_expect_str_eq(v[2].prepared_by, WHO);
	expect_day(v[2].signed_person, DAY(10, 5), "signed_person");
	expect_day(v[2].signed_structure, DAY(10, 5), "signed_structure");
	cr_expect_str_eq(v[2].signatory, "representant_legal");
	cr_expect_str_eq(v[2].signed_by, WHO);
	cr_expect_eq(v[2].version, 2);
	cr_expect_eq(v[3].weekly_target, -1);
	expect_day(v[3].signed_person, DATE_NONE, "not signed by the person");
	expect_day(v[3].signed_structure, DAY(11, 18), "signed by the structure");
	cr_expect_str_eq(v[3].signatory, "");
}

Test(adapter_engagements, reads_contracts_and_versions)
{
	struct adapter a;
	struct event e;
	const struct contract_version *v;
	const struct commitment_file *f;

	bound_open(&a, "ad_conseil", NULL);
	person_wait(&a, REQUEST_COMMITMENTS, ADAPTER_PERSON, DATE_NONE, &e);
	cr_assert_eq(e.kind, EVENT_COMMITMENTS, "%s", e.error.message);
	f = e.commitments;
	cr_assert_str_eq(f->person.id, ADAPTER_PERSON);
	cr_expect_str_eq(f->person.contract.id, BOND_ID("c001"), "the line of the portfolio names the same contract");
	expect_day(f->birth, date_make(1990, 2, 28), "birth");
	expect_day(f->registered, date_make(2025, 9, 3), "registered");
	expect_day(f->first_convocation, DAY(10, 20), "first_convocation");
	expect_day(f->first_referent, date_make(2025, 9, 3), "first_referent");
	cr_expect_eq(f->regime_count, 1);
	cr_assert_eq(f->contract_count, 2);
	check_contract(&f->contracts[0]);
	check_versions(f->contracts[0].versions);
	cr_expect_eq(commitment_contract(f, DAY(11, 20), &v), &f->contracts[0]);
	cr_expect_eq(v->rank, 3);
	expect_day(f->contracts[1].closed, DAY(5, 31), "closed");
	cr_expect_str_eq(f->contracts[1].closing, "reorientation");
	cr_expect_str_eq(f->contracts[1].closing_text, "santé");
	cr_expect_eq(f->contracts[1].version_count, 1);
	arena_free(&e.arena);
	adapter_close(&a);
}

static const struct item *item_of(const struct item *items, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(items[i].id, id) == 0)
			return &items[i];
	cr_assert_fail("%s is not there", id);
	return NULL;
}

static void check_items(const struct item *items, size_t count)
{
	const struct item *monthly = item_of(items, count, BOND_ID("e002")), *withdrawn = item_of(items, count, BOND_ID("e001")),
	                  *added = item_of(items, count, BOND_ID("e005")), *excused = item_of(items, count, BOND_ID("e006"));

	cr_expect_eq(monthly->debtor, DEBTOR_STRUCTURE);
	cr_expect_eq(monthly->part, PART_SOCLE);
	cr_expect_eq(monthly->cadence, CADENCE_MONTH);
	cr_expect_eq(monthly->kept_count, 3, "the one undone is left out");
	expect_day(monthly->done, DAY(10, 30), "the last time");
	expect_day(monthly->due, DAY(6, 30), "the first date");
	expect_day(monthly->bound, DAY(6, 2), "bound");
	cr_expect_str_eq(monthly->rule, "point_etape");
	cr_expect_str_eq(monthly->model, "entretien_mensuel");
	cr_expect_str_eq(monthly->source, "003:7421");
	cr_expect_str_eq(monthly->contract, BOND_ID("c001"));
	cr_expect_eq(withdrawn->rank_to, 3);
	cr_expect(item_in_version(withdrawn, 1) && !item_in_version(withdrawn, 3));
	expect_day(withdrawn->withdrawn, DAY(10, 5), "withdrawn");
	cr_expect_str_eq(withdrawn->withdrawal, "formation");
	cr_expect_eq(added->rank_from, 3);
	cr_expect(added->action && added->employment && added->structuring);
	expect_day(excused->due, DATE_NONE, "non fixé");
	expect_day(excused->excused, DAY(10, 12), "excused");
	cr_expect_str_eq(excused->excuse, "malade");
	cr_expect_eq(item_of(items, count, BOND_ID("e007"))->debtor, DEBTOR_FUNDER);
	expect_day(item_of(items, count, BOND_ID("e010"))->bound, DATE_NONE, "not signed");
	cr_expect(item_of(items, count, BOND_ID("e004"))->compensated && !monthly->compensated);
	cr_expect_str_eq(item_of(items, count, BOND_ID("e009"))->withdrawal, "santé");
}

Test(adapter_engagements, reads_what_each_party_undertook)
{
	struct adapter a;
	struct event e, sheet;

	bound_open(&a, "ad_conseil", NULL);
	cluster_exec(a.owner, "SET session_replication_role = replica; UPDATE jalon.contrat SET clos_texte = '' WHERE contrat_id = '" BOND_ID("c000") "'");
	person_wait(&a, REQUEST_COMMITMENTS, ADAPTER_PERSON, DATE_NONE, &e);
	cr_assert_eq(e.kind, EVENT_COMMITMENTS, "%s", e.error.message);
	cr_assert_eq(e.commitments->item_count, 11);
	cr_expect_str_eq(item_of(e.commitments->items, 11, BOND_ID("e009"))->withdrawal, "réorientation", "without a text, the closing in words");
	arena_free(&e.arena);
	cluster_exec(a.owner, "UPDATE jalon.contrat SET clos_texte = 'santé' WHERE contrat_id = '" BOND_ID("c000") "'");
	person_wait(&a, REQUEST_COMMITMENTS, ADAPTER_PERSON, DATE_NONE, &e);
	check_items(e.commitments->items, e.commitments->item_count);
	/* The sheet has the same lines. */
	person_wait(&a, REQUEST_FILE, ADAPTER_PERSON, DATE_NONE, &sheet);
	cr_assert_eq(sheet.kind, EVENT_FILE, "%s", sheet.error.message);
	cr_assert_eq(sheet.file->item_count, 11);
	check_items(sheet.file->items, 11);
	cr_expect_eq(sheet.file->protection_count, 3);
	cr_expect_eq(sheet.file->protections[0].kind, PROTECTED_TRAINING);
	cr_expect_eq(sheet.file->protections[2].kind, PROTECTED_ILLNESS);
	arena_free(&sheet.arena);
	arena_free(&e.arena);
	adapter_close(&a);
}

/* --- what goes with them ------------------------------------------------------------------------------------------ */

static void check_remedials(const struct commitment_file *f)
{
	cr_assert_eq(f->remedial_count, 2);
	cr_expect_str_eq(f->remedials[0].rule, "rdv_hebdomadaire");
	cr_expect_str_eq(f->remedials[0].item, "");
	expect_day(f->remedials[0].opened, DAY(11, 12), "opened");
	expect_day(f->remedials[0].delivered, DATE_NONE, "not delivered");
	cr_expect_str_eq(f->remedials[1].item, BOND_ID("e004"));
	expect_day(f->remedials[1].lapsed, DAY(9, 1), "lapsed");
	cr_expect_str_eq(f->remedials[1].harm, "entretien manqué");
	cr_expect_str_eq(f->remedials[1].object, "accompagner");
	expect_day(f->remedials[1].due, DAY(9, 25), "due");
	expect_day(f->remedials[1].delivered, DAY(9, 20), "delivered");
	cr_expect_str_eq(f->remedials[1].delivered_text, "accompagnée");
	cr_expect_eq(f->remedials[1].version, 2);
}

static void check_orientations(const struct commitment_file *f)
{
	cr_assert_eq(f->orientation_count, 2);
	cr_expect(f->orientations[0].again && !f->orientations[1].again);
	cr_expect_eq(f->orientations[0].parcours, PARCOURS_SOCIO_PROFESSIONAL);
	cr_expect_str_eq(f->orientations[0].body, "département");
	expect_day(f->orientations[0].notified, DAY(5, 15), "notified");
	cr_expect_str_eq(f->orientations[0].preference, "près de l'école");
	cr_expect_str_eq(f->orientations[0].reason, "garde");
	cr_assert_eq(f->diagnostic_count, 2);
	cr_expect_eq(f->diagnostics[0].rank, 2);
	expect_day(f->diagnostics[0].on, DAY(9, 15), "on");
	cr_expect_str_eq(f->diagnostics[0].author, WHO);
	cr_expect_str_eq(f->diagnostics[0].text[0], "c2");
	cr_expect_str_eq(f->diagnostics[0].text[5], "d2");
	cr_expect_str_eq(f->diagnostics[1].text[5], "");
}

static void check_requests(const struct commitment_file *f)
{
	cr_assert_eq(f->rights_count, 1);
	expect_day(f->rights[0].on, DAY(1, 20), "rights");
	cr_expect_str_eq(f->rights[0].support, "signature");
	cr_expect_str_eq(f->rights[0].text, "remis");
	cr_assert_eq(f->request_count, 3);
	cr_expect_str_eq(f->requests[0].object, "horaire", "the oldest unanswered one first");
	expect_moment(f->requests[1].received, DAY(11, 18), 840, "received");
	cr_expect(!moment_is_set(f->requests[1].answered));
	cr_expect(f->requests[2].complaint && !f->requests[1].complaint);
	expect_moment(f->requests[2].answered, DAY(3, 2), 660, "answered");
	cr_expect_str_eq(f->requests[2].answer, "excuses");
	cr_expect_eq(f->requests[2].version, 2);
	cr_assert_eq(f->appointment_count, 1);
	cr_expect_str_eq(f->appointments[0].conclusion, "vu");
}

Test(adapter_engagements, reads_what_goes_with_the_contract)
{
	struct adapter a;
	struct event e;

	bound_open(&a, "ad_conseil", NULL);
	person_wait(&a, REQUEST_COMMITMENTS, ADAPTER_PERSON, DATE_NONE, &e);
	cr_assert_eq(e.kind, EVENT_COMMITMENTS, "%s", e.error.message);
	check_remedials(e.commitments);
	check_orientations(e.commitments);
	check_requests(e.commitments);
	arena_free(&e.arena);
	adapter_close(&a);
}

Test(adapter_engagements, ignores_what_is_dated_later)
{
	struct adapter a;
	struct event e;
	const struct commitment_file *f;

	bound_open(&a, "ad_conseil", NULL);
	person_wait(&a, REQUEST_COMMITMENTS, ADAPTER_PERSON, DAY(5, 31), &e);
	cr_assert_eq(e.kind, EVENT_COMMITMENTS, "%s", e.error.message);
	f = e.commitments;
	cr_expect_eq(f->contracts[0].version_count, 1);
	expect_day(f->contracts[0].versions[0].signed_person, DATE_NONE, "signed later");
	expect_day(f->contracts[1].closed, DATE_NONE, "closed later");
	cr_expect_eq(commitment_contract(f, DAY(5, 31), NULL), &f->contracts[1]);
	cr_expect_eq(f->item_count, 8);
	cr_expect_eq(f->remedial_count, 0);
	cr_expect_eq(f->diagnostic_count, 1);
	cr_expect_eq(f->request_count, 1);
	cr_expect_eq(f->appointment_count, 0);
	arena_free(&e.arena);
	adapter_close(&a);
}

/* --- hours ---------------------------------------------------------------------------------------------------------- */

static void check_activities(const struct hours_file *f)
{
	const struct activity *x = f->activities;

	cr_assert_eq(f->activity_count, 3, "the one withdrawn is left out");
	cr_expect_str_eq(x[0].id, BOND_ID("1001"));
	expect_day(x[0].day, DAY(11, 10), "day");
	cr_expect_eq(x[0].theme, activity_theme_from_code("projet"));
	cr_expect_eq(x[0].minutes, 300);
	expect_moment(x[0].declared, DAY(11, 10), 1080, "declared");
	cr_expect_str_eq(x[0].declared_by, WHO);
	expect_moment(x[0].validated, DAY(11, 17), 540, "validated");
	cr_expect_str_eq(x[0].validated_by, WHO);
	cr_expect_eq(x[0].version, 2);
	cr_expect_eq(x[1].theme, activity_theme_from_code("relation"));
	cr_expect_eq(x[2].theme, activity_theme_from_code("emploi"));
	cr_expect_str_eq(x[2].text, "salon");
	cr_expect(!moment_is_set(x[2].validated));
	cr_expect_str_eq(x[2].validated_by, "");
}

static void check_lowered(const struct hours_file *f)
{
	cr_assert_eq(f->dispensation_count, 1);
	expect_day(f->dispensations[0].from, DAY(11, 9), "dispensation from");
	expect_day(f->dispensations[0].to, DAY(11, 15), "dispensation to");
	cr_expect_eq(f->dispensations[0].target, 480);
	cr_expect_str_eq(f->dispensations[0].reason, "crèche fermée");
	cr_assert_eq(f->absence_count, 1);
	cr_expect_eq(f->absences[0].kind, PROTECTED_ILLNESS);
	expect_day(f->absences[0].to, DAY(11, 13), "absence to");
	cr_expect_str_eq(f->absences[0].person, ADAPTER_PERSON);
	cr_assert_eq(f->target_count, 1);
	expect_day(f->targets[0].from, DAY(10, 5), "target from");
	expect_day(f->targets[0].to, date_make(2027, 5, 31), "target to");
	cr_expect_eq(f->targets[0].minutes, 1080);
	cr_assert_eq(f->reminder_count, 2);
	expect_moment(f->reminders[0].given, DAY(11, 11), 540, "given");
	expect_moment(f->reminders[0].appointment, DAY(11, 12), 540, "appointment");
	cr_expect_eq(f->reminders[0].days, 1);
	cr_expect_eq(f->reminders[0].channel, CHANNEL_SMS);
}

/* The last week ends on its Sunday; what the weeks say agrees with the line of the portfolio. */
Test(adapter_engagements, reads_hours)
{
	struct adapter a;
	struct event e;
	struct rulebook book = { 0 };
	struct week_hours weeks[2];

	bound_open(&a, "ad_conseil", NULL);
	person_wait(&a, REQUEST_HOURS, ADAPTER_PERSON, DATE_NONE, &e);
	cr_assert_eq(e.kind, EVENT_HOURS, "%s", e.error.message);
	expect_day(e.hours->from, DAY(11, 9), "from");
	cr_expect_eq(e.hours->regime_count, 1);
	check_activities(e.hours);
	check_lowered(e.hours);
	book = shipped_rules();
	hours_weeks(&e.arena, &book, e.hours, DAY(11, 20), "35", weeks, 2);
	cr_expect_eq(weeks[0].base_target, e.hours->person.last_week.target);
	cr_expect_eq(weeks[0].absent_days, e.hours->person.last_week.absent_days);
	cr_expect_eq(weeks[0].hours.validated, e.hours->person.last_week.validated);
	cr_expect_eq(weeks[1].base_target, e.hours->person.week.target);
	cr_expect_eq(weeks[1].hours.declared, e.hours->person.week.declared);
	cr_expect_eq(weeks[1].hours.declared, 180);
	rulebook_free(&book);
	arena_free(&e.arena);
	adapter_close(&a);
}

/* --- what is held ------------------------------------------------------------------------------------------------- */

Test(adapter_engagements, reads_what_is_held)
{
	struct adapter a;
	struct event e;
	bool objectives = false;

	bound_open(&a, "ad_conseil", NULL);
	person_wait(&a, REQUEST_HELD, ADAPTER_PERSON, DATE_NONE, &e);
	cr_assert_eq(e.kind, EVENT_HELD, "%s", e.error.message);
	cr_expect_str_eq(e.held->last_name, "Bernard");
	cr_expect_str_eq(e.held->first_name, "Aïcha");
	expect_day(e.held->birth, date_make(1990, 2, 28), "birth");
	for (size_t i = 0; i < e.held->value_count; i++) {
		const struct held_value *v = &e.held->values[i];

		objectives = objectives || (strcmp(v->table, "contrat_version") == 0 && strcmp(v->column, "objectifs") == 0 &&
			strcmp(v->value, "Trouver un emploi après formation") == 0);
	}
	cr_expect(objectives);
	cr_assert_eq(e.held->reading_count, 2);
	expect_moment(e.held->readings[0].at, DAY(11, 5), 630, "at");
	cr_expect_eq(e.held->readings[0].role, ROLE_COUNSELLOR);
	cr_expect_str_eq(e.held->readings[0].reason, "remplacement");
	cr_expect_eq(e.held->readings[1].role, ROLE_SUPERVISOR);
	arena_free(&e.arena);
	adapter_close(&a);
}

/* --- one round trip, one sentence --------------------------------------------------------------------------------- */

static const enum request_kind of_person[] = { REQUEST_FILE, REQUEST_COMMITMENTS, REQUEST_HOURS, REQUEST_HELD };
static const enum event_kind answers[] = { EVENT_FILE, EVENT_COMMITMENTS, EVENT_HOURS, EVENT_HELD };
enum { OF_PERSON = 4 };

Test(adapter_engagements, says_the_same_of_a_hidden_and_of_an_unknown_person)
{
	struct adapter a;
	struct event hidden, unknown;

	bound_open(&a, "ad_conseil", NULL);
	for (size_t i = 0; i < OF_PERSON; i++) {
		person_wait(&a, of_person[i], ADAPTER_HIDDEN, DATE_NONE, &hidden);
		person_wait(&a, of_person[i], "ZZZZZZ", DATE_NONE, &unknown);
		cr_expect_eq(hidden.kind, EVENT_FAILED);
		cr_expect_eq(hidden.error.code, ERR_NOT_FOUND);
		cr_expect_str_eq(hidden.error.message, unknown.error.message);
	}
	cr_expect_str_eq(adapter_value(&a, "SELECT count(*) FROM jalon.lecture WHERE personne_id <> 1"), "0");
	adapter_close(&a);
}

Test(adapter_engagements, each_takes_one_round_trip)
{
	struct adapter a;
	struct proxy p;
	struct event e;

	proxy_start(&p);
	bound_open(&a, "ad_chef", p.dir); /* whose readings leave a trace, in the same group */
	adapter_wait_state(&a, CONNECTION_READY);
	for (size_t i = 0; i < OF_PERSON; i++) {
		long sent = atomic_load(&p.state->to_server);
		uint32_t last;

		atomic_store(&p.state->hold, true);
		last = person_ask(&a, of_person[i], ADAPTER_PERSON, DATE_NONE);
		sent = adapter_sent_unanswered(&a, &p, sent);
		atomic_store(&p.state->hold, false);
		adapter_wait(&a, last, &e);
		cr_expect_eq(e.kind, answers[i], "%s", e.error.message);
		cr_expect_eq(atomic_load(&p.state->to_server), sent, "request %zu took a second round trip", i);
		arena_free(&e.arena);
	}
	adapter_close(&a);
	proxy_stop(&p);
}

/* A statement of the same name is prepared once, for the requests that share it. */
Test(adapter_engagements, what_is_prepared_answers_the_same)
{
	struct adapter a;
	struct event e;

	bound_open(&a, "ad_conseil", NULL);
	sql_port_prepare_files(a.port);
	adapter_wait(&a, adapter_ask(&a, REQUEST_PORTFOLIO, ""), &e);
	arena_free(&e.arena);
	person_wait(&a, REQUEST_COMMITMENTS, ADAPTER_PERSON, DATE_NONE, &e); /* behind the statements */
	arena_free(&e.arena);
	person_wait(&a, REQUEST_COMMITMENTS, ADAPTER_PERSON, DATE_NONE, &e);
	cr_assert_eq(e.kind, EVENT_COMMITMENTS, "%s", e.error.message);
	check_items(e.commitments->items, e.commitments->item_count);
	check_remedials(e.commitments);
	arena_free(&e.arena);
	person_wait(&a, REQUEST_HOURS, ADAPTER_PERSON, DATE_NONE, &e);
	cr_assert_eq(e.kind, EVENT_HOURS, "%s", e.error.message);
	check_activities(e.hours);
	arena_free(&e.arena);
	cr_expect_eq(a.states & state_bit(CONNECTION_LOST), 0);
	adapter_close(&a);
}

/* --- the trace of a reading ---------------------------------------------------------------------------------------- */

#define TRACES "SELECT count(*) FROM jalon.lecture WHERE jour = '2026-11-20'"

static void file_read(struct adapter *a, struct date as_of)
{
	struct event e;

	person_wait(a, REQUEST_FILE, ADAPTER_PERSON, as_of, &e);
	cr_assert_eq(e.kind, EVENT_FILE, "%s", e.error.message);
	arena_free(&e.arena);
}

Test(adapter_engagements, a_file_read_by_another_leaves_one_trace_a_day)
{
	struct adapter a, chief;

	bound_open(&a, "ad_conseil", NULL);
	file_read(&a, DATE_NONE);
	cr_expect_str_eq(adapter_value(&a, TRACES), "0", "its référent");
	chief = (struct adapter){ .database = a.database, .owner = a.owner };
	adapter_connect(&chief, "ad_chef", NULL, &hurried);
	file_read(&chief, DAY(5, 31));
	file_read(&chief, DATE_NONE);
	cr_expect_str_eq(adapter_value(&a, TRACES " AND login = 'ad_chef' AND role = 'responsable'"), "1");
	chief.port->close(chief.port->ctx);
	free(chief.conninfo);
	adapter_close(&a);
}

Test(adapter_engagements, a_transaction_that_may_not_write_reads_all_the_same)
{
	struct adapter a;
	char *sql;

	adapter_database(&a);
	cluster_exec(a.owner, "INSERT INTO jalon.jour_fixe (jour) VALUES ('2026-11-20')");
	sql = mem_format("ALTER ROLE ad_chef IN DATABASE %s SET default_transaction_read_only = on", a.database);
	cluster_exec(a.owner, sql);
	free(sql);
	adapter_connect(&a, "ad_chef", NULL, &hurried);
	file_read(&a, DATE_NONE);
	cr_expect_str_eq(adapter_value(&a, TRACES), "0");
	adapter_close(&a);
}

/* On a standby nothing can be written; on a primary that waits for one that is away, a file opens without waiting. */
Test(adapter_engagements, a_standby_never_keeps_a_file_from_being_read)
{
	struct own_server first, second;
	struct adapter a = { .unsettled_sent = -1 }, b = { .unsettled_sent = -1 };
	PGconn *owner;

	own_server_make(&first);
	own_server_follow(&second, &first);
	owner = own_server_connect(&first);
	a.conninfo = mem_format("host=%s dbname=postgres user=ad_chef", second.folder);
	a.port = sql_port_open(&(struct sql_options){ .conninfo = a.conninfo, .timing = &quick });
	file_read(&a, DATE_NONE);
	cluster_exec(owner, "ALTER SYSTEM SET synchronous_standby_names = 'absent'");
	cluster_exec(owner, "SELECT pg_reload_conf()");
	own_server_wait(owner, "SHOW synchronous_standby_names", "absent");
	b.conninfo = mem_format("host=%s dbname=postgres user=ad_chef", first.folder);
	b.port = sql_port_open(&(struct sql_options){ .conninfo = b.conninfo, .timing = &quick });
	file_read(&b, DATE_NONE);
	own_server_wait(owner, "SELECT count(*) FROM jalon.lecture", "1");
	a.port->close(a.port->ctx);
	b.port->close(b.port->ctx);
	free(a.conninfo);
	free(b.conninfo);
	PQfinish(owner);
	own_server_remove(&second);
	own_server_remove(&first);
}
