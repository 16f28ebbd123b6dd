/* The rows of trainings: the catalogue, requests, what happened to each and what goes with it, periods, allowances. */
#include "sql/demo/demo_copy_trainings.h"

#include <string.h>

#include "sql/demo/demo_columns.h"

/* When and by whom it was recorded. */
static void put_entered(struct strbuf *out, const struct demo_data *d, int person, struct date day)
{
	put_hour(out, d, day, 17);
	put_by(out, d, person, day);
}

/* Of what hangs on a request: its key, that of the request, whose. Returns the person. */
static int put_part(struct strbuf *out, const struct demo_data *d, const char *id, size_t training)
{
	const struct demo_training *t = &d->trainings[training];

	put_int(out, 1);
	put_text(out, id);
	put_text(out, t->id);
	put_int(out, d->people[t->person].number);
	return t->person;
}

static void put_positive(struct strbuf *out, int value)
{
	if (value < 0)
		put_null(out);
	else
		put_int(out, value);
}

/* ---- the catalogue ---- */

void write_imports(struct strbuf *out, const struct demo_data *d)
{
	for (int i = 0; i < DEMO_IMPORTS; i++) {
		const struct demo_import *x = &d->imports[i];

		put_int(out, 1);
		put_text(out, x->id);
		put_text(out, x->provider);
		put_text(out, x->file);
		put_moment(out, (struct moment){x->on, 7 * 60});
		put_login(out, d, DEMO_SUPERVISOR);
		put_int(out, x->lines);
		put_int(out, x->lines);
		put_int(out, 0);
		put_int(out, 0);
		put_int(out, 0);
		put_line_end(out);
	}
}

static void put_funders(struct strbuf *out, const struct demo_offer *o)
{
	bool both = o->opca[0] != '\0' && o->common[0] != '\0', ordered = strcmp(o->opca, o->common) < 0;

	put_tab(out);
	strbuf_addf(out, "{%s%s%s}", ordered ? o->opca : o->common, both ? "," : "", ordered ? o->common : o->opca);
}

void write_sessions(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->session_count; i++) {
		const struct demo_session *s = &d->sessions[i];
		const struct demo_offer *o = &demo_offers[s->offer];
		const struct demo_import *from = &d->imports[o->provider];

		put_int(out, 1);
		put_text(out, s->id);
		put_text(out, from->provider);
		put_tab(out);
		strbuf_addf(out, "%s-%03d", o->key, s->number);
		put_text(out, o->key);
		put_text(out, o->body);
		put_text(out, o->title);
		put_text(out, o->trade);
		put_text(out, o->aim);
		put_int(out, o->hours * 60L);
		put_int(out, o->pace * 60L);
		put_date(out, s->starts);
		put_date(out, s->ends);
		put_positive(out, s->places);
		put_text(out, o->place);
		put_text(out, o->basin);
		put_text(out, o->pay);
		put_funders(out, o);
		put_date(out, s->withdrawn ? date_add_days(from->on, -30) : from->on);
		put_text(out, from->id);
		put_date(out, s->withdrawn ? from->on : DATE_NONE);
		put_line_end(out);
	}
}

/* ---- requests ---- */

/* The triggers give the stage, from the events. */
void write_trainings(struct strbuf *out, const struct demo_data *d)
{
	size_t event = 0;

	for (size_t i = 0; i < d->training_count; i++) {
		const struct demo_training *t = &d->trainings[i];
		const struct demo_offer *o = &demo_offers[t->offer];

		while (d->training_events[event].training != i)
			event++;
		put_key(out, d, t->id, t->person);
		put_optional(out, t->session >= 0 ? d->sessions[t->session].id : "");
		put_text(out, o->title);
		put_text(out, o->trade);
		put_text(out, o->aim);
		put_text(out, o->body);
		put_text(out, o->place);
		put_text(out, o->basin);
		put_int(out, o->hours * 60L);
		put_int(out, o->pace * 60L);
		put_date(out, t->starts);
		put_date(out, t->ends);
		put_entered(out, d, t->person, d->training_events[event].on);
		put_line_end(out);
	}
}

