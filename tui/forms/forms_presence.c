/* Presence in two keystrokes: p, then the outcome of the oldest appointment that has none. An excuse asks for its
 * motive; a group opens its roll-call. The list has only the moment of the appointment: its row comes with the file,
 * asked for at the first key and awaited after the second. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/acts/acts_rdv.h"
#include "core/base/text.h"
#include "tui/screens/common.h"
#include "tui/forms/form_kinds.h"
#include "tui/forms/forms.h"
#include "tui/screens/appointments.h"
#include "tui/screens/screens.h"
#include "tui/widgets/widgets.h"

static const struct choice presence_choices[] = {
	{'p', "présent", ATTENDANCE_PRESENT},
	{'e', "excusé", ATTENDANCE_EXCUSED},
	{'a', "absent", ATTENDANCE_ABSENT},
	{'s', "annulé par nous", ATTENDANCE_CANCELLED_STRUCTURE},
	{'b', "annulé par la personne", ATTENDANCE_CANCELLED_PERSON},
};

/* Copied: what is asked about may be read again meanwhile. */
struct presence {
	char meeting[COMMAND_ID_TEXT]; /* "": the oldest one without outcome, when the file is there */
	int version;
	enum attendance chosen;
	const char *reason;
};

static const struct presence *presence_of(const struct form_context *c)
{
	return c->object;
}

static struct form_context *presence_context(struct ui *ui, const char *id, const char *meeting, int version)
{
	struct form_context *c = form_context_new(ui, id);
	struct presence *p = arena_alloc(&c->arena, sizeof *p);
	*p = (struct presence){.version = version, .reason = ""};
	snprintf(p->meeting, sizeof p->meeting, "%s", meeting);
	c->object = p;
	return c;
}

/* The same with what was chosen: the box that asked goes with its own. */
static struct form_context *presence_chosen_context(struct ui *ui, const struct form_context *asked, enum attendance chosen)
{
	const struct presence *from = presence_of(asked);
	struct form_context *c = presence_context(ui, asked->id, from->meeting, from->version);
	struct presence *p = arena_alloc(&c->arena, sizeof *p);
	*p = *from;
	p->chosen = chosen;
	p->reason = "";
	c->object = p;
	return c;
}

/* --- sending ------------------------------------------------------------------------------------------- */

static void presence_send(struct ui *ui, const struct form_context *c, const char *meeting, int version)
{
	const struct presence *p = presence_of(c);
	const struct presence_entry entry = {c->id, version, p->chosen, p->reason};
	struct error e = {0};
	if (!act_rdv_presence(ui->app, meeting, &entry, 1, &e))
		app_say_error(ui->app, MESSAGE_ERROR, "", &e);
}

static void presence_file_here(struct ui *ui, struct form_context *c)
{
	const struct appointment *oldest = appointment_without_outcome(ui->app->file.file, app_today(ui->app));
	if (oldest == NULL)
		app_say(ui->app, MESSAGE_INFO, "Aucun rendez-vous de %s n'attend d'issue", c->name);
	else
		presence_send(ui, c, oldest->id, oldest->version);
	form_context_free(c);
}

/* Takes c. */
static void presence_finish(struct ui *ui, struct form_context *c)
{
	const struct presence *p = presence_of(c);
	if (p->meeting[0] == '\0') {
		form_wait_about(ui, c, presence_file_here);
		return;
	}
	presence_send(ui, c, p->meeting, p->version);
	form_context_free(c);
}

/* --- asking -------------------------------------------------------------------------------------------- */

static bool presence_excused(struct ui *ui, void *ctx, const char *const *values, struct error *e)
{
	struct form_context *c = presence_chosen_context(ui, ctx, ATTENDANCE_EXCUSED);
	struct presence *p = arena_alloc(&c->arena, sizeof *p);
	(void)e;
	*p = *presence_of(c);
	p->reason = arena_strdup(&c->arena, values[0]);
	c->object = p;
	presence_finish(ui, c);
	return true;
}

