/* Periods in a company and their debrief, what a person lives on. A reprise so short that it would end the regime is told before
 * it is saved (rules.md W2, 000:6137). */
#include <stdio.h>
#include <string.h>

#include "core/base/french.h"
#include "core/base/text.h"
#include "tui/forms/forms_training.h"

#define TEXT_MAX 4000

static const struct person_file *file_of(const struct ui *ui)
{
	return ui->app->file.file;
}

/* --- a period ------------------------------------------------------------------------------------------------------ */

enum { PERIOD_KIND, PERIOD_HOST, PERIOD_TRADE, PERIOD_AIM, PERIOD_FROM, PERIOD_TO, PERIOD_DESPITE, PERIOD_VALUES };
const char *const period_names[] = {"nature", "entreprise", "metier", "objectif", "du", "au", "malgre", NULL};

static void period_open(struct ui *ui, const char *id, const struct sent_form *sent);

static struct period_new period_read(const struct form_context *c, const char *const *values)
{
	return (struct period_new){.person = c->id, .training = c->extra, .kind = values[PERIOD_KIND], .host = values[PERIOD_HOST],
		.trade = values[PERIOD_TRADE], .aim = values[PERIOD_AIM], .from = values[PERIOD_FROM], .last_day = values[PERIOD_TO],
		.despite = values[PERIOD_DESPITE]};
}

/* The form comes back with what the reprise would end, and a field for why: nothing is saved meanwhile. */
static bool period_warn(struct ui *ui, const struct form_context *c, const char *const *values)
{
	struct arena arena = {0};
	const struct period_new v = period_read(c, values);
	struct sent_form sent = {.extra = c->extra, .draft = ""};
	const char *ends = period_ends_regime(&arena, ui->app, &v);
	bool warned = ends[0] != '\0';
	if (warned) {
		error_set(&sent.error, ERR_REFUSED, "%s", ends);
		error_set_remedy(&sent.error, "dites pourquoi la noter tout de même, ou corrigez les dates");
		snprintf(sent.error.field, sizeof sent.error.field, "malgre");
		snprintf(sent.id, sizeof sent.id, "%s", c->id);
		for (size_t i = 0; i < SENT_VALUES; i++) {
			sent.values[i] = i < PERIOD_DESPITE ? values[i] : "";
			sent.initials[i] = "";
		}
		form_resume(ui, &sent, period_again);
	}
	arena_free(&arena);
	return warned;
}

/* typed: the last one is there only once the warning was given. */
static bool period_noted(struct ui *ui, const struct form_context *c, const char *const *typed, bool warned, struct error *e)
{
	const char *values[PERIOD_VALUES];
	memcpy(values, typed, PERIOD_DESPITE * sizeof *values);
	values[PERIOD_DESPITE] = warned ? typed[PERIOD_DESPITE] : "";
	const struct period_new v = period_read(c, values);
	if (!warned && period_warn(ui, c, values))
		return true;
	if (!act_period_note(ui->app, &v, e))
		return false;
	form_sent_values(ui, c, values, PERIOD_VALUES, period_again);
	return true;
}

static bool period_first(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	return period_noted(ui, ctx, values, false, e);
}

static bool period_despite(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	return period_noted(ui, ctx, values, true, e);
}

void period_again(struct ui *ui, const struct sent_form *sent)
{
	period_open(ui, sent->id, sent);
}

