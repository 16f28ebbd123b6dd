/* jalon formation: what happens to a training request, from the command line; the way of each sub-verb. */
#include "tui/verbs/cmd_formation.h"

#include <string.h>

#include "core/acts/acts_training.h"
#include "tui/verbs/acts.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* The ways out of a refusal, as they are typed here. */
static const struct act_way ways[] = {
	{"formation_sans_revenu", "Dites-le à la personne avant de déposer, puis ajoutez --sans-revenu-dit ; ou demandez une ligne de "
	                          "rémunération par « jalon formation ligne »"},
	{"formation_sans_place", "Faites confirmer la place par l'organisme, puis ajoutez --place-confirmee"},
	{"formation_trou", "Trouvez un financeur par « jalon formation ligne », ou dites pourquoi continuer : --malgre « raison »"},
	{"formation_refus_motive", "Donnez --motif CODE, puis --contre-proposition « texte » ou --sans-contre-proposition « raison »"},
	{"formation_prealables", "Notez chacun par « jalon formation prealable ID CODE », ou sa dispense : --dispense --texte « motif »"},
	{"formation_projet_ecrit", "Écrivez-le par « jalon formation projeter ID --projet « texte » »"},
	{NULL, NULL},
};

int training_run(struct command_context *ctx, enum action_id action, bool (*send)(struct plain_app *p, void *values, struct error *e),
                 struct training_values *values)
{
	const char *person = training_is_named_by_id(values->which.who) ? "" : values->which.who;

	return act_run_with_ways(ctx, &(struct act_command){action, person, send, values, false}, ways);
}

/* --- a step of the table of transitions ---------------------------------------------------------------------------------- */

enum step_option {
	WITH_TEXT = 1, WITH_FUNDER = 2, WITH_GROUNDS = 4, WITH_COUNTER = 8, WITH_DESPITE = 16, WITH_INCOME = 32, WITH_PLACE = 64,
	WITH_FIRST = 128, WITH_LAST = 256, WITH_WHO = 512,
};
static const struct step_verb { const char *name; enum training_step step; enum action_id action; unsigned options; } step_verbs[] = {
	{"preparer", STEP_PREPARE, ACTION_TRAINING_READY, WITH_TEXT},
	{"deposer", STEP_FILE, ACTION_TRAINING_FILE, WITH_TEXT | WITH_FUNDER | WITH_INCOME},
	{"accorder", STEP_GRANT, ACTION_TRAINING_GRANT, WITH_TEXT},
	{"refuser", STEP_REFUSE, ACTION_TRAINING_REFUSE, WITH_TEXT | WITH_GROUNDS | WITH_COUNTER},
	{"contre-proposer", STEP_COUNTER, ACTION_TRAINING_COUNTER, WITH_TEXT},
	{"accepter", STEP_ACCEPT, ACTION_TRAINING_ACCEPT, WITH_TEXT},
	{"decliner", STEP_DECLINE, ACTION_TRAINING_DECLINE, WITH_TEXT},
	{"contester", STEP_CONTEST, ACTION_TRAINING_CONTEST, WITH_TEXT},
	{"reprendre", STEP_REWORK, ACTION_TRAINING_REWORK, WITH_TEXT},
	{"financer", STEP_FUND, ACTION_TRAINING_FUND, WITH_TEXT | WITH_DESPITE},
	{"entrer", STEP_ENTER, ACTION_TRAINING_ENTER, WITH_TEXT | WITH_PLACE | WITH_FIRST | WITH_LAST},
	{"point", STEP_CHECK, ACTION_TRAINING_CHECK, WITH_TEXT},
	{"achever", STEP_END, ACTION_TRAINING_END, WITH_TEXT | WITH_GROUNDS | WITH_LAST},
	{"abandonner", STEP_DROP, ACTION_TRAINING_DROP, WITH_TEXT | WITH_GROUNDS},
	{"suivre", STEP_FOLLOW, ACTION_TRAINING_FOLLOW, WITH_TEXT | WITH_GROUNDS},
	{"echange", STEP_EXCHANGE, ACTION_TRAINING_EXCHANGE, WITH_TEXT | WITH_WHO},
};

struct step_values { struct training_values training; struct training_advance advance; const char *grounds; };

