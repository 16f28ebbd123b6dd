/* A training raised with a person, from nothing or from a session of the catalogue; the correction of what a request says. */
#include <stdio.h>
#include <string.h>

#include "core/base/text.h"
#include "tui/forms/forms_training.h"

#define TEXT_MAX 2000

enum { RAISE_TITLE, RAISE_TRADE, RAISE_AIM, RAISE_BODY, RAISE_PLACE, RAISE_BASIN, RAISE_HOURS, RAISE_WEEKLY, RAISE_FROM, RAISE_TO,
	RAISE_DETAILS, RAISE_ON = RAISE_DETAILS, RAISE_TEXT, RAISE_FIELDS };

/* --- what is asked for ------------------------------------------------------------------------------------------ */

static const char *detail_value(const struct training_details *d, size_t field)
{
	const char *const values[RAISE_DETAILS] = {d->title, d->trade, d->aim, d->body, d->place, d->basin, d->hours, d->weekly, d->from, d->last_day};
	return values[field] != NULL ? values[field] : "";
}

static struct training_details details_read(const char *const *values, const char *session)
{
	return (struct training_details){.session = session, .title = values[RAISE_TITLE], .trade = values[RAISE_TRADE], .aim = values[RAISE_AIM],
		.body = values[RAISE_BODY], .place = values[RAISE_PLACE], .basin = values[RAISE_BASIN], .hours = values[RAISE_HOURS],
		.weekly = values[RAISE_WEEKLY], .from = values[RAISE_FROM], .last_day = values[RAISE_TO]};
}

/* shown: what each field holds when the form opens. */
static void detail_fields(const char *const *shown, struct field_spec *out)
{
	out[RAISE_TITLE] = (struct field_spec){.name = "intitule", .label = "Formation", .required = true, .max = 200,
		.hint = "Son intitulé, comme l'organisme la nomme"};
	out[RAISE_TRADE] = (struct field_spec){.name = "rome", .label = "ROME, objectif", .max = 5, .width = 6,
		.hint = "Code ROME du métier visé : H2913 ; vide : pas encore dit"};
	out[RAISE_AIM] = (struct field_spec){.name = "objectif", .label = "Objectif", .kind = FIELD_CHOICE, .choices = training_aims, .beside = true,
		.hint = "Objectif ; Retour arrière : pas encore dit"};
	out[RAISE_BODY] = (struct field_spec){.name = "organisme", .label = "Organisme", .max = 200, .hint = "Qui forme ; vide : pas encore choisi"};
	out[RAISE_PLACE] = (struct field_spec){.name = "lieu", .label = "Lieu, dépt", .max = 100, .width = 30, .hint = "Commune de la formation"};
	out[RAISE_BASIN] = (struct field_spec){.name = "departement", .label = "Département", .max = 3, .beside = true,
		.hint = "Département : 35, 2A, 974 ; vide : non dit"};
	out[RAISE_HOURS] = (struct field_spec){.name = "heures", .label = "Durée, rythme", .max = 8, .width = 9, .whole = true,
		.hint = "Durée en heures : 800 ; vide : non fixée"};
	out[RAISE_WEEKLY] = (struct field_spec){.name = "rythme", .label = "par semaine", .max = 8, .whole = true, .beside = true,
		.hint = "Heures par semaine : 35, 17h30 ; vide : non fixé"};
	out[RAISE_FROM] = (struct field_spec){.name = "debut", .label = "Du, au", .kind = FIELD_DATE, .width = 11,
		.hint = "Premier jour, JJ/MM/AAAA ; vide : non fixé"};
	out[RAISE_TO] = (struct field_spec){.name = "fin", .label = "au", .kind = FIELD_DATE, .beside = true,
		.hint = "Dernier jour, JJ/MM/AAAA ; ce jour compte encore"};
	for (size_t i = 0; i < RAISE_DETAILS; i++)
		out[i].initial = shown[i];
}

/* A day of the values is AAAA-MM-JJ, and shown JJ/MM/AAAA. */
static const char *shown_day(struct arena *arena, const char *value)
{
	struct date d;
	char day[DATE_TEXT];
	return date_parse(value, &d) ? arena_strdup(arena, date_format_numeric(d, day)) : value;
}

static void shown_days(struct arena *arena, const char **shown)
{
	shown[RAISE_FROM] = shown_day(arena, shown[RAISE_FROM]);
	shown[RAISE_TO] = shown_day(arena, shown[RAISE_TO]);
}

/* --- raised ------------------------------------------------------------------------------------------------------ */

static void raise_open(struct ui *ui, const char *id, const struct training_details *d, const struct sent_form *sent);

static bool raised(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	const struct training_details d = details_read(values, c->extra);
	if (!act_training_raise(ui->app, c->id, &d, values[RAISE_ON], values[RAISE_TEXT], e))
		return false;
	form_sent_values(ui, c, values, RAISE_FIELDS, training_raise_again);
	return true;
}

