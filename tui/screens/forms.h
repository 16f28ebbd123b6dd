/* The forms of the acts, one file each. act_dispatch() (screens.h) picks among them; screens call the few
 * that need more than a person. Each copies what it is given. */
#ifndef JALON_FORMS_H
#define JALON_FORMS_H

#include "tui/loop.h"
#include "tui/screens/selection.h"

/* What a form keeps until it goes: strings, choices, whom it is about. */
struct form_context {
	struct arena arena;
	const char *id;      /* identifiant, "" */
	const char *name;    /* safe */
	const char *extra;   /* a second identifier: login, note, frein; "" */
	const void *object;  /* a copy, in the arena, of what is corrected; NULL */
};
struct form_context *form_context_new(const struct ui *ui, const char *id);
void form_context_free(void *context);
const char *form_today(struct form_context *c, const struct ui *ui); /* JJ/MM/AAAA */

void form_contact(struct ui *ui, const char *id);
/* The same contact with each; empties the selection once noted. It must live as long as the screen. */
void form_contact_chosen(struct ui *ui, struct selection *chosen);
void form_note(struct ui *ui, const char *id);
void form_note_correct(struct ui *ui, const char *id, const struct note *n);
void form_barrier(struct ui *ui, const char *id);
void form_barrier_lift(struct ui *ui, const struct barrier *b); /* at once: `u` undoes it */
void form_person_enrol(struct ui *ui);
void form_person_correct(struct ui *ui, const char *id);
void form_regime(struct ui *ui, const char *id);
void form_follow_up(struct ui *ui, const char *id);
void form_referent(struct ui *ui, const char *id);
void form_replacement(struct ui *ui, const char *login); /* of that référent; the référents are loaded */

/* Some forms need data that is not there yet: the file, the référents. They wait in a small box, which
 * opens the form when the answer comes and goes with Esc. */
enum wait_for { WAIT_FILE, WAIT_REFERENTS };
typedef void (*wait_then)(struct ui *ui, const char *id);
void form_wait(struct ui *ui, enum wait_for what, const char *id, wait_then then);
void forms_on_data(struct ui *ui); /* from each screen's recalc */

#endif
