/* Enrol a person; correct the particulars of their file. */
#include <stdio.h>
#include <string.h>

#include "core/base/text.h"
#include "tui/screens/choices.h"
#include "tui/screens/common.h"
#include "tui/screens/forms.h"
#include "tui/screens/forms_sent.h"
#include "tui/widgets/widgets.h"

#define DATE_HINT "JJ/MM/AAAA, par exemple 14/05/1990"

/* --- correct ------------------------------------------------------------------------------------------ */

enum { PERSON_FIELDS = 7 };

static void person_form_correct(struct ui *ui, const char *id);
static void person_form_again(struct ui *ui, const char *id);

static void person_correct_again(struct ui *ui, const struct sent_form *sent)
{
	form_wait(ui, WAIT_FILE, sent->id, person_form_again);
}

static bool person_corrected(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	const char *const *initials = c->object;
	const struct person_edit edit = {values[0], values[1], values[2], values[3], values[4], values[5], values[6]};
	const struct person_file *f = ui->app->file.file;
	struct sent_form sent = {.extra = ""};
	if (f == NULL || strcmp(f->person.id, c->id) != 0) {
		error_set(e, ERR_CONFLICT, "La fiche n'est plus ouverte");
		error_set_remedy(e, "Échap, rouvrez la fiche, puis e");
		return false;
	}
	if (!act_person_correct(ui->app, f, &edit, e))
		return false;
	snprintf(sent.id, sizeof sent.id, "%s", c->id);
	memcpy(sent.values, values, PERSON_FIELDS * sizeof *values);
	memcpy(sent.initials, initials, PERSON_FIELDS * sizeof *initials);
	form_sent(ui, &sent, person_correct_again);
	return true;
}

/* The particulars as they are now, dates as a form gives them back (AAAA-MM-JJ), to see what was touched. */
static const char **person_particulars(struct arena *arena, const struct person_file *f)
{
	char birth[DATE_TEXT];
	const char **values = arena_array(arena, PERSON_FIELDS, sizeof *values);
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

/* Why it came back; where somebody else changed the same field, what they wrote there. */
static struct error person_returned_error(const struct sent_form *sent, const char *const *now)
{
	static const char *const labels[PERSON_FIELDS] = {"nom", "prénom", "naissance", "téléphone", "courriel", "commune", "foyer"};
	struct error e = sent->error;
	if (e.code != ERR_CONFLICT)
		return e;
	error_set(&e, ERR_CONFLICT, "La fiche a été modifiée entre-temps");
	for (size_t i = 0; i < PERSON_FIELDS; i++)
		if (sent_conflicts(sent, i, now[i])) {
			error_set(&e, ERR_CONFLICT, "La fiche a été modifiée entre-temps (%s : %s)", labels[i], now[i][0] != '\0' ? now[i] : "vide");
			break;
		}
	error_set_remedy(&e, "Votre saisie est gardée : Ctrl-S l'enregistre");
	return e;
}

/* sent: what was typed and refused, NULL the first time. */
static void person_form_open(struct ui *ui, const char *id, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, id);
	const char **now = person_particulars(&c->arena, ui->app->file.file);
	const char *shown[PERSON_FIELDS];
	c->object = now;
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
	if (sent != NULL) {
		struct error e = person_returned_error(sent, now);
		form_returned(p, &e);
	}
	ui_show_popup(ui, p);
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
	form_sent(ui, &sent, person_form_enrol_open);
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
	sent_show(ui, p, sent);
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
