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
	/* What the base held for each field when the form was opened, as typed_form writes values; NULL-terminated. NULL
	 * for a form that corrects nothing: what its fields show at first. */
	const char *const *opened_on;
	bool opened_flag;    /* the same for an editor's flag */
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
/* The oldest appointment without an outcome: the choice comes at once, what it needs of the file meanwhile. */
void form_presence(struct ui *ui, const char *id);
void form_presence_at(struct ui *ui, const char *id, const struct appointment *p);     /* that one */
void form_presence_meeting(struct ui *ui, const struct meeting *m);                    /* a group: the roll-call */
/* The conclusion of the oldest appointment that waits for one. */
void form_reminder_meeting(struct ui *ui, const char *id, const struct meeting *m); /* that one, not the next one */
void form_conclude(struct ui *ui, const char *id);
void form_conclude_at(struct ui *ui, const char *id, const char *meeting);
void form_reminder(struct ui *ui, const char *id); /* of the next appointment */
void form_item_done(struct ui *ui, const char *id); /* the one that is open, or a choice among them */
void form_item_done_at(struct ui *ui, const struct item *i);
void form_put_off(struct ui *ui, const char *id, enum reason_code code);
void form_replacement(struct ui *ui, const char *login); /* of that référent; the référents are loaded */

/* Some forms need data that is not there yet: the file, the référents, the agenda (mine, with the times of the person:
 * eight weeks, or half a year for a series). They wait in a small box, which
 * opens the form when the answer comes and goes with Esc. */
enum wait_for { WAIT_FILE, WAIT_REFERENTS, WAIT_AGENDA, WAIT_AGENDA_LONG, WAIT_SOURCE };
typedef void (*wait_then)(struct ui *ui, const char *id);
void form_wait(struct ui *ui, enum wait_for what, const char *id, wait_then then);
/* The same for the file of c->id, with what was already chosen in c: it passes to `then`, or goes with Esc. */
typedef void (*wait_then_about)(struct ui *ui, struct form_context *c);
void form_wait_about(struct ui *ui, struct form_context *c, wait_then_about then);
/* The same for what says itself how it is read, and whether it is there: `which` is the source's own. state: *e is why
 * when it failed. */
struct wait_source {
	const char *sentence; /* « Lecture de … » */
	void (*ask)(struct app *a, int which, const char *id);
	enum load_state (*state)(const struct app *a, int which, const char *id, struct error *e);
	void (*then)(struct ui *ui, int which, const char *id);
};
void form_wait_source(struct ui *ui, const struct wait_source *source, int which, const char *id);
void forms_on_data(struct ui *ui); /* from each screen's recalc */

#endif
