/* What app.c, commands.c and the acts share. Not for screens. */
#ifndef JALON_APP_PRIVATE_H
#define JALON_APP_PRIVATE_H

#include "core/app/action.h"
#include "core/app/app.h"
#include "core/base/strbuf.h"

/* A number that no other request of this session has. */
uint32_t app_next_serial(struct app *a);
/* Read again what is loaded; nothing when it never was. */
void app_agenda_again(struct app *a);
void app_day_again(struct app *a);
void app_engagements_again(struct app *a); /* commitments, hours; what is held is read for a letter alone */
void app_trainings_again(struct app *a);   /* the list, the open request */
void app_courses_again(struct app *a);     /* of the catalogue: no act changes it */
/* Asks, and takes what answers: the model's memory becomes the answer's. */
void app_model_ask(struct app *a, struct model *m, struct request *r);
void app_model_take(struct model *m, struct event *e);
/* Training requests (app_trainings.c), from app_event; judged again when session or rules change. */
void app_training_judge(struct app *a);
void app_trainings_take(struct app *a, struct event *e);
void app_training_take(struct app *a, struct event *e);
void app_courses_take(struct app *a, struct event *e);
/* Looks whether another login changed something since the mark. */
void app_changes_ask(struct app *a);

/* A command about to be sent: command_open, members by json_*, command_send. */
struct command_draft {
	struct app *app;
	const char *verb;
	char id[COMMAND_ID_TEXT];
	struct strbuf content;
	struct arena arena; /* of the normalised texts */
};

void command_open(struct command_draft *d, struct app *a, const char *verb);
/* Adds a text in normal form. */
void command_text(struct command_draft *d, const char *key, const char *value);
/* Adds a new UUID under that key: the row that the command makes. */
void command_new_id(struct command_draft *d, const char *key);
/* Sends it, waits for nothing. label: « contact avec BERNARD Aïcha »; person: identifiant or "". */
void command_send(struct command_draft *d, const char *label, const char *person, bool reversible);
void command_drop(struct command_draft *d);

/* Outcomes, from app_event. */
void app_command_done(struct app *a, const struct event *e);
void app_command_refused(struct app *a, const struct event *e);
void app_command_notice(struct app *a, const struct event *e);
void app_commands_free(struct app *a);

/* The key of an action as the person has it, for a message that names one. */
const char *app_key(const struct app *a, enum action_id action, char out[32]);

#endif
