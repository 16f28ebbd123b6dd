/* What the forms of appointments share: first fields, confirmation, whom the appointment is with. */
#include "tui/forms/forms_rdv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/french.h"
#include "core/base/mem.h"
#include "core/base/text.h"

#define USUAL_MINUTES 30

const struct code_label rdv_askers[] = {{"personne", "bénéficiaire"}, {"structure", "nous"}, {NULL, NULL}};

bool rdv_may_give(struct ui *ui)
{
	const struct session_facts *session = ui->app->session;
	if (session == NULL || session->role != ROLE_SUPERVISOR)
		return true;
	app_say(ui->app, MESSAGE_WARNING, "Un rendez-vous se donne dans son propre agenda : c'est au conseiller de le donner.");
	return false;
}

/* --- with whom --------------------------------------------------------------------------------------------------- */

struct person_choice { struct form_context *c; void (*then)(struct ui *ui, const char *id); };

static void person_chosen(struct ui *ui, void *ctx, const char *code)
{
	const struct person_choice *choice = ctx;
	choice->then(ui, code);
}

static void person_choice_free(void *ctx)
{
	struct person_choice *choice = ctx;
	form_context_free(choice->c);
	free(choice);
}

static struct code_label person_label(struct arena *arena, const struct judged_person *p)
{
	const struct person_facts *f = p->facts;
	char day[DATE_TEXT];
	const char *next = !moment_is_set(f->next_appointment) ? "" : arena_format(arena, " · RDV le %s",
	                   date_format_numeric(f->next_appointment.day, day));
	return (struct code_label){arena_strdup(arena, f->id),
		arena_format(arena, "%s · %s%s", french_name(arena, f->last_name, f->first_name), regime_code(f->regime), next)};
}

void rdv_choose_person(struct ui *ui, const char *title, const char *first, void (*then)(struct ui *ui, const char *id))
{
	const struct portfolio_model *m = &ui->app->portfolio;
	if (m->judged == NULL || m->count == 0) {
		app_say(ui->app, MESSAGE_WARNING, "Personne dans le portefeuille : rien à proposer ici.");
		return;
	}
	struct person_choice *choice = mem_alloc(sizeof *choice);
	*choice = (struct person_choice){form_context_new(ui, ""), then};
	struct arena *arena = &choice->c->arena;
	struct code_label *items = arena_array(arena, m->count, sizeof *items);
	size_t count = 0;
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < m->count; i++)
			if ((strcmp(m->judged[i].facts->id, first) == 0) == (pass == 0))
				items[count++] = person_label(arena, &m->judged[i]);
	ui_show_popup(ui, chooser_new(title, items, count, person_chosen, choice, person_choice_free));
}

/* --- fields ------------------------------------------------------------------------------------------------------ */

struct rdv_start rdv_usual(struct form_context *c, const struct ui *ui, const char *id)
{
	const struct judged_person *p = app_person(ui->app, id);
	const struct person_facts *f = p != NULL ? p->facts : NULL;
	int minutes = f != NULL && f->next_minutes > 0 ? f->next_minutes : USUAL_MINUTES;
	bool known = f != NULL && f->next_kind != NULL && code_label_known(appointment_kinds, f->next_kind);
	bool placed = f != NULL && f->next_place != NULL && code_label_known(appointment_places, f->next_place);
	return (struct rdv_start){
		.day = "", .time = "", .minutes = arena_format(&c->arena, "%d", minutes),
		.kind = known && strcmp(f->next_kind, "premier_entretien") != 0 ? arena_strdup(&c->arena, f->next_kind) : "entretien",
		.place = placed ? arena_strdup(&c->arena, f->next_place) : "agence",
	};
}

static struct field_spec rdv_place_field(const char *initial)
{
	return (struct field_spec){.name = "lieu", .label = "Lieu", .kind = FIELD_CHOICE, .choices = appointment_places,
	                           .required = true, .initial = initial};
}

static const char *start_value(const struct sent_form *sent, size_t field, const char *first)
{
	return sent != NULL ? sent->values[field] : first != NULL ? first : "";
}