/* sent: what was typed before, NULL the first time. */
static void presence_ask_motive(struct ui *ui, const struct form_context *asked, const struct sent_form *sent)
{
	struct form_context *c = presence_chosen_context(ui, asked, ATTENDANCE_EXCUSED);
	c->extra = arena_format(&c->arena, "%s %d", presence_of(asked)->meeting, presence_of(asked)->version);
	const struct field_spec fields[] = {
		{.name = "motif", .label = "Motif", .required = true, .max = 500, .initial = sent != NULL ? sent->values[0] : "",
		 .hint = "Pourquoi l'absence est excusée : santé, enfant, transport, entretien d'embauche…"},
	};
	form_show(ui, form_new(arena_format(&c->arena, "Absence excusée · %s", c->name), fields, 1, presence_excused, c,
	                       form_context_free), FORM_EXCUSE, c, sent);
}

/* extra: the séance and the version of the participation, as they were when the form was opened. */
void excuse_again(struct ui *ui, const struct sent_form *sent)
{
	char meeting[COMMAND_ID_TEXT] = "";
	const char *gap = strchr(sent->extra, ' ');
	if (gap != NULL)
		snprintf(meeting, sizeof meeting, "%.*s", (int)(gap - sent->extra), sent->extra);
	struct form_context *asked = presence_context(ui, sent->id, meeting, gap != NULL ? atoi(gap + 1) : 0);
	presence_ask_motive(ui, asked, sent);
	form_context_free(asked);
}

static void presence_chosen(struct ui *ui, void *ctx, int value)
{
	const struct form_context *asked = ctx;
	if (value == ATTENDANCE_EXCUSED)
		presence_ask_motive(ui, asked, NULL);
	else
		presence_finish(ui, presence_chosen_context(ui, asked, (enum attendance)value));
}

/* Takes c. */
static void presence_ask(struct ui *ui, struct form_context *c, struct moment start)
{
	const char *question = arena_format(&c->arena, "%s, RDV du %s :", c->name, appointment_when(&c->arena, start));
	ui_show_popup(ui, choice_new_owning(question, presence_choices, sizeof presence_choices / sizeof *presence_choices,
	                                    presence_chosen, c, form_context_free));
}

static void presence_say_none(struct ui *ui, const char *name)
{
	app_say(ui->app, MESSAGE_INFO, "Aucun rendez-vous de %s n'attend d'issue ; pour en corriger une, placez-vous sur le "
	                               "rendez-vous dans la fiche", name);
}

/* The person is in no list: the file says what is awaited. */
static void presence_ask_from_file(struct ui *ui, struct form_context *c)
{
	const struct appointment *oldest = appointment_without_outcome(ui->app->file.file, app_today(ui->app));
	if (oldest == NULL) {
		presence_say_none(ui, c->name);
		form_context_free(c);
		return;
	}
	presence_ask(ui, presence_context(ui, c->id, oldest->id, oldest->version), oldest->start);
	form_context_free(c);
}

void form_presence(struct ui *ui, const char *id)
{
	const struct judged_person *p = app_person(ui->app, id);
	struct form_context *c = presence_context(ui, id, "", 0);
	if (p == NULL) {
		form_wait_about(ui, c, presence_ask_from_file);
	} else if (!moment_is_set(p->facts->oldest_unrecorded)) {
		presence_say_none(ui, c->name);
		form_context_free(c);
	} else {
		app_load_file(ui->app, id); /* comes while the choice is read */
		presence_ask(ui, c, p->facts->oldest_unrecorded);
	}
}

void form_presence_at(struct ui *ui, const char *id, const struct appointment *p)
{
	presence_ask(ui, presence_context(ui, id, p->id, p->version), p->start);
}

void form_presence_meeting(struct ui *ui, const struct meeting *m)
{
	char argument[128], day[DATE_TEXT];
	if (m->capacity == 0 && m->attendee_count == 1 && m->attendees[0].id[0] != '\0') {
		const struct attendee *only = &m->attendees[0];
		presence_ask(ui, presence_context(ui, only->id, m->id, only->version), m->period.from);
		return;
	}
	snprintf(argument, sizeof argument, "%s %s %s", m->id, date_format(m->period.from.day, day), m->counsellor);
	ui_open_screen(ui, &screen_rollcall, argument);
}
