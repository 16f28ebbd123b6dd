/* What is said to the person: the last messages, kept. */
#include <stdarg.h>
#include <stdio.h>

#include "core/views/view_private.h"
#include "core/base/mem.h"
#include "core/base/text.h"

void app_say(struct app *a, enum message_level level, const char *fmt, ...)
{
	struct message *m;
	struct arena arena = {0};
	char text[sizeof m->text];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	if (a->messages == NULL)
		a->messages = mem_alloc(MESSAGES_KEPT * sizeof *a->messages);
	m = &a->messages[a->message_count % MESSAGES_KEPT];
	m->level = level;
	m->about = MESSAGE_ABOUT_OTHER;
	m->at = a->now;
	text_copy(m->text, sizeof m->text, text_safe(&arena, text));
	a->message_count++;
	arena_free(&arena);
}

void app_say_error(struct app *a, enum message_level level, const char *prefix, const struct error *e)
{
	struct arena arena = {0};

	app_say(a, level, "%s%s", prefix, view_error(&arena, e));
	arena_free(&arena);
}

const struct message *app_last_message(const struct app *a)
{
	return a->message_count == 0 ? NULL : &a->messages[(a->message_count - 1) % MESSAGES_KEPT];
}

void app_message_about(struct app *a, enum message_about about)
{
	if (a->message_count > 0)
		a->messages[(a->message_count - 1) % MESSAGES_KEPT].about = about;
}

const struct message *app_message_at(const struct app *a, size_t count)
{
	return &a->messages[(count - 1) % MESSAGES_KEPT];
}

size_t app_message_shown(const struct app *a, size_t read)
{
	size_t first = a->message_count > MESSAGES_KEPT ? a->message_count - MESSAGES_KEPT : 0, at;

	if (first < read)
		first = read;
	for (at = a->message_count; at > first; at--)
		if (app_message_at(a, at)->about == MESSAGE_ABOUT_OUTCOME && app_message_at(a, at)->level == MESSAGE_ERROR)
			return at;
	for (at = a->message_count; at > first && app_message_at(a, at)->about == MESSAGE_ABOUT_CONNECTION;)
		at--;
	if (at > first && app_message_at(a, at)->about == MESSAGE_ABOUT_OUTCOME)
		return at;
	return a->message_count > first ? a->message_count : 0;
}
