/* Two years of appointments and contacts, and what is planned: a weekly rhythm with gaps that ends
 * exactly where each person's plan says. */
#include <string.h>

#include "sql/demo/demo_calendar.h"
#include "sql/demo/demo_words.h"

/* The work under way. */
struct agenda {
	struct demo_data *d;
	struct demo_calendar *calendar;
	struct demo_random r;
	struct demo_random series; /* a stream of its own: series do not move the rest */
};

/* One person's walk: the days that the plan fixes. No date: nothing of the kind. */
struct walk {
	int person;
	const struct demo_plan *plan;
	struct date regime_from;
	struct date contact;   /* last two-way contact */
	struct date seen;      /* last appointment with an outcome */
	struct date milestone; /* last honoured point d'étape */
	struct date last_milestone_made;
	const struct demo_passage *met_in; /* the passage whose first meeting is held */
};

void *demo_list_room(struct arena *a, void *items, size_t count, size_t size)
{
	void *wider;

	if (count != 0 && (count < 256 || (count & (count - 1)) != 0))
		return items;
	wider = arena_array(a, count == 0 ? 256 : count * 2, size);
	if (count > 0)
		memcpy(wider, items, count * size);
	return wider;
}

/* ---- contacts ---- */

static const int contact_weights[CHANNEL_COUNT] = {
	[CHANNEL_PHONE] = 48, [CHANNEL_MEETING] = 6, [CHANNEL_VIDEO] = 8, [CHANNEL_SMS] = 16, [CHANNEL_MAIL] = 16,
	[CHANNEL_LETTER] = 4, [CHANNEL_VISIT] = 2,
};

/* When the agency is closed only what the person writes arrives; by day, any channel. */
static enum channel channel_draw(struct agenda *g, struct date day, bool reached)
{
	enum channel channel;

	if (demo_calendar_is_closed(g->calendar, day))
		return demo_random_chance(&g->r, 60) ? CHANNEL_SMS : CHANNEL_MAIL;
	do
		channel = (enum channel)demo_random_weighted(&g->r, contact_weights, CHANNEL_COUNT);
	while (channel == CHANNEL_MEETING && !reached); /* a meeting always reaches */
	return channel;
}

static void contact_add(struct agenda *g, int person, struct date day, bool reached)
{
	struct demo_data *d = g->d;
	int account = demo_acting_account(d, person, day);
	struct demo_contact *c;

	if (account < 0)
		return;
	d->contacts = demo_list_room(&d->arena, d->contacts, d->contact_count, sizeof(*d->contacts));
	c = &d->contacts[d->contact_count++];
	demo_random_uuid(&g->r, c->id);
	c->person = person;
	c->account = account;
	c->at = (struct moment){ day, demo_random_between(&g->r, 8 * 60 + 40, 17 * 60 + 20) };
	c->channel = channel_draw(g, day, reached);
	c->reached = reached;
	c->text = demo_contact_text(&g->r, c->channel, reached);
}

/* ---- appointments ---- */

static size_t appointment_add(struct agenda *g, int account, struct moment start, int minutes, const char *kind,
	const char *place)
{
	struct demo_data *d = g->d;
	struct demo_appointment *a;

	d->appointments = demo_list_room(&d->arena, d->appointments, d->appointment_count, sizeof(*d->appointments));
	a = &d->appointments[d->appointment_count];
	*a = (struct demo_appointment){ .account = account, .start = start, .minutes = minutes, .kind = kind,
		.place = place, .cancel_reason = "", .confirm_reason = "", .subject = "" };
	demo_random_uuid(&g->r, a->id);
	return d->appointment_count++;
}

/* Convoked one to three weeks ahead, never after yesterday nor before the person came; four in five
 * receipts are known (rules.md L4). */
static void convoke(struct agenda *g, struct demo_participation *x, struct date day)
{
	struct date on = date_add_days(day, -demo_random_between(&g->r, 4, 20));
	struct date yesterday = date_add_days(g->d->today, -1);
	struct date entry = g->d->people[x->person].entry;

	if (date_compare(on, yesterday) > 0)
		on = yesterday;
	if (date_compare(on, entry) < 0)
		on = entry;
	if (date_compare(on, day) >= 0 || date_compare(on, yesterday) > 0)
		return;
	x->convoked = (struct moment){ on, demo_random_between(&g->r, 9 * 60, 17 * 60) };
	on = date_add_days(on, demo_random_between(&g->r, 1, 3));
	if (demo_random_chance(&g->r, 80) && date_compare(on, day) < 0 && date_compare(on, yesterday) <= 0)
		x->received = (struct moment){ on, 11 * 60 };
}

