/* Who pays a training, cost by cost and day by day (T3): a line more, the answer of its funder; absences during the training. */
#include <string.h>

#include "core/base/text.h"
#include "tui/forms/forms_training.h"

#define REASON_MAX 1000

static const struct code_label *cost_choices(struct form_context *c)
{
	struct code_label *all = arena_array(&c->arena, COST_COUNT + 1, sizeof *all);
	for (int i = 0; i < COST_COUNT; i++)
		all[i] = (struct code_label){cost_code((enum cost)i), cost_label((enum cost)i)};
	return all;
}

static const struct code_label *state_choices(struct form_context *c)
{
	struct code_label *all = arena_array(&c->arena, LINE_STATE_COUNT + 1, sizeof *all);
	for (int i = 0; i < LINE_STATE_COUNT; i++)
		all[i] = (struct code_label){line_state_code((enum line_state)i), line_state_label((enum line_state)i)};
	return all;
}

/* --- one more line ------------------------------------------------------------------------------------------------ */

enum { LINE_COST, LINE_FUNDER, LINE_FROM, LINE_TO, LINE_AMOUNT, LINE_STATE, LINE_REASON, LINE_FIELDS_COUNT };

static bool line_asked(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	const struct funding_new v = {.cost = (enum cost)cost_from_code(values[LINE_COST]), .funder = values[LINE_FUNDER],
		.from = values[LINE_FROM], .last_day = values[LINE_TO], .amount = values[LINE_AMOUNT],
		.state = (enum line_state)line_state_from_code(values[LINE_STATE]), .reason = values[LINE_REASON]};
	if (!act_funding_add(ui->app, &training_held(c)->request, &v, e))
		return false;
	form_sent_values(ui, c, values, LINE_FIELDS_COUNT, funding_line_again);
	return true;
}

void funding_line_again(struct ui *ui, const struct sent_form *sent)
{
	training_form_again(ui, TRAINING_ABOUT_LINE, sent);
}

/* The first run of days without a funder that nobody was asked for yet, else the whole training. */
struct line_first { const char *cost, *from, *to; };

static struct line_first line_first(struct form_context *c, const struct ui *ui)
{
	const struct training *t = &training_held(c)->request;
	struct funding_check check = funding_check(&c->arena, app_training(ui->app, t->id), app_funders(ui->app));
	struct date from = t->starts, to = t->ends;
	enum cost cost = COST_TEACHING;
	char day[DATE_TEXT];
	for (size_t i = check.count; i-- > 0;)
		if (!check.holes[i].asked) {
			cost = check.holes[i].cost;
			from = check.holes[i].from;
			to = check.holes[i].to;
		}
	struct line_first first = {cost_code(cost), "", ""};
	if (date_is_set(from))
		first.from = arena_strdup(&c->arena, date_format_numeric(from, day));
	if (date_is_set(to))
		first.to = arena_strdup(&c->arena, date_format_numeric(to, day));
	return first;
}

static void line_fields(struct form_context *c, const struct ui *ui, const struct sent_form *sent, struct field_spec *out)
{
	struct line_first first = line_first(c, ui);
	out[LINE_COST] = (struct field_spec){.name = "poste", .label = "Coût", .kind = FIELD_CHOICE, .choices = cost_choices(c), .required = true,
		.initial = typed_value(sent, LINE_COST, first.cost), .hint = "Frais pédagogiques, rémunération, frais annexes"};
	out[LINE_FUNDER] = (struct field_spec){.name = "financeur", .label = "Financeur", .kind = FIELD_CHOICE, .choices = funder_choices(c, ui->app),
		.initial = typed_value(sent, LINE_FUNDER, ""), .hint = "Qui paie ; Retour arrière : personne, si le coût est sans objet"};
	out[LINE_FROM] = (struct field_spec){.name = "du", .label = "Du, au", .kind = FIELD_DATE, .width = 11,
		.initial = sent_day(c, sent, LINE_FROM, first.from), .hint = "Premier jour payé ; vide : celui de la formation"};
	out[LINE_TO] = (struct field_spec){.name = "au", .label = "au", .kind = FIELD_DATE, .beside = true,
		.initial = sent_day(c, sent, LINE_TO, first.to), .hint = "Dernier jour payé, ce jour compte ; vide : celui de la formation"};
	out[LINE_AMOUNT] = (struct field_spec){.name = "montant", .label = "Montant (€)", .max = 15, .whole = true,
		.initial = typed_value(sent, LINE_AMOUNT, ""), .hint = "En euros : 1250 ou 1250,50 ; vide : non fixé"};
	out[LINE_STATE] = (struct field_spec){.name = "etat", .label = "Réponse", .kind = FIELD_CHOICE, .choices = state_choices(c), .required = true,
		.initial = typed_value(sent, LINE_STATE, line_state_code(LINE_ASKED)), .hint = "Demandée, accordée, refusée ; sans objet : ce coût n'existe pas"};
	out[LINE_REASON] = (struct field_spec){.name = "motif", .label = "Motif", .max = REASON_MAX, .initial = typed_value(sent, LINE_REASON, ""),
		.hint = "À dire pour « refusée » et « sans objet »"};
}

