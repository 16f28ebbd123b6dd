/* The form: labelled fields in a box; its fields are form_fields.c. */
#include <stdlib.h>
#include <string.h>

#include "core/app/view.h"
#include "core/base/mem.h"
#include "core/base/text.h"
#include "tui/loop.h"
#include "tui/widgets/field.h"
#include "tui/widgets/form_fields.h"
#include "tui/widgets/typing.h"

#define FORM_COLUMNS 76
#define FORM_AROUND 5 /* frame, rule, two rows of hint or error */

struct form {
	struct popup popup;
	struct arena arena;  /* what lives as long as the form */
	struct arena answer; /* values and error of the last sending */
	const char *title;
	struct form_field *fields;
	size_t count, current, top;
	int label_columns;
	const char *error;   /* "" when none */
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

static enum popup_result send(struct ui *ui, struct form *f)
{
	struct error e = {0};
	arena_reset(&f->answer);
	f->error = "";
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

static enum popup_result form_key(struct ui *ui, struct popup *popup, int key)
{
	struct form *f = (struct form *)popup;
	if (f->leaving)
		return answer_leaving(f, key);
	switch (key) {
	case KEYCODE_ESCAPE:
		f->leaving = form_changed(f);
		return f->leaving ? POPUP_STAYS : POPUP_CLOSES;
	case CTRL_KEY('s'): return send(ui, f);
	case KEYCODE_ENTER:
		if (f->current + 1 == f->count)
			return send(ui, f);
		next_field(f, true);
		return POPUP_STAYS;
	case KEYCODE_TAB:
	case KEYCODE_DOWN: next_field(f, true); return POPUP_STAYS;
	case KEYCODE_BACKTAB:
	case KEYCODE_UP: next_field(f, false); return POPUP_STAYS;
	default:
		if (form_field_key(&f->fields[f->current], key))
			f->error = "";
		return POPUP_STAYS;
	}
}

static void form_paste(struct ui *ui, struct popup *popup, int code_point)
{
	struct form *f = (struct form *)popup;
	(void)ui;
	if (!f->leaving)
		form_field_paste(&f->fields[f->current], code_point);
}

/* --- paint ------------------------------------------------------------------------------------------- */

static void paint_value(const struct form_field *f, struct rect line, bool current)
{
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

static void paint_field(const struct form *f, size_t index, struct rect line)
{
	const struct form_field *field = &f->fields[index];
	bool current = index == f->current;
	paint_text(line.row, line.column, 1, INK_KEY, current ? ">" : " ");
	int used = paint_text(line.row, line.column + 2, f->label_columns, current ? INK_KEY : INK_PLAIN, field->spec.label);
	if (field->spec.required)
		paint_text(line.row, line.column + 2 + used, 2, INK_PLAIN, " *");
	int start = 2 + f->label_columns + 3;
	paint_value(field, (struct rect){line.row, line.column + start, 1, line.columns - start}, current);
}

/* The choices of the field, the one taken after a sign. Returns the rows taken. */
static int paint_choices(const struct form_field *f, struct rect r)
{
	int row = r.row, column = 0;
	for (size_t i = 0; i < f->choice_count; i++) {
		bool taken = (int)i == f->choice;
		int width = text_width(f->labels[i]) + 2;
		if (column + width > r.columns && column > 0) {
			row++;
			column = 0;
		}
		if (row >= r.row + r.rows)
			break;
		paint_text(row, r.column + column, 1, INK_KEY, taken ? ">" : " ");
		column += 1 + paint_text(row, r.column + column + 1, r.columns - column - 1, taken ? INK_KEY : INK_DIM, f->labels[i]);
		column += 1;
	}
	return row - r.row + 1;
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
	} else if (field->spec.kind == FIELD_CHOICE) {
		int used = paint_choices(field, r);
		if (used < r.rows)
			paint_text(r.row + used, r.column, r.columns, INK_DIM, field->spec.hint);
	} else {
		paint_wrapped(r, INK_DIM, field->spec.hint);
	}
}

static void form_paint(struct ui *ui, struct popup *popup, struct rect screen)
{
	struct form *f = (struct form *)popup;
	(void)ui;
	struct rect box = rect_centre(screen, (int)f->count + FORM_AROUND, FORM_COLUMNS);
	size_t visible = box.rows > FORM_AROUND ? (size_t)(box.rows - FORM_AROUND) : 1;
	if (f->current < f->top)
		f->top = f->current;
	if (f->current >= f->top + visible)
		f->top = f->current - visible + 1;
	paint_box(box, f->title);
	struct rect inside = {box.row + 1, box.column + 2, box.rows - 2, box.columns - 4};
	for (size_t i = 0; i < visible && f->top + i < f->count; i++)
		paint_field(f, f->top + i, (struct rect){inside.row + (int)i, inside.column, 1, inside.columns});
	int foot = box.row + box.rows - 3;
	paint_hline(foot - 1, box.column + 1, box.columns - 2);
	paint_foot(f, (struct rect){foot, inside.column, 2, inside.columns});
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
	if (f->fields[f->current].spec.kind == FIELD_CHOICE)
		return "Ctrl-S enregistrer  Échap abandonner  Gauche Droite choisir  Entrée suivant";
	return "Ctrl-S enregistrer  Échap abandonner  Entrée suivant  Tab Maj-Tab champs";
}

struct popup *form_new(const char *title, const struct field_spec *fields, size_t count, form_done done, void *ctx,
                       void (*free_ctx)(void *))
{
	static const struct popup_ops ops = {.key = form_key, .paint = form_paint, .free = form_free,
		.unsaved = form_unsaved, .paste = form_paste, .hint = form_hint};
	struct form *f = mem_alloc(sizeof *f);
	f->popup.ops = &ops;
	f->title = text_safe(&f->arena, title);
	f->fields = arena_array(&f->arena, count, sizeof *f->fields);
	for (size_t i = 0; i < count; i++) {
		form_field_init(&f->fields[i], &fields[i], &f->arena);
		int width = text_width(f->fields[i].spec.label);
		if (width > f->label_columns)
			f->label_columns = width;
	}
	if (f->label_columns > 30)
		f->label_columns = 30;
	f->count = count;
	f->error = "";
	f->done = done;
	f->ctx = ctx;
	f->free_ctx = free_ctx;
	return &f->popup;
}

void form_returned(struct popup *popup, const struct error *e)
{
	struct form *f = (struct form *)popup;
	f->returned = true;
	show_error(f, e);
}
