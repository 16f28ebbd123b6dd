/* People chosen with Space. */
#include "tui/screens/selection.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"

static size_t selection_find(const struct selection *sel, const char *id)
{
	size_t i = 0;
	while (i < sel->count && strcmp(sel->ids[i], id) != 0)
		i++;
	return i;
}

bool selection_has(const struct selection *sel, const char *id)
{
	return selection_find(sel, id) < sel->count;
}

void selection_toggle(struct selection *sel, const char *id)
{
	size_t at = selection_find(sel, id);
	if (at < sel->count) {
		memmove(sel->ids[at], sel->ids[at + 1], (sel->count - at - 1) * sizeof *sel->ids);
		sel->count--;
		return;
	}
	if (sel->count == sel->room) {
		sel->room = sel->room > 0 ? sel->room * 2 : 16;
		sel->ids = mem_resize(sel->ids, sel->room * sizeof *sel->ids);
	}
	snprintf(sel->ids[sel->count++], SELECTION_ID, "%s", id);
}

void selection_clear(struct selection *sel)
{
	sel->count = 0;
}

void selection_free(struct selection *sel)
{
	free(sel->ids);
	*sel = (struct selection){0};
}
