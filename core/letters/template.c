/* Reading a template: lines and {{marks}}, each fault noted and the reading going on. See template.h. */
#include "core/letters/template.h"

#include <string.h>

#include "core/base/strbuf.h"
#include "core/base/text.h"

enum { NONE = -1 };

struct reading {
	struct arena *arena;
	const struct letter_spec *spec;
	struct template_part *parts;
	size_t count, room;
	struct template_faults *faults;
	size_t fault_room;
	int line;
	int list;      /* in which list of the letter; NONE outside */
	int list_line; /* where it began */
	const char *refused;   /* a list that the letter has not, told where it began; NULL none */
	const char *condition; /* the name of the one that is open; NULL outside */
	int condition_line;
};

/* One more item at the end of an array of the arena. */
static void *array_grow(struct arena *arena, void *items, size_t count, size_t *room, size_t size)
{
	void *grown;

	if (count < *room)
		return items;
	*room = *room == 0 ? 16 : *room * 2;
	grown = arena_array(arena, *room, size);
	if (count > 0)
		memcpy(grown, items, count * size);
	return grown;
}

static void fault_add(struct reading *r, int line, const char *field, const char *expected)
{
	struct template_faults *f = r->faults;

	f->items = array_grow(r->arena, f->items, f->count, &r->fault_room, sizeof *f->items);
	f->items[f->count++] = (struct template_fault){line, text_safe(r->arena, field), expected};
}

static void part_add(struct reading *r, enum template_part_kind kind, const char *text, size_t field)
{
	r->parts = array_grow(r->arena, r->parts, r->count, &r->room, sizeof *r->parts);
	r->parts[r->count++] = (struct template_part){kind, text, field};
}

static int name_find(const char *const *names, const char *name)
{
	for (int i = 0; names[i] != NULL; i++)
		if (strcmp(names[i], name) == 0)
			return i;
	return NONE;
}

static int list_find(const struct letter_spec *spec, const char *name)
{
	for (int i = 0; spec->lists[i].name != NULL; i++)
		if (strcmp(spec->lists[i].name, name) == 0)
			return i;
	return NONE;
}

/* « un champ de cette lettre : agence, date, … » */
static const char *names_expected(struct arena *arena, const char *before, const char *const *names)
{
	struct strbuf b = {0};
	const char *text;

	strbuf_add(&b, before);
	for (size_t i = 0; names[i] != NULL; i++)
		strbuf_addf(&b, "%s%s", i > 0 ? ", " : "", names[i]);
	text = arena_strdup(arena, strbuf_str(&b));
	strbuf_free(&b);
	return text;
}

/* The names of a letter's lists, the last one followed by NULL. */
static const char *const *list_names(struct arena *arena, const struct letter_spec *spec)
{
	size_t count = 0;
	const char **names;

	while (spec->lists[count].name != NULL)
		count++;
	names = arena_array(arena, count + 1, sizeof *names);
	for (size_t i = 0; i < count; i++)
		names[i] = spec->lists[i].name;
	names[count] = NULL;
	return names;
}

static const char *condition_expected(struct arena *arena, const struct letter_spec *spec)
{
	const char *fields = names_expected(arena, "un champ ou une liste de cette lettre : ", spec->fields);

	return spec->lists[0].name == NULL ? fields : names_expected(arena, arena_format(arena, "%s ; ", fields), list_names(arena, spec));
}

static void field_read(struct reading *r, const char *name)
{
	const char *const *known = r->list == NONE ? r->spec->fields : r->spec->lists[r->list].fields;
	int field = name_find(known, name);

	if (field != NONE)
		part_add(r, TEMPLATE_FIELD, "", (size_t)field);
	else if (strchr("#/!?", name[0]) != NULL && name[0] != '\0')
		fault_add(r, r->line, name, "une marque de liste ou de condition, ou une remarque, seule sur sa ligne");
	else
		fault_add(r, r->line, name, names_expected(r->arena, r->list == NONE ? "un champ de cette lettre : "
		                                                                     : "un champ de cette liste : ", known));
}

static void line_read(struct reading *r, const char *s)
{
	const char *open;

	while ((open = strstr(s, "{{")) != NULL) {
		const char *close = strstr(open, "}}");

		if (open > s)
			part_add(r, TEMPLATE_TEXT, arena_strndup(r->arena, s, (size_t)(open - s)), 0);
		if (close == NULL) {
			fault_add(r, r->line, "", "}} à la fin du champ, sur la même ligne");
			return;
		}
		field_read(r, arena_strndup(r->arena, open + 2, (size_t)(close - open - 2)));
		s = close + 2;
	}
	if (*s != '\0')
		part_add(r, TEMPLATE_TEXT, s, 0);
	part_add(r, TEMPLATE_LINE_END, "", 0);
}

static void list_begin(struct reading *r, const char *name)
{
	int list = list_find(r->spec, name);

	if (r->list != NONE) {
		fault_add(r, r->line, name, "la fin de la liste en cours avant le début d'une autre");
		return;
	}
	if (list == NONE) {
		r->refused = name;
		fault_add(r, r->line, name, r->spec->lists[0].name == NULL ? "aucune liste dans cette lettre"
		          : names_expected(r->arena, "une liste de cette lettre : ", list_names(r->arena, r->spec)));
		return;
	}
	r->list = list;
	r->list_line = r->line;
	part_add(r, TEMPLATE_LIST, "", (size_t)list);
}

