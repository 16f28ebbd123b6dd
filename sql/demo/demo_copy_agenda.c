/* The agenda's rows: appointments, attendance, and what goes with them. */
#include "sql/demo/demo_columns.h"
#include "sql/demo/demo_copy_agenda.h"

/* ---- appointments ---- */

static struct moment cancelled_at(const struct demo_data *d, const struct demo_appointment *a)
{
	struct moment eve = { date_add_days(a->start.day, -1), 16 * 60 };
	struct moment yesterday = { date_add_days(d->today, -1), 10 * 60 };

	if (!a->cancelled)
		return MOMENT_NONE;
	return moment_compare(eve, yesterday) < 0 ? eve : yesterday;
}

static struct moment given_at(const struct demo_data *d, const struct demo_appointment *a)
{
	struct date day = date_add_days(a->start.day, -21), latest = date_add_days(d->today, -2);

	return (struct moment){ date_compare(day, latest) < 0 ? day : latest, 9 * 60 };
}

void write_appointments(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->appointment_count; i++) {
		const struct demo_appointment *a = &d->appointments[i];

		put_int(out, 1);
		put_text(out, a->id);
		put_login(out, d, a->account);
		put_period(out, a);
		put_text(out, a->kind);
		put_text(out, a->place);
		put_moment(out, cancelled_at(d, a));
		if (a->cancelled)
			put_login(out, d, a->account);
		else
			put_null(out);
		put_text(out, a->cancel_reason);
		if (a->confirmed) {
			put_text(out, a->confirm_reason);
			put_login(out, d, a->account);
		} else {
			put_null(out);
			put_null(out);
		}
		put_moment(out, given_at(d, a));
		put_login(out, d, a->account);
		put_text(out, "import");
		put_optional(out, a->series);
		put_text(out, a->subject);
		if (a->capacity > 0)
			put_int(out, a->capacity);
		else
			put_null(out);
		put_bool(out, a->unplanned);
		put_line_end(out);
	}
}

/* What a participation repeats of its séance (the composite foreign key). */
static void put_particulars(struct strbuf *out, const struct demo_data *d, const struct demo_appointment *a)
{
	put_period(out, a);
	if (a->cancelled)
		put_moment(out, cancelled_at(d, a));
	else
		put_text(out, "infinity");
	put_text(out, a->kind);
	put_text(out, a->place);
	put_login(out, d, a->account);
}

void write_participations(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->participation_count; i++) {
		const struct demo_participation *x = &d->participations[i];
		const struct demo_appointment *a = &d->appointments[x->appointment];

		put_int(out, 1);
		put_text(out, a->id);
		put_int(out, d->people[x->person].number);
		put_particulars(out, d, a);
		put_text(out, attendance_code(x->attendance));
		put_text(out, x->reason);
		put_text(out, x->conclusion);
		put_moment(out, x->recorded);
		if (moment_is_set(x->recorded))
			put_login(out, d, a->account);
		else
			put_null(out);
		put_moment(out, x->convoked);
		put_moment(out, x->received);
		put_moment(out, given_at(d, a));
		put_login(out, d, a->account);
		put_text(out, "import");
		put_line_end(out);
	}
}

/* ---- around the appointments ---- */

static const struct demo_appointment *attended(const struct demo_data *d, size_t participation)
{
	return &d->appointments[d->participations[participation].appointment];
}

static void put_attended(struct strbuf *out, const struct demo_data *d, size_t participation)
{
	put_text(out, attended(d, participation)->id);
	put_int(out, d->people[d->participations[participation].person].number);
}

/* Own hours of those who work part time, as ranges of minutes of the week. */
void write_hours(struct strbuf *out, const struct demo_data *d)
{
	for (int i = 0; i < DEMO_REFERENTS; i++) {
		if (d->accounts[i].quotite > 90)
			continue;
		put_int(out, 1);
		put_login(out, d, i);
		put_tab(out);
		strbuf_add(out, "{");
		for (int half = 0; half < 10; half++)
			if (demo_account_works(&d->accounts[i], half / 2 + 1, half % 2 == 1)) {
				int from = half / 2 * 1440 + (half % 2 == 1 ? 13 : 8) * 60 + 30;

				strbuf_addf(out, "%s[%d,%d)", out->s[out->len - 1] == '{' ? "" : ",", from, from + 240);
			}
		strbuf_add(out, "}");
		put_line_end(out);
	}
}

