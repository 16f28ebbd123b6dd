/* An entretien that took place without an appointment: recorded afterwards, attended, with its conclusion. */
#include "tui/forms/forms_rdv.h"

#define CONCLUSION RDV_FIELDS

static void unplanned_open(struct ui *ui, const char *id, const struct sent_form *sent);

void unplanned_again(struct ui *ui, const struct sent_form *sent)
{
	unplanned_open(ui, sent->id, sent);
}

static bool unplanned_done(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	const struct rdv_new v = {.person = c->id, .day = values[RDV_DAY], .time = values[RDV_TIME], .minutes = values[RDV_MINUTES],
		.kind = values[RDV_KIND], .place = values[RDV_PLACE], .subject = values[RDV_SUBJECT], .confirmation = ""};
	if (!act_rdv_unplanned(ui->app, &v, values[CONCLUSION], e))
		return rdv_confirm_again(ui, c, values, CONCLUSION + 1, e, unplanned_again);
	form_sent_values(ui, c, values, CONCLUSION + 1, unplanned_again);
	return true;
}

/* As if it had just ended. */
static struct rdv_start unplanned_start(struct form_context *c, const struct ui *ui, const char *id)
{
	struct rdv_start start = rdv_usual(c, ui, id);
	int minute = app_today(ui->app).minute - 30;
	minute = minute < 0 ? 0 : minute / 15 * 15;
	start.day = form_today(c, ui);
	start.time = arena_format(&c->arena, "%02d:%02d", minute / 60, minute % 60);
	return start;
}

static void unplanned_open(struct ui *ui, const char *id, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, id);
	struct rdv_start start = unplanned_start(c, ui, id);
	struct field_spec fields[CONCLUSION + 1];
	rdv_fields(c, sent, &start, fields);
	fields[RDV_SUBJECT].hint = "Facultatif : de quoi il s'agissait";
	fields[CONCLUSION] = (struct field_spec){.name = "conclusion", .label = "Conclusion", .max = 2000,
		.initial = sent != NULL ? sent->values[CONCLUSION] : "",
		.hint = "Ce qui a été conclu ; laissée vide, elle reste due par nous"};
	rdv_show(ui, form_new(arena_format(&c->arena, "Entretien non planifié · %s", c->name), fields, CONCLUSION + 1, unplanned_done, c,
	                       form_context_free), FORM_RDV_UNPLANNED, c, sent);
}

static void unplanned_first(struct ui *ui, const char *id)
{
	unplanned_open(ui, id, NULL);
}

void form_rdv_unplanned(struct ui *ui, const char *id)
{
	if (!rdv_may_give(ui))
		return;
	if (id[0] == '\0')
		rdv_choose_person(ui, "Entretien avec qui ?", id, unplanned_first);
	else
		unplanned_first(ui, id);
}
