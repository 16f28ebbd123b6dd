/* The table of actions, expanded from action_list.h. Keys: keys.c. */
#include "core/app/action.h"

#include <string.h>

const struct action actions[ACTION_COUNT] = {
	[ACTION_NONE] = {ACTION_NONE, "", "", 0, 0, 0, "", ""},
#define X(id, name, keys, screens, rank, guards, label, help) \
	[ACTION_##id] = {ACTION_##id, name, keys, screens, rank, guards, label, help},
	ACTION_LIST(X)
#undef X
};

const struct action *action_find(const char *name)
{
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++)
		if (strcmp(actions[i].name, name) == 0)
			return &actions[i];
	return NULL;
}

/* The catalogue: searching comes first, the smallest screen has room for it; Enter is guessed, and the foot says how to raise. */
static int catalogue_rank(const struct action *a)
{
	switch (a->id) {
	case ACTION_FILTER:
		return 1;
	case ACTION_CATALOGUE_FILTERS:
		return 2;
	case ACTION_CATALOGUE_CLEAR:
		return 3;
	case ACTION_OPEN:
		return 4;
	case ACTION_TRAINING_RAISE:
		return 5;
	default:
		return a->bar_rank;
	}
}

/* Engagements, Formations, the catalogue: what is done there only comes before what is done everywhere. */
int action_rank(const struct action *a, enum screen_id screen)
{
	bool list = screen == SCREEN_TRAININGS, page = screen == SCREEN_TRAINING;
	if (screen == SCREEN_CATALOGUE)
		return catalogue_rank(a);
	if (list && a->id == ACTION_TRAINING_RAISE)
		return 3;
	if ((list || page) && a->id == ACTION_CONTACT)
		return 0;
	if (page && (a->id == ACTION_OPEN || a->id == ACTION_TRAINING_PERSON))
		return 0;
	if (screen == SCREEN_COMMITMENTS && (a->id == ACTION_OPEN || a->id == ACTION_PERSON_HOURS))
		return 0;
	return a->bar_rank;
}

const char *action_name(const struct action *a, enum screen_id screen)
{
	if (a->id == ACTION_OPEN && screen == SCREEN_REFERENTS)
		return "portefeuille";
	if (a->id == ACTION_OPEN && screen == SCREEN_TRAININGS)
		return "demande";
	if (a->id == ACTION_OPEN && (screen == SCREEN_FILE || screen == SCREEN_COMMITMENTS || screen == SCREEN_TRAINING || screen == SCREEN_CATALOGUE))
		return "détail";
	if (a->id == ACTION_FILTER && (screen == SCREEN_SEARCH || screen == SCREEN_CATALOGUE))
		return "chercher";
	return a->label;
}

const char *action_label(const struct action *a, enum screen_id screen)
{
	if (a->id == ACTION_RDV_GIVE)
		return "RDV"; /* the bar names the prefix, the box of second keys the act */
	if (a->id == ACTION_TRAINING_RAISE && screen == SCREEN_CATALOGUE)
		return "évoquer";
	if (a->id == ACTION_CONTRACT_PREPARE || a->id == ACTION_TRAINING_RAISE)
		return "noter"; /* the same: a contract, an orientation, a request… */
	if (a->id == ACTION_TRAINING_READY)
		return "étape";
	if (a->id == ACTION_TRAINING_GRANT)
		return "réponse";
	if (a->id == ACTION_RDV_CANCEL)
		return "annuler";
	if (a->id == ACTION_HOURS_DECLARE)
		return "à 9 déclarer"; /* the bar shows the first of its nine keys */
	if (a->id == ACTION_AGENDA_VIEW)
		return "liste";
	return action_name(a, screen);
}
