/* What goes with appointments: undertakings of their conclusions, reminders, moves, proposals, lines put off. Made
 * after the agenda, from a stream of its own. The first référent's portfolio holds at least one of each by name. */
#include <string.h>

#include "core/base/calendar.h"
#include "sql/demo/demo_calendar.h"
#include "sql/demo/demo_words.h"

enum { RECENT_DAYS = 26, REMINDED_AHEAD = 8, REBOOKED_MOVES = 8 };

/* Traits of the first référent's people, by their place in demo_cast.c. */
enum trait { TRAIT_NONE, TRAIT_UNCONCLUDED, TRAIT_OURS_LATE, TRAIT_OURS_SOON, TRAIT_THEIRS_LATE, TRAIT_REBOOKED,
	TRAIT_NOT_REMINDED, TRAIT_PROPOSED };
static const struct { int person; enum trait trait; } traits[] = {
	{1, TRAIT_UNCONCLUDED}, {3, TRAIT_OURS_LATE}, {17, TRAIT_OURS_SOON}, {2, TRAIT_THEIRS_LATE}, {20, TRAIT_REBOOKED}, {21, TRAIT_REBOOKED},
	{2, TRAIT_NOT_REMINDED}, {16, TRAIT_NOT_REMINDED}, {9, TRAIT_PROPOSED},
};

struct planning {
	struct demo_data *d;
	struct demo_random r;
	size_t *last_present; /* per person: participation index + 1 of the last one attended; 0: none */
	size_t *next;         /* per person: of the next one to come */
};

static bool has_trait(int person, enum trait trait)
{
	for (size_t i = 0; i < sizeof(traits) / sizeof(*traits); i++)
		if (traits[i].person == person && traits[i].trait == trait)
			return true;
	return false;
}

static const struct demo_appointment *appointment_of(const struct planning *g, size_t participation)
{
	return &g->d->appointments[g->d->participations[participation].appointment];
}

static bool to_come(const struct planning *g, size_t participation)
{
	const struct demo_appointment *a = appointment_of(g, participation);

	return date_compare(a->start.day, g->d->today) > 0 && !a->cancelled &&
	       g->d->participations[participation].attendance == ATTENDANCE_UNKNOWN;
}

static void index_people(struct planning *g)
{
	const struct demo_data *d = g->d;

	for (size_t i = 0; i < d->participation_count; i++) {
		const struct demo_participation *x = &d->participations[i];
		const struct demo_appointment *a = &d->appointments[x->appointment];
		size_t *last = &g->last_present[x->person], *next = &g->next[x->person];

		if (x->attendance == ATTENDANCE_PRESENT &&
			(*last == 0 || moment_compare(a->start, appointment_of(g, *last - 1)->start) > 0))
			*last = i + 1;
		if (to_come(g, i) && (*next == 0 || moment_compare(a->start, appointment_of(g, *next - 1)->start) < 0))
			*next = i + 1;
	}
}

/* ---- undertakings ---- */

static struct demo_item *item_add(struct planning *g, size_t participation, bool structure, struct date due)
{
	struct demo_data *d = g->d;
	struct demo_item *x;

	d->items = demo_list_room(&d->arena, d->items, d->item_count, sizeof(*d->items));
	x = &d->items[d->item_count++];
	*x = (struct demo_item){.participation = participation, .structure = structure, .due = due, .done = DATE_NONE,
	                        .object = demo_item_object(&g->r, structure)};
	demo_random_uuid(&g->r, x->id);
	return x;
}

/* Done in time, most often; what is not due soon may still be open. */
static void item_draw(struct planning *g, size_t participation, bool structure, bool keep)
{
	const struct demo_appointment *a = appointment_of(g, participation);
	struct date due = date_add_days(a->start.day, demo_random_between(&g->r, 7, 20));
	struct demo_item *x = item_add(g, participation, structure, due);
	struct date done = date_add_days(a->start.day, demo_random_between(&g->r, 1, 7));

	if (date_compare(done, g->d->today) > 0)
		done = g->d->today;
	if (keep || date_compare(due, date_add_days(g->d->today, 5)) < 0)
		x->done = keep || demo_random_chance(&g->r, 88) ? done : DATE_NONE;
}

