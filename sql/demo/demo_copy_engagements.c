/* The rows of what binds both sides: contracts and their lines, hours, orientation, diagnostics, rights, requests. */
#include "core/engagement/activity.h"
#include "sql/demo/demo_bonds.h"
#include "sql/demo/demo_columns.h"
#include "sql/demo/demo_copy_engagements.h"

static int holder_of(const struct demo_data *d, int person, struct date day)
{
	return demo_in_charge(&d->people[person], day);
}

/* ---- contracts ---- */

/* What the triggers keep in the contract, of its versions: signed on, first day out, given up. */
static void put_followed(struct strbuf *out, const struct demo_contract *c)
{
	struct date to = DATE_NONE;

	for (int i = 0; i < c->version_count; i++)
		if (date_is_set(demo_version_signed(&c->versions[i])))
			to = c->versions[i].to;
	put_date(out, demo_version_signed(&c->versions[0]));
	put_date(out, to);
	put_date(out, c->version_count == 1 ? c->versions[0].dropped : DATE_NONE);
}

void write_contracts(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->contract_count; i++) {
		const struct demo_contract *c = &d->contracts[i];

		put_key(out, d, c->id, c->person);
		put_text(out, regime_code(c->regime));
		put_text(out, parcours_code(c->parcours));
		put_date(out, c->from);
		put_followed(out, c);
		put_date(out, c->closed);
		put_text(out, c->closing);
		put_text(out, c->closing_text);
		put_by(out, d, c->person, c->closed);
		put_text(out, choice_code(c->choice));
		put_date(out, c->chosen);
		put_by(out, d, c->person, c->chosen);
		put_text(out, c->choice_reason);
		put_optional(out, c->follows >= 0 ? d->contracts[c->follows].id : "");
		put_recorded(out, d, c->versions[0].prepared, holder_of(d, c->person, c->versions[0].prepared));
		put_line_end(out);
	}
}

static void put_signatures(struct strbuf *out, const struct demo_data *d, const struct demo_contract *c, const struct demo_version *v)
{
	struct date day = demo_version_signed(v);

	put_date(out, v->signed_person);
	put_date(out, v->signed_structure);
	put_text(out, !date_is_set(v->signed_person) ? "" : v->by_guardian ? "representant_legal" : "personne");
	put_by(out, d, c->person, v->signed_structure);
	if (date_is_set(day))
		put_hour(out, d, day, 16);
	else
		put_null(out);
	put_by(out, d, c->person, day);
}

void write_versions(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->contract_count; i++)
		for (int k = 0; k < d->contracts[i].version_count; k++) {
			const struct demo_contract *c = &d->contracts[i];
			const struct demo_version *v = &c->versions[k];

			put_int(out, 1);
			put_text(out, c->id);
			put_int(out, k + 1);
			put_int(out, d->people[c->person].number);
			put_text(out, v->objectives);
			put_date(out, v->to);
			if (v->target >= 0)
				put_int(out, v->target);
			else
				put_null(out);
			put_bool(out, v->intensive);
			put_text(out, v->reason);
			put_recorded(out, d, v->prepared, holder_of(d, c->person, v->prepared));
			put_signatures(out, d, c, v);
			put_date(out, v->dropped);
			put_line_end(out);
		}
}

void write_commitments(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->commitment_count; i++) {
		const struct demo_commitment *x = &d->commitments[i];
		const struct demo_contract *c = &d->contracts[x->contract];
		struct date prepared = c->versions[x->rank_from - 1].prepared;

		put_key(out, d, x->id, c->person);
		put_text(out, debtor_code(x->debtor));
		put_text(out, x->object);
		put_date(out, x->due);
		put_date(out, x->done);
		put_by(out, d, c->person, x->done);
		put_recorded(out, d, prepared, holder_of(d, c->person, prepared));
		put_text(out, c->id);
		put_int(out, x->rank_from);
		if (x->rank_to > 0)
			put_int(out, x->rank_to);
		else
			put_null(out);
		put_text(out, item_part_code(x->part));
		put_text(out, cadence_code(x->cadence));
		put_text(out, x->rule);
		put_text(out, x->model);
		put_text(out, x->source);
		put_bool(out, x->action);
		put_bool(out, x->employment);
		put_bool(out, x->structuring);
		put_date(out, x->excused);
		put_text(out, x->excuse);
		put_by(out, d, c->person, x->excused);
		put_line_end(out);
	}
}