static void period_fields(struct form_context *c, const struct ui *ui, const struct sent_form *sent, struct field_spec *out)
{
	out[PERIOD_KIND] = (struct field_spec){.label = "Nature", .kind = FIELD_CHOICE, .choices = company_period_kinds, .required = true,
		.initial = typed_value(sent, PERIOD_KIND, company_period_kinds[0].code), .hint = "Immersion, EMT, PMSMP, activité, reprise d'emploi"};
	out[PERIOD_HOST] = (struct field_spec){.label = "Entreprise", .required = true, .max = 200, .initial = typed_value(sent, PERIOD_HOST, ""),
		.hint = "Qui accueille la personne"};
	out[PERIOD_TRADE] = (struct field_spec){.label = "Métier", .max = 200, .initial = typed_value(sent, PERIOD_TRADE, ""), .hint = "Facultatif : le métier exercé"};
	out[PERIOD_AIM] = (struct field_spec){.label = "Objectif", .max = 1000, .initial = typed_value(sent, PERIOD_AIM, ""),
		.hint = "Facultatif : ce que la période doit apprendre, confirmer"};
	out[PERIOD_FROM] = (struct field_spec){.label = "Du, au", .kind = FIELD_DATE, .width = 11, .required = true,
		.initial = sent_day(c, sent, PERIOD_FROM, form_today(c, ui)), .hint = "Premier jour : JJ/MM ou JJ/MM/AAAA"};
	out[PERIOD_TO] = (struct field_spec){.label = "au", .kind = FIELD_DATE, .beside = true, .required = true,
		.initial = sent_day(c, sent, PERIOD_TO, ""), .hint = "Dernier jour, qui compte encore"};
	/* Not required by the form: once the days are corrected, nothing is left to justify; the act says when it is missing. */
	out[PERIOD_DESPITE] = (struct field_spec){.label = "Malgré tout", .max = 1000, .initial = typed_value(sent, PERIOD_DESPITE, ""),
		.hint = "Pourquoi noter cette reprise, sachant à quoi elle met fin"};
	for (size_t i = 0; i < PERIOD_VALUES; i++)
		out[i].name = period_names[i];
}

static bool period_is_warned(const struct sent_form *sent)
{
	return sent != NULL && (strcmp(sent->error.field, "malgre") == 0 || sent->values[PERIOD_DESPITE][0] != '\0');
}

static void period_open(struct ui *ui, const char *id, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, id);
	struct field_spec fields[PERIOD_VALUES];
	bool warned = period_is_warned(sent);
	const char *lines[1];
	c->extra = arena_strdup(&c->arena, sent != NULL ? sent->extra : "");
	period_fields(c, ui, sent, fields);
	struct popup *form = form_new(training_title(c, warned ? "À confirmer · Période en entreprise" : "Période en entreprise"), fields,
	                              warned ? PERIOD_VALUES : PERIOD_DESPITE, warned ? period_despite : period_first, c, form_context_free);
	if (warned) {
		const struct period_new v = period_read(c, sent->values);
		lines[0] = arena_format(&c->arena, "%s.", period_ends_regime(&c->arena, ui->app, &v));
		form_explain(form, lines, lines[0][1] != '\0' ? 1 : 0);
	}
	form_show(ui, form, FORM_PERIOD, c, sent);
}

static void period_ready(struct ui *ui, const char *id)
{
	period_open(ui, id, NULL);
}

void form_period(struct ui *ui, const char *id)
{
	form_wait(ui, WAIT_FILE, id, period_ready);
}

/* --- its debrief ------------------------------------------------------------------------------------------------------ */

enum { DEBRIEF_HOST, DEBRIEF_TEXT, DEBRIEF_ON, DEBRIEF_FIELDS };

static const struct company_period *period_named(const struct company_period *items, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(items[i].id, id) == 0)
			return &items[i];
	return NULL;
}

/* In the person's file, or on the page of their request. */
static const struct company_period *period_of(const struct app *a, const char *person, const char *period)
{
	const struct person_file *f = a->file.file;
	const struct training_file *t = a->training.file;
	const struct company_period *p = NULL;
	if (f != NULL && strcmp(a->file.id, person) == 0)
		p = period_named(f->periods, f->period_count, period);
	if (p == NULL && t != NULL && strcmp(t->request.person, person) == 0)
		p = period_named(t->periods, t->period_count, period);
	return p;
}

static bool debriefed(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	bool with_host = strcmp(values[DEBRIEF_HOST], "oui") == 0;
	if (!act_period_debrief(ui->app, c->id, c->object, with_host, values[DEBRIEF_TEXT], values[DEBRIEF_ON], e))
		return false;
	form_sent_values(ui, c, values, DEBRIEF_FIELDS, debrief_again);
	return true;
}

static const char *period_said(struct form_context *c, const struct company_period *p)
{
	char from[DATE_TEXT], to[DATE_TEXT];
	return arena_format(&c->arena, "%s chez %s, du %s au %s.", code_label_find(company_period_kinds, p->kind), text_safe(&c->arena, p->host),
	                    date_format_numeric(p->from, from), date_format_numeric(p->to, to));
}

