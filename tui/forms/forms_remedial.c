/* An excuse accepted for a commitment; the remedial action that a late commitment of ours opens, and its delivery. */
#include <string.h>

#include "core/base/text.h"
#include "tui/forms/forms_commitment.h"
#include "tui/widgets/widgets.h"

#define DELIVERY_DAYS 7 /* first date offered: people are met every week */
#define RULE "regle:"   /* before the code of a clock; a commitment is named by its UUID alone */

static const struct commitment_file *file_of(const struct ui *ui)
{
	return ui->app->commitments.file;
}

static struct item *item_copy(struct arena *arena, const struct item *i)
{
	struct item *copy = arena_alloc(arena, sizeof *copy);
	*copy = *i;
	copy->id = arena_strdup(arena, i->id);
	copy->object = arena_strdup(arena, i->object);
	copy->contract = arena_strdup(arena, i->contract);
	copy->meeting = copy->rule = copy->model = copy->source = copy->excuse = copy->withdrawal = "";
	return copy;
}

/* --- excuse ------------------------------------------------------------------------------------------------------------ */

static void excuse_open(struct ui *ui, const char *id, const struct item *i, const struct sent_form *sent);

static bool item_excused(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	if (!act_item_excuse(ui->app, c->id, c->object, values[0], e))
		return false;
	form_sent_values(ui, c, values, 1, item_excuse_again);
	return true;
}

void item_excuse_again(struct ui *ui, const struct sent_form *sent)
{
	commitment_form_again(ui, ABOUT_EXCUSE, sent);
}

static void excuse_open(struct ui *ui, const char *id, const struct item *i, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, id);
	struct item *copy = item_copy(&c->arena, i);
	const char *what = arena_format(&c->arena, "%s", copy->object);
	c->object = copy;
	c->extra = copy->id;
	const struct field_spec fields[] = {
		{.name = "motif", .label = "Motif accepté", .required = true, .max = 500, .initial = sent != NULL ? sent->values[0] : "",
		 .hint = "Pourquoi ce n'est pas retenu : un engagement excusé n'est plus en retard"},
	};
	struct popup *form = form_new(arena_format(&c->arena, "Excuser · %s", c->name), fields, 1, item_excused, c, form_context_free);
	form_explain(form, &what, 1);
	form_show(ui, form, FORM_ITEM_EXCUSE, c, sent);
}

void form_item_excuse_at(struct ui *ui, const char *id, const struct item *i)
{
	excuse_open(ui, id, i, NULL);
}

static void excuse_picked(struct ui *ui, void *ctx, const char *code)
{
	const struct form_context *c = ctx;
	const struct item *i = commitment_find_item(ui->app, code);
	if (i != NULL)
		excuse_open(ui, c->id, i, NULL);
}

/* Those late, when no line is under the cursor. */
static void excuse_pick(struct ui *ui, const char *id)
{
	struct form_context *c = form_context_new(ui, id);
	const struct ledger *l = &ui->app->commitments.ledger;
	struct code_label *items = arena_array(&c->arena, l->count + 1, sizeof *items);
	size_t count = 0;
	for (size_t i = 0; i < l->count; i++)
		if (l->lines[i].item != NULL && l->lines[i].state == ITEM_LATE)
			items[count++] = (struct code_label){arena_strdup(&c->arena, l->lines[i].item->id), arena_strdup(&c->arena, l->lines[i].object)};
	if (count == 0) {
		app_say(ui->app, MESSAGE_INFO, "Aucun engagement en retard à excuser");
		form_context_free(c);
		return;
	}
	ui_show_popup(ui, chooser_new(arena_format(&c->arena, "Excuser · %s", c->name), items, count, excuse_picked, c, form_context_free));
}

void excuse_item_start(struct ui *ui, const char *id, const struct sent_form *sent)
{
	const struct item *i = sent != NULL ? commitment_find_item(ui->app, sent->extra) : NULL;
	if (i != NULL)
		excuse_open(ui, id, i, sent);
	else if (sent != NULL)
		app_say(ui->app, MESSAGE_ERROR, "Cet engagement n'est plus au dossier. Votre motif : %s", sent->values[0]);
	else
		excuse_pick(ui, id);
}

/* --- remedial action ------------------------------------------------------------------------------------------------------ */

enum { REMEDIAL_LAPSED, REMEDIAL_HARM, REMEDIAL_OBJECT, REMEDIAL_DUE, REMEDIAL_FIELDS };

static bool remedial_opened(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	bool of_rule = strncmp(c->extra, RULE, strlen(RULE)) == 0;
	const struct remedial_new v = {.person = c->id, .item = c->object, .rule = of_rule ? c->extra + strlen(RULE) : "",
		.lapsed = values[REMEDIAL_LAPSED], .harm = values[REMEDIAL_HARM], .object = values[REMEDIAL_OBJECT], .due = values[REMEDIAL_DUE]};
	if (!act_remedial_open(ui->app, &v, e))
		return false;
	form_sent_values(ui, c, values, REMEDIAL_FIELDS, remedial_again);
	return true;
}

