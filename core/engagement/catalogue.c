/* The commitments that a contract starts from: those of its regime, orientation and day (003:7658-7672). */
#include "core/engagement/catalogue.h"

#include <stdlib.h>
#include <string.h>

static bool model_applies(const struct commitment_model *m, enum regime regime, enum parcours parcours, struct date day)
{
	if ((m->regimes & (1U << regime)) == 0 || (m->parcours != 0 && (m->parcours & (1U << parcours)) == 0))
		return false;
	return (!date_is_set(m->from) || date_compare(day, m->from) >= 0) && (!date_is_set(m->to) || date_compare(day, m->to) <= 0);
}

static int side_of(const struct commitment_model *m)
{
	return m->debtor == DEBTOR_STRUCTURE ? 0 : m->debtor == DEBTOR_PERSON ? 1 : 2;
}

/* The structure's first; in the order of the file on each side, which is that of the array. */
static int model_compare(const void *left, const void *right)
{
	const struct commitment_model *a = *(const struct commitment_model *const *)left,
	                              *b = *(const struct commitment_model *const *)right;
	int order = side_of(a) - side_of(b);

	return order != 0 ? order : (a > b) - (a < b);
}

size_t catalogue_select(struct arena *arena, const struct commitment_catalogue *c, enum regime regime, enum parcours parcours,
                        struct date day, const struct commitment_model ***out)
{
	const struct commitment_model **found = arena_array(arena, c->count + 1, sizeof(void *));
	size_t count = 0;

	for (size_t i = 0; i < c->count; i++)
		if (model_applies(&c->models[i], regime, parcours, day))
			found[count++] = &c->models[i];
	qsort(found, count, sizeof(void *), model_compare);
	*out = found;
	return count;
}

void catalogue_free(struct commitment_catalogue *c)
{
	arena_free(&c->arena);
	*c = (struct commitment_catalogue){0};
}