/* The period as it is now: a form is about what it was opened on. */
static struct form_context *period_context(const struct ui *ui, const char *id, const struct company_period *p)
{
	struct form_context *c = form_context_new(ui, id);
	struct company_period *copy = arena_alloc(&c->arena, sizeof *copy);
	*copy = *p;
	copy->id = c->extra = arena_strdup(&c->arena, p->id);
	copy->kind = arena_strdup(&c->arena, p->kind);
	copy->host = arena_strdup(&c->arena, p->host);
	copy->training = copy->trade = copy->aim = copy->debrief = copy->despite = "";
	c->object = copy;
	return c;
}

static void debrief_open(struct ui *ui, const char *id, const struct company_period *p, const struct sent_form *sent)
{
	struct form_context *c = period_context(ui, id, p);
	const char *said = period_said(c, c->object);
	const struct field_spec fields[DEBRIEF_FIELDS] = {
		{.name = "avec_hote", .label = "Avec l'entreprise", .kind = FIELD_FLAG, .initial = typed_value(sent, DEBRIEF_HOST, "oui"),
		 .hint = "Le bilan est fait avec l'entreprise qui a accueilli la personne"},
		{.name = "texte", .label = "Bilan", .kind = FIELD_LINES, .rows = 4, .required = true, .max = TEXT_MAX,
		 .initial = typed_value(sent, DEBRIEF_TEXT, ""), .hint = "Ce que la personne a fait, ce que l'entreprise en dit, ce qui suit"},
		{.name = "le", .label = "Fait le", .kind = FIELD_DATE, .required = true, .initial = sent_day(c, sent, DEBRIEF_ON, form_today(c, ui)),
		 .hint = "JJ/MM ou JJ/MM/AAAA"},
	};
	struct popup *form = form_new(training_title(c, "Bilan de période"), fields, DEBRIEF_FIELDS, debriefed, c, form_context_free);
	form_explain(form, &said, 1);
	form_show(ui, form, FORM_PERIOD_DEBRIEF, c, sent);
}

static void debrief_chosen(struct ui *ui, void *ctx, const char *code)
{
	const struct form_context *c = ctx;
	const struct company_period *p = period_of(ui->app, c->id, code);
	if (p != NULL)
		debrief_open(ui, c->id, p, NULL);
}

static void debrief_ready(struct ui *ui, const char *id)
{
	const struct person_file *f = file_of(ui);
	struct form_context *c = form_context_new(ui, id);
	struct code_label *items = arena_array(&c->arena, f->period_count + 1, sizeof *items);
	size_t count = 0;
	for (size_t i = f->period_count; i-- > 0;)
		if (company_period_awaits_debrief(&f->periods[i], app_today(ui->app).day))
			items[count++] = (struct code_label){arena_strdup(&c->arena, f->periods[i].id), period_said(c, &f->periods[i])};
	if (count > 1) {
		ui_show_popup(ui, chooser_new(training_title(c, "Bilan de quelle période ?"), items, count, debrief_chosen, c, form_context_free));
		return;
	}
	if (count == 1)
		debrief_chosen(ui, c, items[0].code);
	else
		app_say(ui->app, MESSAGE_INFO, "Aucune période en entreprise n'attend son bilan pour %s", c->name);
	form_context_free(c);
}

void form_period_debrief(struct ui *ui, const char *id)
{
	form_wait(ui, WAIT_FILE, id, debrief_ready);
}

static void debrief_back(struct ui *ui, const char *id)
{
	const struct sent_form *sent = form_sent_last(ui);
	const struct company_period *p = sent != NULL ? period_of(ui->app, id, sent->extra) : NULL;
	if (p != NULL)
		debrief_open(ui, id, p, sent);
	else if (sent != NULL)
		app_say(ui->app, MESSAGE_ERROR, "Cette période n'est plus au dossier. Votre bilan : %s", sent->values[DEBRIEF_TEXT]);
}

void debrief_again(struct ui *ui, const struct sent_form *sent)
{
	form_wait(ui, WAIT_FILE, sent->id, debrief_back);
}

/* From the page of a request: it has the person's periods. */
void training_debrief_start(struct ui *ui, const char *extra, const struct sent_form *sent)
{
	struct form_context *c = training_context(ui, extra, "");
	(void)sent;
	if (c != NULL && training_held(c)->period != NULL)
		debrief_open(ui, c->id, training_held(c)->period, NULL);
	if (c != NULL)
		form_context_free(c);
}

/* --- withdrawn ------------------------------------------------------------------------------------------------------------- */

