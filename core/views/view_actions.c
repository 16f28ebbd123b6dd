/* What the action table shows: help, palette, and why an action cannot be done now. */
#include <stdlib.h>
#include <string.h>

#include "core/app/action.h"
#include "core/views/view_private.h"
#include "core/base/text.h"

/* --- refusal ------------------------------------------------------------------------------------------------ */

static bool may_write(enum role r)
{
	return r == ROLE_COUNSELLOR || r == ROLE_SUPERVISOR;
}

const char *action_refusal(const struct app *a, const struct action *act, const char *person_id)
{
	if ((act->guards & GUARD_WRITE) != 0 && app_read_only(a))
		return "consultation à une date passée : rien ne s'enregistre, relancez sans --au";
	if ((act->guards & GUARD_WRITE) != 0 && a->session != NULL && !may_write(a->session->role))
		return "votre rôle consulte sans écrire ici : voyez le conseiller référent ou le responsable";
	if ((act->guards & GUARD_SUPERVISOR) != 0 && (a->session == NULL || a->session->role != ROLE_SUPERVISOR))
		return "réservé au responsable : demandez-lui";
	if ((act->guards & GUARD_PERSON) != 0 && (person_id == NULL || *person_id == '\0'))
		return "choisissez d'abord une personne";
	if ((act->guards & GUARD_UNDO) != 0 && a->undo == NULL && a->pending == NULL && a->irreversible[0] == '\0')
		return "rien à annuler dans cette session";
	return NULL;
}

/* --- help --------------------------------------------------------------------------------------------------- */

static void help_part(struct arena *arena, const struct keymap *map, struct view_help *v, const char *heading,
                      int screen, unsigned screens, unsigned without, const char *folded)
{
	size_t start = v->count;

	v->rows[v->count++] = (struct view_help_row){.keys = "", .label = heading, .help = "", .heading = true};
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		const struct action *act = &actions[i];
		struct view_help_row row = {.label = without == 0 ? action_name(act, (enum screen_id)screen) : act->label, .help = act->help};

		if ((act->screens & screens) == 0 || (act->screens & without) != 0)
			continue;
		row.keys = keymap_show_all(arena, map, act->id);
		if (row.keys[0] == '\0')
			row.keys = "—";
		if (view_matches(text_fold(arena, arena_format(arena, "%s %s %s %s", act->name, row.keys, row.label, act->help)), folded))
			v->rows[v->count++] = row;
	}
	if (v->count == start + 1)
		v->count = start; /* a heading over nothing */
}

struct view_help view_help(struct arena *arena, const struct keymap *map, int screen, const char *filter)
{
	struct view_help v = {NULL, 0};
	const char *folded = text_fold(arena, filter != NULL ? filter : "");
	unsigned here = ON((unsigned)screen);

	v.rows = arena_array(arena, ACTION_COUNT + 3, sizeof *v.rows);
	help_part(arena, map, &v, "Sur cet écran", screen, here, 0, folded);
	help_part(arena, map, &v, "Sur les autres écrans", screen, ON_ALL, here, folded);
	return v;
}

/* --- palette ------------------------------------------------------------------------------------------------ */

enum { SCORE_NONE = 1000 };

/* Lower is better: start of the text, inside it, then letters in order with the gaps counted. */
static int fuzzy_score(const char *folded, const char *typed)
{
	const char *at = strstr(folded, typed);
	int gaps = 0;

	if (at != NULL)
		return at == folded ? 0 : at[-1] == ' ' || at[-1] == '.' ? 1 : 2;
	for (const char *t = typed; *t != '\0'; t++) {
		if (*t == ' ')
			continue;
		while (*folded != '\0' && *folded != *t) {
			folded++;
			gaps++;
		}
		if (*folded == '\0')
			return SCORE_NONE;
		folded++;
	}
	return 10 + gaps;
}

struct ranked { const struct action *act; int score, order; };

static int ranked_compare(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;

	return a->score != b->score ? a->score - b->score : a->order - b->order;
}

static int action_score(struct arena *arena, const struct action *act, const char *typed)
{
	int label = fuzzy_score(text_fold(arena, act->label), typed);
	int name = fuzzy_score(text_fold(arena, act->name), typed);
	const char *help = text_fold(arena, act->help);

	if (name < label)
		label = name;
	/* The help only when a whole word of it was typed: scattered letters would match anything. */
	if (label == SCORE_NONE && strstr(help, typed) != NULL)
		label = 500;
	return label;
}

struct view_palette view_palette(struct arena *arena, const struct app *a, int screen, const char *typed)
{
	struct view_palette v = {NULL, 0};
	const char *folded = text_fold(arena, typed != NULL ? typed : "");
	struct ranked *ranked = arena_array(arena, ACTION_COUNT, sizeof *ranked);
	size_t count = 0;

	folded += strspn(folded, " ");
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		const struct action *act = &actions[i];
		int score = (act->screens & ON((unsigned)screen)) == 0 ? SCORE_NONE : action_score(arena, act, folded);

		/* What this role may never do is not offered; the rest says why when it is chosen. */
		if ((act->guards & GUARD_SUPERVISOR) != 0 && action_refusal(a, act, "-") != NULL)
			continue;

		if (score < SCORE_NONE)
			ranked[count++] = (struct ranked){&actions[i], score, i};
	}
	if (count > 1)
		qsort(ranked, count, sizeof *ranked, ranked_compare);
	v.actions = arena_array(arena, count, sizeof(const struct action *));
	for (size_t i = 0; i < count; i++)
		v.actions[v.count++] = ranked[i].act;
	return v;
}
