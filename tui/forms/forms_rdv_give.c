/* Give an appointment: one of the next free slots, or a day and an hour; the same slot a week later in two keys. */
#include "tui/forms/forms_rdv.h"

#include <stdio.h>
#include <string.h>

#include "core/base/text.h"
#include "tui/screens/screens.h"

#define SLOTS_SHOWN 120
#define OTHER "autre" /* no slot is written so */

static void give_open(struct ui *ui, const char *id, const struct rdv_start *start, const struct sent_form *sent);

static void give_again(struct ui *ui, const struct sent_form *sent)
{
	give_open(ui, sent->id, NULL, sent);
}

/* values: as the form has them, the confirmation at the end when it asks for it. */
static void give_values(const struct form_context *c, const char *const *values, const char *out[SENT_VALUES])
{
	for (size_t i = 0; i < SENT_VALUES; i++)
		out[i] = i < RDV_FIELDS ? values[i] : NULL;
	if (c->object != NULL)
		out[SENT_VALUES - 1] = values[RDV_FIELDS];
}

static bool given(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	const char *all[SENT_VALUES];
	give_values(c, values, all);
	const char *why = all[SENT_VALUES - 1];
	const struct rdv_new v = {.person = c->id, .day = all[RDV_DAY], .time = all[RDV_TIME], .minutes = all[RDV_MINUTES],
		.kind = all[RDV_KIND], .place = all[RDV_PLACE], .subject = all[RDV_SUBJECT], .confirmation = why != NULL ? why : ""};
	if (!act_rdv_give(ui->app, &v, e))
		return rdv_confirm_again(ui, c, all, SENT_VALUES, e, give_again);
	form_sent_values(ui, c, all, SENT_VALUES, give_again);
	return true;
}

/* sent: what was typed and refused, NULL the first time. */
static void give_open(struct ui *ui, const char *id, const struct rdv_start *start, const struct sent_form *sent)
{
	struct form_context *c = form_context_new(ui, id);
	struct rdv_start usual = rdv_usual(c, ui, id);
	struct field_spec fields[RDV_FIELDS + 1];
	size_t count = RDV_FIELDS;
	if (start != NULL) {
		usual.day = start->day;
		usual.time = start->time;
	}
	rdv_fields(c, sent, &usual, fields);
	if (rdv_confirms(sent)) {
		fields[count++] = rdv_confirmation_field(sent);
		c->object = c;
	}
	const char *title = rdv_title(c, sent, arena_format(&c->arena, "Donner un rendez-vous · %s", c->name));
	rdv_show(ui, form_new(title, fields, count, given, c, form_context_free), FORM_RDV_GIVE, c, sent);
}

static void give_ready(struct ui *ui, const char *id)
{
	(void)id;
	give_again(ui, form_sent_last(ui));
}

/* What is typed is checked against the agenda: it is read first. */
void give_resume(struct ui *ui, const struct sent_form *sent)
{
	form_wait(ui, WAIT_AGENDA, sent->id, give_ready);
}

/* --- the slots ---------------------------------------------------------------------------------------------------- */

static void slot_chosen(struct ui *ui, void *ctx, const char *code)
{
	struct form_context *c = ctx;
	struct moment m;
	struct rdv_start start = {.day = "", .time = ""};
	char day[DATE_TEXT];
	if (strcmp(code, OTHER) != 0 && moment_parse(code, &m)) {
		start.day = arena_strdup(&c->arena, date_format_numeric(m.day, day));
		start.time = arena_format(&c->arena, "%02d:%02d", m.minute / 60, m.minute % 60);
	}
	give_open(ui, c->id, &start, NULL);
}

/* From the week shown on, when the agenda shows a week to come. */
static struct moment slots_from(const struct ui *ui)
{
	struct moment now = app_today(ui->app), shown = {agenda_week_shown(ui), 0};
	return date_is_set(shown.day) && moment_compare(shown, now) > 0 ? shown : now;
}

