/* rdv donner, semaine, imprevu, serie: giving appointments. */
#include <string.h>

#include "core/views/view_agenda.h"
#include "tui/verbs/acts.h"
#include "tui/plain/afficher.h"
#include "tui/verbs/cmd_rdv.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

int rdv_when_required(struct command_context *ctx, const char *day, const char *time)
{
	int status = option_require(ctx, "jour", day);

	return status != 0 ? status : option_require(ctx, "heure", time);
}

/* --- donner ------------------------------------------------------------------------------------------------------- */

static bool give_send(struct plain_app *p, void *values, struct error *e)
{
	struct rdv_new *v = values;

	v->person = p->app.file.id;
	return act_rdv_give(&p->app, v, e);
}

int rdv_donner(struct command_context *ctx, int argc, char **argv)
{
	struct rdv_new v = RDV_DEFAULTS;
	const struct option_spec specs[] = {RDV_OPTIONS(&v)};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "rdv donner", arguments, 1, argv);
	if (status == 0)
		status = rdv_when_required(ctx, v.day, v.time);
	if (status != 0)
		return status;
	return act_run(ctx, &(struct act_command){ACTION_RDV_GIVE, argv[1], give_send, &v, true});
}

/* --- semaine ------------------------------------------------------------------------------------------------------ */

static bool next_send(struct plain_app *p, void *values, struct error *e)
{
	(void)values;
	return act_rdv_next_week(&p->app, p->app.file.id, e);
}

int rdv_semaine(struct command_context *ctx, int argc, char **argv)
{
	int arguments = 0, status = plain_options_read(ctx, NULL, 0, argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "rdv semaine", arguments, 1, argv);
	if (status != 0)
		return status;
	return act_run(ctx, &(struct act_command){ACTION_RDV_NEXT, argv[1], next_send, NULL, false});
}

/* --- imprevu ------------------------------------------------------------------------------------------------------ */

struct unplanned_values { struct rdv_new rdv; const char *conclusion; };

static bool unplanned_send(struct plain_app *p, void *values, struct error *e)
{
	struct unplanned_values *v = values;

	v->rdv.person = p->app.file.id;
	return act_rdv_unplanned(&p->app, &v->rdv, v->conclusion, e);
}

int rdv_imprevu(struct command_context *ctx, int argc, char **argv)
{
	struct unplanned_values v = {RDV_DEFAULTS, ""};
	const struct option_spec specs[] = {RDV_OPTIONS(&v.rdv), {"conclusion", &v.conclusion, NULL}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "rdv imprevu", arguments, 1, argv);
	if (status == 0)
		status = rdv_when_required(ctx, v.rdv.day, v.rdv.time);
	if (status != 0)
		return status;
	return act_run(ctx, &(struct act_command){ACTION_RDV_UNPLANNED, argv[1], unplanned_send, &v, false});
}

/* --- serie -------------------------------------------------------------------------------------------------------- */

struct series_values { struct rdv_new rdv; const char *weeks; struct command_context *ctx; };

static void plan_text(FILE *out, const struct series *plan)
{
	struct arena arena = {0};
	struct view_why v = view_series(&arena, plan);

	for (size_t i = 0; i < v.count; i++)
		plain_paragraph(out, 0, v.lines[i]);
	arena_free(&arena);
}

static void plan_tsv(FILE *out, const struct series *plan)
{
	static const char *const names[] = {"debut", "fin", "etat", "raison"};

	tsv_row(out, names, COUNT_OF(names));
	for (size_t i = 0; i < plan->count; i++) {
		const struct occurrence *o = &plan->items[i];
		char from[MOMENT_TEXT], to[MOMENT_TEXT];
		const char *values[] = {moment_format(o->period.from, from), moment_format(o->period.to, to),
		                        o->refusal == BOOKING_OK ? "donne" : "saute", o->why};

		tsv_row(out, values, COUNT_OF(values));
	}
}

/* The first call asks for the agenda of those weeks (see acts_rdv.h), the second one plans. */
static bool series_try(struct plain_app *p, struct series_values *v, struct arena *arena, struct series *plan, struct error *e)
{
	if (act_rdv_series_plan(&p->app, &v->rdv, v->weeks, arena, plan, e))
		return true;
	if (e->code != ERR_NOTHING)
		return false;
	error_clear(e);
	return plain_wait(p, &p->app.agenda.m, e) && act_rdv_series_plan(&p->app, &v->rdv, v->weeks, arena, plan, e);
}

static bool series_send(struct plain_app *p, void *values, struct error *e)
{
	struct series_values *v = values;
	struct arena arena = {0};
	struct series plan;
	bool ok;

	v->rdv.person = p->app.file.id;
	ok = series_try(p, v, &arena, &plan, e);
	if (ok && !v->ctx->tsv) /* one table only: that of the outcome */
		plan_text(v->ctx->out, &plan);
	ok = ok && act_rdv_series(&p->app, &v->rdv, v->weeks, &arena, &plan, e);
	arena_free(&arena);
	return ok;
}

/* --essai: what would be given and what skipped, and nothing more. */
static int series_trial(struct command_context *ctx, const char *person, const struct series_values *v)
{
	struct series_values tried = *v;
	struct arena arena = {0};
	struct series plan;
	struct plain_app p;
	struct error e = {0};
	bool ok;

	if (!plain_open(ctx, &p, &e))
		return command_fail(ctx, &e);
	ok = plain_load_file(&p, person, &e);
	tried.rdv.person = p.app.file.id;
	ok = ok && series_try(&p, &tried, &arena, &plan, &e);
	if (ok)
		(ctx->tsv ? plan_tsv : plan_text)(ctx->out, &plan);
	arena_free(&arena);
	plain_close(&p);
	return ok ? 0 : command_fail(ctx, &e);
}

int rdv_serie(struct command_context *ctx, int argc, char **argv)
{
	struct series_values v = {RDV_DEFAULTS, NULL, ctx};
	bool trial = false;
	const struct option_spec specs[] = {RDV_OPTIONS(&v.rdv), {"semaines", &v.weeks, NULL}, {"essai", NULL, &trial}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "rdv serie", arguments, 1, argv);
	if (status == 0)
		status = rdv_when_required(ctx, v.rdv.day, v.rdv.time);
	if (status == 0)
		status = option_require(ctx, "semaines", v.weeks);
	if (status != 0)
		return status;
	return trial ? series_trial(ctx, argv[1], &v)
	             : act_run(ctx, &(struct act_command){ACTION_RDV_SERIES, argv[1], series_send, &v, true});
}
