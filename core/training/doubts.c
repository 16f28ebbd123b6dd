/* Duplicates and contradictions between the requests of one person (rules.md T6, 002:281). */
#include <string.h>

#include "core/base/french.h"
#include "core/base/text.h"
#include "core/training/funding.h"
#include "core/training/stages.h"

/* Raised before the other, or the same day and recorded under a smaller id: only one of two says it repeats the other. */
static bool asked_before(const struct training *other, const struct training *t)
{
	int order = date_compare(other->raised, t->raised);

	return order != 0 ? order < 0 : strcmp(other->id, t->id) < 0;
}

static bool same_course(struct arena *arena, const struct training *a, const struct training *b)
{
	if (a->session[0] != '\0' && strcmp(a->session, b->session) == 0)
		return true;
	return strcmp(text_fold(arena, a->title), text_fold(arena, b->title)) == 0;
}

/* Followed up six months after its end, a course is no longer asked for at the same time as another. */
static bool still_wanted(const struct training *t)
{
	return training_is_open(t->stage) && t->stage != TRAINING_COMPLETED;
}

/* The first letter of a ROME code is its domain (local). */
static bool unrelated_trades(const struct training *a, const struct training *b)
{
	return a->trade[0] != '\0' && b->trade[0] != '\0' && a->trade[0] != b->trade[0];
}

struct training_doubts training_doubts(struct arena *arena, const struct training *t, const struct training *others, size_t count)
{
	struct training_doubts d = {arena_array(arena, count > 0 ? count : 1, sizeof *d.lines), 0};

	for (size_t i = 0; i < count; i++) {
		const struct training *other = &others[i];
		const char *title = text_safe(arena, other->title);

		if (strcmp(other->id, t->id) == 0)
			continue;
		if (same_course(arena, t, other) && asked_before(other, t))
			d.lines[d.count++] = arena_format(arena, "Même formation déjà demandée le %s : %s", french_day(arena, other->raised, "?"),
			                                  training_stage_label(other->stage));
		else if (still_wanted(t) && still_wanted(other) && unrelated_trades(t, other))
			d.lines[d.count++] = arena_format(arena, "Métier sans rapport avec « %s » (%s et %s), demandée en même temps", title,
			                                  text_safe(arena, t->trade), text_safe(arena, other->trade));
	}
	return d;
}
