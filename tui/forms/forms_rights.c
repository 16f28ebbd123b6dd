/* Orientation, rights information, requests and complaints: what the law asks the structure to say, and to answer. */
#include <string.h>

#include "core/base/text.h"
#include "tui/forms/forms_commitment.h"
#include "tui/widgets/widgets.h"

/* --- orientation -------------------------------------------------------------------------------------------------------- */

enum { ORIENT_PARCOURS, ORIENT_BODY, ORIENT_ON, ORIENT_PREFERENCE, ORIENT_REASON, ORIENT_FIELDS };

static bool oriented(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	const struct orientation_new v = {.person = c->id, .parcours = values[ORIENT_PARCOURS], .body = values[ORIENT_BODY],
		.notified = values[ORIENT_ON], .preference = values[ORIENT_PREFERENCE], .reason = values[ORIENT_REASON]};
	if (!act_orientation_note(ui->app, &v, e))
		return false;
	form_sent_values(ui, c, values, ORIENT_FIELDS, orientation_again);
	return true;
}

void orientation_again(struct ui *ui, const struct sent_form *sent)
{
	commitment_form_again(ui, ABOUT_ORIENTATION, sent);
}

static const char *orientation_before(struct arena *arena, const struct orientation *o)
{
	char day[DATE_TEXT];
	return arena_format(arena, "Aujourd'hui : %s, %s, depuis le %s.",
	                    parcours_label(o->parcours), text_safe(arena, o->body), date_format_numeric(o->notified, day));
}

void orientation_start(struct ui *ui, const char *id, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, id);
	const struct commitment_file *f = ui->app->commitments.file;
	bool again = f->orientation_count > 0;
	const char *const *typed = sent != NULL ? sent->values : NULL;
	const struct field_spec fields[ORIENT_FIELDS] = {
		{.name = "parcours", .label = "Parcours", .kind = FIELD_CHOICE, .choices = parcours_choices(c), .required = true,
		 .initial = typed != NULL ? typed[ORIENT_PARCOURS] : "", .hint = "Vers quel accompagnement"},
		{.name = "organisme", .label = "Organisme", .required = true, .initial = typed != NULL ? typed[ORIENT_BODY] : "",
		 .hint = "Qui accompagne : agence, mission locale, département…"},
		{.name = "notifiee_le", .label = "Notifiée le", .kind = FIELD_DATE, .required = true,
		 .initial = sent_day(c, sent, ORIENT_ON, form_today(c, ui)), .hint = "JJ/MM ou JJ/MM/AAAA : le contrat est à signer à partir de ce jour"},
		{.name = "preference", .label = "Elle préférait", .max = 1000, .initial = typed != NULL ? typed[ORIENT_PREFERENCE] : "",
		 .hint = "Ce que la personne demandait, dans ses mots ; vide : rien de particulier"},
		{.name = "motif", .label = "Motif", .max = 1000, .required = again, .initial = typed != NULL ? typed[ORIENT_REASON] : "",
		 .hint = again ? "Pourquoi la personne change de parcours ou d'organisme" : "Facultatif pour une première orientation"},
	};
	struct popup *form = form_new(arena_format(&c->arena, "%s · %s", again ? "Réorientation" : "Orientation", c->name), fields, ORIENT_FIELDS,
	                              oriented, c, form_context_free);
	if (again) {
		const char *const before[] = {orientation_before(&c->arena, &f->orientations[0]),
			"Une réorientation fait repartir le délai de signature du contrat."};
		form_explain(form, before, 2);
	}
	form_show(ui, form, FORM_ORIENTATION, c, sent);
}

/* --- rights ---------------------------------------------------------------------------------------------------------------- */

static bool informed(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	if (!act_rights_inform(ui->app, c->id, values[0], values[1], values[2], e))
		return false;
	form_sent_values(ui, c, values, 3, rights_again);
	return true;
}

void rights_again(struct ui *ui, const struct sent_form *sent)
{
	commitment_form_again(ui, ABOUT_RIGHTS, sent);
}

