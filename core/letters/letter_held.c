/* « Ce que nous détenons sur vous »: every value of the catalogue, and who read the file, when and why, by role.
 *
 * Complete by construction: what the base gives (held_file) is printed value by value, a table that nobody has named here
 * under its own name. The words (letter_held_words.c) only make codes readable; nothing is chosen, nothing is left out. */
#include <string.h>

#include "core/base/strbuf.h"
#include "core/letters/letter_private.h"

static bool same_row(const struct held_value *a, const struct held_value *b)
{
	return strcmp(a->table, b->table) == 0 && strcmp(a->row, b->row) == 0;
}

/* Of the history, a field that was corrected stands with its value in « avant » (« commune : Vitré »): it is printed as it was
 * in the table that row speaks of. False: any other value. */
static bool corrected_put(struct arena *arena, struct strbuf *b, const struct held_value *x, const char *table)
{
	const char *colon = strstr(x->value, " : ");
	const char *column;

	if (strcmp(x->table, "historique") != 0 || strcmp(x->column, "avant") != 0 || colon == NULL)
		return false;
	column = arena_strndup(arena, x->value, (size_t)(colon - x->value));
	strbuf_addf(b, "    avant, %s : %s\n", held_column_words(arena, column), held_value_words(arena, table, column, colon + 3));
	return true;
}

/* The columns of one row: those with a value, then, on one line, those without. */
static size_t row_put(struct arena *arena, struct strbuf *b, const struct held_file *h, size_t first)
{
	const char *empty = "", *of = "";
	size_t end = first;

	if (h->values[first].row[0] != '\0')
		strbuf_addf(b, "  %s%s\n", strspn(h->values[first].row, "0123456789") == strlen(h->values[first].row) ? "n° " : "",
		            h->values[first].row);
	for (; end < h->value_count && same_row(&h->values[first], &h->values[end]); end++) {
		const struct held_value *x = &h->values[end];
		const char *column = held_column_words(arena, x->column);

		if (strcmp(x->column, "nom_table") == 0)
			of = x->value;
		if (corrected_put(arena, b, x, of))
			continue;
		if (*letter_or(x->value, "") != '\0')
			strbuf_addf(b, "    %s : %s\n", column, held_value_words(arena, x->table, x->column, x->value));
		else
			empty = arena_format(arena, "%s%s%s", empty, *empty != '\0' ? ", " : "", column);
	}
	if (*empty != '\0')
		strbuf_addf(b, "    sans valeur : %s\n", empty);
	return end;
}

static const char *values_of(struct arena *arena, const struct held_file *h, size_t *table_count)
{
	struct strbuf b = {0};
	const char *text, *table = "";

	*table_count = 0;
	for (size_t i = 0; i < h->value_count;) {
		if (strcmp(h->values[i].table, table) != 0) {
			table = h->values[i].table;
			strbuf_addf(&b, "%s%s\n", i > 0 ? "\n" : "", held_table_words(arena, table));
			++*table_count;
		}
		i = row_put(arena, &b, h, i);
	}
	if (b.len > 0)
		strbuf_splice(&b, b.len - 1, 1, "", 0); /* the template ends its line */
	text = arena_strdup(arena, b.len > 0 ? strbuf_str(&b) : "Nous ne détenons rien.");
	strbuf_free(&b);
	return text;
}

static void reading_rows(struct letter_values *v, const struct held_file *h)
{
	list_empty_set(v, "lectures", "Personne d'autre que votre référent n'a lu votre dossier.");
	for (size_t i = 0; i < h->reading_count; i++) {
		const struct file_reading *x = &h->readings[i];

		list_row(v, "lectures", (const char *[]){letter_day(v->arena, x->at.day, "jour non connu"), letter_or(role_label(x->role), "rôle non connu"),
		                                         letter_or(held_reading_reason(x->reason), "motif non renseigné")});
	}
}

bool letter_fill_held(struct letter_values *v, const struct letter_facts *f, struct error *e)
{
	const struct held_file *h = f->held;
	size_t table_count;

	(void)e;
	letter_fill_common(v, f, h->last_name, h->first_name, h->birth);
	value_set(v, "valeurs", values_of(v->arena, h, &table_count));
	value_set(v, "compte", arena_format(v->arena, "%s, dans %s", letter_count(v->arena, h->value_count, "valeur", "valeurs"),
	                                    letter_count(v->arena, table_count, "rubrique", "rubriques")));
	reading_rows(v, h);
	return true;
}
