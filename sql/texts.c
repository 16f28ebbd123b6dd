/* Embedded SQL texts found by name. */
#include "sql/texts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *text_find(const struct sql_text *texts, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(texts[i].name, name) == 0)
			return texts[i].text;
	fprintf(stderr, "jalon : texte SQL inconnu : %s\n", name);
	abort();
}

const char *sql_query(const char *name)
{
	return text_find(sql_queries, sql_queries_count, name);
}

const char *sql_demo_text(const char *name)
{
	return text_find(sql_demo, sql_demo_count, name);
}