static void participation_add(struct agenda *g, size_t appointment, int person, enum attendance attendance)
{
	struct demo_data *d = g->d;
	const struct demo_appointment *a = &d->appointments[appointment];
	struct demo_participation *x;

	d->participations =
		demo_list_room(&d->arena, d->participations, d->participation_count, sizeof(*d->participations));
	x = &d->participations[d->participation_count++];
	*x = (struct demo_participation){ .appointment = appointment, .person = person, .attendance = attendance,
		.conclusion = "", .recorded = MOMENT_NONE, .convoked = MOMENT_NONE, .received = MOMENT_NONE };
	x->reason = demo_absence_reason(&g->r, attendance);
	if (attendance == ATTENDANCE_PRESENT)
		x->conclusion = demo_conclusion(&g->r, &d->arena, a->kind);
	if (attendance != ATTENDANCE_UNKNOWN)
		x->recorded = (struct moment){ a->start.day, a->start.minute + a->minutes + demo_random_between(&g->r, 2, 40) };
	if (!demo_random_chance(&g->r, 6)) /* the others are « entretien non planifié » */
		convoke(g, x, a->start.day);
	demo_person_take(g->calendar, person, a->start.day);
}

static const struct shape {
	const char *kind, *place;
	int minutes, weight;
} shapes[] = {
	{ "entretien", "agence", 45, 52 }, { "entretien", "telephone", 30, 14 }, { "entretien", "visio", 30, 8 },
	{ "entretien", "permanence", 45, 7 }, { "entretien", "domicile", 60, 2 }, { "entretien", "partenaire", 60, 4 },
	{ "prestation", "partenaire", 90, 5 }, { "immersion", "partenaire", 60, 4 }, { "forum", "partenaire", 90, 2 },
	{ "information_collective", "agence", 60, 2 },
};
static const struct shape first_meeting = { "premier_entretien", "agence", 60, 1 };
static const struct shape milestone_review = { "point_etape", "agence", 45, 1 };
static const struct shape plain = { "entretien", "agence", 45, 1 };

static const struct shape *shape_draw(struct agenda *g)
{
	int weights[sizeof(shapes) / sizeof(shapes[0])];

	for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++)
		weights[i] = shapes[i].weight;
	return &shapes[demo_random_weighted(&g->r, weights, sizeof(shapes) / sizeof(shapes[0]))];
}

/* Books that very day; false when nobody follows the person, or no quarter is free. */
static bool book(struct agenda *g, int person, struct date day, const struct shape *s, enum attendance attendance)
{
	int account;
	struct moment start;

	if (!demo_calendar_covers(g->calendar, day) || !demo_person_is_free(g->calendar, person, day))
		return false;
	account = demo_acting_account(g->d, person, day);
	if (account < 0 || !demo_calendar_take(g->calendar, &g->r, account, day, s->minutes, &start))
		return false;
	participation_add(g, appointment_add(g, account, start, s->minutes, s->kind, s->place), person, attendance);
	return true;
}

/* The nearest day from `day` towards `step`, at most `reach` days away. */
static bool book_near(struct agenda *g, int person, struct date day, int step, int reach, const struct shape *s,
	enum attendance attendance)
{
	for (int k = 0; k <= reach; k++)
		if (book(g, person, date_add_days(day, k * step), s, attendance))
			return true;
	return false;
}

static enum attendance attendance_draw(struct demo_random *r)
{
	static const int weights[ATTENDANCE_COUNT] = {
		[ATTENDANCE_PRESENT] = 82, [ATTENDANCE_EXCUSED] = 5, [ATTENDANCE_ABSENT] = 5,
		[ATTENDANCE_CANCELLED_STRUCTURE] = 4, [ATTENDANCE_CANCELLED_PERSON] = 4,
	};

