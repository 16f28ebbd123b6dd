/* What must hold for a step of a training request, as far as what is loaded can say; each refusal bears the name of the
 * database's constraint. What the form itself brings (the project, the funder, the pieces, the counter-proposal, the place) is checked by the act. */
#include <stdio.h>
#include <string.h>

#include "core/training/stages.h"

static bool refuse(struct error *e, const char *constraint, const char *field)
{
	snprintf(e->constraint, sizeof e->constraint, "%s", constraint);
	snprintf(e->field, sizeof e->field, "%s", field);
	return false;
}

static void list_add(char *list, size_t size, const char *label)
{
	size_t used = strlen(list);

	snprintf(list + used, size - used, "%s%s", used > 0 ? ", " : "", label);
}

/* What can be done from there, leaving out the exchange, which says nothing of the request. */
static bool refuse_stage(const struct training *t, enum training_step step, struct error *e)
{
	enum training_step steps[STEP_COUNT];
	size_t count = training_steps_from(t->stage, steps);
	char can[240] = "";

	for (size_t i = 0; i < count; i++)
		if (steps[i] != STEP_EXCHANGE)
			list_add(can, sizeof can, training_step_label(steps[i]));
	error_set(e, ERR_REFUSED, "à l'étape « %s », on ne peut pas %s", training_stage_label(t->stage), training_step_label(step));
	if (can[0] != '\0')
		error_set_remedy(e, "de là, on peut : %s", can);
	else
		error_set_remedy(e, "la demande est close : évoquez-en une nouvelle");
	return refuse(e, "formation_transition", "geste");
}

static bool check_preconditions(const struct training_file *f, struct error *e)
{
	char missing[240] = "";

	for (unsigned int p = 0; p < PRE_COUNT; p++)
		if (!f->preconditions[p].met && !f->preconditions[p].waived)
			list_add(missing, sizeof missing, precondition_label((enum precondition)p));
	if (missing[0] == '\0')
		return true;
	error_set(e, ERR_REFUSED, "le dossier n'est pas prêt, il reste à voir : %s", missing);
	error_set_remedy(e, "notez chaque préalable comme fait, ou donnez le motif de la dispense");
	return refuse(e, "formation_prealables", "");
}

static bool check_complete(const struct training_file *f, struct error *e)
{
	int waiting = 0;

	for (size_t i = 0; i < f->piece_count; i++)
		waiting += training_piece_awaited(&f->pieces[i]);
	if (waiting == 0)
		return true;
	error_set(e, ERR_REFUSED, waiting > 1 ? "%d pièces sont encore attendues" : "%d pièce est encore attendue", waiting);
	error_set_remedy(e, "notez chaque pièce reçue : le dossier est complet avec la dernière");
	return refuse(e, "formation_pieces_attendues", "");
}

static bool check_whole(const struct training_file *f, struct error *e)
{
	const struct training *t = &f->request;
	char missing[160] = "";

	if (!training_is_dated(t)) {
		error_set(e, ERR_REFUSED, "les dates de la formation ne sont pas fixées : rien ne dit si elle est financée");
		error_set_remedy(e, "notez son premier et son dernier jour, ou donnez le motif pour continuer");
		return refuse(e, "formation_trou", "malgre");
	}
	for (unsigned int c = 0; c < COST_COUNT; c++)
		if ((t->costs_missing & (1U << c)) != 0)
			list_add(missing, sizeof missing, cost_label((enum cost)c));
	if (missing[0] == '\0')
		return true;
	error_set(e, ERR_REFUSED, "il manque un financeur, certains jours : %s. Renoncement probable", missing);
	error_set_remedy(e, "ajoutez une ligne de financement, ou donnez le motif pour continuer");
	return refuse(e, "formation_trou", "malgre");
}

static bool check_decided(const struct training_file *f, struct date on, struct error *e)
{
	struct date granted = f->request.granted;
	char day[DATE_TEXT];

	if (date_is_set(granted) && date_compare(on, granted) >= 0)
		return true;
	if (date_is_set(granted))
		error_set(e, ERR_REFUSED, "l'entrée en formation ne peut pas précéder la décision du %s", date_format_numeric(granted, day));
	else
		error_set(e, ERR_REFUSED, "la formation n'a pas de décision : l'entrée ne peut pas la précéder");
	error_set_remedy(e, "%s", date_is_set(granted) ? "donnez le jour de l'entrée, à partir de celui de la décision"
	                                                : "déposez le dossier s'il ne l'est pas, puis notez la décision du financeur");
	return refuse(e, "formation_entree_decision", "le");
}

/* Before any decision, an entry is refused as such: that is what somebody who tries it must hear. */
static bool refuse_step(const struct training_file *f, enum training_step step, struct date on, struct error *e)
{
	if (step == STEP_ENTER && f->request.stage < TRAINING_GRANTED && !check_decided(f, on, e))
		return false;
	return refuse_stage(&f->request, step, e);
}

bool training_step_check(const struct training_file *f, enum training_step step, struct date on, struct error *e)
{
	const struct training_transition *t = training_transition_find(f->request.stage, step);

	error_clear(e);
	if (t == NULL)
		return refuse_step(f, step, on, e);
	switch (t->guard) {
	case STEP_IF_PRECONDITIONS:
		return check_preconditions(f, e);
	case STEP_IF_COMPLETE:
		return check_complete(f, e);
	case STEP_IF_WHOLE:
		return check_whole(f, e);
	case STEP_IF_DECIDED:
		return check_decided(f, on, e);
	default:
		return true;
	}
}