static void items_make(struct planning *g)
{
	struct demo_data *d = g->d;

	for (size_t i = 0; i < d->participation_count; i++) {
		const struct demo_participation *x = &d->participations[i];
		int age = date_diff(d->today, appointment_of(g, i)->start.day);
		bool named = d->people[x->person].holder == 0;

		if (x->attendance != ATTENDANCE_PRESENT || age < 1 || age > RECENT_DAYS || x->conclusion[0] == '\0')
			continue;
		if (demo_random_chance(&g->r, 30))
			item_draw(g, i, true, named);
		if (demo_random_chance(&g->r, 40))
			item_draw(g, i, false, named);
	}
	for (size_t p = 0; p < d->people_count; p++) {
		if (g->last_present[p] == 0)
			continue;
		if (has_trait((int)p, TRAIT_OURS_LATE))
			item_add(g, g->last_present[p] - 1, true, date_add_days(d->today, -3));
		if (has_trait((int)p, TRAIT_OURS_SOON))
			item_add(g, g->last_present[p] - 1, true, date_add_days(d->today, 2));
		if (has_trait((int)p, TRAIT_THEIRS_LATE))
			item_add(g, g->last_present[p] - 1, false, date_add_days(d->today, -2));
	}
}

/* One attended appointment in twenty-five of those most recent has no conclusion yet. */
static void conclusions_leave_out(struct planning *g)
{
	struct demo_data *d = g->d;

	for (size_t p = 0; p < d->people_count; p++) {
		bool drawn = d->people[p].holder > 0 && demo_random_chance(&g->r, 4);

		if (g->last_present[p] != 0 && (drawn || has_trait((int)p, TRAIT_UNCONCLUDED)))
			d->participations[g->last_present[p] - 1].conclusion = "";
	}
}

/* ---- reminders ---- */

static void reminder_add(struct planning *g, size_t participation, int days, struct date on)
{
	struct demo_data *d = g->d;
	struct demo_reminder *x;

	d->reminders = demo_list_room(&d->arena, d->reminders, d->reminder_count, sizeof(*d->reminders));
	x = &d->reminders[d->reminder_count++];
	*x = (struct demo_reminder){.participation = participation, .days = days,
	                            .channel = demo_random_chance(&g->r, 70) ? CHANNEL_SMS : CHANNEL_PHONE,
	                            .at = {on, demo_random_between(&g->r, 9 * 60, 17 * 60)}};
	demo_random_uuid(&g->r, x->id);
}

/* Those of the coming week were reminded a week ahead, but for a few. */
static void reminders_make(struct planning *g)
{
	struct demo_data *d = g->d;

	for (size_t i = 0; i < d->participation_count; i++) {
		int in = date_diff(appointment_of(g, i)->start.day, d->today), person = d->participations[i].person;
		bool given = d->people[person].holder == 0 ? !has_trait(person, TRAIT_NOT_REMINDED) : demo_random_chance(&g->r, 95);

		if (to_come(g, i) && in < REMINDED_AHEAD && in < 7 && given)
			reminder_add(g, i, 7, date_add_days(d->today, in - 7));
	}
}

/* ---- moves ---- */

static void move_add(struct planning *g, size_t participation)
{
	static const char *const ours[] = {"Conseiller en formation", "Réunion d'agence", "Salle prise"};
	static const char *const theirs[] = {"Garde d'enfant", "Entretien d'embauche", "Panne de voiture", "Mission d'intérim"};
	struct demo_data *d = g->d;
	const struct demo_appointment *a = appointment_of(g, participation);
	struct demo_move *x;

	d->moves = demo_list_room(&d->arena, d->moves, d->move_count, sizeof(*d->moves));
	x = &d->moves[d->move_count++];
	*x = (struct demo_move){.participation = participation, .by_structure = demo_random_chance(&g->r, 40)};
	x->from = (struct moment){date_add_days(a->start.day, -demo_random_between(&g->r, 1, 4)), a->start.minute};
	x->at = (struct moment){date_add_days(x->from.day, -1), demo_random_between(&g->r, 9 * 60, 17 * 60)};
	x->reason = x->by_structure ? ours[demo_random_below(&g->r, 3)] : theirs[demo_random_below(&g->r, 4)];
	demo_random_uuid(&g->r, x->id);
}

