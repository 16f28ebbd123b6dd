/* Embedded SQL texts found by name. */
#include "sql/texts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *sql_query(const char *name)
{
	for (size_t i = 0; i < sql_queries_count; i++)
		if (strcmp(sql_queries[i].name, name) == 0)
			return sql_queries[i].text;
	fprintf(stderr, "jalon : texte SQL inconnu : %s\n", name);
	abort();
}
