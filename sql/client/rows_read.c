/* Columns and lists, one after the other. */
#include "sql/client/rows_read.h"

#include <stdlib.h>
#include <string.h>

const char *row_peek(struct row *r)
{
	int column = r->column++;

	return column < PQnfields(r->res) && !PQgetisnull(r->res, r->row, column) ? PQgetvalue(r->res, r->row, column) : "";
}

const char *row_text(struct row *r)
{
	return arena_strdup(r->arena, row_peek(r));
}

int row_int(struct row *r)
{
	return (int)strtol(row_peek(r), NULL, 10);
}

bool row_bool(struct row *r)
{
	return strcmp(row_peek(r), "t") == 0;
}

struct date row_date(struct row *r)
{
	struct date d;

	return date_parse(row_peek(r), &d) ? d : DATE_NONE;
}

struct moment row_moment(struct row *r)
{
	struct moment m;

	return moment_parse(row_peek(r), &m) ? m : MOMENT_NONE;
}

void *rows_read(struct arena *a, const PGresult *res, size_t size, row_reader read, size_t *count)
{
	char *items = arena_array(a, (size_t)PQntuples(res), size);

	*count = (size_t)PQntuples(res);
	for (size_t i = 0; i < *count; i++)
		read(&(struct row){ a, res, (int)i, 0 }, items + i * size);
	return items;
}

void *words_read(struct arena *a, const char *list, size_t size, word_reader read, size_t *count)
{
	char *words = arena_strdup(a, list), *items, *next;
	size_t room = words[0] != '\0' ? 1 : 0;

	for (const char *c = words; *c != '\0'; c++)
		room += *c == ' ';
	items = arena_array(a, room, size);
	*count = 0;
	for (char *word = words; word != NULL && *word != '\0'; word = next) {
		next = strchr(word, ' ');
		if (next != NULL)
			*next++ = '\0';
		read(word, items + (*count)++ * size);
	}
	return items;
}
