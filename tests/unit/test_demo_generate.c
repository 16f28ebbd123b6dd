/* The demonstration as structs: sizes, names, periods that do not overlap, diaries without collision. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/calendar.h"
#include "core/base/text.h"
#include "sql/demo/demo_copy.h"

static struct demo_data *sample(void)
{
	return demo_generate(1, date_make(2026, 11, 20));
}

static char *whole_text(unsigned seed, struct date today)
{
	struct demo_data *d = demo_generate(seed, today);
	struct strbuf out = { 0 };

	for (size_t i = 0; i < demo_table_count; i++)
		demo_tables[i].write(&out, d);
	demo_data_free(d);
	return out.s;
}

Test(demo_generate, same_seed_and_day_give_the_same_bytes)
{
	char *a = whole_text(7, date_make(2026, 11, 20)), *b = whole_text(7, date_make(2026, 11, 20));

	cr_assert_gt(strlen(a), 1000000u);
	cr_assert_str_eq(a, b);
	free(a);
	free(b);
}

Test(demo_generate, another_seed_gives_other_identifiants_and_the_same_sizes)
{
	struct demo_data *a = sample(), *b = demo_generate(2, date_make(2026, 11, 20));
	size_t same = 0;

	cr_assert_eq(a->people_count, b->people_count);
	for (size_t i = 0; i < a->people_count; i++)
		same += strcmp(a->people[i].id, b->people[i].id) == 0;
	cr_expect_lt(same, 3u);
	demo_data_free(a);
	demo_data_free(b);
}

Test(demo_generate, twelve_referents_one_above_sixty)
{
	struct demo_data *d = sample();
	int total = 0, above = 0;

	for (int a = 0; a < DEMO_REFERENTS; a++) {
		int size = 0;

		for (size_t i = 0; i < d->people_count; i++)
			size += demo_referent_on(&d->people[i], d->today) == a;
		cr_expect_eq(size, demo_portfolio_size(a), "account %d", a);
		cr_expect(size > 60 ? size <= 65 : size >= 30 && size <= 50, "account %d: %d", a, size);
		cr_expect_eq(d->accounts[a].role, ROLE_COUNSELLOR);
		above += size > 60;
		total += size;
	}
	cr_expect_eq(above, 1);
	cr_expect_eq(total, DEMO_PEOPLE);
	cr_expect_eq(d->accounts[DEMO_SUPERVISOR].role, ROLE_SUPERVISOR);
	cr_expect_eq(d->accounts[DEMO_CONTROL].role, ROLE_CONTROL);
	cr_expect_str_eq(d->accounts[0].login, "mlegoff");
	demo_data_free(d);
}

static enum follow_up follow_today(const struct demo_data *d, const struct demo_person *p)
{
	for (int k = 0; k < p->follow_count; k++)
		if (date_compare(p->follows[k].from, d->today) <= 0 && date_compare(d->today, p->follows[k].to) < 0)
			return p->follows[k].follow_up;
	return FOLLOW_COUNT;
}

Test(demo_generate, the_first_referent_has_38_4_2)
{
	for (unsigned seed = 1; seed <= 20; seed++) {
		struct demo_data *d = demo_generate(seed, date_make(2026, 11, 20));
		int count[FOLLOW_COUNT + 1] = { 0 };

		for (size_t i = 0; i < d->people_count; i++)
			if (demo_referent_on(&d->people[i], d->today) == 0)
				count[follow_today(d, &d->people[i])]++;
		cr_expect_eq(count[FOLLOW_ACTIVE], 38, "seed %u", seed);
		cr_expect_eq(count[FOLLOW_STRUCTURING], 4, "seed %u", seed);
		cr_expect_eq(count[FOLLOW_ATTACHED], 2, "seed %u", seed);
		demo_data_free(d);
	}
}

/* Phone numbers are in the ranges kept for fiction, mail under example.org, names in normal form. */
Test(demo_generate, people_are_fictional_and_well_formed)
{
	static const char *const prefixes[] = { "01 99 00", "02 61 91", "03 53 01", "04 65 71", "05 36 49", "06 39 98" };
	struct demo_data *d = sample();
	struct arena a = { 0 };

	for (size_t i = 0; i < d->people_count; i++) {
		const struct demo_person *p = &d->people[i];
		const char *at = strchr(p->email, '@');
		bool known = *p->phone == '\0';

		for (size_t k = 0; k < 6; k++)
			known = known || (strncmp(p->phone, prefixes[k], 8) == 0 && strlen(p->phone) == 14);
		cr_expect(known, "%s", p->phone);
		cr_expect(*p->email == '\0' || (at > p->email && strcmp(at, "@example.org") == 0), "%s", p->email);
		cr_expect_str_eq(text_normalise(&a, p->last), p->last);
		cr_expect_str_eq(text_normalise(&a, p->first), p->first);
		cr_expect_eq(strspn(p->id, "0123456789ABCDEFGHJKMNPQRSTVWXYZ"), 6u);
		for (size_t j = 0; j < i; j++) {
			const struct demo_person *o = &d->people[j];

			cr_expect_str_neq(o->id, p->id);
			cr_expect(strcmp(o->last, p->last) != 0 || strcmp(o->first, p->first) != 0, "%s %s twice", p->last, p->first);
		}
	}
	arena_free(&a);
	demo_data_free(d);
}

