/* Bookings, free slots and weekly series: each refusal with its name and source, its order, and its words. */
#include <criterion/criterion.h>
#include <string.h>

#include "core/agenda/booking.h"

#define ME "mlegoff"
#define AICHA "7KQ2M9"
#define KARIM "3FWX8B"

static struct arena arena;
static struct agenda_facts agenda;
static struct moment now;
static struct meeting meetings[8];
static struct attendee attendees[8];
static struct busy busy[4];
static struct absence absences[4];
static struct closing closings[4];
static struct protected_period protections[4];
static struct period person_busy[4];
static struct hours_range hours[10];

/* Thursday 10 December 2026 is the day most tests book on; now is Friday 20 November, 10:00. */
static struct date day(int year, int month, int d)
{
	return date_make(year, month, d);
}

static struct period slot(struct date d, int hour, int minute, int minutes)
{
	struct moment from = {d, hour * 60 + minute};

	return (struct period){from, moment_add_minutes(from, minutes)};
}

static struct period thursday(int hour, int minute, int minutes)
{
	return slot(day(2026, 12, 10), hour, minute, minutes);
}

/* Monday to Friday, 8:30-12:30 and 13:30-17:30: the default of an agency. */
static void setup(void)
{
	now = (struct moment){day(2026, 11, 20), 600};
	for (int d = 0; d < 5; d++) {
		hours[2 * d] = (struct hours_range){d * 1440 + 510, d * 1440 + 750};
		hours[2 * d + 1] = (struct hours_range){d * 1440 + 810, d * 1440 + 1050};
	}
	agenda = (struct agenda_facts){.login = ME, .name = "LE GOFF Maël", .from = day(2026, 11, 16),
	                               .to = day(2027, 6, 30), .meetings = meetings, .busy = busy, .absences = absences,
	                               .closings = closings, .protections = protections, .proposals = NULL,
	                               .hours = hours, .hours_count = 10, .person = AICHA, .person_busy = person_busy};
}

static void teardown(void)
{
	arena_free(&arena);
}

TestSuite(agenda, .init = setup, .fini = teardown);

/* --- facts ------------------------------------------------------------------------------------------------ */

static struct meeting *add_meeting(const char *id, const char *counsellor, struct period p, const char *person,
                                   const char *name)
{
	struct meeting *m = &meetings[agenda.meeting_count];
	struct attendee *a = &attendees[agenda.meeting_count++];

	*a = (struct attendee){.id = person, .name = name, .phone = "", .reason = "", .conclusion = ""};
	*m = (struct meeting){.id = id, .counsellor = counsellor, .period = p, .attendees = a, .attendee_count = 1};
	return m;
}

static void add_protection(enum protected_kind kind, const char *person, struct date from, struct date to)
{
	protections[agenda.protection_count++] = (struct protected_period){"c1", person, kind, from, to, ""};
}

static void add_busy(const char *login, struct period p)
{
	busy[agenda.busy_count++] = (struct busy){login, p};
}

static void add_absence(const char *login, struct period p, const char *reason)
{
	absences[agenda.absence_count++] = (struct absence){"a1", login, reason, p};
}

static void add_closing(struct date from, struct date to)
{
	closings[agenda.closing_count++] = (struct closing){"f1", "inventaire", from, to};
}

static struct booking booking_at(struct period p)
{
	return (struct booking){.period = p, .except = ""};
}

static enum booking_refusal check_in(struct period p, const struct calendar *local, const char *department)
{
	struct booking b = booking_at(p);

	return booking_check(&agenda, local, department, now, &b);
}

static enum booking_refusal check(struct period p)
{
	return check_in(p, NULL, "35");
}

/* The name, the source and the sentence of a refusal, and that it says what to do. */
static void expect_words(const struct booking *b, enum booking_refusal wanted, const char *name, const char *source,
                         const char *text)
{
	enum booking_refusal r = booking_check(&agenda, NULL, "35", now, b);
	const char *words = booking_refusal_text(&arena, &agenda, NULL, "35", b, r);
	struct error e;

	cr_assert_eq(r, wanted, "%s", booking_refusal_name(r));
	cr_expect_str_eq(booking_refusal_name(r), name);
	cr_expect_str_eq(booking_refusal_source(r), source);
	cr_expect_str_eq(words, text, "« %s »", words);
	booking_refuse(&arena, &agenda, NULL, "35", b, r, &e);
	cr_expect_eq(e.code, ERR_REFUSED);
	cr_expect_str_eq(e.constraint, name);
	cr_expect_str_eq(e.field, "debut");
	cr_expect_not_null(strstr(e.message, text), "%s", e.message);
	cr_expect_not_null(strstr(e.message, source), "%s", e.message);
	cr_expect(e.remedy[0] != '\0');
}

