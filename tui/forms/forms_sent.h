/* What was typed in a form stays until the database has taken it: refused (somebody else changed the row,
 * a rule says no), the form comes back with what was typed. */
#ifndef JALON_FORMS_SENT_H
#define JALON_FORMS_SENT_H

#include "tui/forms/forms.h"

#define SENT_VALUES TYPED_FIELDS

struct sent_form {
	char id[32];                       /* identifiant, "" */
	const char *extra;                 /* as in form_context, "" */
	const char *values[SENT_VALUES];   /* typed */
	const char *initials[SENT_VALUES]; /* before typing; "" when new */
	bool flag;
	struct error error;                /* why it was refused; set before sent_again(); none for a draft */
	bool initial_flag;
	bool placed;                       /* a draft: the next two say where the person was */
	size_t current, cursor;
	const char *draft;                 /* file that keeps it, "" none */
};
typedef void (*sent_again)(struct ui *ui, const struct sent_form *sent);

/* Hears of every write settled: around the loop. What is kept belongs to ui->sent. */
void forms_sent_open(struct ui *ui);
void forms_sent_close(struct ui *ui);
/* Call when an act has just been accepted for sending; copies everything. NULL values are "". */
void form_sent(struct ui *ui, const struct sent_form *sent, sent_again again);
/* The same for a form about one person whose values are all that matters. extra: as in form_context. */
void form_sent_values(struct ui *ui, const struct form_context *c, const char *const *values, size_t count, sent_again again);
/* The day of that field as a form shows it, JJ/MM/AAAA; first when nothing was sent. */
const char *sent_day(struct form_context *c, const struct sent_form *sent, size_t field, const char *first);
/* Opens a form as if it had come back: from what a draft kept, which is copied. form_show() is in form_kinds.h. */
void form_resume(struct ui *ui, const struct sent_form *sent, sent_again again);
/* Brings the oldest refused form back once no popup is open. From forms_on_data(). */
void forms_on_refusal(struct ui *ui);
/* The form that came back last, for those that must first wait for the file; NULL when none. */
const struct sent_form *form_sent_last(const struct ui *ui);
/* What to show in a field that changed meanwhile: the typed value if it was touched, else the present one. */
const char *sent_merge(const struct sent_form *sent, size_t field, const char *present);
/* Both changed it, each otherwise: the person decides between the two. */
bool sent_conflicts(const struct sent_form *sent, size_t field, const char *present);

#endif
