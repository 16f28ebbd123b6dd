/* A group appointment: whom (chosen in the portfolio, or picked here), when, how many places; others join later. */
#include "tui/forms/forms_rdv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/french.h"
#include "core/base/text.h"

#define GROUP_MOST 200 /* people in one command */

enum { GROUP_SUBJECT, GROUP_DAY, GROUP_TIME, GROUP_MINUTES, GROUP_KIND, GROUP_PLACE, GROUP_CAPACITY, GROUP_FIELDS };

/* The people are kept as text, separated by spaces: identifiants hold none. */
static const char *ids_join(struct arena *arena, const char *const *ids, size_t count)
{
	const char *all = "";
	for (size_t i = 0; i < count; i++)
		all = arena_format(arena, "%s%s%s", all, i > 0 ? " " : "", ids[i]);
	return all;
}

static size_t ids_split(struct arena *arena, const char *all, const char *out[GROUP_MOST])
{
	size_t count = 0;
	while (*all != '\0' && count < GROUP_MOST) {
		size_t length = strcspn(all, " ");
		out[count++] = arena_strndup(arena, all, length);
		all += length + (all[length] == ' ');
	}
	return count;
}

/* --- a new one ---------------------------------------------------------------------------------------------------- */

static void group_open(struct ui *ui, const char *people, const struct sent_form *sent);

void group_again(struct ui *ui, const struct sent_form *sent)
{
	group_open(ui, sent->extra, sent);
}

static bool group_given(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	struct arena arena = {0};
	const char *people[GROUP_MOST], *all[SENT_VALUES] = {0};
	memcpy(all, values, GROUP_FIELDS * sizeof *all);
	if (c->object != NULL)
		all[SENT_VALUES - 1] = values[GROUP_FIELDS];
	const struct group_new v = {.day = all[GROUP_DAY], .time = all[GROUP_TIME], .minutes = all[GROUP_MINUTES],
		.kind = all[GROUP_KIND], .place = all[GROUP_PLACE], .subject = all[GROUP_SUBJECT], .capacity = all[GROUP_CAPACITY],
		.confirmation = c->object != NULL ? all[SENT_VALUES - 1] : ""};
	bool sent = act_group_create(ui->app, &v, people, ids_split(&arena, c->extra, people), e);
	arena_free(&arena);
	if (!sent)
		return rdv_confirm_again(ui, c, all, SENT_VALUES, e, group_again);
	form_sent_values(ui, c, all, SENT_VALUES, group_again);
	return true;
}

static void group_fields(struct form_context *c, const struct sent_form *sent, size_t people, struct field_spec *out)
{
	const struct rdv_start start = {.day = "", .time = "", .minutes = "120", .kind = "atelier", .place = "agence"};
	struct field_spec all[RDV_FIELDS];
	rdv_fields(c, NULL, &start, all);
	all[RDV_SUBJECT].required = true;
	all[RDV_SUBJECT].hint = "Ce que dit l'agenda : atelier CV, information sur les droits…";
	out[GROUP_SUBJECT] = all[RDV_SUBJECT];
	out[GROUP_DAY] = all[RDV_DAY];
	out[GROUP_TIME] = all[RDV_TIME];
	out[GROUP_MINUTES] = all[RDV_MINUTES];
	out[GROUP_KIND] = all[RDV_KIND];
	out[GROUP_PLACE] = all[RDV_PLACE];
	out[GROUP_CAPACITY] = (struct field_spec){.name = "capacite", .label = "Places", .kind = FIELD_NUMBER, .required = true, .max = 3,
		.initial = arena_format(&c->arena, "%zu", people > 12 ? people : 12), .hint = "Au-delà, une inscription est refusée"};
	for (size_t i = 0; sent != NULL && i < GROUP_FIELDS; i++)
		out[i].initial = i == GROUP_DAY ? sent_day(c, sent, i, "") : sent->values[i];
}

