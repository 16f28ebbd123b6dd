/* remplacement donner TITULAIRE REMPLACANT --du D --au D [--personne ID], by the responsable. */
#include <string.h>

#include "tui/verbs/acts.h"
#include "tui/verbs/cmd_acts.h"

#define SYNOPSIS "« donner TITULAIRE REMPLACANT --du DATE --au DATE [--personne ID] »"

static bool replacement_send(struct plain_app *p, void *values, struct error *e)
{
	struct replacement_new v = *(struct replacement_new *)values;

	app_load_referents(&p->app); /* their names, for the message */
	if (!plain_wait(p, &p->app.referents.m, e))
		return false;
	v.person = v.person[0] != '\0' ? p->app.file.id : ""; /* as the database writes it */
	return act_replacement_give(&p->app, &v, e);
}

int cmd_remplacement(struct command_context *ctx, int argc, char **argv)
{
	struct replacement_new v = {.from = NULL, .last_day = NULL, .person = ""};
	const struct option_spec specs[] = {{"du", &v.from, NULL}, {"au", &v.last_day, NULL}, {"personne", &v.person, NULL}};
	int arguments = 0, status;

	if (argc < 2 || strcmp(argv[1], "donner") != 0)
		return command_usage(ctx, "remplacement : attendu " SYNOPSIS);
	status = plain_options_read(ctx, specs, sizeof specs / sizeof *specs, argc - 1, argv + 1, &arguments);
	if (status == 0 && arguments != 2)
		status = command_usage(ctx, "remplacement : attendu " SYNOPSIS);
	if (status == 0)
		status = option_require(ctx, "du", v.from);
	if (status == 0)
		status = option_require(ctx, "au", v.last_day);
	if (status != 0)
		return status;
	v.holder = argv[2];
	v.substitute = argv[3];
	return act_run(ctx, &(struct act_command){ACTION_REPLACE, v.person, replacement_send, &v, false});
}
