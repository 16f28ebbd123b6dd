/* formation evoquer, decrire, projeter, prealable: what a training request asks for, from the command line. */
#include "core/acts/acts_training.h"
#include "tui/verbs/cmd_formation.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

enum { DETAIL_OPTIONS = 11 };

/* What was typed of the course; NULL: nothing. */
static void detail_specs(struct training_details *v, struct option_spec out[DETAIL_OPTIONS])
{
	const struct option_spec specs[DETAIL_OPTIONS] = {
		{"intitule", &v->title, NULL}, {"rome", &v->trade, NULL}, {"objectif", &v->aim, NULL}, {"organisme", &v->body, NULL},
		{"lieu", &v->place, NULL}, {"departement", &v->basin, NULL}, {"duree", &v->hours, NULL}, {"rythme", &v->weekly, NULL},
		{"debut", &v->from, NULL}, {"fin", &v->last_day, NULL}, {"session", &v->session, NULL},
	};

	for (size_t i = 0; i < DETAIL_OPTIONS; i++)
		out[i] = specs[i];
}

static const char *typed_or(const char *typed, const char *otherwise)
{
	return typed != NULL ? typed : otherwise;
}

/* What was not typed stays as it was. */
static struct training_details details_over(const struct training_details *typed, const struct training_details *was)
{
	return (struct training_details){
		.session = typed_or(typed->session, was->session), .title = typed_or(typed->title, was->title),
		.trade = typed_or(typed->trade, was->trade), .aim = typed_or(typed->aim, was->aim), .body = typed_or(typed->body, was->body),
		.place = typed_or(typed->place, was->place), .basin = typed_or(typed->basin, was->basin),
		.hours = typed_or(typed->hours, was->hours), .weekly = typed_or(typed->weekly, was->weekly),
		.from = typed_or(typed->from, was->from), .last_day = typed_or(typed->last_day, was->last_day)};
}

/* --- evoquer ------------------------------------------------------------------------------------------------------------ */

struct raise_values { struct training_details details; const char *on, *text; };

static bool raise_send(struct plain_app *p, void *values, struct error *e)
{
	const struct raise_values *v = values;
	const struct training_details nothing = {"", "", "", "", "", "", "", "", "", "", ""};
	const struct training_details details = details_over(&v->details, &nothing);

	return act_training_raise(&p->app, p->app.file.id, &details, v->on, v->text, e);
}

int training_raise(struct command_context *ctx, int argc, char **argv)
{
	struct raise_values v = {.on = "", .text = ""};
	struct option_spec specs[DETAIL_OPTIONS + 2];
	int arguments = 0, status;

	detail_specs(&v.details, specs);
	specs[DETAIL_OPTIONS] = (struct option_spec){"le", &v.on, NULL};
	specs[DETAIL_OPTIONS + 1] = (struct option_spec){"texte", &v.text, NULL};
	status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);
	if (status == 0)
		status = act_person_argument(ctx, "formation evoquer", arguments, 1, argv);
	if (status == 0 && v.details.title == NULL && v.details.session == NULL)
		status = command_usage(ctx, "formation evoquer : attendu --intitule « titre », ou --session, que donne « jalon afficher catalogue "
		                            "--format tsv »");
	if (status != 0)
		return status;
	return act_run(ctx, &(struct act_command){ACTION_TRAINING_RAISE, argv[1], raise_send, &v, false});
}

/* --- decrire ------------------------------------------------------------------------------------------------------------ */

struct describe_values { struct training_values training; struct training_details details; };

static bool describe_send(struct plain_app *p, void *values, struct error *e)
{
	const struct describe_values *v = values;
	const struct training_file *f = plain_training(p, &v->training.which, e);
	struct training_details was, details;
	struct arena arena = {0};
	bool ok;

	if (f == NULL)
		return false;
	was = training_details_from(&arena, &f->request);
	details = details_over(&v->details, &was);
	ok = act_training_describe(&p->app, &f->request, &details, e);
	arena_free(&arena);
	return ok;
}

