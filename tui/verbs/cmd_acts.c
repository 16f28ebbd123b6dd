/* Running an act as a command, and the daily acts: contact, note, frein. */
#include "tui/verbs/cmd_acts.h"

#include <stdio.h>
#include <string.h>

#include "core/agenda/booking.h"
#include "core/views/view.h"
#include "tui/verbs/acts.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* The guards of the screens' action, in the same words. */
static bool act_guarded(struct plain_app *p, const struct act_command *c, struct error *e)
{
	/* Which person is still to be found for a frein given alone; the screens' guard asks for one. */
	const char *person = c->person == NULL ? "" : c->person[0] == '\0' ? "?" : c->person;
	const char *refusal = action_refusal(&p->app, &actions[c->action], person);

	if (refusal == NULL)
		return true;
	error_set(e, ERR_REFUSED, "%s", refusal);
	return false;
}

/* The way out of a refusal that a reason lifts, as it is typed here. */
static void act_way_out(const struct act_command *c, const struct act_way *ways, struct error *e)
{
	for (int r = BOOKING_OK + 1; r < BOOKING_COUNT; r++) {
		if (!booking_refusal_confirmable((enum booking_refusal)r) ||
		    strcmp(e->constraint, booking_refusal_name((enum booking_refusal)r)) != 0)
			continue;
		if (c->confirms)
			error_set_remedy(e, "Choisissez un autre créneau, ou dites pourquoi : --confirmation « raison »");
		else
			error_set_remedy(e, "Choisissez un autre créneau, ou donnez celui-ci par « jalon rdv donner » avec --confirmation");
	}
	for (const struct act_way *w = ways; w != NULL && w->constraint != NULL; w++)
		if (strcmp(e->constraint, w->constraint) == 0)
			error_set_remedy(e, "%s", w->remedy);
}

static bool act_perform(struct plain_app *p, const struct act_command *c, struct error *e)
{
	bool known = c->person != NULL && c->person[0] != '\0';

	if (!(known ? plain_load_file(p, c->person, e) : plain_load_session(p, e)))
		return false;
	return act_guarded(p, c, e) && c->send(p, c->values, e) && plain_settle(p, e);
}

int act_run(struct command_context *ctx, const struct act_command *c)
{
	return act_run_with_ways(ctx, c, NULL);
}

int act_run_with_ways(struct command_context *ctx, const struct act_command *c, const struct act_way *ways)
{
	struct plain_app p;
	struct error e = {0};
	int status = 0;
	bool names;

	if (date_is_set(ctx->as_of)) {
		error_set(&e, ERR_REFUSED, "--au ne fait que consulter : rien ne s'enregistre à une date passée");
		error_set_remedy(&e, "Relancez sans --au");
		return command_fail(ctx, &e);
	}
	if (!plain_open(ctx, &p, &e))
		return command_fail(ctx, &e);
	if (!act_perform(&p, c, &e)) {
		act_way_out(c, ways, &e);
		status = command_fail(ctx, &e);
	}
	names = c->person == NULL && p.app.outcome.person[0] != '\0'; /* an enrolment says whom it made */
	if (status == 0 && ctx->tsv)
		fprintf(ctx->out, "identifiant\tcommande\n%s\t%s\n", p.app.outcome.person, p.app.outcome.id);
	else if (status == 0)
		fprintf(ctx->out, "Enregistré : %s%s%s\n", p.app.outcome.label, names ? ", identifiant " : "",
		        names ? p.app.outcome.person : "");
	plain_close(&p);
	return status;
}

int act_person_argument(struct command_context *ctx, const char *verb, int arguments, int expected, char **argv)
{
	if (arguments < expected)
		return command_usage(ctx, "%s : il manque %s, voir « man jalon »", verb,
		                     arguments == 0 ? "l'identifiant de la personne" : "un argument");
	if (arguments > expected)
		return command_usage(ctx, "%s : argument en trop : %s. Un texte de plusieurs mots se met entre guillemets", verb,
		                     argv[expected + 1]);
	return 0;
}

int act_channel_option(struct command_context *ctx, const char *typed, enum channel *out)
{
	int status = option_require(ctx, "canal", typed), code;

	if (status != 0)
		return status;
	code = channel_from_code(typed);
	if (code < 0)
		return command_usage(ctx, "--canal : attendu telephone, entretien, visio, sms, courriel, courrier ou visite, et non "
		                     "« %s »", typed);
	*out = (enum channel)code;
	return 0;
}

/* --- contact ----------------------------------------------------------------------------------------------- */

struct contact_values { enum channel channel; bool reached; const char *text; };

static bool contact_send(struct plain_app *p, void *values, struct error *e)
{
	struct contact_values *v = values;

	return act_contact(&p->app, p->app.file.id, v->channel, v->reached, v->text, e);
}