void write_fulfilments(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->fulfilment_count; i++) {
		const struct demo_fulfilment *x = &d->fulfilments[i];
		const struct demo_commitment *of = &d->commitments[x->commitment];
		int person = d->contracts[of->contract].person;

		put_int(out, 1);
		put_text(out, x->id);
		put_text(out, of->id);
		put_int(out, d->people[person].number);
		put_date(out, x->on);
		put_by(out, d, person, x->on);
		put_hour(out, d, x->on, 16);
		put_line_end(out);
	}
}

void write_remedials(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->remedial_count; i++) {
		const struct demo_remedial *x = &d->remedials[i];

		put_key(out, d, x->id, x->person);
		put_optional(out, x->commitment >= 0 ? d->commitments[x->commitment].id : "");
		put_text(out, x->rule);
		put_date(out, x->lapsed);
		put_text(out, x->harm);
		put_text(out, x->object);
		put_date(out, x->due);
		put_recorded(out, d, x->opened, holder_of(d, x->person, x->opened));
		put_date(out, x->delivered);
		put_by(out, d, x->person, x->delivered);
		put_text(out, x->delivered_text);
		put_line_end(out);
	}
}

/* ---- hours ---- */

void write_activities(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->activity_count; i++) {
		const struct demo_activity *x = &d->activities[i];

		put_key(out, d, x->id, x->person);
		put_date(out, x->day);
		put_text(out, activity_themes[x->theme].code);
		put_int(out, x->minutes);
		put_moment(out, x->declared);
		put_by(out, d, x->person, x->day);
		put_moment(out, x->validated);
		put_by(out, d, x->person, x->validated.day);
		put_line_end(out);
	}
}

void write_dispensations(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->dispensation_count; i++) {
		const struct demo_dispensation *x = &d->dispensations[i];

		put_key(out, d, x->id, x->person);
		put_date(out, x->from);
		put_date(out, x->to);
		put_int(out, x->target);
		put_text(out, x->reason);
		put_recorded(out, d, x->from, holder_of(d, x->person, x->from));
		put_line_end(out);
	}
}

/* ---- orientation, diagnostic, rights, requests, readings ---- */

void write_orientations(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->orientation_count; i++) {
		const struct demo_orientation *x = &d->orientations[i];

		put_key(out, d, x->id, x->person);
		put_text(out, x->again ? "reorientation" : "orientation");
		put_text(out, parcours_code(x->parcours));
		put_text(out, x->body);
		put_date(out, x->notified);
		put_text(out, x->preference);
		put_text(out, x->reason);
		put_recorded(out, d, x->notified, holder_of(d, x->person, x->notified));
		put_line_end(out);
	}
}

void write_diagnostics(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->diagnostic_count; i++) {
		const struct demo_diagnostic *x = &d->diagnostics[i];

		put_key(out, d, x->id, x->person);
		put_int(out, x->rank);
		put_date(out, x->on);
		put_login(out, d, holder_of(d, x->person, x->on));
		put_hour(out, d, x->on, 16);
		for (int k = 0; k < DIAGNOSTIC_FIELDS; k++)
			put_text(out, x->text[k]);
		put_line_end(out);
	}
}

void write_rights(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->rights_count; i++) {
		const struct demo_rights *x = &d->rights[i];

		put_key(out, d, x->id, x->person);
		put_date(out, x->on);
		put_text(out, x->support);
		put_recorded(out, d, x->on, holder_of(d, x->person, x->on));
		put_line_end(out);
	}
}

void write_requests(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->request_count; i++) {
		const struct demo_request *x = &d->requests[i];

		put_key(out, d, x->id, x->person);
		put_text(out, x->complaint ? "reclamation" : "demande");
		put_moment(out, x->received);
		put_text(out, channel_code(x->channel));
		put_text(out, x->object);
		put_moment(out, x->answered);
		put_text(out, x->answer);
		put_by(out, d, x->person, x->answered.day);
		put_moment(out, x->received);
		put_login(out, d, holder_of(d, x->person, x->received.day));
		put_line_end(out);
	}
}

void write_readings(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->reading_count; i++) {
		const struct demo_reading *x = &d->readings[i];

		put_key(out, d, x->id, x->person);
		put_date(out, x->on);
		put_moment(out, (struct moment){x->on, 10 * 60});
		put_login(out, d, x->account);
		put_text(out, role_code(d->accounts[x->account].role));
		put_text(out, "supervision");
		put_line_end(out);
	}
}
