/* The SQL files of the tree, embedded in the program at build time (sql/embed.sh), so that the
 * program needs no SQL file at run time and the server reads none. All texts are UTF-8, static. */
#ifndef JALON_SQL_TEXTS_H
#define JALON_SQL_TEXTS_H

#include <stddef.h>

struct sql_text {
	const char *name; /* file name without folder and .sql */
	const char *text;
};

/* sql/migrations/NNN_name.sql, in order; numbers run from 1 without a gap (the build refuses one). */
struct sql_migration {
	unsigned number;
	const char *name;     /* without NNN_ and .sql */
	const char *text;
	const char *checksum; /* SHA-256 of the file, 64 lower-case hexadecimal digits */
};

extern const struct sql_migration sql_migrations[];
extern const size_t sql_migrations_count;
extern const struct sql_text sql_queries[]; /* sql/queries/, by name */
extern const size_t sql_queries_count;

/* The text of sql/queries/NAME.sql. An unknown name is a programming error and ends the program. */
const char *sql_query(const char *name);

#endif