static void expect_refused(struct period p, enum booking_refusal wanted, const char *name, const char *source,
                           const char *text)
{
	struct booking b = booking_at(p);

	expect_words(&b, wanted, name, source, text);
}

/* --- arithmetic ---------------------------------------------------------------------------------------------- */

Test(agenda, minutes_of_the_wall_clock)
{
	struct moment m = {day(2026, 12, 31), 1430};
	struct moment next = moment_add_minutes(m, 20), back = moment_add_minutes(next, -20);

	cr_assert_eq(next.day.days, day(2027, 1, 1).days);
	cr_assert_eq(next.minute, 10);
	cr_assert_eq(moment_compare(back, m), 0);
	cr_assert_eq(moment_add_minutes(m, -1431).minute, 1439);
	cr_assert_eq(moment_add_minutes(m, 4 * 1440).day.days, day(2027, 1, 4).days);
	cr_assert_not(moment_is_set(moment_add_minutes((struct moment){day(9999, 12, 31), 1439}, 1)));
	cr_assert_not(moment_is_set(moment_add_minutes(MOMENT_NONE, 5)));
	cr_assert_eq(moment_minute_of_week((struct moment){day(2026, 11, 16), 0}), 0, "Monday");
	cr_assert_eq(moment_minute_of_week((struct moment){day(2026, 11, 22), 1439}), WEEK_MINUTES - 1, "Sunday");
	cr_assert_eq(period_last_day(slot(day(2026, 12, 10), 23, 30, 30)).days, day(2026, 12, 10).days, "until midnight");
	cr_assert_eq(period_last_day(slot(day(2026, 12, 10), 23, 30, 31)).days, day(2026, 12, 11).days);
}

Test(agenda, protected_kinds_by_code)
{
	for (int k = 0; k < PROTECTED_COUNT; k++)
		cr_assert_eq(protected_from_code(protected_code((enum protected_kind)k)), k);
	cr_assert_eq(protected_from_code("inconnue"), -1);
	cr_assert_eq(protected_from_code(NULL), -1);
	cr_assert_str_eq(protected_label(PROTECTED_REFLECTION), "délai de réflexion");
}

/* --- each refusal -------------------------------------------------------------------------------------------- */

Test(agenda, a_free_slot_is_accepted)
{
	struct booking b = booking_at(thursday(9, 0, 30));
	struct error e;

	cr_assert_eq(check(b.period), BOOKING_OK);
	cr_assert_str_eq(booking_refusal_name(BOOKING_OK), "");
	cr_assert_str_eq(booking_refusal_text(&arena, &agenda, NULL, "35", &b, BOOKING_OK), "");
	booking_refuse(&arena, &agenda, NULL, "35", &b, BOOKING_OK, &e);
	cr_assert_not(error_is_set(&e));
}

Test(agenda, past)
{
	expect_refused(slot(now.day, 9, 0, 30), BOOKING_PAST, "rdv_passe", "règle commune L5", "dans le passé");
	cr_assert_eq(check(slot(now.day, 10, 0, 30)), BOOKING_OK, "this very minute is not the past");
	cr_assert_eq(check(slot(now.day, 9, 59, 30)), BOOKING_PAST, "begun a minute ago");
}

Test(agenda, declared_leave)
{
	add_protection(PROTECTED_LEAVE, AICHA, day(2026, 12, 7), day(2026, 12, 10));
	expect_refused(thursday(9, 0, 30), BOOKING_LEAVE, "rdv_conges", "003:7893", "congés déclarés du 07/12 au 10/12");
	cr_assert_eq(check(slot(day(2026, 12, 11), 9, 0, 30)), BOOKING_OK, "the day after the last one");
	cr_assert_eq(check(slot(day(2026, 12, 4), 9, 0, 30)), BOOKING_OK);
	protections[0].from = day(2026, 12, 10);
	expect_refused(thursday(9, 0, 30), BOOKING_LEAVE, "rdv_conges", "003:7893", "congés déclarés le 10/12");
	protections[0].person = KARIM;
	cr_assert_eq(check(thursday(9, 0, 30)), BOOKING_OK, "somebody else's");
}