void remedial_again(struct ui *ui, const struct sent_form *sent)
{
	commitment_form_again(ui, ABOUT_REMEDIAL, sent);
}

/* extra: what was late; what: in words; lapsed: its date. item NULL: a clock. */
struct lapse { const char *extra, *what; struct date on; const struct item *item; };

static void remedial_open(struct ui *ui, const char *id, const struct lapse *l, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, id);
	char lapsed[DATE_TEXT], due[DATE_TEXT];
	const char *what = arena_format(&c->arena, "En retard de notre fait : %s", l->what);
	c->extra = arena_strdup(&c->arena, l->extra);
	c->object = l->item != NULL ? item_copy(&c->arena, l->item) : NULL;
	date_format_numeric(l->on, lapsed);
	date_format_numeric(date_add_days(app_today(ui->app).day, DELIVERY_DAYS), due);
	const struct field_spec fields[REMEDIAL_FIELDS] = {
		{.name = "manque_le", .label = "Manqué le", .kind = FIELD_DATE, .required = true, .initial = sent_day(c, sent, REMEDIAL_LAPSED, lapsed),
		 .hint = "Le jour où nous devions le faire"},
		{.name = "prejudice", .label = "Préjudice", .kind = FIELD_LINES, .rows = 3, .required = true, .max = 2000,
		 .initial = sent != NULL ? sent->values[REMEDIAL_HARM] : "", .hint = "Ce que ce retard a coûté à la personne"},
		{.name = "objet", .label = "Nous donnons", .required = true, .max = 500, .initial = sent != NULL ? sent->values[REMEDIAL_OBJECT] : "",
		 .hint = "Ce que nous faisons pour réparer"},
		{.name = "echeance", .label = "Pour le", .kind = FIELD_DATE, .required = true, .initial = sent_day(c, sent, REMEDIAL_DUE, due),
		 .hint = "JJ/MM ou +7 ; la réparation n'est close que remise"},
	};
	struct popup *form = form_new(arena_format(&c->arena, "Réparer un retard · %s", c->name), fields, REMEDIAL_FIELDS, remedial_opened, c,
	                              form_context_free);
	form_explain(form, &what, 1);
	form_show(ui, form, FORM_REMEDIAL, c, sent);
}

/* A commitment, or a clock of the law: the local horizon of the next appointment, say, is neither. */
static bool is_our_lapse(const struct ledger_line *l)
{
	return l->debtor == DEBTOR_STRUCTURE && l->state == ITEM_LATE && l->remedial == NULL &&
	       (l->item != NULL || l->clock.rule->kind == KIND_CLOCK);
}

static struct lapse lapse_of(struct arena *arena, const struct ledger_line *l)
{
	const char *extra = l->item != NULL ? l->item->id : arena_format(arena, RULE "%s", l->clock.rule->code);
	return (struct lapse){extra, l->object, l->due, l->item};
}

void form_remedial_at(struct ui *ui, const char *id, const struct ledger_line *late)
{
	struct arena arena = {0};
	if (is_our_lapse(late)) {
		struct lapse l = lapse_of(&arena, late);
		remedial_open(ui, id, &l, NULL);
	} else {
		app_say(ui->app, MESSAGE_INFO, "On ne répare que ce que nous devions et qui est en retard : choisissez une telle ligne");
	}
	arena_free(&arena);
}

static const struct ledger_line *lapse_named(struct arena *arena, const struct ledger *l, const char *extra)
{
	for (size_t i = 0; i < l->count; i++)
		if (is_our_lapse(&l->lines[i]) && strcmp(lapse_of(arena, &l->lines[i]).extra, extra) == 0)
			return &l->lines[i];
	return NULL;
}

static void remedial_picked(struct ui *ui, void *ctx, const char *code)
{
	const struct form_context *c = ctx;
	struct arena arena = {0};
	const struct ledger_line *late = lapse_named(&arena, &ui->app->commitments.ledger, code);
	if (late != NULL)
		form_remedial_at(ui, c->id, late);
	arena_free(&arena);
}

static void remedial_pick(struct ui *ui, const char *id)
{
	struct form_context *c = form_context_new(ui, id);
	const struct ledger *l = &ui->app->commitments.ledger;
	struct code_label *items = arena_array(&c->arena, l->count + 1, sizeof *items);
	size_t count = 0;
	for (size_t i = 0; i < l->count; i++)
		if (is_our_lapse(&l->lines[i]))
			items[count++] = (struct code_label){arena_strdup(&c->arena, lapse_of(&c->arena, &l->lines[i]).extra),
				arena_strdup(&c->arena, l->lines[i].object)};
	if (count == 0) {
		app_say(ui->app, MESSAGE_INFO, "Rien de ce que nous devons n'est en retard");
		form_context_free(c);
		return;
	}
	ui_show_popup(ui, chooser_new(arena_format(&c->arena, "Réparer quel retard ? · %s", c->name), items, count, remedial_picked, c,
	                              form_context_free));
}

