/* formation pieces, recevoir, ligne, absence: what is counted one by one in a training request, from the command line. */
#include <string.h>

#include "core/acts/acts_training.h"
#include "core/base/text.h"
#include "tui/verbs/cmd_formation.h"
#include "tui/verbs/typed.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* --- pieces: « DEBITEUR,NATURE:ATTENDUE:OBJET » ------------------------------------------------------------------------------ */

enum { PIECES_MOST = 30 };
struct pieces_values { struct training_values training; char **lines; int count; const char *on; };

static bool piece_line_refuse(const char *line, struct error *e)
{
	error_set(e, ERR_USAGE, "une pièce s'écrit DEBITEUR,NATURE:ATTENDUE:OBJET, et non « %s »", line);
	error_set_remedy(e, "Par exemple « organisme,devis:2026-12-01:Devis détaillé » ; sans date : « personne,argumentaire:: »");
	return false;
}

static bool owner_read(const char *code, enum debtor *out, struct error *e)
{
	int debtor = debtor_from_code(code);

	if (debtor > DEBTOR_NONE && debtor != DEBTOR_BOTH) {
		*out = (enum debtor)debtor;
		return true;
	}
	error_set(e, ERR_USAGE, "une pièce est à fournir par personne, structure, organisme, employeur, financeur, partenaire ou autorite, et non "
	          "par « %s »", code);
	return false;
}

/* The owner, what it is, when it is expected, and which: the same order as the line of a contract. */
static bool piece_line_read(struct arena *arena, const char *line, struct piece_new *out, struct error *e)
{
	size_t owner = strcspn(line, ",:"), kind, expected;

	if (line[owner] != ',')
		return piece_line_refuse(line, e);
	kind = strcspn(line + owner + 1, ":");
	if (line[owner + 1 + kind] != ':')
		return piece_line_refuse(line, e);
	expected = strcspn(line + owner + kind + 2, ":");
	if (line[owner + kind + 2 + expected] != ':')
		return piece_line_refuse(line, e);
	out->kind = arena_strndup(arena, line + owner + 1, kind);
	out->expected = arena_strndup(arena, line + owner + kind + 2, expected);
	out->object = line + owner + kind + expected + 3;
	return owner_read(arena_strndup(arena, line, owner), &out->owner, e);
}

static bool pieces_send(struct plain_app *p, void *values, struct error *e)
{
	const struct pieces_values *v = values;
	const struct training_file *f = plain_training(p, &v->training.which, e);
	struct piece_new items[PIECES_MOST];
	struct arena arena = {0};
	bool ok = f != NULL;

	for (int i = 0; ok && i < v->count; i++)
		ok = piece_line_read(&arena, v->lines[i], &items[i], e);
	ok = ok && act_training_pieces_ask(&p->app, &f->request, items, (size_t)v->count, v->on, e);
	arena_free(&arena);
	return ok;
}

/* --- recevoir ------------------------------------------------------------------------------------------------------------------ */

/* recevoir, and pieces retirer, which has no day. */
struct piece_values { struct training_values training; const char *what, *on; };

static bool piece_says(const struct training_piece *p, const char *words)
{
	struct arena arena = {0};
	const char *text = arena_format(&arena, "%s %s %s", p->kind, code_label_find(training_piece_kinds, p->kind), p->object);
	bool says = text_contains_folded(text_fold(&arena, text), text_fold(&arena, words));

	arena_free(&arena);
	return says;
}

/* By words of it, else the only one awaited. */
static const struct training_piece *piece_find(const struct training_file *f, const char *what, struct error *e)
{
	const struct training_piece *found = NULL;
	size_t count = 0;

	for (size_t i = 0; i < f->piece_count; i++) {
		const struct training_piece *p = &f->pieces[i];

		if (!training_piece_awaited(p) || (what != NULL && !piece_says(p, what)))
			continue;
		found = p;
		count++;
	}
	if (count == 1)
		return found;
	if (count > 1)
		error_set(e, ERR_REFUSED, "%zu pièces sont attendues : dites laquelle, par sa nature ou des mots de son objet", count);
	else
		error_set(e, ERR_NOT_FOUND, what != NULL ? "cette pièce n'est pas attendue" : "aucune pièce n'est attendue");
	error_set_remedy(e, "Les pièces : jalon afficher formation %s", f->request.person);
	return NULL;
}

static bool receive_send(struct plain_app *p, void *values, struct error *e)
{
	const struct piece_values *v = values;
	const struct training_file *f = plain_training(p, &v->training.which, e);
	const struct training_piece *piece = f != NULL ? piece_find(f, v->what, e) : NULL;

	return piece != NULL && act_training_piece_receive(&p->app, &f->request, piece, v->on, e);
}

