/* imprimer LETTRE ID [--demande MOTS] [--au D]: a letter on the standard output, as it goes to the printer. */
#include <string.h>

#include "config/letters_file.h"
#include "tui/plain/plain_app.h"
#include "tui/verbs/plain_options.h"
#include "tui/verbs/training_find.h"
#include "tui/verbs/typed.h"
#include "tui/verbs/acts.h"

/* --- of a training request ------------------------------------------------------------------------------------------ */

static bool fits_pieces_asked(const struct training *t, enum training_step step)
{
	(void)step;
	return t->stage == TRAINING_PIECES;
}

static bool fits_answered(const struct training *t, enum training_step step)
{
	(void)step;
	return date_is_set(t->decided);
}

/* The request that the letter is about, as the acts choose theirs. */
static bool request_wait(struct plain_app *p, enum letter_kind k, const char *who, const char *named, struct error *e)
{
	const struct training_which which = {
		.who = who, .named = named, .step = STEP_COUNT, .furthest = true,
		.fits = k == LETTER_PIECES ? fits_pieces_asked : k == LETTER_ANSWER ? fits_answered : training_fits_before_entry};

	if (training_is_named_by_id(who) ? !plain_load_session(p, e) : !plain_load_file(p, who, e))
		return false;
	return plain_training(p, &which, e) != NULL;
}

/* --- of a person ------------------------------------------------------------------------------------------------------ */

static bool letter_wait(struct plain_app *p, enum letter_kind k, const char *id, struct error *e)
{
	struct app *a = &p->app;
	char upper[TYPED_ID];

	if (!plain_load_session(p, e))
		return false;
	typed_id(id, upper);
	letter_load(a, k, upper);
	return (k == LETTER_HELD || plain_wait(p, &a->commitments.m, e)) &&
	       (k != LETTER_ATTENDANCE || plain_wait(p, &a->hours.m, e)) && (k != LETTER_HELD || plain_wait(p, &a->held.m, e));
}

struct letter_asked { enum letter_kind kind; const char *who, *named; };

static int letter_print(struct command_context *ctx, struct letter_templates *templates, const struct letter_asked *asked)
{
	enum letter_kind k = asked->kind;
	struct plain_app p;
	struct arena arena = {0};
	struct letter letter;
	struct error e = {0};
	bool ok;

	if (!plain_open(ctx, &p, &e))
		return command_fail(ctx, &e);
	p.app.letters = templates;
	ok = letter_is_of_training(k) ? request_wait(&p, k, asked->who, asked->named, &e) : letter_wait(&p, k, asked->who, &e);
	ok = ok && letter_write(&arena, &p.app, k, &letter, &e);
	if (ok && (fputs(letter.text, ctx->out) < 0 || fflush(ctx->out) != 0)) {
		error_set(&e, ERR_DATABASE, "l'écriture de la lettre a échoué : vérifiez la place et la sortie");
		ok = false;
	}
	plain_close(&p);
	arena_free(&arena);
	return ok ? 0 : command_fail(ctx, &e);
}

#define LETTERS "contrat, assiduite, detention, neuf, etat_descriptif, projet, pieces ou reponse"

int cmd_imprimer(struct command_context *ctx, int argc, char **argv)
{
	struct letter_templates templates;
	struct rules_faults faults = {0};
	struct error e = {0};
	struct letter_asked asked = {.named = NULL};
	const struct option_spec specs[] = {{"demande", &asked.named, NULL}};
	int arguments = 0, kind, status = plain_options_read(ctx, specs, 1, argc, argv, &arguments);

	if (status != 0)
		return status;
	if (arguments == 0)
		return command_usage(ctx, "imprimer quelle lettre ? " LETTERS);
	kind = letter_from_code(argv[1]);
	if (kind < 0)
		return command_usage(ctx, "lettre inconnue : « %s ». Attendu " LETTERS, argv[1]);
	if (arguments != 2)
		return arguments < 2 ? command_usage(ctx, "imprimer %s : il manque l'identifiant de la personne", argv[1])
		                     : command_usage(ctx, "imprimer %s : argument en trop : %s", argv[1], argv[3]);
	if (asked.named != NULL && !letter_is_of_training((enum letter_kind)kind))
		return command_usage(ctx, "imprimer %s : --demande est pour etat_descriptif, projet, pieces et reponse", argv[1]);
	if (ctx->tsv)
		return command_usage(ctx, "une lettre s'imprime en texte, sans --format tsv ; ses données : jalon afficher");
	if (!letters_load(ctx->config_dir, &templates, &faults, &e)) {
		rules_faults_free(&faults);
		return command_fail(ctx, &e);
	}
	rules_faults_free(&faults);
	asked.kind = (enum letter_kind)kind;
	asked.who = argv[2];
	status = letter_print(ctx, &templates, &asked);
	letter_templates_free(&templates);
	return status;
}
