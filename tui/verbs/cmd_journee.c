/* journee reporter, fait: what takes a line off the day. */
#include <string.h>

#include "core/acts/acts_rdv.h"
#include "core/views/view_day.h"
#include "tui/verbs/acts.h"
#include "tui/verbs/cmd_acts.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

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
