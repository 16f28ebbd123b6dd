/* Closed lists that forms offer. */
#include "tui/screens/choices.h"

#include <string.h>

#include "core/views/view.h"
#include "core/base/french.h"

const struct code_label *regime_choices(struct arena *arena)
{
	struct code_label *choices = arena_array(arena, REGIME_COUNT + 1, sizeof *choices);
	size_t count = 0;
	for (int r = REGIME_NONE + 1; r < REGIME_COUNT; r++)
		if (regime_is_personal((enum regime)r))
			choices[count++] = (struct code_label){regime_code((enum regime)r), regime_code((enum regime)r)};
	return choices; /* the last one stays empty: the end */
}

static const char *referent_label(struct arena *arena, const struct app *a, const struct referent_facts *r, bool load)
{
	const char *name = french_name(arena, r->last_name, r->first_name);
	if (!load)
		return name;
	struct gauge gauge = gauge_compute(arena, a, r);
	const char *level = gauge.level == LOAD_NORMAL ? "" : arena_format(arena, ", %s", load_level_label(gauge.level));
	return arena_format(arena, "%s · %d/%d%s", name, gauge.active, gauge.capacity, level);
}

const struct code_label *referent_choices(struct arena *arena, const struct app *a, const char *except, bool load)
{
	struct code_label *choices = arena_array(arena, a->referents.count + 1, sizeof *choices);
	size_t count = 0;
	for (size_t i = 0; i < a->referents.count; i++) {
		const struct referent_facts *r = &a->referents.items[i];
		if (strcmp(r->login, except) != 0)
			choices[count++] = (struct code_label){arena_strdup(arena, r->login), referent_label(arena, a, r, load)};
	}
	return choices;
}
