/* Popups: whatever sits over a screen and takes the keys until it is done. Widgets build on it.
 *
 * Popups stack: a callback may show another one while its own is still closing. Pasted text never acts:
 * it reaches a popup only through paste(). */
#ifndef JALON_POPUP_H
#define JALON_POPUP_H

#include <stdbool.h>

#include "tui/paint.h"

struct ui;
struct popup;

enum popup_result { POPUP_STAYS, POPUP_CLOSES };

struct popup_ops {
	/* Code point or special_key. Ctrl-C comes as KEYCODE_ESCAPE, F1 and « ? » as any other key. */
	enum popup_result (*key)(struct ui *ui, struct popup *p, int key);
	/* screen: the body; the message line is the row below it, the bar the row after. */
	void (*paint)(struct ui *ui, struct popup *p, struct rect screen);
	void (*free)(struct popup *p);
	bool (*unsaved)(const struct popup *p); /* something typed that quitting would lose; may be NULL */
	/* One pasted code point, '\n' for a line end. NULL: pasted text is ignored. */
	void (*paste)(struct ui *ui, struct popup *p, int code_point);
	/* The keys that matter here, for the bar; NULL: the screen's own bar stays. */
	const char *(*hint)(const struct popup *p);
	bool on_message_line; /* paints there: messages go one row higher meanwhile */
};

/* First member of each widget's struct. */
struct popup {
	const struct popup_ops *ops;
	struct popup *below; /* set by the ui */
};

#endif
