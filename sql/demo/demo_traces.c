/* What is written along the way: notes, private or shared, and freins, open or lifted. */
#include "core/base/calendar.h"
#include "sql/demo/demo_model.h"
#include "sql/demo/demo_random.h"
#include "sql/demo/demo_words.h"

enum { NOTES_AT_MOST = 5, BARRIERS_AT_MOST = 3 };

/* A day when the person was followed, before today; DATE_NONE when there was none. */
static struct date followed_day(const struct demo_data *d, struct demo_random *r, const struct demo_person *p)
{
	struct date end = p->referents[p->referent_count - 1].to;
	int stay = date_diff(date_is_set(end) ? end : d->today, p->entry) - 1;

	if (stay < 1)
		return DATE_NONE;
	return date_add_days(p->entry, demo_random_between(r, 0, stay));
}

/* Moved back to a working day that still belongs to the stay, else kept. */
static struct date working_day(const struct demo_person *p, struct date day)
{
	for (int k = 0; k < 5; k++) {
		struct date back = date_add_days(day, -k);

		if (date_compare(back, p->entry) >= 0 && calendar_is_working_day(NULL, back, DEMO_DEPARTMENT))
			return back;
	}
	return day;
}

static void note_make(struct demo_data *d, struct demo_random *r, int person)
{
	const struct demo_person *p = &d->people[person];
	struct date day = followed_day(d, r, p);
	struct demo_note *n = &d->notes[d->note_count];

	if (!date_is_set(day))
		return;
	day = working_day(p, day);
	demo_random_uuid(r, n->id);
	n->person = person;
	n->account = demo_referent_on(p, day);
	n->at = (struct moment){ day, demo_random_between(r, 9 * 60, 18 * 60) };
	n->private_note = demo_random_chance(r, 30);
	n->text = demo_note_text(r, &d->arena, n->private_note);
	d->note_count++;
}

static size_t list_length(const struct code_label *list)
{
	size_t n = 0;

	while (list[n].code != NULL)
		n++;
	return n;
}

static void barrier_make(struct demo_data *d, struct demo_random *r, int person, const char *kind)
{
	struct demo_barrier *b = &d->barriers[d->barrier_count];
	struct date since = followed_day(d, r, &d->people[person]);

	if (!date_is_set(since))
		return;
	demo_random_uuid(r, b->id);
	b->person = person;
	b->kind = kind;
	b->detail = demo_barrier_detail(r, kind);
	b->since = since;
	b->lifted = DATE_NONE;
	if (demo_random_chance(r, 40))
		b->lifted = date_add_days(since, demo_random_between(r, 0, date_diff(d->today, since)));
	d->barrier_count++;
}

/* Transport, childcare, health and language come first; every kind of the list comes. */
static const char *kind_draw(struct demo_random *r)
{
	static const char *const frequent[] = { "transport", "garde_enfant", "sante", "langue", "logement" };

	if (demo_random_chance(r, 50))
		return frequent[demo_random_below(r, 5)];
	return barrier_kinds[demo_random_below(r, (unsigned)list_length(barrier_kinds))].code;
}

static void barriers_make(struct demo_data *d, struct demo_random *r, int person)
{
	static const int weights[] = { 45, 33, 16, 6 };
	size_t count = demo_random_weighted(r, weights, BARRIERS_AT_MOST + 1);
	size_t first = d->barrier_count;

	for (size_t i = 0; i < count; i++) {
		const char *kind = kind_draw(r);
		bool known = false;

		for (size_t k = first; k < d->barrier_count; k++)
			known = known || d->barriers[k].kind == kind;
		if (!known)
			barrier_make(d, r, person, kind);
	}
}

void demo_make_traces(struct demo_data *d)
{
	struct demo_random r;

	demo_random_seed(&r, d->seed, 5);
	d->notes = arena_array(&d->arena, d->people_count * NOTES_AT_MOST, sizeof(*d->notes));
	d->barriers = arena_array(&d->arena, d->people_count * BARRIERS_AT_MOST, sizeof(*d->barriers));
	for (size_t i = 0; i < d->people_count; i++) {
		for (int n = demo_random_between(&r, 0, NOTES_AT_MOST); n > 0; n--)
			note_make(d, &r, (int)i);
		barriers_make(d, &r, (int)i);
	}
}
