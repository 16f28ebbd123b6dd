/* Preparing a contract: the lines of the catalogue are ticked, then the form says when, to what end, and what is written
 * for the person. Nothing binds anybody before both have signed. */
#include <string.h>

#include "core/base/text.h"
#include "tui/forms/forms_commitment.h"
#include "tui/widgets/widgets.h"

#define OBJECTIVES_MAX 4000
#define LINES 3

enum { CONTRACT_FROM, CONTRACT_TO, CONTRACT_PARCOURS, CONTRACT_OBJECTIVES, CONTRACT_WEEKLY, CONTRACT_INTENSIVE, CONTRACT_LINES,
	CONTRACT_FIELDS = CONTRACT_LINES + LINES * LINE_FIELDS };

static bool prepared(struct ui *ui, void *ctx, const char *const *values, struct error *e);

/* --- what it starts from ------------------------------------------------------------------------------------------ */

static enum parcours parcours_now(const struct commitment_file *f)
{
	return f->orientation_count > 0 ? f->orientations[0].parcours : PARCOURS_NONE;
}

/* The contract in force: the new one follows it. */
static const struct contract *followed(const struct app *a)
{
	return commitment_contract(a->commitments.file, app_today(a).day, NULL);
}

/* A renewal starts the day after the former one's term. */
static const char *first_day(struct form_context *c, const struct ui *ui)
{
	const struct contract *before = followed(ui->app);
	const struct contract_version *v = before != NULL ? contract_last_signed(before) : NULL;
	char day[DATE_TEXT];
	if (v == NULL || !date_is_set(v->ends))
		return form_today(c, ui);
	return arena_strdup(&c->arena, date_format_numeric(date_add_days(v->ends, 1), day));
}

static size_t codes_count(const char *codes)
{
	size_t count = codes[0] != '\0';
	for (; *codes != '\0'; codes++)
		count += *codes == ' ';
	return count;
}

static void contract_explain(struct popup *form, struct form_context *c, const struct ui *ui)
{
	const char *lines[3];
	size_t count = 0, ticked = codes_count(c->extra);
	const struct contract *before = followed(ui->app);
	char day[DATE_TEXT];
	lines[count++] = ticked == 0 ? "Aucune ligne du catalogue : écrivez ci-dessous ce que chacun s'engage à faire, nous d'abord."
		: arena_format(&c->arena, "%zu ligne%s du catalogue ; ajoutez ci-dessous ce qui est propre à la personne.", ticked,
		               ticked > 1 ? "s" : "");
	if (before != NULL)
		lines[count++] = arena_format(&c->arena, "Renouvelle le contrat du %s, qui finira la veille une fois celui-ci signé.",
		                              date_format_numeric(before->starts, day));
	form_explain(form, lines, count);
}

/* --- the form ------------------------------------------------------------------------------------------------------- */

static void contract_fields(struct form_context *c, const struct ui *ui, const struct sent_form *sent, struct field_spec *out)
{
	const char *const *typed = sent != NULL ? sent->values : NULL;
	out[CONTRACT_FROM] = (struct field_spec){.name = "debut", .label = "À partir du", .kind = FIELD_DATE, .required = true,
		.initial = sent_day(c, sent, CONTRACT_FROM, first_day(c, ui)), .hint = "JJ/MM ou JJ/MM/AAAA"};
	out[CONTRACT_TO] = (struct field_spec){.name = "fin", .label = "Dernier jour", .kind = FIELD_DATE,
		.initial = sent_day(c, sent, CONTRACT_TO, ""), .hint = "JJ/MM/AAAA, ce jour compte encore ; vide : terme non fixé"};
	out[CONTRACT_PARCOURS] = (struct field_spec){.name = "parcours", .label = "Parcours", .kind = FIELD_CHOICE,
		.choices = parcours_choices(c), .hint = "Celui de l'orientation ; Retour arrière : aucun",
		.initial = typed != NULL ? typed[CONTRACT_PARCOURS] : parcours_code(parcours_now(ui->app->commitments.file))};
	out[CONTRACT_OBJECTIVES] = (struct field_spec){.name = "objectifs", .label = "Objectifs", .kind = FIELD_LINES, .rows = 2,
		.required = true, .max = OBJECTIVES_MAX, .initial = typed != NULL ? typed[CONTRACT_OBJECTIVES] : "",
		.hint = "Concrets et mesurables, dans les mots de la personne"};
	out[CONTRACT_WEEKLY] = (struct field_spec){.name = "cible", .label = "Heures/semaine", .whole = true,
		.initial = typed != NULL ? typed[CONTRACT_WEEKLY] : "", .hint = "Heures d'activité : 15h, 7h30 ; vide : le contrat n'en fixe pas"};
	out[CONTRACT_INTENSIVE] = (struct field_spec){.name = "intensif", .label = "Intensif", .kind = FIELD_FLAG,
		.initial = typed != NULL ? typed[CONTRACT_INTENSIVE] : "non", .hint = "Parcours intensif : un choix sera à noter à 12 mois"};
	contract_line_fields(c, sent, CONTRACT_LINES, LINES, out + CONTRACT_LINES);
}

