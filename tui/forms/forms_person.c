/* Enrol a person; correct the particulars of their file. */
#include <stdio.h>
#include <string.h>

#include "core/base/french.h"
#include "core/base/text.h"
#include "tui/screens/choices.h"
#include "tui/screens/common.h"
#include "tui/forms/form_kinds.h"
#include "tui/forms/forms.h"
#include "tui/widgets/widgets.h"

#define DATE_HINT "JJ/MM/AAAA, par exemple 14/05/1990"

/* --- correct ------------------------------------------------------------------------------------------ */

enum { PERSON_FIELDS = 7 };

static void person_form_correct(struct ui *ui, const char *id);
static void person_form_again(struct ui *ui, const char *id);

void person_correct_again(struct ui *ui, const struct sent_form *sent)
{
	form_wait(ui, WAIT_FILE, sent->id, person_form_again);
}

/* What the form was opened on: version and values. The file on the screen may have been read again since, and to
 * correct that one would undo what somebody else wrote in it. */
static const struct person_file *person_copy(struct arena *arena, const struct person_file *f, const char *const *now)
{
	struct person_file *copy = arena_alloc(arena, sizeof *copy);
	copy->person.id = arena_strdup(arena, f->person.id);
	copy->person.version = f->person.version;
	copy->person.household_size = f->person.household_size;
	copy->person.last_name = now[0];
	copy->person.first_name = now[1];
	copy->birth = f->birth;
	copy->person.phone = now[3];
	copy->email = now[4];
	copy->town = now[5];
	return copy;
}

static bool person_corrected(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	const struct person_edit edit = {values[0], values[1], values[2], values[3], values[4], values[5], values[6]};
	struct sent_form sent = {.extra = ""};
	if (!act_person_correct(ui->app, c->object, &edit, e)) {
		if (e->code == ERR_NOTHING) /* after a merge, the base's values all taken: there is nothing left to ask */
			app_say(ui->app, MESSAGE_INFO, "Rien à enregistrer : la fiche %s est déjà ainsi.", french_of(&ui->frame, c->name));
		return e->code == ERR_NOTHING;
	}
	snprintf(sent.id, sizeof sent.id, "%s", c->id);
	memcpy(sent.values, values, PERSON_FIELDS * sizeof *values);
	memcpy(sent.initials, c->opened_on, PERSON_FIELDS * sizeof *values);
	form_sent(ui, &sent, person_correct_again);
	return true;
}

/* The particulars as they are now, dates as a form gives them back (AAAA-MM-JJ), to see what was touched. */
static const char **person_particulars(struct arena *arena, const struct person_file *f)
{
	char birth[DATE_TEXT];
	const char **values = arena_array(arena, PERSON_FIELDS + 1, sizeof *values);
	values[0] = arena_strdup(arena, f->person.last_name);
	values[1] = arena_strdup(arena, f->person.first_name);
	values[2] = arena_strdup(arena, date_format(f->birth, birth));
	values[3] = arena_strdup(arena, f->person.phone);
	values[4] = arena_strdup(arena, f->email);
	values[5] = arena_strdup(arena, f->town);
	values[6] = arena_format(arena, "%d", f->person.household_size);
	return values;
}

/* JJ/MM/AAAA, as the screens show it. */
static const char *person_day(struct arena *arena, const char *iso)
{
	char text[DATE_TEXT];
	struct date d;
	return date_parse(iso, &d) ? arena_strdup(arena, date_format_numeric(d, text)) : iso;
}

const char *person_present(const struct ui *ui, struct arena *arena, const struct sent_form *sent, size_t field)
{
	(void)sent;
	return field < PERSON_FIELDS ? person_particulars(arena, ui->app->file.file)[field] : NULL;
}

/* Why it came back, in the words of the form: the rows that two people changed show both values. */
static struct sent_form person_returned(const struct sent_form *sent, const char *const *now)
{
	struct sent_form again = *sent;
	size_t conflicts = 0;
	bool changed = false;
	for (size_t i = 0; i < PERSON_FIELDS; i++) {
		conflicts += sent_conflicts(sent, i, now[i]);
		changed = changed || strcmp(sent->initials[i], now[i]) != 0;
	}
	if (sent->error.code != ERR_CONFLICT && !(changed && !error_is_set(&sent->error)))
		return again;
	error_set(&again.error, ERR_CONFLICT, "La fiche a été modifiée entre-temps");
	if (conflicts > 0)
		error_set_remedy(&again.error, "Choisissez entre les deux valeurs : Ctrl-T prend celle de la base, Ctrl-G garde la vôtre");
	else
		error_set_remedy(&again.error, "Votre saisie est gardée : Ctrl-S l'enregistre");
	return again;
}