static const char *clock_object(const struct ui *ui, const char *extra)
{
	const struct ledger *l = &ui->app->commitments.ledger;
	for (size_t i = 0; i < l->count; i++)
		if (l->lines[i].item == NULL && l->lines[i].debtor == DEBTOR_STRUCTURE && l->lines[i].clock.rule != NULL &&
		    strcmp(l->lines[i].clock.rule->code, extra + strlen(RULE)) == 0)
			return l->lines[i].object;
	return extra + strlen(RULE);
}

/* What was late may have been done since: the draft then goes on from what it says itself. */
void remedial_start(struct ui *ui, const char *id, const struct sent_form *sent)
{
	const struct item *i = sent != NULL ? commitment_find_item(ui->app, sent->extra) : NULL;
	bool of_rule = sent != NULL && strncmp(sent->extra, RULE, strlen(RULE)) == 0;
	if (sent == NULL)
		remedial_pick(ui, id);
	else if (i != NULL || of_rule)
		remedial_open(ui, id, &(struct lapse){sent->extra, i != NULL ? i->object : clock_object(ui, sent->extra), DATE_NONE, i}, sent);
	else
		app_say(ui->app, MESSAGE_ERROR, "Cet engagement n'est plus au dossier. Votre réparation : %s", sent->values[REMEDIAL_OBJECT]);
}

/* --- delivery ---------------------------------------------------------------------------------------------------------------- */

static bool delivered(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	if (!act_remedial_deliver(ui->app, c->id, c->object, values[0], values[1], e))
		return false;
	form_sent_values(ui, c, values, 2, delivery_again);
	return true;
}

void delivery_again(struct ui *ui, const struct sent_form *sent)
{
	commitment_form_again(ui, ABOUT_DELIVERY, sent);
}

static void delivery_open(struct ui *ui, const char *id, const struct remedial *r, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, id);
	struct remedial *copy = arena_alloc(&c->arena, sizeof *copy);
	*copy = *r;
	copy->id = c->extra = arena_strdup(&c->arena, r->id);
	copy->object = arena_strdup(&c->arena, r->object);
	copy->item = copy->rule = copy->harm = copy->delivered_text = "";
	c->object = copy;
	const char *what = arena_format(&c->arena, "Promis : %s", copy->object);
	const struct field_spec fields[] = {
		{.name = "remise_le", .label = "Remise le", .kind = FIELD_DATE, .required = true, .initial = sent_day(c, sent, 0, form_today(c, ui)),
		 .hint = "JJ/MM ou JJ/MM/AAAA"},
		{.name = "texte", .label = "Ce qui est donné", .kind = FIELD_LINES, .rows = 3, .required = true, .max = 2000,
		 .initial = sent != NULL ? sent->values[1] : "", .hint = "Ce que la personne a reçu, en clair"},
	};
	struct popup *form = form_new(arena_format(&c->arena, "Remettre la réparation · %s", c->name), fields, 2, delivered, c, form_context_free);
	form_explain(form, &what, 1);
	form_show(ui, form, FORM_DELIVERY, c, sent);
}

void form_delivery_at(struct ui *ui, const char *id, const struct remedial *r)
{
	delivery_open(ui, id, r, NULL);
}

static const struct remedial *remedial_named(const struct commitment_file *f, const char *remedial_id)
{
	for (size_t i = 0; f != NULL && i < f->remedial_count; i++)
		if (strcmp(f->remedials[i].id, remedial_id) == 0)
			return &f->remedials[i];
	return NULL;
}

static void delivery_picked(struct ui *ui, void *ctx, const char *code)
{
	const struct form_context *c = ctx;
	const struct remedial *r = remedial_named(file_of(ui), code);
	if (r != NULL)
		delivery_open(ui, c->id, r, NULL);
}

static void delivery_pick(struct ui *ui, const char *id)
{
	struct form_context *c = form_context_new(ui, id);
	const struct commitment_file *f = file_of(ui);
	struct code_label *items = arena_array(&c->arena, f->remedial_count + 1, sizeof *items);
	size_t count = 0;
	for (size_t i = 0; i < f->remedial_count; i++)
		if (!date_is_set(f->remedials[i].delivered))
			items[count++] = (struct code_label){arena_strdup(&c->arena, f->remedials[i].id), arena_strdup(&c->arena, f->remedials[i].object)};
	if (count > 1) {
		ui_show_popup(ui, chooser_new(arena_format(&c->arena, "Remettre quelle réparation ? · %s", c->name), items, count, delivery_picked, c,
		                              form_context_free));
		return;
	}
	if (count == 1)
		delivery_open(ui, id, remedial_named(f, items[0].code), NULL);
	else
		app_say(ui->app, MESSAGE_INFO, "Aucune réparation n'attend d'être remise");
	form_context_free(c);
}

void delivery_start(struct ui *ui, const char *id, const struct sent_form *sent)
{
	const struct remedial *r = sent != NULL ? remedial_named(file_of(ui), sent->extra) : NULL;
	if (r != NULL)
		delivery_open(ui, id, r, sent);
	else if (sent != NULL)
		app_say(ui->app, MESSAGE_ERROR, "Cette réparation n'est plus au dossier. Vous aviez écrit : %s", sent->values[1]);
	else
		delivery_pick(ui, id);
}