Test(agenda, delai_de_reflexion)
{
	add_protection(PROTECTED_REFLECTION, AICHA, day(2026, 12, 1), day(2026, 12, 21));
	expect_refused(thursday(9, 0, 30), BOOKING_REFLECTION, "rdv_reflexion", "000:1459",
	               "délai de réflexion du 01/12 au 21/12");
}

Test(agenda, counsellor_is_busy)
{
	struct meeting *m = add_meeting("s1", ME, thursday(9, 0, 45), KARIM, "BENALI Karim");

	expect_refused(thursday(9, 30, 30), BOOKING_COUNSELLOR_BUSY, "seance_conseiller_occupe", "règle commune L5",
	               "rendez-vous avec BENALI Karim de 09:00 à 09:45");
	cr_assert_eq(check(thursday(9, 45, 30)), BOOKING_OK, "the end no longer counts");
	cr_assert_eq(check(thursday(8, 30, 30)), BOOKING_OK);
	m->attendees[0].attendance = ATTENDANCE_CANCELLED_PERSON;
	cr_assert_eq(check(thursday(9, 0, 30)), BOOKING_COUNSELLOR_BUSY, "the séance itself still stands");
	m->cancelled = true;
	cr_assert_eq(check(thursday(9, 0, 30)), BOOKING_OK);
	m->cancelled = false;
	m->counsellor = "pcaron";
	cr_assert_eq(check(thursday(9, 0, 30)), BOOKING_OK, "a colleague's");
}

Test(agenda, counsellor_is_busy_by_period_alone)
{
	add_busy("pcaron", thursday(9, 0, 60));
	cr_assert_eq(check(thursday(9, 0, 30)), BOOKING_OK, "a colleague's time is not mine");
	add_busy(ME, thursday(9, 0, 60));
	expect_refused(thursday(9, 0, 30), BOOKING_COUNSELLOR_BUSY, "seance_conseiller_occupe", "règle commune L5",
	               "rendez-vous de 09:00 à 10:00");
}

Test(agenda, person_is_busy)
{
	person_busy[0] = thursday(9, 0, 45);
	agenda.person_busy_count = 1;
	expect_refused(thursday(9, 30, 30), BOOKING_PERSON_BUSY, "participation_personne_occupee", "règle commune L5",
	               "la personne est prise de 09:00 à 09:45");
	agenda.person = "";
	cr_assert_eq(check(thursday(9, 30, 30)), BOOKING_OK, "nobody asked for");
}

Test(agenda, person_is_busy_with_a_colleague)
{
	struct meeting *m = add_meeting("s1", "pcaron", thursday(9, 0, 45), AICHA, "BERNARD Aïcha");

	cr_assert_eq(check(thursday(9, 30, 30)), BOOKING_PERSON_BUSY);
	m->attendees[0].attendance = ATTENDANCE_CANCELLED_STRUCTURE;
	cr_assert_eq(check(thursday(9, 30, 30)), BOOKING_OK, "cancelled for this person");
}

Test(agenda, national_holiday)
{
	/* 25 December 2026 is a Friday. */
	expect_refused(slot(day(2026, 12, 25), 9, 0, 30), BOOKING_HOLIDAY, "rdv_ferie", "jours fériés du département",
	               "jour férié : Noël");
}

/* rules.md §3: Vendredi saint and 26 December in 57, 67, 68. */
Test(agenda, holidays_of_alsace_and_moselle)
{
	struct period good_friday = slot(day(2027, 3, 26), 9, 0, 30), boxing_day = slot(day(2028, 12, 26), 9, 0, 30);
	static const char *const eastern[] = {"57", "67", "68"};

	agenda.to = day(2028, 12, 31);
	for (size_t i = 0; i < 3; i++) {
		cr_assert_eq(check_in(good_friday, NULL, eastern[i]), BOOKING_HOLIDAY, "%s", eastern[i]);
		cr_assert_eq(check_in(boxing_day, NULL, eastern[i]), BOOKING_HOLIDAY, "%s", eastern[i]);
	}
	cr_assert_eq(check_in(good_friday, NULL, "54"), BOOKING_OK);
	cr_assert_eq(check_in(boxing_day, NULL, "35"), BOOKING_OK);
	cr_assert_eq(check_in(good_friday, NULL, NULL), BOOKING_OK, "the national calendar");
}

