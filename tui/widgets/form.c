/* The form: labelled fields in a box; its fields are form_fields.c. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/views/view.h"
#include "core/base/mem.h"
#include "core/base/text.h"
#include "tui/loop.h"
#include "tui/widgets/field.h"
#include "tui/widgets/form_fields.h"
#include "tui/widgets/typing.h"

#define FORM_COLUMNS 76
#define CHOOSING "Ctrl-T prend celle de la base, Ctrl-G garde la vôtre"
#define FORM_AROUND 3 /* frame, rule; the foot comes with its hint or its error */
#define FOOT_ROWS 2
#define FOOT_ROWS_MOST 5 /* an error says the reason, the rule and the way out */

enum { HINT_FIELD, HINT_LINES, HINT_CHOICE, HINT_BOTH, HINT_COUNT };

struct form {
	struct popup popup;
	struct arena arena;  /* what lives as long as the form */
	struct arena answer; /* values and error of the last sending */
	const char *title;
	struct form_field *fields;
	size_t count, current;
	int top, rows;       /* first row of fields shown; rows of all of them */
	int label_columns;
	const char **explained; /* rows of text above the fields */
	size_t explained_count;
	const char *hints[HINT_COUNT]; /* of its keys: by kind of field */
	const char *error;   /* "" when none */
	char full[160];      /* the error of a field that takes no more */
	bool leaving;        /* « Abandonner la saisie ? » is being asked */
	bool returned;       /* refused once: unsaved even if no key is typed */
	form_done done;
	void *ctx;
	void (*free_ctx)(void *);
};

/* --- keys -------------------------------------------------------------------------------------------- */

static bool form_changed(const struct form *f)
{
	if (f->returned)
		return true;
	for (size_t i = 0; i < f->count; i++)
		if (form_field_changed(&f->fields[i]))
			return true;
	return false;
}

static void show_error(struct form *f, const struct error *e)
{
	f->error = view_error(&f->answer, e);
	for (size_t i = 0; i < f->count; i++)
		if (*e->field && strcmp(f->fields[i].spec.name, e->field) == 0)
			f->current = i;
}

/* The first field that two people changed, each otherwise, and that waits for a choice; count when none does. */
static size_t first_undecided(const struct form *f)
{
	size_t i = 0;
	while (i < f->count && !(f->fields[i].both && !f->fields[i].decided))
		i++;
	return i;
}

static enum popup_result send(struct ui *ui, struct form *f)
{
	struct error e = {0};
	size_t undecided = first_undecided(f);
	arena_reset(&f->answer);
	f->error = "";
	if (undecided < f->count) {
		f->current = undecided;
		f->error = arena_format(&f->answer, "%s : deux valeurs. " CHOOSING, f->fields[undecided].spec.label);
		return POPUP_STAYS;
	}
	const char **values = arena_array(&f->answer, f->count, sizeof *values);
	for (size_t i = 0; i < f->count; i++) {
		values[i] = form_field_value(&f->fields[i], &f->answer, &e);
		if (!values[i]) {
			show_error(f, &e);
			return POPUP_STAYS;
		}
	}
	bool sent = f->done(ui, f->ctx, values, &e);
	ui_mark_dirty(ui);
	if (sent)
		return POPUP_CLOSES;
	show_error(f, &e);
	return POPUP_STAYS;
}

static enum popup_result answer_leaving(struct form *f, int key)
{
	f->leaving = key != 'n' && key != 'N' && key != KEYCODE_ESCAPE;
	return key == 'o' || key == 'O' ? POPUP_CLOSES : POPUP_STAYS;
}

static void next_field(struct form *f, bool forward)
{
	if (forward)
		f->current = f->current + 1 < f->count ? f->current + 1 : 0;
	else
		f->current = f->current > 0 ? f->current - 1 : f->count - 1;
}

static bool row_is_not_alone(const struct form *f, int row)
{
	for (size_t i = 0; i < f->count; i++)
		if (f->fields[i].row != row)
			return true;
	return false;
}