static void contract_open(struct ui *ui, const char *id, const char *codes, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, id);
	struct field_spec fields[CONTRACT_FIELDS];
	c->extra = arena_strdup(&c->arena, codes);
	contract_fields(c, ui, sent, fields);
	const char *title = arena_format(&c->arena, "%s · %s", followed(ui->app) != NULL ? "Renouveler le contrat" : "Préparer un contrat", c->name);
	struct popup *form = form_new(title, fields, CONTRACT_FIELDS, prepared, c, form_context_free);
	contract_explain(form, c, ui);
	form_show(ui, form, FORM_CONTRACT, c, sent);
}

static bool prepared(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	struct commitment_new items[CONTRACT_ITEMS_MAX];
	const struct contract *before = followed(ui->app);
	size_t count = contract_lines_read(ui->app, values + CONTRACT_LINES, LINES, c->extra, items);
	const struct contract_new v = {.person = c->id, .from = values[CONTRACT_FROM], .last_day = values[CONTRACT_TO],
		.parcours = values[CONTRACT_PARCOURS], .objectives = values[CONTRACT_OBJECTIVES], .weekly = values[CONTRACT_WEEKLY],
		.intensive = strcmp(values[CONTRACT_INTENSIVE], "oui") == 0, .follows = before != NULL ? before->id : ""};
	if (!act_contract_prepare(ui->app, &v, items, count, e)) {
		contract_lines_point(e);
		return false;
	}
	form_sent_values(ui, c, values, CONTRACT_FIELDS, contract_prepare_again);
	return true;
}

void contract_prepare_again(struct ui *ui, const struct sent_form *sent)
{
	commitment_form_again(ui, ABOUT_PREPARE, sent);
}

/* --- the catalogue --------------------------------------------------------------------------------------------------- */

static void contract_ticked(struct ui *ui, void *ctx, const char *const *codes, size_t count)
{
	const struct form_context *c = ctx;
	struct arena arena = {0};
	const char *all = "";
	for (size_t i = 0; i < count; i++)
		all = arena_format(&arena, "%s%s%s", all, i > 0 ? " " : "", codes[i]);
	contract_open(ui, c->id, all, NULL);
	arena_free(&arena);
}

/* What both always owe is ticked from the start; what depends on the orientation is offered. */
static void contract_tick(struct ui *ui, const char *id)
{
	struct form_context *c = form_context_new(ui, id);
	const struct commitment_model **models;
	size_t count = contract_models(ui, &c->arena, parcours_now(ui->app->commitments.file), &models);
	struct code_label *items = arena_array(&c->arena, count + 1, sizeof *items);
	size_t most = count < CONTRACT_ITEMS_MAX - LINES ? count : CONTRACT_ITEMS_MAX - LINES;
	for (size_t i = 0; i < count; i++)
		items[i] = (struct code_label){models[i]->code, contract_model_label(&c->arena, models[i])};
	if (count == 0) {
		form_context_free(c);
		contract_open(ui, id, "", NULL);
		return;
	}
	struct popup *list = picklist_new(arena_format(&c->arena, "Ce que le contrat reprend · %s", c->name), items, count, 0, most,
	                                  contract_ticked, c, form_context_free);
	for (size_t i = 0; i < count; i++)
		if (models[i]->part == PART_SOCLE)
			picklist_take(list, models[i]->code);
	ui_show_popup(ui, list);
}

void prepare_start(struct ui *ui, const char *id, const struct sent_form *sent)
{
	const struct contract *waiting = commitment_waiting(ui->app);
	char sign[32], drop[32];
	if (sent != NULL)
		contract_open(ui, id, sent->extra, sent);
	else if (waiting != NULL && contract_last_signed(waiting) == NULL)
		app_say(ui->app, MESSAGE_WARNING, "Un contrat est déjà préparé et attend une signature : %s le signe, %s l'abandonne",
		        keymap_show(&ui->keymap, ACTION_CONTRACT_SIGN, sign), keymap_show(&ui->keymap, ACTION_CONTRACT_CLOSE, drop));
	else if (ui->app->commitments.file->person.regime == REGIME_NONE)
		app_say(ui->app, MESSAGE_WARNING, "Aucun régime n'est en cours : ouvrez-en un depuis la fiche, le contrat en dépend");
	else
		contract_tick(ui, id);
}