/* « cout,autre »: the words between commas. */
static void grounds_split(struct arena *arena, const char *text, struct training_advance *v)
{
	const char **codes = arena_array(arena, text != NULL ? strlen(text) + 1 : 1, sizeof *codes);

	while (text != NULL && *text != '\0') {
		size_t len = strcspn(text, ",");

		if (len > 0)
			codes[v->ground_count++] = arena_strndup(arena, text, len);
		text += len + (text[len] == ',' ? 1 : 0);
	}
	v->grounds = codes;
}

static bool step_send(struct plain_app *p, void *values, struct error *e)
{
	struct step_values *v = values;
	const struct training_file *f = plain_training(p, &v->training.which, e);
	struct arena arena = {0};
	bool ok;

	if (f == NULL)
		return false;
	grounds_split(&arena, v->grounds, &v->advance);
	ok = act_training_advance(&p->app, &f->request, &v->advance, e);
	arena_free(&arena);
	return ok;
}

/* The options that the step takes. */
static size_t step_specs(struct step_values *v, unsigned options, struct option_spec *out)
{
	struct training_advance *a = &v->advance;
	const struct { unsigned with; struct option_spec spec; } all[] = {
		{0, {"demande", &v->training.which.named, NULL}}, {0, {"le", &a->on, NULL}}, {WITH_TEXT, {"texte", &a->text, NULL}},
		{WITH_FUNDER, {"financeur", &a->funder, NULL}}, {WITH_GROUNDS, {"motif", &v->grounds, NULL}},
		{WITH_COUNTER, {"contre-proposition", &a->counter, NULL}}, {WITH_COUNTER, {"sans-contre-proposition", &a->no_counter, NULL}},
		{WITH_DESPITE, {"malgre", &a->despite, NULL}}, {WITH_INCOME, {"sans-revenu-dit", NULL, &a->no_income_said}},
		{WITH_PLACE, {"place-confirmee", NULL, &a->place_confirmed}}, {WITH_FIRST, {"debut", &a->from, NULL}},
		{WITH_LAST, {"fin", &a->last_day, NULL}}, {WITH_WHO, {"avec", &a->with, NULL}},
	};
	size_t count = 0;

	for (size_t i = 0; i < COUNT_OF(all); i++)
		if (all[i].with == 0 || (options & all[i].with) != 0)
			out[count++] = all[i].spec;
	return count;
}

static int step_run(struct command_context *ctx, const struct step_verb *verb, int argc, char **argv)
{
	struct step_values v = {.training.which = {.fits = training_fits_step, .step = verb->step}, .advance = {.step = verb->step}};
	struct option_spec specs[PLAIN_OPTIONS_MAX];
	char name[40] = "formation ";
	int arguments = 0, status = plain_options_read(ctx, specs, step_specs(&v, verb->options, specs), argc, argv, &arguments);

	strncat(name, verb->name, sizeof name - strlen(name) - 1);
	if (status == 0)
		status = act_person_argument(ctx, name, arguments, 1, argv);
	if (status != 0)
		return status;
	v.training.which.who = argv[1];
	return training_run(ctx, verb->action, step_send, &v.training);
}

/* --- the verb -------------------------------------------------------------------------------------------------------------- */

int cmd_formation(struct command_context *ctx, int argc, char **argv)
{
	static const struct { const char *name; command_handler run; } verbs[] = {
		{"evoquer", training_raise}, {"decrire", training_describe}, {"projeter", training_project},
		{"prealable", training_precondition}, {"pieces", training_pieces}, {"recevoir", training_receive}, {"ligne", training_line},
		{"absence", training_absence},
	};

	for (size_t i = 0; argc > 1 && i < COUNT_OF(verbs); i++)
		if (strcmp(argv[1], verbs[i].name) == 0)
			return verbs[i].run(ctx, argc - 1, argv + 1);
	for (size_t i = 0; argc > 1 && i < COUNT_OF(step_verbs); i++)
		if (strcmp(argv[1], step_verbs[i].name) == 0)
			return step_run(ctx, &step_verbs[i], argc - 1, argv + 1);
	return command_usage(ctx, "formation : attendu evoquer, decrire, projeter, prealable, preparer, deposer, pieces, recevoir, accorder, "
	                          "refuser, contre-proposer, accepter, decliner, contester, reprendre, ligne, financer, entrer, point, absence, "
	                          "achever, abandonner, suivre ou echange, puis l'identifiant");
}