Test(agenda, local_holiday)
{
	static const struct local_day abolition = {"974", 0, 12, 20, 0, "Abolition de l'esclavage"};
	const struct calendar local = {&abolition, 1};
	struct booking b = booking_at(slot(day(2027, 12, 20), 9, 0, 30)); /* a Monday */

	agenda.to = day(2027, 12, 31);
	cr_assert_eq(check_in(b.period, &local, "974"), BOOKING_HOLIDAY);
	cr_assert_str_eq(booking_refusal_text(&arena, &agenda, &local, "974", &b, BOOKING_HOLIDAY),
	                 "jour férié : Abolition de l'esclavage");
	cr_assert_eq(check_in(b.period, &local, "971"), BOOKING_OK);
	cr_assert_eq(check_in(b.period, NULL, "974"), BOOKING_OK);
}

Test(agenda, closing_day)
{
	add_closing(day(2026, 12, 10), day(2026, 12, 11));
	expect_refused(thursday(9, 0, 30), BOOKING_CLOSED, "rdv_fermeture", "fermetures de l'agence",
	               "agence fermée du 10/12 au 11/12 : inventaire");
	cr_assert_eq(check(slot(day(2026, 12, 14), 9, 0, 30)), BOOKING_OK);
}

Test(agenda, own_absence)
{
	add_absence("pcaron", thursday(8, 30, 240), "");
	cr_assert_eq(check(thursday(9, 0, 30)), BOOKING_OK, "a colleague's");
	add_absence(ME, thursday(9, 15, 120), "réunion");
	expect_refused(thursday(9, 0, 30), BOOKING_ABSENT, "rdv_absence", "absences du conseiller",
	               "absence de 09:15 à 11:15 : réunion");
	cr_assert_eq(check(thursday(11, 15, 30)), BOOKING_OK);
}

Test(agenda, outside_the_hours)
{
	expect_refused(thursday(17, 15, 30), BOOKING_HOURS, "rdv_hors_horaires", "horaires de travail",
	               "hors des horaires (08:30-12:30, 13:30-17:30)");
	cr_assert_eq(check(thursday(12, 15, 90)), BOOKING_HOURS, "through the midday break");
	cr_assert_eq(check(thursday(12, 0, 30)), BOOKING_OK, "up to the last minute");
	expect_refused(slot(day(2026, 12, 12), 9, 0, 30), BOOKING_HOURS, "rdv_hors_horaires", "horaires de travail",
	               "hors des horaires (aucun ce jour)");
	agenda.hours_count = 0;
	cr_assert_eq(check(thursday(9, 0, 30)), BOOKING_HOURS);
}

/* --- precedence, confirmation, exceptions --------------------------------------------------------------------- */

/* Everything at once on Friday 25 December at 18:00, then one obstacle less at a time. */
Test(agenda, refusals_come_in_the_order_of_the_enumeration)
{
	struct period p = slot(day(2026, 12, 25), 18, 0, 30);

	add_protection(PROTECTED_REFLECTION, AICHA, day(2026, 12, 1), day(2026, 12, 31));
	add_protection(PROTECTED_LEAVE, AICHA, day(2026, 12, 24), day(2026, 12, 26));
	add_meeting("s1", ME, p, KARIM, "BENALI Karim");
	person_busy[0] = p;
	agenda.person_busy_count = 1;
	add_closing(p.from.day, p.from.day);
	add_absence(ME, p, "");
	now.day = day(2026, 12, 26);
	cr_assert_eq(check(p), BOOKING_PAST);
	now.day = day(2026, 11, 20);
	cr_assert_eq(check(p), BOOKING_LEAVE);
	agenda.protection_count = 1;
	cr_assert_eq(check(p), BOOKING_REFLECTION);
	agenda.protection_count = 0;
	cr_assert_eq(check(p), BOOKING_COUNSELLOR_BUSY);
	agenda.meeting_count = 0;
	cr_assert_eq(check(p), BOOKING_PERSON_BUSY);
	agenda.person_busy_count = 0;
	cr_assert_eq(check(p), BOOKING_HOLIDAY);
	p = slot(day(2026, 12, 24), 18, 0, 30);
	closings[0].from = closings[0].to = p.from.day;
	absences[0].period = p;
	cr_assert_eq(check(p), BOOKING_CLOSED);
	agenda.closing_count = 0;
	cr_assert_eq(check(p), BOOKING_ABSENT);
	agenda.absence_count = 0;
	cr_assert_eq(check(p), BOOKING_HOURS);
}

