/* Columns, in the order of the queries, into structs. */
#include "sql/client/rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One row, read column after column. */
struct row {
	struct arena *arena;
	const PGresult *res;
	int row, column;
};

/* The next column, not copied; "" when NULL or absent. */
static const char *row_peek(struct row *r)
{
	int column = r->column++;

	return column < PQnfields(r->res) && !PQgetisnull(r->res, r->row, column) ? PQgetvalue(r->res, r->row, column) : "";
}

static const char *row_text(struct row *r)
{
	return arena_strdup(r->arena, row_peek(r));
}

static int row_int(struct row *r)
{
	return (int)strtol(row_peek(r), NULL, 10);
}

static bool row_bool(struct row *r)
{
	return strcmp(row_peek(r), "t") == 0;
}

static struct date row_date(struct row *r)
{
	struct date d;

	return date_parse(row_peek(r), &d) ? d : DATE_NONE;
}

static struct moment row_moment(struct row *r)
{
	struct moment m;

	return moment_parse(row_peek(r), &m) ? m : MOMENT_NONE;
}

/* A code that this program does not know counts as the first of its list. */
static int known(int code)
{
	return code > 0 ? code : 0;
}

struct session_facts *rows_session(struct arena *a, const PGresult *res, long *schema)
{
	struct row r = { a, res, 0, 0 };
	struct session_facts *s;

	if (PQntuples(res) == 0)
		return NULL;
	s = arena_alloc(a, sizeof *s);
	s->login = row_text(&r);
	s->first_name = row_text(&r);
	s->last_name = row_text(&r);
	s->role = role_from_code(row_peek(&r));
	s->agency_code = row_text(&r);
	s->agency_name = row_text(&r);
	s->department = row_text(&r);
	s->today = row_date(&r);
	s->today_is_fixed = row_bool(&r);
	s->rules_checksum = row_text(&r);
	*schema = strtol(row_peek(&r), NULL, 10);
	return s;
}

static void rule_read(struct row *r, struct rule *rule)
{
	const char *value;

	rule->regime = regime_from_code(row_peek(r));
	rule->code = row_text(r);
	rule->label = row_text(r);
	rule->kind = strcmp(row_peek(r), "delai") == 0 ? KIND_CLOCK : KIND_PARAMETER;
	value = row_peek(r);
	rule->fixed = value[0] != '\0';
	rule->value = (int)strtol(value, NULL, 10);
	rule->unit = (enum rule_unit)known(rule_unit_from_code(row_peek(r)));
	rule->debtor = (enum debtor)known(debtor_from_code(row_peek(r)));
	rule->start_event = row_text(r);
	rule->stop_event = row_text(r);
	rule->roll = strcmp(row_peek(r), "jour_ouvre") == 0 ? ROLL_WORKING_DAY : ROLL_NONE;
	rule->lead = row_int(r);
	rule->lead_unit = (enum rule_unit)known(rule_unit_from_code(row_peek(r)));
	rule->status = (enum rule_status)known(rule_status_from_code(row_peek(r)));
	rule->applied = row_bool(r);
	rule->source = row_text(r);
	rule->remark = row_text(r);
	rule->from = row_date(r);
	rule->to = row_date(r);
}

/* The days that the program does not know by itself; NULL when there is none. */
static const struct calendar *local_days_read(struct arena *a, const PGresult *res)
{
	struct calendar *local = arena_alloc(a, sizeof *local);
	struct local_day *days = arena_array(a, (size_t)PQntuples(res), sizeof *days);

	for (int i = 0; i < PQntuples(res); i++) {
		struct row r = { a, res, i, 0 };
		const char *department = row_text(&r);
		struct date day = row_date(&r);
		struct local_day *l = &days[local->count];

		if (!date_is_set(day) || calendar_holiday_name(NULL, day, department) != NULL)
			continue;
		*l = (struct local_day){ .department = department, .name = row_text(&r) };
		date_split(day, &l->year, &l->month, &l->day);
		local->count++;
	}
	local->days = days;
	return local->count > 0 ? local : NULL;
}

