/* engagement tenir; journee reporter, fait: what settles a line of the day. */
#include <string.h>

#include "core/acts/acts_rdv.h"
#include "core/views/view_day.h"
#include "tui/verbs/acts.h"
#include "tui/verbs/cmd_acts.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* --- engagement tenir ---------------------------------------------------------------------------------------------------- */

/* The one named, else the only open one. NULL with *e set. */
static const struct item *item_choose(const struct app *a, const char *id, struct error *e)
{
	const struct person_file *f = a->file.file;
	const struct item *found = NULL;
	size_t open = 0;

	for (size_t i = 0; i < f->item_count; i++) {
		const struct item *x = &f->items[i];

		open += !date_is_set(x->done);
		if (id != NULL ? strcmp(x->id, id) == 0 : !date_is_set(x->done))
			found = x;
	}
	if (id == NULL && open > 1) {
		error_set(e, ERR_REFUSED, "%zu engagements sont à tenir : dites lequel", open);
		found = NULL;
	} else if (found == NULL) {
		error_set(e, ERR_NOT_FOUND, "%s", id != NULL ? "cette personne n'a pas cet engagement" : "aucun engagement n'est à tenir");
	}
	if (found == NULL)
		error_set_remedy(e, "Leurs identifiants, section engagements : jalon --format tsv afficher fiche %s", a->file.id);
	return found;
}

static bool item_send(struct plain_app *p, void *values, struct error *e)
{
	const struct item *x = item_choose(&p->app, values, e);

	return x != NULL && act_item_done(&p->app, x, e);
}

int cmd_engagement(struct command_context *ctx, int argc, char **argv)
{
	int arguments = 0, status;

	if (argc < 2 || strcmp(argv[1], "tenir") != 0)
		return command_usage(ctx, "engagement : attendu « tenir ID [ENGAGEMENT] »");
	status = plain_options_read(ctx, NULL, 0, argc - 1, argv + 1, &arguments);
	if (status == 0)
		status = act_person_argument(ctx, "engagement tenir", arguments, arguments == 2 ? 2 : 1, argv + 1);
	if (status != 0)
		return status;
	return act_run(ctx, &(struct act_command){ACTION_ITEM_DONE, argv[2], item_send, arguments == 2 ? argv[3] : NULL, false});
}

/* --- journee reporter, fait ------------------------------------------------------------------------------------------------ */

struct line_values { const char *rule, *until; };

static bool is_line(const struct view_day_row *row, const char *person, const char *rule)
{
	return strcmp(row->person->facts->id, person) == 0 &&
	       (strcmp(row->rule, rule) == 0 || strcmp(reason_code_name(row->reason->code), rule) == 0);
}

/* The line of that person that the rule makes: only what the day shows can leave it. */
static bool line_find(struct plain_app *p, const char *rule, enum reason_code *out, struct error *e)
{
	struct app *a = &p->app;
	struct arena arena = {0};
	struct view_day v;
	bool found = false;

	app_load_day(a);
	if (!plain_wait(p, &a->day.m, e) || !plain_wait(p, &a->portfolio.m, e))
		return false;
	v = view_day(&arena, a, "");
	for (size_t i = 0; !found && i < v.count; i++) {
		found = is_line(&v.rows[i], a->file.id, rule);
		*out = v.rows[i].reason->code;
	}
	arena_free(&arena);
	if (!found) {
		error_set(e, ERR_NOT_FOUND, "votre journée n'a pas de ligne « %s » pour cette personne", rule);
		error_set_remedy(e, "Ses lignes et leurs règles : jalon --format tsv afficher journee");
	}
	return found;
}

static bool put_off_send(struct plain_app *p, void *values, struct error *e)
{
	const struct line_values *v = values;
	enum reason_code code;

	return line_find(p, v->rule, &code, e) && act_line_put_off(&p->app, p->app.file.id, code, v->until, e);
}

static bool done_send(struct plain_app *p, void *values, struct error *e)
{
	const struct line_values *v = values;
	enum reason_code code;

	return line_find(p, v->rule, &code, e) && act_line_done(&p->app, p->app.file.id, code, e);
}

static int line_put_off(struct command_context *ctx, int argc, char **argv)
{
	struct line_values v = {NULL, NULL};
	const struct option_spec specs[] = {{"jusqu-au", &v.until, NULL}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "journee reporter", arguments, 2, argv);
	if (status == 0)
		status = option_require(ctx, "jusqu-au", v.until);
	if (status != 0)
		return status;
	v.rule = argv[2];
	return act_run(ctx, &(struct act_command){ACTION_PUT_OFF, argv[1], put_off_send, &v, false});
}

static int line_done(struct command_context *ctx, int argc, char **argv)
{
	struct line_values v = {NULL, NULL};
	int arguments = 0, status = plain_options_read(ctx, NULL, 0, argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "journee fait", arguments, 2, argv);
	if (status != 0)
		return status;
	v.rule = argv[2];
	return act_run(ctx, &(struct act_command){ACTION_DONE, argv[1], done_send, &v, false});
}

int cmd_journee(struct command_context *ctx, int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "reporter") == 0)
		return line_put_off(ctx, argc - 1, argv + 1);
	if (argc > 1 && strcmp(argv[1], "fait") == 0)
		return line_done(ctx, argc - 1, argv + 1);
	return command_usage(ctx, "journee : attendu « reporter ID REGLE --jusqu-au DATE » ou « fait ID REGLE » ; la lire : jalon afficher journee");
}
