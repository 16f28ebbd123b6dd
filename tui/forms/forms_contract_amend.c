/* An avenant: what is withdrawn and what the catalogue adds are ticked in one list, then the form says why, what changes,
 * and what is added for the person. It corrects the version in force on the day it was opened. */
#include <stdio.h>
#include <string.h>

#include "core/base/text.h"
#include "tui/forms/forms_commitment.h"
#include "tui/widgets/widgets.h"

#define OBJECTIVES_MAX 4000
#define LINES 3
#define WITHDRAW "retirer:" /* before the identifier of a commitment; models have none */

enum { AMEND_REASON, AMEND_TO, AMEND_OBJECTIVES, AMEND_WEEKLY, AMEND_INTENSIVE, AMEND_LINES,
	AMEND_FIELDS = AMEND_LINES + LINES * LINE_FIELDS };

static bool amended(struct ui *ui, void *ctx, const char *const *values, struct error *e);

/* --- what the base holds ---------------------------------------------------------------------------------------------- */

/* As typed_form writes values: AAAA-MM-JJ, oui or non. */
static const char *terms_value(struct arena *arena, const struct contract_version *v, size_t field)
{
	char day[DATE_TEXT];
	switch (field) {
	case AMEND_REASON: return "";
	case AMEND_TO: return date_is_set(v->ends) ? arena_strdup(arena, date_format(v->ends, day)) : "";
	case AMEND_OBJECTIVES: return arena_strdup(arena, v->objectives);
	case AMEND_WEEKLY: return weekly_typed(arena, v->weekly_target);
	case AMEND_INTENSIVE: return v->intensive ? "oui" : "non";
	default: return NULL;
	}
}

/* extra: « contract code retirer:id code … ». */
static const char *extra_contract(struct arena *arena, const char *extra)
{
	return arena_strndup(arena, extra, strcspn(extra, " "));
}

static const char *extra_codes(const char *extra)
{
	size_t first = strcspn(extra, " ");
	return extra + first + (extra[first] == ' ');
}

const char *contract_amend_present(const struct ui *ui, struct arena *arena, const struct sent_form *sent, size_t field)
{
	const struct contract *c = commitment_find_contract(ui->app, extra_contract(arena, sent->extra));
	const struct contract_version *v = c != NULL ? contract_last_signed(c) : NULL;
	return v != NULL ? terms_value(arena, v, field) : NULL;
}

/* --- the form ----------------------------------------------------------------------------------------------------------- */

static void amend_fields(struct form_context *c, const struct contract_version *v, const struct sent_form *sent, struct field_spec *out)
{
	const char **now = arena_array(&c->arena, AMEND_LINES + 1, sizeof *now), *shown[AMEND_LINES];
	char day[DATE_TEXT];
	struct date ends;
	for (size_t i = 0; i < AMEND_LINES; i++) {
		now[i] = terms_value(&c->arena, v, i);
		shown[i] = arena_strdup(&c->arena, sent_merge(sent, i, now[i]));
	}
	c->opened_on = now;
	if (date_parse(shown[AMEND_TO], &ends))
		shown[AMEND_TO] = arena_strdup(&c->arena, date_format_numeric(ends, day));
	out[AMEND_REASON] = (struct field_spec){.name = "motif", .label = "Motif", .required = true, .max = 2000, .initial = shown[AMEND_REASON],
		.hint = "Pourquoi le contrat change"};
	out[AMEND_TO] = (struct field_spec){.name = "fin", .label = "Dernier jour", .kind = FIELD_DATE, .initial = shown[AMEND_TO],
		.hint = "JJ/MM/AAAA, ce jour compte encore ; vide : terme non fixé"};
	out[AMEND_OBJECTIVES] = (struct field_spec){.name = "objectifs", .label = "Objectifs", .kind = FIELD_LINES, .rows = 2, .required = true,
		.max = OBJECTIVES_MAX, .initial = shown[AMEND_OBJECTIVES], .hint = "Concrets et mesurables, dans les mots de la personne"};
	out[AMEND_WEEKLY] = (struct field_spec){.name = "cible", .label = "Heures/semaine", .whole = true, .initial = shown[AMEND_WEEKLY],
		.hint = "Heures d'activité : 15h, 7h30 ; vide : le contrat n'en fixe plus"};
	out[AMEND_INTENSIVE] = (struct field_spec){.name = "intensif", .label = "Intensif", .kind = FIELD_FLAG, .initial = shown[AMEND_INTENSIVE],
		.hint = "Parcours intensif : un choix sera à noter à 12 mois"};
	contract_line_fields(c, sent, AMEND_LINES, LINES, out + AMEND_LINES);
}

