/* What a form keeps while it is open, and which act opens which form. */
#include "core/base/mem.h"
#include "core/base/text.h"
#include "tui/screens/common.h"
#include "tui/forms/forms.h"
#include "tui/forms/forms_rdv.h"
#include "tui/screens/letter_box.h"
#include "tui/forms/forms_commitment.h"
#include "tui/forms/forms_training.h"
#include "tui/screens/screens.h"

#include <stdlib.h>

struct form_context *form_context_new(const struct ui *ui, const char *id)
{
	struct form_context *c = mem_alloc(sizeof *c);
	c->id = arena_strdup(&c->arena, id);
	c->name = id[0] != '\0' ? app_person_name(ui->app, &c->arena, id) : "";
	c->extra = "";
	return c;
}

void form_context_free(void *context)
{
	struct form_context *c = context;
	arena_free(&c->arena);
	free(c);
}

const char *form_today(struct form_context *c, const struct ui *ui)
{
	char day[DATE_TEXT];
	return arena_strdup(&c->arena, date_format_numeric(app_today(ui->app).day, day));
}

static void choose_first(struct ui *ui)
{
	app_say(ui->app, MESSAGE_WARNING, "%s", "Choisissez d'abord une personne.");
}

/* Of what binds the person and the structure. */
static enum act_result act_dispatch_commitment(struct ui *ui, enum action_id action, const char *id)
{
	static const struct { enum action_id action; enum commitment_form about; } forms[] = {
		{ACTION_CONTRACT_PREPARE, ABOUT_PREPARE}, {ACTION_CONTRACT_AMEND, ABOUT_AMEND}, {ACTION_CONTRACT_SIGN, ABOUT_SIGN},
		{ACTION_CONTRACT_CHOOSE, ABOUT_CHOOSE}, {ACTION_CONTRACT_CLOSE, ABOUT_CLOSE}, {ACTION_ITEM_EXCUSE, ABOUT_EXCUSE},
		{ACTION_REMEDIAL_OPEN, ABOUT_REMEDIAL}, {ACTION_REMEDIAL_DELIVER, ABOUT_DELIVERY}, {ACTION_ORIENTATION, ABOUT_ORIENTATION},
		{ACTION_DIAGNOSTIC, ABOUT_DIAGNOSTIC}, {ACTION_RIGHTS, ABOUT_RIGHTS}, {ACTION_REQUEST, ABOUT_REQUEST},
	};
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (forms[i].action == action) {
			commitment_form(ui, forms[i].about, id);
			return ACT_DONE;
		}
	return ACT_IGNORED;
}

/* From a person, the gestures on training requests lead to the page of theirs. */
static bool act_is_request(enum action_id action)
{
	return action == ACTION_TRAINING_DO || action == ACTION_GO_TRAININGS;
}

/* Of training, periods in a company, what the person lives on. */
static enum act_result act_dispatch_training(struct ui *ui, enum action_id action, const char *id)
{
	void (*form)(struct ui *, const char *) = action == ACTION_PERIOD           ? form_period
	                                          : action == ACTION_PERIOD_DEBRIEF ? form_period_debrief
	                                          : action == ACTION_ALLOWANCE      ? form_allowance
	                                          : act_is_request(action)          ? training_open_for
	                                                                            : NULL;
	if (form == NULL && action != ACTION_TRAINING_RAISE)
		return act_dispatch_commitment(ui, action, id);
	if (id[0] == '\0')
		choose_first(ui);
	else if (form == NULL)
		form_training_raise(ui, id, NULL);
	else
		form(ui, id);
	return ACT_DONE;
}

/* Of the appointments and of what was promised in them. */
static enum act_result act_dispatch_meeting(struct ui *ui, enum action_id action, const char *id)
{
	void (*form)(struct ui *, const char *) = action == ACTION_PRESENCE    ? form_presence
	                                          : action == ACTION_CONCLUDE  ? form_conclude
	                                          : action == ACTION_REMINDER  ? form_reminder
	                                          : action == ACTION_ITEM_DONE ? form_item_done
	                                                                       : NULL;
	if (form == NULL)
		return act_dispatch_training(ui, action, id);
	if (id[0] == '\0')
		choose_first(ui);
	else
		form(ui, id);
	return ACT_DONE;
}

static enum act_result act_dispatch_letter(struct ui *ui, enum action_id action, const char *id)
{
	switch (action) {
	case ACTION_LETTER_CONTRACT: letter_show(ui, LETTER_CONTRACT, id); return ACT_DONE;
	case ACTION_LETTER_ATTENDANCE: letter_show(ui, LETTER_ATTENDANCE, id); return ACT_DONE;
	case ACTION_LETTER_HELD: letter_show(ui, LETTER_HELD, id); return ACT_DONE;
	case ACTION_LETTER_NINE: letter_show(ui, LETTER_NINE, id); return ACT_DONE;
	default: return act_dispatch_meeting(ui, action, id);
	}
}

enum act_result act_dispatch(struct ui *ui, enum action_id action, const char *person_id)
{
	switch (action) {
	case ACTION_CONTACT: form_contact(ui, person_id); return ACT_DONE;
	case ACTION_NOTE: form_note(ui, person_id); return ACT_DONE;
	case ACTION_BARRIER: form_barrier(ui, person_id); return ACT_DONE;
	case ACTION_EDIT: form_person_correct(ui, person_id); return ACT_DONE;
	case ACTION_ENROL: form_person_enrol(ui); return ACT_DONE;
	case ACTION_REGIME: form_regime(ui, person_id); return ACT_DONE;
	case ACTION_FOLLOW_UP: form_follow_up(ui, person_id); return ACT_DONE;
	case ACTION_REFERENT: form_referent(ui, person_id); return ACT_DONE;
	case ACTION_RDV_GIVE: form_rdv_give(ui, person_id); return ACT_DONE;
	case ACTION_RDV_NEXT: form_rdv_next_week(ui, person_id); return ACT_DONE;
	case ACTION_RDV_SERIES: form_rdv_series(ui, person_id); return ACT_DONE;
	case ACTION_RDV_PROPOSE: form_rdv_propose(ui, person_id); return ACT_DONE;
	case ACTION_RDV_UNPLANNED: form_rdv_unplanned(ui, person_id); return ACT_DONE;
	case ACTION_LEAVE: form_leave(ui, person_id); return ACT_DONE;
	default: return act_dispatch_letter(ui, action, person_id);
	}
}