	return (enum attendance)demo_random_weighted(r, weights, ATTENDANCE_COUNT);
}

/* One appointment in thirty was called off as a whole by the agency. */
static void cancel_last(struct agenda *g)
{
	struct demo_data *d = g->d;
	struct demo_participation *x = &d->participations[d->participation_count - 1];
	struct demo_appointment *a = &d->appointments[x->appointment];

	a->cancelled = true;
	a->cancel_reason = demo_cancel_reason(&g->r);
	x->attendance = ATTENDANCE_CANCELLED_STRUCTURE;
	x->reason = a->cancel_reason;
	x->conclusion = "";
	x->recorded = (struct moment){ date_add_days(a->start.day, -1), 16 * 60 };
}

/* ---- the past rhythm: weekly of late, looser before, with gaps ---- */

static bool may_review(const struct walk *w, const struct demo_passage *passage, struct date day)
{
	bool current = !date_is_set(passage->to);

	if (current && !date_is_set(w->milestone))
		return false;
	if (current && date_compare(day, date_add_days(w->milestone, -20)) > 0)
		return false;
	return !date_is_set(w->last_milestone_made) ||
	       date_diff(day, w->last_milestone_made) > (passage->regime == REGIME_CEJ ? 26 : 80);
}

/* A week's act: first meeting of a passage, point d'étape, appointment, or a contact. */
static void week_make(struct agenda *g, struct walk *w, struct date day)
{
	const struct demo_passage *passage = demo_passage_on(&g->d->people[w->person], day);
	bool unmet, may_meet;

	if (passage == NULL)
		return;
	unmet = !date_is_set(passage->to) && !w->plan->met;
	may_meet = !unmet && date_compare(day, date_add_days(w->seen, -3)) <= 0;
	if (may_meet && w->met_in != passage) {
		if (book_near(g, w->person, day, 1, 2, &first_meeting, ATTENDANCE_PRESENT)) {
			w->met_in = passage;
			w->last_milestone_made = day;
			return;
		}
	} else if (may_meet && may_review(w, passage, day)) {
		if (book(g, w->person, day, &milestone_review, ATTENDANCE_PRESENT))
			w->last_milestone_made = day;
		return;
	} else if (may_meet && demo_random_chance(&g->r, 48)) {
		if (book_near(g, w->person, day, 1, 2, shape_draw(g), attendance_draw(&g->r)) && demo_random_chance(&g->r, 3))
			cancel_last(g);
		return;
	}
	if (!demo_calendar_is_closed(g->calendar, day))
		contact_add(g, w->person, day, demo_random_chance(&g->r, 78));
}

static void past_make(struct agenda *g, struct walk *w)
{
	const struct demo_person *p = &g->d->people[w->person];
	struct date day = date_add_days(p->entry, demo_random_between(&g->r, 1, 4));
	struct date limit = date_is_set(w->contact) ? date_add_days(w->contact, -3) : date_add_days(w->regime_from, -7);
	bool recent;
	int weeks;

	while (date_compare(day, limit) <= 0) {
		week_make(g, w, day);
		recent = date_diff(g->d->today, day) < 120;
		weeks = recent && demo_random_chance(&g->r, 80) ? 1 : demo_random_between(&g->r, 1, 2);
		day = date_add_days(day, 7 * weeks + demo_random_between(&g->r, -1, 1));
		if (!recent && demo_random_chance(&g->r, 4)) /* a mission, an illness, a summer */
			day = date_add_days(day, demo_random_between(&g->r, 14, 40));
	}
}

/* ---- what the plan fixes ---- */

static void last_contact_make(struct agenda *g, const struct walk *w)
{
	bool by_meeting = w->plan->met && w->plan->seen == DEMO_FREE;
	const struct shape *s = w->met_in == NULL ? &first_meeting : &plain;

	if (!date_is_set(w->contact))
		return;
	if (by_meeting && (w->met_in == NULL || demo_random_chance(&g->r, 65)) &&
		book(g, w->person, w->contact, s, ATTENDANCE_PRESENT))
		return;
	contact_add(g, w->person, w->contact, true);
}