/* One past appointment in forty was moved; two people's last ones nearly all. */
static void moves_make(struct planning *g)
{
	struct demo_data *d = g->d;
	int rebooked = 0;

	for (size_t i = d->participation_count; i-- > 0;) {
		const struct demo_participation *x = &d->participations[i];
		int age = date_diff(d->today, appointment_of(g, i)->start.day);
		bool often = has_trait(x->person, TRAIT_REBOOKED) && age > 0 && age < 80 && rebooked < REBOOKED_MOVES;

		if (age <= 0 || x->attendance == ATTENDANCE_UNKNOWN || appointment_of(g, i)->cancelled)
			continue;
		if (often || (d->people[x->person].holder != 0 && demo_random_chance(&g->r, 2))) {
			move_add(g, i);
			rebooked += often;
		}
	}
}

/* ---- series, unplanned meetings ---- */

/* The last two attended and the next one make a series whose end is near. */
static void series_end(struct planning *g, int person)
{
	struct demo_data *d = g->d;
	char series[37];

	demo_random_uuid(&g->r, series);
	if (g->next[person] == 0)
		return;
	for (size_t i = 0; i < d->participation_count; i++) {
		struct demo_appointment *a = &d->appointments[d->participations[i].appointment];

		if (d->participations[i].person == person && !a->cancelled && a->capacity == 0 && date_diff(d->today, a->start.day) < 20)
			memcpy(a->series, series, sizeof(series));
	}
}

/* Held without having been convoked: recorded afterwards. */
static void unplanned_mark(struct planning *g)
{
	struct demo_data *d = g->d;

	for (size_t i = 0; i < d->participation_count; i++) {
		const struct demo_participation *x = &d->participations[i];
		struct demo_appointment *a = &d->appointments[x->appointment];

		a->unplanned = a->unplanned || (x->attendance == ATTENDANCE_PRESENT && !moment_is_set(x->convoked) &&
		                                a->capacity == 0 && a->series[0] == '\0' && strcmp(a->kind, "entretien") == 0);
	}
}

/* ---- proposals, lines put off ---- */

static void proposal_make(struct planning *g, int person)
{
	static const int minutes[DEMO_SLOTS] = {9 * 60 + 30, 14 * 60, 11 * 60};
	struct demo_data *d = g->d;
	struct demo_proposal *x;
	struct date day = date_add_days(d->today, 5);

	d->proposals = demo_list_room(&d->arena, d->proposals, d->proposal_count, sizeof(*d->proposals));
	x = &d->proposals[d->proposal_count++];
	*x = (struct demo_proposal){.person = person, .account = d->people[person].holder, .minutes = 45, .kind = "entretien",
	                            .place = "agence", .made = {date_add_days(d->today, -1), 11 * 60}};
	demo_random_uuid(&g->r, x->id);
	for (int i = 0; i < DEMO_SLOTS; i++) {
		day = calendar_next_working_day(NULL, date_add_days(day, 1), DEMO_DEPARTMENT);
		x->slots[i] = (struct moment){day, minutes[i]};
	}
}

static void proposals_make(struct planning *g)
{
	const struct demo_data *d = g->d;

	for (size_t p = 0; p < d->people_count; p++)
		if (has_trait((int)p, TRAIT_PROPOSED) ||
			(d->people[p].holder > 0 && d->people[p].plan.next == DEMO_NEVER && demo_random_chance(&g->r, 25)))
			proposal_make(g, (int)p);
}

/* N'Guessan's contact is put off for two days, Nguyễn's appointment is held as seen to until tomorrow. */
static void put_off_make(struct planning *g)
{
	struct demo_data *d = g->d;

	d->put_off = arena_array(&d->arena, 2, sizeof(*d->put_off));
	d->put_off[d->put_off_count++] = (struct demo_put_off){0, 5, "contact_du", date_add_days(d->today, 2), false};
	d->put_off[d->put_off_count++] = (struct demo_put_off){0, 8, "sans_rdv", date_add_days(d->today, 1), true};
}

void demo_make_planning(struct demo_data *d)
{
	struct planning g = {.d = d};

	demo_random_seed(&g.r, d->seed, 8);
	g.last_present = arena_array(&d->arena, d->people_count, sizeof(*g.last_present));
	g.next = arena_array(&d->arena, d->people_count, sizeof(*g.next));
	index_people(&g);
	conclusions_leave_out(&g);
	items_make(&g);
	reminders_make(&g);
	moves_make(&g);
	for (size_t p = 0; p < d->people_count; p++)
		if (d->people[p].plan.series_ends)
			series_end(&g, (int)p);
	unplanned_mark(&g);
	proposals_make(&g);
	put_off_make(&g);
}
