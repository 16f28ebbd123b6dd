/* A replacement of a référent (responsable): by whom, from when, until when. */
#include "core/base/french.h"
#include "tui/screens/choices.h"
#include "tui/forms/form_kinds.h"
#include "tui/forms/forms.h"
#include "tui/widgets/widgets.h"

static void replacement_open(struct ui *ui, const char *login, const struct sent_form *sent);

static void replacement_ready(struct ui *ui, const char *unused)
{
	const struct sent_form *sent = form_sent_last(ui);
	(void)unused;
	replacement_open(ui, sent->extra, sent);
}

void replacement_again(struct ui *ui, const struct sent_form *sent)
{
	(void)sent;
	form_wait(ui, WAIT_REFERENTS, "", replacement_ready);
}

static bool replacement_given(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	const struct replacement_new v = {c->extra, values[0], values[1], values[2], ""};
	if (!act_replacement_give(ui->app, &v, e))
		return false;
	form_sent_values(ui, c, values, 3, replacement_again);
	return true;
}

/* sent: what was typed and refused, NULL the first time. */
static void replacement_open(struct ui *ui, const char *login, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, "");
	c->extra = arena_strdup(&c->arena, login);
	const struct field_spec fields[] = {
		{.name = "remplacant", .label = "Remplaçant", .kind = FIELD_CHOICE, .required = true,
		 .choices = referent_choices(&c->arena, ui->app, login, false), .initial = sent != NULL ? sent->values[0] : NULL,
		 .hint = "Voit et tient tout le portefeuille, ces jours-là seulement"},
		{.name = "du", .label = "Premier jour", .kind = FIELD_DATE, .initial = sent_day(c, sent, 1, form_today(c, ui)),
		 .required = true, .hint = "JJ/MM ou JJ/MM/AAAA"},
		{.name = "au", .label = "Dernier jour", .kind = FIELD_DATE, .initial = sent_day(c, sent, 2, ""),
		 .required = true, .hint = "JJ/MM ou JJ/MM/AAAA ; ce jour compte encore, un an au plus"},
	};
	form_show(ui, form_new(arena_format(&c->arena, "Remplacement %s", french_of(&c->arena,
	                                    app_referent_name(ui->app, &c->arena, login))),
	                       fields, sizeof fields / sizeof *fields, replacement_given, c, form_context_free), FORM_REPLACEMENT, c, sent);
}

void form_replacement(struct ui *ui, const char *login)
{
	replacement_open(ui, login, NULL);
}
