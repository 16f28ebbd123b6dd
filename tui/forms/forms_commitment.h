/* The forms about what binds a person and the structure. Each waits for the person's commitments to be read, and is told
 * by one of these. */
#ifndef JALON_FORMS_COMMITMENT_H
#define JALON_FORMS_COMMITMENT_H

#include "core/acts/acts_engagement.h"
#include "tui/forms/form_kinds.h"
#include "tui/widgets/widgets.h"

enum commitment_form {
	ABOUT_PREPARE, ABOUT_AMEND, ABOUT_SIGN, ABOUT_CHOOSE, ABOUT_CLOSE, ABOUT_EXCUSE, ABOUT_REMEDIAL, ABOUT_DELIVERY, ABOUT_ORIENTATION,
	ABOUT_DIAGNOSTIC, ABOUT_RIGHTS, ABOUT_REQUEST, ABOUT_ANSWER, ABOUT_COUNT
};
/* First about whatever comes first for the person: a choice is offered when there are several. */
void commitment_form(struct ui *ui, enum commitment_form about, const char *id);
void commitment_form_again(struct ui *ui, enum commitment_form about, const struct sent_form *sent);

/* --- about the line under the cursor: its commitments are read already --------------------------------------------- */
void form_item_excuse_at(struct ui *ui, const char *id, const struct item *i);
void form_remedial_at(struct ui *ui, const char *id, const struct ledger_line *late);
void form_delivery_at(struct ui *ui, const char *id, const struct remedial *r);
void form_answer_at(struct ui *ui, const char *id, const struct person_request *r);

/* --- each in its file; sent: what was typed before, NULL the first time ----------------------------------------------- */
void prepare_start(struct ui *ui, const char *id, const struct sent_form *sent);     /* forms_contract.c */
void amend_start(struct ui *ui, const char *id, const struct sent_form *sent);       /* forms_contract_amend.c */
void sign_start(struct ui *ui, const char *id, const struct sent_form *sent);        /* forms_contract_sign.c */
void choose_start(struct ui *ui, const char *id, const struct sent_form *sent);      /* forms_contract_end.c */
void close_start(struct ui *ui, const char *id, const struct sent_form *sent);
void excuse_item_start(struct ui *ui, const char *id, const struct sent_form *sent); /* forms_remedial.c */
void remedial_start(struct ui *ui, const char *id, const struct sent_form *sent);
void delivery_start(struct ui *ui, const char *id, const struct sent_form *sent);
void orientation_start(struct ui *ui, const char *id, const struct sent_form *sent); /* forms_rights.c */
void rights_start(struct ui *ui, const char *id, const struct sent_form *sent);
void request_start(struct ui *ui, const char *id, const struct sent_form *sent);
void answer_start(struct ui *ui, const char *id, const struct sent_form *sent);
void diagnostic_start(struct ui *ui, const char *id, const struct sent_form *sent);  /* forms_diagnostic.c */

/* --- of the commitments read --------------------------------------------------------------------------------------------- */
const struct contract *commitment_find_contract(const struct app *a, const char *contract_id); /* NULL: not there */
const struct item *commitment_find_item(const struct app *a, const char *item_id);
/* The one in force today, else the last that both signed and nobody closed; NULL. */
const struct contract *commitment_running(const struct app *a);
/* That with a version that waits for a signature; NULL. */
const struct contract *commitment_waiting(const struct app *a);
/* A contract as it is now: a form corrects what it was opened on, whatever is read meanwhile. */
struct contract *contract_copy(struct arena *arena, const struct contract *c);
/* « 15h », « 15h30 », "" when the contract sets none. */
const char *weekly_typed(struct arena *arena, int minutes);

/* --- lines of a contract being written (forms_contract_lines.c) -------------------------------------------------------------- */
enum { LINE_FIELDS = 5 };
/* Fields of `count` individual lines, from number 1; values of sent from `first` on. */
void contract_line_fields(struct form_context *c, const struct sent_form *sent, size_t first, size_t count, struct field_spec *out);
/* What was typed in them, then the models of those codes (separated by spaces). Returns how many. */
size_t contract_lines_read(const struct app *a, const char *const *values, size_t count, const char *codes,
                           struct commitment_new out[CONTRACT_ITEMS_MAX]);
/* A refusal that names the number of a line points at its field. */
void contract_lines_point(struct error *e);
/* One choice for each model of the catalogue for that regime, orientation and day, ours first. */
size_t contract_models(const struct ui *ui, struct arena *arena, enum parcours parcours, const struct commitment_model ***out);
const char *contract_party(enum debtor debtor); /* Nous, La personne, Le financeur… */
const char *contract_model_label(struct arena *arena, const struct commitment_model *m);
const struct code_label *parcours_choices(struct form_context *c);

#endif
