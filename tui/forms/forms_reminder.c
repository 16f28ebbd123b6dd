/* Small gestures of the day: the reminder of the next appointment, what was promised and is done, a line put off. */
#include <stdio.h>
#include <string.h>

#include "core/acts/acts_engagement.h"
#include "core/acts/acts_rdv.h"
#include "core/base/text.h"
#include "tui/screens/common.h"
#include "tui/forms/form_kinds.h"
#include "tui/forms/forms.h"
#include "tui/screens/appointments.h"
#include "tui/widgets/widgets.h"

/* --- reminder ------------------------------------------------------------------------------------------ */

static const struct choice reminder_choices[] = {
	{'s', "SMS", CHANNEL_SMS}, {'t', "téléphone", CHANNEL_PHONE}, {'m', "courriel", CHANNEL_MAIL}, {'l', "courrier", CHANNEL_LETTER},
};

static void reminder_chosen(struct ui *ui, void *ctx, int value)
{
	const struct form_context *c = ctx;
	const struct judged_person *p = app_person(ui->app, c->id);
	struct error e = {0};
	if (p == NULL || strcmp(p->facts->next_id, c->extra) != 0) {
		app_say(ui->app, MESSAGE_WARNING, "Le prochain rendez-vous de %s a changé : reprenez", c->name);
		return;
	}
	if (!act_reminder(ui->app, c->extra, c->id, rdv_reminder_days(ui->app, p->facts->regime, p->facts->next_appointment.day), (enum channel)value, &e))
		app_say_error(ui->app, MESSAGE_ERROR, "", &e);
}

static void reminder_choose(struct ui *ui, struct form_context *c, struct moment start,
                            void (*chosen)(struct ui *ui, void *ctx, int value))
{
	const char *question = arena_format(&c->arena, "Rappel à %s du RDV du %s :", c->name, appointment_when(&c->arena, start));
	ui_show_popup(ui, choice_new_owning(question, reminder_choices, sizeof reminder_choices / sizeof *reminder_choices,
	                                    chosen, c, form_context_free));
}

static void reminder_meeting_chosen(struct ui *ui, void *ctx, int value)
{
	const struct form_context *c = ctx;
	const struct judged_person *p = app_person(ui->app, c->id);
	const struct moment *start = c->object;
	int days = rdv_reminder_days(ui->app, p != NULL ? p->facts->regime : REGIME_COMMUN, start->day);
	struct error e = {0};
	if (!act_reminder(ui->app, c->extra, c->id, days, (enum channel)value, &e))
		app_say_error(ui->app, MESSAGE_ERROR, "", &e);
}

void form_reminder_meeting(struct ui *ui, const char *id, const struct meeting *m)
{
	if (moment_compare(m->period.from, app_today(ui->app)) <= 0) {
		app_say(ui->app, MESSAGE_INFO, "Ce rendez-vous est commencé ou passé : il n'y a plus de rappel à donner");
		return;
	}
	struct form_context *c = form_context_new(ui, id);
	c->extra = arena_strdup(&c->arena, m->id);
	struct moment *start = arena_alloc(&c->arena, sizeof *start);
	*start = m->period.from;
	c->object = start;
	reminder_choose(ui, c, m->period.from, reminder_meeting_chosen);
}

/* Takes c. */
static void reminder_ask(struct ui *ui, struct form_context *c)
{
	const struct judged_person *p = app_person(ui->app, c->id);
	if (p == NULL || p->facts->next_id[0] == '\0' || !moment_is_set(p->facts->next_appointment)) {
		app_say(ui->app, MESSAGE_INFO, "%s n'a aucun rendez-vous à venir à rappeler", c->name);
		form_context_free(c);
		return;
	}
	c->extra = arena_strdup(&c->arena, p->facts->next_id);
	reminder_choose(ui, c, p->facts->next_appointment, reminder_chosen);
}

void form_reminder(struct ui *ui, const char *id)
{
	struct form_context *c = form_context_new(ui, id);
	if (app_person(ui->app, id) != NULL)
		reminder_ask(ui, c);
	else
		form_wait_about(ui, c, reminder_ask);
}

/* --- what was promised --------------------------------------------------------------------------------- */

void form_item_done_at(struct ui *ui, const struct item *i)
{
	struct error e = {0};
	if (!act_item_done(ui->app, i, &e))
		app_say_error(ui->app, MESSAGE_ERROR, "", &e);
}

static const struct item *item_find(const struct person_file *f, const char *id)
{
	for (size_t i = 0; f != NULL && i < f->item_count; i++)
		if (strcmp(f->items[i].id, id) == 0)
			return &f->items[i];
	return NULL;
}

