/* Enrol a person; correct the particulars of their file. */
#include <string.h>

#include "core/base/text.h"
#include "tui/screens/choices.h"
#include "tui/screens/common.h"
#include "tui/screens/forms.h"
#include "tui/widgets/widgets.h"

#define DATE_HINT "JJ/MM/AAAA, par exemple 14/05/1990"

/* --- correct ------------------------------------------------------------------------------------------ */

static bool person_corrected(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	const struct person_edit edit = {values[0], values[1], values[2], values[3], values[4], values[5], values[6]};
	const struct person_file *f = ui->app->file.file;
	if (f == NULL || strcmp(f->person.id, c->id) != 0) {
		error_set(e, ERR_CONFLICT, "La fiche n'est plus ouverte.");
		error_set_remedy(e, "Échap, rouvrez la fiche, puis e.");
		return false;
	}
	return act_person_correct(ui->app, f, &edit, e);
}

static void person_form_correct(struct ui *ui, const char *id)
{
	struct form_context *c = form_context_new(ui, id);
	const struct person_file *f = ui->app->file.file;
	char birth[DATE_TEXT];
	date_format_numeric(f->birth, birth);
	const char *household = arena_format(&c->arena, "%d", f->person.household_size);
	const struct field_spec fields[] = {
		{.name = "nom", .label = "Nom", .initial = f->person.last_name, .required = true},
		{.name = "prenom", .label = "Prénom", .initial = f->person.first_name, .required = true},
		{.name = "naissance", .label = "Naissance", .kind = FIELD_DATE, .initial = birth, .hint = DATE_HINT},
		{.name = "telephone", .label = "Téléphone", .initial = f->person.phone, .hint = "Chiffres, espaces et + ; vide si inconnu"},
		{.name = "courriel", .label = "Courriel", .initial = f->email},
		{.name = "commune", .label = "Commune", .initial = f->town},
		{.name = "foyer_taille", .label = "Foyer", .kind = FIELD_NUMBER, .initial = household, .required = true,
		 .hint = "Nombre de personnes du foyer, elle comprise"},
	};
	ui_show_popup(ui, form_new(arena_format(&c->arena, "Corriger la fiche · %s", c->name), fields,
	                           sizeof fields / sizeof *fields, person_corrected, c, form_context_free));
}

void form_person_correct(struct ui *ui, const char *id)
{
	form_wait(ui, WAIT_FILE, id, person_form_correct);
}

/* --- enrol -------------------------------------------------------------------------------------------- */

static bool person_enrolled(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	bool names_referent = c->object != NULL;
	const struct person_new person = {values[0], values[1], values[2], values[3], values[4], values[5], values[6],
	                                  names_referent ? values[7] : ""};
	return act_person_enrol(ui->app, &person, e);
}

static void person_form_enrol(struct ui *ui, const char *unused)
{
	(void)unused;
	struct form_context *c = form_context_new(ui, "");
	bool supervisor = ui->app->session != NULL && ui->app->session->role == ROLE_SUPERVISOR;
	const struct field_spec fields[] = {
		{.name = "nom", .label = "Nom", .required = true},
		{.name = "prenom", .label = "Prénom", .required = true},
		{.name = "naissance", .label = "Naissance", .kind = FIELD_DATE, .required = true, .hint = DATE_HINT},
		{.name = "telephone", .label = "Téléphone", .hint = "Chiffres, espaces et + ; vide si inconnu"},
		{.name = "commune", .label = "Commune"},
		{.name = "regime", .label = "Régime", .kind = FIELD_CHOICE, .choices = regime_choices(&c->arena), .required = true,
		 .hint = "Flèches ou première lettre pour choisir"},
		{.name = "du", .label = "À partir du", .kind = FIELD_DATE, .initial = form_today(c, ui), .required = true,
		 .hint = DATE_HINT},
		{.name = "referent", .label = "Référent", .kind = FIELD_CHOICE, .required = true,
		 .choices = supervisor ? referent_choices(&c->arena, ui->app, "", false) : NULL, .initial = ui->app->portfolio.login},
	};
	size_t count = sizeof fields / sizeof *fields - (supervisor ? 0 : 1);
	c->object = supervisor ? c->id : NULL;
	ui_show_popup(ui, form_new("Inscrire une personne", fields, count, person_enrolled, c, form_context_free));
}

void form_person_enrol(struct ui *ui)
{
	if (ui->app->session != NULL && ui->app->session->role == ROLE_SUPERVISOR)
		form_wait(ui, WAIT_REFERENTS, "", person_form_enrol);
	else
		person_form_enrol(ui, "");
}
