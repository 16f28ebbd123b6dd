/* The diagnostic in its six parts (003:3874-3895). A new version each time, opened on the last one: nothing is overwritten. */
#include <stdio.h>
#include <string.h>

#include "core/base/text.h"
#include "tui/forms/forms_commitment.h"
#include "tui/term.h"
#include "tui/widgets/widgets.h"

#define PART_MAX 4000
#define TALL_ROWS 36 /* from here each part shows more of itself */

enum { DIAGNOSTIC_ON, DIAGNOSTIC_PARTS, DIAGNOSTIC_VALUES = DIAGNOSTIC_PARTS + DIAGNOSTIC_FIELDS };

/* Short, to leave the columns to what is typed; the whole name begins the hint. */
static const char *const labels[DIAGNOSTIC_FIELDS] = {"Compétences", "Projet", "Marché", "Situation", "Autonomie", "Droits"};
static const char *const hints[DIAGNOSTIC_FIELDS] = {
	"ce que la personne sait faire, apprend, a fait",
	"ce qu'elle veut, où elle en est",
	"ce que le bassin d'emploi offre à ce projet",
	"logement, santé, garde, mobilité, ressources",
	"ce qu'elle fait seule, ce pour quoi elle demande de l'aide",
	"droits ouverts, à ouvrir, qui finissent ; ce qui est attendu d'elle et de nous",
};

/* The last version, NULL before the first. */
static const struct diagnostic *diagnostic_last(const struct app *a)
{
	const struct commitment_file *f = a->commitments.file;
	return f != NULL && f->diagnostic_count > 0 ? &f->diagnostics[0] : NULL;
}

/* Each day starts from today: it is the parts that another may have written meanwhile. */
const char *diagnostic_present(const struct ui *ui, struct arena *arena, const struct sent_form *sent, size_t field)
{
	const struct diagnostic *last = diagnostic_last(ui->app);
	if (strcmp(ui->app->commitments.id, sent->id) != 0 || field >= DIAGNOSTIC_VALUES)
		return NULL;
	if (field == DIAGNOSTIC_ON)
		return sent->initials[DIAGNOSTIC_ON];
	return last != NULL ? arena_strdup(arena, last->text[field - DIAGNOSTIC_PARTS]) : "";
}

static bool diagnostic_written(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	if (!act_diagnostic_write(ui->app, c->id, values[DIAGNOSTIC_ON], values + DIAGNOSTIC_PARTS, e))
		return false;
	struct sent_form sent = {.extra = ""};
	snprintf(sent.id, sizeof sent.id, "%s", c->id);
	memcpy(sent.values, values, DIAGNOSTIC_VALUES * sizeof *values);
	memcpy(sent.initials, c->opened_on, DIAGNOSTIC_VALUES * sizeof *c->opened_on);
	form_sent(ui, &sent, diagnostic_again);
	return true;
}

void diagnostic_again(struct ui *ui, const struct sent_form *sent)
{
	commitment_form_again(ui, ABOUT_DIAGNOSTIC, sent);
}

static const char **diagnostic_opened_on(struct form_context *c, const struct ui *ui)
{
	const char **now = arena_array(&c->arena, DIAGNOSTIC_VALUES + 1, sizeof *now);
	const struct diagnostic *last = diagnostic_last(ui->app);
	char day[DATE_TEXT];
	now[DIAGNOSTIC_ON] = arena_strdup(&c->arena, date_format(app_today(ui->app).day, day));
	for (size_t i = 0; i < DIAGNOSTIC_FIELDS; i++)
		now[DIAGNOSTIC_PARTS + i] = last != NULL ? arena_strdup(&c->arena, last->text[i]) : "";
	return now;
}

static const char *diagnostic_version(struct arena *arena, const struct diagnostic *last)
{
	char day[DATE_TEXT];
	if (last == NULL)
		return "Premier diagnostic. Une rubrique suffit pour commencer ; les autres se compléteront.";
	return arena_format(arena, "Repris de la version %d, du %s par %s, qui reste au dossier : changez ce qui a changé.", last->rank,
	                    date_format_numeric(last->on, day), text_safe(arena, last->author));
}

void diagnostic_start(struct ui *ui, const char *id, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, id);
	struct field_spec fields[DIAGNOSTIC_VALUES];
	const struct diagnostic *last = diagnostic_last(ui->app);
	const char **now = diagnostic_opened_on(c, ui);
	c->opened_on = now;
	fields[DIAGNOSTIC_ON] = (struct field_spec){.name = "le", .label = "Fait le", .kind = FIELD_DATE, .required = true,
		.initial = sent_day(c, sent, DIAGNOSTIC_ON, form_today(c, ui)), .hint = "JJ/MM ou JJ/MM/AAAA"};
	for (size_t i = 0; i < DIAGNOSTIC_FIELDS; i++)
		fields[DIAGNOSTIC_PARTS + i] = (struct field_spec){.name = diagnostic_fields[i].code, .label = labels[i],
			.kind = FIELD_LINES, .rows = term_rows() >= TALL_ROWS ? 4 : 2, .max = PART_MAX,
			.hint = arena_format(&c->arena, "%s : %s", diagnostic_fields[i].label, hints[i]),
			.initial = arena_strdup(&c->arena, sent_merge(sent, DIAGNOSTIC_PARTS + i, now[DIAGNOSTIC_PARTS + i]))};
	struct popup *form = form_new(arena_format(&c->arena, "Diagnostic · %s", c->name), fields, DIAGNOSTIC_VALUES, diagnostic_written, c,
	                              form_context_free);
	const char *version = diagnostic_version(&c->arena, last);
	form_explain(form, &version, 1);
	form_show(ui, form, FORM_DIAGNOSTIC, c, sent);
}
