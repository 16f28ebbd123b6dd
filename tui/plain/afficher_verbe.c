/* jalon afficher VUE [ID]: finds the view, loads what it needs, prints it. */
#include <string.h>

#include "config/keys_file.h"
#include "core/app/action.h"
#include "tui/plain/afficher.h"
#include "core/views/view_hours.h"
#include "tui/plain/plain_app.h"
#include "tui/verbs/plain_options.h"
#include "tui/verbs/training_find.h"
#include "tui/verbs/typed.h"

/* What follows « afficher VUE ». */
struct view_request { const char *argument, *week, *named; struct catalogue_typed courses; };
typedef int (*view_printer)(struct command_context *ctx, struct plain_app *p, const struct view_request *r, struct error *e);

static bool is_mine(const struct app *a, const char *login)
{
	return strcmp(login, a->session->login) == 0;
}

/* A login that is not among the référents in reach is refused as one that does not exist. */
static bool login_in_reach(const struct app *a, const char *login)
{
	return app_referent(a, login) != NULL || is_mine(a, login);
}

static bool login_refuse(const char *login, struct error *e)
{
	error_set(e, ERR_NOT_FOUND, "référent « %s » inexistant ou hors de votre portée", login);
	error_set_remedy(e, "Liste : jalon afficher portefeuille, sans compte, pour un responsable");
	return false;
}

static int view_portefeuille(struct command_context *ctx, struct plain_app *p, const struct view_request *r, struct error *e)
{
	const char *login = r->argument;
	struct app *a = &p->app;

	/* Working times first: the gauge is printed once. */
	app_load_referents(a);
	if (!plain_wait(p, &a->referents.m, e))
		return -1;
	if (login == NULL && a->session->role == ROLE_SUPERVISOR)
		return afficher_referents(ctx, a);
	if (login != NULL && !login_in_reach(a, login))
		return login_refuse(login, e) ? 0 : -1;
	app_load_portfolio(a, login == NULL || is_mine(a, login) ? "" : login);
	if (!plain_wait(p, &a->portfolio.m, e))
		return -1;
	return afficher_portefeuille(ctx, a);
}

static int view_journee(struct command_context *ctx, struct plain_app *p, const struct view_request *r, struct error *e)
{
	struct app *a = &p->app;

	(void)r;
	app_load_day(a);
	if (!plain_wait(p, &a->day.m, e) || !plain_wait(p, &a->portfolio.m, e))
		return -1;
	return afficher_journee(ctx, a);
}

/* The Monday asked for, else this week's. */
static bool week_read(const struct app *a, const char *week, struct date *monday, struct error *e)
{
	*monday = date_week_start(a->now.day);
	if (week == NULL || date_parse_week(week, monday))
		return true;
	error_set(e, ERR_USAGE, "--semaine : attendu AAAA-Wnn, par exemple 2026-W48, et non « %s »", week);
	return false;
}

static int view_agenda_week(struct command_context *ctx, struct plain_app *p, const struct view_request *r, struct error *e)
{
	struct app *a = &p->app;
	struct date monday;

	app_load_referents(a);
	if (!plain_wait(p, &a->referents.m, e) || !week_read(a, r->week, &monday, e))
		return -1;
	if (r->argument == NULL && a->session->role == ROLE_SUPERVISOR) {
		error_set(e, ERR_USAGE, "l'agenda de quel référent ?");
		error_set_remedy(e, "Nommez-le : jalon afficher agenda COMPTE ; les comptes : jalon afficher portefeuille");
		return -1;
	}
	if (r->argument != NULL && !login_in_reach(a, r->argument))
		return login_refuse(r->argument, e) ? 0 : -1;
	app_load_agenda(a, r->argument == NULL || is_mine(a, r->argument) ? "" : r->argument, monday, date_add_days(monday, 6), "");
	return plain_wait(p, &a->agenda.m, e) ? afficher_agenda(ctx, a, monday) : -1;
}

static int view_propositions(struct command_context *ctx, struct plain_app *p, const struct view_request *r, struct error *e)
{
	struct app *a = &p->app;

	(void)r;
	if (!plain_load_session(p, e))
		return -1;
	app_load_agenda(a, "", a->now.day, a->now.day, "");
	return plain_wait(p, &a->agenda.m, e) ? afficher_propositions(ctx, a) : -1;
}

static int view_fiche(struct command_context *ctx, struct plain_app *p, const struct view_request *r, struct error *e)
{
	return plain_load_file(p, r->argument, e) ? afficher_fiche(ctx, &p->app) : -1;
}

/* Nobody of that identifiant, or nobody of mine: one sentence. */
static bool in_reach(const void *file, struct error *e)
{
	if (file == NULL)
		plain_not_in_reach(e);
	return file != NULL;
}

