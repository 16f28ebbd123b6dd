/* Closed lists that forms offer. */
#include "tui/screens/choices.h"

#include <string.h>

#include "core/base/text.h"

const struct code_label *regime_choices(struct arena *arena)
{
	struct code_label *choices = arena_array(arena, REGIME_COUNT + 1, sizeof *choices);
	size_t count = 0;
	for (int r = REGIME_NONE + 1; r < REGIME_COUNT; r++)
		if (regime_is_personal((enum regime)r))
			choices[count++] = (struct code_label){regime_code((enum regime)r), regime_code((enum regime)r)};
	return choices; /* the last one stays empty: the end */
}

const struct code_label *account_choices(struct arena *arena, const struct app *a, const char *except)
{
	struct code_label *choices = arena_array(arena, a->accounts.count + 1, sizeof *choices);
	size_t count = 0;
	for (size_t i = 0; i < a->accounts.count; i++) {
		const struct referent_facts *r = &a->accounts.items[i];
		if (strcmp(r->login, except) != 0)
			choices[count++] = (struct code_label){arena_strdup(arena, r->login),
				text_safe(arena, arena_format(arena, "%s %s (%s)", text_upper(arena, r->last_name), r->first_name, r->login))};
	}
	return choices;
}