/* The first field of the next row, the last fields wrapping to the first ones. */
static void next_row(struct form *f, bool forward)
{
	int row = f->fields[f->current].row;
	do
		next_field(f, forward);
	while (f->count > 1 && f->fields[f->current].row == row && row_is_not_alone(f, row));
	while (f->fields[f->current].spec.beside && f->current > 0)
		f->current--;
}

static bool form_choose(struct form *f, int key)
{
	struct form_field *field = &f->fields[f->current];
	if (!field->both || (key != CTRL_KEY('t') && key != CTRL_KEY('g')))
		return false;
	if (key == CTRL_KEY('t'))
		form_field_swap(field, &f->answer);
	field->decided = true;
	f->error = "";
	return true;
}

static bool leaves_field(int key)
{
	return key == CTRL_KEY('s') || key == KEYCODE_ENTER || key == KEYCODE_TAB || key == KEYCODE_BACKTAB ||
	       key == KEYCODE_DOWN || key == KEYCODE_UP;
}

/* What no longer enters is said: nobody finds out later that the end of a text is missing. */
static void say_full(struct form *f)
{
	const struct form_field *field = &f->fields[f->current];
	snprintf(f->full, sizeof f->full, "%s : ce champ est plein, %zu signes au plus. La suite n'est pas prise : abrégez.", field->spec.label,
	         field->spec.max);
	f->error = f->full;
}

static enum popup_result form_key(struct ui *ui, struct popup *popup, int key)
{
	struct form *f = (struct form *)popup;
	if (f->leaving)
		return answer_leaving(f, key);
	if (leaves_field(key))
		form_field_complete(&f->fields[f->current], app_today(ui->app).day);
	switch (key) {
	case KEYCODE_ESCAPE:
		f->leaving = form_changed(f);
		return f->leaving ? POPUP_STAYS : POPUP_CLOSES;
	case CTRL_KEY('s'): return send(ui, f);
	case KEYCODE_ENTER:
		if (f->fields[f->current].spec.kind == FIELD_LINES)
			break;
		if (f->current + 1 == f->count)
			return send(ui, f);
		next_field(f, true);
		return POPUP_STAYS;
	case KEYCODE_TAB: next_field(f, true); return POPUP_STAYS;
	case KEYCODE_BACKTAB: next_field(f, false); return POPUP_STAYS;
	case KEYCODE_DOWN:
	case KEYCODE_UP:
		if (f->fields[f->current].spec.kind != FIELD_LINES || !form_field_key(&f->fields[f->current], key))
			next_row(f, key == KEYCODE_DOWN);
		return POPUP_STAYS;
	default: break;
	}
	if (form_choose(f, key))
		return POPUP_STAYS;
	bool full = form_field_is_full(&f->fields[f->current]);
	if (form_field_key(&f->fields[f->current], key))
		f->error = "";
	if (full && key < KEY_SPECIAL && typing_allows(key))
		say_full(f);
	if (key >= ' ' || key == KEYCODE_BACKSPACE || key == KEYCODE_DELETE || key == KEYCODE_ENTER)
		f->fields[f->current].decided = true;
	return POPUP_STAYS;
}

static void form_paste(struct ui *ui, struct popup *popup, int code_point)
{
	struct form *f = (struct form *)popup;
	(void)ui;
	if (f->leaving)
		return;
	if (form_field_is_full(&f->fields[f->current]))
		say_full(f);
	form_field_paste(&f->fields[f->current], code_point);
}

/* --- paint ------------------------------------------------------------------------------------------- */