void funding_line_start(struct ui *ui, const char *extra, const struct sent_form *sent)
{
	struct form_context *c = training_context(ui, extra, sent != NULL ? sent->values[LINE_REASON] : "");
	struct field_spec fields[LINE_FIELDS_COUNT];
	if (c == NULL)
		return;
	line_fields(c, ui, sent, fields);
	struct popup *form = form_new(training_title(c, "Ligne de financement"), fields, LINE_FIELDS_COUNT, line_asked, c, form_context_free);
	const char *said = "Un seul financeur pour un coût et un jour ; plusieurs se suivent.";
	form_explain(form, &said, 1);
	form_show(ui, form, FORM_FUNDING_LINE, c, sent);
}

/* --- the answer ------------------------------------------------------------------------------------------------------ */

enum { DECIDE_STATE, DECIDE_AMOUNT, DECIDE_REASON, DECIDE_FIELDS };

static bool line_decided(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	const struct training_held *held = training_held(c);
	enum line_state state = (enum line_state)line_state_from_code(values[DECIDE_STATE]);
	if (!act_funding_decide(ui->app, &held->request, held->line, state, values[DECIDE_AMOUNT], values[DECIDE_REASON], e))
		return false;
	form_sent_values(ui, c, values, DECIDE_FIELDS, funding_decide_again);
	return true;
}

void funding_decide_again(struct ui *ui, const struct sent_form *sent)
{
	training_form_again(ui, TRAINING_ABOUT_LINE_DECIDE, sent);
}

/* « 1250 », « 1250,50 », "" when the amount is not fixed. */
static const char *amount_typed(struct arena *arena, int64_t cents)
{
	if (cents < 0)
		return "";
	if (cents % 100 == 0)
		return arena_format(arena, "%lld", (long long)(cents / 100));
	return arena_format(arena, "%lld,%02d", (long long)(cents / 100), (int)(cents % 100));
}

static const char *line_said(struct form_context *c, const struct app *a, const struct funding_line *l)
{
	char from[DATE_TEXT], to[DATE_TEXT];
	const char *funder = l->funder[0] != '\0' ? funder_label(app_funders(a), l->funder) : "personne";
	return arena_format(&c->arena, "%s, %s, du %s au %s.", cost_label(l->cost), text_safe(&c->arena, funder), date_format_numeric(l->from, from),
	                    date_format_numeric(l->to, to));
}

void funding_decide_start(struct ui *ui, const char *extra, const struct sent_form *sent)
{
	struct form_context *c = training_context(ui, extra, sent != NULL ? sent->values[DECIDE_REASON] : "");
	if (c == NULL)
		return;
	const struct funding_line *l = training_held(c)->line;
	if (l == NULL) {
		app_say(ui->app, MESSAGE_WARNING, "Cette ligne de financement n'est plus au dossier.");
		form_context_free(c);
		return;
	}
	const char *said = line_said(c, ui->app, l);
	const struct field_spec fields[DECIDE_FIELDS] = {
		{.name = "etat", .label = "Réponse", .kind = FIELD_CHOICE, .choices = state_choices(c), .required = true,
		 .initial = typed_value(sent, DECIDE_STATE, line_state_code(l->state == LINE_ASKED ? LINE_GRANTED : l->state)),
		 .hint = "Accordée, refusée ; sans objet : ce coût n'existe pas"},
		{.name = "montant", .label = "Montant (€)", .max = 15, .whole = true,
		 .initial = typed_value(sent, DECIDE_AMOUNT, amount_typed(&c->arena, l->amount)), .hint = "En euros : 1250 ou 1250,50 ; vide : non fixé"},
		{.name = "motif", .label = "Motif", .max = REASON_MAX, .initial = typed_value(sent, DECIDE_REASON, arena_strdup(&c->arena, l->reason)),
		 .hint = "À dire pour « refusée » et « sans objet »"},
	};
	struct popup *form = form_new(training_title(c, "Réponse du financeur"), fields, DECIDE_FIELDS, line_decided, c, form_context_free);
	form_explain(form, &said, 1);
	form_show(ui, form, FORM_FUNDING_DECIDE, c, sent);
}

