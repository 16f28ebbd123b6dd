/* The forms about a training request, a period in a company, what a person lives on. Those of a request wait for its page to be
 * read, and are told by one of these; the others wait for the person's file. */
#ifndef JALON_FORMS_TRAINING_H
#define JALON_FORMS_TRAINING_H

#include "core/acts/acts_training.h"
#include "core/training/funding.h"
#include "core/training/stages.h"
#include "tui/forms/form_kinds.h"
#include "tui/widgets/widgets.h"

enum training_about {
	TRAINING_ABOUT_NEXT,         /* the natural next step, whatever it is */
	TRAINING_ABOUT_EDIT, TRAINING_ABOUT_PROJECT, TRAINING_ABOUT_PRECONDITION,
	TRAINING_ABOUT_PIECES,       /* asked for */
	TRAINING_ABOUT_PIECE,        /* received */
	TRAINING_ABOUT_LINE,         /* of funding: one more */
	TRAINING_ABOUT_LINE_DECIDE, TRAINING_ABOUT_ABSENCE,
	TRAINING_ABOUT_DEBRIEF,      /* of a period among those of the request's person */
	TRAINING_ABOUT_STEP,         /* + enum training_step: whatever has no form of its own */
	TRAINING_ABOUT_COUNT = TRAINING_ABOUT_STEP + STEP_COUNT
};
/* Waits for the request to be read. what it is about (a piece, a line, a precondition) is chosen when there are several. */
void training_form(struct ui *ui, enum training_about about, const char *training_id);
/* The page of that request is read already: about that piece, line, precondition, period; "": as above. */
void training_form_at(struct ui *ui, enum training_about about, const struct training *t, const char *object);
/* The form that this action opens about a request; false when it is no action of the kind. */
bool training_form_of_action(struct ui *ui, enum action_id action, const char *training_id);
/* From a person: the page of the request that waits most, or a choice among those open. */
void training_open_for(struct ui *ui, const char *id);

/* A request begins. session: of the catalogue, its fields are then filled from it; NULL: none. */
void form_training_raise(struct ui *ui, const char *id, const struct course_session *session);
void form_period(struct ui *ui, const char *id);
void form_period_debrief(struct ui *ui, const char *id); /* the oldest one that waits, or a choice */
void form_period_withdraw(struct ui *ui, const char *id, const struct company_period *p); /* after a question */
void form_piece_withdraw(struct ui *ui, const char *training_id, const char *piece_id);   /* after a question */
void form_line_withdraw(struct ui *ui, const char *training_id, const char *line_id);     /* the same; its page is read */
void form_allowance(struct ui *ui, const char *id);

/* --- what these files share ------------------------------------------------------------------------------- */

/* The request as it is when the form opens, and what in it the form is about: a copy, in c->object. */
struct training_held {
	struct training request;
	const struct training_piece *piece;
	const struct funding_line *line;
	const struct company_period *period;
	size_t shown[SENT_VALUES], shown_count; /* of a form that shows some of its values: which, in their order */
};
/* extra: « UUID » or « UUID object »; c->object: the copy. NULL when the request is not read any more: says so, with what had been
 * typed. */
struct form_context *training_context(struct ui *ui, const char *extra, const char *typed);
struct training_held *training_held(const struct form_context *c);
const char *training_extra_object(const char *extra); /* after the UUID, "" */
/* What follows in the form is told by that; sent: comes back with what was typed. */
void training_form_again(struct ui *ui, enum training_about about, const struct sent_form *sent);
const struct code_label *funder_choices(struct form_context *c, const struct app *a);
const char *typed_value(const struct sent_form *sent, size_t field, const char *first);
/* « Soudeur TIG · BERNARD Aïcha » after a form's name. */
const char *training_title(struct form_context *c, const char *what);

/* --- each in its file; extra: of the request read; sent: what was typed before, NULL the first time ------------ */
void training_edit_start(struct ui *ui, const char *extra, const struct sent_form *sent);         /* forms_training_raise.c */
void training_project_start(struct ui *ui, const char *extra, const struct sent_form *sent);      /* forms_training_project.c */
void training_precondition_start(struct ui *ui, const char *extra, const struct sent_form *sent);
void training_step_start(struct ui *ui, const char *extra, enum training_step step, const struct sent_form *sent); /* forms_training_step.c */
void training_pieces_start(struct ui *ui, const char *extra, const struct sent_form *sent);       /* forms_training_pieces.c */
void training_piece_start(struct ui *ui, const char *extra, const struct sent_form *sent);
void funding_line_start(struct ui *ui, const char *extra, const struct sent_form *sent);          /* forms_training_funding.c */
void funding_decide_start(struct ui *ui, const char *extra, const struct sent_form *sent);
void training_absence_start(struct ui *ui, const char *extra, const struct sent_form *sent);
void training_debrief_start(struct ui *ui, const char *extra, const struct sent_form *sent);      /* forms_training_period.c */

#endif
