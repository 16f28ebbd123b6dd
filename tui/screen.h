/* A screen: a vtable and private state, on a stack kept by the loop (tui/loop.h).
 *
 * Input is routed: prompt or popup first, then the screen's act(), then the loop's general actions.
 * recalc() may allocate and compute views; paint() only copies cells (architecture.md §2). */
#ifndef JALON_SCREEN_H
#define JALON_SCREEN_H

#include <stdbool.h>

#include "core/app/action.h"
#include "core/views/view.h"
#include "tui/paint.h"

struct ui; /* tui/loop.h */
struct screen;

enum act_result {
	ACT_IGNORED = 0,     /* not mine: the loop's turn */
	ACT_DONE = 1,        /* handled; repaint */
	ACT_RECALC = 2,      /* handled; recompute the view then repaint */
	ACT_CLOSE = 4,       /* handled; leave the screen */
};

/* open, close, recalc and person may be NULL. An action reaches act() only when its guards hold
 * (action_refusal): the reason of a refusal is shown by the loop. BACK reaches act() first too, so that a
 * screen may drop its filter before it is left. */
struct screen_ops {
	enum screen_id id;
	const char *title;                                         /* French, for the title line */
	size_t state_size;                                         /* zeroed private state */
	/* Called once the screen is on the stack: the one below is stack[depth - 2]. */
	void (*open)(struct ui *ui, struct screen *s, const char *argument); /* argument: identifiant, login, "" */
	void (*close)(struct ui *ui, struct screen *s);
	void (*recalc)(struct ui *ui, struct screen *s);           /* data, filter or size changed */
	void (*paint)(struct ui *ui, struct screen *s, struct rect body);
	enum act_result (*act)(struct ui *ui, struct screen *s, enum action_id action);
	const char *(*person)(const struct screen *s);             /* identifiant under the cursor, "" */
};

struct screen {
	const struct screen_ops *ops;
	void *state;
	struct arena arena;   /* of the view: reset before each recalc */
	bool dirty;           /* recalc needed */
	struct screen *next_left; /* the loop's list of screens left but not yet freed */
};

#endif
