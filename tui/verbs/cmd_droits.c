/* orientation, diagnostic, information, demande: what goes with the contract, from the command line. */
#include <string.h>

#include "core/acts/acts_engagement.h"
#include "core/base/text.h"
#include "tui/verbs/acts.h"
#include "tui/verbs/cmd_acts.h"
#include "tui/verbs/engagement_find.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* --- orientation ------------------------------------------------------------------------------------------------------- */

static bool orientation_send(struct plain_app *p, void *values, struct error *e)
{
	struct orientation_new *v = values;

	v->person = p->app.file.id;
	return plain_commitments(p, e) != NULL && act_orientation_note(&p->app, v, e);
}

int cmd_orientation(struct command_context *ctx, int argc, char **argv)
{
	struct orientation_new v = {.notified = "", .preference = "", .reason = ""};
	const struct option_spec specs[] = {{"organisme", &v.body, NULL}, {"notifiee", &v.notified, NULL},
	                                    {"preference", &v.preference, NULL}, {"motif", &v.reason, NULL}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "orientation", arguments, 2, argv);
	if (status == 0)
		status = option_require(ctx, "organisme", v.body);
	if (status != 0)
		return status;
	v.parcours = argv[2];
	return act_run(ctx, &(struct act_command){ACTION_ORIENTATION, argv[1], orientation_send, &v, false});
}

/* --- diagnostic -------------------------------------------------------------------------------------------------------- */

struct diagnostic_values { const char *on, *text[DIAGNOSTIC_FIELDS]; };

static bool diagnostic_send(struct plain_app *p, void *values, struct error *e)
{
	const struct diagnostic_values *v = values;

	return plain_commitments(p, e) != NULL && act_diagnostic_write(&p->app, p->app.file.id, v->on, v->text, e);
}

int cmd_diagnostic(struct command_context *ctx, int argc, char **argv)
{
	struct diagnostic_values v = {.on = ""};
	struct option_spec specs[DIAGNOSTIC_FIELDS + 1];
	int arguments = 0, status;

	for (size_t i = 0; i < DIAGNOSTIC_FIELDS; i++)
		specs[i] = (struct option_spec){diagnostic_fields[i].code, &v.text[i], NULL};
	specs[DIAGNOSTIC_FIELDS] = (struct option_spec){"le", &v.on, NULL};
	status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);
	if (status == 0)
		status = act_person_argument(ctx, "diagnostic", arguments, 1, argv);
	if (status != 0)
		return status;
	return act_run(ctx, &(struct act_command){ACTION_DIAGNOSTIC, argv[1], diagnostic_send, &v, false});
}

/* --- information ------------------------------------------------------------------------------------------------------- */

struct information_values { const char *support, *on, *text; };

static bool information_send(struct plain_app *p, void *values, struct error *e)
{
	const struct information_values *v = values;

	return act_rights_inform(&p->app, p->app.file.id, v->on, v->support, v->text, e);
}

int cmd_information(struct command_context *ctx, int argc, char **argv)
{
	struct information_values v = {NULL, "", ""};
	const struct option_spec specs[] = {{"le", &v.on, NULL}, {"texte", &v.text, NULL}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "information", arguments, 2, argv);
	if (status != 0)
		return status;
	v.support = argv[2];
	return act_run(ctx, &(struct act_command){ACTION_RIGHTS, argv[1], information_send, &v, false});
}

/* --- demande ----------------------------------------------------------------------------------------------------------- */

static bool receive_send(struct plain_app *p, void *values, struct error *e)
{
	struct request_new *v = values;

	v->person = p->app.file.id;
	return act_request_receive(&p->app, v, e);
}

static int request_receive(struct command_context *ctx, int argc, char **argv)
{
	struct request_new v = {.day = "", .time = "", .channel = CHANNEL_MEETING};
	const char *channel = NULL;
	const struct option_spec specs[] = {{"objet", &v.object, NULL}, {"canal", &channel, NULL}, {"jour", &v.day, NULL},
	                                    {"heure", &v.time, NULL}, {"reclamation", NULL, &v.complaint}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "demande recevoir", arguments, 1, argv);
	if (status == 0)
		status = option_require(ctx, "objet", v.object);
	if (status == 0 && channel != NULL)
		status = act_channel_option(ctx, channel, &v.channel);
	if (status != 0)
		return status;
	return act_run(ctx, &(struct act_command){ACTION_REQUEST, argv[1], receive_send, &v, false});
}

struct answer_values { const char *answer, *object; };

/* By words of its object, else the oldest one that waits: the file has them in that order. */
static const struct person_request *request_find(const struct app *a, const struct commitment_file *f, const char *object,
                                                 struct error *e)
{
	const struct person_request *found = NULL;
	struct arena arena = {0};

	for (size_t i = 0; found == NULL && i < f->request_count; i++) {
		const struct person_request *r = &f->requests[i];

		if (object != NULL ? text_contains_folded(text_fold(&arena, r->object), text_fold(&arena, object))
		                   : !moment_is_set(r->answered))
			found = r;
	}
	arena_free(&arena);
	if (found == NULL) {
		error_set(e, ERR_NOT_FOUND, object != NULL ? "cette personne n'a pas fait cette demande" : "aucune demande n'attend de réponse");
		error_set_remedy(e, "Ses demandes : jalon afficher engagements %s", a->file.id);
	}
	return found;
}

static bool answer_send(struct plain_app *p, void *values, struct error *e)
{
	const struct answer_values *v = values;
	const struct commitment_file *f = plain_commitments(p, e);
	const struct person_request *r = f != NULL ? request_find(&p->app, f, v->object, e) : NULL;

	return r != NULL && act_request_answer(&p->app, p->app.file.id, r, v->answer, e);
}

static int request_answer(struct command_context *ctx, int argc, char **argv)
{
	struct answer_values v = {NULL, NULL};
	const struct option_spec specs[] = {{"reponse", &v.answer, NULL}, {"objet", &v.object, NULL}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "demande repondre", arguments, 1, argv);
	if (status == 0)
		status = option_require(ctx, "reponse", v.answer);
	if (status != 0)
		return status;
	return act_run(ctx, &(struct act_command){ACTION_REQUEST, argv[1], answer_send, &v, false});
}

int cmd_demande(struct command_context *ctx, int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "recevoir") == 0)
		return request_receive(ctx, argc - 1, argv + 1);
	if (argc > 1 && strcmp(argv[1], "repondre") == 0)
		return request_answer(ctx, argc - 1, argv + 1);
	return command_usage(ctx, "demande : attendu « recevoir ID --objet T » ou « repondre ID --reponse T »");
}