Test(agenda, only_the_last_four_are_passed_over_when_confirmed)
{
	struct booking b = {.period = slot(day(2026, 12, 25), 18, 0, 30), .except = "", .confirmed = true};

	add_closing(day(2026, 12, 25), day(2026, 12, 25));
	add_absence(ME, b.period, "");
	cr_assert_eq(booking_check(&agenda, NULL, "35", now, &b), BOOKING_OK);
	add_protection(PROTECTED_LEAVE, AICHA, day(2026, 12, 24), day(2026, 12, 26));
	cr_assert_eq(booking_check(&agenda, NULL, "35", now, &b), BOOKING_LEAVE);
	for (int r = BOOKING_OK; r < BOOKING_COUNT; r++) {
		bool confirmable = r == BOOKING_HOLIDAY || r == BOOKING_CLOSED || r == BOOKING_ABSENT || r == BOOKING_HOURS;

		cr_assert_eq(booking_refusal_confirmable((enum booking_refusal)r), confirmable, "%d", r);
	}
}

/* L5: an unplanned meeting may be recorded afterwards; nobody was in two places for all that. */
Test(agenda, an_unplanned_meeting_is_refused_a_double_booking_only)
{
	struct booking b = {.period = slot(day(2026, 11, 11), 7, 0, 30), .except = "", .unplanned = true};

	add_protection(PROTECTED_LEAVE, AICHA, day(2026, 11, 1), day(2026, 11, 30));
	cr_assert_eq(booking_check(&agenda, NULL, "35", now, &b), BOOKING_OK);
	add_meeting("s1", ME, b.period, KARIM, "BENALI Karim");
	cr_assert_eq(booking_check(&agenda, NULL, "35", now, &b), BOOKING_COUNSELLOR_BUSY);
	agenda.meeting_count = 0;
	person_busy[0] = b.period;
	agenda.person_busy_count = 1;
	cr_assert_eq(booking_check(&agenda, NULL, "35", now, &b), BOOKING_PERSON_BUSY);
	b.period = thursday(9, 0, 30);
	expect_words(&b, BOOKING_AHEAD, "rdv_imprevu_futur", "règle commune L5",
	             "un entretien non planifié s'enregistre après coup");
	b.period = slot(now.day, 10, 0, 30);
	cr_assert_eq(booking_check(&agenda, NULL, "35", now, &b), BOOKING_OK, "it has just begun");
}

Test(agenda, a_moved_seance_does_not_stand_in_its_own_way)
{
	struct booking b = {.period = thursday(9, 15, 45), .except = "s1"};

	add_meeting("s1", ME, thursday(9, 0, 45), AICHA, "BERNARD Aïcha");
	add_busy(ME, thursday(9, 0, 45));
	person_busy[0] = thursday(9, 0, 45);
	agenda.person_busy_count = 1;
	cr_assert_eq(booking_check(&agenda, NULL, "35", now, &b), BOOKING_OK);
	b.except = "";
	cr_assert_eq(booking_check(&agenda, NULL, "35", now, &b), BOOKING_COUNSELLOR_BUSY);
	b.except = "s1";
	person_busy[1] = thursday(9, 45, 30);
	agenda.person_busy_count = 2;
	cr_assert_eq(booking_check(&agenda, NULL, "35", now, &b), BOOKING_PERSON_BUSY, "another one does");
}

