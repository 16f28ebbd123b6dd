/* Lines of text added one by one: « Pourquoi ? », a séance in full, a series, a proposal. */
#ifndef JALON_VIEW_WHY_PRIVATE_H
#define JALON_VIEW_WHY_PRIVATE_H

#include "core/app/action.h"
#include "core/views/view_private.h"

struct why {
	struct arena *arena;
	const struct app *app;
	struct view_why v;
	size_t room;
	enum action_id step; /* what the screen does about the reason; ACTION_NONE: what the reason itself names */
};

/* The line is made safe: rule files and names are data too. */
void why_add(struct why *w, const char *line);
/* « label : value »; nothing when the value is "". */
void why_pair(struct why *w, const char *label, const char *value);
/* A rule with its status, source and dates; the dates of a clock; a reason with both. */
void why_rule(struct why *w, const struct rule *r);
void why_clock(struct why *w, const struct clock_result *c);
void why_reason(struct why *w, const struct reason *r);

#endif