/* A window of its own over the text, with the row of the cursor in it. */
static void paint_lines(struct form_field *f, struct rect area, bool current)
{
	int column;
	size_t start = 0, next, rows = (size_t)area.rows;
	f->columns = area.columns - 1; /* room for the cursor after the last column */
	size_t cursor = text_buffer_cursor_row(&f->lines, f->columns, &column);
	if (cursor < f->top)
		f->top = cursor;
	if (cursor >= f->top + rows)
		f->top = cursor - rows + 1;
	paint_fill(area, INK_FIELD);
	for (size_t row = 0; start != SIZE_MAX && row < f->top + rows; row++, start = next) {
		struct text_row r = text_buffer_row(&f->lines, start, f->columns, &next);
		const char *s = text_buffer_text(&f->lines) + r.start;
		if (row >= f->top)
			paint_clip(area.row + (int)(row - f->top), area.column, typing_width(s, r.end - r.start), INK_FIELD, s);
	}
	if (current)
		paint_cursor(area.row + (int)(cursor - f->top), area.column + column);
}

static void paint_value(struct form_field *f, struct rect line, bool current)
{
	if (f->spec.kind == FIELD_LINES) {
		paint_lines(f, line, current);
		return;
	}
	if (f->spec.kind == FIELD_FLAG) {
		int used = paint_text(line.row, line.column, line.columns, INK_PLAIN, f->choice ? "[x] oui" : "[ ] non");
		paint_text(line.row, line.column + used + 1, line.columns - used - 1, INK_DIM, current ? "(espace)" : "");
	} else if (f->spec.kind == FIELD_CHOICE) {
		int used = paint_text(line.row, line.column, 2, INK_DIM, "< ");
		used += paint_text(line.row, line.column + used, line.columns - used - 2, INK_PLAIN,
		                   f->choice >= 0 ? f->labels[f->choice] : "à choisir");
		paint_text(line.row, line.column + used, line.columns - used, INK_DIM, " >");
	} else {
		field_paint(&f->line, line, current);
		return;
	}
	if (current)
		paint_cursor(line.row, line.column + (f->spec.kind == FIELD_FLAG ? 1 : 2));
}

/* Beside the value: the one in the base, when it was changed there meanwhile. */
static void paint_theirs(const struct form_field *f, struct rect line)
{
	struct arena arena = {0};
	const char *value = form_field_shown(f, &arena, f->theirs);
	bool waits = f->both && !f->decided;
	paint_text(line.row, line.column, line.columns, waits ? INK_ORANGE : INK_DIM,
	           !f->both ? "modifié entre-temps, repris" :
	           arena_format(&arena, "%sbase : %s", waits ? "! " : "", *value ? value : "(vide)"));
	arena_free(&arena);
}

static bool row_is_current(const struct form *f, const struct form_field *field)
{
	return f->fields[f->current].row == field->row;
}

static void paint_label(const struct form *f, const struct form_field *field, struct rect line)
{
	bool current = row_is_current(f, field);
	paint_text(line.row, line.column, 1, INK_KEY, current ? ">" : " ");
	int used = paint_text(line.row, line.column + 2, f->label_columns, current ? INK_KEY : INK_PLAIN, field->spec.label);
	if (field->spec.required)
		paint_text(line.row, line.column + 2 + used, 2, INK_PLAIN, " *");
}

/* line: its row of the form, whole. */
static void paint_field(struct form *f, size_t index, struct rect line)
{
	struct form_field *field = &f->fields[index];
	int start = 2 + f->label_columns + 3;
	if (!field->spec.beside)
		paint_label(f, field, line);
	for (size_t i = index; i > 0 && f->fields[i].spec.beside; i--)
		start += f->fields[i - 1].spec.width + 1;
	int left = line.columns - start, width = field->spec.width > 0 && field->spec.width < left ? field->spec.width : left;
	if (field->theirs && width == left) {
		width /= 2;
		paint_theirs(field, (struct rect){line.row, line.column + start + width + 1, 1, left - width - 1});
	}
	if (width > 0)
		paint_value(field, (struct rect){line.row, line.column + start, line.rows, width}, index == f->current);
}

/* Rows of fields, scrolled so that the current one is seen. */
static void paint_fields(struct form *f, struct rect area)
{
	const struct form_field *current = &f->fields[f->current];
	if (current->row + current->height > f->top + area.rows)
		f->top = current->row + current->height - area.rows;
	if (current->row < f->top)
		f->top = current->row;
	for (size_t i = 0; i < f->count; i++) {
		const struct form_field *field = &f->fields[i];
		int at = field->row - f->top, rows = field->height < area.rows - at ? field->height : area.rows - at;
		if (at >= 0 && rows > 0)
			paint_field(f, i, (struct rect){area.row + at, area.column, rows, area.columns});
	}
}