void rights_start(struct ui *ui, const char *id, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, id);
	const struct field_spec fields[] = {
		{.name = "le", .label = "Informée le", .kind = FIELD_DATE, .required = true, .initial = sent_day(c, sent, 0, form_today(c, ui)),
		 .hint = "JJ/MM ou JJ/MM/AAAA"},
		{.name = "support", .label = "Comment", .kind = FIELD_CHOICE, .choices = rights_supports, .required = true,
		 .initial = sent != NULL ? sent->values[1] : rights_supports[0].code, .hint = "En entretien, à la signature, en atelier, par courrier"},
		{.name = "texte", .label = "Précision", .kind = FIELD_LINES, .rows = 3, .max = 1000, .initial = sent != NULL ? sent->values[2] : "",
		 .hint = "Facultatif : ce qui a été expliqué, ce qui reste à reprendre"},
	};
	struct popup *form = form_new(arena_format(&c->arena, "Information sur les droits · %s", c->name), fields, 3, informed, c, form_context_free);
	form_show(ui, form, FORM_RIGHTS, c, sent);
}

/* --- a request received ---------------------------------------------------------------------------------------------------- */

enum { REQUEST_KIND, REQUEST_ON, REQUEST_AT, REQUEST_CHANNEL, REQUEST_OBJECT, REQUEST_FIELDS };
static const struct code_label request_kinds[] = {{"demande", "demande"}, {"reclamation", "réclamation"}, {NULL, NULL}};

static bool received(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	int channel = channel_from_code(values[REQUEST_CHANNEL]);
	const struct request_new v = {.person = c->id, .complaint = strcmp(values[REQUEST_KIND], "reclamation") == 0, .day = values[REQUEST_ON],
		.time = values[REQUEST_AT], .channel = channel < 0 ? CHANNEL_COUNT : (enum channel)channel, .object = values[REQUEST_OBJECT]};
	if (!act_request_receive(ui->app, &v, e))
		return false;
	form_sent_values(ui, c, values, REQUEST_FIELDS, request_again);
	return true;
}

void request_again(struct ui *ui, const struct sent_form *sent)
{
	commitment_form_again(ui, ABOUT_REQUEST, sent);
}

static const struct code_label *channel_choices(struct form_context *c)
{
	struct code_label *all = arena_array(&c->arena, CHANNEL_COUNT + 1, sizeof *all);
	for (int i = 0; i < CHANNEL_COUNT; i++)
		all[i] = (struct code_label){channel_code((enum channel)i), channel_label((enum channel)i)};
	return all;
}

static void request_open(struct ui *ui, const char *id, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, id);
	const char *const *typed = sent != NULL ? sent->values : NULL;
	const struct field_spec fields[REQUEST_FIELDS] = {
		{.name = "nature", .label = "Nature", .kind = FIELD_CHOICE, .choices = request_kinds, .required = true,
		 .initial = typed != NULL ? typed[REQUEST_KIND] : "demande", .hint = "Une réclamation porte sur la façon dont la personne a été suivie"},
		{.name = "recue_le", .label = "Reçue le", .kind = FIELD_DATE, .initial = sent_day(c, sent, REQUEST_ON, ""),
		 .hint = "JJ/MM ou JJ/MM/AAAA ; vide : à l'instant. Le délai de réponse part de là"},
		{.name = "heure", .label = "À", .whole = true, .initial = typed != NULL ? typed[REQUEST_AT] : "", .hint = "14:30 ou 14h30 ; vide : le jour entier compte"},
		{.name = "canal", .label = "Par", .kind = FIELD_CHOICE, .choices = channel_choices(c), .required = true,
		 .initial = typed != NULL ? typed[REQUEST_CHANNEL] : channel_code(CHANNEL_PHONE), .hint = "Comment elle est arrivée"},
		{.name = "objet", .label = "Objet", .kind = FIELD_LINES, .rows = 3, .required = true, .max = 1000,
		 .initial = typed != NULL ? typed[REQUEST_OBJECT] : "", .hint = "Ce que la personne demande, dans ses mots"},
	};
	struct popup *form = form_new(arena_format(&c->arena, "Demande reçue · %s", c->name), fields, REQUEST_FIELDS, received, c, form_context_free);
	form_show(ui, form, FORM_REQUEST, c, sent);
}

