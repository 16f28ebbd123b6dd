/* Every form that can be typed in, in one table: how a draft names it, and how it opens again.
 *
 * A form is shown by form_show() with its kind; what is typed is then kept on disk, comes back after a refusal, and
 * is offered at the next start. A new form adds one line here, and one to the table of form_kinds.c. */
#ifndef JALON_FORM_KINDS_H
#define JALON_FORM_KINDS_H

#include "tui/forms/forms_sent.h"

enum form_kind {
	FORM_NONE, /* what sends a command without anything being typed; a form that writes nothing: kept in no draft */
	FORM_NOTE, FORM_NOTE_CORRECT, FORM_BARRIER, FORM_PERSON, FORM_ENROL, FORM_REGIME_CHANGE, FORM_REGIME_CLOSE,
	FORM_FOLLOW_UP, FORM_REFERENT, FORM_REPLACEMENT, FORM_CONCLUDE, FORM_EXCUSE, FORM_PUT_OFF,
	FORM_RDV_GIVE, FORM_RDV_SERIES, FORM_RDV_PROPOSE, FORM_RDV_UNPLANNED, FORM_RDV_MOVE, FORM_RDV_CANCEL, FORM_RDV_RECEIVED,
	FORM_GROUP, FORM_LEAVE, FORM_ABSENCE, FORM_HOURS, FORM_CLOSING,
	FORM_ACTIVITY, FORM_DISPENSATION,
	FORM_CONTRACT, FORM_AMEND, FORM_SIGN, FORM_CHOOSE, FORM_CLOSE, FORM_ITEM_EXCUSE, FORM_REMEDIAL, FORM_DELIVERY,
	FORM_ORIENTATION, FORM_DIAGNOSTIC, FORM_RIGHTS, FORM_REQUEST, FORM_ANSWER,
	FORM_TRAINING_RAISE, FORM_TRAINING_EDIT, FORM_TRAINING_PROJECT, FORM_TRAINING_PRECONDITION, FORM_TRAINING_STEP, FORM_TRAINING_PIECES,
	FORM_TRAINING_PIECE, FORM_FUNDING_LINE, FORM_FUNDING_DECIDE, FORM_TRAINING_ABSENCE, FORM_PERIOD, FORM_PERIOD_DEBRIEF, FORM_ALLOWANCE,
	FORM_KIND_COUNT
};

struct form_kind_spec {
	const char *code;  /* in the draft's file: never changed */
	sent_again again;  /* opens it with what was typed */
	/* What the base holds now for that field of the file on the screen, as form_context.opened_on; NULL when it is
	 * not there. The member is NULL for forms that add and correct nothing. */
	const char *(*present)(const struct ui *ui, struct arena *arena, const struct sent_form *sent, size_t field);
	/* Names of sent_form.values, NULL-terminated, where they are not simply the form's fields in their order. A field
	 * « confirmation » is the last value, whatever the form. */
	const char *const *names;
};
extern const struct form_kind_spec form_kinds[FORM_KIND_COUNT];
enum form_kind form_kind_from_code(const char *code); /* FORM_NONE when unknown */

/* Shows a form or an editor, kept on disk while it is typed in. sent: what was typed before (refused, or left
 * unfinished by a former session): it says why, and where the base has changed meanwhile; NULL the first time. */
void form_show(struct ui *ui, struct popup *form, enum form_kind kind, const struct form_context *c, const struct sent_form *sent);