static int view_engagements(struct command_context *ctx, struct plain_app *p, const struct view_request *r, struct error *e)
{
	struct app *a = &p->app;
	char id[TYPED_ID];

	if (!plain_load_session(p, e))
		return -1;
	typed_id(r->argument, id);
	app_load_commitments(a, id);
	return plain_wait(p, &a->commitments.m, e) && in_reach(a->commitments.file, e) ? afficher_engagements(ctx, a) : -1;
}

static int view_heures(struct command_context *ctx, struct plain_app *p, const struct view_request *r, struct error *e)
{
	struct app *a = &p->app;
	struct date monday;
	char id[TYPED_ID];

	if (!plain_load_session(p, e) || !week_read(a, r->week, &monday, e))
		return -1;
	typed_id(r->argument, id);
	view_hours_load(a, id, monday);
	return plain_wait(p, &a->hours.m, e) && in_reach(a->hours.file, e) ? afficher_heures(ctx, a, monday) : -1;
}

/* A responsable without a login has the agency's. */
static int view_formations(struct command_context *ctx, struct plain_app *p, const struct view_request *r, struct error *e)
{
	struct app *a = &p->app;
	const char *login = r->argument;

	app_load_referents(a);
	if (!plain_wait(p, &a->referents.m, e))
		return -1;
	if (login != NULL && !login_in_reach(a, login))
		return login_refuse(login, e) ? 0 : -1;
	if (login == NULL && a->session->role == ROLE_SUPERVISOR)
		login = "*";
	app_load_trainings(a, login == NULL || is_mine(a, login) ? "" : login);
	return plain_wait(p, &a->trainings.m, e) ? afficher_formations(ctx, a) : -1;
}

static int view_formation(struct command_context *ctx, struct plain_app *p, const struct view_request *r, struct error *e)
{
	const struct training_which which = {.who = r->argument, .named = r->named, .fits = training_fits_open, .step = STEP_COUNT, .furthest = true};

	if (training_is_named_by_id(which.who) ? !plain_load_session(p, e) : !plain_load_file(p, which.who, e))
		return -1;
	return plain_training(p, &which, e) != NULL ? afficher_formation(ctx, &p->app) : -1;
}

static int view_pourquoi(struct command_context *ctx, struct plain_app *p, const struct view_request *r, struct error *e)
{
	return plain_load_file(p, r->argument, e) ? afficher_pourquoi(ctx, &p->app) : -1;
}

static int view_recherche(struct command_context *ctx, struct plain_app *p, const struct view_request *r, struct error *e)
{
	app_search(&p->app, r->argument);
	if (p->app.search.m.state == LOAD_NEVER) {
		error_set(e, ERR_USAGE, "recherche de quoi ? Tapez une partie du nom, un identifiant ou un téléphone");
		return -1;
	}
	do {
		if (!plain_wait(p, &p->app.search.m, e))
			return -1;
		app_search_more(&p->app);
	} while (p->app.search.m.state == LOAD_ASKED); /* page after page */
	return afficher_recherche(ctx, &p->app);
}

static int view_catalogue(struct command_context *ctx, struct plain_app *p, const struct view_request *r, struct error *e)
{
	const struct catalogue_model *m = &p->app.courses;
	struct arena arena = {0};
	struct course_query q;
	size_t wanted;
	bool ok = catalogue_wanted_read(r->courses.count, &wanted, e) && catalogue_query_read(&p->app, &arena, &r->courses, &q, e);

	if (ok)
		app_search_courses(&p->app, &q);
	while (ok && (ok = plain_wait(p, &m->m, e)) && m->count < wanted && m->more)
		app_search_courses_more(&p->app); /* page after page */
	arena_free(&arena);
	return ok ? afficher_catalogue(ctx, &p->app, wanted) : -1;
}

static const struct view {
	const char *name, *argument; /* argument: what is missing without it; NULL: optional */
	bool takes_argument;
	view_printer print;          /* NULL: needs no database */
} views[] = {
	{"portefeuille", NULL, true, view_portefeuille},
	{"journee", NULL, false, view_journee},
	{"agenda", NULL, true, view_agenda_week},
	{"propositions", NULL, false, view_propositions},
	{"fiche", "l'identifiant de la personne", true, view_fiche},
	{"engagements", "l'identifiant de la personne", true, view_engagements},
	{"heures", "l'identifiant de la personne", true, view_heures},
	{"formations", NULL, true, view_formations},
	{"formation", "l'identifiant de la personne, ou de la demande", true, view_formation},
	{"pourquoi", "l'identifiant de la personne", true, view_pourquoi},
	{"recherche", "le texte cherché", true, view_recherche},
	{"catalogue", NULL, true, view_catalogue},
	{"aide", NULL, false, NULL},
};

