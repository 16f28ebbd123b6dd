/* The fields of a form. */
#include "tui/widgets/form_fields.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/date.h"
#include "core/base/text.h"
#include "core/portfolio/facts.h"
#include "tui/widgets/field.h"
#include "tui/widgets/typing.h"

#define TEXT_MAX 200
#define LINES_ROWS 4
#define LINES_COLUMNS 40 /* until it is painted */

static bool is_typed(const struct form_field *f)
{
	return f->spec.kind == FIELD_TEXT || f->spec.kind == FIELD_DATE || f->spec.kind == FIELD_NUMBER;
}

static void init_choices(struct form_field *f, struct arena *arena)
{
	const struct code_label *list = f->spec.choices;
	f->choice = -1;
	if (!list)
		return;
	while (list[f->choice_count].code)
		f->choice_count++;
	f->labels = arena_array(arena, f->choice_count, sizeof *f->labels);
	for (size_t i = 0; i < f->choice_count; i++) {
		f->labels[i] = text_safe(arena, list[i].label);
		if (strcmp(list[i].code, f->spec.initial) == 0)
			f->choice = (int)i;
	}
	if (f->choice < 0 && f->spec.required && f->choice_count == 1)
		f->choice = 0;
}

static void init_lines(struct form_field *f, struct arena *arena)
{
	f->height = f->spec.rows > 0 ? f->spec.rows : LINES_ROWS;
	f->columns = LINES_COLUMNS;
	text_buffer_set(&f->lines, text_safe_lines(arena, f->spec.initial));
	f->spec.initial = arena_strdup(arena, text_buffer_text(&f->lines));
}

void form_field_init(struct form_field *f, const struct field_spec *spec, struct arena *arena)
{
	*f = (struct form_field){.spec = *spec};
	f->spec.name = arena_strdup(arena, spec->name);
	f->spec.label = text_safe(arena, spec->label ? spec->label : "");
	f->spec.hint = text_safe(arena, spec->hint ? spec->hint : "");
	f->spec.initial = arena_strdup(arena, spec->initial);
	if (f->spec.max == 0)
		f->spec.max = TEXT_MAX;
	f->height = 1;
	if (spec->kind == FIELD_CHOICE)
		init_choices(f, arena);
	else if (spec->kind == FIELD_LINES)
		init_lines(f, arena);
	else if (spec->kind == FIELD_FLAG)
		f->choice = strcmp(f->spec.initial, "oui") == 0;
	else
		line_buffer_set(&f->line, f->spec.initial);
	f->initial_choice = f->choice;
	if (is_typed(f)) /* as it stands once typable: what « changed » compares with */
		f->spec.initial = arena_strdup(arena, line_buffer_text(&f->line));
}

void form_field_free(struct form_field *f)
{
	line_buffer_free(&f->line);
	text_buffer_free(&f->lines);
}

/* The next choice whose label begins with the letter, accents and case aside. */
static bool choose_letter(struct form_field *f, int key)
{
	char bytes[5];
	if (key >= KEY_SPECIAL || !typing_allows(key))
		return false;
	typing_encode(key, bytes);
	struct arena arena = {0};
	const char *letter = text_fold(&arena, bytes);
	for (size_t i = 1; i <= f->choice_count && *letter; i++) {
		size_t at = ((size_t)(f->choice < 0 ? (int)f->choice_count - 1 : f->choice) + i) % f->choice_count;
		if (strncmp(text_fold(&arena, f->labels[at]), letter, strlen(letter)) == 0) {
			f->choice = (int)at;
			break;
		}
	}
	arena_free(&arena);
	return true;
}

static bool choice_key(struct form_field *f, int key)
{
	int count = (int)f->choice_count;
	if (count == 0)
		return false;
	switch (key) {
	case KEYCODE_RIGHT:
	case ' ': f->choice = (f->choice + 1) % count; return true;
	case KEYCODE_LEFT: f->choice = f->choice <= 0 ? count - 1 : f->choice - 1; return true;
	case KEYCODE_BACKSPACE:
	case KEYCODE_DELETE:
		if (!f->spec.required)
			f->choice = -1;
		return true;
	default: return choose_letter(f, key);
	}
}

