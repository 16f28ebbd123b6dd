/* jalon periode, jalon droit: periods in a company, and what the person lives on, from the command line. */
#include <string.h>

#include "core/acts/acts_training.h"
#include "tui/verbs/acts.h"
#include "tui/verbs/cmd_formation.h"
#include "tui/verbs/typed.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* --- noter -------------------------------------------------------------------------------------------------------------- */

struct note_values { struct period_new period; struct training_which which; };

/* What it ends is told before it is saved, with the day (W2). */
static bool note_send(struct plain_app *p, void *values, struct error *e)
{
	struct note_values *v = values;
	const struct training *t = NULL;
	struct arena arena = {0};
	bool ok;

	if (v->which.named != NULL && (t = plain_training_of(&p->app, &v->which, e)) == NULL)
		return false;
	v->period.person = p->app.file.id;
	v->period.training = t != NULL ? t->id : "";
	ok = act_period_note(&p->app, &v->period, e);
	if (!ok && strcmp(e->constraint, "periode_reprise_courte") == 0)
		error_set_remedy(e, "%s. Corrigez les jours, ou dites pourquoi la noter : --malgre « raison »",
		                 period_ends_regime(&arena, &p->app, &v->period));
	arena_free(&arena);
	return ok;
}

static int period_note(struct command_context *ctx, int argc, char **argv)
{
	struct note_values v = {.period = {.trade = "", .aim = "", .from = "", .last_day = "", .despite = ""}};
	const struct option_spec specs[] = {
		{"entreprise", &v.period.host, NULL}, {"metier", &v.period.trade, NULL}, {"objectif", &v.period.aim, NULL},
		{"du", &v.period.from, NULL}, {"au", &v.period.last_day, NULL}, {"malgre", &v.period.despite, NULL},
		{"demande", &v.which.named, NULL},
	};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "periode noter", arguments, 2, argv);
	if (status == 0)
		status = option_require(ctx, "entreprise", v.period.host);
	if (status != 0)
		return status;
	v.period.kind = argv[2];
	return act_run(ctx, &(struct act_command){ACTION_PERIOD, argv[1], note_send, &v, false});
}

/* --- debriefer, retirer ----------------------------------------------------------------------------------------------------- */

struct period_values { const char *from, *text, *on; bool with_host, without_host; };

/* That which began then; without a day, the oldest one that waits for its debrief. The file has the newest first. */
static const struct company_period *period_find(const struct app *a, const char *typed, struct error *e)
{
	const struct person_file *f = a->file.file;
	const struct company_period *found = NULL;
	struct date from = DATE_NONE;

	if (typed != NULL && !typed_day("--du", typed, &from, e))
		return NULL;
	for (size_t i = 0; i < f->period_count; i++) {
		const struct company_period *x = &f->periods[i];

		if (date_is_set(from) ? date_compare(x->from, from) == 0 : company_period_awaits_debrief(x, a->now.day))
			found = x;
	}
	if (found == NULL) {
		error_set(e, ERR_NOT_FOUND, date_is_set(from) ? "aucune période en entreprise ne commence ce jour-là"
		                                               : "aucune période en entreprise n'attend son bilan");
		error_set_remedy(e, "Ses périodes : jalon afficher fiche %s", a->file.id);
	}
	return found;
}

static bool debrief_send(struct plain_app *p, void *values, struct error *e)
{
	const struct period_values *v = values;
	const struct company_period *x = period_find(&p->app, v->from, e);

	return x != NULL && act_period_debrief(&p->app, p->app.file.id, x, v->with_host, v->text, v->on, e);
}

static int period_debrief(struct command_context *ctx, int argc, char **argv)
{
	struct period_values v = {.on = ""};
	const struct option_spec specs[] = {{"du", &v.from, NULL}, {"texte", &v.text, NULL}, {"le", &v.on, NULL},
	                                    {"avec-entreprise", NULL, &v.with_host}, {"sans-entreprise", NULL, &v.without_host}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "periode debriefer", arguments, 1, argv);
	if (status == 0)
		status = option_require(ctx, "texte", v.text);
	if (status == 0 && v.with_host == v.without_host)
		status = command_usage(ctx, "periode debriefer : attendu --avec-entreprise ou --sans-entreprise, selon qu'elle a pris part au bilan");
	if (status != 0)
		return status;
	return act_run(ctx, &(struct act_command){ACTION_PERIOD_DEBRIEF, argv[1], debrief_send, &v, false});
}

static bool withdraw_send(struct plain_app *p, void *values, struct error *e)
{
	const struct period_values *v = values;
	const struct company_period *x = period_find(&p->app, v->from, e);

	return x != NULL && act_period_withdraw(&p->app, p->app.file.id, x, e);
}

static int period_withdraw(struct command_context *ctx, int argc, char **argv)
{
	struct period_values v = {.from = NULL};
	const struct option_spec specs[] = {{"du", &v.from, NULL}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "periode retirer", arguments, 1, argv);
	if (status == 0)
		status = option_require(ctx, "du", v.from);
	if (status != 0)
		return status;
	return act_run(ctx, &(struct act_command){ACTION_PERIOD, argv[1], withdraw_send, &v, false});
}

int cmd_periode(struct command_context *ctx, int argc, char **argv)
{
	static const struct { const char *name; command_handler run; } verbs[] = {
		{"noter", period_note}, {"debriefer", period_debrief}, {"retirer", period_withdraw}};

	for (size_t i = 0; argc > 1 && i < COUNT_OF(verbs); i++)
		if (strcmp(argv[1], verbs[i].name) == 0)
			return verbs[i].run(ctx, argc - 1, argv + 1);
	return command_usage(ctx, "periode : attendu noter, debriefer ou retirer, puis l'identifiant");
}

/* --- droit -------------------------------------------------------------------------------------------------------------------- */

struct allowance_values { const char *kind, *from, *last_day; };

static bool allowance_send(struct plain_app *p, void *values, struct error *e)
{
	const struct allowance_values *v = values;

	return act_allowance_note(&p->app, p->app.file.id, v->kind, v->from, v->last_day, e);
}

int cmd_droit(struct command_context *ctx, int argc, char **argv)
{
	struct allowance_values v = {.from = "", .last_day = ""};
	const struct option_spec specs[] = {{"du", &v.from, NULL}, {"au", &v.last_day, NULL}};
	int arguments = 0, status;

	if (argc < 2 || strcmp(argv[1], "noter") != 0)
		return command_usage(ctx, "droit : attendu « noter ID NATURE --du DATE [--au DATE] »");
	status = plain_options_read(ctx, specs, COUNT_OF(specs), argc - 1, argv + 1, &arguments);
	if (status == 0)
		status = act_person_argument(ctx, "droit noter", arguments, 2, argv + 1);
	if (status != 0)
		return status;
	v.kind = argv[3];
	return act_run(ctx, &(struct act_command){ACTION_ALLOWANCE, argv[2], allowance_send, &v, false});
}