/* sent: what was typed and refused, NULL the first time. */
static void person_form_open(struct ui *ui, const char *id, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, id);
	const char **now = person_particulars(&c->arena, ui->app->file.file);
	const char *shown[PERSON_FIELDS];
	c->object = person_copy(&c->arena, ui->app->file.file, now);
	c->opened_on = now;
	for (size_t i = 0; i < PERSON_FIELDS; i++)
		shown[i] = arena_strdup(&c->arena, sent_merge(sent, i, now[i]));
	const struct field_spec fields[PERSON_FIELDS] = {
		{.name = "nom", .label = "Nom", .initial = shown[0], .required = true},
		{.name = "prenom", .label = "Prénom", .initial = shown[1], .required = true},
		{.name = "naissance", .label = "Naissance", .kind = FIELD_DATE, .initial = person_day(&c->arena, shown[2]),
		 .hint = DATE_HINT},
		{.name = "telephone", .label = "Téléphone", .initial = shown[3], .hint = "Chiffres, espaces et + ; vide si inconnu"},
		{.name = "courriel", .label = "Courriel", .initial = shown[4]},
		{.name = "commune", .label = "Commune", .initial = shown[5]},
		{.name = "foyer_taille", .label = "Foyer", .kind = FIELD_NUMBER, .initial = shown[6], .required = true,
		 .hint = "Nombre de personnes du foyer, elle comprise"},
	};
	const char *title = arena_format(&c->arena, sent == NULL ? "Corriger la fiche · %s" : "Corriger de nouveau la fiche · %s", c->name);
	struct popup *p = form_new(title, fields, PERSON_FIELDS, person_corrected, c, form_context_free);
	struct sent_form again = sent != NULL ? person_returned(sent, now) : (struct sent_form){.extra = ""};
	form_show(ui, p, FORM_PERSON, c, sent != NULL ? &again : NULL);
}

static void person_form_correct(struct ui *ui, const char *id)
{
	person_form_open(ui, id, NULL);
}

/* What another has changed meanwhile is shown; what was typed here stays. */
static void person_form_again(struct ui *ui, const char *id)
{
	person_form_open(ui, id, form_sent_last(ui));
}

void form_person_correct(struct ui *ui, const char *id)
{
	form_wait(ui, WAIT_FILE, id, person_form_correct);
}

/* --- enrol -------------------------------------------------------------------------------------------- */

static void person_form_enrol_open(struct ui *ui, const struct sent_form *sent);

static bool person_enrolled(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	bool names_referent = c->object != NULL;
	const struct person_new person = {values[0], values[1], values[2], values[3], values[4], values[5], values[6],
	                                  names_referent ? values[7] : ""};
	struct sent_form sent = {.extra = ""};
	if (!act_person_enrol(ui->app, &person, e))
		return false;
	memcpy(sent.values, values, (names_referent ? 8 : 7) * sizeof *values);
	form_sent(ui, &sent, person_enrol_again);
	return true;
}

static const char *enrol_initial(const struct sent_form *sent, size_t field, const char *first)
{
	return sent != NULL ? sent->values[field] : first;
}

/* sent: what was typed and refused, NULL the first time. */
static void person_form_enrol_open(struct ui *ui, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, "");
	bool supervisor = ui->app->session != NULL && ui->app->session->role == ROLE_SUPERVISOR;
	const struct field_spec fields[] = {
		{.name = "nom", .label = "Nom", .required = true, .initial = enrol_initial(sent, 0, "")},
		{.name = "prenom", .label = "Prénom", .required = true, .initial = enrol_initial(sent, 1, "")},
		{.name = "naissance", .label = "Naissance", .kind = FIELD_DATE, .required = true, .hint = DATE_HINT,
		 .initial = person_day(&c->arena, enrol_initial(sent, 2, ""))},
		{.name = "telephone", .label = "Téléphone", .hint = "Chiffres, espaces et + ; vide si inconnu",
		 .initial = enrol_initial(sent, 3, "")},
		{.name = "commune", .label = "Commune", .initial = enrol_initial(sent, 4, "")},
		{.name = "regime", .label = "Régime", .kind = FIELD_CHOICE, .choices = regime_choices(&c->arena), .required = true,
		 .initial = enrol_initial(sent, 5, "")},
		{.name = "du", .label = "À partir du", .kind = FIELD_DATE, .required = true, .hint = DATE_HINT,
		 .initial = person_day(&c->arena, enrol_initial(sent, 6, form_today(c, ui)))},
		{.name = "referent", .label = "Référent", .kind = FIELD_CHOICE, .required = true,
		 .choices = supervisor ? referent_choices(&c->arena, ui->app, "", false) : NULL,
		 .initial = enrol_initial(sent, 7, ui->app->portfolio.login)},
	};
	size_t count = sizeof fields / sizeof *fields - (supervisor ? 0 : 1);
	c->object = supervisor ? c->id : NULL;
	struct popup *p = form_new("Inscrire une personne", fields, count, person_enrolled, c, form_context_free);
	form_show(ui, p, FORM_ENROL, c, sent);
}

static void person_enrol_ready(struct ui *ui, const char *unused)
{
	(void)unused;
	person_form_enrol_open(ui, form_sent_last(ui));
}

/* A responsable chooses the référent among those loaded. */
void person_enrol_again(struct ui *ui, const struct sent_form *sent)
{
	if (ui->app->session != NULL && ui->app->session->role == ROLE_SUPERVISOR)
		form_wait(ui, WAIT_REFERENTS, "", person_enrol_ready);
	else
		person_form_enrol_open(ui, sent);
}

static void person_form_enrol(struct ui *ui, const char *unused)
{
	(void)unused;
	person_form_enrol_open(ui, NULL);
}

void form_person_enrol(struct ui *ui)
{
	if (ui->app->session != NULL && ui->app->session->role == ROLE_SUPERVISOR)
		form_wait(ui, WAIT_REFERENTS, "", person_form_enrol);
	else
		person_form_enrol(ui, "");
}