/* Where the next choice goes: on the row of the one before it, or on the next row. */
struct choice_at { int row, column; };

static void choice_next(struct choice_at *at, const char *label, int columns)
{
	if (at->column > 0 && at->column + text_width(label) + 2 > columns) {
		at->row++;
		at->column = 0;
	}
}

static int choices_rows(const struct form_field *f, int columns, int *taken)
{
	struct choice_at at = {0, 0};
	for (size_t i = 0; i < f->choice_count; i++) {
		choice_next(&at, f->labels[i], columns);
		if ((int)i == f->choice)
			*taken = at.row;
		at.column += text_width(f->labels[i]) + 2;
	}
	return at.row + 1;
}

/* The choices of the field, the one taken after a sign; where they do not all fit, its row is among those shown. Returns the
 * rows taken. */
static int paint_choices(const struct form_field *f, struct rect r)
{
	struct choice_at at = {0, 0};
	int taken = 0, rows = choices_rows(f, r.columns, &taken), top = taken < r.rows ? 0 : taken - r.rows + 1;
	for (size_t i = 0; i < f->choice_count; i++) {
		enum ink ink = (int)i == f->choice ? INK_KEY : INK_DIM;
		choice_next(&at, f->labels[i], r.columns);
		if (at.row >= top && at.row < top + r.rows) {
			paint_text(r.row + at.row - top, r.column + at.column, 1, INK_KEY, (int)i == f->choice ? ">" : " ");
			paint_text(r.row + at.row - top, r.column + at.column + 1, r.columns - at.column - 1, ink, f->labels[i]);
		}
		at.column += text_width(f->labels[i]) + 2;
	}
	return rows - top < r.rows ? rows - top : r.rows;
}

static void paint_foot(const struct form *f, struct rect r)
{
	const struct form_field *field = &f->fields[f->current];
	if (f->leaving) {
		paint_text(r.row, r.column, r.columns, INK_ERROR, "Abandonner la saisie ? o : oui, n : non");
		paint_cursor(r.row, r.column);
	} else if (*f->error) {
		paint_text(r.row, r.column, 3, INK_ERROR, "!! ");
		paint_wrapped((struct rect){r.row, r.column + 3, r.rows, r.columns - 3}, INK_ERROR, f->error);
	} else if (field->both) {
		paint_wrapped(r, INK_DIM, "Modifié par vous et dans la base. " CHOOSING);
	} else if (field->spec.kind == FIELD_CHOICE) {
		int used = paint_choices(field, r);
		if (used < r.rows)
			paint_text(r.row + used, r.column, r.columns, INK_DIM, field->spec.hint);
	} else {
		paint_wrapped(r, INK_DIM, field->spec.hint);
	}
}

static int field_foot_rows(const struct form_field *f, int columns)
{
	int taken, rows = f->spec.kind == FIELD_CHOICE ? choices_rows(f, columns - 4, &taken) : FOOT_ROWS;
	return rows < FOOT_ROWS ? FOOT_ROWS : rows;
}

/* As many as the field with the most choices needs, so that the box stays where it is from one field to the next; where there
 * is no room for that, those of the current field. */
static int foot_rows_asked(const struct form *f, struct rect screen, int columns)
{
	int most = FOOT_ROWS;
	for (size_t i = 0; i < f->count; i++) {
		int rows = field_foot_rows(&f->fields[i], columns);
		most = rows > most ? rows : most;
	}
	return f->rows + FORM_AROUND + most <= screen.rows ? most : field_foot_rows(&f->fields[f->current], columns);
}

