/* creneaux, conges, absence, horaires, fermeture: what the agenda is planned with. */
#include <stdlib.h>
#include <string.h>

#include "core/acts/acts_rdv.h"
#include "tui/verbs/acts.h"
#include "tui/plain/afficher.h"
#include "tui/verbs/cmd_acts.h"
#include "tui/verbs/typed.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])
enum { SLOTS_DEFAULT = 10, SLOTS_AHEAD = 28 };

/* --- creneaux ----------------------------------------------------------------------------------------------------------- */

struct slots_wanted { const char *minutes, *from, *count; int length, room; };

static int slots_read(struct command_context *ctx, struct slots_wanted *w)
{
	if (!option_parse_int(w->minutes, 5, 720, &w->length))
		return command_usage(ctx, "--duree : de 5 à 720 minutes, et non « %s »", w->minutes);
	if (!option_parse_int(w->count, 1, 200, &w->room))
		return command_usage(ctx, "--nombre : de 1 à 200, et non « %s »", w->count);
	return 0;
}

static bool slots_load(struct plain_app *p, const char *person, const struct slots_wanted *w, struct moment *from, struct error *e)
{
	struct app *a = &p->app;

	if (person != NULL ? !plain_load_file(p, person, e) : !plain_load_session(p, e))
		return false;
	*from = a->now;
	if (w->from != NULL && !typed_day("--du", w->from, &from->day, e))
		return false;
	if (w->from != NULL)
		from->minute = 0;
	app_load_agenda(a, "", from->day, date_add_days(from->day, SLOTS_AHEAD), person != NULL ? a->file.id : "");
	return plain_wait(p, &a->agenda.m, e);
}

int cmd_creneaux(struct command_context *ctx, int argc, char **argv)
{
	struct slots_wanted w = {.minutes = "30", .count = "10"};
	const struct option_spec specs[] = {{"duree", &w.minutes, NULL}, {"du", &w.from, NULL}, {"nombre", &w.count, NULL}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);
	struct moment from;
	struct plain_app p;
	struct error e = {0};

	if (status == 0 && arguments > 1)
		status = command_usage(ctx, "creneaux : argument en trop : %s", argv[2]);
	if (status == 0)
		status = slots_read(ctx, &w);
	if (status != 0)
		return status;
	if (!plain_open(ctx, &p, &e))
		return command_fail(ctx, &e);
	status = slots_load(&p, arguments > 0 ? argv[1] : NULL, &w, &from, &e)
		? afficher_creneaux(ctx, &p.app, from, w.length, 0, (size_t)w.room) : command_fail(ctx, &e);
	plain_close(&p);
	return status;
}

/* --- conges --------------------------------------------------------------------------------------------------------------- */

struct leave_values { const char *kind, *from, *to, *text; };

static bool leave_send(struct plain_app *p, void *values, struct error *e)
{
	const struct leave_values *v = values;

	return act_leave_declare(&p->app, p->app.file.id, v->kind, v->from, v->to, v->text, e);
}

/* The first of the open file that begins on that day. */
static bool leave_withdraw_send(struct plain_app *p, void *values, struct error *e)
{
	const struct leave_values *v = values;
	const struct person_file *f = p->app.file.file;
	struct date day;

	if (!typed_day("--du", v->from, &day, e))
		return false;
	for (size_t i = 0; i < f->protection_count; i++)
		if (date_compare(f->protections[i].from, day) == 0)
			return act_leave_withdraw(&p->app, &f->protections[i], e);
	error_set(e, ERR_NOT_FOUND, "aucun congé ni délai de réflexion ne commence ce jour-là");
	error_set_remedy(e, "Ses congés : jalon afficher fiche %s", p->app.file.id);
	return false;
}

/* conges ID --du D --au D [--reflexion | --nature N] [--texte T] | conges retirer ID --du D */
int cmd_conges(struct command_context *ctx, int argc, char **argv)
{
	bool withdraw = argc > 1 && strcmp(argv[1], "retirer") == 0, reflection = false;
	struct leave_values v = {"conges", NULL, NULL, ""};
	const struct option_spec specs[] = {{"du", &v.from, NULL}, {"au", &v.to, NULL}, {"texte", &v.text, NULL},
	                                    {"nature", &v.kind, NULL}, {"reflexion", NULL, &reflection}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc - withdraw, argv + withdraw, &arguments);

	argv += withdraw;
	if (status == 0)
		status = act_person_argument(ctx, "conges", arguments, 1, argv);
	if (status == 0)
		status = option_require(ctx, "du", v.from);
	if (status == 0 && !withdraw)
		status = option_require(ctx, "au", v.to);
	if (status != 0)
		return status;
	if (reflection)
		v.kind = "reflexion";
	return act_run(ctx, &(struct act_command){ACTION_LEAVE, argv[1], withdraw ? leave_withdraw_send : leave_send, &v, false});
}

/* --- absence ---------------------------------------------------------------------------------------------------------------- */

struct absence_values { const char *from, *to, *reason; };

/* « AAAA-MM-JJ » or « AAAA-MM-JJTHH:MM »: the day, and the time or "". */
static void moment_split(char *text, const char **day, const char **time)
{
	char *t = strchr(text, 'T');

	*day = text;
	*time = "";
	if (t != NULL) {
		*t = '\0';
		*time = t + 1;
	}
}

