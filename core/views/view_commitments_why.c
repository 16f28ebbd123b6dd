/* « Pourquoi ? » of the Engagements screen: a line, an alarm, the contract; and the situation behind them. */
#include <string.h>

#include "core/app/app_private.h"
#include "core/base/text.h"
#include "core/views/view_commitments_private.h"

/* --- why --------------------------------------------------------------------------------------------------------------- */

static const char *due_by(const struct ledger_line *line)
{
	return line->debtor == DEBTOR_STRUCTURE ? "nous" : debtor_label(line->debtor);
}

/* With the key that does it here, as the person has bound it: x goes on to what has its own key on another screen. */
static const char *line_step(struct arena *arena, const struct app *a, const struct view_commitment_row *row)
{
	char key[32];

	if (row->line->next_step[0] == '\0' || row->action == ACTION_NONE || app_key(a, commitment_key_action(row->action), key)[0] == '\0')
		return row->line->next_step;
	return arena_format(arena, "%s (touche %s)", row->line->next_step, key);
}

struct view_why view_why_commitment(struct arena *arena, const struct app *a, const struct view_commitment_row *row)
{
	const struct ledger_line *line = row->line;
	struct why w = {.arena = arena, .app = a, .v = {.title = row->object}};

	why_add(&w, arena_format(arena, "%s : %s, %s", row->object, row->state, row->when));
	why_pair(&w, "Dû par", due_by(line));
	for (size_t i = 0; i < line->input_count; i++)
		why_pair(&w, line->inputs[i].label, line->inputs[i].value);
	if (line->clock.rule != NULL) {
		why_clock(&w, &line->clock);
		why_rule(&w, line->clock.rule);
	}
	why_pair(&w, "À faire", line_step(arena, a, row));
	return w.v;
}

struct view_why view_why_alarm(struct arena *arena, const struct app *a, const struct view_alarm *alarm)
{
	struct why w = {.arena = arena, .app = a, .v = {.title = reason_title(alarm->reason->code)}};

	w.step = alarm->action;
	why_reason(&w, alarm->reason);
	return w.v;
}

struct view_why view_why_contract(struct arena *arena, const struct app *a)
{
	struct why w = {.arena = arena, .app = a, .v = {.title = "Le contrat"}};
	struct view_commitments v = view_commitments(arena, a);

	if (v.empty[0] != '\0') {
		why_add(&w, v.empty);
		return w.v;
	}
	why_add(&w, v.contract);
	if (v.pending[0] != '\0')
		why_add(&w, v.pending);
	why_add(&w, "Un contrat lie la personne et la structure : il ne vaut que signé des deux, et porte au moins un engagement de la "
	            "structure (D. 5411-14, 003:7421)");
	if (v.choice[0] != '\0')
		why_add(&w, v.choice);
	for (size_t i = 0; i < v.alarm_count; i++) {
		why_add(&w, "");
		w.step = v.alarms[i].action;
		why_reason(&w, v.alarms[i].reason);
	}
	return w.v;
}

/* --- the situation ------------------------------------------------------------------------------------------------------ */

static void situation_orientations(struct why *w, const struct commitment_file *f)
{
	why_add(w, "ORIENTATION");
	if (f->orientation_count == 0)
		why_add(w, "  aucune notée");
	for (size_t i = 0; i < f->orientation_count; i++) {
		const struct orientation *o = &f->orientations[i];

		why_add(w, arena_format(w->arena, "  %s du %s : %s, %s", o->again ? "réorientation" : "orientation",
		                        view_date(w->arena, o->notified), parcours_label(o->parcours), view_one_line(w->arena, o->body)));
		why_pair(w, "    préférence de la personne", view_one_line(w->arena, o->preference));
		why_pair(w, "    motif", view_one_line(w->arena, o->reason));
	}
}

static void situation_diagnostics(struct why *w, const struct commitment_file *f)
{
	why_add(w, "DIAGNOSTIC");
	if (f->diagnostic_count == 0)
		why_add(w, "  aucun écrit");
	for (size_t i = 0; i < f->diagnostic_count; i++) {
		const struct diagnostic *d = &f->diagnostics[i];

		why_add(w, arena_format(w->arena, "  version %d du %s, %s", d->rank, view_date(w->arena, d->on), d->author));
		for (int k = 0; k < DIAGNOSTIC_FIELDS; k++)
			why_pair(w, arena_format(w->arena, "    %s", diagnostic_fields[k].label), view_one_line(w->arena, d->text[k]));
	}
}

static void situation_requests(struct why *w, const struct commitment_file *f)
{
	why_add(w, "INFORMATION SUR LES DROITS");
	if (f->rights_count == 0)
		why_add(w, "  aucune notée");
	for (size_t i = 0; i < f->rights_count; i++)
		why_add(w, arena_format(w->arena, "  %s, %s%s%s", view_date(w->arena, f->rights[i].on),
		                        code_label_find(rights_supports, f->rights[i].support), f->rights[i].text[0] != '\0' ? " : " : "",
		                        view_one_line(w->arena, f->rights[i].text)));
	why_add(w, "");
	why_add(w, "DEMANDES ET RÉCLAMATIONS");
	if (f->request_count == 0)
		why_add(w, "  aucune reçue");
	for (size_t i = 0; i < f->request_count; i++) {
		const struct person_request *r = &f->requests[i];

		why_add(w, arena_format(w->arena, "  %s reçue le %s : %s", r->complaint ? "réclamation" : "demande",
		                        view_moment(w->arena, r->received), view_one_line(w->arena, r->object)));
		why_add(w, moment_is_set(r->answered)
		               ? arena_format(w->arena, "    répondu le %s : %s", view_moment(w->arena, r->answered), view_one_line(w->arena, r->answer))
		               : "    pas encore répondu");
	}
}

static void situation_remedials(struct why *w, const struct commitment_file *f)
{
	why_add(w, "ACTIONS COMPENSATRICES");
	if (f->remedial_count == 0)
		why_add(w, "  aucune");
	for (size_t i = 0; i < f->remedial_count; i++) {
		const struct remedial *r = &f->remedials[i];

		why_add(w, arena_format(w->arena, "  %s, pour ce qui manquait le %s (%s)", view_one_line(w->arena, r->object),
		                        view_date(w->arena, r->lapsed), view_one_line(w->arena, r->harm)));
		why_add(w, date_is_set(r->delivered)
		               ? arena_format(w->arena, "    remise le %s : %s", view_date(w->arena, r->delivered), view_one_line(w->arena, r->delivered_text))
		               : arena_format(w->arena, "    à remettre pour le %s", view_date(w->arena, r->due)));
	}
}

struct view_why view_situation(struct arena *arena, const struct app *a)
{
	struct why w = {.arena = arena, .app = a, .v = {.title = "Orientation, diagnostic, droits, demandes"}};
	const struct commitment_file *f = a->commitments.file;

	if (f == NULL) {
		why_add(&w, view_waiting(arena, &a->commitments.m, "des engagements"));
		return w.v;
	}
	situation_orientations(&w, f);
	why_add(&w, "");
	situation_diagnostics(&w, f);
	why_add(&w, "");
	situation_requests(&w, f);
	why_add(&w, "");
	situation_remedials(&w, f);
	return w.v;
}
