/* contrat preparer, avenant, signer, choisir, clore, abandonner: the contract from the command line. */
#include <string.h>

#include "core/acts/acts_engagement.h"
#include "core/app/input.h"
#include "tui/verbs/acts.h"
#include "tui/verbs/cmd_acts.h"
#include "tui/verbs/contract_lines.h"
#include "tui/verbs/engagement_find.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* Lines typed after the identifiant, and those of the catalogue. */
struct typed_lines { char **words; int count; };

static bool lines_read(struct arena *arena, const struct typed_lines *typed, struct commitment_new *out, size_t *count,
                       struct error *e)
{
	for (int i = 0; i < typed->count; i++) {
		if (*count == CONTRACT_ITEMS_MAX) {
			error_set(e, ERR_USAGE, "un contrat porte %d engagements au plus", CONTRACT_ITEMS_MAX);
			return false;
		}
		if (!contract_line_read(arena, typed->words[i], &out[*count], e))
			return false;
		++*count;
	}
	return true;
}

/* --- preparer ------------------------------------------------------------------------------------------------------- */

struct prepare_values {
	struct contract_new contract;
	struct typed_lines lines;
	bool bare, renew;
};

static enum regime regime_on(const struct commitment_file *f, struct date day)
{
	for (size_t i = 0; i < f->regime_count; i++)
		if (date_compare(f->regimes[i].from, day) <= 0 && date_compare(day, f->regimes[i].to) <= 0)
			return f->regimes[i].regime;
	return REGIME_NONE;
}

/* The socle of the regime and the volet of the parcours on the first day: what every contract starts from (003:7658). */
static size_t models_take(struct arena *arena, const struct app *a, const struct commitment_file *f,
                          const struct contract_new *v, struct commitment_new *out)
{
	const struct commitment_model **models;
	struct date starts = a->now.day;
	size_t count;

	if (a->catalogue == NULL || (!input_blank(v->from) && !input_date_read(v->from, &starts)))
		return 0;
	count = catalogue_select(arena, a->catalogue, regime_on(f, starts), parcours_from_code(v->parcours), starts, &models);
	count = count > CONTRACT_ITEMS_MAX ? CONTRACT_ITEMS_MAX : count;
	for (size_t i = 0; i < count; i++)
		out[i] = commitment_from_model(models[i]);
	return count;
}

static bool prepare_send(struct plain_app *p, void *values, struct error *e)
{
	struct prepare_values *v = values;
	const struct commitment_file *f = plain_commitments(p, e);
	const struct contract *former = NULL;
	struct arena arena = {0};
	struct commitment_new items[CONTRACT_ITEMS_MAX];
	size_t count = 0;
	bool ok;

	if (f == NULL || (v->renew && (former = plain_contract_in_force(&p->app, f, e)) == NULL))
		return false;
	v->contract.person = p->app.file.id;
	v->contract.follows = former != NULL ? former->id : "";
	if (!v->bare)
		count = models_take(&arena, &p->app, f, &v->contract, items);
	ok = lines_read(&arena, &v->lines, items, &count, e) && act_contract_prepare(&p->app, &v->contract, items, count, e);
	arena_free(&arena);
	return ok;
}

static int contract_prepare(struct command_context *ctx, int argc, char **argv)
{
	struct prepare_values v = {.contract = {.from = "", .last_day = "", .parcours = "", .objectives = NULL, .weekly = ""}};
	const struct option_spec specs[] = {
		{"debut", &v.contract.from, NULL}, {"fin", &v.contract.last_day, NULL}, {"parcours", &v.contract.parcours, NULL},
		{"objectifs", &v.contract.objectives, NULL}, {"cible", &v.contract.weekly, NULL},
		{"intensif", NULL, &v.contract.intensive}, {"sans-modeles", NULL, &v.bare}, {"renouveler", NULL, &v.renew},
	};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "contrat preparer", arguments < 1 ? arguments : 1, 1, argv);
	if (status == 0)
		status = option_require(ctx, "objectifs", v.contract.objectives);
	if (status != 0)
		return status;
	v.lines = (struct typed_lines){argv + 2, arguments - 1};
	return act_run(ctx, &(struct act_command){ACTION_CONTRACT_PREPARE, argv[1], prepare_send, &v, false});
}

/* --- avenant -------------------------------------------------------------------------------------------------------- */

