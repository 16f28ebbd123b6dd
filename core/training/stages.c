/* The table of stages, who holds the file at each, and what comes next. */
#include "core/training/stages.h"

#define EXCHANGE(stage) {stage, STEP_EXCHANGE, STEP_FREE, stage}
#define DROP_BEFORE(stage) {stage, STEP_DROP, STEP_FREE, TRAINING_DROPPED_BEFORE}

/* By stage, the most natural step first. */
const struct training_transition training_transitions[] = {
	{TRAINING_RAISED, STEP_PROJECT, STEP_IF_PROJECT, TRAINING_PROJECT},
	DROP_BEFORE(TRAINING_RAISED),
	EXCHANGE(TRAINING_RAISED),

	{TRAINING_PROJECT, STEP_PREPARE, STEP_IF_PRECONDITIONS, TRAINING_READY},
	DROP_BEFORE(TRAINING_PROJECT),
	EXCHANGE(TRAINING_PROJECT),

	{TRAINING_READY, STEP_FILE, STEP_IF_FUNDER, TRAINING_FILED},
	{TRAINING_READY, STEP_REWORK, STEP_FREE, TRAINING_PROJECT},
	DROP_BEFORE(TRAINING_READY),
	EXCHANGE(TRAINING_READY),

	{TRAINING_FILED, STEP_GRANT, STEP_FREE, TRAINING_GRANTED},
	{TRAINING_FILED, STEP_ASK_PIECES, STEP_IF_PIECES, TRAINING_PIECES},
	{TRAINING_FILED, STEP_COUNTER, STEP_FREE, TRAINING_COUNTERED},
	{TRAINING_FILED, STEP_REFUSE, STEP_IF_COUNTER, TRAINING_REFUSED},
	DROP_BEFORE(TRAINING_FILED),
	EXCHANGE(TRAINING_FILED),

	{TRAINING_PIECES, STEP_COMPLETE, STEP_IF_COMPLETE, TRAINING_FILED},
	{TRAINING_PIECES, STEP_GRANT, STEP_FREE, TRAINING_GRANTED},
	{TRAINING_PIECES, STEP_COUNTER, STEP_FREE, TRAINING_COUNTERED},
	{TRAINING_PIECES, STEP_REFUSE, STEP_IF_COUNTER, TRAINING_REFUSED},
	DROP_BEFORE(TRAINING_PIECES),
	EXCHANGE(TRAINING_PIECES),

	{TRAINING_COUNTERED, STEP_ACCEPT, STEP_FREE, TRAINING_GRANTED},
	{TRAINING_COUNTERED, STEP_DECLINE, STEP_FREE, TRAINING_REFUSED},
	DROP_BEFORE(TRAINING_COUNTERED),
	EXCHANGE(TRAINING_COUNTERED),

	{TRAINING_REFUSED, STEP_REWORK, STEP_FREE, TRAINING_PROJECT},
	{TRAINING_REFUSED, STEP_CONTEST, STEP_FREE, TRAINING_FILED},
	DROP_BEFORE(TRAINING_REFUSED),
	EXCHANGE(TRAINING_REFUSED),

	{TRAINING_GRANTED, STEP_FUND, STEP_IF_WHOLE, TRAINING_FUNDED},
	DROP_BEFORE(TRAINING_GRANTED),
	EXCHANGE(TRAINING_GRANTED),

	{TRAINING_FUNDED, STEP_ENTER, STEP_IF_DECIDED, TRAINING_ENTERED},
	DROP_BEFORE(TRAINING_FUNDED),
	EXCHANGE(TRAINING_FUNDED),

	{TRAINING_ENTERED, STEP_CHECK, STEP_FREE, TRAINING_ENTERED},
	{TRAINING_ENTERED, STEP_END, STEP_FREE, TRAINING_COMPLETED},
	{TRAINING_ENTERED, STEP_DROP, STEP_FREE, TRAINING_DROPPED_AFTER},
	EXCHANGE(TRAINING_ENTERED),

	{TRAINING_COMPLETED, STEP_FOLLOW, STEP_FREE, TRAINING_FOLLOWED},
	EXCHANGE(TRAINING_COMPLETED),
	EXCHANGE(TRAINING_FOLLOWED),
	EXCHANGE(TRAINING_DROPPED_BEFORE),
	EXCHANGE(TRAINING_DROPPED_AFTER),
};
const size_t training_transition_count = sizeof training_transitions / sizeof training_transitions[0];

const char *training_guard_code(enum training_guard g)
{
	static const char *const codes[STEP_GUARD_COUNT] = {
		[STEP_FREE] = "libre", [STEP_IF_PROJECT] = "projet", [STEP_IF_PRECONDITIONS] = "prealables", [STEP_IF_FUNDER] = "financeur",
		[STEP_IF_COUNTER] = "contre_proposition", [STEP_IF_PIECES] = "pieces", [STEP_IF_COMPLETE] = "complet",
		[STEP_IF_WHOLE] = "entier", [STEP_IF_DECIDED] = "decision"};

	return g < STEP_GUARD_COUNT ? codes[g] : "";
}

const struct training_transition *training_transition_find(enum training_stage from, enum training_step step)
{
	for (size_t i = 0; i < training_transition_count; i++)
		if (training_transitions[i].from == from && training_transitions[i].step == step)
			return &training_transitions[i];
	return NULL;
}