struct rulebook *rows_rules(struct arena *a, const PGresult *res, const PGresult *holidays, const char *checksum)
{
	struct rulebook *book = arena_alloc(a, sizeof *book);
	size_t count = (size_t)PQntuples(res);
	struct rule *rules = arena_array(a, count, sizeof *rules);

	book->local = local_days_read(a, holidays);
	for (size_t i = 0; i < count; i++) {
		rule_read(&(struct row){ a, res, (int)i, 0 }, &rules[i]);
		rules[i].local = book->local;
	}
	book->rules = rules;
	book->count = count;
	snprintf(book->checksum, sizeof book->checksum, "%s", checksum);
	return book;
}

static void person_read(struct row *r, struct person_facts *p)
{
	p->id = row_text(r);
	p->last_name = row_text(r);
	p->first_name = row_text(r);
	p->phone = row_text(r);
	p->regime = regime_from_code(row_peek(r));
	p->regime_from = row_date(r);
	p->regime_to = row_date(r);
	p->follow_up = (enum follow_up)known(follow_up_from_code(row_peek(r)));
	p->referent_from = row_date(r);
	p->last_contact = row_moment(r);
	p->next_appointment = row_moment(r);
	p->last_appointment = row_moment(r);
	p->oldest_unrecorded = row_moment(r);
	p->unrecorded_count = row_int(r);
	p->first_meeting = row_date(r);
	p->last_milestone = row_date(r);
	p->household_size = row_int(r);
	p->open_barriers = row_int(r);
	p->referent_login = row_text(r);
	p->version = row_int(r);
}

struct person_facts *rows_people(struct arena *a, const PGresult *res, size_t *count)
{
	struct person_facts *people;

	*count = (size_t)PQntuples(res);
	people = arena_array(a, *count, sizeof *people);
	for (size_t i = 0; i < *count; i++)
		person_read(&(struct row){ a, res, (int)i, 0 }, &people[i]);
	return people;
}

struct referent_facts *rows_referents(struct arena *a, const PGresult *res, size_t *count)
{
	struct referent_facts *all;

	*count = (size_t)PQntuples(res);
	all = arena_array(a, *count, sizeof *all);
	for (size_t i = 0; i < *count; i++) {
		struct row r = { a, res, (int)i, 0 };

		all[i].login = row_text(&r);
		all[i].first_name = row_text(&r);
		all[i].last_name = row_text(&r);
		all[i].active = row_int(&r);
		all[i].structuring = row_int(&r);
		all[i].attached = row_int(&r);
		all[i].quotite = row_int(&r);
		all[i].half_days = row_int(&r);
	}
	return all;
}

struct referent_facts *rows_accounts(struct arena *a, const PGresult *res, size_t *count)
{
	struct referent_facts *all;

	*count = (size_t)PQntuples(res);
	all = arena_array(a, *count, sizeof *all);
	for (size_t i = 0; i < *count; i++) {
		struct row r = { a, res, (int)i, 0 };

		all[i].login = row_text(&r);
		all[i].first_name = row_text(&r);
		all[i].last_name = row_text(&r);
	}
	return all;
}

struct search_hit *rows_hits(struct arena *a, const PGresult *res, size_t *count)
{
	struct search_hit *all;

	*count = (size_t)PQntuples(res);
	all = arena_array(a, *count, sizeof *all);
	for (size_t i = 0; i < *count; i++) {
		struct row r = { a, res, (int)i, 0 };

		all[i].id = row_text(&r);
		all[i].last_name = row_text(&r);
		all[i].first_name = row_text(&r);
		all[i].phone = row_text(&r);
		all[i].regime = regime_from_code(row_peek(&r));
		all[i].referent_login = row_text(&r);
		all[i].referent_name = row_text(&r);
		all[i].birth = row_date(&r);
	}
	return all;
}

static void regimes_read(struct arena *a, const PGresult *res, struct person_file *f)
{
	f->regime_count = (size_t)PQntuples(res);
	f->regimes = arena_array(a, f->regime_count, sizeof *f->regimes);
	for (size_t i = 0; i < f->regime_count; i++) {
		struct row r = { a, res, (int)i, 0 };

		f->regimes[i].regime = regime_from_code(row_peek(&r));
		f->regimes[i].from = row_date(&r);
		f->regimes[i].to = row_date(&r);
		f->regimes[i].reason = row_text(&r);
	}
}

