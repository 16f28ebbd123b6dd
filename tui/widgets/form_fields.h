/* The fields of a form: what is typed in each, its checks and its value. Pure: no terminal. */
#ifndef JALON_FORM_FIELDS_H
#define JALON_FORM_FIELDS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/arena.h"
#include "core/base/date.h"
#include "core/base/error.h"
#include "tui/widgets/line_buffer.h"
#include "tui/widgets/text_buffer.h"
#include "tui/widgets/widgets.h"

struct form_field {
	struct field_spec spec; /* strings copied in the form's arena, initial included */
	struct line_buffer line;/* TEXT, DATE, NUMBER */
	struct text_buffer lines; /* LINES */
	int columns;            /* LINES: of its window, set by paint */
	size_t top;             /* LINES: first row shown */
	int row, height;        /* place in the form: rows before it, and of its own */
	bool touched;           /* a key was typed in it */
	bool in_paste;          /* LINES: what is pasted is one step of undo */
	const char **labels;    /* CHOICE: safe labels */
	size_t choice_count;
	int choice;             /* CHOICE: index, -1 none; FLAG: 0 or 1 */
	int initial_choice;
	const char *theirs;     /* what the base holds since it was changed there meanwhile; NULL: unchanged */
	const char *mine;       /* what was in the field when that was told */
	bool both;              /* the person changed it too, otherwise */
	bool decided;           /* between the two */
};

void form_field_init(struct form_field *f, const struct field_spec *spec, struct arena *arena);
void form_field_free(struct form_field *f);
/* True when the key belongs to the field (typing, or turning a choice or a flag). */
bool form_field_key(struct form_field *f, int key);
void form_field_paste(struct form_field *f, int code_point);
bool form_field_is_full(const struct form_field *f); /* takes no further character */
bool form_field_changed(const struct form_field *f);
/* A date typed short is written whole, so that it is seen before it is sent. */
void form_field_complete(struct form_field *f, struct date today);
/* As typed_form wants it; a date that is none yet, or a number, as typed. */
const char *form_field_typed(const struct form_field *f, struct arena *arena);
/* Puts a value there: AAAA-MM-JJ, a code, « oui » or « non », or a text. */
void form_field_put(struct form_field *f, const char *value);
/* The same value as a person reads it: JJ/MM/AAAA, the label of a choice. */
const char *form_field_shown(const struct form_field *f, struct arena *arena, const char *value);
/* Takes theirs, or gives mine back. */
void form_field_swap(struct form_field *f, struct arena *arena);
/* The value as given to form_done(). NULL with *e set (field, message) when it is missing or malformed. */
const char *form_field_value(const struct form_field *f, struct arena *arena, struct error *e);

#endif