static bool absence_send(struct plain_app *p, void *values, struct error *e)
{
	const struct absence_values *v = values;
	struct arena arena = {0};
	const char *from_day, *from_time, *to_day, *to_time;
	bool ok;

	moment_split(arena_strdup(&arena, v->from), &from_day, &from_time);
	moment_split(arena_strdup(&arena, v->to != NULL ? v->to : v->from), &to_day, &to_time);
	ok = act_absence_set(&p->app, from_day, from_time, to_day, to_time, v->reason, e);
	arena_free(&arena);
	return ok;
}

static bool absence_withdraw_send(struct plain_app *p, void *values, struct error *e)
{
	const struct absence_values *v = values;
	struct app *a = &p->app;
	struct date day;

	if (!typed_day("--du", v->from, &day, e))
		return false;
	app_load_agenda(a, "", day, day, "");
	if (!plain_wait(p, &a->agenda.m, e))
		return false;
	for (size_t i = 0; i < a->agenda.facts->absence_count; i++)
		if (strcmp(a->agenda.facts->absences[i].login, a->session->login) == 0)
			return act_absence_withdraw(a, &a->agenda.facts->absences[i], e);
	error_set(e, ERR_NOT_FOUND, "aucune absence à vous ce jour-là");
	error_set_remedy(e, "La semaine : jalon afficher agenda");
	return false;
}

/* absence --du MOMENT [--au MOMENT] [--motif M] | absence retirer --du JOUR */
int cmd_absence(struct command_context *ctx, int argc, char **argv)
{
	bool withdraw = argc > 1 && strcmp(argv[1], "retirer") == 0;
	struct absence_values v = {NULL, NULL, ""};
	const struct option_spec specs[] = {{"du", &v.from, NULL}, {"au", &v.to, NULL}, {"motif", &v.reason, NULL}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc - withdraw, argv + withdraw, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "absence", arguments, 0, argv + withdraw);
	if (status == 0)
		status = option_require(ctx, "du", v.from);
	if (status == 0 && v.to == NULL && strchr(v.from, 'T') != NULL)
		status = command_usage(ctx, "absence : --au manque, à quelle heure finit-elle ? Sans heure, elle dure tout le jour");
	if (status != 0)
		return status;
	return act_run(ctx, &(struct act_command){ACTION_ABSENCE, NULL, withdraw ? absence_withdraw_send : absence_send, &v, false});
}

/* --- horaires ----------------------------------------------------------------------------------------------------------------- */

/* Today's agenda first: it holds the version of one's hours. */
static bool hours_send(struct plain_app *p, void *values, struct error *e)
{
	struct app *a = &p->app;

	app_load_agenda(a, "", a->now.day, a->now.day, "");
	return plain_wait(p, &a->agenda.m, e) && act_hours_set(a, values, e);
}

/* horaires [--lundi P] ... [--dimanche P]: « 9h-12h30 13h30-17h »; none at all goes back to the agency's. */
int cmd_horaires(struct command_context *ctx, int argc, char **argv)
{
	const char *days[7] = {"", "", "", "", "", "", ""};
	const struct option_spec specs[] = {
		{"lundi", &days[0], NULL}, {"mardi", &days[1], NULL}, {"mercredi", &days[2], NULL}, {"jeudi", &days[3], NULL},
		{"vendredi", &days[4], NULL}, {"samedi", &days[5], NULL}, {"dimanche", &days[6], NULL},
	};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "horaires", arguments, 0, argv);
	if (status != 0)
		return status;
	return act_run(ctx, &(struct act_command){ACTION_HOURS, NULL, hours_send, days, false});
}

/* --- fermeture ---------------------------------------------------------------------------------------------------------------- */

struct closing_values { const char *from, *to, *reason; };

static bool closing_send(struct plain_app *p, void *values, struct error *e)
{
	const struct closing_values *v = values;

	return act_closing_set(&p->app, v->from, v->to != NULL ? v->to : v->from, v->reason, e);
}

static bool closing_withdraw_send(struct plain_app *p, void *values, struct error *e)
{
	const struct closing_values *v = values;
	struct app *a = &p->app;
	struct date day;

	if (!typed_day("--du", v->from, &day, e))
		return false;
	app_load_agenda(a, "", day, day, "");
	if (!plain_wait(p, &a->agenda.m, e))
		return false;
	if (a->agenda.facts->closing_count > 0)
		return act_closing_withdraw(a, &a->agenda.facts->closings[0], e);
	error_set(e, ERR_NOT_FOUND, "l'agence n'est pas fermée ce jour-là");
	error_set_remedy(e, "Les fermetures se lisent dans une semaine : jalon afficher agenda COMPTE --semaine AAAA-Wnn");
	return false;
}

/* fermeture --du D [--au D] --motif M | fermeture retirer --du D, by the responsable. */
int cmd_fermeture(struct command_context *ctx, int argc, char **argv)
{
	bool withdraw = argc > 1 && strcmp(argv[1], "retirer") == 0;
	struct closing_values v = {NULL, NULL, NULL};
	const struct option_spec specs[] = {{"du", &v.from, NULL}, {"au", &v.to, NULL}, {"motif", &v.reason, NULL}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc - withdraw, argv + withdraw, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "fermeture", arguments, 0, argv + withdraw);
	if (status == 0)
		status = option_require(ctx, "du", v.from);
	if (status == 0 && !withdraw)
		status = option_require(ctx, "motif", v.reason);
	if (status != 0)
		return status;
	return act_run(ctx, &(struct act_command){ACTION_CLOSING, NULL, withdraw ? closing_withdraw_send : closing_send, &v, false});
}