static bool flag_key(struct form_field *f, int key)
{
	switch (key) {
	case ' ':
	case KEYCODE_LEFT:
	case KEYCODE_RIGHT: f->choice = !f->choice; return true;
	case 'o':
	case 'O': f->choice = 1; return true;
	case 'n':
	case 'N': f->choice = 0; return true;
	default: return false;
	}
}

/* Up on the first row and Down on the last one leave the field. */
static bool lines_key(struct form_field *f, int key)
{
	size_t before = f->lines.cursor, row = text_buffer_cursor_row(&f->lines, f->columns, NULL);
	bool vertical = key == KEYCODE_UP || key == KEYCODE_DOWN;
	f->in_paste = false;
	bool mine = text_buffer_key(&f->lines, key, f->columns, f->height, f->spec.max);
	if (!vertical || text_buffer_cursor_row(&f->lines, f->columns, NULL) != row)
		return mine;
	f->lines.cursor = before;
	return false;
}

static bool replaces_whole(const struct form_field *f, int key)
{
	bool digit = key >= '0' && key <= '9', date = f->spec.kind == FIELD_DATE;
	return (digit && (date || f->spec.kind == FIELD_NUMBER || f->spec.whole)) || (date && key == '+');
}

bool form_field_key(struct form_field *f, int key)
{
	if (f->spec.kind == FIELD_LINES)
		return lines_key(f, key);
	if (f->spec.kind == FIELD_CHOICE)
		return choice_key(f, key);
	if (f->spec.kind == FIELD_FLAG)
		return flag_key(f, key);
	if (!f->touched && replaces_whole(f, key))
		line_buffer_set(&f->line, ""); /* another than the one offered: nobody writes after a whole date or hour */
	f->touched = true;
	return line_buffer_key(&f->line, key, f->spec.max);
}

static void lines_paste(struct form_field *f, int code_point)
{
	if (!f->in_paste)
		f->lines.sealed = true;
	if (text_buffer_insert(&f->lines, code_point, f->spec.max, true))
		f->in_paste = true;
}

void form_field_complete(struct form_field *f, struct date today)
{
	char text[DATE_TEXT];
	if (f->spec.kind == FIELD_DATE && field_date_short(line_buffer_text(&f->line), today, text))
		line_buffer_set(&f->line, text);
}

void form_field_paste(struct form_field *f, int code_point)
{
	if (f->spec.kind == FIELD_LINES)
		lines_paste(f, code_point);
	if (is_typed(f))
		line_buffer_insert(&f->line, code_point == '\n' ? ' ' : code_point, f->spec.max);
}

bool form_field_is_full(const struct form_field *f)
{
	const char *text = f->spec.kind == FIELD_LINES ? text_buffer_text(&f->lines) : is_typed(f) ? line_buffer_text(&f->line) : NULL;
	return text != NULL && typing_count(text) >= f->spec.max;
}

bool form_field_changed(const struct form_field *f)
{
	if (f->spec.kind == FIELD_LINES)
		return strcmp(text_buffer_text(&f->lines), f->spec.initial) != 0;
	return is_typed(f) ? strcmp(line_buffer_text(&f->line), f->spec.initial) != 0 : f->choice != f->initial_choice;
}

static const char *fault(const struct form_field *f, struct error *e, const char *message)
{
	error_set(e, ERR_USAGE, "%s : %s", f->spec.label, message);
	snprintf(e->field, sizeof e->field, "%s", f->spec.name);
	return NULL;
}

/* Ten characters of a date, whatever the day: « 31/02/1999 ». */
static bool date_is_shaped(const char *s)
{
	static const char *const shapes[] = {"00/00/0000", "0000-00-00"};
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		const char *shape = shapes[i];
		size_t n = 0;
		while (shape[n] && (shape[n] == '0' ? s[n] >= '0' && s[n] <= '9' : s[n] == shape[n]))
			n++;
		if (!shape[n] && !s[n])
			return true;
	}
	return false;
}

