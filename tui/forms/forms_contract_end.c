/* What becomes of a contract: the choice at 12 months or at the term, closing it, giving up what nobody signed. */
#include <string.h>

#include "core/base/text.h"
#include "tui/forms/forms_commitment.h"
#include "tui/widgets/widgets.h"

#define REASON_MAX 2000
#define DROP "abandonner"
#define CLOSE "clore"

static const struct contract *held(const struct form_context *c)
{
	return c->object;
}

/* Of the contract running, or that the form was about; NULL with a sentence when there is none. */
static struct form_context *about_running(struct ui *ui, const char *id)
{
	const struct contract *running = commitment_running(ui->app);
	char key[32];
	if (running == NULL) {
		app_say(ui->app, MESSAGE_WARNING, "Aucun contrat signé n'est en cours : %s en prépare un",
		        keymap_show(&ui->keymap, ACTION_CONTRACT_PREPARE, key));
		return NULL;
	}
	struct form_context *c = form_context_new(ui, id);
	c->object = contract_copy(&c->arena, running);
	c->extra = held(c)->id;
	return c;
}

/* --- the choice -------------------------------------------------------------------------------------------------------- */

static bool chosen(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	if (!act_contract_choose(ui->app, c->id, held(c), choice_from_code(values[0]), values[1], e))
		return false;
	form_sent_values(ui, c, values, 2, contract_choose_again);
	return true;
}

void contract_choose_again(struct ui *ui, const struct sent_form *sent)
{
	commitment_form_again(ui, ABOUT_CHOOSE, sent);
}

static const struct code_label *choices_all(struct form_context *c)
{
	struct code_label *all = arena_array(&c->arena, CHOICE_COUNT, sizeof *all);
	for (int i = CHOICE_NONE + 1; i < CHOICE_COUNT; i++)
		all[i - 1] = (struct code_label){choice_code((enum contract_choice)i), choice_label((enum contract_choice)i)};
	return all;
}

static size_t choose_explain(struct form_context *c, const struct ui *ui, const char *lines[2])
{
	const struct contract *k = held(c);
	const struct contract_version *v = contract_last_signed(k);
	char from[DATE_TEXT], to[DATE_TEXT], renew[32], orient[32];
	lines[0] = arena_format(&c->arena, "Contrat du %s%s%s%s.", date_format_numeric(k->starts, from), v != NULL && date_is_set(v->ends) ? " au " : "",
	                        v != NULL ? date_format_numeric(v->ends, to) : "", v != NULL && v->intensive ? ", intensif" : "");
	lines[1] = arena_format(&c->arena, "Ensuite : %s prépare le contrat qui suit, %s note la réorientation.",
	                        keymap_show(&ui->keymap, ACTION_CONTRACT_PREPARE, renew), keymap_show(&ui->keymap, ACTION_ORIENTATION, orient));
	return 2;
}

void choose_start(struct ui *ui, const char *id, const struct sent_form *sent)
{
	struct form_context *c = about_running(ui, id);
	const char *lines[2];
	if (c == NULL)
		return;
	const struct field_spec fields[] = {
		{.name = "choix", .label = "Choix", .kind = FIELD_CHOICE, .choices = choices_all(c), .required = true,
		 .initial = sent != NULL ? sent->values[0] : "", .hint = "Fait avec la personne"},
		{.name = "motif", .label = "Pourquoi", .kind = FIELD_LINES, .required = true, .max = REASON_MAX,
		 .initial = sent != NULL ? sent->values[1] : "", .hint = "Ce qui a été dit, et par qui"},
	};
	struct popup *form = form_new(arena_format(&c->arena, "Choix à 12 mois ou au terme · %s", c->name), fields, 2, chosen, c, form_context_free);
	form_explain(form, lines, choose_explain(c, ui, lines));
	form_show(ui, form, FORM_CHOOSE, c, sent);
}

/* --- closing --------------------------------------------------------------------------------------------------------------- */