static void referents_read(struct arena *a, const PGresult *res, struct person_file *f)
{
	f->referent_count = (size_t)PQntuples(res);
	f->referents = arena_array(a, f->referent_count, sizeof *f->referents);
	for (size_t i = 0; i < f->referent_count; i++) {
		struct row r = { a, res, (int)i, 0 };

		f->referents[i].login = row_text(&r);
		f->referents[i].name = row_text(&r);
		f->referents[i].from = row_date(&r);
		f->referents[i].to = row_date(&r);
	}
}

static void appointments_read(struct arena *a, const PGresult *res, struct person_file *f)
{
	f->appointment_count = (size_t)PQntuples(res);
	f->appointments = arena_array(a, f->appointment_count, sizeof *f->appointments);
	for (size_t i = 0; i < f->appointment_count; i++) {
		struct row r = { a, res, (int)i, 0 };
		struct appointment *p = &f->appointments[i];

		p->id = row_text(&r);
		p->start = row_moment(&r);
		p->minutes = row_int(&r);
		p->kind = row_text(&r);
		p->place = row_text(&r);
		p->counsellor = row_text(&r);
		p->attendance = (enum attendance)known(attendance_from_code(row_peek(&r)));
		p->conclusion = row_text(&r);
		p->cancelled = row_bool(&r);
	}
}

static void contacts_read(struct arena *a, const PGresult *res, struct person_file *f)
{
	f->contact_count = (size_t)PQntuples(res);
	f->contacts = arena_array(a, f->contact_count, sizeof *f->contacts);
	for (size_t i = 0; i < f->contact_count; i++) {
		struct row r = { a, res, (int)i, 0 };
		struct contact *c = &f->contacts[i];

		c->id = row_text(&r);
		c->at = row_moment(&r);
		c->channel = (enum channel)known(channel_from_code(row_peek(&r)));
		c->reached = row_bool(&r);
		c->text = row_text(&r);
		c->author = row_text(&r);
	}
}

static void notes_read(struct arena *a, const PGresult *res, struct person_file *f)
{
	f->note_count = (size_t)PQntuples(res);
	f->notes = arena_array(a, f->note_count, sizeof *f->notes);
	for (size_t i = 0; i < f->note_count; i++) {
		struct row r = { a, res, (int)i, 0 };
		struct note *n = &f->notes[i];

		n->id = row_text(&r);
		n->at = row_moment(&r);
		n->private_note = row_bool(&r);
		n->text = row_text(&r);
		n->author = row_text(&r);
		n->version = row_int(&r);
		n->mine = row_bool(&r);
	}
}

static void barriers_read(struct arena *a, const PGresult *res, struct person_file *f)
{
	f->barrier_count = (size_t)PQntuples(res);
	f->barriers = arena_array(a, f->barrier_count, sizeof *f->barriers);
	for (size_t i = 0; i < f->barrier_count; i++) {
		struct row r = { a, res, (int)i, 0 };
		struct barrier *b = &f->barriers[i];

		b->id = row_text(&r);
		b->kind = row_text(&r);
		b->detail = row_text(&r);
		b->since = row_date(&r);
		b->lifted = row_date(&r);
		b->version = row_int(&r);
	}
}

struct person_file *rows_file(struct arena *a, PGresult *const results[SHEET_COUNT])
{
	struct row r = { a, results[SHEET_PERSON], 0, 0 };
	struct person_file *f;

	if (PQntuples(results[SHEET_PERSON]) == 0)
		return NULL;
	f = arena_alloc(a, sizeof *f);
	person_read(&r, &f->person);
	f->birth = row_date(&r);
	f->email = row_text(&r);
	f->town = row_text(&r);
	f->household = row_text(&r);
	regimes_read(a, results[SHEET_REGIMES], f);
	referents_read(a, results[SHEET_REFERENTS], f);
	appointments_read(a, results[SHEET_APPOINTMENTS], f);
	contacts_read(a, results[SHEET_CONTACTS], f);
	notes_read(a, results[SHEET_NOTES], f);
	barriers_read(a, results[SHEET_BARRIERS], f);
	return f;
}
