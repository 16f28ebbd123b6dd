/* Filling a template: values in their places, lines wrapped by display width, nothing left empty. */
#include <stdlib.h>
#include <string.h>

#include "core/base/strbuf.h"
#include "core/base/text.h"
#include "core/letters/letter_private.h"

static size_t names_count(const char *const *names)
{
	size_t n = 0;

	while (names[n] != NULL)
		n++;
	return n;
}

struct letter_values letter_values_new(struct arena *arena, enum letter_kind k)
{
	struct letter_values v = {.arena = arena, .spec = &letter_specs[k]};
	size_t fields = names_count(v.spec->fields), lists = 0;

	while (v.spec->lists[lists].name != NULL)
		lists++;
	v.fields = arena_array(arena, fields, sizeof *v.fields);
	v.not_due = arena_array(arena, fields, sizeof *v.not_due);
	v.lists = arena_array(arena, lists + 1, sizeof *v.lists);
	return v;
}

static size_t field_at(const struct letter_values *v, const char *field)
{
	size_t i = 0;

	while (v->spec->fields[i] != NULL && strcmp(v->spec->fields[i], field) != 0)
		i++;
	if (v->spec->fields[i] == NULL)
		abort();
	return i;
}

void value_set(struct letter_values *v, const char *field, const char *value)
{
	v->fields[field_at(v, field)] = text_safe_lines(v->arena, value);
}

void value_not_due(struct letter_values *v, const char *field)
{
	value_set(v, field, "sans objet");
	v->not_due[field_at(v, field)] = true;
}

static size_t list_at(const struct letter_values *v, const char *list)
{
	size_t i = 0;

	while (v->spec->lists[i].name != NULL && strcmp(v->spec->lists[i].name, list) != 0)
		i++;
	if (v->spec->lists[i].name == NULL)
		abort();
	return i;
}

void list_empty_set(struct letter_values *v, const char *list, const char *sentence)
{
	v->lists[list_at(v, list)].empty = text_safe(v->arena, sentence);
}

void list_not_due(struct letter_values *v, const char *list)
{
	list_empty_set(v, list, "Sans objet.");
	v->lists[list_at(v, list)].not_due = true;
}

void list_row(struct letter_values *v, const char *list, const char *const *values)
{
	size_t at = list_at(v, list), fields = names_count(v->spec->lists[at].fields);
	struct letter_rows *rows = &v->lists[at];
	const char **row = arena_array(v->arena, fields, sizeof *row);

	if (rows->count == rows->room) {
		const char ***old = rows->items;

		rows->room = rows->room == 0 ? 16 : rows->room * 2;
		rows->items = arena_array(v->arena, rows->room, sizeof *rows->items);
		if (rows->count > 0)
			memcpy(rows->items, old, rows->count * sizeof *old);
	}
	for (size_t i = 0; i < fields; i++)
		row[i] = text_safe(v->arena, values[i]);
	rows->items[rows->count++] = row;
}

size_t list_rows(const struct letter_values *v, const char *list)
{
	return v->lists[list_at(v, list)].count;
}

const char *letter_or(const char *text, const char *absent)
{
	return text == NULL || text[strspn(text, " \n")] == '\0' ? absent : text;
}

/* --- lines -------------------------------------------------------------------------------------------------------- */

/* Spaces, then « - », « • », « 3. » or « [x] » with its space: where the lines that follow begin. */
static size_t hang_bytes(const char *line)
{
	size_t indent = strspn(line, " "), digits = strspn(line + indent, "0123456789");

	if (digits > 0 && strncmp(line + indent + digits, ". ", 2) == 0)
		return indent + digits + 2;
	if (strncmp(line + indent, "- ", 2) == 0)
		return indent + 2;
	if (line[indent] == '[' && strncmp(line + indent + 2, "] ", 2) == 0)
		return indent + 4;
	return indent;
}

/* One line of the letter, wrapped; the lines after the first under its words. */
static void line_put(struct arena *arena, struct strbuf *out, const char *line)
{
	size_t head = hang_bytes(line);
	int hang = head > LETTER_COLUMNS / 2 ? 0 : (int)head;
	struct text_lines lines;

	if (hang == 0)
		head = 0;
	lines = text_wrap(arena, line + head, LETTER_COLUMNS - hang);
	for (size_t i = 0; i < lines.count; i++)
		strbuf_addf(out, "%*s%s\n", i == 0 ? 0 : hang, "",
		            i == 0 ? arena_format(arena, "%.*s%s", (int)head, line, lines.lines[i]) : lines.lines[i]);
}

