/* What was typed in a form stays until the database has taken it: refused (somebody else changed the row,
 * a rule says no), the form comes back with what was typed. */
#ifndef JALON_FORMS_SENT_H
#define JALON_FORMS_SENT_H

#include "tui/loop.h"

#define SENT_VALUES 8

struct sent_form {
	char id[32];                       /* identifiant, "" */
	const char *extra;                 /* as in form_context, "" */
	const char *values[SENT_VALUES];   /* typed */
	const char *initials[SENT_VALUES]; /* before typing; "" when new */
	bool flag;
};
typedef void (*sent_again)(struct ui *ui, const struct sent_form *sent);

/* Call when an act has just been accepted for sending; copies everything. NULL values are "". */
void form_sent(struct ui *ui, const struct sent_form *sent, sent_again again);
/* Brings the last refused form back once no popup is open. From forms_on_data(). */
void forms_on_refusal(struct ui *ui);
/* The form that came back, for those that must first wait for the file; NULL when none. */
const struct sent_form *form_sent_last(void);
/* What to show in a field that changed meanwhile: the typed value if it was touched, else the present one. */
const char *sent_merge(const struct sent_form *sent, size_t field, const char *present);

#endif