/* --- withdrawn ------------------------------------------------------------------------------------------------------- */

static void line_withdrawn(struct ui *ui, void *ctx, bool yes)
{
	const struct training_held *held = training_held(ctx);
	struct error e = {0};
	if (yes && !act_funding_withdraw(ui->app, &held->request, held->line, &e))
		app_say_error(ui->app, MESSAGE_WARNING, "", &e);
}

void form_line_withdraw(struct ui *ui, const char *training_id, const char *line_id)
{
	struct arena arena = {0};
	struct form_context *c = training_context(ui, arena_format(&arena, "%s %s", training_id, line_id), "");
	arena_free(&arena);
	if (c == NULL)
		return;
	const char *lines[] = {line_said(c, ui->app, training_held(c)->line), "Retirée, elle ne couvre plus aucun jour ; elle reste dans l'historique."};
	ui_show_popup(ui, confirm_new(training_title(c, "Retirer cette ligne ?"), lines, 2, "retirer", "garder", line_withdrawn, c, form_context_free));
}

/* --- absences --------------------------------------------------------------------------------------------------------- */

enum { ABSENT_FROM, ABSENT_TO, ABSENT_EXCUSED, ABSENT_REASON, ABSENT_FIELDS };

static bool absence_noted(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	const char *last = values[ABSENT_TO][0] != '\0' ? values[ABSENT_TO] : values[ABSENT_FROM];
	bool excused = strcmp(values[ABSENT_EXCUSED], "oui") == 0;
	if (!act_training_absence(ui->app, &training_held(c)->request, values[ABSENT_FROM], last, excused, values[ABSENT_REASON], e))
		return false;
	form_sent_values(ui, c, values, ABSENT_FIELDS, training_absence_again);
	return true;
}

void training_absence_again(struct ui *ui, const struct sent_form *sent)
{
	training_form_again(ui, TRAINING_ABOUT_ABSENCE, sent);
}

void training_absence_start(struct ui *ui, const char *extra, const struct sent_form *sent)
{
	struct form_context *c = training_context(ui, extra, sent != NULL ? sent->values[ABSENT_REASON] : "");
	if (c == NULL)
		return;
	const struct field_spec fields[ABSENT_FIELDS] = {
		{.name = "du", .label = "Du, au", .kind = FIELD_DATE, .required = true, .width = 11,
		 .initial = sent_day(c, sent, ABSENT_FROM, form_today(c, ui)), .hint = "Premier jour : JJ/MM ou JJ/MM/AAAA"},
		{.name = "au", .label = "au", .kind = FIELD_DATE, .beside = true, .initial = sent_day(c, sent, ABSENT_TO, ""),
		 .hint = "Dernier jour, qui compte encore ; vide : un seul jour"},
		{.name = "justifiee", .label = "Justifiée", .kind = FIELD_FLAG, .initial = typed_value(sent, ABSENT_EXCUSED, "oui"),
		 .hint = "La raison donnée est acceptée"},
		{.name = "motif", .label = "Motif", .required = true, .max = REASON_MAX, .initial = typed_value(sent, ABSENT_REASON, ""),
		 .hint = "Ce que disent la personne, l'organisme"},
	};
	struct popup *form = form_new(training_title(c, "Absence en formation"), fields, ABSENT_FIELDS, absence_noted, c, form_context_free);
	form_show(ui, form, FORM_TRAINING_ABSENCE, c, sent);
}