int training_describe(struct command_context *ctx, int argc, char **argv)
{
	struct describe_values v = {.training.which = {.fits = training_fits_open, .step = STEP_COUNT}};
	struct option_spec specs[DETAIL_OPTIONS + 1];
	int arguments = 0, status;

	detail_specs(&v.details, specs);
	specs[DETAIL_OPTIONS] = (struct option_spec){"demande", &v.training.which.named, NULL};
	status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);
	if (status == 0)
		status = act_person_argument(ctx, "formation decrire", arguments, 1, argv);
	if (status != 0)
		return status;
	v.training.which.who = argv[1];
	return training_run(ctx, ACTION_TRAINING_EDIT, describe_send, &v.training);
}

/* --- projeter ----------------------------------------------------------------------------------------------------------- */

struct project_values { struct training_values training; const char *text[PROJECT_FIELDS], *on; };

/* A new version: what was not typed is that of the last one. */
static bool project_send(struct plain_app *p, void *values, struct error *e)
{
	const struct project_values *v = values;
	const struct training_file *f = plain_training(p, &v->training.which, e);
	const char *text[PROJECT_FIELDS];

	for (int i = 0; f != NULL && i < PROJECT_FIELDS; i++)
		text[i] = typed_or(v->text[i], f->project[i]);
	return f != NULL && act_training_project(&p->app, &f->request, text, v->on, e);
}

int training_project(struct command_context *ctx, int argc, char **argv)
{
	struct project_values v = {.training.which = {.fits = training_fits_before_entry, .step = STEP_COUNT}, .on = ""};
	struct option_spec specs[PROJECT_FIELDS + 2];
	int arguments = 0, status, typed = 0;

	for (int i = 0; i < PROJECT_FIELDS; i++)
		specs[i] = (struct option_spec){training_project_fields[i].code, &v.text[i], NULL};
	specs[PROJECT_FIELDS] = (struct option_spec){"demande", &v.training.which.named, NULL};
	specs[PROJECT_FIELDS + 1] = (struct option_spec){"le", &v.on, NULL};
	status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);
	if (status == 0)
		status = act_person_argument(ctx, "formation projeter", arguments, 1, argv);
	for (int i = 0; i < PROJECT_FIELDS; i++)
		typed += v.text[i] != NULL;
	if (status == 0 && typed == 0)
		status = command_usage(ctx, "formation projeter : attendu --projet, --evaluation, --contraintes, --ajustement, --points ou --actions, "
		                            "une au moins");
	if (status != 0)
		return status;
	v.training.which.who = argv[1];
	return training_run(ctx, ACTION_TRAINING_PROJECT, project_send, &v.training);
}

/* --- prealable ---------------------------------------------------------------------------------------------------------- */

struct precondition_values { struct training_values training; enum precondition code; bool waived; const char *text, *on; };

static bool precondition_send(struct plain_app *p, void *values, struct error *e)
{
	const struct precondition_values *v = values;
	const struct training_file *f = plain_training(p, &v->training.which, e);

	return f != NULL && act_training_precondition(&p->app, &f->request, v->code, v->waived, v->text, v->on, e);
}

int training_precondition(struct command_context *ctx, int argc, char **argv)
{
	struct precondition_values v = {.training.which = {.fits = training_fits_before_entry, .step = STEP_COUNT}, .text = "", .on = ""};
	const struct option_spec specs[] = {{"demande", &v.training.which.named, NULL}, {"dispense", NULL, &v.waived},
	                                    {"texte", &v.text, NULL}, {"le", &v.on, NULL}};
	int arguments = 0, code, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "formation prealable", arguments, 2, argv);
	if (status != 0)
		return status;
	code = precondition_from_code(argv[2]);
	if (code < 0)
		return command_usage(ctx, "formation prealable : attendu mise_en_situation, positionnement, vae, francais, frais, mobilite ou garde, "
		                          "et non « %s »", argv[2]);
	v.code = (enum precondition)code;
	v.training.which.who = argv[1];
	return training_run(ctx, ACTION_TRAINING_PRECONDITION, precondition_send, &v.training);
}
