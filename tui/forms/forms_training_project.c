/* The project of a training request, in its six parts (000:6307-6349), and the preconditions that make it ready (T2). */
#include <stdio.h>
#include <string.h>

#include "core/base/text.h"
#include "tui/forms/forms_training.h"
#include "tui/term.h"

#define PART_MAX 4000
#define TALL_ROWS 36 /* from here each part shows more of itself */

/* --- the project ----------------------------------------------------------------------------------------------- */

enum { PROJECT_ON = PROJECT_FIELDS, PROJECT_FORM_FIELDS };

/* Short, to leave the columns to what is typed; the whole name is the hint. */
static const char *const labels[PROJECT_FIELDS] = {"Projet", "Évaluation", "Contraintes", "Ajustement", "Points forts", "Actions"};

const char *training_project_present(const struct ui *ui, struct arena *arena, const struct sent_form *sent, size_t field)
{
	const struct training_file *f = app_training(ui->app, sent->extra);
	return f != NULL && field < PROJECT_FIELDS ? arena_strdup(arena, f->project[field]) : NULL;
}

static bool project_written(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	struct sent_form sent = {.extra = c->extra};
	if (!act_training_project(ui->app, &training_held(c)->request, values, values[PROJECT_ON], e))
		return false;
	snprintf(sent.id, sizeof sent.id, "%s", c->id);
	memcpy(sent.values, values, PROJECT_FORM_FIELDS * sizeof *values);
	memcpy(sent.initials, c->opened_on, PROJECT_FIELDS * sizeof *c->opened_on);
	form_sent(ui, &sent, training_project_again);
	return true;
}

void training_project_again(struct ui *ui, const struct sent_form *sent)
{
	training_form_again(ui, TRAINING_ABOUT_PROJECT, sent);
}

static const char *project_version(struct arena *arena, const struct training_file *f)
{
	char day[DATE_TEXT];
	if (f->project_rank == 0)
		return "Une rubrique suffit pour commencer. Écrit, le projet fait avancer la demande.";
	return arena_format(arena, "Repris de la version %d, du %s : changez ce qui a changé.", f->project_rank,
	                    date_format_numeric(f->project_on, day));
}

void training_project_start(struct ui *ui, const char *extra, const struct sent_form *sent)
{
	struct form_context *c = training_context(ui, extra, sent != NULL ? sent->values[0] : "");
	struct field_spec fields[PROJECT_FORM_FIELDS];
	if (c == NULL)
		return;
	const struct training_file *f = app_training(ui->app, training_held(c)->request.id);
	const char **now = arena_array(&c->arena, PROJECT_FIELDS + 1, sizeof *now);
	c->opened_on = now;
	for (size_t i = 0; i < PROJECT_FIELDS; i++) {
		now[i] = arena_strdup(&c->arena, f->project[i]);
		fields[i] = (struct field_spec){.name = training_project_fields[i].code, .label = labels[i], .kind = FIELD_LINES,
			.rows = term_rows() >= TALL_ROWS ? 4 : 2, .max = PART_MAX, .hint = training_project_fields[i].label,
			.initial = arena_strdup(&c->arena, sent_merge(sent, i, now[i]))};
	}
	fields[PROJECT_ON] = (struct field_spec){.name = "le", .label = "Le", .kind = FIELD_DATE, .required = true,
		.initial = sent_day(c, sent, PROJECT_ON, form_today(c, ui)), .hint = "Jour où le projet a été écrit : JJ/MM ou JJ/MM/AAAA"};
	struct popup *form = form_new(training_title(c, "Projet de formation"), fields, PROJECT_FORM_FIELDS, project_written, c, form_context_free);
	const char *version = project_version(&c->arena, f);
	form_explain(form, &version, 1);
	form_show(ui, form, FORM_TRAINING_PROJECT, c, sent);
}

/* --- a precondition ---------------------------------------------------------------------------------------------- */

