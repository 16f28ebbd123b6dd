/* What was typed in a form stays until the database has taken it. */
#include "tui/forms/forms_sent.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "tui/drafts/drafts.h"
#include "tui/widgets/widgets.h"

struct sent {
	struct arena arena;
	struct sent_form form;
	char command[COMMAND_ID_TEXT];
	sent_again again;
	bool refused;
	struct sent *next;
};

struct sent_forms {
	struct sent *waiting;  /* for their outcome or for the keyboard, oldest first */
	struct sent *returned; /* the one that came back last */
};

static void sent_free(struct sent *s)
{
	if (s == NULL)
		return;
	arena_free(&s->arena);
	free(s);
}

/* Several outcomes may come between two paints: each is heard here. */
static void sent_settled(void *ctx, const struct command_outcome *o)
{
	struct ui *ui = ctx;
	bool comes_back = false;
	for (struct sent **at = &ui->sent->waiting; *at != NULL; at = &(*at)->next) {
		struct sent *s = *at;
		if (strcmp(s->command, o->id) != 0)
			continue;
		if (o->done) {
			*at = s->next;
			sent_free(s);
		} else {
			s->refused = comes_back = true;
			s->form.error = o->error;
		}
		break;
	}
	drafts_settled(ui, o, comes_back);
}

void forms_sent_open(struct ui *ui)
{
	ui->sent = mem_alloc(sizeof *ui->sent);
	ui->app->settled = sent_settled;
	ui->app->settled_ctx = ui;
}

void forms_sent_close(struct ui *ui)
{
	struct sent_forms *forms = ui->sent;
	ui->app->settled = NULL;
	while (forms->waiting != NULL) {
		struct sent *s = forms->waiting;
		forms->waiting = s->next;
		sent_free(s);
	}
	sent_free(forms->returned);
	free(forms);
	ui->sent = NULL;
}

static struct sent *sent_copy(const struct sent_form *sent, const char *draft, sent_again again)
{
	struct sent *s = mem_alloc(sizeof *s);
	s->form = *sent;
	s->form.extra = arena_strdup(&s->arena, sent->extra);
	s->form.draft = arena_strdup(&s->arena, draft);
	for (size_t i = 0; i < SENT_VALUES; i++) {
		s->form.values[i] = arena_strdup(&s->arena, sent->values[i]);
		s->form.initials[i] = arena_strdup(&s->arena, sent->initials[i]);
	}
	s->again = again;
	return s;
}

void form_sent(struct ui *ui, const struct sent_form *sent, sent_again again)
{
	const struct pending_command *p = ui->app->pending; /* the newest comes first */
	struct sent *s, **end = &ui->sent->waiting;
	if (p == NULL)
		return;
	s = sent_copy(sent, drafts_of_command(ui, p->id), again);
	memcpy(s->command, p->id, sizeof s->command);
	while (*end != NULL)
		end = &(*end)->next;
	*end = s;
}

void form_resume(struct ui *ui, const struct sent_form *sent, sent_again again)
{
	sent_free(ui->sent->returned);
	ui->sent->returned = sent_copy(sent, sent->draft, again);
	again(ui, &ui->sent->returned->form);
}

void form_sent_values(struct ui *ui, const struct form_context *c, const char *const *values, size_t count, sent_again again)
{
	struct sent_form sent = {.extra = c->extra};
	snprintf(sent.id, sizeof sent.id, "%s", c->id);
	memcpy(sent.values, values, count * sizeof *values);
	form_sent(ui, &sent, again);
}

const char *sent_day(struct form_context *c, const struct sent_form *sent, size_t field, const char *first)
{
	char text[DATE_TEXT];
	struct date d;
	if (sent == NULL)
		return first;
	return date_parse(sent->values[field], &d) ? arena_strdup(&c->arena, date_format_numeric(d, text)) : sent->values[field];
}

const struct sent_form *form_sent_last(const struct ui *ui)
{
	return ui->sent->returned != NULL ? &ui->sent->returned->form : NULL;
}

static bool sent_touched(const struct sent_form *sent, size_t field)
{
	return sent != NULL && strcmp(sent->values[field], sent->initials[field]) != 0;
}

const char *sent_merge(const struct sent_form *sent, size_t field, const char *present)
{
	return sent_touched(sent, field) ? sent->values[field] : present;
}

bool sent_conflicts(const struct sent_form *sent, size_t field, const char *present)
{
	return sent_touched(sent, field) && strcmp(sent->initials[field], present) != 0 &&
	       strcmp(sent->values[field], present) != 0;
}

void forms_on_refusal(struct ui *ui)
{
	struct sent_forms *forms = ui->sent;
	if (ui->popup != NULL)
		return;
	for (struct sent **at = &forms->waiting; *at != NULL; at = &(*at)->next) {
		if (!(*at)->refused)
			continue;
		sent_free(forms->returned);
		forms->returned = *at;
		*at = forms->returned->next;
		forms->returned->again(ui, &forms->returned->form);
		return;
	}
}
