/* Change of référent (responsable): choose among the counsellors, their load in sight, then the day. */
#include <string.h>

#include "core/base/french.h"
#include "tui/screens/choices.h"
#include "tui/screens/common.h"
#include "tui/forms/form_kinds.h"
#include "tui/forms/forms.h"
#include "tui/widgets/widgets.h"

static void referent_open(struct ui *ui, const char *id, const char *login, const struct sent_form *sent);

void referent_again(struct ui *ui, const struct sent_form *sent)
{
	referent_open(ui, sent->id, sent->extra, sent);
}

static bool referent_changed(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	if (!act_referent_change(ui->app, c->id, c->extra, values[0], e))
		return false;
	form_sent_values(ui, c, values, 1, referent_again);
	return true;
}

/* sent: what was typed and refused, NULL the first time. */
static void referent_open(struct ui *ui, const char *id, const char *login, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, id);
	c->extra = arena_strdup(&c->arena, login);
	const struct field_spec fields[] = {
		{.name = "du", .label = "À partir du", .kind = FIELD_DATE, .initial = sent_day(c, sent, 0, form_today(c, ui)),
		 .required = true, .hint = "JJ/MM ou JJ/MM/AAAA ; le référent actuel suit jusqu'à la veille"},
	};
	form_show(ui, form_new(arena_format(&c->arena, "Confier %s à %s", c->name, app_referent_name(ui->app, &c->arena, login)),
	                       fields, 1, referent_changed, c, form_context_free), FORM_REFERENT, c, sent);
}

static void referent_chosen(struct ui *ui, void *ctx, const char *code)
{
	const struct form_context *chooser = ctx;
	referent_open(ui, chooser->id, code, NULL);
}

static void referent_choose(struct ui *ui, const char *id)
{
	struct form_context *c = form_context_new(ui, id);
	const struct judged_person *p = app_person(ui->app, id);
	const struct code_label *choices = referent_choices(&c->arena, ui->app, p != NULL ? p->facts->referent_login : "", true);
	size_t count = 0;
	while (choices[count].code != NULL)
		count++;
	ui_show_popup(ui, chooser_new(arena_format(&c->arena, "Nouveau référent %s", french_of(&c->arena, c->name)), choices, count,
	                              referent_chosen, c, form_context_free));
}

void form_referent(struct ui *ui, const char *id)
{
	form_wait(ui, WAIT_REFERENTS, id, referent_choose);
}