/* After a silence, vain attempts and sometimes a missed appointment. */
static void attempts_make(struct agenda *g, const struct walk *w)
{
	struct date from = date_is_set(w->contact) ? w->contact : w->regime_from;
	struct date day;

	if (date_diff(g->d->today, from) < 8)
		return;
	day = date_add_days(from, demo_random_between(&g->r, 3, 6));
	if (!demo_calendar_is_closed(g->calendar, day))
		contact_add(g, w->person, day, false);
	if (w->plan->met && w->plan->unknown == DEMO_NEVER && demo_random_chance(&g->r, 40))
		book(g, w->person, date_add_days(day, 1), &plain, ATTENDANCE_ABSENT);
}

/* Today's, whatever the day and the hour at which the demonstration is looked at: it begins at midnight,
 * outside the agency's hours on purpose, and says why. */
static void unknown_today_make(struct agenda *g, const struct walk *w)
{
	struct date today = g->d->today;
	int account = demo_acting_account(g->d, w->person, today);
	size_t at = appointment_add(g, account, (struct moment){ today, 0 }, 5 * 60, "immersion", "partenaire");

	participation_add(g, at, w->person, ATTENDANCE_UNKNOWN);
	g->d->appointments[at].confirmed = true;
	g->d->appointments[at].confirm_reason = "Immersion de nuit en boulangerie.";
}

static void unknown_make(struct agenda *g, const struct walk *w)
{
	int unknown = w->plan->unknown;

	if (unknown == DEMO_NEVER)
		return;
	if (unknown == 0) {
		unknown_today_make(g, w);
		return;
	}
	book_near(g, w->person, date_add_days(g->d->today, -unknown), -1, 6, &plain, ATTENDANCE_UNKNOWN);
	if (unknown > 10) /* two outcomes are owed */
		book_near(g, w->person, date_add_days(g->d->today, -unknown - 7), -1, 6, &plain, ATTENDANCE_UNKNOWN);
}

/* ---- weekly series: the same day and time ---- */

static void series_continue(struct agenda *g, int person, size_t first, int weeks)
{
	struct demo_data *d = g->d;

	demo_random_uuid(&g->series, d->appointments[first].series);
	for (int k = 1; k <= weeks; k++) {
		struct demo_appointment a = d->appointments[first];
		struct moment start = { date_add_days(a.start.day, 7 * k), a.start.minute };
		size_t at;

		if (!demo_calendar_covers(g->calendar, start.day) || !demo_person_is_free(g->calendar, person, start.day) ||
			demo_acting_account(d, person, start.day) != a.account ||
			!demo_calendar_take_at(g->calendar, a.account, start, a.minutes))
			continue; /* jumped over */
		at = appointment_add(g, a.account, start, a.minutes, a.kind, a.place);
		memcpy(d->appointments[at].series, a.series, sizeof(a.series));
		participation_add(g, at, person, ATTENDANCE_UNKNOWN);
	}
}

/* One in four is seen each week at the same time for some weeks to come. */
static void series_make(struct agenda *g, const struct walk *w, size_t first)
{
	int weeks = demo_random_between(&g->series, 2, 7);

	if (first < g->d->appointment_count && w->plan->met && w->plan->next > 1 && demo_random_chance(&g->series, 25) &&
		!w->plan->series_ends)
		series_continue(g, w->person, first, weeks);
}

static void next_make(struct agenda *g, const struct walk *w)
{
	struct date day = date_add_days(g->d->today, w->plan->next);
	const struct shape *s = w->plan->met ? &plain : &first_meeting;
	size_t first = g->d->appointment_count;

	if (w->plan->next == DEMO_NEVER)
		return;
	book_near(g, w->person, day, 1, 6, s, ATTENDANCE_UNKNOWN);
	series_make(g, w, first);
	if (demo_random_chance(&g->r, 30) && !w->plan->series_ends)
		book_near(g, w->person, date_add_days(day, 7), 1, 4, &plain, ATTENDANCE_UNKNOWN);
	if (demo_random_chance(&g->r, 3) && book(g, w->person, date_add_days(day, 3), &plain, ATTENDANCE_UNKNOWN)) {
		cancel_last(g);
		g->d->participations[g->d->participation_count - 1].recorded =
			(struct moment){ date_add_days(g->d->today, -1), 10 * 60 };
	}
}