/* Whose days are looked at is decided by the séance moved, not by whom the screen last looked at. */
Test(agenda, a_moved_seance_concerns_those_expected_at_it)
{
	struct booking b = {.period = thursday(9, 15, 45), .except = "s1"};
	struct meeting *m = add_meeting("s1", ME, thursday(8, 30, 45), KARIM, "BENALI Karim");

	add_protection(PROTECTED_LEAVE, AICHA, day(2026, 12, 10), day(2026, 12, 10));
	cr_assert_eq(booking_check(&agenda, NULL, "35", now, &b), BOOKING_OK, "Aïcha does not come");
	protections[0].person = KARIM;
	cr_assert_eq(booking_check(&agenda, NULL, "35", now, &b), BOOKING_LEAVE);
	m->attendees[0].attendance = ATTENDANCE_CANCELLED_PERSON;
	cr_assert_eq(booking_check(&agenda, NULL, "35", now, &b), BOOKING_OK, "no longer expected");
}

Test(agenda, people_out_of_reach_are_nobody)
{
	add_meeting("s1", "pcaron", thursday(9, 0, 45), "", "");
	agenda.person = "";
	add_protection(PROTECTED_LEAVE, "", day(2026, 12, 10), day(2026, 12, 10));
	cr_assert_eq(check(thursday(9, 0, 30)), BOOKING_OK);
	meetings[0].counsellor = ME;
	expect_refused(thursday(9, 0, 30), BOOKING_COUNSELLOR_BUSY, "seance_conseiller_occupe", "règle commune L5",
	               "rendez-vous de 09:00 à 09:45");
}

Test(agenda, hostile_text_is_made_safe)
{
	struct booking b = booking_at(thursday(9, 0, 30));

	add_absence(ME, thursday(9, 0, 30), "\033[2J");
	cr_assert_null(strchr(booking_refusal_text(&arena, &agenda, NULL, "35", &b, BOOKING_ABSENT), '\033'));
}

/* --- free slots ------------------------------------------------------------------------------------------------- */

enum { ROOM = 64 };

static size_t find(struct moment from, int minutes, int per_day, struct period *out, size_t room)
{
	return slots_find(&agenda, NULL, "35", now, from, minutes, per_day, out, room);
}

static void expect_start(struct period p, struct date d, int hour, int minute)
{
	char text[MOMENT_TEXT];

	cr_expect_eq(p.from.day.days, d.days, "%s", moment_format(p.from, text));
	cr_expect_eq(p.from.minute, hour * 60 + minute, "%s", moment_format(p.from, text));
}

Test(agenda, slots_fill_the_hours_on_the_quarter)
{
	struct period out[ROOM];
	size_t count = find((struct moment){day(2026, 12, 10), 0}, 40, 0, out, ROOM);

	cr_assert_eq(count, ROOM);
	expect_start(out[0], day(2026, 12, 10), 8, 30);
	expect_start(out[1], day(2026, 12, 10), 9, 15);
	expect_start(out[4], day(2026, 12, 10), 11, 30);
	expect_start(out[5], day(2026, 12, 10), 13, 30);
	expect_start(out[10], day(2026, 12, 11), 8, 30);
	for (size_t i = 0; i < count; i++) {
		cr_assert_eq(out[i].from.minute % 15, 0);
		cr_assert_eq(period_minutes(out[i]), 40);
		cr_assert_eq(check(out[i]), BOOKING_OK);
		cr_assert(i == 0 || moment_compare(out[i - 1].to, out[i].from) <= 0);
	}
}

Test(agenda, slots_go_round_what_is_taken)
{
	struct period out[ROOM];

	add_meeting("s1", ME, thursday(8, 40, 30), KARIM, "BENALI Karim");
	person_busy[0] = thursday(10, 0, 60);
	agenda.person_busy_count = 1;
	cr_assert_eq(find((struct moment){day(2026, 12, 10), 0}, 60, 0, out, 3), 3);
	expect_start(out[0], day(2026, 12, 10), 11, 0);
	expect_start(out[1], day(2026, 12, 10), 13, 30);
	cr_assert_eq(find((struct moment){day(2026, 12, 10), 0}, 45, 0, out, 3), 3);
	expect_start(out[0], day(2026, 12, 10), 9, 15);
}

Test(agenda, slots_jump_over_holidays_leave_and_weekends)
{
	struct period out[ROOM];

	add_protection(PROTECTED_LEAVE, AICHA, day(2026, 12, 28), day(2026, 12, 30));
	cr_assert_eq(find((struct moment){day(2026, 12, 24), 1000}, 60, 1, out, 2), 2);
	expect_start(out[0], day(2026, 12, 31), 8, 30);
	expect_start(out[1], day(2027, 1, 4), 8, 30);
}

