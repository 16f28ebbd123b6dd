/* Four people, one of each band, with awkward names. */
#include "tests/support/office.h"

#include <criterion/criterion.h>

#include "tests/support/rules_dir.h"

static struct moment at(int days_ago, int hour)
{
	return (struct moment){date_add_days(OFFICE_DAY, -days_ago), hour * 60};
}

static struct date ago(int days)
{
	return date_add_days(OFFICE_DAY, -days);
}

/* Signed in time, with two actions, one à visée emploi: nothing of it is due. */
static void contract_make(struct person_facts *f)
{
	person_facts_clear_contract(f);
	f->contract.id = "10000000-0000-4000-8000-000000000001";
	f->contract.signed_on = f->contract.signed_person = f->contract.signed_structure = date_make(2026, 10, 1);
	f->contract.starts = date_make(2026, 10, 1);
	f->contract.ends = date_make(2027, 9, 30);
	f->contract.rank = 1;
	f->contract.actions = 2;
	f->contract.employment_actions = 1;
	f->oriented = date_make(2026, 9, 21);
	f->rights_informed = f->diagnosed = date_make(2026, 10, 1);
}

static struct person_facts quiet(const char *id, const char *last, const char *first)
{
	struct person_facts f = {
		.id = id, .last_name = last, .first_name = first, .phone = "06 00 00 00 01", .regime = REGIME_CE,
		.regime_from = date_make(2026, 9, 3), .regime_to = DATE_NONE, .referent_from = date_make(2026, 9, 3),
		.last_contact = at(1, 9), .next_appointment = at(-4, 9), .last_appointment = at(1, 9),
		.oldest_unrecorded = MOMENT_NONE, .last_unsettled = MOMENT_NONE, .first_meeting = date_make(2026, 9, 10), .last_milestone = date_make(2026, 11, 2),
		.household_size = 2, .referent_login = "mlegoff", .version = 7};

	person_facts_clear_agenda(&f);
	contract_make(&f);
	return f;
}

static void people_make(struct person_facts p[OFFICE_PEOPLE])
{
	p[0] = quiet("AAAAAA", "Bernard", "Aïcha");
	p[0].last_contact = at(9, 9);
	p[0].next_appointment = MOMENT_NONE;
	p[0].open_barriers = 1;
	p[1] = quiet("BBBBBB", "D\u2019Hérouville\x1b[31m", "Éléonore\u202e");
	p[1].last_contact = at(7, 9);
	p[2] = quiet("CCCCCC", "Nguyễn", "Mai-Lan");
	p[2].follow_up = FOLLOW_ATTACHED;
	p[2].last_contact = MOMENT_NONE;
	p[3] = quiet("DDDDDD", "Œuvrard", "Étienne");
	p[3].follow_up = FOLLOW_STRUCTURING;
}

struct person_facts office_person(size_t i)
{
	struct person_facts people[OFFICE_PEOPLE];

	people_make(people);
	return people[i];
}

static void deliver(struct office *o)
{
	memory_port_deliver(o->port, &o->app);
}

void office_open(struct office *o, enum role role)
{
	struct person_facts people[OFFICE_PEOPLE];

	o->book = shipped_rules();
	o->port = memory_port_new();
	app_init(&o->app, memory_port_port(o->port), &o->book, memory_command_id, DATE_NONE);
	app_load_portfolio(&o->app, "");
	memory_answer_connection(o->port, CONNECTION_READY);
	memory_answer_session(o->port, role, OFFICE_DAY);
	people_make(people);
	memory_answer_people(o->port, people, OFFICE_PEOPLE);
	deliver(o);
}

void office_close(struct office *o)
{
	app_free(&o->app);
	memory_port_port(o->port)->close(o->port);
	rulebook_free(&o->book);
}

void office_open_file(struct office *o)
{
	static struct regime_period regimes[2];
	static struct referent_period referents[1];
	static struct appointment appointments[1];
	static struct contact contacts[1];
	static struct note notes[1];
	static struct barrier barriers[1];
	struct person_facts people[OFFICE_PEOPLE];
	struct person_file f = {.birth = date_make(1990, 5, 1), .email = "", .town = "Vitré", .household = "seule, 1 enfant"};

	people_make(people);
	f.person = people[0];
	regimes[0] = (struct regime_period){REGIME_CE, date_make(2026, 9, 3), DATE_NONE, ""};
	regimes[1] = (struct regime_period){REGIME_PPAE, date_make(2026, 1, 5), date_make(2026, 9, 2), "entrée au RSA"};
	referents[0] = (struct referent_period){"mlegoff", "Mathieu Le Goff", date_make(2026, 9, 3), DATE_NONE};
	appointments[0] = (struct appointment){.id = "r1", .start = at(11, 9), .minutes = 45, .kind = "entretien",
	                                       .place = "agence", .counsellor = "Mathieu Le Goff", .login = "mlegoff",
	                                       .attendance = ATTENDANCE_PRESENT, .conclusion = "Projet précisé.",
	                                       .subject = "", .reason = "", .series = ""};
	contacts[0] = (struct contact){"c1", at(9, 9), CHANNEL_PHONE, true, "Rappel du RDV", "Mathieu Le Goff"};
	notes[0] = (struct note){"n1", at(3, 14), true, "ligne 1\nligne\t2 \x1b[2J", "Mathieu Le Goff", 2, true};
	barriers[0] = (struct barrier){"f1", "garde_enfant", "mercredi", ago(20), DATE_NONE, 1};
	f.regimes = regimes;
	f.regime_count = 2;
	f.referents = referents;
	f.referent_count = 1;
	f.appointments = appointments;
	f.appointment_count = 1;
	f.contacts = contacts;
	f.contact_count = 1;
	f.notes = notes;
	f.note_count = 1;
	f.barriers = barriers;
	f.barrier_count = 1;
	app_load_file(&o->app, "AAAAAA");
	memory_answer_file(o->port, &f);
	deliver(o);
}

void office_open_referents(struct office *o)
{
	static const struct referent_facts all[] = {
		{"mlegoff", "Mathieu", "Le Goff", 38, 4, 2, 100, 0},
		{"jlhostis", "Jean-Yves", "L'Hostis", 41, 0, 0, 80, 1},
		{"sguen", "Soazig", "Guen", 63, 1, 0, 100, 0},
	};

	app_load_referents(&o->app);
	memory_answer_referents(o->port, all, 3);
	deliver(o);
}