static struct walk walk_begin(const struct demo_data *d, int person)
{
	const struct demo_person *p = &d->people[person];
	const struct demo_plan *plan = &p->plan;
	const struct demo_passage *last = &p->passages[p->passage_count - 1];
	struct walk w = { .person = person, .plan = plan, .regime_from = last->from, .contact = DATE_NONE,
		.milestone = DATE_NONE, .last_milestone_made = DATE_NONE };

	if (plan->contact != DEMO_NEVER)
		w.contact = date_add_days(d->today, -plan->contact);
	if (plan->milestone != DEMO_NEVER)
		w.milestone = date_add_days(d->today, -plan->milestone);
	if (plan->seen != DEMO_FREE)
		w.seen = date_add_days(d->today, -plan->seen);
	else
		w.seen = date_is_set(w.contact) ? w.contact : date_add_days(last->from, -1);
	return w;
}

static void person_walk(struct agenda *g, int person)
{
	struct walk w = walk_begin(g->d, person);

	unknown_make(g, &w);
	next_make(g, &w);
	if (w.plan->seen != DEMO_FREE)
		book_near(g, person, w.seen, -1, 4, &plain, ATTENDANCE_PRESENT);
	if (date_is_set(w.milestone))
		book_near(g, person, w.milestone, -1, 6, &milestone_review, ATTENDANCE_PRESENT);
	past_make(g, &w);
	last_contact_make(g, &w);
	attempts_make(g, &w);
}

/* ---- ateliers: one séance, several people ---- */

static bool may_attend(const struct agenda *g, int person, struct date day)
{
	const struct demo_person *p = &g->d->people[person];
	const struct demo_passage *passage = demo_passage_on(p, day);
	struct walk w = walk_begin(g->d, person);

	if (passage == NULL || demo_referent_on(p, day) < 0 || !demo_person_is_free(g->calendar, person, day))
		return false;
	if (date_compare(day, g->d->today) > 0)
		return p->plan.next != DEMO_NEVER && !p->plan.series_ends;
	if (date_diff(day, passage->from) < 30 || (!date_is_set(passage->to) && !p->plan.met))
		return false;
	return date_compare(day, date_add_days(w.seen, -2)) < 0 && date_compare(day, g->d->today) < 0;
}

static void atelier_make(struct agenda *g, int account, struct date day)
{
	static const char *const places[] = { "agence", "agence", "partenaire" };
	bool past = date_compare(day, g->d->today) < 0;
	struct moment start;
	size_t at, first = g->d->participation_count;

	if (!demo_calendar_take(g->calendar, &g->r, account, day, 120, &start))
		return;
	at = appointment_add(g, account, start, 120, "atelier", places[demo_random_below(&g->r, 3)]);
	g->d->appointments[at].capacity = 12;
	g->d->appointments[at].subject = demo_workshop_subject(&g->series);
	for (int tries = 0; tries < 60 && g->d->participation_count - first < 8; tries++) {
		int person = demo_random_between(&g->r, 0, DEMO_PEOPLE - 1);

		if (may_attend(g, person, day))
			participation_add(g, at, person, past ? attendance_draw(&g->r) : ATTENDANCE_UNKNOWN);
	}
	if (g->d->participation_count == first) /* nobody came: no séance */
		g->d->appointment_count--;
}

static void ateliers_make(struct agenda *g)
{
	for (int account = 0; account < DEMO_REFERENTS; account++)
		for (int i = 20 + account; i < DEMO_HISTORY_DAYS + 25; i += demo_random_between(&g->r, 24, 36)) {
			struct date day = date_add_days(g->d->first_day, i);

			if (date_compare(day, g->d->today) != 0)
				atelier_make(g, account, day);
		}
}

void demo_make_agenda(struct demo_data *d)
{
	struct agenda g = { .d = d, .calendar = arena_alloc(&d->arena, sizeof(struct demo_calendar)) };

	demo_random_seed(&g.r, d->seed, 4);
	demo_random_seed(&g.series, d->seed, 6);
	demo_calendar_open(g.calendar, d);
	ateliers_make(&g);
	for (size_t i = 0; i < d->people_count; i++)
		person_walk(&g, (int)i);
}