static void group_open(struct ui *ui, const char *people, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, "");
	const char *ids[GROUP_MOST];
	struct field_spec fields[GROUP_FIELDS + 1];
	size_t count = GROUP_FIELDS, invited;
	c->extra = arena_strdup(&c->arena, people);
	invited = ids_split(&c->arena, people, ids);
	group_fields(c, sent, invited, fields);
	if (rdv_confirms(sent)) {
		fields[count++] = rdv_confirmation_field(sent);
		c->object = c;
	}
	const char *title = arena_format(&c->arena, "Rendez-vous collectif · %zu personne%s", invited, invited > 1 ? "s" : "");
	rdv_show(ui, form_new(rdv_title(c, sent, title), fields, count, group_given, c, form_context_free), FORM_GROUP, c, sent);
}

/* --- whom --------------------------------------------------------------------------------------------------------- */

static void group_picked(struct ui *ui, void *ctx, const char *const *codes, size_t count)
{
	const struct form_context *c = ctx;
	struct arena arena = {0};
	struct error e = {0};
	if (c->extra[0] == '\0')
		group_open(ui, ids_join(&arena, codes, count), NULL);
	else if (!act_group_enrol(ui->app, c->extra, codes, count, &e))
		app_say_error(ui->app, MESSAGE_WARNING, "", &e);
	arena_free(&arena);
}

static bool attends(const struct meeting *m, const char *id)
{
	for (size_t i = 0; m != NULL && i < m->attendee_count; i++)
		if (strcmp(m->attendees[i].id, id) == 0)
			return true;
	return false;
}

static size_t places_left(const struct meeting *m)
{
	size_t taken = m->attendee_count, places = m->capacity > 0 ? (size_t)m->capacity : 0;
	return places > taken ? places - taken : 0;
}

/* m: the meeting that they join, NULL for a new one. */
static void group_pick(struct ui *ui, const struct meeting *m)
{
	struct form_context *c = form_context_new(ui, "");
	const struct portfolio_model *list = &ui->app->portfolio;
	struct code_label *items = arena_array(&c->arena, list->count, sizeof *items);
	size_t count = 0;
	for (size_t i = 0; i < list->count; i++) {
		const struct person_facts *f = list->judged[i].facts;
		if (!attends(m, f->id))
			items[count++] = (struct code_label){arena_strdup(&c->arena, f->id),
				arena_format(&c->arena, "%s · %s", french_name(&c->arena, f->last_name, f->first_name), regime_code(f->regime))};
	}
	size_t most = m != NULL ? places_left(m) : GROUP_MOST;
	if (count == 0 || most == 0) {
		app_say(ui->app, MESSAGE_WARNING, most == 0 ? "Ce groupe est complet." : "Personne à inscrire dans le portefeuille.");
		form_context_free(c);
		return;
	}
	c->extra = m != NULL ? arena_strdup(&c->arena, m->id) : "";
	const char *title = m != NULL ? arena_format(&c->arena, "Inscrire · %s", rdv_meeting_name(&c->arena, m)) : "Rendez-vous collectif : avec qui";
	ui_show_popup(ui, picklist_new(title, items, count, 1, count < most ? count : most, group_picked, c, form_context_free));
}

static void group_chosen(struct ui *ui, void *ctx, const char *code)
{
	const struct form_context *c = ctx;
	const struct meeting *m = strcmp(code, "nouveau") == 0 ? NULL : rdv_meeting(ui->app, c->extra);
	group_pick(ui, m);
}

static void group_ask(struct ui *ui, const struct meeting *m)
{
	struct form_context *c = form_context_new(ui, "");
	c->extra = arena_strdup(&c->arena, m->id);
	const struct code_label items[] = {
		{"inscrire", arena_format(&c->arena, "Inscrire des personnes à : %s", rdv_meeting_name(&c->arena, m))},
		{"nouveau", "Donner un autre rendez-vous collectif"},
	};
	ui_show_popup(ui, chooser_new("Rendez-vous collectif", items, 2, group_chosen, c, form_context_free));
}

void form_group(struct ui *ui, struct selection *chosen, const struct meeting *at)
{
	struct arena arena = {0};
	const char *ids[GROUP_MOST];
	size_t count = 0;
	if (!rdv_may_give(ui))
		return;
	for (size_t i = 0; chosen != NULL && i < chosen->count && count < GROUP_MOST; i++)
		ids[count++] = chosen->ids[i];
	if (count > 0)
		group_open(ui, ids_join(&arena, ids, count), NULL);
	else if (at != NULL && at->capacity > 0)
		group_ask(ui, at);
	else
		group_pick(ui, NULL);
	arena_free(&arena);
}