enum { CONDITION_STATE, CONDITION_TEXT, CONDITION_ON, CONDITION_FIELDS };
#define WAIVED "dispense"
static const struct code_label condition_states[] = {{"fait", "vérifié"}, {WAIVED, "dispensé, avec un motif"}, {NULL, NULL}};

static bool condition_noted(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	enum precondition p = (enum precondition)precondition_from_code(training_extra_object(c->extra));
	bool waived = strcmp(values[CONDITION_STATE], WAIVED) == 0;
	if (!act_training_precondition(ui->app, &training_held(c)->request, p, waived, values[CONDITION_TEXT], values[CONDITION_ON], e))
		return false;
	form_sent_values(ui, c, values, CONDITION_FIELDS, training_precondition_again);
	return true;
}

void training_precondition_again(struct ui *ui, const struct sent_form *sent)
{
	training_form_again(ui, TRAINING_ABOUT_PRECONDITION, sent);
}

static void condition_open(struct ui *ui, const char *extra, const struct sent_form *sent)
{
	struct form_context *c = training_context(ui, extra, sent != NULL ? sent->values[CONDITION_TEXT] : "");
	if (c == NULL)
		return;
	const char *what = precondition_label((enum precondition)precondition_from_code(training_extra_object(extra)));
	const char *said = arena_format(&c->arena, "Préalable : %s.", what);
	const struct field_spec fields[CONDITION_FIELDS] = {
		{.name = "etat", .label = "Préalable", .kind = FIELD_CHOICE, .choices = condition_states, .required = true,
		 .initial = typed_value(sent, CONDITION_STATE, "fait"), .hint = "Vérifié, ou dispensé : le motif est alors à dire"},
		{.name = "texte", .label = "Précision", .kind = FIELD_LINES, .rows = 3, .max = 1000, .initial = typed_value(sent, CONDITION_TEXT, ""),
		 .hint = "Où, avec qui, ce qui en ressort ; pour une dispense, pourquoi"},
		{.name = "le", .label = "Le", .kind = FIELD_DATE, .required = true, .initial = sent_day(c, sent, CONDITION_ON, form_today(c, ui)),
		 .hint = "JJ/MM ou JJ/MM/AAAA"},
	};
	struct popup *form = form_new(training_title(c, "Préalable"), fields, CONDITION_FIELDS, condition_noted, c, form_context_free);
	form_explain(form, &said, 1);
	form_show(ui, form, FORM_TRAINING_PRECONDITION, c, sent);
}

static void condition_chosen(struct ui *ui, void *ctx, const char *code)
{
	const struct form_context *c = ctx;
	struct arena arena = {0};
	condition_open(ui, arena_format(&arena, "%s %s", c->extra, code), NULL);
	arena_free(&arena);
}

/* Those neither met nor waived, the last one at once; once none is left, any of them may be said again. */
static void condition_choose(struct ui *ui, const char *extra)
{
	struct form_context *c = training_context(ui, extra, "");
	struct code_label items[PRE_COUNT];
	size_t count = 0;
	if (c == NULL)
		return;
	const struct training_file *f = app_training(ui->app, training_held(c)->request.id);
	for (int pass = 0; pass < 2 && count == 0; pass++)
		for (int p = 0; p < PRE_COUNT; p++)
			if (pass == 1 || (!f->preconditions[p].met && !f->preconditions[p].waived))
				items[count++] = (struct code_label){precondition_code((enum precondition)p), precondition_label((enum precondition)p)};
	if (count == 1) {
		condition_chosen(ui, c, items[0].code);
		form_context_free(c);
		return;
	}
	ui_show_popup(ui, chooser_new(training_title(c, "Quel préalable ?"), items, count, condition_chosen, c, form_context_free));
}

void training_precondition_start(struct ui *ui, const char *extra, const struct sent_form *sent)
{
	if (precondition_from_code(training_extra_object(extra)) >= 0)
		condition_open(ui, extra, sent);
	else
		condition_choose(ui, extra);
}