void write_training_events(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->training_event_count; i++) {
		const struct demo_training_event *e = &d->training_events[i];
		int person = put_part(out, d, e->id, e->training);

		put_text(out, training_step_code(e->step));
		put_date(out, e->on);
		put_text(out, e->with);
		put_text(out, e->text);
		put_text(out, e->grounds);
		put_optional(out, e->funder);
		put_text(out, e->counter);
		put_text(out, e->no_counter);
		put_text(out, e->despite);
		put_bool(out, e->no_income_said);
		put_bool(out, e->place_confirmed);
		put_entered(out, d, person, e->on);
		put_line_end(out);
	}
}

/* The rank among the projects of that request. */
static int project_rank(const struct demo_data *d, size_t index)
{
	int rank = 1;

	while (index > 0 && d->projects[index - 1].training == d->projects[index].training) {
		rank++;
		index--;
	}
	return rank;
}

void write_projects(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->project_count; i++) {
		const struct demo_project *x = &d->projects[i];
		int person = put_part(out, d, x->id, x->training);

		put_int(out, project_rank(d, i));
		put_date(out, x->on);
		for (int k = 0; k < PROJECT_FIELDS; k++)
			put_text(out, x->text[k]);
		put_entered(out, d, person, x->on);
		put_line_end(out);
	}
}

void write_preconditions(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->precondition_count; i++) {
		const struct demo_precondition *x = &d->preconditions[i];
		int person = put_part(out, d, x->id, x->training);

		put_text(out, precondition_code(x->code));
		put_text(out, x->waived ? "dispense" : "fait");
		put_date(out, x->on);
		put_text(out, x->text);
		put_entered(out, d, person, x->on);
		put_line_end(out);
	}
}

void write_pieces(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->piece_count; i++) {
		const struct demo_piece *x = &d->pieces[i];
		int person = put_part(out, d, x->id, x->training);

		put_text(out, x->kind);
		put_text(out, x->object);
		put_text(out, debtor_code(x->owner));
		put_date(out, x->asked);
		put_date(out, x->expected);
		put_date(out, x->received);
		put_by(out, d, person, x->received);
		put_entered(out, d, person, x->asked);
		put_line_end(out);
	}
}

void write_fundings(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->funding_count; i++) {
		const struct demo_funding *x = &d->fundings[i];
		int person = put_part(out, d, x->id, x->training);

		put_text(out, cost_code(x->cost));
		put_optional(out, x->funder);
		put_date(out, x->from);
		put_date(out, x->to);
		put_positive(out, x->amount);
		put_text(out, line_state_code(x->state));
		put_date(out, x->asked);
		put_date(out, x->decided);
		put_text(out, x->reason);
		put_entered(out, d, person, x->asked);
		put_line_end(out);
	}
}

void write_schooling_absences(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->schooling_absence_count; i++) {
		const struct demo_schooling_absence *x = &d->schooling_absences[i];
		int person = put_part(out, d, x->id, x->training);

		put_date(out, x->from);
		put_date(out, x->to);
		put_bool(out, x->excused);
		put_text(out, x->reason);
		put_entered(out, d, person, x->from);
		put_line_end(out);
	}
}

/* ---- periods in a company, allowances ---- */

/* Agreed a week before it begins, or a week ago. */
static struct date agreed_on(const struct demo_data *d, struct date from)
{
	struct date day = date_add_days(from, -7), week_ago = date_add_days(d->today, -7);

	return date_compare(day, week_ago) < 0 ? day : week_ago;
}

void write_company_periods(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->company_period_count; i++) {
		const struct demo_company_period *x = &d->company_periods[i];

		put_key(out, d, x->id, x->person);
		put_optional(out, x->training >= 0 ? d->trainings[x->training].id : "");
		put_text(out, x->kind);
		put_text(out, x->host);
		put_text(out, x->trade);
		put_text(out, x->aim);
		put_date(out, x->from);
		put_date(out, x->to);
		put_text(out, x->despite);
		put_date(out, x->debriefed);
		if (date_is_set(x->debriefed))
			put_bool(out, x->with_host);
		else
			put_null(out);
		put_text(out, x->debrief);
		put_by(out, d, x->person, x->debriefed);
		put_entered(out, d, x->person, agreed_on(d, x->from));
		put_line_end(out);
	}
}

void write_allowances(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->allowance_count; i++) {
		const struct demo_allowance *x = &d->allowances[i];

		put_key(out, d, x->id, x->person);
		put_text(out, x->kind);
		put_date(out, x->from);
		put_date(out, x->to);
		put_recorded(out, d, x->from, demo_in_charge(&d->people[x->person], x->from));
		put_line_end(out);
	}
}