size_t training_steps_from(enum training_stage from, enum training_step out[STEP_COUNT])
{
	size_t count = 0;

	for (size_t i = 0; i < training_transition_count; i++)
		if (training_transitions[i].from == from)
			out[count++] = training_transitions[i].step;
	return count;
}

bool training_is_open(enum training_stage s)
{
	return s < TRAINING_FOLLOWED;
}

bool training_is_entered(enum training_stage s)
{
	return s == TRAINING_ENTERED || s == TRAINING_COMPLETED || s == TRAINING_FOLLOWED || s == TRAINING_DROPPED_AFTER;
}

bool training_is_at_funder(enum training_stage s)
{
	return s == TRAINING_FILED || s == TRAINING_PIECES;
}

bool training_awaits_entry(enum training_stage s)
{
	return s == TRAINING_GRANTED || s == TRAINING_FUNDED;
}

bool training_holes_matter(enum training_stage s)
{
	return training_awaits_entry(s) || s == TRAINING_ENTERED;
}

bool training_is_dated(const struct training *t)
{
	return date_is_set(t->starts) && date_is_set(t->ends);
}

bool training_piece_awaited(const struct training_piece *p)
{
	return !date_is_set(p->received) && !date_is_set(p->closed);
}

enum debtor training_holder(const struct training *t)
{
	switch (t->stage) {
	case TRAINING_FILED:
		return DEBTOR_FUNDER;
	case TRAINING_PIECES:
		return t->pieces_waiting > 0 && t->pieces_owner != DEBTOR_NONE ? t->pieces_owner : DEBTOR_FUNDER;
	case TRAINING_FUNDED:
		return DEBTOR_BODY;
	case TRAINING_ENTERED:
	case TRAINING_FOLLOWED:
	case TRAINING_DROPPED_BEFORE:
	case TRAINING_DROPPED_AFTER:
	case TRAINING_STAGE_COUNT:
		return DEBTOR_COUNT;
	default: /* the project is built with the person (000:1638), and carried by us; granted, until we have declared every cost funded,
	            entry is not the body's to give */
		return DEBTOR_STRUCTURE;
	}
}

enum training_step training_next_step(const struct training *t)
{
	enum training_step steps[STEP_COUNT];

	if (!training_is_open(t->stage) || training_steps_from(t->stage, steps) == 0)
		return STEP_COUNT;
	if (t->stage == TRAINING_REFUSED && t->contestable)
		return STEP_CONTEST;
	if (t->stage == TRAINING_ENTERED && date_is_set(t->checked))
		return STEP_END;
	return steps[0];
}

static const char *granted_words(const struct training *t)
{
	if (!training_is_dated(t))
		return "fixer les dates de la formation";
	return t->costs_missing != 0 ? "trouver un financeur pour chaque coût" : training_step_label(STEP_FUND);
}

static const char *pieces_words(struct arena *arena, const struct training *t)
{
	const char *pieces = t->pieces_waiting > 1 ? "les pièces attendues" : "la pièce attendue";

	if (t->pieces_waiting == 0)
		return "compléter le dossier";
	if (t->pieces_owner == DEBTOR_STRUCTURE)
		return arena_format(arena, "fournir %s de nous", pieces);
	if (t->pieces_owner == DEBTOR_PERSON)
		return arena_format(arena, "aider la personne à réunir %s", pieces);
	return arena_format(arena, "relancer %s pour %s", debtor_label(t->pieces_owner), pieces);
}

const char *training_next_words(struct arena *arena, const struct training *t)
{
	switch (t->stage) {
	case TRAINING_PROJECT:
		return t->preconditions_missing > 0 ? "voir les préalables qui manquent" : training_step_label(STEP_PREPARE);
	case TRAINING_FILED:
		return "relancer le financeur, ou noter sa réponse";
	case TRAINING_PIECES:
		return pieces_words(arena, t);
	case TRAINING_COUNTERED:
		return "répondre à la contre-proposition avec la personne";
	case TRAINING_REFUSED:
		return t->contestable ? "contester le refus : « métier non en tension » n'y suffit pas" : "reprendre le projet avec la personne";
	case TRAINING_GRANTED:
		return granted_words(t);
	case TRAINING_FUNDED:
		return "relancer l'organisme, ou noter l'entrée";
	default:
		return training_step_label(training_next_step(t));
	}
}

const char *training_owner_of(enum debtor d)
{
	switch (d) {
	case DEBTOR_PERSON:
		return "de la personne";
	case DEBTOR_STRUCTURE:
		return "de nous";
	case DEBTOR_EMPLOYER:
		return "de l'employeur";
	case DEBTOR_BODY:
		return "de l'organisme";
	case DEBTOR_FUNDER:
		return "du financeur";
	case DEBTOR_AUTHORITY:
		return "de l'autorité";
	default:
		return "du partenaire";
	}
}

const char *training_pieces_words(struct arena *arena, int count, enum debtor owner)
{
	if (count > 1 && owner != DEBTOR_PERSON)
		return arena_format(arena, "%d pièces, d'abord %s", count, training_owner_of(owner));
	return arena_format(arena, "%s %s", count > 1 ? "pièces attendues" : "pièce attendue", training_owner_of(owner));
}
