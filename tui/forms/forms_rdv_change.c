/* An appointment given: moved, cancelled (by whom and why), its convocation and the reception of it. */
#include "tui/forms/forms_rdv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"

/* The form is about the appointment as it was when it opened: another version is refused. */
static const char *meeting_key(struct form_context *c, const struct meeting *m, int version)
{
	return arena_format(&c->arena, "%s %d", m->id, version);
}

static const char *key_id(const char *key, char id[64], int *version)
{
	size_t length = strcspn(key, " ");
	snprintf(id, 64, "%.*s", (int)length, key);
	*version = (int)strtol(key + length, NULL, 10);
	return id;
}

static const struct meeting *key_meeting(struct ui *ui, const char *key)
{
	char id[64];
	int version;
	const struct meeting *m = rdv_meeting(ui->app, key_id(key, id, &version));
	if (m == NULL)
		app_say(ui->app, MESSAGE_WARNING, "Ce rendez-vous n'est plus dans l'agenda affiché.");
	return m;
}

/* One who attends alone is not asked about: the first field is left out, and its value is c->object. */
static void whole_values(const struct form_context *c, const char *const *values, size_t count, const char **all)
{
	size_t first = c->object != NULL;
	if (first == 1)
		all[0] = c->object;
	for (size_t i = first; i < count; i++)
		all[i] = values[i - first];
}

static const char *change_title(struct form_context *c, const char *verb, const struct meeting *m)
{
	char when[32];
	return arena_format(&c->arena, "%s · %s, %s", verb, rdv_meeting_name(&c->arena, m), moment_format_day(m->period.from, when));
}

/* --- move -------------------------------------------------------------------------------------------------------- */

enum { MOVE_DAY, MOVE_TIME, MOVE_MINUTES, MOVE_PLACE, MOVE_BY, MOVE_WHY, MOVE_FIELDS };

static void move_open(struct ui *ui, const struct meeting *m, const struct sent_form *sent);

static void move_again(struct ui *ui, const struct sent_form *sent)
{
	const struct meeting *m = key_meeting(ui, sent->extra);
	if (m != NULL)
		move_open(ui, m, sent);
}

static bool moved(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	const char *all[SENT_VALUES] = {0};
	char id[64];
	struct rdv_move v;
	memcpy(all, values, MOVE_FIELDS * sizeof *all);
	if (c->object != NULL)
		all[SENT_VALUES - 1] = values[MOVE_FIELDS];
	v = (struct rdv_move){.day = all[MOVE_DAY], .time = all[MOVE_TIME], .minutes = all[MOVE_MINUTES], .place = all[MOVE_PLACE],
		.asked_by = all[MOVE_BY], .reason = all[MOVE_WHY], .confirmation = c->object != NULL ? all[SENT_VALUES - 1] : ""};
	v.meeting = key_id(c->extra, id, &v.version);
	if (!act_rdv_move(ui->app, &v, e))
		return rdv_confirm_again(ui, c, all, SENT_VALUES, e, move_again);
	form_sent_values(ui, c, all, SENT_VALUES, move_again);
	return true;
}

static void move_fields(struct form_context *c, const struct meeting *m, const struct sent_form *sent, struct field_spec *out)
{
	char day[DATE_TEXT];
	int minutes = (m->period.to.day.days - m->period.from.day.days) * 1440 + m->period.to.minute - m->period.from.minute;
	const struct rdv_start now = {.day = arena_strdup(&c->arena, date_format_numeric(m->period.from.day, day)),
		.time = arena_format(&c->arena, "%02d:%02d", m->period.from.minute / 60, m->period.from.minute % 60),
		.minutes = arena_format(&c->arena, "%d", minutes), .kind = m->kind, .place = m->place};
	struct field_spec all[RDV_FIELDS];
	rdv_fields(c, NULL, &now, all);
	out[MOVE_DAY] = all[RDV_DAY];
	out[MOVE_TIME] = all[RDV_TIME];
	out[MOVE_MINUTES] = all[RDV_MINUTES];
	out[MOVE_PLACE] = all[RDV_PLACE];
	out[MOVE_BY] = (struct field_spec){.name = "demandeur", .label = "À la demande de", .kind = FIELD_CHOICE, .choices = rdv_askers,
		.required = true, .initial = ""};
	out[MOVE_WHY] = (struct field_spec){.name = "motif", .label = "Motif", .required = true, .max = 500, .initial = "",
		.hint = "Un report demandé par nous ne compte jamais contre la personne"};
	for (size_t i = 0; sent != NULL && i < MOVE_FIELDS; i++)
		out[i].initial = i == MOVE_DAY ? sent_day(c, sent, i, "") : sent->values[i];
}

