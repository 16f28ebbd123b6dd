/* rdv groupe, appel: several people; rdv proposer, choisir, retirer: several slots. */
#include <string.h>

#include "core/views/view_agenda.h"
#include "core/base/text.h"
#include "tui/verbs/acts.h"
#include "tui/verbs/cmd_rdv.h"
#include "tui/verbs/rdv_find.h"
#include "tui/verbs/typed.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])
enum { PEOPLE_MAX = 60, SLOTS_MAX = 6, SLOTS_APART = 366 };

/* --- groupe ---------------------------------------------------------------------------------------------------------- */

struct group_values { struct group_new group; const char *when; char **people; size_t count; };

/* The identifiants that were typed, as the database writes them. */
static const char *const *people_read(struct arena *arena, char **typed, size_t count)
{
	const char **people = arena_array(arena, count, sizeof *people);
	char id[TYPED_ID];

	for (size_t i = 0; i < count; i++) {
		typed_id(typed[i], id);
		people[i] = arena_strdup(arena, id);
	}
	return people;
}

static bool group_send(struct plain_app *p, void *values, struct error *e)
{
	struct group_values *v = values;
	struct arena arena = {0};
	bool ok = act_group_create(&p->app, &v->group, people_read(&arena, v->people, v->count), v->count, e);

	arena_free(&arena);
	return ok;
}

int rdv_groupe(struct command_context *ctx, int argc, char **argv)
{
	struct group_values v = {{.minutes = "120", .kind = "atelier", .place = "agence", .capacity = "12", .confirmation = ""}, NULL, NULL, 0};
	struct group_new *g = &v.group;
	const struct option_spec specs[] = {
		{"jour", &g->day, NULL}, {"heure", &g->time, NULL}, {"duree", &g->minutes, NULL}, {"type", &g->kind, NULL},
		{"lieu", &g->place, NULL}, {"objet", &g->subject, NULL}, {"places", &g->capacity, NULL},
		{"confirmation", &g->confirmation, NULL},
	};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status == 0)
		status = rdv_when_required(ctx, g->day, g->time);
	if (status == 0)
		status = option_require(ctx, "objet", g->subject);
	if (status != 0)
		return status;
	v.people = argv + 1;
	v.count = (size_t)arguments;
	return act_run(ctx, &(struct act_command){ACTION_RDV_GROUP, NULL, group_send, &v, true});
}

/* --- inscrire -------------------------------------------------------------------------------------------------------- */

static bool group_enrol_send(struct plain_app *p, void *values, struct error *e)
{
	const struct group_values *v = values;
	const struct meeting *m = plain_meeting_at(p, v->when, e);
	struct arena arena = {0};
	bool ok = m != NULL && m->capacity > 0;

	if (m != NULL && !ok) {
		error_set(e, ERR_REFUSED, "ce rendez-vous n'est pas collectif");
		error_set_remedy(e, "Créez-en un : jalon rdv groupe --jour DATE --heure HEURE --objet TEXTE ID ...");
	}
	ok = ok && act_group_enrol(&p->app, m->id, people_read(&arena, v->people, v->count), v->count, e);
	arena_free(&arena);
	return ok;
}

int rdv_inscrire(struct command_context *ctx, int argc, char **argv)
{
	struct group_values v = {.when = NULL};
	int arguments = 0, status = plain_options_read(ctx, NULL, 0, argc, argv, &arguments);

	if (status != 0)
		return status;
	if (arguments < 2)
		return command_usage(ctx, "rdv inscrire : attendu « rdv inscrire AAAA-MM-JJTHH:MM ID ... », le moment d'un rendez-vous "
		                     "collectif et qui y inscrire");
	v.when = argv[1];
	v.people = argv + 2;
	v.count = (size_t)arguments - 1;
	return act_run(ctx, &(struct act_command){ACTION_RDV_GROUP, NULL, group_enrol_send, &v, false});
}

/* --- appel ----------------------------------------------------------------------------------------------------------- */

struct roll_values { const char *when; char **entries; size_t count; };