/* « ID [PIECE] » and what the verb adds to --demande. */
static int piece_arguments(struct command_context *ctx, const char *name, const struct option_spec *specs, size_t spec_count,
                           struct piece_values *v, int argc, char **argv)
{
	int arguments = 0, status = plain_options_read(ctx, specs, spec_count, argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, name, arguments, arguments > 1 ? 2 : 1, argv);
	if (status != 0)
		return status;
	v->training.which.who = argv[1];
	v->what = arguments > 1 ? argv[2] : NULL;
	return 0;
}

int training_receive(struct command_context *ctx, int argc, char **argv)
{
	struct piece_values v = {.training.which = {.fits = training_fits_pieces, .step = STEP_COUNT}, .on = ""};
	const struct option_spec specs[] = {{"demande", &v.training.which.named, NULL}, {"le", &v.on, NULL}};
	int status = piece_arguments(ctx, "formation recevoir", specs, COUNT_OF(specs), &v, argc, argv);

	return status != 0 ? status : training_run(ctx, ACTION_TRAINING_RECEIVE, receive_send, &v.training);
}

/* --- pieces retirer ------------------------------------------------------------------------------------------------------------ */

static bool withdraw_send(struct plain_app *p, void *values, struct error *e)
{
	const struct piece_values *v = values;
	const struct training_file *f = plain_training(p, &v->training.which, e);
	const struct training_piece *piece = f != NULL ? piece_find(f, v->what, e) : NULL;

	return piece != NULL && act_training_piece_withdraw(&p->app, &f->request, piece, e);
}

static int piece_withdraw(struct command_context *ctx, int argc, char **argv)
{
	struct piece_values v = {.training.which = {.fits = training_fits_pieces, .step = STEP_COUNT}, .on = ""};
	const struct option_spec specs[] = {{"demande", &v.training.which.named, NULL}};
	int status = piece_arguments(ctx, "formation pieces retirer", specs, COUNT_OF(specs), &v, argc, argv);

	return status != 0 ? status : training_run(ctx, ACTION_TRAINING_REMOVE, withdraw_send, &v.training);
}

int training_pieces(struct command_context *ctx, int argc, char **argv)
{
	struct pieces_values v = {.training.which = {.fits = training_fits_funder, .step = STEP_ASK_PIECES}, .on = ""};
	const struct option_spec specs[] = {{"demande", &v.training.which.named, NULL}, {"le", &v.on, NULL}};
	int arguments = 0, status;

	if (argc > 1 && strcmp(argv[1], "retirer") == 0)
		return piece_withdraw(ctx, argc - 1, argv + 1);
	status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);
	if (status == 0)
		status = act_person_argument(ctx, "formation pieces", arguments < 1 ? arguments : 1, 1, argv);
	if (status == 0 && (arguments < 2 || arguments - 1 > PIECES_MOST))
		status = command_usage(ctx, "formation pieces : attendu de 1 à %d pièces, DEBITEUR,NATURE:ATTENDUE:OBJET chacune", PIECES_MOST);
	if (status != 0)
		return status;
	v.training.which.who = argv[1];
	v.lines = argv + 2;
	v.count = arguments - 1;
	return training_run(ctx, ACTION_TRAINING_ASK_PIECES, pieces_send, &v.training);
}

/* --- ligne, ligne decider, ligne retirer ----------------------------------------------------------------------------------------- */

struct line_values {
	struct training_values training;
	struct funding_new line;
	const char *state;
	enum line_state state_code;
};

static bool line_add_send(struct plain_app *p, void *values, struct error *e)
{
	struct line_values *v = values;
	const struct training_file *f = plain_training(p, &v->training.which, e);

	v->line.state = v->state_code;
	return f != NULL && act_funding_add(&p->app, &f->request, &v->line, e);
}

/* The line of that cost that begins then; without a day, the only one. */
static const struct funding_line *line_find(const struct training_file *f, const struct line_values *v, struct error *e)
{
	const struct funding_line *found = NULL;
	struct date from = DATE_NONE;
	size_t count = 0;

	if (v->line.from != NULL && !typed_day("--du", v->line.from, &from, e))
		return NULL;
	for (size_t i = 0; i < f->line_count; i++) {
		const struct funding_line *l = &f->lines[i];

		if (l->cost != v->line.cost || (date_is_set(from) && date_compare(l->from, from) != 0))
			continue;
		found = l;
		count++;
	}
	if (count == 1)
		return found;
	if (count > 1)
		error_set(e, ERR_REFUSED, "%zu lignes paient ce coût : dites laquelle, par son premier jour, --du DATE", count);
	else
		error_set(e, ERR_NOT_FOUND, date_is_set(from) ? "aucune ligne de ce coût ne commence ce jour-là" : "aucune ligne ne paie ce coût");
	error_set_remedy(e, "Les lignes : jalon afficher formation %s", f->request.person);
	return NULL;
}

