/* heures declarer, valider, retirer; derogation accorder, retirer: the hours of activity from the command line (rules.md L8). */
#include <string.h>

#include "core/acts/acts_engagement.h"
#include "tui/verbs/acts.h"
#include "tui/verbs/cmd_acts.h"
#include "tui/verbs/engagement_find.h"
#include "tui/verbs/typed.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* --- declarer -------------------------------------------------------------------------------------------------------- */

static bool declare_send(struct plain_app *p, void *values, struct error *e)
{
	struct activity_new *v = values;

	v->person = p->app.file.id;
	return plain_hours(p, DATE_NONE, e) != NULL && act_hours_declare(&p->app, v, e);
}

static int hours_declare(struct command_context *ctx, int argc, char **argv)
{
	struct activity_new v = {.day = "", .text = ""};
	const struct option_spec specs[] = {{"jour", &v.day, NULL}, {"texte", &v.text, NULL}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "heures declarer", arguments, 3, argv);
	if (status != 0)
		return status;
	v.theme = argv[2];
	v.duration = argv[3];
	return act_run(ctx, &(struct act_command){ACTION_ITEM_DONE, argv[1], declare_send, &v, false});
}

/* --- valider --------------------------------------------------------------------------------------------------------- */

/* All that waits among what is loaded, or in one week of it. */
static bool validate_send(struct plain_app *p, void *values, struct error *e)
{
	const char *const *week = values;
	struct date monday = DATE_NONE;
	const struct hours_file *f;
	const struct activity **items;
	struct arena arena = {0};
	size_t count = 0;
	bool ok;

	if (*week != NULL && !date_parse_week(*week, &monday)) {
		error_set(e, ERR_USAGE, "--semaine : attendu AAAA-Wnn, par exemple 2026-W48, et non « %s »", *week);
		return false;
	}
	if ((f = plain_hours(p, monday, e)) == NULL)
		return false;
	items = arena_array(&arena, f->activity_count + 1, sizeof(const struct activity *));
	for (size_t i = 0; i < f->activity_count; i++)
		if (!date_is_set(monday) || date_compare(date_week_start(f->activities[i].day), monday) == 0)
			items[count++] = &f->activities[i];
	ok = act_hours_validate(&p->app, p->app.file.id, items, count, e);
	arena_free(&arena);
	return ok;
}

static int hours_validate(struct command_context *ctx, int argc, char **argv)
{
	const char *week = NULL;
	const struct option_spec specs[] = {{"semaine", &week, NULL}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "heures valider", arguments, 1, argv);
	if (status != 0)
		return status;
	return act_run(ctx, &(struct act_command){ACTION_ITEM_DONE, argv[1], validate_send, (void *)&week, false});
}

/* --- retirer --------------------------------------------------------------------------------------------------------- */

struct withdraw_values { const char *theme, *day; };

/* The last one declared of that theme, that day. */
static bool withdraw_send(struct plain_app *p, void *values, struct error *e)
{
	const struct withdraw_values *v = values;
	int theme = activity_theme_from_code(v->theme);
	const struct hours_file *f;
	const struct activity *found = NULL;
	struct date day = p->app.now.day;

	if (theme < 0 && v->theme[0] >= '1' && v->theme[0] <= '9' && v->theme[1] == '\0')
		theme = v->theme[0] - '1';
	if ((v->day != NULL && !typed_day("--jour", v->day, &day, e)) || (f = plain_hours(p, date_week_start(day), e)) == NULL)
		return false;
	for (size_t i = 0; i < f->activity_count; i++) {
		const struct activity *x = &f->activities[i];

		if (x->theme == theme && date_compare(x->day, day) == 0 &&
		    (found == NULL || moment_compare(found->declared, x->declared) <= 0))
			found = x;
	}
	if (found == NULL) {
		error_set(e, ERR_NOT_FOUND, "aucune heure de ce thème n'est déclarée ce jour-là");
		error_set_remedy(e, "Ses heures : jalon afficher heures %s", p->app.file.id);
	}
	return found != NULL && act_hours_withdraw(&p->app, p->app.file.id, found, e);
}