static const char *typed_value(const struct form_field *f, struct arena *arena, struct error *e)
{
	char *own = line_buffer_value(&f->line);
	const char *value = arena_strdup(arena, own);
	char date[11];
	free(own);
	if (!*value)
		return f->spec.required ? fault(f, e, "à remplir") : value;
	if (f->spec.kind == FIELD_DATE)
		return field_date(value, date) ? arena_strdup(arena, date)
		                               : fault(f, e, date_is_shaped(value) ? "cette date n'existe pas, JJ/MM/AAAA attendu"
		                                                                   : "date attendue, par exemple 27/11, 27/11/2026 ou +7 (dans 7 jours)");
	if (f->spec.kind == FIELD_NUMBER && !field_number(value))
		return fault(f, e, "nombre attendu, en chiffres");
	return value;
}

/* Without the blank lines around it. */
static const char *lines_value(const struct form_field *f, struct arena *arena, struct error *e)
{
	const char *text = text_normalise(arena, text_buffer_text(&f->lines));
	text += strspn(text, " \n");
	size_t length = strlen(text);
	while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\n'))
		length--;
	return length == 0 && f->spec.required ? fault(f, e, "à remplir") : arena_strndup(arena, text, length);
}

const char *form_field_value(const struct form_field *f, struct arena *arena, struct error *e)
{
	if (f->spec.kind == FIELD_LINES)
		return lines_value(f, arena, e);
	if (is_typed(f))
		return typed_value(f, arena, e);
	if (f->spec.kind == FIELD_FLAG)
		return f->choice ? "oui" : "non";
	if (f->choice >= 0)
		return f->spec.choices[f->choice].code;
	return f->spec.required ? fault(f, e, "à choisir (espace ou flèches)") : "";
}

/* --- what a draft keeps, what the base holds ----------------------------------------------------------- */

const char *form_field_typed(const struct form_field *f, struct arena *arena)
{
	char date[11];
	if (f->spec.kind == FIELD_FLAG)
		return f->choice ? "oui" : "non";
	if (f->spec.kind == FIELD_CHOICE)
		return f->choice >= 0 ? arena_strdup(arena, f->spec.choices[f->choice].code) : "";
	if (f->spec.kind == FIELD_LINES)
		return arena_strdup(arena, text_buffer_text(&f->lines));
	if (f->spec.kind == FIELD_DATE && field_date(line_buffer_text(&f->line), date))
		return arena_strdup(arena, date);
	return arena_strdup(arena, line_buffer_text(&f->line));
}

const char *form_field_shown(const struct form_field *f, struct arena *arena, const char *value)
{
	char text[DATE_TEXT];
	struct date day;
	for (size_t i = 0; f->spec.kind == FIELD_CHOICE && i < f->choice_count; i++)
		if (strcmp(f->spec.choices[i].code, value) == 0)
			return f->labels[i];
	if (f->spec.kind == FIELD_DATE && date_parse(value, &day))
		return arena_strdup(arena, date_format_numeric(day, text));
	return text_safe(arena, value);
}

void form_field_put(struct form_field *f, const char *value)
{
	if (f->spec.kind == FIELD_FLAG) {
		f->choice = strcmp(value, "oui") == 0;
	} else if (f->spec.kind == FIELD_CHOICE) {
		f->choice = -1;
		for (size_t i = 0; i < f->choice_count; i++)
			if (strcmp(f->spec.choices[i].code, value) == 0)
				f->choice = (int)i;
	} else if (f->spec.kind == FIELD_LINES) {
		text_buffer_set(&f->lines, value);
	} else {
		struct arena arena = {0};
		line_buffer_set(&f->line, f->spec.kind == FIELD_DATE ? form_field_shown(f, &arena, value) : value);
		arena_free(&arena);
	}
}

void form_field_swap(struct form_field *f, struct arena *arena)
{
	bool has_theirs = strcmp(form_field_typed(f, arena), f->theirs) == 0;
	form_field_put(f, has_theirs ? f->mine : f->theirs);
	f->decided = true;
}