static void period_withdrawn(struct ui *ui, void *ctx, bool yes)
{
	const struct form_context *c = ctx;
	struct error e = {0};
	if (yes && !act_period_withdraw(ui->app, c->id, c->object, &e))
		app_say_error(ui->app, MESSAGE_WARNING, "", &e);
}

void form_period_withdraw(struct ui *ui, const char *id, const struct company_period *p)
{
	struct form_context *c = period_context(ui, id, p);
	const char *lines[] = {period_said(c, c->object), "Retirée, elle ne compte plus ; elle reste dans l'historique."};
	ui_show_popup(ui, confirm_new(training_title(c, "Retirer cette période ?"), lines, 2, "retirer", "garder", period_withdrawn, c,
	                              form_context_free));
}

/* --- what the person lives on --------------------------------------------------------------------------------------------- */

enum { ALLOWANCE_KIND, ALLOWANCE_FROM, ALLOWANCE_TO, ALLOWANCE_FIELDS };

static void allowance_open(struct ui *ui, const char *id, const struct sent_form *sent);

static bool allowance_noted(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	if (!act_allowance_note(ui->app, c->id, values[ALLOWANCE_KIND], values[ALLOWANCE_FROM], values[ALLOWANCE_TO], e))
		return false;
	form_sent_values(ui, c, values, ALLOWANCE_FIELDS, allowance_again);
	return true;
}

void allowance_again(struct ui *ui, const struct sent_form *sent)
{
	allowance_open(ui, sent->id, sent);
}

/* NULL: none that is known today. */
static const struct allowance *allowance_running(const struct form_context *c, const struct ui *ui)
{
	const struct person_file *f = file_of(ui);
	struct date today = app_today(ui->app).day;
	if (f == NULL || strcmp(ui->app->file.id, c->id) != 0)
		return NULL;
	for (size_t i = 0; i < f->allowance_count; i++) {
		const struct allowance *x = &f->allowances[i];
		if (allowance_runs_on(x, today))
			return x;
	}
	return NULL;
}

/* The one that runs is closed by the new one: said before. */
static const char *allowance_said(struct form_context *c, const struct allowance *x)
{
	if (x == NULL)
		return "Aujourd'hui : aucune allocation connue.";
	return arena_format(&c->arena, "Aujourd'hui : %s, %s. Ce qui suit la remplace, vérifiez la fin.", code_label_find(allowance_kinds, x->kind),
	                    date_is_set(x->to) ? arena_format(&c->arena, "jusqu'au %s", french_day(&c->arena, x->to, "")) : "fin non fixée");
}

static void allowance_open(struct ui *ui, const char *id, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, id);
	const struct allowance *running = allowance_running(c, ui);
	/* As the one that runs: confirmed at once, nothing it said is lost. */
	const struct field_spec fields[ALLOWANCE_FIELDS] = {
		{.name = "nature", .label = "Nature", .kind = FIELD_CHOICE, .choices = allowance_kinds, .required = true,
		 .initial = typed_value(sent, ALLOWANCE_KIND, running != NULL ? running->kind : allowance_kinds[0].code), .hint = "Allocation, ou rémunération de stagiaire"},
		{.name = "du", .label = "Du, au", .kind = FIELD_DATE, .required = true, .width = 11,
		 .initial = sent_day(c, sent, ALLOWANCE_FROM, form_today(c, ui)), .hint = "Premier jour : JJ/MM ou JJ/MM/AAAA"},
		{.name = "au", .label = "au", .kind = FIELD_DATE, .beside = true, 
		 .initial = sent_day(c, sent, ALLOWANCE_TO, running != NULL ? french_day(&c->arena, running->to, "") : ""),
		 .hint = "Dernier jour, qui compte encore ; vide : fin non fixée"},
	};
	struct popup *form = form_new(training_title(c, "Allocation"), fields, ALLOWANCE_FIELDS, allowance_noted, c, form_context_free);
	const char *said = allowance_said(c, running);
	form_explain(form, &said, 1);
	form_show(ui, form, FORM_ALLOWANCE, c, sent);
}

static void allowance_ready(struct ui *ui, const char *id)
{
	allowance_open(ui, id, NULL);
}

void form_allowance(struct ui *ui, const char *id)
{
	form_wait(ui, WAIT_FILE, id, allowance_ready);
}
