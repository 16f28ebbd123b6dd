/* Runs the application for one command: events in, one step of the port, until the answer is there. */
#include "tui/plain/plain_app.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "config/commitments_file.h"
#include "config/funders_file.h"
#include "config/rules_file.h"
#include "tui/plain/port_call.h"
#include "tui/verbs/typed.h"

/* A write that was sent is given that long, in seconds, to say what became of it after a loss. */
enum { SETTLE_SECONDS = 30 };

bool plain_rules(struct command_context *ctx, struct rulebook *book, struct error *e)
{
	struct rules_faults faults = {0};
	bool ok = rules_load(ctx->rules_dir != NULL ? ctx->rules_dir : ctx->config_dir, book, &faults, e);

	rules_faults_free(&faults);
	return ok;
}

bool plain_catalogue(struct command_context *ctx, struct commitment_catalogue *catalogue, struct error *e)
{
	struct rules_faults faults = {0};
	bool ok = commitments_load(ctx->rules_dir != NULL ? ctx->rules_dir : ctx->config_dir, catalogue, &faults, e);

	rules_faults_free(&faults);
	return ok;
}

bool plain_funders(struct command_context *ctx, struct arena *arena, struct funder_list *out, struct error *e)
{
	struct rules_faults faults = {0};
	bool ok = funders_load(ctx->rules_dir != NULL ? ctx->rules_dir : ctx->config_dir, arena, out, &faults, e);

	rules_faults_free(&faults);
	return ok;
}

/* Most commands name no funder. */
static const struct funder_list *funders_read_once(void *ctx)
{
	struct plain_app *p = ctx;
	struct error e = {0};

	if (plain_funders(p->ctx, &p->funders_arena, &p->funders, &e))
		p->app.funders = &p->funders;
	else
		app_say_error(&p->app, MESSAGE_ERROR, "Aucun financeur : ", &e);
	return p->app.funders;
}

static int minute_now(void)
{
	time_t seconds = time(NULL);
	struct tm local;

	return localtime_r(&seconds, &local) != NULL ? local.tm_hour * 60 + local.tm_min : 0;
}

bool plain_open(struct command_context *ctx, struct plain_app *p, struct error *e)
{
	*p = (struct plain_app){.port = NULL};
	if (plain_rules(ctx, &p->rules, e) && plain_catalogue(ctx, &p->catalogue, e))
		p->port = ctx->wiring->open_port(ctx, p->rules.checksum, e);
	if (p->port == NULL) {
		catalogue_free(&p->catalogue);
		rulebook_free(&p->rules);
		return false;
	}
	app_init(&p->app, p->port, &p->rules, ctx->wiring->make_id, ctx->as_of);
	p->ctx = ctx;
	p->app.catalogue = &p->catalogue;
	p->app.funders_read = funders_read_once;
	p->app.read_ctx = p;
	if (!date_is_set(ctx->as_of))
		app_set_minute(&p->app, minute_now());
	return true;
}

void plain_close(struct plain_app *p)
{
	p->port->close(p->port->ctx);
	app_free(&p->app);
	catalogue_free(&p->catalogue);
	arena_free(&p->funders_arena);
	rulebook_free(&p->rules);
}

/* One turn: hands the port's events to the application, or waits for the port (at most limit_ms). */
static void plain_turn(struct plain_app *p, int limit_ms)
{
	struct event e;
	bool any = false;

	while (p->port->next_event(p->port->ctx, &e)) {
		app_event(&p->app, &e);
		any = true;
	}
	if (!any)
		port_step(p->port, limit_ms);
}

static bool connection_failed(const struct app *a, struct error *e)
{
	if (a->connection != CONNECTION_LOST && a->connection != CONNECTION_REFUSED)
		return false;
	*e = a->connection_error;
	if (!error_is_set(e)) {
		error_set(e, ERR_CONNECTION, "la base ne répond pas");
		error_set_remedy(e, "Vérifiez que le serveur est démarré et la chaîne de connexion de jalon.ini");
	}
	return true;
}

static bool session_is_awaited(const struct app *a)
{
	return a->session == NULL && a->session_serial != 0;
}

static bool session_is_known(const struct app *a, struct error *e)
{
	if (a->session == NULL)
		*e = a->session_error;
	return a->session != NULL;
}

bool plain_wait(struct plain_app *p, const struct model *m, struct error *e)
{
	while (m->state == LOAD_ASKED || session_is_awaited(&p->app)) {
		if (connection_failed(&p->app, e))
			return false;
		plain_turn(p, 1000);
	}
	if (!session_is_known(&p->app, e))
		return false;
	if (m->state == LOAD_FAILED)
		*e = m->error;
	return m->state != LOAD_FAILED;
}

bool plain_load_session(struct plain_app *p, struct error *e)
{
	app_load_session(&p->app);
	while (session_is_awaited(&p->app)) {
		if (connection_failed(&p->app, e))
			return false;
		plain_turn(p, 1000);
	}
	return session_is_known(&p->app, e);
}

static long seconds_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long)now.tv_sec;
}

bool plain_settle(struct plain_app *p, struct error *e)
{
	long end = seconds_now() + SETTLE_SECONDS;

	while (p->app.pending != NULL) {
		if (p->app.connection == CONNECTION_REFUSED && connection_failed(&p->app, e))
			return false;
		if (seconds_now() >= end) {
			error_set(e, ERR_CONNECTION, "la base ne répond plus : l'enregistrement n'est pas confirmé");
			error_set_remedy(e, "Relisez la fiche avant de recommencer");
			return false;
		}
		plain_turn(p, 1000);
	}
	*e = p->app.outcome.error;
	return p->app.outcome.done;
}

void plain_not_in_reach(struct error *e)
{
	error_set(e, ERR_NOT_FOUND, "identifiant inexistant ou hors de votre portée");
	error_set_remedy(e, "Cherchez la personne : jalon afficher recherche NOM");
}

bool plain_load_file(struct plain_app *p, const char *id, struct error *e)
{
	char upper[TYPED_ID];

	typed_id(id, upper);
	app_load_file(&p->app, upper);
	if (!plain_wait(p, &p->app.file.m, e))
		return false;
	if (p->app.file.file == NULL)
		plain_not_in_reach(e);
	return p->app.file.file != NULL;
}