/* « ID:presence[:motif] », of one who attends the séance. */
static bool roll_entry(struct arena *arena, const struct meeting *m, const char *text, struct presence_entry *out, struct error *e)
{
	size_t id = strcspn(text, ":");
	const char *code = text[id] == ':' ? text + id + 1 : "", *reason;
	size_t length = strcspn(code, ":");
	char person[TYPED_ID];

	typed_id(arena_strndup(arena, text, id), person);
	*out = (struct presence_entry){.person = arena_strdup(arena, person)};
	reason = code[length] == ':' ? code + length + 1 : "";
	out->reason = reason;
	for (size_t i = 0; i < m->attendee_count; i++)
		if (strcmp(m->attendees[i].id, out->person) == 0) {
			out->version = m->attendees[i].version;
			return presence_read(arena_strndup(arena, code, length), &out->attendance, e);
		}
	error_set(e, ERR_NOT_FOUND, "« %s » n'est pas de ce rendez-vous", out->person);
	error_set_remedy(e, "Chaque ligne s'écrit ID:present, ID:absent_excuse:motif");
	return false;
}

static bool roll_send(struct plain_app *p, void *values, struct error *e)
{
	const struct roll_values *v = values;
	const struct meeting *m = plain_meeting_at(p, v->when, e);
	struct presence_entry entries[PEOPLE_MAX];
	struct arena arena = {0};
	bool ok = m != NULL;

	for (size_t i = 0; ok && i < v->count; i++)
		ok = roll_entry(&arena, m, v->entries[i], &entries[i], e);
	ok = ok && act_rdv_presence(&p->app, m->id, entries, v->count, e);
	arena_free(&arena);
	return ok;
}

int rdv_appel(struct command_context *ctx, int argc, char **argv)
{
	struct roll_values v;
	int arguments = 0, status = plain_options_read(ctx, NULL, 0, argc, argv, &arguments);

	if (status != 0)
		return status;
	if (arguments < 2 || arguments > PEOPLE_MAX)
		return command_usage(ctx, "rdv appel : attendu « rdv appel AAAA-MM-JJTHH:MM ID:PRESENCE[:MOTIF] ... »");
	v = (struct roll_values){argv[1], argv + 2, (size_t)arguments - 1};
	return act_run(ctx, &(struct act_command){ACTION_PRESENCE, NULL, roll_send, &v, false});
}

/* --- proposer --------------------------------------------------------------------------------------------------------- */

struct proposal_values { const char *minutes, *kind, *place, *text; char **slots; size_t count; };

/* The agenda of those days: a slot that is taken is not offered. */
static bool slots_agenda(struct plain_app *p, const struct moment *slots, size_t count, struct error *e)
{
	struct date first = slots[0].day, last = slots[0].day;

	for (size_t i = 1; i < count; i++) {
		first = date_compare(slots[i].day, first) < 0 ? slots[i].day : first;
		last = date_compare(slots[i].day, last) > 0 ? slots[i].day : last;
	}
	if (date_diff(last, first) > SLOTS_APART) {
		error_set(e, ERR_USAGE, "les créneaux d'une proposition tiennent en %d jours", SLOTS_APART);
		return false;
	}
	app_load_agenda(&p->app, "", first, last, p->app.file.id);
	return plain_wait(p, &p->app.agenda.m, e);
}

static bool proposal_send(struct plain_app *p, void *values, struct error *e)
{
	const struct proposal_values *v = values;
	struct moment slots[SLOTS_MAX] = {0};
	int minutes;

	if (!option_parse_int(v->minutes, 5, 720, &minutes)) {
		error_set(e, ERR_USAGE, "--duree : de 5 à 720 minutes, et non « %s »", v->minutes);
		return false;
	}
	for (size_t i = 0; i < v->count; i++)
		if (!typed_moment("un créneau", v->slots[i], &slots[i], e))
			return false;
	return slots_agenda(p, slots, v->count, e) &&
	       act_proposal_make(&p->app, p->app.file.id, slots, v->count, minutes, v->kind, v->place, v->text, e);
}

int rdv_proposer(struct command_context *ctx, int argc, char **argv)
{
	struct proposal_values v = {"30", "entretien", "agence", "", NULL, 0};
	const struct option_spec specs[] = {
		{"duree", &v.minutes, NULL}, {"type", &v.kind, NULL}, {"lieu", &v.place, NULL}, {"texte", &v.text, NULL}};
	int arguments = 0, status = plain_options_read(ctx, specs, COUNT_OF(specs), argc, argv, &arguments);

	if (status != 0)
		return status;
	if (arguments < 3 || arguments > 1 + SLOTS_MAX)
		return command_usage(ctx, "rdv proposer : attendu « rdv proposer ID CRENEAU CRENEAU ... », deux à six créneaux AAAA-MM-JJTHH:MM ; "
		                     "les libres : jalon creneaux ID");
	v.slots = argv + 2;
	v.count = (size_t)arguments - 1;
	return act_run(ctx, &(struct act_command){ACTION_RDV_PROPOSE, argv[1], proposal_send, &v, false});
}

