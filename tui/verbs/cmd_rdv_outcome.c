/* rdv deplacer, annuler, presence, conclure, rappel, convocation: what becomes of an appointment. */
#include <stdlib.h>
#include <string.h>

#include "core/app/input.h"
#include "tui/verbs/acts.h"
#include "tui/verbs/cmd_rdv.h"
#include "tui/verbs/rdv_find.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* --demandeur of a move or a cancellation: 0 or 2. */
static int asker_required(struct command_context *ctx, const char *asked_by)
{
	int status = option_require(ctx, "demandeur", asked_by);

	if (status == 0 && strcmp(asked_by, "structure") != 0 && strcmp(asked_by, "personne") != 0)
		status = command_usage(ctx, "--demandeur : attendu structure ou personne, et non « %s »", asked_by);
	return status;
}

/* --- deplacer, annuler --------------------------------------------------------------------------------------------- */

struct move_values { struct rdv_move move; const char *when; };

static bool move_send(struct plain_app *p, void *values, struct error *e)
{
	struct move_values *v = values;
	const struct appointment *x = plain_rdv(&p->app, RDV_NEXT, v->when, e);
	const struct meeting *m = x != NULL ? plain_meeting(p, x, e) : NULL;

	if (m == NULL)
		return false;
	v->move.meeting = m->id;
	v->move.version = m->version;
	return act_rdv_move(&p->app, &v->move, e);
}

int rdv_deplacer(struct command_context *ctx, int argc, char **argv)
{
	struct move_values v = {{.minutes = "", .place = "", .confirmation = ""}, NULL};
	const struct option_spec specs[] = {
		{"le", &v.when, NULL}, {"jour", &v.move.day, NULL}, {"heure", &v.move.time, NULL}, {"duree", &v.move.minutes, NULL},
		{"lieu", &v.move.place, NULL}, {"demandeur", &v.move.asked_by, NULL}, {"motif", &v.move.reason, NULL},
		{"confirmation", &v.move.confirmation, NULL},
	};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "rdv deplacer", arguments, 1, argv);
	if (status == 0)
		status = rdv_when_required(ctx, v.move.day, v.move.time);
	if (status == 0)
		status = asker_required(ctx, v.move.asked_by);
	if (status == 0)
		status = option_require(ctx, "motif", v.move.reason);
	if (status != 0)
		return status;
	return act_run(ctx, &(struct act_command){ACTION_RDV_MOVE, argv[1], move_send, &v, true});
}

struct cancel_values { const char *when, *asked_by, *reason; bool whole; };

static bool cancel_send(struct plain_app *p, void *values, struct error *e)
{
	const struct cancel_values *v = values;
	const struct appointment *x = plain_rdv(&p->app, RDV_NEXT, v->when, e);
	const struct meeting *m = x != NULL ? plain_meeting(p, x, e) : NULL;
	bool whole = m != NULL && (v->whole || m->capacity == 0);

	return m != NULL && act_rdv_cancel(&p->app, m->id, whole ? "" : p->app.file.id, m->version, v->asked_by, v->reason, e);
}

int rdv_annuler(struct command_context *ctx, int argc, char **argv)
{
	struct cancel_values v = {NULL, NULL, NULL, false};
	const struct option_spec specs[] = {
		{"le", &v.when, NULL}, {"demandeur", &v.asked_by, NULL}, {"motif", &v.reason, NULL}, {"tous", NULL, &v.whole}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "rdv annuler", arguments, 1, argv);
	if (status == 0)
		status = asker_required(ctx, v.asked_by);
	if (status == 0)
		status = option_require(ctx, "motif", v.reason);
	if (status != 0)
		return status;
	return act_run(ctx, &(struct act_command){ACTION_RDV_CANCEL, argv[1], cancel_send, &v, false});
}

/* --- presence ------------------------------------------------------------------------------------------------------ */

bool presence_read(const char *code, enum attendance *out, struct error *e)
{
	int read = attendance_from_code(code);

	*out = read < 0 ? ATTENDANCE_UNKNOWN : (enum attendance)read;
	if (*out != ATTENDANCE_UNKNOWN)
		return true;
	error_set(e, ERR_USAGE, "présence inconnue : « %s »", code);
	error_set_remedy(e, "Attendu : present, absent_excuse, absent_non_excuse, annule_structure ou annule_personne");
	return false;
}

struct presence_values { const char *presence, *when, *reason; };

static bool presence_send(struct plain_app *p, void *values, struct error *e)
{
	const struct presence_values *v = values;
	struct presence_entry entry = {.person = p->app.file.id, .reason = v->reason};
	const struct appointment *x;

	if (!presence_read(v->presence, &entry.attendance, e))
		return false;
	x = plain_rdv(&p->app, RDV_UNRECORDED, v->when, e);
	if (x == NULL)
		return false;
	entry.version = x->version;
	return act_rdv_presence(&p->app, x->id, &entry, 1, e);
}