static void item_chosen(struct ui *ui, void *ctx, const char *code)
{
	const struct item *i = item_find(ui->app->file.file, code);
	(void)ctx;
	if (i != NULL && item_may_be_kept(i))
		form_item_done_at(ui, i);
	else
		app_say(ui->app, MESSAGE_WARNING, "Cet engagement n'est plus en attente");
}

static const char *item_label(struct arena *arena, const struct item *i)
{
	const char *who = i->debtor == DEBTOR_STRUCTURE ? "nous" : debtor_label(i->debtor);
	char day[DATE_TEXT];
	if (i->cadence != CADENCE_ONCE || !date_is_set(i->due))
		return arena_format(arena, "%s : %s, %s", who, i->object, i->cadence != CADENCE_ONCE ? cadence_label(i->cadence) : "sans date");
	return arena_format(arena, "%s : %s, pour le %s", who, i->object, date_format_numeric(i->due, day));
}

/* Takes c. */
static void item_file_here(struct ui *ui, struct form_context *c)
{
	const struct person_file *f = ui->app->file.file;
	struct code_label *items = arena_array(&c->arena, f->item_count + 1, sizeof *items);
	const struct item *only = NULL;
	size_t count = 0;
	for (size_t i = 0; i < f->item_count; i++)
		if (item_may_be_kept(&f->items[i])) {
			only = &f->items[i];
			items[count++] = (struct code_label){only->id, item_label(&c->arena, only)};
		}
	if (count > 1) {
		ui_show_popup(ui, chooser_new(arena_format(&c->arena, "Engagement tenu · %s", c->name), items, count, item_chosen, c,
		                              form_context_free));
		return;
	}
	if (only != NULL)
		form_item_done_at(ui, only);
	else
		app_say(ui->app, MESSAGE_INFO, "Aucun engagement en attente pour %s", c->name);
	form_context_free(c);
}

void form_item_done(struct ui *ui, const char *id)
{
	form_wait_about(ui, form_context_new(ui, id), item_file_here);
}

/* --- a line of the day put off ------------------------------------------------------------------------- */

#define AT_A_DATE 0

static enum reason_code put_off_code(const struct form_context *c)
{
	return *(const enum reason_code *)c->object;
}

static struct form_context *put_off_context(struct ui *ui, const char *id, enum reason_code code)
{
	struct form_context *c = form_context_new(ui, id);
	enum reason_code *kept = arena_alloc(&c->arena, sizeof *kept);
	*kept = code;
	c->object = kept;
	return c;
}

static bool put_off_dated(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	const struct form_context *c = ctx;
	return act_line_put_off(ui->app, c->id, put_off_code(c), values[0], e);
}

/* sent: what was typed before, NULL the first time. */
static void put_off_ask_date(struct ui *ui, const struct form_context *asked, const struct sent_form *sent)
{
	struct form_context *c = put_off_context(ui, asked->id, put_off_code(asked));
	c->extra = reason_code_name(put_off_code(asked));
	const struct field_spec fields[] = {
		{.name = "jusqu_au", .label = "Reporter au", .kind = FIELD_DATE, .required = true, .initial = sent_day(c, sent, 0, ""),
		 .hint = "JJ/MM ou JJ/MM/AAAA : la ligne reviendra ce jour-là"},
	};
	form_show(ui, form_new(arena_format(&c->arena, "%s · %s", c->name, reason_title(put_off_code(c))), fields, 1, put_off_dated,
	                       c, form_context_free), FORM_PUT_OFF, c, sent);
}

void put_off_again(struct ui *ui, const struct sent_form *sent)
{
	for (int code = 0; code < REASON_COUNT; code++)
		if (strcmp(reason_code_name((enum reason_code)code), sent->extra) == 0) {
			struct form_context *asked = put_off_context(ui, sent->id, (enum reason_code)code);
			put_off_ask_date(ui, asked, sent);
			form_context_free(asked);
			return;
		}
}

static void put_off_chosen(struct ui *ui, void *ctx, int value)
{
	const struct form_context *c = ctx;
	struct error e = {0};
	char day[DATE_TEXT];
	if (value == AT_A_DATE) {
		put_off_ask_date(ui, c, NULL);
		return;
	}
	date_format(date_add_days(app_today(ui->app).day, value), day);
	if (!act_line_put_off(ui->app, c->id, put_off_code(c), day, &e))
		app_say_error(ui->app, MESSAGE_ERROR, "", &e);
}

void form_put_off(struct ui *ui, const char *id, enum reason_code code)
{
	static const struct choice choices[] = {{'1', "demain", 1}, {'7', "dans une semaine", 7}, {'d', "à une date", AT_A_DATE}};
	struct form_context *c = put_off_context(ui, id, code);
	const char *question = arena_format(&c->arena, "Reporter %s :", c->name);
	ui_show_popup(ui, choice_new_owning(question, choices, sizeof choices / sizeof *choices, put_off_chosen, c, form_context_free));
}