static void list_end(struct reading *r, const char *name)
{
	if (r->refused != NULL && strcmp(r->refused, name) == 0) {
		r->refused = NULL;
		return;
	}
	if (r->list == NONE || strcmp(r->spec->lists[r->list].name, name) != 0) {
		fault_add(r, r->line, name, "la fin d'une liste ouverte plus haut");
		return;
	}
	r->list = NONE;
	part_add(r, TEMPLATE_LIST_END, "", 0);
}

/* Unknown, it is told, and is open all the same: its end is no second fault. */
static void condition_begin(struct reading *r, const char *name)
{
	int field = name_find(r->spec->fields, name), list = list_find(r->spec, name);

	if (r->list != NONE || r->condition != NULL) {
		fault_add(r, r->line, name, r->list != NONE ? "la fin de la liste en cours avant le début d'une condition"
		                                            : "la fin de la condition en cours avant le début d'une autre");
		return;
	}
	if (field == NONE && list == NONE)
		fault_add(r, r->line, name, condition_expected(r->arena, r->spec));
	r->condition = name;
	r->condition_line = r->line;
	part_add(r, field != NONE ? TEMPLATE_IF_FIELD : TEMPLATE_IF_LIST, "", (size_t)(field != NONE ? field : list));
}

static void condition_end(struct reading *r, const char *name)
{
	if (r->list != NONE)
		fault_add(r, r->line, name, "la fin de la liste en cours avant celle de la condition");
	else if (r->condition == NULL || strcmp(r->condition, name) != 0)
		fault_add(r, r->line, name, "la fin d'une condition ouverte plus haut");
	else
		part_add(r, TEMPLATE_IF_END, "", 0);
	if (r->condition != NULL && strcmp(r->condition, name) == 0)
		r->condition = NULL;
}

/* « {{#nom}} » alone on its line: its sign, and the name; 0 when the line is no such mark. */
static char mark_read(struct reading *r, const char *line, const char **name)
{
	size_t start = strspn(line, " "), len = strlen(line);

	while (len > start && line[len - 1] == ' ')
		len--;
	if (len < start + 5 || strncmp(line + start, "{{", 2) != 0 || strncmp(line + len - 2, "}}", 2) != 0 ||
	    strchr("#/!?", line[start + 2]) == NULL)
		return '\0';
	*name = arena_strndup(r->arena, line + start + 3, len - start - 5);
	return strstr(*name, "}}") == NULL ? line[start + 2] : '\0';
}

/* Neither a control character nor bytes that are no UTF-8. */
static bool line_is_text(struct arena *arena, const char *line)
{
	const char *plain = text_normalise(arena, line);

	return strcmp(text_safe(arena, line), plain) == 0 && (strstr(plain, "\uFFFD") == NULL || strstr(line, "\uFFFD") != NULL);
}

static void line_take(struct reading *r, char *line)
{
	size_t len = strlen(line);
	const char *name;

	if (len > 0 && line[len - 1] == '\r')
		line[len - 1] = '\0';
	if (!line_is_text(r->arena, line))
		fault_add(r, r->line, "", "du texte UTF-8, sans tabulation ni caractère de commande");
	switch (mark_read(r, line, &name)) {
	case '#':
		list_begin(r, name);
		break;
	case '?':
		condition_begin(r, name);
		break;
	case '/':
		if (name[0] == '?')
			condition_end(r, name + 1);
		else
			list_end(r, name);
		break;
	case '!':
		break;
	default:
		line_read(r, text_safe(r->arena, line));
	}
}

bool template_parse(struct arena *arena, enum letter_kind k, const char *text, struct letter_template *out,
                    struct template_faults *faults)
{
	struct reading r = {.arena = arena, .spec = &letter_specs[k], .faults = faults, .list = NONE};
	size_t before = faults->count;

	r.fault_room = before;
	*out = (struct letter_template){NULL, 0};
	while (*text != '\0') {
		size_t len = strcspn(text, "\n");

		r.line++;
		line_take(&r, arena_strndup(arena, text, len));
		text += len + (text[len] == '\n' ? 1 : 0);
	}
	if (r.list != NONE)
		fault_add(&r, r.list_line, r.spec->lists[r.list].name, "la fin de cette liste, {{/…}}, seule sur une ligne");
	if (r.condition != NULL)
		fault_add(&r, r.condition_line, r.condition, "la fin de cette condition, {{/?…}}, seule sur une ligne");
	if (r.count == 0 && faults->count == before)
		fault_add(&r, 0, "", "les mots de la lettre : ce fichier est vide");
	if (faults->count > before)
		return false;
	*out = (struct letter_template){r.parts, r.count};
	return true;
}

void letter_templates_free(struct letter_templates *t)
{
	arena_free(&t->arena);
	*t = (struct letter_templates){0};
}