static int hours_withdraw(struct command_context *ctx, int argc, char **argv)
{
	struct withdraw_values v = {NULL, NULL};
	const struct option_spec specs[] = {{"jour", &v.day, NULL}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "heures retirer", arguments, 2, argv);
	if (status != 0)
		return status;
	v.theme = argv[2];
	return act_run(ctx, &(struct act_command){ACTION_ITEM_DONE, argv[1], withdraw_send, &v, false});
}

int cmd_heures(struct command_context *ctx, int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "declarer") == 0)
		return hours_declare(ctx, argc - 1, argv + 1);
	if (argc > 1 && strcmp(argv[1], "valider") == 0)
		return hours_validate(ctx, argc - 1, argv + 1);
	if (argc > 1 && strcmp(argv[1], "retirer") == 0)
		return hours_withdraw(ctx, argc - 1, argv + 1);
	return command_usage(ctx, "heures : attendu « declarer ID THEME DUREE », « valider ID » ou « retirer ID THEME »");
}

/* --- derogation ------------------------------------------------------------------------------------------------------- */

static bool grant_send(struct plain_app *p, void *values, struct error *e)
{
	struct dispensation_new *v = values;

	v->person = p->app.file.id;
	return plain_hours(p, DATE_NONE, e) != NULL && act_dispensation_grant(&p->app, v, e);
}

static int dispensation_grant(struct command_context *ctx, int argc, char **argv)
{
	struct dispensation_new v = {.person = ""};
	const struct option_spec specs[] = {{"du", &v.from, NULL}, {"au", &v.last_day, NULL}, {"cible", &v.weekly, NULL},
	                                    {"motif", &v.reason, NULL}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "derogation accorder", arguments, 1, argv);
	for (size_t i = 0; status == 0 && i < COUNT_OF(specs); i++)
		status = option_require(ctx, specs[i].name, *specs[i].value);
	if (status != 0)
		return status;
	return act_run(ctx, &(struct act_command){ACTION_ITEM_DONE, argv[1], grant_send, &v, false});
}

static bool dispensation_withdraw_send(struct plain_app *p, void *values, struct error *e)
{
	const char *const *from = values;
	const struct hours_file *f;
	struct date day;

	if (!typed_day("--du", *from, &day, e) || (f = plain_hours(p, date_week_start(day), e)) == NULL)
		return false;
	for (size_t i = 0; i < f->dispensation_count; i++)
		if (date_compare(f->dispensations[i].from, day) == 0)
			return act_dispensation_withdraw(&p->app, p->app.file.id, &f->dispensations[i], e);
	error_set(e, ERR_NOT_FOUND, "aucune dérogation ne commence ce jour-là");
	error_set_remedy(e, "Ses dérogations : jalon afficher heures %s", p->app.file.id);
	return false;
}

static int dispensation_withdraw(struct command_context *ctx, int argc, char **argv)
{
	const char *from = NULL;
	const struct option_spec specs[] = {{"du", &from, NULL}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "derogation retirer", arguments, 1, argv);
	if (status == 0)
		status = option_require(ctx, "du", from);
	if (status != 0)
		return status;
	return act_run(ctx, &(struct act_command){ACTION_ITEM_DONE, argv[1], dispensation_withdraw_send, (void *)&from, false});
}

int cmd_derogation(struct command_context *ctx, int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "accorder") == 0)
		return dispensation_grant(ctx, argc - 1, argv + 1);
	if (argc > 1 && strcmp(argv[1], "retirer") == 0)
		return dispensation_withdraw(ctx, argc - 1, argv + 1);
	return command_usage(ctx, "derogation : attendu « accorder ID --du D --au D --cible H --motif M » ou « retirer ID --du D »");
}