static bool closed(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	if (!act_contract_close(ui->app, c->id, held(c), values[0], values[1], values[2], e))
		return false;
	form_sent_values(ui, c, values, 3, contract_close_again);
	return true;
}

void contract_close_again(struct ui *ui, const struct sent_form *sent)
{
	commitment_form_again(ui, ABOUT_CLOSE, sent);
}

static void close_open(struct ui *ui, const char *id, const struct sent_form *sent)
{
	struct form_context *c = about_running(ui, id);
	if (c == NULL)
		return;
	const struct field_spec fields[] = {
		{.name = "dernier_jour", .label = "Dernier jour", .kind = FIELD_DATE, .required = true,
		 .initial = sent_day(c, sent, 0, form_today(c, ui)), .hint = "JJ/MM ou JJ/MM/AAAA ; ce jour compte encore"},
		{.name = "motif", .label = "Motif", .kind = FIELD_CHOICE, .choices = contract_closings, .required = true,
		 .initial = sent != NULL ? sent->values[1] : "", .hint = "Pourquoi le contrat finit"},
		{.name = "texte", .label = "Précision", .kind = FIELD_LINES, .max = REASON_MAX, .rows = 3,
		 .initial = sent != NULL ? sent->values[2] : "", .hint = "À dire pour « rupture » et « autre » ; facultatif sinon"},
	};
	form_show(ui, form_new(arena_format(&c->arena, "Clore le contrat · %s", c->name), fields, 3, closed, c, form_context_free), FORM_CLOSE, c,
	          sent);
}

/* --- giving up -------------------------------------------------------------------------------------------------------------- */

static void dropped(struct ui *ui, void *ctx, bool yes)
{
	const struct form_context *c = ctx;
	struct error e = {0};
	if (yes && !act_contract_drop(ui->app, c->id, held(c), contract_pending(held(c))->rank, &e))
		app_say_error(ui->app, MESSAGE_WARNING, "", &e);
}

static void drop_ask(struct ui *ui, const char *id)
{
	const struct contract *waiting = commitment_waiting(ui->app);
	if (waiting == NULL)
		return;
	struct form_context *c = form_context_new(ui, id);
	c->object = contract_copy(&c->arena, waiting);
	const struct contract_version *v = contract_pending(held(c));
	const char *lines[] = {
		arena_format(&c->arena, "%s n'est pas signé%s.", v->rank == 1 ? "Ce contrat" : arena_format(&c->arena, "L'avenant v%d", v->rank),
		             date_is_set(v->signed_person) || date_is_set(v->signed_structure) ? " des deux parties" : ""),
		v->rank == 1 ? "Il reste au dossier, marqué abandonné. Vous pourrez en préparer un autre."
		             : "Il reste au dossier, marqué abandonné. Le contrat en vigueur ne change pas.",
	};
	ui_show_popup(ui, confirm_new(arena_format(&c->arena, "Abandonner ? · %s", c->name), lines, 2, "abandonner", "revenir", dropped, c,
	                              form_context_free));
}

static void end_chosen(struct ui *ui, void *ctx, const char *code)
{
	const struct form_context *c = ctx;
	if (strcmp(code, DROP) == 0)
		drop_ask(ui, c->id);
	else
		close_open(ui, c->id, NULL);
}

void close_start(struct ui *ui, const char *id, const struct sent_form *sent)
{
	const struct contract *waiting = commitment_waiting(ui->app), *running = commitment_running(ui->app);
	if (sent != NULL || waiting == NULL) {
		close_open(ui, id, sent);
		return;
	}
	if (running == NULL) {
		drop_ask(ui, id);
		return;
	}
	struct form_context *c = form_context_new(ui, id);
	const struct code_label items[] = {
		{DROP, contract_pending(waiting)->rank == 1 ? "Abandonner le contrat préparé, pas encore signé"
		                                            : "Abandonner l'avenant préparé, pas encore signé"},
		{CLOSE, "Clore le contrat en cours"},
	};
	ui_show_popup(ui, chooser_new(arena_format(&c->arena, "Finir · %s", c->name), items, 2, end_chosen, c, form_context_free));
}
