/* engagement tenir, excuser; compensation ouvrir, remettre: what becomes of what was undertaken. */
#include <string.h>

#include "core/acts/acts_engagement.h"
#include "core/acts/acts_rdv.h"
#include "tui/verbs/acts.h"
#include "tui/verbs/cmd_acts.h"
#include "tui/verbs/engagement_find.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* --- engagement -------------------------------------------------------------------------------------------------------- */

struct item_values { const char *what, *reason; };

static bool keep_send(struct plain_app *p, void *values, struct error *e)
{
	const struct item_values *v = values;
	const struct commitment_file *f = plain_commitments(p, e);
	const struct item *x = f != NULL ? plain_item(&p->app, f, v->what, e) : NULL;

	return x != NULL && act_item_done(&p->app, x, e);
}

static bool excuse_send(struct plain_app *p, void *values, struct error *e)
{
	const struct item_values *v = values;
	const struct commitment_file *f = plain_commitments(p, e);
	const struct item *x = f != NULL ? plain_item(&p->app, f, v->what, e) : NULL;

	return x != NULL && act_item_excuse(&p->app, p->app.file.id, x, v->reason, e);
}

int cmd_engagement(struct command_context *ctx, int argc, char **argv)
{
	struct item_values v = {NULL, NULL};
	const struct option_spec specs[] = {{"motif", &v.reason, NULL}};
	bool excuse = argc > 1 && strcmp(argv[1], "excuser") == 0;
	int arguments = 0, status;

	if (!excuse && (argc < 2 || strcmp(argv[1], "tenir") != 0))
		return command_usage(ctx, "engagement : attendu « tenir ID [ENGAGEMENT] » ou « excuser ID [ENGAGEMENT] --motif M »");
	status = plain_options_read(ctx, specs, excuse ? COUNT_OF(specs) : 0, argc - 1, argv + 1, &arguments);
	if (status == 0)
		status = act_person_argument(ctx, excuse ? "engagement excuser" : "engagement tenir", arguments, arguments == 2 ? 2 : 1,
		                             argv + 1);
	if (status == 0 && excuse)
		status = option_require(ctx, "motif", v.reason);
	if (status != 0)
		return status;
	v.what = arguments == 2 ? argv[3] : NULL;
	return act_run(ctx, &(struct act_command){excuse ? ACTION_ITEM_EXCUSE : ACTION_ITEM_DONE, argv[2],
	                                          excuse ? excuse_send : keep_send, &v, false});
}

/* --- compensation (rules.md L6) ---------------------------------------------------------------------------------------- */

struct remedial_values { struct remedial_new new; const char *item; };

static bool open_send(struct plain_app *p, void *values, struct error *e)
{
	struct remedial_values *v = values;
	const struct commitment_file *f = plain_commitments(p, e);

	if (f == NULL || (v->item != NULL && (v->new.item = plain_item(&p->app, f, v->item, e)) == NULL))
		return false;
	v->new.person = p->app.file.id;
	return act_remedial_open(&p->app, &v->new, e);
}

static int remedial_open(struct command_context *ctx, int argc, char **argv)
{
	struct remedial_values v = {.new = {.rule = "", .lapsed = ""}};
	const struct option_spec specs[] = {
		{"prejudice", &v.new.harm, NULL}, {"objet", &v.new.object, NULL}, {"echeance", &v.new.due, NULL},
		{"engagement", &v.item, NULL}, {"regle", &v.new.rule, NULL}, {"manque-le", &v.new.lapsed, NULL},
	};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "compensation ouvrir", arguments, 1, argv);
	for (size_t i = 0; status == 0 && i < 3; i++)
		status = option_require(ctx, specs[i].name, *specs[i].value);
	if (status == 0 && (v.item == NULL) == (v.new.rule[0] == '\0'))
		status = command_usage(ctx, "compensation ouvrir : attendu --engagement ENGAGEMENT ou --regle CODE, ce qui a manqué");
	if (status != 0)
		return status;
	return act_run(ctx, &(struct act_command){ACTION_REMEDIAL_OPEN, argv[1], open_send, &v, false});
}

struct deliver_values { const char *on, *text; };

/* The open one that is due first. */
static bool deliver_send(struct plain_app *p, void *values, struct error *e)
{
	const struct deliver_values *v = values;
	const struct commitment_file *f = plain_commitments(p, e);
	const struct remedial *found = NULL;

	for (size_t i = 0; f != NULL && i < f->remedial_count; i++)
		if (!date_is_set(f->remedials[i].delivered) &&
		    (found == NULL || date_compare(f->remedials[i].due, found->due) < 0))
			found = &f->remedials[i];
	if (f != NULL && found == NULL) {
		error_set(e, ERR_NOT_FOUND, "aucune action compensatrice n'est ouverte");
		error_set_remedy(e, "Ouvrez-la d'abord : jalon compensation ouvrir %s", p->app.file.id);
	}
	return found != NULL && act_remedial_deliver(&p->app, p->app.file.id, found, v->on, v->text, e);
}

static int remedial_deliver(struct command_context *ctx, int argc, char **argv)
{
	struct deliver_values v = {"", NULL};
	const struct option_spec specs[] = {{"texte", &v.text, NULL}, {"le", &v.on, NULL}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "compensation remettre", arguments, 1, argv);
	if (status == 0)
		status = option_require(ctx, "texte", v.text);
	if (status != 0)
		return status;
	return act_run(ctx, &(struct act_command){ACTION_REMEDIAL_DELIVER, argv[1], deliver_send, &v, false});
}

int cmd_compensation(struct command_context *ctx, int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "ouvrir") == 0)
		return remedial_open(ctx, argc - 1, argv + 1);
	if (argc > 1 && strcmp(argv[1], "remettre") == 0)
		return remedial_deliver(ctx, argc - 1, argv + 1);
	return command_usage(ctx, "compensation : attendu « ouvrir ID --prejudice T --objet T --echeance D » ou « remettre ID --texte T »");
}