/* A long error takes the rows that it needs. */
static int foot_rows(const struct form *f, struct rect screen)
{
	int columns = rect_centre(screen, 1, FORM_COLUMNS).columns;
	int width = *f->error && !f->leaving ? text_width(f->error) : 0, room = columns - 4 - 3, least = foot_rows_asked(f, screen, columns);
	int rows = room > 8 ? (width + width / 8) / room + 1 : FOOT_ROWS; /* an eighth is lost at the line ends */
	rows = rows < least ? least : rows;
	return rows > FOOT_ROWS_MOST ? FOOT_ROWS_MOST : rows;
}

static void form_paint(struct ui *ui, struct popup *popup, struct rect screen)
{
	struct form *f = (struct form *)popup;
	(void)ui;
	int explained = f->explained_count > 0 ? (int)f->explained_count + 1 : 0;
	int feet = foot_rows(f, screen), around = FORM_AROUND + feet;
	struct rect box = rect_centre(screen, f->rows + explained + around, FORM_COLUMNS);
	paint_box(box, f->title);
	struct rect inside = {box.row + 1, box.column + 2, box.rows - around, box.columns - 4};
	if (explained > inside.rows - f->rows) /* too small for all: the fields come first */
		explained = inside.rows - f->rows > 1 ? inside.rows - f->rows : 0;
	for (int i = 0; i + 1 < explained; i++)
		paint_text(inside.row + i, inside.column, inside.columns, INK_DIM, f->explained[i]);
	if (explained > 0)
		paint_hline(inside.row + explained - 1, box.column + 1, box.columns - 2);
	inside.row += explained;
	inside.rows = inside.rows > explained ? inside.rows - explained : 1;
	paint_fields(f, inside);
	int foot = box.row + box.rows - 1 - feet;
	paint_hline(foot - 1, box.column + 1, box.columns - 2);
	paint_foot(f, (struct rect){foot, inside.column, feet, inside.columns});
}

/* --- life -------------------------------------------------------------------------------------------- */

static void form_free(struct popup *popup)
{
	struct form *f = (struct form *)popup;
	for (size_t i = 0; i < f->count; i++)
		form_field_free(&f->fields[i]);
	if (f->free_ctx)
		f->free_ctx(f->ctx);
	arena_free(&f->answer);
	arena_free(&f->arena);
	free(f);
}

static bool form_unsaved(const struct popup *popup)
{
	return form_changed((const struct form *)popup);
}

static const char *form_hint(const struct popup *popup)
{
	const struct form *f = (const struct form *)popup;
	if (f->leaving)
		return "o abandonner  n continuer";
	return f->hints[f->fields[f->current].both ? HINT_BOTH : f->fields[f->current].spec.kind == FIELD_LINES ? HINT_LINES
	                : f->fields[f->current].spec.kind == FIELD_CHOICE ? HINT_CHOICE : HINT_FIELD];
}

void form_verb(struct popup *popup, const char *verb)
{
	static const char *const formats[HINT_COUNT] = {
		[HINT_FIELD] = "Ctrl-S %s  Échap abandonner  Entrée suivant  Tab Maj-Tab champs",
		[HINT_LINES] = "Ctrl-S %s  Échap abandonner  Entrée à la ligne  Tab suivant",
		[HINT_CHOICE] = "Ctrl-S %s  Échap abandonner  Gauche Droite choisir  Entrée suivant",
		[HINT_BOTH] = "Ctrl-T prendre la base  Ctrl-G garder la vôtre  Ctrl-S %s  Échap abandonner",
	};
	struct form *f = (struct form *)popup;
	for (size_t i = 0; i < HINT_COUNT; i++) {
		const char *at = strstr(formats[i], "%s");
		f->hints[i] = arena_format(&f->arena, "%.*s%s%s", (int)(at - formats[i]), formats[i], verb, at + 2);
	}
}

/* --- for the drafts and the merge --------------------------------------------------------------------- */

