/* A weekly series: what is asked, then the plan to read (which weeks are skipped, and why), then it is given. */
#include "tui/forms/forms_rdv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "tui/screens/screens.h"

#define WEEKS RDV_FIELDS /* the field after those of every booking */
#define USUAL_WEEKS "12" /* a quarter */

/* What is asked, kept while the plan is read. */
struct series_asked { struct form_context *c; const char *values[SENT_VALUES]; };

static void series_open(struct ui *ui, const char *id, const struct sent_form *sent);

static void series_again(struct ui *ui, const struct sent_form *sent)
{
	series_open(ui, sent->id, sent);
}

static struct rdv_new series_rdv(const char *id, const char *const *values)
{
	const char *why = values[SENT_VALUES - 1];
	return (struct rdv_new){.person = id, .day = values[RDV_DAY], .time = values[RDV_TIME], .minutes = values[RDV_MINUTES],
		.kind = values[RDV_KIND], .place = values[RDV_PLACE], .subject = values[RDV_SUBJECT],
		.confirmation = why != NULL ? why : ""};
}

/* --- the plan ---------------------------------------------------------------------------------------------------- */

static void series_asked_free(void *ctx)
{
	struct series_asked *asked = ctx;
	form_context_free(asked->c);
	free(asked);
}

/* Back to the form with what was typed, and why when it is refused. */
static void series_back(struct ui *ui, const struct series_asked *asked, const struct error *e)
{
	struct sent_form sent = {.extra = ""};
	snprintf(sent.id, sizeof sent.id, "%s", asked->c->id);
	for (size_t i = 0; i < SENT_VALUES; i++)
		sent.values[i] = asked->values[i] != NULL ? asked->values[i] : "";
	if (e != NULL)
		sent.error = *e;
	series_open(ui, asked->c->id, &sent);
}

static void series_answered(struct ui *ui, void *ctx, bool yes)
{
	struct series_asked *asked = ctx;
	struct error e = {0};
	struct series plan;
	const struct rdv_new v = series_rdv(asked->c->id, asked->values);
	if (!yes)
		series_back(ui, asked, NULL);
	else if (act_rdv_series(ui->app, &v, asked->values[WEEKS], &asked->c->arena, &plan, &e))
		form_sent_values(ui, asked->c, asked->values, SENT_VALUES, series_again);
	else
		series_back(ui, asked, &e);
}

static void series_show_plan(struct ui *ui, const struct form_context *from, const char *const *values, const struct series *plan)
{
	struct series_asked *asked = mem_alloc(sizeof *asked);
	asked->c = form_context_new(ui, from->id);
	for (size_t i = 0; i < SENT_VALUES; i++)
		asked->values[i] = values[i] != NULL ? arena_strdup(&asked->c->arena, values[i]) : NULL;
	struct view_why lines = view_series(&asked->c->arena, plan);
	const char *title = arena_format(&asked->c->arena, "Série · %s : %zu sur %zu", asked->c->name, plan->given, plan->count);
	ui_show_popup(ui, confirm_new(title, lines.lines, lines.count, "donner la série", "corriger", series_answered, asked,
	                              series_asked_free));
}

/* --- what is asked ------------------------------------------------------------------------------------------------ */

static bool series_asked(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	const char *all[SENT_VALUES] = {0};
	struct arena arena = {0};
	struct series plan = {0};
	memcpy(all, values, (RDV_FIELDS + 1) * sizeof *all);
	if (c->object != NULL)
		all[SENT_VALUES - 1] = values[WEEKS + 1];
	const struct rdv_new v = series_rdv(c->id, all);
	bool planned = act_rdv_series_plan(ui->app, &v, all[WEEKS], &arena, &plan, e);
	if (planned)
		series_show_plan(ui, c, all, &plan);
	arena_free(&arena);
	return planned || rdv_confirm_again(ui, c, all, SENT_VALUES, e, series_again);
}

/* sent: what was typed and refused, or to be corrected; NULL the first time. */
static void series_open(struct ui *ui, const char *id, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, id);
	struct rdv_start usual = rdv_usual(c, ui, id);
	struct field_spec fields[RDV_FIELDS + 2];
	size_t count = WEEKS + 1;
	char day[DATE_TEXT];
	struct moment first = rdv_next_week_start(ui->app, id);
	if (moment_is_set(first)) {
		usual.day = arena_strdup(&c->arena, date_format_numeric(first.day, day));
		usual.time = arena_format(&c->arena, "%02d:%02d", first.minute / 60, first.minute % 60);
	}
	rdv_fields(c, sent, &usual, fields);
	fields[RDV_DAY].label = "Premier jour";
	fields[WEEKS] = (struct field_spec){.name = "semaines", .label = "Nombre de semaines", .kind = FIELD_NUMBER, .required = true,
		.max = 2, .initial = sent != NULL ? sent->values[WEEKS] : USUAL_WEEKS,
		.hint = "De 3 à 26 ; fériés, congés et créneaux pris sont sautés, la liste se relit avant d'être donnée"};
	if (rdv_confirms(sent)) {
		fields[count++] = rdv_confirmation_field(sent);
		c->object = c;
	}
	const char *title = rdv_title(c, sent, arena_format(&c->arena, "Série hebdomadaire · %s", c->name));
	rdv_show(ui, form_new(title, fields, count, series_asked, c, form_context_free), FORM_RDV_SERIES, c, sent);
}

static void series_ready(struct ui *ui, const char *id)
{
	(void)id;
	series_again(ui, form_sent_last(ui));
}

/* What is typed is checked against the agenda: it is read first. */
void series_resume(struct ui *ui, const struct sent_form *sent)
{
	form_wait(ui, WAIT_AGENDA_LONG, sent->id, series_ready);
}

static void series_start(struct ui *ui, const char *id)
{
	series_open(ui, id, NULL);
}

static void series_wait(struct ui *ui, const char *id)
{
	form_wait(ui, WAIT_AGENDA_LONG, id, series_start);
}

void form_rdv_series(struct ui *ui, const char *id)
{
	if (!rdv_may_give(ui))
		return;
	if (id[0] == '\0' || date_is_set(agenda_week_shown(ui)))
		rdv_choose_person(ui, "Série avec qui ?", id, series_wait);
	else
		series_wait(ui, id);
}
