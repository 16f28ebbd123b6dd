/* The forms of appointments and of the agenda. Each waits for the agenda when what it needs is not there yet, and comes
 * back when the slot is refused: with a « confirmation » when that refusal may be confirmed. */
#ifndef JALON_FORMS_RDV_H
#define JALON_FORMS_RDV_H

#include "core/acts/acts_rdv.h"
#include "core/views/view_agenda.h"
#include "tui/forms/form_kinds.h"
#include "tui/forms/forms.h"
#include "tui/widgets/widgets.h"

/* id "": asks for whom first. */
void form_rdv_give(struct ui *ui, const char *id);
void form_rdv_next_week(struct ui *ui, const char *id);
void form_rdv_series(struct ui *ui, const char *id);
void form_rdv_propose(struct ui *ui, const char *id);
void form_rdv_unplanned(struct ui *ui, const char *id);
void form_rdv_move(struct ui *ui, const struct meeting *m);
void form_rdv_cancel(struct ui *ui, const struct meeting *m);
void form_rdv_received(struct ui *ui, const struct meeting *m);
/* chosen: in the portfolio, NULL: asks. at: the group meeting under the cursor, which others may
 * join, NULL: none. */
void form_group(struct ui *ui, struct selection *chosen, const struct meeting *at);
void form_absence(struct ui *ui);
void form_hours(struct ui *ui);
void form_closing(struct ui *ui);
void form_leave(struct ui *ui, const char *id);
/* The same among periods that are there already, a new one from that day on. */
void form_leave_among(struct ui *ui, const char *id, const struct protected_period *periods, size_t count, struct date day);

/* --- what these files share ------------------------------------------------------------------------------------- */

/* False, and says why, for a responsable: nobody gives an appointment in another's name. */
bool rdv_may_give(struct ui *ui);
/* Asks for one person of the portfolio; the one called `first` comes first. */
void rdv_choose_person(struct ui *ui, const char *title, const char *first, void (*then)(struct ui *ui, const char *id));

/* The fields that all bookings begin with. */
enum { RDV_DAY, RDV_TIME, RDV_MINUTES, RDV_KIND, RDV_PLACE, RDV_SUBJECT, RDV_FIELDS };
struct rdv_start { const char *day, *time, *minutes, *kind, *place; }; /* day: JJ/MM/AAAA; "" or NULL: empty */
/* The person's usual appointment: length, kind and place of the last one. */
struct rdv_start rdv_usual(struct form_context *c, const struct ui *ui, const char *id);
void rdv_fields(struct form_context *c, const struct sent_form *sent, const struct rdv_start *start,
                struct field_spec out[RDV_FIELDS]);
struct field_spec rdv_confirmation_field(const struct sent_form *sent);
/* Whether the form that opens must ask for the confirmation. */
bool rdv_confirms(const struct sent_form *sent);
/* Refused before sending: shows the form again with the confirmation, and tells the caller to close the one on top.
 * False: the form stays as it is, the fault named after one of its fields. */
bool rdv_confirm_again(struct ui *ui, const struct form_context *c, const char *const *values, size_t count,
                       struct error *e, sent_again again);
/* As form_show(), the cursor on the confirmation when it is what is missing. */
void rdv_show(struct ui *ui, struct popup *form, enum form_kind kind, const struct form_context *c, const struct sent_form *sent);
/* The title of a form that asks for a confirmation says so. */
const char *rdv_title(struct form_context *c, const struct sent_form *sent, const char *title);
const struct meeting *rdv_meeting(const struct app *a, const char *id); /* of the agenda loaded, NULL */
const char *rdv_meeting_name(struct arena *arena, const struct meeting *m); /* « BERNARD Aïcha », « atelier CV » */
extern const struct code_label rdv_askers[]; /* structure, personne */

#endif