void write_absences(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->absence_count; i++) {
		const struct demo_absence *x = &d->absences[i];

		put_int(out, 1);
		put_text(out, x->id);
		put_login(out, d, x->account);
		put_range(out, x->from, x->to);
		put_text(out, x->reason);
		put_recorded(out, d, date_add_days(d->today, -20), x->account);
		put_line_end(out);
	}
}

void write_closings(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->closing_count; i++) {
		const struct demo_closing *c = &d->closings[i];

		put_int(out, 1);
		put_text(out, c->id);
		put_date(out, c->from);
		put_date(out, c->to);
		put_text(out, c->reason);
		put_recorded(out, d, date_add_days(d->today, -60), DEMO_SUPERVISOR);
		put_line_end(out);
	}
}

void write_leaves(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->leave_count; i++) {
		const struct demo_leave *l = &d->leaves[i];

		put_int(out, 1);
		put_text(out, l->id);
		put_int(out, d->people[l->person].number);
		put_text(out, protected_code(l->kind));
		put_date(out, l->from);
		put_date(out, l->to);
		put_text(out, l->text);
		put_recorded(out, d, date_add_days(d->today, -2), demo_in_charge(&d->people[l->person], date_add_days(d->today, -2)));
		put_line_end(out);
	}
}

void write_moves(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->move_count; i++) {
		const struct demo_move *x = &d->moves[i];
		const struct demo_appointment *a = attended(d, x->participation);

		put_int(out, 1);
		put_text(out, x->id);
		put_attended(out, d, x->participation);
		put_stretch(out, x->from, a->minutes);
		put_period(out, a);
		put_text(out, x->by_structure ? "structure" : "personne");
		put_text(out, x->reason);
		put_moment(out, x->at);
		put_login(out, d, a->account);
		put_line_end(out);
	}
}

void write_proposals(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->proposal_count; i++) {
		const struct demo_proposal *x = &d->proposals[i];
		char slot[MOMENT_TEXT];

		put_int(out, 1);
		put_text(out, x->id);
		put_int(out, d->people[x->person].number);
		put_login(out, d, x->account);
		put_text(out, x->kind);
		put_text(out, x->place);
		put_int(out, x->minutes);
		put_tab(out);
		for (int k = 0; k < DEMO_SLOTS; k++)
			strbuf_addf(out, "%s%s", k == 0 ? "{" : ",", moment_format(x->slots[k], slot));
		strbuf_add(out, "}");
		put_moment(out, x->made);
		put_login(out, d, x->account);
		put_line_end(out);
	}
}

void write_items(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->item_count; i++) {
		const struct demo_item *x = &d->items[i];
		const struct demo_appointment *a = attended(d, x->participation);

		put_int(out, 1);
		put_text(out, x->id);
		put_attended(out, d, x->participation);
		put_text(out, x->structure ? "structure" : "personne");
		put_text(out, x->object);
		put_date(out, x->due);
		put_date(out, x->done);
		if (date_is_set(x->done))
			put_login(out, d, a->account);
		else
			put_null(out);
		put_moment(out, (struct moment){ a->start.day, a->start.minute + a->minutes });
		put_login(out, d, a->account);
		put_line_end(out);
	}
}

void write_reminders(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->reminder_count; i++) {
		const struct demo_reminder *x = &d->reminders[i];

		put_int(out, 1);
		put_text(out, x->id);
		put_attended(out, d, x->participation);
		put_int(out, x->days);
		put_text(out, channel_code(x->channel));
		put_moment(out, x->at);
		put_login(out, d, attended(d, x->participation)->account);
		put_line_end(out);
	}
}

void write_put_off(struct strbuf *out, const struct demo_data *d)
{
	for (size_t i = 0; i < d->put_off_count; i++) {
		const struct demo_put_off *x = &d->put_off[i];

		put_int(out, 1);
		put_login(out, d, x->account);
		put_int(out, d->people[x->person].number);
		put_text(out, x->code);
		put_date(out, x->until);
		put_text(out, x->done ? "fait" : "reporte");
		put_line_end(out);
	}
}