void training_raise_again(struct ui *ui, const struct sent_form *sent)
{
	const struct training_details d = details_read(sent->values, sent->extra);
	raise_open(ui, sent->id, &d, sent);
}

static void raise_open(struct ui *ui, const char *id, const struct training_details *d, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, id);
	struct field_spec fields[RAISE_FIELDS];
	const char *shown[RAISE_DETAILS];
	c->extra = arena_strdup(&c->arena, d->session != NULL ? d->session : "");
	for (size_t i = 0; i < RAISE_DETAILS; i++)
		shown[i] = arena_strdup(&c->arena, detail_value(d, i));
	shown_days(&c->arena, shown);
	detail_fields(shown, fields);
	fields[RAISE_ON] = (struct field_spec){.name = "le", .label = "Évoquée le", .kind = FIELD_DATE, .required = true,
		.initial = sent_day(c, sent, RAISE_ON, form_today(c, ui)), .hint = "JJ/MM ou JJ/MM/AAAA : le jour où la personne en a parlé"};
	fields[RAISE_TEXT] = (struct field_spec){.name = "texte", .label = "En ses mots", .kind = FIELD_LINES, .rows = 2, .max = TEXT_MAX,
		.initial = typed_value(sent, RAISE_TEXT, ""), .hint = "Facultatif : ce que la personne en attend, dans ses mots"};
	struct popup *form = form_new(training_title(c, "Formation évoquée"), fields, RAISE_FIELDS, raised, c, form_context_free);
	const char *said = c->extra[0] != '\0' ? "Session du catalogue : ses champs sont repris, corrigez ce qui diffère."
	                                       : "L'intitulé suffit pour commencer ; le reste se complétera.";
	form_explain(form, &said, 1);
	form_show(ui, form, FORM_TRAINING_RAISE, c, sent);
}

void form_training_raise(struct ui *ui, const char *id, const struct course_session *session)
{
	struct arena arena = {0};
	struct training_details d = {.session = ""};
	if (session != NULL)
		d = training_details_of(&arena, session);
	if (id[0] == '\0')
		app_say(ui->app, MESSAGE_WARNING, "%s", "Choisissez d'abord une personne.");
	else
		raise_open(ui, id, &d, NULL);
	arena_free(&arena);
}

/* --- corrected ---------------------------------------------------------------------------------------------------- */

/* As typed_form writes values; from the facts read now. */
static const char *edit_value(struct arena *arena, const struct training *t, size_t field)
{
	const struct training_details d = training_details_from(arena, t);
	struct date day;
	char iso[DATE_TEXT];
	const char *value = detail_value(&d, field);
	if ((field == RAISE_FROM || field == RAISE_TO) && input_date_read(value, &day))
		return arena_strdup(arena, date_format(day, iso));
	return arena_strdup(arena, value);
}

const char *training_edit_present(const struct ui *ui, struct arena *arena, const struct sent_form *sent, size_t field)
{
	const struct training_file *f = app_training(ui->app, sent->extra);
	return f != NULL && field < RAISE_DETAILS ? edit_value(arena, &f->request, field) : NULL;
}

static bool edited(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	const struct training *t = &training_held(c)->request;
	const struct training_details d = details_read(values, t->session);
	struct sent_form sent = {.extra = c->extra};
	if (!act_training_describe(ui->app, t, &d, e))
		return false;
	snprintf(sent.id, sizeof sent.id, "%s", c->id);
	memcpy(sent.values, values, RAISE_DETAILS * sizeof *values);
	memcpy(sent.initials, c->opened_on, RAISE_DETAILS * sizeof *c->opened_on);
	form_sent(ui, &sent, training_edit_again);
	return true;
}

void training_edit_again(struct ui *ui, const struct sent_form *sent)
{
	training_form_again(ui, TRAINING_ABOUT_EDIT, sent);
}

void training_edit_start(struct ui *ui, const char *extra, const struct sent_form *sent)
{
	struct form_context *c = training_context(ui, extra, sent != NULL ? sent->values[RAISE_TITLE] : "");
	struct field_spec fields[RAISE_DETAILS];
	const char *shown[RAISE_DETAILS];
	if (c == NULL)
		return;
	const struct training *t = &training_held(c)->request;
	const char **now = arena_array(&c->arena, RAISE_DETAILS + 1, sizeof *now);
	for (size_t i = 0; i < RAISE_DETAILS; i++) {
		now[i] = edit_value(&c->arena, t, i);
		shown[i] = arena_strdup(&c->arena, sent_merge(sent, i, now[i]));
	}
	c->opened_on = now;
	shown_days(&c->arena, shown);
	detail_fields(shown, fields);
	struct popup *form = form_new(training_title(c, "Corriger la demande"), fields, RAISE_DETAILS, edited, c, form_context_free);
	if (training_is_entered(t->stage)) {
		const char *entered = "La personne est entrée en formation : seules les dates se corrigent encore.";
		form_explain(form, &entered, 1);
	}
	form_show(ui, form, FORM_TRAINING_EDIT, c, sent);
}
