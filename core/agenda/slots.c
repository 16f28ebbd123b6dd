/* Free slots of an agenda: the quarter hours that booking_check() accepts. */
#include "core/agenda/booking.h"

enum { QUARTER = 15 };

struct search {
	const struct agenda_facts *agenda;
	const struct calendar *local;
	const char *department;
	struct moment now, from;
	int minutes, per_day;
	struct period *out;
	size_t room, count;
};

static int quarter_up(int minute)
{
	return (minute + QUARTER - 1) / QUARTER * QUARTER;
}

/* Tries the starts of one range of hours on one day; ranges are minutes of the week. Returns how many were taken. */
static int range_search(struct search *s, struct date day, struct hours_range range, int taken)
{
	int midnight = (date_weekday(day) - 1) * 1440, found = 0;
	int start = range.from > midnight ? quarter_up(range.from - midnight) : 0;
	int end = range.to - midnight < 1440 ? range.to - midnight : 1440;

	while (start + s->minutes <= end && s->count < s->room && (s->per_day == 0 || taken + found < s->per_day)) {
		struct moment from = {day, start};
		struct booking b = {.period = {from, moment_add_minutes(from, s->minutes)}, .except = ""};

		if (moment_compare(from, s->from) < 0 ||
		    booking_check(s->agenda, s->local, s->department, s->now, &b) != BOOKING_OK) {
			start += QUARTER;
			continue;
		}
		s->out[s->count++] = b.period;
		found++;
		start = quarter_up(start + s->minutes);
	}
	return found;
}

static void day_search(struct search *s, struct date day)
{
	int taken = 0;

	for (size_t i = 0; i < s->agenda->hours_count; i++)
		taken += range_search(s, day, s->agenda->hours[i], taken);
}

size_t slots_find(const struct agenda_facts *agenda, const struct calendar *local, const char *department,
                  struct moment now, struct moment from, int minutes, int per_day, struct period *out, size_t room)
{
	struct search s = {agenda, local, department, now, from, minutes, per_day, out, room, 0};
	struct date day;

	/* A convocation may not lie in the past. */
	if (moment_compare(s.from, now) < 0)
		s.from = now;
	if (minutes <= 0 || !date_is_set(agenda->from) || !date_is_set(agenda->to) || !moment_is_set(s.from))
		return 0;
	day = date_compare(s.from.day, agenda->from) < 0 ? agenda->from : s.from.day;
	for (; date_is_set(day) && date_compare(day, agenda->to) <= 0 && s.count < room; day = date_add_days(day, 1))
		day_search(&s, day);
	return s.count;
}