struct amend_values { struct contract_amendment amendment; const char *withdrawn, *intensive; struct typed_lines lines; };

/* « --retirer A;B »: each by words of its object, or its identifiant. */
static bool withdrawn_read(struct arena *arena, const struct app *a, const struct commitment_file *f, const char *text,
                           const struct item **out, size_t *count, struct error *e)
{
	while (text != NULL && *text != '\0') {
		size_t len = strcspn(text, ";");
		const char *what = arena_strndup(arena, text + strspn(text, " "), len - strspn(text, " "));

		if (*count == CONTRACT_ITEMS_MAX || (out[*count] = plain_item(a, f, what, e)) == NULL)
			return false;
		++*count;
		text += len + (text[len] == ';' ? 1 : 0);
	}
	return true;
}

static bool amend_send(struct plain_app *p, void *values, struct error *e)
{
	struct amend_values *v = values;
	const struct commitment_file *f = plain_commitments(p, e);
	bool intensive = v->intensive != NULL && strcmp(v->intensive, "oui") == 0, ok;
	struct commitment_new added[CONTRACT_ITEMS_MAX];
	const struct item *withdrawn[CONTRACT_ITEMS_MAX];
	struct arena arena = {0};

	if (f == NULL || (v->amendment.contract = plain_contract_in_force(&p->app, f, e)) == NULL)
		return false;
	v->amendment.person = p->app.file.id;
	v->amendment.intensive = v->intensive != NULL ? &intensive : NULL;
	v->amendment.added = added;
	v->amendment.withdrawn = withdrawn;
	ok = withdrawn_read(&arena, &p->app, f, v->withdrawn, withdrawn, &v->amendment.withdrawn_count, e) &&
	     lines_read(&arena, &v->lines, added, &v->amendment.added_count, e) && act_contract_amend(&p->app, &v->amendment, e);
	arena_free(&arena);
	return ok;
}

static int contract_amend(struct command_context *ctx, int argc, char **argv)
{
	struct amend_values v = {.withdrawn = NULL, .intensive = NULL};
	const struct option_spec specs[] = {
		{"motif", &v.amendment.reason, NULL}, {"fin", &v.amendment.last_day, NULL}, {"objectifs", &v.amendment.objectives, NULL},
		{"cible", &v.amendment.weekly, NULL}, {"intensif", &v.intensive, NULL}, {"retirer", &v.withdrawn, NULL},
	};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "contrat avenant", arguments < 1 ? arguments : 1, 1, argv);
	if (status == 0)
		status = option_require(ctx, "motif", v.amendment.reason);
	if (status == 0 && v.intensive != NULL && strcmp(v.intensive, "oui") != 0 && strcmp(v.intensive, "non") != 0)
		status = command_usage(ctx, "--intensif : attendu oui ou non, et non « %s »", v.intensive);
	if (status != 0)
		return status;
	v.lines = (struct typed_lines){argv + 2, arguments - 1};
	return act_run(ctx, &(struct act_command){ACTION_CONTRACT_AMEND, argv[1], amend_send, &v, false});
}

/* --- signer, abandonner --------------------------------------------------------------------------------------------- */

struct sign_values { const char *rank_text, *by_person, *by_structure, *signatory; int rank; };

static int rank_option(struct command_context *ctx, struct sign_values *v)
{
	if (v->rank_text == NULL || option_parse_int(v->rank_text, 1, 1000, &v->rank))
		return 0;
	return command_usage(ctx, "--rang : attendu le numéro de la version, 1 pour le contrat lui-même, et non « %s »", v->rank_text);
}

/* The contract that waits, and the rank: that asked for, else the one that waits. */
static const struct contract *waiting(struct plain_app *p, struct sign_values *v, struct error *e)
{
	const struct commitment_file *f = plain_commitments(p, e);
	const struct contract *c = f != NULL ? plain_contract_pending(&p->app, f, e) : NULL;

	if (c != NULL && v->rank == 0)
		v->rank = contract_pending(c)->rank;
	return c;
}

static bool sign_send(struct plain_app *p, void *values, struct error *e)
{
	struct sign_values *v = values;
	const struct contract *c = waiting(p, v, e);

	return c != NULL && act_contract_sign(&p->app, p->app.file.id, c, v->rank, v->by_person, v->by_structure, v->signatory, e);
}

