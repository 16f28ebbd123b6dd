/* Columns, in the order of the queries, into structs: the session, the rules, lists of people. */
#include "sql/client/rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sql/client/rows_read.h"

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
	s->base = row_text(&r);
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

/* « 2026-11-18s »: the day, then s for the structure or p for the person. */
static void rebooking_word(const char *word, void *item)
{
	struct rebooking *b = item;
	char day[DATE_TEXT];

	snprintf(day, sizeof day, "%.10s", word);
	if (!date_parse(day, &b->day))
		b->day = DATE_NONE;
	b->by_structure = strlen(word) > 10 && word[10] == 's';
}

static void contract_summary_read(struct row *r, struct contract_summary *c)
{
	c->id = row_text(r);
	c->pending = row_bool(r);
	c->signed_on = row_date(r);
	c->signed_person = row_date(r);
	c->signed_structure = row_date(r);
	c->starts = row_date(r);
	c->ends = row_date(r);
	c->ended = row_date(r);
	c->rank = row_int(r);
	c->actions = row_int(r);
	c->employment_actions = row_int(r);
	c->structuring = row_bool(r);
	c->intensive = row_bool(r);
	c->intensive_since = row_date(r);
	c->chosen = row_date(r);
	c->followed = row_bool(r);
}

static void week_read(struct row *r, struct week_facts *w)
{
	w->declared = row_int(r);
	w->validated = row_int(r);
	w->target = row_int(r);
	w->absent_days = row_int(r);
}

void person_read(struct row *r, struct person_facts *p)
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
	p->last_unsettled = row_moment(r);
	p->first_meeting = row_date(r);
	p->last_milestone = row_date(r);
	p->household_size = row_int(r);
	p->open_barriers = row_int(r);
	p->referent_login = row_text(r);
	p->version = row_int(r);
	p->next_id = row_text(r);
	p->next_kind = row_text(r);
	p->next_place = row_text(r);
	p->next_minutes = row_int(r);
	p->next_given = row_moment(r);
	p->next_reminded = row_moment(r);
	p->oldest_unconcluded = row_moment(r);
	p->unconcluded_count = row_int(r);
	p->item_ours = row_date(r);
	p->item_ours_count = row_int(r);
	p->item_theirs = row_date(r);
	p->item_theirs_count = row_int(r);
	p->series_end = row_date(r);
	p->rebookings = words_read(r->arena, row_peek(r), sizeof *p->rebookings, rebooking_word, &p->rebooking_count);
	contract_summary_read(r, &p->contract);
	p->oriented = row_date(r);
	p->rights_informed = row_date(r);
	p->diagnosed = row_date(r);
	p->request_since = row_moment(r);
	p->complaint_since = row_moment(r);
	p->remedial_due = row_date(r);
	p->remedial_count = row_int(r);
	p->item_third = row_date(r);
	p->item_third_debtor = (enum debtor)known(debtor_from_code(row_peek(r)));
	p->item_third_count = row_int(r);
	week_read(r, &p->week);
	week_read(r, &p->last_week);
	p->unvalidated = row_date(r);
	p->debrief_since = DATE_NONE; /* of another query, which names only those who have something to tell */
}

static void person_row(struct row *r, void *item)
{
	person_read(r, item);
}

struct person_facts *rows_people(struct arena *a, const PGresult *res, size_t *count)
{
	return rows_read(a, res, sizeof(struct person_facts), person_row, count);
}

static void referent_row(struct row *r, void *item)
{
	struct referent_facts *f = item;

	f->login = row_text(r);
	f->first_name = row_text(r);
	f->last_name = row_text(r);
	f->active = row_int(r);
	f->structuring = row_int(r);
	f->attached = row_int(r);
	f->quotite = row_int(r);
	f->half_days = row_int(r);
}

struct referent_facts *rows_referents(struct arena *a, const PGresult *res, size_t *count)
{
	return rows_read(a, res, sizeof(struct referent_facts), referent_row, count);
}

static void hit_row(struct row *r, void *item)
{
	struct search_hit *h = item;

	h->id = row_text(r);
	h->last_name = row_text(r);
	h->first_name = row_text(r);
	h->phone = row_text(r);
	h->regime = regime_from_code(row_peek(r));
	h->referent_login = row_text(r);
	h->referent_name = row_text(r);
	h->birth = row_date(r);
}

struct search_hit *rows_hits(struct arena *a, const PGresult *res, size_t *count)
{
	return rows_read(a, res, sizeof(struct search_hit), hit_row, count);
}
