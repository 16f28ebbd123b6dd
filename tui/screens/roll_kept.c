/* The roll-call on disk: its title, then one line an answer: identifiant, code of the presence, motive. */
#include "tui/screens/roll_kept.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/strbuf.h"

#define FILE_START "appel-"

static void file_name(char out[STATE_NAME], const char *meeting, const struct session_facts *session)
{
	char what[32];
	snprintf(what, sizeof what, FILE_START "%.13s", meeting);
	state_name(out, what, session);
}

/* One line whatever was typed. */
static void add_line(struct strbuf *out, const char *text)
{
	for (const char *s = text; *s != '\0'; s++)
		strbuf_add_n(out, *s == '\n' || *s == '\r' ? " " : s, 1);
	strbuf_add(out, "\n");
}

void roll_keep(struct state_dir *dir, const struct session_facts *session, const char *meeting, const char *title,
               const struct roll_answer *answers, size_t count)
{
	struct strbuf text = {0};
	struct error ignored = {0};
	char name[STATE_NAME];
	if (session == NULL)
		return;
	file_name(name, meeting, session);
	add_line(&text, title);
	for (size_t i = 0; i < count; i++) {
		strbuf_addf(&text, "%s %s ", answers[i].id, attendance_code(answers[i].attendance));
		add_line(&text, answers[i].reason);
	}
	if (count == 0)
		state_remove(dir, name);
	else
		state_write(dir, name, strbuf_str(&text), text.len, &ignored);
	strbuf_free(&text);
}

/* « ID code motif »; false for anything else. */
static bool answer_read(const char *line, struct roll_answer *out)
{
	char code[24];
	int used = 0, attendance;
	*out = (struct roll_answer){.attendance = ATTENDANCE_UNKNOWN};
	if (sscanf(line, "%31s %23s%n", out->id, code, &used) != 2)
		return false;
	attendance = attendance_from_code(code);
	if (attendance <= ATTENDANCE_UNKNOWN)
		return false;
	out->attendance = (enum attendance)attendance;
	snprintf(out->reason, sizeof out->reason, "%s", line + used + (line[used] == ' '));
	return true;
}

struct roll_answer *roll_kept(struct state_dir *dir, const struct session_facts *session, const char *meeting, size_t *count)
{
	struct roll_answer *answers = NULL;
	char name[STATE_NAME], *text = NULL, *rest = NULL;
	*count = 0;
	if (session == NULL)
		return NULL;
	file_name(name, meeting, session);
	text = state_read(dir, name);
	if (text != NULL)
		strtok_r(text, "\n", &rest); /* the title */
	for (char *line; text != NULL && (line = strtok_r(NULL, "\n", &rest)) != NULL;) {
		answers = mem_resize(answers, (*count + 1) * sizeof *answers);
		*count += answer_read(line, &answers[*count]);
	}
	free(text);
	return answers;
}

/* --- at the next start ------------------------------------------------------------------------------------- */

struct waiting { struct state_dir *dir; char *title; size_t size; bool found; };

static void waiting_found(void *ctx, const char *name)
{
	struct waiting *w = ctx;
	char *text = strncmp(name, FILE_START, strlen(FILE_START)) == 0 ? state_read(w->dir, name) : NULL;
	if (text != NULL) {
		snprintf(w->title, w->size, "%.*s", (int)strcspn(text, "\n"), text);
		w->found = true;
	}
	free(text);
}

bool roll_waits(struct state_dir *dir, const struct session_facts *session, char *title, size_t size)
{
	struct waiting w = {dir, title, size, false};
	char ending[STATE_NAME];
	if (session == NULL)
		return false;
	state_name(ending, "", session); /* of the names of this account's files */
	state_each(dir, ending, waiting_found, &w);
	return w.found;
}