static void slots_choose(struct ui *ui, const char *id, struct moment from)
{
	struct form_context *c = form_context_new(ui, id);
	struct rdv_start usual = rdv_usual(c, ui, id);
	int minutes = 30;
	for (const char *d = usual.minutes, *end = d + strlen(d); d < end; d++)
		minutes = d == usual.minutes ? *d - '0' : minutes * 10 + (*d - '0');
	struct view_slots v = view_slots(&c->arena, ui->app, from, minutes, 0, SLOTS_SHOWN);
	struct code_label *items = arena_array(&c->arena, v.count + 1, sizeof *items);
	char text[MOMENT_TEXT];
	size_t count = 0;
	items[count++] = (struct code_label){OTHER, "Un autre jour, une autre heure ou une autre durée…"};
	for (size_t i = 0; i < v.count; i++) {
		const char *note = v.rows[i].busy_note[0] != '\0' ? arena_format(&c->arena, " · %s", v.rows[i].busy_note) : "";
		items[count++] = (struct code_label){arena_strdup(&c->arena, moment_format(v.rows[i].period.from, text)),
		                                     arena_format(&c->arena, "%s%s", v.rows[i].text, note)};
	}
	const char *title = arena_format(&c->arena, "Créneaux libres de %d min · %s", minutes, c->name);
	struct popup *chooser = chooser_new(title, items, count, slot_chosen, c, form_context_free);
	chooser_keep_first(chooser); /* 120 slots are long: the way out of them stays in sight */
	ui_show_popup(ui, chooser);
}

static void give_choose(struct ui *ui, const char *id)
{
	slots_choose(ui, id, slots_from(ui));
}

static void give_wait(struct ui *ui, const char *id)
{
	form_wait(ui, WAIT_AGENDA, id, give_choose);
}

void form_rdv_give(struct ui *ui, const char *id)
{
	if (!rdv_may_give(ui))
		return;
	if (id[0] == '\0' || date_is_set(agenda_week_shown(ui)))
		rdv_choose_person(ui, "Rendez-vous avec qui ?", id, give_wait);
	else
		give_wait(ui, id);
}

/* --- the same slot a week later ------------------------------------------------------------------------------------ */

/* From the Monday of the week that was asked for, the slots of the days before it being no answer. */
static void next_choose(struct ui *ui, const char *id)
{
	struct moment now = app_today(ui->app), wanted = rdv_next_week_start(ui->app, id);
	if (moment_is_set(wanted))
		wanted = (struct moment){date_week_start(wanted.day), 0};
	slots_choose(ui, id, moment_is_set(wanted) && moment_compare(wanted, now) > 0 ? wanted : now);
}

/* Refused: which slot, why, and the free ones under the eyes. */
static void next_refused(struct ui *ui, const char *id, const struct error *e)
{
	char day[32], when[40] = "";
	struct moment wanted = rdv_next_week_start(ui->app, id);
	if (moment_is_set(wanted) && strstr(e->message, moment_format_day(wanted, day)) == NULL)
		snprintf(when, sizeof when, "%s : ", moment_format_day(wanted, day));
	struct error said = *e;
	error_set_remedy(&said, "choisissez un créneau libre de la liste");
	app_say_error(ui->app, MESSAGE_WARNING, when, &said);
	form_wait(ui, WAIT_AGENDA, id, next_choose);
}

static void next_again(struct ui *ui, const struct sent_form *sent)
{
	next_refused(ui, sent->id, &sent->error);
}

/* Sent at once; refused, the free slots are offered and the reason stays on the message line. */
void form_rdv_next_week(struct ui *ui, const char *id)
{
	struct error e = {0};
	if (!rdv_may_give(ui))
		return;
	struct form_context *c = form_context_new(ui, id);
	if (act_rdv_next_week(ui->app, id, &e))
		form_sent_values(ui, c, (const char *[]){""}, 1, next_again);
	else if (e.code == ERR_REFUSED || e.code == ERR_NOTHING)
		next_refused(ui, id, &e);
	else
		app_say_error(ui->app, MESSAGE_WARNING, "", &e);
	form_context_free(c);
}