/* --- each in its own file ------------------------------------------------------------------------------- */
void note_again(struct ui *ui, const struct sent_form *sent);
void note_wait_again(struct ui *ui, const struct sent_form *sent);
const char *note_present(const struct ui *ui, struct arena *arena, const struct sent_form *sent, size_t field);
void barrier_add_again(struct ui *ui, const struct sent_form *sent);
void person_correct_again(struct ui *ui, const struct sent_form *sent);
const char *person_present(const struct ui *ui, struct arena *arena, const struct sent_form *sent, size_t field);
void person_enrol_again(struct ui *ui, const struct sent_form *sent);
void regime_change_again(struct ui *ui, const struct sent_form *sent);
void regime_close_again(struct ui *ui, const struct sent_form *sent);
void follow_up_again(struct ui *ui, const struct sent_form *sent);
void referent_again(struct ui *ui, const struct sent_form *sent);
void replacement_again(struct ui *ui, const struct sent_form *sent);
void conclude_again(struct ui *ui, const struct sent_form *sent);
extern const char *const conclude_names[];
void excuse_again(struct ui *ui, const struct sent_form *sent);
void put_off_again(struct ui *ui, const struct sent_form *sent);
void give_resume(struct ui *ui, const struct sent_form *sent);
void series_resume(struct ui *ui, const struct sent_form *sent);
void propose_resume(struct ui *ui, const struct sent_form *sent);
void unplanned_again(struct ui *ui, const struct sent_form *sent);
void move_resume(struct ui *ui, const struct sent_form *sent);
void cancel_resume(struct ui *ui, const struct sent_form *sent);
extern const char *const cancel_names[], *const received_names[];
void received_resume(struct ui *ui, const struct sent_form *sent);
void group_again(struct ui *ui, const struct sent_form *sent);
void leave_again(struct ui *ui, const struct sent_form *sent);
void absence_again(struct ui *ui, const struct sent_form *sent);
void hours_again(struct ui *ui, const struct sent_form *sent);
void closing_again(struct ui *ui, const struct sent_form *sent);
void activity_again(struct ui *ui, const struct sent_form *sent);
void dispensation_again(struct ui *ui, const struct sent_form *sent);
void contract_prepare_again(struct ui *ui, const struct sent_form *sent);
void contract_amend_again(struct ui *ui, const struct sent_form *sent);
const char *contract_amend_present(const struct ui *ui, struct arena *arena, const struct sent_form *sent, size_t field);
void contract_sign_again(struct ui *ui, const struct sent_form *sent);
extern const char *const contract_sign_names[];
void contract_choose_again(struct ui *ui, const struct sent_form *sent);
void contract_close_again(struct ui *ui, const struct sent_form *sent);
void item_excuse_again(struct ui *ui, const struct sent_form *sent);
void remedial_again(struct ui *ui, const struct sent_form *sent);
void delivery_again(struct ui *ui, const struct sent_form *sent);
void orientation_again(struct ui *ui, const struct sent_form *sent);
void diagnostic_again(struct ui *ui, const struct sent_form *sent);
const char *diagnostic_present(const struct ui *ui, struct arena *arena, const struct sent_form *sent, size_t field);
void rights_again(struct ui *ui, const struct sent_form *sent);
void request_again(struct ui *ui, const struct sent_form *sent);
void answer_again(struct ui *ui, const struct sent_form *sent);
void training_raise_again(struct ui *ui, const struct sent_form *sent);
void training_edit_again(struct ui *ui, const struct sent_form *sent);
const char *training_edit_present(const struct ui *ui, struct arena *arena, const struct sent_form *sent, size_t field);
void training_project_again(struct ui *ui, const struct sent_form *sent);
const char *training_project_present(const struct ui *ui, struct arena *arena, const struct sent_form *sent, size_t field);
void training_precondition_again(struct ui *ui, const struct sent_form *sent);
void training_step_again(struct ui *ui, const struct sent_form *sent);
extern const char *const training_step_names[];
void training_pieces_again(struct ui *ui, const struct sent_form *sent);
void training_piece_again(struct ui *ui, const struct sent_form *sent);
void funding_line_again(struct ui *ui, const struct sent_form *sent);
void funding_decide_again(struct ui *ui, const struct sent_form *sent);
void training_absence_again(struct ui *ui, const struct sent_form *sent);
void period_again(struct ui *ui, const struct sent_form *sent);
extern const char *const period_names[];
void debrief_again(struct ui *ui, const struct sent_form *sent);
void allowance_again(struct ui *ui, const struct sent_form *sent);

#endif
