/* Popups: whatever sits over a screen and takes the keys until it is done. Widgets build on it.
 *
 * Popups stack: a callback may show another one while its own is still closing. Pasted text never acts:
 * it reaches a popup only through paste(). */
#ifndef JALON_POPUP_H
#define JALON_POPUP_H

#include <stdbool.h>

#include "core/base/arena.h"
#include "tui/paint.h"

struct ui;
struct popup;
struct error;

#define TYPED_FIELDS 32 /* fields of a form at most */

/* What is typed in a popup, as a draft keeps it: dates AAAA-MM-JJ once they are dates, choices by their code, flags
 * « oui » or « non », the rest as typed. */
struct typed_field { const char *name, *label, *value, *initial; };
struct typed_form {
	const char *title;
	struct typed_field fields[TYPED_FIELDS];
	size_t count;
	size_t current, cursor; /* the field, and the byte in its text */
	bool flag, initial_flag;/* of the note editor */
};

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
	/* For those whose text is kept on disk (form, editor); NULL: nothing to keep. Strings live as long as the arena. */
	void (*typed)(const struct popup *p, struct arena *arena, struct typed_form *out);
	void (*place)(struct popup *p, size_t current, size_t cursor); /* where the person was */
	void (*returned)(struct popup *p, const struct error *e); /* unsaved from the start; why, when e is set */
	/* Changed in the base meanwhile: that field holds `present` there. both: what is in the form is the person's own
	 * and one of the two must be chosen before it can be sent; else the form holds it already. */
	void (*theirs)(struct popup *p, size_t field, const char *present, bool both);
};

/* First member of each widget's struct. */
struct popup {
	const struct popup_ops *ops;
	struct popup *below; /* set by the ui */
};

#endif