/* Hyphens, apostrophes, ligatures, letters of other tongues, and long ones. */
Test(demo_generate, names_are_of_every_kind)
{
	static const char *const wanted[] = { "-", "'", "Œ", "É", "Nguyễn", "Aïcha", "Zoé", "Évrard", "Œuvrard", "N'Guessan",
		"D'Hérouville", "de La Rochefoucauld-Montbel", "Jean-Baptiste-Emmanuel" };
	struct demo_data *d = sample();
	size_t longest = 0;

	for (size_t w = 0; w < sizeof(wanted) / sizeof(wanted[0]); w++) {
		bool found = false;

		for (size_t i = 0; i < d->people_count; i++)
			found = found || strstr(d->people[i].last, wanted[w]) != NULL || strstr(d->people[i].first, wanted[w]) != NULL;
		cr_expect(found, "nobody is called %s", wanted[w]);
	}
	for (size_t i = 0; i < d->people_count; i++)
		if (strlen(d->people[i].last) > longest)
			longest = strlen(d->people[i].last);
	cr_expect_geq(longest, 27u);
	demo_data_free(d);
}

/* From one day to the next of each list: ordered, half-open, the last one open for who is followed. */
Test(demo_generate, periods_follow_one_another)
{
	for (unsigned seed = 1; seed <= 10; seed++) {
		struct demo_data *d = demo_generate(seed, date_add_days(date_make(2026, 11, 20), (int)seed));

		for (size_t i = 0; i < d->people_count; i++) {
			const struct demo_person *p = &d->people[i];

			cr_assert(p->passage_count >= 1 && p->passage_count <= DEMO_PERIODS);
			for (int k = 0; k < p->passage_count; k++) {
				cr_expect_lt(date_compare(p->passages[k].from, p->passages[k].to), 0, "person %d", p->number);
				cr_expect(k == 0 || date_compare(p->passages[k - 1].to, p->passages[k].from) <= 0);
				cr_expect_eq(date_is_set(p->passages[k].to), *p->passages[k].reason != '\0');
			}
			for (int k = 0; k < p->referent_count; k++) {
				cr_expect_lt(date_compare(p->referents[k].from, p->referents[k].to), 0, "person %d", p->number);
				cr_expect(k == 0 || date_compare(p->referents[k - 1].to, p->referents[k].from) == 0);
			}
			for (int k = 0; k < p->follow_count; k++) {
				cr_expect_lt(date_compare(p->follows[k].from, p->follows[k].to), 0, "person %d", p->number);
				cr_expect(k == 0 || date_compare(p->follows[k - 1].to, p->follows[k].from) == 0);
			}
			cr_expect_geq(date_compare(p->entry, d->first_day), 0, "two years at most");
		}
		demo_data_free(d);
	}
}

struct booked {
	long who, from, to;
};

static int busy_compare(const void *left, const void *right)
{
	const struct booked *a = left, *b = right;

	if (a->who != b->who)
		return a->who < b->who ? -1 : 1;
	return a->from < b->from ? -1 : a->from > b->from;
}