/* A block: each of its lines with the spaces that stand before the field. */
static void block_put(struct arena *arena, struct strbuf *out, const char *line)
{
	size_t indent = strspn(line, " "), len;
	const char *at = line;

	do {
		len = strcspn(at, "\n");
		line_put(arena, out, arena_format(arena, "%*s%.*s", at == line ? 0 : (int)indent, "", (int)len, at));
		at += len;
	} while (*at++ == '\n');
}

static void trim_end(struct strbuf *b)
{
	while (b->len > 0 && b->s[b->len - 1] == ' ')
		strbuf_splice(b, b->len - 1, 1, "", 0);
}

/* Parts [first, end[, whole lines, with the values of a row or of the letter. */
static void parts_put(const struct letter_template *t, size_t first, size_t end, const char *const *values, struct arena *arena,
                      struct strbuf *out)
{
	struct strbuf line = {0};

	for (size_t i = first; i < end; i++) {
		const struct template_part *p = &t->parts[i];

		if (p->kind == TEMPLATE_LINE_END) {
			trim_end(&line);
			block_put(arena, out, strbuf_str(&line));
			strbuf_clear(&line);
		} else {
			strbuf_add(&line, p->kind == TEMPLATE_TEXT ? p->text : letter_or(values[p->field], "non renseigné"));
		}
	}
	strbuf_free(&line);
}

/* Lists and conditions do not nest in their own kind, and each has its end: template_parse. */
static size_t part_find(const struct letter_template *t, size_t from, enum template_part_kind kind)
{
	while (t->parts[from].kind != kind)
		from++;
	return from;
}

/* The spaces before the first words of a list: where its « aucun » stands too. */
static int list_indent(const struct letter_template *t, size_t first)
{
	return t->parts[first].kind == TEMPLATE_TEXT ? (int)strspn(t->parts[first].text, " ") : 0;
}

/* The list that begins there; gives the part after its end. */
static size_t list_put(const struct letter_template *t, size_t at, const struct letter_values *v, struct strbuf *out)
{
	const struct letter_rows *rows = &v->lists[t->parts[at].field];
	size_t end = part_find(t, at, TEMPLATE_LIST_END);

	for (size_t k = 0; k < rows->count; k++)
		parts_put(t, at + 1, end, rows->items[k], v->arena, out);
	if (rows->count == 0)
		line_put(v->arena, out, arena_format(v->arena, "%*s%s", list_indent(t, at + 1), "", letter_or(rows->empty, "Rien.")));
	return end + 1;
}

static size_t lines_put(const struct letter_template *t, size_t at, const struct letter_values *v, struct strbuf *out)
{
	size_t end = at;

	while (end < t->count && t->parts[end].kind <= TEMPLATE_LINE_END)
		end++;
	parts_put(t, at, end, v->fields, v->arena, out);
	return end;
}

static size_t part_put(const struct letter_template *t, size_t at, const struct letter_values *v, struct strbuf *out)
{
	const struct template_part *p = &t->parts[at];

	switch (p->kind) {
	case TEMPLATE_LIST:
		return list_put(t, at, v, out);
	case TEMPLATE_IF_FIELD:
		return v->not_due[p->field] ? part_find(t, at, TEMPLATE_IF_END) : at + 1;
	case TEMPLATE_IF_LIST:
		return v->lists[p->field].not_due ? part_find(t, at, TEMPLATE_IF_END) : at + 1;
	case TEMPLATE_IF_END:
		return at + 1;
	default:
		return lines_put(t, at, v, out);
	}
}

const char *template_fill(const struct letter_template *t, const struct letter_values *v)
{
	struct strbuf out = {0};
	const char *text;

	for (size_t i = 0; i < t->count;)
		i = part_put(t, i, v, &out);
	text = arena_strdup(v->arena, strbuf_str(&out));
	strbuf_free(&out);
	return text;
}