void rdv_fields(struct form_context *c, const struct sent_form *sent, const struct rdv_start *start,
                struct field_spec out[RDV_FIELDS])
{
	out[RDV_DAY] = (struct field_spec){.name = "jour", .label = "Jour", .kind = FIELD_DATE, .required = true,
		.initial = sent_day(c, sent, RDV_DAY, start->day != NULL ? start->day : ""), .hint = "JJ/MM, JJ/MM/AAAA, ou +7 : dans sept jours"};
	out[RDV_TIME] = (struct field_spec){.name = "heure", .label = "Heure", .required = true, .max = 5, .whole = true,
		.initial = start_value(sent, RDV_TIME, start->time), .hint = "9h30, 9:30 ou 14h"};
	out[RDV_MINUTES] = (struct field_spec){.name = "minutes", .label = "Durée (minutes)", .kind = FIELD_NUMBER, .required = true,
		.max = 3, .initial = start_value(sent, RDV_MINUTES, start->minutes), .hint = "En minutes : 30, 45, 60…"};
	out[RDV_KIND] = (struct field_spec){.name = "type", .label = "Type", .kind = FIELD_CHOICE, .choices = appointment_kinds,
		.required = true, .initial = start_value(sent, RDV_KIND, start->kind)};
	out[RDV_PLACE] = rdv_place_field(start_value(sent, RDV_PLACE, start->place));
	out[RDV_SUBJECT] = (struct field_spec){.name = "objet", .label = "Objet", .max = 200,
		.initial = start_value(sent, RDV_SUBJECT, ""), .hint = "Facultatif : ce qui sera dit sur la convocation"};
}

/* --- refused, but may be confirmed -------------------------------------------------------------------------------- */

struct field_spec rdv_confirmation_field(const struct sent_form *sent)
{
	return (struct field_spec){.name = "confirmation", .label = "Confirmation (pourquoi)", .max = 200,
		.initial = sent != NULL ? sent->values[SENT_VALUES - 1] : "",
		.hint = "Dites pourquoi ce créneau tout de même : c'est enregistré avec votre nom"};
}

/* True when that refusal may be passed over with a reason. */
static bool rdv_confirmable(const struct error *e)
{
	for (int r = BOOKING_OK + 1; r < BOOKING_COUNT; r++)
		if (booking_refusal_confirmable((enum booking_refusal)r) &&
		    strcmp(booking_refusal_name((enum booking_refusal)r), e->constraint) == 0)
			return true;
	return false;
}

bool rdv_confirms(const struct sent_form *sent)
{
	return sent != NULL && (rdv_confirmable(&sent->error) || sent->values[SENT_VALUES - 1][0] != '\0');
}

/* A slot is two fields here: the fault is shown on its hour. */
static void name_field(struct error *e, const char *name)
{
	snprintf(e->field, sizeof e->field, "%s", name);
}

bool rdv_confirm_again(struct ui *ui, const struct form_context *c, const char *const *values, size_t count,
                       struct error *e, sent_again again)
{
	struct sent_form sent = {.extra = c->extra, .error = *e};
	if (strcmp(e->field, "debut") == 0)
		name_field(e, "heure");
	if (!rdv_confirmable(e))
		return false;
	if (count == SENT_VALUES && values[SENT_VALUES - 1] != NULL) { /* it is asked for already */
		name_field(e, "confirmation");
		return false;
	}
	snprintf(sent.id, sizeof sent.id, "%s", c->id);
	for (size_t i = 0; i < SENT_VALUES; i++)
		sent.values[i] = i < count && values[i] != NULL ? values[i] : "";
	name_field(&sent.error, "confirmation");
	again(ui, &sent);
	return true;
}

const char *rdv_title(struct form_context *c, const struct sent_form *sent, const char *title)
{
	return rdv_confirms(sent) ? arena_format(&c->arena, "À confirmer · %s", title) : title;
}

void rdv_show(struct ui *ui, struct popup *form, enum form_kind kind, const struct form_context *c, const struct sent_form *sent)
{
	if (sent == NULL) {
		form_show(ui, form, kind, c, NULL);
		return;
	}
	struct sent_form named = *sent;
	if (rdv_confirmable(&named.error))
		name_field(&named.error, "confirmation");
	else if (strcmp(named.error.field, "debut") == 0)
		name_field(&named.error, "heure");
	form_show(ui, form, kind, c, &named);
}

/* --- the agenda loaded -------------------------------------------------------------------------------------------- */

const struct meeting *rdv_meeting(const struct app *a, const char *id)
{
	const struct agenda_facts *facts = a->agenda.facts;
	for (size_t i = 0; facts != NULL && i < facts->meeting_count; i++)
		if (strcmp(facts->meetings[i].id, id) == 0)
			return &facts->meetings[i];
	return NULL;
}

const char *rdv_meeting_name(struct arena *arena, const struct meeting *m)
{
	if (m->capacity == 0 && m->attendee_count == 1 && m->attendees[0].name[0] != '\0')
		return text_safe(arena, m->attendees[0].name);
	return m->subject[0] != '\0' ? text_safe(arena, m->subject) : code_label_find(appointment_kinds, m->kind);
}