Test(agenda, slots_respect_the_past_the_limit_a_day_and_what_is_known)
{
	struct period out[ROOM];

	now.minute = 607;
	cr_assert_eq(find((struct moment){day(2026, 11, 1), 0}, 30, 2, out, 3), 3);
	expect_start(out[0], day(2026, 11, 20), 10, 15);
	expect_start(out[1], day(2026, 11, 20), 10, 45);
	expect_start(out[2], day(2026, 11, 23), 8, 30);
	agenda.to = day(2026, 11, 20);
	cr_assert_eq(find((struct moment){day(2026, 11, 1), 0}, 30, 2, out, ROOM), 2, "nothing is known beyond");
	cr_assert_eq(find((struct moment){day(2026, 11, 21), 0}, 30, 2, out, ROOM), 0);
	cr_assert_eq(find(now, 0, 0, out, ROOM), 0);
	cr_assert_eq(find(now, 300, 0, out, ROOM), 0, "longer than any range");
	cr_assert_eq(find(now, 30, 0, out, 0), 0);
}

/* --- weekly series -------------------------------------------------------------------------------------------- */

static struct series plan(struct period first, int weeks)
{
	return series_plan(&arena, &agenda, NULL, "35", now, first, weeks);
}

Test(agenda, series_of_every_length)
{
	struct error e;

	for (int weeks = SERIES_MIN - 1; weeks <= SERIES_MAX + 1; weeks++) {
		struct series s = plan(slot(day(2027, 1, 7), 9, 0, 30), weeks);
		bool good = weeks >= SERIES_MIN && weeks <= SERIES_MAX;

		cr_assert_eq(s.count, good ? (size_t)weeks : 0);
		cr_assert_eq(series_check(&arena, &s, &e), good);
	}
	cr_assert_str_eq(e.constraint, "serie_longueur");
	cr_assert_str_eq(e.field, "semaines");
	cr_assert_eq(plan(slot(day(2027, 1, 7), 9, 0, 0), 3).count, 0, "an empty period");
}

/* Fridays from 4 December 2026: Noël and 1 January are holidays, one is on leave, one is taken. */
Test(agenda, series_jumps_over_and_says_which)
{
	struct series s;
	struct error e = {0};

	add_protection(PROTECTED_LEAVE, AICHA, day(2027, 1, 6), day(2027, 1, 8));
	add_meeting("s1", ME, slot(day(2026, 12, 11), 9, 0, 60), KARIM, "BENALI Karim");
	s = plan(slot(day(2026, 12, 4), 9, 0, 30), 8);
	cr_assert_eq(s.count, 8);
	cr_assert_eq(s.given, 4);
	cr_assert_eq(s.items[1].refusal, BOOKING_COUNSELLOR_BUSY);
	cr_assert_eq(s.items[3].refusal, BOOKING_HOLIDAY);
	cr_assert_eq(s.items[4].refusal, BOOKING_HOLIDAY);
	cr_assert_eq(s.items[5].refusal, BOOKING_LEAVE);
	cr_assert_str_eq(s.items[0].why, "");
	cr_assert_str_eq(series_skipped_text(&arena, &s),
	                 "4 semaines sautées : 11/12 (rendez-vous avec BENALI Karim de 09:00 à 10:00), "
	                 "25/12 (jour férié : Noël), 01/01 (jour férié : Jour de l'an), "
	                 "08/01 (congés déclarés du 06/01 au 08/01)");
	cr_assert(series_check(&arena, &s, &e));
	s = plan(slot(day(2026, 12, 10), 9, 0, 30), 3);
	cr_assert_str_eq(series_skipped_text(&arena, &s), "");
}

Test(agenda, series_without_any_occurrence)
{
	struct series s;
	struct error e;

	add_protection(PROTECTED_REFLECTION, AICHA, day(2026, 12, 1), day(2027, 3, 31));
	s = plan(slot(day(2026, 12, 4), 9, 0, 30), 5);
	cr_assert_eq(s.count, 5);
	cr_assert_eq(s.given, 0);
	cr_assert_not(series_check(&arena, &s, &e));
	cr_assert_eq(e.code, ERR_REFUSED);
	cr_assert_str_eq(e.constraint, "serie_vide");
	cr_assert_not_null(strstr(e.message, "04/12 (délai de réflexion du 01/12 au 31/03)"), "%s", e.message);
	cr_assert(e.remedy[0] != '\0');
}

