/* What was typed in a form stays until the database has taken it. */
#include "tui/screens/forms_sent.h"

#include <stdio.h>
#include <string.h>

#include "tui/screens/forms.h"

/* The last one sent: there is one keyboard, and its owner waits for nothing. */
static struct {
	struct arena arena;
	struct sent_form form;
	char command[COMMAND_ID_TEXT]; /* "" when nothing is awaited */
	sent_again again;
} last;

void form_sent(struct ui *ui, const struct sent_form *sent, sent_again again)
{
	const struct pending_command *p = ui->app->pending; /* the newest comes first */
	arena_free(&last.arena);
	last.form = *sent;
	last.form.extra = arena_strdup(&last.arena, sent->extra);
	for (size_t i = 0; i < SENT_VALUES; i++) {
		last.form.values[i] = arena_strdup(&last.arena, sent->values[i]);
		last.form.initials[i] = arena_strdup(&last.arena, sent->initials[i]);
	}
	last.again = again;
	snprintf(last.command, sizeof last.command, "%s", p != NULL ? p->id : "");
}

const struct sent_form *form_sent_last(void)
{
	return last.again != NULL ? &last.form : NULL;
}

const char *sent_merge(const struct sent_form *sent, size_t field, const char *present)
{
	if (sent == NULL || strcmp(sent->values[field], sent->initials[field]) == 0)
		return present;
	return sent->values[field];
}

void forms_on_refusal(struct ui *ui)
{
	const struct command_outcome *o = &ui->app->outcome;
	if (last.command[0] == '\0' || strcmp(last.command, o->id) != 0 || ui->popup != NULL)
		return;
	last.command[0] = '\0';
	if (!o->done)
		last.again(ui, &last.form);
}