/* --- choisir, retirer ---------------------------------------------------------------------------------------------------- */

/* Which of the proposal's slots begins then; slot_count when none does. */
static size_t proposal_slot(const struct proposal *x, struct moment at)
{
	size_t i = 0;

	while (i < x->slot_count && moment_compare(x->slots[i], at) != 0)
		i++;
	return i;
}

/* The open proposal made to that person in one's own agenda: the one that offers `at`, else (NULL) the first. */
static const struct proposal *proposal_find(struct plain_app *p, const struct moment *at, struct error *e)
{
	struct app *a = &p->app;
	struct date first = at != NULL && date_compare(at->day, a->now.day) > 0 ? at->day : a->now.day;
	bool any = false;

	app_load_agenda(a, "", first, first, a->file.id);
	if (!plain_wait(p, &a->agenda.m, e))
		return NULL;
	for (size_t i = 0; i < a->agenda.facts->proposal_count; i++) {
		const struct proposal *x = &a->agenda.facts->proposals[i];

		if (strcmp(x->person, a->file.id) != 0)
			continue;
		if (at == NULL || proposal_slot(x, *at) < x->slot_count)
			return x;
		any = true;
	}
	error_set(e, any ? ERR_REFUSED : ERR_NOT_FOUND, "%s", any ? "ce n'est pas l'un des créneaux proposés à cette personne"
	          : "aucune proposition n'attend de réponse de cette personne");
	error_set_remedy(e, "Celles qui attendent : jalon afficher propositions");
	return NULL;
}

static bool choose_send(struct plain_app *p, void *values, struct error *e)
{
	const struct proposal *proposal;
	struct moment at;

	if (!typed_moment("le créneau", values, &at, e))
		return false;
	proposal = proposal_find(p, &at, e);
	return proposal != NULL && act_proposal_choose(&p->app, proposal, proposal_slot(proposal, at), e);
}

int rdv_choisir(struct command_context *ctx, int argc, char **argv)
{
	int arguments = 0, status = plain_options_read(ctx, NULL, 0, argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "rdv choisir", arguments, 2, argv);
	if (status != 0)
		return status;
	return act_run(ctx, &(struct act_command){ACTION_RDV_PROPOSE, argv[1], choose_send, argv[2], false});
}

static bool withdraw_send(struct plain_app *p, void *values, struct error *e)
{
	const struct proposal *proposal = proposal_find(p, NULL, e);

	(void)values;
	return proposal != NULL && act_proposal_withdraw(&p->app, proposal, e);
}

int rdv_retirer(struct command_context *ctx, int argc, char **argv)
{
	int arguments = 0, status = plain_options_read(ctx, NULL, 0, argc, argv, &arguments);

	if (status == 0)
		status = act_person_argument(ctx, "rdv retirer", arguments, 1, argv);
	if (status != 0)
		return status;
	return act_run(ctx, &(struct act_command){ACTION_RDV_PROPOSE, argv[1], withdraw_send, NULL, false});
}

/* --- the verb ------------------------------------------------------------------------------------------------------------ */

static const struct { const char *name; command_handler run; } verbs[] = {
	{"donner", rdv_donner}, {"semaine", rdv_semaine}, {"serie", rdv_serie}, {"deplacer", rdv_deplacer}, {"annuler", rdv_annuler},
	{"presence", rdv_presence}, {"conclure", rdv_conclure}, {"imprevu", rdv_imprevu}, {"rappel", rdv_rappel},
	{"convocation", rdv_convocation}, {"groupe", rdv_groupe}, {"inscrire", rdv_inscrire}, {"appel", rdv_appel}, {"proposer", rdv_proposer},
	{"choisir", rdv_choisir}, {"retirer", rdv_retirer},
};

int cmd_rdv(struct command_context *ctx, int argc, char **argv)
{
	for (size_t i = 0; argc > 1 && i < COUNT_OF(verbs); i++)
		if (strcmp(verbs[i].name, argv[1]) == 0)
			return verbs[i].run(ctx, argc - 1, argv + 1);
	return command_usage(ctx, "rdv : attendu donner, semaine, serie, deplacer, annuler, presence, conclure, imprevu, rappel, "
	                     "convocation, groupe, inscrire, appel, proposer, choisir ou retirer, voir « man jalon »");
}