static int print_help(struct command_context *ctx)
{
	struct keymap map;
	struct error e = {0};
	int status;

	if (!keys_load(ctx->config_dir, &map, &e))
		return command_fail(ctx, &e);
	status = afficher_aide(ctx, &map);
	keymap_free(&map);
	return status;
}

static int print_view(struct command_context *ctx, const struct view *v, const struct view_request *r)
{
	struct plain_app p;
	struct error e = {0};
	int status;

	if (v->print == NULL)
		return print_help(ctx);
	if (!plain_open(ctx, &p, &e))
		return command_fail(ctx, &e);
	status = v->print(ctx, &p, r, &e);
	plain_close(&p);
	if (fflush(ctx->out) != 0 && status == 0) {
		error_set(&e, ERR_DATABASE, "l'écriture du résultat a échoué : vérifiez la place et la sortie");
		status = -1;
	}
	return status < 0 ? command_fail(ctx, &e) : status;
}

#define VIEWS "portefeuille [COMPTE], journee, agenda [COMPTE] [--semaine AAAA-Wnn], propositions, fiche ID, " \
	"engagements ID, heures ID [--semaine AAAA-Wnn], formations [COMPTE], formation ID [--demande MOTS], pourquoi ID, recherche TEXTE, catalogue MOTS [--rome R] [--departement D] " \
	"[--du DATE] [--au DATE] [--financeur F] [--places] [--nombre N], aide"

static int view_usage(struct command_context *ctx, const struct view *v, int arguments, char **argv, const struct view_request *r)
{
	if (v == NULL)
		return command_usage(ctx, "vue inconnue : %s. Vues : " VIEWS, argv[1]);
	if (v->argument != NULL && arguments < 2)
		return command_usage(ctx, "afficher %s : %s manque", v->name, v->argument);
	if (v->print != view_catalogue && arguments > (v->takes_argument ? 2 : 1))
		return command_usage(ctx, "afficher %s : argument en trop : %s", v->name, argv[v->takes_argument ? 3 : 2]);
	if (r->named != NULL && v->print != view_formation)
		return command_usage(ctx, "afficher %s : --demande est pour une formation", v->name);
	if (r->week != NULL && v->print != view_agenda_week && v->print != view_heures)
		return command_usage(ctx, "afficher %s : --semaine est pour l'agenda et les heures", v->name);
	return 0;
}

static bool asks_for_courses(const struct catalogue_typed *t)
{
	return t->trade != NULL || t->basin != NULL || t->from != NULL || t->funder != NULL || t->count != NULL || t->places;
}

/* Several words; --au is the last day on which a session begins: what was on offer on an earlier day is not kept. */
static void courses_take(struct command_context *ctx, struct view_request *r, int arguments, char **argv)
{
	r->courses.words = argv + 2;
	r->courses.word_count = arguments - 1;
	r->courses.to = ctx->as_of;
	ctx->as_of = DATE_NONE;
}

int cmd_afficher(struct command_context *ctx, int argc, char **argv)
{
	struct view_request r = {NULL, NULL, NULL, {0}};
	struct catalogue_typed *t = &r.courses;
	const struct option_spec specs[] = {{"semaine", &r.week, NULL}, {"demande", &r.named, NULL}, {"rome", &t->trade, NULL}, {"departement", &t->basin, NULL},
		{"du", &t->from, NULL}, {"financeur", &t->funder, NULL}, {"nombre", &t->count, NULL}, {"places", NULL, &t->places}};
	int arguments = 0, status = plain_options_read(ctx, specs, sizeof specs / sizeof *specs, argc, argv, &arguments);
	const struct view *v = NULL;

	if (status != 0)
		return status;
	if (arguments == 0)
		return command_usage(ctx, "afficher quoi ? Vues : " VIEWS);
	for (size_t i = 0; i < sizeof views / sizeof *views; i++)
		if (strcmp(views[i].name, argv[1]) == 0)
			v = &views[i];
	status = view_usage(ctx, v, arguments, argv, &r);
	if (status == 0 && v->print != view_catalogue && asks_for_courses(t))
		status = command_usage(ctx, "afficher %s : --rome, --departement, --du, --financeur, --places, --nombre sont pour le catalogue", v->name);
	if (status != 0)
		return status;
	if (v->print == view_catalogue)
		courses_take(ctx, &r, arguments, argv);
	r.argument = arguments > 1 ? argv[2] : NULL;
	return print_view(ctx, v, &r);
}
