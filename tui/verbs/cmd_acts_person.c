/* The acts on a person's situation as commands: inscrire, corriger, regime, modalite, referent. */
#include <string.h>

#include "tui/verbs/acts.h"
#include "tui/verbs/cmd_acts.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* --- inscrire ----------------------------------------------------------------------------------------------- */

static bool enrol_send(struct plain_app *p, void *values, struct error *e)
{
	return act_person_enrol(&p->app, values, e);
}

int cmd_inscrire(struct command_context *ctx, int argc, char **argv)
{
	struct person_new v = {.from = ""};
	const struct option_spec specs[] = {
		{"nom", &v.last_name, NULL}, {"prenom", &v.first_name, NULL}, {"naissance", &v.birth, NULL},
		{"telephone", &v.phone, NULL}, {"commune", &v.town, NULL}, {"regime", &v.regime, NULL}, {"du", &v.from, NULL},
		{"referent", &v.referent, NULL},
	};
	const struct { const char *name; const char *const *value; } required[] = {
		{"nom", &v.last_name}, {"prenom", &v.first_name}, {"naissance", &v.birth}, {"regime", &v.regime}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	for (size_t i = 0; status == 0 && i < COUNT_OF(required); i++)
		status = option_require(ctx, required[i].name, *required[i].value);
	if (status == 0)
		status = act_person_argument(ctx, "inscrire", arguments, 0, argv);
	if (status != 0)
		return status;
	return act_run(ctx, &(struct act_command){ACTION_ENROL, NULL, enrol_send, &v, false});
}

/* --- corriger ----------------------------------------------------------------------------------------------- */

static bool correct_send(struct plain_app *p, void *values, struct error *e)
{
	return act_person_correct(&p->app, p->app.file.file, values, e);
}

int cmd_corriger(struct command_context *ctx, int argc, char **argv)
{
	struct person_edit v = {.last_name = NULL};
	const struct option_spec specs[] = {
		{"nom", &v.last_name, NULL}, {"prenom", &v.first_name, NULL}, {"naissance", &v.birth, NULL},
		{"telephone", &v.phone, NULL}, {"courriel", &v.email, NULL}, {"commune", &v.town, NULL},
		{"foyer", &v.household_size, NULL},
	};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "corriger", arguments, 1, argv);
	if (status != 0)
		return status;
	return act_run(ctx, &(struct act_command){ACTION_EDIT, argv[1], correct_send, &v, false});
}

/* --- regime, modalite, referent ------------------------------------------------------------------------------- */

struct change_values { const char *what, *day, *reason; };

static bool regime_change_send(struct plain_app *p, void *values, struct error *e)
{
	struct change_values *v = values;

	return act_regime_change(&p->app, p->app.file.id, v->what, v->day, v->reason, e);
}

static bool regime_close_send(struct plain_app *p, void *values, struct error *e)
{
	struct change_values *v = values;

	return act_regime_close(&p->app, p->app.file.id, v->day, v->reason, e);
}

static int regime_change(struct command_context *ctx, int argc, char **argv)
{
	struct change_values v = {NULL, NULL, NULL};
	const struct option_spec specs[] = {{"regime", &v.what, NULL}, {"du", &v.day, NULL}, {"motif", &v.reason, NULL}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "regime changer", arguments, 1, argv);
	if (status == 0)
		status = option_require(ctx, "regime", v.what);
	if (status != 0)
		return status;
	return act_run(ctx, &(struct act_command){ACTION_REGIME, argv[1], regime_change_send, &v, false});
}

static int regime_close(struct command_context *ctx, int argc, char **argv)
{
	struct change_values v = {NULL, NULL, NULL};
	const struct option_spec specs[] = {{"dernier-jour", &v.day, NULL}, {"motif", &v.reason, NULL}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "regime clore", arguments, 1, argv);
	if (status == 0)
		status = option_require(ctx, "motif", v.reason);
	if (status != 0)
		return status;
	return act_run(ctx, &(struct act_command){ACTION_REGIME, argv[1], regime_close_send, &v, false});
}

int cmd_regime(struct command_context *ctx, int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "changer") == 0)
		return regime_change(ctx, argc - 1, argv + 1);
	if (argc > 1 && strcmp(argv[1], "clore") == 0)
		return regime_close(ctx, argc - 1, argv + 1);
	return command_usage(ctx, "regime : attendu « changer ID --regime R » ou « clore ID --motif M »");
}

static bool follow_up_send(struct plain_app *p, void *values, struct error *e)
{
	struct change_values *v = values;

	return act_follow_up(&p->app, p->app.file.id, v->what, v->day, e);
}

int cmd_modalite(struct command_context *ctx, int argc, char **argv)
{
	struct change_values v = {NULL, NULL, NULL};
	const struct option_spec specs[] = {{"du", &v.day, NULL}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "modalite", arguments, 2, argv);
	if (status != 0)
		return status;
	v.what = argv[2];
	return act_run(ctx, &(struct act_command){ACTION_FOLLOW_UP, argv[1], follow_up_send, &v, false});
}

static bool referent_send(struct plain_app *p, void *values, struct error *e)
{
	struct change_values *v = values;

	return act_referent_change(&p->app, p->app.file.id, v->what, v->day, e);
}

int cmd_referent(struct command_context *ctx, int argc, char **argv)
{
	struct change_values v = {NULL, NULL, NULL};
	const struct option_spec specs[] = {{"du", &v.day, NULL}};
	int arguments = 0, status;

	if (argc < 2 || strcmp(argv[1], "changer") != 0)
		return command_usage(ctx, "referent : attendu « changer ID COMPTE [--du DATE] »");
	status = plain_options_read(ctx, specs, COUNT_OF(specs), argc - 1, argv + 1, &arguments);
	if (status == 0)
		status = act_person_argument(ctx, "referent changer", arguments, 2, argv + 1);
	if (status != 0)
		return status;
	v.what = argv[3];
	return act_run(ctx, &(struct act_command){ACTION_REFERENT, argv[2], referent_send, &v, false});
}