/* « Libre : lun. 23 nov. 16:00, 16:45 ; mar. 24 nov. 09:15 »: from the week of the appointment, two a day. */
static void move_explain(struct ui *ui, struct form_context *c, struct popup *form, const struct meeting *m)
{
	enum { SLOTS_NAMED = 8, SLOTS_A_DAY = 2 };
	struct moment now = app_today(ui->app), from = {date_week_start(m->period.from.day), 0};
	int minutes = (m->period.to.day.days - m->period.from.day.days) * 1440 + m->period.to.minute - m->period.from.minute;
	struct view_slots v = view_slots(&c->arena, ui->app, moment_compare(from, now) > 0 ? from : now, minutes, SLOTS_A_DAY, SLOTS_NAMED);
	const char *line = "";
	char text[32];
	for (size_t i = 0; i < v.count; i++) {
		struct moment at = v.rows[i].period.from;
		bool same_day = i > 0 && date_compare(at.day, v.rows[i - 1].period.from.day) == 0;
		line = same_day ? arena_format(&c->arena, "%s, %02d:%02d", line, at.minute / 60, at.minute % 60)
		                : arena_format(&c->arena, "%s%s%s", line, i > 0 ? " ; " : "Libre : ", moment_format_day(at, text));
	}
	if (v.count > 0)
		form_explain(form, &line, 1);
}

static void move_open(struct ui *ui, const struct meeting *m, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, "");
	struct field_spec fields[MOVE_FIELDS + 1];
	size_t count = MOVE_FIELDS;
	c->extra = meeting_key(c, m, m->version);
	move_fields(c, m, sent, fields);
	if (rdv_confirms(sent)) {
		fields[count++] = rdv_confirmation_field(sent);
		c->object = c;
	}
	struct popup *form = form_new(rdv_title(c, sent, change_title(c, "Déplacer", m)), fields, count, moved, c, form_context_free);
	move_explain(ui, c, form, m);
	rdv_show(ui, form, FORM_RDV_MOVE, c, sent);
}

static void move_ready(struct ui *ui, const char *id)
{
	(void)id;
	move_again(ui, form_sent_last(ui));
}

/* What is typed is checked against the agenda: it is read first. */
void move_resume(struct ui *ui, const struct sent_form *sent)
{
	form_wait(ui, WAIT_AGENDA, sent->id, move_ready);
}

void form_rdv_move(struct ui *ui, const struct meeting *m)
{
	move_open(ui, m, NULL);
}

/* --- cancel ------------------------------------------------------------------------------------------------------- */

enum { CANCEL_WHO, CANCEL_BY, CANCEL_WHY, CANCEL_FIELDS };
const char *const cancel_names[] = {"identifiant", "demandeur", "motif", NULL};
#define EVERYBODY "tous"

static void cancel_open(struct ui *ui, const struct meeting *m, const struct sent_form *sent);

static void cancel_again(struct ui *ui, const struct sent_form *sent)
{
	const struct meeting *m = key_meeting(ui, sent->extra);
	if (m != NULL)
		cancel_open(ui, m, sent);
}

static bool cancelled(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	const char *all[CANCEL_FIELDS];
	char id[64];
	int version;
	const char *meeting = key_id(c->extra, id, &version);
	whole_values(c, values, CANCEL_FIELDS, all);
	const char *who = strcmp(all[CANCEL_WHO], EVERYBODY) == 0 ? "" : all[CANCEL_WHO];
	if (!act_rdv_cancel(ui->app, meeting, who, version, all[CANCEL_BY], all[CANCEL_WHY], e))
		return false;
	form_sent_values(ui, c, all, CANCEL_FIELDS, cancel_again);
	return true;
}

/* The whole séance, or one of those who attend it. */
static const struct code_label *cancel_whom(struct arena *arena, const struct meeting *m)
{
	struct code_label *choices = arena_array(arena, m->attendee_count + 2, sizeof *choices);
	size_t count = 0;
	choices[count++] = (struct code_label){EVERYBODY, m->attendee_count > 1 ? "tout le monde" : "le rendez-vous"};
	for (size_t i = 0; m->attendee_count > 1 && i < m->attendee_count; i++)
		if (m->attendees[i].id[0] != '\0')
			choices[count++] = (struct code_label){arena_strdup(arena, m->attendees[i].id), text_safe(arena, m->attendees[i].name)};
	return choices;
}

static void cancel_open(struct ui *ui, const struct meeting *m, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, "");
	size_t alone = m->attendee_count <= 1;
	c->extra = meeting_key(c, m, m->version);
	c->object = alone ? EVERYBODY : NULL;
	const struct field_spec fields[] = {
		{.name = "identifiant", .label = "Annuler", .kind = FIELD_CHOICE, .choices = cancel_whom(&c->arena, m), .required = true,
		 .initial = sent != NULL ? sent->values[CANCEL_WHO] : EVERYBODY},
		{.name = "demandeur", .label = "À la demande de", .kind = FIELD_CHOICE, .choices = rdv_askers, .required = true,
		 .initial = sent != NULL ? sent->values[CANCEL_BY] : ""},
		{.name = "motif", .label = "Motif", .required = true, .max = 500, .initial = sent != NULL ? sent->values[CANCEL_WHY] : "",
		 .hint = "Annulé par nous : le rendez-vous reste dû par nous, jamais une absence"},
	};
	form_show(ui, form_new(change_title(c, "Annuler le rendez-vous", m), fields + alone, CANCEL_FIELDS - alone, cancelled, c,
	                       form_context_free), FORM_RDV_CANCEL, c, sent);
}

