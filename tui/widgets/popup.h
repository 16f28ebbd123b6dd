/* Popups: whatever sits over a screen and takes the keys until it is done. Widgets build on it. */
#ifndef JALON_POPUP_H
#define JALON_POPUP_H

#include <stdbool.h>

#include "tui/paint.h"

struct ui;
struct popup;

enum popup_result { POPUP_STAYS, POPUP_CLOSES };

struct popup_ops {
	enum popup_result (*key)(struct ui *ui, struct popup *p, int key); /* code point or special_key */
	void (*paint)(struct ui *ui, struct popup *p, struct rect screen);
	void (*free)(struct popup *p);
	bool (*unsaved)(const struct popup *p); /* something typed that quitting would lose; may be NULL */
};

struct popup { const struct popup_ops *ops; }; /* first member of each widget's struct */

#endif