static void form_typed(const struct popup *popup, struct arena *arena, struct typed_form *out)
{
	const struct form *f = (const struct form *)popup;
	*out = (struct typed_form){.title = arena_strdup(arena, f->title), .current = f->current};
	for (; out->count < f->count && out->count < TYPED_FIELDS; out->count++) {
		const struct form_field *field = &f->fields[out->count];
		struct form_field opened = *field;
		opened.choice = field->initial_choice;
		opened.line = (struct line_buffer){0};
		opened.lines = (struct text_buffer){0};
		form_field_put(&opened, field->spec.initial);
		out->fields[out->count] = (struct typed_field){.name = arena_strdup(arena, field->spec.name),
			.label = arena_strdup(arena, field->spec.label), .value = form_field_typed(field, arena),
			.initial = form_field_typed(&opened, arena)};
		form_field_free(&opened);
	}
	if (f->current < f->count)
		out->cursor = f->fields[f->current].spec.kind == FIELD_LINES ? f->fields[f->current].lines.cursor
		                                                             : f->fields[f->current].line.cursor;
}

static void form_place(struct popup *popup, size_t current, size_t cursor)
{
	struct form *f = (struct form *)popup;
	if (current >= f->count)
		return;
	f->current = current;
	if (f->fields[current].spec.kind == FIELD_LINES)
		text_buffer_place(&f->fields[current].lines, cursor);
	else
		line_buffer_place(&f->fields[current].line, cursor);
}

static void form_theirs(struct popup *popup, size_t field, const char *present, bool both)
{
	struct form *f = (struct form *)popup;
	if (field >= f->count)
		return;
	struct form_field *at = &f->fields[field];
	at->theirs = arena_strdup(&f->arena, present);
	at->mine = form_field_typed(at, &f->arena);
	at->both = both;
	if (both && first_undecided(f) == field)
		f->current = field;
}

struct popup *form_new(const char *title, const struct field_spec *fields, size_t count, form_done done, void *ctx,
                       void (*free_ctx)(void *))
{
	static const struct popup_ops ops = {.key = form_key, .paint = form_paint, .free = form_free,
		.unsaved = form_unsaved, .paste = form_paste, .hint = form_hint, .typed = form_typed, .place = form_place,
		.returned = form_returned, .theirs = form_theirs};
	struct form *f = mem_alloc(sizeof *f);
	f->popup.ops = &ops;
	f->title = text_safe(&f->arena, title);
	f->fields = arena_array(&f->arena, count, sizeof *f->fields);
	for (size_t i = 0; i < count; i++) {
		struct form_field *field = &f->fields[i];
		form_field_init(field, &fields[i], &f->arena);
		int width = field->spec.beside ? 0 : text_width(field->spec.label);
		if (width > f->label_columns)
			f->label_columns = width;
		field->row = field->spec.beside ? f->fields[i - 1].row : f->rows;
		if (!field->spec.beside)
			f->rows += field->height;
	}
	if (f->label_columns > 30)
		f->label_columns = 30;
	f->count = count;
	f->error = "";
	f->done = done;
	f->ctx = ctx;
	f->free_ctx = free_ctx;
	form_verb(&f->popup, "enregistrer");
	return &f->popup;
}

void form_explain(struct popup *popup, const char *const *lines, size_t count)
{
	enum { ROWS_EACH = 2 };
	struct form *f = (struct form *)popup;
	f->explained = arena_array(&f->arena, count * ROWS_EACH, sizeof *f->explained);
	for (size_t i = 0; i < count; i++) {
		int columns = FORM_COLUMNS - 4;
		struct text_lines rows = text_wrap(&f->arena, text_safe(&f->arena, lines[i]), columns);
		for (size_t row = 0; row < rows.count && row < ROWS_EACH; row++) {
			bool cut = row + 1 == ROWS_EACH && rows.count > ROWS_EACH;
			const char *text = rows.lines[row];
			f->explained[f->explained_count++] = cut ? arena_format(&f->arena, "%s …",
				arena_strndup(&f->arena, text, text_fit(text, columns - 2, NULL))) : text;
		}
	}
}

void form_returned(struct popup *popup, const struct error *e)
{
	struct form *f = (struct form *)popup;
	f->returned = true;
	if (error_is_set(e))
		show_error(f, e);
}