static int contract_sign(struct command_context *ctx, int argc, char **argv)
{
	struct sign_values v = {.by_person = "", .by_structure = "", .signatory = ""};
	const struct option_spec specs[] = {{"personne", &v.by_person, NULL}, {"structure", &v.by_structure, NULL},
	                                    {"signataire", &v.signatory, NULL}, {"rang", &v.rank_text, NULL}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "contrat signer", arguments, 1, argv);
	if (status == 0)
		status = rank_option(ctx, &v);
	if (status != 0)
		return status;
	return act_run(ctx, &(struct act_command){ACTION_CONTRACT_SIGN, argv[1], sign_send, &v, false});
}

static bool drop_send(struct plain_app *p, void *values, struct error *e)
{
	struct sign_values *v = values;
	const struct contract *c = waiting(p, v, e);

	return c != NULL && act_contract_drop(&p->app, p->app.file.id, c, v->rank, e);
}

static int contract_drop(struct command_context *ctx, int argc, char **argv)
{
	struct sign_values v = {.rank_text = NULL};
	const struct option_spec specs[] = {{"rang", &v.rank_text, NULL}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "contrat abandonner", arguments, 1, argv);
	if (status == 0)
		status = rank_option(ctx, &v);
	if (status != 0)
		return status;
	return act_run(ctx, &(struct act_command){ACTION_CONTRACT_CLOSE, argv[1], drop_send, &v, false});
}

/* --- choisir, clore --------------------------------------------------------------------------------------------------- */

struct end_values { const char *choice, *reason, *last_day, *text; };

static bool choose_send(struct plain_app *p, void *values, struct error *e)
{
	const struct end_values *v = values;
	const struct commitment_file *f = plain_commitments(p, e);
	const struct contract *c = f != NULL ? plain_contract_in_force(&p->app, f, e) : NULL;

	return c != NULL && act_contract_choose(&p->app, p->app.file.id, c, choice_from_code(v->choice), v->reason, e);
}

static int contract_choose(struct command_context *ctx, int argc, char **argv)
{
	struct end_values v = {NULL, NULL, "", ""};
	const struct option_spec specs[] = {{"motif", &v.reason, NULL}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "contrat choisir", arguments, 2, argv);
	if (status == 0)
		status = option_require(ctx, "motif", v.reason);
	if (status != 0)
		return status;
	v.choice = argv[2];
	return act_run(ctx, &(struct act_command){ACTION_CONTRACT_CHOOSE, argv[1], choose_send, &v, false});
}

static bool close_send(struct plain_app *p, void *values, struct error *e)
{
	const struct end_values *v = values;
	const struct commitment_file *f = plain_commitments(p, e);
	const struct contract *c = f != NULL ? plain_contract_in_force(&p->app, f, e) : NULL;

	return c != NULL && act_contract_close(&p->app, p->app.file.id, c, v->last_day, v->reason, v->text, e);
}

static int contract_close(struct command_context *ctx, int argc, char **argv)
{
	struct end_values v = {NULL, NULL, "", ""};
	const struct option_spec specs[] = {{"motif", &v.reason, NULL}, {"dernier-jour", &v.last_day, NULL}, {"texte", &v.text, NULL}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "contrat clore", arguments, 1, argv);
	if (status == 0)
		status = option_require(ctx, "motif", v.reason);
	if (status != 0)
		return status;
	return act_run(ctx, &(struct act_command){ACTION_CONTRACT_CLOSE, argv[1], close_send, &v, false});
}

/* --- the verb ---------------------------------------------------------------------------------------------------------- */

int cmd_contrat(struct command_context *ctx, int argc, char **argv)
{
	static const struct { const char *name; command_handler run; } verbs[] = {
		{"preparer", contract_prepare}, {"avenant", contract_amend}, {"signer", contract_sign},
		{"abandonner", contract_drop}, {"choisir", contract_choose}, {"clore", contract_close},
	};

	for (size_t i = 0; argc > 1 && i < COUNT_OF(verbs); i++)
		if (strcmp(argv[1], verbs[i].name) == 0)
			return verbs[i].run(ctx, argc - 1, argv + 1);
	return command_usage(ctx, "contrat : attendu preparer, avenant, signer, choisir, clore ou abandonner, puis l'identifiant");
}
