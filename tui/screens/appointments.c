/* Which appointment of a file an act is about. */
#include "tui/screens/appointments.h"

#include <string.h>

static bool appointment_has_begun(const struct appointment *p, struct moment now)
{
	return !p->cancelled && moment_compare(p->start, now) <= 0;
}

const struct appointment *appointment_without_outcome(const struct person_file *f, struct moment now)
{
	const struct appointment *oldest = NULL;
	for (size_t i = 0; f != NULL && i < f->appointment_count; i++) {
		const struct appointment *p = &f->appointments[i];
		if (appointment_has_begun(p, now) && p->attendance == ATTENDANCE_UNKNOWN &&
		    (oldest == NULL || moment_compare(p->start, oldest->start) < 0))
			oldest = p;
	}
	return oldest;
}

const struct appointment *appointment_without_conclusion(const struct person_file *f, struct moment now)
{
	const struct appointment *oldest = NULL;
	struct moment due = f != NULL ? f->person.oldest_unconcluded : MOMENT_NONE;
	for (size_t i = 0; f != NULL && i < f->appointment_count; i++) {
		const struct appointment *p = &f->appointments[i];
		bool attended = p->attendance == ATTENDANCE_PRESENT && moment_is_set(due) && moment_compare(p->start, due) >= 0;
		if (appointment_has_begun(p, now) && p->conclusion[0] == '\0' && (attended || p->attendance == ATTENDANCE_UNKNOWN) &&
		    (oldest == NULL || moment_compare(p->start, oldest->start) < 0))
			oldest = p;
	}
	return oldest;
}

const struct appointment *appointment_concluded_before(const struct person_file *f, const struct appointment *m)
{
	const struct appointment *last = NULL;
	for (size_t i = 0; i < f->appointment_count; i++) {
		const struct appointment *p = &f->appointments[i];
		if (p->conclusion[0] != '\0' && moment_compare(p->start, m->start) < 0 &&
		    (last == NULL || moment_compare(p->start, last->start) > 0))
			last = p;
	}
	return last;
}

const struct appointment *appointment_of_file(const struct person_file *f, const char *id)
{
	for (size_t i = 0; f != NULL && i < f->appointment_count; i++)
		if (strcmp(f->appointments[i].id, id) == 0)
			return &f->appointments[i];
	return NULL;
}

size_t items_open(const struct person_file *f, bool of_person, const struct item **out, size_t room)
{
	size_t count = 0;
	for (size_t i = 0; i < f->item_count; i++) {
		const struct item *item = &f->items[i];
		if (date_is_set(item->done) || (item->debtor == DEBTOR_PERSON) != of_person)
			continue;
		if (out != NULL && count < room)
			out[count] = item;
		count++;
	}
	return count;
}

const char *appointment_when(struct arena *arena, struct moment m)
{
	char day[32];
	date_format_long(m.day, day);
	char *year = strrchr(day, ' ');
	return arena_format(arena, "%.*s %02d:%02d", year != NULL ? (int)(year - day) : 0, day, m.minute / 60, m.minute % 60);
}