static bool line_decide_send(struct plain_app *p, void *values, struct error *e)
{
	const struct line_values *v = values;
	const struct training_file *f = plain_training(p, &v->training.which, e);
	const struct funding_line *line = f != NULL ? line_find(f, v, e) : NULL;

	return line != NULL && act_funding_decide(&p->app, &f->request, line, v->state_code, v->line.amount, v->line.reason, e);
}

static bool line_withdraw_send(struct plain_app *p, void *values, struct error *e)
{
	const struct line_values *v = values;
	const struct training_file *f = plain_training(p, &v->training.which, e);
	const struct funding_line *line = f != NULL ? line_find(f, v, e) : NULL;

	return line != NULL && act_funding_withdraw(&p->app, &f->request, line, e);
}

/* ID POSTE, and the state typed. */
static int line_arguments(struct command_context *ctx, const char *name, struct line_values *v, int arguments, char **argv)
{
	int status = act_person_argument(ctx, name, arguments, 2, argv), cost, state;

	if (status != 0)
		return status;
	cost = cost_from_code(argv[2]);
	if (cost < 0)
		return command_usage(ctx, "%s : attendu pedagogie, remuneration ou frais_annexes, et non « %s »", name, argv[2]);
	state = line_state_from_code(v->state != NULL ? v->state : "demandee");
	if (state < 0)
		return command_usage(ctx, "--etat : attendu demandee, accordee, refusee ou sans_objet, et non « %s »", v->state);
	v->line.cost = (enum cost)cost;
	v->state_code = (enum line_state)state;
	v->training.which.who = argv[1];
	return 0;
}

static int line_withdraw(struct command_context *ctx, struct line_values *v, int argc, char **argv)
{
	const struct option_spec specs[] = {{"demande", &v->training.which.named, NULL}, {"du", &v->line.from, NULL}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = line_arguments(ctx, "formation ligne retirer", v, arguments, argv);
	return status != 0 ? status : training_run(ctx, ACTION_TRAINING_REMOVE, line_withdraw_send, &v->training);
}

static int line_decide(struct command_context *ctx, struct line_values *v, int argc, char **argv)
{
	const struct option_spec specs[] = {{"demande", &v->training.which.named, NULL}, {"du", &v->line.from, NULL}, {"etat", &v->state, NULL},
	                                    {"montant", &v->line.amount, NULL}, {"motif", &v->line.reason, NULL}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = option_require(ctx, "etat", v->state);
	if (status == 0)
		status = line_arguments(ctx, "formation ligne decider", v, arguments, argv);
	return status != 0 ? status : training_run(ctx, ACTION_TRAINING_LINE, line_decide_send, &v->training);
}

int training_line(struct command_context *ctx, int argc, char **argv)
{
	struct line_values v = {.training.which = {.fits = training_fits_open, .step = STEP_COUNT}};
	const struct option_spec specs[] = {{"demande", &v.training.which.named, NULL}, {"financeur", &v.line.funder, NULL},
	                                    {"du", &v.line.from, NULL}, {"au", &v.line.last_day, NULL}, {"etat", &v.state, NULL},
	                                    {"montant", &v.line.amount, NULL}, {"motif", &v.line.reason, NULL}};
	int arguments = 0, status;

	if (argc > 1 && strcmp(argv[1], "decider") == 0)
		return line_decide(ctx, &v, argc - 1, argv + 1);
	if (argc > 1 && strcmp(argv[1], "retirer") == 0)
		return line_withdraw(ctx, &v, argc - 1, argv + 1);
	status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);
	if (status == 0)
		status = line_arguments(ctx, "formation ligne", &v, arguments, argv);
	return status != 0 ? status : training_run(ctx, ACTION_TRAINING_LINE, line_add_send, &v.training);
}

/* --- absence ------------------------------------------------------------------------------------------------------------------------ */

struct absence_values { struct training_values training; const char *from, *last_day, *reason; bool excused; };

static bool absence_send(struct plain_app *p, void *values, struct error *e)
{
	const struct absence_values *v = values;
	const struct training_file *f = plain_training(p, &v->training.which, e);

	return f != NULL && act_training_absence(&p->app, &f->request, v->from, v->last_day, v->excused, v->reason, e);
}

int training_absence(struct command_context *ctx, int argc, char **argv)
{
	struct absence_values v = {.training.which = {.fits = training_fits_entered, .step = STEP_COUNT}, .from = "", .last_day = ""};
	const struct option_spec specs[] = {{"demande", &v.training.which.named, NULL}, {"du", &v.from, NULL}, {"au", &v.last_day, NULL},
	                                    {"motif", &v.reason, NULL}, {"justifiee", NULL, &v.excused}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "formation absence", arguments, 1, argv);
	if (status == 0)
		status = option_require(ctx, "motif", v.reason);
	if (status != 0)
		return status;
	v.training.which.who = argv[1];
	return training_run(ctx, ACTION_TRAINING_ABSENCE, absence_send, &v.training);
}
