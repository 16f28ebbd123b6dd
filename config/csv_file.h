/* A CSV file as records of fields: RFC 4180 read strictly by libcsv, one fault for each line that is not. Of the columns it
 * knows nothing.
 *
 * UTF-8, with or without a byte order mark; the separator, ; or , is found in the first line. A line that cannot be read is
 * told, and reading goes on with the next one, so that all of them are told at once. */
#ifndef JALON_CSV_FILE_H
#define JALON_CSV_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/arena.h"
#include "core/base/error.h"

enum {
	CSV_RECORD_MAX = 64 * 1024,       /* bytes of one record */
	CSV_SIZE_MAX = 64 * 1024 * 1024,  /* bytes of a file */
	CSV_FIELDS_MAX = 100,             /* fields of one record */
	CSV_FAULTS_MAX = 1000             /* reading stops there */
};

struct csv_record {
	int line;                 /* where it begins, from 1 */
	const char *const *fields; /* NFC, blanks around and line ends dropped; U+FFFD: bytes that are not UTF-8 */
	size_t count;
};

struct csv_fault { int line; const char *expected; }; /* line 0: the whole file */

struct csv_table {
	struct arena arena;          /* of the fields */
	char separator;
	struct csv_record *records;  /* owned; blank lines left out */
	size_t count;
	struct csv_fault *faults;    /* owned; by line */
	size_t fault_count;
};

/* Any bytes: what is not CSV becomes faults. Always csv_table_free(). */
void csv_read(const void *bytes, size_t size, struct csv_table *out);
/* The file at path. False with *e set when it cannot be opened, read, or is too big. Always csv_table_free(). */
bool csv_load(const char *path, struct csv_table *out, struct error *e);
void csv_table_free(struct csv_table *t);

#endif