static size_t overlaps(struct booked *list, size_t count)
{
	size_t found = 0;

	qsort(list, count, sizeof(*list), busy_compare);
	for (size_t i = 1; i < count; i++)
		found += list[i].who == list[i - 1].who && list[i].from < list[i - 1].to;
	return found;
}

static struct booked busy_of(const struct demo_appointment *a, long who)
{
	long from = a->start.day.days * 1440L + a->start.minute;

	return (struct booked){ who, from, from + a->minutes };
}

Test(demo_generate, nobody_is_booked_twice)
{
	for (unsigned seed = 1; seed <= 10; seed++) {
		struct demo_data *d = demo_generate(seed, date_add_days(date_make(2026, 11, 20), (int)seed));
		struct booked *list = calloc(d->participation_count, sizeof(*list));
		size_t n = 0;

		for (size_t i = 0; i < d->appointment_count; i++)
			list[n++] = busy_of(&d->appointments[i], d->appointments[i].account);
		cr_expect_eq(overlaps(list, n), 0u, "a counsellor, seed %u", seed);
		for (n = 0; n < d->participation_count; n++)
			list[n] = busy_of(&d->appointments[d->participations[n].appointment], d->participations[n].person);
		cr_expect_eq(overlaps(list, n), 0u, "a person, seed %u", seed);
		free(list);
		demo_data_free(d);
	}
}

/* rules.md L5: no convocation on a closed day; what is held then, or at night, says why. */
Test(demo_generate, appointments_keep_to_working_days_and_hours)
{
	struct demo_data *d = demo_generate(3, date_make(2026, 11, 21)); /* a Saturday */
	size_t confirmed = 0;

	for (size_t i = 0; i < d->appointment_count; i++) {
		const struct demo_appointment *a = &d->appointments[i];

		confirmed += a->confirmed;
		cr_expect(a->confirmed || calendar_is_working_day(NULL, a->start.day, DEMO_DEPARTMENT));
		cr_expect(a->confirmed || a->start.minute >= 8 * 60 + 30);
		cr_expect_leq(a->start.minute + a->minutes, 17 * 60 + 30);
	}
	cr_expect_eq(confirmed, 1u, "last night's, on a Saturday");
	demo_data_free(d);
}

Test(demo_generate, past_outcomes_are_recorded_except_those_owed)
{
	struct demo_data *d = sample();
	size_t owed = 0, ahead = 0, unconcluded = 0;

	for (size_t i = 0; i < d->participation_count; i++) {
		const struct demo_participation *x = &d->participations[i];
		const struct demo_appointment *a = &d->appointments[x->appointment];
		bool past = date_compare(a->start.day, d->today) <= 0;

		owed += past && x->attendance == ATTENDANCE_UNKNOWN;
		ahead += !past;
		if (!past)
			cr_expect(x->attendance == ATTENDANCE_UNKNOWN || a->cancelled);
		unconcluded += x->attendance == ATTENDANCE_PRESENT && *x->conclusion == '\0';
		cr_expect(*x->conclusion == '\0' || x->attendance == ATTENDANCE_PRESENT, "L2: a conclusion is of who came");
		cr_expect_eq(x->attendance != ATTENDANCE_UNKNOWN, moment_is_set(x->recorded));
		if (moment_is_set(x->received))
			cr_expect_leq(moment_compare(x->convoked, x->received), 0, "L4");
	}
	cr_expect(owed > 10 && owed < 100, "%zu owed", owed);
	cr_expect_gt(ahead, 300u);
	cr_expect(unconcluded > 3 && unconcluded < 40, "%zu without conclusion: L2, ours", unconcluded);
	demo_data_free(d);
}