/* --- answered ---------------------------------------------------------------------------------------------------------------- */

static const struct person_request *request_named(const struct commitment_file *f, const char *request_id)
{
	for (size_t i = 0; f != NULL && i < f->request_count; i++)
		if (strcmp(f->requests[i].id, request_id) == 0)
			return &f->requests[i];
	return NULL;
}

static bool answered(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	if (!act_request_answer(ui->app, c->id, c->object, values[0], e))
		return false;
	form_sent_values(ui, c, values, 1, answer_again);
	return true;
}

void answer_again(struct ui *ui, const struct sent_form *sent)
{
	commitment_form_again(ui, ABOUT_ANSWER, sent);
}

static void answer_open(struct ui *ui, const char *id, const struct person_request *r, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, id);
	struct person_request *copy = arena_alloc(&c->arena, sizeof *copy);
	char day[DATE_TEXT];
	*copy = *r;
	copy->id = c->extra = arena_strdup(&c->arena, r->id);
	copy->object = arena_strdup(&c->arena, r->object);
	copy->answer = "";
	c->object = copy;
	const char *asked = arena_format(&c->arena, "%s du %s : %s", r->complaint ? "Réclamation" : "Demande",
	                                 date_format_numeric(r->received.day, day), copy->object);
	const struct field_spec fields[] = {
		{.name = "reponse", .label = "Réponse", .kind = FIELD_LINES, .required = true, .max = 4000,
		 .initial = sent != NULL ? sent->values[0] : "", .hint = "Ce que nous répondons, comme la personne le reçoit"},
	};
	struct popup *form = form_new(arena_format(&c->arena, "Répondre · %s", c->name), fields, 1, answered, c, form_context_free);
	form_explain(form, &asked, 1);
	form_show(ui, form, FORM_ANSWER, c, sent);
}

void form_answer_at(struct ui *ui, const char *id, const struct person_request *r)
{
	answer_open(ui, id, r, NULL);
}

void answer_start(struct ui *ui, const char *id, const struct sent_form *sent)
{
	const struct person_request *r = sent != NULL ? request_named(ui->app->commitments.file, sent->extra) : NULL;
	if (r != NULL)
		answer_open(ui, id, r, sent);
	else if (sent != NULL)
		app_say(ui->app, MESSAGE_ERROR, "Cette demande n'est plus au dossier. Votre réponse : %s", sent->values[0]);
	else
		request_start(ui, id, NULL);
}

static void request_chosen(struct ui *ui, void *ctx, const char *code)
{
	const struct form_context *c = ctx;
	const struct person_request *r = request_named(ui->app->commitments.file, code);
	if (r != NULL)
		answer_open(ui, c->id, r, NULL);
	else
		request_open(ui, c->id, NULL);
}

/* Those that wait come first: an answer is owed. */
void request_start(struct ui *ui, const char *id, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, id);
	const struct commitment_file *f = ui->app->commitments.file;
	struct code_label *items = arena_array(&c->arena, f->request_count + 2, sizeof *items);
	size_t count = 0;
	for (size_t i = 0; sent == NULL && i < f->request_count; i++)
		if (!moment_is_set(f->requests[i].answered))
			items[count++] = (struct code_label){arena_strdup(&c->arena, f->requests[i].id),
				arena_format(&c->arena, "Répondre à la %s : %s", f->requests[i].complaint ? "réclamation" : "demande", f->requests[i].object)};
	if (count == 0) {
		form_context_free(c);
		request_open(ui, id, sent);
		return;
	}
	items[count++] = (struct code_label){"nouvelle", "Noter une autre demande, une réclamation"};
	ui_show_popup(ui, chooser_new(arena_format(&c->arena, "Demandes · %s", c->name), items, count, request_chosen, c, form_context_free));
}