static const char *amend_ticked(struct arena *arena, const char *codes)
{
	size_t added = 0, withdrawn = 0;
	while (*codes != '\0') {
		size_t length = strcspn(codes, " ");
		bool leaves = strncmp(codes, WITHDRAW, strlen(WITHDRAW)) == 0;
		withdrawn += leaves;
		added += !leaves;
		codes += length + (codes[length] == ' ');
	}
	return arena_format(arena, "Lignes du catalogue ajoutées : %zu. Lignes retirées : %zu. Le reste demeure.", added, withdrawn);
}

static void amend_open(struct ui *ui, const char *id, const char *extra, const struct sent_form *sent)
{
	struct arena arena = {0};
	const struct contract *k = commitment_find_contract(ui->app, extra_contract(&arena, extra));
	const struct contract_version *v = k != NULL ? contract_last_signed(k) : NULL;
	arena_free(&arena);
	if (v == NULL) {
		app_say(ui->app, MESSAGE_WARNING, "Ce contrat n'est plus au dossier : rien à modifier%s%s", sent != NULL ? ". Votre motif : " : "",
		        sent != NULL ? sent->values[AMEND_REASON] : "");
		return;
	}
	struct form_context *c = form_context_new(ui, id);
	struct field_spec fields[AMEND_FIELDS];
	c->extra = arena_strdup(&c->arena, extra);
	c->object = contract_copy(&c->arena, k);
	amend_fields(c, v, sent, fields);
	struct popup *form = form_new(arena_format(&c->arena, "Avenant v%d · %s", v->rank + 1, c->name), fields, AMEND_FIELDS, amended, c,
	                              form_context_free);
	const char *ticked = amend_ticked(&c->arena, extra_codes(extra));
	form_explain(form, &ticked, 1);
	form_show(ui, form, FORM_AMEND, c, sent);
}

static size_t withdrawn_read(const struct app *a, struct arena *arena, const char *codes, const struct item *out[CONTRACT_ITEMS_MAX])
{
	size_t count = 0;
	while (*codes != '\0' && count < CONTRACT_ITEMS_MAX) {
		size_t length = strcspn(codes, " "), skip = strlen(WITHDRAW);
		if (length > skip && strncmp(codes, WITHDRAW, skip) == 0) {
			const struct item *i = commitment_find_item(a, arena_strndup(arena, codes + skip, length - skip));
			if (i != NULL)
				out[count++] = i;
		}
		codes += length + (codes[length] == ' ');
	}
	return count;
}

static bool amended(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	struct arena arena = {0};
	struct commitment_new items[CONTRACT_ITEMS_MAX];
	const struct item *withdrawn[CONTRACT_ITEMS_MAX];
	bool intensive = strcmp(values[AMEND_INTENSIVE], "oui") == 0;
	const struct contract_amendment v = {.person = c->id, .contract = c->object, .reason = values[AMEND_REASON],
		.last_day = values[AMEND_TO], .objectives = values[AMEND_OBJECTIVES], .weekly = values[AMEND_WEEKLY], .intensive = &intensive,
		.added = items, .added_count = contract_lines_read(ui->app, values + AMEND_LINES, LINES, extra_codes(c->extra), items),
		.withdrawn = withdrawn, .withdrawn_count = withdrawn_read(ui->app, &arena, extra_codes(c->extra), withdrawn)};
	bool sent = act_contract_amend(ui->app, &v, e);
	arena_free(&arena);
	if (!sent) {
		contract_lines_point(e);
		return false;
	}
	struct sent_form form = {.extra = c->extra};
	snprintf(form.id, sizeof form.id, "%s", c->id);
	memcpy(form.values, values, AMEND_FIELDS * sizeof *values);
	memcpy(form.initials, c->opened_on, AMEND_LINES * sizeof *c->opened_on);
	form_sent(ui, &form, contract_amend_again);
	return true;
}