/* What goes with appointments is there, agrees with them, and is in the first référent's portfolio. */
Test(demo_generate, appointments_have_what_goes_with_them)
{
	struct demo_data *d = sample();
	size_t series = 0, unplanned = 0, groups = 0, open_ours = 0, open_theirs = 0;

	for (size_t i = 0; i < d->appointment_count; i++) {
		series += d->appointments[i].series[0] != '\0';
		unplanned += d->appointments[i].unplanned;
		groups += d->appointments[i].capacity > 0;
	}
	for (size_t i = 0; i < d->item_count; i++) {
		const struct demo_item *x = &d->items[i];
		const struct demo_participation *of = &d->participations[x->participation];

		cr_expect_eq(of->attendance, ATTENDANCE_PRESENT, "an undertaking comes from a conclusion");
		open_ours += x->structure && !date_is_set(x->done);
		open_theirs += !x->structure && !date_is_set(x->done);
	}
	for (size_t i = 0; i < d->reminder_count; i++)
		cr_expect_lt(date_diff(d->reminders[i].at.day, d->today), 0, "given before today");
	cr_expect(series > 100 && unplanned > 100 && groups > 100, "%zu %zu %zu", series, unplanned, groups);
	cr_expect(open_ours > 10 && open_theirs > 10, "%zu %zu", open_ours, open_theirs);
	cr_expect(d->reminder_count > 50 && d->move_count > 100 && d->proposal_count > 2 && d->leave_count > 10);
	cr_expect(d->absence_count == DEMO_REFERENTS && d->closing_count == 2 && d->put_off_count == 2);
	demo_data_free(d);
}

/* Nobody is seen on congés, in a délai de réflexion, on a closed day or while the counsellor is away. */
Test(demo_generate, days_off_are_kept_clear)
{
	struct demo_data *d = sample();

	for (size_t i = 0; i < d->participation_count; i++) {
		const struct demo_appointment *a = &d->appointments[d->participations[i].appointment];

		for (size_t k = 0; k < d->leave_count; k++)
			cr_expect(d->leaves[k].person != d->participations[i].person || d->leaves[k].kind > PROTECTED_REFLECTION || date_compare(a->start.day, d->leaves[k].from) < 0 ||
				date_compare(a->start.day, d->leaves[k].to) >= 0);
		for (size_t k = 0; k < d->closing_count; k++)
			cr_expect(date_compare(a->start.day, d->closings[k].from) != 0);
		for (size_t k = 0; k < d->absence_count; k++)
			cr_expect(d->absences[k].account != a->account || date_compare(a->start.day, d->absences[k].from.day) < 0 ||
				date_compare(a->start.day, d->absences[k].to.day) > 0);
	}
	demo_data_free(d);
}

/* Every state that a list of codes names is lived by somebody. */
Test(demo_generate, every_state_has_a_living_example)
{
	struct demo_data *d = sample();
	size_t regimes[REGIME_CE + 1] = { 0 }, attendances[ATTENDANCE_COUNT] = { 0 }, channels[CHANNEL_COUNT][2] = { 0 };
	size_t follows[FOLLOW_COUNT + 1] = { 0 };

	for (size_t i = 0; i < d->people_count; i++) {
		const struct demo_passage *g = demo_passage_on(&d->people[i], d->today);

		regimes[g != NULL ? g->regime : REGIME_NONE]++;
		follows[follow_today(d, &d->people[i])]++;
	}
	for (size_t i = 0; i < d->participation_count; i++)
		attendances[d->participations[i].attendance]++;
	for (size_t i = 0; i < d->contact_count; i++)
		channels[d->contacts[i].channel][d->contacts[i].reached]++;
	for (int r = REGIME_CSP; r <= REGIME_CE; r++)
		cr_expect_geq(regimes[r], 2u, "regime %s", regime_code((enum regime)r));
	for (int f = 0; f < FOLLOW_COUNT; f++)
		cr_expect_gt(follows[f], 5u, "%s", follow_up_code((enum follow_up)f));
	for (int a = 0; a < ATTENDANCE_COUNT; a++)
		cr_expect_gt(attendances[a], 10u, "%s", attendance_code((enum attendance)a));
	for (int c = 0; c < CHANNEL_COUNT; c++) {
		cr_expect_gt(channels[c][1], 0u, "%s reached", channel_code((enum channel)c));
		cr_expect(channels[c][0] > 0 || c == CHANNEL_MEETING, "%s in vain", channel_code((enum channel)c));
	}
	demo_data_free(d);
}

static size_t count_kind(const struct demo_data *d, const char *kind)
{
	size_t n = 0;

	for (size_t i = 0; i < d->appointment_count; i++)
		n += strcmp(d->appointments[i].kind, kind) == 0;
	return n;
}

