/* The table of the forms, and the one way in which a form is shown. */
#include "tui/forms/form_kinds.h"

#include <string.h>

#include "tui/drafts/drafts.h"

const struct form_kind_spec form_kinds[FORM_KIND_COUNT] = {
	[FORM_NONE] = {"", NULL, NULL, NULL},
	[FORM_NOTE] = {"note", note_again, NULL, NULL},
	[FORM_NOTE_CORRECT] = {"note_corriger", note_wait_again, note_present, NULL},
	[FORM_BARRIER] = {"frein", barrier_add_again, NULL, NULL},
	[FORM_PERSON] = {"personne_corriger", person_correct_again, person_present, NULL},
	[FORM_ENROL] = {"inscription", person_enrol_again, NULL, NULL},
	[FORM_REGIME_CHANGE] = {"regime_changer", regime_change_again, NULL, NULL},
	[FORM_REGIME_CLOSE] = {"regime_clore", regime_close_again, NULL, NULL},
	[FORM_FOLLOW_UP] = {"suivi", follow_up_again, NULL, NULL},
	[FORM_REFERENT] = {"referent", referent_again, NULL, NULL},
	[FORM_REPLACEMENT] = {"remplacement", replacement_again, NULL, NULL},
	[FORM_CONCLUDE] = {"conclusion", conclude_again, NULL, conclude_names},
	[FORM_EXCUSE] = {"excuse", excuse_again, NULL, NULL},
	[FORM_RDV_GIVE] = {"rdv_donner", give_resume, NULL, NULL},
	[FORM_RDV_SERIES] = {"rdv_serie", series_resume, NULL, NULL},
	[FORM_RDV_PROPOSE] = {"proposition", propose_resume, NULL, NULL},
	[FORM_RDV_UNPLANNED] = {"rdv_imprevu", unplanned_again, NULL, NULL},
	[FORM_RDV_MOVE] = {"rdv_deplacer", move_resume, NULL, NULL},
	[FORM_RDV_CANCEL] = {"rdv_annuler", cancel_resume, NULL, cancel_names},
	[FORM_RDV_RECEIVED] = {"convocation", received_resume, NULL, received_names},
	[FORM_GROUP] = {"groupe", group_again, NULL, NULL},
	[FORM_LEAVE] = {"conges", leave_again, NULL, NULL},
	[FORM_ABSENCE] = {"absence", absence_again, NULL, NULL},
	[FORM_HOURS] = {"horaires", hours_again, NULL, NULL},
	[FORM_CLOSING] = {"fermeture", closing_again, NULL, NULL},
	[FORM_ACTIVITY] = {"heures_declarer", activity_again, NULL, NULL},
	[FORM_DISPENSATION] = {"derogation", dispensation_again, NULL, NULL},
	[FORM_CONTRACT] = {"contrat_preparer", contract_prepare_again, NULL, NULL},
	[FORM_AMEND] = {"contrat_avenant", contract_amend_again, contract_amend_present, NULL},
	[FORM_SIGN] = {"contrat_signer", contract_sign_again, NULL, contract_sign_names},
	[FORM_CHOOSE] = {"contrat_choix", contract_choose_again, NULL, NULL},
	[FORM_CLOSE] = {"contrat_clore", contract_close_again, NULL, NULL},
	[FORM_ITEM_EXCUSE] = {"engagement_excuser", item_excuse_again, NULL, NULL},
	[FORM_REMEDIAL] = {"compensation_ouvrir", remedial_again, NULL, NULL},
	[FORM_DELIVERY] = {"compensation_remettre", delivery_again, NULL, NULL},
	[FORM_ORIENTATION] = {"orientation", orientation_again, NULL, NULL},
	[FORM_DIAGNOSTIC] = {"diagnostic", diagnostic_again, diagnostic_present, NULL},
	[FORM_RIGHTS] = {"information", rights_again, NULL, NULL},
	[FORM_REQUEST] = {"demande", request_again, NULL, NULL},
	[FORM_ANSWER] = {"demande_repondre", answer_again, NULL, NULL},
	[FORM_TRAINING_RAISE] = {"formation_evoquer", training_raise_again, NULL, NULL},
	[FORM_TRAINING_EDIT] = {"formation_decrire", training_edit_again, training_edit_present, NULL},
	[FORM_TRAINING_PROJECT] = {"formation_projet", training_project_again, training_project_present, NULL},
	[FORM_TRAINING_PRECONDITION] = {"formation_prealable", training_precondition_again, NULL, NULL},
	[FORM_TRAINING_STEP] = {"formation_geste", training_step_again, NULL, training_step_names},
	[FORM_TRAINING_PIECES] = {"formation_pieces", training_pieces_again, NULL, NULL},
	[FORM_TRAINING_PIECE] = {"formation_piece_recue", training_piece_again, NULL, NULL},
	[FORM_FUNDING_LINE] = {"financement", funding_line_again, NULL, NULL},
	[FORM_FUNDING_DECIDE] = {"financement_decider", funding_decide_again, NULL, NULL},
	[FORM_TRAINING_ABSENCE] = {"formation_absence", training_absence_again, NULL, NULL},
	[FORM_PERIOD] = {"periode", period_again, NULL, period_names},
	[FORM_PERIOD_DEBRIEF] = {"periode_bilan", debrief_again, NULL, NULL},
	[FORM_ALLOWANCE] = {"droit", allowance_again, NULL, NULL},
	[FORM_PUT_OFF] = {"report", put_off_again, NULL, NULL},
};

enum form_kind form_kind_from_code(const char *code)
{
	for (int i = FORM_NONE + 1; i < FORM_KIND_COUNT; i++)
		if (strcmp(form_kinds[i].code, code) == 0)
			return (enum form_kind)i;
	return FORM_NONE;
}

/* Where the base has changed since the form was first opened: taken when the person left it alone, else both are shown. */
static void form_compare(struct popup *form, const struct form_context *c, const struct sent_form *sent)
{
	for (size_t i = 0; i < SENT_VALUES && c->opened_on[i] != NULL; i++) {
		if (sent_conflicts(sent, i, c->opened_on[i]))
			form->ops->theirs(form, i, c->opened_on[i], true);
		else if (strcmp(sent->initials[i], c->opened_on[i]) != 0 && strcmp(sent->values[i], c->opened_on[i]) != 0)
			form->ops->theirs(form, i, c->opened_on[i], false);
	}
}

void form_show(struct ui *ui, struct popup *form, enum form_kind kind, const struct form_context *c, const struct sent_form *sent)
{
	if (sent != NULL) {
		form->ops->returned(form, &sent->error);
		if (sent->placed)
			form->ops->place(form, sent->current, sent->cursor);
		if (c->opened_on != NULL)
			form_compare(form, c, sent);
	}
	if (kind != FORM_NONE)
		drafts_bind(ui, form, kind, c, sent);
	ui_show_popup(ui, form);
}