void contract_amend_again(struct ui *ui, const struct sent_form *sent)
{
	commitment_form_again(ui, ABOUT_AMEND, sent);
}

/* --- what leaves, what comes ----------------------------------------------------------------------------------------------- */

static void amend_chosen(struct ui *ui, void *ctx, const char *const *codes, size_t count)
{
	const struct form_context *c = ctx;
	struct arena arena = {0};
	const char *all = c->extra;
	for (size_t i = 0; i < count; i++)
		all = arena_format(&arena, "%s %s", all, codes[i]);
	amend_open(ui, c->id, all, NULL);
	arena_free(&arena);
}

static bool amend_holds(const struct commitment_file *f, const struct contract *k, int rank, const char *model)
{
	for (size_t i = 0; i < f->item_count; i++)
		if (strcmp(f->items[i].contract, k->id) == 0 && item_in_version(&f->items[i], rank) && strcmp(f->items[i].model, model) == 0)
			return true;
	return false;
}

static size_t amend_items(struct ui *ui, struct arena *arena, const struct contract *k, int rank, struct code_label **out)
{
	const struct commitment_file *f = ui->app->commitments.file;
	const struct commitment_model **models;
	size_t of_catalogue = contract_models(ui, arena, k->parcours, &models), count = 0;
	struct code_label *items = arena_array(arena, f->item_count + of_catalogue + 1, sizeof *items);
	for (size_t i = 0; i < f->item_count; i++) {
		const struct item *item = &f->items[i];
		if (strcmp(item->contract, k->id) == 0 && item_in_version(item, rank))
			items[count++] = (struct code_label){arena_format(arena, WITHDRAW "%s", item->id),
				arena_format(arena, "Retirer · %s · %s", contract_party(item->debtor), item->object)};
	}
	for (size_t i = 0; i < of_catalogue; i++)
		if (!amend_holds(f, k, rank, models[i]->code))
			items[count++] = (struct code_label){models[i]->code, arena_format(arena, "Ajouter · %s", contract_model_label(arena, models[i]))};
	*out = items;
	return count;
}

static void amend_pick(struct ui *ui, const char *id, const struct contract *k)
{
	struct form_context *c = form_context_new(ui, id);
	struct code_label *items;
	size_t count = amend_items(ui, &c->arena, k, contract_last_signed(k)->rank, &items);
	size_t most = count < CONTRACT_ITEMS_MAX - LINES ? count : CONTRACT_ITEMS_MAX - LINES;
	c->extra = arena_strdup(&c->arena, k->id);
	ui_show_popup(ui, picklist_new(arena_format(&c->arena, "Avenant : ce qui change · %s", c->name), items, count, 0, most, amend_chosen, c,
	                               form_context_free));
}

void amend_start(struct ui *ui, const char *id, const struct sent_form *sent)
{
	const struct contract *running = commitment_running(ui->app);
	char key[32], drop[32];
	if (sent != NULL)
		amend_open(ui, id, sent->extra, sent);
	else if (running == NULL)
		app_say(ui->app, MESSAGE_WARNING, "Aucun contrat signé à modifier : %s en prépare un",
		        keymap_show(&ui->keymap, ACTION_CONTRACT_PREPARE, key));
	else if (contract_pending(running) != NULL)
		app_say(ui->app, MESSAGE_WARNING, "Un avenant attend déjà une signature : %s le signe, %s l'abandonne",
		        keymap_show(&ui->keymap, ACTION_CONTRACT_SIGN, key), keymap_show(&ui->keymap, ACTION_CONTRACT_CLOSE, drop));
	else
		amend_pick(ui, id, running);
}