static size_t count_place(const struct demo_data *d, const char *place)
{
	size_t n = 0;

	for (size_t i = 0; i < d->appointment_count; i++)
		n += strcmp(d->appointments[i].place, place) == 0;
	return n;
}

static size_t count_barrier(const struct demo_data *d, const char *kind, bool lifted)
{
	size_t n = 0;

	for (size_t i = 0; i < d->barrier_count; i++)
		n += strcmp(d->barriers[i].kind, kind) == 0 && date_is_set(d->barriers[i].lifted) == lifted;
	return n;
}

Test(demo_generate, every_code_of_the_closed_lists_is_used)
{
	struct demo_data *d = sample();
	size_t open = 0, lifted = 0, private_notes = 0, cancelled = 0, texts = 0;

	for (const struct code_label *k = appointment_kinds; k->code != NULL; k++)
		cr_expect_gt(count_kind(d, k->code), 0u, "%s", k->code);
	for (const struct code_label *k = appointment_places; k->code != NULL; k++)
		cr_expect_gt(count_place(d, k->code), 0u, "%s", k->code);
	for (const struct code_label *k = barrier_kinds; k->code != NULL; k++) {
		cr_expect_gt(count_barrier(d, k->code, false) + count_barrier(d, k->code, true), 0u, "%s", k->code);
		open += count_barrier(d, k->code, false);
		lifted += count_barrier(d, k->code, true);
	}
	cr_expect_eq(open + lifted, d->barrier_count, "every frein is of a known kind");
	cr_expect(open > 50 && lifted > 50);
	for (size_t i = 0; i < d->barrier_count; i++)
		texts += *d->barriers[i].detail != '\0';
	cr_expect_eq(texts, d->barrier_count, "every kind has words");
	for (size_t i = 0; i < d->note_count; i++)
		private_notes += d->notes[i].private_note;
	cr_expect(private_notes > 100 && private_notes < d->note_count / 2);
	for (size_t i = 0; i < d->appointment_count; i++)
		cancelled += d->appointments[i].cancelled;
	cr_expect_gt(cancelled, 20u);
	demo_data_free(d);
}

/* The passages of product.md's history: CSP, RSA, CEJ to the contrat d'engagement; the RSA's in 2025. */
Test(demo_generate, regimes_follow_the_law)
{
	static const enum regime before[] = { REGIME_CSP, REGIME_CER, REGIME_CEJ };
	struct demo_data *d = sample();
	size_t changes[3] = { 0 }, in_2025 = 0;

	for (size_t i = 0; i < d->people_count; i++)
		for (int k = 1; k < d->people[i].passage_count; k++) {
			const struct demo_passage *g = &d->people[i].passages[k];

			for (size_t b = 0; b < 3; b++) {
				bool change = g->regime == REGIME_CE && g[-1].regime == before[b];

				changes[b] += change;
				if (change && before[b] == REGIME_CER) {
					int year, month, day;

					date_split(g->from, &year, &month, &day);
					in_2025 += year == 2025;
				}
			}
		}
	for (size_t b = 0; b < 3; b++)
		cr_expect_gt(changes[b], 0u, "%s to CE", regime_code(before[b]));
	cr_expect_gt(in_2025, 0u);
	demo_data_free(d);
}

Test(demo_generate, replacements_are_past_present_and_to_come)
{
	struct demo_data *d = sample();
	int past = 0, whole = 0, named = 0, future = 0;

	for (size_t i = 0; i < d->replacement_count; i++) {
		const struct demo_replacement *x = &d->replacements[i];
		bool begun = date_compare(x->from, d->today) <= 0, over = date_compare(x->to, d->today) <= 0;

		cr_expect_neq(x->deputy, x->holder);
		cr_expect_neq(x->deputy, 0, "the first référent's portfolio stays 38 + 4 + 2");
		past += over;
		future += !begun;
		whole += begun && !over && x->person < 0;
		named += begun && !over && x->person >= 0;
	}
	cr_expect_eq(past, 1);
	cr_expect_eq(whole, 1);
	cr_expect_eq(named, 2);
	cr_expect_eq(future, 1);
	demo_data_free(d);
}