/* The clock changes on 28 March and on 31 October 2027: the hour on the wall stays. */
Test(agenda, series_keep_their_hour_over_a_clock_change)
{
	struct series spring = plan(slot(day(2027, 3, 18), 9, 0, 30), 4), autumn;

	agenda.to = day(2027, 12, 31);
	autumn = plan(slot(day(2027, 10, 21), 9, 0, 30), 4);
	for (size_t i = 0; i < 4; i++) {
		expect_start(spring.items[i].period, date_add_days(day(2027, 3, 18), (int)i * 7), 9, 0);
		expect_start(autumn.items[i].period, date_add_days(day(2027, 10, 21), (int)i * 7), 9, 0);
		cr_assert_eq(period_minutes(spring.items[i].period), 30);
		cr_assert_eq(spring.items[i].refusal, BOOKING_OK);
	}
	/* The hours of a changing day count from midnight on the wall as well. */
	hours[0] = (struct hours_range){6 * 1440 + 180, 6 * 1440 + 300};
	agenda.hours_count = 1;
	cr_assert_eq(check(slot(day(2027, 3, 28), 3, 0, 60)), BOOKING_OK);
	cr_assert_eq(check(slot(day(2027, 10, 31), 3, 30, 60)), BOOKING_OK);
	cr_assert_eq(check(slot(day(2027, 10, 31), 2, 30, 60)), BOOKING_HOURS);
}

Test(agenda, a_confirmed_series_passes_over_hours_alone)
{
	struct booking b = {.period = slot(day(2026, 12, 18), 18, 0, 30), .except = "", .confirmed = true};
	struct series s;

	add_absence(ME, slot(day(2027, 1, 8), 17, 0, 120), "");
	cr_assert_eq(plan(b.period, 4).given, 0);
	s = series_plan_booking(&arena, &agenda, NULL, "35", now, &b, 4);
	cr_assert_eq(s.items[0].refusal, BOOKING_OK);
	cr_assert_eq(s.items[1].refusal, BOOKING_HOLIDAY);
	cr_assert_eq(s.items[2].refusal, BOOKING_HOLIDAY);
	cr_assert_eq(s.items[3].refusal, BOOKING_ABSENT);
}

Test(agenda, a_series_stops_at_the_end_of_time)
{
	struct series s = plan(slot(day(9999, 12, 20), 9, 0, 30), 5);

	cr_assert_eq(s.count, 2);
}

/* --- property: an obstacle more never opens a slot ------------------------------------------------------------- */

static unsigned draw_state = 1;

static int draw(int limit)
{
	draw_state = draw_state * 1664525u + 1013904223u;
	return (int)((draw_state >> 8) % (unsigned)limit);
}

static struct period draw_period(void)
{
	return slot(date_add_days(day(2026, 12, 7), draw(7)), 7 + draw(11), 15 * draw(4), 15 * (1 + draw(6)));
}

static void draw_obstacle(void)
{
	struct period p = draw_period();

	switch (draw(6)) {
	case 0:
		add_meeting("s1", ME, p, KARIM, "BENALI Karim");
		break;
	case 1:
		add_busy(ME, p);
		break;
	case 2:
		person_busy[agenda.person_busy_count++] = p;
		break;
	case 3:
		add_absence(ME, p, "");
		break;
	case 4:
		add_closing(p.from.day, p.from.day);
		break;
	default:
		add_protection((enum protected_kind)draw(2), AICHA, p.from.day, date_add_days(p.from.day, draw(3)));
		break;
	}
}

Test(agenda, an_obstacle_more_never_opens_a_slot)
{
	for (int n = 0; n < 5000; n++) {
		struct period p = draw_period();
		enum booking_refusal before;

		setup();
		for (int i = draw(3); i > 0; i--)
			draw_obstacle();
		before = check(p);
		draw_obstacle();
		if (before != BOOKING_OK)
			cr_assert(check(p) != BOOKING_OK && check(p) <= before);
	}
}
