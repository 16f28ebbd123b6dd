/* The filters of the catalogue: métier, département, funder, first days, places left. */
#include <string.h>

#include "core/base/french.h"
#include "core/base/text.h"
#include "tui/forms/forms_catalogue.h"
#include "tui/forms/forms_training.h"

enum { FILTER_TRADE, FILTER_BASIN, FILTER_FUNDER, FILTER_FROM, FILTER_TO, FILTER_PLACES, FILTER_FIELDS };

static bool filters_typed(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct course_filters typed = {.trade = values[FILTER_TRADE], .basin = values[FILTER_BASIN], .funder = values[FILTER_FUNDER],
		.from = values[FILTER_FROM], .to = values[FILTER_TO], .places_only = strcmp(values[FILTER_PLACES], "oui") == 0};
	(void)ctx;
	if (!act_courses_filter(ui->app, &typed, e))
		return false;
	ui_mark_dirty(ui);
	return true;
}

static void filter_fields(struct form_context *c, const struct app *a, struct field_spec *out)
{
	const struct course_query *q = &a->courses.query;
	out[FILTER_TRADE] = (struct field_spec){.name = "rome", .label = "Métier (ROME)", .max = 5, .width = 6,
		.initial = arena_strdup(&c->arena, q->trade), .hint = "Code ROME : H2913 ; vide : tous les métiers"};
	out[FILTER_BASIN] = (struct field_spec){.name = "departement", .label = "Département", .max = 3, .width = 4,
		.initial = arena_strdup(&c->arena, q->basin), .hint = "35, 2A, 974 ; vide : tous les départements"};
	out[FILTER_FUNDER] = (struct field_spec){.name = "financeur", .label = "Financeur", .kind = FIELD_CHOICE, .choices = funder_choices(c, a),
		.initial = arena_strdup(&c->arena, q->funder), .hint = "Qui peut payer ; Retour arrière : tous les financeurs"};
	out[FILTER_FROM] = (struct field_spec){.name = "du", .label = "Début : du, au", .kind = FIELD_DATE, .width = 11,
		.initial = french_day(&c->arena, q->from, ""), .hint = "La session commence ce jour-là ou après ; vide : dès aujourd'hui"};
	out[FILTER_TO] = (struct field_spec){.name = "au", .label = "au", .kind = FIELD_DATE, .beside = true,
		.initial = french_day(&c->arena, q->to, ""), .hint = "La session commence ce jour-là ou avant ; vide : sans limite"};
	out[FILTER_PLACES] = (struct field_spec){.name = "places", .label = "Places restantes", .kind = FIELD_FLAG,
		.initial = q->places_only ? "oui" : "non", .hint = "Espace : laisser de côté les sessions complètes"};
}

void form_catalogue_filters(struct ui *ui)
{
	struct form_context *c = form_context_new(ui, "");
	struct field_spec fields[FILTER_FIELDS];
	filter_fields(c, ui->app, fields);
	struct popup *form = form_new("Filtres du catalogue", fields, FILTER_FIELDS, filters_typed, c, form_context_free);
	const char *said = "Un champ vide ne filtre rien ; les mots cherchés restent.";
	form_explain(form, &said, 1);
	form_verb(form, "filtrer");
	form_show(ui, form, FORM_NONE, c, NULL);
}
