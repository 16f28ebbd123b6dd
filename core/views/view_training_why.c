/* « Pourquoi ? » of a request's page: a line, or the request itself. */
#include "core/base/text.h"
#include "core/training/stages.h"
#include "core/views/view_training_private.h"

static void why_line(struct why *w, const struct view_training *v, const struct view_training_line *line)
{
	if (line->reason != NULL) {
		w->v.title = reason_title(line->reason->code);
		why_add(w, arena_format(w->arena, "%s : %s", line->label, line->text));
		why_reason(w, line->reason);
		return;
	}
	why_add(w, arena_format(w->arena, "%s : %s", line->label, line->text));
	if (line->why_text[0] != '\0')
		why_add(w, line->why_text);
	if (line->clock != NULL) {
		why_clock(w, line->clock);
		why_rule(w, line->clock->rule);
	}
	if (line->step < STEP_COUNT)
		why_pair(w, "À faire", v->row.next);
}

static void why_steps(struct why *w, const struct view_training *v)
{
	why_add(w, "");
	why_add(w, "DE CETTE ÉTAPE");
	for (size_t i = 0; i < v->step_count; i++)
		why_add(w, arena_format(w->arena, "  %s", training_step_label(v->steps[i])));
}

static void why_request(struct why *w, const struct view_training *v)
{
	why_add(w, v->heading);
	why_pair(w, "À faire", v->row.next);
	why_pair(w, "À voir", v->row.warning);
	why_add(w, v->held[0] != '\0' ? v->held : "Personne ne tient le dossier");
	why_add(w, v->funding);
	why_add(w, v->calendar);
	if (v->training->contestable)
		why_add(w, "Le dernier refus ne repose que sur « métier non en tension » : il peut être contesté (000:1934)");
	if (v->training->no_counter)
		why_add(w, "Le dernier refus est venu sans contre-proposition (000:1923)");
	if (v->training->stage == TRAINING_DROPPED_BEFORE)
		why_add(w, "Un abandon avant l'entrée n'est pas un manquement");
	why_training_reasons(w, &v->row);
	why_training_clocks(w, &v->row);
	why_steps(w, v);
}

struct view_why view_why_training(struct arena *arena, const struct app *a, const struct view_training *v,
                                  const struct view_training_line *line)
{
	struct why w = {.arena = arena, .app = a, .v = {.title = line != NULL ? line->label : v->row.title},
	                .step = ACTION_TRAINING_DO};

	if (v->training == NULL) {
		w.v.title = "Demande de formation";
		why_add(&w, v->empty);
	} else if (line != NULL) {
		why_line(&w, v, line);
	} else {
		why_request(&w, v);
	}
	return w.v;
}