static void cancel_ready(struct ui *ui, const char *id)
{
	(void)id;
	cancel_again(ui, form_sent_last(ui));
}

/* What is typed is checked against the agenda: it is read first. */
void cancel_resume(struct ui *ui, const struct sent_form *sent)
{
	form_wait(ui, WAIT_AGENDA, sent->id, cancel_ready);
}

void form_rdv_cancel(struct ui *ui, const struct meeting *m)
{
	cancel_open(ui, m, NULL);
}

/* --- convocation ---------------------------------------------------------------------------------------------------- */

enum { RECEIVED_WHO, RECEIVED_SENT, RECEIVED_ON, RECEIVED_FIELDS };
const char *const received_names[] = {"identifiant", "convoque_le", "recu_le", NULL};

static void received_open(struct ui *ui, const struct meeting *m, const struct sent_form *sent);

static void received_again(struct ui *ui, const struct sent_form *sent)
{
	const struct meeting *m = key_meeting(ui, sent->extra);
	if (m != NULL)
		received_open(ui, m, sent);
}

static int version_of(const struct app *a, const char *meeting, const char *person, int otherwise)
{
	const struct meeting *m = rdv_meeting(a, meeting);
	for (size_t i = 0; m != NULL && i < m->attendee_count; i++)
		if (strcmp(m->attendees[i].id, person) == 0)
			return m->attendees[i].version;
	return otherwise;
}

static bool received(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	char id[64];
	int version;
	const char *meeting = key_id(c->extra, id, &version);
	const char *all[RECEIVED_FIELDS];
	whole_values(c, values, RECEIVED_FIELDS, all);
	version = version_of(ui->app, meeting, all[RECEIVED_WHO], version);
	if (!act_rdv_received(ui->app, meeting, all[RECEIVED_WHO], version, all[RECEIVED_SENT], all[RECEIVED_ON], e))
		return false;
	form_sent_values(ui, c, all, RECEIVED_FIELDS, received_again);
	return true;
}

static const struct code_label *received_whom(struct arena *arena, const struct meeting *m)
{
	struct code_label *choices = arena_array(arena, m->attendee_count + 1, sizeof *choices);
	size_t count = 0;
	for (size_t i = 0; i < m->attendee_count; i++)
		if (m->attendees[i].id[0] != '\0')
			choices[count++] = (struct code_label){arena_strdup(arena, m->attendees[i].id), text_safe(arena, m->attendees[i].name)};
	return choices;
}

static const char *received_day(struct form_context *c, const struct sent_form *sent, size_t field, struct date day)
{
	char text[DATE_TEXT];
	const char *now = date_is_set(day) ? arena_strdup(&c->arena, date_format_numeric(day, text)) : "";
	return sent_day(c, sent, field, now);
}

/* The one that received_whom() names first: the form opens on its dates. NULL: nobody that may be seen. */
static const struct attendee *received_first(const struct meeting *m)
{
	for (size_t i = 0; i < m->attendee_count; i++)
		if (m->attendees[i].id[0] != '\0')
			return &m->attendees[i];
	return NULL;
}

static void received_open(struct ui *ui, const struct meeting *m, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, "");
	const struct code_label *whom = received_whom(&c->arena, m);
	const struct attendee *first = received_first(m);
	if (first == NULL) {
		app_say(ui->app, MESSAGE_WARNING, "Personne de votre portefeuille à ce rendez-vous.");
		form_context_free(c);
		return;
	}
	size_t alone = m->attendee_count <= 1;
	c->extra = meeting_key(c, m, first->version);
	c->object = alone ? whom[0].code : NULL;
	const struct field_spec fields[] = {
		{.name = "identifiant", .label = "Personne", .kind = FIELD_CHOICE, .choices = whom, .required = true,
		 .initial = sent != NULL ? sent->values[RECEIVED_WHO] : whom[0].code},
		{.name = "convoque_le", .label = "Convocation envoyée le", .kind = FIELD_DATE,
		 .initial = received_day(c, sent, RECEIVED_SENT, date_is_set(first->convoked) ? first->convoked : app_today(ui->app).day),
		 .hint = "JJ/MM ou JJ/MM/AAAA ; laissée vide, elle reste comme elle est"},
		{.name = "recu_le", .label = "Reçue le", .kind = FIELD_DATE, .initial = received_day(c, sent, RECEIVED_ON, first->received),
		 .hint = "JJ/MM ou JJ/MM/AAAA ; la réception est une autre date que la convocation (000:5661)"},
	};
	form_show(ui, form_new(change_title(c, "Convocation", m), fields + alone, RECEIVED_FIELDS - alone, received, c,
	                       form_context_free), FORM_RDV_RECEIVED, c, sent);
}

static void received_ready(struct ui *ui, const char *id)
{
	(void)id;
	received_again(ui, form_sent_last(ui));
}

/* What is typed is checked against the agenda: it is read first. */
void received_resume(struct ui *ui, const struct sent_form *sent)
{
	form_wait(ui, WAIT_AGENDA, sent->id, received_ready);
}

void form_rdv_received(struct ui *ui, const struct meeting *m)
{
	received_open(ui, m, NULL);
}
