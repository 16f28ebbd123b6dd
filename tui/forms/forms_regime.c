/* The regime: change it, or close the one in force; and the modalité de suivi. Both are dated. */
#include <string.h>

#include "core/base/text.h"
#include "tui/screens/common.h"
#include "tui/forms/form_kinds.h"
#include "tui/forms/forms.h"
#include "tui/widgets/widgets.h"

#define CLOSE "clore" /* no regime has this code */

static bool regime_changed(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	if (!act_regime_change(ui->app, c->id, c->extra, values[0], values[1], e))
		return false;
	form_sent_values(ui, c, values, 2, regime_change_again);
	return true;
}

static bool regime_closed(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	if (!act_regime_close(ui->app, c->id, values[0], values[1], e))
		return false;
	form_sent_values(ui, c, values, 2, regime_close_again);
	return true;
}

/* sent: what was typed and refused, NULL the first time. */
static void regime_form_change(struct ui *ui, const char *id, const char *regime, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, id);
	c->extra = arena_strdup(&c->arena, regime);
	const struct field_spec fields[] = {
		{.name = "du", .label = "À partir du", .kind = FIELD_DATE, .initial = sent_day(c, sent, 0, form_today(c, ui)),
		 .required = true, .hint = "JJ/MM ou JJ/MM/AAAA ; le régime en cours finit la veille"},
		{.name = "motif", .label = "Motif", .max = 500, .initial = sent != NULL ? sent->values[1] : "",
		 .hint = "Facultatif : pourquoi ce passage"},
	};
	form_show(ui, form_new(arena_format(&c->arena, "Passer en %s · %s", regime, c->name), fields,
	                       sizeof fields / sizeof *fields, regime_changed, c, form_context_free), FORM_REGIME_CHANGE, c, sent);
}

void regime_change_again(struct ui *ui, const struct sent_form *sent)
{
	regime_form_change(ui, sent->id, sent->extra, sent);
}

static void regime_form_close(struct ui *ui, const char *id, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, id);
	const struct field_spec fields[] = {
		{.name = "au", .label = "Dernier jour", .kind = FIELD_DATE, .initial = sent_day(c, sent, 0, form_today(c, ui)),
		 .required = true, .hint = "JJ/MM ou JJ/MM/AAAA ; ce jour compte encore"},
		{.name = "motif", .label = "Motif", .required = true, .max = 500, .initial = sent != NULL ? sent->values[1] : "",
		 .hint = "Pourquoi le régime finit : emploi, déménagement, terme…"},
	};
	form_show(ui, form_new(arena_format(&c->arena, "Clore le régime · %s", c->name), fields,
	                       sizeof fields / sizeof *fields, regime_closed, c, form_context_free), FORM_REGIME_CLOSE, c, sent);
}

void regime_close_again(struct ui *ui, const struct sent_form *sent)
{
	regime_form_close(ui, sent->id, sent);
}

static void regime_chosen(struct ui *ui, void *ctx, const char *code)
{
	const struct form_context *c = ctx;
	if (strcmp(code, CLOSE) == 0)
		regime_form_close(ui, c->id, NULL);
	else
		regime_form_change(ui, c->id, code, NULL);
}

/* « Clore » first when a regime is in force, then every other regime by its name. */
void form_regime(struct ui *ui, const char *id)
{
	struct form_context *c = form_context_new(ui, id);
	const struct judged_person *p = app_person(ui->app, id);
	enum regime now = p != NULL ? p->facts->regime : REGIME_NONE;
	struct code_label *items = arena_array(&c->arena, REGIME_COUNT + 1, sizeof *items);
	size_t count = 0;
	if (p == NULL || now != REGIME_NONE)
		items[count++] = (struct code_label){CLOSE, "Clore le régime en cours"};
	for (int r = REGIME_NONE + 1; r < REGIME_COUNT; r++)
		if (regime_is_personal((enum regime)r) && (enum regime)r != now)
			items[count++] = (struct code_label){regime_code((enum regime)r),
				arena_format(&c->arena, "Passer en %s · %s", regime_code((enum regime)r), regime_label((enum regime)r))};
	const char *title = now == REGIME_NONE ? arena_format(&c->arena, "Régime de %s", c->name)
	                    : arena_format(&c->arena, "Régime de %s : %s", c->name, regime_code(now));
	ui_show_popup(ui, chooser_new(title, items, count, regime_chosen, c, form_context_free));
}

/* --- modalité de suivi -------------------------------------------------------------------------------- */

static void follow_up_open(struct ui *ui, const char *id, const struct sent_form *sent);

void follow_up_again(struct ui *ui, const struct sent_form *sent)
{
	follow_up_open(ui, sent->id, sent);
}

static bool follow_up_changed(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	if (!act_follow_up(ui->app, c->id, values[0], values[1], e))
		return false;
	form_sent_values(ui, c, values, 2, follow_up_again);
	return true;
}

static void follow_up_open(struct ui *ui, const char *id, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, id);
	const struct judged_person *p = app_person(ui->app, id);
	struct code_label *choices = arena_array(&c->arena, FOLLOW_COUNT + 1, sizeof *choices);
	for (int f = 0; f < FOLLOW_COUNT; f++)
		choices[f] = (struct code_label){follow_up_code((enum follow_up)f), follow_up_label((enum follow_up)f)};
	const char *now = p != NULL ? follow_up_code(p->facts->follow_up) : NULL;
	const struct field_spec fields[] = {
		{.name = "modalite", .label = "Modalité", .kind = FIELD_CHOICE, .choices = choices, .required = true,
		 .initial = sent != NULL ? sent->values[0] : now, .hint = "Seul le suivi actif compte dans la charge"},
		{.name = "du", .label = "À partir du", .kind = FIELD_DATE, .initial = sent_day(c, sent, 1, form_today(c, ui)),
		 .required = true, .hint = "JJ/MM ou JJ/MM/AAAA"},
	};
	form_show(ui, form_new(arena_format(&c->arena, "Modalité de suivi · %s", c->name), fields,
	                       sizeof fields / sizeof *fields, follow_up_changed, c, form_context_free), FORM_FOLLOW_UP, c, sent);
}

void form_follow_up(struct ui *ui, const char *id)
{
	follow_up_open(ui, id, NULL);
}