int cmd_contact(struct command_context *ctx, int argc, char **argv)
{
	const char *channel = NULL, *text = NULL;
	bool unanswered = false;
	const struct option_spec specs[] = {
		{"canal", &channel, NULL}, {"texte", &text, NULL}, {"sans-reponse", NULL, &unanswered}};
	struct contact_values v = {0};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "contact", arguments, 1, argv);
	if (status == 0)
		status = act_channel_option(ctx, channel, &v.channel);
	if (status != 0)
		return status;
	v.reached = !unanswered;
	v.text = text;
	return act_run(ctx, &(struct act_command){ACTION_CONTACT, argv[1], contact_send, &v, false});
}

/* --- note -------------------------------------------------------------------------------------------------- */

struct note_values { const char *text; bool private_note; };

static bool note_send(struct plain_app *p, void *values, struct error *e)
{
	struct note_values *v = values;

	return act_note(&p->app, p->app.file.id, v->text, v->private_note, e);
}

int cmd_note(struct command_context *ctx, int argc, char **argv)
{
	struct note_values v = {NULL, false};
	const struct option_spec specs[] = {{"texte", &v.text, NULL}, {"privee", NULL, &v.private_note}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "note", arguments, 1, argv);
	if (status == 0)
		status = option_require(ctx, "texte", v.text);
	if (status != 0)
		return status;
	return act_run(ctx, &(struct act_command){ACTION_NOTE, argv[1], note_send, &v, false});
}

/* --- frein ------------------------------------------------------------------------------------------------- */

struct barrier_values { const char *kind, *detail, *id; };

static bool barrier_send(struct plain_app *p, void *values, struct error *e)
{
	struct barrier_values *v = values;

	return act_barrier_add(&p->app, p->app.file.id, v->kind, v->detail, e);
}

static const struct barrier *barrier_of_file(const struct app *a, const char *id)
{
	for (size_t i = 0; a->file.file != NULL && i < a->file.file->barrier_count; i++)
		if (strcmp(a->file.file->barriers[i].id, id) == 0)
			return &a->file.file->barriers[i];
	return NULL;
}

/* The frein alone was given: its version is read from the file that has it, looked for among the people of
 * the portfolio who have an open one. */
static const struct barrier *barrier_search(struct plain_app *p, const char *id, struct error *e)
{
	const struct barrier *b = barrier_of_file(&p->app, id);
	char person[32];

	if (b != NULL || p->app.file.file != NULL)
		return b;
	app_load_portfolio(&p->app, "");
	if (!plain_wait(p, &p->app.portfolio.m, e))
		return NULL;
	for (size_t i = 0; b == NULL && i < p->app.portfolio.count; i++) {
		if (p->app.portfolio.people[i].open_barriers == 0)
			continue;
		snprintf(person, sizeof person, "%s", p->app.portfolio.people[i].id);
		if (!plain_load_file(p, person, e))
			return NULL;
		b = barrier_of_file(&p->app, id);
	}
	return b;
}

static bool barrier_lift_send(struct plain_app *p, void *values, struct error *e)
{
	struct barrier_values *v = values;
	const struct barrier *b = barrier_search(p, v->id, e);

	if (b == NULL && !error_is_set(e)) {
		error_set(e, ERR_NOT_FOUND, "frein inexistant ou hors de votre portée");
		error_set_remedy(e, "Les freins d'une personne : jalon afficher fiche ID");
	}
	return b != NULL && act_barrier_lift(&p->app, b, e);
}

static int barrier_lift(struct command_context *ctx, int argc, char **argv)
{
	const char *person = NULL;
	struct barrier_values v = {NULL, NULL, NULL};
	const struct option_spec specs[] = {{"personne", &person, NULL}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status != 0)
		return status;
	if (arguments != 1)
		return command_usage(ctx, "frein lever : attendu l'identifiant du frein, que donne « jalon afficher fiche ID »");
	v.id = argv[1];
	return act_run(ctx, &(struct act_command){ACTION_BARRIER, person != NULL ? person : "", barrier_lift_send, &v, false});
}

int cmd_frein(struct command_context *ctx, int argc, char **argv)
{
	struct barrier_values v = {NULL, NULL, NULL};
	const struct option_spec specs[] = {{"nature", &v.kind, NULL}, {"detail", &v.detail, NULL}};
	int arguments = 0, status;

	if (argc > 1 && strcmp(argv[1], "lever") == 0)
		return barrier_lift(ctx, argc - 1, argv + 1);
	status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);
	if (status == 0)
		status = act_person_argument(ctx, "frein", arguments, 1, argv);
	if (status == 0)
		status = option_require(ctx, "nature", v.kind);
	if (status != 0)
		return status;
	return act_run(ctx, &(struct act_command){ACTION_BARRIER, argv[1], barrier_send, &v, false});
}