int rdv_presence(struct command_context *ctx, int argc, char **argv)
{
	struct presence_values v = {NULL, NULL, ""};
	const struct option_spec specs[] = {{"le", &v.when, NULL}, {"motif", &v.reason, NULL}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "rdv presence", arguments, 2, argv);
	if (status != 0)
		return status;
	v.presence = argv[2];
	return act_run(ctx, &(struct act_command){ACTION_PRESENCE, argv[1], presence_send, &v, false});
}

/* --- conclure ------------------------------------------------------------------------------------------------------- */

struct conclude_values { const char *when, *presence, *conclusion, *ours, *theirs; };

/* « AAAA-MM-JJ objet », of --nous or --personne. */
static bool item_read(struct arena *arena, const char *option, const char *debtor, const char *text, struct item_new *out,
                      struct error *e)
{
	size_t length = strcspn(text, " ");
	const char *day = arena_strndup(arena, text, length);
	struct date due;

	*out = (struct item_new){debtor, text + length + strspn(text + length, " "), day};
	if (input_date_read(day, &due) && !input_blank(out->object))
		return true;
	error_set(e, ERR_USAGE, "--%s : attendu une date, puis l'objet : « 2026-12-01 envoyer le CV », et non « %s »", option, text);
	return false;
}

static bool conclude_send(struct plain_app *p, void *values, struct error *e)
{
	const struct conclude_values *v = values;
	const struct appointment *x = plain_rdv(&p->app, RDV_UNCONCLUDED, v->when, e);
	enum attendance attendance = ATTENDANCE_UNKNOWN;
	struct arena arena = {0};
	struct item_new items[2];
	size_t count = 0;
	bool ok;

	if (x == NULL || (v->presence != NULL && !presence_read(v->presence, &attendance, e)))
		return false;
	ok = (v->ours == NULL || item_read(&arena, "nous", "structure", v->ours, &items[count++], e)) &&
	     (v->theirs == NULL || item_read(&arena, "personne", "personne", v->theirs, &items[count++], e)) &&
	     act_rdv_conclude(&p->app, x->id, p->app.file.id, x->version, attendance, v->conclusion, items, count, e);
	arena_free(&arena);
	if (!ok && v->presence == NULL && strcmp(e->field, "presence") == 0)
		error_set_remedy(e, "Ajoutez --presence present, absent_excuse, absent_non_excuse, annule_structure ou annule_personne");
	return ok;
}

int rdv_conclure(struct command_context *ctx, int argc, char **argv)
{
	struct conclude_values v = {NULL, NULL, NULL, NULL, NULL};
	const struct option_spec specs[] = {
		{"le", &v.when, NULL}, {"presence", &v.presence, NULL}, {"conclusion", &v.conclusion, NULL}, {"nous", &v.ours, NULL},
		{"personne", &v.theirs, NULL},
	};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "rdv conclure", arguments, 1, argv);
	if (status == 0)
		status = option_require(ctx, "conclusion", v.conclusion);
	if (status != 0)
		return status;
	return act_run(ctx, &(struct act_command){ACTION_CONCLUDE, argv[1], conclude_send, &v, false});
}

/* --- rappel, convocation --------------------------------------------------------------------------------------------- */

struct reminder_values { const char *when; enum channel channel; };

static bool reminder_send(struct plain_app *p, void *values, struct error *e)
{
	const struct reminder_values *v = values;
	const struct appointment *x = plain_rdv(&p->app, RDV_NEXT, v->when, e);

	int days = x != NULL ? rdv_reminder_days(&p->app, p->app.file.file->person.regime, x->start.day) : 0;

	return x != NULL && act_reminder(&p->app, x->id, p->app.file.id, days, v->channel, e);
}

int rdv_rappel(struct command_context *ctx, int argc, char **argv)
{
	struct reminder_values v = {NULL, CHANNEL_PHONE};
	const char *channel = NULL;
	const struct option_spec specs[] = {{"le", &v.when, NULL}, {"canal", &channel, NULL}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "rdv rappel", arguments, 1, argv);
	if (status == 0)
		status = act_channel_option(ctx, channel, &v.channel);
	if (status != 0)
		return status;
	return act_run(ctx, &(struct act_command){ACTION_REMINDER, argv[1], reminder_send, &v, false});
}

struct received_values { const char *when, *convoked, *received; };

static bool received_send(struct plain_app *p, void *values, struct error *e)
{
	const struct received_values *v = values;
	const struct appointment *x = plain_rdv(&p->app, RDV_NEXT, v->when, e);

	return x != NULL && act_rdv_received(&p->app, x->id, p->app.file.id, x->version, v->convoked, v->received, e);
}

int rdv_convocation(struct command_context *ctx, int argc, char **argv)
{
	struct received_values v = {NULL, "", ""};
	const struct option_spec specs[] = {{"le", &v.when, NULL}, {"envoyee", &v.convoked, NULL}, {"recue", &v.received, NULL}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "rdv convocation", arguments, 1, argv);
	if (status == 0 && v.convoked[0] == '\0' && v.received[0] == '\0')
		status = command_usage(ctx, "rdv convocation : attendu --envoyee DATE, --recue DATE, ou les deux");
	if (status != 0)
		return status;
	return act_run(ctx, &(struct act_command){ACTION_RECEIVED, argv[1], received_send, &v, false});
}
